//! Client error correction: what a server left out although its document calls
//! it required reads as the empty value of its type.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Constant, Nullable, UnixTime};

/// The value that stands for what a server left out or nulled.
///
/// The macros of generated types implement it; it is not [`Default`], because
/// a request without what it requires is no default.
#[doc(hidden)]
pub trait Empty {
    /// Returns empty text, zero, `false`, an empty list, map or object, `Other("")`.
    fn empty() -> Self;

    /// Returns the value that null is where it can also be left out; none if it says as little
    /// there.
    fn of_null() -> Option<Self>
    where
        Self: Sized,
    {
        None
    }
}

macro_rules! by_default {
    ($($ty:ty),*) => {
        $( impl Empty for $ty {
            fn empty() -> Self {
                Self::default()
            }
        } )*
    };
}

by_default!(String, bool, i8, i16, i32, i64, u8, u16, u32, u64, f32, f64, UnixTime, Map<String, Value>);

impl Empty for Value {
    fn empty() -> Self {
        Self::Null
    }

    fn of_null() -> Option<Self> {
        Some(Self::Null)
    }
}

macro_rules! by_default_of {
    ($($outer:ident),*) => {
        $( impl<T> Empty for $outer<T> {
            fn empty() -> Self {
                Self::default()
            }
        } )*
    };
}

by_default_of!(Vec, Option, Nullable);

impl<T> Empty for BTreeMap<String, T> {
    fn empty() -> Self {
        Self::new()
    }
}

impl<T: Empty> Empty for Box<T> {
    fn empty() -> Self {
        Self::new(T::empty())
    }
}

impl<T, const N: usize> Empty for Constant<T, N> {
    fn empty() -> Self {
        Self::default()
    }
}
