//! Answers that are values of a caller's type.

use bytes::Bytes;
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::call::Call;
use super::decode::{at, place_of};
use super::error::{Error, ErrorKind};
use super::sending::Sending;
use super::text::Excerpt;
use super::transport::MaybeSend;
use super::way::{fill, texts};
use crate::value::{name_of, schema_name, strict_schema};

/// The way to ask a model for an answer that is a value of a type, and to find the text of
/// that value in its answer. Ways are names of properties, joined by dots.
#[derive(Debug)]
pub struct Structured {
    /// The way to the part of the body that says what the answer is to be.
    pub at: &'static str,
    /// The JSON of that part, with `"{name}"` in place of the name of the type, and
    /// `"{schema}"` in place of its schema.
    pub format: &'static str,
    /// The way to the text in an answer.
    pub text: &'static str,
    /// The way to the model's reason for a refusal; empty if there is no such place.
    pub refusal: &'static str,
    /// The signs that an answer is not whole.
    pub cut: &'static [Cut],
}

/// A sign that an answer is not whole: the way to it, the values that are the sign, and
/// the way to the reason; empty if there is no such place.
pub type Cut = (&'static str, &'static [&'static str], &'static str);

/// A value that a model has answered with, and the whole answer.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Typed<T, A> {
    /// The value.
    pub value: T,
    /// The answer that it is from.
    pub answer: A,
}

impl Structured {
    /// Reads the value of an answer.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Incomplete`] if the answer is cut, [`ErrorKind::Refused`] if the model
    /// refuses, [`ErrorKind::Decode`] if there is no text, or it is no such value.
    pub fn read<T: DeserializeOwned>(&self, answer: &impl Serialize) -> Result<T, Error> {
        let answer = to_value(answer)?;
        whole(&answer, self.cut)?;
        let refusal = texts(&answer, self.refusal).concat();
        if !refusal.is_empty() {
            let message = format!("the model refuses: {refusal}");
            return Err(Error::new(ErrorKind::Refused, message).with_body(bytes(&answer)));
        }
        let Some(text) = texts(&answer, self.text).pop() else {
            let message = format!("the answer has no text to be read as `{}`", name_of::<T>());
            return Err(Error::decode(message, None, bytes(&answer)));
        };
        from_text(text)
    }
}

/// Reads the value that the text of an answer is.
fn from_text<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    read(text).map_err(|Misread { path, error }| {
        let at = at(path.as_deref());
        let (name, text) = (name_of::<T>(), Bytes::copy_from_slice(text.as_bytes()));
        let message =
            format!("the text of the answer is no `{name}`{at}: {error}: {}", Excerpt(&text));
        Error::decode(message, path, text)
    })
}

/// The reason why a text cannot be read, and the place in it.
pub(super) struct Misread {
    pub(super) path: Option<String>,
    pub(super) error: serde_json::Error,
}

/// Reads a value that a model has written.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Result<T, Misread> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = serde_path_to_error::deserialize(&mut reader);
    let read = read.map_err(|error| {
        let path = place_of(error.path());
        Misread { path, error: error.into_inner() }
    });
    read.and_then(|value| match reader.end() {
        Ok(()) => Ok(value),
        Err(error) => Err(Misread { path: None, error }),
    })
}

/// Checks that an answer is whole.
pub(super) fn whole(answer: &Value, cut: &[Cut]) -> Result<(), Error> {
    for (way, values, reason) in cut {
        let said = texts(answer, way).into_iter().find(|said| values.contains(said));
        let Some(said) = said else { continue };
        let reason = texts(answer, reason).first().map(|reason| format!(", {reason}"));
        let reason = reason.unwrap_or_default();
        let message = format!("the answer is not whole: its `{way}` is `{said}`{reason}");
        return Err(Error::new(ErrorKind::Incomplete, message).with_body(bytes(answer)));
    }
    Ok(())
}

pub(super) fn to_value(answer: &impl Serialize) -> Result<Value, Error> {
    let no_json = |error: serde_json::Error| Error::decode(error.to_string(), None, Bytes::new());
    serde_json::to_value(answer).map_err(no_json)
}

pub(super) fn bytes(answer: &Value) -> Bytes {
    answer.to_string().into()
}

impl Call {
    /// Asks for an answer that is a value of that type.
    pub fn set_answer_type<T: JsonSchema + ?Sized>(&mut self, structured: &'static Structured) {
        match strict_schema::<T>() {
            Ok(schema) => {
                let given = |name: &str| match name {
                    "name" => Some(schema_name::<T>().into()),
                    "schema" => Some(schema.clone()),
                    _ => None,
                };
                self.set_body_at(structured.at, fill(structured.format, &given));
            }
            Err(error) => self.fail(error.to_string()),
        }
    }

    /// Sends the call, and reads the value of its answer.
    pub fn parse<T, A>(self, structured: &'static Structured) -> Sending<Typed<T, A>>
    where
        T: DeserializeOwned + MaybeSend + 'static,
        A: Serialize + DeserializeOwned + MaybeSend + 'static,
    {
        Sending::new(async move {
            let context = self.context().clone();
            let answer = self.send::<A>().await?;
            let head = answer.head().clone();
            let answer = answer.into_body();
            match structured.read(&answer) {
                Ok(value) => Ok(Typed { value, answer }),
                Err(error) => Err(context.explain(head.describe(error))),
            }
        })
    }
}
