//! `spec/lock.yaml`: what the client was made of.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::anyhow;
use openapi_loom::generate::{Note, change};
use openapi_loom::inputs::Sources;
use openapi_loom::paths::{refused, shown};
use openapi_loom_generator::{Inputs, Output, sha256};
use serde::{Deserialize, Serialize};

use crate::adopt::has_words;
use crate::paths::{LOCK, in_workspace};

const HEADER: &str = "\
# What generated/src was made of, as sha256. Written by `cargo xtask regen`, and `upstream`, the
# vendor's document, by `cargo xtask fetch --update`; do not edit.
# `closure` is the part of the document that is generated, after corrections and in one spelling:
# while it is the same, nothing has changed for callers.

";

/// The inputs that the client was made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lock {
    /// The generator's version.
    generator: String,
    document: String,
    /// The files that the document refers to.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    files: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    overlay: Option<String>,
    #[serde(default)]
    config: String,
    closure: String,
    output: String,
    /// The vendor's document that was fetched last.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) upstream: Option<Upstream>,
}

/// A document of the vendor's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Upstream {
    /// The address that it came from.
    pub(crate) url: String,
    pub(crate) revision: String,
    pub(crate) bytes: u64,
    pub(crate) sha256: String,
}

impl Lock {
    /// Makes the lock of a run, after `old`.
    pub(crate) fn of(sources: &Sources, output: &Output, old: Option<&Self>) -> Self {
        let Inputs { document, overlay, config, .. } = sources.inputs();
        Self {
            generator: openapi_loom_generator::VERSION.to_owned(),
            document: sha256(document),
            files: output.parts.clone(),
            overlay: overlay.map(|text| sha256(text.as_bytes())),
            config: sha256(config.as_bytes()),
            closure: output.fingerprints.closure.clone(),
            output: output.fingerprints.output.clone(),
            upstream: old.and_then(|old| old.upstream.clone()),
        }
    }

    /// Returns the lock in a file, if there is one.
    pub(crate) fn read(path: &Path) -> anyhow::Result<Option<Self>> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                return Err(refused("read", path, &error, "make it readable, or delete it"));
            }
        };
        serde_yaml::from_str(&text).map(Some).map_err(|error| {
            anyhow!(
                "`{}` is not as the generator writes it: {error}\n  help: take it from the last commit, or delete it",
                shown(path)
            )
        })
    }

    /// Returns the path of the workspace's lock.
    pub(crate) fn path() -> PathBuf {
        in_workspace(LOCK)
    }

    /// Tells whether the part of the document that is generated is the same.
    fn same_closure(&self, other: &Self) -> bool {
        self.closure == other.closure
    }

    /// Writes it as it is in its file.
    pub(crate) fn text(&self) -> anyhow::Result<String> {
        Ok(format!("{HEADER}{}", serde_yaml::to_string(self)?))
    }
}

/// Notes what the client was made of, if the document has all of its words.
pub(crate) fn note(sources: &Sources, output: &Output) -> anyhow::Result<Note> {
    has_words(sources.inputs().document, sources.path())?;
    let path = Lock::path();
    let old = Lock::read(&path)?;
    let new = Lock::of(sources, output, old.as_ref());
    let same = old.is_some_and(|old| old.same_closure(&new));
    Ok(Note { change: change(path, &new.text()?)?, same })
}
