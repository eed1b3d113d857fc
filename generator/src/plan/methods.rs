//! The methods of a group: one per operation, and one more where there is a whole body.

use std::collections::HashSet;

use super::calls::call_name;
use super::{Planner, files, import, import_argument, markdown, marks, names, naming};
use crate::ir::{self, Operation, Style, TypeRef};
use crate::rust::{
    Argument, Convert, Group, Location, Marks, Method, MethodBody, Slot, Type, query_style,
};
use crate::words::letters;

/// Names of arguments that a call uses itself.
const USED: [&str; 3] = ["body", "call", "client"];

impl<'a> Planner<'a> {
    /// Returns the handle of a group.
    pub(super) fn group_item(
        &mut self,
        group: &str,
        operations: &[&'a Operation],
        imports: &mut Vec<String>,
    ) -> Group {
        let names = operations.iter().map(|operation| names::plain_field_name(&operation.id));
        let taken: HashSet<String> = names.collect();
        let methods = operations
            .iter()
            .flat_map(|operation| self.methods(operation, &taken, imports))
            .collect();
        let mut docs = vec![format!("The operations of the group `{group}`."), String::new()];
        let text = self.api.groups.get(group);
        // A text may be the name once more.
        if let Some(text) = text.filter(|text| letters(text) != letters(group)) {
            docs.extend(markdown::lines(text, self.config.link_base.as_deref()));
            docs.push(String::new());
        }
        docs.push("A handle is cheap to make and to clone.".to_owned());
        Group { docs, name: files::handle_name(group), methods }
    }

    /// Returns the method of an operation, and the one that takes the whole body.
    /// None is called as one of those that are taken.
    fn methods(
        &mut self,
        operation: &'a Operation,
        taken: &HashSet<String>,
        imports: &mut Vec<String>,
    ) -> Vec<Method> {
        let name = names::field_name(&operation.id);
        let call = call_name(operation);
        let parameters = self.arguments(operation);
        let parameters: Vec<(Argument, &ir::Parameter)> =
            parameters.into_iter().map(|(of, argument)| (argument, of)).collect();
        for (argument, _) in &parameters {
            if !argument.is_borrowed() {
                import_argument(&argument.ty, argument.slot, argument.convert, imports);
            }
        }
        let arguments: Vec<Argument> =
            parameters.iter().map(|(argument, _)| argument.clone()).collect();
        let deprecated = self.warns_of(operation);
        let method = |name: String, docs: Vec<String>, body: MethodBody| Method {
            docs,
            marks: Marks { deprecated, alias: marks::alias(&operation.declared_id, &name) },
            name,
            call: call.clone(),
            arguments: arguments.clone(),
            body,
        };
        let Some(body) = &operation.body else {
            let docs = self.method_docs(operation, &parameters, &[], None);
            return vec![method(name, docs, MethodBody::None)];
        };
        let Some((ty, fields)) =
            body.content.ty().and_then(|ty| Some((ty, self.object_fields(ty)?)))
        else {
            let (ty, slot, convert) = self.whole_argument(body.content.ty());
            import_argument(&ty, slot, convert, imports);
            let docs = self.method_docs(operation, &parameters, &[], Some(&slot.of(ty.clone())));
            return vec![method(name, docs, MethodBody::Whole(ty, slot, convert))];
        };
        let ty = self.ty_of_call(ty);
        import(&ty, imports);
        let required: Vec<(&ir::Field, &String)> =
            fields.into_iter().filter(|(field, _)| field.is_argument()).collect();
        let own: HashSet<&str> = required.iter().map(|(_, name)| name.as_str()).collect();
        let others: HashSet<&str> =
            arguments.iter().map(|other| other.name.trim_start_matches("r#")).collect();
        let free = |name: &str| {
            let mut free = name.to_owned();
            while others.contains(free.as_str()) || (free != name && own.contains(free.as_str())) {
                free.insert_str(0, "body_");
            }
            names::raw(&free)
        };
        let made: Vec<(Argument, &ir::Field)> = required
            .iter()
            .map(|(field, name)| (self.body_argument(field, free(name)), *field))
            .collect();
        for (argument, _) in &made {
            import_argument(&argument.ty, argument.slot, argument.convert, imports);
        }
        let whole_name = self.whole_name(operation, taken);
        let plain = name.trim_start_matches("r#");
        let whole_docs = vec![format!("[`{plain}`](Self::{plain}) with a whole body.")];
        let docs = self.method_docs(operation, &parameters, &made, None);
        if let Some(example) = self.examples.get_mut(&operation.id) {
            example.set_whole(&whole_name, &arguments, &ty);
        }
        let made = made.into_iter().map(|(argument, _)| argument).collect();
        vec![
            method(name, docs, MethodBody::Made(ty.clone(), made)),
            method(whole_name, whole_docs, MethodBody::Whole(ty, Slot::Plain, Convert::Same)),
        ]
    }

    /// Returns the argument that a body as a whole is: its type, the slot that it fills, and how it
    /// is taken.
    fn whole_argument(&self, body: Option<&TypeRef>) -> (Type, Slot, Convert) {
        let Some(ty) = body else { return (Type::name("Bytes"), Slot::Plain, Convert::Into) };
        match self.api.target(ty) {
            TypeRef::Nullable(inner) => {
                (self.argument_type(inner), Slot::OrNull, self.convert(inner))
            }
            _ => (self.argument_type(ty), Slot::Plain, self.convert(ty)),
        }
    }

    /// Tells whether the compiler warns callers of an operation.
    pub(super) fn warns_of(&self, operation: &Operation) -> bool {
        operation.docs.deprecated && self.warns_in_group(&operation.group)
    }

    /// Returns the name of the method that takes the whole body. No operation has the
    /// same one with a word less.
    fn whole_name(&mut self, operation: &Operation, taken: &HashSet<String>) -> String {
        let id = names::plain_field_name(&operation.id);
        let plain = format!("{id}_with");
        let is_free = |name: &String| !taken.contains(name);
        let mut words =
            std::iter::successors(Some(plain.clone()), |name| Some(format!("{name}_body")));
        let name = words.find(is_free).unwrap_or_else(|| plain.clone());
        let has_it = |other: &&Operation| names::plain_field_name(&other.id) == plain;
        if name != plain
            && let Some(other) = self.api.operations.iter().find(has_it)
        {
            self.collision("method", &plain, &name, &operation.origin, &other.origin);
        }
        name
    }

    /// Returns the required parameters, each with its argument.
    pub(super) fn arguments<'o>(
        &self,
        operation: &'o Operation,
    ) -> Vec<(&'o ir::Parameter, Argument)> {
        let required: Vec<&ir::Parameter> =
            operation.parameters.iter().filter(|parameter| parameter.required).collect();
        let names = naming::parameters(&required);
        let own: HashSet<&str> = names.iter().map(String::as_str).collect();
        let name = |name: &str| {
            let mut free = name.to_owned();
            while USED.contains(&free.as_str()) || (free != name && own.contains(free.as_str())) {
                free.push_str("_parameter");
            }
            names::raw(&free)
        };
        let mut arguments: Vec<(&ir::Parameter, Argument)> = required
            .into_iter()
            .zip(&names)
            .map(|(parameter, own)| (parameter, self.argument(parameter, name(own))))
            .collect();
        arguments.sort_by_key(|(_, argument)| position(&operation.path, &argument.wire));
        arguments
    }

    pub(super) fn location(&self, parameter: &ir::Parameter) -> Location {
        let target = self.api.target(&parameter.ty);
        let is_text = |ty: &TypeRef| self.api.is_written_as_text(ty);
        let is_list = matches!(target, TypeRef::List(items) if is_text(items));
        match parameter.location {
            ir::Location::Path if parameter.style == Style::Json => Location::PathAs("Json"),
            ir::Location::Path => match parameter.style {
                Style::Label => Location::PathAs("Label"),
                Style::LabelExploded => Location::PathAs("LabelExploded"),
                Style::Matrix => Location::PathAs("Matrix"),
                Style::MatrixExploded => Location::PathAs("MatrixExploded"),
                _ if is_text(target) => Location::Path,
                Style::Exploded => Location::PathAs("SimpleExploded"),
                _ => Location::PathAs("Simple"),
            },
            ir::Location::Header if parameter.style == Style::Json => Location::HeaderAs("Json"),
            ir::Location::Header if is_text(target) => Location::Header,
            ir::Location::Header if parameter.style == Style::Exploded => {
                Location::HeaderAs("SimpleExploded")
            }
            ir::Location::Header => Location::HeaderAs("Simple"),
            ir::Location::Cookie => match parameter.style {
                Style::Json => Location::CookieAs("Json"),
                Style::Plain => Location::CookieAs("Plain"),
                Style::PlainJoined => Location::CookieAs("PlainJoined"),
                _ if is_text(target) => Location::Cookie,
                Style::Joined => Location::CookieAs("FormJoined"),
                _ => Location::CookieAs("Form"),
            },
            ir::Location::Query => {
                let style = query_style(parameter.style);
                let has_own = parameter.style == Style::Json || parameter.style.is_whole_query();
                match parameter.style {
                    _ if !parameter.encodings.is_empty() => {
                        Location::WholeQuery(parameter.encodings.clone())
                    }
                    _ if parameter.reserved => Location::QueryReserved(style),
                    _ if is_text(target) && !has_own => Location::Query,
                    Style::Usual if is_list => Location::QueryList,
                    _ => Location::QueryAs(style),
                }
            }
        }
    }

    pub(super) fn argument(&self, parameter: &ir::Parameter, name: String) -> Argument {
        Argument {
            name,
            origin: parameter.origin.clone(),
            wire: parameter.name.clone(),
            ty: self.argument_type(&parameter.ty),
            convert: match parameter.any_text {
                true => Convert::Shown,
                false => self.convert(&parameter.ty),
            },
            slot: Slot::Plain,
        }
    }

    fn body_argument(&self, field: &ir::Field, name: String) -> Argument {
        Argument {
            name,
            origin: field.origin.clone(),
            wire: field.name.clone(),
            ty: self.argument_type(&field.ty),
            convert: self.convert(&field.ty),
            slot: if field.presence.is_nullable() { Slot::OrNull } else { Slot::Plain },
        }
    }
}

/// Returns the position of a parameter among the arguments: the path's order is
/// the one that callers know.
fn position(path: &str, parameter: &str) -> usize {
    path.find(&format!("{{{parameter}}}")).unwrap_or(usize::MAX)
}
