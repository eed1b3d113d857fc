//! The words that name the inline arms of a union. None depends on the order in which the arms
//! are written or tried, unless nothing but that order tells two of them apart.

use std::collections::{HashMap, HashSet};

use super::Builder;
use super::ladder::{Candidate, text};
use crate::ir::{Is, Test};
use crate::words::letters;

/// The most properties that are looked at inside of those of the arms.
const MOST_INSIDE: usize = 10_000;

/// A feature of an arm: what is compared with the features of others, and the word for it.
type Feature = (String, String);

impl<'a> Builder<'a> {
    /// The word for each arm: the value by which it alone is told, or a feature that it alone
    /// has, behind the value if others are told by that as well.
    pub(super) fn arm_words(
        &self,
        arms: &[Candidate<'a>],
        rules: &[(usize, Vec<Test>)],
    ) -> Vec<Option<String>> {
        let mut values: Vec<Option<String>> = vec![None; arms.len()];
        let mut there = values.clone();
        for (number, tests) in rules {
            values[*number] = tests.iter().flat_map(|test| &test.is).find_map(value);
            there[*number] = tests.iter().find_map(present);
        }
        let counts = counted(values.iter().map(|word| word.iter().map(|word| letters(word))));
        let is_alone =
            |word: &Option<String>| word.as_ref().is_some_and(|word| counts[&letters(word)] == 1);
        if values.iter().all(is_alone) {
            return values;
        }
        let lacks =
            |(value, own): (&Option<String>, &Option<String>)| !is_alone(value) && own.is_none();
        let lacking = |own: &[Option<String>]| {
            values.iter().zip(own).filter(|(value, own)| lacks((*value, *own))).count()
        };
        let mut own = self.own_words(arms, &counts, false);
        // The only one that has nothing of its own is the rest of the others.
        if lacking(&own) > 1 {
            own = self.own_words(arms, &counts, true);
        }
        let are_several = lacking(&own) > 1;
        let words = values.into_iter().zip(own).zip(there);
        words
            .map(|((value, own), there)| match (value, own) {
                (value, _) if is_alone(&value) => value,
                (Some(value), Some(own)) => Some(format!("{value}_{own}")),
                (value, own) => value.or(own).or(there.filter(|_| are_several)),
            })
            .collect()
    }

    /// The word for a feature that each arm alone has: a property that it requires, one that
    /// it declares, or, where that is asked for, one inside of a property, or a kind of value. No
    /// arm has a word that others could have as well, or one of those that are taken.
    fn own_words(
        &self,
        arms: &[Candidate<'a>],
        taken: &HashMap<String, usize>,
        is_deep: bool,
    ) -> Vec<Option<String>> {
        let most = MOST_INSIDE / arms.len().max(1);
        let features = arms.iter().map(|arm| {
            let required = arm.names().filter(|name| arm.requires(name));
            let required = required.map(|name| (format!("required {name}"), name.to_owned()));
            let declared = arm.names().map(|name| (format!("declared {name}"), name.to_owned()));
            let mut all: Vec<Feature> = required.chain(declared).collect();
            if is_deep {
                all.extend(self.inside(arm, most));
                all.extend(kinds(arm));
            }
            all
        });
        let features: Vec<Vec<Feature>> = features.collect();
        let counts = counted(features.iter().map(|all| all.iter().map(|(id, _)| id.clone())));
        let own = features.iter().map(|all| {
            let own = all.iter().filter(|(id, _)| counts[id] == 1);
            own.map(|(_, word)| word.as_str()).collect::<Vec<_>>()
        });
        let own: Vec<Vec<&str>> = own.collect();
        let words = counted(own.iter().map(|all| all.iter().map(|word| letters(word))));
        let is_free = |word: &&&str| {
            let word = letters(word);
            words[&word] == 1 && !taken.contains_key(&word)
        };
        own.iter().map(|all| all.iter().find(is_free).map(|word| (*word).to_owned())).collect()
    }

    /// The properties inside of those of an arm: by their own name, and then with that of the
    /// property around them.
    fn inside(&self, arm: &Candidate<'a>, most: usize) -> Vec<Feature> {
        let schemas = arm.schemas().flat_map(|(name, schema)| {
            let inside = self.follow(schema).properties.iter().flatten();
            inside.map(move |(inner, _)| (name, inner))
        });
        let named = schemas.take(most).collect::<Vec<_>>();
        let short = named.iter().map(|(name, inner)| (format!("{name}/{inner}"), (*inner).clone()));
        let long = named
            .iter()
            .map(|(name, inner)| (format!("{name}/{inner}/"), format!("{name}_{inner}")));
        short.chain(long).collect()
    }
}

/// The properties of an arm that have values of one kind.
fn kinds(arm: &Candidate<'_>) -> Vec<Feature> {
    let kind = |name: &str| {
        let kinds = &arm.facts(name)?.kinds;
        let kind = kinds.first().filter(|_| kinds.len() == 1)?.word();
        Some((format!("{name} {kind}"), format!("{name}_{kind}")))
    };
    arm.names().filter_map(kind).collect()
}

/// The number of arms that have each of these.
fn counted<I: Iterator<Item = String>>(of_arms: impl Iterator<Item = I>) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for of_arm in of_arms {
        for one in of_arm.collect::<HashSet<_>>() {
            *counts.entry(one).or_default() += 1;
        }
    }
    counts
}

/// The one property that is there in an arm and not in others.
fn present(test: &Test) -> Option<String> {
    match (test.paths.as_slice(), test.is.as_slice()) {
        ([path], [Is::Present]) => path.last().cloned(),
        _ => None,
    }
}

/// A value that a property is limited to, as text.
pub(super) fn value(is: &Is) -> Option<String> {
    match is {
        Is::Value(value) => text(value),
        _ => None,
    }
}
