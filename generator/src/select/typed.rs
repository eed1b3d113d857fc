//! Tree → [`openapiv3`], with the place of what it does not take.

use openapiv3::{ReferenceOr, Schema, SchemaKind};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::keywords::NARROWING;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::normalize;
use crate::pointer::Pointer;

/// Brings a schema to the one spelling.
pub(super) fn prepare(node: &mut Value) {
    prune(node);
    normalize::schema(node);
}

/// Parses a schema; whether there was nothing wrong with it. What is wrong is
/// left out, so that it does not hide what else is; `broken` is how bad it is.
pub(super) fn schema(
    node: &mut Value,
    at: &Pointer,
    broken: Severity,
    report: &mut Report,
) -> (ReferenceOr<Schema>, bool) {
    if let Ok(schema) = ReferenceOr::deserialize(&*node) {
        return (schema, true);
    }
    mend(node, at, broken, report);
    (ReferenceOr::deserialize(&*node).unwrap_or_else(|_| any()), false)
}

/// The schema that takes any value.
fn any() -> ReferenceOr<Schema> {
    ReferenceOr::Item(Schema {
        schema_data: Default::default(),
        schema_kind: SchemaKind::Any(Default::default()),
    })
}

/// Parses an operation.
pub(super) fn operation(
    node: &mut Value,
    at: &Pointer,
    broken: Severity,
    report: &mut Report,
) -> Option<openapiv3::Operation> {
    each_schema(node, at, &mut |node, at| drop(schema(node, at, broken, report)));
    if node.is_null() {
        return None;
    }
    // OpenAPI 3.1 does not ask for it.
    node.as_object_mut()?.entry("responses").or_insert_with(|| Value::Object(Map::new()));
    if let Ok(operation) = openapiv3::Operation::deserialize(&*node) {
        return Some(operation);
    }
    let mended = without_broken_parts(node, at, broken, report);
    openapiv3::Operation::deserialize(mended).ok()
}

/// Reports what the typed model says, unless it only repeats what is known.
fn push(diagnostic: Diagnostic, report: &mut Report) {
    if !report.has_error_in(&diagnostic.at) {
        report.push(diagnostic);
    }
}

/// Calls `visit` with every outermost schema in an operation.
pub(super) fn each_schema(
    node: &mut Value,
    at: &Pointer,
    visit: &mut impl FnMut(&mut Value, &Pointer),
) {
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

/// Takes out what no later stage reads: extensions, examples, and what only
/// narrows the values of a type. References,
/// which are known to name components, name them without escapes.
fn prune(node: &mut Value) {
    let Value::Object(schema) = node else { return };
    schema.retain(|key, _| {
        !key.starts_with("x-")
            && !matches!(key.as_str(), "example" | "examples" | "xml")
            && !NARROWING.contains(&key.as_str())
    });
    if let Some(Value::String(reference)) = schema.get_mut("$ref")
        && let Some(name) = Pointer::from_reference(reference).and_then(|at| at.last())
    {
        *reference = format!("#/components/schemas/{name}");
    }
    normalize::each_child(schema, prune);
}

/// Reports what keeps a schema from being parsed, and takes it out. Nested
/// schemas are tried alone, because the typed model's own message does not say
/// where.
fn mend(node: &mut Value, at: &Pointer, broken: Severity, report: &mut Report) {
    let is_broken = |child: &Value| ReferenceOr::<Schema>::deserialize(child).is_err();
    for (key, child) in node.as_object_mut().into_iter().flatten() {
        let at = at.child(key);
        let mut mend = |child: &mut Value, at: &Pointer| {
            if is_broken(child) {
                self::mend(child, at, broken, report);
            }
        };
        match (key.as_str(), child) {
            ("properties", Value::Object(children)) => {
                children.iter_mut().for_each(|(name, child)| mend(child, &at.child(name)));
            }
            ("allOf" | "oneOf" | "anyOf", Value::Array(children)) => {
                let children = children.iter_mut().enumerate();
                children.for_each(|(index, child)| mend(child, &at.child(index)));
            }
            ("items" | "additionalProperties", child) if !child.is_boolean() => mend(child, &at),
            _ => {}
        }
    }
    let parse = |node: &Value| Schema::deserialize(node).map(drop).map_err(|e| e.to_string());
    let (mended, culprits) = culprits(node, at, &parse);
    for (at, why) in culprits {
        let error = Diagnostic::error("schema", &at, format!("not a schema: {why}"));
        let found = Diagnostic { severity: broken, ..error };
        push(found.settled_without(&at, "No schema can have this here."), report);
    }
    *node = mended;
}

/// Reports the parts of an operation that cannot be parsed, and leaves them out.
fn without_broken_parts(
    node: &Value,
    at: &Pointer,
    broken: Severity,
    report: &mut Report,
) -> Value {
    let parse = |node: &Value| {
        let mut node = node.clone();
        if let Value::Object(operation) = &mut node {
            operation.entry("responses").or_insert_with(|| Value::Object(Map::new()));
        }
        openapiv3::Operation::deserialize(node).map(drop).map_err(|error| error.to_string())
    };
    let (mut mended, culprits) = culprits(node, at, &parse);
    for (part, why) in culprits {
        let rest: Vec<String> = part.keys().skip(at.keys().count()).collect();
        let rest: Vec<&str> = rest.iter().map(String::as_str).collect();
        let why = reason(node, &rest).unwrap_or(why);
        let error = Diagnostic::error("shape", &part, format!("not an operation: {why}"));
        let found = Diagnostic { severity: broken, ..error };
        push(found.settled_without(&part, "No operation can have this here."), report);
    }
    if let Value::Object(operation) = &mut mended {
        operation.entry("responses").or_insert_with(|| Value::Object(Map::new()));
    }
    mended
}

/// What is wrong with a part of an operation; the model of the operation only
/// says that something is.
fn reason(operation: &Value, keys: &[&str]) -> Option<String> {
    let node = Pointer::root().descend(keys).find(operation)?;
    let error = match keys {
        ["parameters", _] => openapiv3::Parameter::deserialize(node).err(),
        ["requestBody"] => openapiv3::RequestBody::deserialize(node).err(),
        ["responses", _] => openapiv3::Response::deserialize(node).err(),
        _ => None,
    };
    error.map(|error| error.to_string())
}

/// The smallest parts of a node without which it could be parsed, each with why
/// not, and the node without them.
fn culprits(
    node: &Value,
    at: &Pointer,
    parse: &dyn Fn(&Value) -> Result<(), String>,
) -> (Value, Vec<(Pointer, String)>) {
    let Err(why) = parse(node) else { return (node.clone(), Vec::new()) };
    let mut found = Vec::new();
    let kept = match node {
        Value::Object(members) if parse(&Value::Object(Map::new())).is_ok() => {
            let mut kept = Map::new();
            for (key, child) in members {
                let with = |child: &Value| {
                    let mut with = kept.clone();
                    with.insert(key.clone(), child.clone());
                    parse(&Value::Object(with))
                };
                let (child, inner) = culprits(child, &at.child(key), &with);
                found.extend(inner);
                if with(&child).is_ok() {
                    kept.insert(key.clone(), child);
                }
            }
            Value::Object(kept)
        }
        Value::Array(items) if parse(&Value::Array(Vec::new())).is_ok() => {
            let mut kept = Vec::new();
            for (index, child) in items.iter().enumerate() {
                let with = |child: &Value| {
                    let mut with = kept.clone();
                    with.push(child.clone());
                    parse(&Value::Array(with))
                };
                let (child, inner) = culprits(child, &at.child(index), &with);
                found.extend(inner);
                if with(&child).is_ok() {
                    kept.push(child);
                }
            }
            Value::Array(kept)
        }
        node => node.clone(),
    };
    if found.is_empty() {
        found.push((at.clone(), why));
    }
    (kept, found)
}
