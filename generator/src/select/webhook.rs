//! The posts of a service to those that use it.
//!
//! Callers serve webhooks themselves, so that there is nothing to call: what is
//! posted is one union of types.

use std::collections::HashMap;

use super::closure::Closure;
use super::content;
use super::group;
use super::model::MediaType;
use super::operation::{self, Fill, SchemaReach};
use super::optional::{Part, Walked};
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::media;
use crate::schema::Schema;
use crate::source::{Document, Node, NodeId, Pointer};
use crate::vocabulary::ObjectKind;

/// Walks through the webhooks.
pub(super) fn walked<'d>(closure: &mut Closure<'d>) -> Vec<Walked<'d>> {
    let webhooks = group::webhooks(closure.document);
    let webhook = |(_, _, node): (&str, Node<'d>, Node<'d>)| {
        closure.walk(Part::Hook, node, |closure, found| posted(closure, node, found))
    };
    let mut walked: Vec<Walked<'d>> = webhooks.map(webhook).collect();
    for (_, item) in group::webhook_items(closure.document) {
        walked.push(closure.walk(Part::Frame, item, |closure, found| {
            self::item(closure, item, found);
        }));
    }
    walked
}

/// Walks through what is posted to an operation that callers serve, and tells what of it is
/// left out.
pub(super) fn posted<'d>(closure: &mut Closure<'d>, node: Node<'d>, found: &mut Report) {
    let mut visitor = SchemaReach { closure, severity: Severity::Warning, report: &mut *found };
    let content = operation::webhook(node, &mut visitor).map(|body| body.content);
    let content = content.unwrap_or_default();
    match content.iter().position(is_payload) {
        Some(payload) => {
            left_out(&content, payload).for_each(|left_out| found.push(left_out));
        }
        None => {
            let message = "what is posted here is left out: it has no JSON with a schema";
            found.push(Diagnostic::warning("left-out", &node.at(), message));
        }
    }
}

/// Checks a path item whose operations callers serve.
pub(super) fn item<'d>(closure: &mut Closure<'d>, item: Node<'d>, found: &mut Report) {
    for layer in group::layers(item) {
        closure.check(ObjectKind::Served, layer, found);
    }
    closure.path_item(item, found);
}

/// Returns the union of what is `posted` to webhooks; none if nothing is.
pub(super) fn union(document: &Document, posted: &HashMap<NodeId, Schema>) -> Option<Schema> {
    let webhooks = group::webhooks(document);
    let posted: Vec<_> = webhooks
        .filter_map(|(name, item, node)| Some((name, item, node, posted.get(&node.id())?)))
        .collect();
    let of_body: Vec<Option<String>> =
        posted.iter().map(|(_, _, node, _)| about_body(*node)).collect();
    // What is said of each body is said of all of them at once.
    let of_each = match of_body.as_slice() {
        [Some(first), others @ ..] if !others.is_empty() => {
            others.iter().all(|other| other.as_ref() == Some(first)).then_some(first)
        }
        _ => None,
    };
    let line = |(name, item, node, _): &(&str, Node<'_>, Node<'_>, _)| {
        let of_body = about_body(*node).filter(|_| of_each.is_none());
        let deprecated = node.get("deprecated").and_then(Node::as_bool) == Some(true);
        let deprecated = deprecated.then(|| "It is deprecated.".to_owned()).into_iter();
        let of_operation = operation::texts(*node, *item).into_iter().flatten();
        let mut texts: Vec<String> = deprecated.chain(of_operation).chain(of_body).collect();
        texts.dedup();
        match &*texts.join("\n\n") {
            "" => format!("- `{name}`"),
            text => format!("- `{name}`: {}", text.trim().replace('\n', "\n  ")),
        }
    };
    let lines: Vec<String> = posted.iter().map(line).collect();
    let of_each = of_each.map(|text| format!("\n\n{text}")).unwrap_or_default();
    let mut union = Schema::any(Pointer::root().child("webhooks"));
    union.about.description =
        Some(format!("What is posted to webhooks:\n{}{of_each}", lines.join("\n")));
    union.one_of = Some(posted.into_iter().map(|(.., schema)| schema.clone()).collect());
    Some(union).filter(|_| !lines.is_empty())
}

/// Returns what is said of the body that is posted to an operation.
pub(super) fn about_body(node: Node<'_>) -> Option<String> {
    operation::description(node.get("requestBody")?)
}

/// Returns the place of the schema that what is posted to an operation has its type of.
pub(super) fn typed(node: Node<'_>) -> Option<Pointer> {
    let content = node.get("requestBody")?.resolved()?.get("content")?;
    let mut json = content::kinds(content).filter(|(kind, _)| media::is_json(kind));
    json.find_map(|(_, media)| media.resolved()?.get("schema")).map(Node::at)
}

/// Returns the schema of the JSON that is posted to an operation.
pub(super) fn payload<'d>(node: Node<'d>, fill: &mut Fill<'_, '_, 'd>) -> Option<Schema> {
    let body = operation::webhook(node, fill)?;
    body.content.into_iter().find(is_payload).and_then(|media| media.schema)
}

/// Tells whether content has a type: it is JSON with a schema.
fn is_payload(media: &MediaType) -> bool {
    media::is_json(&media.content_type) && media.schema.is_some()
}

/// Reports the content of a body that stands beside its JSON.
fn left_out(content: &[MediaType], payload: usize) -> impl Iterator<Item = Diagnostic> {
    let others = content.iter().enumerate().filter(move |(place, _)| *place != payload);
    others.map(move |(_, other)| {
        let message = format!(
            "what is posted here as `{}` is left out: its type is that of `{}`",
            other.content_type, content[payload].content_type
        );
        Diagnostic::warning("left-out", &other.at, message)
    })
}
