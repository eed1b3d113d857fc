//! `GET /assistants/{assistant_id}`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation};

use crate::Client;
use crate::types::AssistantObject;

/// `GET /assistants/{assistant_id}`
pub(crate) static GET_ASSISTANT: Operation = Operation::new(
        "getAssistant",
        Method::GET,
        "/assistants/{assistant_id}",
    )
    .headers(&[("OpenAI-Beta", "assistants=v2")]);

/// A call of [`get_assistant`](super::Assistants::get_assistant).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct GetAssistant {
    call: Call,
}

impl GetAssistant {
    pub(super) fn new(client: &Client, assistant_id: impl AsRef<str>) -> Self {
        Self {
            call: Call::new(client.inner(), &GET_ASSISTANT)
                .path("assistant_id", assistant_id.as_ref()),
        }
    }

    fn into_call(self) -> Call {
        self.call
    }
}

call! { GetAssistant -> AssistantObject }
crate::client::call_options! { GetAssistant }
