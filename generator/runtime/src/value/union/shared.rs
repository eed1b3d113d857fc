//! Properties that all variants of a union have.

use serde_json::Value;

use crate::value::buffered::from_value;
use crate::value::{Constant, Constants, OpenEnum};
use crate::{Nullable, UnixTime};

/// A field of a variant, as the method of the union returns it: a scalar by value, a text
/// as `&str`, a list as a slice, anything else by reference.
#[doc(hidden)]
pub trait Shared<'a, R> {
    /// Returns the value, if there is one.
    fn shared(&'a self) -> Option<R>;
}

/// A property of an object that the document does not list.
#[doc(hidden)]
pub trait Unlisted<'a>: Sized {
    /// Returns the property; `None` where it is missing or of another kind.
    fn of(value: &'a Value, property: &str) -> Option<Self>;
}

/// Implements [`Shared`] for each presence of a field.
macro_rules! presences {
    ($([$($generic:ident $(: $bound:ident)?)?] $field:ty => $returned:ty, $one:expr;)+) => { $(
        impl<'a $(, $generic: 'a $(+ $bound)?)?> Shared<'a, $returned> for $field {
            fn shared(&'a self) -> Option<$returned> {
                Some($one(self))
            }
        }

        impl<'a $(, $generic: 'a $(+ $bound)?)?> Shared<'a, $returned> for Option<$field> {
            fn shared(&'a self) -> Option<$returned> {
                self.as_ref().map($one)
            }
        }

        impl<'a $(, $generic: 'a $(+ $bound)?)?> Shared<'a, $returned> for Nullable<$field> {
            fn shared(&'a self) -> Option<$returned> {
                self.as_ref().map($one)
            }
        }
    )+ };
}

presences! {
    [T] T => &'a T, std::convert::identity;
    [] String => &'a str, String::as_str;
    [E: OpenEnum] E => &'a str, AsRef::as_ref;
    [T] Vec<T> => &'a [T], Vec::as_slice;
}

impl<'a, T: Constants, const N: usize> Shared<'a, &'a str> for Constant<T, N> {
    fn shared(&'a self) -> Option<&'a str> {
        Some(self.as_str())
    }
}

/// Implements both traits for scalars, which are read from JSON.
macro_rules! scalars {
    ($($scalar:ty),+) => {
        presences! { $( [] $scalar => $scalar, |value: &$scalar| *value; )+ }

        $( impl<'a> Unlisted<'a> for $scalar {
            fn of(value: &'a Value, property: &str) -> Option<Self> {
                from_value(value.get(property)?).ok()
            }
        } )+
    };
}

scalars!(bool, i8, i16, i32, i64, u8, u16, u32, u64, f32, f64, UnixTime);

impl<'a> Unlisted<'a> for &'a str {
    fn of(value: &'a Value, property: &str) -> Option<Self> {
        value.get(property)?.as_str()
    }
}

/// Lends nothing: JSON was never read as such a value.
impl<'a, T> Unlisted<'a> for &'a T {
    fn of(_: &'a Value, _: &str) -> Option<Self> {
        None
    }
}

impl<'a, T> Unlisted<'a> for &'a [T] {
    fn of(_: &'a Value, _: &str) -> Option<Self> {
        None
    }
}
