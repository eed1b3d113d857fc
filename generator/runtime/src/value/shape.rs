//! The properties of a type, found by asking how it is read.
//!
//! An error that a server sends with the status of a success has none of the
//! properties that its place requires. Only the type knows those; the runtime
//! asks it by a deserializer that reads nothing. So they are known of any type,
//! and cost no type a line of its own.

use std::cell::Cell;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Visitor};

use super::union::{BY_TAG, BY_TAG_ALONE};

/// The properties that a type has and requires, as far as it says.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shape(ObjectKind);

#[derive(Clone, Copy, Debug, Default)]
enum ObjectKind {
    /// No object.
    #[default]
    Unknown,
    /// An object of any properties.
    Open,
    /// The name of an [`Object`](super::Object), and its properties, each behind its presence.
    Object(&'static str, &'static [&'static str]),
    /// The names of the fields of another struct.
    Struct(&'static [&'static str]),
    /// A union by this tag.
    Tagged(&'static str),
    /// The same where nothing without the tag is an arm.
    TaggedAlone(&'static str),
}

impl Shape {
    /// The shape of a type.
    pub fn of<'de, T: Deserialize<'de>>() -> Self {
        let found = Cell::default();
        // It asks for one thing, is given nothing, and fails.
        let _ = T::deserialize(Probe(&found));
        Self(found.get())
    }

    /// Tells whether it is known which properties there are.
    pub(crate) fn is_known(self) -> bool {
        !matches!(self.0, ObjectKind::Unknown | ObjectKind::Open)
    }

    /// Tells whether it is an object of any properties.
    pub(crate) fn is_open(self) -> bool {
        matches!(self.0, ObjectKind::Open)
    }

    /// Tells whether all properties are known by their names.
    pub(crate) fn is_closed(self) -> bool {
        match self.0 {
            ObjectKind::Object(_, fields) => pairs(fields).all(|[presence, _]| *presence != "rest"),
            ObjectKind::Struct(_) => true,
            ObjectKind::Tagged(_)
            | ObjectKind::TaggedAlone(_)
            | ObjectKind::Unknown
            | ObjectKind::Open => false,
        }
    }

    /// Tells whether a property is declared.
    pub(crate) fn declares(self, name: &str) -> bool {
        match self.0 {
            ObjectKind::Object(_, fields) => pairs(fields).any(|[_, known]| *known == name),
            ObjectKind::Struct(fields) => fields.contains(&name),
            ObjectKind::Tagged(tag) | ObjectKind::TaggedAlone(tag) => tag == name,
            ObjectKind::Unknown | ObjectKind::Open => false,
        }
    }

    /// Tells whether a property is one of those that make a value: the required
    /// ones, or if none is, all that are declared.
    pub(crate) fn is_made_by(self, name: &str) -> bool {
        match self.0 {
            ObjectKind::Object(_, fields) if pairs(fields).any(is_required) => {
                pairs(fields).any(|pair| pair[1] == name && is_required(pair))
            }
            _ => self.declares(name),
        }
    }

    /// Tells whether a property tells the arms of a union apart.
    pub(crate) fn is_told_by(self, name: &str) -> bool {
        matches!(self.0, ObjectKind::Tagged(tag) | ObjectKind::TaggedAlone(tag) if tag == name)
    }

    /// Returns the name of an object that requires some of its properties.
    pub(crate) fn requiring(self) -> Option<&'static str> {
        match self.0 {
            ObjectKind::Object(name, fields) if pairs(fields).any(is_required) => Some(name),
            _ => None,
        }
    }

    /// Tells whether there is no value without some of its properties.
    pub(crate) fn requires(self) -> bool {
        matches!(self.0, ObjectKind::TaggedAlone(_)) || self.requiring().is_some()
    }

    /// Tells whether a property is one of those that a server has something to say of: they
    /// are required, and neither null nor always the same.
    pub(crate) fn needs(self, name: &str) -> bool {
        self.needed().any(|needed| needed == name)
    }

    /// Returns the properties that it [needs](Self::needs).
    pub(crate) fn needed(self) -> impl Iterator<Item = &'static str> {
        let fields = match self.0 {
            ObjectKind::Object(_, fields) => fields,
            _ => &[],
        };
        let is_needed =
            |[presence, _]: &&[&str; 2]| matches!(*presence, "required" | "corrected" | "packed");
        pairs(fields).filter(is_needed).map(|[_, name]| *name)
    }
}

/// Tells whether a property has to be there, by the word of
/// [`wire`](super::wire) for it.
fn is_required([presence, _]: &[&str; 2]) -> bool {
    matches!(*presence, "required" | "corrected" | "fixed" | "packed" | "nullable")
}

/// The text before the properties of an [`Object`](super::Object), each of which
/// is its presence and its name.
pub const OBJECT: &str = "";

/// The properties of an object with their presence.
pub(super) fn pairs(
    fields: &'static [&'static str],
) -> impl Iterator<Item = &'static [&'static str; 2]> {
    fields.strip_prefix(&[OBJECT]).unwrap_or_default().as_chunks::<2>().0.iter()
}

/// Tells whether a text is one of those, where a constant depends on it.
#[doc(hidden)]
pub const fn is_listed(text: &str, list: &[&str]) -> bool {
    let mut place = 0;
    while place < list.len() {
        let (one, other) = (text.as_bytes(), list[place].as_bytes());
        let mut same = 0;
        while same < one.len() && same < other.len() && one[same] == other[same] {
            same += 1;
        }
        if same == one.len() && same == other.len() {
            return true;
        }
        place += 1;
    }
    false
}

/// Takes note of what is asked for.
struct Probe<'p>(&'p Cell<ObjectKind>);

/// All that a [`Probe`] gives.
#[derive(Debug)]
struct Asked;

impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nothing is read")
    }
}

impl std::error::Error for Asked {}

impl serde::de::Error for Asked {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

impl<'de> Deserializer<'de> for Probe<'_> {
    type Error = Asked;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Asked> {
        Err(Asked)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Asked> {
        self.0.set(match fields {
            // All of it may be under any name.
            [OBJECT, "rest", _] => ObjectKind::Open,
            [OBJECT, ..] => ObjectKind::Object(name, fields),
            _ => ObjectKind::Struct(fields),
        });
        Err(Asked)
    }

    fn deserialize_map<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Asked> {
        self.0.set(ObjectKind::Open);
        Err(Asked)
    }

    /// A [`Union`](super::Union) says its tag in its name.
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Asked> {
        if let Some(tag) = name.strip_prefix(BY_TAG_ALONE) {
            self.0.set(ObjectKind::TaggedAlone(tag));
        } else if let Some(tag) = name.strip_prefix(BY_TAG).filter(|tag| !tag.is_empty()) {
            self.0.set(ObjectKind::Tagged(tag));
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Asked> {
        visitor.visit_some(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct enum identifier ignored_any
    }
}
