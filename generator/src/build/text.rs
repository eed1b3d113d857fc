//! What a document says to people.

use openapiv3::{SchemaKind, Type};

use super::Builder;
use super::node::{Located, Node};
use crate::ir::Docs;
use crate::normalize::EXACTLY_ONE_OF;

impl<'a> Builder<'a> {
    /// The documentation of a schema; limits and default are those of what it
    /// refers to, unless it has its own.
    pub(super) fn docs(&self, located: &Located<'a>) -> Docs {
        let mut docs = own_docs(located.node);
        let target = self.follow(located);
        if target.at != located.at {
            let inherited = own_docs(target.node);
            docs.limits.extend(inherited.limits);
            docs.default = docs.default.or(inherited.default);
            docs.deprecated |= inherited.deprecated;
        }
        docs
    }
}

fn own_docs(node: Node<'_>) -> Docs {
    let Some(schema) = node.item() else { return Docs::default() };
    let data = &schema.schema_data;
    Docs {
        text: data.description.clone().unwrap_or_default(),
        limits: limits(&schema.schema_kind),
        default: data.default.clone(),
        deprecated: data.deprecated,
    }
}

/// The sets of keys of which exactly one is to be given.
pub(super) fn exactly_one_of(node: Node<'_>) -> Vec<Vec<String>> {
    let Some(schema) = node.item() else { return Vec::new() };
    let sets = schema.schema_data.extensions.get(EXACTLY_ONE_OF);
    sets.and_then(|sets| serde_json::from_value(sets.clone()).ok()).unwrap_or_default()
}

/// Limits in words.
fn limits(kind: &SchemaKind) -> Vec<String> {
    let SchemaKind::Type(kind) = kind else { return Vec::new() };
    match kind {
        Type::String(string) => [
            range(string.min_length, string.max_length, " characters"),
            string
                .pattern
                .as_ref()
                .map(|pattern| format!("matches `{}`", pattern.replace('`', "'"))),
        ]
        .into_iter()
        .flatten()
        .collect(),
        Type::Number(number) => {
            let limit = Limit { exclusive: (number.exclusive_minimum, number.exclusive_maximum) };
            limit.words(number.minimum, number.maximum).into_iter().collect()
        }
        Type::Integer(integer) => {
            let limit = Limit { exclusive: (integer.exclusive_minimum, integer.exclusive_maximum) };
            limit.words(integer.minimum, integer.maximum).into_iter().collect()
        }
        Type::Array(array) => {
            range(array.min_items, array.max_items, " items").into_iter().collect()
        }
        Type::Object(object) => {
            range(object.min_properties, object.max_properties, " keys").into_iter().collect()
        }
        Type::Boolean(_) => Vec::new(),
    }
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

struct Limit {
    exclusive: (bool, bool),
}

impl Limit {
    fn words<T: std::fmt::Display>(&self, min: Option<T>, max: Option<T>) -> Option<String> {
        if self.exclusive == (false, false) {
            return range(min, max, "");
        }
        let min =
            min.map(|min| format!("{} {min}", if self.exclusive.0 { "above" } else { "at least" }));
        let max =
            max.map(|max| format!("{} {max}", if self.exclusive.1 { "below" } else { "at most" }));
        let words: Vec<String> = [min, max].into_iter().flatten().collect();
        (!words.is_empty()).then(|| words.join(", "))
    }
}
