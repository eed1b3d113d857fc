//! Headers that answers declare, each with its type.

use insta::assert_snapshot;
use workspace_tests::snippet::Snippet;

const CALL: &str = "pets/read_pet.rs";

/// Returns `readPet`, whose answer has these headers.
fn read_pet(headers: &str, others: &str) -> Snippet {
    let pet =
        "content: {application/json: {schema: {type: object, properties: {name: {type: string}}}}}";
    let operation = format!(
        "operationId: readPet\ntags: [pets]\n\
         responses: {{'200': {{description: A pet., headers: {{{headers}}}, {pet}}}{others}}}"
    );
    Snippet::get(&operation).schemas("Cache: {type: string, enum: [hit, miss]}")
}

/// Returns the fields, with their headers and types.
#[track_caller]
fn fields(headers: &str) -> String {
    let text = read_pet(headers, "").file(&[CALL]);
    let lines = text
        .lines()
        .map(str::trim)
        .skip_while(|line| !line.starts_with("pub struct ReadPetHeaders"));
    let lines = lines.filter(|line| line.starts_with("#[header") || line.starts_with("pub "));
    lines.skip(1).collect::<Vec<_>>().join(" ")
}

/// One header of several answers is one field, however it is written.
#[test]
fn headers_that_several_answers_have() {
    let other = ", '206': {description: A part., headers: {x-left: {schema: {type: integer}}}}";
    let text = read_pet("X-Left: {schema: {type: integer}}", other).file(&[CALL]);
    assert_eq!(text.matches("#[header(").count(), 1, "{text}");
}

/// The words of a header and those of its schema both stand there, unless one repeats the other or
/// a type has it.
#[test]
fn words_of_headers_and_of_their_schemas() {
    let docs = |headers: &str, others: &str| {
        let text = read_pet(headers, others).file(&[CALL]);
        let (_, fields) = text.split_once("pub struct ReadPetHeaders {").unwrap();
        let lines = fields.lines().map(str::trim).filter(|line| line.starts_with("///"));
        lines.map(|line| line[3..].trim()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        docs(
            "X-Left: {description: How many are left., schema: {type: integer, title: Left, \
             description: A count.}}",
            ""
        ),
        "How many are left.  A count."
    );
    assert_eq!(
        docs(
            "X-Left: {description: A count of it., schema: {type: integer, description: a count}}",
            ""
        ),
        "A count of it."
    );
    assert_eq!(
        docs(
            "X-Hit: {description: Was it kept., schema: {enum: [hit, miss], description: A.}}",
            ""
        ),
        "Was it kept."
    );
    let text =
        "X-A: {description: A., content: {text/csv: {schema: {maxLength: 3, description: B.}}}}";
    assert_eq!(docs(text, ""), "A.  B.  At most 3 characters.");
    let other =
        |header: &str| format!(", '206': {{description: A part., headers: {{X-A: {header}}}}}");
    let first = "X-A: {description: A., schema: {type: string, maxLength: 3}}";
    let second = other("{description: B., schema: {type: string, maxLength: 3}}");
    assert_eq!(docs(first, &second), "A.  B.  At most 3 characters.");
    assert_eq!(read_pet(first, &second).warnings(), "");
    let third = format!("{second}{}", second.replace("206", "203").replace("B.", "a"));
    assert_eq!(docs(first, &third), "A.  B.  At most 3 characters.");
    let longer = other("{schema: {type: string, maxLength: 4}}");
    let warnings = read_pet(first, &longer).warnings();
    let wanted = "warning[header]: a header `X-A` is told as another one of that name is\n";
    assert!(warnings.starts_with(wanted), "{warnings}");
}

/// A header that is declared as content other than JSON is text, as it says.
#[test]
fn headers_that_may_be_null_or_have_content() {
    assert_eq!(
        fields("X-Left: {schema: {type: [integer, 'null']}}"),
        "#[header(\"x-left\")] pub x_left: Option<i64>,"
    );
    let told = |headers: &str| read_pet(headers, "").warnings();
    let null = "warning[left-out]: null is left out: a header has a value, or is not there";
    for schema in ["{type: [integer, 'null']}", "{oneOf: [{type: integer}, {type: 'null'}]}"] {
        let warnings = told(&format!("X-Left: {{schema: {schema}}}"));
        assert!(warnings.starts_with(null), "{warnings}");
    }
    let json = told("X-Left: {content: {application/json: {schema: {type: [object, 'null']}}}}");
    assert!(json.starts_with(null), "{json}");
    assert_eq!(told("X-Left: {schema: {type: integer}}"), "");
    let content = read_pet("X-Left: {content: {text/plain: {schema: {type: string}}}}", "");
    assert_eq!(content.warnings(), "");
}

/// A response for all statuses is the answer where there is no other, or else an error.
#[test]
fn headers_of_what_stands_for_all() {
    let of = |responses: &str| {
        let operation = format!("operationId: readPet\ntags: [pets]\nresponses: {{{responses}}}");
        Snippet::get(&operation).file(&[CALL])
    };
    let all = "default: {description: Any., headers: {X-Left: {schema: {type: integer}}}}";
    let field = |of: &str| format!("/// The header `X-Left`.{of}\n        #[header(\"x-left\")]");
    let alone = of(all);
    assert!(alone.contains("/// The headers of what `readPet` answers.\n"), "{alone}");
    assert!(alone.contains(&field("")), "{alone}");
    let beside = of(&format!("'204': {{description: Done.}}, {all}"));
    assert!(beside.contains("/// The headers of the errors of `readPet`.\n"), "{beside}");
    assert!(beside.contains(&field(" There with any other status.")), "{beside}");
}

/// Each is said to come with the errors that declare it; what all errors give by themselves
/// has no field.
#[test]
fn headers_of_errors() {
    let reset = "X-Reset: {required: true, description: When it is., schema: {type: integer}}";
    let cache = "X-Cache: {schema: {type: string}}";
    let errors = format!(
        ", '429': {{description: Wait., headers: {{Retry-After: {{schema: {{type: integer}}}}, {reset}}}}}, \
         4XX: {{description: Wrong., headers: {{{cache}, {reset}}}}}"
    );
    let pets = read_pet(cache, &errors);
    assert_snapshot!(pets.file(&[CALL, "pets/mod.rs"]));
    assert_eq!(pets.warnings(), "");
}

#[test]
fn headers_that_are_not_given_as_they_are_declared() {
    let error = "'429': {description: Wait., headers: {X-A: {schema: {type: string}}, x-b: {schema: {type: integer}}}}";
    let moved = "'302': {description: Moved., headers: {Location: {schema: {type: string}}}}";
    let headers = "X-A: {schema: {type: integer}}, X-B: {schema: {type: string}}";
    assert_snapshot!(read_pet(headers, &format!(", {error}, {moved}")).warnings());
}

#[test]
fn a_field_for_each() {
    let headers = "
        X-Rate-Left: {description: How many calls are left., required: true, schema: {type: integer}},
        X-Share: {schema: {type: number}}, X-Last: {deprecated: true, schema: {type: boolean}},
        Location: {schema: {type: string, format: uri}}, X-Cache: {schema: {$ref: '#/components/schemas/Cache'}},
        Allow: {schema: {type: array, items: {type: string}}},
        X-Meta: {content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}
    ";
    let error = ", '429': {description: Wait., headers: {Retry-After: {schema: {type: integer}}, x-rate-left: {schema: {type: string}}}}";
    assert_snapshot!(read_pet(headers, error).file(&[CALL, "pets/mod.rs"]));
}

/// Content in JSON is read as that, whatever its type: a text of JSON has quotes.
#[test]
fn headers_in_json() {
    let json = |schema: &str| format!("content: {{application/json: {{schema: {schema}}}}}");
    let list = json("{type: array, items: {type: string}}");
    let name = json("{type: string}");
    assert_eq!(
        fields(&format!("X-A: {{{list}}}, X-B: {{{name}}}")),
        "#[header(\"x-a\", json)] pub x_a: Option<Vec<String>>, \
         #[header(\"x-b\", json)] pub x_b: Option<String>,"
    );
}

#[test]
fn what_is_no_line_of_values_is_text() {
    let object = "X-A: {description: A., schema: {type: object, properties: {a: {type: string}}}}";
    let text = read_pet(object, "").file(&[CALL]);
    assert!(text.contains("/// The text of a value that has parts.\n"), "{text}");
    assert_eq!(
        fields("X-A: {schema: {type: object, properties: {a: {type: string}}}}"),
        "#[header(\"x-a\")] pub x_a: Option<String>,"
    );
    assert_eq!(
        fields(
            "X-A: {schema: {type: array, items: {type: array, items: {type: string}}}}, X-B: {}"
        ),
        "#[header(\"x-a\")] pub x_a: Option<String>, #[header(\"x-b\")] pub x_b: Option<String>,"
    );
    assert_eq!(
        fields("X-A: {content: {text/plain: {schema: {type: integer}}}}"),
        "#[header(\"x-a\")] pub x_a: Option<String>,"
    );
}

/// Nobody has the types that a value would have which is text all the same, but for those
/// that others use.
#[test]
fn what_is_text_brings_no_types() {
    let types = |pets: &Snippet| {
        let output = pets.run().unwrap();
        let files = output.files.iter().filter(|file| file.path.starts_with("types/"));
        let texts: Vec<&str> = files.map(|file| file.text.as_str()).collect();
        let names = texts.iter().flat_map(|text| text.split("pub struct ").skip(1));
        let names = names.map(|text| text.split([' ', '(']).next().unwrap().to_owned());
        (names.collect::<Vec<_>>(), output.untyped.len())
    };
    let deep = "{type: object, properties: {a: {type: object, properties: {b: {}}}}}";
    let plain = types(&read_pet("", ""));
    assert_eq!(types(&read_pet(&format!("X-A: {{schema: {deep}}}"), "")), plain);
    let list = format!("X-A: {{schema: {{type: array, items: {deep}}}}}");
    assert_eq!(types(&read_pet(&list, "")), plain);
    let json = format!("X-A: {{content: {{application/json: {{schema: {deep}}}}}}}");
    assert_eq!(types(&read_pet(&json, "")).0.len(), plain.0.len() + 2);
    let parameter = |content: &str| {
        Snippet::get(&format!(
            "operationId: readPet\ntags: [pets]\n\
             parameters: [{{name: a, in: query, content: {{{content}: {{schema: {deep}}}}}}}]\n\
             responses: {{'204': {{description: Done.}}}}"
        ))
        .not_of_record()
    };
    assert_eq!(types(&parameter("text/csv")), (Vec::new(), 0));
    assert_eq!(types(&parameter("application/json")).0.len(), 2);
}

#[test]
fn what_is_read_as_text_without_being_it_is_reported() {
    let object = "X-A: {schema: {type: object, properties: {a: {type: string}}}}, X-B: {}";
    assert_snapshot!(read_pet(object, "").warnings());
    let text = "X-A: {schema: {type: string}}, X-B: {schema: {type: integer}}";
    assert_eq!(read_pet(text, "").warnings(), "");
}

#[test]
fn none_where_none_is_declared() {
    let plain = read_pet("", "").file(&[CALL]);
    assert!(!plain.contains("headers!"), "{plain}");
    // The standard has this one ignored.
    let kind = read_pet("Content-Type: {schema: {type: string}}", "").file(&[CALL]);
    assert_eq!(kind, plain);
}

#[test]
fn names_that_would_be_the_same_differ() {
    let found = fields(
        "X-A: {schema: {type: integer}}, X_A: {schema: {type: string}}, type: {schema: {type: string}}",
    );
    assert_eq!(found.matches("pub x_a:").count(), 1, "{found}");
    assert!(found.contains("pub r#type: Option<String>"), "{found}");
    // A type may be called as what holds them, in a module of its own.
    let taken = "ReadPetHeaders: {type: object, properties: {a: {type: string}}}";
    let pets = read_pet("X-A: {schema: {type: string}}", "").schemas(taken);
    assert!(pets.file(&["types/read_pet_headers.rs"]).contains("struct ReadPetHeaders"));
}
