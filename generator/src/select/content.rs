//! Content of bodies and answers, and the headers beside it.

use std::borrow::Cow;

use super::model::{Encoding, Header, MediaType};
use super::operation::{Visitor, choice, description, flag, no_effect, said, shape, style};
use super::wire;
use crate::media::{FORM, JSON, admits, is_multipart, listed};
use crate::schema::Schema;
use crate::shown::Shown;
use crate::source::Node;
use crate::vocabulary::{Fate, ObjectKind, Table, is_default};

/// Reads the content of a parameter or a header, which has one kind at most, and then
/// no schema of its own.
pub(super) fn only_content<'d>(
    holder: ObjectKind,
    node: Node<'d>,
    visitor: &mut impl Visitor<'d>,
) -> Option<MediaType> {
    let mut entries = kinds(node.get("content")?);
    let (kind, media) = entries.next()?;
    for (other, further) in entries {
        let message = format!("only one content type counts here, {kind:?}: {other:?} is ignored");
        visitor.push(no_effect(further, message));
    }
    let table = Table::Part(holder);
    for name in ["schema", "style", "explode", "allowReserved"] {
        let Some(key) = table.key(name).filter(|key| key.fate == Fate::Used) else { continue };
        let beside = node.get(name).filter(|beside| !is_default(key, table, node, *beside));
        if let Some(beside) = beside {
            visitor.push(no_effect(beside, format!("`{name}` is ignored beside `content`")));
        }
    }
    let kind = carried(kind, media, |_| false, visitor)?;
    media_type(kind, media, visitor)
}

/// Lists the kinds of content, each with what is said of it.
pub(super) fn kinds<'d>(content: Node<'d>) -> impl Iterator<Item = (&'d str, Node<'d>)> {
    content.entries().filter(|(kind, media)| !ObjectKind::MediaType.is_extension(kind, *media))
}

/// Returns the type of content as HTTP can carry it, unless there is content of that type
/// already.
fn carried<'d>(
    kind: &'d str,
    media: Node<'d>,
    is_known: impl Fn(&str) -> bool,
    visitor: &mut impl Visitor<'d>,
) -> Option<String> {
    let taken = match wire::content_type(kind) {
        Some(Cow::Borrowed(same)) if !same.contains('/') => {
            visitor.push(wire::no_content_type(media));
            return Some(same.to_owned());
        }
        Some(Cow::Borrowed(same)) => return Some(same.to_owned()),
        Some(Cow::Owned(mended)) => Some(mended),
        None => None,
    };
    let is_there = |kind: &str| media.parent().is_some_and(|all| all.get(kind).is_some());
    let taken = taken.filter(|kind| !is_there(kind) && !is_known(kind));
    visitor.push(wire::odd_content_type(media, taken.as_deref()));
    taken
}

/// Reads the kinds of content of a body or a response.
pub(super) fn content<'d>(node: Node<'d>, visitor: &mut impl Visitor<'d>) -> Vec<MediaType> {
    let entries = node.get("content").into_iter().flat_map(kinds);
    let mut content: Vec<MediaType> = Vec::new();
    for (kind, media) in entries {
        let is_known = |kind: &str| content.iter().any(|known| known.content_type == kind);
        let Some(kind) = carried(kind, media, is_known, visitor) else { continue };
        content.extend(media_type(kind, media, visitor));
    }
    content
}

fn media_type<'d>(
    kind: String,
    node: Node<'d>,
    visitor: &mut impl Visitor<'d>,
) -> Option<MediaType> {
    let written = node;
    let node = visitor.part(node)?;
    if !node.is_object() && !node.is_null() {
        visitor.push(shape(written, "a media type should be here", visitor.severity()));
        return None;
    }
    visitor.object(ObjectKind::MediaType, node);
    encodings_of_no_form(&kind, node, visitor);
    let mut encodings = Vec::new();
    for (name, encoding) in node.get("encoding").into_iter().flat_map(Node::entries) {
        encodings.push(self::encoding(name, encoding, visitor));
    }
    let mut prefix_encodings = Vec::new();
    for encoding in node.get("prefixEncoding").into_iter().flat_map(Node::items) {
        prefix_encodings.push(self::encoding("", encoding, visitor));
    }
    let item_encoding = node.get("itemEncoding");
    Some(MediaType {
        at: node.at(),
        content_type: kind,
        schema: node.get("schema").map(|schema| visitor.schema(schema)),
        item_schema: node.get("itemSchema").map(|schema| visitor.schema(schema)),
        encoding: encodings,
        prefix_encoding: prefix_encodings,
        item_encoding: item_encoding.map(|node| Box::new(encoding("", node, visitor))),
        shown: Shown::read(node),
    })
}

/// Tells of encodings of content that is no form.
fn encodings_of_no_form<'d>(kind: &str, node: Node<'d>, visitor: &mut impl Visitor<'d>) {
    if is_multipart(kind) || admits(kind, FORM) {
        return;
    }
    for key in ["encoding", "prefixEncoding", "itemEncoding"] {
        if let Some(encoding) = node.get(key).filter(|encoding| !encoding.is_empty()) {
            let message = format!("`{key}` is ignored in {kind:?}, which is no form");
            visitor.push(no_effect(encoding, message));
        }
    }
}

fn encoding<'d>(name: &str, node: Node<'d>, visitor: &mut impl Visitor<'d>) -> Encoding {
    visitor.object(ObjectKind::Encoding, node);
    Encoding {
        at: node.at(),
        name: name.to_owned(),
        content_type: content_types(node, visitor),
        style: style(node, visitor),
        explode: choice(node, "explode", visitor),
        allow_reserved: flag(node, "allowReserved", visitor),
        headers: headers(node, visitor),
    }
}

/// Reads the content types that a part may have.
fn content_types<'d>(node: Node<'d>, visitor: &mut impl Visitor<'d>) -> Option<String> {
    let kinds = said(node, "contentType")?;
    if listed(&kinds).all(|kind| matches!(wire::content_type(kind), Some(Cow::Borrowed(_)))) {
        return Some(kinds);
    }
    let taken = wire::content_types(&kinds);
    visitor.push(wire::odd_content_types(node.get("contentType")?, &kinds, taken.as_deref()));
    taken
}

/// Returns the name of a header as HTTP can have it, unless there is a header of that name
/// already.
fn header_name<'d>(
    name: &'d str,
    header: Node<'d>,
    is_known: impl Fn(&str) -> bool,
    visitor: &mut impl Visitor<'d>,
) -> Option<&'d str> {
    let mended = wire::header_name(name);
    if mended == Some(name) {
        return mended;
    }
    let is_there = |name: &str| {
        let mut all = header.parent().into_iter().flat_map(Node::entries);
        all.any(|(other, _)| other.eq_ignore_ascii_case(name))
    };
    let taken = mended.filter(|name| !is_there(name) && !is_known(name));
    visitor.push(wire::odd_header(header, taken));
    taken
}

/// Reads the headers of an answer or a part.
pub(super) fn headers<'d>(node: Node<'d>, visitor: &mut impl Visitor<'d>) -> Vec<Header> {
    let mut headers: Vec<Header> = Vec::new();
    for (name, written) in node.get("headers").into_iter().flat_map(Node::entries) {
        let is_known =
            |name: &str| headers.iter().any(|known| known.name.eq_ignore_ascii_case(name));
        let taken = header_name(name, written, is_known, visitor);
        let (Some(name), Some(node)) = (taken, visitor.part(written)) else { continue };
        visitor.object(ObjectKind::Header, node);
        headers.push(Header {
            at: node.at(),
            name: name.to_owned(),
            required: flag(node, "required", visitor),
            deprecated: flag(node, "deprecated", visitor),
            description: description(written),
            schema: node.get("schema").map(|schema| visitor.schema(schema)),
            content: only_content(ObjectKind::Header, node, visitor),
        });
    }
    headers
}

/// Returns any JSON, for the content of what leads nowhere.
pub(super) fn anything(node: Node<'_>) -> MediaType {
    MediaType {
        at: node.at(),
        content_type: JSON.to_owned(),
        schema: Some(Schema::any(node.at())),
        item_schema: None,
        encoding: Vec::new(),
        prefix_encoding: Vec::new(),
        item_encoding: None,
        shown: Shown::default(),
    }
}
