//! The schema `ModifyMessageRequest` and what is inside it.

use openapi_loom_runtime::{Nullable, object};
use openapi_loom_runtime::value::IntoNullableMap;

use crate::types::Metadata;

object! {
    /// Changes to make to a message.
    ///
    /// The document allows no other properties.
    #[derive(Default)]
    pub struct ModifyMessageRequest {
        /// Notes of the caller's own to store with the message.
        #[wire(optional = "metadata")]
        pub metadata: Nullable<Metadata>,
    }
}

impl ModifyMessageRequest {
    /// A `ModifyMessageRequest` with nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets [`metadata`](Self::metadata).
    #[must_use]
    pub fn metadata<M>(mut self, metadata: impl IntoNullableMap<String, M>) -> Self {
        self.metadata = metadata.into_nullable_map();
        self
    }
}
