//! Conversions of an enum into a union or an enum that the document makes of it and of more,
//! or into that of the same property in the request that it answers.

use std::collections::HashSet;

use super::Pair;
use super::carry::texts;
use super::links::{READ, named};
use crate::ir::{
    Api, ArmKey, Carrying, Content, Conversion, EnumValue, Field, Goal, JsonKind, Link, Shape,
    TypeId, TypeRef,
};

/// Adds the conversions of enums that convert by no other reason.
pub(super) fn extend(api: &Api, conversions: &mut Vec<Conversion>) {
    listed(api, conversions);
    let pairs = conversions.iter().map(|known| (known.from.clone(), known.to.clone()));
    let mut tried: HashSet<Pair> = pairs.collect();
    for operation in &api.operations {
        let content = operation.body.as_ref().map(|body| &body.content);
        let Some(Content::Json(body) | Content::Form(body, _)) = content else { continue };
        for answer in operation.answer.types() {
            conversions.extend(asked(api, answer, body, &mut tried));
        }
    }
}

/// Finds those of an answer into those of what was asked for by the same names, where these
/// have half of the texts.
fn asked<'a>(
    api: &'a Api,
    answer: &TypeRef,
    body: &TypeRef,
    tried: &'a mut HashSet<Pair>,
) -> impl Iterator<Item = Conversion> + 'a {
    let objects = api.object(answer).zip(api.object(body));
    let fields = objects.into_iter().flat_map(|(answer, body)| {
        body.fields.iter().filter_map(|field| Some((answer.field(&field.name)?, field)))
    });
    fields.filter_map(|(answered, asked)| {
        let (from, read) = enumerated(api, answered)?;
        let (to, sent) = enumerated(api, asked)?;
        let pair = (from.clone(), Goal::Type(to.clone()));
        let is_read = from != to && api.types.get(from)?.usage == READ;
        if !is_read || !tried.insert(pair.clone()) {
            return None;
        }
        let (how, refuses) = texts(read, sent)?;
        let is_half = matches!(&how, Carrying::Texts(refused) if refused.len() * 2 <= read.len());
        let link = Link::Named(asked.name.clone());
        is_half.then_some(Conversion { from: pair.0, to: pair.1, link, how, refuses })
    })
}

/// Returns the enum that a property is, with its texts.
fn enumerated<'a>(api: &'a Api, field: &'a Field) -> Option<(&'a TypeId, &'a [EnumValue<String>])> {
    let id = named(api, &field.ty)?;
    match &api.types.get(id)?.shape {
        Shape::Enum(values) => Some((id, values)),
        _ => None,
    }
}

/// Adds those into what is sent and has all of their texts.
fn listed(api: &Api, conversions: &mut Vec<Conversion>) {
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
