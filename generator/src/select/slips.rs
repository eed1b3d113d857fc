//! Slips of the pen in what a schema says of its type, each with what is meant.

use serde_json::{Map, Value, json};

use crate::diagnostic::{Diagnostic, Report};
use crate::normalize::KINDS;
use crate::pointer::Pointer;

/// Names of types that other notations have, by what JSON Schema calls them;
/// those that take any value are by nothing.
const MEANT: [(&str, &[&str]); 7] = [
    ("integer", &["int", "int32", "int64", "long", "short", "uint", "uint32", "uint64", "bigint"]),
    ("number", &["float", "float32", "float64", "double", "decimal", "numeric"]),
    ("boolean", &["bool"]),
    (
        "string",
        &[
            "str",
            "text",
            "date",
            "datetime",
            "date-time",
            "uuid",
            "uri",
            "url",
            "file",
            "binary",
            "byte",
            "bytes",
            "password",
            "email",
            "char",
        ],
    ),
    ("array", &["list"]),
    ("object", &["dict", "map", "hash", "struct", "json"]),
    ("", &["any", "mixed", "*"]),
];

/// Keywords of which null is a value like any other.
const OF_ANY_VALUE: [&str; 4] = ["default", "const", "example", "examples"];

/// Mends what can be, with a warning.
pub(super) fn mend(schema: &mut Map<String, Value>, at: &Pointer, report: &mut Report) {
    // A key that nothing follows is null in YAML.
    schema.retain(|key, value| !value.is_null() || OF_ANY_VALUE.contains(&key.as_str()));
    // No value at all would fit it.
    if schema.get("enum").and_then(Value::as_array).is_some_and(Vec::is_empty) {
        schema.shift_remove("enum");
    }
    misplaced_required(schema, at, report);
    misnamed_type(schema, at, report);
    misplaced_enum(schema, at, report);
    contradicted(schema, at, report);
}

/// Names of types that JSON Schema does not have.
fn misnamed_type(schema: &mut Map<String, Value>, at: &Pointer, report: &mut Report) {
    let at = at.child("type");
    match schema.get_mut("type") {
        Some(Value::String(name)) if !is_type(name) => match meant(name, &at, report) {
            Some((kind, format)) => {
                *name = kind.to_owned();
                if let Some(format) = format {
                    schema.entry("format").or_insert_with(|| format.into());
                }
            }
            None => drop(schema.shift_remove("type")),
        },
        Some(Value::Array(names)) => {
            let count = names.len();
            let known: Vec<Value> = names
                .iter()
                .enumerate()
                .filter_map(|(index, name)| match name.as_str() {
                    Some(name) if !is_type(name) => {
                        meant(name, &at.child(index), report).map(|(kind, _)| kind.into())
                    }
                    _ => Some(name.clone()),
                })
                .collect();
            // One of them takes any value.
            if known.len() < count {
                schema.shift_remove("type");
            } else {
                *names = known;
            }
        }
        _ => {}
    }
}

/// The types of JSON.
fn types() -> impl Iterator<Item = &'static str> {
    KINDS.into_iter().chain(["null"])
}

fn is_type(name: &str) -> bool {
    types().any(|kind| kind == name)
}

/// The type that a name means, with its format; none for any value.
fn meant(
    name: &str,
    at: &Pointer,
    report: &mut Report,
) -> Option<(&'static str, Option<&'static str>)> {
    let lower = name.to_lowercase();
    let format = (lower == "file").then_some("binary");
    let known = types().find(|kind| *kind == lower).or_else(|| {
        let (kind, _) = MEANT.iter().find(|(_, names)| names.contains(&lower.as_str()))?;
        Some(*kind)
    });
    let kind = known.filter(|kind| !kind.is_empty());
    let message = match kind {
        Some(kind) => format!("there is no type `{name}`; it is taken for `{kind}`"),
        None => format!("there is no type `{name}`; any value is taken"),
    };
    let warning = Diagnostic::warning("unknown-type", at, message);
    report.push(match kind {
        Some(kind) => warning.settled_with(at, kind.into(), format!("`{kind}` is meant.")),
        None => warning.settled_without(at, "Any value is meant."),
    });
    kind.map(|kind| (kind, format))
}

/// `required: true` of a property, whose object it is that should list it.
fn misplaced_required(schema: &mut Map<String, Value>, at: &Pointer, report: &mut Report) {
    if schema.get("required").is_some_and(Value::is_boolean) {
        schema.shift_remove("required");
        let message =
            "`required` is the list of an object's properties; here it is taken for a note";
        let at = at.child("required");
        let warning = Diagnostic::warning("misplaced-required", &at, message);
        report.push(warning.settled_without(&at, "Not the list of an object's properties."));
    }
}

/// `{type: array, enum: […]}` where the values are those of the items.
fn misplaced_enum(schema: &mut Map<String, Value>, at: &Pointer, report: &mut Report) {
    let is_list = schema.get("type").and_then(Value::as_str) == Some("array");
    let Some(Value::Array(values)) = schema.get("enum") else { return };
    if !is_list || values.is_empty() || values.iter().any(Value::is_array) {
        return;
    }
    let message = "the values are no lists; they are taken for those of the items";
    let at = at.child("enum");
    let warning = Diagnostic::warning("contradicted-type", &at, message);
    report.push(warning.settled_without(&at, "The values are those of the items."));
    let values = schema.shift_remove("enum").unwrap_or_default();
    let items = schema.entry("items").or_insert_with(|| json!({}));
    if let Value::Object(items) = items
        && !items.contains_key("$ref")
    {
        items.entry("enum").or_insert(values);
    }
}

/// `type` beside values of another type: what is written as text is meant as
/// it is, and what else does not fit speaks for the values.
fn contradicted(schema: &mut Map<String, Value>, at: &Pointer, report: &mut Report) {
    let Some(kind) = schema.get("type").and_then(Value::as_str).map(str::to_owned) else { return };
    let key = if schema.contains_key("const") { "const" } else { "enum" };
    let mut values: Vec<&mut Value> = match schema.get_mut(key) {
        Some(Value::Array(values)) if key == "enum" => values.iter_mut().collect(),
        Some(value) if key == "const" => vec![value],
        _ => return,
    };
    if values.iter().all(|value| value.is_null() || fits(value, &kind)) || kind == "null" {
        return;
    }
    let at = at.child(key);
    let respelled: Option<Vec<Value>> =
        values.iter().map(|value| respelled(value, &kind)).collect();
    let message = match respelled {
        Some(respelled) => {
            values.iter_mut().zip(respelled).for_each(|(value, meant)| **value = meant);
            format!("not every value is of type `{kind}`; each is taken as if it were written so")
        }
        None => {
            schema.shift_remove("type");
            format!("not every value is of type `{kind}`; the type is not taken into account")
        }
    };
    let warning = Diagnostic::warning("contradicted-type", &at, message);
    report.push(warning.settled_without(&at, format!("Any value of type `{kind}` is taken.")));
}

fn fits(value: &Value, kind: &str) -> bool {
    match kind {
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => true,
    }
}

/// The value that is meant by one of another type.
fn respelled(value: &Value, kind: &str) -> Option<Value> {
    if value.is_null() || fits(value, kind) {
        return Some(value.clone());
    }
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(_) | Value::Bool(_) => value.to_string(),
        _ => return None,
    };
    match kind {
        "string" => Some(text.into()),
        "boolean" => text.parse::<bool>().ok().map(Value::Bool),
        "integer" => {
            let whole = text.parse::<f64>().ok().filter(|number| number.fract() == 0.0);
            text.parse::<i64>().ok().or(whole.map(|number| number as i64)).map(Value::from)
        }
        "number" => text.parse::<f64>().ok().map(Value::from),
        _ => None,
    }
}
