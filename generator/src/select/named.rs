//! Schemas by the names that they give themselves (`$id`, `$anchor`), and what references lead
//! to by these and by the way there.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use super::address::{Bases, id_of, join};
use super::closure::declared;
use super::reference::{component_name, is_schema_key};
use crate::source::{Document, Node, NodeId, Pointer};

/// Schemas by their anchors.
type Anchors<'d> = HashMap<&'d str, Vec<Node<'d>>>;

/// The schemas that have names of their own, found when one is asked for.
pub(super) struct NamedSchemas<'d> {
    pub(super) document: &'d Document,
    by_id: OnceCell<HashMap<String, Node<'d>>>,
    by_anchor: OnceCell<Anchors<'d>>,
    /// Those of other files, by the roots of these.
    in_files: RefCell<HashMap<NodeId, Anchors<'d>>>,
    bases: RefCell<Bases>,
}

/// A schema that a reference leads to.
pub(super) enum Found<'d> {
    /// It is where the reference says.
    There(Node<'d>),
    /// It is so only from a schema around the reference.
    Near(Node<'d>),
}

impl<'d> NamedSchemas<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        let (by_id, by_anchor, in_files) = Default::default();
        Self { document, by_id, by_anchor, in_files, bases: RefCell::default() }
    }

    /// Finds the schema that a reference of a schema leads to.
    pub(super) fn find(&self, schema: Node<'d>, reference: &str) -> Option<Found<'d>> {
        if let Some(known) = self.identified(schema, reference) {
            return Some(Found::There(known));
        }
        let around = || schema.ancestors().find(|node| component_name(*node).is_some());
        if reference == "#"
            && let Some(around) = around()
        {
            return Some(Found::There(around));
        }
        if let Some((root, anchor)) = self.file_and_anchor(schema, reference) {
            return self.anchored(root, anchor, around()).map(Found::There);
        }
        if let Ok(target) = self.document.resolve(schema, reference) {
            return Some(target).filter(|_| !reference.is_empty()).map(Found::There);
        }
        // Definitions inside of a schema are often named from there.
        let pointer = Pointer::from_reference(reference)?;
        let near = schema.ancestors().find_map(|node| inside(node, &pointer))?;
        let is_there = around().is_some_and(|around| inside(around, &pointer).is_some());
        Some(if is_there { Found::There(near) } else { Found::Near(near) })
    }

    /// Finds the schema that a reference leads to, however.
    pub(super) fn target(&self, schema: Node<'d>, reference: &str) -> Option<Node<'d>> {
        self.find(schema, reference).map(|(Found::There(node) | Found::Near(node))| node)
    }

    /// Returns the root of the file and the anchor in there that a reference names, if it
    /// names one.
    pub(super) fn file_and_anchor<'r>(
        &self,
        schema: Node<'d>,
        reference: &'r str,
    ) -> Option<(Node<'d>, &'r str)> {
        let (path, anchor) = reference.split_once('#')?;
        let is_anchor = !anchor.is_empty() && !anchor.starts_with('/');
        let root = self.document.resolve(schema, path).ok().filter(|_| is_anchor)?;
        Some((root, anchor))
    }

    /// Returns the schema of a file with an anchor: in the component that asks for it, or the
    /// first that has it.
    fn anchored(&self, file: Node<'d>, anchor: &str, around: Option<Node<'d>>) -> Option<Node<'d>> {
        if file.at().file().is_none() {
            return self.anchored_near(anchor, around);
        }
        let mut in_files = self.in_files.borrow_mut();
        let of_file = in_files.entry(file.id()).or_insert_with(|| anchors([file]));
        of_file.get(anchor)?.first().copied()
    }

    fn anchored_near(&self, anchor: &str, around: Option<Node<'d>>) -> Option<Node<'d>> {
        let by_anchor = self.by_anchor.get_or_init(|| anchors(components(self.document)));
        let all = by_anchor.get(anchor)?;
        let is_near = |node: &&Node<'d>| {
            around.is_some_and(|around| node.ancestors().any(|node| node.id() == around.id()))
        };
        all.iter().find(is_near).or(all.first()).copied()
    }

    /// Returns the schema with the `$id` that a reference names, as it is written or beside the
    /// `$id` around it, or what it names in there by an anchor or a path.
    fn identified(&self, from: Node<'d>, reference: &str) -> Option<Node<'d>> {
        let (id, part) = reference.split_once('#').unwrap_or((reference, ""));
        if id.is_empty() {
            return None;
        }
        let by_id =
            self.by_id.get_or_init(|| addressed(&components(self.document).collect::<Vec<_>>()));
        let meant = self.bases.borrow_mut().meant(from, id);
        let beside = meant.and_then(|address| by_id.get(&address));
        let schema = *beside.or_else(|| by_id.get(id))?;
        match part {
            "" => Some(schema),
            path if path.starts_with('/') => {
                inside(schema, &Pointer::from_reference(&format!("#{path}"))?)
            }
            anchor => self.anchored_near(anchor, Some(schema)),
        }
    }
}

fn components(document: &Document) -> impl Iterator<Item = Node<'_>> {
    declared(document).into_iter().flat_map(Node::entries).map(|(_, schema)| schema)
}

/// Returns what is inside of a node, by the way there.
pub(super) fn inside<'d>(node: Node<'d>, way: &Pointer) -> Option<Node<'d>> {
    way.keys().try_fold(node, |node, key| node.child(&key))
}

/// Returns the schemas that have an address, by that: components by what is written as well, before
/// those inside of them.
fn addressed<'d>(components: &[Node<'d>]) -> HashMap<String, Node<'d>> {
    let mut found = HashMap::new();
    for schema in components {
        if let Some(id) = id_of(*schema) {
            found.entry(id.to_owned()).or_insert(*schema);
        }
    }
    let mut pending: Vec<(Node<'d>, Option<Rc<str>>)> =
        components.iter().rev().map(|schema| (*schema, None)).collect();
    while let Some((node, mut base)) = pending.pop() {
        if let Some(id) = id_of(node).filter(|_| is_schema_key(node)) {
            let own = match &base {
                Some(base) => join(base, id),
                None => Some(id.to_owned()),
            };
            if let Some(own) = own {
                base = Some(Rc::from(own.as_str()));
                found.entry(own).or_insert(node);
            }
        }
        pending.extend(node.children().rev().map(|child| (child, base.clone())));
    }
    found
}

/// Returns the nodes that have an anchor in some nodes, in the order of the text.
fn anchors<'d>(nodes: impl IntoIterator<Item = Node<'d>>) -> Anchors<'d> {
    let mut found = Anchors::new();
    for node in nodes {
        let mut pending = vec![node];
        while let Some(node) = pending.pop() {
            for key in ["$anchor", "$dynamicAnchor"] {
                if let Some(anchor) = node.get(key).and_then(Node::as_str) {
                    found.entry(anchor).or_default().push(node);
                }
            }
            pending.extend(node.children().rev());
        }
    }
    found
}
