//! The schema `CreateVectorStoreFileRequest` and what is inside it.

use openapi_loom_runtime::{Nullable, object};
use openapi_loom_runtime::value::{IntoNullableMap, IntoOptional, IntoValue};

use crate::types::{
    ChunkingStrategyRequestParam, VectorStoreFileAttributes, VectorStoreFileAttributesItem,
};

object! {
    /// A file to add to a vector store.
    ///
    /// The document allows no other properties.
    pub struct CreateVectorStoreFileRequest {
        /// Id of the file, which was uploaded before.
        #[wire(required = "file_id")]
        pub file_id: String,
        /// How the file is cut into chunks.
        #[wire(optional = "chunking_strategy")]
        pub chunking_strategy: Option<ChunkingStrategyRequestParam>,
        /// What searches can filter the file by.
        ///
        /// At most 16 keys.
        #[wire(optional = "attributes")]
        pub attributes: Nullable<VectorStoreFileAttributes>,
    }
}

impl CreateVectorStoreFileRequest {
    /// A `CreateVectorStoreFileRequest` of what it requires.
    pub fn new<M>(file_id: impl IntoValue<String, M>) -> Self {
        Self {
            file_id: file_id.into_value(),
            chunking_strategy: None,
            attributes: Nullable::Absent,
        }
    }

    /// Sets [`chunking_strategy`](Self::chunking_strategy).
    #[must_use]
    pub fn chunking_strategy<M>(
        mut self,
        chunking_strategy: impl IntoOptional<ChunkingStrategyRequestParam, M>,
    ) -> Self {
        self.chunking_strategy = chunking_strategy.into_optional();
        self
    }

    /// Sets [`attributes`](Self::attributes).
    #[must_use]
    pub fn attributes<M>(
        mut self,
        attributes: impl IntoNullableMap<VectorStoreFileAttributesItem, M>,
    ) -> Self {
        self.attributes = attributes.into_nullable_map();
        self
    }
}
