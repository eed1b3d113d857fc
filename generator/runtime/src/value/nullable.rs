//! Presence: absent, null, or a value.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A property that may be left out, be `null`, or have a value.
///
/// An API may treat the three differently: in an update, absent commonly means
/// "leave as it is" and `null` means "clear".
///
/// ```
/// use openapi_loom_runtime::Nullable;
///
/// let mut name: Nullable<String> = Nullable::Absent;
/// assert!(name.is_absent());
/// name = Nullable::Null;
/// assert!(name.is_null());
/// name = "Ada".to_owned().into();
/// assert_eq!(name.as_deref(), Some("Ada"));
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Nullable<T> {
    /// The property is left out.
    #[default]
    Absent,
    /// The property is sent as `null`.
    Null,
    /// The property has this value.
    Value(T),
}

impl<T> Nullable<T> {
    /// Tells whether the property is left out.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Tells whether the property is `null`.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Tells whether the property has a value.
    pub const fn is_some(&self) -> bool {
        matches!(self, Self::Value(_))
    }

    /// Tells whether the property has no value: it is left out, or `null`.
    pub const fn is_none(&self) -> bool {
        !self.is_some()
    }

    /// Returns the value by reference; `None` when absent or null.
    pub const fn as_ref(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Returns the value by mutable reference; `None` when absent or null.
    pub const fn as_mut(&mut self) -> Option<&mut T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Returns what the value dereferences to; `None` when absent or null.
    pub fn as_deref(&self) -> Option<&T::Target>
    where
        T: std::ops::Deref,
    {
        self.as_ref().map(T::deref)
    }

    /// Returns the same presence of another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Nullable<U> {
        match self {
            Self::Absent => Nullable::Absent,
            Self::Null => Nullable::Null,
            Self::Value(value) => Nullable::Value(change(value)),
        }
    }

    /// Returns the value; `None` when absent or null.
    pub fn into_value(self) -> Option<T> {
        self.into()
    }

    /// Returns the value, or another when absent or null.
    pub fn unwrap_or(self, other: T) -> T {
        self.into_value().unwrap_or(other)
    }

    /// Returns the value, or what `other` makes when absent or null.
    pub fn unwrap_or_else(self, other: impl FnOnce() -> T) -> T {
        self.into_value().unwrap_or_else(other)
    }

    /// Returns the value, or the empty one when absent or null.
    pub fn unwrap_or_default(self) -> T
    where
        T: Default,
    {
        self.into_value().unwrap_or_default()
    }

    /// Returns the value, once; nothing when absent or null.
    pub fn iter(&self) -> std::option::IntoIter<&T> {
        self.as_ref().into_iter()
    }
}

/// `None` is what has no value: absent, and null as well.
impl<T: PartialEq> PartialEq<Option<T>> for Nullable<T> {
    fn eq(&self, other: &Option<T>) -> bool {
        self.as_ref() == other.as_ref()
    }
}

impl<T: fmt::Debug> fmt::Debug for Nullable<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => f.write_str("Absent"),
            Self::Null => f.write_str("Null"),
            Self::Value(value) => value.fmt(f),
        }
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// `None` is absent, and never null.
impl<T> From<Option<T>> for Nullable<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Self::Value)
    }
}

impl<T> From<Nullable<T>> for Option<T> {
    fn from(value: Nullable<T>) -> Self {
        match value {
            Nullable::Value(value) => Some(value),
            Nullable::Absent | Nullable::Null => None,
        }
    }
}

// An absent property is skipped by its struct, so it is never serialised here
// in generated types; on its own it has no JSON but null.
impl<T: Serialize> Serialize for Nullable<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_ref().serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Nullable<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map_or(Self::Null, Self::Value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_is_absent() {
        assert_eq!(Nullable::<i64>::from(None), Nullable::Absent);
        assert_eq!(Nullable::from(Some(7)), Nullable::Value(7));
    }

    #[test]
    fn only_a_value_is_changed() {
        assert_eq!(Nullable::Value(1).map(Box::new), Nullable::Value(Box::new(1)));
        assert!(Nullable::<i64>::Null.map(Box::new).is_null());
        assert!(Nullable::<i64>::Absent.map(Box::new).is_absent());
    }

    #[test]
    fn it_is_read_as_an_option_is() {
        let value = Nullable::Value(7);
        assert!(value.is_some() && !value.is_none());
        assert_eq!((value.unwrap_or(1), value.unwrap_or_default()), (7, 7));
        assert_eq!(value.iter().collect::<Vec<_>>(), [&7]);
        assert_eq!(value, Some(7));
        assert_ne!(value, None);
        for none in [Nullable::Null, Nullable::Absent] {
            assert!(none.is_none() && !none.is_some());
            assert_eq!((none.unwrap_or(1), none.unwrap_or_else(|| 2)), (1, 2));
            assert_eq!((none.unwrap_or_default(), none.iter().next()), (0, None));
            assert_eq!(none, None);
            assert_ne!(none, Some(7));
        }
    }

    #[test]
    fn null_and_value_are_told_apart() {
        let read = |json| serde_json::from_str::<Nullable<i64>>(json).unwrap();
        assert_eq!(read("null"), Nullable::Null);
        assert_eq!(read("7"), Nullable::Value(7));
        assert_eq!(serde_json::to_string(&Nullable::<i64>::Null).unwrap(), "null");
        assert_eq!(serde_json::to_string(&Nullable::Value(7)).unwrap(), "7");
    }
}
