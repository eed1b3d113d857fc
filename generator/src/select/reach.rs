//! The parts of a document that its selected operations reach, each where it is written.

use std::collections::{BTreeSet, HashMap};

use super::closure::Closure;
use super::contract::wanted_webhooks;
use super::group::{self, OperationNode};
use super::schemes::SchemeNames;
use super::{Misfit, callback, configured, operation};
use crate::config::Config;
use crate::diagnostic::{Report, Severity};
use crate::schema::Links;
use crate::source::{Document, Node, NodeId, Pointer};

/// The parts of a document that its selected operations reach.
pub(crate) struct Reach<'d> {
    /// The operations, and what is posted to webhooks, in document order.
    pub(crate) operations: Vec<ReachedOperation<'d>>,
    /// The components, in document order.
    pub(crate) components: Vec<Node<'d>>,
    /// The targets of the references of schemas.
    pub(crate) links: Links,
}

/// An operation.
#[derive(Clone, Debug)]
pub(crate) struct ReachedOperation<'d> {
    /// `paths` or `webhooks`.
    pub(crate) section: &'static str,
    /// The key of its path item there.
    pub(crate) path: &'d str,
    /// The object of its path item that it is in.
    pub(crate) item: Node<'d>,
    /// The operation.
    pub(crate) node: Node<'d>,
}

/// Finds what the operations reach that `config` selects. `also` are components
/// that are reached by more than is written.
pub(crate) fn reach<'d>(
    document: &'d Document,
    config: &Config,
    also: &BTreeSet<Pointer>,
) -> Reach<'d> {
    let mut ignored = Report::default();
    let found = group::operations(document, config);
    let mild = Severity::Warning;
    let misfit = Misfit { entry: mild, absent: mild, nowhere: mild };
    let wanted = group::wanted(&found, config, misfit, &mut ignored);
    let mut closure = Closure::new(document, Severity::Warning);
    wanted.iter().for_each(|found| closure.operation(found, Severity::Warning, &mut ignored));
    callback::walked(&mut closure, &wanted);
    for asked in wanted.iter().flat_map(|found| callback::callbacks(found.node)) {
        group::layers(asked.item).into_iter().skip(1).for_each(|layer| closure.share(layer));
        compared(asked.item, asked.node, &mut closure, &mut ignored);
    }
    configured(&mut closure, &wanted, config, Severity::Warning, &mut ignored);
    let mut operations = of_paths(document, &wanted);
    for asked in of_webhooks(document, config) {
        let (severity, report) = (Severity::Warning, &mut ignored);
        let mut reach = operation::SchemaReach { closure: &mut closure, severity, report };
        operation::webhook(asked.node, &mut reach);
        compared(asked.item, asked.node, &mut closure, &mut ignored);
        operations.push(asked);
    }
    also.iter().filter_map(Pointer::component).for_each(|name| _ = closure.add_schema(&name));
    if config.groups.is_empty() {
        closure.add_declared();
    }
    let schemas = closure.schemas(&mut ignored);
    let parts = closure.shared_parts();
    let reached = schemas.into_iter().map(|(_, node)| node).chain(parts);
    let named = also.iter().filter_map(|at| document.find(at));
    let schemes = schemes(document, &operations);
    let reached = reached.chain(named).chain(schemes).filter_map(component);
    let mut components: Vec<Node<'d>> = reached.collect();
    components.sort();
    components.dedup();
    Reach { operations, components, links: std::mem::take(&mut closure.links) }
}

/// Walks through that by which requests of the server's own are compared, and which has no type.
fn compared<'d>(item: Node<'d>, node: Node<'d>, closure: &mut Closure<'d>, report: &mut Report) {
    let mut reach = operation::SchemaReach { closure, severity: Severity::Warning, report };
    operation::responses(node, &mut reach);
    operation::parameters(node, item, &mut reach);
}

fn of_paths<'d>(document: &'d Document, wanted: &[OperationNode<'d>]) -> Vec<ReachedOperation<'d>> {
    let all = group::paths(document);
    let paths =
        all.flat_map(|(path, item)| group::methods(item).map(move |(_, it)| (it.id(), path)));
    let paths: HashMap<NodeId, &str> = paths.collect();
    let asked = wanted.iter().filter_map(|found| {
        let path = *paths.get(&found.node.id())?;
        let item = holder(found.item, found.node);
        Some(ReachedOperation { section: "paths", path, item, node: found.node })
    });
    asked.collect()
}

fn of_webhooks<'d>(document: &'d Document, config: &Config) -> Vec<ReachedOperation<'d>> {
    let wanted = wanted_webhooks(document, config);
    let section = "webhooks";
    let asked = |(path, item, (_, node))| {
        let item = holder(item, node);
        ReachedOperation { section, path, item, node }
    };
    wanted.map(asked).collect()
}

/// Returns the object of a path item that an operation is in.
fn holder<'d>(item: Node<'d>, operation: Node<'d>) -> Node<'d> {
    let around: Vec<Node<'d>> = operation.ancestors().skip(1).collect();
    group::layers(item).into_iter().find(|layer| around.contains(layer)).unwrap_or(item)
}

/// Returns the security schemes by which operations let callers in.
fn schemes<'d>(document: &'d Document, operations: &[ReachedOperation<'d>]) -> Vec<Node<'d>> {
    let named = SchemeNames::of(document);
    let ways = operations.iter().map(|asked| asked.node).chain([document.root()]);
    let ways = ways.filter_map(|node| node.get("security")).flat_map(Node::items);
    let asked = ways.flat_map(|way| named.asked_for(way));
    asked.filter_map(|(name, _)| named.schemes.get(name).copied()).collect()
}

/// Returns the component that a node is, or is in.
fn component(node: Node<'_>) -> Option<Node<'_>> {
    let way: Vec<Node<'_>> = node.ancestors().collect();
    let is_component = way.len() > 3 && way[way.len() - 2].key() == Some("components");
    is_component.then(|| way[way.len() - 4])
}
