//! Bodies: one of each kind that the document offers.

use serde_json::json;

use super::Builder;
use super::answer::framing;
use super::parameter::style_in_query;
use super::scalar::is_binary;
use crate::diagnostic::Diagnostic;
use crate::ir::{
    Body, Content, Docs, Encoding, Field, Framing, JsonFraming, PairEncoding, PartEncoding, Shape,
    Style, TypeId, TypeRef, Untyped, is_written_as_text, reached, target,
};
use crate::media::{
    ANY, FORM, JSON, TEXT, admits, can_be_json, concrete, essence, is_binary as is_binary_content,
    is_events, is_json, is_multipart, is_parts, is_textual, listed,
};
use crate::pointer::Pointer;
use crate::schema::{Form, Schema, Type};
use crate::select::{self, MediaType};
use crate::words::{paragraphs, unique};

/// The kinds of bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BodyKind {
    Json,
    Form,
    Parts,
    Sequence(JsonFraming),
    UrlEncoded,
    Bytes,
}

impl BodyKind {
    /// Returns the suffix of an operation's id that has a body of this kind beside others.
    const fn suffix(self) -> &'static str {
        match self {
            Self::Json => "_json",
            Self::Form => "_form",
            Self::Parts => "_parts",
            Self::Sequence(JsonFraming::Lines) => "_lines",
            Self::Sequence(JsonFraming::Records) => "_records",
            Self::UrlEncoded => "_urlencoded",
            Self::Bytes => "_raw",
        }
    }

    /// Tells whether there can be files in it.
    const fn takes_files(self) -> bool {
        matches!(self, Self::Form | Self::Parts)
    }
}

/// One entry of a body's `content`.
#[derive(Clone, Copy)]
struct ContentEntry<'a> {
    kind: BodyKind,
    media: &'a MediaType,
}

impl ContentEntry<'_> {
    /// Returns the content type by which it is sent.
    fn content_type(&self) -> String {
        let content_type = self.media.content_type.as_str();
        match self.kind {
            BodyKind::Json if content_type.contains('*') => JSON.to_owned(),
            // The boundary is not the document's.
            BodyKind::Form | BodyKind::Parts => essence(content_type),
            _ => concrete(content_type).to_owned(),
        }
    }

    /// Returns the content types that bytes can have, where the document has no single one.
    fn pattern(&self) -> Option<String> {
        let content_type = &self.media.content_type;
        (self.kind == BodyKind::Bytes && content_type.contains('*')).then(|| content_type.clone())
    }
}

/// A body that an operation may have.
struct Taken<'a> {
    offered: ContentEntry<'a>,
    /// The end that the operation's id gets.
    suffix: &'static str,
    body: Body,
}

impl Taken<'_> {
    /// Tells content of the same schema.
    fn has_schema_of(&self, media: &MediaType) -> bool {
        let own = self.offered.media;
        (&own.schema, &own.item_schema) == (&media.schema, &media.item_schema)
    }

    /// Tells content that is the same but for its type: the boundary of parts is ours.
    fn is_sent_alike(&self, media: &MediaType) -> bool {
        match self.offered.kind {
            BodyKind::Bytes => true,
            BodyKind::Json | BodyKind::Sequence(_) => self.has_schema_of(media),
            BodyKind::Form | BodyKind::Parts | BodyKind::UrlEncoded => false,
        }
    }
}

impl<'a> Builder<'a> {
    /// Returns the bodies that an operation may have, each with what its id gets: the
    /// first in the document and, if there are others that can say something
    /// else, one of each other kind.
    pub(super) fn bodies(
        &mut self,
        found: &'a select::Operation,
        id: &TypeId,
    ) -> Vec<(&'static str, Option<Body>)> {
        let Some(body) = &found.body else { return vec![("", None)] };
        body.content.iter().for_each(|media| self.report_request_sequence(media));
        let mut taken: Vec<Taken<'a>> = Vec::new();
        for offered in self.offered(&body.content) {
            let known = taken.iter_mut().find(|known| known.offered.kind == offered.kind);
            if let Some(known) = known {
                if known.is_sent_alike(offered.media) {
                    known.body.others.push(offered.media.content_type.clone());
                } else {
                    self.report_unsent(offered.media, known.offered.media);
                }
                continue;
            }
            let same = taken.iter().find(|known| known.has_schema_of(offered.media));
            let same = same.and_then(|known| known.body.content.ty()).cloned();
            // A body with the same properties says something else only if it can
            // carry files, which JSON cannot.
            let says_more = match &same {
                Some(ty) => offered.kind.takes_files() && self.has_file(ty),
                None => true,
            };
            if !says_more {
                if self.needs_a_file(offered.media) {
                    self.report.push_counted(without_file(offered.media));
                }
                continue;
            }
            let suffix = if taken.is_empty() { "" } else { offered.kind.suffix() };
            let of = TypeId(vec![format!("{}{suffix}", id.component())]);
            self.inline.begin_part();
            let content = self.content(offered, same, &body.at, &of);
            if !body.required && taken.is_empty() && self.has_to_be_given(&content) {
                self.report.push_counted(always_sent(&body.at));
            }
            let nullable = self.is_object_or_null(offered, &content);
            let docs = match (&content, self.item_schema(offered.media)) {
                (Content::Sequence(..), Some((_, item))) => self.docs_of_items(item),
                _ => self.docs_of_unnamed(offered.media.schema.as_ref(), content.ty()),
            };
            let unset =
                (!body.required && !self.has_to_be_given(&content)).then(|| unset(&content));
            let texts = [body.description.as_deref(), Some(docs.text.as_str()), unset];
            let body = Body {
                origin: offered.media.at.clone(),
                docs: Docs { text: paragraphs(unique(texts)), ..docs },
                content,
                content_type: offered.content_type(),
                others: offered.pattern().into_iter().collect(),
                required: body.required,
                nullable,
                shown: offered.media.shown.clone(),
            };
            taken.push(Taken { offered, suffix, body });
        }
        if taken.is_empty() {
            return vec![("", None)];
        }
        taken.into_iter().map(|Taken { suffix, body, .. }| (suffix, Some(body))).collect()
    }

    /// Reports content that no call sends, since another one of its kind is sent.
    fn report_unsent(&mut self, media: &MediaType, sent: &MediaType) {
        let (kind, other) = (&media.content_type, &sent.content_type);
        let message = format!("`{kind}` is not sent: `{other}` is, which is something else");
        let left_out = Diagnostic::warning("left-out", &media.at, message);
        self.report.push_counted(left_out.settled_without(&media.at, "It is not sent."));
    }

    /// Reports what is said of a sequence of items and cannot be sent.
    fn report_request_sequence(&mut self, media: &'a MediaType) {
        let (kind, of_body) = (&media.content_type, self.kind(media));
        if of_body == BodyKind::Parts {
            if !media.encoding.is_empty() {
                let what = format!("`encoding` of a list that is `{kind}`");
                self.unsupported(&media.at, &what, &media.at.child("encoding"));
            }
            return;
        }
        let is_sent = matches!(of_body, BodyKind::Sequence(_));
        if media.item_schema.is_some() && !is_sent && (is_events(kind) || framing(kind).is_some()) {
            let what = format!("`itemSchema` of `{kind}` in a request");
            self.unsupported(&media.at, &what, &media.at.child("itemSchema"));
        }
        if is_parts(kind) {
            for (key, is_there) in [
                ("prefixEncoding", !media.prefix_encoding.is_empty()),
                ("itemEncoding", media.item_encoding.is_some()),
            ] {
                if is_there {
                    let what = format!("`{key}` of `{kind}` in a request");
                    self.unsupported(&media.at, &what, &media.at.child(key));
                }
            }
        }
        self.report_sequence(media);
        if of_body != BodyKind::Form {
            self.report_part_headers(media);
        }
    }

    /// Returns the entries of a body's `content`, but for what says again in the words
    /// of a query what JSON or a form says.
    fn offered(&self, content: &'a [MediaType]) -> Vec<ContentEntry<'a>> {
        let mut all: Vec<ContentEntry<'a>> =
            content.iter().map(|media| ContentEntry { kind: self.kind(media), media }).collect();
        // Plain JSON says what XML or another kind of JSON says.
        let plain = all.iter().position(|one| essence(&one.media.content_type) == JSON);
        let is_like_json = |one: &ContentEntry<'a>| {
            one.kind == BodyKind::Json || essence(&one.media.content_type).ends_with("xml")
        };
        if let Some(plain) = plain.filter(|plain| all[..*plain].iter().all(is_like_json)) {
            all[..=plain].rotate_right(1);
        }
        // JSON has no file, without which there is no body.
        let is_form = |one: &ContentEntry<'a>| {
            one.kind == BodyKind::Form && one.media.schema == all[0].media.schema
        };
        let form = all.iter().position(is_form);
        if let Some(form) = form.filter(|_| self.needs_a_file(all[0].media)) {
            all[..=form].rotate_right(1);
        }
        let again = |one: &ContentEntry<'a>| {
            one.kind == BodyKind::UrlEncoded
                && all.iter().any(|other| {
                    matches!(other.kind, BodyKind::Json | BodyKind::Form)
                        && other.media.schema == one.media.schema
                })
        };
        all.iter().filter(|one| !again(one)).copied().collect()
    }

    /// Tells whether a property that is required is a file.
    fn needs_a_file(&self, media: &'a MediaType) -> bool {
        let Some(schema) = media.schema.as_ref().map(|schema| self.follow(schema)) else {
            return false;
        };
        let required: Vec<&str> =
            schema.required.iter().flatten().map(|it| it.name.as_str()).collect();
        let mut properties = schema.properties.iter().flatten();
        properties.any(|(name, property)| {
            required.contains(&name.as_str()) && is_binary(self.follow(property))
        })
    }

    fn kind(&self, media: &'a MediaType) -> BodyKind {
        match essence(&media.content_type).as_str() {
            kind if is_multipart(kind) && !kind.contains('*') => self.kind_of_parts(media),
            FORM => BodyKind::UrlEncoded,
            ANY if media.schema.is_some() && !self.is_bytes(media) => BodyKind::Json,
            kind if is_json(kind) && !self.is_bytes(media) => BodyKind::Json,
            _ => match self.item_schema(media) {
                Some((Framing::Json(framing), _)) => BodyKind::Sequence(framing),
                _ => BodyKind::Bytes,
            },
        }
    }

    /// Tells the kind of a body that has parts: by name, or one for each item; or
    /// any, which callers write themselves.
    fn kind_of_parts(&self, media: &'a MediaType) -> BodyKind {
        let schema = media.schema.as_ref().map(|schema| self.follow(schema).form());
        match schema {
            _ if self.is_in_parts(media) => BodyKind::Parts,
            _ if !is_parts(&media.content_type) => BodyKind::Form,
            Some(Form::Type(Type::Object) | Form::AllOf | Form::OneOf | Form::AnyOf) => {
                BodyKind::Form
            }
            _ => BodyKind::Bytes,
        }
    }

    /// Tells whether the schema of a content type says that it is bytes.
    pub(super) fn is_bytes(&self, media: &'a MediaType) -> bool {
        let schema = media.schema.as_ref().map(|schema| self.follow(schema));
        schema.is_some_and(|schema| match schema.form() {
            Form::Type(Type::String) => is_binary(schema),
            _ => self.says_nothing(media),
        })
    }

    /// Tells whether neither the content type nor the schema says anything.
    pub(super) fn says_nothing(&self, media: &'a MediaType) -> bool {
        let schema = media.schema.as_ref().map(|schema| self.follow(schema));
        media.content_type == ANY && schema.is_none_or(Schema::says_nothing)
    }

    fn content(
        &mut self,
        ContentEntry { kind, media }: ContentEntry<'a>,
        same: Option<TypeRef>,
        at: &Pointer,
        id: &TypeId,
    ) -> Content {
        let content_type = &media.content_type;
        if kind == BodyKind::Bytes {
            if is_multipart(content_type) {
                let what = format!("a request body of {content_type}");
                self.unsupported(at, &what, &media.at);
            } else if self.says_more(media, None) && !self.is_told(media) {
                self.report_untyped(media, "a body has no type: callers write its bytes");
            }
            return Content::Bytes;
        }
        if kind == BodyKind::Parts {
            return self.parts(media, id);
        }
        if let (BodyKind::Sequence(framing), Some((_, item))) = (kind, self.item_schema(media)) {
            self.report_item_schema(media, item);
            let ty = self.item_type(item, &id.child("request").child("item"));
            return Content::Sequence(TypeRef::List(Box::new(ty)), framing);
        }
        let ty = same.unwrap_or_else(|| match self.media_schema(media) {
            Some(schema) => self.type_of(schema, &id.child("request")),
            None => self.any(&media.at, Untyped::NoSchema),
        });
        if kind == BodyKind::Json {
            let is_object = self.object_of(&ty).is_some();
            let is_nullable = !is_object && self.may_be_null(media);
            return Content::Json(if is_nullable { ty.or_null() } else { ty });
        }
        if !self.has_properties(&ty) {
            let what = format!("a request body of {content_type} without properties");
            self.unsupported(at, &what, &media.at);
            return Content::Bytes;
        }
        if kind == BodyKind::Form {
            self.take_files(&media.encoding, &ty);
        }
        let encodings = self.encodings(&media.encoding, &ty, kind);
        match kind {
            BodyKind::Form => {
                self.report_buried_files(&ty);
                Content::Form(ty, encodings)
            }
            _ if self.are_brackets(&encodings, &ty) => {
                Content::UrlEncoded(ty, PairEncoding::Brackets)
            }
            _ => Content::UrlEncoded(ty, PairEncoding::Each(encodings)),
        }
    }

    /// Tells whether the JSON of a body is that of an object, or null.
    fn is_object_or_null(&self, offered: ContentEntry<'a>, content: &Content) -> bool {
        matches!(content, Content::Json(ty) if self.object_of(ty).is_some())
            && self.may_be_null(offered.media)
    }

    fn may_be_null(&self, media: &'a MediaType) -> bool {
        media.schema.as_ref().is_some_and(|schema| self.is_nullable(schema))
    }

    /// Returns the schema of a content type. Where there is none, that is reported: any value is
    /// taken then.
    pub(super) fn media_schema(&mut self, media: &'a MediaType) -> Option<&'a Schema> {
        if media.schema.is_none() {
            let content_type = &media.content_type;
            let message = format!("`{content_type}` has no schema, so it can be any value");
            let error = Diagnostic::error("unsupported-operation", &media.at, message);
            let why = "It has no schema; this one takes any value.";
            let found = error.settled_with(&media.at, json!({"schema": {}}), why);
            self.report.push(Diagnostic { severity: self.unmatched, ..found });
        }
        media.schema.as_ref()
    }

    /// Tells whether a type's values have properties that can be parts of a form.
    pub(super) fn has_properties(&self, ty: &TypeRef) -> bool {
        match target(&self.types, ty) {
            TypeRef::Any | TypeRef::FreeForm | TypeRef::Map(_) => true,
            TypeRef::Named(id) => matches!(
                self.types.get(id).map(|def| &def.shape),
                Some(Shape::Object(_) | Shape::Union(_))
            ),
            _ => false,
        }
    }

    /// Tells whether all that is said of text is told where it is given: its limits and its format.
    fn is_told(&self, media: &'a MediaType) -> bool {
        let schema = media.schema.as_ref().map(|schema| self.follow(schema));
        let is_text = schema.is_some_and(|schema| {
            schema.form() == Form::Type(Type::String) && schema.listed().is_empty()
        });
        is_text && is_textual(&media.content_type)
    }

    /// Tells whether a body has to be given, whatever the document says.
    fn has_to_be_given(&self, content: &Content) -> bool {
        let object = content.ty().and_then(|ty| self.object_of(ty));
        object.is_none_or(|object| object.fields.iter().any(|field| field.presence.is_required()))
    }

    /// Makes files of the properties of a form of which the document says nothing but that
    /// their content is bytes: OpenAPI 3.1 has no other word for these.
    fn take_files(&mut self, declared: &[select::Encoding], form: &TypeRef) {
        let TypeRef::Named(id) = target(&self.types, form).clone() else { return };
        let Some(Shape::Object(object)) = self.types.get_mut(&id).map(|def| &mut def.shape) else {
            return;
        };
        for encoding in declared {
            let mut fields = object.fields.iter_mut().filter(|field| field.name == encoding.name);
            if let Some(field) = fields.next().filter(|_| is_of_bytes(encoding))
                && let one @ TypeRef::Any = one_of(&mut field.ty)
            {
                *one = TypeRef::File;
                self.untyped.retain(|at, _| !at.is_in(&field.origin));
            }
        }
    }

    /// Warns of files inside of properties of a form, which are JSON unless all that is inside
    /// has a part of its own.
    fn report_buried_files(&mut self, form: &TypeRef) {
        let object = self.object_of(form).filter(|_| !self.config.brackets);
        let fields = object.into_iter().flat_map(|object| &object.fields);
        let buried = fields.filter(|field| !self.is_file(&field.ty) && self.has_file(&field.ty));
        let found: Vec<Diagnostic> = buried.map(buried_file).collect();
        found.into_iter().for_each(|found| self.report.push_counted(found));
    }

    /// Tells whether there is a file somewhere in a type.
    fn has_file(&self, ty: &TypeRef) -> bool {
        let inside = reached(&self.types, ty.named());
        let inside = inside.into_iter().flat_map(|id| self.types[id].shape.types());
        inside.chain([ty]).any(|ty| *ty.innermost() == TypeRef::File)
    }

    /// Returns how single properties of a form are written, without those of
    /// which nothing is said, or a choice is left.
    fn encodings(
        &mut self,
        declared: &'a [select::Encoding],
        ty: &TypeRef,
        kind: BodyKind,
    ) -> Vec<Encoding> {
        let mut encodings = Vec::new();
        for encoding in declared {
            if self.is_vain(ty, encoding) {
                self.report.push(vain_encoding(encoding));
                continue;
            }
            let content_type = encoding.content_type.clone();
            let said = encoding.style.is_some() || encoding.explode.is_some();
            let style = said.then(|| style_in_query(encoding.style, encoding.explode));
            // A style goes over a content type.
            let written = content_type.as_deref().filter(|_| style.is_none());
            if let Some(kinds) = written
                && let Some(what) = self.unwritten(ty, &encoding.name, kinds, kind)
            {
                let what = format!("{what} that is {kinds}, in a form");
                self.unsupported(&encoding.at, &what, &encoding.at.child("contentType"));
            }
            let reserved = encoding.allow_reserved;
            let PartEncoding { headers, needed, .. } = match kind {
                BodyKind::Form => self.part_encoding(encoding, self.is_of_files(ty, encoding)),
                _ => PartEncoding::default(),
            };
            let has_head = !headers.is_empty() || !needed.is_empty();
            if content_type.is_some() || style.is_some() || reserved || has_head {
                let name = encoding.name.clone();
                encodings.push(Encoding { name, content_type, style, reserved, headers, needed });
            }
        }
        encodings
    }

    /// Tells whether an encoding is for a property that nothing declares.
    fn is_vain(&self, form: &TypeRef, encoding: &select::Encoding) -> bool {
        let object = self.object_of(form);
        object.is_some_and(|form| form.rest.is_none() && form.field(&encoding.name).is_none())
    }

    /// Tells whether a property of a form is a file, or a list of files.
    fn is_of_files(&self, form: &TypeRef, encoding: &select::Encoding) -> bool {
        let field = self.object_of(form).and_then(|object| object.field(&encoding.name));
        field.is_some_and(|field| self.is_file(&field.ty))
    }

    /// Tells whether a type is a file, or a list of files.
    pub(super) fn is_file(&self, ty: &TypeRef) -> bool {
        *target(&self.types, ty).innermost() == TypeRef::File
    }

    /// Returns how single properties of pairs are written that are no body.
    pub(super) fn pair_encodings(&mut self, media: &'a MediaType, ty: &TypeRef) -> Vec<Encoding> {
        self.report_part_headers(media);
        self.encodings(&media.encoding, ty, BodyKind::UrlEncoded)
    }

    /// Describes a property of a type, if it cannot be written as any of these
    /// content types.
    fn unwritten(
        &self,
        ty: &TypeRef,
        name: &str,
        kinds: &str,
        form: BodyKind,
    ) -> Option<&'static str> {
        let ty = &self.object_of(ty)?.field(name)?.ty;
        if self.is_whole(ty) {
            return (!can_be_json(kinds)).then_some("a list or an object");
        }
        let is_text = is_written_as_text(&self.types, ty) && *ty != TypeRef::File;
        // The pairs of a query have no content types.
        let is_written = listed(kinds).any(|kind| !kind.contains('*') || admits(kind, TEXT));
        (is_text && form == BodyKind::Form && !is_written).then_some("a text")
    }

    /// Tells whether a type is an object, or a list of objects, which its content
    /// type has to write.
    pub(super) fn is_whole(&self, ty: &TypeRef) -> bool {
        match target(&self.types, ty) {
            TypeRef::FreeForm | TypeRef::Map(_) => true,
            TypeRef::List(items) => self.object_of(items).is_some(),
            target => self.object_of(target).is_some(),
        }
    }

    /// Tells whether all that has something inside is written in brackets.
    fn are_brackets(&self, encodings: &[Encoding], ty: &TypeRef) -> bool {
        let is_bracket =
            |encoding: &Encoding| encoding.style == Some(Style::DeepObject) && !encoding.reserved;
        let is_covered = |field: &Field| {
            is_written_as_text(&self.types, &field.ty)
                || encodings.iter().any(|encoding| encoding.name == field.name)
        };
        !encodings.is_empty()
            && encodings.iter().all(is_bracket)
            && self.object_of(ty).is_some_and(|object| object.fields.iter().all(is_covered))
    }
}

/// Says what is sent of a body that may be left out where nothing of it is set.
fn unset(content: &Content) -> &'static str {
    match content {
        Content::Json(_) => "`{}` is sent where nothing is set.",
        _ => "A form without fields is sent where nothing is set.",
    }
}

/// Warns that a body is an argument although the document does not ask for one.
fn always_sent(at: &Pointer) -> Diagnostic {
    let message = "the body is optional, and cannot be left out here: every call sends it";
    let update = json!({ "required": true });
    Diagnostic::warning("body", at, message).settled_with(at, update, "It is needed.")
}

/// Returns the type of a value, or of each of a list.
fn one_of(ty: &mut TypeRef) -> &mut TypeRef {
    match ty {
        TypeRef::List(items) => items,
        ty => ty,
    }
}

/// Tells whether the content of a part is bytes, whichever of its kinds it is.
pub(super) fn is_of_bytes(encoding: &select::Encoding) -> bool {
    let mut kinds = encoding.content_type.iter().flat_map(|kinds| listed(kinds)).peekable();
    kinds.peek().is_some() && kinds.all(is_binary_content)
}

/// Warns of content that cannot have the file which it requires.
fn without_file(media: &MediaType) -> Diagnostic {
    let kind = &media.content_type;
    let message = format!("`{kind}` is not sent: it has no files, and the form beside it has");
    let warning = Diagnostic::warning("left-out", &media.at, message);
    warning.settled_without(&media.at, "The form has the file.")
}

/// Warns of an encoding for a property that nothing declares.
fn vain_encoding(encoding: &select::Encoding) -> Diagnostic {
    let message =
        format!("nothing declares a property `{}`: its encoding is left out", encoding.name);
    let found = Diagnostic::warning("no-effect", &encoding.at, message);
    found.settled_without(&encoding.at, "There is no such property.")
}

/// Warns that a property of a form cannot be sent with a file in it.
fn buried_file(field: &Field) -> Diagnostic {
    let name = &field.name;
    let message =
        format!("`{name}` is written as JSON in a form, so that a file inside it cannot be sent");
    let help =
        format!("set `brackets: true` in the configuration, if the server reads `{name}[file]`");
    Diagnostic::warning("left-out", &field.origin, message).help(help)
}
