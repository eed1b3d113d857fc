//! The nodes of a document, in one arena.
//!
//! A node is a few numbers: what it is in, its key, and its content, where text
//! is a part of a buffer. The buffers are the texts of the inputs, and for each
//! the text that is not there as such (what an escape stands for). So reading a
//! document allocates little, and a handle to a node is cheap to copy.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// The longest object that is searched key by key.
const SHORT: usize = 16;

/// The depth to which nodes may be nested. It bounds every walk that follows the tree.
pub(crate) const MAX_DEPTH: usize = 128;

/// A node, as a key of maps. Nodes that were read are in the order of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

impl NodeId {
    /// No node.
    pub(super) const NONE: Self = Self(u32::MAX);

    fn new(number: usize) -> Self {
        Self(u32::try_from(number).unwrap_or(u32::MAX))
    }

    fn index(self) -> usize {
        self.0 as usize
    }

    fn shifted(self, by: usize) -> Self {
        if self == Self::NONE { self } else { Self::new(self.index() + by) }
    }

    pub(super) fn or_none(self) -> Option<Self> {
        (self != Self::NONE).then_some(self)
    }
}

/// A part of a buffer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) start: u32,
    pub(super) len: u32,
    pub(super) buffer: u16,
}

/// A range of bytes in the text of an input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Text {
    pub(super) fn new(buffer: u16, range: Range<usize>) -> Self {
        let Span { start, end } = range.into();
        Self { start, len: end - start, buffer }
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        let small = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: small(range.start), end: small(range.end) }
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.start as usize..span.end as usize
    }
}

/// The kind of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NodeKind {
    /// Nothing.
    Null,
    /// True or false.
    Bool,
    /// A number.
    Number,
    /// Text.
    String,
    /// A list.
    List,
    /// An object.
    Object,
}

/// The content of a node. A scalar that is no text holds the text that it is written as.
#[derive(Clone, Copy, Debug)]
pub(super) enum NodeContent {
    Null(Text),
    Bool(Text),
    Number(Text),
    String(Text),
    /// A number that is beyond all that there are: its text stands for it.
    Beyond(Text),
    List(Children),
    Object(Children),
}

impl NodeContent {
    /// Returns a list or an object without children.
    pub(super) fn empty(kind: NodeKind) -> Self {
        let none = Children::default();
        if kind == NodeKind::Object { Self::Object(none) } else { Self::List(none) }
    }

    pub(super) fn kind(self) -> NodeKind {
        match self {
            Self::Null(_) => NodeKind::Null,
            Self::Bool(_) => NodeKind::Bool,
            Self::Number(_) => NodeKind::Number,
            Self::String(_) | Self::Beyond(_) => NodeKind::String,
            Self::List(_) => NodeKind::List,
            Self::Object(_) => NodeKind::Object,
        }
    }

    pub(super) fn text(self) -> Option<Text> {
        match self {
            Self::Null(text)
            | Self::Bool(text)
            | Self::Number(text)
            | Self::String(text)
            | Self::Beyond(text) => Some(text),
            Self::List(_) | Self::Object(_) => None,
        }
    }

    fn children(self) -> Children {
        match self {
            Self::List(children) | Self::Object(children) => children,
            _ => Children::default(),
        }
    }
}

/// The children of a node: a part of the list of all children, and how many
/// would fit there.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Children {
    first: u32,
    len: u32,
    room: u32,
}

impl Children {
    fn range(self) -> Range<usize> {
        self.first as usize..self.first as usize + self.len as usize
    }
}

/// The part of a node that the stages look at.
#[derive(Clone, Copy, Debug)]
pub(super) struct NodeRecord {
    pub(super) parent: NodeId,
    /// Its number among the children of its parent.
    pub(super) position: u32,
    pub(super) key: Option<Text>,
    pub(super) content: NodeContent,
}

/// The place where a node is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct WrittenAt {
    /// The number of the input.
    pub(super) input: u16,
    /// Its number among the children of its parent there.
    pub(super) position: u32,
    /// Its key, quotes included.
    pub(super) key: Span,
    pub(super) value: Span,
}

impl WrittenAt {
    pub(super) fn new(key: Span, value: Span) -> Self {
        Self { input: 0, position: 0, key, value }
    }

    /// Says where the value ends.
    pub(super) fn ends(&mut self, end: usize) {
        let Span { end, .. } = Span::from(end..end);
        self.value.end = end.max(self.value.start);
    }

    /// Returns the bytes of the key, if there is one, and of the value.
    pub(super) fn member(&self) -> Range<usize> {
        let has_key = self.key != Span::default();
        let start = if has_key { self.key.start } else { self.value.start };
        start as usize..self.value.end.max(self.key.end) as usize
    }
}

/// Text that nodes refer to.
#[derive(Clone, Debug)]
pub(super) struct Buffer {
    pub(super) text: String,
    /// True if numbers are read as JSON has them.
    pub(super) json: bool,
}

/// The nodes of all inputs.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree {
    slots: Vec<NodeRecord>,
    written: Vec<WrittenAt>,
    children: Vec<NodeId>,
    /// The members of long objects in the order of their keys.
    sorted: HashMap<NodeId, Vec<NodeId>>,
    buffers: Vec<Buffer>,
}

impl Tree {
    /// Returns a tree for a text of this length.
    pub(super) fn for_text(length: usize) -> Self {
        let expected = length / 24;
        Self {
            slots: Vec::with_capacity(expected),
            written: Vec::with_capacity(expected),
            children: Vec::with_capacity(expected),
            ..Self::default()
        }
    }

    pub(super) fn slot(&self, node: NodeId) -> &NodeRecord {
        &self.slots[node.index()]
    }

    pub(super) fn written(&self, node: NodeId) -> &WrittenAt {
        &self.written[node.index()]
    }

    pub(super) fn buffer_mut(&mut self, number: u16) -> &mut String {
        &mut self.buffers[usize::from(number)].text
    }

    pub(super) fn written_mut(&mut self, node: NodeId) -> &mut WrittenAt {
        &mut self.written[node.index()]
    }

    pub(super) fn children(&self, node: NodeId) -> &[NodeId] {
        &self.children[self.slot(node).content.children().range()]
    }

    pub(super) fn buffer(&self, number: u16) -> &Buffer {
        &self.buffers[usize::from(number)]
    }

    /// Adds a buffer, and says its number.
    pub(super) fn push_buffer(&mut self, buffer: Buffer) -> u16 {
        self.buffers.push(buffer);
        u16::try_from(self.buffers.len() - 1).unwrap_or(u16::MAX)
    }

    pub(super) fn text(&self, text: Text) -> &str {
        let start = text.start as usize;
        &self.buffers[usize::from(text.buffer)].text[start..start + text.len as usize]
    }

    pub(super) fn key(&self, node: NodeId) -> Option<&str> {
        self.slot(node).key.map(|key| self.text(key))
    }

    /// Returns the member of an object.
    pub(super) fn member(&self, object: NodeId, key: &str) -> Option<NodeId> {
        let NodeContent::Object(children) = self.slot(object).content else { return None };
        if let Some(sorted) =
            (children.len as usize > SHORT).then(|| self.sorted.get(&object)).flatten()
        {
            let place = sorted.binary_search_by(|child| self.key(*child).cmp(&Some(key)));
            return place.ok().map(|place| sorted[place]);
        }
        let members = &self.children[children.range()];
        members.iter().copied().find(|child| {
            let own = self.slot(*child).key;
            own.is_some_and(|own| own.len as usize == key.len() && self.text(own) == key)
        })
    }

    /// Adds a node without a parent.
    pub(super) fn push(
        &mut self,
        content: NodeContent,
        key: Option<Text>,
        written: WrittenAt,
    ) -> NodeId {
        let node = NodeId::new(self.slots.len());
        self.slots.push(NodeRecord { parent: NodeId::NONE, position: 0, key, content });
        self.written.push(written);
        node
    }

    /// Adds a copy of a node, without a parent and with the children of the
    /// other one.
    pub(super) fn push_copy(&mut self, node: NodeId) -> NodeId {
        let NodeRecord { content, key, .. } = *self.slot(node);
        self.push(content, key, *self.written(node))
    }

    pub(super) fn set_key(&mut self, node: NodeId, key: Option<Text>) {
        self.slots[node.index()].key = key;
    }

    pub(super) fn set_content(&mut self, node: NodeId, content: NodeContent) {
        self.slots[node.index()].content = content;
    }

    /// Makes these the children of a list or an object.
    pub(super) fn set_children(&mut self, parent: NodeId, children: &[NodeId]) {
        let old = self.slot(parent).content.children();
        let len = NodeId::new(children.len()).0;
        let place = if len <= old.room {
            let start = old.first as usize;
            self.children[start..start + children.len()].copy_from_slice(children);
            Children { len, ..old }
        } else {
            // A collection that grew once grows again.
            let room = if old.room == 0 { len } else { len.max(old.room.saturating_mul(2)) };
            let first = NodeId::new(self.children.len()).0;
            self.children.extend_from_slice(children);
            self.children.resize(first as usize + room as usize, NodeId::NONE);
            Children { first, len, room }
        };
        self.set_place(parent, place);
        for (position, child) in (0..).zip(children) {
            self.adopt(parent, *child, position);
        }
        self.sorted.remove(&parent);
        self.sort(parent);
    }

    /// Adds a node behind the children of a list or an object.
    pub(super) fn append(&mut self, parent: NodeId, child: NodeId) {
        let old = self.slot(parent).content.children();
        if old.len < old.room {
            let place = Children { len: old.len + 1, ..old };
            self.children[place.range().end - 1] = child;
            self.set_place(parent, place);
            self.adopt(parent, child, old.len);
            self.sort_in(parent, child);
        } else {
            let children = self.children(parent).iter().copied().chain([child]);
            let children: Vec<NodeId> = children.collect();
            self.set_children(parent, &children);
        }
    }

    /// Puts a node in the place of another one.
    pub(super) fn replace(&mut self, old: NodeId, new: NodeId) {
        let NodeRecord { parent, position, key, .. } = *self.slot(old);
        self.slots[new.index()].key = key;
        if parent == NodeId::NONE {
            return;
        }
        let place = self.slot(parent).content.children().first as usize + position as usize;
        self.children[place] = new;
        self.adopt(parent, new, position);
        self.slots[old.index()].parent = NodeId::NONE;
        if let Some(sorted) = self.sorted.get_mut(&parent) {
            sorted.iter_mut().filter(|member| **member == old).for_each(|member| *member = new);
        }
    }

    /// Takes children out of a list or an object.
    pub(super) fn take_out(&mut self, parent: NodeId, gone: &HashSet<NodeId>) {
        let kept = self.children(parent).iter().copied().filter(|child| !gone.contains(child));
        let kept: Vec<NodeId> = kept.collect();
        for child in gone {
            self.slots[child.index()].parent = NodeId::NONE;
        }
        self.set_children(parent, &kept);
    }

    fn set_place(&mut self, parent: NodeId, place: Children) {
        let content = match self.slot(parent).content {
            NodeContent::Object(_) => NodeContent::Object(place),
            _ => NodeContent::List(place),
        };
        self.slots[parent.index()].content = content;
    }

    fn adopt(&mut self, parent: NodeId, child: NodeId, position: u32) {
        let slot = &mut self.slots[child.index()];
        slot.parent = parent;
        slot.position = position;
    }

    /// Keeps the order of the keys of a long object.
    fn sort_in(&mut self, object: NodeId, member: NodeId) {
        let Some(mut sorted) = self.sorted.remove(&object) else {
            return self.sort(object);
        };
        let key = self.key(member);
        let place = sorted.partition_point(|other| self.key(*other) <= key);
        sorted.insert(place, member);
        self.sorted.insert(object, sorted);
    }

    /// Puts the keys of a long object in order.
    fn sort(&mut self, object: NodeId) {
        let content = self.slot(object).content;
        if content.children().len as usize > SHORT && content.kind() == NodeKind::Object {
            let mut sorted = self.children(object).to_vec();
            sorted.sort_by(|one, other| self.key(*one).cmp(&self.key(*other)));
            self.sorted.insert(object, sorted);
        }
    }

    /// Returns the members of an object whose key an earlier one has too.
    pub(super) fn repeated(&self, object: NodeId) -> Vec<NodeId> {
        let same = |one: NodeId, other: NodeId| {
            let keys = (self.slot(one).key, self.slot(other).key);
            matches!(keys, (Some(one), Some(other)) if one.len == other.len && self.text(one) == self.text(other))
        };
        if let Some(sorted) = self.sorted.get(&object) {
            let pairs = sorted.windows(2).filter(|pair| same(pair[0], pair[1]));
            let mut repeated: Vec<NodeId> = pairs.map(|pair| pair[1]).collect();
            repeated.sort_unstable();
            return repeated;
        }
        let members = self.children(object);
        // The items of a list have no keys, however many there are.
        if members.first().is_none_or(|member| self.slot(*member).key.is_none()) {
            return Vec::new();
        }
        let numbered = members.iter().enumerate();
        let repeated = numbered.filter(|(number, member)| {
            members[..*number].iter().any(|earlier| same(*earlier, **member))
        });
        repeated.map(|(_, member)| *member).collect()
    }

    /// Adds all nodes of another tree, which is that of an input of this
    /// number. Says what its root and its first buffer are here.
    pub(super) fn import(&mut self, other: Self, root: NodeId, input: u16) -> (NodeId, u16) {
        let by = self.slots.len();
        let children = NodeId::new(self.children.len()).0;
        let buffers = u16::try_from(self.buffers.len()).unwrap_or(u16::MAX);
        let moved = |text: Text| Text { buffer: text.buffer.saturating_add(buffers), ..text };
        let held = |held: Children| Children { first: held.first + children, ..held };
        self.slots.extend(other.slots.into_iter().map(|slot| NodeRecord {
            parent: slot.parent.shifted(by),
            position: slot.position,
            key: slot.key.map(moved),
            content: match slot.content {
                NodeContent::Null(text) => NodeContent::Null(moved(text)),
                NodeContent::Bool(text) => NodeContent::Bool(moved(text)),
                NodeContent::Number(text) => NodeContent::Number(moved(text)),
                NodeContent::String(text) => NodeContent::String(moved(text)),
                NodeContent::Beyond(text) => NodeContent::Beyond(moved(text)),
                NodeContent::List(children) => NodeContent::List(held(children)),
                NodeContent::Object(children) => NodeContent::Object(held(children)),
            },
        }));
        let written = other.written.into_iter();
        self.written.extend(written.map(|written| WrittenAt { input, ..written }));
        self.children.extend(other.children.into_iter().map(|child| child.shifted(by)));
        for (object, members) in other.sorted {
            let members = members.into_iter().map(|member| member.shifted(by)).collect();
            self.sorted.insert(object.shifted(by), members);
        }
        self.buffers.extend(other.buffers);
        (root.shifted(by), buffers)
    }

    /// Returns the nodes that were made after this one, itself first.
    pub(super) fn since(&self, node: NodeId) -> impl Iterator<Item = NodeId> + use<> {
        (node.index()..self.slots.len()).map(NodeId::new)
    }
}
