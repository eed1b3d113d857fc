//! The encoding of single properties of a form.

use serde_json::Value;

use super::fields::{QueryStyle, is_text};
use super::media::{JSON, admits, is_concrete, is_json, listed};
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
    pub(crate) content_type: Option<&'static str>,
    style: Option<QueryStyle>,
    reserved: bool,
    /// The headers of its part.
    #[cfg(feature = "forms")]
    pub(crate) headers: &'static [(&'static str, &'static str)],
    /// The headers that its file has to have.
    #[cfg(feature = "forms")]
    pub(crate) needed: &'static [&'static str],
}

impl Encoding {
    /// Makes that of the property of that name.
    pub const fn of(name: &'static str) -> Self {
        Self {
            name,
            content_type: None,
            style: None,
            reserved: false,
            #[cfg(feature = "forms")]
            headers: &[],
            #[cfg(feature = "forms")]
            needed: &[],
        }
    }

    /// Makes that of parts without names, after the document's `prefixEncoding` and
    /// `itemEncoding`.
    #[cfg(feature = "forms")]
    pub const fn of_part() -> Self {
        Self::of("")
    }

    /// Sets its content type. A list or an object for which that is JSON is one
    /// value. Of several, or a range of them (`image/*, text/plain`), an object is JSON,
    /// a text the first that is text, and a file what it is itself, if that is among
    /// them.
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

    /// Sets the headers that callers have to give its file, by their names:
    /// [`File::with_header`](crate::File::with_header).
    #[cfg(feature = "forms")]
    pub const fn needs(self, needed: &'static [&'static str]) -> Self {
        Self { needed, ..self }
    }

    /// Returns the content type of a value, of those that it can have; none if it is as
    /// usual.
    pub(crate) fn content_type_of(&self, value: &Value) -> Option<&'static str> {
        let declared = self.content_type?;
        let mut concrete = listed(declared).filter(|kind| is_concrete(kind));
        let mut ranges = listed(declared).filter(|kind| !is_concrete(kind));
        if !is_text(value) {
            let has_usual = ranges.any(|range| is_json(range) || admits(range, JSON));
            let json = concrete.find(|kind| is_json(kind));
            return json.or((!has_usual).then_some(declared));
        }
        let has_usual = ranges.any(|range| admits(range, "text/plain"));
        let text = concrete.clone().find(|kind| kind.starts_with("text/"));
        text.or_else(|| concrete.next().filter(|_| !has_usual))
    }

    /// Tells a value that is not written all at once: a text, or a list of texts,
    /// unless it is to be JSON before all.
    fn is_each(&self, value: &Value) -> bool {
        let is_json = self.content_type.and_then(|kinds| listed(kinds).next()).is_some_and(is_json);
        match value {
            Value::Array(items) => items.iter().all(is_text) && !is_json,
            value => is_text(value),
        }
    }

    /// Returns the content type of a list or an object that is written all at once, as one
    /// value.
    pub(crate) fn whole(&self, value: &Value) -> Option<&'static str> {
        self.content_type_of(value).filter(|_| !self.is_each(value))
    }

    /// Returns the pairs of a url-encoded body, values percent-encoded; none if they are
    /// as usual.
    pub(crate) fn written(
        &self,
        name: &str,
        value: &Value,
        brackets: bool,
    ) -> Option<Result<Vec<(String, String)>, String>> {
        let encode = if self.reserved { encode_reserved } else { encode_query };
        if let Some(style) = self.style.or(self.reserved.then_some(QueryStyle::Form)) {
            return Some(Ok(match value {
                Value::Null => Vec::new(),
                value => style.pairs(name, value, brackets, encode),
            }));
        }
        let declared = self.whole(value)?;
        Some(match is_json(declared) {
            true => Ok(vec![(name.to_owned(), encode(&value.to_string()))]),
            false => Err(unwritable(name, declared)),
        })
    }

    /// Returns the parts of a multipart form, as they are; none if they are as usual.
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
