//! What kind of value a schema is about.

use super::{Combiner, is_mixture};
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
        let mut kind = own_kind(schema);
        for part in schema.all_of.iter().flatten() {
            kind = kind.and(self.kind(part));
        }
        for arms in [&schema.one_of, &schema.any_of].into_iter().flatten() {
            kind = kind.and(self.kind_of_union(arms));
        }
        kind
    }

    fn kind_of_union(&mut self, arms: &[Schema]) -> Kind {
        if arms.iter().all(only_limits) {
            return Kind::Any;
        }
        let scalar = arms.iter().all(|arm| self.kind(arm) == Kind::Scalar);
        if scalar { Kind::Scalar } else { Kind::Union }
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

/// Whether a schema only limits values of a kind that is said elsewhere.
fn only_limits(schema: &Schema) -> bool {
    schema.is_alone() && own_kind(schema) == Kind::Any
}

/// Whether a schema is one of a single kind, without anything to combine.
pub(super) fn is_plain(schema: &Schema) -> bool {
    !is_mixture(schema)
        && [&schema.all_of, &schema.one_of, &schema.any_of].iter().all(|arms| arms.is_none())
}
