//! The reasons why an operation is called as it is.

use super::fields::{displaced, respelled};
use super::{Explainer, Explanation, Placed};
use crate::config::Entry;
use crate::ir::{Answer, Content, Location, Operation, Parameter, Stream, Style, Success, TypeRef};
use crate::plan;
use crate::rust::{Call, Item, Method, MethodBody, Type};
use crate::words::code;

impl Explainer {
    /// Explains the handle of a group.
    pub(super) fn group(&self, name: &str) -> Option<Explanation> {
        let mut operations = self.api.operations.iter().filter(|operation| operation.group == name);
        let first = self.location(&operations.next()?.origin);
        let count = operations.count() + 1;
        let rust = format!("struct {}", plan::handle_name(name));
        let reasons = vec![
            self.grouping(name),
            format!(
                "the handle of the group, from `Client::{}()`, has a method per operation: {count}, \
                 of which this is the first",
                plan::group_module(name)
            ),
        ];
        // The actions on that operation are no matter of the group's.
        let (name, actions) = (String::new(), Vec::new());
        Some(Explanation { name, rust, places: vec![first], reasons, actions })
    }

    /// Explains the method and the call of an operation.
    pub(super) fn operation(&self, number: usize) -> Option<Explanation> {
        let operation = &self.api.operations[number];
        let (call, method) = self.call(operation)?;
        let arguments: Vec<&str> = arguments(method).collect();
        let output = call.output.as_ref().map_or("()".to_owned(), Type::to_string);
        let handle = plan::handle_name(&operation.group);
        let rust = format!("{handle}::{}({}) -> {output}", method.name, arguments.join(", "));
        let mut reasons = vec![format!(
            "`{} {}`: the operation `{}`, in the case of Rust's methods",
            operation.method, operation.path, operation.declared_id
        )];
        reasons.extend(kind_of_body(operation));
        reasons.push(self.grouping(&operation.group));
        if !arguments.is_empty() {
            reasons.push(
                "its arguments are what it requires: parameters, those of the path first, then \
                 properties of the body"
                    .to_owned(),
            );
        }
        if let Some(body) = &call.body {
            reasons.push(match method.body {
                MethodBody::Made(..) => format!(
                    "everything else in its body, `{}`, has a setter on the call; `{}_with` takes \
                     a whole body",
                    body.ty,
                    method.name.trim_start_matches("r#")
                ),
                _ => format!("its body, `{}`, is no object: it is an argument as a whole", body.ty),
            });
        }
        let output = call.output.as_ref().map(Type::to_string).unwrap_or_default();
        reasons.push(answer(&operation.answer, &output));
        if operation.security.is_some() {
            let why = "its `security` is not that of the client: it is sent with what it asks for";
            reasons.push(why.to_owned());
        }
        let places = self.configured_calls(operation, call, &mut reasons);
        let mut explanation = self.from(rust, &operation.origin, reasons);
        explanation.places.extend(places);
        Some(explanation)
    }

    /// Explains a parameter.
    pub(super) fn parameter(&self, operation: usize, number: usize) -> Option<Explanation> {
        let operation = &self.api.operations[operation];
        let parameter = &operation.parameters[number];
        let (call, method) = self.call(operation)?;
        if operation.is_streamed_by(parameter) {
            let reason = "a parameter in the query that asks for a stream: `.stream()` sets it, \
                          and nothing else does";
            let rust = format!("{}.stream()", method.name);
            return Some(self.from(rust, &parameter.origin, vec![reason.to_owned()]));
        }
        let required = call.required.iter().map(|(_, argument)| (&argument.name, argument));
        let optional = call.optional.iter().map(|setter| (&setter.name, &setter.argument));
        let mut known = required.chain(optional);
        let Some((name, argument)) = known.find(|(_, argument)| argument.fills(parameter)) else {
            let reason = "the header of idempotency keys, for which each call has a setter";
            let rust = format!("{}.idempotency_key()", method.name);
            return (parameter.location == Location::Header)
                .then(|| self.from(rust, &parameter.origin, vec![reason.to_owned()]));
        };
        let place = match parameter.location {
            Location::Path => "in the path",
            Location::Query => "in the query",
            Location::Header => "in a header",
            Location::Cookie => "in a cookie",
        };
        let taken = match parameter.required {
            true => "required: an argument of the method",
            false => "optional: a setter of the call",
        };
        let mut reasons = vec![format!("a parameter {place}, {taken}")];
        reasons.push(self.words(&parameter.ty, &parameter.origin.child("schema")));
        let is_list = matches!(self.api.target(&parameter.ty), TypeRef::List(_));
        reasons.extend(style_reason(parameter, is_list).map(str::to_owned));
        if !parameter.encodings.is_empty() {
            let own = parameter.encodings.iter().map(|encoding| code(&encoding.name));
            let own = own.collect::<Vec<_>>().join(", ");
            reasons.push(format!("`encoding`: {own} in ways of their own"));
        }
        if parameter.reserved {
            reasons.push("`allowReserved`: what is reserved is not encoded".to_owned());
        }
        if parameter.any_text {
            reasons
                .push("it is one of several texts: any value that has a text is taken".to_owned());
        }
        reasons.extend(respelled(name, &parameter.name));
        let rival = plan::rival_of_parameter(operation, parameter);
        reasons.extend(rival.map(|(wanted, rival)| {
            let required = call.required.iter().map(|(_, argument)| argument);
            let mut all = required.chain(call.optional.iter().map(|setter| &setter.argument));
            let other = all.find(|argument| argument.fills(rival));
            displaced(&wanted, &rival.name, other.map_or("", |argument| &argument.name))
        }));
        let rust = format!("{}.{name}: {}", method.name, argument.ty);
        Some(self.from(rust, &parameter.origin, reasons))
    }

    /// Explains the way in which a property of the body of an operation is
    /// taken.
    pub(super) fn body_field(&self, operation: usize, number: usize) -> Option<Explanation> {
        let operation = &self.api.operations[operation];
        let body = operation.body_type()?;
        let (id, object) = (self.api.target(body).named()?, self.api.object(body)?);
        let field = &object.fields[number];
        let owner = self.type_name(id);
        let mut explanation = self.field(id, object, field)?;
        let property = operation.stream.as_ref().and_then(Stream::property);
        let stream = property.filter(|property| *property == field.name);
        let says = if self.is_configured(operation) { "configuration" } else { "document" };
        explanation.reasons.insert(
            0,
            match (stream, field.is_argument()) {
                (Some(_), _) => format!(
                    "the {says} says that this property of `{owner}` asks for a stream: \
                     `.stream()` sets it, and nothing else does"
                ),
                (None, true) => format!("an argument of the method: `{owner}` requires it"),
                (None, false) => format!("a setter of the call: it sets the field of `{owner}`"),
            },
        );
        Some(explanation)
    }

    /// Returns the call and the method of an operation.
    pub(super) fn call(&self, operation: &Operation) -> Option<(&Call, &Method)> {
        let call = self.items().find_map(|item| match item {
            Item::Call(call) if call.id == operation.id => Some(&**call),
            _ => None,
        })?;
        let method = self.items().find_map(|item| match item {
            Item::Group(group) => group.methods.iter().find(|method| method.call == call.name),
            _ => None,
        })?;
        Some((call, method))
    }

    /// Tells whether the configuration says that an operation streams.
    fn is_configured(&self, operation: &Operation) -> bool {
        let mut streams = self.config.streams.iter();
        streams.any(|stream| stream.operations.contains(&operation.declared_id))
    }

    /// Gives the reason why an operation is in its group.
    fn grouping(&self, group: &str) -> String {
        match self.config.group_key.as_slice() {
            [] => {
                format!("its group is its first tag, else the first part of its path: `{group}`")
            }
            keys => format!(
                "its group is its `{}`, or its first tag, else the first part of its path: `{group}`",
                keys.join(".")
            ),
        }
    }

    /// Gives the reasons that the configuration adds to a call, and returns
    /// their places.
    fn configured_calls(
        &self,
        operation: &Operation,
        call: &Call,
        reasons: &mut Vec<String>,
    ) -> Vec<Placed> {
        let id = &operation.declared_id;
        let config = &self.config;
        let mut places = Vec::new();
        let mut place = |entry: Option<(&str, usize)>| {
            places.extend(
                entry.map(|(section, number)| self.configured(&[section, &number.to_string()])),
            );
        };
        if let Some(stream) = &call.stream {
            place(entry(&config.streams, id));
            let says = match &stream.accept {
                Some(kind) if !self.is_configured(operation) => format!("it declares `{kind}`"),
                _ => "`streams` of the configuration".to_owned(),
            };
            reasons.push(format!("{says}: `.stream()` gives the events, `{}`", stream.events));
        }
        if let Some(answers) = entry(&config.answers, id) {
            place(Some(answers));
            reasons.push("`answers` of the configuration say what it answers with".to_owned());
        }
        if let Some(page) = &operation.page {
            let says = if page.is_configured {
                place(entry(&config.pages, id));
                "`pages` of the configuration"
            } else {
                "the shapes of what it asks and answers"
            };
            reasons.push(format!("{says}: `.pages()` and `.items()` go on {}", page.words()));
        }
        if let Some(number) = config.no_pages.iter().position(|other| other == id) {
            place(Some(("no_pages", number)));
            let says = "`no_pages` of the configuration: it does not page, whatever its shapes";
            reasons.push(says.to_owned());
        }
        if let Some(poll) = &operation.poll {
            let says = if poll.with == operation.id {
                "it reads what another operation starts"
            } else if poll.is_configured {
                place(entry(&config.polls, id));
                "`polls` of the configuration"
            } else {
                "the shapes of what starts it and of what asks how far it is"
            };
            reasons.push(format!("{says}: `.poll()` asks {}", poll.words()));
        }
        if let Some(structured) = &operation.structured {
            place(entry(&config.structured, id));
            let words = structured.words();
            reasons.push(format!(
                "`structured` of the configuration: `.parse()` asks for a value {words}"
            ));
        }
        if let Some(tools) = &operation.tools {
            place(entry(&config.tools, id));
            let words = tools.words();
            reasons.push(format!("`tools` of the configuration: `.run_tools()` does {words}"));
        }
        places
    }
}

/// Says why a parameter is written as it is, unless that is the usual way.
const fn style_reason(parameter: &Parameter, is_list: bool) -> Option<&'static str> {
    Some(match parameter.style {
        Style::Usual if is_list && matches!(parameter.location, Location::Query) => {
            "in a query, a list is a pair per item"
        }
        Style::Usual => return None,
        Style::Exploded => "`explode: true`: an object is its keys and values with `=`",
        Style::Label => "`style: label`: after a dot, with commas between the items",
        Style::LabelExploded => "`style: label`, `explode: true`: a dot before each",
        Style::Matrix => "`style: matrix`: after a semicolon and the name",
        Style::MatrixExploded => "`style: matrix`, `explode: true`: `;name=` before each item",
        Style::Plain => "`style: cookie`: nothing is encoded",
        Style::PlainJoined => {
            "`style: cookie`, `explode: false`: with commas between the items, and nothing encoded"
        }
        Style::Joined => "`explode: false`: one pair, with commas between the items",
        Style::SpaceDelimited => "`style: spaceDelimited`: one pair, with spaces",
        Style::PipeDelimited => "`style: pipeDelimited`: one pair, with bars",
        Style::DeepObject => "`style: deepObject`: a pair per property, in brackets",
        Style::Json => "it has `content`: one pair, with JSON for a value",
        Style::Whole => "`in: querystring`: all of the query, a pair per property",
        Style::WholeJson => "`in: querystring`: all of the query, as JSON",
        Style::WholeText => "`in: querystring`: all of the query, as text",
    })
}

/// Returns the section and the number of the entry for an operation.
fn entry<'e, E: Entry>(entries: &'e [E], operation: &str) -> Option<(&'e str, usize)> {
    let entry = entries.iter().find(|entry| entry.is_for(operation))?;
    Some((E::SECTION, entry.index()))
}

/// Describes the kind of body of an operation, unless it is the usual one.
fn kind_of_body(operation: &Operation) -> Option<String> {
    let body = operation.body.as_ref()?;
    let kind = &body.content_type;
    let others = body.other_kinds();
    let how = match &body.content {
        _ if operation.is_variant() => {
            format!("its body can be of several kinds: this method's is `{kind}`")
        }
        Content::Json(_) if others.is_none() => return None,
        Content::Json(_) => format!("its body is sent as `{kind}`"),
        Content::Form(..) | Content::UrlEncoded(..) => format!("its body is a form, `{kind}`"),
        Content::Parts(..) => format!("each item of its body is a part, `{kind}`"),
        Content::Sequence(..) => format!("the JSON of each item of its body is sent, `{kind}`"),
        Content::Bytes => format!("its body is sent as it is, as `{kind}`"),
    };
    let others = others.map(|others| format!("; it can be {others} as well"));
    Some(how + &others.unwrap_or_default())
}

/// Describes the answer of an operation.
fn answer(answer: &Answer, output: &str) -> String {
    match answer {
        Answer::Nothing => "its first success has no content".to_owned(),
        Answer::Json(_) => format!("it answers with `{output}`, the JSON of its first success"),
        Answer::Optional(_) => {
            format!("it answers with `{output}`: one success has JSON, another has no content")
        }
        Answer::ByStatus(successes) => {
            let is_other =
                |success: &Success| matches!(&success.gives, Some(it) if it.ty().is_none());
            let what = match successes.iter().any(is_other) {
                true => "content of several kinds",
                false => "JSON of several types",
            };
            format!("it answers with `{output}`: its successes have {what}")
        }
        Answer::Text(kinds) => format!("it answers with text, `{kinds}`"),
        Answer::Bytes(kinds) => format!("it answers with bytes, `{kinds}`"),
    }
}

/// Returns the names of a method's arguments.
fn arguments(method: &Method) -> impl Iterator<Item = &str> {
    let made = match &method.body {
        MethodBody::Made(_, made) => made.as_slice(),
        _ => &[],
    };
    let whole = matches!(method.body, MethodBody::Whole(..)).then_some("body");
    method.arguments.iter().chain(made).map(|argument| argument.name.as_str()).chain(whole)
}
