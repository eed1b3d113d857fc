//! The static data of a generated crate: which service, which operations.

use std::borrow::Cow;

pub use reqwest::Method;

/// How a service is spoken to, apart from its operations.
///
/// A generated crate has one of these, built upon [`Service::DEFAULT`].
#[derive(Debug)]
pub struct Service {
    /// The `User-Agent` unless the caller sets another.
    pub user_agent: &'static str,
    /// Where the service is unless the caller says otherwise.
    pub base_url: &'static str,
    /// Where the key goes unless the caller says otherwise.
    pub auth: Auth,
    /// The environment variable that holds the key.
    pub key_env: Option<&'static str>,
    /// The environment variable that holds the base URL.
    pub base_url_env: Option<&'static str>,
    /// Optional headers that have setters and environment variables.
    pub headers: &'static [NamedHeader],
    /// Headers that every request carries.
    pub fixed_headers: &'static [(&'static str, &'static str)],
    /// The response header that names a request in the service's own logs.
    pub request_id_header: &'static str,
    /// The response header that says, in milliseconds, when to poll next.
    pub poll_after_header: Option<&'static str>,
    /// The request header that carries an idempotency key.
    pub idempotency_header: &'static str,
    /// Codes (or types) of API errors that no retry can cure, whatever the
    /// status says: an exhausted quota, for one.
    pub final_error_codes: &'static [&'static str],
    /// Whether lists in queries and forms are `name[]=a&name[]=b`, and objects
    /// `name[key]=…`. Otherwise a list repeats its name, and an object in a
    /// form is JSON.
    pub brackets: bool,
    /// Whether a call that could have a body, so any but GET, says that it is
    /// JSON even where it has none.
    pub json_without_body: bool,
}

impl Service {
    /// What holds unless a document says otherwise.
    pub const DEFAULT: Self = Self {
        user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
        base_url: "",
        auth: Auth::Bearer,
        key_env: None,
        base_url_env: None,
        headers: &[],
        fixed_headers: &[],
        request_id_header: "x-request-id",
        poll_after_header: None,
        idempotency_header: "idempotency-key",
        final_error_codes: &[],
        brackets: false,
        json_without_body: false,
    };
}

/// An optional request header of a [`Service`].
#[derive(Clone, Copy, Debug)]
pub struct NamedHeader {
    /// The header's name.
    pub header: &'static str,
    /// The environment variable that holds its value.
    pub env: Option<&'static str>,
}

/// Where a request carries the API key.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Auth {
    /// Nowhere: the key, if there is one, is not sent.
    None,
    /// `Authorization: Bearer KEY`.
    Bearer,
    /// `Authorization: Basic …`, where the key is `user:password`.
    Basic,
    /// A header of its own, such as `api-key: KEY`.
    Header(Cow<'static, str>),
    /// A query parameter, such as `?key=KEY`.
    Query(Cow<'static, str>),
}

impl Auth {
    /// [`Auth::Header`] for a static.
    pub const fn header(name: &'static str) -> Self {
        Self::Header(Cow::Borrowed(name))
    }

    /// [`Auth::Query`] for a static.
    pub const fn query(name: &'static str) -> Self {
        Self::Query(Cow::Borrowed(name))
    }
}

/// One operation of a service.
#[derive(Debug)]
pub struct Operation {
    /// Its id in the document.
    pub id: &'static str,
    /// Its HTTP method.
    pub method: Method,
    /// Its path template, such as `/threads/{thread_id}/runs`.
    pub path: &'static str,
}
