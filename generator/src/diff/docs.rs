//! The texts of documents for people, and their limits on values.

use std::collections::HashSet;

use serde_json::Value;

use super::limits::{FormatDelta, deltas, formats};
use super::{Class, Comparison, Kind, Place};
use crate::ir::{Docs, Inner, TypeRef};
use crate::pointer::Pointer;
use crate::words::code;

/// The limits of a place in words, with patterns as they are written.
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

/// The words without the marks of code in Markdown: who tells them marks them as a whole.
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

/// Lists what is no longer told of items and values inside of a place, and what is told of them
/// now, without what is told of the type that the place is of.
fn changed_inside(
    old: &Docs,
    new: &Docs,
    inherited: Option<&(Docs, Docs)>,
    told: impl Fn(&Inner) -> &str,
) -> (Vec<String>, Vec<String>) {
    let changed = |old: &Docs, new: &Docs| {
        let only = |one: &Docs, other: &Docs| -> Vec<String> {
            let others: HashSet<&str> = other.inner.iter().map(&told).collect();
            let only = one.inner.iter().map(&told).filter(|told| !told.is_empty());
            only.filter(|told| !others.contains(told)).map(plain).collect()
        };
        (only(old, new), only(new, old))
    };
    let known = inherited.map(|(old, new)| changed(old, new)).unwrap_or_default();
    let (mut gone, mut added) = changed(old, new);
    gone.retain(|told| !known.0.contains(told));
    added.retain(|told| !known.1.contains(told));
    (gone, added)
}

impl Comparison<'_> {
    /// The documentation of a place, of which `sent` is whether callers send
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
        let (gone, added) = changed_inside(old, new, inherited.as_ref(), |inner| &inner.words);
        if is_other || !gone.is_empty() || !added.is_empty() {
            let found = self.push(place, Kind::Description);
            found.from(was.into_iter().chain(gone)).to(is.into_iter().chain(added));
        }
        // A change of the type says it already.
        let is_same_type = ty.is_none_or(|(old, new)| self.same(old, new));
        if is_same_type {
            self.facts_inside(place, (old, new), inherited.as_ref(), sent);
        }
        let is_known = inherits(&|from, to| from.positions != to.positions);
        if *positions != new.positions && is_same_type && !is_known {
            let words = |docs: &Docs| docs.positions.iter().map(|it| plain(it)).collect::<Vec<_>>();
            self.push(place, Kind::Form).from(words(old)).to(words(new));
        }
        self.limits(place, (old, new), inherited.as_ref(), sent);
        let known =
            inherited.as_ref().map(|(from, to)| formats(&from.constraints, &to.constraints));
        let changed = formats(constraints, &new.constraints);
        let is_known = inherits(&|from, to| from.form != to.form);
        // The form says the format and what depends on the type, too.
        if *form != new.form && changed.is_empty() && is_same_type && !is_known {
            let words =
                |docs: &Docs| docs.form.iter().map(|words| plain(words)).collect::<Vec<_>>();
            self.push(place, Kind::Form).from(words(old)).to(words(new));
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
            if matches!(place, Place::Scheme(_)) {
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

    /// The facts about items and values that have no documentation of their own. Those of names
    /// are told by the rules about what is sent.
    fn facts_inside(
        &mut self,
        place: &Place,
        (old, new): (&Docs, &Docs),
        inherited: Option<&(Docs, Docs)>,
        sent: Sent,
    ) {
        let (gone, added) = changed_inside(old, new, inherited, |inner| match sent {
            Sent::Always | Sent::Optionally if inner.of_names => "",
            _ => &inner.facts,
        });
        let kind = match (gone.is_empty(), added.is_empty()) {
            (true, true) => return,
            _ if sent == Sent::Never => Kind::Limits,
            (_, false) => Kind::LimitsTightened,
            (false, true) => Kind::LimitsLoosened,
        };
        self.push(place, kind).from(gone).to(added);
    }

    /// The limits of a place.
    fn limits(
        &mut self,
        place: &Place,
        (old, new): (&Docs, &Docs),
        inherited: Option<&(Docs, Docs)>,
        sent: Sent,
    ) {
        let known = inherited.map(|(from, to)| deltas(&from.constraints, &to.constraints));
        let mut changed = deltas(&old.constraints, &new.constraints);
        changed.retain(|delta| !known.iter().flatten().any(|known| known == delta));
        if changed.is_empty() {
            return;
        }
        let kind = match changed.iter().any(|delta| delta.tighter) {
            _ if sent == Sent::Never => Kind::Limits,
            true => Kind::LimitsTightened,
            false => Kind::LimitsLoosened,
        };
        self.push(place, kind).from(limit_words(old)).to(limit_words(new));
    }

    /// The documentation of the types that two uses name, if those are the
    /// same type.
    fn inherited(&self, old: &TypeRef, new: &TypeRef) -> Option<(Docs, Docs)> {
        let (TypeRef::Named(before), TypeRef::Named(after)) = (old, new) else { return None };
        let (before, after) = (self.old.api.types.get(before)?, self.new.api.types.get(after)?);
        self.pairs.same(old, new).then(|| (before.docs.clone(), after.docs.clone()))
    }
}
