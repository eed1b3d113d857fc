//! No word is taken over, and none of ours is lost.

use openapi_loom_generator::adopt::{NEEDS_WORDS, unworded};

use super::{adopted, check, check_gone, document};

#[test]
fn other_words_are_no_change() {
    let ours = "Pet:\n  type: object\n  description: Ours.\n  properties:\n    a: {type: string}\n";
    check(
        ours,
        "Pet:\n  type: object\n  title: Theirs\n  description: Theirs.\n  externalDocs: {url: 'https://a.example', \
         description: Theirs.}\n  properties:\n    a: {type: string, description: Theirs., examples: [Theirs]}\n",
        ours,
    );
}

/// Words about positions, and about names that match a pattern, are words.
#[test]
fn words_of_positions_and_patterns() {
    let pet = |by: &str, max: u8| {
        format!(
            "\
Pet:
  type: object
  patternProperties:
    '^x': {{type: string, title: '{by} name', description: {by}.}}
  properties:
    at:
      type: array
      prefixItems:
        - {{type: number, description: '{by} one.', maximum: {max}}}
        - {{type: array, prefixItems: [{{type: string, description: '{by} two.'}}, {{type: integer}}]}}
      items: {{type: string, description: '{by} three.'}}
  required: [at]
"
        )
    };
    let told = |theirs: &str| {
        let adopted = adopted(&document(&pet("Ours", 5)), &document(theirs), false);
        assert_eq!(adopted.unworded, []);
        (adopted.text == document(&pet("Ours", 5)), super::changes(&adopted))
    };
    assert_eq!(told(&pet("Theirs", 5)), (true, Vec::new()));
    // In another spelling, which is compared as a whole.
    let spelled =
        pet("Theirs", 5).replace("    at:\n      type: array\n", "    at:\n      type: [array]\n");
    assert_eq!(told(&spelled), (true, Vec::new()));
    check(&pet("Ours", 5), &pet("Theirs", 6), &pet("Ours", 6));
}

#[test]
fn new_places_ask_for_words() {
    let ours = document("Pet:\n  type: object\n  properties:\n    a: {type: string}\n");
    let theirs = document(
        "\
Pet:
  type: object
  properties:
    a: {type: string}
    b: {type: string, title: Theirs, description: Theirs., example: Theirs, x-note: Theirs}
    c: {anyOf: [{type: string, description: 'Theirs, too.'}, {type: 'null'}]}
    d: {description: Theirs., $ref: '#/components/schemas/Home'}
Home:
  description: Theirs.
  type: object
  externalDocs: {url: 'https://a.example', description: Theirs.}
  properties: {city: {type: string}}
",
    );
    let adopted = adopted(&ours, &theirs, false);
    let expected = "
        b:
          type: string
          description: <needs words>
        c:
          type: [string, 'null']
          description: <needs words>
        d:
          description: <needs words>
          $ref: '#/components/schemas/Home'
    Home:
      description: <needs words>
      type: object
      properties:
        city:
          type: string
";
    assert_eq!(adopted.text, ours + expected.trim_start_matches('\n'));
    let places: Vec<String> =
        adopted.unworded.iter().map(|it| format!("{} {}", it.line, it.at)).collect();
    assert_eq!(
        places,
        [
            "22 /components/schemas/Pet/properties/b/description",
            "25 /components/schemas/Pet/properties/c/description",
            "27 /components/schemas/Pet/properties/d/description",
            "30 /components/schemas/Home/description",
        ]
    );
    assert_eq!(unworded(adopted.text.as_bytes()).unwrap(), adopted.unworded);
}

/// The words are those of the place, and not of the wrapper that it is in.
#[test]
fn words_move_with_what_they_describe() {
    let home = "\
Home:
  type: object
  description: A home.
  properties:
    # In capitals.
    city: {type: string, description: The city.}
";
    let ours = "\
Pet:
  type: object
  properties:
    a:
      $ref: '#/components/schemas/Home'
      description: >-
        Where
        it lives.
";
    let theirs = "\
Pet:
  type: object
  properties:
    a:
      type: object
      description: Theirs.
      properties:
        city: {type: string, description: Theirs., maxLength: 3}
";
    let expected = "\
Pet:
  type: object
  properties:
    a:
      type: object
      description: >-
        Where
        it lives.
      properties:
        # In capitals.
        city:
          type: string
          description: The city.
          maxLength: 3
";
    check_gone(&(ours.to_owned() + home), theirs, &(expected.to_owned() + home), expected);
}

#[test]
fn a_text_about_the_mark_is_not_the_mark() {
    let text = document(&format!(
        "Pet:\n  type: object\n  description: It says `{NEEDS_WORDS}`.\n  properties: {{}}\n"
    ));
    assert_eq!(unworded(text.as_bytes()).unwrap(), []);
}
