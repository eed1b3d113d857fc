//! Assistants: what runs of theirs take from them.

use serde_json::{Value, json};

use super::refusal::{Refusal, given, required};
use super::store::Ids;

/// Properties that runs take from their assistant unless they say them themselves.
pub(super) const OF_RUNS: [&str; 6] =
    ["model", "instructions", "tools", "temperature", "top_p", "response_format"];

/// The assistant that a request to create one asks for. Its tools' resources are
/// `tool_resources`.
pub(super) fn create(ids: &mut Ids, body: &Value, tool_resources: Value) -> Result<Value, Refusal> {
    let given = |name, default| given(body, name, default);
    let mut assistant = json!({
        "id": ids.next("asst"),
        "object": "assistant",
        "created_at": ids.now(),
        "name": given("name", Value::Null),
        "description": given("description", Value::Null),
        "model": required(body, "model")?,
        "instructions": given("instructions", Value::Null),
        "tools": given("tools", json!([])),
        "metadata": given("metadata", json!({})),
        "temperature": given("temperature", json!(1.0)),
        "top_p": given("top_p", json!(1.0)),
        "response_format": given("response_format", json!("auto")),
    });
    if !tool_resources.is_null() {
        assistant["tool_resources"] = tool_resources;
    }
    Ok(assistant)
}

/// The request for a run, completed by what its assistant has and it does not say.
pub(super) fn of_run(assistant: Option<&Value>, body: &Value) -> Value {
    let mut body = body.clone();
    for name in OF_RUNS {
        let of_assistant = assistant.map_or(&Value::Null, |assistant| &assistant[name]);
        if body[name].is_null() && !of_assistant.is_null() {
            body[name] = of_assistant.clone();
        }
    }
    body
}
