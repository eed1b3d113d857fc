//! `GET /threads/{thread_id}`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation};

use crate::Client;
use crate::types::ThreadObject;

/// `GET /threads/{thread_id}`
pub(crate) static GET_THREAD: Operation = Operation::new(
        "getThread",
        Method::GET,
        "/threads/{thread_id}",
    )
    .headers(&[("OpenAI-Beta", "assistants=v2")]);

/// A call of [`get_thread`](super::Threads::get_thread).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct GetThread {
    call: Call,
}

impl GetThread {
    pub(super) fn new(client: &Client, thread_id: impl AsRef<str>) -> Self {
        Self {
            call: Call::new(client.inner(), &GET_THREAD)
                .path("thread_id", thread_id.as_ref()),
        }
    }

    fn into_call(self) -> Call {
        self.call
    }
}

call! { GetThread -> ThreadObject }
crate::client::call_options! { GetThread }
