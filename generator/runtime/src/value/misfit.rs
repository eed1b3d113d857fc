//! JSON that is given where the document has a map or a list, and is none.
//!
//! A setter has no way to fail, and what the caller wrote must not become something
//! else unseen. So it stands in the map, or in an object in the list, as a key that no
//! text of a caller begins like, and the call that is to send it fails.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::buffered::from_value;

/// The beginning of the key.
const MARK: &str = "\0misfit: ";

/// The reason why some JSON is not the map or the list that the document has.
#[derive(Debug)]
pub(crate) struct Misfit(String);

impl Misfit {
    /// Describes a value that is no object.
    pub(super) fn no_object(value: &Value) -> Self {
        Self::of(value, "an object")
    }

    /// Describes a value that is no list.
    pub(super) fn no_list(value: &Value) -> Self {
        Self::of(value, "a list")
    }

    fn of(value: &Value, wanted: &str) -> Self {
        let kind = match value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        };
        Self(format!("{kind}, where the document has {wanted}"))
    }

    /// Reads the value of an entry, or describes why it is none.
    pub(super) fn read<T: DeserializeOwned>(key: &str, value: &Value) -> Result<T, Self> {
        from_value(value).map_err(|error| Self(format!("JSON in which `{key}` is wrong: {error}")))
    }

    /// Writes the key by which it is known.
    pub(super) fn into_key(self) -> String {
        format!("{MARK}{}", self.0)
    }

    /// Finds the reason in a key.
    pub(super) fn in_key(key: &str) -> Option<&str> {
        key.strip_prefix(MARK)
    }

    /// Tells whether JSON text may have such a key.
    pub(crate) fn may_be_in(json: &[u8]) -> bool {
        memchr::memmem::find(json, b"\"\\u0000misfit").is_some()
    }
}
