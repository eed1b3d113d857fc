//! The rest of an object beside its properties, and of a list after its first items.
//!
//! One type has to hold all of it: a property that matches no pattern, or an item
//! after the first ones, never costs the answer.

use indexmap::IndexMap;

use super::{Draft, absorb, again, only_annotates};
use crate::schema::model::{Additional, At, Matched, Matching, Schema, Shared, Tuple, Type};
use crate::source::Pointer;

/// The patterns that each name matches.
const ANY_NAME: [&str; 6] = ["", ".*", "^.*$", ".+", "^.+$", "^.*"];

/// Makes what is said of the first items, and of those after them, one schema.
pub(super) fn items(draft: &mut Draft) {
    if draft.prefix.is_empty() && draft.further_items.is_none() {
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
    let (count, has_rest) = (draft.prefix.len(), rest.is_some());
    let mut all: Vec<Schema> = std::mem::take(&mut draft.prefix);
    all.extend(rest);
    if all.windows(2).any(|two| two[0] != two[1]) {
        let mut first: Vec<Schema> = all.iter().map(told_with_names).collect();
        let rest = first.drain(count..).next();
        draft.schema.about.tuple = Some(Shared::new(Tuple { first, rest }));
        leave_words_to_positions(&mut all);
    }
    let is_open = !has_rest && draft.schema.limits.max_items.is_none_or(|most| most > count as u64);
    draft.schema.first_items = is_open.then_some(count);
    let held = holding_all(all.into_iter(), at.clone());
    draft.schema.items = Some(Box::new(held.unwrap_or(Schema::any(at))));
    if draft.types.is_empty() && draft.schema.kind.is_none() {
        draft.schema.kind = Some(Type::Array);
    }
}

/// Removes words from the schemas of positions that share a type: those of one position are no
/// words of that type.
fn leave_words_to_positions(all: &mut [Schema]) {
    let mut kept: Vec<usize> = Vec::new();
    for index in 0..all.len() {
        let shares = |other: &usize| share_a_type(&all[*other], &all[index]);
        let Some(first) = kept.iter().copied().find(shares) else {
            kept.push(index);
            continue;
        };
        // An object with properties is a type of its own.
        if all[first].properties.is_none() {
            for index in [first, index] {
                (all[index].about.title, all[index].about.description) = (None, None);
            }
        } else if all[first].about.description != all[index].about.description {
            all[first].about.description = None;
        }
    }
}

/// Tells whether two schemas are of one type. Texts are, and numbers, whatever limits them.
fn share_a_type(one: &Schema, other: &Schema) -> bool {
    let plain = |schema: &Schema| {
        let kind = schema.kind.filter(|kind| !matches!(kind, Type::Array | Type::Object));
        kind.filter(|_| schema.is_alone() && schema.listed().is_empty())
    };
    let kind = plain(one).zip(plain(other)).and_then(|(one, other)| one.and(other));
    kind.is_some() || one.takes_the_same(other)
}

/// Combines what two schemas say of the items of a list, position by position. Where both have
/// words, those of the first are left.
pub(crate) fn positions_of_both(own: &Tuple, more: &Tuple) -> Tuple {
    let both = |own: Option<&Schema>, more: Option<&Schema>| match (own, more) {
        (Some(own), Some(more)) if own != more => {
            let mut all = own.clone();
            absorb(&mut all, more.clone());
            Some(all)
        }
        (own, more) => own.or(more).cloned(),
    };
    let count = own.first.len().max(more.first.len());
    Tuple {
        first: (0..count).filter_map(|index| both(own.at(index), more.at(index))).collect(),
        rest: both(own.rest.as_ref(), more.rest.as_ref()),
    }
}

/// Returns what is told in words of a schema, without the schemas inside of it that are told
/// otherwise.
///
/// It stands beside the schema. With all that is inside, both would be twice as large at each level.
pub(in crate::schema) fn told(schema: &Schema) -> Schema {
    let has_positions = schema.about.tuple.is_some();
    let items = schema.items.as_deref().filter(|_| !has_positions).map(told).map(Box::new);
    let values = match &schema.additional {
        Some(Additional::Of(values)) if schema.about.matching.is_empty() => Some(told(values)),
        _ => None,
    };
    let arms = |arms: &Option<Vec<Schema>>| Some(arms.as_ref()?.iter().map(outside).collect());
    let outside = outside(schema);
    Schema {
        about: schema.about.clone(),
        items: items.or(outside.items),
        additional: values.map(Box::new).map(Additional::Of).or(outside.additional),
        one_of: arms(&schema.one_of),
        any_of: arms(&schema.any_of),
        ..outside
    }
}

/// Returns what is told in words of a schema, and of its properties.
fn told_with_names(schema: &Schema) -> Schema {
    let named = schema.properties.iter().flatten();
    let named = named.map(|(name, property)| (name.clone(), outside(property)));
    let properties = schema.properties.as_ref().map(|_| named.collect());
    Schema { properties, ..told(schema) }
}

/// Returns a schema with nothing of those inside of it but that there are some.
fn outside(schema: &Schema) -> Schema {
    let mut about = schema.about.clone();
    about.tuple = None;
    about.matching.clear();
    let is_reference = schema.component().is_some();
    let parts = schema.all_of.as_ref().filter(|_| is_reference).cloned();
    Schema {
        at: schema.at.clone(),
        about,
        nullable: schema.nullable,
        only_null: schema.only_null,
        reference: schema.reference.clone(),
        kind: schema.kind,
        whole: schema.whole,
        format: schema.format.clone(),
        values: schema.values.clone(),
        limits: schema.limits.clone(),
        properties: schema.properties.as_ref().map(|_| IndexMap::new()),
        required: schema.required.as_ref().map(|_| Vec::new()),
        additional: schema.additional.as_ref().map(|_| Additional::Any(true)),
        closed: schema.closed,
        items: schema.items.as_ref().map(|_| Box::new(Schema::any(schema.at.0.clone()))),
        all_of: parts.or(schema.all_of.as_ref().map(|_| Vec::new())),
        one_of: schema.one_of.as_ref().map(|_| Vec::new()),
        any_of: schema.any_of.as_ref().map(|_| Vec::new()),
        ..Schema::default()
    }
}

/// Makes what is said of properties by pattern, and of those that nothing
/// declares, the schema of all that are not declared by name.
pub(super) fn properties(draft: &mut Draft) {
    let patterns = draft.patterns.take();
    if draft.schema.additional.is_none() {
        // The `false` that allows no others holds for what the parts declare as well.
        let is_alone = draft.schema.is_alone() && patterns.is_some();
        draft.schema.additional = draft
            .unevaluated
            .take()
            .filter(|rest| is_alone && *rest == Additional::Any(false) || rest.values().is_some());
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
            Some(said) => Matched::Of(Shared::new(told(said))),
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

/// Returns the schema that takes what any of these takes; none if there are none.
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

/// Returns the schemas that one holds which was made of them at a place, or else it alone: two
/// unions at one place would be taken for one.
fn held(mut schema: Schema, at: &Pointer) -> Vec<Schema> {
    match schema.any_of.take_if(|_| schema.at.0 == *at) {
        Some(mut arms) => {
            arms.iter_mut().for_each(|arm| arm.nullable |= schema.nullable);
            arms
        }
        None => vec![schema],
    }
}
