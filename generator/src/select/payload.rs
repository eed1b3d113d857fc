//! The content of a request of the server's own and of the answers to it, place by place.
//!
//! Payloads are read as the document has them, where no type is generated that could be
//! compared: each component once for the whole document, and none of those that are
//! generated.

use std::collections::{BTreeMap, HashSet, VecDeque};

use super::contract::texts;
use super::operation::holders;
use super::reference::REFERENCES;
use crate::ir::{Brought, Payload};
use crate::media::{is_header_of_http, is_told_by_content};
use crate::source::{Node, NodeId, Pointer};
use crate::vocabulary::{Described, Fate, Holds, KEYWORDS, Key, ObjectKind};

/// The keys under which parts say something to people.
const TEXTS: [&str; 3] = ["title", "summary", "description"];

/// Reads payloads.
pub(super) struct Payloads<'g, 'd> {
    /// The places of the components that types are generated of.
    generated: HashSet<&'g Pointer>,
    /// The components that are, or will be, looked into.
    seen: HashSet<NodeId>,
    pending: VecDeque<(String, Node<'d>)>,
    /// The components that were looked into, by name.
    pub(super) components: BTreeMap<String, Payload>,
}

impl<'g, 'd> Payloads<'g, 'd> {
    /// Makes a reader that leaves out what types are `generated` of.
    pub(super) fn new(generated: HashSet<&'g Pointer>) -> Self {
        let (seen, pending, components) = (HashSet::new(), VecDeque::new(), BTreeMap::new());
        Self { generated, seen, pending, components }
    }

    /// Reads what an operation of a path item brings, but for the schema at `typed`, of which
    /// there is a type.
    pub(super) fn brought(
        &mut self,
        operation: Node<'d>,
        item: Node<'d>,
        typed: Option<&Pointer>,
    ) -> Payload {
        self.read(typed, |own| {
            if let Some(body) = operation.get("requestBody").and_then(Node::resolved) {
                own.content(body, "", is_required(body));
            }
            own.parameters(operation, item);
        })
    }

    /// Reads what is answered to an operation.
    pub(super) fn answers(&mut self, operation: Node<'d>) -> Payload {
        self.read(None, |own| {
            for (status, response) in operation.get("responses").into_iter().flat_map(Node::entries)
            {
                if let Some(response) = response
                    .resolved()
                    .filter(|_| !ObjectKind::Response.is_extension(status, response))
                {
                    own.answer(status, response);
                }
            }
        })
    }

    /// Makes a payload, and reads the components that it leads to.
    fn read(
        &mut self,
        typed: Option<&Pointer>,
        read: impl FnOnce(&mut Reading<'_, 'g, 'd>),
    ) -> Payload {
        let mut own = Reading { payload: Payload::default(), typed, payloads: self };
        read(&mut own);
        let own = own.payload;
        while let Some((name, schema)) = self.pending.pop_front() {
            let payload = self.components.remove(&name).unwrap_or_default();
            let mut reading = Reading { payload, typed: None, payloads: self };
            reading.inside(schema, &name, true);
            let payload = reading.payload;
            self.components.insert(name, payload);
        }
        own
    }
}

/// A payload that is being read.
struct Reading<'p, 'g, 'd> {
    payload: Payload,
    /// The place of a schema of which there is a type.
    typed: Option<&'p Pointer>,
    payloads: &'p mut Payloads<'g, 'd>,
}

impl<'d> Reading<'_, '_, 'd> {
    /// Adds the parameters of an operation, and those of its path item that it does not declare.
    fn parameters(&mut self, operation: Node<'d>, item: Node<'d>) {
        let mut known = HashSet::new();
        for holder in holders(operation, item) {
            let parameters = holder.get("parameters").into_iter().flat_map(Node::items);
            for parameter in parameters.filter_map(Node::resolved) {
                let said = |key: &str| parameter.get(key).and_then(Node::text).unwrap_or_default();
                let place = match said("in") {
                    "header" if is_header_of_http(said("name")) => continue,
                    "header" => header_place(said("name")),
                    location => format!("{location} {}", said("name")),
                };
                if known.insert(place.clone()) {
                    self.value(parameter, &place);
                }
            }
        }
    }

    /// Adds a response, with its headers.
    fn answer(&mut self, status: &str, response: Node<'d>) {
        let has_content =
            response.get("content").is_some_and(|content| content.entries().count() > 0);
        let ty = if has_content { "content" } else { "nothing" }.to_owned();
        self.say(status, Brought { ty, ..Brought::default() });
        self.texts(response, status);
        self.content(response, &format!("{status} "), false);
        for (name, header) in response.get("headers").into_iter().flat_map(Node::entries) {
            if let Some(header) = header.resolved().filter(|_| !is_told_by_content(name)) {
                self.value(header, &format!("{status} {}", header_place(name)));
            }
        }
    }

    /// Adds what is said of a parameter or a header.
    fn value(&mut self, node: Node<'d>, place: &str) {
        let required = is_required(node);
        self.texts(node, place);
        match node.get("schema") {
            Some(schema) => self.add(schema, place, required),
            None if node.get("content").is_some() => {
                self.content(node, &format!("{place} "), required);
            }
            None => self.say(place, Brought { required, ..Brought::default() }),
        }
    }

    /// Adds what is said of each kind of content that something may have.
    fn content(&mut self, node: Node<'d>, place: &str, required: bool) {
        for (kind, media) in node.get("content").into_iter().flat_map(Node::entries) {
            self.media(&format!("{place}{kind}"), media, required);
        }
    }

    /// Adds what a media type says of a body, or of each of its items.
    fn media(&mut self, place: &str, media: Node<'d>, required: bool) {
        let media = media.resolved();
        let keys = ObjectKind::MediaType.keys().iter().filter(|key| key.holds == Holds::One);
        let mut said = false;
        for key in keys {
            if let Some(schema) = media.and_then(|media| media.get(key.name)) {
                said = true;
                if self.typed.is_some_and(|typed| *typed == schema.at()) {
                    self.say(place, Brought { required, ..Brought::default() });
                    continue;
                }
                match key.describes {
                    Described::Items => self.add(schema, &format!("{place} []"), false),
                    _ => self.add(schema, place, required),
                }
            }
        }
        if !said {
            self.say(place, Brought { required, ..Brought::default() });
        }
    }

    /// Adds what is at a place; a component is looked into later.
    fn add(&mut self, node: Node<'d>, place: &str, required: bool) {
        let reference = reference(node);
        self.texts_and_limits(node, place);
        let Some(name) = reference.map(|text| text.rsplit('/').next().unwrap_or(text)) else {
            self.say(place, brought(node, required));
            return self.parts(node, place, required);
        };
        // Beside a reference, a type only says again what is referred to.
        let beside = Brought { ty: name.to_owned(), ..brought(node, required) };
        self.say(place, beside);
        self.parts(node, place, required);
        let target = node.resolved().filter(|target| target.id() != node.id());
        let Some(target) = target else { return };
        if self.payloads.generated.contains(&target.at()) {
            return;
        }
        self.payload.leads_to.insert(name.to_owned());
        if self.payloads.seen.insert(target.id()) {
            self.payloads.pending.push_back((name.to_owned(), target));
        }
    }

    /// Adds what a component says.
    fn inside(&mut self, schema: Node<'d>, place: &str, required: bool) {
        self.texts_and_limits(schema, place);
        self.say(place, brought(schema, required));
        self.parts(schema, place, required);
    }

    /// Adds what a schema says to people, and how it limits values.
    fn texts_and_limits(&mut self, schema: Node<'d>, place: &str) {
        self.texts(schema, place);
        for key in KEYWORDS.iter().filter(|key| key.limits).map(|key| key.name) {
            let limit = schema.get(key).filter(|limit| limit.as_bool() != Some(false));
            if let Some(limit) = limit.map(|limit| format!("{key} {}", limit.to_value())) {
                self.payload.limits.entry(place.to_owned()).or_default().insert(limit);
            }
        }
    }

    /// Adds what a part says to people.
    fn texts(&mut self, part: Node<'d>, place: &str) {
        let texts = TEXTS.iter().filter_map(|key| part.get(key)?.text());
        for text in texts.map(str::trim).filter(|text| !text.is_empty()) {
            self.payload.texts.entry(place.to_owned()).or_default().insert(text.to_owned());
        }
    }

    /// Adds what the schemas say that a schema holds.
    fn parts(&mut self, schema: Node<'d>, place: &str, required: bool) {
        let required_here: HashSet<&str> = schema
            .get("required")
            .into_iter()
            .flat_map(Node::items)
            .filter_map(Node::text)
            .collect();
        for key in KEYWORDS.iter().filter(|key| key.fate == Fate::Used) {
            let Some(held) = schema.get(key.name) else { continue };
            let schemas = key.holds.schemas(held).into_iter();
            let schemas: Vec<Node<'d>> = schemas.filter(|schema| schema.is_object()).collect();
            if key.describes == Described::ValueOrElse {
                self.arms(&schemas, place, required);
                continue;
            }
            for schema in schemas {
                let is_required = match key.describes {
                    Described::Value => required,
                    Described::Property => required_here.contains(schema.key().unwrap_or_default()),
                    _ => false,
                };
                self.add(schema, &inner_place(key, schema, held, place), is_required);
            }
        }
    }

    /// Adds schemas of which one holds.
    fn arms(&mut self, arms: &[Node<'d>], place: &str, required: bool) {
        let null = Brought { nullable: true, ..Brought::default() };
        let is_null = |arm: &Node<'d>| reference(*arm).is_none() && brought(*arm, false) == null;
        let (nulls, arms): (Vec<_>, Vec<_>) = arms.iter().copied().partition(is_null);
        if !nulls.is_empty() {
            self.say(place, null);
        }
        match arms.as_slice() {
            [only] => self.add(*only, place, required),
            arms => arms.iter().enumerate().for_each(|(index, arm)| self.arm(*arm, place, index)),
        }
    }

    /// Adds one of several schemas of a place, by the name of its component, its
    /// title or its number.
    fn arm(&mut self, arm: Node<'d>, place: &str, index: usize) {
        let name = reference(arm).and_then(|reference| reference.rsplit('/').next());
        let name = name.or_else(|| arm.get("title").and_then(Node::text));
        let name = name.map_or_else(|| (index + 1).to_string(), str::to_owned);
        self.add(arm, &format!("{place} ({name})"), false);
    }

    /// Adds to what is said of a place.
    fn say(&mut self, place: &str, more: Brought) {
        let said = self.payload.places.entry(place.to_owned()).or_default();
        let Brought { ty, format, values, required, nullable } = more;
        if said.format.is_empty() {
            said.format = format;
        }
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

/// Returns the place of the values of a schema that a keyword `held` by a schema
/// of `place` holds.
fn inner_place(key: &Key, schema: Node<'_>, held: Node<'_>, place: &str) -> String {
    let name = schema.key().unwrap_or_default();
    match key.describes {
        Described::Value | Described::ValueAtTimes | Described::ValueOrElse => place.to_owned(),
        Described::Property => format!("{place} {name}"),
        Described::Matching => format!("{place} matching {name}"),
        Described::OtherProperties => format!("{place} *"),
        Described::Items if held.is_list() => format!("{place} [{}]", schema.index()),
        Described::Items => format!("{place} []"),
        Described::Content => format!("{place} decoded"),
    }
}

/// Returns the place of a header, whose name has no case.
fn header_place(name: &str) -> String {
    format!("header {}", name.to_ascii_lowercase())
}

/// Tells whether a body, a parameter or a header is always there.
fn is_required(node: Node<'_>) -> bool {
    node.get("required").and_then(Node::as_bool) == Some(true)
}

/// Returns what a schema refers to.
fn reference<'d>(schema: Node<'d>) -> Option<&'d str> {
    REFERENCES.iter().find_map(|key| schema.get(key)).and_then(Node::as_str)
}

/// Reads what a schema says by itself.
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
    let (ty, format) = (types.join(" or "), said("format").unwrap_or_default());
    let listed = schema.get("enum").into_iter().flat_map(Node::items);
    let values = listed.chain(schema.get("const")).map(|value| value.to_value().to_string());
    Brought { ty, format, values: values.collect(), required, nullable }
}
