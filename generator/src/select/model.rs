//! The part of a document that is generated.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use indexmap::IndexMap;
use serde::{Serialize, Serializer};

use crate::diagnostic::Severity;
use crate::ir::{Hook, Payload, Requirement, Scheme, Security, Server, Service};
use crate::schema::Schema;
use crate::shown::Shown;
use crate::source::Pointer;

/// The part of a document that is generated.
#[derive(Debug, Default)]
pub struct Selection {
    /// The document's title.
    pub title: String,
    /// The document's version.
    pub version: String,
    /// True if it is written for an OpenAPI older than 3.2.
    pub is_before_3_2: bool,
    /// The service: its address, and how it is asked.
    pub service: Service,
    /// The operations in document order.
    pub operations: Vec<Operation>,
    /// The union of what is posted to webhooks, with all groups.
    pub webhooks: Option<Schema>,
    /// The schemes by which callers say who they are, by name.
    pub schemes: BTreeMap<String, Scheme>,
    /// The requests that the server makes of its own accord: of the groups that
    /// are asked for.
    pub hooks: Vec<Hook>,
    /// The components that these and callbacks bring, and that are not among the
    /// schemas, by name.
    pub brought: BTreeMap<String, Payload>,
    /// The ids of all operations of the document, those of other groups
    /// included.
    pub known: BTreeSet<String>,
    /// All groups of the document.
    pub groups: BTreeSet<String>,
    /// The texts of the document about groups, by the tags of their names.
    pub about_groups: BTreeMap<String, String>,
    /// The severity of a reference that leads nowhere.
    pub nowhere: Severity,
    /// The component schemas reached, with all groups the others too, sorted by
    /// name.
    pub schemas: IndexMap<String, Arc<Schema>>,
    /// The names of those of them that no operation needs, with which nothing that is wrong stops
    /// a run.
    pub unneeded: BTreeSet<String>,
    /// The places of those of them that something is wrong with, which is
    /// reported and left out.
    pub broken: BTreeSet<Pointer>,
    /// The number of other components (responses, parameters, …) that were reached.
    pub shared: usize,
    /// The sha256 of all of it, in the one spelling that it is brought to.
    pub fingerprint: String,
}

/// A selected operation. References to shared parts are followed: each part
/// knows where the document has it.
#[derive(Debug, Serialize)]
pub struct Operation {
    /// Its id.
    pub id: String,
    /// Its group.
    pub group: String,
    /// Its HTTP method, in capitals.
    pub method: String,
    /// Its path template.
    pub path: String,
    /// Its place.
    #[serde(skip)]
    pub at: Pointer,
    /// Its summary, in a line.
    pub summary: Option<String>,
    /// Its description.
    pub description: Option<String>,
    /// True if it should no longer be used.
    pub deprecated: bool,
    /// Its parameters, those of its path last.
    pub parameters: Vec<Parameter>,
    /// Its body.
    pub body: Option<RequestBody>,
    /// The security that it asks for, if that is not what the service says of all.
    pub security: Option<Security>,
    /// Its responses.
    pub responses: Vec<Response>,
    /// The later requests of the server to callers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub callbacks: Vec<Callback>,
    /// Its promises beside that. Nothing is generated of them but who may ask:
    /// the fingerprint of what is generated does not depend on them.
    #[serde(skip)]
    pub promise: Promise,
}

/// The promises of an operation beside what is generated.
#[derive(Clone, Debug, Default)]
pub struct Promise {
    /// Its server, if that is not the one of the others.
    pub server: Option<Server>,
    /// The ways to be let in, one of which is enough; none where anybody is.
    pub security: Vec<Requirement>,
    /// The time at which it ends.
    pub sunset: Option<String>,
}

impl Operation {
    /// Calls `visit` with every outermost schema in it.
    pub(super) fn each_schema(&mut self, visit: &mut impl FnMut(&mut Schema)) {
        for parameter in &mut self.parameters {
            parameter.schema.iter_mut().for_each(&mut *visit);
            parameter.content.iter_mut().for_each(|media| media.each_schema(visit));
        }
        let bodies = self.body.iter_mut().flat_map(|body| &mut body.content);
        bodies.for_each(|media| media.each_schema(visit));
        for response in &mut self.responses {
            response.headers.iter_mut().for_each(|header| header.each_schema(visit));
            response.content.iter_mut().for_each(|media| media.each_schema(visit));
        }
        self.callbacks.iter_mut().filter_map(|callback| callback.schema.as_mut()).for_each(visit);
    }
}

impl MediaType {
    fn each_schema(&mut self, visit: &mut impl FnMut(&mut Schema)) {
        self.schema.iter_mut().chain(&mut self.item_schema).for_each(&mut *visit);
        let parts = self.encoding.iter_mut().chain(&mut self.prefix_encoding);
        let parts = parts.chain(self.item_encoding.as_deref_mut());
        for header in parts.flat_map(|part| &mut part.headers) {
            header.each_schema(visit);
        }
    }
}

impl Header {
    fn each_schema(&mut self, visit: &mut impl FnMut(&mut Schema)) {
        self.schema.iter_mut().for_each(&mut *visit);
        self.content.iter_mut().for_each(|media| media.each_schema(visit));
    }
}

/// A later request of the server to those who called an operation.
#[derive(Debug)]
pub struct Callback {
    /// The request, without the type of what it brings.
    pub hook: Hook,
    /// Its summary, in a line.
    pub summary: Option<String>,
    /// Its description.
    pub description: Option<String>,
    /// The schema of the JSON that it brings.
    pub schema: Option<Schema>,
}

impl Serialize for Callback {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { hook, summary, description, schema } = self;
        let Hook { name, expression, method, deprecated, .. } = hook;
        let asked = (name, expression, method, deprecated);
        (asked, summary, description, schema).serialize(serializer)
    }
}

/// A parameter.
#[derive(Debug, Serialize)]
pub struct Parameter {
    /// Its place in the document.
    #[serde(skip)]
    pub at: Pointer,
    /// Its name on the wire.
    pub name: String,
    /// The part of a request that it goes into.
    pub location: Location,
    /// True if it must be given.
    pub required: bool,
    /// True if it should no longer be used.
    pub deprecated: bool,
    /// Its description.
    pub description: Option<String>,
    /// The style in which it is written; the usual one of its location if not said.
    pub style: Option<Style>,
    /// True if each item or property is written apart.
    pub explode: Option<bool>,
    /// True if reserved characters are written as they are.
    pub allow_reserved: bool,
    /// Its schema.
    pub schema: Option<Schema>,
    /// Its content, where that stands instead of a schema.
    pub content: Option<MediaType>,
    /// A value that it shows.
    #[serde(skip)]
    pub shown: Shown,
}

/// The part of a request that a parameter goes into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Location {
    /// Into the path.
    Path,
    /// Into the query.
    Query,
    /// It is all of the query.
    QueryString,
    /// Into a header.
    Header,
    /// Into a cookie.
    Cookie,
}

/// The style in which a value with parts is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Style {
    /// `;name=value`.
    Matrix,
    /// `.value`.
    Label,
    /// `value,value`.
    Simple,
    /// `name=value&name=value`.
    Form,
    /// `name=value value`.
    SpaceDelimited,
    /// `name=value|value`.
    PipeDelimited,
    /// `name[key]=value`.
    DeepObject,
    /// As `form`, in a cookie, with nothing encoded.
    Cookie,
}

/// A body.
#[derive(Debug, Serialize)]
pub struct RequestBody {
    /// Its place in the document.
    #[serde(skip)]
    pub at: Pointer,
    /// True if it must be sent.
    pub required: bool,
    /// Its description.
    pub description: Option<String>,
    /// The kinds of content that it may have.
    pub content: Vec<MediaType>,
}

/// One kind of content.
#[derive(Debug, Serialize)]
pub struct MediaType {
    /// Its place in the document.
    #[serde(skip)]
    pub at: Pointer,
    /// The content type.
    pub content_type: String,
    /// The schema of the whole content.
    pub schema: Option<Schema>,
    /// The schema of each item of a sequence.
    pub item_schema: Option<Schema>,
    /// The encodings of single properties.
    pub encoding: Vec<Encoding>,
    /// The encodings of the first parts, by position.
    pub prefix_encoding: Vec<Encoding>,
    /// The encoding of each further part.
    pub item_encoding: Option<Box<Encoding>>,
    /// A value that it shows, of what is sent.
    #[serde(skip)]
    pub shown: Shown,
}

/// The way in which a property, or a part, is written.
#[derive(Debug, Serialize)]
pub struct Encoding {
    /// Its place in the document.
    #[serde(skip)]
    pub at: Pointer,
    /// The property; empty for a part without a name.
    pub name: String,
    /// Its content type.
    pub content_type: Option<String>,
    /// The style in which it is written in a form.
    pub style: Option<Style>,
    /// True if each item or property is written apart.
    pub explode: Option<bool>,
    /// True if reserved characters are written as they are.
    pub allow_reserved: bool,
    /// The headers of its part.
    pub headers: Vec<Header>,
}

/// A header of a response or of a part.
#[derive(Debug, Serialize)]
pub struct Header {
    /// Its place in the document.
    #[serde(skip)]
    pub at: Pointer,
    /// Its name.
    pub name: String,
    /// True if it is always there.
    pub required: bool,
    /// True if it should no longer be used.
    pub deprecated: bool,
    /// Its description.
    pub description: Option<String>,
    /// Its schema.
    pub schema: Option<Schema>,
    /// Its content, where that stands instead of a schema.
    pub content: Option<MediaType>,
}

/// A response.
#[derive(Debug, Serialize)]
pub struct Response {
    /// Its place in the document.
    #[serde(skip)]
    pub at: Pointer,
    /// The key that it is filed under.
    pub key: String,
    /// The statuses that it is for.
    pub status: Status,
    /// Its description.
    pub description: Option<String>,
    /// Its headers.
    pub headers: Vec<Header>,
    /// The kinds of content that it may have.
    pub content: Vec<MediaType>,
}

/// The statuses that a response is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Status {
    /// This one.
    Code(u16),
    /// Those from this many hundreds on: `2` for `2XX`.
    Range(u16),
    /// All that no other response is for.
    Default,
}

impl Status {
    /// Returns the only one that it is.
    pub const fn code(self) -> Option<u16> {
        match self {
            Self::Code(code) => Some(code),
            Self::Range(_) | Self::Default => None,
        }
    }

    /// Tells whether it is one of success.
    pub const fn is_success(self) -> bool {
        matches!(self, Self::Code(200..=299) | Self::Range(2))
    }

    /// Tells whether it is one of another address.
    pub const fn is_redirect(self) -> bool {
        matches!(self, Self::Code(301..=303 | 307 | 308) | Self::Range(3))
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Range(hundreds) => write!(f, "{hundreds}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}
