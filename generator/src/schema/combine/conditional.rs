//! Properties that are declared under a condition → properties that may be
//! there.

use std::collections::HashSet;
use std::sync::Arc;

use indexmap::IndexMap;

use super::Components;
use super::distinct::any_of;
use super::objects::target;
use crate::diagnostic::{Diagnostic, Report};
use crate::schema::model::{About, At, Schema, Type};
use crate::schema::spelling::again;
use crate::source::Pointer;
use crate::vocabulary::NARROWS;

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
    let mut following = Following {
        components,
        open: HashSet::new(),
        left: MAX_FOLLOWED,
        cut: None,
        narrowed: Vec::new(),
    };
    following.schema(schema);
    for (name, at) in following.narrowed {
        let message = format!("what a condition says of `{name}` is left out: {NARROWS}");
        let warning = Diagnostic::warning("left-out", &at, message);
        report.push_counted(warning.settled_without(&at, "It holds under a condition."));
    }
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
    /// The properties of which a condition says what no type says, with its places.
    narrowed: Vec<(String, Pointer)>,
}

/// The schemas of properties, by the names of these.
type Properties<'s> = IndexMap<&'s str, Vec<&'s Schema>>;

/// The schemas that conditions have for one property.
#[derive(Default)]
struct Cases<'s> {
    /// Each beside the condition.
    said: Vec<(&'s Schema, &'s Schema)>,
    /// The number of conditions that have one.
    conditions: usize,
}

/// The effect on a property of what conditions say of it.
enum Effect {
    /// It is of this schema.
    Is(Box<Schema>),
    /// It is an object, of which these hold under a condition.
    Holds(Vec<Schema>),
}

impl Following<'_> {
    fn schema(&mut self, schema: &mut Schema) {
        let parts = std::mem::take(&mut schema.conditional);
        self.add_tested(schema, &parts);
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
        let changes = self.changes(schema, &parts);
        if !changes.is_empty() {
            change(schema, changes);
        }
        schema.inside_mut().for_each(|inside| self.schema(inside));
        self.open.remove(&at);
    }

    /// Adds the properties of an object that only `if` names.
    fn add_tested(&self, schema: &mut Schema, parts: &[Schema]) {
        let tested = std::mem::take(&mut schema.tested);
        let is_object =
            is_object(schema, self.components) || schema.additional.is_some() || !parts.is_empty();
        if tested.is_empty() || !is_object {
            return;
        }
        let (mut seen, mut declared) = (HashSet::new(), Properties::new());
        let own = [&*schema];
        let mut all = own.iter().copied().chain(parts);
        if !all.all(|part| collect(part, self.components, &mut seen, &mut declared, 0)) {
            return;
        }
        let is_new = |(name, _): &(String, Schema)| !declared.contains_key(name.as_str());
        let is = |(name, tested)| (name, Effect::Is(Box::new(tested)));
        let changes: Vec<_> = tested.into_iter().filter(is_new).map(is).collect();
        if !changes.is_empty() {
            change(schema, changes);
        }
    }

    /// Finds what conditions change in the properties of a schema.
    fn changes(&mut self, schema: &Schema, parts: &[Schema]) -> Vec<(String, Effect)> {
        let components = self.components;
        let mut found: IndexMap<&str, Cases<'_>> = IndexMap::new();
        for part in parts {
            let mut of_part = Properties::new();
            if !collect(part, components, &mut HashSet::new(), &mut of_part, 0) {
                self.cut.get_or_insert(schema.at.0.clone());
            }
            for (name, said) in of_part {
                let declared = found.entry(name).or_default();
                declared.said.extend(said.into_iter().map(|schema| (schema, part)));
                declared.conditions += 1;
            }
        }
        let mut outside = Properties::new();
        collect(schema, components, &mut HashSet::new(), &mut outside, 0);
        let mut changes = Vec::new();
        for (name, declared) in found {
            let own = outside.get(name).map(Vec::as_slice).unwrap_or_default();
            let is_direct = schema.properties.as_ref().is_some_and(|own| own.contains_key(name));
            let change = self.change(name, (own, is_direct), &declared);
            changes.extend(change.map(|change| (name.to_owned(), change)));
        }
        changes
    }

    /// Finds what conditions change in one property. It is of a type of theirs if nothing else
    /// says one; what is said of the object in one that is declared holds there under a
    /// condition, too. All else only keeps values out.
    fn change(
        &mut self,
        name: &str,
        (own, is_direct): (&[&Schema], bool),
        declared: &Cases<'_>,
    ) -> Option<Effect> {
        let all: Vec<&Schema> = declared.said.iter().map(|(schema, _)| *schema).collect();
        let targets: Vec<&Schema> = own.iter().map(|own| target(self.components, own)).collect();
        if own.is_empty() {
            return any_of(&all).map(Box::new).map(Effect::Is);
        }
        let is_any = |own: &&Schema| own.says_nothing() && !own.only_null;
        // One condition alone leaves the property to be of any value where it does not hold.
        if targets.iter().all(is_any) && declared.conditions > 1 {
            let own = Schema::clone(own.last()?);
            let all_of = Some(vec![any_of(&all)?]);
            let typed = again(Schema { reference: None, all_of, ..own });
            return Some(Effect::Is(Box::new(typed)));
        }
        let is_object = |part: &&Schema| is_object(part, self.components);
        let is_own_object = own.iter().any(&is_object);
        let within = |part: &&Schema| is_own_object && is_object(part);
        let narrowing = declared.said.iter().filter(|(part, condition)| {
            let more = if within(part) { says_more(part) } else { narrows(part, &targets) };
            // What a component says is told where its type is.
            more && part.at.is_in(&condition.at)
        });
        self.narrowed.extend(narrowing.map(|(part, _)| (name.to_owned(), part.at.0.clone())));
        let objects: Vec<&Schema> = all.into_iter().filter(within).collect();
        match objects.is_empty() {
            true => None,
            false if is_direct => Some(Effect::Holds(objects.into_iter().cloned().collect())),
            false => any_of(&objects).map(Box::new).map(Effect::Is),
        }
    }
}

fn is_conditional(schema: &Schema) -> bool {
    !schema.conditional.is_empty()
        || !schema.tested.is_empty()
        || schema.inside().any(is_conditional)
}

/// Changes properties of a schema.
fn change(schema: &mut Schema, changes: Vec<(String, Effect)>) {
    let properties = schema.properties.get_or_insert_default();
    for (name, change) in changes {
        match (change, properties.get_mut(&name)) {
            (Effect::Is(property), Some(own)) => *own = *property,
            (Effect::Is(property), None) => _ = properties.insert(name, *property),
            (Effect::Holds(more), Some(own)) => add_conditional(own, more),
            (Effect::Holds(_), None) => {}
        }
    }
    let combined = schema.all_of.is_some() || schema.one_of.is_some() || schema.any_of.is_some();
    if schema.kind.is_none() && !combined {
        schema.kind = Some(Type::Object);
    }
}

/// Tells whether a schema keeps out values that others take, or says more to people.
fn narrows(part: &Schema, others: &[&Schema]) -> bool {
    if others.iter().any(|other| other.takes_the_same(part)) {
        return part.about != About::default();
    }
    let is_known = others.iter().any(|other| other.kind == part.kind);
    let kind = part.kind.filter(|_| !is_known);
    let rest = Schema { kind, ..part.clone() };
    !rest.says_nothing() || rest.about != About::default()
}

/// Tells whether the schema of an object says more than which properties it has.
fn says_more(part: &Schema) -> bool {
    let requires = part.required.as_ref().is_some_and(|names| !names.is_empty());
    requires
        || !part.limits_nothing()
        || part.additional.is_some()
        || part.about != About::default()
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
fn collect<'s>(
    schema: &'s Schema,
    components: &'s Components,
    seen: &mut HashSet<&'s str>,
    found: &mut Properties<'s>,
    depth: usize,
) -> bool {
    if depth > MAX_DEPTH {
        return false;
    }
    if let Some(name) = &schema.reference {
        return match components.get(name) {
            Some(target) if seen.insert(name) => {
                collect(target, components, seen, found, depth + 1)
            }
            _ => true,
        };
    }
    for (name, property) in schema.properties.iter().flatten() {
        found.entry(name).or_default().push(property);
    }
    let arms = [&schema.all_of, &schema.one_of, &schema.any_of].into_iter().flatten().flatten();
    let mut is_all = true;
    for part in arms.chain(&schema.conditional) {
        is_all &= collect(part, components, seen, found, depth + 1);
    }
    is_all
}
