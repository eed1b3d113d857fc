//! Which credentials a call is sent with, and what comes of providers.

use openapi_client_runtime::http::{
    Auth, Call, Client, ClientBuilder, Credential, ErrorKind, Method, Operation, Scheme, Security,
    Service, Token,
};
use serde_json::Value;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::Notify;
use workspace_tests::server::{Reply, Request, Server};
use workspace_tests::service::Clock;

static SERVICE: Service = Service {
    base_url: "http://unset.invalid",
    schemes: &[
        Scheme { name: "token", auth: Auth::Bearer, env: None },
        Scheme { name: "app", auth: Auth::header("X-App"), env: None },
        Scheme { name: "session", auth: Auth::cookie("sid"), env: None },
        Scheme { name: "key", auth: Auth::query("key"), env: None },
        Scheme { name: "login", auth: Auth::Basic, env: None },
    ],
    security: &[&["token"]],
    ..Service::DEFAULT
};

macro_rules! operation {
    ($name:ident, $security:expr) => {
        static $name: Operation = Operation::new("getIt", Method::GET, "/it").secured($security);
    };
}

static INHERITS: Operation = Operation::new("getIt", Method::GET, "/it");
operation!(NONE, &[]);
operation!(BOTH, &[&["token", "app"]]);
operation!(OPTIONAL, &[&[], &["token"]]);
operation!(EITHER, &[&["app"], &["login"]]);
operation!(SESSION, &[&["session"]]);
operation!(KEY, &[&["key"]]);
operation!(LOGIN, &[&["login"]]);

fn server() -> Server {
    Server::answering(|_| Reply::json(200, "1"))
}

fn builder(server: &Server) -> ClientBuilder {
    Client::builder(&SERVICE).base_url(server.url()).max_retries(0)
}

/// All credentials of a request.
fn sent(request: &Request) -> String {
    let headers = ["authorization", "x-app", "cookie"].into_iter();
    let headers = headers.filter_map(|name| Some(format!("{name}: {}", request.header(name)?)));
    let query = request.target.split_once('?').map(|(_, query)| query.to_owned());
    headers.chain(query).collect::<Vec<_>>().join(", ")
}

/// What a call is sent with by a client that has these credentials.
async fn sent_by(
    set: impl Fn(ClientBuilder) -> ClientBuilder,
    operation: &'static Operation,
    change: impl Fn(&mut Call),
) -> Result<String, String> {
    let server = server();
    let client = set(builder(&server)).build().unwrap();
    let mut call = Call::new(&client, operation);
    change(&mut call);
    match call.send::<Value>().await {
        Ok(_) => Ok(sent(&server.request())),
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Configuration);
            assert!(server.requests().is_empty(), "something is sent");
            Err(error.to_string())
        }
    }
}

fn all(builder: ClientBuilder) -> ClientBuilder {
    let builder = builder.api_key("T").credential("app", "A").credential("session", "S;");
    builder.credential("key", "K&").credential("login", Credential::basic("me", "p:w"))
}

#[tokio::test]
async fn each_operation_is_sent_with_what_it_asks_for() {
    let cases = [
        (&INHERITS, "authorization: Bearer T"),
        (&NONE, ""),
        (&BOTH, "authorization: Bearer T, x-app: A"),
        (&OPTIONAL, "authorization: Bearer T"),
        (&EITHER, "x-app: A"),
        (&SESSION, "cookie: sid=S%3B"),
        (&KEY, "key=K%26"),
        (&LOGIN, "authorization: Basic bWU6cDp3"),
    ];
    for (operation, wanted) in cases {
        assert_eq!(sent_by(all, operation, |_| {}).await.as_deref(), Ok(wanted), "{operation:?}");
    }
}

#[tokio::test]
async fn an_alternative_is_taken_that_can_be() {
    let login = |builder: ClientBuilder| builder.credential("login", "a:b");
    assert_eq!(sent_by(login, &EITHER, |_| {}).await.unwrap(), "authorization: Basic YTpi");
    assert_eq!(sent_by(login, &OPTIONAL, |_| {}).await.unwrap(), "");
    // What is set for the call goes first, and over the client's.
    let own = |call: &mut Call| call.set_credential("login", "c:d");
    assert_eq!(sent_by(all, &EITHER, own).await.unwrap(), "authorization: Basic Yzpk");
    let own = |call: &mut Call| call.set_api_key("own");
    assert_eq!(sent_by(all, &BOTH, own).await.unwrap(), "authorization: Bearer own, x-app: A");
    // One that is asked for by nobody is not sent.
    assert_eq!(sent_by(all, &NONE, own).await.unwrap(), "");
}

#[tokio::test]
async fn what_is_missing_is_an_error_before_anything_is_sent() {
    let none = |builder: ClientBuilder| builder;
    let key = |builder: ClientBuilder| builder.api_key("T");
    let help = "a client for a server that needs none is built by `without_authentication`";
    let wanted = "getIt: the operation asks for `token`: no API key is set, by `api_key`; ";
    assert_eq!(sent_by(none, &INHERITS, |_| {}).await.unwrap_err(), format!("{wanted}{help}"));
    let wanted = "getIt: the operation asks for `token` and `app`: no credential is set for the \
                  security scheme `app`; ";
    assert_eq!(sent_by(key, &BOTH, |_| {}).await.unwrap_err(), format!("{wanted}{help}"));
    let wanted = "getIt: the operation asks for `app`, or `login`: no credential is set for the \
                  security scheme `app`; ";
    assert_eq!(sent_by(key, &EITHER, |_| {}).await.unwrap_err(), format!("{wanted}{help}"));
    // Nothing is missing where nothing is needed, or by the caller's word.
    for operation in [&NONE, &OPTIONAL] {
        assert_eq!(sent_by(none, operation, |_| {}).await.unwrap(), "");
    }
    let without = |builder: ClientBuilder| key(builder.without_authentication());
    assert_eq!(sent_by(without, &EITHER, |_| {}).await.unwrap(), "");
    assert_eq!(sent_by(without, &INHERITS, |_| {}).await.unwrap(), "authorization: Bearer T");
    let nowhere = |builder: ClientBuilder| builder.auth(Auth::None);
    assert_eq!(sent_by(nowhere, &INHERITS, |_| {}).await.unwrap(), "");
    assert!(sent_by(nowhere, &BOTH, |_| {}).await.unwrap_err().contains("scheme `app`"));
}

#[tokio::test]
async fn what_the_caller_puts_there_stands() {
    let header = |builder: ClientBuilder| builder.header("x-app", "mine").header("cookie", "sid=m");
    assert_eq!(
        sent_by(header, &EITHER, |_| {}).await.unwrap(),
        "x-app: mine, cookie: sid=m",
        "of the client"
    );
    assert_eq!(sent_by(header, &SESSION, |_| {}).await.unwrap(), "x-app: mine, cookie: sid=m");
    let own = |call: &mut Call| call.set_header("authorization", "Own");
    assert_eq!(sent_by(all, &INHERITS, own).await.unwrap(), "authorization: Own");
    assert_eq!(sent_by(|builder| builder, &INHERITS, own).await.unwrap(), "authorization: Own");
    let query = |builder: ClientBuilder| all(builder).query("key", "mine");
    assert_eq!(sent_by(query, &KEY, |_| {}).await.unwrap(), "key=mine");
    let own = |call: &mut Call| call.add_query("key", "own");
    assert_eq!(sent_by(all, &KEY, own).await.unwrap(), "key=own");
    let server = server();
    let base = all(builder(&server)).base_url(format!("{}/?key=base", server.url()));
    Call::new(&base.build().unwrap(), &KEY).send::<Value>().await.unwrap();
    assert_eq!(sent(&server.request()), "key=base");
    // Another cookie, and another query pair, are no credential.
    let other =
        |builder: ClientBuilder| all(builder).header("cookie", "asid=1; sids=2").query("keys", "3");
    assert_eq!(
        sent_by(other, &SESSION, |_| {}).await.unwrap(),
        "cookie: asid=1; sids=2; sid=S%3B, keys=3"
    );
    assert_eq!(
        sent_by(other, &KEY, |call| call.set_cookie("a", 1)).await.unwrap(),
        "cookie: asid=1; sids=2; a=1, keys=3&key=K%26"
    );
    // A credential for the call goes over a header of the client, and over the
    // one pair of a header that has it.
    let cookies = |builder: ClientBuilder| builder.header("cookie", "a=1; sid=m; b=2");
    let own = |call: &mut Call| call.set_credential("session", "own");
    assert_eq!(sent_by(cookies, &SESSION, own).await.unwrap(), "cookie: a=1; b=2; sid=own");
    let own = |call: &mut Call| call.set_credential("app", "own");
    assert_eq!(sent_by(header, &EITHER, own).await.unwrap(), "x-app: own, cookie: sid=m");
}

/// A client of the environment needs no key there that is set by hand.
#[test]
fn what_is_set_by_hand_is_not_missed() {
    static BY_QUERY: Service = Service { security: &[&["key"]], ..SERVICE };
    let of = |service| ClientBuilder::from_env(service);
    assert!(of(&SERVICE).build().unwrap_err().to_string().starts_with("no API key"));
    of(&SERVICE).header("Authorization", "Bearer hand").build().unwrap();
    of(&SERVICE).header("x-other", "Bearer hand").build().unwrap_err();
    of(&BY_QUERY).query("key", "hand").build().unwrap();
    of(&BY_QUERY).base_url("http://unset.invalid?key=hand").build().unwrap();
    of(&BY_QUERY).query("keys", "hand").build().unwrap_err();
}

#[tokio::test]
async fn another_base_url_asks_for_the_same() {
    let (server, unset) = (server(), Server::start([]));
    let client = all(builder(&unset)).build().unwrap();
    let mut call = Call::new(&client, &BOTH);
    call.set_base_url(&server.url());
    call.send::<Value>().await.unwrap();
    assert_eq!(sent(&server.request()), "authorization: Bearer T, x-app: A");
}

#[test]
fn what_can_be_no_credential_is_refused() {
    let refused = |set: &dyn Fn(ClientBuilder) -> ClientBuilder| {
        let error = set(Client::builder(&SERVICE)).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        error.to_string()
    };
    assert_eq!(refused(&|builder| builder.api_key("")), "the API key is empty");
    assert_eq!(
        refused(&|builder| builder.credential("app", "")),
        "the credential of the security scheme `app` is empty"
    );
    assert_eq!(
        refused(&|builder| builder.credential("login", Credential::basic("a:b", "c"))),
        "the credential of the security scheme `login` has a colon in its user"
    );
    assert_eq!(
        refused(&|builder| builder.credential("other", "x")),
        "the service has no security scheme `other`"
    );
    assert!(refused(&|builder| builder.credential("app", "a\nb")).contains("no header can carry"));
    static NOTHING: Service = Service {
        base_url: "http://unset.invalid",
        schemes: &[],
        security: &[],
        ..Service::DEFAULT
    };
    let error = Client::builder(&NOTHING).api_key("x").build().unwrap_err();
    assert_eq!(error.to_string(), "the service has no security scheme for an API key");
}

/// A provider that counts how often it is asked: `t1`, `t2`, …
fn counting(lifetime: Option<Duration>) -> (Credential, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    let provider = Credential::provider(move || {
        let number = count.fetch_add(1, Ordering::SeqCst) + 1;
        async move {
            let token = Token::new(format!("t{number}"));
            Ok::<_, std::io::Error>(match lifetime {
                Some(lifetime) => token.expires_in(lifetime),
                None => token,
            })
        }
    });
    (provider, asked)
}

fn tokens(server: &Server) -> Vec<String> {
    let all = server.requests();
    all.iter()
        .map(|request| request.header("authorization").unwrap_or_default().to_owned())
        .collect()
}

#[tokio::test(start_paused = true)]
async fn a_token_is_used_until_shortly_before_its_end() {
    let server = Server::answering(|_| Reply::json(200, "1").close());
    let (_clock, http, url) = Clock::http(&server);
    // 30 s before the end of a long time, a tenth before that of a short one.
    for (lifetime, still, after) in [(3600, 3569, 2), (100, 89, 2)] {
        let (provider, asked) = counting(Some(Duration::from_secs(lifetime)));
        let client = Client::builder(&SERVICE).api_key(provider).base_url(&url);
        let client = client.http_client(http.clone()).build().unwrap();
        let call = || Call::new(&client, &INHERITS).send::<Value>();
        call().await.unwrap();
        tokio::time::advance(Duration::from_secs(still)).await;
        call().await.unwrap();
        assert_eq!(asked.load(Ordering::SeqCst), 1, "{lifetime}");
        tokio::time::advance(Duration::from_secs(after)).await;
        call().await.unwrap();
        assert_eq!(asked.load(Ordering::SeqCst), 2, "{lifetime}");
    }
    let once = ["Bearer t1", "Bearer t1", "Bearer t2"];
    assert_eq!(tokens(&server), [once, once].concat());
}

#[tokio::test]
async fn without_an_end_it_is_asked_for_before_each_call() {
    let server = server();
    let client = builder(&server).api_key(counting(None).0).build().unwrap();
    for _ in 0..2 {
        Call::new(&client, &INHERITS).send::<Value>().await.unwrap();
    }
    assert_eq!(tokens(&server), ["Bearer t1", "Bearer t2"]);
    // Any text will do.
    let text = Credential::provider(|| async { Ok::<_, std::io::Error>("text") });
    let mut call = Call::new(&client, &INHERITS);
    call.set_api_key(text);
    call.send::<Value>().await.unwrap();
    assert_eq!(tokens(&server)[2], "Bearer text");
}

#[tokio::test]
async fn after_a_401_it_is_asked_once_more() {
    let refusing = |good: &'static str| {
        Server::answering(move |request| match request.header("authorization") {
            Some(token) if token == good => Reply::json(200, "1"),
            _ => Reply::json(401, r#"{"error":{"message":"no"}}"#),
        })
    };
    let hour = Some(Duration::from_secs(3600));
    let server = refusing("Bearer t2");
    let client = builder(&server).api_key(counting(hour).0).build().unwrap();
    for _ in 0..2 {
        Call::new(&client, &INHERITS).send::<Value>().await.unwrap();
    }
    assert_eq!(tokens(&server), ["Bearer t1", "Bearer t2", "Bearer t2"]);

    let server = refusing("never");
    let (provider, asked) = counting(hour);
    let client = builder(&server).api_key(provider).build().unwrap();
    let error = Call::new(&client, &INHERITS).send::<Value>().await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(401));
    assert_eq!(tokens(&server), ["Bearer t1", "Bearer t2"]);
    assert_eq!(asked.load(Ordering::SeqCst), 2);

    // A value stays what it is, and another refusal is not about the token.
    let client = builder(&server).api_key("value").build().unwrap();
    Call::new(&client, &INHERITS).send::<Value>().await.unwrap_err();
    assert_eq!(tokens(&server).len(), 3);
    let server = Server::answering(|_| Reply::json(403, "{}"));
    let client = builder(&server).api_key(counting(hour).0).build().unwrap();
    Call::new(&client, &INHERITS).send::<Value>().await.unwrap_err();
    assert_eq!(tokens(&server).len(), 1);
}

/// Calls at the same time wait for one token, whether or not it says when it
/// ends; and so do those that are refused at the same time.
#[tokio::test]
async fn calls_at_the_same_time_share_a_token() {
    for lifetime in [None, Some(Duration::from_secs(3600))] {
        let (gate, asked) = (Arc::new(Notify::new()), Arc::new(AtomicUsize::new(0)));
        let (wait, count) = (gate.clone(), asked.clone());
        let provider = Credential::provider(move || {
            let (wait, number) = (wait.clone(), count.fetch_add(1, Ordering::SeqCst));
            async move {
                if number == 0 {
                    wait.notified().await;
                }
                let token = Token::new(format!("t{number}"));
                Ok::<_, std::io::Error>(
                    lifetime.map_or(token.clone(), |time| token.expires_in(time)),
                )
            }
        });
        let server = server();
        let client = builder(&server).api_key(provider).build().unwrap();
        let mut calls = tokio::task::JoinSet::new();
        for _ in 0..20 {
            calls.spawn(Call::new(&client, &INHERITS).send::<Value>());
        }
        // All of them have come as far as they can.
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
        gate.notify_one();
        while let Some(answer) = calls.join_next().await {
            answer.unwrap().unwrap();
        }
        assert_eq!(asked.load(Ordering::SeqCst), 1, "{lifetime:?}");
        assert_eq!(server.requests().len(), 20);
    }
}

#[tokio::test]
async fn a_provider_that_fails_has_the_call_fail() {
    let server = server();
    let provider = Credential::provider(|| async { Err::<String, _>("no\nluck") });
    let client = builder(&server).max_retries(2).api_key(provider).build().unwrap();
    let error = Call::new(&client, &INHERITS).send::<Value>().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential);
    let wanted = "getIt: no credential was provided for the security scheme `token`: no\\nluck";
    assert_eq!(error.to_string(), wanted);
    assert!(std::error::Error::source(&error).is_some());
    let empty = Credential::provider(|| async { Ok::<_, std::io::Error>("") });
    let mut call = Call::new(&client, &INHERITS);
    call.set_api_key(empty);
    let error = call.send::<Value>().await.unwrap_err();
    assert!(error.to_string().ends_with("`token`: it gave an empty value"), "{error}");
    assert!(server.requests().is_empty());
}

/// One that fails after an attempt was answered has that answer with it.
#[tokio::test]
async fn a_provider_that_fails_later_does_not_hide_the_answer() {
    let server = Server::answering(|_| {
        Reply::json(401, r#"{"error":{"message":"expired"}}"#).header("x-request-id", "r1")
    });
    let given = AtomicUsize::new(0);
    let provider = Credential::provider(move || {
        let first = given.fetch_add(1, Ordering::SeqCst) == 0;
        async move { if first { Ok("t1") } else { Err("no luck") } }
    });
    let client = builder(&server).api_key(provider).build().unwrap();
    let error = Call::new(&client, &INHERITS).send::<Value>().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential);
    let wanted = "getIt: no credential was provided for the security scheme `token`: no luck; the \
                  attempt before it failed: 401 Unauthorized: expired [request r1]";
    assert_eq!(error.to_string(), wanted);
    assert_eq!(error.status().map(|status| status.as_u16()), Some(401));
    assert_eq!(error.api().unwrap().message, "expired");
    assert_eq!(server.requests().len(), 1);
}

/// A provider's time counts as the attempt's.
#[tokio::test(start_paused = true)]
async fn a_provider_without_end_is_a_timeout() {
    let server = server();
    let provider = Credential::provider(std::future::pending::<Result<String, std::io::Error>>);
    let client = builder(&server).api_key(provider).timeout(Duration::from_secs(3));
    let client = client.build().unwrap();
    let error = Call::new(&client, &INHERITS).send::<Value>().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(server.requests().is_empty());
}

/// A token endpoint has less time than the call.
#[tokio::test(start_paused = true)]
async fn a_token_endpoint_without_end_is_an_error_of_the_credential() {
    let (server, tokens_of) = (server(), Server::answering(|_| Reply::json(200, "").hang()));
    let credential = Credential::client_credentials(tokens_of.url(), "me", "secret", "");
    let client = builder(&server).api_key(credential).build().unwrap();
    let begin = tokio::time::Instant::now();
    let error = Call::new(&client, &INHERITS).send::<Value>().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential);
    assert!(error.to_string().contains("timed out"), "{error}");
    assert!(begin.elapsed() <= Duration::from_secs(31), "{:?}", begin.elapsed());
    assert!(server.requests().is_empty());
}

/// OAuth 2 by client credentials: fetched once, kept, and fetched again after a
/// refusal.
#[tokio::test]
async fn client_credentials_are_fetched_and_kept() {
    let numbers = AtomicUsize::new(0);
    let tokens_of = Server::answering(move |_| {
        let number = numbers.fetch_add(1, Ordering::SeqCst) + 1;
        let token =
            format!(r#"{{"access_token":"t{number}","token_type":"Bearer","expires_in":3600}}"#);
        Reply::json(200, token)
    });
    let server = Server::answering(|request| match request.header("authorization") {
        Some("Bearer t1") if request.target == "/it?late=1" => Reply::json(401, "{}"),
        _ => Reply::json(200, "1"),
    });
    let url = format!("{}/token?a=b", tokens_of.url());
    let credential = Credential::client_credentials(url, "me:é", "s e+cret-1234", "read write");
    let client = builder(&server).api_key(credential).build().unwrap();
    for late in [false, false, true] {
        let mut call = Call::new(&client, &INHERITS);
        if late {
            call.set_query("late", 1);
        }
        call.send::<Value>().await.unwrap();
    }
    assert_eq!(tokens(&server), ["Bearer t1", "Bearer t1", "Bearer t1", "Bearer t2"]);
    let asked = tokens_of.requests();
    assert_eq!((asked.len(), &*asked[0].method, &*asked[0].target), (2, "POST", "/token?a=b"));
    assert_eq!(asked[0].body, b"grant_type=client_credentials&scope=read%20write");
    assert_eq!(asked[0].header("content-type"), Some("application/x-www-form-urlencoded"));
    // `me%3A%C3%A9:s%20e%2Bcret-1234`
    let pair = "Basic bWUlM0ElQzMlQTk6cyUyMGUlMkJjcmV0LTEyMzQ=";
    assert_eq!(asked[0].header("authorization"), Some(pair));
}

/// A token is kept as long as it says, in any form of a number; without a word,
/// until it is refused.
#[tokio::test]
async fn a_token_may_say_how_long_it_holds() {
    let cases = [
        ("", 1),
        (r#","expires_in":null"#, 1),
        (r#","expires_in":3600.0"#, 1),
        (r#","expires_in":"3600""#, 1),
        (r#","expires_in":18446744073709551615"#, 1),
        (r#","expires_in":1e300"#, 1),
        (r#","expires_in":0"#, 2),
    ];
    for (end, fetched) in cases {
        let tokens_of = Server::answering(move |_| {
            Reply::json(200, format!(r#"{{"access_token":"t","token_type":"Bearer"{end}}}"#))
        });
        let server = Server::answering(|request| match &*request.target {
            "/it?late=1" => Reply::json(401, "{}"),
            _ => Reply::json(200, "1"),
        });
        let credential = Credential::client_credentials(tokens_of.url(), "me", "secret", "");
        let client = builder(&server).api_key(credential).build().unwrap();
        for _ in 0..2 {
            Call::new(&client, &INHERITS).send::<Value>().await.unwrap();
        }
        assert_eq!(tokens_of.requests().len(), fetched, "{end}");
        let mut call = Call::new(&client, &INHERITS);
        call.set_query("late", 1);
        call.send::<Value>().await.unwrap_err();
        let after = if fetched == 1 { 2 } else { 4 };
        assert_eq!(tokens_of.requests().len(), after, "{end}");
    }
    // One of a provider that holds for ever is kept, too.
    let server = server();
    let (provider, asked) = counting(Some(Duration::MAX));
    let client = builder(&server).api_key(provider).build().unwrap();
    for _ in 0..2 {
        Call::new(&client, &INHERITS).send::<Value>().await.unwrap();
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_token_endpoint_may_refuse() {
    let long = "x".repeat(2 << 20);
    let cases = [
        (
            Reply::json(
                401,
                r#"{"error":"invalid_client","error_description":"not s e+cret-1234\n"}"#,
            ),
            "answered 401 Unauthorized with invalid_client: not [redacted]\\n",
        ),
        (Reply::text(502, "<html>"), "answered 502 Bad Gateway with no bearer token"),
        (
            Reply::json(200, r#"{"access_token":"t","token_type":"mac"}"#),
            "answered 200 OK with no bearer token",
        ),
        (Reply::json(200, r#"{"access_token":""}"#), "answered 200 OK with no bearer token"),
        (Reply::json(200, &long), "the answer of the token endpoint is too large"),
        (Reply::nothing(), "the connection failed"),
    ];
    let server = server();
    for (reply, wanted) in cases {
        let tokens_of = Server::start([reply]);
        let credential = Credential::client_credentials(tokens_of.url(), "me", "s e+cret-1234", "");
        let client = builder(&server).api_key(credential).build().unwrap();
        let error = Call::new(&client, &INHERITS).send::<Value>().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credential);
        assert!(error.to_string().contains(wanted), "{error}");
        assert!(!format!("{error:?}").contains("1234"), "{error:?}");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn no_credential_is_shown() {
    let server = Server::answering(|request| {
        let echo = format!("{} {}", sent(request), "pass-word-1234 for me");
        Reply::json(401, serde_json::json!({ "error": { "message": echo } }).to_string())
            .header("x-request-id", &sent(request))
    });
    let provider = || Credential::provider(|| async { Ok::<_, std::io::Error>("token-1234") });
    let set = builder(&server)
        .api_key(provider())
        .credential("app", "app-key-1234")
        .credential("session", "session-1234")
        .credential("key", "query-1234")
        .credential("login", Credential::basic("me", "pass-word-1234"));
    let shown = format!("{set:?}");
    let client = set.build().unwrap();
    let mut own = Call::new(&client, &BOTH);
    own.set_credential("app", "app-key-9999");
    let shown = format!("{shown} {client:?} {own:?} {:?}", Token::new("token-1234"));
    assert!(!shown.contains("1234") && !shown.contains("9999"), "{shown}");
    assert!(shown.contains("[redacted]") && shown.contains("Provider"), "{shown}");
    let calls = [&BOTH, &SESSION, &KEY, &LOGIN].map(|operation| Call::new(&client, operation));
    for call in calls.into_iter().chain([own]) {
        let error = call.send::<Value>().await.unwrap_err();
        let shown = format!("{error} {error:?} {:?} {:?}", error.api(), error.request_id());
        assert!(!shown.contains("1234") && !shown.contains("9999"), "{shown}");
        assert!(shown.contains("[redacted]"), "{shown}");
    }
}

/// What the caller puts in the place of a credential is one, too.
#[tokio::test]
async fn what_is_set_by_hand_is_not_shown() {
    let server = Server::answering(|request| {
        let echo = format!("{} of 20 pages, pass-word-1234 for me", sent(request));
        Reply::json(401, serde_json::json!({ "error": { "message": echo } }).to_string())
            .header("x-request-id", &sent(request))
    });
    let base = format!("{}/?sig=base-key-1234", server.url());
    let sets: [&dyn Fn(&mut Call); 5] = [
        &|call| call.set_header("authorization", "Bearer hand-key-1234"),
        // `me:pass-word-1234`
        &|call| call.set_header("authorization", "Basic bWU6cGFzcy13b3JkLTEyMzQ="),
        &|call| call.set_header("cookie", "sid=hand-cookie-1234"),
        &|call| call.set_cookie("sid", "hand-cookie-1234"),
        &|call| call.add_query("key", "hand+query-1234"),
    ];
    for set in sets {
        let builder = builder(&server).base_url(&base).without_authentication();
        let builder = builder.header("x-app", "hand-app-1234").query("v", "client-query-1234");
        let mut call = Call::new(&builder.build().unwrap(), &BOTH);
        set(&mut call);
        call.set_header("x-proxy", "Basic bWU6cGFzcy13b3JkLTEyMzQ=");
        call.add_query("size", "20");
        let error = call.send::<Value>().await.unwrap_err();
        let shown = format!("{error} {error:?} {:?} {:?}", error.api(), error.request_id());
        assert!(!shown.contains("1234"), "{shown}");
        // What is short is no secret.
        assert!(shown.contains("[redacted]") && shown.contains("size=20 of 20 pages"), "{shown}");
    }
    // The password alone, of a provider that gives both.
    let pair = Credential::provider(|| async { Ok::<_, std::io::Error>("me:pass-word-1234") });
    let client = builder(&server).credential("login", pair).build().unwrap();
    let error = Call::new(&client, &LOGIN).send::<Value>().await.unwrap_err();
    assert!(error.to_string().contains("[redacted] for me"), "{error}");
    assert!(!format!("{error} {error:?}").contains("1234"), "{error}");
}

#[test]
fn the_parameters_of_a_call_are_not_shown() {
    let client = Client::builder(&SERVICE).base_url("http://unset.invalid").build().unwrap();
    let mut call = Call::new(&client, &KEY).path("id", "path-1234");
    call.set_query("name", "query-1234");
    let shown = format!("{call:?}");
    assert!(!shown.contains("1234"), "{shown}");
    assert!(shown.contains("getIt") && shown.contains("\"name\""), "{shown}");
}

#[test]
fn a_credential_is_made_of_any_text() {
    let text = String::from("x");
    let all: [Credential; 5] = [
        "x".into(),
        (&text).into(),
        text.clone().into(),
        std::borrow::Cow::Borrowed("x").into(),
        Box::<str>::from("x").into(),
    ];
    assert_eq!(format!("{all:?}"), format!("[{}]", ["[redacted]"; 5].join(", ")));
    let _: Security = SERVICE.security;
}
