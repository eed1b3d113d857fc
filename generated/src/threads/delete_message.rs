//! `DELETE /threads/{thread_id}/messages/{message_id}`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation};

use crate::Client;
use crate::types::DeleteMessageResponse;

/// `DELETE /threads/{thread_id}/messages/{message_id}`
pub(crate) static DELETE_MESSAGE: Operation = Operation::new(
        "deleteMessage",
        Method::DELETE,
        "/threads/{thread_id}/messages/{message_id}",
    )
    .headers(&[("OpenAI-Beta", "assistants=v2")]);

/// A call of [`delete_message`](super::Threads::delete_message).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct DeleteMessage {
    call: Call,
}

impl DeleteMessage {
    pub(super) fn new(
        client: &Client,
        thread_id: impl AsRef<str>,
        message_id: impl AsRef<str>,
    ) -> Self {
        Self {
            call: Call::new(client.inner(), &DELETE_MESSAGE)
                .path("thread_id", thread_id.as_ref())
                .path("message_id", message_id.as_ref()),
        }
    }

    fn into_call(self) -> Call {
        self.call
    }
}

call! { DeleteMessage -> DeleteMessageResponse }
crate::client::call_options! { DeleteMessage }
