//! Methods for the text that is in values, and headers by groups: exact Rust
//! out, or an exact message.

use insta::assert_snapshot;
use workspace_tests::snippet::Snippet;

const TEXT: &str = "
    accessors:
    - type: Pet
      name: words
      text: sounds[song].lines.words
      description: All that it sang, joined.
";

fn pet(config: &str) -> Snippet {
    Snippet::read(
        "
        Pet:
          type: object
          required: [sounds]
          properties:
            tag: {type: string}
            sounds: {type: array, items: {oneOf: [{$ref: '#/components/schemas/Song'}, {$ref: '#/components/schemas/Bark'}]}}
        Song:
          type: object
          required: [kind]
          properties: {kind: {const: song}, lines: {type: array, items: {$ref: '#/components/schemas/Line'}}}
        Line: {type: object, required: [words], properties: {words: {type: string}}}
        Bark:
          type: object
          required: [kind]
          properties: {kind: {const: bark}, lines: {type: array, items: {$ref: '#/components/schemas/Line'}}}
        ",
    )
    .config(config)
}

#[test]
fn texts_in_a_value() {
    assert_snapshot!(pet(TEXT).file(&["types/pet.rs"]));
}

#[test]
fn texts_that_are_nowhere() {
    let changes = [
        ("type: Pet", "type: Dog"),
        ("sounds[song]", "sounds[miaow]"),
        ("sounds[song]", "sounds"),
        ("lines.words", "lines"),
        ("name: words", "name: tag"),
    ];
    let told: Vec<String> = changes.map(|(from, to)| pet(&TEXT.replace(from, to)).refusal()).into();
    assert_snapshot!(told.join("\n"));
}

/// A text is in each variant of a union, or is one of them.
#[test]
fn texts_in_whichever_variant() {
    let heard = |arms: &str, name: &str| {
        let config = format!(
            "accessors: [{{type: readPet.response, name: {name}, text: words, description: All.}}]"
        );
        Snippet::get(&format!(
            "operationId: readPet\ntags: [pets]\nresponses: {{'200': {{description: A pet., \
             content: {{application/json: {{schema: {{oneOf: [{arms}]}}}}}}}}}}"
        ))
        .schemas(
            "
            Song:
              type: object
              required: [words, tune]
              properties: {words: {type: string}, tune: {type: string}}
            Bark: {type: object, required: [volume], properties: {words: {type: string}, volume: {type: integer}}}
            Choir: {type: object, required: [kind], properties: {kind: {const: choir}, words: {type: string}}}
            Flock:
              type: object
              required: [kind]
              properties: {kind: {const: flock}, words: {type: array, items: {type: string}}}
            Egg: {type: object, required: [kind], properties: {kind: {const: egg}}}
            ",
        )
        .config(&config)
    };
    let arm = |name: &str| format!("{{$ref: '#/components/schemas/{name}'}}");
    let written = |arms: &[String]| {
        let text = heard(&arms.join(", "), "words").file(&["types/read_pet.rs"]);
        text.split_once("\nimpl ").unwrap_or_else(|| panic!("{text}")).1.to_owned()
    };
    assert_snapshot!(written(&[arm("Song"), arm("Bark"), "{type: string}".to_owned()]));
    let told = [
        heard(&[arm("Song"), arm("Egg")].join(", "), "words").refusal(),
        heard(&[arm("Song"), "{type: integer}".to_owned()].join(", "), "words").refusal(),
        heard(&[arm("Choir"), arm("Flock")].join(", "), "words").refusal(),
        heard(&[arm("Song"), arm("Bark")].join(", "), "words").refusal(),
    ];
    assert_snapshot!(told.join("\n"));
    assert_snapshot!(
        heard(&[arm("Choir"), arm("Song")].join(", "), "all_words").file(&["types/read_pet.rs"])
    );
}

/// Nothing else of the type may be called as a method is in Rust.
#[test]
fn names_that_are_taken() {
    let schema = "
        Pet:
          type: object
          properties: {Text: {type: string}, clone: {type: string}, sound: {type: string}}
          additionalProperties: {type: string}
        ";
    let told = |names: &[&str]| {
        let entry =
            |name| format!("- {{type: Pet, name: {name}, text: sound, description: It.}}\n");
        let entries: String = names.iter().map(entry).collect();
        Snippet::both(schema).config(&format!("accessors:\n{entries}")).refusal()
    };
    assert_snapshot!(told(&["text", "set_clone", "rest", "new", "clone", "allWords", "all_words"]));
}

#[test]
fn what_is_for_another_group_is_skipped() {
    let other = TEXT.replace("- type: Pet", "- group: elephants\n      type: Elephant");
    assert!(!pet(&other).file(&["types/pet.rs"]).contains("fn words"));
}

/// Returns two groups with an operation each, with these headers.
fn groups(headers: &str) -> String {
    let operation = |id: &str, tag: &str| {
        format!(
            "get: {{operationId: {id}, tags: [{tag}], responses: {{'204': {{description: ok}}}}}}"
        )
    };
    let paths =
        format!("/pets:\n  {}\n/keepers:\n  {}", operation("pets", "a"), operation("keepers", "b"));
    let files = Snippet::paths(&paths).config(headers).files();
    let lines = files.iter().flat_map(|(path, text)| {
        let is_said = |line: &&str| line.contains("Pet-Version");
        text.lines().filter(is_said).map(move |line| format!("{path}: {}", line.trim()))
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn headers_are_those_of_all_requests_or_of_groups() {
    let all = "client.rs: fixed_headers: &[(\"Pet-Version\", \"2\")],";
    assert_eq!(groups("headers: {Pet-Version: '2'}"), all);
    assert_eq!(groups("headers: {Pet-Version: [{groups: [a, b], value: '2'}]}"), all);
    assert_eq!(
        groups("headers: {Pet-Version: [{groups: [a], value: '2'}, {groups: [zoos], value: '3'}]}"),
        "a/pets.rs: .headers(&[(\"Pet-Version\", \"2\")]);"
    );
    assert_eq!(
        groups("headers: {Pet-Version: [{groups: [a], value: '2'}, {groups: [b], value: '3'}]}"),
        "a/pets.rs: .headers(&[(\"Pet-Version\", \"2\")]);\n\
         b/keepers.rs: .headers(&[(\"Pet-Version\", \"3\")]);"
    );
    // As elsewhere, case and what separates words tell no groups apart.
    assert_eq!(groups("headers: {Pet-Version: [{groups: [A, B], value: '2'}]}"), all);
}
