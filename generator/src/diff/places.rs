//! The places of changes in the two documents.

use std::collections::HashMap;

use super::types::label;
use super::{ApiPairs, Change, Half, Names, Place};
use crate::ir::{Api, Operation, Shape, TypeDef, TypeId};
use crate::pointer::Pointer;

/// Says of each change where it is on both sides, unless that is known. Of what
/// is on one side only, the other one has its owner, or the place where it would
/// be.
pub(super) fn locate(changes: &mut [Change], old: Half<'_>, new: Half<'_>, pairs: &ApiPairs<'_>) {
    let (mut before, after) = (PlaceIndex::of(old), PlaceIndex::of(new));
    // A thing that is in both has its new name in a change.
    for (old, new) in &pairs.operations {
        before.operations.insert(&new.id, old);
    }
    for (old, new) in &pairs.types {
        if let Some(name) = after.api_names.get(new) {
            before.types.insert(name, old);
        }
    }
    for change in changes {
        change.old = change.old.take().or_else(|| before.find(&change.place));
        change.new = change.new.take().or_else(|| after.find(&change.place));
        if change.old.is_none() {
            change.old.clone_from(&change.new);
        }
        if change.new.is_none() {
            change.new.clone_from(&change.old);
        }
    }
}

/// One of the documents, by the names that changes have.
struct PlaceIndex<'a> {
    api: &'a Api,
    api_names: &'a Names<'a>,
    operations: HashMap<&'a str, &'a Operation>,
    types: HashMap<&'a str, &'a TypeId>,
}

impl<'a> PlaceIndex<'a> {
    fn of(half: Half<'a>) -> Self {
        let operations = half.api.operations.iter();
        Self {
            api: half.api,
            api_names: half.names,
            operations: operations.map(|operation| (operation.id.as_str(), operation)).collect(),
            types: half.names.iter().map(|(id, name)| (name.as_str(), *id)).collect(),
        }
    }

    /// Finds the place of something, or of its owner, if one of them is there.
    fn find(&self, place: &Place) -> Option<Pointer> {
        let operation = |id: &String| self.operations.get(id.as_str());
        let parameter = |id: &String, name: &str| {
            let operation = operation(id)?;
            let found = operation.parameters.iter().find(|parameter| parameter.name == name);
            Some(found.map_or(&operation.origin, |found| &found.origin).clone())
        };
        let def = |name: &String| self.api.types.get(self.types.get(name.as_str()).copied()?);
        match place {
            Place::Document => Some(Pointer::root().child("info")),
            Place::Operation(id) => Some(operation(id)?.origin.clone()),
            Place::Operations(ids, _) => Some(operation(ids.first()?)?.origin.clone()),
            Place::Parameter(id, name) => parameter(id, name),
            Place::Parameters(ids, name) => parameter(ids.first()?, name),
            Place::Header(ids, name) => {
                let operation = operation(ids.first()?)?;
                let header = operation.header(name).map(|header| &header.origin);
                Some(header.unwrap_or(&operation.origin).clone())
            }
            Place::Body(ids) => {
                let operation = operation(ids.first()?)?;
                let body = operation.body.as_ref().map(|body| &body.origin);
                Some(body.unwrap_or(&operation.origin).clone())
            }
            Place::Type(name) => Some(def(name)?.origin.clone()),
            Place::Member(owner, name) => member(def(owner)?, name),
            Place::Scheme(name) => Some(self.api.schemes.get(name)?.origin.clone()),
            Place::Webhook(name) => {
                Some(self.api.webhooks.iter().find(|hook| hook.name == *name)?.origin.clone())
            }
        }
    }
}

/// Finds the place of a member of a type; of one that is not declared by itself,
/// the place of the type.
fn member(def: &TypeDef, name: &str) -> Option<Pointer> {
    let origin = match &def.shape {
        Shape::Object(object) => object.field(name).map(|field| &field.origin),
        Shape::Union(union) => {
            union.arms.iter().find(|arm| label(&arm.key) == name).map(|arm| &arm.origin)
        }
        Shape::Events(events) => {
            events.events.iter().find(|event| event.name == name).map(|event| &event.origin)
        }
        Shape::Enum(_)
        | Shape::IntegerEnum(_)
        | Shape::Accumulation(_)
        | Shape::Assembly(_)
        | Shape::Alias(_) => None,
    };
    Some(origin.unwrap_or(&def.origin).clone())
}
