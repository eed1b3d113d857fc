//! The schema `RunStepDetailsToolCallsFileSearchObject` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

use crate::types::{
    RunStepDetailsToolCallsFileSearchRankingOptionsObject,
    RunStepDetailsToolCallsFileSearchResultObject,
};

object! {
    /// A call of file search.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunStepDetailsToolCallsFileSearchObject {
        /// Id of the tool call.
        #[wire(corrected = "id")]
        pub id: String,
        /// Marks a file search call.
        ///
        /// Always `file_search`.
        #[wire(corrected = "type")]
        #[always = "file_search"]
        pub r#type: Constant<Self>,
        /// How the search was ranked and what it found.
        #[wire(corrected = "file_search")]
        pub file_search: RunStepDetailsToolCallsFileSearchObjectFileSearch,
    }
}

object! {
    /// How the search was ranked and what it found.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunStepDetailsToolCallsFileSearchObjectFileSearch {
        /// How the results were ranked.
        #[wire(optional = "ranking_options")]
        pub ranking_options: Option<RunStepDetailsToolCallsFileSearchRankingOptionsObject>,
        /// What the search found.
        #[wire(optional = "results")]
        pub results: Option<Vec<RunStepDetailsToolCallsFileSearchResultObject>>,
    }
}
