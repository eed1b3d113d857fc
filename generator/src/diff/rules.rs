//! Facts that no type of the crate has and no text of it says, and of which the documents
//! themselves tell: rules about values, which are left to the server, and the times at which
//! properties and parameters end.

use std::collections::{HashMap, HashSet, VecDeque};

use serde_json::{Value, json};

use super::conditions::{self, Outside};
use super::docs::Sent;
use super::{Comparison, Half, Kind, Place};
use crate::ir::{Api, TypeRef};
use crate::pointer::Pointer;
use crate::source::Node;
use crate::vocabulary::{Fate, is_said_by, keyword};

/// The keywords whose `false` keeps out properties that nothing declares.
const CLOSING: [&str; 2] = ["additionalProperties", "unevaluatedProperties"];

/// The keywords that set the least number there can be.
const LEAST: [&str; 6] =
    ["minContains", "minLength", "minItems", "minProperties", "minimum", "exclusiveMinimum"];

/// The keywords that set the greatest one.
const MOST: [&str; 6] =
    ["maxContains", "maxLength", "maxItems", "maxProperties", "maximum", "exclusiveMaximum"];

/// A rule: its keyword, with the values that it is about, and all of it as text.
struct Rule {
    key: String,
    words: String,
    /// The property that it puts at a position of a list: a rule where others of the same were
    /// put elsewhere.
    put: Option<String>,
    /// The number that it sets.
    number: Option<f64>,
    /// The schema of the items that it counts, as text.
    of: String,
    /// True for a property that is declared, whose type tells that it is required.
    is_declared: bool,
}

impl Comparison<'_> {
    /// Compares the times at which a property or a parameter ends.
    pub(super) fn sunsets(&mut self, place: &Place, (old, new): (&Pointer, &Pointer), sent: Sent) {
        let (old, new) = (self.old.sunset(old), self.new.sunset(new));
        self.sunset(place, old, new, sent);
    }

    /// Compares the rules about a value that callers send, unless its type changed or tells of
    /// them by itself.
    pub(super) fn rules(
        &mut self,
        place: &Place,
        (old, new): (&Pointer, &Pointer),
        ty: Option<(&TypeRef, &TypeRef)>,
        sent: Sent,
    ) {
        let is_same_type = ty.is_none_or(|(old, new)| self.same(old, new));
        if is_same_type && !self.old.sent.contains(old) && !self.new.sent.contains(new) {
            self.rules_of_type(place, (old, new), sent, false);
        }
    }

    /// Compares the same of a type. If `is_open_shown`, its shape says whether there can be
    /// properties that nothing declares.
    pub(super) fn rules_of_type(
        &mut self,
        place: &Place,
        (old, new): (&Pointer, &Pointer),
        sent: Sent,
        is_open_shown: bool,
    ) {
        if sent == Sent::Never {
            return;
        }
        let [old, new] = [(self.old, old), (self.new, new)].map(|(half, at)| {
            let mut rules = half.rules(at);
            rules.retain(|rule| !(is_open_shown && CLOSING.contains(&rule.key.as_str())));
            rules
        });
        fn only<'r>(one: &'r [Rule], other: &[Rule]) -> Vec<&'r Rule> {
            let others: HashSet<_> = other.iter().map(Rule::said).collect();
            let put: HashSet<&String> = other.iter().filter_map(|rule| rule.put.as_ref()).collect();
            let is_told = |rule: &&Rule| {
                !rule.is_declared && rule.put.as_ref().is_none_or(|it| put.contains(it))
            };
            one.iter().filter(is_told).filter(|rule| !others.contains(&rule.said())).collect()
        }
        let (gone, more) = (only(&old, &new), only(&new, &old));
        let is_looser = |rule: &Rule, others: &[&Rule]| {
            rule.is_looser_than(others.iter().find(|other| rule.is_as(other)).copied())
        };
        // The least number that is no longer said is one.
        let has = |key: &str| new.iter().any(|other| other.key == key);
        let is_tighter_without = |rule: &&Rule| {
            let all = rule.key.strip_suffix("minContains").filter(|_| rule.number == Some(0.0));
            let is_gone = !new.iter().any(|other| rule.is_as(other));
            all.is_some_and(|each| is_gone && has(&format!("{each}contains")))
        };
        let kind = match more.iter().all(|rule| is_looser(rule, &gone)) {
            true if gone.is_empty() && more.is_empty() => return,
            true if !gone.iter().any(is_tighter_without) => Kind::LimitsLoosened,
            _ => Kind::LimitsTightened,
        };
        let words = |rule: &Rule| rule.words.clone();
        self.push(place, kind).from(gone.into_iter().map(words)).to(more.into_iter().map(words));
    }
}

impl<'a> Half<'a> {
    /// Returns the time at which what is at a place ends.
    fn sunset(&self, at: &Pointer) -> Option<&'a str> {
        self.document.find(at)?.get("x-sunset")?.text()
    }

    /// Returns the rules about the values of a schema, its parts, and what it holds, but for those
    /// of a type of its own.
    fn rules(&self, at: &Pointer) -> Vec<Rule> {
        let (mut rules, mut seen) = (Vec::new(), HashSet::new());
        let mut outside = HashMap::new();
        // Each with the schema that says all of its value.
        let mut pending: VecDeque<(Node<'_>, Node<'_>, String)> = VecDeque::new();
        pending.extend(self.document.find(at).map(|node| (node, node, String::new())));
        let has_type = |node: Node<'_>| self.sent.contains(&node.at());
        while let Some((node, holder, each)) = pending.pop_front() {
            if !seen.insert(node.id()) {
                continue;
            }
            for (key, child) in node.entries() {
                let rule = |says| Rule::of(&each, key, says);
                let found = |(way, says): (String, Value)| Rule::of(&each, &way, says);
                match key {
                    "allOf" => {
                        let parts = child.items().filter_map(Node::resolved);
                        let parts = parts.filter(|part| !has_type(*part));
                        pending.extend(parts.map(|part| (part, holder, each.clone())));
                    }
                    "items" | "additionalProperties" if child.is_object() && !has_type(child) => {
                        pending.push_back((child, child, format!("{each}each: ")));
                    }
                    "prefixItems" | "items" if child.is_list() => {
                        rules.extend(conditions::of_positions(child).into_iter().map(found));
                        let put = conditions::of_objects(child).into_iter();
                        rules.extend(put.map(|(way, says)| {
                            let put = Some(format!("{each}{says}"));
                            Rule { put, ..Rule::of(&each, &way, says) }
                        }));
                        let inside = child.items().enumerate();
                        let inside = inside.filter(|(_, item)| !has_type(*item));
                        pending.extend(inside.map(|(index, item)| {
                            (item, item, format!("{each}item {}: ", index + 1))
                        }));
                    }
                    "patternProperties" if !is_of_all_others(node, child) => {
                        rules.extend(conditions::of_names(child).into_iter().map(found));
                    }
                    // The values are those of the type.
                    "patternProperties" => {
                        let pattern = child.entries().map(|(pattern, _)| pattern.into());
                        rules.extend(pattern.map(|pattern| Rule::of(&each, "each name", pattern)));
                    }
                    "required" if child.is_list() => {
                        let outside =
                            outside.entry(holder.id()).or_insert_with(|| Outside::of(holder));
                        rules.extend(child.items().map(|name| Rule {
                            is_declared: outside.declares(name),
                            ..rule(name.to_value())
                        }));
                    }
                    "dependentRequired" => rules.extend(needs(child).map(rule)),
                    "then" | "else" | "dependentSchemas" | "dependencies" => {
                        if key == "dependencies" {
                            let rule = |says| Rule::of(&each, "dependentRequired", says);
                            rules.extend(needs(child).map(rule));
                        }
                        let outside =
                            outside.entry(holder.id()).or_insert_with(|| Outside::of(holder));
                        let said = conditions::said(node, key, child, outside);
                        rules.extend(said.into_iter().map(found));
                    }
                    "minContains" | "maxContains" => {
                        let is_usual = key == "minContains" && child.to_value() == 1;
                        if let Some(of) = node.get("contains").filter(|_| !is_usual) {
                            let mut of = of.to_value();
                            of.sort_all_objects();
                            let of = of.to_string();
                            rules.push(Rule { of, ..rule(child.to_value()) });
                        }
                    }
                    _ if is_left_out(key, child) => rules.push(rule(child.to_value())),
                    _ => {}
                }
            }
        }
        rules
    }
}

/// Returns the places of the types that callers send.
pub(super) fn sent(api: &Api) -> HashSet<&Pointer> {
    let sent = api.types.values().filter(|def| def.usage.request);
    sent.map(|def| &def.origin).collect()
}

/// Lists what `dependentRequired` says, with one needed property each.
fn needs(node: Node<'_>) -> impl Iterator<Item = Value> {
    node.entries().flat_map(|(name, needed)| {
        needed.items().map(move |needed| json!({name: [needed.to_value()]}))
    })
}

impl Rule {
    /// Makes a rule about each of the values `each`. The order of keys says nothing.
    fn of(each: &str, key: &str, mut says: Value) -> Self {
        says.sort_all_objects();
        let key = format!("{each}{key}");
        let words = format!("{key}: {says}");
        let sets = LEAST.iter().chain(&MOST).any(|bound| key.ends_with(bound));
        let number = says.as_f64().filter(|_| sets);
        Self { words, key, put: None, number, of: String::new(), is_declared: false }
    }

    /// Returns all that it says.
    fn said(&self) -> (&str, &str) {
        (&self.words, &self.of)
    }

    /// Tells whether another one is of the same keyword, for the same items.
    fn is_as(&self, other: &Self) -> bool {
        self.key == other.key && self.of == other.of
    }

    /// Tells whether it takes all that one of the same keyword took, or that was taken where that
    /// said nothing.
    fn is_looser_than(&self, before: Option<&Self>) -> bool {
        let before = before.and_then(|before| before.number);
        let is_least = LEAST.iter().any(|least| self.key.ends_with(least));
        let ends_with = |keyword| self.key.ends_with(keyword);
        // Only counts have a least one where nothing is said.
        let usual = (!ends_with("minimum") && !ends_with("exclusiveMinimum"))
            .then(|| if ends_with("minContains") { 1.0 } else { 0.0 });
        self.number.is_some_and(|number| match is_least {
            true => before.or(usual).is_some_and(|before| number <= before),
            false => before.is_some_and(|before| number >= before),
        })
    }
}

/// Tells whether the type of the properties that nothing declares is that of the only pattern.
fn is_of_all_others(schema: Node<'_>, patterns: Node<'_>) -> bool {
    let others = schema.get("additionalProperties").and_then(Node::as_bool);
    others == Some(false) && patterns.entries().count() == 1
}

/// Tells whether a keyword keeps values out and nothing is made of it.
fn is_left_out(key: &str, node: Node<'_>) -> bool {
    if CLOSING.contains(&key) {
        return node.as_bool() == Some(false);
    }
    keyword(key).is_some_and(|keyword| {
        matches!(keyword.fate, Fate::Reported(_)) && !is_said_by(keyword.default, node)
    })
}
