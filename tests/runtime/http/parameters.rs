//! Parameters and bodies in every form in which a document can ask for them.

use openapi_client_runtime::http::{Call, Client, ErrorKind, QueryStyle, Service};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use workspace_tests::server::{Reply, Request, Server};
use workspace_tests::service::{CREATE, KEY, LIST, SERVICE, builder, client};

static BRACKETS: Service = Service { brackets: true, ..Service::DEFAULT };

/// The request of a call that `prepare` has prepared.
async fn sent(service: &'static Service, prepare: impl FnOnce(&mut Call)) -> Request {
    let server = Server::start([Reply::json(200, "1")]);
    let client = Client::builder(service).base_url(server.url()).build().unwrap();
    let mut call = Call::new(&client, &LIST);
    prepare(&mut call);
    call.send::<u8>().await.unwrap();
    server.request()
}

async fn query(service: &'static Service, value: &Value, style: QueryStyle) -> String {
    let request = sent(service, |call| call.set_query_as("f", value, style)).await;
    request.target.strip_prefix("/things").unwrap().trim_start_matches('?').to_owned()
}

#[tokio::test]
async fn lists_and_objects_in_a_query() {
    let list = json!(["a,b", 2, null, "é"]);
    let object = json!({ "k": "a&b", "list": [1, true] });
    let cases = [
        (QueryStyle::Form, "f=a%2Cb&f=2&f=null&f=%C3%A9", "k=a%26b&list=1&list=true"),
        (QueryStyle::FormJoined, "f=a%2Cb,2,null,%C3%A9", "f=k,a%26b,list,%5B1%2Ctrue%5D"),
        (
            QueryStyle::SpaceDelimited,
            "f=a%2Cb%202%20null%20%C3%A9",
            "f=k%20a%26b%20list%20%5B1%2Ctrue%5D",
        ),
        (
            QueryStyle::PipeDelimited,
            "f=a%2Cb%7C2%7Cnull%7C%C3%A9",
            "f=k%7Ca%26b%7Clist%7C%5B1%2Ctrue%5D",
        ),
        (
            QueryStyle::DeepObject,
            "f%5B%5D=a%2Cb&f%5B%5D=2&f%5B%5D=null&f%5B%5D=%C3%A9",
            "f%5Bk%5D=a%26b&f%5Blist%5D%5B%5D=1&f%5Blist%5D%5B%5D=true",
        ),
        (
            QueryStyle::Json,
            "f=%5B%22a%2Cb%22%2C2%2Cnull%2C%22%C3%A9%22%5D",
            "f=%7B%22k%22%3A%22a%26b%22%2C%22list%22%3A%5B1%2Ctrue%5D%7D",
        ),
    ];
    for (style, of_list, of_object) in cases {
        assert_eq!(query(&SERVICE, &list, style).await, of_list, "{style:?}");
        assert_eq!(query(&SERVICE, &object, style).await, of_object, "{style:?}");
        assert_eq!(
            query(&SERVICE, &json!([]), style).await,
            match style {
                QueryStyle::Json => "f=%5B%5D",
                _ => "",
            }
        );
    }
}

#[tokio::test]
async fn a_parameter_may_be_all_of_the_query() {
    let object = json!({ "a b": "c&d", "list": [1, true], "e": { "f": 2 } });
    assert_eq!(
        query(&SERVICE, &object, QueryStyle::Whole).await,
        "a%20b=c%26d&list=1&list=true&e=%7B%22f%22%3A2%7D"
    );
    assert_eq!(
        query(&BRACKETS, &object, QueryStyle::Whole).await,
        "a%20b=c%26d&list%5B%5D=1&list%5B%5D=true&e%5Bf%5D=2"
    );
}

#[tokio::test]
async fn a_service_may_want_brackets() {
    let value = json!({ "a": ["x", { "b": null }], "c": { "d": 1.5 } });
    let expected = "f%5Ba%5D%5B%5D=x&f%5Ba%5D%5B%5D%5Bb%5D=null&f%5Bc%5D%5Bd%5D=1.5";
    assert_eq!(query(&BRACKETS, &value, QueryStyle::Form).await, expected);
    assert_eq!(query(&BRACKETS, &json!(["x"]), QueryStyle::Form).await, "f%5B%5D=x");
    assert_eq!(query(&BRACKETS, &json!("x"), QueryStyle::Form).await, "f=x");
    let request = sent(&BRACKETS, |call| {
        call.set_query_as("include[]", &["x", "y"], QueryStyle::Form);
        call.set_query("limit", 1);
        call.set_query_list("ids", [1, 2]);
    });
    let target = "/things?include%5B%5D=x&include%5B%5D=y&limit=1&ids%5B%5D=1&ids%5B%5D=2";
    assert_eq!(request.await.target, target);
}

#[tokio::test]
async fn a_parameter_replaces_what_it_had() {
    let request = sent(&SERVICE, |call| {
        call.set_query("limit", 3);
        call.set_query_as("f", &json!({ "a": 1, "b": 2 }), QueryStyle::Form);
        call.set_query_as("f", &json!({ "c": 3 }), QueryStyle::Form);
        call.add_query("limit", "4");
    });
    assert_eq!(request.await.target, "/things?c=3&limit=4");
}

#[tokio::test]
async fn headers_are_lists_and_objects_too() {
    let request = sent(&SERVICE, |call| {
        call.set_header_as("x-list", &json!(["a", 2, true]));
        call.set_header_as("x-object", &json!({ "a": 1, "b": "c" }));
        call.set_header_as("x-text", "as it is");
        call.set_accept("text/csv");
    });
    let request = request.await;
    assert_eq!(request.header("x-list"), Some("a,2,true"));
    assert_eq!(request.header("x-object"), Some("a,1,b,c"));
    assert_eq!(request.header("x-text"), Some("as it is"));
    assert_eq!(request.header("accept"), Some("text/csv"));

    let request = sent(&SERVICE, |call| {
        call.set_accept("text/csv");
        call.set_header("accept", "text/tab-separated-values");
    });
    assert_eq!(request.await.header("accept"), Some("text/tab-separated-values"));
}

#[tokio::test]
async fn cookies_join_those_of_the_client() {
    let server = Server::answering(|_| Reply::json(200, "1"));
    let client = builder(&server).header("cookie", "session=s").build().unwrap();
    let mut call = Call::new(&client, &LIST);
    call.set_cookie("a", "secret=;1");
    call.set_cookie("a", "secret=;2");
    call.set_cookie("b", 7);
    assert!(!format!("{call:?}").contains("secret"), "{call:?}");
    call.clone().send::<u8>().await.unwrap();
    assert_eq!(server.request().header("cookie"), Some("session=s; a=secret=%3B2; b=7"));
    call.set_header("cookie", "mine");
    call.send::<u8>().await.unwrap();
    assert_eq!(server.requests()[1].header("cookie"), Some("mine"));
}

#[tokio::test]
async fn a_body_of_pairs() {
    let body = json!({
        "text": "a b&c=é+",
        "none": null,
        "number": 1.5,
        "list": ["x", null, "y"],
        "object": { "k": ["v"] },
    });
    let cases = [
        (
            &SERVICE,
            "text=a%20b%26c%3D%C3%A9%2B&number=1.5&list=x&list=y&object=%7B%22k%22%3A%5B%22v%22%5D%7D",
        ),
        (
            &BRACKETS,
            "text=a%20b%26c%3D%C3%A9%2B&number=1.5&list%5B%5D=x&list%5B%5D=y&object%5Bk%5D%5B%5D=v",
        ),
    ];
    for (service, expected) in cases {
        let server = Server::start([Reply::json(200, "1")]);
        let client = Client::builder(service).base_url(server.url()).build().unwrap();
        Call::new(&client, &CREATE).urlencoded(&body).send::<u8>().await.unwrap();
        let request = server.request();
        assert_eq!(String::from_utf8_lossy(&request.body), expected);
        assert_eq!(request.header("content-type"), Some("application/x-www-form-urlencoded"));
    }
}

#[tokio::test]
async fn a_body_of_bytes() {
    let server = Server::start([Reply::json(200, "1")]);
    let call = Call::new(&client(&server), &CREATE).bytes("image/png", &b"\x89PNG"[..]);
    assert!(format!("{call:?}").contains("image/png of 4 bytes"));
    call.send::<u8>().await.unwrap();
    assert_eq!(server.request().header("content-type"), Some("image/png"));
    assert_eq!(server.request().body, b"\x89PNG");
}

#[tokio::test]
async fn what_cannot_be_written_is_refused_before_anything_is_sent() {
    let server = Server::answering(|_| Reply::json(200, "1"));
    let client = client(&server);
    let unwritable = BTreeMap::from([([1], 1)]);
    let mut query = Call::new(&client, &LIST);
    query.set_query_as("f", &unwritable, QueryStyle::Form);
    let mut header = Call::new(&client, &LIST);
    header.set_header_as("x-list", &unwritable);
    let mut lines = Call::new(&client, &LIST);
    lines.set_header_as("x-list", &json!([KEY, "\r\nx: y"]));
    let calls = [
        (query, "the query parameter `f`"),
        (header, "the header x-list"),
        (lines, "the header x-list"),
        (Call::new(&client, &CREATE).urlencoded(&unwritable), "written as a form"),
        (Call::new(&client, &CREATE).urlencoded("text"), "it is not an object"),
    ];
    for (call, expected) in calls {
        let error = call.send::<u8>().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        let text = error.to_string();
        assert!(text.contains(expected) && !text.contains(KEY), "{text}");
    }
    assert!(server.requests().is_empty());
}
