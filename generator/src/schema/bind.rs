//! Components that say what another leaves open by a dynamic reference → copies of it.
//!
//! In `Page: {properties: {items: {items: {$dynamicRef: '#item'}}}}` it is left to others
//! what the items are. `Pets: {$ref: Page, $defs: {item: {$dynamicAnchor: item, …}}}` says
//! it: what `Pets` refers to is copied there, and refers to its `item`.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::model::{At, Schema};
use super::spelling::again;
use super::{Components, Links};
use crate::source::Pointer;

/// Binds the dynamic references of what components refer to.
pub(crate) fn bind(components: &mut Components, links: &Links) {
    let before = components.clone();
    for (name, anchors) in &links.anchors {
        let Some(schema) = components.get_mut(name) else { continue };
        let mut binding = Binding {
            components: &before,
            dynamic: &links.dynamic,
            anchors,
            seen: HashSet::from([name.as_str()]),
        };
        if let Some(bound) = binding.bound(schema) {
            *schema = Arc::new(bound);
        }
    }
}

/// The components that the dynamic references below one lead to.
struct Binding<'b> {
    components: &'b Components,
    /// The anchors of the dynamic references, by their places.
    dynamic: &'b HashMap<Pointer, String>,
    /// The components with these anchors.
    anchors: &'b BTreeMap<String, String>,
    /// The components that were copied: one may refer to itself.
    seen: HashSet<&'b str>,
}

impl<'b> Binding<'b> {
    /// Returns the schema with copies of what it refers to, where that leaves something open.
    fn bound(&mut self, schema: &Schema) -> Option<Schema> {
        let mut bound = schema.clone();
        if bound.reference.is_some() {
            let copy = self.copy(&bound, &bound.at.child("$ref"))?;
            bound.reference = None;
            bound.all_of = Some(vec![copy]);
            return Some(again(bound));
        }
        let mut is_bound = false;
        for part in bound.all_of.iter_mut().flatten().filter(|part| part.reference.is_some()) {
            if let Some(copy) = self.copy(part, &part.at) {
                is_bound = true;
                *part = copy;
            }
        }
        is_bound.then(|| again(bound))
    }

    /// Copies what a schema refers to, to a place.
    fn copy(&mut self, schema: &Schema, place: &Pointer) -> Option<Schema> {
        let (name, target) = self.components.get_key_value(schema.reference.as_ref()?)?;
        if !self.seen.insert(name) {
            return None;
        }
        let inner = self.bound(target);
        self.seen.remove(name.as_str());
        let mut copy = match inner {
            Some(inner) => inner,
            None if self.leaves_open(target) => Schema::clone(target),
            None => return None,
        };
        let from = copy.at.0.clone();
        self.settle(&mut copy, &from, place);
        copy.nullable |= schema.nullable;
        Some(copy)
    }

    /// Tells whether a schema, or one inside of it, leaves open what the anchors say.
    fn leaves_open(&self, schema: &Schema) -> bool {
        self.anchor(schema).is_some() || schema.inside().any(|inside| self.leaves_open(inside))
    }

    /// Returns the component that a dynamic reference leads to from here.
    fn anchor(&self, schema: &Schema) -> Option<&'b String> {
        self.anchors.get(self.dynamic.get(&*schema.at)?)
    }

    /// Gives a schema and those inside of it places of their own, by which they are told
    /// from what they are copies of, and lets its dynamic references lead to the anchors.
    fn settle(&self, schema: &mut Schema, from: &Pointer, to: &Pointer) {
        if let Some(component) = self.anchor(schema) {
            schema.reference = Some(component.clone());
        }
        if let Some(rest) = schema.at.rest(from) {
            schema.at = At(to.join(&rest));
        }
        schema.inside_mut().for_each(|inside| self.settle(inside, from, to));
    }
}
