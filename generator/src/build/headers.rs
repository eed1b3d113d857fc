//! Headers of answers: what callers read them as.

use serde_json::json;

use super::Builder;
use crate::diagnostic::Diagnostic;
use crate::ir::{Docs, Header, TypeId, TypeRef, is_text, target};
use crate::media::is_json;
use crate::pointer::Pointer;
use crate::select::{self, Status};

impl<'a> Builder<'a> {
    /// The headers that the successes of an operation declare. One of several is
    /// what the first of them says. What comes with an error is the same for many
    /// operations, and has no type of its own.
    pub(super) fn headers(&mut self, found: &'a select::Operation, id: &TypeId) -> Vec<Header> {
        let mut headers: Vec<Header> = Vec::new();
        let has_success = found.responses.iter().any(|response| response.status.is_success());
        let is_answer = |status: Status| match status {
            Status::Default => !has_success,
            status => status.is_success(),
        };
        let answers = found.responses.iter().filter(|response| is_answer(response.status));
        for header in answers.flat_map(|response| &response.headers) {
            let is_known = |known: &Header| known.name.eq_ignore_ascii_case(&header.name);
            // The standard has these ignored.
            if is_known_elsewhere(&header.name) || headers.iter().any(is_known) {
                continue;
            }
            self.inline.begin_part();
            headers.push(self.header(header, id));
        }
        headers
    }

    fn header(&mut self, header: &'a select::Header, id: &TypeId) -> Header {
        let content = header.content.as_ref();
        let is_json = content.is_some_and(|media| is_json(&media.content_type));
        let schema = match content {
            Some(media) => media.schema.as_ref().filter(|_| is_json),
            None => header.schema.as_ref(),
        };
        let (mut ty, mut docs) = match schema {
            Some(schema) => {
                let id = id.child("header").child(&header.name);
                (self.item_type(schema, &id), self.docs(schema))
            }
            None => {
                if content.is_none() {
                    self.report.push_counted(as_text(&header.at));
                }
                (TypeRef::String, Docs::default())
            }
        };
        if let Some(description) = &header.description {
            docs.text.clone_from(description);
        }
        docs.deprecated |= header.deprecated;
        docs.limits.extend(header.required.then(|| "always there".to_owned()));
        if let TypeRef::Nullable(inner) = ty {
            ty = *inner;
        }
        // Values with parts that are no list are for callers to take apart.
        if !is_json && !self.is_in_a_line(&ty) {
            ty = self.as_text(schema.map_or(&header.at, |schema| &schema.at), &ty);
            self.report.push_counted(as_text(&header.at));
        }
        Header { origin: header.at.clone(), name: header.name.clone(), ty, docs }
    }

    /// Tells whether a type is read from one line: text that stands for one
    /// value, or a list of those.
    fn is_in_a_line(&self, ty: &TypeRef) -> bool {
        match target(&self.types, ty) {
            TypeRef::List(items) => is_text(&self.types, items),
            ty => is_text(&self.types, ty),
        }
    }
}

/// Warns that a header is text to callers although nothing says that it is.
fn as_text(at: &Pointer) -> Diagnostic {
    let message = "a header is read as text unless it is a number, a boolean, or a list of values";
    let warning = Diagnostic::warning("header", at, message);
    warning.settled_with(at, json!({"schema": {"type": "string"}}), "It is read as text.")
}

/// Tells whether a header is described by other parts of a document.
fn is_known_elsewhere(name: &str) -> bool {
    name.eq_ignore_ascii_case("content-type")
}
