//! Conversions of an enum into a union or an enum that the document makes of it and of more.

use std::collections::HashSet;

use crate::ir::{Api, ArmKey, Carrying, Conversion, Goal, JsonKind, Link, Shape, TypeId, TypeRef};

/// Adds the conversions of enums into what is sent and has all of their texts, if they
/// convert by no other reason.
pub(super) fn extend(api: &Api, conversions: &mut Vec<Conversion>) {
    let known = conversions.iter().filter_map(|known| match &known.to {
        Goal::Type(to) => Some((&known.from, to)),
        Goal::Text => None,
    });
    let known: HashSet<(&TypeId, &TypeId)> = known.collect();
    let listed = api.listed_in.iter().filter(|(from, to)| !known.contains(&(from, to)));
    let found: Vec<Conversion> = listed
        .filter(|(from, to)| becomes(api, from, to))
        .map(|(from, to)| Conversion {
            from: from.clone(),
            to: Goal::Type(to.clone()),
            link: Link::Lists,
            how: Carrying::Texts(Vec::new()),
            refuses: false,
        })
        .collect();
    conversions.extend(found);
}

/// Tells whether an enum becomes what has its texts: what is sent, and takes any text. An arm
/// that is the enum does so already.
fn becomes(api: &Api, from: &TypeId, to: &TypeId) -> bool {
    let (Some(one), Some(other)) = (api.types.get(from), api.types.get(to)) else { return false };
    let takes_text = match &other.shape {
        Shape::Enum(_) => true,
        Shape::Union(union) => {
            let text = union.arms.iter().find(|arm| arm.key == ArmKey::Kind(JsonKind::String));
            match text.and_then(|arm| arm.payload.as_ref()).map(|ty| api.target(ty)) {
                Some(TypeRef::Named(id)) => id != from,
                Some(ty) => *ty == TypeRef::String,
                None => union.kept().contains(&JsonKind::String),
            }
        }
        _ => false,
    };
    from != to && matches!(one.shape, Shape::Enum(_)) && other.usage.request && takes_text
}
