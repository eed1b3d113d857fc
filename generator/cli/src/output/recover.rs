//! Finishes or undoes what a run that was killed had begun.

use std::fs;

use anyhow::bail;
use openapi_loom_generator::sha256;

use super::journal::{self, Direction, JournalStep, StepKind, StepState};
use super::steps::{self, Failure, state};
use super::turn::{Turn, new_name};
use crate::paths::{refused, shown};

/// Finishes or undoes what a run that was killed had begun, and says so;
/// nothing if there was none. Files that somebody changed since stay as they
/// are: if they are in the way, that is found as if the run had not been
/// killed.
pub(super) fn recover(turn: &Turn) -> anyhow::Result<Option<String>> {
    let Some((direction, steps)) = journal::read(turn.dir())? else {
        let words = "a run was killed before it changed anything; what it left is removed";
        return Ok(turn.sweep()?.then(|| words.to_owned()));
    };
    let done = match direction {
        Direction::Finish => {
            refuse_damaged(turn, &steps)?;
            steps::go_on(turn, &steps).map(|left| finished(turn, &steps, &left))
        }
        Direction::Undo => steps::undo(turn, &steps)
            .map(|()| "a run failed, and was killed; what it had changed is undone".to_owned()),
    };
    let said = done.map_err(|Failure { path, error }| {
        let help = "a run was killed here; make room, or the directory writable, and run it again";
        refused("write", &path, &error, help)
    })?;
    steps::end(turn, &steps);
    turn.sweep()?;
    Ok(Some(said))
}

/// Returns an error if a text that is to be put in its place is not what it was: a run
/// that was killed leaves it whole, a machine that stopped may not.
fn refuse_damaged(turn: &Turn, steps: &[JournalStep]) -> anyhow::Result<()> {
    for (number, step) in steps.iter().enumerate() {
        let Ok(staged) = fs::read(turn.dir().join(new_name(number))) else { continue };
        if state(turn, step, Direction::Finish)? == StepState::Before
            && step.new_hash() != Some(&sha256(&staged))
        {
            bail!(
                "a run that was stopped cannot be finished: its text for `{}` is lost\n  \
                 help: see which files are as they should be, delete `{}`, and run it again",
                shown(&turn.out().join(&step.path)),
                shown(turn.dir())
            );
        }
    }
    Ok(())
}

/// Says that a run is finished, which files it removed, and which it left.
fn finished(turn: &Turn, steps: &[JournalStep], left: &[&JournalStep]) -> String {
    let mut text = "a run that was killed is finished".to_owned();
    for step in steps {
        let path = turn.out().join(&step.path);
        if left.contains(&step) {
            text.push_str(&format!("\n  left `{}`, which was changed since", shown(&path)));
        } else if matches!(step.kind, StepKind::Remove { .. }) {
            text.push_str(&format!("\n  removed `{}`", shown(&path)));
        }
    }
    text
}
