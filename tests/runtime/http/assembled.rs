//! The one object that a stream's events build up, over real sockets: taken as whole only
//! where something shows that it is.

use openapi_loom_runtime::http::{
    Accumulate, Accumulated, Assembled, Assembly, Error, ErrorKind, Event, EventData, Placing,
};
use openapi_loom_runtime::value::MergeRules;
use serde_json::{Value, json};
use workspace_tests::server::{Reply, Server};
use workspace_tests::service::{client, create, get, read};

/// Defines events without names, and what they build up.
macro_rules! events {
    ($name:ident, $assembly:ident) => {
        #[derive(Debug)]
        struct $name(Value);

        impl Event for $name {
            const END: &'static str = "";
            const ERROR: &'static str = "error";

            fn assembly() -> Option<&'static Assembly> {
                Some(&$assembly)
            }

            fn decode(_: &str, data: EventData<'_>) -> Result<Self, Error> {
                data.json().map(Self)
            }
        }

        impl Accumulate for $name {
            type State = Assembled<Value>;

            fn add_to(&self, state: &mut Self::State) -> Result<(), Error> {
                state.add(&self.0, &$assembly)
            }

            fn text(&self) -> impl Iterator<Item = &str> {
                self.0["more"].as_str().into_iter()
            }
        }
    };
}

static PARTS: Assembly = Assembly::Merged {
    rules: MergeRules { index: "index", identity: Some("id"), replaced: &["id"] },
    renamed: &[],
    dropped: &[],
    complete: Some("choices.reason"),
};

static PLACES: Assembly = Assembly::Placed {
    tag: "type",
    rules: &[
        Placing { events: &["begun", "done", "failed"], at: "", take: "answer", append: false },
        Placing { events: &["said"], at: "text", take: "more", append: true },
        Placing { events: &["heard"], at: "heard[item]", take: "more", append: false },
    ],
    last: &["done", "failed"],
};

static PLAIN: Assembly = Assembly::Placed {
    tag: "type",
    rules: &[Placing { events: &["said"], at: "text", take: "more", append: true }],
    last: &[],
};

events!(Part, PARTS);
events!(Plain, PLAIN);
events!(Place, PLACES);

/// Begins a stream of events and an end. The server is to outlive it.
async fn accumulated<E: Accumulate>(events: &[Value], end: &str) -> (Server, Accumulated<E>) {
    let stream: String = events.iter().map(|event| format!("data: {event}\n\n")).collect();
    let server = Server::start([Reply::events().piece(format!("{stream}{end}"))]);
    let events = create(&client(&server)).stream::<E>().await.unwrap();
    (server, events.accumulate())
}

/// Returns the object that a stream of events, and an end, builds up.
async fn whole<E>(events: &[Value], end: &str) -> Result<Value, Error>
where
    E: Accumulate<State = Assembled<Value>>,
{
    let (_server, events) = accumulated::<E>(events, end).await;
    events.whole().await
}

/// Checks that a stream is refused, with what had come of the object and a reason.
fn assert_refused(answer: Result<Value, Error>, came: &Value, reason: &str) {
    let error = answer.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Incomplete, "{error}");
    assert!(error.to_string().contains(reason), "{error}");
    assert_eq!(serde_json::from_slice::<Value>(error.body()).unwrap(), *came);
}

const MARK: &str = "data: [DONE]\n\n";

#[tokio::test]
async fn parts_are_whole_once_each_item_has_what_comes_last() {
    let begun = json!({"choices": [{"index": 0, "text": "Bl"}, {"index": 1, "text": "No"}]});
    let first = json!({"choices": [{"index": 0, "text": "ue", "reason": "stop"}]});
    let second = json!({"choices": [{"index": 1, "reason": "length"}]});
    let events = [begun, first, second];
    let all = whole::<Part>(&events, "").await.unwrap();
    assert_eq!(all["choices"][0]["text"], "Blue");

    let came = json!({"choices": [
        {"index": 0, "text": "Blue", "reason": "stop"}, {"index": 1, "text": "No"},
    ]});
    let reason = "the stream ended before the object was whole: its `choices.reason`";
    assert_refused(whole::<Part>(&events[..2], "").await, &came, reason);
    // The server says that there is no more.
    assert_eq!(whole::<Part>(&events[..2], MARK).await.unwrap(), came);
}

#[tokio::test]
async fn parts_without_an_item_or_with_nothing_are_not_whole() {
    let reason = "its `choices.reason` has not come";
    for event in [
        json!({"id": "a", "choices": []}),
        json!({"id": "a"}),
        json!({"choices": [{"index": 0, "reason": null}]}),
        json!({"choices": [{"index": 0, "reason": ""}]}),
    ] {
        let came = event.clone();
        assert_refused(whole::<Part>(&[event], "").await, &came, reason);
    }
}

/// Servers repeat an id in each part, or leave it empty after the first.
#[tokio::test]
async fn an_empty_text_replaces_none() {
    let part = |id: &str, text: &str, reason: &str| json!({"choices": [{"index": 0, "id": id, "text": text, "reason": reason}]});
    let parts = [part("c1", "Bl", ""), part("", "ue", ""), part("c1", "", "stop")];
    let all = whole::<Part>(&parts, "").await.unwrap();
    assert_eq!(
        all["choices"][0],
        json!({"index": 0, "id": "c1", "text": "Blue", "reason": "stop"})
    );
}

/// Some servers count each of several calls as the first.
#[tokio::test]
async fn items_of_one_place_are_told_apart_by_their_identity() {
    let call = |index: u64, id: Value, text: &str| json!({"index": index, "id": id, "text": text});
    let rows = [
        (
            vec![call(0, json!("a"), "{1}"), call(0, json!("b"), "{2}")],
            json!([{"id": "a", "text": "{1}"}, {"id": "b", "text": "{2}"}]),
        ),
        (
            vec![
                call(0, json!("a"), "{"),
                call(0, json!(""), "1"),
                call(0, json!("a"), "}"),
                call(0, json!("b"), "{"),
                call(0, json!(null), "2"),
                call(0, json!("b"), "}"),
                call(1, json!("c"), "{3}"),
                call(0, json!("a"), " "),
            ],
            json!([
                {"id": "a", "text": "{1} "}, {"id": "b", "text": "{2}"}, {"id": "c", "text": "{3}"},
            ]),
        ),
        // What has no identity yet gets one.
        (
            vec![call(0, json!(null), "{"), call(0, json!("a"), "1}")],
            json!([{"id": "a", "text": "{1}"}]),
        ),
    ];
    for (calls, expected) in rows {
        let apart: Vec<Value> = calls
            .iter()
            .map(|call| json!({"choices": [{"index": 0, "reason": "stop", "calls": [call]}]}))
            .collect();
        let together = [json!({"choices": [{"index": 0, "reason": "stop", "calls": calls}]})];
        for parts in [&apart[..], &together] {
            let mut all = whole::<Part>(parts, "").await.unwrap();
            let calls = all["choices"][0]["calls"].as_array_mut().unwrap();
            for call in &mut *calls {
                call.as_object_mut().unwrap().remove("index");
            }
            assert_eq!(Value::from(calls.clone()), expected);
        }
    }
}

#[tokio::test]
async fn places_are_whole_after_a_last_event() {
    let begun = json!({"type": "begun", "answer": {"text": ""}});
    let said = json!({"type": "said", "more": "Blue"});
    let came = json!({"text": "Blue"});
    let events = [begun, said];
    let reason = "no event `done` or `failed` has come";
    assert_refused(whole::<Place>(&events, "").await, &came, reason);
    assert_eq!(whole::<Place>(&events, MARK).await.unwrap(), came);

    for last in ["done", "failed"] {
        let end = json!({"type": last, "answer": {"text": "Blue."}});
        let [begun, said] = events.clone();
        let all = whole::<Place>(&[begun, said, end], "").await.unwrap();
        assert_eq!(all, json!({"text": "Blue."}));
    }
}

/// A refusal of an event is an error of its own, which comes after it.
#[tokio::test]
async fn an_event_that_cannot_be_added_is_handed_out_before_its_error() {
    let far = json!({"type": "heard", "item": 5000, "more": "Far"});
    let near = json!({"type": "said", "more": "Near"});
    let stream = format!("data: {far}\n\ndata: {near}\n\n{MARK}");
    let reply = || Reply::events().piece(stream.clone());
    let server = Server::start([reply(), reply(), reply(), reply()]);
    let client = client(&server);
    let begin = async || create(&client).stream::<Place>().await.unwrap().accumulate();

    let mut events = begin().await;
    assert_eq!(events.next().await.unwrap().unwrap().0, far);
    let error = events.next().await.unwrap().unwrap_err();
    assert!(error.to_string().contains("far beyond"), "{error}");
    assert_eq!(events.next().await.unwrap().unwrap().0, near);
    assert!(events.next().await.is_none());
    assert_eq!(events.state().value(), Some(&json!({"text": "Near"})));

    let mut events = begin().await;
    let mut texts = events.text_deltas();
    assert_eq!(texts.next().await.unwrap().unwrap(), "Far");
    texts.next().await.unwrap().unwrap_err();
    assert_eq!(texts.next().await.unwrap().unwrap(), "Near");
    assert!(texts.next().await.is_none());

    // The same of a stream that a function gives.
    let mut texts = begin().await.into_text_deltas();
    assert_eq!(texts.next().await.unwrap().unwrap(), "Far");
    texts.next().await.unwrap().unwrap_err();
    assert_eq!(texts.next().await.unwrap().unwrap(), "Near");
    assert!(texts.next().await.is_none());

    let mut events = begin().await;
    events.finish().await.unwrap_err();
    assert_eq!(events.finish().await.unwrap().value(), Some(&json!({"text": "Near"})));
}

/// Without `whole`, a caller asks.
#[tokio::test]
async fn what_is_taken_as_it_is_tells_whether_it_is_complete() {
    async fn complete<E>(events: &[Value], end: &str) -> bool
    where
        E: Accumulate<State = Assembled<Value>>,
    {
        let (_server, mut events) = accumulated::<E>(events, end).await;
        assert!(!events.is_complete());
        while events.next().await.is_some() {
            assert!(!events.is_complete());
        }
        events.is_complete()
    }

    let said = [json!({"type": "said", "more": "Blue"})];
    let all = [said[0].clone(), json!({"type": "done", "answer": {"text": "Blue."}})];
    let refused = "event: error\ndata: {}\n\n";
    assert!(!complete::<Place>(&said, "").await);
    assert!(complete::<Place>(&said, MARK).await);
    assert!(complete::<Place>(&all, "").await);
    assert!(!complete::<Place>(&all, refused).await);
    assert!(!complete::<Place>(&[], MARK).await);

    let part = |reason: Value| json!({"choices": [{"index": 0, "reason": reason}]});
    assert!(!complete::<Part>(&[part(json!(null))], "").await);
    assert!(complete::<Part>(&[part(json!("stop"))], "").await);

    // An event that is skipped is missing, unless a later one tells all.
    let far = json!({"type": "heard", "item": 5000, "more": "Far"});
    assert!(!complete::<Place>(&[far.clone(), said[0].clone()], MARK).await);
    assert!(complete::<Place>(&[far, all[0].clone(), all[1].clone()], "").await);
    let unread = "data: {\n\ndata: [DONE]\n\n";
    assert!(!complete::<Part>(&[part(json!("stop"))], unread).await);

    // Nothing shows it but the end.
    assert!(complete::<Plain>(&said, "").await);
    assert!(!complete::<Plain>(&said, refused).await);
    assert!(!complete::<Plain>(&said, "data: {").await);
}

/// Reads all events of a stream, as a caller does who adds nothing up.
async fn plain<E: Event>(body: &str) -> (usize, Option<Error>) {
    let server = Server::start([Reply::events().piece(body)]);
    let stream = create(&client(&server)).stream::<E>().await.unwrap();
    let (events, error) = read(stream).await;
    (events.len(), error)
}

fn data(events: &[Value]) -> String {
    events.iter().map(|event| format!("data: {event}\n\n")).collect()
}

#[tokio::test]
async fn a_connection_that_ends_before_what_shows_the_end_is_an_error() {
    let part = |index: u64, reason: Value| json!({"choices": [{"index": index, "reason": reason}]});
    let none = json!(null);
    let of_parts = [
        vec![],
        vec![part(0, none.clone())],
        vec![json!({"choices": []}), part(0, none.clone()), json!({"choices": []})],
        vec![part(0, none.clone()), part(1, none.clone()), part(1, json!("stop"))],
    ];
    for events in of_parts {
        let (count, error) = plain::<Part>(&data(&events)).await;
        let error = error.unwrap_or_else(|| panic!("no error after {events:?}"));
        assert_eq!((count, error.kind()), (events.len(), ErrorKind::Stream));
        assert_eq!(
            error.to_string(),
            "createThing: the stream is cut short: the connection ended before a `choices.reason`"
        );
    }
    let said = json!({"type": "said", "more": "done"});
    for events in [vec![], vec![said.clone()]] {
        let (count, error) = plain::<Place>(&data(&events)).await;
        assert_eq!(count, events.len());
        assert_eq!(
            error.unwrap().to_string(),
            "createThing: the stream is cut short: the connection ended before an event `done` or \
             `failed`"
        );
    }
    let (count, error) = plain::<Place>(&format!("{}data: {{", data(&[said]))).await;
    assert_eq!(count, 1);
    let expected = "createThing: the stream is cut short: the connection ended inside an event";
    assert_eq!(error.unwrap().to_string(), expected);
}

#[tokio::test]
async fn a_stream_whose_events_are_all_there_needs_no_mark() {
    let part = |index: u64, reason: Value| json!({"choices": [{"index": index, "reason": reason}]});
    let usage = json!({"choices": [], "usage": {"tokens": 1}});
    let of_parts = [
        vec![part(0, json!(null)), part(0, json!("stop")), usage.clone()],
        vec![part(1, json!("stop")), part(0, json!("length")), part(0, json!(null))],
        // Nothing was begun.
        vec![usage],
        vec![json!({"id": "a"})],
    ];
    for events in of_parts {
        for end in ["", MARK, ": bye\n\n"] {
            let (count, error) = plain::<Part>(&format!("{}{end}", data(&events))).await;
            assert!(error.is_none(), "{events:?}: {error:?}");
            assert_eq!(count, events.len());
        }
    }
    // The last event may lack its blank line.
    let last = data(&[part(0, json!("stop"))]);
    let (count, error) = plain::<Part>(last.trim_end()).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(count, 1);
    // The mark says it whatever has come.
    for events in [vec![], vec![part(0, json!(null))]] {
        assert!(plain::<Part>(&format!("{}{MARK}", data(&events))).await.1.is_none());
    }
    for last in [json!({"type": "failed"}), json!({"answer": {}, "type": "done"})] {
        let events = [json!({"type": "said", "more": "x"}), last];
        assert!(plain::<Place>(&data(&events)).await.1.is_none());
    }
    // Nothing shows it.
    for events in [vec![], vec![json!({"type": "said", "more": "x"})]] {
        assert!(plain::<Plain>(&data(&events)).await.1.is_none());
    }
}

/// Parts whose stream has a mark as well, which a server may leave out.
#[derive(Debug)]
struct Marked;

impl Event for Marked {
    const END: &'static str = "[DONE]";
    const ERROR: &'static str = "error";

    fn assembly() -> Option<&'static Assembly> {
        Some(&PARTS)
    }

    fn decode(_: &str, _: EventData<'_>) -> Result<Self, Error> {
        Ok(Self)
    }
}

#[tokio::test]
async fn a_mark_that_is_left_out_is_no_error_after_the_last_part() {
    let part = |reason: Value| data(&[json!({"choices": [{"index": 0, "reason": reason}]})]);
    let whole = format!("{}{}", part(json!(null)), part(json!("stop")));
    assert!(plain::<Marked>(&whole).await.1.is_none());
    let error = plain::<Marked>(&part(json!(null))).await.1.unwrap();
    let expected = "createThing: the stream is cut short: the connection ended before [DONE]";
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn a_stream_that_shows_no_end_goes_on_over_another_connection() {
    let part = |id: u64, reason: Value| {
        format!("id: {id}\n{}", data(&[json!({"choices": [{"index": 0, "reason": reason}]})]))
    };
    let first = format!("retry: 1\n\n{}", part(1, json!(null)));
    let second = part(2, json!("stop"));
    let server = Server::start([Reply::events().piece(first), Reply::events().piece(second)]);
    let mut call = get(&client(&server));
    call.set_resumptions(1);
    let (events, error) = read(call.stream::<Part>().await.unwrap()).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!((events.len(), server.requests().len()), (2, 2));
}

#[tokio::test]
async fn a_stream_of_nothing_says_so() {
    let error = whole::<Place>(&[], MARK).await.unwrap_err();
    assert!(error.to_string().contains("before it told of anything"), "{error}");
}
