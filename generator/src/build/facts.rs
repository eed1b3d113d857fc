//! What can be said of a schema's values before one is decoded: of which kinds
//! they are, and whether they are listed.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Builder;
use crate::ir::Kind;
use crate::schema::{Form, Schema, Type};

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
    pub(super) fn facts(&self, schema: &'a Schema) -> Facts {
        let facts = self.facts_to(schema, MAX_DEPTH);
        Facts { null: facts.null || self.is_nullable(schema), ..facts }
    }

    fn facts_to(&self, schema: &'a Schema, depth: usize) -> Facts {
        let schema = self.follow(schema);
        let Some(depth) = depth.checked_sub(1) else { return Facts::anything() };
        let each = |arms: &'a Option<Vec<Schema>>| {
            arms.iter().flatten().map(move |arm| self.facts_to(arm, depth))
        };
        let any = |arms: &'a Option<Vec<Schema>>| each(arms).reduce(Facts::or);
        let all = || each(&schema.all_of).fold(Facts::anything(), Facts::and);
        match schema.form() {
            Form::Reference => Facts::anything(),
            Form::Type(kind) => of_type(kind, schema),
            Form::OneOf => any(&schema.one_of).unwrap_or_else(Facts::anything),
            Form::AnyOf => any(&schema.any_of).unwrap_or_else(Facts::anything),
            Form::AllOf => all(),
            Form::Mixed => {
                let has_properties = schema.properties.iter().any(|known| !known.is_empty());
                let parts = [
                    said(schema),
                    has_properties.then(|| Facts::of([Kind::Object])),
                    any(&schema.one_of),
                    any(&schema.any_of),
                ];
                parts.into_iter().flatten().fold(all(), Facts::and)
            }
        }
    }
}

/// What a schema says by itself that is made of others as well.
fn said(schema: &Schema) -> Option<Facts> {
    let listed = listed(schema);
    let kinds: &[Kind] = match schema.kind {
        Some(Type::String) => &[Kind::String],
        Some(Type::Boolean) => &[Kind::Boolean],
        Some(Type::Integer) => &[Kind::Integer],
        Some(Type::Number) => &[Kind::Integer, Kind::Number],
        Some(Type::Array) => &[Kind::List],
        Some(Type::Object) => &[Kind::Object],
        None if listed.is_empty() => return None,
        None => &KINDS,
    };
    Some(Facts { values: (!listed.is_empty()).then_some(listed), ..Facts::of(kinds.to_vec()) })
}

fn of_type(kind: Type, schema: &Schema) -> Facts {
    match kind {
        Type::String => Facts::listed(Kind::String, listed(schema)),
        Type::Boolean => Facts::listed(Kind::Boolean, listed(schema)),
        Type::Integer => Facts::listed(Kind::Integer, listed(schema)),
        Type::Number => Facts::of([Kind::Integer, Kind::Number]),
        Type::Array => Facts::of([Kind::List]),
        Type::Object => Facts::of([Kind::Object]),
    }
}

fn listed(schema: &Schema) -> Vec<Value> {
    schema.listed().iter().map(|listed| listed.value.clone()).collect()
}
