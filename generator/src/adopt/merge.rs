//! The differences of upstream → changes of our document.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::facts::{Side, facts, holds, is_default, same_value};
use super::known::{Known, Targets};
use super::out::{Entry, Out, plain};
use super::patch::{Patch, Piece};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::select::Asked;
use crate::source::pointer::percent_decode;
use crate::source::{Document, Node, NodeId, NodeKind, Pointer};
use crate::vocabulary::{Holds, ObjectKind, Table};

/// The kind of a change to a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// Upstream says something else; so does ours now.
    Changed,
    /// Upstream has it, and ours has it now.
    New,
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
    /// The components of theirs that are new.
    pub(super) targets: RefCell<Targets<'d>>,
}

impl<'d> Merge<'d> {
    /// Goes through all that is selected.
    pub(super) fn run(&mut self) {
        self.root();
        let (ours, theirs) =
            (self.ours.reach.operations.clone(), self.theirs.reach.operations.clone());
        for their in &theirs {
            match ours.iter().find(|our| is_same(our, their)) {
                Some(our) => self.operation(our, their),
                None => self.new_operation(&ours, their),
            }
        }
        for our in ours.iter().filter(|our| !theirs.iter().any(|their| is_same(our, their))) {
            self.gone_operation(our, &ours, &theirs);
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

    /// The tags that the operations have.
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
                    let out = self.emit_part(Table::Part(ObjectKind::Tag), tag, &Known::default());
                    let at = our.at().child(name(tag).unwrap_or_default());
                    self.add(our, after, Piece::Item(out), at, "tag");
                }
            }
        }
    }

    fn operation(&mut self, our: &Asked<'d>, their: &Asked<'d>) {
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

    /// The parameters of an operation, with those of its path.
    fn parameters(&mut self, our: &Asked<'d>, their: &Asked<'d>) {
        let ours = effective(our);
        let theirs = effective(their);
        let mut after = None;
        let list = our.node.get("parameters").filter(|list| list.is_list());
        let mut new = Vec::new();
        for (name, written) in &theirs {
            match ours.iter().find(|(known, _)| known == name) {
                Some((_, known)) => {
                    after = (known.parent() == list).then_some(*known).or(after);
                    self.part(Table::Part(ObjectKind::Parameter), *known, *written);
                }
                None => {
                    let table = Table::Part(ObjectKind::Parameter);
                    let out = self.emit_part(table, *written, &Known::default());
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
        for (name, known) in &ours {
            if !theirs.iter().any(|(other, _)| other == name) {
                self.gone(*known, &format!("parameter {}", name.1));
            }
        }
    }

    fn new_operation(&mut self, ours: &[Asked<'d>], their: &Asked<'d>) {
        let words = ours.iter().find(|our| is_named_alike(our, their));
        let words = Known::of(words.map(|our| our.node));
        let table = Table::Part(operation_kind(their));
        let method = their.node.key().unwrap_or_default().to_owned();
        let out = self.emit_part(table, their.node, &words);
        let root = self.ours.document.root();
        let Some(section) = root.get(their.section) else {
            let path = vec![Entry::New(method.clone(), out)];
            let at = Pointer::root().child(their.section).child(their.path).child(method);
            if self.patch.extend_inside(root, their.section, their.path, &path) {
                return self.record(ChangeKind::New, at, "");
            }
            let section = vec![Entry::New(their.path.to_owned(), Out::Map(path))];
            let theirs = self.theirs.document.root();
            let anchor = theirs.get(their.section).unwrap_or(theirs);
            return self.add_member(root, theirs, anchor, their.section, Out::Map(section));
        };
        let known = section.get(their.path).filter(|item| item.is_object());
        match known {
            Some(item) => self.add_member(item, their.item, their.node, &method, out),
            None => {
                let mut entries = vec![Entry::New(method, out)];
                let item = Table::Part(ObjectKind::PathItem);
                for (key, node) in facts(item, their.item, self.config) {
                    if matches!(key, "servers" | "parameters") {
                        let value = self.emit_member(item, key, node, &Known::default());
                        entries.push(Entry::New(key.to_owned(), value));
                    }
                }
                self.add_path(section, their, entries);
            }
        }
    }

    /// Adds a path, or another operation to one that is added already.
    fn add_path(&mut self, section: Node<'d>, their: &Asked<'d>, entries: Vec<Entry<'d>>) {
        let theirs = self.theirs.document.root().get(their.section);
        let at = section.at().child(their.path);
        if self.patch.extend(section, their.path, &entries) {
            let method = their.node.key().unwrap_or_default();
            return self.record(ChangeKind::New, at.child(method), "");
        }
        let Some(theirs) = theirs else { return };
        let Some(anchor) = theirs.get(their.path) else { return };
        self.add_member(section, theirs, anchor, their.path, Out::Map(entries));
    }

    /// An operation that upstream does not have; its path goes with the last one.
    fn gone_operation(&mut self, our: &Asked<'d>, ours: &[Asked<'d>], theirs: &[Asked<'d>]) {
        let is_gone = |other: &Asked<'d>| !theirs.iter().any(|their| is_same(other, their));
        let all: Vec<&Asked<'d>> = ours.iter().filter(|other| other.item == our.item).collect();
        let others = our.item.entries().filter(|(key, _)| crate::vocabulary::is_method(key));
        let takes_path = all.len() == others.count() && all.iter().all(|other| is_gone(other));
        let is_first = all.first().is_some_and(|first| first.node == our.node);
        match takes_path {
            true if is_first => self.gone(our.item, "path"),
            true => {}
            false => self.gone(our.node, "operation"),
        }
    }

    fn components(&mut self) {
        let (ours, theirs) =
            (self.ours.reach.components.clone(), self.theirs.reach.components.clone());
        let mut missing = Vec::new();
        for their in &theirs {
            match self.ours.document.find(&their.at()) {
                Some(our) => self.component(our, *their),
                None => missing.push(*their),
            }
        }
        for (their, out) in self.emit_components(&missing) {
            self.new_component(their, out);
        }
        let gone = ours.into_iter().filter(|our| !self.theirs.reaches(&our.at()));
        let gone: Vec<Node<'d>> = gone.chain(left_over(&self.ours, self.theirs.document)).collect();
        gone.into_iter().for_each(|our| self.gone(our, "component"));
    }

    fn component(&mut self, our: Node<'d>, their: Node<'d>) {
        match component_kind(our).map(|kind| holds(Table::Part(ObjectKind::Components), kind)) {
            Some(Holds::Named) => self.schema(our, their),
            Some(Holds::Parts(kind)) => self.part(Table::Part(kind), our, their),
            _ => {}
        }
    }

    /// The components that are written anew: all schemas, and the parts to which something
    /// refers that is written. One of which words are known comes before those that are new.
    fn emit_components(&self, missing: &[Node<'d>]) -> Vec<(Node<'d>, Out<'d>)> {
        let mut emitted = BTreeMap::new();
        let mut pending: Vec<Node<'d>> = missing.to_vec();
        loop {
            let is_known = |their: &Node<'d>| self.targets.borrow().words(*their).is_some();
            let is_written = |their: &Node<'d>| self.is_written(*their);
            let (mut ready, mut rest): (Vec<_>, Vec<_>) =
                pending.into_iter().partition(|it| is_known(it) && is_written(it));
            if ready.is_empty() {
                (ready, rest) = rest.into_iter().partition(is_written);
            }
            if ready.is_empty() {
                break;
            }
            for their in ready {
                emitted.extend(self.emit_component(their).map(|out| (their, out)));
            }
            pending = rest;
        }
        emitted.into_iter().collect()
    }

    /// Tells whether a component of theirs is written: of parts, only what is referred to.
    fn is_written(&self, their: Node<'d>) -> bool {
        let kind = component_kind(their).unwrap_or_default();
        let is_part = matches!(holds(Table::Part(ObjectKind::Components), kind), Holds::Parts(_));
        !is_part || !is_referred_to(kind) || self.targets.borrow().is_referred(their)
    }

    fn emit_component(&self, their: Node<'d>) -> Option<Out<'d>> {
        let words = self.targets.borrow().words(their).cloned().unwrap_or_default();
        match holds(Table::Part(ObjectKind::Components), component_kind(their)?) {
            Holds::Named => Some(self.emit_schema(their, &words)),
            Holds::Parts(kind) => Some(self.emit_part(Table::Part(kind), their, &words)),
            _ => None,
        }
    }

    fn new_component(&mut self, their: Node<'d>, out: Out<'d>) {
        let (Some(kind), Some(name)) = (component_kind(their), their.key()) else { return };
        let root = self.ours.document.root();
        let theirs = self.theirs.document.root();
        let Some((their_all, their_kind)) =
            theirs.get("components").and_then(|all| Some((all, all.get(kind)?)))
        else {
            return;
        };
        let at = Pointer::root().child("components").child(kind).child(name);
        let entry = vec![Entry::New(name.to_owned(), out)];
        match root.get("components") {
            None if self.patch.extend_inside(root, "components", kind, &entry) => {
                self.record(ChangeKind::New, at, "");
            }
            None => {
                let kinds = vec![Entry::New(kind.to_owned(), Out::Map(entry))];
                self.add_member(root, theirs, their_all, "components", Out::Map(kinds));
            }
            Some(all) => match all.get(kind).filter(|named| named.is_object()) {
                Some(named) => {
                    let [Entry::New(_, out)] = &entry[..] else { return };
                    self.add_member(named, their_kind, their, name, out.clone());
                }
                None if self.patch.extend(all, kind, &entry) => {
                    self.record(ChangeKind::New, at, "")
                }
                None => self.add_member(all, their_all, their_kind, kind, Out::Map(entry)),
            },
        }
    }

    /// An object of a table.
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
                    let out = self.emit_part(table, theirs, &Known::of([our]));
                    self.replace(ours, out);
                }
            }
        }
    }

    /// Tells whether two objects of a table say the same. If not, what has another name in
    /// theirs stays known, for its words.
    fn is_same_part(&mut self, table: Table, ours: Node<'d>, theirs: Node<'d>) -> bool {
        let patch = std::mem::replace(&mut self.patch, Patch::new(self.ours.document, self.text));
        let (records, refused) = (self.records.len(), self.refused.len());
        let targets = self.targets.borrow().clone();
        self.members(table, ours, theirs, &[]);
        let is_same = (self.records.len(), self.refused.len()) == (records, refused);
        self.patch = patch;
        self.records.truncate(records);
        self.refused.truncate(refused);
        self.targets.borrow_mut().unrefer(&targets);
        is_same
    }

    /// The members of an object of a table, but for those named.
    fn members(&mut self, table: Table, ours: Node<'d>, theirs: Node<'d>, but: &[&str]) {
        if !ours.is_object() || !theirs.is_object() {
            if !same_value(ours, theirs) {
                let out = self.emit_part(table, theirs, &Known::default());
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

    /// A member of two objects, which one of them may lack.
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
                let out = self.emit_member(table, key, their, &Known::default());
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
                    &mut |merge, our, their| {
                        merge.part(Table::Part(kind), our, their);
                    },
                    &|merge, their| merge.emit_part(Table::Part(kind), their, &Known::default()),
                );
            }
            Holds::PartList(kind) => self.part_list(kind, our, their),
            Holds::Named => self.named(
                our,
                their,
                &mut |merge, our, their| merge.schema(our, their),
                &|merge, their| merge.emit_schema(their, &Known::default()),
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

    /// The group of an operation, which is all that is kept of where it is said.
    fn group(&mut self, our: Node<'d>, their: Node<'d>) {
        let mut way = self.config.group_key.iter().skip(1);
        let found =
            way.try_fold((our, their), |(our, their), key| Some((our.get(key)?, their.get(key)?)));
        if let Some((our, their)) = found {
            self.plain(our, their);
        }
    }

    /// Objects by name.
    pub(super) fn named(
        &mut self,
        our: Node<'d>,
        their: Node<'d>,
        merge: &mut dyn FnMut(&mut Self, Node<'d>, Node<'d>),
        emit: &dyn Fn(&Self, Node<'d>) -> Out<'d>,
    ) {
        for (name, node) in their.entries().filter(|(name, _)| !name.starts_with("x-")) {
            match our.get(name) {
                Some(known) => merge(self, known, node),
                None => {
                    let out = emit(self, node);
                    self.add_member(our, their, node, name, out);
                }
            }
        }
        for (name, node) in our.entries() {
            if their.get(name).is_none() && !name.starts_with("x-") {
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
                    let out = self.emit_part(Table::Part(kind), node, &Known::default());
                    let at = our.at().child(index);
                    self.add(our, after, Piece::Item(out), at, "");
                }
            }
        }
        for part in our.items().filter(|part| !known.contains(part)) {
            self.gone(part, "");
        }
    }

    /// The item of our list that is the counterpart of one of theirs.
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
                let name = parameter_name(their)?;
                let is_same = |our: &Node<'d>| parameter_name(*our).as_ref() == Some(&name);
                return ours.items().find(is_same);
            }
            _ => return ours.item(index),
        };
        let said = |node: Node<'d>| node.get(key).and_then(Node::text);
        ours.items().find(|our| said(*our) == said(their))
    }

    /// A value without objects of a table.
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
            self.named(our, their, &mut merge, &emit);
        } else if scalars(our) && scalars(their) {
            self.scalars(our, &their.items().collect::<Vec<_>>());
        } else {
            self.replace(our, plain(their));
        }
    }

    /// A list of scalars, each of which is there once.
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

/// The parameters of an operation that count, by place and name.
fn effective<'d>(asked: &Asked<'d>) -> Vec<((String, String), Node<'d>)> {
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

fn operation_kind(asked: &Asked<'_>) -> ObjectKind {
    if asked.section == "webhooks" { ObjectKind::Webhook } else { ObjectKind::Operation }
}

/// Tells whether two operations are at one place.
pub(super) fn is_same(our: &Asked<'_>, their: &Asked<'_>) -> bool {
    (our.section, our.path, our.node.key()) == (their.section, their.path, their.node.key())
}

/// Tells whether two operations have one `operationId`.
pub(super) fn is_named_alike(our: &Asked<'_>, their: &Asked<'_>) -> bool {
    let [our, their] = [our, their].map(|asked| asked.node.get("operationId")?.text());
    our.is_some() && our == their
}

/// `schemas`, `responses` and so on.
fn component_kind<'d>(component: Node<'d>) -> Option<&'d str> {
    component.parent()?.key()
}

/// Lists our components that upstream lacks and that nothing refers to any more, other than each
/// other.
fn left_over<'d>(ours: &Side<'d>, theirs: &Document) -> Vec<Node<'d>> {
    let root = ours.document.root();
    let kinds = root.get("components").into_iter().flat_map(Node::children);
    let all = kinds.filter(|kind| kind.key().is_some_and(is_referred_to)).flat_map(Node::children);
    let ours_alone = all
        .filter(|component| theirs.find(&component.at()).is_none() && !has_own_names(*component));
    let mut left: BTreeMap<NodeId, Node<'d>> = ours_alone.map(|it| (it.id(), it)).collect();
    ours.reach.components.iter().for_each(|reached| _ = left.remove(&reached.id()));
    let mut pending = vec![root];
    while let Some(node) = pending.pop().filter(|_| !left.is_empty()) {
        if let Some(name) = referred(node) {
            let named = left.values().filter(|it| it.key() == Some(name.as_str()));
            let named: Vec<Node<'d>> = named.copied().collect();
            named.iter().for_each(|it| _ = left.remove(&it.id()));
            pending.extend(named);
        }
        pending.extend(node.children().filter(|child| !left.contains_key(&child.id())));
    }
    left.into_values().collect()
}

/// Tells whether references lead to components of a kind; security schemes are named without any.
fn is_referred_to(kind: &str) -> bool {
    let held = holds(Table::Part(ObjectKind::Components), kind);
    matches!(held, Holds::Named | Holds::Parts(_)) && kind != "securitySchemes"
}

/// The name of the component to which a value refers: of `$ref`, or of a discriminator's `mapping`.
fn referred(node: Node<'_>) -> Option<String> {
    let is_mapped = || node.parent().and_then(Node::key) == Some("mapping");
    let text = node.as_str().filter(|_| node.key() == Some("$ref") || is_mapped())?;
    let name = text.rsplit('/').next()?;
    Some(percent_decode(name).replace("~1", "/").replace("~0", "~"))
}

/// Tells whether something in a component may be referred to by another name than its place.
fn has_own_names(component: Node<'_>) -> bool {
    let mut pending = vec![component];
    while let Some(node) = pending.pop() {
        if ["$id", "$anchor", "$dynamicAnchor", "$recursiveAnchor"]
            .iter()
            .any(|key| node.get(key).is_some())
        {
            return true;
        }
        pending.extend(node.children());
    }
    false
}

/// The place and the name of a parameter.
fn parameter_name(written: Node<'_>) -> Option<(String, String)> {
    let node = written.resolved()?;
    let said = |key: &str| node.get(key).and_then(Node::text).map(str::to_owned);
    Some((said("in")?, said("name")?))
}

/// The minor number of a version of OpenAPI.
fn minor(version: Node<'_>) -> Option<u32> {
    version.text()?.split('.').nth(1)?.parse().ok()
}
