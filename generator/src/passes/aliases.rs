//! Lists and maps of themselves: a name that stands for another type in Rust
//! cannot be a part of that type.

use std::collections::BTreeSet;

use crate::ir::{Api, Shape, TypeId, TypeRef, Untyped};

/// Puts any value where a name for a type would be met again inside of what it
/// stands for.
pub(super) fn end(api: &mut Api) {
    let ids: Vec<TypeId> = api.types.keys().cloned().collect();
    for id in &ids {
        if leads_back(api, id)
            && let Some(def) = api.types.get_mut(id)
            && let Shape::Alias(ty) = &mut def.shape
        {
            *ty.innermost_mut() = TypeRef::Any;
            api.untyped.insert(def.origin.clone(), Untyped::Itself);
        }
    }
}

/// Whether a name is met again inside of what it stands for, through names
/// alone.
fn leads_back(api: &Api, id: &TypeId) -> bool {
    let mut seen = BTreeSet::new();
    let mut next = stands_for(api, id);
    while let Some(other) = next.filter(|other| seen.insert(*other)) {
        if other == id {
            return true;
        }
        next = stands_for(api, other);
    }
    false
}

/// The type that is in what a name stands for, if it is no more than a name.
fn stands_for<'t>(api: &'t Api, id: &TypeId) -> Option<&'t TypeId> {
    match &api.types.get(id)?.shape {
        Shape::Alias(ty) => ty.named(),
        _ => None,
    }
}
