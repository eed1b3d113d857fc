//! `POST /threads/{thread_id}/runs/{run_id}/cancel`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation, Poll};

use crate::Client;
use crate::threads::get_run::GET_RUN;
use crate::types::RunObject;

/// `POST /threads/{thread_id}/runs/{run_id}/cancel`
pub(crate) static CANCEL_RUN: Operation = Operation::new(
        "cancelRun",
        Method::POST,
        "/threads/{thread_id}/runs/{run_id}/cancel",
    )
    .headers(&[("OpenAI-Beta", "assistants=v2")]);

/// A call of [`cancel_run`](super::Threads::cancel_run).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct CancelRun {
    call: Call,
}

impl CancelRun {
    pub(super) fn new(
        client: &Client,
        thread_id: impl AsRef<str>,
        run_id: impl AsRef<str>,
    ) -> Self {
        Self {
            call: Call::new(client.inner(), &CANCEL_RUN)
                .path("thread_id", thread_id.as_ref())
                .path("run_id", run_id.as_ref()),
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

    fn into_call(self) -> Call {
        self.call
    }
}

call! { CancelRun -> RunObject }
crate::client::call_options! { CancelRun }
