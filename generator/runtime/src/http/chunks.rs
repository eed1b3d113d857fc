//! The body of an answer as it comes.

use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;

use super::transport::{Body, BoxFuture, Cause, Shared};

/// The chunks of a body. It reads from the connection when it is polled and
/// not before; dropping it closes the connection unless all has come.
pub(crate) struct Chunks {
    body: Body,
    idle: Idle,
}

/// The reason why no more chunks come, although some are missing.
pub(crate) enum Broken {
    /// The connection broke.
    Connection(Cause),
    /// Nothing came for so long.
    Silent(Duration),
}

impl Chunks {
    /// Makes a body that may be silent for so long, by the clock of a transport.
    pub(crate) fn new(body: Body, idle_timeout: Duration, clock: &Shared) -> Self {
        Self { body, idle: Idle::new(idle_timeout, clock.clone()) }
    }

    /// Returns the next bytes; `None` when the server has closed the connection.
    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Bytes>, Broken>> {
        let Poll::Ready(chunk) = self.body.poll_chunk(cx) else {
            return self.idle.poll(cx).map(|limit| Err(Broken::Silent(limit)));
        };
        self.idle.stop();
        Poll::Ready(chunk.transpose().map_err(Broken::Connection))
    }
}

/// A limit on the time for which nothing comes while something is waited for.
struct Idle {
    clock: Shared,
    limit: Duration,
    /// The timer, and when it goes off, by the clock; `None` while there is none.
    timer: Option<(BoxFuture<'static, ()>, Duration)>,
    /// The time at which the limit is reached; `None` while nothing is waited
    /// for.
    deadline: Option<Duration>,
}

impl Idle {
    fn new(limit: Duration, clock: Shared) -> Self {
        Self { clock, limit, timer: None, deadline: None }
    }

    fn stop(&mut self) {
        self.deadline = None;
    }

    /// Returns the limit when it has been too long.
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Duration> {
        // A limit beyond the end of time is none.
        let deadline = match self.deadline {
            Some(deadline) => deadline,
            None => *self.deadline.insert(self.clock.now().saturating_add(self.limit)),
        };
        // A timer is dear to set. This one is not set anew for each chunk, but
        // only when it goes off too early, for a chunk before.
        loop {
            let (timer, end) = self.timer.get_or_insert_with(|| {
                let left = deadline.saturating_sub(self.clock.now());
                (self.clock.sleep(left), deadline)
            });
            ready!(timer.as_mut().poll(cx));
            let is_late = *end >= deadline;
            self.timer = None;
            if is_late {
                return Poll::Ready(self.limit);
            }
        }
    }
}
