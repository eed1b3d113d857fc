//! Parameters: where they go, and how they are written there.

use serde_json::json;

use super::Builder;
use crate::diagnostic::Diagnostic;
use crate::ir::{
    ArmKey, Docs, Kind, Parameter, Place, Shape, Style, TypeId, TypeRef, Untyped, target,
};
use crate::media::{FORM, essence, is_json};
use crate::select::{self, Location};

impl<'a> Builder<'a> {
    /// The parameters of an operation. One of its path that is not declared is
    /// text.
    pub(super) fn parameters(
        &mut self,
        found: &'a select::Operation,
        id: &TypeId,
    ) -> Vec<Parameter> {
        let mut parameters = Vec::new();
        for parameter in &found.parameters {
            if !is_of_http(parameter) && self.is_in_path(parameter, &found.path) {
                self.inline.begin_part();
                parameters.extend(self.parameter(parameter, id));
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
    fn is_in_path(&mut self, parameter: &select::Parameter, path: &str) -> bool {
        let name = &parameter.name;
        let is_path = parameter.location == Location::Path;
        if !is_path || template_names(path).any(|known| known == name) {
            return true;
        }
        let message = format!("the path has no `{{{name}}}`; the parameter is left out");
        let why = format!("The path has no `{{{name}}}`.");
        let warning = Diagnostic::warning("path-parameter", &parameter.at, message);
        self.report.push(warning.settled_without(&parameter.at, why));
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

    fn parameter(&mut self, parameter: &'a select::Parameter, id: &TypeId) -> Option<Parameter> {
        let at = &parameter.at;
        let Some((place, mut style)) = written(parameter) else {
            self.unsupported(at, "a parameter that is all of the query and no form", at);
            return None;
        };
        let schema = match &parameter.content {
            Some(media) => media.schema.as_ref(),
            None => parameter.schema.as_ref(),
        };
        let (mut ty, mut docs) = match schema {
            Some(schema) => (self.type_of(schema, &id.child(&parameter.name)), self.docs(schema)),
            None => (self.any(at, Untyped::NoSchema), Default::default()),
        };
        if let Some(description) = &parameter.description {
            docs.text.clone_from(description);
        }
        docs.deprecated |= parameter.deprecated;
        let content = parameter.content.is_some() && !matches!(style, Style::Json | Style::Whole);
        if let Some(what) = self.no_rule(place, style, &ty, content) {
            self.unsupported(at, what, at);
            (ty, style) = (TypeRef::String, Style::Usual);
        } else if matches!(place, Place::Path | Place::Cookie) && !self.is_text(&ty) {
            // All of its arms are one text or another.
            ty = TypeRef::String;
        }
        if ty == TypeRef::String {
            // Whatever its schema says.
            self.untyped.remove(schema.map_or(at, |schema| &schema.at));
        }
        Some(Parameter {
            origin: at.clone(),
            name: parameter.name.clone(),
            place,
            style,
            required: parameter.required || place == Place::Path,
            ty,
            docs,
        })
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
            Place::Query if style == Style::Whole && !self.has_properties(ty) => {
                Some("a parameter that is all of the query and no object")
            }
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
            TypeRef::Named(id) => self.types.get(id).is_some_and(|def| def.shape.is_enum()),
            ty => ty.is_scalar(),
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
fn is_of_http(parameter: &select::Parameter) -> bool {
    let name = parameter.name.to_ascii_lowercase();
    parameter.location == Location::Header
        && matches!(name.as_str(), "accept" | "content-type" | "authorization")
}

/// Where a parameter goes, and how it is written there; none where there is no
/// rule for that.
fn written(parameter: &select::Parameter) -> Option<(Place, Style)> {
    use select::Style as Declared;

    let json = parameter.content.as_ref().is_some_and(|media| is_json(&media.content_type));
    let usual = if json { Style::Json } else { Style::Usual };
    Some(match (parameter.location, parameter.style) {
        (Location::Path, None | Some(Declared::Simple)) => (Place::Path, usual),
        (Location::Path, Some(_)) => (Place::Path, Style::Joined),
        (Location::Header, _) => (Place::Header, usual),
        (Location::Cookie, _) => (Place::Cookie, usual),
        (Location::Query, _) if json => (Place::Query, Style::Json),
        (Location::Query, style) => {
            let style = match (style, parameter.explode) {
                (Some(Declared::DeepObject), _) => Style::DeepObject,
                (Some(Declared::SpaceDelimited), None | Some(false)) => Style::SpaceDelimited,
                (Some(Declared::PipeDelimited), None | Some(false)) => Style::PipeDelimited,
                (Some(Declared::SpaceDelimited | Declared::PipeDelimited), Some(true)) => {
                    Style::Usual
                }
                (_, Some(false)) => Style::Joined,
                (_, None | Some(true)) => Style::Usual,
            };
            (Place::Query, style)
        }
        (Location::QueryString, _) if is_form(parameter) => (Place::Query, Style::Whole),
        (Location::QueryString, _) => return None,
    })
}

/// Whether its content is written as the pairs of a query are.
fn is_form(parameter: &select::Parameter) -> bool {
    let content = parameter.content.as_ref();
    content.is_some_and(|media| essence(&media.content_type) == FORM)
}

/// The names in braces of a path template.
pub(crate) fn template_names(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|part| part.split('}').next())
}
