//! Large answers are read where they keep no other task waiting.

use std::sync::mpsc;
use std::thread::{self, ThreadId};
use std::time::Duration;

use openapi_loom_runtime::http::{Answer, BodyKind, Call, Error, ErrorKind, Response, StatusCode};
use serde::de::{Deserialize, Deserializer, Error as _};
use tokio::sync::oneshot;
use workspace_tests::server::{Reply, Server};
use workspace_tests::service::{LIST, client};

/// Returns a text of so many letters in JSON.
fn json(letters: usize) -> String {
    format!("\"{}\"", "a".repeat(letters))
}

/// Calls a server that answers with this.
async fn answered<T>(body: String) -> Result<Response<T>, Error>
where
    T: serde::de::DeserializeOwned + Send + 'static,
{
    let server = Server::start([Reply::json(200, body)]);
    Call::new(&client(&server), &LIST).send::<T>().await
}

/// The thread on which an answer was read.
struct ReadOn(ThreadId);

impl<'de> Deserialize<'de> for ReadOn {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?;
        Ok(Self(thread::current().id()))
    }
}

/// A text whose reading waits for another task.
struct Waited;

/// The ends of the task that reads, for the one that lets it go on.
struct Gate {
    begun: oneshot::Sender<()>,
    go: mpsc::Receiver<()>,
}

static GATE: std::sync::Mutex<Option<Gate>> = std::sync::Mutex::new(None);

impl<'de> Deserialize<'de> for Waited {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?;
        let gate = GATE.lock().unwrap().take().unwrap();
        gate.begun.send(()).unwrap();
        // The limit is for a program in which the other task cannot run.
        gate.go.recv_timeout(Duration::from_secs(20)).map_err(D::Error::custom)?;
        Ok(Self)
    }
}

/// A runtime of a single thread has other tasks done while an answer is read.
#[tokio::test(flavor = "current_thread")]
async fn other_tasks_go_on_while_a_large_answer_is_read() {
    let (begun, begins) = oneshot::channel();
    let (go, gone) = mpsc::channel();
    *GATE.lock().unwrap() = Some(Gate { begun, go: gone });
    let other = tokio::spawn(async move {
        begins.await.unwrap();
        go.send(()).unwrap();
    });
    let answer = answered::<Waited>(json(1 << 20)).await.unwrap();
    other.await.unwrap();
    assert_eq!(answer.bytes().len(), (1 << 20) + 2);
}

/// What is small costs no other thread.
#[tokio::test(flavor = "current_thread")]
async fn small_answers_are_read_where_the_call_is() {
    let here = thread::current().id();
    for letters in [1, 1 << 10, (1 << 20) - 3] {
        assert!(answered::<ReadOn>(json(letters)).await.unwrap().body().0 == here, "{letters}");
    }
    assert!(answered::<ReadOn>(json((1 << 20) - 2)).await.unwrap().body().0 != here);
}

/// The threads on which it was asked of what kind an answer is, and an answer was read.
static ASKED: std::sync::Mutex<Vec<ThreadId>> = std::sync::Mutex::new(Vec::new());

#[derive(Debug)]
struct Noted;

impl Answer for Noted {
    fn decode(_: StatusCode, _: &[u8]) -> Result<Self, Error> {
        ASKED.lock().unwrap().push(thread::current().id());
        Ok(Self)
    }

    fn body_kind(_: StatusCode) -> BodyKind {
        ASKED.lock().unwrap().push(thread::current().id());
        BodyKind::Text
    }
}

/// An error is looked for where the answer is read.
#[tokio::test(flavor = "current_thread")]
async fn errors_are_looked_for_where_answers_are_read() {
    let here = thread::current().id();
    for (letters, is_here) in [(1, true), (1 << 20, false)] {
        for (body, is_error) in
            [(json(letters), false), (format!(r#"{{"error":{}}}"#, json(letters)), true)]
        {
            let server = Server::start([Reply::json(200, body)]);
            let sent = Call::new(&client(&server), &LIST).send_answer::<Noted>().await;
            let kind = sent.err().map(|error| error.kind());
            assert_eq!(kind, is_error.then_some(ErrorKind::Api), "{letters}");
            let asked = std::mem::take(&mut *ASKED.lock().unwrap());
            // Whether there is anything to read is asked before.
            assert!(asked.last().is_some_and(|it| (*it == here) == is_here));
        }
    }
}

/// Bytes in the place of which JSON may be the server's error.
#[derive(Debug)]
struct Kept;

impl Answer for Kept {
    fn decode(_: StatusCode, bytes: &[u8]) -> Result<Self, Error> {
        assert_eq!(bytes.len(), 1 << 20);
        READ.lock().unwrap().push(thread::current().id());
        Ok(Self)
    }

    fn body_kind(_: StatusCode) -> BodyKind {
        BodyKind::Bytes
    }
}

static READ: std::sync::Mutex<Vec<ThreadId>> = std::sync::Mutex::new(Vec::new());

/// Returns a runtime whose only blocking thread is kept until the sender is dropped.
fn without_free_threads() -> (tokio::runtime::Runtime, mpsc::Sender<()>) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(1)
        .build()
        .unwrap();
    let (hold, held) = mpsc::channel::<()>();
    runtime.spawn_blocking(move || held.recv());
    (runtime, hold)
}

/// Bytes are taken as they are, however many they are: no blocking thread is free.
#[test]
fn bytes_take_no_other_thread() {
    let (runtime, hold) = without_free_threads();
    let taken = async {
        let many = || vec![b'1'; 1 << 20];
        let reply = |kind: &str| Reply::new(200).header("content-type", kind).piece(many());
        let server = Server::start(["application/pdf", "image/png"].map(reply));
        let client = client(&server);
        let bytes = Call::new(&client, &LIST).send_bytes().await.unwrap();
        assert_eq!(**bytes.body(), *many());
        Call::new(&client, &LIST).send_answer::<Kept>().await.unwrap();
    };
    let in_time = async { tokio::time::timeout(Duration::from_secs(60), taken).await };
    runtime.block_on(in_time).expect("no other thread is waited for");
    drop(hold);
    // JSON is looked at for an error aside.
    runtime.block_on(async {
        let json = Reply::json(200, "1".repeat(1 << 20));
        let call = Call::new(&client(&Server::start([json])), &LIST);
        call.send_answer::<Kept>().await.unwrap();
    });
    let here = thread::current().id();
    let read: Vec<_> = READ.lock().unwrap().iter().map(|it| *it == here).collect();
    assert_eq!(read, [true, false]);
}

/// A call waits for no thread that others keep: after a while, the answer is read where it is,
/// and once.
#[test]
fn large_answers_are_read_though_no_other_thread_is_free() {
    let (runtime, hold) = without_free_threads();
    let read = answered::<ReadOn>(json(1 << 20));
    let in_time = async { tokio::time::timeout(Duration::from_secs(60), read).await };
    let answer = runtime.block_on(in_time).expect("no other thread is waited for").unwrap();
    assert!(answer.body().0 == thread::current().id());
    drop(hold);
    // The thread that is free now finds nothing to do.
    let answer = runtime.block_on(answered::<ReadOn>(json(1 << 20))).unwrap();
    assert!(answer.body().0 != thread::current().id());
}

/// Errors of what is large are those of what is small.
#[tokio::test(flavor = "current_thread")]
async fn errors_of_large_answers() {
    for letters in [1, 2 << 20] {
        let error = answered::<u8>(json(letters)).await.err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert_eq!(error.body().len(), letters + 2);
        assert!(error.to_string().starts_with("listThings: "), "{error}");
    }
}

/// A text whose reading panics.
#[derive(Debug)]
struct Panics;

impl<'de> Deserialize<'de> for Panics {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        panic!("it panics")
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_panic_of_the_type_is_one_of_the_call() {
    let call = tokio::spawn(answered::<Panics>(json(1 << 20)));
    let panic = call.await.unwrap_err().into_panic();
    assert_eq!(panic.downcast_ref::<&str>(), Some(&"it panics"));
}
