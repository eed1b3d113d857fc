//! Types that are any value: each says where, and why.

use super::Builder;
use super::node::Located;
use crate::ir::{TypeRef, Untyped};
use crate::normalize::ONLY_NULL;
use crate::pointer::Pointer;

impl<'a> Builder<'a> {
    /// Any value.
    pub(super) fn any(&mut self, at: &Pointer, why: Untyped) -> TypeRef {
        self.untyped.insert(at.clone(), why);
        TypeRef::Any
    }

    /// An object of any properties.
    pub(super) fn free_form(&mut self, at: &Pointer) -> TypeRef {
        self.untyped.insert(at.clone(), Untyped::Properties);
        TypeRef::FreeForm
    }

    /// The values of a schema that has no keyword about them.
    pub(super) fn unsaid(&mut self, located: &Located<'a>) -> TypeRef {
        // What is left of a schema when all that was wrong with it is gone.
        let broken = self.selection.broken.iter().any(|broken| located.at.is_in(broken));
        let why = match (is_only_null(located), broken) {
            (true, _) => Untyped::Null,
            (false, true) => Untyped::NotUnderstood,
            (false, false) => Untyped::Unsaid,
        };
        self.any(&located.at, why)
    }
}

/// Whether null is the only value of a schema.
pub(super) fn is_only_null(located: &Located<'_>) -> bool {
    let extensions = located.node.item().map(|schema| &schema.schema_data.extensions);
    extensions.is_some_and(|known| known.contains_key(ONLY_NULL))
}
