//! The server's account of its own failure.

use std::iter;

use reqwest::StatusCode;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use self::words::{
    errors_of, field, followed, get, message, own, said, said_by_fields, said_by_names,
    says_something, text, told_after,
};
use super::decode;
use super::framer::Framer;
use super::frames::Framing;
use super::records::RS;
use super::refusal::is_truthy;
use super::xml::Xml;

pub(crate) mod bare;
mod words;

/// The server's own words about a request that it failed or refused.
///
/// Servers, and the proxies before them, put these into many shapes; whatever
/// the body is, [`Error::body`](super::Error::body) has it as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApiError {
    /// The HTTP status. It is a success when the error came as an event of a
    /// stream that had begun, or in the place of an answer.
    pub status: StatusCode,
    /// The kind that the status stands for.
    pub kind: ApiErrorKind,
    /// The server's words for what went wrong, or a body that is plain text; empty if it
    /// gives none.
    pub message: String,
    /// The service's code for it, or else its class by name. A numeric code is given as text.
    pub code: Option<String>,
    /// The service's name for the class of error.
    pub r#type: Option<String>,
    /// The request parameter at fault.
    pub param: Option<String>,
}

/// The kinds of [`ApiError`], by status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ApiErrorKind {
    /// 400: the request is wrong.
    BadRequest,
    /// 401: no key, or not a valid one.
    Authentication,
    /// 403: the key does not allow this.
    Permission,
    /// 404: there is no such thing.
    NotFound,
    /// 409: another change came in between.
    Conflict,
    /// 422: the request is well-formed and makes no sense.
    Unprocessable,
    /// 429: too many requests, or a quota is used up.
    RateLimit,
    /// 500 and above: the server failed.
    Server,
    /// Any other status.
    Other,
}

impl From<StatusCode> for ApiErrorKind {
    fn from(status: StatusCode) -> Self {
        match status.as_u16() {
            400 => Self::BadRequest,
            401 => Self::Authentication,
            403 => Self::Permission,
            404 => Self::NotFound,
            409 => Self::Conflict,
            422 => Self::Unprocessable,
            429 => Self::RateLimit,
            500.. => Self::Server,
            _ => Self::Other,
        }
    }
}

impl ApiError {
    /// Makes an error of which only the status is known.
    fn new(status: StatusCode) -> Self {
        Self {
            status,
            kind: status.into(),
            message: String::new(),
            code: None,
            r#type: None,
            param: None,
        }
    }

    /// Reads what a body says; from one that says nothing only the status is
    /// taken.
    pub(crate) fn read(status: StatusCode, body: &[u8]) -> Self {
        let mut error = Self::new(status);
        match decode::read(body) {
            Ok(Value::Object(object)) => error.fill(&object),
            Ok(Value::Array(list)) => error.fill_first(&list),
            Ok(Value::String(text)) => match serde_json::from_str(&text) {
                Ok(Value::Object(object)) => error.fill(&object),
                _ => error.message = text.trim().to_owned(),
            },
            Ok(_) => {}
            Err(_) => error.fill_from(body),
        }
        error
    }

    /// Takes what a body says that is not JSON alone: an item of a stream, XML, or plain text.
    fn fill_from(&mut self, body: &[u8]) {
        let text = String::from_utf8_lossy(body);
        let text = trimmed(&text);
        if let Some(object) = event(text).or_else(|| item(text)) {
            return self.fill(&object);
        }
        let Some(xml) = Xml::of(text) else {
            self.message = plain(text).unwrap_or_default().to_owned();
            return;
        };
        let first = |names: &[&str]| names.iter().find_map(|name| xml.text(name));
        let messages = ["Message", "message", "detail", "title", "faultstring"];
        self.message = first(&messages).unwrap_or_default();
        self.code = first(&["Code", "code", "faultcode"]);
        self.r#type = first(&["Type", "type"]);
    }

    /// Takes what the errors in an object say, or else what it does itself.
    fn fill(&mut self, object: &Map<String, Value>) {
        let inside = get(object, "error").filter(|error| error.is_object() || error.is_array());
        let errors = get(object, "errors");
        let by_names = errors.and_then(Value::as_object).and_then(said_by_names);
        let listed = errors_of(object);
        if self.message.is_empty() && inside.is_none() {
            let told = listed.and_then(|errors| told_after(own(object, errors), errors));
            self.message = told.unwrap_or_default();
        }
        let is_by_fields = listed.is_some_and(|errors| errors.iter().any(|it| field(it).is_some()));
        if is_by_fields {
            let objects = listed.into_iter().flatten().filter_map(Value::as_object);
            self.identify(|names| objects.clone().find_map(|error| first_text(error, names)));
        }
        let errors = errors.filter(|_| by_names.is_none());
        let inner = INNER.map(|name| get(object, name));
        let listed = errors.filter(|errors| !(is_by_fields && errors.is_array()));
        inside.into_iter().chain(listed).for_each(|inner| self.fill_by(inner));
        inner.into_iter().flatten().for_each(|inner| self.fill_by(inner));
        self.identify(|names| first_text(object, names));
        self.classify(object);
        if self.message.is_empty() {
            let found = message(object, said)
                .or_else(|| message(object, |value| said_by_fields(value.as_object()?)))
                .or_else(|| message(object, text));
            let errors = || errors.filter(|errors| errors.is_string()).and_then(text);
            let by_fields = || said_by_fields(object).filter(|_| by_names.is_none());
            self.message = found.or_else(errors).or_else(by_fields).unwrap_or_default();
        }
        if let Some(Value::String(name)) = get(object, "error").filter(|name| says_something(name))
        {
            self.name(name, get(object, "errordescription").is_some());
        }
        if let Some(by_names) = by_names {
            self.message = followed(&self.message, by_names);
        }
        // What wraps an error says it at last.
        let mut wrapped = WRAPPERS.iter().filter_map(|name| get(object, name)?.as_object());
        while self.message.is_empty()
            && let Some(inner) = wrapped.next()
        {
            self.fill(inner);
        }
    }

    /// Takes what an error says, or the first of several.
    fn fill_by(&mut self, inner: &Value) {
        match inner {
            Value::Object(inner) => self.fill(inner),
            Value::Array(list) => self.fill_first(list),
            _ => {}
        }
    }

    /// Takes the code, the type and the parameter that are not known yet, by what is said under
    /// one of their names.
    fn identify(&mut self, said: impl Fn(&[&str]) -> Option<String>) {
        for (own, names) in [
            (&mut self.code, &CODES[..]),
            (&mut self.r#type, &["type", "errortype", "category"]),
            (&mut self.param, &["param", "field"]),
        ] {
            *own = own.take().or_else(|| said(names));
        }
    }

    /// Takes a code that stands deeper, or the class of an error for one; and the class that
    /// stands beside a status.
    fn classify(&mut self, object: &Map<String, Value>) {
        let mut more =
            ["extensions", "detail"].iter().filter_map(|name| get(object, name)?.as_object());
        self.code = self.code.take().or_else(|| more.find_map(|more| first_text(more, &CODES)));
        if self.code.is_none() && CODES.iter().all(|name| get(object, name).is_none()) {
            self.code = get(object, "type").and_then(Value::as_str).and_then(as_code);
        }
        let is_status = get(object, "code").is_some_and(Value::is_number);
        let status = get(object, "status").and_then(Value::as_str).filter(|_| is_status);
        let is_class = |name: &&str| {
            name.starts_with(|c: char| c.is_ascii_uppercase())
                && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
        };
        let class = || status.filter(is_class).map(str::to_owned);
        self.r#type = self.r#type.take().or_else(class);
    }

    /// Takes what several errors say, and the code, the type and the parameter of the first
    /// one that says something.
    fn fill_first(&mut self, list: &[Value]) {
        if self.message.is_empty() {
            self.message = told_after(None, list).unwrap_or_default();
        }
        match list.iter().find(|error| says_something(error)) {
            Some(Value::Object(first)) => self.fill(first),
            Some(Value::String(first)) if self.message.is_empty() => {
                self.message.clone_from(first);
            }
            _ => {}
        }
    }

    /// Takes an `error` that is a text: the message, if there is no other, or
    /// else the name of the error, which of OAuth is a code. So is one that is no words.
    fn name(&mut self, name: &str, is_code: bool) {
        let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        match (self.message.is_empty(), is_code) {
            (true, _) => {
                self.message = name.to_owned();
                if name.contains('_') && name.bytes().all(is_word) {
                    self.code.get_or_insert_with(|| name.to_owned());
                }
            }
            (false, true) => _ = self.code.get_or_insert_with(|| name.to_owned()),
            (false, false) => _ = self.r#type.get_or_insert_with(|| name.to_owned()),
        }
    }
}

/// The end of the last event of a text.
const END: &[u8] = b"\n\n";

/// Removes what is no text around a text.
fn trimmed(text: &str) -> &str {
    text.trim_matches('\u{feff}').trim()
}

/// Reads the event that is the error, where a text is an event stream: one that says so, or else
/// the first with a message.
fn event(text: &str) -> Option<Map<String, Value>> {
    if Framing::Events.shows(text.as_bytes()) != Some(true) {
        return None;
    }
    let mut framer = Framer::new(text.len() + END.len());
    framer.push(text.as_bytes());
    framer.push(END);
    telling(iter::from_fn(|| match framer.advance() {
        Ok(true) => Some((framer.name() == b"error", decode::read(framer.data()))),
        _ => None,
    }))
}

/// Reads the item that is the error, where a text is objects of JSON one after another, each
/// behind a character RS (RFC 7464) or not: as [`event`].
fn item(text: &str) -> Option<Map<String, Value>> {
    let texts = text.split(char::from(RS)).flat_map(|text| {
        serde_json::Deserializer::from_str(text).into_iter::<&RawValue>().map_while(Result::ok)
    });
    telling(texts.map(|json| (false, decode::read(json.get().as_bytes()))))
}

/// Finds the object that is the error: one that is said to be, or says so itself, or else the
/// first with a message.
fn telling(
    items: impl Iterator<Item = (bool, serde_json::Result<Value>)>,
) -> Option<Map<String, Value>> {
    let mut objects = Vec::new();
    for (is_error, item) in items {
        let Ok(Value::Object(object)) = item else { continue };
        if is_error || object.get("error").is_some_and(is_truthy) {
            return Some(object);
        }
        objects.push(object);
    }
    let has_message = |object: &Map<String, Value>| {
        let mut error = ApiError::new(StatusCode::OK);
        error.fill(object);
        !error.message.is_empty()
    };
    let said = objects.iter().position(has_message).unwrap_or_default();
    objects.into_iter().nth(said)
}

/// Returns a text that is plain: no markup, no JSON that is cut off, no bytes.
fn plain(text: &str) -> Option<&str> {
    let is_plain = !text.starts_with(['<', '{', '[', '"'])
        && !text.contains(|c: char| c.is_control() && !c.is_whitespace());
    is_plain.then_some(text)
}

/// The properties that hold errors of some services alone: of gateways, of OData, and of
/// FHIR.
const INNER: [&str; 3] = ["fault", "odata.error", "issue"];

/// The properties that errors are wrapped in, beside the head of an answer.
const WRAPPERS: [&str; 5] = ["status", "meta", "data", "result", "response"];

/// The properties that are codes, as [`get`] takes them: those of most services, and of
/// SCIM.
const CODES: [&str; 4] = ["code", "errorcode", "errcode", "scimtype"];

/// Returns the first text that an object has under one of these names.
fn first_text(object: &Map<String, Value>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| text(get(object, name)?))
}

/// Returns the name of a class of errors, where it stands for a code: no address (RFC 9457),
/// without its namespace and the address behind it, and not `error`, which says nothing.
fn as_code(name: &str) -> Option<String> {
    let name = name.split_once(":http").map_or(name, |(name, _)| name);
    let is_name = !name.contains([':', '/', ' ']);
    let name = name.rsplit('#').next().unwrap_or_default();
    (is_name && !name.is_empty() && name != "error").then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> (String, Option<String>) {
        let error = ApiError::read(StatusCode::BAD_REQUEST, body.as_bytes());
        (error.message, error.code)
    }

    /// A list of errors by fields has the code, the type and the parameter as any other.
    #[test]
    fn errors_by_fields_have_codes() {
        for body in [
            r#"{"errors":[{"field":"a","message":"m","errorCode":"c","type":"t","param":"p"}]}"#,
            r#"{"errors":[{"Field":"a","Message":"m","Code":"c","Type":"t","Param":"p"}]}"#,
        ] {
            let error = ApiError::read(StatusCode::BAD_REQUEST, body.as_bytes());
            let has = [error.code, error.r#type, error.param].map(Option::unwrap_or_default);
            assert_eq!(has, ["c", "t", "p"], "{body}");
            assert!(error.message.contains('m'), "{body}: {}", error.message);
        }
    }

    #[test]
    fn every_shape_of_body_is_understood() {
        let both = ("m".to_owned(), Some("7".to_owned()));
        for body in [
            r#"{"error":{"message":"m","code":7}}"#,
            r#"{"message":"m","code":"7"}"#,
            r#"{"error":"m","code":7}"#,
            r#"[{"error":{"message":"m","code":7}}]"#,
            r#"[{"message":"m","code":7},{"message":"m"}]"#,
            r#"{"success":false,"errors":[{"code":7,"message":"m"},{"code":8}]}"#,
            r#"{"error":[{"code":7,"message":"m"}]}"#,
            r#"{"errors":["m"],"code":7}"#,
            r#"{"error":"7","error_description":"m"}"#,
            r#"{"code":7,"details":"m"}"#,
            r#"{"code":7,"detail":["m"]}"#,
            r#"{"code":7,"detail":[{"loc":[],"msg":"m"}]}"#,
            r#"{"code":7,"detail":{"message":"m"}}"#,
            r#"{"code":7,"type":"about:blank","title":"m","status":400}"#,
            r#"{"code":7,"title":"t","detail":"m"}"#,
            r#"{"error":true,"message":"m","code":7}"#,
            r#"{"error":{"code":7},"message":"m"}"#,
            r#"{"error":{"message":"","code":""},"message":"m","code":7}"#,
            r#"{"message":"","detail":"m","code":7}"#,
            r#"{"message":[],"detail":[""],"details":{"msg":" "},"title":"m","code":7}"#,
            r#"{"detail":[{"msg":""},{"msg":"m"}],"code":7}"#,
            r#"{"error":[],"errors":[{},{"message":"m","code":7}]}"#,
            r#"{"error":"","errors":["","m"],"code":7}"#,
            r#"{"error":{"message":"m"},"errors":["other"],"code":7}"#,
            r#"{"Message":"m","Code":"7"}"#,
            r#"{"errorMessage":"m","errorCode":7}"#,
            r#"{"errorMessages":["m"],"errors":{},"code":7}"#,
            r#"{"fault":{"faultstring":"m"},"code":7}"#,
            r#"{"error":{"reason":"m"},"code":7}"#,
            r#"{"ok":false,"error_code":7,"description":"m"}"#,
            r#"{"error_code":7,"error_msg":"m"}"#,
            r#"{"errcode":7,"errmsg":"m"}"#,
            r#"{"errors":{"code":"7","message":"m"}}"#,
            r#"{"Error":{"Code":"7","Message":"m"}}"#,
            r#"{"error":{"errorMessage":"m","code":7}}"#,
            r#"{"error":{"error_description":"m"},"code":7}"#,
            r#"{"error":{"errors":["m"]},"code":7}"#,
            r#"{"error":{"param":"p","details":["m"]},"code":7}"#,
            r#"{"Error":"7","errorDescription":"m"}"#,
            r#"{"fault":{"faultstring":"m","detail":{"errorcode":"7"}}}"#,
            r#"{"detail":{"message":"m","code":7}}"#,
            r#"{"type":"error","error":{"type":"7","message":"m"},"request_id":"r"}"#,
            r#"{"error":{"root_cause":[{"type":"8"}],"type":"7","reason":"m"},"status":404}"#,
            r#"{"__type":"com.example#7","message":"m"}"#,
            r#"<?xml version="1.0"?><Error><Code>7</Code><Message>m</Message><Key>k</Key></Error>"#,
            r#"<ErrorResponse xmlns="x"><Error><Type>Sender</Type><Code>7</Code><Message>m</Message></Error></ErrorResponse>"#,
            r#"<problem><title>t</title><detail>m</detail><code>7</code></problem>"#,
            "data: {\"error\":{\"message\":\"m\",\"code\":7}}\n\ndata: [DONE]\n\n",
            ": hello\r\nevent: error\r\nid: 1\r\ndata:{\"message\":\"m\",\"code\":\"7\"}\r\n\r\n",
            "event: ping\ndata: {\"type\":\"ping\"}\n\nevent: error\ndata: {\"message\":\"m\",\ndata: \"code\":7}\n\ndata: {}\n\n",
            "data: {\"type\":\"ping\"}\n\ndata: {\"error\":{\"message\":\"m\",\"code\":7}}",
            "data: {\"message\":\"m\",\"code\":7}\n\nevent: done\ndata: {\"error\":\"\"}\n\ndata: \"[DONE]\"\n\n",
            "\u{1e}{\"error\":{\"message\":\"m\",\"code\":7}}\n\u{1e}{\"error\":\"x\"}\n",
            "{\"message\":\"m\",\"code\":7}\n{\"done\":true}\n",
            r#"{"error":{"code":"7","message":{"lang":"en","value":"m"}}}"#,
            r#"{"odata.error":{"code":"7","message":{"lang":"en","value":"m"}}}"#,
            r#"{"resourceType":"OperationOutcome","issue":[{"code":"7","diagnostics":"m"}]}"#,
            r#"{"issue":[{"severity":"error","code":"7","details":{"text":"m"}}]}"#,
            r#"{"errors":"m","code":7}"#,
            r#"{"errors":[{"message":"m","extensions":{"code":"7"}}],"data":null}"#,
            r#"{"detail":"m","scimType":"7","status":"400"}"#,
        ] {
            assert_eq!(read(body), both, "{body}");
        }
        assert_eq!(read(r#"{"detail":[{"msg":"a"},{"msg":"b"}]}"#).0, "a; b");
        let places = r#"{"detail":[{"loc":["body","pets",0],"msg":"a"},{"msg":"b"}]}"#;
        assert_eq!(read(places).0, "body.pets.0: a; b");
        for (body, message) in [
            (
                r#"{"errors":{"id":["taken"],"name":["short","bad"]}}"#,
                "id: taken; name: short, bad",
            ),
            (r#"{"title":"Not valid.","errors":{"title":["short"]}}"#, "Not valid: title: short"),
            (r#"{"errorMessages":[],"errors":{"name":"short"}}"#, "name: short"),
            (r#"{"message":"m","errors":{"name":[{"code":1}]}}"#, "m"),
            (r#"{"error":"Failed:","errors":{"name":["short"]}}"#, "Failed: name: short"),
            (r#"{"errors":{"a":[],"b":null,"c":"","name":["short"]}}"#, "name: short"),
            (r#"{"errors":{"type":"t"}}"#, ""),
            (
                r#"{"message":"Not valid.","errors":[{"field":"a","message":"bad"},{"field":"b","message":"odd"}]}"#,
                "Not valid: a: bad; b: odd",
            ),
            (r#"{"errors":[{"path":"a","message":"bad"}]}"#, "a: bad"),
            // A problem (RFC 9457) says what went wrong, and its errors where.
            (
                r##"{"title":"T","detail":"D","errors":[{"pointer":"#/a","detail":"b"}]}"##,
                "D: #/a: b",
            ),
            (r#"{"title":"T","detail":"D.","errors":[{"detail":"b"},{"detail":"c"}]}"#, "D: b; c"),
            (
                r#"{"detail":"Validation failed","errors":["name too short"]}"#,
                "Validation failed: name too short",
            ),
            (r#"{"detail":" D. ","errors":["",{"code":7},"b"]}"#, "D: b"),
            // Errors that say the same are not told again.
            (r#"{"detail":"Name too short.","errors":["name too short"]}"#, "Name too short."),
            (
                r##"{"detail":"It is bad.","errors":[{"pointer":"#/a","detail":"Is bad."},"b d"]}"##,
                "It is bad: b d",
            ),
            (r#"{"detail":"D","errors":[{"code":7}]}"#, "D"),
            (r#"{"detail":"D","errors":[{"detail":"E","errors":["b"]}]}"#, "D: E"),
            (r##"{"title":"T","errors":[{"pointer":"#/a","detail":"b"}]}"##, "T: #/a: b"),
            (r##"{"detail":"","errors":[{"pointer":"#/a","detail":"b"}]}"##, "#/a: b"),
            (r#"{"title":"T","errors":[{"detail":"b"}]}"#, "b"),
            // Errors by fields are told all the same, and so is an error inside.
            (r#"{"detail":"D","errors":[{"field":"a","message":"b"}]}"#, "D: a: b"),
            (r#"{"detail":"D","errors":{"a":["b"]}}"#, "D: a: b"),
            (r#"{"detail":"D","errors":[]}"#, "D"),
            (r#"{"error":{"message":"m"},"detail":"D","errors":["b"]}"#, "m"),
            (r#"{"detail":{"a":1},"errors":["b"]}"#, "b"),
            (r#"{"message":"m","errors":[{"field":"a","code":"c"}]}"#, "m: a: c"),
            (r#"{"errors":[{"field":"a","message":"bad"},{"message":"m"}]}"#, "a: bad; m"),
            (r#"{"errors":[{"path":["a",0],"message":"m"}]}"#, "m"),
            (r#"{"name":["Required."],"tags":["a","b"]}"#, "name: Required.; tags: a, b"),
            (r#"{"non_field_errors":["Not so."]}"#, "Not so."),
            (r#"{"name":["a"],"status":"no"}"#, ""),
            (r#"{"names":[1]}"#, ""),
        ] {
            assert_eq!(read(body).0, message, "{body}");
        }
        for (letters, follow) in [(200, true), (201, false)] {
            let errors = "é".repeat(letters);
            let message = if follow { format!("D: {errors}") } else { "D".to_owned() };
            assert_eq!(read(&format!(r#"{{"detail":"D","errors":["{errors}"]}}"#)).0, message);
        }
        assert_eq!(read(r#"{"detail":[1]}"#), ("[1]".to_owned(), None));
        assert_eq!(read(r#"{"message":{"text":"no"}}"#).0, "no");
        assert_eq!(read(r#"{"message":{"why":"no"}}"#).0, r#"{"why":"no"}"#);
        for (body, message) in [
            (" no such\tthing\r\n", "no such\tthing"),
            ("\u{feff}no", "no"),
            (r#""just text""#, "just text"),
        ] {
            assert_eq!(read(body), (message.to_owned(), None), "{body}");
        }
        for other in
            ["<?xml version='1.0'?><E/>", "{\"a\":", "[1", "\"a", "7", "true", "a\0b", r#"" ""#]
        {
            assert_eq!(read(other).0, "", "{other}");
        }
        let empty = [r#"{"error":null}"#, r#"{"errors":[]}"#, r#"{"error":{"message":""}}"#];
        for other in ["", "[]", "[[]]", "<html>", "null"].into_iter().chain(empty) {
            assert_eq!(read(other), (String::new(), None), "{other}");
        }
    }

    /// Bodies in the ways of services, each with the message, the code, the type and the parameter
    /// that it has.
    #[test]
    fn errors_are_told_as_people_would_read_them() {
        for (body, wanted) in [
            // What is said of all goes before what is said of each, and each is told once.
            (
                r#"{"error":{"code":403,"message":"No scope.","errors":[{"message":"Forbidden"}],"status":"PERMISSION_DENIED"}}"#,
                ["No scope: Forbidden", "403", "PERMISSION_DENIED", ""],
            ),
            (r#"{"code":3,"message":"m","status":"a"}"#, ["m", "3", "", ""]),
            (r#"{"message":"m","status":"FAILED"}"#, ["m", "", "", ""]),
            (
                r#"{"message":"Not valid","errors":[{"resource":"R","field":"t","code":"missing"}]}"#,
                ["Not valid: t: missing", "missing", "", "t"],
            ),
            (
                r#"{"message":"Not valid","errors":[{"resource":"R","code":"c","message":"none"}]}"#,
                ["Not valid: none", "c", "", ""],
            ),
            (r#"{"errors":["a is empty","b is bad"]}"#, ["a is empty; b is bad", "", "", ""]),
            (r#"[{"message":"a","errorCode":"c"},{"message":"b"}]"#, ["a; b", "c", "", ""]),
            (r#"{"error":["a","a","b"]}"#, ["a; b", "", "", ""]),
            (
                r#"{"errors":[{"message":"bad","field":"a","help":null},{"message":"b","field":null}]}"#,
                ["a: bad; b", "", "", "a"],
            ),
            (
                r#"{"errors":[{"detail":"bad","code":"c","source":{"pointer":"/a"}},{"title":"b","source":{"parameter":"p"}}]}"#,
                ["/a: bad; p: b", "c", "", ""],
            ),
            (
                r#"{"name":"N_A","message":"m","details":[{"field":"/a","issue":"i","description":"d"}]}"#,
                ["m: /a: d", "", "", "/a"],
            ),
            (
                r#"{"error":{"code":"c","message":"m","details":[{"code":"d","target":"t","message":"n"}]}}"#,
                ["m: n", "c", "", ""],
            ),
            (
                r#"{"title":"T","violations":[{"propertyPath":"a","message":"b"}]}"#,
                ["T: a: b", "", "", ""],
            ),
            (
                r#"{"error":{"issues":[{"path":["a"],"message":"m"}],"name":"E"}}"#,
                ["m", "", "", ""],
            ),
            (r#"{"errors":[{"instancePath":"/a","message":"m"}]}"#, ["/a: m", "", "", ""]),
            (
                r#"{"message":"m","error":"Bad","errors":[{"field":"a","defaultMessage":"b","code":"c"}]}"#,
                ["m: a: b", "c", "Bad", "a"],
            ),
            // Details that are no errors are not told.
            (r#"{"message":"m","details":["a"]}"#, ["m", "", "", ""]),
            (r#"{"message":"m","details":[{"reason":{"a":1}}]}"#, ["m", "", "", ""]),
            // By names, in objects and lists of these too.
            (
                r#"{"a":["bad"],"b":{"c":["odd"]},"d":[{},{"e":["no"]}],"f":{"non_field_errors":["g"]}}"#,
                ["a: bad; b.c: odd; d[1].e: no; f: g", "", "", ""],
            ),
            (r#"{"errors":{"json":{"a":["bad"]}},"code":422}"#, ["json.a: bad", "422", "", ""]),
            (
                r#"{"code":1,"message":"m","errors":{"a":{"_errors":[{"code":"c","message":"bad"}]}}}"#,
                ["m: a: bad", "1", "", ""],
            ),
            (r#"{"message":{"a":["bad","odd"],"b":["no"]}}"#, ["a: bad, odd; b: no", "", "", ""]),
            (
                r#"{"message":{"detail":[{"loc":["body","a"],"msg":"m"}]},"type":"t"}"#,
                ["body.a: m", "t", "t", ""],
            ),
            (r#"{"a":["bad"],"b":{"c":1}}"#, ["", "", "", ""]),
            // Other names of the same.
            (r#"{"errorCode":"E1","errorSummary":"m"}"#, ["m", "E1", "", ""]),
            (r#"{"errorMessage":"m","errorType":"t"}"#, ["m", "", "t", ""]),
            (r#"{"status":"error","message":"m","category":"t"}"#, ["m", "", "t", ""]),
            (r#"{"exception":"E","status":500}"#, ["E", "", "", ""]),
            // An error within what usually holds the answer.
            (r#"{"status":{"code":7,"message":"m"}}"#, ["m", "7", "", ""]),
            (r#"{"meta":{"code":7,"errorDetail":"m"},"response":{}}"#, ["m", "7", "", ""]),
            (r#"{"data":{"error":"m"},"success":false}"#, ["m", "", "", ""]),
            (r#"{"message":"m","data":{"type":"t","message":"n"}}"#, ["m", "", "", ""]),
            // JSON in a text.
            (r#""{\"message\":\"m\",\"code\":\"c\"}""#, ["m", "c", "", ""]),
            // A name that is no words is a code.
            (r#"{"ok":false,"error":"not_found"}"#, ["not_found", "not_found", "", ""]),
            (r#"{"error":"invalid"}"#, ["invalid", "", "", ""]),
            (r#"{"error":"no such_thing"}"#, ["no such_thing", "", "", ""]),
            // An address is no code.
            (
                r##"{"type":"https://a.test/rfc9110#section-15.5.1","title":"t"}"##,
                ["t", "", "https://a.test/rfc9110#section-15.5.1", ""],
            ),
            (
                r#"{"__type":"a.b#NotFound:http://a.test/c/","message":"m"}"#,
                ["m", "NotFound", "a.b#NotFound:http://a.test/c/", ""],
            ),
            (
                "<E:Envelope><E:Body><E:Fault><faultcode>E:Server</faultcode><faultstring>m</faultstring></E:Fault></E:Body></E:Envelope>",
                ["m", "E:Server", "", ""],
            ),
        ] {
            let error = ApiError::read(StatusCode::BAD_REQUEST, body.as_bytes());
            let has = [error.code, error.r#type, error.param].map(Option::unwrap_or_default);
            assert_eq!([&error.message, &has[0], &has[1], &has[2]], wanted, "{body}");
        }
        let many = |name: &str| {
            let errors = (0..900).map(|n| format!(r#"{{{name}"message":"error {n:04}"}}"#));
            let errors = errors.collect::<Vec<_>>().join(",");
            read(&format!(r#"{{"message":"m","errors":[{errors}]}}"#)).0
        };
        assert_eq!(many("").matches("error").count(), 16);
        assert_eq!(many(r#""field":"f","#).matches("f: error").count(), 266);
        // A name that stands before each of many is not told with all of them.
        let name = "n".repeat(100_000);
        let names = (0..9000).map(|n| format!(r#""a{n}":["b"]"#)).collect::<Vec<_>>().join(",");
        let long = format!(r#"{{"errors":{{"{name}":{{{names}}}}}}}"#);
        assert!(read(&long).0.len() < 2 * name.len());
    }

    #[test]
    fn a_class_of_errors_stands_for_a_code_where_there_is_none() {
        let code = |body: &str| read(body).1;
        let some = |code: &str| Some(code.to_owned());
        assert_eq!(code(r#"{"type":"overloaded","message":"m"}"#), some("overloaded"));
        assert_eq!(
            code(r#"{"errors":[{"field":"a","message":"m","code":"c"}],"code":7}"#),
            some("c")
        );
        assert_eq!(code(r#"{"code":300,"errors":[{"field":"a","message":"m"}]}"#), some("300"));
        for body in [
            r#"{"error":{"message":"m","type":"t","code":null}}"#,
            r#"{"type":"error","message":"m"}"#,
            r#"{"type":"about:blank","title":"m"}"#,
            r#"{"type":"/errors/t","title":"m"}"#,
            r#"{"type":7,"message":"m"}"#,
        ] {
            assert_eq!(code(body), None, "{body}");
        }
    }

    #[test]
    fn an_error_that_is_a_text_is_a_message_or_a_name() {
        let read = |body: &str| {
            let error = ApiError::read(StatusCode::BAD_REQUEST, body.as_bytes());
            (error.message, error.code, error.r#type)
        };
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(read(r#"{"error":"a"}"#), ("a".to_owned(), None, None));
        assert_eq!(read(r#"{"error":"","message":"a"}"#), ("a".to_owned(), None, None));
        let named = r#"{"error":"Bad Request","message":"a","code":"c"}"#;
        assert_eq!(read(named), ("a".to_owned(), text("c"), text("Bad Request")));
        let oauth = r#"{"error":"invalid_client","error_description":"a"}"#;
        assert_eq!(read(oauth), ("a".to_owned(), text("invalid_client"), None));
    }
}
