//! A crate of the vendor's other groups, by the configuration, is compiled and
//! talks to loopback: what its streams build up, and what it sends.

mod built;
mod polled;
mod replayed;
mod tooled;
mod transcribed;
mod typed;

use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use openapi_loom_generator::{Groups, Inputs, generate};
use serde_json::{Value, json};
use workspace_tests::crates::{OnDisk, with_executor};
use workspace_tests::server::{Reply, Request, Server};
use workspace_tests::vendor::Vendor;

const TALK: &str = include_str!("talk.rs.txt");
const WRITTEN: &str = include_str!("written.rs.txt");

/// Returns the events of a stream, each with its data.
fn stream(events: &[Value], end: &str) -> Reply {
    let data = events.iter().map(|event| format!("data: {event}\n\n"));
    Reply::events().piece(&(data.collect::<String>() + end))
}

/// Returns a chat of two choices, with a call of a tool, as chunks.
fn chat() -> Reply {
    let chunk = |choices: Value, usage: Value| {
        json!({
            "id": "chat_1", "object": "chat.completion.chunk", "created": 1, "model": "gpt-4o",
            "choices": choices, "usage": usage, "obfuscation": "aaaa",
        })
    };
    let choice = |index: u64, delta: Value, end: Value| json!({"index": index, "delta": delta, "logprobs": null, "finish_reason": end});
    let call = |id: Value, name: Value, arguments: &str| {
        json!({"tool_calls": [{
            "index": 0, "id": id, "type": "function",
            "function": {"name": name, "arguments": arguments},
        }]})
    };
    let begun = json!({"role": "assistant", "content": "", "refusal": null});
    let null = Value::Null;
    stream(
        &[
            chunk(json!([choice(0, begun.clone(), null.clone())]), null.clone()),
            chunk(json!([choice(0, json!({"content": "Bl"}), null.clone())]), null.clone()),
            chunk(json!([choice(1, begun, null.clone())]), null.clone()),
            chunk(json!([choice(0, json!({"content": "ue"}), json!("stop"))]), null.clone()),
            chunk(
                json!([choice(1, call(json!("call_1"), json!("add"), ""), null.clone())]),
                null.clone(),
            ),
            chunk(
                json!([choice(1, call(null.clone(), null.clone(), "{\"a\""), null.clone())]),
                null.clone(),
            ),
            chunk(
                json!([choice(1, call(null.clone(), null.clone(), ":1}"), json!("tool_calls"))]),
                null.clone(),
            ),
            chunk(
                json!([]),
                json!({"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3}),
            ),
        ],
        "data: [DONE]\n\n",
    )
}

/// Returns a response of that status.
fn response_of(status: &str, output: Value) -> Value {
    json!({
        "id": "resp_1", "object": "response", "created_at": 1, "status": status, "model": "gpt-4o",
        "output": output, "error": null, "incomplete_details": null, "instructions": null,
        "parallel_tool_calls": true, "tool_choice": "auto", "tools": [], "temperature": 1.0,
        "top_p": 1.0, "metadata": {},
    })
}

/// Returns a response that is cut short before its last event has all of it, or not.
fn response(is_cut: bool) -> Reply {
    let item = json!({"id": "msg_1", "type": "message", "role": "assistant", "status": "in_progress", "content": []});
    let part = json!({"type": "output_text", "text": "", "annotations": []});
    let text = |more: &str| {
        json!({
            "type": "response.output_text.delta", "item_id": "msg_1", "output_index": 0,
            "content_index": 0, "delta": more, "logprobs": [],
        })
    };
    let call = json!({
        "id": "fc_1", "type": "function_call", "call_id": "call_1", "name": "add", "arguments": "",
        "status": "in_progress",
    });
    let arguments = |more: &str| {
        json!({
            "type": "response.function_call_arguments.delta", "item_id": "fc_1", "output_index": 1,
            "delta": more,
        })
    };
    let mut events = vec![
        json!({"type": "response.created", "response": response_of("in_progress", json!([]))}),
        json!({"type": "response.output_item.added", "output_index": 0, "item": item}),
        json!({
            "type": "response.content_part.added", "item_id": "msg_1", "output_index": 0,
            "content_index": 0, "part": part,
        }),
        text("Bl"),
        text("ue"),
        json!({"type": "response.output_item.added", "output_index": 1, "item": call}),
        arguments("{\"a\""),
        arguments(":1}"),
    ];
    if !is_cut {
        let output = json!([{
            "id": "msg_1", "type": "message", "role": "assistant", "status": "completed",
            "content": [{"type": "output_text", "text": "Blue.", "annotations": []}],
        }]);
        events.push(
            json!({"type": "response.completed", "response": response_of("completed", output)}),
        );
    }
    for (number, event) in events.iter_mut().enumerate() {
        event["sequence_number"] = number.into();
    }
    stream(&events, "")
}

fn answer(request: &Request) -> Reply {
    match request.path() {
        "/chat/completions" => chat(),
        "/responses" => response(request.json()["model"] == "cut"),
        path => Reply::text(404, path),
    }
}

/// The groups that the crate has.
const GROUPS: [&str; 12] = [
    "responses",
    "conversations",
    "chat",
    "embeddings",
    "files",
    "uploads",
    "vector_stores",
    "assistants",
    "models",
    "batch",
    "images",
    "audio",
];

/// The crate, compiled once for all tests, unless the document is not there. What
/// clippy says of its library is in the tests of whole crates.
static CLIENT: LazyLock<Option<OnDisk>> = LazyLock::new(|| {
    let document = Vendor::of("2026-08-21")?;
    let groups = GROUPS.map(str::to_owned);
    let inputs = Inputs { groups: Groups::Named(&groups), ..document.inputs() };
    let output = with_executor(generate(&inputs).unwrap());
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance");
    let examples = [
        ("talk.rs", TALK),
        ("built.rs", built::BUILT),
        ("polled.rs", polled::POLLED),
        ("replay.rs", replayed::REPLAY),
        ("transcribed.rs", transcribed::TRANSCRIBED),
        ("written.rs", WRITTEN),
    ];
    let examples = examples.map(|(path, text)| (path.to_owned(), text.to_owned()));
    let on_disk = OnDisk::write(&home, "talks", &output, &examples);
    on_disk.cargo(&["build", "--examples"]);
    Some(on_disk)
});

/// Runs an example of the crate, which has to succeed, and gives what it says.
fn run(client: &OnDisk, example: &str, server: &Server) -> String {
    let ran = Command::new(client.example(example)).arg(server.url()).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).unwrap()
}

#[test]
fn streams_of_other_groups_build_up_what_a_call_would_answer() {
    let Some(client) = &*CLIENT else { return };
    assert_eq!(
        run(client, "talk", &Server::answering(answer)),
        "chat: Bl ue | Blue stop, {\"a\":1} of add, 3 tokens\n\
         response: Bl ue | completed Blue.\n\
         cut: in_progress Blue, {\"a\":1} of add\n"
    );
}

#[test]
fn lists_are_made_of_what_their_items_are_made_of() {
    let Some(client) = &*CLIENT else { return };
    let ran = Command::new(client.example("written")).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    insta::assert_snapshot!(String::from_utf8(ran.stdout).unwrap(), @r#"
        ["a","b"]
        ["a"]
        ["a","b"]
        ["a","b"]
        [1,2]
        [[1,2],[3]]
        [[1,2],[3]]
        [{"role":"user","content":"Hello"}]
        [{"role":"user","content":"Hello"},{"call_id":"call_1","type":"function_call_output","output":"4"}]
        [{"content":[{"type":"text","text":"See"},{"type":"image_url","image_url":{"url":"https://localhost/a.png"}}],"role":"user"}]
        [{"type":"function","function":{"name":"add"}}]
        ["."]
    "#);
}
