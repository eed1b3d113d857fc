//! Limits that schemas put on values under a condition. The properties that conditions add are in
//! the types.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::fingerprint::sha256;
use crate::source::Node;
use crate::vocabulary::{Fate, Holds, is_said_by, keyword};

/// The keywords that speak to people, name values, or lead to what has a type of its own.
const NO_RULES: [&str; 15] = [
    "$ref",
    "$dynamicRef",
    "$recursiveRef",
    "title",
    "description",
    "default",
    "deprecated",
    "readOnly",
    "writeOnly",
    "externalDocs",
    "x-enum-varnames",
    "x-enumNames",
    "x-enum-descriptions",
    "x-ms-enum",
    "x-terminal",
];

/// The keywords of schemas, of which some may hold, that declare more properties.
const MORE: [&str; 6] = ["oneOf", "anyOf", "then", "else", "dependentSchemas", "dependencies"];

/// The properties that are declared outside of conditions.
#[derive(Default)]
pub(super) struct Outside<'d> {
    /// The schemas of each.
    declared: HashMap<&'d str, Vec<Node<'d>>>,
    /// True if arms or conditions may declare more.
    is_open: bool,
}

impl<'d> Outside<'d> {
    /// Finds those of a schema and its parts.
    pub(super) fn of(holder: Node<'d>) -> Self {
        Self::of_all(&[holder])
    }

    /// Tells whether a property of this name is declared, or may be so.
    pub(super) fn declares(&self, name: Node<'_>) -> bool {
        self.is_open || name.text().is_none_or(|name| self.declared.contains_key(name))
    }

    fn of_all(holders: &[Node<'d>]) -> Self {
        let (mut found, mut seen) = (Self::default(), HashSet::new());
        let mut pending = holders.to_vec();
        while let Some(node) = pending.pop().and_then(Node::resolved) {
            if !seen.insert(node.id()) {
                continue;
            }
            for (name, property) in node.get("properties").into_iter().flat_map(Node::entries) {
                found.declared.entry(name).or_default().push(property);
            }
            found.is_open |= MORE.iter().any(|key| node.get(key).is_some());
            pending.extend(node.get("allOf").into_iter().flat_map(Node::items));
        }
        found
    }
}

/// Lists what a keyword says under a condition, each fact with the way to it: for `then` and
/// `else`, it begins with what they depend on.
pub(super) fn said<'d>(
    schema: Node<'d>,
    key: &str,
    node: Node<'d>,
    outside: &Outside<'d>,
) -> Vec<(String, Value)> {
    let mut said = Vec::new();
    tell(schema, key, node, outside, "", &mut said);
    said
}

fn tell<'d>(
    schema: Node<'d>,
    key: &str,
    node: Node<'d>,
    outside: &Outside<'d>,
    way: &str,
    said: &mut Vec<(String, Value)>,
) {
    if matches!(key, "then" | "else") {
        let Some(condition) = schema.get("if") else { return };
        narrowing(node, outside, &format!("{way}if {} {key} ", words(condition)), said);
        return;
    }
    for (name, node) in node.entries().filter(|(_, node)| !node.is_list()) {
        narrowing(node, outside, &format!("{way}if there is {name}, "), said);
    }
}

/// The most bytes of a condition that stand before each fact.
const MOST_WORDS: usize = 200;

/// Writes the words of a condition: a fingerprint stands for those of a long one.
fn words(condition: Node<'_>) -> String {
    let mut condition = condition.to_value();
    // The order of keys says nothing.
    condition.sort_all_objects();
    let words = condition.to_string();
    match words.len() {
        0..=MOST_WORDS => words,
        _ => format!("of the fingerprint {}", &sha256(words.as_bytes())[..16]),
    }
}

/// Tells of a condition what only keeps values out.
fn narrowing<'d>(
    node: Node<'d>,
    outside: &Outside<'d>,
    way: &str,
    said: &mut Vec<(String, Value)>,
) {
    if node.as_bool() == Some(false) {
        said.push((format!("{way}no value"), Value::Bool(true)));
    }
    for (key, child) in node.entries() {
        match key {
            "properties" => {
                let also = |(name, node)| Some((name, node, outside.declared.get(name)?));
                let declared = child.entries().filter_map(also);
                for (name, node, outside) in declared {
                    of_property(node, outside, &format!("{way}{name} "), said);
                }
            }
            "allOf" => child.items().for_each(|part| narrowing(part, outside, way, said)),
            "oneOf" | "anyOf" => {
                for (number, part) in child.items().enumerate() {
                    narrowing(part, outside, &format!("{way}{key} {number} "), said);
                }
            }
            "then" | "else" | "dependentSchemas" | "dependencies" => {
                tell(node, key, child, outside, way, said);
            }
            "required" => {
                said.extend(child.items().map(|name| (format!("{way}{key}"), name.to_value())));
            }
            "type" if child.as_str() == Some("object") => {}
            _ if is_rule(key, child) => said.push((format!("{way}{key}"), child.to_value())),
            _ => {}
        }
    }
}

/// Tells what a condition says of a property that is declared outside of it.
fn of_property<'d>(
    node: Node<'d>,
    outside: &[Node<'d>],
    way: &str,
    said: &mut Vec<(String, Value)>,
) {
    if node.get("properties").is_some() {
        narrowing(node, &Outside::of_all(outside), way, said);
        return;
    }
    of_value(node, way, said);
}

/// Lists what is said of properties whose names match patterns.
pub(super) fn of_names(patterns: Node<'_>) -> Vec<(String, Value)> {
    let mut said = Vec::new();
    for (pattern, node) in patterns.entries() {
        let way = format!("names that match {pattern} ");
        if node.as_bool() == Some(false) {
            said.push((format!("{way}no value"), Value::Bool(true)));
        }
        of_value(node, &way, &mut said);
    }
    said
}

/// Lists what is said of the items at each position of a list, if that is not the same of all.
pub(super) fn of_positions(positions: Node<'_>) -> Vec<(String, Value)> {
    let positions = positions.items().enumerate().map(|(index, node)| {
        let (way, mut said) = (format!("item {} ", index + 1), Vec::new());
        of_value(node, "", &mut said);
        // What is inside, and what nothing is made of, is told of each item by itself.
        said.retain(|(key, _)| says_alone(key));
        (way, said)
    });
    let positions: Vec<(String, Vec<(String, Value)>)> = positions.collect();
    if positions.windows(2).all(|two| two[0].1 == two[1].1) {
        return Vec::new();
    }
    let all = positions.into_iter().flat_map(|(way, said)| {
        said.into_iter().map(move |(key, value)| (format!("{way}{key}"), value))
    });
    all.collect()
}

/// Lists the properties of objects without a name at each position of a list, each with what it
/// says by itself.
pub(super) fn of_objects(positions: Node<'_>) -> Vec<(String, Value)> {
    let own = |(index, node): (usize, Node<'_>)| {
        let properties = node.get("properties").filter(|_| node.get("$ref").is_none());
        let properties = properties.into_iter().flat_map(Node::entries);
        let said = properties.map(|(name, property)| {
            let mut said = Vec::new();
            of_value(property, "", &mut said);
            said.retain(|(key, _)| says_alone(key));
            (name.to_owned(), Value::Object(said.into_iter().collect()))
        });
        let way = format!("item {} property", index + 1);
        said.map(|property| (way.clone(), Value::Object([property].into_iter().collect())))
            .collect::<Vec<_>>()
    };
    positions.items().enumerate().flat_map(own).collect()
}

/// Tells whether what a keyword says is told where it is, and not of what is inside.
fn says_alone(key: &str) -> bool {
    let used = keyword(key).filter(|key| key.fate == Fate::Used);
    used.is_some_and(|key| key.holds == Holds::Nothing)
}

/// Lists what a schema says of a value by itself.
fn of_value(node: Node<'_>, way: &str, said: &mut Vec<(String, Value)>) {
    let rules = node.entries().filter(|(key, child)| *key == "$ref" || is_rule(key, *child));
    said.extend(rules.map(|(key, child)| (format!("{way}{key}"), child.to_value())));
}

/// Tells whether a keyword keeps values out.
fn is_rule(key: &str, node: Node<'_>) -> bool {
    keyword(key).is_some_and(|keyword| {
        matches!(keyword.fate, Fate::Used | Fate::Reported(_))
            && !NO_RULES.contains(&key)
            && !is_said_by(keyword.default, node)
    })
}
