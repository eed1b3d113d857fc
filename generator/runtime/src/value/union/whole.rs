//! Objects and lists that are looked at as a whole before they are decoded.

use std::marker::PhantomData;

use serde::de::{Deserializer, Error, IntoDeserializer, Visitor};
use serde_json::Value;

use crate::value::buffered::Buffered;
use crate::value::trace;

/// An object or a list that is looked at as a whole before it is decoded.
#[derive(Debug)]
pub struct Whole<E> {
    value: Buffered,
    /// True where null is as good as a value.
    takes_null: bool,
    error: PhantomData<fn() -> E>,
}

/// Reads all of an object or a list.
#[doc(hidden)]
pub fn whole<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Whole<D::Error>, D::Error> {
    Ok(Whole { value: Buffered::read(deserializer)?, takes_null: false, error: PhantomData })
}

/// Decodes the arm of a value that `find` finds, or else the one that it finds and that can be
/// read where null is as good as a value; gives the value back where there is none.
#[doc(hidden)]
pub fn by_rules<T, E>(
    value: Whole<E>,
    find: impl Fn(Whole<E>) -> Result<Result<T, E>, Whole<E>>,
) -> Result<Result<T, E>, Whole<E>> {
    find(value).or_else(|Whole { value, .. }| {
        let whole = |value, takes_null| Whole { value, takes_null, error: PhantomData };
        match has_null(&value).then(|| find(whole(value.clone(), true))) {
            Some(Ok(Ok(found))) => Ok(Ok(found)),
            _ => {
                trace::forget();
                Err(whole(value, false))
            }
        }
    })
}

/// Tells whether something in a value is null.
fn has_null(value: &Buffered) -> bool {
    match value {
        Buffered::Null => true,
        Buffered::List(items) => items.iter().any(has_null),
        Buffered::Object(entries) => entries.iter().any(|(_, value)| has_null(value)),
        _ => false,
    }
}

/// Reads an object or a list that no arm is for, with null in the place of what
/// a [`Value`] cannot hold.
#[doc(hidden)]
pub fn other<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
    Buffered::read(deserializer).map(Buffered::into_value)
}

impl<'de, E: Error> Deserializer<'de> for Whole<E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        self.value.into_deserializer().deserialize_any(visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// Finds the value at a place in another: `choices/0/text`. In a list, `0` is the first item with
/// a value at the rest of the place that is not null, or else the first with null.
#[doc(hidden)]
pub fn at<'v, E>(whole: &'v Whole<E>, place: &str) -> Option<Found<'v>> {
    find(&whole.value, Some(place)).map(|value| Found { value, takes_null: whole.takes_null })
}

fn find<'v>(value: &'v Buffered, place: Option<&str>) -> Option<&'v Buffered> {
    let Some(place) = place else { return Some(value) };
    let (step, rest) =
        place.split_once('/').map_or((place, None), |(step, rest)| (step, Some(rest)));
    match value {
        // Of several, the last is what is read.
        Buffered::Object(entries) => find(&entries.iter().rfind(|(key, _)| *key == step)?.1, rest),
        Buffered::List(items) if step == "0" => {
            let mut found = items.iter().filter_map(|item| find(item, rest));
            let first = found.next()?;
            let is_value = |found: &&Buffered| !matches!(found, Buffered::Null);
            if is_value(&first) { Some(first) } else { found.find(is_value).or(Some(first)) }
        }
        _ => None,
    }
}

/// The value at a place.
#[derive(Clone, Copy, Debug)]
pub struct Found<'v> {
    value: &'v Buffered,
    takes_null: bool,
}

impl Found<'_> {
    /// Tells whether it is as good as a value.
    pub fn is_there(self) -> bool {
        self.takes_null || !self.is_null()
    }

    /// Tells whether it is null.
    pub fn is_null(self) -> bool {
        matches!(self.value, Buffered::Null)
    }

    /// Tells whether it is a text.
    pub fn is_string(self) -> bool {
        matches!(self.value, Buffered::Text(_))
    }

    /// Tells whether it is a boolean.
    pub fn is_boolean(self) -> bool {
        matches!(self.value, Buffered::Boolean(_))
    }

    /// Tells whether it is an integer of 64 bits, however it is written.
    pub fn is_integer(self) -> bool {
        self.value.as_integer().is_some()
            || matches!(self.value, Buffered::Number(it) if it.is_u64())
    }

    /// Tells whether it is a number.
    pub fn is_number(self) -> bool {
        matches!(self.value, Buffered::Number(_) | Buffered::OutOfRange)
    }

    /// Tells whether it is a list.
    pub fn is_array(self) -> bool {
        matches!(self.value, Buffered::List(_))
    }

    /// Tells whether it is an object.
    pub fn is_object(self) -> bool {
        matches!(self.value, Buffered::Object(_))
    }
}

impl PartialEq<&str> for Found<'_> {
    fn eq(&self, text: &&str) -> bool {
        matches!(self.value, Buffered::Text(found) if found == text)
    }
}

impl PartialEq<bool> for Found<'_> {
    fn eq(&self, value: &bool) -> bool {
        matches!(self.value, Buffered::Boolean(found) if found == value)
    }
}

impl PartialEq<i64> for Found<'_> {
    fn eq(&self, number: &i64) -> bool {
        self.value.as_integer() == Some(*number)
    }
}

impl PartialEq<f64> for Found<'_> {
    fn eq(&self, number: &f64) -> bool {
        matches!(self.value, Buffered::Number(found) if found.as_f64() == Some(*number))
    }
}
