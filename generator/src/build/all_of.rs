//! `allOf` of objects → one object.

use std::collections::BTreeSet;

use openapiv3::{AdditionalProperties, SchemaKind};

use super::Builder;
use super::node::Located;
use super::object::{Declared, declared};
use crate::diagnostic::Diagnostic;
use crate::ir::{Shape, TypeId};
use crate::pointer::Pointer;

/// How deep `allOf` may refer to `allOf`.
const MAX_DEPTH: usize = 32;

impl<'a> Builder<'a> {
    /// The shape of an `allOf` with more than one part.
    pub(super) fn merged(&mut self, located: &Located<'a>, id: &TypeId) -> Option<Shape> {
        match self.declared_deep(located, 0, &mut BTreeSet::new()) {
            Some(declared) => Some(Shape::Object(self.fields(declared, id))),
            None => {
                self.not_understood(located, "an `allOf` whose parts are not all objects", "allOf");
                None
            }
        }
    }

    /// What an object declares, references followed and `allOf` merged; `None`
    /// when it is no object.
    pub(super) fn declared(&mut self, located: &Located<'a>) -> Option<Declared<'a>> {
        self.declared_deep(located, 0, &mut BTreeSet::new())
    }

    /// A part that was met before, further up or beside, adds nothing.
    fn declared_deep(
        &mut self,
        located: &Located<'a>,
        depth: usize,
        seen: &mut BTreeSet<Pointer>,
    ) -> Option<Declared<'a>> {
        let located = self.follow(located);
        if !seen.insert(located.at.clone()) {
            return Some(Declared::default());
        }
        // What is wrong with a part is reported where it is.
        if self.is_broken(&located) {
            return Some(Declared::default());
        }
        let schema = located.node.item().filter(|_| depth < MAX_DEPTH)?;
        let parts = match &schema.schema_kind {
            SchemaKind::AllOf { all_of } => all_of,
            SchemaKind::Any(any) if !any.all_of.is_empty() => &any.all_of,
            _ => return declared(&located).filter(|_| is_object(&located)),
        };
        let mut merged = Declared::default();
        for part in located.each("allOf", parts) {
            let declared = self.declared_deep(&part, depth + 1, seen)?;
            self.add(&mut merged, declared);
        }
        if let Some(own) = declared(&located) {
            self.add(&mut merged, own);
        }
        Some(merged)
    }

    fn add(&mut self, merged: &mut Declared<'a>, part: Declared<'a>) {
        for (name, property) in part.properties {
            match merged.properties.get(name) {
                Some(other) if !self.agree(other, &property) => {
                    let message =
                        format!("two parts of an `allOf` disagree about the property `{name}`");
                    let why = format!("Another part declares `{name}` in another way.");
                    self.report.push(
                        Diagnostic::error("all-of-conflict", &property.at, message)
                            .related(&other.at, "the other one")
                            .settled_without(&property.at, why),
                    );
                }
                _ => {
                    merged.properties.insert(name, property);
                }
            }
        }
        merged.required.extend(part.required);
        merged.exactly_one_of.extend(part.exactly_one_of);
        // A part that forbids other keys cannot mean those of its siblings.
        if let Some((rest, place)) = part.rest
            && !matches!(rest, AdditionalProperties::Any(false))
        {
            merged.rest = Some((rest, place));
        }
    }

    /// Whether two schemas say the same, annotations aside.
    fn agree(&self, left: &Located<'a>, right: &Located<'a>) -> bool {
        if left.node.reference().is_some() || right.node.reference().is_some() {
            return self.follow(left).at == self.follow(right).at;
        }
        match (left.node.item(), right.node.item()) {
            (Some(left), Some(right)) => left.schema_kind == right.schema_kind,
            _ => false,
        }
    }
}

fn is_object(located: &Located<'_>) -> bool {
    located.node.item().is_some_and(|schema| match &schema.schema_kind {
        SchemaKind::Type(openapiv3::Type::Object(_)) => true,
        SchemaKind::Any(any) => {
            any.one_of.is_empty() && any.any_of.is_empty() && !any.properties.is_empty()
        }
        _ => false,
    })
}
