//! `DELETE /assistants/{assistant_id}`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation};

use crate::Client;
use crate::types::DeleteAssistantResponse;

/// `DELETE /assistants/{assistant_id}`
pub(crate) static DELETE_ASSISTANT: Operation = Operation::new(
        "deleteAssistant",
        Method::DELETE,
        "/assistants/{assistant_id}",
    )
    .headers(&[("OpenAI-Beta", "assistants=v2")]);

/// A call of [`delete_assistant`](super::Assistants::delete_assistant).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct DeleteAssistant {
    call: Call,
}

impl DeleteAssistant {
    pub(super) fn new(client: &Client, assistant_id: impl AsRef<str>) -> Self {
        Self {
            call: Call::new(client.inner(), &DELETE_ASSISTANT)
                .path("assistant_id", assistant_id.as_ref()),
        }
    }

    fn into_call(self) -> Call {
        self.call
    }
}

call! { DeleteAssistant -> DeleteAssistantResponse }
crate::client::call_options! { DeleteAssistant }
