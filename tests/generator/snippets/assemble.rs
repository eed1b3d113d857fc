//! The one object that the events of a stream build up: exact Rust out, or an
//! exact message.

use insta::assert_snapshot;
use workspace_tests::snippet::Snippet;

const CHUNKS: &str = "
    streams:
    - operations: [sendPet]
      property: stream
      assemble:
        whole: Pet
        renamed: {sounds.news: words}
        dropped: [kind]
        identity: tag
        replaced: [tag]
        text: sounds.news.text
        complete: sounds.words
";

const PLACES: &str = "
    streams:
    - operations: [sendPet]
      property: stream
      assemble:
        whole: Pet
        last: [pet.left]
        rules:
        - events: [pet.entered, pet.left]
          set: pet
        - events: [pet.sang]
          append: more
          at: sounds[sound].words.text
          text: true
        - events: [pet.sang]
          set: sound
          at: loudness
";

/// Returns a pet, and a stream of what `events` are.
fn pets(events: &str, config: &str) -> Snippet {
    let schemas = "
        Pet:
          type: object
          required: [tag]
          properties:
            tag: {type: string}
            loudness: {type: integer}
            sounds: {type: array, items: {$ref: '#/components/schemas/Sound'}}
        Sound: {type: object, properties: {place: {type: integer}, words: {$ref: '#/components/schemas/Words'}}}
        Words: {type: object, properties: {text: {type: string}}}
    ";
    Snippet::post(
        "
        operationId: sendPet
        requestBody:
          content: {application/json: {schema: {type: object, properties: {stream: {type: boolean}}}}}
        responses:
          '200':
            description: ok
            content:
              application/json: {schema: {$ref: '#/components/schemas/Pet'}}
              text/event-stream: {schema: {$ref: '#/components/schemas/PetEvent'}}
        ",
    )
    .schemas(&format!("{schemas}{events}"))
    .config(config)
}

const CHUNK: &str = "
        PetEvent:
          type: object
          properties:
            tag: {type: string}
            kind: {type: string}
            mood: {type: string, enum: [calm, wild]}
            sounds:
              type: array
              items:
                type: object
                properties: {index: {type: integer}, news: {$ref: '#/components/schemas/Words'}}
";

const EVENTS: &str = "
        PetEvent:
          oneOf:
          - type: object
            required: [type, pet]
            properties: {type: {const: pet.entered}, pet: {$ref: '#/components/schemas/Pet'}}
          - type: object
            required: [type, pet]
            properties: {type: {const: pet.left}, pet: {$ref: '#/components/schemas/Pet'}}
          - type: object
            required: [type, more, sound]
            properties: {type: {const: pet.sang}, more: {type: string}, sound: {type: integer}}
";

fn refusal(events: &str, config: &str, change: (&str, &str)) -> String {
    assert!(config.contains(change.0), "{change:?}");
    pets(events, &config.replace(change.0, change.1)).refusal()
}

/// An entry is for an operation whatever the kind of its body.
#[test]
fn a_body_of_another_kind_builds_up_the_same() {
    let body = "application/json: {schema: {type: object, properties: {stream: {type: boolean}}}}";
    let form = body.replace("application/json", "multipart/form-data");
    let document = pets(CHUNK, CHUNKS).document();
    let document = document.replace(body, &format!("application/json: {{schema: {{}}}}, {form}"));
    let output = pets(CHUNK, CHUNKS).not_of_record().run_document(document.as_bytes()).unwrap();
    let events = output.files.iter().find(|file| file.path == "types/pet_event.rs").unwrap();
    assert!(events.text.contains("Assembly::Merged"), "{}", events.text);
}

/// Only what is known to be whole at some point can be waited for.
#[test]
fn the_front_page_has_the_ending() {
    let row = "//! | `.stream().await?.accumulate().whole().await` |";
    assert!(pets(CHUNK, CHUNKS).file(&["lib.rs"]).contains(row));
    let unbuilt = "\n    streams:\n    - {operations: [sendPet], property: stream}\n";
    assert!(!pets(CHUNK, unbuilt).file(&["lib.rs"]).contains(row));
}

#[test]
fn events_that_are_parts() {
    assert_snapshot!(pets(CHUNK, CHUNKS).file(&["types/pet_event.rs"]));
}

#[test]
fn events_that_speak_of_places() {
    assert_snapshot!(pets(EVENTS, PLACES).file(&["types/pet_event.rs"]));
}

/// The test for an event that sings, without spaces.
const SUNG: &str = r#".filter(|value|Shared::shared(&value.r#type)==Some("pet.sang"))"#;

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The text of an event comes once, whatever names others of its variant have.
#[test]
fn events_of_several_names_bring_their_text_once() {
    let events = EVENTS.replace("{const: pet.sang}", "{enum: [pet.sang, pet.hummed]}");
    let text = |config: &str| squeezed(&pets(&events, config).file(&["types/pet_event.rs"]));
    let both = text(&PLACES.replace("[pet.sang]", "[pet.sang, pet.hummed]"));
    assert_eq!(both.matches("std::iter::once(self)").count(), 1, "{both}");
    assert!(!both.contains("Shared"), "{both}");
    let ignoring = |event: &str| format!("last: [pet.left]\n        ignored: [{event}]");
    let one = text(&PLACES.replace("last: [pet.left]", &ignoring("pet.hummed")));
    assert!(one.contains(SUNG) && one.contains("value::{Constant,Shared}"), "{one}");

    let events = events.replace("pet.hummed]", "pet.hummed, pet.whistled]");
    let config = PLACES.replace("last: [pet.left]", &ignoring("pet.whistled"));
    let config = config.replace("[pet.sang]", "[pet.sang, pet.hummed]");
    let two = squeezed(&pets(&events, &config).file(&["types/pet_event.rs"]));
    let sung = r#"[Some("pet.sang"),Some("pet.hummed")].contains(&Shared::shared(&value.r#type))"#;
    assert!(two.contains(sung), "{two}");

    // What does not say its name cannot be told.
    let unnamed = "
        PetEvent:
          oneOf: [{$ref: '#/components/schemas/Left'}, {$ref: '#/components/schemas/Sang'}]
          discriminator: {propertyName: type, mapping: {pet.entered: Left, pet.left: Left, pet.sang: Sang, pet.hummed: Sang}}
        Left: {type: object, required: [type, pet], properties: {type: {type: string}, pet: {$ref: '#/components/schemas/Pet'}}}
        Sang: {type: object, required: [more, sound], properties: {more: {type: string}, sound: {type: integer}}}
";
    let told = pets(unnamed, &PLACES.replace("last: [pet.left]", &ignoring("pet.hummed")));
    assert_snapshot!(told.refusal());
}

/// An event that is mapped to the arm which any other one is of too is put in its place.
#[test]
fn events_that_are_mapped_to_the_default_arm() {
    let names = [("Entered", "pet.entered"), ("Left", "pet.left"), ("Sang", "pet.sang")];
    let arms = names.map(|(name, _)| format!("{{$ref: '#/components/schemas/{name}'}}")).join(", ");
    let mapping = names.map(|(name, event)| format!("{event}: {name}")).join(", ");
    let events = |default: &str| {
        format!(
            "
        PetEvent:
          oneOf: [{arms}]
          discriminator: {{propertyName: type, mapping: {{{mapping}}}{default}}}
        Entered: {{type: object, required: [type, pet], properties: {{type: {{const: pet.entered}}, pet: {{$ref: '#/components/schemas/Pet'}}}}}}
        Left: {{type: object, required: [type, pet], properties: {{type: {{type: string}}, pet: {{$ref: '#/components/schemas/Pet'}}}}}}
        Sang: {{type: object, required: [type, more, sound], properties: {{type: {{type: string}}, more: {{type: string}}, sound: {{type: integer}}}}}}
"
        )
    };
    let of = |default: &str, config: &str| pets(&events(default), config).openapi("3.2.0");
    let built = |default: &str| {
        let text = of(default, PLACES).file(&["types/pet_event.rs"]);
        let (head, built) = text.split_once("static ASSEMBLY").unwrap();
        // A variant of several events has the name of its type.
        (squeezed(&built.replace("::PetSang(", "::Sang(")), head.contains(" = default,"))
    };
    let (plain, is_default) = built("");
    assert!(!is_default && plain.contains("last:&[\"pet.left\"]"), "{plain}");
    assert_eq!(built(", defaultMapping: Left"), (plain.clone(), true));
    // What else is of the arm brings no text.
    let (alone, is_default) = built(", defaultMapping: Sang");
    assert!(is_default && alone.contains(SUNG), "{alone}");
    assert_eq!(alone.replace(SUNG, ""), plain);
    let unplaced = PLACES
        .replace("[pet.entered, pet.left]", "[pet.entered]")
        .replace("        last: [pet.left]\n", "");
    let told = of(", defaultMapping: Left", &unplaced).warnings();
    assert!(told.contains("nothing of these goes into `Pet`: `pet.left`"), "{told}");
}

#[test]
fn parts_that_do_not_match() {
    let changes = [
        ("whole: Pet", "whole: Dog"),
        ("{sounds.news: words}", "{sounds.olds: words}"),
        ("{sounds.news: words}", "{sounds.news: songs}"),
        ("[kind]", "[sort]"),
        ("replaced: [tag]", "replaced: [tag, name]"),
        ("identity: tag", "identity: kind"),
        ("text: sounds.news.text", "text: sounds.news"),
        ("complete: sounds.words", "complete: sounds.news"),
        ("complete: sounds.words", "last: [pet.left]"),
    ];
    let told: Vec<String> = changes.map(|change| refusal(CHUNK, CHUNKS, change)).into();
    assert_snapshot!(told.join("\n"));
}

#[test]
fn places_that_do_not_match() {
    let changes = [
        ("[pet.entered, pet.left]", "[pet.entered, pet.slept]"),
        ("set: pet", "set: dog"),
        ("at: sounds[sound]", "at: noises[sound]"),
        ("at: sounds[sound]", "at: sounds[number]"),
        ("at: loudness", "at: loudness[sound]"),
        ("append: more", "append: more\n          set: more"),
        ("append: more", "append: sound"),
        ("last: [pet.left]", "last: [pet.left, pet.slept]"),
        ("last: [pet.left]", "last: [pet.left]\n        ignored: [pet.sang]"),
        ("last: [pet.left]", "complete: tag"),
        ("last: [pet.left]", "dropped: [tag]"),
        ("last: [pet.left]", "identity: tag"),
    ];
    let told: Vec<String> = changes.map(|change| refusal(EVENTS, PLACES, change)).into();
    assert_snapshot!(told.join("\n"));
}

/// An event without a rule would be missing in the object, and nobody would know.
#[test]
fn events_without_a_rule() {
    let more = "          - {type: object, required: [type], properties: {type: {enum: [pet.ate, pet.drank]}}}\n";
    let events = format!("{EVENTS}{more}");
    assert_snapshot!(pets(&events, PLACES).shown());
    let ignored = "last: [pet.left]\n        ignored: [pet.ate, pet.drank]";
    let config = PLACES.replace("last: [pet.left]", ignored);
    assert_eq!(pets(&events, &config).shown(), "");
    let gone = ("last: [pet.left]", "last: [pet.left]\n        ignored: [pet.slept]");
    assert_snapshot!(refusal(EVENTS, PLACES, gone));
    assert_snapshot!(refusal(
        CHUNK,
        CHUNKS,
        ("whole: Pet", "whole: Pet\n        ignored: [pet.slept]")
    ));
}

#[test]
fn without_a_name_no_event_speaks_of_a_place() {
    assert_snapshot!(pets(CHUNK, PLACES).refusal());
}

#[test]
fn events_build_up_one_object() {
    let second = CHUNKS.replace("    streams:\n", "");
    assert_snapshot!(pets(CHUNK, &format!("{CHUNKS}{second}")).refusal());
}
