//! The encoding of single properties of a form.

use serde_json::Value;

use super::fields::QueryStyle;
use super::media::is_json;
use super::url::{encode_query, encode_reserved};

/// The encoding of a property of a form, after the document's `encoding`.
/// Anything that is not set is as is usual for the form.
///
/// ```
/// # use openapi_loom_runtime::{http::{Call, Encoding, QueryStyle, Result}, serde_json};
/// # async fn example(call: Call) -> Result<()> {
/// let tags = Encoding::of("tags").style(QueryStyle::FormJoined); // tags=a,b
/// let body = serde_json::json!({ "tags": ["a", "b"] });
/// call.urlencoded_as(&body, &[tags]).send_empty().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Encoding {
    pub(crate) name: &'static str,
    content_type: Option<&'static str>,
    style: Option<QueryStyle>,
    reserved: bool,
    /// The headers of its part.
    #[cfg(feature = "forms")]
    pub(crate) headers: &'static [(&'static str, &'static str)],
}

impl Encoding {
    /// Of the property of that name.
    pub const fn of(name: &'static str) -> Self {
        Self {
            name,
            content_type: None,
            style: None,
            reserved: false,
            #[cfg(feature = "forms")]
            headers: &[],
        }
    }

    /// Of parts without names, after the document's `prefixEncoding` and
    /// `itemEncoding`.
    #[cfg(feature = "forms")]
    pub const fn of_part() -> Self {
        Self::of("")
    }

    /// Sets its content type. A list or an object for which that is JSON is one
    /// value.
    pub const fn content_type(self, content_type: &'static str) -> Self {
        Self { content_type: Some(content_type), ..self }
    }

    /// Sets how its lists and objects are written, over what follows from its
    /// content type.
    pub const fn style(self, style: QueryStyle) -> Self {
        Self { style: Some(style), ..self }
    }

    /// Says that reserved characters stand as they are (`allowReserved`), in a
    /// body that is written as a query is.
    pub const fn reserved(self) -> Self {
        Self { reserved: true, ..self }
    }

    /// Sets the headers of its part, by their names. A `Content-Disposition` goes
    /// over the usual one.
    #[cfg(feature = "forms")]
    pub const fn headers(self, headers: &'static [(&'static str, &'static str)]) -> Self {
        Self { headers, ..self }
    }

    /// Its content type, if that is one, and not several or a range of them.
    pub(crate) fn one_type(&self) -> Option<&'static str> {
        self.content_type.filter(|declared| !declared.contains([',', '*']))
    }

    /// The pairs of a url-encoded body, values percent-encoded; none if they are
    /// as usual.
    pub(crate) fn written(
        &self,
        name: &str,
        value: &Value,
        brackets: bool,
    ) -> Option<Result<Vec<(String, String)>, String>> {
        let encode = if self.reserved { encode_reserved } else { encode_query };
        let is_whole = value.is_array() || value.is_object();
        if let Some(style) = self.style.or(self.reserved.then_some(QueryStyle::Form)) {
            return Some(Ok(match value {
                Value::Null => Vec::new(),
                value => style.pairs(name, value, brackets, encode),
            }));
        }
        let declared = self.one_type().filter(|_| is_whole)?;
        Some(match is_json(declared) {
            true => Ok(vec![(name.to_owned(), encode(&value.to_string()))]),
            false => Err(unwritable(name, declared)),
        })
    }

    /// The parts of a multipart form, as they are; none if they are as usual.
    #[cfg(feature = "forms")]
    pub(crate) fn parts(
        &self,
        name: &str,
        value: &Value,
        brackets: bool,
    ) -> Option<Vec<(String, String)>> {
        let style = self.style?;
        Some(match value {
            Value::Null => Vec::new(),
            value => style.pairs(name, value, brackets, str::to_owned),
        })
    }
}

/// Explains why a list or an object is not sent.
pub(crate) fn unwritable(name: &str, content_type: &str) -> String {
    format!("`{name}` is to be {content_type}, as which no list or object can be written")
}
