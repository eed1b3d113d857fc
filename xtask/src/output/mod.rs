//! The directory of the generated crate: what is in it, and what should be.

mod compare;
mod diff;
mod manifest;
mod write;

use std::path::PathBuf;

pub(crate) use compare::{change, compare};
pub(crate) use diff::render;
pub(crate) use manifest::lacking;
pub(crate) use write::write;

/// A file that is not as it should be.
#[derive(Debug)]
pub(crate) struct Change {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// What mends it.
    pub(crate) action: Action,
}

/// What mends a file.
#[derive(Debug)]
pub(crate) enum Action {
    /// It is missing, and gets this text.
    Create(String),
    /// It has another text.
    Update {
        /// What it has.
        old: Vec<u8>,
        /// What it gets.
        new: String,
    },
    /// It should not be there.
    Remove,
}
