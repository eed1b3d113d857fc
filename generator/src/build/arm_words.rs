//! The words that name the inline arms of a union. None depends on the order in which the arms
//! are written or tried, unless nothing but that order tells two of them apart.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Builder;
use super::ladder::{Candidate, text};
use crate::ir::{Is, Test};
use crate::words::letters;

/// The most properties that are looked at inside of those of the arms.
const MOST_INSIDE: usize = 10_000;

/// The most properties that name an arm together.
const MOST_TOGETHER: usize = 3;

/// A feature of an arm: what is compared with the features of others, and the word for it.
type Distinction = (String, String);

impl<'a> Builder<'a> {
    /// Returns the word for each arm: the value by which it alone is told, or a feature that it
    /// alone has, of those that are told by the same value, behind that value.
    pub(super) fn arm_words(
        &self,
        arms: &[Candidate<'a>],
        rules: &[(usize, Vec<Test>)],
    ) -> Vec<Option<String>> {
        let mut values: Vec<Option<String>> = vec![None; arms.len()];
        for (number, tests) in rules {
            values[*number] = tests.iter().flat_map(|test| &test.is).find_map(value);
        }
        let mut words = Words::default();
        let groups = words.settle_values(&values);
        words.settle(&groups, &values, |number| declared(&arms[number]));
        // The only one that has nothing of its own is the rest of the others.
        let groups = words.lacking(groups);
        if groups.values().map(Vec::len).sum::<usize>() > 1 {
            let most = MOST_INSIDE / arms.len();
            let everywhere = counted(arms.iter().map(|arm| arm.names().map(str::to_owned)));
            let everywhere = |name: &str| everywhere[name] == arms.len();
            words.taken.extend(arms.iter().flat_map(Candidate::names).map(letters));
            words.settle(&groups, &values, |number| {
                let arm = &arms[number];
                [together(arm, &everywhere), self.inside(arm, most), kinds(arm)].concat()
            });
        }
        let value = values.into_iter().enumerate();
        value.map(|(number, value)| words.settled.remove(&number).or(value)).collect()
    }

    /// Returns the properties inside of those of an arm: by their own name, and then with that of
    /// the property around them.
    fn inside(&self, arm: &Candidate<'a>, most: usize) -> Vec<Distinction> {
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

/// Arms by the value by which several are told, or by none.
type ArmsByValue = BTreeMap<Option<String>, Vec<usize>>;

/// The words that are settled, by the numbers of the arms.
#[derive(Default)]
struct Words {
    settled: HashMap<usize, String>,
    /// The letters of words that no further arm may have.
    taken: HashSet<String>,
}

impl Words {
    /// Settles the arms that have a value of their own, and returns the others.
    fn settle_values(&mut self, values: &[Option<String>]) -> ArmsByValue {
        let mut groups = ArmsByValue::new();
        for (number, value) in values.iter().enumerate() {
            groups.entry(value.as_deref().map(letters)).or_default().push(number);
        }
        groups.retain(|value, arms| {
            let (Some(value), [arm]) = (value, arms.as_slice()) else { return true };
            self.taken.insert(value.clone());
            self.settled.extend(values[*arm].clone().map(|value| (*arm, value)));
            false
        });
        groups
    }

    /// Settles each arm that has a feature which no other one of its group has, and whose word is
    /// none that others could have as well.
    fn settle(
        &mut self,
        groups: &ArmsByValue,
        values: &[Option<String>],
        features: impl Fn(usize) -> Vec<Distinction>,
    ) {
        let mut own: Vec<(usize, Vec<String>)> = Vec::new();
        for arms in groups.values() {
            let all: Vec<Vec<Distinction>> = arms.iter().map(|arm| features(*arm)).collect();
            let counts = counted(all.iter().map(|all| all.iter().map(|(id, _)| id.clone())));
            for (arm, all) in arms.iter().zip(all) {
                let alone = all.into_iter().filter(|(id, _)| counts[id] == 1);
                let word = |(_, word): Distinction| match &values[*arm] {
                    Some(value) => format!("{value}_{word}"),
                    None => word,
                };
                own.push((*arm, alone.map(word).collect()));
            }
        }
        let counts = counted(own.iter().map(|(_, all)| all.iter().map(|word| letters(word))));
        let is_free = |word: &String| {
            let word = letters(word);
            counts[&word] == 1 && !self.taken.contains(&word)
        };
        let found =
            own.into_iter().filter_map(|(arm, all)| Some((arm, all.into_iter().find(is_free)?)));
        let found: Vec<_> = found.collect();
        self.taken.extend(found.iter().map(|(_, word)| letters(word)));
        self.settled.extend(found);
    }

    /// Keeps the arms that have no word yet.
    fn lacking(&self, groups: ArmsByValue) -> ArmsByValue {
        let left = groups.into_iter().map(|(value, mut arms)| {
            arms.retain(|arm| !self.settled.contains_key(arm));
            (value, arms)
        });
        left.collect()
    }
}

/// Returns the properties of an arm: those that it requires, and then all that it declares.
fn declared(arm: &Candidate<'_>) -> Vec<Distinction> {
    let required = arm.names().filter(|name| arm.requires(name));
    let required = required.map(|name| (format!("required {name}"), name.to_owned()));
    let all = arm.names().map(|name| (format!("declared {name}"), name.to_owned()));
    required.chain(all).collect()
}

/// Returns the properties of an arm, where they are few, but for those that are everywhere.
fn together(arm: &Candidate<'_>, everywhere: &impl Fn(&str) -> bool) -> Vec<Distinction> {
    let names: Vec<&str> = arm.names().filter(|name| !everywhere(name)).collect();
    let are_few = (2..=MOST_TOGETHER).contains(&names.len());
    are_few.then(|| (names.join(" "), names.join("_"))).into_iter().collect()
}

/// Returns the properties of an arm that have values of one kind.
fn kinds(arm: &Candidate<'_>) -> Vec<Distinction> {
    let kind = |name: &str| {
        let kinds = &arm.facts(name)?.kinds;
        let kind = kinds.first().filter(|_| kinds.len() == 1)?.word();
        Some((format!("{name} {kind}"), format!("{name}_{kind}")))
    };
    arm.names().filter_map(kind).collect()
}

/// Returns the number of arms that have each of these.
fn counted<I: Iterator<Item = String>>(of_arms: impl Iterator<Item = I>) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for of_arm in of_arms {
        for one in of_arm.collect::<HashSet<_>>() {
            *counts.entry(one).or_default() += 1;
        }
    }
    counts
}

/// Returns a value that a property is limited to, as text.
pub(super) fn value(is: &Is) -> Option<String> {
    match is {
        Is::Value(value) => text(value),
        _ => None,
    }
}
