//! The effect of each change on callers' code: every public item that is gone
//! or has another signature is blamed on the changes that explain it.

use std::collections::{BTreeMap, BTreeSet};
use std::slice::from_ref;

use indexmap::IndexMap;

use super::change::Aspect;
use super::surface::{ItemSource, Public, PublicArgument, Surface};
use super::{Broken, Change, Class, FoundChange, Kind, Place};

/// Settles the class of each change, and adds those that only the crates show.
pub(super) fn classify(found: &mut Vec<FoundChange>, old: &Surface, new: &Surface) {
    let kinds = Kinds::of(found);
    let mut unexplained = IndexMap::new();
    for (path, before) in &old.items {
        let after = new.items.get(path);
        let Some(sources) = changed(before, after) else { continue };
        let is_other = after
            .is_some_and(|after| before.means_other_than(after) || before.shown() == after.shown());
        let shown = if is_other { Public::shown_with_meaning } else { Public::shown };
        let broken = Broken { item: path.clone(), before: shown(before), after: after.map(shown) };
        let causes = causes(&kinds, &sources, [Some(before), after]);
        if causes.is_empty() {
            let kind = Kind::RustChanged;
            add(&mut unexplained, kind, &sources, broken);
            continue;
        }
        for cause in causes {
            let found = &mut found[cause];
            found.latent = false;
            found.change.class = Class::Breaking;
            found.change.broken.push(broken.clone());
        }
    }
    for (path, after) in new.items.iter().filter(|(path, _)| !old.items.contains_key(*path)) {
        let source = [after.source.clone()];
        if causes(&kinds, &source, [None, Some(after)]).is_empty() {
            let item =
                Broken { item: path.clone(), before: String::new(), after: Some(after.shown()) };
            add(&mut unexplained, Kind::RustAdded, &source, item);
        }
    }
    found.retain(|found| !found.latent);
    found.extend(unexplained.into_values().map(FoundChange::of));
}

/// Returns the sources of an item that changed; `None` if it did not.
fn changed(before: &Public, after: Option<&Public>) -> Option<Vec<ItemSource>> {
    let Some(after) = after else { return Some(vec![before.source.clone()]) };
    // A name may come to stand for something else under the same signature.
    let same_head = before.head == after.head && !before.means_other_than(after);
    let mut arguments = before.arguments.iter().zip(&after.arguments);
    let same_arguments = before.arguments.len() == after.arguments.len()
        && arguments.all(|(before, after)| before.is_same(after));
    if same_head && same_arguments {
        return None;
    }
    let mut sources = Vec::new();
    if !same_head {
        sources.extend([before.source.clone(), after.source.clone()]);
    }
    let only = |one: &Public, other: &Public| -> Vec<ItemSource> {
        let gone =
            |part: &&PublicArgument| !other.arguments.iter().any(|other| part.is_same(other));
        one.arguments.iter().filter(gone).map(|part| part.source.clone()).collect()
    };
    sources.extend(only(before, after));
    sources.extend(only(after, before));
    if sources.is_empty() {
        // Only the order is another one, which no change in the document is
        // reported for.
        sources.push(before.source.clone());
    }
    Some(sources)
}

/// Returns the changes that explain what happened to an item: those of its sources;
/// else those of what it belongs to; else those of the types that it mentions.
fn causes(kinds: &Kinds, sources: &[ItemSource], item: [Option<&Public>; 2]) -> BTreeSet<usize> {
    // A name that comes to stand for something else does so since that is there,
    // unless what it stood for is gone.
    let own = match item {
        [Some(before), Some(after)] if before.means_other_than(after) => {
            let own =
                [before, after].map(|public| of_sources(kinds, from_ref(&public.source), true));
            own.into_iter().find(|own| !own.is_empty()).unwrap_or_default()
        }
        [before, _] => of_sources(kinds, sources, before.is_some()),
    };
    if !own.is_empty() {
        return own;
    }
    let is_old = item[0].is_some();
    let items = || item.iter().flatten();
    let of_owner = |kind: Kind| {
        is_whole(kind, is_old) || matches!(kind.aspect(), Aspect::Body | Aspect::Headers)
    };
    let owners = items().flat_map(|item| &item.owners);
    let owners: BTreeSet<usize> = owners.flat_map(|owner| kinds.at(owner, of_owner)).collect();
    if !owners.is_empty() {
        return owners;
    }
    let mentioned = items().flat_map(|item| &item.mentions).cloned().map(Place::Type);
    mentioned.flat_map(|place| kinds.at(&place, |kind| is_whole(kind, is_old))).collect()
}

/// Returns the changes of some sources.
fn of_sources(kinds: &Kinds, sources: &[ItemSource], is_old: bool) -> BTreeSet<usize> {
    let of_source = |(place, aspect): &ItemSource| {
        kinds.at(place, |kind| {
            let about = kind.aspect();
            let answers = matches!(aspect, Aspect::Pages | Aspect::Poll) && about == Aspect::Answer;
            about == *aspect && about != Aspect::Whole || answers || is_whole(kind, is_old)
        })
    };
    sources.iter().flat_map(of_source).collect()
}

/// Tells whether a change is about all of its place. Something new can be the
/// reason for a new item only.
fn is_whole(kind: Kind, is_old: bool) -> bool {
    let comes = matches!(kind, Kind::TypeAdded | Kind::OperationAdded);
    kind.aspect() == Aspect::Whole && !(comes && is_old)
}

/// The changes that are more than documentation: for each place their numbers, and the
/// kind of each.
struct Kinds(BTreeMap<Place, Vec<(usize, Kind)>>);

impl Kinds {
    fn of(found: &[FoundChange]) -> Self {
        let mut kinds: BTreeMap<Place, Vec<(usize, Kind)>> = BTreeMap::new();
        for (number, FoundChange { change, .. }) in found.iter().enumerate() {
            if change.kind.aspect() != Aspect::Docs {
                kinds.entry(change.place.clone()).or_default().push((number, change.kind));
            }
        }
        Self(kinds)
    }

    /// Returns the numbers of the changes at a place that are of a wanted kind.
    fn at(&self, place: &Place, wanted: impl Fn(Kind) -> bool) -> Vec<usize> {
        let kinds = self.0.get(place).into_iter().flatten();
        kinds.filter(|(_, kind)| wanted(*kind)).map(|(number, _)| *number).collect()
    }
}

/// Adds what no change explains, a line per place.
fn add(
    changes: &mut IndexMap<(Place, Kind), Change>,
    kind: Kind,
    sources: &[ItemSource],
    item: Broken,
) {
    let place = sources.first().map_or(Place::Document, |(place, _)| place.clone());
    let change = changes.entry((place, kind));
    let change = change.or_insert_with_key(|(place, kind)| Change::of(place.clone(), *kind));
    change.broken.push(item);
}
