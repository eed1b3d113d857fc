//! Tree → [`openapiv3`], with the place of what it does not take.

use openapiv3::{ReferenceOr, Schema};
use serde::Deserialize;
use serde_json::Value;

use crate::diagnostic::{Diagnostic, Report};
use crate::normalize;
use crate::pointer::Pointer;

/// Parses a component schema after normalizing it.
pub(super) fn schema(
    node: &mut Value,
    at: &Pointer,
    report: &mut Report,
) -> Option<ReferenceOr<Schema>> {
    prune(node);
    normalize::schema(node);
    match ReferenceOr::deserialize(&*node) {
        Ok(schema) => Some(schema),
        Err(_) => {
            push(locate(node, at), report);
            None
        }
    }
}

/// Parses an operation after normalizing the schemas in it.
pub(super) fn operation(
    node: &mut Value,
    at: &Pointer,
    report: &mut Report,
) -> Option<openapiv3::Operation> {
    let mut broken = false;
    each_schema(node, at, &mut |node, at| {
        prune(node);
        normalize::schema(node);
        if ReferenceOr::<Schema>::deserialize(&*node).is_err() {
            push(locate(node, at), report);
            broken = true;
        }
    });
    if broken || node.is_null() {
        return None;
    }
    match openapiv3::Operation::deserialize(&*node) {
        Ok(operation) => Some(operation),
        Err(error) => {
            push(Diagnostic::error("shape", at, format!("not an operation: {error}")), report);
            None
        }
    }
}

/// Reports what the typed model says, unless it only repeats what is known.
fn push(diagnostic: Diagnostic, report: &mut Report) {
    if !report.has_error_in(&diagnostic.at) {
        report.push(diagnostic);
    }
}

/// Calls `visit` with every outermost schema in an operation.
fn each_schema(node: &mut Value, at: &Pointer, visit: &mut impl FnMut(&mut Value, &Pointer)) {
    match node {
        Value::Object(object) => {
            for (key, child) in object {
                match key.as_str() {
                    "schema" => visit(child, &at.child(key)),
                    "example" | "examples" => {}
                    _ => each_schema(child, &at.child(key), visit),
                }
            }
        }
        Value::Array(list) => {
            for (index, child) in list.iter_mut().enumerate() {
                each_schema(child, &at.child(index), visit);
            }
        }
        _ => {}
    }
}

/// Takes out what no later stage reads: extensions and examples. References,
/// which are known to name components, name them without escapes.
fn prune(node: &mut Value) {
    let Value::Object(schema) = node else { return };
    schema.retain(|key, _| {
        !key.starts_with("x-") && !matches!(key.as_str(), "example" | "examples" | "xml")
    });
    if let Some(Value::String(reference)) = schema.get_mut("$ref")
        && let Some(name) = Pointer::from_reference(reference).and_then(|at| at.last())
    {
        *reference = format!("#/components/schemas/{name}");
    }
    normalize::each_child(schema, prune);
}

/// The innermost schema that cannot be parsed. Nested ones are tried alone,
/// because the typed model's own message does not say where.
fn locate(node: &mut Value, at: &Pointer) -> Diagnostic {
    if let Value::Object(schema) = node {
        for (key, child) in schema {
            let at = at.child(key);
            let inner = match (key.as_str(), child) {
                ("properties", Value::Object(children)) => children
                    .iter_mut()
                    .find(|(_, child)| is_broken(child))
                    .map(|(name, child)| (child, at.child(name))),
                ("allOf" | "oneOf" | "anyOf", Value::Array(children)) => children
                    .iter_mut()
                    .enumerate()
                    .find(|(_, child)| is_broken(child))
                    .map(|(index, child)| (child, at.child(index))),
                ("items" | "additionalProperties", child)
                    if !child.is_boolean() && is_broken(child) =>
                {
                    Some((child, at))
                }
                _ => None,
            };
            if let Some((child, at)) = inner {
                return locate(child, &at);
            }
        }
    }
    let message = match Schema::deserialize(&*node) {
        Err(error) => format!("not a schema: {error}"),
        Ok(_) => "not a schema".to_owned(),
    };
    Diagnostic::error("schema", at, message)
}

fn is_broken(node: &Value) -> bool {
    ReferenceOr::<Schema>::deserialize(node).is_err()
}
