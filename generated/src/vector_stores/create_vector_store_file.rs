//! `POST /vector_stores/{vector_store_id}/files`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation, Poll};
use openapi_loom_runtime::value::{IntoNullableMap, IntoOptional};

use crate::Client;
use crate::types::{
    ChunkingStrategyRequestParam, CreateVectorStoreFileRequest, VectorStoreFileAttributesItem,
    VectorStoreFileObject,
};
use crate::vector_stores::get_vector_store_file::GET_VECTOR_STORE_FILE;

/// `POST /vector_stores/{vector_store_id}/files`
pub(crate) static CREATE_VECTOR_STORE_FILE: Operation = Operation::new(
        "createVectorStoreFile",
        Method::POST,
        "/vector_stores/{vector_store_id}/files",
    )
    .headers(&[("OpenAI-Beta", "assistants=v2")]);

/// A call of [`create_vector_store_file`](super::VectorStores::create_vector_store_file).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct CreateVectorStoreFile {
    call: Call,
    body: CreateVectorStoreFileRequest,
}

impl CreateVectorStoreFile {
    pub(super) fn new(
        client: &Client,
        vector_store_id: impl AsRef<str>,
        body: CreateVectorStoreFileRequest,
    ) -> Self {
        Self {
            call: Call::new(client.inner(), &CREATE_VECTOR_STORE_FILE)
                .path("vector_store_id", vector_store_id.as_ref()),
            body,
        }
    }

    /// How the file is cut into chunks.
    pub fn chunking_strategy<M>(
        mut self,
        value: impl IntoOptional<ChunkingStrategyRequestParam, M>,
    ) -> Self {
        self.body = self.body.chunking_strategy(value);
        self
    }

    /// What searches can filter the file by.
    ///
    /// At most 16 keys.
    pub fn attributes<M>(
        mut self,
        value: impl IntoNullableMap<VectorStoreFileAttributesItem, M>,
    ) -> Self {
        self.body = self.body.attributes(value);
        self
    }

    /// Makes the call, then asks for its result until that has come to an
    /// end.
    pub fn poll(self) -> Poll<VectorStoreFileObject> {
        Poll::new(
            self.into_call(),
            &GET_VECTOR_STORE_FILE,
            |call, result| {
                call
                    .path("vector_store_id", &result.vector_store_id)
                    .path("file_id", &result.id)
            },
            |result| result.status.as_str(),
            &["completed", "cancelled", "failed"],
        )
    }

    fn into_call(self) -> Call {
        self.call.json(&self.body)
    }
}

call! { CreateVectorStoreFile -> VectorStoreFileObject }
crate::client::call_options! { CreateVectorStoreFile }
