//! What callbacks bring.

use std::mem;

use super::Builder;
use crate::diagnostic::Severity;
use crate::ir::{Hook, TypeId};
use crate::select::{self, Callback};

impl<'a> Builder<'a> {
    /// Returns the callbacks of an operation. Nothing is called to get what they bring, so that
    /// it stops no run.
    pub(super) fn callbacks(&mut self, found: &'a select::Operation, id: &TypeId) -> Vec<Hook> {
        let unmatched = mem::replace(&mut self.unmatched, Severity::Warning);
        let mut callbacks = Vec::new();
        for (promised, callback) in found.promise.callbacks.iter().zip(&found.callbacks) {
            let Callback { name, request, description, schema, .. } = callback;
            let mut id = id.child(name);
            let is_twin = |other: &&Callback| other.name == *name && other.schema.is_some();
            if found.callbacks.iter().filter(is_twin).count() > 1 {
                id = id.child(request);
            }
            self.inline.begin_part();
            let ty = schema.as_ref().map(|schema| self.type_of(schema, &id.child("callback")));
            let docs = self.docs_of_body(description.as_deref(), schema.as_ref(), ty.as_ref());
            callbacks.push(Hook { ty, docs, ..promised.clone() });
        }
        self.unmatched = unmatched;
        callbacks
    }
}
