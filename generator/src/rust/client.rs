//! The client, and the fixed properties of its API.

use crate::config::RateLimit;
use crate::ir::{Auth, Security, Variable};

/// The client.
#[derive(Clone, Debug, PartialEq)]
pub struct Client {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// The fixed properties of its API.
    pub service: Service,
    /// The handles of its groups.
    pub groups: Vec<Handle>,
    /// Setters of headers.
    pub options: Vec<HeaderSetter>,
    /// Setters of the credentials of schemes, but for the API key.
    pub credentials: Vec<CredentialSetter>,
    /// Setters of the variables of the base URL.
    pub variables: Vec<VariableSetter>,
}

/// The handle of a group, as the client gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Handle {
    /// The `///` lines of its method.
    pub docs: Vec<String>,
    /// Its method.
    pub method: String,
    /// Its type.
    pub ty: String,
    /// The feature with which it is there; always, if there is none.
    pub feature: Option<String>,
}

/// The fixed properties of an API.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// The URL that it is served at, with the names of variables in braces.
    pub base_url: String,
    /// The variables.
    pub variables: Vec<Variable>,
    /// The schemes by which callers are known, that of the API key first.
    pub schemes: Vec<Scheme>,
    /// The security of operations that say nothing of their own.
    pub security: Security,
    /// The environment variable of the base URL.
    pub base_url_env: Option<String>,
    /// Headers of every request.
    pub fixed_headers: Vec<(String, String)>,
    /// Headers that may be set, and their environment variables.
    pub headers: Vec<(String, Option<String>)>,
    /// The header of a response that names the request.
    pub request_id_header: String,
    /// The header of a response that says when to ask again.
    pub poll_after_header: Option<String>,
    /// The header of a response that says whether to try again.
    pub should_retry_header: Option<String>,
    /// The header of a response that says when to try again.
    pub retry_after_ms_header: Option<String>,
    /// The headers of a response that tell of limits, by what is limited.
    pub rate_limits: Vec<(String, RateLimit)>,
    /// The header of a request that makes sending it twice harmless.
    pub idempotency_header: String,
    /// True if lists and objects in queries and forms are written with brackets.
    pub brackets: bool,
    /// True if calls without a body say that it is JSON.
    pub json_without_body: bool,
    /// Error codes with which trying again is in vain.
    pub final_error_codes: Vec<String>,
}

/// A security scheme.
#[derive(Clone, Debug, PartialEq)]
pub struct Scheme {
    /// Its name in the document.
    pub name: String,
    /// The place of its credential in a request.
    pub auth: Auth,
    /// The environment variable of its credential.
    pub env: Option<String>,
}

/// A setter of a variable of the base URL.
#[derive(Clone, Debug, PartialEq)]
pub struct VariableSetter {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// Its name.
    pub name: String,
    /// The variable.
    pub variable: String,
}

/// A setter of the credential of a scheme.
#[derive(Clone, Debug, PartialEq)]
pub struct CredentialSetter {
    /// Its `///` lines as a method of the client's builder.
    pub docs: Vec<String>,
    /// Its `///` lines as a method of a call.
    pub call_docs: Vec<String>,
    /// Its name.
    pub name: String,
    /// The scheme.
    pub scheme: String,
    /// True if it takes a user and a password.
    pub basic: bool,
}

/// A setter of a header.
#[derive(Clone, Debug, PartialEq)]
pub struct HeaderSetter {
    /// Its `///` lines as a method of the client's builder.
    pub docs: Vec<String>,
    /// Its `///` lines as a method of a call.
    pub call_docs: Vec<String>,
    /// Its name.
    pub name: String,
    /// The header.
    pub header: String,
}
