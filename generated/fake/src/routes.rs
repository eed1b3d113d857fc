//! Which request is for what.

use serde_json::Value;

use super::answer::Answer;
use super::assistant::OF_RUNS;
use super::form::Form;
use super::page::{OF_FILES, Query, USUAL, asked, page};
use super::refusal::Refusal;
use super::store::{Store, find, replace};
use crate::server::{Request, decode};

/// The beginning of all paths.
pub(super) const BASE: &str = "/v1";

/// Properties of a thread that can be changed.
const OF_THREADS: [&str; 2] = ["metadata", "tool_resources"];

/// Properties of a message or a run that can be changed.
const OF_OTHERS: [&str; 1] = ["metadata"];

/// Properties of an assistant that can be changed, beside [`OF_RUNS`].
const OF_ASSISTANTS: [&str; 4] = ["name", "description", "metadata", "tool_resources"];

/// Carries out a request.
pub(super) fn answer(store: &mut Store, request: &Request) -> Result<Answer, Refusal> {
    check_key(request)?;
    let path = request.path().strip_prefix(BASE).unwrap_or_default();
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    let query = request.query();
    let method = &*request.method;
    let found = match *segments {
        ["files", ..] => files(store, method, &segments[1..], &query, request),
        ["uploads", ..] => uploads(store, method, &segments[1..], request),
        ["models", ..] => models(store, method, &segments[1..]),
        ["threads" | "assistants" | "vector_stores", ..] => {
            check_beta(request)?;
            let body = body(request)?;
            match segments[0] {
                "assistants" => assistants(store, method, &segments[1..], &query, &body),
                "vector_stores" => vector_stores(store, method, &segments[1..], &query, &body),
                _ => threads(store, method, &segments, &query, &body),
            }
        }
        _ => None,
    };
    found.unwrap_or_else(|| Err(Refusal::no_route(method, request.path())))
}

/// The result of a request; none if there is no such operation.
type Found = Option<Result<Answer, Refusal>>;

fn threads(
    store: &mut Store,
    method: &str,
    segments: &[&str],
    query: &Query,
    body: &Value,
) -> Found {
    Some(match (method, segments) {
        ("POST", ["threads"]) => {
            store.create_thread(body).map(|thread| Answer::ok(thread.object.clone()))
        }
        ("POST", ["threads", "runs"]) => store.create_thread_and_run(body),
        ("GET", ["threads", id]) => {
            store.thread(id).map(|thread| Answer::ok(thread.object.clone()))
        }
        ("POST", ["threads", id]) => {
            store.thread(id).map(|thread| modify(&mut thread.object, body, &OF_THREADS))
        }
        ("DELETE", ["threads", id]) => store.delete_thread(id),
        (method, ["threads", thread, "messages", rest @ ..]) => {
            return messages(store, method, thread, rest, query, body);
        }
        (method, ["threads", thread, "runs", rest @ ..]) => {
            return runs(store, method, thread, rest, query, body);
        }
        _ => return None,
    })
}

fn messages(
    store: &mut Store,
    method: &str,
    thread: &str,
    segments: &[&str],
    query: &Query,
    body: &Value,
) -> Found {
    Some(match (method, segments) {
        ("GET", []) => store.thread(thread).and_then(|thread| {
            let of_run = asked(query, "run_id");
            let wanted = |message: &&Value| of_run.is_none_or(|run| message["run_id"] == run);
            page(thread.messages.iter().filter(wanted), query, USUAL).map(Answer::ok)
        }),
        ("POST", []) => store.create_message(thread, body),
        ("GET", [id]) => store
            .thread(thread)
            .and_then(|thread| Ok(Answer::ok(find("message", &mut thread.messages, id)?.clone()))),
        ("POST", [id]) => store.thread(thread).and_then(|thread| {
            Ok(modify(find("message", &mut thread.messages, id)?, body, &OF_OTHERS))
        }),
        ("DELETE", [id]) => store.delete_message(thread, id),
        _ => return None,
    })
}

fn runs(
    store: &mut Store,
    method: &str,
    thread: &str,
    segments: &[&str],
    query: &Query,
    body: &Value,
) -> Found {
    Some(match (method, segments) {
        ("GET", []) => store.thread(thread).and_then(|thread| {
            page(thread.runs.iter().map(|run| &run.object), query, USUAL).map(Answer::ok)
        }),
        ("POST", []) => store.create_run(thread, body),
        ("GET", [id]) => store.get_run(thread, id),
        ("POST", [id]) => {
            store.run(thread, id).map(|run| modify(&mut run.object, body, &OF_OTHERS))
        }
        ("POST", [id, "cancel"]) => store.run(thread, id).and_then(|run| run.cancel()),
        ("POST", [id, "submit_tool_outputs"]) => store.submit(thread, id, body),
        ("GET", [run, "steps"]) => store
            .run(thread, run)
            .and_then(|run| page(run.steps.iter(), query, USUAL).map(Answer::ok)),
        ("GET", [run, "steps", id]) => store
            .run(thread, run)
            .and_then(|run| Ok(Answer::ok(find("run step", &mut run.steps, id)?.clone()))),
        _ => return None,
    })
}

fn assistants(
    store: &mut Store,
    method: &str,
    segments: &[&str],
    query: &Query,
    body: &Value,
) -> Found {
    let assistants = &mut store.assistants;
    Some(match (method, segments) {
        ("GET", []) => page(assistants.iter(), query, USUAL).map(Answer::ok),
        ("POST", []) => store.create_assistant(body),
        ("GET", [id]) => find("assistant", assistants, id).map(|found| Answer::ok(found.clone())),
        ("POST", [id]) => find("assistant", assistants, id).map(|found| {
            modify(found, body, &OF_RUNS);
            modify(found, body, &OF_ASSISTANTS)
        }),
        ("DELETE", [id]) => store.delete_assistant(id),
        _ => return None,
    })
}

fn files(
    store: &mut Store,
    method: &str,
    segments: &[&str],
    query: &Query,
    request: &Request,
) -> Found {
    let library = &mut store.library;
    Some(match (method, segments) {
        ("GET", []) => {
            let purpose = asked(query, "purpose");
            let is_for = |file: &&Value| purpose.is_none_or(|purpose| file["purpose"] == purpose);
            let files = library.files.iter().map(|file| &file.object);
            page(files.filter(is_for), query, OF_FILES).map(Answer::ok)
        }
        ("POST", []) => Form::read(request).and_then(|form| library.upload(&mut store.ids, &form)),
        ("GET", [id]) => library.file(id).map(|file| Answer::ok(file.object.clone())),
        ("GET", [id, "content"]) => {
            library.file(id).map(|file| Answer::Bytes(file.content.clone()))
        }
        ("DELETE", [id]) => library.delete_file(id),
        _ => return None,
    })
}

fn uploads(store: &mut Store, method: &str, segments: &[&str], request: &Request) -> Found {
    Some(match (method, segments) {
        ("POST", []) => body(request).and_then(|body| store.create_upload(&body)),
        ("POST", [id, "parts"]) => Form::read(request).and_then(|form| store.add_part(id, &form)),
        ("POST", [id, "complete"]) => {
            body(request).and_then(|body| store.complete_upload(id, &body))
        }
        ("POST", [id, "cancel"]) => store.cancel_upload(id),
        _ => return None,
    })
}

fn models(store: &mut Store, method: &str, segments: &[&str]) -> Found {
    Some(match (method, segments) {
        ("GET", []) => Ok(store.models.list()),
        // There is a colon in the names of those that somebody has tuned.
        ("GET", [name]) => store.models.get(&decode(name)),
        ("DELETE", [name]) => store.models.delete(&decode(name)),
        _ => return None,
    })
}

fn vector_stores(
    store: &mut Store,
    method: &str,
    segments: &[&str],
    query: &Query,
    body: &Value,
) -> Found {
    let Store { ids, library, .. } = store;
    let status = asked(query, "filter");
    let pages = |listed: Result<Vec<Value>, Refusal>| {
        listed.and_then(|listed| page(listed.iter(), query, USUAL).map(Answer::ok))
    };
    Some(match (method, segments) {
        ("GET", []) => pages(Ok(library.shown_stores())),
        ("POST", []) => library.create_store(ids, body).map(Answer::ok),
        ("GET", [id]) => library.get_store(id),
        ("POST", [id]) => library.modify_store(id, body),
        ("DELETE", [id]) => library.delete_store(id),
        ("POST", [id, "search"]) => library.search(id, body),

        ("GET", [id, "files"]) => pages(library.list_in_store(id, status)),
        ("POST", [id, "files"]) => library.add_to_store(ids, id, body),
        ("GET", [id, "files", file]) => library.get_in_store(id, file),
        ("POST", [id, "files", file]) => library.modify_in_store(id, file, body),
        ("DELETE", [id, "files", file]) => library.delete_in_store(id, file),
        ("GET", [id, "files", file, "content"]) => library.content_in_store(id, file),

        ("POST", [id, "file_batches"]) => library.create_batch(ids, id, body),
        ("GET", [id, "file_batches", batch]) => library.get_batch(id, batch),
        ("POST", [id, "file_batches", batch, "cancel"]) => library.cancel_batch(id, batch),
        ("GET", [id, "file_batches", batch, "files"]) => {
            pages(library.list_in_batch(id, batch, status))
        }
        _ => return None,
    })
}

fn check_key(request: &Request) -> Result<(), Refusal> {
    let key = request.header("authorization").and_then(|value| value.strip_prefix("Bearer "));
    if key.is_none_or(str::is_empty) { Err(Refusal::no_key()) } else { Ok(()) }
}

fn check_beta(request: &Request) -> Result<(), Refusal> {
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

/// Replaces the properties that a request may change, and answers with the object.
fn modify(object: &mut Value, body: &Value, names: &[&str]) -> Answer {
    replace(object, body, names);
    Answer::ok(object.clone())
}
