//! A node of a document.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use serde_json::{Map, Number, Value};

use super::document::{Document, Origin};
use super::pointer::Pointer;
use super::scalar::{self, Figure};
use super::tree::{NodeContent, NodeId, NodeKind, NodeRecord, Text};

/// The number of times that one reference may lead to the next.
pub(crate) const MAX_HOPS: usize = 16;

/// A node of a document: cheap to copy, and equal to itself alone.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    document: &'a Document,
    id: NodeId,
}

impl<'a> Node<'a> {
    pub(super) fn new(document: &'a Document, id: NodeId) -> Self {
        Self { document, id }
    }

    /// Returns the document that it is in.
    pub fn document(self) -> &'a Document {
        self.document
    }

    /// Returns the id that tells it from the document's other nodes.
    pub fn id(self) -> NodeId {
        self.id
    }

    fn slot(self) -> &'a NodeRecord {
        self.document.tree().slot(self.id)
    }

    fn other(self, id: NodeId) -> Self {
        Self { id, ..self }
    }

    /// Returns its place in the document as corrections left it.
    pub fn at(self) -> Pointer {
        let mut way: Vec<Self> = self.ancestors().collect();
        let root = way.pop().map_or_else(Pointer::root, |root| self.document.root_place(root.id));
        way.iter().rev().fold(root, |at, node| match node.key() {
            Some(key) => at.child(key),
            None => at.child(node.index()),
        })
    }

    /// Returns the kind of value that it is.
    pub fn kind(self) -> NodeKind {
        self.slot().content.kind()
    }

    /// Tells whether it is null.
    pub fn is_null(self) -> bool {
        self.kind() == NodeKind::Null
    }

    /// Tells whether it is a number.
    pub fn is_number(self) -> bool {
        self.kind() == NodeKind::Number
    }

    /// Tells whether it is text.
    pub fn is_string(self) -> bool {
        self.kind() == NodeKind::String
    }

    /// Tells whether it is a list.
    pub fn is_list(self) -> bool {
        self.kind() == NodeKind::List
    }

    /// Tells whether it is an object.
    pub fn is_object(self) -> bool {
        self.kind() == NodeKind::Object
    }

    /// Returns the node itself, and the nodes that it is inside of, the innermost first.
    pub fn ancestors(self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self), |node| node.parent())
    }

    /// Returns the node that it is right inside of.
    pub fn parent(self) -> Option<Self> {
        self.slot().parent.or_none().map(|parent| self.other(parent))
    }

    /// Returns its key, if it is a member of an object.
    pub fn key(self) -> Option<&'a str> {
        let parent = self.parent().filter(|parent| parent.is_object());
        parent.and_then(|_| self.document.tree().key(self.id))
    }

    /// Returns its number among the children of what it is in.
    pub fn index(self) -> usize {
        self.slot().position as usize
    }

    /// Returns a member of an object.
    pub fn get(self, key: &str) -> Option<Self> {
        self.document.tree().member(self.id, key).map(|member| self.other(member))
    }

    /// Returns an item of a list.
    pub fn item(self, index: usize) -> Option<Self> {
        let list = self.is_list().then(|| self.document.tree().children(self.id));
        list.and_then(|list| list.get(index)).map(|item| self.other(*item))
    }

    /// Returns the node at this key of a pointer: a member, or an item by its number.
    pub fn child(self, key: &str) -> Option<Self> {
        match self.kind() {
            NodeKind::Object => self.get(key),
            NodeKind::List if key.len() > 1 && key.starts_with(['0', '+']) => None,
            NodeKind::List => self.item(key.parse().ok()?),
            _ => None,
        }
    }

    /// Returns the node at several keys in turn.
    pub fn descend(self, keys: &[&str]) -> Option<Self> {
        keys.iter().try_fold(self, |node, key| node.child(key))
    }

    /// Returns the node at the keys of a pointer from here.
    pub(super) fn follow(self, at: &Pointer) -> Option<Self> {
        at.keys().try_fold(self, |node, key| node.child(&key))
    }

    /// Returns the node that it leads to, if it is a reference: itself, if it is none.
    pub(crate) fn resolved(self) -> Option<Self> {
        let mut node = self;
        for _ in 0..MAX_HOPS {
            let Some(reference) = node.get("$ref").and_then(Self::as_str) else { break };
            node = node.document.resolve(node, reference).ok()?;
        }
        Some(node)
    }

    /// Counts its members or items.
    pub fn len(self) -> usize {
        self.document.tree().children(self.id).len()
    }

    /// Tells whether it has no members or items.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Returns all that is right inside of it.
    pub fn children(self) -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator + use<'a> {
        self.document.tree().children(self.id).iter().map(move |child| self.other(*child))
    }

    /// Returns the members of an object with their keys; none of anything else.
    pub fn entries(self) -> impl DoubleEndedIterator<Item = (&'a str, Self)> + use<'a> {
        let tree = self.document.tree();
        let members = if self.is_object() { tree.children(self.id) } else { &[] };
        members.iter().map(move |child| (tree.key(*child).unwrap_or_default(), self.other(*child)))
    }

    /// Returns the items of a list; none of anything else.
    pub fn items(self) -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator + use<'a> {
        let tree = self.document.tree();
        let items = if self.is_list() { tree.children(self.id) } else { &[] };
        items.iter().map(move |child| self.other(*child))
    }

    fn resolve(self, text: Text) -> &'a str {
        self.document.tree().text(text)
    }

    /// Returns the text, if it is one.
    pub fn as_str(self) -> Option<&'a str> {
        match self.slot().content {
            NodeContent::String(text) | NodeContent::Beyond(text) => Some(self.resolve(text)),
            _ => None,
        }
    }

    /// Returns any scalar as it is written, without quotes: `1.10` is `1.10`.
    pub fn text(self) -> Option<&'a str> {
        self.slot().content.text().map(|text| self.resolve(text))
    }

    /// Tells whether it is text because no number of 64 bits is what it says: it is written as a
    /// number, without quotes, or said to be one by its tag.
    pub(crate) fn is_number_beyond(self) -> bool {
        matches!(self.slot().content, NodeContent::Beyond(_))
    }

    /// Returns true or false, if it is that.
    pub fn as_bool(self) -> Option<bool> {
        match self.slot().content {
            NodeContent::Bool(text) => scalar::boolean(self.resolve(text)),
            _ => None,
        }
    }

    pub(super) fn figure(self) -> Option<Figure> {
        let NodeContent::Number(text) = self.slot().content else { return None };
        let json = self.document.tree().buffer(text.buffer).json;
        let read = if json { scalar::json_number } else { scalar::number };
        read(self.resolve(text))
    }

    /// Returns the number; an integer beyond 64 bits is a float.
    pub fn as_number(self) -> Option<Number> {
        self.figure()?.to_number()
    }

    /// Returns the number, if it is an integer of 64 bits.
    pub fn as_i64(self) -> Option<i64> {
        match self.figure()? {
            Figure::Unsigned(number) => i64::try_from(number).ok(),
            Figure::Signed(number) => Some(number),
            Figure::Float(_) => None,
        }
    }

    /// Returns the number, if it is an integer of 64 bits that is not negative.
    pub fn as_u64(self) -> Option<u64> {
        match self.figure()? {
            Figure::Unsigned(number) => Some(number),
            Figure::Signed(_) | Figure::Float(_) => None,
        }
    }

    /// Returns the number as a float.
    pub fn as_f64(self) -> Option<f64> {
        Some(match self.figure()? {
            Figure::Unsigned(number) => number as f64,
            Figure::Signed(number) => number as f64,
            Figure::Float(number) => number,
        })
    }

    /// Returns it with all that is in it, as JSON.
    pub fn to_value(self) -> Value {
        match self.slot().content {
            NodeContent::Null(_) => Value::Null,
            NodeContent::Bool(_) => self.as_bool().map_or(Value::Null, Value::Bool),
            NodeContent::Number(_) => self.as_number().map_or(Value::Null, Value::Number),
            NodeContent::String(text) | NodeContent::Beyond(text) => {
                Value::String(self.resolve(text).to_owned())
            }
            NodeContent::List(_) => Value::Array(self.items().map(Self::to_value).collect()),
            NodeContent::Object(_) => {
                let entries = self.entries().map(|(key, node)| (key.to_owned(), node.to_value()));
                Value::Object(entries.collect::<Map<_, _>>())
            }
        }
    }

    /// Returns where it is written: the bytes of its key, if it has one, and of
    /// its value, in the text of its input.
    pub fn spans(self) -> (Option<Range<usize>>, Range<usize>) {
        let written = self.document.tree().written(self.id);
        let key = Range::<usize>::from(written.key);
        ((!key.is_empty()).then_some(key), written.value.into())
    }
}

impl<'a> Node<'a> {
    /// Returns the text that it is written in.
    pub(crate) fn origin(self) -> Origin<'a> {
        self.document.origin_of(self.id)
    }
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && std::ptr::eq(self.document, other.document)
    }
}

impl Eq for Node<'_> {}

impl PartialOrd for Node<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Node<'_> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let order = |node: &Self| (node.id, std::ptr::from_ref(node.document) as usize);
        order(self).cmp(&order(other))
    }
}

impl Hash for Node<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.id.hash(state);
    }
}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.at(), self.to_value())
    }
}
