//! The parts that the selected operations reach.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};

use super::group::{OperationNode, as_known, layers, own_methods};
use super::named::NamedSchemas;
use super::operation;
use super::optional::{Part, Walked};
use super::reference::{Extended, stands_for};
use super::targets::Targets;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::schema::Links;
use crate::source::{Document, MAX_HOPS, Node, NodeId};
use crate::vocabulary::{self, Fate, ObjectKind};

/// Component schemas that were reached, by name.
pub(super) type Reached<'d> = Vec<(String, Node<'d>)>;

/// Notes about a part that is walked by itself.
#[derive(Default)]
struct Noted {
    /// The components that it refers to.
    leads_to: Vec<String>,
    /// The nodes that were met in it.
    met: HashSet<NodeId>,
}

/// The components reached so far.
pub(super) struct Closure<'d> {
    pub(super) document: &'d Document,
    /// The severity of a reference that leads nowhere.
    pub(super) nowhere: Severity,
    seen: BTreeSet<String>,
    pending: VecDeque<(String, Node<'d>)>,
    /// The schemas that were looked into, and the parts whose keys were checked.
    visited: HashSet<NodeId>,
    /// Notes about the part that is walked by itself.
    noted: Option<Noted>,
    /// The parts, other than schemas, that are referred to.
    shared: HashSet<NodeId>,
    /// The targets of the references of schemas.
    pub(super) links: Links,
    /// The names of the components that are made of parts of something else, when one
    /// is asked for.
    pub(super) targets: Option<Targets>,
    /// The schemas with a name of their own.
    pub(super) named: NamedSchemas<'d>,
    /// The components that extend each component, when it is asked for.
    pub(super) extended: Option<Extended<'d>>,
}

impl<'d> Closure<'d> {
    pub(super) fn new(document: &'d Document, nowhere: Severity) -> Self {
        Self {
            document,
            nowhere,
            seen: BTreeSet::new(),
            pending: VecDeque::new(),
            visited: HashSet::new(),
            noted: None,
            shared: HashSet::new(),
            links: Links::default(),
            targets: None,
            named: NamedSchemas::new(document),
            extended: None,
        }
    }

    /// Notes that a part other than a schema is referred to.
    pub(super) fn share(&mut self, node: Node<'d>) {
        self.shared.insert(node.id());
    }

    /// Counts the shared parts other than schemas that were reached.
    pub(super) fn shared(&self) -> usize {
        self.shared.len()
    }

    /// Returns the shared parts other than schemas that were reached.
    pub(super) fn shared_parts(&self) -> impl Iterator<Item = Node<'d>> {
        self.shared.iter().map(|id| self.document.node(*id))
    }

    /// Returns the component schema of that name.
    pub(super) fn component(&self, name: &str) -> Option<Node<'d>> {
        declared(self.document)?.get(name)
    }

    /// Adds a component schema by name; whether the document has it.
    pub(super) fn add_schema(&mut self, name: &str) -> bool {
        let Some(node) = self.component(name) else { return false };
        self.add(name, node);
        true
    }

    /// Adds what is at a node as a component of that name.
    pub(super) fn add(&mut self, name: &str, node: Node<'d>) {
        self.note(name);
        if self.seen.insert(name.to_owned()) {
            let node = self.itself(name, node);
            self.pending.push_back((name.to_owned(), node));
        }
    }

    /// Returns the schema that a component is: what it refers to, if it is nothing but a
    /// reference and that has its name.
    fn itself(&mut self, name: &str, node: Node<'d>) -> Node<'d> {
        let named = &self.named;
        let Some(target) = stands_for(named, node) else { return node };
        let targets = self.targets.get_or_insert_with(|| Targets::of(named));
        if targets.name(target) != name {
            return node;
        }
        self.links.extracted.insert(target.id(), name.to_owned());
        target
    }

    /// Adds what an operation refers to. `severity` is how bad a part of it is
    /// that cannot be understood.
    pub(super) fn operation(
        &mut self,
        found: &OperationNode<'d>,
        severity: Severity,
        report: &mut Report,
    ) {
        let document = self.document;
        for layer in layers(found.item) {
            self.check(ObjectKind::PathItem, layer, report);
        }
        operation::read(
            document,
            found,
            &mut operation::SchemaReach { closure: self, severity, report },
        );
    }

    /// Checks the keys of an object, unless that is done.
    pub(super) fn check(&mut self, kind: ObjectKind, node: Node<'d>, report: &mut Report) {
        if self.is_new(node) {
            vocabulary::check(kind, node, report);
            vocabulary::check_shapes(kind, node, report);
        }
    }

    /// Returns the schemas reached since this was asked last, each with all that it
    /// reaches in turn.
    pub(super) fn schemas(&mut self, report: &mut Report) -> Reached<'d> {
        let mut schemas = Vec::new();
        while let Some((name, node)) = self.pending.pop_front() {
            self.schema(node, report);
            schemas.push((name, node));
        }
        schemas
    }

    /// Adds the component schemas that are not reached yet.
    pub(super) fn add_declared(&mut self) {
        for (name, node) in declared(self.document).into_iter().flat_map(Node::entries) {
            self.add(name, node);
        }
    }

    /// Walks through a part, and notes what it leads to.
    pub(super) fn walk(
        &mut self,
        part: Part,
        node: Node<'d>,
        walk: impl FnOnce(&mut Self, &mut Report),
    ) -> Walked<'d> {
        self.noted = Some(Noted::default());
        let mut found = Report::default();
        walk(self, &mut found);
        let leads_to = self.noted.take().unwrap_or_default().leads_to;
        Walked { part, node, found, leads_to }
    }

    /// Returns the schemas reached since they were asked for last, and all that they
    /// reach, each walked by itself.
    pub(super) fn walked(&mut self) -> Vec<Walked<'d>> {
        let mut walked = Vec::new();
        while let Some((name, node)) = self.pending.pop_front() {
            let part = Part::Component(name);
            walked.push(self.walk(part, node, |closure, found| closure.schema(node, found)));
        }
        walked
    }

    /// Takes a schema for not reached.
    pub(super) fn forget(&mut self, name: &str, node: Node<'d>) {
        self.seen.remove(name);
        self.links.extracted.remove(&node.id());
    }

    /// Tells whether a schema is a component only because something refers to it.
    pub(super) fn is_extracted(&self, links: &Links, node: Node<'d>) -> bool {
        let name = links.extracted.get(&node.id());
        name.is_some_and(|name| self.component(name).is_none())
    }

    /// Notes that the part which is walked leads to a component.
    pub(super) fn note(&mut self, name: &str) {
        if let Some(noted) = &mut self.noted {
            noted.leads_to.push(name.to_owned());
        }
    }

    /// Tells whether a node is met for the first time: in the part that is walked
    /// by itself, or else at all.
    fn is_new(&mut self, node: Node<'d>) -> bool {
        match &mut self.noted {
            Some(noted) => !self.visited.contains(&node.id()) && noted.met.insert(node.id()),
            None => self.visited.insert(node.id()),
        }
    }

    /// Follows a reference to a shared part.
    pub(super) fn part(&mut self, node: Node<'d>, report: &mut Report) -> Option<Node<'d>> {
        let (start, mut node, mut met) = (node, node, Vec::with_capacity(MAX_HOPS));
        while met.len() < MAX_HOPS && !met.contains(&node) {
            let Some(reference) = node.get("$ref") else { return Some(node) };
            met.push(node);
            self.check(ObjectKind::Reference, node, report);
            let Some(text) = reference.as_str() else {
                report.push(no_text(reference));
                return None;
            };
            let target = self.target(node, text, &reference.at(), report)?;
            self.shared.insert(target.id());
            node = target;
        }
        let found = if met.contains(&node) { reference_loop(node) } else { long_chain(start) };
        self.leads_nowhere(found, report);
        None
    }

    /// Reports a reference of a path item that leads nowhere, and what counts no more
    /// since it is said beside a reference as well.
    pub(super) fn path_item(&mut self, item: Node<'d>, report: &mut Report) {
        let mut known: HashMap<Cow<'_, str>, Node<'d>> = HashMap::new();
        let (mut last, layers) = (item, layers(item));
        for layer in layers.iter().copied() {
            let servers = layer.get("servers").map(|servers| ("servers", servers));
            for (key, node) in own_methods(layer).chain(servers) {
                match known.get(&as_known(key)) {
                    Some(first) => report.push(overridden(key, node, *first, layer)),
                    None => _ = known.insert(as_known(key), node),
                }
            }
            if !layer.is_object() && layer != item {
                self.leads_nowhere(no_path_item(last, layer), report);
            }
            last = layer;
        }
        let Some(reference) = last.get("$ref") else { return };
        match reference.as_str() {
            None => report.push(no_text(reference)),
            Some(text) => {
                if let Some(target) = self.target(last, text, &reference.at(), report) {
                    let is_loop = layers.contains(&target);
                    let found = if is_loop { reference_loop(last) } else { long_chain(item) };
                    self.leads_nowhere(found, report);
                }
            }
        }
    }

    /// Reports a reference that leads nowhere.
    pub(super) fn leads_nowhere(&self, found: Diagnostic, report: &mut Report) {
        report.push(Diagnostic { severity: self.nowhere, ..found });
    }

    /// Collects what a schema refers to.
    pub(super) fn schema(&mut self, node: Node<'d>, report: &mut Report) {
        let mut pending = vec![node];
        while let Some(node) = pending.pop() {
            if !node.is_object() || !self.is_new(node) {
                continue;
            }
            self.references(node, report);
            self.children(node);
            self.anchors(node);
            self.mapping(node);
            if let Some(condition) = node.get("if") {
                self.condition(condition, report);
            }
            let mut inside = Vec::new();
            for (key, child) in node.entries() {
                let Some(keyword) = vocabulary::keyword(key) else { continue };
                match keyword.fate {
                    Fate::Used => inside.extend(keyword.holds.schemas(child)),
                    Fate::Reported(_) => self.inside_of_condition(child, report),
                    _ => {}
                }
            }
            pending.extend(inside.into_iter().rev());
        }
    }
}

/// Returns the component schemas of a document, as they are written.
pub(super) fn declared(document: &Document) -> Option<Node<'_>> {
    document.root().get("components")?.get("schemas")
}

/// Returns a chain of references that does not end.
fn reference_loop(node: Node<'_>) -> Diagnostic {
    let at = node.at();
    let message = "a chain of references that leads nowhere";
    let why = "A reference that leads nowhere.";
    Diagnostic::error("reference-loop", &at, message).settled_without(&at, why)
}

/// Reports a chain of references that is too long to be followed.
fn long_chain(start: Node<'_>) -> Diagnostic {
    let at = start.at();
    let message = format!("a chain of {MAX_HOPS} references or more is not followed to its end");
    Diagnostic::error("reference-chain", &at, message)
        .help("refer to what the last of them leads to")
        .settled_without(&at, "The chain of references is too long.")
}

/// Returns a reference from a path item to what is none.
fn no_path_item(from: Node<'_>, target: Node<'_>) -> Diagnostic {
    let at = from.at().child("$ref");
    let error = Diagnostic::error("reference", &at, "this leads to no path item");
    error.related(&target.at(), "what it refers to").settled_without(&at, "It leads to no path.")
}

/// Returns a part of a layer of a path item that is also beside a reference to that, or twice
/// in it.
fn overridden(key: &str, node: Node<'_>, first: Node<'_>, layer: Node<'_>) -> Diagnostic {
    let whose = match first.ancestors().any(|node| node == layer) {
        true => "the path item has its own",
        false => "the path item that refers here has its own",
    };
    let message = format!("`{key}` is left out: {whose}");
    Diagnostic::warning("left-out", &node.at(), message).related(&first.at(), "what is taken")
}

/// Returns a reference that is no text.
pub(super) fn no_text(reference: Node<'_>) -> Diagnostic {
    let at = reference.at();
    let error = Diagnostic::error("shape", &at, "a reference should be text");
    error.settled_without(&at, "A reference is text.")
}
