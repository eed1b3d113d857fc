//! The reading of what is posted to webhooks, as documentation shows it.

use super::Planner;
use crate::ir::{Api, TypeDef, TypeId};
use crate::pointer::Pointer;

impl Planner<'_> {
    /// Tells whether callers can check that what is posted to webhooks is from the service.
    pub(super) fn has_signed_webhooks(&self) -> bool {
        self.config.webhooks.is_some() && !self.api.webhooks.is_empty()
    }

    /// Returns the statements that read what is posted, which is of this type, and the function
    /// around them that has what they take for granted.
    fn webhook_example(&self, event: &TypeId) -> (String, Vec<String>) {
        let library = self.library();
        let event = format!("let event: {library}::types::{}", self.type_name(event));
        match self.has_signed_webhooks() {
            true => (
                format!(
                    "fn posted(headers: &{library}::HeaderMap, body: &[u8]) -> {library}::Result<()> {{"
                ),
                vec![
                    format!("let webhooks = {library}::Webhooks::new(\"whsec_…\")?;"),
                    format!("{event} ="),
                    "    webhooks.read(|name| headers.get(name)?.to_str().ok(), body)?;".to_owned(),
                ],
            ),
            false => (
                "fn posted(body: &[u8]) -> serde_json::Result<()> {".to_owned(),
                vec![format!("{event} = serde_json::from_slice(body)?;")],
            ),
        }
    }

    /// Shows how what is posted is read, in a page.
    pub(super) fn webhook_lines(&self) -> Option<Vec<String>> {
        let event = posted(self.api).next()?;
        let (_, statements) = self.webhook_example(event);
        let about = match self.has_signed_webhooks() {
            true => {
                "// A message to a webhook, with the feature `webhooks`: headers and body as they came."
            }
            false => "// A message to a webhook: its body as it came.",
        };
        let lines = ["```rust", about].map(str::to_owned).into_iter();
        Some(lines.chain(statements).chain(["```".to_owned()]).collect())
    }

    /// Returns the same as a test that is compiled, for the type of what is posted. Without
    /// operations the crate does not have the names that it needs.
    pub(super) fn webhook_docs(&self, id: &TypeId, def: &TypeDef) -> Vec<String> {
        if !is_posted(def) || self.api.operations.is_empty() {
            return Vec::new();
        }
        let (function, statements) = self.webhook_example(id);
        let mut lines = vec![String::new(), "```no_run".to_owned()];
        if self.has_signed_webhooks() {
            lines.push("# #[cfg(feature = \"webhooks\")]".to_owned());
        }
        lines.push(format!("# {function}"));
        lines.extend(statements);
        lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
        lines
    }
}

/// Returns the types of what is posted to webhooks.
pub(super) fn posted(api: &Api) -> impl Iterator<Item = &TypeId> {
    api.types.iter().filter(|(_, def)| is_posted(def)).map(|(id, _)| id)
}

/// Tells whether a type is that of what is posted to webhooks.
fn is_posted(def: &TypeDef) -> bool {
    def.origin == Pointer::root().child("webhooks")
}
