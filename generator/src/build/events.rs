//! The events of a stream → one flat enum, a variant per event.
//!
//! A document describes an event as an object of its name and its data. On the
//! wire the name comes first and the data is decoded by it, so a variant holds
//! the data itself.

use super::Builder;
use crate::config::Stream;
use crate::diagnostic::Diagnostic;
use crate::ir::{Docs, Event, Events, Shape, TypeId};
use crate::pointer::Pointer;
use crate::schema::Schema;

impl<'a> Builder<'a> {
    /// Finds the unions of events, and those that they take in.
    pub(super) fn find_event_unions(&mut self) {
        for (index, stream) in self.config.streams.iter().enumerate() {
            let Some(events) = &stream.events else { continue };
            if stream.union().is_none() {
                let at = Pointer::root().child("streams").child(index);
                let message = "events need `error` and `end`".to_owned();
                let help = "write which event reports an error, and which ends the stream";
                self.unfit(&at, message, help.to_owned());
            } else if let Some((name, _)) = self.selection.schemas.get_key_value(events) {
                self.add_event_union(name, stream);
            }
        }
    }

    fn add_event_union(&mut self, name: &'a str, stream: &'a Stream) {
        let Some(schema) = self.find(name) else { return };
        let arms = schema.arms();
        if arms.is_empty() || self.event_unions.insert(name, stream).is_some() {
            return;
        }
        for name in arms.iter().filter_map(Schema::component) {
            self.add_event_union(name, stream);
        }
    }

    /// The shape of a union of events. The events that end the stream or
    /// report an error are none that a caller sees.
    pub(super) fn events(&mut self, stream: &Stream, schema: &'a Schema) -> Option<Shape> {
        let (_, error, end) = stream.union()?;
        let mut events = Vec::new();
        for arm in self.flat_arms(schema) {
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
        let docs = Docs { limits: Vec::new(), default: None, ..self.docs(arm) };
        Some(Event { origin: arm.at.0.clone(), name: name.to_owned(), data, docs })
    }
}
