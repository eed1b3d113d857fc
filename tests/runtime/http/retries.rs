//! The failures that are tried again and when, and how long anything may take. The
//! clock is paused: delays are exact, and nothing takes any time.

use openapi_loom_runtime::http::{ApiErrorKind, Bytes, Client, Error, ErrorKind, Response};
use std::time::Duration;
use tokio::time::Instant;
use workspace_tests::server::{Gate, Reply, Server};
use workspace_tests::service::{self, Clock, KEY, SERVICE, create, get};

/// The outcome of a call, when it came, and of how many attempts.
struct Outcome {
    result: Result<Response<u8>, Error>,
    elapsed: Duration,
    attempts: usize,
}

/// Makes a call to a server that gives these replies and then succeeds.
async fn call(replies: impl IntoIterator<Item = Reply>) -> Outcome {
    let success = Reply::json(200, "1");
    let server = Server::start(replies.into_iter().chain([success]).map(Reply::close));
    let (_clock, builder) = Clock::client(&server);
    let client = builder.build().unwrap();
    let start = Instant::now();
    let result = create(&client).send().await;
    Outcome { result, elapsed: start.elapsed(), attempts: server.requests().len() }
}

fn seconds(text: &str) -> Reply {
    Reply::new(503).header("retry-after", text)
}

/// Tells whether a time is about another: a timer of tokio counts whole milliseconds, and rounds
/// up.
fn is_about(elapsed: Duration, expected: Duration) -> bool {
    (expected..=expected + Duration::from_millis(2)).contains(&elapsed)
}

fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

#[tokio::test(start_paused = true)]
async fn statuses_that_can_pass_are_tried_again() {
    for status in [408, 409, 429, 500, 502, 503, 529, 599] {
        let outcome = call([Reply::new(status)]).await;
        assert_eq!((outcome.result.is_ok(), outcome.attempts), (true, 2), "{status}");
    }
    for status in [400, 401, 403, 404, 410, 422, 304, 501] {
        let outcome = call([Reply::new(status)]).await;
        assert_eq!((outcome.result.is_ok(), outcome.attempts), (false, 1), "{status}");
        assert_eq!(outcome.elapsed, Duration::ZERO);
    }
}

#[tokio::test(start_paused = true)]
async fn the_server_decides_first() {
    for (status, advice, attempts) in [(400, "true", 2), (503, "false", 1), (404, "perhaps", 1)] {
        let outcome = call([Reply::new(status).header("x-should-retry", advice)]).await;
        assert_eq!(outcome.attempts, attempts, "{status} {advice}");
    }
}

/// An answer that is too large stays so, whatever the server advises.
#[tokio::test]
async fn advice_is_for_failures_of_the_server() {
    let advised = |body| Reply::json(200, body).header("x-should-retry", "true");
    let server = Server::start([advised(r#""large""#), advised("1")]);
    let client = service::builder(&server).max_answer_size(3).build().unwrap();
    let error = create(&client).send::<u8>().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn an_exhausted_quota_is_final() {
    for body in [
        r#"{"error":{"code":"insufficient_quota"}}"#,
        r#"{"error":{"type":"insufficient_quota"}}"#,
        r#"[{"error":{"code":"insufficient_quota"}}]"#,
        r#"{"errors":[{"code":"insufficient_quota"}]}"#,
        r#"{"error":"insufficient_quota","error_description":"no"}"#,
    ] {
        let outcome = call([Reply::json(429, body)]).await;
        assert_eq!(outcome.attempts, 1, "{body}");
        let error = outcome.result.unwrap_err();
        assert_eq!(error.api().unwrap().kind, ApiErrorKind::RateLimit);
    }
    let outcome = call([Reply::json(429, r#"{"error":{"code":"rate_limit_exceeded"}}"#)]).await;
    assert_eq!(outcome.attempts, 2);
}

#[tokio::test(start_paused = true)]
async fn the_wait_that_the_server_asks_for() {
    let cases = [
        (seconds("3"), ms(3000)),
        (seconds("0.25"), ms(250)),
        (seconds("120"), ms(120_000)),
        (seconds("3").header("retry-after-ms", "40"), ms(40)),
        (seconds("3").header("retry-after-ms", "soon"), ms(3000)),
    ];
    for (reply, expected) in cases {
        let outcome = call([reply.clone()]).await;
        assert!(is_about(outcome.elapsed, expected), "{:?}: {reply:?}", outcome.elapsed);
        assert_eq!(outcome.attempts, 2);
    }
}

#[tokio::test(start_paused = true)]
async fn a_wait_beyond_two_minutes_fails_at_once() {
    for wait in ["120.1", "3600", "Fri, 01 Jan 2100 00:00:00 GMT"] {
        let outcome = call([seconds(wait)]).await;
        assert_eq!((outcome.attempts, outcome.elapsed), (1, Duration::ZERO), "{wait}");
        let error = outcome.result.unwrap_err();
        assert_eq!(error.headers()["retry-after"], wait);
    }
}

#[tokio::test(start_paused = true)]
async fn our_own_waits_double() {
    // A wait of no time counts as nonsense.
    for nonsense in ["", "soon", "-1", "NaN", "0", "0.0", "Sun, 06 Nov 1994 08:49:37 GMT"] {
        let outcome = call([seconds(nonsense), seconds(nonsense)]).await;
        assert_eq!(outcome.attempts, 3);
        // 0.5 s and 1 s, less up to a quarter.
        let range = ms(1125)..=ms(1504);
        assert!(range.contains(&outcome.elapsed), "{:?}", outcome.elapsed);
    }
}

#[tokio::test(start_paused = true)]
async fn two_retries_and_no_more() {
    let failures = || [500, 504, 502, 503].map(Reply::new);
    let outcome = call(failures()).await;
    assert_eq!(outcome.attempts, 3);
    assert_eq!(outcome.result.unwrap_err().status().unwrap(), 502);

    for (of_client, of_call, attempts) in
        [(0, None, 1), (1, None, 2), (3, Some(0), 1), (0, Some(3), 4)]
    {
        let server = Server::start(failures().map(Reply::close));
        let (_clock, builder) = Clock::client(&server);
        let mut call = get(&builder.max_retries(of_client).build().unwrap());
        if let Some(retries) = of_call {
            call.set_max_retries(retries);
        }
        call.send::<u8>().await.unwrap_err();
        assert_eq!(server.requests().len(), attempts);
    }
}

#[tokio::test(start_paused = true)]
async fn a_broken_connection_is_tried_again() {
    let broken =
        [Reply::nothing(), Reply::json(200, "1234").cut(), Reply::events().piece("12").cut()];
    for reply in broken {
        let server = Server::start([reply.clone(), reply, Reply::json(200, "1").close()]);
        let (_clock, builder) = Clock::client(&server);
        let answer = create(&builder.build().unwrap()).send::<u8>().await.unwrap();
        assert_eq!(*answer.body(), 1);
        assert_eq!(server.requests().len(), 3);
    }
}

openapi_loom_runtime::answers! {
    /// A file.
    pub enum Exported {
        /// 200: a file of JSON.
        #[body(json_bytes)]
        Ok(Bytes) = 200,
    }
}

/// JSON that could not go on is an answer, whatever was to come after it.
#[tokio::test]
async fn json_that_is_whole_is_not_asked_for_again() {
    let chunked = |kind: &str, body: &str| {
        let head = format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ncontent-type: {kind}");
        Reply::nothing().piece(format!("{head}\r\n\r\n{:x}\r\n{body}\r\n", body.len()))
    };
    let json = "application/json";
    let whole = [
        chunked(json, "[1]"),
        chunked("application/vnd.a+json; charset=utf-8", "[1]\n"),
        chunked(json, "[1] ").piece("4\r\n  "),
        Reply::json(200, "[1]").cut(),
    ];
    for reply in whole {
        let server = Server::start([reply.clone(), Reply::json(200, "[2]")]);
        let answer = create(&service::client(&server)).send::<Vec<u8>>().await.unwrap();
        assert_eq!((&**answer.body(), server.requests().len()), (&[1][..], 1), "{reply:?}");
        assert_eq!(answer.bytes().trim_ascii(), b"[1]");
    }
    // A file may go on with another line.
    for call in [chunked(json, "[1]\n"), Reply::json(200, "[1]\n").cut()] {
        let server = Server::answering(move |_| call.clone());
        let call = || create(&service::client(&server));
        let errors = [
            call().send_bytes().await.unwrap_err(),
            call().send_text().await.unwrap_err(),
            call().send_answer::<Exported>().await.unwrap_err(),
        ];
        assert!(errors.iter().all(|error| error.kind() == ErrorKind::Connection), "{errors:?}");
    }
    // What could go on, and what is no JSON by its own account, are not known to be whole.
    let not_whole = [
        chunked(json, "[1"),
        chunked(json, "1"),
        chunked(json, "[1]]"),
        chunked("application/jsonl", "[1]\n"),
        chunked("text/plain", "[1]"),
    ];
    for reply in not_whole {
        let server = Server::start([reply.clone()]);
        let error = create(&service::client(&server)).send::<Vec<u8>>().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connection, "{reply:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_will_not_pass_is_not_tried_again() {
    // Answers by what is no HTTP: another protocol, and the beginning of TLS.
    for answer in ["SSH-2.0-OpenSSH_9.6\r\n", "\u{15}\u{3}\u{1}\0\u{2}\u{2}\n\r\n\r\n"] {
        let outcome = call([Reply::nothing().piece(answer)]).await;
        let error = outcome.result.unwrap_err();
        assert_eq!((error.kind(), outcome.attempts), (ErrorKind::Connection, 1), "{error}");
        assert!(error.to_string().contains("does not speak HTTP"), "{error}");
    }
    // Answers with more headers than are read; not so one with as many.
    let with = |count: usize| {
        let reply = Reply::json(200, "1");
        (0..count).fold(reply, |reply, n| reply.header(&format!("x-{n}"), "v"))
    };
    // Three are there already.
    let outcome = call([with(254)]).await;
    let error = outcome.result.unwrap_err();
    assert_eq!((error.kind(), outcome.attempts), (ErrorKind::Connection, 1), "{error}");
    let words = "createThing: the server sent more headers than are read, or too large ones; \
                 256 are read, unless `http_client` is given a client by \
                 `http_client_builder().http1_max_headers(…)`";
    assert!(error.to_string().starts_with(words), "{error}");
    assert!(call([with(253)]).await.result.is_ok());
    // HTTP that breaks off in its head may pass.
    let outcome = call([Reply::nothing().piece("HTTP/1.1 200 OK\r\ncontent-")]).await;
    assert_eq!((outcome.result.is_ok(), outcome.attempts), (true, 2));
    let around = Reply::new(307).header("location", "/things");
    let outcome = call(std::iter::repeat_n(around, 40)).await;
    let error = outcome.result.unwrap_err();
    assert_eq!((error.kind(), outcome.attempts), (ErrorKind::Connection, 11), "{error}");
    assert!(error.to_string().contains("could not follow a redirect"), "{error}");
}

#[tokio::test]
async fn a_reset_is_a_connection_error() {
    let server = Server::start([Reply::json(200, "12").reset(), Reply::nothing().reset()]);
    for _ in 0..2 {
        let error = get(&service::client(&server)).send::<u8>().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connection);
        assert!(!error.to_string().contains(KEY));
    }
}

#[tokio::test(start_paused = true)]
async fn attempts_are_the_same_request() {
    let server = Server::start([Reply::new(500).close(), Reply::json(200, "1").close()]);
    let (_clock, builder) = Clock::client(&server);
    let mut call = create(&builder.build().unwrap());
    call.set_idempotency_key("once");
    call.send::<u8>().await.unwrap();
    let [first, second] = server.requests().try_into().unwrap();
    assert_eq!(first.header("idempotency-key"), Some("once"));
    assert_eq!(format!("{first:?}"), format!("{second:?}"));
}

#[tokio::test(start_paused = true)]
async fn decode_errors_are_not_tried_again() {
    let outcome = call([Reply::json(200, "{}")]).await;
    assert_eq!((outcome.result.unwrap_err().kind(), outcome.attempts), (ErrorKind::Decode, 1));
}

/// Makes a call to a server that never finishes its first `count` answers.
async fn stalled(reply: Reply, timeout: Option<Duration>) -> (Error, Duration, usize) {
    let server = Server::answering(move |_| reply.clone().hang());
    let (clock, builder) = Clock::client(&server);
    let client = builder.build().unwrap();
    let mut call = get(&client);
    if let Some(timeout) = timeout {
        call.set_timeout(timeout);
    }
    let watched = server.clone();
    tokio::spawn(async move {
        for count in 1.. {
            watched.received(count).await;
            clock.release(count);
        }
    });
    let start = Instant::now();
    let error = call.send::<u8>().await.unwrap_err();
    (error, start.elapsed(), server.requests().len())
}

#[tokio::test(start_paused = true)]
async fn an_attempt_may_take_ten_minutes() {
    for reply in [Reply::nothing(), Reply::json(200, "1")] {
        let (error, elapsed, attempts) = stalled(reply, None).await;
        assert_eq!(error.kind(), ErrorKind::Timeout);
        assert_eq!(error.to_string(), "getThing: no answer within 600s");
        assert_eq!(attempts, 3);
        // Three attempts, and the waits between them.
        let range = ms(1_801_125)..=ms(1_801_510);
        assert!(range.contains(&elapsed), "{elapsed:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_has_its_own_timeout() {
    let (error, elapsed, _) = stalled(Reply::nothing(), Some(ms(70))).await;
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(elapsed < ms(1_800), "{elapsed:?}");
    let server = Server::start([Reply::json(200, "1").close()]);
    let (_clock, builder) = Clock::client(&server);
    let mut call = get(&builder.build().unwrap());
    call.set_timeout(Duration::MAX);
    call.send::<u8>().await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn connecting_may_take_five_seconds() {
    // TEST-NET-1 is never answered; where there is no route, the error comes
    // at once and is one of connecting all the same.
    let client = Client::builder(&SERVICE).base_url("http://192.0.2.1").max_retries(0);
    let start = Instant::now();
    let error = get(&client.build().unwrap()).send::<u8>().await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Timeout | ErrorKind::Connection), "{error}");
    assert!(start.elapsed() <= ms(5_010));
}

#[tokio::test]
async fn dropping_a_call_closes_the_connection() {
    let gate = Gate::closed();
    let server = Server::start([Reply::json(200, "1").wait(&gate).hang()]);
    let client = service::client(&server);
    let call = tokio::spawn(get(&client).send::<u8>());
    server.received(1).await;
    call.abort();
    gate.open();
    server.closed(1).await;
}
