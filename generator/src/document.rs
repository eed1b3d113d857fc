//! YAML or JSON bytes → one JSON-like tree.
//!
//! The tree keeps the order of keys. It is read by a visitor of our own, since
//! real documents hold integers that no JSON library takes (a `minimum` below
//! `i64::MIN`), which are kept as floats, and since a repeated key must be an
//! error rather than a silent loss.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::diagnostic::{Diagnostic, Failure};
use crate::overlay::Edit;
use crate::pointer::Pointer;
use crate::syntax::{self, Stop};

/// A document, read but not understood yet.
#[derive(Clone, Debug)]
pub struct Document {
    /// The tree.
    pub root: Value,
    /// What an overlay changed in it, in order.
    pub(crate) edits: Vec<Edit>,
}

impl Document {
    /// Reads YAML, or JSON when the first character says so.
    pub fn parse(bytes: &[u8]) -> Result<Self, Failure> {
        let bytes = without_mark(bytes);
        let faults = RefCell::default();
        let root = match std::str::from_utf8(bytes) {
            Ok(text) if is_json(bytes) => parse_json(text, &faults),
            Ok(text) => parse_yaml(text, &faults),
            Err(error) => Err(syntax::not_utf8(&error)),
        };
        let Faults { mut found, lost } = faults.into_inner();
        let at = lost.unwrap_or_default();
        match root {
            Err(stop) => found.insert(0, syntax::error("syntax", &at, stop)),
            Ok(root) if root.is_object() && found.is_empty() => {
                return Ok(Self { root, edits: Vec::new() });
            }
            Ok(root) if root.is_object() => {}
            Ok(_) => {
                let message = "the document is not an object with the keys of OpenAPI";
                let error = Diagnostic::error("syntax", &Pointer::root(), message);
                found.push(error.help("it should begin with a line such as `openapi: 3.1.0`"));
            }
        }
        Err(Failure { found })
    }
}

/// A text without the byte order mark that it may begin with.
pub(crate) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// Whether a text is JSON rather than YAML.
pub(crate) fn is_json(bytes: &[u8]) -> bool {
    bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{')
}

fn parse_yaml(text: &str, faults: &RefCell<Faults>) -> Result<Value, Stop> {
    Node { at: &Path::Root, faults }
        .deserialize(serde_yaml::Deserializer::from_str(text))
        .map_err(|error| syntax::of_yaml(&error, text))
}

fn parse_json(text: &str, faults: &RefCell<Faults>) -> Result<Value, Stop> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    Node { at: &Path::Root, faults }
        .deserialize(&mut deserializer)
        .and_then(|root| deserializer.end().map(|()| root))
        .map_err(|error| syntax::of_json(&error, text))
}

/// What is wrong with a text that can be read all the same, and how far
/// reading it came.
#[derive(Default)]
struct Faults {
    found: Vec<Diagnostic>,
    lost: Option<Pointer>,
}

/// The way to the node that is being read. It costs nothing until something
/// is wrong there.
enum Path<'a> {
    Root,
    Key(&'a Self, &'a str),
    Index(&'a Self, usize),
}

impl Path<'_> {
    fn pointer(&self) -> Pointer {
        match self {
            Self::Root => Pointer::root(),
            Self::Key(parent, key) => parent.pointer().child(key),
            Self::Index(parent, index) => parent.pointer().child(index),
        }
    }
}

/// Reads one node of the tree.
#[derive(Clone, Copy)]
struct Node<'a> {
    at: &'a Path<'a>,
    faults: &'a RefCell<Faults>,
}

impl<'a> Node<'a> {
    /// Reads what is here by `read`. When that fails, the innermost node says
    /// where.
    fn enter<T, E>(
        self,
        at: &Path<'_>,
        read: impl FnOnce(Node<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let result = read(Node { at, faults: self.faults });
        if result.is_err() {
            self.faults.borrow_mut().lost.get_or_insert_with(|| at.pointer());
        }
        result
    }

    fn fault(self, at: &Path<'_>, rule: &'static str, message: String, help: &str) {
        let error = Diagnostic::error(rule, &at.pointer(), message).help(help);
        self.faults.borrow_mut().found.push(error);
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON can express")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    /// A YAML document without content.
    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        let number = Number::from_f64(value);
        if number.is_none() {
            let message = format!("`{value}` is not a number of JSON");
            self.fault(self.at, "number", message, "write a number, or leave it out");
        }
        Ok(number.map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        loop {
            let at = Path::Index(self.at, list.len());
            match self.enter(&at, |node| seq.next_element_seed(node))? {
                Some(value) => list.push(value),
                None => return Ok(Value::Array(list)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = map.next_key_seed(Key)? {
            let at = Path::Key(self.at, &key);
            let value = self.enter(&at, |node| map.next_value_seed(node))?;
            if object.contains_key(key.as_ref()) {
                let message = format!("the key `{key}` is there twice");
                self.fault(&at, "duplicate-key", message, "take one of the two out, or rename it");
            }
            object.insert(key.into_owned(), value);
        }
        Ok(Value::Object(object))
    }
}

/// Reads a key; YAML's numbers and booleans (`200:`) become text.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key that is text")
    }

    fn visit_bool<E>(self, key: bool) -> Result<Self::Value, E> {
        Ok(key.to_string().into())
    }

    fn visit_i64<E>(self, key: i64) -> Result<Self::Value, E> {
        Ok(key.to_string().into())
    }

    fn visit_u64<E>(self, key: u64) -> Result<Self::Value, E> {
        Ok(key.to_string().into())
    }

    fn visit_f64<E>(self, key: f64) -> Result<Self::Value, E> {
        Ok(key.to_string().into())
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(key.to_owned().into())
    }

    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Self::Value, E> {
        Ok(key.into())
    }

    fn visit_string<E>(self, key: String) -> Result<Self::Value, E> {
        Ok(key.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_an_integer_below_the_range_of_i64_as_a_float() {
        let document = Document::parse(b"minimum: -9223372036854776000").unwrap();
        assert_eq!(document.root["minimum"], Value::from(-9223372036854776000.0));
    }

    #[test]
    fn takes_repeated_anchors_and_unquoted_status_codes() {
        let document = Document::parse(b"a: &x 1\nb: &x 2\nc: *x\n200: ok").unwrap();
        assert_eq!(document.root["c"], Value::from(2));
        assert_eq!(document.root["200"], Value::from("ok"));
    }
}
