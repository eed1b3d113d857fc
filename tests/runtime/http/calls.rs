//! One call: what is sent, what is made of the answer, and what is refused
//! before anything is sent.

use openapi_loom_runtime::http::{
    Auth, Call, Client, ClientBuilder, Error, ErrorKind, Operation, Service, StatusCode, Variable,
    http_client_builder,
};
use serde_json::{Value, json};
use std::time::Duration;
use workspace_tests::server::{Reply, Server};
use workspace_tests::service::{CREATE, GET, KEY, LIST, SERVICE, builder, client, create, get};

fn ok() -> Server {
    Server::answering(|_| Reply::json(200, r#"{"id":"1"}"#))
}

#[tokio::test]
async fn a_call_without_a_body() {
    let server = ok();
    let value: Value = get(&client(&server)).send().await.unwrap().into_body();
    assert_eq!(value, json!({ "id": "1" }));
    let request = server.request();
    assert_eq!((&*request.method, &*request.target), ("GET", "/things/1"));
    assert_eq!(request.header("authorization"), Some("Bearer sk-secret-1234"));
    assert_eq!(request.header("accept"), Some("application/json"));
    assert_eq!(request.header("user-agent"), Some("runtime-tests/1"));
    assert_eq!(request.header("x-beta"), Some("v2"));
    assert_eq!(request.header("content-type"), None);
    assert_eq!(request.json(), Value::Null);
}

#[tokio::test]
async fn a_call_with_a_body() {
    let server = ok();
    create(&client(&server)).send::<Value>().await.unwrap();
    let request = server.request();
    assert_eq!(request.method, "POST");
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.json(), json!({ "name": "é" }));
}

#[tokio::test]
async fn parameters_reach_the_server_as_they_were_given() {
    let server = ok();
    let mut call = Call::new(&client(&server), &GET).path("id", "a/b?c#d %é");
    call.set_query("limit", 1);
    call.set_query("limit", 2);
    call.set_query_list("include[]", ["a&b=c", "+ [*]"]);
    call.send::<Value>().await.unwrap();
    let request = server.request();
    assert_eq!(request.path(), "/things/a%2Fb%3Fc%23d%20%25%C3%A9");
    let pairs = [("limit", "2"), ("include[]", "a&b=c"), ("include[]", "+ [*]")];
    assert_eq!(request.query(), pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
}

#[tokio::test]
async fn a_segment_that_names_another_resource_is_refused() {
    let server = ok();
    for value in ["", ".", ".."] {
        let call = Call::new(&client(&server), &GET).path("id", value);
        let error = call.send::<Value>().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        let text = error.to_string();
        assert!(text.contains("getThing") && text.contains("`id`"), "{text}");
    }
    let error = Call::new(&client(&server), &GET).send::<Value>().await.unwrap_err();
    assert_eq!(error.to_string(), "getThing: the path parameter `id` is not set");
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn encoded_dots_are_text() {
    let server = ok();
    for (value, path) in
        [("%2e%2e", "/v1/things/%252e%252e"), ("...", "/v1/things/..."), (".a", "/v1/things/.a")]
    {
        let client = builder(&server).base_url(format!("{}/v1", server.url())).build().unwrap();
        Call::new(&client, &GET).path("id", value).send::<Value>().await.unwrap();
        assert_eq!(server.requests().last().unwrap().target, path);
    }
}

#[tokio::test]
async fn the_base_url_may_have_any_form() {
    let forms = [
        ("", "/things"),
        ("/", "/things"),
        ("/openai", "/openai/things"),
        ("/a/b/", "/a/b/things"),
        ("/a?api-version=1&x=%2B", "/a/things?api-version=1&x=%2B"),
    ];
    for (suffix, target) in forms {
        let server = ok();
        let client =
            builder(&server).base_url(format!("{}{suffix}", server.url())).build().unwrap();
        Call::new(&client, &LIST).send::<Value>().await.unwrap();
        assert_eq!(server.request().target, target);
    }
    for wrong in ["", "localhost:8080", "ftp://h/", "http://", "/v1"] {
        let error = Client::builder(&SERVICE).base_url(wrong).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration, "{wrong}");
    }
}

/// Documents and guides write a name in braces where each has a value of its own.
#[tokio::test]
async fn a_placeholder_in_a_base_url_is_not_sent() {
    static UNSAID: Service =
        Service { base_url: "https://{resource}.example.com/v1", ..Service::DEFAULT };
    let told = "the base URL has the placeholder `{resource}` in it: write its value in its place";
    let by_default = Client::builder(&UNSAID).build();
    let by_hand = Client::builder(&SERVICE).base_url("http://{resource}.localhost/v1").build();
    for client in [by_default, by_hand] {
        let error = client.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(error.to_string().contains(told), "{error}");
    }
    let server = ok();
    let mut call = Call::new(&builder(&server).build().unwrap(), &LIST);
    call.set_base_url(&format!("{}/{{resource}}", server.url()));
    let error = call.send::<Value>().await.unwrap_err();
    assert_eq!(error.to_string(), format!("listThings: {told}"));
    assert!(server.requests().is_empty());
    // Braces that hold no name, and those of a query, are sent.
    let base = format!("{}/{{}}/{{7}}?filter={{a}}", server.url());
    let client = builder(&server).base_url(base).build().unwrap();
    Call::new(&client, &LIST).send::<Value>().await.unwrap();
    assert_eq!(server.request().target, "/%7B%7D/%7B7%7D/things?filter={a}");
}

/// A document need not know its host.
#[test]
fn a_service_without_a_base_url_asks_for_one() {
    static NOWHERE: Service = Service { base_url: "", ..Service::DEFAULT };
    static PATH_ONLY: Service =
        Service { base_url: "/v1", base_url_env: Some("PETS_URL"), ..Service::DEFAULT };
    let cases = [
        (&NOWHERE, "the service has no base URL of its own: set it with `base_url`"),
        (
            &PATH_ONLY,
            "the service has no base URL of its own, only the path \"/v1\": set it with `base_url`, \
             or the environment variable PETS_URL",
        ),
    ];
    for (service, wanted) in cases {
        let error = Client::builder(service).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(error.to_string().contains(wanted), "{error}");
        assert!(Client::builder(service).base_url("https://pets.example").build().is_ok());
    }
}

#[tokio::test]
async fn a_base_url_may_have_variables() {
    static TEMPLATE: Service = Service {
        base_url: "http://{host}:{port}/{base}/{tenant}",
        variables: &[
            Variable { name: "host", default: "unset.invalid", values: &[] },
            Variable { name: "port", default: "8080", values: &[] },
            Variable { name: "base", default: "api/v1", values: &["api/v1", "api/v2"] },
            Variable { name: "tenant", default: "", values: &[] },
        ],
        ..Service::DEFAULT
    };
    let server = ok();
    let port = server.address().port().to_string();
    let builder = || {
        let builder = Client::builder(&TEMPLATE).variable("host", "127.0.0.1");
        builder.variable("port", &port).variable("tenant", "none").variable("tenant", "t-1")
    };
    let paths = [
        (builder(), "/api/v1/t-1/things"),
        (builder().variable("base", "api/v2"), "/api/v2/t-1/things"),
        // A base URL as a whole goes over all of them.
        (builder().base_url(server.url()), "/things"),
    ];
    for (builder, _) in paths.clone() {
        let client = builder.build().unwrap();
        Call::new(&client, &LIST).send::<Value>().await.unwrap();
    }
    let sent: Vec<String> = server.requests().into_iter().map(|request| request.target).collect();
    assert_eq!(sent, paths.map(|(_, path)| path));

    let refused = |builder: ClientBuilder| builder.build().unwrap_err().to_string();
    assert_eq!(
        refused(Client::builder(&TEMPLATE)),
        "the variable `tenant` of the base URL has no value"
    );
    assert_eq!(
        refused(builder().variable("base", "api/v3")),
        "the variable `base` of the base URL can only be one of api/v1, api/v2"
    );
    // A value may have whatever characters the default has.
    static ROOT: Service = Service {
        base_url: "{root}/v1",
        variables: &[Variable { name: "root", default: "https://unset.invalid", values: &[] }],
        ..Service::DEFAULT
    };
    let client = Client::builder(&ROOT).variable("root", server.url()).build().unwrap();
    Call::new(&client, &LIST).send::<Value>().await.unwrap();
    assert_eq!(server.requests()[3].target, "/v1/things");
    // No value leads elsewhere.
    for value in ["evil.example/", "a@evil.example", "evil.example#", "a?b", "a:1", "é", " "] {
        assert_eq!(
            refused(builder().variable("host", value)),
            "the variable `host` of the base URL can only have letters, digits and `-._~`"
        );
    }
    static PATH: Service = Service {
        base_url: "http://unset.invalid/{path}/v1",
        variables: &[Variable { name: "path", default: "a/b", values: &[] }],
        ..Service::DEFAULT
    };
    let path = |value| Client::builder(&PATH).variable("path", value);
    for value in [".", "..", "../admin", "a/..", "a/./b"] {
        assert_eq!(
            refused(path(value)),
            "the variable `path` of the base URL has a relative path segment (\".\" or \"..\")"
        );
    }
    for value in ["...", ".a/b..", "a.b/c"] {
        path(value).build().unwrap();
    }
}

#[tokio::test]
async fn another_server_has_its_own_ways_with_keys() {
    let cases = [
        (Auth::header("api-key"), "api-key", Some(KEY)),
        (Auth::Basic, "authorization", Some("Basic c2stc2VjcmV0LTEyMzQ6")),
        (Auth::None, "authorization", None),
        (Auth::query("key"), "authorization", None),
    ];
    for (auth, header, value) in cases {
        let server = ok();
        let client =
            builder(&server).auth(auth.clone()).query("api-version", "2024-05").build().unwrap();
        get(&client).send::<Value>().await.unwrap();
        let request = server.request();
        assert_eq!(request.header(header), value, "{auth:?}");
        let key = if auth == Auth::query("key") { "&key=sk-secret-1234" } else { "" };
        assert_eq!(request.target, format!("/things/1?api-version=2024-05{key}"));
    }
}

#[tokio::test]
async fn no_key_is_sent_where_there_is_none() {
    let server = ok();
    let client = Client::builder(&SERVICE).base_url(server.url()).without_authentication();
    get(&client.build().unwrap()).send::<Value>().await.unwrap();
    assert_eq!(server.request().header("authorization"), None);
}

#[tokio::test]
async fn a_call_has_options_over_the_client_s() {
    let (server, other) = (ok(), ok());
    let client = builder(&server)
        .header("x-organization", "client")
        .header("User-Agent", "mine")
        .query("v", "client")
        .query("w", "client")
        .build()
        .unwrap();
    let mut call = get(&client);
    call.set_api_key("sk-other".to_owned());
    call.set_base_url(&format!("{}/v2", other.url()));
    call.set_header("x-organization", "call");
    call.set_header("x-beta", "v3");
    call.add_query("v", "call");
    call.set_idempotency_key("once");
    call.send::<Value>().await.unwrap();
    let request = other.request();
    assert_eq!(request.target, "/v2/things/1?w=client&v=call");
    assert_eq!(request.header("authorization"), Some("Bearer sk-other"));
    assert_eq!(request.header("user-agent"), Some("mine"));
    assert_eq!(request.header("x-organization"), Some("call"));
    assert_eq!(request.header("x-beta"), Some("v3"));
    assert_eq!(request.header("idempotency-key"), Some("once"));
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn what_cannot_be_sent_is_an_error_without_the_value() {
    let server = ok();
    let bad = "sk-secret-1234\n";
    let key = Client::builder(&SERVICE).base_url(server.url()).api_key(bad).build().unwrap_err();
    let header = builder(&server).header("x-a", bad).build().unwrap_err();
    let name = builder(&server).header("x a", "v").build().unwrap_err();
    let mut call = get(&client(&server));
    call.set_api_key(bad.to_owned());
    let late = call.send::<Value>().await.unwrap_err();
    for error in [key, header, name, late] {
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(!format!("{error} {error:?}").contains("secret"), "{error:?}");
    }
    let unwritable = std::collections::BTreeMap::from([([1], 1)]);
    let call = Call::new(&client(&server), &CREATE).json(&unwritable);
    assert_eq!(call.send::<Value>().await.unwrap_err().kind(), ErrorKind::Configuration);
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn an_answer_has_everything_around_the_body() {
    let server = Server::start([Reply::json(201, "[1]")
        .header("x-request-id", "req_1")
        .header("x-ratelimit-limit-requests", "60")
        .header("x-ratelimit-remaining-requests", "59")
        .header("x-ratelimit-reset-requests", "1m2.5s")
        .header("x-ratelimit-limit-tokens", "many")]);
    let answer = get(&client(&server)).send::<Vec<u8>>().await.unwrap();
    assert_eq!(answer.body(), &[1]);
    assert_eq!(answer.status(), StatusCode::CREATED);
    assert_eq!(answer.request_id(), Some("req_1"));
    assert_eq!(answer.headers()["content-type"], "application/json");
    let limits = answer.rate_limits();
    assert_eq!(limits.get("requests").limit, Some(60));
    assert_eq!(limits.get("requests").remaining, Some(59));
    assert_eq!(limits.get("requests").reset, Some(Duration::from_millis(62_500)));
    assert_eq!(limits.get("tokens").limit, None);
    assert_eq!(limits.get("others"), limits.get("tokens"));
    assert_eq!(limits.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["requests", "tokens"]);
}

#[tokio::test]
async fn an_error_says_when_to_come_back() {
    const DATE: &str = "Sun, 06 Nov 1994 08:49:37 GMT";
    let after = async |headers: &[(&'static str, &str)]| {
        let reply = headers
            .iter()
            .fold(Reply::text(429, b"slow"), |reply, (name, value)| reply.header(name, value));
        let server = Server::start([reply]);
        get(&client(&server)).send::<Value>().await.unwrap_err()
    };
    let error = after(&[("x-ratelimit-remaining-requests", "0"), ("retry-after", "9")]).await;
    assert_eq!(error.rate_limits().get("requests").remaining, Some(0));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(9)));
    let error = after(&[("retry-after-ms", "1500"), ("retry-after", "9")]).await;
    assert_eq!(error.retry_after(), Some(Duration::from_millis(1500)));
    let date = ("retry-after", "Sun, 06 Nov 1994 08:49:40 GMT");
    assert_eq!(after(&[date, ("date", DATE)]).await.retry_after(), Some(Duration::from_secs(3)));
    // When that is depends on what time it is there.
    assert_eq!(after(&[date]).await.retry_after(), None);
    assert_eq!(after(&[]).await.retry_after(), None);
    let none = Error::new(ErrorKind::Connection, "none");
    assert_eq!((none.rate_limits().iter().count(), none.retry_after()), (0, None));
}

#[tokio::test]
async fn an_answer_need_not_be_json() {
    let server = Server::start([Reply::new(204), Reply::text(200, b"\xff\x00")]);
    let client = client(&server);
    get(&client).send_empty().await.unwrap();
    assert_eq!(&get(&client).send_bytes().await.unwrap().body()[..], b"\xff\x00");
}

#[tokio::test]
async fn a_redirect_never_takes_the_key_to_another_host() {
    for auth in [Auth::Bearer, Auth::header("api-key"), Auth::query("key")] {
        let elsewhere = ok();
        let location = format!("{}/things/1?key={KEY}", elsewhere.url());
        let server = Server::start([Reply::new(307).header("location", &location)]);
        let client = builder(&server).auth(auth).max_retries(0).build().unwrap();
        let error = create(&client).send::<Value>().await.unwrap_err();
        assert_eq!(error.status(), Some(StatusCode::TEMPORARY_REDIRECT));
        let expected = format!("the redirect to {}/things/1 is not followed", elsewhere.url());
        assert!(error.to_string().contains(&expected), "{error}");
        assert!(elsewhere.requests().is_empty());
    }
}

#[tokio::test]
async fn a_redirect_within_the_host_is_followed() {
    let server =
        Server::start([Reply::new(307).header("location", "/moved/things"), Reply::json(200, "1")]);
    let answer = create(&client(&server)).send::<u8>().await.unwrap();
    assert_eq!(*answer.body(), 1);
    let requests = server.requests();
    assert_eq!(requests[1].target, "/moved/things");
    assert_eq!(requests[1].header("authorization"), requests[0].header("authorization"));
    assert_eq!(requests[1].body, requests[0].body);

    let server = Server::answering(|_| Reply::new(307).header("location", "/again"));
    let error = create(&client(&server)).send::<u8>().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert!(error.to_string().contains("too many redirects"), "{error}");
}

#[tokio::test]
async fn an_http_client_of_the_caller_s_own() {
    let server = ok();
    let http = http_client_builder().no_proxy().build().unwrap();
    let client = builder(&server).http_client(http).build().unwrap();
    get(&client).send::<Value>().await.unwrap();
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_follow_up_has_the_options_and_not_the_parameters() {
    let server = ok();
    let client = client(&server);
    let mut first = create(&client);
    first.set_query("include", "x");
    first.set_idempotency_key("once");
    first.set_header("x-organization", "org");
    first.add_query("v", "1");
    first.follow_up(&GET).path("id", 7).send::<Value>().await.unwrap();
    let request = server.request();
    assert_eq!(request.target, "/things/7?v=1");
    assert_eq!(request.header("x-organization"), Some("org"));
    assert_eq!(request.header("idempotency-key"), None);
    assert!(request.body.is_empty());
}

/// Calls are built in one place and awaited in another.
#[test]
fn everything_can_be_sent_between_threads() {
    fn check<T: Send + Sync>() {}
    fn future<F: Future + Send>(_: fn(Call) -> F) {}
    check::<Client>();
    check::<Call>();
    check::<Operation>();
    check::<openapi_loom_runtime::http::Error>();
    future(Call::send::<Value>);
}
