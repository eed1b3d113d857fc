//! The objects that the events of a stream add up to → a struct, and how events
//! add to it.

use super::markdown;
use super::unions::event_names;
use super::{Planner, RUNTIME, import, names};
use crate::ir::{self, Shape, TypeId, TypeRef};
use crate::rust::{AccumulatedObject, Accumulation, Step, TextMethod, Type};

/// Returns the documentation of the method of events for their text.
pub(super) fn text_docs() -> Vec<String> {
    vec!["The pieces of text that the event brings, in their order.".to_owned()]
}

impl Planner<'_> {
    pub(super) fn accumulation_item(
        &self,
        name: String,
        state: &ir::Accumulation,
        imports: &mut Vec<String>,
    ) -> Accumulation {
        imports.push("crate::Result".to_owned());
        for import in ["http::Accumulate", "http::Snapshots"] {
            imports.push(format!("{RUNTIME}::{import}"));
        }
        if state.objects.iter().any(|object| object.part.is_some()) {
            imports.push(format!("{RUNTIME}::value::MergeRules"));
        }
        let events = self.type_name(&state.events);
        Accumulation {
            docs: vec![
                format!("What the events of a stream of [`{events}`] add up to so far."),
                String::new(),
                "Get it from [`Accumulated::state`](crate::Accumulated::state).".to_owned(),
            ],
            name,
            events,
            id: state.id.clone(),
            id_field: names::field_name(&state.id),
            delta: names::field_name(&state.delta),
            rules: state.rules.clone(),
            objects: state
                .objects
                .iter()
                .map(|object| self.accumulated_object(object, state, imports))
                .collect(),
            text_docs: text_docs(),
        }
    }

    fn accumulated_object(
        &self,
        object: &ir::AccumulatedObject,
        state: &ir::Accumulation,
        imports: &mut Vec<String>,
    ) -> AccumulatedObject {
        let ty = self.ty(&object.whole);
        import(&ty, imports);
        let text = self.way(&object.text, imports);
        AccumulatedObject {
            docs: vec![format!("Each [`{ty}`], as far as it is known.")],
            name: names::field_name(&object.name),
            wholes: self.variants_of(state, &object.whole),
            parts: object
                .part
                .as_ref()
                .map(|part| self.variants_of(state, part))
                .unwrap_or_default(),
            ty,
            text,
        }
    }

    /// Returns the variants that hold data of a type.
    fn variants_of(&self, state: &ir::Accumulation, data: &TypeRef) -> Vec<String> {
        let Some(Shape::Events(events)) = self.api.types.get(&state.events).map(|def| &def.shape)
        else {
            return Vec::new();
        };
        let named = events.events.iter().zip(event_names(events));
        named.filter(|(event, _)| event.data == *data).map(|(_, name)| name).collect()
    }

    /// Returns the methods for the text that is in values of a type.
    pub(super) fn text_methods(&self, id: &TypeId, imports: &mut Vec<String>) -> Vec<TextMethod> {
        let accessors = self.accessors.get(id).into_iter().flatten();
        let method = |(name, accessor): &(String, &ir::Accessor)| TextMethod {
            docs: markdown::lines(&accessor.description, None),
            name: name.clone(),
            ways: accessor.ways.iter().map(|way| self.way(way, imports)).collect(),
        };
        accessors.map(method).collect()
    }

    /// Returns the way to a text, whose unions are imported.
    pub(super) fn way(&self, steps: &[ir::Step], imports: &mut Vec<String>) -> Vec<Step> {
        let way: Vec<Step> = steps.iter().filter_map(|step| self.step(step)).collect();
        for step in &way {
            match step {
                Step::Variant(union, _) => import(&Type::name(union), imports),
                Step::Named(..) => imports.push(format!("{RUNTIME}::value::Shared")),
                Step::Field(..) | Step::Items => {}
            }
        }
        way
    }

    fn step(&self, step: &ir::Step) -> Option<Step> {
        match step {
            ir::Step::Items => Some(Step::Items),
            ir::Step::Property(of, name) => {
                let Shape::Object(object) = &self.api.types.get(of)?.shape else { return None };
                let field = object.field(name)?;
                let absent = field.presence != ir::Presence::Required;
                let name = self.field_of(&TypeRef::Named(of.clone()), name);
                Some(Step::Field(name, absent, field.hold != ir::Hold::Direct))
            }
            ir::Step::Arm(of, arm) => {
                let variant = self.arm_name(of, *arm)?.to_owned();
                Some(Step::Variant(self.type_name(of), variant))
            }
            ir::Step::Named(of, name, texts) => {
                let name = self.field_of(&TypeRef::Named(of.clone()), name);
                Some(Step::Named(name, texts.clone()))
            }
        }
    }
}
