//! What kind of value a schema is about.

use std::collections::BTreeSet;

use super::list::says_of_items;
use super::{Combiner, declares_none, is_mixture, is_union};
use crate::diagnostic::Diagnostic;
use crate::schema::model::{Schema, Type};

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
            // Of the arms, those are left that are of that kind.
            (Self::Union, kind) | (kind, Self::Union) => kind,
            _ => Self::Nothing,
        }
    }
}

impl Combiner<'_> {
    pub(super) fn kind(&mut self, schema: &Schema) -> Kind {
        if let Some(name) = schema.component() {
            return match self.kinds.get(name) {
                Some(kind) => *kind,
                None => self.kind_of_component(name),
            };
        }
        let own = if self.arms_say_types(schema) { Kind::Any } else { own_kind(schema) };
        let mut kinds = vec![(own, limits_objects(schema))];
        for part in schema.all_of.iter().flatten() {
            kinds.push((self.kind(part), limits_objects(part)));
        }
        for arms in [&schema.one_of, &schema.any_of].into_iter().flatten() {
            kinds.push((self.kind_of_union(arms), false));
        }
        // What is said of the properties of objects says nothing of other values.
        let is_other = |kind| matches!(kind, Kind::Scalar | Kind::List);
        if kinds.iter().any(|(kind, _)| is_other(*kind)) {
            kinds.retain(|(_, limits_objects)| !limits_objects);
        }
        kinds.into_iter().fold(Kind::Any, |all, (kind, _)| all.and(kind))
    }

    /// Leaves it to the arms of a union what values are, if each says that: they are what
    /// is meant, whatever type is named beside them.
    pub(super) fn leave_type_to_arms(&mut self, schema: &mut Schema) {
        if !self.arms_say_types(schema) {
            return;
        }
        let Some(kind) = schema.kind.take() else { return };
        let at = schema.at.child("type");
        let name = kind.name();
        let message = format!("not every arm is of type `{name}`; what the arms say is taken");
        let warning = Diagnostic::warning("contradicted-type", &at, message);
        self.report.push(warning.settled_without(&at, "The types are those of the arms."));
    }

    /// Tells a type beside arms of which each says a type, and not all say this one.
    /// Objects that say more than that are meant themselves.
    pub(super) fn arms_say_types(&mut self, schema: &Schema) -> bool {
        let Some(kind) = schema.kind else { return false };
        let says_more = schema.properties.is_some() || schema.additional.is_some();
        if kind == Type::Object && says_more {
            return false;
        }
        let mut is_other = false;
        for arm in schema.union_arms() {
            let says = self.kind(arm);
            if says == Kind::Any {
                return false;
            }
            is_other |= says != own_kind(schema)
                || self.target(arm).kind.is_some_and(|its| its.and(kind).is_none());
        }
        is_other
    }

    fn kind_of_union(&mut self, arms: &[Schema]) -> Kind {
        let kinds: BTreeSet<Kind> = arms.iter().map(|arm| self.kind(arm)).collect();
        match kinds.into_iter().collect::<Vec<_>>().as_slice() {
            [Kind::Any] => Kind::Any,
            [Kind::Scalar] => Kind::Scalar,
            _ => Kind::Union,
        }
    }

    /// The kinds of parts that hold together. A union that leaves it open is of the kind
    /// that the others say.
    pub(super) fn kinds_of(&mut self, parts: &[Schema]) -> Vec<Kind> {
        let kinds: BTreeSet<Kind> = parts.iter().map(|part| self.kind(part)).collect();
        let kinds: Vec<Kind> = kinds.into_iter().collect();
        match *kinds.as_slice() {
            [kind @ (Kind::Scalar | Kind::List), Kind::Union]
                if parts
                    .iter()
                    .filter(|part| is_union(part))
                    .all(|it| self.leaves_open(it, kind)) =>
            {
                vec![kind]
            }
            _ => kinds,
        }
    }

    /// Tells whether a union leaves it to others what values of a kind are: each of its
    /// arms is of that kind, or one of those that only limit it.
    fn leaves_open(&mut self, union: &Schema, kind: Kind) -> bool {
        let arms: Vec<&Schema> = union.union_arms().collect();
        let kinds: Vec<Kind> = arms.iter().map(|arm| self.kind(arm)).collect();
        let only_limits = |(arm, its): (&&Schema, &Kind)| match its {
            Kind::List => !says_of_items(self.target(arm)),
            its => *its == Kind::Any,
        };
        kinds.iter().all(|its| [Kind::Any, kind].contains(its))
            && (kind == Kind::Scalar || arms.iter().zip(&kinds).any(only_limits))
    }

    /// The kind of a component, found without recursion: a document may have a
    /// chain of any length.
    fn kind_of_component(&mut self, name: &str) -> Kind {
        let components = self.components;
        let mut pending = vec![(name, false)];
        while let Some((name, is_ready)) = pending.pop() {
            if is_ready {
                let kind = components.get(name).map_or(Kind::Any, |schema| self.kind(schema));
                self.kinds.insert(name.to_owned(), kind);
            } else if !self.kinds.contains_key(name) {
                // A component that is made of itself says nothing by that.
                self.kinds.insert(name.to_owned(), Kind::Any);
                pending.push((name, true));
                let mut made_of = Vec::new();
                if let Some(schema) = components.get(name) {
                    components_of(schema, &mut made_of);
                }
                pending.extend(made_of.into_iter().rev().map(|name| (name, false)));
            }
        }
        self.kinds.get(name).copied().unwrap_or(Kind::Any)
    }
}

/// The components that a schema is made of.
fn components_of<'s>(schema: &'s Schema, found: &mut Vec<&'s str>) {
    if let Some(name) = schema.component() {
        found.push(name);
        return;
    }
    let arms = [&schema.all_of, &schema.one_of, &schema.any_of].into_iter().flatten().flatten();
    arms.for_each(|arm| components_of(arm, found));
}

/// The kind that a schema says without those inside it.
fn own_kind(schema: &Schema) -> Kind {
    match schema.kind {
        Some(Type::Object) => Kind::Object,
        Some(Type::Array) => Kind::List,
        Some(_) => Kind::Scalar,
        None if schema.values.is_some() => Kind::Scalar,
        None if schema.properties.is_some()
            || schema.required.is_some()
            || schema.additional.is_some() =>
        {
            Kind::Object
        }
        None if schema.items.is_some() => Kind::List,
        None => Kind::Any,
    }
}

/// Tells a schema that says by itself nothing but which properties objects have, without
/// declaring one.
pub(super) fn limits_objects(schema: &Schema) -> bool {
    schema.kind.is_none()
        && schema.reference.is_none()
        && schema.values.is_none()
        && schema.items.is_none()
        && declares_none(schema)
        && (schema.required.is_some() || schema.additional.is_some())
}

/// The type of a schema that properties or items imply.
pub(super) fn implied_type(schema: &Schema) -> Option<Type> {
    match own_kind(schema) {
        Kind::Object => Some(Type::Object),
        Kind::List => Some(Type::Array),
        _ => None,
    }
}

/// Whether a schema is one of a single kind, without anything to combine.
pub(super) fn is_plain(schema: &Schema) -> bool {
    !is_mixture(schema)
        && [&schema.all_of, &schema.one_of, &schema.any_of].iter().all(|arms| arms.is_none())
}
