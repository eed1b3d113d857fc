//! The `Cargo.toml` of a crate: its first text, and its parts that are generated.

use std::ops::Range;
use std::path::{Component, Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, bail};
use openapi_loom_generator::{Output, VERSION, with_runtime};
use semver::{Version, VersionReq};

use crate::paths::shown;

/// Its path in the crate.
pub const PATH: &str = "Cargo.toml";

/// The region of the features that groups are.
pub(crate) const REGION: &str = "features";

/// The text for a crate in `out` that has none. Its runtime is that in a
/// directory, by a path from the crate to it, or one of a registry.
pub(crate) fn starter(
    output: &Output,
    out: &Path,
    runtime: Option<&Path>,
) -> anyhow::Result<String> {
    let path = runtime.map(|runtime| path_between(out, runtime)).transpose()?;
    Ok(with_runtime(&output.manifest, path.as_deref()))
}

/// The path that leads from a directory, which may not be there yet, to a
/// runtime; on another drive, all of it.
fn path_between(out: &Path, runtime: &Path) -> anyhow::Result<String> {
    let manifest = text_in(runtime).unwrap_or_default();
    if !manifest.contains("\nname = \"openapi-loom-runtime\"") {
        bail!(
            "`{}` is not the directory of `openapi-loom-runtime`\n  help: name `generator/runtime` of \
             a checkout with `--runtime-path DIR`, or leave it out to take a published one",
            shown(runtime)
        );
    }
    let (from, to) = (whole(out)?, whole(runtime)?);
    let shared = from.components().zip(to.components()).take_while(|(one, other)| one == other);
    let shared = shared.count();
    let path: PathBuf = match shared {
        0 => to,
        _ => {
            let up = from.components().skip(shared).map(|_| Component::ParentDir);
            up.chain(to.components().skip(shared)).collect()
        }
    };
    let text = path.to_str().with_context(|| {
        format!(
            "`{}` is not UTF-8, which `Cargo.toml` has to be\n  help: move the runtime",
            path.display()
        )
    })?;
    // Cargo takes `/` on all systems.
    Ok(if cfg!(windows) { text.replace('\\', "/") } else { text.to_owned() })
}

/// The path without links; of what is not there yet, as far as it is there.
fn whole(path: &Path) -> anyhow::Result<PathBuf> {
    let path = env::current_dir().context("there is no current directory")?.join(path);
    let is_there = |path: &&Path| path.exists();
    let there = path.ancestors().find(is_there).unwrap_or(&path);
    let missing = path.strip_prefix(there).unwrap_or(Path::new(""));
    let there =
        there.canonicalize().with_context(|| format!("cannot follow `{}`", shown(there)))?;
    Ok(there.join(missing))
}

/// The manifest of the workspace that a directory is in, if it is in one.
pub(crate) fn workspace_around(out: &Path) -> Option<PathBuf> {
    let out = whole(out).ok()?;
    let is_workspace = |directory: &&Path| {
        let text = text_in(directory).unwrap_or_default();
        let mut tables = text.lines().filter_map(table);
        tables.any(|name| name == "workspace" || name.starts_with("workspace."))
    };
    out.ancestors().skip(1).find(is_workspace).map(|above| above.join(PATH))
}

/// Reads the manifest in a directory, if there is a file of that name.
fn text_in(directory: &Path) -> Option<String> {
    let path = directory.join(PATH);
    // Reading a pipe would wait for its other end.
    path.is_file().then(|| fs::read_to_string(path).ok()).flatten()
}

/// The name of the crate that is in a directory, if there is one.
pub(crate) fn name_in(out: &Path) -> Option<String> {
    package_value(&text_in(out)?, "name").map(|[_, name, _]| name.to_owned())
}

/// Finds the value of a key in the table `[package]` of a manifest, between the texts before and
/// after it, quotes included.
pub fn package_value<'t>(manifest: &'t str, key: &str) -> Option<[&'t str; 3]> {
    let mut is_package = false;
    let mut start = 0;
    for line in manifest.split_inclusive('\n') {
        if line.trim_start().starts_with('[') {
            is_package = table(line) == Some("package");
        } else if let Some(place) = quoted(line, key).filter(|_| is_package) {
            let (before, rest) = manifest.split_at(start + place.start);
            let (value, after) = rest.split_at(place.len());
            return Some([before, value, after]);
        }
        start += line.len();
    }
    None
}

/// Finds the place of a text in the line that gives it to a key: `key = "text"`.
fn quoted(line: &str, key: &str) -> Option<Range<usize>> {
    let value = line.trim_start().strip_prefix(key)?.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| "\"'".contains(*quote))?;
    let (text, _) = value[1..].split_once(quote)?;
    let start = line.len() - value.len() + 1;
    Some(start..start + text.len())
}

/// Lists the lines that a text lacks for the crate to compile. `starter` is the text of a
/// new one.
pub(crate) fn lacking(text: &str, output: &Output, starter: &str) -> Vec<String> {
    if asked_of_runtime(text).is_none() {
        let first = match package_value(text, "name") {
            Some(_) => "[features]",
            None => "[package]",
        };
        let needed = starter.lines().skip_while(|line| *line != first);
        // A table of a name can be there once.
        let is_there = |wanted: &str| text.lines().any(|line| table(line) == Some(wanted));
        let line = |line: &str| match table(line).is_some_and(is_there) {
            true => format!("# below {line}:"),
            false => line.to_owned(),
        };
        return needed.map(line).collect();
    }
    let features = output.features.iter().filter(|line| lacks_feature(text, line));
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

/// Finds the versions of the runtime that a text asks for where this generator's is none of
/// them. A runtime in a directory or a repository is left alone, and one that the workspace names.
pub(crate) fn excluding(text: &str) -> Option<String> {
    let asked = asked_of_runtime(text)?;
    // In quotes there are values, between them the keys.
    let parts: Vec<&str> = asked.split(['"', '\'']).collect();
    let keys = parts.iter().step_by(2).flat_map(|keys| keys.split(|c: char| !is_of_keys(c)));
    if keys.into_iter().any(|key| ["path", "git", "workspace"].contains(&key)) {
        return None;
    }
    let is_version = |keys: &str| {
        let before = keys.trim_end().strip_suffix('=');
        before.is_some_and(|keys| keys.trim_end().ends_with("version"))
    };
    let own = Version::parse(VERSION).ok()?;
    let mut versions = parts.chunks_exact(2).filter(|pair| is_version(pair[0])).map(|pair| pair[1]);
    let excludes = |asked: &&str| VersionReq::parse(asked).is_ok_and(|asked| !asked.matches(&own));
    versions.find(excludes).map(str::to_owned)
}

fn is_of_keys(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

/// Reads what a text asks of the runtime as keys and values, if it is among its dependencies:
/// `openapi-loom-runtime = …` with a version or a table, such keys with one of the table behind a
/// dot, or a table of that name.
fn asked_of_runtime(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().map(without_comment).collect();
    let mut asked = None::<String>;
    for (at, line) in lines.iter().enumerate() {
        let rest = || lines[at + 1..].iter();
        let found = if let Some(value) = of_runtime(line) {
            match value.split_at_checked(1) {
                Some((".", dotted)) => dotted.to_owned(),
                Some(("=", table)) if table.trim_start().starts_with('{') => {
                    // It may go over several lines.
                    let lines: Vec<&str> = [table].iter().chain(rest()).copied().collect();
                    lines.join("\n").split('}').next().unwrap_or_default().to_owned()
                }
                Some(("=", version)) => format!("version = {version}"),
                _ => continue,
            }
        } else if table(line).is_some_and(is_of_runtime) {
            let lines: Vec<&str> =
                rest().copied().take_while(|line| table(line).is_none()).collect();
            lines.join("\n")
        } else {
            continue;
        };
        let asked = asked.get_or_insert_default();
        asked.push_str(&found);
        asked.push('\n');
    }
    asked
}

/// The rest of a line that begins with the name of the runtime.
fn of_runtime(line: &str) -> Option<&str> {
    let quotes = ['"', '\''];
    let rest = line.trim_start().trim_start_matches(quotes).strip_prefix("openapi-loom-runtime")?;
    Some(rest.trim_start_matches(quotes).trim_start())
}

/// Tells whether the name of a table is that of the runtime among dependencies.
fn is_of_runtime(table: &str) -> bool {
    table.replace(['"', '\''], "").ends_with("dependencies.openapi-loom-runtime")
}

/// Leaves out the comment at the end of a line.
fn without_comment(line: &str) -> &str {
    let is_outside = |at: &usize| line[..*at].matches(['"', '\'']).count().is_multiple_of(2);
    let mut signs = line.match_indices('#').map(|(at, _)| at);
    signs.find(is_outside).map_or(line, |at| &line[..at])
}

/// Returns the name of the table that a line begins.
fn table(line: &str) -> Option<&str> {
    let line = line.split('#').next()?.trim();
    Some(line.strip_prefix('[')?.strip_suffix(']')?.trim())
}

/// Tells whether a text lacks a feature, as `name = ["other", …]`, or one that it enables.
fn lacks_feature(text: &str, line: &str) -> bool {
    let key = |line: &str| line.split('=').next().unwrap_or_default().trim().to_owned();
    let from: Vec<&str> = text.lines().skip_while(|known| key(known) != key(line)).collect();
    // The list may go over several lines.
    let from = from.join("\n");
    let list = from.split(']').next().unwrap_or_default();
    let mut enabled = line.split('"').skip(1).step_by(2);
    from.is_empty() || enabled.any(|name| !list.contains(&format!("{name:?}")))
}
