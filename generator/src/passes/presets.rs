//! Tags of objects that are arms of unions which callers send: values that properties have unless
//! they are set, or texts that the unions write. Without them the objects would be sent as none of
//! the arms.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToSnakeCase;

use crate::ir::{
    Api, Arm, Docs, Field, Hold, Object, Operation, Presence, Shape, TypeDef, TypeId, TypeRef,
    Union,
};
use crate::pointer::Pointer;

/// The properties that tell a type apart from others.
type Tags = BTreeMap<String, Tag>;

/// A property that tells a type apart from others.
#[derive(Default)]
struct Tag {
    /// The texts of it by which it does.
    texts: BTreeSet<String>,
    /// True if one union tells it apart by several.
    is_open: bool,
}

/// The documentation of a tag that the object itself does not declare.
const TAG: &str = "Tells this from the other arms of a union.";

/// Finds them.
pub(super) fn find(api: &mut Api) {
    let elsewhere = sent_elsewhere(api);
    let found: Vec<(TypeId, Vec<Preset>, Vec<String>)> = in_unions(api)
        .into_iter()
        .filter_map(|(id, tags)| {
            let object = api.object(&TypeRef::Named(id.clone()))?;
            let presets = presets(api, object, &tags, elsewhere.contains(&id));
            Some((id, presets, unsaid(object, &tags)))
        })
        .collect();
    for (id, presets, _) in &found {
        let Some((object, _)) = object_mut(api, id) else { continue };
        for Preset { property, text } in presets {
            let fields = object.fields.iter_mut().filter(|field| field.name == *property);
            fields.for_each(|field| field.preset = Some(text.clone()));
        }
    }
    write(api);
    for (id, _, unsaid) in found {
        if let Some((object, origin)) = object_mut(api, &id) {
            object.fields.extend(unsaid.into_iter().map(|name| tag(name, origin)));
        }
    }
}

/// Lets unions write their tags into objects that may leave them out.
fn write(api: &mut Api) {
    let mut found: Vec<(TypeId, usize, String)> = Vec::new();
    for (id, union) in sent_unions(api) {
        for (number, arm) in union.arms.iter().enumerate() {
            let written = union.tag.as_ref().and_then(|tag| written(api, tag, arm));
            found.extend(written.map(|text| (id.clone(), number, text)));
        }
    }
    for (id, number, text) in found {
        if let Some(TypeDef { shape: Shape::Union(union), .. }) = api.types.get_mut(&id) {
            union.arms[number].written = Some(text);
        }
    }
}

/// Returns the text of a tag that is written into an arm: of several, the first, unless the object
/// declares the property. It says then what each of them means.
fn written(api: &Api, tag: &str, arm: &Arm) -> Option<String> {
    let object = api.object(arm.payload.as_ref()?)?;
    match (object.field(tag), arm.key.texts()) {
        (Some(field), [text]) => may_be_left_out(api, field).then(|| text.clone()),
        (None, [text, ..]) => Some(text.clone()),
        _ => None,
    }
}

/// Returns the unions that callers send.
fn sent_unions(api: &Api) -> impl Iterator<Item = (&TypeId, &Union)> {
    api.types.iter().filter(|(_, def)| def.usage.request).filter_map(|(id, def)| match &def.shape {
        Shape::Union(union) => Some((id, union)),
        _ => None,
    })
}

/// Returns the object that a type is, to change it, and its place.
fn object_mut<'a>(api: &'a mut Api, id: &TypeId) -> Option<(&'a mut Object, &'a Pointer)> {
    match api.types.get_mut(id)? {
        TypeDef { shape: Shape::Object(object), origin, .. } => Some((object, origin)),
        _ => None,
    }
}

/// Tells whether a property is a text that may be missing where the object is sent.
fn may_be_left_out(api: &Api, field: &Field) -> bool {
    !field.presence.is_required() && field.preset.is_none() && may_be_preset(api, field)
}

/// Returns the field of a tag that the object itself does not declare.
fn tag(name: String, origin: &Pointer) -> Field {
    Field {
        origin: origin.clone(),
        name,
        ty: TypeRef::String,
        presence: Presence::Optional,
        constant: None,
        preset: None,
        read_only: false,
        write_only: false,
        packed: false,
        hold: Hold::Direct,
        docs: Docs { text: TAG.to_owned(), ..Docs::default() },
    }
}

/// A property and the text that it has unless it is set.
struct Preset {
    property: String,
    text: String,
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
    for (_, union) in sent_unions(api) {
        for arm in &union.arms {
            let Some(id) = arm.payload.as_ref().and_then(|ty| api.target(ty).named()) else {
                continue;
            };
            let tags = found.entry(id.clone()).or_default();
            if let (Some(tag), texts @ [_, ..]) = (&union.tag, arm.key.texts()) {
                let tag = tags.entry(tag.clone()).or_default();
                tag.texts.extend(texts.iter().cloned());
                tag.is_open |= texts.len() > 1;
            }
        }
    }
    found
}

/// Finds what is preset in an object that is told apart by these tags: a tag with a single
/// text, and a property whose only value is its default. A tag that is required is among them only
/// if the object is not sent elsewhere.
fn presets(api: &Api, object: &Object, tags: &Tags, is_elsewhere: bool) -> Vec<Preset> {
    let told = tags.iter().filter_map(|(property, Tag { texts, .. })| {
        let text = texts.first().filter(|_| texts.len() == 1)?.clone();
        let field = object.field(property)?;
        let is_free = !(is_elsewhere && field.presence.is_required());
        let is_it = is_free && may_be_preset(api, field);
        is_it.then(|| Preset { property: property.clone(), text })
    });
    let told: Vec<Preset> = told.collect();
    let others = object.fields.iter().filter_map(|field| {
        let text = only_by_default(api, field)?;
        Some(Preset { property: field.name.clone(), text })
    });
    let others: Vec<Preset> =
        others.filter(|other| told.iter().all(|one| one.property != other.property)).collect();
    told.into_iter().chain(others).collect()
}

/// Returns the tags that callers say though the object does not declare them: those of which one
/// union has several texts for it.
fn unsaid(object: &Object, tags: &Tags) -> Vec<String> {
    let open = tags.iter().filter(|(_, tag)| tag.is_open).map(|(property, _)| property);
    let unsaid = open.filter(|property| object.field(property).is_none());
    unsaid.filter(|property| is_name_free(object, property)).cloned().collect()
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
