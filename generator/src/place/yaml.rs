//! The places of a YAML text.

use std::collections::HashMap;
use std::ops::Range;

use granit_parser::{Event, Parser, options};

use super::{Content, Node, Tree};

/// Reads the first document of a text, as far as it is one.
pub(super) fn read(text: &str) -> Tree {
    let mut reader = Reader::default();
    // As lenient as the parser that reads documents.
    let options = options! { bom_inside_document_as_content: true };
    for event in Parser::new_from_str_with_options(text, options) {
        let Ok((event, span)) = event else { break };
        let span = span.byte_range().filter(|span| text.get(span.clone()).is_some());
        let Some(span) = span else { break };
        match event {
            Event::Scalar(value, _, anchor, _) => reader.scalar(&value, span, anchor),
            Event::Alias(anchor) => reader.alias(span, anchor),
            Event::MappingStart(_, anchor, _) => {
                reader.open(Content::Object(Vec::new()), span, anchor);
            }
            Event::SequenceStart(_, anchor, _) => {
                reader.open(Content::List(Vec::new()), span, anchor);
            }
            Event::MappingEnd | Event::SequenceEnd => reader.close(span.end),
            Event::DocumentEnd => break,
            _ => {}
        }
    }
    reader.tree
}

#[derive(Default)]
struct Reader {
    tree: Tree,
    /// The collections that the next node is in.
    open: Vec<Open>,
    /// The nodes that aliases name.
    anchors: HashMap<usize, usize>,
}

/// A collection that is being read; of an object, with the key of the member
/// that comes next.
struct Open {
    node: usize,
    key: Option<(String, Range<usize>)>,
}

impl Reader {
    fn scalar(&mut self, value: &str, span: Range<usize>, anchor: usize) {
        if !self.is_key(value, &span) {
            self.add(Content::Scalar, span, anchor);
        }
    }

    fn alias(&mut self, span: Range<usize>, anchor: usize) {
        if !self.is_key("", &span) {
            let target = self.anchors.get(&anchor);
            let content = target.map_or(Content::Scalar, |target| Content::Alias(*target));
            self.add(content, span, 0);
        }
    }

    fn open(&mut self, content: Content, span: Range<usize>, anchor: usize) {
        let node = if self.is_key("", &span) {
            // No pointer can name a key that is a collection.
            self.tree.push(Node { key: None, value: span, content })
        } else {
            self.add(content, span, anchor)
        };
        self.open.push(Open { node, key: None });
    }

    fn close(&mut self, end: usize) {
        if let Some(open) = self.open.pop()
            && let Some(node) = self.tree.nodes.get_mut(open.node)
        {
            node.value.end = end.max(node.value.start);
        }
    }

    /// Takes what is read as the key of the next member, where one is due.
    fn is_key(&mut self, text: &str, span: &Range<usize>) -> bool {
        let Some(open) = self.open.last_mut() else { return false };
        let in_object = matches!(self.tree.nodes[open.node].content, Content::Object(_));
        let due = in_object && open.key.is_none();
        if due {
            open.key = Some((text.to_owned(), span.clone()));
        }
        due
    }

    fn add(&mut self, content: Content, value: Range<usize>, anchor: usize) -> usize {
        let parent = self.open.last_mut().map(|open| (open.node, open.key.take()));
        let (parent, key) = parent.map_or((None, None), |(parent, key)| (Some(parent), key));
        let (name, key) = key.unzip();
        let number = self.tree.push(Node { key, value, content });
        if anchor != 0 {
            self.anchors.insert(anchor, number);
        }
        match parent.map(|parent| &mut self.tree.nodes[parent].content) {
            Some(Content::Object(members)) => members.push((name.unwrap_or_default(), number)),
            Some(Content::List(items)) => items.push(number),
            _ => {}
        }
        number
    }
}
