//! The rest of an object beside its properties, and of a list after its first items.
//!
//! One type has to hold all of it: a property that matches no pattern, or an item
//! after the first ones, never costs the answer.

use super::{Draft, again, only_annotates};
use crate::schema::model::{Additional, At, Matched, Matching, Schema, Tuple, Type};
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
        (None, Some(Additional::Any(false))) => {
            let count = draft.prefix.len() as u64;
            let most = &mut draft.schema.limits.max_items;
            *most = Some(most.map_or(count, |most| most.min(count)));
            None
        }
        (None, None) => None,
    };
    let tuple = Tuple { first: std::mem::take(&mut draft.prefix), rest };
    let mut all: Vec<Schema> = tuple.all().cloned().collect();
    if all.windows(2).any(|two| two[0] != two[1]) {
        draft.schema.about.tuple = Some(Box::new(tuple));
        leave_words_to_positions(&mut all);
    }
    let held = holding_all(all.into_iter(), at.clone());
    draft.schema.items = Some(Box::new(held.unwrap_or(Schema::any(at))));
    if draft.types.is_empty() && draft.schema.kind.is_none() {
        draft.schema.kind = Some(Type::Array);
    }
}

/// Takes the words from the schemas of positions, of which these are not told of all items; one
/// that has a type of its own keeps them, unless it is that of another position, too.
fn leave_words_to_positions(all: &mut [Schema]) {
    let has_type = |schema: &Schema| schema.component().is_none() && schema.properties.is_some();
    let words = |schema: &Schema| schema.about.description.clone();
    let mut kept: Vec<usize> = Vec::new();
    for index in 0..all.len() {
        if !has_type(&all[index]) {
            (all[index].about.title, all[index].about.description) = (None, None);
        } else if let Some(same) = kept.iter().find(|it| all[**it].takes_the_same(&all[index])) {
            if words(&all[*same]) != words(&all[index]) {
                all[*same].about.description = None;
            }
        } else {
            kept.push(index);
        }
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
    let is_closed = matches!(draft.schema.additional, Some(Additional::Any(false)));
    let is_alone = is_closed && patterns.len() == 1;
    let mut values = Vec::new();
    for (pattern, value) in patterns {
        let said = match value {
            Additional::Any(false) => None,
            Additional::Any(true) => Some(Schema::any(at.clone())),
            Additional::Of(value) | Additional::Matching(value) => Some(*value),
        };
        let matched = match &said {
            None => Matched::Nothing,
            Some(_) if is_alone => Matched::AllOthers,
            Some(said) => Matched::Of(Box::new(said.clone())),
        };
        values.extend(said.map(|said| if is_alone { said } else { without_words(said) }));
        draft.schema.about.matching.push(Matching { pattern, values: matched });
    }
    let matching = holding_all(values.into_iter(), at.clone())
        .map_or(Additional::Any(false), |all| Additional::Matching(Box::new(all)));
    let rest = draft.schema.additional.take().unwrap_or(Additional::Any(!matches_all));
    draft.schema.additional = of_all([matching, rest], &at);
}

/// Returns a schema without what it says to people of some of the values alone.
fn without_words(mut schema: Schema) -> Schema {
    (schema.about.title, schema.about.description) = (None, None);
    schema
}

/// Combines what schemas say of the properties that none of them declares.
///
/// One that allows none cannot mean those of the others. If several say of which type
/// they are, one has to hold what is of either: these are of other names, or it
/// is for the server to tell.
pub(in crate::schema) fn of_all(
    rests: impl IntoIterator<Item = Additional>,
    at: &Pointer,
) -> Option<Additional> {
    let mut rests: Vec<Additional> = rests.into_iter().collect();
    if rests.len() < 2 {
        return rests.pop();
    }
    let mut values = Vec::new();
    let sorts = rests.into_iter().map(|rest| {
        let (sort, said) = match rest {
            Additional::Any(false) => (Sort::Closed, None),
            Additional::Any(true) => (Sort::Open, None),
            Additional::Of(said) => (Sort::Typed, Some(said)),
            Additional::Matching(said) => (Sort::Matching, Some(said)),
        };
        values.extend(said.map(|said| *said));
        sort
    });
    let sort = sorts.reduce(Sort::and)?;
    let held = holding_all(values.into_iter(), at.clone()).filter(|held| !only_annotates(held));
    Some(match (sort, held) {
        (Sort::Closed, _) => Additional::Any(false),
        (Sort::Open, _) | (Sort::Typed, None) => Additional::Any(true),
        (Sort::Typed, Some(held)) => Additional::Of(Box::new(held)),
        (Sort::Matching, held) => {
            Additional::Matching(Box::new(held.unwrap_or(Schema::any(at.clone()))))
        }
    })
}

/// The openness of an object for properties that it does not declare.
#[derive(Clone, Copy)]
enum Sort {
    /// There are none.
    Closed,
    /// They are of any type.
    Open,
    /// They are of a type.
    Typed,
    /// Those that match a pattern are of a type.
    Matching,
}

impl Sort {
    /// Returns what two say together.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Closed, Self::Matching) | (Self::Matching, Self::Closed) => Self::Typed,
            (Self::Closed, other) | (other, Self::Closed) => other,
            (Self::Open | Self::Matching, Self::Matching) | (Self::Matching, Self::Open) => {
                Self::Matching
            }
            (Self::Open, other) | (Self::Typed, other @ Self::Open) => other,
            (Self::Typed | Self::Matching, Self::Typed) | (Self::Typed, Self::Matching) => {
                Self::Typed
            }
        }
    }
}

/// The schema that takes what any of these takes; none if there are none.
fn holding_all(all: impl Iterator<Item = Schema>, at: Pointer) -> Option<Schema> {
    let mut different: Vec<Schema> = Vec::new();
    for schema in all.flat_map(|schema| held(schema, &at)) {
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

/// The schemas that one holds which was made of them at a place, or else it alone: two unions at
/// one place would be taken for one.
fn held(mut schema: Schema, at: &Pointer) -> Vec<Schema> {
    match schema.any_of.take_if(|_| schema.at.0 == *at) {
        Some(mut arms) => {
            arms.iter_mut().for_each(|arm| arm.nullable |= schema.nullable);
            arms
        }
        None => vec![schema],
    }
}
