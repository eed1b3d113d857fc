//! Answers: JSON, text, bytes, or nothing; and events.

use openapiv3::{MediaType, ReferenceOr, Response, StatusCode};

use super::Builder;
use super::node::Located;
use crate::ir::{Answer, Shape, Success, TypeId, TypeRef, Untyped, target};
use crate::media::{JSON, essence, is_binary, is_events, is_json, is_text};
use crate::pointer::Pointer;
use crate::select;

/// What one success has for content.
#[derive(Clone, Debug, PartialEq)]
enum Content<'a> {
    Nothing,
    Json(&'a str, &'a MediaType),
    Text(String),
    Bytes(String),
}

/// A success as the document declares it.
#[derive(Clone)]
struct Declared<'a> {
    /// What it is filed under.
    key: String,
    status: Option<u16>,
    response: &'a Response,
}

impl<'a> Builder<'a> {
    /// What an operation answers, and the events that it declares.
    pub(super) fn answer(
        &mut self,
        found: &'a select::Operation,
        id: &TypeId,
    ) -> (Answer, Option<TypeRef>) {
        let at = found.at.child("responses");
        let successes = self.successes(found, &at);
        let contents: Vec<Content<'a>> = successes
            .iter()
            .map(|declared| match declared.status {
                // Whatever is declared, HTTP has none here.
                _ if found.method == "HEAD" => Content::Nothing,
                Some(204 | 205) => Content::Nothing,
                _ => self.response_content(declared, &at.child(&declared.key)),
            })
            .collect();
        let answer = self.one_answer(&successes, &contents, &at, id);
        let events = successes.iter().find_map(|declared| {
            let (kind, media) =
                declared.response.content.iter().find(|(kind, _)| is_events(kind))?;
            let at = at.child(&declared.key).descend(&["content", kind]);
            let schema = media.schema.as_ref();
            Some((schema.map(|schema| Located::new(schema, at.child("schema"))), at))
        });
        let events = events.map(|(schema, at)| match schema {
            Some(schema) => {
                let ty = self.type_of(&schema, &id.child("event"));
                self.event_type(&ty, &schema.at)
            }
            None => self.any(&at, Untyped::NoSchema),
        });
        (answer, events)
    }

    /// The responses that are successes; where none is, the one that stands
    /// for all.
    fn successes(&mut self, found: &'a select::Operation, at: &Pointer) -> Vec<Declared<'a>> {
        let responses = &found.spec.responses;
        let mut exact = Vec::new();
        let mut ranges = Vec::new();
        for (status, response) in &responses.responses {
            let key = status.to_string();
            let Some(response) = response.as_item() else { continue };
            match status {
                StatusCode::Code(status @ 200..=299) => {
                    exact.push(Declared { key, status: Some(*status), response });
                }
                StatusCode::Range(2) => ranges.push(Declared { key, status: None, response }),
                _ => {}
            }
        }
        if exact.is_empty() && ranges.is_empty() {
            let default = responses.default.as_ref().and_then(ReferenceOr::as_item);
            ranges.extend(default.map(|response| Declared {
                key: "default".to_owned(),
                status: None,
                response,
            }));
        }
        if exact.is_empty() {
            return ranges;
        }
        for range in ranges {
            let at = at.child(&range.key);
            self.unsupported(&at, "a response for a range beside one for a status in it", &at);
        }
        exact
    }

    /// What a response has for content. JSON is preferred, unless bytes come
    /// first.
    fn response_content(&self, declared: &Declared<'a>, at: &Pointer) -> Content<'a> {
        let content = &declared.response.content;
        let others: Vec<(&'a String, &'a MediaType)> =
            content.iter().filter(|(kind, _)| !is_events(kind)).collect();
        let bytes = |(kind, media): &(&'a String, &'a MediaType)| {
            is_binary(kind) || self.is_bytes(media, &at.descend(&["content", kind]))
        };
        let json = |found: &&(&'a String, &'a MediaType)| {
            let any = found.0 == "*/*" && found.1.schema.is_some();
            (is_json(found.0) || any) && !bytes(found)
        };
        let Some(first) = others.first() else {
            return match content.keys().next() {
                Some(events) => Content::Text(events.clone()),
                None => Content::Nothing,
            };
        };
        // All of the same kind as the first.
        let kinds = |wanted: fn(&str) -> bool| {
            let rest =
                others[1..].iter().map(|(kind, _)| kind.as_str()).filter(|kind| wanted(kind));
            [first.0.as_str()].into_iter().chain(rest).collect::<Vec<_>>().join(", ")
        };
        // The plainest is what is answered unless another is asked for.
        let plain = others.iter().filter(json).find(|(kind, _)| essence(kind) == JSON);
        match plain.or_else(|| others.iter().find(json)) {
            Some((kind, media)) if !bytes(first) => Content::Json(kind, media),
            _ if is_text(first.0) && !bytes(first) => Content::Text(kinds(is_text)),
            _ => Content::Bytes(kinds(|kind| !is_json(kind) && !is_text(kind))),
        }
    }

    /// One answer of what successes have for content.
    fn one_answer(
        &mut self,
        successes: &[Declared<'a>],
        contents: &[Content<'a>],
        at: &Pointer,
        id: &TypeId,
    ) -> Answer {
        let Some(first) = contents.iter().position(|content| *content != Content::Nothing) else {
            return Answer::Nothing;
        };
        let mut types: Vec<(&Declared<'a>, Option<TypeRef>)> = Vec::new();
        for (number, (declared, content)) in successes.iter().zip(contents).enumerate() {
            let at = at.child(&declared.key);
            match content {
                Content::Nothing => types.push((declared, None)),
                Content::Json(kind, media) if matches!(contents[first], Content::Json(..)) => {
                    let id = id.child("response");
                    let id = if number == first { id } else { id.child(&declared.key) };
                    let same =
                        successes[..number].iter().zip(&types).find_map(|(other, (_, ty))| {
                            let (_, known) = other.response.content.get_key_value(*kind)?;
                            (known.schema == media.schema).then(|| ty.clone())?
                        });
                    let ty = same.unwrap_or_else(|| {
                        match self.media_schema(media, kind, &at, "a response") {
                            Some(schema) => self.item_type(&schema, &id),
                            None => self.any(&at.descend(&["content", kind]), Untyped::NoSchema),
                        }
                    });
                    types.push((declared, Some(ty)));
                }
                content if number > first && !is_alike(content, &contents[first]) => {
                    let kinds: Vec<&str> =
                        declared.response.content.keys().map(String::as_str).collect();
                    let what = format!("a response of {} beside another kind", kinds.join(", "));
                    self.unsupported(&at, &what, &at);
                }
                _ => {}
            }
        }
        match &contents[first] {
            Content::Text(kinds) => Answer::Text(kinds.clone()),
            Content::Bytes(kinds) => Answer::Bytes(kinds.clone()),
            _ => by_status(types),
        }
    }

    /// What the events of a stream are read as: a type that has a name, or any
    /// value.
    fn event_type(&mut self, ty: &TypeRef, at: &Pointer) -> TypeRef {
        if let TypeRef::Named(id) = target(&self.types, ty)
            && let Some(shape) = self.types.get(id).map(|def| &def.shape)
            && !matches!(shape, Shape::Alias(_) | Shape::Accumulation(_))
        {
            return TypeRef::Named(id.clone());
        }
        // Where the schema says nothing either, that is why.
        self.untyped.entry(at.clone()).or_insert(Untyped::Events);
        TypeRef::Any
    }
}

fn is_alike(one: &Content<'_>, other: &Content<'_>) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(other)
}

/// One answer of JSON, which may be of several types, and may be missing.
fn by_status(types: Vec<(&Declared<'_>, Option<TypeRef>)>) -> Answer {
    let some = || types.iter().filter_map(|(_, ty)| ty.as_ref());
    let Some(first) = some().next() else { return Answer::Nothing };
    let always = types.iter().all(|(_, ty)| ty.is_some());
    if some().all(|ty| ty == first) {
        let first = first.clone();
        return if always { Answer::Json(first) } else { Answer::Optional(first) };
    }
    let success = |(declared, ty): (&Declared<'_>, Option<TypeRef>)| {
        let text = declared.response.description.clone();
        Some(Success { status: declared.status?, ty, text })
    };
    Answer::ByStatus(types.into_iter().filter_map(success).collect())
}
