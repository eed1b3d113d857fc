//! The ids of operations, no two of which are alike in Rust.

use super::group::OperationNode;
use crate::distinct::{Distinct, Ladder, distinct};
use crate::words::snake_case;

/// The id of an operation, beside which others may be the same in Rust.
struct Id<'f> {
    /// The id in the document, or the one that stands for none.
    id: &'f str,
    /// Its method and its path.
    place: String,
}

impl Ladder for Id<'_> {
    const RUNGS: usize = 3;

    fn rung(&self, rung: usize) -> Option<String> {
        Some(match rung {
            0 => snake_case(self.id),
            1 => snake_case(&self.place),
            _ => snake_case(&format!("{} {}", self.id, self.place)),
        })
    }

    fn owns(&self, name: &str) -> bool {
        self.id == name
    }
}

/// Gives operations ids that differ in Rust, whatever their order: where several have one,
/// only the one that is written as it is in Rust keeps it, and the others are called by their
/// methods and paths.
pub(super) fn tell_apart(found: &mut [OperationNode<'_>]) {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|number| (&found[*number].path, &found[*number].method));
    let ids: Vec<Id<'_>> = order.iter().map(|number| id(&found[*number])).collect();
    let Distinct { names, displaced } = distinct(&ids, |_| false);
    let changed: Vec<_> = displaced
        .into_iter()
        .map(|one| {
            let twin = one.rival.map(|rival| found[order[rival]].node.at());
            (order[one.thing], names[one.thing].clone(), twin)
        })
        .collect();
    for (number, name, twin) in changed {
        (found[number].id, found[number].twin) = (name, twin);
    }
}

fn id<'f>(found: &'f OperationNode<'_>) -> Id<'f> {
    let place = found.path.replace('{', "by {");
    Id { id: &found.id, place: format!("{} {place}", found.method) }
}
