//! Corrections to a document: OpenAPI Overlay 1.0.
//!
//! Every action says why it is there. One that finds nothing to do is an error
//! for the spec of record, so that a defect which its vendor mended is noticed,
//! and a warning for any other document. `x-when`, a JSONPath, limits an action
//! to the documents in which it selects something.

use serde::Deserialize;
use serde_json::Value;
use serde_json_path::JsonPath;

use crate::diagnostic::{Diagnostic, Input, Report, Severity};
use crate::document::Document;
use crate::pointer::Pointer;

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
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// What it changes, a JSONPath (RFC 9535).
    pub target: String,
    /// Why.
    pub description: String,
    /// What to merge into an object, or to append to a list.
    #[serde(default)]
    pub update: Option<Value>,
    /// Whether to take the target away.
    #[serde(default)]
    pub remove: bool,
    /// The documents it is for: those in which this JSONPath selects something.
    #[serde(default, rename = "x-when")]
    pub when: Option<String>,
}

impl Overlay {
    /// Reads an overlay.
    pub fn parse(text: &str) -> Result<Self, Diagnostic> {
        let overlay: Self = serde_yaml::from_str(text).map_err(|error| {
            overlay_error("overlay-syntax", &Pointer::root(), error.to_string())
        })?;
        if !overlay.version.starts_with("1.0") {
            let message =
                format!("version `{}` of the Overlay format is not known", overlay.version);
            return Err(overlay_error(
                "overlay-version",
                &Pointer::root().child("overlay"),
                message,
            )
            .help("write `overlay: 1.0.0`"));
        }
        Ok(overlay)
    }

    /// Applies the actions in order. `unused` is how bad one is that does nothing.
    pub fn apply(&self, document: &mut Document, unused: Severity, report: &mut Report) {
        for (index, action) in self.actions.iter().enumerate() {
            let at = Pointer::root().child("actions").child(index);
            match action.apply(&mut document.root) {
                Ok(Outcome::Changed | Outcome::NotMeant) => {}
                Ok(Outcome::Unused(message)) => report.push(Diagnostic {
                    severity: unused,
                    ..overlay_error("overlay-unused", &at, message)
                        .help("take the action out, or limit it to other documents with `x-when`")
                }),
                Err((key, message)) => {
                    report.push(overlay_error("overlay-action", &at.child(key), message));
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

impl Action {
    fn apply(&self, root: &mut Value) -> Result<Outcome, (&'static str, String)> {
        if self.description.trim().is_empty() {
            return Err(("description", "an action must say why it is there".to_owned()));
        }
        if self.update.is_some() == self.remove {
            return Err((
                "target",
                "an action needs one of `update` and `remove: true`".to_owned(),
            ));
        }
        if let Some(when) = &self.when
            && select(root, when).map_err(|error| ("x-when", error))?.is_empty()
        {
            return Ok(Outcome::NotMeant);
        }
        let targets = select(root, &self.target).map_err(|error| ("target", error))?;
        if targets.is_empty() {
            return Ok(Outcome::Unused(format!(
                "`{}` matches nothing in the document",
                self.target
            )));
        }
        if self.remove && targets.iter().any(String::is_empty) {
            return Err(("target", "the document itself cannot be taken away".to_owned()));
        }
        let mut changed = false;
        // From the end, so that removing an element leaves the places before it.
        for target in targets.iter().rev() {
            changed |= match &self.update {
                Some(update) => root.pointer_mut(target).is_some_and(|node| merge(node, update)),
                None => remove(root, target),
            };
        }
        if changed {
            return Ok(Outcome::Changed);
        }
        Ok(Outcome::Unused(format!("`{}` already is as the action wants it", self.target)))
    }
}

/// The places a JSONPath selects, as JSON Pointers in document order.
fn select(root: &Value, path: &str) -> Result<Vec<String>, String> {
    let parsed =
        JsonPath::parse(path).map_err(|error| format!("`{path}` is no JSONPath: {error}"))?;
    Ok(parsed.query_located(root).locations().map(|location| location.to_json_pointer()).collect())
}

/// Merges as the Overlay specification says; whether anything changed.
fn merge(target: &mut Value, update: &Value) -> bool {
    match (target, update) {
        (Value::Object(target), Value::Object(update)) => {
            let mut changed = false;
            for (key, value) in update {
                match target.get_mut(key) {
                    Some(old) => changed |= merge(old, value),
                    None => {
                        target.insert(key.clone(), value.clone());
                        changed = true;
                    }
                }
            }
            changed
        }
        (Value::Array(target), Value::Array(update)) => {
            target.extend(update.iter().cloned());
            !update.is_empty()
        }
        (Value::Array(target), update) => {
            target.push(update.clone());
            true
        }
        (target, update) => {
            let changed = target != update;
            target.clone_from(update);
            changed
        }
    }
}

fn remove(root: &mut Value, target: &str) -> bool {
    let Some((parent, key)) = target.rsplit_once('/') else { return false };
    let key = key.replace("~1", "/").replace("~0", "~");
    match root.pointer_mut(parent) {
        Some(Value::Object(object)) => object.shift_remove(&key).is_some(),
        Some(Value::Array(list)) => match key.parse::<usize>() {
            Ok(index) if index < list.len() => {
                list.remove(index);
                true
            }
            _ => false,
        },
        _ => false,
    }
}

fn overlay_error(rule: &'static str, at: &Pointer, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(rule, at, message).in_input(Input::Overlay)
}
