//! Lists and maps of themselves: a name that stands for another type in Rust
//! cannot be a part of that type.

use std::collections::{HashMap, HashSet};

use crate::ir::{Api, Shape, TypeId, TypeRef, Untyped};

/// Puts any value where a name for a type would be met again inside of what it
/// stands for: at the first name of each circle.
pub(super) fn end(api: &mut Api) {
    let mut done: HashSet<&TypeId> = HashSet::new();
    let mut circles: Vec<TypeId> = Vec::new();
    for id in api.types.keys() {
        let mut way: Vec<&TypeId> = Vec::new();
        let mut next = Some(id);
        while let Some(id) = next.filter(|id| done.insert(id)) {
            way.push(id);
            next = stands_for(api, id);
        }
        // The way ends where it was before, if that is on it.
        let circle = next.and_then(|met| way.iter().position(|id| *id == met));
        circles.extend(circle.and_then(|start| way[start..].iter().min().copied().cloned()));
    }
    for id in circles {
        if let Some(def) = api.types.get_mut(&id)
            && let Shape::Alias(ty) = &mut def.shape
        {
            *ty.innermost_mut() = TypeRef::Any;
            api.untyped.insert(def.origin.clone(), Untyped::Itself);
        }
    }
}

/// Returns the type that is in what a name stands for, if it is no more than a name.
fn stands_for<'t>(api: &'t Api, id: &TypeId) -> Option<&'t TypeId> {
    match &api.types.get(id)?.shape {
        Shape::Alias(ty) => ty.named(),
        _ => None,
    }
}

/// Finds, for each other name of a type, the type that it is a name of in the end.
pub(super) fn ends(api: &Api) -> HashMap<TypeId, TypeId> {
    let mut ends: HashMap<&TypeId, &TypeId> = HashMap::new();
    for id in api.types.keys() {
        let mut way: Vec<&TypeId> = Vec::new();
        let mut at = id;
        let end = loop {
            if let Some(known) = ends.get(at) {
                break *known;
            }
            match api.types.get(at).map(|def| &def.shape) {
                Some(Shape::Alias(TypeRef::Named(target))) if way.len() < api.types.len() => {
                    way.push(at);
                    at = target;
                }
                _ => break at,
            }
        };
        ends.extend(way.into_iter().map(|id| (id, end)));
    }
    ends.into_iter().map(|(id, end)| (id.clone(), end.clone())).collect()
}
