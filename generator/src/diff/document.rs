//! The API as a whole: where it is served, what its groups are, by which key it is asked.

use std::collections::{BTreeMap, BTreeSet};

use super::{Class, Comparison, Half, Kind, Place};
use crate::ir::{Api, KeyScheme, Service, Variable};
use crate::pointer::Pointer;
use crate::rust::Crate;
use crate::source::Node;
use crate::words::is_same;

impl Comparison<'_> {
    /// Compares what is said of the API as a whole.
    pub(super) fn document(&mut self, old_crate: &Crate, new_crate: &Crate) {
        // Title and version are in the head of the report.
        let Api {
            title: _,
            version: _,
            service,
            groups,
            types: _,
            operations: _,
            accessors: _,
            schemes: _,
            webhooks: _,
            brought: _,
            untyped: _,
            led: _,
            listed_in: _,
            // They are compared by themselves.
            conversions: _,
        } = self.old.api;
        // Security is compared as the document says it.
        let Service {
            base_url: old_url,
            template: _,
            variables,
            other_urls: _,
            about_servers: _,
            schemes: old_schemes,
            security: _,
        } = service;
        let (old, new) = (self.old.api, self.new.api);
        let Service { base_url: new_url, schemes: new_schemes, .. } = &new.service;
        if !old.operations.is_empty() && !new.operations.is_empty() {
            let servers = Pointer::root().child("servers");
            let at = |url: &Option<String>| url.as_ref().map(|_| &servers);
            if !is_same_url(old_url.as_deref(), new_url.as_deref()) {
                let found = self.push(&Place::Document, Kind::BaseUrl);
                let found = found.from(old_url.clone()).to(new_url.clone());
                found.at(at(old_url), at(new_url));
            }
            self.servers(service, &new.service, &servers);
            self.groups(groups, &new.groups);
            self.variables(variables, &new.service.variables, &servers);
            let key = |schemes: &[KeyScheme]| schemes.first().map(|scheme| scheme.auth.to_string());
            let origin = |api: &'_ Api, schemes: &[KeyScheme]| {
                Some(api.schemes.get(&schemes.first()?.name)?.origin.clone())
            };
            let (old_key, new_key) = (key(old_schemes), key(new_schemes));
            if old_key != new_key {
                let (from, to) = (origin(old, old_schemes), origin(new, new_schemes));
                let found = self.push(&Place::Document, Kind::Auth).from(old_key).to(new_key);
                found.at(from.as_ref(), to.as_ref());
            }
        }
        let Crate {
            package: old,
            manifest: _,
            features: _,
            is_full: _,
            files: _,
            guides: _,
            needs: _,
            common: _,
        } = old_crate;
        if *old != new_crate.package {
            let new = new_crate.package.clone();
            self.push(&Place::Document, Kind::Package).from([old.clone()]).to([new]);
        }
    }

    /// Compares the values that the variables of the server's URL can have, which the client
    /// checks, and their texts. Whatever else changes of them, changes the URL or their setters.
    fn variables(&mut self, old: &[Variable], new: &[Variable], servers: &Pointer) {
        for before in old {
            let Some(after) = new.iter().find(|after| after.name == before.name) else { continue };
            let at = servers.child("0").child("variables").child(&before.name);
            let text = |variable: &Variable| {
                let text = variable.description.as_ref()?;
                Some(format!("{{{}}}: {text}", variable.name))
            };
            let texts = [text(before), text(after)];
            self.described(&Place::Document, texts.each_ref().map(Option::as_ref), [Some(&at); 2]);
            if before.values == after.values {
                continue;
            }
            let is_taken = |value: &String| after.values.contains(value);
            let is_wider = after.values.is_empty()
                || !before.values.is_empty() && before.values.iter().all(is_taken);
            let class = if is_wider { Class::Compatible } else { Class::Breaking };
            let words = |variable: &Variable| {
                let name = [format!("{{{}}}", variable.name)];
                name.into_iter().chain(variable.values.clone()).collect::<Vec<_>>()
            };
            let found = self.push(&Place::Document, Kind::ServerVariable).class(class);
            found.from(words(before)).to(words(after)).at(Some(&at), Some(&at));
        }
    }

    /// Compares the servers beside the first, and what is said of any.
    fn servers(&mut self, old: &Service, new: &Service, servers: &Pointer) {
        let others = |service: &Service| service.other_urls.iter().cloned().collect();
        let (before, after): (BTreeSet<String>, BTreeSet<String>) = (others(old), others(new));
        let is_same_first = is_same_url(old.base_url.as_deref(), new.base_url.as_deref());
        if before != after && is_same_first {
            let found = self.push(&Place::Document, Kind::Servers);
            found.from(before).to(after).at(Some(servers), Some(servers));
        }
        let urls = |service: &Service| -> BTreeSet<String> {
            service.base_url.iter().chain(&service.other_urls).cloned().collect()
        };
        for url in urls(old).intersection(&urls(new)) {
            let texts = [old, new].map(|service| service.about_servers.get(url));
            self.described(&Place::Document, texts, [Some(servers), Some(servers)]);
        }
    }

    /// Compares what is said of the groups that have operations in both documents.
    fn groups(&mut self, old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) {
        let halves = [self.old, self.new];
        let [before, after] = halves.map(|half| -> BTreeSet<&String> {
            half.api.operations.iter().map(|operation| &operation.group).collect()
        });
        for group in before.intersection(&after) {
            let tags = halves.map(|half| tag(half, group));
            let texts = [old, new].map(|groups| groups.get(*group));
            self.described(&Place::Document, texts, [tags[0].as_ref(), tags[1].as_ref()]);
        }
    }

    /// Reports other words about a part of the API.
    pub(super) fn described(
        &mut self,
        place: &Place,
        [old, new]: [Option<&String>; 2],
        [from, to]: [Option<&Pointer>; 2],
    ) {
        if old != new {
            let found = self.push(place, Kind::Description);
            found.from(old.cloned()).to(new.cloned()).at(from, to);
        }
    }
}

/// Returns the place of the tag that a group is described by.
fn tag(half: Half<'_>, group: &str) -> Option<Pointer> {
    let is_its = |tag: &Node<'_>| {
        let name = tag.get("name").and_then(Node::text);
        name.is_some_and(|name| is_same(name, group))
    };
    Some(half.document.root().get("tags")?.items().find(is_its)?.at())
}

/// Tells whether requests go to the same place: the paths begin with the slash.
pub(super) fn is_same_url(old: Option<&str>, new: Option<&str>) -> bool {
    let [old, new] = [old, new].map(|url| url.map(|url| url.trim_end_matches('/')));
    old == new
}
