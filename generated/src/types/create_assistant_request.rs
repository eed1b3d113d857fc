//! The schema `CreateAssistantRequest` and what is inside it.

use openapi_loom_runtime::{Nullable, object, tagged_union};
use openapi_loom_runtime::value::{
    Constant, IntoNullable, IntoNullableMap, IntoOptional, IntoOptionalList, IntoValue,
};

use crate::types::{
    AssistantSupportedModels, AssistantToolsCode, AssistantToolsFileSearch, AssistantToolsFunction,
    AssistantsApiResponseFormatOption, Metadata, ReasoningEffort,
};

object! {
    /// An assistant to create.
    ///
    /// The document allows no other properties.
    pub struct CreateAssistantRequest {
        /// Model that runs use unless they name another.
        ///
        /// Any model name, for example that of a fine-tuned model.
        #[wire(required = "model")]
        pub model: AssistantSupportedModels,
        /// Name of the assistant.
        ///
        /// At most 256 characters.
        #[wire(optional = "name")]
        pub name: Nullable<String>,
        /// What the assistant is for.
        ///
        /// At most 512 characters.
        #[wire(optional = "description")]
        pub description: Nullable<String>,
        /// Instructions that the model follows in each run.
        ///
        /// At most 256000 characters.
        #[wire(optional = "instructions")]
        pub instructions: Nullable<String>,
        /// How much a reasoning model thinks before it answers.
        ///
        /// Default: `medium`.
        #[wire(optional = "reasoning_effort")]
        pub reasoning_effort: Nullable<ReasoningEffort>,
        /// Tools that runs may use.
        ///
        /// At most 128 items. Default: `[]`.
        #[wire(optional = "tools")]
        pub tools: Option<Vec<CreateAssistantRequestTool>>,
        /// Files and vector stores for the tools, by tool.
        #[wire(optional = "tool_resources")]
        pub tool_resources: Nullable<CreateAssistantRequestToolResources>,
        /// Notes of the caller's own to store with the assistant.
        #[wire(optional = "metadata")]
        pub metadata: Nullable<Metadata>,
        /// Randomness of sampling: near 0 the output is focused and repeatable, above 1 it varies
        /// widely. Change this or `top_p`, not both.
        ///
        /// 0 to 2. Default: `1`.
        #[wire(optional = "temperature")]
        pub temperature: Nullable<f64>,
        /// Nucleus sampling: only the likeliest tokens that together reach this probability are
        /// considered. Change this or `temperature`, not both.
        ///
        /// 0 to 1. Default: `1`.
        #[wire(optional = "top_p")]
        pub top_p: Nullable<f64>,
        /// Shape that the output must have; null or absent leaves it to the model.
        #[wire(optional = "response_format")]
        pub response_format: Nullable<AssistantsApiResponseFormatOption>,
    }
}

impl CreateAssistantRequest {
    /// A `CreateAssistantRequest` of what it requires.
    pub fn new<M>(model: impl IntoValue<AssistantSupportedModels, M>) -> Self {
        Self {
            model: model.into_value(),
            name: Nullable::Absent,
            description: Nullable::Absent,
            instructions: Nullable::Absent,
            reasoning_effort: Nullable::Absent,
            tools: None,
            tool_resources: Nullable::Absent,
            metadata: Nullable::Absent,
            temperature: Nullable::Absent,
            top_p: Nullable::Absent,
            response_format: Nullable::Absent,
        }
    }

    /// Sets [`name`](Self::name).
    #[must_use]
    pub fn name<M>(mut self, name: impl IntoNullable<String, M>) -> Self {
        self.name = name.into_nullable();
        self
    }

    /// Sets [`description`](Self::description).
    #[must_use]
    pub fn description<M>(mut self, description: impl IntoNullable<String, M>) -> Self {
        self.description = description.into_nullable();
        self
    }

    /// Sets [`instructions`](Self::instructions).
    #[must_use]
    pub fn instructions<M>(
        mut self,
        instructions: impl IntoNullable<String, M>,
    ) -> Self {
        self.instructions = instructions.into_nullable();
        self
    }

    /// Sets [`reasoning_effort`](Self::reasoning_effort).
    #[must_use]
    pub fn reasoning_effort<M>(
        mut self,
        reasoning_effort: impl IntoNullable<ReasoningEffort, M>,
    ) -> Self {
        self.reasoning_effort = reasoning_effort.into_nullable();
        self
    }

    /// Sets [`tools`](Self::tools).
    #[must_use]
    pub fn tools<M>(
        mut self,
        tools: impl IntoOptionalList<CreateAssistantRequestTool, M>,
    ) -> Self {
        self.tools = tools.into_optional_list();
        self
    }

    /// Sets [`tool_resources`](Self::tool_resources).
    #[must_use]
    pub fn tool_resources<M>(
        mut self,
        tool_resources: impl IntoNullable<CreateAssistantRequestToolResources, M>,
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

    /// Sets [`temperature`](Self::temperature).
    #[must_use]
    pub fn temperature<M>(mut self, temperature: impl IntoNullable<f64, M>) -> Self {
        self.temperature = temperature.into_nullable();
        self
    }

    /// Sets [`top_p`](Self::top_p).
    #[must_use]
    pub fn top_p<M>(mut self, top_p: impl IntoNullable<f64, M>) -> Self {
        self.top_p = top_p.into_nullable();
        self
    }

    /// Sets [`response_format`](Self::response_format).
    #[must_use]
    pub fn response_format<M>(
        mut self,
        response_format: impl IntoNullable<AssistantsApiResponseFormatOption, M>,
    ) -> Self {
        self.response_format = response_format.into_nullable();
        self
    }
}

openapi_loom_runtime::converts! {
    /// `id`, `object`, `created_at` stay behind.
    super::AssistantObject => CreateAssistantRequest, |value| {
        Self {
            name: value.name.nullable(),
            description: value.description.nullable(),
            model: value.model.into(),
            instructions: value.instructions.nullable(),
            tools: Some(value.tools.each()),
            tool_resources: value.tool_resources.map(Into::into).nullable(),
            metadata: value.metadata.nullable(),
            temperature: value.temperature.nullable(),
            top_p: value.top_p.nullable(),
            response_format: value.response_format.map(|value| value.declared()).nullable(),
            ..Self::empty()
        }
    }
}

tagged_union! {
    /// A tool that runs may use.
    #[tag = "type"]
    pub enum CreateAssistantRequestTool {
        /// `code_interpreter`
        CodeInterpreter(AssistantToolsCode) = "code_interpreter",
        /// `file_search`
        FileSearch(AssistantToolsFileSearch) = "file_search",
        /// `function`
        Function(AssistantToolsFunction) = "function",
    }

    impl CreateAssistantRequestTool {
        /// Returns `type` of whichever variant this is.
        pub fn r#type(&self) -> Option<&str> {
            shared("type")
        }
    }
}

openapi_loom_runtime::converts! {
    super::AssistantObjectTool => CreateAssistantRequestTool, |value| {
        match value {
            Read::CodeInterpreter(value) => Self::CodeInterpreter(value.declared()),
            Read::FileSearch(value) => Self::FileSearch(value.declared()),
            Read::Function(value) => Self::Function(value.declared()),
            Read::Other(value) => Self::Other(value),
        }
    }
}

openapi_loom_runtime::converts! {
    super::MessageObjectAttachmentTool => CreateAssistantRequestTool, |value| {
        match value {
            Read::CodeInterpreter(value) => Self::CodeInterpreter(value.declared()),
            Read::FileSearch(value) => Self::FileSearch(value.into()),
            Read::Other(value) => Self::Other(value),
        }
    }
}

openapi_loom_runtime::converts! {
    super::RunObjectTool => CreateAssistantRequestTool, |value| {
        match value {
            Read::CodeInterpreter(value) => Self::CodeInterpreter(value.declared()),
            Read::FileSearch(value) => Self::FileSearch(value.declared()),
            Read::Function(value) => Self::Function(value.declared()),
            Read::Other(value) => Self::Other(value),
        }
    }
}

object! {
    /// Files and vector stores for the tools, by tool.
    #[derive(Default)]
    pub struct CreateAssistantRequestToolResources {
        /// Resources of the code interpreter.
        #[wire(optional = "code_interpreter")]
        pub code_interpreter: Option<CreateAssistantRequestToolResourcesCodeInterpreter>,
        /// Resources of file search: either a vector store that exists or one to create.
        #[wire(optional = "file_search")]
        pub file_search: Option<CreateAssistantRequestToolResourcesFileSearch>,
    }
}

impl CreateAssistantRequestToolResources {
    /// A `CreateAssistantRequestToolResources` with nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets [`code_interpreter`](Self::code_interpreter).
    #[must_use]
    pub fn code_interpreter<M>(
        mut self,
        code_interpreter: impl IntoOptional<
            CreateAssistantRequestToolResourcesCodeInterpreter,
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
        file_search: impl IntoOptional<CreateAssistantRequestToolResourcesFileSearch, M>,
    ) -> Self {
        self.file_search = file_search.into_optional();
        self
    }
}

openapi_loom_runtime::converts! {
    super::AssistantObjectToolResources => CreateAssistantRequestToolResources, |value| {
        Self {
            code_interpreter: value.code_interpreter.map(Into::into),
            file_search: value.file_search.map(Into::into),
        }
    }
}

object! {
    /// Resources of the code interpreter.
    #[derive(Default)]
    pub struct CreateAssistantRequestToolResourcesCodeInterpreter {
        /// Ids of the files that code may read.
        ///
        /// At most 20 items. Default: `[]`.
        #[wire(optional = "file_ids")]
        pub file_ids: Option<Vec<String>>,
    }
}

impl CreateAssistantRequestToolResourcesCodeInterpreter {
    /// A `CreateAssistantRequestToolResourcesCodeInterpreter` with nothing set.
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
    super::AssistantObjectToolResourcesCodeInterpreter =>
        CreateAssistantRequestToolResourcesCodeInterpreter, |value| {
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
    pub struct CreateAssistantRequestToolResourcesFileSearch {
        /// Id of an existing vector store to search. Excludes `vector_stores`.
        ///
        /// At most 1 item.
        #[wire(optional = "vector_store_ids")]
        pub vector_store_ids: Option<Vec<String>>,
        /// Vector store to create for the assistant. Excludes `vector_store_ids`.
        ///
        /// At most 1 item.
        #[wire(optional = "vector_stores")]
        pub vector_stores: Option<
            Vec<CreateAssistantRequestToolResourcesFileSearchVectorStore>,
        >,
    }
}

impl CreateAssistantRequestToolResourcesFileSearch {
    /// A `CreateAssistantRequestToolResourcesFileSearch` with nothing set.
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
            CreateAssistantRequestToolResourcesFileSearchVectorStore,
            M,
        >,
    ) -> Self {
        self.vector_stores = vector_stores.into_optional_list();
        self
    }
}

openapi_loom_runtime::converts! {
    super::AssistantObjectToolResourcesFileSearch =>
        CreateAssistantRequestToolResourcesFileSearch, |value| {
        Self {
            vector_store_ids: value.vector_store_ids,
            ..Self::empty()
        }
    }
}

object! {
    /// A vector store to create along with the assistant.
    #[derive(Default)]
    pub struct CreateAssistantRequestToolResourcesFileSearchVectorStore {
        /// Ids of the files to index. Vector stores created before November 2025 hold no more than
        /// 10,000.
        ///
        /// At most 100000000 items.
        #[wire(optional = "file_ids")]
        pub file_ids: Option<Vec<String>>,
        /// How files are cut into chunks for indexing; `auto` when absent.
        #[wire(optional = "chunking_strategy")]
        pub chunking_strategy: Option<
            CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategy,
        >,
        /// Notes of the caller's own to store with the vector store.
        #[wire(optional = "metadata")]
        pub metadata: Nullable<Metadata>,
    }
}

impl CreateAssistantRequestToolResourcesFileSearchVectorStore {
    /// A `CreateAssistantRequestToolResourcesFileSearchVectorStore` with nothing set.
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
            CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategy,
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
    pub enum CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategy {
        /// Leaves the sizes to the server: at present chunks of 800 tokens that overlap by 400.
        Auto(
            CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategyAuto,
        ) = "auto",
        /// Cuts files into chunks of a size the caller sets.
        Static(
            CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategyStatic,
        ) = "static",
    }

    impl CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategy {
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
    pub struct CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategyAuto {
        /// Marks the automatic strategy.
        ///
        /// Always `auto`.
        #[wire(corrected = "type")]
        #[always = "auto"]
        pub r#type: Constant<Self>,
    }
}

impl CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategyAuto {
    /// A `CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategyAuto` with nothing set.
    pub fn new() -> Self {
        Self::default()
    }
}

object! {
    /// Cuts files into chunks of a size the caller sets.
    ///
    /// The document allows no other properties.
    pub struct CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategyStatic {
        /// Marks the static strategy.
        ///
        /// Always `static`.
        #[wire(corrected = "type")]
        #[always = "static"]
        pub r#type: Constant<Self>,
        /// Sizes of the chunks.
        #[wire(required = "static")]
        pub r#static: CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategyStaticStatic,
    }
}

impl CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategyStatic {
    /// A `CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategyStatic` of what it requires, with `type` = `static`.
    pub fn new<M>(
        r#static: impl IntoValue<
            CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategyStaticStatic,
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
    pub struct CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategyStaticStatic {
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

impl CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategyStaticStatic {
    /// A `CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategyStaticStatic` of what it requires: `max_chunk_size_tokens`, `chunk_overlap_tokens`.
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
