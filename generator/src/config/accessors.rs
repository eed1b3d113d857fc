//! Methods for the text that is in a value.

use serde::Deserialize;

use super::Entry;

/// A method for the text that is in values of a type, wherever it is.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accessor {
    #[serde(skip)]
    pub(crate) index: usize,
    /// The group that the entry is for: it is skipped where the document has no
    /// such group.
    #[serde(default)]
    pub group: Option<String>,
    /// The component, or the way to a type inside another one, as its documentation says it:
    /// `listPets.response`. A union has the method where each of its variants is a text or has
    /// the way to one.
    #[serde(rename = "type")]
    pub of: String,
    /// The name of the method.
    pub name: String,
    /// The way to the text: names of properties, joined by dots, each with the
    /// variant of a union, in brackets, where several have the next property:
    /// `output[message].content[output_text].text`.
    pub text: String,
    /// The description of the text, in a sentence.
    pub description: String,
}

impl Entry for Accessor {
    const SECTION: &'static str = "accessors";

    fn group(&self) -> Option<&str> {
        self.group.as_deref()
    }

    fn operations(&self) -> &[String] {
        &[]
    }

    fn index(&self) -> usize {
        self.index
    }

    fn set_index(&mut self, index: usize) {
        self.index = index;
    }
}
