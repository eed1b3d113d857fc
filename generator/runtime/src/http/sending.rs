//! A call on its way.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::error::Error;
use super::response::Response;

/// A call on its way: a future of its result. Nothing is sent before it is
/// polled, and dropping it closes the connection.
///
/// It is a type with a name and not an `async fn`, so that a crate with
/// hundreds of calls need not be checked for the insides of each of them.
#[must_use = "a future does nothing before it is awaited"]
pub struct Sending<T>(Pin<Box<dyn Future<Output = Result<T, Error>> + Send>>);

impl<T: Send + 'static> Sending<T> {
    pub(crate) fn new(work: impl Future<Output = Result<T, Error>> + Send + 'static) -> Self {
        Self(Box::pin(work))
    }
}

impl<T: Send + 'static> Sending<Response<T>> {
    /// The same call for its body alone.
    pub fn body(self) -> Sending<T> {
        Sending::new(async { Ok(self.await?.into_body()) })
    }
}

impl<T> Future for Sending<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(cx)
    }
}

impl<T> fmt::Debug for Sending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sending").finish_non_exhaustive()
    }
}
