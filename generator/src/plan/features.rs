//! Groups as cargo features: which types each group reaches.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToKebabCase;

use super::Planner;
use super::files::group_module;
use super::webhooks::posted;
use crate::ir::{Answer, Content, Gives, LibraryType, Operation, Shape, TypeRef};
use crate::rust::{FULL, Feature};
use crate::words::is_same;

/// The features of crates that are those of the runtime, each with what it is for.
const COMMON: [(&str, &str); 13] = [
    ("tls", "HTTPS by rustls"),
    ("native-tls", "HTTPS by the library of the operating system, in place of `tls`"),
    ("http2", "HTTP/2 where a server offers it"),
    ("socks", "SOCKS proxies"),
    ("gzip", "answers compressed by gzip"),
    ("brotli", "answers compressed by Brotli"),
    ("zstd", "answers compressed by Zstandard"),
    ("charsets", "text in any charset of the web, beside UTF-8, UTF-16 and Windows-1252"),
    ("blocking", "calls that a thread waits for, where there is no async code"),
    (WEBHOOKS, "messages to webhooks, and whether they are from the service"),
    (TYPED, "answers that are values of your types, and your functions as tools"),
    ("testing", "a transport that answers from a script, for tests"),
    ("tracing", "a `tracing` span of each attempt"),
];

/// The features of the runtime for forms, with the files in them, and for files alone.
pub(super) const FORMS: &str = "forms";
const FILES: &str = "fs";

/// The feature for messages to webhooks, with their types.
const WEBHOOKS: &str = "webhooks";

/// The feature for callers' types, which not every crate has.
pub(super) const TYPED: &str = "schemars";

/// Returns the features that a crate has beside its groups, each with what it is for.
pub(super) fn common(has_typed: bool) -> impl Iterator<Item = (&'static str, &'static str)> {
    COMMON.into_iter().filter(move |(name, _)| has_typed || *name != TYPED)
}

/// The groups, each with its operations.
pub(super) type Groups<'a> = [(String, Vec<&'a Operation>)];

/// By module of types, the features with any of which it is there; none for one that
/// is always there.
pub(super) type Conditions = BTreeMap<String, Vec<String>>;

/// Returns a name that no other feature has.
fn own_name(name: String) -> String {
    let is_common = COMMON.iter().any(|(known, _)| *known == name);
    let is_taken = is_common || [FULL, "default"].contains(&name.as_str());
    if is_taken { format!("{name}-group") } else { name }
}

/// Tells whether cargo takes a name for a feature.
fn is_feature_name(name: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-');
    name.chars().all(is_part) && !name.starts_with('-')
}

/// The features of the runtime that the crate uses.
#[derive(Default)]
pub(super) struct Needs {
    /// The features that items without a feature of the crate use.
    pub(super) always: BTreeSet<&'static str>,
    /// The features that only items with a feature of the crate use, by that feature.
    with: BTreeMap<String, BTreeSet<&'static str>>,
}

impl Needs {
    /// Notes that something uses a feature of the runtime which is there with any of
    /// some features, or always.
    fn add(&mut self, features: &[String], need: &'static str) {
        // Neither the feature of all groups nor that of webhooks has a list of its own.
        let has_list = |feature: &String| feature != FULL && feature != WEBHOOKS;
        if features.is_empty() || !features.iter().all(has_list) {
            self.always.insert(need);
        }
        for feature in features {
            self.with.entry(feature.clone()).or_default().insert(need);
        }
    }

    /// Leaves out what is there with another one.
    fn settled(mut self) -> Self {
        if self.always.contains(FORMS) {
            self.always.remove(FILES);
        }
        for needs in self.with.values_mut() {
            needs.retain(|need| !self.always.contains(need));
            if needs.contains(FORMS) || self.always.contains(FORMS) {
                needs.remove(FILES);
            }
        }
        self
    }

    /// Returns the features with any of which the runtime has one of its own; none where it
    /// always has.
    pub(super) fn conditions(&self, need: &str) -> Vec<String> {
        if self.always.contains(need) {
            return Vec::new();
        }
        let with = self.with.iter().filter(|(_, needs)| needs.contains(need));
        with.map(|(feature, _)| feature.clone()).collect()
    }
}

impl<'a> Planner<'a> {
    /// Returns the feature of a group; none where it is always there, as one alone is, and
    /// those beside optional ones. It is called as the configuration writes it.
    pub(super) fn feature_of(&self, group: &str, groups: &Groups<'_>) -> Option<String> {
        let optional = &self.config.optional_groups;
        let usual = || group_module(group).to_kebab_case();
        let name = match optional.iter().find(|name| is_same(name, group)) {
            Some(name) if is_feature_name(name) => name.clone(),
            Some(_) => usual(),
            None if optional.is_empty() && groups.len() > 1 => usual(),
            None => return None,
        };
        Some(own_name(name))
    }

    /// Tells whether the features of groups are on by default.
    pub(super) fn is_full(&self) -> bool {
        self.config.optional_groups.is_empty()
    }

    /// Returns the feature of a group that is not there by default.
    pub(super) fn optional_feature(&self, group: &str, groups: &Groups<'_>) -> Option<String> {
        self.feature_of(group, groups).filter(|_| !self.is_full())
    }

    /// Returns a feature per group that is not always there, with the features of the groups
    /// that it calls and those of the runtime.
    pub(super) fn features(&self, groups: &Groups<'a>, needs: &Needs) -> Vec<Feature> {
        let group_of = |id: &str| {
            let has = |operations: &[&Operation]| operations.iter().any(|known| known.id == id);
            groups.iter().find(|(_, operations)| has(operations)).map(|(group, _)| group)
        };
        let feature = |(group, operations): &(String, Vec<&Operation>)| {
            let name = self.feature_of(group, groups)?;
            let polls = operations.iter().filter_map(|operation| operation.poll.as_ref());
            let others = polls.filter_map(|poll| self.feature_of(group_of(&poll.with)?, groups));
            let others: BTreeSet<String> = others.filter(|other| *other != name).collect();
            let of_runtime = needs.with.get(&name).into_iter().flatten();
            let of_runtime = of_runtime.map(|need| format!("openapi-loom-runtime/{need}"));
            let enables = others.into_iter().chain(of_runtime).collect();
            Some(Feature { name, module: group_module(group), enables })
        };
        let mut features: Vec<Feature> = groups.iter().filter_map(feature).collect();
        features.sort_by(|left, right| left.name.cmp(&right.name));
        features
    }

    /// Finds the conditions of the modules of types. What no group needs, since its parts have
    /// become those of other types, is only there with all groups; beside groups that
    /// are always there, it is as well if all that it holds is. What is posted to webhooks is
    /// there with their feature, too.
    pub(super) fn conditions(&self, groups: &Groups<'a>) -> Conditions {
        let features: Vec<Option<String>> =
            groups.iter().map(|(group, _)| self.feature_of(group, groups)).collect();
        if features.iter().all(Option::is_none) {
            return BTreeMap::new();
        }
        let reached: Vec<BTreeSet<String>> =
            groups.iter().map(|(_, operations)| self.reached(operations)).collect();
        let is_beside = features.iter().any(Option::is_none);
        let of = |is_optional: bool| -> BTreeSet<&String> {
            let of = features.iter().zip(&reached);
            let of = of.filter(|(feature, _)| feature.is_some() == is_optional);
            of.flat_map(|(_, reached)| reached).collect()
        };
        let of_features = &of(true) - &of(false);
        let posted: Vec<String> =
            posted(self.api).filter_map(|id| self.modules.get(id.component())).cloned().collect();
        let posted = self.all_from(posted);
        let condition = |module: &String| {
            let reaching = features.iter().zip(&reached).filter(|(_, of)| of.contains(module));
            let reaching: Vec<Option<&String>> =
                reaching.map(|(feature, _)| feature.as_ref()).collect();
            if reaching.is_empty() {
                let held = self.all_from(vec![module.clone()]);
                let is_always = is_beside && held.iter().all(|held| !of_features.contains(held));
                return if is_always { Vec::new() } else { vec![FULL.to_owned()] };
            }
            let any: Option<BTreeSet<&String>> = reaching.iter().copied().collect();
            let any = any.filter(|any| any.len() < groups.len()).unwrap_or_default();
            any.into_iter().cloned().collect()
        };
        let with_webhooks = |module: &String| {
            let mut any = condition(module);
            if !any.is_empty() && posted.contains(module) {
                any.push(WEBHOOKS.to_owned());
            }
            (module.clone(), any)
        };
        self.in_module.keys().map(with_webhooks).collect()
    }

    /// Returns the features of the runtime that calls and types do not do without: forms,
    /// which bring files; files alone, for downloads; libraries.
    pub(super) fn needs(&self, groups: &Groups<'a>, conditions: &Conditions) -> Needs {
        let mut needs = Needs::default();
        for (group, operations) in groups {
            let features: Vec<String> = self.feature_of(group, groups).into_iter().collect();
            for operation in operations {
                let own = is_form(operation).then_some(FORMS);
                let own = own.or_else(|| gives_bytes(operation).then_some(FILES));
                let libraries = operation.types().filter_map(library);
                own.into_iter().chain(libraries).for_each(|need| needs.add(&features, need));
            }
        }
        for (module, ids) in &self.in_module {
            let features = conditions.get(module).map_or(&[][..], Vec::as_slice);
            let shapes = ids.iter().map(|id| &self.api.types[*id].shape);
            for ty in shapes.flat_map(Shape::types) {
                let own = (ty.innermost() == &TypeRef::File).then_some(FORMS);
                own.or_else(|| library(ty)).into_iter().for_each(|need| needs.add(features, need));
            }
        }
        needs.settled()
    }

    /// Returns the modules of all types that operations reach. A module that is reached
    /// is there with everything in it.
    pub(super) fn reached(&self, operations: &[&Operation]) -> BTreeSet<String> {
        let uses = operations.iter().flat_map(|operation| operation.types());
        self.all_from(uses.filter_map(|ty| self.module_for(ty)).collect())
    }

    /// Returns the module of a type.
    fn module_for(&self, ty: &TypeRef) -> Option<String> {
        self.modules.get(ty.named()?.component()).cloned()
    }

    /// Returns these modules of types, and those of all types that they reach.
    fn all_from(&self, mut pending: Vec<String>) -> BTreeSet<String> {
        let mut reached = BTreeSet::new();
        while let Some(name) = pending.pop() {
            if reached.insert(name.clone()) {
                let held = self.in_module.get(&name).into_iter().flatten();
                let shapes = held.map(|id| &self.api.types[*id].shape);
                pending.extend(shapes.flat_map(Shape::types).filter_map(|ty| self.module_for(ty)));
            }
        }
        reached
    }
}

fn is_form(operation: &Operation) -> bool {
    let content = operation.body.as_ref().map(|body| &body.content);
    matches!(content, Some(Content::Form(..) | Content::Parts(..)))
}

fn gives_bytes(operation: &Operation) -> bool {
    let is_usual = matches!(operation.answer, Answer::Bytes(_));
    is_usual || operation.choices.iter().any(|choice| choice.gives == Gives::Bytes)
}

/// Returns the library whose type the crate names there, but for that of bytes, which the
/// runtime always has.
pub(super) fn library(ty: &TypeRef) -> Option<&'static str> {
    match ty.innermost() {
        TypeRef::Parsed(LibraryType::Bytes) => None,
        TypeRef::Parsed(ty) => Some(ty.library()),
        _ => None,
    }
}
