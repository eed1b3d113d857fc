//! The actions of the overlay on a place of the document.

use super::Touch;
use crate::correct::{Action, Edit, NodeChange};
use crate::report::{Input, Locator, Sources};
use crate::source::{Document, Node, Pointer};

/// A document, and how it came to be.
#[derive(Clone, Copy, Debug)]
pub(super) struct History<'a> {
    pub(super) document: &'a Document,
    pub(super) edits: &'a [Edit],
    pub(super) actions: &'a [Option<Action>],
    pub(super) sources: Sources<'a>,
}

impl History<'_> {
    /// Lists the actions on a place of the document and on what is inside of
    /// it.
    pub(super) fn of(&self, at: &Pointer) -> Vec<Touch> {
        let mut found = Vec::new();
        let mut at = at.clone();
        for edit in self.edits.iter().rev() {
            match edit.change {
                NodeChange::Put(_) => {
                    if at.is_in(&edit.at) {
                        found.extend(self.touch(edit, "put it there".to_owned()));
                        if self.is_item(&edit.at) {
                            break;
                        }
                    } else if let Some(inside) = edit.at.rest(&at) {
                        found.extend(self.touch(edit, format!("changed `{}` in it", way(&inside))));
                    }
                }
                NodeChange::Cut { of_list, .. } => {
                    let inside = edit.at.rest(&at);
                    if let Some(inside) = inside.filter(|inside| inside.last().is_some()) {
                        let done = format!("took `{}` out of it", way(&inside));
                        found.extend(self.touch(edit, done));
                    } else if of_list {
                        at = before_cut(&at, &edit.at).unwrap_or(at);
                    } else if at.is_in(&edit.at) {
                        let done = "took away what was there before".to_owned();
                        found.extend(self.touch(edit, done));
                    }
                }
            }
        }
        in_order(found)
    }

    /// Lists the actions on a name in a list of required ones.
    pub(super) fn of_required(&self, list: &Pointer, name: &str) -> Vec<Touch> {
        let mut found = Vec::new();
        let mut list = list.clone();
        for edit in self.edits.iter().rev() {
            match edit.change {
                NodeChange::Put(source) => {
                    if holds(&edit.at, &list) && has(self.document.node(source), name) {
                        found.extend(self.touch(edit, "made it required".to_owned()));
                    }
                }
                NodeChange::Cut { node, .. } if holds(&edit.at, &list) => {
                    if has(self.document.node(node), name) {
                        found.extend(self.touch(edit, "made it optional".to_owned()));
                    }
                }
                NodeChange::Cut { of_list: true, .. } => {
                    list = before_cut(&list, &edit.at).unwrap_or(list);
                }
                NodeChange::Cut { .. } => {}
            }
        }
        in_order(found)
    }

    fn touch(&self, edit: &Edit, done: String) -> Option<Touch> {
        let action = self.actions.get(edit.action)?.as_ref()?;
        let at = Pointer::root().child("actions").child(edit.action);
        let (_, place) = Locator::new(self.sources, None).find(Input::Overlay, &at);
        let description = action.description.trim().to_owned();
        Some(Touch { number: edit.action + 1, place, done, description })
    }

    fn is_item(&self, at: &Pointer) -> bool {
        let list = at.split().and_then(|(list, _)| self.document.find(&list));
        list.is_some_and(Node::is_list)
    }
}

/// Returns a place in a list before an element was taken out.
fn before_cut(at: &Pointer, cut: &Pointer) -> Option<Pointer> {
    let (list, index) = cut.split()?;
    let rest = at.rest(&list)?;
    let mut keys = rest.keys();
    let now: usize = keys.next()?.parse().ok()?;
    let then = if now >= index.parse().ok()? { now + 1 } else { now };
    Some(keys.fold(list.child(then), |at, key| at.child(key)))
}

/// Tells whether a place is a list, or an item of it.
fn holds(at: &Pointer, list: &Pointer) -> bool {
    at == list || at.split().is_some_and(|(of, _)| of == *list)
}

/// Tells whether a node is a text, or a list that has it.
fn has(node: Node<'_>, text: &str) -> bool {
    node.as_str() == Some(text) || node.items().any(|item| item.as_str() == Some(text))
}

/// Returns the way to something inside, as people read it.
fn way(inside: &Pointer) -> String {
    inside.to_string().trim_start_matches('/').to_owned()
}

/// Lists them in the order of the actions, each thing once.
fn in_order(mut found: Vec<Touch>) -> Vec<Touch> {
    found.reverse();
    found.sort_by_key(|touch| touch.number);
    found.dedup();
    found
}
