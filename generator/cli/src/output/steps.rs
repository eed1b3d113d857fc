//! Does what a journal says, or undoes it, from wherever a run has stopped.

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::journal::{self, Direction, JournalStep, StepKind, StepState};
use super::look::look;
use super::turn::{Turn, new_name, old_name};

/// A step that could not be done.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) path: PathBuf,
    pub(super) error: io::Error,
}

/// Does all steps. What somebody else has changed meanwhile is a failure.
pub(super) fn finish(turn: &Turn, steps: &[JournalStep]) -> Result<(), Failure> {
    for (number, step) in steps.iter().enumerate() {
        if !finish_one(turn, number, step)? {
            let error = io::Error::other("somebody changed it meanwhile");
            return Err(Failure { path: turn.out().join(&step.path), error });
        }
    }
    Ok(())
}

/// Does all steps that a run which was killed has not done. Those are left out,
/// and returned, whose path somebody else has changed since.
pub(super) fn go_on<'a>(
    turn: &Turn,
    steps: &'a [JournalStep],
) -> Result<Vec<&'a JournalStep>, Failure> {
    let mut left = Vec::new();
    for (number, step) in steps.iter().enumerate() {
        if !finish_one(turn, number, step)? {
            left.push(step);
        }
    }
    Ok(left)
}

/// Undoes all steps that are done, the last one first. What somebody else has
/// changed since stays as it is.
pub(super) fn undo(turn: &Turn, steps: &[JournalStep]) -> Result<(), Failure> {
    for (number, step) in steps.iter().enumerate().rev() {
        undo_one(turn, number, step)?;
    }
    Ok(())
}

/// Removes the directories that became empty, and the journal. Whatever of that
/// cannot be removed does no harm: the next run finds all steps done.
pub(super) fn end(turn: &Turn, steps: &[JournalStep]) {
    for step in steps.iter().filter(|step| matches!(step.kind, StepKind::Remove { .. })) {
        let parents = step.path.match_indices('/').map(|(end, _)| &step.path[..end]);
        // Those at the top of the crate stay.
        for parent in parents.collect::<Vec<_>>().into_iter().skip(1).rev() {
            if fs::remove_dir(turn.out().join(parent)).is_err() {
                break;
            }
        }
    }
    let _ = journal::end(turn.dir());
}

/// Finds the progress of a step.
pub(super) fn state(
    turn: &Turn,
    step: &JournalStep,
    direction: Direction,
) -> anyhow::Result<StepState> {
    Ok(step.state(&look(turn.out(), &step.path)?, direction))
}

/// Does a step that may be done already. `false` if somebody else has changed
/// what is at its path, which then stays as it is.
fn finish_one(turn: &Turn, number: usize, step: &JournalStep) -> Result<bool, Failure> {
    let path = turn.out().join(&step.path);
    let done = || match state(turn, step, Direction::Finish).map_err(io::Error::other)? {
        StepState::Before => put(turn, number, step, &path).map(|()| true),
        StepState::After => Ok(true),
        StepState::Edited | StepState::Blocked => Ok(false),
    };
    done().map_err(|error| Failure { path: path.clone(), error })
}

fn put(turn: &Turn, number: usize, step: &JournalStep, path: &Path) -> io::Result<()> {
    match step.kind {
        // Directories are made for what goes into them.
        StepKind::Directory => Ok(()),
        StepKind::Remove { .. } => fs::remove_file(path),
        StepKind::Create { .. } | StepKind::Replace { .. } => {
            move_to(&turn.dir().join(new_name(number)), path)
        }
    }
}

/// Undoes a step that may not be done. What somebody else has changed stays.
fn undo_one(turn: &Turn, number: usize, step: &JournalStep) -> Result<(), Failure> {
    let path = turn.out().join(&step.path);
    let done = || {
        if step.kind == StepKind::Directory {
            // It may never have been made, or hold something by now.
            let _ = fs::remove_dir(&path);
            return Ok(());
        }
        match state(turn, step, Direction::Undo).map_err(io::Error::other)? {
            StepState::After if step.has_old() => {
                move_to(&turn.dir().join(old_name(number)), &path)
            }
            StepState::After => fs::remove_file(&path),
            StepState::Before | StepState::Edited | StepState::Blocked => Ok(()),
        }
    };
    done().map_err(|error| Failure { path: path.clone(), error })
}

/// Moves a file of the run to its place. If it is not there, it was moved
/// before, and somebody removed it since.
fn move_to(staged: &Path, path: &Path) -> io::Result<()> {
    if !staged.exists() {
        return Ok(());
    }
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::rename(staged, path)
}

#[cfg(test)]
mod tests;
