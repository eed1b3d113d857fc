//! Errors that say no `error`: a message alone, or beside a code.

use std::sync::LazyLock;

use memchr::memmem::Finder;
use serde_json::{Map, Value};

use super::CODES;
use super::words::{get, said, says_something};

/// The properties by which errors say what went wrong, as [`get`] takes them, and hardly
/// anything else says something.
const MESSAGES: [&str; 9] = [
    "message",
    "detail",
    "msg",
    "errordescription",
    "errormessage",
    "errormessages",
    "errormsg",
    "errmsg",
    "faultstring",
];

/// The ends of all names of messages and titles, in small letters and in camel case.
const ENDS: [&str; 7] =
    ["essage\"", "etail\"", "sg\"", "escription\"", "essages\"", "tring\"", "itle\""];

/// The codes that say that nothing went wrong.
const SUCCESSES: [&str; 6] = ["ok", "success", "none", "no_error", "noerror", ""];

/// Tells whether JSON may have a message.
pub(crate) fn may_have_message(json: &[u8]) -> bool {
    // Made once: each takes longer to make than to find nothing in an event.
    static FINDERS: LazyLock<[Finder<'static>; 7]> = LazyLock::new(|| ENDS.map(Finder::new));
    FINDERS.iter().any(|finder| finder.find(json).is_some())
}

/// Tells whether a code says that something went wrong.
fn is_code(value: &Value) -> bool {
    let is_success = |code: f64| code == 0.0 || (200.0..400.0).contains(&code);
    match value {
        Value::Number(code) => !code.as_f64().is_some_and(is_success),
        Value::String(code) => {
            let word = code.trim();
            let is_word = || SUCCESSES.iter().any(|it| word.eq_ignore_ascii_case(it));
            // As `200 OK` and `200-OK`.
            let digits = word.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
            !digits.parse().map_or_else(|_| is_word(), is_success)
        }
        _ => false,
    }
}

/// The way in which an object says what went wrong and no `error`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bare {
    /// By a message, and a code, a status of errors or their class beside it.
    Coded,
    /// By a message and nothing else.
    Alone,
}

impl Bare {
    /// Reads what an object says; what is declared says nothing of this.
    pub(crate) fn of(
        mut object: Map<String, Value>,
        is_declared: impl Fn(&str) -> bool,
    ) -> Option<Self> {
        let everything = object.values().filter(|value| says_something(value)).count();
        object.retain(|name, _| !is_declared(name));
        let is_words = |value: &Value| match value {
            // An object may be a message of a conversation.
            Value::String(_) | Value::Array(_) => said(value).is_some(),
            _ => false,
        };
        let has = |name: &str, is: &dyn Fn(&Value) -> bool| get(&object, name).is_some_and(is);
        if has("error", &|_| true) {
            return None;
        }
        let is_status = |value: &Value| value.as_u64().is_some_and(|it| (400..600).contains(&it));
        let status = ["status", "statuscode"].iter().any(|name| has(name, &is_status));
        let messages = MESSAGES.iter().filter(|name| has(name, &is_words)).count();
        let is_class = |value: &Value| {
            let name = value.as_str().unwrap_or_default().to_ascii_lowercase();
            is_code(value) && (name.contains("error") || name.contains("exception"))
        };
        // A problem (RFC 9457) may have no more than its title.
        if messages == 0 {
            return (status && has("title", &is_words)).then_some(Self::Coded);
        }
        let is_coded = status
            || CODES.iter().chain(&["param"]).any(|name| has(name, &is_code))
            || ["type", "errortype", "status"].iter().any(|name| has(name, &is_class));
        match is_coded {
            true => Some(Self::Coded),
            false => (everything == messages).then_some(Self::Alone),
        }
    }
}
