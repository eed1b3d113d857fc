//! Unions: their arms, and what tells these apart.

use serde_json::Value;

use super::{Docs, Hold, TypeRef};
use crate::pointer::Pointer;

/// One of several shapes.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// The property that tells objects apart.
    pub tag: Option<String>,
    /// The shapes in document order.
    pub arms: Vec<Arm>,
}

/// One shape of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct Arm {
    /// Its place in the document; for a literal that no `enum` lists, that of the
    /// union.
    pub origin: Pointer,
    /// The key that tells it from the others.
    pub key: ArmKey,
    /// The document's name for it, by which it is called.
    pub title: Option<String>,
    /// The type that it holds; a literal holds nothing.
    pub payload: Option<TypeRef>,
    /// The way in which the union holds that.
    pub hold: Hold,
    /// The text of the tag that the union writes where the object does not say one.
    pub written: Option<String>,
    /// The document's text about it.
    pub docs: Docs,
}

impl Arm {
    /// Returns, in a word, what tells it from the others.
    pub fn word(&self) -> String {
        match (&self.key, &self.payload) {
            (ArmKey::Literal(text), _) => text.clone(),
            (ArmKey::Tag(texts), _) => texts.join("` or `"),
            (_, Some(TypeRef::Named(id))) => id.0.join("."),
            (ArmKey::Kind(kind) | ArmKey::Rule(kind, _), _) => kind.word().to_owned(),
            (ArmKey::Default(_), _) => JsonKind::Object.word().to_owned(),
        }
    }
}

/// The key that tells an arm from the others.
#[derive(Clone, Debug, PartialEq)]
pub enum ArmKey {
    /// It is this text.
    Literal(String),
    /// It is an object whose tag is one of these.
    Tag(Vec<String>),
    /// It is an object whose tag is of no other arm, or that has none; the document names
    /// these texts of it all the same.
    Default(Vec<String>),
    /// It is the only arm of this JSON kind.
    Kind(JsonKind),
    /// It is of this JSON kind, and all of the tests of one of the sets hold. The
    /// arms before it are tried first. A set without tests takes what no other
    /// arm does.
    Rule(JsonKind, Vec<Vec<Test>>),
}

impl Union {
    /// Returns the kinds of values that it keeps though no arm is for them: those in which a
    /// newer document may list more.
    pub fn kept(&self) -> Vec<JsonKind> {
        let has = |wanted: fn(&ArmKey) -> bool| self.arms.iter().any(|arm| wanted(&arm.key));
        let mut kept = Vec::new();
        if has(|key| matches!(key, ArmKey::Literal(_))) {
            kept.push(JsonKind::String);
        }
        if has(|key| matches!(key, ArmKey::Tag(_) | ArmKey::Rule(JsonKind::Object, _)))
            && !has(|key| key.takes_all(JsonKind::Object))
        {
            kept.push(JsonKind::Object);
        }
        if has(|key| matches!(key, ArmKey::Rule(JsonKind::List, _)))
            && !has(|key| key.takes_all(JsonKind::List))
        {
            kept.push(JsonKind::List);
        }
        kept
    }
}

impl ArmKey {
    /// Tells whether an object with this text as its tag is of the arm.
    pub fn is_tagged(&self, text: &str) -> bool {
        self.texts().iter().any(|known| known == text)
    }

    /// Returns the texts of the tag that name the arm.
    pub fn texts(&self) -> &[String] {
        match self {
            Self::Tag(texts) | Self::Default(texts) => texts,
            _ => &[],
        }
    }

    /// Tells whether one of its tests is about a property.
    pub(crate) fn asks(&self, property: &str) -> bool {
        let about = |test: &Test| test.paths.iter().any(|path| path.as_slice() == [property]);
        matches!(self, Self::Rule(_, sets) if sets.iter().flatten().any(about))
    }

    /// Tells whether it takes all values of a JSON kind that no other arm takes.
    pub fn takes_all(&self, of: JsonKind) -> bool {
        match self {
            Self::Kind(kind) => *kind == of,
            Self::Rule(kind, sets) => *kind == of && sets.iter().any(Vec::is_empty),
            Self::Default(_) => of == JsonKind::Object,
            Self::Literal(_) | Self::Tag(_) => false,
        }
    }

    /// Makes it the key of an arm that holds the same type as well. Arms that do
    /// are of one kind.
    pub(crate) fn add(&mut self, other: &Self) {
        match (self, other) {
            (Self::Rule(_, sets), Self::Rule(_, more)) => sets.extend_from_slice(more),
            (Self::Rule(_, sets), Self::Kind(_)) => sets.push(Vec::new()),
            (Self::Tag(texts), Self::Tag(more)) => texts.extend_from_slice(more),
            (Self::Default(texts), Self::Tag(more) | Self::Default(more)) => {
                texts.extend_from_slice(more);
            }
            (key @ Self::Tag(_), Self::Default(more)) => {
                *key = Self::Default([key.texts(), more].concat());
            }
            // One of the kind takes all that is of it already.
            _ => {}
        }
    }
}

/// A test that tells an arm from others: some places in the value, and what is at
/// one of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Test {
    /// The places, each as the properties that lead there; `0` is the first
    /// item of a list.
    pub paths: Vec<Vec<String>>,
    /// The values of which one is at one of the places.
    pub is: Vec<Is>,
}

/// The value that is expected at a place.
#[derive(Clone, Debug, PartialEq)]
pub enum Is {
    /// This value.
    Value(Value),
    /// A value of this kind.
    Kind(JsonKind),
    /// Null.
    Null,
    /// Nothing.
    Absent,
    /// Anything.
    Present,
}

impl Test {
    /// Returns the places, as they are written: `choices/0/value`.
    pub fn places(&self) -> Vec<String> {
        self.paths.iter().map(|path| path.join("/")).collect()
    }

    /// Sets of tests in words, of which one has to hold.
    pub fn words_of(sets: &[Vec<Self>]) -> String {
        let set = |tests: &Vec<Self>| match tests.as_slice() {
            [] => "no other variant fits".to_owned(),
            tests => tests.iter().map(Self::words).collect::<Vec<_>>().join(", and "),
        };
        sets.iter().map(set).collect::<Vec<_>>().join(", or ")
    }

    /// Returns the test in words: `` `role` is `user` or `system` ``.
    pub fn words(&self) -> String {
        let word = |place: &String| match place.as_str() {
            "0" => "the first item".to_owned(),
            place => format!("`{place}`"),
        };
        let places: Vec<String> = self.places().iter().map(word).collect();
        let is: Vec<String> = self.is.iter().map(Is::words).collect();
        format!("{} is {}", places.join(" or "), is.join(" or "))
    }
}

impl Is {
    /// Returns what is there, in words.
    fn words(&self) -> String {
        match self {
            Self::Value(Value::String(text)) if text.is_empty() => "an empty text".to_owned(),
            Self::Value(Value::String(text)) => format!("`{text}`"),
            Self::Value(value) => format!("`{value}`"),
            Self::Kind(kind) => kind.name().to_owned(),
            Self::Null => "null".to_owned(),
            Self::Absent => "absent".to_owned(),
            Self::Present => "present".to_owned(),
        }
    }
}

/// The kinds of JSON values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JsonKind {
    /// Text.
    String,
    /// True or false.
    Boolean,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A list.
    List,
    /// An object.
    Object,
}

impl JsonKind {
    /// Returns the kind's name.
    pub const fn word(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::List => "list",
            Self::Object => "object",
        }
    }

    /// Returns the kind's name, with its article.
    pub const fn name(self) -> &'static str {
        match self {
            Self::String => "a string",
            Self::Boolean => "a boolean",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::List => "a list",
            Self::Object => "an object",
        }
    }
}
