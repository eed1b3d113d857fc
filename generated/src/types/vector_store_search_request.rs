//! The schema `VectorStoreSearchRequest` and what is inside it.

use openapi_loom_runtime::{object, open_enum, tagged_union, union};
use openapi_loom_runtime::value::{IntoOptional, IntoValue};

use crate::types::{ComparisonFilter, CompoundFilter};

object! {
    /// A search in a vector store.
    ///
    /// The document allows no other properties.
    pub struct VectorStoreSearchRequest {
        /// What to search for.
        #[wire(required = "query")]
        pub query: VectorStoreSearchRequestQuery,
        /// Whether the server may put the query in words that suit the search better.
        ///
        /// Default: `false`.
        #[wire(optional = "rewrite_query")]
        pub rewrite_query: Option<bool>,
        /// Most results to return.
        ///
        /// 1 to 50. Default: `10`.
        #[wire(optional = "max_num_results")]
        pub max_num_results: Option<i64>,
        /// Which files to search, by their attributes.
        #[wire(optional = "filters")]
        pub filters: Option<VectorStoreSearchRequestFilters>,
        /// How results are scored and which are dropped.
        #[wire(optional = "ranking_options")]
        pub ranking_options: Option<VectorStoreSearchRequestRankingOptions>,
    }
}

impl VectorStoreSearchRequest {
    /// A `VectorStoreSearchRequest` of what it requires.
    pub fn new<M>(query: impl IntoValue<VectorStoreSearchRequestQuery, M>) -> Self {
        Self {
            query: query.into_value(),
            rewrite_query: None,
            max_num_results: None,
            filters: None,
            ranking_options: None,
        }
    }

    /// Sets [`rewrite_query`](Self::rewrite_query).
    #[must_use]
    pub fn rewrite_query(mut self, rewrite_query: impl Into<Option<bool>>) -> Self {
        self.rewrite_query = rewrite_query.into();
        self
    }

    /// Sets [`max_num_results`](Self::max_num_results).
    #[must_use]
    pub fn max_num_results<M>(
        mut self,
        max_num_results: impl IntoOptional<i64, M>,
    ) -> Self {
        self.max_num_results = max_num_results.into_optional();
        self
    }

    /// Sets [`filters`](Self::filters).
    #[must_use]
    pub fn filters<M>(
        mut self,
        filters: impl IntoOptional<VectorStoreSearchRequestFilters, M>,
    ) -> Self {
        self.filters = filters.into_optional();
        self
    }

    /// Sets [`ranking_options`](Self::ranking_options).
    #[must_use]
    pub fn ranking_options<M>(
        mut self,
        ranking_options: impl IntoOptional<VectorStoreSearchRequestRankingOptions, M>,
    ) -> Self {
        self.ranking_options = ranking_options.into_optional();
        self
    }
}

tagged_union! {
    /// Which files to search, by their attributes.
    #[tag = "type"]
    pub enum VectorStoreSearchRequestFilters {
        /// `eq`, `ne`, `gt`, `gte`, `lt`, `lte`, `in`, `nin`
        #[doc(alias = "eq")]
        ComparisonFilter(
            ComparisonFilter,
        ) = "eq" | "ne" | "gt" | "gte" | "lt" | "lte" | "in" | "nin",
        /// `and`, `or`
        #[doc(alias = "and")]
        CompoundFilter(CompoundFilter) = "and" | "or",
    }

    impl VectorStoreSearchRequestFilters {
        /// Returns `type` of whichever variant this is.
        pub fn r#type(&self) -> Option<&str> {
            shared("type")
        }
    }
}

union! {
    /// What to search for.
    #[expected = "a string or a list"]
    pub enum VectorStoreSearchRequestQuery {
        /// A string.
        Text(String) = string,
        /// A list. Each item: One of several things to search for.
        List(Vec<String>) = items,
    }
}

object! {
    /// How results are scored and which are dropped.
    ///
    /// The document allows no other properties.
    #[derive(Default)]
    pub struct VectorStoreSearchRequestRankingOptions {
        /// What ranks the results; `none` leaves them as they are, which is faster.
        ///
        /// Default: `auto`.
        #[wire(optional = "ranker")]
        pub ranker: Option<VectorStoreSearchRequestRankingOptionsRanker>,
        /// Lowest score that a result may have.
        ///
        /// 0 to 1. Default: `0`.
        #[wire(optional = "score_threshold")]
        pub score_threshold: Option<f64>,
    }
}

impl VectorStoreSearchRequestRankingOptions {
    /// A `VectorStoreSearchRequestRankingOptions` with nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets [`ranker`](Self::ranker).
    #[must_use]
    pub fn ranker<M>(
        mut self,
        ranker: impl IntoOptional<VectorStoreSearchRequestRankingOptionsRanker, M>,
    ) -> Self {
        self.ranker = ranker.into_optional();
        self
    }

    /// Sets [`score_threshold`](Self::score_threshold).
    #[must_use]
    pub fn score_threshold<M>(
        mut self,
        score_threshold: impl IntoOptional<f64, M>,
    ) -> Self {
        self.score_threshold = score_threshold.into_optional();
        self
    }
}

open_enum! {
    /// What ranks the results; `none` leaves them as they are, which is faster.
    ///
    /// Default: `auto`.
    pub enum VectorStoreSearchRequestRankingOptionsRanker {
        None = "none",
        Auto = "auto",
        Default20241115 = "default-2024-11-15",
    }
}
