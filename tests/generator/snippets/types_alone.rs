//! Documents without operations, and what is posted to webhooks.

use insta::assert_snapshot;
use openapi_loom_generator::Groups;
use workspace_tests::snippet::{Snippet, refusal_of};

/// Returns a document of OpenAPI 3.1 with this below its head.
fn document(rest: &str) -> String {
    format!("openapi: 3.1.0\ninfo: {{title: Pets, version: 1.0.0}}\n{rest}")
}

/// Returns all that is found and generated of a document.
fn generated(document: &str) -> String {
    let output = Snippet::paths("").run_document(document.as_bytes()).unwrap();
    let found = output.warnings.iter().map(|found| format!("{found}\n\n"));
    let files = output.files.iter().map(|file| format!("// {}\n{}\n", file.path, file.text));
    found.chain(files).collect()
}

const PET: &str =
    "components: {schemas: {Pet: {type: object, properties: {name: {type: string}}}}}\n";

#[test]
fn components_alone() {
    assert_snapshot!(generated(&document(PET)));
}

#[test]
fn components_alone_in_openapi_3_0() {
    let old = document(PET).replace("3.1.0", "3.0.3");
    let output = Snippet::paths("").run_document(old.as_bytes()).unwrap();
    assert_snapshot!(output.warnings.iter().map(ToString::to_string).collect::<String>());
    let with_paths = format!("{old}paths: {{}}\n");
    assert!(Snippet::paths("").run_document(with_paths.as_bytes()).unwrap().warnings.is_empty());
}

#[test]
fn a_group_that_a_document_of_types_does_not_have() {
    let document = document(PET);
    let inputs = openapi_loom_generator::Inputs {
        document: document.as_bytes(),
        overlay: None,
        config: "",
        groups: Groups::Named(&["pets".to_owned()]),
        of_record: true,
        package: None,
        lenient: false,
        files: None,
    };
    assert_snapshot!(openapi_loom_generator::generate(&inputs).unwrap_err());
}

#[test]
fn nothing_at_all() {
    assert_snapshot!(refusal_of(&document("components: {schemas: {}}\nwebhooks: {}\n")));
}

/// Bodies that are shared and bodies of their own, told apart by a constant; what
/// is no JSON is left out.
#[test]
fn webhooks_told_apart() {
    let text = "
webhooks:
  pet.born: {post: {requestBody: {$ref: '#/components/requestBodies/Born'}}}
  pet.sold: {$ref: '#/components/pathItems/Sold'}
  pet.seen: {post: {requestBody: {content: {text/plain: {schema: {type: string}}}}}}
components:
  requestBodies:
    Born:
      content:
        application/xml: {schema: {type: object}}
        application/json: {schema: {$ref: '#/components/schemas/Born'}}
  pathItems:
    Sold:
      post:
        requestBody:
          content:
            application/json:
              schema:
                type: object
                required: [event]
                properties: {event: {const: pet.sold}, price: {type: integer}}
  schemas:
    Born: {type: object, required: [event], properties: {event: {const: pet.born}}}
";
    assert_snapshot!(generated(&document(text)));
}

/// Types that cannot be told apart are a warning, and those that are broken are
/// left out, also in a document of record.
#[test]
fn webhooks_that_are_not_sound() {
    let text = "
webhooks:
  a: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}}
  b: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/B'}}}}}}
  c: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Home'}}}}}}
components:
  schemas:
    A: {type: object, properties: {id: {type: string}}}
    B: {type: object, properties: {id: {type: string}}}
";
    let output = Snippet::paths("").run_document(document(text).as_bytes()).unwrap();
    let found: Vec<String> = output.warnings.iter().map(ToString::to_string).collect();
    assert_snapshot!(found.join("\n\n"));
    let file = output.files.iter().find(|file| file.path == "types/webhook_event.rs").unwrap();
    assert!(!file.text.contains("`c`"), "{}", file.text);
}

/// Words that are said of the body of each webhook are told once; others beside each.
#[test]
fn words_of_bodies_of_webhooks() {
    let docs = |bodies: [&str; 2]| {
        let line = |name: &str, body: &str| {
            let content = format!(
                "{{application/json: {{schema: {{type: object, properties: {{{name}: {{type: string}}}}}}}}}}"
            );
            format!(
                "  {name}: {{post: {{summary: It is {name}., requestBody: {{{body}, content: {content}}}}}}}\n"
            )
        };
        let text = format!("webhooks:\n{}{}", line("born", bodies[0]), line("sold", bodies[1]));
        let output = Snippet::paths("").run_document(document(&text).as_bytes()).unwrap();
        let file = output.files.iter().find(|file| file.path == "types/webhook_event.rs").unwrap();
        let lines = file.text.lines().map(str::trim).filter(|line| line.starts_with("///"));
        lines
            .skip(2)
            .take_while(|line| !line.starts_with("/// An object"))
            .map(|line| line[3..].trim())
            .collect::<Vec<_>>()
            .join("|")
    };
    assert_eq!(
        docs(["description: A body.", "description: A body."]),
        "- `born`: It is born.|- `sold`: It is sold.||A body."
    );
    assert_eq!(
        docs(["description: A body.", "description: Another."]),
        "- `born`: It is born.||A body.|- `sold`: It is sold.||Another."
    );
    assert_eq!(
        docs(["description: A body.", "required: true"]),
        "- `born`: It is born.||A body.|- `sold`: It is sold."
    );
}

#[test]
fn webhooks_that_refer_to_nothing() {
    let text = "
webhooks:
  a: {post: {requestBody: {content: {application/json: {schema: {type: string}}}}}}
  b: {$ref: gone.yaml}
";
    let output = Snippet::paths("").run_document(document(text).as_bytes()).unwrap();
    let found: Vec<String> = output.warnings.iter().map(ToString::to_string).collect();
    assert_snapshot!(found.join("\n\n"));
}

/// A component keeps its name.
#[test]
fn a_component_named_as_the_union() {
    let text = "
webhooks:
  a: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/webhook_event'}}}}}}
components:
  schemas:
    webhook_event: {type: object, properties: {id: {type: string}}}
";
    let output = Snippet::paths("").run_document(document(text).as_bytes()).unwrap();
    let names: Vec<&str> = output.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(
        names,
        ["lib.rs", "types/mod.rs", "types/webhook_event.rs", "types/webhook_event2.rs"]
    );
    assert!(output.warnings.is_empty());
}
