//! Null: `type: [x, "null"]`, `enum: [x, null]` → nullable.

use super::{Draft, again, only_annotates, settle, values};
use crate::schema::model::{At, Listed, Schema, Type};

/// Tells whether an arm of a union is there for null and nothing else.
pub(super) fn takes_only_null(schema: &Schema) -> bool {
    // `{nullable: true}` is how some write null in OpenAPI 3.0.
    schema.only_null || (schema.nullable && only_annotates(schema))
}

/// Settles null alone: no value but null.
pub(super) fn alone(schema: &mut Schema, no_value: bool) {
    let lists_none = schema.values.as_ref().is_some_and(Vec::is_empty);
    if no_value || (lists_none && schema.nullable) {
        schema.kind = None;
        schema.values = Some(Vec::new());
        schema.only_null = true;
        schema.nullable = true;
    }
}

/// Makes null one of the values, and one of the types the type; several become
/// arms of a union, unless there are arms already that say as much. Whether null is
/// the only type.
pub(super) fn in_type(draft: &mut Draft) -> bool {
    let types = std::mem::take(&mut draft.types);
    match types.as_slice() {
        [] => return draft.null,
        [(_, only)] => draft.schema.kind = Some(*only),
        several if draft.schema.union_arms().all(limits_scalars) && !say_types(&draft.schema) => {
            split(&mut draft.schema, several);
        }
        _ => {}
    }
    draft.schema.nullable |= draft.null;
    false
}

/// Tells whether each arm has types of its own: they are what is meant, whatever
/// types are named beside them.
fn say_types(schema: &Schema) -> bool {
    let says_type = |arm: &Schema| !arm.is_alone() || arm.kind.is_some();
    schema.union_arms().next().is_some() && schema.union_arms().all(says_type)
}

/// Tells whether an arm limits values of types that are named elsewhere, and may
/// say which scalars.
fn limits_scalars(arm: &Schema) -> bool {
    arm.is_alone() && !matches!(arm.kind, Some(Type::Array | Type::Object))
}

/// Gives each type an arm of its own, with what belongs to it.
fn split(schema: &mut Schema, types: &[(usize, Type)]) {
    let mut values = schema.values.take();
    if let Some(listed) = &mut values {
        let count = listed.len();
        listed.retain(|listed| !listed.value.is_null());
        schema.nullable |= listed.len() < count;
    }
    let format = schema.format.take();
    let limits = std::mem::take(&mut schema.limits);
    let items = schema.items.take();
    let (properties, required, additional) =
        (schema.properties.take(), schema.required.take(), schema.additional.take());
    let mut arms = Vec::new();
    for (number, kind) in types {
        let values = match &values {
            None => None,
            Some(listed) => match of_type(listed, *kind, types) {
                fitting if fitting.is_empty() => continue,
                fitting => Some(fitting),
            },
        };
        let mut arm = Schema {
            at: At(schema.at.child("type").child(number)),
            values,
            format: format.clone().filter(|_| takes_format(*kind, format.as_deref(), types)),
            limits: limits.clone(),
            ..Schema::default()
        };
        match kind {
            Type::Array => arm.items.clone_from(&items),
            Type::Object => {
                arm.properties.clone_from(&properties);
                arm.required.clone_from(&required);
                arm.additional.clone_from(&additional);
            }
            _ => {}
        }
        arms.push(settle(Draft { schema: arm, types: vec![(0, *kind)], ..Draft::default() }));
    }
    match &schema.any_of {
        None => schema.any_of = Some(arms),
        Some(_) => {
            let at = At(schema.at.child("type"));
            let union = again(Schema { at, any_of: Some(arms), ..Schema::default() });
            schema.all_of.get_or_insert_default().push(union);
        }
    }
}

/// Tells whether a format is that of values of a type: of text if there is some.
fn takes_format(kind: Type, format: Option<&str>, types: &[(usize, Type)]) -> bool {
    let is_of_numbers = format.is_some_and(|format| {
        format.starts_with("int") || format.starts_with("uint") || format.contains("unix")
    });
    let has_number = types.iter().any(|(_, kind)| matches!(kind, Type::Integer | Type::Number));
    match kind {
        Type::Integer => is_of_numbers,
        Type::String => !(is_of_numbers && has_number),
        _ => false,
    }
}

/// Returns the values that are of a type, and of none that fits better.
fn of_type(listed: &[Listed], kind: Type, types: &[(usize, Type)]) -> Vec<Listed> {
    let integers = types.iter().any(|(_, kind)| *kind == Type::Integer);
    let fits = |listed: &&Listed| match values::kind(&values::integer(&listed.value)) {
        Some(Type::Integer) if !integers => kind == Type::Number,
        found => found == Some(kind),
    };
    listed.iter().filter(fits).cloned().collect()
}

/// Takes null out of what is listed, and adds what is said of it.
pub(super) fn in_values(schema: &mut Schema, said: &mut Vec<String>) {
    let Some(values) = &mut schema.values else { return };
    let nulls: Vec<Listed> = values.extract_if(.., |listed| listed.value.is_null()).collect();
    schema.nullable |= !nulls.is_empty();
    said.extend(nulls.into_iter().filter_map(|null| null.description.or(null.title)));
}
