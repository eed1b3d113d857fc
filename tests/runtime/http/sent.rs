//! A request is sent as the caller says, or is refused before anything is sent.

use std::collections::BTreeMap;

use openapi_loom_runtime::http::{Call, Client, ErrorKind, Method, UndeclaredCall};
use openapi_loom_runtime::object;
use serde_json::{Value, json};
use workspace_tests::server::{Reply, Server};
use workspace_tests::service::{CREATE, GET, LIST, SERVICE, builder, client, create};

object! {
    /// The way to choose.
    #[derive(Default)]
    pub struct Sampling {
        /// The temperature.
        #[wire(optional = "temperature")]
        pub temperature: Option<f64>,
        /// The weight of each.
        #[wire(corrected = "weights")]
        pub weights: Vec<f64>,
        /// The weight of each token.
        #[wire(optional = "bias")]
        pub bias: Option<BTreeMap<String, f64>>,
        /// The user who asks, if anybody.
        #[wire(nullable = "user")]
        pub user: Option<String>,
    }
}

fn ok() -> Server {
    Server::answering(|_| Reply::json(200, "1"))
}

fn sampling(set: impl FnOnce(&mut Sampling)) -> Sampling {
    let mut sampling = Sampling::default();
    set(&mut sampling);
    sampling
}

#[tokio::test]
async fn a_number_that_json_cannot_express_is_refused() {
    let server = ok();
    let client = client(&server);
    let call = || Call::new(&client, &CREATE);
    let bias = BTreeMap::from([("a".to_owned(), 0.5), ("b".to_owned(), f64::NEG_INFINITY)]);
    let cases = [
        (sampling(|it| it.temperature = Some(f64::NAN)), "`temperature` is NaN"),
        (sampling(|it| it.weights = vec![1.0, f64::INFINITY]), "`weights[1]` is inf"),
        (sampling(|it| it.bias = Some(bias)), "`bias.b` is -inf"),
    ];
    for (body, problem) in cases {
        for call in [call().json(&body), call().urlencoded(&body), call().form(&body, &[])] {
            let error = call.send::<Value>().await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Configuration);
            let expected = format!("{problem}, which JSON cannot express");
            assert!(error.to_string().ends_with(&expected), "{error}");
        }
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_parameter_that_is_no_number_is_refused() {
    type Set = fn(Call, f64) -> Call;
    fn with(mut call: Call, set: impl FnOnce(&mut Call)) -> Call {
        set(&mut call);
        call
    }
    let places: [(&str, Set); 5] = [
        ("the path parameter `id`", |call, number| call.path("id", number)),
        ("the query parameter `at`", |call, number| {
            with(call, |call| call.set_query("at", number))
        }),
        ("a value of the query parameter `at`", |call, number| {
            with(call, |call| call.set_query_list("at", [1.0, number]))
        }),
        ("the header x-at", |call, number| with(call, |call| call.set_header("x-at", number))),
        ("the cookie `at`", |call, number| with(call, |call| call.set_cookie("at", number))),
    ];
    let server = ok();
    let client = client(&server);
    for (place, set) in places {
        for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            let call = set(Call::new(&client, &GET).path("id", 1), number);
            let error = call.send::<Value>().await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Configuration);
            let expected = format!("getThing: {place} cannot be sent: it is {number}");
            assert_eq!(error.to_string(), expected);
        }
        // Any other number.
        set(Call::new(&client, &GET).path("id", 1), -0.5).send::<Value>().await.unwrap();
    }
    assert_eq!(server.requests().len(), 5);
    // A text is a text, even one that somebody is called.
    let mut call = Call::new(&client, &GET).path("id", "NaN");
    call.set_query("at", "inf");
    call.set_query_list("to", ["-inf", "NaN"]);
    call.send::<Value>().await.unwrap();
    assert_eq!(server.requests().pop().unwrap().target, "/things/NaN?at=inf&to=-inf&to=NaN");
}

#[tokio::test]
async fn null_is_sent_where_null_is_meant() {
    let server = ok();
    let client = client(&server);
    // One that was read is null again.
    let read: Sampling = serde_json::from_value(json!({ "weights": [null, 1.5] })).unwrap();
    assert!(read.weights[0].is_nan());
    let body = Sampling { temperature: Some(0.0), ..read };
    Call::new(&client, &CREATE).json(&body).send::<Value>().await.unwrap();
    let sent = server.requests().pop().unwrap().json();
    assert_eq!(sent, json!({ "temperature": 0.0, "weights": [null, 1.5], "user": null }));
    let text = json!({ "text": "null", "none": null });
    Call::new(&client, &CREATE).json(&text).send::<Value>().await.unwrap();
    assert_eq!(server.requests().pop().unwrap().json(), text);
}

#[tokio::test]
async fn the_length_of_a_body_is_its_length() {
    let server = ok();
    for (name, value) in [("content-length", "3"), ("transfer-encoding", "chunked")] {
        let client = builder(&server).header(name, value).build().unwrap();
        let mut call = create(&client);
        call.set_header(name, value);
        call.set_header("x-other", value);
        call.send::<Value>().await.unwrap();
        let request = server.requests().pop().unwrap();
        assert_eq!(request.json(), json!({ "name": "é" }));
        assert_eq!(request.header("content-length"), Some("13"));
        assert_eq!(request.header("transfer-encoding"), None);
        assert_eq!(request.header("x-other"), Some(value));
    }
}

/// Content types that no header can have are errors of the call.
#[tokio::test]
async fn a_content_type_that_no_header_can_have_is_refused() {
    let server = ok();
    let client = client(&server);
    let bytes = |kind: &'static str| Call::new(&client, &CREATE).bytes(kind, "x");
    let accept = |kinds: &'static str| {
        let mut call = Call::new(&client, &LIST);
        call.set_accept(kinds);
        call
    };
    for kind in ["text/plain\n", "text/\u{1}"] {
        for (call, header) in [
            (bytes(kind), "content-type"),
            (accept(kind), "accept"),
            (Call::new(&client, &CREATE).json_lines(kind, &[1]), "content-type"),
        ] {
            let error = call.send::<Value>().await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Configuration);
            let text = error.to_string();
            assert!(text.contains(&format!("the header `{header}` cannot be sent")), "{text}");
        }
        let call = UndeclaredCall::new(&client, Method::POST, "/things").bytes(kind, "x");
        let error = call.send::<Value>().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
    }
    assert!(server.requests().is_empty());
    bytes("text/csv; header=present").send::<Value>().await.unwrap();
    assert_eq!(server.request().header("content-type"), Some("text/csv; header=present"));
}

#[tokio::test]
async fn a_user_in_the_base_url_is_refused() {
    let build = |url: &str| Client::builder(&SERVICE).base_url(url).build();
    let error = build("http://user:secret@localhost/v1").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    let text = error.to_string();
    assert!(text.contains("`user:password`, with `Auth::Basic`"), "{text}");
    assert!(!format!("{error:?}").contains("secret"));
    build("http://localhost/user:secret@v1").unwrap();

    let server = ok();
    let mut call = create(&client(&server));
    call.set_base_url(&server.url().replace("//", "//user@"));
    assert_eq!(call.send::<Value>().await.unwrap_err().kind(), ErrorKind::Configuration);
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn json_texts_follow_one_another() {
    let server = ok();
    let client = client(&server);
    let items = [json!({"a": "x\ny"}), json!([1, null])];
    let lines = Call::new(&client, &CREATE).json_lines("application/x-ndjson", &items);
    lines.send::<Value>().await.unwrap();
    let records = Call::new(&client, &CREATE).json_records("application/json-seq", &items);
    records.send::<Value>().await.unwrap();
    let none = Call::new(&client, &CREATE).json_lines("application/jsonl", &[0; 0]);
    none.send::<Value>().await.unwrap();

    let sent = server.requests().into_iter();
    let sent: Vec<(String, String)> = sent
        .map(|request| {
            let kind = request.header("content-type").unwrap().to_owned();
            (kind, String::from_utf8(request.body).unwrap())
        })
        .collect();
    let [one, other] = [r#"{"a":"x\ny"}"#, "[1,null]"];
    let expected = [
        ("application/x-ndjson", format!("{one}\n{other}\n")),
        ("application/json-seq", format!("\u{1e}{one}\n\u{1e}{other}\n")),
        ("application/jsonl", String::new()),
    ];
    assert_eq!(sent, expected.map(|(kind, body)| (kind.to_owned(), body)));

    let items = [sampling(|_| {}), sampling(|it| it.temperature = Some(f64::NAN))];
    let call = Call::new(&client, &CREATE).json_lines("application/jsonl", &items);
    let error = call.send::<Value>().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains("`temperature` is NaN"), "{error}");
}
