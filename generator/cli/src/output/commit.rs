//! Changes a directory, all or nothing.
//!
//! All texts are written to the directory of the run first, so that a full disk
//! is noticed before anything is touched. Then the journal says what is about to
//! be done, and after that files only change places.

use std::collections::BTreeSet;
use std::panic::resume_unwind;
use std::path::Path;
use std::{fs, io, thread};

use openapi_loom_generator::sha256;

use super::journal::{self, JournalStep, StepKind};
use super::steps::{self, Failure};
use super::turn::{BESIDE, Turn, new_name, old_name};
use super::{Action, FileChange};
use crate::paths::{WRITABLE, refused};

/// Makes all changes, or, if one fails, none. That `beside` the crate is the
/// last one, and not in the journal: where a run is killed before it, the next
/// one finds that it has to be made.
pub(super) fn commit(
    turn: &Turn,
    changes: &[FileChange],
    beside: Option<&FileChange>,
) -> anyhow::Result<()> {
    let prepared = prepare(turn.out(), changes);
    stage(turn, &prepared)?;
    if let Some(FileChange { path, action, .. }) = beside {
        let text = action.new_text().unwrap_or_default();
        write_for(path, &turn.dir().join(BESIDE), text)
            .map_err(|error| refused("write", path, &error, WRITABLE))?;
    }
    let steps: Vec<JournalStep> = prepared.into_iter().map(|prepared| prepared.step).collect();
    journal::begin(turn.dir(), &steps)
        .map_err(|error| refused("write to", turn.out(), &error, WRITABLE))?;
    match steps::finish(turn, &steps).and_then(|()| place(turn, beside)) {
        Ok(()) => {
            steps::end(turn, &steps);
            Ok(())
        }
        Err(failure) => Err(turn_back(turn, &steps, &failure)),
    }
}

/// Puts the text of a change beside the crate in its place.
fn place(turn: &Turn, beside: Option<&FileChange>) -> Result<(), Failure> {
    let Some(FileChange { path, .. }) = beside else { return Ok(()) };
    let placed = fs::rename(turn.dir().join(BESIDE), path);
    placed.map_err(|error| Failure { path: path.clone(), error })
}

/// Undoes what was done before a failure, and says what failed.
fn turn_back(turn: &Turn, steps: &[JournalStep], failure: &Failure) -> anyhow::Error {
    // The journal turns first: if the run is killed now, the next one goes on
    // with this.
    let undone = journal::turn_back(turn.dir()).is_ok() && steps::undo(turn, steps).is_ok();
    if undone {
        steps::end(turn, steps);
    }
    let help = if undone { WRITABLE } else { "some files are changed already; run it again" };
    refused("write", &failure.path, &failure.error, help)
}

/// A step, with the text that its path gets.
pub(super) struct Prepared<'a> {
    pub(super) step: JournalStep,
    text: Option<&'a str>,
}

impl Action {
    fn new_text(&self) -> Option<&str> {
        match self {
            Self::Create(text) | Self::Update { new: text, .. } => Some(text),
            Self::Remove { .. } => None,
        }
    }

    fn kind(&self) -> StepKind {
        match self {
            Self::Create(new) => StepKind::Create { new: sha256(new.as_bytes()) },
            Self::Update { old, new } => {
                StepKind::Replace { old: sha256(old), new: sha256(new.as_bytes()) }
            }
            Self::Remove { old } => StepKind::Remove { old: sha256(old) },
        }
    }
}

/// Returns the steps of all changes, after those that make directories for them.
pub(super) fn prepare<'a>(out: &Path, changes: &'a [FileChange]) -> Vec<Prepared<'a>> {
    let mut directories = BTreeSet::new();
    let mut prepared = Vec::new();
    for FileChange { path, action, .. } in changes {
        let path = in_crate(out, path);
        let text = action.new_text();
        let parents = path.match_indices('/').map(|(end, _)| &path[..end]);
        let missing = parents.filter(|parent| text.is_some() && !out.join(parent).exists());
        directories.extend(missing.map(str::to_owned));
        prepared.push(Prepared { step: JournalStep { path, kind: action.kind() }, text });
    }
    // A directory is sorted before what is in it.
    let directory =
        |path| Prepared { step: JournalStep { path, kind: StepKind::Directory }, text: None };
    directories.into_iter().map(directory).chain(prepared).collect()
}

/// Returns a path in a crate, with `/`.
fn in_crate(out: &Path, path: &Path) -> String {
    let below = path.strip_prefix(out).unwrap_or(path).components();
    let names: Vec<_> = below.map(|name| name.as_os_str().to_string_lossy()).collect();
    names.join("/")
}

/// Writes the new texts and keeps the old ones in the directory of the run,
/// several at a time.
pub(super) fn stage(turn: &Turn, prepared: &[Prepared<'_>]) -> anyhow::Result<()> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(4);
    let numbered: Vec<_> = prepared.iter().enumerate().collect();
    let shares = numbered.chunks(numbered.len().div_ceil(threads).max(1));
    thread::scope(|scope| {
        let stage = |share: &[(usize, &Prepared<'_>)]| {
            share.iter().try_for_each(|(number, prepared)| stage_one(turn, *number, prepared))
        };
        let workers: Vec<_> = shares.map(|share| scope.spawn(move || stage(share))).collect();
        let mut done = workers.into_iter().map(|worker| worker.join());
        done.try_for_each(|done| done.unwrap_or_else(|panic| resume_unwind(panic)))
    })
}

fn stage_one(turn: &Turn, number: usize, prepared: &Prepared<'_>) -> anyhow::Result<()> {
    let Prepared { step, text } = prepared;
    let target = turn.out().join(&step.path);
    if let Some(text) = text {
        write_for(&target, &turn.dir().join(new_name(number)), text)
            .map_err(|error| refused("write", &target, &error, WRITABLE))?;
    }
    if step.has_old() {
        keep(&target, &turn.dir().join(old_name(number)))
            .map_err(|error| refused("keep", &target, &error, WRITABLE))?;
    }
    Ok(())
}

/// Writes the text that a path gets, with the permissions of what is there.
fn write_for(target: &Path, staged: &Path, text: &str) -> io::Result<()> {
    fs::write(staged, text)?;
    match fs::metadata(target) {
        Ok(about) => fs::set_permissions(staged, about.permissions()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Keeps a file under a second name, or, where there are no such, a copy.
fn keep(target: &Path, old: &Path) -> io::Result<()> {
    fs::hard_link(target, old).or_else(|_| fs::copy(target, old).map(drop))
}
