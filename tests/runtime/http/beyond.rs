//! The things that callers send beyond the document, and the bytes of answers.

use openapi_loom_runtime::http::{Call, ErrorKind, Method, UndeclaredCall};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use workspace_tests::server::{Reply, Request, Server};
use workspace_tests::service::{CREATE, KEY, LIST, client, read};

/// Returns the request of a call to which a body is given after these fields.
async fn sent(
    fields: &[(&str, Value)],
    body: impl FnOnce(Call) -> Call,
) -> Result<Request, String> {
    let server = Server::answering(|_| Reply::json(200, "{}"));
    let mut call = Call::new(&client(&server), &CREATE);
    for (name, value) in fields {
        call.set_body_field(name, value);
    }
    match body(call).send::<Value>().await {
        Ok(_) => Ok(server.request()),
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Configuration);
            assert!(server.requests().is_empty());
            Err(error.to_string())
        }
    }
}

fn text(request: &Request) -> &str {
    std::str::from_utf8(&request.body).unwrap()
}

/// Null has no fields.
#[tokio::test]
async fn null_in_place_of_a_body() {
    let null = |mut call: Call| {
        call.set_null_body();
        call.json(&json!({"a": 1}))
    };
    let request = sent(&[], null).await.unwrap();
    assert_eq!(text(&request), "null");
    let refused = sent(&[("b", json!(1))], null).await.unwrap_err();
    assert!(refused.contains("the body is no object"), "{refused}");
}

#[tokio::test]
async fn fields_of_the_body() {
    let fields = [("b", json!([1, null])), ("new", json!({"x": 0.5})), ("last", json!("ü"))];
    // The order and the text of the rest stay.
    let body = json!({"z": 1e3, "b": true, "a": 18446744073709551615_u64});
    let request = sent(&fields, |call| call.json(&body)).await.unwrap();
    assert_eq!(
        text(&request),
        r#"{"z":1000.0,"b":[1,null],"a":18446744073709551615,"new":{"x":0.5},"last":"ü"}"#
    );
    assert_eq!(request.header("content-type"), Some("application/json"));

    // The fields are the body where there is no other.
    let request = sent(&[("a", json!(1))], |call| call).await.unwrap();
    assert_eq!(
        (text(&request), request.header("content-type")),
        (r#"{"a":1}"#, Some("application/json"))
    );
    let request = sent(&[], |call| call).await.unwrap();
    assert_eq!((text(&request), request.header("content-type")), ("", None));

    let request =
        sent(&fields, |call| call.urlencoded(&json!({"a": 1, "last": "x"}))).await.unwrap();
    assert_eq!(text(&request), "a=1&last=%C3%BC&b=1&new=%7B%22x%22%3A0.5%7D");
}

#[tokio::test]
async fn fields_of_a_form() {
    let fields = [("purpose", json!("other")), ("new", json!(7))];
    let request =
        sent(&fields, |call| call.form(&json!({"purpose": "search"}), &[])).await.unwrap();
    let body = text(&request);
    assert!(body.contains("name=\"purpose\"\r\n\r\nother\r\n"), "{body}");
    assert!(body.contains("name=\"new\"\r\n\r\n7\r\n"), "{body}");
    assert!(!body.contains("search"), "{body}");
}

#[tokio::test]
async fn what_has_no_fields() {
    let field = [("a", json!(1))];
    let problem = "the body is no object, so that it has no field `a`: set the whole body instead";
    for refused in [
        sent(&field, |call| call.json(&[1])).await,
        sent(&field, |call| call.json("text")).await,
        sent(&field, |call| call.urlencoded(&[1])).await,
        sent(&field, |call| call.bytes("text/plain", "a")).await,
        sent(&field, |call| call.json_lines("application/jsonl", &["a"])).await,
    ] {
        let error = refused.unwrap_err();
        assert!(error.contains(problem), "{error}");
    }
    let server = Server::start([]);
    let mut call = Call::new(&client(&server), &CREATE);
    call.set_body_field("a", &[f64::NAN]);
    let error = call.send::<Value>().await.unwrap_err();
    assert!(error.to_string().contains("the field `a` of the body cannot be sent"), "{error}");
}

#[tokio::test]
async fn calls_of_what_is_not_declared() {
    let server = Server::answering(|_| Reply::json(200, r#"{"a": 1}"#));
    let call = UndeclaredCall::new(&client(&server), Method::PUT, "/others/{id}/parts")
        .path("id", "a/b")
        .query("dry", "a b")
        .header("x-note", "n")
        .json(&json!([1]));
    assert_eq!(call.clone().send::<Value>().await.unwrap(), json!({"a": 1}));
    let request = server.request();
    assert_eq!((request.method.as_str(), text(&request)), ("PUT", "[1]"));
    assert_eq!(request.target, "/others/a%2Fb/parts?dry=a%20b");
    assert_eq!(request.header("authorization"), Some(format!("Bearer {KEY}").as_str()));
    assert_eq!((request.header("x-beta"), request.header("x-note")), (Some("v2"), Some("n")));
    assert_eq!(call.send_text().await.unwrap(), r#"{"a": 1}"#);

    let unset = UndeclaredCall::new(&client(&server), Method::GET, "/others/{id}");
    let error = unset.send_bytes().await.unwrap_err();
    assert!(error.to_string().contains("the path parameter `id` is not set"), "{error}");
    assert_eq!(error.operation(), Some("/others/{id}"));

    for url in ["https://other.test/a", "http://other.test/a", "HTTP://other.test/a"] {
        let error = UndeclaredCall::new(&client(&server), Method::GET, url).send_bytes().await;
        let error = error.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        let expected = "the path is a URL; that of another server is set by `base_url`";
        assert_eq!(error.to_string(), format!("{url}: {expected}"));
    }
    assert_eq!(server.requests().len(), 2);

    // A path that is made at run time, with or without its slash.
    let kind = String::from("bo%20xes");
    let call =
        UndeclaredCall::new(&client(&server), Method::GET, format!("{kind}/{{id}}?a=b&c={{c}}"))
            .path("id", "1?")
            .path("c", "d&e");
    assert_eq!(call.send::<Value>().await.unwrap(), json!({"a": 1}));
    assert_eq!(server.requests()[2].target, "/bo%20xes/1%3F?a=b&c=d%26e");
    let unset = UndeclaredCall::new(&client(&server), Method::GET, format!("{kind}/{{id}}?key=k"));
    let error = unset.send_bytes().await.unwrap_err();
    assert_eq!(error.operation(), Some("/bo%20xes/{id}"));
    UndeclaredCall::new(&client(&server), Method::GET, "?a=b").send_text().await.unwrap();
    assert_eq!(server.requests()[3].target, "/?a=b");

    let events = "data: {\"n\":1}\n\ndata: [DONE]\n\n";
    let server =
        Server::start([Reply::new(200).header("content-type", "text/event-stream").piece(events)]);
    let call = UndeclaredCall::new(&client(&server), Method::POST, "/events");
    let (events, error) = read(call.stream::<Value>().await.unwrap()).await;
    assert_eq!((events, error.is_none()), (vec![json!({"n": 1})], true));
}

/// A type of the caller's own, which does not say where in it reading is.
#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "reading is what is tested")]
struct Own {
    parts: Vec<BTreeMap<String, u8>>,
}

#[tokio::test]
async fn the_place_of_what_a_type_of_the_caller_cannot_be_read_from() {
    let cases = [
        (r#"{"parts": [{"a": 1}, {"b": "c"}]}"#, Some("parts[1].b"), "unexpected JSON at parts[1]"),
        (r#"{"parts": [{"a": NaN}]}"#, Some("parts[0].a"), "unexpected JSON at parts[0].a: "),
        (r#"{"parts": [{"a" 1}]}"#, Some("parts[0]"), "not JSON at parts[0]: "),
        ("[]", None, "unexpected JSON: "),
    ];
    for (body, path, message) in cases {
        let server = Server::answering(move |_| Reply::json(200, body));
        let call = UndeclaredCall::new(&client(&server), Method::GET, "/own");
        let error = call.send::<Own>().await.unwrap_err();
        assert_eq!((error.kind(), error.path()), (ErrorKind::Decode, path), "{error}");
        assert!(error.to_string().starts_with(&format!("/own: {message}")), "{error}");
    }
}

#[tokio::test]
async fn answers_byte_by_byte() {
    let body = "\u{feff}{\"a\" : 1.0,\n\"b\":2}\n";
    let server = Server::answering(move |_| Reply::json(200, body));
    let call = || Call::new(&client(&server), &LIST);
    let answer = call().send::<Value>().await.unwrap();
    assert_eq!((answer.body()["b"].as_u64(), &**answer.bytes()), (Some(2), body.as_bytes()));
    assert_eq!(**answer.map(|value| value["a"].clone()).bytes(), *body.as_bytes());
    assert_eq!(**call().send_text().await.unwrap().bytes(), *body.as_bytes());
    assert_eq!(**call().send_bytes().await.unwrap().bytes(), *body.as_bytes());
    assert_eq!(**call().send_empty().await.unwrap().bytes(), *body.as_bytes());
}
