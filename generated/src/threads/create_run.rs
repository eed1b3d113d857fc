//! `POST /threads/{thread_id}/runs`

use openapi_loom_runtime::{call, streams};
use openapi_loom_runtime::http::{Call, Method, Operation, Poll};
use openapi_loom_runtime::value::{
    IntoNullable, IntoNullableList, IntoNullableMap, IntoOptionalList,
};

use crate::Client;
use crate::threads::get_run::GET_RUN;
use crate::types::{
    AssistantStreamEvent, AssistantSupportedModels, AssistantsApiResponseFormatOption,
    AssistantsApiToolChoiceOption, CreateMessageRequest, CreateRunIncludeItem, CreateRunRequest,
    CreateRunRequestTool, ParallelToolCalls, ReasoningEffort, RunObject, TruncationObject,
};

/// `POST /threads/{thread_id}/runs`
pub(crate) static CREATE_RUN: Operation = Operation::new(
        "createRun",
        Method::POST,
        "/threads/{thread_id}/runs",
    )
    .headers(&[("OpenAI-Beta", "assistants=v2")]);

/// A call of [`create_run`](super::Threads::create_run).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct CreateRun {
    call: Call,
    body: CreateRunRequest,
}

impl CreateRun {
    pub(super) fn new(
        client: &Client,
        thread_id: impl AsRef<str>,
        body: CreateRunRequest,
    ) -> Self {
        Self {
            call: Call::new(client.inner(), &CREATE_RUN)
                .path("thread_id", thread_id.as_ref()),
            body,
        }
    }

    /// Additional fields to return. The only one offered is the text that file search found.
    pub fn include<M>(
        mut self,
        include: impl IntoOptionalList<CreateRunIncludeItem, M>,
    ) -> Self {
        if let Some(include) = include.into_optional_list() {
            self.call.set_query_list("include[]", include);
        }
        self
    }

    /// Model to use in place of the assistant's; null or absent keeps the assistant's.
    ///
    /// Any model name, for example that of a fine-tuned model.
    pub fn model<M>(
        mut self,
        value: impl IntoNullable<AssistantSupportedModels, M>,
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

    /// Instructions for this run in place of the assistant's; null or absent keeps those.
    pub fn instructions<M>(mut self, value: impl IntoNullable<String, M>) -> Self {
        self.body = self.body.instructions(value);
        self
    }

    /// Text to append to the instructions for this run, leaving the rest of them as they are.
    pub fn additional_instructions<M>(
        mut self,
        value: impl IntoNullable<String, M>,
    ) -> Self {
        self.body = self.body.additional_instructions(value);
        self
    }

    /// Messages to add to the thread just before the run starts.
    pub fn additional_messages<M>(
        mut self,
        value: impl IntoNullableList<CreateMessageRequest, M>,
    ) -> Self {
        self.body = self.body.additional_messages(value);
        self
    }

    /// Tools for this run in place of the assistant's; null or absent keeps those.
    ///
    /// At most 20 items.
    pub fn tools<M>(
        mut self,
        value: impl IntoNullableList<CreateRunRequestTool, M>,
    ) -> Self {
        self.body = self.body.tools(value);
        self
    }

    /// Notes of the caller's own to store with the run.
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

    /// Budget of prompt tokens for the whole run, not strictly enforced. The run ends as
    /// `incomplete` when it is spent; null sets no limit.
    ///
    /// At least 256.
    pub fn max_prompt_tokens<M>(mut self, value: impl IntoNullable<i64, M>) -> Self {
        self.body = self.body.max_prompt_tokens(value);
        self
    }

    /// Budget of completion tokens for the whole run, not strictly enforced. The run ends as
    /// `incomplete` when it is spent; null sets no limit.
    ///
    /// At least 256.
    pub fn max_completion_tokens<M>(mut self, value: impl IntoNullable<i64, M>) -> Self {
        self.body = self.body.max_completion_tokens(value);
        self
    }

    /// How the thread is shortened to fit the context window; null or absent means `auto`.
    pub fn truncation_strategy<M>(
        mut self,
        value: impl IntoNullable<TruncationObject, M>,
    ) -> Self {
        self.body = self.body.truncation_strategy(value);
        self
    }

    /// Whether tools must, may or must not be called; null or absent leaves it to the server.
    pub fn tool_choice<M>(
        mut self,
        value: impl IntoNullable<AssistantsApiToolChoiceOption, M>,
    ) -> Self {
        self.body = self.body.tool_choice(value);
        self
    }

    /// Whether one turn may ask for several function calls.
    ///
    /// Default: `true`.
    pub fn parallel_tool_calls(
        mut self,
        value: impl Into<Option<ParallelToolCalls>>,
    ) -> Self {
        self.body = self.body.parallel_tool_calls(value);
        self
    }

    /// Required shape of the output; null or absent leaves it to the assistant.
    pub fn response_format<M>(
        mut self,
        value: impl IntoNullable<AssistantsApiResponseFormatOption, M>,
    ) -> Self {
        self.body = self.body.response_format(value);
        self
    }

    /// Makes the call, then asks for its result until that has come to an
    /// end.
    pub fn poll(self) -> Poll<RunObject> {
        Poll::new(
            self.into_call(),
            &GET_RUN,
            |call, result| {
                call.path("thread_id", &result.thread_id).path("run_id", &result.id)
            },
            |result| result.status.as_str(),
            &[
                "requires_action",
                "cancelled",
                "failed",
                "completed",
                "incomplete",
                "expired",
            ],
        )
    }

    fn into_stream(mut self) -> Call {
        self.body = self.body.stream(true);
        self.into_call()
    }

    fn into_call(self) -> Call {
        self.call.json(&self.body)
    }
}

call! { CreateRun -> RunObject }
streams! { CreateRun -> AssistantStreamEvent }
crate::client::call_options! { CreateRun }
