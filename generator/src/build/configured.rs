//! The part of `config` about operations: streams, polls.

use serde_json::Value;

use super::Builder;
use super::answer::DeclaredStream;
use super::events::{ERROR, PING};
use crate::config::{self, Config, Entry, FixedHeader};
use crate::diagnostic::{Diagnostic, Input};
use crate::ir::{
    self, Asked, DataEvents, Field, Framing, Object, Operation, Poll, Shape, Stream, TypeId,
    TypeRef, begin_alike, target, template_names,
};
use crate::pointer::Pointer;
use crate::select::{is_token, is_value};
use crate::words::is_same;
use crate::words::similar;

/// The name that most APIs give the property or the parameter that asks for a stream.
const STREAM: &str = "stream";

/// Tells whether one of the events of a stream is called `ping`.
fn describes_ping(shape: &Shape) -> bool {
    let Shape::Union(union) = shape else { return false };
    union.arms.iter().any(|arm| arm.key.is_tagged(PING))
}

impl Builder<'_> {
    /// Returns the stream of an operation: the configuration says so, or the
    /// document declares these events.
    pub(super) fn stream(
        &mut self,
        operation: &Operation,
        declared: Option<&DeclaredStream>,
    ) -> Option<Stream> {
        let mut streams = self.config.streams.iter();
        let Some(configured) = streams.find(|stream| stream.is_for(&operation.declared_id)) else {
            let ask = self.usual_ask(operation);
            return declared.map(|stream| self.stream_of(stream.items.clone(), ask, declared));
        };
        let at = Pointer::root().child("streams").child(configured.index);
        let events = match (&configured.events, declared) {
            (Some(events), _) => {
                let id = TypeId(vec![events.clone()]);
                self.types.contains_key(&id).then_some(TypeRef::Named(id))?
            }
            (None, Some(stream)) => stream.items.clone(),
            (None, None) => {
                let message =
                    format!("the document does not say what `{}` streams", operation.declared_id);
                let help = "write `events: …`, `error: …` and `end: …`".to_owned();
                self.unfit(&at, message, help);
                return None;
            }
        };
        let ask = match &configured.property {
            Some(property) => Some(self.ask(operation, property, configured, &at)?),
            None => self.usual_ask(operation),
        };
        // Events that the configuration names come as events.
        let is_as_declared = |stream: &&DeclaredStream| {
            configured.events.is_none() || stream.framing == Framing::Events
        };
        Some(self.stream_of(events, ask, declared.filter(is_as_declared)))
    }

    fn stream_of(
        &self,
        events: TypeRef,
        ask: Option<Asked>,
        declared: Option<&DeclaredStream>,
    ) -> Stream {
        let framing = declared.map_or(Framing::Events, |stream| stream.framing);
        let shape = events.named_or_null().and_then(|id| self.types.get(id)).map(|def| &def.shape);
        let data = match shape {
            None | Some(Shape::Events(_) | Shape::Alias(_)) => None,
            Some(Shape::Object(object)) if framing != Framing::Events => {
                let has_errors = object.field(ERROR).is_some();
                let error = if has_errors { "" } else { ERROR };
                Some(DataEvents { error: error.to_owned(), end: None, ping: false })
            }
            Some(shape) => {
                Some(DataEvents { error: ERROR.to_owned(), end: None, ping: describes_ping(shape) })
            }
        };
        let accept = declared.map(|stream| stream.accept.clone());
        let docs = declared.map(|stream| stream.docs.clone()).unwrap_or_default();
        Stream { ask, accept, framing, events, data, docs }
    }

    /// Settles how streams of events end whose type says no more than their data:
    /// what the configuration says of one operation holds for all that stream
    /// them.
    pub(super) fn settle_events(&self, operations: &mut [Operation]) {
        for configured in self.config.streams.iter().filter(|stream| stream.events.is_none()) {
            let named =
                |operation: &&Operation| configured.operations.contains(&operation.declared_id);
            let streams = operations.iter().filter(named).filter_map(|one| one.stream.as_ref());
            let types: Vec<TypeRef> = streams.map(|stream| stream.events.clone()).collect();
            let streams = operations.iter_mut().filter_map(|one| one.stream.as_mut());
            for data in streams
                .filter(|stream| types.contains(&stream.events))
                .filter_map(|stream| stream.data.as_mut())
            {
                if let Some(error) = &configured.error {
                    data.error.clone_from(error);
                }
                if let Some(end) = &configured.end {
                    data.end = Some(end.data.clone());
                }
            }
        }
    }

    /// Returns the property that the configuration names, if the body has it.
    fn ask(
        &mut self,
        operation: &Operation,
        property: &str,
        configured: &config::Stream,
        at: &Pointer,
    ) -> Option<Asked> {
        let body = operation.body_type().and_then(|ty| self.object_of(ty));
        let field = body.and_then(|body| body.field(property));
        let value = &configured.value;
        let Some(field) = field else {
            // Another kind of body may do without.
            if !operation.is_variant() {
                let names = names(body);
                let message =
                    format!("the body of `{}` has no property `{property}`", operation.id);
                let help = format!("write one that it has, `property: …`: {}", list(&names));
                self.unfit(&at.child("property"), message, help);
            }
            return None;
        };
        let fits = match target(&self.types, &field.ty) {
            TypeRef::Boolean => value.is_boolean(),
            TypeRef::String => value.is_string(),
            TypeRef::Named(id) => {
                let shape = self.types.get(id).map(|def| &def.shape);
                value.is_string() && matches!(shape, Some(Shape::Enum(_)))
            }
            _ => false,
        };
        if fits && !field.presence.is_required() {
            return Some(Asked::Property { property: property.to_owned(), value: value.clone() });
        }
        let message = format!("`{property}` cannot be set to `{value}` where a stream is wanted");
        let help = "write an optional property, and a value that it can have: `value: …`";
        self.unfit(&at.child("value"), message, help.to_owned());
        None
    }

    /// Returns the property, or the parameter of the query, by which most APIs are asked for a
    /// stream.
    fn usual_ask(&self, operation: &Operation) -> Option<Asked> {
        let is_boolean = |ty: &TypeRef| *target(&self.types, ty) == TypeRef::Boolean;
        let body = operation.body_type().and_then(|ty| self.object_of(ty));
        let field = body.and_then(|body| body.field(STREAM));
        let settable = |field: &&Field| !field.presence.is_required() && is_boolean(&field.ty);
        if let Some(field) = field.filter(settable) {
            let (property, value) = (field.name.clone(), Value::Bool(true));
            return Some(Asked::Property { property, value });
        }
        let mut parameters = operation.parameters.iter();
        let parameter = parameters.find(|parameter| {
            parameter.name == STREAM
                && parameter.location == ir::Location::Query
                && !parameter.required
                && is_boolean(&parameter.ty)
        })?;
        Some(Asked::Parameter { name: parameter.name.clone(), value: "true".to_owned() })
    }

    /// Polls need all operations to be there.
    pub(super) fn add_polls(&mut self, operations: &mut [Operation]) {
        for poll in &self.config.polls {
            let at = Pointer::root().child("polls").child(poll.index);
            let Some(with) = operations.iter().find(|operation| operation.id == poll.with) else {
                if !self.selection.known.contains(&poll.with) {
                    self.unknown_operation(&at.child("with"), &poll.with);
                }
                continue;
            };
            let path: Vec<String> = template_names(&with.path).map(str::to_owned).collect();
            let arguments = arguments_of_poll(poll, with, operations);
            let Some(result) = with.answer.json().cloned() else {
                let message = format!("`{}` does not answer with JSON", poll.with);
                let help = "name the operation that answers with the result".to_owned();
                self.unfit(&at.child("with"), message, help);
                continue;
            };
            let Some(arguments) = arguments else {
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
            let missing = arguments
                .iter()
                .flatten()
                .chain([&poll.status])
                .find(|name| !names.contains(*name));
            if let Some(missing) = missing {
                let message = format!("the result of `{}` has no `{missing}`", poll.with);
                self.unfit(&at, message, format!("write what it has: {}", list(&names)));
                continue;
            }
            if let Some((name, what)) = self.unfit_for_polls(&object, &arguments, &poll.status) {
                let message = format!("`{name}` of the result of `{}` is {what}", poll.with);
                self.unfit(
                    &at,
                    message,
                    "write another property, or take the entry out".to_owned(),
                );
                continue;
            }
            for operation in operations.iter_mut() {
                if poll.operations.contains(&operation.declared_id)
                    && operation.answer.json() == Some(&result)
                {
                    operation.poll = Some(Poll {
                        with: poll.with.clone(),
                        arguments: arguments.clone(),
                        status: poll.status.clone(),
                        terminal: poll.terminal.clone(),
                        deadline: poll.deadline,
                        is_configured: true,
                    });
                }
            }
        }
    }

    /// Returns a property by which no result can be polled, and why.
    fn unfit_for_polls<'n>(
        &self,
        result: &Object,
        arguments: &'n [Option<String>],
        status: &'n str,
    ) -> Option<(&'n str, &'static str)> {
        let is_text = |field: &Field| match target(&self.types, &field.ty) {
            TypeRef::String => true,
            TypeRef::Named(id) => {
                matches!(self.types.get(id).map(|def| &def.shape), Some(Shape::Enum(_)))
            }
            _ => false,
        };
        if !result.field(status).is_some_and(is_text) {
            return Some((status, "no text"));
        }
        let is_missing = |name: &&String| {
            let field = result.field(name);
            field.is_some_and(|field| !field.presence.is_required() && !field.ty.is_text())
        };
        Some((arguments.iter().flatten().find(is_missing)?.as_str(), "optional, and no text"))
    }

    /// Checks that every operation that `config` names is in the document.
    pub(super) fn check_config(&mut self) {
        let config = self.config;
        self.check_operations(&config.streams);
        self.check_operations(&config.answers);
        self.check_operations(&config.pages);
        self.check_operations(&config.polls);
        self.check_operations(&config.structured);
        self.check_operations(&config.tools);
        // The others are of groups that the document has.
        for (section, number, group) in config.named_groups() {
            let at = Pointer::root().child(section).child(number).child("group");
            self.unknown_group(&at, group);
        }
        for (section, ids) in [("no_pages", &config.no_pages), ("no_polls", &config.no_polls)] {
            for (index, id) in ids.iter().enumerate() {
                if !self.selection.known.contains(id) {
                    self.unknown_operation(&Pointer::root().child(section).child(index), id);
                }
            }
        }
        let off = Pointer::root().child("deprecated").child("off");
        for (index, group) in config.deprecated.off.iter().enumerate() {
            self.unknown_group(&off.child(index), group);
        }
        self.check_notices();
        self.check_header_texts();
        self.check_headers();
    }

    fn check_notices(&mut self) {
        let at = Pointer::root().child("notices");
        for (number, notice) in self.config.notices.iter().enumerate() {
            self.check_groups(&at.child(number), &notice.groups);
        }
    }

    /// Checks that headers can be sent, by their names and values.
    fn check_header_texts(&mut self) {
        for (at, name) in header_names(self.config) {
            if !is_token(name) {
                let help = "write letters, digits and `-`, as in `X-Request-Id`";
                self.no_header(&at, format!("{name:?} is not the name of a header"), help);
            }
        }
        let at = Pointer::root().child("headers");
        for (name, header) in &self.config.headers {
            let at = at.child(name);
            let values = match header {
                FixedHeader::Always(value) => vec![(at, value)],
                FixedHeader::ByGroup(values) => {
                    let at = |number: usize| at.child(number).child("value");
                    values.iter().enumerate().map(|(n, value)| (at(n), &value.value)).collect()
                }
            };
            for (at, value) in values.into_iter().filter(|(_, value)| !is_value(value)) {
                let help = "write it in one line, without control characters";
                self.no_header(&at, format!("{value:?} is not the value of a header"), help);
            }
        }
    }

    fn no_header(&mut self, at: &Pointer, message: String, help: &str) {
        let error = Diagnostic::error("config-header", at, message);
        self.report.push(error.in_input(Input::Config).help(help));
    }

    /// Checks the groups of headers that may be slips of the pen; the others are of
    /// documents that have them.
    fn check_headers(&mut self) {
        let at = Pointer::root().child("headers");
        for (name, header) in &self.config.headers {
            let FixedHeader::ByGroup(values) = header else { continue };
            for (number, value) in values.iter().enumerate() {
                self.check_groups(&at.child(name).child(number), &value.groups);
            }
        }
    }

    /// Reports the `groups` of an entry that may be slips of the pen; the others are of
    /// documents that have them.
    fn check_groups(&mut self, at: &Pointer, groups: &[String]) {
        for (index, group) in groups.iter().enumerate() {
            let known = self.selection.groups.iter().map(String::as_str);
            if similar(group, known).is_some() {
                self.unknown_group(&at.child("groups").child(index), group);
            }
        }
    }

    fn check_operations<E: Entry>(&mut self, entries: &[E]) {
        for entry in entries {
            let at = Pointer::root().child(E::SECTION).child(entry.index()).child("operations");
            for (index, id) in entry.operations().iter().enumerate() {
                if !self.selection.known.contains(id) {
                    self.unknown_operation(&at.child(index), id);
                }
            }
        }
    }

    /// Reports a group that the document does not have.
    fn unknown_group(&mut self, at: &Pointer, group: &str) {
        let known = &self.selection.groups;
        if known.iter().any(|known| is_same(known, group)) {
            return;
        }
        let help = match similar(group, known.iter().map(String::as_str)) {
            Some(meant) => format!("write `{meant}`, if that is meant"),
            None => "write a group that it has, or take this one out".to_owned(),
        };
        let message = format!("the document has no operation in the group `{group}`");
        self.unmatched(at, message, help);
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
}

/// Lists the names of headers in a configuration, with their places.
fn header_names(config: &Config) -> Vec<(Pointer, &str)> {
    let at = |section: &str| Pointer::root().child(section);
    let fixed = config.headers.keys().map(|name| (at("headers").child(name), name.as_str()));
    let options = config
        .options
        .iter()
        .map(|(name, option)| (at("options").child(name).child("header"), option.header.as_str()));
    let known = &config.well_known_headers;
    let known = [
        ("request_id", Some(&known.request_id)),
        ("poll_after", known.poll_after.as_ref()),
        ("should_retry", known.should_retry.as_ref()),
        ("retry_after_ms", known.retry_after_ms.as_ref()),
        ("idempotency_key", Some(&known.idempotency_key)),
    ];
    let known = known
        .into_iter()
        .filter_map(|(word, name)| Some((at("well_known_headers").child(word), name?.as_str())));
    let limits = config.rate_limits.iter().flat_map(|(name, limit)| {
        let at = at("rate_limits").child(name);
        let of =
            [("limit", &limit.limit), ("remaining", &limit.remaining), ("reset", &limit.reset)];
        of.map(|(word, name)| Some((at.child(word), name.as_deref()?))).into_iter().flatten()
    });
    fixed.chain(options).chain(known).chain(limits).collect()
}

/// Returns the property for each path parameter of the operation by which a poll asks, or none
/// where it is that of the operations that start the work; none at all if one is not known.
fn arguments_of_poll(
    poll: &config::Poll,
    with: &Operation,
    operations: &[Operation],
) -> Option<Vec<Option<String>>> {
    let is_started = |one: &&Operation| poll.operations.contains(&one.declared_id);
    let argument = |name: &str| {
        let own = poll.arguments.get(name).cloned();
        let mut started = operations.iter().filter(is_started);
        let is_known = own.is_some() || started.all(|one| begin_alike(&one.path, &with.path, name));
        is_known.then_some(own)
    };
    template_names(&with.path).map(argument).collect()
}

/// Returns the names of an object's properties.
fn names(object: Option<&Object>) -> Vec<String> {
    let fields = object.into_iter().flat_map(|object| &object.fields);
    fields.map(|field| field.name.clone()).collect()
}

fn list(names: &[String]) -> String {
    if names.is_empty() { "nothing".to_owned() } else { names.join(", ") }
}
