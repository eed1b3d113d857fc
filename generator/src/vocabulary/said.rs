//! Tells of each node of a document what becomes of it, by the tables alone.

use std::collections::BTreeMap;

use super::objects::ObjectKind;
use super::schema::{KEYWORDS, keyword};
use super::{Fate, Holds, Key};
use crate::media::{
    EVENT_FIELDS, is_events, is_header_of_http, is_read_as_it_is, is_told_by_content,
};
use crate::source::{Document, Node, Pointer};

/// A node of a document, and what becomes of it.
#[derive(Clone, Debug)]
pub struct Said {
    /// Its place.
    pub at: Pointer,
    /// Its fate, by the table that has its key; none of an extension.
    pub fate: Option<Fate>,
    /// True if it says what is so without it.
    pub is_default: bool,
    /// The row of the table that it is by, as [`rows`] lists it, if it is the value of a key.
    pub row: Option<String>,
}

impl Said {
    /// Tells of a node that is the value of no key of a table.
    fn within(node: Node<'_>, fate: Option<Fate>) -> Self {
        Self { at: node.at(), fate, is_default: false, row: None }
    }
}

/// The table that an object is read by.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Table {
    Schema,
    Part(ObjectKind),
}

impl Table {
    /// Finds the key of that name.
    pub(crate) fn key(self, name: &str) -> Option<&'static Key> {
        match self {
            Self::Schema => keyword(name),
            Self::Part(kind) => kind.key(name),
        }
    }

    fn keys(self) -> &'static [Key] {
        match self {
            Self::Schema => &KEYWORDS,
            Self::Part(kind) => kind.keys(),
        }
    }

    /// Finds the key of an object under a name. A text beside a reference is one of what that
    /// refers to.
    fn key_of(self, node: Node<'_>, name: &str) -> Option<(Self, &'static Key)> {
        let beside = self.of(node);
        let key = beside.key(name)?;
        let own = self.key(name).filter(|_| name != "$ref");
        Some(own.map_or((beside, key), |own| (self, own)))
    }

    /// Returns the name of a row.
    fn row(self, key: &Key) -> String {
        match self {
            Self::Schema => format!("Schema {}", key.name),
            Self::Part(kind) => format!("{kind:?} {}", key.name),
        }
    }

    /// Returns the table that an object is read by, which may refer to another one.
    pub(crate) fn of(self, node: Node<'_>) -> Self {
        match self {
            Self::Schema => self,
            Self::Part(kind) => Self::Part(kind.of(node)),
        }
    }
}

/// Lists the rows of the tables by which the parts of a document are read, each with the fate of
/// its key.
pub fn rows() -> BTreeMap<String, Fate> {
    let mut rows = BTreeMap::new();
    let mut pending = vec![Table::Part(ObjectKind::Root), Table::Part(ObjectKind::Reference)];
    while let Some(table) = pending.pop() {
        for key in table.keys() {
            let is_new = rows.insert(table.row(key), key.fate).is_none();
            if is_new && matches!(key.fate, Fate::Used | Fate::Shared) {
                pending.extend(key.holds.table());
            }
        }
    }
    rows
}

/// Tells the fate of each node of a document, from the outside in. Extensions,
/// and what is inside them, are not told.
pub fn said(document: &Document) -> Vec<Said> {
    let mut said = Vec::new();
    let mut pending = vec![(document.root(), Table::Part(ObjectKind::Root))];
    while let Some((node, table)) = pending.pop() {
        for (name, child) in node.entries() {
            let (key, row) = match table.key_of(node, name) {
                Some((table, key)) => (Some(key), Some(table.row(key))),
                None if name.starts_with("x-") => continue,
                None => (None, None),
            };
            if let Some(why) = means_nothing(table, node, child) {
                said.push(Said::within(child, Some(why)));
                said.extend(below(child, Some(why)));
                continue;
            }
            let is_default = key.is_some_and(|key| is_default(key, table, node, child));
            let fate = key.map(|key| key.fate);
            said.push(Said { at: child.at(), fate, is_default, row });
            let before = pending.len();
            pending.extend(key.into_iter().flat_map(|key| inside(key, child)));
            if matches!(fate, None | Some(Fate::Reported(_))) {
                // It is reported as a whole.
            } else if pending.len() == before {
                said.extend(below(child, fate));
            } else {
                // The names under which the parts are.
                let parts = pending[before..].iter().map(|(part, _)| *part);
                let parts = parts.filter(|part| part.id() != child.id());
                said.extend(parts.map(|part| Said::within(part, Some(Fate::Used))));
            }
        }
    }
    said
}

/// Keywords without which a schema takes any value.
const SAYS_VALUES: [&str; 8] =
    ["$ref", "type", "enum", "const", "properties", "allOf", "oneOf", "anyOf"];

/// Tells whether a value says what is so without it. An empty list or text does.
pub(crate) fn is_default(key: &Key, table: Table, node: Node<'_>, value: Node<'_>) -> bool {
    is_said_by(default(key, table, node), value)
}

/// Tells whether a value is that of a default.
pub(crate) fn is_said_by(default: Option<&str>, value: Node<'_>) -> bool {
    match default {
        Some("[]") => value.is_list() && value.is_empty(),
        Some(ANY_NAME) => {
            let mut said = value.entries();
            value.is_object()
                && said.all(|(key, said)| key == "type" && said.text() == Some("string"))
        }
        Some("{}") => value.is_object() && value.is_empty(),
        default => default.is_some() && value.text() == default,
    }
}

/// The schema of names that keeps none out: each name is text.
pub(super) const ANY_NAME: &str = "{type: string}";

/// Returns the value that says what is so without it, where other keys can decide that.
fn default(key: &Key, table: Table, node: Node<'_>) -> Option<&'static str> {
    let text = |key: &str| node.get(key).and_then(Node::text);
    let is_simple = matches!(text("in"), Some("path" | "header"));
    match (table, key.name) {
        (_, "title" | "summary" | "description" | "operationId") => Some(""),
        (Table::Part(ObjectKind::Parameter), "required") if text("in") == Some("path") => {
            Some("true")
        }
        (Table::Part(ObjectKind::Parameter), "style") => {
            Some(if is_simple { "simple" } else { "form" })
        }
        (Table::Part(ObjectKind::Parameter), "explode") => match text("style") {
            None if is_simple => Some("false"),
            None | Some("form") => Some("true"),
            Some(_) => Some("false"),
        },
        // Each of the two says that a part is written by style.
        (Table::Part(ObjectKind::Encoding), "style") if node.get("explode").is_some() => {
            Some("form")
        }
        (Table::Part(ObjectKind::Encoding), "explode") => match text("style")? {
            "form" => Some("true"),
            _ => Some("false"),
        },
        (Table::Schema, "contentMediaType") if node.get("contentSchema").is_some() => {
            Some("application/json")
        }
        // A schema of the first items alone is one of all items.
        (Table::Schema, "items" | "additionalItems") if node.get("prefixItems").is_some() => {
            Some("false")
        }
        // A list of items of which nothing else is said.
        (Table::Schema, "items") if has_type(node, "array") => Some("{}"),
        // Any value can be null.
        (Table::Schema, "nullable") if !SAYS_VALUES.iter().any(|key| node.get(key).is_some()) => {
            Some("true")
        }
        (Table::Schema, "type") if is_field_of_event(node, &["event", "id"]) => Some("string"),
        (Table::Schema, "type") if is_field_of_event(node, &["retry"]) => Some("integer"),
        // What holds JSON is text.
        (Table::Schema, "type")
            if is_field_of_event(node, &["data"]) && node.get("contentSchema").is_some() =>
        {
            Some("string")
        }
        // A time is never less.
        (Table::Schema, "minimum") if is_field_of_event(node, &["retry"]) => Some("0"),
        // Numbers have 64 bits.
        (Table::Schema, "format") if has_type(node, "integer") => Some("int64"),
        (Table::Schema, "format") if has_type(node, "number") => Some("double"),
        _ => key.default,
    }
}

/// Finds what a key says to mean nothing, because of what else the object says.
fn means_nothing(table: Table, node: Node<'_>, child: Node<'_>) -> Option<Fate> {
    let key = child.key()?;
    match table {
        Table::Part(ObjectKind::Parameter) if key != "name" && key != "in" && is_of_http(node) => {
            Some(Fate::Harmless("HTTP itself needs the header: OpenAPI has it ignored"))
        }
        Table::Part(ObjectKind::Parameter)
            if is_single(node) && (key == "explode" || key == "style" && !is_in(node, "path")) =>
        {
            Some(Fate::Harmless("a single value is written in one way"))
        }
        Table::Part(ObjectKind::Parameter | ObjectKind::Encoding)
            if key == "explode" && node.get("style").and_then(Node::text) == Some("deepObject") =>
        {
            Some(Fate::Harmless("objects in brackets are written in one way"))
        }
        Table::Part(ObjectKind::Parameter)
            if key == "allowReserved" && (is_in(node, "header") || is_in(node, "cookie")) =>
        {
            Some(Fate::Harmless("nothing is encoded there"))
        }
        Table::Part(ObjectKind::Header) if node.key().is_some_and(is_told_by_content) => {
            Some(Fate::Harmless("the content says its type: OpenAPI has the header ignored"))
        }
        Table::Part(ObjectKind::Response) if key == "content" && is_of_head(node) => {
            Some(Fate::Harmless("HTTP has no content here"))
        }
        Table::Schema if FIELDS_ARE_SET.contains(&key) && is_event(node) => {
            Some(Fate::Harmless("an event has the fields of its standard, and none without data"))
        }
        Table::Schema if key == "format" && repeats_type(node, child.text()?) => {
            Some(Fate::Harmless("the type says it"))
        }
        Table::Part(ObjectKind::MediaType) if key == "schema" => {
            let is_plain = is_read_as_it_is(node.key()?) && is_plain(child.resolved()?);
            is_plain.then_some(Fate::Harmless("text and bytes are just that"))
        }
        _ => None,
    }
}

fn is_in(parameter: Node<'_>, place: &str) -> bool {
    parameter.get("in").and_then(Node::text) == Some(place)
}

/// Tells whether the value of a parameter is one text, by the type of its schema.
fn is_single(parameter: Node<'_>) -> bool {
    let schema = parameter.get("schema").and_then(Node::resolved);
    let kind = schema.and_then(|schema| schema.get("type")?.as_str());
    matches!(kind, Some("string" | "integer" | "number" | "boolean"))
}

/// Tells whether a response is one of `HEAD`.
fn is_of_head(response: Node<'_>) -> bool {
    let operation = response.parent().and_then(Node::parent);
    operation.and_then(Node::key) == Some("head")
}

/// Tells a parameter that is a header which HTTP itself needs.
fn is_of_http(parameter: Node<'_>) -> bool {
    let text = |key: &str| parameter.get(key).and_then(Node::text).unwrap_or_default();
    text("in") == "header" && is_header_of_http(text("name"))
}

/// The keywords of an event that only say which fields it has.
const FIELDS_ARE_SET: [&str; 4] =
    ["required", "additionalProperties", "unevaluatedProperties", "minProperties"];

/// Tells whether a schema is that of an event by its fields, in `itemSchema`, or in a union there.
fn is_event(schema: Node<'_>) -> bool {
    let properties = schema.get("properties");
    let names = properties.into_iter().flat_map(Node::entries).map(|(name, _)| name);
    let mut others = names.filter(|name| !EVENT_FIELDS.contains(name));
    let has = |name: &str| properties.is_some_and(|all| all.get(name).is_some());
    (has("data") || has("event")) && others.next().is_none() && is_item_of_events(schema)
}

/// Tells whether a schema is that of each item of a stream of events, or an arm of it.
fn is_item_of_events(schema: Node<'_>) -> bool {
    let around = schema.parent();
    let union = around.filter(|list| matches!(list.key(), Some("oneOf" | "anyOf")));
    match union.and_then(Node::parent) {
        Some(union) => is_item_of_events(union),
        None => {
            let content = around.and_then(Node::key).is_some_and(is_events);
            content && schema.key() == Some("itemSchema")
        }
    }
}

/// Tells whether a schema is that of one of these fields of an event.
fn is_field_of_event(schema: Node<'_>, names: &[&str]) -> bool {
    let properties = schema.parent().filter(|around| around.key() == Some("properties"));
    let is_named = schema.key().is_some_and(|name| names.contains(&name));
    is_named && properties.and_then(Node::parent).is_some_and(is_event)
}

/// Tells a schema that says nothing of text or bytes, which are never null, but what it says to
/// people.
fn is_plain(schema: Node<'_>) -> bool {
    let format = schema.get("format").and_then(Node::text);
    let is_to_people = |key: &str| matches!(key, "title" | "description" | "example" | "examples");
    let is_of_values = |key: &str| matches!(key, "type" | "format" | "nullable");
    has_type(schema, "string")
        && types(schema).all(|name| matches!(name, "string" | "null"))
        && matches!(format, None | Some("binary"))
        && schema.entries().all(|(key, _)| is_of_values(key) || is_to_people(key))
}

/// Tells a format that says no more than the type of a schema.
fn repeats_type(schema: Node<'_>, format: &str) -> bool {
    format.is_empty() || has_type(schema, format)
}

fn has_type(schema: Node<'_>, wanted: &str) -> bool {
    types(schema).any(|name| name == wanted)
}

/// Lists the types that a schema names.
fn types(schema: Node<'_>) -> impl Iterator<Item = &str> {
    let types = schema.get("type").into_iter();
    types.flat_map(|node| node.items().chain([node])).filter_map(Node::as_str)
}

/// Returns the objects that a key of a table holds, each with its own table.
fn inside<'d>(key: &Key, node: Node<'d>) -> Vec<(Node<'d>, Table)> {
    if !matches!(key.fate, Fate::Used | Fate::Shared) {
        return Vec::new();
    }
    match key.holds {
        Holds::Part(_) | Holds::Parts(_) | Holds::PartList(_) => {
            let parts = key.holds.parts(node).into_iter();
            parts.map(|(node, kind)| (node, Table::Part(kind))).collect()
        }
        holds => holds.schemas(node).into_iter().map(|node| (node, Table::Schema)).collect(),
    }
}

/// Tells the fate of what is inside a value that is no object of a table.
fn below(node: Node<'_>, fate: Option<Fate>) -> Vec<Said> {
    let mut said = Vec::new();
    let mut pending: Vec<Node<'_>> = node.children().collect();
    while let Some(node) = pending.pop() {
        said.push(Said::within(node, fate));
        pending.extend(node.children());
    }
    said
}
