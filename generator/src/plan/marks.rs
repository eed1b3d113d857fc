//! Attributes: what is deprecated, and by which name people search.

use std::collections::BTreeSet;

use super::Planner;
use super::features::Groups;
use crate::ir::{Docs, TypeId};
use crate::rust::{Item, Marks};
use crate::words::{is_same, letters};

/// Returns the name on the wire, where its letters are not in the name in Rust: by what is in
/// there, rustdoc finds it.
pub(super) fn alias(wire: &str, name: &str) -> Option<String> {
    // The characters that rustdoc takes.
    let is_word =
        |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.' | '$');
    let can_be = !wire.is_empty() && wire.chars().all(is_word);
    (can_be && !letters(name).contains(&letters(wire))).then(|| wire.to_owned())
}

impl<'a> Planner<'a> {
    /// Tells whether the compiler warns callers of what is deprecated in a group.
    pub(super) fn warns_in_group(&self, group: &str) -> bool {
        !self.config.deprecated.off.iter().any(|off| is_same(off, group))
    }

    /// Finds the modules of types that only groups reach in which nothing warns.
    pub(super) fn find_quiet(&mut self, groups: &Groups<'a>) {
        if self.config.deprecated.off.is_empty() {
            return;
        }
        let (mut quiet, mut loud) = (BTreeSet::new(), BTreeSet::new());
        for (group, operations) in groups {
            let side = if self.warns_in_group(group) { &mut loud } else { &mut quiet };
            side.extend(self.reached(operations));
        }
        self.quiet = quiet.difference(&loud).cloned().collect();
    }

    /// Returns the module of a type.
    pub(super) fn module_of(&self, id: &TypeId) -> &str {
        self.modules.get(id.component()).map_or("", String::as_str)
    }

    /// Tells whether the compiler warns callers of what is deprecated in a module of
    /// types.
    pub(super) fn warns_in(&self, module: &str) -> bool {
        !self.quiet.contains(module)
    }

    /// Returns the attributes of what is in a module of types.
    pub(super) fn marks(&self, module: &str, docs: &Docs, wire: &str, name: &str) -> Marks {
        let deprecated = docs.deprecated && self.warns_in(module);
        Marks { deprecated, alias: alias(wire, name) }
    }

    /// Returns the attributes of a type. Of one that is inside of another, the property says
    /// that it is deprecated, and its name is that of its place.
    pub(super) fn type_marks(&self, id: &TypeId) -> Marks {
        match (self.api.types.get(id), id.0.as_slice()) {
            (Some(def), [component]) => {
                self.marks(self.module_of(id), &def.docs, component, &self.type_name(id))
            }
            _ => Marks::default(),
        }
    }
}

/// Tells whether something in an item is deprecated, so that the crate uses what
/// warns.
pub(super) fn is_deprecated(item: &Item) -> bool {
    match item {
        Item::Struct(item) => {
            item.marks.deprecated || item.fields.iter().any(|field| field.marks.deprecated)
        }
        Item::OpenEnum(item) => {
            item.marks.deprecated || item.variants.iter().any(|variant| variant.marks.deprecated)
        }
        Item::Union(item) => {
            item.marks.deprecated || item.variants.iter().any(|variant| variant.marks.deprecated)
        }
        Item::Alias(item) => item.marks.deprecated,
        _ => false,
    }
}
