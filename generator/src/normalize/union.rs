//! Unions: null arms, single arms, arms that only require keys.

use serde_json::{Map, Value};

use super::{EXACTLY_ONE_OF, Object, UNIONS, absorb, is_reference, null};

/// Takes null out of the arms: an arm that is only null, and the nullability
/// of the others.
pub(super) fn arms(schema: &mut Object) {
    for key in UNIONS {
        let Some(Value::Array(arms)) = schema.get_mut(key) else { continue };
        let count = arms.len();
        arms.retain(|arm| !null::is_only_null(arm));
        let mut nullable = arms.len() < count;
        for arm in arms.iter_mut().filter_map(Value::as_object_mut) {
            nullable |= arm.shift_remove("nullable") == Some(Value::Bool(true));
        }
        if arms.is_empty() {
            schema.shift_remove(key);
            schema.insert("type".to_owned(), "null".into());
        }
        if nullable {
            null::allow(schema);
        }
    }
}

/// Dissolves a union of one arm.
pub(super) fn single(schema: &mut Object) {
    for key in UNIONS {
        let Some(Value::Array(arms)) = schema.get_mut(key) else { continue };
        if arms.len() != 1 {
            continue;
        }
        let arm = arms.remove(0);
        schema.shift_remove(key);
        if !is_reference(&arm) || schema.is_empty() {
            absorb(schema, arm);
        } else {
            match schema.get_mut("allOf") {
                Some(Value::Array(arms)) => arms.push(arm),
                _ => {
                    schema.insert("allOf".to_owned(), Value::Array(vec![arm]));
                }
            }
        }
    }
}

/// Arms that only require keys say nothing about types: they become an
/// extension, which ends up in the documentation.
pub(super) fn requirements(schema: &mut Object) {
    for key in UNIONS {
        let Some(Value::Array(arms)) = schema.get(key) else { continue };
        let Some(keys) = arms.iter().map(only_requires).collect::<Option<Vec<_>>>() else {
            continue;
        };
        schema.shift_remove(key);
        if key == "oneOf" {
            schema.insert(EXACTLY_ONE_OF.to_owned(), Value::Array(keys));
        }
    }
}

fn only_requires(arm: &Value) -> Option<Value> {
    let arm: &Map<String, Value> = arm.as_object()?;
    let only = arm.keys().all(|key| key == "required" || key == "type" || key == "title");
    if only { arm.get("required").cloned() } else { None }
}
