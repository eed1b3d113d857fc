//! Objects: structs whose fields say how they are present.
//!
//! The same could be had from serde's derive and its attributes. This does
//! with a fraction of the code per struct what matters here, and that decides
//! how long a crate of generated types takes to compile.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::buffered::Buffered;
use super::extra::{is_written, meet};
use super::lenient::value;
use super::nulls::Item;
use super::shape::{is_listed, pairs};
use super::{Empty, Extra, Nullable, saturated, trace};

/// A struct by [`object!`](crate::object).
#[doc(hidden)]
pub trait Object: Empty + Sized {
    /// The struct's name, for error messages.
    const NAME: &'static str;
    /// The properties, each behind what [`wire`] calls its presence, with
    /// [`OBJECT`](super::OBJECT) before all of them.
    const PROPERTIES: &'static [&'static str];

    /// Reads the value of a property into its field, or to where the properties
    /// go that no field is for.
    fn read<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error>;

    /// Returns the properties that are not declared, where they are kept.
    fn undeclared(&mut self) -> Option<&mut Extra> {
        None
    }

    /// Writes the fields.
    fn write<'o, S: Serializer>(&'o self, object: &mut Writer<'o, S>);

    /// Encodes the object as an arm of a union, with its tag where the object does not say one.
    fn serialize_with_tag<S: Serializer>(
        &self,
        serializer: S,
        tag: &'static str,
        text: &'static str,
    ) -> Result<S::Ok, S::Error> {
        serialize(self, serializer, Some((tag, text)))
    }
}

/// Encodes an [`Object`].
#[doc(hidden)]
pub fn serialize_object<T: Object, S: Serializer>(
    object: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serialize(object, serializer, None)
}

fn serialize<T: Object, S: Serializer>(
    object: &T,
    serializer: S,
    unsaid: Option<(&'static str, &'static str)>,
) -> Result<S::Ok, S::Error> {
    let mut writer: Writer<'_, S> =
        Writer { map: serializer.serialize_map(None), extra: None, rest: None, unsaid };
    object.write(&mut writer);
    if let Some((tag, text)) = writer.unsaid {
        writer.put(tag, text);
    }
    writer.map?.end()
}

/// Decodes an [`Object`].
#[doc(hidden)]
pub fn deserialize_object<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Object,
    D: Deserializer<'de>,
{
    // As a struct: for its own properties it sees to how they are read.
    deserializer.deserialize_struct(T::NAME, T::PROPERTIES, ObjectVisitor(PhantomData))
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Object> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object (`{}`)", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut object = T::empty();
        // A type that is only read requires nothing, and pays nothing for this.
        let strict = const { requires_any(T::PROPERTIES) };
        let mut seen = vec![false; if strict { T::PROPERTIES.len() / 2 } else { 0 }];
        let saturates = saturated::is_read();
        while let Some(Key(key)) = map.next_key()? {
            if strict && let Some(number) = number_of(&key, T::PROPERTIES) {
                seen[number] = true;
            }
            let read = object.read(&key, &mut map);
            if saturates
                && let Some(number) = saturated::found()
                && let Some(extra) = object.undeclared()
            {
                extra.insert(key.to_string(), number.into());
            }
            trace::in_property(&key, read)?;
        }
        if strict && let Some(name) = missing(T::PROPERTIES, &seen) {
            return Err(A::Error::missing_field(name));
        }
        Ok(object)
    }
}

/// Returns the number of a property. This and the next are no part of what is compiled for
/// each type.
fn number_of(key: &str, properties: &'static [&'static str]) -> Option<usize> {
    pairs(properties).position(|[_, name]| *name == key)
}

/// Returns the first required property that is not among those seen.
fn missing(properties: &'static [&'static str], seen: &[bool]) -> Option<&'static str> {
    let mut unseen = pairs(properties).zip(seen).filter(|(_, seen)| !**seen);
    unseen.find(|([presence, _], _)| *presence == REQUIRED).map(|([_, name], _)| *name)
}

/// The word of [`wire`] for a property without which there is no value.
const REQUIRED: &str = "required";

const fn requires_any(properties: &[&str]) -> bool {
    // The text before the first of them is no property.
    let mut place = 1;
    while place < properties.len() {
        if is_listed(REQUIRED, &[properties[place]]) {
            return true;
        }
        place += 2;
    }
    false
}

/// A key, borrowed from the input where that is possible.
pub(crate) struct Key<'de>(pub(crate) Cow<'de, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;

        impl<'de> Visitor<'de> for KeyVisitor {
            type Value = Key<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key")
            }

            fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(key)))
            }

            fn visit_str<E>(self, key: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(key.to_owned())))
            }

            fn visit_string<E>(self, key: String) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(key)))
            }
        }

        deserializer.deserialize_str(KeyVisitor)
    }
}

/// The ways to read a field, by the word that [`object!`](crate::object) has for each.
#[doc(hidden)]
pub mod wire {
    /// There is no value without it.
    pub mod required {
        pub use super::plain::read;
    }

    /// Missing or null, it reads as the empty value.
    pub mod corrected {
        use serde::de::{Deserialize, MapAccess};

        use crate::value::Empty;
        use crate::value::lenient::value;

        /// Reads a property; null is the empty value.
        pub fn read<'de, T, A>(field: &mut T, map: &mut A) -> Result<(), A::Error>
        where
            T: Deserialize<'de> + Empty,
            A: MapAccess<'de>,
        {
            *field = value::<Option<T>, A>(map)?.unwrap_or_else(T::empty);
            Ok(())
        }
    }

    /// Missing or null, it is what it always is.
    pub mod fixed {
        use serde::de::{Deserialize, MapAccess};

        use crate::value::lenient::value;

        /// Reads a property; null leaves it as it is.
        pub fn read<'de, T, A>(field: &mut T, map: &mut A) -> Result<(), A::Error>
        where
            T: Deserialize<'de>,
            A: MapAccess<'de>,
        {
            if let Some(other) = value::<Option<T>, A>(map)? {
                *field = other;
            }
            Ok(())
        }
    }

    /// Missing or null, it reads as the empty list; as one text, it is the numbers
    /// in that.
    pub mod packed {
        use serde::de::{Deserialize, MapAccess};

        use crate::value::lenient::value;
        use crate::value::packed::Packed;

        /// Reads a list of numbers.
        pub fn read<'de, T, A>(field: &mut Vec<T>, map: &mut A) -> Result<(), A::Error>
        where
            T: Deserialize<'de> + From<f32>,
            A: MapAccess<'de>,
        {
            *field = value::<Packed<T>, A>(map)?.0;
            Ok(())
        }
    }

    /// Missing, it reads as null.
    pub mod nullable {
        pub use super::plain::read;
    }

    /// Missing, it is absent.
    pub mod optional {
        use serde::de::MapAccess;

        use crate::value::object::Optional;

        /// Reads a property; null is absent unless it is a value.
        pub fn read<'de, T, A>(field: &mut T, map: &mut A) -> Result<(), A::Error>
        where
            T: Optional<'de>,
            A: MapAccess<'de>,
        {
            *field = T::read(map)?;
            Ok(())
        }
    }

    /// The properties that no field is for.
    pub mod rest {
        use serde::de::MapAccess;

        use crate::value::Rest;

        /// Reads the one property that has no name.
        pub fn read<'de, A: MapAccess<'de>>(
            rest: &mut impl Rest,
            map: &mut A,
        ) -> Result<(), A::Error> {
            rest.read("", map)
        }
    }

    mod plain {
        use serde::de::{Deserialize, MapAccess};

        use crate::value::lenient::value;

        /// Reads a property as it is.
        pub fn read<'de, T, A>(field: &mut T, map: &mut A) -> Result<(), A::Error>
        where
            T: Deserialize<'de>,
            A: MapAccess<'de>,
        {
            *field = value(map)?;
            Ok(())
        }
    }
}

/// The place for the properties that no field is for.
#[doc(hidden)]
pub trait Rest {
    /// Reads one.
    fn read<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error>;
}

/// Properties that may be written in the stead of declared ones.
#[doc(hidden)]
pub trait InStead: std::fmt::Debug {
    /// Tells whether one of that name is among them.
    fn has(&self, key: &str) -> bool;
}

impl<T: std::fmt::Debug> InStead for std::collections::BTreeMap<String, T> {
    fn has(&self, key: &str) -> bool {
        self.contains_key(key)
    }
}

impl InStead for serde_json::Map<String, serde_json::Value> {
    fn has(&self, key: &str) -> bool {
        self.contains_key(key)
    }
}

/// Nowhere.
impl Rest for () {
    fn read<'de, A: MapAccess<'de>>(&mut self, _: &str, map: &mut A) -> Result<(), A::Error> {
        map.next_value::<IgnoredAny>().map(drop)
    }
}

impl<T: for<'de> Deserialize<'de>> Rest for std::collections::BTreeMap<String, T> {
    fn read<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error> {
        self.insert(key.to_owned(), map.next_value_seed(Item(PhantomData))?);
        Ok(())
    }
}

impl Rest for serde_json::Map<String, serde_json::Value> {
    fn read<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error> {
        self.insert(key.to_owned(), map.next_value::<Buffered>()?.into_value());
        Ok(())
    }
}

/// A field that may be absent.
#[doc(hidden)]
pub trait Presence {
    /// Tells whether it is.
    fn is_absent(&self) -> bool;
}

impl<T> Presence for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T> Presence for Nullable<T> {
    fn is_absent(&self) -> bool {
        Nullable::is_absent(self)
    }
}

/// A field that may be absent, of a property that is there.
#[doc(hidden)]
pub trait Optional<'de>: Sized {
    /// Reads its value.
    fn read<A: MapAccess<'de>>(map: &mut A) -> Result<Self, A::Error>;
}

impl<'de, T: Deserialize<'de> + Empty> Optional<'de> for Option<T> {
    fn read<A: MapAccess<'de>>(map: &mut A) -> Result<Self, A::Error> {
        Ok(value::<Self, A>(map)?.or_else(T::of_null))
    }
}

impl<'de, T: Deserialize<'de>> Optional<'de> for Nullable<T> {
    fn read<A: MapAccess<'de>>(map: &mut A) -> Result<Self, A::Error> {
        value(map)
    }
}

/// Writes an object property by property; the first error is kept to the end.
#[doc(hidden)]
#[derive(Debug)]
pub struct Writer<'o, S: Serializer> {
    map: Result<S::SerializeMap, S::Error>,
    /// The properties that are written in the stead of declared ones, and after them.
    extra: Option<&'o Extra>,
    /// Properties of a type that the document says, which are written in the same way.
    rest: Option<&'o dyn InStead>,
    /// The tag of a union and its text, which no property has said yet.
    unsaid: Option<(&'static str, &'static str)>,
}

impl<'o, S: Serializer> Writer<'o, S> {
    fn entry(&mut self, key: &str, value: &(impl Serialize + ?Sized)) {
        let in_stead = self.extra.is_some_and(|extra| extra.contains_key(key))
            || self.rest.is_some_and(|rest| rest.has(key));
        if !in_stead {
            self.put(key, value);
        }
    }

    fn put(&mut self, key: &str, value: &(impl Serialize + ?Sized)) {
        self.unsaid = self.unsaid.filter(|(tag, _)| *tag != key);
        if let Ok(map) = &mut self.map
            && let Err(error) = map.serialize_entry(key, value)
        {
            self.map = Err(error);
        }
    }

    /// Writes a property without which there is no value.
    pub fn required(&mut self, key: &str, value: &(impl Serialize + ?Sized)) {
        self.entry(key, value);
    }

    /// Writes a property that is always written.
    pub fn corrected(&mut self, key: &str, value: &(impl Serialize + ?Sized)) {
        self.entry(key, value);
    }

    /// Writes a property that always is the same.
    pub fn fixed(&mut self, key: &str, value: &(impl Serialize + ?Sized)) {
        self.entry(key, value);
    }

    /// Writes a list of numbers that may come as a text.
    pub fn packed(&mut self, key: &str, value: &(impl Serialize + ?Sized)) {
        self.entry(key, value);
    }

    /// Writes a property that may be null.
    pub fn nullable(&mut self, key: &str, value: &(impl Serialize + ?Sized)) {
        self.entry(key, value);
    }

    /// Writes a property unless it is absent.
    pub fn optional(&mut self, key: &str, value: &(impl Serialize + Presence)) {
        if !value.is_absent() {
            self.entry(key, value);
        }
    }

    /// Writes the properties that no field is for.
    pub fn rest<'a, T: Serialize + 'a>(
        &mut self,
        _: &str,
        entries: impl IntoIterator<Item = (&'a String, &'a T)>,
    ) {
        for (key, value) in entries {
            self.put(key, value);
        }
    }

    /// Begins an object that may have properties which are not declared.
    pub fn begin(&mut self, extra: &'o Extra) {
        if !extra.is_empty() {
            meet();
            self.extra = Some(extra).filter(|_| is_written());
        }
    }

    /// Begins an object that has a field for the properties that no other field is for.
    pub fn begin_rest(&mut self, rest: &'o dyn InStead) {
        self.rest = Some(rest);
    }

    /// Writes the properties that are not declared.
    pub fn end(&mut self) {
        for (key, value) in self.extra.take().into_iter().flatten() {
            self.put(key, value);
        }
    }
}

/// Defines an object: a struct, and how each field is present on the wire.
///
/// Each field says how, and under which name:
///
/// - `#[wire(required = "…")]`: there is no value without it;
/// - `#[wire(corrected = "…")]`: missing or null, it reads as the empty value;
/// - `#[wire(fixed = "…")]` with `#[otherwise = …]`: missing or null, it reads as that value;
/// - `#[wire(packed = "…")]`: the same for a list of numbers, which may also
///   come as the base64 of 32-bit floats, the least significant byte first;
/// - `#[wire(nullable = "…")]`: `None` is null, and so is a missing one;
/// - `#[wire(optional = "…")]`: left out when absent;
/// - `#[wire(rest = "")]`: the properties that no other field is for; before
///   the struct stands `#[rest(…)]` with the field's name.
///
/// With `#[extra(…)]` before the struct, it also has a field of that name for
/// the properties that no other field is for: an [`Extra`](crate::Extra).
/// Without either, such properties are left out.
///
/// Struct and fields also take attributes: `doc`, then `deprecated`, and after them the
/// struct `allow`, and fields that are not always the same `cfg`.
///
/// A field that is a [`Constant`](crate::value::Constant) also says
/// `#[always = "…"]`. With `#[derive(Default)]` the
/// struct has that, too.
///
/// Nothing in here is a macro for each field, and each field is no more than a
/// line of each function: of such lines a crate has ten thousands.
///
/// ```
/// # use openapi_loom_runtime::serde_json::{self, json};
/// use openapi_loom_runtime::{Nullable, object, value::Constant};
///
/// object! {
///     /// A pet.
///     pub struct Pet {
///         /// What it is.
///         #[wire(corrected = "type")]
///         #[always = "pet"]
///         pub r#type: Constant<Self>,
///         /// What it is called.
///         #[wire(required = "name")]
///         pub name: String,
///         /// Who it lives with.
///         #[wire(optional = "owner")]
///         pub owner: Nullable<String>,
///     }
/// }
///
/// let read = |json| serde_json::from_value::<Pet>(json);
/// let pet = read(json!({"name": "Rex", "owner": null})).unwrap();
/// assert_eq!(pet.owner, Nullable::Null);
/// assert_eq!(
///     serde_json::to_value(&pet).unwrap(),
///     json!({"type": "pet", "name": "Rex", "owner": null})
/// );
/// assert_eq!(read(json!({})).unwrap_err().to_string(), "missing field `name`");
/// ```
#[macro_export]
macro_rules! object {
    (
        $(#[doc $($doc:tt)+])*
        $(#[deprecated $($deprecated:tt)*])?
        $(#[allow $($allow:tt)+])?
        $(#[rest($rest:ident)])?
        $(#[extra($extra:ident)])?
        $(#[derive($default:ident)])?
        pub struct $name:ident {
            $(
                $(#[doc $($field_doc:tt)+])*
                $(#[deprecated $($field_deprecated:tt)*])?
                $(#[cfg $($field_cfg:tt)+])*
                #[wire($kind:ident = $wire:tt)]
                $(#[always = $always:tt])?
                $(#[otherwise = $otherwise:expr])?
                pub $field:ident: $ty:ty,
            )*
        }
    ) => {
        $(#[doc $($doc)+])*
        $(#[deprecated $($deprecated)*])?
        $(#[allow $($allow)+])?
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct $name {
            $(
                $(#[doc $($field_doc)+])*
                $(#[deprecated $($field_deprecated)*])?
                $(#[cfg $($field_cfg)+])*
                pub $field: $ty,
            )*
            $(
                /// The properties that the document does not declare, as sent.
                pub $extra: $crate::Extra,
            )?
        }

        $crate::__object_constants!($name: $($($always)?)*);

        impl $crate::value::Empty for $name {
            fn empty() -> Self {
                #[allow(unused_mut, reason = "not every type has constants")]
                let mut empty = Self {
                    $( $(#[cfg $($field_cfg)+])* $field: $crate::value::Empty::empty(), )*
                    $( $extra: $crate::value::Empty::empty(), )?
                };
                $( $( empty.$field = $otherwise; )? )*
                empty
            }
        }

        $(
            impl ::std::default::$default for $name {
                fn default() -> Self {
                    $crate::value::Empty::empty()
                }
            }
        )?

        impl $crate::value::Object for $name {
            const NAME: &'static str = stringify!($name);
            const PROPERTIES: &'static [&'static str] =
                &[$crate::value::OBJECT, $(
                    $(#[cfg $($field_cfg)+])* stringify!($kind), $(#[cfg $($field_cfg)+])* $wire,
                )*];

            fn read<'de, A: $crate::serde::de::MapAccess<'de>>(
                &mut self,
                key: &str,
                map: &mut A,
            ) -> ::std::result::Result<(), A::Error> {
                // A property may have no name, as the rest has none.
                #[allow(unreachable_patterns, reason = "the first of the two is the property")]
                match key {
                    $(
                        $(#[cfg $($field_cfg)+])*
                        $wire => $crate::value::wire::$kind::read(&mut self.$field, map),
                    )*
                    _ => $crate::value::Rest::read(
                        ($(&mut self.$rest,)? $(&mut self.$extra,)? &mut (),).0,
                        key,
                        map,
                    ),
                }
            }

            $(
                fn undeclared(&mut self) -> ::std::option::Option<&mut $crate::Extra> {
                    ::std::option::Option::Some(&mut self.$extra)
                }
            )?

            fn write<'o, S: $crate::serde::Serializer>(
                &'o self,
                object: &mut $crate::value::Writer<'o, S>,
            ) {
                $( object.begin_rest(&self.$rest); )?
                $( object.begin(&self.$extra); )?
                $( $(#[cfg $($field_cfg)+])* object.$kind($wire, &self.$field); )*
                object.end();
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::value::serialize_object(self, serializer)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::value::deserialize_object(deserializer)
            }
        }
    };
}

/// Lists what the constant properties of an [`object!`](crate::object) say, if it has any.
#[doc(hidden)]
#[macro_export]
macro_rules! __object_constants {
    ($name:ident:) => {};
    ($name:ident: $($always:tt)+) => {
        impl $crate::value::Constants for $name {
            const VALUES: &'static [&'static str] = &[$($always),+];
        }
    };
}
