//! `DELETE /vector_stores/{vector_store_id}`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation};

use crate::Client;
use crate::types::DeleteVectorStoreResponse;

/// `DELETE /vector_stores/{vector_store_id}`
pub(crate) static DELETE_VECTOR_STORE: Operation = Operation::new(
        "deleteVectorStore",
        Method::DELETE,
        "/vector_stores/{vector_store_id}",
    )
    .headers(&[("OpenAI-Beta", "assistants=v2")]);

/// A call of [`delete_vector_store`](super::VectorStores::delete_vector_store).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct DeleteVectorStore {
    call: Call,
}

impl DeleteVectorStore {
    pub(super) fn new(client: &Client, vector_store_id: impl AsRef<str>) -> Self {
        Self {
            call: Call::new(client.inner(), &DELETE_VECTOR_STORE)
                .path("vector_store_id", vector_store_id.as_ref()),
        }
    }

    fn into_call(self) -> Call {
        self.call
    }
}

call! { DeleteVectorStore -> DeleteVectorStoreResponse }
crate::client::call_options! { DeleteVectorStore }
