//! Objects as the events of a stream build them up.

use std::fmt;

use bytes::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::decode;
use super::error::Error;
use crate::value::{MergeRules, without};

/// The objects of one type that a stream has told of, by their ids, as they
/// are so far: in the order in which they appeared.
///
/// An object is what the last event said that had all of it, whatever had come
/// before, with what later events said is new merged in: text is appended, the
/// items of lists are merged by their index, anything else is replaced.
#[derive(Clone)]
pub struct Snapshots<T> {
    objects: Vec<(String, Snapshot<T>)>,
}

#[derive(Clone)]
enum Snapshot<T> {
    /// As an event brought it.
    Whole(T),
    /// With something merged in since, and the property by which its items have
    /// their places.
    Merged(Value, &'static str),
}

impl<T> Snapshots<T> {
    /// Returns the number of objects.
    pub fn len(&self) -> usize {
        self.objects.len()
    }

    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.objects.is_empty()
    }

    /// Returns their ids.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.objects.iter().map(|(id, _)| id.as_str())
    }

    fn find(&self, id: &str) -> Option<usize> {
        self.objects.iter().rposition(|(known, _)| known == id)
    }
}

impl<T: Clone + DeserializeOwned> Snapshots<T> {
    /// Returns the object of that id as it is so far.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`](super::ErrorKind::Decode) if what the events said
    /// does not make up an object of its type.
    pub fn get(&self, id: &str) -> Result<Option<T>, Error> {
        self.find(id).map(|at| self.read(at)).transpose()
    }

    /// Returns the object that appeared last, as it is so far.
    ///
    /// # Errors
    ///
    /// As [`get`](Self::get).
    pub fn last(&self) -> Result<Option<T>, Error> {
        self.len().checked_sub(1).map(|at| self.read(at)).transpose()
    }

    /// Returns all objects as they are so far.
    ///
    /// # Errors
    ///
    /// As [`get`](Self::get).
    pub fn all(&self) -> Result<Vec<T>, Error> {
        (0..self.len()).map(|at| self.read(at)).collect()
    }

    fn read(&self, at: usize) -> Result<T, Error> {
        match &self.objects[at].1 {
            Snapshot::Whole(whole) => Ok(whole.clone()),
            // The place of an item is that of a part alone, unless it is declared.
            Snapshot::Merged(merged, index) => without(index, || decode::value(merged)),
        }
    }
}

impl<T: Clone + Serialize> Snapshots<T> {
    /// Takes an object as an event brings it.
    #[doc(hidden)]
    pub fn replace(&mut self, id: &str, whole: &T) {
        let whole = Snapshot::Whole(whole.clone());
        match self.find(id) {
            Some(at) => self.objects[at].1 = whole,
            None => self.objects.push((id.to_owned(), whole)),
        }
    }

    /// Merges in what an event says is new. An object that no event has brought
    /// begins with nothing but its id, in the property `id_property`.
    ///
    /// # Errors
    ///
    /// Fails if one of the two has no JSON, which no generated type is capable
    /// of.
    #[doc(hidden)]
    pub fn merge(
        &mut self,
        id_property: &str,
        id: &str,
        part: &impl Serialize,
        rules: &MergeRules,
    ) -> Result<(), Error> {
        let part = to_value(part)?;
        let at = self.find(id).unwrap_or_else(|| {
            let begun = Map::from_iter([(id_property.to_owned(), id.into())]);
            self.objects.push((id.to_owned(), Snapshot::Merged(begun.into(), rules.index)));
            self.objects.len() - 1
        });
        let snapshot = &mut self.objects[at].1;
        if let Snapshot::Whole(whole) = snapshot {
            *snapshot = Snapshot::Merged(to_value(whole)?, rules.index);
        }
        if let Snapshot::Merged(whole, _) = snapshot {
            rules.merge(whole, part);
        }
        Ok(())
    }
}

fn to_value(value: &impl Serialize) -> Result<Value, Error> {
    serde_json::to_value(value)
        .map_err(|error| Error::decode(error.to_string(), None, Bytes::new()))
}

impl<T> Default for Snapshots<T> {
    fn default() -> Self {
        Self { objects: Vec::new() }
    }
}

impl<T: fmt::Debug> fmt::Debug for Snapshots<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map()
            .entries(self.objects.iter().map(|(id, snapshot)| match snapshot {
                Snapshot::Whole(whole) => (id, whole as &dyn fmt::Debug),
                Snapshot::Merged(merged, _) => (id, merged as &dyn fmt::Debug),
            }))
            .finish()
    }
}
