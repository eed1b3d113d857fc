//! Texts that stand for values of other libraries.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig, general_purpose};
use bytes::Bytes;
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::Empty;

/// A type whose values are written as text.
pub trait Format: Sized {
    /// Returns the value that a text stands for, if it stands for one.
    fn parse(text: &str) -> Option<Self>;

    /// Returns the value as text.
    fn write(&self) -> String;
}

/// A text that stands for a `T`, such as a point in time.
///
/// The text is kept as it was read and sent back unchanged, so that nothing is
/// lost where a server writes it in another way, or writes something else
/// altogether: then there is no [`value`](Self::value).
///
/// Two of them are the same when their texts are; a `T` is the same when the
/// value is.
///
/// ```
/// use openapi_loom_runtime::Parsed;
/// use openapi_loom_runtime::http::Bytes;
/// use openapi_loom_runtime::serde_json;
///
/// let read = |json| serde_json::from_str::<Parsed<Bytes>>(json).unwrap();
/// assert_eq!(read(r#""aGk=""#).value().unwrap(), "hi");
/// let odd = read(r#""?""#);
/// assert_eq!((odd.value(), odd.as_str()), (None, "?"));
/// assert_eq!(Parsed::from(Bytes::from("hi")).as_str(), "aGk=");
/// ```
#[derive(Clone)]
pub struct Parsed<T> {
    text: Box<str>,
    value: Option<T>,
}

impl<T> Parsed<T> {
    /// Returns the text as it is on the wire.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the value that the text stands for; none where it stands for none.
    pub const fn value(&self) -> Option<&T> {
        self.value.as_ref()
    }

    /// Returns the value that the text stands for, by itself.
    pub fn into_value(self) -> Option<T> {
        self.value
    }
}

impl<T: Format> From<T> for Parsed<T> {
    fn from(value: T) -> Self {
        Self { text: value.write().into(), value: Some(value) }
    }
}

impl<T: Format> From<&str> for Parsed<T> {
    fn from(text: &str) -> Self {
        Self { value: T::parse(text), text: text.into() }
    }
}

impl<T: Format> From<String> for Parsed<T> {
    fn from(text: String) -> Self {
        Self { value: T::parse(&text), text: text.into() }
    }
}

impl<T: Clone> From<&Self> for Parsed<T> {
    fn from(other: &Self) -> Self {
        other.clone()
    }
}

impl<T> Deref for Parsed<T> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl<T> AsRef<str> for Parsed<T> {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl<T> PartialEq for Parsed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<T> Eq for Parsed<T> {}

impl<T> Hash for Parsed<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl<T: Format + PartialEq> PartialEq<T> for Parsed<T> {
    fn eq(&self, other: &T) -> bool {
        self.value.as_ref() == Some(other)
    }
}

impl<T: Format + PartialOrd> PartialOrd<T> for Parsed<T> {
    fn partial_cmp(&self, other: &T) -> Option<Ordering> {
        self.value.as_ref()?.partial_cmp(other)
    }
}

impl<T> PartialEq<str> for Parsed<T> {
    fn eq(&self, other: &str) -> bool {
        *self.text == *other
    }
}

impl<T> fmt::Debug for Parsed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

/// As it is on the wire.
impl<T> fmt::Display for Parsed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl<T> Empty for Parsed<T> {
    fn empty() -> Self {
        Self { text: "".into(), value: None }
    }
}

impl<T> Serialize for Parsed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de, T: Format> Deserialize<'de> for Parsed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

/// Base64, with the usual alphabet; that of URLs, and none or odd padding, are
/// read as well.
impl Format for Bytes {
    fn parse(text: &str) -> Option<Self> {
        const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
            .with_decode_padding_mode(DecodePaddingMode::Indifferent)
            .with_decode_allow_trailing_bits(true);
        const ENGINE: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, LENIENT);
        let usual = if text.contains(['-', '_']) {
            Cow::Owned(text.replace('-', "+").replace('_', "/"))
        } else {
            Cow::Borrowed(text)
        };
        ENGINE.decode(&*usual).ok().map(Self::from)
    }

    fn write(&self) -> String {
        general_purpose::STANDARD.encode(self)
    }
}

impl From<Vec<u8>> for Parsed<Bytes> {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<&[u8]> for Parsed<Bytes> {
    fn from(bytes: &[u8]) -> Self {
        Bytes::copy_from_slice(bytes).into()
    }
}

#[cfg(any(feature = "jiff", feature = "uuid", feature = "rust_decimal"))]
macro_rules! by_display {
    ($($ty:ty),*) => {
        $( impl Format for $ty {
            fn parse(text: &str) -> Option<Self> {
                text.parse().ok()
            }

            fn write(&self) -> String {
                self.to_string()
            }
        } )*
    };
}

#[cfg(feature = "jiff")]
by_display!(
    jiff::Timestamp,
    jiff::civil::Date,
    jiff::civil::DateTime,
    jiff::civil::Time,
    jiff::Span
);

#[cfg(feature = "uuid")]
by_display!(uuid::Uuid);

#[cfg(feature = "rust_decimal")]
impl Format for rust_decimal::Decimal {
    /// Reads without rounding: a text of more digits than there is room for has no
    /// value.
    fn parse(text: &str) -> Option<Self> {
        let is_scientific = text.contains(['e', 'E']);
        if is_scientific {
            Self::from_scientific(text).ok()
        } else {
            Self::from_str_exact(text).ok()
        }
    }

    fn write(&self) -> String {
        self.to_string()
    }
}
