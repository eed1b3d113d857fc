//! One run at a time on a directory.
//!
//! A run has a directory of its own in there, `.regen`, for its lock, its
//! journal and its files. All of that is gone when it ends: what is left is of
//! one that was killed.

use std::fs::{self, File, FileType, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process;

use anyhow::{anyhow, bail};
use fs4::{FileExt, TryLockError};
use same_file::Handle;

use super::journal;
use super::look::{entries, kind};
use crate::paths::{WRITABLE, refused, shown};

/// The directory of a run.
const DIRECTORY: &str = ".regen";

/// The file in it that is locked.
const LOCK: &str = "lock";

/// The most attempts to look or to take the turn while other runs come and go.
pub(super) const TRIES: usize = 1000;

/// The right to work on a directory, until it is dropped.
#[derive(Debug)]
pub(super) struct Turn {
    out: PathBuf,
    /// The directory of the run.
    dir: PathBuf,
    /// Held open, for the lock on it.
    lock: File,
    /// The directories that were made, the innermost first.
    made: Vec<PathBuf>,
}

/// Tells whether a run is at work on a directory, or was killed.
pub(super) fn is_pending(out: &Path) -> bool {
    out.join(DIRECTORY).symlink_metadata().is_ok()
}

/// Returns an error that says that one run follows the other.
pub(super) fn no_end(out: &Path) -> anyhow::Error {
    anyhow!(
        "other runs are at work in `{}`\n  help: nothing was changed; wait for them",
        shown(out)
    )
}

impl Turn {
    /// Waits for nobody: an error says that another run is at work.
    pub(super) fn take(out: &Path) -> anyhow::Result<Self> {
        let is_missing = |dir: &&Path| !dir.as_os_str().is_empty() && !dir.exists();
        let made: Vec<PathBuf> =
            out.ancestors().take_while(is_missing).map(Path::to_owned).collect();
        let dir = out.join(DIRECTORY);
        match lock(out, &dir) {
            Ok(lock) => Ok(Self { out: out.to_owned(), dir, lock, made }),
            Err(error) => {
                remove_empty([&dir].into_iter().chain(&made));
                Err(error)
            }
        }
    }

    /// Returns the directory that the run works on.
    pub(super) fn out(&self) -> &Path {
        &self.out
    }

    /// Returns the directory of the run.
    pub(super) fn dir(&self) -> &Path {
        &self.dir
    }

    /// Removes the files of a run that was killed; tells whether there were
    /// any. Files that no run makes are an error.
    pub(super) fn sweep(&self) -> anyhow::Result<bool> {
        let mut found = false;
        for name in entries(&self.dir)?.iter().filter(|name| *name != LOCK) {
            let path = self.dir.join(name);
            if !is_staged(name) || !kind(&path)?.is_some_and(|kind| kind.is_file()) {
                bail!("`{}` is not by the generator\n  help: move it away", shown(&path));
            }
            fs::remove_file(&path).map_err(|error| refused("remove", &path, &error, WRITABLE))?;
            found = true;
        }
        Ok(found)
    }
}

impl Drop for Turn {
    /// Leaves nothing behind, unless there is something to be finished.
    fn drop(&mut self) {
        if journal::is_open(&self.dir) {
            return;
        }
        // Whatever cannot be removed, the next run will try to remove.
        let _ = self.sweep();
        let _ = fs::remove_file(self.dir.join(LOCK));
        let _ = FileExt::unlock(&self.lock);
        remove_empty([&self.dir].into_iter().chain(&self.made));
    }
}

/// Removes directories that are empty. Whichever is not, stays.
fn remove_empty<'a>(dirs: impl Iterator<Item = &'a PathBuf>) {
    for dir in dirs {
        let _ = fs::remove_dir(dir);
    }
}

/// Returns the lock, in a directory that is made for it.
fn lock(out: &Path, dir: &Path) -> anyhow::Result<File> {
    fs::create_dir_all(out).map_err(|error| match error.kind() {
        ErrorKind::NotFound => {
            refused("create", out, &error, "no directory can be there: name another")
        }
        _ => refused("create", out, &error, WRITABLE),
    })?;
    for _ in 0..TRIES {
        if let Some(lock) = try_lock(out, dir)? {
            return Ok(lock);
        }
    }
    Err(no_end(out))
}

/// Returns the lock, unless the file has just been removed by the run that had it.
fn try_lock(out: &Path, dir: &Path) -> anyhow::Result<Option<File>> {
    match fs::create_dir(dir) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            return Err(refused("write to", out, &error, WRITABLE));
        }
        _ => {}
    }
    let path = dir.join(LOCK);
    refuse_other(dir, |kind| kind.is_dir())?;
    refuse_other(&path, |kind| kind.is_file())?;
    let opened = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
    let mut file = match opened {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        opened => opened.map_err(|error| refused("write to", out, &error, WRITABLE))?,
    };
    match FileExt::try_lock(&file) {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => bail!(
            "another run is at work in `{}`{}\n  help: nothing was changed; wait for it",
            shown(out),
            holder(&mut file)
        ),
        Err(TryLockError::Error(error)) => return Err(refused("lock", &path, &error, WRITABLE)),
    }
    if !is_same(&file, &path) {
        return Ok(None);
    }
    // Only words for others, so nothing depends on it.
    let _ = file.set_len(0).and_then(|()| write!(file, "{}", process::id()));
    Ok(Some(file))
}

/// Returns an error if there is something else than a run puts there.
fn refuse_other(path: &Path, is_right: impl FnOnce(FileType) -> bool) -> anyhow::Result<()> {
    match kind(path)? {
        Some(kind) if !is_right(kind) => {
            bail!("`{}` is not by the generator\n  help: move it away", shown(path))
        }
        _ => Ok(()),
    }
}

/// Tells whether the path still is that of the file.
fn is_same(file: &File, path: &Path) -> bool {
    let of_file = file.try_clone().and_then(Handle::from_file);
    matches!((of_file, Handle::from_path(path)), (Ok(file), Ok(path)) if file == path)
}

/// Says who has the lock, as the end of a sentence.
fn holder(file: &mut File) -> String {
    let mut id = String::new();
    match file.read_to_string(&mut id) {
        Ok(_) if !id.is_empty() => format!(": process {id}"),
        _ => String::new(),
    }
}

/// Returns the name of a file that a run makes: for the text that the step of a number
/// gives its path, or takes from it, or gives a path beside the crate.
pub(super) fn new_name(step: usize) -> String {
    format!("{step}.new")
}

pub(super) fn old_name(step: usize) -> String {
    format!("{step}.old")
}

pub(super) const BESIDE: &str = "beside.new";

fn is_staged(name: &str) -> bool {
    let number = name.strip_suffix(".new").or_else(|| name.strip_suffix(".old"));
    let is_number = number.is_some_and(|number| number.parse::<usize>().is_ok());
    is_number || [BESIDE, journal::UNFINISHED].contains(&name)
}
