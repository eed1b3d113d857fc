//! The schema `AssistantToolsCode` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

object! {
    /// Lets the assistant write Python code and execute it in a sandbox.
    #[extra(extra)]
    #[derive(Default)]
    pub struct AssistantToolsCode {
        /// Marks the code interpreter.
        ///
        /// Always `code_interpreter`.
        #[wire(corrected = "type")]
        #[always = "code_interpreter"]
        pub r#type: Constant<Self>,
    }
}

impl AssistantToolsCode {
    /// An `AssistantToolsCode` with nothing set.
    pub fn new() -> Self {
        Self::default()
    }
}
