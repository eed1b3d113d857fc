//! The targets of the references of schemas.
//!
//! A component is referred to by its name. Any other schema of the document
//! that a reference leads to becomes a component, so that a circle of such
//! references is one of components.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde_json::{Value, json};

use super::closure::{Closure, declared, no_text};
use super::named::{Found, NamedSchemas};
use super::targets::Targets;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::schema::MAX_REFERRED;
use crate::source::{Document, MAX_HOPS, Node, NodeId, Pointer, ResolveError};
use crate::vocabulary::{self, Fate, Holds};
use crate::words::similar;

/// The keywords that refer to another schema.
pub(super) const REFERENCES: [&str; 3] = ["$ref", "$recursiveRef", "$dynamicRef"];

/// The remedy for a part of another document.
const BUNDLE: &str = "bundle the documents into one, or copy the part into `components`";

/// The components, and the schemas of other files, that extend a schema by `allOf`, by its node.
pub(super) struct Extended<'d>(HashMap<NodeId, Vec<Node<'d>>>);

impl<'d> Extended<'d> {
    fn of(named: &NamedSchemas<'d>) -> Self {
        let document = named.document;
        let mut extended: HashMap<NodeId, Vec<Node<'d>>> = HashMap::new();
        let components = declared(document).into_iter().flat_map(Node::entries);
        for component in components.map(|(_, node)| node).chain(of_files(document)) {
            let schema = stands_for(named, component).unwrap_or(component);
            for part in schema.get("allOf").into_iter().flat_map(Node::items) {
                let reference = part.get("$ref").and_then(Node::as_str);
                if let Some(parent) = reference.and_then(|text| named.target(part, text)) {
                    let parent = stands_for(named, parent).unwrap_or(parent);
                    extended.entry(parent.id()).or_default().push(component);
                }
            }
        }
        Self(extended)
    }
}

/// Returns the schemas of the files that a document refers to which have names there.
pub(super) fn of_files(document: &Document) -> Vec<Node<'_>> {
    let files = document.files();
    let roots = files.iter().filter_map(|file| document.find(&Pointer::of_file(file.name)));
    let mut schemas = Vec::new();
    for root in roots {
        let declared = root.get("components").and_then(|components| components.get("schemas"));
        let holders = [declared, root.get("$defs"), root.get("definitions"), Some(root)];
        let named = holders.into_iter().flatten().flat_map(Node::entries);
        schemas.extend(named.map(|(_, node)| node).chain([root]).filter(|node| node.is_object()));
    }
    schemas
}

impl<'d> Closure<'d> {
    /// Adds what extends a parent that a discriminator tells from others, since
    /// a value of it is one of these.
    pub(super) fn children(&mut self, schema: Node<'d>) {
        let is_union = schema.get("oneOf").is_some() || schema.get("anyOf").is_some();
        // The discriminator may stand in a part of it.
        let mut parts = schema.get("allOf").into_iter().flat_map(Node::items).chain([schema]);
        let is_told = parts.any(|part| part.get("discriminator").is_some());
        let is_named =
            component_name(schema).is_some() || self.links.extracted.contains_key(&schema.id());
        if is_union || !is_told || !is_named {
            return;
        }
        let named = &self.named;
        let extended = self.extended.get_or_insert_with(|| Extended::of(named));
        let mut found = Vec::new();
        let mut seen = HashSet::from([schema.id()]);
        let mut pending = vec![schema];
        while let Some(node) = pending.pop() {
            let node = stands_for(named, node).unwrap_or(node);
            for child in extended.0.get(&node.id()).into_iter().flatten() {
                if seen.insert(child.id()) {
                    found.push(*child);
                    pending.push(*child);
                }
            }
        }
        found.into_iter().for_each(|child| _ = self.component_at(child));
    }

    /// Notes what the dynamic references of the components that a component refers to lead
    /// to from there, and adds that.
    pub(super) fn anchors(&mut self, schema: Node<'d>) {
        let parts = schema.get("allOf").into_iter().flat_map(Node::items).chain([schema]);
        let refers = parts.into_iter().any(|part| part.get("$ref").is_some());
        let Some(name) = component_name(schema).filter(|_| refers) else { return };
        let inside = schema.get("$defs").into_iter().flat_map(Node::entries);
        for node in inside.map(|(_, node)| node).chain([schema]) {
            let anchor = node.get("$dynamicAnchor").and_then(Node::as_str);
            let Some(anchor) = anchor else { continue };
            // It is often a component by the name of the anchor.
            let referred = node.get("$ref").and_then(Node::as_str).filter(|_| node.len() == 2);
            let referred = referred.and_then(|text| self.named.target(node, text));
            if let Some(component) = self.component_at(referred.unwrap_or(node)) {
                let anchors = self.links.anchors.entry(name.to_owned()).or_default();
                anchors.insert(anchor.to_owned(), component);
            }
        }
    }

    /// Notes which component a schema refers to, and adds that.
    pub(super) fn references(&mut self, schema: Node<'d>, report: &mut Report) {
        let Some(written) = REFERENCES.iter().find_map(|key| schema.get(key)) else { return };
        let Some(reference) = written.as_str() else {
            if !written.is_null() {
                report.push(no_text(written));
            }
            return;
        };
        let at = written.at();
        if let Some(anchor) =
            reference.strip_prefix('#').filter(|_| at.last().as_deref() == Some("$dynamicRef"))
        {
            // With more beside it, the reference is one of several parts.
            self.links
                .dynamic
                .extend([schema.at(), schema.at().child("$ref")].map(|at| (at, anchor.to_owned())));
        }
        let Some(target) = self.schema_target(reference, schema, &at, report) else { return };
        self.links.targets.insert(schema.id(), target.id());
        let named = target;
        let target = through_references(&self.named, target);
        if let Some(name) = self.component_at(target) {
            if let Some(own) = own_name(named).filter(|_| named != target) {
                let names = Arc::make_mut(&mut self.links.own_names);
                names.of_references.insert(schema.at(), own);
            }
            self.links.components.insert(schema.id(), name);
            return;
        }
        self.leads_nowhere(no_schema(reference, &at, target), report);
    }

    /// Returns the name of the component that is at a node, or that what is there
    /// becomes; none if that cannot be a schema.
    fn component_at(&mut self, target: Node<'d>) -> Option<String> {
        if let Some(name) = component_name(target) {
            self.add(name, target);
            return Some(name.to_owned());
        }
        if let Some(name) = self.links.extracted.get(&target.id()).cloned() {
            self.note(&name);
            return Some(name);
        }
        if !can_be_schema(target) {
            return None;
        }
        let named = &self.named;
        let name = self.targets.get_or_insert_with(|| Targets::of(named)).name(target);
        self.links.extracted.insert(target.id(), name.clone());
        if self.component(&name).is_none()
            && let Some(own) = own_name(target)
            && own != name
        {
            Arc::make_mut(&mut self.links.own_names).of_components.insert(name.clone(), own);
        }
        self.add(&name, target);
        Some(name)
    }

    /// Notes what the references of a condition lead to: of that, only the names of
    /// properties are taken.
    pub(super) fn condition(&mut self, condition: Node<'d>, report: &mut Report) {
        self.inside_of_condition(condition, report);
        let mut seen = HashSet::from([condition.id()]);
        let mut pending = vec![condition];
        while let Some(node) = pending.pop() {
            if let Some(target) = self.checked_target(node, report) {
                self.links.targets.insert(node.id(), target.id());
                if seen.len() <= MAX_REFERRED && seen.insert(target.id()) {
                    pending.push(target);
                }
            }
            let arms = ["allOf", "oneOf", "anyOf"].into_iter().filter_map(|key| node.get(key));
            pending.extend(arms.flat_map(Node::items));
        }
    }

    /// Warns of the references in a condition, and in what only limits values, that lead to no
    /// schema: no type depends on what they lead to.
    pub(super) fn inside_of_condition(&self, condition: Node<'d>, report: &mut Report) {
        let mut told = Report::default();
        let mut pending = vec![condition];
        while let Some(node) = pending.pop() {
            self.checked_target(node, &mut told);
            for (key, child) in node.entries() {
                let Some(keyword) = vocabulary::keyword(key) else { continue };
                match keyword.fate {
                    Fate::Reported(_) => pending.push(child),
                    _ => pending.extend(keyword.holds.schemas(child)),
                }
            }
        }
        for found in told.into_found() {
            report.push(Diagnostic { severity: Severity::Warning, ..found });
        }
    }

    /// Returns the schema that a schema refers to, if it does and that is one.
    fn checked_target(&self, schema: Node<'d>, report: &mut Report) -> Option<Node<'d>> {
        let reference = schema.get("$ref")?.as_str()?;
        let at = schema.at().child("$ref");
        let target = self.schema_target(reference, schema, &at, report)?;
        if component_name(target).is_none() && !can_be_schema(target) {
            self.leads_nowhere(no_schema(reference, &at, target), report);
            return None;
        }
        Some(target)
    }

    /// Notes what the values of a discriminator stand for, where it is not written as the
    /// name of a component.
    pub(super) fn mapping(&mut self, schema: Node<'d>) {
        let Some(discriminator) = schema.get("discriminator") else { return };
        let values = discriminator.get("mapping").into_iter().flat_map(Node::entries);
        let default = discriminator.get("defaultMapping");
        for node in values.map(|(_, node)| node).chain(default) {
            let beside = node.as_str().and_then(|text| self.component_beside(node, text));
            let text = node.as_str().filter(|text| self.component(text).is_none());
            let target = || text.and_then(|text| self.named.target(node, text));
            if let Some(target) = beside.or_else(target) {
                self.links.targets.insert(node.id(), target.id());
            }
        }
    }

    /// Returns the component of the file of a node, which is another one than the document, by its
    /// name.
    fn component_beside(&self, node: Node<'d>, name: &str) -> Option<Node<'d>> {
        let file = node.at().file()?;
        let root = self.document.find(&Pointer::of_file(&file))?;
        root.get("components")?.get("schemas")?.get(name)
    }

    /// Returns the schema that a reference names.
    fn schema_target(
        &self,
        reference: &str,
        schema: Node<'d>,
        at: &Pointer,
        report: &mut Report,
    ) -> Option<Node<'d>> {
        match self.named.find(schema, reference) {
            Some(Found::There(target)) => return Some(target),
            Some(Found::Near(near)) => {
                report.push(near_reference(reference, near, at));
                return Some(near);
            }
            None => {}
        }
        if let Some((root, anchor)) = self.named.file_and_anchor(schema, reference) {
            let error = self.lacks_slash(schema, reference, at).unwrap_or_else(|| {
                let file = root.at().file();
                let whose = file.map(|file| format!(" of `{file}`")).unwrap_or_default();
                let message = format!("no schema{whose} has the anchor `{anchor}`");
                let error = Diagnostic::error("unknown-reference", at, message);
                error.settled_without(at, "It refers to nothing.")
            });
            self.leads_nowhere(error, report);
            return None;
        }
        self.target(schema, reference, at, report)
    }

    /// Finds what a reference names.
    pub(super) fn target(
        &self,
        from: Node<'d>,
        reference: &str,
        at: &Pointer,
        report: &mut Report,
    ) -> Option<Node<'d>> {
        let error = match self.document.resolve(from, reference) {
            Ok(target) if !reference.is_empty() => return Some(target),
            Ok(_) => {
                let message = "an empty reference is to the whole document, which is no part of it";
                external(at, message.to_owned()).help(BUNDLE)
            }
            Err(ResolveError::Nothing { file: None }) => {
                let message = format!("`{reference}` refers to nothing in the document");
                let target = Pointer::from_reference(reference).unwrap_or_default();
                self.unknown_reference(&target, at, message)
            }
            Err(why) => {
                self.lacks_slash(from, reference, at).unwrap_or_else(|| unread(at, reference, &why))
            }
        };
        self.leads_nowhere(error, report);
        None
    }

    /// Returns a reference to nothing: probably to something of a similar name.
    fn unknown_reference(&self, target: &Pointer, at: &Pointer, message: String) -> Diagnostic {
        let error = Diagnostic::error("unknown-reference", at, message);
        let beside = target.split().and_then(|(parent, name)| {
            let members = self.document.find(&parent)?;
            let meant = similar(&name, members.entries().map(|(key, _)| key))?;
            Some(parent.child(meant))
        });
        let Some(meant) = beside else {
            return match self.missing_schema(target) {
                Some((holder, update)) => {
                    error.settled_with(&holder, update, "It is not there; any value is taken.")
                }
                None => error.settled_without(at, "It refers to nothing."),
            };
        };
        let reference = format!("#{}", meant.as_str().replace('%', "%25"));
        let why = format!("It refers to nothing; {meant} is meant.");
        settled_by_reference(error, at, reference, why)
    }

    /// Returns a reference to something by the way there, without the `/` at its beginning.
    fn lacks_slash(&self, from: Node<'d>, reference: &str, at: &Pointer) -> Option<Diagnostic> {
        let whole = format!("#/{}", reference.strip_prefix('#')?);
        self.document.resolve(from, &whole).ok()?;
        let message = format!("`{reference}` lacks a `/` after its `#`");
        let error = Diagnostic::error("unknown-reference", at, message);
        let why = format!("{whole} is meant.");
        Some(settled_by_reference(error, at, whole, why))
    }

    /// Returns the update that adds a component schema that takes any value, and
    /// where it goes.
    fn missing_schema(&self, target: &Pointer) -> Option<(Pointer, Value)> {
        let keys: Vec<String> = target.keys().map(|key| key.to_string()).collect();
        let [components, schemas, _] = keys.as_slice() else { return None };
        if components != "components" || schemas != "schemas" {
            return None;
        }
        let mut holder = target.split()?.0;
        let mut update = json!({ &keys[2]: {} });
        while self.document.find(&holder).is_none() {
            let (outer, key) = holder.split()?;
            update = json!({ key: update });
            holder = outer;
        }
        Some((holder, update))
    }
}

/// Returns a finding about a reference that another reference settles.
fn settled_by_reference(
    error: Diagnostic,
    at: &Pointer,
    reference: String,
    why: String,
) -> Diagnostic {
    // A reference of a schema is named itself, that of a part by the part.
    let update = match at.last().as_deref() {
        Some("$ref") => reference.into(),
        _ => json!({ "$ref": reference }),
    };
    error.settled_with(at, update, why)
}

/// Returns a reference to what only an inline schema around it has.
fn near_reference(reference: &str, near: Node<'_>, at: &Pointer) -> Diagnostic {
    let message = format!("`{reference}` is taken for what is nearest around it");
    let near = near.at();
    let update = format!("#{}", near.as_str().replace('%', "%25"));
    let why = format!("{near} is meant.");
    Diagnostic::warning("near-reference", at, message).related(&near, "what is taken").settled_with(
        at,
        update.into(),
        why,
    )
}

/// Returns a reference out of the document.
fn external(at: &Pointer, message: String) -> Diagnostic {
    Diagnostic::error("external-reference", at, message)
        .settled_without(at, "What is in another document is not known.")
}

/// Returns a reference that cannot be followed.
fn unread(at: &Pointer, reference: &str, why: &ResolveError) -> Diagnostic {
    let message = match why {
        ResolveError::OtherFile { .. } => "refers to another document, which is not opened".into(),
        ResolveError::Address | ResolveError::Outside => format!("is not read: {why}"),
        _ => format!("leads nowhere: {why}"),
    };
    let help = match why {
        // An absolute path leads from no directory.
        ResolveError::Outside if !reference.starts_with('/') => {
            "name a directory that has both documents with `--base DIR`, or bundle them into one"
        }
        ResolveError::Unreadable { .. } => "see whether the file is there, or correct the path",
        _ => BUNDLE,
    };
    external(at, format!("`{reference}` {message}")).help(help)
}

/// Makes the finding that a schema refers to what is none.
fn no_schema(reference: &str, at: &Pointer, target: Node<'_>) -> Diagnostic {
    let message = format!("`{reference}` leads to no schema");
    Diagnostic::error("reference", at, message)
        .related(&target.at(), "what it refers to")
        .settled_without(at, "It leads to no schema.")
}

/// Follows a schema that is nothing but a reference, to a component or to one that is
/// more.
pub(super) fn through_references<'d>(named: &NamedSchemas<'d>, target: Node<'d>) -> Node<'d> {
    let mut target = target;
    for _ in 0..MAX_HOPS {
        if component_name(target).is_some() || target.len() != 1 {
            break;
        }
        let reference = target.get("$ref").and_then(Node::as_str);
        match reference.and_then(|text| named.target(target, text)) {
            Some(next) => target = next,
            None => break,
        }
    }
    target
}

/// Returns the schema that is no component which a component is nothing but a reference to.
pub(super) fn stands_for<'d>(named: &NamedSchemas<'d>, component: Node<'d>) -> Option<Node<'d>> {
    let reference = component.get("$ref").filter(|_| component.len() == 1)?;
    let target = named.target(component, reference.as_str()?)?;
    let target = through_references(named, target);
    (component_name(target).is_none() && can_be_schema(target)).then_some(target)
}

/// Returns the name of the component schema that a node is.
pub(super) fn component_name(node: Node<'_>) -> Option<&str> {
    let schemas = node.parent()?;
    let components = schemas.parent()?;
    let is_root = components.parent()?.parent().is_none();
    let is_component = schemas.key() == Some("schemas") && components.key() == Some("components");
    node.key().filter(|_| is_root && is_component && node.at().file().is_none())
}

/// Returns the name of a schema in its own file, or that of the file that it is; none where the
/// last key on the way to it is no name.
fn own_name(target: Node<'_>) -> Option<String> {
    let Some(parent) = target.parent() else { return name_of_file(target) };
    let is_listed = !parent.is_object();
    let key = target.key().filter(|_| !is_listed)?;
    let is_word = matches!(key, "schema" | "itemSchema") || vocabulary::keyword(key).is_some();
    (!is_word || matches!(parent.key(), Some("schemas" | "$defs" | "definitions")))
        .then(|| key.to_owned())
}

/// Returns the name of the file of a node without what tells its kind; none in the document itself.
pub(super) fn name_of_file(node: Node<'_>) -> Option<String> {
    let file = node.at().file()?;
    let name = file.rsplit('/').next()?;
    Some(name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned())
}

/// Tells whether a node is where a schema should be, and is what one can be.
fn can_be_schema(node: Node<'_>) -> bool {
    // A file that is nothing but schemas.
    let is_there = is_schema_key(node) || node.at().file().is_some();
    is_there && (node.is_object() || node.as_bool().is_some())
}

/// Tells whether a node is where a schema should be, by its key.
pub(super) fn is_schema_key(node: Node<'_>) -> bool {
    let Some(parent) = node.parent() else { return false };
    let by_key = node.key().is_some_and(|key| {
        matches!(key, "schema" | "itemSchema")
            || holds(key) == Some(Holds::One)
            || holds(key) == Some(Holds::OneOrListed)
    });
    let by_holder = parent.key().is_some_and(|key| key == "schemas" || holds_several(key));
    by_key || by_holder
}

fn holds(key: &str) -> Option<Holds> {
    vocabulary::keyword(key).map(|key| key.holds)
}

pub(super) fn holds_several(key: &str) -> bool {
    matches!(
        holds(key),
        Some(Holds::Named | Holds::Listed | Holds::OneOrListed | Holds::NamedOrNames)
    )
}
