//! The rest of an object beside its properties, and of a list after its first items.
//!
//! One type has to hold all of it: a property that matches no pattern, or an item
//! after the first ones, never costs the answer.

use super::{Draft, again, only_annotates};
use crate::schema::model::{Additional, At, Schema, Type};
use crate::source::Pointer;

/// The patterns that each name matches.
const ANY_NAME: [&str; 6] = ["", ".*", "^.*$", ".+", "^.+$", "^.*"];

/// Makes what is said of the first items, and of those after them, one schema.
pub(super) fn items(draft: &mut Draft) {
    if draft.prefix.is_empty() {
        return;
    }
    let at = draft.schema.at.child("prefixItems");
    let rest = match (draft.schema.items.take(), draft.further_items.take()) {
        (Some(items), _) => Some(*items),
        (None, Some(Additional::Of(items) | Additional::Matching(items))) => Some(*items),
        (None, Some(Additional::Any(true))) => Some(Schema::any(at.clone())),
        (None, Some(Additional::Any(false)) | None) => None,
    };
    let all = std::mem::take(&mut draft.prefix).into_iter().chain(rest);
    draft.schema.items = Some(Box::new(holding_all(all, at.clone()).unwrap_or(Schema::any(at))));
    if draft.types.is_empty() && draft.schema.kind.is_none() {
        draft.schema.kind = Some(Type::Array);
    }
}

/// Makes what is said of properties by pattern, and of those that nothing
/// declares, the schema of all that are not declared by name.
pub(super) fn properties(draft: &mut Draft) {
    let patterns = draft.patterns.take();
    if draft.schema.additional.is_none() {
        // The `false` that allows no others holds for what the parts declare as well.
        draft.schema.additional =
            draft.unevaluated.take().filter(|rest| matches!(rest, Additional::Of(_)));
    }
    let Some(patterns) = patterns else { return };
    let at = draft.schema.at.child("patternProperties");
    let matches_all = patterns.keys().any(|pattern| ANY_NAME.contains(&pattern.as_str()));
    let mut values = Vec::new();
    for value in patterns.into_values() {
        match value {
            Additional::Any(false) => {}
            Additional::Any(true) => values.push(Schema::any(at.clone())),
            Additional::Of(value) | Additional::Matching(value) => values.push(*value),
        }
    }
    let matching = holding_all(values.into_iter(), at.clone())
        .map_or(Additional::Any(false), |all| Additional::Matching(Box::new(all)));
    let rest = draft.schema.additional.take().unwrap_or(Additional::Any(!matches_all));
    draft.schema.additional = Some(both(matching, rest, &at));
}

/// Combines what two schemas say of the properties that neither declares.
///
/// One that allows none cannot mean those of the other. If both say of which type
/// they are, one has to hold what is of either: these are of other names, or it
/// is for the server to tell.
pub(in crate::schema) fn both(first: Additional, second: Additional, at: &Pointer) -> Additional {
    use Additional::{Any, Matching, Of};
    let of = |values: Schema| match only_annotates(&values) {
        true => Any(true),
        false => Of(Box::new(values)),
    };
    let hold = |one: Box<Schema>, other: Box<Schema>| {
        holding_all([*one, *other].into_iter(), at.clone()).unwrap_or(Schema::any(at.clone()))
    };
    match (first, second) {
        (Any(false), Matching(values)) | (Matching(values), Any(false)) => of(*values),
        (Any(false), other) | (other, Any(false)) => other,
        (Any(true), Matching(values)) | (Matching(values), Any(true)) => Matching(values),
        (Matching(one), Matching(other)) => Matching(Box::new(hold(one, other))),
        (Of(one) | Matching(one), Of(other)) | (Of(one), Matching(other)) => of(hold(one, other)),
        (Any(true), other) | (Of(_), other @ Any(true)) => other,
    }
}

/// The schema that takes what any of these takes; none if there are none.
fn holding_all(all: impl Iterator<Item = Schema>, at: Pointer) -> Option<Schema> {
    let mut different: Vec<Schema> = Vec::new();
    for schema in all {
        if only_annotates(&schema) {
            return Some(Schema::any(schema.at.0));
        }
        let is_known =
            |other: &Schema| other.nullable == schema.nullable && other.takes_the_same(&schema);
        if !different.iter().any(is_known) {
            different.push(schema);
        }
    }
    match different.len() {
        0 => None,
        1 => different.pop(),
        _ => Some(again(Schema { at: At(at), any_of: Some(different), ..Schema::default() })),
    }
}
