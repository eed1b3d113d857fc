//! Functions of the caller's that models call: what goes out and back, and what ends it.

use insta::assert_snapshot;
use serde_json::{Value, json};
use workspace_tests::server::{Reply, Request, Server};

use super::typed::{CLIENT, chat, message, response};
use super::{run, stream};

/// A call of a function: its id, its name and its arguments.
type Call = (&'static str, &'static str, &'static str);

/// Returns the calls of models of these names once so many functions have given
/// something.
fn calls(model: &str, given: usize) -> &'static [Call] {
    match (model, given) {
        ("good", 0) => &[("c1", "add", r#"{"a": 1, "b": 2}"#), ("c2", "now", "")],
        ("lost", 0) => &[("c1", "subtract", "{}")],
        ("lost", 1) => &[("c2", "add", r#"{"a": "one"}"#)],
        ("owned", 0) => &[("c1", "own", "{}"), ("c2", "now", "{}")],
        ("failing", 0) => &[("c1", "now", "{}"), ("c2", "fail", "{}"), ("c3", "now", "{}")],
        ("cut", 0) => &[("c1", "add", r#"{"a": 1"#)],
        ("mixed" | "searched" | "foreign" | "client" | "down" | "endless", 0 | 1)
        | ("endless", _)
        | ("forced", 0) => &[("c1", "add", r#"{"a": 0, "b": 0}"#)],
        ("twice", 0) => &[("c1", "pair", "{}")],
        ("twice", 1) => &[("c2", "add", r#"{"a": 2, "b": 2}"#)],
        ("typed", 0) => &[("c1", "pair", "{}")],
        ("nan", 0) => &[("c1", "nan", "{}")],
        _ => &[],
    }
}

/// Returns what responses of models of these names have beside calls of functions.
fn beside(model: &str) -> Option<Value> {
    match model {
        "mixed" => Some(json!({
            "id": "ct_1", "type": "custom_tool_call", "call_id": "c9", "name": "own", "input": "x",
        })),
        "searched" => Some(json!({
            "id": "ws_1", "type": "web_search_call", "status": "completed",
            "action": {"type": "search", "query": "x"},
        })),
        "client" => Some(json!({
            "id": "ts_1", "type": "tool_search_call", "call_id": "c9", "execution": "client",
            "arguments": {}, "status": "completed",
        })),
        "good" => Some(json!({
            "id": "rs_1", "type": "reasoning", "summary": [], "encrypted_content": "xyz",
        })),
        _ => None,
    }
}

/// Returns the outputs of functions.
fn given(said: &Value, key: &str) -> Vec<String> {
    let said = said.as_array().map(Vec::as_slice).unwrap_or_default();
    let outputs =
        said.iter().filter(|it| it["role"] == "tool" || it["type"] == "function_call_output");
    outputs.map(|output| output[key].as_str().unwrap().to_owned()).collect()
}

/// Returns the events that build up an answer.
fn events(whole: &Value) -> Vec<Value> {
    if whole["object"] == "response" {
        let mut begun = whole.clone();
        begun["output"] = json!([]);
        let items = whole["output"].as_array().unwrap().iter().enumerate();
        let done = items.map(|(number, item)| {
            json!({"type": "response.output_item.done", "output_index": number, "item": item})
        });
        return [json!({"type": "response.created", "response": begun})]
            .into_iter()
            .chain(done)
            .chain([json!({"type": "response.completed", "response": whole})])
            .collect();
    }
    let choice = &whole["choices"][0];
    let mut message = choice["message"].as_object().unwrap().clone();
    let (content, calls) = (message.remove("content"), message.remove("tool_calls"));
    let mut deltas = vec![Value::Object(message)];
    for text in content.iter().filter_map(Value::as_str) {
        let (first, rest) = text.split_at(text.len() / 2);
        deltas.extend([first, rest].map(|piece| json!({"content": piece})));
    }
    let calls = calls.as_ref().and_then(Value::as_array).into_iter().flatten();
    for (number, call) in calls.enumerate() {
        let (first, rest) = call["function"]["arguments"].as_str().unwrap().split_at(0);
        let mut call = call.clone();
        call["index"] = number.into();
        call["function"]["arguments"] = first.into();
        let more = json!({"index": number, "function": {"arguments": rest}});
        deltas.extend([call, more].map(|call| json!({"tool_calls": [call]})));
    }
    let chunk = |delta: Value, end: &Value| {
        json!({
            "id": whole["id"], "object": "chat.completion.chunk", "created": 1, "model": "m",
            "choices": [{"index": 0, "delta": delta, "logprobs": null, "finish_reason": end}],
        })
    };
    let mut events: Vec<Value> =
        deltas.into_iter().map(|delta| chunk(delta, &Value::Null)).collect();
    events.push(chunk(json!({}), &choice["finish_reason"]));
    events
}

fn answer(request: &Request) -> Reply {
    let body = request.json();
    let model = body["model"].as_str().unwrap();
    let reply = |json: Value| match body["stream"] == true {
        false => Reply::json(200, json.to_string()).header("x-request-id", "req_1"),
        true if model == "broken" => Reply::events().piece("data: {\"id\":").close(),
        true if json["object"] == "response" => stream(&events(&json), ""),
        true => stream(&events(&json), "data: [DONE]\n\n"),
    };
    if request.path() == "/chat/completions" {
        let given = given(&body["messages"], "content");
        if model == "down" && !given.is_empty() {
            return Reply::text(500, "out of order");
        }
        let calls = calls(model, given.len()).iter().map(|(id, name, arguments)| {
            json!({
                "id": id, "type": "function", "function": {"name": name, "arguments": arguments},
            })
        });
        let mut calls: Vec<Value> = calls.collect();
        if model == "mixed" {
            calls.push(
                json!({"id": "c9", "type": "custom", "custom": {"name": "own", "input": "x"}}),
            );
        }
        let refusal = (model == "refusing").then_some("I will not.");
        let end = if model == "cut" { "length" } else { "stop" };
        return reply(match calls.is_empty() {
            true => chat(
                json!({"role": "assistant", "content": given.join(" | "), "refusal": refusal}),
                end,
            ),
            false => chat(
                json!({"role": "assistant", "content": null, "refusal": null, "annotations": [], "new": 1, "tool_calls": calls}),
                end,
            ),
        });
    }
    let given = given(&body["input"], "output");
    // Outputs that the server knows are not sent again.
    let count = if body["previous_response_id"] == "resp_0" { 0 } else { given.len() };
    let count = if given == ["4"] { 2 } else { count };
    let calls = calls(model, count).iter().map(|(id, name, arguments)| json!({
        "id": "fc_1", "type": "function_call", "status": "completed", "call_id": id, "name": name,
        "arguments": arguments,
    }));
    let mut output: Vec<Value> = calls.collect();
    if model == "foreign" {
        output[0]["namespace"] = "crm".into();
    }
    if output.is_empty() {
        let text = match model {
            "typed" => given[0].clone(),
            _ => given.join(" | "),
        };
        let text = json!({"type": "output_text", "text": text, "annotations": [], "logprobs": []});
        output.push(message(json!([text])));
    } else {
        output.splice(0..0, beside(model));
    }
    reply(response(json!(output), "stop"))
}

#[test]
fn functions_of_the_caller_are_called_until_the_model_calls_none() {
    let Some(client) = &*CLIENT else { return };
    let server = Server::answering(answer);
    assert_snapshot!(run(client, "tooled", &server));
    let requests = server.requests();
    let sent = requests.iter().map(|request| {
        let mut body = request.json();
        // They are the same in all.
        let tools = body.as_object_mut().unwrap().remove("tools");
        let count = tools.map_or(0, |tools| tools.as_array().unwrap().len());
        let key = request.header("idempotency-key").unwrap_or("-");
        format!("{key} {count} tools, {body}\n")
    });
    assert_snapshot!("sent", sent.collect::<String>());
    let tools = serde_json::to_string_pretty(&requests[0].json()["tools"]).unwrap();
    assert_snapshot!("tools", tools);
}
