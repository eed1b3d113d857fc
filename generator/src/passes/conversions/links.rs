//! The types that are one thing by what the document says.
//!
//! Types that only look alike are none. There has to be
//!
//! - an operation that is asked by the one and answers with the other,
//! - a type that is an arm of both, which are unions,
//! - a property of one type with a name that both have, which are objects with the same
//!   text as their tag, or
//! - such pairs of objects, which are half of the arms of the one and arms of the other, both
//!   of them unions with one tag.
//!
//! A type that is in more than [`SHARED`] places says nothing about them, and what callers
//! also send is not what they have read.

use std::collections::BTreeMap;

use super::Pair;
use crate::ir::{Api, Constant, Content, Goal, Link, Object, Shape, TypeId, TypeRef, Union, Usage};

/// The number of sent types in which something can be that links them to one that is read.
const SHARED: usize = 16;

/// The usage of what callers read, and do not send.
pub(super) const READ: Usage = Usage { request: false, response: true };

/// Finds the pairs of types that are one thing, each with the first reason for it.
pub(super) fn find(api: &Api) -> BTreeMap<Pair, Link> {
    let mut found = BTreeMap::new();
    operations(api, &mut found);
    arms(api, &mut found);
    tagged(api, &mut found);
    of_tagged(api, &mut found);
    found
}

/// Adds a pair of what callers send, if the one is what they only read.
fn add(api: &Api, (from, to): (&TypeId, &TypeId), link: Link, found: &mut BTreeMap<Pair, Link>) {
    if api.types.get(from).is_some_and(|def| def.usage == READ) {
        found.entry((from.clone(), Goal::Type(to.clone()))).or_insert(link);
    }
}

/// Returns the type with a name that is meant.
pub(super) fn named<'a>(api: &'a Api, ty: &'a TypeRef) -> Option<&'a TypeId> {
    match api.target(ty) {
        TypeRef::Named(id) => Some(id),
        _ => None,
    }
}

/// Links what is answered to what was asked by.
fn operations(api: &Api, found: &mut BTreeMap<Pair, Link>) {
    for operation in &api.operations {
        let Some(Content::Json(body)) = operation.body.as_ref().map(|body| &body.content) else {
            continue;
        };
        let Some(to) = named(api, body) else { continue };
        let answers = operation.answer.types().filter_map(|ty| named(api, ty));
        for from in answers.filter(|id| matches!(api.types[*id].shape, Shape::Object(_))) {
            add(api, (from, to), Link::Operation(operation.id.clone()), found);
        }
    }
}

/// Unions that share an arm.
fn arms(api: &Api, found: &mut BTreeMap<Pair, Link>) {
    let unions = || {
        api.types.iter().filter_map(|(id, def)| match &def.shape {
            Shape::Union(union) => Some((id, union, def.usage)),
            _ => None,
        })
    };
    let mut holders: BTreeMap<&TypeId, Vec<&TypeId>> = BTreeMap::new();
    for (id, union, _) in unions().filter(|(_, _, usage)| usage.request) {
        for payload in objects(api, union) {
            holders.entry(payload).or_default().push(id);
        }
    }
    for (from, union, _) in unions() {
        for payload in objects(api, union) {
            let holders = holders.get(payload).filter(|holders| holders.len() <= SHARED);
            for to in holders.into_iter().flatten() {
                add(api, (from, to), Link::Arm(payload.clone()), found);
            }
        }
    }
}

/// Returns the objects that the arms of a union are.
fn objects<'a>(api: &'a Api, union: &'a Union) -> impl Iterator<Item = &'a TypeId> {
    let payloads = union.arms.iter().filter_map(|arm| arm.payload.as_ref());
    payloads.filter(|ty| api.object(ty).is_some()).filter_map(|ty| named(api, ty))
}

/// Objects that an arm of a sent union tells apart by the text that what is read has as
/// well, and that share a property.
fn tagged(api: &Api, found: &mut BTreeMap<Pair, Link>) {
    type TagOfArm<'a> = (&'a str, &'a str, &'a str, &'a TypeId);
    let mut sent: BTreeMap<TagOfArm<'_>, Vec<&TypeId>> = BTreeMap::new();
    for def in api.types.values().filter(|def| def.usage.request) {
        let Shape::Union(union) = &def.shape else { continue };
        let Some(tag) = &union.tag else { continue };
        for arm in union.arms.iter().filter(|arm| !arm.key.texts().is_empty()) {
            let payload = arm.payload.as_ref().and_then(|ty| named(api, ty));
            let Some(id) = payload else { continue };
            let Shape::Object(object) = &api.types[id].shape else { continue };
            let Some(text) = constant(object, tag) else { continue };
            for (property, of) in distinct(api, object) {
                let known = sent.entry((tag, text, property, of)).or_default();
                if !known.contains(&id) && known.len() <= SHARED {
                    known.push(id);
                }
            }
        }
    }
    for (from, def) in &api.types {
        let Shape::Object(object) = &def.shape else { continue };
        let properties: Vec<(&str, &TypeId)> = distinct(api, object).collect();
        for field in &object.fields {
            let Some(Constant::Text(text)) = &field.constant else { continue };
            for (property, of) in &properties {
                let known = sent.get(&(field.name.as_str(), text.as_str(), *property, *of));
                for to in known.filter(|known| known.len() <= SHARED).into_iter().flatten() {
                    add(api, (from, to), Link::Property((*property).to_owned()), found);
                }
            }
        }
    }
}

/// Unions with one tag that hold what is one thing by that.
fn of_tagged(api: &Api, found: &mut BTreeMap<Pair, Link>) {
    let mut holders: BTreeMap<&TypeId, Vec<(&TypeId, &str, bool)>> = BTreeMap::new();
    for (id, def) in &api.types {
        let Shape::Union(union) = &def.shape else { continue };
        let Some(tag) = &union.tag else { continue };
        for payload in objects(api, union) {
            holders.entry(payload).or_default().push((id, tag, def.usage.request));
        }
    }
    let holders = |id: &TypeId| holders.get(id).filter(|holders| holders.len() <= SHARED);
    let mut linked: BTreeMap<(&TypeId, &TypeId), Vec<TypeId>> = BTreeMap::new();
    for (pair, link) in found.iter() {
        let ((from, Goal::Type(to)), Link::Property(_)) = (pair, link) else { continue };
        let Some((read, sent)) = holders(from).zip(holders(to)) else { continue };
        for (one, tag, _) in read {
            for (other, _, _) in sent.iter().filter(|(_, other, is_sent)| *is_sent && other == tag)
            {
                linked.entry((one, other)).or_default().push(from.clone());
            }
        }
    }
    for ((from, to), mut known) in linked {
        known.dedup();
        let Shape::Union(union) = &api.types[from].shape else { continue };
        if known.len() * 2 >= union.arms.len() {
            add(api, (from, to), Link::Becomes(known.remove(0)), found);
        }
    }
}

/// Returns the only text of a property.
fn constant<'a>(object: &'a Object, name: &str) -> Option<&'a str> {
    match object.field(name)?.constant.as_ref()? {
        Constant::Text(text) => Some(text),
        Constant::Value(_) => None,
    }
}

/// Returns the properties whose type has a name, or is a list of such.
fn distinct<'a>(api: &'a Api, object: &'a Object) -> impl Iterator<Item = (&'a str, &'a TypeId)> {
    object.fields.iter().filter_map(|field| {
        let id = match api.target(&field.ty) {
            TypeRef::List(items) => named(api, items),
            target => named(api, target),
        };
        Some((field.name.as_str(), id?))
    })
}
