//! Pages of which an item is malformed.
//!
//! A page that cannot be read is read again, item by item: what is malformed in
//! one of them does not cost the others.

use std::collections::VecDeque;

use serde::de::DeserializeOwned;
use serde::ser::Serializer;
use serde_json::Number;
use serde_json::value::RawValue;

use super::beyond::Object;
use super::decode;
use super::error::{Error, ErrorKind};
use super::page::Page;

/// A page, and what of its list cannot be read.
pub(crate) struct Partial<P> {
    pub(crate) page: P,
    /// In the order of the list.
    pub(crate) broken: Vec<Broken>,
    /// The cursor of the first item, where that is a broken one.
    pub(crate) first: Option<String>,
    /// The cursor of the last item, likewise.
    pub(crate) last: Option<String>,
    /// The page says that there are no more.
    pub(crate) is_last: bool,
}

/// An item that cannot be read.
pub(crate) struct Broken {
    /// The number of items before it in the list, broken ones included.
    pub(crate) index: usize,
    pub(crate) error: Error,
}

impl<P: Page> Partial<P> {
    /// Returns a page of which all could be read, from that body.
    pub(crate) fn whole(page: P, body: &[u8]) -> Self {
        let is_last = is_last(&page, body);
        Self { page, broken: Vec::new(), first: None, last: None, is_last }
    }

    /// Says of each error what answer it is of.
    pub(crate) fn describe(self, say: impl Fn(Error) -> Error) -> Self {
        let say = |Broken { index, error }| Broken { index, error: say(error) };
        Self { broken: self.broken.into_iter().map(say).collect(), ..self }
    }

    /// Returns the number of items that the server sent.
    pub(crate) fn len(&self) -> usize {
        self.page.items().len() + self.broken.len()
    }

    /// Returns the property that the last item should have for the next page, where that item is
    /// malformed and has none.
    pub(crate) fn lacked_by_last(&self) -> Option<&'static str> {
        let is_broken = self.broken.last().is_some_and(|last| last.index + 1 == self.len());
        P::CURSOR.filter(|_| is_broken && self.last.is_none())
    }

    /// Returns the property that the first item should have for the page before, likewise.
    pub(crate) fn lacked_by_first(&self) -> Option<&'static str> {
        let is_broken = self.broken.first().is_some_and(|first| first.index == 0);
        P::CURSOR.filter(|_| is_broken && self.first.is_none())
    }

    /// Returns the items and the errors, each in its place.
    pub(crate) fn into_items(self) -> VecDeque<Result<P::Item, Error>> {
        let places = 0..self.len();
        let mut broken = self.broken.into_iter().peekable();
        let mut items = self.page.into_items().into_iter();
        let item = |place| match broken.next_if(|broken| broken.index == place) {
            Some(broken) => Some(Err(broken.error)),
            None => items.next().map(Ok),
        };
        places.filter_map(item).collect()
    }
}

/// Reads a page without the items of its list that are malformed, after all of it
/// could not be read.
///
/// # Errors
///
/// Returns `failure`, unless the page can be read without those items.
pub(crate) fn read<P: Page>(body: &[u8], failure: Error) -> Result<Partial<P>, Error> {
    if failure.kind() != ErrorKind::Decode {
        return Err(failure);
    }
    without_broken(body).ok_or(failure)
}

fn without_broken<P: Page>(body: &[u8]) -> Option<Partial<P>> {
    // The items are read from what is mended, too.
    let json = decode::without_mark(body);
    let mended = decode::mended(json);
    let json = str::from_utf8(mended.as_deref().unwrap_or(json)).ok()?;
    let (list, page) = without_broken_items::<P::Item>(json, P::LIST?, "")?;
    list.page(page.as_bytes(), P::CURSOR)
}

/// Reads the list that properties lead to, and writes what it is in without what cannot be
/// read; `None` where there is nothing of the kind.
fn without_broken_items<'a, T: DeserializeOwned>(
    json: &'a str,
    way: &[&str],
    place: &str,
) -> Option<(List<'a>, String)> {
    let Some((property, rest)) = way.split_first() else {
        let list = List::read::<T>(json, place)?;
        let kept = list.kept();
        return Some((list, kept));
    };
    let Object(entries) = serde_json::from_str(json).ok()?;
    // Of several, the last is what is read.
    let at = entries.iter().rposition(|(name, _)| name == property)?;
    let dot = if place.is_empty() { "" } else { "." };
    let place = format!("{place}{dot}{property}");
    let (list, kept) = without_broken_items::<T>(entries[at].1.get(), rest, &place)?;
    let kept = RawValue::from_string(kept).ok()?;
    let with_kept = entries
        .iter()
        .enumerate()
        .map(|(index, (name, value))| (name, if index == at { &*kept } else { *value }));
    let mut page = Vec::with_capacity(json.len());
    serde_json::Serializer::new(&mut page).collect_map(with_kept).ok()?;
    Some((list, String::from_utf8(page).ok()?))
}

/// The items of a list as they are written, and those that cannot be read.
struct List<'a> {
    items: Vec<&'a RawValue>,
    broken: Vec<Broken>,
}

impl<'a> List<'a> {
    /// Tries each item of a list; `None` if it is no list or all of them can be
    /// read.
    fn read<T: DeserializeOwned>(json: &'a str, property: &str) -> Option<Self> {
        let items: Vec<&RawValue> = serde_json::from_str(json).ok()?;
        let broken: Vec<Broken> = items
            .iter()
            .enumerate()
            .filter_map(|(index, item)| {
                let place = format!("{property}[{index}]");
                let error = decode::item_error::<T>(item.get(), &place)?.of_item(index);
                Some(Broken { index, error })
            })
            .collect();
        (!broken.is_empty()).then_some(Self { items, broken })
    }

    /// Returns the list without what cannot be read.
    fn kept(&self) -> String {
        let mut broken = self.broken.iter().map(|broken| broken.index).peekable();
        let mut kept = String::from("[");
        for (index, item) in self.items.iter().enumerate() {
            if broken.next_if_eq(&index).is_some() {
                continue;
            }
            if kept.len() > 1 {
                kept.push(',');
            }
            kept.push_str(item.get());
        }
        kept.push(']');
        kept
    }

    /// Reads the page that has what is left of the list.
    fn page<P: Page>(self, body: &[u8], cursor: Option<&str>) -> Option<Partial<P>> {
        let page = decode::json(body).ok()?;
        let of_item = |item: Option<&&RawValue>, broken: Option<&Broken>, index: usize| {
            let item = item.filter(|_| broken.is_some_and(|broken| broken.index == index));
            item.zip(cursor).and_then(|(item, name)| text(item.get(), name))
        };
        let end = self.items.len().saturating_sub(1);
        let first = of_item(self.items.first(), self.broken.first(), 0);
        let last = of_item(self.items.last(), self.broken.last(), end);
        let is_last = is_last(&page, body);
        Some(Partial { page, broken: self.broken, first, last, is_last })
    }
}

/// Tells whether a page says that there are no more: what is not there says nothing.
fn is_last<P: Page>(page: &P, body: &[u8]) -> bool {
    let says = |way| {
        // The page is read from what is mended, too.
        let mended = decode::mended(body);
        let json = decode::without_mark(mended.as_deref().unwrap_or(body));
        str::from_utf8(json).is_ok_and(|json| says(json, way))
    };
    !page.has_more() && P::MORE.is_none_or(says)
}

/// Tells whether properties lead to a value that is not null.
fn says(json: &str, way: &[&str]) -> bool {
    let value = way.iter().try_fold(json, |object, property| value_of(object, property));
    value.is_some_and(|value| value != "null")
}

/// Returns the text that a property of an object is; a number stands for its own text.
fn text(object: &str, property: &str) -> Option<String> {
    let value = value_of(object, property)?;
    if serde_json::from_str::<Number>(value).is_ok() {
        return Some(value.to_owned());
    }
    decode::read::<String>(value.as_bytes()).ok().filter(|text| !text.is_empty())
}

/// Returns the value of a property of an object as it is written: of several, the last is what is
/// read.
fn value_of<'a>(object: &'a str, property: &str) -> Option<&'a str> {
    let Object(entries) = serde_json::from_str(object).ok()?;
    entries.iter().rfind(|(name, _)| name == property).map(|(_, value)| value.get())
}
