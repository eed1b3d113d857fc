//! Operations: what goes out, and what comes back.

use serde_json::Value;

use super::{Contract, Docs, Header, Security, Structured, Tools, TypeId, TypeRef};
use crate::media::ANY;
use crate::pointer::Pointer;
use crate::shown::Shown;
use crate::words::code;

/// An operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Its id. Where its body may be of several kinds, each further kind is an
    /// operation of its own, with an id that says so.
    pub id: String,
    /// The id that it has in the document.
    pub declared_id: String,
    /// Its group.
    pub group: String,
    /// Its place in the document.
    pub origin: Pointer,
    /// The places of its body and its responses in the document, which it may share
    /// with others.
    pub parts: Vec<Pointer>,
    /// Its HTTP method, in capitals.
    pub method: String,
    /// Its path template.
    pub path: String,
    /// The document's text about it: the first line is its summary.
    pub docs: Docs,
    /// Its parameters in document order.
    pub parameters: Vec<Parameter>,
    /// Its body.
    pub body: Option<Body>,
    /// The security that it asks for, if that differs from the service's own.
    pub security: Option<Security>,
    /// The answer.
    pub answer: Answer,
    /// The content types by which JSON is asked for, if plain JSON is not all of them.
    pub json: Option<String>,
    /// The document's text about an answer in JSON without a type of its own to say it.
    pub answer_docs: Docs,
    /// The other answers, each with the request for it.
    pub choices: Vec<Choice>,
    /// The headers that its answers and its errors declare.
    pub headers: Vec<Header>,
    /// The errors that the document declares, by status.
    pub errors: Vec<DeclaredError>,
    /// Its stream.
    pub stream: Option<Stream>,
    /// Its pages.
    pub page: Option<Page>,
    /// The polling of its result.
    pub poll: Option<Poll>,
    /// The request for an answer that is a value of a caller's type.
    pub structured: Option<Structured>,
    /// The calls of the caller's functions by a model in its answer.
    pub tools: Option<Tools>,
    /// The promises that it makes beside that.
    pub contract: Contract,
}

impl Body {
    /// Tells whether it can have a content type.
    pub fn can_be(&self, kind: &str) -> bool {
        self.content_type == kind || self.others.iter().any(|other| other == kind)
    }

    /// Names the content types that it can have beside the one by which it is sent.
    pub fn other_kinds(&self) -> Option<String> {
        let word = |kind: &String| match kind.as_str() {
            ANY => "anything else".to_owned(),
            range if range.ends_with("/*") => format!("any {}", code(range)),
            kind => code(kind),
        };
        let others: Vec<String> = self.others.iter().map(word).collect();
        (!others.is_empty()).then(|| others.join(" or "))
    }
}

impl Operation {
    /// Tells whether it is another one with a body of another kind.
    pub fn is_variant(&self) -> bool {
        self.id != self.declared_id
    }

    /// The content types by which it is asked for an answer of that kind instead
    /// of the usual one.
    pub fn accepts(&self, gives: &Gives) -> Option<&str> {
        self.choices.iter().find_map(|choice| match &choice.ask {
            Asked::Accept(kinds) if choice.gives == *gives => Some(kinds.as_str()),
            _ => None,
        })
    }

    /// Tells whether a parameter asks for the stream that it answers with.
    pub fn is_streamed_by(&self, parameter: &Parameter) -> bool {
        let ask = self.stream.as_ref().and_then(|stream| stream.ask.as_ref());
        parameter.location == Location::Query
            && matches!(ask, Some(Asked::Parameter { name, .. }) if *name == parameter.name)
    }

    /// The header of its answers that is called so, in any case.
    pub fn header(&self, name: &str) -> Option<&Header> {
        self.headers.iter().find(|header| header.is_called(name))
    }

    /// The query parameter of a name.
    pub fn query_parameter(&self, name: &str) -> Option<&Parameter> {
        let mut parameters = self.parameters.iter();
        parameters.find(|known| known.location == Location::Query && known.name == name)
    }

    /// The type of its body, if that has one.
    pub fn body_type(&self) -> Option<&TypeRef> {
        self.body.as_ref()?.content.ty()
    }
}

/// A parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Its place in the document.
    pub origin: Pointer,
    /// Its name on the wire.
    pub name: String,
    /// Its place in the request.
    pub location: Location,
    /// The style in which it is written there.
    pub style: Style,
    /// The encodings of its properties, where it is all of the query.
    pub encodings: Vec<Encoding>,
    /// True if reserved characters are written as they are.
    pub reserved: bool,
    /// True if it must be given.
    pub required: bool,
    /// Its type.
    pub ty: TypeRef,
    /// True if it is text that any value has, whatever its type.
    pub any_text: bool,
    /// The document's text about it.
    pub docs: Docs,
}

/// The location of a parameter in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Location {
    /// Into the path, as one segment.
    Path,
    /// Into the query.
    Query,
    /// Into a header.
    Header,
    /// Into a cookie.
    Cookie,
}

impl Location {
    /// The word for it, as the specification writes it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// The style in which a parameter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// As is usual where it goes: in a query or a cookie, a list is a pair for
    /// each item; in a path or a header, its items have commas between them.
    Usual,
    /// One pair, with commas between the items.
    Joined,
    /// In a cookie, as is usual there, with nothing encoded.
    Plain,
    /// In a cookie, with commas between the items and nothing encoded.
    PlainJoined,
    /// In a path or a header, with `=` between the names and values of an
    /// object.
    Exploded,
    /// In a path, after a dot, with commas between the items.
    Label,
    /// In a path, with a dot before each item.
    LabelExploded,
    /// In a path, after a semicolon and the name.
    Matrix,
    /// In a path, with a semicolon and a name before each item.
    MatrixExploded,
    /// One pair, with spaces between the items.
    SpaceDelimited,
    /// One pair, with bars between the items.
    PipeDelimited,
    /// A pair for each property, whose name is in brackets.
    DeepObject,
    /// One pair, with JSON for a value.
    Json,
    /// All of the query: a pair for each property.
    Whole,
    /// All of the query: its JSON.
    WholeJson,
    /// All of the query: its text.
    WholeText,
}

impl Style {
    /// Tells whether it is all of the query.
    pub const fn is_whole_query(self) -> bool {
        matches!(self, Self::Whole | Self::WholeJson | Self::WholeText)
    }
}

/// A body.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// The place of its content in the document.
    pub origin: Pointer,
    /// The content that it is made of.
    pub content: Content,
    /// Its content type.
    pub content_type: String,
    /// Further content types that it can have, of which callers have to tell.
    pub others: Vec<String>,
    /// True if it must be sent.
    pub required: bool,
    /// True if null can be sent in the place of an object.
    pub nullable: bool,
    /// The document's text about it, and about a value without a type of its own to say it.
    pub docs: Docs,
    /// A value that the document shows.
    pub shown: Shown,
}

/// The content of a body.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// The JSON of a value.
    Json(TypeRef),
    /// A part for each property.
    Form(TypeRef, Vec<Encoding>),
    /// A part for each item of a list, in their order.
    Parts(TypeRef, Parts),
    /// The JSON of each item of a list, one after the other.
    Sequence(TypeRef, JsonFraming),
    /// A pair for each property, as in a query.
    UrlEncoded(TypeRef, Pairs),
    /// Bytes as they are.
    Bytes,
}

/// The encoding of a single property of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoding {
    /// The property.
    pub name: String,
    /// Its content type.
    pub content_type: Option<String>,
    /// Its style.
    pub style: Option<Style>,
    /// True if reserved characters are written as they are.
    pub reserved: bool,
    /// The headers of its part, with their values.
    pub headers: Vec<(String, String)>,
}

/// The encodings of the items of a list, each written as a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The first ones, each in a way of its own.
    pub first: Vec<PartEncoding>,
    /// All others.
    pub rest: PartEncoding,
}

/// The encoding of a part without a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartEncoding {
    /// Its content type.
    pub content_type: Option<String>,
    /// Its headers, with their values.
    pub headers: Vec<(String, String)>,
}

/// The encoding of the pairs of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pairs {
    /// The values inside any property are in brackets.
    Brackets,
    /// These properties in ways of their own.
    Each(Vec<Encoding>),
}

impl Content {
    /// The type of what it is made of, unless that is bytes.
    pub const fn ty(&self) -> Option<&TypeRef> {
        match self {
            Self::Json(ty)
            | Self::Form(ty, _)
            | Self::Parts(ty, _)
            | Self::Sequence(ty, _)
            | Self::UrlEncoded(ty, _) => Some(ty),
            Self::Bytes => None,
        }
    }

    /// Tells whether it is made of parts, each of which may be a file.
    pub const fn takes_files(&self) -> bool {
        matches!(self, Self::Form(..) | Self::Parts(..))
    }

    /// The same, to be changed.
    pub(crate) const fn ty_mut(&mut self) -> Option<&mut TypeRef> {
        match self {
            Self::Json(ty)
            | Self::Form(ty, _)
            | Self::Parts(ty, _)
            | Self::Sequence(ty, _)
            | Self::UrlEncoded(ty, _) => Some(ty),
            Self::Bytes => None,
        }
    }
}

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
    /// The type of the JSON, if there is always one.
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
    /// The type, if it is JSON.
    pub const fn ty(&self) -> Option<&TypeRef> {
        match self {
            Self::Json(ty) => Some(ty),
            Self::Text | Self::Bytes => None,
        }
    }

    /// The same, to be changed.
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
    /// The document's text about it.
    pub text: String,
}

/// One of several answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Success {
    /// Its status.
    pub status: u16,
    /// Its content, if it has any.
    pub gives: Option<Gives>,
    /// Its content types.
    pub kinds: Vec<String>,
    /// The document's text about it.
    pub text: String,
    /// The document's text about JSON without a type of its own to say it.
    pub docs: Docs,
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

/// The pages of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The request for the next page.
    pub turn: Turn,
    /// The query parameter that says how long a page is.
    pub size: Option<String>,
    /// The property that lists the items; none where the answer is the list.
    pub items: Option<String>,
    /// The type of an item.
    pub item: TypeRef,
    /// Property that says whether there is more.
    pub more: Option<More>,
    /// The names of properties that lead to the number of the page, or of its first item,
    /// where the document does not say from where these are counted.
    pub number: Option<Vec<String>>,
    /// The names of properties that lead to the number of pages, where these are counted.
    pub total_pages: Option<Vec<String>>,
    /// The names of properties that lead to the number of items of all pages, likewise.
    pub total_items: Option<Vec<String>>,
    /// The header that has that number, likewise.
    pub total_header: Option<String>,
    /// The request for the page before.
    pub back: Option<Back>,
    /// True if the configuration says so, and not the shapes of the document.
    pub is_configured: bool,
}

/// Way to ask for the page before: a query parameter that takes a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Back {
    /// The parameter.
    pub parameter: String,
    /// The source of the text; the item is the first one.
    pub source: CursorSource,
}

/// Way to ask for the next page: a query parameter, or an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It takes a text that stands for a place in the list.
    Cursor {
        /// The parameter.
        parameter: String,
        /// The source of the text.
        source: CursorSource,
    },
    /// A property of the body takes it, in place of a parameter.
    Field {
        /// The names of properties that lead to it, from the body on.
        way: Vec<String>,
        /// The source of the text.
        source: CursorSource,
    },
    /// It takes the number of the first item of the page.
    Offset {
        /// The parameter.
        parameter: String,
        /// The number of the first item of all.
        first: u64,
    },
    /// It takes the page's number.
    Number {
        /// The parameter.
        parameter: String,
        /// The number of the first page.
        first: u64,
    },
    /// It is at an address that the answer has.
    Address {
        /// The names of properties that lead to it, from the answer on.
        path: Vec<String>,
    },
    /// It is at the address in the `Link` header of the answer.
    Link,
}

/// Source of the cursor of the next page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CursorSource {
    /// A property of the last item; of the first one on the way back.
    Item(String),
    /// A property of the answer: the names that lead to it.
    Page(Vec<String>),
}

/// Property that says whether there is more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct More {
    /// The names of properties that lead to it, from the answer on.
    pub path: Vec<String>,
    /// True where it is set at the end, and not before.
    pub is_end: bool,
}

impl Page {
    /// Tells whether one type can be a page in this way and in another one.
    pub(crate) fn is_of_one_type_with(&self, other: &Self) -> bool {
        let of_type = |page: &Self| (page.items.clone(), page.more.clone());
        let totals = |page: &Self| (page.total_pages.clone(), page.total_items.clone());
        let back = |page: &Self| page.back.as_ref().map(|back| back.source.clone());
        let agree = |one: Option<_>, other| one.zip(other).is_none_or(|(one, other)| one == other);
        of_type(self) == of_type(other)
            && self.number == other.number
            && totals(self) == totals(other)
            && agree(self.turn.source(), other.turn.source())
            && agree(back(self), back(other))
    }

    /// Says how it pages: `by `after`, the `id` of the last item`.
    pub fn words(&self) -> String {
        let more = match &self.more {
            Some(More { path, is_end: false }) => format!(", while `{}`", path.join(".")),
            Some(More { path, is_end: true }) => format!(", until `{}`", path.join(".")),
            None => String::new(),
        };
        let back = match &self.back {
            Some(Back { parameter, source: CursorSource::Item(property) }) => {
                format!("; back by `{parameter}`, the `{property}` of the first item")
            }
            Some(Back { parameter, source: CursorSource::Page(path) }) => {
                format!("; back by `{parameter}`, the answer's `{}`", path.join("."))
            }
            None => String::new(),
        };
        let total = match (&self.total_pages, &self.total_header, &self.total_items) {
            (Some(path), ..) => format!(", up to `{}` pages", path.join(".")),
            (None, Some(header), _) => format!(", up to as many items as `{header}` says"),
            (None, None, Some(path)) => format!(", up to `{}` items", path.join(".")),
            (None, None, None) => String::new(),
        };
        let more = more + &total + &back;
        let cursor = |source: &CursorSource| match source {
            CursorSource::Item(property) => format!("the `{property}` of the last item{more}"),
            CursorSource::Page(path) => format!("the answer's `{}`{more}", path.join(".")),
        };
        match &self.turn {
            Turn::Cursor { parameter, source } => format!("by `{parameter}`, {}", cursor(source)),
            Turn::Field { way, source } => {
                format!("by `{}` of the body, {}", way.join("."), cursor(source))
            }
            Turn::Offset { parameter, first: 0 } if self.number.is_none() => {
                format!("by `{parameter}`, counted in items{more}")
            }
            Turn::Offset { parameter, first } => {
                let first = self.counted_from(*first);
                format!("by `{parameter}`, counted in items from {first} on{more}")
            }
            Turn::Number { parameter, first } => {
                let first = self.counted_from(*first);
                format!("by `{parameter}`, the number of the page, from {first} on{more}")
            }
            Turn::Address { path } => {
                format!("at the address that is the answer's `{}`{more}", path.join("."))
            }
            Turn::Link => format!("at the address in the header `Link`{more}"),
        }
    }
}

impl Page {
    /// Says from where pages or items are counted.
    fn counted_from(&self, first: u64) -> String {
        match &self.number {
            Some(path) => format!("the answer's `{}`", path.join(".")),
            None => first.to_string(),
        }
    }
}

impl Turn {
    /// The query parameter, if it has one.
    pub fn parameter(&self) -> Option<&str> {
        match self {
            Self::Cursor { parameter, .. }
            | Self::Offset { parameter, .. }
            | Self::Number { parameter, .. } => Some(parameter),
            Self::Field { .. } | Self::Address { .. } | Self::Link => None,
        }
    }

    /// Gives the source of its cursor, or of its address, if the answer has it.
    pub fn source(&self) -> Option<CursorSource> {
        match self {
            Self::Cursor { source, .. } | Self::Field { source, .. } => Some(source.clone()),
            Self::Address { path } => Some(CursorSource::Page(path.clone())),
            Self::Offset { .. } | Self::Number { .. } | Self::Link => None,
        }
    }
}

/// The polling of the result of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Poll {
    /// The id of the operation that asks how far it is: this one, if it asks itself.
    pub with: String,
    /// For each of its path parameters, the property of the result; none where it is the
    /// parameter of the call that starts the work.
    pub arguments: Vec<Option<String>>,
    /// The property that says how far it is.
    pub status: String,
    /// The statuses at which polling stops.
    pub terminal: Vec<String>,
    /// The seconds for which polling goes on, where the configuration says so.
    pub deadline: Option<u64>,
    /// True if the configuration says so, and not the shapes of the document.
    pub is_configured: bool,
}

impl Poll {
    /// Says how it is polled: ``with `readJob` until `status` is one of `done` ``.
    pub fn words(&self) -> String {
        let Self { with, status, terminal, .. } = self;
        let ends: Vec<String> = terminal.iter().map(|end| format!("`{end}`")).collect();
        format!("with `{with}` until `{status}` is {}", ends.join(" or "))
    }
}

impl Stream {
    /// The property of the body that asks for it.
    pub fn property(&self) -> Option<&str> {
        match self.ask.as_ref()? {
            Asked::Property { property, .. } => Some(property),
            Asked::Accept(_) | Asked::Parameter { .. } => None,
        }
    }

    /// The events, if they have a type with a name; null may be one beside them.
    pub fn named(&self) -> Option<&TypeId> {
        self.events.named_or_null()
    }
}
