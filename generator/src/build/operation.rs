//! Operations: parameters, body, answer, and what `config` adds to them.

use super::Builder;
use super::answer::Answered;
use super::parameter::path_of;
use crate::diagnostic::Diagnostic;
use crate::ir::{DeclaredError, Docs, Object, Operation, Shape, TypeId, TypeRef, Union, target};
use crate::media::is_json;
use crate::pointer::Pointer;
use crate::schema::Schema;
use crate::select::{self, MediaType, Status};
use crate::words::{paragraphs, without_stop};

impl<'a> Builder<'a> {
    /// Returns the selected operations.
    pub(super) fn operations(&mut self) -> Vec<Operation> {
        let mut operations = Vec::new();
        for operation in &self.selection.operations {
            operations.extend(self.operation(operation));
        }
        self.add_callbacks(&mut operations);
        self.settle_events(&mut operations);
        self.add_polls(&mut operations);
        self.add_structured(&mut operations);
        self.add_tools(&mut operations);
        self.pack(&operations);
        self.check_config();
        operations
    }

    /// Returns an operation, once for each kind of body that it may have.
    fn operation(&mut self, found: &'a select::Operation) -> Vec<Operation> {
        let id = TypeId(vec![found.id.clone()]);
        let parameters = self.parameters(found, &id);
        let bodies = self.bodies(found, &id);
        let Answered { answer, json, docs: answer_docs, choices, stream } = self.answer(found, &id);
        let errors = self.errors(found, &id);
        let headers = self.headers(found, &id);
        let bodies_of = found.body.iter().map(|body| (&body.at, &body.content));
        let answers = found.responses.iter().map(|response| (&response.at, &response.content));
        let mut parts: Vec<Pointer> = Vec::new();
        for (at, content) in bodies_of.chain(answers) {
            parts.push(at.clone());
            // Content behind a reference is elsewhere.
            let shared = content.iter().map(|media| &media.at).filter(|media| !media.is_in(at));
            parts.extend(shared.cloned());
        }
        let posted = found.callbacks.iter().filter_map(|callback| callback.schema.as_ref());
        parts.extend(posted.map(|schema| schema.at.0.clone()));
        let contract = self.contract(found);
        let mut operations = Vec::new();
        for (suffix, body) in bodies {
            let mut operation = Operation {
                id: format!("{}{suffix}", found.id),
                declared_id: found.id.clone(),
                group: found.group.clone(),
                origin: found.at.clone(),
                parts: parts.clone(),
                method: found.method.clone(),
                path: path_of(found),
                docs: docs(found),
                parameters: parameters.clone(),
                body,
                security: found.security.clone(),
                answer: answer.clone(),
                json: json.clone(),
                answer_docs: answer_docs.clone(),
                choices: choices.clone(),
                headers: headers.clone(),
                errors: errors.clone(),
                stream: None,
                page: None,
                poll: None,
                structured: None,
                tools: None,
                contract: contract.clone(),
            };
            operation.stream = self.stream(&operation, stream.as_ref());
            operation.page = self.page(&operation);
            let asked = self.asked(&operation);
            operation.choices.extend(asked);
            operations.push(operation);
        }
        operations
    }

    /// Returns the errors that the document declares. What stands for all statuses is
    /// one of them beside a success, if it has content.
    fn errors(&mut self, found: &'a select::Operation, id: &TypeId) -> Vec<DeclaredError> {
        let has_success = found.responses.iter().any(|response| response.status.is_success());
        let mut errors = Vec::new();
        for response in found.responses.iter().filter(|response| !response.status.is_success()) {
            let status = response.status.to_string();
            let media = self.plainest_json(&response.content);
            let schema = media.and_then(|media| media.schema.as_ref());
            let is_error = match response.status {
                Status::Default => has_success && says_something(&response.content),
                _ => true,
            };
            if is_error {
                self.report_other_content(&response.content, schema);
                self.inline.begin_part();
                let id = id.child("error").child(&status);
                let ty = schema.map(|schema| self.type_of(schema, &id));
                let words = response.description.as_deref().map(|text| behind(&status, text));
                let docs = self.docs_of_body(words, schema, ty.as_ref());
                errors.push(DeclaredError { status, ty, docs });
            }
        }
        errors
    }

    /// Reports content of an error that is read as nothing else than its bytes.
    fn report_other_content(&mut self, content: &[MediaType], read: Option<&Schema>) {
        let says_more = |schema: &Schema| !read.is_some_and(|read| schema.takes_the_same(read));
        let said = |media: &&MediaType| {
            media.item_schema.is_some() || media.schema.as_ref().is_some_and(says_more)
        };
        let others = content.iter().filter(said);
        for media in others {
            self.report_untyped(media, "an error has no type: callers read its bytes");
        }
    }

    /// Reports what has no rule; the document is understood without what is at
    /// `part`. A document that nobody has prepared is generated all the same,
    /// with something that callers can make do with.
    pub(super) fn unsupported(&mut self, at: &Pointer, what: &str, part: &Pointer) {
        let message = format!("{what} is not understood");
        let error = Diagnostic::error("unsupported-operation", at, message);
        let error = error.settled_without(part, format!("For {what} there is no code."));
        self.report.push(Diagnostic { severity: self.unmatched, ..error });
    }

    /// Returns the object that a use of a type leads to.
    pub(super) fn object_of(&self, ty: &TypeRef) -> Option<&Object> {
        let TypeRef::Named(id) = target(&self.types, ty) else { return None };
        match &self.types.get(id)?.shape {
            Shape::Object(object) => Some(object),
            _ => None,
        }
    }

    /// Returns the union that a use of a type leads to.
    pub(super) fn union_of(&self, ty: &TypeRef) -> Option<&Union> {
        let TypeRef::Named(id) = target(&self.types, ty) else { return None };
        match &self.types.get(id)?.shape {
            Shape::Union(union) => Some(union),
            _ => None,
        }
    }
}

/// Tells whether there is content of which the document says more than that it is JSON.
fn says_something(content: &[MediaType]) -> bool {
    content.iter().any(|media| media.schema.is_some() || !is_json(&media.content_type))
}

fn docs(found: &select::Operation) -> Docs {
    let text = text_of(found.summary.as_deref(), found.description.as_deref());
    Docs { text, deprecated: found.deprecated, ..Docs::default() }
}

/// Returns a summary and a description, unless that begins with it.
pub(super) fn text_of(summary: Option<&str>, description: Option<&str>) -> String {
    paragraphs([summary.filter(|summary| !begins_with(description, summary)), description])
}

/// Tells whether a description begins with a summary, as a sentence of its own.
fn begins_with(description: Option<&str>, summary: &str) -> bool {
    let rest = description.and_then(|text| text.trim().strip_prefix(without_stop(summary)));
    rest.is_some_and(|rest| {
        let behind = rest.strip_prefix('.');
        rest.is_empty()
            || rest.starts_with("\n\n")
            || behind.is_some_and(|text| text.is_empty() || text.starts_with(char::is_whitespace))
    })
}

/// Returns what a text says behind the status that it is about.
fn behind<'t>(status: &str, text: &'t str) -> &'t str {
    let signs = [':', '-', '.', ' ', '\u{2013}'];
    let rest = text.trim_start().strip_prefix(status);
    let rest = rest.filter(|rest| rest.is_empty() || rest.starts_with(signs));
    rest.map_or(text, |rest| rest.trim_start_matches(signs))
}
