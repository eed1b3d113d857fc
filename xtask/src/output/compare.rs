//! Compares the directory with the output of the generator.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::{fs, io};

use anyhow::{Context, bail};
use openapi_client_generator::{Output, SourceFile};

use super::{Action, Change};
use crate::paths::{in_workspace, refused, shown};

/// What each `lib.rs` of ours says in a line near its top, so that no other
/// crate is ever overwritten.
const MARKER: [&str; 2] = ["@generated", "xtask regen"];

/// Stands in a manifest for the path of the runtime.
const RUNTIME: &str = "{runtime}";

const HELP: &str = "give a directory of a generated crate, or a new one, with `--out DIR`";

/// The files in `out` that are not as `output` has them. An error if `out`
/// holds something that is not ours.
pub(crate) fn compare(out: &Path, output: &Output) -> anyhow::Result<Vec<Change>> {
    if out.exists() && !out.is_dir() {
        bail!("`{}` is not a directory\n  help: {HELP}", shown(out));
    }
    let src = out.join("src");
    refuse_foreign(&src)?;
    let mut changes = Vec::new();
    let manifest = out.join("Cargo.toml");
    // A manifest that is there is by hand, and none of our business.
    if !manifest.exists() {
        changes.push(Change { path: manifest, action: Action::Create(fill_in(&output.manifest)?) });
    }
    let mut stale = BTreeSet::new();
    find_sources(&src, &mut stale)?;
    for file in &output.files {
        let path = place(&src, file)?;
        stale.remove(&path);
        changes.extend(change(path, &file.text)?);
    }
    changes.extend(stale.into_iter().map(|path| Change { path, action: Action::Remove }));
    // The root of the crate, which has the marker, comes first: if a run is
    // killed half-way, the next one knows the directory for ours.
    let lib = src.join("lib.rs");
    changes.sort_by(|left, right| {
        (left.path != lib, &left.path).cmp(&(right.path != lib, &right.path))
    });
    Ok(changes)
}

/// What has to be done for the file to have this text.
pub(crate) fn change(path: PathBuf, text: &str) -> anyhow::Result<Option<Change>> {
    let action = match read(&path)? {
        None => Action::Create(text.to_owned()),
        Some(old) if old == text.as_bytes() => return Ok(None),
        Some(old) => Action::Update { old, new: text.to_owned() },
    };
    Ok(Some(Change { path, action }))
}

/// An error unless there is nothing in `src`, or what a former run wrote.
fn refuse_foreign(src: &Path) -> anyhow::Result<()> {
    let lib = read(&src.join("lib.rs"))?;
    if lib.as_deref().is_some_and(is_ours) || entries(src)?.is_empty() {
        return Ok(());
    }
    bail!(
        "`{}` holds files that `regen` did not write: it has no `lib.rs` that says `{}`\n  help: {HELP}; or, if \
         nothing in this one is needed, make its `lib.rs` an empty file",
        shown(src),
        MARKER[0]
    );
}

/// Whether a `lib.rs` is by a former run. Not only its first line counts, which
/// a merge conflict may have moved; and an empty one is nobody's: cargo wants
/// some `lib.rs` before it runs us.
fn is_ours(lib: &[u8]) -> bool {
    let lib = String::from_utf8_lossy(lib);
    let marked = |line: &str| MARKER.iter().all(|mark| line.contains(mark));
    lib.trim().is_empty() || lib.lines().take(10).any(marked)
}

/// Where a file goes.
fn place(src: &Path, file: &SourceFile) -> anyhow::Result<PathBuf> {
    let path = Path::new(&file.path);
    // The generator makes paths of names in the document, so look twice.
    if !path.components().all(|component| matches!(component, Component::Normal(_))) {
        bail!(
            "`{}` is not a path below `src`\n  help: this is a defect of the generator",
            file.path
        );
    }
    Ok(src.join(path))
}

/// The manifest with the path of the runtime, absolute, so that the crate can
/// be anywhere.
fn fill_in(manifest: &str) -> anyhow::Result<String> {
    let runtime = in_workspace("generator/runtime");
    let runtime = runtime.to_str().with_context(|| {
        format!(
            "`{}` is not UTF-8, which a manifest has to be\n  help: move the workspace",
            runtime.display()
        )
    })?;
    Ok(manifest.replace(RUNTIME, &runtime.replace('\\', r"\\").replace('"', r#"\""#)))
}

/// Adds all Rust files in a directory and below. Links are files here: what
/// they lead to is elsewhere.
fn find_sources(dir: &Path, found: &mut BTreeSet<PathBuf>) -> anyhow::Result<()> {
    for entry in entries(dir)? {
        let path = entry.path();
        let kind = entry.file_type().map_err(|error| refused("read", &path, &error, HELP))?;
        if kind.is_dir() {
            find_sources(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.insert(path);
        }
    }
    Ok(())
}

/// What is in a directory; nothing if it is missing.
fn entries(dir: &Path) -> anyhow::Result<Vec<fs::DirEntry>> {
    let list = match fs::read_dir(dir) {
        Ok(entries) => entries.collect::<io::Result<Vec<_>>>(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    };
    list.map_err(|error| refused("list", dir, &error, HELP))
}

/// What is in a file, if there is one.
pub(super) fn read(path: &Path) -> anyhow::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(refused("read", path, &error, HELP)),
    }
}
