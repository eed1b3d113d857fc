//! The types of what callbacks bring.

use std::collections::HashMap;
use std::mem;

use super::Builder;
use super::operation::text_of;
use crate::diagnostic::Severity;
use crate::ir::{Hook, Operation, TypeId};
use crate::select::{self, Callback};

/// The word for what a callback brings.
const ROLE: &str = "callback";

impl<'a> Builder<'a> {
    /// Adds the callbacks of each operation, after all that operations need: parts that these
    /// share with them are theirs.
    pub(super) fn add_callbacks(&mut self, operations: &mut [Operation]) {
        let selection = self.selection;
        for found in selection.operations.iter().filter(|found| !found.callbacks.is_empty()) {
            let callbacks = self.callbacks(found, &TypeId(vec![found.id.clone()]));
            let variants = operations.iter_mut().filter(|one| one.declared_id == found.id);
            variants.for_each(|variant| variant.contract.callbacks.clone_from(&callbacks));
        }
    }

    /// Returns the callbacks of an operation. Nothing is called to get what they bring, so that
    /// it stops no run.
    fn callbacks(&mut self, found: &'a select::Operation, id: &TypeId) -> Vec<Hook> {
        let unmatched = mem::replace(&mut self.unmatched, Severity::Warning);
        let mut typed: HashMap<&str, usize> = HashMap::new();
        for Callback { hook, .. } in found.callbacks.iter().filter(|one| one.schema.is_some()) {
            *typed.entry(&hook.name).or_default() += 1;
        }
        let mut callbacks = Vec::new();
        for Callback { hook, summary, description, schema } in &found.callbacks {
            // One that several operations refer to is named after itself.
            let shared = hook.origin.shared_part();
            let mut id = match shared.filter(|(_, role)| *role == ROLE) {
                Some((name, _)) => TypeId(vec![name, ROLE.to_owned()]),
                None => id.child(&hook.name).child(ROLE),
            };
            if typed.get(&*hook.name).is_some_and(|requests| *requests > 1) {
                let expression = hook.expression.as_deref().unwrap_or_default();
                id = id.child(&format!("{} {expression}", hook.method));
            }
            self.inline.begin_part();
            let ty = schema.as_ref().map(|schema| self.item_type(schema, &id));
            let text = text_of(summary.as_deref(), description.as_deref());
            let docs = self.docs_of_body(Some(&text), schema.as_ref(), ty.as_ref());
            callbacks.push(Hook { ty, docs, ..hook.clone() });
        }
        self.unmatched = unmatched;
        callbacks
    }
}
