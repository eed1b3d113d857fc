//! The facts of a document, and its words.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use crate::config::Config;
use crate::diagnostic::{Report, Severity};
use crate::schema::{Reader, Schema, Type};
use crate::select::{self, Reach};
use crate::source::{Document, Node, NodeId, Pointer};
use crate::vocabulary::{self, Fate, Holds, ObjectKind, Table};

/// The role of a key of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeyRole {
    /// Something that clients depend on.
    Fact,
    /// Something to people, in words that are ours.
    Words,
    /// Nothing that is kept.
    Nothing,
}

/// The keys whose values are words, wherever they are. Those with `true` are asked
/// for where upstream has them.
const WORDS: [(&str, bool); 5] = [
    ("description", true),
    ("summary", true),
    ("title", false),
    ("externalDocs", false),
    ("x-enum-descriptions", false),
];

/// The extensions of operations that are facts, beside that of the group.
const SUNSET: &str = "x-sunset";

/// The parts of a document that the selected operations reach: only they are read.
pub(super) struct Side<'d> {
    pub(super) document: &'d Document,
    pub(super) reach: Reach<'d>,
    schemas: RefCell<HashMap<NodeId, Rc<Schema>>>,
}

impl<'d> Side<'d> {
    pub(super) fn new(document: &'d Document, config: &Config, also: &BTreeSet<Pointer>) -> Self {
        let reach = select::reach(document, config, also);
        Self { document, reach, schemas: RefCell::default() }
    }

    /// Reads what a schema says of values, in one spelling.
    pub(super) fn schema(&self, node: Node<'d>) -> Rc<Schema> {
        if let Some(known) = self.schemas.borrow().get(&node.id()) {
            return Rc::clone(known);
        }
        let mut ignored = Report::default();
        let mut schema =
            Reader::new(&self.reach.links, Severity::Warning, &mut ignored).content(node);
        without_words(&mut schema);
        let schema = Rc::new(schema);
        self.schemas.borrow_mut().insert(node.id(), Rc::clone(&schema));
        schema
    }

    /// Tells whether the selected operations reach a component.
    pub(super) fn reaches(&self, at: &Pointer) -> bool {
        self.document.find(at).is_some_and(|node| self.reach.components.contains(&node))
    }
}

/// Leaves what a schema says of values, in an order of its own where that says
/// nothing.
fn without_words(schema: &mut Schema) {
    let about = &mut schema.about;
    (about.title, about.description, about.more) = (None, None, None);
    about.told_mut().for_each(without_words);
    for listed in schema.values.iter_mut().flatten() {
        (listed.title, listed.description) = (None, None);
    }
    if let Some(required) = &mut schema.required {
        required.sort_by(|one, other| one.name.cmp(&other.name));
        required.dedup_by(|one, other| one.name == other.name);
    }
    schema.required.take_if(|required| required.is_empty());
    // A combined schema leaves it to its parts to say that values are objects.
    if !schema.is_alone() && schema.properties.is_none() && schema.additional.is_none() {
        schema.kind.take_if(|kind| *kind == Type::Object);
    }
    if let Some(discriminator) = &mut schema.discriminator {
        discriminator.mapping.sort_by(|one, other| one.value.cmp(&other.value));
    }
    schema.inside_mut().for_each(without_words);
    // A reference needs no `allOf` where it has no words beside it.
    if let Some([only]) = schema.all_of.as_deref()
        && only.reference.is_some()
        && *schema == (Schema { all_of: schema.all_of.clone(), ..Schema::default() })
    {
        *schema = only.clone();
    }
}

/// Tells whether two schemas say the same of values. Keywords that are never read
/// are compared as they are written.
pub(super) fn same_schema<'d>(
    (ours, our): (&Side<'d>, Node<'d>),
    (theirs, their): (&Side<'d>, Node<'d>),
) -> bool {
    ours.schema(our) == theirs.schema(their) && unread(our) == unread(their)
}

/// Lists what a schema says that is never read.
fn unread(node: Node<'_>) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut pending = vec![node];
    while let Some(node) = pending.pop() {
        for (name, child) in node.entries() {
            let Some(key) = vocabulary::keyword(name) else { continue };
            match key.fate {
                Fate::Reported(_) => found.push((name.to_owned(), child.to_value().to_string())),
                Fate::Used => pending.extend(key.holds.schemas(child)),
                _ => {}
            }
        }
    }
    found.sort();
    found
}

/// The keys of requests of the server's own by which these are chosen and compared, though nothing
/// is generated of them.
const COMPARED: [&str; 4] = ["tags", "parameters", "required", "responses"];

/// Returns the role of a key in an object of a table.
pub(super) fn role(table: Table, name: &str, config: &Config) -> KeyRole {
    if is_words(name) {
        return KeyRole::Words;
    }
    let is_operation = matches!(table, Table::Part(ObjectKind::Operation));
    let is_webhook = matches!(table, Table::Part(ObjectKind::Webhook));
    let is_group = config.group_key.first().is_some_and(|key| key == name);
    match table.key(name) {
        _ if is_operation && (is_group || name == SUNSET) => KeyRole::Fact,
        _ if is_compared(table, name) => KeyRole::Fact,
        // What follows a request of the server's own is neither generated nor compared.
        _ if name == "callbacks" && is_webhook => KeyRole::Nothing,
        Some(key) => match key.fate {
            Fate::Used | Fate::Shared | Fate::Reported(_) => KeyRole::Fact,
            Fate::Harmless(_) => KeyRole::Nothing,
        },
        None => KeyRole::Nothing,
    }
}

/// Tells whether requests of the server's own are chosen and compared by a key of a table.
fn is_compared(table: Table, name: &str) -> bool {
    let is_of_hook =
        matches!(table, Table::Part(ObjectKind::Webhook | ObjectKind::Served | ObjectKind::Posted));
    is_of_hook && COMPARED.contains(&name)
}

/// Tells whether the values of a key are words.
pub(super) fn is_words(name: &str) -> bool {
    WORDS.iter().any(|(words, _)| *words == name)
}

/// Tells whether words are asked for where upstream has this key.
pub(super) fn is_asked_for(name: &str) -> bool {
    WORDS.contains(&(name, true))
}

/// Returns the keys of an object that are facts, with their values.
pub(super) fn facts<'n>(
    table: Table,
    node: Node<'n>,
    config: &Config,
) -> impl Iterator<Item = (&'n str, Node<'n>)> {
    let is_fact = move |name: &str| role(table, name, config) == KeyRole::Fact;
    node.entries().filter(move |(name, _)| is_fact(name)).filter(move |(name, child)| {
        // A key that nothing follows says nothing, but for what may be null.
        !child.is_null() || matches!(*name, "default" | "const")
    })
}

/// Tells whether a value says what is so without it.
pub(super) fn is_default(table: Table, node: Node<'_>, name: &str, value: Node<'_>) -> bool {
    // A format is told apart from none, though numbers are read alike.
    let key = table.key(name).filter(|_| name != "format");
    key.is_some_and(|key| vocabulary::is_default(key, table, node, value))
}

/// Tells whether two values are one, however numbers are written.
pub(super) fn same_value(one: Node<'_>, other: Node<'_>) -> bool {
    if one.is_number() && other.is_number() {
        return one.as_f64() == other.as_f64();
    }
    let mut pairs = one.items().zip(other.items());
    match one.kind() == other.kind() && one.len() == other.len() {
        true if one.is_list() => pairs.all(|(one, other)| same_value(one, other)),
        true if one.is_object() => one
            .entries()
            .all(|(key, value)| other.get(key).is_some_and(|other| same_value(value, other))),
        same => same && one.to_value() == other.to_value(),
    }
}

/// Returns what a key of an object of a table holds that is read.
pub(super) fn holds(table: Table, name: &str) -> Holds {
    let read = table
        .key(name)
        .filter(|key| matches!(key.fate, Fate::Used | Fate::Shared) || is_compared(table, name));
    read.map_or(Holds::Nothing, |key| key.holds)
}
