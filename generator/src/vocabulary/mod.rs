//! All that a document can say: each key of each kind of object in OpenAPI 3.0,
//! 3.1 and 3.2 and JSON Schema 2020-12, and what becomes of it.
//!
//! A key is used, or means nothing to a client, for a reason that stands beside
//! it, or is reported where it is met. There is no fourth way: a key that is in
//! no table is reported too, unless it is an extension (`x-…`).

mod objects;
mod said;
mod schema;

use crate::diagnostic::{Diagnostic, Report};
use crate::source::Node;
use crate::words::similar;

pub(crate) use objects::{OTHER_METHODS, ObjectKind, is_method};
pub use said::{Said, rows, said};
pub(crate) use said::{Table, is_default, is_said_by};
pub(crate) use schema::{KEYWORDS, NARROWS, keyword};

/// A key, and what becomes of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key {
    /// Its name.
    pub(crate) name: &'static str,
    /// The fate of the key.
    pub(crate) fate: Fate,
    /// The value that says what is so without it, as JSON.
    pub(crate) default: Option<&'static str>,
    /// The schemas or other objects that it holds.
    pub(crate) holds: Holds,
    /// The part of a value that the schemas which it holds describe.
    pub(crate) describes: Described,
    /// The types of the values that it speaks about; empty if it speaks about all values.
    pub(crate) about: &'static [&'static str],
    /// True if it limits these values, and says no more of them.
    pub(crate) limits: bool,
}

/// The fate of a key: what becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The client is made by it.
    Used,
    /// It holds parts, each of which is used where it is referred to.
    Shared,
    /// It means nothing to a client, for this reason.
    Harmless(&'static str),
    /// It is left out, which is reported: so much of what it says.
    Reported(&'static str),
}

/// The schemas or other objects that a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// None.
    Nothing,
    /// One, or `true` or `false`.
    One,
    /// One for each name.
    Named,
    /// A list of them.
    Listed,
    /// One, or a list of them.
    OneOrListed,
    /// One for each name, or a list of names.
    NamedOrNames,
    /// One object of another kind.
    Part(ObjectKind),
    /// Objects of another kind, by name.
    Parts(ObjectKind),
    /// Objects of another kind, in a list.
    PartList(ObjectKind),
}

/// The part of a value that the schemas which a keyword holds describe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Described {
    /// The value itself.
    Value,
    /// The value itself, under a condition.
    ValueAtTimes,
    /// The value itself, if it is not described by another of them.
    ValueOrElse,
    /// The property of that name.
    Property,
    /// The properties whose names match that pattern.
    Matching,
    /// The other properties.
    OtherProperties,
    /// The items; a list of schemas describes the first ones.
    Items,
    /// The content that is written in a text.
    Content,
}

impl Key {
    const fn used(name: &'static str) -> Self {
        let (holds, describes) = (Holds::Nothing, Described::Value);
        Self { name, fate: Fate::Used, default: None, holds, describes, about: &[], limits: false }
    }

    const fn shared(name: &'static str) -> Self {
        Self { fate: Fate::Shared, ..Self::used(name) }
    }

    const fn harmless(name: &'static str, why: &'static str) -> Self {
        Self { fate: Fate::Harmless(why), ..Self::used(name) }
    }

    const fn reported(name: &'static str, what: &'static str) -> Self {
        Self { fate: Fate::Reported(what), ..Self::used(name) }
    }

    const fn or(self, default: &'static str) -> Self {
        Self { default: Some(default), ..self }
    }

    const fn holding(self, holds: Holds) -> Self {
        Self { holds, ..self }
    }

    const fn of(self, describes: Described) -> Self {
        Self { describes, ..self }
    }

    const fn about(self, about: &'static [&'static str]) -> Self {
        Self { about, ..self }
    }

    const fn limiting(self, about: &'static [&'static str]) -> Self {
        Self { about, limits: true, ..self }
    }
}

impl Holds {
    /// Returns the schemas that a key of this kind holds, each with its place.
    pub(crate) fn schemas<'d>(self, node: Node<'d>) -> Vec<Node<'d>> {
        let named = || node.entries().map(|(_, schema)| schema).collect();
        match self {
            Self::Nothing | Self::Part(_) | Self::Parts(_) | Self::PartList(_) => Vec::new(),
            Self::One => vec![node],
            Self::Listed => node.items().collect(),
            Self::OneOrListed if node.is_list() => node.items().collect(),
            Self::OneOrListed => vec![node],
            Self::Named => named(),
            Self::NamedOrNames => {
                node.entries().map(|(_, schema)| schema).filter(|node| !node.is_list()).collect()
            }
        }
    }

    /// Returns the table of what a key of this kind holds.
    fn table(self) -> Option<Table> {
        match self {
            Self::Nothing => None,
            Self::Part(kind) | Self::Parts(kind) | Self::PartList(kind) => Some(Table::Part(kind)),
            _ => Some(Table::Schema),
        }
    }

    /// Lists the objects of other kinds that a key of this kind holds, each with its kind.
    fn parts<'d>(self, node: Node<'d>) -> Vec<(Node<'d>, ObjectKind)> {
        match self {
            Self::Part(kind) => vec![(node, kind)],
            Self::Parts(kind) => named(node, kind).map(|part| (part, kind)).collect(),
            Self::PartList(kind) => node.items().map(|part| (part, kind)).collect(),
            _ => Vec::new(),
        }
    }
}

/// Lists the objects of a kind that a node holds by name.
fn named<'d>(node: Node<'d>, kind: ObjectKind) -> impl Iterator<Item = Node<'d>> {
    let named = node.entries().filter(move |(name, part)| !kind.is_extension(name, *part));
    named.map(|(_, part)| part)
}

/// Reports the keys of an object that are left out, and those that its kind does
/// not have: also of the objects that nothing but this looks into, since what they say
/// means nothing or is left out.
pub(crate) fn check(kind: ObjectKind, node: Node<'_>, report: &mut Report) {
    report_lack(kind, node, report);
    for (name, key, child) in known(kind, node, report) {
        if let Fate::Reported(what) = key.fate
            && !is_said_by(key.default, child)
        {
            report.push_counted(left_out(kind.name(), name, child, what));
        }
        if matches!(key.fate, Fate::Harmless(_) | Fate::Reported(_)) {
            check_names(key.holds.parts(child), report);
        }
    }
}

/// Reports an object that says nothing without a key that it lacks.
fn report_lack(kind: ObjectKind, node: Node<'_>, report: &mut Report) {
    let Some(needed) = kind.needed().filter(|_| node.is_object()) else { return };
    if node.get(needed).and_then(Node::text).is_none() {
        let at = node.at();
        let message = format!("{} needs `{needed}`; this is left out", kind.name());
        let warning = Diagnostic::warning("shape", &at, message);
        report.push(warning.settled_without(&at, format!("It says nothing without `{needed}`.")));
    }
}

/// Reports the keys that these objects, and those inside of them, do not have.
fn check_names(parts: Vec<(Node<'_>, ObjectKind)>, report: &mut Report) {
    let mut pending = parts;
    while let Some((node, kind)) = pending.pop() {
        let keys = known(kind.of(node), node, report);
        let inside = keys.into_iter().flat_map(|(_, key, child)| key.holds.parts(child));
        pending.extend(inside.collect::<Vec<_>>().into_iter().rev());
    }
}

/// Lists the keys that the kind of an object has, by name, with their values. Others are reported.
fn known<'d>(
    kind: ObjectKind,
    node: Node<'d>,
    report: &mut Report,
) -> Vec<(&'d str, &'static Key, Node<'d>)> {
    let mut known = Vec::new();
    for (name, child) in node.entries().filter(|(name, _)| !name.starts_with("x-")) {
        match kind.key(name) {
            Some(key) => known.push((name, key, child)),
            None => report.push(unknown(kind, name, child)),
        }
    }
    known
}

/// Reports what is no object, no list or no text where the keys of an object say that one is, as
/// far as it would be used.
pub(crate) fn check_shapes(kind: ObjectKind, node: Node<'_>, report: &mut Report) {
    for key in kind.keys().iter().filter(|key| matches!(key.fate, Fate::Used)) {
        let Some(held) = node.get(key.name).filter(|held| !held.is_null()) else { continue };
        let is_whole = held.is_list() || held.is_object();
        match (key.name, key.holds) {
            // They are read by rules that say so themselves.
            ("parameters" | "callbacks", _) => {}
            (_, Holds::PartList(_)) | ("tags", _) if !held.is_list() => {
                report.push(misshapen(held, "a list"));
            }
            (_, Holds::Parts(_)) if !held.is_object() => report.push(misshapen(held, "an object")),
            ("operationId" | "summary" | "description", _) if is_whole => {
                report.push(misshapen(held, "a text"));
            }
            _ => {}
        }
    }
}

/// Makes the finding that something else should be at a place.
fn misshapen(node: Node<'_>, wanted: &str) -> Diagnostic {
    let at = node.at();
    let message = format!("{wanted} should be here; this is left out");
    let warning = Diagnostic::warning("shape", &at, message);
    warning.settled_without(&at, format!("It should be {wanted}."))
}

/// Reports what is no object or no list where the keys of an object say that one is, and
/// what is no object by a name in one.
pub(crate) fn check_frame(kind: ObjectKind, node: Node<'_>, report: &mut Report) {
    let mut wrong = |node: Node<'_>, wanted: &str| report.push(misshapen(node, wanted));
    for key in kind.keys() {
        let Some(held) = node.get(key.name).filter(|held| !held.is_null()) else { continue };
        match key.holds {
            Holds::PartList(_) if !held.is_list() => wrong(held, "a list"),
            Holds::Part(_) | Holds::Parts(_) | Holds::Named if !held.is_object() => {
                wrong(held, "an object");
            }
            Holds::Parts(kind) => {
                named(held, kind)
                    .filter(|part| !part.is_object() && !part.is_null())
                    .for_each(|part| wrong(part, "an object"));
            }
            _ => {}
        }
    }
}

/// Warns that a key of an object is left out.
pub(crate) fn left_out(kind: &str, name: &str, child: Node<'_>, what: &str) -> Diagnostic {
    let at = child.at();
    let message = format!("`{name}` of {kind} is left out: {what}");
    let why = format!("`{name}` is not understood.");
    Diagnostic::warning("left-out", &at, message).settled_without(&at, why)
}

fn unknown(kind: ObjectKind, name: &str, child: Node<'_>) -> Diagnostic {
    let at = child.at();
    let message = format!("`{name}` is no key of {}; it is ignored", kind.name());
    let why = format!("`{name}` is no key of {}.", kind.name());
    let warning = Diagnostic::warning("unknown-key", &at, message).settled_without(&at, why);
    match similar(name, kind.keys().iter().map(|key| key.name)) {
        Some(meant) => warning.help(format!("write `{meant}`, if that is meant")),
        None => warning,
    }
}
