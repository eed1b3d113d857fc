//! The schema `RunStepDetailsToolCallsObject` and what is inside it.

use openapi_loom_runtime::{object, tagged_union};
use openapi_loom_runtime::value::Constant;

use crate::types::{
    RunStepDetailsToolCallsCodeObject, RunStepDetailsToolCallsFileSearchObject,
    RunStepDetailsToolCallsFunctionObject,
};

object! {
    /// Details of a step that calls tools.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunStepDetailsToolCallsObject {
        /// Marks tool calls.
        ///
        /// Always `tool_calls`.
        #[wire(corrected = "type")]
        #[always = "tool_calls"]
        pub r#type: Constant<Self>,
        /// The calls made in this step.
        #[wire(corrected = "tool_calls")]
        pub tool_calls: Vec<RunStepDetailsToolCallsObjectToolCall>,
    }
}

tagged_union! {
    /// A call of a tool.
    #[tag = "type"]
    pub enum RunStepDetailsToolCallsObjectToolCall {
        /// `code_interpreter`
        CodeInterpreter(RunStepDetailsToolCallsCodeObject) = "code_interpreter",
        /// `file_search`
        FileSearch(RunStepDetailsToolCallsFileSearchObject) = "file_search",
        /// `function`
        Function(RunStepDetailsToolCallsFunctionObject) = "function",
    }

    impl RunStepDetailsToolCallsObjectToolCall {
        /// Returns `id` of whichever variant this is.
        ///
        /// Id of the tool call.
        pub fn id(&self) -> Option<&str> {
            shared("id")
        }

        /// Returns `type` of whichever variant this is.
        pub fn r#type(&self) -> Option<&str> {
            shared("type")
        }
    }
}
