//! Mends the directory, all or nothing.

use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::{fs, io, thread};

use super::{Action, Change};
use crate::paths::refused;

const HELP: &str = "nothing was changed; make room, or the directory writable, and run it again";

/// Makes all changes, and removes directories that are empty then.
pub(crate) fn write(out: &Path, changes: &[Change]) -> anyhow::Result<()> {
    let done = if changes.is_empty() { Ok(()) } else { make(out, changes) };
    remove_empty(&out.join("src"));
    done
}

/// Makes all changes.
///
/// All texts are written to a directory beside the target first, so that a full
/// disk is noticed before anything is touched; then files only change places.
fn make(out: &Path, changes: &[Change]) -> anyhow::Result<()> {
    fs::create_dir_all(out).map_err(|error| refused("create", out, &error, HELP))?;
    // Inside `out`, since a file cannot be moved to another file system.
    let staging = tempfile::Builder::new()
        .prefix(".regen-")
        .tempdir_in(out)
        .map_err(|error| refused("write to", out, &error, HELP))?;
    commit(&stage(changes, staging.path())?)
}

/// A change that is ready to be made.
struct Move<'a> {
    /// The file.
    target: &'a Path,
    /// Its new content, unless it is to be removed.
    new: Option<PathBuf>,
    /// Its old content, if it has any.
    old: Option<PathBuf>,
}

/// Prepares all changes without making any, several at a time.
fn stage<'a>(changes: &'a [Change], staging: &Path) -> anyhow::Result<Vec<Move<'a>>> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(4);
    let size = changes.len().div_ceil(threads).max(1);
    let staged: Vec<anyhow::Result<Vec<Move<'a>>>> = thread::scope(|scope| {
        let shares = changes.chunks(size).enumerate().map(|(number, share)| {
            let staging = staging.join(number.to_string());
            scope.spawn(move || stage_share(share, &staging))
        });
        let workers: Vec<_> = shares.collect();
        workers
            .into_iter()
            .map(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic)))
            .collect()
    });
    let mut moves = Vec::new();
    for share in staged {
        moves.extend(share?);
    }
    Ok(moves)
}

/// Prepares some of the changes in a directory of their own.
fn stage_share<'a>(changes: &'a [Change], staging: &Path) -> anyhow::Result<Vec<Move<'a>>> {
    fs::create_dir(staging).map_err(|error| refused("create", staging, &error, HELP))?;
    let mut moves = Vec::new();
    for (index, change) in changes.iter().enumerate() {
        let target = change.path.as_path();
        let new = staging.join(format!("{index}.new"));
        let old = staging.join(format!("{index}.old"));
        let keep = || keep(target, &old).map_err(|error| refused("keep", target, &error, HELP));
        let write =
            |text| fs::write(&new, text).map_err(|error| refused("write", &new, &error, HELP));
        let (has_new, has_old) = match &change.action {
            Action::Create(text) => {
                write(text)?;
                (true, false)
            }
            Action::Update { new: text, .. } => {
                write(text)?;
                keep()?;
                (true, true)
            }
            Action::Remove => {
                keep()?;
                (false, true)
            }
        };
        moves.push(Move { target, new: has_new.then_some(new), old: has_old.then_some(old) });
    }
    Ok(moves)
}

/// Keeps a file under a second name, or, where there are no such, a copy.
fn keep(target: &Path, old: &Path) -> io::Result<()> {
    fs::hard_link(target, old).or_else(|_| fs::copy(target, old).map(drop))
}

/// Makes all changes, or, if one fails, none.
fn commit(moves: &[Move<'_>]) -> anyhow::Result<()> {
    for (index, step) in moves.iter().enumerate() {
        if let Err(error) = step.make() {
            let lost = moves[..index].iter().rev().filter(|step| step.undo().is_err()).count();
            let help =
                if lost == 0 { HELP } else { "some files are changed already; run it again" };
            return Err(refused("write", step.target, &error, help));
        }
    }
    Ok(())
}

impl Move<'_> {
    fn make(&self) -> io::Result<()> {
        match &self.new {
            Some(new) => {
                if let Some(parent) = self.target.parent() {
                    fs::create_dir_all(parent)?;
                }
                fs::rename(new, self.target)
            }
            None => fs::remove_file(self.target),
        }
    }

    fn undo(&self) -> io::Result<()> {
        match &self.old {
            Some(old) => fs::rename(old, self.target),
            None => fs::remove_file(self.target),
        }
    }
}

/// Removes all empty directories below one. That one of them stays, whyever,
/// does no harm.
fn remove_empty(dir: &Path) {
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            remove_empty(&entry.path());
            let _ = fs::remove_dir(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(path: PathBuf, action: Action) -> Change {
        Change { path, action }
    }

    #[test]
    fn a_failure_half_way_leaves_everything_as_it_was() {
        let dir = tempfile::tempdir().unwrap();
        let src = dir.path().join("src");
        fs::create_dir_all(src.join("blocked.rs")).unwrap();
        fs::write(src.join("blocked.rs/inside"), "in the way").unwrap();
        fs::write(src.join("a.rs"), "old a").unwrap();
        fs::write(src.join("b.rs"), "old b").unwrap();
        let changes = [
            change(
                src.join("a.rs"),
                Action::Update { old: b"old a".to_vec(), new: "new a".to_owned() },
            ),
            change(src.join("b.rs"), Action::Remove),
            change(src.join("new/c.rs"), Action::Create("new c".to_owned())),
            change(src.join("blocked.rs"), Action::Create("never".to_owned())),
        ];

        let error = write(dir.path(), &changes).unwrap_err().to_string();

        assert!(
            error.starts_with("cannot write `") && error.contains("nothing was changed"),
            "{error}"
        );
        assert_eq!(fs::read_to_string(src.join("a.rs")).unwrap(), "old a");
        assert_eq!(fs::read_to_string(src.join("b.rs")).unwrap(), "old b");
        assert!(!src.join("new").exists());
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "the staging directory is gone");
    }
}
