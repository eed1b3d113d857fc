//! The `Cargo.toml` of a crate: its first text, and its parts that are generated.

use std::ops::Range;
use std::path::{Component, Path, PathBuf};
use std::{env, fs, iter};

use anyhow::{Context, anyhow, bail};
use openapi_loom_generator::{Output, VERSION, with_runtime};
use semver::{Version, VersionReq};
use toml_edit::{Document, Item, Value};

use crate::paths::shown;

/// Its path in the crate.
pub const PATH: &str = "Cargo.toml";

/// The name of the runtime among packages.
const RUNTIME: &str = "openapi-loom-runtime";

/// The region of the features that groups are.
pub(crate) const REGION: &str = "features";

/// Returns the text for a crate in `out` that has none. Its runtime is that in a
/// directory, by a path from the crate to it, or one of a registry.
pub(crate) fn starter(
    output: &Output,
    out: &Path,
    runtime: Option<&Path>,
) -> anyhow::Result<String> {
    let path = runtime.map(|runtime| path_between(out, runtime)).transpose()?;
    Ok(with_runtime(&output.manifest, path.as_deref()))
}

/// Returns the path that leads from a directory, which may not be there yet, to a
/// runtime; on another drive, all of it.
fn path_between(out: &Path, runtime: &Path) -> anyhow::Result<String> {
    let manifest = text_in(runtime).unwrap_or_default();
    let is_runtime = |manifest: CargoToml<'_>| manifest.name() == Some(RUNTIME);
    if !CargoToml::read(&manifest, runtime).is_ok_and(is_runtime) {
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

/// Returns the path without links; of what is not there yet, as far as it is there.
fn whole(path: &Path) -> anyhow::Result<PathBuf> {
    let path = env::current_dir().context("there is no current directory")?.join(path);
    let is_there = |path: &&Path| path.exists();
    let there = path.ancestors().find(is_there).unwrap_or(&path);
    let missing = path.strip_prefix(there).unwrap_or(Path::new(""));
    let there =
        there.canonicalize().with_context(|| format!("cannot follow `{}`", shown(there)))?;
    Ok(there.join(missing))
}

/// Finds the manifest of the workspace that a directory is in, if it is in one.
pub(crate) fn workspace_around(out: &Path) -> Option<anyhow::Result<PathBuf>> {
    let out = whole(out).ok()?;
    out.ancestors().skip(1).find_map(|directory| {
        let (text, path) = (text_in(directory)?, directory.join(PATH));
        let is_workspace = CargoToml::read(&text, &path).map(|manifest| manifest.has("workspace"));
        match is_workspace {
            Ok(true) => Some(Ok(path)),
            Ok(false) => None,
            Err(error) => Some(Err(error)),
        }
    })
}

/// Reads the manifest in a directory, if there is a file of that name.
fn text_in(directory: &Path) -> Option<String> {
    let path = directory.join(PATH);
    // Reading a pipe would wait for its other end.
    path.is_file().then(|| fs::read_to_string(path).ok()).flatten()
}

/// Reads the name of the crate that is in a directory, if there is one.
pub(crate) fn name_in(out: &Path) -> anyhow::Result<Option<String>> {
    let Some(text) = text_in(out) else { return Ok(None) };
    let manifest = CargoToml::read(&text, &out.join(PATH))?;
    Ok(manifest.name().map(str::to_owned))
}

/// A manifest that was read.
#[derive(Debug)]
pub struct CargoToml<'t>(Document<&'t str>);

impl<'t> CargoToml<'t> {
    /// Reads the text of a manifest that has this path.
    pub fn read(text: &'t str, path: &Path) -> anyhow::Result<Self> {
        Document::parse(text).map(Self).map_err(|error| {
            anyhow!("cannot read `{}`: {error}  help: correct it, and run it again", shown(path))
        })
    }

    /// Returns the name of the package.
    fn name(&self) -> Option<&str> {
        self.0.get("package")?.get("name")?.as_str()
    }

    /// Returns the version that the package has of its own, and the place of it in the text.
    pub fn version(&self) -> Option<(&str, Range<usize>)> {
        let item = self.0.get("package")?.get("version")?;
        let (version, quoted) = (item.as_str()?, item.span()?);
        let start = quoted.start + self.0.raw()[quoted].find(version)?;
        Some((version, start..start + version.len()))
    }

    /// Tells whether there is a table of that name, with dots between its keys.
    fn has(&self, table: &str) -> bool {
        let mut keys = table.split('.');
        keys.try_fold(self.0.as_item(), |item, key| item.get(key)).is_some()
    }

    /// Lists the lines that it lacks for the crate to compile. `starter` is the text of a new one.
    pub(crate) fn lacking(&self, output: &Output, starter: &str) -> Vec<String> {
        if self.runtimes().next().is_none() {
            let first = if self.name().is_some() { "[features]" } else { "[package]" };
            let needed = starter.lines().skip_while(|line| *line != first);
            // A table of a name can be there once.
            let is_there = |line: &str| table(line).is_some_and(|table| self.has(table));
            let line = |line: &str| match is_there(line) {
                true => format!("# below {line}:"),
                false => line.to_owned(),
            };
            return needed.map(line).collect();
        }
        let lacks = |line: &&String| self.lacks_feature(line);
        let mut lines: Vec<String> = output.features.iter().filter(lacks).cloned().collect();
        if !lines.is_empty() {
            lines.insert(0, "[features]".to_owned());
        }
        let needs = output.runtime_features.iter();
        for feature in needs.filter(|feature| !self.runtimes().any(|it| enables(it, feature))) {
            lines.push(format!("[dependencies]\n{RUNTIME} = {{ …, features = [{feature:?}] }}"));
        }
        lines
    }

    /// Tells whether it lacks a feature, as `name = ["other", …]`, or one that this enables.
    fn lacks_feature(&self, line: &str) -> bool {
        let Ok(wanted) = Document::parse(line) else { return true };
        let known = self.0.get("features");
        wanted.iter().any(|(name, enabled)| {
            let known = known.and_then(|features| features.get(name));
            known.is_none_or(|known| !texts(enabled).all(|one| texts(known).any(|it| it == one)))
        })
    }

    /// Finds the version of the runtime that it asks for where this generator's is none of that.
    /// A runtime in a directory or a repository is left alone, and one that the workspace names.
    pub(crate) fn excluding(&self) -> Option<String> {
        let own = Version::parse(VERSION).ok()?;
        let excludes = |asked: &&str| VersionReq::parse(asked).is_ok_and(|it| !it.matches(&own));
        let is_elsewhere =
            |item: &Item| ["path", "git", "workspace"].iter().any(|key| item.get(key).is_some());
        if self.runtimes().any(is_elsewhere) {
            return None;
        }
        let mut versions = self.runtimes().filter_map(|item| match item.as_str() {
            Some(version) => Some(version),
            None => item.get("version")?.as_str(),
        });
        versions.find(excludes).map(str::to_owned)
    }

    /// Lists what it asks of the runtime among its dependencies, of all systems or of some.
    fn runtimes(&self) -> impl Iterator<Item = &Item> {
        let systems = self.0.get("target").and_then(Item::as_table_like);
        let systems = systems.into_iter().flat_map(|all| all.iter().map(|(_, system)| system));
        iter::once(self.0.as_item())
            .chain(systems)
            .filter_map(|item| item.get("dependencies")?.get(RUNTIME))
    }
}

/// Tells whether a feature of the runtime is asked for; of what the workspace asks for it, nothing
/// is known here.
fn enables(runtime: &Item, feature: &str) -> bool {
    let features = runtime.get("features");
    runtime.get("workspace").is_some()
        || features.is_some_and(|all| texts(all).any(|one| one == feature))
}

/// Lists the texts in a list.
fn texts(list: &Item) -> impl Iterator<Item = &str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str)
}

/// Returns the name of the table that a line begins.
fn table(line: &str) -> Option<&str> {
    line.strip_prefix('[')?.strip_suffix(']')
}
