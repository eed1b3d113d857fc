//! The components of upstream that ours has, lacks, or has in vain.

use std::collections::BTreeMap;

use super::facts::{Side, holds};
use super::merge::{ChangeKind, Merge};
use super::out::{Out, OutMember};
use crate::source::pointer::{percent_decode, unescaped};
use crate::source::{Document, Node, NodeId, Pointer};
use crate::vocabulary::{Holds, ObjectKind, Table};

impl<'d> Merge<'d> {
    /// Goes through the components.
    pub(super) fn components(&mut self) {
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

    /// Writes the components that are new: all schemas, and the parts to which something
    /// refers that is written. One of which words are known comes before those that are new.
    fn emit_components(&self, missing: &[Node<'d>]) -> Vec<(Node<'d>, Out<'d>)> {
        let mut emitted = Vec::new();
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
        emitted.sort_by_key(|(their, _)| *their);
        emitted
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
        let entry = vec![OutMember::New(name.to_owned(), out)];
        match root.get("components") {
            None if self.patch.extend_inside(root, "components", kind, &entry) => {
                self.record(ChangeKind::New, at, "");
            }
            None => {
                let kinds = vec![OutMember::New(kind.to_owned(), Out::Map(entry))];
                self.add_member(root, theirs, their_all, "components", Out::Map(kinds));
            }
            Some(all) => match all.get(kind).filter(|named| named.is_object()) {
                Some(named) => {
                    let [OutMember::New(_, out)] = &entry[..] else { return };
                    self.add_member(named, their_kind, their, name, out.clone());
                }
                None if self.patch.extend(all, kind, &entry) => {
                    self.record(ChangeKind::New, at, "")
                }
                None => self.add_member(all, their_all, their_kind, kind, Out::Map(entry)),
            },
        }
    }
}

/// Returns the kind of a component: `schemas`, `responses` and so on.
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

/// Returns the name of the component to which a value refers: of `$ref`, or of a discriminator's
/// `mapping`.
fn referred(node: Node<'_>) -> Option<String> {
    let is_mapped = || node.parent().and_then(Node::key) == Some("mapping");
    let text = node.as_str().filter(|_| node.key() == Some("$ref") || is_mapped())?;
    let name = text.rsplit('/').next()?;
    Some(unescaped(&percent_decode(name)))
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
