//! The body of an answer as it comes.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::Body;
use tokio::time::{Instant, Sleep, sleep};

/// The chunks of a body. It reads from the connection when it is polled and
/// not before; dropping it closes the connection unless all has come.
pub(crate) struct Chunks {
    body: reqwest::Body,
    idle: Idle,
}

/// Why no more chunks come, although some are missing.
pub(crate) enum Broken {
    /// The connection broke.
    Connection(reqwest::Error),
    /// Nothing came for so long.
    Silent(Duration),
}

impl Chunks {
    /// The body of `response`, which may be silent for so long.
    pub(crate) fn new(response: reqwest::Response, idle_timeout: Duration) -> Self {
        Self { body: response.into(), idle: Idle::new(idle_timeout) }
    }

    /// The next bytes; `None` when the server has closed the connection.
    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Bytes>, Broken>> {
        loop {
            let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(cx) else {
                return self.idle.poll(cx).map(|limit| Err(Broken::Silent(limit)));
            };
            self.idle.stop();
            match frame.transpose().map_err(Broken::Connection)?.map(|frame| frame.into_data()) {
                Some(Ok(chunk)) => return Poll::Ready(Ok(Some(chunk))),
                // Trailers.
                Some(Err(_)) => {}
                None => return Poll::Ready(Ok(None)),
            }
        }
    }
}

/// How long nothing has come while something was waited for.
struct Idle {
    limit: Duration,
    sleep: Pin<Box<Sleep>>,
    /// When it will have been too long; `None` while nothing is waited for.
    deadline: Option<Instant>,
}

impl Idle {
    fn new(limit: Duration) -> Self {
        Self { limit, sleep: Box::pin(sleep(limit)), deadline: None }
    }

    fn stop(&mut self) {
        self.deadline = None;
    }

    /// Ready with the limit when it has been too long.
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Duration> {
        if self.deadline.is_none() {
            self.deadline = Instant::now().checked_add(self.limit);
        }
        // A limit beyond the end of time is none.
        let Some(deadline) = self.deadline else { return Poll::Pending };
        // A timer is dear to set. This one is not set anew for each chunk, but
        // only when it goes off too early, for a chunk before.
        ready!(self.sleep.as_mut().poll(cx));
        while self.sleep.deadline() < deadline {
            self.sleep.as_mut().reset(deadline);
            ready!(self.sleep.as_mut().poll(cx));
        }
        Poll::Ready(self.limit)
    }
}
