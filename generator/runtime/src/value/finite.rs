//! The search for values that cannot be sent as the caller wrote them.
//!
//! serde writes NaN and the infinities as null, so that a server would be told
//! something that the caller has not said; JSON of another kind than the document
//! has stands in a map as a [`Misfit`]. Both are looked for before.

use std::fmt;

use serde::ser::{
    self, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use serde_json::Value;

use super::misfit::Misfit;
use super::nulls;

/// Returns the reason why a value cannot be sent, if one of its numbers is not
/// finite or one of its maps was made of other JSON: the place, and what is there.
/// NaN that was read as null may be written as null.
pub(crate) fn not_finite(value: &(impl Serialize + ?Sized)) -> Option<String> {
    match value.serialize(Walk) {
        Err(Found::Problem { path, problem }) => {
            let at = if path.is_empty() { "it".to_owned() } else { format!("`{path}`") };
            Some(format!("{at} is {problem}"))
        }
        Ok(()) | Err(Found::Other) => None,
    }
}

/// Writes a value as text, or else says why it cannot be sent: it is a number that
/// is not finite.
///
/// A text of the same letters is a text. The two are told apart by where they stand
/// in what is too wide for them: numbers to the right.
pub(crate) fn finite_text(value: &impl fmt::Display) -> Result<String, String> {
    let text = value.to_string();
    let is_number = || format!("{value:8}").starts_with(' ');
    match &*text {
        "NaN" | "inf" | "-inf" if is_number() => Err(format!("it is {text}")),
        _ => Ok(text),
    }
}

/// The end of a walk.
#[derive(Debug)]
enum Found {
    Problem {
        path: String,
        /// The value that is there, and why it cannot be.
        problem: String,
    },
    /// Something that is for others to report.
    Other,
}

impl Found {
    /// Returns the same within the value of a property.
    fn of(self, key: &str) -> Self {
        match self {
            Self::Problem { path, problem } if path.is_empty() || path.starts_with('[') => {
                Self::Problem { path: format!("{key}{path}"), problem }
            }
            Self::Problem { path, problem } => {
                Self::Problem { path: format!("{key}.{path}"), problem }
            }
            Self::Other => Self::Other,
        }
    }

    /// Returns the same within the item of a list.
    fn at(self, index: usize) -> Self {
        self.of(&format!("[{index}]"))
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value cannot be written")
    }
}

impl std::error::Error for Found {}

impl ser::Error for Found {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::Other
    }
}

/// Goes through a value and writes nothing.
struct Walk;

/// Goes through the parts of a value.
#[derive(Default)]
struct Parts {
    count: usize,
    key: String,
}

impl Parts {
    fn item(&mut self, value: &(impl Serialize + ?Sized)) -> Result<(), Found> {
        let index = self.count;
        self.count += 1;
        number_in(value).map_err(|found| found.at(index))
    }
}

/// Looks for a number; what is wrong otherwise does not end the walk.
fn number_in(value: &(impl Serialize + ?Sized)) -> Result<(), Found> {
    match value.serialize(Walk) {
        Err(Found::Other) => Ok(()),
        other => other,
    }
}

/// Finds that a key is one of the document's kind of map.
fn fits(key: &str) -> Result<(), Found> {
    match Misfit::in_key(key) {
        Some(problem) => Err(Found::Problem { path: String::new(), problem: problem.to_owned() }),
        None => Ok(()),
    }
}

/// Returns the key of an entry.
fn text(key: &(impl Serialize + ?Sized)) -> String {
    match serde_json::to_value(key) {
        Ok(Value::String(text)) => text,
        Ok(other) => other.to_string(),
        Err(_) => String::new(),
    }
}

macro_rules! pass {
    ($($method:ident($($ty:ty),*);)*) => {
        $(
            fn $method(self, $(_: $ty),*) -> Result<(), Found> {
                Ok(())
            }
        )*
    };
}

macro_rules! parts {
    ($($method:ident($($ty:ty),*);)*) => {
        $(
            fn $method(self, $(_: $ty),*) -> Result<Parts, Found> {
                Ok(Parts::default())
            }
        )*
    };
}

impl Serializer for Walk {
    type Ok = ();
    type Error = Found;
    type SerializeSeq = Parts;
    type SerializeTuple = Parts;
    type SerializeTupleStruct = Parts;
    type SerializeTupleVariant = Parts;
    type SerializeMap = Parts;
    type SerializeStruct = Parts;
    type SerializeStructVariant = Parts;

    pass! {
        serialize_bool(bool);
        serialize_i8(i8);
        serialize_i16(i16);
        serialize_i32(i32);
        serialize_i64(i64);
        serialize_i128(i128);
        serialize_u8(u8);
        serialize_u16(u16);
        serialize_u32(u32);
        serialize_u64(u64);
        serialize_u128(u128);
        serialize_char(char);
        serialize_str(&str);
        serialize_bytes(&[u8]);
        serialize_none();
        serialize_unit();
        serialize_unit_struct(&'static str);
        serialize_unit_variant(&'static str, u32, &'static str);
    }

    parts! {
        serialize_seq(Option<usize>);
        serialize_tuple(usize);
        serialize_tuple_struct(&'static str, usize);
        serialize_tuple_variant(&'static str, u32, &'static str, usize);
        serialize_map(Option<usize>);
        serialize_struct(&'static str, usize);
        serialize_struct_variant(&'static str, u32, &'static str, usize);
    }

    fn serialize_f32(self, value: f32) -> Result<(), Found> {
        finite_or(nulls::is_null_32(value), value.into())
    }

    fn serialize_f64(self, value: f64) -> Result<(), Found> {
        finite_or(nulls::is_null(value), value)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Found> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Found> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Found> {
        value.serialize(self).map_err(|found| found.of(variant))
    }
}

macro_rules! items {
    ($($of:ident::$method:ident)*) => {
        $(
            impl $of for Parts {
                type Ok = ();
                type Error = Found;

                fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Found> {
                    self.item(value)
                }

                fn end(self) -> Result<(), Found> {
                    Ok(())
                }
            }
        )*
    };
}

items! {
    SerializeSeq::serialize_element
    SerializeTuple::serialize_element
    SerializeTupleStruct::serialize_field
    SerializeTupleVariant::serialize_field
}

macro_rules! fields {
    ($($of:ident)*) => {
        $(
            impl $of for Parts {
                type Ok = ();
                type Error = Found;

                fn serialize_field<T: Serialize + ?Sized>(
                    &mut self,
                    key: &'static str,
                    value: &T,
                ) -> Result<(), Found> {
                    number_in(value).map_err(|found| found.of(key))
                }

                fn end(self) -> Result<(), Found> {
                    Ok(())
                }
            }
        )*
    };
}

fields! { SerializeStruct SerializeStructVariant }

impl SerializeMap for Parts {
    type Ok = ();
    type Error = Found;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Found> {
        self.key = text(key);
        fits(&self.key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Found> {
        number_in(value).map_err(|found| found.of(&self.key))
    }

    fn serialize_entry<K, T>(&mut self, key: &K, value: &T) -> Result<(), Found>
    where
        K: Serialize + ?Sized,
        T: Serialize + ?Sized,
    {
        self.serialize_key(key)?;
        self.serialize_value(value)
    }

    fn end(self) -> Result<(), Found> {
        Ok(())
    }
}

/// Refuses a number that is not finite, unless it stands for a null.
fn finite_or(is_null: bool, value: f64) -> Result<(), Found> {
    if value.is_finite() || is_null {
        return Ok(());
    }
    let problem = format!("{value}, which JSON cannot express");
    Err(Found::Problem { path: String::new(), problem })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::marker::PhantomData;

    use serde::de::DeserializeSeed;
    use serde_json::json;

    use super::*;

    #[derive(serde::Serialize)]
    struct Sampling {
        temperature: f64,
        weights: Vec<Option<f32>>,
        bias: BTreeMap<u8, (i64, f64)>,
    }

    #[test]
    fn a_text_of_the_letters_of_no_number_is_a_text() {
        for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, nulls::NULL] {
            let problem = Err(format!("it is {number}"));
            assert_eq!(finite_text(&number), problem);
            assert_eq!(finite_text(&(number as f32)), problem);
            assert_eq!(finite_text(&&number), problem);
            assert_eq!(finite_text(&crate::JsonNumber::from(number)), problem);
            assert_eq!(finite_text(&number.to_string()), Ok(number.to_string()));
            assert_eq!(finite_text(&format_args!("{number}")), Ok(number.to_string()));
        }
        assert_eq!(finite_text(&f64::MAX), Ok(f64::MAX.to_string()));
        assert_eq!(finite_text(&'N'), Ok("N".to_owned()));
    }

    #[test]
    fn the_place_of_a_number_is_named() {
        let sampling = |temperature, weight, bias| {
            let bias = BTreeMap::from([(7, (1, bias))]);
            not_finite(&Sampling { temperature, weights: vec![None, Some(weight)], bias })
        };
        let problem = |place: &str, number: &str| {
            Some(format!("{place} is {number}, which JSON cannot express"))
        };
        assert_eq!(sampling(f64::NAN, 0.0, 0.0), problem("`temperature`", "NaN"));
        assert_eq!(sampling(0.0, f32::INFINITY, 0.0), problem("`weights[1]`", "inf"));
        assert_eq!(sampling(0.0, 0.0, f64::NEG_INFINITY), problem("`bias.7[1]`", "-inf"));
        assert_eq!(not_finite(&f64::NAN), problem("it", "NaN"));
        assert_eq!(sampling(f64::MAX, f32::MIN_POSITIVE, -0.0), None);
        assert_eq!(sampling(nulls::NULL, nulls::NULL_32, nulls::NULL), None);
        assert_eq!(not_finite(&json!({ "a": [null, 1, "NaN"] })), None);
    }

    #[test]
    fn what_was_read_from_null_is_not_refused() {
        fn read<'de, T: serde::Deserialize<'de>>() -> T {
            nulls::Item(PhantomData).deserialize(serde_json::Value::Null).expect("empty values")
        }
        let sampling = Sampling {
            temperature: read(),
            weights: vec![Some(read())],
            bias: BTreeMap::from([(7, (1, read()))]),
        };
        assert!(sampling.temperature.is_nan() && sampling.weights[0].is_some_and(f32::is_nan));
        assert_eq!(not_finite(&sampling), None);
    }
}
