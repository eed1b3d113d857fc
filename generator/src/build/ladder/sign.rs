//! Signs that tell one arm from others.

use std::collections::HashSet;

use super::candidate::{Candidate, PropertyFacts};
use crate::ir::{Is, Test};

/// A condition that holds of values of an arm.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Sign<'c> {
    /// A property is what the arm limits it to.
    Is(&'c str),
    /// A property is there, and not null where that is no value of it.
    Present(&'c str),
    /// A property is not there, or null where that is told to be no value of it.
    Absent(&'c str, bool),
    /// One of some properties is there, and not null where that is no value of any.
    OneOf(Vec<&'c str>),
    /// One of some properties is not there, or null where that is told to be no value of any.
    OneMissing(Vec<&'c str>, bool),
}

impl Sign<'_> {
    pub(super) fn test(&self, arm: &Candidate<'_>) -> Test {
        let path = |name: &&str| vec![(*name).to_owned()];
        let (paths, is) = match self {
            Self::Is(name) => {
                let known = arm.properties.get(*name);
                (vec![path(name)], known.map(PropertyFacts::domain).unwrap_or_default())
            }
            Self::Present(name) => {
                (vec![path(name)], or_null(Is::Present, arm.takes_null(&[name])))
            }
            Self::Absent(name, is_null) => (vec![path(name)], or_null(Is::Absent, *is_null)),
            Self::OneOf(names) => {
                let is = or_null(Is::Present, arm.takes_null(names));
                (names.iter().map(path).collect(), is)
            }
            Self::OneMissing(names, is_null) => {
                (names.iter().map(path).collect(), or_null(Is::Absent, *is_null))
            }
        };
        Test { paths, is }
    }

    /// Tells whether a value may have it, or not have it, and be of either of two arms.
    pub(super) fn is_loose(&self, this: &Candidate<'_>, other: &Candidate<'_>) -> bool {
        let Self::Is(name) = self else { return false };
        let both = this.properties.get(*name).zip(other.properties.get(*name));
        both.is_some_and(|(known, others)| known.shares_nothing(others))
    }
}

fn or_null(is: Is, is_null: bool) -> Vec<Is> {
    if is_null { vec![is, Is::Null] } else { vec![is] }
}

/// Makes a test that of a property's value one of the value with that property.
pub(super) fn put_below(test: &mut Test, property: &str) {
    test.paths.iter_mut().for_each(|path| path.insert(0, property.to_owned()));
}

/// The most tests that keep values of others out of an arm: each is a line of code, and values
/// that need more of them are of no document that was seen.
pub(super) const MOST_KEPT_OUT: usize = 16;

/// The tests of an arm, in order.
pub(super) struct Tests<'b, 'a> {
    arm: &'b Candidate<'a>,
    pub(super) all: Vec<Test>,
    /// The number of those that only keep values of others out.
    kept_out: usize,
    known: HashSet<Sign<'b>>,
}

impl<'b, 'a> Tests<'b, 'a> {
    pub(super) fn of(arm: &'b Candidate<'a>) -> Self {
        Self { arm, all: Vec::new(), kept_out: 0, known: HashSet::new() }
    }

    /// Adds a test, unless it is there.
    pub(super) fn add(&mut self, sign: Sign<'b>) {
        if !self.known.contains(&sign) {
            self.all.push(sign.test(self.arm));
            self.known.insert(sign);
        }
    }

    /// Adds tests; how many they are.
    pub(super) fn extend(&mut self, signs: impl IntoIterator<Item = Sign<'b>>) -> usize {
        signs.into_iter().map(|sign| self.add(sign)).count()
    }

    /// Adds tests of properties of which none says anything yet, as many as there may be.
    pub(super) fn keep_out(&mut self, tests: Vec<Test>) {
        for test in tests {
            if self.kept_out == MOST_KEPT_OUT {
                return;
            }
            if self.all.iter().all(|known| known.paths != test.paths) {
                self.all.push(test);
                self.kept_out += 1;
            }
        }
    }
}

/// Finds a sign that all values of one arm have and none of another: first among
/// the `listed` properties.
pub(super) fn distinct<'c>(
    this: &'c Candidate<'_>,
    listed: &[&'c str],
    other: &'c Candidate<'_>,
) -> Option<Sign<'c>> {
    let mut listed = listed.iter().filter_map(|name| Some((*name, this.properties.get(*name)?)));
    let strict = listed.find(|(name, known)| match other.properties.get(*name) {
        Some(others) => known.is_disjoint(others) && !known.shares_nothing(others),
        // A list of values may grow; a constant does not.
        None => known.is_always(),
    });
    let both = || {
        let known = |(name, known)| Some((name, known, other.properties.get(name)?));
        this.properties.iter().map(|(name, known)| (name.as_str(), known)).filter_map(known)
    };
    let by_kind = || {
        both().find(|(_, known, others)| {
            known.has_other_kinds(others) && !known.shares_nothing(others)
        })
    };
    if let Some((name, _)) = strict {
        return Some(Sign::Is(name));
    }
    if let Some((name, ..)) = by_kind() {
        return Some(Sign::Is(name));
    }
    if let Some(name) = only_required_by(this, other).next() {
        return Some(Sign::Present(name));
    }
    // What the other requires says more than what both may be without.
    let is_told = only_required_by(other, this).next().is_some();
    loosely_distinct(this, other).filter(|_| !is_told)
}

/// Finds a sign that an arm has and another has not, where a value without the property, or
/// with null, may be of either.
pub(super) fn loosely_distinct<'c>(
    this: &'c Candidate<'_>,
    other: &'c Candidate<'_>,
) -> Option<Sign<'c>> {
    let differs = |name: &&String| {
        let both = this.properties.get(*name).zip(other.properties.get(*name));
        both.is_some_and(|(known, others)| {
            known.is_disjoint(others) || known.has_other_kinds(others)
        })
    };
    this.properties.keys().find(differs).map(|name| Sign::Is(name))
}

/// Finds what keeps values of another arm out of one whose sign is a constant
/// that the other does not declare: a server may send it there too, beside all
/// that only the other requires. It is what this one requires as well, if there is
/// anything.
pub(super) fn beside_constant<'c>(
    sign: &Sign<'c>,
    this: &'c Candidate<'_>,
    other: &'c Candidate<'_>,
) -> Option<Sign<'c>> {
    let Sign::Is(name) = sign else { return None };
    if other.properties.contains_key(*name) {
        return None;
    }
    let theirs: Vec<&str> = only_required_by(other, this).map(String::as_str).collect();
    if theirs.is_empty() {
        return None;
    }
    let own = only_required_by(this, other).find(|own| own != name);
    let is_null = !other.takes_null(&theirs);
    Some(own.map_or(Sign::OneMissing(theirs, is_null), |own| Sign::Present(own)))
}

/// Lists the properties that limit one arm and not another that takes its values as well.
pub(super) fn narrowing<'c>(
    this: &'c Candidate<'_>,
    other: &'c Candidate<'_>,
) -> impl Iterator<Item = &'c String> {
    let is_narrower = |name: &String, known: &PropertyFacts<'_>| {
        other.properties.get(name).is_some_and(|others| known.is_narrower(others))
    };
    let narrower = this.properties.iter().filter(move |(name, known)| is_narrower(name, known));
    narrower.map(|(name, _)| name)
}

/// Tells whether a list has items of all the kinds that those of another have, and of more:
/// nothing tells the two apart, but it can be read as both.
pub(super) fn holds_all_kinds(this: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    let mut items = other.properties.iter().filter(|(_, known)| known.is_item);
    items.any(|(name, known)| {
        this.properties.get(name).is_some_and(|all| known.has_fewer_kinds(all))
    })
}

/// The properties that one arm requires and the other does not declare.
pub(super) fn only_required_by<'c>(
    this: &'c Candidate<'_>,
    other: &'c Candidate<'_>,
) -> impl Iterator<Item = &'c String> {
    let own = only_declared_by(this, other);
    own.filter(|name| this.requires(name))
}

/// The properties that one arm declares and need not have, and the other requires.
pub(super) fn left_open_by<'c>(
    this: &'c Candidate<'_>,
    other: &'c Candidate<'_>,
) -> impl Iterator<Item = &'c String> {
    let open = this.properties.iter().filter(|(_, known)| known.optional);
    open.map(|(name, _)| name).filter(|name| other.requires(name))
}

pub(super) fn only_declared_by<'c>(
    this: &'c Candidate<'_>,
    other: &'c Candidate<'_>,
) -> impl Iterator<Item = &'c String> {
    this.properties.keys().filter(|name| !other.properties.contains_key(*name))
}
