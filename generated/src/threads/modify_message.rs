//! `POST /threads/{thread_id}/messages/{message_id}`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation};
use openapi_loom_runtime::value::IntoNullableMap;

use crate::Client;
use crate::types::{MessageObject, ModifyMessageRequest};

/// `POST /threads/{thread_id}/messages/{message_id}`
pub(crate) static MODIFY_MESSAGE: Operation = Operation::new(
        "modifyMessage",
        Method::POST,
        "/threads/{thread_id}/messages/{message_id}",
    )
    .headers(&[("OpenAI-Beta", "assistants=v2")]);

/// A call of [`modify_message`](super::Threads::modify_message).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct ModifyMessage {
    call: Call,
    body: ModifyMessageRequest,
}

impl ModifyMessage {
    pub(super) fn new(
        client: &Client,
        thread_id: impl AsRef<str>,
        message_id: impl AsRef<str>,
        body: ModifyMessageRequest,
    ) -> Self {
        Self {
            call: Call::new(client.inner(), &MODIFY_MESSAGE)
                .path("thread_id", thread_id.as_ref())
                .path("message_id", message_id.as_ref()),
            body,
        }
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

call! { ModifyMessage -> MessageObject }
crate::client::call_options! { ModifyMessage }
