//! `POST /threads/{thread_id}/messages`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation};
use openapi_loom_runtime::value::{IntoNullableList, IntoNullableMap};

use crate::Client;
use crate::types::{CreateMessageRequest, CreateMessageRequestAttachment, MessageObject};

/// `POST /threads/{thread_id}/messages`
pub(crate) static CREATE_MESSAGE: Operation = Operation::new(
        "createMessage",
        Method::POST,
        "/threads/{thread_id}/messages",
    )
    .headers(&[("OpenAI-Beta", "assistants=v2")]);

/// A call of [`create_message`](super::Threads::create_message).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct CreateMessage {
    call: Call,
    body: CreateMessageRequest,
}

impl CreateMessage {
    pub(super) fn new(
        client: &Client,
        thread_id: impl AsRef<str>,
        body: CreateMessageRequest,
    ) -> Self {
        Self {
            call: Call::new(client.inner(), &CREATE_MESSAGE)
                .path("thread_id", thread_id.as_ref()),
            body,
        }
    }

    /// Files that come with the message; null or absent means none.
    pub fn attachments<M>(
        mut self,
        value: impl IntoNullableList<CreateMessageRequestAttachment, M>,
    ) -> Self {
        self.body = self.body.attachments(value);
        self
    }

    /// Notes of the caller's own to store with the message.
    pub fn metadata<M>(mut self, value: impl IntoNullableMap<String, M>) -> Self {
        self.body = self.body.metadata(value);
        self
    }

    fn into_call(self) -> Call {
        self.call.json(&self.body)
    }
}

call! { CreateMessage -> MessageObject }
crate::client::call_options! { CreateMessage }
