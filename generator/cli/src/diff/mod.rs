//! `diff`: what two documents mean for callers of the client.
//!
//! The generator finds the changes; here they are put into words.

mod actions;
mod approvals;
pub mod changelog;
mod json;
mod markdown;
mod text;
mod told;
mod words;

use std::io;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;

use anstream::{AutoStream, ColorChoice};
use openapi_loom_generator::diff::{Change, Class, Diff, Version, diff};
use openapi_loom_generator::pointer::on_a_line;
use openapi_loom_generator::report::Failure;
use openapi_loom_generator::{Inputs, Watcher, version_watched};

use crate::inputs::{Choices, Sources};
use crate::paths::{is_stdin, shown};
use crate::report::{self, WrongUsage};
use crate::{Defaults, Progress};

use approvals::Approvals;
use told::Told;

/// The stack of the thread that reads the old document, in bytes: both documents may be as
/// deep as the one that is generated from, which the main thread reads.
const STACK: usize = 8 << 20;

/// The help about accepting changes and about the command's exit codes.
const APPROVING: &str = "\
Approvals:
  A change that somebody accepted fails nothing. The file lists such changes:

    approvals:
      - fingerprint: x3f0c1d9a5be27c48
        reason: Nobody has used it since 2.1.
        expires: 2030-12-31

  The fingerprint is at the end of the change's line, and that of each change is
  in `--format json`. It stays the same, wherever the change moves in the files,
  until the change is another one. The reason is mandatory. `expires` is the last
  day on which the approval counts, in UTC; without it, it always does. An
  approval that has expired, that no change has, or that is listed twice, is named
  as a warning.

Exit codes:
  0  nothing to fail on: no `--fail-on`, or no such change without an approval
  1  such a change; or an error: a document, the configuration or the approvals
     cannot be read or understood, or there is nothing to compare
  2  wrong arguments";

/// Compares what two documents mean for callers of the client
///
/// Each change is breaking, may be refused by the server, compatible, or only of
/// the documentation, judged for the crates that are generated. Each line
/// says where it is in both documents. Nothing is written.
#[derive(Debug, clap::Args)]
#[command(after_long_help = APPROVING)]
pub struct Args {
    /// The older OpenAPI document, YAML or JSON; `-` is standard input
    old: PathBuf,

    /// The newer one
    new: PathBuf,

    #[command(flatten)]
    choices: Choices,

    /// The format of the output
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    format: Format,

    /// The changes that are accepted
    #[arg(long, value_name = "FILE")]
    approvals: Option<PathBuf>,

    /// List the places that are described in other words, too
    #[arg(long)]
    docs: bool,

    /// Exit with 1 if there is a change of this class that is not approved
    #[arg(long, value_enum, value_name = "CLASS")]
    fail_on: Option<FailOn>,

    /// The colours of the text
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    color: Color,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    /// For the terminal
    Text,
    /// For a pull request
    Markdown,
    /// For programs: everything that is known of each change
    Json,
    /// For GitHub Actions: an annotation for each change
    #[value(name = "githubactions")]
    GithubActions,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum FailOn {
    /// Changes that may stop callers' code from compiling or working
    Breaking,
    /// Those, and changes that the server may refuse
    Refused,
    /// Anything at all
    Any,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Color {
    /// On a terminal that can, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Args {
    /// Returns two documents, without any choices.
    pub fn of(old: PathBuf, new: PathBuf) -> Self {
        Self {
            old,
            new,
            choices: Choices::default(),
            format: Format::Text,
            approvals: None,
            docs: false,
            fail_on: None,
            color: Color::Auto,
        }
    }
}

/// Returns a change in a line of text: its class, where it is, and what it is.
pub fn line(change: &Change) -> String {
    let Change { class, place, .. } = change;
    format!("{}: {}: {}", class.name(), words::place(place), words::change(change))
}

/// Runs the command.
pub fn run(args: &Args, defaults: &Defaults) -> anyhow::Result<ExitCode> {
    let sources = read(&args.old, &args.new, &args.choices, defaults)?;
    let approvals = Approvals::read(args.approvals.as_deref(), defaults.approvals.as_deref())?;
    let Some((diff, versions)) = compare(&sources)? else { return Ok(ExitCode::FAILURE) };
    let least = match args.fail_on {
        Some(FailOn::Breaking) => Class::Breaking,
        None | Some(FailOn::Refused) => Class::Refused,
        Some(FailOn::Any) => Class::Docs,
    };
    let told = told::told(&diff, &versions, &sources, &approvals, least);
    tell(args, &diff, &told, &versions, defaults)?;
    approvals.warnings(&diff).iter().for_each(|warning| report::stderr(warning));
    let failed = args.fail_on.is_some() && told.iter().any(|told| told.fingerprint.is_some());
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Reads two documents with the same choices for both.
pub fn read(
    old: &Path,
    new: &Path,
    choices: &Choices,
    defaults: &Defaults,
) -> anyhow::Result<[Sources; 2]> {
    let help = format!("name two documents: `{} diff OLD NEW`", defaults.program);
    if is_stdin(old) && is_stdin(new) {
        let message = format!("standard input has one document, and not two\n  help: {help}");
        return Err(WrongUsage(message).into());
    }
    let read = |path| Sources::read(Some(path), choices, defaults, &help);
    Ok([read(old)?, read(new)?])
}

/// Compares two documents; `None`, and said why, when one of them cannot be
/// understood.
pub fn compare([old, new]: &[Sources; 2]) -> anyhow::Result<Option<(Diff, [Version; 2])>> {
    let progress = Progress::start();
    let read = thread::scope(|scope| {
        let reader = thread::Builder::new().stack_size(STACK);
        let reader = reader.spawn_scoped(scope, || version(old, &|_| {}))?;
        let new = version(new, &|stage| progress.stage(stage));
        progress.say("comparing");
        io::Result::Ok((reader.join().unwrap_or_else(|panic| resume_unwind(panic)), new))
    })?;
    let versions = match read {
        (Ok(old), Ok(new)) => [old, new],
        (one, other) => {
            progress.clear();
            let failures = [(one, old), (other, new)];
            let failures =
                failures.into_iter().filter_map(|(read, sources)| Some((read.err()?, sources)));
            let errors: usize = failures.map(|(failure, sources)| errors(&failure, sources)).sum();
            report::nothing_done("compared", errors);
            return Ok(None);
        }
    };
    check(&versions)?;
    let diff = diff(&versions[0], &versions[1]);
    Ok(Some((diff, versions)))
}

/// Understands a document. Overlay and configuration serve documents of many
/// dates, so neither has to fit each of the two in all its parts.
fn version(sources: &Sources, watcher: Watcher<'_>) -> Result<Version, Failure> {
    version_watched(&Inputs { of_record: false, ..sources.inputs() }, watcher)
}

/// Says why a document cannot be compared, and returns the number of errors.
fn errors(failure: &Failure, sources: &Sources) -> usize {
    let errors = failure.found.iter().filter(|found| found.is_error());
    report::findings(errors.clone(), &sources.texts());
    errors.count()
}

/// Checks that there is something to compare: a group that is in neither document is
/// a mistake.
fn check([old, new]: &[Version; 2]) -> anyhow::Result<()> {
    let nowhere = old.missing().find(|group| new.missing().any(|other| other == *group));
    if let Some(group) = nowhere {
        let offered = |version: &Version| match version.offered.as_slice() {
            [] => "has none".to_owned(),
            groups => format!("has {}", on_a_line(&groups.join(", "))),
        };
        anyhow::bail!(
            "neither document has an operation in the group `{group}`\n  help: OLD {}; NEW {}",
            offered(old),
            offered(new)
        );
    }
    let is_empty = |Version { api, .. }: &Version| {
        api.operations.is_empty() && api.webhooks.is_empty() && api.types.is_empty()
    };
    if is_empty(old) && is_empty(new) {
        anyhow::bail!(
            "neither document has operations, webhooks or types\n  help: name OpenAPI documents"
        );
    }
    Ok(())
}

/// Says what changed.
fn tell(
    args: &Args,
    diff: &Diff,
    told: &[Told<'_>],
    versions: &[Version; 2],
    defaults: &Defaults,
) -> anyhow::Result<()> {
    let files = [&args.old, &args.new].map(|path| shown(path).into_owned());
    let alarms = alarms(diff, &files);
    let text = match args.format {
        Format::Text => text::render(diff, told, &alarms, args.docs),
        Format::Markdown => markdown::render(diff, told, &alarms),
        Format::Json => json::render(diff, told, &files)?,
        Format::GithubActions => actions::render(diff, told, &alarms, args.docs),
    };
    let choice = match (args.format, args.color) {
        (Format::Text, Color::Auto) => AutoStream::choice(&io::stdout()),
        (Format::Text, Color::Always) => ColorChoice::Always,
        _ => ColorChoice::Never,
    };
    report::write(AutoStream::new(io::stdout().lock(), choice), &text)?;
    if !matches!(args.format, Format::Text) {
        // Repeats the warnings where the text itself may be out of sight.
        alarms.iter().for_each(|alarm| report::stderr(&format!("warning: {alarm}\n")));
    }
    for (version, path) in versions.iter().zip([&args.old, &args.new]) {
        note(version, path, defaults);
    }
    Ok(())
}

/// Warns of what should not be overlooked: that there is nothing to compare on a
/// side.
fn alarms(diff: &Diff, files: &[String; 2]) -> Vec<String> {
    let mut alarms = Vec::new();
    for (side, file) in [&diff.old, &diff.new].into_iter().zip(files) {
        for group in &side.missing {
            alarms.push(format!("`{file}` has no operation in the group `{group}`"));
        }
        if side.is_empty() && side.missing.is_empty() {
            alarms.push(format!("`{file}` has no operations"));
        }
    }
    alarms
}

/// Notes that there were warnings, which generating shows. Of a document without the
/// group, more has been said already.
fn note(version: &Version, path: &Path, defaults: &Defaults) {
    if version.warnings > 0 && !version.api.operations.is_empty() {
        report::stderr(&format!(
            "note: {} about `{path}`: to see {}, `{} {} --spec {path} --out DIR`\n",
            report::count(version.warnings, "warning"),
            if version.warnings == 1 { "it" } else { "them" },
            defaults.program,
            defaults.generate,
            path = shown(path),
        ));
    }
}
