//! The promises beside types and calls: who may ask, and until when.

use std::collections::{BTreeMap, BTreeSet};

use super::docs::Sent;
use super::document::is_same_url;
use super::{Class, Comparison, Kind, Place};
use crate::ir::{Api, Contract, Operation, Requirement, ResponseHeaders, Scheme, Server};

impl Comparison<'_> {
    /// Compares the promises of two versions of an operation.
    pub(super) fn contract(&mut self, place: &Place, old: &Operation, new: &Operation) {
        let Contract { server, security, responses, callbacks, sunset } = &old.contract;
        self.server(place, server.as_ref(), new.contract.server.as_ref());
        self.security(place, security, &new.contract.security);
        self.responses(&new.id, responses, &new.contract.responses);
        self.headers(old, new);
        self.formats_and_deprecation(&new.id, responses, &new.contract.responses);
        self.hooks(place, callbacks, &new.contract.callbacks);
        self.sunset(place, sunset.as_deref(), new.contract.sunset.as_deref(), Sent::Always);
    }

    /// Compares the servers of an operation, unless it is served as the others in both documents.
    fn server(&mut self, place: &Place, old: Option<&Server>, new: Option<&Server>) {
        let url = |own: Option<&Server>, api: &Api| {
            own.map(|server| server.url.clone()).or_else(|| api.service.base_url.clone())
        };
        let (before, after) = (url(old, self.old.api), url(new, self.new.api));
        let has_own = old.is_some() || new.is_some();
        if has_own && !is_same_url(before.as_deref(), after.as_deref()) {
            let found = self.push(place, Kind::BaseUrl).from(before).to(after);
            found.at(old.map(|server| &server.origin), new.map(|server| &server.origin));
        }
    }

    fn security(&mut self, place: &Place, old: &[Requirement], new: &[Requirement]) {
        if old == new {
            return;
        }
        let renamed = &self.renamed_schemes;
        let name = |name: &String| renamed.get(name).unwrap_or(name).clone();
        let rename = |way: &Requirement| -> Requirement {
            way.iter().map(|(scheme, scopes)| (name(scheme), scopes.clone())).collect()
        };
        let old: Vec<Requirement> = old.iter().map(rename).collect();
        let is_same =
            |one: &[Requirement], other: &[Requirement]| one.iter().all(|way| other.contains(way));
        if is_same(&old, new) && is_same(new, &old) {
            return;
        }
        let kind = match (is_open(&old), is_open(new)) {
            (true, false) if takes_keys(&old) => Kind::SecurityRequired,
            (true, false) => Kind::SecurityAdded,
            (false, true) if takes_keys(new) => Kind::SecurityOptional,
            (false, true) => Kind::SecurityRemoved,
            _ if schemes_of(&old) == schemes_of(new) => Kind::ScopesChanged,
            _ => Kind::SecurityChanged,
        };
        let refused = !is_open(new) && (is_open(&old) || !old.iter().all(|way| admits(new, way)));
        let class = if refused { Class::Refused } else { Class::Compatible };
        let words = |ways: &[Requirement]| ways.iter().map(way_words).collect::<Vec<_>>();
        self.push(place, kind).class(class).from(words(&old)).to(words(new));
    }

    /// Compares the statuses of success.
    pub(super) fn successes(
        &mut self,
        place: &Place,
        old: &[ResponseHeaders],
        new: &[ResponseHeaders],
    ) {
        let (before, after) = (success_statuses(old), success_statuses(new));
        if before != after {
            self.push(place, Kind::SuccessChanged).from(before).to(after);
        }
    }

    /// Compares the schemes that operations of both documents ask for.
    pub(super) fn schemes(&mut self) {
        let (old, new) = (self.old.api, self.new.api);
        let renamed = self.renamed_schemes.clone();
        let used = |api: &Api| -> BTreeSet<String> {
            let ways = api.operations.iter().flat_map(|operation| &operation.contract.security);
            ways.flat_map(BTreeMap::keys).cloned().collect()
        };
        let asked = used(new);
        for name in used(old) {
            let after = renamed.get(&name).unwrap_or(&name);
            let (Some(one), Some(other)) = (old.schemes.get(&name), new.schemes.get(after)) else {
                continue;
            };
            if asked.contains(after) {
                self.scheme(after, one, other);
                let said = |api: &'_ Api, name: &String| {
                    let mut all = api.service.schemes.iter();
                    all.find(|scheme| scheme.name == *name)?.description.clone()
                };
                let texts = [said(old, &name), said(new, after)];
                let place = Place::Scheme(after.clone());
                let at = [Some(&one.origin), Some(&other.origin)];
                self.described(&place, texts.each_ref().map(Option::as_ref), at);
            }
        }
    }

    fn scheme(&mut self, name: &str, old: &Scheme, new: &Scheme) {
        let Scheme { origin, kind, urls, scopes, about_scopes, deprecated } = old;
        let place = Place::Scheme(name.to_owned());
        self.deprecation(&place, *deprecated, new.deprecated);
        let (from, to) = (Some(origin), Some(&new.origin));
        if *kind != new.kind {
            let found = self.push(&place, Kind::SchemeChanged).at(from, to);
            found.from([kind.clone()]).to([new.kind.clone()]);
        }
        let keys: BTreeSet<&String> = urls.keys().chain(new.urls.keys()).collect();
        for key in keys {
            let (before, after) = (urls.get(key), new.urls.get(key));
            if before == after {
                continue;
            }
            let class = if before.is_none() { Class::Compatible } else { Class::Refused };
            let words = |url: Option<&String>| url.map(|url| format!("{key} {url}"));
            let found = self.push(&place, Kind::SchemeUrl).class(class).at(from, to);
            found.from(words(before)).to(words(after));
        }
        for (scope, text) in about_scopes {
            // One that comes or goes is told as such.
            if let Some(other) = new.about_scopes.get(scope) {
                let texts = [text, other].map(|text| format!("{scope}: {text}"));
                self.described(&place, texts.each_ref().map(Some), [from, to]);
            }
        }
        let only = |one: &[String], other: &[String]| -> Vec<String> {
            one.iter().filter(|scope| !other.contains(scope)).cloned().collect()
        };
        let (gone, more) = (only(scopes, &new.scopes), only(&new.scopes, scopes));
        if !gone.is_empty() {
            self.push(&place, Kind::ScopesGone).from(gone).at(from, to);
        }
        if !more.is_empty() {
            self.push(&place, Kind::ScopesOffered).to(more).at(from, to);
        }
    }
}

/// Returns the statuses of success; what stands for all statuses, where there is no other.
fn success_statuses(responses: &[ResponseHeaders]) -> BTreeSet<String> {
    let all = || responses.iter().map(|response| response.status.clone());
    let successes: BTreeSet<String> = all().filter(|status| status.starts_with('2')).collect();
    match successes.is_empty() {
        true => all().filter(|status| status == "default").collect(),
        false => successes,
    }
}

/// Tells whether anybody is let in.
fn is_open(ways: &[Requirement]) -> bool {
    ways.is_empty() || ways.iter().any(BTreeMap::is_empty)
}

/// Tells whether some are let in by a key.
fn takes_keys(ways: &[Requirement]) -> bool {
    ways.iter().any(|way| !way.is_empty())
}

/// Returns the schemes of each way to be let in.
fn schemes_of(ways: &[Requirement]) -> BTreeSet<Vec<&String>> {
    ways.iter().map(|way| way.keys().collect()).collect()
}

/// Tells whether everybody whom `way` lets in is let in by one of these as
/// well.
fn admits(ways: &[Requirement], way: &Requirement) -> bool {
    let has = |(scheme, scopes): (&String, &Vec<String>)| {
        way.get(scheme).is_some_and(|known| scopes.iter().all(|scope| known.contains(scope)))
    };
    ways.iter().any(|other| other.iter().all(has))
}

fn way_words(way: &Requirement) -> String {
    let scheme = |(name, scopes): (&String, &Vec<String>)| match scopes.as_slice() {
        [] => name.clone(),
        scopes => format!("{name} ({})", scopes.join(", ")),
    };
    match way.is_empty() {
        true => "nothing".to_owned(),
        false => way.iter().map(scheme).collect::<Vec<_>>().join(" + "),
    }
}

/// Schemes that have another name and are the same.
pub(super) fn renamed_schemes(old: &Api, new: &Api) -> BTreeMap<String, String> {
    let parts = |scheme: &Scheme| (scheme.kind.clone(), scheme.urls.clone(), scheme.scopes.clone());
    let mut added = BTreeMap::new();
    for (name, scheme) in new.schemes.iter().filter(|(name, _)| !old.schemes.contains_key(*name)) {
        added.entry(parts(scheme)).or_insert(name);
    }
    let gone = old.schemes.iter().filter(|(name, _)| !new.schemes.contains_key(*name));
    let renamed = gone
        .filter_map(|(name, scheme)| Some((name.clone(), (*added.get(&parts(scheme))?).clone())));
    renamed.collect()
}
