//! Parameters: where they go, and how they are written there.

use serde_json::json;

use super::Builder;
use crate::diagnostic::Diagnostic;
use crate::ir::{
    Docs, Location, Parameter, Style, TypeId, TypeRef, Untyped, is_written_as_text, target,
    template_names,
};
use crate::media::{FORM, essence, is_header_of_http, is_json};
use crate::schema::Schema;
use crate::select::{self, MediaType};

impl<'a> Builder<'a> {
    /// Returns the parameters of an operation. One of its path that is not declared is
    /// text.
    pub(super) fn parameters(
        &mut self,
        found: &'a select::Operation,
        id: &TypeId,
    ) -> Vec<Parameter> {
        let mut parameters = Vec::new();
        let whole =
            found.parameters.iter().find(|one| one.location == select::Location::QueryString);
        for parameter in &found.parameters {
            if whole.is_some_and(|whole| is_beside(parameter, whole)) {
                let what =
                    "a query parameter beside one `in: querystring`, which is the whole query,";
                self.unsupported(&parameter.at, what, &parameter.at);
            } else if !is_of_http(parameter) && self.is_in_path(parameter, &found.path) {
                self.inline.begin_part();
                parameters.extend(self.parameter(parameter, id));
            }
        }
        self.report_colons(found);
        for name in template_names(&path_of(found)) {
            let mut declared = parameters.iter().filter(|known| known.location == Location::Path);
            if !declared.any(|known| known.name == name) {
                self.undeclared(found, name);
                parameters.push(Parameter {
                    origin: found.at.clone(),
                    name: name.to_owned(),
                    location: Location::Path,
                    style: Style::Usual,
                    encodings: Vec::new(),
                    reserved: false,
                    required: true,
                    ty: TypeRef::String,
                    any_text: false,
                    docs: Docs::default(),
                });
            }
        }
        parameters
    }

    /// Tells whether the path has what is declared to be a part of it; if not, it
    /// is left out.
    fn is_in_path(&mut self, parameter: &select::Parameter, path: &str) -> bool {
        let name = &parameter.name;
        let is_path = parameter.location == select::Location::Path;
        if !is_path || template_names(path).any(|known| known == name) {
            return true;
        }
        let message = format!("the path has no `{{{name}}}`; the parameter is left out");
        let why = format!("The path has no `{{{name}}}`.");
        let warning = Diagnostic::warning("path-parameter", &parameter.at, message);
        self.report.push(warning.settled_without(&parameter.at, why));
        false
    }

    /// Warns of parts of a path that are parameters in the words of other tools.
    fn report_colons(&mut self, found: &select::Operation) {
        let names = found.path.split('/').filter_map(|part| part.strip_prefix(':'));
        for name in names.filter(|name| is_word(name)) {
            let message = format!("`:{name}` in the path is sent as it is");
            let help = format!("a parameter is written `{{{name}}}` in a path, and declared");
            self.report.push(Diagnostic::warning("path-parameter", &found.at, message).help(help));
        }
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
        let (location, mut style) = written(parameter);
        let schema = schema_of(parameter.schema.as_ref(), parameter.content.as_ref());
        let mut ty = match schema {
            Some(schema) => self.type_of(schema, &id.child(&parameter.name)),
            None => self.any(at, Untyped::NoSchema),
        };
        if let (Location::Path, TypeRef::Nullable(inner)) = (location, &ty) {
            // A path has no null.
            ty = (**inner).clone();
        }
        self.report_foreign_style(parameter, &ty);
        let required = parameter.required || location == Location::Path;
        if required && schema.is_some_and(|schema| self.is_nullable(schema)) {
            self.report.push_counted(no_null(parameter));
        }
        let mut any_text = false;
        let place_of_type = schema.map_or(at, |schema| &schema.at);
        if let Some(what) = self.no_rule(style, &ty, parameter.content.as_ref()) {
            self.unsupported(at, what, at);
            let is_whole = parameter.location == select::Location::QueryString;
            ty = self.as_text(place_of_type, &ty);
            style = if is_whole { Style::WholeText } else { Style::Usual };
        } else if matches!(location, Location::Path | Location::Cookie) && style != Style::Json {
            any_text = self.is_any_text(&ty);
            self.report_exploded_cookie(parameter, location, &ty);
        }
        if any_text {
            ty = self.as_text(place_of_type, &ty);
        }
        let words = parameter.description.as_deref();
        let mut docs = self.docs_with(words, schema, (&ty, &at.child(&parameter.name)));
        docs.deprecated |= parameter.deprecated;
        docs.shown = parameter.shown.clone().or(docs.shown);
        let encodings = match &parameter.content {
            Some(media) if style == Style::Whole => self.pair_encodings(media, &ty),
            _ => Vec::new(),
        };
        let reserved = self.reserved(parameter, location);
        Some(Parameter {
            origin: at.clone(),
            name: parameter.name.clone(),
            location,
            style,
            encodings,
            reserved,
            required,
            ty,
            any_text,
            docs,
        })
    }

    /// Describes a parameter whose value no rule says how to write: then callers write it.
    fn no_rule(
        &self,
        style: Style,
        ty: &TypeRef,
        content: Option<&MediaType>,
    ) -> Option<&'static str> {
        match (style, content) {
            (Style::Whole, _) if !self.has_properties(ty) => {
                Some("a parameter that is all of the query and no object")
            }
            (Style::WholeText, _) if !is_written_as_text(&self.types, ty) => {
                Some("a parameter that is all of the query, and neither JSON, a form nor text")
            }
            (Style::Json | Style::Whole | Style::WholeJson, _) | (_, None) => None,
            // Text is what the content is, whatever its type.
            (_, Some(_)) if is_written_as_text(&self.types, ty) => None,
            (_, Some(_)) => Some("a parameter with `content` that is not JSON"),
        }
    }

    /// Tells whether all values of a type are written as one text, and the type
    /// is none that a caller would name for that: it is unknown, or a union.
    fn is_any_text(&self, ty: &TypeRef) -> bool {
        matches!(target(&self.types, ty), TypeRef::Any) || self.is_union_of_text(ty)
    }

    /// Reports a `style` that parameters of that location do not have. A single value is written
    /// alike whatever is between several.
    fn report_foreign_style(&mut self, parameter: &select::Parameter, ty: &TypeRef) {
        use select::Style::{Cookie, Form, Label, Matrix, PipeDelimited, Simple, SpaceDelimited};

        let (location, usual, is_known): (_, _, fn(select::Style) -> bool) =
            match parameter.location {
                select::Location::Path => {
                    ("a path", "simple", |it| matches!(it, Simple | Label | Matrix))
                }
                select::Location::Header => ("a header", "simple", |it| it == Simple),
                select::Location::Cookie => ("a cookie", "form", |it| matches!(it, Form | Cookie)),
                select::Location::Query => {
                    ("a query", "form", |it| !matches!(it, Simple | Label | Matrix | Cookie))
                }
                select::Location::QueryString => return,
            };
        let Some(style) = parameter.style else { return };
        let is_joined = is_known(style) && matches!(style, SpaceDelimited | PipeDelimited);
        let is_single = is_written_as_text(&self.types, ty);
        let is_exploded = is_joined && parameter.explode == Some(true) && !is_single;
        if is_exploded || !is_known(style) {
            let at = parameter.at.child("style");
            let what = if is_exploded { " with `explode: true`" } else { "" };
            let message =
                format!("{location} has no such `style`{what}; it is written as `{usual}`");
            let why = format!("It is written as `{usual}`.");
            let warning = Diagnostic::warning("parameter-style", &at, message);
            self.report.push(warning.settled_without(&at, why));
        }
    }

    /// Reports a list or an object in a cookie whose parts the document wants
    /// joined by `&`, which OpenAPI 3.2 calls undefined.
    fn report_exploded_cookie(
        &mut self,
        parameter: &select::Parameter,
        location: Location,
        ty: &TypeRef,
    ) {
        let is_exploded = parameter.explode != Some(false);
        let is_form = !matches!(parameter.style, Some(select::Style::Cookie));
        let is_single = is_written_as_text(&self.types, ty) || self.is_any_text(ty);
        if location == Location::Cookie && is_exploded && is_form && !is_single {
            let message = "a list or an object in a cookie is sent as a cookie for each part; \
                           `style: form` does not say how";
            let why = "The parts have commas between them, in one cookie.";
            let update = json!({"explode": false});
            let warning = Diagnostic::warning("parameter-style", &parameter.at, message);
            self.report.push(warning.settled_with(&parameter.at, update, why));
        }
    }

    /// Tells whether reserved characters are written as they are. Only queries do
    /// that: headers and cookies encode none of them, and a path would become
    /// another one.
    fn reserved(&mut self, parameter: &select::Parameter, location: Location) -> bool {
        if parameter.allow_reserved && location == Location::Path {
            let message = "`allowReserved` of a path parameter is left out: reserved characters \
                           that end a segment are encoded";
            let at = parameter.at.child("allowReserved");
            let why = "It is understood in a query.";
            let warning = Diagnostic::warning("left-out", &at, message);
            self.report.push(warning.settled_without(&at, why));
        }
        parameter.allow_reserved && location == Location::Query && parameter.content.is_none()
    }

    /// Tells whether a type is a union of nothing but such values.
    fn is_union_of_text(&self, ty: &TypeRef) -> bool {
        let Some(union) = self.union_of(ty) else { return false };
        let is_text = |payload| is_written_as_text(&self.types, payload);
        union.arms.iter().all(|arm| arm.payload.as_ref().is_none_or(is_text))
    }
}

/// Returns the schema of a parameter or a header: its own, or that of its content.
pub(super) fn schema_of<'s>(
    own: Option<&'s Schema>,
    content: Option<&'s MediaType>,
) -> Option<&'s Schema> {
    content.map_or(own, |media| media.schema.as_ref())
}

/// Tells whether a parameter is in the query of which another one is all.
fn is_beside(parameter: &select::Parameter, whole: &select::Parameter) -> bool {
    let is_in_query =
        matches!(parameter.location, select::Location::Query | select::Location::QueryString);
    is_in_query && parameter.at != whole.at
}

/// Warns that a parameter which has to be there may be null, which is not written there.
fn no_null(parameter: &select::Parameter) -> Diagnostic {
    let message = "a null cannot be written here: callers have to give another value";
    let warning = Diagnostic::warning("left-out", &parameter.at, message);
    if parameter.location == select::Location::Path {
        return warning;
    }
    let optional = json!({ "required": false });
    warning.settled_with(&parameter.at, optional, "It is left out where it would be null.")
}

/// Returns the path of an operation, without what a query in it says of declared query parameters:
/// these are written there as others are.
pub(super) fn path_of(found: &select::Operation) -> String {
    let Some((path, query)) = found.path.split_once('?') else { return found.path.clone() };
    let declares = |name: &str, location| {
        found.parameters.iter().any(|one| one.name == name && one.location == location)
    };
    let is_declared = |pair: &&str| {
        pair.split_once('=').is_some_and(|(name, value)| {
            value == format!("{{{name}}}")
                && declares(name, select::Location::Query)
                && !declares(name, select::Location::Path)
        })
    };
    let rest: Vec<&str> = query.split('&').filter(|pair| !is_declared(pair)).collect();
    match rest.as_slice() {
        [] => path.to_owned(),
        rest => format!("{path}?{}", rest.join("&")),
    }
}

/// Tells whether a text is letters, digits and underscores.
fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}

/// Tells a header that HTTP itself needs.
fn is_of_http(parameter: &select::Parameter) -> bool {
    parameter.location == select::Location::Header && is_header_of_http(&parameter.name)
}

/// Returns where a parameter goes, and how it is written there.
fn written(parameter: &select::Parameter) -> (Location, Style) {
    use select::Style as Declared;

    let json = parameter.content.as_ref().is_some_and(|media| is_json(&media.content_type));
    match (parameter.location, parameter.style) {
        (select::Location::Path, _) if json => (Location::Path, Style::Json),
        (select::Location::Header, _) if json => (Location::Header, Style::Json),
        (select::Location::Cookie, _) if json => (Location::Cookie, Style::Json),
        (select::Location::Path, style) => {
            let style = match (style, parameter.explode == Some(true)) {
                (Some(Declared::Label), false) => Style::Label,
                (Some(Declared::Label), true) => Style::LabelExploded,
                (Some(Declared::Matrix), false) => Style::Matrix,
                (Some(Declared::Matrix), true) => Style::MatrixExploded,
                (_, false) => Style::Usual,
                (_, true) => Style::Exploded,
            };
            (Location::Path, style)
        }
        (select::Location::Header, _) if parameter.explode == Some(true) => {
            (Location::Header, Style::Exploded)
        }
        (select::Location::Header, _) => (Location::Header, Style::Usual),
        (select::Location::Cookie, style) => {
            let style = match (style, parameter.explode == Some(false)) {
                (Some(Declared::Cookie), false) => Style::Plain,
                (Some(Declared::Cookie), true) => Style::PlainJoined,
                (_, false) => Style::Usual,
                (_, true) => Style::Joined,
            };
            (Location::Cookie, style)
        }
        (select::Location::Query, _) if json => (Location::Query, Style::Json),
        (select::Location::Query, style) => {
            (Location::Query, style_in_query(style, parameter.explode))
        }
        (select::Location::QueryString, _) if is_form(parameter) => (Location::Query, Style::Whole),
        (select::Location::QueryString, _) if json => (Location::Query, Style::WholeJson),
        (select::Location::QueryString, _) => (Location::Query, Style::WholeText),
    }
}

/// Returns the style of a pair of a query or a form, by the declared style and whether it
/// is exploded.
pub(super) fn style_in_query(style: Option<select::Style>, explode: Option<bool>) -> Style {
    use select::Style as Declared;

    match (style, explode) {
        (Some(Declared::DeepObject), _) => Style::DeepObject,
        (Some(Declared::SpaceDelimited), None | Some(false)) => Style::SpaceDelimited,
        (Some(Declared::PipeDelimited), None | Some(false)) => Style::PipeDelimited,
        (_, Some(false)) => Style::Joined,
        (_, None | Some(true)) => Style::Usual,
    }
}

/// Tells whether its content is written as the pairs of a query are.
fn is_form(parameter: &select::Parameter) -> bool {
    let content = parameter.content.as_ref();
    content.is_some_and(|media| essence(&media.content_type) == FORM)
}
