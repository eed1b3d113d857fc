//! The schema `ResponseFormatJsonSchema` and what is inside it.

use openapi_loom_runtime::{Nullable, object};
use openapi_loom_runtime::value::{Constant, IntoOptional, IntoOptionalObject, IntoValue};

use crate::types::ResponseFormatJsonSchemaSchema;

object! {
    /// Output is JSON that follows a schema of the caller's.
    #[extra(extra)]
    #[derive(Default)]
    pub struct ResponseFormatJsonSchema {
        /// Marks JSON with a schema.
        ///
        /// Always `json_schema`.
        #[wire(corrected = "type")]
        #[always = "json_schema"]
        pub r#type: Constant<Self>,
        /// The schema and how it is applied.
        #[wire(corrected = "json_schema")]
        pub json_schema: ResponseFormatJsonSchemaJsonSchema,
    }
}

impl ResponseFormatJsonSchema {
    /// A `ResponseFormatJsonSchema` of what it requires, with `type` = `json_schema`.
    pub fn new<M>(
        json_schema: impl IntoValue<ResponseFormatJsonSchemaJsonSchema, M>,
    ) -> Self {
        Self {
            r#type: Constant::default(),
            json_schema: json_schema.into_value(),
            extra: Default::default(),
        }
    }
}

object! {
    /// The schema and how it is applied.
    #[extra(extra)]
    #[derive(Default)]
    pub struct ResponseFormatJsonSchemaJsonSchema {
        /// What the output is for; helps the model to fill it in.
        #[wire(optional = "description")]
        pub description: Option<String>,
        /// Name of the format: letters, digits, `_` and `-`, no more than 64.
        #[wire(corrected = "name")]
        pub name: String,
        /// JSON Schema of the output.
        #[wire(optional = "schema")]
        pub schema: Option<ResponseFormatJsonSchemaSchema>,
        /// Whether the output is guaranteed to match the schema. Only a subset of JSON Schema is
        /// supported when true.
        ///
        /// Default: `false`.
        #[wire(optional = "strict")]
        pub strict: Nullable<bool>,
    }
}

impl ResponseFormatJsonSchemaJsonSchema {
    /// A `ResponseFormatJsonSchemaJsonSchema` of what it requires.
    pub fn new<M>(name: impl IntoValue<String, M>) -> Self {
        Self {
            description: None,
            name: name.into_value(),
            schema: None,
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

    /// Sets [`schema`](Self::schema).
    #[must_use]
    pub fn schema<M>(mut self, schema: impl IntoOptionalObject<M>) -> Self {
        self.schema = schema.into_optional_object();
        self
    }

    /// Sets [`strict`](Self::strict).
    #[must_use]
    pub fn strict(mut self, strict: impl Into<Nullable<bool>>) -> Self {
        self.strict = strict.into();
        self
    }
}
