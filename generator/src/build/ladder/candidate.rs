//! The properties of an arm, and what is known of each.

use std::rc::Rc;

use indexmap::IndexMap;
use serde_json::Value;

use super::super::facts::{Facts, Values};
use crate::ir::{Is, JsonKind};
use crate::schema::Schema;

/// An arm, and what is known of its values.
pub(in super::super) struct Candidate<'a> {
    pub(super) properties: IndexMap<String, PropertyFacts<'a>>,
}

/// The facts about a property.
pub(super) struct PropertyFacts<'a> {
    pub(super) schema: &'a Schema,
    pub(super) facts: Facts,
    pub(super) optional: bool,
    /// True for the first item of a list, which says nothing of the kinds of the others.
    pub(super) is_item: bool,
}

impl<'a> Candidate<'a> {
    /// The names of the properties.
    pub(in super::super) fn names(&self) -> impl Iterator<Item = &str> {
        self.properties.keys().map(String::as_str)
    }

    /// The schemas of the properties, by name.
    pub(in super::super) fn schemas(&self) -> impl Iterator<Item = (&str, &'a Schema)> {
        self.properties.iter().map(|(name, known)| (name.as_str(), known.schema))
    }

    /// Returns the facts about a property's values.
    pub(in super::super) fn facts(&self, name: &str) -> Option<&Facts> {
        self.properties.get(name).map(|known| &known.facts)
    }

    /// Takes values from those that a property is limited to, unless that leaves
    /// none.
    pub(in super::super) fn lose(&mut self, name: &str, is_lost: impl Fn(&str) -> bool) {
        let Some(known) = self.properties.get_mut(name) else { return };
        let Some(values) = known.facts.values.as_ref().filter(|_| !known.facts.null) else {
            return;
        };
        let is_left = |value: &&Value| text(value).is_none_or(|text| !is_lost(&text));
        let left: Values = values.iter().filter(is_left).cloned().collect();
        if (1..values.len()).contains(&left.len()) {
            known.facts.values = Some(Rc::new(left));
        }
    }

    /// Tells whether a property has to be there, and not null.
    pub(in super::super) fn requires(&self, name: &str) -> bool {
        self.properties.get(name).is_some_and(|known| !known.optional)
    }

    /// The values that a property is limited to, as text.
    pub(in super::super) fn texts(&self, name: &str) -> Option<Vec<String>> {
        let facts = self.facts(name)?;
        let values = facts.values.as_ref().filter(|_| !facts.null)?;
        values.iter().map(text).collect()
    }

    /// Tells whether null is a value of one of these properties.
    pub(super) fn takes_null(&self, names: &[&str]) -> bool {
        let takes = |facts: &Facts| facts.null || facts.kinds.is_empty() && facts.values.is_none();
        names.iter().any(|name| self.facts(name).is_some_and(takes))
    }

    /// Counts what there is to compare.
    pub(super) fn size(&self) -> usize {
        self.properties.values().map(PropertyFacts::size).sum()
    }
}

/// A text, number or boolean as text.
pub(in super::super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        _ => None,
    }
}

impl PropertyFacts<'_> {
    /// Counts what there is to compare.
    pub(super) fn size(&self) -> usize {
        1 + self.facts.values.as_ref().map_or(0, |all| all.len())
    }

    /// Lists what the property may be in an arm, its absence included.
    pub(super) fn domain(&self) -> Vec<Is> {
        let mut domain: Vec<Is> = match &self.facts.values {
            Some(values) => values.iter().cloned().map(Is::Value).collect(),
            None => {
                let kinds = &self.facts.kinds;
                let whole = |kind: &JsonKind| {
                    *kind == JsonKind::Integer && kinds.contains(&JsonKind::Number)
                };
                kinds.iter().filter(|kind| !whole(kind)).copied().map(Is::Kind).collect()
            }
        };
        if self.facts.null {
            domain.push(Is::Null);
        }
        if self.optional {
            domain.push(Is::Absent);
        }
        domain
    }

    /// Lists what the property may be so that an arm can be read: null is taken for absence.
    pub(super) fn loose_domain(&self) -> Vec<Is> {
        let facts = Facts { values: None, null: true, ..self.facts.clone() };
        Self { facts, optional: true, ..*self }.domain()
    }

    pub(super) fn is_constant(&self) -> bool {
        self.facts.values.as_ref().is_some_and(|values| values.len() == 1)
    }

    /// Tells whether it is the same in all values of the arm.
    pub(super) fn is_always(&self) -> bool {
        self.is_constant() && !self.optional && !self.facts.null
    }

    /// Tells whether the values of both are listed, and none is in both lists.
    pub(super) fn is_disjoint(&self, other: &Self) -> bool {
        let (Some(values), Some(others)) = (&self.facts.values, &other.facts.values) else {
            return false;
        };
        values.are_apart_from(others)
    }

    pub(super) fn has_other_kinds(&self, other: &Self) -> bool {
        !self.facts.kinds.is_empty() && self.facts.kinds.is_disjoint(&other.facts.kinds)
    }

    /// Tells whether another takes values of kinds that this one does not take.
    pub(super) fn lacks_kinds(&self, other: &Self) -> bool {
        let (own, all) = (&self.facts.kinds, &other.facts.kinds);
        !own.is_empty() && !all.is_subset(own)
    }

    /// Tells whether it may be absent in both, or null in both.
    pub(super) fn shares_nothing(&self, other: &Self) -> bool {
        (self.optional && other.optional) || (self.facts.null && other.facts.null)
    }

    /// Tells whether it has fewer values than another, which has all of them, too.
    pub(super) fn is_narrower(&self, other: &Self) -> bool {
        let (own, all) = (&self.facts, &other.facts);
        let fewer_values = match (&own.values, &all.values) {
            (Some(values), Some(others)) => values.len() < others.len() && values.are_among(others),
            (Some(_), None) => true,
            _ => false,
        };
        fewer_values || (!self.is_item && self.has_fewer_kinds(other))
    }

    /// Tells whether it has fewer kinds than another, which has all of them, too.
    pub(super) fn has_fewer_kinds(&self, other: &Self) -> bool {
        let (own, all) = (&self.facts.kinds, &other.facts.kinds);
        (1..all.len()).contains(&own.len()) && own.is_subset(all)
    }

    /// Returns the only kind that its value has, if that is one with parts and the only
    /// one of another as well.
    pub(super) fn parts_in_common(&self, other: &Self) -> Option<JsonKind> {
        let mut kinds = self.facts.kinds.iter();
        match (kinds.next(), kinds.next()) {
            (Some(kind @ (JsonKind::Object | JsonKind::List)), None)
                if self.facts.kinds == other.facts.kinds =>
            {
                Some(*kind)
            }
            _ => None,
        }
    }
}
