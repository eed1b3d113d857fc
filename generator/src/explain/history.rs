//! What the overlay did to a place of the document.

use serde_json::Value;

use super::Touch;
use crate::diagnostic::{Input, Spot};
use crate::origin::{before_cut, written};
use crate::overlay::{Action, Edit};
use crate::pointer::Pointer;

/// A document, how it came to be, and what it was before.
#[derive(Clone, Copy, Debug)]
pub(super) struct History<'a> {
    pub(super) root: &'a Value,
    pub(super) edits: &'a [Edit],
    pub(super) original: &'a Value,
    pub(super) actions: &'a [Action],
}

impl History<'_> {
    /// What was done to a place of the document and to what is inside of it.
    pub(super) fn of(&self, at: &Pointer) -> Vec<Touch> {
        let mut found = Vec::new();
        let mut at = at.clone();
        for edit in self.edits.iter().rev() {
            match edit {
                Edit::Put { at: put, by } => {
                    if at.is_in(put) {
                        found.extend(self.touch(by, "put it there".to_owned()));
                        if self.is_item(put) {
                            break;
                        }
                    } else if let Some(inside) = put.rest(&at) {
                        found.extend(self.touch(by, format!("changed `{}` in it", way(&inside))));
                    }
                }
                Edit::Cut { at: cut, by, list } => {
                    if let Some(inside) = cut.rest(&at).filter(|inside| inside.last().is_some()) {
                        let done = format!("took `{}` out of it", way(&inside));
                        found.extend(self.touch(by, done));
                    } else if *list {
                        at = before_cut(&at, cut).unwrap_or(at);
                    } else if at.is_in(cut) {
                        let done = "took away what was there before".to_owned();
                        found.extend(self.touch(by, done));
                    }
                }
            }
        }
        in_order(found)
    }

    /// What was done to a name in a list of required ones.
    pub(super) fn of_required(&self, list: &Pointer, name: &str) -> Vec<Touch> {
        let mut found = Vec::new();
        let mut list = list.clone();
        for (number, edit) in self.edits.iter().enumerate().rev() {
            match edit {
                Edit::Put { at, by } => {
                    if holds(at, &list) && has(self.put_by(by), name) {
                        found.extend(self.touch(by, "made it required".to_owned()));
                    }
                }
                Edit::Cut { at, by, .. } if holds(at, &list) => {
                    if has(self.before(number, at), name) {
                        found.extend(self.touch(by, "made it optional".to_owned()));
                    }
                }
                Edit::Cut { at, list: true, .. } => list = before_cut(&list, at).unwrap_or(list),
                Edit::Cut { .. } => {}
            }
        }
        in_order(found)
    }

    /// What was at a place before the edit of this number.
    fn before(&self, number: usize, at: &Pointer) -> Option<&Value> {
        let Spot { input, at } = written(&self.edits[..number], at);
        match input {
            Input::Overlay => self.put_by(&at),
            _ => at.find(self.original),
        }
    }

    /// What an action has at a place of the overlay.
    fn put_by(&self, by: &Pointer) -> Option<&Value> {
        let update = Pointer::root().descend(&["actions", &by.keys().nth(1)?, "update"]);
        by.rest(&update)?.find(self.action(by)?.1.update.as_ref()?)
    }

    /// The action that a place of the overlay is in, and its index.
    fn action(&self, by: &Pointer) -> Option<(usize, &Action)> {
        let index: usize = by.keys().nth(1)?.parse().ok()?;
        Some((index, self.actions.get(index)?))
    }

    fn touch(&self, by: &Pointer, done: String) -> Option<Touch> {
        let (index, action) = self.action(by)?;
        let at = Pointer::root().child("actions").child(index);
        let written = Spot { input: Input::Overlay, at };
        let description = action.description.trim().to_owned();
        Some(Touch { number: index + 1, written, done, description })
    }

    fn is_item(&self, at: &Pointer) -> bool {
        let list = at.split().and_then(|(list, _)| list.find(self.root));
        list.is_some_and(Value::is_array)
    }
}

/// Whether a place is a list, or an item of it.
fn holds(at: &Pointer, list: &Pointer) -> bool {
    at == list || at.split().is_some_and(|(of, _)| of == *list)
}

/// Whether a value is a text, or a list that has it.
fn has(value: Option<&Value>, text: &str) -> bool {
    match value {
        Some(Value::Array(list)) => list.iter().any(|item| item == text),
        value => value.is_some_and(|value| value == text),
    }
}

/// The way to something inside, as people read it.
fn way(inside: &Pointer) -> String {
    inside.to_string().trim_start_matches('/').to_owned()
}

/// In the order of the actions, each thing once.
fn in_order(mut found: Vec<Touch>) -> Vec<Touch> {
    found.reverse();
    found.sort_by_key(|touch| touch.number);
    found.dedup();
    found
}
