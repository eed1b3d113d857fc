//! Unions: null arms, single arms, arms that only require keys.

use super::{absorb, annotate, null};
use crate::ir::Alternatives;
use crate::schema::model::{About, Schema};

/// Takes null out of the arms: an arm that is only null, and the nullability
/// of the others, and adds what is said of null. Whether that leaves none.
pub(super) fn null_arms(schema: &mut Schema, said: &mut Vec<String>) -> bool {
    let mut no_value = false;
    let mut nullable = false;
    for union in [&mut schema.one_of, &mut schema.any_of] {
        let Some(arms) = union else { continue };
        let nulls: Vec<Schema> = arms.extract_if(.., |arm| null::takes_only_null(arm)).collect();
        nullable |= !nulls.is_empty();
        said.extend(
            nulls.into_iter().filter_map(|null| null.about.description.or(null.about.title)),
        );
        for arm in arms.iter_mut() {
            nullable |= std::mem::take(&mut arm.nullable);
        }
        if arms.is_empty() {
            *union = None;
            no_value = true;
        }
    }
    schema.nullable |= nullable;
    no_value
}

/// Dissolves a union of one arm.
pub(super) fn single(schema: &mut Schema) {
    for key in [of_one, of_any] {
        if key(schema).as_ref().is_none_or(|arms| arms.len() != 1) {
            continue;
        }
        let Some(mut arm) = key(schema).take().and_then(|mut arms| arms.pop()) else { continue };
        super::raise_words(schema, std::slice::from_mut(&mut arm));
        let has_room = arm.reference.is_none() && super::has_room(schema, &arm);
        if has_room || super::is_empty(schema) {
            absorb(schema, arm);
        } else {
            annotate(schema, std::mem::take(&mut arm.about));
            schema.all_of.get_or_insert_default().push(arm);
        }
    }
}

pub(super) fn of_one(schema: &mut Schema) -> &mut Option<Vec<Schema>> {
    &mut schema.one_of
}

pub(super) fn of_any(schema: &mut Schema) -> &mut Option<Vec<Schema>> {
    &mut schema.any_of
}

/// Arms that only require keys say nothing about types: they end up in the
/// documentation.
pub(super) fn requirements(schema: &mut Schema) {
    let Schema { one_of, any_of, alternatives, .. } = schema;
    for (arms, exclusive) in [(one_of, true), (any_of, false)] {
        if let Some(sets) = required_alone(arms.as_deref()) {
            *arms = None;
            alternatives.push(Alternatives { exclusive, sets });
        }
    }
}

/// Returns the keys that each arm requires, if they say nothing else.
fn required_alone(arms: Option<&[Schema]>) -> Option<Vec<Vec<String>>> {
    arms?.iter().map(keys_alone).collect()
}

/// Returns the keys that an arm requires, if it says nothing else.
fn keys_alone(arm: &Schema) -> Option<Vec<String>> {
    let required = arm.required.as_ref()?;
    let only = arm.only_requires()
        && arm.additional.is_none()
        && !arm.only_null
        && !arm.nullable
        && About { title: None, ..arm.about.clone() } == About::default();
    only.then(|| required.iter().map(|required| required.name.clone()).collect())
}
