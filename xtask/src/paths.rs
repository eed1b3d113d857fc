//! The paths of things in the workspace.

use std::path::{Path, PathBuf};

use openapi_loom::Defaults;

/// The document of record.
pub(crate) const DOCUMENT: &str = "spec/openai.yaml";

/// The vendor's document, where git does not see it.
pub(crate) const UPSTREAM: &str = "spec/upstream/openapi.yaml";

/// The configuration.
pub(crate) const CONFIG: &str = "spec/config.yaml";

/// The corrections of the document.
pub(crate) const OVERLAY: &str = "spec/overlay.yaml";

/// The changes that are accepted.
pub(crate) const APPROVALS: &str = "spec/approvals.yaml";

/// The record of what the client was made of.
pub(crate) const LOCK: &str = "spec/lock.yaml";

/// The client.
pub(crate) const CLIENT: &str = "generated";

/// The client's changelog.
pub(crate) const CHANGELOG: &str = "generated/CHANGELOG.md";

/// Returns the place of something in the workspace that this binary was built from.
pub(crate) fn in_workspace(path: &str) -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).join(path)
}

/// Returns the values that the commands take where nothing is said.
pub(crate) fn defaults() -> Defaults {
    let place = |path| Some(in_workspace(path));
    Defaults {
        program: "cargo xtask",
        generate: "regen",
        document: place(DOCUMENT),
        overlay: place(OVERLAY),
        config: place(CONFIG),
        approvals: place(APPROVALS),
        out: place(CLIENT),
        runtime: place("generator/runtime"),
    }
}
