//! Refusals that a server sends while the body is still on its way.
//!
//! A server that has read enough answers and closes, and what is written to it
//! after that is an error. The answer is there to be read then, but an HTTP
//! client that gives the connection up for the error of writing has thrown it
//! away. So the question is put again without its body: a server that refuses
//! by what the head says does so at once, and nothing is uploaded again.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::deadline::Deadline;
use super::error::{Error, ErrorKind};
use super::transport::{Body, Cause, Shared, http};

/// What is no larger is sent in one write, and an answer to it is read.
const SENT_AT_ONCE: u64 = 64 << 10;

/// How long a server may take to refuse what it has no body of.
const PATIENCE: Duration = Duration::from_secs(1);

/// The head of a request whose body takes a while to send.
pub(crate) struct Head(http::Request<Body>);

impl Head {
    /// That of a request, unless its body is small.
    pub(crate) fn of(request: &http::Request<Body>) -> Option<Self> {
        let length = http_body::Body::size_hint(request.body());
        if length.upper().is_some_and(|length| length <= SENT_AT_ONCE) {
            return None;
        }
        let mut head = http::Request::new(Body::new(Withheld(length)));
        *head.method_mut() = request.method().clone();
        *head.uri_mut() = request.uri().clone();
        *head.headers_mut() = request.headers().clone();
        Some(Self(head))
    }

    /// Asks for the refusal that was lost with the connection; gives the error if
    /// there is none.
    pub(crate) async fn ask(
        self,
        transport: &Shared,
        error: Error,
    ) -> Result<http::Response<Body>, Error> {
        if !is_broken(&error) {
            return Err(error);
        }
        let mut deadline = Deadline::after(PATIENCE, transport);
        match deadline.bound(transport.exchange(self.0)).await {
            Ok(Ok(answer)) if is_refusal(answer.status()) => Ok(answer),
            _ => Err(error),
        }
    }
}

fn is_refusal(status: http::StatusCode) -> bool {
    status.is_client_error() || status.is_server_error()
}

/// Whether the other side has closed what was written to.
fn is_broken(error: &Error) -> bool {
    use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset};
    if error.kind() != ErrorKind::Connection {
        return false;
    }
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        let kind = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        if matches!(kind, Some(BrokenPipe | ConnectionAborted | ConnectionReset)) {
            return true;
        }
        source = cause.source();
    }
    false
}

/// A body of which nothing comes.
struct Withheld(SizeHint);

impl http_body::Body for Withheld {
    type Data = Bytes;
    type Error = Cause;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Cause>>> {
        Poll::Pending
    }

    fn size_hint(&self) -> SizeHint {
        self.0
    }
}
