//! Operations that upstream has at another place.

use std::collections::{BTreeMap, HashMap};

use super::known::Counterparts;
use super::merge::{ChangeKind, Merge, effective, is_named_alike, is_same};
use super::out::{quoted, quotes_of};
use super::patch::is_flow_inside;
use crate::ir::{shape_of_path, template_names};
use crate::select::ReachedOperation;
use crate::source::{Node, NodeId, Pointer};
use crate::vocabulary::is_method;

/// The operations of ours that upstream has elsewhere.
#[derive(Debug, Default)]
pub(super) struct Moves<'d> {
    /// Each of them, and what it is upstream.
    all: Vec<(ReachedOperation<'d>, ReachedOperation<'d>)>,
    /// The path items of ours that get another path, by that.
    items: BTreeMap<(&'static str, &'d str), Node<'d>>,
    /// The parameters of ours that get another name, by those of theirs.
    parameters: HashMap<NodeId, Node<'d>>,
}

impl<'d> Moves<'d> {
    /// Finds the operations that have one `operationId`, or one path whatever its parameters are
    /// called, at places that the other side does not have.
    pub(super) fn of(ours: &[ReachedOperation<'d>], theirs: &[ReachedOperation<'d>]) -> Self {
        let apart = |one: &[ReachedOperation<'d>],
                     other: &[ReachedOperation<'d>]|
         -> Vec<ReachedOperation<'d>> {
            let alone = one.iter().filter(|it| !other.iter().any(|known| is_same(it, known)));
            alone.cloned().collect()
        };
        let (mut gone, mut new) = (apart(ours, theirs), apart(theirs, ours));
        let mut moves = Self::default();
        for is_alike in [is_named_alike, is_shaped_alike] {
            new.retain(|their| match gone.iter().position(|our| is_alike(our, their)) {
                Some(place) => {
                    moves.all.push((gone.remove(place), their.clone()));
                    false
                }
                None => true,
            });
        }
        moves.all.iter().for_each(|(our, their)| moves.parameters.extend(renamed(our, their)));
        moves
    }

    /// Returns what an operation of theirs is in ours, at another place.
    pub(super) fn origin(&self, their: &ReachedOperation<'d>) -> Option<&ReachedOperation<'d>> {
        let found = self.all.iter().find(|(_, moved)| moved.node == their.node);
        found.map(|(our, _)| our)
    }

    /// Tells whether an operation of ours is elsewhere.
    pub(super) fn has(&self, our: Node<'d>) -> bool {
        self.all.iter().any(|(moved, _)| moved.node == our)
    }

    /// Returns the path item of ours that gets this path.
    pub(super) fn item(&self, section: &'static str, path: &str) -> Option<Node<'d>> {
        self.items.get(&(section, path)).copied()
    }

    /// Tells whether a path item of ours gets another path.
    pub(super) fn renames(&self, item: Node<'d>) -> bool {
        self.items.values().any(|renamed| *renamed == item)
    }

    /// Returns the parameter of ours that gets the name of one of theirs.
    pub(super) fn parameter(&self, their: Node<'d>) -> Option<Node<'d>> {
        self.parameters.get(&their.id()).copied()
    }

    /// Tells whether all operations of a path item are elsewhere.
    fn takes(&self, item: Node<'d>) -> bool {
        item.entries().all(|(key, node)| !is_method(key) || self.has(node))
    }
}

impl<'d> Merge<'d> {
    /// Gives path items their new path, where all of their operations go there together.
    pub(super) fn rename_paths(&mut self) {
        let root = self.ours.document.root();
        let mut items = BTreeMap::new();
        for (our, their) in &self.moves.all {
            let section = root.get(our.section);
            let is_written = our.item.parent() == section && our.item.key() == Some(our.path);
            let is_free = section.is_none_or(|section| section.get(their.path).is_none());
            let goes_along = self.moves.all.iter().filter(|(other, _)| other.item == our.item).all(
                |(other, moved)| {
                    (moved.section, moved.path) == (our.section, their.path)
                        && other.node.key() == moved.node.key()
                },
            );
            if is_written && is_free && goes_along && self.moves.takes(our.item) {
                items.entry((our.section, their.path)).or_insert(our.item);
            }
        }
        for ((_, path), item) in &items {
            let (Some(section), Some(key)) = (item.parent(), item.spans().0) else { continue };
            if self.refuses(section, &item.at()) {
                continue;
            }
            let flow = is_flow_inside(self.text, *item);
            self.patch.set_key(*item, &quoted(path, quotes_of(&self.text[key]), flow));
        }
        self.moves.items = items;
    }

    /// Moves an operation of ours to where theirs is.
    pub(super) fn move_operation(
        &mut self,
        our: &ReachedOperation<'d>,
        their: &ReachedOperation<'d>,
    ) {
        let method = their.node.key().unwrap_or_default();
        let at = Pointer::root().child(their.section).child(their.path).child(method);
        let from = our.node.at();
        let before = self.records.len();
        if self.moves.item(their.section, their.path) == Some(our.item) {
            self.operation(our, their);
            self.place_anew(before, our.item, their);
            return self.record(ChangeKind::Moved, at, &format!("from {from}"));
        }
        let known = Counterparts::of([our.node]).and(Counterparts::of([our.item]).part());
        self.new_operation(&known, their);
        for record in &mut self.records[before..] {
            record.kind = ChangeKind::Moved;
            (record.at, record.what) = (at.clone(), format!("from {from}"));
        }
        let is_written = our.item.key() == Some(our.path);
        let takes_path = is_written && self.moves.takes(our.item) && !self.keeps_path(our);
        let goes = if takes_path { our.item } else { our.node };
        if !self.refuses(goes, &goes.at()) {
            self.patch.remove(goes);
        }
    }

    /// Says the places of the records from a number on by the path that an item of ours gets.
    pub(super) fn place_anew(&mut self, from: usize, item: Node<'d>, their: &ReachedOperation<'d>) {
        let (old, new) = (item.at(), Pointer::root().child(their.section).child(their.path));
        for record in &mut self.records[from..] {
            if let Some(way) = record.at.rest(&old) {
                record.at = new.join(&way);
            }
        }
    }
}

/// Tells whether two operations have one path, whatever its parameters are called.
pub(super) fn is_shaped_alike(our: &ReachedOperation<'_>, their: &ReachedOperation<'_>) -> bool {
    (our.section, our.node.key()) == (their.section, their.node.key())
        && shape_of_path(our.path) == shape_of_path(their.path)
}

/// Finds the parameters of a path that have another name: those of theirs, with those of ours.
fn renamed<'d>(
    our: &ReachedOperation<'d>,
    their: &ReachedOperation<'d>,
) -> Vec<(NodeId, Node<'d>)> {
    let [own, other] = [our.path, their.path].map(|path| template_names(path).collect::<Vec<_>>());
    let ours: Vec<&str> = own.iter().filter(|name| !other.contains(name)).copied().collect();
    let theirs: Vec<&str> = other.iter().filter(|name| !own.contains(name)).copied().collect();
    if ours.len() != theirs.len() {
        return Vec::new();
    }
    let written = |asked: &ReachedOperation<'d>, name: &str| {
        let all = effective(asked).into_iter();
        let mut found = all.filter(|((place, known), _)| place == "path" && known == name);
        found.next().map(|(_, written)| written)
    };
    let pairs = ours.into_iter().zip(theirs);
    let pairs =
        pairs.filter_map(|(one, other)| Some((written(their, other)?.id(), written(our, one)?)));
    pairs.collect()
}
