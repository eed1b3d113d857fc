//! Several things said about a list → one list, whose items are all of it.

use super::kind::{ValueKind, is_plain};
use super::{Combiner, keep_annotations, keep_limits, only};
use crate::diagnostic::Diagnostic;
use crate::ir::Limits;
use crate::schema::model::{Schema, Shared, Tuple, Type};
use crate::schema::spelling::{absorb, again, told};

impl Combiner<'_> {
    /// Makes a schema the list that all parts allow.
    pub(super) fn lists(&self, schema: &mut Schema, parts: &[Schema]) {
        let contents: Vec<&Schema> = parts.iter().map(|part| self.target(part)).collect();
        let about_items: Vec<usize> =
            (0..contents.len()).filter(|index| says_of_items(contents[*index])).collect();
        // A component that alone says what is in the list keeps its name.
        if let [index] = about_items.as_slice()
            && let Some(name) = parts[*index].component()
        {
            keep_annotations(schema);
            only(schema, Schema::refer_to(name, parts[*index].at.0.clone()));
            keep_limits(schema, parts);
            return;
        }
        if !contents.iter().all(|content| is_plain(content)) {
            return;
        }
        let mut contents: Vec<Schema> = contents.into_iter().cloned().collect();
        tell_by_positions(schema, &mut contents);
        keep_annotations(schema);
        let most = contents.iter().filter_map(|list| list.limits.max_items).min();
        let reach = reach(contents.iter(), most);
        let adds =
            |list: &Schema| list.items.as_deref().is_some_and(|items| self.are_objects(items));
        let reaches = |list: &Schema| first_items(list, most) == reach || adds(list);
        let mut items = Vec::new();
        let mut said = Schema { kind: Some(Type::Array), ..Schema::default() };
        for mut content in contents {
            // Further items may be of other types than the first ones that a part is about; their
            // properties are some more.
            let is_taken = reaches(&content);
            let more = content.items.take().filter(|items| is_taken && says(items));
            items.extend(more.map(|items| *items));
            absorb(&mut said, content);
        }
        said.items = match items.len() {
            0 => None,
            1 => items.pop().map(Box::new),
            _ => {
                let at = schema.at.child("items");
                Some(Box::new(again(Schema { all_of: Some(items), ..Schema::any(at) })))
            }
        };
        said.first_items = reach;
        absorb(schema, said);
    }

    /// Tells whether items are objects, each of one schema or of one of several.
    fn are_objects(&self, items: &Schema) -> bool {
        let arms = items.any_of.as_deref().unwrap_or(std::slice::from_ref(items));
        arms.iter().all(|arm| self.target(arm).kind == Some(Type::Object))
    }

    /// Limits a list to the first items that its parts are about, if it has no others.
    pub(super) fn end_list(&mut self, schema: &mut Schema) {
        if !std::mem::take(&mut schema.ended) || self.kind(schema) != ValueKind::List {
            return;
        }
        let parts = schema.all_of.iter().flatten().map(|part| self.target(part));
        let are_known = parts.clone().all(is_plain) && !schema.is_union();
        let most = reach(parts.chain([&*schema]), None).filter(|_| are_known);
        if let Some(most) = most {
            let max_items = Some(most as u64);
            schema.about.limits.fill(Limits { max_items, ..Limits::default() });
        } else {
            let at = schema.at.child("unevaluatedItems");
            let message =
                "`unevaluatedItems` of a schema is left out: its parts are about all items";
            let found = Diagnostic::warning("left-out", &at, message);
            self.report.push_counted(found.settled_without(&at, "It is about no items."));
        }
    }
}

/// Returns the number of the first items of lists of at most so many items that the lists say
/// something of; none if one is about all items.
fn reach<'s>(lists: impl Iterator<Item = &'s Schema>, most: Option<u64>) -> Option<usize> {
    let says_something =
        |list: &&Schema| list.first_items.is_some() || list.items.as_deref().is_some_and(says);
    let first = lists.filter(says_something).map(|list| first_items(list, most));
    first.collect::<Option<Vec<usize>>>().map(|first| first.into_iter().max().unwrap_or_default())
}

/// Returns the number of the first items that a list of at most so many items is about, where there
/// can be more of them.
fn first_items(list: &Schema, most: Option<u64>) -> Option<usize> {
    list.first_items.filter(|first| most.is_none_or(|most| (*first as u64) < most))
}

/// Tells what is said of each item by positions too, if another part of the list has positions.
fn tell_by_positions(schema: &Schema, parts: &mut [Schema]) {
    if !parts.iter().chain([schema]).any(|part| part.about.tuple.is_some()) {
        return;
    }
    // The positions of the list itself stay in its annotations.
    for part in parts.iter_mut().filter(|part| *part.at != *schema.at) {
        let items = part.items.as_deref().filter(|items| says(items));
        if let Some(items) = items.filter(|_| part.about.tuple.is_none()) {
            let (item, first_items) = (told(items), part.first_items);
            let tuple = match first_items {
                Some(count) => Tuple { first: vec![item; count], rest: None },
                None => Tuple { first: Vec::new(), rest: Some(item) },
            };
            part.about.tuple = Some(Shared::new(tuple));
        }
    }
}

/// Tells whether a list says what it holds, itself or maybe by what it is made of.
pub(super) fn says_of_items(list: &Schema) -> bool {
    !is_plain(list) || list.items.as_ref().is_some_and(|items| says(items))
}

/// Tells whether anything is said of what a list holds.
fn says(items: &Schema) -> bool {
    *items != Schema::default()
}
