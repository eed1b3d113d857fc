//! The security schemes of a document, by name: its components, and what its operations ask for
//! in other files.
//!
//! A scheme of another file is called by the last key on the way to it. Where several would be
//! called the same, or a component is called so, each has its place for a name: so a name depends
//! on what the document asks for, and not on what is met first.

use std::collections::HashMap;

use indexmap::IndexMap;

use super::group::operations_of;
use super::reference::name_of_file;
use super::security::said;
use crate::distinct::{Ladder, distinct};
use crate::source::{Document, Node, NodeId};

/// The security schemes of a document.
pub(super) struct SchemeNames<'d> {
    document: &'d Document,
    /// The schemes as they are written: the components in their order, then others by their places.
    pub(super) schemes: IndexMap<String, Node<'d>>,
    /// The names of the schemes, and of what they refer to.
    names: HashMap<NodeId, String>,
}

impl<'d> SchemeNames<'d> {
    /// Names the schemes of a document.
    pub(super) fn of(document: &'d Document) -> Self {
        let mut components: Vec<(&str, Node<'d>)> =
            declared(document.root()).into_iter().flat_map(Node::entries).collect();
        let named = |(name, node): &(&str, Node<'d>)| ((*name).to_owned(), *node);
        let schemes = components.iter().map(named).collect();
        let mut named = Self { document, schemes, names: HashMap::new() };
        components.sort_by_key(|(name, _)| *name);
        let targets = components.iter().map(|(name, node)| (*name, node.resolved()));
        let components = components.iter().map(|(name, node)| (*name, Some(*node)));
        for (name, node) in components.chain(targets.collect::<Vec<_>>()) {
            let node = node.into_iter();
            node.for_each(|node| _ = named.names.entry(node.id()).or_insert(name.to_owned()));
        }
        let elsewhere = named.elsewhere();
        let found = distinct(&elsewhere, |name| named.schemes.contains_key(name));
        for (Elsewhere(node), name) in elsewhere.into_iter().zip(found.names) {
            named.names.insert(node.id(), name.clone());
            named.schemes.insert(name, node);
        }
        named
    }

    /// Lists the schemes that an alternative of `security` asks for, by their names, with their
    /// scopes. What is no scheme has the name by which it is asked for.
    pub(super) fn asked_for(&self, alternative: Node<'d>) -> Vec<(&str, Node<'d>)> {
        let name = |asked: &'d str| {
            let target = self.target(alternative, asked);
            target.and_then(|target| self.names.get(&target.id())).map_or(asked, String::as_str)
        };
        alternative.entries().map(|(asked, scopes)| (name(asked), scopes)).collect()
    }

    /// Finds the scheme that a name in an alternative stands for: a component of the document, or
    /// of the file that asks for it, or since 3.2 what it refers to.
    fn target(&self, alternative: Node<'d>, name: &str) -> Option<Node<'d>> {
        let file = alternative.ancestors().last().unwrap_or(alternative);
        let mut declaring = [self.document.root(), file].into_iter().filter_map(declared);
        let referred = || self.document.resolve(alternative, name).ok();
        declaring
            .find_map(|schemes| schemes.get(name))
            .or_else(|| referred().filter(|target| *target != self.document.root()))
    }

    /// Lists the schemes without a name that anything asks for, in the order of their places.
    fn elsewhere(&self) -> Vec<Elsewhere<'d>> {
        let asking = operations_of(self.document).chain([self.document.root()]);
        let ways = asking.filter_map(said).flat_map(Node::items);
        let targets =
            ways.flat_map(|way| way.entries().filter_map(move |(name, _)| self.target(way, name)));
        let mut found: Vec<Node<'d>> =
            targets.filter(|target| !self.names.contains_key(&target.id())).collect();
        found.sort_by_cached_key(|target| target.at());
        found.dedup();
        found.into_iter().map(Elsewhere).collect()
    }
}

/// Returns the security schemes that a file declares.
pub(super) fn declared(root: Node<'_>) -> Option<Node<'_>> {
    root.descend(&["components", "securitySchemes"])
}

/// A scheme that is no component of the document.
struct Elsewhere<'d>(Node<'d>);

impl Ladder for Elsewhere<'_> {
    const RUNGS: usize = 2;

    fn rung(&self, rung: usize) -> Option<String> {
        if rung > 0 {
            return Some(self.0.at().to_string());
        }
        self.0.key().map(str::to_owned).or_else(|| name_of_file(self.0))
    }

    fn owns(&self, _: &str) -> bool {
        false
    }
}
