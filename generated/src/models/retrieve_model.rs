//! `GET /models/{model}`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation};

use crate::Client;
use crate::types::Model;

/// `GET /models/{model}`
pub(crate) static RETRIEVE_MODEL: Operation = Operation::new(
    "retrieveModel",
    Method::GET,
    "/models/{model}",
);

/// A call of [`retrieve_model`](super::Models::retrieve_model).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct RetrieveModel {
    call: Call,
}

impl RetrieveModel {
    pub(super) fn new(client: &Client, model: impl AsRef<str>) -> Self {
        Self {
            call: Call::new(client.inner(), &RETRIEVE_MODEL)
                .path("model", model.as_ref()),
        }
    }

    fn into_call(self) -> Call {
        self.call
    }
}

call! { RetrieveModel -> Model }
crate::client::call_options! { RetrieveModel }
