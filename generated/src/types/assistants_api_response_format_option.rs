//! The schema `AssistantsApiResponseFormatOption` and what is inside it.

use openapi_loom_runtime::union;
use serde_json::Value;

use crate::types::{ResponseFormatJsonObject, ResponseFormatJsonSchema, ResponseFormatText};

union! {
    /// The shape that the model's output must have. In the two JSON modes, output cut off by a
    /// token limit may be invalid JSON.
    #[expected = "a string or an object with `type`"]
    #[tag = "type"]
    pub enum AssistantsApiResponseFormatOption {
        /// Leaves the format to the model. This is the default.
        Auto = "auto",
        /// `text`
        Text(ResponseFormatText) = "text",
        /// `json_object`
        JsonObject(ResponseFormatJsonObject) = "json_object",
        /// `json_schema`
        JsonSchema(ResponseFormatJsonSchema) = "json_schema",
        /// A value that the document does not list, kept as it is.
        Other(Value) = [string, object],
    }
}
