//! Recursion: a type that holds itself needs one level of indirection.

use std::collections::{BTreeMap, HashMap};

use super::aliases;
use crate::ir::{Api, Edge, Hold, TypeId};

/// Boxes the edges that close a cycle, in the order of the types' names, so
/// that the same document always boxes the same edges.
pub(super) fn break_up(api: &mut Api) {
    let ids: Vec<TypeId> = api.types.keys().cloned().collect();
    let ends = aliases::ends(api);
    let mut state = BTreeMap::new();
    for id in &ids {
        visit(api, id, &ends, &mut state);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Done,
}

/// Visits what a type holds, depth first. The path is a list of its own, since
/// a document may nest types deeper than the stack is.
fn visit(
    api: &mut Api,
    root: &TypeId,
    ends: &HashMap<TypeId, TypeId>,
    state: &mut BTreeMap<TypeId, State>,
) {
    let mut path = Vec::new();
    enter(api, root, state, &mut path);
    while let Some((id, edges)) = path.last_mut() {
        let Some((edge, target)) = edges.next() else {
            state.insert(id.clone(), State::Done);
            path.pop();
            continue;
        };
        // While another name for a type is open, so is what that is a name of.
        let end = ends.get(&target).unwrap_or(&target);
        if state.get(end) == Some(&State::Open) {
            let shape = api.types.get_mut(id).map(|def| &mut def.shape);
            // What is not declared is in a map, which is one already.
            let shape = shape.filter(|_| edge != Edge::Rest);
            shape
                .and_then(|shape| shape.hold_mut(edge))
                .into_iter()
                .for_each(|hold| *hold = Hold::Boxed);
        } else {
            enter(api, &target, state, &mut path);
        }
    }
}

type Edges = std::vec::IntoIter<(Edge, TypeId)>;

fn enter(
    api: &Api,
    id: &TypeId,
    state: &mut BTreeMap<TypeId, State>,
    path: &mut Vec<(TypeId, Edges)>,
) {
    if !state.contains_key(id) {
        state.insert(id.clone(), State::Open);
        path.push((id.clone(), held(api, id).into_iter()));
    }
}

/// Returns the types that one holds directly, by their edges.
fn held(api: &Api, id: &TypeId) -> Vec<(Edge, TypeId)> {
    let edges = api.types.get(id).into_iter().flat_map(|def| def.shape.edges());
    edges.filter_map(|(edge, ty)| Some((edge, ty.named_or_null()?.clone()))).collect()
}
