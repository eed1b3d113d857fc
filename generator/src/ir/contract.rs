//! What a document promises beside types and calls: who may ask, what comes in
//! headers, what the server asks in turn, and until when.

use std::collections::{BTreeMap, BTreeSet};

use super::{Docs, TypeRef};
use crate::pointer::Pointer;

/// What an operation promises beside its types.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contract {
    /// The ways to be let in, one of which is enough; none where anybody is.
    pub security: Vec<Requirement>,
    /// The responses that it declares, with their headers.
    pub responses: Vec<ResponseHeaders>,
    /// What the server asks of callers later.
    pub callbacks: Vec<Hook>,
    /// When it ends.
    pub sunset: Option<String>,
}

/// The schemes that let a caller in together, each with its scopes.
pub type Requirement = BTreeMap<String, Vec<String>>;

/// How callers say who they are.
#[derive(Clone, Debug, PartialEq)]
pub struct Scheme {
    /// Where the document has it.
    pub origin: Pointer,
    /// What goes where, in words: `apiKey in header X-Key`.
    pub kind: String,
    /// The URLs where tokens come from, by what they are for.
    pub urls: BTreeMap<String, String>,
    /// The scopes that tokens may have.
    pub scopes: Vec<String>,
    /// What is said of the scopes.
    pub about_scopes: BTreeMap<String, String>,
    /// Whether it should no longer be used.
    pub deprecated: bool,
}

/// The headers that a response declares.
#[derive(Clone, Debug, PartialEq)]
pub struct ResponseHeaders {
    /// The status, a range of them such as `4XX`, or `default`.
    pub status: String,
    /// The headers.
    pub headers: Vec<AnswerHeader>,
}

/// A header that a response declares.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerHeader {
    /// Where the document has it.
    pub origin: Pointer,
    /// Its name.
    pub name: String,
    /// Whether it is always there.
    pub required: bool,
    /// The type of its value, in words.
    pub ty: String,
}

/// A header that callers read as a type.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// Where the document has it first.
    pub origin: Pointer,
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: TypeRef,
    /// What the document says about it.
    pub docs: Docs,
}

/// A request of the server's own: a webhook, or a callback of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Hook {
    /// Where the document has it.
    pub origin: Pointer,
    /// Its name; of a callback, with where it goes.
    pub name: String,
    /// Its HTTP method, in capitals.
    pub method: String,
    /// What it brings.
    pub payload: Payload,
}

/// What a request of the server's own brings, or a component that it leads to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Payload {
    /// Each place in it, with what is there. Components are only named.
    pub places: BTreeMap<String, Brought>,
    /// The components named there that no type is generated of.
    pub leads_to: BTreeSet<String>,
}

/// What is at a place of a payload.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// The name of a component, or a type with its format: `string (date)`.
    pub ty: String,
    /// All values that it has, in JSON; none if there are others.
    pub values: Vec<String>,
    /// Whether it is always there.
    pub required: bool,
    /// Whether it may be null.
    pub nullable: bool,
}

impl Contract {
    /// Takes the places away.
    pub(super) fn strip(&mut self) {
        let headers = self.responses.iter_mut().flat_map(|response| &mut response.headers);
        headers.for_each(|header| header.origin = Pointer::root());
        self.callbacks.iter_mut().for_each(Hook::strip);
    }
}

impl Hook {
    /// Takes its place away.
    pub(super) fn strip(&mut self) {
        self.origin = Pointer::root();
    }
}
