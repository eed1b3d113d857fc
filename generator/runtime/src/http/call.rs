//! One call while it is being put together.

mod parameters;

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use reqwest::Method;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderValue};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::answer::Answer;
use super::body::Body;
use super::client::{Client, Limits};
use super::cookies::Cookies;
use super::credential::Credential;
use super::download::Download;
use super::encoding::Encoding;
use super::error::{Error, ErrorKind};
use super::exchange;
use super::fields;
#[cfg(feature = "forms")]
use super::form::Form;
use super::frames::Framing;
use super::options::{Options, Placed};
use super::page::{Page, Pages, Turn};
use super::response::Response;
use super::security::{Issued, Tokens};
use super::sending::Sending;
use super::service::Operation;
use super::stream::{Event, EventStream};
use super::url;
use crate::value::not_finite;

/// One call of an [`Operation`]: its parameters, its body, and its own options
/// over those of the client.
///
/// Nothing is sent before [`send`](Self::send) or [`stream`](Self::stream);
/// what is wrong with the call is reported there, too.
#[derive(Clone)]
pub struct Call {
    client: Client,
    operation: &'static Operation,
    /// Path parameters, percent-encoded.
    path: Vec<(&'static str, String)>,
    /// Query parameters of the operation; those of the caller are options.
    query: Vec<QueryPair>,
    cookies: Cookies,
    /// What the operation answers with, if it is not JSON.
    accept: Option<&'static str>,
    body: Option<Body>,
    options: Options,
    issued: Issued,
}

/// A pair in the query, and the parameter that it is of.
#[derive(Clone)]
struct QueryPair {
    parameter: &'static str,
    name: String,
    /// Percent-encoded.
    value: String,
}

impl Call {
    /// Starts a call.
    pub fn new(client: &Client, operation: &'static Operation) -> Self {
        Self {
            client: client.clone(),
            operation,
            path: Vec::new(),
            query: Vec::new(),
            cookies: Cookies::default(),
            accept: None,
            body: None,
            options: Options::default(),
            issued: Issued::default(),
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

    /// Sets what the call accepts, if that is not JSON. A header of the
    /// caller's goes over it.
    pub fn set_accept(&mut self, content_type: &'static str) {
        self.accept = Some(content_type);
    }

    /// Sets the API key for this call.
    pub fn set_api_key(&mut self, key: impl Into<Credential>) {
        self.options.set_api_key(self.client.service(), key.into());
    }

    /// Sets the credential of the scheme of that name for this call.
    pub fn set_credential(&mut self, scheme: &'static str, credential: impl Into<Credential>) {
        self.options.set_credential(scheme, credential.into());
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
            Ok(json) if self.has_not_finite(body, &json) => {}
            Ok(json) => self.body = Some(Body::new("application/json", json)),
            Err(error) => self.fail(format!("the body cannot be written as JSON: {error}")),
        }
        self
    }

    /// Fails the call if a number in its body is not finite, and tells so. JSON has
    /// null in the place of such a number: without a null there is none.
    fn has_not_finite(&mut self, body: &(impl Serialize + ?Sized), json: &[u8]) -> bool {
        let has_null = memchr::memmem::find(json, b"null").is_some();
        let problem = if has_null { not_finite(body) } else { None };
        problem.map(|problem| self.fail(format!("the body cannot be sent: {problem}"))).is_some()
    }

    /// Sets the body: the properties of `body` as the pairs of an HTML form.
    /// Lists and objects are written as [`Service::brackets`] says; a null is
    /// left out.
    ///
    /// [`Service::brackets`]: super::Service::brackets
    pub fn urlencoded(self, body: &(impl Serialize + ?Sized)) -> Self {
        self.urlencoded_as(body, &[])
    }

    /// The same, with properties written as `encodings` say.
    pub fn urlencoded_as(self, body: &(impl Serialize + ?Sized), encodings: &[Encoding]) -> Self {
        let brackets = self.client.service().brackets;
        self.pairs(body, encodings, brackets)
    }

    /// The same where the document says of all lists and objects that what is
    /// inside has its name in brackets (`style: deepObject`):
    /// `address[city]=Rome`.
    pub fn urlencoded_with_brackets(self, body: &(impl Serialize + ?Sized)) -> Self {
        self.pairs(body, &[], true)
    }

    fn pairs(
        mut self,
        body: &(impl Serialize + ?Sized),
        encodings: &[Encoding],
        brackets: bool,
    ) -> Self {
        let pairs = match not_finite(body) {
            Some(problem) => Err(problem),
            None => fields::urlencoded(body, encodings, brackets),
        };
        match pairs {
            Ok(pairs) => self.body = Some(Body::new("application/x-www-form-urlencoded", pairs)),
            Err(problem) => self.fail(format!("the body cannot be written as a form: {problem}")),
        }
        self
    }

    /// Sets the body: the properties of `body` as the parts of a form, in
    /// which there may be [`File`](crate::File)s.
    ///
    /// Lists and objects are written as [`Service::brackets`] says; a null is
    /// left out. Properties are written as `encodings` say.
    ///
    /// ```
    /// # use openapi_client_runtime::{File, http::{Call, Result}, serde, serde_json};
    /// #[derive(serde::Serialize)]
    /// # #[serde(crate = "openapi_client_runtime::serde")]
    /// struct Upload {
    ///     file: File,
    ///     purpose: &'static str,
    /// }
    ///
    /// # async fn example(call: Call) -> Result<()> {
    /// let upload = Upload { file: File::from_path("notes.txt"), purpose: "search" };
    /// call.form(&upload, &[]).send::<serde_json::Value>().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [`Service::brackets`]: super::Service::brackets
    #[cfg(feature = "forms")]
    pub fn form(mut self, body: &(impl Serialize + ?Sized), encodings: &[Encoding]) -> Self {
        let form = match not_finite(body) {
            Some(problem) => Err(problem),
            None => Form::new(body, encodings, self.client.service().brackets),
        };
        match form {
            Ok(form) => self.body = Some(Body::Form(form)),
            Err(problem) => self.fail(format!("the body cannot be written as a form: {problem}")),
        }
        self
    }

    /// Sets the body to `bytes` as they are.
    pub fn bytes(mut self, content_type: &'static str, bytes: impl Into<Bytes>) -> Self {
        self.body = Some(Body::new(content_type, bytes));
        self
    }

    /// Sends the call and reads its answer as JSON.
    ///
    /// # Errors
    ///
    /// Any kind but [`ErrorKind::Stream`].
    pub fn send<T: DeserializeOwned + Send + 'static>(self) -> Sending<Response<T>> {
        self.sending(Response::json)
    }

    /// Sends a call whose answer has no content, or none of interest.
    ///
    /// # Errors
    ///
    /// Any kind but [`ErrorKind::Stream`] and [`ErrorKind::Decode`].
    pub fn send_empty(self) -> Sending<Response<()>> {
        self.sending(|answer| Ok(answer.map(drop)))
    }

    /// Sends a call whose answer may have no content: JSON, or nothing.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub fn send_optional<T: DeserializeOwned + Send + 'static>(
        self,
    ) -> Sending<Response<Option<T>>> {
        self.sending(Response::optional)
    }

    /// Sends a call whose answer is one of several types, told apart by the
    /// status.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub fn send_answer<A: Answer + Send + 'static>(self) -> Sending<Response<A>> {
        self.sending(Response::answer)
    }

    /// Sends a call whose answer is text, in UTF-8.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub fn send_text(self) -> Sending<Response<String>> {
        self.sending(Response::text)
    }

    /// Sends a call whose answer is any bytes, and reads all of them.
    ///
    /// # Errors
    ///
    /// Any kind but [`ErrorKind::Stream`] and [`ErrorKind::Decode`].
    pub fn send_bytes(self) -> Sending<Response<Bytes>> {
        self.sending(Ok)
    }

    fn sending<T: Send + 'static>(
        self,
        read: fn(Response<Bytes>) -> Result<Response<T>, Error>,
    ) -> Sending<Response<T>> {
        Sending::new(async move {
            read(exchange::send(&self).await?).map_err(|error| self.explain(error))
        })
    }

    /// Sends the call and gives the events of its answer as they come. It is
    /// not repeated once the answer has begun.
    ///
    /// # Errors
    ///
    /// Any kind but [`ErrorKind::Decode`].
    pub async fn stream<E: Event>(self) -> Result<EventStream<E>, Error> {
        self.begin(Framing::Events).await
    }

    async fn begin<E: Event>(mut self, framing: Framing) -> Result<EventStream<E>, Error> {
        let answer = exchange::open(&self, framing).await?;
        // The stream keeps the call for its limits, and has no use for this.
        self.body = None;
        Ok(EventStream::new(self, answer, framing))
    }

    /// Sends the call and gives the items of its answer as they come, each of
    /// them a line of JSON. As [`stream`](Self::stream) otherwise.
    ///
    /// An item that is an object with an `error` is the server's error, unless
    /// [`Event::ERROR`] is empty.
    ///
    /// # Errors
    ///
    /// Any kind but [`ErrorKind::Decode`].
    pub async fn stream_lines<E: Event>(self) -> Result<EventStream<E>, Error> {
        self.begin(Framing::Lines).await
    }

    /// Sends the call and gives the items of its answer as they come, each of
    /// them a text of a sequence of JSON texts (RFC 7464). As
    /// [`stream_lines`](Self::stream_lines) otherwise.
    ///
    /// A text that is broken, or may be cut short, is an error of the kind
    /// [`ErrorKind::Decode`] with what came of it; those after it still come.
    ///
    /// # Errors
    ///
    /// Any kind but [`ErrorKind::Decode`].
    pub async fn stream_records<E: Event>(self) -> Result<EventStream<E>, Error> {
        self.begin(Framing::Records).await
    }

    /// Sends the call and gives the items of its answer as they come, each of
    /// them a part of a multipart body, without its head. As
    /// [`stream_lines`](Self::stream_lines) otherwise.
    ///
    /// # Errors
    ///
    /// Any kind but [`ErrorKind::Decode`].
    pub async fn stream_parts<E: Event>(self) -> Result<EventStream<E>, Error> {
        self.begin(Framing::Parts).await
    }

    /// Sends the call and gives the bytes of its answer as they come. It is not
    /// repeated once the answer has begun.
    ///
    /// # Errors
    ///
    /// Any kind but [`ErrorKind::Stream`] and [`ErrorKind::Decode`].
    pub async fn download(mut self) -> Result<Download, Error> {
        let answer = exchange::begin(&self, self.limits().timeout).await?;
        // The download keeps the call for its limits, and has no use for this.
        self.body = None;
        Ok(Download::new(self, answer))
    }

    /// The pages of a list, each asked for when it is wanted: the query parameter
    /// takes the [cursor](Page::next_cursor) of the page before.
    pub fn pages<P: Page>(self, parameter: &'static str) -> Pages<P> {
        Pages::new(self, Turn::Cursor(parameter))
    }

    /// The same where the query parameter takes how many items come before.
    pub fn pages_by_offset<P: Page>(self, parameter: &'static str) -> Pages<P> {
        Pages::new(self, Turn::Offset(parameter))
    }

    /// The same where the query parameter takes the number of the page, of which
    /// the first is `first`.
    pub fn pages_by_number<P: Page>(self, parameter: &'static str, first: u64) -> Pages<P> {
        Pages::new(self, Turn::Number(parameter, first))
    }

    fn fail(&mut self, problem: String) {
        self.options.fail(problem);
    }

    /// Whether a query parameter of the operation has that value.
    pub(crate) fn has_query(&self, name: &str, value: &str) -> bool {
        let value = url::encode_query(value);
        self.query.iter().any(|pair| pair.parameter == name && pair.value == value)
    }

    /// Tells an error which call it is about, and takes out of it the
    /// credentials that a server may have echoed.
    pub(crate) fn explain(&self, error: Error) -> Error {
        error.with_operation(self.operation.id).redacted(|text| self.redact(text))
    }

    /// The id by which the server knows a request, without the credentials that
    /// it may have echoed.
    pub(crate) fn request_id(&self, headers: &HeaderMap) -> Option<String> {
        let value = headers.get(self.client.service().request_id_header)?;
        let mut id = String::from_utf8_lossy(value.as_bytes()).into_owned();
        self.redact(&mut id);
        Some(id)
    }

    pub(crate) fn options(&self) -> &Options {
        &self.options
    }

    pub(crate) fn cookies(&self) -> &Cookies {
        &self.cookies
    }

    pub(crate) fn issued(&self) -> &Issued {
        &self.issued
    }

    /// The number that a query parameter of the operation is set to.
    pub(crate) fn query_number(&self, name: &str) -> Option<u64> {
        self.query.iter().find(|pair| pair.parameter == name)?.value.parse().ok()
    }

    /// Looks for a pair of that name among the operation's query parameters.
    pub(crate) fn has_query_named(&self, name: &str) -> bool {
        self.query.iter().any(|pair| pair.name == name)
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

    /// Whether the call can be sent more than once.
    pub(crate) fn is_repeatable(&self) -> bool {
        self.body.as_ref().is_none_or(Body::is_repeatable)
    }

    /// What goes over the wire, made anew for each attempt.
    pub(crate) async fn request(&self, tokens: &mut Tokens) -> Result<reqwest::Request, Error> {
        let problem = |problem| Error::new(ErrorKind::Configuration, problem);
        let mut url = self.url().map_err(problem)?;
        let mut headers = self.client.headers().clone();
        let mut keys = Cookies::default();
        for credential in self.credentials(tokens).await? {
            match credential {
                Placed::None => {}
                Placed::Header(name, value) => _ = headers.insert(name, value),
                Placed::Query(name, value) => url::add_query(&mut url, &[(name, value)]),
                Placed::Cookie(name, value) => keys.set(name, &value),
            }
        }
        if let Some(accept) = self.accept {
            headers.insert(ACCEPT, HeaderValue::from_static(accept));
        }
        self.cookies.add_to(&mut headers).map_err(problem)?;
        let mut request = reqwest::Request::new(self.operation.method.clone(), url);
        *request.headers_mut() = headers;
        match &self.body {
            Some(body) => request = body.add_to(self.client.http(), request).await?,
            None if self.client.service().json_without_body
                && self.operation.method != Method::GET =>
            {
                let json = HeaderValue::from_static("application/json");
                request.headers_mut().insert(CONTENT_TYPE, json);
            }
            None => {}
        }
        request.headers_mut().extend(self.options.headers.clone());
        keys.add_to(request.headers_mut()).map_err(problem)?;
        Ok(request)
    }

    pub(crate) fn base_url(&self) -> &reqwest::Url {
        self.options.base_url.as_ref().unwrap_or(self.client.base_url())
    }

    /// The URL that the call is sent to, or why there is none.
    pub(crate) fn url(&self) -> Result<reqwest::Url, String> {
        if let Some(problem) = &self.options.problem {
            return Err(problem.clone());
        }
        let path = url::fill(self.operation.path, &self.path)
            .map_err(|name| format!("the path parameter `{name}` is not set"))?;
        let mut url = url::join(self.base_url(), &path);
        url::add_query(&mut url, self.client.query());
        let pairs = self.query.iter().map(|pair| (pair.name.as_str(), pair.value.as_str()));
        url::add_encoded_query(&mut url, &pairs.collect::<Vec<_>>());
        url::add_query(&mut url, &self.options.query);
        Ok(url)
    }
}

/// Names only: every value may be a secret.
impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.operation.id)
            .field("path", &self.path.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("query", &self.query.iter().map(|pair| &pair.name).collect::<Vec<_>>())
            .field("cookies", &self.cookies)
            .field("accept", &self.accept)
            .field("body", &self.body)
            .field("options", &self.options)
            .field("client", &self.client)
            .finish_non_exhaustive()
    }
}
