//! The look at a path of the crate, without following a link.

use std::ffi::OsString;
use std::fs::{self, FileType};
use std::io::{self, ErrorKind};
use std::path::Path;

use super::refusal::{Unwritten, Why};
use crate::paths::refused;

const HELP: &str = "nothing was changed; make it readable, or move it away";

/// The thing at a path.
#[derive(Debug)]
pub(super) enum Existing {
    Nothing,
    File(Vec<u8>),
    /// Something that is no file, there or on the way.
    Blocked(Unwritten),
}

/// Looks at this path in `out`, where a file may be.
pub(super) fn look(out: &Path, path: &str) -> anyhow::Result<Existing> {
    for (end, _) in path.match_indices('/') {
        let directory = &path[..end];
        match kind(&out.join(directory))? {
            None => return Ok(Existing::Nothing),
            Some(kind) if kind.is_dir() => {}
            Some(kind) => {
                let why = if kind.is_symlink() { Why::Link } else { Why::NotDirectory };
                return Ok(Existing::Blocked(Unwritten::new(directory, why)));
            }
        }
    }
    let why = match kind(&out.join(path))? {
        None => return Ok(Existing::Nothing),
        Some(kind) if kind.is_file() => return read(&out.join(path)),
        Some(kind) if kind.is_symlink() => Why::Link,
        Some(kind) if kind.is_dir() => Why::Directory,
        Some(_) => Why::Special,
    };
    Ok(Existing::Blocked(Unwritten::new(path, why)))
}

/// Returns the kind of what is at a path, if there is anything.
pub(super) fn kind(path: &Path) -> anyhow::Result<Option<FileType>> {
    match fs::symlink_metadata(path) {
        Ok(about) => Ok(Some(about.file_type())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(refused("read", path, &error, HELP)),
    }
}

fn read(path: &Path) -> anyhow::Result<Existing> {
    fs::read(path).map(Existing::File).map_err(|error| refused("read", path, &error, HELP))
}

/// Returns the names of what is in a directory, sorted; none if it is missing.
pub(super) fn entries(dir: &Path) -> anyhow::Result<Vec<String>> {
    let list = || -> io::Result<Vec<OsString>> {
        let names = fs::read_dir(dir)?.map(|entry| Ok(entry?.file_name()));
        let mut names = names.collect::<io::Result<Vec<_>>>()?;
        names.sort();
        Ok(names)
    };
    match list() {
        Ok(names) => Ok(names.iter().map(|name| name.to_string_lossy().into_owned()).collect()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(refused("list", dir, &error, HELP)),
    }
}
