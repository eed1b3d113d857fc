//! From a call to the request that goes over the wire.

use std::borrow::Cow;
use std::fmt::Display;

use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LOCATION, CONTENT_TYPE,
    HeaderMap, HeaderName, HeaderValue, RANGE, USER_AGENT,
};
use reqwest::{Method, Url};

use super::call::Call;
use super::coding;
use super::cookies::Cookies;
use super::error::{Error, ErrorKind};
use super::options::Placed;
use super::payload::Payload;
use super::redirect::{Form, Sent};
use super::security::Tokens;
use super::transport::{Body, http};
use super::url;

/// The number of headers for which there is room at once beside those of the client.
const MORE: usize = 4;

/// Request of an attempt, made again wherever it is redirected.
pub(crate) struct Outgoing<'c> {
    call: &'c Call,
    url: Url,
    method: Method,
    form: Form,
    placed: Vec<Placed>,
}

impl<'c> Outgoing<'c> {
    /// Puts a call and its credentials together.
    pub(crate) async fn new(call: &'c Call, tokens: &mut Tokens) -> Result<Self, Error> {
        let mut url = call.url().map_err(configuration)?;
        let placed = call.credentials(tokens).await?;
        for credential in &placed {
            if let Placed::Query(pair) = credential {
                url::add_query(&mut url, std::slice::from_ref(pair));
            }
        }
        let method = call.operation().method().map_err(configuration)?;
        Ok(Self { call, url, method, form: Form::Whole, placed })
    }

    /// Goes elsewhere. What is left out of a request stays so.
    pub(crate) fn follow(&mut self, target: Url, form: Form) {
        self.url = target;
        if form != Form::Whole {
            self.form = form;
        }
        if form == Form::Get {
            self.method = Method::GET;
        }
    }

    /// Describes the request.
    pub(crate) fn sent(&self) -> Sent<'_> {
        let payload = self.payload();
        Sent {
            method: &self.method,
            url: &self.url,
            call: self.call,
            has_body: payload.is_some(),
            is_repeatable: payload.is_none_or(|payload| payload.is_repeatable()),
        }
    }

    fn payload(&self) -> Option<Cow<'_, Payload>> {
        self.call.payload().filter(|_| self.form == Form::Whole)
    }

    /// Returns the URL, and the rest of the request with a body that is made anew.
    pub(crate) async fn request(&self) -> Result<(Url, http::Request<Body>), Error> {
        let (content_type, body) = match self.payload() {
            Some(payload) => {
                let (content_type, body) = payload.open().await?;
                (Some(content_type), body)
            }
            None => (self.type_without_body(), Body::empty()),
        };
        let mut request = http::Request::new(body);
        *request.method_mut() = self.method.clone();
        *request.headers_mut() = self.headers(content_type)?;
        Ok((self.url.clone(), request))
    }

    fn type_without_body(&self) -> Option<HeaderValue> {
        let says_json = self.call.client().service().json_without_body;
        (says_json && self.method != Method::GET)
            .then(|| HeaderValue::from_static("application/json"))
    }

    fn headers(&self, content_type: Option<HeaderValue>) -> Result<HeaderMap, Error> {
        let call = self.call;
        let own = call.client().headers();
        let mut headers = HeaderMap::with_capacity(own.len() + MORE);
        headers.extend(own.iter().map(|(name, value)| (name.clone(), value.clone())));
        for (name, value) in call.operation().headers {
            let header =
                HeaderName::try_from(*name).map_err(|error| unsent_header(name, &error))?;
            let value = written(&header, value)?;
            headers.entry(header).or_insert(value);
        }
        let mut keys = Cookies::default();
        for credential in &self.placed {
            match credential {
                Placed::None | Placed::Query(_) => {}
                Placed::Header(name, value) => _ = headers.insert(name, value.clone()),
                Placed::Cookie(name, value) => keys.set(name.clone(), value),
            }
        }
        if let Some(accept) = call.accept() {
            headers.insert(ACCEPT, written(&ACCEPT, accept)?);
        }
        if let Some(content_type) = content_type {
            headers.insert(CONTENT_TYPE, content_type);
        }
        if !call.context().options.headers.is_empty() {
            headers.extend(call.context().options.headers.clone());
        }
        call.context().cookies.add_to(&mut headers).map_err(configuration)?;
        keys.add_to(&mut headers).map_err(configuration)?;
        // A range of what is compressed is nothing by itself.
        if let Some(codings) = coding::asked_for().filter(|_| !headers.contains_key(RANGE)) {
            headers.entry(ACCEPT_ENCODING).or_insert(codings);
        }
        Ok(match self.form {
            Form::Whole => headers,
            Form::Get => without_content(headers),
            Form::Bare => bare(headers),
        })
    }
}

/// Takes out what is about a body.
fn without_content(mut headers: HeaderMap) -> HeaderMap {
    for name in [CONTENT_TYPE, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LOCATION] {
        headers.remove(name);
    }
    headers
}

/// Keeps what any host may know: nothing that the caller has set, but which bytes it wants, since
/// all of them would be taken for those.
fn bare(mut headers: HeaderMap) -> HeaderMap {
    let known = [ACCEPT, USER_AGENT, RANGE].into_iter();
    let known = known.filter_map(|name| headers.remove(&name).map(|value| (name, value)));
    let is_of_bytes = |value: &HeaderValue| {
        let ranges = value.as_bytes().strip_prefix(b"bytes=");
        ranges.is_some_and(|ranges| ranges.iter().all(|byte| b"0123456789-, ".contains(byte)))
    };
    known
        .filter(|(name, value)| !value.is_sensitive() || *name == RANGE && is_of_bytes(value))
        .collect()
}

/// Writes the value of a header of the document or the caller.
pub(crate) fn written(name: &HeaderName, value: &str) -> Result<HeaderValue, Error> {
    HeaderValue::try_from(value).map_err(|error| unsent_header(name.as_str(), &error))
}

fn unsent_header(name: &str, error: &dyn Display) -> Error {
    configuration(format!("the header `{name}` cannot be sent: {error}"))
}

fn configuration(problem: String) -> Error {
    Error::new(ErrorKind::Configuration, problem)
}
