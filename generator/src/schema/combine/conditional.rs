//! Properties that are declared under a condition → properties that may be
//! there.

use std::collections::HashSet;
use std::sync::Arc;

use indexmap::IndexMap;

use super::objects::target;
use super::{Components, any_of};
use crate::diagnostic::{Diagnostic, Report};
use crate::schema::model::{At, Schema, Type};
use crate::source::Pointer;

/// The depth to which what holds under a condition may be put together of others.
const MAX_DEPTH: usize = 32;

/// The number of conditions that are followed inside of others for one schema:
/// what one adds may have more of them.
const MAX_FOLLOWED: usize = 100;

/// Adds what components declare under a condition to their properties.
pub(crate) fn in_components(components: &mut Components, report: &mut Report) {
    let all: Vec<String> = components
        .iter()
        .filter(|(_, schema)| is_conditional(schema))
        .map(|(name, _)| name.clone())
        .collect();
    let before = components.clone();
    for name in all {
        if let Some(schema) = components.get_mut(&name) {
            in_schema(Arc::make_mut(schema), &before, report);
        }
    }
}

/// Adds what a schema, and those inside of it, declare under a condition to
/// their properties.
pub(crate) fn in_schema(schema: &mut Schema, components: &Components, report: &mut Report) {
    let at = schema.at.0.clone();
    let mut following =
        Following { components, open: HashSet::new(), left: MAX_FOLLOWED, cut: None };
    following.schema(schema);
    if let Some(cut) = following.cut {
        let message = "the conditions here lead to too many others, or too deep";
        let warning = Diagnostic::warning("too-many-conditions", &cut, message)
            .help("declare under `properties` what is to be a field");
        let warning = match cut == at {
            true => warning,
            false => warning.related(&at, "the schema that they began in"),
        };
        report.push(warning);
    }
}

/// The conditions of one schema, while they are followed.
struct Following<'c> {
    components: &'c Components,
    /// The places of schemas whose conditions are followed: one may add a copy of
    /// itself.
    open: HashSet<Pointer>,
    left: usize,
    /// The first place of which something was left out.
    cut: Option<Pointer>,
}

impl Following<'_> {
    fn schema(&mut self, schema: &mut Schema) {
        let parts = std::mem::take(&mut schema.conditional);
        if parts.is_empty() {
            schema.inside_mut().for_each(|inside| self.schema(inside));
            return;
        }
        let at = schema.at.0.clone();
        let is_inside = !self.open.is_empty();
        if is_inside && self.left == 0 {
            self.cut.get_or_insert(at);
            return;
        }
        if !self.open.insert(at.clone()) {
            return;
        }
        self.left -= usize::from(is_inside);
        let mut found = IndexMap::new();
        for part in &parts {
            if !collect(part, self.components, &mut HashSet::new(), &mut found, 0) {
                self.cut.get_or_insert(at.clone());
            }
        }
        if !found.is_empty() {
            add(schema, found, self.components);
        }
        schema.inside_mut().for_each(|inside| self.schema(inside));
        self.open.remove(&at);
    }
}

fn is_conditional(schema: &Schema) -> bool {
    !schema.conditional.is_empty() || schema.inside().any(is_conditional)
}

/// Adds properties that the schema does not declare itself; what is said of the object
/// in one that it does declare holds there under a condition, too.
fn add(schema: &mut Schema, found: IndexMap<String, Vec<Schema>>, components: &Components) {
    let properties = schema.properties.get_or_insert_default();
    for (name, mut declared) in found {
        if let Some(own) = properties.get_mut(&name) {
            declared.retain(|part| is_object(part, components));
            if !declared.is_empty() && is_object(own, components) {
                add_conditional(own, declared);
            }
            continue;
        }
        properties.extend(any_of(declared).map(|property| (name, property)));
    }
    let combined = schema.all_of.is_some() || schema.one_of.is_some() || schema.any_of.is_some();
    if schema.kind.is_none() && !combined {
        schema.kind = Some(Type::Object);
    }
}

/// Tells whether a schema is one of objects, and no union of them.
fn is_object(schema: &Schema, components: &Components) -> bool {
    let schema = target(components, schema);
    schema.kind == Some(Type::Object) || schema.properties.is_some() || schema.all_of.is_some()
}

/// Adds what holds of a property under a condition.
fn add_conditional(own: &mut Schema, more: Vec<Schema>) {
    if own.reference.is_some() {
        let at = At(own.at.child("allOf"));
        let about = own.about.clone();
        let referred = std::mem::take(own);
        let nullable = referred.nullable;
        *own = Schema { at, about, nullable, all_of: Some(vec![referred]), ..Schema::default() };
    }
    own.conditional.extend(more);
}

/// Collects the properties that a schema declares, itself or by what it is made
/// of; `false` if that is too deep to be all of them.
fn collect(
    schema: &Schema,
    components: &Components,
    seen: &mut HashSet<String>,
    found: &mut IndexMap<String, Vec<Schema>>,
    depth: usize,
) -> bool {
    if depth > MAX_DEPTH {
        return false;
    }
    if let Some(name) = &schema.reference {
        return match components.get(name) {
            Some(target) if seen.insert(name.clone()) => {
                collect(target, components, seen, found, depth + 1)
            }
            _ => true,
        };
    }
    for (name, property) in schema.properties.iter().flatten() {
        let known = found.entry(name.clone()).or_default();
        // A property that only limits one declared elsewhere adds nothing.
        if !known.iter().any(|other| other.takes_the_same(property)) {
            known.push(property.clone());
        }
    }
    let arms = [&schema.all_of, &schema.one_of, &schema.any_of].into_iter().flatten().flatten();
    let mut is_all = true;
    for part in arms.chain(&schema.conditional) {
        is_all &= collect(part, components, seen, found, depth + 1);
    }
    is_all
}
