//! Null: `type: [x, "null"]`, `enum: [x, null]` → `nullable: true`.

use serde_json::{Map, Value};

use super::{ONLY_NULL, Object, UNIONS, only_annotates};

/// Whether the schema says `nullable: true`.
pub(super) fn is_nullable(schema: &Value) -> bool {
    schema.get("nullable") == Some(&Value::Bool(true))
}

/// Makes the schema nullable.
pub(super) fn allow(schema: &mut Object) {
    schema.insert("nullable".to_owned(), Value::Bool(true));
}

/// Whether an arm of a union is there for null and nothing else.
pub(super) fn is_only_null(schema: &Value) -> bool {
    // `{nullable: true}` is how some write null in OpenAPI 3.0.
    let is_bare = is_nullable(schema) && only_annotates(schema);
    is_bare || schema.as_object().is_some_and(has_no_value)
}

/// `type: 'null'`, or `enum: [null]` as it is by then.
fn has_no_value(schema: &Object) -> bool {
    let no_value = schema.get("enum").and_then(Value::as_array).is_some_and(Vec::is_empty);
    schema.get("type").and_then(Value::as_str) == Some("null")
        || (no_value && schema.get("nullable") == Some(&Value::Bool(true)))
}

/// Null alone: no value but null.
pub(super) fn alone(schema: &mut Object) {
    if has_no_value(schema) {
        schema.shift_remove("type");
        schema.insert("enum".to_owned(), Value::Array(Vec::new()));
        schema.insert(ONLY_NULL.to_owned(), Value::Bool(true));
        allow(schema);
    }
}

/// `type: [x, "null"]` → `type: x, nullable: true`; several other types become
/// arms of an `anyOf`, unless there are arms already, which say as much.
pub(super) fn in_type(schema: &mut Object) {
    let Some(Value::Array(kinds)) = schema.get_mut("type") else { return };
    let kinds = std::mem::take(kinds);
    let count = kinds.len();
    let mut kinds: Vec<Value> = kinds.into_iter().filter(|kind| kind != "null").collect();
    if kinds.len() < count {
        allow(schema);
    }
    match kinds.len() {
        0 => {
            schema.insert("type".to_owned(), "null".into());
        }
        1 => {
            schema.insert("type".to_owned(), kinds.remove(0));
        }
        _ if UNIONS.iter().any(|key| schema.contains_key(*key)) => {
            schema.shift_remove("type");
        }
        _ => split(schema, &kinds),
    }
}

/// Gives each type an arm of its own, with the keywords that belong to it.
fn split(schema: &mut Object, kinds: &[Value]) {
    let arms = kinds
        .iter()
        .map(|kind| {
            let mut arm = Map::from_iter([("type".to_owned(), kind.clone())]);
            let kind = kind.as_str().unwrap_or_default();
            let shared: &[&str] = if kind == "string" { &["enum", "format"] } else { &[] };
            for key in keywords_of(kind).iter().chain(shared) {
                if let Some(value) = schema.get(*key) {
                    arm.insert((*key).to_owned(), value.clone());
                }
            }
            Value::Object(arm)
        })
        .collect();
    for key in ["type", "enum", "format"] {
        schema.shift_remove(key);
    }
    for kind in kinds.iter().filter_map(Value::as_str) {
        for key in keywords_of(kind) {
            schema.shift_remove(*key);
        }
    }
    schema.insert("anyOf".to_owned(), Value::Array(arms));
}

/// The types of JSON, null apart.
pub const KINDS: [&str; 6] = ["string", "array", "object", "integer", "number", "boolean"];

/// The keywords that only speak about values of one type.
pub(super) fn keywords_of(kind: &str) -> &'static [&'static str] {
    match kind {
        "string" => &["pattern", "minLength", "maxLength"],
        "array" => &["items", "minItems", "maxItems", "uniqueItems", "prefixItems"],
        "object" => {
            &["properties", "required", "additionalProperties", "minProperties", "maxProperties"]
        }
        "integer" | "number" => {
            &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]
        }
        _ => &[],
    }
}

/// `default: null` → `nullable: true`: what a value is by default it can be.
pub(super) fn in_default(schema: &mut Object) {
    if schema.get("default") == Some(&Value::Null) {
        schema.shift_remove("default");
        allow(schema);
    }
}

/// `enum: [x, null]` → `enum: [x], nullable: true`.
pub(super) fn in_enum(schema: &mut Object) {
    let Some(Value::Array(values)) = schema.get_mut("enum") else { return };
    let count = values.len();
    values.retain(|value| !value.is_null());
    if values.len() < count {
        allow(schema);
    }
}
