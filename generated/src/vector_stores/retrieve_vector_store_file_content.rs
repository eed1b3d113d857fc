//! `GET /vector_stores/{vector_store_id}/files/{file_id}/content`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation};

use crate::Client;
use crate::types::VectorStoreFileContentResponse;

/// `GET /vector_stores/{vector_store_id}/files/{file_id}/content`
pub(crate) static RETRIEVE_VECTOR_STORE_FILE_CONTENT: Operation = Operation::new(
        "retrieveVectorStoreFileContent",
        Method::GET,
        "/vector_stores/{vector_store_id}/files/{file_id}/content",
    )
    .headers(&[("OpenAI-Beta", "assistants=v2")]);

/// A call of [`retrieve_vector_store_file_content`](super::VectorStores::retrieve_vector_store_file_content).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct RetrieveVectorStoreFileContent {
    call: Call,
}

impl RetrieveVectorStoreFileContent {
    pub(super) fn new(
        client: &Client,
        vector_store_id: impl AsRef<str>,
        file_id: impl AsRef<str>,
    ) -> Self {
        Self {
            call: Call::new(client.inner(), &RETRIEVE_VECTOR_STORE_FILE_CONTENT)
                .path("vector_store_id", vector_store_id.as_ref())
                .path("file_id", file_id.as_ref()),
        }
    }

    fn into_call(self) -> Call {
        self.call
    }
}

call! { RetrieveVectorStoreFileContent -> VectorStoreFileContentResponse }
crate::client::call_options! { RetrieveVectorStoreFileContent }
