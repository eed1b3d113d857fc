//! What is inside the operation `getRunStep`.

use openapi_loom_runtime::open_enum;

open_enum! {
    /// What `getRunStep.include[].item` holds.
    pub enum GetRunStepIncludeItem {
        StepDetailsToolCallsFileSearchResultsContent = "step_details.tool_calls[*].file_search.results[*].content",
    }
}
