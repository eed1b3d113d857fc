//! Limits of time, by the clock of a transport.

use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use super::transport::{BoxFuture, Shared};

/// Limit by which something must be over.
pub(crate) struct Deadline {
    limit: Duration,
    /// Begun with the limit, not with what is waited for.
    sleep: BoxFuture<'static, ()>,
    /// True once the time is over: then the sleep is not asked again.
    is_over: bool,
}

/// Says that something was not over in time.
pub(crate) struct Late(pub(crate) Duration);

impl Deadline {
    pub(crate) fn after(limit: Duration, transport: &Shared) -> Self {
        Self { limit, sleep: transport.sleep(limit), is_over: false }
    }

    /// Does the work, unless the time is over before it is. The work is pinned by the caller:
    /// if it moved in here, the caller's future would have room for it twice.
    pub(crate) async fn bound<F: Future>(
        &mut self,
        mut work: Pin<&mut F>,
    ) -> Result<F::Output, Late> {
        std::future::poll_fn(|cx| {
            if let Poll::Ready(done) = work.as_mut().poll(cx) {
                return Poll::Ready(Ok(done));
            }
            if !self.is_over {
                self.is_over = Pin::new(&mut self.sleep).poll(cx).is_ready();
            }
            if self.is_over { Poll::Ready(Err(Late(self.limit))) } else { Poll::Pending }
        })
        .await
    }
}
