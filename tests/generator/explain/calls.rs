//! The reasons why calls of each kind are as they are.

use openapi_loom_generator::{Inputs, explainer};
use workspace_tests::synthetic;

const DOCUMENT: &str = include_str!("../../data/operations.yaml");

/// Returns what is said of a name.
#[track_caller]
fn reasons(name: &str) -> String {
    let config = "streams: [{operations: [speak], property: format, value: sse}]";
    let inputs = Inputs { config, of_record: true, ..synthetic::alone(DOCUMENT.as_bytes()) };
    let explanation = explainer(&inputs).unwrap().explain(name);
    let explanation = explanation.unwrap_or_else(|unknown| panic!("{unknown:?}"));
    format!("{}\n{}", explanation.rust, explanation.reasons.join("\n"))
}

#[track_caller]
fn check(name: &str, wanted: &str) {
    let reasons = reasons(name);
    assert!(reasons.contains(wanted), "{name}:\n{reasons}");
}

#[test]
fn bodies() {
    check("upload_file", "its body is a form, `multipart/form-data`");
    check("log_in", "its body is a form, `application/x-www-form-urlencoded`");
    check(
        "replace_file",
        "its body is sent as it is, as `image/png`; it can be `image/gif` as well",
    );
    check(
        "edit_image_json",
        "its body can be of several kinds: this method's is `application/json`",
    );
    check("upload_file.copies", "a setter of the call: it sets the field of `Upload`");
    check("Upload.file", "bytes, in a form: `File`");
}

#[test]
fn answers() {
    check("download_file", "it answers with bytes, `application/octet-stream`");
    check("read_note", "it answers with text, `text/plain`");
    check(
        "unlock",
        "it answers with `Option<Stored>`: one success has JSON, another has no content",
    );
    check(
        "StartJobAnswer",
        "it answers with `StartJobAnswer`: its successes have JSON of several types",
    );
}

#[test]
fn streams() {
    check(
        "edit_image",
        "it declares `text/event-stream`: `.stream()` gives the events, `Progress`",
    );
    check(
        "edit_image.stream",
        "the document says that this property of `EditImageRequest` asks for a stream",
    );
    check("speak", "`streams` of the configuration: `.stream()` gives the events, `Progress`");
    check(
        "speak.stream",
        "the configuration says that this property of `SpeakRequest` asks for a stream",
    );
}

#[test]
fn parameters() {
    check("search.x_fields", "a parameter in a header");
    check("search.session", "a parameter in a cookie");
    check("search.size", "`style: deepObject`: a pair per property, in brackets");
    check("search.tag", "in a query, a list is a pair per item");
    check("search.color", "`explode: false`: one pair, with commas between the items");
    check("search.shelf", "`style: pipeDelimited`: one pair, with bars");
    check("search.filter", "it has `content`: one pair, with JSON for a value");
}

/// The explanation says how a list goes on and a result is polled, and what says
/// so.
#[test]
fn pages_and_polls() {
    let answer = |schema: &str| {
        format!(
            "{{'200': {{description: It., content: {{application/json: {{schema: {schema}}}}}}}}}"
        )
    };
    let job = answer("{$ref: '#/components/schemas/Job'}");
    let jobs = answer(
        "{type: object, properties: {next_url: {type: string}, data: {type: array, items: {$ref: '#/components/schemas/Job'}}}}",
    );
    let document = format!(
        "openapi: 3.1.0
info: {{title: Jobs, version: '1'}}
paths:
  /jobs:
    get: {{operationId: listJobs, responses: {jobs}}}
    post: {{operationId: makeJob, responses: {job}}}
  /jobs/{{id}}:
    get: {{operationId: readJob, parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}], responses: {job}}}
components:
  schemas:
    Job: {{type: object, required: [id, status], properties: {{id: {{type: string}}, status: {{enum: [queued, done]}}}}}}
"
    );
    let reasons = |config: &str, name: &str| {
        let inputs = Inputs { config, ..synthetic::alone(document.as_bytes()) };
        let explainer = explainer(&inputs).unwrap_or_else(|failure| panic!("{failure}"));
        explainer.explain(name).unwrap().reasons.join("\n")
    };
    let config = "terminal: [done]";
    let page = "the shapes of what it asks and answers: `.pages()` and `.items()` go on at the address \
                that is the answer's `next_url`";
    assert!(reasons(config, "list_jobs").contains(page), "{}", reasons(config, "list_jobs"));
    let poll = "the shapes of what starts it and of what asks how far it is: `.poll()` asks with \
                `readJob` until `status` is `done`";
    assert!(reasons(config, "make_job").contains(poll), "{}", reasons(config, "make_job"));
    let configured = "polls: [{operations: [makeJob], with: readJob, arguments: {id: id}, status: \
                      status, terminal: [queued, done]}]";
    let poll = "`polls` of the configuration: `.poll()` asks with `readJob` until `status` is `queued` \
                or `done`";
    assert!(reasons(configured, "make_job").contains(poll), "{}", reasons(configured, "make_job"));
}
