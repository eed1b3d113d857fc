//! A schema, in one spelling.
//!
//! - Null is only ever said by [`nullable`](Schema::nullable), and by
//!   [`only_null`](Schema::only_null) where no other value is taken.
//! - The type is one, and is there where other keywords imply it.
//! - A constant is a list of one value.
//! - A reference stands alone, or in an `allOf` beside what its siblings were.
//!   An `allOf` has none twice.
//! - No union or `allOf` has just one inline arm, or an arm that only annotates; only
//!   one that says otherwise what is said beside it stays in an `allOf`.
//! - What is listed are scalars of one type.
//! - No keyword is left that says nothing about values of the schema's type.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use indexmap::IndexMap;
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::ir::{Alternatives, Limits};
use crate::shown::Shown;
use crate::source::{Node, Pointer};
use crate::words::without_stop;

/// A schema.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Schema {
    /// Its place in the document.
    #[serde(skip)]
    pub at: At,
    /// Its annotations.
    pub about: About,
    /// True if null is taken as well.
    pub nullable: bool,
    /// True if null is all that is taken.
    pub only_null: bool,
    /// The component that it stands for; nothing else is said then.
    pub reference: Option<String>,
    /// The type of its values.
    pub kind: Option<Type>,
    /// True if its values are integers only by the format or a factor of what is said to be a
    /// number: with more said of them, they may be none.
    #[serde(skip)]
    pub whole: bool,
    /// The format of its values.
    pub format: Option<String>,
    /// All values that it takes.
    pub values: Option<Vec<Listed>>,
    /// Limits of its values.
    pub limits: Limits,
    /// The properties of an object.
    pub properties: Option<IndexMap<String, Schema>>,
    /// The properties that an object has to have.
    pub required: Option<Vec<Required>>,
    /// The other properties that an object may have.
    pub additional: Option<Additional>,
    /// True if it may have none, whatever its parts declare.
    #[serde(skip)]
    pub closed: bool,
    /// The items of a list.
    pub items: Option<Box<Schema>>,
    /// True of a list that has no items but those of which its parts say something.
    #[serde(skip)]
    pub ended: bool,
    /// The number of the first items that this is said of; none where it is of all items.
    #[serde(skip)]
    pub first_items: Option<usize>,
    /// Schemas of which only the properties count: they hold under a condition.
    pub conditional: Vec<Schema>,
    /// The properties that a condition is about, each of any value.
    #[serde(skip)]
    pub tested: IndexMap<String, Schema>,
    /// The schema of the value that the text is, once it is read.
    pub content: Option<Box<Schema>>,
    /// The components that extend this one, where its discriminator tells them
    /// apart.
    pub children: Option<Vec<Schema>>,
    /// The arms of an `allOf`.
    pub all_of: Option<Vec<Schema>>,
    /// The arms of a `oneOf`.
    pub one_of: Option<Vec<Schema>>,
    /// The arms of an `anyOf`.
    pub any_of: Option<Vec<Schema>>,
    /// The discriminator that tells the arms of a union apart, by the word of the document.
    pub discriminator: Option<Discriminator>,
    /// The choices that callers have among sets of properties to give.
    pub alternatives: Vec<Alternatives>,
}

/// A place that takes no part in comparisons: two schemas that say the same
/// are equal, wherever they are.
#[derive(Clone, Debug, Default, Eq)]
pub struct At(pub Pointer);

impl PartialEq for At {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Deref for At {
    type Target = Pointer;

    fn deref(&self) -> &Pointer {
        &self.0
    }
}

/// The annotations of a schema for people, and who sees its values.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct About {
    /// Its title.
    pub title: Option<String>,
    /// Its description.
    pub description: Option<String>,
    /// The words about null, of which there is no type that could tell them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub null: Option<String>,
    /// The value that is assumed when nothing is given.
    pub default: Option<Value>,
    /// A value that it shows.
    #[serde(skip)]
    pub shown: Shown,
    /// True if it should no longer be used.
    pub deprecated: bool,
    /// True if only the server says it.
    pub read_only: bool,
    /// True if only callers say it.
    pub write_only: bool,
    /// The content type of what is in the text.
    pub media_type: Option<String>,
    /// The encoding of that as text.
    pub encoding: Option<String>,
    /// A link to more.
    pub more: Option<ExternalDocs>,
    /// Limits of the values here, beside those of the component that they are of.
    pub limits: Limits,
    /// The format of the values here, beside that of the component.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// True of a union if its arms are declarations of one property by several objects: what one
    /// says is so in some cases.
    #[serde(skip)]
    pub by_case: bool,
    /// The patterns of names by which properties are told apart that none declares.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub matching: Vec<Matching>,
    /// The first items of a list, each by its position, where they are not all the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tuple: Option<Shared<Tuple>>,
}

impl About {
    /// Returns the schemas of which it tells in words, by positions and by names.
    pub(crate) fn told_mut(&mut self) -> impl Iterator<Item = &mut Schema> {
        let positions = self.tuple.iter_mut().map(Shared::own);
        let positions = positions.flat_map(|tuple| tuple.first.iter_mut().chain(&mut tuple.rest));
        let names = self.matching.iter_mut().filter_map(|matching| match &mut matching.values {
            Matched::Of(values) => Some(values.own()),
            Matched::Nothing | Matched::AllOthers => None,
        });
        positions.chain(names)
    }
}

/// Words and facts of a schema, which the copies of that schema share.
#[derive(Debug)]
pub struct Shared<T>(Arc<T>);

impl<T> Shared<T> {
    /// Makes something that copies share.
    pub(super) fn new(told: T) -> Self {
        Self(Arc::new(told))
    }
}

impl<T: Clone> Shared<T> {
    /// Returns it to be changed for one of those that share it.
    fn own(&mut self) -> &mut T {
        Arc::make_mut(&mut self.0)
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: PartialEq> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

impl<T: Serialize> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// The items of a list by their positions, as far as they are told in words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tuple {
    /// The first items.
    pub first: Vec<Schema>,
    /// The items after them.
    pub rest: Option<Schema>,
}

impl Tuple {
    /// Returns what is said of each position, and of the rest.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Schema> {
        self.first.iter().chain(&self.rest)
    }

    /// Returns what is said of the item at a position.
    pub(super) fn at(&self, index: usize) -> Option<&Schema> {
        self.first.get(index).or(self.rest.as_ref())
    }
}

/// A pattern of names, and what the properties are that have one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Matching {
    /// The pattern.
    pub pattern: String,
    /// The values of these properties.
    pub values: Matched,
}

/// The values of properties whose names match a pattern.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Matched {
    /// None: there are no such properties.
    Nothing,
    /// Those of all properties that are not declared: each of these has such a name.
    AllOthers,
    /// Those that this takes.
    Of(Shared<Schema>),
}

/// A page that says more.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExternalDocs {
    /// Its address.
    pub url: String,
    /// Its description.
    pub description: Option<String>,
}

impl ExternalDocs {
    /// Reads a link from `externalDocs`.
    pub(crate) fn read(node: Node<'_>) -> Option<Self> {
        let url = node.get("url").and_then(Node::as_str)?.trim().to_owned();
        let description = node.get("description").and_then(Node::as_str).map(str::to_owned);
        Some(Self { url, description })
    }

    /// Returns a sentence that leads to it, in Markdown.
    pub(crate) fn sentence(&self) -> String {
        let text = self.description.as_deref().map(without_stop);
        match text.filter(|text| !text.is_empty()) {
            Some(text) => format!("See [{}]({}).", text.replace(['[', ']'], ""), self.url),
            None => format!("See {}", self.url),
        }
    }
}

/// The types of JSON, null apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Type {
    /// Text.
    String,
    /// A list.
    Array,
    /// An object.
    Object,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// True or false.
    Boolean,
}

impl Type {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::String, Self::Array, Self::Object, Self::Integer, Self::Number, Self::Boolean];

    /// Returns the type of what is of both; none if nothing is.
    pub(super) fn and(self, other: Self) -> Option<Self> {
        match (self, other) {
            (one, other) if one == other => Some(one),
            (Self::Integer, Self::Number) | (Self::Number, Self::Integer) => Some(Self::Integer),
            _ => None,
        }
    }

    /// Returns the value of it that a mapping means by a text; none if that is none of it.
    pub(super) fn value_of(self, text: &str) -> Option<Value> {
        match self {
            Self::String => Some(text.into()),
            _ => serde_json::from_str(text).ok().filter(|value| self.takes(value)),
        }
    }

    /// Tells whether a value is of it.
    pub(super) fn takes(self, value: &Value) -> bool {
        match self {
            Self::String => value.is_string(),
            Self::Boolean => value.is_boolean(),
            Self::Integer => value.is_i64() || value.is_u64(),
            Self::Number => value.is_number(),
            Self::Array => value.is_array(),
            Self::Object => value.is_object(),
        }
    }

    /// Returns its name in a document.
    pub const fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
        }
    }

    /// Returns its name within a sentence.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::String => "a text",
            Self::Array => "a list",
            Self::Object => "an object",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::Boolean => "true or false",
        }
    }

    /// Returns the type of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A value that is listed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Listed {
    /// Its place in the document.
    #[serde(skip)]
    pub at: At,
    /// The value.
    pub value: Value,
    /// Its name in code, if the document has one (`x-enum-varnames`).
    pub name: Option<String>,
    /// Its title, where it is an arm of its own.
    pub title: Option<String>,
    /// Its description.
    pub description: Option<String>,
    /// True for a status at which work has come to an end (`x-terminal`).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_terminal: bool,
    /// True if it should not be used any more, where it is an arm of its own.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub deprecated: bool,
}

impl Listed {
    /// Makes a value without anything that is said about it.
    pub fn new(value: Value, at: Pointer) -> Self {
        let (name, title, description) = (None, None, None);
        let (is_terminal, deprecated) = (false, false);
        Self { at: At(at), value, name, title, description, is_terminal, deprecated }
    }
}

/// A property that has to be there. Two are equal by its name.
#[derive(Clone, Debug, Serialize)]
pub struct Required {
    /// Its place in the list of the document.
    #[serde(skip)]
    pub at: At,
    /// The property.
    pub name: String,
    /// True if a part of the schema declares it, such as an arm of a union.
    #[serde(skip)]
    pub is_declared: bool,
}

impl PartialEq for Required {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// The other properties that an object may have.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Additional {
    /// Any, or none.
    Any(bool),
    /// Those whose values this takes.
    Of(Box<Schema>),
    /// Any; those whose names match a pattern are of this, which is for what others
    /// say of the rest.
    Matching(Box<Schema>),
}

impl Additional {
    /// Returns the schema of their values, as far as anything is said of them.
    pub(super) fn values(&self) -> Option<&Schema> {
        match self {
            Self::Any(_) => None,
            Self::Of(values) | Self::Matching(values) => Some(values),
        }
    }

    fn values_mut(&mut self) -> Option<&mut Schema> {
        match self {
            Self::Any(_) => None,
            Self::Of(values) | Self::Matching(values) => Some(values),
        }
    }
}

/// The property that tells the arms of a union apart, by the word of the document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Discriminator {
    /// Its place in the document.
    #[serde(skip)]
    pub at: At,
    /// The property.
    pub property: String,
    /// The values that stand for components.
    pub mapping: Vec<Mapping>,
    /// The component of an object whose value stands for none, or that has no value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<DefaultMapping>,
    /// The names that components from other places have there, where they are others.
    #[serde(skip)]
    pub own_names: Arc<OwnNames>,
}

/// The names that schemas have in the files that they are from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnNames {
    /// Those of components that have others.
    pub of_components: BTreeMap<String, String>,
    /// Those by which references, by their places, lead to a schema of another name.
    pub of_references: BTreeMap<Pointer, String>,
}

/// A value of a discriminator's property, and what it stands for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mapping {
    /// Its place in the document.
    #[serde(skip)]
    pub at: At,
    /// The value.
    pub value: String,
    /// The component.
    pub component: String,
}

/// The component of an object of which the mapping says nothing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DefaultMapping {
    /// Its place in the document.
    #[serde(skip)]
    pub at: At,
    /// The component.
    pub component: String,
}

impl Discriminator {
    /// Returns the value that stands for a component which the mapping does not name.
    pub fn implied<'n>(&'n self, component: &'n str) -> &'n str {
        self.own_names.of_components.get(component).map_or(component, String::as_str)
    }

    /// Returns the value that stands for an arm which is a component that the mapping does not
    /// name.
    pub fn implied_by<'n>(&'n self, arm: &Schema, component: &'n str) -> &'n str {
        let by_reference = self.own_names.of_references.get(&arm.at.0);
        by_reference.map_or_else(|| self.implied(component), String::as_str)
    }
}

impl Mapping {
    /// Tells whether the value stands for a component.
    pub fn names(&self, component: &str) -> bool {
        names(&self.component, component)
    }
}

impl DefaultMapping {
    /// Tells whether it is this component.
    pub fn names(&self, component: &str) -> bool {
        names(&self.component, component)
    }
}

/// Tells whether a component is meant, which is named as such or by a reference.
fn names(written: &str, component: &str) -> bool {
    written == component || written.rsplit('/').next() == Some(component)
}

/// The keywords that a schema is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// It stands for a component, and says nothing else.
    Reference,
    /// Values of one type, and nothing that is combined with it.
    Type(Type),
    /// Nothing but a `oneOf`.
    OneOf,
    /// Nothing but an `anyOf`.
    AnyOf,
    /// Nothing but an `allOf`.
    AllOf,
    /// Several of these together, or none.
    Mixed,
}

impl Schema {
    /// Returns the schema that takes any value.
    pub fn any(at: Pointer) -> Self {
        Self { at: At(at), ..Self::default() }
    }

    /// Returns the schema that stands for a component.
    pub fn refer_to(component: impl Into<String>, at: Pointer) -> Self {
        Self { at: At(at), reference: Some(component.into()), ..Self::default() }
    }

    /// Tells what it is made of, annotations aside.
    pub fn form(&self) -> Form {
        if self.reference.is_some() {
            return Form::Reference;
        }
        let combined = [&self.one_of, &self.any_of, &self.all_of].map(Option::is_some);
        match (self.kind, combined) {
            (Some(kind), [false, false, false]) if self.lists_only(kind) => Form::Type(kind),
            (None, [true, false, false]) if self.is_bare() => Form::OneOf,
            (None, [false, true, false]) if self.is_bare() => Form::AnyOf,
            (None, [false, false, true]) if self.is_bare() => Form::AllOf,
            _ => Form::Mixed,
        }
    }

    /// Tells whether all that is listed is of a type.
    fn lists_only(&self, kind: Type) -> bool {
        self.values.iter().flatten().all(|listed| kind.takes(&listed.value))
    }

    /// Tells whether nothing is said of its values but by the schemas that it is
    /// combined of.
    pub(super) fn is_bare(&self) -> bool {
        self.limits_nothing()
            && self.properties.is_none()
            && self.required.is_none()
            && self.additional.is_none()
    }

    /// Tells whether nothing is said of its values but by its type, by
    /// properties, and by the schemas that it is combined of.
    pub(super) fn limits_nothing(&self) -> bool {
        self.format.is_none()
            && self.values.is_none()
            && self.limits == Limits::default()
            && self.items.is_none()
    }

    /// Tells whether it is combined of no other schemas.
    pub(crate) fn is_alone(&self) -> bool {
        self.reference.is_none()
            && self.all_of.is_none()
            && self.one_of.is_none()
            && self.any_of.is_none()
    }

    /// Tells whether it has arms of its own; the children of a parent are none.
    pub(crate) const fn is_union(&self) -> bool {
        self.one_of.is_some() || self.any_of.is_some()
    }

    /// Tells whether it declares properties itself.
    pub(crate) fn has_properties(&self) -> bool {
        self.properties.as_ref().is_some_and(|properties| !properties.is_empty())
    }

    /// Tells whether it declares no property itself, nor values of those that are not
    /// declared.
    pub(super) fn declares_none(&self) -> bool {
        !self.has_properties() && matches!(self.additional, None | Some(Additional::Any(_)))
    }

    /// Tells whether it only says that there are properties that others declare.
    pub(super) fn only_requires(&self) -> bool {
        matches!(self.kind, None | Some(Type::Object))
            && self.declares_none()
            && self.limits_nothing()
            && self.is_alone()
            && self.discriminator.is_none()
    }

    /// Returns the type that is written, where the format or a factor makes integers of numbers.
    pub(crate) fn written_type(&self) -> Option<Type> {
        if self.whole && self.kind == Some(Type::Integer) {
            return Some(Type::Number);
        }
        self.kind
    }

    /// Returns the type that properties or items imply, where no values do.
    pub(super) const fn implied_type(&self) -> Option<Type> {
        if self.values.is_some() {
            None
        } else if self.properties.is_some() || self.required.is_some() || self.additional.is_some()
        {
            Some(Type::Object)
        } else if self.items.is_some() {
            Some(Type::Array)
        } else {
            None
        }
    }

    /// Tells whether it says nothing of its values at all.
    pub fn says_nothing(&self) -> bool {
        self.kind.is_none() && self.is_bare() && self.is_alone()
    }

    /// Adds properties that a condition is about.
    pub(super) fn test(&mut self, more: IndexMap<String, Self>) {
        for (name, tested) in more {
            self.tested.entry(name).or_insert(tested);
        }
    }

    /// Tells whether it declares properties, itself or by what it is made of.
    pub(super) fn declares(&self) -> bool {
        self.reference.is_some()
            || self.properties.as_ref().is_some_and(|properties| !properties.is_empty())
            || self.conditional.iter().any(Self::declares)
            || [&self.all_of, &self.one_of, &self.any_of]
                .into_iter()
                .flatten()
                .flatten()
                .any(Self::declares)
    }

    /// Returns the component that it stands for, with or without annotations.
    pub fn component(&self) -> Option<&str> {
        match (&self.reference, self.all_of.as_deref()) {
            _ if self.children.is_some() => None,
            (Some(name), _) => Some(name),
            (None, Some([only])) if self.form() == Form::AllOf => only.reference.as_deref(),
            _ => None,
        }
    }

    /// Returns the arms of a union as written, or what extends a parent; none for
    /// another schema.
    pub fn arms(&self) -> &[Self] {
        let arms = self.children.as_deref().or(self.one_of.as_deref());
        arms.or(self.any_of.as_deref()).unwrap_or_default()
    }

    /// Returns the arms of its `oneOf` and its `anyOf`.
    pub(crate) fn union_arms(&self) -> impl Iterator<Item = &Self> {
        [&self.one_of, &self.any_of].into_iter().flatten().flatten()
    }

    /// Returns the schemas right inside of it.
    pub fn inside(&self) -> impl Iterator<Item = &Self> {
        let properties = self.properties.iter().flat_map(IndexMap::values);
        let additional = self.additional.as_ref().and_then(Additional::values);
        let arms = [&self.all_of, &self.one_of, &self.any_of].into_iter().flatten().flatten();
        let parts = self.conditional.iter().chain(self.content.as_deref());
        properties.chain(self.items.as_deref()).chain(additional).chain(arms).chain(parts)
    }

    /// Returns the schemas right inside of it, and its children.
    pub(crate) fn inside_mut(&mut self) -> impl Iterator<Item = &mut Self> {
        let named = self.properties.iter_mut().flat_map(IndexMap::values_mut);
        let arms = [&mut self.all_of, &mut self.one_of, &mut self.any_of, &mut self.children];
        let parts = self.items.iter_mut().chain(&mut self.content).map(|part| &mut **part);
        let rest = self.additional.as_mut().and_then(Additional::values_mut);
        let inside = named.chain(arms.into_iter().flatten().flatten()).chain(parts).chain(rest);
        inside.chain(&mut self.conditional)
    }

    /// Returns the texts that it lists.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.values.iter().flatten().filter_map(|listed| listed.value.as_str())
    }

    /// Returns the values that it lists.
    pub fn listed(&self) -> &[Listed] {
        self.values.as_deref().unwrap_or_default()
    }

    /// Tells whether both take the same values, whatever they say to people.
    pub fn takes_the_same(&self, other: &Self) -> bool {
        // Whatever a schema comes to say has to be placed here.
        let Self {
            at: _,
            about: _,
            nullable: _,
            only_null,
            reference,
            kind,
            whole: _,
            format,
            values,
            limits,
            properties,
            required,
            additional,
            closed: _,
            items,
            ended: _,
            first_items: _,
            conditional,
            tested,
            content,
            children,
            all_of,
            one_of,
            any_of,
            discriminator: _,
            alternatives: _,
        } = self;
        *only_null == other.only_null
            && *reference == other.reference
            && *kind == other.kind
            && *format == other.format
            && *values == other.values
            && *limits == other.limits
            && *properties == other.properties
            && *required == other.required
            && *additional == other.additional
            && *items == other.items
            && *conditional == other.conditional
            && *tested == other.tested
            && *content == other.content
            && *children == other.children
            && *all_of == other.all_of
            && *one_of == other.one_of
            && *any_of == other.any_of
    }
}
