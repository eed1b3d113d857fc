//! What the body of a request of the server's own brings, place by place.
//!
//! No type is generated for it that could be compared, unless it is one that
//! operations reach. So what is there is read as the document has it: each
//! component once, and none of those that are generated.

use std::collections::{BTreeMap, HashSet, VecDeque};

use super::contract::{resolved, texts};
use crate::ir::Brought;
use crate::source::{Node, NodeId, Pointer};

/// The keys whose members are schemas of what is inside, with how a member is
/// reached.
const MEMBERS: [(&str, &str); 2] = [("properties", ""), ("patternProperties", "matching ")];

/// The keys that are the schema of what is inside, with how that is reached.
const INNER: [(&str, &str); 3] =
    [("items", "[]"), ("additionalProperties", "*"), ("unevaluatedProperties", "*")];

/// The keys with schemas of the same value.
const SAME: [&str; 3] = ["then", "else", "dependentSchemas"];

/// What the body of an operation brings. Components at the places that are
/// `generated` are named, and not looked into.
pub(super) fn payload(
    operation: Node<'_>,
    generated: &HashSet<&Pointer>,
) -> BTreeMap<String, Brought> {
    let mut payload = Payload {
        places: BTreeMap::new(),
        seen: HashSet::new(),
        pending: VecDeque::new(),
        generated,
    };
    let body = operation.get("requestBody").and_then(resolved);
    let content = body.and_then(|body| body.get("content"));
    for (kind, media) in content.into_iter().flat_map(Node::entries) {
        let schema = resolved(media).and_then(|media| media.get("schema"));
        match schema {
            Some(schema) => payload.add(schema, kind, true),
            None => payload.say(kind, Brought::default()),
        }
    }
    while let Some((name, schema)) = payload.pending.pop_front() {
        payload.inside(schema, &name, true);
    }
    payload.places
}

/// The places of a payload, while it is gone through.
struct Payload<'d, 'g> {
    places: BTreeMap<String, Brought>,
    /// The components that are, or will be, looked into.
    seen: HashSet<NodeId>,
    pending: VecDeque<(String, Node<'d>)>,
    generated: &'g HashSet<&'g Pointer>,
}

impl<'d> Payload<'d, '_> {
    /// Adds what is at a place; a component is looked into later.
    fn add(&mut self, node: Node<'d>, place: &str, required: bool) {
        let Some(reference) = node.get("$ref").and_then(Node::as_str) else {
            return self.inside(node, place, required);
        };
        let name = reference.rsplit('/').next().unwrap_or(reference).to_owned();
        let nullable = node.get("nullable").and_then(Node::as_bool) == Some(true);
        self.say(place, Brought { ty: name.clone(), values: Vec::new(), required, nullable });
        let Some(target) = resolved(node) else { return };
        if !self.generated.contains(&target.at()) && self.seen.insert(target.id()) {
            self.pending.push_back((name, target));
        }
    }

    /// Adds what a schema says of a place, and of those inside.
    fn inside(&mut self, schema: Node<'d>, place: &str, required: bool) {
        self.say(place, brought(schema, required));
        let required_here: HashSet<&str> = schema
            .get("required")
            .into_iter()
            .flat_map(Node::items)
            .filter_map(Node::text)
            .collect();
        for (key, prefix) in MEMBERS {
            for (name, property) in schema.get(key).into_iter().flat_map(Node::entries) {
                let place = format!("{place} {prefix}{name}");
                self.add(property, &place, required_here.contains(name));
            }
        }
        for (key, step) in INNER {
            if let Some(inner) = schema.get(key).filter(|inner| inner.is_object()) {
                self.add(inner, &format!("{place} {step}"), false);
            }
        }
        for (index, item) in list(schema, "prefixItems").enumerate() {
            self.add(item, &format!("{place} [{index}]"), false);
        }
        for part in list(schema, "allOf") {
            self.add(part, place, required);
        }
        for key in SAME {
            let parts = schema.get(key).into_iter();
            let parts = parts.flat_map(|part| match key {
                "dependentSchemas" => part.children().collect(),
                _ => vec![part],
            });
            parts.for_each(|part| self.add(part, place, false));
        }
        for key in ["oneOf", "anyOf"] {
            let is_null = |arm: &Node<'_>| {
                brought(*arm, false) == Brought { nullable: true, ..Brought::default() }
            };
            let (nulls, arms): (Vec<_>, Vec<_>) = list(schema, key).partition(is_null);
            if !nulls.is_empty() {
                self.say(place, Brought { nullable: true, ..Brought::default() });
            }
            match arms.as_slice() {
                [only] => self.add(*only, place, required),
                arms => {
                    arms.iter().enumerate().for_each(|(index, arm)| self.arm(*arm, place, index))
                }
            }
        }
    }

    /// Adds one of several schemas of a place, by the name of its component, its
    /// title or its number.
    fn arm(&mut self, arm: Node<'d>, place: &str, index: usize) {
        let reference = arm.get("$ref").and_then(Node::as_str);
        let name = reference.and_then(|reference| reference.rsplit('/').next());
        let name = name.or_else(|| arm.get("title").and_then(Node::text));
        let name = name.map_or_else(|| (index + 1).to_string(), str::to_owned);
        self.add(arm, &format!("{place} ({name})"), false);
    }

    /// Adds to what is said of a place.
    fn say(&mut self, place: &str, more: Brought) {
        let said = self.places.entry(place.to_owned()).or_default();
        let Brought { ty, values, required, nullable } = more;
        if said.ty.is_empty() {
            said.ty = ty;
        } else if !ty.is_empty() && said.ty != ty {
            said.ty = format!("{} and {ty}", said.ty);
        }
        said.values.extend(values);
        said.required |= required;
        said.nullable |= nullable;
    }
}

/// What a schema says by itself.
fn brought(schema: Node<'_>, required: bool) -> Brought {
    let said = |key: &str| schema.get(key).and_then(Node::text).map(str::to_owned);
    let mut types: Vec<String> = match schema.get("type") {
        Some(list) if list.is_list() => texts(list.items()).collect(),
        _ => said("type").into_iter().collect(),
    };
    let all = types.len();
    types.retain(|ty| ty != "null");
    let nullable =
        types.len() < all || schema.get("nullable").and_then(Node::as_bool) == Some(true);
    let format = said("format").map(|format| format!(" ({format})")).unwrap_or_default();
    let values = list(schema, "enum").chain(schema.get("const"));
    let values = values.map(|value| value.to_value().to_string()).collect();
    Brought { ty: types.join(" or ") + &format, values, required, nullable }
}

fn list<'d>(schema: Node<'d>, key: &str) -> impl Iterator<Item = Node<'d>> + use<'d> {
    schema.get(key).into_iter().flat_map(Node::items)
}
