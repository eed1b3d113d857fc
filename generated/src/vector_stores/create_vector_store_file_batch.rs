//! `POST /vector_stores/{vector_store_id}/file_batches`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation, Poll};
use openapi_loom_runtime::value::{IntoNullableMap, IntoOptional, IntoOptionalList};

use crate::Client;
use crate::types::{
    ChunkingStrategyRequestParam, CreateVectorStoreFileBatchRequest, CreateVectorStoreFileRequest,
    VectorStoreFileAttributesItem, VectorStoreFileBatchObject,
};
use crate::vector_stores::get_vector_store_file_batch::GET_VECTOR_STORE_FILE_BATCH;

/// `POST /vector_stores/{vector_store_id}/file_batches`
pub(crate) static CREATE_VECTOR_STORE_FILE_BATCH: Operation = Operation::new(
        "createVectorStoreFileBatch",
        Method::POST,
        "/vector_stores/{vector_store_id}/file_batches",
    )
    .headers(&[("OpenAI-Beta", "assistants=v2")]);

/// A call of [`create_vector_store_file_batch`](super::VectorStores::create_vector_store_file_batch).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct CreateVectorStoreFileBatch {
    call: Call,
    body: CreateVectorStoreFileBatchRequest,
}

impl CreateVectorStoreFileBatch {
    pub(super) fn new(
        client: &Client,
        vector_store_id: impl AsRef<str>,
        body: CreateVectorStoreFileBatchRequest,
    ) -> Self {
        Self {
            call: Call::new(client.inner(), &CREATE_VECTOR_STORE_FILE_BATCH)
                .path("vector_store_id", vector_store_id.as_ref()),
            body,
        }
    }

    /// Ids of the files, which all get the same attributes and are cut in the same way. Excludes
    /// `files`.
    ///
    /// 1 to 2000 items.
    pub fn file_ids<M>(mut self, value: impl IntoOptionalList<String, M>) -> Self {
        self.body = self.body.file_ids(value);
        self
    }

    /// The files, each with attributes and a chunking strategy of its own; those of the batch do
    /// not hold for them. Excludes `file_ids`.
    ///
    /// 1 to 2000 items.
    pub fn files<M>(
        mut self,
        value: impl IntoOptionalList<CreateVectorStoreFileRequest, M>,
    ) -> Self {
        self.body = self.body.files(value);
        self
    }

    /// How the files of `file_ids` are cut into chunks.
    pub fn chunking_strategy<M>(
        mut self,
        value: impl IntoOptional<ChunkingStrategyRequestParam, M>,
    ) -> Self {
        self.body = self.body.chunking_strategy(value);
        self
    }

    /// What searches can filter the files of `file_ids` by.
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
        self.call.json(&self.body)
    }
}

call! { CreateVectorStoreFileBatch -> VectorStoreFileBatchObject }
crate::client::call_options! { CreateVectorStoreFileBatch }
