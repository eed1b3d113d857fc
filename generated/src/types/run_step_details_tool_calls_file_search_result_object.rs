//! The schema `RunStepDetailsToolCallsFileSearchResultObject` and what is inside it.

use openapi_loom_runtime::{object, open_enum};

object! {
    /// A file in which the search found something.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunStepDetailsToolCallsFileSearchResultObject {
        /// Id of the file.
        #[wire(corrected = "file_id")]
        pub file_id: String,
        /// Name of the file.
        #[wire(corrected = "file_name")]
        pub file_name: String,
        /// How well the result matches; 1 is best.
        ///
        /// 0 to 1.
        #[wire(corrected = "score")]
        pub score: f64,
        /// Passages that were found; absent unless asked for with `include[]`.
        #[wire(optional = "content")]
        pub content: Option<Vec<RunStepDetailsToolCallsFileSearchResultObjectContentItem>>,
    }
}

object! {
    /// A passage that was found.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunStepDetailsToolCallsFileSearchResultObjectContentItem {
        /// Marks text.
        #[wire(optional = "type")]
        pub r#type: Option<RunStepDetailsToolCallsFileSearchResultObjectContentItemType>,
        /// The passage.
        #[wire(optional = "text")]
        pub text: Option<String>,
    }
}

open_enum! {
    /// Marks text.
    pub enum RunStepDetailsToolCallsFileSearchResultObjectContentItemType {
        Text = "text",
    }
}
