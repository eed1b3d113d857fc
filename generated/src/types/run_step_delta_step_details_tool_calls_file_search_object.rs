//! The schema `RunStepDeltaStepDetailsToolCallsFileSearchObject` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;
use serde_json::{Map, Value};

object! {
    /// Streamed piece of a file search call.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunStepDeltaStepDetailsToolCallsFileSearchObject {
        /// Number of the tool call that the piece belongs to, from 0.
        #[wire(corrected = "index")]
        pub index: i64,
        /// Id of the tool call; usually only in its first piece.
        #[wire(optional = "id")]
        pub id: Option<String>,
        /// Marks a file search call.
        ///
        /// Always `file_search`.
        #[wire(corrected = "type")]
        #[always = "file_search"]
        pub r#type: Constant<Self>,
        /// An object whose keys are not fixed; empty so far.
        #[wire(corrected = "file_search")]
        pub file_search: Map<String, Value>,
    }
}
