//! The posts of a service to those that use it.
//!
//! Callers serve webhooks themselves, so that there is nothing to call: what is
//! posted is one union of types.

use std::collections::HashSet;

use super::closure::Closure;
use super::group;
use super::model::RequestBody;
use super::operation::{self, Fill, Reach};
use super::optional::Walked;
use crate::diagnostic::{Diagnostic, Severity};
use crate::media;
use crate::schema::Schema;
use crate::source::{Document, Node, NodeId, Pointer};
use crate::vocabulary::ObjectKind;

/// Walks through the webhooks.
pub(super) fn walked<'d>(closure: &mut Closure<'d>) -> Vec<Walked<'d>> {
    let webhooks = group::webhooks(closure.document);
    let webhook = |(_, _, node): (&str, Node<'d>, Node<'d>)| {
        closure.walk(None, node, |closure, found| {
            let mut visitor = Reach { closure, severity: Severity::Warning, report: &mut *found };
            let body = operation::webhook(node, &mut visitor);
            if body.and_then(payload).is_none() {
                let message = "what is posted here is left out: it has no JSON with a schema";
                found.push(Diagnostic::warning("left-out", &node.at(), message));
            }
        })
    };
    let mut walked: Vec<Walked<'d>> = webhooks.map(webhook).collect();
    for (_, item) in group::path_items(closure.document, "webhooks") {
        walked.push(closure.walk(None, item, |closure, found| {
            for layer in group::layers(item) {
                closure.check(ObjectKind::Served, layer, found);
            }
            closure.path_item(item, found);
        }));
    }
    walked
}

/// The union of what is posted to these operations; none if nothing is.
pub(super) fn union<'d>(
    document: &'d Document,
    posted: &[Node<'d>],
    fill: &mut Fill<'_, '_, 'd>,
) -> Option<Schema> {
    let sound: HashSet<NodeId> = posted.iter().map(|node| node.id()).collect();
    let mut names = Vec::new();
    let mut arms = Vec::new();
    let webhooks = group::webhooks(document);
    for (name, item, node) in webhooks.filter(|(_, _, node)| sound.contains(&node.id())) {
        if let Some(arm) = operation::webhook(node, fill).and_then(payload) {
            names.push(match operation::texts(node, item).into_iter().flatten().next() {
                Some(text) => format!("- `{name}`: {}", text.trim()),
                None => format!("- `{name}`"),
            });
            arms.push(arm);
        }
    }
    let mut union = Schema::any(Pointer::root().child("webhooks"));
    union.about.description = Some(format!("What is posted to webhooks:\n{}", names.join("\n")));
    union.one_of = Some(arms).filter(|arms| !arms.is_empty());
    union.one_of.is_some().then_some(union)
}

/// Returns the schema of a body in JSON.
fn payload(body: RequestBody) -> Option<Schema> {
    let mut content = body.content.into_iter();
    content.find(|media| media::is_json(&media.content_type)).and_then(|media| media.schema)
}
