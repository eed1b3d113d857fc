//! `DELETE /vector_stores/{vector_store_id}/files/{file_id}`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation};

use crate::Client;
use crate::types::DeleteVectorStoreFileResponse;

/// `DELETE /vector_stores/{vector_store_id}/files/{file_id}`
pub(crate) static DELETE_VECTOR_STORE_FILE: Operation = Operation::new(
        "deleteVectorStoreFile",
        Method::DELETE,
        "/vector_stores/{vector_store_id}/files/{file_id}",
    )
    .headers(&[("OpenAI-Beta", "assistants=v2")]);

/// A call of [`delete_vector_store_file`](super::VectorStores::delete_vector_store_file).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct DeleteVectorStoreFile {
    call: Call,
}

impl DeleteVectorStoreFile {
    pub(super) fn new(
        client: &Client,
        vector_store_id: impl AsRef<str>,
        file_id: impl AsRef<str>,
    ) -> Self {
        Self {
            call: Call::new(client.inner(), &DELETE_VECTOR_STORE_FILE)
                .path("vector_store_id", vector_store_id.as_ref())
                .path("file_id", file_id.as_ref()),
        }
    }

    fn into_call(self) -> Call {
        self.call
    }
}

call! { DeleteVectorStoreFile -> DeleteVectorStoreFileResponse }
crate::client::call_options! { DeleteVectorStoreFile }
