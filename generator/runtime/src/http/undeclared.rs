//! Calls of what the document does not declare.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::call::Call;
use super::client::Client;
use super::download::Download;
use super::error::Error;
use super::response::Response;
use super::sending::Sending;
use super::service::{Method, Operation};
use super::stream::{Event, EventStream};
use super::transport::MaybeSend;

/// A call of an operation that the document does not declare: any method, any
/// path, with the options of the client.
///
/// It is authenticated as most operations of the service are, retried and
/// limited as they are, and says as much when it fails.
///
/// ```
/// # use openapi_loom_runtime::{http::{Client, Method, Result, UndeclaredCall}, serde_json};
/// # use serde_json::{Value, json};
/// # async fn example(client: &Client) -> Result<()> {
/// let call = UndeclaredCall::new(client, Method::POST, "/things/{id}/copies")
///     .path("id", "a/b")
///     .query("dry", "true")
///     .json(&json!({"count": 2}));
/// let copies: Value = call.send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[must_use = "a call does nothing before it is sent"]
pub struct UndeclaredCall {
    call: Call,
}

crate::call! { @options UndeclaredCall }

impl UndeclaredCall {
    /// Starts a call. The path comes after the base URL; what is in braces there
    /// is set by [`path`](Self::path). One that is a URL is an error when the call is sent.
    ///
    /// ```
    /// # use openapi_loom_runtime::http::{Client, Method, UndeclaredCall};
    /// # fn example(client: &Client, version: u32, kind: &str) -> UndeclaredCall {
    /// UndeclaredCall::new(client, Method::GET, format!("/v{version}/things/{{kind}}"))
    ///     .path("kind", kind)
    /// # }
    /// ```
    pub fn new(client: &Client, method: Method, path: impl Into<Cow<'static, str>>) -> Self {
        let mut path = path.into();
        let begins = |begin: &&str| {
            path.get(..begin.len()).is_some_and(|path| path.eq_ignore_ascii_case(begin))
        };
        let is_url = ["http://", "https://"].iter().any(begins);
        if !is_url && !path.is_empty() && !path.starts_with(['/', '?', '#']) {
            path.to_mut().insert(0, '/');
        }
        let mut call = Call::of(client, Operation::undeclared(method, path));
        if is_url {
            call.fail("the path is a URL; that of another server is set by `base_url`".to_owned());
        }
        Self { call }
    }

    /// Sets what stands in the path for a name in braces, as one segment, or as a value where it
    /// stands in the query.
    pub fn path(self, name: &'static str, value: impl fmt::Display) -> Self {
        Self { call: self.call.path(name, value) }
    }

    /// Sets the body: `body` as JSON.
    pub fn json(self, body: &(impl Serialize + ?Sized)) -> Self {
        Self { call: self.call.json(body) }
    }

    /// Sets the body to `bytes` as they are.
    pub fn bytes(self, content_type: &'static str, bytes: impl Into<Bytes>) -> Self {
        Self { call: self.call.bytes(content_type, bytes) }
    }

    /// Sends the call and reads its answer as JSON.
    ///
    /// # Errors
    ///
    /// Fails if the call cannot be sent, the server refuses it or fails, or the
    /// answer is not of the type.
    pub fn send<T: DeserializeOwned + MaybeSend + 'static>(self) -> Sending<T> {
        self.response().body()
    }

    /// Sends the call and gives the body with status, headers and request id.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub fn response<T: DeserializeOwned + MaybeSend + 'static>(self) -> Sending<Response<T>> {
        self.call.send_followed()
    }

    /// Sends the call and gives the answer as text, whatever it is.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub fn send_text(self) -> Sending<String> {
        self.call.send_text().body()
    }

    /// Sends the call and gives all bytes of the answer, whatever it is.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), but none for what the bytes are.
    pub fn send_bytes(self) -> Sending<Bytes> {
        self.call.send_bytes().body()
    }

    /// Sends the call and gives the bytes of the answer as they come.
    ///
    /// # Errors
    ///
    /// As [`send_bytes`](Self::send_bytes); once it has begun, the download
    /// itself has them.
    pub fn download(self) -> Sending<Download> {
        self.call.download()
    }

    /// Sets how often in a row the event stream of the call is asked for again
    /// where its connection ends before it does:
    /// [`Call::set_resumptions`] says when that can be.
    pub fn resume_on_disconnect(mut self, times: u32) -> Self {
        self.call.set_resumptions(times);
        self
    }

    /// Sends the call and gives the events of its answer as they come. Events
    /// that nobody has described are [`serde_json::Value`], or text as `String`.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send); once it has begun, the stream itself yields them.
    pub async fn stream<E: Event>(self) -> Result<EventStream<E>, Error> {
        self.call.stream().await
    }
}

/// Names only: every value may be a secret.
impl fmt::Debug for UndeclaredCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("UndeclaredCall").field(&self.call).finish()
    }
}
