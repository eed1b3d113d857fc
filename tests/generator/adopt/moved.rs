//! Our words and comments, kept at the new place of what upstream moves.

use super::{adopted, changes, check, document, schemas};

/// A schema within another one, with words and comments.
const INLINE: &str = "\
Pet:
  type: object
  description: A pet.
  properties:
    # Above the home.
    home:   # Beside it.
      # In it.
      type: object
      description: A home.
      properties:
        # Above the city.
        city: {type: string, description: A city.}   # Beside the city.
        kind:
          type: string
          enum:
            - flat
            # Above huts.
            - hut   # Beside huts.
    name: {type: string, description: A name.}
";

/// The same where it is a component.
const COMPONENT: &str = "\
Pet:
  type: object
  description: A pet.
  properties:
    # Above the home.
    home:   # Beside it.
      $ref: '#/components/schemas/Home'
    name: {type: string, description: A name.}
Home:
  # In it.
  type: object
  description: A home.
  properties:
    # Above the city.
    city: {type: string, description: A city.}   # Beside the city.
    kind:
      type: string
      enum:
        - flat
        # Above huts.
        - hut   # Beside huts.
";

/// A home, as upstream says it.
const HOME: &str = "{type: object, description: Theirs., properties: {city: {type: string, \
                    description: Theirs.}, kind: {type: string, enum: [flat, hut]}}}";

fn pet(home: &str, more: &str) -> String {
    format!(
        "Pet: {{type: object, description: Theirs., properties: {{home: {home}, name: {{type: string}}}}}}\n{more}"
    )
}

fn reference(home: &str) -> String {
    pet("{$ref: '#/components/schemas/Home'}", &format!("Home: {home}\n"))
}

/// Returns the words of ours that have no place any more.
fn unplaced(ours: &str, theirs: &str) -> Vec<String> {
    let adopted = adopted(&document(ours), &document(theirs), true);
    let all = changes(&adopted).into_iter();
    all.filter_map(|line| Some(line.strip_prefix("Unplaced ")?.to_owned())).collect()
}

#[test]
fn a_schema_becomes_a_component() {
    check(INLINE, &reference(HOME), COMPONENT);
    assert_eq!(unplaced(INLINE, &reference(HOME)), Vec::<String>::new());
    // And another fact at once.
    let longer =
        HOME.replace("string, desc", "string, maxLength: 9, desc").replace("[flat", "[den, flat");
    let expected = COMPONENT
        .replace("    city: {type: string, description: A city.}   # Beside the city.\n", "    city:   # Beside the city.\n      type: string\n      maxLength: 9\n      description: A city.\n")
        .replace("        - flat\n", "        - den\n        - flat\n");
    check(INLINE, &reference(&longer), &expected);
}

#[test]
fn a_component_becomes_a_schema_within_another() {
    let theirs = pet(HOME, "");
    let expected = INLINE.replace("      # In it.\n", "");
    let expected = expected.replace(
        "      type: object\n      desc",
        "      # In it.\n      type: object\n      desc",
    );
    assert_eq!(schemas(COMPONENT, &theirs, true), expected);
    // The words of the place come before those of the component, which goes.
    let ours = COMPONENT.replace("      $ref", "      description: Its home.\n      $ref");
    let described = expected.replace("A home.", "Its home.");
    assert_eq!(schemas(&ours, &theirs, true), described);
    assert_eq!(unplaced(&ours, &theirs), Vec::<String>::new());
}

#[test]
fn properties_move_into_a_base_and_back() {
    let theirs = "\
Pet:
  allOf:
    - $ref: '#/components/schemas/Base'
    - {type: object, description: Theirs., properties: {name: {type: string, description: Theirs.}}}
Base: {type: object, description: Theirs., properties: {id: {type: string, description: Theirs.}}}
";
    let ours = "\
Pet:
  type: object
  description: A pet.
  properties:
    # Unique.
    id: {type: string, description: Its id.}
    name: {type: string, description: Its name.}   # Or none.
";
    let split = "\
Pet:
  allOf:
    - $ref: '#/components/schemas/Base'
    - type: object
      description: A pet.
      properties:
        name: {type: string, description: Its name.}   # Or none.
Base:
  type: object
  description: <needs words>
  properties:
    # Unique.
    id: {type: string, description: Its id.}
";
    check(ours, theirs, split);
    let worded = split.replace("<needs words>", "What all have.");
    let back = "Pet: {type: object, description: Theirs., properties: {id: {type: string}, name: {type: string}}}\n";
    assert_eq!(schemas(&worded, back, true), ours);
}

#[test]
fn a_schema_gets_an_arm_beside_it_and_is_alone_again() {
    let theirs = |home: &str| pet(&format!("{{oneOf: [{home}, {{type: string}}]}}"), "");
    let arm = schemas(INLINE, &theirs(HOME), true);
    let expected = "      oneOf:
        - # In it.
          type: object
          description: A home.
          properties:
            # Above the city.
            city: {type: string, description: A city.}   # Beside the city.
            kind:
              type: string
              enum:
                - flat
                # Above huts.
                - hut   # Beside huts.
        - type: string
";
    let (before, rest) = INLINE.split_once("      # In it.\n").unwrap();
    let after = rest.split_once("    name:").unwrap().1;
    assert_eq!(arm, format!("{before}{expected}    name:{after}"));
    assert_eq!(unplaced(INLINE, &theirs(HOME)), Vec::<String>::new());
    assert_eq!(schemas(&arm, &pet(HOME, ""), true), INLINE);
    // As a component at once.
    let both = theirs("{$ref: '#/components/schemas/Home'}") + &format!("Home: {HOME}\n");
    let (pet, home) = COMPONENT.split_once("Home:\n").unwrap();
    let arms =
        "      oneOf:\n        - $ref: '#/components/schemas/Home'\n        - type: string\n";
    let pet = pet.replace("      $ref: '#/components/schemas/Home'\n", arms);
    check(INLINE, &both, &format!("{pet}Home:\n{home}"));
}

/// The comments at the dash of an arm stand above what it was, where it is no arm any more;
/// brackets give way to lines then. Those of the union and of other arms are listed.
#[test]
fn comments_of_an_arm_that_is_alone_again() {
    let ours = "\
Pet:
  type: object
  properties:
    home:   # Beside it.
      # Of the union.
      oneOf:
        # Above the arm.
        - {type: object, properties: {city: {type: string, description: A city.}}}   # Beside.
        # Above text.
        - type: string
";
    let theirs = "{type: object, properties: {city: {type: string}}}";
    let expected = "\
Pet:
  type: object
  properties:
    home:   # Beside it.
      # Above the arm.
      # Beside.
      type: object
      properties: {city: {type: string, description: A city.}}
";
    let whole = |home: &str| format!("Pet: {{type: object, properties: {{home: {home}}}}}\n");
    check(ours, &whole(theirs), expected);
    let lost = unplaced(ours, &whole(theirs));
    assert_eq!(
        lost,
        [
            "20 /components/schemas/Pet/properties/home/oneOf: # Of the union.",
            "24 /components/schemas/Pet/properties/home/oneOf/1: # Above text.",
        ]
    );
    // One that is a reference, and one that becomes a component.
    let reference = expected.split_once("      type").unwrap().0.to_owned()
        + "      $ref: '#/components/schemas/Home'\n";
    let home = "Home: {type: object, properties: {city: {type: string, description: A city.}}}\n";
    let both = whole("{$ref: '#/components/schemas/Home'}") + &format!("Home: {theirs}\n");
    check(ours, &both, &(reference.clone() + home));
    let arm = "- $ref: '#/components/schemas/Home'   # Beside.\n";
    let (before, rest) = ours.split_once("- {").unwrap();
    let after = rest.split_once('\n').unwrap().1;
    let referring = format!("{before}{arm}{after}{home}");
    let beside =
        reference.replace("      # Beside.\n", "").replace("Home'\n", "Home'   # Beside.\n");
    check(&referring, &both, &(beside + home));
}

/// Comments within the values of a schema stay, also where a value beside them is new.
#[test]
fn comments_in_values() {
    let ours = "\
Pet:
  type: object
  properties:
    home:
      type: object
      description: A home.
      default:
        # Above the city.
        city: Bern   # Beside the city.
        codes:   # Beside codes.
          # Above one.
          - 1
";
    let home = "{type: object, default: {city: Bern, code: 3, codes: [1, 2]}}";
    let theirs = format!(
        "Pet: {{type: object, properties: {{home: {{$ref: '#/components/schemas/Home'}}}}}}\nHome: {home}\n"
    );
    let expected = "\
Pet:
  type: object
  properties:
    home:
      $ref: '#/components/schemas/Home'
Home:
  type: object
  description: A home.
  default:
    # Above the city.
    city: Bern   # Beside the city.
    code: 3
    codes:   # Beside codes.
      # Above one.
      - 1
      - 2
";
    check(ours, &theirs, expected);
    assert_eq!(unplaced(ours, &theirs), Vec::<String>::new());
}

#[test]
fn arms_become_components() {
    let ours = "\
Pet:
  oneOf:
    - type: object
      description: A cat.
      required: [kind]
      properties:
        kind: {const: cat, description: Marks a cat.}
    # They bark.
    - type: object
      description: A dog.
      required: [kind]
      properties:
        kind: {const: dog, description: Marks a dog.}
";
    let arm = |kind: &str| {
        format!(
            "{{type: object, description: Theirs., required: [kind], properties: {{kind: {{const: {kind}, description: Theirs.}}}}}}"
        )
    };
    let theirs = format!(
        "Pet: {{oneOf: [{{$ref: '#/components/schemas/Dog'}}, {{$ref: '#/components/schemas/Cat'}}]}}\nCat: {}\nDog: {}\n",
        arm("cat"),
        arm("dog")
    );
    let component = |name: &str, kind: &str| {
        format!(
            "{name}:\n  type: object\n  description: A {kind}.\n  required: [kind]\n  properties:\n    kind: {{const: {kind}, description: Marks a {kind}.}}\n"
        )
    };
    let expected = format!(
        "\
Pet:
  oneOf:
    # They bark.
    - $ref: '#/components/schemas/Dog'
    - $ref: '#/components/schemas/Cat'
{}{}",
        component("Cat", "cat"),
        component("Dog", "dog")
    );
    check(ours, &theirs, &expected);
}

/// A component within a component; and one that two places share.
#[test]
fn components_of_components() {
    let ours = "\
Pet:
  type: object
  properties:
    home:
      type: object
      properties:
        city:
          type: object
          description: A city.
          properties:
            name: {type: string, description: A name.}
    den:
      type: object
      description: The den.
      properties:
        city:
          type: object
          description: The city.
          properties:
            name: {type: string, description: Its name.}
";
    let theirs = "\
City: {type: object, description: Theirs., properties: {name: {type: string, description: Theirs.}}}
Home: {type: object, properties: {city: {$ref: '#/components/schemas/City'}}}
Pet:
  type: object
  properties:
    home: {$ref: '#/components/schemas/Home'}
    den: {$ref: '#/components/schemas/Home'}
";
    let expected = "\
City:
  type: object
  description: A city.
  properties:
    name: {type: string, description: A name.}
Home:
  type: object
  properties:
    city:
      $ref: '#/components/schemas/City'
Pet:
  type: object
  properties:
    home:
      $ref: '#/components/schemas/Home'
    den:
      $ref: '#/components/schemas/Home'
      description: The den.
";
    assert_eq!(schemas(ours, theirs, true), expected);
    assert_eq!(
        unplaced(ours, theirs),
        [
            "33 /components/schemas/Pet/properties/den/properties/city/description: The city.",
            "35 /components/schemas/Pet/properties/den/properties/city/properties/name/description: Its name.",
        ]
    );
}

/// Nor are words carried to what has another name, or words of its own.
#[test]
fn words_without_a_place_are_listed() {
    let theirs = reference(&HOME.replace("city", "town"));
    let result = schemas(INLINE, &theirs, true);
    assert!(
        result.contains("    town:\n      type: string\n      description: <needs words>\n"),
        "{result}"
    );
    assert_eq!(
        unplaced(INLINE, &theirs),
        [
            "26 /components/schemas/Pet/properties/home/properties/city: # Above the city.",
            "27 /components/schemas/Pet/properties/home/properties/city/description: A city.",
            "27 /components/schemas/Pet/properties/home/properties/city/description: # Beside the city.",
        ]
    );
    let own = "Home:\n  type: object\n  description: Ours.\n  properties:\n    kind: {type: string, enum: [flat, hut]}\n";
    let ours = INLINE
        .replace("    name:", "    den: {$ref: '#/components/schemas/Home'}\n    name:")
        + own;
    let theirs =
        reference(HOME).replace("name:", "den: {$ref: '#/components/schemas/Home'}, name:");
    let result = schemas(&ours, &theirs, true);
    assert!(result.ends_with("Home:\n  type: object\n  description: Ours.\n  properties:\n    city:\n      type: string\n      description: <needs words>\n    kind: {type: string, enum: [flat, hut]}\n"), "{result}");
    let listed = unplaced(&ours, &theirs);
    assert!(listed.iter().any(|line| line.ends_with(": A city.")), "{listed:?}");
    // What goes takes its words along.
    let gone = "Pet: {type: object, properties: {name: {type: string}}}\n";
    assert_eq!(unplaced(INLINE, gone), Vec::<String>::new());
}

/// A name is no keyword, whatever it is, and a keyword in what has such a name is one.
#[test]
fn words_in_what_is_named_like_a_keyword() {
    let ours = "\
Pet:
  type: object
  properties:
    a:
      type: object
      properties:
        properties: {type: string, description: A property.}
        description: {type: string, title: A text}
";
    let theirs = "\
Pet: {type: object, properties: {a: {$ref: '#/components/schemas/properties'}}}
properties: {type: object, properties: {b: {type: integer}}}
";
    let at = "/components/schemas/Pet/properties/a/properties";
    assert_eq!(
        unplaced(ours, theirs),
        [
            format!("22 {at}/properties/description: A property."),
            format!("23 {at}/description/title: A text"),
        ]
    );
    let ours = "\
Pet: {type: object, properties: {a: {$ref: '#/components/schemas/properties'}}}
properties:
  type: object
  description: A component.
  properties: {b: {type: object, description: Its words., properties: {c: {type: string}}}}
";
    let theirs = "Pet: {type: object, properties: {a: {type: array, items: {type: integer}}}}\n";
    let kept = changes(&adopted(&document(ours), &document(theirs), true));
    assert!(!kept.iter().any(|line| line.starts_with("Unplaced")), "{kept:?}");
}

/// A number sign in a text is no comment.
#[test]
fn comments_are_told_from_texts() {
    let ours = "\
Pet:
  type: object
  properties:
    a:
      type: object
      properties:
        b:
          type: string
          default: |
            # Not one.
          pattern: 'a # b'
        'c # d': {type: string}   # One.
";
    let theirs = "Pet: {type: object, properties: {a: {type: array, items: {type: integer}}}}\n";
    let moved =
        theirs.replace("{type: array, items: {type: integer}}", "{$ref: '#/components/schemas/A'}");
    let listed = unplaced(ours, &(moved + "A: {type: object, properties: {e: {type: string}}}\n"));
    assert_eq!(listed, ["27 /components/schemas/Pet/properties/a/properties/c # d/type: # One."]);
    let kept = changes(&adopted(&document(ours), &document(theirs), false));
    assert!(!kept.iter().any(|line| line.starts_with("Unplaced")), "{kept:?}");
}

/// Returns a document of operations that have a parameter each.
fn lists(cats: &str, dogs: &str, more: &str) -> String {
    let list = |path: &str, parameter: &str| {
        format!(
            "  /{path}:\n    get:\n      operationId: {path}\n      tags: [pets]\n      parameters:\n{parameter}      responses: {{'204': {{description: Done.}}}}\n"
        )
    };
    format!(
        "openapi: 3.1.0\ninfo: {{title: Pets, version: 1.0.0}}\npaths:\n{}{}{more}",
        list("cats", cats),
        list("dogs", dogs)
    )
}

#[test]
fn parameters_become_components() {
    let limit = |kind: &str| {
        format!(
            "        # Small.\n        - name: limit\n          in: query\n          description: Of {kind}.\n          schema: {{type: integer}}   # Or none.\n"
        )
    };
    let reference = "        - {$ref: '#/components/parameters/Limit'}\n";
    let component = |schema: &str| {
        format!(
            "components:\n  parameters:\n    Limit: {{name: limit, in: query, description: Theirs., schema: {schema}}}\n"
        )
    };
    let ours = lists(&limit("cats"), &limit("dogs"), "");
    // The same, elsewhere, is no change; and leaves no component that nothing refers to.
    let theirs = lists(reference, reference, &component("{type: integer}"));
    let same = adopted(&ours, &theirs, true);
    assert_eq!((same.text.as_str(), changes(&same)), (ours.as_str(), Vec::new()));

    let theirs = lists(reference, reference, &component("{type: integer, maximum: 9}"));
    let adopted = adopted(&ours, &theirs, true);
    let written = "        # Small.\n        - $ref: '#/components/parameters/Limit'\n";
    let beside = format!("{written}          description: Of dogs.\n");
    let expected = lists(
        written,
        &beside,
        "components:\n  parameters:\n    Limit:\n      name: limit\n      in: query\n      description: Of cats.\n      schema:   # Or none.\n        type: integer\n        maximum: 9\n",
    );
    assert_eq!(adopted.text, expected);
    assert_eq!(adopted.unworded, []);
}
