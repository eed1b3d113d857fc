//! Answers that are values of the caller's types: what is asked for, and what comes of
//! each kind of answer.

use std::path::Path;
use std::sync::LazyLock;

use openapi_loom_generator::{Groups, Inputs, generate};
use serde_json::{Value, json};
use workspace_tests::crates::{OnDisk, with_dependencies};
use workspace_tests::server::{Reply, Request, Server};
use workspace_tests::vendor::Vendor;

use super::{run, stream};

const TYPED: &str = include_str!("typed.rs.txt");
const TOOLED: &str = include_str!("tooled.rs.txt");

/// The crate of chat and responses with the feature for callers' types.
pub(super) static CLIENT: LazyLock<Option<OnDisk>> = LazyLock::new(|| {
    let document = Vendor::of("2026-08-21")?;
    let groups = ["chat", "responses"].map(str::to_owned);
    let inputs = Inputs { groups: Groups::Named(&groups), ..document.inputs() };
    let output = with_dependencies(
        generate(&inputs).unwrap(),
        "schemars = \"1\"\ntokio = { version = \"1\", features = [\"macros\", \"rt\"] }\n",
    );
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance");
    let examples = [("typed.rs", TYPED), ("tooled.rs", TOOLED)];
    let examples = examples.map(|(path, text)| (path.to_owned(), text.to_owned()));
    let on_disk = OnDisk::write(&home, "typed", &output, &examples);
    on_disk.cargo(&["build", "--features", "full,schemars", "--examples"]);
    Some(on_disk)
});

const PERSON: &str = r#"{"name": "Ada", "age": null, "home": {"city": "London"}}"#;

/// Returns what models of these names say: a text, a refusal, and why they ended.
fn said(model: &str) -> (Option<&str>, Option<&str>, &str) {
    match model {
        "good" => (Some(PERSON), None, "stop"),
        "refusal" => (None, Some("I will not say."), "stop"),
        "cut" => (Some(r#"{"name": "A"#), None, "length"),
        "broken" => (Some(r#"{"name": "Ada", "age": 7, "home": {"city": 7}}"#), None, "stop"),
        _ => (None, None, "stop"),
    }
}

/// Returns a chat's answer of that message.
pub(super) fn chat(message: Value, end: &str) -> Value {
    json!({
        "id": "chat_1", "object": "chat.completion", "created": 1, "model": "m",
        "choices": [{"index": 0, "message": message, "logprobs": null, "finish_reason": end}],
    })
}

/// Returns a response of these items.
pub(super) fn response(output: Value, end: &str) -> Value {
    let status = if end == "length" { "incomplete" } else { "completed" };
    let details =
        if end == "length" { json!({"reason": "max_output_tokens"}) } else { json!(null) };
    json!({
        "id": "resp_1", "object": "response", "created_at": 1, "status": status, "model": "m",
        "output": output, "error": null, "incomplete_details": details, "instructions": null,
        "parallel_tool_calls": true, "tool_choice": "auto", "tools": [], "temperature": 1.0,
        "top_p": 1.0, "metadata": {},
    })
}

/// Returns a message as a response has it.
pub(super) fn message(content: Value) -> Value {
    json!({
        "id": "msg_1", "type": "message", "role": "assistant", "status": "completed", "content": content,
    })
}

fn answer(request: &Request) -> Reply {
    let body = request.json();
    let (text, refusal, end) = said(body["model"].as_str().unwrap());
    let is_streamed = body["stream"] == true;
    let reply = |json: Value| Reply::json(200, json.to_string()).header("x-request-id", "req_1");
    if request.path() == "/chat/completions" {
        let message = json!({"role": "assistant", "content": text, "refusal": refusal});
        if !is_streamed {
            return reply(chat(message, end));
        }
        let text = text.unwrap_or_default();
        let pieces =
            [&text[..4], &text[4..]].map(|piece| json!({"role": "assistant", "content": piece}));
        let last = (json!({}), json!(end));
        let pieces = pieces.map(|piece| (piece, json!(null))).into_iter().chain([last]);
        let chunks: Vec<Value> = pieces.map(|(delta, end)| json!({
            "id": "chat_1", "object": "chat.completion.chunk", "created": 1, "model": "m",
            "choices": [{"index": 0, "delta": delta, "logprobs": null, "finish_reason": end}],
        })).collect();
        return stream(&chunks, "data: [DONE]\n\n");
    }
    let mut content: Vec<Value> = text
        .iter()
        .map(|text| json!({"type": "output_text", "text": text, "annotations": [], "logprobs": []}))
        .collect();
    content.extend(refusal.map(|refusal| json!({"type": "refusal", "refusal": refusal})));
    // The model's thoughts and words before it are no such value.
    let before =
        json!({"type": "output_text", "text": "Let me see.", "annotations": [], "logprobs": []});
    let thought = json!({"id": "rs_1", "type": "reasoning", "summary": [], "content": [{"type": "reasoning_text", "text": "Hm."}]});
    let mut output = vec![thought];
    if text.is_some() {
        output.push(message(json!([before])));
    }
    output.push(message(json!(content)));
    let response = response(json!(output), end);
    if is_streamed {
        let kind = if end == "length" { "response.incomplete" } else { "response.completed" };
        return stream(&[json!({"type": kind, "sequence_number": 0, "response": response})], "");
    }
    reply(response)
}

#[test]
fn answers_are_values_of_the_callers_types() {
    let Some(client) = &*CLIENT else { return };
    let server = Server::answering(answer);
    let person = "Person { name: \"Ada\", age: None, home: Home { city: \"London\" } }";
    let cut =
        "createResponse: the answer is not whole: its `status` is `incomplete`, max_output_tokens";
    let broken = r#"{"name": "Ada", "age": 7, "home": {"city": 7}}"#;
    let no_text = "the text of the answer is no `Person` at home.city: invalid type: integer `7`, \
                   expected a string at line 1 column 44";
    assert_eq!(
        run(client, "typed", &server),
        format!(
            "chat: {person} of chat_1\n\
             response: {person} of resp_1\n\
             chat: Refused createChatCompletion: the model refuses: I will not say. [request req_1]\n\
             response: Refused createResponse: the model refuses: I will not say. [request req_1]\n\
             chat: Incomplete createChatCompletion: the answer is not whole: its \
             `choices.finish_reason` is `length` [request req_1]\n\
             response: Incomplete {cut} [request req_1]\n\
             chat: Decode createChatCompletion: the answer has no text to be read as `Person` \
             [request req_1]\n\
             response: Decode createResponse: the answer has no text to be read as `Person` \
             [request req_1]\n\
             chat: Decode createChatCompletion: {no_text}: {broken} [request req_1]\n\
             response: Decode createResponse: {no_text}: {broken} [request req_1]\n\
             cut: chat_1, request req_1\n\
             broken: {broken} at home.city\n\
             no schema: createChatCompletion: no strict schema: `Open.rest` is a map or takes any \
             properties: write a struct of those that there are, or a list of pairs, each a struct \
             of a key and a value\n\
             streamed chat: {person}\n\
             streamed response: {person}\n\
             streamed and cut: Incomplete the answer is not whole: its `status` is `incomplete`, \
             max_output_tokens\n"
        )
    );
    let schema = json!({
        "description": "Somebody.",
        "type": "object",
        "properties": {
            "name": {"type": "string"},
            "age": {"type": ["integer", "null"], "minimum": 0, "maximum": 255},
            "home": {"description": "Where they live.", "anyOf": [{"$ref": "#/$defs/Home"}]},
        },
        "required": ["name", "age", "home"],
        "additionalProperties": false,
        "$defs": {"Home": {
            "type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"],
            "additionalProperties": false,
        }},
    });
    let requests = server.requests();
    let chat = json!({"type": "json_schema", "json_schema": {"name": "Person", "schema": schema, "strict": true}});
    assert_eq!(requests[0].json()["response_format"], chat);
    let text = json!({
        "verbosity": "low",
        "format": {"type": "json_schema", "name": "Person", "schema": schema, "strict": true},
    });
    assert_eq!(requests[1].json()["text"], text);
}
