//! Headers of answers, read as what a document says that they are.

use reqwest::header::HeaderMap;
use serde::de::value::SeqDeserializer;
use serde::de::{DeserializeOwned, Deserializer, IntoDeserializer, Visitor};
use serde_json::{Error, Value};

use super::decode;

/// Defines the headers that an operation answers with: a field for each, read
/// as its type.
///
/// A header that is not there, or not what its type says, is `None`; as it came
/// it is among the headers themselves. A list has its items between commas, or
/// in several headers of the name; with `json` behind the name, the value is JSON.
///
/// ```
/// use openapi_loom_runtime::http::HeaderMap;
///
/// openapi_loom_runtime::headers! {
///     /// The headers of what `listThings` answers.
///     pub struct ListThingsHeaders {
///         /// How many are left.
///         #[header("x-remaining")]
///         pub x_remaining: Option<i64>,
///         /// What is allowed.
///         #[header("allow")]
///         pub allow: Option<Vec<String>>,
///     }
/// }
///
/// let mut headers = HeaderMap::new();
/// headers.insert("x-remaining", "12".parse().unwrap());
/// headers.insert("allow", "GET, PUT".parse().unwrap());
/// let typed = ListThingsHeaders::of(&headers);
/// assert_eq!(typed.x_remaining, Some(12));
/// assert_eq!(typed.allow, Some(vec!["GET".to_owned(), "PUT".to_owned()]));
/// ```
#[macro_export]
macro_rules! headers {
    (
        $(#[doc $($doc:tt)+])*
        pub struct $name:ident {
            $(
                $(#[doc $($field_doc:tt)+])*
                #[header($header:literal $(, $form:ident)?)]
                pub $field:ident: $ty:ty,
            )*
        }
    ) => {
        $(#[doc $($doc)+])*
        ///
        /// One that is not there, or not what its type says, is `None`; as it
        /// came it is among the headers that these are read from.
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct $name {
            $( $(#[doc $($field_doc)+])* pub $field: $ty, )*
        }

        impl $name {
            /// Reads them from the headers of a response, a stream, a download or
            /// an error.
            pub fn of(headers: &$crate::http::HeaderMap) -> Self {
                Self { $( $field: $crate::__header!(headers, $header $(, $form)?), )* }
            }
        }
    };
}

/// Reads one header of [`headers!`](crate::headers).
#[doc(hidden)]
#[macro_export]
macro_rules! __header {
    ($headers:ident, $header:literal) => {
        $crate::http::read_header($headers, $header)
    };
    ($headers:ident, $header:literal, json) => {
        $crate::http::read_json_header($headers, $header)
    };
}

/// Reads the header of a name as a type: as text, as a list, or as what text
/// stands for in JSON. None if there is no such header, or it is none of these.
pub fn read_header<T: DeserializeOwned>(headers: &HeaderMap, name: &str) -> Option<T> {
    let lines = lines_of(headers, name);
    let first = lines.first()?;
    let is_cookie = name.eq_ignore_ascii_case("set-cookie");
    let text = Text { lines: lines.iter().map(String::as_str).collect(), is_cookie };
    T::deserialize(text).or_else(|_| decode::read(first.as_bytes())).ok()
}

/// Reads the header of a name as JSON: all of its lines together, or else the first of them. One
/// that is no JSON is read as [`read_header`] does. None if there is no such header, or it is none
/// of that type.
pub fn read_json_header<T: DeserializeOwned>(headers: &HeaderMap, name: &str) -> Option<T> {
    let lines = lines_of(headers, name);
    let read = |json: &str| decode::read(json.as_bytes()).ok();
    let json = read(&lines.join(", ")).or_else(|| read(lines.first()?));
    json.or_else(|| read_header(headers, name))
}

fn lines_of(headers: &HeaderMap, name: &str) -> Vec<String> {
    let lines = headers.get_all(name).iter();
    lines.map(|line| String::from_utf8_lossy(line.as_bytes()).trim().to_owned()).collect()
}

/// The header lines of a name, or one item of a list in them.
struct Text<'l> {
    lines: Vec<&'l str>,
    /// True where its commas are no separators.
    is_cookie: bool,
}

impl Text<'_> {
    /// Returns all of it in one line, as HTTP puts several together.
    fn whole(&self) -> String {
        self.lines.join(", ")
    }
}

impl IntoDeserializer<'_, Error> for Text<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

macro_rules! by_json {
    ($($method:ident)*) => {
        $(
            fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
                serde_json::from_str::<Value>(&self.whole())?.$method(visitor)
            }
        )*
    };
}

impl<'de> Deserializer<'de> for Text<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_string(self.whole())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let Self { lines, is_cookie } = self;
        let items = lines.into_iter().flat_map(|line| match is_cookie {
            true => vec![line],
            false => items(line),
        });
        let items = items.map(|item| Text { lines: vec![item], is_cookie });
        visitor.visit_seq(SeqDeserializer::new(items))
    }

    by_json! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_f32
        deserialize_f64
    }

    serde::forward_to_deserialize_any! {
        i128 u128 char str string bytes byte_buf unit unit_struct tuple tuple_struct map struct
        enum identifier ignored_any
    }
}

/// Returns the items of a list, which commas separate unless they are in quotes.
fn items(line: &str) -> Vec<&str> {
    let mut quoted = false;
    let is_separator = |character: char| {
        quoted ^= character == '"';
        character == ',' && !quoted
    };
    line.split(is_separator).map(str::trim).filter(|item| !item.is_empty()).collect()
}
