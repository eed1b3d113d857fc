//! Nulls within lists and maps.
//!
//! A null keeps its place: it reads as the empty value of what the place is
//! for. That of a number with a fraction is NaN, since servers write NaN as
//! null, and so does whatever writes it back.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};

use super::lenient::Lenient;

/// The NaN that a null reads as: another one than arithmetic makes, so that what
/// was null can be told from what was miscalculated when it is sent.
pub(super) const NULL: f64 = f64::from_bits(0x7ffc_0000_0000_0000);

/// Whether a number stands for a null.
pub(super) fn is_null(number: f64) -> bool {
    number.to_bits() == NULL.to_bits()
}

/// Reads an item of a list or the value of a map's entry by another seed.
pub(super) struct Item<S>(pub(super) S);

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Item<S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de, S: DeserializeSeed<'de>> Visitor<'de> for Item<S> {
    type Value = S::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(Lenient(deserializer))
    }

    fn visit_none<E: Error>(self) -> Result<S::Value, E> {
        self.0.deserialize(Nothing(PhantomData))
    }

    fn visit_unit<E: Error>(self) -> Result<S::Value, E> {
        self.visit_none()
    }
}

/// Null where no null can be: whatever is asked for, it gives an empty one.
struct Nothing<E>(PhantomData<E>);

macro_rules! give {
    ($($method:ident => $visit:ident($value:expr);)*) => {
        $(
            fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
                visitor.$visit($value)
            }
        )*
    };
}

impl<'de, E: Error> Deserializer<'de> for Nothing<E> {
    type Error = E;

    give! {
        deserialize_bool => visit_bool(false);
        deserialize_i8 => visit_i64(0);
        deserialize_i16 => visit_i64(0);
        deserialize_i32 => visit_i64(0);
        deserialize_i64 => visit_i64(0);
        deserialize_u8 => visit_u64(0);
        deserialize_u16 => visit_u64(0);
        deserialize_u32 => visit_u64(0);
        deserialize_u64 => visit_u64(0);
        deserialize_f32 => visit_f64(NULL);
        deserialize_f64 => visit_f64(NULL);
        deserialize_str => visit_str("");
        deserialize_string => visit_str("");
        deserialize_seq => visit_seq(SeqDeserializer::new(std::iter::empty::<()>()));
        deserialize_map => visit_map(MapDeserializer::new(std::iter::empty::<((), ())>()));
    }

    /// What takes anything knows best what its null is.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_none()
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, E> {
        self.deserialize_map(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, E> {
        visitor.visit_newtype_struct(self)
    }

    serde::forward_to_deserialize_any! {
        i128 u128 char bytes byte_buf option unit unit_struct tuple tuple_struct enum identifier
        ignored_any
    }
}
