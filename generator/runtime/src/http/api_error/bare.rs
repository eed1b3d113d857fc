//! Errors that say no `error`: a message alone, or beside a code.

use memchr::memmem;
use serde_json::{Map, Value};

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

/// The ends of all names of messages and titles, as they are written.
const ENDS: [&str; 7] =
    ["essage\"", "etail\"", "msg\"", "escription\"", "essages\"", "aultstring\"", "itle\""];

/// The codes that say that nothing went wrong.
const SUCCESSES: [&str; 5] = ["0", "200", "ok", "success", ""];

/// Tells whether JSON may have a message.
pub(crate) fn may_have_message(json: &[u8]) -> bool {
    ENDS.iter().any(|end| memmem::find(json, end.as_bytes()).is_some())
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
        object: &Map<String, Value>,
        is_declared: impl Fn(&str) -> bool,
    ) -> Option<Self> {
        let own: Map<String, Value> = object
            .iter()
            .filter(|(name, _)| !is_declared(name))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        let is_words = |value: &Value| match value {
            // An object may be a message of a conversation.
            Value::String(_) | Value::Array(_) => said(value).is_some(),
            _ => false,
        };
        let has = |name: &str, is: &dyn Fn(&Value) -> bool| get(&own, name).is_some_and(is);
        if has("error", &|_| true) {
            return None;
        }
        let is_status = |value: &Value| value.as_u64().is_some_and(|it| (400..600).contains(&it));
        let status = ["status", "statuscode"].iter().any(|name| has(name, &is_status));
        let messages = MESSAGES.iter().filter(|name| has(name, &is_words)).count();
        let others = || object.values().filter(|value| says_something(value)).count() - messages;
        let is_code = |value: &Value| match value {
            Value::Null => true,
            Value::Number(code) => {
                !code.as_i64().is_some_and(|it| it == 0 || (200..400).contains(&it))
            }
            Value::String(code) => !SUCCESSES.iter().any(|it| code.eq_ignore_ascii_case(it)),
            _ => false,
        };
        let is_class = |value: &Value| {
            let name = value.as_str().unwrap_or_default().to_ascii_lowercase();
            name.contains("error") || name.contains("exception")
        };
        // A problem (RFC 9457) may have no more than its title.
        if messages == 0 {
            return (status && has("title", &is_words)).then_some(Self::Coded);
        }
        let is_coded = status
            || ["code", "errorcode", "errcode", "param"].iter().any(|name| has(name, &is_code))
            || ["type", "errortype", "status"].iter().any(|name| has(name, &is_class));
        match is_coded {
            true => Some(Self::Coded),
            false => (others() == 0).then_some(Self::Alone),
        }
    }
}
