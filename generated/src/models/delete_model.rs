//! `DELETE /models/{model}`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation};

use crate::Client;
use crate::types::DeleteModelResponse;

/// `DELETE /models/{model}`
pub(crate) static DELETE_MODEL: Operation = Operation::new(
    "deleteModel",
    Method::DELETE,
    "/models/{model}",
);

/// A call of [`delete_model`](super::Models::delete_model).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct DeleteModel {
    call: Call,
}

impl DeleteModel {
    pub(super) fn new(client: &Client, model: impl AsRef<str>) -> Self {
        Self {
            call: Call::new(client.inner(), &DELETE_MODEL).path("model", model.as_ref()),
        }
    }

    fn into_call(self) -> Call {
        self.call
    }
}

call! { DeleteModel -> DeleteModelResponse }
crate::client::call_options! { DeleteModel }
