//! Where in a text a pointer leads: what a run that failed shows to people.
//!
//! The stages work on trees without positions, which are fast to read. Only
//! when there is something to say is the text read again, by parsers that keep
//! the place of every node.

mod json;
mod yaml;

use std::ops::Range;

use crate::document::{is_json, without_mark};
use crate::pointer::Pointer;

/// The text of an input, with the place of every node.
#[derive(Debug)]
pub struct Source {
    text: String,
    /// Where each line begins.
    lines: Vec<usize>,
    tree: Tree,
}

/// A place in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The bytes to underline, all on one line.
    pub span: Range<usize>,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// Whether what was asked for is just there, and not somewhere inside of
    /// it.
    pub exact: bool,
}

impl Source {
    /// Reads a text as far as it can be read. What is no UTF-8 is replaced.
    pub fn new(bytes: &[u8]) -> Self {
        let bytes = without_mark(bytes);
        let text = String::from_utf8_lossy(bytes).into_owned();
        let tree = if is_json(bytes) { json::read(&text) } else { yaml::read(&text) };
        let after_breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(after_breaks).collect();
        Self { text, lines, tree }
    }

    /// The text, without a byte order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The place of a node; of one that the text does not have, the place of
    /// what it would be inside of.
    pub fn find(&self, at: &Pointer) -> Place {
        let (node, exact) = self.tree.find(at);
        self.place(self.tree.span(node, &self.text), exact)
    }

    /// The place of a byte.
    pub fn at(&self, offset: usize) -> Place {
        let mut start = offset.min(self.text.len());
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        // What is missing at the end is missing after the last thing there is.
        if start == self.text.len() {
            start = self.text.trim_end().len();
        }
        let next = self.text[start..].chars().next();
        let width = next.filter(|c| *c != '\n' && *c != '\r').map_or(0, char::len_utf8);
        self.place(start..start + width, true)
    }

    fn place(&self, span: Range<usize>, exact: bool) -> Place {
        let line = self.lines.partition_point(|begin| *begin <= span.start);
        let begin = self.lines[line - 1];
        let column = self.text[begin..span.start].chars().count() + 1;
        Place { line, column, span, exact }
    }
}

/// The nodes of a text, each after what it is in.
#[derive(Debug, Default)]
struct Tree {
    nodes: Vec<Node>,
}

#[derive(Debug, Default)]
struct Node {
    /// Its key, when it is a member of an object.
    key: Option<Range<usize>>,
    /// The node itself.
    value: Range<usize>,
    content: Content,
}

#[derive(Debug, Default)]
enum Content {
    #[default]
    Scalar,
    Object(Vec<(String, usize)>),
    List(Vec<usize>),
    Alias(usize),
}

impl Tree {
    /// Adds a node and says its number.
    fn push(&mut self, node: Node) -> usize {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    /// The node that a pointer leads to, or the last one on the way to it.
    fn find(&self, at: &Pointer) -> (Option<&Node>, bool) {
        let Some(mut node) = self.nodes.first() else { return (None, false) };
        for key in at.keys() {
            match self.child(node, &key) {
                Some(child) => node = child,
                None => return (Some(node), false),
            }
        }
        (Some(node), true)
    }

    /// Of a key that is there twice, the last.
    fn child(&self, node: &Node, key: &str) -> Option<&Node> {
        let child = match &node.content {
            Content::Scalar => return None,
            Content::Object(members) => members.iter().rev().find(|(name, _)| name == key)?.1,
            Content::List(items) => *items.get(key.parse::<usize>().ok()?)?,
            Content::Alias(target) => return self.child(self.nodes.get(*target)?, key),
        };
        self.nodes.get(child)
    }

    /// What to underline: a member that is a word or two as a whole, the key
    /// of a longer one, the first line of anything else.
    fn span(&self, node: Option<&Node>, text: &str) -> Range<usize> {
        let Some(node) = node else { return first_line(text, 0..text.len()) };
        let scalar = matches!(node.content, Content::Scalar | Content::Alias(_));
        let span = match &node.key {
            Some(key) if scalar && !text[node.value.clone()].contains('\n') => {
                key.start..node.value.end.max(key.end)
            }
            Some(key) => key.clone(),
            None => node.value.clone(),
        };
        first_line(text, span)
    }
}

/// The part of a span that is on its first line, as far as it is of use to
/// underline it.
fn first_line(text: &str, span: Range<usize>) -> Range<usize> {
    const LONG: usize = 80;
    let part = &text[span.clone()];
    let start = span.start + (part.len() - part.trim_start().len());
    let line = text[start..span.end.max(start)].lines().next().unwrap_or_default();
    let line = line.char_indices().nth(LONG).map_or(line, |(end, _)| &line[..end]);
    start..start + line.trim_end().len()
}

#[cfg(test)]
mod tests;
