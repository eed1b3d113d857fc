//! Calls that a thread waits for, over real sockets.

use openapi_loom_runtime::http::{Call, Client, Error, ErrorKind, EventStream, Page, Poll, wait};
use openapi_loom_runtime::serde;
use serde_json::Value;
use std::time::Duration;
use workspace_tests::server::{Reply, Server};
use workspace_tests::service::{CREATE, GET, LIST, client, create, get};

/// A call as it is generated.
#[derive(Clone, Debug)]
struct GetThing {
    call: Call,
}

impl GetThing {
    fn new(client: &Client) -> Self {
        Self { call: get(client) }
    }

    fn into_call(self) -> Call {
        self.call
    }
}

openapi_loom_runtime::call! { GetThing -> openapi_loom_runtime::http::Bytes as bytes }

#[derive(serde::Deserialize)]
struct Numbers {
    data: Vec<u8>,
    next: Option<String>,
}

impl Page for Numbers {
    type Item = u8;

    fn items(&self) -> &[u8] {
        &self.data
    }

    fn into_items(self) -> Vec<u8> {
        self.data
    }

    fn has_more(&self) -> bool {
        self.next.is_some()
    }

    fn next_cursor(&self) -> Option<&str> {
        self.next.as_deref()
    }
}

#[test]
fn a_thread_waits_for_a_call() {
    let server = Server::start([
        Reply::text(200, "one"),
        Reply::text(201, "two"),
        Reply::json(404, r#"{"error":{"message":"none"}}"#),
        Reply::text(200, "by and by"),
    ]);
    let client = client(&server);
    assert_eq!(GetThing::new(&client).send_blocking().unwrap(), "one");
    let response = GetThing::new(&client).response_blocking().unwrap();
    assert_eq!((response.status().as_u16(), &response.body()[..]), (201, &b"two"[..]));
    let error = GetThing::new(&client).send_blocking().unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Api, 404));
    let download = GetThing::new(&client).download_blocking().unwrap();
    assert_eq!(download.bytes_blocking().unwrap(), "by and by");
}

#[test]
fn many_threads_wait_at_once() {
    let server = Server::answering(|_| Reply::json(200, "1"));
    let client = client(&server);
    let call = || create(&client).send::<u8>().blocking().unwrap().into_body();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(call)).collect();
        assert!(threads.into_iter().all(|thread| thread.join().unwrap() == 1));
    });
    assert_eq!(server.requests().len(), 8);
}

#[test]
fn streams_lists_and_downloads_are_iterators() {
    let server = Server::start([
        Reply::events().piece("data: a\n\nda").piece("ta: b\n\n"),
        Reply::events().piece("data: a\n\ndata: b").cut(),
        Reply::json(200, r#"{"data":[1,2],"next":"c"}"#),
        Reply::json(200, r#"{"data":[3],"next":null}"#),
        Reply::text(200, "12345"),
    ]);
    let client = client(&server);
    let events = EventStream::<String>::blocking(get(&client).stream()).unwrap();
    let events: Vec<String> = events.into_iter().map(Result::unwrap).collect();
    assert_eq!(events, ["a", "b"]);
    let mut events = wait(get(&client).stream::<String>()).unwrap().into_iter();
    assert_eq!(events.next().unwrap().unwrap(), "a");
    assert_eq!(events.next().unwrap().unwrap_err().kind(), ErrorKind::Stream);
    assert!(events.next().is_none());
    let pages = Call::new(&client, &LIST).pages::<Numbers>("after");
    let items: Result<Vec<u8>, Error> = pages.items().into_iter().collect();
    assert_eq!(items.unwrap(), [1, 2, 3]);
    let download = wait(get(&client).download()).unwrap();
    let bytes: Vec<u8> = download.into_iter().flat_map(Result::unwrap).collect();
    assert_eq!(bytes, b"12345");
}

#[test]
fn a_thread_waits_for_an_end() {
    let state = |state: &str| Reply::json(200, format!(r#"{{"state":"{state}"}}"#));
    let server = Server::start([state("busy"), state("done")]);
    let poll = Poll::<Value>::new(
        Call::new(&client(&server), &CREATE),
        &GET,
        |call, _| call.path("id", "1"),
        |value| value["state"].as_str().unwrap_or_default(),
        &["done"],
    );
    let done = poll.interval(Duration::from_millis(1)).send_blocking().unwrap();
    assert_eq!(done["state"], "done");
}

/// Checks the error where nothing must wait.
fn refused(client: &Client) {
    let error = GetThing::new(client).send_blocking().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains("would stop the async code"), "{error}");
    let mut pages = Call::new(client, &LIST).pages::<Numbers>("after").into_iter();
    let error = pages.next().unwrap().err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(pages.next().is_none());
}

#[tokio::test]
async fn in_async_code_it_is_an_error_and_no_panic() {
    let server = Server::answering(|_| Reply::text(200, "1"));
    let shared = client(&server);
    refused(&shared);
    let moved = shared.clone();
    tokio::spawn(async move { refused(&moved) }).await.unwrap();
    // The budget of the task is what it was.
    assert!(tokio::task::coop::has_budget_remaining());
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn on_a_thread_for_what_blocks_it_is_none() {
    let server = Server::answering(|_| Reply::text(200, "1"));
    let client = client(&server);
    let work = move || GetThing::new(&client).send_blocking().unwrap();
    assert_eq!(tokio::task::spawn_blocking(work).await.unwrap(), "1");
    // Nor where a runtime is at hand, and nothing async is done.
    let client = workspace_tests::service::client(&server);
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let _guard = runtime.enter();
        assert_eq!(GetThing::new(&client).send_blocking().unwrap(), "1");
    })
    .join()
    .unwrap();
}
