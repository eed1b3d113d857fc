//! Errors in the place of what was asked for.
//!
//! Servers, and more so gateways, send errors with the status of a success, and in streams that
//! have begun. An answer or an event is one
//!
//! - that says `error`, and of what is required has nothing, or only null, or `false`
//!   (`"ok": false`) that is no arm of a union;
//! - that says `error` in words, and something of what is required is not there, or null;
//! - that has nothing of what is required, and a message beside a code;
//! - whose `error` is an object beside the version of JSON-RPC, without a `result`;
//! - that is one of these in a list of one;
//! - that is one of these for each of the arms of a union that are objects;
//! - whose `error` has nothing of what a map of objects leads to, and no other property has.
//!
//! A whole answer may also say `errors`, or that it is no success, or say it by its content type.
//! An event is one, too, whose `error` is an object with a message, whatever else it has; with
//! `errors` in the place of all that is required; or of nothing but a message. A property that the
//! document declares says nothing of this.
//!
//! An answer that has other properties, and none of those that are declared, is of
//! something else.

use std::fmt;
use std::sync::LazyLock;

use bytes::Bytes;
use memchr::memmem::{self, Finder};
use reqwest::StatusCode;
use reqwest::header::{ACCEPT_ENCODING, HeaderMap};
use serde::de::{DeserializeOwned, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::answer::{Answer, BodyKind};
use super::api_error::ApiError;
use super::api_error::bare::{Bare, may_have_message};
use super::beyond::Object;
use super::call::Call;
use super::error::{Error, ErrorKind};
use super::media::{admits, essence, is_concrete, is_json, listed};
use super::response::Head;
use super::text::Excerpt;
use super::{charset, coding, decode};
use crate::value::{Key, Shape};

/// The property that says it.
const ERROR: &str = "error";

/// Tells whether a property of an answer says that it is an error.
fn says_error(name: &str, value: &Value) -> bool {
    match name {
        ERROR | "errors" => is_truthy(value),
        _ => *value == Value::Bool(false),
    }
}

/// Reads the answer to a call as JSON, unless it is an error for all its
/// status.
///
/// # Errors
///
/// [`ErrorKind::Api`](super::ErrorKind::Api) with what the server says, or
/// [`ErrorKind::Decode`](super::ErrorKind::Decode).
#[doc(hidden)]
pub fn decode_answer<T: DeserializeOwned>(status: StatusCode, body: &[u8]) -> Result<T, Error> {
    let mut decoded = decode::json(body);
    if let Some(error) = instead_of_json(Shape::of::<T>(), status, body, decoded.is_ok()) {
        decoded = Err(error);
    }
    decoded
}

/// Returns the error that an answer in JSON is for all its status, by the shape of what was
/// asked for.
fn instead_of_json(
    shape: Shape,
    status: StatusCode,
    body: &[u8],
    is_decoded: bool,
) -> Option<Error> {
    let is_error = if shape.is_union() {
        is_union_error(body, shape, is_decoded)
    } else if is_decoded && !shape.is_known() {
        // Of any JSON, an error is as good a value as another.
        shape.entry().is_some_and(|entry| is_map_of_error(body, entry))
    } else if shape.entry().is_some_and(|entry| has_entry(body, entry)) {
        // An entry of a map that is malformed, or stands beside one, is no error.
        false
    } else {
        match Said::of_answer(body, shape) {
            Some(said) if said.is_error(shape) => true,
            Some(said) if said.is_foreign() && is_bare_answer(body, shape) => true,
            Some(said) if said.is_foreign() && is_decoded => return foreign(shape, body),
            Some(_) => false,
            None => !is_decoded && shape.is_known() && is_list_of_one(body),
        }
    };
    is_error.then(|| answered(status, body))
}

/// Tells whether a map leads by `error` to what no entry is, and to no entry otherwise.
fn is_map_of_error(body: &[u8], entry: Shape) -> bool {
    let is_error = |value: &RawValue| {
        decode::read(value.get().as_bytes()).is_ok_and(|error| is_truthy(&error))
    };
    let says_error = |Object(map): &Object<'_>| {
        map.iter().rfind(|(name, _)| name == ERROR).is_some_and(|(_, error)| is_error(error))
    };
    mentions_error(body).next().is_some()
        && with_map(body, |map| says_error(map) && !map.0.iter().any(|it| is_entry(it.1, entry)))
}

/// Tells whether a map leads to objects alone, one of which has a property of its entries. What
/// it has under `error` is none of these: an error may have such a property.
fn has_entry(body: &[u8], entry: Shape) -> bool {
    with_map(body, |Object(map)| {
        map.iter().all(|(_, value)| value.get().starts_with(['{', 'n']))
            && map.iter().any(|(name, value)| name != ERROR && is_entry(value, entry))
    })
}

fn is_entry(value: &RawValue, entry: Shape) -> bool {
    serde_json::from_str::<Object<'_>>(value.get())
        .is_ok_and(|Object(object)| object.iter().any(|(name, _)| entry.declares(name)))
}

/// Tells whether JSON is an object of which something is true.
fn with_map(body: &[u8], is_true: impl Fn(&Object<'_>) -> bool) -> bool {
    let json = decode::without_mark(body);
    match serde_json::from_slice::<Object<'_>>(json) {
        Ok(map) => is_true(&map),
        Err(_) => decode::mended(json).is_some_and(|json| {
            serde_json::from_slice::<Object<'_>>(&json).is_ok_and(|map| is_true(&map))
        }),
    }
}

/// Tells whether an answer is an error for each of the arms of a union.
fn is_union_error(body: &[u8], shape: Shape, is_decoded: bool) -> bool {
    let mentions_error = mentions_error(body).next().is_some();
    let arms = shape.arms();
    // Nearly all answers begin with something of an arm.
    if !mentions_error && arms.iter().any(|arm| begins_with_result(body, *arm)) {
        return false;
    }
    // Made once: they take longer to make than to find nothing.
    static FINDERS: LazyLock<[Finder<'static>; 2]> =
        LazyLock::new(|| ["\"success\"", "\"ok\""].map(Finder::new));
    let mentions_failure = || FINDERS.iter().any(|finder| finder.find(body).is_some());
    let may_say_so = mentions_error || mentions_failure() || may_have_message(body);
    let is_error = |arm: Shape| match Said::of_answer(body, arm) {
        // Of any JSON, an error is as good a value as another.
        _ if is_decoded && !arm.is_known() => false,
        Some(said) => said.is_error(arm) || said.is_foreign() && is_bare_answer(body, arm),
        None => !is_decoded && arm.is_known() && is_list_of_one(body),
    };
    may_say_so && arms.into_iter().all(is_error)
}

/// Tells whether an answer has nothing of what is required, and a message beside a code. A
/// message alone may be an answer of another kind.
fn is_bare_answer(body: &[u8], shape: Shape) -> bool {
    shape.requires() && may_have_message(body) && bare(body, shape) == Some(Bare::Coded)
}

/// Returns the error of an answer that has nothing of what is declared, where something is
/// required.
fn foreign(shape: Shape, body: &[u8]) -> Option<Error> {
    let message = format!("nothing of `{}` is in it: {}", shape.requiring()?, Excerpt(body));
    Some(Error::decode(message, None, Bytes::copy_from_slice(body)))
}

/// Tells whether an answer has nothing of what is declared, where something is required, and is
/// no error.
pub(crate) fn is_foreign<T: DeserializeOwned>(body: &[u8]) -> bool {
    let shape = Shape::of::<T>();
    shape.requiring().is_some()
        && Said::of_answer(body, shape)
            .is_some_and(|said| said.is_foreign() && !said.is_error(shape))
}

/// Reads nothing of an answer, of which nothing is expected, but whether it is an error.
pub(crate) fn unless_error(status: StatusCode, body: &[u8]) -> Result<(), Error> {
    if is_refusal(body, Shape::default()) { Err(answered(status, body)) } else { Ok(()) }
}

fn answered(status: StatusCode, body: &[u8]) -> Error {
    Error::answered(ApiError::read(status, body), Bytes::copy_from_slice(body))
}

fn is_refusal(body: &[u8], shape: Shape) -> bool {
    Said::of_answer(body, shape).is_some_and(|said| said.is_error(shape))
}

/// Tells whether a body is a list of nothing but an error, where an object is expected.
fn is_list_of_one(body: &[u8]) -> bool {
    decode::read::<[Value; 1]>(body).is_ok_and(|[only]| only.get(ERROR).is_some_and(is_truthy))
}

/// Tells whether JSON is an error by itself, where no JSON is expected.
pub(crate) fn is_error(json: &[u8]) -> bool {
    Said::of_event(json, Shape::default()).is_some_and(|said| said.error)
}

/// Tells whether an answer may be none of the text or the bytes that a call accepts, by
/// its head.
pub(crate) fn is_suspect(head: &Head, call: &Call) -> bool {
    coding_problem(head, call).is_some() || is_json_instead(head, call)
}

/// Returns the error of an answer that is none of the text or the bytes that a call
/// accepts: the server's, or that of a coding which the caller has not asked for.
pub(crate) fn instead_of_bytes(head: &Head, body: &Bytes, call: &Call) -> Option<Error> {
    if let Some(problem) = coding_problem(head, call) {
        return Some(Error::new(ErrorKind::Decode, problem).with_body(body.clone()));
    }
    is_json_instead(head, call).then(|| error_in(head, body, is_error)).flatten()
}

/// Returns the error of an answer that is none of the text that a value of the call asks for. The
/// content types that the operation answers with are those of its other answers, too.
pub(crate) fn instead_of_text(head: &Head, body: &Bytes, call: &Call) -> Option<Error> {
    let says_json = || head.content_type().is_some_and(is_json);
    instead_of_bytes(head, body, call)
        .or_else(|| says_json().then(|| error_in(head, body, is_error)).flatten())
}

/// Returns the server's error that a body is by some rule, in whatever charset.
fn error_in(head: &Head, body: &Bytes, is_error: fn(&[u8]) -> bool) -> Option<Error> {
    let json = charset::in_utf8(&head.headers, body);
    is_error(&json).then(|| Error::answered(ApiError::read(head.status, &json), body.clone()))
}

fn coding_problem(head: &Head, call: &Call) -> Option<String> {
    let asks = |headers: &HeaderMap| headers.contains_key(ACCEPT_ENCODING);
    let is_asked_for = asks(call.client().headers()) || asks(&call.context().options.headers);
    coding::problem(&head.headers).filter(|_| !is_asked_for)
}

/// Returns the server's error in the place of an answer that is text or bytes by its status, and
/// no JSON. What the call accepts may be JSON for another status.
pub(crate) fn instead_of_answer<A: Answer>(head: &Head, body: &Bytes, _: &Call) -> Option<Error> {
    let is_other = || matches!(A::body_kind(head.status), BodyKind::Text | BodyKind::Bytes);
    let is_json = head.content_type().is_some_and(is_json);
    (is_json && is_other()).then(|| error_in(head, body, is_error)).flatten()
}

/// Tells whether the server says that it has sent JSON, and the call accepts none.
fn is_json_instead(head: &Head, call: &Call) -> bool {
    head.content_type().filter(|content| is_json(content)).is_some_and(|content| {
        let may_be_json =
            |kind: &str| is_json(kind) || (!is_concrete(kind) && admits(kind, content));
        call.accept().is_some_and(|kinds| !listed(kinds).any(may_be_json))
    })
}

/// Tells whether an answer is an account of a problem (RFC 9457) by its content type, and
/// the call accepts none.
pub(crate) fn is_problem(head: &Head, call: &Call) -> bool {
    let is_problem = |kind: &&str| {
        let essence = essence(kind);
        let problems = ["application/problem+json", "application/problem+xml"];
        problems.iter().any(|problem| essence.eq_ignore_ascii_case(problem))
    };
    let is_accepted =
        |kind: &str| listed(call.accept().unwrap_or_default()).any(|range| admits(range, kind));
    head.content_type().filter(is_problem).is_some_and(|kind| !is_accepted(kind))
}

/// Returns the server's error that comes in the place of a stream, or at its end without
/// a field, in whatever charset.
pub(crate) fn instead_of_a_stream(head: &Head, body: &Bytes) -> Option<Error> {
    error_in(head, body, is_error_alone)
}

/// Tells whether JSON is an error by itself, where no JSON is expected and nothing else than
/// an error would come.
pub(crate) fn is_error_alone(json: &[u8]) -> bool {
    is_error(json) || is_bare_error(json, Shape::default())
}

/// Tells whether the data of an event without a name is an error. It is one by
/// the rule for answers, even if it is broken; where its `object` is `error`,
/// or its `type` is the name that errors have; or where it has a message in the place of all
/// that is required, of a union beside a code: it may keep objects that have nothing of an arm.
pub(crate) fn is_event_error(data: &[u8], error_name: &str, shape: Shape) -> bool {
    let is_coded = |arm: Shape| !begins_with_result(data, arm) && is_bare_answer(data, arm);
    says_event_error(data, error_name, shape)
        || match shape.is_union() {
            true => may_have_message(data) && shape.arms().into_iter().all(is_coded),
            false => shape.requires() && is_bare_error(data, shape),
        }
}

/// Tells whether an object has nothing of what is required, and says what went wrong by a
/// message.
fn is_bare_error(json: &[u8], shape: Shape) -> bool {
    if begins_with_result(json, shape) || !may_have_message(json) {
        return false;
    }
    bare(json, shape).is_some()
}

/// Finds what went wrong by the words of an object that has nothing of what is required.
fn bare(json: &[u8], shape: Shape) -> Option<Bare> {
    let Ok(Value::Object(object)) = decode::read(json) else { return None };
    let is_nothing = |(name, value): (&String, &Value)| match value {
        Value::Null => true,
        Value::Bool(false) => !shape.is_told_by(name),
        _ => !shape.is_made_by(name),
    };
    let has_nothing = object.iter().all(is_nothing);
    has_nothing.then(|| Bare::of(object, |name| shape.declares(name))).flatten()
}

/// Tells whether the first property is one that is required, as nearly always.
fn begins_with_result(json: &[u8], shape: Shape) -> bool {
    let first = || {
        let json = json.trim_ascii_start().strip_prefix(b"{")?;
        let json = json.trim_ascii_start().strip_prefix(b"\"")?;
        let (name, value) = json.split_at(memchr::memchr(b'"', json)?);
        let value = value[1..].trim_ascii_start().strip_prefix(b":")?.trim_ascii_start();
        Some((str::from_utf8(name).ok()?, value))
    };
    first().is_some_and(|(name, value)| {
        let is_nothing = value.starts_with(b"null") || value.starts_with(b"false");
        shape.is_made_by(name) && !is_nothing
    })
}

/// Tells whether an event is an error by its own words.
fn says_event_error(data: &[u8], error_name: &str, shape: Shape) -> bool {
    let may_be_named =
        || !error_name.is_empty() && memmem::find(data, error_name.as_bytes()).is_some();
    if mentions_error(data).next().is_none() && (error_name.starts_with(ERROR) || !may_be_named()) {
        return false;
    }
    let is_error = |arm: Shape| match Said::of_event(data, arm) {
        Some(said) => {
            said.is_error(arm)
                || said.object.is_some_and(|object| object == ERROR)
                || said.r#type.is_some_and(|it| !error_name.is_empty() && it == error_name)
        }
        None => {
            !arm.declares(ERROR)
                && (begins_with_error(data) || arm.is_known() && is_list_of_one(data))
        }
    };
    match shape.is_union() {
        true => shape.arms().into_iter().all(is_error),
        false => is_error(shape),
    }
}

/// Finds what follows `"error` in JSON, which may be more of a name.
fn mentions_error(json: &[u8]) -> impl Iterator<Item = &[u8]> {
    const QUOTED: &str = "\"error";
    // Made once: it takes longer to make than to find nothing in an event.
    static FINDER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(QUOTED));
    FINDER.find_iter(json).map(|at| &json[at + QUOTED.len()..])
}

/// Tells whether JSON begins with `{"error": …`, and not null.
fn begins_with_error(mut data: &[u8]) -> bool {
    for token in ["{", "\"error\"", ":"] {
        match data.trim_ascii_start().strip_prefix(token.as_bytes()) {
            Some(rest) => data = rest,
            None => return false,
        }
    }
    !data.trim_ascii_start().starts_with(b"null")
}

/// The properties by which an object says that it is an error or a result.
#[derive(Default)]
struct Said {
    /// It has an `error` that is one: no null, `false`, zero or anything empty; or says so
    /// otherwise, if it is a whole answer.
    error: bool,
    /// Its `error` has words.
    words: bool,
    /// It is an event whose `error` is an object with a message, beside whatever else there is.
    failure: bool,
    /// It has the version of JSON-RPC.
    rpc: bool,
    /// It has a `result` that is not null.
    rpc_result: bool,
    /// Its `error` is an object with something in it.
    object_error: bool,
    /// It has something of what was asked for.
    result: bool,
    /// It has a property that is declared.
    declared: bool,
    /// It has a property that is not, and does not only say how it went.
    other: bool,
    /// The number of properties that are needed and not null.
    needed: usize,
    object: Option<Value>,
    r#type: Option<Value>,
}

impl Said {
    /// Reads what a whole answer says. Something of what was asked for ends the reading
    /// without a result, unless an `error` may be beside it.
    fn of_answer(json: &[u8], shape: Shape) -> Option<Self> {
        let is_beside = || mentions_error(json).any(|rest| rest.starts_with(b"\""));
        let is_needed =
            || shape.needed().next().is_some() || memmem::find(json, br#""jsonrpc""#).is_some();
        let is_whole = !shape.declares(ERROR) && is_beside() && is_needed();
        // Nearly all answers begin with something of what was asked for.
        if !is_whole && begins_with_result(json, shape) {
            return None;
        }
        Self::by(json, Reader { shape, is_event: false, is_whole })
    }

    /// Reads what an event says.
    fn of_event(json: &[u8], shape: Shape) -> Option<Self> {
        Self::by(json, Reader { shape, is_event: true, is_whole: true })
    }

    /// Tells whether it is an error, and not what was asked for.
    fn is_error(&self, shape: Shape) -> bool {
        self.failure
            || self.rpc && self.object_error && !self.rpc_result
            || self.error && !self.result
            || self.words && self.needed < shape.needed().count()
    }

    /// Tells whether it is an object of something else.
    fn is_foreign(&self) -> bool {
        self.other && !self.declared
    }

    /// Reads them from JSON; `None` if it is no object, or is broken.
    fn by(json: &[u8], reader: Reader) -> Option<Self> {
        let json = decode::without_mark(json);
        let read = |json| serde_json::Deserializer::from_slice(json).deserialize_map(reader);
        match read(json) {
            Err(error) if error.is_syntax() => read(&decode::mended(json)?).ok(),
            said => said.ok(),
        }
    }
}

/// Reads an object for what it says of itself.
#[derive(Clone, Copy)]
struct Reader {
    shape: Shape,
    /// True for an event, of which no property but `error`, and `errors` in the place of what
    /// is required, says that it is one.
    is_event: bool,
    /// True if it is read to its end; otherwise the reader fails at something of what was
    /// asked for, since that is no error.
    is_whole: bool,
}

impl Reader {
    /// Tells whether a property can say that it is an error: of an event only `error`, and
    /// errors that stand in the place of what is required.
    fn takes(&self, name: &str, value: &Value) -> bool {
        let is_list = name == "errors" && (value.is_array() || value.is_object());
        !self.is_event || name == ERROR || is_list && self.shape.requiring().is_some()
    }
}

impl<'de> Visitor<'de> for Reader {
    type Value = Said;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Said, A::Error> {
        let mut said = Said::default();
        while let Some(Key(key)) = map.next_key()? {
            let is_declared = self.shape.declares(&key);
            said.declared |= is_declared;
            said.rpc |= key == "jsonrpc";
            let is_needed = self.shape.needs(&key);
            let is_asked_for = self.shape.is_made_by(&key);
            match &*key {
                ERROR | "errors" | "ok" | "success" if !is_declared => {
                    let value = map.next_value()?;
                    said.error |= says_error(&key, &value) && self.takes(&key, &value);
                    said.words |= key == ERROR && has_words(&value);
                    said.object_error |=
                        key == ERROR && value.as_object().is_some_and(|it| !it.is_empty());
                    said.failure |= key == ERROR
                        && self.is_event
                        && self.shape.is_closed()
                        && value.is_object()
                        && has_words(&value);
                }
                name @ ("object" | "type") => {
                    let value = map.next_value::<Value>()?;
                    said.result |= is_asked_for && !value.is_null();
                    said.other |= !is_declared;
                    said.needed += usize::from(is_needed && !value.is_null());
                    let place = if name == "object" { &mut said.object } else { &mut said.r#type };
                    *place = Some(value);
                }
                // `false` says that what was asked for is not so, unless it tells arms of a union
                // apart, and null that it is not there. Anything else is something, and ends the
                // reading by an error.
                _ if is_asked_for && !self.is_whole => {
                    let said_so = map.next_value::<Option<bool>>()?;
                    said.result |= said_so.is_some_and(|it| it || self.shape.is_told_by(&key));
                }
                _ if is_asked_for => {
                    let value = map.next_value::<&RawValue>()?.get();
                    let is_false = value == "false" && !self.shape.is_told_by(&key);
                    said.result |= value != "null" && !is_false;
                    said.needed += usize::from(is_needed && value != "null");
                    said.rpc_result |= key == "result" && value != "null";
                }
                "result" => {
                    said.rpc_result = map.next_value::<&RawValue>()?.get() != "null";
                    said.other |= !is_declared;
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    said.other |= !is_declared;
                }
            }
            if said.result && !self.is_whole {
                return Err(A::Error::custom("no error"));
            }
        }
        Ok(said)
    }
}

/// Tells whether an error says what went wrong.
fn has_words(error: &Value) -> bool {
    let words = error.get("message").unwrap_or(error).as_str();
    words.is_some_and(|words| !words.trim().is_empty())
}

pub(super) fn is_truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(value) => *value,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(entries) => !entries.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_without_a_name_is_known_by_its_data() {
        let is_error =
            |data: &str, name: &str| is_event_error(data.as_bytes(), name, Shape::default());
        for error in [
            r#"{"error":{"code":0}}"#,
            r#"{ "error" : "x" }"#,
            r#"{"error":{"message":"m"}"#,
            r#"{"status":500,"error":{"code":1}}"#,
            r#"{"object":"error","message":"m"}"#,
            r#"{"type":"failure","message":"m"}"#,
        ] {
            assert!(is_error(error, "failure"), "{error}");
        }
        for other in [
            "",
            "{",
            "[1]",
            "error",
            r#"{"error":null}"#,
            r#"{"error":false}"#,
            r#"{"error":""}"#,
            r#"{"error":[]}"#,
            r#"{"error":{}}"#,
            r#"{"error":0}"#,
            r#"{"errors":1}"#,
            r#"{"object":7}"#,
        ] {
            assert!(!is_error(other, "failure"), "{other}");
        }
        assert!(!is_error(r#"{"type":"","errors":0}"#, ""));
    }

    #[derive(serde::Deserialize)]
    #[allow(dead_code, reason = "its shape is what is tested")]
    struct Percent {
        percent: u8,
    }

    #[test]
    fn an_error_has_nothing_of_what_is_required() {
        let is_error = |data: &str| is_refusal(data.as_bytes(), Shape::of::<Percent>());
        for error in [
            r#"{"error":"x"}"#,
            r#"{"percent":null,"error":"x"}"#,
            r#"{"a":[],"error":{"code":1}}"#,
            "\u{feff}{\"error\":1}",
        ] {
            assert!(is_error(error), "{error}");
        }
        for error in [
            r#"{"errors":[{"message":"x"}]}"#,
            r#"{"success":false,"message":"x"}"#,
            r#"{"ok":false}"#,
        ] {
            assert!(is_error(error), "{error}");
        }
        for other in [
            r#"{"error":"x","percent":1}"#,
            r#"{"percent":null,"error":null}"#,
            r#"{"a":1}"#,
            r#"{"errors":[],"success":true,"ok":null}"#,
            r#"{"errors":["x"],"percent":1}"#,
            r#"{"success":false,"percent":1}"#,
        ] {
            assert!(!is_error(other), "{other}");
        }
    }
}
