//! Operations → calls, and the methods of their group's handle.

use std::collections::BTreeSet;

use super::answers::{Output, is_text};
use super::{Planner, RUNTIME, docs, import, import_argument, import_setter, names};
use crate::ir::{self, Content, Operation, Presence, Style, TypeId, TypeRef};
use crate::rust::{
    Argument, BodySetter, Call, CallBody, CallPoll, Convert, File, Group, Item, Method, MethodBody,
    Page, Place, Sent, Setter, Slot, Type,
};
use crate::select::is_same;

/// Methods that every call has.
const TAKEN: [&str; 17] = [
    "new",
    "into_call",
    "api_key",
    "base_url",
    "header",
    "query",
    "timeout",
    "max_retries",
    "idempotency_key",
    "idle_timeout",
    "send",
    "download",
    "response",
    "stream",
    "pages",
    "items",
    "poll",
];

/// Names of arguments that a call uses itself.
const USED: [&str; 3] = ["body", "call", "client"];

impl<'a> Planner<'a> {
    /// The handle of a group.
    pub(super) fn group_item(
        &mut self,
        group: &str,
        operations: &[&'a Operation],
        imports: &mut Vec<String>,
    ) -> Group {
        let names = operations.iter().map(|operation| names::plain_field_name(&operation.id));
        let mut taken: BTreeSet<String> = names.collect();
        let methods = operations
            .iter()
            .flat_map(|operation| self.methods(operation, &mut taken, imports))
            .collect();
        let title = format!("The operations of the group `{group}`.");
        let docs = vec![title, String::new(), "A handle is cheap to make and to clone.".to_owned()];
        Group { docs, name: super::files::handle_name(group), methods }
    }

    /// The method of an operation, and the one that takes the whole body.
    /// None is called as one of those that are taken.
    fn methods(
        &mut self,
        operation: &'a Operation,
        taken: &mut BTreeSet<String>,
        imports: &mut Vec<String>,
    ) -> Vec<Method> {
        let name = names::field_name(&operation.id);
        let call = call_name(operation);
        let arguments = self.arguments(operation);
        for argument in &arguments {
            import_argument(&argument.1.ty, argument.1.convert, imports);
        }
        let arguments: Vec<Argument> =
            arguments.into_iter().map(|(_, argument)| argument).collect();
        let deprecated = self.warns_of(operation);
        let method = |name: String, docs: Vec<String>, body: MethodBody| Method {
            docs,
            name,
            deprecated,
            call: call.clone(),
            arguments: arguments.clone(),
            body,
        };
        let Some(body) = &operation.body else {
            return vec![method(name, self.method_docs(operation, &[]), MethodBody::None)];
        };
        let (ty, convert) = match body.content.ty() {
            Some(ty) => (self.ty(ty), Convert::Same),
            None => (Type::name("Bytes"), Convert::Into),
        };
        import(&ty, imports);
        let Some(object) = body.content.ty().and_then(|ty| self.api.object(ty)) else {
            let whole = MethodBody::Whole(ty, convert);
            return vec![method(name, self.method_docs(operation, &[]), whole)];
        };
        let required: Vec<&ir::Field> =
            object.fields.iter().filter(|field| field.is_argument()).collect();
        let made: Vec<Argument> =
            required.iter().map(|field| self.body_argument(field, &arguments)).collect();
        for argument in &made {
            import_argument(&argument.ty, argument.convert, imports);
        }
        let whole_name = self.whole_name(operation, taken);
        let whole_docs =
            vec![format!("[`{}`](Self::{name}) with a whole body.", name.trim_start_matches("r#"))];
        vec![
            method(
                name,
                self.method_docs(operation, &required),
                MethodBody::Made(ty.clone(), made),
            ),
            method(whole_name, whole_docs, MethodBody::Whole(ty, Convert::Same)),
        ]
    }

    /// Whether the compiler warns callers of an operation.
    pub(super) fn warns_of(&self, operation: &Operation) -> bool {
        let is_off = |group: &String| is_same(group, &operation.group);
        operation.docs.deprecated && !self.config.deprecated.off.iter().any(is_off)
    }

    /// The name of the method that takes the whole body.
    fn whole_name(&mut self, operation: &Operation, taken: &mut BTreeSet<String>) -> String {
        let plain = format!("{}_with", names::plain_field_name(&operation.id));
        let name = names::unused(plain.clone(), taken);
        let has_it = |other: &&Operation| names::plain_field_name(&other.id) == plain;
        if name != plain
            && let Some(other) = self.api.operations.iter().find(has_it)
        {
            self.collision("method", &plain, &name, &operation.origin, &other.origin);
        }
        name
    }

    /// The call of an operation that needs nothing but text.
    pub(super) fn example_call(&self, operation: &Operation) -> Option<String> {
        let text = |ty: &TypeRef| *ty == TypeRef::String;
        let fields = match &operation.body {
            Some(body) => self.api.object(body.content.ty()?)?.fields.as_slice(),
            None => &[],
        };
        let fields = fields.iter().filter(|field| field.is_argument());
        let parameters = operation.parameters.iter().filter(|parameter| parameter.required);
        let all_text = parameters.clone().all(|parameter| text(&parameter.ty))
            && fields.clone().all(|field| text(&field.ty) && field.presence == Presence::Required);
        let names =
            parameters.map(|parameter| &parameter.name).chain(fields.map(|field| &field.name));
        let names: Vec<String> =
            names.map(|name| format!("\"{}\"", names::plain_field_name(name))).collect();
        all_text.then(|| format!("{}({})", names::field_name(&operation.id), names.join(", ")))
    }

    /// The required parameters.
    fn arguments(&self, operation: &Operation) -> Vec<(Place, Argument)> {
        let mut arguments: Vec<(Place, Argument)> = Vec::new();
        for parameter in operation.parameters.iter().filter(|parameter| parameter.required) {
            let mut name = names::field_name(&parameter.name);
            if USED.contains(&name.as_str())
                || arguments.iter().any(|(_, other)| other.name == name)
            {
                name = format!("{}_parameter", names::plain_field_name(&parameter.name));
            }
            let argument = self.argument(parameter, name);
            arguments.push((self.place(parameter), argument));
        }
        arguments.sort_by_key(|(_, argument)| position(&operation.path, &argument.wire));
        arguments
    }

    fn place(&self, parameter: &ir::Parameter) -> Place {
        let target = self.api.target(&parameter.ty);
        let is_text = |ty: &TypeRef| is_text(self.api, ty);
        let is_list = matches!(target, TypeRef::List(items) if is_text(items));
        match (parameter.place, parameter.style) {
            (ir::Place::Path, _) => Place::Path,
            (ir::Place::Cookie, _) => Place::Cookie,
            (ir::Place::Header, _) if is_text(target) => Place::Header,
            (ir::Place::Header, _) => Place::HeaderAs,
            (ir::Place::Query, Style::Json) => Place::QueryAs("Json"),
            (ir::Place::Query, Style::Whole) => Place::QueryAs("Whole"),
            (ir::Place::Query, _) if is_text(target) => Place::Query,
            (ir::Place::Query, Style::Usual) if is_list => Place::QueryList,
            (ir::Place::Query, Style::Usual) => Place::QueryAs("Form"),
            (ir::Place::Query, Style::Joined) => Place::QueryAs("FormJoined"),
            (ir::Place::Query, Style::SpaceDelimited) => Place::QueryAs("SpaceDelimited"),
            (ir::Place::Query, Style::PipeDelimited) => Place::QueryAs("PipeDelimited"),
            (ir::Place::Query, Style::DeepObject) => Place::QueryAs("DeepObject"),
        }
    }

    fn argument(&self, parameter: &ir::Parameter, name: String) -> Argument {
        Argument {
            name,
            wire: parameter.name.clone(),
            ty: self.argument_type(&parameter.ty),
            convert: self.convert(&parameter.ty),
        }
    }

    fn body_argument(&self, field: &ir::Field, others: &[Argument]) -> Argument {
        let mut name = names::field_name(&field.name);
        if others.iter().any(|other| other.name == name) {
            name = format!("body_{}", names::plain_field_name(&field.name));
        }
        let nullable = field.presence == Presence::RequiredNullable;
        let ty = if nullable {
            self.ty(&field.ty).inside("Option")
        } else {
            self.argument_type(&field.ty)
        };
        let convert = if nullable { Convert::Same } else { self.convert(&field.ty) };
        Argument { name, wire: field.name.clone(), ty, convert }
    }

    /// The file of an operation's call.
    pub(super) fn call_file(&mut self, module: &str, operation: &'a Operation) -> File {
        let mut imports: Vec<String> = ["Call", "Method", "Operation"]
            .iter()
            .map(|name| format!("{RUNTIME}::http::{name}"))
            .collect();
        imports.extend(["crate::Client".to_owned(), format!("{RUNTIME}::call")]);
        let call = self.call_item(operation, &mut imports);
        File {
            path: format!("{module}/{}.rs", super::files::operation_module(operation)),
            docs: vec![format!("`{} {}`", operation.method, operation.path)],
            imports,
            items: vec![Item::Call(Box::new(call))],
            ..File::default()
        }
    }

    fn call_item(&mut self, operation: &'a Operation, imports: &mut Vec<String>) -> Call {
        let required = self.arguments(operation);
        for (place, argument) in &required {
            import_parameter(*place, argument, imports);
        }
        let mut taken: Vec<String> = TAKEN.iter().map(|name| (*name).to_owned()).collect();
        taken.extend(self.header_setters().into_iter().map(|setter| setter.name));
        let body = operation
            .body
            .as_ref()
            .map(|body| self.call_body(operation, body, &mut taken, imports));
        let optional = self.parameter_setters(operation, &mut taken, imports);
        let Output { ty: output, ending, answers, accept } = self.output(operation, imports);
        let stream = operation.stream.as_ref().map(|stream| self.call_stream(stream, imports));
        let page = operation.page.as_ref().zip(output.clone()).map(|(page, ty)| {
            imports.extend(["Items", "Pages"].map(|name| format!("{RUNTIME}::http::{name}")));
            (page.cursor.clone(), ty)
        });
        let poll = operation.poll.as_ref().and_then(|poll| self.call_poll(poll, imports));
        Call {
            docs: self.call_docs(operation),
            name: call_name(operation),
            id: operation.id.clone(),
            method: operation.method.clone(),
            path: operation.path.clone(),
            required,
            optional,
            body,
            output,
            ending,
            answers,
            accept,
            stream,
            page,
            poll,
        }
    }

    fn call_docs(&self, operation: &Operation) -> Vec<String> {
        let group = super::files::handle_name(&operation.group);
        let method = names::field_name(&operation.id);
        let plain = method.trim_start_matches("r#");
        vec![format!("A call of [`{plain}`](super::{group}::{method}).")]
    }

    fn call_body(
        &mut self,
        operation: &Operation,
        body: &ir::Body,
        taken: &mut Vec<String>,
        imports: &mut Vec<String>,
    ) -> CallBody {
        let ty = body.content.ty().map_or(Type::name("Bytes"), |ty| self.ty(ty));
        import(&ty, imports);
        let mut setters = Vec::new();
        let streamed = operation.stream.as_ref().and_then(ir::Stream::property);
        let object = body.content.ty().and_then(|ty| self.api.object(ty));
        for field in object.into_iter().flat_map(|object| &object.fields) {
            if field.presence.is_required() || Some(field.name.as_str()) == streamed {
                continue;
            }
            let target = names::field_name(&field.name);
            let target = names::setter_name(target);
            let name = free_name(&field.name, taken);
            let convert = self.convert(&field.ty);
            let slot = match field.presence {
                Presence::OptionalNullable => Slot::Nullable,
                _ => Slot::Optional,
            };
            let ty = self.setter_type(&field.ty, convert);
            import_setter(&ty, slot, convert, imports);
            let docs = self.docs(&field.docs, &format!("The property `{}`.", field.name));
            setters.push(BodySetter { docs, name, target, ty, slot, convert });
        }
        let kind = &body.content_type;
        let sent = match &body.content {
            Content::Json(_) => Sent::Json((kind != "application/json").then(|| kind.clone())),
            Content::Form(_, kinds) => Sent::Form(kinds.clone()),
            Content::UrlEncoded(_, brackets) => Sent::UrlEncoded(*brackets),
            Content::Bytes => Sent::Bytes(kind.clone()),
        };
        CallBody { ty, sent, setters }
    }

    /// The type that a setter's argument becomes: what a list or map holds is
    /// looked at through its name.
    pub(super) fn setter_type(&self, ty: &TypeRef, convert: Convert) -> Type {
        match convert {
            Convert::Each | Convert::Entries => self.argument_type(ty),
            Convert::Same | Convert::Into => self.ty(ty),
        }
    }

    fn parameter_setters(
        &mut self,
        operation: &Operation,
        taken: &mut Vec<String>,
        imports: &mut Vec<String>,
    ) -> Vec<Setter> {
        let mut setters = Vec::new();
        for parameter in operation.parameters.iter().filter(|parameter| !parameter.required) {
            let name = free_name(&parameter.name, taken);
            let argument = self.argument(parameter, names::field_name(&parameter.name));
            let place = self.place(parameter);
            import_parameter(place, &argument, imports);
            let docs = self.docs(&parameter.docs, &format!("The parameter `{}`.", parameter.name));
            let size = operation.page.as_ref().and_then(|page| page.size.as_ref());
            let docs = if size == Some(&parameter.name) { with_page_size(docs) } else { docs };
            setters.push(Setter { docs, name, place, argument });
        }
        setters
    }

    fn call_poll(&self, poll: &ir::Poll, imports: &mut Vec<String>) -> Option<CallPoll> {
        let with = self.api.operations.iter().find(|operation| operation.id == poll.with)?;
        let operation = names::static_name(&with.id);
        imports.push(format!(
            "crate::{}::{}::{operation}",
            super::files::group_module(&with.group),
            names::raw(&super::files::operation_module(with))
        ));
        imports.push(format!("{RUNTIME}::http::Poll"));
        let parameters = crate::build::template_names(&with.path).map(str::to_owned);
        let arguments =
            parameters.zip(poll.arguments.iter().map(|name| names::field_name(name))).collect();
        Some(CallPoll {
            operation,
            arguments,
            status: names::field_name(&poll.status),
            terminal: poll.terminal.clone(),
        })
    }

    /// That a type is a page, if an operation says so.
    pub(super) fn page_item(&self, id: &TypeId, imports: &mut Vec<String>) -> Option<Item> {
        let page = self.pages.get(id)?;
        let item = self.ty(&page.item);
        import(&item, imports);
        imports.push(format!("{RUNTIME}::http::Page"));
        Some(Item::Page(Page {
            name: self.type_name(id),
            item,
            items: names::field_name(&page.items),
            more: names::field_name(&page.more),
            cursor: names::field_name(&page.item_cursor),
        }))
    }

    /// What an operation does, its route, its arguments, its errors, and where
    /// its vendor documents it.
    fn method_docs(&self, operation: &Operation, body: &[&ir::Field]) -> Vec<String> {
        let base = self.config.link_base.as_deref();
        let mut lines = self.docs(&operation.docs, &format!("The operation `{}`.", operation.id));
        let mut section = |paragraphs: Vec<String>| {
            lines.push(String::new());
            lines.extend(paragraphs);
        };
        section(vec![format!("`{} {}`", operation.method, operation.path)]);
        let mut parameters: Vec<&ir::Parameter> =
            operation.parameters.iter().filter(|parameter| parameter.required).collect();
        parameters.sort_by_key(|parameter| position(&operation.path, &parameter.name));
        let parameters = parameters.into_iter().map(|parameter| (&parameter.name, &parameter.docs));
        let fields = body.iter().map(|field| (&field.name, &field.docs));
        let arguments: Vec<String> = parameters
            .chain(fields)
            .map(|(name, docs)| {
                let text = docs::brief(docs, "see the schema.", base);
                format!("- `{}`: {text}", names::plain_field_name(name))
            })
            .collect();
        if !arguments.is_empty() {
            section(vec!["# Arguments".to_owned()]);
            section(docs::wrap_items(&arguments));
        }
        for paragraph in self.content_docs(operation) {
            section(docs::wrap_items(&[paragraph]));
        }
        let call = call_name(operation);
        section(docs::wrap_items(&[format!("Optional arguments are setters of [`{call}`].")]));
        section(vec!["# Errors".to_owned()]);
        section(docs::wrap_items(&[self.errors_docs(operation)]));
        if let Some(url) = &self.config.operation_url {
            let url = url
                .replace("{group}", &operation.group)
                .replace("{operation}", &operation.declared_id);
            section(vec![format!("[Documentation of the API]({url})")]);
        }
        lines
    }

    fn errors_docs(&self, operation: &Operation) -> String {
        let declared: Vec<String> = operation
            .errors
            .iter()
            .map(|(status, ty)| match ty {
                Some(TypeRef::Named(id)) => {
                    let name = self.type_name(id);
                    format!("{status} ([`{name}`](crate::types::{name}))")
                }
                _ => status.clone(),
            })
            .collect();
        let declared = match declared.as_slice() {
            [] => String::new(),
            declared => format!(" The document declares {}.", declared.join(", ")),
        };
        format!("See [`Error`](crate::Error).{declared}")
    }
}

/// Where a parameter comes among the arguments: the path's order is the one
/// that callers know.
fn position(path: &str, parameter: &str) -> usize {
    path.find(&format!("{{{parameter}}}")).unwrap_or(usize::MAX)
}

/// The name of an operation's call.
pub(super) fn call_name(operation: &Operation) -> String {
    let name = names::type_name(std::slice::from_ref(&operation.id));
    // The handle is in the same module.
    let taken = name == super::files::handle_name(&operation.group)
        || super::OF_RUNTIME.contains(&name.as_str());
    if taken { format!("{name}Call") } else { name }
}

/// What a call names to write a parameter.
fn import_parameter(place: Place, argument: &Argument, imports: &mut Vec<String>) {
    match place {
        Place::QueryAs(_) => {
            imports.push(format!("{RUNTIME}::http::QueryStyle"));
            import(&argument.ty, imports);
        }
        Place::HeaderAs => import(&argument.ty, imports),
        _ => import_argument(&argument.ty, argument.convert, imports),
    }
}

/// A name for a setter that no other method of the call has.
fn free_name(word: &str, taken: &mut Vec<String>) -> String {
    let plain = names::plain_field_name(word);
    let candidates =
        [names::field_name(word), format!("set_{plain}"), format!("set_{plain}_parameter")];
    let name = candidates.into_iter().find(|name| !taken.contains(name));
    let name = name.unwrap_or_else(|| format!("set_{plain}_{}", taken.len()));
    taken.push(name.clone());
    name
}

fn with_page_size(mut docs: Vec<String>) -> Vec<String> {
    docs.push(String::new());
    docs.push("This is the size of a page, not of the whole list.".to_owned());
    docs
}
