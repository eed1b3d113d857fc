//! `allOf` of objects → one object.

use std::collections::BTreeSet;

use super::Builder;
use super::object::Declared;
use crate::diagnostic::Diagnostic;
use crate::ir::{Shape, TypeId};
use crate::schema::{Additional, Form, Schema, Type};

impl<'a> Builder<'a> {
    /// Returns the shape of an `allOf` with more than one part.
    pub(super) fn merged(&mut self, schema: &'a Schema, id: &TypeId) -> Option<Shape> {
        match self.declared(schema) {
            Some(declared) => Some(Shape::Object(self.fields(schema, declared, id))),
            None => {
                self.not_understood(
                    schema,
                    "an `allOf` whose parts contradict one another",
                    "allOf",
                );
                None
            }
        }
    }

    /// Returns the declarations of an object, references followed and `allOf`
    /// merged; `None` when it is no object.
    pub(super) fn declared(&mut self, schema: &'a Schema) -> Option<Declared<'a>> {
        let schema = self.follow(schema);
        if !self.is_broken(schema) && parts(schema).is_none() {
            return own_object(schema);
        }
        let mut merged = Declared::default();
        let mut seen = BTreeSet::new();
        // An `allOf` may refer to others in a chain of any length.
        let mut pending = vec![(schema, false)];
        while let Some((schema, has_parts)) = pending.pop() {
            if has_parts {
                Declared::by(schema).into_iter().for_each(|own| self.add(&mut merged, own));
                continue;
            }
            let schema = self.follow(schema);
            // A part that was met before, further up or beside, adds nothing. What is wrong
            // with one is reported where it is.
            if !seen.insert(&*schema.at) || self.is_broken(schema) {
                continue;
            }
            match parts(schema) {
                None => self.add(&mut merged, own_object(schema)?),
                Some(parts) => {
                    pending.push((schema, true));
                    pending.extend(parts.iter().rev().map(|part| (part, false)));
                }
            }
        }
        Some(merged)
    }

    fn add(&mut self, merged: &mut Declared<'a>, part: Declared<'a>) {
        merged.require(&part);
        for (name, property) in part.properties {
            let kept = match merged.properties.get(name) {
                Some(other) if !self.agree(other, property) => self.narrower(name, other, property),
                _ => property,
            };
            merged.properties.insert(name, kept);
        }
        merged.alternatives.extend(part.alternatives);
        // A part that forbids other keys cannot mean those of its siblings.
        if let Some((rest, place)) = part.rest
            && !matches!(rest, Additional::Any(false))
        {
            merged.rest = Some((rest, place));
        }
    }

    /// Returns the narrower of two declarations of a property, both of which hold; the
    /// later one where neither is.
    fn narrower(&mut self, name: &str, left: &'a Schema, right: &'a Schema) -> &'a Schema {
        // One that says what its text is once it is read was put together of all parts.
        if right.content.is_some() {
            return right;
        }
        let (one, other) = (self.follow(left), self.follow(right));
        let (Some(one), Some(other)) = (Extent::of(one), Extent::of(other)) else { return right };
        match (one.within(&other), other.within(&one)) {
            (true, false) => left,
            // The same values: one that null is not among, or that has a name.
            (true, true) if self.is_nullable(right) && !self.is_nullable(left) => left,
            (true, true)
                if left.component().is_some()
                    && right.component().is_none()
                    && !self.is_nullable(left) =>
            {
                left
            }
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

    /// Tells whether two schemas say the same, annotations aside.
    fn agree(&self, left: &'a Schema, right: &'a Schema) -> bool {
        if left.component().is_some() || right.component().is_some() {
            return self.follow(left).at.0 == self.follow(right).at.0;
        }
        left.takes_the_same(right)
    }
}

/// Returns the parts of an `allOf`, which may have declarations beside it.
fn parts(schema: &Schema) -> Option<&[Schema]> {
    let parts = schema.all_of.as_deref()?;
    match schema.form() {
        Form::AllOf => Some(parts),
        Form::Mixed if !parts.is_empty() => Some(parts),
        _ => None,
    }
}

/// Returns the declarations of an object that is made of no others.
fn own_object(schema: &Schema) -> Option<Declared<'_>> {
    Declared::by(schema).filter(|_| is_object(schema))
}

fn is_object(schema: &Schema) -> bool {
    match schema.form() {
        Form::Type(Type::Object) => true,
        Form::Mixed => {
            let declares = schema.properties.iter().any(|known| !known.is_empty());
            !schema.is_union() && (declares || schema.additional.is_some())
        }
        _ => false,
    }
}

/// The values that a schema takes, as far as two are compared by it.
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
    /// Returns none for a union, which cannot be compared.
    fn of(schema: &'a Schema) -> Option<Self> {
        let numbers =
            || schema.listed().iter().filter_map(|listed| listed.value.as_f64()).collect();
        Some(match schema.form() {
            Form::Type(Type::String) => Self::Text(schema.texts().collect()),
            Form::Type(Type::Boolean) => Self::Boolean,
            Form::Type(Type::Integer | Type::Number) => {
                let whole = schema.written_type() == Some(Type::Integer);
                Self::Number { whole, listed: numbers() }
            }
            Form::Type(Type::Array) => Self::List,
            Form::Type(Type::Object) | Form::AllOf => Self::Object,
            Form::Mixed if is_object(schema) => Self::Object,
            Form::Mixed if !schema.is_union() => Self::Any,
            Form::Mixed | Form::OneOf | Form::AnyOf | Form::Reference => return None,
        })
    }

    /// Tells whether each value of this is one of the other's.
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

/// Tells whether a list, which takes anything when it is empty, is part of another.
fn is_part<T: PartialEq>(own: &[T], all: &[T]) -> bool {
    all.is_empty() || (!own.is_empty() && own.iter().all(|value| all.contains(value)))
}
