//! The one object that the events of a stream build up.

use indexmap::IndexMap;
use serde::Deserialize;

/// The one object that the events of a stream build up. Without `rules`, each
/// event is a part of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assemble {
    /// The component that is the object.
    pub whole: String,
    /// The rules about places in the object, by the names of events.
    #[serde(default)]
    pub rules: Vec<Placing>,
    /// The way, in an event that is a part, to the text that people read as it
    /// comes: names of properties, joined by dots.
    #[serde(default)]
    pub text: Option<String>,
    /// In an event that is a part, the property of a list's item that names its
    /// place.
    #[serde(default = "index")]
    pub index: String,
    /// The property of such an item that tells it from others of the same place, one of
    /// `replaced`.
    #[serde(default)]
    pub identity: Option<String>,
    /// The properties of such an event whose text is not appended to the text
    /// before, but replaces it. Enums and constants always do.
    #[serde(default)]
    pub replaced: Vec<String>,
    /// The properties of such an event, names joined by dots, that have another
    /// name in the object.
    #[serde(default)]
    pub renamed: IndexMap<String, String>,
    /// The properties of such an event that the object does not have.
    #[serde(default)]
    pub dropped: Vec<String>,
    /// The way, in the object that parts make up, to a property that is there once it is
    /// whole, in each item of lists on the way: names joined by dots.
    #[serde(default)]
    pub complete: Option<String>,
    /// The events, where `rules` tell of them, of which one is the last.
    #[serde(default)]
    pub last: Vec<String>,
    /// The events, beside those that `rules` tell of, of which nothing goes into the object.
    #[serde(default)]
    pub ignored: Vec<String>,
}

impl Assemble {
    /// Returns a key that means nothing beside `rules`, or without them.
    pub(crate) fn out_of_place(&self) -> Option<&'static str> {
        let for_rules = [("last", !self.last.is_empty()), ("ignored", !self.ignored.is_empty())];
        let for_parts = [
            ("text", self.text.is_some()),
            ("identity", self.identity.is_some()),
            ("replaced", !self.replaced.is_empty()),
            ("renamed", !self.renamed.is_empty()),
            ("dropped", !self.dropped.is_empty()),
            ("complete", self.complete.is_some()),
        ];
        let others = if self.rules.is_empty() { &for_rules[..] } else { &for_parts };
        others.iter().find(|(_, is_set)| *is_set).map(|(key, _)| *key)
    }
}

/// A rule of events of some names about a place in an object. It has one of `set`
/// and `append`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placing {
    /// The names.
    pub events: Vec<String>,
    /// The property of the event that replaces what is there.
    #[serde(default)]
    pub set: Option<String>,
    /// The property of the event whose text goes at the end of the text there.
    #[serde(default)]
    pub append: Option<String>,
    /// The place: names of properties, joined by dots, each with the event's
    /// property, in brackets, that has the number of an item. The object itself
    /// when absent.
    #[serde(default)]
    pub at: String,
    /// True if people read it as it comes.
    #[serde(default)]
    pub text: bool,
}

fn index() -> String {
    "index".to_owned()
}
