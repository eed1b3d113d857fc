//! Headers of answers: what callers read them as.

use serde_json::json;

use super::Builder;
use super::parameter::schema_of;
use super::text::facts_of;
use crate::diagnostic::Diagnostic;
use crate::ir::{Docs, Header, TypeId, TypeRef, is_written_as_text, target};
use crate::media::{is_json, is_told_by_content};
use crate::pointer::Pointer;
use crate::select::{self, Response, Status};
use crate::words::{letters, paragraphs};

impl<'a> Builder<'a> {
    /// Returns the headers that the answers and the errors of an operation declare. One of
    /// several is what the first of them says, answers before errors.
    pub(super) fn headers(&mut self, found: &'a select::Operation, id: &TypeId) -> Vec<Header> {
        let has_success = found.responses.iter().any(|response| response.status.is_success());
        let is_answer = |response: &&Response| match response.status {
            Status::Default => !has_success,
            status => status.is_success(),
        };
        let (answers, others): (Vec<_>, Vec<_>) = found.responses.iter().partition(is_answer);
        let (followed, errors): (Vec<_>, Vec<_>) =
            others.into_iter().partition(|response| response.status.is_redirect());
        for header in followed.into_iter().flat_map(|response| &response.headers) {
            self.report.push_counted(followed_header(header));
        }
        let of_answers = answers.into_iter().map(|response| (response, None));
        let of_errors = errors.into_iter().map(|response| (response, Some(response.status)));
        let mut headers: Vec<(&'a select::Header, Header)> = Vec::new();
        for (response, error) in of_answers.chain(of_errors) {
            let is_read = |header: &&select::Header| {
                let is_known_of_errors = error.is_some() && is_known_of_errors(&header.name);
                !is_told_by_content(&header.name) && !is_known_of_errors
            };
            for declared in response.headers.iter().filter(is_read) {
                self.report_null(declared);
                let is_it = |(_, own): &&mut (_, Header)| own.is_called(&declared.name);
                if let Some((first, own)) = headers.iter_mut().find(is_it) {
                    self.also(first, own, declared);
                    own.errors.extend(error.filter(|_| !own.errors.is_empty()).map(name));
                    continue;
                }
                self.inline.begin_part();
                let header = self.header(declared, id);
                headers.push((
                    declared,
                    Header { errors: error.map(name).into_iter().collect(), ..header },
                ));
            }
        }
        headers.into_iter().map(|(_, header)| header).collect()
    }

    /// Warns that a header may be null, which is not written there.
    fn report_null(&mut self, header: &'a select::Header) {
        let schema = schema_of(header.schema.as_ref(), header.content.as_ref());
        if schema.is_some_and(|schema| self.is_nullable(schema)) {
            let message = "null is left out: a header has a value, or is not there";
            self.report.push_counted(Diagnostic::warning("left-out", &header.at, message));
        }
    }

    /// Adds the words about a header of another answer, and reports one that is something else
    /// than what it is read as.
    fn also(&mut self, first: &'a select::Header, read: &mut Header, other: &'a select::Header) {
        let docs = self.header_docs(other, &read.ty);
        let known = self.header_docs(first, &read.ty);
        let is_of_other_type =
            read.ty != TypeRef::String && self.header_type(first) != self.header_type(other);
        let is_told_otherwise =
            facts_of(&known) != facts_of(&docs) || known.default != docs.default;
        if !letters(&read.docs.text).contains(&letters(&docs.text)) {
            read.docs.text =
                paragraphs([&read.docs.text, &docs.text].map(|text| Some(text.as_str())));
        }
        read.docs.deprecated &= docs.deprecated;
        if is_of_other_type || is_told_otherwise {
            let way = if is_of_other_type { "read" } else { "told" };
            let name = &other.name;
            let message = format!("a header `{name}` is {way} as another one of that name is");
            let warning = Diagnostic::warning("header", &other.at, message);
            let settled = warning.settled_without(&other.at, "It is read as the other one is.");
            self.report.push_counted(settled);
        }
    }

    fn header(&mut self, header: &'a select::Header, id: &TypeId) -> Header {
        let content = header.content.as_ref();
        let is_json = content.is_some_and(|media| is_json(&media.content_type));
        let schema = schema_of(header.schema.as_ref(), content);
        let schema = schema.filter(|_| content.is_none() || is_json);
        let mut ty = match schema {
            Some(schema) => self.item_type(schema, &id.child("header").child(&header.name)),
            None => {
                if content.is_none() {
                    self.report.push_counted(as_text(&header.at));
                }
                TypeRef::String
            }
        };
        if let TypeRef::Nullable(inner) = ty {
            ty = *inner;
        }
        // Values with parts that are no list are for callers to take apart.
        let has_parts = !is_json && !self.is_in_a_line(&ty);
        if has_parts {
            ty = self.as_text(schema.map_or(&header.at, |schema| &schema.at), &ty);
            self.report.push_counted(as_text(&header.at));
        }
        let mut docs = self.header_docs(header, &ty);
        docs.limits.extend(has_parts.then(|| "the text of a value that has parts".to_owned()));
        Header {
            origin: header.at.clone(),
            name: header.name.clone(),
            required: header.required,
            errors: Vec::new(),
            is_json,
            ty,
            docs,
        }
    }

    /// Returns the documentation of a header that is read as a type.
    fn header_docs(&self, header: &'a select::Header, ty: &TypeRef) -> Docs {
        let schema = schema_of(header.schema.as_ref(), header.content.as_ref());
        let name = header.at.child(&header.name);
        let docs = self.docs_with(header.description.as_deref(), schema, (ty, &name));
        Docs { deprecated: docs.deprecated || header.deprecated, ..docs }
    }

    /// Tells whether a type is read from one line: text that stands for one
    /// value, or a list of those.
    fn is_in_a_line(&self, ty: &TypeRef) -> bool {
        match target(&self.types, ty) {
            TypeRef::List(items) => is_written_as_text(&self.types, items),
            ty => is_written_as_text(&self.types, ty),
        }
    }
}

/// Warns that a header is text to callers although nothing says that it is.
fn as_text(at: &Pointer) -> Diagnostic {
    let message = "a header is read as text unless it is a number, a boolean, or a list of values";
    let warning = Diagnostic::warning("header", at, message);
    warning.settled_with(at, json!({"schema": {"type": "string"}}), "It is read as text.")
}

/// Returns the name of the status of an error.
fn name(status: Status) -> String {
    match status {
        Status::Default => "any other status".to_owned(),
        status => status.to_string(),
    }
}

/// Warns that a header comes with an answer that nobody sees.
fn followed_header(header: &select::Header) -> Diagnostic {
    let name = &header.name;
    let message = format!("the header `{name}` of a redirect is not given: a call follows it");
    let warning = Diagnostic::warning("left-out", &header.at, message);
    warning.settled_without(&header.at, "A call follows the redirect.")
}

/// Tells whether each error gives what a header says, whatever the document says.
fn is_known_of_errors(name: &str) -> bool {
    name.eq_ignore_ascii_case("retry-after")
}
