//! Facts about a schema's values before one is decoded: of which kinds they are,
//! and whether they are listed.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use indexmap::IndexMap;
use serde_json::Value;

use super::Builder;
use crate::ir::JsonKind;
use crate::schema::{Form, Schema, Type};

/// The depth to which schemas are looked into; deeper, a value may be anything.
const MAX_DEPTH: usize = 8;

pub(super) const KINDS: [JsonKind; 6] = [
    JsonKind::String,
    JsonKind::Boolean,
    JsonKind::Integer,
    JsonKind::Number,
    JsonKind::List,
    JsonKind::Object,
];

/// The facts of components, by how deep they were looked into: shapes that many
/// have in common are looked at once.
pub(super) type FactsByComponent<'a> = HashMap<(&'a str, usize), Facts>;

/// The facts about a schema's values.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    /// The kinds that a value may have; a number that is whole is an integer
    /// as well.
    pub(super) kinds: BTreeSet<JsonKind>,
    /// All values that it may have, if they are listed.
    pub(super) values: Option<Rc<Values>>,
    /// True if it may be null.
    pub(super) null: bool,
}

/// Values that are listed, none of them twice: by their JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Values(IndexMap<String, Value>);

impl Values {
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Value> {
        self.0.values()
    }

    /// Tells whether each of them is among others.
    pub(super) fn are_among(&self, others: &Self) -> bool {
        self.0.keys().all(|value| others.0.contains_key(value))
    }

    /// Tells whether none of them is among others.
    pub(super) fn are_apart_from(&self, others: &Self) -> bool {
        let (few, many) = if self.len() < others.len() { (self, others) } else { (others, self) };
        !few.0.keys().any(|value| many.0.contains_key(value))
    }
}

impl FromIterator<Value> for Values {
    fn from_iter<I: IntoIterator<Item = Value>>(values: I) -> Self {
        Self(values.into_iter().map(|value| (value.to_string(), value)).collect())
    }
}

impl Facts {
    fn anything() -> Self {
        Self { kinds: KINDS.into(), null: true, ..Self::default() }
    }

    fn of(kinds: impl IntoIterator<Item = JsonKind>) -> Self {
        Self { kinds: kinds.into_iter().collect(), ..Self::default() }
    }

    /// Returns values of a kind; all that there are, if they are listed.
    pub(super) fn listed(kind: JsonKind, values: impl IntoIterator<Item = Value>) -> Self {
        Self { values: listed(values), ..Self::of([kind]) }
    }

    /// Returns the facts of a value that is one or the other.
    fn or(mut self, other: Self) -> Self {
        self.kinds.extend(other.kinds);
        self.null |= other.null;
        self.values = match (self.values, other.values) {
            (Some(mut values), Some(more)) => {
                let all = &mut Rc::make_mut(&mut values).0;
                for (key, value) in &more.0 {
                    if !all.contains_key(key) {
                        all.insert(key.clone(), value.clone());
                    }
                }
                Some(values)
            }
            _ => None,
        };
        self
    }

    /// Returns the facts of a value that is both.
    fn and(mut self, other: Self) -> Self {
        self.kinds.retain(|kind| other.kinds.contains(kind));
        self.null &= other.null;
        self.values = match (self.values, other.values) {
            (Some(mut values), Some(others)) => {
                Rc::make_mut(&mut values).0.retain(|value, _| others.0.contains_key(value));
                // Values that are in no list that they have to be in tell nothing.
                Some(values).filter(|values| values.len() > 0)
            }
            (values, others) => values.or(others),
        };
        self
    }
}

impl<'a> Builder<'a> {
    /// Returns the facts about a schema's values.
    pub(super) fn facts(&self, schema: &'a Schema) -> Facts {
        let facts = self.facts_to(schema, MAX_DEPTH);
        Facts { null: facts.null || self.is_nullable(schema), ..facts }
    }

    fn facts_to(&self, schema: &'a Schema, depth: usize) -> Facts {
        let name = schema.component();
        let known = name.and_then(|name| self.facts.borrow().get(&(name, depth)).cloned());
        if let Some(known) = known {
            return known;
        }
        let facts = self.facts_of(self.follow(schema), depth);
        if let Some(name) = name {
            self.facts.borrow_mut().insert((name, depth), facts.clone());
        }
        facts
    }

    /// Returns the facts of a schema that is no reference.
    fn facts_of(&self, schema: &'a Schema, depth: usize) -> Facts {
        let Some(depth) = depth.checked_sub(1) else { return Facts::anything() };
        let each = |arms: &'a [Schema]| arms.iter().map(move |arm| self.facts_to(arm, depth));
        let any = |arms: &'a [Schema]| each(arms).reduce(Facts::or);
        let all = || {
            let parts = schema.all_of.as_deref().unwrap_or_default();
            each(parts).fold(Facts::anything(), Facts::and)
        };
        match schema.form() {
            Form::Reference => Facts::anything(),
            Form::Type(kind) => of_type(kind, schema),
            Form::OneOf | Form::AnyOf => any(schema.arms()).unwrap_or_else(Facts::anything),
            Form::AllOf => all(),
            Form::Mixed => {
                let has_properties = schema.properties.iter().any(|known| !known.is_empty());
                let unions = [&schema.one_of, &schema.any_of].into_iter().flatten();
                let parts = [said(schema), has_properties.then(|| Facts::of([JsonKind::Object]))];
                let parts = parts.into_iter().chain(unions.map(|arms| any(arms))).flatten();
                parts.fold(all(), Facts::and)
            }
        }
    }
}

/// Returns what a schema says by itself that is made of others as well.
fn said(schema: &Schema) -> Option<Facts> {
    let kinds: &[JsonKind] = match schema.kind {
        Some(Type::String) => &[JsonKind::String],
        Some(Type::Boolean) => &[JsonKind::Boolean],
        Some(Type::Integer) => &[JsonKind::Integer],
        Some(Type::Number) => &[JsonKind::Integer, JsonKind::Number],
        Some(Type::Array) => &[JsonKind::List],
        Some(Type::Object) => &[JsonKind::Object],
        None if schema.listed().is_empty() => return None,
        None => &KINDS,
    };
    Some(Facts { values: listed(values(schema)), ..Facts::of(kinds.to_vec()) })
}

fn of_type(kind: Type, schema: &Schema) -> Facts {
    match kind {
        Type::String => Facts::listed(JsonKind::String, values(schema)),
        Type::Boolean => Facts::listed(JsonKind::Boolean, values(schema)),
        Type::Integer => Facts::listed(JsonKind::Integer, values(schema)),
        Type::Number => Facts::of([JsonKind::Integer, JsonKind::Number]),
        Type::Array => Facts::of([JsonKind::List]),
        Type::Object => Facts::of([JsonKind::Object]),
    }
}

fn values(schema: &Schema) -> impl Iterator<Item = Value> {
    schema.listed().iter().map(|listed| listed.value.clone())
}

/// Returns the values, if there are any.
fn listed(values: impl IntoIterator<Item = Value>) -> Option<Rc<Values>> {
    let values: Values = values.into_iter().collect();
    (values.len() > 0).then(|| Rc::new(values))
}
