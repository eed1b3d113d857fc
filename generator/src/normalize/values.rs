//! Values: an `enum` of several types → a union, one that lists what no type of
//! its own can be → its type, and one spelled as a union → an `enum`.

use serde_json::{Map, Value, json};

use super::{Object, UNIONS, is_annotation};

/// Brings the listed values to one type.
pub(super) fn normalize(schema: &mut Object) {
    of_several_types(schema);
    as_union(schema);
}

/// The type that all values have.
pub(super) fn kind_of_all(values: &[Value]) -> Option<&'static str> {
    let first = kind(values.first()?)?;
    values.iter().all(|value| kind(value) == Some(first)).then_some(first)
}

fn kind(value: &Value) -> Option<&'static str> {
    match value {
        Value::String(_) => Some("string"),
        Value::Bool(_) => Some("boolean"),
        Value::Number(number) if number.is_f64() => Some("number"),
        Value::Number(_) => Some("integer"),
        Value::Array(_) => Some("array"),
        Value::Object(_) => Some("object"),
        Value::Null => None,
    }
}

fn of_several_types(schema: &mut Object) {
    let said = schema.get("type").and_then(Value::as_str).map(str::to_owned);
    let Some(Value::Array(values)) = schema.get_mut("enum") else { return };
    // Lists and objects are not told apart by their value.
    if values.iter().any(|value| value.is_array() || value.is_object()) {
        schema.shift_remove("enum");
        return;
    }
    match said.as_deref() {
        // Beyond what an integer can be.
        Some("integer") => values.retain(Value::is_i64),
        Some(_) => {}
        None if kind_of_all(values).is_some() || values.is_empty() => {}
        None if values.iter().all(Value::is_number) => {
            schema.insert("type".to_owned(), "number".into());
        }
        None => {
            let values = std::mem::take(values);
            schema.shift_remove("enum");
            schema.insert("anyOf".to_owned(), Value::Array(by_kind(values)));
        }
    }
}

/// An arm for each kind of value, in the order of the values.
fn by_kind(values: Vec<Value>) -> Vec<Value> {
    let mut kinds: Vec<(&str, Vec<Value>)> = Vec::new();
    let number = values.iter().any(Value::is_f64);
    for value in values {
        let Some(kind) = kind(&value) else { continue };
        let kind = if number && value.is_number() { "number" } else { kind };
        match kinds.iter_mut().find(|(other, _)| *other == kind) {
            Some((_, values)) => values.push(value),
            None => kinds.push((kind, vec![value])),
        }
    }
    kinds.into_iter().map(|(kind, values)| json!({ "type": kind, "enum": values })).collect()
}

/// `oneOf: [{const: 1, title: A}, …]` → an `enum`, with the titles in the
/// description.
fn as_union(schema: &mut Object) {
    for key in UNIONS {
        let Some(Value::Array(arms)) = schema.get(key) else { continue };
        let Some(kind) = arms.first().and_then(|arm| arm.get("type")).cloned() else { continue };
        let annotated = arms.iter().any(|arm| arm.as_object().is_some_and(is_annotated));
        let listed: Option<Vec<&Value>> = arms.iter().map(|arm| only_value(arm, &kind)).collect();
        let Some(listed) = listed.filter(|_| !schema.contains_key("enum")) else { continue };
        let values: Vec<Value> = listed.into_iter().cloned().collect();
        let lines: Vec<String> =
            arms.iter().zip(&values).map(|(arm, value)| line(arm, value)).collect();
        schema.shift_remove(key);
        schema.insert("type".to_owned(), kind);
        schema.insert("enum".to_owned(), Value::Array(values));
        if annotated {
            let own = schema.get("description").and_then(Value::as_str).unwrap_or_default();
            let gap = if own.is_empty() { "" } else { "\n\n" };
            let text = format!("{}{gap}{}", own.trim_end(), lines.join("\n"));
            schema.insert("description".to_owned(), text.into());
        }
    }
}

/// The value of an arm that says no more than this.
fn only_value<'a>(arm: &'a Value, kind: &Value) -> Option<&'a Value> {
    let arm = arm.as_object()?;
    let plain = arm.iter().all(|(key, value)| match key.as_str() {
        "type" => value == kind,
        "enum" | "format" => true,
        "nullable" => false,
        key => is_annotation(key),
    });
    match arm.get("enum")?.as_array()?.as_slice() {
        [value] if plain => Some(value),
        _ => None,
    }
}

fn is_annotated(arm: &Map<String, Value>) -> bool {
    ["title", "description"].iter().any(|key| arm.contains_key(*key))
}

/// A value with what is said about it.
fn line(arm: &Value, value: &Value) -> String {
    let text = |key: &str| {
        let text = arm.get(key).and_then(Value::as_str).unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let shown = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let title = text("title");
    let words: Vec<String> = [title, text("description")]
        .into_iter()
        .filter(|text| !text.is_empty() && *text != shown)
        .collect();
    if words.is_empty() {
        format!("- `{shown}`")
    } else {
        format!("- `{shown}`: {}", words.join(": "))
    }
}
