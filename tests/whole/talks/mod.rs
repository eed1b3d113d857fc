//! What streams of the vendor's other groups build up, by the configuration: a
//! crate of these groups is compiled, and reads streams from loopback.

use std::path::Path;
use std::process::Command;

use openapi_loom_generator::{Groups, Inputs, generate};
use serde_json::{Value, json};
use workspace_tests::crates::{OnDisk, with_executor};
use workspace_tests::server::{Reply, Request, Server};
use workspace_tests::vendor::Vendor;

const TALK: &str = include_str!("talk.rs.txt");

/// The events of a stream, each with its data.
fn stream(events: &[Value], end: &str) -> Reply {
    let data = events.iter().map(|event| format!("data: {event}\n\n"));
    Reply::events().piece(&(data.collect::<String>() + end))
}

/// A chat of two choices, with a call of a tool, as chunks.
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

/// A response that is cut short before its last event has all of it, or not.
fn response(is_cut: bool) -> Reply {
    let response = |status: &str, output: Value| {
        json!({
            "id": "resp_1", "object": "response", "created_at": 1, "status": status, "model": "gpt-4o",
            "output": output, "error": null, "incomplete_details": null, "instructions": null,
            "parallel_tool_calls": true, "tool_choice": "auto", "tools": [], "temperature": 1.0,
            "top_p": 1.0, "metadata": {},
        })
    };
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
        json!({"type": "response.created", "response": response("in_progress", json!([]))}),
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
        events
            .push(json!({"type": "response.completed", "response": response("completed", output)}));
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

#[test]
fn streams_of_other_groups_build_up_what_a_call_would_answer() {
    let Some(document) = Vendor::of("2026-08-21") else { return };
    let groups = ["chat", "responses"].map(str::to_owned);
    let inputs = Inputs { groups: Groups::Named(&groups), ..document.inputs() };
    let output = with_executor(generate(&inputs).unwrap());
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance");
    let example = [("talk.rs".to_owned(), TALK.to_owned())];
    let on_disk = OnDisk::write(&home, "talks", &output, &example);
    on_disk.cargo(&["clippy", "--lib"]);
    on_disk.cargo(&["build", "--example", "talk"]);
    let server = Server::answering(answer);
    let run = Command::new(on_disk.example("talk")).arg(server.url()).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    assert_eq!(
        String::from_utf8_lossy(&run.stdout),
        "chat: Bl ue | Blue stop, {\"a\":1} of add, 3 tokens\n\
         response: Bl ue | completed Blue.\n\
         cut: in_progress Blue, {\"a\":1} of add\n"
    );
}
