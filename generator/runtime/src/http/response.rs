//! The outcome of a call, with everything around the body.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::{CONTENT_TYPE, HeaderMap};
use serde::de::DeserializeOwned;

use super::answer::{Answer, BodyKind};
use super::error::{Error, ErrorKind};
use super::media::is_json;
use super::page::Page;
use super::partial::{self, Partial};
use super::refusal::{decode_answer, is_foreign, unless_error};
use super::service::{RateLimitHeaders, Service};
use super::text::OneLine;
use super::{charset, coding, decode};

/// An answer: the body with its status, headers and request id.
#[derive(Clone)]
pub struct Response<T> {
    body: T,
    head: Head,
    /// The bytes that the body was read from.
    bytes: Bytes,
}

/// The part of an answer before its body.
#[derive(Clone)]
pub(crate) struct Head {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) request_id: Option<String>,
    pub(crate) service: &'static Service,
}

impl Head {
    /// Tells whether the body is JSON, as far as the server says.
    pub(crate) fn is_json(&self) -> bool {
        self.content_type().is_none_or(is_json)
    }

    /// Returns the content type, if it is given and is text.
    pub(crate) fn content_type(&self) -> Option<&str> {
        self.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok())
    }

    /// Adds to an error of reading the body what it is by its own account, if that is
    /// not JSON.
    fn explain(&self, error: Error) -> Error {
        if error.kind() != ErrorKind::Decode {
            return error;
        }
        let kind = self.content_type().filter(|kind| !is_json(kind));
        let kind = kind.map(|kind| format!("the server sent {}", OneLine(kind)));
        let notes = kind.into_iter().chain(coding::problem(&self.headers));
        notes.fold(error, |error, note| error.noting(&note))
    }

    /// Tells an error what answer it is about.
    pub(crate) fn describe(&self, error: Error) -> Error {
        error.with_head(self)
    }
}

impl<T> Response<T> {
    pub(crate) fn new(head: Head, body: T) -> Self {
        Self { body, head, bytes: Bytes::new() }
    }

    pub(crate) fn head(&self) -> &Head {
        &self.head
    }

    pub(crate) fn into_parts(self) -> (Head, T) {
        (self.head, self.body)
    }

    /// Returns the body.
    pub fn body(&self) -> &T {
        &self.body
    }

    /// Returns the body as the server sent it, byte by byte; decompressed, where it was
    /// compressed.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// Returns the body alone.
    pub fn into_body(self) -> T {
        self.body
    }

    /// Returns the status: a success.
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// Returns all headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// Returns the id by which the server knows the request.
    pub fn request_id(&self) -> Option<&str> {
        self.head.request_id.as_deref()
    }

    /// Returns the server's account of the caller's rate limits.
    pub fn rate_limits(&self) -> RateLimits {
        RateLimits::of(&self.head.headers, self.head.service)
    }

    /// Returns the same answer with another body.
    pub fn map<U>(self, convert: impl FnOnce(T) -> U) -> Response<U> {
        Response { body: convert(self.body), head: self.head, bytes: self.bytes }
    }
}

impl Response<Bytes> {
    /// Makes of the bytes both the body and what it was read
    /// from.
    pub(crate) fn kept(self) -> Self {
        Self { bytes: self.body.clone(), ..self }
    }

    /// Reads the body as JSON. What says that it is something else, and is no
    /// JSON of the type, is taken as text if the type takes any.
    pub(crate) fn json<T: DeserializeOwned>(self) -> Result<Response<T>, Error> {
        self.json_by(decode_answer)
    }

    /// Does as [`json`](Self::json) with a type that no macro of this crate has made, whose reader
    /// is followed to the place of an error.
    pub(crate) fn json_followed<T: DeserializeOwned>(self) -> Result<Response<T>, Error> {
        self.json_by(|status, body| {
            decode_answer(status, body).map_err(|error| decode::followed::<T>(body, error))
        })
    }

    fn json_by<T: DeserializeOwned>(
        self,
        read: fn(StatusCode, &[u8]) -> Result<T, Error>,
    ) -> Result<Response<T>, Error> {
        let sent = self.body.clone();
        self.decode(|head, body| {
            read(head.status, body).or_else(|error| match charset::text(&head.headers, &sent) {
                Ok(text) if !head.is_json() => decode::text(&text).ok_or(error),
                _ => Err(error),
            })
        })
    }

    /// Reads the body as a page, of which some items may be malformed.
    pub(crate) fn page<P: Page>(self) -> Result<Response<Partial<P>>, Error> {
        self.decode(|head, body| match decode_answer(head.status, body) {
            Ok(page) => Ok(Partial::whole(page, body)),
            Err(error) => partial::read(body, error),
        })
    }

    /// Reads the body as JSON, if there is one. What has been accepted and is not done may come
    /// with its status (RFC 9110, section 15.3.3), in which there is nothing of the answer.
    pub(crate) fn optional<T: DeserializeOwned>(self) -> Result<Response<Option<T>>, Error> {
        self.decode(|head, body| match head.status {
            StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT => Ok(None),
            _ if body.trim_ascii().is_empty() => Ok(None),
            StatusCode::ACCEPTED if is_foreign::<T>(body) => Ok(None),
            _ => decode_answer(head.status, body),
        })
    }

    /// Takes no notice of the body, unless it is an error.
    pub(crate) fn empty(self) -> Result<Response<()>, Error> {
        self.decode(|head, body| match head.is_json() {
            true => unless_error(head.status, body),
            false => Ok(()),
        })
    }

    /// Reads the body as what the status promises. Bytes are in no charset.
    pub(crate) fn answer<A: Answer>(self) -> Result<Response<A>, Error> {
        let Head { status, headers, .. } = &self.head;
        let body = match A::body_kind(*status) {
            BodyKind::Bytes | BodyKind::JsonBytes => A::decode(*status, &self.body),
            BodyKind::Text => charset::text(headers, &self.body)
                .and_then(|text| A::decode(*status, text.as_bytes()))
                .map_err(|error| self.head.explain(error)),
            BodyKind::Json | BodyKind::Nothing => {
                return self.decode(|head, body| A::decode(head.status, body));
            }
        };
        self.read(body)
    }

    /// Reads the body as text.
    pub(crate) fn text(self) -> Result<Response<String>, Error> {
        let text = charset::text(&self.head.headers, &self.body).map(Cow::into_owned);
        self.read(text)
    }

    /// Reads the body, and only if it is no UTF-8, or that fails, in the charset that it says to
    /// be in: JSON is in UTF-8 whatever its header says.
    fn decode<T>(
        self,
        read: impl Fn(&Head, &[u8]) -> Result<T, Error>,
    ) -> Result<Response<T>, Error> {
        let (headers, body) = (&self.head.headers, &self.body);
        let other = charset::is_other(headers, body).then(|| charset::no_utf8(headers, body));
        let body = match other.flatten() {
            Some(text) => text.and_then(|text| read(&self.head, text.as_bytes())),
            None => read(&self.head, body).or_else(|error| {
                let replaced = || charset::no_utf8(headers, body)?.ok();
                match charset::other(headers, body).or_else(replaced) {
                    Some(text) => read(&self.head, text.as_bytes()),
                    None => Err(error),
                }
            }),
        };
        match body {
            Ok(body) => Ok(self.with(body)),
            Err(error) => {
                let error = self.head.explain(error);
                Err(self.failed(error))
            }
        }
    }

    fn read<T>(self, body: Result<T, Error>) -> Result<Response<T>, Error> {
        match body {
            Ok(body) => Ok(self.with(body)),
            Err(error) => Err(self.failed(error)),
        }
    }

    /// Gives the answer with what its body was read as.
    fn with<T>(self, body: T) -> Response<T> {
        Response { body, head: self.head, bytes: self.body }
    }

    /// Tells an error what answer it is about.
    fn failed(self, error: Error) -> Error {
        self.head.describe(error.with_body(self.body))
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.head.status)
            .field("request_id", &self.head.request_id)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

/// The rate limits of a caller, by the names that the service has for them. One
/// that a server says nothing of is there all the same.
///
/// ```
/// # fn example(answer: openapi_loom_runtime::http::Response<()>) {
/// let limits = answer.rate_limits();
/// if limits.get("requests").remaining == Some(0) {
///     println!("no more before {:?}", limits.get("requests").reset);
/// }
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RateLimits(Vec<(&'static str, RateLimit)>);

/// One limit; what the server does not say is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// The amount that is allowed in a period.
    pub limit: Option<u64>,
    /// The amount that is left of it.
    pub remaining: Option<u64>,
    /// The time until all of it is there again.
    pub reset: Option<Duration>,
}

impl RateLimits {
    /// Reads the headers that a service has for them.
    pub(crate) fn of(headers: &HeaderMap, service: &Service) -> Self {
        let value = |name: Option<&str>| headers.get(name?)?.to_str().ok().map(str::trim);
        let limit = |of: &RateLimitHeaders| RateLimit {
            limit: value(of.limit).and_then(|text| text.parse().ok()),
            remaining: value(of.remaining).and_then(|text| text.parse().ok()),
            reset: value(of.reset).and_then(parse_duration),
        };
        Self(service.rate_limits.iter().map(|of| (of.name, limit(of))).collect())
    }

    /// Returns the limit of that name; one without values, if the service has
    /// none of that name.
    pub fn get(&self, name: &str) -> RateLimit {
        self.0.iter().find(|(known, _)| *known == name).map_or_else(Default::default, |(_, it)| *it)
    }

    /// Returns all limits that the service has, with their names.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, RateLimit)> {
        self.0.iter().copied()
    }
}

/// Reads `6m0s`, `1h2m3.5s`, `20ms`, or a bare number of seconds.
fn parse_duration(text: &str) -> Option<Duration> {
    let mut rest = text;
    let mut seconds = 0.0;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let (number, tail) = rest.split_at(digits);
        let unit = tail.find(|c: char| c.is_ascii_digit()).unwrap_or(tail.len());
        let (unit, tail) = tail.split_at(unit);
        seconds += number.parse::<f64>().ok()? * unit_seconds(unit)?;
        rest = tail;
    }
    (!text.is_empty()).then(|| Duration::try_from_secs_f64(seconds).ok()).flatten()
}

fn unit_seconds(unit: &str) -> Option<f64> {
    Some(match unit {
        "d" => 86_400.0,
        "h" => 3_600.0,
        "m" => 60.0,
        "" | "s" => 1.0,
        "ms" => 1e-3,
        "us" | "µs" => 1e-6,
        "ns" => 1e-9,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reset_times_are_read() {
        assert_eq!(parse_duration("6m0s"), Some(Duration::from_secs(360)));
        assert_eq!(parse_duration("1h2m3.5s"), Some(Duration::from_millis(3_723_500)));
        assert_eq!(parse_duration("20ms"), Some(Duration::from_millis(20)));
        assert_eq!(parse_duration("1"), Some(Duration::from_secs(1)));
        for wrong in ["", "s", "soon", "1x", "-1s", "1.2.3s", "9e99"] {
            assert_eq!(parse_duration(wrong), None, "{wrong}");
        }
    }
}
