//! Corrections to a document: OpenAPI Overlay 1.0, 1.1 and 1.2.
//!
//! Every action says why it is there. `x-when`, a JSONPath, limits an action to
//! the documents in which it selects something.

use std::collections::BTreeSet;
use std::fmt;

use indexmap::IndexMap;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::report::diagnostic::{Diagnostic, Input, Report};
use crate::source::{Document, Node, Pointer, typed};

/// The rule of an overlay that cannot be read.
const SYNTAX: &str = "overlay-syntax";

/// An overlay.
#[derive(Debug)]
pub(crate) struct Overlay {
    pub(super) version: OverlayVersion,
    written: WrittenOverlay,
}

/// A version of the Overlay specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum OverlayVersion {
    /// Parts are put together, whatever their kinds are.
    V1_0,
    /// With `copy`; what is put together is of one kind.
    V1_1,
    /// With actions that are used several times.
    V1_2,
}

impl OverlayVersion {
    fn of(text: &str) -> Option<Self> {
        let mut numbers = text.split('.');
        let known = match (numbers.next()?, numbers.next()?) {
            ("1", "0") => Self::V1_0,
            ("1", "1") => Self::V1_1,
            ("1", "2") => Self::V1_2,
            _ => return None,
        };
        numbers.all(|number| number.bytes().all(|byte| byte.is_ascii_digit())).then_some(known)
    }
}

/// One correction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Action {
    /// The parts that it changes, a JSONPath (RFC 9535).
    pub target: String,
    /// The reason.
    pub description: String,
    /// The value to merge into an object, to append to a list, or to put in the
    /// place of a value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub update: Option<Value>,
    /// The part of the document to take for that, a JSONPath.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy: Option<String>,
    /// True to take the target away.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub remove: bool,
    /// The documents it is for: those in which this JSONPath selects something.
    #[serde(rename = "x-when", skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
}

/// The action as an overlay has it, among the other items of `actions`.
impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let yaml = serde_yaml::to_string(&[self]).map_err(|_| fmt::Error)?;
        for (index, line) in yaml.trim_end().lines().enumerate() {
            let indent = if line.is_empty() { "" } else { "  " };
            write!(f, "{}{indent}{line}", if index == 0 { "" } else { "\n" })?;
        }
        Ok(())
    }
}

/// An overlay as it is written. What only says what it is for is not looked at.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenOverlay {
    overlay: String,
    #[serde(rename = "$self", default)]
    _own: Option<String>,
    #[serde(rename = "info")]
    _info: Info,
    #[serde(default)]
    extends: Option<String>,
    actions: Vec<WrittenAction>,
    #[serde(default)]
    components: OverlayComponents,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Info {
    #[serde(rename = "title")]
    _title: String,
    #[serde(rename = "version")]
    _version: String,
    #[serde(rename = "description", default)]
    _description: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct OverlayComponents {
    #[serde(default)]
    actions: IndexMap<String, Reusable>,
}

/// An action that others refer to.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reusable {
    #[serde(default)]
    description: Option<String>,
    #[serde(default)]
    fields: ActionFields,
}

/// An action, or a reference to one with its own target.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenAction {
    target: String,
    #[serde(default)]
    description: Option<String>,
    #[serde(default, deserialize_with = "null_is_a_value")]
    update: Option<Value>,
    #[serde(default)]
    copy: Option<String>,
    #[serde(default)]
    remove: bool,
    #[serde(rename = "x-when", default)]
    when: Option<String>,
    #[serde(rename = "$ref", default)]
    reference: Option<String>,
}

/// The fields of an action that say what it does, wherever it is.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ActionFields {
    #[serde(default)]
    description: Option<String>,
    #[serde(default, deserialize_with = "null_is_a_value")]
    update: Option<Value>,
    #[serde(default)]
    copy: Option<String>,
    #[serde(default)]
    remove: bool,
    #[serde(rename = "x-when", default)]
    when: Option<String>,
}

fn null_is_a_value<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(value).map(Some)
}

/// The reason that an action cannot be carried out: where that is written, which
/// key of it is wrong, how, and what to write instead.
pub(super) struct Misuse {
    pub(super) at: Pointer,
    pub(super) message: String,
    pub(super) help: &'static str,
}

/// An action, and where what it does is written.
pub(super) struct PlacedAction {
    pub(super) action: Action,
    /// The action, among the others.
    pub(super) at: Pointer,
    /// The object that has `update`, `copy` or `remove`.
    pub(super) fields: Pointer,
}

impl PlacedAction {
    pub(super) fn misuse(
        &self,
        key: &'static str,
        message: impl Into<String>,
        help: &'static str,
    ) -> Misuse {
        let of_fields = matches!(key, "update" | "copy" | "remove");
        let at = if of_fields { &self.fields } else { &self.at };
        Misuse { at: at.child(key), message: message.into(), help }
    }
}

impl Overlay {
    /// Reads the text of an overlay.
    pub(crate) fn document(text: &str) -> Result<Document, Report> {
        Document::parse_other(text, Input::Overlay, SYNTAX)
    }

    /// Reads an overlay from its nodes.
    pub(crate) fn read(document: &Document) -> Result<Self, Report> {
        if !document.root().is_object() {
            let message = "an overlay should be here, with `overlay`, `info` and `actions`";
            let error = Diagnostic::error(SYNTAX, &Pointer::root(), message);
            let error = error.help("it should begin with a line such as `overlay: 1.0.0`");
            return Err(error.in_input(Input::Overlay).into());
        }
        let written: WrittenOverlay = typed(document.root(), Input::Overlay, SYNTAX, true)?;
        match OverlayVersion::of(&written.overlay) {
            Some(version) => Ok(Self { version, written }),
            None => {
                let message =
                    format!("version `{}` of the Overlay format is not known", written.overlay);
                let at = Pointer::root().child("overlay");
                let error = Diagnostic::error("overlay-version", &at, message);
                let help = "write `overlay: 1.2.0`, or the version 1.0 or 1.1";
                Err(error.in_input(Input::Overlay).help(help).into())
            }
        }
    }

    /// Returns a warning if it is made for another document than this one, by its name and by
    /// what it calls itself.
    pub(crate) fn of_another(&self, name: Option<&str>, document: &Document) -> Option<Diagnostic> {
        let extended = self.written.extends.as_deref()?;
        let own = document.root().get("$self").and_then(Node::text);
        let is_read = own == Some(extended)
            || [name, own].into_iter().flatten().any(|it| file_name(it) == file_name(extended));
        let name = name.or(own).filter(|_| !is_read)?;
        let message = format!("the overlay is made for `{extended}`, and `{name}` is read");
        let at = Pointer::root().child("extends");
        let warning = Diagnostic::warning("overlay-extends", &at, message).in_input(Input::Overlay);
        Some(warning.help("give the overlay of this document, or correct its `extends`"))
    }

    /// Returns the actions, as far as they can be carried out.
    pub(crate) fn actions(&self) -> Vec<Option<Action>> {
        let numbers = 0..self.written.actions.len();
        numbers.map(|number| self.entry(number).ok().map(|entry| entry.action)).collect()
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = Result<PlacedAction, Misuse>> {
        (0..self.written.actions.len()).map(|number| self.entry(number))
    }

    /// Returns the actions for others to refer to that none refers to.
    pub(super) fn unused(&self) -> Vec<Pointer> {
        let references = self.written.actions.iter().filter_map(|action| {
            let at = Pointer::from_reference(action.reference.as_deref()?)?;
            Some(at.as_str().to_owned())
        });
        let used: BTreeSet<String> = references.collect();
        let reusable = self.written.components.actions.keys();
        let places = reusable.map(|name| reusable_actions().child(name));
        places.filter(|at| !used.contains(at.as_str())).collect()
    }

    /// Returns the action of this number, with what it refers to.
    fn entry(&self, number: usize) -> Result<PlacedAction, Misuse> {
        let written = &self.written.actions[number];
        let at = Pointer::root().child("actions").child(number);
        let WrittenAction { target, description, update, copy, remove, when, reference } = written;
        let action = Action {
            target: target.clone(),
            description: description.clone().unwrap_or_default(),
            update: update.clone(),
            copy: copy.clone(),
            remove: *remove,
            when: when.clone(),
        };
        let entry = PlacedAction { action, fields: at.clone(), at };
        match reference {
            Some(reference) => self.referred(entry, reference),
            None => self.checked(entry),
        }
    }

    /// Returns an action that refers to another one.
    fn referred(&self, entry: PlacedAction, reference: &str) -> Result<PlacedAction, Misuse> {
        if self.version < OverlayVersion::V1_2 {
            let message = "references to actions came with Overlay 1.2";
            return Err(entry.misuse("$ref", message, "write `overlay: 1.2.0`"));
        }
        let PlacedAction { action, at, .. } = &entry;
        let own = [
            ("update", action.update.is_some()),
            ("copy", action.copy.is_some()),
            ("remove", action.remove),
        ];
        if let Some((key, _)) = own.iter().find(|(_, is_there)| *is_there) {
            let message = format!("`{key}` cannot stand beside `$ref`");
            let help = "write it in what is referred to, or take the `$ref` out";
            return Err(entry.misuse(key, message, help));
        }
        let found = Pointer::from_reference(reference).and_then(|place| {
            let (parent, name) = place.split()?;
            let reusable = self.written.components.actions.get(&name)?;
            (parent == reusable_actions()).then_some((place, reusable))
        });
        let Some((place, Reusable { description, fields })) = found else {
            let message = format!("`{reference}` is no action of the overlay");
            let help = "write `#/components/actions/` and the name of one that is there";
            return Err(entry.misuse("$ref", message, help));
        };
        let own = Some(&action.description).filter(|own| !own.trim().is_empty());
        let why = own.or(fields.description.as_ref()).or(description.as_ref());
        let action = Action {
            target: action.target.clone(),
            description: why.cloned().unwrap_or_default(),
            update: fields.update.clone(),
            copy: fields.copy.clone(),
            remove: fields.remove,
            when: action.when.clone().or_else(|| fields.when.clone()),
        };
        self.checked(PlacedAction { action, at: at.clone(), fields: place.child("fields") })
    }

    fn checked(&self, entry: PlacedAction) -> Result<PlacedAction, Misuse> {
        let Action { description, update, copy, remove, .. } = &entry.action;
        if description.trim().is_empty() {
            let message = "an action must say why it is there";
            let help = "write the defect that it corrects: `description: …`";
            return Err(entry.misuse("description", message, help));
        }
        let (key, message, help) = match [update.is_some(), copy.is_some(), *remove] {
            [_, true, _] if self.version < OverlayVersion::V1_1 => {
                ("copy", "`copy` came with Overlay 1.1", "write `overlay: 1.1.0`")
            }
            [true, false, false] | [false, true, false] | [false, false, true] => {
                return Ok(entry);
            }
            several if several.iter().filter(|is_there| **is_there).count() > 1 => (
                "target",
                "an action does one thing, and this one has several of `update`, `copy` and \
                 `remove: true`",
                "make an action of each, in the order in which they are to be applied",
            ),
            _ if self.version < OverlayVersion::V1_1 => (
                "target",
                "an action needs one of `update` and `remove: true`",
                "write `update:` with what to merge into the target, or `remove: true`",
            ),
            _ => (
                "target",
                "an action needs one of `update`, `copy` and `remove: true`",
                "write `update:` with what to merge into the target, `copy:`, or `remove: true`",
            ),
        };
        Err(entry.misuse(key, message, help))
    }
}

/// Returns what an overlay says that it is made for.
pub fn extended(overlay: &str) -> Option<String> {
    let document = Overlay::document(overlay).ok()?;
    document.root().get("extends").and_then(Node::text).map(str::to_owned)
}

/// Returns the last segment of a path or an address, without what asks for a part of it.
fn file_name(path: &str) -> &str {
    let path = path.split(['?', '#']).next().unwrap_or(path);
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Returns the place in an overlay of the actions that others refer to.
fn reusable_actions() -> Pointer {
    Pointer::root().descend(&["components", "actions"])
}
