//! The schema `UpdateVectorStoreRequest` and what is inside it.

use openapi_loom_runtime::{Nullable, object};
use openapi_loom_runtime::value::{IntoNullable, IntoNullableMap};

use crate::types::{Metadata, VectorStoreExpirationAfter};

object! {
    /// Changes to make to a vector store.
    ///
    /// The document allows no other properties.
    #[derive(Default)]
    pub struct UpdateVectorStoreRequest {
        /// Name of the vector store.
        #[wire(optional = "name")]
        pub name: Nullable<String>,
        /// When the server deletes the vector store of its own accord; null keeps it for good.
        #[wire(optional = "expires_after")]
        pub expires_after: Nullable<VectorStoreExpirationAfter>,
        /// Notes of the caller's own to store with the vector store.
        #[wire(optional = "metadata")]
        pub metadata: Nullable<Metadata>,
    }
}

impl UpdateVectorStoreRequest {
    /// A `UpdateVectorStoreRequest` with nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets [`name`](Self::name).
    #[must_use]
    pub fn name<M>(mut self, name: impl IntoNullable<String, M>) -> Self {
        self.name = name.into_nullable();
        self
    }

    /// Sets [`expires_after`](Self::expires_after).
    #[must_use]
    pub fn expires_after<M>(
        mut self,
        expires_after: impl IntoNullable<VectorStoreExpirationAfter, M>,
    ) -> Self {
        self.expires_after = expires_after.into_nullable();
        self
    }

    /// Sets [`metadata`](Self::metadata).
    #[must_use]
    pub fn metadata<M>(mut self, metadata: impl IntoNullableMap<String, M>) -> Self {
        self.metadata = metadata.into_nullable_map();
        self
    }
}

openapi_loom_runtime::converts! {
    /// `id`, `object`, `created_at`, `usage_bytes`, `file_counts`, `status`, `expires_at`,
    /// `last_active_at` stay behind.
    super::VectorStoreObject => UpdateVectorStoreRequest, |value| {
        Self {
            name: Nullable::Value(value.name),
            expires_after: value.expires_after.map(|value| value.declared()).nullable(),
            metadata: value.metadata.nullable(),
        }
    }
}
