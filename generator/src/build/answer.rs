//! Answers: JSON, text, bytes, or nothing; and events.

use super::{Builder, scalar};
use crate::diagnostic::Diagnostic;
use crate::ir::{
    Answer, Asked, Choice, Docs, Framing, Gives, JsonFraming, Success, TypeId, TypeRef, Untyped,
    target,
};
use crate::media::{
    ANY, ANY_APPLICATION, EVENTS, JSON, essence, is_binary, is_events, is_json, is_json_lines,
    is_json_sequence, is_parts, is_plain_json, is_textual, range,
};
use crate::pointer::Pointer;
use crate::schema::{Form, Schema, Type};
use crate::select::{self, MediaType, Response, Status};
use crate::words::unique;

/// The content of one success.
#[derive(Clone, Debug)]
enum SuccessContent<'a> {
    Nothing,
    Json(&'a MediaType),
    Text(Vec<String>),
    Bytes(Vec<String>),
}

/// The kind of value that the content of one type is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ContentKind {
    Json,
    Text,
    Bytes,
    /// One item after the other.
    Items,
}

/// The answer of an operation.
pub(super) struct Answered {
    pub(super) answer: Answer,
    /// The content types by which JSON is asked for, if plain JSON is not all of them.
    pub(super) json: Option<String>,
    /// The documentation of an answer in JSON, unless a type of its own has it.
    pub(super) docs: Docs,
    pub(super) choices: Vec<Choice>,
    pub(super) stream: Option<DeclaredStream>,
}

/// The stream that an operation declares.
pub(super) struct DeclaredStream {
    pub(super) items: TypeRef,
    /// The content type by which it is asked for.
    pub(super) accept: String,
    pub(super) framing: Framing,
    /// The documentation of the items, unless a type of their own has it.
    pub(super) docs: Docs,
}

/// A success.
struct OneSuccess<'a> {
    response: &'a Response,
    /// Its content, with the content types that it has.
    gives: Option<(Gives, Vec<String>)>,
    /// The documentation of JSON, unless a type of its own has it.
    docs: Docs,
}

impl<'a> SuccessContent<'a> {
    /// Returns the content, if it is JSON.
    const fn json(&self) -> Option<&'a MediaType> {
        match self {
            Self::Json(media) => Some(media),
            _ => None,
        }
    }
}

impl<'a> Builder<'a> {
    /// Finds what an operation answers, and the stream that it declares.
    pub(super) fn answer(&mut self, found: &'a select::Operation, id: &TypeId) -> Answered {
        let successes = self.successes(found);
        if successes.is_empty() && found.method != "HEAD" && leads_elsewhere(found) {
            // The answer is what is there, of which the document says nothing.
            let (json, choices) = (None, Vec::new());
            let (answer, docs) = (Answer::Bytes(ANY.to_owned()), Docs::default());
            return Answered { answer, json, docs, choices, stream: None };
        }
        let declared = successes.iter().flat_map(|response| &response.content);
        let bytes = declared.filter(|media| self.kind_of_content(media) == ContentKind::Bytes);
        let declared = joined(bytes.map(|media| media.content_type.as_str()));
        if let Some(answered) = self.answer_of_config(&found.id, &declared) {
            let stream = self.declared_stream(&successes, id);
            return Answered { stream, ..answered };
        }
        let contents: Vec<SuccessContent<'a>> = successes
            .iter()
            .map(|response| match response.status {
                // Whatever is declared, HTTP has none here.
                _ if found.method == "HEAD" => SuccessContent::Nothing,
                Status::Code(204 | 205) => SuccessContent::Nothing,
                _ => self.response_content(response),
            })
            .collect();
        for (response, content) in successes.iter().zip(&contents) {
            self.report_untyped_content(response, content);
            if found.method != "HEAD" {
                self.report_content_of_none(response);
            }
        }
        let answer = self.one_answer(&successes, &contents, id);
        let answer = self.or_text(answer, &found.id, id);
        let docs = match &answer {
            Answer::Json(ty) | Answer::Optional(ty) => {
                let schema = contents.iter().find_map(SuccessContent::json);
                self.docs_of_unnamed(schema.and_then(|media| media.schema.as_ref()), Some(ty))
            }
            _ => Docs::default(),
        };
        let json = contents.iter().filter_map(SuccessContent::json);
        let json = json.map(|media| media.content_type.as_str());
        let json = (!json.clone().all(is_plain_json)).then(|| joined(json));
        let with_content = successes.iter().zip(&contents);
        let with_content =
            with_content.filter(|(_, content)| !matches!(content, SuccessContent::Nothing));
        let media: Vec<&'a MediaType> =
            with_content.flat_map(|(response, _)| &response.content).collect();
        let choices = self.choices(&media, &answer, id);
        let stream = self.declared_stream(&successes, id);
        Answered { answer, json, docs, choices, stream }
    }

    /// Lists the content of successes beside that of the usual answer: JSON, text or bytes.
    fn choices(&mut self, content: &[&'a MediaType], answer: &Answer, id: &TypeId) -> Vec<Choice> {
        let kind = |media: &'a MediaType| self.kind_of_content(media);
        let kinds = |wanted: ContentKind| {
            let of_kind = content.iter().filter(|media| kind(media) == wanted);
            let kinds = joined(of_kind.map(|media| media.content_type.as_str()));
            (!kinds.is_empty()).then_some(kinds)
        };
        let (text, bytes) = (kinds(ContentKind::Text), kinds(ContentKind::Bytes));
        let json = content.iter().copied().find(|media| kind(media) == ContentKind::Json);
        let choice = |ask: Option<String>, gives: Gives| {
            ask.map(|kinds| Choice { ask: Asked::Accept(kinds), gives })
        };
        let text = choice(text, Gives::Text).filter(|_| !matches!(answer, Answer::Text(_)));
        let bytes = choice(bytes, Gives::Bytes).filter(|_| !matches!(answer, Answer::Bytes(_)));
        let json = json.filter(|_| matches!(answer, Answer::Bytes(_)));
        let json = json.map(|media| {
            self.inline.begin_part();
            let ty = match &media.schema {
                Some(schema) => self.item_type(schema, &id.child("response")),
                None => self.any(&media.at, Untyped::NoSchema),
            };
            Choice { ask: Asked::Accept(media.content_type.clone()), gives: Gives::Json(ty) }
        });
        json.into_iter().chain(text).chain(bytes).collect()
    }

    /// Tells what content of a type is read as.
    fn kind_of_content(&self, media: &'a MediaType) -> ContentKind {
        let kind = &media.content_type;
        let any = matches!(kind.as_str(), ANY | ANY_APPLICATION) && media.schema.is_some();
        if is_events(kind) || is_json_lines(kind) || is_json_sequence(kind) || is_parts(kind) {
            ContentKind::Items
        } else if self.comes_as_bytes(media) {
            ContentKind::Bytes
        } else if is_json(kind) || any {
            ContentKind::Json
        } else if is_textual(kind) {
            ContentKind::Text
        } else {
            ContentKind::Bytes
        }
    }

    /// Returns the content that is read as JSON, if there is any: the plainest.
    pub(super) fn plainest_json(&self, content: &'a [MediaType]) -> Option<&'a MediaType> {
        let json = |media: &&MediaType| is_json(&media.content_type);
        let plain = |media: &&MediaType| essence(&media.content_type) == JSON;
        let read = |media: &&'a MediaType| self.kind_of_content(media) == ContentKind::Json;
        let mut content = content.iter();
        let found = content.clone().find(plain).or_else(|| content.clone().find(json));
        found.or_else(|| content.find(read))
    }

    /// Returns the stream that successes declare; events, if there are several.
    fn declared_stream(
        &mut self,
        successes: &[&'a Response],
        id: &TypeId,
    ) -> Option<DeclaredStream> {
        let content = || successes.iter().flat_map(|response| &response.content);
        for media in content() {
            self.report_sequence(media);
            self.report_part_headers(media);
        }
        if let Some(media) = content().find(|media| is_events(&media.content_type)) {
            self.inline.begin_part();
            let id = id.child("event");
            let schema = self.event_schema(media);
            self.report_other_streams(content(), media);
            let items = match (schema, &media.schema) {
                (Some(schema), _) => {
                    self.report_item_schema(media, schema);
                    self.item_type_of_events(schema, &id)
                }
                (None, Some(schema)) => {
                    let ty = self.type_of(schema, &id);
                    self.event_type(&ty, &schema.at)
                }
                (None, None) => self.any(&media.at, Untyped::NoSchema),
            };
            let accept = EVENTS.to_owned();
            let docs = self.docs_of_events(schema.or(media.schema.as_ref()), &items);
            return Some(DeclaredStream { items, accept, framing: Framing::Events, docs });
        }
        let (media, framing, item) = content().find_map(|media| {
            let (framing, item) = self.item_schema(media)?;
            Some((media, framing, item))
        })?;
        self.report_other_streams(content(), media);
        self.report_item_schema(media, item);
        self.inline.begin_part();
        let items = match framing {
            Framing::Parts if self.is_text_part(media, item)? => TypeRef::String,
            _ => {
                let ty = self.item_type(item, &id.child("item"));
                self.sequence_type(ty, &item.at)
            }
        };
        let accept = media.content_type.clone();
        let docs = self.docs_of_unnamed(Some(item), Some(&items));
        Some(DeclaredStream { items, accept, framing, docs })
    }

    /// Reports sequences of other items than those of the one that is read as a stream.
    fn report_other_streams(
        &mut self,
        content: impl Iterator<Item = &'a MediaType>,
        read: &'a MediaType,
    ) {
        let said = |media: &'a MediaType| {
            let schema = media.item_schema.as_ref().or(media.schema.as_ref());
            schema.map(|schema| self.follow(schema))
        };
        let is_other = |media: &&'a MediaType| {
            let is_sequence = self.kind_of_content(media) == ContentKind::Items;
            is_sequence && said(media).is_some_and(|schema| Some(schema) != said(read))
        };
        for media in content.filter(is_other).collect::<Vec<_>>() {
            let (kind, other) = (&media.content_type, &read.content_type);
            let message =
                format!("`{kind}` is not streamed: `{other}` is, whose schema is another one");
            self.report_unasked(media, message);
        }
    }

    /// Warns that the schema of content is taken for that of each of its items, where the
    /// document does not call it so, or is left out, where the document says so of another
    /// one and it says something else.
    pub(super) fn report_item_schema(&mut self, media: &'a MediaType, item: &'a Schema) {
        let Some(schema) = &media.schema else { return };
        let kind = &media.content_type;
        let is_same = schema == item;
        if media.item_schema.is_none() && is_same {
            let message = format!("`schema` of `{kind}` is taken for that of each item");
            let warning = Diagnostic::warning("item-schema", &item.at, message);
            let help = match is_events(kind) {
                true => {
                    "write `itemSchema` instead, if that is meant; where such an object is the \
                         data itself, say so by `contentSchema` of the `data` of an event"
                }
                false => "write `itemSchema` instead, if that is meant, or the schema of a list",
            };
            self.report.push(warning.help(help.to_owned()));
        } else if media.item_schema.is_some() && !is_same && !self.is_list_of(schema, item) {
            let message = format!("`schema` of `{kind}` is left out: `itemSchema` is taken");
            let warning = Diagnostic::warning("left-out", &schema.at, message);
            let why = "`itemSchema` says what there is.";
            self.report.push_counted(warning.settled_without(&schema.at, why));
        }
    }

    /// Tells whether a schema says no more than that there is a list of these items.
    fn is_list_of(&self, schema: &'a Schema, item: &Schema) -> bool {
        let list = self.follow(schema);
        let items = list.items.as_deref();
        let bare =
            Schema { kind: Some(Type::Array), items: list.items.clone(), ..Schema::default() };
        *list == bare && items.is_none_or(|items| items == item)
    }

    /// Returns the schema of each item, if the content is a sequence of items, and how
    /// these follow one another: that of `itemSchema`, or that of `schema`, which
    /// is a list's or, as some write for JSON, an item's. Text and bytes are no
    /// items.
    pub(super) fn item_schema(&self, media: &'a MediaType) -> Option<(Framing, &'a Schema)> {
        let framing = framing(&media.content_type)?;
        if let Some(item) = &media.item_schema {
            return Some((framing, item));
        }
        let schema = media.schema.as_ref()?;
        let target = self.follow(schema);
        let item = match target.form() {
            Form::Type(Type::Array) => target.items.as_deref(),
            _ if framing == Framing::Parts => None,
            Form::Type(Type::String) => None,
            _ if target.says_nothing() => None,
            _ => Some(schema),
        };
        Some((framing, item?))
    }

    /// Tells whether the parts of a body are text; returns none, and reports it,
    /// if they are neither that nor JSON.
    fn is_text_part(&mut self, media: &'a MediaType, item: &'a Schema) -> Option<bool> {
        let encodings = media.prefix_encoding.iter().chain(media.item_encoding.as_deref());
        let declared = encodings.filter_map(|encoding| encoding.content_type.as_deref());
        let declared: Vec<&str> = declared.filter(|kind| !kind.contains('*')).collect();
        let target = self.follow(item);
        let is_string = target.form() == Form::Type(Type::String);
        let is_json = match declared.as_slice() {
            [] => !is_string,
            declared => declared.iter().all(|kind| is_json(kind)),
        };
        let is_text =
            is_string && !scalar::is_binary(target) && declared.iter().all(|kind| is_textual(kind));
        if !is_json && !is_text {
            let what =
                format!("a stream of parts of `{}`, other than JSON or text", media.content_type);
            self.unsupported(&media.at, &what, &media.at);
            return None;
        }
        Some(!is_json)
    }

    /// Reports keywords of sequences in content that no rule reads as one.
    pub(super) fn report_sequence(&mut self, media: &MediaType) {
        let MediaType { content_type: kind, .. } = media;
        let at = &media.at;
        if media.item_schema.is_some() && !is_events(kind) && framing(kind).is_none() {
            let what = format!("`itemSchema` of `{kind}`");
            self.unsupported(at, &what, &at.child("itemSchema"));
        }
        if is_parts(kind) {
            return;
        }
        if !media.prefix_encoding.is_empty() {
            let what = format!("`prefixEncoding` of `{kind}`");
            self.unsupported(at, &what, &at.child("prefixEncoding"));
        }
        if media.item_encoding.is_some() {
            let what = format!("`itemEncoding` of `{kind}`");
            self.unsupported(at, &what, &at.child("itemEncoding"));
        }
    }

    /// Returns the responses that are successes, by their statuses, so that no name depends on
    /// their order; where none is, the one that stands for all.
    fn successes(&mut self, found: &'a select::Operation) -> Vec<&'a Response> {
        let of = |wanted: fn(Status) -> bool| -> Vec<&'a Response> {
            found.responses.iter().filter(|response| wanted(response.status)).collect()
        };
        let mut exact = of(|status| matches!(status, Status::Code(_)) && status.is_success());
        exact.sort_by_key(|response| response.key.as_str());
        let ranges = of(|status| matches!(status, Status::Range(_)) && status.is_success());
        if exact.is_empty() && ranges.is_empty() {
            return of(|status| status == Status::Default);
        }
        if exact.is_empty() {
            return ranges;
        }
        let (ranges, empty): (Vec<_>, Vec<_>) =
            ranges.into_iter().partition(|response| !response.content.is_empty());
        for Response { at, .. } in empty {
            let what = "a response without content for a range beside one for a status in it";
            self.unsupported(at, what, at);
        }
        // A status that is not listed is read as the first that has content.
        ranges.into_iter().chain(exact).collect()
    }

    /// Returns the content of a response. JSON is preferred, unless bytes come first; what says
    /// nothing at all does not count.
    fn response_content(&self, response: &'a Response) -> SuccessContent<'a> {
        let content = &response.content;
        let others: Vec<&'a MediaType> =
            content.iter().filter(|media| !is_events(&media.content_type)).collect();
        let json = |media: &&&'a MediaType| self.kind_of_content(media) == ContentKind::Json;
        let is_said = |media: &&&'a MediaType| !self.says_nothing(media);
        let Some(first) = others.iter().find(is_said).or(others.first()) else {
            return match content.first() {
                Some(events) => SuccessContent::Text(vec![events.content_type.clone()]),
                None => SuccessContent::Nothing,
            };
        };
        // All of the same kind as the first.
        let kinds = |wanted: fn(&str) -> bool| {
            let rest = others.iter().filter(|media| !std::ptr::eq(**media, *first));
            let rest = rest.map(|media| media.content_type.as_str()).filter(|kind| wanted(kind));
            asked([first.content_type.as_str()].into_iter().chain(rest))
        };
        // The plainest is what is answered unless another is asked for.
        let plain = others.iter().filter(json).find(|media| essence(&media.content_type) == JSON);
        match plain.or_else(|| others.iter().find(json)) {
            Some(media) if !self.comes_as_bytes(first) => SuccessContent::Json(media),
            _ if self.kind_of_content(first) == ContentKind::Text => {
                SuccessContent::Text(kinds(is_textual))
            }
            _ => SuccessContent::Bytes(kinds(|kind| !is_json(kind) && !is_textual(kind))),
        }
    }

    /// Reports text and bytes whose schema says more than that, unless JSON says the same.
    fn report_untyped_content(&mut self, response: &'a Response, read: &SuccessContent<'a>) {
        let json = match read {
            SuccessContent::Nothing => return,
            SuccessContent::Json(media) => media.schema.as_ref(),
            SuccessContent::Text(_) | SuccessContent::Bytes(_) => None,
        };
        for media in &response.content {
            let what = match self.kind_of_content(media) {
                ContentKind::Text => "text",
                ContentKind::Bytes => "bytes",
                ContentKind::Json | ContentKind::Items => continue,
            };
            if self.says_more(media, json) {
                self.report_untyped(
                    media,
                    &format!("an answer has no type: callers read its {what}"),
                );
            }
        }
    }

    /// Reports the content of a success that has none by its status.
    fn report_content_of_none(&mut self, response: &'a Response) {
        let Status::Code(status @ (204 | 205)) = response.status else { return };
        for media in &response.content {
            let schema = media.schema.as_ref().or(media.item_schema.as_ref());
            let schema = schema.map(|schema| self.follow(schema));
            if schema.is_none_or(scalar::is_plain) {
                continue;
            }
            let kind = &media.content_type;
            let message = format!("`{kind}` of a {status} is left out: such an answer has no body");
            let warning = Diagnostic::warning("left-out", &media.at, message);
            let why = format!("A {status} has no body.");
            self.report.push_counted(warning.settled_without(&media.at, why));
        }
    }

    /// Tells text or bytes whose schema says more than that, and than another schema.
    pub(super) fn says_more(&self, media: &'a MediaType, other: Option<&Schema>) -> bool {
        let Some(schema) = &media.schema else { return false };
        !scalar::is_plain(self.follow(schema))
            && !other.is_some_and(|other| schema.takes_the_same(other))
    }

    /// Reports content whose schema is not used.
    pub(super) fn report_untyped(&mut self, media: &MediaType, what: &str) {
        let kind = &media.content_type;
        let left_out = Diagnostic::warning("left-out", &media.at, format!("`{kind}` of {what}"));
        let why = format!("The schema of `{kind}` is not used.");
        let at = media.at.child(if media.schema.is_some() { "schema" } else { "itemSchema" });
        self.report.push_counted(left_out.settled_without(&at, why));
    }

    /// Tells whether content is bytes that say nothing to people, by its type or
    /// its schema.
    fn comes_as_bytes(&self, media: &'a MediaType) -> bool {
        is_binary(&media.content_type) || self.is_bytes(media)
    }

    /// Returns one answer of what successes have for content.
    fn one_answer(
        &mut self,
        successes: &[&'a Response],
        contents: &[SuccessContent<'a>],
        id: &TypeId,
    ) -> Answer {
        let says = |content: &SuccessContent<'_>| !matches!(content, SuccessContent::Nothing);
        let Some(first) = contents.iter().position(says) else { return Answer::Nothing };
        let mut given: Vec<OneSuccess<'a>> = Vec::new();
        for (number, (response, content)) in successes.iter().zip(contents).enumerate() {
            let mut docs = Docs::default();
            let gives = match content {
                SuccessContent::Nothing => None,
                SuccessContent::Json(media) => {
                    let id = id.child("response");
                    let status = response.status.to_string();
                    let id = if number == first { id } else { id.child(&status) };
                    let ty = match known(media, &given) {
                        Some(ty) => ty,
                        None => self.response_type(media, &id),
                    };
                    self.report_other_json(response, media);
                    docs = self.docs_of_unnamed(media.schema.as_ref(), Some(&ty));
                    Some((Gives::Json(ty), vec![media.content_type.clone()]))
                }
                SuccessContent::Text(kinds) => Some((Gives::Text, kinds.clone())),
                SuccessContent::Bytes(kinds) => Some((Gives::Bytes, kinds.clone())),
            };
            given.push(OneSuccess { response, gives, docs });
        }
        by_status(given)
    }

    /// Reports the JSON that a success has beside the one that is asked for, and
    /// that is not the same in other words.
    fn report_other_json(&mut self, response: &'a Response, read: &'a MediaType) {
        for media in &response.content {
            let is_json = self.kind_of_content(media) == ContentKind::Json;
            if is_json && media.schema != read.schema {
                let (kind, other) = (&media.content_type, &read.content_type);
                let message = format!(
                    "`{kind}` is not what is asked for: `{other}` is, whose schema is another one"
                );
                self.report_unasked(media, message);
            }
        }
    }

    /// Reports content that is not asked for.
    fn report_unasked(&mut self, media: &MediaType, message: String) {
        let help = "a call can ask for it by the header `accept`, and read it from `send_bytes`";
        let warning = Diagnostic::warning("answer", &media.at, message);
        let settled = warning.settled_without(&media.at, "It is not asked for.");
        self.report.push_counted(settled.help(help.to_owned()));
    }

    fn response_type(&mut self, media: &'a MediaType, id: &TypeId) -> TypeRef {
        self.inline.begin_part();
        match self.media_schema(media) {
            Some(schema) => self.item_type(schema, id),
            None => self.any(&media.at, Untyped::NoSchema),
        }
    }

    /// Returns the type that the items of a sequence are read as. Text is any value: a stream
    /// gives it as it comes, and not as it is in JSON.
    fn sequence_type(&mut self, ty: TypeRef, at: &Pointer) -> TypeRef {
        match target(&self.types, &ty) {
            TypeRef::Nullable(inner) => match self.sequence_type((**inner).clone(), at) {
                TypeRef::Any => TypeRef::Any,
                inner => TypeRef::Nullable(Box::new(inner)),
            },
            TypeRef::Boolean
            | TypeRef::Integer(_)
            | TypeRef::Number(_)
            | TypeRef::UnixTime
            | TypeRef::FreeForm
            | TypeRef::Map(_)
            | TypeRef::List(_) => ty,
            _ => self.event_type(&ty, at),
        }
    }

    /// Returns the type that the events of a stream are read as: one that has a
    /// name, or any value.
    pub(super) fn event_type(&mut self, ty: &TypeRef, at: &Pointer) -> TypeRef {
        if let TypeRef::Named(id) = target(&self.types, ty)
            && self.types.contains_key(id)
        {
            return TypeRef::Named(id.clone());
        }
        // If the schema says nothing either, that reason stays.
        self.untyped.entry(at.clone()).or_insert(Untyped::Events);
        TypeRef::Any
    }
}

/// Tells whether a declared answer is another address, which a call follows.
fn leads_elsewhere(found: &select::Operation) -> bool {
    found.responses.iter().any(|response| response.status.is_redirect())
}

/// Returns the content types that a call asks for, each once.
fn asked<'k>(kinds: impl Iterator<Item = &'k str>) -> Vec<String> {
    unique(kinds.map(|kind| range(kind).to_owned()))
}

/// Returns the same as the value of a header.
fn joined<'k>(kinds: impl Iterator<Item = &'k str>) -> String {
    asked(kinds).join(", ")
}

/// Tells how the items of content follow one another; events are apart.
pub(super) fn framing(kind: &str) -> Option<Framing> {
    if is_json_lines(kind) {
        Some(Framing::Json(JsonFraming::Lines))
    } else if is_json_sequence(kind) {
        Some(Framing::Json(JsonFraming::Records))
    } else if is_parts(kind) {
        Some(Framing::Parts)
    } else {
        None
    }
}

/// Returns the type that a success before has for the same content type and schema.
fn known(media: &MediaType, before: &[OneSuccess<'_>]) -> Option<TypeRef> {
    before.iter().find_map(|other| {
        let mut content = other.response.content.iter();
        let known = content.find(|known| known.content_type == media.content_type)?;
        let (gives, _) = other.gives.as_ref().filter(|_| known.schema == media.schema)?;
        gives.ty().cloned()
    })
}

/// Makes one answer of those of the successes: JSON of one type, which may be
/// missing, text or bytes; or else the answer of each.
fn by_status(given: Vec<OneSuccess<'_>>) -> Answer {
    let some = || given.iter().filter_map(|one| one.gives.as_ref());
    let Some((first, _)) = some().next() else { return Answer::Nothing };
    if some().all(|(gives, _)| gives == first) {
        let kinds = unique(some().flat_map(|(_, kinds)| kinds.iter().cloned())).join(", ");
        let always = given.iter().all(|one| one.gives.is_some());
        return match first.clone() {
            Gives::Json(ty) if always => Answer::Json(ty),
            Gives::Json(ty) => Answer::Optional(ty),
            Gives::Text => Answer::Text(kinds),
            Gives::Bytes => Answer::Bytes(kinds),
        };
    }
    let codes: Vec<u16> = given.iter().filter_map(|one| one.response.status.code()).collect();
    // A range is read by the first status of it that no other success is for.
    let rest = || (200..300).find(|code| !codes.contains(code));
    let success = |OneSuccess { response, gives, docs }: OneSuccess<'_>| {
        let status = response.status.code().or_else(rest)?;
        let of_rest = response.status.code().is_none();
        let text = response.description.clone().unwrap_or_default();
        let (gives, kinds) = gives.unzip();
        Some(Success { status, of_rest, gives, kinds: kinds.unwrap_or_default(), text, docs })
    };
    Answer::ByStatus(given.into_iter().filter_map(success).collect())
}
