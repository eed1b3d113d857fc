//! The events of a stream → one flat enum, a variant per event.
//!
//! A document describes an event as an object of its name and its data. On the
//! wire the name comes first and the data is decoded by it, so a variant holds
//! the data itself. The configuration says so of a union, or the document by
//! `itemSchema`, or by a `schema` of nothing but the fields of events.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Number;

use super::Builder;
use super::text::words_and_facts;
use crate::config::Stream;
use crate::diagnostic::Diagnostic;
use crate::ir::{Constraints, Docs, Event, Events, Inner, Shape, TypeId, TypeRef, Untyped};
use crate::media::{EVENT_FIELDS, is_events, is_json};
use crate::pointer::Pointer;
use crate::schema::{Form, Schema, Type};
use crate::select::MediaType;
use crate::words::{code, paragraphs, unique};

/// The event that reports an error, where nothing else is said.
pub(super) const ERROR: &str = "error";

/// The event that says nothing but that the server lives, unless a document
/// describes it.
pub(super) const PING: &str = "ping";

/// The name of an event that has none.
const UNNAMED: &str = "message";

/// The source that says that a union is one of events.
#[derive(Clone, Copy)]
pub(super) enum EventsBy<'a> {
    /// The configuration.
    Config(&'a Stream),
    /// The schema of each event in the document.
    ItemSchema,
}

/// The description of an event after its lines are taken apart.
struct EventFields<'a> {
    /// The names that it may have; none if it says nothing of them.
    names: Vec<&'a str>,
    /// The description of its name.
    event: Option<&'a Schema>,
    data: Option<&'a Schema>,
    id: Option<&'a Schema>,
    retry: Option<&'a Schema>,
}

/// The content that the schema of each event describes.
enum ItemContent<'a> {
    /// Events, told apart by their names.
    Named,
    /// Events whose data is this, whatever their names.
    Unnamed(&'a Schema),
    /// Events that nothing tells apart.
    Alike,
    /// The data of the events.
    Data,
}

impl<'a> Builder<'a> {
    /// Finds the unions of events, and those that they take in.
    pub(super) fn find_event_unions(&mut self) {
        for stream in &self.config.streams {
            let Some(events) = &stream.events else { continue };
            if stream.union().is_none() {
                let at = Pointer::root().child("streams").child(stream.index);
                let message = "events need `error` and `end`".to_owned();
                let help = "write which event reports an error, and which ends the stream";
                self.unfit(&at, message, help.to_owned());
            } else if let Some((name, _)) = self.selection.schemas.get_key_value(events) {
                self.add_event_union(name, EventsBy::Config(stream));
            }
        }
        let selection = self.selection;
        let responses = selection.operations.iter().flat_map(|operation| &operation.responses);
        for media in responses.flat_map(|response| &response.content) {
            let Some(schema) = self.event_schema(media) else { continue };
            let Some(name) = self.last_component(schema) else { continue };
            if matches!(self.items(schema), ItemContent::Named) {
                self.add_event_union(name, EventsBy::ItemSchema);
            }
        }
    }

    /// Returns the last component that a schema stands for.
    fn last_component(&self, schema: &'a Schema) -> Option<&'a str> {
        let (mut schema, mut last) = (schema, None);
        let mut seen = BTreeSet::new();
        while let Some(name) = schema.component().filter(|name| seen.insert(*name)) {
            schema = self.find(name)?;
            last = Some(name);
        }
        last
    }

    fn add_event_union(&mut self, name: &'a str, by: EventsBy<'a>) {
        let mut pending = vec![name];
        while let Some(name) = pending.pop() {
            let Some(schema) = self.find(name) else { continue };
            let arms = schema.arms();
            let is_event = matches!(by, EventsBy::ItemSchema);
            // The configuration, which comes first, goes over the document.
            if arms.is_empty() && !is_event || self.event_unions.contains_key(name) {
                continue;
            }
            self.event_unions.insert(name, by);
            let unions = arms
                .iter()
                .filter_map(Schema::component)
                .filter(|name| self.find(name).is_some_and(|inner| !inner.arms().is_empty()));
            pending.extend(unions);
        }
    }

    /// Returns the shape of a union of events. The events that end the stream or
    /// report an error are none that a caller sees.
    pub(super) fn events(
        &mut self,
        by: EventsBy<'a>,
        schema: &'a Schema,
        id: &TypeId,
    ) -> Option<Shape> {
        let EventsBy::Config(stream) = by else { return Some(self.item_events(schema, id)) };
        let (_, error, end) = stream.union()?;
        let mut events = Vec::new();
        for arm in self.flat_arms(schema)?.arms {
            events.extend(self.event(stream, arm));
        }
        let (error, end) = (error.to_owned(), end.data.clone());
        Some(Shape::Events(Events { events, error, end }))
    }

    fn event(&mut self, stream: &Stream, used: &'a Schema) -> Option<Event> {
        let (union, error, end) = stream.union()?;
        let arm = self.follow(used);
        if self.is_broken(arm) {
            return None;
        }
        let declared = self.declared(arm).unwrap_or_default();
        let name = declared.constant(&stream.name);
        let (Some(name), Some(data)) = (name, declared.properties.get(stream.data.as_str())) else {
            let message = format!(
                "an event should be an object with the constant `{}` and with `{}`",
                stream.name, stream.data
            );
            let finding = Diagnostic::error("event-shape", &arm.at, message);
            self.report.push(finding.settled_without(&used.at, "It is no event of the stream."));
            return None;
        };
        if name == error || name == end.event {
            return None;
        }
        let id = TypeId(vec![union.to_owned(), name.to_owned(), stream.data.clone()]);
        let data = self.type_of(data, &id);
        Some(Event { name: name.to_owned(), data, is_text: false, ..self.event_docs(arm) })
    }

    /// Makes an event of which only the place and the docs are known.
    fn event_docs(&self, arm: &'a Schema) -> Event {
        let docs = Docs {
            limits: Vec::new(),
            constraints: Constraints::default(),
            default: None,
            ..self.docs(arm)
        };
        let (name, data) = (String::new(), TypeRef::String);
        Event { origin: arm.at.0.clone(), name, data, is_text: true, docs }
    }

    /// Makes an event of that name, with what its description says of it and of the name.
    fn named_event(&self, arm: &'a Schema, fields: &EventFields<'a>, name: &str) -> Event {
        let mut event = self.event_docs(arm);
        event.docs.inner.extend(self.docs_of_fields(fields));
        let listed = fields.event.and_then(|event| self.follow(event).values.as_deref());
        let listed = listed.into_iter().flatten().find(|listed| listed.value == name);
        let named = fields.event.filter(|_| !fields.names.is_empty());
        let described = named.into_iter().flat_map(|event| [event, self.follow(event)]);
        let of_name = described.filter_map(|event| event.about.description.as_deref()).next();
        let texts = [
            Some(event.docs.text.as_str()),
            of_name,
            listed.and_then(|listed| listed.description.as_deref()),
        ];
        let docs = Docs { text: paragraphs(unique(texts)), ..event.docs };
        Event { name: name.to_owned(), docs, ..event }
    }

    /// Says what is known of the fields of an event that callers get beside its data, and of its
    /// name where there may be any.
    fn docs_of_fields(&self, fields: &EventFields<'a>) -> Vec<Inner> {
        let any_name = fields.event.filter(|_| fields.names.is_empty());
        let all = [("event", any_name), ("id", fields.id), ("retry", fields.retry)];
        let told = all.into_iter().filter_map(|(name, field)| {
            let declared = field?;
            let mut field = self.with_beside(declared).into_owned();
            let is_time = name == "retry";
            if is_time && field.limits.minimum.as_ref().and_then(Number::as_u64) == Some(0) {
                // No time is less.
                field.limits.minimum = None;
            }
            let usual = if is_time { Type::Integer } else { Type::String };
            let is_usual = field.kind == Some(usual) && !field.nullable;
            let told = words_and_facts(&field, !is_usual);
            (!told.told.is_empty()).then(|| told.within(&code(name)))
        });
        told.collect()
    }

    /// Returns the documentation of each event of a stream, without what its type has.
    pub(super) fn docs_of_events(&mut self, schema: Option<&'a Schema>, ty: &TypeRef) -> Docs {
        let Some(schema) = schema else { return Docs::default() };
        let ItemContent::Unnamed(data) = self.items(schema) else {
            return self.docs_of_item(schema, ty);
        };
        let target = self.follow(schema);
        let fields = self.event_fields(target);
        let event = self.event_docs(schema).docs;
        let of_target = self.event_docs(target).docs;
        let text = paragraphs(unique([&event, &of_target].map(|docs| Some(docs.text.as_str()))));
        let inner = fields.iter().flat_map(|fields| self.docs_of_fields(fields)).collect();
        let told = self.docs_of_item(content(self.follow(data)).unwrap_or(data), ty);
        self.with_data(Docs { text, inner, ..event }, data, told)
    }

    /// Returns the schema of each event, if the content is a stream of events: `itemSchema`,
    /// or a `schema` that has data beside no more than the other fields of an event.
    pub(super) fn event_schema(&mut self, media: &'a MediaType) -> Option<&'a Schema> {
        if !is_events(&media.content_type) {
            return None;
        }
        media.item_schema.as_ref().or_else(|| {
            let schema = media.schema.as_ref()?;
            matches!(self.items(schema), ItemContent::Named | ItemContent::Unnamed(_))
                .then_some(schema)
        })
    }

    /// Returns the type that the events of a schema are read as.
    pub(super) fn item_type_of_events(&mut self, schema: &'a Schema, id: &TypeId) -> TypeRef {
        let data = match self.items(schema) {
            ItemContent::Named => {
                let ty = match self.last_component(schema) {
                    Some(name) => TypeRef::Named(TypeId(vec![name.to_owned()])),
                    None => {
                        let id = self.unused(id);
                        let shape = self.item_events(schema, &id);
                        let docs = self.docs(schema);
                        self.define(id.clone(), shape, docs, schema.at.0.clone());
                        TypeRef::Named(id)
                    }
                };
                return ty;
            }
            ItemContent::Alike => {
                let what = "a stream of events that are not told apart by a constant `event`";
                self.unsupported(&schema.at, what, &schema.at);
                return self.any(&schema.at, Untyped::NotUnderstood);
            }
            ItemContent::Unnamed(data) => data,
            ItemContent::Data => schema,
        };
        match self.data_of_event(data, id) {
            (ty, true) => ty,
            (ty, false) => self.event_type(&ty, &data.at),
        }
    }

    /// Tells what the schema of each event describes.
    fn items(&mut self, schema: &'a Schema) -> ItemContent<'a> {
        let target = self.follow(schema);
        if target.arms().is_empty() {
            return match self.event_fields(target) {
                Some(EventFields { names, data: Some(data), .. }) if names.is_empty() => {
                    ItemContent::Unnamed(data)
                }
                Some(EventFields { data: Some(_), .. }) => ItemContent::Named,
                _ => ItemContent::Data,
            };
        }
        let mut arms = Vec::new();
        let Some(flat) = self.flat_arms(target) else { return ItemContent::Data };
        for arm in flat.arms {
            match self.event_fields(arm) {
                Some(fields) => arms.push(fields),
                None => return ItemContent::Data,
            }
        }
        if arms.iter().all(|fields| fields.data.is_none()) {
            return ItemContent::Data;
        }
        let mut seen = BTreeMap::new();
        for fields in arms.iter().filter(|fields| self.end_of(fields).is_none()) {
            for name in fields.all_names() {
                *seen.entry(name).or_insert(0) += 1;
            }
        }
        if seen.values().all(|count| *count == 1) { ItemContent::Named } else { ItemContent::Alike }
    }

    /// Returns what a schema says of an event; none if it has other properties
    /// than an event has.
    fn event_fields(&mut self, schema: &'a Schema) -> Option<EventFields<'a>> {
        let declared = self.declared(schema)?;
        let field = |name: &str| declared.properties.get(name).copied();
        let (data, event) = (field("data"), field("event"));
        let only_fields = declared.properties.keys().all(|name| EVENT_FIELDS.contains(name));
        let names = event.map(|event| self.follow(event).texts().collect()).unwrap_or_default();
        (only_fields && (data.is_some() || event.is_some())).then_some(EventFields {
            names,
            event,
            data,
            id: field("id"),
            retry: field("retry"),
        })
    }

    /// Returns the data by which an event ends the stream: the only data of an event
    /// without a name.
    fn end_of(&self, fields: &EventFields<'a>) -> Option<&'a str> {
        let mut texts = self.follow(fields.data?).texts();
        let only = texts.next().filter(|_| texts.next().is_none())?;
        fields.names.is_empty().then_some(only)
    }

    /// Returns the events of a schema, told apart by their names. Without an
    /// event that says so, the stream ends with the connection.
    fn item_events(&mut self, schema: &'a Schema, id: &TypeId) -> Shape {
        let target = self.follow(schema);
        let arms = match target.arms() {
            [] => vec![target],
            _ => self.flat_arms(target).map(|flat| flat.arms).unwrap_or_default(),
        };
        let (mut events, mut end, mut error) = (Vec::new(), String::new(), ERROR);
        for arm in arms {
            let arm = self.follow(arm);
            let Some(fields) = self.event_fields(arm) else { continue };
            let Some(data) = fields.data else {
                // Whatever comes with it is text.
                for name in &fields.names {
                    match known_without_data(name) {
                        Some(what) => self.report.push_counted(no_variant(&arm.at, name, what)),
                        None => events.push(self.named_event(arm, &fields, name)),
                    }
                }
                continue;
            };
            if let Some(text) = self.end_of(&fields) {
                if end.is_empty() {
                    text.clone_into(&mut end);
                } else if end != text {
                    self.report.push(second_end(&arm.at, &end, text));
                }
                continue;
            }
            // The type of data of several events is named by the least of their names, whichever
            // comes first.
            let least = fields.all_names().min().unwrap_or(UNNAMED);
            let id = id.child(least).child("data");
            for name in fields.all_names() {
                if name == ERROR {
                    // One that is described is data, and ends nothing.
                    error = "";
                }
                let event = self.named_event(arm, &fields, name);
                let told = self.docs(content(self.follow(data)).unwrap_or(data));
                let docs = self.with_data(event.docs, data, told);
                let (ty, is_text) = match self.data_of_event(data, &id) {
                    (_, true) if !self.follow(data).listed().is_empty() => {
                        (self.type_of(data, &id), true)
                    }
                    (ty, false) if self.is_nullable(content(self.follow(data)).unwrap_or(data)) => {
                        (ty.or_null(), false)
                    }
                    read => read,
                };
                events.push(Event { data: ty, is_text, docs, ..event });
            }
        }
        Shape::Events(Events { events, error: error.to_owned(), end })
    }

    /// Adds to the documentation of an event what is said of its data: of the text, where that
    /// holds JSON, and what is `told` of the value.
    fn with_data(&self, event: Docs, data: &'a Schema, told: Docs) -> Docs {
        let has_content = content(self.follow(data)).is_some();
        let written = if has_content { self.docs(data) } else { Docs::default() };
        let all = [&event, &written, &told];
        let text = paragraphs(unique(all.map(|docs| Some(docs.text.as_str()))));
        let deprecated = all.iter().any(|docs| docs.deprecated);
        let limits = written.limits.iter().map(|limit| Inner::facts(format!("as text: {limit}")));
        let inner = told.inner.into_iter().chain(limits).chain(event.inner).collect();
        Docs { text, inner, deprecated, ..told }
    }

    /// Returns the type of the data of an event, and whether that is text as it
    /// comes. Text with a schema of its content has the type of that content.
    fn data_of_event(&mut self, schema: &'a Schema, id: &TypeId) -> (TypeRef, bool) {
        let target = self.follow(schema);
        let content = content(target);
        let is_text = content.is_some() || target.form() == Form::Type(Type::String);
        if is_text && self.is_nullable(schema) {
            self.report.push(never_null(&schema.at));
        }
        match content {
            Some(content) => {
                self.contents.insert(content.at.0.clone(), true);
                (self.type_of(content, id), false)
            }
            None if is_text => (TypeRef::String, true),
            None => (self.type_of(schema, id), false),
        }
    }
}

impl<'a> EventFields<'a> {
    /// Returns the names that an event has on the wire.
    fn all_names(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let unnamed = self.names.is_empty().then_some(UNNAMED);
        self.names.clone().into_iter().chain(unnamed)
    }
}

/// Returns the schema of the JSON that a text holds; what is no text has no content.
fn content(text: &Schema) -> Option<&Schema> {
    let is_json = text.about.media_type.as_deref().is_none_or(is_json);
    let is_text = text.kind.is_none_or(|kind| kind == Type::String);
    text.content.as_deref().filter(|_| is_json && is_text)
}

/// Warns that the data of an event, which is the text of its lines, is never null.
fn never_null(at: &Pointer) -> Diagnostic {
    let message = "null is left out: the data of an event is text";
    Diagnostic::warning("left-out", at, message)
}

/// Tells what becomes of an event of that name if it has no data.
fn known_without_data(name: &str) -> Option<&'static str> {
    match name {
        PING => Some("it says nothing but that the server lives"),
        ERROR => Some("it ends the stream with an error"),
        _ => None,
    }
}

/// Warns that callers do not get an event.
fn no_variant(at: &Pointer, name: &str, what: &str) -> Diagnostic {
    let message = format!("the event `{name}` is none that callers get: {what}");
    Diagnostic::warning("left-out", at, message)
        .settled_without(at, "It is known without a description.")
}

/// Warns that a stream would end by another text too.
fn second_end(at: &Pointer, end: &str, other: &str) -> Diagnostic {
    let message = format!("a stream ends by one text, which is `{end}`: `{other}` does not end it");
    Diagnostic::warning("left-out", at, message)
        .settled_without(at, format!("A stream ends by `{end}` alone."))
}
