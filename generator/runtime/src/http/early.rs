//! Refusals that a server sends while the body is still on its way.
//!
//! A server that has read enough answers and closes, and what is written to it
//! after that is an error. The answer is there to be read then, but an HTTP
//! client that gives the connection up for the error of writing has thrown it
//! away. So the question is put again without its body: a server that refuses
//! by what the head says does so at once, and nothing is uploaded again.

use std::error::Error as StdError;
use std::io;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use reqwest::Url;

use super::deadline::Deadline;
use super::error::{Error, ErrorKind, causes};
use super::transport::{Body, BoxFuture, Cause, Shared, http};

/// Size up to which a body is sent in one write, so that an answer to it is read.
const SENT_AT_ONCE: u64 = 64 << 10;

/// Time that a server may take to refuse a request whose body does not come.
const PATIENCE: Duration = Duration::from_secs(1);

/// Sends a request. If the connection breaks under a large body, the refusal is asked for that
/// was lost with it.
pub(crate) fn exchange(
    transport: &Shared,
    url: Url,
    request: http::Request<Body>,
) -> BoxFuture<'_, Result<http::Response<Body>, Error>> {
    let Some(head) = RequestHead::of(&url, &request) else {
        return transport.exchange_at(url, request);
    };
    Box::pin(async move {
        match transport.exchange_at(url, request).await {
            Err(error) => head.ask(transport, error).await,
            answer => answer,
        }
    })
}

/// The head of a request whose body takes a while to send.
struct RequestHead {
    url: Url,
    request: http::Request<Body>,
}

impl RequestHead {
    /// Takes the head of a request, unless its body is small.
    fn of(url: &Url, request: &http::Request<Body>) -> Option<Self> {
        let length = http_body::Body::size_hint(request.body());
        if length.upper().is_some_and(|length| length <= SENT_AT_ONCE) {
            return None;
        }
        let mut head = http::Request::new(Body::of_length(Withheld, length.exact()));
        *head.method_mut() = request.method().clone();
        *head.headers_mut() = request.headers().clone();
        Some(Self { url: url.clone(), request: head })
    }

    /// Asks for the refusal that was lost with the connection; gives the error if
    /// there is none.
    async fn ask(self, transport: &Shared, error: Error) -> Result<http::Response<Body>, Error> {
        if !is_broken(&error) {
            return Err(error);
        }
        let mut deadline = Deadline::after(PATIENCE, transport);
        match deadline.bound(pin!(transport.exchange_at(self.url, self.request))).await {
            Ok(Ok(answer)) if is_refusal(answer.status()) => Ok(answer),
            _ => Err(error),
        }
    }
}

fn is_refusal(status: http::StatusCode) -> bool {
    status.is_client_error() || status.is_server_error()
}

/// Tells whether the other side has closed what was written to.
fn is_broken(error: &Error) -> bool {
    use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset};
    let is_close = |kind| matches!(kind, BrokenPipe | ConnectionAborted | ConnectionReset);
    let closes = |cause: &(dyn StdError + 'static)| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| is_close(error.kind()))
    };
    error.kind() == ErrorKind::Connection && causes(error).any(closes)
}

/// Body of which nothing comes.
struct Withheld;

impl Stream for Withheld {
    type Item = Result<Bytes, Cause>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Pending
    }
}
