//! Several things said about a list → one list, whose items are all of it.

use serde_json::{Map, Value, json};

use super::kind::is_plain;
use super::{Combiner, Object, Part, add, keep_annotations, moved, only, refer_to, reference};

impl Combiner<'_> {
    /// Makes a schema the list that all parts allow.
    pub(super) fn lists(&self, schema: &mut Object, parts: &[Part]) {
        let contents: Option<Vec<Part>> = parts.iter().map(|part| self.content(part)).collect();
        let Some(contents) = contents else { return };
        let about_items: Vec<usize> = (0..contents.len())
            .filter(|index| {
                contents[*index].node.get("items").is_some_and(|items| *items != json!({}))
            })
            .collect();
        keep_annotations(schema);
        // A component that alone says what is in the list keeps its name.
        if let [index] = about_items.as_slice()
            && let Some(name) = reference(&parts[*index].node)
        {
            only(schema, Part { node: refer_to(name), ..parts[*index].clone() });
            return;
        }
        let mut items = Vec::new();
        let mut said = Map::new();
        for part in contents {
            let Value::Object(mut node) = part.node else { continue };
            if let Some(inner) = node.shift_remove("items")
                && inner != json!({})
            {
                let at = super::place(&inner, part.at.child("items"));
                items.push(moved(Part { node: inner, at, of: None }));
            }
            add(&mut said, node);
        }
        match items.len() {
            0 => {}
            1 => drop(said.insert("items".to_owned(), items.remove(0))),
            _ => drop(said.insert("items".to_owned(), json!({ "allOf": items }))),
        }
        add(schema, said);
    }

    /// The list itself, if there is nothing to combine in it.
    fn content(&self, part: &Part) -> Option<Part> {
        let mut part = part.clone();
        for _ in 0..super::MAX_DEPTH {
            let Some(name) = reference(&part.node) else { break };
            let (at, node) = self.components.get(name)?;
            part = Part { node: node.clone(), at: at.clone(), of: None };
        }
        is_plain(&part.node).then_some(part)
    }
}
