//! The example that is in the documentation of each operation.

use workspace_tests::snippet::Snippet;

/// Returns the lines of the example of `sendPet`, without those that every example has.
#[track_caller]
fn example(parameters: &str, body: &str, schemas: &str) -> Vec<String> {
    lines(&send_pet(parameters, body).schemas(schemas))
}

fn send_pet(parameters: &str, body: &str) -> Snippet {
    Snippet::get(&format!(
        "operationId: sendPet\ntags: [pets]\nparameters: [{parameters}]\n{body}\
         responses: {{'200': {{description: It., content: {{application/json: {{schema: {{type: object}}}}}}}}}}"
    ))
}

#[track_caller]
fn lines(pets: &Snippet) -> Vec<String> {
    let text = pets.file(&["pets/mod.rs"]);
    let lines = text.lines().map(|line| line.trim().trim_start_matches("///").trim_start());
    let lines = lines.skip_while(|line| *line != "```no_run").skip(1);
    lines.take_while(|line| *line != "# Ok(()) }").map(str::to_owned).collect()
}

/// Returns a body in JSON of this schema.
fn body(schema: &str) -> String {
    format!(
        "requestBody: {{required: true, content: {{application/json: {{schema: {schema}}}}}}}\n"
    )
}

#[test]
fn what_is_required_is_written_where_few_words_do() {
    let parameters = "
        {name: petId, in: query, required: true, schema: {type: string}},
        {name: level, in: query, required: true, schema: {type: string, enum: [low, high]}},
        {name: far, in: query, schema: {type: string}}";
    let body = body(
        "{type: object, required: [count, share, old, names, said, toy, nobody, sure, marks], properties: {
            count: {type: integer}, share: {type: number}, old: {type: boolean},
            names: {type: array, items: {type: string}}, said: {oneOf: [{type: string}, {type: integer}]}, toy: {$ref: '#/components/schemas/Toy'},
            nobody: {type: [string, 'null']}, sure: {type: [boolean, 'null']}, marks: {type: [object, 'null'], additionalProperties: {type: string}}, more: {type: string}}}",
    );
    let schemas = "Toy: {type: object, required: [name, kind], properties: {name: {type: string}, kind: {const: toy}}}";
    assert_eq!(
        example(parameters, &body, schemas),
        [
            "# async fn example(client: pets::Client) -> pets::Result<()> {",
            "let answer = client.pets().send_pet(",
            "\"pet_id\",",
            "\"low\",",
            "1,",
            "1.0,",
            "true,",
            "[\"names\"],",
            "\"said\",",
            "pets::types::Toy::new(\"name\"),",
            "\"nobody\",",
            "true,",
            "[(\"key\", \"value\")],",
            ").await?;",
        ]
    );
}

/// A server that checks formats takes the example.
#[test]
fn a_text_is_of_its_format() {
    let parameters = "
        {name: petId, in: query, required: true, schema: {$ref: '#/components/schemas/Id'}},
        {name: others, in: query, required: true, schema: {type: array, items: {type: string, format: uuid}}},
        {name: shown, in: query, required: true, example: '2001-02-03', schema: {type: string, format: date}},
        {name: other, in: query, required: true, schema: {type: string, format: pet-id}}";
    let body = body(
        "{type: object, required: [born, seen, mail, from, home, owner], properties: {
            born: {type: string, format: date}, seen: {type: string, format: date-time},
            mail: {type: string, format: email}, from: {type: string, format: ipv4},
            home: {type: string, format: uri}, owner: {$ref: '#/components/schemas/Owner'}}}",
    );
    let schemas = "
    Id: {type: string, format: uuid}
    Owner: {type: object, required: [mail], properties: {mail: {type: string, format: email}}}";
    let uuid = "\"123e4567-e89b-12d3-a456-426614174000\"";
    assert_eq!(
        example(parameters, &body, schemas),
        [
            "# async fn example(client: pets::Client) -> pets::Result<()> {",
            "let answer = client.pets().send_pet(",
            &format!("{uuid},"),
            &format!("[{uuid}],"),
            "\"2001-02-03\",",
            "\"other\",",
            "\"2025-01-31\",",
            "\"2025-01-31T12:00:00Z\",",
            "\"someone@example.com\",",
            "\"192.0.2.1\",",
            "\"https://example.com\",",
            "pets::types::Owner::new(\"someone@example.com\"),",
            ").await?;",
        ]
    );
}

#[test]
fn what_takes_more_words_is_there_before() {
    let body = body(
        "{type: object, required: [anything, client, either], properties: {
            anything: {}, client: {type: object},
            either: {oneOf: [{type: integer}, {type: array, items: {type: integer}}]}}}",
    );
    assert_eq!(
        example("", &body, ""),
        [
            "# async fn example(client: pets::Client, anything: serde_json::Value, other_client: \
             serde_json::Map<String, serde_json::Value>, either: pets::types::SendPetRequestEither) -> pets::Result<()> {",
            "let answer = client.pets().send_pet(anything, other_client, either).await?;",
        ]
    );
}

#[test]
fn nothing_that_is_optional_is_in_it() {
    assert_eq!(
        example("{name: far, in: query, schema: {type: string}}", "", ""),
        [
            "# async fn example(client: pets::Client) -> pets::Result<()> {",
            "let answer = client.pets().send_pet().await?;",
        ]
    );
}

#[test]
fn the_values_are_those_that_the_document_shows() {
    let parameters = "
        {name: petId, in: query, required: true, example: pet_1, schema: {type: string, example: pet_2}},
        {name: level, in: query, required: true, examples: {high: {summary: High., value: high}}, schema: {type: string, enum: [low, high]}},
        {name: age, in: query, required: true, schema: {type: integer, example: 7}},
        {name: far, in: query, required: true, schema: {type: number, examples: [2, 3]}},
        {name: old, in: query, required: true, schema: {$ref: '#/components/schemas/Old'}}";
    let body = "requestBody: {required: true, content: {application/json: {
        example: {owner: own_1, names: [Rex, Bo]},
        schema: {type: object, required: [owner, names, tags, toy, code], properties: {
            owner: {type: string, example: own_2}, names: {type: array, items: {type: string}},
            tags: {type: array, items: {type: integer}, example: [3]},
            toy: {$ref: '#/components/schemas/Toy'}, code: {type: integer, enum: [1, 2], example: 2}}}}}}\n";
    let schemas = "Old: {type: boolean, example: false}\nToy: {type: object, required: [name, kind], \
        example: {name: Ball}, properties: {name: {type: string}, kind: {type: string, example: soft}}}";
    assert_eq!(
        example(parameters, body, schemas)[2..],
        [
            "\"pet_1\",",
            "\"high\",",
            "7,",
            "2.0,",
            "false,",
            "\"own_1\",",
            "[\"Rex\"],",
            "[3],",
            "pets::types::Toy::new(\"Ball\", \"soft\"),",
            "2,",
            ").await?;",
        ]
    );
}

/// An example that would not compile, would not be taken, or takes many words is
/// left out.
#[test]
fn not_all_that_is_shown_is_written() {
    let text = |shown: &str| format!("{{type: string, example: {shown}}}");
    let long = text(&"long ".repeat(9));
    for (schema, written) in [
        (&*text("'say \"a\"'"), r#""say \"a\"""#),
        (&text("7"), "\"7\""),
        (&text("''"), "\"of\""),
        (&text("{a: b}"), "\"of\""),
        (&text("\"a\\nb\""), "\"of\""),
        (&long, "\"of\""),
        ("{type: integer, example: 5000000000}", "1"),
        ("{type: integer, example: -7}", "1"),
        ("{type: integer, example: some}", "1"),
        ("{type: string, enum: [a, b], example: c}", "\"a\""),
        ("{type: integer, enum: [1, 2], example: 3}", "1"),
        ("{type: array, items: {type: string}, example: []}", "[\"of\"]"),
    ] {
        let lines = example(
            "",
            &body(&format!("{{type: object, required: [of], properties: {{of: {schema}}}}}")),
            "",
        );
        assert_eq!(
            lines[1],
            format!("let answer = client.pets().send_pet({written}).await?;"),
            "{schema}"
        );
    }
    let narrow = body(
        "{type: object, required: [a, b], properties: {a: {type: integer, format: uint8, example: 300}, \
         b: {type: number, format: float, example: 1e300}}}",
    );
    let narrow = send_pet("", &narrow).config("numbers: {uint8: u8, float: f32}");
    assert_eq!(lines(&narrow)[1], "let answer = client.pets().send_pet(1, 1.0).await?;");
}

/// Optional properties are set that the document shows in the body, but for those that would
/// have another value.
#[test]
fn what_is_optional_is_set_where_it_is_shown() {
    let body = "requestBody: {content: {application/json: {
        example: {name: Bo, age: 7, weight: 2, tame: false, far: '1', toy: {kind: ball, size: 3}, one: [a], two: [a, b], none: [], last: x},
        schema: {type: object, properties: {
            one: &texts {type: array, items: {type: string}}, two: *texts, none: *texts,
            last: {type: string}, toy: {$ref: '#/components/schemas/Toy'},
            name: {type: string}, age: {type: integer}, weight: {type: number}, tame: {type: boolean},
            far: {type: string}, more: {type: string, example: shown}}}}}}\n";
    let toy = "
        Toy:
          oneOf: [{$ref: '#/components/schemas/Ball'}, {$ref: '#/components/schemas/Rope'}]
        Ball: {type: object, required: [kind, size], properties: {kind: {const: ball}, size: {type: integer}}}
        Rope: {type: object, required: [kind, length], properties: {kind: {const: rope}, length: {type: number}}}";
    assert_eq!(
        example("", body, toy)[1],
        "let answer = client.pets().send_pet().name(\"Bo\").age(7).weight(2.0).await?;"
    );
    let shown = |shown: &str| {
        let body = body.replace("example: {name: Bo, age: 7, weight: 2,", "example: {");
        let body = body.replace("tame: false, far: '1',", shown);
        example("", &body, toy)[1..].join(" ")
    };
    // An object is more than what its type requires, and a list may have more than an item.
    for (name, set) in [
        ("", String::new()),
        ("tame: false, far: '1',", ".tame(false).far(\"1\")".to_owned()),
        ("name: null, age: 1.5, weight: heavy,", String::new()),
        ("age: 5000000000, weight: -2.5, name: '',", ".weight(-2.5)".to_owned()),
    ] {
        let rest = [".one([\"a\"])", ".last(\"x\")"];
        let rest = rest[..(3 - set.matches('(').count()).min(2)].concat();
        assert_eq!(
            shown(name),
            format!("let answer = client.pets().send_pet(){set}{rest}.await?;"),
            "{name}"
        );
    }
}

#[test]
fn a_long_call_has_a_line_for_each_setter() {
    let body = "requestBody: {required: true, content: {application/json: {
        example: {owner: Somebody with a name of many words, name: Rex, song: As long as it can be and no longer},
        schema: {type: object, required: [owner], properties: {
            owner: {type: string}, name: {type: string}, song: {type: string}}}}}}\n";
    assert_eq!(
        example("", body, "")[1..],
        [
            "let answer = client.pets().send_pet(\"Somebody with a name of many words\")",
            ".name(\"Rex\")",
            ".song(\"As long as it can be and no longer\")",
            ".await?;",
        ]
    );
}

/// The README shows what the document shows.
#[test]
fn the_readme_prefers_what_is_shown() {
    let get = |id: &str, parameter: &str| {
        format!(
            "
    /{id}/{{of}}:
      get:
        operationId: {id}
        tags: [pets]
        parameters: [{{name: of, in: path, required: true, {parameter} schema: {{type: string}}}}]
        responses: {{'200': {{description: It., content: {{application/json: {{schema: {{type: object}}}}}}}}}}"
        )
    };
    let first = |second: &str| {
        let pets = Snippet::paths(&format!("{}{}", get("one", ""), get("two", second)));
        let calls = pets.region("README.md", "calls");
        calls.lines().find(|line| line.starts_with("let answer")).unwrap().to_owned()
    };
    assert_eq!(first(""), "let answer = client.pets().one(\"of\").await?;");
    assert_eq!(first("example: it,"), "let answer = client.pets().two(\"it\").await?;");
}

/// A reader tries the first call there is.
#[test]
fn the_first_call_is_no_deletion_where_there_is_another() {
    let operation = |path: &str, method: &str, shown: &str, schema: &str| {
        format!(
            "
    /{path}/{{of}}:
      {method}:
        operationId: {method}_{path}
        tags: [pets]
        parameters: [{{name: of, in: path, required: true, {shown} schema: {{type: string}}}}, {{name: after, in: query, schema: {{type: string}}}}]
        responses: {{'200': {{description: It., content: {{application/json: {{schema: {schema}}}}}}}}}"
        )
    };
    let delete = operation("pet", "delete", "example: it,", "{type: object}");
    let list = "{type: object, required: [data, has_more, last_id], properties: {data: {type: array, items: {type: object}}, has_more: {type: boolean}, last_id: {type: string}}}";
    let first = |others: &str| {
        let output = Snippet::paths(&format!("{delete}{others}")).run().unwrap();
        let text = |path: &str| {
            let guides = output.guides.iter().map(|guide| (guide.path, &guide.text));
            let files = output.files.iter().map(|file| (file.path.as_str(), &file.text));
            let (_, text) = guides.chain(files).find(|(own, _)| *own == path).unwrap();
            let mut lines = text.lines().map(|line| line.trim_start_matches("//! "));
            lines.find(|line| line.starts_with("let answer")).unwrap().to_owned()
        };
        assert_eq!(text("README.md"), text("lib.rs"), "{others}");
        let pages = output.files.iter().any(|file| file.text.contains("fn pages("));
        assert_eq!(pages, others.contains("array"));
        text("README.md")
    };
    let calls = |call: &str| format!("let answer = client.pets().{call}.await?;");
    assert_eq!(first(""), calls("delete_pet(\"it\")"));
    for method in ["get", "post"] {
        let other = operation("owner", method, "", "{type: object}");
        assert_eq!(first(&other), calls(&format!("{method}_owner(\"of\")")));
    }
    let pages = operation("pets", "get", "", list);
    assert_eq!(first(&pages), calls("get_pets(\"of\")"));
}

/// The reference names what else a call takes, and how else it ends.
#[test]
fn the_reference_names_setters_and_endings() {
    let answer = |content: &str| {
        format!("responses: {{'200': {{description: ok, content: {{{content}}}}}}}")
    };
    let list = answer("application/json: {schema: {$ref: '#/components/schemas/Pets'}}");
    let events = answer(
        "application/json: {schema: {type: string}}, text/event-stream: {schema: {type: object, properties: {a: {type: string}}}}",
    );
    let bytes = answer("image/png: {schema: {type: string, format: binary}}");
    let pets = Snippet::paths(&format!(
        "
    /pets:
      get:
        operationId: listPets
        tags: [pets]
        parameters: [{{name: after, in: query, schema: {{type: string}}}}, {{name: before, in: query, schema: {{type: string}}}}, {{name: type, in: query, schema: {{type: string}}}}]
        {list}
      put:
        operationId: sendPet
        tags: [pets]
        requestBody: {{required: true, content: {{application/json: {{schema: {{type: object, required: [name], properties: {{name: {{type: string}}, age: {{type: integer}}}}}}}}}}}}
        responses: {{'204': {{description: Done.}}}}
      delete: {{operationId: freePets, tags: [pets], responses: {{'204': {{description: Done.}}}}}}
    /song: {{get: {{operationId: singSong, tags: [pets], {events}}}}}
    /image: {{get: {{operationId: showPet, tags: [pets], {bytes}}}}}
        "
    ))
    .schemas(
        "
        Pets:
          type: object
          required: [data, has_more, first_id, last_id]
          properties:
            data: {type: array, items: {type: object, required: [id], properties: {id: {type: string}}}}
            has_more: {type: boolean}
            first_id: {type: string}
            last_id: {type: string}
        ",
    )
    .not_of_record();
    let text = pets.region("reference.md", "operations");
    let told = |method: &str| {
        let (_, text) = text.split_once(&format!("### `{method}`\n")).unwrap();
        let text = text.split("\n### ").next().unwrap();
        let is_told = |line: &&str| line.starts_with("Optional") || line.starts_with("Ends in");
        text.lines().filter(is_told).map(str::to_owned).collect::<Vec<_>>()
    };
    let pages = "Ends in `.items()`, `.pages()`, `.pages_back()`, too.";
    assert_eq!(told("list_pets"), ["Optional: `after`, `before`, `type`.", pages]);
    assert_eq!(told("send_pet"), ["Optional: `age`."]);
    assert_eq!(told("free_pets"), [""; 0]);
    assert_eq!(told("sing_song"), ["Ends in `.stream()`, too."]);
    assert_eq!(told("show_pet"), ["Ends in `.download()`, too."]);
}
