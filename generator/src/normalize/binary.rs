//! Bytes: `contentMediaType: image/png`, `contentEncoding: binary` →
//! `format: binary`.

use serde_json::Value;

use super::Object;
use crate::media::is_json;

/// Says by `format` that a value is bytes: it has a content type that is none
/// of text and is not written as text either, or is said to be written as it
/// is.
pub(super) fn content(schema: &mut Object) {
    let text = |key: &str| schema.get(key).and_then(Value::as_str);
    let is_bytes = match (text("contentEncoding"), text("contentMediaType")) {
        (Some(encoding), _) => encoding == "binary",
        (None, Some(kind)) => !kind.starts_with("text/") && !is_json(kind),
        (None, None) => false,
    };
    let is_string = schema.get("type").is_none_or(|kind| kind == "string");
    if !is_bytes || !is_string {
        return;
    }
    for (key, value) in [("type", "string"), ("format", "binary")] {
        schema.insert(key.to_owned(), value.into());
    }
    for key in ["contentMediaType", "contentEncoding"] {
        schema.shift_remove(key);
    }
}
