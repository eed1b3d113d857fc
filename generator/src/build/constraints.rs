//! The values that are taken, as far as types do not say it.

use serde_json::{Number, Value};

use super::Builder;
use super::scalar::integer;
use crate::ir::{Constraints, Limits};
use crate::schema::{Additional, Schema, Type};

impl<'a> Builder<'a> {
    /// Returns the constraints on the values of a schema: its own, and for the
    /// rest those of what it refers to.
    pub(super) fn constraints(&self, schema: &'a Schema) -> Constraints {
        let own = as_said(schema);
        let target = self.follow(schema);
        if target.at.0 == schema.at.0 {
            return limiting(own, schema.kind);
        }
        let inherited = as_said(target);
        let mut limits = own.limits;
        limits.fill(inherited.limits);
        let all = Constraints {
            format: own.format.or(inherited.format),
            values: if own.values.is_empty() { inherited.values } else { own.values },
            limits,
            inner: own.inner.or(inherited.inner),
        };
        limiting(all, schema.kind.or(target.kind))
    }
}

/// Returns the constraints that a schema sets by itself, beside a reference as well. What it
/// refers to, objects and listed values have a type of their own that says the rest.
pub(super) fn constraints(schema: &Schema) -> Constraints {
    limiting(as_said(schema), schema.kind)
}

/// Returns the constraints that a schema sets, as it says them.
fn as_said(schema: &Schema) -> Constraints {
    let inner = match &schema.additional {
        Some(Additional::Of(values)) if !schema.has_properties() => Some(&**values),
        _ => schema.items.as_deref(),
    };
    let is_apart = |inner: &&Schema| match inner.kind {
        Some(Type::Object) => true,
        _ => has_type_of_values(inner) && !inner.listed().is_empty(),
    };
    // Those of each position are not those of each item.
    let inner = inner.filter(|inner| schema.about.tuple.is_none() && !is_apart(inner));
    let inner = inner.map(constraints).filter(|inner| *inner != Constraints::default());
    let mut limits = schema.limits.clone();
    limits.fill(schema.about.limits.clone());
    Constraints {
        format: schema.format.clone().or_else(|| schema.about.format.clone()),
        values: values_apart(schema),
        limits,
        inner: inner.map(Box::new),
    }
}

/// Leaves out limits that keep no value out, and writes those of integers in one way.
fn limiting(constraints: Constraints, kind: Option<Type>) -> Constraints {
    let mut limits = constraints.limits;
    for least in [&mut limits.min_length, &mut limits.min_items, &mut limits.min_properties] {
        least.take_if(|least| *least == 0);
    }
    limits.unique_items.take_if(|unique| !*unique);
    limits.patterns.retain(|pattern| !EVERY_TEXT.contains(&pattern.as_str()));
    if kind == Some(Type::Integer) {
        of_integers(&mut limits);
    }
    Constraints { limits, ..constraints }
}

/// The patterns that every text matches.
const EVERY_TEXT: [&str; 5] = ["", "^", "$", ".*", "^.*"];

/// Leaves out limits of integers that limit nothing, and makes bounds those that are met.
fn of_integers(limits: &mut Limits) {
    limits.multiple_of.retain(|factor| factor.as_f64() != Some(1.0));
    let bounds = [
        (&mut limits.minimum, &mut limits.exclusive_minimum, 1),
        (&mut limits.maximum, &mut limits.exclusive_maximum, -1),
    ];
    for (bound, is_exclusive, step) in bounds {
        let next = bound.as_ref().and_then(Number::as_i64).and_then(|end| end.checked_add(step));
        if let Some(next) = next.filter(|_| *is_exclusive) {
            (*bound, *is_exclusive) = (Some(next.into()), false);
        }
    }
}

/// Tells whether the values that a schema lists, if it does, are a type of their own: texts, and
/// integers none of which is beyond `i64`.
pub(super) fn has_type_of_values(schema: &Schema) -> bool {
    match schema.kind {
        Some(Type::String) => true,
        Some(Type::Integer) => schema.listed().iter().all(|one| integer(&one.value).is_some()),
        _ => false,
    }
}

/// Returns the values that are listed and are no type of their own, as texts and integers are.
pub(super) fn values_apart(schema: &Schema) -> Vec<Value> {
    if has_type_of_values(schema) {
        return Vec::new();
    }
    let values: Vec<Value> = schema.listed().iter().map(|listed| listed.value.clone()).collect();
    // True and false are all that a boolean can be.
    let is_all = [true, false].iter().all(|value| values.contains(&Value::Bool(*value)));
    if schema.kind == Some(Type::Boolean) && is_all { Vec::new() } else { values }
}
