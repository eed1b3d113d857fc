//! Values that are text to callers, whatever their schemas say.

use std::collections::BTreeSet;

use super::Builder;
use crate::ir::{Operation, TypeId, TypeRef, reached};
use crate::pointer::Pointer;

impl Builder<'_> {
    /// Returns the type of text in place of the one that was built for the schema at a place.
    pub(super) fn as_text(&mut self, at: &Pointer, built: &TypeRef) -> TypeRef {
        self.as_text.insert(at.clone(), built.innermost().named().cloned());
        TypeRef::String
    }

    /// Drops the types that only such values would have, and what is said of any value in
    /// them.
    pub(super) fn drop_unused(&mut self, operations: &[Operation]) {
        let is_inline = |id: &&TypeId| id.0.len() > 1;
        let mut unused = reached(&self.types, self.as_text.values().flatten());
        unused.retain(is_inline);
        let uses = operations.iter().flat_map(Operation::uses);
        let uses = uses.filter_map(|(_, ty)| ty.named());
        let others = self.types.keys().filter(|id| !unused.contains(id));
        let used = reached(&self.types, uses.chain(others));
        let unused: BTreeSet<TypeId> = unused.difference(&used).map(|id| (*id).clone()).collect();
        self.types.retain(|id, _| !unused.contains(id));
        let as_text = &self.as_text;
        self.untyped.retain(|at, _| {
            let mut around = std::iter::successors(Some(at.clone()), Pointer::parent);
            !around.any(|at| as_text.contains_key(&at))
        });
    }
}
