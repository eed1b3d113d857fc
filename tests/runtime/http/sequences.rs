//! Sequences of JSON texts, and of the parts of a body, over real sockets.

use openapi_loom_runtime::http::{Error, ErrorKind, Event, EventStream};
use serde_json::{Value, json};
use workspace_tests::server::{Reply, Server};
use workspace_tests::service::{builder, client, create, read};

const PARTS: &str = "multipart/mixed; boundary=\"a b\"";

/// Returns a body with the character RS for each `^`.
fn sequence(text: &str) -> Reply {
    let reply = Reply::new(200).header("content-type", "application/json-seq");
    reply.piece(text.replace('^', "\u{1e}"))
}

/// Returns a body of parts with line ends as they should be.
fn parts(text: &str) -> Reply {
    Reply::new(200).header("content-type", PARTS).piece(text.replace('\n', "\r\n"))
}

/// Returns the texts that came, and the error after them.
async fn records(reply: Reply) -> (Vec<Value>, Option<Error>) {
    let server = Server::start([reply]);
    let stream: EventStream<Value> = create(&client(&server)).stream_records().await.unwrap();
    read(stream).await
}

/// Returns the parts that came, and the error after them.
async fn items<E: Event>(reply: Reply) -> (Vec<E>, Option<Error>) {
    let server = Server::start([reply]);
    read(create(&client(&server)).stream_parts::<E>().await.unwrap()).await
}

#[tokio::test]
async fn each_text_is_an_item() {
    for last in ["", "\n", "^\n", "^[DONE]\n"] {
        let whole = sequence(&format!("^{{\"a\":\n\"é\"}}\n^2\n^[3]{last}"));
        for reply in [whole.clone(), whole.clone().trickle(), whole.until_close()] {
            let (items, error) = records(reply).await;
            assert!(error.is_none(), "{last:?}: {error:?}");
            assert_eq!(items, [json!({"a": "é"}), json!(2), json!([3])], "{last:?}");
        }
    }
}

/// RFC 7464 leaves out what is broken or may be cut; here that is told.
#[tokio::test]
async fn a_text_that_is_broken_costs_no_other() {
    let server = Server::start([sequence("^1\n^{\"a\":\n^3^true\n^{}}\n^5\n^6")]);
    let mut stream: EventStream<Value> = create(&client(&server)).stream_records().await.unwrap();
    let mut found = Vec::new();
    while let Some(item) = stream.next().await {
        found.push(item.map_err(|error| {
            assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
            String::from_utf8(error.body().to_vec()).unwrap()
        }));
    }
    let broken = |text: &str| Err(text.to_owned());
    let expected = [
        Ok(json!(1)),
        broken("{\"a\":"),
        broken("3"),
        Ok(json!(true)),
        broken("{}}"),
        Ok(json!(5)),
        broken("6"),
    ];
    assert_eq!(found, expected);
}

#[tokio::test]
async fn a_text_that_is_an_error_ends_the_stream() {
    let (items, error) = records(sequence("^1\n^{\"error\":{\"message\":\"no\"}}\n^3\n")).await;
    assert_eq!(items, [json!(1)]);
    assert_eq!(error.unwrap().kind(), ErrorKind::Api);
    let (items, error) = records(sequence("^1\n^[2").cut()).await;
    assert_eq!(items, [json!(1)]);
    assert_eq!(error.unwrap().kind(), ErrorKind::Stream);
}

/// A sequence of JSON texts is read in UTF-16, as lines of JSON are.
#[tokio::test]
async fn texts_of_another_charset() {
    let text = "\u{1e}{\"a\":\"é😀\"}\n\u{1e}[2]\n";
    let body: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let reply = Reply::new(200).header("content-type", "application/json-seq").piece(body);
    for reply in [reply.clone(), reply.trickle()] {
        let (items, error) = records(reply).await;
        assert!(error.is_none(), "{error:?}");
        assert_eq!(items, [json!({"a": "é😀"}), json!([2])]);
    }
}

/// A part is in the charset of its own head.
#[tokio::test]
async fn parts_of_another_charset() {
    let part = |kind: &str| [format!("--b\r\n{kind}\r\n\r\n").as_bytes(), b"\"\xe9\"\r\n"].concat();
    let parts = [
        part("A: b\r\nCONTENT-TYPE: application/json; charset=iso-8859-1"),
        part("content-type: application/json"),
        b"--b\r\ncontent-type: text/plain; charset=latin1\r\n\r\n\"\xe9\"".to_vec(),
    ];
    let reply = Reply::new(200).header("content-type", "multipart/mixed; boundary=b");
    let reply = reply.piece(parts.concat());
    for reply in [reply.clone(), reply.trickle()] {
        let (items, error) = items::<Value>(reply).await;
        assert_eq!(items, [json!("é"), json!("\u{fffd}"), json!("é")]);
        assert_eq!(error.unwrap().kind(), ErrorKind::Stream);
    }
}

#[tokio::test]
async fn each_part_is_an_item() {
    let head = "content-type: application/json";
    let text = format!("--a b\n{head}\n\n{{\"a\":\"é\"}}\n--a b\n\n[\n2\n]\n--a b--\n");
    let whole = parts(&text);
    for reply in [whole.clone(), whole.clone().trickle(), whole.until_close()] {
        let (items, error) = items::<Value>(reply).await;
        assert!(error.is_none(), "{error:?}");
        assert_eq!(items, [json!({"a": "é"}), json!([2])]);
    }
}

#[tokio::test]
async fn a_part_may_be_any_text() {
    let text = "--a b\n\n\n--a b\n\n[DONE]\n--a b\n\n a\n\n--a b--";
    let (items, error) = items::<String>(parts(text)).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(items, ["", "[DONE]", " a\r\n"]);
}

#[tokio::test]
async fn parts_without_an_end_are_cut_short() {
    for text in ["--a b\n\n1\n--a b\n", "--a b\n\n1\n--a b\n\n2\n", "--a b\n\n1\n--a b\n\n2\n--a"] {
        let (items, error) = items::<Value>(parts(text)).await;
        assert_eq!(items, [json!(1)], "{text:?}");
        assert_eq!(error.unwrap().kind(), ErrorKind::Stream, "{text:?}");
    }
    // A part that shows that it is whole is one; what follows it may still be missing.
    for begun in ["", "\n", "\n--a"] {
        let text = format!("before\n--a b\n\n1\n--a b\nA: b\n\n{{\"a\":2}}{begun}");
        let (items, error) = items::<Value>(parts(&text)).await;
        assert_eq!(items, [json!(1), json!({"a": 2})], "{begun:?}");
        let error = error.unwrap();
        assert!(error.to_string().ends_with("the connection ended before the end of all parts"));
        assert!(error.body().starts_with(b"--a b\r\nA: b\r\n"), "{:?}", error.body());
    }
    for reply in [parts("--a b\n\n{\"a\":2}").cut(), parts("nothing of the kind")] {
        let (items, error) = items::<Value>(reply).await;
        assert_eq!((items, error.unwrap().kind()), (vec![], ErrorKind::Stream));
    }
}

#[tokio::test]
async fn a_part_that_is_broken_costs_no_other() {
    let server = Server::start([parts("--a b\n\n1\n--a b\n\n[2\n--a b\n\n3\n--a b--")]);
    let mut stream: EventStream<Value> = create(&client(&server)).stream_parts().await.unwrap();
    let mut kinds = Vec::new();
    while let Some(item) = stream.next().await {
        kinds.push(item.map_err(|error| error.kind()));
    }
    assert_eq!(kinds, [Ok(json!(1)), Err(ErrorKind::Decode), Ok(json!(3))]);
}

#[tokio::test]
async fn what_is_too_long_ends_the_stream() {
    let text = "--a b\n\n1\n--a b\n\n123456789012345\n--a b--";
    let server = Server::start([parts(text), sequence("^1\n^123456789012345\n")]);
    let client = builder(&server).max_event_size(12).build().unwrap();
    let items = read(create(&client).stream_parts::<Value>().await.unwrap()).await;
    let records = read(create(&client).stream_records::<Value>().await.unwrap()).await;
    for (items, error) in [items, records] {
        assert_eq!(items, [json!(1)]);
        assert_eq!(error.unwrap().kind(), ErrorKind::Stream);
    }
}
