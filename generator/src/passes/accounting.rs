//! Every selected operation and schema is in the output, or the run fails.

use std::collections::BTreeSet;

use crate::diagnostic::{DEFECT, Diagnostic, Report};
use crate::ir::{Api, Edge, Shape, TypeDef, TypeId, TypeRef};
use crate::pointer::Pointer;
use crate::select::Selection;

/// The counts of what went in, and of what came out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Operations selected.
    pub operations: usize,
    /// Component schemas reached.
    pub schemas: usize,
    /// Shared responses, parameters, bodies and callbacks reached.
    pub shared: usize,
    /// Types emitted for inline schemas.
    pub inline: usize,
    /// Entries of the configuration for groups that the document does not have.
    pub skipped: usize,
}

/// Compares what was selected with what was built. What an error keeps from being
/// built is not missing.
pub fn account(selection: &Selection, api: &Api, report: &mut Report) -> Account {
    let built: BTreeSet<&str> =
        api.operations.iter().map(|operation| operation.declared_id.as_str()).collect();
    let complete = !report.has_errors();
    for operation in selection.operations.iter().filter(|_| complete) {
        if !built.contains(operation.id.as_str()) {
            let message = format!("the operation `{}` is missing in the output", operation.id);
            report.push(Diagnostic::error("accounting", &operation.at, message).help(DEFECT));
        }
    }
    for (name, schema) in selection.schemas.iter().filter(|_| complete) {
        if !api.types.contains_key(&TypeId(vec![name.clone()])) {
            let message = format!("the schema `{name}` is missing in the output");
            report.push(Diagnostic::error("accounting", &schema.at, message).help(DEFECT));
        }
    }
    Account {
        operations: built.len(),
        schemas: selection.schemas.len(),
        shared: selection.shared,
        inline: api
            .types
            .iter()
            .filter(|(id, def)| id.0.len() > 1 && is_schema(&def.shape))
            .count(),
        skipped: 0,
    }
}

/// Checks that each type that is any value says why: somewhere in what it is
/// the type of.
pub fn explained(api: &Api, report: &mut Report) {
    let is_untyped = |ty: &TypeRef| matches!(ty.innermost(), TypeRef::Any | TypeRef::FreeForm);
    let is_explained = |at: &Pointer| {
        let near = api.untyped.range(at.clone()..).map(|(place, _)| place);
        let mut near = near.take_while(|place| place.as_str().starts_with(at.as_str()));
        near.any(|place| place.is_in(at))
    };
    let complete = !report.has_errors();
    let mut check = |places: &[&Pointer], ty: &TypeRef| {
        if complete && is_untyped(ty) && !places.iter().any(|at| is_explained(at)) {
            let message = "any value is taken here, and nothing says why";
            report.push(Diagnostic::error("accounting", places[0], message).help(DEFECT));
        }
    };
    for (places, ty) in api.types.values().flat_map(uses_in_type) {
        check(&places, ty);
    }
    for operation in &api.operations {
        for parameter in &operation.parameters {
            check(&[&parameter.origin], &parameter.ty);
        }
        let parameters = operation.parameters.iter().map(|parameter| &parameter.origin);
        let places: Vec<&Pointer> =
            [&operation.origin].into_iter().chain(&operation.parts).chain(parameters).collect();
        operation.types().for_each(|ty| check(&places, ty));
    }
}

/// Returns every use of a type in a definition, each with the places that say what it is. Further
/// properties may come from elsewhere; what an arm is, from beside the union.
fn uses_in_type(def: &TypeDef) -> impl Iterator<Item = (Vec<&Pointer>, &TypeRef)> {
    def.shape.edges().filter_map(|(edge, ty)| {
        let beside = matches!(edge, Edge::Arm(_) | Edge::Target).then_some(&def.origin);
        let places: Vec<&Pointer> = def.shape.origin(edge).into_iter().chain(beside).collect();
        (!places.is_empty()).then_some((places, ty))
    })
}

/// Tells whether the document has a schema for it. It has none for what events add up to.
fn is_schema(shape: &Shape) -> bool {
    !matches!(shape, Shape::Accumulation(_) | Shape::Assembly(_))
}
