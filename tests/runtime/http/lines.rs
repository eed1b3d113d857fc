//! Streams of JSON lines over real sockets.

use openapi_loom_runtime::http::{Error, ErrorKind, Event, EventStream};
use openapi_loom_runtime::{data_events, serde};
use serde_json::{Value, json};
use workspace_tests::server::{Reply, Server};
use workspace_tests::service::{builder, client, create, read};

/// Returns a body of lines of JSON.
fn jsonl(text: &str) -> Reply {
    Reply::new(200).header("content-type", "application/jsonl").piece(text)
}

/// Returns the items that came, and the error after them.
async fn lines(reply: Reply) -> (Vec<Value>, Option<Error>) {
    let server = Server::start([reply]);
    let stream: EventStream<Value> = create(&client(&server)).stream_lines().await.unwrap();
    read(stream).await
}

#[tokio::test]
async fn each_line_is_an_item() {
    let text = "{\"a\":\"é\"}\n\n  \r\n2\r\n[3]";
    for last in ["", "\n", "\r\n", "\n\n ", "\n[DONE]\n"] {
        let text = format!("{text}{last}");
        let whole = jsonl(&text);
        for reply in [whole.clone(), whole.clone().trickle(), whole.until_close()] {
            let (items, error) = lines(reply).await;
            assert!(error.is_none(), "{last:?}: {error:?}");
            assert_eq!(items, [json!({"a": "é"}), json!(2), json!([3])], "{last:?}");
        }
    }
}

/// Servers say what it is in many ways, or that they do not know.
#[tokio::test]
async fn lines_are_known_by_their_content_type() {
    for kind in ["application/jsonl", "application/x-ndjson; charset=utf-8", "text/plain"] {
        let reply = Reply::new(200).header("content-type", kind).piece("1\n2\n");
        let (items, error) = lines(reply).await;
        assert!(error.is_none(), "{kind}: {error:?}");
        assert_eq!(items, [json!(1), json!(2)], "{kind}");
    }
    let server = Server::start([Reply::new(200).header("content-type", "text/html").piece("<p>")]);
    let refused = create(&client(&server)).stream_lines::<Value>().await.unwrap_err();
    assert!(refused.to_string().contains("expected lines of JSON, the server sent text/html"));
}

/// The bytes of a text, in a charset.
pub(super) type Encode = fn(&str) -> Vec<u8>;

pub(super) const UTF_16: [(&str, Encode); 2] = [
    ("utf-16le", |text| text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
    ("utf-16be", |text| text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
];

pub(super) const UTF_32: [(&str, Encode); 2] = [
    ("utf-32le", |text| text.chars().flat_map(|it| u32::from(it).to_le_bytes()).collect()),
    ("utf-32be", |text| text.chars().flat_map(|it| u32::from(it).to_be_bytes()).collect()),
];

/// Items are in the charset that the server says, as whole answers are.
#[tokio::test]
async fn lines_of_any_charset() {
    let expected = [json!({"a": "é😀\n"}), json!([2]), json!("Ċ")];
    for last in ["", "\n", "\r\n"] {
        let text = format!("{{\"a\":\"é😀\\n\"}}\n[2]\n\"Ċ\"{last}");
        for (name, encode) in UTF_16.into_iter().chain(UTF_32) {
            for mark in ["", "\u{feff}"] {
                for label in [name, "utf-8"] {
                    let reply = Reply::new(200)
                        .header("content-type", &format!("application/jsonl; charset={label}"))
                        .piece(encode(&format!("{mark}{text}")));
                    for reply in [reply.clone(), reply.trickle()] {
                        let (items, error) = lines(reply).await;
                        assert!(error.is_none(), "{name} {last:?}: {error:?}");
                        assert_eq!(items, expected, "{name} {last:?} {mark:?}");
                    }
                }
            }
        }
        // JSON is in UTF-8 whatever its label says.
        for label in ["iso-8859-1", "utf-16", "x-none"] {
            let reply = Reply::new(200)
                .header("content-type", &format!("application/jsonl; charset={label}"))
                .piece(&text);
            let (items, error) = lines(reply.trickle()).await;
            assert!(error.is_none(), "{label}: {error:?}");
            assert_eq!(items, expected, "{label}");
        }
    }
    let latin = |label: &str| {
        Reply::new(200).header("content-type", label).piece(b"\"\xe9 \x80\"\n\"\xc3\xa9\"\n[\"\xe9")
    };
    let (items, error) = lines(latin("application/jsonl; charset=ISO-8859-1")).await;
    assert_eq!(items, [json!("é €"), json!("é")]);
    assert_eq!((error.as_ref().unwrap().kind()), ErrorKind::Stream);
    assert_eq!(error.unwrap().body(), "[\"é".as_bytes());
    let (items, _) = lines(latin("application/jsonl")).await;
    assert_eq!(items, [json!("\u{fffd} \u{fffd}"), json!("é")]);
}

/// A stream that ends within a character is cut there.
#[tokio::test]
async fn a_line_that_is_cut_within_a_character() {
    let [(_, little), _] = UTF_16;
    let mut body = little("1\n\"😀");
    body.pop();
    let (items, error) = lines(Reply::new(200).piece(body)).await;
    assert_eq!(items, [json!(1)]);
    let error = error.unwrap();
    assert_eq!((error.kind(), error.body()), (ErrorKind::Stream, &b"\""[..]));
}

#[tokio::test]
async fn a_connection_that_breaks_is_an_error() {
    let (items, error) = lines(jsonl("1\n[2").cut()).await;
    assert_eq!(items, [json!(1)]);
    assert_eq!(error.unwrap().kind(), ErrorKind::Stream);
}

#[tokio::test]
async fn a_line_that_is_broken_costs_no_other() {
    let server = Server::start([jsonl("1\n{\"a\":\n3\n{b")]);
    let mut stream: EventStream<Value> = create(&client(&server)).stream_lines().await.unwrap();
    let mut kinds = Vec::new();
    while let Some(item) = stream.next().await {
        kinds.push(item.map_err(|error| error.kind()));
    }
    let broken = Err(ErrorKind::Decode);
    assert_eq!(kinds, [Ok(json!(1)), broken.clone(), Ok(json!(3)), broken]);
}

/// The connection may end in order, and inside of an item all the same.
#[tokio::test]
async fn a_line_that_could_go_on_is_cut_short() {
    for begun in ["{\"b\":", "[2", "\"a", "tru", "{\"b\":1"] {
        for reply in [jsonl(&format!("1\n{begun}")), jsonl(&format!("1\n{begun}")).until_close()] {
            let (items, error) = lines(reply).await;
            assert_eq!(items, [json!(1)], "{begun}");
            let error = error.unwrap();
            assert_eq!((error.kind(), error.body()), (ErrorKind::Stream, begun.as_bytes()));
            assert!(error.to_string().ends_with("cut short: the connection ended inside an event"));
        }
    }
    // Inside of a number, or of a word for one; what is no JSON before it is mended.
    for begun in [
        "-",
        "{\"b\":-",
        "{\"b\":1.",
        "{\"b\":[1e",
        "[2.5e-",
        "{\"b\":N",
        "[-Infini",
        "{\"b\":NaN",
        "{\"a\":NaN,\"b\":",
        "{\"a\":\"\\ud800\",\"b\":-",
    ] {
        let (items, error) = lines(jsonl(&format!("1\n{begun}"))).await;
        assert_eq!(items, [json!(1)], "{begun}");
        let error = error.unwrap();
        assert_eq!((error.kind(), error.body()), (ErrorKind::Stream, begun.as_bytes()));
    }
    for malformed in
        ["hello", "-Nan", "{1", "{\"b\":1x", "[1.2.", "[--", "{\"b\":1}0", "{\"a\":NaNN"]
    {
        let server = Server::start([jsonl(malformed)]);
        let mut stream: EventStream<Value> = create(&client(&server)).stream_lines().await.unwrap();
        let error = stream.next().await.unwrap().unwrap_err();
        assert_eq!((error.kind(), error.body()), (ErrorKind::Decode, malformed.as_bytes()));
    }
    // What is whole is malformed as in any other place.
    let server = Server::start([jsonl("1\n\"a\"")]);
    let mut stream: EventStream<u8> = create(&client(&server)).stream_lines().await.unwrap();
    assert_eq!(stream.next().await.unwrap().unwrap(), 1);
    assert_eq!(stream.next().await.unwrap().unwrap_err().kind(), ErrorKind::Decode);
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn an_item_that_is_an_error_ends_the_stream() {
    let (items, error) = lines(jsonl("1\n{\"error\":{\"message\":\"no\"}}\n3\n")).await;
    assert_eq!(items, [json!(1)]);
    let error = error.unwrap();
    assert_eq!(error.kind(), ErrorKind::Api);
    assert!(error.to_string().contains("no"), "{error}");
}

#[derive(Debug, PartialEq, serde::Deserialize)]
#[serde(crate = "openapi_loom_runtime::serde")]
struct Outcome {
    error: Option<String>,
}

data_events! { Outcome, error = "" }

#[tokio::test]
async fn an_item_may_have_an_error_of_its_own() {
    let server = Server::start([jsonl("{\"error\":\"no\"}\n{\"error\":null}\n")]);
    let stream: EventStream<Outcome> = create(&client(&server)).stream_lines().await.unwrap();
    let (items, error) = read(stream).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(items, [Outcome { error: Some("no".to_owned()) }, Outcome { error: None }]);
}

/// A null is an item where it may be one.
#[tokio::test]
async fn items_without_a_name_of_their_own() {
    async fn read_as<E: Event>(text: &str) -> Vec<E> {
        let server = Server::start([jsonl(text)]);
        let stream: EventStream<E> = create(&client(&server)).stream_lines().await.unwrap();
        let (items, error) = read(stream).await;
        assert!(error.is_none(), "{error:?}");
        items
    }
    let most = u64::MAX;
    assert_eq!(read_as::<u64>(&format!("1\n{most}\n")).await, [1, most]);
    let lists: Vec<Vec<Option<String>>> = read_as("[\"a\",null]\n[]\n").await;
    assert_eq!(lists, [vec![Some("a".to_owned()), None], vec![]]);
    let outcomes: Vec<Option<Outcome>> = read_as("null\n{\"error\":\"no\"}\n").await;
    assert_eq!(outcomes, [None, Some(Outcome { error: Some("no".to_owned()) })]);
}

#[tokio::test]
async fn a_line_that_is_too_long_ends_the_stream() {
    let server = Server::start([jsonl("1\n123456789\n")]);
    let client = builder(&server).max_event_size(8).build().unwrap();
    let stream: EventStream<Value> = create(&client).stream_lines().await.unwrap();
    let (items, error) = read(stream).await;
    assert_eq!(items, [json!(1)]);
    assert_eq!(error.unwrap().kind(), ErrorKind::Stream);
}
