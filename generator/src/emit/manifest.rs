//! The manifest of a new crate, and its features.

use crate::VERSION;
use crate::rust::{Crate, FULL, Manifest};

/// Stands in a manifest for which runtime is meant. It is there once.
const RUNTIME_AT: &str = "{runtime}";

/// Says in a manifest which runtime is meant: that of the generator's version, and
/// the one in a directory if a path leads there.
pub fn with_runtime(manifest: &str, path: Option<&str>) -> String {
    let mut at = format!("version = \"{VERSION}\"");
    if let Some(path) = path {
        at.push_str(&format!(", path = {}", quoted(path)));
    }
    manifest.replacen(RUNTIME_AT, &at, 1)
}

/// Returns a manifest for the crate.
pub fn manifest(planned: &Crate) -> String {
    let Crate { package, manifest, needs, is_full, common, .. } = planned;
    let full = if *is_full { format!(", \"{FULL}\"") } else { String::new() };
    let groups = feature_region(&features(planned));
    let needs = match needs.as_slice() {
        [] => String::new(),
        needs => format!(", features = {}", list(needs)),
    };
    let about = about(manifest);
    let common = runtime_features(common);
    let rust = env!("CARGO_PKG_RUST_VERSION");
    format!(
        r#"[package]
name = "{package}"
{about}edition = "2024"
rust-version = "{rust}"

[package.metadata.docs.rs]
all-features = true
rustdoc-args = ["--cfg", "docsrs"]

[features]
default = ["tls"{full}]
{common}
# A feature per group of operations that may be left out, and all of them.
# @generated begin features
{groups}# @generated end features

[dependencies]
openapi-loom-runtime = {{ {RUNTIME_AT}, default-features = false{needs} }}
serde = {{ version = "1", features = ["derive"] }}
serde_json = {{ version = "1", features = ["preserve_order"] }}
"#
    )
}

/// Writes the metadata of the package.
fn about(manifest: &Manifest) -> String {
    let Manifest {
        version,
        description,
        license,
        repository,
        homepage,
        documentation,
        keywords,
        categories,
    } = manifest;
    let line = |key: &str, value: &str| format!("{key} = {}\n", said(value));
    let mut text = line("version", version) + &line("description", description);
    let optional = [
        ("license", license),
        ("repository", repository),
        ("homepage", homepage),
        ("documentation", documentation),
    ];
    for (key, value) in optional {
        text.extend(value.iter().map(|value| line(key, value)));
    }
    if license.is_none() {
        text.push_str("# Before it is published, it needs a licence: `license = \"…\"`.\n");
    }
    for (key, words) in [("keywords", keywords), ("categories", categories)] {
        if !words.is_empty() {
            text.push_str(&format!("{key} = {}\n", list(words)));
        }
    }
    text
}

/// Returns the lines of the manifest for the features of the runtime.
fn runtime_features(common: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for (name, purpose) in common {
        text.push_str(&format!("# For {purpose}.\n"));
        text.push_str(&format!("{name} = [\"openapi-loom-runtime/{name}\"]\n"));
    }
    text
}

/// Returns the lines of the manifest for the features of groups.
pub fn features(planned: &Crate) -> Vec<String> {
    let names: Vec<&str> = planned.features.iter().map(|feature| feature.name.as_str()).collect();
    if names.is_empty() {
        return Vec::new();
    }
    let of_groups = planned.features.iter();
    let of_groups =
        of_groups.map(|feature| format!("{} = {}", feature.name, list(&feature.enables)));
    [format!("{FULL} = {}", list(&names))].into_iter().chain(of_groups).collect()
}

/// Returns the text of the region of the features. Where no group is one, the feature of all of
/// them has nothing in it; it stays, since others may name it, and for the groups that the
/// document may get.
pub fn feature_region(features: &[String]) -> String {
    match features {
        [] => format!("{FULL} = []\n"),
        lines => lines.iter().map(|line| format!("{line}\n")).collect(),
    }
}

fn list(words: &[impl AsRef<str>]) -> String {
    let words: Vec<String> = words.iter().map(|word| said(word.as_ref())).collect();
    format!("[{}]", words.join(", "))
}

/// Returns a text that is said of the package, on one line, as TOML has it.
fn said(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    quoted(&words.join(" ").replace(RUNTIME_AT, "{ runtime}"))
}

/// Returns a text as TOML has it, whatever is in it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            _ if character.is_control() => {
                quoted.push_str(&format!("\\u{:04X}", u32::from(character)));
            }
            _ => quoted.push(character),
        }
    }
    quoted + "\""
}
