//! The example that is in the documentation of each operation.

use workspace_tests::snippet::Snippet;

/// The lines of the example of `sendPet`, without those that every example has.
#[track_caller]
fn example(parameters: &str, body: &str, schemas: &str) -> Vec<String> {
    let operation = format!(
        "operationId: sendPet\ntags: [pets]\nparameters: [{parameters}]\n{body}\
         responses: {{'200': {{description: It., content: {{application/json: {{schema: {{type: object}}}}}}}}}}"
    );
    let text = Snippet::get(&operation).schemas(schemas).file(&["pets/mod.rs"]);
    let lines = text.lines().map(|line| line.trim().trim_start_matches("///").trim_start());
    let lines = lines.skip_while(|line| *line != "```no_run").skip(1);
    lines.take_while(|line| *line != "# Ok(()) }").map(str::to_owned).collect()
}

/// A body in JSON of this schema.
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
        "{type: object, required: [count, share, old, names, said, toy, nobody], properties: {
            count: {type: integer}, share: {type: number}, old: {type: boolean},
            names: {type: array, items: {type: string}}, said: {oneOf: [{type: string}, {type: integer}]}, toy: {$ref: '#/components/schemas/Toy'},
            nobody: {type: [string, 'null']}, more: {type: string}}}",
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
            "None,",
            ").await?;",
        ]
    );
}

#[test]
fn what_takes_more_words_is_there_before() {
    let body = body(
        "{type: object, required: [anything, client, either], properties: {
            anything: {}, client: {type: object, additionalProperties: {type: string}},
            either: {oneOf: [{type: integer}, {type: array, items: {type: integer}}]}}}",
    );
    assert_eq!(
        example("", &body, ""),
        [
            "# async fn example(client: pets::Client, anything: serde_json::Value, other_client: \
             std::collections::BTreeMap<String, String>, either: pets::types::SendPetRequestEither) -> pets::Result<()> {",
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
