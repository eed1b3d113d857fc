//! The effects of the differences between two documents on callers of the crates
//! generated from them.
//!
//! Two things are compared. The APIs ([`ir`](crate::ir)) say *what* changed and
//! where: `operations`, `types` and `docs` find that. The planned crates
//! ([`rust`](crate::rust)) say what it does to callers' code: `surface` lists
//! every public item with its signature, and `classify` blames each item that
//! is gone or has another signature on the changes behind it, which makes them
//! breaking. An item that no change explains is a change of its own, so that
//! nothing that breaks a caller is ever missing. What neither of them has, since it
//! is left to the server, the documents tell: `rules` finds that.
//!
//! Any other signature counts as breaking, even one that takes all that the
//! old one took. For the crates that are generated here this is not too strict:
//! where a setter takes more than before, the public field that it sets has
//! another type as well.

mod change;
mod classify;
mod conditions;
mod contract;
mod conversions;
mod docs;
mod document;
mod fold;
mod headers;
mod hooks;
mod limits;
mod operations;
mod pairs;
mod places;
mod rules;
mod surface;
mod types;
mod words;

use std::collections::{BTreeMap, BTreeSet, HashSet};

pub use change::{Broken, Change, Class, Growth, Kind, Place};

use crate::ir::{Api, TypeId, TypeRef};
use crate::plan;
use crate::pointer::Pointer;
use crate::report::{Input, Locator, Source, Sources, TextPlace};
use crate::rust::Crate;
use crate::source::Document;
use crate::words::is_same;

use self::pairs::ApiPairs;
use self::surface::Surface;

/// A document, understood and planned, as one side of a comparison.
#[derive(Clone, Debug)]
pub struct Version {
    /// The API.
    pub api: Api,
    /// The crate.
    pub planned: Crate,
    /// The groups that were asked for; all when empty.
    pub wanted: Vec<String>,
    /// The groups that the document offers.
    pub offered: Vec<String>,
    /// The number of warnings.
    pub warnings: usize,
    /// The document with its corrections, in which places are found.
    pub document: Document,
}

impl Version {
    /// Returns the groups that were asked for and that the document does not have.
    pub fn missing(&self) -> impl Iterator<Item = &str> {
        let is_offered = |group: &&String| self.offered.iter().any(|other| is_same(other, group));
        self.wanted.iter().filter(move |group| !is_offered(group)).map(String::as_str)
    }

    /// Finds where places of the API are written: in the document, or in what
    /// corrects it.
    pub fn written<'p>(
        &self,
        places: impl IntoIterator<Item = Option<&'p Pointer>>,
    ) -> Vec<Option<TextPlace>> {
        let document = Source { bytes: &[], read: Some(&self.document) };
        let mut locator = Locator::new(Sources { document, ..Sources::default() }, None);
        let mut find = |at| locator.find(Input::Document, at).1;
        places.into_iter().map(|at| at.map(&mut find)).collect()
    }
}

/// The differences between two documents for callers.
#[derive(Clone, Debug, PartialEq)]
pub struct Diff {
    /// The older document.
    pub old: ComparedDocument,
    /// The newer one.
    pub new: ComparedDocument,
    /// The changes: the worst first, then by place.
    pub changes: Vec<Change>,
}

/// A document of a comparison in a few words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedDocument {
    /// Its title.
    pub title: String,
    /// Its version.
    pub version: String,
    /// The number of operations that were compared.
    pub operations: usize,
    /// The groups that were asked for and that it does not have.
    pub missing: Vec<String>,
}

impl ComparedDocument {
    fn of(version: &Version) -> Self {
        Self {
            title: version.api.title.clone(),
            version: version.api.version.clone(),
            operations: version.api.operations.len(),
            missing: version.missing().map(str::to_owned).collect(),
        }
    }

    /// Tells whether there was nothing to compare, although something was asked
    /// for.
    pub fn is_empty(&self) -> bool {
        self.operations == 0
    }
}

impl Diff {
    /// Counts the changes of a class.
    pub fn count(&self, class: Class) -> usize {
        self.changes.iter().filter(|change| change.class == class).count()
    }

    /// Returns the step that the crate's version needs.
    pub fn growth(&self) -> Growth {
        self.changes.iter().map(|change| change.class.growth()).max().unwrap_or(Growth::None)
    }
}

/// Compares two documents.
pub fn diff(old: &Version, new: &Version) -> Diff {
    let pairs = ApiPairs::of(&old.api, &new.api);
    let names = (plan::type_names(&old.api), plan::type_names(&new.api));
    let renamed = pairs.renamed(&names.0, &names.1);
    let surfaces =
        (Surface::of(&old.planned, &renamed), Surface::of(&new.planned, &<_>::default()));
    let sent = (rules::sent(&old.api), rules::sent(&new.api));
    let mut comparison = Comparison {
        old: Half::of(old, &names.0, &surfaces.0, &sent.0),
        new: Half::of(new, &names.1, &surfaces.1, &sent.1),
        pairs: &pairs,
        renamed_schemes: contract::renamed_schemes(&old.api, &new.api),
        reaching: hooks::reaching(&old.api, &new.api),
        found: Vec::new(),
    };
    comparison.document(&old.planned, &new.planned);
    comparison.operations();
    comparison.types();
    comparison.conversions();
    comparison.schemes();
    comparison.webhooks();
    let Comparison { old: one, new: other, pairs, mut found, .. } = comparison;
    classify::classify(&mut found, one.surface, other.surface);
    let mut changes = fold::fold(found, one, other, pairs);
    places::locate(&mut changes, one, other, pairs);
    Diff { old: ComparedDocument::of(old), new: ComparedDocument::of(new), changes }
}

/// The Rust names of types.
type Names<'a> = BTreeMap<&'a TypeId, String>;

/// One side, as it is looked up while comparing.
#[derive(Clone, Copy)]
struct Half<'a> {
    api: &'a Api,
    document: &'a Document,
    names: &'a Names<'a>,
    surface: &'a Surface,
    /// The places of the types that callers send.
    sent: &'a HashSet<&'a Pointer>,
}

impl<'a> Half<'a> {
    fn of(
        version: &'a Version,
        names: &'a Names<'a>,
        surface: &'a Surface,
        sent: &'a HashSet<&'a Pointer>,
    ) -> Self {
        Self { api: &version.api, document: &version.document, names, surface, sent }
    }

    /// Returns the Rust name of a type.
    fn name(&self, id: &TypeId) -> String {
        self.names.get(id).cloned().unwrap_or_default()
    }

    /// Returns a type in Rust.
    fn ty(&self, ty: &TypeRef) -> String {
        plan::rust_type(ty, &|id| self.name(id)).to_string()
    }
}

/// A comparison under way.
struct Comparison<'a> {
    old: Half<'a>,
    new: Half<'a>,
    pairs: &'a ApiPairs<'a>,
    /// Security schemes of the old document that have another name in the new
    /// one.
    renamed_schemes: BTreeMap<String, String>,
    /// The components that webhooks and callbacks bring and that lead to a change.
    reaching: BTreeSet<String>,
    found: Vec<FoundChange>,
}

/// A change under way.
struct FoundChange {
    change: Change,
    /// The types that what is new refers to.
    brings: BTreeSet<TypeId>,
    /// The types that what is gone referred to.
    takes: BTreeSet<TypeId>,
    /// True if it is only worth a line when it breaks something.
    latent: bool,
    /// The words of before and after that it may have in common with other operations.
    shared: Option<[Vec<String>; 2]>,
}

impl Comparison<'_> {
    /// Adds a change.
    fn push(&mut self, place: &Place, kind: Kind) -> &mut FoundChange {
        let last = self.found.len();
        self.found.push(FoundChange::of(Change::of(place.clone(), kind)));
        &mut self.found[last]
    }

    /// Tells whether two uses of types are the same to callers.
    fn same(&self, old: &TypeRef, new: &TypeRef) -> bool {
        self.pairs.same(old, new)
            || self.pairs.same(&self.old.api.resolved(old), &self.new.api.resolved(new))
    }

    /// Tells whether two uses of types are the same to callers, or there is none.
    fn same_if_any(&self, old: Option<&TypeRef>, new: Option<&TypeRef>) -> bool {
        match (old, new) {
            (Some(old), Some(new)) => self.same(old, new),
            (old, new) => old.is_none() && new.is_none(),
        }
    }
}

impl FoundChange {
    fn of(change: Change) -> Self {
        Self {
            change,
            brings: BTreeSet::new(),
            takes: BTreeSet::new(),
            latent: false,
            shared: None,
        }
    }

    /// Sets what was there.
    fn from(&mut self, before: impl IntoIterator<Item = String>) -> &mut Self {
        self.change.before = before.into_iter().collect();
        self
    }

    /// Sets what is there.
    fn to(&mut self, after: impl IntoIterator<Item = String>) -> &mut Self {
        self.change.after = after.into_iter().collect();
        self
    }

    /// Notes the types that have come into use here.
    fn brings<'t>(&mut self, uses: impl IntoIterator<Item = &'t TypeRef>) -> &mut Self {
        self.brings.extend(uses.into_iter().filter_map(TypeRef::named).cloned());
        self
    }

    /// Notes the types that are no longer in use here.
    fn takes<'t>(&mut self, uses: impl IntoIterator<Item = &'t TypeRef>) -> &mut Self {
        self.takes.extend(uses.into_iter().filter_map(TypeRef::named).cloned());
        self
    }

    /// Sets its places, where they are not those that it is reported for.
    fn at(&mut self, old: Option<&Pointer>, new: Option<&Pointer>) -> &mut Self {
        self.change.old = old.cloned();
        self.change.new = new.cloned();
        self
    }

    /// Sets a class that the API's meaning calls for, whatever the code says.
    fn class(&mut self, class: Class) -> &mut Self {
        self.change.class = class;
        self
    }
}
