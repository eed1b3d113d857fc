//! The schema `CreateThreadRequest` and what is inside it.

use openapi_loom_runtime::{Nullable, object, tagged_union};
use openapi_loom_runtime::value::{
    Constant, IntoNullable, IntoNullableMap, IntoOptional, IntoOptionalList, IntoValue,
};

use crate::types::{CreateMessageRequest, Metadata};

object! {
    /// A thread to create. Every property may be left out.
    ///
    /// The document allows no other properties.
    #[derive(Default)]
    pub struct CreateThreadRequest {
        /// Messages the thread starts with, in order.
        #[wire(optional = "messages")]
        pub messages: Option<Vec<CreateMessageRequest>>,
        /// Files and vector stores for tools used in this thread, by tool.
        #[wire(optional = "tool_resources")]
        pub tool_resources: Nullable<CreateThreadRequestToolResources>,
        /// Notes of the caller's own to store with the thread.
        #[wire(optional = "metadata")]
        pub metadata: Nullable<Metadata>,
    }
}

impl CreateThreadRequest {
    /// A `CreateThreadRequest` with nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets [`messages`](Self::messages).
    #[must_use]
    pub fn messages<M>(
        mut self,
        messages: impl IntoOptionalList<CreateMessageRequest, M>,
    ) -> Self {
        self.messages = messages.into_optional_list();
        self
    }

    /// Sets [`tool_resources`](Self::tool_resources).
    #[must_use]
    pub fn tool_resources<M>(
        mut self,
        tool_resources: impl IntoNullable<CreateThreadRequestToolResources, M>,
    ) -> Self {
        self.tool_resources = tool_resources.into_nullable();
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
    /// `id`, `object`, `created_at` stay behind.
    super::ThreadObject => CreateThreadRequest, |value| {
        Self {
            tool_resources: value.tool_resources.map(Into::into).nullable(),
            metadata: value.metadata.nullable(),
            ..Self::empty()
        }
    }
}

object! {
    /// Files and vector stores for tools used in this thread, by tool.
    #[derive(Default)]
    pub struct CreateThreadRequestToolResources {
        /// Resources of the code interpreter.
        #[wire(optional = "code_interpreter")]
        pub code_interpreter: Option<CreateThreadRequestToolResourcesCodeInterpreter>,
        /// Resources of file search: either a vector store that exists or one to create.
        #[wire(optional = "file_search")]
        pub file_search: Option<CreateThreadRequestToolResourcesFileSearch>,
    }
}

impl CreateThreadRequestToolResources {
    /// A `CreateThreadRequestToolResources` with nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets [`code_interpreter`](Self::code_interpreter).
    #[must_use]
    pub fn code_interpreter<M>(
        mut self,
        code_interpreter: impl IntoOptional<
            CreateThreadRequestToolResourcesCodeInterpreter,
            M,
        >,
    ) -> Self {
        self.code_interpreter = code_interpreter.into_optional();
        self
    }

    /// Sets [`file_search`](Self::file_search).
    #[must_use]
    pub fn file_search<M>(
        mut self,
        file_search: impl IntoOptional<CreateThreadRequestToolResourcesFileSearch, M>,
    ) -> Self {
        self.file_search = file_search.into_optional();
        self
    }
}

openapi_loom_runtime::converts! {
    super::ThreadObjectToolResources => CreateThreadRequestToolResources, |value| {
        Self {
            code_interpreter: value.code_interpreter.map(Into::into),
            file_search: value.file_search.map(Into::into),
        }
    }
}

object! {
    /// Resources of the code interpreter.
    #[derive(Default)]
    pub struct CreateThreadRequestToolResourcesCodeInterpreter {
        /// Ids of the files that code may read.
        ///
        /// At most 20 items. Default: `[]`.
        #[wire(optional = "file_ids")]
        pub file_ids: Option<Vec<String>>,
    }
}

impl CreateThreadRequestToolResourcesCodeInterpreter {
    /// A `CreateThreadRequestToolResourcesCodeInterpreter` with nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets [`file_ids`](Self::file_ids).
    #[must_use]
    pub fn file_ids<M>(mut self, file_ids: impl IntoOptionalList<String, M>) -> Self {
        self.file_ids = file_ids.into_optional_list();
        self
    }
}

openapi_loom_runtime::converts! {
    super::ThreadObjectToolResourcesCodeInterpreter =>
        CreateThreadRequestToolResourcesCodeInterpreter, |value| {
        Self {
            file_ids: value.file_ids,
        }
    }
}

object! {
    /// Resources of file search: either a vector store that exists or one to create.
    ///
    /// Exactly one of `vector_store_ids` and `vector_stores` is to be given.
    #[derive(Default)]
    pub struct CreateThreadRequestToolResourcesFileSearch {
        /// Id of an existing vector store to search. Excludes `vector_stores`.
        ///
        /// At most 1 item.
        #[wire(optional = "vector_store_ids")]
        pub vector_store_ids: Option<Vec<String>>,
        /// Vector store to create for the thread. Excludes `vector_store_ids`.
        ///
        /// At most 1 item.
        #[wire(optional = "vector_stores")]
        pub vector_stores: Option<
            Vec<CreateThreadRequestToolResourcesFileSearchVectorStore>,
        >,
    }
}

impl CreateThreadRequestToolResourcesFileSearch {
    /// A `CreateThreadRequestToolResourcesFileSearch` with nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets [`vector_store_ids`](Self::vector_store_ids).
    #[must_use]
    pub fn vector_store_ids<M>(
        mut self,
        vector_store_ids: impl IntoOptionalList<String, M>,
    ) -> Self {
        self.vector_store_ids = vector_store_ids.into_optional_list();
        self
    }

    /// Sets [`vector_stores`](Self::vector_stores).
    #[must_use]
    pub fn vector_stores<M>(
        mut self,
        vector_stores: impl IntoOptionalList<
            CreateThreadRequestToolResourcesFileSearchVectorStore,
            M,
        >,
    ) -> Self {
        self.vector_stores = vector_stores.into_optional_list();
        self
    }
}

openapi_loom_runtime::converts! {
    super::ThreadObjectToolResourcesFileSearch =>
        CreateThreadRequestToolResourcesFileSearch, |value| {
        Self {
            vector_store_ids: value.vector_store_ids,
            ..Self::empty()
        }
    }
}

object! {
    /// A vector store to create along with the thread.
    #[derive(Default)]
    pub struct CreateThreadRequestToolResourcesFileSearchVectorStore {
        /// Ids of the files to index. Vector stores created before November 2025 hold no more than
        /// 10,000.
        ///
        /// At most 100000000 items.
        #[wire(optional = "file_ids")]
        pub file_ids: Option<Vec<String>>,
        /// How files are cut into chunks for indexing; `auto` when absent.
        #[wire(optional = "chunking_strategy")]
        pub chunking_strategy: Option<
            CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategy,
        >,
        /// Notes of the caller's own to store with the vector store.
        #[wire(optional = "metadata")]
        pub metadata: Nullable<Metadata>,
    }
}

impl CreateThreadRequestToolResourcesFileSearchVectorStore {
    /// A `CreateThreadRequestToolResourcesFileSearchVectorStore` with nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets [`file_ids`](Self::file_ids).
    #[must_use]
    pub fn file_ids<M>(mut self, file_ids: impl IntoOptionalList<String, M>) -> Self {
        self.file_ids = file_ids.into_optional_list();
        self
    }

    /// Sets [`chunking_strategy`](Self::chunking_strategy).
    #[must_use]
    pub fn chunking_strategy<M>(
        mut self,
        chunking_strategy: impl IntoOptional<
            CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategy,
            M,
        >,
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

tagged_union! {
    /// How files are cut into chunks for indexing; `auto` when absent.
    #[tag = "type"]
    pub enum CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategy {
        /// Leaves the sizes to the server: at present chunks of 800 tokens that overlap by 400.
        Auto(
            CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyAuto,
        ) = "auto",
        /// Cuts files into chunks of a size the caller sets.
        Static(
            CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyStatic,
        ) = "static",
    }

    impl CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategy {
        /// Returns `type` of whichever variant this is.
        pub fn r#type(&self) -> Option<&str> {
            shared("type")
        }
    }
}

object! {
    /// Leaves the sizes to the server: at present chunks of 800 tokens that overlap by 400.
    ///
    /// The document allows no other properties.
    #[derive(Default)]
    pub struct CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyAuto {
        /// Marks the automatic strategy.
        ///
        /// Always `auto`.
        #[wire(corrected = "type")]
        #[always = "auto"]
        pub r#type: Constant<Self>,
    }
}

impl CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyAuto {
    /// A `CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyAuto` with nothing set.
    pub fn new() -> Self {
        Self::default()
    }
}

object! {
    /// Cuts files into chunks of a size the caller sets.
    ///
    /// The document allows no other properties.
    pub struct CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyStatic {
        /// Marks the static strategy.
        ///
        /// Always `static`.
        #[wire(corrected = "type")]
        #[always = "static"]
        pub r#type: Constant<Self>,
        /// Sizes of the chunks.
        #[wire(required = "static")]
        pub r#static: CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyStaticStatic,
    }
}

impl CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyStatic {
    /// A `CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyStatic` of what it requires, with `type` = `static`.
    pub fn new<M>(
        r#static: impl IntoValue<
            CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyStaticStatic,
            M,
        >,
    ) -> Self {
        Self {
            r#type: Constant::default(),
            r#static: r#static.into_value(),
        }
    }
}

object! {
    /// Sizes of the chunks.
    ///
    /// The document allows no other properties.
    pub struct CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyStaticStatic {
        /// Largest size of a chunk, in tokens.
        ///
        /// 100 to 4096.
        #[wire(required = "max_chunk_size_tokens")]
        pub max_chunk_size_tokens: i64,
        /// Tokens that neighbouring chunks share; at most half of `max_chunk_size_tokens`.
        #[wire(required = "chunk_overlap_tokens")]
        pub chunk_overlap_tokens: i64,
    }
}

impl CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyStaticStatic {
    /// A `CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyStaticStatic` of what it requires: `max_chunk_size_tokens`, `chunk_overlap_tokens`.
    pub fn new<M1, M2>(
        max_chunk_size_tokens: impl IntoValue<i64, M1>,
        chunk_overlap_tokens: impl IntoValue<i64, M2>,
    ) -> Self {
        Self {
            max_chunk_size_tokens: max_chunk_size_tokens.into_value(),
            chunk_overlap_tokens: chunk_overlap_tokens.into_value(),
        }
    }
}
