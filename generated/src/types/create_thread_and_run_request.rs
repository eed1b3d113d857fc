//! The schema `CreateThreadAndRunRequest` and what is inside it.

use openapi_loom_runtime::{Nullable, object, open_enum, tagged_union};
use openapi_loom_runtime::value::{
    IntoNullable, IntoNullableList, IntoNullableMap, IntoOptional, IntoOptionalList, IntoValue,
};

use crate::types::{
    AssistantToolsCode, AssistantToolsFileSearch, AssistantToolsFunction,
    AssistantsApiResponseFormatOption, AssistantsApiToolChoiceOption, CreateThreadRequest, Metadata,
    ParallelToolCalls, TruncationObject,
};

object! {
    /// Creates a thread and starts an assistant on it, with overrides for this run only.
    ///
    /// The document allows no other properties.
    pub struct CreateThreadAndRunRequest {
        /// Id of the assistant to run.
        #[wire(required = "assistant_id")]
        pub assistant_id: String,
        /// The thread to create; an empty one when absent.
        #[wire(optional = "thread")]
        pub thread: Option<CreateThreadRequest>,
        /// Model to use in place of the assistant's; null or absent keeps the assistant's.
        ///
        /// Any model name, for example that of a fine-tuned model.
        ///
        /// Names of the models known to work with this operation.
        #[wire(optional = "model")]
        pub model: Nullable<CreateThreadAndRunRequestModel>,
        /// Instructions for this run in place of the assistant's; null or absent keeps those.
        #[wire(optional = "instructions")]
        pub instructions: Nullable<String>,
        /// Tools for this run in place of the assistant's; null or absent keeps those.
        ///
        /// At most 20 items.
        #[wire(optional = "tools")]
        pub tools: Nullable<Vec<CreateThreadAndRunRequestTool>>,
        /// Files and vector stores for the assistant's tools, by tool.
        #[wire(optional = "tool_resources")]
        pub tool_resources: Nullable<CreateThreadAndRunRequestToolResources>,
        /// Notes of the caller's own to store with the run.
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
        /// True answers with server-sent events until the run ends or needs action, in place of one
        /// JSON body.
        #[wire(optional = "stream")]
        pub stream: Nullable<bool>,
        /// Budget of prompt tokens for the whole run, not strictly enforced. The run ends as
        /// `incomplete` when it is spent; null sets no limit.
        ///
        /// At least 256.
        #[wire(optional = "max_prompt_tokens")]
        pub max_prompt_tokens: Nullable<i64>,
        /// Budget of completion tokens for the whole run, not strictly enforced. The run ends as
        /// `incomplete` when it is spent; null sets no limit.
        ///
        /// At least 256.
        #[wire(optional = "max_completion_tokens")]
        pub max_completion_tokens: Nullable<i64>,
        /// How the thread is shortened to fit the context window; null or absent means `auto`.
        #[wire(optional = "truncation_strategy")]
        pub truncation_strategy: Nullable<TruncationObject>,
        /// Whether tools must, may or must not be called; null or absent leaves it to the server.
        #[wire(optional = "tool_choice")]
        pub tool_choice: Nullable<AssistantsApiToolChoiceOption>,
        /// Whether one turn may ask for several function calls.
        ///
        /// Default: `true`.
        #[wire(optional = "parallel_tool_calls")]
        pub parallel_tool_calls: Option<ParallelToolCalls>,
        /// Required shape of the output; null or absent leaves it to the assistant.
        #[wire(optional = "response_format")]
        pub response_format: Nullable<AssistantsApiResponseFormatOption>,
    }
}

impl CreateThreadAndRunRequest {
    /// A `CreateThreadAndRunRequest` of what it requires.
    pub fn new<M>(assistant_id: impl IntoValue<String, M>) -> Self {
        Self {
            assistant_id: assistant_id.into_value(),
            thread: None,
            model: Nullable::Absent,
            instructions: Nullable::Absent,
            tools: Nullable::Absent,
            tool_resources: Nullable::Absent,
            metadata: Nullable::Absent,
            temperature: Nullable::Absent,
            top_p: Nullable::Absent,
            stream: Nullable::Absent,
            max_prompt_tokens: Nullable::Absent,
            max_completion_tokens: Nullable::Absent,
            truncation_strategy: Nullable::Absent,
            tool_choice: Nullable::Absent,
            parallel_tool_calls: None,
            response_format: Nullable::Absent,
        }
    }

    /// Sets [`thread`](Self::thread).
    #[must_use]
    pub fn thread<M>(
        mut self,
        thread: impl IntoOptional<CreateThreadRequest, M>,
    ) -> Self {
        self.thread = thread.into_optional();
        self
    }

    /// Sets [`model`](Self::model).
    #[must_use]
    pub fn model<M>(
        mut self,
        model: impl IntoNullable<CreateThreadAndRunRequestModel, M>,
    ) -> Self {
        self.model = model.into_nullable();
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
        tools: impl IntoNullableList<CreateThreadAndRunRequestTool, M>,
    ) -> Self {
        self.tools = tools.into_nullable_list();
        self
    }

    /// Sets [`tool_resources`](Self::tool_resources).
    #[must_use]
    pub fn tool_resources<M>(
        mut self,
        tool_resources: impl IntoNullable<CreateThreadAndRunRequestToolResources, M>,
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

    /// Sets [`stream`](Self::stream).
    #[must_use]
    pub fn stream(mut self, stream: impl Into<Nullable<bool>>) -> Self {
        self.stream = stream.into();
        self
    }

    /// Sets [`max_prompt_tokens`](Self::max_prompt_tokens).
    #[must_use]
    pub fn max_prompt_tokens<M>(
        mut self,
        max_prompt_tokens: impl IntoNullable<i64, M>,
    ) -> Self {
        self.max_prompt_tokens = max_prompt_tokens.into_nullable();
        self
    }

    /// Sets [`max_completion_tokens`](Self::max_completion_tokens).
    #[must_use]
    pub fn max_completion_tokens<M>(
        mut self,
        max_completion_tokens: impl IntoNullable<i64, M>,
    ) -> Self {
        self.max_completion_tokens = max_completion_tokens.into_nullable();
        self
    }

    /// Sets [`truncation_strategy`](Self::truncation_strategy).
    #[must_use]
    pub fn truncation_strategy<M>(
        mut self,
        truncation_strategy: impl IntoNullable<TruncationObject, M>,
    ) -> Self {
        self.truncation_strategy = truncation_strategy.into_nullable();
        self
    }

    /// Sets [`tool_choice`](Self::tool_choice).
    #[must_use]
    pub fn tool_choice<M>(
        mut self,
        tool_choice: impl IntoNullable<AssistantsApiToolChoiceOption, M>,
    ) -> Self {
        self.tool_choice = tool_choice.into_nullable();
        self
    }

    /// Sets [`parallel_tool_calls`](Self::parallel_tool_calls).
    #[must_use]
    pub fn parallel_tool_calls(
        mut self,
        parallel_tool_calls: impl Into<Option<ParallelToolCalls>>,
    ) -> Self {
        self.parallel_tool_calls = parallel_tool_calls.into();
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
    /// `id`, `object`, `created_at`, `thread_id`, `status`, `required_action`, `last_error`,
    /// `expires_at`, `started_at`, `cancelled_at`, `failed_at`, `completed_at`,
    /// `incomplete_details`, `usage` stay behind.
    super::RunObject => CreateThreadAndRunRequest, |value| {
        Self {
            assistant_id: value.assistant_id,
            model: Nullable::Value(value.model.into()),
            instructions: Nullable::Value(value.instructions),
            tools: Nullable::Value(value.tools.each()),
            metadata: value.metadata.nullable(),
            temperature: value.temperature.nullable(),
            top_p: value.top_p.nullable(),
            max_prompt_tokens: value.max_prompt_tokens.nullable(),
            max_completion_tokens: value.max_completion_tokens.nullable(),
            truncation_strategy: value.truncation_strategy.map(|value| value.declared()).nullable(),
            tool_choice: value.tool_choice.map(|value| value.declared()).nullable(),
            parallel_tool_calls: Some(value.parallel_tool_calls),
            response_format: value.response_format.map(|value| value.declared()).nullable(),
            ..Self::empty()
        }
    }
}

open_enum! {
    /// Model to use in place of the assistant's; null or absent keeps the assistant's.
    ///
    /// Any model name, for example that of a fine-tuned model.
    ///
    /// Names of the models known to work with this operation.
    pub enum CreateThreadAndRunRequestModel {
        Gpt5 = "gpt-5",
        Gpt5Mini = "gpt-5-mini",
        Gpt5Nano = "gpt-5-nano",
        Gpt520250807 = "gpt-5-2025-08-07",
        Gpt5Mini20250807 = "gpt-5-mini-2025-08-07",
        Gpt5Nano20250807 = "gpt-5-nano-2025-08-07",
        Gpt41 = "gpt-4.1",
        Gpt41Mini = "gpt-4.1-mini",
        Gpt41Nano = "gpt-4.1-nano",
        Gpt4120250414 = "gpt-4.1-2025-04-14",
        Gpt41Mini20250414 = "gpt-4.1-mini-2025-04-14",
        Gpt41Nano20250414 = "gpt-4.1-nano-2025-04-14",
        Gpt4o = "gpt-4o",
        Gpt4o20241120 = "gpt-4o-2024-11-20",
        Gpt4o20240806 = "gpt-4o-2024-08-06",
        Gpt4o20240513 = "gpt-4o-2024-05-13",
        Gpt4oMini = "gpt-4o-mini",
        Gpt4oMini20240718 = "gpt-4o-mini-2024-07-18",
        Gpt45Preview = "gpt-4.5-preview",
        Gpt45Preview20250227 = "gpt-4.5-preview-2025-02-27",
        Gpt4Turbo = "gpt-4-turbo",
        Gpt4Turbo20240409 = "gpt-4-turbo-2024-04-09",
        Gpt40125Preview = "gpt-4-0125-preview",
        Gpt4TurboPreview = "gpt-4-turbo-preview",
        Gpt41106Preview = "gpt-4-1106-preview",
        Gpt4VisionPreview = "gpt-4-vision-preview",
        Gpt4 = "gpt-4",
        Gpt40314 = "gpt-4-0314",
        Gpt40613 = "gpt-4-0613",
        Gpt432k = "gpt-4-32k",
        Gpt432k0314 = "gpt-4-32k-0314",
        Gpt432k0613 = "gpt-4-32k-0613",
        Gpt35Turbo = "gpt-3.5-turbo",
        Gpt35Turbo16k = "gpt-3.5-turbo-16k",
        Gpt35Turbo0613 = "gpt-3.5-turbo-0613",
        Gpt35Turbo1106 = "gpt-3.5-turbo-1106",
        Gpt35Turbo0125 = "gpt-3.5-turbo-0125",
        Gpt35Turbo16k0613 = "gpt-3.5-turbo-16k-0613",
    }
}

tagged_union! {
    /// A tool that the run may use.
    #[tag = "type"]
    pub enum CreateThreadAndRunRequestTool {
        /// `code_interpreter`
        CodeInterpreter(AssistantToolsCode) = "code_interpreter",
        /// `file_search`
        FileSearch(AssistantToolsFileSearch) = "file_search",
        /// `function`
        Function(AssistantToolsFunction) = "function",
    }

    impl CreateThreadAndRunRequestTool {
        /// Returns `type` of whichever variant this is.
        pub fn r#type(&self) -> Option<&str> {
            shared("type")
        }
    }
}

#[cfg(feature = "assistants")]
openapi_loom_runtime::converts! {
    super::AssistantObjectTool => CreateThreadAndRunRequestTool, |value| {
        match value {
            Read::CodeInterpreter(value) => Self::CodeInterpreter(value.declared()),
            Read::FileSearch(value) => Self::FileSearch(value.declared()),
            Read::Function(value) => Self::Function(value.declared()),
            Read::Other(value) => Self::Other(value),
        }
    }
}

openapi_loom_runtime::converts! {
    super::MessageObjectAttachmentTool => CreateThreadAndRunRequestTool, |value| {
        match value {
            Read::CodeInterpreter(value) => Self::CodeInterpreter(value.declared()),
            Read::FileSearch(value) => Self::FileSearch(value.into()),
            Read::Other(value) => Self::Other(value),
        }
    }
}

openapi_loom_runtime::converts! {
    super::RunObjectTool => CreateThreadAndRunRequestTool, |value| {
        match value {
            Read::CodeInterpreter(value) => Self::CodeInterpreter(value.declared()),
            Read::FileSearch(value) => Self::FileSearch(value.declared()),
            Read::Function(value) => Self::Function(value.declared()),
            Read::Other(value) => Self::Other(value),
        }
    }
}

object! {
    /// Files and vector stores for the assistant's tools, by tool.
    #[derive(Default)]
    pub struct CreateThreadAndRunRequestToolResources {
        /// Resources of the code interpreter.
        #[wire(optional = "code_interpreter")]
        pub code_interpreter: Option<CreateThreadAndRunRequestToolResourcesCodeInterpreter>,
        /// Resources of file search.
        #[wire(optional = "file_search")]
        pub file_search: Option<CreateThreadAndRunRequestToolResourcesFileSearch>,
    }
}

impl CreateThreadAndRunRequestToolResources {
    /// A `CreateThreadAndRunRequestToolResources` with nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets [`code_interpreter`](Self::code_interpreter).
    #[must_use]
    pub fn code_interpreter<M>(
        mut self,
        code_interpreter: impl IntoOptional<
            CreateThreadAndRunRequestToolResourcesCodeInterpreter,
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
        file_search: impl IntoOptional<
            CreateThreadAndRunRequestToolResourcesFileSearch,
            M,
        >,
    ) -> Self {
        self.file_search = file_search.into_optional();
        self
    }
}

object! {
    /// Resources of the code interpreter.
    #[derive(Default)]
    pub struct CreateThreadAndRunRequestToolResourcesCodeInterpreter {
        /// Ids of the files that code may read.
        ///
        /// At most 20 items. Default: `[]`.
        #[wire(optional = "file_ids")]
        pub file_ids: Option<Vec<String>>,
    }
}

impl CreateThreadAndRunRequestToolResourcesCodeInterpreter {
    /// A `CreateThreadAndRunRequestToolResourcesCodeInterpreter` with nothing set.
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

object! {
    /// Resources of file search.
    #[derive(Default)]
    pub struct CreateThreadAndRunRequestToolResourcesFileSearch {
        /// Id of the vector store to search.
        ///
        /// At most 1 item.
        #[wire(optional = "vector_store_ids")]
        pub vector_store_ids: Option<Vec<String>>,
    }
}

impl CreateThreadAndRunRequestToolResourcesFileSearch {
    /// A `CreateThreadAndRunRequestToolResourcesFileSearch` with nothing set.
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
