//! Providers of credentials: when they are asked, how long what they give is
//! kept, and what comes of their failures.

use super::security::{INHERITS, SERVICE, builder, server};
use openapi_loom_runtime::http::{Call, Client, Credential, Error, ErrorKind, Token};
use serde_json::Value;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::Notify;
use workspace_tests::server::{Reply, Server};
use workspace_tests::service::Clock;

/// Returns a provider that counts how often it is asked: `t1`, `t2`, …
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
    let wanted = "getIt: no credential was provided for the security scheme `token` within 3s";
    assert_eq!(error.to_string(), wanted);
    assert!(server.requests().is_empty());
}

/// A delay after the provider is not its fault.
#[tokio::test(start_paused = true)]
async fn a_server_without_end_is_not_the_provider_s_timeout() {
    let server = Server::answering(|_| Reply::json(200, "").hang());
    let (clock, http, url) = Clock::http(&server);
    let client = Client::builder(&SERVICE).api_key(counting(None).0).base_url(&url);
    let client = client.http_client(http).max_retries(0).timeout(Duration::from_secs(3));
    let client = client.build().unwrap();
    tokio::spawn(async move {
        server.received(1).await;
        clock.release(1);
    });
    let error = Call::new(&client, &INHERITS).send::<Value>().await.unwrap_err();
    assert_eq!(error.to_string(), "getIt: no answer within 3s");
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

/// A server that wants the secret in the body refuses the header, and the error says what
/// there is for it.
#[tokio::test]
async fn a_secret_may_be_sent_in_the_body() {
    let tokens_of = Server::answering(|request| {
        let body = String::from_utf8_lossy(&request.body).into_owned();
        match body.split_once("&client_id=") {
            Some((_, pair)) if pair != "me&client_secret=s%20e%2Bcret-1234" => Reply::json(
                401,
                format!(r#"{{"error":"invalid_client","error_description":"{pair}"}}"#),
            ),
            Some(_) => Reply::json(200, r#"{"access_token":"t"}"#),
            None => Reply::json(401, r#"{"error":"invalid_client"}"#),
        }
    });
    let server = server();
    let send = async |credential: Credential| {
        let client = builder(&server).api_key(credential).build().unwrap();
        Call::new(&client, &INHERITS).send::<Value>().await.map_err(|error| error.to_string())
    };
    let secret = "s e+cret-1234";
    send(Credential::client_secret_post(tokens_of.url(), "me", secret, "a b")).await.unwrap();
    let asked = tokens_of.requests().remove(0);
    assert_eq!(
        String::from_utf8_lossy(&asked.body),
        "grant_type=client_credentials&scope=a%20b&client_id=me&client_secret=s%20e%2Bcret-1234"
    );
    assert_eq!(asked.header("authorization"), None);
    assert_eq!(tokens(&server), ["Bearer t"]);
    let basic = send(Credential::client_credentials(tokens_of.url(), "me", secret, "")).await;
    let hint = "with invalid_client; if the server wants the secret in the body, see \
                `Credential::client_secret_post`";
    assert!(basic.as_ref().unwrap_err().ends_with(hint), "{basic:?}");
    let echoed = send(Credential::client_secret_post(tokens_of.url(), "you", secret, "")).await;
    let echoed = echoed.unwrap_err();
    assert!(!echoed.contains("1234") && !echoed.contains("see `Credential"), "{echoed}");
}

/// A token is kept as long as it says, in any form of a number; without a word,
/// until it is refused.
#[tokio::test]
async fn a_token_may_say_how_long_it_holds() {
    let cases = [
        ("", 1),
        (r#","token_type":"Bearer""#, 1),
        (r#","expires_in":null"#, 1),
        (r#","token_type":"BearerToken","expires_in":"3599""#, 1),
        (r#","expires_in":3600.0"#, 1),
        (r#","expires_in":"3600""#, 1),
        (r#","expires_in":18446744073709551615"#, 1),
        (r#","expires_in":1e300"#, 1),
        (r#","expires_in":0"#, 2),
    ];
    for (end, fetched) in cases {
        let tokens_of =
            Server::answering(move |_| Reply::json(200, format!(r#"{{"access_token":"t"{end}}}"#)));
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
                r#"{"error":"invalid_client","error_description":"not s e+cret-1234\nnow"}"#,
            ),
            "answered 401 Unauthorized with invalid_client: not [redacted]\\nnow",
        ),
        (Reply::text(502, "<html>"), "answered 502 Bad Gateway with no bearer token"),
        (
            Reply::json(200, r#"{"access_token":"t","token_type":"mac"}"#),
            "answered 200 OK with no bearer token",
        ),
        (Reply::json(200, r#"{"access_token":""}"#), "answered 200 OK with no bearer token"),
        (
            Reply::json(400, r#"{"error":"invalid_scope","access_token":"zz"}"#),
            "answered 400 Bad Request with invalid_scope",
        ),
        (
            Reply::json(400, r#"{"access_token":"zz"}"#),
            "answered 400 Bad Request with no bearer token",
        ),
        (
            Reply::json(200, r#"{"access_token":"zz","error":"invalid_scope"}"#),
            "answered 200 OK with invalid_scope",
        ),
        // Services say it in their own ways.
        (
            Reply::json(401, r#"{"errorCode":"invalid_client","errorSummary":"no such id"}"#),
            "answered 401 Unauthorized with invalid_client: no such id; if the server wants",
        ),
        (Reply::json(403, r#"{"message":"not here"}"#), "answered 403 Forbidden with not here"),
        (
            Reply::json(400, r#"{"error":{"code":"c","message":"m"}}"#),
            "answered 400 Bad Request with c: m",
        ),
        (Reply::text(429, "slow down\n"), "answered 429 Too Many Requests with slow down"),
        (
            Reply::json(401, r#"{"error":"invalid_client"}"#),
            "answered 401 Unauthorized with invalid_client; if the server wants",
        ),
        (Reply::json(200, r#"[{"access_token":"t"}]"#), "answered 200 OK with no bearer token"),
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
async fn an_error_that_is_none_is_beside_a_token() {
    let answers = [
        r#"{"access_token":"t","error":null}"#,
        r#"{"error":"","access_token":"t"}"#,
        "\u{feff}{\"access_token\":\"t\"}",
    ];
    for answer in answers {
        let (server, tokens_of) = (server(), Server::start([Reply::json(201, answer)]));
        let credential = Credential::client_credentials(tokens_of.url(), "me", "secret", "");
        let client = builder(&server).api_key(credential).build().unwrap();
        Call::new(&client, &INHERITS).send::<Value>().await.unwrap();
        assert_eq!(tokens(&server), ["Bearer t"], "{answer}");
    }
}

/// A failure that passes by itself is waited for as with any call; another one is final.
#[tokio::test]
async fn a_token_endpoint_is_asked_again_after_what_passes() {
    let refusal = |status| Reply::json(status, r#"{"error":"temporarily_unavailable"}"#);
    let at_once = |status| refusal(status).header("retry-after", "0.01");
    let cases = [
        (at_once(503), 2, 2),
        (at_once(429), 2, 2),
        (Reply::nothing(), 2, 2),
        (at_once(503), 0, 1),
        (refusal(503).header("retry-after", "600"), 2, 1),
        (at_once(400), 2, 1),
        (at_once(401), 2, 1),
        (Reply::json(200, "{}").header("retry-after", "0.01"), 2, 1),
    ];
    for (reply, retries, asked) in cases {
        let case = format!("{reply:?} {retries}");
        let server = server();
        let tokens_of = Server::start([reply, Reply::json(200, r#"{"access_token":"t"}"#)]);
        let credential = Credential::client_credentials(tokens_of.url(), "me", "secret", "");
        let client = builder(&server).max_retries(retries).api_key(credential).build().unwrap();
        let answer = Call::new(&client, &INHERITS).send::<Value>().await;
        assert_eq!(tokens_of.requests().len(), asked, "{case}");
        assert_eq!(server.requests().len(), asked - 1, "{case}");
        if let Err(error) = answer {
            assert_eq!(error.kind(), ErrorKind::Credential, "{case}");
            assert_eq!((error.status(), error.headers().len()), (None, 0), "{case}");
        }
    }
}

/// A provider of the caller's own sees to its failures itself, whatever they are.
#[tokio::test]
async fn a_provider_is_not_asked_again() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    let provider = Credential::provider(move || {
        count.fetch_add(1, Ordering::SeqCst);
        std::future::ready(Err::<String, _>(Error::new(ErrorKind::Connection, "cut")))
    });
    let server = server();
    let client = builder(&server).max_retries(2).api_key(provider).build().unwrap();
    let error = Call::new(&client, &INHERITS).send::<Value>().await.unwrap_err();
    assert_eq!((error.kind(), asked.load(Ordering::SeqCst)), (ErrorKind::Credential, 1));
}
