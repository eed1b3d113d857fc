//! `spec/lock.yaml`: what the client was made of.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use anyhow::anyhow;
use openapi_client_generator::{Output, sha256};
use serde::{Deserialize, Serialize};

use crate::inputs::Sources;
use crate::paths::{in_workspace, refused, shown};

const LOCK: &str = "spec/lock.yaml";

const HEADER: &str = "\
# What generated/src was made of, as sha256. Written by `cargo xtask regen`; do not edit.
# `closure` is the part of the document that is generated, after corrections and in one spelling:
# while it is the same, nothing has changed for callers.

";

/// What the client was made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lock {
    /// The generator's version.
    generator: String,
    document: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    overlay: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    config: Option<String>,
    closure: String,
    output: String,
}

impl Lock {
    /// What a run has made something of.
    pub(crate) fn of(sources: &Sources, output: &Output) -> Self {
        let [document, overlay, config] = sources.texts().map(|text| text.map(sha256));
        Self {
            generator: openapi_client_generator::VERSION.to_owned(),
            document: document.unwrap_or_default(),
            overlay,
            config,
            closure: output.fingerprints.closure.clone(),
            output: output.fingerprints.output.clone(),
        }
    }

    /// The lock of the workspace, if there is one.
    pub(crate) fn read() -> anyhow::Result<Option<Self>> {
        let path = Self::path();
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                return Err(refused("read", &path, &error, "make it readable, or delete it"));
            }
        };
        serde_yaml::from_str(&text).map(Some).map_err(|error| {
            anyhow!(
                "`{}` is not as `regen` writes it: {error}\n  help: take it from the last commit, or delete it",
                shown(&path)
            )
        })
    }

    /// Where it is.
    pub(crate) fn path() -> PathBuf {
        in_workspace(LOCK)
    }

    /// Whether the part of the document that is generated is the same.
    pub(crate) fn same_closure(&self, other: &Self) -> bool {
        self.closure == other.closure
    }

    /// As it is in its file.
    pub(crate) fn text(&self) -> anyhow::Result<String> {
        Ok(format!("{HEADER}{}", serde_yaml::to_string(self)?))
    }
}
