//! Operations → calls.

use std::collections::HashSet;

use super::answers::{CallOutput, choice_names};
use super::{
    Planner, RUNTIME, docs, import, import_argument, marks, names, naming, reserved, structured,
};
use crate::ir::{
    self, Content, Encoding, Gives, Operation, PairEncoding, Presence, Style, TypeRef,
};
use crate::media::{FORM_DATA, JSON};
use crate::rust::{
    Argument, BodySetter, BodyWriting, Call, CallAgain, CallBody, CallPoll, Convert, File, Item,
    Location, Marks, NULL_BODY, Offers, Setter, Slot, Type, has_constant,
};

impl<'a> Planner<'a> {
    /// Returns the file of an operation's call.
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
        let CallOutput { ty: output, ending, answers, accept } = self.output(operation, imports);
        let offers = Offers {
            text: operation.accepts(&Gives::Text).map(str::to_owned),
            bytes: operation.accepts(&Gives::Bytes).map(str::to_owned),
        };
        let choices = self.choices(operation, imports);
        let headers = self.headers(operation, imports);
        let stream = operation.stream.as_ref();
        let stream = stream.map(|stream| self.call_stream(operation, stream, imports));
        let page = operation.page.as_ref().zip(output.clone());
        let page = page.map(|(page, ty)| self.call_pages(operation, page, ty, imports));
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

    /// Returns the names of methods that the call of an operation has beside its setters.
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

    /// Returns the properties of a body that a call has setters for, each with the name of the
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
                && !field.read_only
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
        let ty = body.content.ty().map_or(Type::name("Bytes"), |ty| self.ty_of_call(ty));
        import(&ty, imports);
        let null_method =
            body.nullable.then(|| vec!["Sends null in place of the body.".to_owned()]);
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
            Content::Json(_) => BodyWriting::Json((kind != JSON).then(|| kind.clone())),
            Content::Form(_, encodings) => {
                BodyWriting::Form((kind != FORM_DATA).then(|| kind.clone()), encodings.clone())
            }
            Content::Parts(_, parts) => {
                imports.push(format!("{RUNTIME}::http::Encoding"));
                BodyWriting::Parts(kind.clone(), parts.clone())
            }
            Content::Sequence(_, framing) => BodyWriting::Sequence(kind.clone(), *framing),
            Content::UrlEncoded(_, pairs) => BodyWriting::UrlEncoded(pairs.clone()),
            Content::Bytes => BodyWriting::Bytes(kind.clone()),
        };
        let (BodyWriting::Form(_, encodings)
        | BodyWriting::UrlEncoded(PairEncoding::Each(encodings))) = &sent
        else {
            return CallBody { ty, sent, setters, null_docs: null_method };
        };
        import_encodings(encodings, imports);
        CallBody { ty, sent, setters, null_docs: null_method }
    }

    /// Returns the type that a setter's argument becomes: what a list or map holds is
    /// looked at through its name.
    pub(super) fn setter_type(&self, ty: &TypeRef, convert: Convert) -> Type {
        match convert {
            Convert::Each | Convert::EachSame | Convert::Entries | Convert::EntriesSame => {
                self.argument_type(ty)
            }
            Convert::Same | Convert::Into | Convert::Json | Convert::Object | Convert::Shown => {
                self.ty_of_call(ty)
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

    /// Returns the parameters that the call of an operation has setters for.
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
        let docs = match &again {
            None => vec![
                "Makes the call, again and again until what it answers has come to an end."
                    .to_owned(),
            ],
            Some(_) => vec![
                "Makes the call, then asks for its result until that has come to an".to_owned(),
                "end.".to_owned(),
            ],
        };
        Some(CallPoll {
            again,
            status: self.access(result, &poll.status)?,
            terminal: poll.terminal.clone(),
            deadline: poll.deadline,
            docs,
        })
    }

    /// Returns the call of another operation, which asks how far work is.
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
}

/// Returns the name of an operation's call.
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
    if slot == Slot::Optional || !argument.is_borrowed() {
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
