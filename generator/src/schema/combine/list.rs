//! Several things said about a list → one list, whose items are all of it.

use super::kind::is_plain;
use super::{Combiner, MAX_DEPTH, Part, keep_annotations, keep_limits, only};
use crate::schema::model::Schema;
use crate::schema::spelling::absorb;

impl Combiner<'_> {
    /// Makes a schema the list that all parts allow.
    pub(super) fn lists(&self, schema: &mut Schema, parts: &[Part]) {
        let contents: Option<Vec<Schema>> = parts.iter().map(|part| self.content(part)).collect();
        let Some(contents) = contents else { return };
        let about_items: Vec<usize> = (0..contents.len())
            .filter(|index| contents[*index].items.as_ref().is_some_and(|items| says(items)))
            .collect();
        keep_annotations(schema);
        // A component that alone says what is in the list keeps its name.
        if let [index] = about_items.as_slice()
            && let Some(name) = parts[*index].schema.component()
        {
            only(schema, Schema::refer_to(name, parts[*index].schema.at.0.clone()));
            keep_limits(schema, parts);
            return;
        }
        let mut items = Vec::new();
        let mut said = Schema::default();
        for mut content in contents {
            items.extend(content.items.take().filter(|items| says(items)).map(|items| *items));
            absorb(&mut said, content);
        }
        said.items = match items.len() {
            0 => None,
            1 => items.pop().map(Box::new),
            _ => {
                let at = schema.at.child("items");
                Some(Box::new(Schema { all_of: Some(items), ..Schema::any(at) }))
            }
        };
        absorb(schema, said);
    }

    /// The list itself, if there is nothing to combine in it.
    fn content(&self, part: &Part) -> Option<Schema> {
        let mut schema = &part.schema;
        for _ in 0..MAX_DEPTH {
            let Some(name) = schema.component() else { break };
            schema = self.components.get(name)?;
        }
        is_plain(schema).then(|| schema.clone())
    }
}

/// Whether anything is said of what a list holds.
fn says(items: &Schema) -> bool {
    *items != Schema::default()
}
