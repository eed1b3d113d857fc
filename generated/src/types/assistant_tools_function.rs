//! The schema `AssistantToolsFunction` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::{Constant, IntoValue};

use crate::types::FunctionObject;

object! {
    /// A function of the caller's program that the assistant may ask to be called.
    #[extra(extra)]
    #[derive(Default)]
    pub struct AssistantToolsFunction {
        /// Marks a function.
        ///
        /// Always `function`.
        #[wire(corrected = "type")]
        #[always = "function"]
        pub r#type: Constant<Self>,
        /// Name, purpose and arguments of the function.
        #[wire(corrected = "function")]
        pub function: FunctionObject,
    }
}

impl AssistantToolsFunction {
    /// An `AssistantToolsFunction` of what it requires, with `type` = `function`.
    pub fn new<M>(function: impl IntoValue<FunctionObject, M>) -> Self {
        Self {
            r#type: Constant::default(),
            function: function.into_value(),
            extra: Default::default(),
        }
    }
}
