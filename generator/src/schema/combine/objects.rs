//! Several things said about an object → what its builder cannot tell from the parts.
//!
//! Of each property that one part alone declares, that part says all. One that several
//! declare is what all of them say of it; the other properties are of a type that holds
//! what each part says of them.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::kind::ValueKind;
use super::{Combiner, Components, keep_annotations, only};
use crate::diagnostic::Diagnostic;
use crate::ir::Limits;
use crate::schema::model::{Additional, At, Form, Listed, Schema, Type};
use crate::schema::slips::other_default;
use crate::schema::spelling::{
    absorb, again, format_of_integers, has_format_of_integers, rest_of_all, whole_ones,
};
use crate::source::Pointer;
use crate::words::description;

/// The number of references that are followed to what has content.
const MAX_FOLLOWED: usize = 32;

/// The number of properties of one schema that may be put together of what
/// several parts say.
const MAX_TOGETHER: usize = 200;

/// The number of pairs of schemas that are held against each other for one property.
const MAX_PAIRS: usize = 200;

/// The declarations of the parts of an object.
#[derive(Default)]
struct Declarations<'s> {
    /// The schemas that the parts have for each property.
    properties: IndexMap<&'s str, Vec<&'s Schema>>,
    /// The schema that each part has for all other properties.
    rests: Vec<&'s Additional>,
}

impl Combiner<'_> {
    /// Leaves objects to be merged, and says beside them what several of them say
    /// together.
    pub(super) fn merge(&mut self, schema: &mut Schema, parts: Vec<Schema>) {
        let (together, rest) = self.said_together(schema, &parts);
        keep_annotations(schema);
        let mut listed = Vec::new();
        for part in parts {
            // The part that the schema says by itself stays there.
            if *part.at == *schema.at && part.all_of.is_none() && part.reference.is_none() {
                only(schema, part);
            } else {
                listed.push(part);
            }
        }
        schema.all_of = Some(listed);
        if !together.is_empty() {
            schema.properties.get_or_insert_default().extend(together);
        }
        if let Some(rest) = rest {
            schema.additional = Some(rest);
        }
    }

    /// Finds the properties that only several parts together describe, and what
    /// all parts say of the others, if no single one does.
    fn said_together(
        &mut self,
        schema: &Schema,
        parts: &[Schema],
    ) -> (IndexMap<String, Schema>, Option<Additional>) {
        let (mut said, mut seen) = (Declarations::default(), HashSet::new());
        for part in parts {
            said.add(self.components, part, &mut seen);
        }
        said.leave_out_included(self.components);
        let rest = said.rest(&schema.at.descend(&["additionalProperties", "anyOf"]));
        let rest = rest.map(|rest| self.ended(rest));
        let mut together = IndexMap::new();
        for (name, declared) in said.properties.into_iter().filter(|(_, all)| all.len() > 1) {
            if let Some(all) = self.all_of_property(schema, name, &declared) {
                together.insert(name.to_owned(), all);
            }
        }
        (together, rest)
    }

    /// Makes further properties any value where they are inside of what was combined of the
    /// same schemas: those are in one another without end.
    pub(super) fn ended(&mut self, rest: Additional) -> Additional {
        let Some(values) = rest.values() else { return rest };
        let of: Vec<Pointer> =
            values.union_arms().map(|arm| self.target(arm).at.0.clone()).collect();
        if of.len() < 2 {
            return rest;
        }
        let at = values.at.0.clone();
        if !self.is_again(&of, &at) {
            self.together.push(Together { at, of });
            return rest;
        }
        let message = "the further properties of these schemas are in one another without end; \
                       they are any value here";
        let warning = Diagnostic::warning("depth", &at, message);
        self.report.push(warning.help("make what is inside of itself a component"));
        Additional::Any(true)
    }

    /// Tells whether a place is inside of one that was combined of the same schemas, or too
    /// much was combined.
    fn is_again(&self, of: &[Pointer], at: &Pointer) -> bool {
        self.together.len() >= MAX_TOGETHER
            || self.together.iter().any(|known| known.of == of && at.is_in(&known.at))
    }

    /// Combines what several parts say of a property, unless the last one says
    /// all of it, or the builder is to tell which one is the narrower.
    pub(super) fn all_of_property(
        &mut self,
        schema: &Schema,
        name: &str,
        declared: &[&Schema],
    ) -> Option<Schema> {
        let (first, others) = declared.split_first()?;
        if others.iter().all(|other| other == first) {
            return None;
        }
        let together = plain(declared);
        // An enum of which the last part says all keeps its name there.
        let is_plain = together.as_ref().is_some_and(|all| all.values.is_none());
        let mut all = together.or_else(|| self.all_of_others(schema, name, declared))?;
        for part in declared {
            all.about.deprecated |= part.about.deprecated;
            all.about.read_only |= part.about.read_only;
            all.about.write_only |= part.about.write_only;
        }
        // The one that says most of the values may have no words.
        let abouts = || declared.iter().rev().map(|part| &part.about);
        let taken = abouts().find_map(|about| about.description.as_deref());
        // Those of a component stand there.
        let inline = declared.iter().filter(|part| part.at.is_in(&schema.at));
        let inline = inline.map(|part| part.about.description.as_deref());
        all.about.description = description(inline.chain([taken]));
        all.about.title = abouts().find_map(|about| about.title.clone());
        all.about.default = abouts().find_map(|about| about.default.clone());
        all.about.more = abouts().find_map(|about| about.more.clone());
        let is_lost = |part: &&&Schema| {
            let default = part.about.default.as_ref();
            part.at.is_in(&schema.at)
                && default.is_some_and(|it| Some(it) != all.about.default.as_ref())
        };
        for part in declared.iter().filter(is_lost) {
            self.report.push_counted(other_default(&part.at.child("default")));
        }
        (is_plain || declared.last() != Some(&&all)).then_some(all)
    }

    /// Combines what several parts say of a property that is no plain scalar, unless the
    /// builder is to tell which one is the narrower.
    fn all_of_others(
        &mut self,
        schema: &Schema,
        name: &str,
        declared: &[&Schema],
    ) -> Option<Schema> {
        let (first, others) = declared.split_first()?;
        let (mut all, mut last) = (vec![*first], *first);
        for next in others {
            match self.which(last, next) {
                Which::First => continue,
                Which::Second => _ = all.pop(),
                Which::Both => {}
                Which::Unknown => return None,
            }
            all.push(*next);
            last = *next;
        }
        match all.as_slice() {
            [one] => Some(Schema::clone(one)),
            _ => self.all_of_all(schema, name, &all),
        }
    }

    /// Combines a property that each of these describes, unless there are too
    /// many of them, or it is inside of one that was combined of the same.
    fn all_of_all(&mut self, schema: &Schema, name: &str, all: &[&Schema]) -> Option<Schema> {
        let (last, others) = all.split_last()?;
        let of: Vec<Pointer> =
            all.iter().map(|part| target(self.components, part).at.0.clone()).collect();
        let at = schema.at.descend(&["properties", name, "allOf"]);
        if self.is_again(&of, &at) {
            let message = format!(
                "several parts of an `allOf` declare the property `{name}`; the later one is taken"
            );
            let warning = Diagnostic::warning("all-of-conflict", &last.at, message);
            let related = |warning: Diagnostic, other: &&Schema| {
                warning.related(&other.at, "another part declares it here")
            };
            let warning = others.iter().fold(warning, related);
            self.report.push(warning.settled_without(&last.at, "Another part declares it."));
            return None;
        }
        self.together.push(Together { at: at.clone(), of });
        let (at, about) = (At(at), last.about.clone());
        let nullable = all.iter().all(|part| part.nullable);
        let parts = all.iter().copied().cloned().collect();
        Some(again(Schema { at, about, nullable, all_of: Some(parts), ..Schema::default() }))
    }

    /// Tells which of two schemas of one value says what the other one does not.
    fn which(&mut self, first: &Schema, second: &Schema) -> Which {
        if first.content.is_some() != second.content.is_some() {
            return Which::Both;
        }
        if first.takes_the_same(second) {
            return Which::Second;
        }
        match (self.kind(first), self.kind(second)) {
            (ValueKind::Any, ValueKind::Any) if are_limits_of_numbers([first, second]) => {
                Which::Both
            }
            (ValueKind::Scalar, ValueKind::Any) if says_only_limits(second) => Which::Both,
            (ValueKind::Any, ValueKind::Scalar) if says_only_limits(first) => Which::Both,
            (ValueKind::List | ValueKind::Object, ValueKind::Any) if is_limited(first, second) => {
                Which::Both
            }
            (ValueKind::Any, ValueKind::List | ValueKind::Object) if is_limited(second, first) => {
                Which::Both
            }
            (ValueKind::Scalar, ValueKind::Scalar)
                if is_written_as_number(first) && is_union_of_known_numbers(second)
                    || is_union_of_known_numbers(first) && is_written_as_number(second) =>
            {
                Which::Both
            }
            (ValueKind::Any, _) => Which::Second,
            (_, ValueKind::Any) => Which::First,
            (ValueKind::Object, ValueKind::Object | ValueKind::Union)
            | (ValueKind::Union, ValueKind::Object)
            | (ValueKind::List, ValueKind::List) => {
                let mut pairs = HashSet::new();
                let first_adds = self.adds(first, second, &mut pairs);
                pairs.clear();
                match (first_adds, self.adds(second, first, &mut pairs)) {
                    (true, true) => Which::Both,
                    (true, false) => Which::First,
                    (false, true) => Which::Second,
                    (false, false) => Which::Unknown,
                }
            }
            _ => Which::Unknown,
        }
    }

    /// Tells whether a schema says something of its value that another one does not.
    fn adds(&mut self, this: &Schema, other: &Schema, pairs: &mut Pairs) -> bool {
        let components = self.components;
        let (this, other) = (target(components, this), target(components, other));
        let pair = (this.at.0.clone(), other.at.0.clone());
        if pair.0 == pair.1 || pairs.len() >= MAX_PAIRS || !pairs.insert(pair) {
            return false;
        }
        match (self.kind(this), self.kind(other)) {
            (ValueKind::Any, _) => false,
            (_, ValueKind::Any) | (ValueKind::Union, ValueKind::Object) => true,
            (ValueKind::Object, ValueKind::Union) => {
                let arms: Vec<&Schema> = other.union_arms().collect();
                arms.is_empty() || arms.into_iter().any(|arm| self.adds(this, arm, pairs))
            }
            (ValueKind::List, ValueKind::List) => match (&this.items, &other.items) {
                (Some(this), Some(other)) => self.adds(this, other, pairs),
                (this, _) => this.is_some(),
            },
            (ValueKind::Object, ValueKind::Object) => self.adds_properties(this, other, pairs),
            _ => !this.listed().is_empty() && other.listed().is_empty(),
        }
    }

    fn adds_properties(&mut self, this: &Schema, other: &Schema, pairs: &mut Pairs) -> bool {
        let (this, other) =
            (Declarations::by(self.components, this), Declarations::by(self.components, other));
        let types = |said: &Declarations<'_>| said.rests.iter().any(|rest| rest.values().is_some());
        if types(&this) && !types(&other) {
            return true;
        }
        this.properties.iter().any(|(name, own)| {
            let others = other.properties.get(name).map(Vec::as_slice).unwrap_or_default();
            own.iter().any(|own| others.iter().all(|other| self.adds(own, other, pairs)))
        })
    }
}

/// Tells a schema that says no type, and limits its values or has a format.
fn says_only_limits(schema: &Schema) -> bool {
    let says = schema.limits != Limits::default() || schema.format.is_some();
    schema.is_alone() && schema.kind.is_none() && says
}

/// Tells whether a list or a map is limited by a schema that says no type. Other objects have a type
/// of their own, which stays as it is.
fn is_limited(held: &Schema, by: &Schema) -> bool {
    let Limits { min_items, max_items, unique_items, min_properties, max_properties, .. } =
        by.limits;
    let limits_lists = min_items.is_some() || max_items.is_some() || unique_items.is_some();
    let limits_maps = min_properties.is_some() || max_properties.is_some();
    let is_map = held.kind == Some(Type::Object) && held.properties.is_none() && held.is_alone();
    by.is_alone()
        && by.kind.is_none()
        && (held.kind == Some(Type::Array) && limits_lists || is_map && limits_maps)
}

/// Tells a schema of numbers that lists none; they may be integers by a format or a factor alone.
fn is_written_as_number(schema: &Schema) -> bool {
    let is_number = schema.written_type() == Some(Type::Number);
    schema.is_alone() && is_number && schema.listed().is_empty()
}

/// Tells a union of listed integers and other numbers.
fn is_union_of_known_numbers(schema: &Schema) -> bool {
    let lists = |arm: &Schema| {
        matches!(arm.kind, Some(Type::Number | Type::Integer)) && !arm.listed().is_empty()
    };
    schema.is_union() && schema.union_arms().all(lists)
}

/// Tells two schemas that say no type and limit numbers, at least one of them for sure: texts
/// have formats as well.
fn are_limits_of_numbers(both: [&Schema; 2]) -> bool {
    let is_sure =
        |schema: &Schema| schema.limits.are_of_numbers() || has_format_of_integers(schema);
    both.into_iter().all(says_only_limits) && both.into_iter().any(is_sure)
}

/// Combines what several parts say of a scalar, of which all list other values, or none any.
fn plain(declared: &[&Schema]) -> Option<Schema> {
    let kind = declared.iter().map(|part| plain_type(part)).reduce(|all, next| all?.and(next?))?;
    let lists: Vec<&[Listed]> = declared.iter().filter_map(|part| part.values.as_deref()).collect();
    // An enum that one part knows as it is keeps its name there.
    let is_known = lists.len() < declared.len() || lists.windows(2).all(|two| two[0] == two[1]);
    let values = match lists.as_slice() {
        [] => None,
        _ if is_known => return None,
        lists => Some(narrowest(lists)?),
    };
    let (last, others) = declared.split_last()?;
    // Of null, the last one counts: servers whose document adds it there do send it.
    let nullable = last.nullable;
    let mut all = Schema::clone(last);
    for other in others.iter().rev() {
        absorb(&mut all, Schema { nullable, ..Schema::clone(other) });
    }
    let values = values.map(<[Listed]>::to_vec);
    let format = format_of_integers(declared.iter().copied().rev()).or(all.format);
    let mut all = Schema { kind: Some(kind?), whole: false, format, values, ..all };
    whole_ones(&mut all);
    Some(all)
}

/// Returns the last list whose values all others list as well.
fn narrowest<'v>(lists: &[&'v [Listed]]) -> Option<&'v [Listed]> {
    let has = |list: &[Listed], one: &Listed| list.iter().any(|other| other.value == one.value);
    let is_in = |list: &[Listed], other: &[Listed]| list.iter().all(|one| has(other, one));
    lists.iter().rfind(|list| lists.iter().all(|other| is_in(list, other))).copied()
}

fn plain_type(part: &Schema) -> Option<Type> {
    match part.form() {
        Form::Type(Type::Array | Type::Object) => None,
        Form::Type(_) if part.content.is_none() => part.written_type(),
        _ => None,
    }
}

/// A property that is put together of what several parts say.
#[derive(Debug)]
pub(super) struct Together {
    /// Its place.
    at: Pointer,
    /// The places of what is said of it.
    of: Vec<Pointer>,
}

/// The one of two schemas that says what the other one does not.
enum Which {
    First,
    Second,
    Both,
    /// Neither, or they are not to be compared like this.
    Unknown,
}

/// The places of schemas that are compared already.
type Pairs = HashSet<(Pointer, Pointer)>;

impl<'s> Declarations<'s> {
    fn by(components: &'s Components, schema: &'s Schema) -> Self {
        let mut said = Self::default();
        said.add(components, schema, &mut HashSet::new());
        said
    }

    /// Adds what a part declares, itself or by what it is made of. One that was met
    /// before adds nothing.
    fn add(
        &mut self,
        components: &'s Components,
        part: &'s Schema,
        seen: &mut HashSet<&'s Pointer>,
    ) {
        // A part may refer to others in a chain of any length.
        let mut pending = vec![(part, false)];
        while let Some((part, has_parts)) = pending.pop() {
            if has_parts {
                for (name, property) in part.properties.iter().flatten() {
                    self.properties.entry(name).or_default().push(property);
                }
                self.rests.extend(&part.additional);
                continue;
            }
            let part = target(components, part);
            if seen.insert(&part.at) {
                pending.push((part, true));
                let parts = part.all_of.iter().flatten();
                pending.extend(parts.rev().map(|part| (part, false)));
            }
        }
    }

    /// Leaves out the values of further properties that later ones include by their `allOf`,
    /// and so hold.
    fn leave_out_included(&mut self, components: &'s Components) {
        let mut included: HashSet<&Pointer> = HashSet::new();
        let mut adds = |rest: &'s Additional| {
            let Some(values) = rest.values() else { return true };
            let mut pending = vec![target(components, values)];
            let is_new = values.nullable || !included.contains(&*pending[0].at);
            while let Some(schema) = pending.pop() {
                if included.insert(&*schema.at) {
                    let parts = schema.all_of.iter().flatten();
                    pending.extend(parts.map(|part| target(components, part)));
                }
            }
            is_new
        };
        self.rests.reverse();
        self.rests.retain(|rest| adds(rest));
        self.rests.reverse();
    }

    /// Combines what all parts say of the properties that none declares, unless
    /// it is what the last of them says.
    fn rest(&self, at: &Pointer) -> Option<Additional> {
        let last = self.rests.iter().rev().find(|rest| !matches!(rest, Additional::Any(false)));
        let all = rest_of_all(self.rests.iter().copied().cloned(), at)?;
        (Some(&&all) != last).then_some(all)
    }
}

/// Follows references to what has content.
pub(super) fn target<'s>(components: &'s Components, schema: &'s Schema) -> &'s Schema {
    let mut schema = schema;
    for _ in 0..MAX_FOLLOWED {
        match schema.component().and_then(|name| components.get(name)) {
            Some(target) => schema = target,
            None => break,
        }
    }
    schema
}
