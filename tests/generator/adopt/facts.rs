//! The facts that are taken over; another spelling is none.

use super::{adopted, changes, check, check_gone, document, schemas};

#[test]
fn scalars_keep_their_quotes() {
    check(
        "\
Pet:
  type: object
  properties:
    name:
      type: string   # a name
      maxLength: 10
      pattern: '^a$'
      default: \"b c\"
    age: {type: integer, minimum: 1, maximum: 9}
",
        "\
Pet:
  type: object
  properties:
    name: {type: string, maxLength: 20, pattern: \"^b'c$\", default: 'c: d'}
    age: {type: number, minimum: 0, maximum: 9.5}
",
        "\
Pet:
  type: object
  properties:
    name:
      type: string   # a name
      maxLength: 20
      pattern: '^b''c$'
      default: \"c: d\"
    age: {type: number, minimum: 0, maximum: 9.5}
",
    );
}

#[test]
fn properties_that_are_called_like_extensions() {
    let ours = "\
Pet:
  type: object
  properties:
    x-trace: {type: string}
";
    let theirs = "\
Pet:
  type: object
  x-note: Theirs.
  properties:
    x-trace: {type: integer}
    x-new:
      type: string
";
    check(ours, theirs, &theirs.replace("  x-note: Theirs.\n", ""));
}

#[test]
fn texts_that_yaml_takes_for_something_else_are_quoted() {
    let ours = "\
Pet:
  type: object
  properties:
    kind:
      type: string
      enum: [plain]
    sort:
      type: string
      enum:
        - plain
";
    let values = ["'null'", "'1'", "'no'", "''", "'a: b'", "'#a'", "'2026-01-31'", "1.2.3", "a b"];
    let theirs = ours.replace("[plain]", &format!("[plain, {}, 'a, b']", values.join(", ")));
    let theirs = theirs.replace(
        "        - plain\n",
        &format!("        - plain\n        - {}\n", values.join("\n        - ")),
    );
    check(ours, &theirs, &theirs);
}

#[test]
fn values_properties_and_required_ones_go_where_upstream_has_them() {
    check(
        "\
Pet:
  type: object
  required:
    - name   # always
  properties:
    # What it is called.
    name:
      type: string
    kind:
      type: string
      enum:
        - cat
        - emu
",
        "\
Pet:
  type: object
  required: [id, name, kind]
  properties:
    id: {type: string, format: uuid}
    name: {type: string}
    age: {type: integer, minimum: 0}
    kind: {type: string, enum: [cat, dog, emu, fox], default: cat}
",
        "\
Pet:
  type: object
  required:
    - id
    - name   # always
    - kind
  properties:
    id:
      type: string
      format: uuid
    # What it is called.
    name:
      type: string
    age:
      type: integer
      minimum: 0
    kind:
      type: string
      enum:
        - cat
        - dog
        - emu
        - fox
      default: cat
",
    );
}

#[test]
fn what_is_gone_is_kept_or_taken_out_with_its_comments() {
    let ours = "\
Pet:
  type: object
  required: [name, age]
  properties:
    name:
      type: string
      maxLength: 10

    # In years,
    # as of today.
    age:
      type: integer
      # Nothing is born before.
      minimum: 0

    # What it is.
    kind:
      type: string
      enum:
        - cat
        - emu   # extinct
        # The last one.
        - dog
";
    let theirs = "\
Pet:
  type: object
  required: [name]
  properties:
    name: {type: string}
    kind: {type: string, enum: [cat, dog]}
";
    let removed = "\
Pet:
  type: object
  required: [name]
  properties:
    name:
      type: string

    # What it is.
    kind:
      type: string
      enum:
        - cat
        # The last one.
        - dog
";
    check_gone(ours, theirs, ours, removed);
    let kept = adopted(&document(ours), &document(theirs), false);
    assert_eq!(
        changes(&kept),
        [
            "Gone 18 /components/schemas/Pet/required: age",
            "Gone 22 /components/schemas/Pet/properties/name/maxLength: ",
            "Gone 26 /components/schemas/Pet/properties/age: ",
            "Gone 34 /components/schemas/Pet/properties/kind/enum: emu",
        ]
    );
}

/// A union of what is needed is no other form of a schema: the properties stay with
/// their words.
#[test]
fn one_of_several_properties_is_needed() {
    let ours = "\
Pet:
  type: object
  anyOf:
    - required: [name]
    - required: [names]
  properties:
    name: {type: string, description: Ours.}
    names: {type: array, items: {type: string}, description: Ours, too.}
";
    let theirs = "\
Pet:
  type: object
  properties:
    name: {type: string, description: Theirs.}
  required: [name]
";
    let required = "  required:\n    - name\n";
    let kept = format!("{ours}{required}");
    let removed = "\
Pet:
  type: object
  properties:
    name: {type: string, description: Ours.}
  required:
    - name
";
    check_gone(ours, theirs, &kept, removed);
    let kept = adopted(&document(ours), &document(theirs), false);
    assert_eq!(
        changes(&kept),
        [
            "New 24 /components/schemas/Pet/required: ",
            "Gone 18 /components/schemas/Pet/anyOf: ",
            "Gone 23 /components/schemas/Pet/properties/names: ",
        ]
    );
}

/// An arm that stays has its words when it is the only one, and so when others come.
#[test]
fn a_union_of_one_arm_is_a_union() {
    let many = "\
Pet:
  type: object
  properties:
    name:
      anyOf:
        - type: string
          description: Ours.
        - type: integer
";
    let one = many.replace("        - type: integer\n", "");
    let theirs = |ours: &str| ours.replace("Ours.", "Theirs.");
    check_gone(many, &theirs(&one), many, &one);
    check(&one, &theirs(many), many);
}

/// Both documents say the same of values.
#[test]
fn another_spelling_is_no_fact() {
    let ours = "\
Pet:
  type: object
  required: [a, b]
  properties:
    a: {type: [string, 'null'], description: Ours.}
    b:
      anyOf:
        - $ref: '#/components/schemas/Home'
        - type: 'null'
    c: {type: string, const: cat}
    d:
      $ref: '#/components/schemas/Home'
      description: Ours.
    e: {type: object, additionalProperties: true, properties: {x: {type: string}}}
    f: {type: string, enum: [a, b]}
Home:
  type: object
  properties: {city: {type: string}}
";
    let theirs = "\
Pet:
  type: object
  required: [b, a]
  description: Theirs.
  properties:
    a:
      anyOf: [{type: string, description: Theirs.}, {type: 'null'}]
    b:
      allOf: [{$ref: '#/components/schemas/Home'}, {nullable: true}]
    c: {type: string, enum: [cat], x-const: true}
    d:
      $ref: '#/components/schemas/Home'
    e: {type: object, additionalProperties: true, properties: {x: {oneOf: [{type: string}]}}}
    f: {enum: [a, b], type: string, deprecated: false, example: a}
Home:
  type: object
  title: A home
  properties: {city: {type: string}}
";
    check(ours, theirs, ours);
}

#[test]
fn a_fact_changes_in_our_own_spelling() {
    check(
        "\
Pet:
  type: object
  properties:
    a: {type: [string, 'null'], maxLength: 10}
    b:
      type: string
      description: Ours.
      const: cat
    c:
      type: [array, 'null']
      items:
        type: string
    d:
      anyOf:
        - type: string
        - type: integer
        - type: 'null'
",
        "\
Pet:
  type: object
  properties:
    a:
      anyOf: [{type: string, maxLength: 20}, {type: 'null'}]
    b: {type: string, enum: [cat, dog]}
    c: {anyOf: [{type: array, items: {type: string, format: uuid}}, {type: 'null'}]}
    d: {oneOf: [{type: string, maxLength: 3}, {type: integer}, {type: boolean}], nullable: true}
",
        "\
Pet:
  type: object
  properties:
    a: {type: [string, 'null'], maxLength: 20}
    b:
      type: string
      description: Ours.
      enum:
        - cat
        - dog
    c:
      type: [array, 'null']
      items:
        type: string
        format: uuid
    d:
      oneOf:
        - type: string
          maxLength: 3
        - type: integer
        - type: boolean
        - type: 'null'
",
    );
}

/// Among values, the text is a value like others.
#[test]
fn the_text_null_is_no_null() {
    let pet = |values: &str| {
        format!("Pet:\n  type: object\n  properties:\n    a: {{enum: [{values}]}}\n")
    };
    let (ours, theirs) = (pet("none, 'null', null"), pet("none, 'null'"));
    check(&ours, &theirs, &theirs);
    let arm = |arm: &str| {
        format!(
            "Pet:\n  type: object\n  properties:\n    a: {{anyOf: [{{type: integer}}, {arm}]}}\n"
        )
    };
    let (ours, theirs) = (arm("{enum: ['null']}"), arm("{enum: ['null', none]}"));
    check(&ours, &theirs, &arm("{enum: ['null', none]}"));
}

#[test]
fn null_comes_and_goes() {
    let ours = "\
Pet:
  type: object
  properties:
    a: {type: string}
    b:
      type: [string, 'null']
    c:
      anyOf:
        - type: string
        - type: integer
    d:
      $ref: '#/components/schemas/Home'
      description: Where it lives.
    e: {type: string, nullable: true}
    f:
      anyOf:
        - type: string
        - type: integer
        - type: 'null'
    g: {enum: [cat, dog, null]}
Home: {type: object, properties: {city: {type: string}}}
";
    let theirs = "\
Pet:
  type: object
  properties:
    a: {type: string, nullable: true}
    b: {type: string}
    c: {anyOf: [{type: string}, {type: integer}, {type: 'null'}]}
    d: {anyOf: [{$ref: '#/components/schemas/Home'}, {type: 'null'}]}
    e: {type: string}
    f: {anyOf: [{type: string}, {type: integer}]}
    g: {enum: [cat, dog]}
Home: {type: object, properties: {city: {type: string}}}
";
    let expected = "\
Pet:
  type: object
  properties:
    a: {type: [string, 'null']}
    b:
      type: string
    c:
      anyOf:
        - type: string
        - type: integer
        - type: 'null'
    d:
      description: Where it lives.
      anyOf:
        - $ref: '#/components/schemas/Home'
        - type: 'null'
    e: {type: string}
    f:
      anyOf:
        - type: string
        - type: integer
    g: {enum: [cat, dog]}
Home: {type: object, properties: {city: {type: string}}}
";
    check(ours, theirs, expected);
    let found = changes(&adopted(&document(ours), &document(theirs), false));
    let of = |name: &str| format!("/components/schemas/Pet/properties/{name}:");
    for name in ["b", "e", "f", "g"] {
        let told = found.iter().filter(|line| line.contains(&of(name))).collect::<Vec<_>>();
        assert!(told.len() == 1 && told[0].ends_with("not null any more"), "{found:#?}");
    }
}

#[test]
fn another_form_is_written_anew_with_our_words() {
    check(
        "\
Pet:
  type: object
  properties:
    home:
      type: object
      description: Where it lives.
      properties:
        city:
          type: string
          description: The city.
    kind: {type: string}
",
        "\
Pet:
  type: object
  properties:
    home:
      description: Theirs.
      oneOf:
        - type: object
          properties:
            city: {type: string, description: Theirs.}
            street: {type: string, description: Theirs.}
        - type: string
    kind: {type: string}
",
        "\
Pet:
  type: object
  properties:
    home:
      description: Where it lives.
      oneOf:
        - type: object
          properties:
            city:
              type: string
              description: The city.
            street:
              type: string
              description: <needs words>
        - type: string
    kind: {type: string}
",
    );
}

#[test]
fn arms_are_known_by_what_tells_them_apart() {
    let arm = |kind: &str, more: &str| {
        format!("type: object, required: [kind], properties: {{kind: {{const: {kind}}}{more}}}")
    };
    let ours = format!(
        "Pet:\n  oneOf:\n    # Purrs.\n    - {{{}}}\n    - {{{}}}\n",
        arm("cat", ""),
        arm("dog", "")
    );
    let theirs = format!(
        "Pet:\n  oneOf:\n    - {{{}}}\n    - {{{}}}\n    - {{{}}}\n",
        arm("emu", ""),
        arm("cat", ", lives: {type: integer}"),
        arm("dog", "")
    );
    let new = "    - type: object
      required:
        - kind
      properties:
        kind:
          const: emu
";
    let expected = format!(
        "Pet:\n  oneOf:\n{new}    # Purrs.\n    - {{{}}}\n    - {{{}}}\n",
        arm("cat", ", lives: {type: integer}"),
        arm("dog", "")
    );
    assert_eq!(schemas(&ours, &theirs, true), expected);
}

/// The order tells arms apart where no constant does.
#[test]
fn arms_in_another_order() {
    let ours = "\
Pet:
  description: Ours.
  oneOf:
    - type: object
      description: Ours as well.
      properties:
        a: {type: string}
    - type: object
      properties:
        b: {type: string}
";
    let theirs = "\
Pet:
  oneOf:
    - {type: object, properties: {b: {type: string}}}
    - {type: object, properties: {a: {type: string}}}
";
    let expected = "\
Pet:
  description: Ours.
  oneOf:
    - type: object
      properties:
        b: {type: string}
    - type: object
      description: Ours as well.
      properties:
        a: {type: string}
";
    check(ours, theirs, expected);
}

#[test]
fn components_come_along_and_go() {
    let ours = "\
Pet:
  type: object
  properties:
    home: {$ref: '#/components/schemas/Home'}

Home:
  type: object
  description: A home.
  properties:
    city: {type: string, description: The city.}
";
    let theirs = "\
House:
  type: object
  description: Theirs.
  properties:
    city: {type: string, description: Theirs.}
    owner: {$ref: '#/components/schemas/Owner'}
Owner: {type: object, properties: {name: {type: string}}}
Pet:
  type: object
  properties:
    home: {$ref: '#/components/schemas/House'}
Unused: {type: string}
";
    let both = |home: &str| {
        format!(
            "\
House:
  type: object
  description: A home.
  properties:
    city: {{type: string, description: The city.}}
    owner:
      $ref: '#/components/schemas/Owner'

Owner:
  type: object
  properties:
    name:
      type: string

Pet:
  type: object
  properties:
    home: {{$ref: '#/components/schemas/House'}}
{home}"
        )
    };
    let home = "
Home:
  type: object
  description: A home.
  properties:
    city: {type: string, description: The city.}
";
    check_gone(ours, theirs, &both(home), &both(""));
}

/// A component whose place another one takes is left behind, with all that only it refers to;
/// not so one that an operation of another group refers to.
#[test]
fn components_that_are_left_behind_are_listed() {
    let homes = |schemas: &str| {
        let path = "  /homes:\n    get:\n      operationId: getHome\n      tags: [homes]\n      \
                    responses: {'200': {description: It., content: {application/json: \
                    {schema: {$ref: '#/components/schemas/Cave'}}}}}\ncomponents:\n";
        document(schemas).replace("components:\n", path)
    };
    let ours = homes(
        "\
Cave: {type: object, properties: {next: {$ref: '#/components/schemas/Old%20cave'}}}
Door: {type: object, properties: {home: {$ref: '#/components/schemas/Home'}}}
Home: {type: object, properties: {door: {$ref: '#/components/schemas/Door'}}}
Pet: {type: object, properties: {home: {$ref: '#/components/schemas/Home'}}}
Old cave: {type: object, properties: {hole: {$ref: '#hole'}}}
Hole: {$anchor: hole, type: object}
",
    );
    let theirs = document(
        "\
House: {type: object, properties: {size: {type: integer}}}
Pet: {type: object, properties: {home: {$ref: '#/components/schemas/House'}}}
",
    );
    let kept = adopted(&ours, &theirs, false);
    assert_eq!(
        changes(&kept),
        [
            "Changed 29 /components/schemas/Pet/properties/home/$ref: \
             #/components/schemas/Home → #/components/schemas/House",
            "New 24 /components/schemas/House: ",
            "Gone 22 /components/schemas/Door: component",
            "Gone 23 /components/schemas/Home: component",
        ]
    );
    let removed = adopted(&kept.text, &theirs, true);
    assert_eq!(removed.text, adopted(&ours, &theirs, true).text);
    for (name, stays) in
        [("Cave", true), ("Old cave", true), ("Hole", true), ("Door", false), ("Home", false)]
    {
        let is_there = removed.text.contains(&format!("    {name}:"));
        assert_eq!(is_there, stays, "{name} in {}", removed.text);
    }
}

#[test]
fn a_new_parameter_is_at_its_line() {
    let pets = |parameters: &str| {
        let operation = format!("      tags: [pets]\n      parameters:\n{parameters}");
        document("Pet: {type: object}\n").replace("      tags: [pets]\n", &operation)
    };
    let limit = "        - {name: limit, in: query, schema: {type: integer}}\n";
    let theirs = pets(&format!("{limit}        - {{$ref: '#/components/parameters/after'}}\n"));
    let theirs = theirs.replace(
        "  schemas:\n",
        "  parameters: {after: {name: after, in: query, schema: {type: string}}}\n  schemas:\n",
    );
    let found = changes(&adopted(&pets(limit), &theirs, false));
    assert_eq!(
        found,
        [
            "New 11 /paths/~1pets/post/parameters/after: parameter",
            "New 18 /components/parameters: ",
        ]
    );
}

/// Facts of callbacks and webhooks: what they bring, where they go, and what they take for an
/// answer.
#[test]
fn requests_of_the_servers_own() {
    let pet = "Pet:\n  type: object\n";
    let born = format!("{pet}Born:\n  type: object\n");
    let asked = |indent: &str, kind: &str, more: &str, status: &str| {
        let lines = [
            "post:",
            "  tags: [pets]",
            more,
            "  requestBody:",
            "    content:",
            "      application/json:",
            &format!("        schema: {{type: object, properties: {{a: {kind}}}}}"),
            "  responses:",
            &format!("    '{status}': {{description: Words.}}"),
        ];
        let lines = lines.iter().filter(|line| !line.is_empty());
        lines.map(|line| format!("{indent}{line}\n")).collect::<String>()
    };
    let callback = |url: &str, kind: &str, more: &str, status: &str, schemas: &str| {
        let asked = asked("            ", kind, more, status);
        let callbacks = format!(
            "      tags: [pets]\n      callbacks:\n        born:\n          '{url}':\n{asked}"
        );
        document(schemas).replacen("      tags: [pets]\n", &callbacks, 1)
    };
    let webhook = |name: &str, kind: &str, more: &str, status: &str, schemas: &str| {
        let asked = asked("    ", kind, more, status);
        let webhooks = format!("webhooks:\n  {name}:\n{asked}components:\n");
        document(schemas).replacen("components:\n", &webhooks, 1)
    };
    let value = |text: &str| serde_yaml::from_str::<serde_yaml::Value>(text).unwrap();
    let check = |with: &dyn Fn(&str, &str, &str, &str, &str) -> String| {
        let text = "{type: string}";
        let ours = with("a", text, "", "204", pet);
        let part = "{$ref: '#/components/schemas/Born'}";
        for theirs in [
            with("a", part, "", "204", &born),
            with("b", text, "", "204", pet),
            with("a", text, "  deprecated: true", "204", pet),
            with("a", text, "", "200", pet),
            with(
                "a",
                text,
                "  parameters: [{name: X-A, in: header, description: Words., schema: {type: string}}]",
                "204",
                pet,
            ),
        ] {
            let adopted = adopted(&ours, &theirs, true).text;
            assert_eq!(value(&adopted.replace("<needs words>", "Words.")), value(&theirs));
        }
        let signed =
            with("a", text, "  parameters: [{$ref: '#/components/parameters/A'}]", "204", pet);
        let part =
            "components:\n  parameters:\n    A: {name: X-A, in: header, schema: {type: string}}\n";
        let signed = signed.replacen("components:\n", part, 1);
        assert!(adopted(&ours, &signed, true).text.contains("    A:\n"));
        let others = ours.replace("Words.", "Other words.");
        assert_eq!(adopted(&ours, &others, true).text, ours);
    };
    check(&callback);
    check(&webhook);
}
