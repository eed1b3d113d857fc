//! Answers of operations, where the document does not say them.

use indexmap::IndexMap;
use serde::Deserialize;

/// The answers of operations, where the document says something else, or where
/// they depend on a value that is sent.
///
/// ```yaml
/// answers:
/// - group: reports                # skipped where the document has no such group
///   operations: [createReport]
///   property: format              # of the body; or `parameter: …`, of the query
///   values: {csv: text, pdf: bytes, json: Report}
/// - operations: [downloadReport]
///   content: bytes                # whatever the document declares
/// - operations: [measure]
///   packed: [data.samples]        # numbers, which may come in base64
/// ```
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Answers {
    #[serde(skip)]
    pub(crate) index: usize,
    /// The group that the entry is for: it is skipped where the document has no
    /// such group.
    pub group: Option<String>,
    /// The operations, by id.
    pub operations: Vec<String>,
    /// The content of their answers, whatever the document says.
    pub content: Option<AnswerContent>,
    /// The property of the body whose value decides what they answer with.
    pub property: Option<String>,
    /// The parameter of the query whose value decides what they answer with.
    pub parameter: Option<String>,
    /// The answers by the value that is sent. Each value has a method of the call
    /// that sends it: `send_as_…`. Where one gives text, the usual answer may be
    /// text too.
    pub values: IndexMap<String, Given>,
    /// The lists of numbers in their JSON that may also come as text: the base64
    /// of 32-bit floats, the least significant byte first. Each is the names of
    /// the properties that lead to it, with dots between them; lists on the way
    /// are gone through.
    pub packed: Vec<String>,
}

impl Answers {
    /// Returns the components that are answered, each with the value that asks for it.
    pub(crate) fn components(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().filter_map(|(value, given)| match given {
            Given::Component(name) => Some((value.as_str(), name.as_str())),
            Given::Content(_) => None,
        })
    }
}

/// The kind of an answer that is no JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AnswerContent {
    /// Text.
    Text,
    /// Any bytes.
    Bytes,
}

/// The answer to a value.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub enum Given {
    /// An answer that is no JSON: `text` or `bytes`.
    Content(AnswerContent),
    /// The JSON of the component of this name.
    Component(String),
}

impl From<String> for Given {
    fn from(text: String) -> Self {
        match text.as_str() {
            "text" => Self::Content(AnswerContent::Text),
            "bytes" => Self::Content(AnswerContent::Bytes),
            _ => Self::Component(text),
        }
    }
}
