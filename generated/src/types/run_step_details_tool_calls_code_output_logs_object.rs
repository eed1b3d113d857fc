//! The schema `RunStepDetailsToolCallsCodeOutputLogsObject` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

object! {
    /// Text output of executed code.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunStepDetailsToolCallsCodeOutputLogsObject {
        /// Marks text output.
        ///
        /// Always `logs`.
        #[wire(corrected = "type")]
        #[always = "logs"]
        pub r#type: Constant<Self>,
        /// The text.
        #[wire(corrected = "logs")]
        pub logs: String,
    }
}
