//! One call while it is being put together.

use std::fmt::Display;
use std::time::Duration;

use bytes::Bytes;
use reqwest::Method;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::client::{Client, Limits};
use super::error::{Error, ErrorKind};
use super::exchange;
use super::options::{Credential, Options};
use super::page::{Page, Pages};
use super::response::Response;
use super::secret::Secret;
use super::service::Operation;
use super::stream::{Event, EventStream};
use super::url;

/// One call of an [`Operation`]: its parameters, its body, and its own options
/// over those of the client.
///
/// Nothing is sent before [`send`](Self::send) or [`stream`](Self::stream);
/// what is wrong with the call is reported there, too.
#[derive(Clone, Debug)]
pub struct Call {
    client: Client,
    operation: &'static Operation,
    /// Path parameters, percent-encoded.
    path: Vec<(&'static str, String)>,
    /// Query parameters of the operation; those of the caller are options.
    query: Vec<(&'static str, String)>,
    body: Option<Body>,
    options: Options,
}

/// A request body. Retries share its bytes.
#[derive(Clone)]
struct Body {
    content_type: &'static str,
    bytes: Bytes,
}

impl Call {
    /// Starts a call.
    pub fn new(client: &Client, operation: &'static Operation) -> Self {
        Self {
            client: client.clone(),
            operation,
            path: Vec::new(),
            query: Vec::new(),
            body: None,
            options: Options::default(),
        }
    }

    /// Starts another call with the options of this one: key, base URL,
    /// headers, query pairs and limits, but no parameters and no body.
    pub fn follow_up(&self, operation: &'static Operation) -> Self {
        let mut call = Self::new(&self.client, operation);
        call.options = self.options.clone();
        call.options.headers.remove(self.client.service().idempotency_header);
        call
    }

    /// The client that makes the call.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Sets a path parameter, percent-encoded as one segment.
    ///
    /// An empty value, `.` and `..` would name another resource: they are an
    /// error of the kind [`ErrorKind::Configuration`] when the call is sent.
    pub fn path(mut self, name: &'static str, value: impl Display) -> Self {
        self.set_path(name, &value.to_string());
        self
    }

    fn set_path(&mut self, name: &'static str, value: &str) {
        match url::encode_segment(value) {
            Ok(segment) => self.path.push((name, segment)),
            Err(problem) => self.fail(format!("the path parameter `{name}` {problem}")),
        }
    }

    /// Sets a query parameter of the operation.
    pub fn set_query(&mut self, name: &'static str, value: impl Display) {
        self.replace_query(name, vec![value.to_string()]);
    }

    /// Sets a query parameter of the operation that is a list: a pair for each
    /// value.
    pub fn set_query_list<T: Display>(
        &mut self,
        name: &'static str,
        values: impl IntoIterator<Item = T>,
    ) {
        self.replace_query(name, values.into_iter().map(|value| value.to_string()).collect());
    }

    fn replace_query(&mut self, name: &'static str, values: Vec<String>) {
        self.query.retain(|(known, _)| *known != name);
        self.query.extend(values.into_iter().map(|value| (name, value)));
    }

    /// Sets a header.
    pub fn set_header(&mut self, name: &str, value: impl Display) {
        self.options.set_header(name, &value.to_string());
    }

    /// Sets the API key for this call.
    pub fn set_api_key(&mut self, key: String) {
        self.options.set_api_key(key);
    }

    /// Sets the base URL for this call.
    pub fn set_base_url(&mut self, url: &str) {
        self.options.set_base_url(url);
    }

    /// Adds a query pair that the operation does not know.
    pub fn add_query(&mut self, name: &str, value: &str) {
        self.options.add_query(name, value);
    }

    /// Sets how long one attempt of this call may take.
    pub fn set_timeout(&mut self, timeout: Duration) {
        self.options.timeout = Some(timeout);
    }

    /// Sets how long the event stream of this call may be silent.
    pub fn set_idle_timeout(&mut self, timeout: Duration) {
        self.options.idle_timeout = Some(timeout);
    }

    /// Sets how often a failed attempt of this call is repeated.
    pub fn set_max_retries(&mut self, retries: u32) {
        self.options.max_retries = Some(retries);
    }

    /// Sets the idempotency key, which all attempts of this call share.
    pub fn set_idempotency_key(&mut self, key: &str) {
        self.options.set_header(self.client.service().idempotency_header, key);
    }

    /// Sets the body: `body` as JSON.
    pub fn json(mut self, body: &(impl Serialize + ?Sized)) -> Self {
        match serde_json::to_vec(body) {
            Ok(json) => self.set_body("application/json", json.into()),
            Err(error) => self.fail(format!("the body cannot be written as JSON: {error}")),
        }
        self
    }

    /// Sets the body to `bytes` as they are.
    pub fn set_body(&mut self, content_type: &'static str, bytes: Bytes) {
        self.body = Some(Body { content_type, bytes });
    }

    /// Sends the call and reads its answer as JSON.
    ///
    /// # Errors
    ///
    /// Any kind but [`ErrorKind::Stream`].
    pub async fn send<T: DeserializeOwned>(self) -> Result<Response<T>, Error> {
        exchange::send(&self).await?.json().map_err(|error| self.explain(error))
    }

    /// Sends a call whose answer has no content, or none of interest.
    ///
    /// # Errors
    ///
    /// Any kind but [`ErrorKind::Stream`] and [`ErrorKind::Decode`].
    pub async fn send_empty(self) -> Result<Response<()>, Error> {
        Ok(exchange::send(&self).await?.map(drop))
    }

    /// Sends a call whose answer is not JSON.
    ///
    /// # Errors
    ///
    /// Any kind but [`ErrorKind::Stream`] and [`ErrorKind::Decode`].
    pub async fn send_bytes(self) -> Result<Response<Bytes>, Error> {
        exchange::send(&self).await
    }

    /// Sends the call and gives the events of its answer as they come. It is
    /// not repeated once the answer has begun.
    ///
    /// # Errors
    ///
    /// Any kind but [`ErrorKind::Decode`].
    pub async fn stream<E: Event>(mut self) -> Result<EventStream<E>, Error> {
        let answer = exchange::open(&self).await?;
        // The stream keeps the call for its limits, and has no use for this.
        self.body = None;
        Ok(EventStream::new(self, answer))
    }

    /// The pages of a list, each asked for by the `cursor` parameter when it is
    /// wanted.
    pub fn pages<P: Page>(self, cursor: &'static str) -> Pages<P> {
        Pages::new(self, cursor)
    }

    fn fail(&mut self, problem: String) {
        self.options.fail(problem);
    }

    pub(crate) fn query_value(&self, name: &str) -> Option<&str> {
        let (_, value) = self.query.iter().find(|(known, _)| *known == name)?;
        Some(value)
    }

    /// Tells an error which call it is about, and takes out of it the key that
    /// a server may have echoed.
    pub(crate) fn explain(&self, error: Error) -> Error {
        error.with_operation(self.operation.id).redacted(self.key())
    }

    /// The id by which the server knows a request, without the key that it may
    /// have echoed.
    pub(crate) fn request_id(&self, headers: &HeaderMap) -> Option<String> {
        let value = headers.get(self.client.service().request_id_header)?;
        let mut id = String::from_utf8_lossy(value.as_bytes()).into_owned();
        if let Some(key) = self.key() {
            key.redact(&mut id);
        }
        Some(id)
    }

    fn key(&self) -> Option<&Secret> {
        self.options.key.as_ref().or(self.client.key())
    }

    pub(crate) fn operation(&self) -> &'static Operation {
        self.operation
    }

    pub(crate) fn limits(&self) -> Limits {
        let limits = self.client.limits();
        Limits {
            timeout: self.options.timeout.unwrap_or(limits.timeout),
            idle_timeout: self.options.idle_timeout.unwrap_or(limits.idle_timeout),
            max_retries: self.options.max_retries.unwrap_or(limits.max_retries),
            ..limits
        }
    }

    /// What goes over the wire, made anew for each attempt.
    pub(crate) fn request(&self) -> Result<reqwest::Request, Error> {
        let problem = |problem| Error::new(ErrorKind::Configuration, problem);
        let mut url = self.url().map_err(problem)?;
        let mut headers = self.client.headers().clone();
        if let Some(key) = &self.options.key {
            match Credential::new(self.client.auth(), key).map_err(problem)? {
                Credential::None => {}
                Credential::Header(name, value) => _ = headers.insert(name, value),
                Credential::Query(name, value) => url::add_query(&mut url, &[(name, value)]),
            }
        }
        // A call that could have a body names its type even without one.
        let content_type = match &self.body {
            Some(body) => Some(body.content_type),
            None => (self.operation.method != Method::GET).then_some("application/json"),
        };
        if let Some(content_type) = content_type {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        }
        headers.extend(self.options.headers.clone());
        let mut request = reqwest::Request::new(self.operation.method.clone(), url);
        *request.headers_mut() = headers;
        *request.body_mut() = self.body.as_ref().map(|body| body.bytes.clone().into());
        Ok(request)
    }

    /// The URL that the call is sent to, or why there is none.
    pub(crate) fn url(&self) -> Result<reqwest::Url, String> {
        if let Some(problem) = &self.options.problem {
            return Err(problem.clone());
        }
        let path = url::fill(self.operation.path, &self.path)
            .map_err(|name| format!("the path parameter `{name}` is not set"))?;
        let base = self.options.base_url.as_ref().unwrap_or(self.client.base_url());
        let mut url = url::join(base, &path);
        url::add_query(&mut url, self.client.query());
        url::add_query(&mut url, &self.query);
        url::add_query(&mut url, &self.options.query);
        Ok(url)
    }
}

impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} of {} bytes", self.content_type, self.bytes.len())
    }
}
