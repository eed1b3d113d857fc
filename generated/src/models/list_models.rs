//! `GET /models`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation};

use crate::Client;
use crate::types::ListModelsResponse;

/// `GET /models`
pub(crate) static LIST_MODELS: Operation = Operation::new(
    "listModels",
    Method::GET,
    "/models",
);

/// A call of [`list_models`](super::Models::list_models).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct ListModels {
    call: Call,
}

impl ListModels {
    pub(super) fn new(client: &Client) -> Self {
        Self {
            call: Call::new(client.inner(), &LIST_MODELS),
        }
    }

    fn into_call(self) -> Call {
        self.call
    }
}

call! { ListModels -> ListModelsResponse }
crate::client::call_options! { ListModels }
