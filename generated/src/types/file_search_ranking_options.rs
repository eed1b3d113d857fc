//! The schema `FileSearchRankingOptions` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::{IntoOptional, IntoValue};

use crate::types::FileSearchRanker;

object! {
    /// How file search ranks its results.
    #[extra(extra)]
    #[derive(Default)]
    pub struct FileSearchRankingOptions {
        /// Ranking algorithm; `auto` when absent.
        #[wire(optional = "ranker")]
        pub ranker: Option<FileSearchRanker>,
        /// Results that score lower are dropped; 0 keeps all.
        ///
        /// 0 to 1.
        #[wire(corrected = "score_threshold")]
        pub score_threshold: f64,
    }
}

impl FileSearchRankingOptions {
    /// A `FileSearchRankingOptions` of what it requires.
    pub fn new<M>(score_threshold: impl IntoValue<f64, M>) -> Self {
        Self {
            ranker: None,
            score_threshold: score_threshold.into_value(),
            extra: Default::default(),
        }
    }

    /// Sets [`ranker`](Self::ranker).
    #[must_use]
    pub fn ranker<M>(mut self, ranker: impl IntoOptional<FileSearchRanker, M>) -> Self {
        self.ranker = ranker.into_optional();
        self
    }
}
