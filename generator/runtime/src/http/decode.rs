//! JSON to values, with the place of an error.

use bytes::Bytes;
use serde::de::DeserializeOwned;
use serde::de::value::StrDeserializer;
use serde_json::error::Category;

use super::error::Error;
use super::text::Excerpt;
use crate::value::decode;

/// Reads JSON. What fails is read a second time, slowly and with an account of
/// where the reader is.
pub(crate) fn json<T: DeserializeOwned>(body: &[u8]) -> Result<T, Error> {
    // Checking all of it for UTF-8 at once is faster than string by string.
    let value = match str::from_utf8(body) {
        Ok(text) => whole(serde_json::Deserializer::from_str(text)),
        Err(_) => whole(serde_json::Deserializer::from_slice(body)),
    };
    match value {
        Ok(value) => Ok(value),
        Err(error) => Err(failure(error, path_of_error::<T>(body), body)),
    }
}

/// Reads a value that is all there is.
fn whole<'de, T: DeserializeOwned, R: serde_json::de::Read<'de>>(
    mut reader: serde_json::Deserializer<R>,
) -> serde_json::Result<T> {
    let value = decode(&mut reader)?;
    reader.end()?;
    Ok(value)
}

/// Reads text as a type that takes text.
pub(crate) fn text<T: DeserializeOwned>(text: &str) -> Option<T> {
    T::deserialize(StrDeserializer::<serde_json::Error>::new(text)).ok()
}

/// Reads a value that was JSON once.
pub(crate) fn value<T: DeserializeOwned>(value: &serde_json::Value) -> Result<T, Error> {
    let mut track = serde_path_to_error::Track::new();
    decode(serde_path_to_error::Deserializer::new(value, &mut track)).map_err(|error| {
        let path = track.path().to_string();
        let body = Bytes::from(value.to_string());
        failure(error, Some(path), &body)
    })
}

fn path_of_error<T: DeserializeOwned>(body: &[u8]) -> Option<String> {
    let mut reader = serde_json::Deserializer::from_slice(body);
    let mut track = serde_path_to_error::Track::new();
    decode::<T, _>(serde_path_to_error::Deserializer::new(&mut reader, &mut track)).err()?;
    let path = track.path().to_string();
    // "." is how an error outside of any property or item is located, "?" one
    // where a property's name should be.
    let path = path.trim_end_matches('?').trim_end_matches('.');
    (!path.is_empty()).then(|| path.to_owned())
}

fn failure(error: serde_json::Error, path: Option<String>, body: &[u8]) -> Error {
    let at = path.as_ref().map(|path| format!(" at {path}")).unwrap_or_default();
    let message = match error.classify() {
        _ if body.trim_ascii().is_empty() => "expected JSON, the body is empty".to_owned(),
        Category::Data => format!("unexpected JSON{at}: {error}"),
        _ => format!("not JSON{at}: {error}: {}", Excerpt(body)),
    };
    Error::decode(message, path, Bytes::copy_from_slice(body))
}
