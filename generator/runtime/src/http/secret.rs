//! A value that is used and never shown.

use std::fmt;
use std::sync::Arc;

/// What stands in the place of a secret.
const REDACTED: &str = "[redacted]";

/// An API key: cheap to clone, and its `Debug` shows nothing of it.
#[derive(Clone)]
pub(crate) struct Secret(Arc<str>);

impl Secret {
    pub(crate) fn new(value: String) -> Self {
        Self(value.into())
    }

    /// The value itself, for the one place that sends it.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }

    /// Takes the secret out of a text that a server had a say in: one that
    /// echoes requests would otherwise have it printed by an error.
    pub(crate) fn redact(&self, text: &mut String) {
        if !self.0.is_empty() && text.contains(&*self.0) {
            *text = text.replace(&*self.0, REDACTED);
        }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}
