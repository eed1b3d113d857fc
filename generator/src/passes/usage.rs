//! Who sees each type: callers that send it, callers that read it.

use crate::ir::{Api, Presence, Shape, TypeDef, TypeId, TypeRef, Usage};

/// Marks every type that a request or a response reaches. Types that neither
/// reaches count as read, with all that they reach.
pub(super) fn mark(api: &mut Api) {
    let mut sent = Vec::new();
    let mut read = Vec::new();
    for operation in &api.operations {
        sent.extend(
            operation.parameters.iter().filter_map(|parameter| parameter.ty.named()).cloned(),
        );
        sent.extend(operation.body_type().and_then(TypeRef::named).cloned());
        read.extend(operation.answer.types().into_iter().filter_map(TypeRef::named).cloned());
        read.extend(operation.errors.iter().filter_map(|(_, ty)| ty.as_ref()?.named()).cloned());
        read.extend(operation.stream.iter().filter_map(|stream| stream.named()).cloned());
    }
    spread(api, sent, |def| std::mem::replace(&mut def.usage.request, true));
    spread(api, read, |def| std::mem::replace(&mut def.usage.response, true));
    let of_neither = api.types.iter().filter(|(_, def)| def.usage == Usage::default());
    let of_neither = of_neither.map(|(id, _)| id.clone()).collect();
    spread(api, of_neither, |def| std::mem::replace(&mut def.usage.response, true));
}

/// What only the server says is not asked of callers, whatever is required of
/// an answer.
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

/// Marks these types and all that they reach; `mark` says whether a type was
/// marked before.
fn spread(api: &mut Api, mut pending: Vec<TypeId>, mark: impl Fn(&mut TypeDef) -> bool) {
    while let Some(id) = pending.pop() {
        if let Some(def) = api.types.get_mut(&id)
            && !mark(def)
        {
            pending.extend(uses(&def.shape).filter_map(TypeRef::named).cloned());
        }
    }
}

/// Every use of a type in a shape.
pub(crate) fn uses(shape: &Shape) -> Box<dyn Iterator<Item = &TypeRef> + '_> {
    match shape {
        Shape::Object(object) => {
            Box::new(object.fields.iter().map(|field| &field.ty).chain(object.rest.as_ref()))
        }
        Shape::Union(union) => Box::new(union.arms.iter().filter_map(|arm| arm.payload.as_ref())),
        Shape::Events(events) => Box::new(events.events.iter().map(|event| &event.data)),
        Shape::Accumulation(state) => Box::new(state.objects.iter().map(|object| &object.whole)),
        Shape::Alias(ty) => Box::new(std::iter::once(ty)),
        Shape::Enum(_) => Box::new(std::iter::empty()),
    }
}
