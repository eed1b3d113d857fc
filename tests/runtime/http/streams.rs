//! Event streams over real sockets: every form that a stream may have, every
//! way in which it can break.

use futures_util::{Stream, StreamExt};
use openapi_loom_runtime::http::{
    ApiErrorKind, Client, Error, ErrorKind, Event, EventData, EventStream,
};
use serde_json::{Value, json};
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;
use tokio::time::Instant;
use workspace_tests::server::{Gate, Reply, Server};
use workspace_tests::service::{Clock, KEY, builder, client, create, read};

use super::lines::{UTF_16, UTF_32};

#[derive(Debug, PartialEq)]
enum Change {
    Text(String),
    Number(u64),
    Other { name: String, data: Value },
}

impl Event for Change {
    const END: &'static str = "[DONE]";
    const ERROR: &'static str = "error";

    fn decode(name: &str, data: EventData<'_>) -> Result<Self, Error> {
        Ok(match name {
            "text" => Self::Text(data.json()?),
            "number" => Self::Number(data.json()?),
            _ => Self::Other { name: name.to_owned(), data: data.json()? },
        })
    }
}

/// A stream that ends with the connection.
struct Tick(u64);

impl Event for Tick {
    const END: &'static str = "";
    const ERROR: &'static str = "";
    const PING: &'static str = "";

    fn decode(_: &str, data: EventData<'_>) -> Result<Self, Error> {
        data.json().map(Self)
    }
}

const STREAM: &str = concat!(
    ": hello\n\nevent: text\ndata: \"é\"\n\nevent: ping\ndata: {}\n\nevent:number\nid: 4\ndata:1\n\n",
    "event: text\ndata\n\nevent: news\ndata: {\"a\":\ndata: 1}\nretry: 10\n\nevent: done\ndata: [DONE]\n\n",
);

fn changes() -> Vec<Change> {
    vec![
        Change::Text("é".to_owned()),
        Change::Number(1),
        Change::Other { name: "news".to_owned(), data: json!({ "a": 1 }) },
    ]
}

async fn open(client: &Client) -> EventStream<Change> {
    create(client).stream().await.unwrap()
}

async fn read_from(server: &Server) -> (Vec<Change>, Option<Error>) {
    read(open(&client(server)).await).await
}

#[tokio::test]
async fn events_come_typed() {
    let server = Server::start([Reply::events().header("x-request-id", "req_5").piece(STREAM)]);
    let stream = open(&client(&server)).await;
    assert_eq!(stream.request_id(), Some("req_5"));
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    let (events, error) = read(stream).await;
    assert!(error.is_none());
    assert_eq!(events, changes());
    assert_eq!(server.request().header("accept"), Some("application/json"));
}

#[tokio::test]
async fn any_line_end_and_any_cut() {
    for end in ["\n", "\r", "\r\n"] {
        for mark in ["", "\u{feff}"] {
            let bytes = format!("{mark}{}", STREAM.replace('\n', end));
            let server = Server::start([
                Reply::events().piece(&bytes),
                Reply::events().piece(&bytes).trickle(),
                Reply::events().piece(&bytes).until_close(),
            ]);
            for _ in 0..3 {
                let (events, error) = read_from(&server).await;
                assert!(error.is_none(), "{end:?}: {error:?}");
                assert_eq!(events, changes(), "{end:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_stream_that_is_cut_anywhere_says_so() {
    // Counts the events at each place: those that are complete, and where the
    // connection ends in order those whose data is.
    let count = |ends: [&str; 3], length: usize| {
        ends.iter().filter(|end| STREAM.find(*end).unwrap() + end.len() <= length).count()
    };
    let complete = |length| count(["\"é\"\n\n", "data:1\n\n", "retry: 10\n\n"], length);
    let whole = |length| count(["\"é\"", "data:1\n", "data: 1}"], length);
    let end = STREAM.find("[DONE]").unwrap() + "[DONE]".len();
    for length in 0..STREAM.len() {
        let piece = &STREAM.as_bytes()[..length];
        let server = Server::start([
            Reply::events().piece(piece).cut(),
            Reply::events().piece(piece).reset(),
            Reply::events().piece(piece),
            Reply::events().piece(piece).until_close(),
        ]);
        let client = client(&server);
        for way in 0..4 {
            let (events, error) = read(open(&client).await).await;
            let in_order = way > 1;
            let count = if in_order { whole(length) } else { complete(length) };
            assert_eq!(events, changes()[..count], "{length} {way}");
            if in_order && length >= end {
                assert!(error.is_none(), "{length} {way}: {error:?}");
                continue;
            }
            let error = error.unwrap_or_else(|| panic!("a clean end at {length} {way}"));
            assert_eq!(error.kind(), ErrorKind::Stream, "{length} {way}");
            assert!(error.to_string().starts_with("createThing: the stream is cut short"));
        }
    }
}

#[tokio::test]
async fn errors_in_the_stream_are_errors_of_the_server() {
    let forms = [
        "event: error\ndata: {\"error\":{\"message\":\"no\",\"code\":\"c\",\"type\":\"t\"}}\n\n",
        "event: error\ndata: {\"message\":\"no\",\"code\":\"c\",\"type\":\"t\"}\n\n",
        "data: {\"error\": {\"message\":\"no\",\"code\":\"c\",\"type\":\"t\"}}\n\n",
        // No field of the standard, but of servers.
        "error: {\"message\":\"no\",\"code\":\"c\",\"type\":\"t\"}\n\n",
        "event: number\ndata: 1\nerror: {\"message\":\"no\",\ndata: 2\nerror: \"code\":\"c\",\"type\":\"t\"}\n\n",
        "{\"error\": {\"message\":\"no\",\"code\":\"c\",\"type\":\"t\"}}\n\n",
        "event: number\ndata: 1\n{\"error\":{\"message\":\"no\",\"code\":\"c\",\"type\":\"t\"}}\n\n",
    ];
    for form in forms {
        let text = format!("event: number\ndata: 1\n\n{form}event: number\ndata: 2\n\n");
        let reply = Reply::events().header("x-request-id", "req_6").piece(text).hang();
        let server = Server::start([reply]);
        let (events, error) = read_from(&server).await;
        assert_eq!(events, [Change::Number(1)]);
        let error = error.unwrap();
        assert_eq!(error.kind(), ErrorKind::Api);
        assert_eq!(error.request_id(), Some("req_6"));
        assert!(error.body().starts_with(b"{"));
        let api = error.api().unwrap();
        assert_eq!((&*api.message, api.code.as_deref()), ("no", Some("c")));
        assert_eq!(api.r#type.as_deref(), Some("t"));
        assert_eq!(error.to_string(), "createThing: no (code c) [request req_6]");
        server.closed(1).await;
    }
}

#[tokio::test]
async fn an_error_may_be_the_last_line() {
    let field = "error: {\"code\":400,\"message\":\"no\"}";
    let bare = "{\"error\":{\"code\":400,\"message\":\"no\"}}";
    for (error, end) in [field, bare]
        .into_iter()
        .flat_map(|error| ["", "\n", "\n\n", "\n\ndata: [DONE]\n\n"].map(|end| (error, end)))
    {
        let text = format!("event: number\ndata: 1\n\n{error}{end}");
        let server = Server::start([Reply::events().piece(text)]);
        let (events, found) = read_from(&server).await;
        assert_eq!(events, [Change::Number(1)], "{error}{end:?}");
        assert_eq!(found.unwrap().api().unwrap().message, "no", "{error}{end:?}");
    }
    // A field of that name that says nothing, lines that are no error, and a property.
    let text = "event: number\nerror\nerror:\n{\"error\":null}\n{\"id\":{\"error\":1}}\n{\"error\ndata: 1\n\n\
                event: news\ndata: {\"error\":1}\n\ndata: [DONE]";
    let (events, error) = read_from(&Server::start([Reply::events().piece(text)])).await;
    assert!(events.len() == 2 && error.is_none(), "{events:?} {error:?}");
}

/// A gateway that fails may write its error as it would without a stream.
#[tokio::test]
async fn an_error_without_a_field_may_have_several_lines() {
    let errors = [
        "{\n  \"error\": {\n    \"message\": \"no } \\\" {\",\n    \"code\": 7\n  }\n}",
        "{\"error\": {\n\"message\": \"no } \\\" {\",\n\"code\": 7\n}\n}",
        "{\r\n\t\"message\": \"no } \\\" {\",\r\n\t\"code\": 7\r\n}",
        "{\n  \"detail\": \"no } \\\" {\",\n  \"code\": 7\n}",
    ];
    for error in errors {
        for end in ["", "\n", "\n\n", "\n\ndata: [DONE]\n\n"] {
            let text = format!("event: number\ndata: 1\n\n{error}{end}");
            for reply in [Reply::events().piece(&text), Reply::events().piece(&text).trickle()] {
                let (events, found) = read_from(&Server::start([reply])).await;
                assert_eq!(events, [Change::Number(1)], "{text}");
                let found = found.unwrap();
                assert_eq!(found.to_string(), "createThing: no } \" { (code 7)", "{text}");
                assert_eq!(found.body(), error.as_bytes());
            }
            // The same in a stream that ends with its connection.
            let text = format!("data: 1\n\n{error}{end}");
            let server = Server::start([Reply::events().piece(text)]);
            let ticks: EventStream<Tick> = create(&client(&server)).stream().await.unwrap();
            let (ticks, found) = read(ticks).await;
            assert_eq!((ticks.len(), found.unwrap().kind()), (1, ErrorKind::Api), "{error}{end:?}");
        }
    }
    // One that is cut off is no end in order.
    let server = Server::start([Reply::events().piece("data: 1\n\n{\n  \"error\": {\n")]);
    let ticks: EventStream<Tick> = create(&client(&server)).stream().await.unwrap();
    let found = read(ticks).await.1.unwrap();
    assert_eq!((found.kind(), found.body()), (ErrorKind::Stream, &b"{\n  \"error\": {\n"[..]));
    // Nor is a page, unless more comes after it.
    let page = "<html>\n<p>502</p>\n\n<hr>\n</html>\n";
    let server = Server::start([
        Reply::events().piece(format!("data: 1\n\n{page}")),
        Reply::events().piece(format!("data: 1\n\n{page}\ndata: 2\n\n<!-- : -->\n\n")),
    ]);
    let ticks: EventStream<Tick> = create(&client(&server)).stream().await.unwrap();
    let (ticks, found) = read(ticks).await;
    let found = found.unwrap();
    assert_eq!((ticks.len(), found.kind()), (1, ErrorKind::Stream));
    assert_eq!(found.body(), b"<hr>\n</html>\n");
    let ticks: EventStream<Tick> = create(&client(&server)).stream().await.unwrap();
    let (ticks, found) = read(ticks).await;
    assert!(ticks.len() == 2 && found.is_none(), "{found:?}");
    // Lines that are no error, or are not of one text, and fields after what looks like one.
    let text = "{\n\"error\": null\n}\n\n{\n  \"id\": {\"error\": 1}\n}\nevent: number\n{\n\
                data: 1\n\"error\": 1\n}\n\n{\n: comment\n\"error\": 1\n}\n\n{\n\n\
                \"error\": 1}\n\ndata: [DONE]\n\n";
    let (events, found) = read_from(&Server::start([Reply::events().piece(text)])).await;
    assert!(events == [Change::Number(1)] && found.is_none(), "{events:?} {found:?}");
}

#[tokio::test]
async fn an_event_that_cannot_be_read_does_not_end_the_stream() {
    let text = "event: number\ndata: x\n\nevent: number\ndata: 2\n\ndata: [DONE]\n\n";
    let server = Server::start([Reply::events().piece(text)]);
    let mut stream = open(&client(&server)).await;
    let error = stream.next().await.unwrap().unwrap_err();
    assert_eq!((error.kind(), error.body()), (ErrorKind::Decode, &b"x"[..]));
    assert_eq!(stream.next().await.unwrap().unwrap(), Change::Number(2));
    assert!(stream.next().await.is_none());
}

/// Servers, and gateways before them, send events under the type of what they answer else.
#[tokio::test]
async fn an_event_stream_is_one_whatever_its_type_says() {
    let beginnings: [&[u8]; 6] = [
        b"",
        b"\xef\xbb\xbf",
        b"\r\n\n",
        b": processing\n\n",
        b"retry: 5\r\n",
        b"event: x\nid: 1\n",
    ];
    for kind in ["application/json", "text/html; charset=utf-8", "application/x-ndjson"] {
        for beginning in beginnings {
            let data = b"data: 1\n\nevent: number\ndata: 2\n\ndata: [DONE]\n\n";
            let body = [beginning, data].concat();
            // As a whole, and a byte at a time.
            for trickles in [false, true] {
                let reply = Reply::new(200).header("content-type", kind).piece(&body);
                let server = Server::start([if trickles { reply.trickle() } else { reply }]);
                let (events, error) = read_from(&server).await;
                let [Change::Other { data, .. }, Change::Number(2)] = &events[..] else {
                    panic!("{kind}, {beginning:?}: {events:?}")
                };
                assert_eq!(*data, 1);
                assert!(error.is_none(), "{error:?}");
            }
        }
    }
    // What only looks like it for a while, or is compressed, is none.
    for body in [
        "database is down",
        "\n",
        "identity: none",
        "\u{feff}",
        "eventually",
        "  data: 2\n\n",
        "id: 5\nerror: none\n",
        "id: 5\r\nerror: none\r\n",
        "::: down for maintenance :::",
    ] {
        let server = Server::start([Reply::json(200, body)]);
        let error = create(&client(&server)).stream::<Change>().await.unwrap_err();
        assert_eq!((error.kind(), error.body()), (ErrorKind::Stream, body.as_bytes()), "{error}");
    }
    let coded = Reply::json(200, "data: 2\n\n").header("content-encoding", "compress");
    let server = Server::start([coded]);
    let error = create(&client(&server)).stream::<Change>().await.unwrap_err();
    assert_eq!((error.kind(), error.body()), (ErrorKind::Stream, &b"data: 2\n\n"[..]));
}

#[tokio::test]
async fn what_is_no_event_stream_says_so() {
    let page =
        |page| Reply::new(200).header("content-type", "text/html; charset=utf-8").piece(page);
    let titled = "<!DOCTYPE html><html><head><title>Log\n in</title></head></html>";
    let replies = [
        (Reply::json(200, r#"{"id":"1"}"#), r#"{"id":"1"}"#, r#"application/json: {"id":"1"}"#),
        (page("<p>down</p>"), "<p>down</p>", "text/html; charset=utf-8: <p>down</p>"),
        (page(titled), titled, "text/html; charset=utf-8: a page, “Log in”"),
        (page(""), "", "text/html; charset=utf-8"),
    ];
    for (reply, body, kind) in replies {
        let server = Server::start([reply.header("x-request-id", "req_7")]);
        let error = create(&client(&server)).stream::<Change>().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Stream);
        assert_eq!(error.body(), body.as_bytes());
        assert_eq!(error.request_id(), Some("req_7"));
        let expected = format!("createThing: expected an event stream, the server sent {kind}");
        assert_eq!(error.to_string(), format!("{expected} [request req_7]"));
    }
    // One that is an error by itself is that, whatever its type says.
    for reply in [Reply::json(200, ""), Reply::events()] {
        for end in ["", "\n"] {
            let body = format!("{{\"error\":{{\"message\":\"no\",\"code\":\"c\"}}}}{end}");
            let server = Server::start([reply.clone().piece(body.clone())]);
            let error = match create(&client(&server)).stream::<Change>().await {
                Ok(stream) => read(stream).await.1.unwrap(),
                Err(error) => error,
            };
            assert_eq!(
                (error.to_string().as_str(), error.kind()),
                ("createThing: no (code c)", ErrorKind::Api)
            );
            assert_eq!(error.body().trim_ascii_end(), body.trim_end().as_bytes());
        }
    }
    let latin = Reply::new(200).header("content-type", "application/json; charset=iso-8859-1");
    let server = Server::start([latin.piece(b"{\"error\":\"caf\xe9\"}")]);
    let error = create(&client(&server)).stream::<Change>().await.unwrap_err();
    assert_eq!(error.to_string(), "createThing: café");
    // One that lies about its type is found out at its end.
    let server = Server::start([Reply::events().piece(r#"{"id":"1"}"#)]);
    let (events, error) = read_from(&server).await;
    assert!(events.is_empty());
    assert_eq!(error.unwrap().body(), br#"{"id":"1"}"#);
}

#[tokio::test]
async fn a_stream_need_not_have_a_type() {
    let plain = Reply::text(200, STREAM);
    let untyped = Reply::new(200).piece(STREAM);
    let server = Server::start([plain, untyped]);
    for _ in 0..2 {
        assert_eq!(read_from(&server).await.0, changes());
    }
}

#[tokio::test]
async fn a_refusal_is_an_error_before_the_stream() {
    let server = Server::start([Reply::json(404, r#"{"error":{"message":"none"}}"#)]);
    let error = create(&client(&server)).stream::<Change>().await.unwrap_err();
    assert_eq!(error.api().unwrap().kind, ApiErrorKind::NotFound);
}

#[tokio::test]
async fn nothing_is_read_after_the_end() {
    let text = format!("{STREAM}event: number\ndata: 9\n\nevent: error\ndata: {{}}\n\n");
    let server = Server::start([Reply::events().piece(text).hang()]);
    let (events, error) = read_from(&server).await;
    assert!(error.is_none());
    assert_eq!(events, changes());
    server.closed(1).await;
}

#[tokio::test]
async fn dropping_a_stream_closes_the_connection() {
    let server = Server::start([Reply::events().piece("event: number\ndata: 1\n\n").hang()]);
    let mut stream = open(&client(&server)).await;
    assert_eq!(stream.next().await.unwrap().unwrap(), Change::Number(1));
    drop(stream);
    server.closed(1).await;
}

#[tokio::test]
async fn events_come_as_they_are_sent() {
    let gate = Gate::closed();
    let server = Server::start([Reply::events()
        .piece("event: number\ndata: 1\n\n")
        .wait(&gate)
        .piece("event: number\ndata: 2\n\ndata: [DONE]\n\n")]);
    let mut stream = open(&client(&server)).await;
    // Were the first event to wait for the rest, the gate would never open.
    assert_eq!(stream.next().await.unwrap().unwrap(), Change::Number(1));
    gate.open();
    assert_eq!(stream.next().await.unwrap().unwrap(), Change::Number(2));
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn an_event_has_a_largest_size() {
    let event = |length| format!("event: text\ndata: \"{}\"\n\n", "x".repeat(length));
    let server = Server::start([Reply::events().piece(event(50) + &event(2000))]);
    let client = builder(&server).max_event_size(1000).build().unwrap();
    let (events, error) = read(open(&client).await).await;
    assert_eq!(events.len(), 1);
    let error = error.unwrap();
    assert_eq!(error.kind(), ErrorKind::Stream);
    assert_eq!(error.to_string(), "createThing: an event is larger than 1000 bytes");
}

#[tokio::test]
async fn a_stream_may_end_with_the_connection() {
    let server = Server::start([
        Reply::events().piece("data: 1\n\nevent: error\ndata: 2\n\n"),
        Reply::events().piece("data: 1\n\ndata: 2\n"),
        Reply::events().piece("data: 1\n\ndata: 2"),
    ]);
    let client = client(&server);
    for _ in 0..2 {
        let mut stream: EventStream<Tick> = create(&client).stream().await.unwrap();
        assert_eq!(stream.next().await.unwrap().unwrap().0, 1);
        assert_eq!(stream.next().await.unwrap().unwrap().0, 2);
        assert!(stream.next().await.is_none());
    }
    let mut stream: EventStream<Tick> = create(&client).stream().await.unwrap();
    assert_eq!(stream.next().await.unwrap().unwrap().0, 1);
    let error = stream.next().await.unwrap().map(|tick| tick.0).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Stream);
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn a_stream_is_a_stream_and_shows_no_key() {
    fn check<S: Stream<Item = Result<Change, Error>> + Unpin + Send>(stream: S) -> S {
        stream
    }
    let echo = format!("event: error\ndata: {{\"message\":\"{KEY}\"}}\n\n");
    let server = Server::start([Reply::events().piece(echo)]);
    let stream = open(&client(&server)).await;
    assert!(!format!("{stream:?}").contains("secret"));
    let items: Vec<_> = check(stream).collect().await;
    assert_eq!(items.len(), 1);
    assert!(!format!("{items:?} {:?}", items[0].as_ref().unwrap_err().api()).contains("secret"));
}

#[tokio::test(start_paused = true)]
async fn the_beginning_of_a_stream_is_tried_again_and_the_rest_is_not() {
    let server = Server::start([
        Reply::new(500).close(),
        Reply::nothing(),
        Reply::events().piece("event: number\ndata: 1\n\n").cut(),
        Reply::events().piece(STREAM).close(),
    ]);
    let (_clock, builder) = Clock::client(&server);
    let (events, error) = read(open(&builder.build().unwrap()).await).await;
    assert_eq!(events, [Change::Number(1)]);
    assert_eq!(error.unwrap().kind(), ErrorKind::Stream);
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_silent_stream_is_given_up() {
    let reply = Reply::events().piece("event: number\ndata: 1\n\n").hang();
    let server = Server::start([reply]);
    let (clock, builder) = Clock::client(&server);
    let client = builder.timeout(Duration::from_secs(40)).idle_timeout(Duration::from_secs(60));
    let mut stream = open(&client.build().unwrap()).await;
    stream.next().await.unwrap().unwrap();
    clock.release(1);
    let start = Instant::now();
    let error = stream.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(error.to_string(), "createThing: the stream has been silent for 60s");
    let waited = start.elapsed();
    assert!((60_000..60_010).contains(&waited.as_millis()), "{waited:?}");
    assert!(stream.next().await.is_none());
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_does_not_begin_times_out() {
    let server = Server::answering(|_| Reply::nothing().hang());
    let (clock, builder) = Clock::client(&server);
    let client = builder.idle_timeout(Duration::from_secs(30)).max_retries(0).build().unwrap();
    let watched = server.clone();
    tokio::spawn(async move {
        watched.received(1).await;
        clock.release(1);
    });
    let start = Instant::now();
    let error = create(&client).stream::<Change>().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(start.elapsed().as_secs(), 30);
}

#[tokio::test(start_paused = true)]
async fn time_that_the_caller_takes_is_not_silence() {
    let gate = Gate::closed();
    let reply = Reply::events().piece("event: number\ndata: 1\n\n").wait(&gate).piece(STREAM);
    let server = Server::start([reply]);
    let (_clock, builder) = Clock::client(&server);
    let client = builder.timeout(Duration::from_secs(1)).idle_timeout(Duration::from_secs(1));
    let mut stream = open(&client.build().unwrap()).await;
    stream.next().await.unwrap().unwrap();
    tokio::time::advance(Duration::from_secs(1000)).await;
    let mut reading = pin!(read(stream));
    // Nothing has come, and it has not been waited for.
    assert!(poll_fn(|cx| Poll::Ready(reading.as_mut().poll(cx).is_pending())).await);
    gate.open();
    let (events, error) = reading.await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(events, changes());
}

#[tokio::test]
async fn white_space_is_an_event_where_events_are_text() {
    let stream = "data: Hello\n\ndata:  \n\ndata:\ndata:\n\ndata:\n\ndata: world\n\n";
    let server = Server::start([Reply::events().piece(stream)]);
    let client = client(&server);
    let texts: EventStream<String> = create(&client).stream().await.unwrap();
    let texts: Vec<String> = texts.map(Result::unwrap).collect().await;
    assert_eq!(texts, ["Hello", " ", "\n", "", "world"]);
}

/// The mark of the end may be a text of JSON; only a whole text is one.
#[tokio::test]
async fn a_mark_in_quotes_ends_a_stream() {
    for end in ["data: \"[DONE]\"\n\n", "data:  \"[DONE]\" \n\n", "data: \"[DONE]\""] {
        let after = "event: number\ndata: 2\n\n";
        let text = format!(
            "event: number\ndata: 1\n\n{end}{}",
            if end.ends_with('\n') { after } else { "" }
        );
        let (events, error) = read_from(&Server::start([Reply::events().piece(text)])).await;
        assert!(error.is_none(), "{end}: {error:?}");
        assert_eq!(events, [Change::Number(1)], "{end}");
    }
    // It is the usual one, too.
    let server =
        Server::start([Reply::events().piece("data: 1\n\ndata: \"[DONE]\"\n\ndata: 2\n\n")]);
    let ticks: EventStream<Tick> = create(&client(&server)).stream().await.unwrap();
    let ticks: Vec<u64> = ticks.map(|tick| tick.unwrap().0).collect().await;
    assert_eq!(ticks, [1]);
    let text =
        "event: text\ndata: \"[DONE] \"\n\nevent: text\ndata: \"[DONE]s\"\n\ndata: [DONE]\n\n";
    let (events, error) = read_from(&Server::start([Reply::events().piece(text)])).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(events, ["[DONE] ", "[DONE]s"].map(|text| Change::Text(text.to_owned())));
}

/// A null says nothing where the type of its event does not take it, and ends nothing.
#[tokio::test]
async fn null_is_passed_over_where_it_is_no_event() {
    let text = "event: number\ndata: null\n\nevent: number\ndata: 1\n\nevent: number\ndata:  null \n\n\
                event: news\ndata: null\n\nevent: number\ndata: nulls\n\ndata: [DONE]\n\n";
    let (events, error) = read_from(&Server::start([Reply::events().piece(text)])).await;
    let news = Change::Other { name: "news".to_owned(), data: Value::Null };
    assert_eq!(events, [Change::Number(1), news]);
    let error = error.unwrap();
    assert_eq!((error.kind(), error.body()), (ErrorKind::Decode, &b"nulls"[..]));
    // One without its blank line is none either: the end that is missing is missing.
    for (end, is_cut) in
        [("data: null\n", true), ("data: null\n\n", true), ("data: null\n\ndata: [DONE]", false)]
    {
        let text = format!("event: number\ndata: 1\n\nevent: number\n{end}");
        let (events, error) = read_from(&Server::start([Reply::events().piece(text)])).await;
        assert_eq!(events, [Change::Number(1)], "{end}");
        let kind = error.as_ref().map(Error::kind);
        assert_eq!(kind, is_cut.then_some(ErrorKind::Stream), "{end}");
    }
    let text = "data: null\n\ndata: 2\n\n";
    let server = Server::start([Reply::events().piece(text), Reply::events().piece(text)]);
    let client = client(&server);
    let ticks: EventStream<Option<u64>> = create(&client).stream().await.unwrap();
    let ticks: Vec<Option<u64>> = ticks.map(Result::unwrap).collect().await;
    assert_eq!(ticks, [None, Some(2)]);
    let ticks: EventStream<u64> = create(&client).stream().await.unwrap();
    let ticks: Vec<u64> = ticks.map(Result::unwrap).collect().await;
    assert_eq!(ticks, [2]);
}

/// The last event is whole, and delivered, where its JSON is after it is mended.
#[tokio::test]
async fn the_last_event_may_have_to_be_mended() {
    for (last, is_whole) in
        [("{\"a\":[NaN]}", true), ("{\"a\":1e999}", true), ("{\"a\":NaN", false)]
    {
        let text = format!("data: 1\n\ndata: {last}");
        let server = Server::start([Reply::events().piece(text)]);
        let events: EventStream<Value> = create(&client(&server)).stream().await.unwrap();
        let (events, error) = read(events).await;
        assert_eq!(
            (events.len(), error.is_none()),
            (1 + usize::from(is_whole), is_whole),
            "{last}"
        );
    }
}

/// Events are in UTF-8; what is none is in the charset that the server says.
#[tokio::test]
async fn an_event_in_another_charset() {
    for (label, expected) in [("; charset=iso-8859-1", "é €"), ("", "\u{fffd} \u{fffd}")] {
        let reply = Reply::new(200).header("content-type", &format!("text/event-stream{label}"));
        let text = [&b"data: \"\xe9 \x80\"\n\ndata: \""[..], "é".as_bytes(), b"\"\n\n"].concat();
        let server = Server::start([reply.piece(text)]);
        let events: EventStream<String> = create(&client(&server)).stream().await.unwrap();
        let (events, error) = read(events).await;
        assert!(error.is_none(), "{error:?}");
        assert_eq!(events, [format!("\"{expected}\""), "\"é\"".to_owned()]);
    }
}

/// Events in UTF-16 or UTF-32 show it by a mark or by their first characters, whatever the server
/// says; a mark is no part of them.
#[tokio::test]
async fn events_of_any_charset() {
    let reply = |label: &str, body: Vec<u8>| {
        Reply::new(200).header("content-type", &format!("text/event-stream{label}")).piece(body)
    };
    // A unit that has the byte of a line end is none.
    let long = "event: text\ndata: \"Ċ😀\"\n\nevent: number\ndata: 1\n\ndata: [DONE]\n\n";
    for (name, encode) in UTF_16.into_iter().chain(UTF_32) {
        let own = format!("; charset={name}");
        let own = own.as_str();
        for mark in ["", "\u{feff}"] {
            for label in [own, "; charset=utf-8", ""] {
                let whole = reply(label, encode(&format!("{mark}{long}")));
                let server = Server::start([whole.clone(), whole.trickle()]);
                for _ in 0..2 {
                    let (events, error) = read_from(&server).await;
                    assert!(error.is_none(), "{mark:?} {label}: {error:?}");
                    assert_eq!(events, [Change::Text("Ċ😀".to_owned()), Change::Number(1)]);
                }
            }
        }
        // The last event may lack its blank line, and an error may be all that comes.
        let server = Server::start([
            reply(own, encode("event: text\ndata: \"12\"")),
            reply(own, encode(r#"{"error":{"message":"café"}}"#)),
            reply(own, encode("<p>é</p>")),
        ]);
        let (events, error) = read_from(&server).await;
        assert_eq!(events, [Change::Text("12".to_owned())]);
        assert_eq!(error.unwrap().kind(), ErrorKind::Stream);
        let error = read_from(&server).await.1.unwrap();
        assert_eq!(
            (error.to_string().as_str(), error.kind()),
            ("createThing: café", ErrorKind::Api)
        );
        assert_eq!(error.body(), encode(r#"{"error":{"message":"café"}}"#));
        let error = read_from(&server).await.1.unwrap();
        assert!(error.to_string().ends_with("the server sent <p>é</p>"), "{error}");
        assert_eq!(error.body(), encode("<p>é</p>"));
    }
    // What is in UTF-8 is that, whatever is said, and with zeros in what is no field.
    let zeros = |begin: &str| format!("{begin}{long}").into_bytes();
    for (label, body) in [
        ("; charset=utf-16", zeros("")),
        ("", zeros(":\0\n")),
        ("", zeros(":\0\0\0\n")),
        ("; charset=utf-8", zeros("\0:\0\0\n")),
        ("", zeros("\n\0\0\0\n")),
    ] {
        let server = Server::start([reply(label, body).trickle()]);
        let (events, error) = read_from(&server).await;
        assert!(error.is_none(), "{error:?}");
        assert_eq!(events, [Change::Text("Ċ😀".to_owned()), Change::Number(1)]);
    }
}
