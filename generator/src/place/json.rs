//! The places of a JSON text: what is borrowed from it lies inside of it.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::Deserializer;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{Content, Node, Tree};

/// Reads a text; one that is broken has no places.
pub(super) fn read(text: &str) -> Tree {
    let mut tree = Tree::default();
    if let Ok(raw) = serde_json::from_str::<&RawValue>(text) {
        Reader { text, tree: &mut tree }.node(raw, None);
    }
    tree
}

struct Reader<'a, 't> {
    text: &'a str,
    tree: &'t mut Tree,
}

impl<'a> Reader<'a, '_> {
    fn node(&mut self, raw: &'a RawValue, key: Option<Range<usize>>) -> usize {
        let start = raw.get().as_ptr() as usize - self.text.as_ptr() as usize;
        let value = start..start + raw.get().len();
        let number = self.tree.push(Node { key, value, content: Content::Scalar });
        if raw.get().starts_with(['{', '[']) {
            let mut deserializer = serde_json::Deserializer::from_str(raw.get());
            let reader = Reader { text: self.text, tree: self.tree };
            let content = deserializer.deserialize_any(reader);
            self.tree.nodes[number].content = content.unwrap_or_default();
        }
        number
    }

    /// The key before a value, quotes included.
    fn key_before(&self, value: &RawValue) -> Option<Range<usize>> {
        let start = value.get().as_ptr() as usize - self.text.as_ptr() as usize;
        let before = self.text[..start].trim_end().strip_suffix(':')?.trim_end();
        let end = before.len();
        let mut inside = before.strip_suffix('"')?;
        loop {
            inside = &inside[..inside.rfind('"')?];
            let escapes = inside.len() - inside.trim_end_matches('\\').len();
            if escapes % 2 == 0 {
                return Some(inside.len()..end);
            }
        }
    }
}

impl<'a> Visitor<'a> for Reader<'a, '_> {
    type Value = Content;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or a list")
    }

    fn visit_map<A: MapAccess<'a>>(mut self, mut map: A) -> Result<Content, A::Error> {
        let mut members = Vec::new();
        while let Some((key, value)) = map.next_entry::<Cow<'a, str>, &'a RawValue>()? {
            let place = self.key_before(value);
            members.push((key.into_owned(), self.node(value, place)));
        }
        Ok(Content::Object(members))
    }

    fn visit_seq<A: SeqAccess<'a>>(mut self, mut list: A) -> Result<Content, A::Error> {
        let mut items = Vec::new();
        while let Some(value) = list.next_element()? {
            items.push(self.node(value, None));
        }
        Ok(Content::List(items))
    }
}
