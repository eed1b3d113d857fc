//! The kind of value that a schema is about.

use std::collections::BTreeSet;

use super::list::says_of_items;
use super::{Combiner, is_mixture};
use crate::diagnostic::Diagnostic;
use crate::schema::model::{Schema, Type};

/// The kind of value that a schema is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ValueKind {
    /// Any value.
    Any,
    /// Text, a number, true or false; or one of several of them.
    Scalar,
    List,
    Object,
    /// One of several, which are not all scalars.
    Union,
    /// No value at all.
    Nothing,
}

impl ValueKind {
    /// Returns the kind of a value that is of both.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Any, kind) | (kind, Self::Any) => kind,
            (left, right) if left == right => left,
            (Self::Union, Self::Object) | (Self::Object, Self::Union) => Self::Union,
            // Of the arms, those are left that are of that kind.
            (Self::Union, kind) | (kind, Self::Union) => kind,
            _ => Self::Nothing,
        }
    }
}

impl Combiner<'_> {
    pub(super) fn kind(&mut self, schema: &Schema) -> ValueKind {
        if let Some(name) = schema.component() {
            return match self.kinds.get(name) {
                Some(kind) => *kind,
                None => self.kind_of_component(name),
            };
        }
        // Each arm is looked at once: unions may stand within unions at any depth.
        let one_of = self.kinds(schema.one_of.as_deref());
        let any_of = self.kinds(schema.any_of.as_deref());
        let arms = [&one_of, &any_of].into_iter().flatten().flatten();
        let leaves_type = self.say_types(schema, arms);
        let own = if leaves_type { ValueKind::Any } else { own_kind(schema) };
        let mut kinds = vec![(own, limits_objects(schema))];
        for part in schema.all_of.iter().flatten() {
            kinds.push((self.kind(part), limits_objects(part)));
        }
        for arms in [one_of, any_of].into_iter().flatten() {
            kinds.push((kind_of_union(arms), false));
        }
        // Limits of the properties of objects say nothing of other values.
        let is_other = |kind| matches!(kind, ValueKind::Scalar | ValueKind::List);
        if kinds.iter().any(|(kind, _)| is_other(*kind)) {
            kinds.retain(|(_, limits_objects)| !limits_objects);
        }
        kinds.into_iter().fold(ValueKind::Any, |all, (kind, _)| all.and(kind))
    }

    /// Leaves it to the arms of a union what values are, if each says that: they are what
    /// is meant, whatever type is named beside them.
    pub(super) fn leave_type_to_arms(&mut self, schema: &mut Schema) {
        if !self.arms_say_types(schema) {
            return;
        }
        let Some(kind) = schema.kind.take() else { return };
        if !self.has_other_arm(schema, kind) {
            return;
        }
        let at = schema.at.child("type");
        let name = kind.name();
        let message = format!("not every arm is of type `{name}`; what the arms say is taken");
        let warning = Diagnostic::warning("contradicted-type", &at, message);
        self.report.push(warning.settled_without(&at, "The types are those of the arms."));
    }

    /// Tells whether each arm says a type, and not all say the one beside them.
    /// Objects that say more than that are meant themselves.
    pub(super) fn arms_say_types(&mut self, schema: &Schema) -> bool {
        let arms: Vec<ValueKind> = schema.union_arms().map(|arm| self.kind(arm)).collect();
        self.say_types(schema, &arms)
    }

    /// Does as [`Self::arms_say_types`], with the kinds of the arms.
    fn say_types<'k>(
        &self,
        schema: &Schema,
        arms: impl IntoIterator<Item = &'k ValueKind>,
    ) -> bool {
        let Some(kind) = schema.kind else { return false };
        let says_more = schema.properties.is_some() || schema.additional.is_some();
        if kind == Type::Object && says_more {
            return false;
        }
        let mut is_other = false;
        for (arm, says) in schema.union_arms().zip(arms) {
            if *says == ValueKind::Any {
                return false;
            }
            is_other |= self.is_other(arm, *says, kind);
        }
        is_other
    }

    /// Tells whether an arm has values that are not of a type.
    fn is_other(&self, arm: &Schema, says: ValueKind, kind: Type) -> bool {
        says != kind_of_type(kind)
            || self.target(arm).kind.is_some_and(|its| its.and(kind).is_none())
    }

    /// Tells whether an arm of a union, or of the unions that are its arms, has values that
    /// are not of a type. An arm that names this type is asked by itself.
    fn has_other_arm(&mut self, union: &Schema, kind: Type) -> bool {
        let mut pending: Vec<Schema> = union.union_arms().cloned().collect();
        let mut seen = BTreeSet::new();
        while let Some(arm) = pending.pop() {
            if arm.component().is_some_and(|name| !seen.insert(name.to_owned())) {
                continue;
            }
            let says = self.kind(&arm);
            if says != ValueKind::Union {
                if self.is_other(&arm, says, kind) {
                    return true;
                }
                continue;
            }
            let target = self.target(&arm).clone();
            if target.kind != Some(kind) {
                pending.extend(target.union_arms().cloned());
                let parts = target.all_of.into_iter().flatten();
                pending.extend(parts.filter(|part| self.kind(part) == ValueKind::Union));
            }
        }
        false
    }

    /// Returns the kinds of the arms of a union, if there is one.
    fn kinds(&mut self, arms: Option<&[Schema]>) -> Option<Vec<ValueKind>> {
        arms.map(|arms| arms.iter().map(|arm| self.kind(arm)).collect())
    }

    /// Returns the kinds of parts that hold together. A union that leaves it open is of the kind
    /// that the others say.
    pub(super) fn kinds_of(&mut self, parts: &[Schema]) -> Vec<ValueKind> {
        let kinds: BTreeSet<ValueKind> = parts.iter().map(|part| self.kind(part)).collect();
        let kinds: Vec<ValueKind> = kinds.into_iter().collect();
        match *kinds.as_slice() {
            [kind @ (ValueKind::Scalar | ValueKind::List), ValueKind::Union]
                if parts
                    .iter()
                    .filter(|part| part.is_union())
                    .all(|it| self.leaves_open(it, kind)) =>
            {
                vec![kind]
            }
            _ => kinds,
        }
    }

    /// Tells whether a union leaves it to others what values of a kind are: each of its
    /// arms is of that kind, or one of those that only limit it.
    fn leaves_open(&mut self, union: &Schema, kind: ValueKind) -> bool {
        let arms: Vec<&Schema> = union.union_arms().collect();
        let kinds: Vec<ValueKind> = arms.iter().map(|arm| self.kind(arm)).collect();
        let only_limits = |(arm, its): (&&Schema, &ValueKind)| match its {
            ValueKind::List => !says_of_items(self.target(arm)),
            its => *its == ValueKind::Any,
        };
        kinds.iter().all(|its| [ValueKind::Any, kind].contains(its))
            && (kind == ValueKind::Scalar || arms.iter().zip(&kinds).any(only_limits))
    }

    /// Returns the kind of a component, found without recursion: a document may have a
    /// chain of any length.
    fn kind_of_component(&mut self, name: &str) -> ValueKind {
        let components = self.components;
        let mut pending = vec![(name, false)];
        while let Some((name, is_ready)) = pending.pop() {
            if is_ready {
                let kind = components.get(name).map_or(ValueKind::Any, |schema| self.kind(schema));
                self.kinds.insert(name.to_owned(), kind);
            } else if !self.kinds.contains_key(name) {
                // A component that is made of itself says nothing by that.
                self.kinds.insert(name.to_owned(), ValueKind::Any);
                pending.push((name, true));
                let mut made_of = Vec::new();
                if let Some(schema) = components.get(name) {
                    components_of(schema, &mut made_of);
                }
                pending.extend(made_of.into_iter().rev().map(|name| (name, false)));
            }
        }
        self.kinds.get(name).copied().unwrap_or(ValueKind::Any)
    }
}

/// Collects the components that a schema is made of.
fn components_of<'s>(schema: &'s Schema, found: &mut Vec<&'s str>) {
    if let Some(name) = schema.component() {
        found.push(name);
        return;
    }
    let arms = [&schema.all_of, &schema.one_of, &schema.any_of].into_iter().flatten().flatten();
    arms.for_each(|arm| components_of(arm, found));
}

/// Returns the kind of a value that is one of several.
fn kind_of_union(arms: Vec<ValueKind>) -> ValueKind {
    let kinds: BTreeSet<ValueKind> = arms.into_iter().collect();
    match kinds.into_iter().collect::<Vec<_>>().as_slice() {
        [ValueKind::Any] => ValueKind::Any,
        [ValueKind::Scalar] => ValueKind::Scalar,
        _ => ValueKind::Union,
    }
}

fn kind_of_type(kind: Type) -> ValueKind {
    match kind {
        Type::Object => ValueKind::Object,
        Type::Array => ValueKind::List,
        _ => ValueKind::Scalar,
    }
}

/// Returns the kind that a schema says without those inside it.
fn own_kind(schema: &Schema) -> ValueKind {
    match schema.kind.or_else(|| schema.implied_type()) {
        Some(kind) => kind_of_type(kind),
        None if schema.values.is_some() => ValueKind::Scalar,
        None => ValueKind::Any,
    }
}

/// Tells a schema that says by itself nothing but which properties objects have, without
/// declaring one.
pub(super) fn limits_objects(schema: &Schema) -> bool {
    schema.kind.is_none()
        && schema.reference.is_none()
        && schema.values.is_none()
        && schema.items.is_none()
        && schema.declares_none()
        && (schema.required.is_some() || schema.additional.is_some())
}

/// Tells a schema of a single kind, without anything to combine.
pub(super) fn is_plain(schema: &Schema) -> bool {
    !is_mixture(schema)
        && [&schema.all_of, &schema.one_of, &schema.any_of].iter().all(|arms| arms.is_none())
}
