//! The bytes of a request or an answer.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Frame, SizeHint};

use super::bound::MaybeSend;

/// Error that a body fails with.
pub(crate) type Cause = Box<dyn StdError + Send + Sync>;

/// The body of a request or an answer: bytes that are there, or that come.
///
/// ```
/// use openapi_loom_runtime::http::transport::Body;
///
/// assert_eq!(Body::from("text").as_bytes().unwrap(), "text");
/// assert!(Body::empty().as_bytes().unwrap().is_empty());
/// ```
pub struct Body(Content);

enum Content {
    Whole(Bytes),
    #[cfg(not(target_arch = "wasm32"))]
    Reqwest(reqwest::Body),
    Stream(Streamed),
}

/// A body has to be `Sync`; this one is never shared.
type Streamed = Mutex<Pin<Box<dyn StreamedBody>>>;

/// A body of any type.
trait StreamedBody: http_body::Body<Data = Bytes, Error = Cause> + MaybeSend {}

impl<B: http_body::Body<Data = Bytes, Error = Cause> + MaybeSend> StreamedBody for B {}

impl Body {
    /// Returns no bytes.
    pub fn empty() -> Self {
        Self(Content::Whole(Bytes::new()))
    }

    /// Makes a body of what another one yields.
    pub fn new<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes> + MaybeSend + 'static,
        B::Error: Into<Cause>,
    {
        Self(Content::Stream(Mutex::new(Box::pin(Adapted(Box::pin(body))))))
    }

    /// Makes a body of what a stream yields, whose length is not known.
    pub fn from_stream<S, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + MaybeSend + 'static,
        E: Into<Cause>,
    {
        Self::of_length(stream, None)
    }

    /// Makes a body of a stream of so many bytes, if that is known.
    pub(crate) fn of_length<S, E>(stream: S, length: Option<u64>) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + MaybeSend + 'static,
        E: Into<Cause>,
    {
        let body = Chunked { stream: Box::pin(stream), length };
        Self(Content::Stream(Mutex::new(Box::pin(body))))
    }

    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn from_reqwest(body: reqwest::Body) -> Self {
        Self(Content::Reqwest(body))
    }

    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn into_reqwest(self) -> reqwest::Body {
        match self.0 {
            Content::Whole(bytes) => bytes.into(),
            Content::Reqwest(body) => body,
            Content::Stream(_) => reqwest::Body::wrap(self),
        }
    }

    /// Returns all bytes, if they are there already.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Content::Whole(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// Returns the next bytes; `None` when all have come.
    pub(crate) fn poll_chunk(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Cause>>> {
        loop {
            match std::task::ready!(http_body::Body::poll_frame(Pin::new(&mut *self), cx)) {
                None => return Poll::Ready(None),
                Some(Err(cause)) => return Poll::Ready(Some(Err(cause))),
                Some(Ok(frame)) => {
                    // Others are trailers.
                    if let Ok(chunk) = frame.into_data() {
                        return Poll::Ready(Some(Ok(chunk)));
                    }
                }
            }
        }
    }

    /// Returns the next bytes; `None` when all have come.
    pub(crate) async fn chunk(&mut self) -> Option<Result<Bytes, Cause>> {
        std::future::poll_fn(|cx| self.poll_chunk(cx)).await
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = Cause;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Cause>>> {
        match &mut self.0 {
            Content::Whole(bytes) if bytes.is_empty() => Poll::Ready(None),
            Content::Whole(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            #[cfg(not(target_arch = "wasm32"))]
            Content::Reqwest(body) => {
                Pin::new(body).poll_frame(cx).map_err(|error| error.without_url().into())
            }
            Content::Stream(body) => {
                body.get_mut().unwrap_or_else(PoisonError::into_inner).as_mut().poll_frame(cx)
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Content::Whole(bytes) => bytes.is_empty(),
            #[cfg(not(target_arch = "wasm32"))]
            Content::Reqwest(body) => body.is_end_stream(),
            Content::Stream(body) => {
                body.lock().unwrap_or_else(PoisonError::into_inner).is_end_stream()
            }
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Content::Whole(bytes) => SizeHint::with_exact(length(bytes)),
            #[cfg(not(target_arch = "wasm32"))]
            Content::Reqwest(body) => body.size_hint(),
            Content::Stream(body) => {
                body.lock().unwrap_or_else(PoisonError::into_inner).size_hint()
            }
        }
    }
}

fn length(bytes: &Bytes) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl<T: Into<Bytes>> From<T> for Body {
    fn from(bytes: T) -> Self {
        Self(Content::Whole(bytes.into()))
    }
}

/// Never the content.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Content::Whole(bytes) => write!(f, "Body of {} bytes", bytes.len()),
            _ => f.write_str("Body"),
        }
    }
}

/// A body with the errors of ours.
struct Adapted<B>(Pin<Box<B>>);

impl<B> http_body::Body for Adapted<B>
where
    B: http_body::Body<Data = Bytes>,
    B::Error: Into<Cause>,
{
    type Data = Bytes;
    type Error = Cause;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Cause>>> {
        self.0.as_mut().poll_frame(cx).map_err(Into::into)
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}

/// A body of what a stream yields.
struct Chunked<S> {
    stream: Pin<Box<S>>,
    /// The number of all bytes, if it is known.
    length: Option<u64>,
}

impl<S, E> http_body::Body for Chunked<S>
where
    S: Stream<Item = Result<Bytes, E>>,
    E: Into<Cause>,
{
    type Data = Bytes;
    type Error = Cause;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Cause>>> {
        let next = self.stream.as_mut().poll_next(cx);
        next.map(|item| item.map(|chunk| chunk.map(Frame::data).map_err(Into::into)))
    }

    fn size_hint(&self) -> SizeHint {
        self.length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}
