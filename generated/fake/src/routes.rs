//! Which request is for what.

use serde_json::Value;

use super::answer::Answer;
use super::page::page;
use super::refusal::Refusal;
use super::store::{Store, find};
use crate::server::Request;

/// What all paths begin with.
pub(super) const BASE: &str = "/v1";

/// Carries out a request.
pub(super) fn answer(store: &mut Store, request: &Request) -> Result<Answer, Refusal> {
    check_headers(request)?;
    let body = body(request)?;
    let query = request.query();
    let path = request.path().strip_prefix(BASE).unwrap_or_default();
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    match (&*request.method, &*segments) {
        ("POST", ["threads"]) => Ok(Answer::ok(store.create_thread(&body)?.object.clone())),
        ("POST", ["threads", "runs"]) => store.create_thread_and_run(&body),
        ("GET", ["threads", id]) => Ok(Answer::ok(store.thread(id)?.object.clone())),
        ("POST", ["threads", id]) => Ok(modify(&mut store.thread(id)?.object, &body)),
        ("DELETE", ["threads", id]) => store.delete_thread(id),

        ("GET", ["threads", thread, "messages"]) => {
            let of_run = query.iter().find(|(name, _)| name == "run_id").map(|(_, id)| &**id);
            let wanted = |message: &&Value| of_run.is_none_or(|run| message["run_id"] == run);
            page(store.thread(thread)?.messages.iter().filter(wanted), &query).map(Answer::ok)
        }
        ("POST", ["threads", thread, "messages"]) => store.create_message(thread, &body),
        ("GET", ["threads", thread, "messages", id]) => {
            let messages = &mut store.thread(thread)?.messages;
            Ok(Answer::ok(find("message", messages, id)?.clone()))
        }
        ("POST", ["threads", thread, "messages", id]) => {
            let messages = &mut store.thread(thread)?.messages;
            Ok(modify(find("message", messages, id)?, &body))
        }
        ("DELETE", ["threads", thread, "messages", id]) => store.delete_message(thread, id),

        ("GET", ["threads", thread, "runs"]) => {
            let runs = &store.thread(thread)?.runs;
            page(runs.iter().map(|run| &run.object), &query).map(Answer::ok)
        }
        ("POST", ["threads", thread, "runs"]) => store.create_run(thread, &body),
        ("GET", ["threads", thread, "runs", id]) => store.get_run(thread, id),
        ("POST", ["threads", thread, "runs", id]) => {
            Ok(modify(&mut store.run(thread, id)?.object, &body))
        }
        ("POST", ["threads", thread, "runs", id, "cancel"]) => store.run(thread, id)?.cancel(),
        ("POST", ["threads", thread, "runs", id, "submit_tool_outputs"]) => {
            store.submit(thread, id, &body)
        }
        ("GET", ["threads", thread, "runs", run, "steps"]) => {
            page(store.run(thread, run)?.steps.iter(), &query).map(Answer::ok)
        }
        ("GET", ["threads", thread, "runs", run, "steps", id]) => {
            let steps = &mut store.run(thread, run)?.steps;
            Ok(Answer::ok(find("run step", steps, id)?.clone()))
        }
        (method, _) => Err(Refusal::no_route(method, request.path())),
    }
}

fn check_headers(request: &Request) -> Result<(), Refusal> {
    let key = request.header("authorization").and_then(|value| value.strip_prefix("Bearer "));
    if key.is_none_or(str::is_empty) {
        return Err(Refusal::no_key());
    }
    match request.header("openai-beta") {
        Some("assistants=v2") => Ok(()),
        other => Err(Refusal::invalid("OpenAI-Beta", other.unwrap_or_default())),
    }
}

fn body(request: &Request) -> Result<Value, Refusal> {
    match &*request.body {
        [] => Ok(Value::Null),
        bytes => serde_json::from_slice(bytes)
            .map_err(|error| Refusal::new(format!("The body is not JSON: {error}"))),
    }
}

/// Replaces what a request may change, so far as the object has it.
fn modify(object: &mut Value, body: &Value) -> Answer {
    for name in ["metadata", "tool_resources"] {
        if let (Some(old), Some(new)) = (object.get_mut(name), body.get(name)) {
            *old = new.clone();
        }
    }
    Answer::ok(object.clone())
}
