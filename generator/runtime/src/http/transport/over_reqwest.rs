//! The transport by `reqwest`, which a client has unless it is given another.

use std::future::ready;
use std::time::Duration;

use reqwest::Url;

use super::{Body, BoxFuture, Transport, http, unsent};
use crate::http::error::Error;

#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(target_arch = "wasm32")]
mod wasm;

#[cfg(not(target_arch = "wasm32"))]
use native as platform;
#[cfg(target_arch = "wasm32")]
use wasm as platform;

pub use platform::http_client_builder;

/// Time that connecting may take unless the caller says otherwise.
pub(crate) const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// The transport that a client has unless it is given another.
///
/// The settings of the `reqwest::Client` remain in force: one that follows
/// redirects has followed them before anything here hears of them, one with a
/// timeout of its own ends calls and streams by it. [`http_client_builder`]
/// makes one that leaves redirects to be decided here.
#[derive(Clone, Debug)]
pub struct ReqwestTransport(reqwest::Client);

impl ReqwestTransport {
    /// Sends by that client.
    pub fn new(client: reqwest::Client) -> Self {
        Self(client)
    }
}

impl Transport for ReqwestTransport {
    fn exchange(
        &self,
        mut request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, Error>> {
        // One that a transport before this one has changed is in `uri` alone.
        let known = request.extensions_mut().remove::<Url>();
        let known = known.filter(|url| *request.uri() == url.as_str());
        match known.map_or_else(|| Url::parse(&request.uri().to_string()), Ok) {
            Ok(url) => self.exchange_at(url, request),
            Err(error) => Box::pin(ready(Err(unsent(error)))),
        }
    }

    fn exchange_at(
        &self,
        url: Url,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, Error>> {
        let (parts, body) = request.into_parts();
        let mut request = reqwest::Request::new(parts.method, url);
        *request.headers_mut() = parts.headers;
        platform::exchange(&self.0, request, body)
    }
}

/// Builds the client that [`http_client_builder`] describes.
pub(crate) fn build(connect_timeout: Duration) -> Result<reqwest::Client, Error> {
    platform::within(http_client_builder(), connect_timeout).build().map_err(platform::failure)
}
