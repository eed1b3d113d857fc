//! The schema `AssistantsNamedToolChoice` and what is inside it.

use openapi_loom_runtime::{object, open_enum};

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
    pub fn new(r#type: impl Into<AssistantsNamedToolChoiceType>) -> Self {
        Self {
            r#type: r#type.into(),
            function: None,
            extra: Default::default(),
        }
    }

    /// Sets [`function`](Self::function).
    #[must_use]
    pub fn function(mut self, function: AssistantsNamedToolChoiceFunction) -> Self {
        self.function = Some(function);
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
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
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
