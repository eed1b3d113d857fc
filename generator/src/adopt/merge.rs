//! The differences of upstream → changes of our document.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::facts::{Side, facts, holds, is_default, same_value};
use super::known::{Counterparts, NewComponents};
use super::moved::Moves;
use super::out::{Out, OutMember, plain};
use super::patch::{Patch, Piece};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::select::ReachedOperation;
use crate::source::{Node, NodeKind, Pointer};
use crate::vocabulary::{Holds, ObjectKind, Table};

/// The kind of a change to a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// Upstream says something else; so does ours now.
    Changed,
    /// Upstream has it, and ours has it now.
    New,
    /// Upstream has it at another place, and so has ours now.
    Moved,
    /// Upstream has it no longer.
    Gone,
    /// Words of ours, or a comment, for which the new text has no place.
    Unplaced,
}

/// A fact that is different upstream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) kind: ChangeKind,
    /// Its place, now or in the end.
    pub(super) at: Pointer,
    /// A description of it, or of its old and its new value.
    pub(super) what: String,
}

/// Makes one document say what another one says.
pub(super) struct Merge<'d> {
    pub(super) ours: Side<'d>,
    pub(super) theirs: Side<'d>,
    pub(super) config: &'d Config,
    pub(super) text: &'d str,
    /// True if what upstream does not have goes.
    pub(super) removes: bool,
    /// The places that are written anew as a whole.
    pub(super) anew: &'d BTreeSet<Pointer>,
    pub(super) patch: Patch<'d>,
    pub(super) records: Vec<Record>,
    pub(super) refused: Vec<Diagnostic>,
    /// True if what is changed is not written.
    pub(super) is_trial: bool,
    /// The operations that upstream has elsewhere.
    pub(super) moves: Moves<'d>,
    /// The components of theirs that are new.
    pub(super) targets: RefCell<NewComponents<'d>>,
}

impl<'d> Merge<'d> {
    /// Goes through all that is selected.
    pub(super) fn run(&mut self) {
        self.root();
        let (ours, theirs) =
            (self.ours.reach.operations.clone(), self.theirs.reach.operations.clone());
        self.moves = Moves::of(&ours, &theirs);
        self.rename_paths();
        for their in &theirs {
            if let Some(our) = ours.iter().find(|our| is_same(our, their)) {
                self.operation(our, their);
            } else if let Some(our) = self.moves.origin(their).cloned() {
                self.move_operation(&our, their);
            } else {
                let known = ours.iter().find(|our| is_named_alike(our, their));
                self.new_operation(&Counterparts::of(known.map(|our| our.node)), their);
            }
        }
        let is_gone = |our: &&ReachedOperation<'d>| !theirs.iter().any(|their| is_same(our, their));
        for our in ours.iter().filter(is_gone) {
            if !self.moves.has(our.node) {
                self.gone_operation(our, &ours);
            }
        }
        self.components();
    }

    /// Merges what is said of all operations.
    fn root(&mut self) {
        let (ours, theirs) = (self.ours.document.root(), self.theirs.document.root());
        if let (Some(our), Some(their)) = (ours.get("openapi"), theirs.get("openapi"))
            && minor(their) > minor(our)
        {
            self.set_scalar(our, their);
        }
        let version = |root: Node<'d>| root.get("info").and_then(|info| info.get("version"));
        if let (Some(our), Some(their)) = (version(ours), version(theirs)) {
            self.plain(our, their);
        }
        for key in ["servers", "security"] {
            self.member(Table::Part(ObjectKind::Root), (ours, key), (theirs, key));
        }
        self.tags(ours, theirs);
    }

    /// Merges the tags that the operations have.
    fn tags(&mut self, ours: Node<'d>, theirs: Node<'d>) {
        let operations = self.theirs.reach.operations.iter();
        let used = operations.filter_map(|asked| asked.node.get("tags")).flat_map(Node::items);
        let used: BTreeSet<&str> = used.filter_map(Node::text).collect();
        let name = |tag: Node<'d>| tag.get("name").and_then(Node::text);
        let (Some(our), Some(their)) = (ours.get("tags"), theirs.get("tags")) else { return };
        let mut after = our.children().next_back();
        for tag in their.items().filter(|tag| name(*tag).is_some_and(|name| used.contains(name))) {
            match our.items().find(|known| name(*known) == name(tag)) {
                Some(known) => after = Some(known),
                None => {
                    let out =
                        self.emit_part(Table::Part(ObjectKind::Tag), tag, &Counterparts::default());
                    let at = our.at().child(name(tag).unwrap_or_default());
                    self.add(our, after, Piece::Item(out), at, "tag");
                }
            }
        }
    }

    pub(super) fn operation(&mut self, our: &ReachedOperation<'d>, their: &ReachedOperation<'d>) {
        let table = Table::Part(operation_kind(our));
        let items = [our.item, their.item].map(|item| item.get("parameters"));
        if items.iter().any(Option::is_some) || our.node.get("parameters").is_some() {
            self.parameters(our, their);
        } else {
            self.member(table, (our.node, "parameters"), (their.node, "parameters"));
        }
        self.members(table, our.node, their.node, &["parameters"]);
        let item = Table::Part(ObjectKind::PathItem);
        self.member(item, (our.item, "servers"), (their.item, "servers"));
    }

    /// Merges the parameters of an operation, with those of its path.
    fn parameters(&mut self, our: &ReachedOperation<'d>, their: &ReachedOperation<'d>) {
        let ours = effective(our);
        let theirs = effective(their);
        let mut after = None;
        let list = our.node.get("parameters").filter(|list| list.is_list());
        let (mut new, mut known) = (Vec::new(), Vec::new());
        for (name, written) in &theirs {
            let same = ours.iter().find(|(known, _)| known == name).map(|(_, known)| *known);
            match self.moves.parameter(*written).or(same) {
                Some(our) => {
                    known.push(our);
                    after = (our.parent() == list).then_some(our).or(after);
                    self.part(Table::Part(ObjectKind::Parameter), our, *written);
                }
                None => {
                    let table = Table::Part(ObjectKind::Parameter);
                    let out = self.emit_part(table, *written, &Counterparts::default());
                    match list {
                        Some(list) => {
                            let at = list.at().child(&name.1);
                            self.add(list, after, Piece::Item(out), at, "parameter");
                        }
                        None => new.push(out),
                    }
                }
            }
        }
        if !new.is_empty() {
            let anchor = their.node.get("parameters").unwrap_or(their.node);
            self.add_member(our.node, their.node, anchor, "parameters", Out::List(new));
        }
        for (name, our) in ours.iter().filter(|(_, our)| !known.contains(our)) {
            self.gone(*our, &format!("parameter {}", name.1));
        }
    }

    pub(super) fn new_operation(&mut self, known: &Counterparts<'d>, their: &ReachedOperation<'d>) {
        let table = Table::Part(operation_kind(their));
        let method = their.node.key().unwrap_or_default().to_owned();
        let out = self.emit_part(table, their.node, known);
        let out = self.noted(out, known.whole().next());
        let root = self.ours.document.root();
        let Some(section) = root.get(their.section) else {
            let path = vec![OutMember::New(method.clone(), out)];
            let at = Pointer::root().child(their.section).child(their.path).child(method);
            if self.patch.extend_inside(root, their.section, their.path, &path) {
                return self.record(ChangeKind::New, at, "");
            }
            let section = vec![OutMember::New(their.path.to_owned(), Out::Map(path))];
            let theirs = self.theirs.document.root();
            let anchor = theirs.get(their.section).unwrap_or(theirs);
            return self.add_member(root, theirs, anchor, their.section, Out::Map(section));
        };
        let same = section.get(their.path).filter(|item| item.is_object());
        let same = same.filter(|item| !self.moves.renames(*item));
        match self.moves.item(their.section, their.path).or(same) {
            Some(item) => {
                let before = self.records.len();
                self.add_member(item, their.item, their.node, &method, out);
                self.place_anew(before, item, their);
            }
            None => self.add_path(section, known, their, OutMember::New(method, out)),
        }
    }

    /// Adds a path, or another operation to one that is added already.
    fn add_path(
        &mut self,
        section: Node<'d>,
        known: &Counterparts<'d>,
        their: &ReachedOperation<'d>,
        operation: OutMember<'d>,
    ) {
        let mut entries = vec![operation];
        if self.patch.extend(section, their.path, &entries) {
            let method = their.node.key().unwrap_or_default();
            let at = section.at().child(their.path).child(method);
            return self.record(ChangeKind::New, at, "");
        }
        let item = Table::Part(ObjectKind::PathItem);
        for (key, node) in facts(item, their.item, self.config) {
            if matches!(key, "servers" | "parameters") {
                let value = self.emit_member(item, key, node, &known.member(key));
                entries.push(OutMember::New(key.to_owned(), value));
            }
        }
        let Some(theirs) = self.theirs.document.root().get(their.section) else { return };
        let Some(anchor) = theirs.get(their.path) else { return };
        self.add_member(section, theirs, anchor, their.path, Out::Map(entries));
    }

    /// Tells whether upstream has operations at the path of one of ours.
    pub(super) fn keeps_path(&self, our: &ReachedOperation<'d>) -> bool {
        let is_there =
            |their: &ReachedOperation<'d>| (their.section, their.path) == (our.section, our.path);
        self.theirs.reach.operations.iter().any(is_there)
    }

    /// Takes out an operation that upstream does not have; its path goes with the last one.
    fn gone_operation(&mut self, our: &ReachedOperation<'d>, ours: &[ReachedOperation<'d>]) {
        let all: Vec<&ReachedOperation<'d>> =
            ours.iter().filter(|other| other.item == our.item).collect();
        let others = our.item.entries().filter(|(key, _)| crate::vocabulary::is_method(key));
        let takes_path =
            all.len() == others.count() && !all.iter().any(|other| self.keeps_path(other));
        let first = all.iter().find(|other| !self.moves.has(other.node));
        let is_first = first.is_some_and(|first| first.node == our.node);
        match takes_path {
            true if is_first => self.gone(our.item, "path"),
            true => {}
            false => self.gone(our.node, "operation"),
        }
    }

    /// Merges an object of a table.
    pub(super) fn part(&mut self, table: Table, ours: Node<'d>, theirs: Node<'d>) {
        let refers = |node: Node<'d>| node.get("$ref").is_some();
        match (refers(ours), refers(theirs)) {
            (true, true) => {
                if let (Some(our), Some(their)) = (ours.get("$ref"), theirs.get("$ref")) {
                    self.reference(our, their);
                }
            }
            (false, false) => self.members(table, ours, theirs, &[]),
            _ => {
                let (Some(our), Some(their)) = (ours.resolved(), theirs.resolved()) else { return };
                if !self.is_same_part(table, our, their) {
                    let out = self.emit_part(table, theirs, &Counterparts::of([our]));
                    self.replace(ours, out);
                }
            }
        }
    }

    /// Tells whether two objects of a table say the same.
    fn is_same_part(&mut self, table: Table, ours: Node<'d>, theirs: Node<'d>) -> bool {
        let patch = std::mem::replace(&mut self.patch, Patch::new(self.ours.document, self.text));
        let (records, refused) = (self.records.len(), self.refused.len());
        let is_trial = std::mem::replace(&mut self.is_trial, true);
        self.members(table, ours, theirs, &[]);
        self.is_trial = is_trial;
        let is_same = (self.records.len(), self.refused.len()) == (records, refused);
        self.patch = patch;
        self.records.truncate(records);
        self.refused.truncate(refused);
        is_same
    }

    /// Merges the members of an object of a table, but for those named.
    fn members(&mut self, table: Table, ours: Node<'d>, theirs: Node<'d>, but: &[&str]) {
        if !ours.is_object() || !theirs.is_object() {
            if !same_value(ours, theirs) {
                let out = self.emit_part(table, theirs, &Counterparts::default());
                self.replace(ours, out);
            }
            return;
        }
        let keys = |node: Node<'d>| {
            let facts = facts(table, node, self.config);
            facts.map(|(key, _)| key).filter(|key| !but.contains(key)).collect::<Vec<_>>()
        };
        let (own, other) = (keys(ours), keys(theirs));
        for key in &other {
            self.member(table, (ours, key), (theirs, key));
        }
        for key in own.iter().filter(|key| !other.contains(key)) {
            self.member(table, (ours, key), (theirs, key));
        }
    }

    /// Merges a member of two objects, which one of them may lack.
    fn member(
        &mut self,
        table: Table,
        (ours, key): (Node<'d>, &str),
        (theirs, _): (Node<'d>, &str),
    ) {
        let says =
            |node: Node<'d>| node.get(key).filter(|value| !is_default(table, node, key, *value));
        match (says(ours), says(theirs)) {
            (None, None) => {}
            // Ours writes the default; upstream says something else now.
            (None, Some(their)) if ours.get(key).is_some() => {
                let our = ours.get(key).unwrap_or(ours);
                self.plain(our, their);
            }
            (None, Some(their)) => {
                let out = self.emit_member(table, key, their, &Counterparts::default());
                self.add_member(ours, theirs, their, key, out);
            }
            (Some(our), None) => match theirs.get(key) {
                Some(their) => self.plain(our, their),
                None => self.gone(our, ""),
            },
            (Some(our), Some(their)) => self.held(table, key, our, their),
        }
    }

    /// Merges what both have under a key.
    pub(super) fn held(&mut self, table: Table, key: &str, our: Node<'d>, their: Node<'d>) {
        match holds(table, key) {
            Holds::One if our.is_object() && their.is_object() => self.schema(our, their),
            Holds::Part(kind) => self.part(Table::Part(kind), our, their),
            Holds::Parts(kind) => {
                self.named(
                    our,
                    their,
                    &|name, part| kind.is_extension(name, part),
                    &mut |merge, our, their| {
                        merge.part(Table::Part(kind), our, their);
                    },
                    &|merge, their| {
                        merge.emit_part(Table::Part(kind), their, &Counterparts::default())
                    },
                );
            }
            Holds::PartList(kind) => self.part_list(kind, our, their),
            Holds::Named => self.named(
                our,
                their,
                &|_, _| false,
                &mut |merge, our, their| merge.schema(our, their),
                &|merge, their| merge.emit_schema(their, &Counterparts::default()),
            ),
            _ if self.is_group(table, key) => self.group(our, their),
            _ => self.plain(our, their),
        }
    }

    fn is_group(&self, table: Table, key: &str) -> bool {
        matches!(table, Table::Part(ObjectKind::Operation))
            && self.config.group_key.len() > 1
            && self.config.group_key[0] == key
    }

    /// Merges the group of an operation, which is all that is kept of where it is said.
    fn group(&mut self, our: Node<'d>, their: Node<'d>) {
        let mut way = self.config.group_key.iter().skip(1);
        let found =
            way.try_fold((our, their), |(our, their), key| Some((our.get(key)?, their.get(key)?)));
        if let Some((our, their)) = found {
            self.plain(our, their);
        }
    }

    /// Merges objects by name, which extensions can be beside.
    pub(super) fn named(
        &mut self,
        our: Node<'d>,
        their: Node<'d>,
        is_extension: &dyn Fn(&str, Node<'d>) -> bool,
        merge: &mut dyn FnMut(&mut Self, Node<'d>, Node<'d>),
        emit: &dyn Fn(&Self, Node<'d>) -> Out<'d>,
    ) {
        for (name, node) in their.entries().filter(|(name, node)| !is_extension(name, *node)) {
            match our.get(name) {
                Some(known) => merge(self, known, node),
                None => {
                    let out = emit(self, node);
                    self.add_member(our, their, node, name, out);
                }
            }
        }
        for (name, node) in our.entries() {
            if their.get(name).is_none() && !is_extension(name, node) {
                self.gone(node, "");
            }
        }
    }

    fn part_list(&mut self, kind: ObjectKind, our: Node<'d>, their: Node<'d>) {
        let mut after = None;
        let mut known = Vec::new();
        for (index, node) in their.items().enumerate() {
            match self.counterpart(kind, our, node, index) {
                Some(part) => {
                    known.push(part);
                    after = Some(part);
                    self.part(Table::Part(kind), part, node);
                }
                None => {
                    let out = self.emit_part(Table::Part(kind), node, &Counterparts::default());
                    let at = our.at().child(index);
                    self.add(our, after, Piece::Item(out), at, "");
                }
            }
        }
        for part in our.items().filter(|part| !known.contains(part)) {
            self.gone(part, "");
        }
    }

    /// Returns the item of our list that is the counterpart of one of theirs.
    pub(super) fn counterpart(
        &self,
        kind: ObjectKind,
        ours: Node<'d>,
        their: Node<'d>,
        index: usize,
    ) -> Option<Node<'d>> {
        let key = match kind {
            ObjectKind::Server => "url",
            ObjectKind::Tag => "name",
            ObjectKind::Parameter => {
                if let Some(renamed) = self.moves.parameter(their) {
                    return Some(renamed);
                }
                let name = parameter_name(their)?;
                let is_same = |our: &Node<'d>| parameter_name(*our).as_ref() == Some(&name);
                return ours.items().find(is_same);
            }
            _ => return ours.item(index),
        };
        let said = |node: Node<'d>| node.get(key).and_then(Node::text);
        ours.items().find(|our| said(*our) == said(their))
    }

    /// Merges a value without objects of a table.
    pub(super) fn plain(&mut self, our: Node<'d>, their: Node<'d>) {
        let scalar = |node: Node<'d>| !matches!(node.kind(), NodeKind::List | NodeKind::Object);
        let scalars = |node: Node<'d>| node.is_list() && node.items().all(scalar);
        if same_value(our, their) {
        } else if scalar(our) && scalar(their) {
            self.set_scalar(our, their);
        } else if our.is_object() && their.is_object() {
            let (mut merge, emit) = (
                |merge: &mut Self, our: Node<'d>, their: Node<'d>| merge.plain(our, their),
                |_: &Self, their: Node<'d>| plain(their),
            );
            self.named(our, their, &|_, _| false, &mut merge, &emit);
        } else if scalars(our) && scalars(their) {
            self.scalars(our, &their.items().collect::<Vec<_>>());
        } else {
            self.replace(our, plain(their));
        }
    }

    /// Merges a list of scalars, each of which is there once.
    pub(super) fn scalars(&mut self, our: Node<'d>, theirs: &[Node<'d>]) {
        let mut after = None;
        for their in theirs {
            match our.items().find(|known| same_value(*known, *their)) {
                Some(known) => after = Some(known),
                None => {
                    let out = Out::scalar(*their);
                    let what = their.text().unwrap_or("null").to_owned();
                    self.add(our, after, Piece::Item(out), our.at(), &what);
                }
            }
        }
        for known in our.items() {
            if !theirs.iter().any(|their| same_value(known, *their)) {
                self.gone_of(our, known);
            }
        }
    }
}

/// Merges the parameters of an operation that count, by place and name.
pub(super) fn effective<'d>(asked: &ReachedOperation<'d>) -> Vec<((String, String), Node<'d>)> {
    let mut found: Vec<((String, String), Node<'d>)> = Vec::new();
    for holder in [asked.node, asked.item] {
        for written in holder.get("parameters").into_iter().flat_map(Node::items) {
            if let Some(name) = parameter_name(written)
                && !found.iter().any(|(known, _)| *known == name)
            {
                found.push((name, written));
            }
        }
    }
    found
}

fn operation_kind(asked: &ReachedOperation<'_>) -> ObjectKind {
    if asked.section == "webhooks" { ObjectKind::Webhook } else { ObjectKind::Operation }
}

/// Tells whether two operations are at one place.
pub(super) fn is_same(our: &ReachedOperation<'_>, their: &ReachedOperation<'_>) -> bool {
    (our.section, our.path, our.node.key()) == (their.section, their.path, their.node.key())
}

/// Tells whether two operations have one `operationId`.
pub(super) fn is_named_alike(our: &ReachedOperation<'_>, their: &ReachedOperation<'_>) -> bool {
    let [our, their] = [our, their].map(|asked| asked.node.get("operationId")?.text());
    our.is_some() && our == their
}

/// Returns the place and the name of a parameter.
fn parameter_name(written: Node<'_>) -> Option<(String, String)> {
    let node = written.resolved()?;
    let said = |key: &str| node.get(key).and_then(Node::text).map(str::to_owned);
    Some((said("in")?, said("name")?))
}

/// Returns the minor number of a version of OpenAPI.
fn minor(version: Node<'_>) -> Option<u32> {
    version.text()?.split('.').nth(1)?.parse().ok()
}
