//! The docs of calls, and of the methods that make them.

use super::answers::choice_names;
use super::features::TYPED;
use super::{Planner, calls, docs, files, markdown, names};
use crate::ir::{self, Answer, DeclaredError, Docs, Operation, TypeRef};
use crate::rust::{Argument, Type};
use crate::words::{code, one_of};

impl Planner<'_> {
    pub(super) fn call_docs(&self, operation: &Operation) -> Vec<String> {
        let group = files::handle_name(&operation.group);
        let method = names::field_name(&operation.id);
        // A link names a method without the mark of a raw identifier.
        let method = method.trim_start_matches("r#");
        vec![format!("A call of [`{method}`](super::{group}::{method}).")]
    }

    /// Documents what an operation does, its route, its arguments and errors, an example,
    /// and where its vendor documents it. The example is kept for the pages. `whole` is the
    /// type of a body that is an argument.
    pub(super) fn method_docs(
        &mut self,
        operation: &Operation,
        parameters: &[(Argument, &ir::Parameter)],
        body: &[(Argument, &ir::Field)],
        whole: Option<&Type>,
    ) -> Vec<String> {
        let example = self.example(operation, parameters, body, whole);
        let base = self.config.link_base.as_deref();
        let mut lines = self.docs(&operation.docs, "");
        let mut section = |paragraphs: Vec<String>| {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.extend(paragraphs);
        };
        section(vec![format!("`{} {}`", operation.method, operation.path)]);
        let head =
            |argument: &Argument| format!("- `{}`: ", argument.name.trim_start_matches("r#"));
        // A property has its documentation at its type, too.
        let of_body = body.iter().map(|(argument, of)| {
            let known = self.said_by_type(&of.ty);
            let known = if known.is_empty() { "In the body." } else { &known };
            let null = operation.body.as_ref().and_then(|body| calls::null_docs(body, of));
            let said = [Some(docs::brief(&of.docs, known, base)), null.map(str::to_owned)];
            let said: Vec<String> = said.into_iter().flatten().collect();
            markdown::wrap_items(&[format!("{}{}", head(argument), said.join(" "))])
        });
        let arguments = parameters.iter().map(|(argument, of)| {
            let known = self.said_of_parameter(of, &argument.name);
            docs::item(&head(argument), &of.docs, &known, base)
        });
        let said = operation.body.iter().filter(|_| whole.is_some());
        let of_whole = said.map(|body| docs::item("- `body`: ", &body.docs, "", base));
        let arguments: Vec<String> = arguments.chain(of_body).chain(of_whole).flatten().collect();
        if !arguments.is_empty() {
            section(vec!["# Arguments".to_owned()]);
            section(arguments);
        }
        let of_object = operation.body.iter().filter(|_| whole.is_none());
        let of_object = of_object.map(|body| docs::item("The body: ", &body.docs, "", base));
        let security = self.security_docs(operation).map(|said| markdown::wrap_items(&[said]));
        let of_content = self.content_docs(operation).into_iter().chain(security);
        of_object.chain(of_content).filter(|said| !said.is_empty()).for_each(&mut section);
        let call = calls::call_name(operation);
        let has_setters = self.has_setters(operation);
        let setters = has_setters.then(|| format!("Optional arguments are setters of [`{call}`]."));
        let of_call = [setters, self.sent_docs(operation), self.endings_docs(operation)];
        let of_call: Vec<String> = of_call.into_iter().flatten().collect();
        if !of_call.is_empty() {
            section(markdown::wrap_items(&[of_call.join(" ")]));
        }
        for key in operation.parameters.iter().filter(|one| self.is_idempotency_key(one)) {
            let method = format!("[`idempotency_key`]({call}::idempotency_key)");
            let head = format!("{method} sets the header {}. ", code(&key.name));
            section(docs::item_or_head(&head, &key.docs, base));
        }
        if let Some(scopes) = scopes_docs(operation) {
            section(markdown::wrap_items(&[scopes]));
        }
        let callbacks = self.callback_docs(operation, |ty| self.linked_type(ty));
        if !callbacks.is_empty() {
            section(vec!["# Callbacks".to_owned()]);
            section(callbacks);
        }
        section(vec!["# Errors".to_owned()]);
        self.errors_docs(operation).into_iter().for_each(&mut section);
        section(example.block(&self.library()));
        if let Some(url) = &self.config.operation_url {
            let url = url
                .replace("{group}", &operation.group)
                .replace("{operation}", &operation.declared_id);
            section(vec![format!("[Documentation of the API]({url})")]);
        }
        self.examples.insert(operation.id.clone(), example);
        lines
    }

    /// Names what a body has that callers neither give nor set.
    pub(super) fn sent_docs(&self, operation: &Operation) -> Option<String> {
        let fields = self.object_fields(operation.body.as_ref()?.content.ty()?)?;
        let sent = fields.iter().filter(|(field, _)| field.presence.is_required());
        let sent = sent.filter_map(|(field, _)| {
            let text = field.constant.as_ref()?.text();
            Some(format!("{} = {}", code(&field.name), code(&text)))
        });
        let sent: Vec<String> = sent.collect();
        (!sent.is_empty()).then(|| format!("Sent by itself: {}.", sent.join(", ")))
    }

    /// Names the endings of a call that not every call has, and says when its poll ends.
    pub(super) fn endings_docs(&self, operation: &Operation) -> Option<String> {
        let page = operation.page.as_ref();
        let has_tools = operation.tools.is_some();
        let typed = |ending: &str| format!("{ending} (with the feature {})", code(TYPED));
        let has = [
            (page.is_some(), "`.items()`".to_owned()),
            (page.is_some(), "`.pages()`".to_owned()),
            (page.is_some_and(|page| page.back.is_some()), "`.pages_back()`".to_owned()),
            (operation.stream.is_some(), "`.stream()`".to_owned()),
            (operation.poll.is_some(), "`.poll()`".to_owned()),
            (matches!(operation.answer, Answer::Bytes(_)), "`.download()`".to_owned()),
            (operation.structured.is_some(), typed("`.parse()`")),
            (has_tools, typed("`.run_tools(…)`")),
            (
                has_tools && self.event_of_answer(operation).is_some(),
                typed("`.run_tools_streamed(…)`"),
            ),
        ];
        let named = has.into_iter().filter(|(has, _)| *has).map(|(_, name)| name);
        let choices = choice_names(operation).into_iter().map(|name| code(&format!(".{name}()")));
        let named: Vec<String> = named.chain(choices).collect();
        let poll = operation.poll.as_ref().map(|poll| {
            let ends: Vec<String> = poll.terminal.iter().map(|end| code(end)).collect();
            format!(" A poll ends once {} is {}.", code(&poll.status), one_of(&ends))
        });
        let poll = poll.unwrap_or_default();
        (!named.is_empty()).then(|| format!("Ends in {}, too.{poll}", named.join(", ")))
    }

    /// Lists the callbacks of an operation, if there are any, with the type of what each brings, as
    /// `shown`.
    pub(super) fn callback_docs(
        &self,
        operation: &Operation,
        shown: impl Fn(&TypeRef) -> String,
    ) -> Vec<String> {
        let item = |hook: &ir::Hook| {
            let expression = hook.expression.as_deref().unwrap_or_default();
            let request = code(&format!("{} {expression}", hook.method));
            let brings = hook.ty.as_ref().map(|ty| format!(" with {}", shown(ty)));
            let head = format!("- {}: {request}{}. ", code(&hook.name), brings.unwrap_or_default());
            let docs = Docs { deprecated: hook.deprecated, ..hook.docs.clone() };
            docs::item_or_head(&head, &docs, self.config.link_base.as_deref())
        };
        let callbacks = &operation.contract.callbacks;
        if callbacks.is_empty() {
            return Vec::new();
        }
        let what = "Requests that the server makes later, and callers serve";
        let about = match callbacks.iter().any(|hook| hook.ty.is_some()) {
            true => format!("{what}: `serde_json::from_slice` reads their JSON as these types."),
            false => format!("{what}."),
        };
        let about = markdown::wrap_items(&[about]).into_iter().chain([String::new()]);
        about.chain(callbacks.iter().flat_map(item)).collect()
    }

    /// Returns a type, with a link to what it names.
    fn linked_type(&self, ty: &TypeRef) -> String {
        match ty {
            TypeRef::Named(id) => {
                let name = self.type_name(id);
                format!("[`{name}`](crate::types::{name})")
            }
            ty => format!("`{}`", self.ty(ty)),
        }
    }

    /// Documents the errors of an operation: those that are declared in a list, if more than a
    /// sentence is said of one.
    fn errors_docs(&self, operation: &Operation) -> Vec<Vec<String>> {
        let see = "See [`Error`](crate::Error).";
        let errors = declared_errors(operation);
        let head = |DeclaredError { status, ty, .. }: &DeclaredError| {
            let status = if status == "default" { "any other status" } else { status };
            match ty {
                Some(ty) => format!("{status} ({})", self.linked_type(ty)),
                None => status.to_owned(),
            }
        };
        if errors.iter().all(|error| docs::is_sentence(&error.docs.text)) {
            let declared: Vec<String> =
                errors.iter().map(|error| self.with_words(head(error), &error.docs)).collect();
            let declared = match declared.as_slice() {
                [] => String::new(),
                declared => format!(" The document declares {}.", declared.join("; ")),
            };
            return vec![markdown::wrap_items(&[format!("{see}{declared}")])];
        }
        let base = self.config.link_base.as_deref();
        let item = |error: &&DeclaredError| {
            docs::item_or_head(&format!("- {}: ", head(error)), &error.docs, base)
        };
        let declared = markdown::wrap_items(&[format!("{see} The document declares:")]);
        vec![declared, errors.iter().flat_map(item).collect()]
    }

    /// Returns a status and its type, with what the document says of it in a phrase.
    pub(super) fn with_words(&self, declared: String, docs: &Docs) -> String {
        let text = docs::plain_sentence(&docs.text).unwrap_or_default();
        let docs = Docs { text, ..docs.clone() };
        let said = docs::brief(&docs, "", self.config.link_base.as_deref());
        match said.trim_end_matches('.') {
            "" => declared,
            said => format!("{declared}: {said}"),
        }
    }
}

/// Returns the errors that an operation declares, those of more statuses after those of fewer.
pub(super) fn declared_errors(operation: &Operation) -> Vec<&DeclaredError> {
    let mut errors: Vec<&DeclaredError> = operation.errors.iter().collect();
    errors.sort_by_key(|error| (error.status == "default", error.status.ends_with("XX")));
    errors
}

/// Returns the scopes that a token needs, if the operation asks for any.
fn scopes_docs(operation: &Operation) -> Option<String> {
    let way = |way: &ir::Requirement| {
        let scheme = |(name, scopes): (&String, &Vec<String>)| {
            let scopes: Vec<String> = scopes.iter().map(|scope| code(scope)).collect();
            match scopes.as_slice() {
                [] => code(name),
                [scope] => format!("{} with the scope {scope}", code(name)),
                scopes => format!("{} with the scopes {}", code(name), scopes.join(", ")),
            }
        };
        let schemes: Vec<String> = way.iter().map(scheme).collect();
        if schemes.is_empty() { "nothing".to_owned() } else { schemes.join(" and ") }
    };
    let ways = &operation.contract.security;
    let has_scopes = ways.iter().flat_map(|way| way.values()).any(|scopes| !scopes.is_empty());
    let ways: Vec<String> = ways.iter().map(way).collect();
    has_scopes.then(|| format!("Asks for {}.", ways.join(", or ")))
}
