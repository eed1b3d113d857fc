//! Changes of a document: new nodes in the arena, which know where they come
//! from; what is taken out stays there, but nothing leads to it.

use std::collections::{BTreeMap, HashSet};
use std::fmt;

use super::document::Document;
use super::pointer::Pointer;
use super::tree::{MAX_DEPTH, NodeContent, NodeId};
use crate::report::diagnostic::Input;

/// The number of nodes that corrections may make.
const MOST_MADE: usize = 500_000;

/// The reason that a document cannot be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EditError {
    /// It would be nested too deep.
    Deep,
    /// It would be too large.
    Large,
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Deep => "this would nest the document too deep",
            Self::Large => "this would make the document too large",
        })
    }
}

impl Document {
    /// Takes the nodes of an overlay in, so that parts of it can be copied to
    /// where they belong. Says what its root is here.
    pub(crate) fn take_in(&mut self, overlay: &Self) -> NodeId {
        self.add_part(Input::Overlay, "", overlay.clone())
    }

    /// Adds what is at a node as the last item of a list, or as a member of an
    /// object with the key that it has there.
    pub(crate) fn append(&mut self, parent: NodeId, node: NodeId) -> Result<NodeId, EditError> {
        let keeps_key = self.node(parent).is_object();
        let copy = self.copied(node, parent)?;
        if !keeps_key {
            self.edit().set_key(copy, None);
        }
        self.edit().append(parent, copy);
        Ok(copy)
    }

    /// Puts what is at a node in the place of another one, whose key stays.
    pub(crate) fn replace(&mut self, old: NodeId, node: NodeId) -> Result<NodeId, EditError> {
        let parent = self.tree().slot(old).parent;
        let copy = self.copied(node, parent)?;
        self.edit().replace(old, copy);
        Ok(copy)
    }

    /// Takes nodes out. `by` is what in the overlay does it.
    pub(crate) fn take_out(&mut self, nodes: &[NodeId], by: NodeId) {
        let mut parents: BTreeMap<NodeId, HashSet<NodeId>> = BTreeMap::new();
        for node in nodes {
            if let Some(parent) = self.tree().slot(*node).parent.or_none() {
                parents.entry(parent).or_default().insert(*node);
                if let Some(key) = self.node(*node).key() {
                    let key = key.to_owned();
                    self.made.taken_out.insert((parent, key), by);
                }
            }
        }
        for (parent, gone) in parents {
            self.edit().take_out(parent, &gone);
        }
    }

    /// Returns a copy of a node that is in no place yet.
    pub(crate) fn copy_apart(&mut self, node: NodeId) -> Result<NodeId, EditError> {
        self.copied(node, NodeId::NONE)
    }

    /// Returns a copy of a node, for a place right inside of `parent`.
    fn copied(&mut self, node: NodeId, parent: NodeId) -> Result<NodeId, EditError> {
        let mut depth = 0;
        let mut above = parent;
        while let Some(next) = above.or_none() {
            depth += 1;
            above = self.tree().slot(next).parent;
        }
        let copy = self.copy(node, depth)?;
        self.made.origins.insert(copy, node);
        Ok(copy)
    }

    fn copy(&mut self, node: NodeId, depth: usize) -> Result<NodeId, EditError> {
        self.made.nodes += 1;
        if self.made.nodes > MOST_MADE {
            return Err(EditError::Large);
        }
        let content = self.tree().slot(node).content;
        let copy = self.edit().push_copy(node);
        if let Some(origin) = self.made.origins.get(&node).copied() {
            self.made.origins.insert(copy, origin);
        }
        if content.text().is_none() {
            if depth >= MAX_DEPTH {
                return Err(EditError::Deep);
            }
            let children = self.tree().children(node).to_vec();
            let mut copies = Vec::with_capacity(children.len());
            for child in children {
                copies.push(self.copy(child, depth + 1)?);
            }
            self.edit().set_content(copy, NodeContent::empty(content.kind()));
            self.edit().set_children(copy, &copies);
        }
        Ok(copy)
    }

    /// Tells where a node is written: in which input, and its place there.
    pub(crate) fn spot(&self, node: NodeId) -> (Input, Pointer) {
        let mut way = Vec::new();
        let mut at = node;
        let (input, start) = loop {
            if let Some(origin) = self.made.origins.get(&at) {
                break self.spot(*origin);
            }
            let Some(parent) = self.tree().slot(at).parent.or_none() else {
                break self.root_spot(at);
            };
            way.push(match self.node(at).key() {
                Some(key) => key.to_owned(),
                None => self.tree().written(at).position.to_string(),
            });
            at = parent;
        };
        (input, way.iter().rev().fold(start, |start, key| start.child(key)))
    }

    /// Returns the part of an overlay that took the member of an object out.
    pub(crate) fn taken_out_by(&self, object: NodeId, key: &str) -> Option<NodeId> {
        self.made.taken_out.get(&(object, key.to_owned())).copied()
    }
}
