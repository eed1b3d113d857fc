//! Parents that know their children only by a discriminator.
//!
//! `Pet: {discriminator: {propertyName: kind}}` and `Cat: {allOf: [{$ref: Pet}, …]}`
//! say that a `Pet` is a `Cat` when `kind` says so. Where a `Pet` is used it is
//! a union of its children; where a child extends it, it is the object that it
//! declares.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::Value;

use super::Components;
use crate::diagnostic::{Diagnostic, Report};
use crate::schema::model::{At, DefaultMapping, Discriminator, Listed, Required, Schema, Type};

/// Gives each parent its children, and each child the text that says which one
/// it is.
pub(crate) fn find(components: &mut Components, report: &mut Report) {
    let extends = extended(components);
    let mut parents: Vec<(String, Discriminator)> = components
        .iter()
        .filter(|(_, schema)| schema.arms().is_empty())
        .filter_map(|(name, schema)| Some((name.clone(), schema.discriminator.clone()?)))
        .collect();
    parents.retain(|(name, discriminator)| match told_by_parts(&components[name], discriminator) {
        Some(property) => {
            report_parts(discriminator, property, report);
            false
        }
        None => true,
    });
    for (parent, discriminator) in parents {
        let mut children = Vec::new();
        for child in descendants(&parent, &extends) {
            let texts = texts(&discriminator, &child);
            let Some(schema) = components.get_mut(&child) else { continue };
            children.push(Schema::refer_to(&child, schema.at.0.clone()));
            if let [text] = texts.as_slice() {
                tag(Arc::make_mut(schema), &discriminator, text);
            }
        }
        if children.is_empty() {
            continue;
        }
        let Some(schema) = components.get_mut(&parent) else { continue };
        let schema = Arc::make_mut(schema);
        let is_default = |default: &DefaultMapping| default.names(&parent);
        if is_mapped(&discriminator, &parent)
            || discriminator.default.as_ref().is_some_and(is_default)
        {
            let mut own = schema.clone();
            own.at = At(discriminator.at.0.clone());
            own.discriminator = None;
            if let [text] = texts(&discriminator, &parent).as_slice() {
                tag(&mut own, &discriminator, text);
            }
            children.push(own);
        }
        schema.children = Some(children);
    }
}

/// The property of a discriminator, where it is declared as a list or an object.
fn told_by_parts<'s>(parent: &'s Schema, discriminator: &Discriminator) -> Option<&'s Schema> {
    let declared = parent.properties.as_ref()?.get(&discriminator.property);
    declared.filter(|property| matches!(property.kind, Some(Type::Array | Type::Object)))
}

/// Reports a discriminator whose property has no values that could name anything.
fn report_parts(discriminator: &Discriminator, property: &Schema, report: &mut Report) {
    let name = &discriminator.property;
    let message = format!("`{name}` is a list or an object, which tells nothing apart");
    let warning = Diagnostic::warning("discriminator", &discriminator.at, message);
    let why = "Its property is no text.";
    report.push(
        warning.related(&property.at, "the property").settled_without(&discriminator.at, why),
    );
}

/// The components that each component is extended by.
fn extended(components: &Components) -> BTreeMap<String, Vec<String>> {
    let mut extends: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (child, schema) in components {
        for part in schema.all_of.iter().flatten() {
            if let Some(parent) = &part.reference {
                extends.entry(parent.clone()).or_default().push(child.clone());
            }
        }
    }
    extends
}

/// The components that extend one, and those that extend these, in the order of
/// their names.
fn descendants(parent: &str, extends: &BTreeMap<String, Vec<String>>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut pending = vec![parent.to_owned()];
    while let Some(name) = pending.pop() {
        for child in extends.get(&name).into_iter().flatten() {
            if child != parent && found.insert(child.clone()) {
                pending.push(child.clone());
            }
        }
    }
    found
}

/// The values of the discriminator's property that stand for a component.
pub(super) fn texts(discriminator: &Discriminator, component: &str) -> Vec<String> {
    let mapped = discriminator.mapping.iter().filter(|mapping| mapping.names(component));
    let texts: Vec<String> = mapped.map(|mapping| mapping.value.clone()).collect();
    if texts.is_empty() { vec![component.to_owned()] } else { texts }
}

fn is_mapped(discriminator: &Discriminator, component: &str) -> bool {
    discriminator.mapping.iter().any(|mapping| mapping.names(component))
}

/// Says of a child which text the property has.
pub(super) fn tag(child: &mut Schema, discriminator: &Discriminator, text: &str) {
    // Each has a place of its own, by which parts are told apart.
    let at = At(discriminator.at.child("mapping").child(text));
    let listed = Listed::new(Value::String(text.to_owned()), at.0.clone());
    let kind = Some(Type::String);
    let property = Schema { at: at.clone(), kind, values: Some(vec![listed]), ..Schema::default() };
    let name = discriminator.property.clone();
    let part = Schema {
        at: at.clone(),
        kind: Some(Type::Object),
        properties: Some([(name.clone(), property)].into_iter().collect()),
        required: Some(vec![Required { at, name }]),
        ..Schema::default()
    };
    child.all_of.get_or_insert_default().push(part);
}
