//! Parts of a call that its answer still needs.

use std::time::Duration;

use reqwest::Url;
use reqwest::header::HeaderMap;

use super::client::{Client, Limits};
use super::cookies::Cookies;
use super::error::Error;
use super::options::Options;
use super::security::Issued;
use super::service::Operation;

/// A call without its parameters and its body: who makes it, what it may take,
/// and what of it no error may show.
#[derive(Clone)]
pub(crate) struct Context {
    pub(crate) client: Client,
    pub(crate) operation: Operation,
    pub(crate) options: Options,
    pub(crate) cookies: Cookies,
    pub(crate) issued: Issued,
}

impl Context {
    pub(crate) fn new(client: &Client, operation: Operation) -> Self {
        Self {
            client: client.clone(),
            operation,
            options: Options::default(),
            cookies: Cookies::default(),
            issued: Issued::default(),
        }
    }

    pub(crate) fn base_url(&self) -> &Url {
        self.options.base_url.as_ref().unwrap_or(self.client.base_url())
    }

    pub(crate) fn limits(&self) -> Limits {
        let limits = self.client.limits();
        Limits {
            timeout: self.options.timeout.unwrap_or(limits.timeout),
            idle_timeout: self.options.idle_timeout.unwrap_or(limits.idle_timeout),
            max_retries: self.options.max_retries.unwrap_or(limits.max_retries),
            deadline: self.options.deadline.or(limits.deadline),
            ..limits
        }
    }

    /// Waits by the clock of the client.
    pub(crate) async fn sleep(&self, time: Duration) {
        self.client.transport().sleep(time).await;
    }

    /// Tells an error which call it is about, and takes out of it the
    /// credentials that a server may have echoed.
    pub(crate) fn explain(&self, error: Error) -> Error {
        error.with_operation(self.operation.id.clone()).redacted(|text| self.redact(text))
    }

    /// Returns the id by which the server knows a request, without the credentials that
    /// it may have echoed.
    pub(crate) fn request_id(&self, headers: &HeaderMap) -> Option<String> {
        let value = self.client.request_id(headers)?;
        let mut id = String::from_utf8_lossy(value.as_bytes()).into_owned();
        self.redact(&mut id);
        Some(id)
    }
}
