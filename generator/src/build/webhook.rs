//! The one type of what is posted to webhooks.

use std::mem;

use heck::ToUpperCamelCase;

use super::Builder;
use crate::diagnostic::Severity;
use crate::ir::TypeId;

/// The name of the type.
const NAME: &str = "WebhookEvent";

impl Builder<'_> {
    /// Defines the union of what is posted to webhooks. Nothing is called to get
    /// it, so that it stops no run.
    pub(super) fn webhooks(&mut self) {
        let Some(union) = &self.selection.webhooks else { return };
        let id = self.webhook_event();
        let unmatched = mem::replace(&mut self.unmatched, Severity::Warning);
        if let Some(shape) = self.shape(union, &id) {
            let docs = self.docs(union);
            self.define(id, shape, docs, union.at.0.clone());
        }
        self.unmatched = unmatched;
    }

    /// Returns the name of the type, with a number if a component has it, or one that is
    /// the same in Rust.
    fn webhook_event(&self) -> TypeId {
        let is_taken = |name: &String| {
            self.selection.schemas.keys().any(|other| other.to_upper_camel_case() == *name)
        };
        let numbered = (2..).map(|number| format!("{NAME}{number}"));
        let mut names = std::iter::once(NAME.to_owned()).chain(numbered);
        TypeId(vec![names.find(|name| !is_taken(name)).unwrap_or_else(|| NAME.to_owned())])
    }
}
