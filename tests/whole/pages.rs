//! Which lists page in documents of vendors, and how, beside a table that was
//! made by hand: a wrong guess is worse than none.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use insta::assert_snapshot;
use openapi_loom_generator::ir::{Api, Operation, Place};
use openapi_loom_generator::{Groups, Inputs, api};
use workspace_tests::shared::read_shared;
use workspace_tests::vendor::{DATES, OTHERS};

/// Further documents in the shared material.
const CORPUS: [&str; 10] = [
    "datadog-v2.yaml",
    "figma.yaml",
    "iceberg.yaml",
    "lithic.yaml",
    "llama-stack.yaml",
    "qdrant.json",
    "resend.yaml",
    "stripe.yaml",
    "svix.json",
    "text-generation-inference.json",
];

/// Words in the names of parameters by which lists could page.
const WORDS: [&str; 11] = [
    "after", "before", "bookmark", "cursor", "iterator", "marker", "offset", "page", "skip",
    "token", "number",
];

/// The API of a document as it is, without any choices.
fn read(path: &str) -> Option<Api> {
    let bytes = read_shared(path)?;
    let inputs = Inputs {
        document: &bytes,
        overlay: None,
        config: "",
        groups: Groups::All,
        of_record: false,
        package: None,
        lenient: true,
        files: None,
    };
    Some(api(&inputs).unwrap_or_else(|failure| panic!("{path}: {failure}")))
}

/// The parameters by which a list could page.
fn candidates(operation: &Operation) -> Vec<&str> {
    let query = operation.parameters.iter().filter(|parameter| parameter.place == Place::Query);
    let names = query.map(|parameter| parameter.name.as_str());
    names.filter(|name| WORDS.iter().any(|word| name.to_lowercase().contains(word))).collect()
}

/// How many operations of an API page in which way; and those that do not,
/// although a parameter of theirs sounds like it.
fn table(name: &str, api: &Api) -> String {
    let mut ways: BTreeMap<String, usize> = BTreeMap::new();
    let mut others = BTreeSet::new();
    for operation in &api.operations {
        match &operation.page {
            Some(page) => *ways.entry(page.words()).or_default() += 1,
            None if operation.method == "GET" && !candidates(operation).is_empty() => {
                let names = candidates(operation).join(", ");
                others.insert(format!("GET {}: {names}", operation.path));
            }
            None => {}
        }
    }
    let mut table = format!("# {name}\n");
    ways.iter().for_each(|(way, count)| _ = writeln!(table, "{count:4} {way}"));
    others.iter().for_each(|other| _ = writeln!(table, "   - {other}"));
    table
}

#[test]
fn what_pages_is_what_the_table_says() {
    let dated = DATES.iter().map(|date| format!("specs/openai-{date}.yaml"));
    let others = OTHERS.iter().map(|name| format!("specs/other/{name}"));
    let corpus = CORPUS.iter().map(|name| format!("specs/corpus/{name}"));
    for path in dated.chain(others).chain(corpus) {
        let Some(api) = read(&path) else { continue };
        let name = path.rsplit('/').next().unwrap_or(&path);
        assert_snapshot!(name, table(name, &api));
    }
}
