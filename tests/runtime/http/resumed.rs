//! Streams that go on over another connection, over real sockets.

use futures_util::stream;
use openapi_loom_runtime::http::transport::testing::{Reply as Scripted, ScriptedTransport};
use openapi_loom_runtime::http::{
    Bytes, Call, Client, Error, ErrorKind, Event, EventData, EventStream, File,
};
use std::collections::BTreeMap;
use std::io;
use std::time::Duration;
use workspace_tests::server::{Reply, Request, Server};
use workspace_tests::service::{CREATE, KEY, SERVICE, builder, get, read};

/// A stream that ends by `[DONE]`.
#[derive(Debug, PartialEq)]
struct Count(u64);

impl Event for Count {
    const END: &'static str = "[DONE]";
    const ERROR: &'static str = "error";

    fn decode(_: &str, data: EventData<'_>) -> Result<Self, Error> {
        data.json().map(Self)
    }
}

/// A stream that ends with its connection.
#[derive(Debug, PartialEq)]
struct Tick(u64);

impl Event for Tick {
    const END: &'static str = "";
    const ERROR: &'static str = "error";

    fn decode(_: &str, data: EventData<'_>) -> Result<Self, Error> {
        data.json().map(Self)
    }
}

/// Events of these numbers, each with its id.
fn events(numbers: impl IntoIterator<Item = u64>) -> String {
    let text = |number| format!("id: e{number}\ndata: {number}\n\n");
    let all: String = numbers.into_iter().map(text).collect();
    format!("retry: 1\n\n{all}")
}

fn last_id(request: &Request) -> u64 {
    let id = request.header("last-event-id").map(|id| id.trim_start_matches('e').to_owned());
    id.map_or(0, |id| id.parse().unwrap())
}

fn last_ids(server: &Server) -> Vec<Option<String>> {
    let id = |request: &Request| request.header("last-event-id").map(str::to_owned);
    server.requests().iter().map(id).collect()
}

fn call(server: &Server, times: u32) -> Call {
    let client = builder(server).max_retries(0).build().unwrap();
    let mut call = get(&client);
    call.set_resumptions(times);
    call
}

async fn counted(call: Call) -> (Vec<u64>, Option<Error>) {
    let stream: EventStream<Count> = call.stream().await.unwrap();
    let (events, error) = read(stream).await;
    (events.into_iter().map(|Count(number)| number).collect(), error)
}

#[tokio::test]
async fn a_stream_goes_on_after_the_event_that_came_last() {
    let breaks: [fn(Reply) -> Reply; 4] =
        [Reply::cut, Reply::reset, Reply::close, |reply| reply.until_close()];
    for broken in breaks {
        let server = Server::answering(move |request| {
            let next = last_id(request) + 1;
            match next {
                7 => Reply::events().piece("data: [DONE]\n\n"),
                _ => broken(Reply::events().piece(events(next..next + 2))),
            }
        });
        let (numbers, error) = counted(call(&server, 1)).await;
        assert!(error.is_none(), "{error:?}");
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6]);
        let ids = [None, Some("e2"), Some("e4"), Some("e6")];
        assert_eq!(last_ids(&server), ids.map(|id| id.map(str::to_owned)));
        let sent = server.requests().pop().unwrap();
        assert_eq!(sent.header("authorization"), Some(&*format!("Bearer {KEY}")));
    }
}

/// A server that does not heed the id begins anew; one that is not exact sends some
/// again.
#[tokio::test]
async fn no_event_comes_twice() {
    for overlap in [u64::MAX, 1, 2] {
        let server = Server::answering(move |request| {
            let last = last_id(request);
            let reply = Reply::events().piece(events(last.saturating_sub(overlap) + 1..last + 3));
            if last < 6 { reply.cut() } else { reply.piece("data: [DONE]\n\n") }
        });
        let (numbers, error) = counted(call(&server, 1)).await;
        assert!(error.is_none(), "{error:?}");
        assert_eq!(numbers, (1..=8).collect::<Vec<_>>(), "{overlap}");
        assert_eq!(server.requests().len(), 4);
    }
}

#[tokio::test]
async fn it_is_tried_so_often_without_anything_new() {
    // Always the same, and nothing at all.
    for piece in [events([1]), events([])] {
        let server = Server::answering(move |_| Reply::events().piece(&piece).cut());
        let (numbers, error) = counted(call(&server, 3)).await;
        let error = error.unwrap();
        assert!(numbers.len() <= 1);
        assert_eq!((error.kind(), server.requests().len()), (ErrorKind::Stream, 4));
        assert!(error.to_string().contains("it was asked for 3 times again, in vain"), "{error}");
    }
}

#[tokio::test]
async fn without_being_asked_to_a_stream_does_not_go_on() {
    let server = Server::answering(|_| Reply::events().piece(events([1])).cut());
    let (numbers, error) = counted(call(&server, 0)).await;
    assert_eq!((numbers, error.unwrap().kind()), (vec![1], ErrorKind::Stream));
    assert_eq!(server.requests().len(), 1);
}

/// Nothing is asked for again where it is not known what came.
#[tokio::test]
async fn events_without_ids_of_their_own_end_it() {
    for (piece, wanted) in [
        ("data: 1\n\n", vec![1]),
        ("id: e1\ndata: 1\n\ndata: 2\n\n", vec![1, 2]),
        ("id: e1\ndata: 1\n\nid: e1\ndata: 2\n\n", vec![1, 2]),
        ("data: 1\n\nid: e2\ndata: 2\n\n", vec![1, 2]),
        ("id: e1\ndata: 1\n\nid:\ndata: 2\n\n", vec![1, 2]),
        ("id: e\0\ndata: 1\n\n", vec![1]),
    ] {
        let server = Server::answering(move |_| Reply::events().piece(piece).cut());
        let (numbers, error) = counted(call(&server, 3)).await;
        assert_eq!((numbers, error.unwrap().kind()), (wanted, ErrorKind::Stream), "{piece}");
        assert_eq!(server.requests().len(), 1, "{piece}");
    }
}

/// A stream is not asked for again from an event whose id cannot be said.
#[tokio::test]
async fn an_id_that_no_header_can_carry_ends_it() {
    let begin = |id: &[u8]| [b"retry: 1\nid: ", id, b"\ndata: 1\n\nid: e2\nda"].concat();
    for id in [&b"a\x01b"[..], b"a\x7fb", b"a\xffb"] {
        let piece = begin(id);
        let server = Server::answering(move |_| Reply::events().piece(&piece).cut());
        let (numbers, error) = counted(call(&server, 3)).await;
        assert_eq!((numbers, error.unwrap().kind()), (vec![1], ErrorKind::Stream), "{id:?}");
        assert_eq!(server.requests().len(), 1, "{id:?}");
    }
    for id in ["a\tb", "é"] {
        let first = Reply::events().piece(begin(id.as_bytes())).cut();
        let rest = Reply::events().piece("id: e2\ndata: 2\n\ndata: [DONE]\n\n");
        let server = Server::start([first, rest]);
        let (numbers, error) = counted(call(&server, 3)).await;
        assert!(error.is_none(), "{error:?}");
        assert_eq!((numbers, server.requests().len()), (vec![1, 2], 2));
    }
}

/// An end or an error that is no broken connection is not mended by another one.
#[tokio::test]
async fn an_end_and_an_error_are_the_last() {
    for (rest, kind) in [
        ("data: [DONE]\n\n", None),
        ("event: error\ndata: {\"message\":\"no\"}\n\n", Some(ErrorKind::Api)),
        ("error: no\n\n", Some(ErrorKind::Api)),
    ] {
        let piece = format!("{}{rest}", events([1]));
        let server = Server::answering(move |_| Reply::events().piece(&piece).cut());
        let (numbers, error) = counted(call(&server, 3)).await;
        assert_eq!((numbers, error.map(|error| error.kind())), (vec![1], kind), "{rest}");
        assert_eq!(server.requests().len(), 1, "{rest}");
    }
    let server = Server::answering(|_| Reply::events().piece("{\"error\":\"no\"}").close());
    let (_, error) = counted(call(&server, 3)).await;
    assert_eq!((error.unwrap().kind(), server.requests().len()), (ErrorKind::Api, 1));
}

#[tokio::test]
async fn a_stream_that_ends_with_its_connection_does() {
    let server = Server::answering(|_| Reply::events().piece(events(1..3)));
    let stream: EventStream<Tick> = call(&server, 3).stream().await.unwrap();
    let (ticks, error) = read(stream).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!((ticks.len(), server.requests().len()), (2, 1));

    // Unless that is broken.
    let server = Server::answering(|request| match last_id(request) {
        0 => Reply::events().piece(events(1..3)).cut(),
        last => Reply::events().piece(events([last + 1])),
    });
    let stream: EventStream<Tick> = call(&server, 3).stream().await.unwrap();
    let (ticks, error) = read(stream).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(ticks, [Tick(1), Tick(2), Tick(3)]);
}

/// The id of an event counts when all of it has come; so does one without an event.
#[tokio::test]
async fn an_id_is_that_of_what_is_complete() {
    for (rest, wanted) in [
        ("id: e2\ndata: 2", "e1"),
        ("id: e2\ndata: 2\n", "e1"),
        ("id: e2\ndata: {\"a\":1}\n", "e1"),
        ("id: e2\n", "e1"),
        ("id: e2\n\n", "e2"),
        ("id: e2\n: nothing\n\n", "e2"),
        ("event: ping\nid: e2\ndata: {}\n\n", "e2"),
    ] {
        for broken in [Reply::cut as fn(Reply) -> Reply, Reply::close] {
            let piece = format!("{}{rest}", events([1]));
            let server = Server::answering(move |request| match last_id(request) {
                0 => broken(Reply::events().piece(&piece)),
                last => Reply::events().piece(events([last + 1])).piece("data: [DONE]\n\n"),
            });
            let (numbers, error) = counted(call(&server, 1)).await;
            assert!(error.is_none(), "{rest:?}: {error:?}");
            assert_eq!(last_ids(&server)[1].as_deref(), Some(wanted), "{rest:?}");
            let last = if wanted == "e1" { 2 } else { 3 };
            assert_eq!(numbers, [1, last], "{rest:?}");
        }
    }
}

#[tokio::test]
async fn a_server_may_say_that_there_is_no_more() {
    let server = Server::start([Reply::events().piece(events([1])).cut(), Reply::new(204)]);
    let (numbers, error) = counted(call(&server, 3)).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!((numbers, server.requests().len()), (vec![1], 2));
}

#[tokio::test]
async fn a_refusal_is_passing_or_the_end() {
    let begin = || Reply::events().piece(events([1])).cut();
    let again = || Reply::new(503).header("retry-after-ms", "1");
    let rest = || Reply::events().piece(events([2])).piece("data: [DONE]\n\n");
    let server = Server::start([begin(), again(), Reply::nothing(), rest()]);
    let (numbers, error) = counted(call(&server, 3)).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!((numbers, server.requests().len()), (vec![1, 2], 4));

    let server = Server::start([begin(), Reply::json(404, r#"{"error":{"message":"gone"}}"#)]);
    let (numbers, error) = counted(call(&server, 3)).await;
    let error = error.unwrap();
    assert_eq!((numbers, server.requests().len()), (vec![1], 2));
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Api, 404));
    let note = "gone; the stream could not go on after its connection had ended";
    assert!(error.to_string().contains(note), "{error}");

    let server = Server::start([begin(), again(), again(), again(), rest()]);
    let (_, error) = counted(call(&server, 3)).await;
    assert_eq!(error.unwrap().status().unwrap().as_u16(), 503);
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn a_body_that_can_be_sent_once_is_sent_once() {
    let server = Server::answering(|_| Reply::events().piece(events([1])).cut());
    let content = stream::iter([io::Result::Ok(Bytes::from_static(b"abc"))]);
    let body = BTreeMap::from([("file", File::from_stream("a.txt", content, Some(3)))]);
    let client = builder(&server).max_retries(0).build().unwrap();
    let mut call = Call::new(&client, &CREATE).form(&body, &[]);
    call.set_resumptions(3);
    let (numbers, error) = counted(call).await;
    assert_eq!((numbers, error.unwrap().kind()), (vec![1], ErrorKind::Stream));
    assert_eq!(server.requests().len(), 1);
}

/// Returns the time that passes before a stream is asked for again, where a server says so.
async fn waited(retry: &'static str) -> (Duration, usize) {
    let script = ScriptedTransport::answering(move |request| {
        let piece = match request.header("last-event-id") {
            None => format!("{retry}id: e1\ndata: 1\n\n"),
            Some(_) => "data: [DONE]\n\n".to_owned(),
        };
        Scripted::events().chunk(piece)
    });
    let client = Client::builder(&SERVICE).api_key(KEY).transport(script.clone()).build().unwrap();
    let mut call = get(&client);
    call.set_resumptions(1);
    counted(call).await;
    (script.elapsed(), script.requests().len())
}

#[tokio::test]
async fn a_server_may_say_how_long_to_wait() {
    assert_eq!(waited("retry: 7000\n\n").await, (Duration::from_secs(7), 2));
    assert_eq!(waited("retry: 7000\nretry: soon\nretry: +8\n").await, (Duration::from_secs(7), 2));
    // Of itself it waits a while, even if the server would not.
    for retry in ["", "retry: 0\n\n", "retry: -1\n\n"] {
        let (time, requests) = waited(retry).await;
        assert!((375..=500).contains(&time.as_millis()), "{retry}: {time:?}");
        assert_eq!(requests, 2);
    }
    // It is for the caller to decide about a wait that is too long.
    assert_eq!(waited("retry: 3600000\n\n").await, (Duration::ZERO, 1));
}
