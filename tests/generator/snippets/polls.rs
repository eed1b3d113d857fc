//! The results that are polled, by the shapes of the document or the configuration.

use insta::assert_snapshot;
use openapi_loom_generator::ir::Poll;
use workspace_tests::snippet::Snippet;

/// Operations that start jobs, read one and do something with it.
const PATHS: &str = "
/jobs:
  post: {operationId: makeJob, tags: [pets], responses: &job {'200': {description: A job., content: {application/json: {schema: {$ref: '#/components/schemas/Job'}}}}}}
  get: {operationId: listJobs, tags: [pets], responses: {'200': {description: Jobs., content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Job'}}}}}}}
/jobs/{job_id}:
  get: {operationId: readJob, tags: [pets], parameters: &id [{name: job_id, in: path, required: true, schema: {type: string}}], responses: *job}
/jobs/{job}/cancel:
  post: {operationId: cancelJob, tags: [pets], parameters: [{name: job, in: path, required: true, schema: {type: string}}], responses: *job}
/other:
  post: {operationId: makeOther, tags: [pets], responses: *job}
";

const JOB: &str = "Job: {type: object, required: [id, status], properties: {id: {type: string}, status: {type: string, enum: [queued, running, done, failed]}}}";

const CONFIG: &str = "terminal: [done, failed, expired]\n";

fn jobs(paths: &str, job: &str) -> Snippet {
    Snippet::paths(paths).schemas(&format!("        {job}")).config(CONFIG)
}

/// Lists the operations that are polled, and how.
#[track_caller]
fn all_polled(jobs: &Snippet) -> Vec<String> {
    let api = jobs.api().unwrap_or_else(|failure| panic!("{failure}"));
    let words = |(id, poll): (&String, &Poll)| format!("{id} {}", poll.words());
    let polls = api.operations.iter().filter_map(|one| Some((&one.id, one.poll.as_ref()?)));
    polls.map(words).collect()
}

/// Lists those of them whose result another operation asks for.
#[track_caller]
fn polled(jobs: &Snippet) -> Vec<String> {
    let mut polled = all_polled(jobs);
    polled.retain(|poll| !poll.starts_with("readJob "));
    polled
}

const BOTH: [&str; 2] = [
    "makeJob with `readJob` until `status` is `done` or `failed`",
    "cancelJob with `readJob` until `status` is `done` or `failed`",
];

#[test]
fn what_is_made_is_asked_for() {
    assert_eq!(polled(&jobs(PATHS, JOB)), BOTH);
    let text = jobs(PATHS, JOB).file(&["pets/make_job.rs"]);
    let (_, poll) = text.split_once("    /// Makes the call, then asks").unwrap();
    assert_snapshot!(poll.split_once("\n    fn into_call").unwrap().0);
    let ends = "Ends in `.poll()`, too. A poll ends once `status` is `done` or `failed`.\n";
    assert!(jobs(PATHS, JOB).file(&["pets/mod.rs"]).contains(&format!("    /// {ends}")));
    assert!(jobs(PATHS, JOB).region("reference.md", "operations").contains(&format!("\n{ends}")));
    // However it is written.
    let upper = JOB.replace("[queued, running, done, failed]", "[IN_PROGRESS, Done, FAILED]");
    assert_eq!(
        polled(&jobs(PATHS, &upper))[0],
        "makeJob with `readJob` until `status` is `Done` or `FAILED`"
    );
    // Ids are numbers, too.
    assert_eq!(
        polled(&jobs(PATHS, &JOB.replace("id: {type: string}", "id: {type: integer}"))),
        BOTH
    );
    // `state` says as much.
    let state = JOB.replace("status", "state");
    assert_eq!(polled(&jobs(PATHS, &state)).len(), 2);
}

/// The document says which statuses are an end, over the configuration.
#[test]
fn the_document_says_what_is_an_end() {
    let job = JOB.replace("done, failed]", "done, failed], x-terminal: [done]");
    let by_done = [
        "makeJob with `readJob` until `status` is `done`",
        "cancelJob with `readJob` until `status` is `done`",
    ];
    assert_eq!(polled(&jobs(PATHS, &job)), by_done);
    assert_eq!(polled(&jobs(PATHS, &job).config("")), by_done);
    let paused = job.replace("[queued, running, done", "[queued, paused, running, done");
    assert_eq!(polled(&jobs(PATHS, &paused)), by_done);
    // What is marked is meant, though it may be missing; an id that is a number cannot be.
    let optional = job.replace("required: [id, status], ", "");
    assert_eq!(polled(&jobs(PATHS, &optional)), by_done);
    let numbered = optional.replace("id: {type: string}", "id: {type: integer}");
    assert_eq!(polled(&jobs(PATHS, &numbered)), [""; 0]);
    let nullable = job.replace("status: {type: string,", "status: {type: [string, 'null'],");
    assert_eq!(polled(&jobs(PATHS, &nullable)), by_done);
    let other = JOB.replace("done, failed]", "done, failed], x-terminal: [finished]");
    assert_eq!(polled(&jobs(PATHS, &other)), BOTH);
    assert_snapshot!(jobs(PATHS, &other).warnings());
}

/// Things inside others are asked for by what the result says of both, or the call that
/// started the work.
#[test]
fn things_inside_others() {
    let paths = PATHS
        .replace("/jobs", "/farms/{farm_id}/jobs")
        .replace("operationId: makeJob, tags: [pets],", "operationId: makeJob, tags: [pets], parameters: &farm [{name: farm_id, in: path, required: true, schema: {type: string}}],")
        .replace("operationId: listJobs, tags: [pets],", "operationId: listJobs, tags: [pets], parameters: *farm,")
        .replace("parameters: &id [", "parameters: [{name: farm_id, in: path, required: true, schema: {type: string}}, ")
        .replace("cancelJob, tags: [pets], parameters: [", "cancelJob, tags: [pets], parameters: [{name: farm_id, in: path, required: true, schema: {type: string}}, ");
    let arguments = |jobs: &Snippet| {
        let api = jobs.api().unwrap();
        let mut polls = api.operations.iter().filter_map(|one| one.poll.as_ref());
        polls.next().unwrap().arguments.clone()
    };
    let own = |name: &str| Some(name.to_owned());
    let by_the_call = jobs(&paths, JOB);
    assert_eq!(polled(&by_the_call), BOTH);
    assert_eq!(arguments(&by_the_call), [None, own("id")]);
    let configured = "no_polls: [cancelJob]
polls: [{operations: [makeJob], with: readJob, arguments: {job_id: id}, status: status, terminal: [done]}]";
    let configured = by_the_call.config(&format!("{CONFIG}{configured}"));
    assert_eq!(arguments(&configured), [None, own("id")]);
    assert_snapshot!(
        configured.file(&["pets/make_job.rs"]).split_once("Makes the call, then").unwrap().1
    );
    // Called otherwise, it may be another one.
    let farm = paths.replacen("{farm_id}", "{farm}", 1).replacen("name: farm_id", "name: farm", 1);
    assert_eq!(polled(&jobs(&farm, JOB)), BOTH[1..]);
    let job = JOB
        .replace("required: [id,", "required: [id, farm_id,")
        .replace("properties: {", "properties: {farm_id: {type: string}, ");
    let jobs = jobs(&paths, &job);
    assert_eq!(polled(&jobs), BOTH);
    assert_eq!(arguments(&jobs), [own("farm_id"), own("id")]);
}

#[test]
fn what_is_not_polled() {
    let none =
        |paths: &str, job: &str| assert_eq!(polled(&jobs(paths, job)), [""; 0], "{paths}{job}");
    // No end is known, or nothing else.
    assert_eq!(polled(&jobs(PATHS, JOB).config("")), [""; 0]);
    none(PATHS, &JOB.replace("[queued, running, done, failed]", "[queued, running]"));
    none(PATHS, &JOB.replace("[queued, running, done, failed]", "[done, failed]"));
    // It may be somebody's turn, or another end.
    none(PATHS, &JOB.replace("[queued, running, done", "[queued, paused, running, done"));
    none(PATHS, &JOB.replace("queued, running", "active"));
    // It may be missing, null, or any text.
    none(PATHS, &JOB.replace("required: [id, status]", "required: [id]"));
    none(PATHS, &JOB.replace("required: [id, status]", "required: [status]"));
    none(PATHS, &JOB.replace("status: {type: string,", "status: {type: [string, 'null'],"));
    none(PATHS, &JOB.replace(", enum: [queued, running, done, failed]", ""));
    none(PATHS, &JOB.replace("id: {type: string}", "id: {type: boolean}"));
    // There are two of them.
    let two = JOB
        .replace("required: [", "required: [state, ")
        .replace("properties: {", "properties: {state: {type: string, enum: [pending, done]}, ");
    none(PATHS, &two);
    // Another thing that is done with it may lead to another end.
    assert_eq!(polled(&jobs(&PATHS.replace("/cancel:", "/pause:"), JOB)), BOTH[..1]);
    // Nothing asks for it, or what does needs more, or there are two.
    none(&PATHS.replace("readJob, tags: [pets], parameters: &id [", "readJob, tags: [pets], parameters: &id [{name: key, in: query, required: true, schema: {type: string}}, "), JOB);
    let also = PATHS.replace("/other:\n  post:", "/jobs/latest/{job}:\n  get:").replace("makeOther, tags: [pets],", "readLatest, tags: [pets], parameters: [{name: job, in: path, required: true, schema: {type: string}}],");
    none(&also, JOB);
    none(&PATHS.replace("  get: {operationId: readJob", "  put: {operationId: readJob"), JOB);
    // What need not be given, and what is no thing of its own, change nothing.
    let wait = "parameters: &id [{name: wait, in: query, schema: {type: integer}}, ";
    assert_eq!(polled(&jobs(&PATHS.replace("parameters: &id [", wait), JOB)), BOTH);
    let latest = "/jobs/latest:\n  get: {operationId: readLatest, tags: [pets], responses: *job}\n";
    assert_eq!(polled(&jobs(&format!("{PATHS}{latest}"), JOB)), BOTH);
    // Only what is posted starts or ends work.
    assert_eq!(
        polled(&jobs(&PATHS.replace("cancel:\n  post:", "cancel:\n  put:"), JOB)),
        BOTH[..1]
    );
    // Another group may be there without it.
    none(&PATHS.replace("readJob, tags: [pets]", "readJob, tags: [homes]"), JOB);
}

#[test]
fn the_configuration_goes_over_the_shapes() {
    let with = |config: &str| polled(&jobs(PATHS, JOB).config(&format!("{CONFIG}{config}")));
    assert_eq!(with("no_polls: [makeJob]"), BOTH[1..]);
    let own = "polls: [{operations: [makeJob, makeOther], with: readJob, arguments: {job_id: id}, status: status, terminal: [running]}]";
    assert_eq!(
        with(own),
        [
            "makeJob with `readJob` until `status` is `running`",
            BOTH[1],
            "makeOther with `readJob` until `status` is `running`",
        ]
    );
    assert_snapshot!(jobs(PATHS, JOB).config("no_polls: [makeDog]").refusal());
    // What is wrong is said: what asks for the result, or its arguments.
    let text = PATHS.replace("application/json", "text/plain");
    assert_snapshot!(jobs(&text, JOB).config(own).refusal());
    let own = own.replace("{job_id: id}", "{}");
    assert_snapshot!(jobs(PATHS, JOB).config(&own).refusal());
}

/// The call that asks for a result can be polled by who knows the id.
#[test]
fn what_asks_is_polled_itself() {
    let read = "readJob with `readJob` until `status` is `done` or `failed`";
    assert_eq!(all_polled(&jobs(PATHS, JOB)), [BOTH[0], read, BOTH[1]]);
    let text = jobs(PATHS, JOB).file(&["pets/read_job.rs"]);
    let (_, poll) = text.split_once("    /// Makes the call, again").unwrap();
    assert_snapshot!(poll.split_once("\n    fn into_call").unwrap().0);
    let with = |config: &str| {
        let polled = all_polled(&jobs(PATHS, JOB).config(&format!("{CONFIG}{config}")));
        polled.into_iter().find(|poll| poll.starts_with("readJob "))
    };
    assert_eq!(with("no_polls: [readJob]"), None);
    // How long it takes is no disagreement; the longest counts.
    let entry = |of: &str, deadline: u64| {
        format!(
            "{{operations: [{of}], with: readJob, arguments: {{job_id: id}}, status: status, terminal: [done, failed], deadline: {deadline}}}"
        )
    };
    let both = format!("polls: [{}, {}]", entry("makeJob", 60), entry("cancelJob", 90));
    assert_eq!(with(&both).as_deref(), Some(read));
    let text = jobs(PATHS, JOB).config(&both).file(&["pets/read_job.rs"]);
    assert!(text.contains("let poll: Poll<Job> = Poll::again("), "{text}");
    assert!(text.contains("poll.deadline(Duration::from_secs(90))"), "{text}");
    // What is no GET does something each time.
    let post = "polls: [{operations: [makeOther], with: cancelJob, arguments: {job: id}, status: status, terminal: [done]}]";
    let polled = all_polled(&jobs(PATHS, JOB).config(&format!("no_polls: [cancelJob]\n{post}")));
    assert_eq!(polled, ["makeOther with `cancelJob` until `status` is `done`"]);
    let post = "polls: [{operations: [cancelJob], with: makeOther, arguments: {}, status: status, terminal: [done]}]";
    let polled = all_polled(&jobs(PATHS, JOB).config(&format!("no_polls: [makeJob]\n{post}")));
    assert_eq!(polled, ["cancelJob with `makeOther` until `status` is `done`"]);
    // The configuration knows it better than what starts the work.
    let own = "polls: [{operations: [readJob], with: readJob, arguments: {job_id: id}, status: status, terminal: [running]}]";
    assert_eq!(with(own).as_deref(), Some("readJob with `readJob` until `status` is `running`"));
    // What starts the work disagrees about its end.
    let other = "polls: [{operations: [makeJob], with: readJob, arguments: {job_id: id}, status: status, terminal: [running]}]";
    assert_eq!(with(other), None);
}

#[test]
fn the_configuration_knows_how_long_it_takes() {
    let config = "polls: [{operations: [makeJob, cancelJob], with: readJob, arguments: {job_id: id}, status: status, terminal: [done], deadline: 3600}]";
    for file in ["pets/make_job.rs", "pets/read_job.rs"] {
        let text = jobs(PATHS, JOB).config(config).file(&[file]);
        assert!(text.contains("\nuse std::time::Duration;\n"), "{text}");
        assert!(text.contains("        poll.deadline(Duration::from_secs(3600))\n"), "{text}");
    }
}

/// The status that a configured poll looks at may be missing from an answer; the
/// argument that it asks by is text then.
#[test]
fn what_is_optional_is_looked_at_too() {
    let config = "
        polls:
        - operations: [makeJob]
          with: readJob
          arguments: {job_id: id}
          status: status
          terminal: [done]
    ";
    let job = |job: &str| jobs(PATHS, job).config(config);
    let optional = JOB.replace("required: [id, status], ", "");
    let text = job(&optional).file(&["pets/make_job.rs"]);
    let lines = [
        "|call, result| call.path(\"job_id\", result.id.as_deref().unwrap_or_default()),",
        "|result| result.status.as_ref().map_or(\"\", |status| status.as_str()),",
    ];
    for line in lines {
        assert!(text.contains(line), "{line}:\n{text}");
    }
    let number = optional.replace("id: {type: string}", "id: {type: integer}");
    let told = job(&number).refusal();
    assert!(told.contains("`id` of the result of `readJob` is optional, and no text"), "{told}");
    let flag =
        JOB.replace("{type: string, enum: [queued, running, done, failed]}", "{type: boolean}");
    let told = job(&flag).refusal();
    assert!(told.contains("`status` of the result of `readJob` is no text"), "{told}");
}

/// An action on something makes no thing in it.
#[test]
fn an_action_is_no_list() {
    let paths = |makes: &str| {
        format!(
            "
/teams/{{team}}/{{job_id}}:
  get: {{operationId: readJob, tags: [pets], parameters: [{{name: team, in: path, required: true, schema: {{type: string}}}}, {{name: job_id, in: path, required: true, schema: {{type: string}}}}], responses: &job {{'200': {{description: A job., content: {{application/json: {{schema: {{$ref: '#/components/schemas/Job'}}}}}}}}}}}}
{makes}:
  post: {{operationId: makeJob, tags: [pets], parameters: [{{name: team, in: path, required: true, schema: {{type: string}}}}], responses: *job}}
"
        )
    };
    let job = JOB
        .replace("[id, status]", "[id, team, status]")
        .replace("{id: {", "{team: {type: string}, id: {");
    assert_eq!(polled(&jobs(&paths("/teams/{team}"), &job)), BOTH[..1]);
    assert_eq!(polled(&jobs(&paths("/teams/{team}:start"), &job)), Vec::<String>::new());
}
