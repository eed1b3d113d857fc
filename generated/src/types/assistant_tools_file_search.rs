//! The schema `AssistantToolsFileSearch` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::{Constant, IntoOptional};

use crate::types::FileSearchRankingOptions;

object! {
    /// Lets the assistant search the vector stores it has access to.
    #[extra(extra)]
    #[derive(Default)]
    pub struct AssistantToolsFileSearch {
        /// Marks file search.
        ///
        /// Always `file_search`.
        #[wire(corrected = "type")]
        #[always = "file_search"]
        pub r#type: Constant<Self>,
        /// Settings of the search; the server's own apply when absent.
        #[wire(optional = "file_search")]
        pub file_search: Option<AssistantToolsFileSearchFileSearch>,
    }
}

impl AssistantToolsFileSearch {
    /// An `AssistantToolsFileSearch` with nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets [`file_search`](Self::file_search).
    #[must_use]
    pub fn file_search<M>(
        mut self,
        file_search: impl IntoOptional<AssistantToolsFileSearchFileSearch, M>,
    ) -> Self {
        self.file_search = file_search.into_optional();
        self
    }
}

openapi_loom_runtime::converts! {
    super::AssistantToolsFileSearchTypeOnly => AssistantToolsFileSearch, |value| {
        Self::empty()
    }
}

object! {
    /// Settings of the search; the server's own apply when absent.
    #[extra(extra)]
    #[derive(Default)]
    pub struct AssistantToolsFileSearchFileSearch {
        /// Most results a search returns. Fewer come back when few match or the token budget is small.
        /// When absent, 20, or 5 for `gpt-3.5-turbo`.
        ///
        /// 1 to 50.
        #[wire(optional = "max_num_results")]
        pub max_num_results: Option<i64>,
        /// How results are scored and which are dropped. When absent, the `auto` ranker with a
        /// threshold of 0.
        #[wire(optional = "ranking_options")]
        pub ranking_options: Option<FileSearchRankingOptions>,
    }
}

impl AssistantToolsFileSearchFileSearch {
    /// An `AssistantToolsFileSearchFileSearch` with nothing set.
    pub fn new() -> Self {
        Self::default()
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

    /// Sets [`ranking_options`](Self::ranking_options).
    #[must_use]
    pub fn ranking_options<M>(
        mut self,
        ranking_options: impl IntoOptional<FileSearchRankingOptions, M>,
    ) -> Self {
        self.ranking_options = ranking_options.into_optional();
        self
    }
}
