//! The material that tests need and is not committed: the material beside the
//! workspace, documents of the vendor and the like, and programs.

use std::path::{Path, PathBuf};

/// Returns the place of something in the workspace.
pub fn workspace(path: &str) -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap_or(tests).join(path)
}

/// Returns the place of something in the shared material; `None`, and said so, when
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

/// Returns the same path; `None`, and said so, when nothing is there.
///
/// # Panics
///
/// Panics if nothing is there although the environment has `CI`: there, a test
/// that is skipped would not be noticed.
pub fn present(path: PathBuf) -> Option<PathBuf> {
    if path.exists() {
        return Some(path);
    }
    assert!(std::env::var_os("CI").is_none(), "{} is not there", path.display());
    eprintln!("skipped: {} is not there", path.display());
    None
}

/// Returns a program that a test runs: the one that `.ci/run` has installed in the
/// workspace, else the one that the system finds; `None`, and said so, when
/// there is neither.
///
/// # Panics
///
/// As [`present`].
pub fn tool(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let installed = workspace("target/tools/bin").join(&file);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let elsewhere = std::env::split_paths(&path).map(|directory| directory.join(&file));
    let found = std::iter::once(installed.clone()).chain(elsewhere).find(|path| path.is_file());
    found.or_else(|| present(installed))
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
/// Panics if it cannot be read.
pub fn read_workspace(path: &str) -> String {
    let path = workspace(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
