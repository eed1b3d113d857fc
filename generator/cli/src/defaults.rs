//! Defaults of a command line.

use std::path::PathBuf;

/// Names of a command line, and the files that it takes where none are named.
#[derive(Clone, Debug)]
pub struct Defaults {
    /// The program, as people call it.
    pub program: &'static str,
    /// Its command that writes a crate.
    pub generate: &'static str,
    /// The document, for which overlay and configuration were made.
    pub document: Option<PathBuf>,
    /// The corrections to documents.
    pub overlay: Option<PathBuf>,
    /// The choices for the API.
    pub config: Option<PathBuf>,
    /// The changes that are accepted; the file may be missing.
    pub approvals: Option<PathBuf>,
    /// The directory of the crate.
    pub out: Option<PathBuf>,
    /// The directory of the runtime, for the manifest of a new crate; by its
    /// version when absent.
    pub runtime: Option<PathBuf>,
}

impl Defaults {
    /// Returns nothing but the names: the document and the directory have to be said.
    pub fn none(program: &'static str, generate: &'static str) -> Self {
        Self {
            program,
            generate,
            document: None,
            overlay: None,
            config: None,
            approvals: None,
            out: None,
            runtime: None,
        }
    }
}
