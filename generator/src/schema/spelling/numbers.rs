//! Numbers: those that a format says are whole are integers, whose bounds are, too.

use serde_json::Number;

use crate::schema::model::{Limits, Listed, Schema, Type};

/// Formats of integers: those of OpenAPI's registry, and what others call them.
const WHOLE: [&str; 13] = [
    "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "int", "uint",
    "integer", "long", "short",
];

/// Makes numbers integers that are so by their format, unless a listed one is not.
pub(super) fn by_format(schema: &mut Schema) {
    let is_whole = |listed: &Listed| listed.value.as_f64().is_none_or(|it| it.fract() == 0.0);
    if schema.kind == Some(Type::Number)
        && schema.format.as_deref().is_some_and(|format| WHOLE.contains(&format))
        && schema.listed().iter().all(is_whole)
    {
        schema.kind = Some(Type::Integer);
    }
}

/// What becomes of a number between two integers.
type Round = fn(f64) -> f64;

pub(super) fn bounds(schema: &mut Schema) {
    if schema.kind != Some(Type::Integer) {
        return;
    }
    let Limits { minimum, maximum, exclusive_minimum, exclusive_maximum, multiple_of, .. } =
        &mut schema.limits;
    let is_whole = |limit: &Number| limit.as_f64().is_none_or(|limit| limit.fract() == 0.0);
    let inward: [Round; 2] = [f64::ceil, f64::floor];
    let bounds = [(minimum, exclusive_minimum), (maximum, exclusive_maximum)];
    for ((bound, is_exclusive), round) in bounds.into_iter().zip(inward) {
        let was_whole = bound.as_ref().is_some_and(is_whole);
        *bound = bound.as_ref().and_then(|limit| whole(limit, round));
        // The integer beside a bound that is none is taken itself.
        *is_exclusive &= was_whole && bound.is_some();
    }
    *multiple_of =
        multiple_of.take_if(|factor| is_whole(factor)).and_then(|it| whole(&it, f64::round));
}

/// The bound as an integer; none when it lies at the ends of `i64`, as a double
/// has them, or below (and so bounds nothing).
fn whole(limit: &Number, round: Round) -> Option<Number> {
    if limit.as_i64().is_some() {
        return Some(limit.clone());
    }
    let (number, most) = (limit.as_f64()?, -(i64::MIN as f64));
    if number > most {
        return Some(limit.as_u64().unwrap_or(number as u64).into());
    }
    let inside = number > i64::MIN as f64 && number < most;
    inside.then(|| (round(number) as i64).into())
}

impl Limits {
    /// Takes out what only speaks about values of other types.
    pub(super) fn keep_those_of(&mut self, kind: Type) {
        let all = std::mem::take(self);
        *self = match kind {
            Type::String => Self {
                pattern: all.pattern,
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

    /// Puts other limits beside these, which win.
    pub(crate) fn fill(&mut self, more: Self) {
        let own = std::mem::take(self);
        let (minimum, exclusive_minimum) = match own.minimum {
            Some(own_minimum) => (Some(own_minimum), own.exclusive_minimum),
            None => (more.minimum, own.exclusive_minimum || more.exclusive_minimum),
        };
        let (maximum, exclusive_maximum) = match own.maximum {
            Some(own_maximum) => (Some(own_maximum), own.exclusive_maximum),
            None => (more.maximum, own.exclusive_maximum || more.exclusive_maximum),
        };
        *self = Self {
            pattern: own.pattern.or(more.pattern),
            min_length: own.min_length.or(more.min_length),
            max_length: own.max_length.or(more.max_length),
            minimum,
            maximum,
            exclusive_minimum,
            exclusive_maximum,
            multiple_of: own.multiple_of.or(more.multiple_of),
            min_items: own.min_items.or(more.min_items),
            max_items: own.max_items.or(more.max_items),
            unique_items: own.unique_items.or(more.unique_items),
            min_properties: own.min_properties.or(more.min_properties),
            max_properties: own.max_properties.or(more.max_properties),
        };
    }
}
