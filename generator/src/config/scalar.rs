//! The types of numbers and texts, by their formats.

use std::fmt;

use indexmap::IndexMap;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use crate::ir::{LibraryType, NumberType};

impl<'de> Deserialize<'de> for NumberType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let names = || Self::all().map(Self::name).collect::<Vec<_>>().join("`, `");
        Self::all().find(|ty| ty.name() == name).ok_or_else(|| {
            D::Error::custom(format!("`{name}` is no type of numbers; there are `{}`", names()))
        })
    }
}

/// The types that texts stand for, by format.
///
/// An entry names the library, `date-time: jiff`, or the type, which a format
/// of another name needs: `datetime: jiff::Timestamp`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Formats(pub IndexMap<String, LibraryType>);

impl<'de> Deserialize<'de> for Formats {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FormatsVisitor;

        impl<'de> Visitor<'de> for FormatsVisitor {
            type Value = Formats;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map of formats to libraries")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Formats, A::Error> {
                let mut formats = IndexMap::new();
                while let Some(format) = map.next_key::<String>()? {
                    let ty = map.next_value_seed(OfFormat(&format))?;
                    formats.insert(format, ty);
                }
                Ok(Formats(formats))
            }
        }

        deserializer.deserialize_map(FormatsVisitor)
    }
}

/// Reads the type of a format.
struct OfFormat<'f>(&'f str);

impl<'de> DeserializeSeed<'de> for OfFormat<'_> {
    type Value = LibraryType;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<LibraryType, D::Error> {
        let format = self.0;
        let name = String::deserialize(deserializer)?;
        let all = || LibraryType::ALL.into_iter();
        let of_library: Vec<LibraryType> = all().filter(|ty| ty.library() == name).collect();
        let named = all().find(|ty| ty.path() == name);
        let of_format = of_library.iter().copied().find(|ty| ty.format() == format);
        let found = match (named.or(of_format), of_library.as_slice()) {
            (Some(ty), _) | (None, &[ty]) => return Ok(ty),
            (None, []) => all().collect(),
            (None, _) => of_library.clone(),
        };
        let paths: Vec<&str> = found.iter().map(|ty| ty.path()).collect();
        let known = paths.join("`, `");
        Err(D::Error::custom(match of_library.as_slice() {
            [] => format!("`{name}` is no type that texts stand for; there are `{known}`"),
            _ => format!("`{name}` has no type for the format {format:?} alone, but `{known}`"),
        }))
    }
}
