//! `POST /threads/{thread_id}`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation};
use openapi_loom_runtime::value::{IntoNullable, IntoNullableMap};

use crate::Client;
use crate::types::{ModifyThreadRequest, ModifyThreadRequestToolResources, ThreadObject};

/// `POST /threads/{thread_id}`
pub(crate) static MODIFY_THREAD: Operation = Operation::new(
        "modifyThread",
        Method::POST,
        "/threads/{thread_id}",
    )
    .headers(&[("OpenAI-Beta", "assistants=v2")]);

/// A call of [`modify_thread`](super::Threads::modify_thread).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct ModifyThread {
    call: Call,
    body: ModifyThreadRequest,
}

impl ModifyThread {
    pub(super) fn new(
        client: &Client,
        thread_id: impl AsRef<str>,
        body: ModifyThreadRequest,
    ) -> Self {
        Self {
            call: Call::new(client.inner(), &MODIFY_THREAD)
                .path("thread_id", thread_id.as_ref()),
            body,
        }
    }

    /// Files and vector stores for tools used in this thread, by tool.
    pub fn tool_resources<M>(
        mut self,
        value: impl IntoNullable<ModifyThreadRequestToolResources, M>,
    ) -> Self {
        self.body = self.body.tool_resources(value);
        self
    }

    /// Notes of the caller's own to store with the thread.
    pub fn metadata<M>(mut self, value: impl IntoNullableMap<String, M>) -> Self {
        self.body = self.body.metadata(value);
        self
    }

    fn into_call(self) -> Call {
        self.call.json(&self.body)
    }
}

call! { ModifyThread -> ThreadObject }
crate::client::call_options! { ModifyThread }
