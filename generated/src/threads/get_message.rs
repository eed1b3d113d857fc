//! `GET /threads/{thread_id}/messages/{message_id}`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation};

use crate::Client;
use crate::types::MessageObject;

/// `GET /threads/{thread_id}/messages/{message_id}`
pub(crate) static GET_MESSAGE: Operation = Operation::new(
        "getMessage",
        Method::GET,
        "/threads/{thread_id}/messages/{message_id}",
    )
    .headers(&[("OpenAI-Beta", "assistants=v2")]);

/// A call of [`get_message`](super::Threads::get_message).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct GetMessage {
    call: Call,
}

impl GetMessage {
    pub(super) fn new(
        client: &Client,
        thread_id: impl AsRef<str>,
        message_id: impl AsRef<str>,
    ) -> Self {
        Self {
            call: Call::new(client.inner(), &GET_MESSAGE)
                .path("thread_id", thread_id.as_ref())
                .path("message_id", message_id.as_ref()),
        }
    }

    fn into_call(self) -> Call {
        self.call
    }
}

call! { GetMessage -> MessageObject }
crate::client::call_options! { GetMessage }
