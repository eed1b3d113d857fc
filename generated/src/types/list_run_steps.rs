//! What is inside the operation `listRunSteps`.

use openapi_loom_runtime::open_enum;

open_enum! {
    /// What `listRunSteps.include[].item` holds.
    pub enum ListRunStepsIncludeItem {
        StepDetailsToolCallsFileSearchResultsContent = "step_details.tool_calls[*].file_search.results[*].content",
    }
}

open_enum! {
    /// What `listRunSteps.order` holds. Default: `desc`.
    pub enum ListRunStepsOrder {
        Asc = "asc",
        Desc = "desc",
    }
}
