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
    /// Where the document has it; for a literal that no `enum` lists, the union.
    pub origin: Pointer,
    /// What tells it from the others.
    pub key: ArmKey,
    /// The document's name for it, by which it is called.
    pub title: Option<String>,
    /// What it holds; a literal holds nothing.
    pub payload: Option<TypeRef>,
    /// How the union holds that.
    pub hold: Hold,
    /// What the document says about it.
    pub docs: Docs,
}

/// What tells an arm from the others.
#[derive(Clone, Debug, PartialEq)]
pub enum ArmKey {
    /// It is this text.
    Literal(String),
    /// It is an object whose tag is one of these.
    Tag(Vec<String>),
    /// It is an object whose tag is of no other arm, or that has none.
    Default,
    /// It is the only arm of this JSON kind.
    Kind(Kind),
    /// It is of this JSON kind, and all of the tests hold. The arms before it
    /// are tried first.
    Rule(Kind, Vec<Test>),
}

/// What is looked at to tell an arm from others: one of some places in the
/// value, and what is there.
#[derive(Clone, Debug, PartialEq)]
pub struct Test {
    /// The places, each as the properties that lead there; `0` is the first
    /// item of a list.
    pub paths: Vec<Vec<String>>,
    /// What one of them is, one of these.
    pub is: Vec<Is>,
}

/// What is at a place in a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Is {
    /// This value.
    Value(Value),
    /// A value of this kind.
    Kind(Kind),
    /// Null.
    Null,
    /// Nothing.
    Absent,
    /// Anything.
    Present,
}

impl Test {
    /// The places, as they are written: `choices/0/value`.
    pub fn places(&self) -> Vec<String> {
        self.paths.iter().map(|path| path.join("/")).collect()
    }

    /// The test in words: `` `role` is `user` or `system` ``.
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
    /// What is there, in words.
    fn words(&self) -> String {
        match self {
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
pub enum Kind {
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

impl Kind {
    /// The kind's name.
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

    /// The kind's name, with its article.
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
