//! `POST /vector_stores/{vector_store_id}/file_batches/{batch_id}/cancel`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation, Poll};

use crate::Client;
use crate::types::VectorStoreFileBatchObject;
use crate::vector_stores::get_vector_store_file_batch::GET_VECTOR_STORE_FILE_BATCH;

/// `POST /vector_stores/{vector_store_id}/file_batches/{batch_id}/cancel`
pub(crate) static CANCEL_VECTOR_STORE_FILE_BATCH: Operation = Operation::new(
        "cancelVectorStoreFileBatch",
        Method::POST,
        "/vector_stores/{vector_store_id}/file_batches/{batch_id}/cancel",
    )
    .headers(&[("OpenAI-Beta", "assistants=v2")]);

/// A call of [`cancel_vector_store_file_batch`](super::VectorStores::cancel_vector_store_file_batch).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct CancelVectorStoreFileBatch {
    call: Call,
}

impl CancelVectorStoreFileBatch {
    pub(super) fn new(
        client: &Client,
        vector_store_id: impl AsRef<str>,
        batch_id: impl AsRef<str>,
    ) -> Self {
        Self {
            call: Call::new(client.inner(), &CANCEL_VECTOR_STORE_FILE_BATCH)
                .path("vector_store_id", vector_store_id.as_ref())
                .path("batch_id", batch_id.as_ref()),
        }
    }

    /// Makes the call, then asks for its result until that has come to an
    /// end.
    pub fn poll(self) -> Poll<VectorStoreFileBatchObject> {
        Poll::new(
            self.into_call(),
            &GET_VECTOR_STORE_FILE_BATCH,
            |call, result| {
                call
                    .path("vector_store_id", &result.vector_store_id)
                    .path("batch_id", &result.id)
            },
            |result| result.status.as_str(),
            &["completed", "cancelled", "failed"],
        )
    }

    fn into_call(self) -> Call {
        self.call
    }
}

call! { CancelVectorStoreFileBatch -> VectorStoreFileBatchObject }
crate::client::call_options! { CancelVectorStoreFileBatch }
