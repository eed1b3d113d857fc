//! Answers that are not simply one type in JSON.

use openapi_loom_runtime::http::{
    Answer, Bytes, Call, Error, ErrorKind, Event, Response, StatusCode,
};
use serde_json::{Value, json};
use workspace_tests::server::{Reply, Server};
use workspace_tests::service::{builder, client, create, get, read};

/// Returns a call to a server that gives this reply.
fn call(reply: Reply) -> Call {
    get(&client(&Server::start([reply])))
}

async fn optional(reply: Reply) -> Result<Option<u8>, Error> {
    call(reply).send_optional::<u8>().await.map(Response::into_body)
}

#[tokio::test]
async fn an_answer_may_be_left_out() {
    assert_eq!(optional(Reply::json(200, "7")).await.unwrap(), Some(7));
    assert_eq!(optional(Reply::json(200, "null")).await.unwrap(), None);
    for nothing in [Reply::new(204), Reply::new(205), Reply::new(200), Reply::json(202, " \r\n")] {
        assert_eq!(optional(nothing).await.unwrap(), None);
    }
    let error = optional(Reply::json(200, "{}")).await.unwrap_err();
    assert_eq!((error.kind(), error.body()), (ErrorKind::Decode, &b"{}"[..]));
    assert!(error.to_string().starts_with("getThing: unexpected JSON"), "{error}");
    assert_eq!(optional(Reply::new(404)).await.unwrap_err().kind(), ErrorKind::Api);
}

openapi_loom_runtime::answers! {
    /// The outcome.
    pub enum Outcome {
        /// 204: nothing.
        NoContent = 204,
        /// 200: a number.
        Ok(u8) = 200,
        /// 202: where it will be.
        Accepted(String) = 202,
    }
}

openapi_loom_runtime::answers! {
    /// A thing, in one of several kinds.
    pub enum Kinds {
        /// 200: a number.
        Ok(u8) = 200,
        /// 202: words.
        #[body(text)]
        Accepted(String) = 202,
        /// 203: anything.
        #[body(bytes)]
        NonAuthoritativeInformation(Bytes) = 203,
        /// 204: nothing.
        NoContent = 204,
        /// 206: anything, JSON too.
        #[body(json_bytes)]
        PartialContent(Bytes) = 206,
    }
}

#[tokio::test]
async fn the_status_tells_kinds_of_content_apart() {
    let words = |text: &str| Kinds::Accepted(text.to_owned());
    let latin = Reply::new(202).header("content-type", "text/plain; charset=iso-8859-1");
    let utf_16 = Reply::new(202).header("content-type", "text/plain; charset=utf-16");
    let cases = [
        (Reply::json(200, "7"), Kinds::Ok(7)),
        (Reply::text(202, "7"), words("7")),
        (Reply::text(202, ""), words("")),
        (Reply::text(202, "\u{feff}\"é\""), words("\"é\"")),
        (latin.clone().piece(b"caf\xe9"), words("café")),
        (latin.piece("é"), words("Ã©")),
        (utf_16.piece(b"o\0k\0"), words("ok")),
        (
            Reply::text(203, b"\xff{}"),
            Kinds::NonAuthoritativeInformation(Bytes::from_static(b"\xff{}")),
        ),
        (Reply::new(204), Kinds::NoContent),
    ];
    for (reply, expected) in cases {
        let answer = call(reply).send_answer::<Kinds>().await.unwrap();
        assert_eq!(*answer.body(), expected);
    }
    // Bytes are in no charset, whatever they begin with and the server says.
    for (kind, bytes) in [
        ("application/pdf", &b"\xff\xfea\0"[..]),
        ("application/pdf", b"\xff\xfe\0"),
        ("application/pdf; charset=iso-8859-1", b"caf\xe9"),
        ("text/plain", b"\xef\xbb\xbfa"),
    ] {
        let reply = Reply::new(203).header("content-type", kind).piece(bytes);
        let answer = call(reply).send_answer::<Kinds>().await.unwrap().into_body();
        assert_eq!(answer, Kinds::NonAuthoritativeInformation(Bytes::from_static(bytes)));
    }
    let answer = call(Reply::text(202, b"ok\xff")).send_answer::<Kinds>().await.unwrap();
    assert_eq!((answer.body(), &**answer.bytes()), (&words("ok\u{fffd}"), &b"ok\xff"[..]));
    // A body that should be JSON, or is in no charset that is known, cannot be read.
    let unknown = Reply::new(202).header("content-type", "text/plain; charset=x-none");
    for (reply, body) in
        [(Reply::text(200, "seven"), &b"seven"[..]), (unknown.piece(b"ok\xff"), &b"ok\xff"[..])]
    {
        let error = call(reply).send_answer::<Kinds>().await.unwrap_err();
        assert_eq!((error.kind(), error.body()), (ErrorKind::Decode, body));
    }
}

#[tokio::test]
async fn an_error_is_no_text_and_no_bytes_by_status() {
    const ERROR: &str = r#"{"error":{"message":"no"}}"#;
    let asking = |reply: Reply, kinds| {
        let mut call = call(reply);
        call.set_accept(kinds);
        call.send_answer::<Kinds>()
    };
    let kinds = "application/json, text/plain, application/pdf";
    for status in [202, 203] {
        let error = asking(Reply::json(status, ERROR), kinds).await.unwrap_err();
        assert_eq!((error.kind(), error.body()), (ErrorKind::Api, ERROR.as_bytes()));
        assert_eq!((&*error.api().unwrap().message, error.operation()), ("no", Some("getThing")));
    }
    for (charset, body) in [
        ("utf-16", &b"{\0\"\0e\0r\0r\0o\0r\0\"\0:\0\"\0\xe9\0\"\0}\0"[..]),
        ("utf-16", b"{\0\"\0e\0r\0r\0o\0r\0\"\0:\0\"\0n\0\"\0}\0"),
        ("iso-8859-1", b"{\"error\":\"\xe9\"}"),
        ("iso-8859-1", "{\"error\":\"é\"}".as_bytes()),
    ] {
        let kind = format!("application/json; charset={charset}");
        let message = if body.contains(&b'n') { "n" } else { "é" };
        let reply = |status| Reply::new(status).header("content-type", &kind).piece(body);
        let error = asking(reply(203), kinds).await.unwrap_err();
        assert_eq!((&*error.api().unwrap().message, error.body()), (message, body), "{charset}");
        let mut of_bytes = call(reply(200));
        of_bytes.set_accept("image/png");
        let error = of_bytes.send_bytes().await.unwrap_err();
        assert_eq!((&*error.api().unwrap().message, error.body()), (message, body), "{charset}");
        let error = call(reply(200)).send_empty().await.unwrap_err();
        assert_eq!((error.kind(), error.body()), (ErrorKind::Api, body), "{charset}");
    }
    // What another status has is accepted for that alone.
    let error = asking(Reply::json(202, ERROR), "text/plain, */*").await.unwrap_err();
    assert_eq!((error.kind(), error.body()), (ErrorKind::Api, ERROR.as_bytes()));
    // What says to be no JSON, and what is no error.
    let words = |text: &str| Kinds::Accepted(text.to_owned());
    for (reply, body) in [
        (Reply::text(202, ERROR), ERROR),
        (Reply::json(202, "[1]"), "[1]"),
        (Reply::json(202, r#"{"error":null}"#), r#"{"error":null}"#),
    ] {
        assert_eq!(asking(reply, kinds).await.unwrap().into_body(), words(body));
    }
    // A file of JSON is one, whatever it says.
    for body in [ERROR, r#"{"error":"x","data":[1]}"#, r#"{"rows":[],"error":{"code":1}}"#] {
        let answer = asking(Reply::json(206, body), "application/json").await.unwrap();
        assert_eq!(answer.into_body(), Kinds::PartialContent(Bytes::from_static(body.as_bytes())));
    }
}

openapi_loom_runtime::answers! {
    /// Nothing, in one of two ways.
    pub enum Silence {
        /// 204
        NoContent = 204,
        /// 205
        ResetContent = 205,
    }
}

#[tokio::test]
async fn the_status_tells_answers_apart() {
    let cases = [
        (Reply::json(200, "7"), Outcome::Ok(7)),
        (Reply::json(202, "\"7\""), Outcome::Accepted("7".to_owned())),
        (Reply::new(204), Outcome::NoContent),
        (Reply::json(201, "8"), Outcome::Ok(8)),
    ];
    for (reply, expected) in cases {
        let answer = call(reply).send_answer::<Outcome>().await.unwrap();
        assert_eq!(*answer.body(), expected);
    }
    let reply = Reply::json(202, "7").header("x-request-id", "req_1");
    let error = call(reply).send_answer::<Outcome>().await.unwrap_err();
    assert_eq!((error.kind(), error.body()), (ErrorKind::Decode, &b"7"[..]));
    assert_eq!((error.status(), error.request_id()), (Some(StatusCode::ACCEPTED), Some("req_1")));
    assert_eq!(error.operation(), Some("getThing"));

    assert_eq!(Silence::decode(StatusCode::RESET_CONTENT, b"").unwrap(), Silence::ResetContent);
    assert_eq!(Silence::decode(StatusCode::OK, b"{}").unwrap(), Silence::NoContent);
}

#[tokio::test]
async fn an_answer_may_be_text() {
    for text in ["1\n00:00:00,000 --> 00:00:01,000\né\n", ""] {
        let answer = call(Reply::text(200, text)).send_text().await.unwrap();
        assert_eq!(answer.body(), text);
    }
    let answer = call(Reply::text(200, b"ok\xff")).send_text().await.unwrap();
    assert_eq!((&**answer.body(), &**answer.bytes()), ("ok\u{fffd}", &b"ok\xff"[..]));
}

/// A document may declare JSON text where the server sends the text itself.
#[tokio::test]
async fn what_says_that_it_is_no_json_may_be_text() {
    let lines = "{\"a\": 1}\n{\"a\": 2}\n";
    let answer = call(Reply::text(200, lines)).send::<String>().await.unwrap();
    assert_eq!(answer.body(), lines);
    let answer = call(Reply::text(200, "\"a\"")).send::<String>().await.unwrap();
    assert_eq!(answer.body(), "a");

    let error = call(Reply::json(200, lines)).send::<String>().await.unwrap_err();
    assert_eq!((error.kind(), error.body()), (ErrorKind::Decode, lines.as_bytes()));
    let error = call(Reply::text(200, "hello")).send::<u8>().await.unwrap_err();
    assert_eq!((error.kind(), error.body()), (ErrorKind::Decode, &b"hello"[..]));
}

#[tokio::test]
async fn an_answer_has_a_largest_size() {
    let text = "x".repeat(1000);
    let sized = || Reply::text(200, &text);
    let unsized_ = || Reply::events().header("x", "chunked").piece(&text);
    let call_with = |reply: Reply, most: usize| {
        let server = Server::start([reply.header("x-request-id", "req_1")]);
        get(&builder(&server).max_answer_size(most).build().unwrap())
    };
    for reply in [sized(), unsized_(), sized().trickle(), unsized_().until_close()] {
        let error = call_with(reply.clone(), 999).send_text().await.unwrap_err();
        assert_eq!((error.kind(), error.body()), (ErrorKind::TooLarge, &b""[..]));
        assert_eq!(
            error.to_string(),
            "getThing: the answer is larger than 999 bytes, the client's `max_answer_size` \
             [request req_1]"
        );
        assert_eq!(call_with(reply.clone(), 1000).send_text().await.unwrap().body(), &text);
        let download = call_with(reply.clone(), 999).download().await.unwrap();
        assert_eq!(download.bytes().await.unwrap_err().kind(), ErrorKind::TooLarge);
        let download = call_with(reply.clone(), 1000).download().await.unwrap();
        assert_eq!(download.bytes().await.unwrap(), text.as_bytes());
        // A body that is read as it comes is of any size.
        let mut written = Vec::new();
        let download = call_with(reply, 9).download().await.unwrap();
        assert_eq!(download.write_to(&mut written).await.unwrap(), 1000);
    }
    // It is not tried again: the server has sent what it has.
    let server = Server::start([sized(), sized()]);
    let client = builder(&server).max_answer_size(9).build().unwrap();
    assert_eq!(get(&client).send_text().await.unwrap_err().kind(), ErrorKind::TooLarge);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn of_the_body_of_an_error_a_part_is_kept() {
    let megabyte = 1 << 20;
    let endless = Reply::new(403).piece("{\"error\":").repeat([b' '; 1 << 16], 1 << 14);
    let server = Server::start([endless]);
    let error = get(&client(&server)).send::<u8>().await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Api, 403));
    assert_eq!(error.body().len(), megabyte);
    server.closed(1).await;

    let text = "x".repeat(megabyte);
    let error = call(Reply::text(500, &text)).send::<u8>().await.unwrap_err();
    assert_eq!(error.body(), text.as_bytes());
    let server = Server::start([Reply::text(500, &text)]);
    let small = builder(&server).max_answer_size(9).max_retries(0).build().unwrap();
    assert_eq!(get(&small).send::<u8>().await.unwrap_err().body(), b"xxxxxxxxx");
}

#[tokio::test]
async fn an_error_has_the_body_that_its_document_declares() {
    #[derive(serde::Deserialize, Debug, PartialEq)]
    struct Problem {
        title: String,
        reasons: Vec<u8>,
    }
    let body = r#"{"title":"no","reasons":[1,2]}"#;
    let error = call(Reply::json(422, body)).send::<u8>().await.unwrap_err();
    let problem = error.body_as::<Problem>().unwrap();
    assert_eq!(problem, Problem { title: "no".to_owned(), reasons: vec![1, 2] });
    let error = call(Reply::text(502, "<html>")).send::<u8>().await.unwrap_err();
    assert!(error.body_as::<Problem>().is_err());
}

#[derive(serde::Deserialize, Debug, PartialEq)]
struct Delta {
    text: String,
}

openapi_loom_runtime::data_events! { Delta, error = "error", end = "[DONE]" }

#[derive(serde::Deserialize, Debug, PartialEq)]
#[serde(tag = "type", content = "of")]
enum Step {
    Begun(u8),
    Ended(u8),
}

openapi_loom_runtime::data_events! { Step, error = "failure" }

async fn events<E: Event>(reply: Reply) -> (Vec<E>, Option<Error>) {
    read(create(&client(&Server::start([reply]))).stream().await.unwrap()).await
}

#[tokio::test]
async fn events_may_be_plain_json() {
    let text = "data: {\"text\":\"a\"}\n\nevent: named\ndata: {\"text\":\"b\"}\n\n";
    let deltas = ["a", "b"].map(|text| Delta { text: text.to_owned() });
    let (read, error) =
        events::<Delta>(Reply::events().piece(format!("{text}data: [DONE]\n\n"))).await;
    assert!(error.is_none());
    assert_eq!(read, deltas);
    // An end that is declared has to come.
    let (read, error) = events::<Delta>(Reply::events().piece(text)).await;
    assert_eq!(read, deltas);
    let error = error.unwrap();
    assert_eq!(error.kind(), ErrorKind::Stream);
    assert!(error.to_string().contains("ended before [DONE]"), "{error}");
}

#[tokio::test]
async fn a_stream_without_a_declared_end_ends_either_way() {
    let text = "data: {\"type\":\"Begun\",\"of\":1}\n\ndata: {\"type\":\"Ended\",\"of\":1}\n\n";
    let done = format!("{text}data: [DONE]\n\ndata: more\n\n");
    for reply in [Reply::events().piece(text), Reply::events().piece(done).hang()] {
        let (read, error) = events::<Step>(reply.clone()).await;
        assert!(error.is_none(), "{error:?}");
        assert_eq!(read, [Step::Begun(1), Step::Ended(1)]);
        let (read, error) = events::<Value>(reply).await;
        assert!(error.is_none(), "{error:?}");
        assert_eq!(read[0], json!({ "type": "Begun", "of": 1 }));
    }
    // One that breaks off is cut short all the same.
    for reply in [Reply::events().piece(text).cut(), Reply::events().piece("data: {\"ty")] {
        let (_, error) = events::<Step>(reply).await;
        assert_eq!(error.unwrap().kind(), ErrorKind::Stream);
    }
}

#[tokio::test]
async fn an_error_among_plain_events_is_one() {
    for failure in [
        "event: failure\ndata: {\"message\":\"no\"}\n\n",
        "data: {\"type\":\"failure\",\"message\":\"no\"}\n\n",
        "data: {\"error\":{\"message\":\"no\"}}\n\n",
    ] {
        let text = format!("data: {{\"type\":\"Begun\",\"of\":1}}\n\n{failure}");
        let (read, error) = events::<Step>(Reply::events().piece(text).hang()).await;
        assert_eq!(read, [Step::Begun(1)]);
        let error = error.unwrap();
        assert_eq!((error.kind(), &*error.api().unwrap().message), (ErrorKind::Api, "no"));
    }
}

#[tokio::test]
async fn only_a_call_that_says_so_accepts_events() {
    let server = Server::start([Reply::events().piece("data: [DONE]\n\n")]);
    let mut call = create(&client(&server));
    call.set_accept("text/event-stream");
    assert!(read(call.stream::<Delta>().await.unwrap()).await.1.is_none());
    assert_eq!(server.request().header("accept"), Some("text/event-stream"));
}
