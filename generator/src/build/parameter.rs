//! Parameters: where they go, and how they are written there.

use openapiv3::{MediaType, ParameterData, ParameterSchemaOrContent, QueryStyle};
use serde_json::json;

use super::Builder;
use super::node::Located;
use crate::diagnostic::Diagnostic;
use crate::ir::{
    ArmKey, Docs, Kind, Parameter, Place, Shape, Style, TypeId, TypeRef, Untyped, target,
};
use crate::media::is_json;
use crate::pointer::Pointer;
use crate::select;

impl<'a> Builder<'a> {
    /// The parameters of an operation. One of its path that is not declared is
    /// text.
    pub(super) fn parameters(
        &mut self,
        found: &'a select::Operation,
        id: &TypeId,
    ) -> Vec<Parameter> {
        let mut parameters = Vec::new();
        for (index, parameter) in found.spec.parameters.iter().enumerate() {
            let at = found.at.child("parameters").child(index);
            if let Some(parameter) = parameter.as_item()
                && !is_of_http(parameter)
                && self.is_in_path(parameter, &found.path, &at)
            {
                parameters.push(self.parameter(parameter, &at, id));
            }
        }
        for name in template_names(&found.path) {
            let mut declared = parameters.iter().filter(|known| known.place == Place::Path);
            if !declared.any(|known| known.name == name) {
                self.undeclared(found, name);
                parameters.push(Parameter {
                    origin: found.at.clone(),
                    name: name.to_owned(),
                    place: Place::Path,
                    style: Style::Usual,
                    required: true,
                    ty: TypeRef::String,
                    docs: Docs::default(),
                });
            }
        }
        parameters
    }

    /// Whether the path has what is declared to be a part of it; if not, it is
    /// left out.
    fn is_in_path(&mut self, parameter: &openapiv3::Parameter, path: &str, at: &Pointer) -> bool {
        let name = &parameter.parameter_data_ref().name;
        let is_path = matches!(parameter, openapiv3::Parameter::Path { .. });
        if !is_path || template_names(path).any(|known| known == name) {
            return true;
        }
        let message = format!("the path has no `{{{name}}}`; the parameter is left out");
        let why = format!("The path has no `{{{name}}}`.");
        self.report
            .push(Diagnostic::warning("path-parameter", at, message).settled_without(at, why));
        false
    }

    fn undeclared(&mut self, found: &select::Operation, name: &str) {
        let message = format!("the path has `{{{name}}}`, but no path parameter has that name");
        let parameter = json!({"parameters": [
            {"name": name, "in": "path", "required": true, "schema": {"type": "string"}},
        ]});
        let why = format!("The path has `{{{name}}}`.");
        let error = Diagnostic::error("path-parameter", &found.at, message);
        let severity = self.unmatched;
        self.report.push(Diagnostic { severity, ..error.settled_with(&found.at, parameter, why) });
    }

    fn parameter(
        &mut self,
        parameter: &'a openapiv3::Parameter,
        at: &Pointer,
        id: &TypeId,
    ) -> Parameter {
        let data = parameter.parameter_data_ref();
        let (schema, json) = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => {
                (Some(Located::new(schema, at.child("schema"))), false)
            }
            ParameterSchemaOrContent::Content(content) => match content.first() {
                Some((kind, MediaType { schema, .. })) => {
                    let at = at.descend(&["content", kind, "schema"]);
                    (schema.as_ref().map(|schema| Located::new(schema, at)), is_json(kind))
                }
                None => (None, false),
            },
        };
        let (mut ty, mut docs) = match &schema {
            Some(schema) => (self.type_of(schema, &id.child(&data.name)), self.docs(schema)),
            None => (self.any(at, Untyped::NoSchema), Default::default()),
        };
        if let Some(description) = &data.description {
            docs.text.clone_from(description);
        }
        docs.deprecated |= data.deprecated.unwrap_or_default();
        let (place, mut style) = place(parameter, data, json);
        let content = matches!(data.format, ParameterSchemaOrContent::Content(_)) && !json;
        if let Some(what) = self.no_rule(place, style, &ty, content) {
            self.unsupported(at, what, at);
            (ty, style) = (TypeRef::String, Style::Usual);
        } else if matches!(place, Place::Path | Place::Cookie) && !self.is_text(&ty) {
            // All of its arms are one text or another.
            ty = TypeRef::String;
        }
        if ty == TypeRef::String {
            // Whatever its schema says.
            self.untyped.remove(schema.as_ref().map_or(at, |schema| &schema.at));
        }
        let required = data.required || place == Place::Path;
        Parameter { origin: at.clone(), name: data.name.clone(), place, style, required, ty, docs }
    }

    /// What a parameter is, if there is no rule by which its value could be
    /// written: then callers write it.
    fn no_rule(
        &self,
        place: Place,
        style: Style,
        ty: &TypeRef,
        content: bool,
    ) -> Option<&'static str> {
        let single = self.is_text(ty) || self.is_union_of_text(ty);
        match place {
            _ if content => Some("a parameter with `content` that is not JSON"),
            Place::Query => None,
            Place::Path | Place::Header | Place::Cookie if style == Style::Json => {
                Some("a parameter with `content` outside of the query")
            }
            Place::Header => None,
            Place::Path if style != Style::Usual => Some("a path parameter with a `style`"),
            Place::Path if !single => Some("a path parameter that is no text"),
            Place::Cookie if !single => Some("a cookie parameter that is no text"),
            Place::Path | Place::Cookie => None,
        }
    }

    /// Whether values of a type are written as one text.
    fn is_text(&self, ty: &TypeRef) -> bool {
        match target(&self.types, ty) {
            TypeRef::String
            | TypeRef::Boolean
            | TypeRef::Integer
            | TypeRef::Number
            | TypeRef::UnixTime
            | TypeRef::File => true,
            TypeRef::Named(id) => {
                matches!(self.types.get(id).map(|def| &def.shape), Some(Shape::Enum(_)))
            }
            _ => false,
        }
    }

    /// Whether a type is a union of nothing but such values.
    fn is_union_of_text(&self, ty: &TypeRef) -> bool {
        let TypeRef::Named(id) = target(&self.types, ty) else { return false };
        let Some(Shape::Union(union)) = self.types.get(id).map(|def| &def.shape) else {
            return false;
        };
        union.arms.iter().all(|arm| match (&arm.key, &arm.payload) {
            (_, Some(payload)) => self.is_text(payload),
            (ArmKey::Kind(Kind::List | Kind::Object), None) => false,
            (_, None) => true,
        })
    }
}

/// Whether it is a header that HTTP itself needs, which OpenAPI says is to be
/// ignored among the parameters.
fn is_of_http(parameter: &openapiv3::Parameter) -> bool {
    let name = parameter.parameter_data_ref().name.to_ascii_lowercase();
    matches!(parameter, openapiv3::Parameter::Header { .. })
        && matches!(name.as_str(), "accept" | "content-type" | "authorization")
}

/// Where a parameter goes, and how it is written there.
fn place(parameter: &openapiv3::Parameter, data: &ParameterData, json: bool) -> (Place, Style) {
    let usual = if json { Style::Json } else { Style::Usual };
    match parameter {
        openapiv3::Parameter::Path { style: openapiv3::PathStyle::Simple, .. } => {
            (Place::Path, usual)
        }
        openapiv3::Parameter::Path { .. } => (Place::Path, Style::Joined),
        openapiv3::Parameter::Header { .. } => (Place::Header, usual),
        openapiv3::Parameter::Cookie { .. } => (Place::Cookie, usual),
        openapiv3::Parameter::Query { .. } if json => (Place::Query, Style::Json),
        openapiv3::Parameter::Query { style, .. } => {
            let style = match (style, data.explode) {
                (QueryStyle::DeepObject, _) => Style::DeepObject,
                (QueryStyle::Form, Some(false)) => Style::Joined,
                (QueryStyle::Form, _) | (_, Some(true)) => Style::Usual,
                (QueryStyle::SpaceDelimited, _) => Style::SpaceDelimited,
                (QueryStyle::PipeDelimited, _) => Style::PipeDelimited,
            };
            (Place::Query, style)
        }
    }
}

/// The names in braces of a path template.
pub(crate) fn template_names(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|part| part.split('}').next())
}
