//! Failures, as an error says them: kept whole, read in one line, and without a
//! secret.

use openapi_loom_runtime::http::{ApiErrorKind, Auth, Call, Client, ErrorKind, StatusCode};
use openapi_loom_runtime::{object, ruled_union, tagged_union};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::error::Error as _;
use workspace_tests::server::{Reply, Server};
use workspace_tests::service::{GET, KEY, SERVICE, builder, client, get};

#[tokio::test]
async fn api_errors_are_kept_whatever_they_are() {
    let bodies: [(&[u8], &str, Option<&str>); 20] = [
        (br#"{"error":{"message":"no","type":"t","param":"p","code":"c"}}"#, "no", Some("c")),
        (br#"{"error":{"message":"no","code":404}}"#, "no", Some("404")),
        (br#"{"error":"no"}"#, "no", None),
        (br#"{"message":"no","code":"c"}"#, "no", Some("c")),
        (br#"[{"error":{"code":400,"message":"no","status":"BAD"}}]"#, "no", Some("400")),
        (br#"{"success":false,"errors":[{"code":10000,"message":"no"}]}"#, "no", Some("10000")),
        (br#"{"type":"about:blank","title":"no","status":422}"#, "no", None),
        (br#"{"error":"c","error_description":"no"}"#, "no", Some("c")),
        (br#"{"code":400,"details":"no"}"#, "no", Some("400")),
        // Of several items, one is the error.
        (b"\x1e{\"error\":{\"message\":\"no\",\"code\":\"c\"}}\n", "no", Some("c")),
        (b"\x1e{\"id\":1}\n\x1e{\"message\":\"hm\"}\n\x1e{\"error\":\"no\"}\n\x1e{\"a", "no", None),
        (b"\x1e{\"id\":1}\n\x1e\n{\"message\":\"no\",\"code\":\"c\"}\n\x1e[1]", "no", Some("c")),
        (b"{\"id\":1}\n{\n\"error\":\"no \\ud83d\"\n}\n", "no \u{fffd}", None),
        (b"\x1e{\"error\":", "", None),
        (b"{\"a\":1} is not allowed", "", None),
        (br#"{"error":null}"#, "", None),
        (b"<html><h1>502</h1></html>", "", None),
        (b"", "", None),
        (b"\xff\xfe\x00", "", None),
        (b"[1,2", "", None),
    ];
    for (body, message, code) in bodies {
        let reply = Reply::new(404).header("x-request-id", "req_9").piece(body);
        let server = Server::start([reply]);
        let error = get(&client(&server)).send::<Value>().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Api);
        assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
        assert_eq!(error.request_id(), Some("req_9"));
        assert_eq!(error.headers()["x-request-id"], "req_9");
        assert_eq!(error.body(), body);
        let api = error.api().unwrap();
        assert_eq!((api.kind, &*api.message), (ApiErrorKind::NotFound, message));
        assert_eq!(api.code.as_deref(), code);
        assert_eq!(error.to_string().lines().count(), 1);
    }
}

#[tokio::test]
async fn the_status_gives_the_kind() {
    let kinds = [
        (400, ApiErrorKind::BadRequest),
        (401, ApiErrorKind::Authentication),
        (403, ApiErrorKind::Permission),
        (404, ApiErrorKind::NotFound),
        (409, ApiErrorKind::Conflict),
        (422, ApiErrorKind::Unprocessable),
        (429, ApiErrorKind::RateLimit),
        (500, ApiErrorKind::Server),
        (529, ApiErrorKind::Server),
        (418, ApiErrorKind::Other),
        (304, ApiErrorKind::Other),
    ];
    for (status, kind) in kinds {
        let server = Server::start([Reply::new(status)]);
        let error = get(&client(&server)).send::<Value>().await.unwrap_err();
        assert_eq!(error.api().unwrap().kind, kind, "{status}");
    }
}

#[tokio::test]
async fn an_error_reads_well() {
    let long = format!("<html>\r\n\u{1b}[31m{}", "é".repeat(400));
    let server = Server::start([
        Reply::json(404, r#"{"error":{"message":"No thing.\nNone.","code":"gone"}}"#)
            .header("x-request-id", "r\u{9}1"),
        Reply::new(502).piece(&long),
        Reply::new(500),
    ]);
    let client = client(&server);
    let mut texts = Vec::new();
    for _ in 0..3 {
        texts.push(get(&client).send::<Value>().await.unwrap_err().to_string());
    }
    assert_eq!(texts[0], r"getThing: 404 Not Found: No thing.\nNone. (code gone) [request r\t1]");
    assert!(texts[1].starts_with(r"getThing: 502 Bad Gateway: <html>\r\n\u{1b}[31mé"));
    assert!(texts[1].chars().count() < 260, "{}", texts[1]);
    assert_eq!(texts[2], "getThing: 500 Internal Server Error: (empty body)");
}

object! {
    /// A list of parts.
    pub struct Thing {
        /// The parts.
        #[wire(required = "data")]
        pub data: Vec<Part>,
        /// Others by their names.
        #[wire(optional = "named")]
        pub named: Option<BTreeMap<String, Part>>,
        /// Another one, known by its kind.
        #[wire(optional = "other")]
        pub other: Option<Other>,
        /// One that is looked at as a whole.
        #[wire(optional = "whole")]
        pub whole: Option<Whole>,
        /// The number of parts.
        #[wire(optional = "count")]
        pub count: Option<i64>,
    }
}

ruled_union! {
    /// Something known by its id.
    #[expected = "an object"]
    pub enum Whole {
        /// A part.
        Part(Part) = (object, "id" = present),
        /// Anything newer.
        Other(Value) = [object],
    }
}

object! {
    /// A part.
    #[derive(Default)]
    pub struct Part {
        /// Its id.
        #[wire(required = "id")]
        pub id: String,
    }
}

tagged_union! {
    /// Something known by its kind.
    #[tag = "kind"]
    pub enum Other {
        /// A part.
        Part(Part) = "part",
    }
}

#[tokio::test]
async fn a_decode_error_names_the_place_and_keeps_the_body() {
    let cases = [
        (r#"{"data":[{"id":"a"},{"id":7}]}"#, Some("data[1].id"), "unexpected JSON at data[1].id"),
        (
            r#"{"data":[],"named":{"x":{"id":"a"},"y\u00e9":{"id":7}}}"#,
            Some("named.y\u{e9}.id"),
            "unexpected JSON at named.y\u{e9}.id",
        ),
        (
            r#"{"data":[],"other":{"kind":"part","id":7}}"#,
            Some("other.id"),
            "unexpected JSON at other.id",
        ),
        (
            r#"{"data":[],"other":{"id":7,"kind":"part"}}"#,
            Some("other.id"),
            "unexpected JSON at other.id",
        ),
        (r#"{"data":[],"whole":{"id":[null]}}"#, Some("whole.id"), "unexpected JSON at whole.id"),
        // An arm for which null is as good as a value was tried, and is not the error.
        (
            r#"{"data":[],"whole":{"id":null,"a":1},"count":"x"}"#,
            Some("count"),
            "unexpected JSON at count",
        ),
        (r#"{"data":[],"other":{"a":nil}}"#, Some("other.a"), "not JSON at other.a"),
        (r#"{"data":[{"id":"a"},"#, Some("data[1]"), "not JSON at data[1]: "),
        ("[]", None, "unexpected JSON: "),
        ("<html>", None, "not JSON: expected value at line 1 column 1: <html>"),
        (
            "<html><title>Log in</title></html>",
            None,
            "not JSON: expected value at line 1 column 1: a page, “Log in”",
        ),
        ("", None, "expected JSON, the body is empty"),
        (" \n", None, "expected JSON, the body is empty"),
    ];
    for (body, path, message) in cases {
        let server = Server::start([Reply::json(200, body).header("x-request-id", "req_2")]);
        let error = get(&client(&server)).send::<Thing>().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert_eq!(error.status(), Some(StatusCode::OK));
        assert_eq!(error.request_id(), Some("req_2"));
        assert_eq!(error.body(), body.as_bytes());
        assert_eq!(error.path(), path, "{body}");
        assert!(error.to_string().starts_with(&format!("getThing: {message}")), "{error}");
    }
    // What is of another kind as a whole is shown, since it may be the server's words.
    let server = Server::start([Reply::json(200, r#"{"message":"slow down"}"#)]);
    let error = get(&client(&server)).send::<Vec<Thing>>().await.unwrap_err().to_string();
    assert!(error.starts_with("getThing: unexpected JSON: invalid type: map, expected a sequence"));
    assert!(error.ends_with(r#": {"message":"slow down"}"#), "{error}");
}

object! {
    /// An object of which something is known.
    pub struct Known {
        /// Its name.
        #[wire(optional = "name")]
        pub name: Option<String>,
    }
}

object! {
    /// An object of any properties.
    #[rest(all)]
    pub struct Open {
        /// All of them.
        #[wire(rest = "")]
        pub all: BTreeMap<String, Value>,
    }
}

#[tokio::test]
async fn an_empty_body_is_a_value_of_which_nothing_is_known() {
    for body in ["", " \n", "\u{feff}"] {
        let server = Server::answering(move |_| Reply::json(200, body));
        let any = get(&client(&server)).send::<Value>().await.unwrap();
        assert_eq!(any.into_body(), Value::Null);
        let optional = get(&client(&server)).send::<Option<String>>().await.unwrap();
        assert_eq!(optional.into_body(), None);
        let map = get(&client(&server)).send::<Option<BTreeMap<String, u8>>>().await.unwrap();
        assert_eq!(map.into_body(), None);
        let map = get(&client(&server)).send::<BTreeMap<String, u8>>().await.unwrap();
        assert_eq!(map.into_body(), BTreeMap::new());
        let open = get(&client(&server)).send::<Open>().await.unwrap();
        assert!(open.into_body().all.is_empty());
        let error = get(&client(&server)).send::<Known>().await.unwrap_err();
        assert!(error.to_string().ends_with("expected JSON, the body is empty"), "{error}");
        let error = get(&client(&server)).send::<Vec<String>>().await.unwrap_err();
        assert!(error.to_string().ends_with("expected JSON, the body is empty"), "{error}");
    }
}

#[tokio::test]
async fn no_output_shows_the_key() {
    let echo = Server::answering(|request| {
        let credentials = request.header("authorization").unwrap_or_default();
        let error = json!({ "error": { "message": format!("bad key {credentials}") } });
        match request.path() {
            "/things/1" => Reply::json(401, error.to_string()),
            "/things/html" => Reply::text(502, credentials),
            _ => Reply::json(200, json!({ "data": credentials }).to_string()),
        }
    });
    let client = builder(&echo)
        .header("x-own-key", KEY)
        .query("token", KEY)
        .base_url(echo.url() + "/?sig=" + KEY)
        .max_retries(0);
    let mut shown = vec![format!("{client:?}")];
    let client = client.build().unwrap();
    shown.push(format!("{client:?}"));
    for id in ["1", "html", "json"] {
        let mut call = Call::new(&client, &GET).path("id", id);
        call.set_header("x-other-key", KEY);
        shown.push(format!("{call:?}"));
        let error = call.send::<Thing>().await.unwrap_err();
        shown.push(format!("{error} {error:?} {error:#?} {:?} {:?}", error.api(), error.source()));
    }
    assert!(!shown.iter().any(|text| text.contains("secret")), "{shown:#?}");
    assert!(shown.iter().any(|text| text.contains("bad key Bearer [redacted]")), "{shown:#?}");
}

#[tokio::test]
async fn a_url_in_an_error_would_show_a_key() {
    // A port that nothing listens on any more.
    let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let client = Client::builder(&SERVICE)
        .base_url(format!("http://{gone}/?token={KEY}"))
        .api_key(KEY)
        .auth(Auth::query("key"))
        .max_retries(0)
        .build()
        .unwrap();
    let error = get(&client).send::<Value>().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert!(error.to_string().starts_with("getThing: could not connect: "), "{error}");
    let mut chain = format!("{error:?}");
    let mut next = error.source();
    while let Some(source) = next {
        chain += &format!("{source} {source:?}");
        next = source.source();
    }
    assert!(!chain.contains("secret"), "{chain}");
}
