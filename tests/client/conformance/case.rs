//! Decoding and encoding again, by the name of a type: in the crate that is
//! checked in, and in one that is generated and compiled for the purpose.

use std::collections::BTreeSet;
use std::path::Path;

use openapi_loom_generator::generate;
use openapi_loom_generator::ir::{Api, TypeRef};
use serde_json::{Value, json};
use workspace_tests::crates::OnDisk;
use workspace_tests::examples::{Counts, Example, Examples};
use workspace_tests::oracle::{self, Oracle, same};
use workspace_tests::vendor::Vendor;

use crate::checked_in::{self, Outcome};

/// A document, its API and its examples.
pub(crate) struct Case {
    pub(crate) document: Vendor,
    pub(crate) api: Api,
    pub(crate) examples: Examples,
    codec: Codec,
}

enum Codec {
    /// The crate that is checked in.
    CheckedIn,
    /// A program around another one.
    Probe(OnDisk, String),
}

/// The document whose crate is checked in, in our own words.
const RECORD: &str = "2026-08-21";

impl Case {
    /// Returns the documents that are there.
    pub(crate) fn all() -> Vec<Self> {
        Vendor::all().into_iter().map(Self::new).collect()
    }

    fn new(document: Vendor) -> Self {
        let api = document.api();
        let examples = Examples::find(&document.root(), &api);
        let codec = match document.date.as_str() {
            RECORD => Codec::CheckedIn,
            _ => probe(&document, &examples),
        };
        Self { document, api, examples, codec }
    }

    /// Decodes each value as the type of its example, and encodes it again.
    pub(crate) fn again(&self, values: &[(&Example, Value)]) -> Vec<Outcome> {
        match &self.codec {
            Codec::CheckedIn => values
                .iter()
                .map(|(example, value)| checked_in::again(&example.ty, value))
                .collect(),
            Codec::Probe(on_disk, name) => run(on_disk, name, values),
        }
    }

    /// Compares what becomes of values with what should become of them.
    pub(crate) fn check(&self, values: &[(&Example, Value)]) -> Checked {
        let mut checked = Checked::default();
        for ((example, value), found) in values.iter().zip(self.again(values)) {
            let mut oracle = Oracle::new(&self.api);
            let expected = oracle.written(&TypeRef::Named(example.ty.clone()), value);
            match (expected, found) {
                (Err(_), Err(_)) => checked.refused += 1,
                (Ok(expected), Ok(found)) if same(&expected, &found) => checked.same += 1,
                (expected, found) => checked.failures.push(format!(
                    "{}: {}\n  read:     {value}\n  expected: {}\n  found:    {}",
                    self.document.date,
                    example.place,
                    shown(expected),
                    shown(found),
                )),
            }
            checked.counts.undeclared += oracle.counts.undeclared;
            checked.counts.corrected += oracle.counts.corrected;
            checked.counts.nulls += oracle.counts.nulls;
        }
        checked
    }

    /// Returns the numbers of examples.
    pub(crate) fn counts(&self) -> Counts {
        self.examples.counts
    }
}

/// The outcome of comparing.
#[derive(Debug, Default)]
pub(crate) struct Checked {
    /// Values that became what they should.
    pub(crate) same: usize,
    /// Values of the wrong kind, which were refused as they should be.
    pub(crate) refused: usize,
    pub(crate) counts: oracle::Counts,
    pub(crate) failures: Vec<String>,
}

impl Checked {
    /// Fails with the first failures, if there are any.
    pub(crate) fn report(&self) {
        let first = &self.failures[..self.failures.len().min(5)];
        assert!(first.is_empty(), "{} failures\n{}", self.failures.len(), first.join("\n"));
    }
}

fn shown(outcome: Outcome) -> String {
    outcome.map_or_else(|refused| format!("refused: {refused}"), |value| value.to_string())
}

/// Generates the crate of a document and compiles a program around it.
fn probe(document: &Vendor, examples: &Examples) -> Codec {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance");
    let output = generate(&document.inputs()).unwrap();
    let names: BTreeSet<&str> =
        examples.json.iter().map(|example| example.ty.component()).collect();
    let arms: String = names
        .iter()
        .map(|name| {
            format!("\n            \"{name}\" => again::<openai_threads::types::{name}>(json),")
        })
        .collect();
    let text = include_str!("../../data/probe.rs.txt").replace("\n            // types", &arms);
    let name = format!("probe-{}", document.date);
    let on_disk = OnDisk::write(&home, &name, &output, &[(format!("{name}.rs"), text)]);
    on_disk.cargo(&["build", "--example", &name]);
    Codec::Probe(on_disk, name)
}

fn run(on_disk: &OnDisk, name: &str, values: &[(&Example, Value)]) -> Vec<Outcome> {
    let lines: String = values
        .iter()
        .map(|(example, value)| {
            let line = json!({"type": example.ty.component(), "json": value.to_string()});
            format!("{line}\n")
        })
        .collect();
    let written = on_disk.run_example(name, lines);
    let outcomes: Vec<Outcome> =
        written.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(outcomes.len(), values.len());
    outcomes
}
