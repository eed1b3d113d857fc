//! The conversions of what callers have into what they send.

use std::collections::{BTreeMap, BTreeSet};

use super::{Broken, Comparison, Kind, Place};
use crate::ir::{Conversion, Goal, Link, TypeId};

/// The two types of a conversion, by their new ids.
type Ends<'a> = (&'a TypeId, Goal);

/// Conversions of the old document that changed, each with the new one, if there is any.
type Changed<'a> = BTreeMap<Ends<'a>, (&'a Conversion, Option<&'a Conversion>)>;

impl Comparison<'_> {
    /// Compares the conversions between types that are in both documents. One that converts
    /// since another one does, is told with that.
    pub(super) fn conversions(&mut self) {
        let (old, new, pairs) = (self.old.api, self.new.api, self.pairs);
        let known: BTreeMap<Ends<'_>, &Conversion> =
            new.conversions.iter().map(|after| ((&after.from, after.to.clone()), after)).collect();
        let ends = |before: &Conversion| {
            let to = match &before.to {
                Goal::Type(id) => Goal::Type((*pairs.types.get(id)?).clone()),
                Goal::Text => Goal::Text,
            };
            Some((*pairs.types.get(&before.from)?, to))
        };
        let mut changed = Changed::new();
        for before in &old.conversions {
            let Some(ends) = ends(before) else { continue };
            let after = known.get(&ends).copied();
            if after.is_none_or(|after| after.refuses != before.refuses) {
                changed.insert(ends, (before, after));
            }
        }
        let mut by_read: BTreeMap<&TypeId, Vec<&Ends<'_>>> = BTreeMap::new();
        for (ends, (before, _)) in &changed {
            by_read.entry(&before.from).or_default().push(ends);
        }
        let mut told: BTreeMap<&Ends<'_>, Vec<Broken>> = BTreeMap::new();
        for (ends, (before, after)) in &changed {
            let before = self.conversion(ends, before);
            let after = after.map(|after| self.conversion(ends, after));
            let broken = Broken { item: format!("types::{before}"), before, after };
            told.entry(root(ends, &changed, &by_read)).or_default().push(broken);
        }
        for (ends, broken) in told {
            let (before, after) = changed[ends];
            let place = match &ends.1 {
                Goal::Type(id) => Place::Type(self.new.name(id)),
                Goal::Text => Place::Type(self.new.name(ends.0)),
            };
            let was = self.conversion(ends, before);
            let is = after.map(|after| self.conversion(ends, after));
            self.push(&place, Kind::ConversionChanged).from([was]).to(is).change.broken = broken;
        }
    }

    /// Returns the implementation of a conversion in Rust.
    fn conversion(&self, (from, to): &Ends<'_>, conversion: &Conversion) -> String {
        let way = if conversion.refuses { "TryFrom" } else { "From" };
        let to = match to {
            Goal::Type(id) => self.new.name(id),
            Goal::Text => "String".to_owned(),
        };
        format!("{to}: {way}<{}>", self.new.name(from))
    }
}

/// Returns the conversion that changed first of those of which each converts since the one
/// before does.
fn root<'c>(
    ends: &'c Ends<'c>,
    changed: &'c Changed<'c>,
    by_read: &BTreeMap<&TypeId, Vec<&'c Ends<'c>>>,
) -> &'c Ends<'c> {
    let mut root = ends;
    let mut seen = BTreeSet::from([root]);
    while let Some((Conversion { link: Link::Within(owner), .. }, _)) = changed.get(root) {
        let mut owners = by_read.get(owner).into_iter().flatten();
        let Some(owner) = owners.find(|ends| seen.insert(ends)) else { break };
        root = owner;
    }
    root
}
