//! `corpus`: what becomes of a directory of documents.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use anyhow::{Context, anyhow};
use openapi_loom::Defaults;
use openapi_loom::inputs::{Choices, Sources};
use openapi_loom::paths::{refused, shown};
use openapi_loom::report;
use openapi_loom_generator::diagnostic::Severity;
use openapi_loom_generator::{Output, generate, sha256, with_runtime};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::file::put;
use crate::paths::in_workspace;

/// Generates the crate of each document in a directory, and tells what became of it
///
/// Documents are the YAML and JSON files in it, at any depth. With a manifest, the
/// command says of which of them the outcome is another one than is written there, and
/// fails if there is one: that is what a change of the generator changes for others.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    cargo xtask corpus ../documents\n  \
    cargo xtask corpus ../documents --manifest before.yaml --write\n  \
    cargo xtask corpus ../documents --manifest before.yaml\n  \
    cargo xtask corpus ../documents --only stripe --compile")]
pub(crate) struct Args {
    /// The directory of the documents
    #[arg(value_name = "DIR")]
    dir: PathBuf,

    /// Take only documents in whose path this is
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,

    /// Compile each crate as well; takes seconds to minutes for each
    #[arg(long)]
    compile: bool,

    /// The outcomes of an earlier run
    #[arg(long, value_name = "FILE")]
    manifest: Option<PathBuf>,

    /// Write the manifest; what is in it of other documents stays
    #[arg(long, requires = "manifest")]
    write: bool,

    #[command(flatten)]
    choices: Choices,
}

impl Args {
    /// Tells whether a document is among those that are wanted.
    fn takes(&self, name: &str) -> bool {
        self.only.as_ref().is_none_or(|only| name.contains(only))
    }
}

/// The outcome for a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Outcome {
    /// The sha256 of the document.
    document: String,
    /// The sha256 of what was generated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    output: Option<String>,
    /// The first error, if nothing was generated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    refused: Option<String>,
    /// The number of warnings.
    warnings: usize,
    /// The number of places that are any value.
    any_values: usize,
    /// The number of lines that were generated.
    lines: usize,
    /// The compiler's counts for the crate, if it was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    compiled: Option<Compiled>,
}

/// The compiler's counts for a crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Compiled {
    errors: usize,
    warnings: usize,
}

/// The outcomes for documents, by their paths in the directory.
type Outcomes = BTreeMap<String, Outcome>;

pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let before = match &args.manifest {
        Some(path) if path.exists() || !args.write => read(path)?,
        _ => Outcomes::new(),
    };
    let documents = documents(args)?;
    let mut outcomes = Outcomes::new();
    let mut spent = Duration::ZERO;
    for name in documents {
        let start = Instant::now();
        let (mut outcome, output) = outcome(args, &name)?;
        let generated = start.elapsed();
        spent += generated;
        if let Some(output) = output.filter(|_| args.compile) {
            outcome.compiled = Some(compile(&output)?);
        }
        report::stdout(&line(&name, &outcome, generated, start.elapsed()))?;
        outcomes.insert(name, outcome);
    }
    report::stdout(&summary(&outcomes, spent))?;
    if let Some(path) = args.manifest.as_deref().filter(|_| args.write) {
        let text = serde_yaml::to_string(&merged(before, outcomes, args))?;
        put(path, text.as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    }
    let changes = changes(&before, &outcomes, args);
    report::stdout(&changes)?;
    Ok(if changes.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn read(path: &Path) -> anyhow::Result<Outcomes> {
    let text = fs::read_to_string(path)
        .map_err(|error| refused("read", path, &error, "make it readable, or name another"))?;
    serde_yaml::from_str(&text).map_err(|error| {
        anyhow!(
            "`{}` is not as `corpus` writes it: {error}\n  help: delete it, and write it anew with `--write`",
            shown(path)
        )
    })
}

/// Returns the paths of the documents in the directory, sorted.
fn documents(args: &Args) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut open = vec![args.dir.clone()];
    while let Some(dir) = open.pop() {
        let help = "name the directory of the documents";
        let entries = fs::read_dir(&dir).map_err(|error| refused("read", &dir, &error, help))?;
        for entry in entries {
            let path = entry.map_err(|error| refused("read", &dir, &error, help))?.path();
            if path.is_dir() {
                open.push(path);
            } else if is_document(&path) {
                let inside = path.strip_prefix(&args.dir).unwrap_or(&path);
                found.push(inside.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.retain(|name| args.takes(name));
    found.sort();
    if found.is_empty() {
        return Err(anyhow!(
            "no YAML or JSON file is in `{}`\n  help: name the directory of the documents",
            shown(&args.dir)
        ));
    }
    Ok(found)
}

fn is_document(path: &Path) -> bool {
    let kinds = ["yaml", "yml", "json"].map(OsStr::new);
    path.extension().is_some_and(|kind| kinds.contains(&kind))
}

/// Generates from a document; returns the outcome, and what was generated.
fn outcome(args: &Args, name: &str) -> anyhow::Result<(Outcome, Option<Output>)> {
    // Nothing of this workspace is meant for them.
    let none = Defaults { document: None, overlay: None, config: None, ..crate::defaults() };
    let sources = Sources::read(Some(&args.dir.join(name)), &args.choices, &none, "read it")?;
    let inputs = sources.inputs();
    let of = |refused: Option<String>, warnings| Outcome {
        document: sha256(inputs.document),
        refused,
        warnings,
        ..Outcome::default()
    };
    // A panic is a fault of the generator, and not of the next document.
    Ok(match catch_unwind(AssertUnwindSafe(|| generate(&inputs))) {
        Ok(Ok(output)) => {
            let lines = output.files.iter().map(|file| file.text.lines().count());
            let outcome = Outcome {
                output: Some(output.fingerprints.output.clone()),
                any_values: output.untyped.len(),
                lines: lines.sum(),
                ..of(None, output.warnings.len())
            };
            (outcome, Some(output))
        }
        Ok(Err(failure)) => {
            let (errors, warnings): (Vec<_>, Vec<_>) =
                failure.found.into_iter().partition(|it| it.severity == Severity::Error);
            let first = errors.first().map(|error| format!("{}: {}", error.rule, error.message));
            (of(Some(first.unwrap_or_default()), warnings.len()), None)
        }
        Err(_) => (of(Some("a panic of the generator".to_owned()), 0), None),
    })
}

/// Compiles the crate, with all of its features.
fn compile(output: &Output) -> anyhow::Result<Compiled> {
    let dir = in_workspace("target/corpus");
    let place = dir.join("crate");
    if place.exists() {
        fs::remove_dir_all(&place).with_context(|| format!("cannot empty `{}`", shown(&place)))?;
    }
    let runtime = in_workspace("generator/runtime");
    let runtime = runtime.to_str().context("the path of the workspace is not UTF-8")?;
    // Its own workspace, though it is in the directory of another one.
    let manifest = format!("{}\n[workspace]\n", with_runtime(&output.manifest, Some(runtime)));
    let files = output.files.iter().map(|file| (format!("src/{}", file.path), &file.text));
    for (path, text) in files.chain([("Cargo.toml".to_owned(), &manifest)]) {
        let path = place.join(path);
        let parent = path.parent().unwrap_or(&place);
        fs::create_dir_all(parent).with_context(|| format!("cannot make `{}`", shown(parent)))?;
        fs::write(&path, text).with_context(|| format!("cannot write `{}`", shown(&path)))?;
    }
    let cargo = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--all-features", "--message-format=json"])
        .arg("--manifest-path")
        .arg(place.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(dir.join("target"))
        .output()
        .context("cannot start cargo")?;
    let messages = String::from_utf8_lossy(&cargo.stdout);
    let count = |level: &str| messages.lines().filter(|line| is_of(line, level)).count();
    let (errors, warnings) = (count("error"), count("warning"));
    // Without a message, it is cargo that failed.
    Ok(Compiled { errors: errors.max(usize::from(!cargo.status.success())), warnings })
}

/// Tells whether a line of cargo's is a message of the compiler at a level.
fn is_of(line: &str, level: &str) -> bool {
    let message: Value = serde_json::from_str(line).unwrap_or_default();
    message["reason"] == "compiler-message" && message["message"]["level"] == level
}

fn line(name: &str, outcome: &Outcome, generated: Duration, all: Duration) -> String {
    let said = match &outcome.refused {
        Some(refused) => format!("refused: {refused}"),
        None => format!(
            "{}, {}, {}, {:.1} s",
            report::count(outcome.lines, "line"),
            report::count(outcome.warnings, "warning"),
            report::count(outcome.any_values, "any value"),
            generated.as_secs_f64()
        ),
    };
    let compiled = outcome.compiled.map(|Compiled { errors, warnings }| {
        let seconds = (all - generated).as_secs_f64();
        let said = [report::count(errors, "error"), report::count(warnings, "warning")];
        format!("; compiled in {seconds:.0} s: {}", said.join(", "))
    });
    format!("{name}: {said}{}\n", compiled.unwrap_or_default())
}

fn summary(outcomes: &Outcomes, spent: Duration) -> String {
    let count = |test: &dyn Fn(&Outcome) -> bool| outcomes.values().filter(|it| test(it)).count();
    let generated = count(&|outcome| outcome.output.is_some());
    let mut text = format!(
        "{}: {generated} generated, {} refused, in {:.1} s\n",
        report::count(outcomes.len(), "document"),
        outcomes.len() - generated,
        spent.as_secs_f64()
    );
    let compiled = count(&|outcome| outcome.compiled.is_some());
    if compiled > 0 {
        let is_clean = |it: &Outcome| it.compiled == Some(Compiled { errors: 0, warnings: 0 });
        let clean = count(&is_clean);
        text.push_str(&format!(
            "{}: {clean} without errors and warnings\n",
            report::count(compiled, "crate")
        ));
    }
    text
}

/// Returns the outcomes to write: the new ones, and those before of which this run says
/// nothing.
fn merged(before: Outcomes, after: Outcomes, args: &Args) -> Outcomes {
    let mut all = before;
    all.retain(|name, _| !args.takes(name) || after.contains_key(name));
    for (name, new) in after {
        // The compiler was asked about what was generated then.
        let same = all.get(&name).filter(|old| old.output == new.output);
        let compiled = new.compiled.or(same.and_then(|old| old.compiled));
        all.insert(name, Outcome { compiled, ..new });
    }
    all
}

/// Lists the differences from the outcomes before, a line for each document.
fn changes(before: &Outcomes, after: &Outcomes, args: &Args) -> String {
    if args.manifest.is_none() {
        return String::new();
    }
    let mut lines = String::new();
    for (name, new) in after {
        match before.get(name) {
            None => lines.push_str(&format!("new: {name}\n")),
            Some(old) => {
                // A run that does not compile crates says nothing of compiling.
                let compiled = new.compiled.and(old.compiled);
                let old = Outcome { compiled, ..old.clone() };
                if old != *new {
                    lines.push_str(&format!("changed: {name}: {}\n", differences(&old, new)));
                }
            }
        }
    }
    let gone = before.keys().filter(|name| args.takes(name) && !after.contains_key(*name));
    gone.for_each(|name| lines.push_str(&format!("gone: {name}\n")));
    lines
}

fn differences(old: &Outcome, new: &Outcome) -> String {
    let state = |outcome: &Outcome| match &outcome.refused {
        Some(refused) => format!("refused ({refused})"),
        None => "generated".to_owned(),
    };
    let compiled = |outcome: &Outcome| match outcome.compiled {
        Some(Compiled { errors, warnings }) => format!("{errors} errors, {warnings} warnings"),
        None => "not at all".to_owned(),
    };
    let text = |what: &str, old: String, new: String| {
        (old != new).then(|| format!("{what} {old} -> {new}"))
    };
    let parts = [
        (old.document != new.document).then(|| "the document is another one".to_owned()),
        text("is", state(old), state(new)),
        (old.output != new.output).then(|| "the output is another one".to_owned()),
        text("lines", old.lines.to_string(), new.lines.to_string()),
        text("warnings", old.warnings.to_string(), new.warnings.to_string()),
        text("any values", old.any_values.to_string(), new.any_values.to_string()),
        text("compiled with", compiled(old), compiled(new)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}
