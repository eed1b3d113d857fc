//! `GET /threads/{thread_id}/runs/{run_id}/steps/{step_id}`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation};
use openapi_loom_runtime::value::IntoOptionalList;

use crate::Client;
use crate::types::{GetRunStepIncludeItem, RunStepObject};

/// `GET /threads/{thread_id}/runs/{run_id}/steps/{step_id}`
pub(crate) static GET_RUN_STEP: Operation = Operation::new(
        "getRunStep",
        Method::GET,
        "/threads/{thread_id}/runs/{run_id}/steps/{step_id}",
    )
    .headers(&[("OpenAI-Beta", "assistants=v2")]);

/// A call of [`get_run_step`](super::Threads::get_run_step).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct GetRunStep {
    call: Call,
}

impl GetRunStep {
    pub(super) fn new(
        client: &Client,
        thread_id: impl AsRef<str>,
        run_id: impl AsRef<str>,
        step_id: impl AsRef<str>,
    ) -> Self {
        Self {
            call: Call::new(client.inner(), &GET_RUN_STEP)
                .path("thread_id", thread_id.as_ref())
                .path("run_id", run_id.as_ref())
                .path("step_id", step_id.as_ref()),
        }
    }

    /// Additional fields to return. The only one offered is the text that file search found.
    pub fn include<M>(
        mut self,
        include: impl IntoOptionalList<GetRunStepIncludeItem, M>,
    ) -> Self {
        if let Some(include) = include.into_optional_list() {
            self.call.set_query_list("include[]", include);
        }
        self
    }

    fn into_call(self) -> Call {
        self.call
    }
}

call! { GetRunStep -> RunStepObject }
crate::client::call_options! { GetRunStep }
