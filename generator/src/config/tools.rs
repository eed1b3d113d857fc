//! Calls in which models call functions of the caller's.

use serde::Deserialize;
use serde_json::Value;

use super::Cut;

/// Operations in whose answers a model calls functions: the call goes on with what these
/// give until it calls none.
///
/// Ways into answers are as those of [`Structured`](super::Structured).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tools {
    #[serde(skip)]
    pub(crate) place: usize,
    /// The group that the entry is for: it is skipped where the document has no
    /// such group.
    #[serde(default)]
    pub group: Option<String>,
    /// The operations, by id.
    pub operations: Vec<String>,
    /// The property of the body that lists the tools.
    pub tools: String,
    /// What it has for a function: `'{name}'`, `'{description}'` and `'{schema}'` stand
    /// for its own.
    pub tool: Value,
    /// The way to the calls of functions.
    pub calls: String,
    /// The way from a call to its id, to the name of the function, and to the text of its
    /// arguments.
    pub id: String,
    /// See [`id`](Self::id).
    pub name: String,
    /// See [`id`](Self::id).
    pub arguments: String,
    /// The property of the body that lists what was said before.
    pub input: String,
    /// What that lists for a text in the list's place, with `'{text}'` for the text.
    #[serde(default)]
    pub text: Option<Value>,
    /// The way to what of an answer is listed so in the next call.
    pub items: String,
    /// What is listed of what a function gives, with `'{id}'` for the id of its call, and
    /// `'{output}'`.
    pub output: Value,
    /// Properties of the body with any of which the server knows what was said before.
    #[serde(default)]
    pub kept: Vec<Kept>,
    /// What says that an answer is not whole.
    #[serde(default)]
    pub cut: Vec<Cut>,
}

/// A property of the body with which the server knows what was said before.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// The property.
    pub at: String,
    /// The way to its value for the next call, if it has another one then.
    #[serde(default)]
    pub next: Option<String>,
}
