//! The promises of a document beside types and calls: who may ask, what comes
//! in headers, what the server asks in turn, and until when.

use std::collections::{BTreeMap, BTreeSet};

use super::{Docs, TypeRef};
use crate::pointer::Pointer;

/// The promises of an operation beside its types.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contract {
    /// The server of the operation, if that is not the one of the others.
    pub server: Option<Server>,
    /// The ways to be let in, one of which is enough; none where anybody is.
    pub security: Vec<Requirement>,
    /// The responses that it declares, with their headers.
    pub responses: Vec<ResponseHeaders>,
    /// The requests that the server makes of callers later.
    pub callbacks: Vec<Hook>,
    /// The time at which it ends.
    pub sunset: Option<String>,
}

/// A server of an operation alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Server {
    /// Its place in the document.
    pub origin: Pointer,
    /// Its URL.
    pub url: String,
}

/// The schemes that let a caller in together, each with its scopes.
pub type Requirement = BTreeMap<String, Vec<String>>;

/// A way for callers to say who they are.
#[derive(Clone, Debug, PartialEq)]
pub struct Scheme {
    /// Its place in the document.
    pub origin: Pointer,
    /// Its kind and place, in words: `apiKey in header X-Key`.
    pub kind: String,
    /// The URLs where tokens come from, by what they are for.
    pub urls: BTreeMap<String, String>,
    /// The scopes that tokens may have.
    pub scopes: Vec<String>,
    /// The descriptions of the scopes.
    pub about_scopes: BTreeMap<String, String>,
    /// True if it should no longer be used.
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
    /// Its place in the document.
    pub origin: Pointer,
    /// Its name.
    pub name: String,
    /// True if it is always there.
    pub required: bool,
    /// The type of its value, in words.
    pub ty: String,
    /// The format of its value.
    pub format: Option<String>,
    /// True if it should no longer be used.
    pub deprecated: bool,
}

/// A header that callers read as a type.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// Its first place in the document.
    pub origin: Pointer,
    /// Its name.
    pub name: String,
    /// True if it is always there with what declares it first.
    pub required: bool,
    /// The statuses of the errors that it comes with, unless answers declare it.
    pub errors: Vec<String>,
    /// True if its value is JSON.
    pub is_json: bool,
    /// Its type.
    pub ty: TypeRef,
    /// The document's text about it.
    pub docs: Docs,
}

impl Header {
    /// Tells whether that is its name, in any case.
    pub fn is_called(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

/// A request of the server's own: a webhook, or a callback of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Hook {
    /// Its place in the document.
    pub origin: Pointer,
    /// Its name.
    pub name: String,
    /// The URL that a callback goes to, made of what was sent and answered.
    pub expression: Option<String>,
    /// Its HTTP method, in capitals.
    pub method: String,
    /// True if it should no longer be relied on.
    pub deprecated: bool,
    /// The type of the JSON that a callback brings. What webhooks bring is one union.
    pub ty: Option<TypeRef>,
    /// The document's text about a callback, and about a value without a type of its own to say
    /// it.
    pub docs: Docs,
    /// The payload that it brings: its body, as far as there is no type of it, and its parameters.
    pub payload: Payload,
    /// The answers that it takes.
    pub answers: Payload,
}

/// The payload of a request of the server's own, or of the answers to it, or of a component that
/// one of them leads to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Payload {
    /// Each place in it, with what is there. Components are only named.
    pub places: BTreeMap<String, Brought>,
    /// The texts about places, and about the request itself.
    pub texts: BTreeMap<String, BTreeSet<String>>,
    /// The limits of what is at places, each with its keyword.
    pub limits: BTreeMap<String, BTreeSet<String>>,
    /// The components named there that no type is generated of.
    pub leads_to: BTreeSet<String>,
}

/// The value at a place of a payload.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// The name of a component, or a type.
    pub ty: String,
    /// The format of the type.
    pub format: String,
    /// All values that it has, in JSON; none if there are others.
    pub values: Vec<String>,
    /// True if it is always there.
    pub required: bool,
    /// True if it may be null.
    pub nullable: bool,
}

impl Contract {
    /// Takes the places away.
    pub(super) fn strip(&mut self) {
        self.server.iter_mut().for_each(|server| server.origin = Pointer::root());
        let headers = self.responses.iter_mut().flat_map(|response| &mut response.headers);
        headers.for_each(|header| header.origin = Pointer::root());
        self.callbacks.iter_mut().for_each(Hook::strip);
    }
}

impl Hook {
    /// Takes its place and its texts away.
    pub(super) fn strip(&mut self) {
        self.origin = Pointer::root();
        self.docs = Docs::default();
    }
}
