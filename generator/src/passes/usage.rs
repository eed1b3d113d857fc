//! The usage of each type: callers that send it, callers that read it.

use crate::ir::{Api, Operation, Presence, Shape, TypeDef, TypeId, Usage, reached};
use crate::pointer::Pointer;

/// Marks every type that a request or a response reaches. Types that neither
/// reaches count as read, with all that they reach; callers do read what is posted to
/// webhooks, and what the events of streams add up to.
pub(super) fn mark(api: &mut Api) {
    let uses: Vec<_> = api.operations.iter().flat_map(Operation::uses).collect();
    let of = |is_sent| {
        let uses = uses.iter().filter(move |(role, _)| role.is_sent() == is_sent);
        reached(&api.types, uses.filter_map(|(_, ty)| ty.named()))
    };
    let (sent, read) = (of(true), of(false));
    let of_neither = api.types.keys().filter(|id| !sent.contains(id) && !read.contains(id));
    let webhooks = Pointer::root().child("webhooks");
    let is_read = |id: &&TypeId| {
        let def = &api.types[*id];
        let is_state = matches!(def.shape, Shape::Accumulation(_) | Shape::Assembly(_));
        is_state || def.origin.is_in(&webhooks)
    };
    let beside = reached(&api.types, of_neither.clone().filter(is_read));
    let of_neither = reached(&api.types, of_neither);
    let usage = |id: &TypeId| Usage {
        request: sent.contains(id),
        response: read.contains(id) || of_neither.contains(id),
    };
    let is_used = |id: &TypeId| sent.contains(id) || read.contains(id) || beside.contains(id);
    let usages: Vec<_> = api.types.keys().map(|id| (usage(id), is_used(id))).collect();
    for (def, (usage, is_used)) in api.types.values_mut().zip(usages) {
        (def.usage, def.is_used) = (usage, is_used);
    }
}

/// Does not ask callers for what only the server says, whatever is required of an answer.
pub(super) fn ask_less(api: &mut Api) {
    for def in api.types.values_mut().filter(|def| def.usage.request) {
        let Shape::Object(object) = &mut def.shape else { continue };
        for field in object.fields.iter_mut().filter(|field| field.read_only) {
            field.presence = match (&field.constant, field.presence) {
                (None, Presence::Required) => Presence::Optional,
                (None, Presence::RequiredNullable) => Presence::OptionalNullable,
                (_, presence) => presence,
            };
        }
    }
}

/// Makes write-only properties that are required optional in what is read, since no answer has
/// them. Constructors ask for them all the same.
pub(super) fn read_less(api: &mut Api) {
    let is_both = |def: &&mut TypeDef| def.usage.request && def.usage.response;
    for def in api.types.values_mut().filter(is_both) {
        let Shape::Object(object) = &mut def.shape else { continue };
        for field in object.fields.iter_mut().filter(|field| field.write_only) {
            field.presence = match (field.is_argument(), field.presence) {
                (true, Presence::Required) => Presence::WriteOnly,
                (true, Presence::RequiredNullable) => Presence::WriteOnlyNullable,
                (_, presence) => presence,
            };
        }
    }
}
