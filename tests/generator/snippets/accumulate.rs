//! The state that the events of a stream add up to: exact Rust out, or an exact
//! message.

use insta::assert_snapshot;
use workspace_tests::snippet::Snippet;

const STREAM: &str = "
    streams:
    - operations: [sendPet]
      property: stream
      events: PetEvent
      error: error
      end: {event: done, data: '[DONE]'}
      accumulate:
        id: tag
        delta: news
        index: place
        replaced: [REPLACED]
        objects:
          pets: {whole: Pet, part: PetNews, text: TEXT}
          rooms: {whole: Room}
";

/// Pets that events bring whole or in parts, in rooms that they bring whole.
fn pets() -> Snippet {
    Snippet::sent(
        "
        Watch: {type: object, properties: {stream: {type: boolean}}}
        PetEvent:
          oneOf:
          - {type: object, properties: {event: {const: pet.entered}, data: {$ref: '#/components/schemas/Pet'}}}
          - {type: object, properties: {event: {const: pet.left}, data: {$ref: '#/components/schemas/Pet'}}}
          - {type: object, properties: {event: {const: pet.news}, data: {$ref: '#/components/schemas/PetNews'}}}
          - {type: object, properties: {event: {const: room.shut}, data: {$ref: '#/components/schemas/Room'}}}
        Room: {type: object, required: [tag], properties: {tag: {type: string}}}
        Pet:
          type: object
          required: [tag, sounds]
          properties:
            tag: {type: string}
            mood: {type: string, enum: [calm, wild]}
            sounds: {type: array, items: {oneOf: [{$ref: '#/components/schemas/Song'}, {$ref: '#/components/schemas/Bark'}]}}
        Song: {type: object, required: [kind], properties: {kind: {const: song}, words: {type: string}}}
        Bark: {type: object, required: [kind], properties: {kind: {const: bark}, volume: {type: number}}}
        PetNews:
          type: object
          required: [tag, news]
          properties:
            tag: {type: string}
            news:
              type: object
              properties:
                owner: {type: string}
                mood: {type: string, enum: [calm, wild]}
                sounds:
                  type: array
                  items: {oneOf: [{$ref: '#/components/schemas/SongNews'}, {$ref: '#/components/schemas/BarkNews'}]}
        SongNews: {type: object, required: [kind, place], properties: {place: {type: integer}, kind: {const: song}, words: {type: string}}}
        BarkNews: {type: object, required: [kind, place], properties: {place: {type: integer}, kind: {const: bark}, volume: {type: number}}}
        ",
    )
    .config(&STREAM.replace("REPLACED", "owner").replace("TEXT", "sounds.words"))
}

fn refusal(change: (&str, &str)) -> String {
    let config = STREAM.replace(change.0, change.1);
    pets().config(&config.replace("REPLACED", "owner").replace("TEXT", "sounds.words")).refusal()
}

#[test]
fn objects_of_whole_and_partial_events() {
    assert_snapshot!(pets().file(&["types/pet_event.rs"]));
}

#[test]
fn objects_of_whole_events_alone() {
    let config = STREAM
        .replace(", part: PetNews, text: TEXT", "")
        .replace("replaced: [REPLACED]", "replaced: []");
    assert_snapshot!(pets().config(&config).file(&["types/pet_event.rs"]));
}

#[test]
fn objects_that_match_nothing() {
    assert_snapshot!(refusal(("whole: Room", "whole: Watch")));
    assert_snapshot!(refusal(("part: PetNews", "part: Song")));
    assert_snapshot!(refusal(("id: tag", "id: name")));
    assert_snapshot!(refusal(("delta: news", "delta: olds")));
    assert_snapshot!(refusal(("REPLACED", "voice")));
}

#[test]
fn objects_that_do_not_match_their_parts() {
    assert_snapshot!(refusal(("whole: Pet, part: PetNews", "whole: PetNews, part: Pet")));
    let config = STREAM.replace("REPLACED", "owner").replace("TEXT", "sounds.words");
    let mended = pets()
        .actions(
            "
            - target: $.components.schemas.Pet.properties.mood
              description: A mood is a number.
              remove: true
            - target: $.components.schemas.Pet.properties
              description: A mood is a number.
              update: {mood: {type: number}}
            ",
        )
        .config(&config);
    assert_snapshot!(mended.refusal());
}

#[test]
fn text_that_is_nowhere() {
    for text in ["sounds", "sounds.colour", "mood", "sounds.volume", "sounds.kind"] {
        assert_snapshot!(refusal(("TEXT", text)));
    }
}

#[test]
fn text_that_may_be_any_or_one_of_a_list() {
    let mended = pets().actions(
        "
        - target: $.components.schemas.BarkNews.properties
          description: The mood of a bark is in its own words.
          update: {mood: {type: string}}
        ",
    );
    assert_snapshot!(mended.refusal());
}
