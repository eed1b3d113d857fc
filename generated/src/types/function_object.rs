//! The schema `FunctionObject` and what is inside it.

use openapi_loom_runtime::{IntoNullable, Nullable, object};

use crate::types::FunctionParameters;

object! {
    /// Describes a function to the model.
    #[extra(extra)]
    #[derive(Default)]
    pub struct FunctionObject {
        /// What the function does; the model goes by this to decide when and how to call it.
        #[wire(optional = "description")]
        pub description: Option<String>,
        /// Name the model calls the function by: letters, digits, `_` and `-`, no more than 64.
        #[wire(corrected = "name")]
        pub name: String,
        /// JSON Schema of the arguments; absent for a function that takes none.
        #[wire(optional = "parameters")]
        pub parameters: Option<FunctionParameters>,
        /// Whether arguments are guaranteed to match the schema. Only a subset of JSON Schema is
        /// supported when true.
        ///
        /// Default: `false`.
        #[wire(optional = "strict")]
        pub strict: Nullable<bool>,
    }
}

impl FunctionObject {
    /// A `FunctionObject` of what it requires.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            description: None,
            name: name.into(),
            parameters: None,
            strict: Nullable::Absent,
            extra: Default::default(),
        }
    }

    /// Sets [`description`](Self::description).
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Sets [`parameters`](Self::parameters).
    #[must_use]
    pub fn parameters(mut self, parameters: FunctionParameters) -> Self {
        self.parameters = Some(parameters);
        self
    }

    /// Sets [`strict`](Self::strict).
    #[must_use]
    pub fn strict<M>(mut self, strict: impl IntoNullable<bool, M>) -> Self {
        self.strict = strict.into_nullable();
        self
    }
}
