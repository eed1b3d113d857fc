//! Bodies in `multipart/form-data`.

use std::fmt;
use std::fmt::Write;
use std::sync::Arc;

use reqwest::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};
use reqwest::multipart;
use reqwest::{Request, RequestBuilder};
use serde::Serialize;
use serde_json::Value;

use super::encoding::{Encoding, is_json, unwritable};
use super::error::{Error, ErrorKind};
use super::fields::{fields, text};
use crate::value::{File, FileError, Files};

/// What a form consists of. Each attempt makes the form anew.
#[derive(Clone)]
pub(crate) struct Form(Arc<[Part]>);

struct Part {
    name: String,
    content: Content,
}

enum Content {
    Text { text: String, content_type: Option<&'static str> },
    File { file: File, content_type: String },
}

impl Form {
    /// The properties of `body` as parts, written as `encodings` say.
    pub(crate) fn new(
        body: &(impl Serialize + ?Sized),
        encodings: &[Encoding],
        brackets: bool,
    ) -> Result<Self, String> {
        let (body, files) = Files::of(body).map_err(|error| error.to_string())?;
        let Value::Object(properties) = &body else {
            return Err("it is not an object".to_owned());
        };
        let mut parts = Vec::new();
        for (property, value) in properties {
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

    /// Puts the form and its type into a request.
    pub(crate) async fn add_to(
        &self,
        http: &reqwest::Client,
        mut request: Request,
    ) -> Result<Request, Error> {
        let mut form = multipart::Form::new().percent_encode_noop();
        for part in &*self.0 {
            form = form.part(quoted(&part.name).replace('\\', "\\\\"), part.open().await?);
        }
        let boundary = form.boundary().to_owned();
        request.headers_mut().remove(CONTENT_TYPE);
        let builder = RequestBuilder::from_parts(http.clone(), request).multipart(form);
        let mut request = builder.build().map_err(Error::transport)?;
        if self.0.is_empty() {
            // A form has an end even if it has no parts.
            let end = format!("--{boundary}--\r\n");
            request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(end.len()));
            *request.body_mut() = Some(end.into());
        }
        Ok(request)
    }
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
        return Ok(Some(Content::File { file: file.clone(), content_type }));
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
    async fn open(&self) -> Result<multipart::Part, Error> {
        let (part, content_type) = match &self.content {
            Content::Text { text, content_type } => {
                (multipart::Part::text(text.clone()), *content_type)
            }
            Content::File { file, content_type } => {
                let (body, length) = file.open().await.map_err(unusable)?;
                let part = match length {
                    Some(length) => multipart::Part::stream_with_length(body, length),
                    None => multipart::Part::stream(body),
                };
                (part.file_name(quoted(file.name())), Some(content_type.as_str()))
            }
        };
        match content_type {
            Some(content_type) => part.mime_str(content_type).map_err(|_| {
                let problem = format!("{content_type:?} of the part `{}`", self.name);
                Error::new(ErrorKind::Configuration, format!("{problem} is no content type"))
            }),
            None => Ok(part),
        }
    }
}

fn unusable(error: FileError) -> Error {
    Error::new(ErrorKind::Configuration, error.to_string())
}

/// A name as it stands between quotes in the head of a part: as browsers write
/// it, in UTF-8 with `%22` for a quote and the like for a line end. Backslashes
/// in the names of files are doubled by reqwest.
fn quoted(name: &str) -> String {
    let mut quoted = String::with_capacity(name.len());
    for character in name.chars() {
        match character {
            '"' | '\0'..='\x1f' | '\x7f' => _ = write!(quoted, "%{:02X}", u32::from(character)),
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
