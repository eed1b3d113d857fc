//! Paths in messages.

use std::borrow::Cow;
use std::io::ErrorKind;
use std::path::Path;
use std::{env, io};

use anyhow::anyhow;

/// Tells whether an argument is `-`, by which standard input is meant.
pub fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Returns a path as people want to read it: relative to where they are, if below it.
pub fn shown(path: &Path) -> Cow<'_, str> {
    if is_stdin(path) {
        return "<stdin>".into();
    }
    let here = env::current_dir().ok();
    let below = here.and_then(|here| path.strip_prefix(here).ok());
    below.filter(|below| !below.as_os_str().is_empty()).unwrap_or(path).to_string_lossy()
}

/// The remedy where a directory, or a file in it, cannot be written.
pub const WRITABLE: &str =
    "nothing was changed; make room, or the directory writable, and run it again";

/// Makes the error for a file that cannot be read: by what is wrong with its path, or else how to
/// name another.
pub fn unreadable(path: &Path, error: &io::Error, another: &str) -> anyhow::Error {
    let help = match error.kind() {
        ErrorKind::IsADirectory => "name a file in that directory".to_owned(),
        ErrorKind::PermissionDenied => "make it readable for you".to_owned(),
        ErrorKind::NotFound | ErrorKind::NotADirectory => format!("correct the path, or {another}"),
        _ => another.to_owned(),
    };
    refused("read", path, error, &help)
}

/// Makes the error for something that the system refused: which path, and what to
/// do.
pub fn refused(verb: &str, path: &Path, error: &io::Error, help: &str) -> anyhow::Error {
    anyhow!("cannot {verb} `{}`: {error}\n  help: {help}", shown(path))
}
