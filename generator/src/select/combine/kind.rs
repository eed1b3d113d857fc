//! What kind of value a schema is about.

use serde_json::Value;

use super::{Combiner, is_mixture, reference};
use crate::normalize::{COMBINING, UNIONS};

/// What kind of value a schema is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Any value.
    Any,
    /// Text, a number, true or false; or one of several of them.
    Scalar,
    List,
    Object,
    /// One of several, which are not all scalars.
    Union,
    /// What no value can be.
    Nothing,
}

impl Kind {
    /// The kind of a value that is of both.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Any, kind) | (kind, Self::Any) => kind,
            (left, right) if left == right => left,
            (Self::Union, Self::Object) | (Self::Object, Self::Union) => Self::Union,
            _ => Self::Nothing,
        }
    }
}

impl Combiner<'_> {
    pub(super) fn kind(&mut self, node: &Value) -> Kind {
        if let Some(name) = reference(node) {
            return self.kind_of_component(name);
        }
        let Some(schema) = node.as_object() else { return Kind::Any };
        let mut kind = own_kind(node);
        let parts = schema.get("allOf").and_then(Value::as_array);
        for part in parts.into_iter().flatten() {
            kind = kind.and(self.kind(part));
        }
        for key in UNIONS {
            if let Some(Value::Array(arms)) = schema.get(key) {
                kind = kind.and(self.kind_of_union(arms));
            }
        }
        kind
    }

    fn kind_of_union(&mut self, arms: &[Value]) -> Kind {
        if arms.is_empty() {
            return Kind::Any;
        }
        let scalar = arms.iter().all(|arm| self.kind(arm) == Kind::Scalar);
        if scalar { Kind::Scalar } else { Kind::Union }
    }

    fn kind_of_component(&mut self, name: &str) -> Kind {
        if let Some(kind) = self.kinds.get(name) {
            return *kind;
        }
        // A component that is made of itself says nothing by that.
        self.kinds.insert(name.to_owned(), Kind::Any);
        let components = self.components;
        let kind = components.get(name).map_or(Kind::Any, |(_, node)| self.kind(node));
        self.kinds.insert(name.to_owned(), kind);
        kind
    }
}

/// The kind that a schema says without those inside it.
fn own_kind(node: &Value) -> Kind {
    let has = |key: &str| node.get(key).is_some();
    match node.get("type").and_then(Value::as_str) {
        Some("object") => Kind::Object,
        Some("array") => Kind::List,
        Some(_) => Kind::Scalar,
        None if has("enum") => Kind::Scalar,
        None if ["properties", "required", "additionalProperties"].iter().any(|key| has(key)) => {
            Kind::Object
        }
        None if has("items") => Kind::List,
        None => Kind::Any,
    }
}

/// Whether a schema is one of a single kind, without anything to combine.
pub(super) fn is_plain(node: &Value) -> bool {
    node.as_object().is_some_and(|schema| !is_mixture(schema))
        && COMBINING.iter().all(|key| node.get(key).is_none())
}
