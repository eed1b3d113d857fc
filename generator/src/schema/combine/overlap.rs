//! An `anyOf` of objects that can hold at the same time → one object with the
//! properties of all of them.
//!
//! Two objects cannot hold at the same time when a property that one of them requires has values
//! of other types in them, or when one takes no properties but its own, and the other requires one
//! that is none of these. They are not meant to when a property lists values in both, and none in
//! common, or one requires a constant that the other does not declare.
//!
//! A property of which the arms say different things takes what any of them says.
//! The further properties of an arm are of its type where only other arms declare them, and of
//! any where another arm takes any.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::iter;

use indexmap::IndexMap;

use super::distinct::{any_of, beside_arms, of_all};
use super::kind::ValueKind;
use super::objects::target;
use super::{Combiner, Scope, declares, is_mixture, keep_annotations, knows};
use crate::diagnostic::Diagnostic;
use crate::ir::{Alternatives, Limits};
use crate::pointer::Pointer;
use crate::schema::model::{About, Additional, At, Listed, Required, Schema, Type};
use crate::schema::spelling::{absorb, raise_words, rest_of_all};
use crate::words::description;

/// The depth to which arms may be put together of others.
const MAX_DEPTH: usize = 32;

/// The most arms that are compared with each other; more of them stay a union.
const MAX_COMPARED: usize = 1000;

/// The most arms that are compared where some are those of an `anyOf` among others.
const MAX_TAKEN_IN: usize = 100;

/// The most components that are entered for a schema in search of an `anyOf` among their parts.
const MAX_ENTERED: usize = 16;

/// The properties that an arm claims.
#[derive(Default)]
pub(super) struct Claims<'s> {
    /// The schemas that its parts have for each property.
    pub(super) properties: IndexMap<&'s str, Vec<&'s Schema>>,
    pub(super) required: BTreeSet<&'s str>,
    rest: Option<&'s Additional>,
}

/// The arms of an `anyOf`.
#[derive(Default)]
struct Flat<'s> {
    arms: Vec<&'s Schema>,
    /// The arms, and the `anyOf`s among them, that are told of where they are: what a component
    /// consists of is told at its own type.
    said: Vec<&'s Schema>,
    nullable: bool,
}

/// The object that arms are together.
struct OneObject {
    object: Schema,
    /// The properties declared beside the arms that it has all of.
    restated: BTreeSet<String>,
}

impl<'a> Combiner<'a> {
    /// Makes an `anyOf` one object, if its arms are objects that can hold at the
    /// same time. One inside of an object that was made of the same arms stays a union: that
    /// object has values of all arms among its properties, and would be in itself without end.
    pub(super) fn overlap(&mut self, schema: &mut Schema) {
        let is_alone = schema.one_of.is_none()
            && schema.reference.is_none()
            && schema.discriminator.is_none()
            && schema.all_of.iter().flatten().all(|part| self.is_beside_objects(part));
        if !is_alone {
            return;
        }
        let Some(Flat { arms, said, nullable }) = self.flat(schema) else { return };
        if arms.len() < 2 || arms.iter().any(|arm| self.kind(arm) != ValueKind::Object) {
            return;
        }
        let of = self.places(arms.iter().copied());
        if self.merged.contains(&of) {
            return;
        }
        let Some(OneObject { object: mut merged, restated }) = self.one_object(&arms, schema)
        else {
            return;
        };
        let others = self.names_in(schema.all_of.iter().flatten());
        if merged.properties.iter().flatten().any(|(name, _)| others.contains(name.as_str())) {
            return;
        }
        self.merged.push(of);
        merged.additional = merged.additional.map(|rest| self.ended(rest));
        said.iter().for_each(|arm| self.report_limits(arm));
        let about = beside_arms(schema.about.clone(), &said);
        let is_declaring = declares(schema);
        schema.any_of = None;
        schema.about = about;
        schema.nullable |= nullable;
        if let Some(own) = &mut schema.properties {
            own.retain(|name, _| !restated.contains(name));
        }
        if is_declaring || schema.all_of.is_some() {
            schema.all_of.get_or_insert_default().push(merged);
            return;
        }
        // The keywords beside the arms hold whichever of them does.
        let (required, additional) = (schema.required.take(), schema.additional.take());
        keep_annotations(schema);
        absorb(schema, Schema { required, additional, ..Schema::default() });
        absorb(schema, merged);
    }

    /// Makes the objects among the arms of an `anyOf` one arm, if they can hold at the same time,
    /// beside those of other kinds. Components stay arms: by their names callers tell them.
    pub(super) fn overlap_among_others(&mut self, schema: &mut Schema) {
        let is_alone = schema.is_bare() && schema.one_of.is_none() && schema.all_of.is_none();
        let arms = schema.any_of.as_ref().filter(|_| is_alone && schema.discriminator.is_none());
        let Some(arms) = arms.filter(|arms| arms.len() <= MAX_COMPARED) else { return };
        let kinds: Vec<ValueKind> = arms.iter().map(|arm| self.kind(arm)).collect();
        let is_known =
            |kind| matches!(kind, ValueKind::Scalar | ValueKind::List | ValueKind::Object);
        let is_object = |number: &usize| kinds[*number] == ValueKind::Object;
        let Some(first) = (0..arms.len()).find(is_object) else { return };
        let (objects, others): (Vec<usize>, Vec<usize>) =
            (0..arms.len()).partition(|number| is_object(number));
        let is_named = |number: &usize| arms[*number].component().is_some();
        if others.is_empty()
            || objects.len() < 2
            || objects.iter().any(is_named)
            || !kinds.iter().copied().all(is_known)
        {
            return;
        }
        let of = |numbers: &[usize]| numbers.iter().map(|number| arms[*number].clone()).collect();
        let at = At(schema.at.child("anyOf"));
        let mut object = Schema { at, any_of: Some(of(&objects)), ..Schema::default() };
        self.overlap(&mut object);
        if object.any_of.is_none() {
            let mut arms: Vec<Schema> = of(&others);
            arms.insert(first, object);
            schema.any_of = Some(arms);
        }
    }

    /// Makes each `anyOf` among the parts of an `allOf` one object, as [`Self::overlap`] does. The
    /// value may be known already to be one of the arms of a component, which says nothing then.
    /// One whose properties other parts declare as well stays a union: what an arm says of them
    /// holds for that arm alone.
    pub(super) fn overlap_parts(&mut self, schema: &mut Schema, scope: &Scope) {
        self.overlap_parts_of(schema, scope, true);
    }

    /// Makes each `anyOf` among parts one object; those among the parts of a component as well, if
    /// it `enters` these: from another one, as often as [`MAX_ENTERED`] says for a schema.
    fn overlap_parts_of(&mut self, schema: &mut Schema, scope: &Scope, enters: bool) {
        if !is_mixture(schema) {
            return;
        }
        let alone = self.alone(schema);
        let Some(mut parts) = schema.all_of.take() else { return };
        let with_alone = parts.iter_mut().zip(alone);
        for part in with_alone.filter_map(|(part, is_alone)| is_alone.then_some(part)) {
            let Some(name) = part.component().map(str::to_owned) else {
                self.overlap(part);
                self.overlap_parts_of(part, scope, enters);
                continue;
            };
            let content = self.target(part);
            let is_made_of_arms = content.any_of.is_some()
                || enters && content.all_of.iter().flatten().any(|part| part.any_of.is_some());
            if !is_made_of_arms || knows(content, &name, &scope.lineage) {
                continue;
            }
            let mut object = content.clone();
            self.overlap(&mut object);
            self.entered += 1;
            let enters = self.entered < MAX_ENTERED;
            self.overlap_parts_of(&mut object, &scope.of(&name), enters);
            if !object.is_union() && !object.all_of.iter().flatten().any(Schema::is_union) {
                // It is told of at the type of the component.
                *part = Schema { about: About::default(), nullable: part.nullable, ..object };
            }
        }
        raise_words(schema, &mut parts);
        schema.all_of = Some(parts);
    }

    /// Tells of each part of an `allOf` whether it alone declares its properties, and limits no
    /// values as a whole.
    fn alone(&self, schema: &Schema) -> Vec<bool> {
        let parts = schema.all_of.as_deref().unwrap_or_default();
        let arms = schema.one_of.iter().chain(&schema.any_of).flatten();
        let mut beside = self.names_in(arms);
        beside.extend(schema.properties.iter().flatten().map(|(name, _)| name.as_str()));
        let names: Vec<HashSet<&str>> = parts.iter().map(|part| self.names_in([part])).collect();
        let mut declaring: HashMap<&str, usize> = HashMap::new();
        for name in names.iter().chain([&beside]).flatten() {
            *declaring.entry(name).or_default() += 1;
        }
        let limits = |part: &Schema| {
            let target = self.target(part);
            [part, target]
                .iter()
                .any(|it| [&it.limits, &it.about.limits] != [&Limits::default(); 2])
        };
        let parts = parts.iter().zip(names);
        parts
            .map(|(part, names)| !limits(part) && names.iter().all(|name| declaring[name] == 1))
            .collect()
    }

    /// Lists the names of the properties that schemas declare, with those of their parts and arms.
    fn names_in<'s>(&self, schemas: impl IntoIterator<Item = &'s Schema>) -> HashSet<&'s str>
    where
        'a: 's,
    {
        let components = self.components;
        let (mut names, mut seen) = (HashSet::new(), HashSet::new());
        let mut pending: Vec<&Schema> = schemas.into_iter().collect();
        while let Some(schema) = pending.pop() {
            let target = target(components, schema);
            if schema.reference.is_some() && !seen.insert(&*target.at) {
                continue;
            }
            names.extend(target.properties.iter().flatten().map(|(name, _)| name.as_str()));
            pending.extend(
                [&target.all_of, &target.one_of, &target.any_of].into_iter().flatten().flatten(),
            );
        }
        names
    }

    /// Tells whether a part of an `allOf` may stand beside objects.
    fn is_beside_objects(&mut self, part: &Schema) -> bool {
        matches!(self.kind(part), ValueKind::Any | ValueKind::Object | ValueKind::Union)
    }

    /// Lists the arms of an `anyOf`, those of each `anyOf` among them in its place. None if there
    /// are too many.
    fn flat<'s>(&self, schema: &'s Schema) -> Option<Flat<'s>>
    where
        'a: 's,
    {
        let components = self.components;
        let own = schema.any_of.as_deref()?;
        let mut flat = Flat::default();
        let mut most = MAX_COMPARED;
        let (mut seen, mut met) = (HashSet::from([&*schema.at]), HashSet::new());
        let mut pending: Vec<(&Schema, bool)> = own.iter().rev().map(|arm| (arm, true)).collect();
        while let Some((arm, is_own)) = pending.pop() {
            if flat.arms.len() + pending.len() >= most {
                return None;
            }
            let target = target(components, arm);
            let inner = target.any_of.as_deref().filter(|_| is_any_of(target));
            let inner = inner.filter(|inner| !self.is_merged(inner));
            let is_inline = arm.component().is_none();
            if is_own && (inner.is_none() || !is_inline || arm.about != About::default()) {
                flat.said.push(arm);
            }
            flat.nullable |= arm.nullable || target.nullable;
            match inner {
                None => {
                    // One may be an arm of several.
                    if met.insert(&*target.at) || most == MAX_COMPARED {
                        flat.arms.push(arm);
                    }
                }
                Some(inner) => {
                    most = MAX_TAKEN_IN;
                    if seen.insert(&*target.at) {
                        pending.extend(inner.iter().rev().map(|arm| (arm, is_own && is_inline)));
                    }
                }
            }
        }
        Some(flat)
    }

    /// Tells whether an `anyOf` is inside of an object that was made of the same arms.
    fn is_merged(&self, arms: &[Schema]) -> bool {
        !self.merged.is_empty() && self.merged.contains(&self.places(arms))
    }

    /// Returns the places of the content of arms.
    fn places<'s>(&self, arms: impl IntoIterator<Item = &'s Schema>) -> BTreeSet<Pointer> {
        arms.into_iter().map(|arm| target(self.components, arm).at.0.clone()).collect()
    }

    /// Reports limits of one arm, which do not hold for an object of all of them.
    fn report_limits(&mut self, arm: &Schema) {
        if arm.limits == Limits::default() && arm.about.limits == Limits::default() {
            return;
        }
        let message = "the limits of this arm are left out: its object is one with those of the \
                       other arms";
        let found = Diagnostic::warning("left-out", &arm.at, message);
        self.report.push(found.help("say the limits beside the arms, if they hold for all"));
    }

    /// Returns the object that has the properties of all arms of a schema, if they can hold at
    /// the same time. Where it declares properties itself, an arm need not have any.
    fn one_object(&mut self, arms: &[&Schema], schema: &Schema) -> Option<OneObject> {
        let mut all = Vec::new();
        for arm in arms {
            let mut found = Claims::default();
            // A parent stands for each of its children.
            if self.target(arm).children.is_some() || !self.declared(arm, &mut found, 0) {
                return None;
            }
            all.push(found);
        }
        // An arm may only require what others declare.
        let known: BTreeSet<&str> =
            all.iter().flat_map(|arm| arm.properties.keys().copied()).collect();
        let is_part = |arm: &Claims<'_>| {
            let is_empty = arm.properties.is_empty();
            !is_empty || !arm.required.is_empty() && arm.required.is_subset(&known)
        };
        if !declares(schema) && !all.iter().all(is_part) {
            return None;
        }
        let mut pairs = (1..all.len()).flat_map(|right| (0..right).map(move |left| (left, right)));
        if pairs.any(|(left, right)| self.is_exclusive(&all[left], &all[right])) {
            return None;
        }
        Some(self.merged(&all, schema))
    }

    /// Collects what an arm declares; whether all of it is known.
    pub(super) fn declared<'s>(
        &self,
        schema: &'s Schema,
        found: &mut Claims<'s>,
        depth: usize,
    ) -> bool
    where
        'a: 's,
    {
        if depth > MAX_DEPTH || schema.one_of.is_some() || schema.any_of.is_some() {
            return false;
        }
        if let Some(name) = &schema.reference {
            let components = self.components;
            let target = components.get(name);
            return target.is_some_and(|target| self.declared(target, found, depth + 1));
        }
        for part in schema.all_of.iter().flatten() {
            if !self.declared(part, found, depth + 1) {
                return false;
            }
        }
        for (name, property) in schema.properties.iter().flatten() {
            found.properties.entry(name).or_default().push(property);
        }
        let required = schema.required.iter().flatten();
        found.required.extend(required.map(|required| required.name.as_str()));
        found.rest = schema.additional.as_ref().or(found.rest);
        true
    }

    fn is_exclusive(&self, left: &Claims<'_>, right: &Claims<'_>) -> bool {
        if self.keeps_out(left, right) || self.keeps_out(right, left) {
            return true;
        }
        left.properties.iter().any(|(name, said)| {
            let other = right.properties.get(name);
            let is_required = left.required.contains(name) || right.required.contains(name);
            other.is_some_and(|other| {
                self.are_other_values(said, other)
                    || is_required && self.are_other_types(said, other)
            })
        })
    }

    /// Tells whether an object requires what is not meant to be in another.
    fn keeps_out(&self, this: &Claims<'_>, other: &Claims<'_>) -> bool {
        let is_closed = matches!(other.rest, Some(Additional::Any(false)));
        let mut own = this.required.iter().filter(|name| !other.properties.contains_key(**name));
        own.any(|name| {
            let said = this.properties.get(*name);
            let is_constant =
                said.is_some_and(|said| self.values(said).is_some_and(|values| values.len() == 1));
            is_closed || is_constant
        })
    }

    /// Tells whether no value is of the types that two arms say of a property.
    fn are_other_types(&self, left: &[&Schema], right: &[&Schema]) -> bool {
        let of = |said: &[&Schema]| said.iter().rev().find_map(|part| self.target(part).kind);
        of(left).zip(of(right)).is_some_and(|(left, right)| left.and(right).is_none())
    }

    /// Tells whether two arms list the values of a property, and none is of both.
    fn are_other_values(&self, left: &[&Schema], right: &[&Schema]) -> bool {
        self.values(left).zip(self.values(right)).is_some_and(|(left, right)| {
            !left.iter().any(|one| right.iter().any(|other| other.value == one.value))
        })
    }

    /// Returns the values that the last part lists which lists any.
    fn values<'s>(&'s self, said: &[&'s Schema]) -> Option<&'s [Listed]> {
        said.iter().rev().find_map(|part| self.target(part).values.as_deref())
    }

    /// Follows references to what has content.
    pub(super) fn target<'s>(&'s self, schema: &'s Schema) -> &'s Schema {
        target(self.components, schema)
    }

    /// Returns the properties of an arm, each of which is all that the parts of the arm say of it.
    fn of_arm<'s>(
        &mut self,
        arm: &Claims<'s>,
        schema: &Schema,
    ) -> IndexMap<&'s str, Cow<'s, Schema>> {
        let property = |(name, said): (&&'s str, &Vec<&'s Schema>)| {
            let last = said.last()?;
            if let Some(other) = said.iter().find(|it| self.are_other_types(&[it], &[last])) {
                let message = format!(
                    "two parts of an `allOf` disagree about the property `{name}`; the later one \
                     is taken"
                );
                let warning = Diagnostic::warning("all-of-conflict", &last.at, message)
                    .related(&other.at, "the other one");
                self.report.push(warning.settled_without(&last.at, "Another part declares it."));
                return Some((*name, Cow::Borrowed(*last)));
            }
            let all = match said.len() {
                1 => None,
                _ => self.all_of_property(schema, name, said),
            };
            // One that lists values says more than its type.
            let listing = || said.iter().rfind(|part| self.target(part).values.is_some());
            let one = all.map_or_else(|| Cow::Borrowed(*listing().unwrap_or(last)), Cow::Owned);
            Some((*name, one))
        };
        arm.properties.iter().filter_map(property).collect()
    }

    /// Combines what arms say of a scalar that is declared beside them with what is said there,
    /// unless that is no scalar, or an arm says that it is another kind of value. It is what any
    /// arm makes of it, and itself where one says nothing of it: any value, if that is so.
    fn restated(
        &mut self,
        schema: &Schema,
        (name, own): (&str, &Schema),
        said: &[&Schema],
        arms: usize,
    ) -> Option<Schema> {
        let kind = self.kind(own);
        let is_any = kind == ValueKind::Any && said.len() < arms;
        let is_scalar = |it: &&Schema| matches!(self.kind(it), ValueKind::Any | ValueKind::Scalar);
        let are_scalars = kind == ValueKind::Scalar && said.iter().all(is_scalar);
        if !is_any && !are_scalars {
            return None;
        }
        if said.iter().any(|it| self.are_other_types(&[own], &[it])) {
            return None;
        }
        if said.iter().all(|it| self.target(it).values.is_some()) && said.len() == arms {
            return None;
        }
        // What is said to people is put together beside the values.
        let silent = |it: &Schema| {
            let About { limits, format, .. } = it.about.clone();
            Schema { about: About { limits, format, ..About::default() }, ..it.clone() }
        };
        let (mut all, mut abouts, own_values) = (Vec::new(), Vec::new(), silent(own));
        for part in said {
            let values = silent(part);
            let both = self.all_of_property(schema, name, &[&own_values, &values]);
            let is_narrower = self.kind(part) == ValueKind::Scalar
                && (self.target(own).values.is_none() || self.target(part).values.is_some());
            let one = || if is_narrower { values.clone() } else { own_values.clone() };
            all.push(Schema { nullable: own.nullable, ..both.unwrap_or_else(one) });
            abouts.push(said_of_both(&own.about, &part.about));
        }
        if said.len() < arms {
            all.push(own_values);
            abouts.push(own.about.clone());
        }
        let mut all = any_of(&all.iter().collect::<Vec<_>>())?;
        let about = of_all(&abouts.iter().collect::<Vec<_>>());
        let texts = iter::once(&own.about).chain(&abouts).chain([&about]);
        all.about = About {
            description: description(texts.map(|about| about.description.as_deref())),
            title: own.about.title.clone(),
            shown: own.about.shown.clone(),
            more: own.about.more.clone(),
            default: about.default,
            deprecated: about.deprecated,
            read_only: about.read_only,
            write_only: about.write_only,
            ..all.about
        };
        Some(all)
    }

    /// Returns the properties of all arms. One that they declare in different ways is
    /// what one or another of them says.
    fn merged(&mut self, arms: &[Claims<'_>], schema: &Schema) -> OneObject {
        let of_arms: Vec<IndexMap<&str, Cow<'_, Schema>>> =
            arms.iter().map(|arm| self.of_arm(arm, schema)).collect();
        let mut said: IndexMap<&str, Vec<&Schema>> = IndexMap::new();
        for (name, property) in of_arms.iter().flatten() {
            said.entry(name).or_default().push(property);
        }
        let mut restated: HashMap<String, Schema> = HashMap::new();
        for (name, said) in &said {
            let own = schema.properties.as_ref().and_then(|own| own.get(*name));
            let all = own.and_then(|own| self.restated(schema, (*name, own), said, arms.len()));
            restated.extend(all.map(|all| ((*name).to_owned(), all)));
        }
        // One that an arm does not declare is one of those that it has values for.
        for arm in arms {
            let Some(Additional::Of(values)) = arm.rest else { continue };
            let others = said.iter_mut().filter(|(name, _)| !arm.properties.contains_key(*name));
            others.for_each(|(_, known)| known.push(values));
        }
        let property = |(name, all): (&&str, &Vec<&Schema>)| {
            let property = restated.get(*name).cloned().or_else(|| any_of(all))?;
            Some(((*name).to_owned(), property))
        };
        let properties = said.iter().filter_map(property);
        let all = arms.iter().map(|arm| arm.required.clone()).reduce(|all, arm| &all & &arm);
        let all = all.unwrap_or_default();
        let own = schema.required.iter().flatten().map(|required| required.name.as_str());
        let own: BTreeSet<&str> = own.collect();
        let more = |arm: &Claims<'_>| {
            let names = arm.required.iter().filter(|name| !all.contains(*name));
            names.filter(|name| !own.contains(*name)).map(|name| (*name).to_owned()).collect()
        };
        let sets: Vec<Vec<String>> = arms.iter().map(more).collect();
        // An arm that requires nothing more leaves it to callers.
        let is_choice = sets.iter().all(|set| !set.is_empty());
        let alternatives = is_choice.then_some(Alternatives { exclusive: false, sets });
        let required = all.into_iter().map(|name| Required {
            at: schema.at.clone(),
            name: name.to_owned(),
            is_declared: false,
        });
        let at = schema.at.descend(&["additionalProperties", "anyOf"]);
        let rests = || arms.iter().filter_map(|arm| arm.rest);
        let typed = rests().filter(|rest| rest.values().is_some()).cloned();
        let is_open = |arm: &Claims<'_>| matches!(arm.rest, None | Some(Additional::Any(true)));
        let typed = match rest_of_all(typed, &at) {
            Some(Additional::Of(_)) if arms.iter().any(is_open) => Some(Additional::Any(true)),
            typed => typed,
        };
        let object = Schema {
            at: At(schema.at.child("anyOf")),
            kind: Some(Type::Object),
            properties: Some(properties.collect()),
            required: Some(required.collect()),
            additional: typed.or_else(|| rests().next().cloned()),
            alternatives: alternatives.into_iter().collect(),
            ..Schema::default()
        };
        OneObject { object, restated: restated.into_keys().collect() }
    }
}

/// Tells a schema that is an `anyOf` and nothing more, but for the type of objects.
fn is_any_of(schema: &Schema) -> bool {
    schema.any_of.is_some()
        && matches!(schema.kind, None | Some(Type::Object))
        && schema.is_bare()
        && schema.one_of.is_none()
        && schema.all_of.is_none()
        && schema.discriminator.is_none()
        && schema.children.is_none()
        && schema.conditional.is_empty()
        && schema.alternatives.is_empty()
}

/// Returns what is said to people of a property that is declared beside arms, and in one of them.
fn said_of_both(own: &About, of_arm: &About) -> About {
    About {
        description: of_arm.description.clone(),
        default: of_arm.default.clone().or_else(|| own.default.clone()),
        deprecated: own.deprecated || of_arm.deprecated,
        read_only: own.read_only || of_arm.read_only,
        write_only: own.write_only || of_arm.write_only,
        ..About::default()
    }
}
