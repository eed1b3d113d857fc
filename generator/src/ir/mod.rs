//! The API as callers mean it: no OpenAPI, no Rust.

mod answer;
mod api;
mod constraints;
mod contract;
mod conversion;
mod events;
mod operation;
mod page;
mod path;
mod poll;
mod scalar;
mod service;
mod turns;
mod union;
mod untyped;
mod uses;

use serde_json::Value;

use crate::pointer::Pointer;
use crate::shown::Shown;

pub use answer::{
    Answer, Asked, Choice, DataEvents, DeclaredError, Framing, Gives, JsonFraming, Stream, Success,
};
pub use api::{Api, is_written_as_text, target};
pub use constraints::{Alternatives, Constraints, Limits};
pub use contract::{
    AnswerHeader, Brought, Contract, Header, Hook, Payload, Requirement, ResponseHeaders, Scheme,
    Server,
};
pub use conversion::{Carrying, Conversion, Fields, Goal, Link, Way};
pub use events::{
    Accessor, AccumulatedObject, Accumulation, Assembly, BuildUp, Event, Events, MergeRules,
    Placing, Step,
};
pub use operation::{
    Body, Content, Encoding, Location, Operation, PairEncoding, Parameter, PartEncoding, Parts,
    Style,
};
pub use page::{Back, CursorSource, Linked, More, NEXT_LINK, Page, Turn};
pub(crate) use path::{begin_alike, shape_of_path, template_names};
pub use poll::Poll;
pub use scalar::{EnumValue, LibraryType, NumberType, Precision, Width};
pub use service::{Auth, KeyScheme, Security, Service, Variable};
pub use turns::{Cut, Kept, Once, Other, Structured, Tools};
pub use union::{Arm, ArmKey, Is, JsonKind, Test, Union};
pub use untyped::Untyped;
pub(crate) use uses::reached;
pub use uses::{Edge, Role};

/// A type's name as words: the component, then the path to an inline schema.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub Vec<String>);

impl TypeId {
    /// Returns the component whose file the type is in.
    pub fn component(&self) -> &str {
        &self.0[0]
    }

    /// Returns the type of something inside this one.
    #[must_use]
    pub fn child(&self, word: &str) -> Self {
        let mut words = self.0.clone();
        words.push(word.to_owned());
        Self(words)
    }
}

/// A type.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeDef {
    /// Its place in the document.
    pub origin: Pointer,
    /// The document's text about it.
    pub docs: Docs,
    /// Its shape.
    pub shape: Shape,
    /// The sides that see it. One that neither does is made as one that is read.
    pub usage: Usage,
    /// True if callers send or read it.
    pub is_used: bool,
}

impl TypeDef {
    /// Returns the sides that do see it.
    pub fn known_usage(&self) -> Usage {
        if self.is_used { self.usage } else { Usage::default() }
    }
}

/// The shape of a type.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// An object with known properties.
    Object(Object),
    /// A string out of a list that may grow.
    Enum(Vec<EnumValue<String>>),
    /// An integer out of a list that may grow.
    IntegerEnum(Vec<EnumValue<i64>>),
    /// One of several shapes.
    Union(Union),
    /// The events of a stream.
    Events(Events),
    /// The objects that the events of a stream add up to.
    Accumulation(Accumulation),
    /// The one object that the events of a stream build up.
    Assembly(Assembly),
    /// Another name for a type.
    Alias(TypeRef),
}

/// An object with known properties.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object {
    /// The properties in document order.
    pub fields: Vec<Field>,
    /// Further properties of this type.
    pub rest: Option<TypeRef>,
    /// The way in which it holds those.
    pub rest_hold: Hold,
    /// The choices that callers have of which properties to give.
    pub alternatives: Vec<Alternatives>,
    /// True if the document allows no further properties.
    pub closed: bool,
}

/// A property.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its place in the document.
    pub origin: Pointer,
    /// Its name on the wire.
    pub name: String,
    /// Its type.
    pub ty: TypeRef,
    /// Its presence: whether it may be left out, or null.
    pub presence: Presence,
    /// Its only value.
    pub constant: Option<Constant>,
    /// The text that it has unless another is set, since it tells the object apart from
    /// the other arms of a union.
    pub preset: Option<String>,
    /// True if only the server says it.
    pub read_only: bool,
    /// True if only callers say it.
    pub write_only: bool,
    /// True if it is a list of numbers that may also come as the base64 of 32-bit
    /// floats.
    pub packed: bool,
    /// The way in which the object holds it.
    pub hold: Hold,
    /// The document's text about it.
    pub docs: Docs,
}

/// The way in which a type holds a value of another one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Hold {
    /// As it is.
    #[default]
    Direct,
    /// By one level of indirection, since the value contains its owner.
    Boxed,
    /// So that the compiler does not look further, since types hold one another
    /// in a long chain.
    Apart,
}

/// The only value of a required property.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    /// A text, told apart from others in unions.
    Text(String),
    /// Another value.
    Value(Value),
}

impl Constant {
    /// Returns the value as it is written: a text without its quotes.
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Value(value) => value.to_string(),
        }
    }
}

/// The presence of a property: whether it may be left out, or null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always there, never null.
    Required,
    /// Always there, maybe null.
    RequiredNullable,
    /// Maybe left out, never null.
    Optional,
    /// Maybe left out, maybe null.
    OptionalNullable,
    /// Always there in what callers make, never null. What they have read lacks it, and is
    /// sent again without it.
    WriteOnly,
    /// The same, maybe null.
    WriteOnlyNullable,
}

impl Object {
    /// Finds a property by its name on the wire.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

impl Field {
    /// Tells whether a value has to be given for it.
    pub const fn is_argument(&self) -> bool {
        self.presence.is_required() && self.constant.is_none() && self.preset.is_none()
    }
}

impl Presence {
    /// Returns the presence of a property.
    pub const fn of(required: bool, nullable: bool) -> Self {
        match (required, nullable) {
            (true, false) => Self::Required,
            (true, true) => Self::RequiredNullable,
            (false, false) => Self::Optional,
            (false, true) => Self::OptionalNullable,
        }
    }

    /// Tells whether the property must be there.
    pub const fn is_required(self) -> bool {
        !matches!(self, Self::Optional | Self::OptionalNullable)
    }

    /// Tells whether the property may be null.
    pub const fn is_nullable(self) -> bool {
        matches!(self, Self::RequiredNullable | Self::OptionalNullable | Self::WriteOnlyNullable)
    }

    /// Tells whether the property is not there in what is read.
    pub const fn is_write_only(self) -> bool {
        matches!(self, Self::WriteOnly | Self::WriteOnlyNullable)
    }
}

/// The use of a type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TypeRef {
    /// Text.
    String,
    /// True or false.
    Boolean,
    /// A whole number.
    Integer(Width),
    /// A number.
    Number(Precision),
    /// Text that stands for a value of a library.
    Parsed(LibraryType),
    /// A point in time in seconds since 1970.
    UnixTime,
    /// The content of a file, in a form.
    File,
    /// Any JSON value.
    Any,
    /// An object with any properties.
    FreeForm,
    /// An object whose properties all have one type.
    Map(Box<TypeRef>),
    /// A list.
    List(Box<TypeRef>),
    /// A value or null, inside a list or map.
    Nullable(Box<TypeRef>),
    /// A type with a name.
    Named(TypeId),
}

impl TypeRef {
    /// Returns the named type in this use, however deep.
    pub fn named(&self) -> Option<&TypeId> {
        match self.innermost() {
            Self::Named(id) => Some(id),
            _ => None,
        }
    }

    /// Returns the same, or null; null is one of any values already.
    pub(crate) fn or_null(self) -> Self {
        match self {
            Self::Any | Self::Nullable(_) => self,
            other => Self::Nullable(Box::new(other)),
        }
    }

    /// Returns the named type that its values are of, null apart: they are held without
    /// indirection.
    pub fn named_or_null(&self) -> Option<&TypeId> {
        match self {
            Self::Named(id) => Some(id),
            Self::Nullable(inner) => inner.named_or_null(),
            _ => None,
        }
    }

    /// Returns what lists, maps and nullable values hold, however deep.
    pub fn innermost(&self) -> &Self {
        match self {
            Self::Map(inner) | Self::List(inner) | Self::Nullable(inner) => inner.innermost(),
            other => other,
        }
    }

    /// Returns the same, to be changed.
    pub(crate) fn innermost_mut(&mut self) -> &mut Self {
        match self {
            Self::Map(inner) | Self::List(inner) | Self::Nullable(inner) => inner.innermost_mut(),
            other => other,
        }
    }

    /// Tells whether its values are scalars, each written as one text. For a named
    /// type, its shape decides.
    pub const fn is_scalar(&self) -> bool {
        match self {
            Self::String
            | Self::Boolean
            | Self::Integer(_)
            | Self::Number(_)
            | Self::Parsed(_)
            | Self::UnixTime
            | Self::File => true,
            Self::Any
            | Self::FreeForm
            | Self::Map(_)
            | Self::List(_)
            | Self::Nullable(_)
            | Self::Named(_) => false,
        }
    }

    /// Tells whether it is any text, whatever that stands for.
    pub const fn is_text(&self) -> bool {
        matches!(self, Self::String | Self::Parsed(_))
    }

    /// Tells whether only a literal of this very type becomes one of its numbers: the
    /// compiler takes a literal that could be of several types for an `i32`, which does
    /// not convert into it.
    pub const fn is_exact(&self) -> bool {
        matches!(self, Self::Integer(width) if !matches!(width, Width::I32 | Width::I64))
    }
}

impl Shape {
    /// Tells whether it lists scalars, of which there may be more.
    pub const fn is_enum(&self) -> bool {
        matches!(self, Self::Enum(_) | Self::IntegerEnum(_))
    }

    /// Tells whether it ends a long chain of types.
    pub fn holds_apart(&self) -> bool {
        match self {
            Self::Object(object) => {
                let fields = object.fields.iter().map(|field| field.hold);
                fields.chain([object.rest_hold]).any(|hold| hold == Hold::Apart)
            }
            Self::Union(union) => union.arms.iter().any(|arm| arm.hold == Hold::Apart),
            _ => false,
        }
    }
}

/// The sides that see a type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Callers send it.
    pub request: bool,
    /// Callers read it.
    pub response: bool,
}

/// The document's text about something, for people.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs {
    /// The text, in Markdown.
    pub text: String,
    /// The text about items and values inside that have no documentation of their own.
    pub inner: Vec<Inner>,
    /// The items of a list by their positions, in words.
    pub positions: Vec<String>,
    /// The format of values, in words: `in the format `uuid``.
    pub format: Vec<String>,
    /// The content of values, and who writes them, in words: `holds `text/csv``.
    pub form: Vec<String>,
    /// Limits, in words: `at most 20 items`.
    pub limits: Vec<String>,
    /// Limits on the values that are taken, for programs.
    pub constraints: Constraints,
    /// The value that is assumed when it is left out.
    pub default: Option<Value>,
    /// A value that the document shows.
    pub shown: Shown,
    /// True if it should no longer be used.
    pub deprecated: bool,
}

impl Docs {
    /// The words of [`form`](Self::form) for what only the server says.
    pub const READ_ONLY: &str = "set by the server alone";

    /// The words of [`form`](Self::form) for what only callers say.
    pub const WRITE_ONLY: &str = "never sent by the server";
}

/// A sentence about items or values that have no documentation of their own.
#[derive(Clone, Debug, PartialEq)]
pub struct Inner {
    /// All of it, as far as it is told in one line.
    pub told: String,
    /// The words of the document alone, all of them.
    pub words: String,
    /// The facts alone.
    pub facts: String,
    /// True if it is about properties by their names.
    pub of_names: bool,
    /// True if it is about null, and so told last: the facts are about values.
    pub of_null: bool,
    /// The number of lists and maps that hold the values that it is about.
    pub depth: usize,
    /// The constraints of which one or another holds, if the facts say that.
    pub any_of: Vec<Constraints>,
}

impl Inner {
    /// Returns a sentence of the document's own words, and those words whole.
    pub fn words(told: String, words: String) -> Self {
        Self { told, words, ..Self::facts(String::new()) }
    }

    /// Returns a fact.
    pub fn facts(facts: String) -> Self {
        let (told, words) = (facts.clone(), String::new());
        Self { told, words, facts, of_names: false, of_null: false, depth: 0, any_of: Vec::new() }
    }

    /// Returns the same of each value inside of something.
    pub fn within(self, each: &str) -> Self {
        let within = |text: String| match text.as_str() {
            "" => text,
            text => format!("{each}: {text}"),
        };
        let Self { told, words, facts, of_names, of_null, depth, any_of } = self;
        let (told, words, facts) = (within(told), within(words), within(facts));
        Self { told, words, facts, of_names, of_null, depth: depth + 1, any_of }
    }
}
