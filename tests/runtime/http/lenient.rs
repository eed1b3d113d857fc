//! Answers that are not quite what they should be, and are read all the same.

use openapi_client_runtime::http::{Answer, Call, ErrorKind, StatusCode};
use openapi_client_runtime::object;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use workspace_tests::server::{Reply, Server};
use workspace_tests::service::{client, create, get, read};

/// A call to a server that gives this reply.
fn call(reply: Reply) -> Call {
    get(&client(&Server::start([reply])))
}

async fn sent<T: DeserializeOwned + Send + 'static>(body: impl AsRef<[u8]>) -> T {
    let reply = Reply::new(200).header("content-type", "application/json").piece(body);
    call(reply).send::<T>().await.unwrap().into_body()
}

openapi_client_runtime::answers! {
    /// What comes of it.
    pub enum Outcome {
        /// 200: a thing.
        Ok(Thing) = 200,
    }
}

object! {
    /// A thing with a name.
    pub struct Thing {
        /// Its name.
        #[wire(corrected = "name")]
        pub name: String,
    }
}

#[tokio::test]
async fn a_byte_order_mark_before_json_is_passed_over() {
    let text = "\u{feff}{\"name\":\"a\"}";
    assert_eq!(sent::<Thing>(text).await.name, "a");
    assert_eq!(sent::<Value>(text).await, json!({ "name": "a" }));
    let optional = call(Reply::json(200, text)).send_optional::<Thing>().await.unwrap();
    assert_eq!(optional.into_body().unwrap().name, "a");
    let Outcome::Ok(thing) = Outcome::decode(StatusCode::OK, text.as_bytes()).unwrap();
    assert_eq!(thing.name, "a");

    let refusal = "\u{feff}{\"error\":{\"message\":\"no\",\"code\":\"c\"}}";
    let error = call(Reply::json(404, refusal)).send::<Thing>().await.unwrap_err();
    assert_eq!(error.api().unwrap().message, "no");
    assert_eq!(error.body(), refusal.as_bytes());
    assert_eq!(error.body_as::<Value>().unwrap()["error"]["code"], "c");

    // One mark, and at the beginning.
    for no_json in ["\u{feff}\u{feff}{}", "{\u{feff}}", "\u{feff}"] {
        let error = call(Reply::json(200, no_json)).send::<Thing>().await.unwrap_err();
        assert_eq!((error.kind(), error.body()), (ErrorKind::Decode, no_json.as_bytes()));
    }
}

openapi_client_runtime::tagged_union! {
    /// A thing, or what is newer.
    #[tag = "type"]
    pub enum Kind {
        /// A thing.
        Thing(Thing) = "thing",
    }
}

openapi_client_runtime::data_events! { Thing, error = "error" }

#[tokio::test]
async fn half_a_surrogate_pair_is_a_replacement_character() {
    let half = "smile \u{fffd}";
    assert_eq!(sent::<Thing>(r#"{"name":"smile \ud83d"}"#).await.name, half);
    assert_eq!(sent::<Thing>(r#"{"new":"\ud83d","name":"smile \uDE00"}"#).await.name, half);
    assert_eq!(sent::<Thing>(r#"{"\ud83d":1,"name":"a"}"#).await.name, "a");
    for text in [
        r#"{"type":"thing","new":"\ud83d","name":"smile \ud83d"}"#,
        r#"{"name":"smile \ud83d","new":"\ud83d","type":"thing"}"#,
    ] {
        let Kind::Thing(thing) = sent(text).await else { panic!("not a thing: {text}") };
        assert_eq!(thing.name, half, "{text}");
    }
    // A pair, and an escaped backslash before what looks like a half.
    assert_eq!(sent::<Thing>(r#"{"name":"\ud83d\ude00 \\ud83d"}"#).await.name, r"😀 \ud83d");

    let text = "data: {\"name\":\"smile \\ud83d\"}\n\ndata: {\"name\":\"b\"}\n\n";
    let server = Server::start([Reply::events().piece(text)]);
    let stream = create(&client(&server)).stream::<Thing>().await.unwrap();
    let (events, error) = read(stream).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(events.iter().map(|event| &*event.name).collect::<Vec<_>>(), [half, "b"]);

    let refusal = r#"{"error":{"message":"smile \ud83d"}}"#;
    let error = call(Reply::json(404, refusal)).send::<Thing>().await.unwrap_err();
    assert_eq!(error.api().unwrap().message, half);
    let error = call(Reply::json(200, r#"{"name":"\ud83d","name":7}"#)).send::<Thing>().await;
    assert_eq!(error.unwrap_err().path(), Some("name"));
}

#[tokio::test]
async fn text_is_in_the_charset_that_it_says() {
    let text = |kind: &'static str, body: &'static [u8]| async move {
        call(Reply::new(200).header("content-type", kind).piece(body)).send_text().await
    };
    for (kind, body) in [
        ("text/csv; charset=iso-8859-1", &b"caf\xe9"[..]),
        ("text/csv; header=present; CHARSET=\"Windows-1252\"", b"caf\xe9"),
        ("text/csv", b"\xff\xfec\0a\0f\0\xe9\0"),
        ("text/csv; charset=utf-16", b"\xfe\xff\0c\0a\0f\0\xe9"),
        ("text/csv; charset=utf-16be", b"\0c\0a\0f\0\xe9"),
        ("text/csv; charset=utf-8", "café".as_bytes()),
        ("text/csv; charset=iso-8859-1", "\u{feff}café".as_bytes()),
        ("text/csv; charset=something", "café".as_bytes()),
    ] {
        assert_eq!(text(kind, body).await.unwrap().body(), "café", "{kind}");
    }
    for (kind, body, problem) in [
        ("text/csv", &b"caf\xe9"[..], "the text is not UTF-8"),
        ("text/csv; charset=utf-8", b"caf\xe9", "the text is not UTF-8"),
        ("text/csv; charset=utf-16", b"caf", "the text is not in utf-16"),
        ("text/csv; charset=x-none", b"caf\xe9", "the charset x-none of the text is not known"),
    ] {
        let error = text(kind, body).await.unwrap_err();
        assert_eq!((error.kind(), error.body()), (ErrorKind::Decode, body));
        assert!(error.to_string().starts_with(&format!("getThing: {problem}")), "{error}");
    }
}

#[tokio::test]
async fn json_is_in_utf8_unless_it_cannot_be() {
    let reply = |status, kind: &str, body: &[u8]| {
        Reply::new(status).header("content-type", kind).piece(body)
    };
    let latin = "application/json; charset=iso-8859-1";
    for (kind, body) in [
        (latin, &b"{\"name\":\"caf\xe9\"}"[..]),
        (latin, "{\"name\":\"café\"}".as_bytes()),
        ("application/json", b"\xff\xfe{\0\"\0n\0a\0m\0e\0\"\0:\0\"\0c\0a\0f\0\xe9\0\"\0}\0"),
    ] {
        assert_eq!(call(reply(200, kind, body)).send::<Thing>().await.unwrap().body().name, "café");
    }
    let body = b"{\"message\":\"caf\xe9\"}";
    let error = call(reply(404, latin, body)).send::<Thing>().await.unwrap_err();
    assert_eq!((&*error.api().unwrap().message, error.body()), ("café", &body[..]));
    let error = call(reply(200, "application/json", b"{\"name\":\"caf\xe9\"}"));
    assert_eq!(error.send::<Thing>().await.unwrap_err().kind(), ErrorKind::Decode);
}
