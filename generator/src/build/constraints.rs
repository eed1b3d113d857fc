//! The values that are taken, as far as types do not say it.

use serde_json::Value;

use super::Builder;
use super::scalar::integer;
use crate::ir::Constraints;
use crate::schema::{Additional, Schema, Type};

impl<'a> Builder<'a> {
    /// Returns the constraints on the values of a schema: its own, and for the
    /// rest those of what it refers to.
    pub(super) fn constraints(&self, schema: &'a Schema) -> Constraints {
        let own = constraints(schema);
        let target = self.follow(schema);
        if target.at.0 == schema.at.0 {
            return own;
        }
        let inherited = constraints(target);
        let mut limits = own.limits;
        limits.fill(inherited.limits);
        Constraints {
            format: own.format.or(inherited.format),
            values: if own.values.is_empty() { inherited.values } else { own.values },
            limits,
            inner: own.inner.or(inherited.inner),
        }
    }
}

/// Returns the constraints that a schema sets by itself, beside a reference as well. What it
/// refers to, objects and listed values have a type of their own that says the rest.
fn constraints(schema: &Schema) -> Constraints {
    let inner = match &schema.additional {
        Some(Additional::Of(values)) if schema.properties.is_none() => Some(&**values),
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

/// Tells whether the values that a schema lists, if it does, are a type of their own: texts, and
/// integers none of which is beyond `i64`.
fn has_type_of_values(schema: &Schema) -> bool {
    match schema.kind {
        Some(Type::String) => true,
        Some(Type::Integer) => schema.listed().iter().all(|one| integer(&one.value).is_some()),
        _ => false,
    }
}

/// The values that are listed and are no type of their own, as texts and integers are.
pub(super) fn values_apart(schema: &Schema) -> Vec<Value> {
    if has_type_of_values(schema) {
        return Vec::new();
    }
    let values: Vec<Value> = schema.listed().iter().map(|listed| listed.value.clone()).collect();
    // True and false are all that a boolean can be.
    let is_all = [true, false].iter().all(|value| values.contains(&Value::Bool(*value)));
    if schema.kind == Some(Type::Boolean) && is_all { Vec::new() } else { values }
}
