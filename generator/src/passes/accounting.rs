//! Every selected operation and schema is in the output, or the run fails.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Report};
use crate::ir::{Api, Shape, TypeId};
use crate::pointer::Pointer;
use crate::select::Selection;

/// No document is to blame for that.
const DEFECT: &str = "this is a defect of the generator: please report it with the document";

/// How much went in, and how much came out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Operations selected.
    pub operations: usize,
    /// Component schemas reached.
    pub schemas: usize,
    /// Shared responses, parameters and bodies reached.
    pub shared: usize,
    /// Types emitted for inline schemas.
    pub inline: usize,
}

/// Compares what was selected with what was built. What an error keeps from being
/// built is not missing.
pub fn account(selection: &Selection, api: &Api, report: &mut Report) -> Account {
    let built: BTreeSet<&str> =
        api.operations.iter().map(|operation| operation.id.as_str()).collect();
    let complete = !report.has_errors();
    for operation in selection.operations.iter().filter(|_| complete) {
        if !built.contains(operation.id.as_str()) {
            let message = format!("the operation `{}` is missing in the output", operation.id);
            report.push(Diagnostic::error("accounting", &operation.at, message).help(DEFECT));
        }
    }
    for name in selection.schemas.keys().filter(|_| complete) {
        if !api.types.contains_key(&TypeId(vec![name.clone()])) {
            let at = Pointer::root().descend(&["components", "schemas", name]);
            let message = format!("the schema `{name}` is missing in the output");
            report.push(Diagnostic::error("accounting", &at, message).help(DEFECT));
        }
    }
    Account {
        operations: api.operations.len(),
        schemas: selection.schemas.len(),
        shared: selection.shared,
        inline: api
            .types
            .iter()
            .filter(|(id, def)| id.0.len() > 1 && is_schema(&def.shape))
            .count(),
    }
}

/// Whether the document has a schema for it. For what events add up to it has
/// none.
fn is_schema(shape: &Shape) -> bool {
    !matches!(shape, Shape::Accumulation(_))
}
