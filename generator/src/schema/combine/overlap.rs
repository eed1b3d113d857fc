//! An `anyOf` of objects that can hold at the same time → one object with the
//! properties of all of them.
//!
//! Two objects cannot hold at the same time when a property that both declare
//! has values of other types in them, or lists of values without one in common;
//! when one takes no properties but its own, and the other requires one that is
//! none of these; and they are not meant to when one requires a constant that
//! the other does not declare.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::kind::Kind;
use super::{Combiner, keep_annotations};
use crate::schema::model::{Additional, At, Required, Schema, Type};
use crate::schema::spelling::again;

/// How deep arms may be put together of others.
const MAX_DEPTH: usize = 32;

/// What an arm declares.
#[derive(Default)]
struct Declared {
    properties: IndexMap<String, Schema>,
    required: BTreeSet<String>,
    rest: Option<Additional>,
}

impl Combiner<'_> {
    /// Makes an `anyOf` one object, if its arms are objects that can hold at the
    /// same time.
    pub(super) fn overlap(&mut self, schema: &mut Schema) {
        let Some(arms) = &schema.any_of else { return };
        let is_alone = schema.one_of.is_none()
            && schema.all_of.is_none()
            && schema.discriminator.is_none()
            && schema.properties.is_none();
        if !is_alone || arms.len() < 2 || arms.iter().any(|arm| self.kind(arm) != Kind::Object) {
            return;
        }
        let mut declared = Vec::new();
        for arm in arms {
            let mut found = Declared::default();
            if !self.declared(arm, &mut found, 0) || found.properties.is_empty() {
                return;
            }
            declared.push(found);
        }
        let pairs = (1..declared.len()).flat_map(|right| (0..right).map(move |left| (left, right)));
        let is_exclusive =
            |(left, right): (usize, usize)| self.is_exclusive(&declared[left], &declared[right]);
        if pairs.into_iter().any(is_exclusive) {
            return;
        }
        let merged = self.merged(declared);
        keep_annotations(schema);
        schema.kind = Some(Type::Object);
        schema.properties = Some(merged.properties);
        let required = merged.required.into_iter();
        let at = &schema.at;
        schema.required = Some(required.map(|name| Required { at: at.clone(), name }).collect());
        schema.additional = merged.rest;
    }

    /// Collects what an arm declares; whether all of it is known.
    fn declared(&self, schema: &Schema, found: &mut Declared, depth: usize) -> bool {
        if depth > MAX_DEPTH || schema.one_of.is_some() || schema.any_of.is_some() {
            return false;
        }
        if let Some(name) = &schema.reference {
            let target = self.components.get(name);
            return target.is_some_and(|target| self.declared(target, found, depth + 1));
        }
        for part in schema.all_of.iter().flatten() {
            if !self.declared(part, found, depth + 1) {
                return false;
            }
        }
        for (name, property) in schema.properties.iter().flatten() {
            found.properties.insert(name.clone(), property.clone());
        }
        let required = schema.required.iter().flatten();
        found.required.extend(required.map(|required| required.name.clone()));
        if let Some(rest) = &schema.additional {
            found.rest = Some(rest.clone());
        }
        true
    }

    fn is_exclusive(&self, left: &Declared, right: &Declared) -> bool {
        if self.keeps_out(left, right) || self.keeps_out(right, left) {
            return true;
        }
        left.properties.iter().any(|(name, property)| {
            let other = right.properties.get(name);
            other.is_some_and(|other| self.excludes(property, other))
        })
    }

    /// Whether an object requires what is not meant to be in another.
    fn keeps_out(&self, this: &Declared, other: &Declared) -> bool {
        let is_closed = matches!(other.rest, Some(Additional::Any(false)));
        let mut own = this.required.iter().filter(|name| !other.properties.contains_key(*name));
        own.any(|name| {
            let property = this.properties.get(name);
            let is_constant =
                property.is_some_and(|property| self.target(property).listed().len() == 1);
            is_closed || is_constant
        })
    }

    /// Whether no value is of both schemas.
    fn excludes(&self, left: &Schema, right: &Schema) -> bool {
        let (left, right) = (self.target(left), self.target(right));
        let other_type = match (left.kind, right.kind) {
            (Some(Type::Integer), Some(Type::Number))
            | (Some(Type::Number), Some(Type::Integer)) => false,
            (Some(left), Some(right)) => left != right,
            _ => false,
        };
        let other_values = match (&left.values, &right.values) {
            (Some(left), Some(right)) => {
                !left.iter().any(|one| right.iter().any(|other| other.value == one.value))
            }
            _ => false,
        };
        other_type || other_values
    }

    /// Follows references to what has content.
    fn target<'s>(&'s self, schema: &'s Schema) -> &'s Schema {
        let mut schema = schema;
        for _ in 0..MAX_DEPTH {
            match schema.component().and_then(|name| self.components.get(name)) {
                Some(target) => schema = target,
                None => break,
            }
        }
        schema
    }

    /// The properties of all arms. One that they declare in different ways is
    /// what one or another of them says.
    fn merged(&self, arms: Vec<Declared>) -> Declared {
        let mut merged = Declared::default();
        let required: Option<BTreeSet<String>> =
            arms.iter().map(|arm| arm.required.clone()).reduce(|all, arm| &all & &arm);
        merged.required = required.unwrap_or_default();
        for arm in arms {
            for (name, property) in arm.properties {
                match merged.properties.get_mut(&name) {
                    None => drop(merged.properties.insert(name, property)),
                    Some(known) if self.says_the_same(known, &property) => {
                        known.nullable |= property.nullable;
                    }
                    Some(known) => {
                        let at = At(known.at.child("anyOf"));
                        let arms = vec![std::mem::take(known), property];
                        *known = again(Schema { at, any_of: Some(arms), ..Schema::default() });
                    }
                }
            }
            merged.rest = match (merged.rest, arm.rest) {
                (Some(Additional::Of(rest)), _) | (_, Some(Additional::Of(rest))) => {
                    Some(Additional::Of(rest))
                }
                (rest, other) => rest.or(other),
            };
        }
        merged
    }

    fn says_the_same(&self, left: &Schema, right: &Schema) -> bool {
        match (left.component(), right.component()) {
            (Some(left), Some(right)) => left == right,
            _ => left.takes_the_same(right),
        }
    }
}
