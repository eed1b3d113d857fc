//! Lists of numbers that may come as one text: the base64 of 32-bit floats.

use std::fmt;
use std::marker::PhantomData;

use bytes::Bytes;
use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};

use super::Format;
use super::nulls::Item;

/// A list of numbers, however it comes: as a list, or as the base64 of 32-bit
/// floats, the least significant byte first.
pub(super) struct Packed<T>(pub(super) Vec<T>);

impl<'de, T: Deserialize<'de> + From<f32>> Deserialize<'de> for Packed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(List(PhantomData)).map(Self)
    }
}

struct List<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de> + From<f32>> Visitor<'de> for List<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of numbers, or the base64 of 32-bit floats")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<T>, A::Error> {
        // A server's word for how long it is counts up to this.
        let mut list = Vec::with_capacity(items.size_hint().unwrap_or_default().min(4096));
        while let Some(item) = items.next_element_seed(Item(PhantomData))? {
            list.push(item);
        }
        Ok(list)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Vec<T>, E> {
        unpacked(text).ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(text), &self))
    }

    fn visit_unit<E: Error>(self) -> Result<Vec<T>, E> {
        Ok(Vec::new())
    }

    fn visit_none<E: Error>(self) -> Result<Vec<T>, E> {
        Ok(Vec::new())
    }
}

/// Returns the numbers in a text, if it is whole numbers of them.
fn unpacked<T: From<f32>>(text: &str) -> Option<Vec<T>> {
    let bytes = Bytes::parse(text.trim())?;
    let (floats, rest) = bytes.as_chunks::<4>();
    let number = |float: &[u8; 4]| T::from(f32::from_le_bytes(*float));
    rest.is_empty().then(|| floats.iter().map(number).collect())
}
