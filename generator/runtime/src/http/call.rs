//! One call while it is being put together.

mod parameters;

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use reqwest::Url;
use serde::Serialize;
use serde_json::Value;

use super::beyond::{self, Fields};
use super::client::Client;
use super::context::Context;
use super::credential::Credential;
use super::encoding::Encoding;
use super::fields;
#[cfg(feature = "forms")]
use super::form::{FORM_TYPE, Form};
use super::payload::Payload;
use super::service::Operation;
use super::url;
use crate::value::{Misfit, not_finite};

/// One call of an [`Operation`]: its parameters, its body, and its own options
/// over those of the client.
///
/// Nothing is sent before one of its endings, such as [`send`](Self::send) or
/// [`stream`](Self::stream); what is wrong with the call is reported there, too.
#[derive(Clone)]
pub struct Call {
    context: Box<Context>,
    /// Path parameters, percent-encoded.
    path: Vec<(&'static str, String)>,
    /// Query parameters of the operation; those of the caller are options.
    query: Vec<QueryPair>,
    /// The address that a server gave for the call, in place of its own.
    address: Option<Box<Url>>,
    /// The media type that the operation answers with, if it is not JSON.
    accept: Option<&'static str>,
    /// True if the answer is read as it is: bytes, or text.
    takes_any: bool,
    payload: Option<Payload>,
    /// Fields of the body beside those that it has by itself.
    fields: Fields,
    /// True if null stands in the place of the body.
    has_null_body: bool,
    /// Values within the body, by the ways to them.
    within: Vec<(&'static str, Value)>,
}

/// A pair in the query, and the parameter that it belongs to.
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
        Self::of(client, operation.clone())
    }

    /// Starts a call of an operation that the document does not have.
    pub(crate) fn of(client: &Client, operation: Operation) -> Self {
        Self {
            context: Box::new(Context::new(client, operation)),
            path: Vec::new(),
            query: Vec::new(),
            address: None,
            accept: None,
            takes_any: false,
            payload: None,
            fields: Fields::new(),
            has_null_body: false,
            within: Vec::new(),
        }
    }

    /// Starts another call with the options of this one: key, base URL,
    /// headers, query pairs and limits, but no body, and of the parameters only those with
    /// which the paths of both begin.
    pub fn follow_up(&self, operation: &'static Operation) -> Self {
        let mut call = Self::new(&self.context.client, operation);
        call.context.options = self.context.options.clone();
        let begins = |name: &str| {
            let (own, parameter) = (&self.context.operation.path, format!("{{{name}}}"));
            let (begin, _) = own.split_once(&parameter)?;
            operation.path.strip_prefix(begin)?.strip_prefix(&*parameter)
        };
        let path = self.path.iter().filter(|(name, _)| begins(name).is_some());
        call.path = path.cloned().collect();
        call.clear_idempotency_key();
        call
    }

    /// Takes the idempotency key away: it stands for one call.
    pub(crate) fn clear_idempotency_key(&mut self) {
        self.context.options.headers.remove(self.context.client.service().idempotency_header);
    }

    /// Returns the client that makes the call.
    pub fn client(&self) -> &Client {
        &self.context.client
    }

    /// Sets what the call accepts, if that is not plain JSON. A header of the
    /// caller's goes over it.
    pub fn set_accept(&mut self, content_type: &'static str) {
        self.accept = Some(content_type);
    }

    /// Asks for what the operation has beside its usual answer,
    /// if it has that, and takes whatever comes.
    pub(crate) fn asking_for(self, content_types: Option<&'static str>) -> Self {
        Self { accept: content_types.or(self.accept), takes_any: true, ..self }
    }

    /// Tells whether the answer is read as it is: bytes, or text.
    pub(crate) fn takes_any(&self) -> bool {
        self.takes_any
    }

    /// Sets the API key for this call.
    pub fn set_api_key(&mut self, key: impl Into<Credential>) {
        self.context.options.set_api_key(self.context.client.service(), key.into());
    }

    /// Sets the credential of the scheme of that name for this call.
    pub fn set_credential(&mut self, scheme: &'static str, credential: impl Into<Credential>) {
        self.context.options.set_credential(scheme, credential.into());
    }

    /// Sets the base URL for this call.
    pub fn set_base_url(&mut self, url: &str) {
        self.context.options.set_base_url(url);
    }

    /// Adds a query pair that the operation does not know.
    pub fn add_query(&mut self, name: &str, value: &str) {
        self.context.options.add_query(name, value);
    }

    /// Sets how long one attempt of this call may take.
    pub fn set_timeout(&mut self, timeout: Duration) {
        self.context.options.timeout = Some(timeout);
    }

    /// Sets how long all attempts of this call may take together.
    pub fn set_deadline(&mut self, deadline: Duration) {
        self.context.options.deadline = Some(deadline);
    }

    /// Sets how long the event stream of this call may be silent.
    pub fn set_idle_timeout(&mut self, timeout: Duration) {
        self.context.options.idle_timeout = Some(timeout);
    }

    /// Sets how often in a row the event stream of this call is asked for again
    /// without anything new, where its connection ends before the stream does: not
    /// at all, unless it is set.
    ///
    /// The call is sent again as it is, with the id of the event that came last as
    /// `Last-Event-ID`, after the time that the server asks for (`retry:`). No event
    /// comes twice. That takes a server that gives each event an id of its own:
    /// after one without, or with one that was there, the end of the connection is
    /// an error as ever. So is it for a body that can be sent only once.
    pub fn set_resumptions(&mut self, times: u32) {
        self.context.options.resumptions = times;
    }

    /// Sets how often a failed attempt of this call is repeated.
    pub fn set_max_retries(&mut self, retries: u32) {
        self.context.options.max_retries = Some(retries);
    }

    /// Sets the idempotency key, which all attempts of this call share.
    pub fn set_idempotency_key(&mut self, key: &str) {
        self.context.options.set_header(self.context.client.service().idempotency_header, key);
    }

    /// Sets a field of the body that is set after this, and replaces the body's own
    /// field of that name. Without another body, the fields are the body, as JSON.
    pub fn set_body_field(&mut self, name: &str, value: &(impl Serialize + ?Sized)) {
        let problem = match (not_finite(value), serde_json::to_value(value)) {
            (None, Ok(value)) => {
                self.fields.insert(name.to_owned(), value);
                return;
            }
            (Some(problem), _) => problem,
            (None, Err(error)) => error.to_string(),
        };
        self.fail(format!("the field `{name}` of the body cannot be sent: {problem}"));
    }

    /// Sets a value within the body that is set after this, over what is there: by the
    /// names of the properties that lead to it, joined by dots.
    #[cfg(feature = "schemars")]
    pub(crate) fn set_body_at(&mut self, way: &'static str, value: Value) {
        self.within.push((way, value));
    }

    /// Returns the body that was set, as an object of JSON.
    #[cfg(feature = "schemars")]
    pub(crate) fn json_object(&self) -> Result<serde_json::Map<String, Value>, String> {
        if let Some(problem) = &self.context.options.problem {
            return Err(problem.clone());
        }
        match &self.payload {
            Some(Payload::Bytes { bytes, .. }) => {
                serde_json::from_slice(bytes).map_err(|error| format!("the body: {error}"))
            }
            _ => Err("the body is no JSON".to_owned()),
        }
    }

    /// Sets the body anew, as it is.
    #[cfg(feature = "schemars")]
    pub(crate) fn set_json_object(&mut self, body: &serde_json::Map<String, Value>) {
        let json = serde_json::to_vec(body).unwrap_or_default();
        self.payload = Some(Payload::new("application/json", json));
    }

    /// Sets a text within the body that is there, or else in one that has nothing else: by the
    /// names of the properties that lead to it, joined by dots.
    pub(crate) fn put_in_body(&mut self, way: &'static str, text: &str) -> Result<(), String> {
        let payload = self.payload();
        let (content_type, json) = match payload.as_deref() {
            None => ("application/json", Bytes::from_static(b"{}")),
            Some(Payload::Bytes { content_type, bytes }) => (*content_type, bytes.clone()),
            #[cfg(feature = "forms")]
            Some(Payload::Form(_)) => return Err("the body is no JSON".to_owned()),
        };
        let json = beyond::with_inner(&json, &Fields::new(), &[(way, text.into())])
            .and_then(|fields| beyond::into_json(&json, &fields))
            .map_err(|problem| format!("`{way}` of the body cannot be set: {problem}"))?;
        self.payload = Some(Payload::new(content_type, json));
        Ok(())
    }

    /// Tells whether a value within the body is that text.
    pub(crate) fn has_in_body(&self, way: &str, text: &str) -> bool {
        let payload = self.payload();
        let Some(Payload::Bytes { bytes, .. }) = payload.as_deref() else { return false };
        let Ok(body) = serde_json::from_slice::<Value>(bytes) else { return false };
        way.split('.').try_fold(&body, |value, name| value.get(name)).is_some_and(|it| it == text)
    }

    /// Puts null in the place of a body of JSON.
    pub fn set_null_body(&mut self) {
        self.has_null_body = true;
    }

    /// Sets the body: `body` as JSON.
    pub fn json(mut self, body: &(impl Serialize + ?Sized)) -> Self {
        if std::mem::take(&mut self.has_null_body) {
            return self.json(&());
        }
        let json = match serde_json::to_vec(body) {
            Ok(json) if self.has_not_finite(body, &json) => return self,
            Ok(json) if self.within.is_empty() => with_fields(json, &self.fields),
            Ok(json) => beyond::with_inner(&json, &self.fields, &self.within)
                .and_then(|fields| with_fields(json, &fields)),
            Err(error) => Err(error.to_string()),
        };
        match json {
            Ok(json) => self.payload = Some(Payload::new("application/json", json)),
            Err(problem) => self.fail(format!("the body cannot be written as JSON: {problem}")),
        }
        self
    }

    /// Fails the call if a number in its body is not finite or a map is none, and
    /// tells so. JSON has null in the place of such a number: without a null there is
    /// none.
    fn has_not_finite(&mut self, body: &(impl Serialize + ?Sized), json: &[u8]) -> bool {
        let has_null = memchr::memmem::find(json, b"null").is_some();
        let is_suspect = has_null || Misfit::may_be_in(json);
        let problem = if is_suspect { not_finite(body) } else { None };
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

    /// Returns the same, with properties written as `encodings` say.
    pub fn urlencoded_as(self, body: &(impl Serialize + ?Sized), encodings: &[Encoding]) -> Self {
        let brackets = self.context.client.service().brackets;
        self.pairs(body, encodings, brackets)
    }

    /// Returns the same where the document says of all lists and objects that what is
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
            None if self.fields.is_empty() => fields::urlencoded(body, encodings, brackets),
            None => beyond::into_value(body, &self.fields)
                .and_then(|body| fields::urlencoded(&body, encodings, brackets)),
        };
        match pairs {
            Ok(pairs) => {
                self.payload = Some(Payload::new("application/x-www-form-urlencoded", pairs))
            }
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
    /// # use openapi_loom_runtime::{File, http::{Call, Result}, serde, serde_json};
    /// #[derive(serde::Serialize)]
    /// # #[serde(crate = "openapi_loom_runtime::serde")]
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
    pub fn form(self, body: &(impl Serialize + ?Sized), encodings: &[Encoding]) -> Self {
        self.form_as(FORM_TYPE, body, encodings)
    }

    /// Returns the same as another content type of its family, such as
    /// `multipart/related`.
    #[cfg(feature = "forms")]
    pub fn form_as(
        self,
        content_type: &'static str,
        body: &(impl Serialize + ?Sized),
        encodings: &[Encoding],
    ) -> Self {
        let form = match not_finite(body) {
            Some(problem) => Err(problem),
            None => {
                let brackets = self.context.client.service().brackets;
                Form::new(content_type, body, encodings, brackets, &self.fields)
            }
        };
        self.in_parts(form)
    }

    /// Sets the body: the items of the list `body` as parts in their order, in
    /// which there may be [`File`](crate::File)s.
    ///
    /// The first ones are written as `first` says of each, the others as `rest`
    /// says. They have no names. A null is JSON.
    ///
    /// ```
    /// # use openapi_loom_runtime::{http::{Call, Encoding, Result}, serde_json};
    /// # async fn example(call: Call) -> Result<()> {
    /// let rest = Encoding::of_part().content_type("application/xml");
    /// let body = serde_json::json!([{"jobs": 2}, "<a/>", "<b/>"]);
    /// call.parts("multipart/mixed", &body, &[Encoding::of_part()], rest).send_empty().await?;
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(feature = "forms")]
    pub fn parts(
        self,
        content_type: &'static str,
        body: &(impl Serialize + ?Sized),
        first: &[Encoding],
        rest: Encoding,
    ) -> Self {
        let parts = match not_finite(body) {
            Some(problem) => Err(problem),
            None if !self.fields.is_empty() => Err(beyond::not_an_object(&self.fields)),
            None => Form::list(content_type, body, first, rest),
        };
        self.in_parts(parts)
    }

    #[cfg(feature = "forms")]
    fn in_parts(mut self, form: Result<Form, String>) -> Self {
        match form {
            Ok(form) => self.payload = Some(Payload::Form(form)),
            Err(problem) => self.fail(format!("the body cannot be written as a form: {problem}")),
        }
        self
    }

    /// Sets the body: the JSON of each item as a line of its own.
    pub fn json_lines(self, content_type: &'static str, items: &[impl Serialize]) -> Self {
        self.json_texts(content_type, items, "")
    }

    /// Sets the body: the JSON of each item as a record of a sequence (RFC 7464).
    pub fn json_records(self, content_type: &'static str, items: &[impl Serialize]) -> Self {
        self.json_texts(content_type, items, "\u{1e}")
    }

    /// Sets the body: the JSON of each item, between what begins it and a line end.
    fn json_texts(
        mut self,
        content_type: &'static str,
        items: &[impl Serialize],
        begin: &str,
    ) -> Self {
        let mut body = Vec::new();
        for item in items {
            body.extend_from_slice(begin.as_bytes());
            let start = body.len();
            if let Err(error) = serde_json::to_writer(&mut body, item) {
                self.fail(format!("the body cannot be written as JSON: {error}"));
                return self;
            }
            if self.has_not_finite(item, &body[start..]) {
                return self;
            }
            body.push(b'\n');
        }
        self.bytes(content_type, body)
    }

    /// Sets the body to `bytes` as they are.
    pub fn bytes(mut self, content_type: &'static str, bytes: impl Into<Bytes>) -> Self {
        if !self.fields.is_empty() {
            self.fail(beyond::not_an_object(&self.fields));
        }
        self.payload = Some(Payload::new(content_type, bytes));
        self
    }

    pub(crate) fn fail(&mut self, problem: String) {
        self.context.options.fail(problem);
    }

    /// Tells whether a query parameter of the operation has that value.
    pub(crate) fn has_query(&self, name: &str, value: &str) -> bool {
        let value = url::encode_query(value);
        self.query.iter().any(|pair| pair.parameter == name && pair.value == value)
    }

    pub(crate) fn context(&self) -> &Context {
        &self.context
    }

    /// Keeps of the call what its answer needs.
    pub(crate) fn into_context(self) -> Context {
        *self.context
    }

    /// Gives what is sent: the body, or else the fields that were set of one.
    pub(crate) fn payload(&self) -> Option<Cow<'_, Payload>> {
        match &self.payload {
            Some(payload) => Some(Cow::Borrowed(payload)),
            None if self.fields.is_empty() => None,
            None => {
                let fields = Value::Object(self.fields.clone()).to_string();
                Some(Cow::Owned(Payload::new("application/json", fields)))
            }
        }
    }

    /// Gives what the call accepts, if that is not plain JSON.
    pub(crate) fn accept(&self) -> Option<&'static str> {
        self.accept
    }

    /// Returns the number that a query parameter of the operation is set to.
    pub(crate) fn query_number(&self, name: &str) -> Option<u64> {
        self.query.iter().find(|pair| pair.parameter == name)?.value.parse().ok()
    }

    /// Looks for a pair of that name among the operation's query parameters.
    pub(crate) fn has_query_named(&self, name: &str) -> bool {
        self.query.iter().any(|pair| pair.name == name)
    }

    pub(crate) fn operation(&self) -> &Operation {
        &self.context.operation
    }

    /// Tells whether the call can be sent more than once.
    pub(crate) fn is_repeatable(&self) -> bool {
        self.payload.as_ref().is_none_or(Payload::is_repeatable)
    }

    /// Reads an address that a server gave for what comes after this call. One of
    /// another host gets no credentials, and is an error.
    pub(crate) fn address(&self, text: &str) -> Result<Url, String> {
        let own = self.url()?;
        let mut address = own
            .join(text)
            .map_err(|error| format!("the address of the next page cannot be read: {error}"))?;
        if address.origin() != own.origin() {
            let shown = url::shown(&address);
            return Err(format!("the next page is not on the same host, but at {shown}"));
        }
        _ = address.set_username("");
        _ = address.set_password(None);
        address.set_fragment(None);
        Ok(address)
    }

    /// Sends the call there, if anywhere, in place of where it goes by its path and its
    /// query.
    pub(crate) fn set_address(&mut self, address: Option<Url>) {
        self.address = address.map(Box::new);
    }

    /// Returns the URL that the call is sent to, or why there is none.
    pub(crate) fn url(&self) -> Result<Url, String> {
        if let Some(problem) = &self.context.options.problem {
            return Err(problem.clone());
        }
        if let Some(address) = &self.address {
            let mut address = Url::clone(address);
            // Pairs in the server's address take precedence over those that all calls
            // have.
            for pairs in [self.context.client.query(), &self.context.options.query] {
                let is_new = |(name, _): &&(String, String)| !url::has_query(&address, name);
                let more: Vec<(String, String)> = pairs.iter().filter(is_new).cloned().collect();
                url::add_query(&mut address, &more);
            }
            return Ok(address);
        }
        let path = url::fill(&self.context.operation.path, &self.path)
            .map_err(|name| format!("the path parameter `{name}` is not set"))?;
        let mut url = url::join(self.context.base_url(), &path);
        url::add_query(&mut url, self.context.client.query());
        let pairs = self.query.iter().map(|pair| (pair.name.as_str(), pair.value.as_str()));
        url::add_encoded_query(&mut url, &pairs.collect::<Vec<_>>());
        url::add_query(&mut url, &self.context.options.query);
        Ok(url)
    }
}

/// Returns JSON of a body with fields of the caller's, if there are any.
fn with_fields(json: Vec<u8>, fields: &Fields) -> Result<Vec<u8>, String> {
    if fields.is_empty() { Ok(json) } else { beyond::into_json(&json, fields) }
}

/// Names only: every value may be a secret.
impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.context.operation.id)
            .field("path", &self.path.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("query", &self.query.iter().map(|pair| &pair.name).collect::<Vec<_>>())
            .field("cookies", &self.context.cookies)
            .field("accept", &self.accept)
            .field("body", &self.payload)
            .field("options", &self.context.options)
            .field("client", &self.context.client)
            .finish_non_exhaustive()
    }
}
