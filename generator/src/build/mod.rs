//! Closure → [`ir::Api`](crate::ir::Api). One shape per file; whatever is not understood is an
//! error with its place and the overlay line that would settle it.

mod accumulate;
mod all_of;
mod answer;
mod body;
mod configured;
mod events;
mod facts;
mod ladder;
mod node;
mod object;
mod operation;
mod parameter;
mod schema;
mod text;
mod union;
mod untyped;

use std::collections::{BTreeMap, BTreeSet};

use self::node::{Located, Node};
pub(crate) use self::parameter::template_names;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::ir::{Api, Shape, TypeDef, TypeId, TypeRef, Untyped, Usage};
use crate::pointer::Pointer;
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
        inline: BTreeMap::new(),
        open: BTreeMap::new(),
        looped: BTreeSet::new(),
        event_unions: BTreeMap::new(),
        untyped: BTreeMap::new(),
        report,
    };
    builder.find_event_unions();
    for name in selection.schemas.keys() {
        builder.component(name);
    }
    builder.accumulations();
    let operations = builder.operations();
    Api {
        title: selection.title.clone(),
        version: selection.version.clone(),
        service: selection.service.clone(),
        types: builder.types,
        operations,
        untyped: builder.untyped,
    }
}

struct Builder<'a> {
    selection: &'a Selection,
    config: &'a Config,
    unmatched: Severity,
    types: BTreeMap<TypeId, TypeDef>,
    /// The types of inline schemas by place: a union that takes in the arms of
    /// another meets them again.
    inline: BTreeMap<Pointer, TypeRef>,
    /// The inline schemas that are being built, and those of them that were
    /// met meanwhile.
    open: BTreeMap<Pointer, TypeId>,
    looped: BTreeSet<Pointer>,
    /// The unions of a stream's events, with the stream that they belong to.
    event_unions: BTreeMap<&'a str, &'a crate::config::Stream>,
    /// The places where a type is any value.
    untyped: BTreeMap<Pointer, Untyped>,
    report: &'a mut Report,
}

impl<'a> Builder<'a> {
    /// Defines the type of a component.
    fn component(&mut self, name: &'a str) {
        let Some(located) = self.find(name) else { return };
        let id = TypeId(vec![name.to_owned()]);
        let shape = match self.event_unions.get(name) {
            Some(stream) => self.events(stream, &located),
            None => self.shape(&located, &id),
        };
        let docs = self.docs(&located);
        // What is wrong with it is reported.
        let shape =
            shape.unwrap_or_else(|| Shape::Alias(self.any(&located.at, Untyped::NotUnderstood)));
        if self.is_circular_alias(&shape, name) {
            let message = format!("`{name}` refers to itself and to nothing else");
            let error = Diagnostic::error("circular-alias", &located.at, message);
            let reference = match located.node {
                Node::Reference(_) => located.at.child("$ref"),
                Node::Item(_) => located.at.child("allOf").child(0),
            };
            let why = "It leads in a circle; without it, any value is taken.";
            self.report.push(error.settled_without(&reference, why));
            return;
        }
        self.define(id, shape, docs, located.at);
    }

    /// Adds a type, the id of which is not taken.
    fn define(&mut self, id: TypeId, shape: Shape, docs: crate::ir::Docs, origin: Pointer) {
        self.types.insert(id, TypeDef { origin, docs, shape, usage: Usage::default() });
    }

    /// The component schema of that name.
    fn find(&self, name: &str) -> Option<Located<'a>> {
        let schema = self.selection.schemas.get(name)?;
        Some(Located::new(schema, Pointer::root().descend(&["components", "schemas", name])))
    }

    /// Follows references, those that only add annotations included, to the
    /// schema that has content.
    fn follow(&self, located: &Located<'a>) -> Located<'a> {
        let mut located = located.clone();
        let mut seen = BTreeSet::new();
        while let Some(name) = located.node.reference() {
            match self.find(name) {
                Some(target) if seen.insert(name) => located = target,
                _ => break,
            }
        }
        located
    }

    /// Whether a schema, references followed, is one that nothing can be said
    /// about, because something is wrong with it that is reported there.
    fn is_broken(&self, located: &Located<'a>) -> bool {
        matches!(located.node, Node::Reference(_)) || self.selection.broken.contains(&located.at)
    }

    fn is_circular_alias(&self, shape: &Shape, name: &'a str) -> bool {
        let Shape::Alias(TypeRef::Named(_)) = shape else { return false };
        self.find(name).is_some_and(|start| self.follow(&start).node.reference().is_some())
    }
}
