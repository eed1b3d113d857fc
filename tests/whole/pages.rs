//! The lists that page in documents of vendors, and the results that are polled,
//! and how, beside a table that was made by hand: a wrong guess is worse than none.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use insta::assert_snapshot;
use openapi_loom_generator::ir::{Api, Location, Operation};
use openapi_loom_generator::{Groups, Inputs, api};
use workspace_tests::shared::read_shared;
use workspace_tests::vendor::{DATES, OTHERS, Vendor};

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

/// Statuses that are an end wherever they are known, so that no document has a
/// say in them.
const TERMINAL: &str = "terminal: [completed, complete, succeeded, failed, cancelled, canceled, \
                        expired, error, errored, done, finished]\n";

/// Returns the API of a document with these choices.
fn read(path: &str, config: &str) -> Option<Api> {
    let bytes = read_shared(path)?;
    let inputs = Inputs {
        document: &bytes,
        overlay: None,
        config,
        groups: Groups::All,
        of_record: false,
        package: None,
        lenient: true,
        files: None,
    };
    Some(api(&inputs).unwrap_or_else(|failure| panic!("{path}: {failure}")))
}

/// Returns the parameters by which a list could page.
fn candidates(operation: &Operation) -> Vec<&str> {
    let query =
        operation.parameters.iter().filter(|parameter| parameter.location == Location::Query);
    let names = query.map(|parameter| parameter.name.as_str());
    names.filter(|name| WORDS.iter().any(|word| name.to_lowercase().contains(word))).collect()
}

/// Lists the operations of an API that page, by the way; and those that do not, although a
/// parameter of theirs sounds like it.
fn table(name: &str, api: &Api) -> String {
    let mut ways: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut others = BTreeSet::new();
    for operation in &api.operations {
        let call = format!("{} {}", operation.method, operation.path);
        match &operation.page {
            Some(page) => _ = ways.entry(page.words()).or_default().insert(call),
            None if operation.method == "GET" && !candidates(operation).is_empty() => {
                let names = candidates(operation).join(", ");
                others.insert(format!("{call}: {names}"));
            }
            None => {}
        }
    }
    let mut table = format!("# {name}\n");
    for (way, calls) in ways {
        _ = writeln!(table, "{:4} {way}", calls.len());
        calls.iter().for_each(|call| _ = writeln!(table, "   + {call}"));
    }
    others.iter().for_each(|other| _ = writeln!(table, "   - {other}"));
    table
}

/// Returns the documents that the tables are of, each by its name.
fn documents() -> Vec<(String, String)> {
    let dated = DATES.iter().map(|date| format!("specs/openai-{date}.yaml"));
    let others = OTHERS.iter().map(|name| format!("specs/other/{name}"));
    let corpus = CORPUS.iter().map(|name| format!("specs/corpus/{name}"));
    let named = |path: String| (path.rsplit('/').next().unwrap_or(&path).to_owned(), path);
    dated.chain(others).chain(corpus).map(named).collect()
}

#[test]
fn what_pages_is_what_the_table_says() {
    for (name, path) in documents() {
        let Some(api) = read(&path, "") else { continue };
        assert_snapshot!(name.as_str(), table(&name, &api));
    }
}

/// Lists the operations of an API that are polled, by the way.
fn polled(api: &Api) -> String {
    let polled = api.operations.iter().filter_map(|one| Some((&one.id, one.poll.as_ref()?)));
    polled.map(|(id, poll)| format!("  {id} {}\n", poll.words())).collect()
}

#[test]
fn what_is_polled_by_the_choices_is_what_the_table_says() {
    let Some(document) = Vendor::of("2026-08-21") else { return };
    let inputs = Inputs { groups: Groups::All, ..document.inputs() };
    assert_snapshot!("polls-by-choices", polled(&api(&inputs).unwrap()));
}

#[test]
fn what_is_polled_is_what_the_table_says() {
    let mut table = String::new();
    for (name, path) in documents() {
        let Some(api) = read(&path, TERMINAL) else { continue };
        let lines = polled(&api);
        if !lines.is_empty() {
            _ = write!(table, "# {name}\n{lines}");
        }
        // A result that the configuration does not know is polled nowhere.
        let none = read(&path, "").into_iter().flat_map(|api| api.operations);
        assert!(none.into_iter().all(|operation| operation.poll.is_none()), "{name}");
    }
    assert_snapshot!("polls", table);
}
