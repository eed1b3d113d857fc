//! `cargo xtask changelog`: what two documents mean for callers, as an entry of
//! the client's changelog.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{anyhow, bail};
use openapi_loom::cargo_toml::{self, CargoToml};
use openapi_loom::diff::{self, changelog};
use openapi_loom::inputs::Choices;
use openapi_loom::paths::{refused, shown};
use openapi_loom::report;
use openapi_loom_generator::diff::Growth;
use openapi_loom_generator::sha256;
use semver::Version;

use crate::file::put;
use crate::paths::{CHANGELOG, defaults, in_workspace};

/// The advice to begin a changelog.
const HELP: &str = "begin it with a heading for the version that is out, such as `## 0.1.0`";

/// Writes what changed between two documents into the client's changelog
///
/// The entry goes above the newest one, under the next version: below 1.0 the
/// middle number grows for what breaks callers, and the last one for the rest. A
/// `Cargo.toml` beside the changelog that has a version of its own gets that one.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The OpenAPI document of the newest entry, YAML or JSON
    old: PathBuf,

    /// The document of the new entry
    new: PathBuf,

    #[command(flatten)]
    choices: Choices,

    /// The version of the new entry [default: the next one that the changes
    /// allow]
    #[arg(long, value_name = "VERSION")]
    version: Option<Version>,

    /// The changelog [default: generated/CHANGELOG.md of the workspace]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let path = args.out.clone().unwrap_or_else(|| in_workspace(CHANGELOG));
    let text = fs::read_to_string(&path).map_err(|error| refused("read", &path, &error, HELP))?;
    let sources = diff::read(&args.old, &args.new, &args.choices, &defaults())?;
    let Some((diff, _)) = diff::compare(&sources)? else { return Ok(ExitCode::FAILURE) };
    if diff.changes.is_empty() {
        report::stdout(&format!("`{}` is as it was: nothing changed\n", shown(&path)))?;
        return Ok(ExitCode::SUCCESS);
    }
    let newest = Newest::of(&text, &path)?;
    let sum = sha256(sources[1].inputs().document);
    if newest.entry.contains(&sum) {
        bail!(
            "the newest entry of `{}`, {}, is for this document already\n  help: to write it anew, remove it first",
            shown(&path),
            newest.version
        );
    }
    let step = step_after(&newest.version, diff.growth());
    let version = version(args.version.as_ref(), &newest.version, step)?;
    let entry = format!("## {version}\n\n{}\n", changelog::entry(&diff, step, &sum));
    // The manifest first: a run that is repeated sets the same version again.
    let done = match set_version(&path.with_file_name(cargo_toml::PATH), &version)? {
        Some(manifest) => format!("`{}` has the version {version}", shown(&manifest)),
        None => format!("{version} is the version to set in its manifest"),
    };
    let (before, after) = text.split_at(newest.start);
    put(&path, [before, &entry, after].concat().as_bytes())?;
    report::stdout(&format!("{entry}written to `{}`: {done}\n", shown(&path)))?;
    Ok(ExitCode::SUCCESS)
}

/// Sets the version in a manifest that has one of its own. Returns its path if so.
fn set_version(path: &Path, version: &Version) -> anyhow::Result<Option<PathBuf>> {
    if !path.is_file() {
        return Ok(None);
    }
    let text = fs::read_to_string(path)
        .map_err(|error| refused("read", path, &error, "make it readable, and run it again"))?;
    let manifest = CargoToml::read(&text, path)?;
    let Some((old, place)) = manifest.version() else { return Ok(None) };
    if Version::parse(old).is_ok_and(|old| old > *version) {
        bail!(
            "`{}` has the version {old} already, which is after {version}\n  help: nothing was \
             changed; name a later version with `--version`",
            shown(path)
        );
    }
    let text = [&text[..place.start], &version.to_string(), &text[place.end..]].concat();
    put(path, text.as_bytes())?;
    Ok(Some(path.to_owned()))
}

/// The newest entry of a changelog.
struct Newest<'a> {
    version: Version,
    /// The offset at which it starts.
    start: usize,
    /// Its text.
    entry: &'a str,
}

impl<'a> Newest<'a> {
    fn of(text: &'a str, path: &Path) -> anyhow::Result<Self> {
        let mut versions = headings(text);
        let (start, version) = versions.next().ok_or_else(|| {
            anyhow!("`{}` has no heading with a version\n  help: {HELP}", shown(path))
        })?;
        let end = versions.next().map_or(text.len(), |(start, _)| start);
        Ok(Self { version, start, entry: &text[start..end] })
    }
}

/// Returns the headings with a version, as `## 1.2.3` or `## [1.2.3] - 2026-01-31`, and
/// where they are.
fn headings(text: &str) -> impl Iterator<Item = (usize, Version)> {
    let lines = text.split_inclusive('\n').scan(0, |end, line| {
        let start = *end;
        *end += line.len();
        Some((start, line))
    });
    lines.filter_map(|(start, line)| {
        let word = line.strip_prefix("## ")?.split_whitespace().next()?;
        Some((start, Version::parse(word.trim_matches(['[', ']'])).ok()?))
    })
}

/// Returns the step for callers of a crate that has this version.
fn step_after(version: &Version, step: Growth) -> Growth {
    if version.major == 0 { step.below_one() } else { step }
}

/// Returns the version of the new entry: the next one, or a later one that was asked
/// for.
fn version(wanted: Option<&Version>, newest: &Version, step: Growth) -> anyhow::Result<Version> {
    let next = next(newest, step);
    let is_step = |it: &Version| it > newest && Version::new(it.major, it.minor, it.patch) >= next;
    match wanted {
        Some(wanted) if !is_step(wanted) => bail!(
            "{wanted} is too small a step from {newest} for these changes\n  help: take {next} or later"
        ),
        Some(wanted) => Ok(wanted.clone()),
        None => Ok(next),
    }
}

/// Returns the first version that is this step from the newest. The version that a
/// pre-release is for is not out yet, and may be a step of that size itself.
fn next(newest: &Version, step: Growth) -> Version {
    let Version { major, minor, patch, .. } = *newest;
    let is_out = newest.pre.is_empty();
    match step {
        Growth::Major if is_out || (minor, patch) != (0, 0) => Version::new(major + 1, 0, 0),
        Growth::Minor if is_out || patch != 0 => Version::new(major, minor + 1, 0),
        Growth::Patch | Growth::None if is_out => Version::new(major, minor, patch + 1),
        _ => Version::new(major, minor, patch),
    }
}
