//! The names of what schemas refer to that is no component.
//!
//! Each is called as the first component that is nothing but a reference to it, or by its
//! file, or by the way to it. Where several would be called the same, all of them have
//! longer names: so a name depends on what the document refers to, and not on what is met
//! first.

use std::collections::{HashMap, HashSet};

use super::closure::declared;
use super::named::NamedSchemas;
use super::reference::{
    component_name, holds_several, is_schema_key, of_files, stands_for, through_references,
};
use crate::source::{Node, NodeId, Pointer};
use crate::words::Numbered;

/// The targets of the references of schemas that are no components, with their names.
pub(super) struct Targets {
    names: HashMap<NodeId, String>,
    /// The names of components, and those in `names`.
    taken: HashSet<String>,
    numbered: Numbered,
}

impl Targets {
    /// Names all targets of a document.
    pub(super) fn of(named: &NamedSchemas<'_>) -> Self {
        let document = named.document;
        let components = || declared(document).into_iter().flat_map(Node::entries);
        let taken = components().map(|(name, _)| name.to_owned()).collect();
        let mut targets = Self { names: HashMap::new(), taken, numbered: Numbered::default() };
        for (name, component) in components() {
            if let Some(target) = stands_for(named, component) {
                targets.names.entry(target.id()).or_insert_with(|| name.to_owned());
            }
        }
        let mut by_name: HashMap<String, Vec<Node<'_>>> = HashMap::new();
        let mut found = found(named);
        found.retain(|target| !targets.names.contains_key(&target.id()));
        for target in &found {
            by_name.entry(short(*target)).or_default().push(*target);
        }
        let is_alone =
            |target: &Node<'_>| by_name.get(&short(*target)).is_some_and(|all| all.len() == 1);
        let (alone, several): (Vec<_>, Vec<_>) = found.iter().copied().partition(is_alone);
        alone.into_iter().for_each(|target| _ = targets.add(target, &short(target)));
        several.into_iter().for_each(|target| _ = targets.add(target, &long(target)));
        targets
    }

    /// Returns the name of a target, which may be one that is only known by an anchor or the like.
    pub(super) fn name(&mut self, target: Node<'_>) -> String {
        let known = self.names.get(&target.id()).cloned();
        known.unwrap_or_else(|| self.add(target, &short(target)))
    }

    fn add(&mut self, target: Node<'_>, wanted: &str) -> String {
        let name = self.numbered.free(wanted, "", |name| self.taken.contains(name));
        self.taken.insert(name.clone());
        self.names.insert(target.id(), name.clone());
        name
    }
}

/// Finds the targets in a document and its files, in the order of their places.
fn found<'d>(named: &NamedSchemas<'d>) -> Vec<Node<'d>> {
    let document = named.document;
    let files = document.files();
    let files = files.iter().filter_map(|file| document.find(&Pointer::of_file(file.name)));
    let mut pending: Vec<Node<'_>> = files.chain([document.root()]).collect();
    let mut found = Vec::new();
    while let Some(node) = pending.pop() {
        pending.extend(node.children());
        let reference = node.get("$ref").and_then(Node::as_str).filter(|_| is_schema(node));
        let target = reference.and_then(|text| named.target(node, text));
        let target = target.map(|target| through_references(named, target));
        found.extend(target.filter(|target| component_name(*target).is_none()));
    }
    // Those that extend another are found by that.
    found.extend(of_files(document).into_iter().filter(|schema| schema.get("allOf").is_some()));
    found.sort_by_cached_key(|target| target.at());
    found.dedup();
    found
}

/// Tells whether a node is likely to be a schema: by its key, or right inside of a file.
fn is_schema(node: Node<'_>) -> bool {
    let is_root = |node: Node<'_>| node.parent().is_none() && node.at().file().is_some();
    is_schema_key(node) || is_root(node) || node.parent().is_some_and(is_root)
}

/// Returns the usual name of a target.
fn short(target: Node<'_>) -> String {
    let at = target.at();
    let stem = |file: &str| file.rsplit('/').next()?.split('.').next().map(pascal);
    let file = at.file().and_then(|file| stem(&file));
    let is_word = |key: &String| key.starts_with('/') || !(holds_several(key) || key.contains('/'));
    let words = words(&at).filter(is_word);
    file.into_iter().chain(words.map(|key| pascal(&key))).collect()
}

/// Returns the name of a target of which the usual one is not its alone.
fn long(target: Node<'_>) -> String {
    let at = target.at();
    let file = at.file().unwrap_or_default();
    let file = match file.rsplit_once('.') {
        Some((path, extension)) if !extension.contains('/') => path,
        _ => &file,
    };
    [pascal(file)].into_iter().chain(words(&at).map(|key| pascal(&key))).collect()
}

/// Returns the keys on the way to a place that say something of it.
fn words(at: &Pointer) -> impl Iterator<Item = String> {
    let says_nothing = ["components", "paths", "schemas", "schema", "content"];
    at.keys().filter(move |key| !says_nothing.contains(&key.as_str()))
}

/// Returns the words of a key as one.
fn pascal(key: &str) -> String {
    let words = key.split(|c: char| !c.is_alphanumeric());
    let mut pascal = String::with_capacity(key.len());
    for word in words {
        let mut letters = word.chars();
        pascal.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        pascal.push_str(letters.as_str());
    }
    pascal
}
