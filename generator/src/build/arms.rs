//! The arms of a union, those of unions inside it included.

use std::collections::HashSet;

use super::Builder;
use crate::diagnostic::Diagnostic;
use crate::pointer::Pointer;
use crate::schema::Schema;
use crate::select::Selection;

/// The number of arms that all unions may take in from unions inside them: a
/// chain of unions, each of which has the next for an arm, has as many arms as
/// the square of its length.
const MAX_TAKEN_IN: usize = 10_000;
/// The number that is added to it for each arm that the document has.
const MAX_PER_ARM: usize = 8;

/// The arms of a union.
pub(super) struct Arms<'a> {
    /// The arms, in order; those of a union inside it in its place.
    pub(super) arms: Vec<&'a Schema>,
    /// The unions that they are of, the outermost first.
    pub(super) unions: Vec<&'a Schema>,
}

/// Returns the number of arms that may be taken in from unions inside unions.
pub(super) fn limit(selection: &Selection) -> usize {
    let mut arms = 0;
    let mut pending: Vec<&Schema> = selection.schemas.values().map(AsRef::as_ref).collect();
    while let Some(schema) = pending.pop() {
        arms += schema.arms().len();
        pending.extend(schema.inside());
    }
    MAX_TAKEN_IN + MAX_PER_ARM * arms
}

impl<'a> Builder<'a> {
    /// Returns the arms of a union; those of a union inside it are arms of its own. None
    /// if that would be too many, which is reported.
    pub(super) fn flat_arms(&mut self, schema: &'a Schema) -> Option<Arms<'a>> {
        let mut flat = Arms { arms: Vec::new(), unions: Vec::new() };
        let mut seen: HashSet<&Pointer> = HashSet::new();
        let mut pending = vec![schema];
        while let Some(arm) = pending.pop() {
            let target = self.follow(arm);
            let inner = target.arms();
            if target.only_null {
                // The union is nullable.
            } else if inner.is_empty() {
                flat.arms.push(arm);
            } else if seen.insert(&target.at) {
                if !flat.unions.is_empty() && !self.take_in(inner.len()) {
                    self.too_many(schema);
                    return None;
                }
                flat.unions.push(target);
                pending.extend(inner.iter().rev());
            }
        }
        Some(flat)
    }

    fn take_in(&mut self, count: usize) -> bool {
        let left = self.arms_left.checked_sub(count);
        self.arms_left = left.unwrap_or_default();
        left.is_some()
    }

    fn too_many(&mut self, schema: &Schema) {
        let message = "there are too many arms in this union and in unions inside it; any value \
                       is taken";
        let warning = Diagnostic::warning("too-many-arms", &schema.at, message);
        self.report.push(warning.help("make fewer unions arms of one another"));
    }
}
