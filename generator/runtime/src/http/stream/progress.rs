//! The signs of its end in the events of a stream.

use std::collections::BTreeMap;

use memchr::memmem;
use serde_json::value::RawValue;

use crate::http::assembly::Assembly;
use crate::http::beyond::Object;
use crate::http::decode;

/// The most items that are told apart.
const MOST: usize = 1024;

/// The account of whether the object that the events of a stream build up is whole, where
/// something shows that.
pub(super) enum Progress {
    /// Each item that was begun has a property that comes last.
    Property {
        /// The way to the property in an event.
        way: String,
        /// The property of an item that names its place.
        index: &'static str,
        /// The items by their places, each with whether it has the property. None before the
        /// first event.
        items: Option<BTreeMap<Vec<u64>, bool>>,
    },
    /// An event of one of these names is the last.
    Event {
        /// The property that names an event.
        tag: &'static str,
        /// The names.
        last: &'static [&'static str],
        /// One of them has come.
        came: bool,
    },
}

impl Progress {
    /// Returns the account before the first event; none where nothing shows the end.
    pub(super) fn of(assembly: &'static Assembly) -> Option<Self> {
        match assembly {
            Assembly::Merged { complete: None, .. } | Assembly::Placed { last: [], .. } => None,
            Assembly::Merged { complete: Some(way), renamed, rules, .. } => Some(Self::Property {
                way: way_in_events(way, renamed),
                index: rules.index,
                items: None,
            }),
            Assembly::Placed { tag, last, .. } => Some(Self::Event { tag, last, came: false }),
        }
    }

    /// Takes an event into account; what is no JSON tells nothing.
    pub(super) fn hear(&mut self, data: &[u8]) {
        let json = String::from_utf8_lossy(decode::without_mark(data));
        if self.read(&json).is_err()
            && let Some(mended) = decode::mended(json.as_bytes())
        {
            _ = self.read(&String::from_utf8_lossy(&mended));
        }
    }

    fn read(&mut self, json: &str) -> serde_json::Result<()> {
        match self {
            Self::Property { way, index, items } => {
                let items = items.get_or_insert_default();
                Items { index, items }.note(serde_json::from_str(json)?, way, &[])
            }
            Self::Event { tag, last, came } => {
                let mentions =
                    |name: &&str| memmem::find(json.as_bytes(), name.as_bytes()).is_some();
                if !*came && last.iter().any(mentions) {
                    let Object(entries) = serde_json::from_str(json)?;
                    let name = property(&entries, tag).map(serde_json::from_str::<String>);
                    *came = name.transpose()?.is_some_and(|name| last.contains(&name.as_str()));
                }
                Ok(())
            }
        }
    }

    /// Tells whether the object is whole.
    pub(super) fn is_whole(&self) -> bool {
        match self {
            Self::Property { items, .. } => {
                items.as_ref().is_some_and(|items| items.values().all(|has_it| *has_it))
            }
            Self::Event { came, .. } => *came,
        }
    }

    /// Names the sign that the object is whole.
    pub(super) fn sign(&self) -> String {
        match self {
            Self::Property { way, .. } => format!("a `{way}`"),
            Self::Event { last, .. } => format!("an event `{}`", last.join("` or `")),
        }
    }
}

/// Returns the way in an event to a property of the object, where some have another name in it.
fn way_in_events(way: &str, renamed: &[(&str, &str)]) -> String {
    let way_of = |(path, name): &(&str, &str)| {
        let end = path.rfind('.').map_or(0, |dot| dot + 1);
        let rest = way.strip_prefix(&path[..end])?.strip_prefix(name)?;
        (rest.is_empty() || rest.starts_with('.')).then(|| format!("{path}{rest}"))
    };
    renamed.iter().find_map(way_of).unwrap_or_else(|| way.to_owned())
}

/// The items that were begun.
struct Items<'i> {
    index: &'static str,
    items: &'i mut BTreeMap<Vec<u64>, bool>,
}

impl Items<'_> {
    /// Notes of each object before the end of a way whether it has the property there, and
    /// neither null nor an empty text.
    fn note(&mut self, json: &RawValue, way: &str, place: &[u64]) -> serde_json::Result<()> {
        let is_list = json.get().starts_with('[');
        let items = if is_list { serde_json::from_str(json.get())? } else { vec![json] };
        let objects = (0..).zip(items).filter(|(_, item)| item.get().starts_with('{'));
        for (position, object) in objects {
            let Object(entries) = serde_json::from_str(object.get())?;
            let mut place = place.to_vec();
            if is_list {
                let index = property(&entries, self.index).and_then(|index| index.parse().ok());
                place.push(index.unwrap_or(position));
            }
            match way.split_once('.') {
                Some((first, rest)) => {
                    if let Some(inner) = property(&entries, first) {
                        self.note(serde_json::from_str(inner)?, rest, &place)?;
                    }
                }
                None => {
                    let said = property(&entries, way);
                    self.mark(place, said.is_some_and(|said| !matches!(said, "null" | "\"\"")));
                }
            }
        }
        Ok(())
    }

    fn mark(&mut self, place: Vec<u64>, has_it: bool) {
        if self.items.len() < MOST || self.items.contains_key(&place) {
            *self.items.entry(place).or_default() |= has_it;
        }
    }
}

/// Returns the JSON of a property.
fn property<'j>(entries: &[(String, &'j RawValue)], name: &str) -> Option<&'j str> {
    entries.iter().rfind(|(key, _)| key == name).map(|(_, value)| value.get())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::MergeRules;

    static PARTS: Assembly = Assembly::Merged {
        rules: MergeRules { index: "place", identity: None, replaced: &[] },
        renamed: &[("choices.delta", "message")],
        dropped: &[],
        complete: Some("choices.message.end"),
    };

    static PLACES: Assembly =
        Assembly::Placed { tag: "type", rules: &[], last: &["done", "failed"] };

    fn is_whole(assembly: &'static Assembly, events: &[&str]) -> bool {
        let mut progress = Progress::of(assembly).unwrap();
        events.iter().for_each(|event| progress.hear(event.as_bytes()));
        progress.is_whole()
    }

    #[test]
    fn each_item_that_was_begun_has_what_comes_last() {
        let begun = r#"{"choices":[{"place":1,"delta":{}},{"place":0,"delta":{"end":null}}]}"#;
        let first = r#"{"choices":[{"place":0,"delta":{"end":"stop"}}]}"#;
        let second = r#"{"choices":[{"place":1,"delta":{"end":"\ud83d"}}]}"#;
        for whole in [
            &[begun, first, second][..],
            &[begun, second, first, r#"{"choices":[]}"#, r#"{"usage":{}}"#],
            // Nothing was begun.
            &[r#"{"choices":[]}"#],
            &[r#"{"choices":null}"#],
            &["null"],
            // Items that do not say where they are.
            &[r#"{"choices":[{"delta":{}}]}"#, r#"{"choices":[{"delta":{"end":"x"}}]}"#],
        ] {
            assert!(is_whole(&PARTS, whole), "{whole:?}");
        }
        for part in [
            &[][..],
            &[begun],
            &[begun, first],
            &[begun, second, "x"],
            &[r#"{"choices":[{"delta":{"end":""}}]}"#],
            &[r#"{"choices":[{"delta":{}},{"delta":{"end":"x"}}]}"#],
        ] {
            assert!(!is_whole(&PARTS, part), "{part:?}");
        }
        assert_eq!(Progress::of(&PARTS).unwrap().sign(), "a `choices.delta.end`");
    }

    #[test]
    fn an_event_is_the_last_by_its_name() {
        for whole in [r#"{"a":{},"type":"done"}"#, r#"{"type":"failed"}"#] {
            assert!(is_whole(&PLACES, &[r#"{"type":"begun"}"#, whole, "{}"]), "{whole}");
        }
        for part in [r#"{"type":"said","more":"done"}"#, r#"{"a":{"type":"done"}}"#, "done", "{"] {
            assert!(!is_whole(&PLACES, &[part]), "{part}");
        }
    }

    #[test]
    fn a_server_cannot_begin_items_without_end() {
        let mut progress = Progress::of(&PARTS).unwrap();
        for place in 0..3000 {
            let event = format!(r#"{{"choices":[{{"place":{place},"delta":{{}}}}]}}"#);
            progress.hear(event.as_bytes());
        }
        let Progress::Property { items, .. } = progress else { unreachable!() };
        assert_eq!(items.unwrap().len(), MOST);
    }
}
