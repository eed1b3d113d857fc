//! `POST /assistants/{assistant_id}`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation};
use openapi_loom_runtime::value::{
    IntoNullable, IntoNullableMap, IntoOptional, IntoOptionalList,
};

use crate::Client;
use crate::types::{
    AssistantObject, AssistantSupportedModels, AssistantsApiResponseFormatOption,
    ModifyAssistantRequest, ModifyAssistantRequestTool, ModifyAssistantRequestToolResources,
    ReasoningEffort,
};

/// `POST /assistants/{assistant_id}`
pub(crate) static MODIFY_ASSISTANT: Operation = Operation::new(
        "modifyAssistant",
        Method::POST,
        "/assistants/{assistant_id}",
    )
    .headers(&[("OpenAI-Beta", "assistants=v2")]);

/// A call of [`modify_assistant`](super::Assistants::modify_assistant).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct ModifyAssistant {
    call: Call,
    body: ModifyAssistantRequest,
}

impl ModifyAssistant {
    pub(super) fn new(
        client: &Client,
        assistant_id: impl AsRef<str>,
        body: ModifyAssistantRequest,
    ) -> Self {
        Self {
            call: Call::new(client.inner(), &MODIFY_ASSISTANT)
                .path("assistant_id", assistant_id.as_ref()),
            body,
        }
    }

    /// Model that runs use unless they name another.
    ///
    /// Any model name, for example that of a fine-tuned model.
    pub fn model<M>(
        mut self,
        value: impl IntoOptional<AssistantSupportedModels, M>,
    ) -> Self {
        self.body = self.body.model(value);
        self
    }

    /// How much a reasoning model thinks before it answers.
    ///
    /// Default: `medium`.
    pub fn reasoning_effort<M>(
        mut self,
        value: impl IntoNullable<ReasoningEffort, M>,
    ) -> Self {
        self.body = self.body.reasoning_effort(value);
        self
    }

    /// Name of the assistant.
    ///
    /// At most 256 characters.
    pub fn name<M>(mut self, value: impl IntoNullable<String, M>) -> Self {
        self.body = self.body.name(value);
        self
    }

    /// What the assistant is for.
    ///
    /// At most 512 characters.
    pub fn description<M>(mut self, value: impl IntoNullable<String, M>) -> Self {
        self.body = self.body.description(value);
        self
    }

    /// Instructions that the model follows in each run.
    ///
    /// At most 256000 characters.
    pub fn instructions<M>(mut self, value: impl IntoNullable<String, M>) -> Self {
        self.body = self.body.instructions(value);
        self
    }

    /// Tools that runs may use, in place of those before.
    ///
    /// At most 128 items. Default: `[]`.
    pub fn tools<M>(
        mut self,
        value: impl IntoOptionalList<ModifyAssistantRequestTool, M>,
    ) -> Self {
        self.body = self.body.tools(value);
        self
    }

    /// Files and vector stores for the tools, by tool.
    pub fn tool_resources<M>(
        mut self,
        value: impl IntoNullable<ModifyAssistantRequestToolResources, M>,
    ) -> Self {
        self.body = self.body.tool_resources(value);
        self
    }

    /// Notes of the caller's own to store with the assistant.
    pub fn metadata<M>(mut self, value: impl IntoNullableMap<String, M>) -> Self {
        self.body = self.body.metadata(value);
        self
    }

    /// Randomness of sampling: near 0 the output is focused and repeatable, above 1 it varies
    /// widely. Change this or `top_p`, not both.
    ///
    /// 0 to 2. Default: `1`.
    pub fn temperature<M>(mut self, value: impl IntoNullable<f64, M>) -> Self {
        self.body = self.body.temperature(value);
        self
    }

    /// Nucleus sampling: only the likeliest tokens that together reach this probability are
    /// considered. Change this or `temperature`, not both.
    ///
    /// 0 to 1. Default: `1`.
    pub fn top_p<M>(mut self, value: impl IntoNullable<f64, M>) -> Self {
        self.body = self.body.top_p(value);
        self
    }

    /// Shape that the output must have; null or absent leaves it to the model.
    pub fn response_format<M>(
        mut self,
        value: impl IntoNullable<AssistantsApiResponseFormatOption, M>,
    ) -> Self {
        self.body = self.body.response_format(value);
        self
    }

    fn into_call(self) -> Call {
        self.call.json(&self.body)
    }
}

call! { ModifyAssistant -> AssistantObject }
crate::client::call_options! { ModifyAssistant }
