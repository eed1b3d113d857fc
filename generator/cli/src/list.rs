//! `list`: what a document offers.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use openapi_loom_generator::ir::Api;
use openapi_loom_generator::pointer::on_a_line;
use openapi_loom_generator::select::{Group, Offered, groups, offer, reached, webhook_names};
use openapi_loom_generator::{api, read};

use crate::Defaults;
use crate::inputs::{Choices, Sources};
use crate::report::{self, count};

/// Lists the groups and tags of an OpenAPI document, with their operations, and its webhooks
///
/// With `--group NAME`, the operations of that group, their methods and paths, how
/// they page and are polled, and the types that they reach.
#[derive(Debug, clap::Args)]
#[command(mut_arg("all", |all| all.hide(true)))]
pub struct Args {
    /// The OpenAPI document, YAML or JSON; `-` is standard input
    #[arg(value_name = "FILE", required_unless_present = "overlay")]
    spec: Option<PathBuf>,

    #[command(flatten)]
    choices: Choices,
}

/// Runs the command.
pub fn run(args: &Args, defaults: &Defaults) -> anyhow::Result<ExitCode> {
    let help = format!("name the document: `{} list FILE`", defaults.program);
    let sources = Sources::read(args.spec.as_deref(), &args.choices, defaults, &help)?;
    let read = match read(&sources.inputs()) {
        Ok(read) => read,
        Err(failure) => {
            report::failure(&failure, &sources.texts(), "listed");
            return Ok(ExitCode::FAILURE);
        }
    };
    let operations = offer(&read.document, &read.config);
    let groups = groups(&read.document, &read.config);
    let asked = args.choices.groups();
    if asked.is_empty() {
        let webhooks = webhook_names(&read.document);
        report::stdout(&overview(&operations, &groups, &webhooks))?;
        return Ok(ExitCode::SUCCESS);
    }
    // It is for `generate` to say what is wrong with the document.
    let ways = api(&sources.inputs()).map(|api| ways(&api)).unwrap_or_default();
    for name in asked {
        let of_group: Vec<&Offered> =
            operations.iter().filter(|operation| operation.is_in(name)).collect();
        if of_group.is_empty() {
            let names: Vec<String> = groups.iter().map(|group| on_a_line(&group.name)).collect();
            anyhow::bail!(
                "the document has no operation in the group `{name}`\n  help: its groups are: {}",
                names.join(", ")
            );
        }
        let types = reached(&read.document, &read.config, name);
        report::stdout(&details(name, &of_group, &ways, &types))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Returns all groups, all tags and all webhooks.
fn overview(operations: &[Offered], groups: &[Group], webhooks: &[String]) -> String {
    let groups: Vec<_> = groups
        .iter()
        .map(|Group { name, operations }| (name.as_str(), texts(operations)))
        .collect();
    let tags = tagged(operations);
    let mut text =
        format!("{} in {}\n", count(operations.len(), "operation"), count(groups.len(), "group"));
    for (title, sets) in [("groups", groups), ("tags", tags)] {
        if !sets.is_empty() {
            text.push_str(&format!("\n{title}\n"));
        }
        for (name, ids) in sets {
            text.push_str(&format!("  {}: {}\n", on_a_line(name), ids.len()));
            text.push_str(&report::wrapped(&ids, "    "));
        }
    }
    if !webhooks.is_empty() {
        text.push_str(&format!("\nwebhooks: {}\n", webhooks.len()));
        text.push_str(&report::wrapped(&texts(webhooks), "    "));
    }
    text
}

/// Tells how operations page and are polled, and what says so, by their ids.
fn ways(api: &Api) -> BTreeMap<String, Vec<String>> {
    let by = |is_configured| match is_configured {
        true => "by the configuration",
        false => "by the shapes of the document",
    };
    let mut ways: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for operation in api.operations.iter().filter(|operation| !operation.is_variant()) {
        let page = operation.page.as_ref();
        let page = page.map(|page| format!("pages {}, {}", page.words(), by(page.is_configured)));
        let poll = operation.poll.as_ref();
        let poll = poll.map(|poll| format!("polls {}, {}", poll.words(), by(poll.is_configured)));
        let all: Vec<String> = page.into_iter().chain(poll).collect();
        if !all.is_empty() {
            ways.insert(operation.declared_id.clone(), all);
        }
    }
    ways
}

/// Returns one group.
fn details(
    name: &str,
    operations: &[&Offered],
    ways: &BTreeMap<String, Vec<String>>,
    types: &[String],
) -> String {
    let widest = |part: fn(&Offered) -> &str| {
        let widths = operations.iter().map(|operation| on_a_line(part(operation)).chars().count());
        widths.max().unwrap_or_default()
    };
    let (ids, methods) = (widest(|operation| &operation.id), widest(|operation| &operation.method));
    let mut text = format!("{}: {}\n", on_a_line(name), count(operations.len(), "operation"));
    for operation in operations {
        let Offered { id: known, method, path, deprecated, .. } = operation;
        let [id, method, path] = [known, method, path].map(|text| on_a_line(text));
        let note = if *deprecated { "  (deprecated)" } else { "" };
        text.push_str(&format!("  {id:ids$}  {method:methods$}  {path}{note}\n"));
        for way in ways.get(known).into_iter().flatten() {
            text.push_str(&format!("    {}\n", on_a_line(way)));
        }
    }
    text.push_str(&format!("\n{}\n", count(types.len(), "type")));
    text.push_str(&report::wrapped(&texts(types), "    "));
    text
}

/// Returns the tags in the order of the document, each with the ids of its operations.
fn tagged(operations: &[Offered]) -> Vec<(&str, Vec<&str>)> {
    let mut places = BTreeMap::new();
    let mut sets: Vec<(&str, Vec<&str>)> = Vec::new();
    for operation in operations {
        for tag in &operation.tags {
            let place = *places.entry(tag.as_str()).or_insert_with(|| {
                sets.push((tag, Vec::new()));
                sets.len() - 1
            });
            sets[place].1.push(&operation.id);
        }
    }
    sets
}

fn texts(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}
