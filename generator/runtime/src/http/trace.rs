//! The view that an observer has of an attempt: operation, number, status,
//! request id and failure. Never a body, a header or a key.

use std::pin::Pin;
use std::time::Duration;

use super::error::Error;
use super::response::Head;

/// One attempt of a call, as a span of `tracing` if that feature is on.
pub(crate) struct Attempt {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

#[cfg(feature = "tracing")]
impl Attempt {
    pub(crate) fn start(operation: &str, number: u32) -> Self {
        use tracing::field::Empty;
        let span = tracing::info_span!(
            "attempt",
            operation,
            number,
            status = Empty,
            request_id = Empty,
            error = Empty
        );
        Self { span }
    }

    /// Waits for an attempt within the span. The caller pins it, as for a deadline.
    pub(crate) async fn watch<F: Future>(&self, attempt: Pin<Box<F>>) -> F::Output {
        tracing::Instrument::instrument(attempt, self.span.clone()).await
    }

    pub(crate) fn succeeded(&self, head: &Head) {
        self.span.record("status", head.status.as_u16());
        self.span.record("request_id", head.request_id.as_deref());
    }

    pub(crate) fn failed(&self, error: &Error, retry_in: Option<Duration>) {
        self.span.record("status", error.status().map(|status| status.as_u16()));
        self.span.record("request_id", error.request_id());
        self.span.record("error", tracing::field::debug(error.kind()));
        tracing::debug!(parent: &self.span, ?retry_in, "the attempt failed");
    }
}

#[cfg(not(feature = "tracing"))]
impl Attempt {
    pub(crate) fn start(_operation: &str, _number: u32) -> Self {
        Self {}
    }

    pub(crate) async fn watch<F: Future>(&self, attempt: Pin<Box<F>>) -> F::Output {
        attempt.await
    }

    pub(crate) fn succeeded(&self, _head: &Head) {}

    pub(crate) fn failed(&self, _error: &Error, _retry_in: Option<Duration>) {}
}
