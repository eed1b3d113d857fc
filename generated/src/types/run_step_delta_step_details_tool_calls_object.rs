//! The schema `RunStepDeltaStepDetailsToolCallsObject` and what is inside it.

use openapi_loom_runtime::{object, tagged_union};
use openapi_loom_runtime::value::Constant;

use crate::types::{
    RunStepDeltaStepDetailsToolCallsCodeObject, RunStepDeltaStepDetailsToolCallsFileSearchObject,
    RunStepDeltaStepDetailsToolCallsFunctionObject,
};

object! {
    /// Streamed details of a step that calls tools.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunStepDeltaStepDetailsToolCallsObject {
        /// Marks tool calls.
        ///
        /// Always `tool_calls`.
        #[wire(corrected = "type")]
        #[always = "tool_calls"]
        pub r#type: Constant<Self>,
        /// Pieces of tool calls, each placed by its `index`.
        #[wire(optional = "tool_calls")]
        pub tool_calls: Option<Vec<RunStepDeltaStepDetailsToolCallsObjectToolCall>>,
    }
}

tagged_union! {
    /// Streamed piece of a tool call.
    #[tag = "type"]
    pub enum RunStepDeltaStepDetailsToolCallsObjectToolCall {
        /// `code_interpreter`
        CodeInterpreter(RunStepDeltaStepDetailsToolCallsCodeObject) = "code_interpreter",
        /// `file_search`
        FileSearch(RunStepDeltaStepDetailsToolCallsFileSearchObject) = "file_search",
        /// `function`
        Function(RunStepDeltaStepDetailsToolCallsFunctionObject) = "function",
    }

    impl RunStepDeltaStepDetailsToolCallsObjectToolCall {
        /// Returns `index` of whichever variant this is.
        ///
        /// Number of the tool call that the piece belongs to, from 0.
        pub fn index(&self) -> Option<i64> {
            shared("index")
        }

        /// Returns `id` of whichever variant this is.
        ///
        /// Id of the tool call; usually only in its first piece.
        pub fn id(&self) -> Option<&str> {
            shared("id")
        }

        /// Returns `type` of whichever variant this is.
        pub fn r#type(&self) -> Option<&str> {
            shared("type")
        }
    }
}
