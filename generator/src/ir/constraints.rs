//! Limits on the values that are taken, as far as types do not say them.

use serde::Serialize;
use serde_json::{Number, Value};

use crate::words::all_of;

/// Limits on the values that are taken, as far as the type does not say them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constraints {
    /// The format of a text or a number.
    pub format: Option<String>,
    /// All values that are taken, where they are neither texts nor integers, which
    /// have a type of their own.
    pub values: Vec<Value>,
    /// Limits.
    pub limits: Limits,
    /// Those of what a list or a map holds, unless that has a type of its own.
    pub inner: Option<Box<Constraints>>,
}

/// Limits of values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Limits {
    /// The patterns that a text matches.
    pub patterns: Vec<String>,
    /// The least length of a text.
    pub min_length: Option<u64>,
    /// The greatest length of a text.
    pub max_length: Option<u64>,
    /// The least number.
    pub minimum: Option<Number>,
    /// The greatest number.
    pub maximum: Option<Number>,
    /// True if the least number itself is not taken.
    pub exclusive_minimum: bool,
    /// True if the greatest number itself is not taken.
    pub exclusive_maximum: bool,
    /// The numbers that a number is a multiple of.
    pub multiple_of: Vec<Number>,
    /// The least length of a list.
    pub min_items: Option<u64>,
    /// The greatest length of a list.
    pub max_items: Option<u64>,
    /// True if no item of a list is there twice.
    pub unique_items: Option<bool>,
    /// The least number of properties.
    pub min_properties: Option<u64>,
    /// The greatest number of properties.
    pub max_properties: Option<u64>,
}

/// Sets of properties of which one is to be given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alternatives {
    /// True if it is to be given without the others.
    pub exclusive: bool,
    /// The names of the properties of each.
    pub sets: Vec<Vec<String>>,
}

impl Alternatives {
    /// Says which sets are to be given.
    pub fn words(&self) -> String {
        let number = if self.exclusive { "exactly" } else { "at least" };
        let sets = self.sets.iter().map(|set| format!("`{}`", set.join("` with `")));
        let sets: Vec<String> = sets.collect();
        if self.sets.iter().all(|set| set.len() == 1) {
            format!("{number} one of {} is to be given", all_of(&sets))
        } else {
            format!("{number} one of these is to be given: {}", sets.join("; "))
        }
    }

    /// Tells whether what is given as it says is given as another one says, too.
    pub fn implies(&self, other: &Self) -> bool {
        let holds = |set: &Vec<String>, within: &Vec<String>| {
            within.iter().all(|property| set.contains(property))
        };
        let each_holds = |one: &Self, other: &Self| {
            one.sets.iter().all(|set| other.sets.iter().any(|within| holds(set, within)))
        };
        match other.exclusive {
            true => self.exclusive && each_holds(self, other) && each_holds(other, self),
            false => each_holds(self, other),
        }
    }
}
