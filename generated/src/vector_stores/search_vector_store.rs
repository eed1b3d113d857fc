//! `POST /vector_stores/{vector_store_id}/search`

use openapi_loom_runtime::call;
use openapi_loom_runtime::http::{Call, Method, Operation};
use openapi_loom_runtime::value::IntoOptional;

use crate::Client;
use crate::types::{
    VectorStoreSearchRequest, VectorStoreSearchRequestFilters,
    VectorStoreSearchRequestRankingOptions, VectorStoreSearchResultsPage,
};

/// `POST /vector_stores/{vector_store_id}/search`
pub(crate) static SEARCH_VECTOR_STORE: Operation = Operation::new(
        "searchVectorStore",
        Method::POST,
        "/vector_stores/{vector_store_id}/search",
    )
    .headers(&[("OpenAI-Beta", "assistants=v2")]);

/// A call of [`search_vector_store`](super::VectorStores::search_vector_store).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before it is awaited"]
pub struct SearchVectorStore {
    call: Call,
    body: VectorStoreSearchRequest,
}

impl SearchVectorStore {
    pub(super) fn new(
        client: &Client,
        vector_store_id: impl AsRef<str>,
        body: VectorStoreSearchRequest,
    ) -> Self {
        Self {
            call: Call::new(client.inner(), &SEARCH_VECTOR_STORE)
                .path("vector_store_id", vector_store_id.as_ref()),
            body,
        }
    }

    /// Whether the server may put the query in words that suit the search better.
    ///
    /// Default: `false`.
    pub fn rewrite_query(mut self, value: impl Into<Option<bool>>) -> Self {
        self.body = self.body.rewrite_query(value);
        self
    }

    /// Most results to return.
    ///
    /// 1 to 50. Default: `10`.
    pub fn max_num_results<M>(mut self, value: impl IntoOptional<i64, M>) -> Self {
        self.body = self.body.max_num_results(value);
        self
    }

    /// Which files to search, by their attributes.
    pub fn filters<M>(
        mut self,
        value: impl IntoOptional<VectorStoreSearchRequestFilters, M>,
    ) -> Self {
        self.body = self.body.filters(value);
        self
    }

    /// How results are scored and which are dropped.
    pub fn ranking_options<M>(
        mut self,
        value: impl IntoOptional<VectorStoreSearchRequestRankingOptions, M>,
    ) -> Self {
        self.body = self.body.ranking_options(value);
        self
    }

    fn into_call(self) -> Call {
        self.call.json(&self.body)
    }
}

call! { SearchVectorStore -> VectorStoreSearchResultsPage }
crate::client::call_options! { SearchVectorStore }
