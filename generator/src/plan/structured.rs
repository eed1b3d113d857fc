//! Answers that are values of callers' types → how calls ask for them.

use super::{Planner, RUNTIME, import};
use crate::ir::{Api, Operation};
use crate::rust::CallStructured;

/// The methods that a call has by it.
pub(super) const METHODS: [&str; 2] = ["answer_as", "parse"];

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
        let answer = self.ty(answered);
        import(&answer, imports);
        imports.push(format!("{RUNTIME}::structured"));
        Some(CallStructured { answer, is_first, how })
    }
}

/// Whether there is anything for callers' types.
pub(super) fn has_typed(api: &Api) -> bool {
    api.operations.iter().any(|operation| operation.structured.is_some())
}
