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

use super::{Empty, Nullable};

/// What [`object!`](crate::object) implements.
pub trait Object: Empty {
    /// The struct's name, for error messages.
    const NAME: &'static str;
    /// The properties without which there is no value, each at its field's
    /// place.
    const REQUIRED: &'static [Option<&'static str>];

    /// Reads the value of a property into its field.
    fn read<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error>;
}

/// Decodes an [`Object`].
#[doc(hidden)]
pub fn deserialize_object<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Object,
    D: Deserializer<'de>,
{
    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Object> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object (`{}`)", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut object = T::empty();
        // What is only read requires nothing, and pays nothing for this.
        let strict = const { requires_any(T::REQUIRED) };
        let mut seen = vec![false; if strict { T::REQUIRED.len() } else { 0 }];
        while let Some(Key(key)) = map.next_key()? {
            if strict && let Some(place) = T::REQUIRED.iter().position(|name| *name == Some(&key)) {
                seen[place] = true;
            }
            object.read(&key, &mut map)?;
        }
        let missing = T::REQUIRED.iter().zip(seen).find_map(|(name, seen)| name.filter(|_| !seen));
        missing.map_or(Ok(object), |name| Err(A::Error::missing_field(name)))
    }
}

const fn requires_any(required: &[Option<&str>]) -> bool {
    let mut place = 0;
    while place < required.len() {
        if required[place].is_some() {
            return true;
        }
        place += 1;
    }
    false
}

/// A key, borrowed from the input where that is possible.
pub(super) struct Key<'de>(pub(super) Cow<'de, str>);

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

/// Reads a property as it is.
#[doc(hidden)]
pub fn read<'de, T, A>(field: &mut T, map: &mut A) -> Result<(), A::Error>
where
    T: Deserialize<'de>,
    A: MapAccess<'de>,
{
    *field = map.next_value()?;
    Ok(())
}

/// Reads a property; null is the empty value.
#[doc(hidden)]
pub fn read_corrected<'de, T, A>(field: &mut T, map: &mut A) -> Result<(), A::Error>
where
    T: Deserialize<'de> + Empty,
    A: MapAccess<'de>,
{
    *field = map.next_value::<Option<T>>()?.unwrap_or_else(T::empty);
    Ok(())
}

/// Where the properties go that no field is for.
pub trait Rest {
    /// Reads one.
    fn read<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error>;
}

impl<T: for<'de> Deserialize<'de>> Rest for std::collections::BTreeMap<String, T> {
    fn read<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error> {
        self.insert(key.to_owned(), map.next_value()?);
        Ok(())
    }
}

impl Rest for serde_json::Map<String, serde_json::Value> {
    fn read<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error> {
        self.insert(key.to_owned(), map.next_value()?);
        Ok(())
    }
}

/// Reads a property that no field is for.
#[doc(hidden)]
pub fn skip<'de, A: MapAccess<'de>>(map: &mut A) -> Result<(), A::Error> {
    map.next_value::<IgnoredAny>().map(drop)
}

/// A field that may be absent.
pub trait Presence {
    /// Whether it is.
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

/// Writes an object property by property; the first error is kept to the end.
#[doc(hidden)]
#[derive(Debug)]
pub struct Writer<S: Serializer> {
    map: Result<S::SerializeMap, S::Error>,
}

impl<S: Serializer> Writer<S> {
    /// Begins an object.
    pub fn new(serializer: S) -> Self {
        Self { map: serializer.serialize_map(None) }
    }

    /// Writes a property.
    #[must_use]
    pub fn always(mut self, key: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        if let Ok(map) = &mut self.map
            && let Err(error) = map.serialize_entry(key, value)
        {
            self.map = Err(error);
        }
        self
    }

    /// Writes a property unless it is absent.
    #[must_use]
    pub fn present(self, key: &'static str, value: &(impl Serialize + Presence)) -> Self {
        if value.is_absent() { self } else { self.always(key, value) }
    }

    /// Writes the properties that no field is for.
    #[must_use]
    pub fn rest<'a, T: Serialize + 'a>(
        mut self,
        entries: impl IntoIterator<Item = (&'a String, &'a T)>,
    ) -> Self {
        for (key, value) in entries {
            if let Ok(map) = &mut self.map
                && let Err(error) = map.serialize_entry(key, value)
            {
                self.map = Err(error);
            }
        }
        self
    }

    /// Ends the object.
    pub fn end(self) -> Result<S::Ok, S::Error> {
        self.map?.end()
    }
}

/// Defines an object: a struct, and how each field is present on the wire.
///
/// Each field says how, and under which name:
///
/// - `#[wire(required = "…")]`: there is no value without it;
/// - `#[wire(corrected = "…")]`: missing or null, it reads as the empty value;
/// - `#[wire(nullable = "…")]`: `None` is null, and so is a missing one;
/// - `#[wire(optional = "…")]`: left out when absent;
/// - `#[wire(rest)]`: the properties that no other field is for.
///
/// A field that is a [`Constant`](crate::value::Constant) also says
/// `#[always = "…"]`. With `#[derive(Default)]` the
/// struct has that, too.
///
/// ```
/// # use openapi_client_runtime::serde_json::{self, json};
/// use openapi_client_runtime::{Nullable, object, value::Constant};
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
        $(#[doc = $doc:expr])*
        $(#[derive($default:ident)])?
        pub struct $name:ident {
            $(
                $(#[doc = $field_doc:expr])*
                #[wire($kind:ident $(= $wire:literal)?)]
                $(#[always = $always:literal])?
                pub $field:ident: $ty:ty,
            )*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct $name {
            $( $(#[doc = $field_doc])* pub $field: $ty, )*
        }

        impl $crate::value::Constants for $name {
            const VALUES: &'static [&'static str] = &[$($($always,)?)*];
        }

        impl $crate::value::Empty for $name {
            fn empty() -> Self {
                Self { $( $field: $crate::value::Empty::empty(), )* }
            }
        }

        $( $crate::__object!(default $default $name); )?

        impl $crate::value::Object for $name {
            const NAME: &'static str = stringify!($name);
            const REQUIRED: &'static [::std::option::Option<&'static str>] =
                &[$( $crate::__object!(required $kind $($wire)?) ),*];

            fn read<'de, A: $crate::serde::de::MapAccess<'de>>(
                &mut self,
                key: &str,
                map: &mut A,
            ) -> ::std::result::Result<(), A::Error> {
                match key {
                    $( $crate::__object!(key $kind $($wire)?) => {
                        $crate::__object!(read $kind self.$field, key, map)
                    } )*
                    #[allow(unreachable_patterns)]
                    _ => $crate::value::skip(map),
                }
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                let object = $crate::value::Writer::new(serializer);
                $( let object = $crate::__object!(write $kind object $($wire)?, self.$field); )*
                object.end()
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

/// What one field of [`object!`](crate::object) contributes to each method.
#[doc(hidden)]
#[macro_export]
macro_rules! __object {
    (default Default $name:ident) => {
        impl ::std::default::Default for $name {
            fn default() -> Self {
                $crate::value::Empty::empty()
            }
        }
    };
    (required required $wire:literal) => {
        ::std::option::Option::Some($wire)
    };
    (required $kind:ident $($wire:literal)?) => {
        ::std::option::Option::None
    };
    (key rest) => {
        _
    };
    (key $kind:ident $wire:literal) => {
        $wire
    };
    (read corrected $this:ident.$field:ident, $key:ident, $map:ident) => {
        $crate::value::read_corrected(&mut $this.$field, $map)
    };
    (read rest $this:ident.$field:ident, $key:ident, $map:ident) => {
        $crate::value::Rest::read(&mut $this.$field, $key, $map)
    };
    (read $kind:ident $this:ident.$field:ident, $key:ident, $map:ident) => {
        $crate::value::read(&mut $this.$field, $map)
    };
    (write optional $object:ident $wire:literal, $this:ident.$field:ident) => {
        $object.present($wire, &$this.$field)
    };
    (write rest $object:ident, $this:ident.$field:ident) => {
        $object.rest(&$this.$field)
    };
    (write $kind:ident $object:ident $wire:literal, $this:ident.$field:ident) => {
        $object.always($wire, &$this.$field)
    };
}
