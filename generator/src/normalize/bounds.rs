//! Numeric bounds: 3.1's `exclusiveMinimum: 0` → 3.0's `minimum: 0,
//! exclusiveMinimum: true`; what an integer type cannot express goes.

use serde_json::{Number, Value};

use super::Object;

/// The bounds that count something.
const COUNTS: [&str; 6] =
    ["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"];

pub(super) fn normalize(schema: &mut Object) {
    for (bound, exclusive) in [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")] {
        if let Some(limit @ Value::Number(_)) = schema.get(exclusive).cloned() {
            schema.insert(bound.to_owned(), limit);
            schema.insert(exclusive.to_owned(), Value::Bool(true));
        }
    }
    for count in COUNTS {
        let Some(Value::Number(limit)) = schema.get(count) else { continue };
        if let Some(whole) = whole(limit).filter(|_| limit.is_f64()) {
            schema.insert(count.to_owned(), whole.into());
        }
    }
    if schema.get("type").and_then(Value::as_str) != Some("integer") {
        return;
    }
    for bound in ["minimum", "maximum", "multipleOf"] {
        let Some(Value::Number(limit)) = schema.get(bound) else { continue };
        match whole(limit) {
            Some(whole) => schema.insert(bound.to_owned(), whole.into()),
            None => schema.shift_remove(bound),
        };
    }
}

/// The bound as an integer; none when it lies at or beyond the ends of `i64`
/// (and so bounds nothing), or between two integers.
fn whole(limit: &Number) -> Option<i64> {
    if let Some(whole) = limit.as_i64() {
        return Some(whole);
    }
    let limit = limit.as_f64()?;
    let inside = limit > i64::MIN as f64 && limit < i64::MAX as f64;
    (inside && limit.fract() == 0.0).then_some(limit as i64)
}
