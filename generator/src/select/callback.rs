//! The callbacks of operations: later requests of a service to those who called one.
//!
//! Callers serve them, as they serve webhooks, but each at a URL of its own, so that
//! each has a type of its own. A faulty one stops no run.

use std::collections::HashSet;

use super::closure::Closure;
use super::group::{self, OperationNode};
use super::model::Callback;
use super::operation::{self, Fill};
use super::optional::Walked;
use super::webhook;
use crate::source::{Node, NodeId};
use crate::vocabulary::ObjectKind;
use crate::words::paragraphs;

/// A request of a callback, where it is written.
pub(super) struct CallbackNode<'d> {
    /// The name of the callback.
    pub(super) name: &'d str,
    /// The URL that it goes to, made of what was sent and answered.
    pub(super) expression: &'d str,
    /// The path item that it is in.
    pub(super) item: Node<'d>,
    /// Its method, as it is written.
    pub(super) method: &'d str,
    /// The operation that callers serve.
    pub(super) node: Node<'d>,
}

/// Lists the requests of the callbacks of an operation.
pub(super) fn callbacks<'d>(operation: Node<'d>) -> impl Iterator<Item = CallbackNode<'d>> {
    let callbacks = operation.get("callbacks").into_iter().flat_map(Node::entries);
    let items = callbacks.flat_map(|(name, callback)| {
        let callback = callback.resolved().into_iter();
        callback.flat_map(items).map(move |(expression, item)| (name, expression, item))
    });
    items.flat_map(|(name, expression, item)| {
        let methods = group::methods(item);
        methods.map(move |(method, node)| CallbackNode { name, expression, item, method, node })
    })
}

/// Lists the path items of a callback, each with the URL of its requests.
fn items(callback: Node<'_>) -> impl Iterator<Item = (&str, Node<'_>)> {
    callback.entries().filter(|(expression, _)| !expression.starts_with("x-"))
}

/// Walks through the callbacks of operations. One that several of them share is walked once.
pub(super) fn walked<'d>(
    closure: &mut Closure<'d>,
    wanted: &[OperationNode<'d>],
) -> Vec<Walked<'d>> {
    let mut walked = Vec::new();
    let mut known: HashSet<NodeId> = HashSet::new();
    let of_wanted = wanted.iter().flat_map(|found| callbacks(found.node));
    for CallbackNode { node, .. } in of_wanted {
        if known.insert(node.id()) {
            walked.push(closure.walk(None, node, |closure, found| match node.get("requestBody") {
                Some(_) => webhook::posted(closure, node, found),
                None => closure.check(ObjectKind::Webhook, node, found),
            }));
        }
    }
    let written = wanted.iter().filter_map(|found| found.node.get("callbacks"));
    for callback in written.flat_map(Node::entries).map(|(_, callback)| callback) {
        walked.push(closure.walk(None, callback, |closure, found| {
            let Some(callback) = closure.part(callback, found) else { return };
            closure.check(ObjectKind::Callback, callback, found);
            for (_, item) in items(callback) {
                webhook::item(closure, item, found);
            }
        }));
    }
    walked
}

/// Reads the callbacks of an operation: what those of them bring that are `sound`.
pub(super) fn read<'d>(
    operation: Node<'d>,
    sound: &HashSet<NodeId>,
    fill: &mut Fill<'_, '_, 'd>,
) -> Vec<Callback> {
    let read = |CallbackNode { name, expression, item, method, node }: CallbackNode<'d>| {
        let [summary, description] = operation::texts(node, item);
        let text = paragraphs([&summary, &description].map(Option::as_deref));
        let sound = Some(node).filter(|node| sound.contains(&node.id()));
        Callback {
            at: node.at(),
            name: name.to_owned(),
            request: format!("{} {expression}", method.to_uppercase()),
            description: Some(text).filter(|text| !text.is_empty()),
            schema: sound.and_then(|node| webhook::payload(node, fill)),
        }
    };
    callbacks(operation).map(read).collect()
}
