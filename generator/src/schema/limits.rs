//! Limits of values, and which are left where several hold.

use std::cmp::Ordering;

use serde_json::Number;

use super::model::{Schema, Type};
use crate::ir::Limits;

/// The first integer beyond `i64`, by which documents write the greatest one: no double
/// is that.
pub(crate) const BEYOND: f64 = -(i64::MIN as f64);

/// The keyword of a limit, and its number.
pub(super) type Limit = (&'static str, Number);

impl Limits {
    /// Takes out what only speaks about values of other types.
    pub(super) fn keep_those_of(&mut self, kind: Type) {
        let all = std::mem::take(self);
        *self = match kind {
            Type::String => Self {
                patterns: all.patterns,
                min_length: all.min_length,
                max_length: all.max_length,
                ..Self::default()
            },
            Type::Array => Self {
                min_items: all.min_items,
                max_items: all.max_items,
                unique_items: all.unique_items,
                ..Self::default()
            },
            Type::Object => Self {
                min_properties: all.min_properties,
                max_properties: all.max_properties,
                ..Self::default()
            },
            Type::Integer | Type::Number => Self {
                minimum: all.minimum,
                maximum: all.maximum,
                exclusive_minimum: all.exclusive_minimum,
                exclusive_maximum: all.exclusive_maximum,
                multiple_of: all.multiple_of,
                ..Self::default()
            },
            Type::Boolean => Self::default(),
        };
    }

    /// Tells whether there are limits of numbers, which their type is chosen by.
    pub(super) fn are_of_numbers(&self) -> bool {
        self.minimum.is_some() || self.maximum.is_some() || !self.multiple_of.is_empty()
    }

    /// Returns the limits of which no value is within both.
    pub(super) fn contrary(&self) -> Vec<[Limit; 2]> {
        let counts = [
            (("minLength", self.min_length), ("maxLength", self.max_length)),
            (("minItems", self.min_items), ("maxItems", self.max_items)),
            (("minProperties", self.min_properties), ("maxProperties", self.max_properties)),
        ];
        let counts = counts.into_iter().filter_map(|(least, most)| {
            let (from, to) = least.1.zip(most.1).filter(|(from, to)| from > to)?;
            Some([(least.0, from.into()), (most.0, to.into())])
        });
        let numbers = self.minimum.clone().zip(self.maximum.clone()).filter(|(from, to)| {
            let order = compare(from, to);
            let is_open = self.exclusive_minimum || self.exclusive_maximum;
            order == Ordering::Greater || is_open && order == Ordering::Equal
        });
        let numbers = numbers.map(|(from, to)| {
            let least = if self.exclusive_minimum { "exclusiveMinimum" } else { "minimum" };
            let most = if self.exclusive_maximum { "exclusiveMaximum" } else { "maximum" };
            [(least, from), (most, to)]
        });
        counts.chain(numbers).collect()
    }

    /// Takes out a least and a greatest value.
    pub(super) fn leave_out(&mut self, [least, _]: &[Limit; 2]) {
        match least.0 {
            "minLength" => (self.min_length, self.max_length) = (None, None),
            "minItems" => (self.min_items, self.max_items) = (None, None),
            "minProperties" => (self.min_properties, self.max_properties) = (None, None),
            _ => {
                (self.minimum, self.maximum) = (None, None);
                (self.exclusive_minimum, self.exclusive_maximum) = (false, false);
            }
        }
    }

    /// Puts other limits beside these: both hold, and so the narrower ones are left.
    pub(crate) fn fill(&mut self, more: Self) {
        let own = std::mem::take(self);
        let least = narrower(
            (own.minimum, own.exclusive_minimum),
            (more.minimum, more.exclusive_minimum),
            Ordering::Greater,
        );
        let most = narrower(
            (own.maximum, own.exclusive_maximum),
            (more.maximum, more.exclusive_maximum),
            Ordering::Less,
        );
        *self = Self {
            patterns: united(own.patterns, more.patterns),
            min_length: own.min_length.max(more.min_length),
            max_length: least_of(own.max_length, more.max_length),
            minimum: least.0,
            maximum: most.0,
            exclusive_minimum: least.1,
            exclusive_maximum: most.1,
            multiple_of: united(own.multiple_of, more.multiple_of),
            min_items: own.min_items.max(more.min_items),
            max_items: least_of(own.max_items, more.max_items),
            unique_items: own.unique_items.max(more.unique_items),
            min_properties: own.min_properties.max(more.min_properties),
            max_properties: least_of(own.max_properties, more.max_properties),
        };
    }
}

impl Schema {
    /// Returns its limits, and those of what it refers to.
    pub(crate) fn all_limits(&self, target: &Self) -> Limits {
        let mut limits = self.limits.clone();
        limits.fill(self.about.limits.clone());
        limits.fill(target.about.limits.clone());
        limits.fill(target.limits.clone());
        limits
    }
}

/// Returns the items of both lists, each once.
fn united<T: PartialEq>(mut own: Vec<T>, more: Vec<T>) -> Vec<T> {
    for item in more {
        if !own.contains(&item) {
            own.push(item);
        }
    }
    own
}

/// Returns the lesser of two counts, of those that are there.
fn least_of(own: Option<u64>, more: Option<u64>) -> Option<u64> {
    own.into_iter().chain(more).min()
}

/// A bound, and whether the number itself is not taken.
type Bound = (Option<Number>, bool);

/// Returns the narrower of two bounds: the one whose number is so beside the other's. That a number
/// itself is not taken may stand apart from it.
fn narrower(own: Bound, more: Bound, order: Ordering) -> Bound {
    let (Some(one), Some(other)) = (&own.0, &more.0) else {
        return (own.0.or(more.0), own.1 || more.1);
    };
    match compare(one, other) {
        Ordering::Equal => (own.0, own.1 || more.1),
        found if found == order => own,
        _ => more,
    }
}

/// Compares numbers: whole ones as they are, however large.
pub(crate) fn compare(one: &Number, other: &Number) -> Ordering {
    match (one.as_i128(), other.as_i128()) {
        (Some(one), Some(other)) => one.cmp(&other),
        _ => one.as_f64().unwrap_or_default().total_cmp(&other.as_f64().unwrap_or_default()),
    }
}
