//! `POST /threads/runs`

use openapi_loom_runtime::{call, streams};
use openapi_loom_runtime::http::{Call, Method, Operation, Poll};
use openapi_loom_runtime::value::{
    IntoNullable, IntoNullableList, IntoNullableMap, IntoOptional,
};

use crate::Client;
use crate::threads::get_run::GET_RUN;
use crate::types::{
    AssistantStreamEvent, AssistantsApiResponseFormatOption, AssistantsApiToolChoiceOption,
    CreateThreadAndRunRequest, CreateThreadAndRunRequestModel, CreateThreadAndRunRequestTool,
    CreateThreadAndRunRequestToolResources, CreateThreadRequest, ParallelToolCalls, RunObject,
    TruncationObject,
};

/// `POST /threads/runs`
pub(crate) static CREATE_THREAD_AND_RUN: Operation = Operation::new(
        "createThreadAndRun",
        Method::POST,
        "/threads/runs",
    )
    .headers(&[("OpenAI-Beta", "assistants=v2")]);

/// A call of [`create_thread_and_run`](super::Threads::create_thread_and_run).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct CreateThreadAndRun {
    call: Call,
    body: CreateThreadAndRunRequest,
}

impl CreateThreadAndRun {
    pub(super) fn new(client: &Client, body: CreateThreadAndRunRequest) -> Self {
        Self {
            call: Call::new(client.inner(), &CREATE_THREAD_AND_RUN),
            body,
        }
    }

    /// The thread to create; an empty one when absent.
    pub fn thread<M>(
        mut self,
        value: impl IntoOptional<CreateThreadRequest, M>,
    ) -> Self {
        self.body = self.body.thread(value);
        self
    }

    /// Model to use in place of the assistant's; null or absent keeps the assistant's.
    ///
    /// Any model name, for example that of a fine-tuned model.
    ///
    /// Names of the models known to work with this operation.
    pub fn model<M>(
        mut self,
        value: impl IntoNullable<CreateThreadAndRunRequestModel, M>,
    ) -> Self {
        self.body = self.body.model(value);
        self
    }

    /// Instructions for this run in place of the assistant's; null or absent keeps those.
    pub fn instructions<M>(mut self, value: impl IntoNullable<String, M>) -> Self {
        self.body = self.body.instructions(value);
        self
    }

    /// Tools for this run in place of the assistant's; null or absent keeps those.
    ///
    /// At most 20 items.
    pub fn tools<M>(
        mut self,
        value: impl IntoNullableList<CreateThreadAndRunRequestTool, M>,
    ) -> Self {
        self.body = self.body.tools(value);
        self
    }

    /// Files and vector stores for the assistant's tools, by tool.
    pub fn tool_resources<M>(
        mut self,
        value: impl IntoNullable<CreateThreadAndRunRequestToolResources, M>,
    ) -> Self {
        self.body = self.body.tool_resources(value);
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

call! { CreateThreadAndRun -> RunObject }
streams! { CreateThreadAndRun -> AssistantStreamEvent }
crate::client::call_options! { CreateThreadAndRun }
