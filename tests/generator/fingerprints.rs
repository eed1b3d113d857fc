//! The fingerprints by which a maintainer knows that a change of the document is
//! none for the generated part.

use openapi_loom_generator::Fingerprints;
use workspace_tests::snippet::Snippet;

const PET: &str = "Pet: {type: object, required: [name], properties: {name: {type: string}, age: {type: [integer, 'null']}}}";

fn of(snippet: &Snippet) -> Fingerprints {
    snippet.run().unwrap_or_else(|failure| panic!("{failure}")).fingerprints
}

fn pets(schemas: &str) -> Fingerprints {
    of(&Snippet::read(schemas))
}

#[test]
fn what_is_not_generated_and_how_it_is_spelled_make_no_difference() {
    let before = pets(PET);
    assert_eq!(pets(PET), before);
    for same in [
        // A schema that no operation reaches, broken or not.
        &format!("{PET}\nStray: {{type: object, properties: {{a: 7}}}}"),
        // YAML has many spellings of one thing.
        &PET.replace("[integer, 'null']", "[\"integer\", \"null\"]"),
    ] {
        assert_eq!(pets(same), before, "{same}");
    }
    let added = Snippet::read(PET).actions(
        "
        - target: $.paths['/pets'].get
          description: An extension is nothing to generate.
          update: {x-internal: true}
        ",
    );
    assert_eq!(of(&added), before);
}

#[test]
fn what_is_generated_makes_a_difference() {
    let before = pets(PET);
    for (from, to) in [
        ("type: string", "type: boolean"),
        ("required: [name]", "required: [age]"),
        ("[integer, 'null']", "[string, 'null']"),
        ("{type: string}", "{type: string, description: What it is called.}"),
        ("{name: {type: string}, age", "{nickname: {type: string}, age"),
    ] {
        let changed = PET
            .replace(from, to)
            .replace("[name]", if to.contains("nick") { "[nickname]" } else { "[name]" });
        let after = pets(&changed);
        assert_ne!(after.closure, before.closure, "{changed}");
        assert_ne!(after.output, before.output, "{changed}");
    }
    let corrected = Snippet::read(PET).actions(
        "
        - target: $.components.schemas.Pet.properties.name
          description: It has no documentation.
          update: {description: What it is called.}
        ",
    );
    assert_eq!(
        of(&corrected),
        pets(&PET.replace("{type: string}", "{type: string, description: What it is called.}"))
    );
}

#[test]
fn a_choice_changes_the_output_alone() {
    let snippet = Snippet::read(PET);
    let before = of(&snippet);
    let after = of(&snippet.config("environment: {api_key: PETS_KEY}"));
    assert_eq!(after.closure, before.closure);
    assert_ne!(after.output, before.output);
}
