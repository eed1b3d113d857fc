//! The schema `CreateVectorStoreFileBatchRequest` and what is inside it.

use openapi_loom_runtime::{Nullable, object};
use openapi_loom_runtime::value::{IntoNullableMap, IntoOptional, IntoOptionalList};

use crate::types::{
    ChunkingStrategyRequestParam, CreateVectorStoreFileRequest, VectorStoreFileAttributes,
    VectorStoreFileAttributesItem,
};

object! {
    /// Files to add to a vector store together. Either `file_ids` or `files` is needed.
    ///
    /// At least one of `file_ids` and `files` is to be given.
    ///
    /// The document allows no other properties.
    #[derive(Default)]
    pub struct CreateVectorStoreFileBatchRequest {
        /// Ids of the files, which all get the same attributes and are cut in the same way. Excludes
        /// `files`.
        ///
        /// 1 to 2000 items.
        #[wire(optional = "file_ids")]
        pub file_ids: Option<Vec<String>>,
        /// The files, each with attributes and a chunking strategy of its own; those of the batch do
        /// not hold for them. Excludes `file_ids`.
        ///
        /// 1 to 2000 items.
        #[wire(optional = "files")]
        pub files: Option<Vec<CreateVectorStoreFileRequest>>,
        /// How the files of `file_ids` are cut into chunks.
        #[wire(optional = "chunking_strategy")]
        pub chunking_strategy: Option<ChunkingStrategyRequestParam>,
        /// What searches can filter the files of `file_ids` by.
        ///
        /// At most 16 keys.
        #[wire(optional = "attributes")]
        pub attributes: Nullable<VectorStoreFileAttributes>,
    }
}

impl CreateVectorStoreFileBatchRequest {
    /// A `CreateVectorStoreFileBatchRequest` with nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets [`file_ids`](Self::file_ids).
    #[must_use]
    pub fn file_ids<M>(mut self, file_ids: impl IntoOptionalList<String, M>) -> Self {
        self.file_ids = file_ids.into_optional_list();
        self
    }

    /// Sets [`files`](Self::files).
    #[must_use]
    pub fn files<M>(
        mut self,
        files: impl IntoOptionalList<CreateVectorStoreFileRequest, M>,
    ) -> Self {
        self.files = files.into_optional_list();
        self
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
