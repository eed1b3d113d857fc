//! Operations → calls, and the methods of their group's handle.

use std::collections::HashSet;

use super::answers::{Output, choice_names};
use super::{
    Planner, RUNTIME, docs, import, import_argument, marks, names, naming, reserved, structured,
};
use crate::ir::{
    self, Content, CursorSource, Encoding, Gives, Operation, Pairs, Presence, Style, TypeId,
    TypeRef,
};
use crate::media::{FORM_DATA, JSON};
use crate::rust::{
    Access, Argument, BodySetter, Call, CallAgain, CallBody, CallPages, CallPoll, Convert, File,
    Group, Item, Location, Marks, Method, MethodBody, NULL_BODY, Offers, Page, PageCursor, Sent,
    Setter, Slot, Type, has_constant, query_style,
};

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
        let taken: HashSet<String> = names.collect();
        let methods = operations
            .iter()
            .flat_map(|operation| self.methods(operation, &taken, imports))
            .collect();
        let mut docs = vec![format!("The operations of the group `{group}`."), String::new()];
        if let Some(text) = self.api.groups.get(group) {
            docs.extend(super::docs::markdown(text, self.config.link_base.as_deref()));
            docs.push(String::new());
        }
        docs.push("A handle is cheap to make and to clone.".to_owned());
        Group { docs, name: super::files::handle_name(group), methods }
    }

    /// The method of an operation, and the one that takes the whole body.
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
            if !argument.is_text() {
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
        let ty = self.ty(ty);
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

    /// The argument that a body as a whole is: its type, the slot that it fills, and how it is
    /// taken.
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

    /// The name of the method that takes the whole body. No operation has the
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

    /// The required parameters, each with its argument.
    fn arguments<'o>(&self, operation: &'o Operation) -> Vec<(&'o ir::Parameter, Argument)> {
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

    fn location(&self, parameter: &ir::Parameter) -> Location {
        let target = self.api.target(&parameter.ty);
        let is_text = |ty: &TypeRef| self.api.is_text(ty);
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

    fn argument(&self, parameter: &ir::Parameter, name: String) -> Argument {
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

    /// The file of an operation's call.
    pub(super) fn call_file(&mut self, module: &str, operation: &'a Operation) -> File {
        let method = has_constant(&operation.method).then_some("Method");
        let mut imports: Vec<String> = ["Call", "Operation"]
            .into_iter()
            .chain(method)
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
        let is_list = |of: &ir::Parameter| {
            of.location == ir::Location::Query
                && matches!(self.api.target(&of.ty), TypeRef::List(_))
                && of.style != Style::Json
                && !of.style.is_whole_query()
        };
        let lists = required.iter().filter(|(of, _)| is_list(of));
        let required_lists = lists.map(|(of, _)| of.name.clone()).collect();
        let required: Vec<(Location, Argument)> =
            required.into_iter().map(|(of, argument)| (self.location(of), argument)).collect();
        for (location, argument) in &required {
            import_parameter(location, Slot::Plain, argument, imports);
        }
        let mut taken = self.names_of_call(operation);
        let body =
            operation.body.as_ref().map(|body| self.call_body(operation, body, &taken, imports));
        let setters = body.iter().flat_map(|body| &body.setters);
        taken.extend(setters.map(|setter| setter.name.trim_start_matches("r#").to_owned()));
        let optional = self.parameter_setters(operation, &taken, imports);
        let Output { ty: output, ending, answers, accept } = self.output(operation, imports);
        let offers = Offers {
            text: operation.accepts(&Gives::Text).map(str::to_owned),
            bytes: operation.accepts(&Gives::Bytes).map(str::to_owned),
        };
        let choices = self.choices(operation, imports);
        let headers = self.headers(operation, imports);
        let stream = operation.stream.as_ref();
        let stream = stream.map(|stream| self.call_stream(operation, stream, imports));
        let page = operation.page.as_ref().zip(output.clone()).map(|(page, ty)| {
            imports.extend(["Items", "Pages"].map(|name| format!("{RUNTIME}::http::{name}")));
            let back = page.back.as_ref().map(|back| back.parameter.clone());
            let takes_number = page.turn.parameter().is_some_and(|name| {
                let parameter = operation.query_parameter(name);
                parameter.is_some_and(|it| matches!(self.api.target(&it.ty), TypeRef::Integer(_)))
            });
            let (turn, total_header) = (page.turn.clone(), page.total_header.clone());
            CallPages { turn, takes_number, total_header, back, page: ty }
        });
        let poll = operation.poll.as_ref();
        let poll = poll.and_then(|poll| self.call_poll(operation, poll, imports));
        Call {
            docs: self.call_docs(operation),
            name: call_name(operation),
            id: operation.id.clone(),
            operation: names::static_name(&operation.id),
            method: operation.method.clone(),
            path: operation.path.clone(),
            security: operation.security.clone(),
            required,
            required_lists,
            optional,
            body,
            output,
            ending,
            answers,
            accept,
            headers,
            offers,
            fixed_headers: self.headers_of_group(&operation.group),
            choices,
            stream,
            page,
            poll,
            structured: self.call_structured(operation, imports),
            tools: self.call_tools(operation, imports),
        }
    }

    /// The names of methods that the call of an operation has beside its setters.
    pub(super) fn names_of_call(&self, operation: &Operation) -> HashSet<String> {
        let mut names: HashSet<String> =
            reserved::CALL.iter().map(|name| (*name).to_owned()).collect();
        names.extend(self.option_names());
        names.extend(self.credential_names());
        names.extend(choice_names(operation));
        names.extend(structured::methods(operation).map(str::to_owned));
        let nullable = operation.body.as_ref().is_some_and(|body| body.nullable);
        names.extend(nullable.then(|| NULL_BODY.to_owned()));
        names
    }

    /// The properties of a body that a call has setters for, each with the name of the
    /// call's setter, which is none of those that are taken, and that of the body's own.
    pub(super) fn body_setters(
        &self,
        operation: &Operation,
        body: &ir::Body,
        taken: &HashSet<String>,
    ) -> Vec<(&'a ir::Field, String, String)> {
        let streamed = operation.stream.as_ref().and_then(ir::Stream::property);
        let fields = body.content.ty().and_then(|ty| self.object_fields(ty)).unwrap_or_default();
        let own: Vec<&String> = fields.iter().map(|(_, name)| *name).collect();
        let targets = naming::setters(&own, "property", &reserved::is_of_structs);
        let is_set = |field: &ir::Field| {
            !field.presence.is_required()
                && Some(field.name.as_str()) != streamed
                && (body.content.takes_files() || !self.api.is_file(&field.ty))
        };
        let set: Vec<(&ir::Field, &String, String)> = fields
            .into_iter()
            .zip(targets)
            .filter(|((field, _), _)| is_set(field))
            .map(|((field, name), target)| (field, name, target))
            .collect();
        let own: Vec<&String> = set.iter().map(|(_, name, _)| *name).collect();
        let names = naming::setters(&own, "property", &|name| taken.contains(name));
        let setters = set.into_iter().zip(names);
        setters
            .map(|((field, _, target), name)| (field, names::raw(&name), names::raw(&target)))
            .collect()
    }

    fn call_body(
        &mut self,
        operation: &Operation,
        body: &ir::Body,
        taken: &HashSet<String>,
        imports: &mut Vec<String>,
    ) -> CallBody {
        let ty = body.content.ty().map_or(Type::name("Bytes"), |ty| self.ty(ty));
        import(&ty, imports);
        let id = body.content.ty().and_then(|ty| self.api.target(ty).named());
        let module = id.map_or("", |id| self.module_of(id));
        let mut setters = Vec::new();
        for (field, name, target) in self.body_setters(operation, body, taken) {
            let convert = self.convert(&field.ty);
            let slot = match field.presence {
                Presence::OptionalNullable => Slot::Nullable,
                _ => Slot::Optional,
            };
            let ty = self.setter_type(&field.ty, convert);
            import_argument(&ty, slot, convert, imports);
            let mut docs = self.docs(&field.docs, &self.said_by_type(&field.ty));
            if let Some(line) = null_docs(body, field) {
                docs::add_paragraph(&mut docs, line.to_owned());
            }
            let marks = self.marks(module, &field.docs, &field.name, &name);
            let wire = field.name.clone();
            setters.push(BodySetter { docs, marks, name, wire, target, ty, slot, convert });
        }
        let kind = &body.content_type;
        let sent = match &body.content {
            Content::Json(_) => Sent::Json((kind != JSON).then(|| kind.clone())),
            Content::Form(_, encodings) => {
                Sent::Form((kind != FORM_DATA).then(|| kind.clone()), encodings.clone())
            }
            Content::Parts(_, parts) => {
                imports.push(format!("{RUNTIME}::http::Encoding"));
                Sent::Parts(kind.clone(), parts.clone())
            }
            Content::Sequence(_, framing) => Sent::Sequence(kind.clone(), *framing),
            Content::UrlEncoded(_, pairs) => Sent::UrlEncoded(pairs.clone()),
            Content::Bytes => Sent::Bytes(kind.clone()),
        };
        let (Sent::Form(_, encodings) | Sent::UrlEncoded(Pairs::Each(encodings))) = &sent else {
            return CallBody { ty, sent, setters, nullable: body.nullable };
        };
        import_encodings(encodings, imports);
        CallBody { ty, sent, setters, nullable: body.nullable }
    }

    /// The type that a setter's argument becomes: what a list or map holds is
    /// looked at through its name.
    pub(super) fn setter_type(&self, ty: &TypeRef, convert: Convert) -> Type {
        match convert {
            Convert::Each | Convert::EachSame | Convert::Entries | Convert::EntriesSame => {
                self.argument_type(ty)
            }
            Convert::Same | Convert::Into | Convert::Json | Convert::Object | Convert::Shown => {
                self.ty(ty)
            }
        }
    }

    fn parameter_setters(
        &mut self,
        operation: &Operation,
        taken: &HashSet<String>,
        imports: &mut Vec<String>,
    ) -> Vec<Setter> {
        let mut setters = Vec::new();
        let optional: Vec<&ir::Parameter> = self.optional_parameters(operation).collect();
        let own = naming::parameters(&optional);
        let names = naming::setters(&own, "parameter", &|name| taken.contains(name));
        for ((parameter, own), name) in optional.into_iter().zip(own).zip(names) {
            let name = names::raw(&name);
            let argument = self.argument(parameter, names::raw(&own));
            let location = self.location(parameter);
            import_parameter(&location, Slot::Optional, &argument, imports);
            let docs = self.docs(&parameter.docs, &self.said_of_parameter(parameter, &name));
            let size = operation.page.as_ref().and_then(|page| page.size.as_ref());
            let docs = if size == Some(&parameter.name) { with_page_size(docs) } else { docs };
            let marks = Marks {
                deprecated: parameter.docs.deprecated && self.warns_in_group(&operation.group),
                alias: marks::alias(&parameter.name, &name),
            };
            setters.push(Setter { docs, marks, name, location, argument });
        }
        setters
    }

    /// The parameters that the call of an operation has setters for.
    fn optional_parameters<'o>(
        &self,
        operation: &'o Operation,
    ) -> impl Iterator<Item = &'o ir::Parameter> {
        // The parameter that asks for a stream is set by `stream()` alone.
        operation.parameters.iter().filter(|parameter| {
            !parameter.required
                && !operation.is_streamed_by(parameter)
                && !self.is_idempotency_key(parameter)
        })
    }

    /// Tells whether the call of an operation has setters of its own.
    pub(super) fn has_setters(&self, operation: &Operation) -> bool {
        let body = operation.body.as_ref();
        self.optional_parameters(operation).next().is_some()
            || body.is_some_and(|body| {
                body.nullable
                    || !self
                        .body_setters(operation, body, &self.names_of_call(operation))
                        .is_empty()
            })
    }

    /// Tells whether a parameter is the header that each call has a setter for,
    /// `idempotency_key`.
    pub(super) fn is_idempotency_key(&self, parameter: &ir::Parameter) -> bool {
        parameter.location == ir::Location::Header
            && !parameter.required
            && self.api.target(&parameter.ty).is_text()
            && parameter.name.eq_ignore_ascii_case(&self.config.well_known_headers.idempotency_key)
    }

    fn call_poll(
        &self,
        operation: &Operation,
        poll: &ir::Poll,
        imports: &mut Vec<String>,
    ) -> Option<CallPoll> {
        let with = self.api.operations.iter().find(|operation| operation.id == poll.with)?;
        let result = with.answer.json()?;
        imports.push(format!("{RUNTIME}::http::Poll"));
        if poll.deadline.is_some() {
            imports.push("std::time::Duration".to_owned());
        }
        let again = match with.id == operation.id {
            true => None,
            false => Some(self.call_again(with, result, poll, imports)?),
        };
        Some(CallPoll {
            again,
            status: self.access(result, &poll.status)?,
            terminal: poll.terminal.clone(),
            deadline: poll.deadline,
        })
    }

    /// The call of another operation, which asks how far work is.
    fn call_again(
        &self,
        with: &Operation,
        result: &TypeRef,
        poll: &ir::Poll,
        imports: &mut Vec<String>,
    ) -> Option<CallAgain> {
        let operation = names::static_name(&with.id);
        imports.push(format!(
            "crate::{}::{}::{operation}",
            super::files::group_module(&with.group),
            names::raw(&super::files::operation_module(with))
        ));
        let arguments = ir::template_names(&with.path).zip(&poll.arguments);
        let own = arguments.filter_map(|(name, property)| Some((name, property.as_ref()?)));
        let argument = |(name, property): (&str, &String)| {
            Some((name.to_owned(), self.access(result, property)?))
        };
        Some(CallAgain { operation, arguments: own.map(argument).collect::<Option<_>>()? })
    }

    /// Makes a type a page, if an operation says so.
    pub(super) fn page_item(&self, id: &TypeId, imports: &mut Vec<String>) -> Option<Item> {
        let page = self.pages.get(id)?;
        let of = TypeRef::Named(id.clone());
        let items = page.items.as_ref()?;
        let item = self.ty(&page.item);
        import(&item, imports);
        imports.push(format!("{RUNTIME}::http::Page"));
        Some(Item::Page(Page {
            name: self.type_name(id),
            item,
            list: items.clone(),
            items: self.access(&of, items)?,
            hold: self.hold_of(id, items),
            more: page.more.as_ref().and_then(|more| self.accesses(&of, &more.path)),
            more_is_end: page.more.as_ref().is_some_and(|more| more.is_end),
            number: page.number.as_ref().and_then(|path| self.accesses(&of, path)),
            total_pages: page.total_pages.as_ref().and_then(|path| self.accesses(&of, path)),
            total_items: page.total_items.as_ref().and_then(|path| self.accesses(&of, path)),
            cursor: page.turn.source().and_then(|source| self.page_cursor(&of, page, &source)),
            back: page.back.as_ref().and_then(|back| self.page_cursor(&of, page, &back.source)),
        }))
    }

    fn page_cursor(
        &self,
        of: &TypeRef,
        page: &ir::Page,
        source: &CursorSource,
    ) -> Option<PageCursor> {
        match source {
            CursorSource::Item(property) => {
                let access = self.access(&page.item, property)?;
                Some(PageCursor::Item { property: property.clone(), access })
            }
            CursorSource::Page(path) => self.accesses(of, path).map(PageCursor::Page),
        }
    }

    /// The fields that properties within each other are, from an object on.
    fn accesses(&self, object: &TypeRef, path: &[String]) -> Option<Vec<Access>> {
        let mut object = object;
        let mut accesses = Vec::new();
        for property in path {
            accesses.push(self.access(object, property)?);
            object = &self.api.object(object)?.field(property)?.ty;
        }
        Some(accesses)
    }

    /// The field that a property of an object is.
    fn access(&self, object: &TypeRef, property: &str) -> Option<Access> {
        let TypeRef::Named(id) = self.api.target(object) else { return None };
        let usage = self.api.types.get(id)?.usage;
        let field = self.api.object(object)?.field(property)?;
        let slot = super::types::slot(field.presence, usage);
        Some(Access { field: self.field_of(object, property), slot })
    }
}

/// Returns the position of a parameter among the arguments: the path's order is
/// the one that callers know.
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

/// Says what becomes of null, where a body has none.
pub(super) fn null_docs(body: &ir::Body, field: &ir::Field) -> Option<&'static str> {
    let has_none = matches!(body.content, Content::Form(..) | Content::UrlEncoded(..));
    (has_none && field.presence.is_nullable()).then_some("A form has no null: it is left out.")
}

/// Imports the names that a call needs to write a parameter.
fn import_parameter(
    location: &Location,
    slot: Slot,
    argument: &Argument,
    imports: &mut Vec<String>,
) {
    if slot == Slot::Optional || !argument.is_text() {
        import_argument(&argument.ty, slot, argument.convert, imports);
    }
    let style = match location {
        Location::WholeQuery(encodings) => return import_encodings(encodings, imports),
        Location::PathAs(_) => "PathStyle",
        Location::QueryAs(_) | Location::QueryReserved(_) => "QueryStyle",
        Location::HeaderAs(_) => "HeaderStyle",
        Location::CookieAs(_) => "CookieStyle",
        _ => return,
    };
    imports.push(format!("{RUNTIME}::http::{style}"));
    if matches!(argument.convert, Convert::EachSame | Convert::EntriesSame) {
        import(&argument.ty, imports);
    }
}

/// Imports the names that a call needs to write properties in ways of their own.
fn import_encodings(encodings: &[Encoding], imports: &mut Vec<String>) {
    if !encodings.is_empty() {
        imports.push(format!("{RUNTIME}::http::Encoding"));
    }
    if encodings.iter().any(|encoding| encoding.style.is_some()) {
        imports.push(format!("{RUNTIME}::http::QueryStyle"));
    }
}

fn with_page_size(mut docs: Vec<String>) -> Vec<String> {
    docs.push(String::new());
    docs.push("This is the size of a page, not of the whole list.".to_owned());
    docs
}
