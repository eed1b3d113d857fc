//! Values that a document shows, for examples of ours.

use serde_json::Value;

use crate::source::Node;

/// A value that a document shows for something: the first, if there are several.
///
/// It takes no part in comparisons: what says the same is equal, whatever it shows.
#[derive(Clone, Debug, Default, Eq)]
pub struct Shown(Option<Box<Value>>);

impl PartialEq for Shown {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Shown {
    /// Reads the value that a schema, a parameter or a media type shows by `example` or
    /// `examples`. Beside a schema, the entries of `examples` have names, and each holds its
    /// value inside: as `value`, or, since 3.2, as `dataValue`.
    pub(crate) fn read<'d>(node: Node<'d>) -> Self {
        let several = || {
            let examples = node.get("examples")?;
            let mut named = examples.entries().filter_map(|(_, example)| example.resolved());
            let value = |example: Node<'d>| example.get("dataValue").or(example.get("value"));
            examples.items().next().or_else(|| named.find_map(value))
        };
        let value = node.get("example").or_else(several);
        Self(value.map(|value| Box::new(value.to_value())))
    }

    /// Returns the value.
    pub(crate) fn value(&self) -> Option<&Value> {
        self.0.as_deref()
    }

    /// Returns this one, or the other one where nothing is shown.
    pub(crate) fn or(self, other: Self) -> Self {
        Self(self.0.or(other.0))
    }
}
