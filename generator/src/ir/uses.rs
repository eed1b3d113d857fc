//! The uses of types, each with its place in what uses it.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    AccumulatedObject, Accumulation, Answer, Arm, Asked, Assembly, Body, Choice, DeclaredError,
    Event, Events, Field, Header, Hold, Hook, Location, Object, Operation, Parameter, Shape,
    Stream, TypeDef, TypeId, TypeRef, Union,
};
use crate::pointer::Pointer;

/// The role of a type in an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role<'a> {
    /// A parameter of that place and name.
    Parameter(Location, &'a str),
    /// The whole body.
    Body,
    /// The answer, by its number among those that have a type.
    Answer(usize),
    /// The answer to this request for another one.
    Choice(&'a Asked),
    /// A header of that name in the answer.
    Header(&'a str),
    /// The error of that status.
    Error(&'a str),
    /// The events of the stream.
    Events,
    /// The JSON that a callback of that name, expression and method brings.
    Callback(&'a str, &'a str, &'a str),
}

impl Role<'_> {
    /// Tells whether callers send the type.
    pub const fn is_sent(self) -> bool {
        matches!(self, Self::Parameter(..) | Self::Body)
    }
}

/// Lists the types of an answer, to be read or to be changed: `$iter` and `$ty` borrow its
/// parts.
macro_rules! types {
    ($answer:expr, $iter:ident, $ty:ident) => {{
        let types: Box<dyn Iterator<Item = _> + '_> = match $answer {
            Answer::Nothing | Answer::Text(_) | Answer::Bytes(_) => Box::new(std::iter::empty()),
            Answer::Json(ty) | Answer::Optional(ty) => Box::new(std::iter::once(ty)),
            Answer::ByStatus(successes) => {
                let given = successes.$iter().flat_map(|success| success.gives.$iter());
                Box::new(given.filter_map(|gives| gives.$ty()))
            }
        };
        types
    }};
}

/// Lists the uses of types in an operation, in the same way.
macro_rules! uses {
    ($operation:expr, $iter:ident, $ty:ident) => {{
        let Operation {
            parameters, body, answer, choices, headers, errors, stream, contract, ..
        } = $operation;
        let parameters = parameters.$iter();
        let parameters = parameters.map(|Parameter { location, name, ty, .. }| {
            (Role::Parameter(*location, name.as_str()), ty)
        });
        let body = body.$iter().filter_map(|Body { content, .. }| content.$ty());
        let body = body.map(|ty| (Role::Body, ty));
        let answers = types!(answer, $iter, $ty).enumerate();
        let answers = answers.map(|(number, ty)| (Role::Answer(number), ty));
        let choices = choices.$iter();
        let choices =
            choices.filter_map(|Choice { ask, gives }| Some((Role::Choice(&*ask), gives.$ty()?)));
        let headers = headers.$iter();
        let headers = headers.map(|Header { name, ty, .. }| (Role::Header(name.as_str()), ty));
        let errors = errors.$iter().filter_map(|DeclaredError { status, ty, .. }| {
            Some((Role::Error(status.as_str()), ty.$iter().next()?))
        });
        let events = stream.$iter().map(|Stream { events, .. }| (Role::Events, events));
        let posted = contract.callbacks.$iter().filter_map(|hook| {
            let Hook { name, expression, method, ty, .. } = hook;
            let expression = expression.as_deref().unwrap_or_default();
            Some((Role::Callback(name.as_str(), expression, method.as_str()), ty.$iter().next()?))
        });
        let sent = parameters.chain(body);
        let read = answers.chain(choices).chain(headers).chain(errors).chain(events);
        sent.chain(read).chain(posted)
    }};
}

impl Operation {
    /// Returns every use of a type, with its role.
    pub fn uses(&self) -> impl Iterator<Item = (Role<'_>, &TypeRef)> {
        uses!(self, iter, ty)
    }

    /// Returns the same, to be changed.
    pub(crate) fn uses_mut(&mut self) -> impl Iterator<Item = (Role<'_>, &mut TypeRef)> {
        uses!(self, iter_mut, ty_mut)
    }

    /// Returns every type that it uses.
    pub fn types(&self) -> impl Iterator<Item = &TypeRef> {
        self.uses().map(|(_, ty)| ty)
    }
}

impl Answer {
    /// Returns the types in it.
    pub fn types(&self) -> impl Iterator<Item = &TypeRef> {
        types!(self, iter, ty)
    }
}

/// The place of a type in a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// The property of that number.
    Field(usize),
    /// The properties that are not declared.
    Rest,
    /// The arm of that number.
    Arm(usize),
    /// The data of the event of that number.
    Event(usize),
    /// The object of that number that events add up to.
    Whole(usize),
    /// The type that it is another name of.
    Target,
}

/// Lists the edges of a shape, in the same way.
macro_rules! edges {
    ($shape:expr, $iter:ident) => {{
        let edges: Box<dyn Iterator<Item = _> + '_> =
            match $shape {
                Self::Object(Object { fields, rest, .. }) => {
                    let fields = fields.$iter().enumerate();
                    let fields = fields.map(|(number, Field { ty, .. })| (Edge::Field(number), ty));
                    Box::new(fields.chain(rest.$iter().map(|ty| (Edge::Rest, ty))))
                }
                Self::Union(Union { arms, .. }) => {
                    let arms = arms.$iter().enumerate();
                    Box::new(arms.filter_map(|(number, Arm { payload, .. })| {
                        Some((Edge::Arm(number), payload.$iter().next()?))
                    }))
                }
                Self::Events(Events { events, .. }) => {
                    let events = events.$iter().enumerate();
                    Box::new(events.map(|(number, Event { data, .. })| (Edge::Event(number), data)))
                }
                Self::Accumulation(Accumulation { objects, .. }) => {
                    let objects = objects.$iter().enumerate();
                    Box::new(objects.map(|(number, AccumulatedObject { whole, .. })| {
                        (Edge::Whole(number), whole)
                    }))
                }
                Self::Assembly(Assembly { whole, .. }) => {
                    Box::new(std::iter::once((Edge::Whole(0), whole)))
                }
                Self::Alias(ty) => Box::new(std::iter::once((Edge::Target, ty))),
                Self::Enum(_) | Self::IntegerEnum(_) => Box::new(std::iter::empty()),
            };
        edges
    }};
}

impl Shape {
    /// Returns every use of a type, with its place.
    pub fn edges(&self) -> impl Iterator<Item = (Edge, &TypeRef)> {
        edges!(self, iter)
    }

    /// Returns the same, to be changed.
    pub(crate) fn edges_mut(&mut self) -> impl Iterator<Item = (Edge, &mut TypeRef)> {
        edges!(self, iter_mut)
    }

    /// Returns every type that it uses.
    pub fn types(&self) -> impl Iterator<Item = &TypeRef> {
        self.edges().map(|(_, ty)| ty)
    }

    /// Returns the place in the document of what is at an edge, if that has one of its own.
    pub(crate) fn origin(&self, edge: Edge) -> Option<&Pointer> {
        match (self, edge) {
            (Self::Object(object), Edge::Field(number)) => {
                object.fields.get(number).map(|field| &field.origin)
            }
            (Self::Union(union), Edge::Arm(number)) => {
                union.arms.get(number).map(|arm| &arm.origin)
            }
            (Self::Events(events), Edge::Event(number)) => {
                events.events.get(number).map(|event| &event.origin)
            }
            _ => None,
        }
    }

    /// Returns the way in which what is at an edge is held, if there are several.
    pub(crate) fn hold_mut(&mut self, edge: Edge) -> Option<&mut Hold> {
        match (self, edge) {
            (Self::Object(object), Edge::Field(number)) => {
                object.fields.get_mut(number).map(|field| &mut field.hold)
            }
            (Self::Object(object), Edge::Rest) => Some(&mut object.rest_hold),
            (Self::Union(union), Edge::Arm(number)) => {
                union.arms.get_mut(number).map(|arm| &mut arm.hold)
            }
            _ => None,
        }
    }
}

/// Returns these types and all that they reach.
pub(crate) fn reached<'t>(
    types: &'t BTreeMap<TypeId, TypeDef>,
    from: impl IntoIterator<Item = &'t TypeId>,
) -> BTreeSet<&'t TypeId> {
    let mut pending: Vec<&TypeId> = from.into_iter().collect();
    let mut reached = BTreeSet::new();
    while let Some(id) = pending.pop() {
        if let Some(def) = types.get(id)
            && reached.insert(id)
        {
            pending.extend(def.shape.types().filter_map(TypeRef::named));
        }
    }
    reached
}
