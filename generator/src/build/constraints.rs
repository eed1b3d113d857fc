//! Which values are taken, as far as types do not say it.

use super::Builder;
use crate::ir::Constraints;
use crate::schema::{Additional, Schema, Type};

impl<'a> Builder<'a> {
    /// Which values a schema takes: its own constraints, and for the rest those
    /// of what it refers to.
    pub(super) fn constraints(&self, schema: &'a Schema) -> Constraints {
        let own = constraints(schema);
        let target = self.follow(schema);
        if target.at.0 == schema.at.0 {
            return own;
        }
        let inherited = constraints(target);
        let mut limits = own.limits;
        limits.fill(schema.about.limits.clone());
        limits.fill(inherited.limits);
        Constraints {
            format: own.format.or(inherited.format),
            values: if own.values.is_empty() { inherited.values } else { own.values },
            limits,
            inner: own.inner.or(inherited.inner),
        }
    }
}

/// What a schema says by itself. What refers to a component, and an object,
/// have a type of their own that says the rest.
fn constraints(schema: &Schema) -> Constraints {
    let inner = match &schema.additional {
        Some(Additional::Of(values)) if schema.properties.is_none() => Some(&**values),
        _ => schema.items.as_deref(),
    };
    let inner =
        inner.filter(|inner| inner.component().is_none() && inner.kind != Some(Type::Object));
    let inner = inner.map(constraints).filter(|inner| *inner != Constraints::default());
    // Texts and integers that are listed are a type of their own.
    let is_enum = matches!(schema.kind, Some(Type::String | Type::Integer));
    let listed = schema.listed().iter().filter(|_| !is_enum);
    let values = listed.map(|listed| listed.value.clone());
    Constraints {
        format: schema.format.clone(),
        values: values.collect(),
        limits: schema.limits.clone(),
        inner: inner.map(Box::new),
    }
}
