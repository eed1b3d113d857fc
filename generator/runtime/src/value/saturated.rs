//! Integers beyond the 64 bits of what they are read as.
//!
//! JSON has no limit for them, and a document that names none promises none. Each is the nearest
//! that there is; where it is a property, what was sent is kept beside it.

use std::cell::Cell;

use super::JsonNumber;
use super::extra::Before;

thread_local! {
    /// True while such integers are read.
    static IS_READ: Cell<bool> = const { Cell::new(false) };
    /// The one that was read last, and was no item of a list or a map.
    static FOUND: Cell<Option<JsonNumber>> = const { Cell::new(None) };
}

/// Reads something in which there may be such integers.
pub(crate) fn saturating<T>(read: impl FnOnce() -> T) -> T {
    let _before = Before::of(&IS_READ, true);
    FOUND.set(None);
    read()
}

/// Tells whether such integers are read now.
pub(super) fn is_read() -> bool {
    IS_READ.get()
}

/// Keeps one for the object that it is a property of.
pub(super) fn find(number: JsonNumber) {
    FOUND.set(Some(number));
}

/// Takes the one that was read since this was asked last.
pub(super) fn found() -> Option<JsonNumber> {
    FOUND.take()
}
