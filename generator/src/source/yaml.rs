//! YAML text → the nodes of a tree.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, StructureStyle, Tag, options};

use super::builder::{MemberKey, TreeBuilder};
use super::scalar::{self, Plain};
use super::syntax::{self, Stop};
use super::tree::{MAX_DEPTH, NodeContent, NodeId, NodeKind, Text};

/// Reads the one document of a text. What stops it is said with the way to it.
pub(super) fn read(text: &str, builder: &mut TreeBuilder) -> Result<(), Stop> {
    if let Some(stop) = syntax::forbidden(text) {
        return Err(stop);
    }
    // All that `libyaml` reads is read: documents are written for it.
    let options = options! {
        bom_inside_document_as_content: true,
        block_scalar_eof_without_line_feed: true,
        flow_nesting_limit: MAX_DEPTH + 1,
        block_nesting_limit: MAX_DEPTH + 1,
    };
    let mut reader = YamlReader { text, builder, anchors: HashMap::new() };
    let mut documents = 0;
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) = event.map_err(|error| syntax::of_yaml(&error, text))?;
        let end = text.len();
        let span = span.byte_range().unwrap_or(end..end);
        match event {
            Event::DocumentStart(..) if documents == 1 => {
                return Err(syntax::two_documents(span.start));
            }
            Event::DocumentStart(..) => documents += 1,
            Event::Scalar(value, style, anchor, tag) => {
                // Where nothing is written, the parser says `~`.
                let nothing = span.is_empty() && style == ScalarStyle::Plain;
                let value = if nothing { Cow::Borrowed(&text[..0]) } else { value };
                let scalar = reader.scalar(&value, style, tag.as_deref(), &span)?;
                reader.place(scalar, value.is_empty(), anchor, span)?;
            }
            Event::Alias(anchor) => reader.alias(anchor, span)?,
            Event::MappingStart(_, anchor, tag) => {
                reader.open(NodeKind::Object, anchor, tag.as_deref(), span)?;
            }
            Event::SequenceStart(style, anchor, tag) => {
                let is_block = style == StructureStyle::Block;
                let start = if is_block { first_dash(text, span.start) } else { span.start };
                reader.open(NodeKind::List, anchor, tag.as_deref(), start..span.end)?;
            }
            Event::MappingEnd | Event::SequenceEnd => {
                // A bracket belongs to what it ends.
                let bracket = text[span.clone()].starts_with([']', '}']);
                reader.builder.close(if bracket { span.end } else { span.start });
            }
            _ => {}
        }
    }
    if documents == 0 {
        let end = text.len();
        let nothing = NodeContent::Null(builder.at(end..end));
        builder.add(nothing, end..end);
    }
    Ok(())
}

struct YamlReader<'t> {
    text: &'t str,
    builder: &'t mut TreeBuilder,
    /// The nodes that aliases name.
    anchors: HashMap<usize, NodeId>,
}

/// A scalar, before it is known whether it is a key.
#[derive(Clone, Copy)]
struct Scalar {
    content: NodeContent,
    text: Text,
    plain: bool,
    /// True if a key of that kind merges its value.
    merges: bool,
}

impl YamlReader<'_> {
    fn scalar(
        &mut self,
        value: &str,
        style: ScalarStyle,
        tag: Option<&Tag>,
        span: &Range<usize>,
    ) -> Result<Scalar, Stop> {
        let text = match self.inside(value) {
            Some(range) => self.builder.at(range),
            None => self.builder.make(value),
        };
        let plain = style == ScalarStyle::Plain;
        let content = match tag {
            Some(tag) => self.tagged(tag, value, text, span)?,
            None if plain => self.plain(value, text),
            None => NodeContent::String(text),
        };
        let is_of_merge =
            |tag: &Tag| tag.suffix_in_namespace("tag:yaml.org,2002:").as_deref() == Some("merge");
        let merges = value == "<<" && tag.map_or(plain, is_of_merge);
        Ok(Scalar { content, text, plain: plain && tag.is_none(), merges })
    }

    /// Finds where in the input a value is, if it needs no work.
    fn inside(&self, value: &str) -> Option<Range<usize>> {
        let start = (value.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)?;
        let end = start + value.len();
        (end <= self.text.len()).then_some(start..end)
    }

    fn plain(&self, value: &str, text: Text) -> NodeContent {
        match scalar::plain(value) {
            Plain::Null => NodeContent::Null(text),
            Plain::Bool => NodeContent::Bool(text),
            Plain::Number => NodeContent::Number(text),
            Plain::Text if scalar::is_out_of_range(value) => NodeContent::Beyond(text),
            Plain::Text => NodeContent::String(text),
        }
    }

    /// Returns a scalar whose type is written before it.
    fn tagged(
        &mut self,
        tag: &Tag,
        value: &str,
        text: Text,
        span: &Range<usize>,
    ) -> Result<NodeContent, Stop> {
        let (kind, content) = match tag.core_suffix() {
            Some("null") => ("null", scalar::is_null(value).then_some(NodeContent::Null(text))),
            Some("bool") => ("a boolean", scalar::boolean(value).map(|_| NodeContent::Bool(text))),
            Some("int") => {
                ("an integer", scalar::integer(value).map(|_| NodeContent::Number(text)))
            }
            Some("float") if scalar::is_out_of_range(value) => {
                ("a float", Some(NodeContent::Beyond(text)))
            }
            Some("float") => {
                // A float also where it is written as an integer.
                let float = scalar::float(value).map(|float| format!("{float:?}"));
                ("a float", float.map(|float| NodeContent::Number(self.builder.make(&float))))
            }
            _ if is_foreign(tag) => return Err(syntax::foreign_tag(tag, span.start)),
            _ => ("text", Some(NodeContent::String(text))),
        };
        content.ok_or_else(|| syntax::not_of_tag(value, kind, span.start))
    }

    /// Takes a scalar for the key that is due, or for a value.
    fn place(
        &mut self,
        scalar: Scalar,
        empty: bool,
        anchor: usize,
        span: Range<usize>,
    ) -> Result<(), Stop> {
        if self.builder.key_is_due() {
            if empty && scalar.plain {
                return Err(syntax::no_key(span.start));
            }
            if anchor != 0 {
                let node = self.builder.add_apart(scalar.content, span.clone());
                self.anchors.insert(anchor, node);
            }
            self.builder.key(MemberKey {
                text: scalar.text,
                span: span.into(),
                merges: scalar.merges,
            });
            return Ok(());
        }
        let node = self.builder.add(scalar.content, span);
        if anchor != 0 {
            self.anchors.insert(anchor, node);
        }
        Ok(())
    }

    fn alias(&mut self, anchor: usize, span: Range<usize>) -> Result<(), Stop> {
        let Some(node) = self.anchors.get(&anchor).copied() else {
            return Err(syntax::no_anchor(span.start));
        };
        if self.builder.key_is_due() {
            let Some(text) = self.builder.content(node).text() else {
                return Err(syntax::no_key(span.start));
            };
            self.builder.key(MemberKey { text, span: span.into(), merges: false });
            return Ok(());
        }
        let start = span.start;
        self.builder.copy(node, span).map_err(|refused| syntax::refused(refused, start))
    }

    fn open(
        &mut self,
        kind: NodeKind,
        anchor: usize,
        tag: Option<&Tag>,
        span: Range<usize>,
    ) -> Result<(), Stop> {
        let start = span.start;
        if let Some(tag) = tag.filter(|tag| is_foreign(tag)) {
            return Err(syntax::foreign_tag(tag, start));
        }
        if self.builder.key_is_due() {
            return Err(syntax::no_key(start));
        }
        let node =
            self.builder.open(kind, span).map_err(|refused| syntax::refused(refused, start))?;
        if anchor != 0 {
            self.anchors.insert(anchor, node);
        }
        Ok(())
    }
}

/// Returns the place of the first dash of a list. Where a list stands in the column of its key,
/// the parser says where the line goes on behind the dash and a comment.
fn first_dash(text: &str, start: usize) -> usize {
    let behind = text[start..].strip_prefix('-');
    let is_dash = behind.is_some_and(|more| more.chars().next().is_none_or(char::is_whitespace));
    let line = text[..start].rfind('\n').map_or(0, |end| end + 1);
    let before = text[line..start].trim_start();
    let more = before.strip_prefix('-').map(str::trim_start);
    let is_behind = !is_dash && more.is_some_and(|more| more.is_empty() || more.starts_with('#'));
    if is_behind { start - before.len() } else { start }
}

/// Tells whether only its author knows what a tag stands for.
fn is_foreign(tag: &Tag) -> bool {
    tag.handle().starts_with('!')
}
