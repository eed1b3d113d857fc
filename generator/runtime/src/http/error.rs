//! The one error of a client.

use std::borrow::Cow;
use std::convert::Infallible;
use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::{DATE, HeaderMap};
use serde::de::DeserializeOwned;

use super::api_error::ApiError;
use super::coding::Malformed;
use super::provider::Failure;
use super::response::{Head, RateLimits};
use super::retry;
use super::secret::redact_name;
use super::service::Service;
use super::text::{OneLine, Reason, gist};
use super::transport::Cause;
use super::{charset, decode};
use crate::ConversionError;

/// A failure, with everything that is known of it.
///
/// `Display` is one line and shortens bodies; neither it nor `Debug` ever
/// shows a key. It is one pointer in size, so that `Result`s stay small.
pub struct Error(Box<Inner>);

/// The kinds of [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client or the call is set up wrongly; nothing was sent.
    Configuration,
    /// A provider gave no credential for an attempt, which was not sent. If one
    /// before it was answered, the error has that answer.
    Credential,
    /// The server could not be reached, or the connection broke.
    Connection,
    /// Connecting, the answer, the next event or the end of polling took
    /// longer than allowed.
    Timeout,
    /// The server says that it failed or refused: [`Error::api`] has the rest.
    /// It may say so with the status of a success, by an `error` in a body that
    /// has nothing, or `false`, of what the answer requires, by the words of one in a body
    /// that lacks some of it, or by one in the place of bytes or text.
    Api,
    /// The answer is not what the operation promises ([`Error::path`] says where), has
    /// other properties only, or is not in the content coding that it says.
    Decode,
    /// A file of the caller's could not be opened, or not be read to its end while it was
    /// sent, or what was downloaded could not be written.
    Io,
    /// An event stream is not one, is cut short, or has an event beyond the
    /// size limit.
    Stream,
    /// An answer is larger than the client takes into memory.
    TooLarge,
    /// A message to a webhook is not from the service, or not of now.
    Signature,
    /// A model refuses to answer as it was asked to: the message has its words.
    Refused,
    /// The answer of a model is not whole, where a value is read from it or functions are
    /// called, or the model still calls functions in the last round that there may be.
    Incomplete,
    /// A function that a model calls failed: [`source`](StdError::source) is its error.
    Tool,
}

struct Inner {
    kind: ErrorKind,
    message: String,
    operation: Option<Cow<'static, str>>,
    status: Option<StatusCode>,
    headers: HeaderMap,
    request_id: Option<String>,
    /// The service that answered, for what its headers mean.
    service: &'static Service,
    body: Bytes,
    api: Option<ApiError>,
    path: Option<String>,
    /// The place in its list of the one item that the error is about; none if it is about
    /// more.
    item: Option<usize>,
    source: Option<Cause>,
    /// Trying again is of no use, whatever the kind.
    lasting: bool,
}

impl Error {
    /// Makes an error of that kind, as a transport makes it. The message says what
    /// happened, in a line that begins with a small letter.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            operation: None,
            status: None,
            headers: HeaderMap::new(),
            request_id: None,
            service: &Service::DEFAULT,
            body: Bytes::new(),
            api: None,
            path: None,
            item: None,
            source: None,
            lasting: false,
        }))
    }

    /// Makes the error of an answer whose body breaks off, or is not what it says.
    pub(crate) fn broken(cause: Cause) -> Self {
        if let Some(malformed) = cause.downcast_ref::<Malformed>() {
            let (message, body) = (malformed.to_string(), malformed.chunk.clone());
            return Self::new(ErrorKind::Decode, message).caused_by(cause).with_body(body);
        }
        match is_timeout(&cause) {
            true => Self::new(ErrorKind::Timeout, "timed out").caused_by(cause),
            false => Self::new(ErrorKind::Connection, "the connection failed").caused_by(cause),
        }
    }

    /// Makes the error for a provider of a scheme's credential that failed.
    pub(crate) fn credential(scheme: &str, cause: Cause) -> Self {
        let message = format!("{}: {}", not_provided(scheme), innermost(&*cause));
        let mut error = Self::new(ErrorKind::Credential, message);
        error.0.source = Some(cause);
        error
    }

    /// Makes the error for a provider of a scheme's credential that took longer than an
    /// attempt may.
    pub(crate) fn late_credential(scheme: &str, limit: Duration) -> Self {
        let message = format!("{} within {limit:?}", not_provided(scheme));
        Self::new(ErrorKind::Timeout, message)
    }

    /// Returns an answer of the server that says that something failed.
    pub(crate) fn answered(api: ApiError, body: Bytes) -> Self {
        let mut message = String::new();
        if !api.status.is_success() {
            message = format!("{}: ", Reason(api.status));
        }
        match api.message.as_str() {
            "" if body.is_empty() => message.push_str("(empty body)"),
            "" => message.push_str(&gist(&body)),
            text => message.push_str(text),
        }
        if let Some(code) = api.code.as_ref().filter(|code| **code != api.message) {
            message.push_str(&format!(" (code {code})"));
        }
        let mut error = Self::new(ErrorKind::Api, message).with_body(body);
        error.0.api = Some(api);
        error
    }

    /// Makes the error for an answer of more than `most` bytes, of which nothing is kept.
    pub(crate) fn too_large(most: usize) -> Self {
        let message =
            format!("the answer is larger than {most} bytes, the client's `max_answer_size`");
        Self::new(ErrorKind::TooLarge, message)
    }

    /// Returns a body that is not the JSON that the operation promises.
    pub(crate) fn decode(message: String, path: Option<String>, body: Bytes) -> Self {
        let mut error = Self::new(ErrorKind::Decode, message).with_body(body);
        error.0.path = path;
        error
    }

    /// Returns the same with what it came from; the innermost cause is added to the
    /// message.
    pub fn with_source(self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.caused_by(Box::new(source))
    }

    /// Returns the same with what it came from.
    pub(crate) fn caused_by(mut self, cause: Cause) -> Self {
        self.0.message = format!("{}: {}", self.0.message, innermost(&*cause));
        self.0.source = Some(cause);
        self
    }

    /// Returns the same with the body of the answer.
    pub(crate) fn with_body(mut self, body: Bytes) -> Self {
        self.0.body = body;
        self
    }

    /// Returns the same about one item of a list, and no more.
    pub(crate) fn of_item(mut self, index: usize) -> Self {
        self.0.item = Some(index);
        self
    }

    /// Adds what is known of the answer that the error is about.
    pub(crate) fn with_head(mut self, head: &Head) -> Self {
        let Head { status, headers, request_id, service } = head.clone();
        let inner = &mut *self.0;
        inner.status = Some(status);
        (inner.headers, inner.request_id, inner.service) = (headers, request_id, service);
        self
    }

    /// Returns the same with the answer to the attempt before.
    pub(crate) fn after(mut self, previous: Self) -> Self {
        let (inner, previous) = (&mut *self.0, *previous.0);
        inner.message.push_str("; the attempt before it failed: ");
        inner.message.push_str(&previous.message);
        inner.status = previous.status;
        inner.headers = previous.headers;
        inner.request_id = previous.request_id;
        inner.service = previous.service;
        inner.body = previous.body;
        inner.api = previous.api;
        self
    }

    /// Returns the same in other words.
    pub(crate) fn saying(mut self, message: String) -> Self {
        self.0.message = message;
        self
    }

    /// Returns the same with more to say.
    pub(crate) fn noting(mut self, note: &str) -> Self {
        self.0.message.push_str("; ");
        self.0.message.push_str(note);
        self
    }

    pub(crate) fn with_operation(mut self, operation: Cow<'static, str>) -> Self {
        self.0.operation = Some(operation);
        self
    }

    /// Takes secrets out of what a server may have echoed.
    pub(crate) fn redacted(mut self, redact: impl Fn(&mut String)) -> Self {
        let inner = &mut *self.0;
        redact(&mut inner.message);
        inner.path.iter_mut().for_each(&redact);
        if let Some(api) = &mut inner.api {
            redact(&mut api.message);
            let texts = [&mut api.code, &mut api.r#type, &mut api.param];
            texts.into_iter().flatten().for_each(|name| redact_name(name, &redact));
        }
        self
    }

    /// Returns the same where trying again is of no use, whatever the kind.
    pub fn lasting(mut self) -> Self {
        self.0.lasting = true;
        self
    }

    /// Tells whether trying again is of no use, whatever the kind.
    pub(crate) fn is_lasting(&self) -> bool {
        self.0.lasting
    }

    /// Returns the kind of failure.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Returns the operation that failed, by its id in the document.
    pub fn operation(&self) -> Option<&str> {
        self.0.operation.as_deref()
    }

    /// Returns the HTTP status, when there was an answer.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// Returns the server's account of the failure, for [`ErrorKind::Api`], and for
    /// [`ErrorKind::Credential`] that of the attempt before.
    pub fn api(&self) -> Option<&ApiError> {
        self.0.api.as_ref()
    }

    /// Returns the id by which the server knows the request.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// Returns the headers of the answer; none if there was no answer.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// Returns the server's account of the caller's rate limits.
    pub fn rate_limits(&self) -> RateLimits {
        RateLimits::of(&self.0.headers, self.0.service)
    }

    /// Returns the wait that the server asks for before another try, if it asks for one.
    ///
    /// A point in time is counted from the `Date` of the answer; without one there is no wait.
    pub fn retry_after(&self) -> Option<Duration> {
        let Inner { headers, service, .. } = &*self.0;
        let answered = headers.get(DATE).and_then(|date| date.to_str().ok());
        retry::asked(headers, service, answered.and_then(retry::read_date))
    }

    /// Returns the body of the answer as it came, the data of the event, or the
    /// [item](Self::item) of a page.
    pub fn body(&self) -> &[u8] {
        &self.0.body
    }

    /// Returns the body of the answer as the type that the document declares for it, in whatever
    /// charset it is.
    ///
    /// ```
    /// # use openapi_loom_runtime::{http::Error, serde};
    /// #[derive(serde::Deserialize)]
    /// # #[serde(crate = "openapi_loom_runtime::serde")]
    /// struct Problem {
    ///     title: String,
    /// }
    ///
    /// fn title(error: &Error) -> Option<String> {
    ///     error.body_as::<Problem>().ok().map(|problem| problem.title)
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// Fails if the body is not JSON of that type: a proxy between server and client may
    /// have answered with something else.
    pub fn body_as<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        decode::read(&charset::in_utf8(&self.0.headers, &self.0.body))
    }

    /// Returns the place in the JSON of an [`ErrorKind::Decode`]: `data[0].status`.
    pub fn path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }

    /// Returns the place in its page of the item that an [`ErrorKind::Decode`] is about,
    /// counted from 0 as the server sent them: [`body`](Self::body) is that item alone,
    /// and the list goes on after it. `None` where the error is about more.
    pub fn item(&self) -> Option<usize> {
        self.0.item
    }
}

fn not_provided(scheme: &str) -> String {
    format!("no credential was provided for the security scheme `{scheme}`")
}

/// Tells whether a transport has run into a limit of time.
pub(crate) fn is_timeout(cause: &Cause) -> bool {
    cause.downcast_ref::<reqwest::Error>().is_some_and(reqwest::Error::is_timeout)
        || cause.downcast_ref::<Error>().is_some_and(|error| error.kind() == ErrorKind::Timeout)
}

/// Returns the cause that has no cause, which is the one that says something.
pub(crate) fn innermost<'e>(error: &'e (dyn StdError + 'static)) -> &'e (dyn StdError + 'static) {
    causes(error).last().unwrap_or(error)
}

/// Returns the causes of an error, the nearest first.
pub(crate) fn causes<'e>(
    error: &'e (dyn StdError + 'static),
) -> impl Iterator<Item = &'e (dyn StdError + 'static)> {
    std::iter::successors(error.source(), |&cause| cause.source())
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = &self.0.operation {
            write!(f, "{operation}: ")?;
        }
        write!(f, "{}", OneLine(&self.0.message))?;
        match &self.0.request_id {
            Some(id) => write!(f, " [request {}]", OneLine(id)),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Error");
        debug.field("kind", &self.0.kind);
        debug.field("message", &self.0.message);
        debug.field("operation", &self.0.operation);
        debug.field("status", &self.0.status);
        debug.field("request_id", &self.0.request_id);
        debug.field("path", &self.0.path);
        debug.field("body", &format_args!("{} bytes", self.0.body.len()));
        debug.field("source", &self.0.source);
        debug.finish()
    }
}

/// A failed conversion means that the call was put together wrongly: an error of the kind
/// [`Configuration`](ErrorKind::Configuration), with the conversion's as its source.
impl From<ConversionError> for Error {
    fn from(error: ConversionError) -> Self {
        Self::new(ErrorKind::Configuration, error.to_string()).with_source(error)
    }
}

/// A conversion that cannot fail goes by `try_into()?` as well.
impl From<Infallible> for Error {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let source: &(dyn StdError + 'static) = self.0.source.as_deref()?;
        Some(source.downcast_ref::<Failure>().map_or(source, Failure::cause))
    }
}

const _: () = assert!(size_of::<Error>() == size_of::<usize>());
