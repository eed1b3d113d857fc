//! The requests of the vendor's own client, recorded at its transport, and
//! those that the generated client makes of the same calls over real HTTP.

use openai_threads::threads::Threads;
use openai_threads::types::{
    CreateMessageRequest, CreateRunRequest, CreateThreadAndRunRequest, CreateThreadRequest,
    ModifyMessageRequest, ModifyRunRequest, ModifyThreadRequest, SubmitToolOutputsRunRequest,
};
use openai_threads::{Client, ErrorKind};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use workspace_tests::server::{Request, Server};
use workspace_tests::shared::read_shared;

use super::calls::{Made, RUN, THREAD, call, server, stream, threads};

const RECORDING: &str = include_str!("../../data/official-client-requests.jsonl");

fn recording() -> Vec<Value> {
    RECORDING.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

async fn request_of(server: &Server, call: Made) -> Request {
    let before = server.requests().len();
    call.await.unwrap();
    let mut requests = server.requests();
    assert_eq!(requests.len(), before + 1, "not one request: {requests:#?}");
    requests.remove(before)
}

/// Lists the differences between a request and the recorded one.
fn differences(recorded: &Value, request: &Request) -> Vec<String> {
    let mut differences = Vec::new();
    let mut compare = |what: &str, expected: &Value, found: Value| {
        if *expected != found {
            differences.push(format!("{what}: {expected} recorded, {found} sent"));
        }
    };
    compare("method", &recorded["method"], request.method.as_str().into());
    compare("path", &recorded["path"], request.path().into());
    let mut query = request.query();
    query.sort();
    compare("query", &sorted(&recorded["query"]), serde_json::to_value(query).unwrap());
    compare("body", &recorded["body"], request.json());
    for (name, value) in recorded["headers"].as_object().unwrap() {
        compare(name, value, request.header(name).into());
    }
    differences
}

fn sorted(pairs: &Value) -> Value {
    let mut pairs: Vec<(String, String)> = serde_json::from_value(pairs.clone()).unwrap();
    pairs.sort();
    serde_json::to_value(pairs).unwrap()
}

#[tokio::test]
async fn every_recorded_request_is_made_the_same() {
    let server = server();
    let recording = recording();
    let calls = super::calls::all(&threads(&server.url()));
    let operations = |names: Vec<&str>| names.join("\n");
    assert_eq!(
        operations(recording.iter().filter_map(|line| line["operation"].as_str()).collect()),
        operations(calls.iter().map(|(name, _)| *name).collect()),
        "each recorded line has one call, in this order"
    );
    assert_eq!(recording.len(), 30);
    let mut failures = Vec::new();
    for (place, (recorded, (name, call))) in recording.iter().zip(calls).enumerate() {
        let request = request_of(&server, call).await;
        let found = differences(recorded, &request);
        failures.extend(found.iter().map(|found| format!("line {}, {name}: {found}", place + 1)));
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn all_operations_are_in_the_recording() {
    let mut operations: Vec<String> = recording()
        .iter()
        .map(|line| line["operation"].as_str().unwrap().replace("(stream)", ""))
        .collect();
    operations.sort();
    operations.dedup();
    assert_eq!(operations.len(), 18);
}

#[test]
fn the_recording_is_the_shared_one() {
    if let Some(shared) = read_shared("wire/official-client-requests.jsonl") {
        assert!(shared == RECORDING.as_bytes(), "copy it to tests/data again");
    }
}

/// Decodes a body, which has to come out as it went in.
fn body<T: DeserializeOwned + Serialize>(json: &Value) -> T {
    let body = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(serde_json::to_value(&body).unwrap(), *json);
    body
}

/// Returns the call with a recorded body as a whole.
fn whole(threads: &Threads, recorded: &Value) -> Made {
    let json = &recorded["body"];
    match recorded["operation"].as_str().unwrap() {
        "createThread" => call(threads.create_thread_with(body::<CreateThreadRequest>(json))),
        "modifyThread" => {
            call(threads.modify_thread_with(THREAD, body::<ModifyThreadRequest>(json)))
        }
        "createMessage" => {
            call(threads.create_message_with(THREAD, body::<CreateMessageRequest>(json)))
        }
        "modifyMessage" => {
            call(threads.modify_message_with(THREAD, "msg_1", body::<ModifyMessageRequest>(json)))
        }
        "createRun" => call(threads.create_run_with(THREAD, body::<CreateRunRequest>(json))),
        "createRun(stream)" => {
            stream!(threads.create_run_with(THREAD, body::<CreateRunRequest>(json)))
        }
        "modifyRun" => call(threads.modify_run_with(THREAD, RUN, body::<ModifyRunRequest>(json))),
        "createThreadAndRun" => {
            call(threads.create_thread_and_run_with(body::<CreateThreadAndRunRequest>(json)))
        }
        "createThreadAndRun(stream)" => {
            stream!(threads.create_thread_and_run_with(body::<CreateThreadAndRunRequest>(json)))
        }
        "submitToolOuputsToRun" => {
            let body = body::<SubmitToolOutputsRunRequest>(json);
            call(threads.submit_tool_outputs_to_run_with(THREAD, RUN, body))
        }
        "submitToolOuputsToRun(stream)" => {
            let body = body::<SubmitToolOutputsRunRequest>(json);
            stream!(threads.submit_tool_outputs_to_run_with(THREAD, RUN, body))
        }
        other => panic!("`{other}` has a body, but no call with a whole one"),
    }
}

#[tokio::test]
async fn a_whole_body_is_sent_as_it_is() {
    let server = server();
    let threads = threads(&server.url());
    let recording = recording();
    let with_body = recording.iter().filter(|line| !line["body"].is_null());
    let mut count = 0;
    for recorded in with_body {
        let request = request_of(&server, whole(&threads, recorded)).await;
        assert_eq!(request.path(), recorded["path"]);
        assert_eq!(request.json(), recorded["body"]);
        count += 1;
    }
    assert_eq!(count, 18);
}

/// Makes each call with options of its own.
macro_rules! with_options {
    ($url:expr; $($call:expr),* $(,)?) => {
        vec![$(
            call(
                $call
                    .api_key("sk-call")
                    .organization("org-call")
                    .project("proj-call")
                    .base_url($url)
                    .header("x-extra", "call")
                    .header("OpenAI-Beta", "assistants=v3")
                    .query("api-version", "call"),
            ),
        )*]
    };
}

fn calls_with_options(t: &Threads, url: &str) -> Vec<Made> {
    with_options![url;
        t.create_thread(),
        t.get_thread("t"),
        t.modify_thread("t"),
        t.delete_thread("t"),
        t.create_message("t", "user", "Hi"),
        t.list_messages("t"),
        t.get_message("t", "m"),
        t.modify_message("t", "m"),
        t.delete_message("t", "m"),
        t.create_run("t", "a"),
        t.create_thread_and_run("a"),
        t.list_runs("t"),
        t.get_run("t", "r"),
        t.modify_run("t", "r"),
        t.cancel_run("t", "r"),
        t.submit_tool_outputs_to_run("t", "r", no_outputs()),
        t.list_run_steps("t", "r"),
        t.get_run_step("t", "r", "s"),
    ]
}

fn no_outputs() -> [openai_threads::types::SubmitToolOutputsRunRequestToolOutput; 0] {
    []
}

#[tokio::test]
async fn the_options_of_a_call_are_over_the_client_s() {
    let (server, unused) = (server(), server());
    let client = Client::builder()
        .api_key("sk-client")
        .organization("org-client")
        .project("proj-client")
        .base_url(unused.url())
        .header("x-extra", "client")
        .query("api-version", "client")
        .max_retries(0)
        .build()
        .unwrap();
    let calls = calls_with_options(&client.threads(), &format!("{}/v9/", server.url()));
    assert_eq!(calls.len(), 18);
    for call in calls {
        let request = request_of(&server, call).await;
        assert!(request.path().starts_with("/v9/threads"), "{}", request.target);
        assert_eq!(request.query(), [("api-version".to_owned(), "call".to_owned())]);
        let headers = [
            ("authorization", "Bearer sk-call"),
            ("openai-organization", "org-call"),
            ("openai-project", "proj-call"),
            ("x-extra", "call"),
            ("openai-beta", "assistants=v3"),
        ];
        for (name, value) in headers {
            let found: Vec<_> = request.headers.iter().filter(|(known, _)| known == name).collect();
            assert_eq!(found, [&(name.to_owned(), value.to_owned())], "{}", request.target);
        }
    }
    assert!(unused.requests().is_empty());
}

/// Returns each call with `id` for each of its path parameters in turn.
fn calls_at(t: &Threads, id: &str) -> Vec<Made> {
    vec![
        call(t.get_thread(id)),
        call(t.modify_thread(id)),
        call(t.delete_thread(id)),
        call(t.create_message(id, "user", "Hi")),
        call(t.list_messages(id)),
        call(t.get_message(id, "m")),
        call(t.get_message("t", id)),
        call(t.modify_message(id, "m")),
        call(t.modify_message("t", id)),
        call(t.delete_message(id, "m")),
        call(t.delete_message("t", id)),
        call(t.create_run(id, "a")),
        stream!(t.create_run(id, "a")),
        call(t.list_runs(id)),
        call(t.get_run(id, "r")),
        call(t.get_run("t", id)),
        call(t.modify_run(id, "r")),
        call(t.modify_run("t", id)),
        call(t.cancel_run(id, "r")),
        call(t.cancel_run("t", id)),
        call(t.submit_tool_outputs_to_run(id, "r", no_outputs())),
        call(t.submit_tool_outputs_to_run("t", id, no_outputs())),
        call(t.list_run_steps(id, "r")),
        call(t.list_run_steps("t", id)),
        call(t.get_run_step(id, "r", "s")),
        call(t.get_run_step("t", id, "s")),
        call(t.get_run_step("t", "r", id)),
    ]
}

#[tokio::test]
async fn an_id_that_would_walk_up_the_path_is_refused_before_anything_is_sent() {
    let server = server();
    for id in ["", ".", ".."] {
        for call in calls_at(&threads(&server.url()), id) {
            let error = call.await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Configuration, "{id:?}: {error}");
        }
    }
    assert!(server.requests().is_empty());
    for call in calls_at(&threads(&server.url()), "..a/%2e") {
        let request = request_of(&server, call).await;
        assert!(request.path().contains("/..a%2F%252e"), "{}", request.target);
    }
}
