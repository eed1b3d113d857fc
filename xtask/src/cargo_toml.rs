//! What the `Cargo.toml` of a crate, which is by hand, has to say.

use anyhow::Context;
use openapi_loom_generator::Output;

use crate::paths::in_workspace;

/// Its path in the crate.
pub(crate) const PATH: &str = "Cargo.toml";

/// The region of the features that groups are.
pub(crate) const REGION: &str = "features";

/// Stands in it for the path of the runtime.
const RUNTIME: &str = "{runtime}";

/// The text for a crate that has none, with the path of the runtime, absolute,
/// so that the crate can be anywhere.
pub(crate) fn starter(output: &Output) -> anyhow::Result<String> {
    let runtime = in_workspace("generator/runtime");
    let runtime = runtime.to_str().with_context(|| {
        format!(
            "`{}` is not UTF-8, which `Cargo.toml` has to be\n  help: move the workspace",
            runtime.display()
        )
    })?;
    Ok(output.manifest.replace(RUNTIME, &runtime.replace('\\', r"\\").replace('"', r#"\""#)))
}

/// The text of the region. Where no group is a feature any more, the one of all
/// of them stays, empty, since `default` names it.
pub(crate) fn features(output: &Output) -> String {
    if output.features.is_empty() {
        return "full = []\n".to_owned();
    }
    output.features.iter().map(|line| format!("{line}\n")).collect()
}

/// What a text lacks for the crate to compile, as lines to add.
pub(crate) fn lacking(text: &str, output: &Output) -> Vec<String> {
    let key = |line: &str| line.split('=').next().unwrap_or_default().trim().to_owned();
    let known: Vec<String> = text.lines().map(key).collect();
    let features = output.features.iter().filter(|line| !known.contains(&key(line)));
    let mut lines: Vec<String> = features.cloned().collect();
    if !lines.is_empty() {
        lines.insert(0, "[features]".to_owned());
    }
    let needs = output.runtime_features.iter();
    for feature in needs.filter(|feature| !text.contains(&format!("{feature:?}"))) {
        lines.push(format!(
            "[dependencies]\nopenapi-loom-runtime = {{ …, features = [{feature:?}] }}"
        ));
    }
    lines
}
