//! Properties whose value the document fixes.

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use serde::de::{self, Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

/// The constant properties of a type, in the order of their fields.
#[doc(hidden)]
pub trait Constants {
    /// The text of each constant property.
    const VALUES: &'static [&'static str];
}

/// A property that always has the same text, so that nobody has to write it:
/// the `N`th of the owner's [`Constants`].
///
/// It is sent always. When a server left it out, or sent `null`, it reads as
/// the constant; another text, from a server newer than the document, is kept
/// and sent back unchanged.
///
/// ```
/// use openapi_loom_runtime::value::{Constant, Constants};
///
/// struct Function { r#type: Constant<Self> }
///
/// impl Constants for Function {
///     const VALUES: &'static [&'static str] = &["function"];
/// }
///
/// let function = Function { r#type: Constant::default() };
/// assert_eq!(function.r#type.as_str(), "function");
/// ```
pub struct Constant<T, const N: usize = 0> {
    other: Option<Box<str>>,
    owner: PhantomData<fn() -> T>,
}

impl<T: Constants, const N: usize> Constant<T, N> {
    const EXPECTED: &'static str = T::VALUES[N];

    /// Returns the text: the constant, unless a server sent another one.
    pub fn as_str(&self) -> &str {
        self.other.as_deref().unwrap_or(Self::EXPECTED)
    }

    fn read(text: Cow<'_, str>) -> Self {
        let other = (text != Self::EXPECTED).then(|| text.into());
        Self { other, owner: PhantomData }
    }
}

impl<T, const N: usize> Default for Constant<T, N> {
    fn default() -> Self {
        Self { other: None, owner: PhantomData }
    }
}

impl<T, const N: usize> Clone for Constant<T, N> {
    fn clone(&self) -> Self {
        Self { other: self.other.clone(), owner: PhantomData }
    }
}

impl<T, const N: usize> PartialEq for Constant<T, N> {
    fn eq(&self, other: &Self) -> bool {
        self.other == other.other
    }
}

impl<T, const N: usize> Eq for Constant<T, N> {}

impl<T, const N: usize> Hash for Constant<T, N> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.other.hash(state);
    }
}

impl<T: Constants, const N: usize> fmt::Debug for Constant<T, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

impl<T: Constants, const N: usize> fmt::Display for Constant<T, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl<T: Constants, const N: usize> Serialize for Constant<T, N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de, T: Constants, const N: usize> Deserialize<'de> for Constant<T, N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor<T, const N: usize>(PhantomData<fn() -> T>);

        impl<'de, T: Constants, const N: usize> de::Visitor<'de> for Visitor<T, N> {
            type Value = Constant<T, N>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "the string `{}`", Constant::<T, N>::EXPECTED)
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Constant::read(text.into()))
            }

            fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
                Ok(Constant::default())
            }

            fn visit_none<E: de::Error>(self) -> Result<Self::Value, E> {
                Ok(Constant::default())
            }
        }

        deserializer.deserialize_any(Visitor(PhantomData))
    }
}
