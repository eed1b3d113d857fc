//! A box whose content the compiler does not look into.

use std::fmt;
use std::ops::{Deref, DerefMut};

use serde::de::MapAccess;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Empty, InStead, Rest};

/// A value in a box, read like the value itself, that keeps compile times short.
///
/// To find whether a type can go to another thread, the compiler looks into all
/// that it holds, and all that this holds; where types hold one another in a
/// long chain, it gives up. Of the content of this box it knows that it can, so
/// that the chain ends. The same goes for the code to copy, compare and show a
/// value.
///
/// It reads like the value itself, and is written like it.
///
/// ```
/// use openapi_loom_runtime::Apart;
///
/// let mut names = Apart::new(vec!["Rex"]);
/// names.push("Tom");
/// assert_eq!(names.len(), 2);
/// assert_eq!(names.into_inner(), ["Rex", "Tom"]);
/// ```
pub struct Apart<T>(Box<dyn Held<T> + Send + Sync>);

/// A value that can be held so: each type is itself.
trait Held<T> {
    fn get(&self) -> &T;
    fn get_mut(&mut self) -> &mut T;
    fn take(self: Box<Self>) -> T;
    fn copy(&self) -> Apart<T>;
    fn equals(&self, other: &T) -> bool;
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl<T: Clone + fmt::Debug + PartialEq + Send + Sync + 'static> Held<T> for T {
    fn get(&self) -> &T {
        self
    }

    fn get_mut(&mut self) -> &mut T {
        self
    }

    fn take(self: Box<Self>) -> T {
        *self
    }

    fn copy(&self) -> Apart<T> {
        Apart::new(self.clone())
    }

    fn equals(&self, other: &T) -> bool {
        self == other
    }

    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fmt(f)
    }
}

impl<T: Clone + fmt::Debug + PartialEq + Send + Sync + 'static> Apart<T> {
    /// Holds a value.
    pub fn new(value: T) -> Self {
        Self(Box::new(value))
    }
}

impl<T> Apart<T> {
    /// Returns the value.
    pub fn into_inner(self) -> T {
        self.0.take()
    }
}

impl<T: Clone + fmt::Debug + PartialEq + Send + Sync + 'static> From<T> for Apart<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl<T> Deref for Apart<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.as_ref().get()
    }
}

impl<T> DerefMut for Apart<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.as_mut().get_mut()
    }
}

impl<T> Clone for Apart<T> {
    fn clone(&self) -> Self {
        self.0.as_ref().copy()
    }
}

impl<T> fmt::Debug for Apart<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_ref().show(f)
    }
}

impl<T> PartialEq for Apart<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_ref().equals(other)
    }
}

impl<T> Default for Apart<T>
where
    T: Default + Clone + fmt::Debug + PartialEq + Send + Sync + 'static,
{
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T> Empty for Apart<T>
where
    T: Empty + Clone + fmt::Debug + PartialEq + Send + Sync + 'static,
{
    fn empty() -> Self {
        Self::new(T::empty())
    }
}

impl<'a, T> IntoIterator for &'a Apart<T>
where
    &'a T: IntoIterator,
{
    type Item = <&'a T as IntoIterator>::Item;
    type IntoIter = <&'a T as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        (**self).into_iter()
    }
}

impl<T: Rest> Rest for Apart<T> {
    fn read<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error> {
        T::read(self, key, map)
    }
}

impl<T: InStead> InStead for Apart<T> {
    fn has(&self, key: &str) -> bool {
        T::has(self, key)
    }
}

impl<T: Serialize> Serialize for Apart<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        T::serialize(self, serializer)
    }
}

impl<'de, T> Deserialize<'de> for Apart<T>
where
    T: Deserialize<'de> + Clone + fmt::Debug + PartialEq + Send + Sync + 'static,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self::new)
    }
}
