//! Signs that tell one arm from others.

use std::collections::HashSet;

use super::candidate::{Candidate, PropertyFacts};
use super::pair::Pair;
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
    /// True if one of them is that one of all properties is there.
    is_one_of_all: bool,
}

impl<'b, 'a> Tests<'b, 'a> {
    pub(super) fn of(arm: &'b Candidate<'a>) -> Self {
        Self { arm, all: Vec::new(), kept_out: 0, known: HashSet::new(), is_one_of_all: false }
    }

    /// Adds a test, unless it is there.
    pub(super) fn add(&mut self, sign: Sign<'b>) {
        if !self.known.contains(&sign) {
            self.all.push(sign.test(self.arm));
            self.known.insert(sign);
        }
    }

    /// Adds a test that one of all properties of the arm is there, unless it is there already.
    pub(super) fn add_all(&mut self, names: Vec<&'b str>) {
        if !std::mem::replace(&mut self.is_one_of_all, true) {
            self.add(Sign::OneOf(names));
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
pub(super) fn distinct<'c>(pair: &Pair<'c, '_>, listed: &[&'c str]) -> Option<Sign<'c>> {
    let (this, other) = (pair.this, pair.other);
    let mut listed = listed.iter().filter_map(|name| Some((*name, this.properties.get(*name)?)));
    let strict = listed.find(|(name, known)| match other.properties.get(*name) {
        Some(others) => known.is_disjoint(others) && !known.shares_nothing(others),
        // A list of values may grow; a constant does not.
        None => known.is_always(),
    });
    if let Some((name, _)) = strict {
        return Some(Sign::Is(name));
    }
    let by_kind = pair
        .both
        .iter()
        .find(|(_, known, others)| known.has_other_kinds(others) && !known.shares_nothing(others));
    if let Some((name, ..)) = by_kind {
        return Some(Sign::Is(name));
    }
    if let Some(name) = pair.required().next() {
        return Some(Sign::Present(name));
    }
    // What the other requires says more than what both may be without.
    loosely_distinct(pair).filter(|_| pair.required_by_other().next().is_none())
}

/// Finds a sign that an arm has and another has not, where a value without the property, or
/// with null, may be of either.
pub(super) fn loosely_distinct<'c>(pair: &Pair<'c, '_>) -> Option<Sign<'c>> {
    let mut both = pair.both.iter();
    let found =
        both.find(|(_, known, others)| known.is_disjoint(others) || known.has_other_kinds(others));
    found.map(|(name, ..)| Sign::Is(name))
}

/// Finds what keeps values of another arm out of one whose sign is a constant
/// that the other does not declare: a server may send it there too, beside all
/// that only the other requires. It is what this one requires as well, if there is
/// anything.
pub(super) fn beside_constant<'c>(sign: &Sign<'c>, pair: &Pair<'c, '_>) -> Option<Sign<'c>> {
    let Sign::Is(name) = sign else { return None };
    if pair.other.properties.contains_key(*name) {
        return None;
    }
    let theirs: Vec<&str> = pair.required_by_other().collect();
    if theirs.is_empty() {
        return None;
    }
    let own = pair.required().find(|own| own != name);
    let is_null = !pair.other.takes_null(&theirs);
    Some(own.map_or(Sign::OneMissing(theirs, is_null), Sign::Present))
}

/// Lists the properties that limit one arm and not another that takes its values as well.
pub(super) fn narrowing<'c>(pair: &Pair<'c, '_>) -> impl Iterator<Item = &'c str> {
    let narrower = pair.both.iter().filter(|(_, known, others)| known.is_narrower(others));
    narrower.map(|(name, ..)| *name)
}

/// Tells whether a list has items of all the kinds that those of another have, and of more:
/// nothing tells the two apart, but it can be read as both.
pub(super) fn holds_all_kinds(pair: &Pair<'_, '_>) -> bool {
    pair.both.iter().any(|(_, known, others)| others.is_item && others.has_fewer_kinds(known))
}
