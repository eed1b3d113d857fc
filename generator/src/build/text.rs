//! What a document says to people.

use serde_json::Number;

use super::Builder;
use crate::ir::Docs;
use crate::schema::{Form, Limits, Schema, Type};

impl<'a> Builder<'a> {
    /// The documentation of a schema; limits and default are those of what it
    /// refers to, unless it has its own.
    pub(super) fn docs(&self, schema: &'a Schema) -> Docs {
        let mut docs = Docs { constraints: self.constraints(schema), ..own_docs(schema) };
        let target = self.follow(schema);
        if target.at.0 != schema.at.0 {
            let inherited = own_docs(target);
            docs.limits.extend(inherited.limits);
            docs.default = docs.default.or(inherited.default);
            docs.deprecated |= inherited.deprecated;
        }
        docs
    }
}

fn own_docs(schema: &Schema) -> Docs {
    let about = &schema.about;
    Docs {
        text: about.description.clone().unwrap_or_default(),
        limits: limits(schema),
        default: about.default.clone(),
        deprecated: about.deprecated,
        ..Docs::default()
    }
}

/// Limits in words.
fn limits(schema: &Schema) -> Vec<String> {
    let Form::Type(kind) = schema.form() else { return Vec::new() };
    let limits = &schema.limits;
    let words = match kind {
        Type::String => {
            let pattern = limits.pattern.as_ref();
            let pattern = pattern.map(|pattern| format!("matches `{}`", pattern.replace('`', "'")));
            let length = range(limits.min_length, limits.max_length, " characters");
            return length.into_iter().chain(pattern).collect();
        }
        Type::Number | Type::Integer => bounds(limits, kind),
        Type::Array => range(limits.min_items, limits.max_items, " items"),
        Type::Object => range(limits.min_properties, limits.max_properties, " keys"),
        Type::Boolean => None,
    };
    words.into_iter().collect()
}

fn range<T: std::fmt::Display>(min: Option<T>, max: Option<T>, unit: &str) -> Option<String> {
    let unit = |count: &T| {
        if count.to_string() == "1" { unit.strip_suffix('s').unwrap_or(unit) } else { unit }
    };
    match (min, max) {
        (Some(min), Some(max)) => Some(format!("{min} to {max}{}", unit(&max))),
        (Some(min), None) => Some(format!("at least {min}{}", unit(&min))),
        (None, Some(max)) => Some(format!("at most {max}{}", unit(&max))),
        (None, None) => None,
    }
}

/// The bounds of numbers.
fn bounds(limits: &Limits, kind: Type) -> Option<String> {
    let number = |number: &Number| match (kind, number.as_f64()) {
        (Type::Number, Some(number)) => number.to_string(),
        _ => number.to_string(),
    };
    // The end of what an integer can be bounds nothing.
    let max = limits.maximum.as_ref().filter(|max| max.as_u64() != Some(u64::MAX));
    let (min, max) = (limits.minimum.as_ref().map(number), max.map(number));
    if !limits.exclusive_minimum && !limits.exclusive_maximum {
        return range(min, max, "");
    }
    let least = if limits.exclusive_minimum { "above" } else { "at least" };
    let most = if limits.exclusive_maximum { "below" } else { "at most" };
    let words = [min.map(|min| format!("{least} {min}")), max.map(|max| format!("{most} {max}"))];
    let words: Vec<String> = words.into_iter().flatten().collect();
    (!words.is_empty()).then(|| words.join(", "))
}
