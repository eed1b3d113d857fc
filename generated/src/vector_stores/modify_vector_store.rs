//! `POST /vector_stores/{vector_store_id}`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation};
use openapi_loom_runtime::value::{IntoNullable, IntoNullableMap};

use crate::Client;
use crate::types::{UpdateVectorStoreRequest, VectorStoreExpirationAfter, VectorStoreObject};

/// `POST /vector_stores/{vector_store_id}`
pub(crate) static MODIFY_VECTOR_STORE: Operation = Operation::new(
        "modifyVectorStore",
        Method::POST,
        "/vector_stores/{vector_store_id}",
    )
    .headers(&[("OpenAI-Beta", "assistants=v2")]);

/// A call of [`modify_vector_store`](super::VectorStores::modify_vector_store).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct ModifyVectorStore {
    call: Call,
    body: UpdateVectorStoreRequest,
}

impl ModifyVectorStore {
    pub(super) fn new(
        client: &Client,
        vector_store_id: impl AsRef<str>,
        body: UpdateVectorStoreRequest,
    ) -> Self {
        Self {
            call: Call::new(client.inner(), &MODIFY_VECTOR_STORE)
                .path("vector_store_id", vector_store_id.as_ref()),
            body,
        }
    }

    /// Name of the vector store.
    pub fn name<M>(mut self, value: impl IntoNullable<String, M>) -> Self {
        self.body = self.body.name(value);
        self
    }

    /// When the server deletes the vector store of its own accord; null keeps it for good.
    pub fn expires_after<M>(
        mut self,
        value: impl IntoNullable<VectorStoreExpirationAfter, M>,
    ) -> Self {
        self.body = self.body.expires_after(value);
        self
    }

    /// Notes of the caller's own to store with the vector store.
    pub fn metadata<M>(mut self, value: impl IntoNullableMap<String, M>) -> Self {
        self.body = self.body.metadata(value);
        self
    }

    fn into_call(self) -> Call {
        self.call.json(&self.body)
    }
}

call! { ModifyVectorStore -> VectorStoreObject }
crate::client::call_options! { ModifyVectorStore }
