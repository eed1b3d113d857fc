//! The record of what a run is about to do, written before it does it.

use std::fmt::Write as _;
use std::io::ErrorKind;
use std::path::Path;
use std::{fs, io};

use anyhow::anyhow;
use openapi_loom_generator::sha256;

use super::look::Existing;
use super::names::is_inside;
use crate::paths::{refused, shown};

/// The file of what is to be finished, what it is written to first, and the
/// file of what is to be undone.
const FINISH: &str = "journal";
pub(super) const UNFINISHED: &str = "journal.new";
const UNDO: &str = "journal.undo";

const HEADER: &str = "# What the generator is doing here. The next run finishes it.\n";

/// The direction in which the steps are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Finish,
    Undo,
}

/// Something that is done to one path of the crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct JournalStep {
    pub(super) path: String,
    pub(super) kind: StepKind,
}

/// The kind of a step, with the hashes of the texts of before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum StepKind {
    /// A directory is made.
    Directory,
    Create {
        new: String,
    },
    Replace {
        old: String,
        new: String,
    },
    Remove {
        old: String,
    },
}

/// The progress of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StepState {
    /// Nothing has been done.
    Before,
    /// All of it has been done.
    After,
    /// Somebody else changed the file.
    Edited,
    /// Somebody else put something there, or on the way, that is no file.
    Blocked,
}

impl JournalStep {
    /// Finds the progress of the step, when this is at its path. Where a file has
    /// gone, nothing can be lost: the path is as the direction needs it to be.
    pub(super) fn state(&self, found: &Existing, direction: Direction) -> StepState {
        let hash = match found {
            // The content of a directory is looked at by itself.
            _ if self.kind == StepKind::Directory => return StepState::Before,
            Existing::File(text) => Some(sha256(text)),
            Existing::Nothing => None,
            Existing::Blocked(_) => return StepState::Blocked,
        };
        let (old, new) = match &self.kind {
            StepKind::Directory => (None, None),
            StepKind::Create { new } => (None, Some(new)),
            StepKind::Replace { old, new } => (Some(old), Some(new)),
            StepKind::Remove { old } => (Some(old), None),
        };
        match hash.as_ref() {
            hash if hash == new => StepState::After,
            hash if hash == old => StepState::Before,
            None if direction == Direction::Finish => StepState::Before,
            None => StepState::After,
            Some(_) => StepState::Edited,
        }
    }

    /// Returns the hash of the text that it gives its path, if it gives one.
    pub(super) fn new_hash(&self) -> Option<&str> {
        match &self.kind {
            StepKind::Create { new } | StepKind::Replace { new, .. } => Some(new),
            StepKind::Directory | StepKind::Remove { .. } => None,
        }
    }

    /// Tells whether it takes a text from its path.
    pub(super) fn has_old(&self) -> bool {
        matches!(self.kind, StepKind::Replace { .. } | StepKind::Remove { .. })
    }
}

/// Writes down what is about to be done: from here on it is to be finished.
pub(super) fn begin(dir: &Path, steps: &[JournalStep]) -> io::Result<()> {
    fs::write(dir.join(UNFINISHED), text(steps))?;
    fs::rename(dir.join(UNFINISHED), dir.join(FINISH))
}

/// Marks it as one that is to be undone.
pub(super) fn turn_back(dir: &Path) -> io::Result<()> {
    fs::rename(dir.join(FINISH), dir.join(UNDO))
}

/// Ends it: it is done, or undone.
pub(super) fn end(dir: &Path) -> io::Result<()> {
    for name in [FINISH, UNDO] {
        match fs::remove_file(dir.join(name)) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// Tells whether there is something to be finished or undone.
pub(super) fn is_open(dir: &Path) -> bool {
    [FINISH, UNDO].iter().any(|name| dir.join(name).exists())
}

/// Reads the steps that are to be finished or undone, if there are any.
pub(super) fn read(dir: &Path) -> anyhow::Result<Option<(Direction, Vec<JournalStep>)>> {
    for (name, direction) in [(FINISH, Direction::Finish), (UNDO, Direction::Undo)] {
        let path = dir.join(name);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => return Err(refused("read", &path, &error, "make it readable")),
        };
        let steps = parse(&text).ok_or_else(|| {
            anyhow!(
                "`{}` is not as the generator writes it\n  \
                 help: see whether `src` is as it should be, and delete `{}`",
                shown(&path),
                shown(dir)
            )
        })?;
        return Ok(Some((direction, steps)));
    }
    Ok(None)
}

fn text(steps: &[JournalStep]) -> String {
    let mut text = HEADER.to_owned();
    for JournalStep { path, kind } in steps {
        let words = match kind {
            StepKind::Directory => "directory".to_owned(),
            StepKind::Create { new } => format!("create {new}"),
            StepKind::Replace { old, new } => format!("replace {old} {new}"),
            StepKind::Remove { old } => format!("remove {old}"),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{words}  {path}");
    }
    text
}

fn parse(text: &str) -> Option<Vec<JournalStep>> {
    text.strip_prefix(HEADER)?.lines().map(step).collect()
}

fn step(line: &str) -> Option<JournalStep> {
    let (words, path) = line.split_once("  ").filter(|(_, path)| is_inside(path))?;
    let words: Vec<&str> = words.split(' ').collect();
    let kind = match words.as_slice() {
        ["directory"] => StepKind::Directory,
        ["create", new] => StepKind::Create { new: (*new).to_owned() },
        ["replace", old, new] => {
            StepKind::Replace { old: (*old).to_owned(), new: (*new).to_owned() }
        }
        ["remove", old] => StepKind::Remove { old: (*old).to_owned() },
        _ => return None,
    };
    Some(JournalStep { path: path.to_owned(), kind })
}
