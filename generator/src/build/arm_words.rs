//! The words that name the inline arms of a union. None depends on the order in which the arms
//! are written or tried, unless nothing but that order tells two of them apart.

use std::collections::HashMap;

use super::Builder;
use super::ladder::{Candidate, text};
use crate::ir::{Is, Test};

/// The most properties that are looked at inside of those of the arms.
const MOST_INSIDE: usize = 10_000;

/// A feature of an arm: what is compared with those of others, and the word for it.
type Feature = (String, String);

impl<'a> Builder<'a> {
    /// The word for each arm: the value by which it alone is told, or what it alone has, or else
    /// the property by which it is told.
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
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for word in values.iter().flatten() {
            *counts.entry(word).or_default() += 1;
        }
        let is_alone = |word: &&String| counts[word.as_str()] == 1;
        if values.iter().all(|word| word.as_ref().is_some_and(|word| is_alone(&word))) {
            return values;
        }
        let own = self.own_words(arms);
        let word = |number: usize| {
            let value = values[number].as_ref();
            let own = own[number].as_ref().filter(|word| !counts.contains_key(word.as_str()));
            value.filter(is_alone).or(own).or(value).or(there[number].as_ref()).cloned()
        };
        (0..arms.len()).map(word).collect()
    }

    /// What each arm alone has: a property, one that it requires before others; one inside of a
    /// property; or a kind of value.
    fn own_words(&self, arms: &[Candidate<'a>]) -> Vec<Option<String>> {
        let declared = first_of_one(arms.iter().map(declared).collect());
        if declared.iter().all(Option::is_some) {
            return declared;
        }
        let mut left = MOST_INSIDE;
        let inside = first_of_one(arms.iter().map(|arm| self.inside(arm, &mut left)).collect());
        let kinds = first_of_one(arms.iter().map(kinds).collect());
        let others = inside.into_iter().zip(kinds).map(|(inside, kind)| inside.or(kind));
        declared.into_iter().zip(others).map(|(declared, other)| declared.or(other)).collect()
    }

    /// The properties inside of those of an arm.
    fn inside(&self, arm: &Candidate<'a>, left: &mut usize) -> Vec<Feature> {
        let mut found = Vec::new();
        for (name, schema) in arm.schemas() {
            let inside = self.follow(schema).properties.iter().flatten();
            for (inner, _) in inside.take(*left) {
                found.push((format!("{name}/{inner}"), inner.clone()));
                *left -= 1;
            }
        }
        found
    }
}

/// The properties of an arm, those that it requires first.
fn declared(arm: &Candidate<'_>) -> Vec<Feature> {
    let (required, others): (Vec<&str>, Vec<&str>) =
        arm.names().partition(|name| arm.requires(name));
    required.into_iter().chain(others).map(|name| (name.to_owned(), name.to_owned())).collect()
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

/// The word of the first feature of each arm that no other arm has.
fn first_of_one(arms: Vec<Vec<Feature>>) -> Vec<Option<String>> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (feature, _) in arms.iter().flatten() {
        *counts.entry(feature).or_default() += 1;
    }
    let own = |features: &Vec<Feature>| {
        let own = features.iter().find(|(feature, _)| counts[feature.as_str()] == 1);
        own.map(|(_, word)| word.clone())
    };
    arms.iter().map(own).collect()
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
