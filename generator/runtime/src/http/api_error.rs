//! The server's account of its own failure.

use reqwest::StatusCode;
use serde_json::{Map, Value};

use super::decode;
use super::xml::Xml;

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
    /// Reads what a body says; from one that says nothing only the status is
    /// taken.
    pub(crate) fn read(status: StatusCode, body: &[u8]) -> Self {
        let mut error = Self {
            status,
            kind: status.into(),
            message: String::new(),
            code: None,
            r#type: None,
            param: None,
        };
        match decode::read(body) {
            Ok(Value::Object(object)) => error.fill(&object),
            Ok(Value::Array(list)) => error.fill_first(&list),
            Ok(Value::String(text)) => error.message = text.trim().to_owned(),
            Ok(_) => {}
            Err(_) => error.fill_from(body),
        }
        error
    }

    /// Takes what a body says that is no JSON: XML, or plain text.
    fn fill_from(&mut self, body: &[u8]) {
        let Some(text) = text_of(body) else { return };
        let Some(xml) = Xml::of(text) else {
            self.message = words(text).unwrap_or_default().to_owned();
            return;
        };
        let first = |names: &[&str]| names.iter().find_map(|name| xml.text(name));
        self.message = first(&["Message", "message", "detail", "title"]).unwrap_or_default();
        self.code = first(&["Code", "code"]);
        self.r#type = first(&["Type", "type"]);
    }

    /// Takes what the errors in an object say, or else what it does itself.
    fn fill(&mut self, object: &Map<String, Value>) {
        let errors = get(object, "errors");
        let detail = detail_of_problem(object);
        let fields = errors.and_then(said_of_fields).filter(|_| detail.is_none());
        if let Some(detail) = detail.filter(|_| self.message.is_empty()) {
            self.message = detail;
        }
        if fields.is_some() {
            let list = errors.and_then(Value::as_array).into_iter().flatten();
            let objects = list.filter_map(Value::as_object);
            self.identify(|names| objects.clone().find_map(|error| first_text(error, names)));
        }
        let errors = errors.filter(|_| fields.is_none());
        let inner = INNER.map(|name| get(object, name));
        for inner in [get(object, "error"), errors].into_iter().chain(inner).flatten() {
            match inner {
                Value::Object(inner) => self.fill(inner),
                Value::Array(list) => self.fill_first(list),
                _ => {}
            }
        }
        self.identify(|names| first_text(object, names));
        let mut more =
            ["extensions", "detail"].iter().filter_map(|name| get(object, name)?.as_object());
        self.code = self.code.take().or_else(|| more.find_map(|more| first_text(more, &CODES)));
        if self.code.is_none() && CODES.iter().all(|name| get(object, name).is_none()) {
            self.code = get(object, "type").and_then(Value::as_str).and_then(as_code);
        }
        if self.message.is_empty() {
            let found = message(object, said).or_else(|| message(object, text));
            let errors = || errors.filter(|errors| errors.is_string()).and_then(text);
            let found = found.or_else(errors).or_else(|| said_by_fields(object));
            self.message = found.unwrap_or_default();
        }
        if let Some(Value::String(name)) = get(object, "error").filter(|name| says_something(name))
        {
            self.name(name, get(object, "errordescription").is_some());
        }
        if let Some(fields) = fields {
            self.message = followed(&self.message, fields);
        }
    }

    /// Takes the code, the type and the parameter that are not known yet, by what is said under
    /// one of their names.
    fn identify(&mut self, said: impl Fn(&[&str]) -> Option<String>) {
        for (own, names) in [
            (&mut self.code, &CODES[..]),
            (&mut self.r#type, &["type"]),
            (&mut self.param, &["param"]),
        ] {
            *own = own.take().or_else(|| said(names));
        }
    }

    /// Takes what the first of several errors says that says something.
    fn fill_first(&mut self, list: &[Value]) {
        match list.iter().find(|error| says_something(error)) {
            Some(Value::Object(first)) => self.fill(first),
            Some(Value::String(first)) if self.message.is_empty() => {
                self.message.clone_from(first);
            }
            _ => {}
        }
    }

    /// Takes an `error` that is a text: the message, if there is no other, or
    /// else the name of the error, which of OAuth is a code.
    fn name(&mut self, name: &str, is_code: bool) {
        match (self.message.is_empty(), is_code) {
            (true, _) => self.message = name.to_owned(),
            (false, true) => _ = self.code.get_or_insert_with(|| name.to_owned()),
            (false, false) => _ = self.r#type.get_or_insert_with(|| name.to_owned()),
        }
    }
}

/// Returns the text of a body, if it is text.
fn text_of(body: &[u8]) -> Option<&str> {
    Some(str::from_utf8(body).ok()?.trim_matches('\u{feff}').trim())
}

/// Returns a text that is plain: no markup, no JSON that is cut off, no bytes.
fn words(text: &str) -> Option<&str> {
    let is_plain = !text.starts_with(['<', '{', '[', '"'])
        && !text.contains(|c: char| c.is_control() && !c.is_whitespace());
    is_plain.then_some(text)
}

/// The properties that hold errors of some services alone: of gateways, of OData, and of
/// FHIR.
const INNER: [&str; 3] = ["fault", "odata.error", "issue"];

/// The properties that are codes, as [`get`] takes them: those of most services, and of
/// SCIM.
const CODES: [&str; 3] = ["code", "errorcode", "scimtype"];

/// The properties that say what went wrong, the best first, as [`get`] takes them:
/// those of most services, of OAuth (RFC 6749), of problem details (RFC 9457), and of
/// gateways.
const MESSAGES: [&str; 12] = [
    "message",
    "errordescription",
    "detail",
    "diagnostics",
    "details",
    "msg",
    "errormessage",
    "errormessages",
    "faultstring",
    "reason",
    "description",
    "title",
];

/// Returns the best of what an object says went wrong.
fn message(object: &Map<String, Value>, said: fn(&Value) -> Option<String>) -> Option<String> {
    MESSAGES.iter().find_map(|name| said(get(object, name)?))
}

/// Returns a property by its name in lower case and without `_`, however it is written.
fn get<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    let is_it = |(key, _): &(&String, &Value)| {
        key.chars().filter(|c| *c != '_').flat_map(char::to_lowercase).eq(name.chars())
    };
    object.get(name).or_else(|| object.iter().find(is_it).map(|(_, value)| value))
}

/// Returns the first text that an object has under one of these names.
fn first_text(object: &Map<String, Value>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| text(get(object, name)?))
}

/// Returns the name of a class of errors, where it stands for a code: no address (RFC 9457),
/// without its namespace, and not `error`, which says nothing.
fn as_code(name: &str) -> Option<String> {
    let name = name.rsplit('#').next().unwrap_or_default();
    (!name.is_empty() && name != "error" && !name.contains([':', '/', ' ']))
        .then(|| name.to_owned())
}

/// Gives the text of errors that stand by the names of fields, or name theirs:
/// `name: too short`.
fn said_of_fields(errors: &Value) -> Option<String> {
    if let Value::Array(errors) = errors {
        let errors = errors.iter().filter(|error| says_something(error));
        let texts: Option<Vec<String>> = errors.map(said_of_field).collect();
        return texts.filter(|texts| !texts.is_empty()).map(|texts| texts.join("; "));
    }
    let errors = errors.as_object()?;
    let is_known = |name: &&str| get(errors, name).is_some_and(Value::is_string);
    if ["code", "errorcode", "type"].iter().chain(&MESSAGES).any(is_known) {
        return None;
    }
    joined(errors, |field, value| {
        let texts = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        Some(format!("{field}: {}", listed(texts)?))
    })
}

/// The properties by which an error of a list names its field.
const FIELDS: [&str; 3] = ["field", "property", "path"];

/// The longest text of errors, in letters, that follows what a problem says itself.
const LONGEST_FOLLOWING: usize = 200;

/// Returns what a problem (RFC 9457) says itself, where it lists errors that name no fields;
/// what these say that it does not follows, if it is short.
fn detail_of_problem(object: &Map<String, Value>) -> Option<String> {
    let errors = get(object, "errors")?.as_array().filter(|errors| !errors.is_empty())?;
    let names_field = |error: &Value| {
        let error = error.as_object();
        error.is_some_and(|error| FIELDS.iter().any(|name| get(error, name).is_some()))
    };
    let is_inside = get(object, "error").is_some_and(|error| error.is_object() || error.is_array());
    let detail = get(object, "detail")?.as_str().filter(|detail| !detail.trim().is_empty());
    let detail = detail.filter(|_| !is_inside && !errors.iter().any(names_field))?.trim();
    let told = detail.to_lowercase();
    let more = errors.iter().filter_map(|error| {
        let text = said_by(error)?;
        let is_told = told.contains(text.to_lowercase().trim().trim_end_matches('.'));
        (!is_told).then(|| said_of_field(error).unwrap_or(text))
    });
    let more = more.collect::<Vec<_>>().join("; ");
    Some(match more.chars().count() {
        1..=LONGEST_FOLLOWING => followed(detail, more),
        _ => detail.to_owned(),
    })
}

/// Joins a message and what is said of its errors.
fn followed(message: &str, errors: String) -> String {
    match message.trim_end_matches(['.', ':']) {
        "" => errors,
        message => format!("{message}: {errors}"),
    }
}

/// Gives the text of an error that names its field, or points at it (RFC 9457).
fn said_of_field(error: &Value) -> Option<String> {
    let error = error.as_object()?;
    let mut names = FIELDS.iter().chain(&["pointer"]);
    let field = names.find_map(|name| get(error, name)?.as_str())?;
    Some(format!("{field}: {}", message(error, said)?))
}

/// Gives the text of an object that has nothing but lists of errors by the names of fields;
/// those of none of these stand by themselves.
fn said_by_fields(object: &Map<String, Value>) -> Option<String> {
    joined(object, |field, errors| {
        let errors = listed(errors.as_array()?)?;
        Some(match field {
            "non_field_errors" | "__all__" => errors,
            field => format!("{field}: {errors}"),
        })
    })
}

/// Joins the texts of the fields that say something; none if one of them has no text.
fn joined(
    fields: &Map<String, Value>,
    text: impl Fn(&str, &Value) -> Option<String>,
) -> Option<String> {
    let fields = fields.iter().filter(|(_, value)| says_something(value));
    let texts: Option<Vec<String>> = fields.map(|(field, value)| text(field, value)).collect();
    texts.filter(|texts| !texts.is_empty()).map(|texts| texts.join("; "))
}

/// Lists texts; none if one of the values is something else.
fn listed(values: &[Value]) -> Option<String> {
    let texts: Option<Vec<&str>> = values.iter().map(Value::as_str).collect();
    texts.map(|texts| texts.join(", "))
}

/// Gives the text of a property for people: its own, or that of the errors that it
/// lists.
fn said(value: &Value) -> Option<String> {
    let inner = match value {
        Value::Array(items) => {
            let items = items.iter().filter(|item| says_something(item));
            items.map(said_by).collect::<Option<Vec<_>>>()
        }
        other => said_by(other).map(|text| vec![text]),
    };
    inner.map(|texts| texts.join("; ")).filter(|text| !text.is_empty())
}

/// The text of one error.
fn said_by(value: &Value) -> Option<String> {
    match value {
        Value::String(_) => text(value),
        Value::Object(object) => {
            let text = message(object, said_by).or_else(|| {
                // A text with its language, or in several forms.
                ["text", "value"].iter().find_map(|name| said_by(get(object, name)?))
            })?;
            Some(match object.get("loc").and_then(place) {
                Some(place) => format!("{place}: {text}"),
                None => text,
            })
        }
        _ => None,
    }
}

/// The place that an error names by its steps: `body.name`.
fn place(steps: &Value) -> Option<String> {
    let steps: Option<Vec<String>> = steps.as_array()?.iter().map(text).collect();
    steps.filter(|steps| !steps.is_empty()).map(|steps| steps.join("."))
}

/// A value as text: a string itself, anything else as its JSON.
fn text(value: &Value) -> Option<String> {
    match value {
        empty if !says_something(empty) => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// Tells a value with something in it from an empty one, which must not hide
/// what is said elsewhere.
fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(items) => items.iter().any(says_something),
        Value::Object(entries) => entries.values().any(says_something),
        Value::Bool(_) | Value::Number(_) => true,
    }
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
            r#"[{"message":"m","code":7},{"message":"n"}]"#,
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
            r#"{"errors":{"code":"7","message":"m"}}"#,
            r#"{"Error":{"Code":"7","Message":"m"}}"#,
            r#"{"error":{"errorMessage":"m","code":7}}"#,
            r#"{"error":{"error_description":"m"},"code":7}"#,
            r#"{"error":{"errors":["m","n"]},"code":7}"#,
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
            (r#"{"message":"m","errors":[{"field":"a","code":"c"}]}"#, "m"),
            (r#"{"errors":[{"field":"a","message":"bad"},{"message":"m"}]}"#, "bad"),
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
