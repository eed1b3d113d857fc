//! `cargo xtask adopt`: the facts of the vendor's document, in our words.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{anyhow, bail};
use openapi_loom::inputs::{Choices, Sources};
use openapi_loom::paths::shown;
use openapi_loom::{Defaults, Progress, diff, report};
use openapi_loom_generator::adopt::{
    Adopted, ChangeKind, FactChange, NEEDS_WORDS, Position, Refusal, adopt, unworded,
};

use crate::file::put;
use crate::paths::{UPSTREAM, defaults, in_workspace};

/// Carries the facts of the vendor's document over into the spec of record
///
/// Facts that differ in the operations of the groups that are generated, and in
/// all that they reach, are changed in place: comments, order and layout outside of
/// a changed fact stay byte by byte. No words are taken over: where the vendor
/// describes something new, `<needs words>` stands until it is described in ours.
/// Words of ours move with what they are about; those without a place are listed.
/// Facts that the vendor no longer has are kept and listed, unless removed. Nothing
/// is written unless the result, as far as it is generated, is what the vendor's
/// document is. Doing it twice is doing it once. A document that has none of the
/// operations is refused; to take out what is gone, half of them have to be there.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    cargo xtask fetch --rev HEAD --update && cargo xtask adopt\n  \
    cargo xtask adopt newer.yaml --check\n  \
    cargo xtask adopt newer.yaml --remove\n\n\
Exit codes:\n  \
    0  nothing is left to take over; with `--check`, no words are missing either\n  \
    1  with `--check`: facts differ, or words are needed; or an error\n  \
    2  wrong arguments")]
pub(crate) struct Args {
    /// The vendor's document, YAML or JSON [default: spec/upstream/openapi.yaml of the
    /// workspace, where `fetch` puts it]
    upstream: Option<PathBuf>,

    /// The document that takes over, in YAML
    #[arg(long, value_name = "FILE")]
    spec: Option<PathBuf>,

    #[command(flatten)]
    choices: Choices,

    /// Take out what the vendor no longer has
    #[arg(long)]
    remove: bool,

    /// Write nothing; exit with 1 if facts differ or words are needed
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let defaults = defaults();
    let help = "name the document with `--spec FILE`";
    let sources = Sources::read(args.spec.as_deref(), &args.choices, &defaults, help)?;
    let spec = args.spec.clone().or(defaults.document.clone()).unwrap_or_default();
    let upstream = args.upstream.clone().unwrap_or_else(|| in_workspace(UPSTREAM));
    let none = Defaults { document: None, ..defaults };
    let help = "name a document, or get one with `cargo xtask fetch`";
    let theirs = Sources::read(Some(&upstream), &args.choices, &none, help)?;
    let inputs = sources.inputs();
    let progress = Progress::start();
    progress.say("comparing the documents");
    let adopted = adopt(&inputs, theirs.inputs().document, args.remove);
    drop(progress);
    let adopted = match adopted {
        Ok(adopted) => adopted,
        Err(refusal) => return refuse(*refusal, (&sources, &spec), (&theirs, &upstream)),
    };
    let is_same = adopted.text.as_bytes() == inputs.document;
    report::stdout(&summary(&adopted, &spec, &upstream, args, is_same))?;
    if args.check {
        let has_gone = args.remove && adopted.changes.iter().any(|it| it.kind == ChangeKind::Gone);
        let is_done = is_same && adopted.unworded.is_empty() && !has_gone;
        return Ok(if is_done { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
    if !is_same {
        put(&spec, adopted.text.as_bytes())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Says why nothing is taken over.
fn refuse(
    refusal: Refusal,
    (ours, spec): (&Sources, &Path),
    (theirs, upstream): (&Sources, &Path),
) -> anyhow::Result<ExitCode> {
    match refusal {
        Refusal::Ours(failure) => report::failure(&failure, &ours.texts(), "written"),
        Refusal::Theirs(failure) => report::failure(&failure, &theirs.texts(), "written"),
        Refusal::Foreign { known, all } => {
            let help = match known {
                0 => "name a document of the same API",
                _ => "without `--remove`, what is gone is kept and listed",
            };
            bail!(
                "of {} in `{}`, `{}` has {known}\n  help: nothing was changed; {help}",
                report::count(all, "operation"),
                shown(spec),
                shown(upstream)
            );
        }
        Refusal::Unequal(changes) => {
            let lines: Vec<String> =
                changes.iter().map(|change| format!("  {}\n", diff::line(change))).collect();
            bail!(
                "`{}` would not say what the vendor's document says:\n{}  help: nothing was changed; \
                 change these places by hand, and run it again",
                shown(spec),
                lines.concat()
            );
        }
    }
    report::stderr("note: nothing was changed\n");
    Ok(ExitCode::FAILURE)
}

/// Says what became of facts, and which words are missing, a line each.
fn summary(adopted: &Adopted, spec: &Path, upstream: &Path, args: &Args, is_same: bool) -> String {
    let file = shown(spec);
    let mut text = String::new();
    for (kind, title) in [
        (ChangeKind::Changed, "changed"),
        (ChangeKind::New, "new"),
        (ChangeKind::Moved, "moved"),
        (ChangeKind::Gone, if args.remove { "removed" } else { "gone upstream, kept" }),
        (ChangeKind::Unplaced, "words of ours that have no place any more"),
    ] {
        let of: Vec<&FactChange> = adopted.changes.iter().filter(|it| it.kind == kind).collect();
        if !of.is_empty() {
            let lines: Vec<String> = of.iter().map(|change| line(&file, change)).collect();
            text.push_str(&format!("{title}:\n{}", lines.concat()));
        }
    }
    if !adopted.unworded.is_empty() {
        let lines = adopted.unworded.iter().map(|place| spot(&file, place) + "\n");
        text.push_str(&format!("needs words:\n{}", lines.collect::<String>()));
    }
    if !text.is_empty() {
        text.push('\n');
    }
    let count = |kind| adopted.changes.iter().filter(|change| change.kind == kind).count();
    let words = report::count(adopted.unworded.len(), "place");
    let done = match (is_same, args.check) {
        (true, _) => format!("`{file}` is as it was"),
        (false, true) => format!("`{file}` would be changed"),
        (false, false) => format!("`{file}` is changed"),
    };
    text + &format!(
        "{done}: {} changed, {} new, {} gone in `{}`; {words} to be worded\n",
        count(ChangeKind::Changed),
        count(ChangeKind::New),
        count(ChangeKind::Gone),
        shown(upstream)
    )
}

fn line(file: &str, FactChange { kind: _, place, what }: &FactChange) -> String {
    let what = if what.is_empty() { String::new() } else { format!(": {what}") };
    format!("{}{what}\n", spot(file, place))
}

fn spot(file: &str, Position { line, at }: &Position) -> String {
    format!("  {file}:{line} {at}")
}

/// Refuses a document in which words are still missing.
pub(crate) fn has_words(document: &[u8], path: &Path) -> anyhow::Result<()> {
    let Ok(missing) = unworded(document) else { return Ok(()) };
    if missing.is_empty() {
        return Ok(());
    }
    let file = shown(path);
    let lines: Vec<String> = missing.iter().map(|place| spot(&file, place) + "\n").collect();
    Err(anyhow!(
        "`{NEEDS_WORDS}` is left in the document:\n{}  help: describe these places in words of your own, \
and run it again",
        lines.concat()
    ))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::has_words;

    #[test]
    fn a_document_without_its_words_is_refused() {
        let missing = "info:\n  title: Pets\n  description: <needs words>\n";
        assert_eq!(
            has_words(missing.as_bytes(), Path::new("pets.yaml")).unwrap_err().to_string(),
            "`<needs words>` is left in the document:\n  pets.yaml:3 /info/description\n  \
             help: describe these places in words of your own, and run it again"
        );
        let said = b"info: {description: It says `<needs words>`.}";
        assert!(has_words(said, Path::new("pets.yaml")).is_ok());
    }
}
