//! `POST /vector_stores/{vector_store_id}/files/{file_id}`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation};

use crate::Client;
use crate::types::{UpdateVectorStoreFileAttributesRequest, VectorStoreFileObject};

/// `POST /vector_stores/{vector_store_id}/files/{file_id}`
pub(crate) static UPDATE_VECTOR_STORE_FILE_ATTRIBUTES: Operation = Operation::new(
        "updateVectorStoreFileAttributes",
        Method::POST,
        "/vector_stores/{vector_store_id}/files/{file_id}",
    )
    .headers(&[("OpenAI-Beta", "assistants=v2")]);

/// A call of [`update_vector_store_file_attributes`](super::VectorStores::update_vector_store_file_attributes).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct UpdateVectorStoreFileAttributes {
    call: Call,
    body: UpdateVectorStoreFileAttributesRequest,
}

impl UpdateVectorStoreFileAttributes {
    pub(super) fn new(
        client: &Client,
        vector_store_id: impl AsRef<str>,
        file_id: impl AsRef<str>,
        body: UpdateVectorStoreFileAttributesRequest,
    ) -> Self {
        Self {
            call: Call::new(client.inner(), &UPDATE_VECTOR_STORE_FILE_ATTRIBUTES)
                .path("vector_store_id", vector_store_id.as_ref())
                .path("file_id", file_id.as_ref()),
            body,
        }
    }

    fn into_call(self) -> Call {
        self.call.json(&self.body)
    }
}

call! { UpdateVectorStoreFileAttributes -> VectorStoreFileObject }
crate::client::call_options! { UpdateVectorStoreFileAttributes }
