//! JSON Pointer (RFC 6901): every stage's notion of *where* in the document.

use std::fmt;

use serde_json::Value;

/// A place in the document, such as `/components/schemas/Pet/properties/name`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(String);

impl Pointer {
    /// The document itself.
    pub const fn root() -> Self {
        Self(String::new())
    }

    /// The place that a reference inside the document (`#/a/b`) names.
    pub fn from_reference(reference: &str) -> Option<Self> {
        let pointer = reference.strip_prefix('#')?;
        (pointer.is_empty() || pointer.starts_with('/')).then(|| Self(percent_decode(pointer)))
    }

    /// The place of a member of the object, or an element of the list, here.
    #[must_use]
    pub fn child(&self, key: impl fmt::Display) -> Self {
        let key = key.to_string().replace('~', "~0").replace('/', "~1");
        Self(format!("{}/{key}", self.0))
    }

    /// The place that a pointer in its text form names.
    pub(crate) fn from_text(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The place reached by several keys in turn.
    #[must_use]
    pub fn descend(&self, keys: &[&str]) -> Self {
        keys.iter().fold(self.clone(), |at, key| at.child(key))
    }

    /// The keys from the root, unescaped.
    pub fn keys(&self) -> impl Iterator<Item = String> {
        self.0.split('/').skip(1).map(|key| key.replace("~1", "/").replace("~0", "~"))
    }

    /// The last key, unescaped.
    pub fn last(&self) -> Option<String> {
        self.keys().last()
    }

    /// What is there.
    pub fn find<'a>(&self, root: &'a Value) -> Option<&'a Value> {
        root.pointer(&self.0)
    }

    /// Whether this is `other`, or a place inside of it.
    pub fn is_in(&self, other: &Self) -> bool {
        self.0.strip_prefix(&other.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The pointer in its text form; empty for the root.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same place as a JSONPath, as an overlay's `target` wants it. The
    /// root tells the elements of lists from keys that are numbers.
    pub fn to_json_path(&self, root: &Value) -> String {
        let mut path = "$".to_owned();
        let mut node = Some(root);
        for key in self.keys() {
            let plain = key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
                && key.starts_with(|c: char| !c.is_ascii_digit());
            let index = key.parse::<usize>().ok();
            match (node, index) {
                (Some(Value::Array(_)), Some(index)) => path.push_str(&format!("[{index}]")),
                _ if plain => path.push_str(&format!(".{key}")),
                _ => path.push_str(&format!("[{}]", quoted(&key))),
            }
            node = match node {
                Some(Value::Array(list)) => index.and_then(|index| list.get(index)),
                Some(node) => node.get(&key),
                None => None,
            };
        }
        path
    }

    /// The way from another place, which this one is inside of, to this one.
    pub(crate) fn rest(&self, outer: &Self) -> Option<Self> {
        self.is_in(outer).then(|| Self(self.0[outer.0.len()..].to_owned()))
    }

    /// The place reached by the way from the root to another one.
    pub(crate) fn join(&self, rest: &Self) -> Self {
        Self(format!("{}{}", self.0, rest.0))
    }

    /// The name of the component schema that is here.
    pub(crate) fn component(&self) -> Option<String> {
        let keys: Vec<String> = self.keys().collect();
        match keys.as_slice() {
            [components, schemas, name] if components == "components" && schemas == "schemas" => {
                Some(name.clone())
            }
            _ => None,
        }
    }

    /// What this is right inside of, and its key there.
    pub(crate) fn split(&self) -> Option<(Self, String)> {
        Some((Self(self.0.rsplit_once('/')?.0.to_owned()), self.last()?))
    }
}

/// A text as JSONPath quotes it.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = "'".to_owned();
    for c in text.chars() {
        match c {
            '\'' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted + "'"
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&printable(if self.0.is_empty() { "/" } else { &self.0 }))
    }
}

/// Text of a document as a terminal may show it: what would move the cursor or
/// turn the direction of reading is spelled out.
pub(crate) fn printable(text: &str) -> String {
    let hidden = |c: char| (c.is_control() && c != '\n') || is_direction_mark(c);
    text.chars()
        .flat_map(|c| if hidden(c) { c.escape_default().collect::<Vec<_>>() } else { vec![c] })
        .collect()
}

/// Marks that make a text read differently from what a compiler sees.
pub(crate) fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{61C}')
}

/// A reference is a URI, so its fragment may be percent-encoded.
fn percent_decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = text.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                decoded.push(byte);
                at += 3;
            }
            None => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_unescapes() {
        let at = Pointer::root().child("paths").child("/a~b/{id}").child("parameters").child(0);
        assert_eq!(at.as_str(), "/paths/~1a~0b~1{id}/parameters/0");
        assert_eq!(at.keys().collect::<Vec<_>>(), ["paths", "/a~b/{id}", "parameters", "0"]);
        let root = serde_json::json!({"paths": {"/a~b/{id}": {"parameters": [1], "0": {}}}});
        assert_eq!(at.to_json_path(&root), "$.paths['/a~b/{id}'].parameters[0]");
        let at = Pointer::root().descend(&["paths", "/a~b/{id}", "0", "it's\n"]);
        assert_eq!(at.to_json_path(&root), r"$.paths['/a~b/{id}']['0']['it\'s\u000a']");
    }

    #[test]
    fn reads_references() {
        assert_eq!(Pointer::from_reference("#/a/b%20c").unwrap().as_str(), "/a/b c");
        assert_eq!(Pointer::from_reference("other.yaml#/a"), None);
    }
}
