//! The spellings of OpenAPI 3.0 and 3.1 → one.
//!
//! Works on the tree, before the typed model sees it, since that model would
//! drop what it does not know. It cannot fail, and doing it twice is doing it
//! once. Afterwards:
//!
//! - null is only ever said by `nullable: true`, and by [`ONLY_NULL`] where no
//!   other value is taken;
//! - `type` is one name, and is there where the other keywords imply it;
//! - a constant is an `enum` of one value;
//! - `$ref` stands alone, or in an `allOf` beside what its siblings were;
//! - no union or `allOf` has just one inline arm, or an arm that only annotates;
//! - the values of an `enum` are scalars of one type;
//! - `oneOf` arms that only require keys are [`EXACTLY_ONE_OF`];
//! - bytes that are no text are `format: binary`;
//! - numeric bounds are those of 3.0, and a bound that says no more than the
//!   type is gone;
//! - no keyword is left that says nothing about values of the schema's type,
//!   such as `required` beside `type: array`.

mod binary;
mod bounds;
mod null;
mod union;
mod values;

pub use null::KINDS;

use serde_json::{Map, Value};

/// The extension that lists alternative sets of required keys.
pub const EXACTLY_ONE_OF: &str = "x-exactly-one-of";

/// The extension that a schema has that takes null and nothing else.
pub const ONLY_NULL: &str = "x-only-null";

/// Keywords that describe a schema without saying which values it takes.
const ANNOTATIONS: [&str; 11] = [
    "title",
    "description",
    "default",
    "example",
    "examples",
    "deprecated",
    "readOnly",
    "writeOnly",
    "externalDocs",
    "nullable",
    "$comment",
];

/// The keywords of unions.
pub(crate) const UNIONS: [&str; 2] = ["oneOf", "anyOf"];

/// The keywords that combine schemas.
pub(crate) const COMBINING: [&str; 3] = ["allOf", "oneOf", "anyOf"];

type Object = Map<String, Value>;

/// Normalizes a schema and all schemas inside it.
pub fn schema(node: &mut Value) {
    match node {
        // What takes no value at all says nothing about those that there are.
        Value::Bool(_) => *node = Value::Object(Map::new()),
        Value::Object(schema) => {
            null::in_type(schema);
            binary::content(schema);
            null::in_enum(schema);
            null::in_default(schema);
            constant(schema);
            children(schema);
            union::arms(schema);
            all_of(schema);
            reference_siblings(schema);
            pattern_properties(schema);
            union::requirements(schema);
            union::single(schema);
            implied_type(schema);
            values::normalize(schema);
            foreign_keywords(schema);
            bounds::normalize(schema);
            null::alone(schema);
        }
        _ => {}
    }
}

/// Calls `visit` with every schema right inside this one.
pub fn each_child(schema: &mut Object, mut visit: impl FnMut(&mut Value)) {
    for key in ["properties", "patternProperties", "$defs", "definitions"] {
        if let Some(Value::Object(children)) = schema.get_mut(key) {
            children.values_mut().for_each(&mut visit);
        }
    }
    for key in ["items", "additionalProperties", "not"] {
        let takes_bool = key != "additionalProperties";
        if let Some(child) = schema.get_mut(key)
            && (child.is_object() || (takes_bool && child.is_boolean()))
        {
            visit(child);
        }
    }
    for key in ["allOf", "oneOf", "anyOf", "prefixItems"] {
        if let Some(Value::Array(children)) = schema.get_mut(key) {
            children.iter_mut().for_each(&mut visit);
        }
    }
}

fn children(schema: &mut Object) {
    each_child(schema, self::schema);
}

/// `const: x` → `enum: [x]`.
fn constant(schema: &mut Object) {
    if let Some(value) = schema.shift_remove("const") {
        schema.insert("enum".to_owned(), Value::Array(vec![value]));
        null::in_enum(schema);
    }
}

/// Takes arms that only annotate out of an `allOf`, and dissolves one whose
/// only arm is inline.
fn all_of(schema: &mut Object) {
    let Some(Value::Array(arms)) = schema.get_mut("allOf") else { return };
    let (annotations, arms): (Vec<Value>, Vec<Value>) =
        std::mem::take(arms).into_iter().partition(only_annotates);
    schema.shift_remove("allOf");
    for annotation in annotations {
        absorb(schema, annotation);
    }
    let nullable = !arms.is_empty() && arms.iter().all(null::is_nullable);
    let mut arms = arms;
    match arms.len() {
        0 => {}
        1 if !is_reference(&arms[0]) => absorb(schema, arms.remove(0)),
        _ => {
            schema.insert("allOf".to_owned(), Value::Array(arms));
            if nullable {
                null::allow(schema);
            }
        }
    }
}

/// `{$ref, …}` → `{allOf: [{$ref}], …}`.
fn reference_siblings(schema: &mut Object) {
    if schema.len() > 1
        && let Some(reference @ Value::String(_)) = schema.get("$ref").cloned()
    {
        schema.shift_remove("$ref");
        let arm = Value::Object(Map::from_iter([("$ref".to_owned(), reference)]));
        match schema.get_mut("allOf") {
            Some(Value::Array(arms)) => arms.insert(0, arm),
            _ => {
                schema.insert("allOf".to_owned(), Value::Array(vec![arm]));
            }
        }
    }
}

/// Says the type where the other keywords imply it.
fn implied_type(schema: &mut Object) {
    let union = ["oneOf", "anyOf", "allOf", "$ref"].iter().any(|key| schema.contains_key(*key));
    if union {
        let bare_object = schema.get("type").and_then(Value::as_str) == Some("object")
            && !schema.contains_key("properties")
            && !schema.contains_key("additionalProperties");
        let said_by_arms = schema.get("type").is_some_and(|kind| kind != "object");
        if bare_object || said_by_arms {
            schema.shift_remove("type");
        }
        return;
    }
    if schema.contains_key("type") {
        return;
    }
    let implied = if let Some(Value::Array(values)) = schema.get("enum") {
        values::kind_of_all(values)
    } else if ["properties", "additionalProperties", "required"]
        .iter()
        .any(|key| schema.contains_key(*key))
    {
        Some("object")
    } else if schema.contains_key("items") {
        Some("array")
    } else {
        None
    };
    if let Some(kind) = implied {
        schema.insert("type".to_owned(), kind.into());
    }
}

/// Takes out keywords that only speak about values of other types.
fn foreign_keywords(schema: &mut Object) {
    let Some(kind) = schema.get("type").and_then(Value::as_str).map(str::to_owned) else { return };
    if !null::KINDS.contains(&kind.as_str()) {
        return;
    }
    if matches!(kind.as_str(), "object" | "array" | "boolean") {
        schema.shift_remove("format");
    }
    let own = null::keywords_of(&kind);
    for other in null::KINDS {
        for key in null::keywords_of(other).iter().filter(|key| !own.contains(key)) {
            schema.shift_remove(*key);
        }
    }
}

/// `patternProperties` → the further properties of an object.
fn pattern_properties(schema: &mut Object) {
    let Some(Value::Object(patterns)) = schema.shift_remove("patternProperties") else { return };
    if matches!(schema.get("additionalProperties"), None | Some(Value::Bool(false))) {
        let mut patterns = patterns.into_iter().map(|(_, child)| child);
        let more = match (patterns.next(), patterns.next()) {
            (Some(only), None) => only,
            _ => Value::Bool(true),
        };
        schema.insert("additionalProperties".to_owned(), more);
    }
}

/// Puts the keywords of an arm beside those of the schema, whose own win.
fn absorb(schema: &mut Object, arm: Value) {
    let Value::Object(arm) = arm else { return };
    for (key, value) in arm {
        match schema.get_mut(&key) {
            None => {
                schema.insert(key, value);
            }
            Some(Value::Object(own)) if key == "properties" => {
                if let Value::Object(more) = value {
                    for (name, property) in more {
                        own.entry(name).or_insert(property);
                    }
                }
            }
            Some(Value::Array(own)) if key == "required" => {
                if let Value::Array(more) = value {
                    own.extend(more);
                }
            }
            Some(own) if key == "nullable" => {
                *own = Value::Bool(own == &Value::Bool(true) || value == Value::Bool(true));
            }
            Some(_) => {}
        }
    }
}

/// Whether a schema in the `oneOf`, `anyOf` or `allOf` of another stays an arm
/// of it.
pub(crate) fn is_arm(node: &Value, key: &str) -> bool {
    let mut arm = node.clone();
    schema(&mut arm);
    if key == "allOf" { !only_annotates(&arm) } else { !null::is_only_null(&arm) }
}

fn is_reference(node: &Value) -> bool {
    node.get("$ref").is_some()
}

fn only_annotates(arm: &Value) -> bool {
    arm.as_object().is_some_and(|arm| arm.keys().all(|key| is_annotation(key)))
}

/// Whether a keyword describes a schema without saying which values it takes.
pub(crate) fn is_annotation(key: &str) -> bool {
    ANNOTATIONS.contains(&key) || key.starts_with("x-")
}

#[cfg(test)]
mod tests;
