//! The sum of the events of a stream, as `config` declares it.

use std::collections::BTreeSet;

use super::Builder;
use super::ways::named;
use crate::config::{Accumulate, AccumulatedObject as Declared};
use crate::diagnostic::{Diagnostic, Input};
use crate::ir::{
    AccumulatedObject, Accumulation, Docs, Field, MergeRules, Shape, TypeId, TypeRef, target,
};
use crate::pointer::Pointer;

impl Builder<'_> {
    /// Defines what each stream adds up to.
    pub(super) fn accumulations(&mut self) {
        let config = self.config;
        for stream in &config.streams {
            let Some((events, ..)) = stream.union() else { continue };
            let events = TypeId(vec![events.to_owned()]);
            if let Some(declared) = &stream.accumulate
                && self.types.contains_key(&events)
            {
                let at = Pointer::root().child("streams").child(stream.index).child("accumulate");
                self.accumulation(declared, events, &at);
            }
        }
    }

    fn accumulation(&mut self, declared: &Accumulate, events: TypeId, at: &Pointer) {
        let mut objects = Vec::new();
        for (name, object) in &declared.objects {
            match self.accumulated(name, object, declared, &events) {
                Ok(object) => objects.push(object),
                Err(message) => {
                    let help = format!("correct the entry, or take `{name}` out of `objects`");
                    self.unfit(&at.child("objects").child(name), message, help);
                }
            }
        }
        let complete = objects.len() == declared.objects.len();
        let rules = self.rules(declared, &objects, complete, at);
        let state = Accumulation {
            id: declared.id.clone(),
            delta: declared.delta.clone(),
            rules,
            objects,
            events,
        };
        self.define_state(&state.events.clone(), Shape::Accumulation(state));
    }

    /// Defines what events add up to.
    pub(super) fn define_state(&mut self, events: &TypeId, state: Shape) {
        let origin = self.types.get(events).map(|def| def.origin.clone());
        let id = self.unused(&events.child("state"));
        self.define(id, state, Docs::default(), origin.unwrap_or_default());
    }

    fn accumulated(
        &self,
        name: &str,
        object: &Declared,
        declared: &Accumulate,
        events: &TypeId,
    ) -> Result<AccumulatedObject, String> {
        let whole = self.event_data(&object.whole, events)?;
        self.text_property(&whole, &declared.id)?;
        let mut text = Vec::new();
        let part = object.part.as_ref().map(|part| self.event_data(part, events)).transpose()?;
        if let Some(part) = &part {
            self.text_property(part, &declared.id)?;
            let delta = self
                .property(part, &declared.delta)
                .ok_or_else(|| format!("{} has no `{}`", named(part), declared.delta))?;
            self.fits(&delta.ty, &whole, declared, &mut BTreeSet::new())?;
            if let Some(path) = &object.text {
                text = self.steps(part, [&*declared.delta].into_iter().chain(path.split('.')))?;
            }
        }
        Ok(AccumulatedObject { name: name.to_owned(), whole, part, text })
    }

    /// Returns a component that is the data of an event.
    fn event_data(&self, component: &str, events: &TypeId) -> Result<TypeRef, String> {
        let ty = TypeRef::Named(TypeId(vec![component.to_owned()]));
        let Some(Shape::Events(union)) = self.types.get(events).map(|def| &def.shape) else {
            return Err(format!("`{}` is no union of events", events.component()));
        };
        match union.events.iter().any(|event| event.data == ty) {
            true => Ok(ty),
            false => {
                Err(format!("no event of `{}` has `{component}` as its data", events.component()))
            }
        }
    }

    fn text_property(&self, of: &TypeRef, name: &str) -> Result<(), String> {
        match self.property(of, name) {
            Some(field) if field.ty.is_text() && field.is_argument() => Ok(()),
            _ => Err(format!("{} has no required text `{name}`", named(of))),
        }
    }

    /// Checks that what is new about a value can be merged into the value.
    fn fits(
        &self,
        part: &TypeRef,
        whole: &TypeRef,
        declared: &Accumulate,
        seen: &mut BTreeSet<(TypeId, TypeId)>,
    ) -> Result<(), String> {
        let (part, whole) = (target(&self.types, part), target(&self.types, whole));
        match (part, whole) {
            (TypeRef::List(part), TypeRef::List(whole)) => self.fits(part, whole, declared, seen),
            (TypeRef::Named(part), TypeRef::Named(whole)) => {
                match seen.insert((part.clone(), whole.clone())) {
                    true => self.shape_fits(part, whole, declared, seen),
                    false => Ok(()),
                }
            }
            // What has no type of its own takes anything in.
            (TypeRef::Any | TypeRef::FreeForm | TypeRef::Map(_), _)
            | (_, TypeRef::Any | TypeRef::FreeForm | TypeRef::Map(_)) => Ok(()),
            (part, whole) if part == whole => Ok(()),
            (part, whole) => Err(format!("{} cannot become {}", named(part), named(whole))),
        }
    }

    fn shape_fits(
        &self,
        part: &TypeId,
        whole: &TypeId,
        declared: &Accumulate,
        seen: &mut BTreeSet<(TypeId, TypeId)>,
    ) -> Result<(), String> {
        // What is missing is reported where it should be.
        let (Some(new), Some(old)) = (self.types.get(part), self.types.get(whole)) else {
            return Ok(());
        };
        match (&new.shape, &old.shape) {
            (Shape::Object(new), Shape::Object(old)) => {
                // A part may tell more than the whole has a place for.
                for field in new.fields.iter().filter(|field| field.name != declared.index) {
                    if let Some(known) = old.fields.iter().find(|known| known.name == field.name) {
                        self.fits(&field.ty, &known.ty, declared, seen)?;
                    }
                }
                Ok(())
            }
            (Shape::Union(new), Shape::Union(old)) => {
                for arm in &new.arms {
                    let known = old.arms.iter().find(|known| known.key == arm.key);
                    if let Some(known) = known
                        && let (Some(part), Some(whole)) = (&arm.payload, &known.payload)
                    {
                        self.fits(part, whole, declared, seen)?;
                    }
                }
                Ok(())
            }
            (Shape::Enum(_), Shape::Enum(_)) | (Shape::IntegerEnum(_), Shape::IntegerEnum(_)) => {
                Ok(())
            }
            _ => Err(format!("`{}` cannot become `{}`", part.0.join("."), whole.0.join("."))),
        }
    }

    /// Returns the rules by which what is new is merged in.
    fn rules(
        &mut self,
        declared: &Accumulate,
        objects: &[AccumulatedObject],
        complete: bool,
        at: &Pointer,
    ) -> MergeRules {
        let parts = objects.iter().filter_map(|object| object.part.as_ref());
        let deltas = parts.filter_map(|part| self.property(part, &declared.delta));
        let deltas: Vec<TypeRef> = deltas.map(|delta| delta.ty.clone()).collect();
        let rules = MergeRules {
            index: declared.index.clone(),
            identity: declared.identity.clone(),
            replaced: declared.replaced.clone(),
        };
        self.merge_rules(rules, &deltas, complete, at)
    }

    /// Completes the declared rules for what is new, of these types.
    pub(super) fn merge_rules(
        &mut self,
        declared: MergeRules,
        parts: &[TypeRef],
        complete: bool,
        at: &Pointer,
    ) -> MergeRules {
        if let Some(name) = declared.identity.as_ref().filter(|it| !declared.replaced.contains(it))
        {
            let message = format!("`{name}` tells items apart, and its text is appended to");
            let help = format!("add `{name}` to `replaced`");
            let found = Diagnostic::error("config-ambiguous", &at.child("identity"), message);
            self.report.push(found.in_input(Input::Config).help(help));
        }
        let replaced = self.replaced(parts, &declared.replaced, complete, &at.child("replaced"));
        MergeRules { replaced, ..declared }
    }

    /// Returns the properties whose text replaces the text before: those declared, and
    /// those that are one of a list of texts.
    fn replaced(
        &mut self,
        parts: &[TypeRef],
        declared: &[String],
        complete: bool,
        at: &Pointer,
    ) -> Vec<String> {
        let mut texts = TextNames::default();
        parts.iter().for_each(|part| self.find_texts(part, &mut texts));
        let TextNames { free, listed, .. } = texts;
        for name in declared.iter().filter(|name| complete && !free.contains(*name)) {
            let message = format!("nothing that is new about an object has a text `{name}`");
            self.unfit(at, message, format!("take `{name}` out of `replaced`"));
        }
        let replaced: BTreeSet<String> = declared.iter().cloned().collect();
        for name in free.intersection(&listed).filter(|name| !replaced.contains(*name)) {
            let message =
                format!("`{name}` is any text in one place, and one of a list in another");
            let help = format!("if it is never appended to, add `{name}` to `replaced`");
            let found = Diagnostic::error("config-ambiguous", at, message);
            self.report.push(found.in_input(Input::Config).help(help));
        }
        replaced.union(&listed).cloned().collect()
    }

    /// Collects the names of the texts in a type and in what it holds.
    fn find_texts(&self, ty: &TypeRef, texts: &mut TextNames) {
        let mut pending: Vec<&TypeRef> = vec![ty];
        while let Some(ty) = pending.pop() {
            let Some(id) = target(&self.types, ty).named() else { continue };
            if !texts.seen.insert(id.clone()) {
                continue;
            }
            match self.types.get(id).map(|def| &def.shape) {
                Some(Shape::Object(object)) => {
                    for field in &object.fields {
                        match self.text_kind(field) {
                            Some(true) => drop(texts.free.insert(field.name.clone())),
                            Some(false) => drop(texts.listed.insert(field.name.clone())),
                            None => pending.push(&field.ty),
                        }
                    }
                }
                Some(Shape::Union(union)) => {
                    pending.extend(union.arms.iter().filter_map(|arm| arm.payload.as_ref()));
                }
                _ => {}
            }
        }
    }

    /// Tells whether a property is any text; `None` if it is no text at all.
    fn text_kind(&self, field: &Field) -> Option<bool> {
        match target(&self.types, &field.ty) {
            _ if field.constant.is_some() => Some(false),
            TypeRef::String => Some(true),
            TypeRef::Parsed(_) => Some(false),
            TypeRef::Named(id) => match self.types.get(id)?.shape {
                Shape::Enum(_) => Some(false),
                _ => None,
            },
            _ => None,
        }
    }
}

/// The names of texts in what is new about objects.
#[derive(Default)]
struct TextNames {
    /// Any text.
    free: BTreeSet<String>,
    /// One of a list of texts.
    listed: BTreeSet<String>,
    /// The types that have been looked at.
    seen: BTreeSet<TypeId>,
}
