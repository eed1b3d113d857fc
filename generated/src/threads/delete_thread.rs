//! `DELETE /threads/{thread_id}`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation};

use crate::Client;
use crate::types::DeleteThreadResponse;

/// `DELETE /threads/{thread_id}`
pub(crate) static DELETE_THREAD: Operation = Operation::new(
        "deleteThread",
        Method::DELETE,
        "/threads/{thread_id}",
    )
    .headers(&[("OpenAI-Beta", "assistants=v2")]);

/// A call of [`delete_thread`](super::Threads::delete_thread).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct DeleteThread {
    call: Call,
}

impl DeleteThread {
    pub(super) fn new(client: &Client, thread_id: impl AsRef<str>) -> Self {
        Self {
            call: Call::new(client.inner(), &DELETE_THREAD)
                .path("thread_id", thread_id.as_ref()),
        }
    }

    fn into_call(self) -> Call {
        self.call
    }
}

call! { DeleteThread -> DeleteThreadResponse }
crate::client::call_options! { DeleteThread }
