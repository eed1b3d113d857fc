//! Faults that the events of a run can meet on their way, through the generated
//! client and real sockets: every cut, every rendering, every odd ending.

use openai_threads::types::{
    AssistantStreamEvent, MessageDeltaObjectDeltaContentItem, RunObjectStatus,
};
use openai_threads::{ApiErrorKind, Client, ClientBuilder, Error, ErrorKind, EventStream};
use proptest::prelude::*;
use proptest::sample::Index;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread;
use std::time::Duration;
use workspace_tests::server::{Reply, Server};
use workspace_tests::service::read;

/// A run that calls tools and writes a message, as a server sends it.
const RUN: &str = include_str!("../data/run-with-tools.sse");

/// One that has all that is hard to cut, and is short.
const SHORT: &str = concat!(
    ": é\n\nevent: thread.message.delta\ndata: {\"id\":\"msg_é🎉\",\n",
    "data:\"delta\":{}}\nid: 1\n\nevent: ping\ndata\n\nevent:thread.é\ndata:  x\ndata\n\ndata: [DONE]\n\n",
);

type Outcome = (Vec<AssistantStreamEvent>, Option<Error>);

fn builder(url: &str) -> ClientBuilder {
    Client::builder().api_key("sk-test-1234").base_url(url).max_retries(0)
}

async fn open(client: &Client) -> EventStream<AssistantStreamEvent> {
    client.threads().create_run("thread_1", "asst_1").stream().await.unwrap()
}

async fn outcome(reply: Reply) -> Outcome {
    let server = Server::start([reply]);
    read(open(&builder(&server.url()).build().unwrap()).await).await
}

/// Returns the events of a stream that has to come to a clean end.
async fn events(reply: Reply) -> Vec<AssistantStreamEvent> {
    let (events, error) = outcome(reply).await;
    assert!(error.is_none(), "{error:?}");
    events
}

fn whole(text: impl AsRef<[u8]>) -> Reply {
    Reply::events().piece(text)
}

fn other(event: &str, data: &str) -> AssistantStreamEvent {
    serde_json::from_value(serde_json::json!({ "event": event, "data": data })).unwrap()
}

/// Returns the events of the run in their order, without the one that ends it.
fn names() -> Vec<&'static str> {
    let names = RUN.lines().filter_map(|line| line.strip_prefix("event: "));
    names.filter(|name| !matches!(*name, "ping" | "done")).collect()
}

#[tokio::test]
async fn a_run_with_tools_comes_typed() {
    let events = events(whole(RUN)).await;
    let found: Vec<_> = events.iter().map(AssistantStreamEvent::event).collect();
    assert_eq!(found, names());
    assert_eq!(found.len(), 24);
    let others = events.iter().filter(|e| matches!(e, AssistantStreamEvent::Other { .. }));
    let others: Vec<_> = others.map(AssistantStreamEvent::event).collect();
    assert_eq!(others, ["thread.run.reflecting"]);

    let mut text = String::new();
    for event in &events {
        if let AssistantStreamEvent::ThreadMessageDelta(message) = event {
            for part in message.delta.content.iter().flatten() {
                let MessageDeltaObjectDeltaContentItem::Text(part) = part else {
                    panic!("not text: {part:?}");
                };
                text += part.text.as_ref().and_then(|text| text.value.as_deref()).unwrap();
            }
        }
    }
    assert_eq!(text, "17 × 23 is 391 — vérifié ✔ 🎉");

    let Some(AssistantStreamEvent::ThreadRunRequiresAction(run)) = events.last() else {
        panic!("the last event is {:?}", events.last());
    };
    assert_eq!(run.status, RunObjectStatus::RequiresAction);
    let calls = &run.required_action.as_ref().unwrap().submit_tool_outputs.tool_calls;
    assert_eq!(calls[0].function.arguments, r#"{"value":391}"#);
}

/// Counts the run's events in so many bytes: those that are complete, or where
/// the connection ends in order those whose data is.
fn count(length: usize, in_order: bool) -> usize {
    let mut end = 0;
    let blocks = RUN.split_inclusive("\n\n").map(|block| {
        end += block.len();
        let blank = block.len() - block.trim_end().len();
        (block, if in_order { end - blank } else { end })
    });
    blocks
        .filter(|(block, end)| {
            let silent = [": ", "event: ping", "event: done"];
            *end <= length && !silent.iter().any(|start| block.starts_with(start))
        })
        .count()
}

/// Cuts the run at each of these places, none of which is a clean end.
async fn cut(places: impl Iterator<Item = usize>, in_order: bool, reply: fn(&[u8]) -> Reply) {
    let all = events(whole(RUN)).await;
    let places: Vec<_> = places.collect();
    // A server for so many cuts: each leaves a port behind that is in use for
    // a while.
    for places in places.chunks(1000) {
        let replies = places.iter().map(|place| reply(&RUN.as_bytes()[..*place]));
        let server = Server::start(replies.collect::<Vec<_>>());
        let client = builder(&server.url()).build().unwrap();
        for place in places {
            let (events, error) = read(open(&client).await).await;
            assert_eq!(events, all[..count(*place, in_order)], "cut at {place}");
            let error = error.unwrap_or_else(|| panic!("a clean end at {place}"));
            assert_eq!(error.kind(), ErrorKind::Stream, "cut at {place}: {error}");
            assert!(error.to_string().starts_with("createRun: the stream is cut short"), "{error}");
            assert!(RUN.as_bytes()[..*place].ends_with(error.body()), "cut at {place}");
        }
    }
}

#[tokio::test]
async fn a_run_cut_at_any_byte_is_cut_short() {
    // From the last byte of its end on it is whole.
    let end = RUN.rfind("[DONE]").unwrap() + "[DONE]".len();
    cut(0..end, true, |piece| whole(piece).until_close()).await;
}

#[tokio::test]
async fn a_connection_that_breaks_cuts_the_run_short() {
    // Here HTTP itself shows the cut, so what is left of a line does not
    // matter: some places inside of events, and all around their ends.
    let ends = RUN.match_indices("\n\n").flat_map(|(at, _)| at.saturating_sub(2)..at + 4);
    let places: Vec<_> =
        ends.chain((0..RUN.len()).step_by(7)).filter(|at| *at < RUN.len()).collect();
    cut(places.iter().copied(), false, |piece| whole(piece).cut()).await;
    cut(places.into_iter().step_by(5), false, |piece| whole(piece).reset()).await;
}

/// Its data is enough, wherever the connection ends in order.
#[tokio::test]
async fn the_end_marker_ends_the_stream_however_it_is_written() {
    let delta = "event: thread.message.delta\ndata: {}\n\n";
    let endings = [
        "event: done\ndata: [DONE]\n\n",
        "data: [DONE]\n\n",
        "data:[DONE]\n\n",
        "data: [DONE] \n\n",
        "event: end\r\ndata: [DONE]\r\n\r\n",
        "event: done\ndata: [DONE]\nid: 9\n\n",
        "event: done\ndata: [DONE]\n\nevent: error\ndata: {\"message\":\"late\"}\n\n",
        "event: done\ndata: [DONE]\n\n\u{0}garbage",
        "data: [DONE]\r\r",
        "data: [DONE]\n",
        "data: [DONE]",
        "data: [DONE]\r",
        "data: [DONE]\r\n",
        "event: done\ndata: [DONE]\nid",
    ];
    for ending in endings {
        for reply in
            [whole(format!("{delta}{ending}")), Reply::text(200, delta.to_owned() + ending)]
        {
            assert_eq!(events(reply.clone()).await.len(), 1, "{ending:?}");
            assert_eq!(events(reply.until_close()).await.len(), 1, "{ending:?}");
        }
    }
    let no_endings = [
        "",
        "[DONE]\n\n",
        "data: [DONE\n\n",
        "data: [done]\n\n",
        "data : [DONE]\n\n",
        ":[DONE]",
        "id: [DONE]\n\n",
        "data: [DONE]\ndata: x",
    ];
    for ending in no_endings {
        let (_, error) = outcome(whole(format!("{delta}{ending}"))).await;
        assert_eq!(error.unwrap().kind(), ErrorKind::Stream, "{ending:?}");
    }
}

#[tokio::test]
async fn events_may_come_in_any_two_pieces() {
    let expected = events(whole(SHORT)).await;
    assert_eq!(expected.len(), 2);
    assert_eq!(expected[1], other("thread.é", " x\n"));
    let AssistantStreamEvent::ThreadMessageDelta(message) = &expected[0] else {
        panic!("{expected:?}");
    };
    assert_eq!(message.id, "msg_é🎉");
    for end in ["\n", "\r", "\r\n"] {
        let text = format!("\u{feff}{}", SHORT.replace('\n', end));
        for place in 0..text.len() {
            let (before, after) = text.as_bytes().split_at(place);
            let found = events(Reply::events().piece(before).piece(after)).await;
            assert_eq!(found, expected, "{end:?} in two at {place}");
        }
        assert_eq!(events(whole(&text).trickle()).await, expected, "{end:?} by the byte");
    }
    assert_eq!(events(whole(RUN).trickle()).await, events(whole(RUN)).await);
}

#[tokio::test]
async fn what_is_between_events_changes_nothing() {
    let expected = events(whole(RUN)).await;
    let between = [
        ": a comment\n\n",
        ":\n",
        "event: ping\ndata: {\"type\":\"ping\"}\n\n",
        "event: ping\n\n",
        "data:\n\n",
        "data: \ndata:  \n\n",
        "event: thread.message.delta\n\n",
        "id: 1\nretry: 10\n\n",
        "id: a\u{0}b\n",
        "unknown\nunknown: field\n\n",
        "\n\n\n",
    ];
    for noise in between {
        let noisy: String =
            RUN.split_inclusive("\n\n").map(|block| format!("{noise}{block}")).collect();
        for end in ["\n", "\r", "\r\n"] {
            let noisy = noisy.replace('\n', end);
            assert_eq!(events(whole(&noisy)).await, expected, "{noise:?} {end:?}");
            assert_eq!(events(whole(format!("\u{feff}{noisy}"))).await, expected, "{noise:?}");
        }
    }
}

#[tokio::test]
async fn what_the_server_reports_in_a_stream_is_its_error() {
    let delta = "event: thread.message.delta\ndata: {}\n\n";
    let cases = [
        (
            "event: error\ndata: {\"error\":{\"message\":\"no\",\"code\":\"c\"}}\n\n",
            "no",
            Some("c"),
        ),
        ("event: error\ndata: {\"message\":\"no\",\"code\":500}\n\n", "no", Some("500")),
        ("data: {\"error\":{\"message\":\"no\"}}\n\n", "no", None),
        ("event: error\ndata: \"no\"\n\n", "no", None),
        ("event: error\ndata: not JSON\n\n", "not JSON", None),
        ("event: error\ndata:\n\n", "", None),
        ("event: error\n\n", "", None),
        ("data: {\"message\":\n:\ndata: \"no\"}\nevent: error\r\n\r\n", "no", None),
    ];
    for (event, message, code) in cases {
        let text = format!("{delta}{event}{delta}data: [DONE]\n\n");
        let reply = whole(text).header("x-request-id", "req_1").hang();
        let (events, error) = outcome(reply).await;
        assert_eq!(events.len(), 1, "{event:?}");
        let error = error.unwrap_or_else(|| panic!("a clean end after {event:?}"));
        assert_eq!((error.kind(), error.request_id()), (ErrorKind::Api, Some("req_1")));
        let api = error.api().unwrap();
        assert_eq!((&*api.message, api.code.as_deref()), (message, code), "{event:?}");
        assert_eq!(api.kind, ApiErrorKind::Other);
    }
}

#[tokio::test]
async fn what_is_no_event_stream_is_kept_whole() {
    let page = "<!DOCTYPE html>\n<html>\n\n<body>\ndata: 1\n</body>\n</html>\n";
    let json = "\u{feff}{\n  \"id\": \"run_1\",\n  \"object\": \"thread.run\"\n}\n";
    let other = (ErrorKind::Stream, "expected an event stream, the server sent ");
    let refusal = " \n{\"error\":{\"message\":\"no\"}}";
    for (body, (kind, words)) in [
        (page, other),
        (json, other),
        ("[1,2]", other),
        (refusal, (ErrorKind::Api, "no [request ")),
    ] {
        let types =
            ["text/event-stream", "application/json", "text/html; charset=utf-8", "", "text/plain"];
        for content_type in types {
            let reply = Reply::new(200).header("content-type", content_type).piece(body);
            let server = Server::start([reply.header("x-request-id", "req_2")]);
            let client = builder(&server.url()).build().unwrap();
            let call = client.threads().create_thread_and_run("asst_1").stream().await;
            let error = match call {
                Ok(stream) => read(stream).await.1.unwrap(),
                Err(error) => error,
            };
            assert_eq!(error.kind(), kind, "{content_type}");
            let text = error.to_string();
            let expected = format!("createThreadAndRun: {words}");
            assert!(text.starts_with(&expected), "{content_type}: {text}");
            assert_eq!(error.body(), body.as_bytes(), "{content_type}");
            assert_eq!(error.request_id(), Some("req_2"));
            assert_eq!(error.status().unwrap(), 200);
        }
    }
}

/// Returns a server that sends events until the client no longer takes them; gives
/// how many bytes it has got rid of by then.
fn torrent(most: usize) -> (String, tokio::sync::oneshot::Receiver<usize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (stopped, told) = tokio::sync::oneshot::channel();
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        assert_ne!(stream.read(&mut [0; 1 << 16]).unwrap(), 0);
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n").unwrap();
        stream.set_write_timeout(Some(Duration::from_millis(300))).unwrap();
        let events = "event: thread.message.delta\ndata: {}\n\n".repeat(1 << 12);
        let mut sent = 0;
        while sent < most
            && let Ok(count) = stream.write(events.as_bytes())
        {
            sent += count;
        }
        stopped.send(sent).unwrap();
    });
    (url, told)
}

#[tokio::test]
async fn a_stream_is_not_read_ahead_of_its_reader() {
    let most = 256 << 20;
    let (url, told) = torrent(most);
    let mut stream = open(&builder(&url).build().unwrap()).await;
    stream.next().await.unwrap().unwrap();
    // The client's own tasks run while this one waits, and would read on.
    let sent = told.await.unwrap();
    assert!(sent < most, "the client has taken {sent} bytes that nobody wanted");
    stream.next().await.unwrap().unwrap();
}

/// Returns a piece of text that has no line end in it.
fn line() -> impl Strategy<Value = String> {
    let characters = prop_oneof![
        4 => prop::char::range(' ', '~'),
        1 => prop::sample::select(vec![':', ' ', '\0', '\t', 'é', '\u{2028}', '\u{feff}', '🎉']),
    ];
    prop::collection::vec(characters, 0..12).prop_map(String::from_iter)
}

/// Returns an event that is the caller's to read: a name that is not known, and data
/// of several lines.
fn event() -> impl Strategy<Value = (String, String)> {
    let data = prop::collection::vec(line(), 1..4).prop_map(|lines| lines.join("\n"));
    (line().prop_map(|name| format!("x.{name}")), data.prop_map(|data| format!("d{data}")))
}

/// Returns something that stands in a stream and is no event.
fn noise() -> impl Strategy<Value = String> {
    prop_oneof![
        line().prop_map(|text| format!(":{text}\n")),
        line().prop_map(|text| format!("id: {text}\n")),
        Just("retry: 5\n".to_owned()),
        Just("other\n".to_owned()),
    ]
}

fn rendered() -> impl Strategy<Value = (String, Vec<u8>)> {
    let fields = (noise(), any::<bool>(), any::<bool>());
    (event(), fields).prop_map(|((name, data), (noise, space, name_last))| {
        let space = if space { " " } else { "" };
        let name_line = format!("event:{space}{name}\n");
        let lines: String = data.split('\n').map(|line| format!("data: {line}\n")).collect();
        let (first, last) = if name_last { (lines, name_line) } else { (name_line, lines) };
        (format!("{name}\n{data}"), format!("{noise}{first}{noise}{last}\n").into_bytes())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any events in any legal form in any pieces are those events.
    #[test]
    fn any_events_come_as_they_were_sent(
        sent in prop::collection::vec(rendered(), 0..6),
        end in prop::sample::select(vec!["\n", "\r", "\r\n"]),
        cuts in prop::collection::vec(any::<Index>(), 0..12),
    ) {
        let expected: Vec<_> = sent.iter().map(|(event, _)| {
            let (name, data) = event.split_once('\n').unwrap();
            other(name, data)
        }).collect();
        let text: Vec<_> = sent.into_iter().flat_map(|(_, bytes)| bytes).collect();
        let text = String::from_utf8(text).unwrap() + "data: [DONE]\n\n";
        let found = found_in_pieces(text.replace('\n', end).as_bytes(), &cuts);
        prop_assert_eq!(found, expected);
    }

    /// The run is the same in any pieces.
    #[test]
    fn a_run_may_come_in_any_pieces(cuts in prop::collection::vec(any::<Index>(), 0..40)) {
        let found = found_in_pieces(RUN.as_bytes(), &cuts);
        let names: Vec<_> = found.iter().map(AssistantStreamEvent::event).collect();
        prop_assert_eq!(names, self::names());
    }
}

/// Reads the events of a stream that is sent in pieces cut at these places.
fn found_in_pieces(stream: &[u8], cuts: &[Index]) -> Vec<AssistantStreamEvent> {
    let mut places: Vec<_> = cuts.iter().map(|cut| cut.index(stream.len())).collect();
    places.extend([0, stream.len()]);
    places.sort_unstable();
    let pieces = places.windows(2).map(|ends| &stream[ends[0]..ends[1]]);
    let reply = pieces.fold(Reply::events(), Reply::piece);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(events(reply))
}
