//! Groups as cargo features: which types each group reaches.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToKebabCase;

use super::Planner;
use super::files::group_module;
use crate::ir::{Operation, TypeRef};
use crate::passes::uses;
use crate::rust::Feature;

/// The feature of all groups.
pub(crate) const FULL: &str = "full";

/// A feature of every crate, which is one of the runtime, and what it is for;
/// nothing where that stands with the one before.
pub(crate) const COMMON: [(&str, &str); 12] = [
    ("tls", "HTTPS by rustls"),
    ("native-tls", "HTTPS by the library of the operating system, in place of `tls`"),
    ("http2", "HTTP/2 where a server offers it"),
    ("socks", "SOCKS proxies"),
    ("gzip", "compressed answers, in each of three ways"),
    ("brotli", ""),
    ("zstd", ""),
    ("charsets", "text in any charset of the web, beside UTF-8, UTF-16 and Windows-1252"),
    ("blocking", "calls that a thread waits for, where there is no async code"),
    ("webhooks", "messages to webhooks, and whether they are from the service"),
    ("testing", "a transport that answers from a script, for tests"),
    ("tracing", "a `tracing` span of each call"),
];

/// The groups, each with its operations.
pub(super) type Groups<'a> = [(String, Vec<&'a Operation>)];

/// The feature of a group.
pub(super) fn feature_name(group: &str) -> String {
    let name = group_module(group).to_kebab_case();
    let is_common = COMMON.iter().any(|(known, _)| *known == name);
    let is_taken = is_common || [FULL, "default"].contains(&name.as_str());
    if is_taken { format!("{name}-group") } else { name }
}

impl<'a> Planner<'a> {
    /// A feature per group, if there is more than one, with the features of the
    /// groups that it calls.
    pub(super) fn features(&self, groups: &Groups<'a>) -> Vec<Feature> {
        if groups.len() < 2 {
            return Vec::new();
        }
        let group_of = |id: &str| {
            let has = |operations: &[&Operation]| operations.iter().any(|known| known.id == id);
            groups.iter().find(|(_, operations)| has(operations)).map(|(group, _)| group)
        };
        let feature = |(group, operations): &(String, Vec<&Operation>)| {
            let polls = operations.iter().filter_map(|operation| operation.poll.as_ref());
            let others = polls.filter_map(|poll| group_of(&poll.with));
            let others: BTreeSet<String> =
                others.filter(|other| *other != group).map(|other| feature_name(other)).collect();
            Feature {
                name: feature_name(group),
                module: group_module(group),
                enables: others.into_iter().collect(),
            }
        };
        let mut features: Vec<Feature> = groups.iter().map(feature).collect();
        features.sort_by(|left, right| left.name.cmp(&right.name));
        features
    }

    /// The features with any of which a module of types is there; none for a
    /// module that is always there. What no group needs, since its parts have
    /// become those of other types, is only there with all groups.
    pub(super) fn conditions(&self, groups: &Groups<'a>) -> BTreeMap<String, Vec<String>> {
        let mut conditions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (group, operations) in groups.iter().filter(|_| groups.len() > 1) {
            for module in self.reached(operations) {
                conditions.entry(module).or_default().insert(feature_name(group));
            }
        }
        for module in self.in_module.keys().filter(|_| groups.len() > 1) {
            let features = conditions.entry(module.clone()).or_default();
            if features.is_empty() {
                features.insert(FULL.to_owned());
            }
        }
        let always = |features: &BTreeSet<String>| features.len() == groups.len();
        conditions
            .into_iter()
            .map(|(module, features)| {
                let features = if always(&features) { BTreeSet::new() } else { features };
                (module, features.into_iter().collect())
            })
            .collect()
    }

    /// The modules of all types that operations reach. A module that is reached
    /// is there with everything in it.
    pub(super) fn reached(&self, operations: &[&Operation]) -> BTreeSet<String> {
        let module = |ty: &TypeRef| ty.named().and_then(|id| self.modules.get(id.component()));
        let mut pending: Vec<&String> =
            operations.iter().flat_map(|operation| operation.uses()).filter_map(module).collect();
        let mut reached = BTreeSet::new();
        while let Some(name) = pending.pop() {
            if reached.insert(name.clone()) {
                let held = self.in_module.get(name).into_iter().flatten();
                let shapes = held.map(|id| &self.api.types[*id].shape);
                pending.extend(shapes.flat_map(uses).filter_map(module));
            }
        }
        reached
    }
}
