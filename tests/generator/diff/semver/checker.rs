//! `cargo-semver-checks`, and what it finds.

use std::path::{Path, PathBuf};
use std::process::Command;

use openapi_loom_generator::diff::Version;
use openapi_loom_generator::{Inputs, generate, version};
use serde_json::Value;
use workspace_tests::crates::OnDisk;
use workspace_tests::shared::tool;

/// A document, understood, and the description of the crate made from it.
pub(crate) struct Side {
    pub(crate) name: String,
    pub(crate) version: Version,
    described: PathBuf,
}

impl Side {
    /// Generates and describes a crate whose library has this name.
    pub(crate) fn of(name: &str, library: &str, inputs: &Inputs<'_>) -> Self {
        let understood = version(inputs).and_then(|version| Ok((version, generate(inputs)?)));
        let (version, output) = understood.unwrap_or_else(|failure| panic!("{name}: {failure}"));
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("semver");
        let described = OnDisk::write(&home, name, &output, &[]).rustdoc(library);
        Self { name: name.to_owned(), version, described }
    }
}

/// The program.
pub(crate) struct Checker {
    program: PathBuf,
}

impl Checker {
    /// Returns `None`, and says so, when it is not installed.
    pub(crate) fn find() -> Option<Self> {
        Some(Self { program: tool("cargo-semver-checks")? })
    }

    /// Finds what it takes for breaking.
    pub(crate) fn findings(&self, old: &Side, new: &Side) -> Vec<Finding> {
        let output = Command::new(&self.program)
            .args(["semver-checks", "--release-type=minor", "--color=never", "-vv"])
            .arg("--baseline-rustdoc")
            .arg(&old.described)
            .arg("--current-rustdoc")
            .arg(&new.described)
            .output()
            .expect("cargo-semver-checks runs");
        let said = String::from_utf8_lossy(&output.stdout);
        let findings = findings(&said);
        // It exits with 100 if something breaks; with 101 if it cannot tell.
        let expected = if findings.is_empty() { 0 } else { 100 };
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(expected), "{said}{errors}");
        findings
    }
}

/// Something that breaks callers.
#[derive(Debug)]
pub(crate) struct Finding {
    /// The rule that it breaks.
    pub(crate) lint: String,
    /// The path of the item, or of the one that it belongs to, below the crate.
    owner: String,
    /// The other words about it: the name of a field, a method, a trait.
    words: Vec<String>,
}

impl Finding {
    /// Tells whether it is one of these items, or belongs to one.
    pub(crate) fn is_in(&self, items: &[&str]) -> bool {
        items.iter().filter_map(|item| item.strip_prefix(&self.owner)).any(|rest| {
            let name = rest.trim_start_matches([':', '.', ' ']);
            rest.is_empty() || name != rest && self.words.iter().any(|word| word == name)
        })
    }
}

/// Reads what the program prints: the rules that are broken, and at each item
/// what it knows of it, as JSON.
fn findings(said: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut lint = "";
    let mut lines = said.lines();
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix("--- failure ") {
            lint = title.split(':').next().unwrap_or(title);
        } else if line.trim() == "lint rule output values:" {
            let json: Vec<&str> = lines.by_ref().take_while(|line| *line != "    }").collect();
            findings.push(finding(lint, &(json.concat() + "}")));
        }
    }
    findings
}

fn finding(lint: &str, json: &str) -> Finding {
    let known: Value = serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"));
    let path = known["path"].as_array().unwrap_or_else(|| panic!("{lint} without a path: {json}"));
    let path: Vec<&str> = path.iter().skip(1).filter_map(Value::as_str).collect();
    let words = known.as_object().into_iter().flat_map(|map| map.values());
    Finding {
        lint: lint.to_owned(),
        owner: path.join("::"),
        words: words.filter_map(Value::as_str).map(str::to_owned).collect(),
    }
}
