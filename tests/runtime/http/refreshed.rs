//! Tokens that are asked for anew: once for all calls, and early enough.

use super::security::{INHERITS, SERVICE, builder};
use futures_util::future::join_all;
use futures_util::stream;
use openapi_loom_runtime::http::transport::testing::{Reply as Scripted, ScriptedTransport};
use openapi_loom_runtime::http::{
    Bytes, Call, Client, Credential, Error, ErrorKind, File, Method, Operation, Token,
};
use serde_json::Value;
use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;
use tokio::sync::Notify;
use workspace_tests::server::{Reply, Server};

const HOUR: Duration = Duration::from_secs(3600);

/// The reaction of a provider when it is asked.
enum Given {
    /// It gives a token for an hour.
    Token(&'static str),
    /// It fails.
    Failure,
    /// It does that only when it is told.
    Later(Arc<Notify>, Box<Given>),
}

/// The reason why a provider fails.
#[derive(Debug)]
struct NoLuck(usize);

impl fmt::Display for NoLuck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no luck at {}", self.0)
    }
}

impl std::error::Error for NoLuck {}

/// Returns a provider that does these in turn, and how often it was asked.
fn provider(script: Vec<Given>) -> (Credential, Arc<Mutex<usize>>) {
    let (asked, script) = (Arc::new(Mutex::new(0)), Mutex::new(VecDeque::from(script)));
    let count = asked.clone();
    let provider = Credential::provider(move || {
        let number = {
            let mut count = count.lock().unwrap();
            *count += 1;
            *count
        };
        let mut given = script.lock().unwrap().pop_front().expect("a script that is long enough");
        async move {
            while let Given::Later(told, then) = given {
                told.notified().await;
                given = *then;
            }
            match given {
                Given::Token(token) => Ok(Token::new(token).expires_in(HOUR)),
                _ => Err(NoLuck(number)),
            }
        }
    });
    (provider, asked)
}

fn asked(count: &Mutex<usize>) -> usize {
    *count.lock().unwrap()
}

/// Returns a client of a server that takes anything, under a clock of its own.
fn client(credential: Credential) -> (Client, ScriptedTransport) {
    let script = ScriptedTransport::answering(|_| Scripted::json(200, "1"));
    let client = Client::builder(&SERVICE).api_key(credential).transport(script.clone());
    (client.max_retries(0).build().unwrap(), script)
}

async fn send(client: &Client) -> Result<Value, Error> {
    Call::new(client, &INHERITS).send::<Value>().body().await
}

fn tokens(script: &ScriptedTransport) -> Vec<String> {
    let token = |it: &str| it.trim_start_matches("Bearer ").to_owned();
    let requests = script.requests();
    requests.iter().map(|request| token(request.header("authorization").unwrap())).collect()
}

/// Has a call, or several, go as far as it can.
async fn begin<T>(calls: impl Future<Output = T>) -> Pin<Box<impl Future<Output = T>>> {
    let mut calls = Box::pin(calls);
    let is_pending = poll_fn(|cx| Poll::Ready(calls.as_mut().poll(cx).is_pending())).await;
    assert!(is_pending);
    calls
}

#[tokio::test]
async fn a_failure_is_that_of_all_calls_that_wait() {
    let told = Arc::new(Notify::new());
    let later = Given::Later(told.clone(), Box::new(Given::Failure));
    let (credential, count) = provider(vec![later, Given::Failure, Given::Token("t3")]);
    let (client, script) = client(credential);
    let calls = begin(join_all((0..20).map(|_| send(&client)))).await;
    told.notify_one();
    let errors: Vec<Error> = calls.await.into_iter().map(Result::unwrap_err).collect();
    assert_eq!((errors.len(), asked(&count)), (20, 1));
    for error in errors {
        assert_eq!(error.kind(), ErrorKind::Credential);
        assert!(error.to_string().ends_with("security scheme `token`: no luck at 1"), "{error}");
        let source = std::error::Error::source(&error).unwrap();
        assert_eq!(source.downcast_ref::<NoLuck>().unwrap().0, 1);
    }
    // A call that has not waited asks itself.
    assert!(send(&client).await.unwrap_err().to_string().ends_with("no luck at 2"));
    send(&client).await.unwrap();
    assert_eq!(tokens(&script), ["t3"]);
}

#[tokio::test]
async fn shortly_before_its_end_one_call_replaces_a_token() {
    let told = Arc::new(Notify::new());
    let later = Given::Later(told.clone(), Box::new(Given::Token("t2")));
    let (credential, count) = provider(vec![Given::Token("t1"), later]);
    let (client, script) = client(credential);
    send(&client).await.unwrap();
    script.advance(HOUR - Duration::from_secs(20));
    let replacing = begin(send(&client)).await;
    assert_eq!(asked(&count), 2);
    for _ in 0..3 {
        send(&client).await.unwrap();
    }
    told.notify_one();
    replacing.await.unwrap();
    send(&client).await.unwrap();
    assert_eq!(tokens(&script), ["t1", "t1", "t1", "t1", "t2", "t2"]);
    assert_eq!(asked(&count), 2);
}

/// All calls wait where the token has ended.
#[tokio::test]
async fn a_token_that_has_ended_is_not_sent() {
    let told = Arc::new(Notify::new());
    let later = Given::Later(told.clone(), Box::new(Given::Token("t2")));
    let (credential, count) = provider(vec![Given::Token("t1"), later]);
    let (client, script) = client(credential);
    send(&client).await.unwrap();
    script.advance(HOUR);
    let calls = begin(join_all((0..3).map(|_| send(&client)))).await;
    assert_eq!(tokens(&script), ["t1"]);
    told.notify_one();
    assert!(calls.await.iter().all(Result::is_ok));
    assert_eq!(
        (tokens(&script), asked(&count)),
        (["t1", "t2", "t2", "t2"].map(String::from).to_vec(), 2)
    );
}

#[tokio::test]
async fn a_token_that_holds_is_used_where_no_other_comes() {
    let failures = [Given::Failure, Given::Failure, Given::Token("t4")];
    let (credential, count) = provider([Given::Token("t1")].into_iter().chain(failures).collect());
    let (client, script) = client(credential);
    send(&client).await.unwrap();
    script.advance(HOUR - Duration::from_secs(20));
    send(&client).await.unwrap();
    assert_eq!(asked(&count), 2);
    script.advance(Duration::from_secs(20));
    // Now it is over.
    assert!(send(&client).await.unwrap_err().to_string().ends_with("no luck at 3"));
    send(&client).await.unwrap();
    assert_eq!(tokens(&script), ["t1", "t1", "t4"]);
}

/// One that was refused does not hold, whatever it says of its end.
#[tokio::test]
async fn a_token_that_is_refused_is_not_used_again() {
    let server = Server::answering(|request| match request.header("authorization") {
        Some("Bearer t1") => Reply::json(401, "{}"),
        _ => Reply::json(200, "1"),
    });
    let script = vec![Given::Token("t1"), Given::Failure, Given::Failure, Given::Token("t4")];
    let (credential, count) = provider(script);
    let client = builder(&server).api_key(credential).build().unwrap();
    for number in [2, 3] {
        let error = send(&client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credential);
        assert!(error.to_string().contains(&format!("no luck at {number}")), "{error}");
    }
    for _ in 0..2 {
        send(&client).await.unwrap();
    }
    assert_eq!((asked(&count), server.requests().len()), (4, 3));
}

/// The next call has another one, where that which was refused cannot be sent
/// again.
#[tokio::test]
async fn a_token_is_refused_where_a_call_cannot_be_repeated() {
    static UPLOAD: Operation = Operation::new("upload", Method::POST, "/it");
    let server = Server::answering(|request| match request.header("authorization") {
        Some("Bearer t1") => Reply::json(401, "{}"),
        _ => Reply::json(200, "1"),
    });
    let (credential, count) = provider(vec![Given::Token("t1"), Given::Token("t2")]);
    let client = builder(&server).api_key(credential).build().unwrap();
    let upload = || {
        let content = stream::iter([io::Result::Ok(Bytes::from_static(b"abc"))]);
        let file = File::from_stream("a.txt", content, Some(3));
        let body = BTreeMap::from([("file", file)]);
        Call::new(&client, &UPLOAD).form(&body, &[]).send::<Value>()
    };
    let error = upload().await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), asked(&count)), (401, 1));
    upload().await.unwrap();
    send(&client).await.unwrap();
    assert_eq!((asked(&count), server.requests().len()), (2, 3));
}

/// A server that refuses whatever it is sent does not cost a token more than
/// once a call.
#[tokio::test]
async fn a_refusal_that_is_not_for_the_token_asks_once_a_call() {
    let server = Server::answering(|_| Reply::json(401, "{}"));
    let script = ["t1", "t2", "t3"].map(Given::Token);
    let (credential, count) = provider(script.into());
    let client = builder(&server).api_key(credential).build().unwrap();
    for total in [2, 3] {
        send(&client).await.unwrap_err();
        assert_eq!(asked(&count), total);
    }
}
