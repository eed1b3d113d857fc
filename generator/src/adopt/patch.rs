//! Changes of a text by the spans of its nodes: what is not changed stays as it
//! is, byte by byte.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::out::{Layout, Out, OutMember};
use crate::source::{Document, Node, NodeId, NodeKind};

/// Changes that are made at once.
pub(super) struct Patch<'d> {
    layout: Layout<'d>,
    document: &'d Document,
    edits: Vec<Replacement>,
    /// The additions to collections, and the removals from them.
    held: BTreeMap<NodeId, Held<'d>>,
}

/// Bytes, and what comes in their place.
struct Replacement {
    range: Range<usize>,
    text: String,
    /// Of two additions at one place, the one further in comes first.
    column: usize,
}

/// The changes of a collection.
#[derive(Default)]
struct Held<'d> {
    added: Vec<Added<'d>>,
    gone: HashSet<NodeId>,
}

/// A new child of a collection.
struct Added<'d> {
    /// The one that it follows; it comes first without one.
    after: Option<NodeId>,
    piece: Piece<'d>,
}

/// A new child.
#[derive(Clone)]
pub(super) enum Piece<'d> {
    /// Of an object.
    OutMember(OutMember<'d>),
    /// Of a list.
    Item(Out<'d>),
}

impl<'d> Patch<'d> {
    pub(super) fn new(document: &'d Document, text: &'d str) -> Self {
        let layout = layout(document, text);
        Self { layout, document, edits: Vec::new(), held: BTreeMap::new() }
    }

    /// Tells whether nothing is to be changed.
    pub(super) fn is_empty(&self) -> bool {
        self.edits.is_empty() && self.held.is_empty()
    }

    /// Puts a child into a collection.
    pub(super) fn add(&mut self, parent: Node<'d>, after: Option<Node<'d>>, piece: Piece<'d>) {
        let after = after.map(Node::id);
        self.held.entry(parent.id()).or_default().added.push(Added { after, piece });
    }

    /// Adds members to an object that is itself new in another one; whether it is.
    pub(super) fn extend(&mut self, parent: Node<'d>, key: &str, more: &[OutMember<'d>]) -> bool {
        let entries = self.new_in(parent, key);
        entries.map(|entries| entries.extend_from_slice(more)).is_some()
    }

    /// Does the same for an object in one that is itself new.
    pub(super) fn extend_inside(
        &mut self,
        parent: Node<'d>,
        key: &str,
        inner: &str,
        more: &[OutMember<'d>],
    ) -> bool {
        let Some(entries) = self.new_in(parent, key) else { return false };
        match entries.iter_mut().find(|entry| entry.key() == inner) {
            Some(OutMember::New(_, Out::Map(inside))) => inside.extend_from_slice(more),
            _ => entries.push(OutMember::New(inner.to_owned(), Out::Map(more.to_vec()))),
        }
        true
    }

    /// Returns the members of an object that is new in another one.
    fn new_in(&mut self, parent: Node<'d>, key: &str) -> Option<&mut Vec<OutMember<'d>>> {
        let added = &mut self.held.get_mut(&parent.id())?.added;
        added.iter_mut().find_map(|added| match &mut added.piece {
            Piece::OutMember(OutMember::New(known, Out::Map(entries))) if known == key => {
                Some(entries)
            }
            _ => None,
        })
    }

    /// Takes a node out of what it is in.
    pub(super) fn remove(&mut self, node: Node<'d>) {
        if let Some(parent) = node.parent() {
            self.held.entry(parent.id()).or_default().gone.insert(node.id());
        }
    }

    /// Puts another scalar in the place of one.
    pub(super) fn set_scalar(&mut self, node: Node<'d>, scalar: &str) {
        let range = value(self.layout.text, node);
        let text = if range.is_empty() { format!(" {scalar}") } else { scalar.to_owned() };
        self.edit(range, text, 0);
    }

    /// Puts another key in the place of one.
    pub(super) fn set_key(&mut self, node: Node<'d>, key: &str) {
        if let (Some(range), _) = node.spans() {
            self.edit(range, key.to_owned(), 0);
        }
    }

    /// Puts another value in the place of one.
    pub(super) fn set_value(&mut self, node: Node<'d>, out: &Out<'d>) {
        let text = self.layout.text;
        if is_flow_inside(text, node) {
            let new = self.layout.flow(out);
            return self.set_scalar(node, &new);
        }
        match after_colon(text, node) {
            Some(start) => {
                let column = column(text, entry_start(text, node));
                let lines = self.layout.value_of(node, out);
                let end = with_comments(text, node).end;
                self.edit(start..end, joined(&lines, column), 0);
            }
            None => {
                let range = with_comments(text, node);
                let lines = self.layout.value(out);
                let column = column(text, range.start);
                self.edit(range, joined(&lines, column), 0);
            }
        }
    }

    /// Puts a member in the place of one.
    pub(super) fn set_entry(&mut self, node: Node<'d>, entry: &OutMember<'d>) {
        let text = self.layout.text;
        let range = member(text, node);
        if is_flow_inside(text, node) {
            let new = self.layout.flow_entry(entry);
            return self.edit(range, new, 0);
        }
        let lines = self.layout.entry(entry);
        let column = column(text, range.start);
        self.edit(range, joined(&lines, column), 0);
    }

    fn edit(&mut self, range: Range<usize>, text: String, column: usize) {
        self.edits.push(Replacement { range, text, column });
    }

    /// Returns the text with all changes.
    pub(super) fn finish(mut self) -> String {
        let text = self.layout.text;
        for (parent, held) in std::mem::take(&mut self.held) {
            self.collection(self.document.node(parent), held);
        }
        self.edits.sort_by_key(|edit| {
            (edit.range.start, !edit.range.is_empty(), std::cmp::Reverse(edit.column))
        });
        let mut result = String::with_capacity(text.len());
        let mut end = 0;
        for Replacement { range, text: new, .. } in &self.edits {
            // An edit inside a range that goes is gone with it.
            if range.start < end {
                continue;
            }
            result.push_str(&text[end..range.start]);
            result.push_str(new);
            end = range.end;
        }
        result.push_str(&text[end..]);
        if text.contains("\r\n") {
            result.replace("\r\n", "\n").replace('\n', "\r\n")
        } else {
            result
        }
    }

    /// Makes the changes of a collection.
    fn collection(&mut self, node: Node<'d>, held: Held<'d>) {
        let children: Vec<Node<'d>> = node.children().collect();
        if children.iter().all(|child| held.gone.contains(&child.id())) {
            let out = self.whole(node, held.added);
            let in_brackets = !children.is_empty() && is_flow(self.layout.text, node);
            match in_brackets {
                true => self.set_scalar(node, &self.layout.flow(&out)),
                false => self.set_value(node, &out),
            }
        } else if is_flow(self.layout.text, node) {
            self.flow_collection(&children, &held);
        } else {
            self.block_collection(&children, &held);
        }
    }

    /// Returns a collection of what is new alone.
    fn whole(&self, node: Node<'d>, added: Vec<Added<'d>>) -> Out<'d> {
        let mut entries = Vec::new();
        let mut items = Vec::new();
        for added in added {
            match added.piece {
                Piece::OutMember(entry) => entries.push(entry),
                Piece::Item(item) => items.push(item),
            }
        }
        let is_list = !items.is_empty() || (entries.is_empty() && node.is_list());
        if is_list { Out::List(items) } else { Out::Map(entries) }
    }

    fn flow_collection(&mut self, children: &[Node<'d>], held: &Held<'d>) {
        let text = self.layout.text;
        let is_gone = |child: &Node<'d>| held.gone.contains(&child.id());
        let first_kept = children.iter().position(|child| !is_gone(child)).unwrap_or_default();
        for (number, child) in children.iter().enumerate().filter(|(_, child)| is_gone(child)) {
            let range = match number < first_kept {
                true => entry_start(text, *child)..entry_start(text, children[number + 1]),
                false => content_end(text, children[number - 1])..content_end(text, *child),
            };
            self.edit(range, String::new(), 0);
        }
        for added in &held.added {
            let new = match &added.piece {
                Piece::OutMember(entry) => self.layout.flow_entry(entry),
                Piece::Item(item) => self.layout.flow(item),
            };
            let after = added.after.map(|id| self.document.node(id));
            // An addition at the beginning takes its comma along.
            let after = after.filter(|after| {
                let number = children.iter().position(|child| child == after);
                number.is_some_and(|number| number >= first_kept)
            });
            match after {
                Some(after) => {
                    let end = content_end(text, after);
                    self.edit(end..end, format!(", {new}"), 0);
                }
                None => {
                    let start = entry_start(text, children[first_kept]);
                    self.edit(start..start, format!("{new}, "), 0);
                }
            }
        }
    }

    fn block_collection(&mut self, children: &[Node<'d>], held: &Held<'d>) {
        let text = self.layout.text;
        let column = column(text, entry_start(text, children[0]));
        let is_apart = are_apart(text, children);
        let is_gone = |child: &Node<'d>| held.gone.contains(&child.id());
        let starts_inline = !starts_line(text, entry_start(text, children[0]));
        let first_kept = children.iter().position(|child| !is_gone(child)).unwrap_or_default();
        let inline_gone = if starts_inline { first_kept } else { 0 };
        if inline_gone > 0 {
            let kept = lead_start(text, children[inline_gone]);
            self.edit(entry_start(text, children[0])..kept + column, String::new(), 0);
        }
        for child in children.iter().skip(inline_gone).filter(|child| is_gone(child)) {
            let range = block(text, *child);
            self.edit(range, String::new(), 0);
        }
        for added in &held.added {
            let lines = match &added.piece {
                Piece::OutMember(entry) => self.layout.entry(entry),
                Piece::Item(item) => self.layout.item(item),
            };
            let new = joined(&lines, column);
            let pad = " ".repeat(column);
            let blank = if is_apart { "\n" } else { "" };
            let after = added.after.map(|id| self.document.node(id));
            let after = after.filter(|after| {
                let number = children.iter().position(|child| child == after);
                number.is_some_and(|number| number >= inline_gone)
            });
            match after {
                Some(after) => {
                    let end = block_end(text, after);
                    let new = match text[..end].ends_with('\n') {
                        true => format!("{blank}{pad}{new}\n"),
                        false => format!("\n{blank}{pad}{new}"),
                    };
                    self.edit(end..end, new, column);
                }
                None if starts_inline => {
                    let start = entry_start(text, children[0]);
                    self.edit(start..start, format!("{new}\n{pad}"), column);
                }
                None => {
                    let start = lead_start(text, children[0]);
                    self.edit(start..start, format!("{pad}{new}\n{blank}"), column);
                }
            }
        }
    }
}

/// Tells whether there are blank lines between all members of an object of
/// objects.
fn are_apart(text: &str, children: &[Node<'_>]) -> bool {
    let is_apart = |pair: &[Node<'_>]| {
        let gap = text.get(block_end(text, pair[0])..lead_start(text, pair[1]));
        // The blank lines after a text are part of it.
        gap.is_some_and(|gap| gap.lines().any(|line| line.trim().is_empty()))
    };
    children.len() > 1 && is_block(text, children[0]) && children.windows(2).all(is_apart)
}

/// Lines of which the first one stands where they begin.
fn joined(lines: &[String], column: usize) -> String {
    let pad = " ".repeat(column);
    let mut text = String::new();
    for (number, line) in lines.iter().enumerate() {
        if number > 0 {
            text.push('\n');
            if !line.is_empty() {
                text.push_str(&pad);
            }
        }
        text.push_str(line);
    }
    text
}

/// Returns the layout of a document, by its first list and its first nested
/// object.
fn layout<'d>(document: &Document, text: &'d str) -> Layout<'d> {
    let (mut step, mut dash) = (None, None);
    let mut pending = vec![document.root()];
    while let (Some(node), true) = (pending.pop(), step.is_none() || dash.is_none()) {
        for child in node.children().filter(|child| child.key().is_some()) {
            let inside = child.children().next().filter(|_| is_block(text, child));
            if let Some(inside) = inside {
                let by = column(text, entry_start(text, inside))
                    .saturating_sub(column(text, entry_start(text, child)));
                let known = if child.is_list() { &mut dash } else { &mut step };
                known.get_or_insert(by);
            }
        }
        pending.extend(node.children().rev());
    }
    Layout { text, step: step.filter(|step| *step > 0).unwrap_or(2), dash: dash.unwrap_or(2) }
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

fn column(text: &str, at: usize) -> usize {
    text[line_start(text, at)..at].chars().count()
}

fn starts_line(text: &str, at: usize) -> bool {
    text[line_start(text, at)..at].trim().is_empty()
}

/// Tells whether a collection is written in brackets.
fn is_flow(text: &str, node: Node<'_>) -> bool {
    let (_, value) = node.spans();
    matches!(node.kind(), NodeKind::List | NodeKind::Object) && text[value].starts_with(['{', '['])
}

/// Tells whether a collection is written by indentation.
pub(super) fn is_block(text: &str, node: Node<'_>) -> bool {
    let is_collection = matches!(node.kind(), NodeKind::List | NodeKind::Object);
    is_collection && !node.is_empty() && !is_flow(text, node) && !is_alias(text, node)
}

/// Tells whether a node is in a collection in brackets.
pub(super) fn is_flow_inside(text: &str, node: Node<'_>) -> bool {
    node.ancestors().skip(1).any(|around| is_flow(text, around))
}

/// Tells whether a node is an alias of one that is written elsewhere.
fn is_alias(text: &str, node: Node<'_>) -> bool {
    let (_, value) = node.spans();
    text[value].starts_with('*')
}

/// Returns the mark by which a node shares its text with other places, if it does:
/// it or a node around it has an anchor, or comes from an alias or a merge key.
pub(super) fn held_elsewhere(text: &str, node: Node<'_>) -> Option<String> {
    let mut node = node;
    loop {
        let (key, value) = node.spans();
        let start = after_colon(text, node).unwrap_or_else(|| match node.parent() {
            Some(_) => entry_start(text, node),
            None => value.start,
        });
        let before = text.get(start..value.start).unwrap_or_default();
        let written = text[value.clone()].trim_start();
        let mark = |text: &str| text.split_whitespace().next().unwrap_or_default().to_owned();
        if let Some(anchor) = before.split_whitespace().find(|word| word.starts_with('&')) {
            return Some(anchor.to_owned());
        }
        if written.starts_with(['*', '&']) {
            return Some(mark(written));
        }
        let parent = node.parent()?;
        let (_, around) = parent.spans();
        let inside = key.map_or(value.start, |key| key.start);
        if !around.contains(&inside) && inside != around.end {
            let around = text[around].trim_start();
            return Some(if around.starts_with('*') { mark(around) } else { "<<".to_owned() });
        }
        node = parent;
    }
}

/// Returns the start of a member or an item.
pub(super) fn entry_start(text: &str, node: Node<'_>) -> usize {
    let (key, value) = node.spans();
    match key {
        Some(key) => key.start,
        None if is_flow_inside(text, node) => value.start,
        None => dash(text, node).unwrap_or(value.start),
    }
}

/// Finds the dash of an item: the first one behind what is before the item that is in no
/// comment, and no part of an anchor or a tag.
fn dash(text: &str, node: Node<'_>) -> Option<usize> {
    let list = node.parent()?;
    let mut at = match node.index().checked_sub(1) {
        Some(before) => list.item(before)?.spans().1.end,
        None => after_colon(text, list).or_else(|| Some(dash(text, list)? + 1))?,
    };
    loop {
        at += text.get(at..)?.find(['-', '#'])?;
        let is_apart = |near: Option<char>| near.is_none_or(char::is_whitespace);
        let near = (text[..at].chars().next_back(), text[at + 1..].chars().next());
        match text[at..].starts_with('#') {
            true => at = line_end(text, at),
            false if is_apart(near.0) && is_apart(near.1) => return Some(at),
            false => at += 1,
        }
    }
}

/// Finds the place behind the colon of a member's key.
fn after_colon(text: &str, node: Node<'_>) -> Option<usize> {
    let (key, _) = node.spans();
    let end = key?.end;
    text[end..].find(':').map(|colon| end + colon + 1)
}

/// Returns the end of what a node says.
fn content_end(text: &str, node: Node<'_>) -> usize {
    let (_, value) = node.spans();
    if value.is_empty() {
        return after_colon(text, node).unwrap_or(value.end);
    }
    if is_block(text, node) {
        let inside = node.children().map(|child| content_end(text, child));
        return inside.filter(|end| *end <= value.end).max().unwrap_or(value.end);
    }
    value.start + text[value].trim_end().len()
}

/// Returns the bytes of a value.
pub(super) fn value(text: &str, node: Node<'_>) -> Range<usize> {
    let end = content_end(text, node);
    node.spans().1.start.min(end)..end
}

/// Returns the bytes of a value, with the comments that it begins and ends with.
pub(super) fn with_comments(text: &str, node: Node<'_>) -> Range<usize> {
    let range = value(text, node);
    if !is_block(text, node) || is_flow_inside(text, node) {
        return range;
    }
    let mut firsts = node.children().map(|first| (first, entry_start(text, first)));
    let start = match firsts.next().filter(|(_, entry)| starts_line(text, *entry)) {
        Some((first, entry)) => lead_start(text, first) + column(text, entry),
        None => range.start,
    };
    let end = block_end(text, node).max(range.end);
    start..start + text[start..end].trim_end().len()
}

/// The comments of a member or an item.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Those in the lines right above.
    pub(super) above: Vec<String>,
    /// The one in its line, with the blanks before it.
    pub(super) beside: Option<String>,
}

/// Returns the comments of a member or an item that is written in lines of its own.
pub(super) fn notes(text: &str, node: Node<'_>) -> Notes {
    let entry = entry_start(text, node);
    if is_flow_inside(text, node) {
        return Notes::default();
    }
    let above = match starts_line(text, entry) {
        true => text[lead_start(text, node)..line_start(text, entry)].lines(),
        false => "".lines(),
    };
    let start = match after_colon(text, node) {
        Some(colon) if is_block(text, node) => colon,
        None if is_block(text, node) => entry + 1,
        _ => content_end(text, node),
    };
    let beside = text[start..line_end(text, start)].trim_end();
    let beside = Some(beside).filter(|beside| beside.trim_start().starts_with('#'));
    Notes {
        above: above.map(|line| line.trim().to_owned()).collect(),
        beside: beside.map(str::to_owned),
    }
}

/// Returns the bytes of a member with its key, or of an item without its dash.
pub(super) fn member(text: &str, node: Node<'_>) -> Range<usize> {
    let (key, value) = node.spans();
    key.map_or(value.start, |key| key.start)..content_end(text, node)
}

/// Returns the end of the lines of a member or an item, with the comments in it.
fn block_end(text: &str, node: Node<'_>) -> usize {
    let own = column(text, entry_start(text, node));
    let mut end = line_end(text, content_end(text, node));
    let mut next = end;
    while next < text.len() {
        let after = line_end(text, next);
        let line = &text[next..after];
        let indent = line.len() - line.trim_start().len();
        match line.trim().chars().next() {
            Some('#') if indent > own => end = after,
            None => {}
            Some(_) => break,
        }
        next = after;
    }
    end
}

/// Returns the start of the lines of a member or an item, with the comments right above.
fn lead_start(text: &str, node: Node<'_>) -> usize {
    let entry = entry_start(text, node);
    let own = column(text, entry);
    let mut start = line_start(text, entry);
    while start > 0 {
        let before = line_start(text, start - 1);
        let line = &text[before..start];
        let indent = line.len() - line.trim_start().len();
        if !line.trim().starts_with('#') || indent != own {
            break;
        }
        start = before;
    }
    start
}

/// Returns the lines of a member or an item that goes, with the comments that belong to
/// it, and with one of two blank lines around it.
fn block(text: &str, node: Node<'_>) -> Range<usize> {
    let (mut start, end) = (lead_start(text, node), block_end(text, node));
    let is_blank = |range: Range<usize>| text[range].trim().is_empty();
    let before = line_start(text, start.saturating_sub(1));
    let follows_blank = start > 0 && is_blank(before..start);
    if follows_blank && (end == text.len() || is_blank(end..line_end(text, end))) {
        start = before;
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_of_items() {
        let text = "\
a:
  -  # page - number
    name: page
    # - of it
  - # - c
  # - d
  -
  # - e
  - - x - y
    - |
      - # z
    -   # - f
      - &a b
  # - g
  - *a
  - !!str -1
  - -2
  - [c, -d]
  -
    k: {-e: 1}
    # - h
  - # -
b:
- - - - a
c: &d-e !!seq # - f
- a
- b
";
        let document = crate::document(text.as_bytes()).unwrap();
        let mut pending = vec![document.root()];
        let mut found = Vec::new();
        while let Some(node) = pending.pop() {
            if node.key().is_none() && node.parent().is_some() && !is_flow_inside(text, node) {
                let at = entry_start(text, node);
                let end = line_end(text, at);
                found.push(format!("{} {}", node.at(), text[at..end].trim()));
            }
            pending.extend(node.children().rev());
        }
        assert_eq!(
            found,
            [
                "/a/0 -  # page - number",
                "/a/1 - # - c",
                "/a/2 -",
                "/a/3 - - x - y",
                "/a/3/0 - x - y",
                "/a/3/1 - |",
                "/a/3/2 -   # - f",
                "/a/3/2/0 - &a b",
                "/a/4 - *a",
                "/a/5 - !!str -1",
                "/a/6 - -2",
                "/a/7 - [c, -d]",
                "/a/8 -",
                "/a/9 - # -",
                "/b/0 - - - - a",
                "/b/0/0 - - - a",
                "/b/0/0/0 - - a",
                "/b/0/0/0/0 - a",
                "/c/0 - a",
                "/c/1 - b",
            ]
        );
    }
}
