//! Objects with known properties.

use std::collections::HashSet;

use indexmap::IndexMap;
use serde_json::Value;

use super::Builder;
use crate::diagnostic::Diagnostic;
use crate::ir::{
    Alternatives, Constant, Field, Hold, Object, Precision, Presence, Shape, TypeId, TypeRef,
    Untyped,
};
use crate::report::diagnostic::Remedy;
use crate::schema::{Additional, Form, Required, Schema, Type};

/// The declarations of an object schema, references followed and `allOf` merged.
#[derive(Clone, Debug, Default)]
pub(super) struct Declared<'a> {
    pub(super) properties: IndexMap<&'a str, &'a Schema>,
    required: Vec<&'a Required>,
    /// The names of those.
    names: HashSet<&'a str>,
    /// The other properties that it may have, and the schema that says so.
    pub(super) rest: Option<(&'a Additional, &'a Schema)>,
    pub(super) alternatives: Vec<Alternatives>,
}

impl<'a> Declared<'a> {
    /// Returns what one schema declares by itself; none when it is not an object.
    pub(super) fn by(schema: &'a Schema) -> Option<Self> {
        if !matches!(schema.form(), Form::Type(Type::Object) | Form::Mixed) {
            return None;
        }
        let properties = schema.properties.iter().flatten();
        Some(Self {
            properties: properties.map(|(name, property)| (name.as_str(), property)).collect(),
            required: schema.required.iter().flatten().collect(),
            names: schema.required.iter().flatten().map(|one| one.name.as_str()).collect(),
            rest: schema.additional.as_ref().map(|rest| (rest, schema)),
            alternatives: schema.alternatives.clone(),
        })
    }

    /// Returns the only text that a property may have.
    pub(super) fn constant(&self, property: &str) -> Option<&'a str> {
        only_value(self.properties.get(property)?)?.1.as_str()
    }

    pub(super) fn requires(&self, property: &str) -> bool {
        self.names.contains(property)
    }

    /// Adds what another part requires.
    pub(super) fn require(&mut self, other: &Self) {
        self.required.extend(&other.required);
        self.names.extend(&other.names);
    }
}

impl<'a> Builder<'a> {
    /// Returns the shape of an object schema.
    pub(super) fn object(&mut self, schema: &'a Schema, id: &TypeId) -> Option<Shape> {
        let declared = Declared::by(schema)?;
        // One that may have no property at all is an object without any.
        let closed = matches!(declared.rest, Some((Additional::Any(false), _)));
        if declared.properties.is_empty() && !closed {
            return Some(Shape::Alias(self.map(schema, id)));
        }
        Some(Shape::Object(self.fields(schema, declared, id)))
    }

    /// Returns the properties of an object.
    pub(super) fn fields(
        &mut self,
        schema: &'a Schema,
        declared: Declared<'a>,
        id: &TypeId,
    ) -> Object {
        for Required { at, name, is_declared } in &declared.required {
            if !declared.properties.contains_key(name.as_str()) {
                let (said, left, place) = match is_declared {
                    true => ("declared by some arms alone", " of the others", " in each arm"),
                    false => ("not declared", "", ""),
                };
                let message =
                    format!("the required property `{name}` is {said}; it is left out{left}");
                let why = format!("`{name}` is {said}.");
                let warning = Diagnostic::warning("undeclared-required", at, message)
                    .help(format!("declare the property{place}, or take it out of the list"));
                self.report.push(match at.split() {
                    Some((list, _)) => {
                        warning.settled_by(Remedy::RemoveText { list, text: name.clone(), why })
                    }
                    None => warning,
                });
            }
        }
        self.siblings.extend(declared.properties.keys().map(|name| id.child(name)));
        let fields = declared
            .properties
            .iter()
            .map(|(name, property)| self.field(name, property, declared.requires(name), id))
            .collect();
        let rest = match declared.rest {
            Some((Additional::Of(values), _)) => {
                let id = self.item_id(&id.child("values"));
                Some(self.item_type(values, &id))
            }
            Some((Additional::Any(true) | Additional::Matching(_), owner)) => {
                Some(self.any(&owner.at, Untyped::MoreProperties))
            }
            _ => None,
        };
        let closed = schema.closed && rest.is_none();
        let alternatives = declared.alternatives;
        Object { fields, rest, rest_hold: Hold::Direct, alternatives, closed }
    }

    fn field(&mut self, name: &str, property: &'a Schema, required: bool, id: &TypeId) -> Field {
        let nullable = self.is_nullable(property);
        let docs = self.docs(property);
        let only = only_value(property).filter(|_| required && !nullable);
        let constant = only.and_then(|(kind, value)| self.constant(kind, value, property));
        let (ty, constant) = match constant {
            Some((ty, constant)) => (ty, Some(constant)),
            None => {
                let ty = self.type_of(property, &id.child(name));
                let is_null = required && ty == TypeRef::Any && self.follow(property).only_null;
                (ty, is_null.then_some(Constant::Value(Value::Null)))
            }
        };
        // Null is one of the values of any value.
        let presence = match (Presence::of(required, nullable), &ty) {
            (Presence::RequiredNullable, TypeRef::Any) => Presence::Required,
            (presence, _) => presence,
        };
        let of_component = &self.follow(property).about;
        Field {
            origin: property.at.0.clone(),
            name: name.to_owned(),
            ty,
            presence,
            constant,
            preset: None,
            read_only: property.about.read_only || of_component.read_only,
            write_only: property.about.write_only || of_component.write_only,
            packed: false,
            hold: Hold::Direct,
            docs,
        }
    }

    /// Returns the type and the value of a property that has a single one, where that can be
    /// written in Rust as it is.
    fn constant(
        &mut self,
        kind: Type,
        value: &Value,
        property: &Schema,
    ) -> Option<(TypeRef, Constant)> {
        if let Value::String(text) = value {
            return Some((TypeRef::String, Constant::Text(text.clone())));
        }
        let ty = self.scalars.plain(kind, property);
        let is_literal = match ty {
            TypeRef::Boolean | TypeRef::Integer(_) => true,
            TypeRef::Number(precision) => precision != Precision::Exact,
            _ => false,
        };
        is_literal.then(|| (ty, Constant::Value(value.clone())))
    }
}

/// Returns the only value that a property may have, if that is a scalar, and its type.
fn only_value(property: &Schema) -> Option<(Type, &Value)> {
    match (property.form(), property.listed()) {
        (
            Form::Type(kind @ (Type::String | Type::Boolean | Type::Integer | Type::Number)),
            [only],
        ) => Some((kind, &only.value)),
        _ => None,
    }
}
