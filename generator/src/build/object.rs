//! Objects with known properties.

use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, AnySchema, ObjectType, SchemaKind, Type};

use super::Builder;
use super::node::Located;
use super::schema::item_id;
use super::text::exactly_one_of;
use crate::diagnostic::Diagnostic;
use crate::ir::{Constant, Field, Object, Presence, Shape, TypeId, TypeRef, Untyped};
use crate::remedy::Remedy;

/// What an object schema declares, references followed and `allOf` merged.
#[derive(Clone, Debug, Default)]
pub(super) struct Declared<'a> {
    pub(super) properties: IndexMap<&'a str, Located<'a>>,
    pub(super) required: Vec<(&'a str, Located<'a>)>,
    pub(super) rest: Option<(&'a AdditionalProperties, Located<'a>)>,
    pub(super) exactly_one_of: Vec<Vec<String>>,
}

impl<'a> Declared<'a> {
    /// The only text that a property may have.
    pub(super) fn constant(&self, property: &str) -> Option<&'a str> {
        match only_value(self.properties.get(property)?)? {
            OnlyValue::Text(text) => Some(text),
            OnlyValue::Other(_) => None,
        }
    }

    pub(super) fn requires(&self, property: &str) -> bool {
        self.required.iter().any(|(name, _)| *name == property)
    }
}

impl<'a> Builder<'a> {
    /// The shape of an object schema.
    pub(super) fn object(&mut self, located: &Located<'a>, id: &TypeId) -> Option<Shape> {
        let declared = declared(located)?;
        // One that may have no property at all is an object without any.
        let closed = matches!(declared.rest, Some((AdditionalProperties::Any(false), _)));
        if declared.properties.is_empty() && !closed {
            let values = declared.rest.map(|(values, _)| values);
            return Some(Shape::Alias(self.map(values, located, id)));
        }
        Some(Shape::Object(self.fields(declared, id)))
    }

    /// The properties of an object.
    pub(super) fn fields(&mut self, declared: Declared<'a>, id: &TypeId) -> Object {
        for (name, place) in &declared.required {
            if !declared.properties.contains_key(name) {
                let message =
                    format!("the required property `{name}` is not declared; it is left out");
                let list = place.at.child("required");
                let why = format!("`{name}` is not declared.");
                let warning = Diagnostic::warning("undeclared-required", &list, message);
                let text = (*name).to_owned();
                self.report.push(warning.settled_by(Remedy::RemoveText { list, text, why }));
            }
        }
        let fields = declared
            .properties
            .iter()
            .map(|(name, property)| self.field(name, property, declared.requires(name), id))
            .collect();
        let rest = match declared.rest {
            Some((AdditionalProperties::Schema(values), place)) => {
                let values = Located::new(&**values, place.at.child("additionalProperties"));
                Some(self.item_type(&values, &item_id(&id.child("values"))))
            }
            Some((AdditionalProperties::Any(true), place)) => {
                Some(self.any(&place.at, Untyped::MoreProperties))
            }
            _ => None,
        };
        Object { fields, rest, exactly_one_of: declared.exactly_one_of }
    }

    fn field(&mut self, name: &str, property: &Located<'a>, required: bool, id: &TypeId) -> Field {
        let nullable = self.is_nullable(property);
        let docs = self.docs(property);
        let only = only_value(property).filter(|_| required && !nullable);
        let (ty, constant) = match only {
            Some(OnlyValue::Text(text)) => (TypeRef::String, Some(Constant::Text(text.to_owned()))),
            Some(OnlyValue::Other(value)) => {
                (self.type_of(property, &id.child(name)), Some(Constant::Value(value)))
            }
            None => (self.type_of(property, &id.child(name)), None),
        };
        // Null is one of the values of any value.
        let presence = match (Presence::of(required, nullable), &ty) {
            (Presence::RequiredNullable, TypeRef::Any) => Presence::Required,
            (presence, _) => presence,
        };
        Field {
            origin: property.at.clone(),
            name: name.to_owned(),
            ty,
            presence,
            constant,
            read_only: property.node.item().is_some_and(|schema| schema.schema_data.read_only),
            boxed: false,
            docs,
        }
    }
}

/// What one schema declares by itself; `None` when it is not an object.
pub(super) fn declared<'a>(located: &Located<'a>) -> Option<Declared<'a>> {
    let schema = located.node.item()?;
    let (properties, required, rest) = match &schema.schema_kind {
        SchemaKind::Type(Type::Object(ObjectType {
            properties,
            required,
            additional_properties,
            ..
        }))
        | SchemaKind::Any(AnySchema { properties, required, additional_properties, .. }) => {
            (properties, required, additional_properties)
        }
        _ => return None,
    };
    let at = located.at.child("properties");
    Some(Declared {
        properties: properties
            .iter()
            .map(|(name, property)| (name.as_str(), Located::new(property, at.child(name))))
            .collect(),
        required: required.iter().map(|name| (name.as_str(), located.clone())).collect(),
        rest: rest.as_ref().map(|rest| (rest, located.clone())),
        exactly_one_of: exactly_one_of(located.node),
    })
}

/// The only value a property may have.
enum OnlyValue<'a> {
    Text(&'a str),
    Other(serde_json::Value),
}

fn only_value<'a>(property: &Located<'a>) -> Option<OnlyValue<'a>> {
    let schema = property.node.item()?;
    if let [text] = texts(property).as_slice() {
        return Some(OnlyValue::Text(text));
    }
    match &schema.schema_kind {
        SchemaKind::Type(Type::Boolean(boolean)) => match boolean.enumeration.as_slice() {
            [Some(value)] => Some(OnlyValue::Other((*value).into())),
            _ => None,
        },
        SchemaKind::Type(Type::Integer(integer)) => match integer.enumeration.as_slice() {
            [Some(value)] => Some(OnlyValue::Other((*value).into())),
            _ => None,
        },
        _ => None,
    }
}

fn texts<'a>(property: &Located<'a>) -> Vec<&'a str> {
    match property.node.item().map(|schema| &schema.schema_kind) {
        Some(SchemaKind::Type(Type::String(string))) => {
            string.enumeration.iter().flatten().map(String::as_str).collect()
        }
        _ => Vec::new(),
    }
}
