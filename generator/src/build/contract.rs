//! Promises beside types and calls.

use super::Builder;
use crate::ir::{AnswerHeader, Contract, ResponseHeaders};
use crate::schema::{Schema, Type};
use crate::select;

impl<'a> Builder<'a> {
    /// Returns the promises of an operation beside its types and callbacks.
    pub(super) fn contract(&self, found: &'a select::Operation) -> Contract {
        let header = |header: &'a select::Header| {
            let (ty, format) = self.header_type(header);
            AnswerHeader {
                origin: header.at.clone(),
                name: header.name.clone(),
                required: header.required,
                ty,
                format,
                deprecated: header.deprecated,
            }
        };
        let responses = found.responses.iter().map(|response| ResponseHeaders {
            status: response.key.clone(),
            headers: response.headers.iter().map(header).collect(),
        });
        let select::Promise { server, security, sunset } = found.promise.clone();
        Contract { server, security, responses: responses.collect(), callbacks: Vec::new(), sunset }
    }

    /// Returns the type of a header's value, in words, and its format.
    pub(super) fn header_type(&self, header: &'a select::Header) -> (String, Option<String>) {
        let content = header.content.as_ref();
        match (&header.schema, content) {
            (Some(schema), _) => self.in_words(schema),
            (None, Some(media)) => (media.content_type.clone(), None),
            (None, None) => ("any".to_owned(), None),
        }
    }

    fn in_words(&self, schema: &'a Schema) -> (String, Option<String>) {
        let schema = self.follow(schema);
        match (schema.kind, &schema.items) {
            (Some(Type::Array), Some(items)) if items.component().is_none() => {
                let (items, format) = self.in_words(items);
                (format!("array of {items}"), format)
            }
            (Some(kind), _) => (kind.name().to_owned(), schema.format.clone()),
            (None, _) => ("any".to_owned(), None),
        }
    }
}
