//! Operations, and what goes out.

use super::{
    Answer, Asked, Choice, Contract, DeclaredError, Docs, Gives, Header, JsonFraming, Page, Poll,
    Security, Stream, Structured, Tools, TypeRef,
};
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
    /// The places of its body, its responses and what its callbacks bring in the document, which
    /// it may share with others.
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

    /// Returns the content types by which it is asked for an answer of that kind instead
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

    /// Returns the header of its answers that is called so, in any case.
    pub fn header(&self, name: &str) -> Option<&Header> {
        self.headers.iter().find(|header| header.is_called(name))
    }

    /// Returns the query parameter of a name.
    pub fn query_parameter(&self, name: &str) -> Option<&Parameter> {
        let mut parameters = self.parameters.iter();
        parameters.find(|known| known.location == Location::Query && known.name == name)
    }

    /// Returns the type of its body, if that has one.
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
    /// Returns the word for it, as the specification writes it.
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
    UrlEncoded(TypeRef, PairEncoding),
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
    /// The headers that callers have to give its file.
    pub needed: Vec<String>,
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
    /// The headers that callers have to give its file.
    pub needed: Vec<String>,
}

/// The encoding of the pairs of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PairEncoding {
    /// The values inside any property are in brackets.
    Brackets,
    /// These properties in ways of their own.
    Each(Vec<Encoding>),
}

impl Content {
    /// Returns the type of what it is made of, unless that is bytes.
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

    /// Returns the same, to be changed.
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
