//! The answers of operations → what ends their calls.

use serde_json::Value;

use super::{Planner, RUNTIME, calls, docs, import, markdown, names, naming, reserved};
use crate::ir::{
    self, Answer, Asked, Choice, Content, Docs, Framing, Gives, JsonFraming, Operation, Stream,
    Success, TypeId, TypeRef,
};
use crate::media::{JSON, can_be_json};
use crate::rust::{
    AnswerVariant, Answers, CallChoice, CallHeaders, CallStream, ChoiceAsk, DataEvents, Ending,
    HeaderField, Item, NULL_BODY, Type, VariantKey,
};
use crate::words::{unique, without_stop};

/// Returns the name of the enum of an operation's answers, if it has several.
pub(super) fn name(operation: &Operation) -> String {
    format!("{}Answer", calls::call_name(operation))
}

/// Returns the name of the headers that an operation answers with, if it declares any.
pub(super) fn headers_name(operation: &Operation) -> String {
    format!("{}Headers", calls::call_name(operation))
}

/// The output of a call.
pub(super) struct CallOutput {
    pub(super) ty: Option<Type>,
    pub(super) ending: Ending,
    pub(super) answers: Option<Answers>,
    pub(super) accept: Option<String>,
}

/// Returns the content types that are asked for where an answer may be more than JSON.
fn accepted(successes: &[Success], json: Option<&String>) -> Option<String> {
    let is_json = |success: &Success| matches!(success.gives, None | Some(Gives::Json(_)));
    if json.is_none() && successes.iter().all(is_json) {
        return None;
    }
    let kinds = successes.iter().flat_map(|success| &success.kinds);
    Some(unique(kinds.map(String::as_str)).join(", "))
}

impl Planner<'_> {
    /// Returns the output of a call.
    pub(super) fn output(
        &mut self,
        operation: &Operation,
        imports: &mut Vec<String>,
    ) -> CallOutput {
        let plain = |ty: Option<Type>, ending: Ending, accept: Option<String>| CallOutput {
            ty,
            ending,
            answers: None,
            accept,
        };
        let output = match &operation.answer {
            Answer::Nothing => plain(None, Ending::Usual, None),
            Answer::Json(ty) => {
                plain(Some(self.ty_of_call(ty)), Ending::Usual, operation.json.clone())
            }
            Answer::Optional(ty) => {
                let ty = self.ty_of_call(ty).inside("Option");
                plain(Some(ty), Ending::Optional, operation.json.clone())
            }
            Answer::Text(kinds) => plain(Some(Type::STRING), Ending::Text, Some(kinds.clone())),
            Answer::Bytes(kinds) => {
                plain(Some(Type::name("Bytes")), Ending::Bytes, Some(kinds.clone()))
            }
            Answer::ByStatus(successes) => {
                let answers = self.answers(operation, successes, imports);
                let ty = Some(Type::name(answers.name.as_str()));
                let answers = Some(answers);
                let accept = accepted(successes, operation.json.as_ref());
                return CallOutput { ty, ending: Ending::Answer, answers, accept };
            }
        };
        output.ty.iter().for_each(|ty| import(ty, imports));
        output
    }

    /// Returns the answers that can be asked for by methods of their own. Any call can be
    /// asked for text and bytes.
    pub(super) fn choices(
        &mut self,
        operation: &Operation,
        imports: &mut Vec<String>,
    ) -> Vec<CallChoice> {
        let mut choices = Vec::new();
        for (Choice { ask, gives }, name) in operation.choices.iter().zip(choice_names(operation)) {
            let how = asked_by(ask);
            // Any call asks for these by itself.
            if matches!(ask, Asked::Accept(_)) && gives.ty().is_none() {
                continue;
            }
            let Some(ask) = self.choice_ask(operation, ask) else { continue };
            let (output, ending) = match gives {
                Gives::Json(ty) => (self.ty_of_call(ty), Ending::Usual),
                Gives::Text => (Type::STRING, Ending::Text),
                Gives::Bytes => (Type::name("Bytes"), Ending::Bytes),
            };
            import(&output, imports);
            imports.push(format!("{RUNTIME}::http::Sending"));
            let text = format!("Asks for {} by {how}, and gives that.", kind(gives));
            let mut docs = markdown::lines(&text, None);
            docs.extend(["", "# Errors", "", "As [`send`](Self::send)."].map(str::to_owned));
            choices.push(CallChoice { docs, name, ask, output, ending });
        }
        choices
    }

    /// Returns the name of the setter of a property, of an object that is a body.
    fn setter_of(&self, body: &TypeRef, property: &str) -> Option<String> {
        let fields = self.object_fields(body)?;
        let own: Vec<&String> = fields.iter().map(|(_, name)| *name).collect();
        let setters = naming::setters(&own, "property", &reserved::is_of_structs);
        let mut named = fields.iter().zip(setters);
        named.find(|((field, _), _)| field.name == property).map(|(_, name)| names::raw(&name))
    }

    fn answers(
        &mut self,
        operation: &Operation,
        successes: &[Success],
        imports: &mut Vec<String>,
    ) -> Answers {
        imports.push(format!("{RUNTIME}::answers"));
        let variant = |success: &Success| {
            let Success { status, of_rest: _, gives, kinds, text, docs } = success;
            let (payload, ending) = match gives {
                None => (None, Ending::Usual),
                Some(Gives::Json(ty)) => (Some(self.ty_of_call(ty)), Ending::Usual),
                Some(Gives::Text) => (Some(Type::STRING), Ending::Text),
                Some(Gives::Bytes) => (Some(Type::name("Bytes")), Ending::Bytes),
            };
            payload.iter().for_each(|ty| import(ty, imports));
            let text = without_stop(text);
            let key = success.key();
            let text = if text.is_empty() { key } else { format!("{key}: {text}.") };
            let base = self.config.link_base.as_deref();
            let said = docs::item("", docs, "", base);
            let mut docs = markdown::lines(&text, base);
            if !said.is_empty() {
                docs.push(String::new());
                docs.extend(said);
            }
            AnswerVariant {
                docs,
                name: status_name(*status),
                payload,
                ending,
                can_be_json: kinds.iter().any(|kinds| can_be_json(kinds)),
                status: *status,
            }
        };
        let variants = successes.iter().map(variant).collect();
        let docs = vec![format!("What `{}` answers, by status.", operation.id)];
        Answers { docs, name: name(operation), variants }
    }

    /// Returns the headers that an operation answers with, each with its type.
    pub(super) fn headers(
        &self,
        operation: &Operation,
        imports: &mut Vec<String>,
    ) -> Option<CallHeaders> {
        let headers = &operation.headers;
        let words: Vec<names::Field<'_>> =
            headers.iter().map(|header| names::Field { word: &header.name, place: "" }).collect();
        let names = names::distinct(&words, |_| false).names;
        let field = |(header, name): (&ir::Header, &String)| {
            let ty = self.ty_of_call(&header.ty);
            import(&ty, imports);
            HeaderField {
                docs: self.docs(&with_place(header), &format!("The header `{}`.", header.name)),
                name: names::raw(name),
                wire: header.name.to_ascii_lowercase(),
                is_json: header.is_json,
                ty: ty.inside("Option"),
            }
        };
        let fields: Vec<HeaderField> = headers.iter().zip(&names).map(field).collect();
        let (of_answer, of_errors) = headers_of(operation);
        let id = &operation.id;
        let docs = vec![match (of_answer, of_errors) {
            (false, _) => format!("The headers of the errors of `{id}`."),
            (true, false) => format!("The headers of what `{id}` answers."),
            (true, true) => format!("The headers of what `{id}` answers, and of its errors."),
        }];
        if fields.is_empty() {
            return None;
        }
        imports.push(format!("{RUNTIME}::headers"));
        Some(CallHeaders { docs, name: headers_name(operation), fields })
    }

    /// Plans the request for an answer, if the body has a setter for it.
    fn choice_ask(&self, operation: &Operation, ask: &Asked) -> Option<ChoiceAsk> {
        Some(match ask {
            Asked::Accept(kind) => ChoiceAsk::Accept(kind.clone()),
            Asked::Property { property, value } => {
                let setter = self.setter_of(operation.body_type()?, property)?;
                ChoiceAsk::Body(setter, literal(value))
            }
            Asked::Parameter { name, value } => ChoiceAsk::Query(name.clone(), value.clone()),
        })
    }

    /// Plans the stream of a call.
    pub(super) fn call_stream(
        &self,
        operation: &Operation,
        stream: &Stream,
        imports: &mut Vec<String>,
    ) -> CallStream {
        let events = self.ty_of_call(&stream.events);
        import(&events, imports);
        imports.push(format!("{RUNTIME}::streams"));
        let ask = stream.ask.as_ref().and_then(|ask| self.choice_ask(operation, ask));
        CallStream { ask, accept: stream.accept.clone(), framing: stream.framing, events }
    }

    /// Makes a type's values events, if an operation streams them.
    pub(super) fn data_events_item(&self, id: &TypeId, imports: &mut Vec<String>) -> Option<Item> {
        let ir::DataEvents { error, end, ping } = (*self.streams.get(id)?).clone();
        imports.push(format!("{RUNTIME}::data_events"));
        let (name, assembled) = (self.type_name(id), self.assembled.contains(id));
        Some(Item::DataEvents(DataEvents { name, error, end, ping, assembled }))
    }

    /// Says of the variant by which a stream reports an error that it comes as one: an event is
    /// known for it by its name, or by its `type`.
    pub(super) fn note_errors(&self, id: &TypeId, item: &mut Item) {
        let (Some(events), Item::Union(union)) = (self.streams.get(id), item) else { return };
        if union.tag.as_deref() != Some("type") {
            return;
        }
        let is_error = |key: &VariantKey| match key {
            VariantKey::Texts(texts) => texts.contains(&events.error),
            _ => false,
        };
        for variant in union.variants.iter_mut().filter(|variant| is_error(&variant.key)) {
            let note = "In a stream it comes as an `Err` of the kind `Api`, not as this variant.";
            docs::add_paragraph(&mut variant.docs, note.to_owned());
        }
    }

    /// Describes the content that a call sends and gives, unless both are JSON, in paragraphs.
    pub(super) fn content_docs(&self, operation: &Operation) -> Vec<Vec<String>> {
        let call = calls::call_name(operation);
        let one = |text: String| markdown::wrap_items(&[text]);
        let mut said = Vec::new();
        if let Some(body) = &operation.body {
            let kind = &body.content_type;
            let how = match &body.content {
                Content::Json(_) => format!("as `{kind}`"),
                Content::Form(..) | Content::UrlEncoded(..) => format!("as a form, `{kind}`"),
                Content::Parts(..) => format!("as parts, one for each item, `{kind}`"),
                Content::Sequence(_, JsonFraming::Lines) => {
                    format!("as a line of JSON for each item, `{kind}`")
                }
                Content::Sequence(_, JsonFraming::Records) => {
                    format!("as a JSON text for each item, `{kind}`")
                }
                Content::Bytes => format!("as it is, as `{kind}`"),
            };
            let method = names::field_name(&operation.declared_id);
            let method = method.trim_start_matches("r#");
            if operation.is_variant() {
                said.push(one(format!(
                    "This is [`{method}`](Self::{method}) with another body, which is sent {how}."
                )));
            } else if kind != JSON {
                said.push(one(format!("The body is sent {how}.")));
            }
            if body.nullable {
                said.push(one(format!(
                    "[`{NULL_BODY}`]({call}::{NULL_BODY}) sends null in place of the body."
                )));
            }
            said.extend(body.other_kinds().map(|kinds| {
                one(format!(
                    "It can be {kinds} as well, if [`header`]({call}::header) sets `content-type` to that."
                ))
            }));
        }
        said.push(one(match &operation.answer {
            Answer::Nothing | Answer::Json(_) => String::new(),
            Answer::Optional(_) => "Gives `None` where the server answers with nothing.".to_owned(),
            Answer::ByStatus(_) => format!("What it gives depends on the status: [`{}`].", name(operation)),
            Answer::Text(kinds) => format!("Gives text, `{kinds}`."),
            Answer::Bytes(kinds) => format!(
                "Gives all bytes, `{kinds}`; [`download`]({call}::download) gives them as they come."
            ),
        }));
        let base = self.config.link_base.as_deref();
        said.push(docs::item("The answer: ", &operation.answer_docs, "", base));
        let named = operation.choices.iter().zip(choice_names(operation));
        said.extend(named.map(|(Choice { ask, gives }, ending)| {
            let (what, how) = (kind(gives), asked_by(ask));
            one(format!("[`{ending}`]({call}::{ending}) asks for {what} by {how}."))
        }));
        if !operation.headers.is_empty() {
            let name = headers_name(operation);
            let of = match headers_of(operation) {
                (false, _) => "of errors",
                (true, false) => "of the answer",
                (true, true) => "of the answer and of errors",
            };
            said.push(one(format!("[`{name}`] has the headers {of}, typed.")));
        }
        if let Some(stream) = operation.stream.as_ref().filter(|stream| stream.accept.is_some()) {
            let what = match stream.framing {
                Framing::Events => "events",
                Framing::Json(JsonFraming::Lines) => "items, a line of JSON each,",
                Framing::Json(JsonFraming::Records) => "items, a JSON text of a sequence each,",
                Framing::Parts => "items, a part of the body each,",
            };
            said.push(one(format!("[`stream`]({call}::stream) gives {what} as they come.")));
            said.push(docs::item("Each item: ", &stream.docs, "", base));
        }
        said.retain(|lines| !lines.is_empty());
        said
    }
}

/// Returns the documentation of a header, with the answers that it comes with.
fn with_place(header: &ir::Header) -> Docs {
    let errors = header.errors.join(" or ");
    let mut docs = header.docs.clone();
    docs.limits.extend(match (header.required, header.errors.is_empty()) {
        (true, true) => Some("always there".to_owned()),
        (true, false) => Some(format!("always there with {errors}")),
        (false, true) => None,
        (false, false) => Some(format!("there with {errors}")),
    });
    docs
}

/// Tells whether headers are declared of answers, and whether of errors alone.
fn headers_of(operation: &Operation) -> (bool, bool) {
    let of_errors = |header: &ir::Header| !header.errors.is_empty();
    let headers = &operation.headers;
    (!headers.iter().all(of_errors), headers.iter().any(of_errors))
}

/// Returns the names of the methods that ask for other answers than the usual one.
pub(super) fn choice_names(operation: &Operation) -> Vec<String> {
    let word = |Choice { ask, gives }: &Choice| match (ask, gives) {
        (Asked::Accept(_), Gives::Json(_)) => "send_json".to_owned(),
        (Asked::Accept(_), Gives::Text) => "send_text".to_owned(),
        (Asked::Accept(_), Gives::Bytes) => "send_bytes".to_owned(),
        (Asked::Property { value, .. }, _) => sent_as(&shown(value)),
        (Asked::Parameter { value, .. }, _) => sent_as(value),
    };
    let words: Vec<String> = operation.choices.iter().map(word).collect();
    naming::setters(&words, "answer", &|_| false)
}

/// Returns the word for a method that sends a value.
fn sent_as(value: &str) -> String {
    names::plain_field_name(&format!("send_as_{value}"))
}

/// Names the kind of an answer in a word.
const fn kind(gives: &Gives) -> &'static str {
    match gives {
        Gives::Json(_) => "JSON",
        Gives::Text => "text",
        Gives::Bytes => "bytes",
    }
}

/// Says in words by what an answer is asked for.
fn asked_by(ask: &Asked) -> String {
    match ask {
        Asked::Accept(kinds) => format!("`{kinds}`"),
        Asked::Property { property, value } => format!("`{property}: {}`", shown(value)),
        Asked::Parameter { name, value } => format!("`{name}={value}`"),
    }
}

/// Returns a value as people write it.
fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Returns a text or a boolean in Rust.
fn literal(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), |text| format!("{text:?}"))
}

/// Returns the name of a successful status.
fn status_name(status: u16) -> String {
    let name = match status {
        200 => "Ok",
        201 => "Created",
        202 => "Accepted",
        203 => "NonAuthoritative",
        204 => "NoContent",
        205 => "ResetContent",
        206 => "PartialContent",
        207 => "MultiStatus",
        208 => "AlreadyReported",
        226 => "ImUsed",
        other => return format!("Status{other}"),
    };
    name.to_owned()
}
