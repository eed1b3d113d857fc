//! JSON to values, with the place of an error.

use std::borrow::Cow;

use bytes::Bytes;
use serde::Serialize;
use serde::de::value::StrDeserializer;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::error::Category;
use serde_json::{Map, Value};

use super::error::{Error, ErrorKind};
use super::framer::BOM;
use super::text::{Excerpt, gist};
use crate::value::{Shape, decode, not_finite, reader, replaced, saturating, traced, with_nulls};

/// Reads JSON, which a byte order mark may precede. What fails is read again, slowly: with
/// integers beyond 64 bits saturated, with halves of surrogate pairs, bytes that are no UTF-8 and
/// numbers that are none replaced, and at last with an account of where the reader is.
#[inline]
pub(crate) fn json<T: DeserializeOwned>(body: &[u8]) -> Result<T, Error> {
    read_plain(without_mark(body)).or_else(|error| json_again(body, error))
}

/// Reads JSON that cannot be read as it is, as [`json`] does.
fn json_again<T: DeserializeOwned>(body: &[u8], error: serde_json::Error) -> Result<T, Error> {
    let json = without_mark(body);
    let (error, mended) = match read_again(json, error) {
        Ok(value) => return Ok(value),
        Err(failed) => failed,
    };
    // A type that can be read from null can be read from an empty body, too, and so can an
    // object of any properties.
    if json.trim_ascii().is_empty() {
        let map = || Shape::of::<T>().is_open().then(empty).flatten();
        if let Some(nothing) = decode(reader(&Value::Null)).ok().or_else(map) {
            return Ok(nothing);
        }
    }
    // Languages whose lists and maps can be nothing write that as null.
    if json.trim_ascii() == b"null"
        && let Some(nothing) = empty()
    {
        return Ok(nothing);
    }
    let path = path_of_error::<T>(mended.as_deref().unwrap_or(json));
    Err(failure(error, path, json, Bytes::copy_from_slice(body)))
}

/// Gives a list or a map with nothing in it, where that is the type.
fn empty<T: DeserializeOwned>() -> Option<T> {
    let shape = Shape::of::<T>();
    match shape.is_open() {
        true => decode(reader(&Map::new().into())).ok(),
        false if shape.is_known() => None,
        false => decode(reader(&Value::Array(Vec::new()))).ok(),
    }
}

/// Returns the error of a list's item at a place, if it cannot be read. It is read within
/// a list, where a null is something.
pub(crate) fn item_error<T: DeserializeOwned>(json: &str, place: &str) -> Option<Error> {
    let list = format!("[{json}]").into_bytes();
    let (error, mended) = read_mended::<Vec<T>>(&list).err()?;
    let path = path_of_error::<Vec<T>>(mended.as_deref().unwrap_or(&list)).unwrap_or_default();
    let path = format!("{place}{}", path.trim_start_matches("[0]"));
    let json = Bytes::copy_from_slice(json.as_bytes());
    Some(failure(error, Some(path), &json.clone(), json))
}

/// Tells whether JSON is read as a type, and what was read can be sent.
///
/// Compiling it compiles how the type is read and sent: that is what long chains
/// of types are for, which would be too much for the compiler at once.
#[doc(hidden)]
pub fn reads_back<T: DeserializeOwned + Serialize>(body: &[u8]) -> bool {
    json::<T>(body)
        .is_ok_and(|value| serde_json::to_vec(&value).is_ok() && not_finite(&value).is_none())
}

/// Reads JSON as [`json`] does, with the reader's own error.
pub(crate) fn read<T: DeserializeOwned>(body: &[u8]) -> serde_json::Result<T> {
    read_mended(without_mark(body)).map_err(|(error, _)| error)
}

/// Tells whether data shows that nothing of it is missing: JSON that could not go on.
pub(crate) fn is_whole(data: &[u8]) -> bool {
    matches!(data.trim_ascii_end().last(), Some(b'}' | b']' | b'"'))
        && read::<IgnoredAny>(data).is_ok()
}

/// Returns JSON without the byte order mark that RFC 8259 allows a reader to ignore.
pub(crate) fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(BOM).unwrap_or(body)
}

/// Reads JSON, or else what it is with halves of surrogate pairs, bytes that are no text and
/// numbers that are none replaced.
fn read_mended<T: DeserializeOwned>(json: &[u8]) -> Result<T, Failure> {
    read_plain(json).or_else(|error| read_again(json, error))
}

/// An error, and the JSON with what was replaced, if anything was.
type Failure = (serde_json::Error, Option<Vec<u8>>);

/// Reads JSON that cannot be read as it is, as [`read_mended`] does.
fn read_again<T: DeserializeOwned>(json: &[u8], error: serde_json::Error) -> Result<T, Failure> {
    read_saturated(json, error).or_else(|error| {
        let Some(mended) = mended(json) else { return Err((error, None)) };
        let read = read_plain(&mended).or_else(|error| read_saturated(&mended, error));
        read.map_err(|now| {
            // Outside of texts, what replaces bytes that are no UTF-8 is at fault itself.
            let is_own = !now.is_syntax() || str::from_utf8(json).is_ok();
            (if is_own { now } else { error }, Some(mended))
        })
    })
}

/// Returns JSON with halves of surrogate pairs, numbers that are none and bytes that are no UTF-8
/// replaced; `None` if there are none of them.
pub(crate) fn mended(json: &[u8]) -> Option<Vec<u8>> {
    let replaced = replaced(json);
    let replaced = with_nulls(replaced.as_deref().unwrap_or(json)).or(replaced);
    match String::from_utf8_lossy(replaced.as_deref().unwrap_or(json)) {
        Cow::Owned(text) => Some(text.into_bytes()),
        Cow::Borrowed(_) => replaced,
    }
}

/// Reads JSON that is no value of the type with integers beyond 64 bits as the nearest.
fn read_saturated<T: DeserializeOwned>(
    json: &[u8],
    error: serde_json::Error,
) -> serde_json::Result<T> {
    match error.is_data() {
        // Nothing else may be wrong with it.
        true => saturating(|| read_plain(json)).map_err(|_| error),
        false => Err(error),
    }
}

#[inline]
fn read_plain<T: DeserializeOwned>(json: &[u8]) -> serde_json::Result<T> {
    // Checking all of it for UTF-8 at once is faster than string by string.
    let text = str::from_utf8(json).map_err(|_| no_text(json))?;
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = decode(&mut reader)?;
    reader.end()?;
    Ok(value)
}

/// Returns the error of JSON that is no UTF-8, with its place.
#[cold]
fn no_text(json: &[u8]) -> serde_json::Error {
    let read = serde_json::from_slice::<Value>(json);
    read.err().unwrap_or_else(|| serde::de::Error::custom("the JSON is not UTF-8"))
}

/// Reads text as a type that takes text.
pub(crate) fn text<T: DeserializeOwned>(text: &str) -> Option<T> {
    T::deserialize(StrDeserializer::<serde_json::Error>::new(text)).ok()
}

/// Reads a value that was JSON once.
pub(crate) fn value<T: DeserializeOwned>(value: &Value) -> Result<T, Error> {
    let read = || decode(reader(value));
    traced(read).or_else(|error| saturating(read).map_err(|_| error)).map_err(|(error, path)| {
        let json = Bytes::from(value.to_string());
        failure(error, path, &json.clone(), json)
    })
}

fn path_of_error<T: DeserializeOwned>(json: &[u8]) -> Option<String> {
    traced(|| read_plain::<T>(json)).err()?.1
}

/// Gives the error of reading JSON its place, where the type has not: one that no macro of this
/// crate has made does not say where it is, so that its reader is followed.
pub(crate) fn followed<T: DeserializeOwned>(body: &[u8], error: Error) -> Error {
    if error.kind() != ErrorKind::Decode || error.path().is_some() {
        return error;
    }
    let json = without_mark(body);
    let mended = mended(json);
    let mut reader = serde_json::Deserializer::from_slice(mended.as_deref().unwrap_or(json));
    let mut track = serde_path_to_error::Track::new();
    let read = decode::<T, _>(serde_path_to_error::Deserializer::new(&mut reader, &mut track));
    match (read.err(), place_of(&track.path())) {
        (Some(found), path @ Some(_)) => failure(found, path, json, Bytes::copy_from_slice(body)),
        _ => error,
    }
}

/// Returns the place of an error, unless it is about all of the JSON.
pub(crate) fn place_of(path: &serde_path_to_error::Path) -> Option<String> {
    let path = path.to_string();
    // "." is how an error outside of any property or item is located, "?" one
    // where a property's name should be.
    let path = path.trim_end_matches('?').trim_end_matches('.');
    (!path.is_empty()).then(|| path.to_owned())
}

/// Returns the words of a message for where an error is.
pub(crate) fn at(path: Option<&str>) -> String {
    path.map(|path| format!(" at {path}")).unwrap_or_default()
}

fn failure(error: serde_json::Error, path: Option<String>, json: &[u8], body: Bytes) -> Error {
    let at = at(path.as_deref());
    let message = match error.classify() {
        _ if json.trim_ascii().is_empty() => "expected JSON, the body is empty".to_owned(),
        // Of another kind as a whole, it may be a server's words.
        Category::Data if path.is_none() => {
            format!("unexpected JSON: {error}: {}", Excerpt(json))
        }
        Category::Data => format!("unexpected JSON{at}: {error}"),
        _ => format!("not JSON{at}: {error}: {}", gist(json)),
    };
    Error::decode(message, path, body)
}
