//! Functions of the caller's that a model calls, and the calls that go on until it calls
//! none.

use std::error::Error as StdError;
use std::fmt;
use std::marker::PhantomData;

use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::call::Call;
use super::decode;
use super::error::{Error, ErrorKind};
use super::structured::{self, Cut, Misread, read, to_value, whole};
use super::transport::{BoxFuture, MaybeSend};
use super::way::{fill, reach, texts};
use crate::value::{strict_schema, unwritten};

/// How many calls to make if the caller does not say.
const ROUNDS: usize = 10;

/// How a model is told of functions, where its answer calls them, and how what they
/// give goes into the next call. Ways are names of properties, joined by dots.
#[derive(Debug)]
pub struct ToolCalls {
    /// The property of the body that lists the tools.
    pub tools: &'static str,
    /// A tool in that list: JSON with `"{name}"`, `"{description}"` and `"{schema}"`.
    pub tool: &'static str,
    /// Where in an answer calls are.
    pub calls: &'static str,
    /// Where in a call its id is.
    pub id: &'static str,
    /// Where in a call the name of the function is.
    pub name: &'static str,
    /// Where in a call the arguments are: a text that is JSON.
    pub arguments: &'static str,
    /// The property of the body that lists what came before.
    pub input: &'static str,
    /// What that has for a text in its place: JSON with `"{text}"`; empty if it is always
    /// a list.
    pub text: &'static str,
    /// Where in an answer the items are that go into that list.
    pub items: &'static str,
    /// What a function gives, as an item of it: JSON with `"{id}"` and `"{output}"`.
    pub output: &'static str,
    /// The properties of the body with any of which the server knows what came before,
    /// each with where in an answer its value for the next call is; empty if it stays.
    pub kept: &'static [(&'static str, &'static str)],
    /// What says that an answer is not whole.
    pub cut: &'static [Cut],
}

/// Functions that a model may call, each with the type of its arguments.
///
/// ```
/// use openapi_loom_runtime::http::Tools;
/// # use openapi_loom_runtime::serde;
/// use schemars::JsonSchema;
///
/// #[derive(serde::Deserialize, JsonSchema)]
/// # #[serde(crate = "openapi_loom_runtime::serde")]
/// struct Weather {
///     /// The city's name, in English.
///     city: String,
/// }
///
/// let tools = Tools::new().with("weather", "Tells the weather.", |of: Weather| async move {
///     Ok(format!("Sunny in {}.", of.city))
/// });
/// # let _ = tools;
/// ```
#[derive(Default)]
pub struct Tools<'t> {
    tools: Vec<Tool<'t>>,
    /// Why the functions cannot be called.
    problem: Option<String>,
}

struct Tool<'t> {
    name: String,
    description: String,
    schema: Value,
    function: Box<dyn Function<'t> + 't>,
}

impl<'t> Tools<'t> {
    /// None.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a function: its name, what it is for, and itself. Its argument is a struct,
    /// whose strict JSON Schema the model gets.
    ///
    /// What it gives goes to the model: a text as it is, anything else as JSON. That is
    /// also how to tell the model that something is not so: its error is an error of the
    /// whole run, which ends there.
    pub fn with<A, O, F, R>(
        mut self,
        name: impl Into<String>,
        description: impl Into<String>,
        function: F,
    ) -> Self
    where
        A: JsonSchema + DeserializeOwned + 't,
        O: Serialize + 't,
        F: FnMut(A) -> R + MaybeSend + 't,
        R: Future<Output = Result<O, Box<dyn StdError + Send + Sync>>> + MaybeSend + 't,
    {
        let (name, description) = (name.into(), description.into());
        match strict_schema::<A>() {
            Ok(schema) => {
                let function = Box::new(Closure { function, types: PhantomData });
                self.tools.push(Tool { name, description, schema, function });
            }
            Err(error) => {
                self.problem.get_or_insert_with(|| format!("the tool `{name}`: {error}"));
            }
        }
        self
    }

    /// Adds what the model is told of them to a list.
    fn declare(&self, how: &ToolCalls, to: &mut Vec<Value>) -> Result<(), String> {
        if let Some(problem) = &self.problem {
            return Err(problem.clone());
        }
        to.extend(self.tools.iter().map(|tool| {
            fill(how.tool, &|name: &str| match name {
                "name" => Some(tool.name.as_str().into()),
                "description" => Some(tool.description.as_str().into()),
                "schema" => Some(tool.schema.clone()),
                _ => None,
            })
        }));
        Ok(())
    }

    fn has(&self, name: &str) -> bool {
        self.tools.iter().any(|tool| tool.name == name)
    }

    /// Calls one, and gives what goes to the model.
    async fn call(&mut self, name: &str, arguments: &str) -> Result<String, Error> {
        let Some(tool) = self.tools.iter_mut().find(|tool| tool.name == name) else {
            let names: Vec<&str> = self.tools.iter().map(|tool| tool.name.as_str()).collect();
            return Ok(format!("there is no tool `{name}`: there are {}", names.join(", ")));
        };
        tool.function.call(arguments).await.map_err(|cause| {
            Error::new(ErrorKind::Tool, format!("the tool `{name}` failed")).caused_by(cause)
        })
    }
}

impl fmt::Debug for Tools<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.tools.iter().map(|tool| &tool.name)).finish()
    }
}

/// What a function's own error is.
type Failed = Box<dyn StdError + Send + Sync>;

/// A function of the caller's, whatever it takes and gives.
trait Function<'t>: MaybeSend {
    /// Calls it with arguments as JSON, and gives what goes to the model.
    fn call(&mut self, arguments: &str) -> BoxFuture<'t, Result<String, Failed>>;
}

/// A function with the types of what it takes and gives.
struct Closure<F, A, O> {
    function: F,
    types: PhantomData<fn(A) -> O>,
}

impl<'t, A, O, F, R> Function<'t> for Closure<F, A, O>
where
    A: DeserializeOwned,
    O: Serialize,
    F: FnMut(A) -> R + MaybeSend,
    R: Future<Output = Result<O, Failed>> + MaybeSend + 't,
{
    fn call(&mut self, arguments: &str) -> BoxFuture<'t, Result<String, Failed>> {
        // Without arguments, some models write nothing.
        let arguments = if arguments.trim().is_empty() { "{}" } else { arguments };
        match read::<A>(arguments) {
            Ok(arguments) => {
                let work = (self.function)(arguments);
                Box::pin(async move {
                    Ok(match serde_json::to_value(work.await?)? {
                        Value::String(text) => text,
                        other => other.to_string(),
                    })
                })
            }
            Err(Misread { path, error }) => {
                let at = path.map(|path| format!(" at {path}")).unwrap_or_default();
                let told = format!("the arguments cannot be read{at}: {error}");
                Box::pin(std::future::ready(Ok(told)))
            }
        }
    }
}

/// What a run of calls came to.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ToolRun<A, I> {
    /// The last answer, which calls no function; or one that the call has declared by
    /// itself, which is for the caller to call.
    pub answer: A,
    /// All that was sent and answered, as the next call takes it.
    pub input: Vec<I>,
    /// How many calls it took.
    pub rounds: usize,
}

/// A call, followed by as many calls as it takes until the model calls no function of
/// the caller's. Each has the options of the first, retries included; an idempotency key
/// is for the first alone.
#[must_use = "a run does nothing before it is awaited"]
pub struct RunTools<'r, 't, A, I> {
    call: Call,
    how: &'static ToolCalls,
    tools: &'r mut Tools<'t>,
    rounds: usize,
    types: PhantomData<fn() -> (A, I)>,
}

impl<'r, 't, A, I> RunTools<'r, 't, A, I>
where
    A: Serialize + DeserializeOwned + MaybeSend + 'static,
    I: Serialize + DeserializeOwned + MaybeSend + 'static,
{
    /// A run that begins with a call.
    #[doc(hidden)]
    pub fn new(call: Call, how: &'static ToolCalls, tools: &'r mut Tools<'t>) -> Self {
        Self { call, how, tools, rounds: ROUNDS, types: PhantomData }
    }

    /// Sets how many calls there may be: 10 by default, and one at least.
    pub fn rounds(mut self, most: usize) -> Self {
        self.rounds = most.max(1);
        self
    }

    /// Makes the calls, and the functions' between them, one after another. Awaiting the
    /// run itself does the same.
    ///
    /// A name that no function has, and arguments that are none of its type, go back to
    /// the model. An answer that calls a function which the call has declared by itself
    /// ends the run, and none of its calls is made.
    ///
    /// # Errors
    ///
    /// As any call; [`ErrorKind::Tool`] with a function's own error;
    /// [`ErrorKind::Incomplete`] if an answer is cut while it calls functions, or if the
    /// model still calls some in the last round, which are not called any more. Both have
    /// the last answer as their body.
    pub async fn send(self) -> Result<ToolRun<A, I>, Error> {
        let context = self.call.context().clone();
        self.run().await.map_err(|error| context.explain(error))
    }

    async fn run(self) -> Result<ToolRun<A, I>, Error> {
        let Self { mut call, how, tools, rounds, .. } = self;
        let mut talk = Talk::begin(&call, how, tools)?;
        let mut round = 0;
        loop {
            round += 1;
            call.set_json_object(&talk.next());
            let response = call.clone().send::<A>().await?;
            // What a key stands for is done.
            call.clear_idempotency_key();
            let head = response.head().clone();
            let answer = response.into_body();
            let said = to_value(&answer)?;
            let failed = |error: Error| head.describe(error.with_body(structured::bytes(&said)));
            talk.hear::<I>(&said).map_err(failed)?;
            let calls = reach(&said, how.calls);
            let is_theirs = |call: &&Value| {
                let name = texts(call, how.name).first().copied().unwrap_or_default();
                !tools.has(name) && talk.declares(name)
            };
            if calls.is_empty() || calls.iter().any(is_theirs) {
                let input = talk.items().map_err(failed)?;
                return Ok(ToolRun { answer, input, rounds: round });
            }
            whole(&said, how.cut).map_err(failed)?;
            if round >= rounds {
                let problem = format!(
                    "the model still calls tools in the last of {rounds} rounds: `.rounds(…)` \
                     sets how many there may be"
                );
                return Err(failed(Error::new(ErrorKind::Incomplete, problem)));
            }
            for call in calls {
                let text = |way| texts(call, way).first().copied().unwrap_or_default();
                let output = tools.call(text(how.name), text(how.arguments)).await;
                talk.give(text(how.id), &output.map_err(failed)?);
            }
        }
    }
}

/// What was said up to now, and how to go on.
struct Talk {
    how: &'static ToolCalls,
    /// The body, but for what was said.
    body: Map<String, Value>,
    /// What was said.
    said: Vec<Value>,
    /// How much of that the server knows.
    known: usize,
    is_kept: bool,
}

impl Talk {
    fn begin(call: &Call, how: &'static ToolCalls, tools: &Tools<'_>) -> Result<Self, Error> {
        let wrong = |problem: String| Error::new(ErrorKind::Configuration, problem);
        let mut body = call.json_object().map_err(wrong)?;
        let mut declared = match body.remove(how.tools) {
            Some(Value::Array(declared)) => declared,
            _ => Vec::new(),
        };
        tools.declare(how, &mut declared).map_err(wrong)?;
        // Servers refuse an empty list.
        if !declared.is_empty() {
            body.insert(how.tools.to_owned(), declared.into());
        }
        let said = items(&mut body, how);
        let is_set = |(name, _): &(&str, &str)| body.get(*name).is_some_and(|it| !it.is_null());
        let is_kept = how.kept.iter().any(is_set);
        Ok(Self { how, body, said, known: 0, is_kept })
    }

    /// The body of the next call.
    fn next(&self) -> Map<String, Value> {
        let mut body = self.body.clone();
        let said = if self.is_kept { &self.said[self.known..] } else { &self.said[..] };
        body.insert(self.how.input.to_owned(), said.into());
        body
    }

    /// Whether the body lists a tool of that name.
    fn declares(&self, name: &str) -> bool {
        let shape = fill(self.how.tool, &|_| None);
        let listed = self.body.get(self.how.tools).and_then(Value::as_array);
        listed.is_some_and(|listed| listed.iter().any(|tool| is_called(tool, &shape, name)))
    }

    /// Takes an answer into what was said.
    fn hear<I: Serialize + DeserializeOwned>(&mut self, answer: &Value) -> Result<(), Error> {
        for item in reach(answer, self.how.items) {
            let item: I = decode::value(item)?;
            // What the document does not declare is refused by many servers.
            self.said.push(unwritten(|| to_value(&item))?);
        }
        self.known = self.said.len();
        for (name, next) in self.how.kept {
            let is_set = self.body.get(*name).is_some_and(|value| !value.is_null());
            if let Some(next) = texts(answer, next).first().filter(|_| is_set) {
                self.body.insert((*name).to_owned(), (*next).into());
            }
        }
        Ok(())
    }

    /// Takes what a function gives into what was said.
    fn give(&mut self, id: &str, output: &str) {
        self.said.push(fill(self.how.output, &|name: &str| match name {
            "id" => Some(id.into()),
            "output" => Some(output.into()),
            _ => None,
        }));
    }

    fn items<I: DeserializeOwned>(&self) -> Result<Vec<I>, Error> {
        self.said.iter().map(decode::value).collect()
    }
}

/// Whether a tool has a name in the place that the shape of tools has for it.
fn is_called(tool: &Value, shape: &Value, name: &str) -> bool {
    match (tool, shape) {
        (Value::Object(tool), Value::Object(shape)) => shape
            .iter()
            .any(|(key, shape)| tool.get(key).is_some_and(|tool| is_called(tool, shape, name))),
        (Value::String(tool), Value::String(shape)) => shape == "{name}" && tool == name,
        _ => false,
    }
}

/// What comes before the first call, as items.
fn items(body: &mut Map<String, Value>, how: &ToolCalls) -> Vec<Value> {
    match body.remove(how.input) {
        Some(Value::Array(items)) => items,
        Some(Value::String(text)) if !how.text.is_empty() => {
            let text = |name: &str| (name == "text").then(|| text.as_str().into());
            vec![fill(how.text, &text)]
        }
        Some(Value::Null) | None => Vec::new(),
        Some(other) => vec![other],
    }
}

impl<'r, 't, A, I> IntoFuture for RunTools<'r, 't, A, I>
where
    A: Serialize + DeserializeOwned + MaybeSend + 'static,
    I: Serialize + DeserializeOwned + MaybeSend + 'static,
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
