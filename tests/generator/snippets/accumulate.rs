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

/// Returns the pets with other declarations: what is below `components.schemas`, and what is there.
fn changed(changes: &[(&str, &str)]) -> Snippet {
    let change = |(path, update): &(&str, &str)| {
        format!(
            "- {{target: $.components.schemas.{path}, description: Another pet., update: {update}}}\n"
        )
    };
    pets().actions(&changes.iter().map(change).collect::<String>())
}

/// Returns the first line of the reason why nothing is generated.
#[track_caller]
fn reason(pets: &Snippet) -> String {
    pets.refusal().lines().next().unwrap_or_default().to_owned()
}

/// The property that tells objects apart is in each of them, whole or in part.
#[test]
fn an_id_that_is_no_required_text() {
    let without = |path: &str| {
        pets().actions(&format!(
            "- {{target: '$.components.schemas.{path}', description: Another pet., remove: true}}"
        ))
    };
    let room = "error[config-unmatched]: `Room` has no required text `tag`";
    assert_eq!(reason(&changed(&[("Room.properties.tag", "{type: integer}")])), room);
    assert_eq!(reason(&without("Room.required")), room);
    let news = "error[config-unmatched]: `PetNews` has no required text `tag`";
    assert_eq!(reason(&without("PetNews.required[0]")), news);
}

/// Events that are nowhere are reported once.
#[test]
fn a_union_that_is_not_there() {
    let events = "target: $.components.schemas.PetEvent, description: No events., remove: true";
    let refusal = pets().actions(&format!("- {{{events}}}")).refusal();
    assert!(refusal.contains("the document has no schema `PetEvent`"), "{refusal}");
    assert_eq!(refusal.matches("error[").count(), 1, "{refusal}");
}

#[test]
fn items_that_do_not_match_their_parts() {
    let song = changed(&[("SongNews.properties.words", "{type: number}")]);
    assert_eq!(reason(&song), "error[config-unmatched]: a number cannot become a text");
    let bark = changed(&[("BarkNews.properties.volume", "{type: string}")]);
    assert_eq!(reason(&bark), "error[config-unmatched]: a text cannot become a number");
}

/// Returns the state that the events add up to.
#[track_caller]
fn state(pets: &Snippet) -> String {
    let text = pets.file(&["types/pet_event.rs"]);
    text[text.find("pub struct PetEventState").expect("a state")..].to_owned()
}

/// The place of an item in its list is merged into nothing, lists of numbers match as lists
/// of texts do, and what holds its own kind matches once.
#[test]
fn parts_that_match_although_their_types_differ() {
    let usual = state(&pets());
    let place = changed(&[("Song.properties", "{place: {type: string}}")]);
    assert_eq!(state(&place), usual);
    let level = "{level: {type: integer, enum: [1, 2]}}";
    let level = changed(&[("Song.properties", level), ("SongNews.properties", level)]);
    assert_eq!(state(&level), usual);
    let young = "{young: {type: array, items: {$ref: '#/components/schemas/PetNews'}}}";
    let young =
        changed(&[("Pet.properties", young), ("PetNews.properties.news.properties", young)]);
    assert_eq!(state(&young), usual);
}

/// Text that is one of a list, or that a library parses, is never appended to.
#[test]
fn texts_that_are_replaced() {
    let replaced = |pets: &Snippet| {
        let state = state(pets);
        state.lines().find(|line| line.contains("replaced")).unwrap_or_default().trim().to_owned()
    };
    let streams = STREAM.replace("TEXT", "sounds.words");
    let barks = changed(&[("BarkNews.properties", "{mood: {type: string}}")]);
    let barks = barks.config(&streams.replace("REPLACED", "owner, mood"));
    assert_eq!(replaced(&barks), r#"replaced: &["kind", "mood", "owner"],"#);
    let times = changed(&[("BarkNews.properties", "{at: {type: string, format: date-time}}")]);
    let formats = "    formats: {date-time: jiff}\n";
    let times = times.config(&format!("{}{formats}", streams.replace("REPLACED", "owner")));
    assert_eq!(replaced(&times), r#"replaced: &["at", "kind", "mood", "owner"],"#);
}
