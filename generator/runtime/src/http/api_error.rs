//! What a server says of its own failure.

use reqwest::StatusCode;
use serde_json::{Map, Value};

use super::decode;

/// The server's own words about a request that it failed or refused.
///
/// Servers, and the proxies before them, put these into many shapes; whatever
/// the body is, [`Error::body`](super::Error::body) has it as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApiError {
    /// The HTTP status. It is a success when the error came as an event of a
    /// stream that had begun.
    pub status: StatusCode,
    /// The kind that the status stands for.
    pub kind: ApiErrorKind,
    /// What went wrong; empty if the server does not say.
    pub message: String,
    /// The service's code for it. A numeric code is given as text.
    pub code: Option<String>,
    /// The service's name for the class of error.
    pub r#type: Option<String>,
    /// The request parameter at fault.
    pub param: Option<String>,
}

/// The kinds of [`ApiError`], by status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ApiErrorKind {
    /// 400: the request is wrong.
    BadRequest,
    /// 401: no key, or not a valid one.
    Authentication,
    /// 403: the key does not allow this.
    Permission,
    /// 404: there is no such thing.
    NotFound,
    /// 409: another change came in between.
    Conflict,
    /// 422: the request is well-formed and makes no sense.
    Unprocessable,
    /// 429: too many requests, or a quota is used up.
    RateLimit,
    /// 500 and above: the server failed.
    Server,
    /// Any other status.
    Other,
}

impl From<StatusCode> for ApiErrorKind {
    fn from(status: StatusCode) -> Self {
        match status.as_u16() {
            400 => Self::BadRequest,
            401 => Self::Authentication,
            403 => Self::Permission,
            404 => Self::NotFound,
            409 => Self::Conflict,
            422 => Self::Unprocessable,
            429 => Self::RateLimit,
            500.. => Self::Server,
            _ => Self::Other,
        }
    }
}

impl ApiError {
    /// Reads `{"error": {…}}`, `{"error": "text"}` and the flat form; from
    /// anything else only the status is taken.
    pub(crate) fn read(status: StatusCode, body: &[u8]) -> Self {
        let mut error = Self {
            status,
            kind: status.into(),
            message: String::new(),
            code: None,
            r#type: None,
            param: None,
        };
        if let Ok(Value::Object(object)) = decode::read(body) {
            match object.get("error") {
                Some(Value::Object(inner)) => error.fill(inner),
                Some(Value::String(message)) => {
                    error.fill(&object);
                    error.message.clone_from(message);
                }
                _ => error.fill(&object),
            }
        }
        error
    }

    fn fill(&mut self, object: &Map<String, Value>) {
        self.message =
            text(object, "message").or_else(|| text(object, "detail")).unwrap_or_default();
        self.code = text(object, "code");
        self.r#type = text(object, "type");
        self.param = text(object, "param");
    }
}

/// A property as text: a string itself, anything else as its JSON.
fn text(object: &Map<String, Value>, name: &str) -> Option<String> {
    match object.get(name)? {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> (String, Option<String>) {
        let error = ApiError::read(StatusCode::BAD_REQUEST, body.as_bytes());
        (error.message, error.code)
    }

    #[test]
    fn every_shape_of_body_is_understood() {
        let both = ("m".to_owned(), Some("7".to_owned()));
        assert_eq!(read(r#"{"error":{"message":"m","code":7}}"#), both);
        assert_eq!(read(r#"{"message":"m","code":"7"}"#), both);
        assert_eq!(read(r#"{"error":"m","code":7}"#), both);
        assert_eq!(read(r#"{"detail":[1]}"#), ("[1]".to_owned(), None));
        for other in ["", "[]", "<html>", "null", r#"{"error":null}"#] {
            assert_eq!(read(other), (String::new(), None));
        }
    }
}
