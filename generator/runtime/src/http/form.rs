//! Bodies in `multipart/form-data`.

use std::collections::VecDeque;
use std::fmt;
use std::fmt::Write;
use std::hash::{BuildHasher, RandomState};
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use reqwest::header::HeaderValue;
use serde::Serialize;
use serde_json::Value;

use super::beyond::Fields;
use super::encoding::{Encoding, unwritable};
use super::error::{Error, ErrorKind};
use super::fields::{fields, text};
use super::file::{File, FileError, Files, Stamp};
use super::media::is_json;
use super::transport::{Body, Cause};

/// The content type of a form, but for its boundary.
const FORM_TYPE: &str = "multipart/form-data";

/// What a form consists of. Each attempt makes the form anew.
#[derive(Clone)]
pub(crate) struct Form(Arc<[Part]>);

struct Part {
    name: String,
    content: Content,
}

enum Content {
    Text { text: String, content_type: Option<&'static str> },
    File { file: File, content_type: String, sent: OnceLock<Stamp> },
}

impl Form {
    /// The properties of `body` as parts, written as `encodings` say.
    pub(crate) fn new(
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
            if let Some(encoding) = encoding
                && !files.any_in(value)
                && let Some(written) = encoding.parts(property, value, brackets)
            {
                parts.extend(written.into_iter().map(|(name, text)| Part {
                    name,
                    content: Content::Text { text, content_type: None },
                }));
                continue;
            }
            let declared = encoding.and_then(Encoding::one_type);
            let whole = declared.is_some_and(is_json) && (value.is_object() || value.is_array());
            let fields = match whole {
                true => vec![(property.clone(), value)],
                false => fields(property, value, brackets),
            };
            for (name, value) in fields {
                if let Some(content) = content(&name, value, declared, &files)? {
                    parts.push(Part { name, content });
                }
            }
        }
        Ok(Self(parts.into()))
    }

    /// Whether it can be sent more than once.
    pub(crate) fn is_repeatable(&self) -> bool {
        self.0.iter().all(|part| match &part.content {
            Content::File { file, .. } => file.is_repeatable(),
            Content::Text { .. } => true,
        })
    }

    /// The bytes of an attempt, and what they are.
    pub(crate) async fn open(&self) -> Result<(HeaderValue, Body), Error> {
        let boundary = boundary();
        let mut pieces = VecDeque::new();
        let mut length = Some(0);
        let mut add = |body: Body| {
            let size = http_body::Body::size_hint(&body).exact();
            length = length.zip(size).and_then(|(length, size)| u64::checked_add(length, size));
            pieces.push_back(body);
        };
        for part in &*self.0 {
            let (head, body) = part.open(&boundary).await?;
            add(head.into());
            add(body);
            add(Body::from("\r\n"));
        }
        add(format!("--{boundary}--\r\n").into());
        let content_type = HeaderValue::try_from(format!("{FORM_TYPE}; boundary={boundary}"))
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

/// What separates the parts: nothing that is in any of them, since nobody can
/// guess it.
fn boundary() -> String {
    let half = || RandomState::new().hash_one(());
    format!("{:016x}-{:016x}", half(), half())
}

/// What is sent of a value; nothing of a null.
fn content(
    name: &str,
    value: &Value,
    declared: Option<&'static str>,
    files: &Files,
) -> Result<Option<Content>, String> {
    if let Some(file) = value.as_str().and_then(|token| files.get(token)) {
        let content_type = file.content_type(declared);
        let sent = OnceLock::new();
        return Ok(Some(Content::File { file: file.clone(), content_type, sent }));
    }
    Ok(match value {
        Value::Null => None,
        Value::Array(_) | Value::Object(_) if files.any_in(value) => {
            return Err(format!("`{name}` is written as JSON, in which there can be no file"));
        }
        Value::Array(_) | Value::Object(_) => {
            let content_type = declared.unwrap_or("application/json");
            if !is_json(content_type) {
                return Err(unwritable(name, content_type));
            }
            Some(Content::Text { text: value.to_string(), content_type: Some(content_type) })
        }
        scalar => Some(Content::Text { text: text(scalar), content_type: declared }),
    })
}

impl Part {
    /// Its head and its body.
    async fn open(&self, boundary: &str) -> Result<(String, Body), Error> {
        let name = quoted(&self.name);
        let mut head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"");
        let (body, content_type) = match &self.content {
            Content::Text { text, content_type } => (text.clone().into(), *content_type),
            Content::File { file, content_type, sent } => {
                let body = file.open(sent).await.map_err(unusable)?;
                _ = write!(head, "; filename=\"{}\"", quoted(file.name()));
                (body, Some(content_type.as_str()))
            }
        };
        if let Some(content_type) = content_type {
            let content_type = content_type.parse::<mime_guess::Mime>().map_err(|_| {
                let problem = format!("{content_type:?} of the part `{}`", self.name);
                Error::new(ErrorKind::Configuration, format!("{problem} is no content type"))
            })?;
            _ = write!(head, "\r\nContent-Type: {content_type}");
        }
        head.push_str("\r\n\r\n");
        Ok((head, body))
    }
}

fn unusable(error: FileError) -> Error {
    Error::new(ErrorKind::Configuration, error.to_string())
}

/// A name as it stands between quotes in the head of a part: as browsers write
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
        write!(f, "multipart/form-data of {} parts", self.0.len())
    }
}
