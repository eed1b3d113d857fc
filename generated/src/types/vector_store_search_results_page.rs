//! The schema `VectorStoreSearchResultsPage` and what is inside it.

use openapi_loom_runtime::{object, union};
use openapi_loom_runtime::value::Constant;

use crate::types::VectorStoreSearchResultItem;

object! {
    /// What a search found.
    ///
    /// The document allows no other properties.
    #[extra(extra)]
    #[derive(Default)]
    pub struct VectorStoreSearchResultsPage {
        /// Marks the results of a search.
        ///
        /// Always `vector_store.search_results.page`.
        #[wire(corrected = "object")]
        #[always = "vector_store.search_results.page"]
        pub object: Constant<Self>,
        /// The text that was searched for, or several, as the server put it.
        #[wire(corrected = "search_query")]
        pub search_query: VectorStoreSearchResultsPageSearchQuery,
        /// The results, the best first.
        #[wire(corrected = "data")]
        pub data: Vec<VectorStoreSearchResultItem>,
        /// Whether there are more results.
        #[wire(corrected = "has_more")]
        pub has_more: bool,
        /// What stands for the next page, if there is one.
        #[wire(nullable = "next_page")]
        pub next_page: Option<String>,
    }
}

union! {
    /// The text that was searched for, or several, as the server put it.
    #[expected = "a string or a list"]
    pub enum VectorStoreSearchResultsPageSearchQuery {
        /// A string.
        Text(String) = string,
        /// A list.
        List(Vec<String>) = items,
    }
}
