//! The schema `ResponseFormatJsonSchema` and what is inside it.

use openapi_loom_runtime::{IntoNullable, Nullable, object};
use openapi_loom_runtime::value::Constant;

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
    /// A `ResponseFormatJsonSchema` of what it requires.
    pub fn new(json_schema: ResponseFormatJsonSchemaJsonSchema) -> Self {
        Self {
            r#type: Constant::default(),
            json_schema,
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
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            description: None,
            name: name.into(),
            schema: None,
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

    /// Sets [`schema`](Self::schema).
    #[must_use]
    pub fn schema(mut self, schema: ResponseFormatJsonSchemaSchema) -> Self {
        self.schema = Some(schema);
        self
    }

    /// Sets [`strict`](Self::strict).
    #[must_use]
    pub fn strict<M>(mut self, strict: impl IntoNullable<bool, M>) -> Self {
        self.strict = strict.into_nullable();
        self
    }
}
