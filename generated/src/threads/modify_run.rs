//! `POST /threads/{thread_id}/runs/{run_id}`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation};
use openapi_loom_runtime::value::IntoNullableMap;

use crate::Client;
use crate::types::{ModifyRunRequest, RunObject};

/// `POST /threads/{thread_id}/runs/{run_id}`
pub(crate) static MODIFY_RUN: Operation = Operation::new(
        "modifyRun",
        Method::POST,
        "/threads/{thread_id}/runs/{run_id}",
    )
    .headers(&[("OpenAI-Beta", "assistants=v2")]);

/// A call of [`modify_run`](super::Threads::modify_run).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct ModifyRun {
    call: Call,
    body: ModifyRunRequest,
}

impl ModifyRun {
    pub(super) fn new(
        client: &Client,
        thread_id: impl AsRef<str>,
        run_id: impl AsRef<str>,
        body: ModifyRunRequest,
    ) -> Self {
        Self {
            call: Call::new(client.inner(), &MODIFY_RUN)
                .path("thread_id", thread_id.as_ref())
                .path("run_id", run_id.as_ref()),
            body,
        }
    }

    /// Notes of the caller's own to store with the run.
    pub fn metadata<M>(mut self, value: impl IntoNullableMap<String, M>) -> Self {
        self.body = self.body.metadata(value);
        self
    }

    fn into_call(self) -> Call {
        self.call.json(&self.body)
    }
}

call! { ModifyRun -> RunObject }
crate::client::call_options! { ModifyRun }
