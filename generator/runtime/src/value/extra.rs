//! The properties of an object that its document does not declare.

use std::cell::Cell;
use std::fmt;
use std::iter::FromIterator;
use std::ops::{Deref, DerefMut};
use std::sync::LazyLock;
use std::thread::LocalKey;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess};
use serde::ser::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::buffered::Buffered;
use super::{Empty, Rest};

/// The properties of an object that the document does not declare, as the
/// server sent them, in their order. As wide as a pointer; nothing is allocated
/// while there are none.
///
/// They are written back after the declared ones. One that is inserted under
/// the name of a declared property is written in its stead: so is an integer beyond
/// 64 bits, of which the field has the nearest that there is. When a newer
/// document declares a property, it moves from here to a field of its own.
///
/// A value that a [`Value`] cannot hold never costs an answer: a number that is
/// out of range and what is nested deeper than 128 levels are null here, half
/// of a surrogate pair and bytes that are no UTF-8 are U+FFFD.
///
/// ```
/// use openapi_loom_runtime::Extra;
///
/// let mut extra = Extra::default();
/// assert!(extra.is_empty());
/// extra.insert("priority".to_owned(), 7.into());
/// assert_eq!(extra.get("priority"), Some(&7.into()));
/// assert_eq!(size_of::<Extra>(), size_of::<usize>());
/// ```
#[derive(Clone, Default)]
pub struct Extra(Option<Box<Map<String, Value>>>);

static NONE: LazyLock<Map<String, Value>> = LazyLock::new(Map::new);

thread_local! {
    /// True while such properties are not written.
    static UNWRITTEN: Cell<bool> = const { Cell::new(false) };
    /// True if there were any in what was written.
    static MET: Cell<bool> = const { Cell::new(false) };
    /// Properties that are not kept while something is read.
    static LEFT_OUT: Cell<Option<&'static str>> = const { Cell::new(None) };
}

/// Reads something without undeclared properties of that name: they were there
/// only to put parts together.
pub(crate) fn without<T>(name: &'static str, read: impl FnOnce() -> T) -> T {
    let _before = Before::of(&LEFT_OUT, Some(name));
    read()
}

/// Writes something without what is not declared.
pub(crate) fn unwritten<T>(write: impl FnOnce() -> T) -> T {
    let _before = Before::of(&UNWRITTEN, true);
    write()
}

/// The value that a cell had before, which it has again at the end, also if what a caller's
/// type does in between panics.
pub(super) struct Before<T: Copy + 'static> {
    cell: &'static LocalKey<Cell<T>>,
    value: T,
}

impl<T: Copy> Before<T> {
    pub(super) fn of(cell: &'static LocalKey<Cell<T>>, now: T) -> Self {
        Self { cell, value: cell.replace(now) }
    }
}

impl<T: Copy> Drop for Before<T> {
    fn drop(&mut self) {
        self.cell.set(self.value);
    }
}

/// Tells whether there is something that is not declared in what this writes.
pub(super) fn is_met<T>(write: impl FnOnce() -> T) -> bool {
    let before = MET.replace(false);
    write();
    MET.replace(before)
}

/// Notes that there is something that is not declared.
pub(super) fn meet() {
    MET.set(true);
}

/// Tells whether what is not declared is written now.
pub(super) fn is_written() -> bool {
    !UNWRITTEN.get()
}

impl Deref for Extra {
    type Target = Map<String, Value>;

    fn deref(&self) -> &Map<String, Value> {
        self.0.as_deref().unwrap_or(&NONE)
    }
}

impl DerefMut for Extra {
    fn deref_mut(&mut self) -> &mut Map<String, Value> {
        self.0.get_or_insert_default()
    }
}

impl Rest for Extra {
    fn read<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error> {
        if LEFT_OUT.get() == Some(key) {
            return map.next_value::<IgnoredAny>().map(drop);
        }
        let value = map.next_value::<Buffered>()?.into_value();
        self.insert(key.to_owned(), value);
        Ok(())
    }
}

impl Empty for Extra {
    fn empty() -> Self {
        Self::default()
    }
}

impl PartialEq for Extra {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl From<Map<String, Value>> for Extra {
    fn from(properties: Map<String, Value>) -> Self {
        Self((!properties.is_empty()).then(|| Box::new(properties)))
    }
}

impl FromIterator<(String, Value)> for Extra {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(properties: I) -> Self {
        Map::from_iter(properties).into()
    }
}

impl IntoIterator for Extra {
    type Item = (String, Value);
    type IntoIter = serde_json::map::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        self.0.map(|properties| *properties).unwrap_or_default().into_iter()
    }
}

impl<'e> IntoIterator for &'e Extra {
    type Item = (&'e String, &'e Value);
    type IntoIter = serde_json::map::Iter<'e>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Serialize for Extra {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self)
    }
}

impl<'de> Deserialize<'de> for Extra {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Map::deserialize(deserializer).map(Self::from)
    }
}
