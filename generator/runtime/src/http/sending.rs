//! A call on its way.

use std::fmt;
use std::pin::Pin;
#[cfg(not(target_arch = "wasm32"))]
use std::pin::pin;
#[cfg(not(target_arch = "wasm32"))]
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
#[cfg(not(target_arch = "wasm32"))]
use std::time::Duration;

use bytes::Bytes;
use reqwest::StatusCode;
use serde::de::DeserializeOwned;
#[cfg(not(target_arch = "wasm32"))]
use tokio::task::JoinError;

use super::answer::{Answer, BodyKind};
use super::call::Call;
#[cfg(not(target_arch = "wasm32"))]
use super::deadline::Deadline;
use super::error::Error;
#[cfg(not(target_arch = "wasm32"))]
use super::error::ErrorKind;
use super::exchange;
use super::page::Page;
use super::partial::Partial;
use super::refusal;
use super::response::{Head, Response};
#[cfg(not(target_arch = "wasm32"))]
use super::transport::outside;
use super::transport::{BoxFuture, MaybeSend, Shared};

impl Call {
    /// Sends the call and reads its answer as JSON.
    ///
    /// # Errors
    ///
    /// Any kind but [`ErrorKind::Stream`](super::ErrorKind::Stream).
    pub fn send<T: DeserializeOwned + MaybeSend + 'static>(self) -> Sending<Response<T>> {
        self.sending_json(Response::json)
    }

    /// Sends the call and reads its answer as JSON of a type that no macro of this crate has made.
    pub(crate) fn send_followed<T: DeserializeOwned + MaybeSend + 'static>(
        self,
    ) -> Sending<Response<T>> {
        self.sending_json(Response::json_followed)
    }

    /// Sends the call and reads its answer as a page.
    pub(crate) fn send_page<P: Page>(self) -> Sending<Response<Partial<P>>> {
        self.sending_json(Response::page)
    }

    /// Sends a call whose answer has no content, or none of interest. JSON that says
    /// nothing but an error is one.
    ///
    /// # Errors
    ///
    /// Any kind but [`ErrorKind::Stream`](super::ErrorKind::Stream); [`ErrorKind::Decode`](super::ErrorKind::Decode)
    /// only for what is not in the content coding that it says.
    pub fn send_empty(self) -> Sending<Response<()>> {
        self.sending_json(Response::empty)
    }

    /// Sends a call whose answer may have no content: JSON, or nothing.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub fn send_optional<T: DeserializeOwned + MaybeSend + 'static>(
        self,
    ) -> Sending<Response<Option<T>>> {
        self.sending_json(Response::optional)
    }

    /// Sends a call whose answer is one of several types, told apart by the
    /// status. JSON in the place of text or bytes is the server's error, if it says `error`.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub fn send_answer<A: Answer + MaybeSend + 'static>(self) -> Sending<Response<A>> {
        self.sending(Reading {
            error_of: refusal::instead_of_answer::<A>,
            reads_json: |status| A::body_kind(status) == BodyKind::Json,
            is_kept: |head, _| match A::body_kind(head.status) {
                BodyKind::JsonBytes => true,
                BodyKind::Bytes => !head.is_json(),
                BodyKind::Json | BodyKind::Text | BodyKind::Nothing => false,
            },
            read: Response::answer,
        })
    }

    /// Sends a call and reads its answer as text, whatever it is. Asks for
    /// [the text](super::Operation::text) that the operation has beside its usual
    /// answer, if it has any. JSON in the place of text that is asked for is the server's
    /// error, if it says `error`.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub fn send_text(self) -> Sending<Response<String>> {
        let text = self.operation().text;
        self.asking_for(text).sending(text_unless(refusal::instead_of_bytes))
    }

    /// Sends a call of which a value asks for text, and reads its answer as that. JSON that says
    /// `error` is the server's error, whatever else the operation answers with.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub fn send_as_text(self) -> Sending<Response<String>> {
        self.asking_for(None).sending(text_unless(refusal::instead_of_text))
    }

    /// Sends a call and reads all bytes of its answer, whatever it is. Asks for
    /// [the bytes](super::Operation::bytes) that the operation has beside its usual
    /// answer, if it has any. JSON in the place of bytes that are asked for is the
    /// server's error, if it says `error`.
    ///
    /// # Errors
    ///
    /// Any kind but [`ErrorKind::Stream`](super::ErrorKind::Stream); [`ErrorKind::Decode`](super::ErrorKind::Decode)
    /// only for bytes in a content coding that is not undone, or is not the one that they
    /// say.
    pub fn send_bytes(self) -> Sending<Response<Bytes>> {
        let bytes = self.operation().bytes;
        self.asking_for(bytes).sending(Reading {
            error_of: refusal::instead_of_bytes,
            reads_json: |_| false,
            is_kept: |head, call| !refusal::is_suspect(head, call),
            read: |answer| Ok(answer.kept()),
        })
    }

    /// Sends a call and reads its answer as JSON.
    fn sending_json<T: MaybeSend + 'static>(
        self,
        read: fn(Response<Bytes>) -> Result<Response<T>, Error>,
    ) -> Sending<Response<T>> {
        self.sending(Reading {
            error_of: |_, _, _| None,
            reads_json: |_| true,
            is_kept: |_, _| false,
            read,
        })
    }

    /// Sends a call and reads its answer.
    fn sending<T: MaybeSend + 'static>(self, reading: Reading<T>) -> Sending<Response<T>> {
        let Reading { error_of, reads_json, is_kept, read } = reading;
        Sending::new(async move {
            let answer = exchange::send(&self, reads_json).await?;
            let read = move |call: &Self, answer: Response<Bytes>| match error_of(
                answer.head(),
                answer.body(),
                call,
            ) {
                Some(error) => Err(answer.head().describe(error)),
                None => read(answer),
            };
            if answer.body().len() < LARGE || is_kept(answer.head(), &self) {
                return read(&self, answer).map_err(|error| self.context().explain(error));
            }
            let context = Box::new(self.context().clone());
            let transport = context.client.transport();
            let answer = Box::pin(aside(transport, move || read(&self, answer))).await;
            answer.and_then(|answer| answer).map_err(|error| context.explain(error))
        })
    }
}

/// Reads an answer as text, unless it is an error by some rule.
fn text_unless(error_of: fn(&Head, &Bytes, &Call) -> Option<Error>) -> Reading<String> {
    Reading { error_of, reads_json: |_| false, is_kept: |_, _| false, read: Response::text }
}

/// The way to read an answer.
struct Reading<T> {
    /// Finds the error that is in its place.
    error_of: fn(&Head, &Bytes, &Call) -> Option<Error>,
    /// Tells of which statuses the body is read as JSON.
    reads_json: fn(StatusCode) -> bool,
    /// Tells of which heads the body is kept as it is, which takes no time.
    is_kept: fn(&Head, &Call) -> bool,
    read: fn(Response<Bytes>) -> Result<Response<T>, Error>,
}

/// The number of bytes from which on an answer is read aside.
const LARGE: usize = 1 << 20;

/// The time after which an answer is read where the call is, if no other thread is free.
#[cfg(not(target_arch = "wasm32"))]
const WAIT_FOR_THREAD: Duration = Duration::from_secs(1);

/// Does what takes long on a blocking thread, if the call is on a runtime of tokio and one is
/// free in time: other tasks go on meanwhile.
#[cfg(not(target_arch = "wasm32"))]
async fn aside<T, W>(transport: &Shared, work: W) -> Result<T, Error>
where
    T: Send + 'static,
    W: FnOnce() -> T + Send + 'static,
{
    let Ok(runtime) = tokio::runtime::Handle::try_current() else { return Ok(work()) };
    // Whoever takes it does it.
    let done_by = |work: &Mutex<Option<W>>| {
        let taken = work.lock().unwrap_or_else(PoisonError::into_inner).take();
        taken.map(|work| work())
    };
    let here = Arc::new(Mutex::new(Some(work)));
    let work = here.clone();
    let mut there = runtime.spawn_blocking(move || done_by(&work));
    let unread = || Error::new(ErrorKind::Io, "the answer was not read: the runtime ends");
    outside(async {
        let mut patience = Deadline::after(WAIT_FOR_THREAD, transport);
        let done = match patience.bound(pin!(&mut there)).await {
            Ok(done) => done,
            Err(_) => match done_by(&here) {
                Some(done) => return Ok(done),
                // It has begun there.
                None => there.await,
            },
        };
        match done.map_err(JoinError::try_into_panic) {
            Ok(done) => done.ok_or_else(unread),
            Err(Ok(panic)) => std::panic::resume_unwind(panic),
            Err(Err(failure)) => Err(unread().with_source(failure)),
        }
    })
    .await
}

/// Does it here: there is no other thread.
#[cfg(target_arch = "wasm32")]
async fn aside<T>(_: &Shared, work: impl FnOnce() -> T) -> Result<T, Error> {
    Ok(work())
}

/// A call on its way: a future of its result. Nothing is sent before it is
/// polled, and dropping it closes the connection.
///
/// An answer of a MiB or more is read on a blocking thread of tokio, where the call is on a
/// runtime of it, so that other tasks go on meanwhile; bytes are there without being read. It is
/// read where the call is, if all such threads are busy for a second.
///
/// It is a type with a name and not an `async fn`, so that a crate with
/// hundreds of calls need not be checked for the insides of each of them.
#[must_use = "a future does nothing before it is awaited"]
pub struct Sending<T>(Work<T>);

/// The future that a result comes from.
enum Work<T> {
    Whole(BoxFuture<'static, Result<T, Error>>),
    /// The future of an answer of which the body is wanted alone.
    Body(BoxFuture<'static, Result<Response<T>, Error>>),
}

impl<T: MaybeSend + 'static> Sending<T> {
    pub(crate) fn new(work: impl Future<Output = Result<T, Error>> + MaybeSend + 'static) -> Self {
        Self(Work::Whole(Box::pin(work)))
    }
}

impl<T: MaybeSend + 'static> Sending<Response<T>> {
    /// Returns the same call for its body alone.
    pub fn body(self) -> Sending<T> {
        match self.0 {
            Work::Whole(answer) => Sending(Work::Body(answer)),
            // An answer that is the body of another one.
            inner => Sending::new(async { Ok(Sending(inner).await?.into_body()) }),
        }
    }
}

impl<T> Future for Sending<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut self.0 {
            Work::Whole(result) => result.as_mut().poll(cx),
            Work::Body(answer) => answer.as_mut().poll(cx).map_ok(Response::into_body),
        }
    }
}

impl<T> fmt::Debug for Sending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sending").finish_non_exhaustive()
    }
}
