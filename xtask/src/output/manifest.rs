//! What a manifest that is by hand has to say.

use std::path::Path;

use openapi_client_generator::Output;

use super::compare::read;

/// What the manifest in `out` lacks for the crate to compile, as lines to add;
/// nothing where there is no manifest, since that gets one.
pub(crate) fn lacking(out: &Path, output: &Output) -> anyhow::Result<Vec<String>> {
    let Some(manifest) = read(&out.join("Cargo.toml"))? else { return Ok(Vec::new()) };
    let manifest = String::from_utf8_lossy(&manifest);
    let key = |line: &str| line.split('=').next().unwrap_or_default().trim().to_owned();
    let known: Vec<String> = manifest.lines().map(key).collect();
    let features = output.features.iter().filter(|line| !known.contains(&key(line)));
    let mut lines: Vec<String> = features.cloned().collect();
    if !lines.is_empty() {
        lines.insert(0, "[features]".to_owned());
    }
    let needs = output.runtime_features.iter();
    for feature in needs.filter(|feature| !manifest.contains(&format!("{feature:?}"))) {
        lines.push(format!(
            "[dependencies]\nopenapi-client-runtime = {{ …, features = [{feature:?}] }}"
        ));
    }
    Ok(lines)
}
