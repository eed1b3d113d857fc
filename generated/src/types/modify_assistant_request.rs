//! The schema `ModifyAssistantRequest` and what is inside it.

use openapi_loom_runtime::{Nullable, object, tagged_union};
use openapi_loom_runtime::value::{
    IntoNullable, IntoNullableMap, IntoOptional, IntoOptionalList,
};

use crate::types::{
    AssistantSupportedModels, AssistantToolsCode, AssistantToolsFileSearch, AssistantToolsFunction,
    AssistantsApiResponseFormatOption, Metadata, ReasoningEffort,
};

object! {
    /// Changes to make to an assistant.
    ///
    /// The document allows no other properties.
    #[derive(Default)]
    pub struct ModifyAssistantRequest {
        /// Model that runs use unless they name another.
        ///
        /// Any model name, for example that of a fine-tuned model.
        #[wire(optional = "model")]
        pub model: Option<AssistantSupportedModels>,
        /// How much a reasoning model thinks before it answers.
        ///
        /// Default: `medium`.
        #[wire(optional = "reasoning_effort")]
        pub reasoning_effort: Nullable<ReasoningEffort>,
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
        /// Tools that runs may use, in place of those before.
        ///
        /// At most 128 items. Default: `[]`.
        #[wire(optional = "tools")]
        pub tools: Option<Vec<ModifyAssistantRequestTool>>,
        /// Files and vector stores for the tools, by tool.
        #[wire(optional = "tool_resources")]
        pub tool_resources: Nullable<ModifyAssistantRequestToolResources>,
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

impl ModifyAssistantRequest {
    /// A `ModifyAssistantRequest` with nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets [`model`](Self::model).
    #[must_use]
    pub fn model<M>(
        mut self,
        model: impl IntoOptional<AssistantSupportedModels, M>,
    ) -> Self {
        self.model = model.into_optional();
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

    /// Sets [`tools`](Self::tools).
    #[must_use]
    pub fn tools<M>(
        mut self,
        tools: impl IntoOptionalList<ModifyAssistantRequestTool, M>,
    ) -> Self {
        self.tools = tools.into_optional_list();
        self
    }

    /// Sets [`tool_resources`](Self::tool_resources).
    #[must_use]
    pub fn tool_resources<M>(
        mut self,
        tool_resources: impl IntoNullable<ModifyAssistantRequestToolResources, M>,
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
    super::AssistantObject => ModifyAssistantRequest, |value| {
        Self {
            name: value.name.nullable(),
            description: value.description.nullable(),
            model: Some(value.model.into()),
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
    pub enum ModifyAssistantRequestTool {
        /// `code_interpreter`
        CodeInterpreter(AssistantToolsCode) = "code_interpreter",
        /// `file_search`
        FileSearch(AssistantToolsFileSearch) = "file_search",
        /// `function`
        Function(AssistantToolsFunction) = "function",
    }

    impl ModifyAssistantRequestTool {
        /// Returns `type` of whichever variant this is.
        pub fn r#type(&self) -> Option<&str> {
            shared("type")
        }
    }
}

openapi_loom_runtime::converts! {
    super::AssistantObjectTool => ModifyAssistantRequestTool, |value| {
        match value {
            Read::CodeInterpreter(value) => Self::CodeInterpreter(value.declared()),
            Read::FileSearch(value) => Self::FileSearch(value.declared()),
            Read::Function(value) => Self::Function(value.declared()),
            Read::Other(value) => Self::Other(value),
        }
    }
}

openapi_loom_runtime::converts! {
    super::MessageObjectAttachmentTool => ModifyAssistantRequestTool, |value| {
        match value {
            Read::CodeInterpreter(value) => Self::CodeInterpreter(value.declared()),
            Read::FileSearch(value) => Self::FileSearch(value.into()),
            Read::Other(value) => Self::Other(value),
        }
    }
}

openapi_loom_runtime::converts! {
    super::RunObjectTool => ModifyAssistantRequestTool, |value| {
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
    pub struct ModifyAssistantRequestToolResources {
        /// Resources of the code interpreter.
        #[wire(optional = "code_interpreter")]
        pub code_interpreter: Option<ModifyAssistantRequestToolResourcesCodeInterpreter>,
        /// Resources of file search.
        #[wire(optional = "file_search")]
        pub file_search: Option<ModifyAssistantRequestToolResourcesFileSearch>,
    }
}

impl ModifyAssistantRequestToolResources {
    /// A `ModifyAssistantRequestToolResources` with nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets [`code_interpreter`](Self::code_interpreter).
    #[must_use]
    pub fn code_interpreter<M>(
        mut self,
        code_interpreter: impl IntoOptional<
            ModifyAssistantRequestToolResourcesCodeInterpreter,
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
        file_search: impl IntoOptional<ModifyAssistantRequestToolResourcesFileSearch, M>,
    ) -> Self {
        self.file_search = file_search.into_optional();
        self
    }
}

openapi_loom_runtime::converts! {
    super::AssistantObjectToolResources => ModifyAssistantRequestToolResources, |value| {
        Self {
            code_interpreter: value.code_interpreter.map(Into::into),
            file_search: value.file_search.map(Into::into),
        }
    }
}

object! {
    /// Resources of the code interpreter.
    #[derive(Default)]
    pub struct ModifyAssistantRequestToolResourcesCodeInterpreter {
        /// Ids of the files that code may read, in place of those before.
        ///
        /// At most 20 items. Default: `[]`.
        #[wire(optional = "file_ids")]
        pub file_ids: Option<Vec<String>>,
    }
}

impl ModifyAssistantRequestToolResourcesCodeInterpreter {
    /// A `ModifyAssistantRequestToolResourcesCodeInterpreter` with nothing set.
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
        ModifyAssistantRequestToolResourcesCodeInterpreter, |value| {
        Self {
            file_ids: value.file_ids,
        }
    }
}

object! {
    /// Resources of file search.
    #[derive(Default)]
    pub struct ModifyAssistantRequestToolResourcesFileSearch {
        /// Id of the vector store to search, in place of the one before.
        ///
        /// At most 1 item.
        #[wire(optional = "vector_store_ids")]
        pub vector_store_ids: Option<Vec<String>>,
    }
}

impl ModifyAssistantRequestToolResourcesFileSearch {
    /// A `ModifyAssistantRequestToolResourcesFileSearch` with nothing set.
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
}

openapi_loom_runtime::converts! {
    super::AssistantObjectToolResourcesFileSearch =>
        ModifyAssistantRequestToolResourcesFileSearch, |value| {
        Self {
            vector_store_ids: value.vector_store_ids,
        }
    }
}
