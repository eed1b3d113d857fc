//! Every example in whole documents is read as the type that it is an example
//! of, and written again without loss.

mod codec;

use std::collections::BTreeSet;

use openapi_loom_generator::ir::{Api, TypeId};
use workspace_tests::every_example::{Everything, Found, every_example};
use workspace_tests::oracle::{Counts, Oracle, same};
use workspace_tests::vendor::Vendor;

use crate::runs::{RUNS, Run};
use codec::Codec;

/// The numbers of examples in a document.
#[derive(Debug, PartialEq)]
struct Examples {
    date: &'static str,
    /// Examples that are JSON and have a type.
    found: usize,
    /// Examples whose text is no JSON: most have a comma or a brace too many or
    /// too few, or dots in place of what is left out.
    no_json: usize,
    /// The differences that reading and writing the examples make.
    counts: Counts,
}

const EXPECTED: [Examples; 5] = [
    Examples {
        date: "2024-06-17",
        found: 272,
        no_json: 53,
        counts: Counts { undeclared: 40, corrected: 137, nulls: 3 },
    },
    Examples {
        date: "2025-03-22",
        found: 540,
        no_json: 64,
        counts: Counts { undeclared: 148, corrected: 199, nulls: 90 },
    },
    Examples {
        date: "2026-08-21",
        found: 1129,
        no_json: 93,
        counts: Counts { undeclared: 211, corrected: 396, nulls: 241 },
    },
    Examples {
        date: "tictactoe",
        found: 3,
        no_json: 0,
        counts: Counts { undeclared: 0, corrected: 0, nulls: 0 },
    },
    Examples {
        date: "uspto",
        found: 3,
        no_json: 0,
        counts: Counts { undeclared: 0, corrected: 0, nulls: 0 },
    },
];

/// Examples that contradict their own schema in a way that no client could
/// read, each with how.
const CONTRADICTIONS: [(&str, &str); 15] = [
    ("/components/schemas/CreateCompletionRequest/properties/prompt/oneOf/2", "text, not a list"),
    ("/components/schemas/CreateCompletionRequest/properties/prompt/oneOf/3", "text, not a list"),
    ("/components/schemas/CreateEmbeddingRequest/properties/input/oneOf/2", "text, not a list"),
    ("/components/schemas/CreateEmbeddingRequest/properties/input/oneOf/3", "text, not a list"),
    (
        "/components/schemas/CreateEvalCustomDataSourceConfig/properties/item_schema",
        "text, not an object",
    ),
    (
        "/components/schemas/CreateEvalLogsDataSourceConfig/properties/metadata",
        "text, not an object",
    ),
    (
        "/components/schemas/CreateEvalStoredCompletionsDataSourceConfig/properties/metadata",
        "text, not an object",
    ),
    ("/components/schemas/EvalCustomDataSourceConfig/properties/schema", "text, not an object"),
    ("/components/schemas/GraderMulti example", "`graders` is a list, not one grader"),
    (
        "/components/schemas/RealtimeTranscriptionSessionCreateResponseGA example",
        "`format` is text, not an object",
    ),
    ("/components/schemas/ResponseQueuedEvent example", "`created_at` is text, not a number"),
    ("/components/schemas/BetaResponseQueuedEvent example", "`created_at` is text, not a number"),
    (
        "POST /fine_tuning/alpha/graders/run example 0 response",
        "`token_usage` is an object, not a number",
    ),
    ("POST /chatkit/sessions example 0 request", "`expires_after` is a number, not an object"),
    (
        "POST /vector_stores/{vector_store_id}/file_batches example 0 request",
        "a request whose `chunking_strategy` is without `static`",
    ),
];

#[test]
fn every_example_of_a_whole_document_is_read_and_written_without_loss() {
    let mut unlike = Vec::new();
    for run in &*RUNS {
        let Run { document, root, api, .. } = run;
        let everything = every_example(root, api);
        let expected = EXPECTED.iter().find(|one| one.date == document.date);
        if everything.found.is_empty() {
            assert!(expected.is_none(), "{}: no examples", document.date);
            continue;
        }
        let codec = Codec::of(run, &everything.found);
        let counts = check(document, api, &everything.found, &codec);
        let expected = expected.unwrap();
        let (found, no_json) = (everything.found.len(), everything.no_json.len());
        let examples = Examples { date: expected.date, found, no_json, counts };
        eprintln!("{examples:?}");
        if examples != *expected {
            unlike.push((examples, expected));
        }
    }
    assert!(unlike.is_empty(), "{unlike:#?}");
}

/// Compares what becomes of examples with what should become of them; in what
/// they change.
fn check(document: &Vendor, api: &Api, examples: &[Found], codec: &Codec) -> Counts {
    let mut oracle = Oracle::new(api);
    let mut failures = Vec::new();
    for (example, written) in examples.iter().zip(codec.again(examples)) {
        match (oracle.written(&example.ty, &example.value), written) {
            (Ok(expected), Ok(written)) if same(&expected, &written) => {}
            (Err(_), Err(_)) if contradicts(&example.place) => {}
            (expected, written) => failures.push(format!(
                "{}\n  read:     {}\n  expected: {expected:?}\n  found:    {written:?}",
                example.place, example.value
            )),
        }
    }
    assert!(failures.is_empty(), "{}: {}", document.date, failures.join("\n"));
    oracle.counts
}

fn contradicts(place: &str) -> bool {
    CONTRADICTIONS.iter().any(|(known, _)| *known == place)
}

#[test]
fn each_contradiction_is_one() {
    let mut refused = BTreeSet::new();
    for Run { root, api, .. } in &*RUNS {
        for example in every_example(root, api).found {
            if Oracle::new(api).written(&example.ty, &example.value).is_err() {
                refused.insert(example.place);
            }
        }
    }
    let known: BTreeSet<String> =
        CONTRADICTIONS.iter().map(|(place, _)| (*place).to_owned()).collect();
    assert!(RUNS.is_empty() || refused == known, "{refused:#?}");
}

/// The only examples that have no type, although there is one, are those of
/// what is no JSON.
#[test]
fn what_has_no_type_is_not_reached_or_is_no_json() {
    let known = [
        // Answers without content, by the word of the document.
        "DELETE /responses/{response_id} example 0 response",
        "DELETE /responses/{response_id}?beta=true example 0 response",
        "DELETE /containers/{container_id} example 0 response",
        "DELETE /containers/{container_id}/files/{file_id} example 0 response",
        "GET /containers/{container_id}/files/{file_id}/content example 0 response",
        // Answers that are bytes or text.
        "GET /videos/{video_id}/content example 0 response",
        "POST /realtime/calls example 0 response",
        // A parameter of a path that has no such part.
        "/paths/~1fine_tuning~1checkpoints~1{fine_tuned_model_checkpoint}~1permissions/delete/parameters/1/schema",
        // A form.
        "POST /images/edits body multipart/form-data multipart_edit",
        // Answers that are pages of HTML.
        "GET /board/{row}/{column} 400 text/html",
        "PUT /board/{row}/{column} 400 text/html illegalCoordinates",
        "PUT /board/{row}/{column} 400 text/html notEmpty",
        "PUT /board/{row}/{column} 400 text/html invalidMark",
    ];
    let mut unseen = BTreeSet::from(known);
    for Run { document, root, api, .. } in &*RUNS {
        let Everything { no_type, .. } = every_example(root, api);
        let is_reached = |place: &&String| match place.strip_prefix("/components/schemas/") {
            Some(rest) => {
                let name = rest.split(['/', ' ']).next().unwrap();
                api.types.contains_key(&TypeId(vec![name.to_owned()]))
            }
            None => true,
        };
        let left: Vec<&String> = no_type
            .iter()
            .filter(is_reached)
            .filter(|place| {
                unseen.remove(place.as_str());
                !known.contains(&place.as_str())
            })
            .collect();
        assert!(left.is_empty(), "{}: {left:#?}", document.date);
    }
    assert!(RUNS.is_empty() || unseen.is_empty(), "{unseen:#?}");
}
