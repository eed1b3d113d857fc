//! JSON that is read before it is known what for.
//!
//! The properties before the tag of a union are read before its type is known,
//! and those that no document declares have none. Both are read into
//! [`Buffered`], which takes whatever is JSON, and from which types are read as
//! from JSON. A part of it that is read into another one is moved, so that
//! unions in unions cost what they are long, wherever their tags are.

use std::cell::Cell;
use std::fmt;
use std::marker::PhantomData;
use std::vec;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{
    Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, Error, IntoDeserializer,
    MapAccess, SeqAccess, Visitor,
};
use serde_json::{Map, Number, Value};

use super::object::Key;
use super::{JsonNumber, source};

/// A JSON value. Unlike a [`Value`], it takes what that cannot hold, which is an
/// error only if something is read from it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Buffered {
    Null,
    Boolean(bool),
    Number(Number),
    Text(String),
    List(Vec<Buffered>),
    /// As it is written: with its order, and a key as often as it is there.
    Object(Vec<(String, Buffered)>),
    /// A number beyond the range of numbers.
    OutOfRange,
    /// Lists and objects in one another, too deep to be followed.
    TooDeep,
}

impl Buffered {
    /// Returns the value, with null in the place of what it cannot hold.
    pub(super) fn into_value(self) -> Value {
        match self {
            Self::Null | Self::OutOfRange | Self::TooDeep => Value::Null,
            Self::Boolean(value) => Value::Bool(value),
            Self::Number(value) => Value::Number(value),
            Self::Text(text) => Value::String(text),
            Self::List(items) => items.into_iter().map(Self::into_value).collect(),
            Self::Object(entries) => {
                let entries = entries.into_iter().map(|(key, value)| (key, value.into_value()));
                Value::Object(entries.collect::<Map<_, _>>())
            }
        }
    }

    pub(super) fn items<E: Error>(items: Vec<Self>) -> Items<E> {
        SeqDeserializer::new(items.into_iter())
    }

    pub(super) fn entries<'de, E: Error>(entries: Vec<(String, Self)>) -> Entries<'de, E> {
        MapDeserializer::new(entries.into_iter())
    }

    /// Reads all of a value piece by piece.
    pub(super) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Anything::PIECE_BY_PIECE)
    }

    /// Returns the value as an integer, however that is written.
    pub(super) fn as_integer(&self) -> Option<i64> {
        let Self::Number(number) = self else { return None };
        number.as_i64().or_else(|| JsonNumber::from(number.as_f64()?).as_i64())
    }
}

impl From<&Value> for Buffered {
    fn from(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Boolean(*value),
            Value::Number(value) => Self::Number(value.clone()),
            Value::String(text) => Self::Text(text.clone()),
            Value::Array(items) => Self::List(items.iter().map(Self::from).collect()),
            Value::Object(entries) => {
                let entries = entries.iter().map(|(key, value)| (key.clone(), value.into()));
                Self::Object(entries.collect())
            }
        }
    }
}

/// Returns a deserializer of a value, instead of *serde_json*'s own: what reads types from JSON
/// that is buffered is compiled for them anyway.
pub(crate) fn reader(value: &Value) -> Reader<serde_json::Error> {
    Buffered::from(value).into_deserializer()
}

/// Reads a type from a value, as *serde_json*'s function of that name does.
pub(super) fn from_value<T: DeserializeOwned>(value: &Value) -> serde_json::Result<T> {
    T::deserialize(reader(value))
}

/// The name by which *serde_json* gives the source of a value, which it has
/// only looked through. Another deserializer gives the value itself.
const SOURCE: &str = "$serde_json::private::RawValue";

thread_local! {
    /// The value that a [`Reader`] hands to the [`Buffered`] that is read from
    /// it: no method of a visitor takes such a value.
    static HANDED: Cell<Option<Buffered>> = const { Cell::new(None) };
}

impl<'de> Deserialize<'de> for Buffered {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(SOURCE, Anything { asked: true })
    }
}

/// Reads the source of a value.
struct Source;

impl<'de> DeserializeSeed<'de> for Source {
    type Value = Buffered;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Buffered, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Source {
    type Value = Buffered;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the source of a JSON value")
    }

    fn visit_str<E: Error>(self, json: &str) -> Result<Buffered, E> {
        source::read(json, source::Floats::AsElsewhere).ok_or_else(|| E::custom("not JSON"))
    }

    /// Reads text that was written only now, from a value.
    fn visit_string<E: Error>(self, json: String) -> Result<Buffered, E> {
        source::read(&json, source::Floats::Exact).ok_or_else(|| E::custom("not JSON"))
    }
}

/// Takes any value.
struct Anything {
    /// True if it was asked for by [`SOURCE`], which *serde_json* and a
    /// [`Reader`] answer. Otherwise the value comes piece by piece.
    asked: bool,
}

impl Anything {
    const PIECE_BY_PIECE: Self = Self { asked: false };
}

impl<'de> Visitor<'de> for Anything {
    type Value = Buffered;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_unit<E>(self) -> Result<Buffered, E> {
        let handed = if self.asked { HANDED.take() } else { None };
        Ok(handed.unwrap_or(Buffered::Null))
    }

    fn visit_none<E>(self) -> Result<Buffered, E> {
        Ok(Buffered::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Buffered, D::Error> {
        Buffered::read(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Buffered, D::Error> {
        Buffered::read(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Buffered, E> {
        Ok(Buffered::Boolean(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Buffered, E> {
        Ok(Buffered::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Buffered, E> {
        Ok(Buffered::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Buffered, E> {
        Ok(Number::from_f64(value).map_or(Buffered::OutOfRange, Buffered::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Buffered, E> {
        Ok(Buffered::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Buffered, E> {
        Ok(Buffered::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Buffered, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Buffered::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Buffered, A::Error> {
        let mut entries = Vec::new();
        while let Some(Key(key)) = map.next_key()? {
            if self.asked && key == SOURCE {
                return map.next_value_seed(Source);
            }
            entries.push((key.into_owned(), map.next_value()?));
        }
        Ok(Buffered::Object(entries))
    }
}

/// Reads types from what was buffered.
#[derive(Debug)]
pub(crate) struct Reader<E> {
    value: Buffered,
    error: PhantomData<fn() -> E>,
}

/// The items of a list, as they are read.
type Items<E> = SeqDeserializer<vec::IntoIter<Buffered>, E>;

/// The entries of an object, as they are read.
type Entries<'de, E> = MapDeserializer<'de, vec::IntoIter<(String, Buffered)>, E>;

impl<E: Error> Reader<E> {
    fn list<'de, V: Visitor<'de>>(items: Vec<Buffered>, visitor: V) -> Result<V::Value, E> {
        let mut items = Buffered::items(items);
        let value = visitor.visit_seq(&mut items)?;
        items.end().map(|()| value)
    }

    fn object<'de, V: Visitor<'de>>(
        entries: Vec<(String, Buffered)>,
        visitor: V,
    ) -> Result<V::Value, E> {
        let mut entries = Buffered::entries(entries);
        let value = visitor.visit_map(&mut entries)?;
        entries.end().map(|()| value)
    }
}

impl<E: Error> IntoDeserializer<'_, E> for Buffered {
    type Deserializer = Reader<E>;

    fn into_deserializer(self) -> Reader<E> {
        Reader { value: self, error: PhantomData }
    }
}

impl<'de, E: Error> Deserializer<'de> for Reader<E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.value {
            Buffered::Null => visitor.visit_unit(),
            Buffered::Boolean(value) => visitor.visit_bool(value),
            Buffered::Number(number) => match (number.as_u64(), number.as_i64()) {
                (Some(value), _) => visitor.visit_u64(value),
                (_, Some(value)) => visitor.visit_i64(value),
                _ => visitor.visit_f64(number.as_f64().unwrap_or(f64::NAN)),
            },
            Buffered::Text(text) => visitor.visit_string(text),
            Buffered::List(items) => Self::list(items, visitor),
            Buffered::Object(entries) => Self::object(entries, visitor),
            Buffered::OutOfRange => Err(E::custom("number out of range")),
            Buffered::TooDeep => Err(E::custom("recursion limit exceeded")),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.value {
            Buffered::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, E> {
        if name != SOURCE {
            return visitor.visit_newtype_struct(self);
        }
        HANDED.set(Some(self.value));
        let taken = visitor.visit_unit();
        HANDED.take();
        taken
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, E> {
        self.value.into_value().deserialize_enum(name, variants, visitor).map_err(E::custom)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier
    }
}
