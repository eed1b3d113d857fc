//! The schema `CreateVectorStoreRequest` and what is inside it.

use openapi_loom_runtime::{Nullable, object, tagged_union};
use openapi_loom_runtime::value::{IntoNullableMap, IntoOptional, IntoOptionalList};

use crate::types::{
    AutoChunkingStrategyRequestParam, Metadata, StaticChunkingStrategyRequestParam,
    VectorStoreExpirationAfter,
};

object! {
    /// A vector store to create. Every property may be left out.
    ///
    /// The document allows no other properties.
    #[derive(Default)]
    pub struct CreateVectorStoreRequest {
        /// Ids of files to index at once.
        ///
        /// At most 500 items.
        #[wire(optional = "file_ids")]
        pub file_ids: Option<Vec<String>>,
        /// Name of the vector store.
        #[wire(optional = "name")]
        pub name: Option<String>,
        /// What the vector store is for.
        #[wire(optional = "description")]
        pub description: Option<String>,
        /// When the server deletes the vector store of its own accord.
        #[wire(optional = "expires_after")]
        pub expires_after: Option<VectorStoreExpirationAfter>,
        /// How the files of `file_ids` are cut into chunks; `auto` when absent.
        #[wire(optional = "chunking_strategy")]
        pub chunking_strategy: Option<CreateVectorStoreRequestChunkingStrategy>,
        /// Notes of the caller's own to store with the vector store.
        #[wire(optional = "metadata")]
        pub metadata: Nullable<Metadata>,
    }
}

impl CreateVectorStoreRequest {
    /// A `CreateVectorStoreRequest` with nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets [`file_ids`](Self::file_ids).
    #[must_use]
    pub fn file_ids<M>(mut self, file_ids: impl IntoOptionalList<String, M>) -> Self {
        self.file_ids = file_ids.into_optional_list();
        self
    }

    /// Sets [`name`](Self::name).
    #[must_use]
    pub fn name<M>(mut self, name: impl IntoOptional<String, M>) -> Self {
        self.name = name.into_optional();
        self
    }

    /// Sets [`description`](Self::description).
    #[must_use]
    pub fn description<M>(mut self, description: impl IntoOptional<String, M>) -> Self {
        self.description = description.into_optional();
        self
    }

    /// Sets [`expires_after`](Self::expires_after).
    #[must_use]
    pub fn expires_after<M>(
        mut self,
        expires_after: impl IntoOptional<VectorStoreExpirationAfter, M>,
    ) -> Self {
        self.expires_after = expires_after.into_optional();
        self
    }

    /// Sets [`chunking_strategy`](Self::chunking_strategy).
    #[must_use]
    pub fn chunking_strategy<M>(
        mut self,
        chunking_strategy: impl IntoOptional<CreateVectorStoreRequestChunkingStrategy, M>,
    ) -> Self {
        self.chunking_strategy = chunking_strategy.into_optional();
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
    super::VectorStoreObject => CreateVectorStoreRequest, |value| {
        Self {
            name: Some(value.name),
            expires_after: value.expires_after.map(|value| value.declared()),
            metadata: value.metadata.nullable(),
            ..Self::empty()
        }
    }
}

tagged_union! {
    /// How the files of `file_ids` are cut into chunks; `auto` when absent.
    #[tag = "type"]
    pub enum CreateVectorStoreRequestChunkingStrategy {
        /// `auto`
        Auto(AutoChunkingStrategyRequestParam) = "auto",
        /// `static`
        Static(StaticChunkingStrategyRequestParam) = "static",
    }

    impl CreateVectorStoreRequestChunkingStrategy {
        /// Returns `type` of whichever variant this is.
        pub fn r#type(&self) -> Option<&str> {
            shared("type")
        }
    }
}

openapi_loom_runtime::converts! {
    /// An error for `other`.
    super::VectorStoreFileObjectChunkingStrategy =>?
        CreateVectorStoreRequestChunkingStrategy, |value| {
        match value {
            Read::Static(value) => Self::Static(value.into()),
            Read::OtherValue(_) => "other".refused::<Self>()?,
            Read::Other(value) => Self::Other(value),
        }
    }
}

openapi_loom_runtime::converts! {
    super::StaticChunkingStrategyResponseParam =>
        CreateVectorStoreRequestChunkingStrategy, |value| {
        Self::Static(value.into())
    }
}
