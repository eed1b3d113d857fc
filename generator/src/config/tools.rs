//! Calls in which models call functions of the caller's.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::Cut;

/// Operations in whose answers a model calls functions: the call goes on with what these
/// give until it calls none.
///
/// Ways into answers are as those of [`Structured`](super::Structured).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tools {
    #[serde(skip)]
    pub(crate) index: usize,
    /// The group that the entry is for: it is skipped where the document has no
    /// such group.
    #[serde(default)]
    pub group: Option<String>,
    /// The operations, by id.
    pub operations: Vec<String>,
    /// The property of the body that lists the tools.
    pub tools: String,
    /// The value that it has for a function: `'{name}'`, `'{description}'` and
    /// `'{schema}'` stand for its own, and `'{strict}'` for whether the schema has the
    /// strict form, as those of types have.
    pub tool: Value,
    /// The way to the function calls.
    pub calls: String,
    /// The way from a function call to its id.
    pub id: String,
    /// The way from a function call to the name of the function.
    pub name: String,
    /// The way from a function call to the text of its arguments.
    pub arguments: String,
    /// The way from a function call to a text that says that its name is not all there is
    /// to tell the function by: it is none of those that are run.
    #[serde(default)]
    pub foreign: Option<String>,
    /// The other parts of an answer that wait for the caller: the run ends there.
    #[serde(default)]
    pub others: Vec<Other>,
    /// The property of the body that lists what was said before.
    pub input: String,
    /// The value that it lists for a text in the list's place, with `'{text}'`
    /// for the text.
    #[serde(default)]
    pub text: Option<Value>,
    /// The way to what of an answer is listed so in the next call.
    pub items: String,
    /// The value that is listed of what a function gives, with `'{id}'` for the
    /// id of its call, and `'{output}'`.
    pub output: Value,
    /// Properties of the body any of which tells the server what was said before.
    #[serde(default)]
    pub kept: Vec<Kept>,
    /// Properties of the body that have one value in a run if they are set.
    #[serde(default)]
    pub only: BTreeMap<String, Value>,
    /// Properties of the body that are for the first request alone, each with the texts
    /// with which it is for all of them, and what is put over it after the first: it is
    /// one of these texts, or an object with one as its tag.
    #[serde(default)]
    pub once: BTreeMap<String, BTreeMap<String, Map<String, Value>>>,
    /// The signs that an answer is not whole.
    #[serde(default)]
    pub cut: Vec<Cut>,
    /// The rest of the docs of the method.
    #[serde(default)]
    pub notes: Option<String>,
}

/// A part of an answer that waits for the caller.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Other {
    /// The way to it.
    pub at: String,
    /// The values there then: one of these; anything if there are none.
    #[serde(default)]
    pub values: Vec<String>,
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
