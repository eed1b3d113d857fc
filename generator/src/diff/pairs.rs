//! The pairs of things that are the same in both documents, by whatever name.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::hash::Hash;

use super::Names;
use super::surface::Renamed;
use crate::ir::{
    Api, Arm, ArmKey, Asked, EnumValue, Location, Operation, Role, Shape, TypeId, TypeRef,
    shape_of_path, template_names,
};

/// The operations and types that are in both documents.
pub(super) struct ApiPairs<'a> {
    /// Operations that are in both.
    pub(super) operations: Vec<(&'a Operation, &'a Operation)>,
    /// Operations that are only in the old one.
    pub(super) removed: Vec<&'a Operation>,
    /// Operations that are only in the new one.
    pub(super) added: Vec<&'a Operation>,
    /// Types that are in both, by their old ids.
    pub(super) types: BTreeMap<&'a TypeId, &'a TypeId>,
}

impl<'a> ApiPairs<'a> {
    /// Finds them.
    pub(super) fn of(old: &'a Api, new: &'a Api) -> Self {
        let (operations, removed, added) = operations(old, new);
        let types = types(old, new, &operations);
        Self { operations, removed, added, types }
    }

    /// Tells whether two uses name the same types in the same way.
    pub(super) fn same(&self, old: &TypeRef, new: &TypeRef) -> bool {
        match (old, new) {
            (TypeRef::Named(old), TypeRef::Named(new)) => {
                self.types.get(old).is_some_and(|known| *known == new)
            }
            (TypeRef::List(old), TypeRef::List(new))
            | (TypeRef::Map(old), TypeRef::Map(new))
            | (TypeRef::Nullable(old), TypeRef::Nullable(new)) => self.same(old, new),
            (TypeRef::Named(_), _) | (_, TypeRef::Named(_)) => false,
            _ => old == new,
        }
    }

    /// Collects the things that have another name in the new document.
    pub(super) fn renamed(&self, old_names: &Names<'_>, new_names: &Names<'_>) -> Renamed {
        let mut renamed = Renamed::default();
        for (old, new) in &self.types {
            if let (Some(old), Some(new)) = (old_names.get(old), new_names.get(new)) {
                renamed.types.insert(old.clone(), new.clone());
            }
        }
        for (old, new) in &self.operations {
            renamed.operations.insert(old.id.clone(), new.id.clone());
            for (before, after) in path_names(old, new).chain(header_names(old, new)) {
                renamed.parameters.insert((new.id.clone(), before.to_owned()), after.to_owned());
            }
        }
        renamed
    }
}

/// Returns the names of the parameters in the path that go to the same place. One that the other
/// path has elsewhere went there, and took no other's name.
pub(super) fn path_names<'a>(
    old: &'a Operation,
    new: &'a Operation,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let same = shape_of_path(&old.path) == shape_of_path(&new.path);
    let has = |path: &str, name: &str| template_names(path).any(|other| other == name);
    let names = template_names(&old.path).zip(template_names(&new.path));
    names.filter(move |(before, after)| {
        same && (before == after || !has(&new.path, before) && !has(&old.path, after))
    })
}

/// Returns the names of the headers that are sent in both, which have no case.
pub(super) fn header_names<'a>(
    old: &'a Operation,
    new: &'a Operation,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    old.parameters.iter().filter(|before| before.location == Location::Header).filter_map(
        |before| {
            let mut others =
                new.parameters.iter().filter(|after| after.location == Location::Header);
            let after = others.find(|after| after.name.eq_ignore_ascii_case(&before.name))?;
            Some((before.name.as_str(), after.name.as_str()))
        },
    )
}

type Operations<'a> = (Vec<(&'a Operation, &'a Operation)>, Vec<&'a Operation>, Vec<&'a Operation>);

/// Pairs operations by id, since that names the method; the rest by method and path.
fn operations<'a>(old: &'a Api, new: &'a Api) -> Operations<'a> {
    let by_id = |api: &'a Api| -> HashMap<&str, &Operation> {
        api.operations.iter().map(|operation| (operation.id.as_str(), operation)).collect()
    };
    let (known, same) = (by_id(old), by_id(new));
    let route = |operation: &Operation| (operation.method.clone(), shape_of_path(&operation.path));
    let mut others: HashMap<(String, String), VecDeque<&Operation>> = HashMap::new();
    for after in new.operations.iter().filter(|after| !known.contains_key(after.id.as_str())) {
        others.entry(route(after)).or_default().push_back(after);
    }
    let mut pairs = Vec::new();
    let mut removed = Vec::new();
    for before in &old.operations {
        let same = same.get(before.id.as_str()).copied();
        let mut renamed = || others.get_mut(&route(before))?.pop_front();
        match same.or_else(&mut renamed) {
            Some(after) => pairs.push((before, after)),
            None => removed.push(before),
        }
    }
    let paired: HashSet<&str> = pairs.iter().map(|(_, after)| after.id.as_str()).collect();
    let is_new = |after: &&Operation| !paired.contains(after.id.as_str());
    let added = new.operations.iter().filter(is_new).collect();
    (pairs, removed, added)
}

/// Types of the same name, and types that one name took from another: in every
/// place where the old one was used, there is now the new one, and it looks
/// much the same.
fn types<'a>(
    old: &'a Api,
    new: &'a Api,
    operations: &[(&'a Operation, &'a Operation)],
) -> BTreeMap<&'a TypeId, &'a TypeId> {
    let mut walk = Walk { old, new, seen: BTreeSet::new(), pending: Vec::new() };
    for (before, after) in operations {
        walk.operation(before, after);
    }
    let mut types = BTreeMap::new();
    for id in old.types.keys() {
        if let Some((same, _)) = new.types.get_key_value(id) {
            types.insert(id, same);
            walk.meet(id, same);
        }
    }
    walk.run();
    let renamed: Vec<_> = walk
        .seen
        .iter()
        .filter(|(before, after)| {
            !new.types.contains_key(*before) && !old.types.contains_key(*after)
        })
        .collect();
    let (mut from, mut to) = (HashMap::new(), HashMap::new());
    for (before, after) in &renamed {
        *from.entry(*before).or_insert(0) += 1;
        *to.entry(*after).or_insert(0) += 1;
    }
    for (before, after) in &renamed {
        let alone = from[before] == 1 && to[after] == 1;
        if alone && similar(&old.types[*before].shape, &new.types[*after].shape) {
            types.insert(*before, *after);
        }
    }
    types
}

/// A walk through both documents along the same edges.
struct Walk<'a> {
    old: &'a Api,
    new: &'a Api,
    seen: BTreeSet<(&'a TypeId, &'a TypeId)>,
    pending: Vec<(&'a TypeId, &'a TypeId)>,
}

impl<'a> Walk<'a> {
    fn operation(&mut self, old: &'a Operation, new: &'a Operation) {
        let known: HashMap<Option<Role<'_>>, &TypeRef> =
            new.uses().map(|(role, ty)| (key(role), ty)).collect();
        for (role, before) in old.uses() {
            if let Some(after) = known.get(&key(role)) {
                self.uses(before, after);
            }
        }
    }

    /// Pairs two uses at the same place.
    fn uses(&mut self, old: &'a TypeRef, new: &'a TypeRef) {
        match (old, new) {
            (TypeRef::Named(old), TypeRef::Named(new)) => self.meet(old, new),
            (TypeRef::List(old), TypeRef::List(new))
            | (TypeRef::Map(old), TypeRef::Map(new))
            | (TypeRef::Nullable(old), TypeRef::Nullable(new)) => self.uses(old, new),
            _ => {}
        }
    }

    fn meet(&mut self, old: &TypeId, new: &TypeId) {
        let old = self.old.types.get_key_value(old).map(|(id, _)| id);
        let new = self.new.types.get_key_value(new).map(|(id, _)| id);
        if let (Some(old), Some(new)) = (old, new)
            && self.seen.insert((old, new))
        {
            self.pending.push((old, new));
        }
    }

    fn run(&mut self) {
        while let Some((old, new)) = self.pending.pop() {
            let (old, new) = (&self.old.types[old].shape, &self.new.types[new].shape);
            match (old, new) {
                (Shape::Object(old), Shape::Object(new)) => {
                    for before in &old.fields {
                        let after = new.fields.iter().find(|after| after.name == before.name);
                        if let Some(after) = after {
                            self.uses(&before.ty, &after.ty);
                        }
                    }
                    if let (Some(old), Some(new)) = (&old.rest, &new.rest) {
                        self.uses(old, new);
                    }
                }
                (Shape::Union(old), Shape::Union(new)) => {
                    for before in &old.arms {
                        let after = new.arms.iter().find(|after| is_same_arm(before, after));
                        if let (Some(before), Some(after)) =
                            (&before.payload, after.and_then(|after| after.payload.as_ref()))
                        {
                            self.uses(before, after);
                        }
                    }
                }
                (Shape::Events(old), Shape::Events(new)) => {
                    for before in &old.events {
                        let after = new.events.iter().find(|after| after.name == before.name);
                        if let Some(after) = after {
                            self.uses(&before.data, &after.data);
                        }
                    }
                }
                (Shape::Assembly(old), Shape::Assembly(new)) => self.uses(&old.whole, &new.whole),
                (Shape::Accumulation(old), Shape::Accumulation(new)) => {
                    for before in &old.objects {
                        let after = new.objects.iter().find(|after| after.name == before.name);
                        if let Some(after) = after {
                            self.uses(&before.whole, &after.whole);
                        }
                    }
                }
                (Shape::Alias(old), Shape::Alias(new)) => self.uses(old, new),
                _ => {}
            }
        }
    }
}

/// Returns by what a use is known in both documents: its role. One method of a call asks for
/// an answer by content types, whichever they are.
fn key(role: Role<'_>) -> Option<Role<'_>> {
    (!matches!(role, Role::Choice(Asked::Accept(_)))).then_some(role)
}

/// Tells whether two arms are told apart by the same key.
pub(super) fn is_same_arm(old: &Arm, new: &Arm) -> bool {
    match (&old.key, &new.key) {
        (ArmKey::Tag(old), ArmKey::Tag(new)) => old.iter().any(|text| new.contains(text)),
        // Tests change with the arms beside it.
        (ArmKey::Rule(..), _) | (_, ArmKey::Rule(..)) => {
            old.payload.is_some() && old.payload == new.payload
        }
        (ArmKey::Default(_), ArmKey::Default(_)) => true,
        (ArmKey::Default(_), ArmKey::Tag(_)) | (ArmKey::Tag(_), ArmKey::Default(_)) => {
            old.payload.is_some() && old.payload == new.payload
        }
        (old, new) => old == new,
    }
}

/// Counts the values that two enums have in common.
fn common<T: Eq + Hash>(old: &[EnumValue<T>], new: &[EnumValue<T>]) -> usize {
    let known: HashSet<&T> = new.iter().map(|value| &value.value).collect();
    old.iter().filter(|value| known.contains(&value.value)).count()
}

/// Tells whether two shapes are of one kind and have at least half of their
/// parts in common.
fn similar(old: &Shape, new: &Shape) -> bool {
    let half = |common: usize, old: usize, new: usize| 2 * common >= old.max(new);
    match (old, new) {
        (Shape::Object(old), Shape::Object(new)) => {
            let both = |name: &str| new.field(name).is_some();
            let common = old.fields.iter().filter(|field| both(&field.name)).count();
            half(common, old.fields.len(), new.fields.len())
        }
        (Shape::Enum(old), Shape::Enum(new)) => half(common(old, new), old.len(), new.len()),
        (Shape::IntegerEnum(old), Shape::IntegerEnum(new)) => {
            half(common(old, new), old.len(), new.len())
        }
        (Shape::Union(old), Shape::Union(new)) => {
            let both = |arm: &&Arm| new.arms.iter().any(|other| is_same_arm(arm, other));
            half(old.arms.iter().filter(both).count(), old.arms.len(), new.arms.len())
        }
        (Shape::Events(_), Shape::Events(_)) => true,
        (Shape::Accumulation(_), Shape::Accumulation(_))
        | (Shape::Assembly(_), Shape::Assembly(_)) => true,
        (Shape::Alias(old), Shape::Alias(new)) => {
            std::mem::discriminant(old) == std::mem::discriminant(new)
        }
        _ => false,
    }
}
