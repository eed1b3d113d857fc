//! The schema `RunStepDetailsToolCallsCodeObject` and what is inside it.

use openapi_loom_runtime::{object, tagged_union};
use openapi_loom_runtime::value::Constant;

use crate::types::{
    RunStepDetailsToolCallsCodeOutputImageObject, RunStepDetailsToolCallsCodeOutputLogsObject,
};

object! {
    /// A call of the code interpreter.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunStepDetailsToolCallsCodeObject {
        /// Id of the tool call.
        #[wire(corrected = "id")]
        pub id: String,
        /// Marks a code interpreter call.
        ///
        /// Always `code_interpreter`.
        #[wire(corrected = "type")]
        #[always = "code_interpreter"]
        pub r#type: Constant<Self>,
        /// The code and what it produced.
        #[wire(corrected = "code_interpreter")]
        pub code_interpreter: RunStepDetailsToolCallsCodeObjectCodeInterpreter,
    }
}

object! {
    /// The code and what it produced.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunStepDetailsToolCallsCodeObjectCodeInterpreter {
        /// The code that was executed.
        #[wire(corrected = "input")]
        pub input: String,
        /// Text and images that the code produced, in order.
        #[wire(corrected = "outputs")]
        pub outputs: Vec<RunStepDetailsToolCallsCodeObjectCodeInterpreterOutput>,
    }
}

tagged_union! {
    /// Something the code produced.
    #[tag = "type"]
    pub enum RunStepDetailsToolCallsCodeObjectCodeInterpreterOutput {
        /// `logs`
        Logs(RunStepDetailsToolCallsCodeOutputLogsObject) = "logs",
        /// `image`
        Image(RunStepDetailsToolCallsCodeOutputImageObject) = "image",
    }

    impl RunStepDetailsToolCallsCodeObjectCodeInterpreterOutput {
        /// Returns `type` of whichever variant this is.
        pub fn r#type(&self) -> Option<&str> {
            shared("type")
        }
    }
}
