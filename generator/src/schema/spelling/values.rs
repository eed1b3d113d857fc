//! Values: an `enum` of several types → a union, one that lists what no type of
//! its own can be → its type, one spelled as a union → an `enum`, and the one object that
//! there can be → its properties.

use std::collections::HashMap;

use serde_json::Value;

use super::{Draft, settle};
use crate::ir::Limits;
use crate::schema::limits::BEYOND;
use crate::schema::model::{At, Listed, Required, Schema, Type};
use crate::words::paragraph;

/// The depth to which an object that is the only value is taken apart.
const MAX_DEPTH: usize = 8;

/// Tells whether the only value is an object that can be said by what its properties are.
pub(in crate::schema) fn is_of_properties(draft: &Draft) -> bool {
    let schema = &draft.schema;
    let is_object = draft.types.iter().all(|(_, kind)| *kind == Type::Object);
    let is_alone = schema.is_alone() && schema.declares_none() && draft.patterns.is_none();
    let is_told =
        |constant: &Listed| constant.value.is_object() && tells(&constant.value, MAX_DEPTH);
    let may_be_null = draft.null || schema.nullable;
    is_object && is_alone && !may_be_null && draft.constant.as_ref().is_some_and(is_told)
}

/// Tells whether a value is made of scalars, by name.
fn tells(value: &Value, depth: usize) -> bool {
    match value {
        Value::Object(properties) => {
            let mut values = properties.values();
            depth > 0 && !properties.is_empty() && values.all(|value| tells(value, depth - 1))
        }
        value => !value.is_array(),
    }
}

/// Turns `const: {kind: a}` → an object that requires `kind`, which is always `a`.
pub(super) fn as_properties(draft: &mut Draft) {
    let constant = if is_of_properties(draft) { draft.constant.take() } else { None };
    let schema = &mut draft.schema;
    let Some(Listed { value: Value::Object(values), at, .. }) = constant else { return };
    let required = values.keys().map(|name| Required {
        at: At(at.child(name)),
        name: name.clone(),
        is_declared: true,
    });
    schema.required = Some(required.collect());
    let property = |(name, value): (String, Value)| {
        let at = at.child(&name);
        let constant = Some(Listed::new(value, at.clone()));
        let schema = Schema { at: At(at), ..Schema::default() };
        (name, settle(Draft { schema, constant, ..Draft::default() }))
    };
    schema.properties = Some(values.into_iter().map(property).collect());
    schema.closed = true;
}

/// Brings the listed values to one type.
pub(super) fn one_type(schema: &mut Schema) {
    of_several_types(schema);
    as_union(schema);
}

/// Returns the type that all values have.
pub(super) fn kind_of_all(values: &[Listed]) -> Option<Type> {
    let first = kind(&values.first()?.value)?;
    values.iter().all(|listed| kind(&listed.value) == Some(first)).then_some(first)
}

/// Returns the type of a value; none of null.
pub(super) fn kind(value: &Value) -> Option<Type> {
    match value {
        Value::String(_) => Some(Type::String),
        Value::Bool(_) => Some(Type::Boolean),
        Value::Number(number) if number.is_f64() => Some(Type::Number),
        Value::Number(_) => Some(Type::Integer),
        Value::Array(_) => Some(Type::Array),
        Value::Object(_) => Some(Type::Object),
        Value::Null => None,
    }
}

fn of_several_types(schema: &mut Schema) {
    let Some(values) = &mut schema.values else { return };
    // Lists and objects are not told apart by their value.
    if values.iter().any(|listed| listed.value.is_array() || listed.value.is_object()) {
        schema.values = None;
        return;
    }
    match schema.kind {
        Some(Type::Integer) => {
            values.iter_mut().for_each(|listed| listed.value = integer(&listed.value));
            values.retain(|listed| listed.value.is_i64() || listed.value.is_u64());
        }
        Some(_) => {}
        None if kind_of_all(values).is_some() || values.is_empty() => {}
        None => {
            let values = std::mem::take(values);
            schema.values = None;
            schema.any_of = Some(by_kind(values));
        }
    }
}

/// A value as an integer, if it has no fraction.
pub(in crate::schema) fn integer(value: &Value) -> Value {
    let whole = value.as_f64().filter(|number| value.is_f64() && number.fract() == 0.0);
    let inside = whole.filter(|number| number.abs() < BEYOND);
    inside.map_or_else(|| value.clone(), |number| (number as i64).into())
}

/// Returns an arm for each kind of value, in the order of the values.
fn by_kind(values: Vec<Listed>) -> Vec<Schema> {
    let mut kinds: Vec<(Type, Vec<Listed>)> = Vec::new();
    for listed in values {
        let Some(kind) = kind(&listed.value) else { continue };
        match kinds.iter_mut().find(|(other, _)| *other == kind) {
            Some((_, values)) => values.push(listed),
            None => kinds.push((kind, vec![listed])),
        }
    }
    let arm = |(kind, values): (Type, Vec<Listed>)| {
        let at = values.first().map(|listed| listed.at.clone()).unwrap_or_default();
        let schema = Schema { at, values: Some(values), ..Schema::default() };
        settle(Draft { schema, types: vec![(0, kind)], ..Draft::default() })
    };
    kinds.into_iter().map(arm).collect()
}

/// Turns `oneOf: [{const: 1, title: A}, …]` → an `enum`, with the titles in the
/// description; beside an `enum`, those of its values that are arms as well.
fn as_union(schema: &mut Schema) {
    for key in [super::union::of_one, super::union::of_any] {
        let Some(arms) = key(schema).take() else { continue };
        let Some((kind, listed, lines)) = listed_by(&arms, schema.values.as_deref()) else {
            *key(schema) = Some(arms);
            continue;
        };
        // A type beside the list says more than those of the arms.
        schema.kind = schema.kind.filter(|_| schema.values.is_some()).or(Some(kind));
        schema.values = Some(listed);
        if let Some(lines) = lines {
            let own = schema.about.description.as_deref().unwrap_or_default();
            let gap = if own.is_empty() { "" } else { "\n\n" };
            let text = format!("{}{gap}{}", own.trim_end(), lines.join("\n"));
            schema.about.description = Some(text);
        }
    }
}

/// Returns the values that arms list, their type, and a line about each if anything is said of
/// one; none if an arm is more than a value, or no arm is among the values of an `enum`
/// beside them, which is told of where schemas are combined.
fn listed_by(
    arms: &[Schema],
    own: Option<&[Listed]>,
) -> Option<(Type, Vec<Listed>, Option<Vec<String>>)> {
    let kind = arms.first()?.kind?;
    let listed: Option<Vec<Listed>> = arms.iter().map(|arm| only_value(arm, kind)).collect();
    let (mut listed, mut arms): (_, Vec<&Schema>) = (listed?, arms.iter().collect());
    if let Some(own) = own {
        (listed, arms) = in_both(own, listed, &arms);
    }
    let annotated = arms.iter().any(|arm| is_annotated(arm));
    let lines = annotated.then(|| arms.into_iter().map(line).collect());
    (!listed.is_empty()).then_some((kind, listed, lines))
}

/// Returns the values of an `enum` that are arms beside it, in its order and each with what
/// its arm says of it, and these arms.
fn in_both<'s>(
    own: &[Listed],
    of_arms: Vec<Listed>,
    arms: &[&'s Schema],
) -> (Vec<Listed>, Vec<&'s Schema>) {
    let mut by_value = HashMap::new();
    for (of_arm, arm) in of_arms.into_iter().zip(arms) {
        by_value.entry(integer(&of_arm.value).to_string()).or_insert((of_arm, *arm));
    }
    let with_words = |listed: &Listed| {
        let (of_arm, arm) = by_value.remove(&integer(&listed.value).to_string())?;
        let mut listed = listed.clone();
        listed.name = listed.name.or(of_arm.name);
        listed.title = listed.title.or(of_arm.title);
        listed.description = listed.description.or(of_arm.description);
        listed.is_terminal |= of_arm.is_terminal;
        listed.deprecated |= of_arm.deprecated;
        Some((listed, arm))
    };
    own.iter().filter_map(with_words).unzip()
}

/// Returns the value of an arm that says no more than this.
fn only_value(arm: &Schema, kind: Type) -> Option<Listed> {
    let plain = arm.kind == Some(kind)
        && !arm.nullable
        && arm.limits == Limits::default()
        && arm.discriminator.is_none()
        && [&arm.all_of, &arm.one_of, &arm.any_of].iter().all(|arms| arms.is_none());
    match arm.listed() {
        [listed] if plain => {
            let about = arm.about.clone();
            let mut listed = listed.clone();
            listed.title = listed.title.or(about.title);
            // Texts have theirs in the description of all of them.
            let text = about.description.filter(|_| kind == Type::Integer);
            listed.description = listed.description.or(text);
            listed.deprecated |= about.deprecated;
            Some(listed)
        }
        _ => None,
    }
}

fn is_annotated(arm: &Schema) -> bool {
    arm.about.title.is_some() || arm.about.description.is_some()
}

/// Returns a value with what is said about it.
fn line(arm: &Schema) -> String {
    let text = |text: &Option<String>| paragraph(text.as_deref().unwrap_or_default());
    let value = arm.listed().first().map(|listed| &listed.value);
    let shown = match value {
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
        None => String::new(),
    };
    let words: Vec<String> = [text(&arm.about.title), text(&arm.about.description)]
        .into_iter()
        .filter(|text| !text.is_empty() && *text != shown)
        .collect();
    if words.is_empty() {
        format!("- `{shown}`")
    } else {
        format!("- `{shown}`: {}", words.join(": "))
    }
}
