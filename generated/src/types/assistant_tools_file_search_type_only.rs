//! The schema `AssistantToolsFileSearchTypeOnly` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

object! {
    /// Names file search as a tool for an attached file, without settings.
    #[extra(extra)]
    #[derive(Default)]
    pub struct AssistantToolsFileSearchTypeOnly {
        /// Marks file search.
        ///
        /// Always `file_search`.
        #[wire(corrected = "type")]
        #[always = "file_search"]
        pub r#type: Constant<Self>,
    }
}

impl AssistantToolsFileSearchTypeOnly {
    /// An `AssistantToolsFileSearchTypeOnly` with nothing set.
    pub fn new() -> Self {
        Self::default()
    }
}
