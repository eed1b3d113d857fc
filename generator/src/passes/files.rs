//! Files: they are sent in forms. Where else a document has bytes for a value,
//! that value is text.

use std::collections::BTreeSet;

use crate::ir::{Api, Content, Role, TypeId, TypeRef, reached};

/// Makes text of every file that is in no form.
pub(super) fn settle(api: &mut Api) {
    let forms = in_forms(api);
    for (id, def) in &mut api.types {
        if !forms.contains(id) {
            def.shape.edges_mut().for_each(|(_, ty)| text(ty));
        }
    }
    for operation in &mut api.operations {
        let is_form = operation.body.as_ref().is_some_and(|body| is_form(&body.content));
        let uses = operation.uses_mut().filter(|(role, _)| !(is_form && *role == Role::Body));
        uses.for_each(|(_, ty)| text(ty));
        // It is a part of the answer's type.
        operation.page.iter_mut().for_each(|page| text(&mut page.item));
    }
}

/// The types that forms reach.
fn in_forms(api: &Api) -> BTreeSet<TypeId> {
    let bodies = api.operations.iter().filter_map(|operation| operation.body.as_ref());
    let forms = bodies.map(|body| &body.content).filter(|content| is_form(content));
    let forms = forms.filter_map(|content| content.ty()?.named());
    reached(&api.types, forms).into_iter().cloned().collect()
}

/// Tells whether a body is made of parts, each of which may be a file.
const fn is_form(content: &Content) -> bool {
    matches!(content, Content::Form(..) | Content::Parts(..))
}

fn text(ty: &mut TypeRef) {
    let ty = ty.innermost_mut();
    if *ty == TypeRef::File {
        *ty = TypeRef::String;
    }
}
