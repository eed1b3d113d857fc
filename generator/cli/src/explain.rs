//! `explain`: where a type or a field comes from, and why it is as
//! it is.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::NonEmptyStringValueParser;
use openapi_loom_generator::explain::{Explainer, Explanation, Placed, Touch, Unknown};
use openapi_loom_generator::explainer;
use openapi_loom_generator::report::Texts;

use crate::Defaults;
use crate::inputs::{Choices, Sources};
use crate::report::{self, wrapped};

/// Says where a part of the generated crate comes from, and why it is as it is
///
/// Without a name, lists the types, calls and groups that can be explained.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A type, a call, or, after a dot, what it has: `RunObject.status`,
    /// `RunObjectStatus.Queued`, `create_run.model`; names from the
    /// document work too
    #[arg(value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    name: Option<String>,

    /// The OpenAPI document, YAML or JSON; `-` is standard input
    #[arg(long, value_name = "FILE", required_unless_present = "overlay")]
    spec: Option<PathBuf>,

    #[command(flatten)]
    choices: Choices,
}

/// Runs the command.
pub fn run(args: &Args, defaults: &Defaults) -> anyhow::Result<ExitCode> {
    let help = "name the document with `--spec FILE`";
    let sources = Sources::read(args.spec.as_deref(), &args.choices, defaults, help)?;
    let explainer = match explainer(&sources.inputs()) {
        Ok(explainer) => explainer,
        Err(failure) => {
            report::failure(&failure, &sources.texts(), "explained");
            return Ok(ExitCode::FAILURE);
        }
    };
    let text = match &args.name {
        Some(name) => {
            let found =
                explainer.explain(name).map_err(|unknown| refused(&unknown, defaults.program))?;
            rendered(&found, &sources.texts())
        }
        None => names(&explainer),
    };
    report::stdout(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// Returns all types and operations.
fn names(explainer: &Explainer) -> String {
    let owners: Vec<&str> = explainer.names().filter(|name| !name.contains('.')).collect();
    wrapped(&owners, "")
}

fn refused(unknown: &Unknown, program: &str) -> anyhow::Error {
    let Unknown { name, similar, owner } = unknown;
    let list = |names: &[String]| format!("`{}`", names.join("`, `"));
    let mut message = match owner {
        Some((owner, _)) => format!("`{owner}` has nothing of the name `{name}`"),
        None => format!("nothing in the generated crate has the name `{name}`"),
    };
    if !similar.is_empty() {
        message.push_str(&format!("\n  help: perhaps you mean {}", list(similar)));
    }
    message.push_str(&match owner {
        Some(_) if !similar.is_empty() => String::new(),
        Some((_, members)) if !members.is_empty() => format!("\n  help: it has {}", list(members)),
        Some((owner, _)) => format!("\n  help: `{program} explain {owner}` says what it is"),
        None => format!(
            "\n  help: `{program} explain` without a name lists types and operations, with the same \
             options"
        ),
    });
    anyhow::Error::msg(message)
}

fn rendered(explanation: &Explanation, texts: &Texts<'_>) -> String {
    let Explanation { name: _, rust, places, reasons, actions } = explanation;
    let mut text = format!("{rust}\n");
    for Placed { at, place } in places {
        text.push_str(&format!("  {}\n  at {at}\n", texts.place(place)));
    }
    text.push('\n');
    for reason in reasons {
        text.push_str(&item(reason));
    }
    for Touch { number, place, done, description } in actions {
        let place = texts.place(place);
        text.push_str(&item(&format!("overlay action {number} ({place}) {done}: {description}")));
    }
    text
}

/// Returns an item of a list.
fn item(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    format!("  - {}", wrapped(&words, "    ").trim_start())
}
