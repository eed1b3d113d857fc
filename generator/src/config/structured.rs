//! Answers that can be values of a caller's type.

use serde::Deserialize;
use serde_json::Value;

/// Operations whose answers can be values of a caller's type: they are asked for them
/// by the type's JSON Schema.
///
/// Ways into answers are as those of `accessors`: names of properties, joined by dots,
/// each with the variant of a union, in brackets, where several have the next property.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Structured {
    #[serde(skip)]
    pub(crate) index: usize,
    /// The group that the entry is for: it is skipped where the document has no
    /// such group.
    #[serde(default)]
    pub group: Option<String>,
    /// The operations, by id.
    pub operations: Vec<String>,
    /// The way to the property of the body that says what the answer is to be:
    /// names of properties, joined by dots.
    pub at: String,
    /// The value there, with `'{schema}'` in place of the type's schema, and
    /// `'{name}'` in place of its name.
    pub format: Value,
    /// The way to the text that is the value.
    pub text: String,
    /// The way to the text by which the answer is refused.
    #[serde(default)]
    pub refusal: Option<String>,
    /// The signs that an answer is not whole.
    #[serde(default)]
    pub cut: Vec<Cut>,
}

/// A sign that an answer is not whole.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cut {
    /// The way to what says it.
    pub at: String,
    /// The values there then: one of these.
    pub values: Vec<String>,
    /// The way to the reason.
    #[serde(default)]
    pub reason: Option<String>,
}
