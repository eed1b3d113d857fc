//! Calls over a scripted transport: redirects, deadlines, retries, credentials.
//! Its clock is its own, so delays are exact and nothing takes any time.

use openapi_loom_runtime::http::transport::testing::{Reply, ScriptedTransport};
use openapi_loom_runtime::http::transport::{
    Body, BoxFuture, ReqwestTransport, Transport, http, http_client_builder,
};
use openapi_loom_runtime::http::{
    Auth, Call, Client, ClientBuilder, Credential, Error, ErrorKind, File, Method, Operation, Poll,
    Service, Token,
};
use serde_json::Value;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use workspace_tests::server::{self, Server};
use workspace_tests::service::{CREATE, GET, KEY, SERVICE, create, get, read};

fn builder(script: &ScriptedTransport) -> ClientBuilder {
    Client::builder(&SERVICE).api_key(KEY).base_url("http://api.test/v1").transport(script.clone())
}

fn client(script: &ScriptedTransport) -> Client {
    builder(script).build().unwrap()
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn uris(script: &ScriptedTransport) -> Vec<String> {
    script.requests().iter().map(|request| request.uri.to_string()).collect()
}

#[tokio::test]
async fn a_transport_is_given_all_of_a_request() {
    let script = ScriptedTransport::new([Reply::json(200, Value::from(1))]);
    let mut call = create(&client(&script));
    call.add_query("a", "b c");
    let answer = call.send::<u8>().await.unwrap();
    assert_eq!(*answer.body(), 1);
    let [request] = script.requests().try_into().unwrap();
    assert_eq!(request.method, "POST");
    assert_eq!(request.uri, "http://api.test/v1/things?a=b%20c");
    assert_eq!(request.header("authorization"), Some(&*format!("Bearer {KEY}")));
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.body, r#"{"name":"é"}"#);
}

#[tokio::test]
async fn another_client_begins_with_the_settings_of_one() {
    let script = ScriptedTransport::new([
        Reply::json(500, "{}"),
        Reply::json(200, "1"),
        Reply::json(500, "{}"),
    ]);
    let one = builder(&script).header("x-a", "1").query("b", "2").max_retries(1).build().unwrap();
    let other = one.to_builder().header("x-a", "2").query("c", "3").max_retries(0).build().unwrap();
    create(&one).send::<u8>().await.unwrap();
    create(&other).send::<u8>().await.unwrap_err();
    let [first, _, last] = script.requests().try_into().unwrap();
    assert_eq!((first.uri.query(), first.header("x-a")), (Some("b=2"), Some("1")));
    assert_eq!((last.uri.query(), last.header("x-a")), (Some("b=2&c=3"), Some("2")));
    assert_eq!(last.header("authorization"), first.header("authorization"));
    assert!(last.uri.to_string().starts_with("http://api.test/v1/things?"));
}

#[tokio::test]
async fn a_redirect_is_followed_within_its_origin() {
    let moved = |status, to| Reply::new(status).header("location", to);
    let script = ScriptedTransport::new([
        moved(308, "elsewhere?x=1#y"),
        moved(307, "//user:secret@api.test:80/again"),
        Reply::json(200, "1"),
    ]);
    create(&client(&script)).send::<u8>().await.unwrap();
    let expected =
        ["http://api.test/v1/things", "http://api.test/v1/elsewhere?x=1", "http://api.test/again"];
    assert_eq!(uris(&script), expected);
    let requests = script.requests();
    assert!(requests.iter().all(|request| request.body == requests[0].body));
    assert!(requests.iter().all(|request| request.headers == requests[0].headers));

    let refused = [
        (307, "https://api.test/v1/things"),
        (307, "http://api.test:81/v1/things"),
        (308, "http://other.test/v1/things"),
        // These would make a GET of it.
        (301, "/v1/other"),
        (302, "/v1/other"),
    ];
    for (status, to) in refused {
        let script = ScriptedTransport::new([moved(status, to)]);
        let error = create(&client(&script)).send::<u8>().await.unwrap_err();
        assert_eq!((error.kind(), script.requests().len()), (ErrorKind::Api, 1), "{to}");
        assert!(error.to_string().contains("is not followed"), "{error}");
    }
    // A GET stays one, whatever leads elsewhere within the origin.
    for status in [301, 302, 303, 307, 308] {
        let script = ScriptedTransport::new([moved(status, "/v1/other"), Reply::json(200, "1")]);
        get(&client(&script)).send::<u8>().await.unwrap();
        let [first, second] = script.requests().try_into().unwrap();
        assert_eq!(second.uri.to_string(), "http://api.test/v1/other");
        assert_eq!((&second.method, &second.headers), (&first.method, &first.headers));
        let script = ScriptedTransport::new([moved(status, "http://other.test/v1/things")]);
        let error = get(&client(&script)).send::<u8>().await.unwrap_err();
        assert!(error.to_string().contains("is not followed"), "{error}");
        assert_eq!(script.requests().len(), 1);
    }
    static HEAD: Operation = Operation::new("headThing", Method::HEAD, "/things/{id}");
    let script = ScriptedTransport::new([moved(302, "/v1/other"), Reply::new(200)]);
    Call::new(&client(&script), &HEAD).path("id", "1").send_empty().await.unwrap();
    assert_eq!(script.requests()[1].method, Method::HEAD);
    let script = ScriptedTransport::new([moved(304, "/v1/other")]);
    let error = get(&client(&script)).send::<u8>().await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), script.requests().len()), (304, 1));
    // One that names no place says so, unless the server has words of its own.
    let nowhere = "the redirect has no `Location` to go to";
    for (reply, message) in [
        (Reply::new(307), format!("307 Temporary Redirect: {nowhere}")),
        (Reply::new(303), format!("303 See Other: {nowhere}")),
        (Reply::new(302).chunk("<html>"), format!("302 Found: {nowhere}")),
        (Reply::json(302, r#"{"error":"log in"}"#), "302 Found: log in".to_owned()),
        (Reply::new(300), "300 Multiple Choices: (empty body)".to_owned()),
        (Reply::new(304), "304 Not Modified: (empty body)".to_owned()),
        (Reply::new(305), "305 Use Proxy: (empty body)".to_owned()),
    ] {
        let script = ScriptedTransport::new([reply]);
        let error = get(&client(&script)).send::<u8>().await.unwrap_err();
        assert_eq!(error.to_string(), format!("getThing: {message}"));
        assert_eq!((error.kind(), script.requests().len()), (ErrorKind::Api, 1));
    }

    let around = moved(307, "/v1/things");
    let script = ScriptedTransport::answering(move |_| around.clone());
    let error = create(&client(&script)).send::<u8>().await.unwrap_err();
    assert_eq!((error.kind(), script.requests().len()), (ErrorKind::Connection, 11));
}

#[tokio::test]
async fn after_303_the_result_is_read() {
    let script = ScriptedTransport::new([
        Reply::new(303).header("location", "/v1/results/\u{e9}"),
        Reply::new(307).header("location", "/v1/results/2"),
        Reply::json(200, "1"),
    ]);
    let mut call = create(&client(&script));
    call.set_header("content-language", "en");
    call.set_header("x-own", "1");
    call.send::<u8>().await.unwrap();
    let [first, then, last] = script.requests().try_into().unwrap();
    assert_eq!((first.method, &*first.body), (Method::POST, "{\"name\":\"é\"}".as_bytes()));
    assert_eq!(then.uri.to_string(), "http://api.test/v1/results/%C3%A9");
    for request in [&then, &last] {
        assert_eq!((&request.method, request.body.len()), (&Method::GET, 0));
        assert_eq!(request.header("authorization"), Some(&*format!("Bearer {KEY}")));
        assert_eq!(request.header("x-own"), Some("1"));
        assert_eq!(request.header("content-type"), None);
        assert_eq!(request.header("content-language"), None);
    }
}

/// A 303 asks for reading, also where another host is asked next.
#[tokio::test]
async fn after_303_another_host_is_read_too() {
    static START: Operation = Operation::new("startJob", Method::POST, "/jobs").secured(&[]);
    let script = ScriptedTransport::new([
        Reply::new(303).header("location", "/v1/jobs/1"),
        Reply::new(302).header("location", "http://store.test/it"),
        Reply::json(200, "1"),
    ]);
    Call::new(&client(&script), &START).json(&1).send::<u8>().await.unwrap();
    let requests = script.requests();
    let methods: Vec<&Method> = requests.iter().map(|request| &request.method).collect();
    assert_eq!(methods, [Method::POST, Method::GET, Method::GET]);
    assert_eq!(uris(&script)[2], "http://store.test/it");
}

/// A file of anybody's may be where somebody else stores it.
#[tokio::test]
async fn another_host_gets_nothing_of_the_caller_s() {
    static FILE: Operation = Operation::new("getFile", Method::GET, "/file").secured(&[]);
    let call = |client: &Client| {
        let mut call = Call::new(client, &FILE);
        call.set_header("authorization", "Bearer of-the-call");
        call.set_header("x-own", "1");
        call.set_cookie("session", "2");
        call
    };
    let moved = |to| Reply::new(302).header("location", to);
    let script = ScriptedTransport::new([
        moved("https://other.test/it?signature=1"),
        moved("/again"),
        moved("https://api.test/back"),
        Reply::json(200, "1"),
    ]);
    let client = builder(&script).header("x-of-all", "3").build().unwrap();
    call(&client).send::<u8>().await.unwrap();
    let expected = [
        "http://api.test/v1/file",
        "https://other.test/it?signature=1",
        "https://other.test/again",
        "https://api.test/back",
    ];
    assert_eq!(uris(&script), expected);
    for request in &script.requests()[1..] {
        let names: Vec<&str> = request.headers.keys().map(|name| name.as_str()).collect();
        assert!(names.iter().all(|name| ["accept", "user-agent"].contains(name)), "{names:?}");
    }
    // The caller's own word for what it takes is the caller's, too.
    let script = ScriptedTransport::new([moved("http://other.test/it"), Reply::json(200, "1")]);
    let mut own = call(&self::client(&script));
    own.set_header("accept", "text/secret");
    own.send::<u8>().await.unwrap();
    assert_eq!(script.requests()[1].header("accept"), None);

    for to in ["file:///etc/passwd", "ftp://other.test/it"] {
        let script = ScriptedTransport::new([moved(to)]);
        let error = call(&self::client(&script)).send::<u8>().await.unwrap_err();
        let expected = format!("the redirect to {to} is not followed: it leads to no web server");
        assert!(error.to_string().contains(&expected), "{error}");
    }
    let around = ScriptedTransport::answering(|request| {
        let host = if request.uri.host() == Some("a.test") { "b" } else { "a" };
        Reply::new(302).header("location", &format!("http://{host}.test/"))
    });
    let error = call(&self::client(&around)).send::<u8>().await.unwrap_err();
    assert_eq!((error.kind(), around.requests().len()), (ErrorKind::Connection, 11));
}

/// A file for which there is a credential may be stored elsewhere, too: by an address that is a
/// credential itself.
#[tokio::test]
async fn a_file_may_be_at_another_host() {
    const THERE: &str = "http://store.test/it?signature=1";
    let moved = |to: &str| Reply::new(302).header("location", to);
    let there = || ScriptedTransport::new([moved(THERE), Reply::new(200).chunk("bytes")]);
    let own = |client: &Client| {
        let mut call = get(client);
        call.set_header("x-own", "1");
        call.set_cookie("session", "2");
        call
    };
    let script = there();
    own(&client(&script)).send_bytes().await.unwrap();
    let script = [script, there(), there()];
    own(&client(&script[1])).send_text().await.unwrap();
    own(&client(&script[2])).download().await.unwrap().bytes().await.unwrap();
    for script in script {
        let [first, second] = script.requests().try_into().unwrap();
        assert!(first.header("authorization").is_some());
        assert_eq!((second.method, second.uri.to_string()), (Method::GET, THERE.to_owned()));
        let names: Vec<&str> = second.headers.keys().map(|name| name.as_str()).collect();
        assert!(names.iter().all(|name| ["accept", "user-agent"].contains(name)), "{names:?}");
    }

    // All bytes would be taken for some of them.
    for (range, kept) in [("bytes=2-", Some("bytes=2-")), ("secret", None)] {
        let script = there();
        let mut call = get(&client(&script));
        call.set_header("range", range);
        call.send_bytes().await.unwrap();
        assert_eq!(script.requests()[1].header("range"), kept);
    }

    // What it says is not about the credential, which is not asked for anew.
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = asked.clone();
    let token = Credential::provider(move || {
        counted.fetch_add(1, Ordering::SeqCst);
        async { Ok::<_, std::io::Error>("token-of-a-provider") }
    });
    let script = ScriptedTransport::new([moved(THERE), Reply::json(401, r#"{"message":"who?"}"#)]);
    let client_of = builder(&script).api_key(token).build().unwrap();
    let error = get(&client_of).send_bytes().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "getThing: 401 Unauthorized: who?; http://store.test/it was asked without credentials"
    );
    assert_eq!((asked.load(Ordering::SeqCst), script.requests().len()), (1, 2));

    // The address must not have the credential, nor the call a query that may be one.
    type Change = fn(ClientBuilder) -> ClientBuilder;
    let key = format!("http://store.test/it?key={}", KEY.replace('k', "%6b"));
    let cases: [(Change, &str); 4] = [
        (|builder| builder, &key),
        (|builder| builder.query("key", "secret"), THERE),
        (|builder| builder.auth(Auth::query("key")), THERE),
        (|builder| builder.base_url("https://api.test/v1"), THERE),
    ];
    for (change, to) in cases {
        let script = ScriptedTransport::new([moved(to)]);
        let error = get(&change(builder(&script)).build().unwrap()).send_bytes().await;
        let error = error.unwrap_err().to_string();
        assert!(error.contains("http://store.test/it is not followed"), "{error}");
        assert_eq!(script.requests().len(), 1);
    }
    let script = ScriptedTransport::new([moved(THERE)]);
    let error = create(&client(&script)).send_bytes().await.unwrap_err();
    assert!(error.to_string().contains("is not followed"), "{error}");
}

#[tokio::test]
async fn what_another_host_must_not_get_goes_nowhere() {
    static FILE: Operation = Operation::new("getFile", Method::GET, "/file").secured(&[]);
    static REMOVE: Operation = Operation::new("removeFile", Method::DELETE, "/file").secured(&[]);
    let why = "another host must not get credentials or a body";
    let moved = || Reply::new(302).header("location", "http://other.test/it");
    let file = |client: &Client| Call::new(client, &FILE);
    type Change = fn(ClientBuilder) -> ClientBuilder;
    type Make = fn(&Client) -> Call;
    let cases: [(Change, Make, &str); 7] = [
        (|builder| builder, get, why),
        (|builder| builder.query("key", "secret"), |client| Call::new(client, &FILE), why),
        (
            |builder| builder.base_url("http://api.test?key=secret"),
            |client| Call::new(client, &FILE),
            why,
        ),
        (
            |builder| builder,
            |client| {
                let mut call = Call::new(client, &FILE);
                call.add_query("key", "secret");
                call
            },
            why,
        ),
        (|builder| builder, |client| Call::new(client, &FILE).json(&1), why),
        (|builder| builder, |client| Call::new(client, &REMOVE), why),
        (
            |builder| builder.base_url("https://api.test"),
            |client| Call::new(client, &FILE),
            "it leads away from https",
        ),
    ];
    for (change, make, why) in cases {
        let script = ScriptedTransport::new([moved()]);
        let client = change(builder(&script)).build().unwrap();
        let error = make(&client).send::<u8>().await.unwrap_err();
        let expected = format!("the redirect to http://other.test/it is not followed: {why}");
        assert!(error.to_string().contains(&expected), "{error}");
        assert_eq!(script.requests().len(), 1);
    }
    let script = ScriptedTransport::new([Reply::new(302).header("location", "http://[")]);
    let error = file(&client(&script)).send::<u8>().await.unwrap_err();
    assert!(error.to_string().contains("the redirect leads to what is no URL"), "{error}");
}

#[tokio::test]
async fn an_attempt_has_its_time() {
    let late = || Reply::json(200, "1").delayed(seconds(600));
    let script = ScriptedTransport::new([late(), Reply::json(200, "2")]);
    let answer = get(&client(&script)).send::<u8>().await.unwrap();
    // Both ends come at the same moment; the work is looked at first.
    assert_eq!((*answer.body(), script.elapsed()), (1, seconds(600)));

    let slow = Reply::json(200, "1").pause(seconds(599)).pause(seconds(2)).chunk("2");
    let script = ScriptedTransport::new([slow.clone()]);
    let error = get(&builder(&script).max_retries(0).build().unwrap()).send::<u8>().await;
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Timeout);
    assert_eq!(script.elapsed(), seconds(600));
    let script = ScriptedTransport::new([slow]);
    let client = builder(&script).timeout(seconds(602)).build().unwrap();
    assert_eq!(*get(&client).send::<u8>().await.unwrap().body(), 12);
}

#[tokio::test]
async fn a_stream_may_be_silent_for_its_time() {
    let events = || Reply::events().chunk("data: \"a\"\n\n").pause(seconds(599));
    let script = ScriptedTransport::new([events().chunk("data: \"b\"\n\n")]);
    let stream = get(&client(&script)).stream::<String>().await.unwrap();
    assert_eq!(read(stream).await.0.len(), 2);
    let script = ScriptedTransport::new([events().pause(seconds(2)).chunk("data: \"b\"\n\n")]);
    let stream = get(&client(&script)).stream::<String>().await.unwrap();
    let (events, error) = read(stream).await;
    assert_eq!((events.len(), error.unwrap().kind()), (1, ErrorKind::Timeout));
    assert_eq!(script.elapsed(), seconds(600));
}

#[tokio::test]
async fn failures_of_a_transport_are_tried_again_unless_they_last() {
    let attempts = |kind| async move {
        let script =
            ScriptedTransport::new([Reply::failure(kind, "broken"), Reply::json(200, "1")]);
        let result = create(&client(&script)).send::<u8>().await;
        (script.requests().len(), result.map_err(|error| error.to_string()))
    };
    assert_eq!(attempts(ErrorKind::Connection).await.0, 2);
    assert_eq!(attempts(ErrorKind::Timeout).await.0, 2);
    let (count, result) = attempts(ErrorKind::Configuration).await;
    assert_eq!((count, result.unwrap_err()), (1, "createThing: broken".to_owned()));
    let script = ScriptedTransport::new([
        Reply::json(200, "12").broken(ErrorKind::Connection, "cut"),
        Reply::json(200, "1"),
    ]);
    assert_eq!(*create(&client(&script)).send::<u8>().await.unwrap().body(), 1);
}

#[tokio::test]
async fn a_script_ends() {
    let script = ScriptedTransport::new([]);
    let error = get(&client(&script)).send::<u8>().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    let expected = "getThing: the script has no reply to GET http://api.test/v1/things/1";
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn a_token_holds_by_the_clock_of_the_transport() {
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = asked.clone();
    let provider = Credential::provider(move || {
        let number = counter.fetch_add(1, Ordering::SeqCst);
        std::future::ready(Ok::<_, Error>(
            Token::new(format!("token {number}")).expires_in(seconds(300)),
        ))
    });
    let script = ScriptedTransport::answering(|_| Reply::json(200, "1"));
    let client = builder(&script).api_key(provider).build().unwrap();
    for (advance, expected) in [(0, 1), (269, 1), (1, 2)] {
        script.advance(seconds(advance));
        get(&client).send::<u8>().await.unwrap();
        assert_eq!(asked.load(Ordering::SeqCst), expected, "{advance}");
    }
}

#[tokio::test]
async fn client_credentials_go_by_the_transport_and_no_further() {
    let script = ScriptedTransport::answering(|request| match request.uri.host() {
        Some("id.test") => Reply::json(200, r#"{"access_token":"t","expires_in":60}"#),
        _ => Reply::json(200, "1"),
    });
    let credential = || Credential::client_credentials("http://id.test/token", "me", "pass", "a b");
    let client = builder(&script).api_key(credential()).build().unwrap();
    get(&client).send::<u8>().await.unwrap();
    let requests = script.requests();
    assert_eq!(requests[0].body, "grant_type=client_credentials&scope=a%20b");
    assert_eq!(requests[1].header("authorization"), Some("Bearer t"));

    let elsewhere = Reply::new(307).header("location", "http://id.test/other");
    let script = ScriptedTransport::answering(move |_| elsewhere.clone());
    let client = builder(&script).api_key(credential()).build().unwrap();
    let error = get(&client).send::<u8>().await.unwrap_err();
    assert_eq!((error.kind(), script.requests().len()), (ErrorKind::Credential, 1));
}

#[tokio::test]
async fn a_poll_waits_by_the_clock_of_the_transport() {
    let state = |state: &str| Reply::json(200, format!(r#"{{"state":"{state}"}}"#));
    let poll = |script: &ScriptedTransport| {
        Poll::<Value>::new(
            Call::new(&client(script), &CREATE),
            &GET,
            |call, _| call.path("id", "1"),
            |value| value["state"].as_str().unwrap_or_default(),
            &["done"],
        )
    };
    let script = ScriptedTransport::new([state("busy"), state("busy"), state("done")]);
    poll(&script).interval(seconds(3)).await.unwrap();
    assert_eq!(script.elapsed(), seconds(6));
    let script = ScriptedTransport::answering(move |_| state("busy"));
    let error = poll(&script).interval(seconds(3)).deadline(seconds(10)).await.unwrap_err();
    assert_eq!((error.kind(), script.elapsed()), (ErrorKind::Timeout, seconds(10)));
    assert_eq!(script.requests().len(), 4);
}

/// A transport around another one.
struct Signing<T>(T);

impl<T: Transport> Transport for Signing<T> {
    fn exchange(
        &self,
        mut request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, Error>> {
        let signature = request.body().as_bytes().map_or(0, |body| body.len());
        request.headers_mut().insert("x-signature", signature.into());
        Box::pin(async move {
            let mut answer = self.0.exchange(request).await?;
            answer.headers_mut().insert("x-seen", http::HeaderValue::from_static("yes"));
            Ok(answer)
        })
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'static, ()> {
        self.0.sleep(time)
    }

    fn now(&self) -> Duration {
        self.0.now()
    }
}

#[tokio::test]
async fn a_transport_can_wrap_another() {
    let script = ScriptedTransport::new([Reply::new(500), Reply::json(200, "1")]);
    let client = builder(&script).transport(Signing(script.clone())).build().unwrap();
    let answer = create(&client).send::<u8>().await.unwrap();
    assert_eq!(answer.headers()["x-seen"], "yes");
    assert!(script.requests().iter().all(|request| request.header("x-signature") == Some("13")));
}

/// A transport whose clock can be asked once, as an `async` function can.
struct Once(ScriptedTransport);

impl Transport for Once {
    fn exchange(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, Error>> {
        self.0.exchange(request)
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'static, ()> {
        let sleep = self.0.sleep(time);
        Box::pin(async move {
            sleep.await;
        })
    }

    fn now(&self) -> Duration {
        self.0.now()
    }
}

#[tokio::test]
async fn a_clock_is_not_asked_again_when_its_time_is_over() {
    let silent = Reply::new(200).header("content-type", "application/json").pause(seconds(600));
    let script = ScriptedTransport::new([silent.chunk("{}")]);
    let client = builder(&script).transport(Once(script.clone())).timeout(seconds(5));
    let error = get(&client.build().unwrap()).stream::<String>().await.unwrap_err();
    assert_eq!((error.kind(), script.elapsed()), (ErrorKind::Stream, seconds(5)));
    let told = "getThing: expected an event stream, the server sent application/json";
    assert_eq!(error.to_string(), told);
}

/// A transport that sends every request elsewhere.
struct Elsewhere(ReqwestTransport, String);

impl Transport for Elsewhere {
    fn exchange(
        &self,
        mut request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, Error>> {
        let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
        *request.uri_mut() = format!("{}/moved{path}", self.1).parse().unwrap();
        self.0.exchange(request)
    }
}

#[tokio::test]
async fn a_transport_may_send_a_request_elsewhere() {
    let server = Server::answering(|_| server::Reply::json(200, "1"));
    let reqwest = ReqwestTransport::new(http_client_builder().no_proxy().build().unwrap());
    let elsewhere = Elsewhere(reqwest, server.url());
    let client = Client::builder(&SERVICE).api_key(KEY).base_url("http://api.test/v1");
    let client = client.transport(elsewhere).build().unwrap();
    assert_eq!(get(&client).send::<u8>().await.unwrap().into_body(), 1);
    assert_eq!(server.request().target, "/moved/v1/things/1");
}

#[tokio::test]
async fn a_deadline_is_for_all_attempts() {
    let busy = || Reply::new(503).header("retry-after", "40");
    let script = ScriptedTransport::answering(move |_| busy());
    let with = |deadline| builder(&script).max_retries(9).deadline(seconds(deadline));
    // The third would begin at the very end.
    let error = get(&with(80).build().unwrap()).send::<u8>().await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), script.requests().len()), (503, 2));
    assert_eq!(script.elapsed(), seconds(40), "what is of no use is not waited for");
    let mut call = get(&with(1).build().unwrap());
    call.set_deadline(seconds(81));
    call.send::<u8>().await.unwrap_err();
    assert_eq!(script.requests().len(), 2 + 3);

    let script = ScriptedTransport::new([busy(), Reply::json(200, "1").delayed(seconds(20))]);
    let client = builder(&script).deadline(seconds(50)).build().unwrap();
    let error = get(&client).send::<u8>().await.unwrap_err();
    assert_eq!((error.kind(), script.elapsed()), (ErrorKind::Timeout, seconds(50)));
    let expected = "getThing: not done within the deadline of 50s; the attempt before it failed: \
                    503 Service Unavailable: (empty body)";
    assert_eq!(error.to_string(), expected);
    let script = ScriptedTransport::new([busy(), Reply::json(200, "1").delayed(seconds(20))]);
    let client = builder(&script).deadline(seconds(61)).build().unwrap();
    get(&client).send::<u8>().await.unwrap();
}

/// JSON that is whole is an answer at the deadline of the call as at the timeout of an attempt.
#[tokio::test]
async fn what_has_come_by_the_deadline_may_be_the_answer() {
    let of = |text: &'static str| {
        let json = Reply::new(200).header("content-type", "application/json");
        json.chunk(text).pause(seconds(99))
    };
    for (deadline, timeout) in [(5, 60), (60, 5), (5, 5)] {
        let script = ScriptedTransport::new([of("[1]")]);
        let client = builder(&script).deadline(seconds(deadline)).timeout(seconds(timeout));
        let answer = get(&client.build().unwrap()).send::<Vec<u8>>().await.unwrap();
        assert_eq!((answer.into_body(), script.elapsed()), (vec![1], seconds(5)));
    }
    let script = ScriptedTransport::new([of("[1")]);
    let client = builder(&script).deadline(seconds(5)).timeout(seconds(60)).build().unwrap();
    let error = get(&client).send::<Vec<u8>>().await.unwrap_err();
    assert_eq!(error.to_string(), "getThing: not done within the deadline of 5s");
    assert_eq!((error.kind(), error.body()), (ErrorKind::Timeout, &b"[1"[..]));
    assert_eq!((script.elapsed(), script.requests().len()), (seconds(5), 1));
}

/// An answer that is no stream is waited for no longer than the call may take; nor are bytes
/// looked at longer, which go on after it.
#[tokio::test]
async fn what_is_no_stream_ends_at_the_deadline() {
    let stalled = |kind: &str| {
        Reply::new(200).header("content-type", kind).chunk("{\"a\"").delayed(seconds(4))
    };
    for (deadline, timeout, end) in [(10, 60, 10), (60, 10, 14), (60, 60, 60)] {
        let script = ScriptedTransport::new([stalled("application/json").pause(seconds(999))]);
        let client = builder(&script).deadline(seconds(deadline)).timeout(seconds(timeout));
        let error = get(&client.build().unwrap()).stream::<String>().await.unwrap_err();
        assert_eq!((error.kind(), script.elapsed()), (ErrorKind::Stream, seconds(end)), "{error}");
        assert_eq!(error.body(), b"{\"a\"");
    }
    let reply = stalled("application/json").pause(seconds(20)).chunk(":1}");
    let script = ScriptedTransport::new([reply]);
    let mut call = get(&builder(&script).deadline(seconds(10)).build().unwrap());
    call.set_accept("audio/mpeg");
    let download = call.download().await.unwrap();
    assert_eq!(script.elapsed(), seconds(10));
    assert_eq!(download.bytes().await.unwrap(), "{\"a\":1}");
}

/// A new token is no reason to begin anew at the deadline of the call.
#[tokio::test]
async fn no_attempt_begins_at_the_deadline() {
    let refused = Reply::new(401).chunk("no").pause(seconds(99));
    let script = ScriptedTransport::new([refused, Reply::json(200, "1")]);
    let provider = Credential::provider(|| async { Ok::<_, std::io::Error>("token") });
    let client = builder(&script).api_key(provider).deadline(seconds(5)).timeout(seconds(60));
    let error = get(&client.build().unwrap()).send::<u8>().await.unwrap_err();
    assert_eq!((script.elapsed(), script.requests().len()), (seconds(5), 1), "{error}");
}

#[tokio::test]
async fn a_stream_outlives_the_deadline_once_it_has_begun() {
    let reply = Reply::events().pause(seconds(100)).chunk("data: \"a\"\n\n");
    let script = ScriptedTransport::new([reply]);
    let client = builder(&script).deadline(seconds(10)).build().unwrap();
    let stream = get(&client).stream::<String>().await.unwrap();
    assert_eq!(read(stream).await.0.len(), 1);
}

#[tokio::test]
async fn an_outage_spends_the_retries_of_the_client() {
    let attempts = |client: Client, script: ScriptedTransport| async move {
        let before = script.requests().len();
        let result = get(&client).send::<u8>().await;
        (script.requests().len() - before, result.map_err(|error| error.to_string()))
    };
    let is_up = Arc::new(AtomicUsize::new(0));
    let state = is_up.clone();
    let script = ScriptedTransport::answering(move |_| match state.load(Ordering::SeqCst) {
        0 => Reply::new(500),
        _ => Reply::json(200, "1"),
    });
    let client = builder(&script).retry_budget(3).build().unwrap();
    let spent = "; it is not tried again: the client's retry budget is spent";
    for (expected, says_so) in [(3, false), (2, true), (1, true), (1, true)] {
        let (count, result) = attempts(client.clone(), script.clone()).await;
        assert_eq!((count, result.unwrap_err().ends_with(spent)), (expected, says_so));
    }
    // Five successes earn a retry.
    is_up.store(1, Ordering::SeqCst);
    for _ in 0..5 {
        assert_eq!(attempts(client.clone(), script.clone()).await.0, 1);
    }
    is_up.store(0, Ordering::SeqCst);
    assert_eq!(attempts(client.clone(), script.clone()).await.0, 2);
    assert_eq!(attempts(client, script.clone()).await.0, 1);

    // An attempt that is no retry costs none, and there may be no limit.
    let unlimited = builder(&script).retry_budget(None).build().unwrap();
    for _ in 0..200 {
        assert_eq!(attempts(unlimited.clone(), script.clone()).await.0, 3);
    }
    let usual = builder(&script).max_retries(100).build().unwrap();
    assert_eq!(attempts(usual.clone(), script.clone()).await.0, 101);
    assert_eq!(attempts(usual, script).await.0, 1);
}

#[tokio::test]
async fn the_headers_of_a_vendor_say_nothing_to_other_services() {
    static OTHER: Service = Service { base_url: "http://api.test", ..Service::DEFAULT };
    let advised = Reply::new(503)
        .header("x-should-retry", "false")
        .header("retry-after-ms", "40")
        .header("x-ratelimit-limit-requests", "60");
    let script = ScriptedTransport::new([advised, Reply::json(200, "1")]);
    let client = Client::builder(&OTHER).transport(script.clone()).build().unwrap();
    let answer = get(&client).send::<u8>().await.unwrap();
    assert!(script.elapsed() > Duration::from_millis(100), "{:?}", script.elapsed());
    assert_eq!(answer.rate_limits().iter().count(), 0);
}

#[tokio::test]
async fn what_follows_a_poll_may_fail() {
    static AGAIN: Operation = Operation::new("getThing", Method::GET, "/things/{id}");
    let script = ScriptedTransport::answering(|_| Reply::json(200, r#""done""#));
    let client = client(&script);
    let path = |call: Call, id: &String| call.path("id", id);
    let poll = || Poll::<String>::new(create(&client), &AGAIN, path, |status| status, &["done"]);
    let lookup = |turn: usize| match turn {
        2 => Err(std::io::Error::other("nothing is there")),
        _ => Ok(()),
    };
    let turns = AtomicUsize::new(0);
    let fails = async |_| {
        let tool = |error| Error::new(ErrorKind::Tool, "a function failed").with_source(error);
        lookup(turns.fetch_add(1, Ordering::Relaxed)).map_err(tool)?;
        Ok(ControlFlow::Continue(poll()))
    };
    let error = poll().follow(fails).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Tool);
    assert_eq!(error.to_string(), "a function failed: nothing is there");
    assert_eq!(script.requests().len(), 3);
    let cannot = poll().follow(async |status| ControlFlow::Break(status + "!")).await;
    assert_eq!(cannot.unwrap(), "done!");
}

/// Does work of the caller's that takes more turns than a clock which nothing holds has patience
/// for.
async fn many_turns() {
    for _ in 0..1_000 {
        tokio::task::yield_now().await;
    }
}

fn upload(script: &ScriptedTransport, file: File) -> Call {
    Call::new(&client(script), &CREATE).form(&BTreeMap::from([("file", file)]), &[])
}

#[tokio::test]
async fn the_clock_stands_still_while_a_file_is_read() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("large.txt");
    std::fs::write(&path, "x".repeat(1 << 20)).unwrap();
    let pieces = futures_util::stream::unfold(0, |count| async move {
        many_turns().await;
        (count < 3).then_some((Ok("xyz"), count + 1))
    });
    for (file, size) in
        [(File::from_path(&path), 1 << 20), (File::from_stream("s.txt", pieces, 9), 9)]
    {
        let script = ScriptedTransport::new([Reply::json(200, "1")]);
        upload(&script, file).send::<u8>().await.unwrap();
        let [request] = script.requests().try_into().unwrap();
        assert!(request.body.len() > size);
        assert_eq!(script.elapsed(), Duration::ZERO);
    }
    for _ in 0..20 {
        let script = ScriptedTransport::new([]);
        let file = File::from_path(directory.path().join("none.txt"));
        let error = upload(&script, file).send::<u8>().await.unwrap_err();
        assert_eq!((error.kind(), script.elapsed()), (ErrorKind::Io, Duration::ZERO));
    }
}

#[tokio::test]
async fn the_clock_stands_still_while_a_token_is_asked_for() {
    let script = ScriptedTransport::new([Reply::new(503), Reply::json(200, "1")]);
    let provider = Credential::provider(|| async {
        many_turns().await;
        Ok::<_, Error>("token")
    });
    let client = builder(&script).api_key(provider).build().unwrap();
    get(&client).send::<u8>().await.unwrap();
    assert_eq!(script.requests().len(), 2);
    assert!(script.elapsed() < seconds(10), "{:?}", script.elapsed());
    // Of one that never comes, the limits hold.
    let provider = Credential::provider(std::future::pending::<Result<String, Error>>);
    let client = builder(&script).api_key(provider).max_retries(0).build().unwrap();
    let error = get(&client).send::<u8>().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
}
