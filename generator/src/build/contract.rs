//! Promises beside types and calls.

use super::Builder;
use crate::ir::{AnswerHeader, Contract, ResponseHeaders};
use crate::schema::{Schema, Type};
use crate::select;

impl<'a> Builder<'a> {
    /// Returns the promises of an operation beside its types.
    pub(super) fn contract(&self, found: &'a select::Operation) -> Contract {
        let header = |header: &'a select::Header| AnswerHeader {
            origin: header.at.clone(),
            name: header.name.clone(),
            required: header.required,
            ty: self.header_type(header),
        };
        let responses = found.responses.iter().map(|response| ResponseHeaders {
            status: response.key.clone(),
            headers: response.headers.iter().map(header).collect(),
        });
        let select::Promise { security, callbacks, sunset } = found.promise.clone();
        Contract { security, responses: responses.collect(), callbacks, sunset }
    }

    /// The type of a header's value, in words.
    fn header_type(&self, header: &'a select::Header) -> String {
        let content = header.content.as_ref();
        match (&header.schema, content) {
            (Some(schema), _) => self.in_words(schema),
            (None, Some(media)) => media.content_type.clone(),
            (None, None) => "any".to_owned(),
        }
    }

    fn in_words(&self, schema: &'a Schema) -> String {
        let schema = self.follow(schema);
        match (schema.kind, &schema.items) {
            (Some(Type::Array), Some(items)) if items.component().is_none() => {
                format!("array of {}", self.in_words(items))
            }
            (Some(kind), _) => {
                let format = schema.format.iter().map(|format| format!(" ({format})"));
                format!("{}{}", kind.name(), format.collect::<String>())
            }
            (None, _) => "any".to_owned(),
        }
    }
}
