//! The API as callers mean it: no OpenAPI, no Rust.

mod answer;
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

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use crate::pointer::Pointer;
use crate::shown::Shown;

pub use answer::{
    Answer, Asked, Choice, DataEvents, DeclaredError, Framing, Gives, JsonFraming, Stream, Success,
};
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
    Body, Content, Encoding, Location, Operation, Pairs, Parameter, PartEncoding, Parts, Style,
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

/// A whole API, or the selected part of one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Api {
    /// Its title.
    pub title: String,
    /// Its version.
    pub version: String,
    /// Its servers and security schemes.
    pub service: Service,
    /// The descriptions of its groups, in Markdown.
    pub groups: BTreeMap<String, String>,
    /// Its types, components and inline ones, sorted by id.
    pub types: BTreeMap<TypeId, TypeDef>,
    /// Its operations, in document order.
    pub operations: Vec<Operation>,
    /// Methods for the text that is in values, by their types.
    pub accessors: BTreeMap<TypeId, Vec<Accessor>>,
    /// The schemes by which callers say who they are, by name.
    pub schemes: BTreeMap<String, Scheme>,
    /// The requests that the server makes of its own accord.
    pub webhooks: Vec<Hook>,
    /// The components that webhooks and callbacks bring, and that no type is
    /// generated of, by name.
    pub brought: BTreeMap<String, Payload>,
    /// The places where a type is any value, or an object of any properties.
    pub untyped: BTreeMap<Pointer, Untyped>,
    /// The types that are held apart, if some chain of types is so long that the
    /// compiler has to be led down it: those that others hold come first.
    pub led: Vec<TypeId>,
    /// The enums whose texts are among those of a union or an enum that the document makes of
    /// them, each with that.
    pub listed_in: BTreeSet<(TypeId, TypeId)>,
    /// The conversions of what callers have into what they send, by what they have.
    pub conversions: Vec<Conversion>,
}

/// A type's name as words: the component, then the path to an inline schema.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub Vec<String>);

impl TypeId {
    /// The component whose file the type is in.
    pub fn component(&self) -> &str {
        &self.0[0]
    }

    /// The type of something inside this one.
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
    /// The sides that do see it.
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
    /// The value as it is written: a text without its quotes.
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
    /// The presence of a property.
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
    /// The named type in this use, however deep.
    pub fn named(&self) -> Option<&TypeId> {
        match self.innermost() {
            Self::Named(id) => Some(id),
            _ => None,
        }
    }

    /// The same, or null; null is one of any values already.
    pub(crate) fn or_null(self) -> Self {
        match self {
            Self::Any | Self::Nullable(_) => self,
            other => Self::Nullable(Box::new(other)),
        }
    }

    /// The named type that its values are of, null apart.
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

    /// The same, to be changed.
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

    /// The named type that is held without a level of indirection.
    pub fn held(&self) -> Option<&TypeId> {
        match self {
            Self::Named(id) => Some(id),
            Self::Nullable(inner) => inner.held(),
            _ => None,
        }
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
    pub inner: Vec<String>,
    /// The form of values, and who writes them, in words: `in the format `uuid``.
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

impl Api {
    /// Tells whether some operation is not sent without a credential.
    pub fn needs_credential(&self) -> bool {
        let needs = |security: &Security| {
            !security.is_empty() && security.iter().all(|schemes| !schemes.is_empty())
        };
        let own = |operation: &Operation| match &operation.security {
            Some(security) => needs(security),
            None => needs(&self.service.security),
        };
        self.operations.iter().any(own)
    }

    /// Every use of a type.
    pub fn uses(&self) -> impl Iterator<Item = &TypeRef> {
        let in_types = self.types.values().flat_map(|def| def.shape.types());
        in_types.chain(self.operations.iter().flat_map(Operation::types))
    }

    /// The types that use each type, each as often as it does.
    pub(crate) fn users(&self) -> HashMap<&TypeId, Vec<&TypeId>> {
        let mut users: HashMap<&TypeId, Vec<&TypeId>> = HashMap::new();
        for (id, def) in &self.types {
            for used in def.shape.types().filter_map(TypeRef::named) {
                users.entry(used).or_default().push(id);
            }
        }
        users
    }

    /// The object that a use of a type leads to, through aliases.
    pub fn object(&self, ty: &TypeRef) -> Option<&Object> {
        match self.shape(ty)? {
            Shape::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The shape that a use of a type leads to, through aliases.
    pub fn shape(&self, ty: &TypeRef) -> Option<&Shape> {
        match self.target(ty) {
            TypeRef::Named(id) => self.types.get(id).map(|def| &def.shape),
            _ => None,
        }
    }

    /// Resolves a use of a type through aliases.
    pub fn target<'a>(&'a self, ty: &'a TypeRef) -> &'a TypeRef {
        target(&self.types, ty)
    }

    /// Tells whether values of a type are written as one text.
    pub fn is_written_as_text(&self, ty: &TypeRef) -> bool {
        is_written_as_text(&self.types, ty)
    }

    /// Tells whether values of a type are files, or lists of them.
    pub fn is_file(&self, ty: &TypeRef) -> bool {
        *self.target(self.target(ty).innermost()) == TypeRef::File
    }

    /// A use of a type without aliases, inside of it either.
    pub fn resolved(&self, ty: &TypeRef) -> TypeRef {
        let inside = |inner: &TypeRef| Box::new(self.resolved(inner));
        match self.target(ty) {
            TypeRef::List(items) => TypeRef::List(inside(items)),
            TypeRef::Map(values) => TypeRef::Map(inside(values)),
            TypeRef::Nullable(inner) => TypeRef::Nullable(inside(inner)),
            target => target.clone(),
        }
    }

    /// The same API without what only people read, and without places.
    #[must_use]
    pub fn without_docs(mut self) -> Self {
        for def in self.types.values_mut() {
            strip(&mut def.origin, &mut def.docs);
            match &mut def.shape {
                Shape::Object(object) => {
                    for field in &mut object.fields {
                        strip(&mut field.origin, &mut field.docs);
                    }
                }
                Shape::Union(union) => {
                    for arm in &mut union.arms {
                        strip(&mut arm.origin, &mut arm.docs);
                    }
                }
                Shape::Events(events) => {
                    for event in &mut events.events {
                        strip(&mut event.origin, &mut event.docs);
                    }
                }
                Shape::Enum(values) => values.iter_mut().for_each(EnumValue::strip),
                Shape::IntegerEnum(values) => values.iter_mut().for_each(EnumValue::strip),
                Shape::Alias(_) | Shape::Accumulation(_) | Shape::Assembly(_) => {}
            }
        }
        for operation in &mut self.operations {
            strip(&mut operation.origin, &mut operation.docs);
            operation.parts.clear();
            operation.contract.strip();
            for parameter in &mut operation.parameters {
                strip(&mut parameter.origin, &mut parameter.docs);
            }
            if let Some(body) = &mut operation.body {
                strip(&mut body.origin, &mut body.docs);
            }
            for header in &mut operation.headers {
                strip(&mut header.origin, &mut header.docs);
            }
            operation.answer_docs = Docs::default();
            operation.errors.iter_mut().for_each(|error| error.text.clear());
            if let Answer::ByStatus(successes) = &mut operation.answer {
                for success in successes {
                    success.text.clear();
                    success.docs = Docs::default();
                }
            }
        }
        self.webhooks.iter_mut().for_each(Hook::strip);
        self.schemes.values_mut().for_each(|scheme| scheme.origin = Pointer::root());
        self.title.clear();
        self.groups.clear();
        self.service.about_servers.clear();
        self.service.schemes.iter_mut().for_each(|scheme| scheme.description = None);
        self.untyped.clear();
        self
    }
}

/// Takes away a place and what only people read.
fn strip(origin: &mut Pointer, docs: &mut Docs) {
    *origin = Pointer::root();
    docs.text.clear();
    docs.inner.clear();
}

/// Tells whether values of a type, one of these or of none with a name, are written as one
/// text.
pub fn is_written_as_text(types: &BTreeMap<TypeId, TypeDef>, ty: &TypeRef) -> bool {
    match target(types, ty) {
        TypeRef::Named(id) => types.get(id).is_some_and(|def| def.shape.is_enum()),
        ty => ty.is_scalar(),
    }
}

/// Resolves a use of a type among these types, through aliases.
pub fn target<'a>(types: &'a BTreeMap<TypeId, TypeDef>, ty: &'a TypeRef) -> &'a TypeRef {
    let mut ty = ty;
    // Aliases are never circular: the build reports those.
    while let TypeRef::Named(id) = ty
        && let Some(TypeDef { shape: Shape::Alias(target), .. }) = types.get(id)
    {
        ty = target;
    }
    ty
}
