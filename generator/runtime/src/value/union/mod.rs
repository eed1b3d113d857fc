//! Unions, decoded by what tells their arms apart and never by trial.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{BorrowedStrDeserializer, MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, IntoDeserializer, MapAccess,
    SeqAccess, Unexpected, Visitor,
};

use serde_json::Value;

use super::buffered::Buffered;
use super::object::Key;
use super::{Empty, JsonNumber, trace};

mod macros;
mod shared;
mod whole;

pub use shared::{Shared, Unlisted};
pub use whole::{Whole, at, by_rules, other, whole};

/// The way to tell the arms of a union apart, as [`union!`](crate::union)
/// implements it.
///
/// Each method answers for one JSON kind; the default is that no arm has it.
#[doc(hidden)]
pub trait Union: Empty + Sized {
    /// The values that the union takes, for error messages.
    const EXPECTED: &'static str;
    /// The property that tells object arms apart; empty when none does.
    const TAG: &'static str;
    /// `BY_TAG` or `BY_TAG_ALONE` and the tag, for those who ask by what a value is known.
    const NAME: &'static str;

    /// Returns the arm of a string.
    fn text(text: &str) -> Result<Self, Mismatch> {
        let _ = text;
        Err(Mismatch)
    }

    /// Returns the arm of a boolean.
    fn boolean(value: bool) -> Result<Self, Mismatch> {
        let _ = value;
        Err(Mismatch)
    }

    /// Returns the arm of a whole number.
    fn integer(value: JsonNumber) -> Result<Self, Mismatch> {
        let _ = value;
        Err(Mismatch)
    }

    /// Returns the arm of a number.
    fn number(value: JsonNumber) -> Result<Self, Mismatch> {
        let _ = value;
        Err(Mismatch)
    }

    /// Returns the arm of a list.
    fn list<'de, D: Deserializer<'de>>(list: D) -> Result<Self, D::Error> {
        let _ = list;
        Err(Self::mismatch(Unexpected::Seq))
    }

    /// Returns the arm of a list that is looked at as a whole, or the list where no arm takes it;
    /// one that keeps what no other takes does not count.
    fn list_by_rules<E: Error>(list: Whole<E>) -> Result<Result<Self, E>, Whole<E>> {
        Err(list)
    }

    /// Returns the same of an object.
    fn object_by_rules<E: Error>(object: Whole<E>) -> Result<Result<Self, E>, Whole<E>> {
        Err(object)
    }

    /// Returns the arm of an object with this tag.
    fn object<'de, D: Deserializer<'de>>(tag: Option<&str>, object: D) -> Result<Self, D::Error> {
        let _ = (tag, object);
        Err(Self::mismatch(Unexpected::Map))
    }

    /// Asks the arms that are objects, and that no tag tells apart, for their shapes.
    fn arms<'de, A: SeqAccess<'de>>(arms: &mut A) {
        let _ = arms;
    }

    /// Returns the error of a kind that no arm takes.
    fn mismatch<E: Error>(found: Unexpected<'_>) -> E {
        E::invalid_type(found, &Self::EXPECTED)
    }
}

/// A union that keeps what no arm of it is for.
#[doc(hidden)]
pub trait OpenUnion: Union {
    /// Wraps such a value.
    fn unlisted(value: Value) -> Self;
}

/// A union with an arm that is a list, which is made of what its items are made of; `NUMBER`
/// tells it from other such arms.
#[doc(hidden)]
pub trait ListUnion<const NUMBER: u8>: Union + From<Self::List> {
    /// The list that the arm holds.
    type List: IntoIterator + FromIterator<<Self::List as IntoIterator>::Item>;
}

/// The beginning of the name by which a union is read. No other type has such a
/// name.
pub(super) const BY_TAG: char = '#';

/// The same where nothing without the tag is an arm.
pub(super) const BY_TAG_ALONE: char = '!';

/// No arm takes a value of this kind.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Mismatch;

/// Decodes a [`Union`].
#[doc(hidden)]
pub fn deserialize_union<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Union,
    D: Deserializer<'de>,
{
    deserializer.deserialize_newtype_struct(T::NAME, UnionVisitor(PhantomData))
}

struct UnionVisitor<T>(PhantomData<T>);

impl<'de, T: Union> Visitor<'de> for UnionVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::text(text).map_err(|_| E::invalid_type(Unexpected::Str(text), &self))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<T, E> {
        T::boolean(value).map_err(|_| E::invalid_type(Unexpected::Bool(value), &self))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        number(value.into()).ok_or_else(|| E::invalid_type(Unexpected::Signed(value), &self))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        number(value.into()).ok_or_else(|| E::invalid_type(Unexpected::Unsigned(value), &self))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        number(value.into()).ok_or_else(|| E::invalid_type(Unexpected::Float(value), &self))
    }

    /// Takes null in a list or a map, where it keeps its place.
    fn visit_none<E: Error>(self) -> Result<T, E> {
        Ok(T::empty())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<T, A::Error> {
        T::list(SeqAccessDeserializer::new(seq))
    }

    /// Hears the question what the arms are, in the place of a value.
    fn visit_enum<A: EnumAccess<'de>>(self, arms: A) -> Result<T, A::Error> {
        arms.variant_seed(Asking::<T>(PhantomData))?;
        Err(A::Error::invalid_type(Unexpected::Enum, &self))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut before = Vec::new();
        let mut tag = None;
        while !T::TAG.is_empty()
            && tag.is_none()
            && let Some(Key(key)) = map.next_key()?
        {
            if key == T::TAG {
                tag = Some(trace::in_property(&key, map.next_value_seed(TagSeed))?);
            } else {
                let value = trace::in_property(&key, map.next_value())?;
                before.push((key, value));
            }
        }
        let text = tag.as_ref().and_then(Held::tag);
        let tag = tag.map(|tag| (T::TAG, tag));
        let before = before.into_iter();
        let replay = Replay { before, tag, known: T::TAG, value: None, rest: map };
        T::object(text.as_deref(), MapAccessDeserializer::new(replay))
    }
}

/// Asks a union for its arms, in the place of a value.
struct Asking<T>(PhantomData<T>);

impl<'de, T: Union> DeserializeSeed<'de> for Asking<T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T: Union> Visitor<'de> for Asking<T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("to be asked for arms")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut arms: A) -> Result<(), A::Error> {
        T::arms(&mut arms);
        Ok(())
    }
}

/// Returns the arm of a number: an integer is one, however it is written.
fn number<T: Union>(value: JsonNumber) -> Option<T> {
    let integer = if value.is_integer() { T::integer(value).ok() } else { None };
    integer.or_else(|| T::number(value).ok())
}

/// A value that was read already: text, which is borrowed from the input where
/// that is possible, or another one.
enum Held<'de> {
    Text(Cow<'de, str>),
    Other(Buffered),
}

impl<'de> Held<'de> {
    /// Returns the text that tells objects apart: numbers and booleans do as well.
    fn tag(&self) -> Option<Cow<'de, str>> {
        match self {
            Self::Text(text) => Some(text.clone()),
            Self::Other(value) => match (value, value.as_integer()) {
                (_, Some(integer)) => Some(integer.to_string().into()),
                (Buffered::Number(number), _) => Some(number.to_string().into()),
                (Buffered::Boolean(value), _) => Some(value.to_string().into()),
                _ => None,
            },
        }
    }
}

/// Reads the value of a tag.
struct TagSeed;

impl<'de> DeserializeSeed<'de> for TagSeed {
    type Value = Held<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Held<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for TagSeed {
    type Value = Held<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a tag")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Held<'de>, E> {
        Ok(Held::Text(text.into()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Held<'de>, E> {
        Ok(Held::Text(text.to_owned().into()))
    }

    fn visit_unit<E>(self) -> Result<Held<'de>, E> {
        Ok(Held::Other(Buffered::Null))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Held<'de>, E> {
        Ok(Held::Other(Buffered::Boolean(value)))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Held<'de>, E> {
        Ok(Held::Other(Buffered::Number(value.into())))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Held<'de>, E> {
        Ok(Held::Other(Buffered::Number(value.into())))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Held<'de>, E> {
        Buffered::read(value.into_deserializer()).map(Held::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Held<'de>, A::Error> {
        Buffered::read(SeqAccessDeserializer::new(seq)).map(Held::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Held<'de>, A::Error> {
        Buffered::read(MapAccessDeserializer::new(map)).map(Held::Other)
    }
}

/// A map whose first entries were read already: those, then the tag, then the
/// rest.
struct Replay<'de, A> {
    before: std::vec::IntoIter<(Cow<'de, str>, Buffered)>,
    tag: Option<(&'static str, Held<'de>)>,
    /// The name of the tag.
    known: &'static str,
    value: Option<Held<'de>>,
    rest: A,
}

impl<'de, A: MapAccess<'de>> Replay<'de, A> {
    /// Gives the next key that is not the tag again: the first one tells what the object is.
    fn next_of_rest<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        while let Some(Key(key)) = self.rest.next_key()? {
            if key == self.known {
                self.rest.next_value::<IgnoredAny>()?;
                continue;
            }
            return match key {
                Cow::Borrowed(key) => seed.deserialize(BorrowedStrDeserializer::new(key)),
                Cow::Owned(key) => seed.deserialize(key.into_deserializer()),
            }
            .map(Some);
        }
        Ok(None)
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Replay<'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        if let Some((key, value)) = self.before.next() {
            self.value = Some(Held::Other(value));
            return seed.deserialize(key.into_deserializer()).map(Some);
        }
        match self.tag.take() {
            Some((key, tag)) => {
                self.value = Some(tag);
                seed.deserialize(BorrowedStrDeserializer::new(key)).map(Some)
            }
            None => self.next_of_rest(seed),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.value.take() {
            Some(Held::Text(text)) => seed.deserialize(Text(text, PhantomData)),
            Some(Held::Other(value)) => seed.deserialize(value.into_deserializer()),
            None => self.rest.next_value_seed(seed),
        }
    }
}

/// A text that was read already. Unlike a text of serde's own, it can be read
/// as an `Option`.
struct Text<'de, E>(Cow<'de, str>, PhantomData<E>);

impl<'de, E: Error> Deserializer<'de> for Text<'de, E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.0 {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_some(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
