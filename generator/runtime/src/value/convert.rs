//! The conversion of what was read into what is sent.

use std::fmt;

use serde::de::{Deserialize, DeserializeOwned};
use serde::ser::Serialize;
use serde_json::{Number, Value};

use super::JsonNumber;
use super::buffered::from_value;
use super::extra::unwritten;

/// Makes of what was read a value of another type that is sent, if nothing of it would
/// be lost: a message of an answer that of the next request, say. Properties that the
/// document does not declare (`extra`) stay behind, since many servers refuse what they
/// do not know; [`convert_with_extra`] carries them.
///
/// ```
/// use openapi_loom_runtime::{convert, object};
///
/// object! {
///     /// What was read.
///     #[extra(extra)]
///     pub struct Said {
///         /// By whom.
///         #[wire(corrected = "role")]
///         pub role: String,
///         /// When.
///         #[wire(optional = "at")]
///         pub at: Option<i64>,
///     }
/// }
///
/// object! {
///     /// What is sent.
///     pub struct Turn {
///         /// Whose it is.
///         #[wire(required = "role")]
///         pub role: String,
///     }
/// }
///
/// # use openapi_loom_runtime::serde_json::{self, json};
/// let read = |json| serde_json::from_value::<Said>(json).unwrap();
/// let turn: Turn = convert(&read(json!({"role": "user", "undeclared": 1}))).unwrap();
/// assert_eq!(turn.role, "user");
/// let error = convert::<Turn>(&read(json!({"role": "user", "at": 7}))).unwrap_err();
/// assert_eq!(error.to_string(), "`at` would be lost: it has no place in `Turn`");
/// ```
///
/// # Errors
///
/// Fails if the other type requires what is not there, has something else in its place,
/// or has no place for something that is not undeclared, and neither null nor an empty list
/// or object.
pub fn convert<T: Serialize + DeserializeOwned>(
    value: &(impl Serialize + ?Sized),
) -> Result<T, ConversionError> {
    unwritten(|| through(value))
}

/// Does as [`convert`] with the properties that the document does not declare, where the other
/// type has a place for them.
///
/// # Errors
///
/// As [`convert`]; such a property without a place is one.
pub fn convert_with_extra<T: Serialize + DeserializeOwned>(
    value: &(impl Serialize + ?Sized),
) -> Result<T, ConversionError> {
    through(value)
}

fn through<T: Serialize + DeserializeOwned>(
    value: &(impl Serialize + ?Sized),
) -> Result<T, ConversionError> {
    let name = name_of::<T>();
    let wrong = |error: serde_json::Error| ConversionError::of(format!("is no `{name}`: {error}"));
    let before = serde_json::to_value(value).map_err(wrong)?;
    let converted: T = from_value(&before).map_err(wrong)?;
    let after = serde_json::to_value(&converted).map_err(wrong)?;
    match lost(&before, Some(&after)) {
        None => Ok(converted),
        Some(path) if path.is_empty() => Err(ConversionError::of(format!("is no `{name}`"))),
        Some(path) => Err(ConversionError::lost::<T>(&path)),
    }
}

/// Returns the name of a type without modules: `Vec<Tool>`.
pub(crate) fn name_of<T>() -> String {
    let whole = std::any::type_name::<T>();
    let parts = whole.split_inclusive(['<', '>', ',', ' ', '(', ')', '[', ']', '&', ';']);
    parts.map(|part| part.rsplit("::").next().unwrap_or(part)).collect()
}

/// Returns the place of something that is not there any more, or is something else.
fn lost(before: &Value, after: Option<&Value>) -> Option<String> {
    match (before, after) {
        (Value::Null, Some(Value::Null)) => None,
        (before, None) if says_nothing(before) => None,
        (Value::Object(before), Some(Value::Object(after))) => {
            before.iter().find_map(|(key, value)| Some(join(key, &lost(value, after.get(key))?)))
        }
        (Value::Array(before), Some(Value::Array(after))) if before.len() == after.len() => {
            let items = before.iter().zip(after).enumerate();
            let place =
                |(at, (before, after))| Some(join(&format!("[{at}]"), &lost(before, Some(after))?));
            items.into_iter().find_map(place)
        }
        (Value::Number(before), Some(Value::Number(after))) if exact(before) == exact(after) => {
            None
        }
        (before, Some(after)) if before == after => None,
        _ => Some(String::new()),
    }
}

/// Tells whether nothing is lost where a value stays behind.
pub(super) fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(properties) => properties.is_empty(),
        _ => false,
    }
}

/// Returns a number as it compares: by its value, and to the last digit.
fn exact(number: &Number) -> Option<JsonNumber> {
    JsonNumber::deserialize(number).ok()
}

fn join(key: &str, path: &str) -> String {
    if path.is_empty() || path.starts_with('[') {
        format!("{key}{path}")
    } else {
        format!("{key}.{path}")
    }
}

/// The reason why what was read cannot be sent as another type, and the part that it is
/// about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConversionError {
    /// The part; nothing for the whole.
    path: String,
    /// The problem with it, as the rest of a sentence.
    reason: String,
}

impl ConversionError {
    /// Makes an error about the whole.
    const fn of(reason: String) -> Self {
        Self { path: String::new(), reason }
    }

    /// Returns the part that cannot be sent, as `content[0].text`; empty if it is the whole.
    pub fn path(&self) -> &str {
        &self.path
    }

    pub(super) fn missing<T>(name: &str) -> Self {
        let reason = format!("is missing, and `{}` requires it", name_of::<T>());
        Self { path: name.to_owned(), reason }
    }

    pub(super) fn lost<T>(path: &str) -> Self {
        let reason = format!("would be lost: it has no place in `{}`", name_of::<T>());
        Self { path: path.to_owned(), reason }
    }

    pub(super) fn unlisted<T>(word: &str) -> Self {
        Self::of(format!("is `{word}`, which has no place in `{}`", name_of::<T>()))
    }

    /// Returns the same, of what is at this place of something.
    pub(super) fn within(self, place: &str) -> Self {
        Self { path: join(place, &self.path), ..self }
    }
}

impl From<std::num::TryFromIntError> for ConversionError {
    fn from(_: std::num::TryFromIntError) -> Self {
        Self::of("is out of range".to_owned())
    }
}

impl From<std::convert::Infallible> for ConversionError {
    fn from(never: std::convert::Infallible) -> Self {
        match never {}
    }
}

impl fmt::Display for ConversionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.as_str() {
            "" => write!(f, "it {}", self.reason),
            path => write!(f, "`{path}` {}", self.reason),
        }
    }
}

impl std::error::Error for ConversionError {}

#[cfg(test)]
#[allow(unreachable_pub, reason = "the macros define what is public")]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{object, tagged_union};

    object! {
        /// A call, as it is read.
        #[extra(extra)]
        #[derive(Default)]
        pub struct Call {
            /// Its name.
            #[wire(corrected = "name")]
            pub name: String,
            /// The number of times.
            #[wire(optional = "times")]
            pub times: Option<f64>,
        }
    }

    object! {
        /// A call, as it is sent.
        pub struct Request {
            /// Its name.
            #[wire(required = "name")]
            pub name: String,
            /// The calls.
            #[wire(optional = "calls")]
            pub calls: Option<Vec<Item>>,
        }
    }

    tagged_union! {
        /// An item that is read.
        #[tag = "type"]
        pub enum Output {
            /// A call.
            Call(Call) = "call",
        }
    }

    tagged_union! {
        /// An item that is sent.
        #[tag = "type"]
        pub enum Item {
            /// A request.
            Request(Request) = "request",
        }
    }

    fn read(json: Value) -> Call {
        serde_json::from_value(json).unwrap()
    }

    fn problem<T: fmt::Debug>(outcome: Result<T, ConversionError>) -> String {
        outcome.unwrap_err().to_string()
    }

    #[test]
    fn what_is_not_declared_stays_behind_at_every_depth() {
        let calls = vec![read(json!({"name": "a", "x": {"y": 1}})), read(json!({"name": "b"}))];
        let requests: Vec<Request> = convert(&calls).unwrap();
        let sent = serde_json::to_value(&requests).unwrap();
        assert_eq!(sent, json!([{"name": "a"}, {"name": "b"}]));
        let kept: Vec<Call> = convert_with_extra(&calls).unwrap();
        assert_eq!(kept, calls);
        assert_eq!(
            problem(convert_with_extra::<Vec<Request>>(&calls)),
            "`[0].x` would be lost: it has no place in `Vec<Request>`"
        );
        // It is only so while something is converted.
        assert_eq!(serde_json::to_value(&calls[0]).unwrap(), json!({"name": "a", "x": {"y": 1}}));
    }

    #[test]
    fn what_would_be_lost_is_named() {
        let twice = read(json!({"name": "a", "times": 2}));
        let lost = "`times` would be lost: it has no place in `Request`";
        assert_eq!(problem(convert::<Request>(&twice)), lost);
        assert_eq!(convert::<Call>(&twice).unwrap(), twice);
        // Null is nothing, and so are an empty list and an empty object.
        for nothing in [json!(null), json!([]), json!({})] {
            let request: Request = convert(&json!({"name": "a", "at": nothing})).unwrap();
            assert_eq!(request.name, "a");
        }
        for something in [json!(""), json!(false), json!([[]])] {
            let read = json!({"name": "a", "at": something});
            let lost = "`at` would be lost: it has no place in `Request`";
            assert_eq!(problem(convert::<Request>(&read)), lost);
        }
    }

    #[test]
    fn what_is_required_has_to_be_there() {
        let missing = "it is no `Request`: missing field `name`";
        assert_eq!(problem(convert::<Request>(&json!({}))), missing);
        assert!(problem(convert::<Request>(&json!("a"))).starts_with("it is no `Request`: "));
    }

    #[test]
    fn a_union_keeps_what_it_does_not_list() {
        let unlisted = json!({"type": "call", "name": "a"});
        let output = Output::Other(unlisted.clone());
        assert_eq!(convert::<Item>(&output).unwrap(), Item::Other(unlisted));
    }
}
