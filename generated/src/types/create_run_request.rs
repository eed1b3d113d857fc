//! The schema `CreateRunRequest` and what is inside it.

use openapi_loom_runtime::{Nullable, object, tagged_union};
use openapi_loom_runtime::value::{IntoNullable, IntoNullableList, IntoNullableMap, IntoValue};

use crate::types::{
    AssistantSupportedModels, AssistantToolsCode, AssistantToolsFileSearch, AssistantToolsFunction,
    AssistantsApiResponseFormatOption, AssistantsApiToolChoiceOption, CreateMessageRequest,
    Metadata, ParallelToolCalls, ReasoningEffort, TruncationObject,
};

object! {
    /// Starts an assistant on a thread, with overrides that hold for this run only.
    ///
    /// The document allows no other properties.
    pub struct CreateRunRequest {
        /// Id of the assistant to run.
        #[wire(required = "assistant_id")]
        pub assistant_id: String,
        /// Model to use in place of the assistant's; null or absent keeps the assistant's.
        ///
        /// Any model name, for example that of a fine-tuned model.
        #[wire(optional = "model")]
        pub model: Nullable<AssistantSupportedModels>,
        /// How much a reasoning model thinks before it answers.
        ///
        /// Default: `medium`.
        #[wire(optional = "reasoning_effort")]
        pub reasoning_effort: Nullable<ReasoningEffort>,
        /// Instructions for this run in place of the assistant's; null or absent keeps those.
        #[wire(optional = "instructions")]
        pub instructions: Nullable<String>,
        /// Text to append to the instructions for this run, leaving the rest of them as they are.
        #[wire(optional = "additional_instructions")]
        pub additional_instructions: Nullable<String>,
        /// Messages to add to the thread just before the run starts.
        #[wire(optional = "additional_messages")]
        pub additional_messages: Nullable<Vec<CreateMessageRequest>>,
        /// Tools for this run in place of the assistant's; null or absent keeps those.
        ///
        /// At most 20 items.
        #[wire(optional = "tools")]
        pub tools: Nullable<Vec<CreateRunRequestTool>>,
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

impl CreateRunRequest {
    /// A `CreateRunRequest` of what it requires.
    pub fn new<M>(assistant_id: impl IntoValue<String, M>) -> Self {
        Self {
            assistant_id: assistant_id.into_value(),
            model: Nullable::Absent,
            reasoning_effort: Nullable::Absent,
            instructions: Nullable::Absent,
            additional_instructions: Nullable::Absent,
            additional_messages: Nullable::Absent,
            tools: Nullable::Absent,
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

    /// Sets [`model`](Self::model).
    #[must_use]
    pub fn model<M>(
        mut self,
        model: impl IntoNullable<AssistantSupportedModels, M>,
    ) -> Self {
        self.model = model.into_nullable();
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

    /// Sets [`instructions`](Self::instructions).
    #[must_use]
    pub fn instructions<M>(
        mut self,
        instructions: impl IntoNullable<String, M>,
    ) -> Self {
        self.instructions = instructions.into_nullable();
        self
    }

    /// Sets [`additional_instructions`](Self::additional_instructions).
    #[must_use]
    pub fn additional_instructions<M>(
        mut self,
        additional_instructions: impl IntoNullable<String, M>,
    ) -> Self {
        self.additional_instructions = additional_instructions.into_nullable();
        self
    }

    /// Sets [`additional_messages`](Self::additional_messages).
    #[must_use]
    pub fn additional_messages<M>(
        mut self,
        additional_messages: impl IntoNullableList<CreateMessageRequest, M>,
    ) -> Self {
        self.additional_messages = additional_messages.into_nullable_list();
        self
    }

    /// Sets [`tools`](Self::tools).
    #[must_use]
    pub fn tools<M>(
        mut self,
        tools: impl IntoNullableList<CreateRunRequestTool, M>,
    ) -> Self {
        self.tools = tools.into_nullable_list();
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
    super::RunObject => CreateRunRequest, |value| {
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

tagged_union! {
    /// A tool that the run may use.
    #[tag = "type"]
    pub enum CreateRunRequestTool {
        /// `code_interpreter`
        CodeInterpreter(AssistantToolsCode) = "code_interpreter",
        /// `file_search`
        FileSearch(AssistantToolsFileSearch) = "file_search",
        /// `function`
        Function(AssistantToolsFunction) = "function",
    }

    impl CreateRunRequestTool {
        /// Returns `type` of whichever variant this is.
        pub fn r#type(&self) -> Option<&str> {
            shared("type")
        }
    }
}

#[cfg(feature = "assistants")]
openapi_loom_runtime::converts! {
    super::AssistantObjectTool => CreateRunRequestTool, |value| {
        match value {
            Read::CodeInterpreter(value) => Self::CodeInterpreter(value.declared()),
            Read::FileSearch(value) => Self::FileSearch(value.declared()),
            Read::Function(value) => Self::Function(value.declared()),
            Read::Other(value) => Self::Other(value),
        }
    }
}

openapi_loom_runtime::converts! {
    super::MessageObjectAttachmentTool => CreateRunRequestTool, |value| {
        match value {
            Read::CodeInterpreter(value) => Self::CodeInterpreter(value.declared()),
            Read::FileSearch(value) => Self::FileSearch(value.into()),
            Read::Other(value) => Self::Other(value),
        }
    }
}

openapi_loom_runtime::converts! {
    super::RunObjectTool => CreateRunRequestTool, |value| {
        match value {
            Read::CodeInterpreter(value) => Self::CodeInterpreter(value.declared()),
            Read::FileSearch(value) => Self::FileSearch(value.declared()),
            Read::Function(value) => Self::Function(value.declared()),
            Read::Other(value) => Self::Other(value),
        }
    }
}
