//! Numbers: those that a format or a factor says are whole are integers, whose bounds are, too.

use serde_json::Number;

use super::values::integer;
use crate::ir::Limits;
use crate::schema::limits::BEYOND;
use crate::schema::model::{Listed, Schema, Type};

/// Formats of integers: those of OpenAPI's registry, and what others call them.
const WHOLE: [&str; 13] = [
    "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "int", "uint",
    "integer", "long", "short",
];

/// The least and the greatest number that is an integer by its factor alone.
const BOUNDS: [f64; 2] = [i64::MIN as f64, u64::MAX as f64];

/// Makes numbers integers that are so by their format, or that are multiples of an integer, have
/// no format and no bounds beyond 64 bits, unless a listed one is not whole.
pub(in crate::schema) fn whole_ones(schema: &mut Schema) {
    schema.kind = schema.written_type();
    schema.whole = false;
    let is_whole = |listed: &Listed| listed.value.as_f64().is_none_or(|it| it.fract() == 0.0);
    let Limits { minimum, maximum, multiple_of, .. } = &schema.limits;
    let [least, greatest] = BOUNDS;
    let is_within = |number: &Number| {
        number.as_f64().is_some_and(|number| (least..=greatest).contains(&number))
    };
    let is_factor = |factor: &Number| {
        is_within(factor) && factor.as_f64().is_some_and(|it| it.fract() == 0.0 && it >= 1.0)
    };
    let are_whole = match schema.format.as_deref() {
        Some(format) => WHOLE.contains(&format),
        None => multiple_of.iter().any(is_factor) && minimum.iter().chain(maximum).all(is_within),
    };
    if schema.kind == Some(Type::Number) && are_whole && schema.listed().iter().all(is_whole) {
        schema.kind = Some(Type::Integer);
        schema.whole = true;
    }
}

/// Returns the first format of integers that some schemas of one value have: it says more than
/// one of all numbers.
pub(in crate::schema) fn format_of_integers<'s>(
    schemas: impl IntoIterator<Item = &'s Schema>,
) -> Option<String> {
    schemas.into_iter().find(|schema| has_format_of_integers(schema))?.format.clone()
}

/// Tells whether a schema has a format of integers.
pub(in crate::schema) fn has_format_of_integers(schema: &Schema) -> bool {
    schema.format.as_deref().is_some_and(|format| WHOLE.contains(&format))
}

/// The rounding of a number between two integers.
type Round = fn(f64) -> f64;

/// Makes the bounds and the default of integers integers.
pub(super) fn bounds(schema: &mut Schema) {
    if schema.kind != Some(Type::Integer) {
        return;
    }
    schema.about.default = schema.about.default.as_ref().map(integer);
    let Limits { minimum, maximum, exclusive_minimum, exclusive_maximum, multiple_of, .. } =
        &mut schema.limits;
    let is_whole = |limit: &Number| limit.as_f64().is_none_or(|limit| limit.fract() == 0.0);
    // A greatest integer that a double rounded up is that of `i64`; a least one is itself.
    let inward: [(Round, f64); 2] = [(f64::ceil, BEYOND.next_down()), (f64::floor, BEYOND)];
    let bounds = [(minimum, exclusive_minimum), (maximum, exclusive_maximum)];
    for ((bound, is_exclusive), (round, most)) in bounds.into_iter().zip(inward) {
        let was_whole = bound.as_ref().is_some_and(is_whole);
        *bound = bound.as_ref().and_then(|limit| whole(limit, round, most));
        // The integer beside a bound that is none is taken itself.
        *is_exclusive &= was_whole && bound.is_some();
    }
    let factors = std::mem::take(multiple_of).into_iter().filter(is_whole);
    *multiple_of = factors.filter_map(|factor| whole(&factor, f64::round, BEYOND)).collect();
}

/// Returns the bound as an integer; none when it lies at the ends of `i64`, as a double
/// has them, or below (and so bounds nothing). One above `most` is beyond `i64`, and one
/// beyond `u64` stays as it is.
fn whole(limit: &Number, round: Round, most: f64) -> Option<Number> {
    if limit.as_i64().is_some() {
        return Some(limit.clone());
    }
    let number = limit.as_f64()?;
    if number > u64::MAX as f64 {
        return Some(limit.clone());
    }
    if number > most {
        return Some(limit.as_u64().unwrap_or(number as u64).into());
    }
    let inside = number > i64::MIN as f64 && number < BEYOND;
    inside.then(|| (round(number) as i64).into())
}
