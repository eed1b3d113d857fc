//! Settings that all calls of a client share, and the way that calls take to the server.
//!
//! A client holds its connections open and is cheap to clone: make one, and give each task
//! its own clone. `client.to_builder()` makes another client with the same
//! connections and other settings, say another key or another base URL.
//!
//! | For all calls of a client | By |
//! |---|---|
//! | a header, a pair of the query | `.header("name", "value")`, `.query("name", "value")` of the builder |
//! | another server, a gateway | `.base_url("https://…")`, or the environment variable of the client |
//! | a proxy, certificates, a local address | `.http_client(…)`, below; the proxies of the environment are used without it |
//! | SOCKS, HTTP/2, compressed answers | [`features`](super::features) |
//! | time, retries | [`retries`](super::retries) |
//! | all that goes out and comes in | `.transport(…)`, below |
//!
//! A call is made when it is awaited. Several are under way at once by
//! `tokio::try_join!(one.send(), other.send())?`, and those of a list by
//! `futures::future::try_join_all(calls.into_iter().map(IntoFuture::into_future)).await?`.
//!
//! The HTTP client is that of `reqwest`. Begin with the builder that the client uses by
//! itself: it does not carry a key to another host, and it brings the cryptography for TLS,
//! without which `reqwest::Client::new()` panics.
//!
//! ```
//! use openapi_loom_runtime::http::{http_client_builder, reqwest};
//!
//! /// Makes what `Client::builder().http_client(…)` takes.
//! fn through(proxy: &str) -> reqwest::Result<reqwest::Client> {
//!     http_client_builder().proxy(reqwest::Proxy::https(proxy)?).build()
//! }
//! ```
//!
//! A [`Transport`](crate::http::Transport) stands in the place of the HTTP client: it is given
//! each request as it goes out, retries included, and gives the answer, its own or that of
//! another transport around which it stands. That is the place to log, to sign, to count, to
//! answer from a cache. [`testing`](super::testing) has one that answers from a script.
//!
//! So do the layers of `tower`, around a service that sends by the usual transport:
//!
//! ```
//! use std::sync::Arc;
//!
//! use openapi_loom_runtime::http::transport::{Body, BoxFuture, ReqwestTransport, Transport, http};
//! use openapi_loom_runtime::http::{Error, http_client_builder};
//! use tower::{Service, ServiceBuilder, ServiceExt};
//!
//! type Request = http::Request<Body>;
//! type Answer = http::Response<Body>;
//!
//! struct Layered<S>(S);
//!
//! impl<S> Transport for Layered<S>
//! where
//!     S: Service<Request, Response = Answer, Error = Error, Future: Send>,
//!     S: Clone + Send + Sync + 'static,
//! {
//!     fn exchange(&self, request: Request) -> BoxFuture<'_, Result<Answer, Error>> {
//!         Box::pin(self.0.clone().oneshot(request))
//!     }
//! }
//!
//! let usual = Arc::new(ReqwestTransport::new(http_client_builder().build()?));
//! let layers = ServiceBuilder::new().map_request(|request: Request| {
//!     println!("{} {}", request.method(), request.uri());
//!     request
//! });
//! let transport = Layered(layers.service_fn(move |request| {
//!     let usual = Arc::clone(&usual);
//!     async move { usual.exchange(request).await }
//! }));
//! # use openapi_loom_runtime::http as api;
//! # static SERVICE: api::Service =
//! #     api::Service { base_url: "http://localhost", ..api::Service::DEFAULT };
//! # api::Client::builder(&SERVICE).transport(transport).build()?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A call can be cloned, and so made again by rules of your own:
//!
//! ```
//! use std::time::Duration;
//!
//! use openapi_loom_runtime::http::{Error, Result};
//!
//! /// Waits for as long as the server asks for, however long that is.
//! async fn patiently<T, C>(call: C) -> Result<T>
//! where
//!     C: Clone + IntoFuture<Output = Result<T>>,
//! {
//!     loop {
//!         match call.clone().await.map_err(|error| (error.retry_after(), error)) {
//!             Ok(answer) => return Ok(answer),
//!             Err((Some(wait), _)) => sleep(wait).await,
//!             Err((None, error)) => return Err(error),
//!         }
//!     }
//! }
//! # async fn sleep(_: Duration) {}
//! ```
