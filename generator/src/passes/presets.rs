//! Properties that have a value unless they are set: those that tell an object apart from
//! the other arms of a union that callers send. Without them it would be sent as none of
//! these.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToSnakeCase;

use crate::ir::{
    Api, Docs, Field, Hold, Object, Operation, Presence, Shape, TypeDef, TypeId, TypeRef,
};

/// The texts of properties that tell a type apart from others, by property.
type Tags = BTreeMap<String, BTreeSet<String>>;

/// The documentation of a tag that the object itself does not declare.
const TAG: &str = "Tells this from the other arms of a union.";

/// Finds them.
pub(super) fn find(api: &mut Api) {
    let elsewhere = sent_elsewhere(api);
    let found: Vec<(TypeId, Vec<Preset>)> = in_unions(api)
        .into_iter()
        .filter_map(|(id, tags)| {
            let object = match &api.types.get(&id)?.shape {
                Shape::Object(object) => object,
                _ => return None,
            };
            let presets = presets(api, object, &tags, elsewhere.contains(&id));
            Some((id, presets))
        })
        .collect();
    for (id, presets) in found {
        let Some(TypeDef { shape: Shape::Object(object), origin, .. }) = api.types.get_mut(&id)
        else {
            continue;
        };
        for Preset { property, text } in presets {
            match object.fields.iter_mut().find(|field| field.name == property) {
                Some(field) => field.preset = text,
                None => object.fields.push(Field {
                    origin: origin.clone(),
                    name: property,
                    ty: TypeRef::String,
                    presence: Presence::Optional,
                    constant: None,
                    preset: text,
                    read_only: false,
                    write_only: false,
                    packed: false,
                    hold: Hold::Direct,
                    docs: Docs { text: TAG.to_owned(), ..Docs::default() },
                }),
            }
        }
    }
}

/// A property and the text that it has unless it is set; none where it has one of several.
struct Preset {
    property: String,
    text: Option<String>,
}

/// Returns the types that callers send in other places than as an arm of a union: nothing may be
/// asked for there, or said, that only a union wants.
fn sent_elsewhere(api: &Api) -> BTreeSet<TypeId> {
    let sent = api.types.values().filter(|def| def.usage.request);
    let inside = sent.filter(|def| !matches!(def.shape, Shape::Union(_)));
    let inside = inside.flat_map(|def| def.shape.types());
    let calls = api.operations.iter().flat_map(Operation::uses);
    let calls = calls.filter(|(role, _)| role.is_sent()).map(|(_, ty)| ty);
    let all = inside.chain(calls);
    all.filter_map(|ty| api.target(ty.innermost()).named().cloned()).collect()
}

/// Returns the types that are arms of unions that callers send, each with the properties
/// that tell it apart there, and the texts by which they do.
fn in_unions(api: &Api) -> BTreeMap<TypeId, Tags> {
    let mut found: BTreeMap<TypeId, Tags> = BTreeMap::new();
    for def in api.types.values() {
        let (Shape::Union(union), true) = (&def.shape, def.usage.request) else { continue };
        for arm in &union.arms {
            let Some(id) = arm.payload.as_ref().and_then(|ty| api.target(ty).named()) else {
                continue;
            };
            let tags = found.entry(id.clone()).or_default();
            if let (Some(tag), texts @ [_, ..]) = (&union.tag, arm.key.texts()) {
                tags.entry(tag.clone()).or_default().extend(texts.iter().cloned());
            }
        }
    }
    found
}

/// Finds what is preset in an object that is told apart by these tags: a tag with a single
/// text, and a property whose only value is its default. A tag that is required or not
/// declared is among them only if the object is not sent elsewhere.
fn presets(api: &Api, object: &Object, tags: &Tags, is_elsewhere: bool) -> Vec<Preset> {
    let told = tags.iter().filter_map(|(property, texts)| {
        let text = texts.first().filter(|_| texts.len() == 1).cloned();
        let is_it = match object.field(property) {
            Some(field) => {
                let is_free = !(is_elsewhere && field.presence.is_required());
                text.is_some() && is_free && may_be_preset(api, field)
            }
            None => !is_elsewhere && is_name_free(object, property),
        };
        is_it.then(|| Preset { property: property.clone(), text })
    });
    let told: Vec<Preset> = told.collect();
    let others = object.fields.iter().filter_map(|field| {
        let text = Some(only_by_default(api, field)?);
        Some(Preset { property: field.name.clone(), text })
    });
    let others: Vec<Preset> =
        others.filter(|other| told.iter().all(|one| one.property != other.property)).collect();
    told.into_iter().chain(others).collect()
}

/// Tells whether no property is called the same in Rust.
fn is_name_free(object: &Object, property: &str) -> bool {
    let name = property.to_snake_case();
    object.fields.iter().all(|field| field.name.to_snake_case() != name)
}

/// Tells whether a property is a text that callers say.
fn may_be_preset(api: &Api, field: &Field) -> bool {
    let is_text = match api.target(&field.ty) {
        TypeRef::String => true,
        TypeRef::Named(id) => {
            api.types.get(id).is_some_and(|def| matches!(def.shape, Shape::Enum(_)))
        }
        _ => false,
    };
    is_text && field.constant.is_none() && field.presence != Presence::RequiredNullable
}

/// Returns the only value of an optional property, if that is its default.
fn only_by_default(api: &Api, field: &Field) -> Option<String> {
    let id = api.target(&field.ty).named()?;
    let Shape::Enum(values) = &api.types.get(id)?.shape else { return None };
    let [only] = values.as_slice() else { return None };
    let default = field.docs.default.as_ref().and_then(|default| default.as_str());
    let is_set = !field.presence.is_required() && default == Some(&only.value);
    is_set.then(|| only.value.clone())
}
