//! Merging: how the parts of a JSON value that come one by one make up the
//! whole.

use serde_json::{Map, Value};

/// How a part changes what has come before.
///
/// - Objects are merged property by property.
/// - Texts are appended, except those of the properties in `replaced`.
/// - The items of lists are merged by the place that they name in their
///   property `index`, in whatever order they come; an item without one is new.
/// - Null changes nothing that is there; any other value replaces.
///
/// ```
/// # use openapi_client_runtime::value::MergeRules;
/// # use serde_json::json;
/// const RULES: MergeRules = MergeRules { index: "index", replaced: &["type"] };
///
/// let mut whole = json!({"content": []});
/// for part in [
///     json!({"content": [{"index": 1, "type": "text", "text": "sky"}]}),
///     json!({"content": [{"index": 0, "type": "text", "text": "Blue"}]}),
///     json!({"content": [{"index": 1, "type": "text", "text": "line"}]}),
/// ] {
///     RULES.merge(&mut whole, part);
/// }
/// assert_eq!(
///     whole,
///     json!({"content": [
///         {"index": 0, "type": "text", "text": "Blue"},
///         {"index": 1, "type": "text", "text": "skyline"},
///     ]})
/// );
/// ```
#[derive(Clone, Copy, Debug)]
pub struct MergeRules {
    /// The property of a list's item that names its place, from 0.
    pub index: &'static str,
    /// The properties whose text replaces the text before.
    pub replaced: &'static [&'static str],
}

impl MergeRules {
    /// Merges a part into the whole so far.
    pub fn merge(&self, whole: &mut Value, part: Value) {
        match (whole, part) {
            (_, Value::Null) => {}
            (Value::Object(whole), Value::Object(part)) => self.merge_object(whole, part),
            (Value::Array(whole), Value::Array(part)) => {
                part.into_iter().for_each(|item| self.merge_item(whole, item));
            }
            (Value::String(whole), Value::String(part)) => whole.push_str(&part),
            (whole, part) => *whole = self.merged(part),
        }
    }

    fn merge_object(&self, whole: &mut Map<String, Value>, part: Map<String, Value>) {
        for (name, part) in part {
            match whole.get_mut(&name) {
                Some(whole) if part.is_string() && self.replaced.contains(&name.as_str()) => {
                    *whole = part;
                }
                Some(whole) => self.merge(whole, part),
                None => {
                    whole.insert(name, self.merged(part));
                }
            }
        }
    }

    fn merge_item(&self, list: &mut Vec<Value>, item: Value) {
        let Some(place) = self.named_place(&item) else {
            list.push(self.merged(item));
            return;
        };
        // The list is in the order of places, and a stream goes on at its end.
        let before = (0..list.len()).rfind(|&at| self.place(list, at) <= place);
        match before {
            Some(at) if self.place(list, at) == place => self.merge(&mut list[at], item),
            Some(at) => list.insert(at + 1, self.merged(item)),
            None => list.insert(0, self.merged(item)),
        }
    }

    /// The place of a list's item: the one that it names, or where it is.
    fn place(&self, list: &[Value], at: usize) -> u64 {
        self.named_place(&list[at]).unwrap_or(at as u64)
    }

    fn named_place(&self, item: &Value) -> Option<u64> {
        item.get(self.index)?.as_u64()
    }

    /// A part of which nothing has come before. It may itself hold several
    /// parts of one item.
    fn merged(&self, part: Value) -> Value {
        match part {
            Value::Object(part) => {
                let mut whole = Map::new();
                self.merge_object(&mut whole, part);
                Value::Object(whole)
            }
            Value::Array(part) => {
                let mut whole = Vec::with_capacity(part.len());
                part.into_iter().for_each(|item| self.merge_item(&mut whole, item));
                Value::Array(whole)
            }
            part => part,
        }
    }
}
