//! Changes of our document, each with a note of what became of the fact.

use super::facts::{KeyRole, role};
use super::merge::{ChangeKind, Merge, Record};
use super::out::{Out, OutMember, quotes_of, scalar};
use super::patch::{Piece, held_elsewhere, is_flow_inside, value};
use crate::diagnostic::Diagnostic;
use crate::source::{Node, Pointer};
use crate::vocabulary::Table;

impl<'d> Merge<'d> {
    pub(super) fn record(&mut self, kind: ChangeKind, at: Pointer, what: &str) {
        self.records.push(Record { kind, at, what: what.to_owned() });
    }

    /// Tells whether a node is written for its own place alone.
    pub(super) fn is_written_here(&self, node: Node<'d>) -> bool {
        held_elsewhere(self.text, node).is_none()
    }

    /// Notes that a node cannot be changed, if that is so.
    pub(super) fn refuses(&mut self, node: Node<'d>, at: &Pointer) -> bool {
        let Some(mark) = held_elsewhere(self.text, node) else { return false };
        let message =
            format!("upstream says something else here, which `{mark}` shares with other places");
        let error = Diagnostic::error("shared", at, message)
            .help("write it out at each place, without `&`, `*` and `<<`");
        self.refused.push(error.written_at(node.spans().1));
        true
    }

    pub(super) fn set_scalar(&mut self, our: Node<'d>, their: Node<'d>) {
        if self.refuses(our, &our.at()) {
            return;
        }
        let written = &self.text[value(self.text, our)];
        let quotes = quotes_of(written).filter(|_| our.is_string());
        let flow = is_flow_inside(self.text, our);
        self.patch.set_scalar(our, &scalar(their, quotes, flow));
        let shown = |node: Node<'d>| node.text().unwrap_or("null").to_owned();
        let what = format!("{} → {}", shown(our), shown(their));
        self.record(ChangeKind::Changed, our.at(), &what);
    }

    /// Puts another value in the place of one.
    pub(super) fn replace(&mut self, our: Node<'d>, out: Out<'d>) {
        if !self.refuses(our, &our.at()) {
            self.patch.set_value(our, &out);
            self.record(ChangeKind::Changed, our.at(), "written anew");
        }
    }

    /// Puts a new member where upstream has it: behind the nearest one before it
    /// that ours has as well.
    pub(super) fn add_member(
        &mut self,
        ours: Node<'d>,
        theirs: Node<'d>,
        their: Node<'d>,
        key: &str,
        out: Out<'d>,
    ) {
        let inside = |node: Node<'d>| self.is_member_here(ours, node);
        let known = |key: &str| ours.get(key).filter(|node| inside(*node));
        let keys: Vec<&str> = theirs.entries().map(|(key, _)| key).collect();
        let place = theirs.entries().position(|(_, node)| node == their);
        let place = place.unwrap_or(keys.len());
        let before = keys[..place].iter().rev().find_map(|key| known(key));
        let last = || ours.children().rfind(|node| inside(*node));
        let after = before.or_else(|| {
            let next = keys[place..].iter().skip(1).find_map(|key| known(key));
            match next {
                Some(next) => ours.children().take_while(|node| *node != next).last(),
                None => last(),
            }
        });
        let at = ours.at().child(key);
        self.add(ours, after, Piece::OutMember(OutMember::New(key.to_owned(), out)), at, "");
    }

    /// Tells whether a member is written in its object, and not merged into it.
    fn is_member_here(&self, object: Node<'d>, member: Node<'d>) -> bool {
        let (key, _) = member.spans();
        let (_, object) = object.spans();
        key.is_some_and(|key| object.contains(&key.start))
    }

    pub(super) fn add(
        &mut self,
        parent: Node<'d>,
        after: Option<Node<'d>>,
        piece: Piece<'d>,
        at: Pointer,
        what: &str,
    ) {
        if !self.refuses(parent, &parent.at()) {
            self.patch.add(parent, after, piece);
            self.record(ChangeKind::New, at, what);
        }
    }

    /// Takes out what upstream does not have, or notes it.
    pub(super) fn gone(&mut self, our: Node<'d>, what: &str) {
        self.record(ChangeKind::Gone, our.at(), what);
        if self.removes && !self.refuses(our, &our.at()) {
            self.patch.remove(our);
        }
    }

    /// Does the same for an item of a list, by its value.
    pub(super) fn gone_of(&mut self, list: Node<'d>, item: Node<'d>) {
        self.record(ChangeKind::Gone, list.at(), item.text().unwrap_or("null"));
        if self.removes && !self.refuses(item, &list.at()) {
            self.patch.remove(item);
        }
    }

    pub(super) fn is_fact(&self, key: &str) -> bool {
        role(Table::Schema, key, self.config) == KeyRole::Fact
    }
}
