//! A key is sent, and never shown: not by the `Debug` of anything that a user
//! can hold, and not by an error, whatever a server makes of the key.

use openai_threads::types::SubmitToolOutputsRunRequestToolOutput;
use openai_threads::{Auth, Error};
use serde_json::json;
use std::error::Error as _;
use workspace_tests::server::{Reply, Request, Server};

use crate::support::{KEY, builder};

/// The parts of the key, as it is and as Base64, that no output may have: not even
/// its first four characters.
const PARTS: [&str; 3] = ["sk-p", "secret", "c2st"];

#[track_caller]
fn check(what: &str, shown: &str) {
    for part in PARTS {
        assert!(!shown.contains(part), "{what} shows the key: {shown}");
    }
}

/// Checks everything that an error has to say, but for what it keeps as it came.
#[track_caller]
fn check_error(what: &str, error: &Error) {
    let mut shown = format!("{error} {error:#} {error:?} {error:#?} {:?}", error.api());
    shown += &format!("{:?} {:?}", error.request_id(), error.path());
    let mut next = error.source();
    while let Some(source) = next {
        shown += &format!("{source} {source:?}");
        next = source.source();
    }
    check(what, &shown);
}

/// The `Debug` of a call with a key wherever a caller can put one.
macro_rules! shown {
    ($($call:expr),* $(,)?) => {
        [$({
            let call = $call
                .api_key(KEY)
                .organization(KEY)
                .project(KEY)
                .header("x-key", KEY)
                .query("key", KEY)
                .idempotency_key(KEY)
                .base_url(format!("http://user:{KEY}@localhost/?sig={KEY}#{KEY}"));
            format!("{call:?} {call:#?} {:?}", call.clone())
        }),*]
    };
}

#[test]
fn no_call_shows_the_key() {
    let server = Server::start([]);
    let client = builder(&server).build().unwrap();
    let t = client.threads();
    let calls = shown![
        t.cancel_run("t", "r"),
        t.create_message("t", "user", "hello"),
        t.create_run("t", "a"),
        t.create_thread(),
        t.create_thread_and_run("a"),
        t.delete_message("t", "m"),
        t.delete_thread("t"),
        t.get_message("t", "m"),
        t.get_run("t", "r"),
        t.get_run_step("t", "r", "s"),
        t.get_thread("t"),
        t.list_messages("t"),
        t.list_run_steps("t", "r"),
        t.list_runs("t"),
        t.modify_message("t", "m"),
        t.modify_run("t", "r"),
        t.modify_thread("t"),
        t.submit_tool_outputs_to_run("t", "r", [SubmitToolOutputsRunRequestToolOutput::new()]),
    ];
    for call in calls {
        check("a call", &call);
        assert!(call.contains("x-key"), "the names are shown: {call}");
    }
    for shown in [
        format!("{:?} {t:?} {client:?} {client:#?}", builder(&server)),
        format!("{:?}", t.create_run("t", "a").api_key(KEY).poll()),
        format!("{:?}", t.list_runs("t").api_key(KEY).pages()),
        format!("{:?}", t.list_messages("t").api_key(KEY).items()),
    ] {
        check("a value", &shown);
        assert!(shown.contains("[redacted]"), "{shown}");
    }
}

#[tokio::test]
async fn what_is_under_way_does_not_show_the_key() {
    let server = Server::answering(|request| match &*request.method {
        "GET" => Reply::json(200, r#"{"data":[{"id":"r1"},{"id":"r2"}],"has_more":true}"#),
        _ => Reply::events().piece("event: thread.message.delta\ndata: {}\n\n"),
    });
    for auth in [Auth::Bearer, Auth::Basic, Auth::header("api-key"), Auth::query("key")] {
        let threads = builder(&server).auth(auth).build().unwrap().threads();
        let mut pages = threads.list_runs("t").pages();
        pages.next().await.unwrap().unwrap();
        let mut items = threads.list_runs("t").items();
        items.next().await.unwrap().unwrap();
        let mut stream = threads.create_run("t", "a").stream().await.unwrap();
        let before = format!("{stream:?}");
        stream.next().await.unwrap().unwrap();
        let response = threads.list_runs("t").response().await.unwrap();
        check("a value", &format!("{pages:?} {items:?} {before} {stream:?} {response:?}"));
    }
}

/// Returns the credentials of a request, as a server can repeat them.
fn credentials(request: &Request) -> String {
    let headers = ["authorization", "api-key"].map(|name| request.header(name).unwrap_or_default());
    format!("{} {}", headers.concat(), request.target)
}

#[tokio::test]
async fn no_error_shows_a_key_that_the_server_repeats() {
    let server = Server::answering(|request| {
        let key = credentials(request);
        let all = json!({ "message": key, "code": key, "type": key, "param": key });
        let reply = match request.path().rsplit('/').next().unwrap() {
            "nested" => Reply::json(401, json!({ "error": all }).to_string()),
            "flat" => Reply::json(403, all.to_string()),
            "page" => Reply::text(502, format!("<html>{key}</html>")),
            "name" => Reply::json(200, json!({ "metadata": { key: 7 } }).to_string()),
            "value" => Reply::json(200, json!({ "id": { "of": key } }).to_string()),
            "list" => Reply::json(200, json!([key]).to_string()),
            "redirect" => Reply::new(307).header("location", &format!("//elsewhere/{KEY}?k={KEY}")),
            "runs" => Reply::events().piece(format!("event: error\ndata: {all}\n\n")),
            cut => {
                // The excerpt of the page ends somewhere inside of the key.
                let before = "x".repeat(cut.parse().unwrap());
                Reply::text(500, format!("{before}{}{before}", key.trim()))
            }
        };
        reply.header("x-request-id", &format!("req {KEY}"))
    });
    for auth in [Auth::Bearer, Auth::Basic, Auth::header("api-key"), Auth::query("key")] {
        let threads = builder(&server).auth(auth.clone()).build().unwrap().threads();
        let ids = ["nested", "flat", "page", "name", "value", "list", "redirect"];
        let cuts = (120..=200).map(|cut| cut.to_string());
        for id in ids.iter().map(ToString::to_string).chain(cuts) {
            let error = threads.get_thread(&id).await.unwrap_err();
            check_error(&format!("{auth:?} {id}"), &error);
        }
        let mut stream = threads.create_run("t", "a").stream().await.unwrap();
        check("a stream", &format!("{stream:?} {:?}", stream.request_id()));
        check_error("a stream", &stream.next().await.unwrap().unwrap_err());
    }
}

#[tokio::test]
async fn what_cannot_be_sent_is_refused_without_being_shown() {
    let server = Server::start([]);
    let client = builder(&server).build().unwrap();
    let broken = format!("{KEY}\r\nx-injected: 1");
    let errors = [
        builder(&server).api_key(&broken).build().unwrap_err(),
        builder(&server).organization(&broken).build().unwrap_err(),
        builder(&server).header("x-a", &broken).build().unwrap_err(),
        builder(&server).base_url(format!("http://[{KEY}")).build().unwrap_err(),
        client.threads().get_thread("t").api_key(&broken).await.unwrap_err(),
        client.threads().get_thread("t").project(&broken).await.unwrap_err(),
        client.threads().get_thread("t").idempotency_key(&broken).await.unwrap_err(),
        client.threads().create_run("t", "a").header("x-a", &broken).stream().await.unwrap_err(),
    ];
    for error in errors {
        assert_eq!(error.kind(), openai_threads::ErrorKind::Configuration);
        check_error("a refusal", &error);
    }
    assert!(server.requests().is_empty());
}
