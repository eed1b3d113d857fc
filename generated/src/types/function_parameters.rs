//! The schema `FunctionParameters` and what is inside it.

use serde_json::{Map, Value};

/// A JSON Schema object for the arguments of a function.
pub type FunctionParameters = Map<String, Value>;
