//! What can be said of a schema's values before one is decoded: of which kinds
//! they are, and whether they are listed.

use std::collections::BTreeSet;

use openapiv3::{AnySchema, ReferenceOr, Schema, SchemaKind, Type};
use serde_json::Value;

use super::Builder;
use super::node::Located;
use crate::ir::Kind;

/// How deep schemas are looked into; deeper, a value may be anything.
const MAX_DEPTH: usize = 8;

pub(super) const KINDS: [Kind; 6] =
    [Kind::String, Kind::Boolean, Kind::Integer, Kind::Number, Kind::List, Kind::Object];

/// What can be said of a schema's values.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Facts {
    /// The kinds that a value may have; a number that is whole is an integer
    /// as well.
    pub(super) kinds: BTreeSet<Kind>,
    /// All values that it may have, if they are listed.
    pub(super) values: Option<Vec<Value>>,
    /// Whether it may be null.
    pub(super) null: bool,
}

impl Facts {
    fn anything() -> Self {
        Self { kinds: KINDS.into(), values: None, null: true }
    }

    fn of(kinds: impl IntoIterator<Item = Kind>) -> Self {
        Self { kinds: kinds.into_iter().collect(), ..Self::default() }
    }

    pub(super) fn listed(kind: Kind, values: Vec<Value>) -> Self {
        Self { values: (!values.is_empty()).then_some(values), ..Self::of([kind]) }
    }

    /// What holds of a value that is one or the other.
    fn or(mut self, other: Self) -> Self {
        self.kinds.extend(other.kinds);
        self.null |= other.null;
        self.values = match (self.values, other.values) {
            (Some(mut values), Some(more)) => {
                values.extend(more);
                Some(values)
            }
            _ => None,
        };
        self
    }

    /// What holds of a value that is both.
    fn and(mut self, other: Self) -> Self {
        self.kinds.retain(|kind| other.kinds.contains(kind));
        self.null &= other.null;
        self.values = match (self.values, other.values) {
            (Some(mut values), Some(others)) => {
                values.retain(|value| others.contains(value));
                Some(values)
            }
            (values, others) => values.or(others),
        };
        self
    }
}

impl<'a> Builder<'a> {
    /// What can be said of a schema's values.
    pub(super) fn facts(&self, located: &Located<'a>) -> Facts {
        let facts = self.facts_to(located, MAX_DEPTH);
        Facts { null: facts.null || self.is_nullable(located), ..facts }
    }

    fn facts_to(&self, located: &Located<'a>, depth: usize) -> Facts {
        let target = self.follow(located);
        let (Some(schema), Some(depth)) = (target.node.item(), depth.checked_sub(1)) else {
            return Facts::anything();
        };
        let arms = |key: &str, arms: &'a [ReferenceOr<Schema>]| {
            target.each(key, arms).into_iter().map(move |arm| self.facts_to(&arm, depth))
        };
        let any = |mut arms: Box<dyn Iterator<Item = Facts> + '_>| {
            let first = arms.next()?;
            Some(arms.fold(first, Facts::or))
        };
        match &schema.schema_kind {
            SchemaKind::Type(kind) => of_type(kind),
            SchemaKind::OneOf { one_of } => {
                any(Box::new(arms("oneOf", one_of))).unwrap_or_else(Facts::anything)
            }
            SchemaKind::AnyOf { any_of } => {
                any(Box::new(arms("anyOf", any_of))).unwrap_or_else(Facts::anything)
            }
            SchemaKind::AllOf { all_of } => {
                arms("allOf", all_of).fold(Facts::anything(), Facts::and)
            }
            SchemaKind::Not { .. } => Facts::anything(),
            SchemaKind::Any(schema) => {
                let parts = [
                    said(schema),
                    (!schema.properties.is_empty()).then(|| Facts::of([Kind::Object])),
                    any(Box::new(arms("oneOf", &schema.one_of))),
                    any(Box::new(arms("anyOf", &schema.any_of))),
                ];
                let whole = arms("allOf", &schema.all_of).fold(Facts::anything(), Facts::and);
                parts.into_iter().flatten().fold(whole, Facts::and)
            }
        }
    }
}

/// What a schema says by itself that is made of others as well.
fn said(schema: &AnySchema) -> Option<Facts> {
    let kinds: &[Kind] = match schema.typ.as_deref() {
        Some("string") => &[Kind::String],
        Some("boolean") => &[Kind::Boolean],
        Some("integer") => &[Kind::Integer],
        Some("number") => &[Kind::Integer, Kind::Number],
        Some("array") => &[Kind::List],
        Some("object") => &[Kind::Object],
        _ if schema.enumeration.is_empty() => return None,
        _ => &KINDS,
    };
    let values = schema.enumeration.clone();
    Some(Facts { values: (!values.is_empty()).then_some(values), ..Facts::of(kinds.to_vec()) })
}

fn of_type(kind: &Type) -> Facts {
    match kind {
        Type::String(string) => {
            let values = string.enumeration.iter().flatten();
            Facts::listed(Kind::String, values.map(|text| text.as_str().into()).collect())
        }
        Type::Boolean(boolean) => {
            let values = boolean.enumeration.iter().flatten();
            Facts::listed(Kind::Boolean, values.map(|value| (*value).into()).collect())
        }
        Type::Integer(integer) => {
            let values = integer.enumeration.iter().flatten();
            Facts::listed(Kind::Integer, values.map(|value| (*value).into()).collect())
        }
        Type::Number(_) => Facts::of([Kind::Integer, Kind::Number]),
        Type::Array(_) => Facts::of([Kind::List]),
        Type::Object(_) => Facts::of([Kind::Object]),
    }
}
