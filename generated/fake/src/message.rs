//! Messages, as they are kept and sent.

use serde_json::{Value, json};

use super::refusal::{Refusal, required};
use super::store::Ids;

/// The message that a request to create one asks for.
pub(super) fn create(ids: &mut Ids, thread: &str, body: &Value) -> Result<Value, Refusal> {
    let role = required(body, "role")?;
    if role != "user" && role != "assistant" {
        return Err(Refusal::invalid("role", &role.to_string()));
    }
    let content = match required(body, "content")? {
        Value::String(text) => text_content(text),
        Value::Array(parts) => parts.iter().map(part).collect(),
        other => return Err(Refusal::invalid("content", &other.to_string())),
    };
    let mut message = blank(ids, thread);
    message["role"] = role.clone();
    message["content"] = content;
    message["status"] = "completed".into();
    message["completed_at"] = ids.now().into();
    for name in ["attachments", "metadata"] {
        if let Some(given) = body.get(name) {
            message[name] = given.clone();
        }
    }
    Ok(message)
}

/// A message that a run begins to write.
pub(super) fn begin(ids: &mut Ids, run: &Value) -> Value {
    let mut message = blank(ids, run["thread_id"].as_str().unwrap_or_default());
    message["assistant_id"] = run["assistant_id"].clone();
    message["run_id"] = run["id"].clone();
    message
}

/// A message of an assistant that says nothing yet.
fn blank(ids: &mut Ids, thread: &str) -> Value {
    json!({
        "id": ids.next("msg"),
        "object": "thread.message",
        "created_at": ids.now(),
        "thread_id": thread,
        "status": "in_progress",
        "incomplete_details": null,
        "completed_at": null,
        "incomplete_at": null,
        "role": "assistant",
        "content": [],
        "assistant_id": null,
        "run_id": null,
        "attachments": [],
        "metadata": {},
    })
}

/// The content of a message that is but text.
pub(super) fn text_content(text: &str) -> Value {
    annotated(text, &[])
}

/// The same, with what is said of places in the text.
pub(super) fn annotated(text: &str, annotations: &[Value]) -> Value {
    json!([{"type": "text", "text": {"value": text, "annotations": annotations}}])
}

/// A part of a content: text is sent in one form, and kept in another.
fn part(sent: &Value) -> Value {
    match sent["text"].as_str() {
        Some(text) => text_content(text)[0].take(),
        None => sent.clone(),
    }
}

/// The text that a user wrote last.
pub(super) fn last_question(messages: &[Value]) -> Option<String> {
    let message = messages.iter().rfind(|message| message["role"] == "user")?;
    let parts = message["content"].as_array()?.iter();
    Some(parts.filter_map(|part| part["text"]["value"].as_str()).collect::<Vec<_>>().join(" "))
}
