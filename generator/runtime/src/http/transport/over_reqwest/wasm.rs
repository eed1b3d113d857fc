//! `reqwest` over the `fetch` of JavaScript, which follows redirects, unpacks and
//! connects as the browser likes.

use std::time::Duration;

use super::super::{Body, BoxFuture, http};
use crate::http::error::{Error, ErrorKind};

/// Makes the builder of a client. The browser connects, and decides about
/// redirects and certificates.
pub fn http_client_builder() -> reqwest::ClientBuilder {
    reqwest::Client::builder()
}

/// Leaves the builder as it is: the browser decides how long connecting may take.
pub(super) fn within(builder: reqwest::ClientBuilder, _: Duration) -> reqwest::ClientBuilder {
    builder
}

pub(super) fn exchange(
    client: &reqwest::Client,
    request: reqwest::Request,
    body: Body,
) -> BoxFuture<'_, Result<http::Response<Body>, Error>> {
    Box::pin(fetch(client, request, body))
}

async fn fetch(
    client: &reqwest::Client,
    mut request: reqwest::Request,
    mut body: Body,
) -> Result<http::Response<Body>, Error> {
    // A browser takes bodies as a whole.
    let mut bytes = Vec::new();
    while let Some(chunk) = body.chunk().await {
        let failed = |cause: super::super::body::Cause| {
            Error::new(ErrorKind::Io, format!("the body cannot be sent: {cause}"))
        };
        bytes.extend_from_slice(&chunk.map_err(failed)?);
    }
    if !bytes.is_empty() {
        *request.body_mut() = Some(bytes.into());
    }
    let response = client.execute(request).await.map_err(failure)?;
    let mut answer = http::Response::new(Body::empty());
    *answer.status_mut() = response.status();
    *answer.headers_mut() = response.headers().clone();
    // The browser has unpacked it.
    answer.headers_mut().remove(http::header::CONTENT_ENCODING);
    *answer.body_mut() = Body::from_stream(response.bytes_stream());
    Ok(answer)
}

/// Returns a failure below the HTTP exchange. The URL goes: it may hold a key.
pub(super) fn failure(error: reqwest::Error) -> Error {
    let (kind, what) = match &error {
        e if e.is_timeout() => (ErrorKind::Timeout, "timed out"),
        e if e.is_builder() => (ErrorKind::Configuration, "the request cannot be made"),
        _ => (ErrorKind::Connection, "the connection failed"),
    };
    Error::new(kind, what).with_source(error.without_url())
}
