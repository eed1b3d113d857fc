//! Places in JSON, in the text form of JSON Pointer.

use serde_json::Value;

/// Writes a key as a pointer has it.
pub fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// Reads a key of a pointer.
pub fn unescaped(key: &str) -> String {
    key.replace("~1", "/").replace("~0", "~")
}

/// Returns the place of what holds this, and the key there; none for the whole.
pub fn split(at: &str) -> Option<(&str, String)> {
    let (holder, key) = at.rsplit_once('/')?;
    Some((holder, unescaped(key)))
}

/// Returns the places right inside of what is there, in their order.
pub fn children(root: &Value, at: &str) -> Vec<String> {
    match root.pointer(at) {
        Some(Value::Object(object)) => {
            object.keys().map(|key| format!("{at}/{}", escaped(key))).collect()
        }
        Some(Value::Array(list)) => (0..list.len()).map(|index| format!("{at}/{index}")).collect(),
        _ => Vec::new(),
    }
}

/// Takes a part out, if it is there.
pub fn take(root: &mut Value, at: &str) -> Option<Value> {
    let (holder, key) = split(at)?;
    match root.pointer_mut(holder)? {
        Value::Object(members) => members.shift_remove(&key),
        Value::Array(items) => {
            let index = key.parse().ok().filter(|index| *index < items.len())?;
            Some(items.remove(index))
        }
        _ => None,
    }
}

/// Returns the same without a part.
pub fn without(root: &Value, at: &str) -> Value {
    let mut changed = root.clone();
    take(&mut changed, at);
    changed
}
