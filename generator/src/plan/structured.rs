//! Answers that are values of callers' types, or call their functions → what calls have
//! for them.

use super::markdown;
use super::{Planner, RUNTIME, import, reserved};
use crate::ir::{Api, Framing, Operation, Shape, TypeDef};
use crate::rust::{CallStructured, CallTools, Type};

/// Returns the methods that the call of an operation has for callers' types.
pub(super) fn methods(operation: &Operation) -> impl Iterator<Item = &'static str> {
    let structured = operation.structured.iter().flat_map(|_| reserved::STRUCTURED);
    structured.chain(operation.tools.iter().flat_map(|_| reserved::TOOLS))
}

impl Planner<'_> {
    pub(super) fn call_structured(
        &self,
        operation: &Operation,
        imports: &mut Vec<String>,
    ) -> Option<CallStructured> {
        let how = operation.structured.clone()?;
        let answered = operation.answer.json()?;
        let same = |other: &&Operation| {
            other.structured.is_some()
                && other
                    .answer
                    .json()
                    .is_some_and(|ty| self.api.target(ty) == self.api.target(answered))
        };
        let is_first =
            self.api.operations.iter().find(same).is_some_and(|it| it.id == operation.id);
        let answer = self.ty_of_call(answered);
        import(&answer, imports);
        imports.push(format!("{RUNTIME}::structured"));
        Some(CallStructured { answer, is_first, how })
    }

    pub(super) fn call_tools(
        &self,
        operation: &Operation,
        imports: &mut Vec<String>,
    ) -> Option<CallTools> {
        let how = operation.tools.clone()?;
        let (answer, item) = (self.ty_of_call(operation.answer.json()?), self.ty(&how.item));
        let event = self.event_of_answer(operation);
        [&answer, &item].into_iter().chain(&event).for_each(|ty| import(ty, imports));
        imports.push(format!("{RUNTIME}::tools"));
        let notes = how.notes.as_deref().map(|notes| markdown::lines(notes, None));
        Some(CallTools { notes: notes.unwrap_or_default(), answer, item, event, how })
    }

    /// Returns the type of the events of an operation that build up what it answers with.
    pub(super) fn event_of_answer(&self, operation: &Operation) -> Option<Type> {
        let answer = self.api.target(operation.answer.json()?);
        let stream = operation.stream.as_ref().filter(|it| it.framing == Framing::Events)?;
        let events = self.api.target(&stream.events).named()?;
        let builds_it_up = |def: &TypeDef| match &def.shape {
            Shape::Assembly(it) => it.events == *events && self.api.target(&it.whole) == answer,
            _ => false,
        };
        self.api.types.values().any(builds_it_up).then(|| self.ty_of_call(&stream.events))
    }
}

/// Tells whether there is anything for callers' types.
pub(super) fn has_typed(api: &Api) -> bool {
    api.operations
        .iter()
        .any(|operation| operation.structured.is_some() || operation.tools.is_some())
}
