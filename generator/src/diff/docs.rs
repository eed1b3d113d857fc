//! The texts of documents for people, and their limits on values.

use std::collections::{BTreeSet, HashSet};

use serde_json::Value;

use super::limits::{FormatDelta, are_within, deltas, formats};
use super::{Class, Comparison, Kind, Place};
use crate::ir::{Constraints, Docs, Inner, TypeRef};
use crate::pointer::Pointer;
use crate::words::code;

/// Compares the limits of a place in words, with patterns as they are written.
fn limit_words(docs: &Docs) -> Vec<String> {
    let all = std::iter::successors(Some(&docs.constraints), |all| all.inner.as_deref());
    let patterns = all.flat_map(|all| &all.limits.patterns);
    let patterns: Vec<(String, &String)> = patterns.map(|it| (code(it), it)).collect();
    let exact = |words: &String| {
        let mut all = patterns.iter();
        let found = all.find_map(|(code, pattern)| Some((words.strip_suffix(code)?, pattern)));
        found.map_or_else(|| plain(words), |(words, pattern)| format!("{words}{pattern}"))
    };
    docs.limits.iter().map(exact).collect()
}

/// Returns the words without the marks of code in Markdown: who tells them marks them as a whole.
pub(super) fn plain(words: &str) -> String {
    words.replace('`', "")
}

/// The length of a date without a time: `2030-12-31`.
const DATE: usize = 10;

/// Tells whether a text begins with a date that can be compared with others.
fn is_date(text: &str) -> bool {
    let is_part = |(index, byte): (usize, u8)| match index {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    text.len() >= DATE && text.bytes().take(DATE).enumerate().all(is_part)
}

/// Returns whether something should no longer be used, or may be used again.
const fn deprecated(old: bool, new: bool) -> Option<Kind> {
    match (old, new) {
        (false, true) => Some(Kind::Deprecated),
        (true, false) => Some(Kind::NoLongerDeprecated),
        _ => None,
    }
}

/// The cases in which callers send something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sent {
    /// They only read it.
    Never,
    /// They send it always.
    Always,
    /// They may leave it out.
    Optionally,
}

impl Sent {
    /// Returns the case of something that is sent if `sent` holds, and always
    /// if `required` does.
    pub(super) const fn of(sent: bool, required: bool) -> Self {
        match (sent, required) {
            (false, _) => Self::Never,
            (true, true) => Self::Always,
            (true, false) => Self::Optionally,
        }
    }
}

/// Lists what `one` tells of items and values inside of a place, and `other` does not.
fn only_inside<'d>(one: &'d Docs, other: &Docs, told: impl Fn(&Inner) -> &str) -> Vec<&'d Inner> {
    let others: HashSet<&str> = other.inner.iter().map(&told).collect();
    let is_told = |inner: &&Inner| !told(inner).is_empty() && !others.contains(told(inner));
    one.inner.iter().filter(is_told).collect()
}

/// Lists what is no longer told of items and values inside of a place, and what is told of them
/// now, without what is told of the type that the place is of.
fn changed_inside<'d>(
    (old, new): (&'d Docs, &'d Docs),
    inherited: Option<&(Docs, Docs)>,
    told: impl Fn(&Inner) -> &str,
) -> (Vec<&'d Inner>, Vec<&'d Inner>) {
    let mut found = (only_inside(old, new, &told), only_inside(new, old, &told));
    if let Some((from, to)) = inherited {
        let known = (only_inside(from, to, &told), only_inside(to, from, &told));
        for (found, known) in [(&mut found.0, known.0), (&mut found.1, known.1)] {
            let known: HashSet<&str> = known.into_iter().map(&told).collect();
            found.retain(|inner| !known.contains(told(inner)));
        }
    }
    found
}

/// Returns the constraints of which one or another holds for values at a depth of lists and maps,
/// if that is told.
fn any_of(docs: &Docs, depth: usize) -> Option<&[Constraints]> {
    let any_of = docs.inner.iter().filter(|inner| inner.depth == depth).map(|inner| &*inner.any_of);
    any_of.into_iter().find(|any_of| !any_of.is_empty())
}

/// Tells whether all values at a depth are taken, of which one or another constraint holds or
/// held.
fn are_taken(old: &Docs, new: &Docs, depth: usize) -> bool {
    let only = |docs: &Docs| {
        let all = std::iter::successors(Some(&docs.constraints), |all| all.inner.as_deref());
        let only = all.into_iter().nth(depth).cloned().unwrap_or_default();
        [Constraints { inner: None, ..only }]
    };
    let (before, after) = (only(old), only(new));
    are_within(any_of(old, depth).unwrap_or(&before), any_of(new, depth).unwrap_or(&after))
}

impl Comparison<'_> {
    /// Compares the documentation of a place, of which `sent` is whether callers send
    /// it. Limits and default of a type are also those of the places that use
    /// it, and are not repeated there.
    pub(super) fn docs(
        &mut self,
        place: &Place,
        (old, new): (&Docs, &Docs),
        ty: Option<(&TypeRef, &TypeRef)>,
        sent: Sent,
    ) {
        let Docs {
            text,
            inner: _,
            positions,
            format,
            form,
            limits: _,
            constraints,
            default,
            deprecated,
            shown: _,
        } = old;
        let inherited = ty.and_then(|(old, new)| self.inherited(old, new));
        let inherits = |same: &dyn Fn(&Docs, &Docs) -> bool| {
            inherited.as_ref().is_some_and(|(from, to)| same(from, to))
        };
        let is_other = text.trim() != new.text.trim();
        let [was, is] = [text, &new.text].map(|text| is_other.then(|| text.clone()));
        let (gone, added) = changed_inside((old, new), inherited.as_ref(), |inner| &inner.words);
        if is_other || !gone.is_empty() || !added.is_empty() {
            let found = self.push(place, Kind::Description);
            let words = |inner: &Inner| plain(&inner.words);
            found.from(was.into_iter().chain(gone.into_iter().map(words)));
            found.to(is.into_iter().chain(added.into_iter().map(words)));
        }
        // A change of the type says it already.
        let is_same_type = ty.is_none_or(|(old, new)| self.same(old, new));
        self.limits(place, (old, new), inherited.as_ref(), is_same_type, sent);
        let is_known = inherits(&|from, to| from.positions != to.positions);
        if *positions != new.positions && is_same_type && !is_known {
            let words = |docs: &Docs| docs.positions.iter().map(|it| plain(it)).collect::<Vec<_>>();
            self.push(place, Kind::Form).from(words(old)).to(words(new));
        }
        let known =
            inherited.as_ref().map(|(from, to)| formats(&from.constraints, &to.constraints));
        let changed = formats(constraints, &new.constraints);
        // The words for a format say what depends on the type, too.
        let are_formats_told = !changed.is_empty();
        let form_words = |docs: &Docs| -> Vec<String> {
            let formats = docs.format.iter().filter(|_| !are_formats_told);
            formats.chain(&docs.form).map(|words| plain(words)).collect()
        };
        let is_other = *form != new.form || !are_formats_told && *format != new.format;
        let is_known = inherits(&|from, to| form_words(from) != form_words(to));
        if is_other && is_same_type && !is_known {
            self.push(place, Kind::Form).from(form_words(old)).to(form_words(new));
        }
        for delta in changed {
            if is_same_type && !known.iter().flatten().any(|known| *known == delta) {
                let FormatDelta { before, after, tighter } = delta;
                let refused = sent != Sent::Never && tighter;
                let class = if refused { Class::Refused } else { Class::Compatible };
                self.push(place, Kind::Format).from(before).to(after).class(class);
            }
        }
        if *default != new.default
            && !inherits(&|from, to| from.default == *default && to.default == new.default)
        {
            let words = |value: &Option<Value>| value.as_ref().map(Value::to_string);
            // Something left out of a request now means something else.
            let is_other = sent == Sent::Optionally && default.is_some() && new.default.is_some();
            let class = if is_other { Class::Breaking } else { Class::Docs };
            let found = self.push(place, Kind::Default).class(class);
            found.from(words(default)).to(words(&new.default));
        }
        if !inherits(&|from, to| from.deprecated != to.deprecated) {
            self.deprecation(place, *deprecated, new.deprecated);
        }
    }

    /// Reports that a place should no longer be used, or may be used again.
    pub(super) fn deprecation(&mut self, place: &Place, old: bool, new: bool) {
        if let Some(kind) = deprecated(old, new) {
            let found = self.push(place, kind);
            // The compiler does not warn of it.
            if matches!(place, Place::Scheme(_) | Place::Header(..)) {
                found.class(Class::Docs);
            }
        }
    }

    /// Reports the same of something that has no place of its own, but a name: the compiler
    /// does not warn of it.
    pub(super) fn deprecation_of(
        &mut self,
        (place, name): (&Place, String),
        (old, new): (bool, bool),
        (from, to): (&Pointer, &Pointer),
    ) {
        if let Some(kind) = deprecated(old, new) {
            let is_now = kind == Kind::Deprecated;
            let found = self.push(place, kind).class(Class::Docs).at(Some(from), Some(to));
            found.from((!is_now).then(|| name.clone())).to(is_now.then_some(name));
        }
    }

    /// Compares the times at which something ends: if it is sent, it may be refused then.
    pub(super) fn sunset(
        &mut self,
        place: &Place,
        old: Option<&str>,
        new: Option<&str>,
        sent: Sent,
    ) {
        if old == new {
            return;
        }
        let is_sooner = old.zip(new).is_some_and(|(old, new)| {
            is_date(old) && is_date(new) && new.get(..DATE) < old.get(..DATE)
        });
        let class = if is_sooner && sent != Sent::Never { Class::Refused } else { Class::Docs };
        let words = |day: Option<&str>| day.map(str::to_owned);
        self.push(place, Kind::Sunset).class(class).from(words(old)).to(words(new));
    }

    /// Compares the limits of a place, and the facts about items and values that have no
    /// documentation of their own. Those of names are told by the rules about what is sent.
    fn limits(
        &mut self,
        place: &Place,
        (old, new): (&Docs, &Docs),
        inherited: Option<&(Docs, Docs)>,
        is_same_type: bool,
        sent: Sent,
    ) {
        let known = inherited.map(|(from, to)| deltas(&from.constraints, &to.constraints));
        let mut changed = deltas(&old.constraints, &new.constraints);
        changed.retain(|delta| !known.iter().flatten().any(|known| known == delta));
        let (mut gone, mut added) = changed_inside((old, new), inherited, |inner| match sent {
            _ if !is_same_type => "",
            Sent::Always | Sent::Optionally if inner.of_names => "",
            _ => &inner.facts,
        });
        // The same in another order.
        let is_same = |inner: &&Inner| {
            let (before, after) = (any_of(old, inner.depth), any_of(new, inner.depth));
            let both = before.zip(after).filter(|_| !inner.any_of.is_empty());
            both.is_some_and(|(one, other)| are_within(one, other) && are_within(other, one))
        };
        gone.retain(|inner| !is_same(inner));
        added.retain(|inner| !is_same(inner));
        let words = [old, new].map(limit_words);
        let are_told_otherwise = changed.is_empty()
            && is_same_type
            && words[0] != words[1]
            && inherited.is_none_or(|(from, to)| limit_words(from) == limit_words(to));
        if changed.is_empty() && gone.is_empty() && added.is_empty() && !are_told_otherwise {
            return;
        }
        let of_one = |inner: &&&Inner| !inner.any_of.is_empty();
        let depths = gone.iter().chain(&added).filter(of_one).map(|inner| inner.depth);
        let depths: BTreeSet<usize> = depths.collect();
        let is_apart = |depth| any_of(old, depth).is_some() != any_of(new, depth).is_some();
        let is_tighter = depths.iter().any(|depth| !are_taken(old, new, *depth))
            || added.iter().any(|inner| inner.any_of.is_empty())
            || changed.iter().any(|delta| delta.tighter && !is_apart(delta.depth));
        let kind = match is_tighter {
            _ if sent == Sent::Never => Kind::Limits,
            true => Kind::LimitsTightened,
            false if changed.is_empty() && gone.is_empty() && added.is_empty() => Kind::Limits,
            false => Kind::LimitsLoosened,
        };
        let is_told = !changed.is_empty() || are_told_otherwise;
        let [was, is] = words.map(|words| if is_told { words } else { Vec::new() });
        let facts = |inner: &Inner| plain(&inner.facts);
        let found = self.push(place, kind).from(gone.into_iter().map(facts).chain(was));
        found.to(added.into_iter().map(facts).chain(is));
    }

    /// Compares the documentation of the types that two uses name, if those are the
    /// same type.
    fn inherited(&self, old: &TypeRef, new: &TypeRef) -> Option<(Docs, Docs)> {
        let (TypeRef::Named(before), TypeRef::Named(after)) = (old, new) else { return None };
        let (before, after) = (self.old.api.types.get(before)?, self.new.api.types.get(after)?);
        self.pairs.same(old, new).then(|| (before.docs.clone(), after.docs.clone()))
    }
}
