//! Merging: how the parts of a JSON value that come one by one make up the
//! whole.

use serde_json::{Map, Value};

/// The rules by which a part changes what has come before.
///
/// - Objects are merged property by property.
/// - Texts are appended, except those of the properties in `replaced`, which an empty
///   text leaves as they are.
/// - The items of lists are merged by the place that they name in their
///   property `index`, in whatever order they come; an item without one is new.
///   Those that name one place are one item, unless they have different values in the
///   property `identity`, if there is one: some servers count several items as the first.
///   An item without that, or with an empty text in it, goes on with the last of its place.
/// - Null changes nothing that is there; any other value replaces.
///
/// ```
/// # use openapi_loom_runtime::value::MergeRules;
/// # use serde_json::json;
/// const RULES: MergeRules =
///     MergeRules { index: "index", identity: Some("id"), replaced: &["id", "type"] };
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
    /// The property that tells the items of one place apart.
    pub identity: Option<&'static str>,
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
                self.merge_items(whole, part);
            }
            (Value::String(whole), Value::String(part)) => whole.push_str(&part),
            (whole, part) => *whole = self.merged(part),
        }
    }

    fn merge_object(&self, whole: &mut Map<String, Value>, part: Map<String, Value>) {
        for (name, part) in part {
            match whole.get_mut(&name) {
                Some(whole) if part.is_string() && self.replaced.contains(&name.as_str()) => {
                    if part != "" {
                        *whole = part;
                    }
                }
                Some(whole) => self.merge(whole, part),
                None => {
                    whole.insert(name, self.merged(part));
                }
            }
        }
    }

    /// Merges the items of a part into a list, which is in the order of places.
    fn merge_items(&self, list: &mut Vec<Value>, items: Vec<Value>) {
        let (mut placed, mut new) = (Vec::new(), Vec::new());
        for item in items {
            match self.named_place(&item) {
                Some(place) => placed.push((place, item)),
                None => new.push(self.merged(item)),
            }
        }
        // The parts of one place stay in their order.
        placed.sort_by_key(|(place, _)| *place);
        self.merge_placed(list, placed);
        list.append(&mut new);
    }

    /// Merges items in the order of their places. All that comes before the
    /// first of them stays as it is, and a stream goes on at the end of a list.
    fn merge_placed(&self, list: &mut Vec<Value>, placed: Vec<(u64, Value)>) {
        let Some((first, _)) = placed.first() else { return };
        let mut start = list.len();
        while start > 0 && self.place(list, start - 1) >= *first {
            start -= 1;
        }
        let places: Vec<u64> = (start..list.len()).map(|at| self.place(list, at)).collect();
        let mut rest = places.into_iter().zip(list.split_off(start)).peekable();
        // The last place, and where its items begin in the list.
        let (mut last, mut begin) = (None, list.len());
        for (place, item) in placed {
            while let Some((before, old)) = rest.next_if(|(other, _)| *other <= place) {
                if last.replace(before) != Some(before) {
                    begin = list.len();
                }
                list.push(old);
            }
            if last.replace(place) != Some(place) {
                begin = list.len();
            }
            match self.continued(&mut list[begin..], &item) {
                Some(whole) => self.merge(whole, item),
                None => list.push(self.merged(item)),
            }
        }
        list.extend(rest.map(|(_, old)| old));
    }

    /// Finds, among the items of one place, the one that a part goes on with.
    fn continued<'v>(&self, items: &'v mut [Value], part: &Value) -> Option<&'v mut Value> {
        let Some(identity) = self.identity(part) else { return items.last_mut() };
        let is_same = |item: &&mut Value| self.identity(item).is_none_or(|it| it == identity);
        items.iter_mut().rev().find(is_same)
    }

    fn identity<'v>(&self, item: &'v Value) -> Option<&'v Value> {
        item.get(self.identity?).filter(|identity| !identity.is_null() && **identity != "")
    }

    /// Returns the place of a list's item: the one that it names, or where it is.
    fn place(&self, list: &[Value], at: usize) -> u64 {
        self.named_place(&list[at]).unwrap_or(at as u64)
    }

    fn named_place(&self, item: &Value) -> Option<u64> {
        item.get(self.index)?.as_u64()
    }

    /// Merges a part with nothing before it. It may itself hold several parts
    /// of one item.
    fn merged(&self, part: Value) -> Value {
        match part {
            Value::Object(part) => {
                let mut whole = Map::new();
                self.merge_object(&mut whole, part);
                Value::Object(whole)
            }
            Value::Array(part) => {
                let mut whole = Vec::with_capacity(part.len());
                self.merge_items(&mut whole, part);
                Value::Array(whole)
            }
            part => part,
        }
    }
}
