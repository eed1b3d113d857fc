//! The writing of each kind of parameter: small YAML in, exact Rust out.

use insta::assert_snapshot;
use workspace_tests::snippet::Snippet;

const CALL: &str = "pets/find_pets.rs";

/// Returns `findPets` with this parameter.
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

/// Returns the statement that writes it.
#[track_caller]
fn written(parameter: &str) -> String {
    let text = find_pets(parameter).file(&[CALL]);
    let start = text.find("self.call").unwrap_or_else(|| panic!("{text}"));
    let statement = &text[start..start + text[start..].find(';').unwrap()];
    // On one line, however long.
    let line = statement.split_whitespace().collect::<Vec<_>>().join(" ");
    line.replace("call .", "call.").replace("( ", "(").replace(", )", ")")
}

/// Returns the statement that writes `tags`, made of this, in a style.
fn written_as(value: &str, style: &str) -> String {
    format!("self.call.set_query_as(\"tags\", &{value}, QueryStyle::{style})")
}

/// The words of a parameter stand before those of its schema, unless these repeat them or the name,
/// or a type has them.
#[test]
fn words_of_parameters_and_of_their_schemas() {
    let cases = [
        (
            "name: item_id, description: Which one., schema: {title: Item Id, type: string}",
            "Which one.",
        ),
        ("name: item_id, schema: {title: Item Id, type: string}", "In the query."),
        (
            "name: a, description: Which., schema: {description: A word., type: string}",
            "Which.  A word.",
        ),
        (
            "name: a, description: A word of it., schema: {description: a word, type: string}",
            "A word of it.",
        ),
        (
            "name: a, description: Which., schema: {title: Some words, type: string, maxLength: 3}",
            "Which.  Some words.  At most 3 characters.",
        ),
        (
            "name: a, description: Which., schema: {externalDocs: {url: https://a.example}}",
            "Which.  See <https://a.example>",
        ),
        ("name: a, description: Which., schema: {enum: [b, c], description: The order.}", "Which."),
        (
            "name: a, description: Which., schema: {description: The order., items: {enum: [b, c]}}",
            "Which.  The order.",
        ),
        (
            "name: a, description: Which., content: {application/json: {schema: {description: As JSON.}}}",
            "Which.  As JSON.",
        ),
    ];
    for (parameter, wanted) in cases {
        let text = find_pets(&format!("in: query, {parameter}")).file(&[CALL]);
        let (_, setters) = text.split_once("    ///").unwrap();
        let (docs, _) = setters.split_once("pub fn").unwrap();
        let lines = docs.lines().map(|line| line.trim().trim_start_matches("///").trim());
        assert_eq!(lines.collect::<Vec<_>>().join(" ").trim(), wanted, "{parameter}");
    }
}

#[test]
fn lists_in_a_query() {
    const PAIRS: &str = "self.call.set_query_list(\"tags\", tags)";
    let list = "name: tags, in: query, schema: {type: array, items: {type: string}}";
    let joined = |style: &str| written_as("tags", style);
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
            written_as("tags", "Form"),
        ),
        ("schema: {}".to_owned(), written_as("tags.into()", "Form")),
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
    let exploded = ", style: pipeDelimited, explode: true";
    for style in ["", ", style: deepObject", ", style: pipeDelimited", ", explode: false", exploded]
    {
        let parameter = format!("name: tag, in: query, schema: {{type: string}}{style}");
        assert_eq!(written(&parameter), "self.call.set_query(\"tag\", tag)");
        assert_eq!(find_pets(&parameter).warnings(), "", "{style}");
    }
    let list = "name: tags, in: query, schema: {type: array, items: {type: string}}";
    let warnings = find_pets(&format!("{list}{exploded}")).warnings();
    assert!(warnings.contains("no such `style` with `explode: true`"), "{warnings}");
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

/// Returns `GET /pets/{a}` with this parameter: the statement that writes it.
#[track_caller]
fn in_path(parameter: &str) -> String {
    let pets = Snippet::paths(&format!(
        "
        /pets/{{a}}:
          get:
            operationId: findPets
            tags: [pets]
            parameters: [{{name: a, in: path, required: true, {parameter}}}]
            responses: {{'204': {{description: None.}}}}
        "
    ));
    let warnings = pets.clone().not_of_record().warnings();
    let null = "warning[left-out]: a null cannot be written here: callers have to give another \
                value\n  --> document /paths/~1pets~1{a}/get/parameters/0";
    assert_eq!(warnings, if parameter.contains("'null'") { null } else { "" });
    let text = pets.file(&[CALL]);
    let start = text.find(".path").unwrap_or_else(|| panic!("{text}"));
    let end = start + text[start..].find(",\n        }\n").unwrap_or_else(|| panic!("{text}"));
    let line = text[start..end].split_whitespace().collect::<Vec<_>>().join(" ");
    line.replace("( ", "(").replace(", )", ")").replace(" .", ".")
}

#[test]
fn every_style_in_a_path() {
    const TEXT: &str = "type: string";
    const LIST: &str = "type: array, items: {type: string}";
    const NUMBERS: &str = "type: array, items: {type: integer}";
    const OBJECT: &str = "type: object, properties: {R: {type: integer}}";
    const MAP: &str = "type: object, additionalProperties: {type: boolean}";
    let list = "&a.into_list()";
    let map = "&a.into_map()";
    let written =
        |value: &str, style: &str| format!(".path_as(\"a\", {value}, PathStyle::{style})");
    let cases = [
        ("", TEXT, ".path(\"a\", a.as_ref())".to_owned()),
        ("style: simple, explode: true, ", TEXT, ".path(\"a\", a.as_ref())".to_owned()),
        ("", LIST, written(list, "Simple")),
        ("explode: true, ", LIST, written(list, "SimpleExploded")),
        ("", OBJECT, written("&a.into_value()", "Simple")),
        ("explode: true, ", OBJECT, written("&a.into_value()", "SimpleExploded")),
        ("explode: true, ", MAP, written(map, "SimpleExploded")),
        ("style: label, ", TEXT, written("&a.as_ref()", "Label")),
        ("style: label, explode: false, ", LIST, written(list, "Label")),
        ("style: label, explode: true, ", OBJECT, written("&a.into_value()", "LabelExploded")),
        ("style: matrix, ", TEXT, written("&a.as_ref()", "Matrix")),
        ("style: matrix, explode: true, ", LIST, written(list, "MatrixExploded")),
        ("style: matrix, ", OBJECT, written("&a.into_value()", "Matrix")),
    ];
    for (style, schema, wanted) in cases {
        assert_eq!(in_path(&format!("{style}schema: {{{schema}}}")), wanted, "{style}{schema}");
    }
    let numbers = in_path(&format!("style: label, schema: {{{NUMBERS}}}"));
    assert!(numbers.contains("&a.into_list(), PathStyle::Label)"), "{numbers}");
    let json = "content: {application/json: {schema: {type: string}}}";
    assert_eq!(in_path(json), written("&a.as_ref()", "Json"));
    assert_eq!(
        in_path("content: {text/plain: {schema: {type: string}}}"),
        ".path(\"a\", a.as_ref())"
    );
}

/// Each style of the standard that another test does not name, at each place, exploded or not.
#[test]
fn each_style_and_kind_at_each_place() {
    const LIST: &str = "type: array, items: {type: string}";
    const OBJECT: &str = "type: object, properties: {R: {type: integer}}";
    const MAP: &str = "type: object, additionalProperties: {type: boolean}";
    let at = |place: &str, style: &str, schema: &str| {
        let style = if style.is_empty() { String::new() } else { format!(", {style}") };
        let written = written(&format!("name: tags, in: {place}, schema: {{{schema}}}{style}"));
        written.trim_start_matches("self.call.set_").to_owned()
    };
    for (style, list, object) in [
        ("", "query_list(\"tags\", tags)", "Form"),
        ("explode: false", "FormJoined", "FormJoined"),
        ("style: form, explode: true", "query_list(\"tags\", tags)", "Form"),
        ("style: spaceDelimited", "SpaceDelimited", "SpaceDelimited"),
        ("style: spaceDelimited, explode: true", "query_list(\"tags\", tags)", "Form"),
        ("style: spaceDelimited, explode: false", "SpaceDelimited", "SpaceDelimited"),
        ("style: pipeDelimited", "PipeDelimited", "PipeDelimited"),
        ("style: pipeDelimited, explode: true", "query_list(\"tags\", tags)", "Form"),
        ("style: pipeDelimited, explode: false", "PipeDelimited", "PipeDelimited"),
        ("style: deepObject", "DeepObject", "DeepObject"),
        ("style: deepObject, explode: true", "DeepObject", "DeepObject"),
    ] {
        let wanted = |style: &str| match style.starts_with("query") {
            true => style.to_owned(),
            false => format!("query_as(\"tags\", &tags, QueryStyle::{style})"),
        };
        assert_eq!(at("query", style, LIST), wanted(list), "list, {style}");
        for schema in [OBJECT, MAP] {
            assert_eq!(at("query", style, schema), wanted(object), "{schema}, {style}");
        }
    }
    for (style, wanted) in [
        ("", "Simple"),
        ("explode: true", "SimpleExploded"),
        ("style: simple, explode: false", "Simple"),
        ("style: simple, explode: true", "SimpleExploded"),
    ] {
        let wanted = format!("header_as(\"tags\", &tags, HeaderStyle::{wanted})");
        for schema in [LIST, OBJECT, MAP] {
            assert_eq!(at("header", style, schema), wanted, "{schema}, {style}");
        }
        assert_eq!(at("header", style, "type: string"), "header(\"tags\", tags)", "{style}");
    }
    for (style, wanted) in [
        ("", "Form"),
        ("explode: false", "FormJoined"),
        ("style: form, explode: true", "Form"),
        ("style: form, explode: false", "FormJoined"),
        ("style: cookie", "Plain"),
        ("style: cookie, explode: true", "Plain"),
        ("style: cookie, explode: false", "PlainJoined"),
    ] {
        let wanted = format!("cookie_as(\"tags\", &tags, CookieStyle::{wanted})");
        for schema in [LIST, OBJECT, MAP] {
            assert_eq!(at("cookie", style, schema), wanted, "{schema}, {style}");
        }
    }
    for (style, wanted) in [
        ("", "Simple"),
        ("explode: true, ", "SimpleExploded"),
        ("style: simple, explode: false, ", "Simple"),
        ("style: label, ", "Label"),
        ("style: label, explode: true, ", "LabelExploded"),
        ("style: matrix, explode: false, ", "Matrix"),
        ("style: matrix, explode: true, ", "MatrixExploded"),
    ] {
        for (schema, value) in
            [(LIST, "a.into_list()"), (OBJECT, "a.into_value()"), (MAP, "a.into_map()")]
        {
            let written = in_path(&format!("{style}schema: {{{schema}}}"));
            let wanted = format!(".path_as(\"a\", &{value}, PathStyle::{wanted})");
            assert_eq!(written, wanted, "{schema}, {style}");
        }
    }
}

/// Whatever has a text goes where the type is unknown, or one text or another.
#[test]
fn any_text_in_a_path() {
    let shown = ".path(\"a\", a.to_string())";
    for schema in [
        "{oneOf: [{type: string}, {type: integer}]}",
        "{title: A}",
        "{}",
        "{anyOf: [{type: string, enum: [all]}, {type: integer}, {type: 'null'}]}",
    ] {
        assert_eq!(in_path(&format!("schema: {schema}")), shown, "{schema}");
    }
    let label = in_path("style: label, schema: {}");
    assert_eq!(label, ".path_as(\"a\", &a.to_string(), PathStyle::Label)");
    // One that is text is that, and an enum is one.
    assert_eq!(in_path("schema: {type: [string, 'null']}"), ".path(\"a\", a.as_ref())");
    let listed = in_path("schema: {type: string, enum: [b, c]}");
    assert_eq!(listed, ".path(\"a\", a.into_value())");
    let list = in_path("schema: {oneOf: [{type: string}, {type: array, items: {type: string}}]}");
    assert_eq!(list, ".path_as(\"a\", &a.into_value(), PathStyle::Simple)");
    let cookie = find_pets("name: tags, in: cookie, schema: {}").file(&[CALL]);
    assert!(cookie.contains("pub fn tags(mut self, tags: impl ToString)"), "{cookie}");
    assert!(cookie.contains("set_cookie(\"tags\", tags.to_string())"), "{cookie}");
}

#[test]
fn every_style_in_headers_and_cookies() {
    let list = "schema: {type: array, items: {type: string}}";
    let object = "schema: {type: object, properties: {R: {type: integer}}}";
    let of_list = "&tags";
    let cases = [
        ("header", list, "", format!("set_header_as(\"tags\", {of_list}, HeaderStyle::Simple)")),
        ("header", object, "", "set_header_as(\"tags\", &tags, HeaderStyle::Simple)".to_owned()),
        (
            "header",
            object,
            ", explode: true",
            "set_header_as(\"tags\", &tags, HeaderStyle::SimpleExploded)".to_owned(),
        ),
        ("cookie", list, "", format!("set_cookie_as(\"tags\", {of_list}, CookieStyle::Form)")),
        (
            "cookie",
            list,
            ", explode: false",
            format!("set_cookie_as(\"tags\", {of_list}, CookieStyle::FormJoined)"),
        ),
        (
            "cookie",
            object,
            ", style: cookie",
            "set_cookie_as(\"tags\", &tags, CookieStyle::Plain)".to_owned(),
        ),
        (
            "cookie",
            list,
            ", style: cookie, explode: false",
            format!("set_cookie_as(\"tags\", {of_list}, CookieStyle::PlainJoined)"),
        ),
    ];
    for (place, schema, style, wanted) in cases {
        let parameter = format!("name: tags, in: {place}, {schema}{style}");
        assert_eq!(written(&parameter), format!("self.call.{wanted}"), "{parameter}");
        // A style that the standard does not define is a guess.
        let warnings = find_pets(&parameter).not_of_record().warnings();
        let is_guess =
            warnings.starts_with("warning[parameter-style]: a list or an object in a cookie");
        assert_eq!(is_guess, place == "cookie" && style.is_empty(), "{parameter}: {warnings}");
    }
    let content = "content: {application/json: {schema: {type: string}}}";
    assert_eq!(
        written(&format!("name: tags, in: header, {content}")),
        "self.call.set_header_as(\"tags\", &tags, HeaderStyle::Json)"
    );
    assert_eq!(
        written(&format!("name: tags, in: cookie, {content}")),
        "self.call.set_cookie_as(\"tags\", &tags, CookieStyle::Json)"
    );
    // An enum, a map and a date.
    let header = |schema: &str| written(&format!("name: tags, in: header, schema: {schema}"));
    assert_eq!(
        header("{anyOf: [{type: string}, {type: string, enum: [a]}]}"),
        "self.call.set_header(\"tags\", tags)"
    );
    assert!(header("{additionalProperties: {type: integer}}").contains("set_header_as"));
    assert_eq!(header("{type: string, format: date}"), "self.call.set_header(\"tags\", tags)");
}

#[test]
fn reserved_characters_in_a_query() {
    let reserved = |schema: &str, style: &str| {
        written(&format!("name: tags, in: query, allowReserved: true{style}, schema: {{{schema}}}"))
    };
    let wanted = |value: &str, style: &str| {
        format!("self.call.set_query_reserved(\"tags\", &{value}, QueryStyle::{style})")
    };
    let list = "tags";
    assert_eq!(reserved("type: string", ""), wanted("tags", "Form"));
    assert_eq!(reserved("items: {type: string}", ""), wanted(list, "Form"));
    assert_eq!(reserved("items: {type: string}", ", explode: false"), wanted(list, "FormJoined"));
    let object = reserved("type: object, properties: {a: {}}", ", style: deepObject");
    assert_eq!(object, wanted("tags", "DeepObject"));
    // Nothing is encoded in a header, and JSON in a query always is.
    let header = written("name: tags, in: header, allowReserved: true, schema: {type: string}");
    assert_eq!(header, "self.call.set_header(\"tags\", tags)");
}

#[test]
fn what_has_no_rule_is_text_with_a_warning() {
    for parameter in [
        "name: tags, in: query, content: {text/csv: {schema: {items: {type: string}}}}",
        "name: tags, in: header, content: {application/xml: {schema: {type: object}}}",
    ] {
        let pets = find_pets(parameter);
        assert_snapshot!(pets.refusal());
        let pets = pets.not_of_record();
        assert!(pets.warnings().starts_with("warning[unsupported-operation]: "));
        assert!(pets.file(&[CALL]).contains("tags: impl IntoOptional<String, M>"), "{parameter}");
    }
    // A style of another place is one that is not there.
    for (place, style) in [("query", "matrix"), ("header", "form"), ("cookie", "label")] {
        let parameter =
            format!("name: tags, in: {place}, style: {style}, schema: {{type: string}}");
        let warnings = find_pets(&parameter).not_of_record().warnings();
        let wanted = format!("warning[parameter-style]: a {place} has no such `style`");
        assert!(warnings.starts_with(&wanted), "{warnings}");
    }
}

#[test]
fn text_that_is_json_in_a_query() {
    let content = "content: {application/json: {schema: {type: string}}}";
    assert_eq!(written(&format!("name: tags, in: query, {content}")), written_as("tags", "Json"));
}

#[test]
fn a_parameter_that_is_all_of_the_query() {
    let form = |schema: &str| {
        let content = format!("{{application/x-www-form-urlencoded: {{schema: {schema}}}}}");
        format!("name: tags, in: querystring, content: {content}")
    };
    let object = form("{type: object, properties: {a: {type: string}}}");
    assert_eq!(written(&object), written_as("tags", "Whole"));
    let encoded = |encoding: &str| {
        let schema = "{type: object, properties: {a: {items: {type: string}}, b: {type: object}}}";
        form(&format!("{schema}, encoding: {{{encoding}}}"))
    };
    let ways = encoded("a: {style: pipeDelimited}, b: {style: deepObject, explode: true}");
    assert_eq!(
        written(&ways),
        "self.call.set_whole_query(\"tags\", &tags, &[ \
         Encoding::of(\"a\").style(QueryStyle::PipeDelimited), \
         Encoding::of(\"b\").style(QueryStyle::DeepObject), ])"
    );
    let xml = encoded("b: {contentType: text/csv, headers: {X-A: {schema: {const: b}}}}");
    let warnings = find_pets(&xml).not_of_record().warnings();
    for problem in ["a list or an object that is text/csv", "the header `X-A` of a part"] {
        assert!(warnings.contains(problem), "{warnings}");
    }
    let scalar = find_pets(&form("{type: integer}")).not_of_record();
    assert!(scalar.warnings().contains("a parameter that is all of the query and no object"));
    let other = |kind: &str, schema: &str| {
        format!("name: tags, in: querystring, content: {{{kind}: {{schema: {schema}}}}}")
    };
    let json = other("application/json", "{type: object, properties: {a: {type: string}}}");
    assert_eq!(written(&json), written_as("tags", "WholeJson"));
    let call = find_pets(&json).file(&[CALL]);
    assert!(call.contains("/// All of the query.\n    pub fn tags"), "{call}");
    for kind in ["text/plain", "application/jsonpath"] {
        assert_eq!(written(&other(kind, "{type: string}")), written_as("tags", "WholeText"));
    }
    let beside = format!(
        "{text}}}, {{name: more, in: query, schema: {{type: string}}",
        text = other("text/plain", "{type: string}")
    );
    let beside = find_pets(&beside).not_of_record();
    let problem = "a query parameter beside one `in: querystring`, which is the whole query, is not understood";
    assert!(beside.warnings().contains(problem), "{}", beside.warnings());
    assert!(!beside.file(&[CALL]).contains("fn more"));
    let xml = find_pets(&other("application/xml", "{type: object}")).not_of_record();
    let problem = "a parameter that is all of the query, and neither JSON, a form nor text";
    assert!(xml.warnings().contains(problem));
    assert!(xml.file(&[CALL]).contains(&written_as("tags", "WholeText")));
}

/// Returns the first line of each warning.
#[track_caller]
fn warned(pets: &Snippet) -> Vec<String> {
    let warnings = pets.clone().not_of_record().warnings();
    let lines = warnings.lines().filter(|line| line.starts_with("warning["));
    lines.map(str::to_owned).collect()
}

#[test]
fn values_that_are_one_text_in_a_cookie() {
    for schema in [
        "{type: integer}",
        "{type: string, enum: [a, b]}",
        "{}",
        "{oneOf: [{type: integer}, {type: boolean}]}",
    ] {
        for style in ["", ", style: form"] {
            let cookie = find_pets(&format!("name: kind, in: cookie, schema: {schema}{style}"));
            assert_eq!(warned(&cookie), [""; 0], "{schema}{style}");
        }
    }
    for schema in ["{type: string}", "{type: string, enum: [a, b]}", "{type: integer}", "{}"] {
        for required in ["", ", required: true"] {
            let plain =
                format!("name: kind, in: cookie, schema: {schema}, style: cookie{required}");
            let call = find_pets(&plain).file(&[CALL]);
            assert!(call.contains("CookieStyle::Plain)"), "{call}");
            assert_eq!(warned(&find_pets(&plain)), [""; 0], "{plain}");
        }
    }
    let json = "name: kind, in: cookie, content: {application/json: {schema: {}}}";
    let call = find_pets(json).file(&[CALL]);
    assert!(call.contains("kind: impl Into<Value>"), "{call}");
}

/// Each place has styles of its own.
#[test]
fn styles_of_another_place() {
    let warned = |place: &str, style: &str| {
        let list = "schema: {type: array, items: {type: string}}, explode: false";
        let found = warned(
            &find_pets(&format!("name: kind, in: {place}, style: {style}, {list}"))
                .openapi("3.2.0"),
        );
        found.first().map(|line| line.trim_start_matches("warning[parameter-style]: ").to_owned())
    };
    let foreign = |place: &str, usual: &str| {
        Some(format!("{place} has no such `style`; it is written as `{usual}`"))
    };
    for style in ["simple", "label", "matrix", "cookie"] {
        assert_eq!(warned("query", style), foreign("a query", "form"), "{style}");
    }
    for style in ["form", "spaceDelimited", "pipeDelimited", "deepObject"] {
        assert_eq!(warned("query", style), None, "{style}");
    }
    for style in ["form", "cookie"] {
        assert_eq!(warned("cookie", style), None, "{style}");
    }
    assert_eq!(warned("cookie", "simple"), foreign("a cookie", "form"));
    assert_eq!(warned("header", "simple"), None);
    assert_eq!(warned("header", "form"), foreign("a header", "simple"));
}

/// Only a query has reserved characters as they are; a path would be another one.
#[test]
fn reserved_characters_elsewhere() {
    let path = "warning[left-out]: `allowReserved` of a path parameter is left out: reserved \
                characters that end a segment are encoded";
    let text = "schema: {type: string}, allowReserved: true";
    let pets = Snippet::paths(&format!(
        "/pets/{{id}}: {{get: {{operationId: findPets, tags: [pets], \
         parameters: [{{name: id, in: path, required: true, {text}}}], \
         responses: {{'204': {{description: None.}}}}}}}}"
    ));
    assert_eq!(warned(&pets), [path]);
    for place in ["header", "cookie"] {
        let pets = find_pets(&format!("name: kind, in: {place}, {text}"));
        assert_eq!(warned(&pets), [""; 0]);
        assert!(!pets.file(&[CALL]).contains("eserved"));
    }
    let json = "content: {application/json: {schema: {type: string}}}, allowReserved: true";
    assert!(
        !find_pets(&format!("name: kind, in: query, {json}")).file(&[CALL]).contains("eserved")
    );
}

/// Returns `findPets` at a path with these parameters.
fn at(path: &str, parameters: &str) -> Snippet {
    Snippet::paths(&format!(
        "{path}: {{get: {{operationId: findPets, tags: [pets], parameters: [{parameters}], \
         responses: {{'204': {{description: None.}}}}}}}}"
    ))
}

/// Returns the arguments of `findPets`.
#[track_caller]
fn arguments(pets: &Snippet) -> String {
    let text = pets.file(&["pets/mod.rs"]);
    let method = text.split_once("pub fn find_pets").unwrap_or_else(|| panic!("{text}")).1;
    method.split_once(") ->").unwrap().0.to_owned()
}

/// A part of a path is always there, and never null.
#[test]
fn parts_of_a_path() {
    let nullable =
        at("/pets/{id}", "{name: id, in: path, required: true, schema: {type: [integer, 'null']}}");
    assert_eq!(arguments(&nullable), "<M>(&self, id: impl IntoValue<i64, M>");
    let optional = at("/pets/{id}", "{name: id, in: path, schema: {type: integer}}");
    assert_eq!(arguments(&optional.not_of_record()), "<M>(&self, id: impl IntoValue<i64, M>");
}

/// A path may have a query that says again what a declared parameter is.
#[test]
fn queries_in_paths() {
    let path = |path: &str, parameters: &str| {
        let pets = Snippet::paths(&format!(
            "{path}: {{get: {{operationId: find, parameters: [{parameters}], responses: {{'204': {{description: Done.}}}}}}}}"
        ))
        .not_of_record();
        let file = pets.file(&["find/mod.rs"]);
        let (_, method) = file.split_once("pub fn find(&self").unwrap();
        let (arguments, _) = method.split_once(')').unwrap();
        let (_, line) = file.split_once("`GET ").unwrap();
        let line = line.split('`').next().unwrap().to_owned();
        (line, arguments.to_owned(), pets.warnings().lines().next().map(str::to_owned))
    };
    let of_query = "{name: q, in: query, required: true, schema: {type: string}}";
    let of_path = "{name: q, in: path, required: true, schema: {type: string}}";
    let one = ", q: impl AsRef<str>";
    let told = |path: &str, arguments: &str| (path.to_owned(), arguments.to_owned(), None);
    assert_eq!(path("/find?q={q}", of_query), told("/find", one));
    assert_eq!(path("/find?a=b&q={q}", of_query), told("/find?a=b", one));
    assert_eq!(path("/find?q={q}", of_path), told("/find?q={q}", one));
    // What it is called there tells another thing.
    let (line, _, warning) = path("/find?a={q}", of_query);
    let undeclared =
        "warning[path-parameter]: the path has `{q}`, but no path parameter has that name";
    assert_eq!((line.as_str(), warning.as_deref()), ("/find?a={q}", Some(undeclared)));
}

/// Names of headers are the same in any case, and those of other parameters are not.
#[test]
fn headers_that_differ_in_case() {
    let pets = |place: &str, own: &str| {
        Snippet::paths(&format!(
            "/pets: {{parameters: [{{name: x-it, in: {place}, schema: {{type: string}}}}], \
             get: {{operationId: find, tags: [pets], responses: {{'204': {{description: Done.}}}}, \
             parameters: [{own}]}}}}"
        ))
        .not_of_record()
    };
    let integer = |place: &str, name: &str| {
        format!("{{name: {name}, in: {place}, schema: {{type: integer}}}}")
    };
    let call = |pets: &Snippet| pets.file(&["pets/find.rs"]);
    // The operation's own is the one.
    let own = pets("header", &integer("header", "X-It"));
    assert_eq!(own.warnings(), "");
    let text = call(&own);
    assert!(text.contains("\"X-It\", x_it") && !text.contains("x-it"), "{text}");
    let twice = [integer("header", "X-It"), integer("header", "X-IT")].join(", ");
    let warnings = pets("header", &twice).warnings();
    let told = "warning[repeated-parameter]: the header `X-IT` is `X-It` once more; this one is left out\n";
    assert!(warnings.starts_with(told), "{warnings}");
    for place in ["query", "cookie"] {
        let text = call(&pets(place, &integer(place, "X-It")));
        assert!(text.contains("\"X-It\", ") && text.contains("\"x-it\", "), "{text}");
    }
}

/// A parameter in the words of other tools is a part of the path.
#[test]
fn colons_in_paths() {
    let warnings = |path: &str| {
        Snippet::paths(&format!(
            "{path}: {{get: {{operationId: find, responses: {{'204': {{description: Done.}}}}}}}}"
        ))
        .warnings()
    };
    let told = "warning[path-parameter]: `:id` in the path is sent as it is\n  \
                --> document /paths/~1find~1:id/get\n  \
                help: a parameter is written `{id}` in a path, and declared";
    assert_eq!(warnings("/find/:id"), told);
    for plain in ["/find/a:id", "/find:id", "/find/:", "/find/:a-b"] {
        assert_eq!(warnings(plain), "", "{plain}");
    }
}

/// A parameter that is declared elsewhere, or by another name, is no part of the path.
#[test]
fn parts_of_a_path_that_are_not_declared() {
    let undeclared = |name: &str| {
        format!(
            "warning[path-parameter]: the path has `{{{name}}}`, but no path parameter has that name"
        )
    };
    let query = at("/pets/{id}", "{name: id, in: query, schema: {type: integer}}");
    assert_eq!(warned(&query), [undeclared("id")]);
    let one =
        at("/pets/{id}/{kind}", "{name: id, in: path, required: true, schema: {type: string}}");
    assert_eq!(warned(&one), [undeclared("kind")]);
    assert_eq!(
        arguments(&one.not_of_record()),
        "(&self, id: impl AsRef<str>, kind: impl AsRef<str>"
    );
}

#[test]
fn parameters_beside_one_that_is_all_of_the_query() {
    let whole = |name: &str, kind: &str| {
        format!(
            "{{name: {name}, in: querystring, content: {{{kind}: {{schema: {{type: string}}}}}}}}"
        )
    };
    let beside = |others: &str| {
        at("/pets", &format!("{}, {others}", whole("all", "text/plain"))).openapi("3.2.0")
    };
    let what = "warning[unsupported-operation]: a query parameter beside one `in: querystring`, which is the whole query, is not understood";
    assert_eq!(warned(&beside("{name: kind, in: query, schema: {type: string}}")), [what]);
    let two = beside(&whole("more", "text/plain"));
    assert_eq!(warned(&two), [what]);
    assert!(two.not_of_record().file(&[CALL]).contains("pub fn all<M>("));
    let header = beside("{name: kind, in: header, schema: {type: string}}");
    assert_eq!(warned(&header), [""; 0]);
    // What is no object is written by callers.
    let form = at("/pets", &whole("all", "application/x-www-form-urlencoded")).openapi("3.2.0");
    let call = form.not_of_record().file(&[CALL]);
    assert!(call.contains("QueryStyle::WholeText"), "{call}");
}

/// Headers that HTTP needs are no parameters, and what a query calls so is one.
#[test]
fn a_query_that_is_called_as_a_header() {
    let of =
        |place: &str| find_pets(&format!("name: accept, in: {place}, schema: {{type: string}}"));
    assert!(of("query").file(&[CALL]).contains("set_query(\"accept\""));
    assert!(!of("header").file(&[CALL]).contains("\"accept\""));
}

#[test]
fn text_in_a_query_that_is_content() {
    let text = "name: tags, in: query, content: {text/plain: {schema: {type: string}}}";
    assert_eq!(written(text), "self.call.set_query(\"tags\", tags)");
    let object =
        "name: tags, in: query, style: deepObject, content: {text/plain: {schema: {type: object}}}";
    let call = find_pets(object).not_of_record().file(&[CALL]);
    assert!(call.contains("self.call.set_query(\"tags\", tags);"), "{call}");
}

/// An empty list in a query is not there at all.
#[test]
fn required_lists_in_a_query() {
    let list = "schema: {type: array, items: {type: string}}";
    for (parameter, is_asked) in [
        (format!("in: query, required: true, {list}"), true),
        (format!("in: query, required: true, explode: false, {list}"), true),
        (format!("in: query, required: true, allowReserved: true, {list}"), true),
        (format!("in: query, {list}"), false),
        (format!("in: query, required: true, content: {{application/json: {{{list}}}}}"), false),
        ("in: query, required: true, schema: {type: object}".to_owned(), false),
        ("in: query, required: true, schema: {type: string}".to_owned(), false),
        (format!("in: header, required: true, {list}"), false),
    ] {
        let call = find_pets(&format!("name: tags, {parameter}")).file(&[CALL]);
        assert_eq!(call.contains("call.require_query(\"tags\");"), is_asked, "{parameter}: {call}");
    }
}

/// Each call has a setter for that header already.
#[test]
fn the_header_of_idempotency_keys() {
    let setters = |parameter: &str, config: &str| {
        let pets = find_pets(parameter).config(config);
        let docs = "[`idempotency_key`](FindPets::idempotency_key) sets the header";
        let call = pets.file(&[CALL]);
        (call.matches("pub fn ").count(), pets.file(&["pets/mod.rs"]).contains(docs))
    };
    let key = "name: idempotency-key, in: header, description: Once., schema: {type: string, format: uuid}";
    assert_eq!(setters(key, ""), (0, true));
    let line = "sets the header `idempotency-key`. Once. In";
    let docs = find_pets(key).file(&["pets/mod.rs"]);
    assert!(docs.contains(line), "{docs}");
    let other = "well_known_headers: {idempotency_key: X-Once}";
    assert_eq!(setters(key, other), (1, false));
    assert_eq!(setters(&key.replace("in: header", "in: query"), ""), (1, false));
    assert_eq!(
        setters(&key.replace("type: string, format: uuid", "type: integer"), ""),
        (1, false)
    );
    let required = find_pets(&format!("{key}, required: true")).file(&["pets/mod.rs"]);
    assert!(required.contains("idempotency_key: impl AsRef<str>"), "{required}");
}

/// A text without an end has one before what is known beside it.
#[test]
fn texts_without_a_full_stop() {
    let line = |text: &str, limit: &str| {
        let pets = find_pets(&format!(
            "name: far, in: query, required: true, description: {text}, schema: {{type: integer{limit}}}"
        ));
        let text = pets.file(&["pets/mod.rs"]);
        text.lines().find_map(|line| line.trim().strip_prefix("/// - `far`: ")).unwrap().to_owned()
    };
    assert_eq!(line("How far (in km)", ", maximum: 5"), "How far (in km). At most 5.");
    assert_eq!(line("How far?", ", maximum: 5"), "How far? At most 5.");
    assert_eq!(line("How far", ""), "How far");
}
