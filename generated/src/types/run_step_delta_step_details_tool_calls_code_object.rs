//! The schema `RunStepDeltaStepDetailsToolCallsCodeObject` and what is inside it.

use openapi_loom_runtime::{object, tagged_union};
use openapi_loom_runtime::value::Constant;

use crate::types::{
    RunStepDeltaStepDetailsToolCallsCodeOutputImageObject,
    RunStepDeltaStepDetailsToolCallsCodeOutputLogsObject,
};

object! {
    /// Streamed piece of a code interpreter call.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunStepDeltaStepDetailsToolCallsCodeObject {
        /// Number of the tool call that the piece belongs to, from 0.
        #[wire(corrected = "index")]
        pub index: i64,
        /// Id of the tool call; usually only in its first piece.
        #[wire(optional = "id")]
        pub id: Option<String>,
        /// Marks a code interpreter call.
        ///
        /// Always `code_interpreter`.
        #[wire(corrected = "type")]
        #[always = "code_interpreter"]
        pub r#type: Constant<Self>,
        /// What is new in the code and its outputs.
        #[wire(optional = "code_interpreter")]
        pub code_interpreter: Option<
            RunStepDeltaStepDetailsToolCallsCodeObjectCodeInterpreter,
        >,
    }
}

object! {
    /// What is new in the code and its outputs.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunStepDeltaStepDetailsToolCallsCodeObjectCodeInterpreter {
        /// Code to append to the input so far.
        #[wire(optional = "input")]
        pub input: Option<String>,
        /// Pieces of output, each placed by its `index`.
        #[wire(optional = "outputs")]
        pub outputs: Option<
            Vec<RunStepDeltaStepDetailsToolCallsCodeObjectCodeInterpreterOutput>,
        >,
    }
}

tagged_union! {
    /// Streamed piece of what the code produced.
    #[tag = "type"]
    pub enum RunStepDeltaStepDetailsToolCallsCodeObjectCodeInterpreterOutput {
        /// `logs`
        Logs(RunStepDeltaStepDetailsToolCallsCodeOutputLogsObject) = "logs",
        /// `image`
        Image(RunStepDeltaStepDetailsToolCallsCodeOutputImageObject) = "image",
    }

    impl RunStepDeltaStepDetailsToolCallsCodeObjectCodeInterpreterOutput {
        /// Returns `index` of whichever variant this is.
        ///
        /// Number of the output that the piece belongs to, from 0.
        pub fn index(&self) -> Option<i64> {
            shared("index")
        }

        /// Returns `type` of whichever variant this is.
        pub fn r#type(&self) -> Option<&str> {
            shared("type")
        }
    }
}
