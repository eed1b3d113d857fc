//! The effect of each change on callers' code: every public item that is gone
//! or has another signature is blamed on the changes that explain it.

use std::collections::BTreeSet;
use std::slice::from_ref;

use super::change::Aspect;
use super::surface::{Part, Public, Source, Surface};
use super::{Broken, Change, Class, Found, Kind, Place};

/// Settles the class of each change, and adds those that only the crates show.
pub(super) fn classify(found: &mut Vec<Found>, old: &Surface, new: &Surface) {
    let mut unexplained: Vec<Change> = Vec::new();
    for (path, before) in &old.items {
        let after = new.items.get(path);
        let Some(sources) = changed(before, after) else { continue };
        let other = after.filter(|after| before.means_other_than(after));
        let broken = Broken {
            item: path.clone(),
            before: if other.is_some() { before.shown_with_meaning() } else { before.shown() },
            after: other.map(Public::shown_with_meaning).or_else(|| after.map(Public::shown)),
        };
        let causes = causes(found, &sources, [Some(before), after]);
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
        if causes(found, &source, [None, Some(after)]).is_empty() {
            let item =
                Broken { item: path.clone(), before: String::new(), after: Some(after.shown()) };
            add(&mut unexplained, Kind::RustAdded, &source, item);
        }
    }
    found.retain(|found| !found.latent);
    found.extend(unexplained.into_iter().map(Found::of));
}

/// Returns the sources of an item that changed; `None` if it did not.
fn changed(before: &Public, after: Option<&Public>) -> Option<Vec<Source>> {
    let Some(after) = after else { return Some(vec![before.source.clone()]) };
    // A setter may come to set something else under the same signature.
    let same_source = before.source.0 == after.source.0 || !before.head.starts_with("fn ");
    // And a name may come to stand for something else.
    let same_source = same_source && !before.means_other_than(after);
    let same_head = before.head == after.head && same_source;
    if same_head && before.arguments == after.arguments {
        return None;
    }
    let mut sources = Vec::new();
    if !same_head {
        sources.extend([before.source.clone(), after.source.clone()]);
    }
    let only = |one: &Public, other: &Public| -> Vec<Source> {
        let gone = |part: &&Part| !other.arguments.contains(part);
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

/// The changes that explain what happened to an item: those of its sources;
/// else those of what it belongs to; else those of the types that it mentions.
fn causes(found: &[Found], sources: &[Source], item: [Option<&Public>; 2]) -> BTreeSet<usize> {
    // A name that comes to stand for something else does so since that is there,
    // unless what it stood for is gone.
    let own = match item {
        [Some(before), Some(after)] if before.means_other_than(after) => {
            let own =
                [before, after].map(|public| of_sources(found, from_ref(&public.source), true));
            own.into_iter().find(|own| !own.is_empty()).unwrap_or_default()
        }
        [before, _] => of_sources(found, sources, before.is_some()),
    };
    if !own.is_empty() {
        return own;
    }
    let is_old = item[0].is_some();
    let items = || item.iter().flatten();
    let owners = which(found, &|change| {
        (is_whole(change, is_old) || change.kind.aspect() == Aspect::Body)
            && items().any(|item| item.owners.contains(&change.place))
    });
    if !owners.is_empty() {
        return owners;
    }
    which(found, &|change| {
        let Place::Type(name) = &change.place else { return false };
        is_whole(change, is_old) && items().any(|item| item.mentions.contains(name))
    })
}

/// The changes of some sources.
fn of_sources(found: &[Found], sources: &[Source], is_old: bool) -> BTreeSet<usize> {
    which(found, &|change| {
        let about = change.kind.aspect();
        sources.iter().any(|(place, aspect)| {
            let answers = matches!(aspect, Aspect::Pages | Aspect::Poll) && about == Aspect::Answer;
            *place == change.place
                && (about == *aspect && about != Aspect::Whole
                    || answers
                    || is_whole(change, is_old))
        })
    })
}

/// Tells whether a change is about all of its place. Something new can be the
/// reason for a new item only.
fn is_whole(change: &Change, is_old: bool) -> bool {
    let comes = matches!(change.kind, Kind::TypeAdded | Kind::OperationAdded);
    change.kind.aspect() == Aspect::Whole && !(comes && is_old)
}

/// The numbers of the changes that are more than documentation and wanted.
fn which(found: &[Found], wanted: &dyn Fn(&Change) -> bool) -> BTreeSet<usize> {
    let more = |change: &Change| change.kind.aspect() != Aspect::Docs && wanted(change);
    (0..found.len()).filter(|index| more(&found[*index].change)).collect()
}

/// Adds what no change explains, a line per place.
fn add(changes: &mut Vec<Change>, kind: Kind, sources: &[Source], item: Broken) {
    let place = sources.first().map_or(Place::Document, |(place, _)| place.clone());
    let known = changes.iter_mut().find(|change| change.place == place && change.kind == kind);
    match known {
        Some(change) => change.broken.push(item),
        None => changes.push(Change { broken: vec![item], ..Change::of(place, kind) }),
    }
}
