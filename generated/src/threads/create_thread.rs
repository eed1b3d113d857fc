//! `POST /threads`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation};
use openapi_loom_runtime::value::{IntoNullable, IntoNullableMap, IntoOptionalList};

use crate::Client;
use crate::types::{
    CreateMessageRequest, CreateThreadRequest, CreateThreadRequestToolResources, ThreadObject,
};

/// `POST /threads`
pub(crate) static CREATE_THREAD: Operation = Operation::new(
        "createThread",
        Method::POST,
        "/threads",
    )
    .headers(&[("OpenAI-Beta", "assistants=v2")]);

/// A call of [`create_thread`](super::Threads::create_thread).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct CreateThread {
    call: Call,
    body: CreateThreadRequest,
}

impl CreateThread {
    pub(super) fn new(client: &Client, body: CreateThreadRequest) -> Self {
        Self {
            call: Call::new(client.inner(), &CREATE_THREAD),
            body,
        }
    }

    /// Messages the thread starts with, in order.
    pub fn messages<M>(
        mut self,
        value: impl IntoOptionalList<CreateMessageRequest, M>,
    ) -> Self {
        self.body = self.body.messages(value);
        self
    }

    /// Files and vector stores for tools used in this thread, by tool.
    pub fn tool_resources<M>(
        mut self,
        value: impl IntoNullable<CreateThreadRequestToolResources, M>,
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

call! { CreateThread -> ThreadObject }
crate::client::call_options! { CreateThread }
