//! Files: they are sent in forms. Where else a document has bytes for a value,
//! that value is text.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Report};
use crate::ir::{Api, Body, Field, Role, TypeId, TypeRef, reached};

/// Makes text of every file that is in no form, and reports those that another body
/// cannot have, since a form has its type.
pub(super) fn settle(api: &mut Api, report: &mut Report) {
    let forms = in_forms(api);
    for (id, def) in &mut api.types {
        if !forms.contains(id) {
            def.shape.edges_mut().for_each(|(_, ty)| text(ty));
        }
    }
    for operation in &mut api.operations {
        let is_form = operation.body.as_ref().is_some_and(|body| body.content.takes_files());
        let uses = operation.uses_mut().filter(|(role, _)| !(is_form && *role == Role::Body));
        uses.for_each(|(_, ty)| text(ty));
        // It is a part of the answer's type.
        operation.page.iter_mut().for_each(|page| text(&mut page.item));
    }
    report_unsent(api, report);
}

/// Returns the types that forms reach.
fn in_forms(api: &Api) -> BTreeSet<TypeId> {
    let bodies = api.operations.iter().filter_map(|operation| operation.body.as_ref());
    let forms = bodies.map(|body| &body.content).filter(|content| content.takes_files());
    let forms = forms.filter_map(|content| content.ty()?.named());
    reached(&api.types, forms).into_iter().cloned().collect()
}

/// Reports the files of bodies that can have none.
fn report_unsent(api: &Api, report: &mut Report) {
    let bodies = api.operations.iter().filter_map(|operation| operation.body.as_ref());
    for body in bodies.filter(|body| !body.content.takes_files()) {
        let object = body.content.ty().and_then(|ty| api.object(ty));
        let files = object.into_iter().flat_map(|object| &object.fields);
        for file in files.filter(|field| api.is_file(&field.ty)) {
            report.push_counted(unsent(body, file));
        }
    }
}

/// Warns that a file cannot be sent in a body.
fn unsent(body: &Body, file: &Field) -> Diagnostic {
    let (kind, name) = (&body.content_type, &file.name);
    let message = format!("a body of `{kind}` cannot have the file `{name}`, as a form can");
    let warning = Diagnostic::warning("left-out", &body.origin, message);
    warning.settled_without(&body.origin, "A form has the file.")
}

fn text(ty: &mut TypeRef) {
    let ty = ty.innermost_mut();
    if *ty == TypeRef::File {
        *ty = TypeRef::String;
    }
}
