//! Conversions into a union that is sent, of what becomes an arm of it.

use std::collections::HashMap;

use crate::ir::{Api, Arm, Carrying, Conversion, Goal, Link, Shape, TypeId, TypeRef, Union, Way};

/// Returns the conversions into unions of what the document says is one thing with an arm. Where
/// two arms could be meant, neither is.
pub(super) fn into(api: &Api, conversions: &[Conversion]) -> Vec<Conversion> {
    let mut goals: HashMap<&TypeId, Vec<(&TypeId, bool)>> = HashMap::new();
    for Conversion { from, to, link, refuses, .. } in conversions {
        if let (Goal::Type(to), false) = (to, matches!(link, Link::Within(_))) {
            goals.entry(from).or_default().push((to, *refuses));
        }
    }
    let unions = by_held(api);
    let mut found: Vec<Conversion> = Vec::new();
    for (from, goals) in &goals {
        // The arms that a type could become, by union.
        let mut arms: HashMap<&TypeId, Vec<(usize, &TypeId, bool)>> = HashMap::new();
        for (id, refuses) in goals {
            for (union, number) in unions.get(id).into_iter().flatten() {
                arms.entry(union).or_default().push((*number, id, *refuses));
            }
        }
        for (to, arms) in arms {
            if let [(number, id, refuses)] = arms.as_slice() {
                let way = if *refuses { Way::Try } else { Way::Into };
                found.push(Conversion {
                    from: (*from).clone(),
                    to: Goal::Type(to.clone()),
                    link: Link::Holds((*id).clone()),
                    how: Carrying::Arm(*number, way),
                    refuses: *refuses,
                });
            }
        }
    }
    found.sort_by(|one, other| (&one.from, &one.to).cmp(&(&other.from, &other.to)));
    found
}

/// Returns the unions that callers send, by the types that a single arm of them holds, with the
/// arm's number.
fn by_held(api: &Api) -> HashMap<&TypeId, Vec<(&TypeId, usize)>> {
    let mut held: HashMap<&TypeId, Vec<(&TypeId, usize)>> = HashMap::new();
    for (union, def) in &api.types {
        if let (Shape::Union(Union { arms, .. }), true) = (&def.shape, def.usage.request) {
            for (id, number) in held_once(arms) {
                held.entry(id).or_default().push((union, number));
            }
        }
    }
    held
}

/// Returns the types that are held by one arm each, with its number.
fn held_once(arms: &[Arm]) -> impl Iterator<Item = (&TypeId, usize)> {
    let mut holders: HashMap<&TypeId, Vec<usize>> = HashMap::new();
    for (number, arm) in arms.iter().enumerate() {
        if let Some(TypeRef::Named(id)) = &arm.payload {
            holders.entry(id).or_default().push(number);
        }
    }
    holders.into_iter().filter_map(|(id, numbers)| match *numbers.as_slice() {
        [number] => Some((id, number)),
        _ => None,
    })
}
