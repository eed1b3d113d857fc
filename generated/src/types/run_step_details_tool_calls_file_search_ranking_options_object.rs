//! The schema `RunStepDetailsToolCallsFileSearchRankingOptionsObject` and what is inside it.

use openapi_loom_runtime::object;

use crate::types::FileSearchRanker;

object! {
    /// How a file search ranked its results.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunStepDetailsToolCallsFileSearchRankingOptionsObject {
        /// Ranking algorithm used.
        #[wire(corrected = "ranker")]
        pub ranker: FileSearchRanker,
        /// Results with a lower score were dropped.
        ///
        /// 0 to 1.
        #[wire(corrected = "score_threshold")]
        pub score_threshold: f64,
    }
}
