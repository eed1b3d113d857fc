//! Entries of a configuration that are for some operations, and for a group of
//! them.

use std::collections::BTreeSet;

use super::{Answers, Config, Page, Poll, Stream, Structured, Tools};
use crate::words::{is_same, similar};

/// An entry for some operations.
pub(crate) trait Entry {
    /// The section that it is in.
    const SECTION: &'static str;

    /// Returns the group that it is for, if it says so.
    fn group(&self) -> Option<&str>;

    /// Returns the operations, by id.
    fn operations(&self) -> &[String];

    /// Returns its index in its section.
    fn index(&self) -> usize;

    fn set_index(&mut self, index: usize);

    /// Tells whether it is for an operation.
    fn is_for(&self, operation: &str) -> bool {
        self.operations().iter().any(|id| id == operation)
    }
}

macro_rules! entry {
    ($($entry:ident = $section:literal;)*) => {
        $(
            impl Entry for $entry {
                const SECTION: &'static str = $section;

                fn group(&self) -> Option<&str> {
                    self.group.as_deref()
                }

                fn operations(&self) -> &[String] {
                    &self.operations
                }

                fn index(&self) -> usize {
                    self.index
                }

                fn set_index(&mut self, index: usize) {
                    self.index = index;
                }
            }
        )*
    };
}

entry! {
    Stream = "streams";
    Answers = "answers";
    Page = "pages";
    Poll = "polls";
    Structured = "structured";
    Tools = "tools";
}

/// Says of the entries of each section what is said of all of them.
macro_rules! sections {
    ($($section:ident)*) => {
        impl Config {
            /// Numbers the entries, so that each is known when others are skipped.
            pub(super) fn number(&mut self) {
                $(number(&mut self.$section);)*
            }

            /// Takes out the entries for groups that are not among these, and says how
            /// many they are. A name that may be a slip of the pen stays, to be reported.
            pub(crate) fn skip_all_but(&mut self, groups: &BTreeSet<String>) -> usize {
                0 $(+ skip(&mut self.$section, groups))*
            }

            /// Returns the group of each entry that says one, with the section and the number of
            /// the entry.
            pub(crate) fn named_groups(&self) -> Vec<(&'static str, usize, &str)> {
                let mut named = Vec::new();
                $(named.extend(groups(&self.$section));)*
                named
            }
        }
    };
}

sections! { streams answers pages polls structured tools accessors }

fn number(entries: &mut [impl Entry]) {
    entries.iter_mut().enumerate().for_each(|(number, entry)| entry.set_index(number));
}

fn skip(entries: &mut Vec<impl Entry>, groups: &BTreeSet<String>) -> usize {
    let before = entries.len();
    let known = || groups.iter().map(String::as_str);
    let is_there = |group: &str| {
        known().any(|known| is_same(known, group)) || similar(group, known()).is_some()
    };
    entries.retain(|entry| entry.group().is_none_or(is_there));
    before - entries.len()
}

fn groups<E: Entry>(entries: &[E]) -> impl Iterator<Item = (&'static str, usize, &str)> {
    entries.iter().filter_map(|entry| Some((E::SECTION, entry.index(), entry.group()?)))
}
