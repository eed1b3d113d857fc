//! Types that are any value: each says where, and why.

use super::Builder;
use crate::ir::{TypeRef, Untyped};
use crate::pointer::Pointer;
use crate::schema::Schema;

impl Builder<'_> {
    /// Returns any value.
    pub(super) fn any(&mut self, at: &Pointer, why: Untyped) -> TypeRef {
        self.untyped.insert(at.clone(), why);
        TypeRef::Any
    }

    /// Returns an object of any properties.
    pub(super) fn free_form(&mut self, at: &Pointer) -> TypeRef {
        self.untyped.insert(at.clone(), Untyped::Properties);
        TypeRef::FreeForm
    }

    /// Returns the values of a schema that has no keyword about them.
    pub(super) fn unsaid(&mut self, schema: &Schema) -> TypeRef {
        let why = match (schema.only_null, self.is_in_broken(schema)) {
            (true, _) => Untyped::Null,
            (false, true) => Untyped::NotUnderstood,
            (false, false) => Untyped::Unsaid,
        };
        self.any(&schema.at, why)
    }

    /// Tells whether something is wrong with a schema or around it, so that it may say nothing.
    pub(super) fn is_in_broken(&self, schema: &Schema) -> bool {
        let mut around = std::iter::successors(Some(schema.at.0.clone()), Pointer::parent);
        !self.selection.broken.is_empty() && around.any(|at| self.selection.broken.contains(&at))
    }
}
