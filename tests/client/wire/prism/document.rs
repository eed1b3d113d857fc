//! The part of a document that one group needs.

use std::collections::BTreeSet;

use openapi_loom_generator::ir::{Api, Shape, Stream};
use serde_json::{Map, Value, json};

/// Returns the operations of an API in the document that it was built from, with the
/// components that they reach. Nothing else is changed but what Prism would not
/// understand as it is meant: streams, null in the words of OpenAPI 3.0, schemas that
/// refer to themselves in the words of an older JSON Schema, and how many properties
/// there are at most, of which its own answers have more.
///
/// The whole document takes Prism about 18 seconds to read on an idle machine,
/// and far more on a busy one.
pub(crate) fn of_group(root: &Value, api: &Api) -> Value {
    let mut paths = Map::new();
    for operation in &api.operations {
        let method = operation.method.to_lowercase();
        let mut node = root["paths"][&operation.path][&method].clone();
        if let Some(events) = operation.stream.as_ref().and_then(Stream::named) {
            let Shape::Events(events) = &api.types[events].shape else { unreachable!() };
            declare_stream(&mut node, &events.end);
        }
        let item = paths.entry(&operation.path).or_insert_with(|| json!({}));
        item[method] = node;
    }
    let mut trimmed = root.clone();
    trimmed["paths"] = Value::Object(paths);
    trimmed["webhooks"] = json!({});
    keep_reached(&mut trimmed);
    loosen(&mut trimmed);
    allow_null(&mut trimmed);
    trimmed
}

/// Says that the answer can be a stream of events, which the document keeps to
/// itself; Prism's is the shortest one.
fn declare_stream(operation: &mut Value, end: &str) {
    let stream = json!({"type": "string", "enum": [format!("event: done\ndata: {end}\n\n")]});
    operation["responses"]["200"]["content"]["text/event-stream"] = json!({"schema": stream});
}

/// Removes the components to which no reference leads from the operations.
fn keep_reached(document: &mut Value) {
    let mut reached = BTreeSet::new();
    let mut pending = references(&document["paths"]);
    while let Some(reference) = pending.pop() {
        let node = reference.strip_prefix('#').and_then(|pointer| document.pointer(pointer));
        if reached.insert(reference) {
            pending.extend(references(node.unwrap()));
        }
    }
    let Some(kinds) = document["components"].as_object_mut() else { return };
    // Security is by name, not by reference.
    for (kind, components) in kinds.iter_mut().filter(|(kind, _)| *kind != "securitySchemes") {
        let kept = |name: &String| reached.contains(&format!("#/components/{kind}/{name}"));
        components.as_object_mut().unwrap().retain(|name, _| kept(name));
    }
}

/// Refers to a component by its name where `$recursiveRef` in it does so, and allows
/// any number of properties.
fn loosen(document: &mut Value) {
    fn name(node: &mut Value, reference: &str) {
        match node {
            Value::Object(object) => {
                object.remove("maxProperties");
                if object.remove("$recursiveRef").is_some() {
                    object.insert("$ref".to_owned(), reference.into());
                }
                object.values_mut().for_each(|inner| name(inner, reference));
            }
            Value::Array(list) => list.iter_mut().for_each(|inner| name(inner, reference)),
            _ => {}
        }
    }
    let schemas = document["components"]["schemas"].as_object_mut();
    for (component, schema) in schemas.into_iter().flatten() {
        name(schema, &format!("#/components/schemas/{component}"));
    }
}

/// Says `nullable` without a `type` as OpenAPI 3.1 does. The document mixes the
/// two; this one is an error to the validator that Prism has, which then checks
/// nothing at all of the body, and tells nobody.
fn allow_null(node: &mut Value) {
    match node {
        Value::Object(object) => {
            let nullable = !object.contains_key("type") && take_nullable(object);
            object.values_mut().for_each(allow_null);
            if nullable {
                *node = json!({"anyOf": [node.take(), {"type": "null"}]});
            }
        }
        Value::Array(list) => list.iter_mut().for_each(allow_null),
        _ => {}
    }
}

/// Takes `nullable` out of a schema, or out of its `allOf`, where it is a part of its
/// own; tells whether it was there.
fn take_nullable(schema: &mut Map<String, Value>) -> bool {
    let own = schema.get("nullable") == Some(&json!(true));
    if own {
        schema.remove("nullable");
    }
    let Some(Value::Array(parts)) = schema.get_mut("allOf") else { return own };
    let count = parts.len();
    parts.retain(|part| *part != json!({"nullable": true}));
    own || parts.len() < count
}

/// Returns all references in a part of a document.
fn references(node: &Value) -> Vec<String> {
    match node {
        Value::Object(object) => {
            let own = object.get("$ref").and_then(Value::as_str).map(str::to_owned);
            own.into_iter().chain(object.values().flat_map(references)).collect()
        }
        Value::Array(list) => list.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}
