//! Answers that depend on what is asked for: by a content type, or by a value.

use insta::assert_snapshot;
use workspace_tests::snippet::{Snippet, json};

const CALL: &str = "pets/send_pet.rs";

const SCHEMAS: &str = "
    Pet: {type: object, required: [name], properties: {name: {type: string}, at: {type: array, items: {type: number}}}}
    Order:
      type: object
      properties:
        format: {$ref: '#/components/schemas/Format'}
        plain: {type: boolean}
        send_as_csv: {type: string}
    Format: {type: string, enum: [json, full_json, csv, pdf]}
    FullPet: {type: object, required: [name, legs], properties: {name: {type: string}, legs: {type: integer}}}
    Vector: {type: object, required: [values], properties: {values: {type: array, items: {type: number}}, more: {type: array, items: {type: number}}}}
    Vectors: {type: object, required: [data], properties: {data: {type: array, items: {$ref: '#/components/schemas/Vector'}}}}
";

/// Returns `sendPet`, whose answer has this content.
fn send_pet(content: &str) -> Snippet {
    let operation = format!(
        "operationId: sendPet\ntags: [pets]\n\
         parameters: [{{name: alt, in: query, schema: {{type: string}}}}]\n\
         requestBody: {{required: true, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Order'}}}}}}}}\n\
         responses: {{'200': {{description: A pet., content: {{{content}}}}}}}"
    );
    Snippet::post(&operation).schemas(SCHEMAS)
}

/// Lists what the call offers, asks for, and gives, a line each.
#[track_caller]
fn offered(pets: &Snippet) -> String {
    let text = pets.file(&[CALL]);
    let text = text.replace(",\n)", ")").replace("\n)", ")");
    let is_told = |line: &&str| {
        ["call! ", "-> Sending<", ".text(", ".bytes(", "set_accept(", "set_query(\"alt\", \""]
            .iter()
            .any(|told| line.contains(told))
    };
    text.lines().map(str::trim).filter(is_told).collect::<Vec<_>>().join("\n")
}

#[test]
fn content_that_is_declared_beside_the_usual() {
    let csv = "text/csv: {schema: {type: string}}";
    let png = "image/png: {schema: {type: string, format: binary}}";
    let pet = json("Pet");
    let pets = send_pet(&format!("{pet}, {csv}, {png}, application/xml: {{}}"));
    assert_snapshot!(pets.file(&[CALL, "pets/mod.rs"]));
    // Bytes come first, and text comes first.
    assert_snapshot!(offered(&send_pet(&format!("{png}, {pet}, {csv}"))));
    assert_snapshot!(offered(&send_pet(&format!("{csv}, {png}"))));
}

#[test]
fn nothing_is_offered_where_there_is_one_kind() {
    let pet = json("Pet");
    let events = "text/event-stream: {schema: {$ref: '#/components/schemas/Pet'}}";
    let same = "application/vnd.pet+json: {schema: {$ref: '#/components/schemas/Pet'}}";
    let only = "call! { SendPet -> Pet }";
    assert_eq!(offered(&send_pet(&pet)), only);
    assert_eq!(offered(&send_pet(&format!("{pet}, {same}"))), only);
    let asked = "call.set_accept(\"text/event-stream\");\ncall! { SendPet -> Pet }";
    assert_eq!(offered(&send_pet(&format!("{pet}, {events}"))), asked);
}

/// A parameter of the query asks for events where no body does; it is no setter
/// then.
#[test]
fn a_parameter_asks_for_events() {
    let watch = |parameter: &str, content: &str| {
        Snippet::paths(&format!(
            "/pets: {{get: {{operationId: watchPets, tags: [pets], parameters: [{parameter}],
             responses: {{'200': {{description: ok, content: {{{content}}}}}}}}}}}"
        ))
        .schemas("Pet: {type: object, properties: {name: {type: string}}}")
    };
    let both = format!(
        "{}, text/event-stream: {{schema: {{$ref: '#/components/schemas/Pet'}}}}",
        json("Pet")
    );
    let flag = "{name: stream, in: query, schema: {type: boolean}}";
    let call = ["pets/watch_pets.rs"];
    let text = watch(flag, &both).file(&call);
    assert!(text.contains("self.call.set_query(\"stream\", \"true\");"), "{text}");
    assert!(text.contains("streams! { WatchPets -> Pet }"), "{text}");
    assert!(
        !text.contains("fn set_stream") && !text.contains("In the query as `stream`"),
        "{text}"
    );
    // Neither a header, nor a text, nor what is required, nor what asks for no events.
    for (parameter, content) in [
        (flag.replace("query", "header"), &both),
        (flag.replace("boolean", "string"), &both),
        (flag.replace("in: query", "in: query, required: true"), &both),
        (flag.to_owned(), &json("Pet")),
    ] {
        let text = watch(&parameter, content).file(&call);
        assert!(!text.contains("set_query(\"stream\", \"true\")"), "{parameter}: {text}");
    }
}

const VALUES: &str = "
answers:
- operations: [sendPet]
  property: format
  values: {csv: text, pdf: bytes, full_json: FullPet}
";

#[test]
fn a_property_decides() {
    // A property of the name of a method steps aside.
    let pets = send_pet(&json("Pet")).config(VALUES);
    assert_snapshot!(pets.file(&[CALL, "types/send_pet.rs"]));
    // A body that is no text stays as it is, and so does one that takes text
    // already.
    let bytes = VALUES.replace("csv: text, ", "");
    assert!(
        offered(&send_pet(&json("Pet")).config(&bytes)).ends_with("\ncall! { SendPet -> Pet }")
    );
    let any = send_pet("application/json: {schema: {}}").config(VALUES);
    assert!(offered(&any).ends_with("call! { SendPet -> Value }"), "{}", offered(&any));
}

#[test]
fn a_union_gets_an_arm_for_text() {
    let one_of = "application/json: {schema: {oneOf: [{$ref: '#/components/schemas/FullPet'}, {$ref: '#/components/schemas/Vector'}]}}";
    let pets = send_pet(one_of).config(VALUES);
    assert_snapshot!(pets.file(&["types/send_pet.rs"]));
}

#[test]
fn a_parameter_decides() {
    let config =
        "answers: [{operations: [sendPet], parameter: alt, values: {media: bytes, json: Pet}}]";
    assert_snapshot!(offered(&send_pet(&json("Pet")).config(config)));
    let flag = "answers: [{operations: [sendPet], property: plain, values: {'true': text}}]";
    let text = send_pet(&json("Pet")).config(flag).file(&[CALL]);
    assert!(text.contains("self.body = self.body.plain(true);"), "{text}");
}

#[test]
fn the_configuration_goes_over_what_is_declared() {
    let bytes = "answers: [{operations: [sendPet], content: bytes}]";
    let pets = send_pet("application/json: {schema: {type: string}}").config(bytes);
    assert_eq!(offered(&pets), "call.set_accept(\"*/*\");\ncall! { SendPet -> Bytes as bytes }");
    let text = bytes.replace("bytes", "text");
    let png = "image/png: {schema: {type: string, format: binary}}";
    assert_eq!(
        offered(&send_pet(png).config(&text)),
        "call.set_accept(\"image/png\");\ncall! { SendPet -> String as text }"
    );
}

#[test]
fn numbers_may_come_as_text() {
    let packed = "answers: [{operations: [sendPet], packed: [data.values]}]";
    let text = send_pet(&json("Vectors")).config(packed).file(&["types/vector.rs"]);
    assert!(text.contains("#[wire(packed = \"values\")]"), "{text}");
    assert!(text.contains("#[wire(optional = \"more\")]"), "{text}");
}

#[test]
fn what_matches_nothing_is_reported() {
    let entries = "
answers:
- {operations: [sendDog], content: bytes}
- {operations: [sendPet], property: size, values: {csv: text}}
- {operations: [sendPet], property: format, values: {cvs: text}}
- {operations: [sendPet], parameter: format, values: {csv: text}}
- {operations: [sendPet], values: {csv: text}}
- {operations: [sendPet], packed: [data.names, data.more]}
";
    assert_snapshot!(send_pet(&json("Vectors")).config(entries).refusal());
    let component = VALUES.replace("FullPet", "FulPet");
    assert_snapshot!(send_pet(&json("Pet")).config(&component).refusal());
}

#[test]
fn entries_for_groups_that_are_not_there_are_skipped() {
    let entries = "
answers: [{group: toys, operations: [sendToy], content: bytes}]
streams: [{group: toys, operations: [sendToy], events: ToyEvent, error: e, end: {event: d, data: d}}]
pages: [{group: toys, operations: [listToys], cursor: a, items: b, more: c, item_cursor: d}]
polls: [{group: toys, operations: [sendToy], with: readToy, arguments: {}, status: s, terminal: [t]}]
";
    let pets = send_pet(&json("Pet"));
    let output = pets.clone().config(entries).run().unwrap();
    assert_eq!(output.summary.account.skipped, 4);
    let plain = pets.run().unwrap();
    assert_eq!((output.files, plain.summary.account.skipped), (plain.files, 0));
    // Nor is one of a group that is there, whatever the case of its name.
    let there = entries.replace("group: toys", "group: Pets");
    let found = pets.clone().config(&there).refusal();
    assert!(found.contains("no operation `sendToy`"), "{found}");
    // A slip of the pen is none of another document's.
    assert_snapshot!(pets.config(&entries.replace("group: toys", "group: pest")).refusal());
}
