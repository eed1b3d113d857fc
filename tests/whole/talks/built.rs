//! The places of a response that its events speak of, each rule of the configuration.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use workspace_tests::server::{Reply, Server};
use workspace_tests::shared::read_workspace;

use super::{CLIENT, response_of, run, stream};

pub(super) const BUILT: &str = include_str!("built.rs.txt");

/// An event, and the value that there is at a place of the response after it.
type Row = (Value, &'static str, Value);

/// Returns an event about an item, or a part of one.
fn event(name: &str, item: usize, more: Value) -> Value {
    let mut event = json!({"type": name, "item_id": "item_1", "output_index": item});
    let more = more.as_object().unwrap().clone();
    event.as_object_mut().unwrap().extend(more);
    event
}

/// Returns an item that is added, and its type.
fn added(number: usize, mut item: Value) -> Row {
    let kind = item["type"].clone();
    item["id"] = format!("item_{number}").into();
    let at: &'static str = [
        "/output/0/type",
        "/output/1/type",
        "/output/2/type",
        "/output/3/type",
        "/output/4/type",
        "/output/5/type",
        "/output/6/type",
    ][number];
    (event("response.output_item.added", number, json!({"item": item})), at, kind)
}

/// Returns text that comes in two pieces, and then as a whole that has one more letter.
fn pieces(name: &str, item: usize, (key, numbers): (&str, Value), at: &'static str) -> [Row; 3] {
    let of = |way: &str, key: &str, text: &str| {
        let mut event = event(&format!("{name}.{way}"), item, numbers.clone());
        event[key] = text.into();
        event
    };
    [
        (of("delta", "delta", "ab"), at, json!("ab")),
        (of("delta", "delta", "c"), at, json!("abc")),
        (of("done", key, "abcd"), at, json!("abcd")),
    ]
}

/// Returns a message of a text and a refusal.
fn message() -> Vec<Row> {
    let item =
        json!({"type": "message", "role": "assistant", "status": "in_progress", "content": []});
    let part = |number: u64, part: &Value, at, way: &str| {
        let more = json!({"content_index": number, "part": part});
        let value = part[if way == "done" { "refusal" } else { "type" }].clone();
        (event(&format!("response.content_part.{way}"), 0, more), at, value)
    };
    let text = json!({"type": "output_text", "text": "", "annotations": []});
    let refusal = json!({"type": "refusal", "refusal": ""});
    let citation = json!({
        "type": "url_citation", "start_index": 0, "end_index": 1, "url": "https://localhost/", "title": "Home",
    });
    let cited = json!({"content_index": 0, "annotation_index": 0, "annotation": citation});
    let mut rows = vec![added(0, item), part(0, &text, "/output/0/content/0/type", "added")];
    let place = json!({"content_index": 0, "logprobs": []});
    rows.extend(pieces("response.output_text", 0, ("text", place), "/output/0/content/0/text"));
    rows.push((
        event("response.output_text.annotation.added", 0, cited),
        "/output/0/content/0/annotations/0/title",
        json!("Home"),
    ));
    rows.push(part(1, &refusal, "/output/0/content/1/type", "added"));
    let place = json!({"content_index": 1});
    rows.extend(pieces("response.refusal", 0, ("refusal", place), "/output/0/content/1/refusal"));
    let whole = json!({"type": "refusal", "refusal": "whole"});
    rows.push(part(1, &whole, "/output/0/content/1/refusal", "done"));
    rows
}

/// Sends what a model thinks, and its summary.
fn reasoning() -> Vec<Row> {
    let mut rows = vec![added(1, json!({"type": "reasoning", "summary": [], "content": []}))];
    let part = json!({"content_index": 0, "part": {"type": "reasoning_text", "text": ""}});
    let added = event("response.content_part.added", 1, part);
    rows.push((added, "/output/1/content/0/type", json!("reasoning_text")));
    let place = json!({"content_index": 0});
    rows.extend(pieces("response.reasoning_text", 1, ("text", place), "/output/1/content/0/text"));
    for (way, text) in [("added", ""), ("done", "whole")] {
        let part = json!({"summary_index": 0, "part": {"type": "summary_text", "text": text}});
        let event = event(&format!("response.reasoning_summary_part.{way}"), 1, part);
        rows.push((event, "/output/1/summary/0/text", json!(text)));
    }
    // The part is whole after its text.
    let done = rows.pop();
    let (at, place) = ("/output/1/summary/0/text", json!({"summary_index": 0}));
    rows.extend(pieces("response.reasoning_summary_text", 1, ("text", place), at));
    rows.extend(done);
    rows
}

/// Calls of tools, whose arguments come in pieces.
fn calls() -> Vec<Row> {
    let call = |kind: &str| {
        json!({
            "type": kind, "call_id": "call_1", "name": "add", "server_label": "s", "status": "in_progress",
            "arguments": "", "input": "", "code": "", "container_id": "c", "outputs": [],
        })
    };
    let shell = json!({
        "type": "shell_call", "call_id": "call_1", "status": "in_progress", "environment": null,
        "action": {"commands": [], "timeout_ms": null, "max_output_length": null},
    });
    let none = json!({});
    let mut rows = vec![added(2, call("function_call"))];
    let at = "/output/2/arguments";
    let key = ("arguments", none.clone());
    rows.extend(pieces("response.function_call_arguments", 2, key.clone(), at));
    rows.push(added(3, call("mcp_call")));
    rows.extend(pieces("response.mcp_call_arguments", 3, key, "/output/3/arguments"));
    rows.push(added(4, call("custom_tool_call")));
    let key = ("input", none.clone());
    rows.extend(pieces("response.custom_tool_call_input", 4, key, "/output/4/input"));
    rows.push(added(5, call("code_interpreter_call")));
    let key = ("code", none);
    rows.extend(pieces("response.code_interpreter_call_code", 5, key, "/output/5/code"));
    rows.push(added(6, shell));
    let (at, command) = ("/output/6/action/commands/0", json!({"command_index": 0, "command": ""}));
    rows.push((event("response.shell_call_command.added", 6, command), at, json!("")));
    let key = ("command", json!({"command_index": 0}));
    rows.extend(pieces("response.shell_call_command", 6, key, at));
    rows
}

/// Returns each event, with what is there after it.
fn rows() -> Vec<Row> {
    let ends = ["completed", "incomplete", "failed"].map(|status| (status, status));
    let statuses =
        [("created", "in_progress"), ("queued", "queued"), ("in_progress", "in_progress")];
    let of_response = |(name, status): (&str, &str)| {
        let event =
            json!({"type": format!("response.{name}"), "response": response_of(status, json!([]))});
        (event, "/status", json!(status))
    };
    let item =
        json!({"type": "message", "role": "assistant", "status": "completed", "content": []});
    let done = event("response.output_item.done", 0, json!({"item": item}));
    let mut rows: Vec<Row> = statuses.map(of_response).into();
    rows.extend(message());
    rows.push((done, "/output/0/status", json!("completed")));
    rows.extend(reasoning());
    rows.extend(calls());
    rows.extend(ends.map(of_response));
    for (number, (event, ..)) in rows.iter_mut().enumerate() {
        event["sequence_number"] = number.into();
    }
    rows
}

/// Returns the events that the rules of the configuration name.
fn named() -> BTreeSet<String> {
    let config = read_workspace("spec/config.yaml");
    let config = openapi_loom_generator::document(config.as_bytes()).unwrap().value().clone();
    let of_responses = |stream: &&Value| stream["operations"][0] == "createResponse";
    let streams = config["streams"].as_array().unwrap();
    let rules = streams.iter().find(of_responses).unwrap()["assemble"]["rules"].as_array().unwrap();
    let events = rules.iter().flat_map(|rule| rule["events"].as_array().unwrap());
    events.map(|event| event.as_str().unwrap().to_owned()).collect()
}

#[test]
fn each_event_of_a_response_changes_its_place() {
    let Some(client) = &*CLIENT else { return };
    let rows = rows();
    let tried = rows.iter().map(|(event, ..)| event["type"].as_str().unwrap().to_owned());
    assert_eq!(tried.collect::<BTreeSet<_>>(), named());
    // After the last event there is no more: each end has a stream of its own.
    let events: Vec<Value> = rows.iter().map(|(event, ..)| event.clone()).collect();
    let (before, ends) = events.split_at(events.len() - 3);
    let streams = ends.iter().map(|end| [before, std::slice::from_ref(end)].concat());
    for (number, events) in streams.enumerate() {
        let sent = stream(&events, "");
        let server = Server::answering(move |_| -> Reply { sent.clone() });
        let states = run(client, "built", &server);
        let states: Vec<Value> =
            states.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let rows = rows[..before.len()].iter().chain([&rows[before.len() + number]]);
        assert_eq!(states.len(), before.len() + 1);
        let mut before = &Value::Null;
        for ((event, at, value), state) in rows.zip(&states) {
            assert_eq!(state.pointer(at), Some(value), "{} at {at} of {state}", event["type"]);
            assert_ne!(
                before.pointer(at),
                Some(value),
                "{} at {at} changes nothing",
                event["type"]
            );
            before = state;
        }
    }
}
