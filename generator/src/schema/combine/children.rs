//! Parents that know their children only by a discriminator.
//!
//! `Pet: {discriminator: {propertyName: kind}}` and `Cat: {allOf: [{$ref: Pet}, …]}`
//! say that a `Pet` is a `Cat` when `kind` says so. Where a `Pet` is used it is
//! a union of its children; where a child extends it, it is the object that it
//! declares.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use serde_json::Value;

use super::Components;
use super::discriminators::{self, Discriminated, own};
use crate::diagnostic::{Diagnostic, Report};
use crate::schema::model::{At, Discriminator, Listed, Mapping, Required, Schema, Type};

/// Gives each parent its children, and each child the text that says which one
/// it is.
pub(crate) fn find(components: &mut Components, unions: &Unions, report: &mut Report) {
    discriminators::contradictions(components, &unions.told, report);
    for (discriminator, arm) in unions.arms() {
        if !is_mapped(discriminator, arm) {
            discriminators::unnamed(components, discriminator, arm, report);
        }
    }
    components.values_mut().for_each(raise_discriminator);
    let (parents, extends) = (parents(components, report), extended(components));
    let renamed = renamed(components);
    let family = Family { parents: &parents, extends: &extends, renamed: &renamed, unions };
    let mut families = Vec::new();
    // The children that each property tells apart: some are parents themselves.
    let mut told = HashSet::new();
    for (parent, discriminator) in &parents {
        let children = family.children(parent, discriminator);
        for child in children.iter().filter(|child| !is_mapped(discriminator, child)) {
            discriminators::unnamed(components, discriminator, child, report);
        }
        for child in &children {
            let kind = discriminators::kind(components, child, &discriminator.property);
            let Some(schema) = components.get_mut(child) else { continue };
            told.insert((discriminator.property.as_str(), child.clone()));
            // Its own values go over its name.
            if !is_mapped(discriminator, child) && !may_be_named(schema, discriminator, child) {
                continue;
            }
            if let [text] = texts(discriminator, child).as_slice()
                && let Some(value) = kind.value_of(text)
            {
                tag(Arc::make_mut(schema), discriminator, text, value);
            }
        }
        families.push((parent, discriminator, children));
    }
    for (parent, discriminator, children) in families {
        if children.is_empty() {
            continue;
        }
        let is_arm =
            |mapping: &&Mapping| children.iter().chain([parent]).any(|name| mapping.names(name));
        let vain = discriminator.mapping.iter().filter(|mapping| !is_arm(mapping));
        vain.for_each(|mapping| report.push(discriminators::no_arm(mapping)));
        let is_told = told.contains(&(discriminator.property.as_str(), parent.clone()));
        let kind = discriminators::kind(components, parent, &discriminator.property);
        let own = family.own(parent, &children, (&components[parent], kind), is_told);
        let refer = |name: &String| Schema::refer_to(name, components[name].at.0.clone());
        let arms = children.iter().map(refer).chain(own).collect();
        if let Some(schema) = components.get_mut(parent) {
            Arc::make_mut(schema).children = Some(arms);
        }
    }
    discriminators::without_arms(components, &unions.told, report);
}

/// Returns the components with a discriminator that has values, and no arms of their own.
fn parents(components: &Components, report: &mut Report) -> BTreeMap<String, Discriminator> {
    let mut parents = BTreeMap::new();
    for (name, schema) in components {
        let Some(discriminator) = &schema.discriminator else { continue };
        if !schema.arms().is_empty() {
            continue;
        }
        match told_by_parts(schema, discriminator) {
            Some(property) => report_parts(discriminator, property, report),
            None => drop(parents.insert(name.clone(), discriminator.clone())),
        }
    }
    parents
}

/// Gives a component the discriminator of a part of its `allOf`, which is about the same
/// value.
fn raise_discriminator(schema: &mut Arc<Schema>) {
    let says = |part: &Schema| part.discriminator.is_some() && part.is_alone();
    let has_own = schema.discriminator.is_some() || schema.is_union();
    let Some(number) = schema.all_of.iter().flatten().position(says).filter(|_| !has_own) else {
        return;
    };
    let schema = Arc::make_mut(schema);
    if let Some(parts) = &mut schema.all_of {
        schema.discriminator = parts[number].discriminator.take();
    }
}

/// The components that stand side by side in the unions of a document.
#[derive(Default)]
pub(crate) struct Unions {
    unions: Vec<Union>,
    /// The numbers of the unions that each component is an arm of.
    of: HashMap<String, Vec<usize>>,
    /// The discriminators of the document.
    told: Vec<Discriminated>,
}

/// A union of components.
struct Union {
    arms: HashSet<String>,
    discriminator: Option<Discriminator>,
}

impl Unions {
    /// Adds those in a schema.
    pub(crate) fn add(&mut self, schema: &Schema) {
        let mut pending = vec![schema];
        while let Some(schema) = pending.pop() {
            let arms = schema.union_arms().filter_map(Schema::component);
            let arms: HashSet<String> = arms.map(str::to_owned).collect();
            if arms.len() > 1 {
                for arm in &arms {
                    self.of.entry(arm.clone()).or_default().push(self.unions.len());
                }
                self.unions.push(Union { arms, discriminator: schema.discriminator.clone() });
            }
            if let Some(discriminator) = &schema.discriminator {
                let alone = (!schema.is_union()).then(|| schema.clone());
                self.told.push(Discriminated { discriminator: discriminator.clone(), alone });
            }
            pending.extend(schema.inside());
        }
    }

    /// Lists the components that are arms, each with the discriminator of its union.
    fn arms(&self) -> impl Iterator<Item = (&Discriminator, &String)> {
        let told = self.unions.iter().filter_map(|it| Some((it.discriminator.as_ref()?, &it.arms)));
        told.flat_map(|(discriminator, arms)| arms.iter().map(move |arm| (discriminator, arm)))
    }

    /// Returns the union that has a component for an arm beside one of its children.
    fn beside(&self, parent: &str, children: &BTreeSet<String>) -> Option<&Union> {
        let mut unions = self.of.get(parent)?.iter().map(|number| &self.unions[*number]);
        unions.find(|union| children.iter().any(|child| union.arms.contains(child)))
    }
}

/// The parents, the components that extend one another, and the unions of a document.
struct Family<'f> {
    parents: &'f BTreeMap<String, Discriminator>,
    extends: &'f BTreeMap<String, Vec<String>>,
    renamed: &'f BTreeMap<String, Renamed>,
    unions: &'f Unions,
}

impl Family<'_> {
    /// Returns the components that a parent's discriminator tells apart, in the order of their
    /// names. One that tells its own children apart by another property stands for those
    /// that the mapping does not name.
    fn children(&self, parent: &str, discriminator: &Discriminator) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut seen = HashSet::new();
        let mut pending = vec![(parent, false)];
        while let Some((name, is_apart)) = pending.pop() {
            for child in self.extends.get(name).into_iter().flatten() {
                if child == parent || !seen.insert((child, is_apart)) {
                    continue;
                }
                // One that only adds words to a child by a `$ref`, or to one that is mapped, is
                // another name of it.
                let is_named = name != parent && is_mapped(discriminator, name);
                let renamed = self.renamed.get(child);
                let is_child =
                    !is_apart && renamed.is_none_or(|renamed| !renamed.by_reference && !is_named);
                if is_child || is_mapped(discriminator, child) {
                    found.insert(child.clone());
                }
                let own = self.parents.get(child);
                let is_apart =
                    is_apart || own.is_some_and(|own| own.property != discriminator.property);
                pending.push((child, is_apart));
            }
        }
        found
    }

    /// Returns the parent as one of its own arms, unless it lists values of the discriminator's
    /// property and is none of them: its name stands for it, whether or not others are mapped.
    /// `is_told` if it is the child of a parent that goes by the same property.
    fn own(
        &self,
        parent: &str,
        children: &BTreeSet<String>,
        (schema, kind): (&Schema, Type),
        is_told: bool,
    ) -> Option<Schema> {
        let discriminator = &self.parents[parent];
        let union = self.unions.beside(parent, children);
        let said = union.and_then(|union| union.discriminator.as_ref());
        let said = said.filter(|says| says.property == discriminator.property);
        let mut says = [discriminator].into_iter().chain(said);
        let mapping = says.find(|says| is_mapped(says, parent));
        let is_default = discriminator.default.as_ref().is_some_and(|it| it.names(parent));
        let is_arm = mapping.is_some() || union.is_some() || is_default || is_told;
        let has_name = || kind.value_of(discriminator.implied(parent)).is_some();
        let is_named = || has_name() && may_be_named(schema, discriminator, parent);
        if !is_arm && !is_named() {
            return None;
        }
        let mut own = schema.clone();
        own.at = At(discriminator.at.0.clone());
        own.discriminator = None;
        // A child has its text from its parent already.
        let named_by = mapping.or((!is_told).then_some(discriminator));
        if let Some([text]) = named_by.map(|says| texts(says, parent)).as_deref()
            && let Some(value) = kind.value_of(text)
        {
            tag(&mut own, discriminator, text, value);
        }
        Some(own)
    }
}

/// Tells whether the discriminator's property may be the name of a component, by what that
/// declares itself.
fn may_be_named(schema: &Schema, discriminator: &Discriminator, name: &str) -> bool {
    let lists = own(schema, &discriminator.property).map(Schema::listed);
    let mut lists = lists.filter(|values| !values.is_empty());
    let name = Some(discriminator.implied(name));
    lists.all(|values| values.iter().any(|listed| listed.value.as_str() == name))
}

/// Returns the property of a discriminator, where it is declared as a list or an object.
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

/// Returns the components that each component is extended by.
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

/// A component that only adds words to another one.
struct Renamed {
    /// True if it refers to that by a `$ref` beside its words.
    by_reference: bool,
}

/// Finds the components that only add words to another one.
fn renamed(components: &Components) -> BTreeMap<String, Renamed> {
    let renamed = components.iter().filter_map(|(name, schema)| {
        let [only] = schema.all_of.as_deref()? else { return None };
        schema.component()?;
        Some((name.clone(), Renamed { by_reference: *only.at == schema.at.child("$ref") }))
    });
    renamed.collect()
}

/// Returns the values of the discriminator's property that stand for a component.
pub(super) fn texts(discriminator: &Discriminator, component: &str) -> Vec<String> {
    let mapped = discriminator.mapping.iter().filter(|mapping| mapping.names(component));
    let texts: Vec<String> = mapped.map(|mapping| mapping.value.clone()).collect();
    if texts.is_empty() { vec![discriminator.implied(component).to_owned()] } else { texts }
}

fn is_mapped(discriminator: &Discriminator, component: &str) -> bool {
    discriminator.mapping.iter().any(|mapping| mapping.names(component))
}

/// Says of a child which value the property has, by the text that a mapping has for it.
pub(super) fn tag(child: &mut Schema, discriminator: &Discriminator, text: &str, value: Value) {
    // Each has a place of its own, by which parts are told apart.
    let at = At(discriminator.at.child("mapping").child(text));
    let kind = Type::ALL.into_iter().find(|kind| kind.takes(&value));
    let listed = Listed::new(value, at.0.clone());
    let property = Schema { at: at.clone(), kind, values: Some(vec![listed]), ..Schema::default() };
    let name = discriminator.property.clone();
    let part = Schema {
        at: at.clone(),
        kind: Some(Type::Object),
        properties: Some([(name.clone(), property)].into_iter().collect()),
        required: Some(vec![Required { at, name, is_declared: true }]),
        ..Schema::default()
    };
    child.all_of.get_or_insert_default().push(part);
}
