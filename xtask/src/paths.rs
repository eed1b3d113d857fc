//! The paths of things in the workspace.

use std::path::{Path, PathBuf};

use openapi_loom::Defaults;

/// The document of record.
pub(crate) const DOCUMENT: &str = "spec/openai.yaml";

/// The vendor's document, where git does not see it.
pub(crate) const UPSTREAM: &str = "spec/upstream/openapi.yaml";

/// The configuration.
pub(crate) const CONFIG: &str = "spec/config.yaml";

/// The place of something in the workspace that this binary was built from.
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
        overlay: place("spec/overlay.yaml"),
        config: place(CONFIG),
        approvals: place("spec/approvals.yaml"),
        out: place("generated"),
        runtime: place("generator/runtime"),
    }
}
