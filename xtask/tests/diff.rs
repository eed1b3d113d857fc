//! `cargo xtask diff` from the outside: two documents in, words and a code out.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{Ran, xtask};

const OLD: &str = "\
openapi: 3.1.0
info: {title: Pets, version: 1.0.0}
servers: [{url: 'https://pets.example/v1'}]
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      responses:
        '200': {description: All., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
    post:
      operationId: makePet
      tags: [pets]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/NewPet'}}}}
      responses:
        '200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
components:
  schemas:
    Pet:
      type: object
      required: [id]
      properties:
        id: {type: string, description: Which pet it is.}
        kind: {$ref: '#/components/schemas/Kind'}
    NewPet:
      type: object
      required: [name]
      properties:
        name: {type: string, maxLength: 10}
        kind: {$ref: '#/components/schemas/Kind'}
    Kind: {type: string, enum: [cat, dog]}
";

/// Makes a value more, a property more that is required, other limits, other words.
fn new() -> String {
    OLD.replace("[cat, dog]", "[cat, dog, '<b>_*`emu']")
        .replace("required: [name]", "required: [name, owner]")
        .replace("maxLength: 10}", "maxLength: 20}\n        owner: {type: string}")
        .replace("Which pet it is.", "Its id.")
        .replace("version: 1.0.0", "version: 1.1.0")
}

/// A directory with two documents and the choices for them.
struct Workplace {
    dir: TempDir,
}

impl Workplace {
    fn new(old: &str, new: &str) -> Self {
        let place = Self { dir: tempfile::tempdir().unwrap() };
        place.put("old.yaml", old);
        place.put("new.yaml", new);
        place.put("config.yaml", "crate: pets\ngroups: [pets]\n");
        place
    }

    fn put(&self, path: &str, text: &str) {
        fs::write(self.dir.path().join(path), text).unwrap();
    }

    /// Compares the two documents, with more options.
    fn diff(&self, options: &[&str]) -> Ran {
        let inputs = ["diff", "old.yaml", "new.yaml", "--no-overlay", "--config", "config.yaml"];
        let arguments: Vec<&str> = inputs.iter().chain(options).copied().collect();
        xtask(self.dir.path(), &arguments)
    }
}

const TEXT: &str = "\
Pets 1.0.0 → Pets 1.1.0: 2 operations

breaking    NewPet.owner: property added: `String`, `required` [sent, makePet]  old.yaml:25 → new.yaml:30  FINGERPRINT
compatible  Kind: values added: ``<b>_*`emu`` [sent and read, 2 operations]  old.yaml:31 → new.yaml:32
compatible  NewPet.name: limits loosened: `at most 10 characters` → `at most 20 characters` [sent, makePet]  old.yaml:29 → new.yaml:29
docs only   1 place: described in other words; `--docs` lists them

1 breaking, 2 compatible, 1 docs only
version step: major (below 1.0: minor)
";

/// Returns the text with the fingerprint in it.
fn wanted() -> String {
    TEXT.replace("FINGERPRINT", &fingerprint(&Workplace::new(OLD, &new()), "NewPet.owner"))
}

/// Returns text without places and fingerprints.
fn without_places(text: &str) -> String {
    let line = |line: &str| {
        let places = ["  old.yaml:", "  new.yaml:"].iter().filter_map(|sign| line.find(sign)).min();
        format!("{}\n", &line[..places.unwrap_or(line.len())])
    };
    text.lines().map(line).collect()
}

#[test]
fn text() {
    let ran = Workplace::new(OLD, &new()).diff(&[]);
    assert_eq!((ran.code, ran.stdout, ran.stderr.as_str()), (0, wanted(), ""));
}

#[test]
fn text_with_all_words() {
    let ran = Workplace::new(OLD, &new()).diff(&["--docs"]);
    let hidden = "1 place: described in other words; `--docs` lists them";
    let shown = "Pet.id: described in other words [read, 2 operations]";
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert!(
        lines.contains(&format!("docs only   {shown}  old.yaml:23 → new.yaml:23").as_str()),
        "{}",
        ran.stdout
    );
    assert!(!ran.stdout.contains(hidden), "{}", ran.stdout);
}

/// Of many operations that change alike, the first are named.
#[test]
fn text_of_many_operations() {
    let pets = |count: usize, kind: &str| {
        let path = |at: usize| {
            format!(
                "  /pets/{at}: {{get: {{operationId: pet{at}, tags: [pets], parameters: [{{name: size, \
                 in: query, schema: {{type: {kind}}}}}], responses: {{'204': {{description: No.}}}}}}}}\n"
            )
        };
        let paths: String = (0..count).map(path).collect();
        format!("openapi: 3.1.0\ninfo: {{title: Pets, version: 1.0.0}}\npaths:\n{paths}")
    };
    let first = |count: usize| {
        let ran = Workplace::new(&pets(count, "string"), &pets(count, "integer")).diff(&[]);
        let line = ran.line("breaking").to_owned();
        line.split(':').next().unwrap().to_owned()
    };
    assert_eq!(first(4), "breaking    size of pet0, pet1, pet2, pet3");
    assert_eq!(first(6), "breaking    size of pet0, pet1, pet2, pet3 and 2 more");
}

#[test]
fn colour() {
    let place = Workplace::new(OLD, &new());

    let ran = place.diff(&["--color", "always"]);
    assert!(ran.stdout.contains("\u{1b}[1m\u{1b}[31mbreaking  \u{1b}[0m"), "{}", ran.stdout);
    assert_eq!(place.diff(&["--color", "never"]).stdout, wanted());
    let ran = place.diff(&["--color", "always", "--format", "markdown"]);
    assert!(!ran.stdout.contains('\u{1b}'), "{}", ran.stdout);
}

#[test]
fn markdown() {
    let place = Workplace::new(OLD, &new());
    let ran = place.diff(&["--format", "markdown"]);
    let wanted = "\
## Pets 1.0.0 → Pets 1.1.0: 2 operations

### Breaking

- breaking: **NewPet.owner**: property added: `String`, `required` \\[sent, makePet] (old.yaml:25 → new.yaml:30, `FINGERPRINT`)

### Compatible

- compatible: **Kind**: values added: ``<b>_*`emu`` \\[sent and read, 2 operations] (old.yaml:31 → new.yaml:32)
- compatible: **NewPet.name**: limits loosened: `at most 10 characters` → `at most 20 characters` \\[sent, makePet] (old.yaml:29 → new.yaml:29)

<details>
<summary>docs only: 1 place described in other words</summary>

- docs only: **Pet.id**: described in other words \\[read, 2 operations] (old.yaml:23 → new.yaml:23)

</details>

1 breaking, 2 compatible, 1 docs only. Version step: **major (below 1.0: minor)**.
";
    let wanted = wanted.replace("FINGERPRINT", &fingerprint(&place, "NewPet.owner"));
    assert_eq!((ran.code, ran.stdout), (0, wanted));
}

/// A pattern is the same in each format, and exact in JSON.
#[test]
fn marks_of_markdown_in_a_pattern() {
    let new = |pattern: &str| OLD.replace("maxLength: 10", &format!("pattern: {pattern}"));
    let told = |pattern: &str, format: &str| {
        Workplace::new(OLD, &new(pattern)).diff(&["--format", format]).stdout
    };
    for (pattern, shown) in [
        ("'^[a-z]+  $'", "`matches ^[a-z]+  $`"),
        ("'[`]``$'", "```matches [`]``$```"),
        ("'^`'", "`` matches ^` ``"),
        ("\"^\\n$\"", "`matches ^\\n$`"),
    ] {
        for format in ["text", "markdown", "githubactions"] {
            let text = told(pattern, format);
            assert!(text.contains(&format!(" → {shown} ")), "{format}: {shown}\n{text}");
        }
    }
    let found: Value = serde_json::from_str(&told("\"^[`]\\n$\"", "json")).unwrap();
    assert_eq!(found["changes"][0]["after"], json!(["matches ^[`]\n$"]));
}

#[test]
fn json_has_everything() {
    let ran = Workplace::new(OLD, &new()).diff(&["--format", "json"]);
    let found: Value = serde_json::from_str(&ran.stdout).unwrap();

    assert_eq!(ran.code, 0);
    assert_eq!(
        found["new"],
        json!({"file": "new.yaml", "title": "Pets", "version": "1.1.0", "operations": 2, "missing_groups": []})
    );
    let totals = ["breaking", "compatible", "docs_only", "step", "step_below_one"];
    assert_eq!(
        totals.map(|key| found[key].clone()),
        [json!(1), json!(2), json!(1), json!("major"), json!("minor")]
    );
    assert_eq!(found["changes"].as_array().unwrap().len(), 4);
    assert_eq!(
        found["changes"][0],
        json!({
            "class": "breaking",
            "where": "NewPet.owner",
            "kind": "property-added",
            "what": "property added: `String`, `required` [sent, makePet]",
            "operation": null,
            "parameter": null,
            "type": "NewPet",
            "member": "owner",
            "webhook": null,
            "before": [],
            "after": ["String", "required"],
            "sent": true,
            "read": false,
            "operations": ["makePet"],
            "new_types": [],
            "gone_types": [],
            "old": {"file": "old.yaml", "line": 25},
            "new": {"file": "new.yaml", "line": 30},
            "fingerprint": fingerprint(&Workplace::new(OLD, &new()), "NewPet.owner"),
            "approved": null,
            "items": [
                {
                    "item": "pets::Pets::make_pet",
                    "before": "fn make_pet(name: impl IntoValue<String, M>) -> MakePet",
                    "after": "fn make_pet(name: impl IntoValue<String, M>, owner: impl IntoValue<String, M>) -> MakePet",
                },
                {
                    "item": "types::NewPet::new",
                    "before": "fn new(name: impl IntoValue<String, M>) -> Self",
                    "after": "fn new(name: impl IntoValue<String, M>, owner: impl IntoValue<String, M>) -> Self",
                },
            ],
        })
    );
    let words = &found["changes"][3];
    assert_eq!(
        (&words["kind"], &words["before"], &words["after"]),
        (&json!("description-changed"), &json!(["Which pet it is."]), &json!(["Its id."]))
    );
}

#[test]
fn nothing_changed() {
    // The same in JSON.
    let json = serde_json::json!({
        "openapi": "3.1.0",
        "info": {"title": "Pets", "version": "1"},
        "paths": {"/pets": {"get": {"operationId": "x", "tags": ["pets"], "responses": {"204": {"description": "."}}}}},
    });
    let yaml = "\
openapi: 3.1.0
info: {title: Pets, version: '1'}
paths: {/pets: {get: {operationId: x, tags: [pets], responses: {'204': {description: .}}}}}
";
    let place = Workplace::new(&json.to_string(), yaml);

    let ran = place.diff(&["--fail-on", "any"]);

    let wanted = "\
Pets 1: 1 operation

no changes

0 breaking, 0 compatible, 0 docs only
version step: none, nothing changed for callers
";
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (0, wanted, ""));
}

#[test]
fn fail_on() {
    let place = Workplace::new(OLD, &new());
    assert_eq!(place.diff(&["--fail-on", "breaking"]).code, 1);
    assert_eq!(place.diff(&["--fail-on", "any"]).code, 1);

    let place = Workplace::new(OLD, &OLD.replace("maxLength: 10", "maxLength: 11"));
    let name = fingerprint(&place, "NewPet.name");
    for class in ["breaking", "refused"] {
        let ran = place.diff(&["--fail-on", class]);
        assert_eq!((ran.code, ran.stdout.contains(&name)), (0, false), "{}", ran.stdout);
    }
    // A change that would need an approval says by which name.
    let ran = place.diff(&["--fail-on", "any"]);
    assert_eq!((ran.code, ran.stdout.contains(&name)), (1, true), "{}", ran.stdout);
}

#[test]
fn a_group_that_is_gone_is_said_loudly() {
    let place = Workplace::new(OLD, &OLD.replace("[pets]", "[cats]"));

    let ran = place.diff(&["--fail-on", "breaking"]);

    assert_eq!(ran.code, 1);
    let wanted = "\
Pets 1.0.0: 2 → 0 operations
warning: `new.yaml` has no operation in the group `pets`

breaking    the API: type removed: `Kind`, `NewPet`, `Pet`
breaking    listPets: operation removed: `GET /pets`
breaking    makePet: operation removed: `POST /pets`

3 breaking, 0 compatible, 0 docs only
version step: major (below 1.0: minor)
";
    assert_eq!(without_places(&ran.stdout), wanted);

    let ran = place.diff(&["--format", "json"]);
    let found: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(found["new"]["missing_groups"], json!(["pets"]));
    assert!(ran.stderr.contains("warning: `new.yaml` has no operation in the group `pets`"));

    let empty = "openapi: 3.1.0\ninfo: {title: Pets, version: 2}\npaths: {}\n";
    let place = Workplace::new(OLD, empty);
    let arguments = ["diff", "old.yaml", "new.yaml", "--no-overlay", "--no-config"];
    let ran = xtask(place.dir.path(), &arguments);
    assert!(ran.stdout.contains("warning: `new.yaml` has no operations\n"), "{}", ran.stdout);
    assert_eq!(ran.stdout.matches("operation removed").count(), 2);
}

#[test]
fn a_group_that_is_new() {
    let ran = Workplace::new(&OLD.replace("[pets]", "[cats]"), OLD).diff(&[]);
    assert_eq!(ran.code, 0);
    assert!(ran.stdout.starts_with("Pets 1.0.0: 0 → 2 operations\nwarning: `old.yaml` has no operation in the group `pets`\n"), "{}", ran.stdout);
    assert!(
        ran.stdout.contains(
            "compatible  makePet: operation added: `POST /pets`  old.yaml:11 → new.yaml:11\n"
        ),
        "{}",
        ran.stdout
    );
}

#[test]
fn a_group_that_is_nowhere_is_an_error() {
    let ran = Workplace::new(OLD, &new()).diff(&["--group", "cars"]);
    let wanted = "\
error: neither document has an operation in the group `cars`
  help: OLD has pets; NEW has pets
";
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (1, "", wanted));
}

#[test]
fn a_document_that_cannot_be_read_is_an_error() {
    let broken = "openapi: 3.1.0\ninfo: {title: [}\n";
    let syntax = |file: &str| {
        format!(
            "error[syntax]: not readable as YAML: mismatched bracket '[' closed by '}}'\n --> {file}:2:15\n"
        )
    };
    let end = "error: nothing was compared, because of 1 error in the input\n";

    let ran = Workplace::new(OLD, broken).diff(&[]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.starts_with(&syntax("new.yaml")), "{}", ran.stderr);
    assert!(ran.stderr.ends_with(end), "{}", ran.stderr);

    let ran = Workplace::new(broken, broken).diff(&["--format", "json"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    for file in ["old.yaml", "new.yaml"] {
        assert!(ran.stderr.contains(&syntax(file)), "{}", ran.stderr);
    }
    let ends = "error: nothing was compared, because of 2 errors in the input\n";
    assert!(ran.stderr.ends_with(ends), "{}", ran.stderr);

    let ran = Workplace::new(OLD, &OLD.replace("schemas/Kind'", "schemas/Sort'")).diff(&[]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("= at: /components/schemas/Pet/properties/kind"), "{}", ran.stderr);
    assert!(ran.stderr.ends_with(ends), "{}", ran.stderr);

    let ran = Workplace::new(OLD, "a: {}\n").diff(&[]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("error[no-operations]"), "{}", ran.stderr);

    let place = Workplace::new(OLD, OLD);
    fs::remove_file(place.dir.path().join("old.yaml")).unwrap();
    let ran = place.diff(&[]);
    let wanted = "\
error: cannot read `old.yaml`: No such file or directory (os error 2)
  help: correct the path, or name two documents: `cargo xtask diff OLD NEW`
";
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (1, "", wanted));
}

#[test]
fn choices_need_not_fit_every_document() {
    let place = Workplace::new(OLD, &new());
    place.put(
        "overlay.yaml",
        "\
overlay: 1.0.0
info: {title: Corrections, version: 1.0.0}
actions:
  - target: $.components.schemas.Kind
    description: There are emus.
    update: {enum: [emu]}
  - target: $.components.schemas.Dog
    description: A document of another date has it.
    remove: true
",
    );
    let inputs =
        ["diff", "old.yaml", "new.yaml", "--overlay", "overlay.yaml", "--config", "config.yaml"];

    let ran = xtask(place.dir.path(), &inputs);

    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.contains("breaking    NewPet.owner"), "{}", ran.stdout);
    assert_eq!(
        ran.stderr,
        "\
note: 1 warning about `old.yaml`: to see it, `cargo xtask regen --spec old.yaml --out DIR`
note: 1 warning about `new.yaml`: to see it, `cargo xtask regen --spec new.yaml --out DIR`
"
    );
}

#[test]
fn wrong_usage_exits_with_2() {
    let place = Workplace::new(OLD, OLD);
    for arguments in [
        &["diff"][..],
        &["diff", "old.yaml"],
        &["diff", "old.yaml", "new.yaml", "third.yaml"],
        &["diff", "old.yaml", "new.yaml", "--format", "xml"],
        &["diff", "old.yaml", "new.yaml", "--fail-on", "never"],
        &["diff", "old.yaml", "new.yaml", "--no-config", "--config", "config.yaml"],
    ] {
        let ran = xtask(place.dir.path(), arguments);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.stderr.starts_with("error: "), "{}", ran.stderr);
    }
}

/// Returns the fingerprint by which approvals name a change, by its place.
fn fingerprint(place: &Workplace, wanted: &str) -> String {
    let found: Value = serde_json::from_str(&place.diff(&["--format", "json"]).stdout).unwrap();
    let changes = found["changes"].as_array().unwrap();
    let change = changes.iter().find(|change| change["where"] == wanted).unwrap();
    change["fingerprint"].as_str().unwrap().to_owned()
}

/// Limits that are tighter, and nothing else.
fn tighter() -> String {
    OLD.replace("maxLength: 10", "maxLength: 5")
}

#[test]
fn what_may_be_refused() {
    let place = Workplace::new(OLD, &tighter());
    let name = fingerprint(&place, "NewPet.name");

    let ran = place.diff(&["--fail-on", "refused"]);

    let wanted = format!(
        "\
Pets 1.0.0: 2 operations

may be refused  NewPet.name: limits tightened: `at most 10 characters` → `at most 5 characters` [sent, makePet]  old.yaml:29 → new.yaml:29  {name}

0 breaking, 1 may be refused, 0 compatible, 0 docs only
version step: minor (below 1.0: patch)
"
    );
    assert_eq!((ran.code, ran.stdout), (1, wanted));
    assert_eq!(place.diff(&["--fail-on", "breaking"]).code, 0);
}

#[test]
fn annotations() {
    let new = tighter().replace("required: [name]", "required: [name, 'a,b%']");
    let new =
        new.replace("        kind: {$ref", "        'a,b%': {type: string}\n        kind: {$ref");
    let place = Workplace::new(OLD, &new);
    let names = ["NewPet.a,b%", "NewPet.name"].map(|name| fingerprint(&place, name));

    let ran = place.diff(&["--format", "githubactions"]);

    let [one, other] = names;
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert_eq!(
        lines,
        [
            format!("::error file=new.yaml,line=31,title=breaking::NewPet.a,b%25: property added: `String`, `required` [sent, makePet]%0Abefore: old.yaml:25%0Afingerprint: {one}"),
            format!("::warning file=new.yaml,line=30,title=may be refused::NewPet.name: limits tightened: `at most 10 characters` → `at most 5 characters` [sent, makePet]%0Abefore: old.yaml:29%0Afingerprint: {other}"),
            "::notice file=new.yaml,line=24,title=compatible::Pet.a,b%25: property added: `Option<String>` [read, 2 operations]%0Abefore: old.yaml:19".to_owned(),
            "1 breaking, 1 may be refused, 1 compatible, 0 docs only. Version step: major (below 1.0: minor).".to_owned(),
        ]
    );
    // A property that is gone is marked where its type is: a review shows the newer
    // document.
    let ran = Workplace::new(&new, &tighter()).diff(&["--format", "githubactions"]);
    let lines: Vec<&str> = ran.stdout.lines().filter(|line| line.contains("::Pet.a,b")).collect();
    let [line] = lines[..] else { panic!("{lines:?}") };
    let wanted = "::error file=new.yaml,line=19,title=breaking::Pet.a,b%25: property removed: ";
    assert!(line.starts_with(wanted), "{line}");
    assert!(line.contains("%0Abefore: old.yaml:24%0Afingerprint: x"), "{line}");
    fs::rename(place.dir.path().join("new.yaml"), place.dir.path().join("a,b:c.yaml")).unwrap();
    let arguments = ["diff", "old.yaml", "a,b:c.yaml", "--no-overlay", "--no-config", "--format"];
    let ran = xtask(place.dir.path(), &[&arguments[..], &["githubactions"]].concat());
    assert!(ran.stdout.starts_with("::error file=a%2Cb%3Ac.yaml,line=31,"), "{}", ran.stdout);
}

#[test]
fn approvals() {
    let place = Workplace::new(OLD, &tighter());
    let name = fingerprint(&place, "NewPet.name");
    let options = ["--fail-on", "refused", "--approvals", "approvals.yaml"];

    let entry = format!("  - fingerprint: {name}\n    reason: Names are short.\n");
    place.put("approvals.yaml", &format!("approvals:\n{entry}    expires: 9999-12-31\n"));
    let ran = place.diff(&options);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let line = "may be refused  NewPet.name: limits tightened: `at most 10 characters` → `at most 5 characters` [sent, makePet] [approved: Names are short.]  old.yaml:29 → new.yaml:29\n";
    assert!(ran.stdout.contains(line), "{}", ran.stdout);
    let ran = place.diff(&["--approvals", "approvals.yaml", "--format", "json"]);
    let found: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(
        (&found["approved"], &found["changes"][0]["approved"]),
        (&json!(1), &json!("Names are short."))
    );
    let ran = place.diff(&["--approvals", "approvals.yaml", "--format", "githubactions"]);
    assert!(ran.stdout.starts_with("::notice file=new.yaml,line=29,"), "{}", ran.stdout);
    assert!(ran.stdout.contains("%0Aapproved: Names are short.\n"), "{}", ran.stdout);

    // The same change with more around it, and one that is further.
    place.put("new.yaml", &format!("# Moved.\n{}", tighter()));
    assert_eq!(place.diff(&options).code, 0);
    place.put("new.yaml", &OLD.replace("maxLength: 10", "maxLength: 4"));
    let ran = place.diff(&options);
    let wanted = format!(
        "warning: the approval `{name}` (Names are short.) matches no change\n  help: take it out of `approvals.yaml`\n"
    );
    assert_eq!((ran.code, ran.stderr), (1, wanted));

    place.put("new.yaml", &tighter());
    place.put("approvals.yaml", &format!("approvals:\n{entry}    expires: 2001-12-31\n"));
    let ran = place.diff(&options);
    let wanted = format!(
        "warning: the approval `{name}` (Names are short.) expired after 2001-12-31\n  help: take it out of `approvals.yaml`\n"
    );
    assert_eq!((ran.code, ran.stderr), (1, wanted.clone()));

    // One that has expired is none, and one of two is enough.
    let old = format!("{entry}    expires: 2001-12-31\n");
    place.put("approvals.yaml", &format!("approvals:\n{old}{entry}"));
    let ran = place.diff(&options);
    assert_eq!((ran.code, ran.stderr), (0, wanted));
    place.put("approvals.yaml", &format!("approvals:\n{entry}{}", entry.replace("Names", "Words")));
    let ran = place.diff(&options);
    let wanted = format!(
        "warning: the approval `{name}` (Words are short.) is listed twice\n  help: take it out of `approvals.yaml`\n"
    );
    assert_eq!((ran.code, ran.stderr), (0, wanted));
}

#[test]
fn help_says_how_changes_are_approved() {
    let ran = xtask(tempfile::tempdir().unwrap().path(), &["diff", "--help"]);
    assert_eq!(ran.code, 0);
    for words in ["Approvals:\n", "      - fingerprint: x", "Exit codes:\n", "  2  wrong arguments"]
    {
        assert!(ran.stdout.contains(words), "{}", ran.stdout);
    }
}

#[test]
fn approvals_that_cannot_be_read() {
    let place = Workplace::new(OLD, OLD);
    let options = ["--approvals", "approvals.yaml"];
    let ran = place.diff(&options);
    let wanted = "\
error: cannot read `approvals.yaml`: No such file or directory (os error 2)
  help: correct the path, or name another with `--approvals FILE`
";
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (1, "", wanted));
    for (text, why) in [
        (
            "hello\n",
            "is no list of approvals: invalid type: string \"hello\", expected `approvals`",
        ),
        ("approvals: [{fingerprint: a}]\n", "is no list of approvals: approvals[0]: missing field"),
        (
            "approvals: [{fingerprint: a, reason: ' '}]\n",
            ": the approval `a` has no reason\n  help: ",
        ),
        ("approvals: [{fingerprint: a, reason: b, until: c}]\n", "unknown field `until`"),
        (
            "approvals: [{fingerprint: a, reason: b, expires: soon}]\n",
            "expires on `soon`, which is no day\n  help: write a day as 2030-12-31",
        ),
    ] {
        place.put("approvals.yaml", text);
        let ran = place.diff(&options);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{text}");
        assert!(ran.stderr.starts_with("error: `approvals.yaml`"), "{}", ran.stderr);
        assert!(ran.stderr.contains(why) && ran.stderr.contains("\n  help: "), "{}", ran.stderr);
    }
}
