//! JSON Pointer (RFC 6901): every stage's notion of *where* in the document.

use std::fmt;

use serde_json::Value;

/// A place in the document, such as `/components/schemas/Pet/properties/name`,
/// or in a file that it refers to, such as `schemas/Pet.yaml#/properties/name`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(String);

impl Pointer {
    /// Returns the document itself.
    pub const fn root() -> Self {
        Self(String::new())
    }

    /// Returns all of a file that the document refers to.
    pub(crate) fn of_file(name: &str) -> Self {
        // Characters that would end the name are written as in a reference.
        Self(format!("{}#", name.replace('%', "%25").replace('#', "%23")))
    }

    /// Returns the file that it is in, if that is not the document itself.
    pub fn file(&self) -> Option<String> {
        let (file, _) = self.0.split_once('#').filter(|_| !self.0.starts_with('/'))?;
        Some(percent_decode(file))
    }

    /// Returns the text of the pointer within its file.
    fn within(&self) -> &str {
        match self.0.split_once('#') {
            Some((_, within)) if !self.0.starts_with('/') => within,
            _ => &self.0,
        }
    }

    /// Returns the place that a reference inside the document (`#/a/b`) names.
    pub fn from_reference(reference: &str) -> Option<Self> {
        let pointer = reference.strip_prefix('#')?;
        (pointer.is_empty() || pointer.starts_with('/')).then(|| Self(percent_decode(pointer)))
    }

    /// Returns the place of a member of the object, or an element of the list, here.
    #[must_use]
    pub fn child(&self, key: impl fmt::Display) -> Self {
        Self(format!("{}/{}", self.0, escaped(&key.to_string())))
    }

    /// Returns the place that a pointer in its text form names.
    pub(crate) fn from_text(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// Returns the place reached by several keys in turn.
    #[must_use]
    pub fn descend(&self, keys: &[&str]) -> Self {
        keys.iter().fold(self.clone(), |at, key| at.child(key))
    }

    /// Returns the keys from the root, unescaped.
    pub fn keys(&self) -> impl Iterator<Item = String> {
        self.within().split('/').skip(1).map(unescaped)
    }

    /// Returns the last key, unescaped.
    pub fn last(&self) -> Option<String> {
        self.keys().last()
    }

    /// Finds what is there, in the document itself.
    pub fn find<'a>(&self, root: &'a Value) -> Option<&'a Value> {
        root.pointer(&self.0)
    }

    /// Tells whether this is `other`, or a place inside of it.
    pub fn is_in(&self, other: &Self) -> bool {
        self.0.strip_prefix(&other.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Returns the pointer in its text form; empty for the root.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the way from another place, which this one is inside of, to this one.
    pub(crate) fn rest(&self, outer: &Self) -> Option<Self> {
        self.is_in(outer).then(|| Self(self.0[outer.0.len()..].to_owned()))
    }

    /// Returns the place at the end of a way from here.
    pub(crate) fn join(&self, way: &Self) -> Self {
        Self(format!("{}{}", self.0, way.0))
    }

    /// Returns the name of the component schema that is here.
    pub(crate) fn component(&self) -> Option<String> {
        let keys: Vec<String> = self.keys().collect();
        match keys.as_slice() {
            [components, schemas, name]
                if components == "components" && schemas == "schemas" && self.file().is_none() =>
            {
                Some(name.clone())
            }
            _ => None,
        }
    }

    /// Returns the component, other than a schema, that this is inside of: its name, and whether
    /// it is a `response`, a `request`, a `parameter`, a `header` or a `callback`.
    pub(crate) fn shared_part(&self) -> Option<(String, &'static str)> {
        if !self.0.starts_with("/components/") {
            return None;
        }
        let mut keys = self.keys().skip(1);
        let role = match keys.next()?.as_str() {
            "responses" => "response",
            "requestBodies" => "request",
            "parameters" => "parameter",
            "headers" => "header",
            "callbacks" => "callback",
            _ => return None,
        };
        Some((keys.next()?, role))
    }

    /// Returns the place that this is right inside of; none of all of a file.
    pub(crate) fn parent(&self) -> Option<Self> {
        let (_, key) = self.within().rsplit_once('/')?;
        Some(Self(self.0[..self.0.len() - key.len() - 1].to_owned()))
    }

    /// Returns the place that this is right inside of, and its key there.
    pub(crate) fn split(&self) -> Option<(Self, String)> {
        Some((self.parent()?, self.last()?))
    }
}

/// Returns a text as JSONPath quotes it.
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

/// Returns text of a document as a terminal may show it: what would move the cursor or
/// turn the direction of reading is spelled out.
pub fn printable(text: &str) -> String {
    let hidden = |c: char| (c.is_control() && c != '\n') || is_direction_mark(c);
    text.chars()
        .flat_map(|c| if hidden(c) { c.escape_default().collect::<Vec<_>>() } else { vec![c] })
        .collect()
}

/// Spells a text of a document on one line, as a terminal may show it.
pub fn on_a_line(text: &str) -> String {
    printable(text).replace('\n', "\\n")
}

/// Marks that make a text read differently from what a compiler sees.
pub(crate) fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{61C}')
}

/// Escapes a key, as pointers have it.
pub(crate) fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// Reads a key that is escaped.
pub(crate) fn unescaped(key: &str) -> String {
    key.replace("~1", "/").replace("~0", "~")
}

/// Returns a reference is a URI, so its fragment may be percent-encoded.
pub(crate) fn percent_decode(text: &str) -> String {
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
    }

    #[test]
    fn names_files() {
        let file = Pointer::of_file("a#b/50%.yaml");
        let at = file.child("x").child("y#/z");
        assert_eq!(at.as_str(), "a%23b/50%25.yaml#/x/y#~1z");
        assert_eq!(at.file().as_deref(), Some("a#b/50%.yaml"));
        assert_eq!(at.keys().collect::<Vec<_>>(), ["x", "y#/z"]);
        assert_eq!(file.parent(), None);
        assert_eq!(file.child("x").parent().as_ref(), Some(&file));
        assert_eq!(Pointer::root().child("x").parent(), Some(Pointer::root()));
        assert_eq!(Pointer::root().parent(), None);
        assert_eq!(file.split(), None);
        assert_eq!(at.split(), Some((file.child("x"), "y#/z".to_owned())));
        assert_eq!(Pointer::root().child("a#b").file(), None);
        assert!(!at.is_in(&Pointer::root()));
    }

    #[test]
    fn reads_references() {
        assert_eq!(Pointer::from_reference("#/a/b%20c").unwrap().as_str(), "/a/b c");
        assert_eq!(Pointer::from_reference("other.yaml#/a"), None);
    }
}
