//! Files: they are sent in forms. Where else a document has bytes for a value,
//! that value is text.

use std::collections::BTreeSet;

use super::reached;
use crate::ir::{Answer, Api, Content, Gives, Shape, TypeId, TypeRef};

/// Makes text of every file that is in no form.
pub(super) fn settle(api: &mut Api) {
    let forms = in_forms(api);
    for (id, def) in &mut api.types {
        if !forms.contains(id) {
            each_use(&mut def.shape).for_each(text);
        }
    }
    for operation in &mut api.operations {
        operation.parameters.iter_mut().for_each(|parameter| text(&mut parameter.ty));
        match operation.body.as_mut().map(|body| &mut body.content) {
            Some(Content::Json(ty) | Content::Sequence(ty, _) | Content::UrlEncoded(ty, _)) => {
                text(ty);
            }
            Some(Content::Form(..) | Content::Parts(..) | Content::Bytes) | None => {}
        }
        match &mut operation.answer {
            Answer::Json(ty) | Answer::Optional(ty) => text(ty),
            Answer::ByStatus(successes) => {
                let types = successes.iter_mut().filter_map(|success| success.gives.as_mut());
                types.filter_map(Gives::ty_mut).for_each(text);
            }
            Answer::Nothing | Answer::Text(_) | Answer::Bytes(_) => {}
        }
        operation.page.iter_mut().for_each(|page| text(&mut page.item));
        operation.choices.iter_mut().filter_map(|choice| choice.gives.ty_mut()).for_each(text);
        operation.headers.iter_mut().for_each(|header| text(&mut header.ty));
        operation.errors.iter_mut().filter_map(|(_, ty)| ty.as_mut()).for_each(text);
    }
}

/// The types that forms reach.
fn in_forms(api: &Api) -> BTreeSet<TypeId> {
    let bodies = api.operations.iter().filter_map(|operation| operation.body.as_ref());
    let forms = bodies.filter_map(|body| match &body.content {
        Content::Form(ty, _) | Content::Parts(ty, _) => ty.innermost().named(),
        _ => None,
    });
    reached(&api.types, forms).into_iter().cloned().collect()
}

fn each_use(shape: &mut Shape) -> Box<dyn Iterator<Item = &mut TypeRef> + '_> {
    match shape {
        Shape::Object(object) => {
            let fields = object.fields.iter_mut().map(|field| &mut field.ty);
            Box::new(fields.chain(object.rest.as_mut()))
        }
        Shape::Union(union) => {
            Box::new(union.arms.iter_mut().filter_map(|arm| arm.payload.as_mut()))
        }
        Shape::Events(events) => Box::new(events.events.iter_mut().map(|event| &mut event.data)),
        Shape::Alias(ty) => Box::new(std::iter::once(ty)),
        Shape::Accumulation(_) | Shape::Assembly(_) | Shape::Enum(_) | Shape::IntegerEnum(_) => {
            Box::new(std::iter::empty())
        }
    }
}

fn text(ty: &mut TypeRef) {
    let ty = ty.innermost_mut();
    if *ty == TypeRef::File {
        *ty = TypeRef::String;
    }
}
