//! The uses of types, each with its place in what uses it.

use super::{Answer, Asked, Body, Choice, Header, Operation, Parameter, Place, Stream, TypeRef};

/// The role of a type in an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role<'a> {
    /// A parameter of that place and name.
    Parameter(Place, &'a str),
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
        let Operation { parameters, body, answer, choices, headers, errors, stream, .. } =
            $operation;
        let parameters = parameters.$iter();
        let parameters = parameters
            .map(|Parameter { place, name, ty, .. }| (Role::Parameter(*place, name.as_str()), ty));
        let body = body.$iter().filter_map(|Body { content, .. }| content.$ty());
        let body = body.map(|ty| (Role::Body, ty));
        let answers = types!(answer, $iter, $ty).enumerate();
        let answers = answers.map(|(number, ty)| (Role::Answer(number), ty));
        let choices = choices.$iter();
        let choices =
            choices.filter_map(|Choice { ask, gives }| Some((Role::Choice(&*ask), gives.$ty()?)));
        let headers = headers.$iter();
        let headers = headers.map(|Header { name, ty, .. }| (Role::Header(name.as_str()), ty));
        let errors = errors
            .$iter()
            .filter_map(|(status, ty)| Some((Role::Error(status.as_str()), ty.$iter().next()?)));
        let events = stream.$iter().map(|Stream { events, .. }| (Role::Events, events));
        let sent = parameters.chain(body);
        sent.chain(answers).chain(choices).chain(headers).chain(errors).chain(events)
    }};
}

impl Operation {
    /// Every use of a type, with its role.
    pub fn uses(&self) -> impl Iterator<Item = (Role<'_>, &TypeRef)> {
        uses!(self, iter, ty)
    }

    /// The same, to be changed.
    pub(crate) fn uses_mut(&mut self) -> impl Iterator<Item = (Role<'_>, &mut TypeRef)> {
        uses!(self, iter_mut, ty_mut)
    }

    /// Every type that it uses.
    pub fn types(&self) -> impl Iterator<Item = &TypeRef> {
        self.uses().map(|(_, ty)| ty)
    }
}

impl Answer {
    /// The types in it.
    pub fn types(&self) -> impl Iterator<Item = &TypeRef> {
        types!(self, iter, ty)
    }
}
