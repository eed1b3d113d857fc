//! Bodies in parts: `multipart/form-data`, and others of its family.

use std::collections::VecDeque;
use std::fmt;
use std::fmt::Write;
use std::hash::{BuildHasher, RandomState};
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use reqwest::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use serde::Serialize;
use serde_json::Value;

use super::beyond::Fields;
use super::encoding::{Encoding, unwritable};
use super::error::{Error, ErrorKind};
use super::fields::{fields, text};
use super::file::{File, FileError, Files, Stamp};
use super::media::{JSON, is_json};
use super::transport::{Body, Cause};

/// The content type of a form, but for its boundary.
pub(crate) const FORM_TYPE: &str = "multipart/form-data";

/// The content of a body in parts. Each attempt makes the body anew.
#[derive(Clone)]
pub(crate) struct Form {
    /// The content type, but for its boundary.
    kind: &'static str,
    parts: Arc<[Part]>,
}

struct Part {
    /// The property that it belongs to; none for an item of a list.
    name: Option<String>,
    /// The headers that the document gives it.
    headers: &'static [(&'static str, &'static str)],
    content: PartContent,
}

enum PartContent {
    Text { text: String, content_type: Option<&'static str> },
    File { file: File, content_type: String, sent: OnceLock<Stamp> },
}

impl Form {
    /// Makes the properties of `body` as parts, written as `encodings` say.
    pub(crate) fn new(
        kind: &'static str,
        body: &(impl Serialize + ?Sized),
        encodings: &[Encoding],
        brackets: bool,
        beyond: &Fields,
    ) -> Result<Self, String> {
        let (body, files) = Files::of(body).map_err(|error| error.to_string())?;
        let Value::Object(mut properties) = body else {
            return Err("it is not an object".to_owned());
        };
        properties.extend(beyond.clone());
        let mut parts = Vec::new();
        for (property, value) in &properties {
            let encoding = encodings.iter().find(|encoding| encoding.name == property);
            let headers = encoding.map_or(&[][..], |encoding| encoding.headers);
            check(headers.iter().copied())?;
            if let Some(encoding) = encoding
                && !files.any_in(value)
                && let Some(written) = encoding.parts(property, value, brackets)
            {
                parts.extend(written.into_iter().map(|(name, text)| Part {
                    name: Some(name),
                    headers,
                    content: PartContent::Text { text, content_type: None },
                }));
                continue;
            }
            let encoding = encoding.copied().unwrap_or(Encoding::of(""));
            let is_whole = encoding.whole(value).is_some_and(is_json) && !files.any_in(value);
            let fields = match is_whole {
                true => vec![(property.clone(), value)],
                false => fields(property, value, brackets),
            };
            for (name, value) in fields {
                if let Some(content) = content(&name, value, encoding, &files)? {
                    parts.push(Part { name: Some(name), headers, content });
                }
            }
        }
        Ok(Self { kind, parts: parts.into() })
    }

    /// Returns the items of `body` as parts without names: the first ones written as
    /// `first` says of each, the others as `rest` does.
    pub(crate) fn list(
        kind: &'static str,
        body: &(impl Serialize + ?Sized),
        first: &[Encoding],
        rest: Encoding,
    ) -> Result<Self, String> {
        let (body, files) = Files::of(body).map_err(|error| error.to_string())?;
        let Value::Array(items) = body else {
            return Err("it is not a list".to_owned());
        };
        let mut parts = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let encoding = first.get(index).copied().unwrap_or(rest);
            check(encoding.headers.iter().copied())?;
            let written = content(&format!("[{index}]"), item, encoding, &files)?;
            // Parts are known by their order, in which none can be missing.
            let null = PartContent::Text { text: "null".to_owned(), content_type: Some(JSON) };
            let content = written.unwrap_or(null);
            parts.push(Part { name: None, headers: encoding.headers, content });
        }
        Ok(Self { kind, parts: parts.into() })
    }

    /// Tells whether it can be sent more than once.
    pub(crate) fn is_repeatable(&self) -> bool {
        self.parts.iter().all(|part| match &part.content {
            PartContent::File { file, .. } => file.is_repeatable(),
            PartContent::Text { .. } => true,
        })
    }

    /// Returns the bytes of an attempt, and what they are.
    pub(crate) async fn open(&self) -> Result<(HeaderValue, Body), Error> {
        let boundary = boundary();
        let mut pieces = VecDeque::new();
        let mut length = Some(0);
        let mut add = |body: Body| {
            let size = http_body::Body::size_hint(&body).exact();
            length = length.zip(size).and_then(|(length, size)| u64::checked_add(length, size));
            pieces.push_back(body);
        };
        for part in &*self.parts {
            let (head, body) = part.open(&boundary).await?;
            add(head.into());
            add(body);
            add(Body::from("\r\n"));
        }
        add(format!("--{boundary}--\r\n").into());
        let content_type = HeaderValue::try_from(format!("{}; boundary={boundary}", self.kind))
            .map_err(|error| Error::new(ErrorKind::Configuration, error.to_string()))?;
        Ok((content_type, Body::of_length(Pieces(pieces), length)))
    }
}

/// One body after another.
struct Pieces(VecDeque<Body>);

impl Stream for Pieces {
    type Item = Result<Bytes, Cause>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while let Some(piece) = self.0.front_mut() {
            match ready!(piece.poll_chunk(cx)) {
                Some(chunk) => return Poll::Ready(Some(chunk)),
                None => _ = self.0.pop_front(),
            }
        }
        Poll::Ready(None)
    }
}

/// Makes a separator of the parts: nobody can guess it, so it is in none of
/// them.
fn boundary() -> String {
    let half = || RandomState::new().hash_one(());
    format!("{:016x}-{:016x}", half(), half())
}

/// Returns the content that is sent for a value; none for a null.
fn content(
    name: &str,
    value: &Value,
    encoding: Encoding,
    files: &Files,
) -> Result<Option<PartContent>, String> {
    if let Some(file) = value.as_str().and_then(|token| files.get(token)) {
        check(file.headers().iter().map(|(name, value)| (name.as_str(), value.as_str())))?;
        check_given(name, file, encoding)?;
        let content_type = file.content_type(encoding.content_type);
        let sent = OnceLock::new();
        return Ok(Some(PartContent::File { file: file.clone(), content_type, sent }));
    }
    let declared = encoding.content_type_of(value);
    Ok(match value {
        Value::Null => None,
        Value::Array(_) | Value::Object(_) if files.any_in(value) => {
            return Err(format!("`{name}` is written as JSON, in which there can be no file"));
        }
        Value::Array(_) | Value::Object(_) => {
            let content_type = declared.unwrap_or(JSON);
            if !is_json(content_type) {
                return Err(unwritable(name, content_type));
            }
            Some(PartContent::Text { text: value.to_string(), content_type: Some(content_type) })
        }
        scalar => Some(PartContent::Text { text: text(scalar), content_type: declared }),
    })
}

impl Part {
    /// Returns its head and its body.
    async fn open(&self, boundary: &str) -> Result<(String, Body), Error> {
        let mut head = format!("--{boundary}");
        let (body, content_type, file) = match &self.content {
            PartContent::Text { text, content_type } => (text.clone().into(), *content_type, None),
            PartContent::File { file, content_type, sent } => {
                let body = file.open(sent).await.map_err(FileError::into_error)?;
                (body, Some(content_type.as_str()), Some(file.name()))
            }
        };
        if let Some(disposition) = self.disposition(file) {
            _ = write!(head, "\r\nContent-Disposition: {disposition}");
        }
        for (name, value) in self.headers() {
            _ = write!(head, "\r\n{name}: {value}");
        }
        if let Some(content_type) = content_type {
            let content_type = content_type.parse::<mime_guess::Mime>().map_err(|_| {
                let part = self.name.as_ref().map_or(String::new(), |name| format!(" `{name}`"));
                let problem = format!("{content_type:?} of the part{part}");
                Error::new(ErrorKind::Configuration, format!("{problem} is no content type"))
            })?;
            _ = write!(head, "\r\nContent-Type: {content_type}");
        }
        head.push_str("\r\n\r\n");
        Ok((head, body))
    }

    /// Lists the headers that the document gives it, and over these those of its file.
    fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        let file = match &self.content {
            PartContent::File { file, .. } => Some(file),
            PartContent::Text { .. } => None,
        };
        let is_left = move |name: &str| !file.is_some_and(|file: &File| file.has_header(name));
        let declared = self.headers.iter().copied().filter(move |(name, _)| is_left(name));
        let own = file.map(File::headers).unwrap_or_default().iter();
        declared.chain(own.map(|(name, value)| (name.as_str(), value.as_str())))
    }

    /// Says what the part is for, by the name of a property or of a file, unless
    /// its own headers say so.
    fn disposition(&self, file: Option<&str>) -> Option<String> {
        if self.headers().any(|(name, _)| name.eq_ignore_ascii_case(DISPOSITION)) {
            return None;
        }
        let file = file.map(|file| format!("; filename=\"{}\"", quoted(file)));
        match &self.name {
            Some(name) => {
                let file = file.unwrap_or_default();
                Some(format!("form-data; name=\"{}\"{file}", quoted(name)))
            }
            None => file.map(|file| format!("attachment{file}")),
        }
    }
}

/// The header of a part that says what it is for.
const DISPOSITION: &str = "Content-Disposition";

/// Says which header cannot stand in the head of a part.
fn check<'h>(mut headers: impl Iterator<Item = (&'h str, &'h str)>) -> Result<(), String> {
    let is_whole = |(name, value): &(&str, &str)| {
        HeaderName::try_from(*name).is_ok() && HeaderValue::try_from(*value).is_ok()
    };
    match headers.find(|header| !is_whole(header)) {
        Some((name, value)) => Err(format!("a part cannot have the header {name:?}: {value:?}")),
        None => Ok(()),
    }
}

/// Says which header a file has to have and has not, or cannot have.
fn check_given(name: &str, file: &File, encoding: Encoding) -> Result<(), String> {
    if file.has_header(CONTENT_TYPE.as_str()) {
        return Err(format!("the content type of the file `{name}` is set by `with_content_type`"));
    }
    match encoding.needed.iter().find(|needed| !file.has_header(needed)) {
        Some(needed) => {
            Err(format!("the file `{name}` has no header `{needed}`: set it by `with_header`"))
        }
        None => Ok(()),
    }
}

/// Returns a name as it stands between quotes in the head of a part: as browsers write
/// it, in UTF-8 with `%22` for a quote and the like for a line end, and with
/// backslashes doubled.
fn quoted(name: &str) -> String {
    let mut quoted = String::with_capacity(name.len());
    for character in name.chars() {
        match character {
            '"' | '\0'..='\x1f' | '\x7f' => _ = write!(quoted, "%{:02X}", u32::from(character)),
            '\\' => quoted.push_str("\\\\"),
            _ => quoted.push(character),
        }
    }
    quoted
}

impl fmt::Debug for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} parts", self.kind, self.parts.len())
    }
}
