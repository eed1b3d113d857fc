//! `GET /threads/{thread_id}/runs/{run_id}`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation, Poll};

use crate::Client;
use crate::types::RunObject;

/// `GET /threads/{thread_id}/runs/{run_id}`
pub(crate) static GET_RUN: Operation = Operation::new(
        "getRun",
        Method::GET,
        "/threads/{thread_id}/runs/{run_id}",
    )
    .headers(&[("OpenAI-Beta", "assistants=v2")]);

/// A call of [`get_run`](super::Threads::get_run).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct GetRun {
    call: Call,
}

impl GetRun {
    pub(super) fn new(
        client: &Client,
        thread_id: impl AsRef<str>,
        run_id: impl AsRef<str>,
    ) -> Self {
        Self {
            call: Call::new(client.inner(), &GET_RUN)
                .path("thread_id", thread_id.as_ref())
                .path("run_id", run_id.as_ref()),
        }
    }

    /// Makes the call, again and again until what it answers has come to an end.
    pub fn poll(self) -> Poll<RunObject> {
        Poll::again(
            self.into_call(),
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
        self.call
    }
}

call! { GetRun -> RunObject }
crate::client::call_options! { GetRun }
