//! `reqwest` where there are sockets.

use std::time::Duration;

use reqwest::Method;
use reqwest::header::{CONTENT_LENGTH, HeaderValue};
use reqwest::redirect::Policy;

use super::super::{Body, BoxFuture, http};
use crate::http::error::{Error, ErrorKind, causes};

#[cfg(all(
    test,
    any(
        feature = "gzip",
        feature = "brotli",
        feature = "zstd",
        feature = "socks",
        all(feature = "http2", feature = "tls")
    )
))]
mod protocols;
#[cfg(test)]
mod tests;

/// Makes the builder of a client's connection pool: TLS by the platform's
/// certificates, 5 s to connect, and no redirect followed and nothing
/// decompressed: that is done above, and no redirect leads to another host.
/// A header line of an answer that is none costs that header alone.
///
/// Start from this to bring your own `reqwest::Client` (with a proxy, a client
/// certificate, a DNS resolver …) and keep those properties. A client built in
/// another way has its own redirect policy: the default one of `reqwest` does
/// follow redirects to other hosts, and takes only `Authorization` and cookies
/// out of such a request, not a key in another header. It also needs a rustls
/// provider of its own, by its cargo features or installed by the application:
/// without one, `reqwest::Client::new()` panics.
pub fn http_client_builder() -> reqwest::ClientBuilder {
    let builder = reqwest::Client::builder()
        .connect_timeout(super::CONNECT_TIMEOUT)
        .redirect(Policy::none())
        .no_gzip()
        .no_brotli()
        .no_zstd()
        .no_deflate()
        .http1_allow_obsolete_multiline_headers_in_responses(true)
        .http1_allow_spaces_after_header_name_in_responses(true)
        .http1_ignore_invalid_headers_in_responses(true)
        .http1_max_headers(256)
        .referer(false);
    #[cfg(feature = "tls")]
    let builder = match tls_config() {
        Ok(config) => builder.tls_backend_preconfigured(config),
        // A provider of the application's own making that cannot do what is
        // asked: the builder below reports it.
        Err(_) => builder,
    };
    builder
}

/// Returns the same with another limit of connecting.
pub(super) fn within(
    builder: reqwest::ClientBuilder,
    connect_timeout: Duration,
) -> reqwest::ClientBuilder {
    builder.connect_timeout(connect_timeout)
}

pub(super) fn exchange(
    client: &reqwest::Client,
    mut request: reqwest::Request,
    body: Body,
) -> BoxFuture<'_, Result<http::Response<Body>, Error>> {
    if !body.as_bytes().is_some_and(|bytes| bytes.is_empty()) {
        *request.body_mut() = Some(body.into_reqwest());
    } else if matches!(*request.method(), Method::POST | Method::PUT | Method::PATCH) {
        // RFC 9110, section 8.6: where content is expected, none is said to be none.
        request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    // Begun here, so that the future has no room for the request.
    let response = client.execute(request);
    Box::pin(async {
        let response = http::Response::<reqwest::Body>::from(response.await.map_err(failure)?);
        Ok(response.map(Body::from_reqwest))
    })
}

/// Returns a failure below the HTTP exchange. The URL goes: it may hold a key.
pub(super) fn failure(error: reqwest::Error) -> Error {
    let (kind, what) = match &error {
        e if is_of_file(e) => (ErrorKind::Io, "the form cannot be sent"),
        e if e.is_timeout() && e.is_connect() => (ErrorKind::Timeout, "connecting timed out"),
        e if e.is_timeout() => (ErrorKind::Timeout, "timed out"),
        e if e.is_builder() => (ErrorKind::Configuration, "the request cannot be made"),
        e if e.is_connect() => (ErrorKind::Connection, "could not connect"),
        e if e.is_redirect() => (ErrorKind::Connection, "could not follow a redirect"),
        e if has_too_large_head(e) => (ErrorKind::Connection, TOO_LARGE_HEAD),
        e if is_no_http(e) => (ErrorKind::Connection, "the server does not speak HTTP"),
        _ => (ErrorKind::Connection, "the connection failed"),
    };
    let is_lasting = error.is_redirect() || is_no_http(&error);
    let mut error = Error::new(kind, what).with_source(error.without_url());
    if matches!(kind, ErrorKind::Connection | ErrorKind::Timeout)
        && !cfg!(feature = "socks")
        && let Some(name) = socks_proxy(|name| std::env::var(name).ok())
    {
        error = error.noting(&format!(
            "the variable {name} has a SOCKS proxy, which is spoken to with the feature `socks` only"
        ));
    }
    if is_lasting { error.lasting() } else { error }
}

/// Returns the environment variable that names a proxy of a kind that not every client
/// can speak to.
fn socks_proxy(variable: impl Fn(&str) -> Option<String>) -> Option<&'static str> {
    const NAMES: [&str; 6] =
        ["ALL_PROXY", "all_proxy", "HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"];
    let is_socks = |url: String| url.trim().to_ascii_lowercase().starts_with("socks");
    NAMES.into_iter().find(|name| variable(name).is_some_and(is_socks))
}

/// Tells whether a file of the caller's failed, and not the connection.
#[cfg(feature = "forms")]
fn is_of_file(error: &reqwest::Error) -> bool {
    crate::http::error::innermost(error).is::<crate::http::file::FileError>()
}

#[cfg(not(feature = "forms"))]
fn is_of_file(_: &reqwest::Error) -> bool {
    false
}

/// Tells whether what came is no HTTP.
fn is_no_http(error: &reqwest::Error) -> bool {
    causes(error)
        .any(|cause| cause.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_parse))
}

/// The words for an answer whose head is more than is read.
const TOO_LARGE_HEAD: &str = "the server sent more headers than are read, or too large ones; 256 \
    are read, unless `http_client` is given a client by \
    `http_client_builder().http1_max_headers(…)`";

/// Tells whether an answer has more headers, or larger ones, than are read.
fn has_too_large_head(error: &reqwest::Error) -> bool {
    // A client's `hyper` tells it by nothing else.
    let is_it =
        |cause: &hyper::Error| cause.is_parse() && cause.to_string() == "message head is too large";
    causes(error).any(|cause| cause.downcast_ref().is_some_and(is_it))
}

/// Protocols that are offered in the handshake of TLS, the better first.
#[cfg(feature = "tls")]
const PROTOCOLS: &[&[u8]] =
    if cfg!(feature = "http2") { &[b"h2", b"http/1.1"] } else { &[b"http/1.1"] };

/// Sets up rustls on *ring*: unlike the default provider it needs no process-wide
/// installation, which is the application's to make, and builds in seconds
/// with nothing but a C compiler. A provider the application has installed
/// takes precedence.
#[cfg(feature = "tls")]
fn tls_config() -> Result<rustls::ClientConfig, rustls::Error> {
    use rustls::{ClientConfig, DEFAULT_VERSIONS, RootCertStore, crypto};
    use rustls_platform_verifier::BuilderVerifierExt;
    use std::sync::Arc;

    let provider = crypto::CryptoProvider::get_default()
        .cloned()
        .unwrap_or_else(|| Arc::new(crypto::ring::default_provider()));
    let builder = || {
        ClientConfig::builder_with_provider(provider.clone())
            .with_protocol_versions(DEFAULT_VERSIONS)
    };
    let config = match builder()?.with_platform_verifier() {
        Ok(config) => config,
        // A machine without certificates can still speak plain HTTP; over TLS
        // it then trusts nobody.
        Err(_) => builder()?.with_root_certificates(RootCertStore::empty()),
    };
    let mut config = config.with_no_client_auth();
    config.alpn_protocols = PROTOCOLS.iter().map(|protocol| protocol.to_vec()).collect();
    Ok(config)
}
