//! Changes of the headers that come back.

use openapi_loom_generator::diff::{Change, diff};

use super::support::{PETS, check, told, written};

/// A field breaks with the header that it is of, and with no other.
#[test]
fn fields_of_headers() {
    let changes = |from: &str, to: &str| {
        assert!(PETS.contains(from), "{from}");
        let found = diff(&written(PETS), &written(&PETS.replacen(from, to, 1)));
        let items = |change: &Change| -> Vec<String> {
            change.broken.iter().map(|broken| broken.item.clone()).collect()
        };
        let change = |change: &Change| (change.class.name(), change.kind.name(), items(change));
        found.changes.iter().map(change).collect::<Vec<_>>()
    };
    let field = |name: &str| vec![format!("pets::ListPetsHeaders::{name}")];
    let (left, hint) =
        ("X-Left: {required: true, schema: {type: integer}}", "X-Hint: {schema: {type: string}}");
    let next = format!("{left}\n            {hint}");
    assert_eq!(
        changes(left, "X-Left: {required: true, schema: {type: string}}"),
        [("breaking", "response-header-changed", field("x_left"))]
    );
    assert_eq!(
        changes(left, &format!("{left}\n            X-More: {{schema: {{type: string}}}}")),
        [("compatible", "response-header-added", vec![])]
    );
    assert_eq!(
        changes(&next, "x-left: {required: true, schema: {type: integer, format: int32}}"),
        [
            ("breaking", "response-header-removed", field("x_hint")),
            ("compatible", "format-changed", vec![]),
        ]
    );
    let start = PETS.find("          headers:\n            X-Left").unwrap();
    let end = PETS.find("          content: {application/json: {schema").unwrap();
    let all: Vec<String> = changes(&PETS[start..end], "").into_iter().flat_map(|it| it.2).collect();
    assert!(all.contains(&"pets::ListPetsHeaders".to_owned()), "{all:#?}");
}

#[test]
fn headers_of_responses() {
    check(
        "X-Left: {required: true, schema: {type: integer}}",
        "X-More: {schema: {type: array, items: {type: string}}}",
        &[
            "breaking: listPets(header x-left): response-header-removed 200, X-Left, integer, required",
            "compatible: listPets(header x-more): response-header-added -> 200, X-More, array of string",
        ],
    );
    check(
        "            X-Hint: {schema: {type: string}}\n",
        "",
        &["breaking: listPets(header x-hint): response-header-removed 200, X-Hint, string"],
    );
    check(
        "X-Left: {required: true, schema: {type: integer}}",
        "x-left: {required: true, schema: {type: string, format: uuid}}",
        &[
            "breaking: listPets(header x-left): response-header-changed 200, X-Left, integer, required -> 200, x-left, string (uuid), required",
        ],
    );
    check(
        "X-Hint: {schema: {type: string}}",
        "X-Hint: {required: true, schema: {type: string}}",
        &[
            "compatible: listPets(header x-hint): response-header-changed 200, X-Hint, string -> 200, X-Hint, string, required",
        ],
    );
    // A shared one, as that of each response.
    check(
        "Old: {required: true, schema: {type: boolean}}",
        "Old: {schema: {type: boolean}}",
        &[
            "breaking: listPets(header x-old): response-header-changed 200, X-Old, boolean, required -> 200, X-Old, boolean",
        ],
    );
}

/// Texts and limits of a header, each at its own place.
#[test]
fn facts_of_headers() {
    let told_of = |more: &str, lines: &[&str]| {
        check("X-Hint: {schema: {type: string}}", &format!("X-Hint: {more}"), lines);
    };
    told_of(
        "{description: A hint., schema: {type: string}}",
        &["docs only: listPets(header x-hint): description-changed  -> A hint."],
    );
    told_of(
        "{schema: {type: string, maxLength: 9, pattern: '^a'}}",
        &["docs only: listPets(header x-hint): limits-changed -> at most 9 characters, matches ^a"],
    );
    told_of(
        "{schema: {type: string, default: a}}",
        &["docs only: listPets(header x-hint): default-changed -> \"a\""],
    );
    told_of(
        "{schema: {type: string, format: uuid}}",
        &["compatible: listPets(header x-hint): format-changed -> uuid"],
    );
    told_of(
        "{schema: {type: string, deprecated: true}}",
        &["docs only: listPets(header x-hint): deprecated"],
    );
    let new = PETS.replace("X-Hint: {schema", "X-Hint: {description: A hint., schema");
    let found = diff(&written(PETS), &written(&new)).changes;
    let at = "/paths/~1pets/get/responses/200/headers/X-Hint";
    let places =
        found.iter().map(|it| [&it.old, &it.new].map(|at| at.clone().unwrap().to_string()));
    assert_eq!(places.collect::<Vec<_>>(), [[at, at]]);
}

/// A header that has listed values now, or no longer, is told with them.
#[test]
fn listed_values_of_headers() {
    let listed = PETS.replace(
        "X-Hint: {schema: {type: string}}",
        "X-Hint: {schema: {type: string, enum: [a, b]}}",
    );
    let line = "breaking: listPets(header x-hint): response-header-changed";
    let ty = "ListPetsHeaderXHint";
    assert_eq!(
        told(PETS, &listed),
        [format!("{line} X-Hint, String -> X-Hint, {ty}, one of a, b + {ty}")]
    );
    assert_eq!(
        told(&listed, PETS),
        [format!("{line} X-Hint, {ty}, one of a, b -> X-Hint, String - {ty}")]
    );
    let more = listed.replace("enum: [a, b]", "enum: [a, b, c]");
    assert_eq!(told(&listed, &more), [format!("compatible: {ty}: values-added -> c")]);
    let numbers = PETS.replace(
        "required: true, schema: {type: integer}",
        "required: true, schema: {type: integer, enum: [1, 2]}",
    );
    assert_eq!(
        told(PETS, &numbers)[0],
        "breaking: listPets(header x-left): response-header-changed X-Left, i64 -> X-Left, ListPetsHeaderXLeft, one of 1, 2 + ListPetsHeaderXLeft"
    );
    // Another type in words brings its types, too.
    let many = PETS.replace(
        "X-Hint: {schema: {type: string}}",
        "X-Hint: {schema: {type: array, items: {type: integer, enum: [1, 2]}}}",
    );
    assert_eq!(
        told(PETS, &many),
        [format!("{line} 200, X-Hint, string -> 200, X-Hint, array of integer + {ty}Item")]
    );
}

/// A response that is gone takes its headers with it, and one that has another
/// status keeps them.
#[test]
fn headers_of_responses_that_come_and_go() {
    let gone =
        PETS.find("        '429':").unwrap()..PETS.find("    post:\n      operationId").unwrap();
    let without = format!("{}{}", &PETS[..gone.start], &PETS[gone.end..]);
    assert_eq!(told(PETS, &without), ["docs only: listPets: error-removed 429"]);
    assert_eq!(told(&without, PETS), ["docs only: listPets: error-added -> 429"]);
    let status = "docs only: listPets: success-status-changed 200 -> 203";
    check("        '200':\n", "        '203':\n", &[status]);
    let other = PETS
        .replace("        '200':\n", "        '203':\n")
        .replace("X-Left: {required", "X-Right: {required");
    assert_eq!(
        told(PETS, &other),
        [
            "breaking: listPets(header x-left): response-header-removed 200, X-Left, integer, required",
            "compatible: listPets(header x-right): response-header-added -> 203, X-Right, integer, required",
            status,
        ]
    );
}

/// The format of a header that callers read of another response, or not at all, is told.
#[test]
fn formats_of_headers_of_other_responses() {
    let of = |format: &str| {
        let header = format!("{{schema: {{type: string{format}}}}}");
        let start = PETS.find("      responses:").unwrap();
        let (before, after) = PETS.split_at(start + "      responses:".len());
        format!("{before}\n        '302': {{description: Go., headers: {{X-Go: {header}}}}}{after}")
    };
    assert_eq!(
        told(&of(""), &of(", format: uri")),
        [
            "compatible: listPets(header x-go): response-header-changed 302, X-Go, string -> 302, X-Go, string (uri)"
        ]
    );
}
