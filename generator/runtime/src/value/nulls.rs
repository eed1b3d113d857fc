//! Nulls within lists and maps.
//!
//! A null keeps its place: it reads as the empty value of what the place is
//! for. That of a number with a fraction is NaN, since servers write NaN as
//! null, and so does whatever writes it back.

use std::convert;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, Visitor};

use super::buffered::Buffered;
use super::lenient::{Through, pass_on, visit};

/// The NaN that a null reads as: another one than arithmetic makes, so that what
/// was null can be told from what was miscalculated when it is sent.
pub(super) const NULL: f64 = f64::from_bits(0x7ffc_0000_0000_0000);

/// The same in 32 bits. It is never made from the other: what a conversion leaves of
/// a NaN's bits is not the same in every build.
pub(super) const NULL_32: f32 = f32::from_bits(0x7fe0_0000);

/// Tells whether a number stands for a null.
pub(super) fn is_null(number: f64) -> bool {
    number.to_bits() == NULL.to_bits()
}

/// Tells whether a number of 32 bits stands for a null.
pub(super) fn is_null_32(number: f32) -> bool {
    number.to_bits() == NULL_32.to_bits()
}

/// Reads an item of a list or the value of a map's entry by another seed.
pub(super) struct Item<S>(pub(super) S);

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Item<S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(ItemDeserializer(deserializer))
    }
}

/// A deserializer of an item. It asks for anything: that is as fast as to ask
/// for one kind, and shows a null.
pub(super) struct ItemDeserializer<D>(pub(super) D);

macro_rules! ask {
    ($($wanted:ident $with:expr => $($method:ident)*;)*) => {
        $( $(
            fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
                let visitor = $with(visitor);
                self.0.deserialize_any(OrEmpty { visitor, wanted: Wanted::$wanted })
            }
        )* )*
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for ItemDeserializer<D> {
    type Error = D::Error;

    ask! {
        Any convert::identity => deserialize_any;
        Boolean convert::identity => deserialize_bool;
        Number convert::identity => deserialize_f64;
        Number32 convert::identity => deserialize_f32;
        Text convert::identity => deserialize_str deserialize_string;
        Integer Through::integer =>
            deserialize_i8 deserialize_i16 deserialize_i32
            deserialize_u8 deserialize_u16 deserialize_u32;
        Integer Through::signed_item => deserialize_i64;
        Integer Through::unsigned_item => deserialize_u64;
        List Through::of => deserialize_seq;
        Map Through::of => deserialize_map;
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_any(OrEmpty { visitor, wanted: Wanted::Map })
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_newtype_struct(name, Newtype(visitor))
    }

    pass_on! {
        Through::item;
        deserialize_option();
    }

    pass_on! {
        Through::of;
        deserialize_tuple(len: usize);
        deserialize_tuple_struct(name: &'static str, len: usize);
    }

    pass_on! {
        deserialize_i128();
        deserialize_u128();
        deserialize_char();
        deserialize_bytes();
        deserialize_byte_buf();
        deserialize_unit();
        deserialize_unit_struct(name: &'static str);
        deserialize_enum(name: &'static str, variants: &'static [&'static str]);
        deserialize_identifier();
        deserialize_ignored_any();
    }

    fn is_human_readable(&self) -> bool {
        self.0.is_human_readable()
    }
}

/// The kind of value that a place is for.
#[derive(Clone, Copy)]
enum Wanted {
    Any,
    Boolean,
    Integer,
    Number,
    Number32,
    Text,
    List,
    Map,
}

/// Gives what it visits to another visitor, and an empty value for a null.
struct OrEmpty<V> {
    visitor: V,
    wanted: Wanted,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for OrEmpty<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }

    visit! {
        visit_bool(bool);
        visit_i64(i64);
        visit_u64(u64);
        visit_f64(f64);
        visit_str(&str);
        visit_borrowed_str(&'de str);
        visit_string(String);
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        let Self { visitor, wanted } = self;
        match wanted {
            // A visitor that takes anything knows best what its null is.
            Wanted::Any => visitor.visit_none(),
            Wanted::Boolean => visitor.visit_bool(false),
            Wanted::Integer => visitor.visit_u64(0),
            Wanted::Number => visitor.visit_f64(NULL),
            Wanted::Number32 => visitor.visit_f32(NULL_32),
            Wanted::Text => visitor.visit_str(""),
            Wanted::List => visitor.visit_seq(Buffered::items(Vec::new())),
            Wanted::Map => visitor.visit_map(Buffered::entries(Vec::new())),
        }
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.visit_unit()
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_seq(items)
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_map(entries)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, variant: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_enum(variant)
    }
}

/// A newtype, whose value is at the same place.
struct Newtype<V>(V);

impl<'de, V: Visitor<'de>> Visitor<'de> for Newtype<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<V::Value, D::Error> {
        self.0.visit_newtype_struct(ItemDeserializer(deserializer))
    }
}
