//! Discriminators, and what they say of the arms of a union.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use indexmap::IndexSet;
use serde_json::json;

use super::Builder;
use super::arms::Arms;
use super::facts::Facts;
use super::ladder::{Candidate, text};
use super::object::Declared;
use crate::diagnostic::Diagnostic;
use crate::ir::Arm;
use crate::pointer::Pointer;
use crate::schema::{DefaultMapping, Discriminator, Mapping, Schema, no_arm, undeclared};

/// The number of schemas that one extends which are looked into for a discriminator.
const MAX_EXTENDED: usize = 64;

/// The property of a discriminator, and its texts for an arm.
type TagTexts = (String, Vec<String>);

impl<'a> Builder<'a> {
    /// Returns the property and the texts that the discriminators of a union, and
    /// of unions in it, have for the schemas of its arms.
    pub(super) fn discriminated(&self, union: &Arms<'a>) -> HashMap<&'a Pointer, TagTexts> {
        let mut mappings = HashMap::new();
        let mut said: HashMap<&Pointer, (&str, IndexSet<&str>)> = HashMap::new();
        for union in &union.unions {
            for arm in union.arms() {
                let says = union.discriminator.as_ref();
                let says = says.or_else(|| self.inherited(arm));
                let (Some(says), Some(name)) = (says, arm.component()) else { continue };
                let mapped = mappings
                    .entry(std::ptr::from_ref(says))
                    .or_insert_with(|| texts_by_component(says));
                // Another arm may be another name for the same schema.
                let (_, known) = said
                    .entry(&*self.follow(arm).at)
                    .or_insert_with(|| (&says.property, IndexSet::new()));
                match mapped.get(name) {
                    Some(texts) => known.extend(texts),
                    None => drop(known.insert(says.implied_by(arm, name))),
                }
            }
        }
        let owned = |(property, texts): (&str, IndexSet<&str>)| {
            (property.to_owned(), texts.into_iter().map(str::to_owned).collect())
        };
        said.into_iter().map(|(at, said)| (at, owned(said))).collect()
    }

    /// Returns the values that the discriminators of a union map to the schema at a place.
    pub(super) fn mapped_to(&self, at: &Pointer, union: &Arms<'a>) -> HashSet<&'a str> {
        let says = union.unions.iter().filter_map(|inner| inner.discriminator.as_ref());
        let mapped = says.flat_map(|says| &says.mapping).filter(|mapping| {
            let target = self.find(component_of(mapping)).map(|target| self.follow(target));
            target.is_some_and(|target| target.at.0 == *at)
        });
        mapped.map(|mapping| mapping.value.as_str()).collect()
    }

    /// Reports values that the discriminators of a union map to what is none of its arms.
    pub(super) fn mapped_in_vain(&mut self, union: &Arms<'a>) {
        let in_vain = union.unions.iter().flat_map(|inner| self.without_arm(inner, union));
        for mapping in in_vain.collect::<Vec<_>>() {
            self.report.push(no_arm(mapping));
        }
    }

    /// Reports discriminators whose property no object declares and no arm is told by.
    pub(super) fn unasked(
        &mut self,
        union: &Arms<'a>,
        objects: &[&'a Schema],
        tag: Option<&str>,
        arms: &[Arm],
    ) {
        for inner in &union.unions {
            let Some(says) = own(inner) else { continue };
            let property = says.property.as_str();
            if tag == Some(property) || arms.iter().any(|arm| arm.key.asks(property)) {
                continue;
            }
            let mut declared = objects.iter().filter_map(|arm| self.declared(arm));
            if !declared.any(|declared| declared.properties.contains_key(property)) {
                self.report.push(undeclared(says));
            }
        }
    }

    /// Returns the mappings of one of the unions that a union is made of which lead to no arm.
    fn without_arm(&self, inner: &'a Schema, union: &Arms<'a>) -> Vec<&'a Mapping> {
        let mapped = own(inner).map_or(&[][..], |says| says.mapping.as_slice());
        if mapped.is_empty() {
            return Vec::new();
        }
        let arms: Vec<&Schema> = union.arms.iter().copied().chain(inner.arms()).collect();
        let names: HashSet<&str> = arms.iter().filter_map(|arm| arm.component()).collect();
        let places: HashSet<&Pointer> = arms.iter().map(|arm| &*self.follow(arm).at).collect();
        // An arm that was put together with what is beside it has no name any more.
        let are_named = arms.iter().all(|arm| arm.component().is_some());
        let is_arm = |mapping: &&Mapping| {
            let name = component_of(mapping);
            // Another name for the schema of an arm leads there as well.
            let target = self.find(name).map(|target| &*self.follow(target).at);
            let leads_there = |target| !are_named || places.contains(target);
            names.contains(name) || target.is_some_and(leads_there)
        };
        mapped.iter().filter(|mapping| !is_arm(mapping)).collect()
    }

    /// Returns the discriminator that a schema has from what it extends.
    fn inherited(&self, schema: &'a Schema) -> Option<&'a Discriminator> {
        let mut seen: BTreeSet<&Pointer> = BTreeSet::new();
        let mut pending = vec![schema];
        while let Some(schema) = pending.pop().map(|schema| self.follow(schema))
            && seen.len() < MAX_EXTENDED
        {
            if seen.insert(&schema.at) {
                if schema.discriminator.is_some() {
                    return schema.discriminator.as_ref();
                }
                pending.extend(schema.all_of.iter().flatten().rev());
            }
        }
        None
    }
}

impl<'a> Builder<'a> {
    /// Returns the number of the object that a union is where no other arm has the value
    /// of `tag`, which tells the arms apart. What the document says of it in vain
    /// is reported.
    pub(super) fn default_arm(
        &mut self,
        union: &Arms<'a>,
        objects: &[&'a Schema],
        declared: &[Declared<'a>],
        tag: Option<&str>,
    ) -> Option<usize> {
        // The arms of a union inside it are decided for by what is around it.
        let deciding = match union.unions.split_first() {
            Some((outermost, _)) if outermost.discriminator.is_some() => vec![*outermost],
            _ => union.unions.clone(),
        };
        let mut found: Option<(&'a DefaultMapping, usize)> = None;
        for union in deciding {
            let Some(discriminator) = &union.discriminator else { continue };
            let Some(default) = &discriminator.default else {
                self.may_be_missing(discriminator, objects, declared);
                continue;
            };
            let named = self.default_of(union);
            let number = named.and_then(|named| {
                let at = &self.follow(named).at.0;
                objects.iter().position(|arm| self.follow(arm).at.0 == *at)
            });
            match (number, found) {
                (None, _) => {
                    self.no_default(&default.at, "it names no object among the arms of the union");
                }
                (Some(_), _) if tag != Some(discriminator.property.as_str()) => {
                    self.no_default(&default.at, "`propertyName` is not what tells the arms apart");
                }
                // Of two that differ neither is right.
                (Some(number), Some((other, known))) if number != known => {
                    let problem = "another union among the arms of the same union has another";
                    self.no_default(&other.at, problem);
                    self.no_default(&default.at, problem);
                    return None;
                }
                (Some(number), _) => found = Some((default, number)),
            }
        }
        found.map(|(_, number)| number)
    }

    /// Returns the arm that a union has by default; that of a union which it names is
    /// the one that this has.
    fn default_of(&self, union: &'a Schema) -> Option<&'a Schema> {
        let mut union = union;
        let mut seen: HashSet<&Pointer> = HashSet::new();
        while seen.insert(&union.at) {
            let discriminator = union.discriminator.as_ref()?;
            let default = discriminator.default.as_ref()?;
            let is_named = |arm: &&Schema| match arm.component() {
                Some(name) => default.names(name),
                // The parent itself stands for values that are none of its children.
                None => arm.at.0 == discriminator.at.0,
            };
            let named = union.arms().iter().find(is_named)?;
            match self.follow(named) {
                inner if inner.arms().is_empty() => return Some(named),
                inner => union = inner,
            }
        }
        None
    }

    fn no_default(&mut self, at: &Pointer, problem: &str) {
        let message = format!("`defaultMapping` is left out: {problem}");
        let error = Diagnostic::error("default-mapping", at, message);
        let error = error.settled_without(at, "It says nothing that could be followed.");
        self.report.push(Diagnostic { severity: self.unmatched, ..error });
    }

    /// Reports arms in which the property may be missing, though nothing says
    /// what they are then: OpenAPI 3.2 asks for that.
    fn may_be_missing(
        &mut self,
        discriminator: &'a Discriminator,
        objects: &[&'a Schema],
        declared: &[Declared<'a>],
    ) {
        if self.selection.is_before_3_2 {
            return;
        }
        let name = &discriminator.property;
        for (arm, declared) in objects.iter().zip(declared) {
            if declared.requires(name) {
                continue;
            }
            let at = &self.follow(arm).at;
            let message = format!(
                "`{name}` may be missing here, and no `defaultMapping` says what that is: it is \
                 read as `Other`"
            );
            let warning = Diagnostic::warning("default-mapping", at, message)
                .related(&discriminator.at, "what tells it from the other arms")
                .help(format!("require `{name}`, or write `defaultMapping` there"));
            let why = format!("`{name}` is always there.");
            self.report.push(warning.settled_with(at, json!({ "required": [name] }), why));
        }
    }
}

/// Returns the discriminator of a union; one that was taken over from elsewhere speaks of the arms
/// there.
fn own(union: &Schema) -> Option<&Discriminator> {
    union.discriminator.as_ref().filter(|says| says.at.is_in(&union.at))
}

/// Returns the values that stand for each component.
fn texts_by_component(discriminator: &Discriminator) -> HashMap<&str, Vec<&str>> {
    let mut texts: HashMap<&str, Vec<&str>> = HashMap::new();
    for mapping in &discriminator.mapping {
        texts.entry(component_of(mapping)).or_default().push(&mapping.value);
    }
    texts
}

/// Returns the name of the component that a value is mapped to.
fn component_of(mapping: &Mapping) -> &str {
    mapping.component.rsplit('/').next().unwrap_or_default()
}

/// The texts that arms may have for one property.
#[derive(Default)]
pub(super) struct ArmTexts {
    /// The number of arms that list each.
    listed: HashMap<String, usize>,
    /// True if one of the arms may have any text.
    any: bool,
}

impl ArmTexts {
    /// Adds those of an arm that declares the property.
    pub(super) fn add(&mut self, facts: &Facts) {
        match &facts.values {
            Some(values) => {
                for text in values.iter().filter_map(text) {
                    *self.listed.entry(text).or_default() += 1;
                }
            }
            None => self.any = true,
        }
    }

    /// Tells whether a text is listed by at least so many arms.
    pub(super) fn has(&self, text: &str, count: usize) -> bool {
        self.any || self.listed.get(text).is_some_and(|listed| *listed >= count)
    }
}

/// Takes from each arm the values that a discriminator gives to another, or to
/// none though others have them too: all arms may share the enum of their kinds.
pub(super) fn share_out(arms: &mut [Candidate<'_>], said: &[Option<&TagTexts>]) {
    let mut shared: BTreeMap<&str, (HashSet<&str>, ArmTexts)> = BTreeMap::new();
    for (name, texts) in said.iter().copied().flatten() {
        let (given, _) = shared.entry(name).or_default();
        given.extend(texts.iter().map(String::as_str));
    }
    for (name, (_, texts)) in &mut shared {
        arms.iter().filter_map(|arm| arm.facts(name)).for_each(|facts| texts.add(facts));
    }
    for (arm, says) in arms.iter_mut().zip(said) {
        let Some((name, own)) = says else { continue };
        let Some((given, texts)) = shared.get(name.as_str()) else { continue };
        let own: HashSet<&str> = own.iter().map(String::as_str).collect();
        // One of those that list it is the arm itself.
        arm.lose(name, |text| !own.contains(text) && (given.contains(text) || texts.has(text, 2)));
    }
}
