//! The schema `FunctionObject` and what is inside it.

use openapi_loom_runtime::{Nullable, object};
use openapi_loom_runtime::value::{IntoOptional, IntoOptionalObject, IntoValue};

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
    pub fn new<M>(name: impl IntoValue<String, M>) -> Self {
        Self {
            description: None,
            name: name.into_value(),
            parameters: None,
            strict: Nullable::Absent,
            extra: Default::default(),
        }
    }

    /// Sets [`description`](Self::description).
    #[must_use]
    pub fn description<M>(mut self, description: impl IntoOptional<String, M>) -> Self {
        self.description = description.into_optional();
        self
    }

    /// Sets [`parameters`](Self::parameters).
    #[must_use]
    pub fn parameters<M>(mut self, parameters: impl IntoOptionalObject<M>) -> Self {
        self.parameters = parameters.into_optional_object();
        self
    }

    /// Sets [`strict`](Self::strict).
    #[must_use]
    pub fn strict(mut self, strict: impl Into<Nullable<bool>>) -> Self {
        self.strict = strict.into();
        self
    }
}
