//! Answers of models: values of callers' types, and calls of their functions.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::TypeRef;

/// The request of an operation for an answer that is a value of a caller's type.
///
/// Ways are written as the runtime takes them: names of properties, joined by dots, each
/// with a condition that picks the objects: `output[type=message].content`.
#[derive(Clone, Debug, PartialEq)]
pub struct Structured {
    /// The way to the place in the body that says what the answer is to be.
    pub at: String,
    /// The value that is set there.
    pub format: Value,
    /// The way to the text that is the value.
    pub text: String,
    /// The way to the text by which the answer is refused.
    pub refusal: Option<String>,
    /// The signs that an answer is not whole.
    pub cut: Vec<Cut>,
}

/// The calls of the caller's functions by a model in the answer of an operation, and the
/// way in which the call goes on with their outputs.
///
/// Ways are as those of [`Structured`].
#[derive(Clone, Debug, PartialEq)]
pub struct Tools {
    /// The property of the body that lists the tools.
    pub tools: String,
    /// The item of that list for a function.
    pub tool: Value,
    /// The way to the function calls.
    pub calls: String,
    /// The way from a function call to its id.
    pub id: String,
    /// The way from a function call to the name of the function.
    pub name: String,
    /// The way from a function call to the text of its arguments.
    pub arguments: String,
    /// The way from a function call to a text that says that it is of none of the
    /// functions that are run.
    pub foreign: Option<String>,
    /// The other parts of an answer that wait for the caller.
    pub others: Vec<Other>,
    /// The property of the body that lists what was said before.
    pub input: String,
    /// The type of an item of that list.
    pub item: TypeRef,
    /// The item of that list for a text in its place.
    pub text: Option<Value>,
    /// The way to what of an answer is listed so.
    pub items: String,
    /// The item of that list for the output of a function.
    pub output: Value,
    /// Properties of the body with any of which the server knows what was said before.
    pub kept: Vec<Kept>,
    /// Properties of the body that have one value in a run if they are set.
    pub only: BTreeMap<String, Value>,
    /// Properties of the body that are for the first request alone.
    pub once: Vec<Once>,
    /// The signs that an answer is not whole.
    pub cut: Vec<Cut>,
    /// Further notes for callers.
    pub notes: Option<String>,
}

/// A property of the body that is for the first request alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Once {
    /// Its name.
    pub name: String,
    /// The property by which its objects are told apart.
    pub tag: Option<String>,
    /// The texts with which it is for all requests, each with what is put over it after
    /// the first.
    pub kept: BTreeMap<String, Map<String, Value>>,
}

/// A part of an answer that waits for the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// The way to it.
    pub at: String,
    /// The texts there that say so; none if anything there does.
    pub values: Vec<String>,
}

/// A property of the body with which the server knows what was said before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The property.
    pub at: String,
    /// The way to its value for the next call, if that is another one.
    pub next: Option<String>,
}

impl Tools {
    /// Says where the calls are and where their outputs go: ``what `output` calls, with
    /// the outputs in `input```.
    pub fn words(&self) -> String {
        format!("what `{}` calls, with the outputs in `{}`", self.calls, self.input)
    }
}

/// A sign that an answer is not whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// The way to it.
    pub at: String,
    /// Its values that do.
    pub values: Vec<String>,
    /// The way to the reason.
    pub reason: Option<String>,
}

impl Structured {
    /// Says where the schema goes and where the value is: ``by `format`, as `text` of
    /// the answer``.
    pub fn words(&self) -> String {
        format!("by `{}`, as `{}` of the answer", self.at, self.text)
    }
}
