//! Events of streams, and what they add up to.

use super::{Docs, TypeId, TypeRef};
use crate::pointer::Pointer;

/// The events of a stream.
#[derive(Clone, Debug, PartialEq)]
pub struct Events {
    /// The events that callers see.
    pub events: Vec<Event>,
    /// The event that reports an error.
    pub error: String,
    /// The data that ends the stream.
    pub end: String,
}

/// An event of a stream.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its place in the document: an object of its name and its data.
    pub origin: Pointer,
    /// Its name.
    pub name: String,
    /// Its data.
    pub data: TypeRef,
    /// True if its data is text as it comes, instead of JSON.
    pub is_text: bool,
    /// The document's text about it.
    pub docs: Docs,
}

/// The objects that the events of a stream add up to.
#[derive(Clone, Debug, PartialEq)]
pub struct Accumulation {
    /// The events.
    pub events: TypeId,
    /// The property by which an object is known, in it and beside what is new
    /// about it.
    pub id: String,
    /// The property that has what is new.
    pub delta: String,
    /// The rules by which it is merged in.
    pub rules: MergeRules,
    /// The objects.
    pub objects: Vec<AccumulatedObject>,
}

/// The rules by which what is new is merged into what was before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeRules {
    /// The property of a list's item that names its place in the list.
    pub index: String,
    /// The property that tells the items of one place apart.
    pub identity: Option<String>,
    /// The properties whose text replaces the text before.
    pub replaced: Vec<String>,
}

/// Objects of one type that events add up to.
#[derive(Clone, Debug, PartialEq)]
pub struct AccumulatedObject {
    /// The name of the field that they are in.
    pub name: String,
    /// The type of the data of an event that brings all of it.
    pub whole: TypeRef,
    /// The type of the data of an event that brings what is new about it.
    pub part: Option<TypeRef>,
    /// The way from the latter to the text that people read as it comes.
    pub text: Vec<Step>,
}

/// The one object that the events of a stream build up.
#[derive(Clone, Debug, PartialEq)]
pub struct Assembly {
    /// The events.
    pub events: TypeId,
    /// The object.
    pub whole: TypeRef,
    /// The way in which the events build it up.
    pub parts: BuildUp,
    /// The ways from an event to the text that people read as it comes.
    pub text: Vec<Vec<Step>>,
}

/// The way in which events build up an object.
#[derive(Clone, Debug, PartialEq)]
pub enum BuildUp {
    /// Each is a part of it, to be merged.
    Merged {
        /// The rules by which it is.
        rules: MergeRules,
        /// The properties that have another name in the object.
        renamed: Vec<(String, String)>,
        /// The properties that the object does not have.
        dropped: Vec<String>,
        /// The way to a property that the object has once it is whole.
        complete: Option<String>,
    },
    /// Each says something about a place in it.
    Placed {
        /// The property that names an event.
        tag: String,
        /// The rules by which their values go to their places.
        rules: Vec<Placing>,
        /// The names of the events of which one is the last.
        last: Vec<String>,
    },
}

/// A rule by which events of some names say something about a place in an
/// object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placing {
    /// The names.
    pub events: Vec<String>,
    /// The place.
    pub at: String,
    /// The property of the event that has what is said.
    pub take: String,
    /// True if it goes at the end of the text that is there.
    pub append: bool,
}

/// A method for the text that is in a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Accessor {
    /// The place of its name in the configuration.
    pub at: Pointer,
    /// Its name.
    pub name: String,
    /// A description of it.
    pub description: String,
    /// The ways to the text: one, or that of each arm of a union.
    pub ways: Vec<Vec<Step>>,
}

/// A step on the way into a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// To a property of this object.
    Property(TypeId, String),
    /// To each item of a list.
    Items,
    /// To what this arm of this union holds, if the value is of that arm.
    Arm(TypeId, usize),
    /// To the same, if this property of this object is one of these texts.
    Named(TypeId, String, Vec<String>),
}
