//! `POST /threads/{thread_id}/runs/{run_id}/submit_tool_outputs`

use std::time::Duration;

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, EventStream, Method, Operation, Poll};

use crate::{Client, Result};
use crate::threads::get_run::GET_RUN;
use crate::types::{AssistantStreamEvent, RunObject, SubmitToolOutputsRunRequest};

/// `POST /threads/{thread_id}/runs/{run_id}/submit_tool_outputs`
pub(crate) static SUBMIT_TOOL_OUTPUTS_TO_RUN: Operation = Operation::new(
    "submitToolOutputsToRun",
    Method::POST,
    "/threads/{thread_id}/runs/{run_id}/submit_tool_outputs",
);

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

    /// Sets how long the stream may be silent, over the client's limit.
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.call.set_idle_timeout(timeout);
        self
    }

    /// Makes the call and streams what happens.
    ///
    /// # Errors
    ///
    /// As any call; once it has begun, the stream itself yields them.
    pub async fn stream(mut self) -> Result<EventStream<AssistantStreamEvent>> {
        self.body = self.body.stream(true);
        self.into_call().stream().await
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

    fn into_call(self) -> Call {
        self.call.json(&self.body)
    }
}

call! { SubmitToolOutputsToRun -> RunObject }
crate::client::call_options! { SubmitToolOutputsToRun }
