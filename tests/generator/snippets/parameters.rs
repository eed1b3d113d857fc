//! How each kind of parameter is written: small YAML in, exact Rust out.

use insta::assert_snapshot;
use workspace_tests::snippet::Snippet;

const CALL: &str = "pets/find_pets.rs";

/// `findPets` with this parameter.
fn find_pets(parameter: &str) -> Snippet {
    Snippet::get(&format!(
        "
        operationId: findPets
        tags: [pets]
        parameters: [{{{parameter}}}]
        responses: {{'204': {{description: None.}}}}
        "
    ))
}

/// The statement that writes it.
#[track_caller]
fn written(parameter: &str) -> String {
    let text = find_pets(parameter).file(&[CALL]);
    let start = text.find("self.call").unwrap_or_else(|| panic!("{text}"));
    let statement = &text[start..start + text[start..].find(';').unwrap()];
    // On one line, however long.
    let line = statement.split_whitespace().collect::<Vec<_>>().join(" ");
    line.replace("call .", "call.").replace("( ", "(").replace(", )", ")")
}

/// The statement that writes `tags`, made of this, in a style.
fn written_as(value: &str, style: &str) -> String {
    format!("self.call.set_query_as(\"tags\", &{value}, QueryStyle::{style})")
}

#[test]
fn lists_in_a_query() {
    const PAIRS: &str =
        "self.call.set_query_list(\"tags\", tags.into_iter().map(Into::<String>::into))";
    let list = "name: tags, in: query, schema: {type: array, items: {type: string}}";
    let joined = |style: &str| {
        written_as("tags.into_iter().map(Into::into).collect::<Vec<String>>()", style)
    };
    let cases = [
        ("", PAIRS.to_owned()),
        (", style: form, explode: true", PAIRS.to_owned()),
        (", style: pipeDelimited, explode: true", PAIRS.to_owned()),
        (", explode: false", joined("FormJoined")),
        (", style: spaceDelimited", joined("SpaceDelimited")),
        (", style: pipeDelimited", joined("PipeDelimited")),
    ];
    for (style, wanted) in cases {
        assert_eq!(written(&format!("{list}{style}")), wanted, "{style}");
    }
}

#[test]
fn other_values_in_a_query() {
    let object = "type: object, properties: {a: {type: string}}";
    let cases = [
        (format!("schema: {{{object}}}"), written_as("tags", "Form")),
        (format!("style: deepObject, schema: {{{object}}}"), written_as("tags", "DeepObject")),
        (
            format!("content: {{application/json: {{schema: {{{object}}}}}}}"),
            written_as("tags", "Json"),
        ),
        (
            "schema: {oneOf: [{type: string}, {type: array, items: {type: string}}]}".to_owned(),
            written_as("Into::<FindPetsTags>::into(tags)", "Form"),
        ),
        ("schema: {}".to_owned(), written_as("Into::<Value>::into(tags)", "Form")),
    ];
    for (parameter, wanted) in cases {
        let written = written(&format!("name: tags, in: query, {parameter}"));
        assert_eq!(written, wanted);
    }
    let map = "schema: {type: object, additionalProperties: {type: string}}";
    assert_snapshot!(
        find_pets(&format!("name: tags, in: query, style: deepObject, {map}")).file(&[CALL])
    );
}

#[test]
fn scalars_do_not_care_for_style() {
    for style in ["", ", style: deepObject", ", style: pipeDelimited", ", explode: false"] {
        let written = written(&format!("name: tag, in: query, schema: {{type: string}}{style}"));
        assert_eq!(written, "self.call.set_query(\"tag\", tag.as_ref())");
    }
}

#[test]
fn headers_and_cookies() {
    let list = "schema: {type: array, items: {type: string, enum: [a, b]}}";
    assert_snapshot!(find_pets(&format!("name: X-Tags, in: header, {list}")).file(&[CALL]));
    assert_snapshot!(
        find_pets("name: session, in: cookie, required: true, schema: {type: string}")
            .file(&[CALL])
    );
}

#[test]
fn a_whole_call() {
    let pets = find_pets(
        "name: born, in: query, required: true, style: deepObject, explode: true, description: When., \
         schema: {type: object, properties: {gt: {type: integer}, lt: {type: integer}}}",
    );
    assert_snapshot!(pets.file(&[CALL, "pets/mod.rs", "types/find_pets.rs"]));
}

#[test]
fn a_union_of_texts_is_text_in_a_path() {
    let pets = Snippet::paths(
        "
        /pets/{id}:
          get:
            operationId: findPets
            tags: [pets]
            parameters:
            - {name: id, in: path, required: true, schema: {oneOf: [{type: string}, {type: integer}]}}
            responses: {'204': {description: None.}}
        ",
    );
    assert!(pets.file(&[CALL]).contains(".path(\"id\", id.as_ref())"));
}

#[test]
fn what_has_no_rule_is_text_with_a_warning() {
    let list = "schema: {type: array, items: {type: string}}";
    for parameter in [
        format!("name: tags, in: cookie, {list}"),
        "name: tags, in: query, content: {text/csv: {schema: {type: string}}}".to_owned(),
        "name: tags, in: header, content: {application/json: {schema: {}}}".to_owned(),
    ] {
        let pets = find_pets(&parameter);
        assert_snapshot!(pets.refusal());
        let pets = pets.not_of_record();
        assert!(pets.warnings().starts_with("warning[unsupported-operation]: "));
        assert!(pets.file(&[CALL]).contains("tags: impl AsRef<str>"), "{parameter}");
    }
}

#[test]
fn text_that_is_json_in_a_query() {
    let content = "content: {application/json: {schema: {type: string}}}";
    assert_eq!(
        written(&format!("name: tags, in: query, {content}")),
        written_as("tags.as_ref()", "Json")
    );
}

#[test]
fn a_parameter_that_is_all_of_the_query() {
    let form = |schema: &str| {
        let content = format!("{{application/x-www-form-urlencoded: {{schema: {schema}}}}}");
        format!("name: tags, in: querystring, content: {content}")
    };
    let object = form("{type: object, properties: {a: {type: string}}}");
    assert_eq!(written(&object), written_as("tags", "Whole"));
    let scalar = find_pets(&form("{type: integer}")).not_of_record();
    assert!(scalar.warnings().contains("a parameter that is all of the query and no object"));
}
