//! What operations answer → what ends their calls.

use super::{Planner, RUNTIME, calls, docs, import, names};
use crate::ir::{
    self, Answer, Content, Framing, Operation, Shape, Stream, Success, TypeId, TypeRef,
};
use crate::rust::{AnswerVariant, Answers, CallStream, DataEvents, Ending, Item, Type};

/// The name of the enum of an operation's answers, if it has several.
pub(super) fn name(operation: &Operation) -> String {
    format!("{}Answer", calls::call_name(operation))
}

/// What a call gives.
pub(super) struct Output {
    pub(super) ty: Option<Type>,
    pub(super) ending: Ending,
    pub(super) answers: Option<Answers>,
    pub(super) accept: Option<String>,
}

impl Planner<'_> {
    /// What a call gives.
    pub(super) fn output(&mut self, operation: &Operation, imports: &mut Vec<String>) -> Output {
        let plain = |ty: Option<Type>, ending: Ending, accept: Option<String>| Output {
            ty,
            ending,
            answers: None,
            accept,
        };
        let output = match &operation.answer {
            Answer::Nothing => plain(None, Ending::Usual, None),
            Answer::Json(ty) => plain(Some(self.ty(ty)), Ending::Usual, None),
            Answer::Optional(ty) => {
                plain(Some(self.ty(ty).inside("Option")), Ending::Optional, None)
            }
            Answer::Text(kinds) => plain(Some(Type::STRING), Ending::Text, Some(kinds.clone())),
            Answer::Bytes(kinds) => {
                plain(Some(Type::name("Bytes")), Ending::Bytes, Some(kinds.clone()))
            }
            Answer::ByStatus(successes) => {
                let answers = self.answers(operation, successes, imports);
                let ty = Some(Type::name(answers.name.as_str()));
                let answers = Some(answers);
                return Output { ty, ending: Ending::Answer, answers, accept: None };
            }
        };
        output.ty.iter().for_each(|ty| import(ty, imports));
        output
    }

    fn answers(
        &mut self,
        operation: &Operation,
        successes: &[Success],
        imports: &mut Vec<String>,
    ) -> Answers {
        imports.push(format!("{RUNTIME}::answers"));
        let variant = |Success { status, ty, text }: &Success| {
            let payload = ty.as_ref().map(|ty| self.ty(ty));
            payload.iter().for_each(|ty| import(ty, imports));
            let text = text.trim().trim_end_matches('.');
            let text =
                if text.is_empty() { status.to_string() } else { format!("{status}: {text}.") };
            let docs = docs::markdown(&text, self.config.link_base.as_deref());
            AnswerVariant { docs, name: status_name(*status), payload, status: *status }
        };
        let variants = successes.iter().map(variant).collect();
        let docs = vec![format!("What `{}` answers, by status.", operation.id)];
        Answers { docs, name: name(operation), variants }
    }

    /// How a call streams.
    pub(super) fn call_stream(&self, stream: &Stream, imports: &mut Vec<String>) -> CallStream {
        let events = self.ty(&stream.events);
        import(&events, imports);
        imports.push("crate::Result".to_owned());
        imports.push(format!("{RUNTIME}::http::EventStream"));
        imports.push("std::time::Duration".to_owned());
        let ask = stream
            .ask
            .as_ref()
            .map(|ask| (names::field_name(&ask.property), ask.value.to_string()));
        CallStream { ask, accept: stream.accept.clone(), framing: stream.framing, events }
    }

    /// That a type's values are events, if an operation streams them.
    pub(super) fn data_events_item(&self, id: &TypeId, imports: &mut Vec<String>) -> Option<Item> {
        let ir::DataEvents { error, end, ping } = (*self.streams.get(id)?).clone();
        imports.push(format!("{RUNTIME}::data_events"));
        let name = self.type_name(id);
        Some(Item::DataEvents(DataEvents { name, error, end, ping }))
    }

    /// What is to be said of what a call sends and gives, unless both are JSON.
    pub(super) fn content_docs(&self, operation: &Operation) -> Vec<String> {
        let call = calls::call_name(operation);
        let mut lines = Vec::new();
        if let Some(body) = &operation.body {
            let kind = &body.content_type;
            let how = match &body.content {
                Content::Json(_) => format!("as `{kind}`"),
                Content::Form(..) | Content::UrlEncoded(..) => format!("as a form, `{kind}`"),
                Content::Bytes => format!("as it is, as `{kind}`"),
            };
            let method = names::field_name(&operation.declared_id);
            let plain = method.trim_start_matches("r#");
            if operation.is_variant() {
                lines.push(format!(
                    "This is [`{plain}`](Self::{method}) with another body, which is sent {how}."
                ));
            } else if kind != "application/json" {
                lines.push(format!("The body is sent {how}."));
            }
        }
        lines.push(match &operation.answer {
            Answer::Nothing | Answer::Json(_) => String::new(),
            Answer::Optional(_) => "Gives `None` where the server answers with nothing.".to_owned(),
            Answer::ByStatus(_) => format!("What it gives depends on the status: [`{}`].", name(operation)),
            Answer::Text(kinds) => format!("Gives text, `{kinds}`."),
            Answer::Bytes(kinds) => format!(
                "Gives all bytes, `{kinds}`; [`download`]({call}::download) gives them as they come."
            ),
        });
        if let Some(stream) = operation.stream.as_ref().filter(|stream| stream.accept.is_some()) {
            let what = match stream.framing {
                Framing::Events => "events",
                Framing::JsonLines => "items, a line of JSON each,",
                Framing::JsonSequence => "items, a JSON text of a sequence each,",
                Framing::Parts => "items, a part of the body each,",
            };
            lines.push(format!("[`stream`]({call}::stream) gives {what} as they come."));
        }
        lines.retain(|line| !line.is_empty());
        lines
    }
}

/// The name of a successful status.
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

/// Whether a type is written as one text.
pub(super) fn is_text(api: &crate::ir::Api, ty: &TypeRef) -> bool {
    let target = api.target(ty);
    let is_scalar = target.is_scalar() && *target != TypeRef::File;
    is_scalar || api.shape(target).is_some_and(Shape::is_enum)
}
