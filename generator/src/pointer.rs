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

    /// The pointer in its text form; empty for the root.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same place as a JSONPath, as an overlay's `target` wants it.
    pub fn to_json_path(&self) -> String {
        self.keys().fold("$".to_owned(), |path, key| {
            let plain = key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
            match key.parse::<usize>() {
                Ok(index) => format!("{path}[{index}]"),
                Err(_) if plain && !key.is_empty() => format!("{path}.{key}"),
                Err(_) => format!("{path}['{}']", key.replace('\\', r"\\").replace('\'', r"\'")),
            }
        })
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "/" } else { &self.0 })
    }
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
        let at = Pointer::root().child("paths").child("/a~b/{id}").child(0);
        assert_eq!(at.as_str(), "/paths/~1a~0b~1{id}/0");
        assert_eq!(at.keys().collect::<Vec<_>>(), ["paths", "/a~b/{id}", "0"]);
        assert_eq!(at.to_json_path(), "$.paths['/a~b/{id}'][0]");
    }

    #[test]
    fn reads_references() {
        assert_eq!(Pointer::from_reference("#/a/b%20c").unwrap().as_str(), "/a/b c");
        assert_eq!(Pointer::from_reference("other.yaml#/a"), None);
    }
}
