//! Operations: parameters, body, answer, and what `config` adds to them.

use indexmap::IndexMap;
use openapiv3::{
    MediaType, ParameterData, ParameterSchemaOrContent, ReferenceOr, RequestBody, Response,
    StatusCode,
};
use serde_json::json;

use super::Builder;
use super::node::Located;
use crate::diagnostic::{Diagnostic, Input};
use crate::ir::{
    Body, Docs, Object, Operation, Page, Parameter, Place, Poll, Shape, Stream, TypeId, TypeRef,
    target,
};
use crate::pointer::Pointer;
use crate::remedy::similar;
use crate::select;

const JSON: &str = "application/json";

impl<'a> Builder<'a> {
    /// The selected operations.
    pub(super) fn operations(&mut self) -> Vec<Operation> {
        let mut operations = Vec::new();
        for operation in &self.selection.operations {
            operations.extend(self.operation(operation));
        }
        self.add_polls(&mut operations);
        self.check_config();
        operations
    }

    fn operation(&mut self, found: &'a select::Operation) -> Option<Operation> {
        let id = TypeId(vec![found.id.clone()]);
        let parameters = self.parameters(found, &id);
        let body = self.body(found, &id);
        let response = self.response(found, &id);
        let errors = self.errors(found, &id);
        let (parameters, body) = (parameters?, body?);
        let response = response?;
        let mut operation = Operation {
            id: found.id.clone(),
            group: found.group.clone(),
            origin: found.at.clone(),
            method: found.method.clone(),
            path: found.path.clone(),
            docs: docs(&found.spec),
            parameters,
            body,
            response,
            errors,
            stream: None,
            page: None,
            poll: None,
        };
        operation.stream = self.stream(&operation);
        operation.page = self.page(&operation);
        Some(operation)
    }

    fn parameters(&mut self, found: &'a select::Operation, id: &TypeId) -> Option<Vec<Parameter>> {
        let mut parameters = Vec::new();
        let mut complete = true;
        for (index, parameter) in found.spec.parameters.iter().enumerate() {
            let at = found.at.child("parameters").child(index);
            let Some(parameter) = parameter.as_item() else { continue };
            let place = match parameter {
                openapiv3::Parameter::Path { .. } => Place::Path,
                openapiv3::Parameter::Query { .. } => Place::Query,
                openapiv3::Parameter::Header { .. } => Place::Header,
                openapiv3::Parameter::Cookie { .. } => {
                    self.report.push(unsupported(&at, "a cookie parameter", &at));
                    complete = false;
                    continue;
                }
            };
            match self.parameter(parameter.parameter_data_ref(), place, &at, id) {
                Some(parameter) => parameters.push(parameter),
                None => complete = false,
            }
        }
        for name in template_names(&found.path) {
            let declared =
                parameters.iter().any(|known| known.place == Place::Path && known.name == name);
            if !declared && complete {
                let message =
                    format!("the path has `{{{name}}}`, but no path parameter has that name");
                let parameter = json!({"parameters": [
                    {"name": name, "in": "path", "required": true, "schema": {"type": "string"}},
                ]});
                self.report.push(
                    Diagnostic::error("path-parameter", &found.at, message).settled_with(
                        &found.at,
                        parameter,
                        format!("The path has `{{{name}}}`."),
                    ),
                );
                complete = false;
            }
        }
        complete.then_some(parameters)
    }

    fn parameter(
        &mut self,
        data: &'a ParameterData,
        place: Place,
        at: &Pointer,
        id: &TypeId,
    ) -> Option<Parameter> {
        let schema = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => Located::new(schema, at.child("schema")),
            ParameterSchemaOrContent::Content(_) => {
                self.report.push(unsupported(at, "a parameter with `content`", at));
                return None;
            }
        };
        let ty = self.type_of(&schema, &id.child(&data.name));
        let mut docs = self.docs(&schema);
        if let Some(description) = &data.description {
            docs.text.clone_from(description);
        }
        docs.deprecated |= data.deprecated.unwrap_or_default();
        let required = data.required || place == Place::Path;
        if !is_scalar_or_list(&ty) {
            self.report.push(unsupported(at, "a parameter that is an object", at));
            return None;
        }
        let (origin, name) = (at.clone(), data.name.clone());
        Some(Parameter { origin, name, place, required, ty, docs })
    }

    fn body(&mut self, found: &'a select::Operation, id: &TypeId) -> Option<Option<Body>> {
        let Some(ReferenceOr::Item(body)) = &found.spec.request_body else { return Some(None) };
        let at = found.at.child("requestBody");
        let RequestBody { content, required, .. } = body;
        let schema = self.json(content, &at, "a request body", &found.at)?;
        let ty = self.type_of(&schema, &id.child("request"));
        Some(Some(Body { ty, required: *required }))
    }

    /// The JSON answer of the first success; the inner `None` is one without
    /// content.
    fn response(&mut self, found: &'a select::Operation, id: &TypeId) -> Option<Option<TypeRef>> {
        let responses = &found.spec.responses;
        let success = responses.responses.iter().find(|(status, _)| is_success(status));
        let default = responses.default.as_ref();
        let (key, response) = match (success, default) {
            (Some((status, response)), _) => (status.to_string(), response),
            (None, Some(response)) => ("default".to_owned(), response),
            (None, None) => return Some(None),
        };
        let Some(Response { content, .. }) = response.as_item() else { return Some(None) };
        if content.is_empty() {
            return Some(None);
        }
        let at = found.at.child("responses").child(key);
        let schema = self.json(content, &at, "a response", &at.child("content"))?;
        Some(Some(self.type_of(&schema, &id.child("response"))))
    }

    fn errors(
        &mut self,
        found: &'a select::Operation,
        id: &TypeId,
    ) -> Vec<(String, Option<TypeRef>)> {
        let mut errors = Vec::new();
        for (status, response) in &found.spec.responses.responses {
            let Some(response) = response.as_item().filter(|_| !is_success(status)) else {
                continue;
            };
            let at = found.at.child("responses").child(status);
            let schema = response.content.get(JSON).and_then(|media| media.schema.as_ref());
            let ty = schema.map(|schema| {
                let schema = Located::new(schema, at.descend(&["content", JSON, "schema"]));
                self.type_of(&schema, &id.child("error").child(&status.to_string()))
            });
            errors.push((status.to_string(), ty));
        }
        errors
    }

    /// The schema of the JSON among the media types. Where there is none, the
    /// operation is understood without what is at `part`.
    fn json(
        &mut self,
        content: &'a IndexMap<String, MediaType>,
        at: &Pointer,
        what: &str,
        part: &Pointer,
    ) -> Option<Located<'a>> {
        let is_json = |kind: &str| {
            let kind = kind.split(';').next().unwrap_or_default().trim();
            kind == JSON || kind.ends_with("+json")
        };
        let media = content.iter().find(|(kind, _)| is_json(kind));
        let schema = media.and_then(|(kind, media)| Some((kind, media.schema.as_ref()?)));
        let Some((kind, schema)) = schema else {
            self.report.push(match media {
                Some((kind, _)) => {
                    let update = json!({"content": {kind: {"schema": {}}}});
                    let message = format!("{what} of {kind} without a schema is not understood");
                    Diagnostic::error("unsupported-operation", at, message).settled_with(
                        at,
                        update,
                        "It has no schema; this one takes any value.",
                    )
                }
                None => {
                    let kinds: Vec<&str> = content.keys().map(String::as_str).collect();
                    unsupported(at, &format!("{what} of {}", kinds.join(", ")), part)
                }
            });
            return None;
        };
        Some(Located::new(schema, at.child("content").child(kind).child("schema")))
    }

    fn stream(&mut self, operation: &Operation) -> Option<Stream> {
        let (index, stream) = self
            .config
            .streams
            .iter()
            .enumerate()
            .find(|(_, stream)| stream.operations.contains(&operation.id))?;
        let at = Pointer::root().child("streams").child(index);
        let events = TypeId(vec![stream.events.clone()]);
        if !self.types.contains_key(&events) {
            return None;
        }
        let body = operation.body.as_ref().and_then(|body| self.object_of(&body.ty));
        let names = names(body);
        if !names.contains(&stream.property) {
            let message =
                format!("the body of `{}` has no property `{}`", operation.id, stream.property);
            let help = format!("write one that it has, `property: …`: {}", list(&names));
            self.unfit(&at.child("property"), message, help);
            return None;
        }
        Some(Stream { property: stream.property.clone(), events })
    }

    fn page(&mut self, operation: &Operation) -> Option<Page> {
        let (index, page) = self
            .config
            .pages
            .iter()
            .enumerate()
            .find(|(_, page)| page.operations.contains(&operation.id))?;
        let at = Pointer::root().child("pages").child(index);
        let cursor = operation
            .parameters
            .iter()
            .any(|parameter| parameter.place == Place::Query && parameter.name == page.cursor);
        let object = operation.response.as_ref().and_then(|ty| self.object_of(ty));
        let field = |name: &str| object?.fields.iter().find(|field| field.name == name);
        let item = match field(&page.items).map(|field| &field.ty) {
            Some(TypeRef::List(item)) => Some((**item).clone()),
            _ => None,
        };
        let more = field(&page.more).is_some_and(|field| field.ty == TypeRef::Boolean);
        let item_cursor =
            item.as_ref().and_then(|item| self.object_of(item)).is_some_and(|object| {
                object
                    .fields
                    .iter()
                    .any(|field| field.name == page.item_cursor && field.ty == TypeRef::String)
            });
        match item {
            Some(item) if cursor && more && item_cursor => Some(Page {
                cursor: page.cursor.clone(),
                size: page.size.clone(),
                items: page.items.clone(),
                item,
                more: page.more.clone(),
                item_cursor: page.item_cursor.clone(),
            }),
            _ => {
                let message = format!(
                    "`{}` has no pages: it needs the query parameter `{}`, and in its response the list `{}` \
                     of objects with the text `{}`, and the boolean `{}`",
                    operation.id, page.cursor, page.items, page.item_cursor, page.more
                );
                let help =
                    format!("correct the names; or take `{}` out of `operations`", operation.id);
                self.unfit(&at, message, help);
                None
            }
        }
    }

    /// Polls need all operations to be there.
    fn add_polls(&mut self, operations: &mut [Operation]) {
        for (index, poll) in self.config.polls.iter().enumerate() {
            let at = Pointer::root().child("polls").child(index);
            let Some(with) = operations.iter().find(|operation| operation.id == poll.with) else {
                if !self.selection.known.contains(&poll.with) {
                    self.unknown_operation(&at.child("with"), &poll.with);
                }
                continue;
            };
            let path: Vec<String> = template_names(&with.path).map(str::to_owned).collect();
            let arguments: Option<Vec<String>> =
                path.iter().map(|name| poll.arguments.get(name).cloned()).collect();
            let (Some(arguments), Some(result)) = (arguments, with.response.clone()) else {
                let message = format!("`arguments` needs {}", path.join(", "));
                let lines: String = path.iter().map(|name| format!("\n  {name}: …")).collect();
                let help = format!(
                    "write, with the properties of the result that they are:\narguments:{lines}"
                );
                self.unfit(&at.child("arguments"), message, help);
                continue;
            };
            let object = self.object_of(&result).cloned().unwrap_or_default();
            let names = names(Some(&object));
            let missing =
                arguments.iter().chain([&poll.status]).find(|name| !names.contains(*name));
            if let Some(missing) = missing {
                let message = format!("the result of `{}` has no `{missing}`", poll.with);
                self.unfit(&at, message, format!("write what it has: {}", list(&names)));
                continue;
            }
            for operation in operations.iter_mut() {
                if poll.operations.contains(&operation.id)
                    && operation.response.as_ref() == Some(&result)
                {
                    operation.poll = Some(Poll {
                        with: poll.with.clone(),
                        arguments: arguments.clone(),
                        status: poll.status.clone(),
                        terminal: poll.terminal.clone(),
                    });
                }
            }
        }
    }

    /// Every operation that `config` names has to be in the document.
    fn check_config(&mut self) {
        let config = self.config;
        let streams = config.streams.iter().map(|stream| ("streams", &stream.operations));
        let pages = config.pages.iter().map(|page| ("pages", &page.operations));
        let polls = config.polls.iter().map(|poll| ("polls", &poll.operations));
        let named = streams.enumerate().chain(pages.enumerate()).chain(polls.enumerate());
        for (index, (section, ids)) in named {
            let at = Pointer::root().child(section).child(index).child("operations");
            for (index, id) in ids.iter().enumerate() {
                if !self.selection.known.contains(id) {
                    self.unknown_operation(&at.child(index), id);
                }
            }
        }
    }

    fn unknown_operation(&mut self, at: &Pointer, id: &str) {
        let known = self.selection.known.iter().map(String::as_str);
        let help = match similar(id, known) {
            Some(meant) => format!("write `{meant}`, if that is meant"),
            None => "write the id of an operation that it has, or take this one out".to_owned(),
        };
        self.unmatched(at, format!("the document has no operation `{id}`"), help);
    }

    /// Reports that the document is not as an entry of `config` wants it. While
    /// something is wrong with the document, that may be why.
    pub(super) fn unfit(&mut self, at: &Pointer, message: String, help: String) {
        if !self.report.has_errors_in(Input::Document) {
            self.unmatched(at, message, help);
        }
    }

    fn unmatched(&mut self, at: &Pointer, message: String, help: String) {
        self.report.push(Diagnostic {
            severity: self.unmatched,
            ..Diagnostic::error("config-unmatched", at, message).in_input(Input::Config).help(help)
        });
    }

    /// The object that a use of a type leads to.
    pub(super) fn object_of(&self, ty: &TypeRef) -> Option<&Object> {
        let TypeRef::Named(id) = target(&self.types, ty) else { return None };
        match &self.types.get(id)?.shape {
            Shape::Object(object) => Some(object),
            _ => None,
        }
    }
}

fn docs(spec: &openapiv3::Operation) -> Docs {
    let parts = [spec.summary.as_deref(), spec.description.as_deref()];
    let text: Vec<&str> =
        parts.into_iter().flatten().map(str::trim).filter(|part| !part.is_empty()).collect();
    Docs { text: text.join("\n\n"), deprecated: spec.deprecated, ..Docs::default() }
}

/// The names of an object's properties.
fn names(object: Option<&Object>) -> Vec<String> {
    let fields = object.into_iter().flat_map(|object| &object.fields);
    fields.map(|field| field.name.clone()).collect()
}

fn list(names: &[String]) -> String {
    if names.is_empty() { "nothing".to_owned() } else { names.join(", ") }
}

fn is_success(status: &StatusCode) -> bool {
    matches!(status, StatusCode::Code(200..=299) | StatusCode::Range(2))
}

fn is_scalar_or_list(ty: &TypeRef) -> bool {
    !matches!(ty, TypeRef::Any | TypeRef::FreeForm | TypeRef::Map(_))
}

/// The names in braces of a path template.
pub(crate) fn template_names(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|part| part.split('}').next())
}

/// What has no rule; the document is understood without what is at `part`.
fn unsupported(at: &Pointer, what: &str, part: &Pointer) -> Diagnostic {
    let error = Diagnostic::error("unsupported-operation", at, format!("{what} is not understood"));
    error.settled_without(part, format!("For {what} there is no code."))
}
