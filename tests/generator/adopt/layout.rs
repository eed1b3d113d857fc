//! The places in a text where changes are made: in every layout of YAML.

use super::{BEFORE, adopted, check, check_gone, document, schemas};

#[test]
fn brackets_stay_brackets() {
    let ours = "\
Pet: {type: object, required: [a, b, c], properties: {a: {type: string}, b: {type: string}, c: {type: string}}}
";
    let theirs = "\
Pet: {type: object, required: [x, b, z], properties: {x: {type: string, description: Theirs.}, b: {type: string, maxLength: 1}, z: {type: array, items: {type: string}}}}
";
    check_gone(
        ours,
        theirs,
        "\
Pet: {type: object, required: [x, a, b, z, c], properties: {a: {type: string}, x: {type: string, description: <needs words>}, b: {type: string, maxLength: 1}, z: {type: array, items: {type: string}}, c: {type: string}}}
",
        "\
Pet: {type: object, required: [x, b, z], properties: {x: {type: string, description: <needs words>}, b: {type: string, maxLength: 1}, z: {type: array, items: {type: string}}}}
",
    );
}

#[test]
fn all_of_a_collection_goes_and_comes() {
    let ours = "\
Pet:
  type: object
  required:
    - a
  properties:
    a: {type: string}
    b:
      type: string
      enum: [x]
    # Nothing yet.
    c: {}
";
    let theirs = "\
Pet:
  type: object
  properties:
    a: {type: string}
    b: {type: string, enum: [v, w]}
    c: {type: string, maxLength: 3}
";
    assert_eq!(
        schemas(ours, theirs, true),
        "\
Pet:
  type: object
  properties:
    a: {type: string}
    b:
      type: string
      enum: [v, w]
    # Nothing yet.
    c:
      type: string
      maxLength: 3
"
    );
}

#[test]
fn the_first_member_of_an_item_shares_its_line_with_the_dash() {
    let ours = "\
Pet:
  oneOf:
    - title: One
      # What it is.
      type: object
      properties:
        a: {type: string}
    - minLength: 1
      # Of the type.
      type: string
";
    let theirs = "\
Pet:
  oneOf:
    - deprecated: true
      type: object
      properties:
        a: {type: string}
    - type: string
";
    let removed = "\
Pet:
  oneOf:
    - title: One
      deprecated: true
      # What it is.
      type: object
      properties:
        a: {type: string}
    - # Of the type.
      type: string
";
    let result = schemas(ours, theirs, true);
    assert_eq!(result, removed);
}

#[test]
fn lists_may_stand_below_their_keys() {
    check(
        "\
Pet:
  type: object
  required:
  - a
  properties:
    a:
      type: array
      items:
        type: string
        enum:
        - x
",
        "\
Pet:
  type: object
  required: [a, b]
  properties:
    a: {type: array, items: {type: string, enum: [x, w]}}
    b: {type: string, enum: [z]}
",
        "\
Pet:
  type: object
  required:
  - a
  - b
  properties:
    a:
      type: array
      items:
        type: string
        enum:
        - x
        - w
    b:
      type: string
      enum:
      - z
",
    );
}

#[test]
fn block_texts_and_comments_around_them_stay() {
    check(
        "\
Pet:
  type: object
  description: >-
    A pet,
    that is.

  # Before the properties.
  properties:
    a:
      description: |
        Of a.

      type: string
      # After the type.

  # The end.
",
        "\
Pet:
  type: object
  maxProperties: 3
  properties:
    a: {type: string, maxLength: 3}
    b: {type: string}
",
        "\
Pet:
  type: object
  maxProperties: 3
  description: >-
    A pet,
    that is.

  # Before the properties.
  properties:
    a:
      description: |
        Of a.

      type: string
      maxLength: 3
      # After the type.
    b:
      type: string

  # The end.
",
    );
}

#[test]
fn windows_and_unfinished_lines() {
    let ours = document("Pet:\n  type: object\n  properties:\n    a: {type: string}\n");
    let theirs = document(
        "Pet: {type: object, properties: {a: {type: string}, b: {type: string, enum: [x]}}}\n",
    );
    let windows = adopted(&ours.replace('\n', "\r\n"), &theirs, false).text;
    let more = "        b:\r\n          type: string\r\n          enum:\r\n            - x\r\n";
    assert_eq!(windows, ours.replace('\n', "\r\n") + more);
    let unfinished = adopted(ours.trim_end(), &theirs, false).text;
    assert_eq!(unfinished, ours + more.replace('\r', "").trim_end());
}

#[test]
fn upstream_may_be_json() {
    let ours = document("Pet:\n  type: object\n  properties:\n    a: {type: number}\n");
    let theirs = r##"{"openapi": "3.1.0", "info": {"title": "Pets", "version": "1.0.1"},
        "servers": [{"url": "https://pets.example/v1"}],
        "paths": {"/pets": {"post": {"operationId": "makePet", "tags": ["pets"], "requestBody":
            {"required": true, "content": {"application/json": {"schema":
                {"$ref": "#/components/schemas/Pet"}}}}, "responses": {"204": {"description": ""}}}}},
        "components": {"schemas": {"Pet": {"type": "object", "properties": {"a": {"type": "number",
            "minimum": -9223372036854776000, "maximum": 1e3}}}}}}"##;
    let expected = ours
        .replace("1.0.0", "1.0.1")
        .replace("{type: number}", "{type: number, minimum: -9223372036854776000, maximum: 1e3}");
    assert_eq!(adopted(&ours, theirs, true).text, expected);
}

/// An operation, with all that belongs to one.
#[test]
fn operations_come_and_go() {
    let ours = BEFORE.replace(
        "components:\n",
        "  # Of one.\n  /pets/{id}:\n    get:\n      operationId: getPet\n      tags: [pets]\n      \
         parameters:\n        - name: id\n          in: path\n          required: true\n          \
         description: Its id.\n          schema: {type: string}\n      responses: {'204': {description: It.}}\n\
         components:\n",
    ) + "    Pet: {type: object, properties: {a: {type: string}}}\n";
    let theirs = BEFORE.replace(
        "components:\n",
        "    get:\n      operationId: listPets\n      tags: [pets]\n      summary: Theirs.\n      \
         parameters:\n        - {name: limit, in: query, required: false, schema: {type: integer}}\n      \
         responses: {'200': {description: Theirs., headers: {X-More: {schema: {type: string}}}}}\n  \
         /pets/{pet_id}:\n    parameters:\n      - {name: pet_id, in: path, required: true, description: \
         Theirs., schema: {type: string}}\n    get:\n      operationId: getPet\n      tags: [pets]\n      \
         responses: {'204': {description: Theirs.}}\n  /homes:\n    get: {operationId: listHomes, tags: \
         [homes], responses: {'204': {description: Theirs.}}}\ncomponents:\n",
    ) + "    Pet: {type: object, properties: {a: {type: string}}}\n";
    let expected = BEFORE.replace(
        "components:\n",
        "    get:
      operationId: listPets
      tags:
        - pets
      summary: <needs words>
      parameters:
        - name: limit
          in: query
          schema:
            type: integer
      responses:
        '200':
          description: <needs words>
          headers:
            X-More:
              schema:
                type: string
  # Of one.
  /pets/{pet_id}:
    get:
      operationId: getPet
      tags: [pets]
      parameters:
        - name: pet_id
          in: path
          required: true
          description: Its id.
          schema: {type: string}
      responses: {'204': {description: It.}}
components:
",
    ) + "    Pet: {type: object, properties: {a: {type: string}}}\n";
    assert_eq!(adopted(&ours, &theirs, true).text, expected);
}

/// A dash in a comment is no item.
#[test]
fn dashes_in_comments() {
    let ours = "\
Pet:
  oneOf:
    -  # page - number
      title: One
      type: string
    -  # size - of it
      type: integer
    - type: boolean
";
    check_gone(
        ours,
        "Pet: {oneOf: [{type: integer}, {type: boolean}]}\n",
        ours,
        "\
Pet:
  oneOf:
    -  # size - of it
      type: integer
    - type: boolean
",
    );
}

/// Braces and brackets say nothing of the list that they are in.
#[test]
fn lists_below_their_keys_of_what_is_in_braces() {
    let ours = "\
openapi: 3.1.0
info: {title: Pets, version: 1.0.0}
servers:
- {url: 'https://a.example'}
tags:
- {name: pets, description: Of pets.}
paths:
  /pets:
    parameters:
    - {name: a, in: query, schema: {type: string}}
    post:
      operationId: makePet
      tags: [pets, homes]
      parameters:
      - {name: b, in: query, schema: {type: string}}
      responses:
        '200':
          description: Made.
          content:
            application/json:
              schema:
                oneOf:
                - {$ref: '#/components/schemas/A'}
                - {$ref: '#/components/schemas/B'}
components:
  schemas:
    A: {type: object, required: [a], properties: {a: {type: string}}}
    B:
      type: object
      required: [b]
      properties:
        b: {type: string}
        c:
          anyOf:
          - {type: string}
          - {type: integer}
        d:
          oneOf:
          -   # Short ones.
            {type: string, maxLength: 3}
          - {type: integer}
";
    let new_arm = "{type: object, required: [z], properties: {z: {type: string}}}";
    let theirs = ours
        .replace("- {url: 'https://a.example'}\n", "- {url: 'https://a.example'}\n- {url: 'https://b.example'}\n")
        .replace("- {name: pets, description: Of pets.}\n", "- {name: pets, description: Of pets.}\n- {name: homes}\n")
        .replace("b, in: query, schema: {type: string}}\n", "b, in: query, schema: {type: string}}\n      - {name: c, in: query, schema: {type: string}}\n")
        .replace("schemas/B'}\n", &format!("schemas/B'}}\n                - {new_arm}\n"))
        .replace("          - {type: string}\n", "          - {type: string}\n          - {type: boolean}\n")
        .replace("maxLength: 3}\n", "maxLength: 3}\n          - {type: boolean}\n");
    let expected = ours
        .replace("- {url: 'https://a.example'}\n", "- {url: 'https://a.example'}\n- url: https://b.example\n")
        .replace("- {name: pets, description: Of pets.}\n", "- {name: pets, description: Of pets.}\n- name: homes\n")
        .replace("b, in: query, schema: {type: string}}\n", "b, in: query, schema: {type: string}}\n      - name: c\n        in: query\n        schema:\n          type: string\n")
        .replace("schemas/B'}\n", "schemas/B'}\n                - type: object\n                  required:\n                  - z\n                  properties:\n                    z:\n                      type: string\n")
        .replace("          - {type: string}\n", "          - {type: string}\n          - type: boolean\n")
        .replace("maxLength: 3}\n", "maxLength: 3}\n          - type: boolean\n");
    assert_eq!(adopted(ours, &theirs, true).text, expected);
}
