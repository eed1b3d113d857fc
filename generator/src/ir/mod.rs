//! The API as callers mean it: no OpenAPI, no Rust.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::pointer::Pointer;

/// A whole API, or the selected part of one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Api {
    /// Its title.
    pub title: String,
    /// Its version.
    pub version: String,
    /// Where it is served.
    pub base_url: Option<String>,
    /// Its types, components and inline ones, sorted by id.
    pub types: BTreeMap<TypeId, TypeDef>,
    /// Its operations, in document order.
    pub operations: Vec<Operation>,
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
    /// Where the document says so.
    pub origin: Pointer,
    /// What the document says about it.
    pub docs: Docs,
    /// What it looks like.
    pub shape: Shape,
    /// Who sees it.
    pub usage: Usage,
}

/// What a type looks like.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// An object with known properties.
    Object(Object),
    /// A string out of a list that may grow.
    Enum(Vec<String>),
    /// One of several shapes.
    Union(Union),
    /// The events of a stream.
    Events(Events),
    /// What the events of a stream add up to.
    Accumulation(Accumulation),
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
    /// Sets of properties of which exactly one is to be given.
    pub exactly_one_of: Vec<Vec<String>>,
}

/// A property.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Where the document has it.
    pub origin: Pointer,
    /// Its name on the wire.
    pub name: String,
    /// Its type.
    pub ty: TypeRef,
    /// Whether it may be left out, or null.
    pub presence: Presence,
    /// Its only value.
    pub constant: Option<Constant>,
    /// Whether its type contains the object itself, so that it needs a level
    /// of indirection.
    pub boxed: bool,
    /// What the document says about it.
    pub docs: Docs,
}

/// The only value of a required property.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    /// A text, told apart from others in unions.
    Text(String),
    /// Another value.
    Value(Value),
}

/// Whether a property may be left out, or null.
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
}

impl Field {
    /// Whether a value has to be given for it.
    pub const fn is_argument(&self) -> bool {
        self.presence.is_required() && self.constant.is_none()
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

    /// Whether the property must be there.
    pub const fn is_required(self) -> bool {
        matches!(self, Self::Required | Self::RequiredNullable)
    }
}

/// The use of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeRef {
    /// Text.
    String,
    /// True or false.
    Boolean,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A point in time in seconds since 1970.
    UnixTime,
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
        match self {
            Self::Named(id) => Some(id),
            Self::Map(inner) | Self::List(inner) | Self::Nullable(inner) => inner.named(),
            _ => None,
        }
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

/// One of several shapes.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// The property that tells objects apart.
    pub tag: Option<String>,
    /// The shapes in document order.
    pub arms: Vec<Arm>,
}

/// One shape of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct Arm {
    /// Where the document has it; for a literal, the union.
    pub origin: Pointer,
    /// What tells it from the others.
    pub key: ArmKey,
    /// What it holds; a literal holds nothing.
    pub payload: Option<TypeRef>,
    /// Whether what it holds contains the union itself.
    pub boxed: bool,
    /// What the document says about it.
    pub docs: Docs,
}

/// What tells an arm from the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArmKey {
    /// It is this text.
    Literal(String),
    /// It is an object whose tag is one of these.
    Tag(Vec<String>),
    /// It is the only arm of this JSON kind.
    Kind(Kind),
}

/// The kinds of JSON values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Text.
    String,
    /// True or false.
    Boolean,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A list.
    List,
    /// An object.
    Object,
}

impl Kind {
    /// The kind's name.
    pub const fn word(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::List => "list",
            Self::Object => "object",
        }
    }

    /// The kind's name, with its article.
    pub const fn name(self) -> &'static str {
        match self {
            Self::String => "a string",
            Self::Boolean => "a boolean",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::List => "a list",
            Self::Object => "an object",
        }
    }
}

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
    /// Where the document has it: an object of its name and its data.
    pub origin: Pointer,
    /// Its name.
    pub name: String,
    /// Its data.
    pub data: TypeRef,
    /// What the document says about it.
    pub docs: Docs,
}

/// What the events of a stream add up to.
#[derive(Clone, Debug, PartialEq)]
pub struct Accumulation {
    /// The events.
    pub events: TypeId,
    /// The property by which an object is known, in it and beside what is new
    /// about it.
    pub id: String,
    /// The property that has what is new.
    pub delta: String,
    /// The property of a list's item that names its place in the list.
    pub index: String,
    /// The properties whose text replaces the text before.
    pub replaced: Vec<String>,
    /// The objects.
    pub objects: Vec<AccumulatedObject>,
}

/// Objects of one type that events add up to.
#[derive(Clone, Debug, PartialEq)]
pub struct AccumulatedObject {
    /// The name of the field that they are in.
    pub name: String,
    /// What an event brings that brings all of it.
    pub whole: TypeRef,
    /// What an event brings that brings what is new about it.
    pub part: Option<TypeRef>,
    /// The way from the latter to the text that people read as it comes.
    pub text: Vec<Step>,
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
}

/// Who sees a type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Callers send it.
    pub request: bool,
    /// Callers read it.
    pub response: bool,
}

/// What the document says about something, for people.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs {
    /// The text, in Markdown.
    pub text: String,
    /// Limits, in words: `at most 20 items`.
    pub limits: Vec<String>,
    /// What is assumed when it is left out.
    pub default: Option<Value>,
    /// Whether it should no longer be used.
    pub deprecated: bool,
}

/// An operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Its id.
    pub id: String,
    /// Its group.
    pub group: String,
    /// Where the document has it.
    pub origin: Pointer,
    /// Its HTTP method, in capitals.
    pub method: String,
    /// Its path template.
    pub path: String,
    /// What the document says about it: the first line is its summary.
    pub docs: Docs,
    /// Its parameters in document order.
    pub parameters: Vec<Parameter>,
    /// Its JSON body.
    pub body: Option<Body>,
    /// What it answers.
    pub response: Option<TypeRef>,
    /// The errors that the document declares, by status.
    pub errors: Vec<(String, Option<TypeRef>)>,
    /// How it streams.
    pub stream: Option<Stream>,
    /// How it pages.
    pub page: Option<Page>,
    /// How its result is polled.
    pub poll: Option<Poll>,
}

/// A parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Where the document has it.
    pub origin: Pointer,
    /// Its name on the wire.
    pub name: String,
    /// Where it goes.
    pub place: Place,
    /// Whether it must be given.
    pub required: bool,
    /// Its type.
    pub ty: TypeRef,
    /// What the document says about it.
    pub docs: Docs,
}

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Into the path, as one segment.
    Path,
    /// Into the query.
    Query,
    /// Into a header.
    Header,
}

/// A JSON body.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// Its type.
    pub ty: TypeRef,
    /// Whether it must be sent.
    pub required: bool,
}

/// How an operation streams.
#[derive(Clone, Debug, PartialEq)]
pub struct Stream {
    /// The body property that asks for it.
    pub property: String,
    /// The events.
    pub events: TypeId,
}

/// How an operation pages.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The query parameter that says where the next page starts.
    pub cursor: String,
    /// The query parameter that says how long a page is.
    pub size: Option<String>,
    /// The property that lists the items.
    pub items: String,
    /// The type of an item.
    pub item: TypeRef,
    /// The property that says whether there is more.
    pub more: String,
    /// The property of an item that is the cursor after it.
    pub item_cursor: String,
}

/// How the result of an operation is polled.
#[derive(Clone, Debug, PartialEq)]
pub struct Poll {
    /// The id of the operation that asks how far it is.
    pub with: String,
    /// For each of its path parameters, the property of the result.
    pub arguments: Vec<String>,
    /// The property that says how far it is.
    pub status: String,
    /// The statuses at which polling stops.
    pub terminal: Vec<String>,
}

impl Api {
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

    /// What a use of a type stands for, through aliases.
    pub fn target<'a>(&'a self, ty: &'a TypeRef) -> &'a TypeRef {
        target(&self.types, ty)
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
                Shape::Enum(_) | Shape::Alias(_) | Shape::Accumulation(_) => {}
            }
        }
        for operation in &mut self.operations {
            strip(&mut operation.origin, &mut operation.docs);
            for parameter in &mut operation.parameters {
                strip(&mut parameter.origin, &mut parameter.docs);
            }
        }
        self.title.clear();
        self
    }
}

/// Takes away a place and what only people read.
fn strip(origin: &mut Pointer, docs: &mut Docs) {
    *origin = Pointer::root();
    docs.text.clear();
}

/// What a use of a type stands for among these types, through aliases.
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
