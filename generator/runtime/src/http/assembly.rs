//! One object as the events of a stream build it up.

use std::fmt;
use std::marker::PhantomData;

use bytes::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::accumulate::{Accumulate, Accumulated};
use super::decode;
use super::error::{Error, ErrorKind};
use crate::value::{MergeRules, without};

/// The most places of lists that may be left out before those that events name, all of
/// them together.
const MOST_MISSING: u64 = 1024;

/// The rules by which the events of a stream build up one object.
#[derive(Debug)]
pub enum Assembly {
    /// Each event is a part of the object, and merged into it.
    Merged {
        /// The rules of merging.
        rules: MergeRules,
        /// Properties that have another name in the object: the names that lead
        /// to one, joined by dots, and the other name.
        renamed: &'static [(&'static str, &'static str)],
        /// Properties of an event that the object does not have.
        dropped: &'static [&'static str],
        /// The property that the object has once it is whole, in each item of lists on
        /// the way: the names that lead to it, joined by dots. None where nothing shows it.
        complete: Option<&'static str>,
    },
    /// Events of some names say something about a place in the object.
    Placed {
        /// The property that names an event.
        tag: &'static str,
        /// The rules for the events of each name.
        rules: &'static [Placing],
        /// The names of the events of which one is the last. Empty where nothing shows it.
        last: &'static [&'static str],
    },
}

/// A rule for events of some names, which say something about a place in an
/// object.
#[derive(Clone, Copy, Debug)]
pub struct Placing {
    /// The names.
    pub events: &'static [&'static str],
    /// The place: names of properties, joined by dots, each with the event's
    /// property, in brackets, that has the number of an item; empty for the
    /// object itself. `output[output_index].text`.
    pub at: &'static str,
    /// The property of the event that has what is said.
    pub take: &'static str,
    /// True if the value is appended to the text that is there; otherwise it
    /// replaces what is there.
    pub append: bool,
}

/// One object as the events of a stream have built it up so far.
#[derive(Clone)]
pub struct Assembled<T> {
    value: Option<Value>,
    /// The rules by which it was built; none before the first event.
    assembly: Option<&'static Assembly>,
    /// An event came that is the last.
    ended: bool,
    /// The event that came last has told all of the object anew.
    replaced: bool,
    /// The number of places of lists that were left out before others.
    missing: u64,
    object: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned> Assembled<T> {
    /// Returns the object as it is so far; none before the first event that tells of it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`](super::ErrorKind::Decode) if what the events said
    /// does not make up an object of its type.
    pub fn get(&self) -> Result<Option<T>, Error> {
        let Some(value) = &self.value else { return Ok(None) };
        match self.assembly {
            // Items that were merged have their places beside what is theirs.
            Some(Assembly::Merged { rules, .. }) => without(rules.index, || decode::value(value)),
            _ => decode::value(value),
        }
        .map(Some)
    }
}

impl<T> Assembled<T> {
    /// Returns the same as JSON, as it is so far.
    pub fn value(&self) -> Option<&Value> {
        self.value.as_ref()
    }

    /// Takes an event into account.
    ///
    /// # Errors
    ///
    /// Fails if the event names a place that is far beyond the end of a list.
    #[doc(hidden)]
    pub fn add(
        &mut self,
        event: &impl Serialize,
        assembly: &'static Assembly,
    ) -> Result<(), Error> {
        let event = serde_json::to_value(event).map_err(|error| odd(error.to_string()))?;
        self.assembly = Some(assembly);
        self.replaced = false;
        match assembly {
            Assembly::Merged { rules, renamed, dropped, .. } => {
                let mut event = event;
                renamed.iter().for_each(|(path, name)| rename(&mut event, path, name));
                if let Value::Object(event) = &mut event {
                    event.retain(|name, _| !dropped.contains(&name.as_str()));
                }
                rules.merge(self.value.get_or_insert_with(|| Map::new().into()), event);
            }
            Assembly::Placed { tag, rules, last } => {
                let name = event.get(tag).and_then(Value::as_str).unwrap_or_default();
                let about = rules.iter().filter(|rule| rule.events.contains(&name));
                for rule in about {
                    self.place(rule, &event)?;
                }
                self.ended |= last.contains(&name);
            }
        }
        Ok(())
    }

    /// Checks that the object is whole, as far as its rules tell.
    fn is_whole(&self) -> Result<(), String> {
        match (self.assembly, &self.value) {
            (Some(Assembly::Merged { complete: Some(way), .. }), Some(value))
                if !has_each(value, way) =>
            {
                Err(format!("its `{way}` has not come"))
            }
            (Some(Assembly::Placed { last, .. }), Some(_)) if !last.is_empty() && !self.ended => {
                Err(format!("no event `{}` has come", last.join("` or `")))
            }
            _ => Ok(()),
        }
    }

    fn place(&mut self, rule: &Placing, event: &Value) -> Result<(), Error> {
        let Some(said) = event.get(rule.take) else { return Ok(()) };
        if rule.at.is_empty() {
            self.value = Some(said.clone());
            self.replaced = true;
            self.missing = 0;
            return Ok(());
        }
        // Where it does not say where, there is nothing to be done.
        let Some(steps) = steps(rule.at, event) else { return Ok(()) };
        // An event that is refused leaves no trace.
        let missing = self.missing.saturating_add(missing(&steps, self.value.as_ref()));
        if missing > MOST_MISSING {
            return Err(odd("an event names an item far beyond those that there are".to_owned()));
        }
        self.missing = missing;
        let mut place = self.value.get_or_insert(Value::Null);
        for step in steps {
            place = property(place, step.name);
            if let Some(number) = step.number {
                let count = place.as_array().map_or(0, Vec::len);
                place = item(place, number);
                // A place that was left out before is there now.
                let was_missing = number < count && place.is_null();
                self.missing = self.missing.saturating_sub(was_missing.into());
            }
        }
        match (place, said) {
            (Value::String(text), Value::String(more)) if rule.append => text.push_str(more),
            (place, said) => *place = said.clone(),
        }
        Ok(())
    }
}

/// A step on the way to a place: to a property, or to an item of the list that it is.
struct Step<'r> {
    name: &'r str,
    number: Option<usize>,
}

/// Returns the steps to a place. None if the event does not say which item it is about.
fn steps<'r>(at: &'r str, event: &Value) -> Option<Vec<Step<'r>>> {
    let step = |step: &'r str| {
        let Some((name, property)) = step.split_once('[') else {
            return Some(Step { name: step, number: None });
        };
        let number = event.get(property.trim_end_matches(']'))?.as_u64()?;
        Some(Step { name, number: Some(usize::try_from(number).unwrap_or(usize::MAX)) })
    };
    at.split('.').map(step).collect()
}

/// Counts the places of lists that there would be before those of the steps, and are not.
fn missing(steps: &[Step<'_>], value: Option<&Value>) -> u64 {
    let (mut place, mut missing) = (value, 0_u64);
    for Step { name, number } in steps {
        place = place.and_then(|place| place.get(name));
        let Some(number) = number else { continue };
        let items = place.and_then(Value::as_array).map_or(0, Vec::len);
        missing = missing.saturating_add(number.saturating_sub(items) as u64);
        place = place.and_then(|place| place.get(number));
    }
    missing
}

/// Returns the property of an object, which a value becomes that is none.
fn property<'v>(of: &'v mut Value, name: &str) -> &'v mut Value {
    if !of.is_object() {
        *of = Map::new().into();
    }
    &mut of[name]
}

/// Returns the item of a list, which a value becomes that is none.
fn item(of: &mut Value, number: usize) -> &mut Value {
    if !of.is_array() {
        *of = Vec::<Value>::new().into();
    }
    if let Value::Array(items) = of
        && number >= items.len()
    {
        items.resize(number + 1, Value::Null);
    }
    &mut of[number]
}

/// Tells whether a property is there, and neither null nor an empty text, in each item of
/// lists on the way to it, of which there is one at least.
fn has_each(value: &Value, way: &str) -> bool {
    match value {
        Value::Array(items) => !items.is_empty() && items.iter().all(|item| has_each(item, way)),
        Value::Object(object) => {
            let (name, rest) = way.split_once('.').unwrap_or((way, ""));
            let property = object.get(name).filter(|it| !it.is_null() && **it != "");
            property.is_some_and(|property| rest.is_empty() || has_each(property, rest))
        }
        _ => false,
    }
}

/// Gives the property at the end of a path another name, in each item of lists
/// on the way.
fn rename(value: &mut Value, path: &str, name: &str) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, path, name)),
        Value::Object(object) => match path.split_once('.') {
            Some((first, rest)) => {
                if let Some(value) = object.get_mut(first) {
                    rename(value, rest, name);
                }
            }
            None => {
                if let Some(value) = object.remove(path) {
                    object.insert(name.to_owned(), value);
                }
            }
        },
        _ => {}
    }
}

fn odd(message: String) -> Error {
    Error::decode(message, None, Bytes::new())
}

impl<T, E> Accumulated<E>
where
    T: DeserializeOwned,
    E: Accumulate<State = Assembled<T>>,
{
    /// Reads the rest of the stream, and gives the object that it has built up.
    ///
    /// # Errors
    ///
    /// The first that the stream yields, or if no event has told of an object.
    /// [`ErrorKind::Incomplete`](super::ErrorKind::Incomplete) if the stream ended, by
    /// neither the event nor the data that says so, before the object was whole: the error
    /// [has](Error::body) what had come. [`finish`](Self::finish) and
    /// [`state`](Self::state) take it as it is; [`is_complete`](Self::is_complete) tells them
    /// apart.
    pub async fn whole(mut self) -> Result<T, Error> {
        let end = self.finish().await.map(drop);
        let state = self.state();
        if let (Some(value), Err(missing)) = (&state.value, self.is_whole())
            && (end.is_ok() || self.events().is_ended_early())
        {
            let message = format!("the stream ended before the object was whole: {missing}");
            let error = Error::new(ErrorKind::Incomplete, message);
            return Err(error.with_body(value.to_string().into()));
        }
        end?;
        let whole = state.get()?;
        whole.ok_or_else(|| odd("the stream ended before it told of anything".to_owned()))
    }
}

impl<T, E: Accumulate<State = Assembled<T>>> Accumulated<E> {
    /// Tells whether the stream has come to its end and the object is whole, by the event or
    /// the data that says so: what [`whole`](Self::whole) makes sure of.
    ///
    /// Ask after [`finish`](Self::finish), or after the last event: false then means that the
    /// stream was cut, and that [`state`](Self::state) has only what came before, or that an
    /// event could not be read or added, and none after it has told all of the object. Where
    /// nothing shows that an object is whole, the end of a stream in order does.
    pub fn is_complete(&self) -> bool {
        let state = self.state();
        state.value.is_some()
            && (!self.has_skipped() || state.replaced)
            && self.events().is_ended_in_order()
            && self.is_whole().is_ok()
    }

    /// Checks that the object is whole, as far as its rules and the end of the stream tell.
    fn is_whole(&self) -> Result<(), String> {
        if self.events().is_marked() { Ok(()) } else { self.state().is_whole() }
    }
}

impl<T> Default for Assembled<T> {
    fn default() -> Self {
        Self {
            value: None,
            assembly: None,
            ended: false,
            replaced: false,
            missing: 0,
            object: PhantomData,
        }
    }
}

impl<T> fmt::Debug for Assembled<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Assembled").field(&self.value).finish()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    static CHUNKS: Assembly = Assembly::Merged {
        rules: MergeRules { index: "index", identity: None, replaced: &["id"] },
        renamed: &[("choices.delta", "message")],
        dropped: &["kind"],
        complete: None,
    };

    static PLACES: Assembly = Assembly::Placed {
        tag: "type",
        rules: &[
            Placing { events: &["begun", "done"], at: "", take: "answer", append: false },
            Placing {
                events: &["said"],
                at: "items[item].parts[part].text",
                take: "more",
                append: true,
            },
            Placing { events: &["item"], at: "items[item]", take: "whole", append: false },
        ],
        last: &[],
    };

    fn built(events: &[Value], assembly: &'static Assembly) -> Result<Option<Value>, Error> {
        let mut state = Assembled::<Value>::default();
        events.iter().try_for_each(|event| state.add(event, assembly))?;
        state.get()
    }

    #[test]
    fn parts_are_merged_by_the_names_of_the_whole() {
        let chunks = [
            json!({"id": "1", "kind": "part", "choices": [{"index": 0, "delta": {"text": "Bl"}}]}),
            json!({"id": "1", "choices": [{"index": 1, "delta": {"text": "Red"}}], "usage": null}),
            json!({"id": "1", "choices": [{"index": 0, "delta": {"text": "ue"}}]}),
            json!({"id": "1", "kind": "part", "choices": [], "usage": {"tokens": 3}}),
        ];
        let whole = json!({
            "id": "1",
            "choices": [
                {"index": 0, "message": {"text": "Blue"}},
                {"index": 1, "message": {"text": "Red"}},
            ],
            "usage": {"tokens": 3},
        });
        assert_eq!(built(&chunks, &CHUNKS).unwrap(), Some(whole));
        assert_eq!(built(&[], &CHUNKS).unwrap(), None);
    }

    #[test]
    fn events_say_something_about_places() {
        let said = |item: u64, part: u64, more: &str| json!({"type": "said", "item": item, "part": part, "more": more});
        let events = [
            json!({"type": "begun", "answer": {"items": [], "status": "busy"}}),
            json!({"type": "item", "item": 0, "whole": {"id": "a", "parts": []}}),
            said(0, 0, "Bl"),
            said(1, 1, "Red"),
            said(0, 0, "ue"),
            json!({"type": "said", "item": 0, "more": "nowhere"}),
            json!({"type": "unheard", "answer": 1}),
            json!({"type": "item", "item": 0}),
        ];
        let whole = json!({
            "items": [
                {"id": "a", "parts": [{"text": "Blue"}]},
                {"parts": [null, {"text": "Red"}]},
            ],
            "status": "busy",
        });
        assert_eq!(built(&events, &PLACES).unwrap(), Some(whole));
        let last = [json!({"type": "done", "answer": {"items": [1]}})];
        let all: Vec<Value> = events.into_iter().chain(last).collect();
        assert_eq!(built(&all, &PLACES).unwrap(), Some(json!({"items": [1]})));
    }

    #[test]
    fn an_event_cannot_name_an_item_far_beyond_the_end() {
        let at = |item: u64| json!({"type": "said", "item": item, "part": 0, "more": "x"});
        assert!(built(&[at(1024)], &PLACES).is_ok());
        assert!(built(&[at(1025)], &PLACES).is_err());
        assert!(built(&[at(u64::MAX)], &PLACES).is_err());
        // Nor can several together.
        assert!(built(&[at(1000), at(1025)], &PLACES).is_ok());
        assert!(built(&[at(1000), at(1026)], &PLACES).is_err());
    }

    /// An event with an integer beyond 64 bits has what came, and so has the object.
    #[test]
    fn an_object_of_integers_beyond_64_bits_is_read() {
        let mut state = Assembled::<std::collections::BTreeMap<String, i64>>::default();
        state.add(&json!({"a": 1e30, "b": 1}), &CHUNKS).unwrap();
        let object = state.get().unwrap().unwrap();
        assert_eq!((object["a"], object["b"]), (i64::MAX, 1));
    }

    #[test]
    fn an_event_that_is_refused_leaves_no_trace() {
        let refused = json!({"type": "said", "item": 5000, "part": 0, "more": "x"});
        let nowhere = json!({"type": "said", "more": "x"});
        let mut state = Assembled::<Value>::default();
        assert!(state.add(&refused, &PLACES).is_err());
        assert!(state.add(&nowhere, &PLACES).is_ok());
        assert_eq!(state.value(), None);
    }

    /// Places that were left out in what is gone do not count.
    #[test]
    fn what_replaces_the_whole_has_nothing_left_out() {
        let at = json!({"type": "item", "item": 1024, "whole": {}});
        let begun = json!({"type": "begun", "answer": {"items": []}});
        assert!(built(&[at.clone(), at.clone(), begun.clone(), at.clone()], &PLACES).is_ok());
        let elsewhere = json!({"type": "said", "item": 1024, "part": 1, "more": "x"});
        assert!(built(&[at, elsewhere.clone()], &PLACES).is_err());
        assert!(built(&[begun, elsewhere], &PLACES).is_err());
    }

    /// A place that is filled later was not left out.
    #[test]
    fn items_may_come_before_those_before_them() {
        let said = |item: u64| json!({"type": "item", "item": item, "whole": {"at": item}});
        let events: Vec<Value> = (0..3000).map(|item| said(item ^ 1)).collect();
        let all = built(&events, &PLACES).unwrap().unwrap();
        assert_eq!(all["items"][2999], json!({"at": 2999}));
    }
}
