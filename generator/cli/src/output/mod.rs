//! The directory of a generated crate: what is in it, what should be, and how
//! it becomes that without a loss.
//!
//! - `src/.generated` lists what is generated ([`ledger`]): whole files, and
//!   regions of files by hand ([`region`]). Nothing else is changed or removed;
//!   what is in the way is named ([`refusal`]).
//! - One run at a time works on a directory ([`turn`]). What it is about to do
//!   it writes down first ([`journal`]), so that the next one can finish it or
//!   undo it ([`commit`], [`recover`]).

mod commit;
mod compare;
mod diff;
mod journal;
mod ledger;
mod line_ends;
mod look;
mod names;
mod recover;
mod refusal;
mod region;
mod steps;
mod turn;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

use anyhow::bail;

pub(crate) use diff::render;

use self::refusal::Unwritten;
use self::turn::Turn;
use crate::paths::{refused, shown};

/// The advice to name another directory.
const HELP: &str = "give a directory of a generated crate, or a new one, with `--out DIR`";

/// The wanted content of a directory. Paths are those in the crate, with `/`.
#[derive(Debug)]
pub(crate) struct Wanted<'a> {
    /// The files that are generated.
    pub(crate) files: Vec<Text<'a>>,
    /// The regions that are generated, where there are markers for them.
    pub(crate) regions: Vec<Region<'a>>,
    /// The files by hand, which are written once where they are missing.
    pub(crate) starters: Vec<Starter<'a>>,
}

/// A file by hand with its first text.
#[derive(Debug)]
pub(crate) struct Starter<'a> {
    pub(crate) path: &'a str,
    pub(crate) text: &'a str,
    /// True if the crate is none without it: it is written again where somebody removed it.
    pub(crate) is_needed: bool,
}

/// A file with its text.
#[derive(Debug)]
pub(crate) struct Text<'a> {
    pub(crate) path: String,
    pub(crate) text: &'a str,
}

/// A region of a file.
#[derive(Debug)]
pub(crate) struct Region<'a> {
    /// The file.
    pub(crate) path: &'a str,
    /// The name in its markers.
    pub(crate) name: &'a str,
    pub(crate) text: &'a str,
}

/// The way to deal with the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Nothing, except that a run that was killed is cleaned up after.
    Check,
    /// It is made as it should be, if nothing of anybody's is lost.
    Write,
    /// It is made as it should be, and what was generated is overwritten even
    /// where somebody changed it.
    Force,
}

/// A file that is not as it should be.
#[derive(Clone, Debug)]
pub struct FileChange {
    /// The file's path.
    pub path: PathBuf,
    /// The action that mends it.
    pub action: Action,
    /// True if it was generated, and somebody changed it since.
    pub edited: bool,
}

/// An action that mends a file.
#[derive(Clone, Debug)]
pub enum Action {
    /// It is missing, and gets this text.
    Create(String),
    /// It has another text.
    Update {
        /// The text that it has.
        old: Vec<u8>,
        /// The text that it gets.
        new: String,
    },
    /// It should not be there.
    Remove {
        /// The text that it has.
        old: Vec<u8>,
    },
}

/// The differences between a directory and what it should be.
#[derive(Debug, Default)]
pub(crate) struct Survey {
    /// The files that differ, the list of what is generated last.
    pub(crate) changes: Vec<FileChange>,
    /// The files by hand that may have regions, as they should be, by their
    /// paths in the crate.
    pub(crate) by_hand: BTreeMap<String, String>,
    /// Says what is left to the user from now on.
    pub(crate) notes: Vec<String>,
    refusals: BTreeSet<Unwritten>,
}

impl Survey {
    /// Returns an error that names what is in the way, if anything is.
    fn refuse(&self, out: &Path, mode: Mode) -> anyhow::Result<()> {
        let all = self.refusals.clone().into_iter();
        let in_the_way = match mode {
            Mode::Write => all.collect(),
            Mode::Check | Mode::Force => all.filter(|refusal| !refusal.is_edit()).collect(),
        };
        refusal::refuse(out, &in_the_way)
    }
}

/// Compares a directory with what should be in it, and makes it so unless this
/// is a check. A change `beside` the crate is made with the others. What was done
/// after a run that was killed is said at once: the rest may fail.
pub(crate) fn settle(
    out: &Path,
    wanted: &Wanted<'_>,
    beside: Option<&FileChange>,
    mode: Mode,
    say: &dyn Fn(&str),
) -> anyhow::Result<Survey> {
    let files = wanted.files.iter().map(|file| file.path.as_str());
    let starters = wanted.starters.iter().map(|file| file.path);
    names::check(files.chain(starters).chain([ledger::PATH]))?;
    let mut way = out.ancestors().filter(|path| path.is_symlink() || path.exists());
    if let Some(blocked) = way.next().filter(|path| !path.is_dir()) {
        let why = match blocked.is_symlink() {
            true => "is a symbolic link that leads to no directory",
            false => "is not a directory",
        };
        bail!("`{}` {why}\n  help: {HELP}", shown(blocked));
    }
    if mode == Mode::Check {
        return check(out, wanted, say);
    }
    // Most runs change nothing, and then there is no trace of them.
    if beside.is_none()
        && !turn::is_pending(out)
        && let Ok(survey) = compare::compare(out, wanted, mode)
        && survey.changes.is_empty()
        && survey.refusals.is_empty()
    {
        return Ok(survey);
    }
    let turn = Turn::take(out)?;
    clean_up(&turn, say)?;
    let survey = compare::compare(out, wanted, mode)?;
    survey.refuse(out, mode)?;
    commit::commit(&turn, &survey.changes, beside)?;
    Ok(survey)
}

/// Finds how a directory differs, once no run is at work on it.
fn check(out: &Path, wanted: &Wanted<'_>, say: &dyn Fn(&str)) -> anyhow::Result<Survey> {
    for _ in 0..turn::TRIES {
        if turn::is_pending(out) {
            clean_up(&Turn::take(out)?, say)?;
        }
        let compared = compare::compare(out, wanted, Mode::Check);
        // Else some of what was read is of before, some of after.
        if !turn::is_pending(out) {
            let survey = compared?;
            survey.refuse(out, Mode::Check)?;
            return Ok(survey);
        }
    }
    Err(turn::no_end(out))
}

/// Finishes or undoes what a run that was killed had begun, and says so.
fn clean_up(turn: &Turn, say: &dyn Fn(&str)) -> anyhow::Result<()> {
    if let Some(done) = recover::recover(turn)? {
        say(&done);
    }
    Ok(())
}

/// Finds what has to be done for a file to have this text.
pub fn change(path: PathBuf, text: &str) -> anyhow::Result<Option<FileChange>> {
    let action = match fs::read(&path) {
        Ok(old) if line_ends::is_same(&old, text.as_bytes()) => return Ok(None),
        Ok(old) => Action::Update { old, new: text.to_owned() },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Action::Create(text.to_owned()),
        Err(error) => return Err(refused("read", &path, &error, "make it readable")),
    };
    Ok(Some(FileChange { path, action, edited: false }))
}

/// Tells whether a path is that of the list of what is generated.
pub(crate) fn is_list(path: &Path) -> bool {
    path.ends_with(ledger::PATH)
}
