//! `generate`: document → crate.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{anyhow, bail};
use openapi_loom_generator::config::PackageName;
use openapi_loom_generator::ir::Untyped;
use openapi_loom_generator::pointer::{Pointer, on_a_line};
use openapi_loom_generator::{
    GuideFile, Output, Timing, VERSION, feature_region, generate_watched,
};

use crate::cargo_toml::{self, CargoToml};
use crate::inputs::{Choices, Sources};
use crate::output::{self, Mode, Region, Starter, Text, Wanted};
use crate::paths::shown;
use crate::report;
use crate::{Defaults, Progress};

pub use crate::output::{Action, FileChange, change};

/// Writes the client crate from an OpenAPI document
///
/// Writes only what changed below `src` of the output directory, and removes
/// what is stale there. What it owns is listed in `src/.generated`; nothing else
/// is changed or removed. Nothing is written when anything in the input is wrong,
/// or in the way.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The OpenAPI document, YAML or JSON; `-` is standard input
    #[arg(long, value_name = "FILE", required_unless_present = "overlay")]
    spec: Option<PathBuf>,

    #[command(flatten)]
    choices: Choices,

    /// The directory of the crate; one without a `Cargo.toml` gets it
    #[arg(long, value_name = "DIR", required = true)]
    out: Option<PathBuf>,

    /// The directory of `openapi-loom-runtime`, for a new `Cargo.toml`, which leads
    /// there by a relative path; without it, a published one is meant
    #[arg(long, value_name = "DIR")]
    runtime_path: Option<PathBuf>,

    /// The name of the crate [default: that of the configuration, or made of the
    /// document's title]
    #[arg(long, value_name = "NAME")]
    crate_name: Option<PackageName>,

    /// List the places where a type is any value, each with why
    #[arg(long)]
    values: bool,

    /// Show how long each stage took
    #[arg(long)]
    timings: bool,

    /// Change no file of the crate, but for what a killed run left: show how the
    /// directory differs, and exit with 1 if it does
    #[arg(long)]
    check: bool,

    /// Overwrite what was generated even where somebody changed it since, and write
    /// pages anew that somebody removed
    #[arg(long, conflicts_with = "check")]
    force: bool,
}

impl Args {
    /// Tells whether all that is read and written is that of the defaults.
    fn is_default(&self) -> bool {
        self.spec.is_none()
            && self.out.is_none()
            && self.crate_name.is_none()
            && self.choices.are_default()
    }

    fn mode(&self) -> Mode {
        match (self.check, self.force) {
            (true, _) => Mode::Check,
            (false, true) => Mode::Force,
            (false, false) => Mode::Write,
        }
    }
}

/// A note beside a crate that is made by the defaults alone.
#[derive(Clone, Debug, Default)]
pub struct Note {
    /// The change of a file that writes the note down.
    pub change: Option<FileChange>,
    /// Tells whether the part of the document that is generated is as it was.
    pub same: bool,
}

/// Takes a note of what was read and made of it.
pub type Notes<'a> = &'a dyn Fn(&Sources, &Output) -> anyhow::Result<Note>;

/// Runs the command. `notes` are taken when all is by the defaults.
pub fn run(args: &Args, defaults: &Defaults, notes: Option<Notes<'_>>) -> anyhow::Result<ExitCode> {
    let start = Instant::now();
    let help = "name the document with `--spec FILE`";
    let sources = Sources::read(args.spec.as_deref(), &args.choices, defaults, help)?;
    let out = args.out.as_ref().or(defaults.out.as_ref());
    let sources = sources.named(named(args, out.map(PathBuf::as_path))?);
    let texts = sources.texts();
    let progress = Progress::start();
    let output = generate_watched(&sources.inputs(), &|stage| progress.stage(stage));
    progress.clear();
    let output = match output {
        Ok(output) => output,
        Err(failure) => {
            report::failure(&failure, &texts, if args.check { "compared" } else { "written" });
            return Ok(ExitCode::FAILURE);
        }
    };
    let out =
        out.ok_or_else(|| anyhow!("no directory is named\n  help: name it with `--out DIR`"))?;
    report::findings(&output.warnings, &texts);
    let notes = notes.filter(|_| args.is_default());
    let note = notes.map(|notes| notes(&sources, &output)).transpose()?.unwrap_or_default();
    let Settled { changes, lacking, excluding, same } =
        settle(args, out, note, &output, defaults, &progress)?;
    let severity = if args.check { "error" } else { "warning" };
    if let Some(asked) = &excluding {
        report::stderr(&format!(
            "{severity}: `{}` asks for `openapi-loom-runtime` {asked}, and the crate is generated \
             for {VERSION}\n  help: ask for it by `version = \"{VERSION}\"`, or generate with \
             `openapi-loom` of that version\n\n",
            shown(&out.join(cargo_toml::PATH)),
        ));
    }
    if !lacking.is_empty() {
        report::stderr(&format!(
            "{severity}: `{}` lacks what the crate needs\n  help: add to it:\n{}\n\n",
            shown(&out.join("Cargo.toml")),
            lacking.join("\n")
        ));
    }
    if args.values {
        report::stdout(&values(&output.untyped))?;
    }
    if args.timings {
        report::stdout(&timings(&output.timings))?;
    }
    let changes: Vec<&FileChange> = changes.iter().collect();
    if args.check {
        let checked = check(out, &output, &changes, defaults)?;
        let fits = lacking.is_empty() && excluding.is_none();
        return Ok(if fits { checked } else { ExitCode::FAILURE });
    }
    report::stdout(&summary(out, &output, &changes, same, start.elapsed()))?;
    let is_new = |change: &FileChange| {
        matches!(change.action, Action::Create(_)) && change.path == out.join(cargo_toml::PATH)
    };
    if changes.iter().any(|change| is_new(change)) {
        report::stderr(&advice(args, out, defaults));
    }
    Ok(ExitCode::SUCCESS)
}

/// Returns the name of the crate: that of the manifest which is there, since the pages and examples
/// are compiled with it.
fn named(args: &Args, out: Option<&Path>) -> anyhow::Result<Option<PackageName>> {
    let known = out.map(cargo_toml::name_in).transpose()?.flatten();
    let (Some(out), Some(known)) = (out, known) else { return Ok(args.crate_name.clone()) };
    let path = out.join(cargo_toml::PATH);
    if let Some(wanted) = args.crate_name.as_ref().filter(|wanted| wanted.as_str() != known) {
        bail!(
            "`{}` names the crate `{known}`, and `--crate-name` says `{wanted}`\n  \
             help: change the name there, or leave `--crate-name` out",
            shown(&path)
        );
    }
    let name = known.parse().map_err(|problem| anyhow!("`{}`: {problem}", shown(&path)))?;
    Ok(Some(name))
}

/// Notes on a manifest that was not there before.
fn advice(args: &Args, out: &Path, defaults: &Defaults) -> String {
    let mut text = String::new();
    if args.runtime_path.is_none() && defaults.runtime.is_none() {
        // A program that cargo has installed is not beside the runtime's sources.
        let beside = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("runtime");
        if beside.is_dir() {
            text.push_str(&format!(
                "note: the crate asks for `openapi-loom-runtime` {VERSION} of a registry\n  help: \
                 this program is of a checkout: `--runtime-path {}` takes the runtime of it\n",
                shown(&beside)
            ));
        }
    }
    match cargo_toml::workspace_around(out) {
        Some(Ok(workspace)) => text.push_str(&format!(
            "note: the crate is in the workspace of `{}`\n  help: add it to the `members` there, if \
             they do not have it\n",
            shown(&workspace)
        )),
        Some(Err(error)) => text.push_str(&format!(
            "note: Cargo looks for a workspace above the crate, but {error}\n"
        )),
        None => {}
    }
    text
}

/// The outcome for the output.
struct Settled {
    /// The files that differed, and no longer do unless that was only a check.
    changes: Vec<FileChange>,
    /// The settings that a `Cargo.toml` that was there lacks.
    lacking: Vec<String>,
    /// The versions of the runtime that it asks for, where the one that is needed is none of them.
    excluding: Option<String>,
    /// True if the part of the document that is generated is as it was.
    same: bool,
}

/// Writes what differs, unless this is only a check.
fn settle(
    args: &Args,
    out: &Path,
    note: Note,
    output: &Output,
    defaults: &Defaults,
    progress: &Progress,
) -> anyhow::Result<Settled> {
    let runtime = args.runtime_path.as_deref().or(defaults.runtime.as_deref());
    let starter = cargo_toml::starter(output, out, runtime)?;
    let features = feature_region(&output.features);
    let wanted = wanted(output, &starter, &features);
    let Note { change: beside, same } = note;
    let say = |done: &str| {
        progress.clear();
        report::stderr(&format!("warning: {done}\n\n"));
    };
    progress.say(if args.check { "comparing files" } else { "writing files" });
    let survey = output::settle(out, &wanted, beside.as_ref(), args.mode(), &say);
    progress.clear();
    let survey = survey?;
    survey.notes.iter().for_each(|note| report::stderr(&format!("note: {note}\n")));
    let manifest = survey.by_hand.get(cargo_toml::PATH);
    let manifest = manifest.map(|text| CargoToml::read(text, &out.join(cargo_toml::PATH)));
    let manifest = manifest.transpose()?;
    let lacking = manifest.as_ref().map(|it| it.lacking(output, &starter)).unwrap_or_default();
    let excluding = manifest.and_then(|it| it.excluding());
    let changes = survey.changes.into_iter().chain(beside).collect();
    Ok(Settled { changes, lacking, excluding, same })
}

/// Lists the files and regions that the crate should have.
fn wanted<'a>(output: &'a Output, starter: &'a str, features: &'a str) -> Wanted<'a> {
    let files = output.files.iter();
    let mut regions =
        vec![Region { path: cargo_toml::PATH, name: cargo_toml::REGION, text: features }];
    let mut starters = vec![Starter { path: cargo_toml::PATH, text: starter, is_needed: true }];
    for GuideFile { path, text, regions: of_guide } in &output.guides {
        regions.extend(of_guide.iter().map(|(name, text)| Region { path, name, text }));
        starters.push(Starter { path, text, is_needed: false });
    }
    Wanted {
        files: files
            .map(|source| Text { path: format!("src/{}", source.path), text: &source.text })
            .collect(),
        regions,
        starters,
    }
}

/// Lists the time of each stage in milliseconds, a line for each.
fn timings(timings: &[Timing]) -> String {
    let line = |Timing { stage, time }: &Timing| {
        format!("{stage:<15} {:>8.1} ms\n", time.as_secs_f64() * 1e3)
    };
    timings.iter().map(line).collect()
}

/// Returns the places where a type is any value, a line for each.
fn values(untyped: &BTreeMap<Pointer, Untyped>) -> String {
    untyped.iter().map(|(at, why)| format!("{at}: {why}\n")).collect()
}

/// Counts the places where a type is any value, by the reason.
fn count_values(untyped: &BTreeMap<Pointer, Untyped>) -> String {
    let mut counts: BTreeMap<Untyped, usize> = BTreeMap::new();
    for why in untyped.values() {
        *counts.entry(*why).or_default() += 1;
    }
    let counts: Vec<String> = counts.iter().map(|(why, count)| format!("{count} {why}")).collect();
    let gap = if counts.is_empty() { "" } else { ": " };
    format!("{}{gap}{}", untyped.len(), counts.join(", "))
}

/// Says whether the directory is as it should be.
fn check(
    out: &Path,
    output: &Output,
    changes: &[&FileChange],
    defaults: &Defaults,
) -> anyhow::Result<ExitCode> {
    let out = shown(out);
    if changes.is_empty() {
        report::stdout(&format!("{out} is fresh: {} files\n", output.files.len()))?;
        return Ok(ExitCode::SUCCESS);
    }
    report::stdout(&output::render(changes))?;
    let counts = Counts::of(changes);
    let edited = if counts.edited > 0 {
        "\n  help: to overwrite or delete what was edited, add `--force`"
    } else {
        ""
    };
    report::stderr(&format!(
        "error: {out} is stale: {}\n  help: run `{} {}` with the same options, without `--check`{edited}\n",
        counts.differences(),
        defaults.program,
        defaults.generate
    ));
    Ok(ExitCode::FAILURE)
}

/// Sums up what was read and what was done, in a few lines.
fn summary(
    out: &Path,
    output: &Output,
    changes: &[&FileChange],
    same: bool,
    time: Duration,
) -> String {
    let about = &output.summary;
    let account = about.account;
    let lines: usize = output.files.iter().map(|file| file.text.lines().count()).sum();
    let src = out.join("src");
    let is_source =
        |change: &FileChange| change.path.starts_with(&src) && !output::is_list(&change.path);
    let (sources, others): (Vec<&FileChange>, Vec<&FileChange>) =
        changes.iter().partition(|change| is_source(change));
    let line = |change: &&FileChange| {
        let path = shown(&change.path);
        match change.action {
            Action::Remove { .. } => format!("removed     {path}\n"),
            Action::Create(_) => format!("also        {path}, new\n"),
            Action::Update { .. } => format!("also        {path}, changed\n"),
        }
    };
    let is_removed = |change: &&&FileChange| matches!(change.action, Action::Remove { .. });
    let removed: String = sources.iter().filter(is_removed).map(line).collect();
    let others: String = others.iter().map(line).collect();
    let same = if same { "spec        nothing changed for this group\n" } else { "" };
    // The generator fails unless every operation that went in came out.
    let operations = account.operations;
    format!(
        "{title} {version}\n\
         {same}\
         operations  {operations} in, {operations} out\n\
         types       {schemas} of components, {inline} inline\n\
         any value   {untyped}\n\
         {skipped}\
         files       {files} in {src}: {done}\n\
         {removed}\
         lines       {lines}\n\
         {others}\
         time        {time} ms\n",
        title = on_a_line(&about.title),
        version = on_a_line(&about.version),
        schemas = account.schemas,
        inline = account.inline,
        untyped = count_values(&output.untyped),
        skipped = match account.skipped {
            0 => String::new(),
            skipped => format!(
                "skipped     {skipped} entries of the configuration, for groups that are not here\n"
            ),
        },
        files = output.files.len(),
        src = shown(&src),
        done = Counts::of(&sources).done(),
        time = time.as_millis(),
    )
}

/// The numbers of files that differ, by the way in which they do.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    created: usize,
    updated: usize,
    removed: usize,
    /// Those of all that somebody changed since they were generated.
    edited: usize,
}

impl Counts {
    fn of(changes: &[&FileChange]) -> Self {
        let mut counts = Self::default();
        for change in changes {
            match change.action {
                Action::Create(_) => counts.created += 1,
                Action::Update { .. } => counts.updated += 1,
                Action::Remove { .. } => counts.removed += 1,
            }
            counts.edited += usize::from(change.edited);
        }
        counts
    }

    /// Counts them as what is wrong.
    fn differences(self) -> String {
        let edited = match self.edited {
            0 => String::new(),
            edited => format!("; {edited} of them edited by hand"),
        };
        format!(
            "{} changed, {} missing, {} to be removed{edited}",
            self.updated, self.created, self.removed
        )
    }

    /// Counts them as what was done.
    fn done(self) -> String {
        format!("{} changed, {} new, {} removed", self.updated, self.created, self.removed)
    }
}
