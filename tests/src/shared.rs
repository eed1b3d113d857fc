//! The material beside the workspace: documents of the vendor and the like,
//! which tests read and nothing of which is committed.

use std::path::{Path, PathBuf};

/// The place of something in the workspace.
pub fn workspace(path: &str) -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap_or(tests).join(path)
}

/// The place of something in the shared material; `None`, and said so, when
/// the material is not there.
///
/// It is where `OPENAPI_SHARED_DIR` says, else beside the workspace.
///
/// # Panics
///
/// As [`present`].
pub fn shared(path: &str) -> Option<PathBuf> {
    let directory = match std::env::var_os("OPENAPI_SHARED_DIR") {
        Some(directory) => PathBuf::from(directory),
        None => workspace("../shared"),
    };
    present(directory.join(path))
}

/// The same path; `None`, and said so, when nothing is there.
///
/// # Panics
///
/// When nothing is there although the environment has `CI`: there, a test that
/// is skipped would not be noticed.
pub fn present(path: PathBuf) -> Option<PathBuf> {
    if path.exists() {
        return Some(path);
    }
    assert!(std::env::var_os("CI").is_none(), "{} is not there", path.display());
    eprintln!("skipped: {} is not there", path.display());
    None
}

/// Reads a file of the shared material.
///
/// # Panics
///
/// As [`shared`], and when the file cannot be read.
pub fn read_shared(path: &str) -> Option<Vec<u8>> {
    let path = shared(path)?;
    Some(std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

/// Reads a text of the workspace.
///
/// # Panics
///
/// When it cannot be read.
pub fn read_workspace(path: &str) -> String {
    let path = workspace(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
