//! Makes the tree of one input, from what its parser comes across.

use std::collections::HashSet;
use std::ops::Range;

use super::pointer::Pointer;
use super::tree::{Buffer, MAX_DEPTH, NodeContent, NodeId, NodeKind, Span, Text, Tree, WrittenAt};
use crate::report::diagnostic::Diagnostic;

/// The number of nodes that the aliases of a short text may stand for.
const MANY: usize = 200_000;

/// The buffer with the text itself.
const INPUT: u16 = 0;

/// The buffer with what the text only stands for.
const MADE: u16 = 1;

/// The reason that reading stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StopReason {
    /// Too many collections inside of each other.
    Depth,
    /// An alias inside of what it stands for.
    Itself,
    /// Aliases that stand for too much.
    Repetition,
}

/// A tree in the making.
pub(super) struct TreeBuilder {
    tree: Tree,
    /// The collections that the next node is in.
    open: Vec<Open>,
    /// The children of those, those of the innermost last.
    pending: Vec<NodeId>,
    /// The number of nodes that stand for aliases, and the most that may.
    copied: usize,
    most_copied: usize,
    /// The node that is the whole of the text.
    root: NodeId,
    /// The faults of the text, though it can be read.
    pub(super) faults: Vec<Diagnostic>,
}

/// A collection that is being read.
struct Open {
    node: NodeId,
    object: bool,
    /// The index of its first child among those that are pending.
    first: usize,
    /// The key of the member that comes next.
    key: Option<MemberKey>,
    /// The members whose values are to be merged into this object.
    merged: Vec<NodeId>,
}

/// The key of a member.
#[derive(Clone, Copy)]
pub(super) struct MemberKey {
    pub(super) text: Text,
    pub(super) span: Span,
    /// True if the value is merged into the object.
    pub(super) merges: bool,
}

impl TreeBuilder {
    pub(super) fn new(text: &str, json: bool) -> Self {
        let mut tree = Tree::for_text(text.len());
        tree.push_buffer(Buffer { text: text.to_owned(), json });
        tree.push_buffer(Buffer { text: String::new(), json });
        Self {
            tree,
            open: Vec::new(),
            pending: Vec::new(),
            copied: 0,
            most_copied: MANY.max(text.len()),
            root: NodeId::NONE,
            faults: Vec::new(),
        }
    }

    /// Returns the text that is these bytes of the input.
    pub(super) fn at(&self, range: Range<usize>) -> Text {
        Text::new(INPUT, range)
    }

    /// Returns text that the input only stands for.
    pub(super) fn make(&mut self, text: &str) -> Text {
        let made = self.tree.buffer_mut(MADE);
        let start = made.len();
        made.push_str(text);
        Text::new(MADE, start..made.len())
    }

    pub(super) fn text(&self, text: Text) -> &str {
        self.tree.text(text)
    }

    pub(super) fn content(&self, node: NodeId) -> NodeContent {
        self.tree.slot(node).content
    }

    /// Tells whether the next node is a key.
    pub(super) fn key_is_due(&self) -> bool {
        self.open.last().is_some_and(|open| open.object && open.key.is_none())
    }

    pub(super) fn key(&mut self, key: MemberKey) {
        if let Some(open) = self.open.last_mut() {
            open.key = Some(key);
        }
    }

    /// Adds a scalar, or a list or an object without content.
    pub(super) fn add(&mut self, content: NodeContent, value: Range<usize>) -> NodeId {
        let key = self.open.last_mut().and_then(|open| open.key.take());
        let place = key.map_or(Span::default(), |key| key.span);
        let written = WrittenAt::new(place, value.into());
        let node = self.tree.push(content, key.map(|key| key.text), written);
        match self.open.last_mut() {
            Some(open) => {
                self.pending.push(node);
                if key.is_some_and(|key| key.merges) {
                    open.merged.push(node);
                }
            }
            None => self.root = node,
        }
        node
    }

    /// Returns a scalar that is not in the tree.
    pub(super) fn add_apart(&mut self, content: NodeContent, value: Range<usize>) -> NodeId {
        self.tree.push(content, None, WrittenAt::new(Span::default(), value.into()))
    }

    /// Begins a list or an object.
    pub(super) fn open(
        &mut self,
        kind: NodeKind,
        span: Range<usize>,
    ) -> Result<NodeId, StopReason> {
        if self.open.len() >= MAX_DEPTH {
            return Err(StopReason::Depth);
        }
        let node = self.add(NodeContent::empty(kind), span);
        let first = self.pending.len();
        let object = kind == NodeKind::Object;
        self.open.push(Open { node, object, first, key: None, merged: Vec::new() });
        Ok(node)
    }

    /// Ends the innermost list or object.
    pub(super) fn close(&mut self, end: usize) {
        let Some(open) = self.open.pop() else { return };
        self.tree.written_mut(open.node).ends(end);
        let unmerged = match open.merged[..] {
            [member] => Some(member).filter(|member| !self.merge(&open, *member)),
            // Several are one key that is repeated.
            _ => None,
        };
        let children = &self.pending[open.first..];
        self.tree.set_children(open.node, children);
        for (position, child) in (0..).zip(children) {
            self.tree.written_mut(*child).position = position;
        }
        self.pending.truncate(open.first);
        if let Some(member) = unmerged {
            self.merges_nothing(member);
        }
        for child in self.tree.repeated(open.node) {
            self.repeats(child);
        }
    }

    /// Tells whether what a node holds is not complete yet.
    pub(super) fn is_open(&self, node: NodeId) -> bool {
        self.open.iter().any(|open| open.node == node)
    }

    /// Adds what an alias stands for, as a tree of its own.
    pub(super) fn copy(&mut self, node: NodeId, span: Range<usize>) -> Result<(), StopReason> {
        if self.is_open(node) {
            return Err(StopReason::Itself);
        }
        let content = self.content(node);
        let copy = self.add(content, span);
        self.copy_children(node, copy, self.open.len() + 1)
    }

    fn copy_children(&mut self, from: NodeId, to: NodeId, depth: usize) -> Result<(), StopReason> {
        let content = self.content(from);
        if content.text().is_some() {
            return Ok(());
        }
        if depth > MAX_DEPTH {
            return Err(StopReason::Depth);
        }
        let children = self.tree.children(from).to_vec();
        self.copied += children.len() + 1;
        if self.copied > self.most_copied {
            return Err(StopReason::Repetition);
        }
        let mut copies = Vec::with_capacity(children.len());
        for child in children {
            let copy = self.tree.push_copy(child);
            self.copy_children(child, copy, depth + 1)?;
            copies.push(copy);
        }
        self.tree.set_content(to, NodeContent::empty(content.kind()));
        self.tree.set_children(to, &copies);
        Ok(())
    }

    /// Returns the way to what is read next.
    pub(super) fn next_place(&self) -> Pointer {
        self.way(true)
    }

    /// Returns the way to what was read last.
    fn last_place(&self) -> Pointer {
        self.way(false)
    }

    fn way(&self, to_next: bool) -> Pointer {
        let ends = self.open.iter().skip(1).map(|inner| inner.first).chain([self.pending.len()]);
        let mut at = Pointer::root();
        for (number, (open, end)) in self.open.iter().zip(ends).enumerate() {
            let children = &self.pending[open.first..end];
            if to_next && number + 1 == self.open.len() {
                at = match &open.key {
                    Some(key) => at.child(self.text(key.text)),
                    None if open.object => at,
                    None => at.child(children.len()),
                };
            } else if let Some(last) = children.last() {
                at = match self.tree.key(*last) {
                    Some(key) => at.child(key),
                    None => at.child(children.len() - 1),
                };
            }
        }
        at
    }

    /// Notes that a key is there a second time.
    fn repeats(&mut self, member: NodeId) {
        let key = self.tree.key(member).unwrap_or_default();
        let message = format!("the key `{key}` is there twice");
        let error = Diagnostic::error("duplicate-key", &self.last_place().child(key), message)
            .help(match key {
                "<<" => "merge all of them at once: `<<: [*one, *other]`",
                _ => "take one of the two out, or rename it",
            })
            .written_at(self.tree.written(member).member());
        self.faults.push(error);
    }

    /// Notes that what is to be merged is no object.
    fn merges_nothing(&mut self, member: NodeId) {
        let message = "`<<` merges an object, or a list of objects, and here is something else";
        let error = Diagnostic::error("merge-key", &self.last_place().child("<<"), message)
            .help("name what to merge (`<<: *name`), or put the key in quotes if it is a name")
            .written_at(self.tree.written(member).member());
        self.faults.push(error);
    }

    /// Puts the members of what is merged in the place of the key that says so.
    /// The object's own win, and those of what is named first. Whether that can
    /// be done.
    fn merge(&mut self, open: &Open, member: NodeId) -> bool {
        let (tree, pending) = (&self.tree, &self.pending[open.first..]);
        let kind = tree.slot(member).content.kind();
        let parts = if kind == NodeKind::List { tree.children(member) } else { &[member] };
        if parts.iter().any(|part| tree.slot(*part).content.kind() != NodeKind::Object) {
            return false;
        }
        let own = pending.iter().filter(|child| **child != member);
        let mut known: HashSet<&str> = own.filter_map(|child| tree.key(*child)).collect();
        let brought = parts.iter().flat_map(|part| tree.children(*part)).copied();
        let brought: Vec<NodeId> =
            brought.filter(|child| tree.key(*child).is_none_or(|key| known.insert(key))).collect();
        if let Some(place) = pending.iter().position(|child| *child == member) {
            let place = open.first + place;
            self.pending.splice(place..=place, brought);
        }
        true
    }

    /// Returns the tree, the node that is all of the text, and what is wrong with it.
    pub(super) fn finish(self) -> (Tree, NodeId, Vec<Diagnostic>) {
        (self.tree, self.root, self.faults)
    }
}
