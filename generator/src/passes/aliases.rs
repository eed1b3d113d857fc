//! Lists and maps of themselves: a name that stands for another type in Rust
//! cannot be a part of that type.

use std::collections::BTreeSet;

use crate::ir::{Api, Shape, TypeId, TypeRef, Untyped};

/// Puts any value where a name for a type would be met again inside of what it
/// stands for.
pub(super) fn end(api: &mut Api) {
    let is_alias = |api: &Api, id: &TypeId| {
        matches!(api.types.get(id).map(|def| &def.shape), Some(Shape::Alias(_)))
    };
    let ids: Vec<TypeId> = api.types.keys().filter(|id| is_alias(api, id)).cloned().collect();
    for id in ids {
        if !leads_to(api, &id, &id) {
            continue;
        }
        let Some(def) = api.types.get_mut(&id) else { continue };
        let Shape::Alias(ty) = &mut def.shape else { continue };
        *innermost(ty) = TypeRef::Any;
        api.untyped.insert(def.origin.clone(), Untyped::Itself);
    }
}

/// Whether what a name stands for has another name in it, through names alone.
fn leads_to(api: &Api, from: &TypeId, to: &TypeId) -> bool {
    let mut seen = BTreeSet::new();
    let mut pending = vec![from];
    while let Some(id) = pending.pop() {
        let Some(Shape::Alias(ty)) = api.types.get(id).map(|def| &def.shape) else { continue };
        let Some(next) = ty.named() else { continue };
        if next == to {
            return true;
        }
        if seen.insert(next) {
            pending.push(next);
        }
    }
    false
}

/// What is in the lists and maps.
fn innermost(ty: &mut TypeRef) -> &mut TypeRef {
    match ty {
        TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) => innermost(inner),
        other => other,
    }
}
