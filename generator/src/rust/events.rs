//! The events of a stream, and what they add up to.

use super::{Type, Variant};
use crate::ir::{BuildUp, MergeRules};

/// The events of a stream.
#[derive(Clone, Debug, PartialEq)]
pub struct Events {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// Its name.
    pub name: String,
    /// The event that reports an error.
    pub error: String,
    /// The data that ends the stream.
    pub end: String,
    /// Its variants.
    pub variants: Vec<Variant>,
}

/// An implementation that makes values of a type the events of a stream.
#[derive(Clone, Debug, PartialEq)]
pub struct DataEvents {
    /// The type.
    pub name: String,
    /// The event that reports an error.
    pub error: String,
    /// The data that ends the stream.
    pub end: Option<String>,
    /// True if an event `ping` is one of them.
    pub ping: bool,
    /// True if they build up one object, by rules that are beside them.
    pub assembled: bool,
}

/// The objects that the events of a stream add up to.
#[derive(Clone, Debug, PartialEq)]
pub struct Accumulation {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// Its name.
    pub name: String,
    /// The name of the events.
    pub events: String,
    /// On the wire, the property by which an object is known.
    pub id: String,
    /// The field of that property.
    pub id_field: String,
    /// The field of an event's data that has what is new.
    pub delta: String,
    /// The rules by which it is merged in.
    pub rules: MergeRules,
    /// The objects.
    pub objects: Vec<AccumulatedObject>,
    /// The `///` lines of the events' method for their text.
    pub text_docs: Vec<String>,
}

/// Objects of one type that events add up to.
#[derive(Clone, Debug, PartialEq)]
pub struct AccumulatedObject {
    /// The `///` lines of their field.
    pub docs: Vec<String>,
    /// The name of their field.
    pub name: String,
    /// Their type.
    pub ty: Type,
    /// The variants that bring all of one.
    pub wholes: Vec<String>,
    /// The variants that bring what is new about one.
    pub parts: Vec<String>,
    /// The way from what such a variant holds to text.
    pub text: Vec<Step>,
}

/// The one object that the events of a stream build up.
#[derive(Clone, Debug, PartialEq)]
pub struct Assembly {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// The name of what the events add up to.
    pub name: String,
    /// The name of the events.
    pub events: String,
    /// The object.
    pub whole: Type,
    /// The way in which events build it up, by names on the wire.
    pub parts: BuildUp,
    /// The ways from an event to text.
    pub text: Vec<Vec<Step>>,
    /// The `///` lines of the events' method for it.
    pub text_docs: Vec<String>,
}

/// A step on the way into a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// To a field; whether it may be absent, and whether it is in a holder.
    Field(String, bool, bool),
    /// To each item of a list.
    Items,
    /// To what this variant of this union holds.
    Variant(String, String),
    /// To the same, if this field is one of these texts.
    Named(String, Vec<String>),
}
