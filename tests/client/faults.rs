//! Wrongs that servers and networks do to the generated client, apart from its
//! streams: refusals of every form, answers that are not what they should be,
//! and what is tried again.

use openai_threads::threads::Threads;
use openai_threads::{ApiErrorKind, Client, ClientBuilder, Error, ErrorKind};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;
use tokio::time::Instant;
use workspace_tests::server::{Reply, Server};
use workspace_tests::service::Clock;

const KEY: &str = "sk-secret-1234";

fn builder(url: &str) -> ClientBuilder {
    Client::builder().api_key(KEY).base_url(url)
}

/// Returns the operations at a server, without retries.
fn threads(url: &str) -> Threads {
    builder(url).max_retries(0).build().unwrap().threads()
}

/// Returns the errors of every kind of call, to a server that always gives this reply.
async fn errors(reply: Reply) -> Vec<Error> {
    let server = Server::answering(move |_| reply.clone());
    let threads = threads(&server.url());
    vec![
        threads.get_run("t", "r").await.unwrap_err(),
        threads.create_run("t", "a").response().await.unwrap_err(),
        threads.create_run("t", "a").stream().await.unwrap_err(),
        threads.create_thread_and_run("a").stream().await.unwrap_err(),
        threads.create_run("t", "a").poll().await.unwrap_err(),
        threads.list_runs("t").pages().next().await.unwrap().unwrap_err(),
        threads.list_messages("t").items().next().await.unwrap().unwrap_err(),
    ]
}

/// A refusal: status, body, and what is to be made of it.
type Refusal = (u16, &'static [u8], ApiErrorKind, &'static str, Option<&'static str>);

const REFUSALS: [Refusal; 22] = {
    use ApiErrorKind::*;
    [
        (400, br#"{"error":{"message":"no","code":null}}"#, BadRequest, "no", None),
        (
            401,
            br#"{"error":{"message":"no","code":"bad_key"}}"#,
            Authentication,
            "no",
            Some("bad_key"),
        ),
        (401, b"", Authentication, "", None),
        (403, b"<html>\n<h1>403</h1>\n</html>", Permission, "", None),
        (404, br#"{"error":{"message":"no","code":404}}"#, NotFound, "no", Some("404")),
        (404, br#"{"error":{"message":{"text":"no"}}}"#, NotFound, "no", None),
        (404, br#"{"error":{"message":{"why":"no"}}}"#, NotFound, r#"{"why":"no"}"#, None),
        (404, br#"{"detail":"Not Found"}"#, NotFound, "Not Found", None),
        (408, br#"{"error":"no"}"#, Other, "no", None),
        (409, br#"{"message":"no","code":"c"}"#, Conflict, "no", Some("c")),
        (418, b"null", Other, "", None),
        (422, br#"[{"error":{"message":"no"}}]"#, Unprocessable, "no", None),
        (
            429,
            br#"{"error":{"message":"no","code":"insufficient_quota"}}"#,
            RateLimit,
            "no",
            Some("insufficient_quota"),
        ),
        (500, b"", Server, "", None),
        (500, b"\xff\x00\r\n\x1b[31m", Server, "", None),
        (500, b"\xff\xfen\x00o\x00", Server, "no", None),
        (502, b"no\r\n", Server, "no", None),
        (502, b"<!DOCTYPE html>\r\n<title>502</title>", Server, "", None),
        (
            503,
            br#"{"error":{"message":"line\nline","code":1.5}}"#,
            Server,
            "line\nline",
            Some("1.5"),
        ),
        (520, br#"{"error":{"message":"cut"#, Server, "", None),
        (529, br#""overloaded""#, Server, "overloaded", None),
        (599, br#"{"error":[]}"#, Server, "", None),
    ]
};

#[tokio::test]
async fn a_refusal_of_any_call_is_kept_whole() {
    for (status, body, kind, message, code) in REFUSALS {
        for content_type in ["application/json", "text/html", "text/event-stream"] {
            let reply = Reply::new(status).header("content-type", content_type).piece(body);
            for error in errors(reply.header("x-request-id", "req_1")).await {
                let context = format!("{status} {content_type}: {error:?}");
                assert_eq!(error.kind(), ErrorKind::Api, "{context}");
                assert_eq!(error.status().unwrap(), status, "{context}");
                assert_eq!(error.request_id(), Some("req_1"), "{context}");
                assert_eq!(error.headers()["content-type"], content_type, "{context}");
                assert_eq!(error.body(), body, "{context}");
                let api = error.api().unwrap();
                assert_eq!((api.kind, &*api.message), (kind, message), "{context}");
                assert_eq!(api.code.as_deref(), code, "{context}");
                let text = error.to_string();
                assert!(!text.contains(char::is_control) && text.contains(&status.to_string()));
                assert!(!text.contains("unknown"), "{text}");
            }
        }
    }
}

#[tokio::test]
async fn the_text_of_an_error_is_short_however_long_the_body() {
    let long = "é".repeat(100_000);
    let json = serde_json::json!({ "error": { "message": long, "code": long } }).to_string();
    for body in [long.clone(), json] {
        for error in errors(Reply::new(404).header("x-request-id", "r").piece(&body)).await {
            assert_eq!(error.body(), body.as_bytes());
            assert!(error.to_string().chars().count() < 600);
        }
    }
}

#[tokio::test]
async fn an_answer_that_is_not_what_it_should_be_says_so() {
    let deep = format!(r#"{{"metadata":{}"#, "[".repeat(10_000));
    let cases: [(u16, &[u8], Option<&str>, &str); 13] = [
        (200, b"", None, "expected JSON, the body is empty"),
        (204, b"", None, "expected JSON, the body is empty"),
        (200, b"<html>\nHello</html>", None, r"not JSON: "),
        (200, b"[]", None, "unexpected JSON: "),
        (201, b"\"queued\"", None, "unexpected JSON: "),
        (200, br#"{"id":7}"#, Some("id"), "unexpected JSON at id: "),
        (200, br#"{"usage":{"total_tokens":"9"}}"#, Some("usage.total_tokens"), ""),
        (200, br#"{"metadata":{"a":"b","c":[]}}"#, Some("metadata.c"), ""),
        (200, br#"{"required_action":[1]}"#, Some("required_action"), ""),
        (200, br#"{"id":"run_1"} x"#, None, "not JSON: "),
        (200, br#"{"id":"run_1","#, None, "not JSON: "),
        (200, b"{\"id\":\xff}", Some("id"), "not JSON at id: "),
        (200, deep.as_bytes(), Some("metadata"), ""),
    ];
    for (status, body, path, text) in cases {
        let reply = Reply::new(status).header("x-request-id", "req_1").piece(body);
        let server = Server::start([reply]);
        let error = threads(&server.url()).get_run("t", "r").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
        assert_eq!(error.path(), path, "{error}");
        assert!(error.to_string().starts_with(&format!("getRun: {text}")), "{error}");
        assert_eq!((error.status().unwrap().as_u16(), error.request_id()), (status, Some("req_1")));
        assert_eq!(error.body(), body);
    }
}

#[tokio::test]
async fn a_compressed_answer_that_nobody_asked_for_is_an_error() {
    let bytes = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03";
    let server =
        Server::answering(move |_| Reply::new(200).header("content-encoding", "gzip").piece(bytes));
    let threads = threads(&server.url());
    let error = threads.get_run("t", "r").await.unwrap_err();
    assert_eq!((error.kind(), error.body()), (ErrorKind::Decode, &bytes[..]));
    let error = threads.create_run("t", "a").stream().await.unwrap_err();
    assert_eq!((error.kind(), error.body()), (ErrorKind::Stream, &bytes[..]));
    assert!(server.requests().iter().all(|request| request.header("accept-encoding").is_none()));
}

#[tokio::test]
async fn an_early_hint_is_not_the_answer() {
    let body = r#"{"id":"run_1"}"#;
    let answers =
        ["HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n"];
    for early in answers {
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
        let server = Server::start([Reply::nothing().piece(early).piece(head).piece(body)]);
        assert_eq!(threads(&server.url()).get_run("t", "r").await.unwrap().id, "run_1");
    }
}

/// Makes a call to a server that gives these replies and then succeeds: what
/// came of it, after how long, and of how many attempts.
async fn attempts(replies: impl IntoIterator<Item = Reply>) -> (Option<Error>, Duration, usize) {
    let success = Reply::json(200, r#"{"id":"run_1"}"#);
    let replies = replies.into_iter().chain([success]);
    let server = Server::start(replies.map(|reply| reply.header("connection", "close")));
    let (_clock, http, url) = Clock::http(&server);
    let client = builder(&url).http_client(http).build().unwrap();
    let start = Instant::now();
    let result = client.threads().create_run("t", "a").await;
    (result.err(), start.elapsed(), server.requests().len())
}

#[tokio::test(start_paused = true)]
async fn the_wait_before_another_attempt_is_the_server_s_within_bounds() {
    // In milliseconds; `None` where the first attempt is the last.
    let ours = Some(375..=502);
    let exactly = |ms| Some(ms..=ms + 2);
    let cases = [
        ("retry-after", "2", exactly(2000)),
        ("retry-after", " 0.5 ", exactly(500)),
        ("retry-after", "0", ours.clone()),
        ("retry-after", "120", exactly(120_000)),
        ("retry-after", "120.001", None),
        ("retry-after", "99999999999999999999999999", None),
        ("retry-after", "1e300", None),
        ("retry-after", "Tue, 31 Dec 2999 23:59:59 GMT", None),
        ("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT", ours.clone()),
        ("retry-after", "-3", ours.clone()),
        ("retry-after", "NaN", ours.clone()),
        ("retry-after", "soon", ours.clone()),
        ("retry-after", "Sun, 99 Nov 1994", ours.clone()),
        ("retry-after-ms", "30", exactly(30)),
        ("retry-after-ms", "120001", None),
        ("retry-after-ms", "-1", ours.clone()),
        ("x-other", "1", ours),
    ];
    for (name, value, expected) in cases {
        let (error, elapsed, attempts) = attempts([Reply::new(503).header(name, value)]).await;
        match expected {
            None => {
                assert_eq!((attempts, elapsed), (1, Duration::ZERO), "{name}: {value}");
                assert_eq!(error.unwrap().headers()[name], value);
            }
            Some(range) => {
                assert!(error.is_none() && attempts == 2, "{name}: {value}: {error:?}");
                assert!(range.contains(&elapsed.as_millis()), "{name}: {value}: {elapsed:?}");
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_tried_again_is_for_the_server_to_say_first() {
    let quota = r#"{"error":{"code":"insufficient_quota"}}"#;
    let cases = [
        (Reply::new(408), 2),
        (Reply::new(409), 2),
        (Reply::new(429), 2),
        (Reply::new(529), 2),
        (Reply::nothing(), 2),
        (Reply::nothing().reset(), 2),
        (Reply::json(200, "{").cut(), 2),
        (Reply::json(429, quota), 1),
        (Reply::json(429, quota).header("x-should-retry", "true"), 2),
        (Reply::new(400).header("x-should-retry", "true"), 2),
        (Reply::new(500).header("x-should-retry", "false"), 1),
        (Reply::new(400), 1),
        (Reply::new(404), 1),
        (Reply::json(200, "[]"), 1),
        // The status decides even if the rest of the answer is lost.
        (Reply::json(401, "{}").cut(), 1),
        (Reply::json(422, "{}").reset(), 1),
        (Reply::json(503, "{}").cut(), 2),
    ];
    for (reply, expected) in cases {
        let (error, _, attempts) = attempts([reply.clone()]).await;
        assert_eq!((attempts, error.is_some()), (expected, expected == 1), "{reply:?}");
    }
}

#[tokio::test]
async fn what_came_of_an_answer_that_breaks_off_is_kept() {
    let cases = [
        (Reply::json(200, r#"{"id":"#).cut(), ErrorKind::Connection),
        (Reply::new(200).piece(r#"{"id":"#).reset(), ErrorKind::Connection),
        (Reply::json(403, r#"{"id":"#).cut(), ErrorKind::Api),
    ];
    for (reply, kind) in cases {
        let server = Server::start([reply.clone().header("x-request-id", "req_1")]);
        let error = threads(&server.url()).get_run("t", "r").await.unwrap_err();
        assert_eq!((error.kind(), error.request_id()), (kind, Some("req_1")), "{reply:?}");
        // A reset may overtake the bytes before it.
        let body = error.body();
        assert!(
            body == br#"{"id":"# || kind == ErrorKind::Connection && body.is_empty(),
            "{error:?}"
        );
    }
}

/// Returns a server that sends this and then nothing. A paused clock does not move
/// before all of it is sent.
fn silent_after(answer: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (hold, held) = mpsc::channel::<()>();
    tokio::task::spawn_blocking(move || held.recv());
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        assert_ne!(stream.read(&mut [0; 1 << 16]).unwrap(), 0);
        stream.write_all(answer.as_bytes()).unwrap();
        drop(hold);
        std::io::copy(&mut stream, &mut std::io::sink()).unwrap();
    });
    url
}

#[tokio::test(start_paused = true)]
async fn what_came_of_an_answer_that_falls_silent_is_kept() {
    let ok =
        "HTTP/1.1 200 OK\r\ncontent-length: 99\r\ncontent-type: application/json\r\n\r\n{\"id\":";
    let refusal = "HTTP/1.1 403 No\r\ncontent-length: 99\r\n\r\n{\"id\":";
    for (answer, of_call, of_stream) in
        [(ok, ErrorKind::Timeout, ErrorKind::Stream), (refusal, ErrorKind::Api, ErrorKind::Api)]
    {
        let start = Instant::now();
        let error = threads(&silent_after(answer)).get_run("t", "r").await.unwrap_err();
        assert_eq!((error.kind(), error.body()), (of_call, &b"{\"id\":"[..]), "{error}");
        assert!(error.status().is_some());
        assert_eq!(start.elapsed().as_secs(), 600);
        let call =
            threads(&silent_after(answer)).create_run("t", "a").timeout(Duration::from_secs(9));
        let error = call.stream().await.unwrap_err();
        assert_eq!((error.kind(), error.body()), (of_stream, &b"{\"id\":"[..]), "{error}");
        assert_eq!(start.elapsed().as_secs(), 609);
    }
    let whole = "HTTP/1.1 200 OK\r\ncontent-length: 99\r\ncontent-type: application/json\r\n\r\n{\"id\":\"a\"}";
    assert_eq!(threads(&silent_after(whole)).get_run("t", "r").await.unwrap().id, "a");
}

#[tokio::test(start_paused = true)]
async fn a_stream_is_not_begun_again() {
    let delta = "event: thread.message.delta\ndata: {}\n\n";
    let server = Server::start([
        Reply::new(503).close(),
        Reply::events().piece(delta).cut(),
        Reply::events().piece(delta).close(),
    ]);
    let (_clock, http, url) = Clock::http(&server);
    let client = builder(&url).http_client(http).build().unwrap();
    let call = client.threads().create_run("t", "a").idempotency_key("once");
    let mut stream = call.stream().await.unwrap();
    stream.next().await.unwrap().unwrap();
    assert_eq!(stream.next().await.unwrap().unwrap_err().kind(), ErrorKind::Stream);
    assert!(stream.next().await.is_none());
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[0].header("idempotency-key"), Some("once"));
    assert_eq!(format!("{:?}", requests[0]), format!("{:?}", requests[1]));
}
