//! What an overlay could do about a finding.

use std::cell::OnceCell;
use std::collections::HashSet;

use serde_json::{Map, Value, json};

use crate::overlay::Action;
use crate::pointer::{Pointer, quoted};

/// A change of the document that settles a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Remedy {
    /// Something goes.
    Remove { at: Pointer, why: String },
    /// The items of a list that are this text go.
    RemoveText { list: Pointer, text: String, why: String },
    /// Something is added, or put in the place of a value.
    Update { at: Pointer, update: Value, why: String },
    /// A component gets another name, wherever it is referred to.
    Rename { component: String },
}

impl Remedy {
    /// The places that it is about, to be traced back to the document.
    pub(crate) fn places(&mut self) -> Vec<&mut Pointer> {
        match self {
            Self::Remove { at, .. } | Self::Update { at, .. } => vec![at],
            Self::RemoveText { list, .. } => vec![list],
            Self::Rename { .. } => Vec::new(),
        }
    }

    /// The actions; none if the document does not have what they are about.
    pub(crate) fn actions(&self, root: &Value, references: &References<'_>) -> Vec<Action> {
        let actions = match self {
            Self::Remove { at, why } => vec![remove(at.to_json_path(root), why)],
            Self::RemoveText { list, text, why } => {
                let path = format!("{}[?@ == {}]", list.to_json_path(root), quoted(text));
                vec![remove(path, why)]
            }
            Self::Update { at, update: value, why } => {
                vec![update(at.to_json_path(root), value.clone(), why)]
            }
            Self::Rename { component: old } => {
                let name = &free_name(root, format!("{old}2"));
                let at = Pointer::root().descend(&["components", "schemas", old]);
                let Some(part) = at.find(root) else { return Vec::new() };
                // Looking for each in all of the document would take long.
                if !reference_to(old).as_str().is_some_and(|known| references.has(known)) {
                    return Vec::new();
                }
                let path = format!(
                    "$..[?@['$ref'] == {}]",
                    quoted(reference_to(old).as_str().unwrap_or_default())
                );
                let to = json!({ "$ref": reference_to(name) });
                return vec![
                    component(name, part, &format!("`{old}` under a name of its own.")),
                    update(path, to, &format!("`{old}` is `{name}`.")),
                    remove(at.to_json_path(root), &format!("`{old}` is `{name}`.")),
                ];
            }
        };
        if actions.iter().all(|action| action.has_target(root)) { actions } else { Vec::new() }
    }
}

/// All references in a document, collected once they are asked for.
pub(crate) struct References<'a> {
    root: &'a Value,
    found: OnceCell<HashSet<&'a str>>,
}

impl<'a> References<'a> {
    pub(crate) fn of(root: &'a Value) -> Self {
        Self { root, found: OnceCell::new() }
    }

    fn has(&self, reference: &str) -> bool {
        self.found.get_or_init(|| Self::collect(self.root)).contains(reference)
    }

    fn collect(root: &'a Value) -> HashSet<&'a str> {
        let mut found = HashSet::new();
        let mut pending = vec![root];
        while let Some(node) = pending.pop() {
            match node {
                Value::Object(object) => {
                    found.extend(object.get("$ref").and_then(Value::as_str));
                    pending.extend(object.values());
                }
                Value::Array(items) => pending.extend(items),
                _ => {}
            }
        }
        found
    }
}

/// The name, or a longer one that no component schema has.
pub(crate) fn free_name(root: &Value, name: String) -> String {
    let mut name = name;
    while root.pointer("/components/schemas").and_then(|all| all.get(&name)).is_some() {
        name.push('2');
    }
    name
}

fn remove(target: String, why: &str) -> Action {
    let description = why.to_owned();
    Action { target, description, update: None, remove: true, when: None }
}

fn update(target: String, update: Value, why: &str) -> Action {
    let description = why.to_owned();
    Action { target, description, update: Some(update), remove: false, when: None }
}

/// Adds a component schema.
fn component(name: &str, schema: &Value, why: &str) -> Action {
    let schemas = Map::from_iter([(name.to_owned(), schema.clone())]);
    update("$.components.schemas".to_owned(), Value::Object(schemas), why)
}

/// A reference to a component schema.
fn reference_to(name: &str) -> Value {
    let name = name.replace('~', "~0").replace('/', "~1").replace('%', "%25");
    format!("#/components/schemas/{name}").into()
}

/// The word among those there are that was probably meant.
pub(crate) fn similar<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    nearest(word, known).into_iter().next()
}

/// The words among those there are that were perhaps meant, the nearest first.
pub(crate) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    // One slip in three letters.
    let most = word.chars().count().max(3) / 3;
    let slips = |known| (strsim::damerau_levenshtein(word, known), known);
    let mut near: Vec<(usize, &str)> =
        known.map(slips).filter(|(slips, _)| *slips <= most).collect();
    near.sort_by_key(|(slips, _)| *slips);
    near.into_iter().map(|(_, known)| known).collect()
}
