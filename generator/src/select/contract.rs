//! Promises of a document beside types and calls: who may ask, what the server
//! asks in turn, and until when.

use std::collections::{BTreeMap, HashSet};

use super::group::{OperationNode, methods, webhook_items};
use super::model::{Operation, Promise};
use super::operation::other_server;
use super::payload::Payloads;
use super::schemes::SchemeNames;
use super::security::said;
use crate::config::Config;
use crate::ir::{Docs, Hook, Requirement, Scheme};
use crate::source::{Document, Node, Pointer};
use crate::words::{unique, without_stop};

/// Reads the promises of an operation.
pub(super) fn promise<'d>(named: &SchemeNames<'d>, found: &OperationNode<'d>) -> Promise {
    let operation = found.node;
    let document = operation.document();
    Promise {
        server: other_server(document, found),
        security: security(named, operation),
        sunset: operation.get("x-sunset").and_then(Node::text).map(str::to_owned),
    }
}

/// Returns the ways to be let in by an operation: its own, else those of the document.
fn security<'d>(named: &SchemeNames<'d>, operation: Node<'d>) -> Vec<Requirement> {
    let ways = said(operation).or_else(|| said(operation.document().root()));
    let scopes = |scopes: Node<'_>| {
        let mut scopes: Vec<String> = texts(scopes.items()).collect();
        scopes.sort();
        scopes
    };
    let way = |way: Node<'d>| {
        let asked = named.asked_for(way).into_iter();
        asked.map(|(name, node)| (name.to_owned(), scopes(node))).collect()
    };
    ways.into_iter().flat_map(Node::items).map(way).collect()
}

/// Returns the schemes that operations ask for.
pub(super) fn schemes(
    named: &SchemeNames<'_>,
    operations: &[Operation],
) -> BTreeMap<String, Scheme> {
    let ways = operations.iter().flat_map(|operation| &operation.promise.security);
    let asked: HashSet<&String> = ways.flat_map(|way| way.keys()).collect();
    let schemes = named.schemes.iter().filter(|(name, _)| asked.contains(name));
    schemes.filter_map(|(name, node)| Some((name.clone(), scheme(node.resolved()?)))).collect()
}

fn scheme(node: Node<'_>) -> Scheme {
    let said = |key: &str| node.get(key).and_then(Node::text).unwrap_or_default();
    let kind = match said("type") {
        "apiKey" => format!("apiKey in {} {}", said("in"), said("name")),
        "http" => format!("http {}", said("scheme").to_lowercase()),
        other => other.to_owned(),
    };
    let mut urls = BTreeMap::new();
    for key in ["openIdConnectUrl", "oauth2MetadataUrl"] {
        urls.extend(node.get(key).and_then(Node::text).map(|url| (key.to_owned(), url.to_owned())));
    }
    let mut about_scopes: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (flow, node) in node.get("flows").into_iter().flat_map(Node::entries) {
        for key in ["authorizationUrl", "deviceAuthorizationUrl", "tokenUrl", "refreshUrl"] {
            let url = node.get(key).and_then(Node::text);
            urls.extend(url.map(|url| (format!("{flow} {key}"), url.to_owned())));
        }
        for (name, about) in node.get("scopes").into_iter().flat_map(Node::entries) {
            let about = about.text().map(without_stop).filter(|about| !about.is_empty());
            about_scopes.entry(name.to_owned()).or_default().extend(about);
        }
    }
    let joined = |(name, texts)| (name, unique::<&str>(texts).join("; "));
    let about_scopes: BTreeMap<String, String> = about_scopes.into_iter().map(joined).collect();
    let scopes = about_scopes.keys().cloned().collect();
    let deprecated = node.get("deprecated").and_then(Node::as_bool).unwrap_or_default();
    Scheme { origin: node.at(), kind, urls, scopes, about_scopes, deprecated }
}

/// Lists what the server asks of its own accord: with groups, what belongs to them.
pub(super) fn webhooks<'d>(
    document: &'d Document,
    config: &Config,
    payloads: &mut Payloads<'_, 'd>,
) -> Vec<Hook> {
    let wanted = wanted_webhooks(document, config);
    wanted.map(|(name, item, asked)| hook(name, item, asked, None, payloads)).collect()
}

/// Lists what is posted to webhooks: the name, the path item, and the operation
/// by its method. With groups, only operations with one of them for a tag.
pub(super) fn wanted_webhooks<'d>(
    document: &'d Document,
    config: &Config,
) -> impl Iterator<Item = (&'d str, Node<'d>, (&'d str, Node<'d>))> {
    let is_wanted = |operation: Node<'_>| {
        let mut tags = texts(operation.get("tags").into_iter().flat_map(Node::items));
        config.groups.is_empty() || tags.any(|tag| config.wants(&tag))
    };
    let asked = webhook_items(document)
        .flat_map(|(name, item)| methods(item).map(move |asked| (name, item, asked)));
    asked.filter(move |(_, _, (_, operation))| is_wanted(*operation))
}

/// Reads a request of the server's own, but for what there is a type of: the schema at `typed`.
pub(super) fn hook<'d>(
    name: &str,
    item: Node<'d>,
    (method, node): (&str, Node<'d>),
    typed: Option<&Pointer>,
    payloads: &mut Payloads<'_, 'd>,
) -> Hook {
    Hook {
        origin: node.at(),
        name: name.to_owned(),
        expression: None,
        method: method.to_uppercase(),
        deprecated: node.get("deprecated").and_then(Node::as_bool).unwrap_or_default(),
        payload: payloads.brought(node, item, typed),
        ty: None,
        docs: Docs::default(),
        answers: payloads.answers(node),
    }
}

/// Returns the texts among some nodes.
pub(super) fn texts<'d>(nodes: impl Iterator<Item = Node<'d>>) -> impl Iterator<Item = String> {
    nodes.filter_map(Node::text).map(str::to_owned)
}
