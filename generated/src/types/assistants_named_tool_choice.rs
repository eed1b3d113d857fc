//! The schema `AssistantsNamedToolChoice` and what is inside it.

use openapi_loom_runtime::{object, open_enum};
use openapi_loom_runtime::value::{IntoOptional, IntoValue};

object! {
    /// Forces the model to call one particular tool.
    #[extra(extra)]
    #[derive(Default)]
    pub struct AssistantsNamedToolChoice {
        /// Kind of the tool to call.
        #[wire(corrected = "type")]
        pub r#type: AssistantsNamedToolChoiceType,
        /// Which function to call; only with type `function`.
        #[wire(optional = "function")]
        pub function: Option<AssistantsNamedToolChoiceFunction>,
    }
}

impl AssistantsNamedToolChoice {
    /// An `AssistantsNamedToolChoice` of what it requires.
    pub fn new<M>(r#type: impl IntoValue<AssistantsNamedToolChoiceType, M>) -> Self {
        Self {
            r#type: r#type.into_value(),
            function: None,
            extra: Default::default(),
        }
    }

    /// Sets [`function`](Self::function).
    #[must_use]
    pub fn function<M>(
        mut self,
        function: impl IntoOptional<AssistantsNamedToolChoiceFunction, M>,
    ) -> Self {
        self.function = function.into_optional();
        self
    }
}

object! {
    /// Which function to call; only with type `function`.
    #[extra(extra)]
    #[derive(Default)]
    pub struct AssistantsNamedToolChoiceFunction {
        /// Name of the function to call.
        #[wire(corrected = "name")]
        pub name: String,
    }
}

impl AssistantsNamedToolChoiceFunction {
    /// An `AssistantsNamedToolChoiceFunction` of what it requires.
    pub fn new<M>(name: impl IntoValue<String, M>) -> Self {
        Self {
            name: name.into_value(),
            extra: Default::default(),
        }
    }
}

open_enum! {
    /// Kind of the tool to call.
    pub enum AssistantsNamedToolChoiceType {
        Function = "function",
        CodeInterpreter = "code_interpreter",
        FileSearch = "file_search",
    }
}
