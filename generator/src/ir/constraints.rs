//! Limits on the values that are taken, as far as types do not say them.

use serde_json::Value;

pub use crate::schema::{Alternatives, Limits};

/// Limits on the values that are taken, as far as the type does not say them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constraints {
    /// The format of a text or a number.
    pub format: Option<String>,
    /// All values that are taken, where they are neither texts nor integers, which
    /// have a type of their own.
    pub values: Vec<Value>,
    /// Limits.
    pub limits: Limits,
    /// Those of what a list or a map holds, unless that has a type of its own.
    pub inner: Option<Box<Constraints>>,
}
