//! The schema `ModifyRunRequest` and what is inside it.

use openapi_loom_runtime::{Nullable, object};
use openapi_loom_runtime::value::IntoNullableMap;

use crate::types::Metadata;

object! {
    /// Changes to make to a run.
    ///
    /// The document allows no other properties.
    #[derive(Default)]
    pub struct ModifyRunRequest {
        /// Notes of the caller's own to store with the run.
        #[wire(optional = "metadata")]
        pub metadata: Nullable<Metadata>,
    }
}

impl ModifyRunRequest {
    /// A `ModifyRunRequest` with nothing set.
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
