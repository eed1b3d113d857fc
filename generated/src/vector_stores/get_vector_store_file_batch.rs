//! `GET /vector_stores/{vector_store_id}/file_batches/{batch_id}`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation, Poll};

use crate::Client;
use crate::types::VectorStoreFileBatchObject;

/// `GET /vector_stores/{vector_store_id}/file_batches/{batch_id}`
pub(crate) static GET_VECTOR_STORE_FILE_BATCH: Operation = Operation::new(
        "getVectorStoreFileBatch",
        Method::GET,
        "/vector_stores/{vector_store_id}/file_batches/{batch_id}",
    )
    .headers(&[("OpenAI-Beta", "assistants=v2")]);

/// A call of [`get_vector_store_file_batch`](super::VectorStores::get_vector_store_file_batch).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct GetVectorStoreFileBatch {
    call: Call,
}

impl GetVectorStoreFileBatch {
    pub(super) fn new(
        client: &Client,
        vector_store_id: impl AsRef<str>,
        batch_id: impl AsRef<str>,
    ) -> Self {
        Self {
            call: Call::new(client.inner(), &GET_VECTOR_STORE_FILE_BATCH)
                .path("vector_store_id", vector_store_id.as_ref())
                .path("batch_id", batch_id.as_ref()),
        }
    }

    /// Makes the call, again and again until what it answers has come to an end.
    pub fn poll(self) -> Poll<VectorStoreFileBatchObject> {
        Poll::again(
            self.into_call(),
            |result| result.status.as_str(),
            &["completed", "cancelled", "failed"],
        )
    }

    fn into_call(self) -> Call {
        self.call
    }
}

call! { GetVectorStoreFileBatch -> VectorStoreFileBatchObject }
crate::client::call_options! { GetVectorStoreFileBatch }
