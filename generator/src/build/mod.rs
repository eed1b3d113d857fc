//! Closure → [`ir::Api`](crate::ir::Api). One shape per file; whatever is not understood is an
//! error with its place and the overlay line that would settle it.

mod accessors;
mod accumulate;
mod all_of;
mod answer;
mod arm_words;
mod arms;
mod as_text;
mod asked;
mod assemble;
mod body;
mod callback;
mod components;
mod configured;
mod constraints;
mod contract;
mod discriminator;
mod events;
mod facts;
mod headers;
mod ladder;
mod object;
mod operation;
mod pages;
mod parameter;
mod parts;
mod scalar;
mod schema;
mod structured;
mod text;
mod tools;
mod union;
mod untyped;
mod ways;
mod webhook;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use self::components::ComponentFacts;
use self::scalar::Scalars;
use self::schema::Inline;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::ir::{Api, Shape, TypeDef, TypeId, TypeRef, Untyped, Usage};
use crate::pointer::Pointer;
use crate::schema::{Form, Schema};
use crate::select::Selection;

/// Builds the API. `unmatched` is how bad it is that an entry of `config`
/// matches nothing, or that there is no rule for a part of an operation.
pub fn build(
    selection: &Selection,
    config: &Config,
    unmatched: Severity,
    report: &mut Report,
) -> Api {
    let mut builder = Builder {
        selection,
        config,
        unmatched,
        types: BTreeMap::new(),
        inline: Inline::default(),
        components: ComponentFacts::of(selection),
        facts: RefCell::default(),
        numbers: BTreeMap::new(),
        arms_left: arms::limit(selection),
        event_unions: BTreeMap::new(),
        untyped: BTreeMap::new(),
        listed_in: BTreeSet::new(),
        as_text: BTreeMap::new(),
        scalars: Scalars::new(config),
        contents: BTreeMap::new(),
        siblings: HashSet::new(),
        report,
    };
    builder.find_event_unions();
    for name in components::parts_first(selection) {
        builder.component(name);
    }
    builder.webhooks();
    builder.accumulations();
    let operations = builder.operations();
    builder.assemblies(&operations);
    let accessors = builder.accessors();
    builder.drop_unused(&operations);
    builder.unused_titles();
    let untyped = builder.contents.iter().filter(|(_, is_typed)| !*is_typed);
    untyped.for_each(|(at, _)| builder.report.push_counted(schema::text_with_content(at)));
    builder.scalars.too_wide().for_each(|found| builder.report.push_counted(found));
    for found in builder.scalars.unmatched() {
        builder.report.push(Diagnostic { severity: unmatched, ..found });
    }
    Api {
        accessors,
        title: selection.title.clone(),
        version: selection.version.clone(),
        service: selection.service.clone(),
        groups: selection.about_groups.clone(),
        types: builder.types,
        operations,
        schemes: selection.schemes.clone(),
        webhooks: selection.hooks.clone(),
        brought: selection.brought.clone(),
        untyped: builder.untyped,
        led: Vec::new(),
        listed_in: builder.listed_in,
        conversions: Vec::new(),
    }
}

struct Builder<'a> {
    selection: &'a Selection,
    config: &'a Config,
    unmatched: Severity,
    types: BTreeMap<TypeId, TypeDef>,
    inline: Inline,
    components: ComponentFacts<'a>,
    facts: RefCell<facts::FactsByComponent<'a>>,
    /// The last number that an id got that was taken.
    numbers: BTreeMap<TypeId, usize>,
    /// The number of arms that may still be taken in from unions inside unions.
    arms_left: usize,
    /// The unions of a stream's events, with what says that they are.
    event_unions: BTreeMap<&'a str, events::EventsBy<'a>>,
    /// The places where a type is any value.
    untyped: BTreeMap<Pointer, Untyped>,
    /// The components whose texts are among those of a union, each with that.
    listed_in: BTreeSet<(TypeId, TypeId)>,
    /// The schemas of values that are text to callers, each with the type that it would
    /// have.
    as_text: BTreeMap<Pointer, Option<TypeId>>,
    scalars: Scalars<'a>,
    /// The schemas of what is in texts, and whether each has a type.
    contents: BTreeMap<Pointer, bool>,
    /// The types that the properties of objects would have.
    siblings: HashSet<TypeId>,
    report: &'a mut Report,
}

impl<'a> Builder<'a> {
    /// Defines the type of a component.
    fn component(&mut self, name: &'a str) {
        let Some(schema) = self.find(name) else { return };
        let is_unneeded = self.selection.unneeded.contains(name);
        let mild = |severity| if is_unneeded { Severity::Warning } else { severity };
        let unmatched = self.unmatched;
        self.unmatched = mild(unmatched);
        let id = TypeId(vec![name.to_owned()]);
        let shape = match self.event_unions.get(name).copied() {
            Some(by) => self.events(by, schema, &id),
            None => self.shape(schema, &id),
        };
        self.unmatched = unmatched;
        let docs = self.docs(schema);
        // What is wrong with it is reported.
        let shape =
            shape.unwrap_or_else(|| Shape::Alias(self.any(&schema.at, Untyped::NotUnderstood)));
        if self.is_circular_alias(&shape, name) {
            let message = format!("`{name}` refers to itself and to nothing else");
            let error = Diagnostic::error("circular-alias", &schema.at, message);
            let reference = match schema.all_of.as_deref() {
                Some([part]) => part.at.0.clone(),
                _ => schema.at.child("$ref"),
            };
            let why = "It leads in a circle; without it, any value is taken.";
            let error = error.settled_without(&reference, why);
            let severity = mild(self.selection.nowhere);
            self.report.push(Diagnostic { severity, ..error });
            let any = Shape::Alias(self.any(&schema.at, Untyped::NotUnderstood));
            self.define(id, any, docs, schema.at.0.clone());
            return;
        }
        self.define(id, shape, docs, schema.at.0.clone());
    }

    /// Adds a type, the id of which is not taken.
    fn define(&mut self, id: TypeId, shape: Shape, docs: crate::ir::Docs, origin: Pointer) {
        let usage = Usage::default();
        self.types.insert(id, TypeDef { origin, docs, shape, usage, is_used: false });
    }

    /// Returns the component schema of that name.
    fn find(&self, name: &str) -> Option<&'a Schema> {
        self.selection.schemas.get(name).map(Arc::as_ref)
    }

    /// Follows references, those that only add annotations included, to the
    /// schema that has content.
    fn follow(&self, schema: &'a Schema) -> &'a Schema {
        self.components.follow(schema)
    }

    /// Tells whether a schema takes null; that of a component, and of an arm that
    /// is one, counts where it is used.
    fn is_nullable(&self, schema: &'a Schema) -> bool {
        self.components.is_nullable(schema)
    }

    /// Tells whether a schema, references followed, is one that nothing can be
    /// said about, because something is wrong with it that is reported there.
    fn is_broken(&self, schema: &Schema) -> bool {
        schema.form() == Form::Reference || self.selection.broken.contains(&schema.at)
    }

    fn is_circular_alias(&self, shape: &Shape, name: &'a str) -> bool {
        let Shape::Alias(TypeRef::Named(_)) = shape else { return false };
        self.find(name).is_some_and(|start| self.follow(start).component().is_some())
    }
}
