//! Words and comments of ours that are nowhere in the new text.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use super::facts::is_words;
use super::out::NEEDS_WORDS;
use super::patch::entry_start;
use super::{ChangeKind, FactChange, Position, line};
use crate::report::Lines;
use crate::source::{Document, Node, Pointer};
use crate::vocabulary::{Holds, ObjectKind, Table};
use crate::words::paragraph;

/// Words or a comment, with the node that it is about.
struct Remark<'d> {
    node: Node<'d>,
    line: usize,
    text: String,
}

/// The kind of the keys of a node.
#[derive(Clone, Copy, Debug)]
enum Keys {
    /// Those of a table.
    Of(Table),
    /// The names of objects of a table.
    Names(Table),
    /// Any others.
    Other,
}

impl Keys {
    /// Returns the kind of the keys of a child.
    fn of(self, child: Node<'_>) -> Self {
        let table = match self {
            Self::Of(table) => table,
            Self::Names(table) => return Self::Of(table),
            Self::Other => return Self::Other,
        };
        let key = child.key().and_then(|name| table.key(name));
        match key.map_or(Holds::Nothing, |key| key.holds) {
            Holds::Nothing => Self::Other,
            Holds::OneOrListed if child.is_list() => Self::Names(Table::Schema),
            Holds::One | Holds::OneOrListed => Self::Of(Table::Schema),
            Holds::Named | Holds::NamedOrNames | Holds::Listed => Self::Names(Table::Schema),
            Holds::Part(kind) => Self::Of(Table::Part(kind)),
            Holds::Parts(kind) | Holds::PartList(kind) => Self::Names(Table::Part(kind)),
        }
    }

    /// Tells whether the value of a child is words.
    fn says(self, child: Node<'_>) -> bool {
        !matches!(self, Self::Names(_)) && child.key().is_some_and(is_words)
    }
}

/// Lists what an old text says in words that is nowhere in a new one, but for what is in a place
/// that is gone.
pub(super) fn lost(
    old: (&Document, &str),
    new: (&Document, &str),
    gone: &BTreeSet<Pointer>,
) -> Vec<FactChange> {
    let kept: HashSet<String> = said(new.0, new.1).into_iter().map(|said| said.text).collect();
    let is_gone = |node: Node<'_>| node.ancestors().any(|node| gone.contains(&node.at()));
    let missing = said(old.0, old.1).into_iter();
    let missing = missing.filter(|said| !kept.contains(&said.text) && !is_gone(said.node));
    let change = |Remark { node, line, text }| {
        let place = Position { line, at: node.at() };
        FactChange { kind: ChangeKind::Unplaced, place, what: text }
    };
    let mut missing: Vec<FactChange> = missing.map(change).collect();
    missing.sort_by_key(|change| change.place.line);
    missing
}

/// Lists what a document says in words, in one line each.
fn said<'d>(document: &'d Document, text: &'d str) -> Vec<Remark<'d>> {
    let lines = Lines::of(Cow::Borrowed(text));
    let mut nodes = Vec::new();
    let mut found = Vec::new();
    let mut pending = vec![(document.root(), Keys::Of(Table::Part(ObjectKind::Root)), false)];
    while let Some((node, keys, is_said)) = pending.pop() {
        nodes.push(node);
        match node.as_str().filter(|text| is_said && *text != NEEDS_WORDS) {
            Some(words) => {
                found.push(Remark { node, line: line(&lines, node), text: paragraph(words) });
            }
            None => pending.extend(
                node.children()
                    .rev()
                    .map(|child| (child, keys.of(child), is_said || keys.says(child))),
            ),
        }
    }
    found.extend(comments(text, nodes).map(|(at, node)| {
        let comment = text[at..].lines().next().unwrap_or_default();
        Remark { node, line: lines.line(at), text: comment.trim().to_owned() }
    }));
    found
}

/// Finds the comments of a text, each with the node beside it, or else the one that it stands
/// above.
fn comments<'d>(
    text: &'d str,
    mut nodes: Vec<Node<'d>>,
) -> impl Iterator<Item = (usize, Node<'d>)> {
    let start = |node: Node<'_>| entry_start(text, node);
    nodes.sort_by_cached_key(|node| start(*node));
    let mut scalars: Vec<Range<usize>> = Vec::new();
    for node in &nodes {
        let (key, value) = node.spans();
        scalars.extend(key);
        scalars.extend((!node.is_object() && !node.is_list()).then_some(value));
    }
    scalars.sort_by_key(|span| span.start);
    let mut scalars = scalars.into_iter().peekable();
    let (mut scalar_end, mut comment_end) = (0, 0);
    text.match_indices('#').filter_map(move |(at, _)| {
        while let Some(span) = scalars.next_if(|span| span.start <= at) {
            scalar_end = scalar_end.max(span.end);
        }
        let is_apart = text[..at].chars().next_back().is_none_or(char::is_whitespace);
        if at < scalar_end.max(comment_end) || !is_apart {
            return None;
        }
        comment_end = text[at..].find('\n').map_or(text.len(), |end| at + end);
        let next = nodes.partition_point(|node| start(*node) < at);
        let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let is_alone = text[line..at].trim().is_empty();
        let column = |node: Node<'_>| {
            let start = start(node);
            start - text[..start].rfind('\n').map_or(0, |end| end + 1)
        };
        let above = nodes.get(next).filter(|node| is_alone && column(**node) == at - line);
        let owner = above.or_else(|| nodes.get(next.checked_sub(1)?))?;
        Some((at, *owner))
    })
}
