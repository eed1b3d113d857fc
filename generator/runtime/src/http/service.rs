//! The static data of a generated crate: which service, which operations.

use std::borrow::Cow;

pub use reqwest::Method;

/// The ways in which a service is spoken to, apart from its operations.
///
/// A generated crate has one of these, built upon [`Service::DEFAULT`].
#[derive(Debug)]
pub struct Service {
    /// The `User-Agent` unless the caller sets another.
    pub user_agent: &'static str,
    /// The address of the service unless the caller says otherwise; the names of
    /// `variables` in braces.
    pub base_url: &'static str,
    /// The variable parts of the base URL.
    pub variables: &'static [Variable],
    /// The security schemes that operations ask for. The first is the one that
    /// “the API key” means.
    pub schemes: &'static [Scheme],
    /// The security of operations that say nothing of their own.
    pub security: Security,
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
    /// The response header that says, by `true` or `false`, whether to try again.
    pub should_retry_header: Option<&'static str>,
    /// The response header that says, in milliseconds, when to try again. It goes
    /// before `retry-after`, which every service has.
    pub retry_after_ms_header: Option<&'static str>,
    /// The response headers that tell of the caller's limits.
    pub rate_limits: &'static [RateLimitHeaders],
    /// The request header that carries an idempotency key.
    pub idempotency_header: &'static str,
    /// Codes (or types) of API errors that no retry can cure, whatever the
    /// status says: an exhausted quota, for one.
    pub final_error_codes: &'static [&'static str],
    /// True if lists in queries and forms are `name[]=a&name[]=b`, and objects
    /// `name[key]=…`. Otherwise a list repeats its name, and an object in a form
    /// is JSON.
    pub brackets: bool,
    /// True if a call that could have a body, so any but GET, says that it is
    /// JSON even where it has none.
    pub json_without_body: bool,
}

impl Service {
    /// The values that hold unless a document says otherwise.
    pub const DEFAULT: Self = Self {
        user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
        base_url: "",
        variables: &[],
        schemes: &[Scheme { name: "api_key", auth: Auth::Bearer, env: None }],
        security: &[&[], &["api_key"]],
        base_url_env: None,
        headers: &[],
        fixed_headers: &[],
        request_id_header: "x-request-id",
        poll_after_header: None,
        should_retry_header: None,
        retry_after_ms_header: None,
        rate_limits: &[],
        idempotency_header: "idempotency-key",
        final_error_codes: &[],
        brackets: false,
        json_without_body: false,
    };
}

/// The response headers that tell of one limit of the caller's.
#[derive(Clone, Copy, Debug)]
pub struct RateLimitHeaders {
    /// The name of what is limited, as
    /// [`RateLimits::get`](super::RateLimits::get) is asked for it.
    pub name: &'static str,
    /// The header that says how much is allowed in a period.
    pub limit: Option<&'static str>,
    /// The header that says how much is left of it.
    pub remaining: Option<&'static str>,
    /// The header that says how long until all of it is there again: `6m0s`, or
    /// a number of seconds.
    pub reset: Option<&'static str>,
}

/// A part of a base URL that the caller can choose.
#[derive(Clone, Copy, Debug)]
pub struct Variable {
    /// Its name, which stands in the base URL in braces.
    pub name: &'static str,
    /// Its value unless the caller sets another; empty if the caller has to.
    pub default: &'static str,
    /// All values that it can have; any, if there are none.
    pub values: &'static [&'static str],
}

/// An optional request header of a [`Service`].
#[derive(Clone, Copy, Debug)]
pub struct NamedHeader {
    /// The header's name.
    pub header: &'static str,
    /// The environment variable that holds its value.
    pub env: Option<&'static str>,
}

/// A way in which a [`Service`] is told who calls.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// Its name in the document.
    pub name: &'static str,
    /// The place where a request carries its credential.
    pub auth: Auth,
    /// The environment variable that holds its credential.
    pub env: Option<&'static str>,
}

/// The credentials that a call has to be sent with: alternatives, each of them
/// the names of the [`Scheme`]s that are needed at once.
///
/// An alternative without a name lets the caller do without. Where there is no
/// alternative, no credential is sent even if there is one.
pub type Security = &'static [&'static [&'static str]];

/// The place where a request carries a credential.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Auth {
    /// Nowhere: the credential, if there is one, is not sent.
    None,
    /// `Authorization: Bearer KEY`.
    Bearer,
    /// `Authorization: Basic …`, where the credential is `user:password`; a user
    /// without a password, if it has no colon.
    Basic,
    /// A header of its own, such as `api-key: KEY`.
    Header(Cow<'static, str>),
    /// A query parameter, such as `?key=KEY`.
    Query(Cow<'static, str>),
    /// A cookie, such as `sid=KEY`.
    Cookie(Cow<'static, str>),
}

impl Auth {
    /// Makes an [`Auth::Header`] for a static.
    pub const fn header(name: &'static str) -> Self {
        Self::Header(Cow::Borrowed(name))
    }

    /// Makes an [`Auth::Query`] for a static.
    pub const fn query(name: &'static str) -> Self {
        Self::Query(Cow::Borrowed(name))
    }

    /// Makes an [`Auth::Cookie`] for a static.
    pub const fn cookie(name: &'static str) -> Self {
        Self::Cookie(Cow::Borrowed(name))
    }
}

/// The method of an operation.
#[derive(Clone, Debug)]
enum Verb {
    Known(Method),
    /// One without a constant of its own, as it is sent.
    Named(&'static str),
}

/// One operation of a service.
#[derive(Clone, Debug)]
pub struct Operation {
    pub(crate) id: Cow<'static, str>,
    method: Verb,
    pub(crate) path: Cow<'static, str>,
    pub(crate) security: Option<Security>,
    pub(crate) text: Option<&'static str>,
    pub(crate) bytes: Option<&'static str>,
    pub(crate) headers: &'static [(&'static str, &'static str)],
}

impl Operation {
    /// Describes an operation: its id in the document, its HTTP method, and its
    /// path template, such as `/threads/{thread_id}/runs`.
    pub const fn new(id: &'static str, method: Method, path: &'static str) -> Self {
        Self::of(id, Verb::Known(method), path)
    }

    /// Makes an [`Operation::new`] with a method that [`Method`] has no constant for, such as
    /// `COPY`.
    pub const fn named(id: &'static str, method: &'static str, path: &'static str) -> Self {
        Self::of(id, Verb::Named(method), path)
    }

    const fn of(id: &'static str, method: Verb, path: &'static str) -> Self {
        let (id, path) = (Cow::Borrowed(id), Cow::Borrowed(path));
        Self { id, method, path, security: None, text: None, bytes: None, headers: &[] }
    }

    /// Describes an operation that is called like its path, without the query: there may be
    /// secrets in it.
    pub(crate) fn undeclared(method: Method, path: Cow<'static, str>) -> Self {
        let end = path.find('?').unwrap_or(path.len());
        let id = match &path {
            Cow::Borrowed(path) => Cow::Borrowed(&path[..end]),
            Cow::Owned(path) => Cow::Owned(path[..end].to_owned()),
        };
        Self { id, path, ..Self::new("", method, "") }
    }

    /// Returns the method, or what is wrong with it.
    pub(crate) fn method(&self) -> Result<Method, String> {
        match &self.method {
            Verb::Known(method) => Ok(method.clone()),
            Verb::Named(name) => Method::from_bytes(name.as_bytes())
                .map_err(|error| format!("the method {name:?} cannot be sent: {error}")),
        }
    }

    /// Says what it asks for, where that is not [`Service::security`].
    pub const fn secured(mut self, security: Security) -> Self {
        self.security = Some(security);
        self
    }

    /// Says which content types it has beside its usual ones that are text:
    /// [`Call::send_text`](super::Call::send_text) asks for them.
    pub const fn text(mut self, content_types: &'static str) -> Self {
        self.text = Some(content_types);
        self
    }

    /// Says which content types it has beside its usual ones that are neither
    /// text nor JSON: [`Call::send_bytes`](super::Call::send_bytes) and
    /// [`Call::download`](super::Call::download) ask for them.
    pub const fn bytes(mut self, content_types: &'static str) -> Self {
        self.bytes = Some(content_types);
        self
    }

    /// Says which headers its requests have, unless the caller sets them; beside
    /// those of [`Service::fixed_headers`].
    pub const fn headers(mut self, headers: &'static [(&'static str, &'static str)]) -> Self {
        self.headers = headers;
        self
    }
}
