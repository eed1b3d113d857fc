//! An answer that is read as it comes.

#[cfg(all(feature = "fs", not(target_arch = "wasm32")))]
mod save;

use std::fmt;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use reqwest::StatusCode;
use reqwest::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap};
use tokio::io::{AsyncWrite, AsyncWriteExt};

use super::call::Call;
use super::chunks::{Broken, Chunks};
use super::coding::Malformed;
use super::context;
use super::error::{Error, ErrorKind, is_timeout};
use super::exchange;
use super::response::{Head, Response};
use super::sending::Sending;
use super::transport;

impl Call {
    /// Sends the call and gives the bytes of its answer as they come, whatever
    /// it is. It asks for what [`send_bytes`](Self::send_bytes) does, and is not
    /// repeated once the answer has begun.
    ///
    /// # Errors
    ///
    /// Any kind but [`ErrorKind::Stream`]; [`ErrorKind::Decode`] only for bytes in a
    /// content coding that is not undone.
    pub fn download(self) -> Sending<Download> {
        let bytes = self.operation().bytes;
        let call = self.asking_for(bytes);
        Sending::new(async move {
            let answer = exchange::begin_bytes(&call).await?;
            Ok(Download::new(call.into_context(), answer))
        })
    }
}

/// The bytes of an answer as they come.
///
/// It reads from the connection when it is asked to and not before; dropping
/// it closes the connection. The call's timeout is over with the head of the
/// answer; from then on the idle timeout bounds how long nothing may come.
///
/// An answer that breaks off is an error that says how much has come. Only
/// where a server announces neither a length nor chunks, so that the end of
/// the connection is the end of the answer, can nobody tell that.
///
/// ```no_run
/// # use openapi_loom_runtime::http::{Call, Result};
/// # async fn example(call: Call) -> Result<()> {
/// let mut download = call.download().await?;
/// println!("{:?} of {:?} bytes", download.content_type(), download.content_length());
/// while let Some(chunk) = download.chunk().await? {
///     println!("{} bytes", chunk.len());
/// }
/// # Ok(())
/// # }
/// ```
pub struct Download {
    call: context::Context,
    head: Head,
    body: Body,
    received: u64,
}

enum Body {
    Open(Chunks),
    Ended,
    /// It has failed, and said so.
    Failed,
}

impl Download {
    pub(crate) fn new(call: context::Context, answer: Response<transport::Body>) -> Self {
        let idle_timeout = call.limits().idle_timeout;
        let (head, body) = answer.into_parts();
        let body = Body::Open(Chunks::new(body, idle_timeout, call.client.transport()));
        Self { call, head, body, received: 0 }
    }

    /// Returns the status: a success.
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// Returns all headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// Returns the number of bytes, if the server says it.
    pub fn content_length(&self) -> Option<u64> {
        self.head.headers.get(CONTENT_LENGTH)?.to_str().ok()?.trim().parse().ok()
    }

    /// Returns the content type of the bytes, if the server gives one that is
    /// text.
    pub fn content_type(&self) -> Option<&str> {
        self.head.headers.get(CONTENT_TYPE)?.to_str().ok()
    }

    /// Returns the id by which the server knows the request.
    pub fn request_id(&self) -> Option<&str> {
        self.head.request_id.as_deref()
    }

    /// Returns the next bytes; `None` when all have come.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Connection`] or [`ErrorKind::Timeout`] if the answer breaks
    /// off, [`ErrorKind::Decode`] if it is not in the content coding that it says. No more bytes come after that, and any attempt fails.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        std::future::poll_fn(|cx| self.poll_chunk(cx)).await
    }

    /// Returns all bytes that have not been read yet.
    ///
    /// # Errors
    ///
    /// As [`chunk`](Self::chunk). The error has what had come, as its body. And
    /// [`ErrorKind::TooLarge`], without that, if it is more than the client takes
    /// into memory: see [`max_answer_size`].
    ///
    /// [`max_answer_size`]: super::ClientBuilder::max_answer_size
    pub async fn bytes(mut self) -> Result<Bytes, Error> {
        let most = self.call.limits().max_answer_size;
        let mut bytes = Vec::new();
        loop {
            match self.chunk().await {
                Ok(Some(chunk)) if chunk.len() > most - bytes.len() => {
                    return Err(self.explain(Error::too_large(most)));
                }
                Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
                Ok(None) => return Ok(bytes.into()),
                Err(error) => return Err(error.with_body(bytes.into())),
            }
        }
    }

    /// Writes the bytes that have not been read yet, flushes the writer, and
    /// says how many they were.
    ///
    /// # Errors
    ///
    /// As [`chunk`](Self::chunk), and [`ErrorKind::Io`] if the writer fails.
    /// Some of the bytes may have been written.
    pub async fn write_to(mut self, writer: &mut (impl AsyncWrite + Unpin)) -> Result<u64, Error> {
        self.pour(writer).await
    }

    async fn pour(&mut self, writer: &mut (impl AsyncWrite + Unpin)) -> Result<u64, Error> {
        let before = self.received;
        while let Some(chunk) = self.chunk().await? {
            writer.write_all(&chunk).await.map_err(|error| self.not_written(error))?;
        }
        writer.flush().await.map_err(|error| self.not_written(error))?;
        Ok(self.received - before)
    }

    fn not_written(&self, error: io::Error) -> Error {
        let message = "what was downloaded cannot be written";
        self.explain(Error::new(ErrorKind::Io, message).with_source(error))
    }

    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Bytes>, Error>> {
        let chunk = match &mut self.body {
            Body::Open(chunks) => ready!(chunks.poll(cx)),
            Body::Ended => return Poll::Ready(Ok(None)),
            Body::Failed => {
                let error = Error::new(ErrorKind::Connection, "the download has failed before");
                return Poll::Ready(Err(self.explain(error)));
            }
        };
        Poll::Ready(match chunk {
            Ok(Some(chunk)) => {
                self.received += u64::try_from(chunk.len()).unwrap_or(u64::MAX);
                Ok(Some(chunk))
            }
            Ok(None) => {
                self.body = Body::Ended;
                Ok(None)
            }
            Err(broken) => {
                self.body = Body::Failed;
                Err(self.explain(self.cut_short(broken)))
            }
        })
    }

    fn cut_short(&self, broken: Broken) -> Error {
        let mut message = format!("the download is cut short after {}", self.received);
        if let Some(length) = self.content_length() {
            message.push_str(&format!(" of {length}"));
        }
        message.push_str(" bytes");
        match broken {
            Broken::Connection(cause) => {
                let kind = match is_timeout(&cause) {
                    true => ErrorKind::Timeout,
                    false if cause.is::<Malformed>() => ErrorKind::Decode,
                    false => ErrorKind::Connection,
                };
                Error::new(kind, message).caused_by(cause)
            }
            Broken::Silent(limit) => {
                Error::new(ErrorKind::Timeout, format!("{message}: nothing came for {limit:?}"))
            }
        }
    }

    fn explain(&self, error: Error) -> Error {
        self.call.explain(self.head.describe(error))
    }
}

/// The chunks; an error is the last item.
impl Stream for Download {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.body {
            Body::Failed => Poll::Ready(None),
            Body::Open(_) | Body::Ended => self.poll_chunk(cx).map(Result::transpose),
        }
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("operation", &self.call.operation.id)
            .field("status", &self.head.status)
            .field("request_id", &self.head.request_id)
            .field("received", &self.received)
            .finish_non_exhaustive()
    }
}
