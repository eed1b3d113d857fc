//! What models answer: values of callers' types.

use serde_json::Value;

/// How an operation is asked for an answer that is a value of a caller's type.
///
/// Ways are as the runtime takes them: names of properties, joined by dots, each with
/// what tells the objects apart that are meant: `output[type=message].content`.
#[derive(Clone, Debug, PartialEq)]
pub struct Structured {
    /// Where the body says what the answer is to be.
    pub at: String,
    /// What it says there.
    pub format: Value,
    /// The way to the text that is the value.
    pub text: String,
    /// The way to the text by which the answer is refused.
    pub refusal: Option<String>,
    /// What says that an answer is not whole.
    pub cut: Vec<Cut>,
}

/// What says that an answer is not whole.
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
