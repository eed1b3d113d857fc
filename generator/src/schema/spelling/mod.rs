//! The words of a schema in the document → one spelling, as [`Schema`] describes it.
//!
//! It cannot fail, and doing it twice is doing it once.

mod null;
mod numbers;
mod rest;
mod union;
mod values;

use std::collections::HashSet;

use indexmap::IndexMap;

pub(super) use self::numbers::{format_of_integers, has_format_of_integers, whole_ones};
pub(crate) use self::rest::positions_of_both;
pub(super) use self::rest::{of_all as rest_of_all, told};
pub(super) use self::values::{integer, is_of_properties};
use super::model::{About, Additional, Listed, Schema, Shared, Type};
use crate::media::is_json;
use crate::words::{description, letters, paragraphs, title_sentence, unique};

/// A schema as it is read, with what has no place in the one spelling. The
/// schemas inside it are in that spelling already.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// All that is spelled in one way.
    pub(super) schema: Schema,
    /// The types that are named, null apart, each with its number in the list.
    pub(super) types: Vec<(usize, Type)>,
    /// True if null is one of the types.
    pub(super) null: bool,
    /// The only value.
    pub(super) constant: Option<Listed>,
    /// True if the default is null.
    pub(super) null_by_default: bool,
    /// The schemas of properties whose names match a pattern.
    pub(super) patterns: Option<IndexMap<String, Additional>>,
    /// The schemas of the first items of a list.
    pub(super) prefix: Vec<Schema>,
    /// The schema of the items that nothing else is said of: those after the first ones, or all.
    pub(super) further_items: Option<Additional>,
    /// The properties that may be there though nothing else declares them.
    pub(super) unevaluated: Option<Additional>,
}

/// Brings a schema to the one spelling.
pub(super) fn settle(draft: Draft) -> Schema {
    let mut draft = draft;
    values::as_properties(&mut draft);
    let mut no_value = null::in_type(&mut draft);
    binary(&mut draft);
    rest::items(&mut draft);
    rest::properties(&mut draft);
    let Draft { mut schema, constant, null_by_default, .. } = draft;
    let mut of_null = Vec::new();
    null::in_values(&mut schema, &mut of_null);
    schema.nullable |= null_by_default;
    if let Some(constant) = constant {
        schema.values = Some(vec![constant]);
        null::in_values(&mut schema, &mut of_null);
    }
    no_value |= union::null_arms(&mut schema, &mut of_null);
    all_of(&mut schema);
    reference_siblings(&mut schema);
    union::requirements(&mut schema);
    union::single(&mut schema);
    no_value &= !implied_type(&mut schema, no_value);
    numbers::whole_ones(&mut schema);
    values::one_type(&mut schema);
    if !no_value {
        foreign_keywords(&mut schema);
    }
    numbers::bounds(&mut schema);
    null::alone(&mut schema, no_value);
    of_null.splice(..0, schema.about.null.take());
    schema.about.null = description(of_null.iter().map(|text| Some(text.as_str())));
    schema
}

/// Brings a schema to the one spelling that was made of others.
pub(super) fn again(mut schema: Schema) -> Schema {
    let types = schema.kind.take().map(|kind| (0, kind)).into_iter().collect();
    settle(Draft { schema, types, ..Draft::default() })
}

/// Says by `format` that a value is bytes: it has a content type that is none
/// of text and is not written as text either, or is said to be written as it
/// is.
fn binary(draft: &mut Draft) {
    let is_bytes = match (&draft.schema.about.encoding, &draft.schema.about.media_type) {
        (Some(encoding), _) => encoding == "binary",
        (None, Some(kind)) => !kind.starts_with("text/") && !is_json(kind),
        (None, None) => false,
    };
    let kind = draft.schema.kind;
    if draft.schema.about.encoding.as_deref() == Some("base64") {
        draft.schema.format.get_or_insert_with(|| "byte".to_owned());
    }
    if is_bytes && kind.is_none_or(|kind| kind == Type::String) {
        draft.schema.kind = Some(Type::String);
        draft.schema.format = Some("binary".to_owned());
    }
}

/// Takes arms that only annotate or repeat a reference out of an `allOf`, and dissolves
/// one whose only arm is inline, unless there is no room for what it says.
fn all_of(schema: &mut Schema) {
    let Some(mut arms) = schema.all_of.take() else { return };
    raise_words(schema, &mut arms);
    let (annotations, mut arms): (Vec<Schema>, Vec<Schema>) =
        arms.into_iter().partition(only_annotates);
    let mut referred: HashSet<String> = schema.reference.iter().cloned().collect();
    let is_repeated =
        |arm: &mut Schema| arm.component().is_some_and(|name| !referred.insert(name.to_owned()));
    let repeated: Vec<Schema> = arms.extract_if(.., is_repeated).collect();
    for annotation in annotations {
        absorb(schema, annotation);
    }
    let nullable = !arms.is_empty() && arms.iter().all(|arm| arm.nullable);
    match arms.len() {
        0 => {}
        1 if arms[0].reference.is_none() && has_room(schema, &arms[0]) => {
            absorb(schema, arms.remove(0));
        }
        count => {
            if count == 1 && arms[0].reference.is_none() {
                annotate(schema, std::mem::take(&mut arms[0].about));
            }
            schema.all_of = Some(arms);
            schema.nullable |= nullable;
        }
    }
    repeated.into_iter().for_each(|arm| annotate(schema, arm.about));
}

/// Moves what the arms of an `allOf` say to people to the schema, of which it holds as well.
/// Its own words come first; of several defaults, the last one holds.
pub(super) fn raise_words(schema: &mut Schema, arms: &mut [Schema]) {
    let own = &mut schema.about;
    let mut descriptions: Vec<String> = own.description.take().into_iter().collect();
    let mut default = None;
    for arm in arms {
        let more = &mut arm.about;
        descriptions.extend(own.title.as_ref().and_then(|_| other_title(own, more)));
        let title = more.title.take();
        fill(&mut own.title, title);
        descriptions.extend(more.description.take());
        match (&own.more, more.more.take()) {
            (None, link) => own.more = link,
            (Some(own), Some(link)) if *own != link => descriptions.push(link.sentence()),
            _ => {}
        }
        let null = more.null.take();
        fill(&mut own.null, null);
        default = more.default.take().or(default);
        own.deprecated |= std::mem::take(&mut more.deprecated);
        own.read_only |= std::mem::take(&mut more.read_only);
        own.write_only |= std::mem::take(&mut more.write_only);
        be_reference(arm);
    }
    fill(&mut own.default, default);
    own.description = match descriptions.len() {
        0 | 1 => descriptions.pop(),
        _ => {
            Some(paragraphs(unique(descriptions.iter().map(String::as_str)).into_iter().map(Some)))
        }
    };
}

/// Returns a sentence with the title of a part, unless that is the title of the whole, or the
/// description of the part has it.
pub(super) fn other_title(whole: &About, part: &About) -> Option<String> {
    let title = part.title.as_deref()?.trim();
    let own = letters(title);
    let is_told = whole.title.as_deref().is_some_and(|whole| letters(whole) == own)
        || letters(part.description.as_deref().unwrap_or_default()).contains(&own);
    (!is_told).then(|| title_sentence(title))
}

/// Makes an arm the reference that is all it says.
fn be_reference(arm: &mut Schema) {
    let Some(mut parts) = arm.all_of.take() else { return };
    let refers = matches!(parts.as_slice(), [only] if only.reference.is_some());
    if refers && *arm == Schema::default() {
        *arm = parts.remove(0);
    } else {
        arm.all_of = Some(parts);
    }
}

/// Tells whether a schema has room for what an arm says: what both say, they say alike.
/// Only those values are listed that both list.
fn has_room(schema: &Schema, arm: &Schema) -> bool {
    let says_otherwise = |(own, more): (&Schema, &Schema)| !own.takes_the_same(more);
    let own = |name| schema.properties.as_ref().and_then(|own| own.get(name));
    let properties = arm.properties.iter().flatten();
    let mut shared = properties.filter_map(|(name, more)| Some((own(name)?, more)));
    let mut items = schema.items.as_deref().zip(arm.items.as_deref()).into_iter();
    !shared.any(says_otherwise)
        && !items.any(says_otherwise)
        && !differ(&schema.kind, &arm.kind)
        && !differ(&schema.format, &arm.format)
        && !differ(&schema.content, &arm.content)
        && !differ(&schema.children, &arm.children)
        && !differ(&schema.all_of, &arm.all_of)
        && !differ(&schema.one_of, &arm.one_of)
        && !differ(&schema.any_of, &arm.any_of)
        && !(schema.values.is_some() && arm.values.is_some())
}

/// Tells whether two schemas both have a part, each its own.
fn differ<T: PartialEq>(own: &Option<T>, more: &Option<T>) -> bool {
    own.as_ref().zip(more.as_ref()).is_some_and(|(own, more)| own != more)
}

/// Puts a reference that does not stand alone into an `allOf`.
fn reference_siblings(schema: &mut Schema) {
    let Some(name) = schema.reference.take() else { return };
    if is_empty(schema) {
        schema.reference = Some(name);
        return;
    }
    let arm = Schema::refer_to(name, schema.at.child("$ref"));
    schema.all_of.get_or_insert_default().insert(0, arm);
}

/// Says the type where the other keywords imply it. Whether null was all that
/// was named, and arms say more.
fn implied_type(schema: &mut Schema, no_value: bool) -> bool {
    let combined = schema.one_of.is_some()
        || schema.any_of.is_some()
        || schema.all_of.is_some()
        || schema.reference.is_some();
    if combined {
        return no_value;
    }
    if schema.kind.is_some() || no_value {
        return false;
    }
    schema.kind = match &schema.values {
        Some(values) => values::kind_of_all(values),
        None => schema.implied_type(),
    };
    false
}

/// Takes out keywords that only speak about values of other types.
fn foreign_keywords(schema: &mut Schema) {
    let Some(kind) = schema.kind else { return };
    let format = schema.format.take().filter(|format| !repeats_type(format, kind));
    match kind {
        Type::Object | Type::Array | Type::Boolean => {
            schema.about.format = schema.about.format.take().or(format);
        }
        Type::String | Type::Integer | Type::Number => schema.format = format,
    }
    if kind != Type::Object {
        schema.properties = None;
        schema.required = None;
        schema.additional = None;
    }
    if kind != Type::Array {
        schema.items = None;
    }
    schema.limits.keep_those_of(kind);
}

/// Tells a format that says no more than the type.
fn repeats_type(format: &str, kind: Type) -> bool {
    format.is_empty() || format == kind.name()
}

/// Puts what an arm says beside what the schema says, whose own wins.
pub(super) fn absorb(schema: &mut Schema, arm: Schema) {
    annotate(schema, arm.about);
    schema.nullable |= arm.nullable;
    schema.only_null |= arm.only_null;
    schema.closed |= arm.closed;
    schema.ended |= arm.ended;
    fill(&mut schema.reference, arm.reference);
    schema.whole = match (schema.kind, arm.kind) {
        (None, _) => arm.whole,
        (Some(_), None) => schema.whole,
        (Some(_), Some(_)) => schema.whole && arm.whole,
    };
    fill(&mut schema.kind, arm.kind);
    fill(&mut schema.format, arm.format);
    fill(&mut schema.values, arm.values);
    schema.limits.fill(arm.limits);
    match (&mut schema.properties, arm.properties) {
        (Some(own), Some(more)) => {
            for (name, property) in more {
                own.entry(name).or_insert(property);
            }
        }
        (own, more) => fill(own, more),
    }
    match (&mut schema.required, arm.required) {
        (Some(own), Some(more)) => own.extend(more),
        (own, more) => fill(own, more),
    }
    let rests = arm.additional.into_iter().chain(schema.additional.take());
    schema.additional = rest::of_all(rests, &schema.at.descend(&["additionalProperties", "anyOf"]));
    schema.first_items = match (&schema.items, &arm.items) {
        (Some(_), Some(_)) => {
            schema.first_items.zip(arm.first_items).map(|(own, more)| own.max(more))
        }
        (Some(_), None) => schema.first_items,
        (None, _) => arm.first_items,
    };
    fill(&mut schema.items, arm.items);
    schema.conditional.extend(arm.conditional);
    schema.test(arm.tested);
    fill(&mut schema.content, arm.content);
    fill(&mut schema.children, arm.children);
    fill(&mut schema.all_of, arm.all_of);
    fill(&mut schema.one_of, arm.one_of);
    fill(&mut schema.any_of, arm.any_of);
    fill(&mut schema.discriminator, arm.discriminator);
    schema.alternatives.extend(arm.alternatives);
}

/// Puts annotations beside those of the schema, which win.
fn annotate(schema: &mut Schema, more: About) {
    let own = &mut schema.about;
    fill(&mut own.title, more.title);
    fill(&mut own.description, more.description);
    fill(&mut own.null, more.null);
    fill(&mut own.default, more.default);
    own.shown = std::mem::take(&mut own.shown).or(more.shown);
    own.deprecated |= more.deprecated;
    own.read_only |= more.read_only;
    own.write_only |= more.write_only;
    fill(&mut own.media_type, more.media_type);
    fill(&mut own.encoding, more.encoding);
    fill(&mut own.more, more.more);
    own.matching.extend(more.matching);
    own.tuple = match (own.tuple.take(), more.tuple) {
        (Some(own), Some(more)) if own != more => Some(Shared::new(positions_of_both(&own, &more))),
        (own, more) => own.or(more),
    };
}

fn fill<T>(own: &mut Option<T>, more: Option<T>) {
    if own.is_none() {
        *own = more;
    }
}

/// Tells whether a schema says nothing about which values it takes, null apart.
pub(super) fn only_annotates(schema: &Schema) -> bool {
    schema.says_nothing() && schema.discriminator.is_none() && !schema.only_null
}

/// Tells whether a schema says nothing at all.
fn is_empty(schema: &Schema) -> bool {
    only_annotates(schema)
        && !schema.nullable
        && !schema.closed
        && !schema.ended
        && schema.alternatives.is_empty()
        && schema.about == About::default()
}
