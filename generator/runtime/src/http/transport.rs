//! The HTTP client under a [`Client`](super::Client), unless the caller
//! brings one.

use std::time::Duration;

use reqwest::redirect::{Attempt, Policy};

use super::Error;

/// How long connecting may take unless the caller says otherwise.
pub(crate) const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// As many redirects as browsers and other HTTP clients follow.
const MAX_REDIRECTS: usize = 10;

/// What a client builds its connection pool with: TLS by the platform's
/// certificates, 5 s to connect, and redirects followed within one origin
/// only (those that keep method and body: 307 and 308), so that a key never reaches another host.
///
/// Start from this to bring your own `reqwest::Client` (with a proxy, a client
/// certificate, a DNS resolver …) and keep those properties. A client built in
/// another way has its own redirect policy: the default one of `reqwest` does
/// follow redirects to other hosts, and takes only `Authorization` and cookies
/// out of such a request, not a key in another header. It also needs a rustls
/// provider of its own, by its cargo features or installed by the application.
pub fn http_client_builder() -> reqwest::ClientBuilder {
    let builder = reqwest::Client::builder()
        .connect_timeout(CONNECT_TIMEOUT)
        .redirect(Policy::custom(follow_within_origin))
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

/// Builds the client that [`http_client_builder`] describes.
pub(crate) fn build(connect_timeout: Duration) -> Result<reqwest::Client, Error> {
    http_client_builder().connect_timeout(connect_timeout).build().map_err(Error::transport)
}

/// Follows what sends the same request to the same origin.
///
/// Another host must not get the key, wherever in the request it is, nor the
/// body; so the redirect itself becomes the answer, which is an error.
fn follow_within_origin(attempt: Attempt<'_>) -> reqwest::redirect::Action {
    let within = attempt
        .previous()
        .last()
        .is_some_and(|previous| previous.origin() == attempt.url().origin());
    // Other redirects than these make a GET of a POST: what was to be created
    // would not be, and the answer would be that of something else.
    let same_request = matches!(attempt.status().as_u16(), 307 | 308);
    match within && same_request {
        _ if attempt.previous().len() > MAX_REDIRECTS => attempt.error("too many redirects"),
        true => attempt.follow(),
        false => attempt.stop(),
    }
}

/// rustls on *ring*: unlike the default provider it needs no process-wide
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
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}
