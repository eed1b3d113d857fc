//! Lists that answers are about.

use heck::ToSnakeCase;

use super::is_named;
use super::parameters::is_string;
use super::words::{
    ABOUT, ADDRESSES, BESIDE, INSIDE, ITEMS, LINKS, LISTED, NEXT, OF_ONE, PREVIOUS, SAME, TELLING,
    WITHIN,
};
use crate::ir::{Api, Field, Object, Operation, TypeRef};

/// Finds the properties that lead to what an answer is about, a list, and the type of an item.
pub(super) fn list_of<'a>(
    api: &'a Api,
    operation: &Operation,
    object: &'a Object,
) -> Option<(Vec<&'a Field>, &'a TypeRef)> {
    if let Some((list, item)) = list_in(api, operation, object) {
        return Some((vec![list], item));
    }
    let is_list = |field: &Field| matches!(api.target(&field.ty), TypeRef::List(_));
    let has_own = object.fields.iter().any(|field| is_list(field) && !is_named(field, BESIDE));
    let mut inside = object.fields.iter().filter_map(|field| {
        let is_around = is_named(field, LISTED) || is_named(field, WITHIN);
        Some((field, api.object(&field.ty).filter(|_| is_around)?))
    });
    let (around, within) = inside.next().filter(|_| !has_own && inside.next().is_none())?;
    let (list, item) = list_in(api, operation, within)?;
    let tells = |field: &Field| field.name == list.name || tells_of_list(api, field);
    let is_of_list = is_named(around, LISTED) || within.fields.iter().all(tells);
    is_of_list.then(|| (vec![around, list], item))
}

/// Tells whether a property beside a list tells of that, as a thing that has a list would not.
fn tells_of_list(api: &Api, field: &Field) -> bool {
    match api.target(&field.ty) {
        TypeRef::Integer(_) | TypeRef::Boolean | TypeRef::Any | TypeRef::FreeForm => true,
        _ => {
            let names = [ABOUT, LINKS, NEXT, SAME, INSIDE, PREVIOUS, ADDRESSES, BESIDE, TELLING];
            names.iter().any(|names| is_named(field, names))
        }
    }
}

/// Finds the property of an object that lists what an answer is about, and the type of an item.
fn list_in<'a>(
    api: &'a Api,
    operation: &Operation,
    object: &'a Object,
) -> Option<(&'a Field, &'a TypeRef)> {
    let lists = object.fields.iter().filter_map(|field| match api.target(&field.ty) {
        TypeRef::List(item) => Some((field, &**item)),
        _ => None,
    });
    let segments = || operation.path.split('/').filter(|part| !part.starts_with('{'));
    let is_asked_for = |list: &Field| {
        let name = list.name.to_snake_case();
        segments().any(|part| part.to_snake_case() == name)
    };
    let (beside, mut lists): (Vec<_>, Vec<_>) = lists.partition(|(list, _)| is_named(list, BESIDE));
    if lists.is_empty() {
        lists = beside.into_iter().filter(|(list, _)| is_asked_for(list)).collect();
    }
    let the_one = |fits: &dyn Fn(&str, &TypeRef) -> bool| {
        let mut found = lists.iter().copied().filter(|(list, item)| fits(&list.name, item));
        found.next().filter(|_| found.next().is_none())
    };
    let last = operation.path.rsplit('/').find(|part| !part.is_empty()).unwrap_or_default();
    let resource = last.to_snake_case();
    let is_about = |name: String| ITEMS.contains(&name.as_str()) || name == resource;
    // Texts beside objects are about these: places that cannot be reached, names of schemas.
    // What has an id or a name is one thing with several lists, and ids are a list of things.
    let is_one = OF_ONE.iter().any(|name| object.field(name).is_some());
    let objects = || {
        let is_object = |item: &TypeRef| api.object(item).is_some();
        let is_string = |name: &str, item: &TypeRef| {
            is_string(api.target(item)) && !name.to_snake_case().ends_with("ids")
        };
        let is_clear = !is_one
            && lists.iter().all(|(list, item)| is_object(item) || is_string(&list.name, item));
        the_one(&|_, item| is_object(item)).filter(|_| is_clear)
    };
    the_one(&|_, _| true)
        .or_else(|| the_one(&|name, _| is_about(name.to_snake_case())))
        .or_else(objects)
}
