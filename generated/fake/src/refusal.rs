//! Properties of requests, and errors in the vendor's form.

use serde_json::{Value, json};

use super::answer::Answer;

/// Why a request is not carried out.
#[derive(Debug)]
pub(super) struct Refusal {
    status: u16,
    message: String,
    param: Option<&'static str>,
    code: Option<&'static str>,
}

impl Refusal {
    /// The request makes no sense now, or ever.
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { status: 400, message: message.into(), param: None, code: None }
    }

    /// There is no such thing.
    pub(super) fn unknown(what: &str, id: &str) -> Self {
        Self { status: 404, ..Self::new(format!("No {what} found with id '{id}'.")) }
    }

    /// There is no such operation.
    pub(super) fn no_route(method: &str, path: &str) -> Self {
        let message = format!("Invalid URL ({method} {path})");
        Self { status: 404, code: Some("unknown_url"), ..Self::new(message) }
    }

    /// There is no key.
    pub(super) fn no_key() -> Self {
        Self { status: 401, ..Self::new("Provide an API key as a bearer token.") }
    }

    /// A parameter has a value that it cannot have.
    pub(super) fn invalid(param: &'static str, value: &str) -> Self {
        Self {
            param: Some(param),
            code: Some("invalid_value"),
            ..Self::new(format!("Invalid value '{value}' for '{param}'."))
        }
    }

    /// A request lacks something.
    pub(super) fn missing(param: &'static str) -> Self {
        Self {
            param: Some(param),
            code: Some("missing_required_parameter"),
            ..Self::new(format!("Missing required parameter: '{param}'."))
        }
    }

    pub(super) fn answer(self) -> Answer {
        let Self { status, message, param, code } = self;
        let error = json!({
            "message": message,
            "type": "invalid_request_error",
            "param": param,
            "code": code,
        });
        Answer::Object { status, body: json!({ "error": error }) }
    }
}

/// A property that a body must have.
pub(super) fn required<'a>(body: &'a Value, name: &'static str) -> Result<&'a Value, Refusal> {
    body.get(name).filter(|value| !value.is_null()).ok_or_else(|| Refusal::missing(name))
}

/// A property of a body, or what stands for one that is left out or null.
pub(super) fn given(body: &Value, name: &str, default: Value) -> Value {
    body.get(name).filter(|value| !value.is_null()).cloned().unwrap_or(default)
}
