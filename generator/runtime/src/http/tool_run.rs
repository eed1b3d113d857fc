//! Requests that go on until a model calls no functions of the caller's.

use std::fmt;
use std::marker::PhantomData;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::accumulate::Accumulate;
use super::assembly::Assembled;
use super::call::Call;
use super::decode;
use super::error::{Error, ErrorKind};
use super::response::Head;
use super::structured::{self, to_value, whole};
use super::tool_protocol::{ToolProtocol, set};
use super::tools::Tools;
use super::transport::{BoxFuture, MaybeSend};
use super::way::{reach, texts};
use crate::value::carry::Declared;
use crate::value::unwritten;

/// The most requests of a run if the caller does not say another number.
const ROUNDS: usize = 10;

/// The outcome of a run.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ToolRun<A, I> {
    /// The last answer: it calls no function, or something in it is for the caller to
    /// answer.
    pub answer: A,
    /// The conversation, as the next request takes it: what was sent, what was answered,
    /// without properties that the document does not declare, and what functions gave.
    /// Parts of the last answer that cannot be sent back are left out.
    ///
    /// It belongs with what the call refers to, if that is something which the server keeps,
    /// such as an earlier answer, and not with the last answer, which the server knows.
    pub input: Vec<I>,
    /// The number of requests that it took.
    pub rounds: usize,
}

/// A request, followed by as many as it takes until the model calls no function of the
/// caller's. Each has the options of the first, retries included; an idempotency key is
/// for the first alone.
#[must_use = "a run does nothing before it is awaited"]
pub struct RunTools<'r, 't, A, I> {
    call: Call,
    how: &'static ToolProtocol,
    tools: &'r mut Tools<'t>,
    rounds: usize,
    kept: Option<&'r mut Vec<I>>,
    ask: Box<dyn Ask<A> + 'r>,
}

/// The way in which a request of a run is answered.
trait Ask<A>: MaybeSend {
    /// Makes the request.
    fn ask(&mut self, call: Call) -> BoxFuture<'_, Result<(Head, A), Error>>;
}

/// Answers as a whole.
struct Whole;

impl<A: DeserializeOwned + MaybeSend + 'static> Ask<A> for Whole {
    fn ask(&mut self, call: Call) -> BoxFuture<'_, Result<(Head, A), Error>> {
        Box::pin(async move {
            let response = call.send::<A>().await?;
            Ok((response.head().clone(), response.into_body()))
        })
    }
}

/// Answers by streams, whose events are heard as they come.
struct Streamed<E, F> {
    hear: F,
    events: PhantomData<fn() -> E>,
}

impl<A, E, F> Ask<A> for Streamed<E, F>
where
    A: DeserializeOwned + MaybeSend + 'static,
    E: Accumulate<State = Assembled<A>> + MaybeSend + 'static,
    F: FnMut(&E) + MaybeSend,
{
    fn ask(&mut self, call: Call) -> BoxFuture<'_, Result<(Head, A), Error>> {
        Box::pin(async move {
            let mut events = call.stream::<E>().await?.accumulate();
            let head = events.events().head().clone();
            while let Some(event) = events.next().await {
                (self.hear)(&event?);
            }
            let answer = events.whole().await.map_err(|error| head.describe(error))?;
            Ok((head, answer))
        })
    }
}

impl<'r, 't, A, I> RunTools<'r, 't, A, I>
where
    A: Serialize + DeserializeOwned + MaybeSend + 'static,
    I: Clone + Serialize + DeserializeOwned + MaybeSend + 'static,
{
    /// Makes a run that begins with a call.
    #[doc(hidden)]
    pub fn new(call: Call, how: &'static ToolProtocol, tools: &'r mut Tools<'t>) -> Self {
        Self { call, how, tools, rounds: ROUNDS, kept: None, ask: Box::new(Whole) }
    }

    /// Returns a run that begins with a call for a stream.
    #[doc(hidden)]
    pub fn streamed<E>(
        call: Call,
        how: &'static ToolProtocol,
        tools: &'r mut Tools<'t>,
        hear: impl FnMut(&E) + MaybeSend + 'r,
    ) -> Self
    where
        E: Accumulate<State = Assembled<A>> + MaybeSend + 'static,
    {
        let ask = Box::new(Streamed { hear, events: PhantomData });
        Self { ask, ..Self::new(call, how, tools) }
    }

    /// Sets how many requests there may be: 10 by default, and one at least.
    pub fn rounds(mut self, most: usize) -> Self {
        self.rounds = most.max(1);
        self
    }

    /// Keeps the conversation in a list while it goes on, so that it is there whatever
    /// becomes of the run: after an error, or if the run is dropped. The list is replaced
    /// once the call is found to be right, and is then what [`ToolRun::input`] would be.
    ///
    /// It can be sent again, unless a function failed or was broken off: then its call and
    /// those after it are in the list without an output, which is for the caller to add.
    /// An answer that ends the run by an error ([`ErrorKind::Incomplete`]) is not in it.
    pub fn keep(mut self, conversation: &'r mut Vec<I>) -> Self {
        self.kept = Some(conversation);
        self
    }

    /// Makes the requests, and calls the functions between them, one after another.
    /// Awaiting the run itself does the same.
    ///
    /// A name that no function has, and arguments that are none of its type, go back to
    /// the model. An answer ends the run, and none of its functions is called, if it calls
    /// a function which the call has declared by itself, or has something else for the
    /// caller to answer.
    ///
    /// # Errors
    ///
    /// As any call; [`ErrorKind::Configuration`], before anything is sent, for two tools of
    /// one name, and for what a run cannot have; [`ErrorKind::Tool`] with a function's own
    /// error; [`ErrorKind::Incomplete`] if an answer is cut while it calls functions, or if
    /// the model still calls some in the last round, which are not called any more. Both
    /// have the last answer as their body. A server that keeps the conversation may know
    /// answers which call functions and have no output: [`keep`](Self::keep) has what it
    /// does not.
    pub async fn send(self) -> Result<ToolRun<A, I>, Error> {
        let context = self.call.context().clone();
        self.run().await.map_err(|error| context.explain(error))
    }

    async fn run(self) -> Result<ToolRun<A, I>, Error> {
        let Self { mut call, how, tools, rounds, kept, mut ask } = self;
        let mut own = Vec::new();
        let mut talk = Talk::begin(&call, how, tools, kept.unwrap_or(&mut own))?;
        let mut round = 0;
        loop {
            round += 1;
            call.set_json_object(&talk.body());
            let (head, answer) = ask.ask(call.clone()).await?;
            // The key stands for the first request alone, which is done.
            call.clear_idempotency_key();
            let json = to_value(&answer)?;
            let of_answer = |error: Error| head.describe(error.with_body(structured::bytes(&json)));
            let calls = reach(&json, how.calls);
            if !calls.is_empty() {
                whole(&json, how.cut).map_err(of_answer)?;
            }
            if calls.is_empty() || talk.is_for_caller(&json, &calls, tools) {
                talk.hear_last(&json);
                return Ok(ToolRun { answer, input: talk.items.clone(), rounds: round });
            }
            if round >= rounds {
                return Err(of_answer(too_many(rounds)));
            }
            talk.hear(&json).map_err(of_answer)?;
            for call in calls {
                let output = tools.call(text(call, how.name), text(call, how.arguments)).await;
                let output = output.map_err(of_answer)?;
                talk.give(text(call, how.id), &output).map_err(of_answer)?;
            }
        }
    }
}

fn too_many(rounds: usize) -> Error {
    let problem = format!(
        "the model still calls tools in the last of {rounds} rounds: `.rounds(…)` sets how many \
         there may be"
    );
    Error::new(ErrorKind::Incomplete, problem)
}

/// Returns the text at the end of a way; empty if there is none.
fn text<'v>(from: &'v Value, way: &str) -> &'v str {
    texts(from, way).first().copied().unwrap_or_default()
}

/// A conversation, and how it goes on.
struct Talk<'k, I> {
    how: &'static ToolProtocol,
    /// The body, but for the conversation.
    rest: Map<String, Value>,
    /// The conversation, as it is sent.
    sent: Vec<Value>,
    /// The same, for the caller.
    items: &'k mut Vec<I>,
    /// The number of items that the server knows.
    known: usize,
    /// True if the server keeps what it knows.
    is_kept: bool,
    /// True if the call has a conversation of its own, even an empty one.
    has_input: bool,
}

impl<'k, I: Serialize + DeserializeOwned> Talk<'k, I> {
    fn begin(
        call: &Call,
        how: &'static ToolProtocol,
        tools: &Tools<'_>,
        items: &'k mut Vec<I>,
    ) -> Result<Self, Error> {
        let wrong = |problem: String| Error::new(ErrorKind::Configuration, problem);
        let mut rest = call.json_object().map_err(wrong)?;
        how.check(&rest).map_err(wrong)?;
        let mut declared = match rest.remove(how.tools) {
            Some(Value::Array(declared)) => declared,
            _ => Vec::new(),
        };
        tools.declare(how, &mut declared).map_err(wrong)?;
        // Servers refuse an empty list.
        if !declared.is_empty() {
            rest.insert(how.tools.to_owned(), declared.into());
        }
        let has_input = rest.contains_key(how.input);
        let sent = how.take_items(&mut rest);
        let read = sent.iter().enumerate().map(|(number, item)| item_of(item, how.input, number));
        let in_body = |error: Error| wrong(format!("the body cannot be sent: {error}"));
        *items = read.collect::<Result<_, _>>().map_err(in_body)?;
        let is_kept = how.kept.iter().any(|(name, _)| set(&rest, name).is_some());
        Ok(Self { how, rest, sent, items, known: 0, is_kept, has_input })
    }

    /// Returns the body of the next request.
    fn body(&self) -> Map<String, Value> {
        let mut body = self.rest.clone();
        let sent = if self.is_kept { &self.sent[self.known..] } else { &self.sent[..] };
        if self.has_input || !sent.is_empty() {
            body.insert(self.how.input.to_owned(), sent.into());
        }
        body
    }

    /// Tells whether something in an answer is for the caller to answer.
    fn is_for_caller(&self, answer: &Value, calls: &[&Value], tools: &Tools<'_>) -> bool {
        let declared = self.rest.get(self.how.tools).and_then(Value::as_array);
        let declared = declared.map(Vec::as_slice).unwrap_or_default();
        let is_theirs = |call: &&Value| {
            let name = text(call, self.how.name);
            !text(call, self.how.foreign).is_empty()
                || (!tools.has(name) && self.how.declares(declared, name))
        };
        calls.iter().any(is_theirs) || self.how.has_others(answer)
    }

    /// Takes an answer that is answered into the conversation.
    fn hear(&mut self, answer: &Value) -> Result<(), Error> {
        let items = self.heard(answer).collect::<Result<Vec<_>, _>>()?;
        for (json, item) in items {
            self.sent.push(json);
            self.items.push(item);
        }
        self.known = self.sent.len();
        for (name, next) in self.how.kept {
            if set(&self.rest, name).is_some()
                && let Some(next) = texts(answer, next).first()
            {
                self.rest.insert((*name).to_owned(), (*next).into());
            }
        }
        self.how.take_once(&mut self.rest);
        Ok(())
    }

    /// Takes the last answer into the conversation: what the run came to does not depend
    /// on what of it can be sent back.
    fn hear_last(&mut self, answer: &Value) {
        let items: Vec<I> = self.heard(answer).flatten().map(|(_, item)| item).collect();
        self.items.extend(items);
    }

    /// Returns the items of an answer, as they are sent back.
    fn heard(&self, answer: &Value) -> impl Iterator<Item = Result<(Value, I), Error>> {
        let place = self.how.items;
        reach(answer, place).into_iter().enumerate().map(move |(number, item)| {
            // Many servers refuse properties that the document does not declare.
            let item = item_of::<I>(item, place, number)?.declared();
            Ok((unwritten(|| to_value(&item))?, item))
        })
    }

    /// Takes what a function gives into the conversation.
    fn give(&mut self, id: &str, output: &str) -> Result<(), Error> {
        let output = self.how.output(id, output);
        self.items.push(decode::value(&output)?);
        self.sent.push(output);
        Ok(())
    }
}

/// Reads an item of a list in a place; the error says which.
fn item_of<I: DeserializeOwned>(item: &Value, place: &str, number: usize) -> Result<I, Error> {
    decode::value(item).map_err(|error| {
        let place = format!("{place}[{number}]");
        decode::item_error::<I>(&item.to_string(), &place).unwrap_or(error)
    })
}

impl<'r, 't, A, I> IntoFuture for RunTools<'r, 't, A, I>
where
    A: Serialize + DeserializeOwned + MaybeSend + 'static,
    I: Clone + Serialize + DeserializeOwned + MaybeSend + 'static,
{
    type Output = Result<ToolRun<A, I>, Error>;
    type IntoFuture = BoxFuture<'r, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl<A, I> fmt::Debug for RunTools<'_, '_, A, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RunTools")
            .field("call", &self.call)
            .field("rounds", &self.rounds)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
#[allow(unreachable_pub, reason = "the macro defines what is public")]
mod tests {
    use serde_json::json;

    use super::super::tool_protocol::BARE;
    use super::*;
    use crate::object;

    object! {
        /// An item.
        #[derive(Default)]
        pub struct Item {
            /// Its number.
            #[wire(required = "number")]
            pub nth: u8,
        }
    }

    static HOW: ToolProtocol =
        ToolProtocol { items: "said.items", output: r#"{"number": "{output}"}"#, ..BARE };

    fn talk(items: &mut Vec<Item>) -> Talk<'_, Item> {
        let rest = Map::new();
        let (known, is_kept, has_input) = (0, false, false);
        Talk { how: &HOW, rest, sent: Vec::new(), items, known, is_kept, has_input }
    }

    #[test]
    fn an_answer_is_taken_whole_unless_it_is_the_last() {
        let answer = json!({"said": {"items": [{"number": 1}, {"number": "x"}, {"number": 3}]}});
        let mut items = Vec::new();
        let error = talk(&mut items).hear(&answer).unwrap_err();
        assert_eq!(error.path(), Some("said.items[1].number"));
        assert_eq!(items, []);
        talk(&mut items).hear_last(&answer);
        assert_eq!(items, [Item { nth: 1 }, Item { nth: 3 }]);
    }

    #[test]
    fn what_a_function_gives_has_to_be_an_item() {
        let mut items = Vec::new();
        let error = talk(&mut items).give("c1", "x").unwrap_err();
        assert_eq!(error.path(), Some("number"));
    }
}
