//! Corrections to a document: OpenAPI Overlay 1.0.
//!
//! Every action says why it is there. One that finds nothing to do is an error
//! for the spec of record, so that a defect which its vendor mended is noticed,
//! and a warning for any other document. `x-when`, a JSONPath, limits an action
//! to the documents in which it selects something.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json_path::JsonPath;

use crate::diagnostic::{Diagnostic, Failure, Input, Report, Severity};
use crate::document::Document;
use crate::pointer::Pointer;
use crate::syntax;

/// An overlay.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overlay {
    /// The version of the Overlay specification.
    #[serde(rename = "overlay")]
    pub version: String,
    /// What the overlay is.
    pub info: Info,
    /// What it does, in order.
    pub actions: Vec<Action>,
}

/// What an overlay is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Info {
    /// Its name.
    pub title: String,
    /// Its version.
    pub version: String,
}

/// One correction.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// What it changes, a JSONPath (RFC 9535).
    pub target: String,
    /// Why.
    pub description: String,
    /// What to merge into an object, or to append to a list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub update: Option<Value>,
    /// Whether to take the target away.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub remove: bool,
    /// The documents it is for: those in which this JSONPath selects something.
    #[serde(default, rename = "x-when", skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
}

impl Overlay {
    /// Reads an overlay.
    pub fn parse(text: &str) -> Result<Self, Failure> {
        let overlay: Self = syntax::typed(text, "overlay-syntax", Input::Overlay)?;
        if !overlay.version.starts_with("1.0") {
            let message =
                format!("version `{}` of the Overlay format is not known", overlay.version);
            let at = Pointer::root().child("overlay");
            let error = overlay_error("overlay-version", &at, message);
            return Err(error.help("write `overlay: 1.0.0`").into());
        }
        Ok(overlay)
    }

    /// Applies the actions in order. `unused` is how bad one is that does nothing.
    pub fn apply(&self, document: &mut Document, unused: Severity, report: &mut Report) {
        for (index, action) in self.actions.iter().enumerate() {
            let at = Pointer::root().child("actions").child(index);
            match action.apply(document, &at) {
                Ok(Outcome::Changed | Outcome::NotMeant) => {}
                Ok(Outcome::Unused(message)) => report.push(Diagnostic {
                    severity: unused,
                    ..overlay_error("overlay-unused", &at, message)
                        .help("take the action out, or limit it to other documents with `x-when`")
                }),
                Err(Misuse { key, message, help }) => {
                    let error = overlay_error("overlay-action", &at.child(key), message);
                    report.push(error.help(help));
                }
            }
        }
    }
}

enum Outcome {
    Changed,
    NotMeant,
    Unused(String),
}

/// Why an action cannot be carried out: which key of it is wrong, how, and what
/// to write instead.
struct Misuse {
    key: &'static str,
    message: String,
    help: &'static str,
}

impl Misuse {
    fn new(key: &'static str, message: impl Into<String>, help: &'static str) -> Self {
        Self { key, message: message.into(), help }
    }

    fn path(key: &'static str, message: String) -> Self {
        Self::new(key, message, "write a JSONPath such as `$.components.schemas.Pet`")
    }
}

impl Action {
    fn apply(&self, document: &mut Document, by: &Pointer) -> Result<Outcome, Misuse> {
        let root = &document.root;
        if self.description.trim().is_empty() {
            let message = "an action must say why it is there";
            let help = "write the defect that it corrects: `description: …`";
            return Err(Misuse::new("description", message, help));
        }
        if self.update.is_some() == self.remove {
            let message = "an action needs one of `update` and `remove: true`";
            let help = "write `update:` with what to merge into the target, or `remove: true`";
            return Err(Misuse::new("target", message, help));
        }
        if let Some(when) = &self.when
            && select(root, when).map_err(|error| Misuse::path("x-when", error))?.is_empty()
        {
            return Ok(Outcome::NotMeant);
        }
        let targets = select(root, &self.target).map_err(|error| Misuse::path("target", error))?;
        if targets.is_empty() {
            return Ok(Outcome::Unused(format!(
                "`{}` matches nothing in the document",
                self.target
            )));
        }
        if self.remove && targets.iter().any(|target| *target == Pointer::root()) {
            let message = "the document itself cannot be taken away";
            return Err(Misuse::new("target", message, "name a part of it"));
        }
        let before = document.edits.len();
        // From the end, so that removing an element leaves the places before it.
        for target in targets.iter().rev() {
            match &self.update {
                Some(update) => {
                    if let Some(node) = document.root.pointer_mut(target.as_str()) {
                        merge(node, update, target, &by.child("update"), &mut document.edits);
                    }
                }
                None => document.edits.extend(remove(&mut document.root, target, by)),
            }
        }
        if document.edits.len() > before {
            return Ok(Outcome::Changed);
        }
        Ok(Outcome::Unused(format!("`{}` already is as the action wants it", self.target)))
    }

    /// Whether it finds its target in a document.
    pub(crate) fn has_target(&self, root: &Value) -> bool {
        select(root, &self.target).is_ok_and(|targets| !targets.is_empty())
    }
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

/// A change of a document, and the part of the overlay that made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Edit {
    /// What is here comes from the overlay.
    Put { at: Pointer, by: Pointer },
    /// What was here is gone; in a list, what came after it moved up.
    Cut { at: Pointer, by: Pointer, list: bool },
}

/// The places a JSONPath selects, in document order.
fn select(root: &Value, path: &str) -> Result<Vec<Pointer>, String> {
    let parsed =
        JsonPath::parse(path).map_err(|error| format!("`{path}` is no JSONPath: {error}"))?;
    let found = parsed.query_located(root);
    Ok(found.locations().map(|place| Pointer::from_text(&place.to_json_pointer())).collect())
}

/// Merges as the Overlay specification says, and notes what changed.
fn merge(target: &mut Value, update: &Value, at: &Pointer, by: &Pointer, edits: &mut Vec<Edit>) {
    match (target, update) {
        (Value::Object(target), Value::Object(update)) => {
            for (key, value) in update {
                let (at, by) = (at.child(key), by.child(key));
                match target.get_mut(key) {
                    Some(old) => merge(old, value, &at, &by, edits),
                    None => {
                        target.insert(key.clone(), value.clone());
                        edits.push(Edit::Put { at, by });
                    }
                }
            }
        }
        (Value::Array(target), Value::Array(update)) => {
            for (index, value) in update.iter().enumerate() {
                edits.push(Edit::Put { at: at.child(target.len()), by: by.child(index) });
                target.push(value.clone());
            }
        }
        (Value::Array(target), update) => {
            edits.push(Edit::Put { at: at.child(target.len()), by: by.clone() });
            target.push(update.clone());
        }
        (target, update) if target != update => {
            target.clone_from(update);
            edits.push(Edit::Put { at: at.clone(), by: by.clone() });
        }
        _ => {}
    }
}

/// Takes a target away, if it is there.
fn remove(root: &mut Value, target: &Pointer, by: &Pointer) -> Option<Edit> {
    let (parent, key) = target.split()?;
    let cut = |list| Edit::Cut { at: target.clone(), by: by.clone(), list };
    match root.pointer_mut(parent.as_str())? {
        Value::Object(object) => object.shift_remove(&key).map(|_| cut(false)),
        Value::Array(list) => {
            let index = key.parse().ok().filter(|index| *index < list.len())?;
            list.remove(index);
            Some(cut(true))
        }
        _ => None,
    }
}

fn overlay_error(rule: &'static str, at: &Pointer, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(rule, at, message).in_input(Input::Overlay)
}
