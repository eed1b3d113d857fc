//! Overlays and configurations that do not fit, each with its exact message.

use insta::assert_snapshot;
use openapi_loom_generator::{Groups, Inputs, generate};
use workspace_tests::snippet::Snippet;

#[test]
fn overlay_action_that_matches_nothing() {
    let pets = Snippet::pets()
        .actions("- {target: $.components.schemas.Dog, description: No dogs., remove: true}");
    assert_snapshot!(pets.refusal());
    assert_snapshot!(pets.not_of_record().warnings());
}

#[test]
fn overlay_action_that_changes_nothing() {
    let pets = Snippet::pets().actions(
        "- {target: $.components.schemas.Pet, description: So it is., update: {type: object}}",
    );
    assert_snapshot!(pets.refusal());
    assert_snapshot!(pets.not_of_record().warnings());
}

#[test]
fn overlay_action_for_other_documents() {
    let pets = Snippet::pets().actions(
        "- {target: $.components.schemas.Dog, description: No dogs., x-when: $.components.schemas.Dog, remove: true}",
    );
    assert_eq!(pets.warnings(), "");
}

#[test]
fn overlay_action_without_a_reason() {
    assert_snapshot!(Snippet::pets().actions("- {target: $.info, remove: true}").refusal());
    assert_snapshot!(
        Snippet::pets().actions("- {target: $.info, description: ' ', remove: true}").refusal()
    );
}

#[test]
fn overlay_action_without_a_deed() {
    assert_snapshot!(
        Snippet::pets().actions("- {target: $.info, description: Why not.}").refusal()
    );
}

#[test]
fn overlay_with_a_bad_json_path() {
    assert_snapshot!(
        Snippet::pets()
            .actions("- {target: '$.components[', description: A slip., remove: true}")
            .refusal()
    );
    assert_snapshot!(
        Snippet::pets()
            .actions("- {target: $.info, description: A slip., x-when: info, remove: true}")
            .refusal()
    );
}

#[test]
fn overlay_with_an_unknown_key() {
    assert_snapshot!(
        Snippet::pets().actions("- {target: $.info, description: A slip., delete: true}").refusal()
    );
}

#[test]
fn overlay_that_is_none() {
    let document = Snippet::pets().document();
    let overlay = |text| {
        let inputs = Inputs {
            document: document.as_bytes(),
            overlay: Some(text),
            config: "",
            groups: Groups::Configured,
            of_record: true,
            package: None,
            lenient: false,
            files: None,
        };
        generate(&inputs).unwrap_err().to_string()
    };
    assert_snapshot!(overlay("overlay: 2.0.0\ninfo: {title: A, version: '1'}\nactions: []"));
    assert_snapshot!(overlay("overlay: ["));
    assert_snapshot!(overlay(""));
}

#[test]
fn overlay_that_takes_everything_away() {
    assert_snapshot!(
        Snippet::pets()
            .actions("- {target: $, description: Away with it., remove: true}")
            .refusal()
    );
    assert_snapshot!(
        Snippet::pets()
            .actions(
                "- {target: \"$['paths', 'components']\", description: Away with it., remove: true}"
            )
            .refusal()
    );
}

#[test]
fn unknown_configuration_key() {
    assert_snapshot!(Snippet::pets().config("grops: [pets]").refusal());
    assert_snapshot!(Snippet::pets().config("environment: {key: A}").refusal());
    assert_snapshot!(Snippet::pets().config("groups: [").refusal());
    assert_snapshot!(Snippet::pets().config("rate_limits: {pets: {left: x-left}}").refusal());
    assert_snapshot!(Snippet::pets().config("groups: pets").refusal());
}

#[test]
fn headers_that_nothing_can_carry() {
    for (config, place, problem) in [
        ("headers: {'X Bad': a}", "/headers/X Bad", r#""X Bad" is not the name of a header"#),
        ("headers: {'': a}", "/headers/", r#""" is not the name of a header"#),
        (r#"headers: {X-Ok: "a\nb"}"#, "/headers/X-Ok", r#""a\nb" is not the value of a header"#),
        (
            r#"headers: {X-Ok: [{groups: [pets], value: "\x01"}]}"#,
            "/headers/X-Ok/0/value",
            r#""\u{1}" is not the value of a header"#,
        ),
        (
            "options: {x: {header: 'X:Bad', description: it}}",
            "/options/x/header",
            r#""X:Bad" is not the name of a header"#,
        ),
        (
            "well_known_headers: {idempotency_key: 'X bad'}",
            "/well_known_headers/idempotency_key",
            r#""X bad" is not the name of a header"#,
        ),
        (
            "well_known_headers: {poll_after: é}",
            "/well_known_headers/poll_after",
            r#""é" is not the name of a header"#,
        ),
        (
            "rate_limits: {pets: {reset: 'x reset'}}",
            "/rate_limits/pets/reset",
            r#""x reset" is not the name of a header"#,
        ),
    ] {
        let refusal = Snippet::pets().config(config).refusal();
        assert!(refusal.contains(problem) && refusal.contains(place), "{config}\n{refusal}");
        assert!(refusal.contains("config-header"), "{refusal}");
    }
    let sound = "headers: {X-Ok: \"a\\tb\", x_ok!: ''}\nwell_known_headers: {request_id: x.y}\n\
                 rate_limits: {pets: {limit: x-limit}}";
    assert_eq!(Snippet::pets().config(sound).warnings(), "");
}

#[test]
fn unknown_types_of_numbers_and_formats() {
    assert_snapshot!(Snippet::pets().config("numbers: {int32: int}").refusal());
    assert_snapshot!(Snippet::pets().config("formats: {date-time: chrono}").refusal());
    assert_snapshot!(Snippet::pets().config("formats: {datetime: jiff}").refusal());
    assert_snapshot!(Snippet::pets().config("formats: {uuid: uuid, uuid: uuid}").refusal());
    assert_snapshot!(Snippet::pets().config("formats: [uuid]").refusal());
}

#[test]
fn formats_that_nothing_has() {
    let config = "numbers: {int23: i32}\nformats: {uuid: uuid}";
    assert_snapshot!(Snippet::pets().config(config).refusal());
    assert_snapshot!(Snippet::pets().config(config).not_of_record().shown());
}

#[test]
fn unknown_group() {
    assert_snapshot!(Snippet::pets().config("groups: [pets, dogs]").refusal());
}

/// Another document than that of record may lack an optional group.
#[test]
fn optional_groups_that_do_not_fit() {
    assert_snapshot!(Snippet::pets().config("groups: [pets]\noptional_groups: [dogs]").refusal());
    let other = Snippet::pets().config("groups: [pets]\noptional_groups: [dogs]").not_of_record();
    assert_snapshot!(other.shown());
    assert_snapshot!(Snippet::pets().config("groups: [pets]\noptional_groups: [Pets]").refusal());
}

const STREAM: &str = "
    streams:
    - {operations: [OPERATION], property: stream, events: EVENTS, error: error, end: {event: done, data: '[DONE]'}}
";

#[test]
fn streams_that_match_nothing() {
    let pets = |operation: &str, events: &str| {
        Snippet::pets().config(&STREAM.replace("OPERATION", operation).replace("EVENTS", events))
    };
    assert_snapshot!(pets("watchPets", "Pet").refusal());
    assert_snapshot!(pets("watchPets", "Pet").not_of_record().warnings());
    assert_snapshot!(pets("sendPet", "PetEvent").refusal());
    assert_snapshot!(pets("sendPet", "Pet").refusal());
}

#[test]
fn events_that_are_none() {
    let pets = Snippet::sent(
        "
        Pet: {type: object, properties: {stream: {type: boolean}}}
        PetEvent: {oneOf: [{type: object, properties: {event: {const: a}}}, {type: object, properties: {data: {type: string}}}]}
        ",
    );
    assert_snapshot!(
        pets.config(&STREAM.replace("OPERATION", "sendPet").replace("EVENTS", "PetEvent"))
            .refusal()
    );
}

#[test]
fn pages_that_match_nothing() {
    let pages = "pages: [{operations: [readPet], cursor: after, items: data, more: has_more, item_cursor: id}]";
    assert_snapshot!(Snippet::pets().config(pages).refusal());
    assert_snapshot!(Snippet::pets().config(&pages.replace("readPet", "readDog")).refusal());
}

#[test]
fn polls_that_match_nothing() {
    let poll = "polls: [{operations: [sendPet], with: WITH, arguments: {}, status: state, terminal: [done]}]";
    assert_snapshot!(Snippet::pets().config(&poll.replace("WITH", "readDog")).refusal());
    assert_snapshot!(Snippet::pets().config(&poll.replace("WITH", "readPet")).refusal());
}

#[test]
fn no_such_group_to_keep_from_deprecation() {
    let pets = Snippet::pets().config("deprecated: {off: [pet, toys]}");
    assert_snapshot!(pets.refusal());
}

#[test]
fn headers_of_a_group_that_may_be_a_slip() {
    let header = |group: &str| {
        Snippet::pets().config(&format!("headers: {{A: [{{groups: [pets, {group}], value: b}}]}}"))
    };
    assert_snapshot!(header("petz").refusal());
    // A group of another document is no slip.
    header("vessels").files();
}

#[test]
fn notices_for_a_group_that_may_be_a_slip_or_without_words() {
    let notice = |entry: &str| Snippet::pets().config(&format!("notices: [{entry}]"));
    assert_snapshot!(notice("{groups: [petz], text: Ask first.}").refusal());
    assert_snapshot!(notice("{text: ' '}").refusal());
    notice("{groups: [vessels], text: Ask first.}").files();
}
