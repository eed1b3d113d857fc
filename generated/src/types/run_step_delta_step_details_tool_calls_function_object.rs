//! The schema `RunStepDeltaStepDetailsToolCallsFunctionObject` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

object! {
    /// Streamed piece of a function call.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunStepDeltaStepDetailsToolCallsFunctionObject {
        /// Number of the tool call that the piece belongs to, from 0.
        #[wire(corrected = "index")]
        pub index: i64,
        /// Id of the tool call; usually only in its first piece.
        #[wire(optional = "id")]
        pub id: Option<String>,
        /// Marks a function call.
        ///
        /// Always `function`.
        #[wire(corrected = "type")]
        #[always = "function"]
        pub r#type: Constant<Self>,
        /// What is new in the call.
        #[wire(optional = "function")]
        pub function: Option<RunStepDeltaStepDetailsToolCallsFunctionObjectFunction>,
    }
}

object! {
    /// What is new in the call.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunStepDeltaStepDetailsToolCallsFunctionObjectFunction {
        /// Name of the function; usually only in the first piece.
        #[wire(optional = "name")]
        pub name: Option<String>,
        /// Characters to append to the arguments, which are JSON only once complete.
        #[wire(optional = "arguments")]
        pub arguments: Option<String>,
        /// Output the caller submitted; null until then.
        #[wire(optional = "output")]
        pub output: Option<String>,
    }
}
