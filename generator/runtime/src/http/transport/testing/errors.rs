//! Errors as calls end with them, to test what handles them: a constructor for
//! each [`ErrorKind`].
//!
//! ```
//! use openapi_loom_runtime::http::transport::testing::errors;
//! use openapi_loom_runtime::http::{ApiErrorKind, Error};
//!
//! fn is_worth_a_wait(error: &Error) -> bool {
//!     error.api().is_some_and(|api| api.kind == ApiErrorKind::RateLimit)
//! }
//!
//! let busy = errors::api(429, r#"{"error": {"message": "Slow down", "code": "rate_limit"}}"#);
//! assert_eq!(busy.to_string(), "429 Too Many Requests: Slow down (code rate_limit)");
//! assert!(is_worth_a_wait(&busy));
//! assert!(!is_worth_a_wait(&errors::timeout("timed out")));
//! ```

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use crate::http::api_error::ApiError;
use crate::http::error::{Error, ErrorKind};
use crate::http::response::Head;
use crate::http::service::Service;

/// Returns the server's own error, of the kind [`ErrorKind::Api`]: an answer with that
/// status and that body, which may be of any shape that servers have for it.
///
/// # Panics
///
/// Panics if the status is not from 100 to 999.
#[track_caller]
pub fn api(status: u16, body: impl Into<Bytes>) -> Error {
    let status = StatusCode::from_u16(status).expect("a status is from 100 to 999");
    let body = body.into();
    let error = Error::answered(ApiError::read(status, &body), body);
    let head =
        Head { status, headers: HeaderMap::new(), request_id: None, service: &Service::DEFAULT };
    error.with_head(&head)
}

/// Returns an answer that is not what the operation promises, of the kind
/// [`ErrorKind::Decode`]: its body, and where in the body it is wrong, such as
/// `data[0].status`. [`from_json`](super::from_json) makes one, too.
pub fn decode(message: impl Into<String>, path: &str, body: impl Into<Bytes>) -> Error {
    Error::decode(message.into(), Some(path.to_owned()), body.into())
}

/// Returns an answer of more than `most` bytes, of the kind [`ErrorKind::TooLarge`].
pub fn too_large(most: usize) -> Error {
    Error::too_large(most)
}

macro_rules! of_kinds {
    ($($(#[$doc:meta])+ $name:ident: $kind:ident;)*) => {$(
        $(#[$doc])+
        pub fn $name(message: impl Into<String>) -> Error {
            Error::new(ErrorKind::$kind, message)
        }
    )*};
}

of_kinds! {
    /// A client or a call that is set up wrongly: [`ErrorKind::Configuration`].
    configuration: Configuration;
    /// A provider that gave no credential: [`ErrorKind::Credential`].
    credential: Credential;
    /// A server that is not reached, or a connection that broke:
    /// [`ErrorKind::Connection`].
    connection: Connection;
    /// A wait for longer than is allowed: [`ErrorKind::Timeout`].
    timeout: Timeout;
    /// A file that cannot be read or written: [`ErrorKind::Io`].
    io: Io;
    /// A stream that is none, or is cut short: [`ErrorKind::Stream`].
    stream: Stream;
    /// A message to a webhook that is not from the service:
    /// [`ErrorKind::Signature`].
    signature: Signature;
    /// A model that refuses: [`ErrorKind::Refused`].
    refused: Refused;
    /// The answer of a model that is cut short: [`ErrorKind::Incomplete`].
    incomplete: Incomplete;
    /// A function that a model calls, which failed: [`ErrorKind::Tool`].
    tool: Tool;
}
