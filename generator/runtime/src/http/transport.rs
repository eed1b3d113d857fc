//! The way to the network: one exchange at a time, and a clock.
//!
//! Everything else that becomes of a call is above it: credentials, redirects,
//! retries, limits of time and of size.

mod body;
mod bound;
mod clock;
mod outside;
mod over_reqwest;
#[cfg(feature = "testing")]
pub mod testing;

use std::error::Error as StdError;
use std::fmt;
use std::future::ready;
use std::sync::Arc;
use std::time::Duration;

pub use ::http;
pub use body::Body;
pub(crate) use body::Cause;
pub use bound::{BoxFuture, MaybeSend, MaybeSync};
pub(crate) use outside::outside;
pub(crate) use over_reqwest::{CONNECT_TIMEOUT, build};
pub use over_reqwest::{ReqwestTransport, http_client_builder};

use reqwest::Url;

use super::error::{Error, ErrorKind};

/// A way to the network, which makes one exchange and knows the time.
///
/// It sends the request once and as it is: it follows no redirect, tries nothing
/// again and adds no credential. All of that is done above it, for whatever
/// transport there is. The default is [`ReqwestTransport`]; tests and middleware
/// bring their own by
/// [`ClientBuilder::transport`](super::ClientBuilder::transport).
///
/// ```
/// use openapi_loom_runtime::http::transport::{Body, BoxFuture, Transport, http};
/// use openapi_loom_runtime::http::Error;
///
/// /// Counts what passes, and lets it pass.
/// struct Counting<T> {
///     inner: T,
///     count: std::sync::atomic::AtomicUsize,
/// }
///
/// impl<T: Transport> Transport for Counting<T> {
///     fn exchange(
///         &self,
///         request: http::Request<Body>,
///     ) -> BoxFuture<'_, Result<http::Response<Body>, Error>> {
///         self.count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
///         self.inner.exchange(request)
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no transport",
    label = "expected what sends requests",
    note = "a `reqwest::Client` is one by `ReqwestTransport::new`, or goes to `.http_client(…)`"
)]
pub trait Transport: MaybeSend + MaybeSync + 'static {
    /// Sends a request and gives the head of its answer, with a body that comes
    /// as it is read. Dropping the future, or the body, gives the exchange up.
    ///
    /// The request has an absolute URL. Its body knows its length, or is to be
    /// sent in chunks.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Connection`] if there is no answer, and [`ErrorKind::Timeout`] if it took
    /// longer than the transport allows; these are tried again, unless [`Error::lasting`] says
    /// that it is of no use. Other kinds are final.
    fn exchange(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, Error>>;

    /// Does as [`exchange`](Self::exchange) with a request whose URL is apart from it, as it has
    /// been read before.
    #[doc(hidden)]
    fn exchange_at(
        &self,
        url: Url,
        mut request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, Error>> {
        match http::Uri::try_from(url.as_str()) {
            Ok(uri) => *request.uri_mut() = uri,
            Err(error) => return Box::pin(ready(Err(unsent(error)))),
        }
        // A transport below that wants it in this form need not take it apart again.
        request.extensions_mut().insert(url);
        self.exchange(request)
    }

    /// Ends after that time: of the machine, or of `tokio` where that is.
    fn sleep(&self, time: Duration) -> BoxFuture<'static, ()> {
        Box::pin(clock::sleep(time))
    }

    /// Returns the time since some fixed moment. It never goes back.
    fn now(&self) -> Duration {
        clock::now()
    }
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn exchange(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, Error>> {
        (**self).exchange(request)
    }

    fn exchange_at(
        &self,
        url: Url,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, Error>> {
        (**self).exchange_at(url, request)
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'static, ()> {
        (**self).sleep(time)
    }

    fn now(&self) -> Duration {
        (**self).now()
    }
}

/// Makes the error of a request that cannot be made.
fn unsent(error: impl StdError + Send + Sync + 'static) -> Error {
    Error::new(ErrorKind::Configuration, "the request cannot be made").with_source(error)
}

/// The transport of a client, which its calls share.
#[derive(Clone)]
pub(crate) struct Shared(Arc<dyn Transport>);

impl Shared {
    pub(crate) fn new(transport: impl Transport) -> Self {
        Self(Arc::new(transport))
    }
}

impl std::ops::Deref for Shared {
    type Target = dyn Transport;

    fn deref(&self) -> &Self::Target {
        &*self.0
    }
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Transport")
    }
}
