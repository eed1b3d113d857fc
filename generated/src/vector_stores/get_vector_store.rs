//! `GET /vector_stores/{vector_store_id}`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation, Poll};

use crate::Client;
use crate::types::VectorStoreObject;

/// `GET /vector_stores/{vector_store_id}`
pub(crate) static GET_VECTOR_STORE: Operation = Operation::new(
        "getVectorStore",
        Method::GET,
        "/vector_stores/{vector_store_id}",
    )
    .headers(&[("OpenAI-Beta", "assistants=v2")]);

/// A call of [`get_vector_store`](super::VectorStores::get_vector_store).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct GetVectorStore {
    call: Call,
}

impl GetVectorStore {
    pub(super) fn new(client: &Client, vector_store_id: impl AsRef<str>) -> Self {
        Self {
            call: Call::new(client.inner(), &GET_VECTOR_STORE)
                .path("vector_store_id", vector_store_id.as_ref()),
        }
    }

    /// Makes the call, again and again until what it answers has come to an end.
    pub fn poll(self) -> Poll<VectorStoreObject> {
        Poll::again(
            self.into_call(),
            |result| result.status.as_str(),
            &["expired", "completed"],
        )
    }

    fn into_call(self) -> Call {
        self.call
    }
}

call! { GetVectorStore -> VectorStoreObject }
crate::client::call_options! { GetVectorStore }
