//! YAML or JSON bytes → one JSON-like tree.
//!
//! The tree keeps the order of keys. It is read by a visitor of our own, since
//! real documents hold integers that no JSON library takes (a `minimum` below
//! `i64::MIN`), which are kept as floats, and since a repeated key must be an
//! error rather than a silent loss.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::diagnostic::Diagnostic;
use crate::pointer::Pointer;

/// A document, read but not understood yet.
#[derive(Clone, Debug)]
pub struct Document {
    /// The tree.
    pub root: Value,
}

impl Document {
    /// Reads YAML, or JSON when the first character says so.
    pub fn parse(bytes: &[u8]) -> Result<Self, Diagnostic> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let json = bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{');
        let root = if json { parse_json(bytes) } else { parse_yaml(bytes) };
        let root = root.map_err(|message| {
            let format = if json { "JSON" } else { "YAML" };
            Diagnostic::error(
                "syntax",
                &Pointer::root(),
                format!("not readable as {format}: {message}"),
            )
        })?;
        if !root.is_object() {
            let message = "the document is not an object with the keys of OpenAPI";
            return Err(Diagnostic::error("syntax", &Pointer::root(), message)
                .help("it should begin with a line such as `openapi: 3.1.0`"));
        }
        Ok(Self { root })
    }
}

fn parse_yaml(bytes: &[u8]) -> Result<Value, String> {
    Node.deserialize(serde_yaml::Deserializer::from_slice(bytes)).map_err(|error| error.to_string())
}

fn parse_json(bytes: &[u8]) -> Result<Value, String> {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value = Node.deserialize(&mut deserializer).map_err(|error| error.to_string())?;
    deserializer.end().map_err(|error| error.to_string())?;
    Ok(value)
}

/// Reads one node of the tree.
struct Node;

impl<'de> DeserializeSeed<'de> for Node {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node {
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

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value)
            .map(Value::Number)
            .ok_or_else(|| E::custom(format_args!("`{value}` is not a number of JSON")))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = seq.next_element_seed(Node)? {
            list.push(value);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = map.next_key_seed(Key)? {
            if object.contains_key(key.as_ref()) {
                return Err(A::Error::custom(format_args!("the key `{key}` is there twice")));
            }
            object.insert(key.into_owned(), map.next_value_seed(Node)?);
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
