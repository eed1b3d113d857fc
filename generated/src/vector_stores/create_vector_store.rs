//! `POST /vector_stores`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation, Poll};
use openapi_loom_runtime::value::{IntoNullableMap, IntoOptional, IntoOptionalList};

use crate::Client;
use crate::types::{
    CreateVectorStoreRequest, CreateVectorStoreRequestChunkingStrategy, VectorStoreExpirationAfter,
    VectorStoreObject,
};
use crate::vector_stores::get_vector_store::GET_VECTOR_STORE;

/// `POST /vector_stores`
pub(crate) static CREATE_VECTOR_STORE: Operation = Operation::new(
        "createVectorStore",
        Method::POST,
        "/vector_stores",
    )
    .headers(&[("OpenAI-Beta", "assistants=v2")]);

/// A call of [`create_vector_store`](super::VectorStores::create_vector_store).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct CreateVectorStore {
    call: Call,
    body: CreateVectorStoreRequest,
}

impl CreateVectorStore {
    pub(super) fn new(client: &Client, body: CreateVectorStoreRequest) -> Self {
        Self {
            call: Call::new(client.inner(), &CREATE_VECTOR_STORE),
            body,
        }
    }

    /// Ids of files to index at once.
    ///
    /// At most 500 items.
    pub fn file_ids<M>(mut self, value: impl IntoOptionalList<String, M>) -> Self {
        self.body = self.body.file_ids(value);
        self
    }

    /// Name of the vector store.
    pub fn name<M>(mut self, value: impl IntoOptional<String, M>) -> Self {
        self.body = self.body.name(value);
        self
    }

    /// What the vector store is for.
    pub fn description<M>(mut self, value: impl IntoOptional<String, M>) -> Self {
        self.body = self.body.description(value);
        self
    }

    /// When the server deletes the vector store of its own accord.
    pub fn expires_after<M>(
        mut self,
        value: impl IntoOptional<VectorStoreExpirationAfter, M>,
    ) -> Self {
        self.body = self.body.expires_after(value);
        self
    }

    /// How the files of `file_ids` are cut into chunks; `auto` when absent.
    pub fn chunking_strategy<M>(
        mut self,
        value: impl IntoOptional<CreateVectorStoreRequestChunkingStrategy, M>,
    ) -> Self {
        self.body = self.body.chunking_strategy(value);
        self
    }

    /// Notes of the caller's own to store with the vector store.
    pub fn metadata<M>(mut self, value: impl IntoNullableMap<String, M>) -> Self {
        self.body = self.body.metadata(value);
        self
    }

    /// Makes the call, then asks for its result until that has come to an
    /// end.
    pub fn poll(self) -> Poll<VectorStoreObject> {
        Poll::new(
            self.into_call(),
            &GET_VECTOR_STORE,
            |call, result| call.path("vector_store_id", &result.id),
            |result| result.status.as_str(),
            &["expired", "completed"],
        )
    }

    fn into_call(self) -> Call {
        self.call.json(&self.body)
    }
}

call! { CreateVectorStore -> VectorStoreObject }
crate::client::call_options! { CreateVectorStore }
