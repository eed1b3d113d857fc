//! The callbacks of operations: later requests of a service to those who called one.
//!
//! Callers serve them, as they serve webhooks, but each at a URL of its own, so that
//! each has a type of its own. A faulty one stops no run.

use std::collections::{HashMap, HashSet};

use super::closure::Closure;
use super::group::{self, OperationNode};
use super::model::Callback;
use super::optional::{Part, Walked};
use super::payload::Payloads;
use super::{contract, operation, webhook};
use crate::diagnostic::{Report, Severity};
use crate::ir::Hook;
use crate::schema::Schema;
use crate::source::{Node, NodeId};
use crate::vocabulary::ObjectKind;
use crate::words;

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
    let callbacks = operation.get("callbacks").into_iter().flat_map(named);
    let all = callbacks.flat_map(|(name, callback)| {
        let callback = callback.resolved().into_iter();
        callback.flat_map(items).map(move |(expression, item)| (name, expression, item))
    });
    all.flat_map(|(name, expression, item)| {
        let methods = group::methods(item).filter(|(_, node)| node.is_object());
        methods.map(move |(method, node)| CallbackNode { name, expression, item, method, node })
    })
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
            walked.push(closure.walk(Part::Hook, node, |closure, found| {
                match node.get("requestBody") {
                    Some(_) => webhook::posted(closure, node, found),
                    None => closure.check(ObjectKind::Webhook, node, found),
                }
            }));
        }
    }
    for callbacks in wanted.iter().filter_map(|found| found.node.get("callbacks")) {
        walked.push(closure.walk(Part::Frame, callbacks, |closure, found| {
            frame(closure, callbacks, found);
        }));
    }
    walked
}

/// Checks what the requests of callbacks are in.
fn frame<'d>(closure: &mut Closure<'d>, callbacks: Node<'d>, found: &mut Report) {
    is_object(callbacks, found);
    for (_, callback) in named(callbacks) {
        let Some(callback) = closure.part(callback, found) else { continue };
        is_object(callback, found);
        closure.check(ObjectKind::Callback, callback, found);
        for (_, item) in items(callback) {
            if !is_object(item, found) {
                continue;
            }
            webhook::item(closure, item, found);
            group::methods(item).for_each(|(_, node)| _ = is_object(node, found));
        }
    }
}

/// Lists callbacks by name.
fn named(callbacks: Node<'_>) -> impl Iterator<Item = (&str, Node<'_>)> {
    let callbacks = callbacks.entries();
    callbacks.filter(|(name, callback)| !ObjectKind::Callback.is_extension(name, *callback))
}

/// Lists the path items of a callback, each with the URL of its requests.
fn items(callback: Node<'_>) -> impl Iterator<Item = (&str, Node<'_>)> {
    callback.entries().filter(|(expression, _)| !expression.starts_with("x-"))
}

/// Tells whether a node is an object, and reports one that is none.
fn is_object(node: Node<'_>, found: &mut Report) -> bool {
    if !node.is_object() && !node.is_null() {
        found.push(operation::shape(node, "an object should be here", Severity::Warning));
    }
    node.is_object()
}

/// Reads the callbacks of an operation, with what they bring as it is `posted`.
pub(super) fn read<'d>(
    operation: Node<'d>,
    posted: &HashMap<NodeId, Schema>,
    payloads: &mut Payloads<'_, 'd>,
) -> Vec<Callback> {
    let read = |CallbackNode { name, expression, item, method, node }: CallbackNode<'d>| {
        let [summary, description] = operation::texts(node, item);
        let of_body = webhook::about_body(node);
        let description = words::description([description.as_deref(), of_body.as_deref()]);
        let schema = posted.get(&node.id()).cloned();
        let typed = webhook::typed(node);
        let hook = contract::hook(name, item, (method, node), typed.as_ref(), payloads);
        let hook = Hook { expression: Some(expression.to_owned()), ..hook };
        Callback { hook, summary, description, schema }
    };
    callbacks(operation).map(read).collect()
}
