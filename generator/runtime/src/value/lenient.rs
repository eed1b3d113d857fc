//! Integers, however a server writes them, and nulls within lists and maps.
//!
//! JSON has one kind of numbers: `12`, `12.0` and `1.2e1` are the same, and
//! servers write integers in each of these ways. serde reads only the first as
//! an integer, and no null in the place of one, so that what generated types
//! read goes through here.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess,
    Visitor,
};

use super::nulls::{Item, ItemDeserializer};
use super::number::whole;
use super::object::Key;
use super::{JsonNumber, saturated, trace};

/// Reads a value; an integer in it may be any number without a fraction, and
/// what is in its lists and maps may be null.
#[doc(hidden)]
pub fn decode<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    T::deserialize(Lenient(deserializer))
}

/// Gives a number to a visitor: as an integer, however it is written, if it has no
/// fraction.
pub(super) fn integer<'de, D, V>(deserializer: D, visitor: V) -> Result<V::Value, D::Error>
where
    D: Deserializer<'de>,
    V: Visitor<'de>,
{
    Lenient(deserializer).deserialize_i64(visitor)
}

/// Reads the value of a property as [`decode`] does.
pub(super) fn value<'de, T, A>(map: &mut A) -> Result<T, A::Error>
where
    T: Deserialize<'de>,
    A: MapAccess<'de>,
{
    map.next_value_seed(Seed(PhantomData))
}

/// A deserializer that gives an integer for any number without a fraction,
/// where an integer is asked for, in lists, maps and options too, and an empty
/// value for a null in a list or a map. Structs and unions see to themselves.
struct Lenient<D>(D);

/// Gives what it reads to another visitor.
pub(super) struct Through<V> {
    visitor: V,
    wanted: AskedFor,
    /// True for an item of a list or the value of a map's entry.
    is_item: bool,
}

/// The kind of value that is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum AskedFor {
    Any,
    Integer,
    /// An integer of 64 bits.
    Signed,
    /// The same without a sign.
    Unsigned,
}

impl<V> Through<V> {
    pub(super) fn of(visitor: V) -> Self {
        Self { visitor, wanted: AskedFor::Any, is_item: false }
    }

    pub(super) fn integer(visitor: V) -> Self {
        Self { wanted: AskedFor::Integer, ..Self::of(visitor) }
    }

    fn signed(visitor: V) -> Self {
        Self { wanted: AskedFor::Signed, ..Self::of(visitor) }
    }

    fn unsigned(visitor: V) -> Self {
        Self { wanted: AskedFor::Unsigned, ..Self::of(visitor) }
    }

    pub(super) fn signed_item(visitor: V) -> Self {
        Self { is_item: true, ..Self::signed(visitor) }
    }

    pub(super) fn item(visitor: V) -> Self {
        Self { is_item: true, ..Self::of(visitor) }
    }

    pub(super) fn unsigned_item(visitor: V) -> Self {
        Self { is_item: true, ..Self::unsigned(visitor) }
    }

    /// Keeps an integer that is beyond what is asked for; tells whether the nearest stands for it.
    fn is_kept(&self, number: JsonNumber) -> bool {
        let is_read = saturated::is_read();
        if is_read && !self.is_item {
            saturated::find(number);
        }
        is_read
    }
}

macro_rules! pass_on {
    ($($method:ident($($argument:ident: $ty:ty),*);)*) => {
        $(
            fn $method<V: Visitor<'de>>(
                self,
                $($argument: $ty,)*
                visitor: V,
            ) -> Result<V::Value, D::Error> {
                self.0.$method($($argument,)* visitor)
            }
        )*
    };
    ($with:path; $($method:ident($($argument:ident: $ty:ty),*);)*) => {
        $(
            fn $method<V: Visitor<'de>>(
                self,
                $($argument: $ty,)*
                visitor: V,
            ) -> Result<V::Value, D::Error> {
                self.0.$method($($argument,)* $with(visitor))
            }
        )*
    };
}

pub(super) use pass_on;

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Lenient<D> {
    type Error = D::Error;

    pass_on! {
        deserialize_any();
        deserialize_bool();
        deserialize_f32();
        deserialize_f64();
        deserialize_i128();
        deserialize_u128();
        deserialize_char();
        deserialize_str();
        deserialize_string();
        deserialize_bytes();
        deserialize_byte_buf();
        deserialize_unit();
        deserialize_unit_struct(name: &'static str);
        deserialize_struct(name: &'static str, fields: &'static [&'static str]);
        deserialize_enum(name: &'static str, variants: &'static [&'static str]);
        deserialize_identifier();
        deserialize_ignored_any();
    }

    pass_on! {
        Through::integer;
        deserialize_i8();
        deserialize_i16();
        deserialize_i32();
        deserialize_u8();
        deserialize_u16();
        deserialize_u32();
    }

    pass_on! {
        Through::signed;
        deserialize_i64();
    }

    pass_on! {
        Through::unsigned;
        deserialize_u64();
    }

    pass_on! {
        Through::of;
        deserialize_option();
        deserialize_newtype_struct(name: &'static str);
        deserialize_seq();
        deserialize_tuple(len: usize);
        deserialize_tuple_struct(name: &'static str, len: usize);
        deserialize_map();
    }

    fn is_human_readable(&self) -> bool {
        self.0.is_human_readable()
    }
}

/// Methods that give what they visit to another visitor, the field `visitor`.
macro_rules! visit {
    ($($method:ident($ty:ty);)*) => {
        $(
            fn $method<E: Error>(self, value: $ty) -> Result<V::Value, E> {
                self.visitor.$method(value)
            }
        )*
    };
}

pub(super) use visit;

impl<'de, V: Visitor<'de>> Through<V> {
    /// Gives a number, or the integer that is the nearest to it where it is beyond 64 bits and
    /// such are read.
    fn give<E: Error>(
        self,
        number: JsonNumber,
        as_it_is: impl FnOnce(V) -> Result<V::Value, E>,
    ) -> Result<V::Value, E> {
        match self.wanted {
            AskedFor::Signed if number > i64::MAX.into() && self.is_kept(number) => {
                self.visitor.visit_i64(i64::MAX)
            }
            AskedFor::Signed if number < i64::MIN.into() && self.is_kept(number) => {
                self.visitor.visit_i64(i64::MIN)
            }
            AskedFor::Unsigned if number > u64::MAX.into() && self.is_kept(number) => {
                self.visitor.visit_u64(u64::MAX)
            }
            _ => as_it_is(self.visitor),
        }
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Through<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }

    visit! {
        visit_bool(bool);
        visit_i64(i64);
        visit_str(&str);
        visit_borrowed_str(&'de str);
        visit_string(String);
        visit_bytes(&[u8]);
        visit_borrowed_bytes(&'de [u8]);
        visit_byte_buf(Vec<u8>);
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<V::Value, E> {
        match i64::try_from(value) {
            Ok(_) => self.visitor.visit_u64(value),
            Err(_) => self.give(value.into(), |visitor| visitor.visit_u64(value)),
        }
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<V::Value, E> {
        match whole(value).filter(|_| self.wanted != AskedFor::Any) {
            Some(value) => match (i64::try_from(value), u64::try_from(value)) {
                (Ok(value), _) => self.visitor.visit_i64(value),
                (_, Ok(value)) => self.visit_u64(value),
                _ => self.give(JsonNumber::from(value as f64), |it| it.visit_f64(value as f64)),
            },
            None => self.give(value.into(), |visitor| visitor.visit_f64(value)),
        }
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.visitor.visit_none()
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.visitor.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        match self.is_item {
            true => self.visitor.visit_some(ItemDeserializer(deserializer)),
            false => self.visitor.visit_some(Lenient(deserializer)),
        }
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<V::Value, D::Error> {
        self.visitor.visit_newtype_struct(Lenient(deserializer))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_seq(Items { items, next: 0 })
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_map(Entries { entries, key: Cow::default() })
    }
}

/// The items of a list.
struct Items<A> {
    items: A,
    /// The number of the next one.
    next: usize,
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Items<A> {
    type Error = A::Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, A::Error> {
        let number = self.next;
        self.next += 1;
        trace::in_item(number, self.items.next_element_seed(Item(seed)))
    }

    fn size_hint(&self) -> Option<usize> {
        self.items.size_hint()
    }
}

/// The entries of a map.
struct Entries<'de, A> {
    entries: A,
    /// The key of the entry that is read, while reading is traced.
    key: Cow<'de, str>,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Entries<'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        if !trace::is_on() {
            return self.entries.next_key_seed(seed);
        }
        let Some(Key(key)) = self.entries.next_key()? else { return Ok(None) };
        self.key = key;
        seed.deserialize(self.key.clone().into_deserializer()).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, A::Error> {
        trace::in_property(&self.key, self.entries.next_value_seed(Item(seed)))
    }

    fn size_hint(&self) -> Option<usize> {
        self.entries.size_hint()
    }
}

struct Seed<S>(S);

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Seed<S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(Lenient(deserializer))
    }
}
