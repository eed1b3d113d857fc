//! The schema `RunToolCallObject` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

object! {
    /// A function call that a run asks the caller to make.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunToolCallObject {
        /// Id of the call; send it back as `tool_call_id` with the output.
        #[wire(corrected = "id")]
        pub id: String,
        /// Marks a function call.
        ///
        /// Always `function`.
        #[wire(corrected = "type")]
        #[always = "function"]
        pub r#type: Constant<Self>,
        /// The function to call.
        #[wire(corrected = "function")]
        pub function: RunToolCallObjectFunction,
    }
}

object! {
    /// The function to call.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunToolCallObjectFunction {
        /// Name of the function.
        #[wire(corrected = "name")]
        pub name: String,
        /// Arguments as JSON text, as the model wrote them. Validate before use.
        #[wire(corrected = "arguments")]
        pub arguments: String,
    }
}
