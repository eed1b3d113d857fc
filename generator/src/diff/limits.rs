//! Limits on the values that are taken: they may be tighter than before, or
//! looser.

use std::cmp::Ordering;

use serde_json::{Number, Value};

use crate::ir::{Constraints, Limits, Width};
use crate::schema::compare;

/// A constraint that is another one than before.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Delta {
    /// Its name.
    key: &'static str,
    before: Option<Value>,
    after: Option<Value>,
    /// True if a value that was taken may not be so now.
    pub(super) tighter: bool,
    /// The number of lists and maps that hold the values that it is about.
    pub(super) depth: usize,
}

/// Compares the limits of one place, those of what it holds included; formats
/// are left to [`formats`].
pub(super) fn deltas(old: &Constraints, new: &Constraints) -> Vec<Delta> {
    let mut deltas = Vec::new();
    each(0, old, new, &mut |depth, old, new| limits(depth, old, new, &mut deltas));
    deltas
}

/// A format that is another one than before.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FormatDelta {
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
    /// True if a value of the one before may not be one of it.
    pub(super) tighter: bool,
}

/// Compares the formats of one place, those of what it holds included.
pub(super) fn formats(old: &Constraints, new: &Constraints) -> Vec<FormatDelta> {
    let mut changed = Vec::new();
    each(0, old, new, &mut |depth, old, new| {
        if old.format != new.format {
            let words = |format: &Option<String>| {
                Some(format!("{}{}", "each: ".repeat(depth), format.as_ref()?))
            };
            let wider = matches!(
                (old.format.as_deref(), new.format.as_deref()),
                (_, None) | (Some("int32"), Some("int64")) | (Some("float"), Some("double"))
            );
            changed.push(FormatDelta {
                before: words(&old.format),
                after: words(&new.format),
                tighter: !wider,
            });
        }
    });
    changed
}

/// Tells whether all that one or another of some constraints takes is taken by one or another of
/// others.
pub(super) fn are_within(some: &[Constraints], others: &[Constraints]) -> bool {
    let is_within = |one: &Constraints, other: &Constraints| {
        !deltas(one, other).iter().any(|delta| delta.tighter)
            && !formats(one, other).iter().any(|format| format.tighter)
    };
    some.iter().all(|one| others.iter().any(|other| is_within(one, other)))
}

/// Goes through a place and what it holds.
fn each(
    depth: usize,
    old: &Constraints,
    new: &Constraints,
    visit: &mut impl FnMut(usize, &Constraints, &Constraints),
) {
    visit(depth, old, new);
    let none = Constraints::default();
    if old.inner.is_some() || new.inner.is_some() {
        let [old, new] = [old, new].map(|side| side.inner.as_deref().unwrap_or(&none));
        each(depth + 1, old, new, visit);
    }
}

/// Returns the limits of a place, each with its keyword. A bound that is not taken
/// itself has another keyword.
fn said(constraints: &Constraints) -> Vec<(&'static str, Value)> {
    let Limits {
        patterns,
        min_length,
        max_length,
        minimum,
        maximum,
        exclusive_minimum,
        exclusive_maximum,
        multiple_of,
        min_items,
        max_items,
        unique_items,
        min_properties,
        max_properties,
    } = &constraints.limits;
    let least = if *exclusive_minimum { "exclusiveMinimum" } else { "minimum" };
    let most = if *exclusive_maximum { "exclusiveMaximum" } else { "maximum" };
    let number = |number: &Option<Number>| number.clone().map(Value::Number);
    let count = |count: &Option<u64>| count.map(Value::from);
    let all = [
        ("pattern", list(patterns)),
        ("minLength", count(min_length)),
        ("maxLength", count(max_length)),
        (least, number(minimum)),
        (most, number(maximum)),
        ("multipleOf", list(multiple_of)),
        ("minItems", count(min_items)),
        ("maxItems", count(max_items)),
        ("uniqueItems", unique_items.filter(|unique| *unique).map(Value::Bool)),
        ("minProperties", count(min_properties)),
        ("maxProperties", count(max_properties)),
        ("values", list(&constraints.values)),
    ];
    all.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
}

/// Returns a list, if there is anything in it.
fn list<T: Clone + Into<Value>>(values: &[T]) -> Option<Value> {
    (!values.is_empty()).then(|| values.to_vec().into())
}

/// Returns the items of a list.
fn items(list: &Value) -> &[Value] {
    list.as_array().map_or(&[], Vec::as_slice)
}

fn limits(depth: usize, old: &Constraints, new: &Constraints, deltas: &mut Vec<Delta>) {
    let formats = [old, new].map(|side| side.format.as_deref());
    let (old, new) = (said(old), said(new));
    let find = |side: &[(&'static str, Value)], key: &str| {
        side.iter().find(|(other, _)| bound(other) == bound(key)).cloned()
    };
    let gone = old.iter().filter(|(key, _)| find(&new, key).is_none());
    let gone = gone.map(|(key, _)| *key).collect::<Vec<_>>();
    for key in new.iter().map(|(key, _)| *key).chain(gone) {
        let (before, after) = (find(&old, key), find(&new, key));
        let is_of_format = |(one, other): (&Option<_>, &Option<_>), format| {
            one.is_none() && other.as_ref().is_some_and(|limit| is_said_by_format(limit, format))
        };
        let is_same = before == after
            || is_of_format((&before, &after), formats[0])
            || is_of_format((&after, &before), formats[1]);
        if is_same {
            continue;
        }
        let tighter = match (&before, &after) {
            (Some(before), Some(after)) => is_tighter(before, after),
            (before, _) => before.is_none(),
        };
        let value = |side: Option<(&'static str, Value)>| side.map(|(_, value)| value);
        deltas.push(Delta { key, depth, before: value(before), after: value(after), tighter });
    }
}

/// Tells whether all integers of a format are within a bound.
fn is_said_by_format((key, limit): &(&str, Value), format: Option<&str>) -> bool {
    let width = match format {
        Some("int32") => Width::I32,
        Some("int64") => Width::I64,
        Some("uint32") => Width::U32,
        Some("uint64") => Width::U64,
        _ => return false,
    };
    let (least, most) = width.range();
    let bound = limit.as_number().and_then(Number::as_i128);
    bound.is_some_and(|bound| match *key {
        "minimum" => bound <= least,
        "maximum" => bound >= most,
        _ => false,
    })
}

/// Returns the bound that a keyword sets: both kinds of a bound limit the same.
fn bound(key: &str) -> &str {
    match key {
        "exclusiveMinimum" => "minimum",
        "exclusiveMaximum" => "maximum",
        other => other,
    }
}

/// Tells whether a value that the limit before took may not be taken now.
fn is_tighter((was, before): &(&str, Value), (is, after): &(&str, Value)) -> bool {
    let order = order(before, after);
    match bound(is) {
        // Only whether the bound itself is taken is another.
        "minimum" | "maximum" if order.is_eq() => was == &bound(was),
        "minimum" | "minLength" | "minItems" | "minProperties" => order.is_lt(),
        "maximum" | "maxLength" | "maxItems" | "maxProperties" => order.is_gt(),
        "multipleOf" => items(after).iter().any(|of| !is_multiple_of_all(items(before), of)),
        // Whether one pattern takes all that another one does, nobody can say.
        "pattern" => items(after).iter().any(|pattern| !items(before).contains(pattern)),
        "values" => items(before).iter().any(|value| !items(after).contains(value)),
        _ => true,
    }
}

/// Compares two numbers.
fn order(one: &Value, other: &Value) -> Ordering {
    one.as_number()
        .zip(other.as_number())
        .map_or(Ordering::Equal, |(one, other)| compare(one, other))
}

/// Tells whether a number is a multiple of another one, as 6 is of 3 and 0.3 of
/// 0.1.
fn is_multiple(number: &Value, of: &Value) -> bool {
    let times = float(number) / float(of);
    times.is_finite() && (times - times.round()).abs() < CLOSE
}

/// The distance from a whole number that the quotient of two decimal fractions
/// may have.
const CLOSE: f64 = 1e-9;

/// Tells whether the multiples of all these numbers are multiples of another one.
fn is_multiple_of_all(numbers: &[Value], of: &Value) -> bool {
    let least = numbers
        .iter()
        .try_fold(1_u64, |all, number| {
            let number = number.as_u64().filter(|number| *number > 0)?;
            (all / greatest_divisor(all, number)).checked_mul(number)
        })
        .map(Value::from);
    numbers.iter().chain(&least).any(|number| is_multiple(number, of))
}

/// Returns the greatest number that divides both.
fn greatest_divisor(one: u64, other: u64) -> u64 {
    if other == 0 { one } else { greatest_divisor(other, one % other) }
}

fn float(value: &Value) -> f64 {
    value.as_f64().unwrap_or_default()
}
