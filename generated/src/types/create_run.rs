//! What is inside the operation `createRun`.

use openapi_loom_runtime::open_enum;

open_enum! {
    /// What `createRun.include[].item` holds.
    pub enum CreateRunIncludeItem {
        StepDetailsToolCallsFileSearchResultsContent = "step_details.tool_calls[*].file_search.results[*].content",
    }
}
