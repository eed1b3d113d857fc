//! The schema `RunStepDeltaStepDetailsToolCallsCodeOutputLogsObject` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

object! {
    /// Streamed text output of executed code.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunStepDeltaStepDetailsToolCallsCodeOutputLogsObject {
        /// Number of the output that the piece belongs to, from 0.
        #[wire(corrected = "index")]
        pub index: i64,
        /// Marks text output.
        ///
        /// Always `logs`.
        #[wire(corrected = "type")]
        #[always = "logs"]
        pub r#type: Constant<Self>,
        /// Text to append to the output so far.
        #[wire(optional = "logs")]
        pub logs: Option<String>,
    }
}
