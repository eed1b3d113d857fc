//! The sum of the events of a stream: over a socket, by the generated client,
//! and by the rules of merging alone.

use openai_threads::types::{
    AssistantStreamEvent, AssistantStreamEventState, MessageObject, MessageObjectContentItem,
    RunStepObject, RunStepObjectStepDetails,
};
use openai_threads::{Client, ErrorKind};
use openapi_loom_runtime::value::MergeRules;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};
use workspace_tests::server::{Reply, Server};

/// Returns a server that answers any call with these events.
fn server(events: &[(&str, Value)], end: &str) -> Server {
    let mut text: String =
        events.iter().map(|(name, data)| format!("event: {name}\ndata: {data}\n\n")).collect();
    text.push_str(end);
    Server::start([Reply::events().piece(text).close()])
}

const DONE: &str = "event: done\ndata: [DONE]\n\n";

type Events = openai_threads::Accumulated<AssistantStreamEvent>;

async fn stream(server: &Server) -> Events {
    let client =
        Client::builder().api_key("k").base_url(server.url()).max_retries(0).build().unwrap();
    client.threads().create_run("thread_1", "asst_1").stream().await.unwrap().accumulate()
}

async fn state(events: &[(&str, Value)]) -> AssistantStreamEventState {
    let mut events = stream(&server(events, DONE)).await;
    events.finish().await.unwrap();
    events.into_state()
}

fn message_delta(id: &str, content: Value) -> (&'static str, Value) {
    let data = json!({"id": id, "object": "thread.message.delta", "delta": {"content": content}});
    ("thread.message.delta", data)
}

fn text_delta(index: u64, text: &str) -> (&'static str, Value) {
    message_delta("msg_1", json!([{"index": index, "type": "text", "text": {"value": text}}]))
}

fn step_delta(calls: Value) -> (&'static str, Value) {
    let details = json!({"type": "tool_calls", "tool_calls": calls});
    let delta = json!({"step_details": details});
    let data = json!({"id": "step_1", "object": "thread.run.step.delta", "delta": delta});
    ("thread.run.step.delta", data)
}

fn message(status: &str, content: Value) -> Value {
    json!({
        "id": "msg_1", "object": "thread.message", "created_at": 7, "thread_id": "thread_1",
        "status": status, "role": "assistant", "content": content, "metadata": {"k": "v"},
    })
}

fn texts(message: &MessageObject) -> Vec<&str> {
    message
        .content
        .iter()
        .map(|item| match item {
            MessageObjectContentItem::Text(text) => text.text.value.as_str(),
            other => panic!("no text: {other:?}"),
        })
        .collect()
}

#[tokio::test]
async fn text_can_be_printed_as_it_comes_and_the_message_is_there_at_the_end() {
    let run = json!({"id": "run_1", "thread_id": "thread_1", "status": "completed"});
    let server = server(
        &[
            ("thread.run.created", json!({"id": "run_1", "status": "queued"})),
            ("thread.message.created", message("in_progress", json!([]))),
            text_delta(0, "17 × 23"),
            text_delta(0, " is 391"),
            (
                "thread.message.completed",
                message(
                    "completed",
                    json!([
                        {"type": "text", "text": {"value": "17 × 23 is 391", "annotations": []}},
                    ]),
                ),
            ),
            ("thread.run.completed", run),
        ],
        DONE,
    );
    let mut events = stream(&server).await;
    let mut printed = Vec::new();
    let mut pieces = events.text_deltas();
    while let Some(piece) = pieces.next().await {
        printed.push(piece.unwrap());
    }
    assert_eq!(printed, ["17 × 23", " is 391"]);

    let state = events.state();
    assert_eq!(state.runs.last().unwrap().unwrap().status.as_str(), "completed");
    assert_eq!(state.messages.ids().collect::<Vec<_>>(), ["msg_1"]);
    let message = state.messages.get("msg_1").unwrap().unwrap();
    assert_eq!((texts(&message), message.status.as_str()), (vec!["17 × 23 is 391"], "completed"));
    assert!(state.messages.get("msg_2").unwrap().is_none());
    assert!(state.run_steps.is_empty() && state.threads.is_empty());
    assert_eq!(events.events().status(), 200);
}

#[tokio::test]
async fn deltas_are_merged_into_what_was_there() {
    let created = message(
        "in_progress",
        json!([
            {"type": "text", "text": {"value": "Once", "annotations": []}},
        ]),
    );
    let state = state(&[
        ("thread.message.created", created),
        text_delta(0, " upon"),
        text_delta(2, "third"),
        text_delta(1, "sec"),
        text_delta(0, " a time"),
        text_delta(1, "ond"),
    ])
    .await;
    let message = state.messages.last().unwrap().unwrap();
    assert_eq!(texts(&message), ["Once upon a time", "second", "third"]);
    // Parts that no delta is about have stayed.
    assert_eq!(message.status.as_str(), "in_progress");
    assert_eq!(message.metadata.unwrap()["k"], "v");
}

#[tokio::test]
async fn one_delta_may_hold_an_index_twice_and_out_of_order() {
    let text =
        |index: u64, text: &str| json!({"index": index, "type": "text", "text": {"value": text}});
    let state = state(&[message_delta(
        "msg_1",
        json!([text(1, "b"), text(0, "a"), text(1, "c"), text(7, "d")]),
    )])
    .await;
    // No event has brought the message itself: all that is known is there.
    let message = state.messages.get("msg_1").unwrap().unwrap();
    assert_eq!((message.id.as_str(), texts(&message)), ("msg_1", vec!["a", "bc", "d"]));
}

#[tokio::test]
async fn a_huge_index_takes_no_memory() {
    let state = state(&[text_delta(u64::from(u32::MAX), "far"), text_delta(3, "near")]).await;
    let message = state.messages.last().unwrap().unwrap();
    assert_eq!(texts(&message), ["near", "far"]);
}

#[tokio::test]
async fn annotations_arrive_by_their_own_index() {
    let cited = |index: u64, mark: &str| {
        let annotation = json!({
            "index": index, "type": "file_citation", "text": mark,
            "file_citation": {"file_id": "file-1"}, "start_index": 4, "end_index": 9,
        });
        message_delta(
            "msg_1",
            json!([
                {"index": 0, "type": "text", "text": {"annotations": [annotation]}},
            ]),
        )
    };
    let state = state(&[text_delta(0, "see"), cited(1, "[2]"), cited(0, "[1]")]).await;
    let message = serde_json::to_value(state.messages.last().unwrap().unwrap()).unwrap();
    let annotations = &message["content"][0]["text"]["annotations"];
    assert_eq!(annotations[0]["text"], "[1]");
    assert_eq!(annotations[1]["text"], "[2]");
    assert_eq!(annotations[1]["start_index"], 4);
}

#[tokio::test]
async fn tool_calls_are_complete_at_the_end() {
    let step = json!({
        "id": "step_1", "run_id": "run_1", "type": "tool_calls", "status": "in_progress",
        "step_details": {"type": "tool_calls", "tool_calls": []},
    });
    let call = |index: u64, id: &str, name: &str| {
        json!({"index": index, "id": id, "type": "function",
               "function": {"name": name, "arguments": "", "output": null}})
    };
    let more = |index: u64, arguments: &str| json!({"index": index, "type": "function", "function": {"arguments": arguments}});
    // A server may repeat the id with each piece.
    let again = json!({"index": 0, "id": "call_a", "type": "function",
                       "function": {"arguments": "\"Oslo\"}"}});
    let state = state(&[
        ("thread.run.step.created", step),
        step_delta(json!([call(1, "call_b", "time")])),
        step_delta(json!([call(0, "call_a", "weather")])),
        step_delta(json!([more(0, "{\"city\":"), more(1, "{}")])),
        step_delta(json!([again])),
        step_delta(json!([{"index": 2, "id": "call_c", "type": "code_interpreter",
                           "code_interpreter": {"input": "1 +", "outputs": []}}])),
        step_delta(json!([{"index": 2, "type": "code_interpreter", "code_interpreter": {
            "input": " 1", "outputs": [{"index": 0, "type": "logs", "logs": "2"}]}}])),
    ])
    .await;
    let step: RunStepObject = state.run_steps.last().unwrap().unwrap();
    assert_eq!(step.run_id, "run_1");
    let RunStepObjectStepDetails::ToolCalls(details) = &step.step_details else {
        panic!("no tool calls: {step:?}");
    };
    let calls = serde_json::to_value(&details.tool_calls).unwrap();
    assert_eq!(
        calls,
        json!([
            {"id": "call_a", "type": "function", "function":
                {"name": "weather", "arguments": "{\"city\":\"Oslo\"}", "output": null}},
            {"id": "call_b", "type": "function", "function":
                {"name": "time", "arguments": "{}", "output": null}},
            {"id": "call_c", "type": "code_interpreter", "code_interpreter":
                {"input": "1 + 1", "outputs": [{"type": "logs", "logs": "2"}]}},
        ])
    );
}

#[tokio::test]
async fn several_messages_are_kept_apart() {
    let delta = |id: &str, text: &str| {
        message_delta(id, json!([{"index": 0, "type": "text", "text": {"value": text}}]))
    };
    let state = state(&[
        delta("msg_1", "a"),
        delta("msg_2", "x"),
        delta("msg_1", "b"),
        delta("msg_2", "y"),
    ])
    .await;
    let all = state.messages.all().unwrap();
    assert_eq!(all.iter().map(texts).collect::<Vec<_>>(), [["ab"], ["xy"]]);
}

#[tokio::test]
async fn what_came_before_an_error_stays() {
    let server = server(&[text_delta(0, "Hel"), text_delta(0, "lo")], "event: thread.mess");
    let mut events = stream(&server).await;
    let error = events.finish().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Stream);
    assert_eq!(texts(&events.state().messages.last().unwrap().unwrap()), ["Hello"]);
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn an_arm_that_the_document_does_not_list_is_kept() {
    let state = state(&[
        message_delta("msg_1", json!([{"index": 0, "type": "audio", "audio": {"clip": "aa"}}])),
        message_delta("msg_1", json!([{"index": 0, "type": "audio", "audio": {"clip": "bb"}}])),
    ])
    .await;
    let message = serde_json::to_value(state.messages.last().unwrap().unwrap()).unwrap();
    assert_eq!(
        message["content"],
        json!([{"index": 0, "type": "audio", "audio": {"clip": "aabb"}}])
    );
}

#[tokio::test]
async fn an_event_tells_its_text_without_any_state() {
    let server = server(
        &[
            message_delta(
                "msg_1",
                json!([
                    {"index": 0, "type": "text", "text": {"value": "a"}},
                    {"index": 1, "type": "refusal", "refusal": "no"},
                    {"index": 2, "type": "text", "text": {"value": "b"}},
                    {"index": 3, "type": "text", "text": {}},
                ]),
            ),
            ("thread.created", json!({"id": "thread_1"})),
        ],
        DONE,
    );
    let mut events = stream(&server).await;
    let first = events.next().await.unwrap().unwrap();
    assert_eq!(first.text_deltas().collect::<Vec<_>>(), ["a", "b"]);
    let second = events.next().await.unwrap().unwrap();
    assert_eq!(second.text_deltas().count(), 0);
}

const RULES: MergeRules = MergeRules { index: "index", identity: None, replaced: &["kind"] };

fn merged(parts: impl IntoIterator<Item = Value>) -> Value {
    let mut whole = Value::Null;
    parts.into_iter().for_each(|part| RULES.merge(&mut whole, part));
    whole
}

#[test]
fn each_rule_of_merging() {
    let rows = [
        // (whole, part, result)
        (json!("a"), json!("b"), json!("ab")),
        (json!(1), json!(2), json!(2)),
        (json!(true), json!(false), json!(false)),
        (json!("a"), json!(null), json!("a")),
        (json!(null), json!("a"), json!("a")),
        (json!({"kind": "x"}), json!({"kind": "y"}), json!({"kind": "y"})),
        (json!({"kind": "x"}), json!({"kind": null}), json!({"kind": "x"})),
        (json!({"a": 1}), json!({"b": {"kind": "x"}}), json!({"a": 1, "b": {"kind": "x"}})),
        (json!({"a": null}), json!({"a": "x"}), json!({"a": "x"})),
        (json!({"a": "x"}), json!({"a": {"b": 1}}), json!({"a": {"b": 1}})),
        (json!(["a"]), json!(["b"]), json!(["a", "b"])),
        (json!([{"t": "a"}]), json!([{"t": "b"}]), json!([{"t": "a"}, {"t": "b"}])),
        // An item of a whole list has no index; its place is where it is.
        (json!([{"t": "a"}]), json!([{"index": 0, "t": "b"}]), json!([{"t": "ab", "index": 0}])),
        (
            json!([{"t": "a"}, {"t": "b"}]),
            json!([{"index": 5, "t": "f"}, {"index": 3, "t": "d"}, {"index": 1, "t": "B"}]),
            json!([
                {"t": "a"}, {"t": "bB", "index": 1}, {"index": 3, "t": "d"}, {"index": 5, "t": "f"},
            ]),
        ),
        // A value that is no place is no index.
        (
            json!([{"t": "a"}]),
            json!([{"index": -1, "t": "b"}]),
            json!([{"t": "a"}, {"index": -1, "t": "b"}]),
        ),
        (
            json!([]),
            json!([{"index": 0, "l": [{"index": 0, "t": "x"}, {"index": 0, "t": "y"}]}]),
            json!([{"index": 0, "l": [{"index": 0, "t": "xy"}]}]),
        ),
    ];
    for (whole, part, expected) in rows {
        let mut result = whole.clone();
        RULES.merge(&mut result, part.clone());
        assert_eq!(result, expected, "{whole} and {part}");
    }
}

/// Returns a whole value: an object of texts, numbers, objects and lists with indices.
fn whole() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<String>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
    ];
    let value = leaf.prop_recursive(4, 48, 4, |inner| {
        let object = prop::collection::btree_map("[a-d]", inner, 0..4);
        let item = (object.clone(), "[xyz]").prop_map(|(object, kind)| {
            let mut item = serde_json::Map::from_iter(object);
            item.insert("kind".to_owned(), kind.into());
            item
        });
        prop_oneof![
            object.prop_map(|object| Value::Object(serde_json::Map::from_iter(object))),
            prop::collection::vec(item, 1..4).prop_map(|items| {
                let item = |(index, mut item): (usize, serde_json::Map<String, Value>)| {
                    item.insert("index".to_owned(), index.into());
                    Value::Object(item)
                };
                items.into_iter().enumerate().map(item).collect()
            }),
        ]
    });
    prop::collection::btree_map("[a-d]", value, 1..4)
        .prop_map(|object| Value::Object(serde_json::Map::from_iter(object)))
}

/// Returns the parts of a value, a leaf or a piece of a text each: for every leaf its
/// parts in their order.
fn leaves(value: &Value) -> Vec<Vec<Value>> {
    match value {
        Value::Object(object) => {
            let kept: Vec<(&String, &Value)> = object
                .iter()
                .filter(|(name, _)| ["index", "kind"].contains(&name.as_str()))
                .collect();
            let wrap = |inner: Option<(&String, Value)>| {
                let kept = kept.iter().map(|(name, value)| ((*name).clone(), (*value).clone()));
                let inner = inner.map(|(name, value)| (name.clone(), value));
                Value::Object(kept.chain(inner).collect())
            };
            let mut all = vec![vec![wrap(None)]];
            for (name, value) in
                object.iter().filter(|(name, _)| !["index", "kind"].contains(&name.as_str()))
            {
                for leaf in leaves(value) {
                    all.push(leaf.into_iter().map(|part| wrap(Some((name, part)))).collect());
                }
            }
            all
        }
        Value::Array(items) => items
            .iter()
            .flat_map(leaves)
            .map(|leaf| leaf.into_iter().map(|part| json!([part])).collect())
            .collect(),
        Value::String(text) => {
            let pieces = text.chars().map(|c| Value::from(c.to_string()));
            vec![std::iter::once(Value::from("")).chain(pieces).collect()]
        }
        other => vec![vec![other.clone()]],
    }
}

/// Takes the parts of all leaves in an order in which those of one leaf follow
/// one another.
fn interleaved(mut leaves: Vec<Vec<Value>>, choices: &[Index]) -> Vec<Value> {
    let mut parts = Vec::new();
    let mut choices = choices.iter().cycle();
    while !leaves.is_empty() {
        let at = choices.next().map_or(0, |choice| choice.index(leaves.len()));
        parts.push(leaves[at].remove(0));
        leaves.retain(|leaf| !leaf.is_empty());
    }
    parts
}

/// Returns the same value with the keys of its objects in order.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(object) => {
            let mut entries: Vec<_> =
                object.into_iter().map(|(name, value)| (name, sorted(value))).collect();
            entries.sort_by(|one, other| one.0.cmp(&other.0));
            Value::Object(entries.into_iter().collect())
        }
        Value::Array(items) => items.into_iter().map(sorted).collect(),
        other => other,
    }
}

proptest! {
    #[test]
    fn a_value_in_any_parts_in_any_order_adds_up_to_itself(
        whole in whole(),
        choices in prop::collection::vec(any::<Index>(), 1..64),
    ) {
        let parts = interleaved(leaves(&whole), &choices);
        prop_assert_eq!(sorted(merged(parts)), sorted(whole));
    }

    #[test]
    fn text_in_any_pieces_for_any_places_is_complete(
        pieces in prop::collection::vec((0_u64..5, "[ -~é☃]{0,3}"), 0..40),
    ) {
        let part = |(index, text): &(u64, String)| {
            json!({"content": [{"index": index, "text": text}]})
        };
        let result = merged(pieces.iter().map(part));
        let mut places: Vec<u64> = pieces.iter().map(|(index, _)| *index).collect();
        places.sort_unstable();
        places.dedup();
        let expected: Vec<Value> = places
            .into_iter()
            .map(|place| {
                let own = pieces.iter().filter(|(index, _)| *index == place);
                let text: String = own.map(|(_, text)| text.as_str()).collect();
                json!({"index": place, "text": text})
            })
            .collect();
        let found = result.get("content").cloned().unwrap_or_else(|| json!([]));
        prop_assert_eq!(found, Value::from(expected));
    }
}

#[test]
fn many_items_in_any_order_are_merged_in_one_go() {
    let item = |index: u64| json!({"index": index, "text": index.to_string()});
    let count = 100_000;
    let (even, odd): (Vec<u64>, Vec<u64>) = (0..count).rev().partition(|index| index % 2 == 0);
    let parts = [even, odd].map(|indices| indices.into_iter().map(item).collect::<Value>());
    let expected: Value = (0..count).map(item).collect();
    assert_eq!(merged(parts), expected);
}
