//! Answers of operations: types, errors, streams.

use serde_json::Value;

use super::{Docs, TypeId, TypeRef};

/// The answer of an operation.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Nothing that could be read.
    Nothing,
    /// JSON.
    Json(TypeRef),
    /// JSON, or nothing.
    Optional(TypeRef),
    /// JSON of one type or another, text, bytes or nothing, by status.
    ByStatus(Vec<Success>),
    /// Text, of the content types that are asked for.
    Text(String),
    /// Bytes, of the content types that are asked for.
    Bytes(String),
}

impl Answer {
    /// Returns the type of the JSON, if there is always one.
    pub const fn json(&self) -> Option<&TypeRef> {
        match self {
            Self::Json(ty) => Some(ty),
            _ => None,
        }
    }
}

/// An answer that a caller can ask for.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The request for it.
    pub ask: Asked,
    /// The content of the answer.
    pub gives: Gives,
}

/// The request for an answer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Asked {
    /// By these content types.
    Accept(String),
    /// By a property of the body.
    Property {
        /// The property.
        property: String,
        /// Its value.
        value: Value,
    },
    /// By a parameter of the query.
    Parameter {
        /// The parameter.
        name: String,
        /// Its value.
        value: String,
    },
}

/// The content of an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Gives {
    /// JSON of this type.
    Json(TypeRef),
    /// Text.
    Text,
    /// Bytes.
    Bytes,
}

impl Gives {
    /// Returns the type, if it is JSON.
    pub const fn ty(&self) -> Option<&TypeRef> {
        match self {
            Self::Json(ty) => Some(ty),
            Self::Text | Self::Bytes => None,
        }
    }

    /// Returns the same, to be changed.
    pub(crate) const fn ty_mut(&mut self) -> Option<&mut TypeRef> {
        match self {
            Self::Json(ty) => Some(ty),
            Self::Text | Self::Bytes => None,
        }
    }
}

/// An error that the document declares.
#[derive(Clone, Debug, PartialEq)]
pub struct DeclaredError {
    /// Its status, a range of these (`4XX`), or `default`.
    pub status: String,
    /// The type of its body, if that has one.
    pub ty: Option<TypeRef>,
    /// The document's text about it, and what is known of its body beside its type.
    pub docs: Docs,
}

/// One of several answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Success {
    /// Its status.
    pub status: u16,
    /// True if it stands for all others of `2XX` as well.
    pub of_rest: bool,
    /// Its content, if it has any.
    pub gives: Option<Gives>,
    /// Its content types.
    pub kinds: Vec<String>,
    /// The document's text about it.
    pub text: String,
    /// The document's text about JSON without a type of its own to say it.
    pub docs: Docs,
}

impl Success {
    /// Returns the key of its response: the status, or the range that it stands for.
    pub fn key(&self) -> String {
        if self.of_rest { "2XX".to_owned() } else { self.status.to_string() }
    }
}

/// The stream of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Stream {
    /// The part of the body or the query that asks for it; without one, the call
    /// streams anyway.
    pub ask: Option<Asked>,
    /// The content type by which it is asked for too, where the document
    /// declares it.
    pub accept: Option<String>,
    /// The framing of its items.
    pub framing: Framing,
    /// The events.
    pub events: TypeRef,
    /// The end of the stream, where the type of its events says no more than their
    /// data.
    pub data: Option<DataEvents>,
    /// The document's text about events without a type of their own to say it.
    pub docs: Docs,
}

/// The framing of the items of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// As the events of a `text/event-stream`.
    Events,
    /// As JSON texts.
    Json(JsonFraming),
    /// As the parts of a multipart body.
    Parts,
}

/// The framing of JSON texts that follow one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonFraming {
    /// Each is a line.
    Lines,
    /// Each is a record (RFC 7464).
    Records,
}

/// The end of a stream of events whose type says no more than their data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataEvents {
    /// The event that reports an error; empty if none does, and an item with an
    /// `error` is as good as any other.
    pub error: String,
    /// The data that ends the stream; without it, the connection's end does.
    pub end: Option<String>,
    /// True if the document describes an event `ping`, which says nothing elsewhere.
    pub ping: bool,
}

impl Stream {
    /// Returns the property of the body that asks for it.
    pub fn property(&self) -> Option<&str> {
        match self.ask.as_ref()? {
            Asked::Property { property, .. } => Some(property),
            Asked::Accept(_) | Asked::Parameter { .. } => None,
        }
    }

    /// Returns the events, if they have a type with a name; null may be one beside them.
    pub fn named(&self) -> Option<&TypeId> {
        self.events.named_or_null()
    }
}
