//! The credentials that a call is sent with; nothing shows them.

use openapi_loom_runtime::http::{
    Auth, Call, Client, ClientBuilder, Credential, ErrorKind, Method, Operation, Scheme, Security,
    Service, Token,
};
use serde_json::Value;
use workspace_tests::server::{Reply, Request, Server};

pub(super) static SERVICE: Service = Service {
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

pub(super) static INHERITS: Operation = Operation::new("getIt", Method::GET, "/it");
operation!(NONE, &[]);
operation!(BOTH, &[&["token", "app"]]);
operation!(OPTIONAL, &[&[], &["token"]]);
operation!(EITHER, &[&["app"], &["login"]]);
operation!(SESSION, &[&["session"]]);
operation!(KEY, &[&["key"]]);
operation!(LOGIN, &[&["login"]]);

pub(super) fn server() -> Server {
    Server::answering(|_| Reply::json(200, "1"))
}

pub(super) fn builder(server: &Server) -> ClientBuilder {
    Client::builder(&SERVICE).base_url(server.url()).max_retries(0)
}

/// Returns all credentials of a request.
fn sent(request: &Request) -> String {
    let headers = ["authorization", "x-app", "cookie"].into_iter();
    let headers = headers.filter_map(|name| Some(format!("{name}: {}", request.header(name)?)));
    let query = request.target.split_once('?').map(|(_, query)| query.to_owned());
    headers.chain(query).collect::<Vec<_>>().join(", ")
}

/// Returns the credentials that a call is sent with by a client that has these.
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

/// A missing credential is named by the method that sets it and by the environment variable, as far
/// as there are any.
#[tokio::test]
async fn what_sets_a_missing_credential_is_named() {
    static NAMED: Service = Service {
        base_url: "http://unset.invalid",
        schemes: &[
            Scheme { name: "KeyAuth", auth: Auth::Bearer, env: Some("NAMED_KEY") },
            Scheme { name: "AdminAuth", auth: Auth::Bearer, env: Some("NAMED_ADMIN_KEY") },
            Scheme { name: "AppAuth", auth: Auth::header("X-App"), env: None },
            Scheme { name: "Unset", auth: Auth::header("X-Unset"), env: Some("NAMED_UNSET") },
        ],
        ..Service::DEFAULT
    };
    openapi_loom_runtime::client! {
        /// A client.
        NamedClient, NamedBuilder, NAMED,
        setters = { "AdminAuth": "admin_auth", "AppAuth": "app_auth" }
    }
    operation!(WITH_KEY, &[&["KeyAuth"]]);
    operation!(WITH_ADMIN, &[&["AdminAuth"]]);
    operation!(WITH_APP, &[&["AppAuth"]]);
    operation!(WITH_UNSET, &[&["Unset"]]);
    for builder in [NamedClient::builder(), NamedBuilder::from_env().api_key("k")] {
        let client = builder.with_credential("KeyAuth", "k").build().unwrap();
        for (operation, wanted) in [
            (
                &WITH_ADMIN,
                "`AdminAuth`, by `admin_auth` or the environment variable NAMED_ADMIN_KEY",
            ),
            (&WITH_APP, "`AppAuth`, by `app_auth`"),
            (&WITH_UNSET, "`Unset`, by the environment variable NAMED_UNSET"),
        ] {
            let call = Call::new(client.inner(), operation);
            let error = call.send::<Value>().await.unwrap_err().to_string();
            let wanted = format!("no credential is set for the security scheme {wanted}; a client");
            assert!(error.contains(&wanted), "{error}");
        }
    }
    let client = NamedClient::builder().build().unwrap();
    let error = Call::new(client.inner(), &WITH_KEY).send::<Value>().await.unwrap_err();
    let wanted = "no API key is set, by `api_key` or the environment variable NAMED_KEY; a client";
    assert!(error.to_string().contains(wanted), "{error}");
}

#[tokio::test]
async fn an_alternative_is_taken_that_can_be() {
    let login = |builder: ClientBuilder| builder.credential("login", "a:b");
    assert_eq!(sent_by(login, &EITHER, |_| {}).await.unwrap(), "authorization: Basic YTpi");
    assert_eq!(sent_by(login, &OPTIONAL, |_| {}).await.unwrap(), "");
    // A credential of the call goes first, and over the client's.
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
    // A credential that is set is sent where it is asked for.
    assert_eq!(sent_by(without, &BOTH, |_| {}).await.unwrap(), "authorization: Bearer T");
    let own = |call: &mut Call| call.set_credential("app", "own");
    let anonymous = |builder: ClientBuilder| builder.without_authentication();
    assert_eq!(sent_by(anonymous, &BOTH, own).await.unwrap(), "x-app: own");
    assert_eq!(sent_by(anonymous, &BOTH, |_| {}).await.unwrap(), "");
    assert_eq!(sent_by(anonymous, &NONE, own).await.unwrap(), "");
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

/// A header that the caller sets in the place of a credential is one, too.
#[tokio::test]
async fn what_is_set_by_hand_is_not_shown() {
    let server = Server::answering(|request| {
        let (all, key) = (sent(request), request.header("authorization").unwrap_or_default());
        let key = key.rsplit(' ').next().unwrap_or_default();
        let echo = format!("{all} of 20 pages, pass-word-1234 for me, {key}");
        Reply::json(401, serde_json::json!({ "error": { "message": echo } }).to_string())
            .header("x-request-id", &sent(request))
    });
    let base = format!("{}/?sig=base-key-1234", server.url());
    let sets: [&dyn Fn(&mut Call); 6] = [
        &|call| call.set_header("authorization", "Token hand-key-1234"),
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
        // A short text is no secret.
        assert!(shown.contains("[redacted]") && shown.contains("size=20 of 20 pages"), "{shown}");
    }
    // The password alone, of a provider that gives both.
    let pair = Credential::provider(|| async { Ok::<_, std::io::Error>("me:pass-word-1234") });
    let client = builder(&server).credential("login", pair).build().unwrap();
    let error = Call::new(&client, &LOGIN).send::<Value>().await.unwrap_err();
    assert!(error.to_string().contains("[redacted] for me"), "{error}");
    assert!(!format!("{error} {error:?}").contains("1234"), "{error}");
}

#[tokio::test]
async fn a_key_has_no_scheme_before_it() {
    let server = Server::start([Reply::json(200, "1")]);
    let problem = "the API key begins with `Bearer `, which is sent by itself: leave it out";
    for key in ["Bearer app-key-1234", "bearer app-key-1234"] {
        let error = builder(&server).api_key(key).build().unwrap_err();
        assert_eq!((error.kind(), &*error.to_string()), (ErrorKind::Configuration, problem));
        let mut call = Call::new(&builder(&server).build().unwrap(), &INHERITS);
        call.set_credential("token", key);
        let error = call.send::<Value>().await.unwrap_err();
        assert_eq!(error.to_string(), format!("getIt: {problem}"));
    }
    assert!(server.requests().is_empty());
    // A header of the service's own may well have one.
    let client = builder(&server).api_key("a").credential("app", "Bearer b").build().unwrap();
    Call::new(&client, &BOTH).send::<Value>().await.unwrap();
    assert_eq!(server.request().header("x-app"), Some("Bearer b"));
}

/// A key of a few bytes stands for one, and a word of the server's may have it.
#[tokio::test]
async fn the_server_s_words_stay_where_a_key_is_none() {
    for (key, code, message) in [
        ("ollama", "ollama_error", "try `ollama pull`"),
        ("api_key", "invalid_api_key", "no api_key"),
        ("sk-1234-quota", "insufficient_sk-1234-quota", "[redacted]"),
        ("sk-1234-quota", "[redacted]", "[redacted]"),
    ] {
        let said = |text: &str, key: &str| text.replace("[redacted]", key);
        let (sent_code, sent_message) = (said(code, key), said(message, key));
        let server = Server::answering(move |_| {
            let error = serde_json::json!({ "message": sent_message, "code": sent_code });
            Reply::json(401, error.to_string())
        });
        let client = builder(&server).credential("key", key).build().unwrap();
        let error = Call::new(&client, &KEY).send::<Value>().await.unwrap_err();
        let api = error.api().unwrap();
        assert_eq!((api.code.as_deref(), &*api.message), (Some(code), message));
    }
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
