//! Many changes → few lines: what is the same in several operations, the
//! values of one enum, types that come or go with something else.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::pairs::ApiPairs;
use super::{Change, Class, FoundChange, Half, Kind, Place};
use crate::ir::{Api, TypeId, TypeRef};

/// Returns the lines of a report, in its order.
pub(super) fn fold(
    found: Vec<FoundChange>,
    old: Half<'_>,
    new: Half<'_>,
    pairs: &ApiPairs<'_>,
) -> Vec<Change> {
    let mut found = alike(values(found), pairs.operations.len());
    let is_new = |id: &TypeId| !pairs.types.values().any(|known| *known == id);
    let is_gone = |id: &TypeId| !pairs.types.contains_key(id);
    // The client itself comes and goes with the operations, which are told.
    if old.api.operations.is_empty() || new.api.operations.is_empty() {
        found.retain(|found| {
            let Change { place, kind, .. } = &found.change;
            let is_client = matches!(place, Place::Document | Place::Scheme(_));
            !(is_client && matches!(kind, Kind::RustChanged | Kind::RustAdded))
        });
    }
    // Types are not worth a line each where nothing was there, or nothing is
    // left.
    if old.api.operations.is_empty() {
        together(&mut found, Kind::TypeAdded);
    } else {
        absorb(&mut found, Kind::TypeAdded, new, &is_new, |found| &found.brings);
    }
    if new.api.operations.is_empty() {
        together(&mut found, Kind::TypeRemoved);
    } else {
        absorb(&mut found, Kind::TypeRemoved, old, &is_gone, |found| &found.takes);
    }
    let mut changes: Vec<Change> = found.into_iter().map(|found| found.change).collect();
    let callers = [CallerIndex::of(new), CallerIndex::of(old)];
    for change in &mut changes {
        change.broken.sort();
        change.broken.dedup();
        if let Place::Type(name) | Place::Member(name, _) = &change.place {
            let mut by = callers.iter().map(|callers| callers.operations(name));
            change.operations = by.find(|by| !by.is_empty()).unwrap_or_default();
        }
    }
    // Stable, so that the members of a type stay in the order of the document.
    changes.sort_by(|left, right| order(left).cmp(&order(right)));
    changes
}

fn order(change: &Change) -> (std::cmp::Reverse<Class>, u8, &str) {
    let (rank, name) = match &change.place {
        Place::Document => (0, ""),
        Place::Scheme(name) => (0, name.as_str()),
        Place::Operations(_, true) => (1, ""),
        Place::Operations(names, _)
        | Place::Parameters(names, _)
        | Place::Header(names, _)
        | Place::Body(names) => (2, names.first().map_or("", String::as_str)),
        Place::Operation(name) | Place::Parameter(name, _) => (2, name.as_str()),
        Place::Type(name) | Place::Member(name, _) => (3, name.as_str()),
        Place::Webhook(name) => (4, name.as_str()),
    };
    (std::cmp::Reverse(change.class), rank, name)
}

/// Returns the values of an enum that came or went, in one change each.
fn values(found: Vec<FoundChange>) -> Vec<FoundChange> {
    let mut folded: Vec<FoundChange> = Vec::new();
    let mut numbers: HashMap<(Kind, String), usize> = HashMap::new();
    for mut found in found {
        let kind = found.change.kind;
        if let (Kind::ValueAdded | Kind::ValueRemoved, Place::Member(owner, _)) =
            (kind, &found.change.place)
        {
            let owner = owner.clone();
            found.change.place = Place::Type(owner.clone());
            let number = *numbers.entry((kind, owner)).or_insert(folded.len());
            if let Some(other) = folded.get_mut(number) {
                other.change.before.append(&mut found.change.before);
                other.change.after.append(&mut found.change.after);
                other.merge(found);
                continue;
            }
        }
        folded.push(found);
    }
    folded
}

/// Returns the same change in several operations, or in their bodies, or in parameters or headers of
/// one name, as one.
fn alike(found: Vec<FoundChange>, total: usize) -> Vec<FoundChange> {
    let mut folded: Vec<(FoundChange, Vec<String>)> = Vec::new();
    let mut numbers: HashMap<FoldKey, usize> = HashMap::new();
    for found in found {
        let Some((operation, of)) = in_operation(&found.change.place) else {
            folded.push((found, Vec::new()));
            continue;
        };
        let key = fold_key(&found, of);
        let number = key.map(|key| *numbers.entry(key).or_insert(folded.len()));
        match number.and_then(|number| folded.get_mut(number)) {
            Some((other, operations)) => {
                operations.push(operation);
                other.share(&found);
                other.merge(found);
            }
            None => folded.push((found, vec![operation])),
        }
    }
    let place = |(mut found, operations): (FoundChange, Vec<String>)| {
        if operations.len() > 1 {
            let all = operations.len() == total;
            found.change.operations.clone_from(&operations);
            found.change.place = match found.change.place {
                Place::Parameter(_, name) => Place::Parameters(operations, name),
                Place::Header(_, name) => Place::Header(operations, name),
                Place::Body(_) => Place::Body(operations),
                _ => Place::Operations(operations, all),
            };
        }
        found
    };
    folded.into_iter().map(place).collect()
}

/// Returns the operation that a place is in, and the place as it is in any.
fn in_operation(place: &Place) -> Option<(String, Place)> {
    let any = String::new();
    match place {
        Place::Operation(id) => Some((id.clone(), Place::Operation(any))),
        Place::Parameter(id, name) => Some((id.clone(), Place::Parameter(any, name.clone()))),
        Place::Header(ids, name) => {
            Some((ids.first()?.clone(), Place::Header(Vec::new(), name.clone())))
        }
        Place::Body(ids) => Some((ids.first()?.clone(), Place::Body(Vec::new()))),
        _ => None,
    }
}

/// All by which a change in one operation is that in another: its place there, its kind and
/// class, and what was before and after.
type FoldKey = (Place, Kind, Class, Vec<String>, Vec<String>);

/// Makes the key that a change has in common with others like it; none if it has a line of its
/// own, as what came or went as a whole.
fn fold_key(found: &FoundChange, place: Place) -> Option<FoldKey> {
    let change = &found.change;
    let is_whole = matches!(
        change.kind,
        Kind::OperationAdded | Kind::OperationRemoved | Kind::OperationRenamed | Kind::RustChanged
    );
    let Change { kind, class, before, after, .. } = change;
    let own = || [before.clone(), after.clone()];
    let [before, after] = found.shared.clone().unwrap_or_else(own);
    (!is_whole).then_some((place, *kind, *class, before, after))
}

/// Takes types that came, or went, with exactly one other change into that;
/// of the rest, inline types go with the type that they are in.
fn absorb(
    found: &mut Vec<FoundChange>,
    kind: Kind,
    half: Half<'_>,
    concerned: &dyn Fn(&TypeId) -> bool,
    roots: fn(&FoundChange) -> &BTreeSet<TypeId>,
) {
    let mut owners: BTreeMap<TypeId, BTreeSet<usize>> = BTreeMap::new();
    let mut lines: BTreeMap<TypeId, usize> = BTreeMap::new();
    for (index, found) in found.iter().enumerate() {
        if found.change.kind == kind {
            lines.extend(roots(found).iter().map(|id| (id.clone(), index)));
            continue;
        }
        for id in reached(half.api, roots(found).iter().cloned(), concerned) {
            owners.entry(id).or_default().insert(index);
        }
    }
    let mut gone = BTreeSet::new();
    for (id, line) in &lines {
        let alone = owners.get(id).filter(|owners| owners.len() == 1);
        let inside = || {
            (1..id.0.len()).rev().find_map(|end| lines.get(&TypeId(id.0[..end].to_vec())).copied())
        };
        let Some(owner) = alone.and_then(|owners| owners.first().copied()).or_else(inside) else {
            continue;
        };
        gone.insert(*line);
        let (class, broken) = (found[*line].change.class, found[*line].change.broken.clone());
        let change = &mut found[owner].change;
        types_of(change, kind).push(half.name(id));
        change.class = change.class.max(class);
        change.broken.extend(broken);
    }
    let mut index = 0..;
    found.retain(|_| !index.next().is_some_and(|index| gone.contains(&index)));
}

/// Returns the types that are reached from some, by way of those that are concerned.
fn reached(
    api: &Api,
    from: impl IntoIterator<Item = TypeId>,
    concerned: &dyn Fn(&TypeId) -> bool,
) -> BTreeSet<TypeId> {
    let mut seen = BTreeSet::new();
    let mut pending: Vec<TypeId> = from.into_iter().collect();
    while let Some(id) = pending.pop() {
        let Some(def) = api.types.get(&id) else { continue };
        if concerned(&id) && seen.insert(id) {
            pending.extend(def.shape.types().filter_map(TypeRef::named).cloned());
        }
    }
    seen
}

/// The types and the operations that use each type of a document.
struct CallerIndex<'a> {
    api: &'a Api,
    /// The types by their Rust names.
    ids: HashMap<&'a str, &'a TypeId>,
    /// The types that use a type.
    users: HashMap<&'a TypeId, Vec<&'a TypeId>>,
    /// The operations that do, by their numbers.
    callers: HashMap<&'a TypeId, Vec<usize>>,
}

impl<'a> CallerIndex<'a> {
    fn of(half: Half<'a>) -> Self {
        let mut callers: HashMap<&TypeId, Vec<usize>> = HashMap::new();
        for (number, operation) in half.api.operations.iter().enumerate() {
            for id in operation.types().filter_map(TypeRef::named) {
                callers.entry(id).or_default().push(number);
            }
        }
        let ids = half.names.iter().map(|(id, name)| (name.as_str(), *id)).collect();
        Self { api: half.api, ids, users: half.api.users(), callers }
    }

    /// Returns the operations that reach the type of this name.
    fn operations(&self, name: &str) -> Vec<String> {
        let mut pending: Vec<&TypeId> = self.ids.get(name).copied().into_iter().collect();
        let mut seen: HashSet<&TypeId> = HashSet::new();
        let mut found: BTreeSet<usize> = BTreeSet::new();
        while let Some(id) = pending.pop() {
            if seen.insert(id) {
                found.extend(self.callers.get(id).into_iter().flatten());
                pending.extend(self.users.get(id).into_iter().flatten());
            }
        }
        found.into_iter().map(|number| self.api.operations[number].id.clone()).collect()
    }
}

/// Folds all types that came, or went, in one change of the document.
fn together(found: &mut Vec<FoundChange>, kind: Kind) {
    let mut one = Change::of(Place::Document, kind);
    found.retain_mut(|found| {
        if found.change.kind != kind {
            return true;
        }
        if let Place::Type(name) = &found.change.place {
            types_of(&mut one, kind).push(name.clone());
        }
        one.broken.append(&mut found.change.broken);
        false
    });
    if !types_of(&mut one, kind).is_empty() {
        found.push(FoundChange::of(one));
    }
}

/// Returns the list of the types that came, or went, with a change.
fn types_of(change: &mut Change, kind: Kind) -> &mut Vec<String> {
    if kind == Kind::TypeAdded { &mut change.new_types } else { &mut change.gone_types }
}

impl FoundChange {
    /// Leaves the words that it has in common with another one.
    fn share(&mut self, other: &Self) {
        let (own, others) = (&mut self.change, &other.change);
        if (&own.before, &own.after) != (&others.before, &others.after)
            && let Some([before, after]) = &other.shared
        {
            own.before.clone_from(before);
            own.after.clone_from(after);
        }
    }

    /// Takes in what another one of the same kind has.
    fn merge(&mut self, other: Self) {
        self.brings.extend(other.brings);
        self.takes.extend(other.takes);
        self.change.class = self.change.class.max(other.change.class);
        self.change.broken.extend(other.change.broken);
    }
}
