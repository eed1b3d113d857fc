//! Nodes → types of a known shape: an overlay, a configuration.

use std::fmt;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess,
    Unexpected, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_path_to_error::Segment;

use super::node::Node;
use super::scalar::Figure;
use super::tree::NodeKind;
use crate::report::diagnostic::{Diagnostic, Input, Report};
use crate::words::similar;

/// Reads what a node holds. Where `extensions` is set, an object of a known
/// shape may have further keys that begin with `x-`.
pub(crate) fn typed<T: DeserializeOwned>(
    node: Node<'_>,
    input: Input,
    rule: &'static str,
    extensions: bool,
) -> Result<T, Report> {
    let reader = NodeReader { node, extensions };
    serde_path_to_error::deserialize(reader).map_err(|error| {
        let at = error.path().iter().fold(node.at(), |at, segment| match segment {
            Segment::Map { key } => at.child(key),
            Segment::Seq { index } => at.child(index),
            Segment::Enum { .. } | Segment::Unknown => at,
        });
        let Misshapen { message, help } = error.into_inner();
        let error = Diagnostic::error(rule, &at, message).in_input(input);
        match help {
            Some(help) => error.help(help).into(),
            None => error.into(),
        }
    })
}

/// The message about a value of another shape, and the remedy where it does not say that.
#[derive(Debug)]
struct Misshapen {
    message: String,
    help: Option<String>,
}

impl Misshapen {
    fn new(message: String, help: impl Into<String>) -> Self {
        Self { message, help: Some(help.into()) }
    }

    /// Returns a value of another kind than the one expected, in the words of documents.
    fn kind(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let expected = expected.to_string();
        let (expected, help) = match expected.as_str() {
            "a sequence" => ("a list".to_owned(), "write a list: `[…]`"),
            "a map" => ("an object".to_owned(), "write `key: value` lines below it"),
            _ if expected.starts_with("struct ") => {
                ("an object".to_owned(), "write `key: value` lines below it")
            }
            _ => (expected, "write a value of the kind expected"),
        };
        let found = match found {
            Unexpected::Seq => "a list".to_owned(),
            Unexpected::Map => "an object".to_owned(),
            Unexpected::Unit => "null".to_owned(),
            other => other.to_string(),
        };
        Self::new(format!("{found} instead of {expected}"), help)
    }

    /// Returns a name that is none of those that there are.
    fn unknown(what: &str, name: &str, known: &[&str]) -> Self {
        let (message, help) = match similar(name, known.iter().copied()) {
            Some(meant) => {
                (format!("unknown {what} `{name}`"), format!("write `{meant}`, if that is meant"))
            }
            None => {
                let known = known.join("`, `");
                (
                    format!("unknown {what} `{name}`; there are `{known}`"),
                    format!("take it out, or write another {what}"),
                )
            }
        };
        Self::new(message, help)
    }
}

impl fmt::Display for Misshapen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Misshapen {}

impl de::Error for Misshapen {
    /// Takes the words of a type of ours, which say what to write.
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self { message: message.to_string(), help: None }
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::kind(found, expected)
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::kind(found, expected)
    }

    fn unknown_variant(name: &str, known: &'static [&'static str]) -> Self {
        Self::unknown("value", name, known)
    }

    fn unknown_field(name: &str, known: &'static [&'static str]) -> Self {
        Self::unknown("key", name, known)
    }

    fn missing_field(name: &'static str) -> Self {
        Self::new(format!("there is no `{name}`"), format!("add a line `{name}: …`"))
    }
}

#[derive(Clone, Copy)]
struct NodeReader<'a> {
    node: Node<'a>,
    extensions: bool,
}

impl<'a> NodeReader<'a> {
    fn at(self, node: Node<'a>) -> Self {
        Self { node, ..self }
    }

    fn members<V: Visitor<'a>>(
        self,
        visitor: V,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<V::Value, Misshapen> {
        let members = self.node.entries().filter(|(key, _)| wanted(key));
        visitor.visit_map(Members { reader: self, members, value: None })
    }
}

impl<'de> Deserializer<'de> for NodeReader<'de> {
    type Error = Misshapen;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misshapen> {
        match self.node.kind() {
            NodeKind::Null => visitor.visit_unit(),
            NodeKind::Bool => visitor.visit_bool(self.node.as_bool().unwrap_or_default()),
            NodeKind::Number => match self.node.figure() {
                Some(Figure::Unsigned(number)) => visitor.visit_u64(number),
                Some(Figure::Signed(number)) => visitor.visit_i64(number),
                Some(Figure::Float(number)) => visitor.visit_f64(number),
                None => Err(Misshapen::custom("a number that JSON does not have")),
            },
            NodeKind::String => visitor.visit_borrowed_str(self.node.as_str().unwrap_or_default()),
            NodeKind::List => {
                visitor.visit_seq(NodeItems { reader: self, items: self.node.items() })
            }
            NodeKind::Object => self.members(visitor, |_| true),
        }
    }

    /// Reads a plain scalar as the text in the file where text is meant.
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misshapen> {
        match self.node.text() {
            Some(text) => visitor.visit_borrowed_str(text),
            None if self.node.is_list() => Err(Misshapen::invalid_type(Unexpected::Seq, &visitor)),
            None => Err(Misshapen::invalid_type(Unexpected::Map, &visitor)),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misshapen> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misshapen> {
        if self.node.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misshapen> {
        if !self.node.is_object() {
            return self.deserialize_any(visitor);
        }
        let skipped = |key: &str| self.extensions && key.starts_with("x-");
        self.members(visitor, |key| fields.contains(&key) || !skipped(key))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misshapen> {
        visitor.visit_newtype_struct(self)
    }

    /// Returns a variant is named by text.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misshapen> {
        match self.node.text() {
            Some(text) => visitor.visit_enum(BorrowedStrDeserializer::new(text)),
            None => self.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct
        seq tuple tuple_struct map identifier ignored_any
    }
}

struct NodeItems<'a, I> {
    reader: NodeReader<'a>,
    items: I,
}

impl<'a, I: Iterator<Item = Node<'a>>> SeqAccess<'a> for NodeItems<'a, I> {
    type Error = Misshapen;

    fn next_element_seed<T: DeserializeSeed<'a>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Misshapen> {
        self.items.next().map(|item| seed.deserialize(self.reader.at(item))).transpose()
    }
}

struct Members<'a, I> {
    reader: NodeReader<'a>,
    members: I,
    value: Option<Node<'a>>,
}

impl<'a, I: Iterator<Item = (&'a str, Node<'a>)>> MapAccess<'a> for Members<'a, I> {
    type Error = Misshapen;

    fn next_key_seed<K: DeserializeSeed<'a>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Misshapen> {
        let Some((key, value)) = self.members.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(BorrowedStrDeserializer::new(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'a>>(&mut self, seed: V) -> Result<V::Value, Misshapen> {
        match self.value.take() {
            Some(value) => seed.deserialize(self.reader.at(value)),
            None => Err(Misshapen::custom("a value without a key")),
        }
    }
}
