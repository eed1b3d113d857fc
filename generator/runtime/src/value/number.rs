//! Numbers that keep integers exact.

use std::cmp::Ordering;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_json::Value;

use super::{Empty, UnixTime, nulls};

/// A number that may be an integer or not: an integer of 64 bits keeps all of its
/// digits, and is written without a fraction.
///
/// ```
/// use openapi_loom_runtime::{JsonNumber, serde_json};
///
/// let read = |text| serde_json::from_str::<JsonNumber>(text).unwrap();
/// assert_eq!(read("9007199254740993").as_i64(), Some(9_007_199_254_740_993));
/// assert_eq!(read("2.5"), 2.5);
/// assert!(read("2") < read("2.5"));
/// assert_eq!(serde_json::to_string(&JsonNumber::from(3)).unwrap(), "3");
/// assert_eq!(serde_json::to_string(&JsonNumber::from(3.0)).unwrap(), "3.0");
/// ```
#[derive(Clone, Copy)]
pub struct JsonNumber(Number);

#[derive(Clone, Copy)]
enum Number {
    Signed(i64),
    /// Above the greatest `i64`.
    Unsigned(u64),
    Float(f64),
}

impl JsonNumber {
    /// Returns the number, if it is an integer in the range of `i64`, however it is
    /// written.
    pub fn as_i64(self) -> Option<i64> {
        self.whole().and_then(|value| value.try_into().ok())
    }

    /// Returns the number, if it is an integer in the range of `u64`, however it is
    /// written.
    pub fn as_u64(self) -> Option<u64> {
        self.whole().and_then(|value| value.try_into().ok())
    }

    /// Returns the number, rounded if it is an integer of more than 53 bits.
    pub fn as_f64(self) -> f64 {
        match self.0 {
            Number::Signed(value) => value as f64,
            Number::Unsigned(value) => value as f64,
            Number::Float(value) => value,
        }
    }

    /// Tells whether the number has no fraction.
    pub fn is_integer(self) -> bool {
        self.as_f64().fract() == 0.0
    }

    /// Returns the number as an integer.
    pub(super) fn whole(self) -> Option<i128> {
        match self.0 {
            Number::Signed(value) => Some(value.into()),
            Number::Unsigned(value) => Some(value.into()),
            Number::Float(value) => whole(value),
        }
    }
}

/// Returns a number without a fraction, as an integer; none far beyond 64 bits.
pub(super) fn whole(value: f64) -> Option<i128> {
    let inside = value >= i64::MIN as f64 && value <= u64::MAX as f64;
    (inside && value.fract() == 0.0).then_some(value as i128)
}

macro_rules! from_integer {
    ($($ty:ty),*) => {
        $(
            impl From<$ty> for JsonNumber {
                fn from(value: $ty) -> Self {
                    Self(Number::Signed(value.into()))
                }
            }

            impl PartialEq<$ty> for JsonNumber {
                fn eq(&self, other: &$ty) -> bool {
                    *self == Self::from(*other)
                }
            }
        )*
    };
}

from_integer!(i8, i16, i32, i64, u8, u16, u32);

impl From<u64> for JsonNumber {
    fn from(value: u64) -> Self {
        Self(i64::try_from(value).map_or(Number::Unsigned(value), Number::Signed))
    }
}

impl From<f64> for JsonNumber {
    fn from(value: f64) -> Self {
        Self(Number::Float(value))
    }
}

impl From<f32> for JsonNumber {
    fn from(value: f32) -> Self {
        f64::from(value).into()
    }
}

/// A number in JSON; null for one that is infinite or none.
impl From<JsonNumber> for Value {
    fn from(JsonNumber(number): JsonNumber) -> Self {
        match number {
            Number::Signed(value) => value.into(),
            Number::Unsigned(value) => value.into(),
            Number::Float(value) => value.into(),
        }
    }
}

impl PartialEq<u64> for JsonNumber {
    fn eq(&self, other: &u64) -> bool {
        *self == Self::from(*other)
    }
}

impl PartialEq<f64> for JsonNumber {
    fn eq(&self, other: &f64) -> bool {
        *self == Self::from(*other)
    }
}

/// By value: 3 is 3.0.
impl PartialEq for JsonNumber {
    fn eq(&self, other: &Self) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

/// By value, to the last digit.
impl PartialOrd for JsonNumber {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (self.whole(), other.whole()) {
            (Some(one), Some(other)) => Some(one.cmp(&other)),
            // One of them has a fraction, or is beyond 64 bits: no rounding
            // brings an integer of 64 bits there.
            _ => self.as_f64().partial_cmp(&other.as_f64()),
        }
    }
}

impl fmt::Debug for JsonNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// As it is in JSON.
impl fmt::Display for JsonNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Number::Signed(value) => value.fmt(f),
            Number::Unsigned(value) => value.fmt(f),
            Number::Float(value) => match serde_json::Number::from_f64(value) {
                Some(number) => number.fmt(f),
                None => value.fmt(f),
            },
        }
    }
}

impl Empty for JsonNumber {
    fn empty() -> Self {
        Self(Number::Signed(0))
    }
}

impl Serialize for JsonNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Number::Signed(value) => serializer.serialize_i64(value),
            Number::Unsigned(value) => serializer.serialize_u64(value),
            Number::Float(value) => serializer.serialize_f64(value),
        }
    }
}

impl<'de> Deserialize<'de> for JsonNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NumberVisitor;

        impl Visitor<'_> for NumberVisitor {
            type Value = JsonNumber;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number")
            }

            fn visit_i64<E: Error>(self, value: i64) -> Result<JsonNumber, E> {
                Ok(value.into())
            }

            fn visit_u64<E: Error>(self, value: u64) -> Result<JsonNumber, E> {
                Ok(value.into())
            }

            fn visit_f64<E: Error>(self, value: f64) -> Result<JsonNumber, E> {
                Ok(value.into())
            }

            /// Reads null in a list or a map, where it is what NaN is written as.
            fn visit_none<E: Error>(self) -> Result<JsonNumber, E> {
                Ok(nulls::NULL.into())
            }
        }

        // Not as one of the kinds of Rust, for which it would be rounded.
        deserializer.deserialize_any(NumberVisitor)
    }
}

/// The content of a number arm of [`union!`](crate::union).
#[doc(hidden)]
pub trait FromNumber: Sized {
    /// Returns the value that this number is on the wire, if it is one.
    fn from_number(number: JsonNumber) -> Option<Self>;
}

macro_rules! from_number {
    ($($ty:ty),*) => {
        $( impl FromNumber for $ty {
            fn from_number(number: JsonNumber) -> Option<Self> {
                number.whole().and_then(|value| value.try_into().ok())
            }
        } )*
    };
}

from_number!(i8, i16, i32, i64, u8, u16, u32, u64);

impl FromNumber for f64 {
    fn from_number(number: JsonNumber) -> Option<Self> {
        Some(number.as_f64())
    }
}

impl FromNumber for f32 {
    fn from_number(number: JsonNumber) -> Option<Self> {
        Some(number.as_f64() as Self)
    }
}

impl FromNumber for UnixTime {
    fn from_number(number: JsonNumber) -> Option<Self> {
        Self::from_number(number)
    }
}

impl FromNumber for JsonNumber {
    fn from_number(number: JsonNumber) -> Option<Self> {
        Some(number)
    }
}
