//! The schema `RunStepDetailsToolCallsFunctionObject` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

object! {
    /// A call of one of the caller's functions.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunStepDetailsToolCallsFunctionObject {
        /// Id of the tool call.
        #[wire(corrected = "id")]
        pub id: String,
        /// Marks a function call.
        ///
        /// Always `function`.
        #[wire(corrected = "type")]
        #[always = "function"]
        pub r#type: Constant<Self>,
        /// The call and its output.
        #[wire(corrected = "function")]
        pub function: RunStepDetailsToolCallsFunctionObjectFunction,
    }
}

object! {
    /// The call and its output.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunStepDetailsToolCallsFunctionObjectFunction {
        /// Name of the function.
        #[wire(corrected = "name")]
        pub name: String,
        /// Arguments as JSON text, as the model wrote them.
        #[wire(corrected = "arguments")]
        pub arguments: String,
        /// Output the caller submitted; null until then.
        #[wire(nullable = "output")]
        pub output: Option<String>,
    }
}
