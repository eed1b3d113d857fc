//! The schema `ResponseFormatJsonSchemaSchema` and what is inside it.

use serde_json::{Map, Value};

/// A JSON Schema object for the model's output.
pub type ResponseFormatJsonSchemaSchema = Map<String, Value>;
