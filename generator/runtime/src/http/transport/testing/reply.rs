//! Answers of a script.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use reqwest::StatusCode;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;

use super::super::{Body, BoxFuture, Cause, http};
use super::clock::Clock;
use crate::http::error::{Error, ErrorKind};

/// The reply of a [`ScriptedTransport`](super::ScriptedTransport): a status,
/// headers and a body, or a failure.
#[derive(Clone, Debug)]
#[must_use = "a reply is part of a script"]
pub struct Reply {
    /// Without one there is no answer, only the pieces.
    status: Option<StatusCode>,
    headers: HeaderMap,
    delay: Duration,
    pieces: VecDeque<Piece>,
    /// Number of bytes of the request's body that are read before.
    reads: usize,
}

#[derive(Clone, Debug)]
enum Piece {
    Chunk(Bytes),
    Pause(Duration),
    Failure(ErrorKind, String),
}

impl Reply {
    /// Makes an answer with that status and no body.
    ///
    /// # Panics
    ///
    /// Panics if the status is not from 100 to 999.
    #[track_caller]
    pub fn new(status: u16) -> Self {
        let status = StatusCode::from_u16(status).expect("a status is from 100 to 999");
        Self { status: Some(status), ..Self::nothing() }
    }

    fn nothing() -> Self {
        Self {
            status: None,
            headers: HeaderMap::new(),
            delay: Duration::ZERO,
            pieces: VecDeque::new(),
            reads: usize::MAX,
        }
    }

    /// Returns an answer in JSON: a text of it, or a `serde_json::Value`.
    #[track_caller]
    pub fn json(status: u16, body: impl JsonBody) -> Self {
        Self::new(status).header("content-type", "application/json").chunk(body.into_bytes())
    }

    /// Returns an event stream, whose pieces are to be added as chunks.
    pub fn events() -> Self {
        Self::new(200).header(CONTENT_TYPE.as_str(), "text/event-stream")
    }

    /// Returns no answer but a failure, such as one of the kinds
    /// [`ErrorKind::Connection`] and [`ErrorKind::Timeout`].
    pub fn failure(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self::nothing().broken(kind, message)
    }

    /// Adds a header.
    ///
    /// # Panics
    ///
    /// Panics if no header can have that name or that value.
    #[track_caller]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let name = HeaderName::try_from(name).expect("a header's name");
        self.headers.append(name, HeaderValue::try_from(value).expect("a header's value"));
        self
    }

    /// Adds bytes to the body, that come at once.
    pub fn chunk(mut self, bytes: impl Into<Bytes>) -> Self {
        self.pieces.push_back(Piece::Chunk(bytes.into()));
        self
    }

    /// Lets nothing come for that time at this place of the body.
    pub fn pause(mut self, time: Duration) -> Self {
        self.pieces.push_back(Piece::Pause(time));
        self
    }

    /// Breaks the answer off at this place of the body.
    pub fn broken(mut self, kind: ErrorKind, message: impl Into<String>) -> Self {
        self.pieces.push_back(Piece::Failure(kind, message.into()));
        self
    }

    /// Lets the answer begin so late.
    pub fn delayed(mut self, time: Duration) -> Self {
        self.delay = time;
        self
    }

    /// Reads at most about that many bytes of the request's body before it
    /// answers.
    pub fn reading(mut self, bytes: usize) -> Self {
        self.reads = bytes;
        self
    }

    pub(super) fn reads(&self) -> usize {
        self.reads
    }

    pub(super) async fn play(mut self, clock: &Clock) -> Result<http::Response<Body>, Error> {
        if !self.delay.is_zero() {
            clock.sleep(self.delay).await;
        }
        let Some(status) = self.status else {
            return Err(match self.pieces.pop_front() {
                Some(Piece::Failure(kind, message)) => Error::new(kind, message),
                _ => Error::new(ErrorKind::Connection, "no answer"),
            });
        };
        let playing = Playing { pieces: self.pieces, pause: None, clock: clock.clone() };
        let mut answer = http::Response::new(Body::from_stream(playing));
        *answer.status_mut() = status;
        *answer.headers_mut() = self.headers;
        Ok(answer)
    }
}

/// JSON that is a [reply](Reply::json): a text as it is, or a value that is written.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no JSON of a reply",
    label = "expected a text, bytes, or `&json!(…)`"
)]
pub trait JsonBody {
    /// Gives the bytes of it.
    fn into_bytes(self) -> Bytes;
}

macro_rules! json_bodies {
    ($($text:ty),*) => {$(
        impl JsonBody for $text {
            fn into_bytes(self) -> Bytes {
                self.into()
            }
        }
    )*};
}

json_bodies! { &'static str, String, &'static [u8], Vec<u8>, Box<[u8]>, Bytes, BytesMut }

impl JsonBody for Value {
    fn into_bytes(self) -> Bytes {
        (&self).into_bytes()
    }
}

impl JsonBody for &Value {
    fn into_bytes(self) -> Bytes {
        self.to_string().into()
    }
}

/// The body of a reply.
struct Playing {
    pieces: VecDeque<Piece>,
    pause: Option<BoxFuture<'static, ()>>,
    clock: Clock,
}

impl Stream for Playing {
    type Item = Result<Bytes, Cause>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(pause) = &mut self.pause {
                ready!(pause.as_mut().poll(cx));
                self.pause = None;
            }
            match self.pieces.pop_front() {
                None => return Poll::Ready(None),
                Some(Piece::Chunk(bytes)) => return Poll::Ready(Some(Ok(bytes))),
                Some(Piece::Pause(time)) => self.pause = Some(Box::pin(self.clock.sleep(time))),
                Some(Piece::Failure(kind, message)) => {
                    return Poll::Ready(Some(Err(Error::new(kind, message).into())));
                }
            }
        }
    }
}
