//! Answers that are values of callers' types, or call their functions: exact Rust out, or
//! an exact message.

use insta::assert_snapshot;
use workspace_tests::snippet::Snippet;

const ASK: &str = "
    structured:
    - operations: [ask]
      at: form.shape
      format: {kind: schema, schema: '{schema}', known_as: '{name}'}
      text: said[song].lines.words
      refusal: no
      cut:
      - at: end
        values: [tired]
        reason: why.word
";

fn parrot(config: &str) -> Snippet {
    Snippet::paths(
        "
        /parrot:
          post:
            operationId: ask
            tags: [parrots]
            requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Ask'}}}}
            responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Said'}}}}}
        /again:
          post:
            operationId: askAgain
            tags: [parrots]
            requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Ask'}}}}
            responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Said'}}}}}
        /count:
          get: {operationId: count, tags: [parrots], responses: {'200': {description: ok, content: {application/json: {schema: {type: integer}}}}}}
        ",
    )
    .schemas(
        "
        Ask: {type: object, properties: {form: {$ref: '#/components/schemas/Form'}, parse: {type: string}, forms: {type: array, items: {$ref: '#/components/schemas/Form'}}}}
        Form: {type: object, properties: {loud: {type: boolean}, shape: {}}}
        Said:
          type: object
          properties:
            said: {type: array, items: {oneOf: [{$ref: '#/components/schemas/Song'}, {$ref: '#/components/schemas/Bark'}]}}
            no: {type: [string, 'null']}
            end: {type: string, enum: [done, tired]}
            why: {type: object, properties: {word: {type: string}}}
            times: {type: integer}
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

/// Returns what a call has for callers' types, in the file of its operation.
fn typed(config: &str, operation: &str) -> String {
    let file = parrot(config).file(&[&format!("parrots/{operation}.rs")]);
    file.find("structured! {").map_or(String::new(), |at| file[at..].to_owned())
}

#[test]
fn a_call_is_asked_for_a_value() {
    let file = parrot(ASK).file(&["parrots/ask.rs"]);
    assert_snapshot!(typed(ASK, "ask"));
    // A property of the name of a method has another setter.
    assert!(file.contains("pub fn set_parse<"), "{file}");
    assert_eq!(typed(ASK, "ask_again"), "");
    assert!(parrot(ASK).file(&["parrots/ask_again.rs"]).contains("pub fn parse<"));
}

/// Only the songs are read where any other thing is of their arm too.
#[test]
fn a_way_through_the_default_arm() {
    let arms = "{oneOf: [{$ref: '#/components/schemas/Song'}, {$ref: '#/components/schemas/Bark'}]";
    let mapped = "discriminator: {propertyName: kind, mapping: {song: Song, bark: Bark}, defaultMapping: Song}";
    let snippet = parrot(ASK).openapi("3.2.0");
    let document = snippet.document().replacen(arms, &format!("{arms}, {mapped}"), 1);
    let output = snippet.run_document(document.as_bytes()).unwrap();
    let text = |path: &str| &output.files.iter().find(|file| file.path == path).unwrap().text;
    assert!(text("types/said.rs").contains("Song(Song) = default,"), "{}", text("types/said.rs"));
    let call = text("parrots/ask.rs");
    assert!(call.contains("text: \"said[kind=song].lines.words\","), "{call}");
}

#[test]
fn an_answer_gives_its_value_once() {
    let both = ASK.replace("[ask]", "[ask, askAgain]");
    let of = |operation: &str| typed(&both, operation).contains("-> Said, parsed {");
    assert_eq!([of("ask"), of("ask_again")], [true, false]);
}

#[test]
fn the_feature_is_there_where_it_is_of_use() {
    let line = "schemars = [\"openapi-loom-runtime/schemars\"]\n";
    let manifest = |config: &str| parrot(config).run().unwrap().manifest;
    assert!(manifest(ASK).contains(line));
    assert!(!manifest("").contains(line));
    assert!(!parrot("").file(&["lib.rs"]).contains("schemars"));
    let root = parrot(ASK).file(&["lib.rs"]);
    assert!(root.contains("pub use openapi_loom_runtime::http::Typed;"));
    assert!(root.contains("//! | `.answer_as::<T>()`, then any of these |"), "{root}");
}

/// What libraries' types are read as has a name of its own.
#[test]
fn values_of_both_kinds_are_named_apart() {
    let schemas = "
        Ask: {type: object, properties: {shape: {}, id: {type: string, format: uuid}}}
        Said: {type: object, properties: {words: {type: string}}}
    ";
    let config = "
        formats: {uuid: uuid}
        structured:
        - {operations: [ask], at: shape, format: '{schema}', text: words}
    ";
    let root = parrot(config).schemas(schemas).file(&["lib.rs"]);
    assert!(root.contains("pub use openapi_loom_runtime::http::Typed;"), "{root}");
    assert_eq!(root.matches("Parsed").count(), 1, "{root}");
}

#[test]
fn what_does_not_fit_is_refused() {
    let changes = [
        ("operations: [ask]", "operations: [ask, sing]"),
        ("operations: [ask]", "operations: [count]"),
        ("at: form.shape", "at: form.colour"),
        ("at: form.shape", "at: forms.shape"),
        ("'{schema}'", "schema"),
        ("said[song]", "said"),
        ("lines.words", "lines"),
        ("refusal: no", "refusal: times"),
        ("at: end", "at: times"),
        ("[tired]", "[tried]"),
        ("why.word", "why.not"),
        ("text: said", "texts: said"),
    ];
    let told: Vec<String> =
        changes.map(|(from, to)| parrot(&ASK.replace(from, to)).refusal()).into();
    assert_snapshot!(told.join("\n"));
}

#[test]
fn an_answer_with_a_property_of_that_name_is_refused() {
    let schemas = "
        Ask: {type: object, properties: {shape: {}}}
        Said: {type: object, properties: {parsed: {type: boolean}, words: {type: string}}}
    ";
    let config = "
        structured:
        - {operations: [ask], at: shape, format: '{schema}', text: words}
    ";
    assert_snapshot!(parrot(config).schemas(schemas).refusal());
}

#[test]
fn what_is_for_another_group_is_skipped() {
    let other = ASK.replace("- operations", "- group: elephants\n      operations");
    assert_eq!(typed(&other, "ask"), "");
}

const TOOLS: &str = "
    tools:
    - operations: [ask]
      tools: toys
      tool: {toy: '{name}', use: ['{description}'], takes: '{schema}'}
      calls: said[song]
      id: kind
      name: lines.words
      arguments: lines.words
      foreign: lines.by
      others:
      - {at: 'said[bark]'}
      - {at: 'said[growl].to', values: [you]}
      input: heard
      text: {lines: ['{text}']}
      items: said
      output: {by: '{id}', gives: '{output}'}
      kept:
      - {at: form}
      - {at: parse, next: no}
      only: {times: 1, loud: false, form: short}
      once: {form: {}, choose: {any: {}, some: {loud: false, way: {by: slow}}}}
      cut:
      - {at: end, values: [tired]}
      notes: It sings, and does not bark.
";

/// Returns the same with what has to do with tools in the body.
fn playing(config: &str) -> Snippet {
    let schemas = "
        Ask: {type: object, properties: {toys: {type: array, items: {}}, form: {type: string}, parse: {type: string}, times: {type: integer}, loud: {type: boolean}, choose: {oneOf: [{type: string, enum: [any, all]}, {$ref: '#/components/schemas/Some'}]}, run_tools: {type: boolean}, heard: {oneOf: [{type: string}, {type: array, items: {$ref: '#/components/schemas/Heard'}}]}}}
        Some: {type: object, required: [kind], properties: {kind: {const: some}, loud: {type: boolean}, way: {type: object, properties: {by: {type: string, enum: [slow, fast]}}}}}
        Heard: {type: object, properties: {lines: {type: array, items: {type: string}}}}
        Said:
          type: object
          properties:
            said: {type: array, items: {oneOf: [{$ref: '#/components/schemas/Song'}, {$ref: '#/components/schemas/Bark'}, {$ref: '#/components/schemas/Growl'}]}}
            no: {type: [string, 'null']}
            end: {type: string, enum: [done, tired]}
            times: {type: integer}
        Song:
          type: object
          required: [kind]
          properties: {kind: {const: song}, lines: {type: array, items: {$ref: '#/components/schemas/Line'}}}
        Line: {type: object, required: [words], properties: {words: {type: string}, by: {type: string}}}
        Bark:
          type: object
          required: [kind]
          properties: {kind: {const: bark}}
        Growl:
          type: object
          required: [kind, to]
          properties: {kind: {const: growl}, to: {type: string, enum: [you, all]}, way: {type: array, items: {$ref: '#/components/schemas/Line'}}}
        ";
    parrot(config).schemas(schemas)
}

#[test]
fn a_model_calls_functions_of_the_caller() {
    let pets = playing(TOOLS);
    let file = pets.file(&["parrots/ask.rs"]);
    assert_snapshot!(file[file.find("tools! {").unwrap()..]);
    let again = pets.file(&["parrots/ask_again.rs"]);
    assert!(again.contains("pub fn run_tools(") && !again.contains("tools!"), "{again}");
    assert!(pets.run().unwrap().manifest.contains("schemars = ["));
    let reexported = "pub use openapi_loom_runtime::http::{RunTools, ToolRun, Tools};";
    assert!(pets.file(&["lib.rs"]).contains(reexported));
    // A property of the name of the method has another setter.
    assert!(file.contains("pub fn set_run_tools("), "{file}");
}

#[test]
fn tools_that_do_not_fit_are_refused() {
    let changes = [
        ("operations: [ask]", "operations: [ask, sing]"),
        ("operations: [ask]", "operations: [count]"),
        ("tools: toys", "tools: toy"),
        ("tools: toys", "tools: form"),
        ("'{description}'", "description"),
        ("said[song]", "said[sung]"),
        ("id: kind", "id: kinds"),
        ("name: lines.words", "name: lines"),
        ("arguments: lines.words", "arguments: lines"),
        ("said[song]", "said[song][song]"),
        ("foreign: lines.by", "foreign: lines.of"),
        ("'said[bark]'", "'said[woof]'"),
        ("'said[bark]'", "'end[bark]'"),
        ("'said[bark]'", "'said[growl].way[bark]'"),
        ("'said[growl].to'", "'said[growl].for'"),
        ("'said[growl].to'", "times"),
        ("[you]", "[me]"),
        ("only: {times", "only: {time"),
        ("times: 1", "times: one"),
        ("form: short", "form: 1"),
        ("once: {form", "once: {from"),
        ("some: {loud", "most: {loud"),
        ("any: {}", "any: {loud: true}"),
        ("{loud: false", "{quiet: true"),
        ("{loud: false", "{loud: quite"),
        ("{by: slow}", "{by: far}"),
        ("input: heard", "input: herd"),
        ("['{text}']", "[text]"),
        ("items: said", "items: sad"),
        ("gives: '{output}'", "gives: output"),
        ("{at: form}", "{at: from}"),
        ("next: no", "next: times"),
        ("at: end", "at: times"),
        ("kept:", "keeps:"),
    ];
    let told: Vec<String> =
        changes.map(|(from, to)| playing(&TOOLS.replace(from, to)).refusal()).into();
    assert_snapshot!(told.join("\n"));
}

/// An answer that events build up can be streamed in a run, too; that of which events bring
/// something else cannot.
#[test]
fn answers_of_a_run_may_be_streamed() {
    let pets = |whole: &str| {
        let config = format!(
            "
    streams:
    - operations: [ask]
      property: loud
      assemble: {{whole: {whole}, renamed: {{}}, dropped: [], replaced: [], text: word}}
    tools:
    - operations: [ask]
      tools: toys
      tool: {{name: '{{name}}', use: '{{description}}', takes: '{{schema}}'}}
      calls: calls
      id: id
      name: name
      arguments: name
      input: heard
      items: calls
      output: {{id: '{{id}}', name: '{{output}}'}}
"
        );
        let ask = "
        operationId: ask
        requestBody: {required: true, content: {application/json: {schema: {type: object, properties: {toys: {type: array, items: {}}, loud: {type: boolean}, heard: {type: array, items: {$ref: '#/components/schemas/Song'}}}}}}}
        responses:
          '200':
            description: ok
            content:
              application/json: {schema: {$ref: '#/components/schemas/Said'}}
              text/event-stream: {schema: {$ref: '#/components/schemas/Piece'}}
        ";
        let schemas = "
        Said: {type: object, properties: {word: {type: string}, calls: {type: array, items: {$ref: '#/components/schemas/Song'}}}}
        Other: {type: object, properties: {word: {type: string}}}
        Piece: {type: object, properties: {word: {type: string}, calls: {type: array, items: {$ref: '#/components/schemas/Song'}}}}
        Song: {type: object, required: [id, name], properties: {id: {type: string}, name: {type: string}}}
        ";
        Snippet::post(ask).schemas(schemas).config(&config).file(&["pets/ask.rs"])
    };
    let head = |file: &str| {
        let of_macro = file.split("tools! {\n").nth(1).unwrap_or_else(|| panic!("{file}"));
        of_macro.lines().next().unwrap().trim().to_owned()
    };
    assert_eq!(head(&pets("Said")), "Ask -> Said, Song, Piece {");
    assert_eq!(head(&pets("Other")), "Ask -> Said, Song {");
}
