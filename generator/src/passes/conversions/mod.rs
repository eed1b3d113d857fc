//! Conversions of what callers have into what they send.
//!
//! Callers mostly have what they read. Two types are tried where the document says that
//! they are one thing: see [`links`]. Their shapes say whether one becomes the other: see
//! [`carry`]. That depends on the types inside them, which are tried with them; the first
//! guess is that all convert, and it is taken back until it holds. An enum becomes what
//! has its texts by the document: see [`texts`].

mod carry;
mod links;
mod texts;
mod unions;

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, Carrying, Conversion, Goal, Link, Shape, TypeDef, TypeId};

/// A type that is read, and what it is to become.
type Pair = (TypeId, Goal);

/// Finds the conversions of the API.
pub(super) fn infer(api: &mut Api) {
    let is_open =
        |def: &TypeDef| matches!(&def.shape, Shape::Object(object) if object.rest.is_none());
    let is_sent = |def: &TypeDef| def.usage.request && carry::is_structure(def);
    let mut found = Trials {
        undeclared: holders(api, is_open),
        sent: holders(api, is_sent),
        ..Trials::default()
    };
    for (pair, link) in links::find(api) {
        found.ask(pair, link);
    }
    while let Some(pair) = found.pending.pop_first() {
        found.settle(api, pair);
    }
    let mut conversions = found.used();
    conversions.extend(unions::into(api, &conversions));
    texts::extend(api, &mut conversions);
    api.conversions = conversions;
}

/// The pairs that are tried, and what is known of them.
#[derive(Default)]
struct Trials {
    links: BTreeMap<Pair, Link>,
    /// The conversion of each, once it was tried; none of one that does not convert.
    known: BTreeMap<Pair, Option<(Carrying, bool)>>,
    /// Those that have to be tried, for the first time or again.
    pending: BTreeSet<Pair>,
    /// The pairs that depend on each.
    dependents: BTreeMap<Pair, BTreeSet<Pair>>,
    /// The types that may hold properties which the document does not declare.
    undeclared: BTreeSet<TypeId>,
    /// The types of which callers can send a part.
    sent: BTreeSet<TypeId>,
}

/// The verdict on a pair.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Always,
    Sometimes,
    Never,
}

impl Trials {
    fn ask(&mut self, pair: Pair, link: Link) {
        if !self.links.contains_key(&pair) {
            self.links.insert(pair.clone(), link);
            self.pending.insert(pair);
        }
    }

    fn verdict(&self, pair: &Pair) -> Verdict {
        match self.known.get(pair) {
            None | Some(Some((_, false))) => Verdict::Always,
            Some(Some((_, true))) => Verdict::Sometimes,
            Some(None) => Verdict::Never,
        }
    }

    /// Tries a pair. Where that is worse than it was thought to be, all that depends
    /// on it is tried again: twice at most for each.
    fn settle(&mut self, api: &Api, pair: Pair) {
        let is_request = matches!(self.links.get(&pair), Some(Link::Operation(_)));
        let before = self.verdict(&pair);
        let verdict = |inner: &Pair| self.verdict(inner);
        let known =
            carry::TypeFacts { verdict: &verdict, undeclared: &self.undeclared, sent: &self.sent };
        let (how, asked) = carry::carry(api, &pair, is_request, &known);
        for inner in asked {
            self.ask(inner.clone(), Link::Within(pair.0.clone()));
            self.dependents.entry(inner).or_default().insert(pair.clone());
        }
        self.known.insert(pair.clone(), how);
        if self.verdict(&pair) > before {
            self.pending.extend(self.dependents.get(&pair).into_iter().flatten().cloned());
        }
    }

    /// Returns the pairs that convert, and are no part of one that does not.
    fn used(mut self) -> Vec<Conversion> {
        let is_first = |link: &Link| !matches!(link, Link::Within(_));
        let first = self.links.iter().filter(|(_, link)| is_first(link));
        let mut pending: Vec<Pair> = first.map(|(pair, _)| pair.clone()).collect();
        let mut inside: BTreeMap<Pair, BTreeSet<Pair>> = BTreeMap::new();
        for (inner, outer) in self.dependents {
            for pair in outer {
                inside.entry(pair).or_default().insert(inner.clone());
            }
        }
        let mut used = BTreeMap::new();
        while let Some(pair) = pending.pop() {
            if let Some((how, refuses)) = self.known.remove(&pair).flatten()
                && let Some(link) = self.links.remove(&pair)
            {
                pending.extend(inside.remove(&pair).into_iter().flatten());
                used.insert(pair, (link, how, refuses));
            }
        }
        let conversion =
            |((from, to), (link, how, refuses))| Conversion { from, to, link, how, refuses };
        used.into_iter().map(conversion).collect()
    }
}

/// Returns the types of a kind, and all that hold such.
fn holders(api: &Api, is_of_kind: impl Fn(&TypeDef) -> bool) -> BTreeSet<TypeId> {
    let holders = api.users();
    let of_kind = api.types.iter().filter(|(_, def)| is_of_kind(def));
    let mut pending: Vec<&TypeId> = of_kind.map(|(id, _)| id).collect();
    let mut found = BTreeSet::new();
    while let Some(id) = pending.pop() {
        if found.insert(id.clone()) {
            pending.extend(holders.get(id).into_iter().flatten());
        }
    }
    found
}
