//! The properties of a type, found by asking how it is read.
//!
//! An error that a server sends with the status of a success has none of the
//! properties that its place requires. Only the type knows those; the runtime
//! asks it by a deserializer that reads nothing. So they are known of any type,
//! and cost no type a line of its own.

use std::cell::{Cell, RefCell};
use std::fmt;

use serde::de::value::{SeqAccessDeserializer, StrDeserializer};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, Visitor,
};

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
    /// A map to objects of that name and those properties.
    Map(&'static str, &'static [&'static str]),
    /// The name of an [`Object`](super::Object), and its properties, each behind its presence.
    Object(&'static str, &'static [&'static str]),
    /// The names of the fields of another struct.
    Struct(&'static [&'static str]),
    /// A union by this tag, if any, and its arms that are objects.
    Union(&'static str, fn() -> Vec<Shape>),
    /// The arms of a union that this tag tells apart.
    Tagged(&'static str),
    /// The same where nothing without the tag is an arm.
    TaggedAlone(&'static str),
}

impl Shape {
    /// Returns the shape of a type.
    pub fn of<'de, T: Deserialize<'de>>() -> Self {
        let found = Cell::default();
        // It asks for one thing, is given nothing, and fails.
        let _ = T::deserialize(Probe {
            found: &found,
            arms: arms_of::<T>,
            into: None,
            is_entry: false,
        });
        Self(found.get())
    }

    /// Tells whether it is known which properties there are.
    pub(crate) fn is_known(self) -> bool {
        !matches!(
            self.0,
            ObjectKind::Unknown | ObjectKind::Open | ObjectKind::Map(..) | ObjectKind::Union("", _)
        )
    }

    /// Tells whether it is one of several, which are not only told apart by a tag.
    pub(crate) fn is_union(self) -> bool {
        matches!(self.0, ObjectKind::Union(..))
    }

    /// Returns the shapes of the objects that it can be, of which one that is no object at all
    /// has one that is not known.
    pub(crate) fn arms(self) -> Vec<Self> {
        let ObjectKind::Union(_, arms) = self.0 else { return vec![self] };
        let arms = arms();
        if arms.is_empty() { vec![Self::default()] } else { arms }
    }

    /// Tells whether it is an object of any properties.
    pub(crate) fn is_open(self) -> bool {
        matches!(self.0, ObjectKind::Open | ObjectKind::Map(..))
    }

    /// Returns the shape of what a map leads to, if those are objects that require something.
    pub(crate) fn entry(self) -> Option<Self> {
        let ObjectKind::Map(name, fields) = self.0 else { return None };
        Some(Self(ObjectKind::Object(name, fields))).filter(|entry| entry.requires())
    }

    /// Tells whether all properties are known by their names.
    pub(crate) fn is_closed(self) -> bool {
        match self.0 {
            ObjectKind::Object(_, fields) => pairs(fields).all(|[presence, _]| *presence != "rest"),
            ObjectKind::Struct(_) => true,
            ObjectKind::Union(..) | ObjectKind::Tagged(_) | ObjectKind::TaggedAlone(_) => false,
            ObjectKind::Unknown | ObjectKind::Open | ObjectKind::Map(..) => false,
        }
    }

    /// Tells whether a property is declared.
    pub(crate) fn declares(self, name: &str) -> bool {
        match self.0 {
            ObjectKind::Object(_, fields) => pairs(fields).any(|[_, known]| *known == name),
            ObjectKind::Struct(fields) => fields.contains(&name),
            ObjectKind::Union("", _) => false,
            ObjectKind::Union(tag, _) | ObjectKind::Tagged(tag) | ObjectKind::TaggedAlone(tag) => {
                tag == name
            }
            ObjectKind::Unknown | ObjectKind::Open | ObjectKind::Map(..) => false,
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
        match self.0 {
            ObjectKind::Union(..) | ObjectKind::Tagged(_) | ObjectKind::TaggedAlone(_) => {
                self.declares(name)
            }
            _ => false,
        }
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

/// Returns the properties of an object with their presence.
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

/// Returns the shapes of the arms of a union that are objects.
fn arms_of<'de, T: Deserialize<'de>>() -> Vec<Shape> {
    let (found, into) = Default::default();
    let _ = T::deserialize(Probe {
        found: &found,
        arms: Vec::new,
        into: Some((&into, 0)),
        is_entry: false,
    });
    into.into_inner()
}

/// The number of unions within each other of which the arms are asked for.
const MOST_NESTED: usize = 8;

/// Takes note of what is asked for.
#[derive(Clone, Copy)]
struct Probe<'p> {
    found: &'p Cell<ObjectKind>,
    /// The arms, if it is a union.
    arms: fn() -> Vec<Shape>,
    /// The list into which the arms of a union go, if they are what is to be known, and the
    /// number of unions around them.
    into: Option<(&'p RefCell<Vec<Shape>>, usize)>,
    /// True within a map, of which no other map is asked what it leads to: a type can lead to
    /// itself.
    is_entry: bool,
}

/// Asks what a map leads to for its shape, by one entry: some types go on after those that fail.
struct Entry<'p> {
    found: &'p Cell<ObjectKind>,
    is_given: bool,
}

impl<'de> MapAccess<'de> for Entry<'_> {
    type Error = Asked;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Asked> {
        if std::mem::replace(&mut self.is_given, true) {
            return Ok(None);
        }
        seed.deserialize(StrDeserializer::new("")).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Asked> {
        let found = Cell::default();
        let probe = Probe { found: &found, arms: Vec::new, into: None, is_entry: true };
        let asked = seed.deserialize(probe);
        if let ObjectKind::Object(name, fields) = found.get() {
            self.found.set(ObjectKind::Map(name, fields));
        }
        asked.and(Err(Asked))
    }
}

/// Asks each arm of a union for its shape.
struct Arms<'p> {
    into: &'p RefCell<Vec<Shape>>,
    nested: usize,
}

impl<'de> SeqAccess<'de> for Arms<'_> {
    type Error = Asked;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Asked> {
        let found = Cell::default();
        let into = (self.nested < MOST_NESTED).then_some((self.into, self.nested));
        let _ = seed.deserialize(Probe { found: &found, arms: Vec::new, into, is_entry: false });
        // The arms of a union have been added one by one.
        if into.is_none() || !Shape(found.get()).is_union() {
            self.into.borrow_mut().push(Shape(found.get()));
        }
        Ok(None)
    }
}

/// The way in which a union hears that its arms are asked for: no value comes as an enum.
impl<'de> EnumAccess<'de> for Arms<'_> {
    type Error = Asked;
    type Variant = <StrDeserializer<'de, Asked> as EnumAccess<'de>>::Variant;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, Self::Variant), Asked> {
        seed.deserialize(SeqAccessDeserializer::new(self))?;
        Err(Asked)
    }
}

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
        self.found.set(match fields {
            // All of it may be under any name.
            [OBJECT, "rest", _] => ObjectKind::Open,
            [OBJECT, ..] => ObjectKind::Object(name, fields),
            _ => ObjectKind::Struct(fields),
        });
        Err(Asked)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Asked> {
        self.found.set(ObjectKind::Open);
        match self.is_entry {
            true => Err(Asked),
            false => visitor.visit_map(Entry { found: self.found, is_given: false }),
        }
    }

    /// Returns a [`Union`](super::Union) says its tag in its name.
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Asked> {
        if let Some(tag) = name.strip_prefix(BY_TAG_ALONE) {
            self.found.set(ObjectKind::TaggedAlone(tag));
        } else if let Some(tag) = name.strip_prefix(BY_TAG) {
            self.found.set(ObjectKind::Union(tag, self.arms));
            if let Some((into, nested)) = self.into {
                if !tag.is_empty() {
                    into.borrow_mut().push(Shape(ObjectKind::Tagged(tag)));
                }
                return visitor.visit_enum(Arms { into, nested: nested + 1 });
            }
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
