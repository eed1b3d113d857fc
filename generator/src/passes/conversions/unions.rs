//! What becomes an arm of a union that is sent becomes that union.

use std::collections::HashMap;

use crate::ir::{
    Api, Arm, Carrying, Conversion, Goal, Link, Shape, TypeDef, TypeId, TypeRef, Union, Way,
};

/// The conversions into unions of what the document says is one thing with an arm. Where
/// two arms could be meant, neither is.
pub(super) fn into(api: &Api, conversions: &[Conversion]) -> Vec<Conversion> {
    let mut goals: HashMap<&TypeId, Vec<(&TypeId, bool)>> = HashMap::new();
    for Conversion { from, to, link, refuses, .. } in conversions {
        if let (Goal::Type(to), false) = (to, matches!(link, Link::Within(_))) {
            goals.entry(from).or_default().push((to, *refuses));
        }
    }
    let mut sent: Vec<(&TypeId, &Union)> = api.types.iter().filter_map(sent).collect();
    sent.sort_by_key(|(id, _)| *id);
    let mut found: Vec<Conversion> = Vec::new();
    for (from, goals) in goals {
        for (to, union) in &sent {
            let known = goals.iter().any(|(goal, _)| goal == to) || arm(union, from).is_some();
            let arms = goals.iter().filter_map(|goal| Some((arm(union, goal.0)?, goal)));
            if let ([(number, (id, refuses))], false) = (arms.collect::<Vec<_>>().as_slice(), known)
            {
                let way = if *refuses { Way::Try } else { Way::Into };
                found.push(Conversion {
                    from: from.clone(),
                    to: Goal::Type((*to).clone()),
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

/// A union that callers send.
fn sent<'a>((id, def): (&'a TypeId, &'a TypeDef)) -> Option<(&'a TypeId, &'a Union)> {
    match &def.shape {
        Shape::Union(union) if def.usage.request => Some((id, union)),
        _ => None,
    }
}

/// The only arm that holds a type.
fn arm(union: &Union, id: &TypeId) -> Option<usize> {
    let holds = |arm: &Arm| matches!(&arm.payload, Some(TypeRef::Named(held)) if held == id);
    let mut arms = union.arms.iter().enumerate().filter(|(_, arm)| holds(arm));
    let (number, _) = arms.next()?;
    arms.next().is_none().then_some(number)
}
