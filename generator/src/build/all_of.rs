//! `allOf` of objects → one object.

use std::collections::BTreeSet;

use openapiv3::{AdditionalProperties, SchemaKind, Type};

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
                self.not_understood(
                    located,
                    "an `allOf` whose parts contradict one another",
                    "allOf",
                );
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
            let kept = match merged.properties.get(name) {
                Some(other) if !self.agree(other, &property) => {
                    self.narrower(name, other.clone(), property)
                }
                _ => property,
            };
            merged.properties.insert(name, kept);
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

    /// The narrower of two declarations of a property, both of which hold; the
    /// later one where neither is.
    fn narrower(&mut self, name: &str, left: Located<'a>, right: Located<'a>) -> Located<'a> {
        let (one, other) = (self.follow(&left), self.follow(&right));
        let (Some(one), Some(other)) = (Extent::of(&one), Extent::of(&other)) else { return right };
        match (one.within(&other), other.within(&one)) {
            (true, false) => left,
            // The same values: one that null is not among, or that has a name.
            (true, true) if self.is_nullable(&right) && !self.is_nullable(&left) => left,
            (true, true) if right.node.reference().is_none() && !self.is_nullable(&left) => left,
            (false, false) if one.differs(&other) => {
                let message = format!(
                    "two parts of an `allOf` disagree about the property `{name}`; the later one is taken"
                );
                let why = format!("Another part declares `{name}` in another way.");
                self.report.push(
                    Diagnostic::warning("all-of-conflict", &right.at, message)
                        .related(&left.at, "the other one")
                        .settled_without(&right.at, why),
                );
                right
            }
            _ => right,
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
        SchemaKind::Type(Type::Object(_)) => true,
        SchemaKind::Any(any) => {
            any.one_of.is_empty() && any.any_of.is_empty() && !any.properties.is_empty()
        }
        _ => false,
    })
}

/// Which values a schema takes, as far as two are compared by it.
enum Extent<'a> {
    Any,
    /// Text, out of a list unless that is empty.
    Text(Vec<&'a str>),
    Boolean,
    /// Numbers, whole ones only or not, out of a list unless that is empty.
    Number {
        whole: bool,
        listed: Vec<f64>,
    },
    List,
    Object,
}

impl<'a> Extent<'a> {
    /// None for a union, which cannot be compared.
    fn of(located: &Located<'a>) -> Option<Self> {
        Some(match &located.node.item()?.schema_kind {
            SchemaKind::Type(Type::String(string)) => {
                Self::Text(string.enumeration.iter().flatten().map(String::as_str).collect())
            }
            SchemaKind::Type(Type::Boolean(_)) => Self::Boolean,
            SchemaKind::Type(Type::Integer(integer)) => Self::Number {
                whole: true,
                listed: integer.enumeration.iter().flatten().map(|value| *value as f64).collect(),
            },
            SchemaKind::Type(Type::Number(number)) => Self::Number {
                whole: false,
                listed: number.enumeration.iter().flatten().copied().collect(),
            },
            SchemaKind::Type(Type::Array(_)) => Self::List,
            SchemaKind::Type(Type::Object(_)) | SchemaKind::AllOf { .. } => Self::Object,
            SchemaKind::Any(_) if is_object(located) => Self::Object,
            SchemaKind::Any(any) if any.one_of.is_empty() && any.any_of.is_empty() => Self::Any,
            SchemaKind::Not { .. } => Self::Any,
            _ => return None,
        })
    }

    /// Whether each value of this is one of the other's.
    fn within(&self, other: &Self) -> bool {
        match (self, other) {
            (_, Self::Any) => true,
            (Self::Text(own), Self::Text(all)) => is_part(own, all),
            (Self::Number { whole, listed }, Self::Number { whole: wholes, listed: all }) => {
                (*whole || !wholes) && is_part(listed, all)
            }
            (Self::Boolean, Self::Boolean) => true,
            _ => false,
        }
    }

    fn differs(&self, other: &Self) -> bool {
        std::mem::discriminant(self) != std::mem::discriminant(other)
    }
}

/// Whether a list, which takes anything when it is empty, is part of another.
fn is_part<T: PartialEq>(own: &[T], all: &[T]) -> bool {
    all.is_empty() || (!own.is_empty() && own.iter().all(|value| all.contains(value)))
}
