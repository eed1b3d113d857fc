//! The origin in the document of a part of the generated crate, and the reasons
//! for its shape.
//!
//! A part has a name in Rust, and often another one in the document: `index`
//! knows both. The reasons are told from what the stages made of the document
//! (`fields`, `types`, `calls`), and the actions of the overlay from the edits
//! that it left behind (`history`).

mod answers;
mod calls;
mod fields;
mod history;
mod index;
mod types;

use std::collections::BTreeMap;

use self::history::History;
use self::index::{Explainable, Subject};
use crate::config::Config;
use crate::correct::{Action, Edit};
use crate::ir::{Api, TypeDef, TypeId, TypeRef};
use crate::report::{Input, Locator, Source, Sources, TextPlace};
use crate::rust::{Crate, Item};
use crate::schema::Schema;
use crate::source::{Document, Pointer};
use crate::{plan, select, words};

/// The number of names that are suggested in the place of an unknown one.
const SUGGESTED: usize = 3;

/// The reasons why a part of the generated crate is as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// Its name: `RunObject`, `RunObject.model`, `create_run`.
    pub name: String,
    /// Its form in Rust.
    pub rust: String,
    /// The places that it comes from.
    pub places: Vec<Placed>,
    /// The reasons for its shape.
    pub reasons: Vec<String>,
    /// The actions of the overlay on it, in order.
    pub actions: Vec<Touch>,
}

/// A place that something comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The place in the document, or in the configuration, as it is understood.
    pub at: Pointer,
    /// The place where that is written.
    pub place: TextPlace,
}

/// An action of the overlay that changed something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touch {
    /// The action's number, from 1.
    pub number: usize,
    /// The place where the action is written.
    pub place: TextPlace,
    /// The change that it made.
    pub done: String,
    /// The reason for it, as the overlay says it.
    pub description: String,
}

/// A name that nothing has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The name.
    pub name: String,
    /// Names that may have been meant, the nearest first.
    pub similar: Vec<String>,
    /// The type or operation before the dot, if only what is after the dot is
    /// unknown, and the names of all that it has.
    pub owner: Option<(String, Vec<String>)>,
}

/// Explains the parts of a generated crate.
#[derive(Debug)]
pub struct Explainer {
    api: Api,
    planned: Crate,
    config: Config,
    document: Document,
    /// The nodes of the overlay and of the configuration.
    overlay: Option<Document>,
    settings: Document,
    /// The actions of the overlay, as far as they can be carried out.
    actions: Vec<Option<Action>>,
    edits: Vec<Edit>,
    type_names: BTreeMap<TypeId, String>,
    /// The types that do not have the name that they would have by themselves, each with that
    /// name, and another type that has it or would have it.
    rivals: BTreeMap<TypeId, (String, TypeId)>,
    entries: Vec<Explainable>,
}

/// The parts that an [`Explainer`] is made of.
#[derive(Debug)]
pub(crate) struct Parts {
    pub(crate) api: Api,
    pub(crate) planned: Crate,
    pub(crate) config: Config,
    pub(crate) document: Document,
    pub(crate) overlay: Option<Document>,
    pub(crate) settings: Document,
    pub(crate) actions: Vec<Option<Action>>,
    pub(crate) edits: Vec<Edit>,
}

impl Explainer {
    pub(crate) fn new(parts: Parts) -> Self {
        let Parts { api, planned, config, document, overlay, settings, actions, edits } = parts;
        let type_names: BTreeMap<TypeId, String> =
            plan::type_names(&api).into_iter().map(|(id, name)| (id.clone(), name)).collect();
        let rivals = plan::rivals_of_types(&api);
        let entries = index::entries(&api, &planned, &type_names);
        Self {
            api,
            planned,
            config,
            document,
            overlay,
            settings,
            actions,
            edits,
            type_names,
            rivals,
            entries,
        }
    }

    /// Returns everything that can be explained, by its name in Rust.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(Explainable::name)
    }

    /// Explains what has this name, in Rust or in the document.
    pub fn explain(&self, name: &str) -> Result<Explanation, Unknown> {
        let asked = index::plain(name);
        let in_rust = self.entries.iter().find(|entry| entry.name() == asked);
        let found = in_rust
            .or_else(|| self.entries.iter().find(|entry| entry.names.contains(&asked)))
            .ok_or_else(|| self.unknown(name, &asked))?;
        let explanation = self.subject(&found.subject);
        explanation
            .map(|explanation| Explanation { name: found.name().to_owned(), ..explanation })
            .ok_or_else(|| self.unknown(name, &asked))
    }

    /// Explains what the index knows; all of it is in the planned crate.
    fn subject(&self, subject: &Subject) -> Option<Explanation> {
        match subject {
            Subject::Type(id) => self.type_explained(id),
            Subject::Member(id, number) => self.member(id, *number),
            Subject::Undeclared(id) => self.undeclared(id),
            Subject::Other(id) => self.other(id),
            Subject::Group(name) => self.group(name),
            Subject::Operation(number) => self.operation(*number),
            Subject::Parameter(operation, number) => self.parameter(*operation, *number),
            Subject::BodyField(operation, number) => self.body_field(*operation, *number),
            Subject::Headers(operation) => self.headers(*operation),
            Subject::Header(operation, number) => self.header(*operation, *number),
            Subject::Webhook(name) => self.webhook(name),
        }
    }

    fn unknown(&self, name: &str, asked: &str) -> Unknown {
        let owner = asked.split_once('.').and_then(|(owner, _)| {
            let known = self.entries.iter().find(|entry| entry.names.iter().any(|n| n == owner))?;
            let inside = format!("{}.", known.name());
            let members = self.names().filter_map(|name| name.strip_prefix(&inside));
            Some((known.name().to_owned(), members.map(str::to_owned).collect()))
        });
        // Of a type that is known, only what it has can be meant.
        let inside = owner.as_ref().map(|(owner, _)| format!("{owner}."));
        let is_meant = |entry: &&Explainable| {
            inside.as_ref().is_none_or(|inside| entry.name().starts_with(inside))
        };
        let known: BTreeMap<&str, &Explainable> = self
            .entries
            .iter()
            .filter(is_meant)
            .flat_map(|entry| entry.names.iter().map(move |name| (name.as_str(), entry)))
            .collect();
        let mut similar: Vec<String> = Vec::new();
        for near in words::nearest(asked, known.keys().copied()) {
            let name = known[near].name();
            if !similar.iter().any(|known| known == name) {
                similar.push(name.to_owned());
            }
        }
        similar.truncate(SUGGESTED);
        Unknown { name: name.to_owned(), similar, owner }
    }

    /// Returns an explanation of what comes from one place.
    fn from(&self, rust: String, at: &Pointer, reasons: Vec<String>) -> Explanation {
        let place = self.location(at);
        let actions = self.history().of(&place.at);
        Explanation { name: String::new(), rust, places: vec![place], reasons, actions }
    }

    /// Returns a place of the document; for what was put together, that of its first part or of
    /// what it is inside of.
    fn location(&self, at: &Pointer) -> Placed {
        let at = self.document.before_made(at).unwrap_or_else(|| at.clone());
        self.placed(Input::Document, at)
    }

    /// Returns a place of the configuration.
    fn configured(&self, keys: &[&str]) -> Placed {
        self.placed(Input::Config, Pointer::root().descend(keys))
    }

    fn placed(&self, input: Input, at: Pointer) -> Placed {
        let (_, place) = Locator::new(self.sources(), None).find(input, &at);
        Placed { at, place }
    }

    fn sources(&self) -> Sources<'_> {
        let source = |read| Source { bytes: &[], read };
        Sources {
            document: source(Some(&self.document)),
            overlay: source(self.overlay.as_ref()),
            config: source(Some(&self.settings)),
        }
    }

    fn history(&self) -> History<'_> {
        History {
            document: &self.document,
            edits: &self.edits,
            actions: &self.actions,
            sources: self.sources(),
        }
    }

    /// Returns the schema at a place, in the one spelling.
    fn schema(&self, at: &Pointer) -> Schema {
        let node = self.document.find(at).filter(|node| node.is_object());
        node.map_or_else(Schema::default, |node| select::schema(&self.document, node))
    }

    fn component(&self, name: &str) -> Schema {
        self.schema(&Pointer::root().descend(&["components", "schemas", name]))
    }

    /// Tells whether the document itself has a component schema of that name.
    fn is_declared(&self, name: &str) -> bool {
        self.document.find(&Pointer::root().descend(&["components", "schemas", name])).is_some()
    }

    fn type_name(&self, id: &TypeId) -> &str {
        self.type_names.get(id).map_or("", String::as_str)
    }

    /// Returns the Rust type of a use.
    fn ty(&self, ty: &TypeRef) -> String {
        plan::rust_type(ty, &|id| self.type_name(id).to_owned()).to_string()
    }

    /// Returns a type, with its name in Rust and its item in the crate.
    fn planned_type(&self, id: &TypeId) -> Option<(&TypeDef, &str, &Item)> {
        let name = self.type_name(id);
        let item = self.items().find(|item| index::type_name(item) == Some(name))?;
        Some((self.api.types.get(id)?, name, item))
    }

    fn items(&self) -> impl Iterator<Item = &Item> {
        self.planned.files.iter().flat_map(|file| &file.items)
    }
}
