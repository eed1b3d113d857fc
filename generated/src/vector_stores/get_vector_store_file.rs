//! `GET /vector_stores/{vector_store_id}/files/{file_id}`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation, Poll};

use crate::Client;
use crate::types::VectorStoreFileObject;

/// `GET /vector_stores/{vector_store_id}/files/{file_id}`
pub(crate) static GET_VECTOR_STORE_FILE: Operation = Operation::new(
        "getVectorStoreFile",
        Method::GET,
        "/vector_stores/{vector_store_id}/files/{file_id}",
    )
    .headers(&[("OpenAI-Beta", "assistants=v2")]);

/// A call of [`get_vector_store_file`](super::VectorStores::get_vector_store_file).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct GetVectorStoreFile {
    call: Call,
}

impl GetVectorStoreFile {
    pub(super) fn new(
        client: &Client,
        vector_store_id: impl AsRef<str>,
        file_id: impl AsRef<str>,
    ) -> Self {
        Self {
            call: Call::new(client.inner(), &GET_VECTOR_STORE_FILE)
                .path("vector_store_id", vector_store_id.as_ref())
                .path("file_id", file_id.as_ref()),
        }
    }

    /// Makes the call, again and again until what it answers has come to an end.
    pub fn poll(self) -> Poll<VectorStoreFileObject> {
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

call! { GetVectorStoreFile -> VectorStoreFileObject }
crate::client::call_options! { GetVectorStoreFile }
