//! Facts about components as a whole, found once: where the references of each
//! lead, and which take null.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::schema::Schema;
use crate::select::Selection;
use crate::source::Pointer;

/// The facts about components.
#[derive(Default)]
pub(super) struct ComponentFacts<'a> {
    /// The schema with content that each leads to; a reference still, where
    /// that leads to nothing or in a circle.
    targets: HashMap<&'a str, &'a Schema>,
    nullable: HashSet<&'a str>,
}

impl<'a> ComponentFacts<'a> {
    pub(super) fn of(selection: &'a Selection) -> Self {
        Self { targets: targets(selection), nullable: nullable(selection) }
    }

    /// Follows references to their target, those that only add annotations included.
    pub(super) fn follow(&self, schema: &'a Schema) -> &'a Schema {
        let target = schema.component().and_then(|name| self.targets.get(name));
        target.copied().unwrap_or(schema)
    }

    /// Tells whether a schema takes null; that of a component, and of an arm that
    /// is one, counts where it is used.
    pub(super) fn is_nullable(&self, schema: &Schema) -> bool {
        schema.nullable || used(schema).any(|name| self.nullable.contains(name))
    }
}

/// Returns the components whose nullability is that of a schema too.
fn used(schema: &Schema) -> impl Iterator<Item = &str> {
    schema.arms().iter().chain([schema]).filter_map(Schema::component)
}

/// Returns the components, those that are part of others before these: what is inline in one is
/// named after it, wherever else it is merged in.
pub(super) fn parts_first(selection: &Selection) -> Vec<&str> {
    let places: HashMap<&Pointer, &str> =
        selection.schemas.iter().map(|(name, schema)| (&*schema.at, name.as_str())).collect();
    let mut ordered = Vec::new();
    let mut seen = HashSet::new();
    for name in selection.schemas.keys() {
        let mut pending = vec![(name.as_str(), false)];
        while let Some((name, is_ready)) = pending.pop() {
            if is_ready {
                ordered.push(name);
            } else if let Some((name, schema)) = selection.schemas.get_key_value(name)
                && seen.insert(name.as_str())
            {
                pending.push((name, true));
                let mut parts = Vec::new();
                parts_of(schema, &schema.at, &places, &mut parts);
                pending.extend(parts.into_iter().rev().map(|part| (part, false)));
            }
        }
    }
    ordered
}

/// Collects the components that are parts or arms of a schema, or of those inside it, and those
/// that it was put together of, by the places of what is inside. `owner` is the place of the
/// component that the schema around is of.
fn parts_of<'s>(
    schema: &'s Schema,
    owner: &Pointer,
    places: &HashMap<&'s Pointer, &'s str>,
    found: &mut Vec<&'s str>,
) {
    let other = (!schema.at.is_in(owner)).then(|| component_at(&schema.at, places)).flatten();
    found.extend(other.map(|(_, name)| name));
    let owner = other.map_or(owner, |(at, _)| at);
    let combined = [&schema.all_of, &schema.one_of, &schema.any_of].into_iter().flatten();
    found.extend(combined.flatten().filter_map(Schema::component));
    schema.inside().for_each(|inside| parts_of(inside, owner, places, found));
}

/// Returns the component that a place is in, and the place of that.
fn component_at<'s>(
    place: &Pointer,
    places: &HashMap<&'s Pointer, &'s str>,
) -> Option<(&'s Pointer, &'s str)> {
    let mut around = place.parent();
    while let Some(place) = around {
        if let Some((at, name)) = places.get_key_value(&place) {
            return Some((*at, *name));
        }
        around = place.parent();
    }
    None
}

fn targets(selection: &Selection) -> HashMap<&str, &Schema> {
    let mut targets: HashMap<&str, &Schema> = HashMap::new();
    for (name, schema) in &selection.schemas {
        let mut schema: &Schema = schema;
        let mut way = HashSet::from([name.as_str()]);
        let target = loop {
            let Some(name) = schema.component() else { break schema };
            if let Some(known) = targets.get(name) {
                break *known;
            }
            match selection.schemas.get(name) {
                Some(next) if way.insert(name) => schema = next,
                _ => break schema,
            }
        };
        targets.extend(way.into_iter().map(|name| (name, target)));
    }
    targets
}

/// Collects the components that take null by themselves, and those that lead to one.
fn nullable(selection: &Selection) -> HashSet<&str> {
    let all =
        || selection.schemas.iter().map(|(name, schema)| (name.as_str(), Arc::as_ref(schema)));
    let mut users: HashMap<&str, Vec<&str>> = HashMap::new();
    for (name, schema) in all() {
        for other in used(schema) {
            users.entry(other).or_default().push(name);
        }
    }
    let own = all().filter(|(_, schema)| schema.nullable).map(|(name, _)| name);
    let mut pending: Vec<&str> = own.collect();
    let mut nullable = HashSet::new();
    while let Some(name) = pending.pop() {
        if nullable.insert(name) {
            pending.extend(users.get(name).into_iter().flatten());
        }
    }
    nullable
}
