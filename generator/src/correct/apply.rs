//! Carries out the actions of an overlay.

use super::overlay::{Action, Misuse, Overlay, OverlayVersion, PlacedAction};
use super::path::select;
use crate::report::diagnostic::{Diagnostic, Input, Report, Severity};
use crate::source::{Document, NodeId, NodeKind, Pointer};

/// A change of a document, and the action that made it.
#[derive(Clone, Debug)]
pub(crate) struct Edit {
    /// The number of the action, from 0.
    pub(crate) action: usize,
    /// Its place in the document, as it was then.
    pub(crate) at: Pointer,
    pub(crate) change: NodeChange,
}

/// The change at a place.
#[derive(Clone, Copy, Debug)]
pub(crate) enum NodeChange {
    /// The part there comes from this node.
    Put(NodeId),
    /// This node, which was there, is gone; in a list, what came after it moved
    /// up.
    Cut { node: NodeId, of_list: bool },
}

impl Overlay {
    /// Carries out the actions in order; `written` has their nodes. `unused` is
    /// how bad one is that does nothing: a defect which its vendor mended is to
    /// be noticed.
    pub(crate) fn apply(
        &self,
        written: &Document,
        document: &mut Document,
        unused: Severity,
        report: &mut Report,
    ) -> Vec<Edit> {
        let root = document.take_in(written);
        let mut work = Work { document, root, version: self.version, edits: Vec::new(), action: 0 };
        let does_nothing = |at: &Pointer, message: String, help: &str| {
            let error = overlay_error("overlay-unused", at, message).help(help);
            Diagnostic { severity: unused, ..error }
        };
        for (number, entry) in self.entries().enumerate() {
            work.action = number;
            let outcome = entry.and_then(|entry| Ok((work.carry_out(&entry)?, entry)));
            match outcome {
                Ok((Outcome::Changed | Outcome::NotMeant, _)) => {}
                Ok((Outcome::Unused(message), PlacedAction { at, .. })) => {
                    let help = "correct its `target`, take the action out, or limit it to other documents with `x-when`";
                    report.push(does_nothing(&at, message, help));
                }
                Err(Misuse { at, message, help }) => {
                    report.push(overlay_error("overlay-action", &at, message).help(help));
                }
            }
        }
        for at in self.unused() {
            let message = "no action refers to this one".to_owned();
            report.push(does_nothing(&at, message, "take it out, or refer to it with `$ref`"));
        }
        work.edits
    }
}

enum Outcome {
    Changed,
    NotMeant,
    Unused(String),
}

/// A document that is being corrected.
struct Work<'d> {
    document: &'d mut Document,
    /// The root of the overlay, among the nodes of the document.
    root: NodeId,
    version: OverlayVersion,
    edits: Vec<Edit>,
    action: usize,
}

impl Work<'_> {
    fn carry_out(&mut self, entry: &PlacedAction) -> Result<Outcome, Misuse> {
        let Action { target, when, copy, remove, .. } = &entry.action;
        if let Some(when) = when
            && self.select(entry, "x-when", when)?.is_empty()
        {
            return Ok(Outcome::NotMeant);
        }
        let nothing =
            |path: &str| Outcome::Unused(format!("`{path}` matches nothing in the document"));
        let targets = self.select(entry, "target", target)?;
        if targets.is_empty() {
            return Ok(nothing(target));
        }
        let before = self.edits.len();
        if *remove {
            self.remove(&targets, entry)?;
        } else {
            let source = match copy {
                None => self.overlay_node(&entry.fields.child("update")),
                Some(path) => match self.select(entry, "copy", path)?.as_slice() {
                    [] => return Ok(nothing(path)),
                    [source] => Some(*source),
                    several => {
                        let message =
                            format!("`{path}` selects {} parts of the document", several.len());
                        let help = "write a JSONPath that selects one";
                        return Err(entry.misuse("copy", message, help));
                    }
                },
            };
            self.put(&targets, source, entry)?;
        }
        if self.edits.len() > before {
            return Ok(Outcome::Changed);
        }
        Ok(Outcome::Unused(format!("`{target}` already is as the action wants it")))
    }

    fn select(
        &self,
        entry: &PlacedAction,
        key: &'static str,
        path: &str,
    ) -> Result<Vec<NodeId>, Misuse> {
        select(self.document, path).map_err(|error| entry.misuse(key, error.message, error.help))
    }

    /// Returns a node of the overlay.
    fn overlay_node(&self, at: &Pointer) -> Option<NodeId> {
        let keys = at.keys();
        let found =
            keys.into_iter().try_fold(self.document.node(self.root), |node, key| node.child(&key));
        found.map(|node| node.id())
    }

    fn remove(&mut self, targets: &[NodeId], entry: &PlacedAction) -> Result<(), Misuse> {
        let root = self.document.root().id();
        if targets.contains(&root) {
            let message = "the document itself cannot be taken away";
            return Err(entry.misuse("target", message, "name a part of it"));
        }
        // From the end, so that each place is what it is when it is its turn.
        for target in targets.iter().rev() {
            let node = self.document.node(*target);
            let of_list = node.parent().is_some_and(|parent| parent.is_list());
            let change = NodeChange::Cut { node: *target, of_list };
            self.edits.push(Edit { action: self.action, at: node.at(), change });
        }
        let by = self.overlay_node(&entry.at).unwrap_or(self.root);
        self.document.take_out(targets, by);
        Ok(())
    }

    /// Merges a node into the targets.
    fn put(
        &mut self,
        targets: &[NodeId],
        source: Option<NodeId>,
        entry: &PlacedAction,
    ) -> Result<(), Misuse> {
        let Some(source) = source else { return Ok(()) };
        let copies = entry.action.copy.is_some();
        let key = if copies { "copy" } else { "update" };
        let class = |node: &NodeId| MergeKind::of(self.document.node(*node).kind());
        if self.is_strict() && targets.iter().any(|target| class(target) != class(&targets[0])) {
            let message = "this selects parts of different kinds";
            let help = "write a JSONPath that selects objects, lists or values alone";
            return Err(entry.misuse("target", message, help));
        }
        // A copy is of what was there before.
        let source = if copies { self.document.copy_apart(source) } else { Ok(source) };
        let merged = source.map_err(Clash::Edit).and_then(|source| {
            let targets = targets.iter().rev();
            targets.copied().try_for_each(|target| self.merge(target, source, true))
        });
        merged.map_err(|clash| match clash {
            Clash::Edit(error) => {
                entry.misuse(key, error.to_string(), "put less of it into the document")
            }
            Clash::Kinds { at, old, new } => {
                let message = format!("{new} cannot be merged into the {old} at `{at}`");
                entry.misuse(key, message, "take that away first, by an action before this one")
            }
        })
    }

    /// Tells whether only what is of one kind is put together.
    fn is_strict(&self) -> bool {
        self.version >= OverlayVersion::V1_1
    }

    /// Merges as the Overlay specification says, and notes what changes. Only
    /// to a list that is a target itself anything else is appended.
    fn merge(&mut self, target: NodeId, source: NodeId, is_target: bool) -> Result<(), Clash> {
        let (old, new) = (self.document.node(target), self.document.node(source));
        let classes = (MergeKind::of(old.kind()), MergeKind::of(new.kind()));
        match classes {
            (MergeKind::Object, MergeKind::Object) => {
                let members: Vec<NodeId> = new.children().map(|member| member.id()).collect();
                for member in members {
                    let key = self.document.node(member).key().unwrap_or_default();
                    match self.document.node(target).get(key).map(|known| known.id()) {
                        Some(known) => self.merge(known, member, false)?,
                        None => self.append(target, member)?,
                    }
                }
            }
            (MergeKind::List, MergeKind::List) => {
                let items: Vec<NodeId> = new.children().map(|item| item.id()).collect();
                for item in items {
                    self.append(target, item)?;
                }
            }
            (MergeKind::List, _) if is_target || !self.is_strict() => {
                self.append(target, source)?
            }
            (MergeKind::Value, MergeKind::Value) if old.to_value() == new.to_value() => {}
            (old_class, new_class) if old_class != new_class && self.is_strict() => {
                let at = old.at();
                return Err(Clash::Kinds { at, old: old_class.name(), new: new_class.article() });
            }
            _ => {
                let at = old.at();
                let change = NodeChange::Put(source);
                self.document.replace(target, source).map_err(Clash::Edit)?;
                self.edits.push(Edit { action: self.action, at, change });
            }
        }
        Ok(())
    }

    fn append(&mut self, target: NodeId, source: NodeId) -> Result<(), Clash> {
        let node = self.document.append(target, source).map_err(Clash::Edit)?;
        let at = self.document.node(node).at();
        self.edits.push(Edit { action: self.action, at, change: NodeChange::Put(source) });
        Ok(())
    }
}

/// The reason that two parts cannot be merged.
enum Clash {
    Kinds { at: Pointer, old: &'static str, new: &'static str },
    Edit(crate::source::EditError),
}

/// The kinds of parts that can be merged with each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum MergeKind {
    Object,
    List,
    Value,
}

impl MergeKind {
    fn of(kind: NodeKind) -> Self {
        match kind {
            NodeKind::Object => Self::Object,
            NodeKind::List => Self::List,
            NodeKind::Null | NodeKind::Bool | NodeKind::Number | NodeKind::String => Self::Value,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Object => "object",
            Self::List => "list",
            Self::Value => "value",
        }
    }

    fn article(self) -> &'static str {
        match self {
            Self::Object => "an object",
            Self::List => "a list",
            Self::Value => "a value",
        }
    }
}

fn overlay_error(rule: &'static str, at: &Pointer, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(rule, at, message).in_input(Input::Overlay)
}
