//! The pages beside the sources: what a client can be set to, and where there is more.

use insta::assert_snapshot;
use openapi_loom_generator::Output;
use workspace_tests::snippet::{Snippet, checked, region};

/// Generates one operation, with this at the root of its document.
#[track_caller]
fn run(root: &str, config: &str) -> Output {
    let document = format!(
        "openapi: 3.1.0\ninfo: {{title: Pets, version: '1'}}\npaths:\n  /pets: {{get: {{operationId: listPets, \
         tags: [pets], responses: {{'204': {{description: Done.}}}}}}}}\n{root}\n"
    );
    match Snippet::paths("").config(config).not_of_record().run_document(document.as_bytes()) {
        Ok(output) => output,
        Err(failure) => panic!("nothing is generated:\n{failure}\n\nfrom\n{document}"),
    }
}

/// Returns the rows of the table of settings.
#[track_caller]
fn settings(root: &str, config: &str) -> Vec<String> {
    let text = region(&run(root, config), "README.md", "settings");
    text.lines().skip_while(|line| !line.starts_with("|---")).skip(1).map(str::to_owned).collect()
}

/// A name that nobody said is published may be another crate's on crates.io.
#[test]
fn a_crate_is_added_by_its_path_unless_it_is_published() {
    let add = |config: &str| {
        let install = region(&run("", config), "README.md", "install");
        install.lines().nth(1).unwrap().to_owned()
    };
    assert_eq!(add(""), "$ cargo add --path path/to/pets # the directory of this crate");
    assert_eq!(add("manifest: {published: true}"), "$ cargo add pets");
}

/// Words of a title about the document itself are no part of the name of the API.
#[test]
fn titles_of_documents() {
    let about = |title: &str| {
        let document = format!(
            "openapi: 3.1.0\ninfo: {{title: {title:?}, version: '1'}}\npaths: {{/pets: {{get: {{responses: {{'204': {{description: Done.}}}}}}}}}}\n"
        );
        let output = Snippet::paths("").not_of_record().run_document(document.as_bytes()).unwrap();
        let install = region(&output, "README.md", "install");
        let (_, path) = install.split_once("path/to/").unwrap();
        let name = path.split(' ').next().unwrap().to_owned();
        (region(&output, "README.md", "about").lines().next().unwrap().to_owned(), name)
    };
    for (title, wanted, name) in [
        ("KYC API Documentation", "the KYC API", "kyc-api"),
        ("Pets - REST API Specification", "the Pets - REST API", "pets-rest-api"),
        ("Pets: API spec docs", "the Pets: API", "pets-api"),
        ("Documentation", "Documentation", "documentation"),
        ("- Docs", "- Docs", "docs"),
        ("The Spec of Pets", "The Spec of Pets", "the-spec-of-pets"),
    ] {
        let told = format!("Client of {wanted}, version 1: 1 operation.");
        assert_eq!(about(title), (told, name.to_owned()), "{title}");
    }
}

/// Notices, which callers read before all else, on each page that they may begin with.
#[test]
fn notices_of_the_configuration_are_on_each_front_page() {
    let notices = "notices: [{groups: [cars, Pets], text: 'The [zoo](/zoo) moved.'}, {groups: [cars], text: Gone.}, {text: Ask <b>first</b>.}]";
    let output = run("", &format!("link_base: https://pets.example\n{notices}"));
    let told = "The [zoo](https://pets.example/zoo) moved.\n\nAsk **first**.";
    let about = region(&output, "README.md", "about");
    assert_eq!(about, format!("Client of Pets, version 1: 1 operation.\n\n{told}\n"));
    let operations = region(&output, "reference.md", "operations");
    assert!(operations.starts_with(&format!("{told}\n\n## ")), "{operations}");
    let root = &output.files.iter().find(|file| file.path == "lib.rs").unwrap().text;
    let told = told.replace("\n\n", "\n//!\n//! ");
    let before = "//! Client of Pets, version 1: 1 operation.\n//!\n";
    let after = "\n//!\n//! Everything starts at";
    assert!(root.contains(&format!("{before}//! {told}{after}")), "{root}");
}

/// Returns the reference of operations with these responses beside a success.
fn reference(responses: &[&str]) -> String {
    let path = |(number, responses): (usize, &&str)| {
        format!(
            "/p{number}: {{get: {{operationId: get{number}, tags: [pets], responses: {{'204': {{description: Done.}}, \
             {responses}}}}}}}"
        )
    };
    let paths: Vec<String> = responses.iter().enumerate().map(path).collect();
    region(&Snippet::paths(&paths.join("\n")).run().unwrap(), "reference.md", "operations")
}

/// Errors that each operation declares are told once; those of more statuses come last.
#[test]
fn the_reference_tells_common_errors_once() {
    let common = "'4XX': {description: Wrong. More.}, '401': {description: No key.}";
    let own = "'500': {description: Broken.}";
    let text = reference(&[common, &format!("{common}, {own}")]);
    let first = "Each operation declares these errors: 401: No key; 4XX: Wrong.\n\n## ";
    assert!(text.starts_with(first), "{text}");
    assert_eq!(text.matches("Declared errors: 500: Broken.").count(), 1, "{text}");
    let alone = reference(&[&format!("{common}, {own}")]);
    assert!(alone.contains("Declared errors: 401: No key; 500: Broken; 4XX: Wrong."), "{alone}");
    assert!(!alone.contains("Each operation"), "{alone}");
}

/// A table says nothing within a sentence.
#[test]
fn texts_of_errors_that_are_no_sentence_are_left_out() {
    let text = reference(&["'401': {description: \"| a | b |\\n|---|---|\\n| c | d |\"}"]);
    assert!(text.contains("Declared errors: 401."), "{text}");
}

/// The example of a message to a webhook reads JSON by a crate that has to be added.
#[test]
fn the_readme_adds_all_that_its_examples_need() {
    let install = |root: &str| region(&run(root, ""), "README.md", "install");
    let hooks = "webhooks: {born: {post: {requestBody: {content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}, responses: {'204': {description: Done.}}}}}";
    assert!(install(hooks).contains("\n$ cargo add serde_json\n```"), "{}", install(hooks));
    assert!(!install("").contains("serde_json"));
}

/// The attributes fit into the width that rustfmt has by itself.
#[test]
fn attributes_of_the_root_are_as_rustfmt_has_them() {
    let old = "Pet: {type: object, properties: {name: {type: string, deprecated: true}}}";
    let root = Snippet::read(old).file(&["lib.rs"]);
    let attributes = root.lines().filter_map(|line| line.strip_prefix("#![")?.split_once('('));
    let widths: Vec<usize> = attributes.map(|(_, inner)| inner.len() - ")]".len()).collect();
    assert!(root.contains("#![allow(deprecated, reason = "), "{root}");
    assert!(widths.iter().all(|width| *width <= 70), "{widths:?} {root}");
}

/// Keys, the address with its variables, headers, each with its variable of the environment.
#[test]
fn the_readme_lists_all_settings() {
    let root = "
security: [{one: [], two: [], login: []}]
servers: [{url: '{scheme}://{host}/v1|2', variables: {scheme: {default: https, enum: [https, http]}, host: {default: p.example}}}]
components: {securitySchemes: {
  one: {type: http, scheme: bearer}, two: {type: apiKey, in: header, name: X-Two}, login: {type: http, scheme: basic}}}";
    let config = "
environment: {api_key: PETS_KEY, base_url: PETS_URL}
security: {environment: {two: PETS_TWO}}
options: {owner: {header: X-Owner, environment: PETS_OWNER, description: the owner of the pets}}";
    let output = run(root, config);
    let regions = ["settings", "more"].map(|name| region(&output, "README.md", name));
    assert_snapshot!(regions.join("\n"));
}

#[test]
fn the_readme_says_which_settings_are_needed() {
    let address = "servers: [{url: https://p.example}]";
    let served = "| the base URL, `https://p.example` unless set | `.base_url(\"https://…\")` |";
    let scheme = |scheme: &str, root: &str| {
        let schemes = format!("components: {{securitySchemes: {{one: {{{scheme}}}}}}}");
        settings(&format!("{address}\n{schemes}\n{root}"), "")
    };
    let asked = "security: [{one: []}]";
    let without = "| a server that needs no key | `.without_authentication()` |";
    let bearer = "| the key, sent as a bearer token | `.api_key(\"…\")` |";
    assert_eq!(scheme("type: http, scheme: bearer", asked), [bearer, without, served]);
    let basic = "| user and password | `.one(\"user\", \"password\")` |";
    let provided = "| the same of `one`, asked for as it is needed | `.one_credential(Credential::provider(…))` |";
    assert_eq!(scheme("type: http, scheme: basic", asked), [basic, provided, without, served]);
    assert_eq!(scheme("type: mutualTLS", asked), [served]);
    // Nothing asks for it.
    let query =
        "| the key, sent in the query, as `k`, if the server asks for it | `.api_key(\"…\")` |";
    assert_eq!(scheme("type: apiKey, in: query, name: k", ""), [query, served]);
    let unknown =
        "| the key, sent as a bearer token, if the server asks for it | `.api_key(\"…\")` |";
    assert_eq!(settings(address, ""), [unknown, served]);
    // Nothing is known of it, or its path alone.
    let nowhere = "| the base URL, which has no default | `.base_url(\"https://…\")` |";
    assert_eq!(settings("servers: [{url: /}]", ""), [unknown, nowhere]);
    let path = "| the base URL, which has no default | `.base_url(\"https://…/v1\")` |";
    assert_eq!(settings("servers: [{url: /v1}]", ""), [unknown, path]);
    let host = "servers: [{url: 'https://{host}', variables: {host: {default: ''}}}]";
    let variable = "| `host` of the base URL, which has no default | `.host(\"…\")` |";
    assert_eq!(settings(host, "").last().map(String::as_str), Some(variable));
}

/// Where the groups are on by default, a program can do without most of them.
#[test]
fn the_readme_says_how_to_build_some_groups() {
    let group = |name: &str| {
        let answer = "responses: {'204': {description: Done.}}";
        format!("/{name}: {{get: {{operationId: list_{name}, tags: [{name}], {answer}}}}}\n")
    };
    let end = |groups: &[&str], config: &str| {
        let paths: String = groups.iter().map(|name| group(name)).collect();
        let features = Snippet::paths(&paths).config(config).region("README.md", "features");
        features.lines().last().unwrap().to_owned()
    };
    assert_eq!(
        end(&["pets", "toys"], ""),
        "A program that calls some groups builds these alone: \
         `default-features = false, features = [\"tls\", \"pets\"]`."
    );
    let tracing = "| `tracing` | a `tracing` span of each attempt |";
    assert_eq!(end(&["pets"], ""), tracing);
    let optional = "| `toys` | `client.toys()` |";
    assert_eq!(end(&["pets", "toys"], "optional_groups: [toys]"), optional);
}

/// A call that answers by status has a type of its own.
#[test]
fn the_reference_names_the_answers_by_status() {
    let pets = Snippet::get(
        "
        operationId: listPets
        tags: [pets]
        responses:
          '200': {description: Pets., content: {application/json: {schema: {type: array, items: {type: string}}}}}
          '201': {description: A pet., content: {application/json: {schema: {type: string}}}}
          '202': {description: Later.}",
    );
    let text = pets.region("reference.md", "operations");
    assert!(text.contains("\nlist_pets() -> ListPetsAnswer\n"), "{text}");
    let answers = "\nAnswers: 200 `Ok(Vec<String>)`, 201 `Created(String)`, 202 `Accepted`.\n";
    assert!(text.contains(answers), "{text}");
}

/// An answer that may have nothing is an option, as it is in the code.
#[test]
fn the_reference_tells_what_may_be_left_out() {
    let pets = Snippet::get(
        "
        operationId: getPet
        tags: [pets]
        responses:
          '200': {description: A pet., content: {application/json: {schema: {type: string}}}}
          '204': {description: None.}",
    );
    let text = pets.region("reference.md", "operations");
    assert!(text.contains("\nget_pet() -> Option<String>\n"), "{text}");
    assert!(pets.file(&["pets/get_pet.rs"]).contains("call! { GetPet -> Option<String> as "));
}

/// All that is said of a webhook is in its item of the list.
#[test]
fn webhooks_of_several_paragraphs() {
    let of = |name: &str, about: &str| {
        format!(
            "{name}: {{post: {{description: \"{about}\", requestBody: {{content: {{application/json: \
             {{schema: {{type: object, required: [k], properties: {{k: {{const: {name}}}}}}}}}}}}}, \
             responses: {{'204': {{description: Done.}}}}}}}}"
        )
    };
    let born = of("born", "A birth.\\n\\nOf a pet.\\n\\nSeldom.");
    let output = run(&format!("webhooks: {{{born}, {}}}", of("fed", "A meal.")), "");
    let types = output.files.iter().find(|file| file.path.ends_with("webhook_event.rs")).unwrap();
    let docs =
        types.text.lines().map(str::trim).skip_while(|line| !line.starts_with("/// What is"));
    let docs: Vec<&str> = docs.take(9).collect();
    let wanted = [
        "/// What is posted to webhooks:",
        "///",
        "/// - `born`: A birth.",
        "///",
        "///   Of a pet.",
        "///",
        "///   Seldom.",
        "/// - `fed`: A meal.",
    ];
    assert_eq!(docs[..8], wanted);
}

/// Each way to read what is posted, which is there where webhooks are.
#[test]
fn the_pages_show_how_webhooks_are_read() {
    let webhooks = "webhooks: {born: {post: {requestBody: {content: {application/json: \
                    {schema: {type: object, properties: {name: {type: string}}}}}}}}}";
    let shown = |root: &str, config: &str| {
        let output = run(root, config);
        let calls = region(&output, "README.md", "calls");
        let readme = calls.split_once("```\n").unwrap().1.trim_start().to_owned();
        let reference = region(&output, "reference.md", "operations");
        let of_webhooks = reference.split_once("## Webhooks\n\n").map(|(_, text)| text);
        assert_eq!(of_webhooks.unwrap_or_default(), readme);
        let files = checked(&output).into_iter();
        let ty = files.filter(|(path, _)| path == "types/webhook_event.rs").map(|(_, text)| text);
        format!("{readme}{}", ty.collect::<String>())
    };
    assert_eq!(shown("", ""), "");
    assert_snapshot!(shown(webhooks, ""));
    assert_snapshot!(shown(webhooks, "webhooks: {signature: standard}"));
}

/// Beside each method whose arguments make the body, the one that takes it as a whole.
#[test]
fn the_reference_names_whole_bodies() {
    let pets = Snippet::paths(
        "
    /pets/{petId}:
      put:
        operationId: sendPet
        tags: [pets]
        parameters: [{name: petId, in: path, required: true, schema: {type: integer}}, {name: far, in: query, schema: {type: string}}]
        requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
        responses: {'204': {description: Done.}}
      post:
        operationId: sendNames
        tags: [pets]
        parameters: [{name: petId, in: path, required: true, schema: {oneOf: [{type: integer}, {type: string}]}}]
        requestBody: {required: true, content: {application/json: {schema: {type: array, items: {type: string}}}}}
        responses: {'204': {description: Done.}}",
    )
    .schemas("Pet: {type: object, required: [name], properties: {name: {type: string}}}");
    assert_snapshot!(pets.region("reference.md", "operations"));
}

/// Spares callers to find it out from the compiler or the server.
#[test]
fn the_pages_name_what_is_deprecated_and_what_is_sent_by_itself() {
    let pets = Snippet::get(
        "
        operationId: sendPet
        tags: [pets]
        deprecated: true
        parameters: [{name: far, in: query, schema: {type: string}}, {name: old, in: query, deprecated: true, schema: {type: string}}]
        requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
        responses: {'204': {description: Done.}}",
    )
    .schemas("Pet: {type: object, required: [name, mood, window], properties: {name: {type: string}, mood: {type: string}, window: {type: string, const: 24h}, dull: {type: string, deprecated: true}}}");
    let text = pets.region("reference.md", "operations");
    let said = "\n**Deprecated.**\n\nOptional: `far`.\n\nOptional, but deprecated: `old`, `dull`.\n\n\
                Sent by itself: `window` = `24h`.\n";
    assert!(text.contains(said), "{text}");
    let docs =
        "/// Optional arguments are setters of [`SendPet`]. Sent by itself: `window` = `24h`.\n";
    let text = pets.file(&["pets/mod.rs", "types/pet.rs"]);
    assert!(text.contains(docs), "{text}");
    let new = "/// A `Pet` of what it requires: `name`, `mood`, with `window` = `24h`.\n";
    assert!(text.contains(new), "{text}");
}

/// An example prints the text of what is answered, if that has one method for it.
#[test]
fn examples_print_the_text_of_what_is_answered() {
    let accessor = |name: &str, text: &str| {
        format!("- {{type: Pet, name: {name}, text: {text}, description: What it said.}}\n")
    };
    let printed = |accessors: &[String]| {
        let config = format!("accessors:\n{}", accessors.concat());
        let snippet = Snippet::get(
            "operationId: getPet\ntags: [pets]\nresponses: {'200': {description: A pet., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}",
        )
        .schemas("
        Pet: {type: object, required: [name, sound], properties: {name: {type: string}, sound: {type: string}}}
        ");
        let text = snippet.config(&config).file(&["pets/mod.rs"]);
        let lines = text.lines().map(|line| line.trim_start_matches(['/', ' ']));
        lines.filter(|line| line.starts_with("println!")).map(str::to_owned).collect::<Vec<_>>()
    };
    let [called, heard] = [accessor("called", "name"), accessor("heard", "sound")];
    assert_eq!(printed(std::slice::from_ref(&called)), ["println!(\"{}\", answer.called());"]);
    assert_eq!(printed(&[called, heard]), [""; 0]);
}
