//! `POST /threads/{thread_id}/runs/{run_id}/submit_tool_outputs`

use openapi_loom_runtime::{call, streams};
use openapi_loom_runtime::http::{Call, Method, Operation, Poll};

use crate::Client;
use crate::threads::get_run::GET_RUN;
use crate::types::{AssistantStreamEvent, RunObject, SubmitToolOutputsRunRequest};

/// `POST /threads/{thread_id}/runs/{run_id}/submit_tool_outputs`
pub(crate) static SUBMIT_TOOL_OUTPUTS_TO_RUN: Operation = Operation::new(
        "submitToolOutputsToRun",
        Method::POST,
        "/threads/{thread_id}/runs/{run_id}/submit_tool_outputs",
    )
    .headers(&[("OpenAI-Beta", "assistants=v2")]);

/// A call of [`submit_tool_outputs_to_run`](super::Threads::submit_tool_outputs_to_run).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct SubmitToolOutputsToRun {
    call: Call,
    body: SubmitToolOutputsRunRequest,
}

impl SubmitToolOutputsToRun {
    pub(super) fn new(
        client: &Client,
        thread_id: impl AsRef<str>,
        run_id: impl AsRef<str>,
        body: SubmitToolOutputsRunRequest,
    ) -> Self {
        Self {
            call: Call::new(client.inner(), &SUBMIT_TOOL_OUTPUTS_TO_RUN)
                .path("thread_id", thread_id.as_ref())
                .path("run_id", run_id.as_ref()),
            body,
        }
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

call! { SubmitToolOutputsToRun -> RunObject }
streams! { SubmitToolOutputsToRun -> AssistantStreamEvent }
crate::client::call_options! { SubmitToolOutputsToRun }
