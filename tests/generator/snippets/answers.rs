//! The end of a call by each kind of answer: small YAML in, exact Rust out.

use insta::assert_snapshot;
use workspace_tests::snippet::{Snippet, json};

const CALL: &str = "pets/read_pet.rs";

const SCHEMAS: &str = "
    Pet: {type: object, required: [name], properties: {name: {type: string}}}
    Job: {type: object, required: [id], properties: {id: {type: string}}}
    PetEvent:
      oneOf:
      - {type: object, required: [type], properties: {type: {const: pet.entered}, pet: {$ref: '#/components/schemas/Pet'}}}
      - {type: object, required: [type], properties: {type: {const: pet.left}}}
    PetEventAlias: {$ref: '#/components/schemas/PetEvent'}
";

/// Returns `readPet` with these responses.
fn read_pet(responses: &str) -> Snippet {
    let operation = format!("operationId: readPet\ntags: [pets]\nresponses: {{{responses}}}");
    Snippet::get(&operation).schemas(SCHEMAS)
}

/// Returns a response of this content.
fn response(status: u16, content: &str) -> String {
    format!("'{status}': {{description: Answer {status}., content: {{{content}}}}}")
}

/// Returns the call's end, and what it asks for.
#[track_caller]
fn ending(responses: &str) -> String {
    let text = read_pet(responses).file(&[CALL]);
    let lines = text.lines().map(str::trim);
    let lines = lines.filter(|line| line.starts_with("call! ") || line.contains("set_accept("));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn bytes() {
    let pets = read_pet(&response(200, "image/png: {schema: {type: string, format: binary}}"));
    assert_snapshot!(pets.file(&[CALL, "pets/mod.rs", "lib.rs"]));
}

/// Content of any type that no schema says anything of is no JSON.
#[test]
fn content_of_any_type() {
    let asked = "call.set_accept(\"*/*\");\ncall! { ReadPet -> Bytes as bytes }";
    for content in ["'*/*': {}", "'*/*': {schema: {}}", "'*/*': {schema: {description: It.}}"] {
        assert_eq!(ending(&response(200, content)), asked, "{content}");
    }
    // What else is listed says more.
    let json = ending(&response(200, "'*/*': {schema: {}}, application/json: {schema: {}}"));
    assert_eq!(json, "call! { ReadPet -> Value }");
    let text = ending(&response(200, "'*/*': {}, text/plain: {}, text/html: {}"));
    assert_eq!(
        text,
        "call.set_accept(\"text/plain, text/html\");\ncall! { ReadPet -> String as text }"
    );
    let typed = ending(&response(200, "'*/*': {schema: {type: object}}"));
    assert_eq!(typed, "call! { ReadPet -> Map<String, Value> }");
}

/// A call that is only answered with another address gives what is there.
#[test]
fn another_address() {
    let asked = "call.set_accept(\"*/*\");\ncall! { ReadPet -> Bytes as bytes }";
    for status in ["302", "307", "3XX"] {
        let responses = format!("'{status}': {{description: It is there.}}");
        assert_eq!(ending(&responses), asked, "{status}");
    }
    let other = "'302': {description: It is there.}";
    assert_eq!(ending(&format!("'404': {{description: None.}}, {other}")), asked);
    let nothing = "call! { ReadPet }";
    assert_eq!(ending(&format!("{other}, '204': {{description: Done.}}")), nothing);
    assert_eq!(ending("'304': {description: The same.}"), nothing);
}

#[test]
fn text() {
    let pets = read_pet(&response(200, "text/csv: {schema: {type: string}}"));
    assert_snapshot!(pets.file(&[CALL, "pets/mod.rs"]));
}

#[test]
fn json_or_nothing() {
    let none = "'204': {description: None.}";
    let pets = read_pet(&format!("{}, {none}", response(200, &json("Pet"))));
    assert_snapshot!(pets.file(&[CALL, "pets/mod.rs"]));
    let other_way =
        ending(&format!("'202': {{description: Later.}}, {}", response(200, &json("Pet"))));
    assert_eq!(other_way, "call! { ReadPet -> Option<Pet> as optional }");
    // HTTP has no content there, whatever is declared.
    let declared = read_pet(&format!("{}, {}", response(200, &json("Pet")), response(204, PLAIN)));
    assert_eq!(declared.file(&[CALL]), pets.file(&[CALL]));
}

#[test]
fn one_type_or_another() {
    let none = "'204': {description: None.}";
    let pet = response(200, &json("Pet"));
    let pets = read_pet(&format!("{pet}, {}, {none}", response(202, &json("Job"))));
    assert_snapshot!(pets.file(&[CALL, "pets/mod.rs"]));
    let inline = "application/json: {schema: {type: object, properties: {at: {type: string}}}}";
    let inline = read_pet(&format!("{pet}, {}", response(202, inline)));
    assert!(inline.file(&[CALL]).contains("Accepted(ReadPetResponse202) = 202"));
    let same = ending(&format!("{pet}, {}", response(201, &json("Pet"))));
    assert_eq!(same, "call! { ReadPet -> Pet }");
    // Types without a name are one type as well where they are the same.
    let inline = "application/json: {schema: {type: object, properties: {at: {type: string}}}}";
    let same = ending(&format!("{}, {}", response(200, inline), response(201, inline)));
    assert_eq!(same, "call! { ReadPet -> ReadPetResponse }");
    let hal = "application/hal+json: {schema: {type: object, properties: {at: {type: integer}}}}";
    let both = response(200, &format!("{hal}, {inline}"));
    let same = read_pet(&format!("{both}, {}", response(201, inline))).not_of_record();
    assert!(same.file(&[CALL]).contains("call! { ReadPet -> ReadPetResponse }"));
    // The only one with content needs no status in its name.
    let only = ending(&format!("'200': {{description: None.}}, {}", response(201, inline)));
    assert_eq!(only, "call! { ReadPet -> Option<ReadPetResponse> as optional }");
}

/// HTTP has no content there, whatever is declared.
#[test]
fn an_answer_to_head_is_nothing() {
    let operation = format!(
        "/pets: {{head: {{operationId: readPet, tags: [pets], responses: {{{}}}}}}}",
        response(200, &json("Pet"))
    );
    let call = Snippet::paths(&operation).schemas(SCHEMAS).file(&[CALL]);
    assert!(call.contains("call! { ReadPet }"), "{call}");
    let moved = operation.replace("'200'", "'302'");
    let call = Snippet::paths(&moved).schemas(SCHEMAS).not_of_record().file(&[CALL]);
    assert!(call.contains("call! { ReadPet }"), "{call}");
}

/// A status that has no body has none, whatever is declared, which is reported where it would
/// say something.
#[test]
fn an_answer_without_a_body_has_no_content() {
    let pets = |content: &str| read_pet(&response(204, content)).schemas(SCHEMAS).not_of_record();
    let told = pets(&json("Pet"));
    assert!(told.file(&[CALL]).contains("call! { ReadPet }"));
    let message = "`application/json` of a 204 is left out: such an answer has no body";
    assert!(told.warnings().contains(message), "{}", told.warnings());
    assert_eq!(pets("application/json: {schema: {}}").warnings(), "");
    assert_eq!(pets("application/json: {}").warnings(), "");
    assert_eq!(pets("text/csv: {schema: {type: string}}").warnings(), "");
    let items = pets("application/jsonl: {itemSchema: {type: integer}}").openapi("3.2.0");
    assert!(items.warnings().contains("`application/jsonl` of a 204 is left out"));
}

const PNG: &str = "image/png: {schema: {type: string, format: binary}}";
const PLAIN: &str = "text/plain: {schema: {type: string}}";

#[test]
fn another_kind_of_content_by_status() {
    let pet = response(200, &json("Pet"));
    let pets = read_pet(&format!("{pet}, {}, {}", response(202, PLAIN), response(203, PNG)));
    assert_eq!(pets.warnings(), "");
    assert_snapshot!(pets.file(&[CALL]));
    let bytes_first = ending(&format!("{}, {}", response(200, PNG), response(202, &json("Job"))));
    let wanted = "call.set_accept(\"image/png, application/json\");\n\
                  call! { ReadPet -> ReadPetAnswer as answer }";
    assert_eq!(bytes_first, wanted);
    // Bytes may be JSON by declaration, and are no error then whatever they say.
    let of_bytes = |content: &str| {
        let pets =
            read_pet(&format!("{}, {}", response(200, content), response(202, &json("Job"))));
        let call = pets.file(&[CALL]);
        let accept = call.lines().find(|line| line.contains("set_accept")).unwrap().trim();
        let body = call.lines().find(|line| line.contains("#[body")).unwrap().trim();
        format!("{accept} {body}")
    };
    let file = "{schema: {type: string, format: binary}}";
    for (content, wanted) in [
        (PNG.to_owned(), "\"image/png, application/json\"); #[body(bytes)]"),
        (format!("application/json: {file}"), "\"application/json\"); #[body(json_bytes)]"),
        (
            format!("application/geo+json: {file}"),
            "\"application/geo+json, application/json\"); #[body(json_bytes)]",
        ),
        (
            format!("application/json: {file}, {PNG}"),
            "\"application/json, image/png\"); #[body(json_bytes)]",
        ),
        (
            format!("'application/*': {file}"),
            "\"application/*, application/json\"); #[body(json_bytes)]",
        ),
        (format!("'image/*': {file}"), "\"image/*, application/json\"); #[body(bytes)]"),
    ] {
        assert_eq!(of_bytes(&content), format!("call.set_accept({wanted}"));
    }
    // Of one kind they are one answer, whatever they are called.
    let video = response(206, "video/mp4: {}");
    let bytes = ending(&format!("{}, {video}", response(200, PNG)));
    let wanted = "call.set_accept(\"image/png, video/mp4\");\ncall! { ReadPet -> Bytes as bytes }";
    assert_eq!(bytes, wanted);
    let none = "'204': {description: None.}";
    let text = ending(&format!("{}, {none}", response(200, PLAIN)));
    assert_eq!(text, "call.set_accept(\"text/plain\");\ncall! { ReadPet -> String as text }");
}

#[test]
fn json_that_is_not_asked_for_is_reported() {
    let hal = |schema: &str| {
        format!("application/hal+json: {{schema: {{$ref: '#/components/schemas/{schema}'}}}}")
    };
    let of = |other: &str| read_pet(&response(200, &format!("{}, {}", json("Pet"), hal(other))));
    assert_snapshot!(of("Job").warnings());
    assert_eq!(of("Pet").warnings(), "");
    // The plainest is asked for, and else the first.
    let job = "{schema: {$ref: '#/components/schemas/Job'}}";
    for (content, other, asked) in [
        (json("Pet"), "application/json; charset=utf-8", "application/json"),
        (hal("Pet"), "application/vnd.api+json", "application/hal+json"),
    ] {
        let warnings = read_pet(&response(200, &format!("{content}, '{other}': {job}"))).warnings();
        let wanted = format!("`{other}` is not what is asked for: `{asked}` is");
        assert!(warnings.contains(&wanted), "{warnings}");
    }
    // By status each is asked for.
    let pets =
        read_pet(&format!("{}, {}", response(200, &json("Pet")), response(202, &hal("Job"))));
    assert_eq!(pets.warnings(), "");
}

#[test]
fn schemas_of_text_and_bytes_are_reported_where_they_say_more() {
    let warning = |content: &str| {
        let warnings = read_pet(&response(200, content)).warnings();
        warnings.lines().next().unwrap_or_default().to_owned()
    };
    let pet = json("Pet");
    let xml = |schema: &str| format!("application/xml: {{schema: {schema}}}");
    let untyped = |kind: &str, what: &str| {
        format!("warning[left-out]: `{kind}` of an answer has no type: callers read its {what}")
    };
    let other = "{type: object, properties: {x: {type: string}}}";
    assert_eq!(warning(&xml(other)), untyped("application/xml", "bytes"));
    assert_eq!(warning(&format!("{pet}, {}", xml(other))), untyped("application/xml", "bytes"));
    // JSON says the same.
    assert_eq!(warning(&format!("{pet}, {}", xml("{$ref: '#/components/schemas/Pet'}"))), "");
    assert_eq!(
        warning("text/csv: {schema: {type: string, maxLength: 9}}"),
        untyped("text/csv", "text")
    );
    assert_eq!(warning("text/csv: {schema: {type: string, description: A table.}}"), "");
    assert_eq!(warning("image/png: {schema: {type: string, format: binary}}"), "");
    assert_eq!(warning("image/png: {}, text/csv: {}"), "");
}

#[test]
fn json_of_a_kind_of_its_own_is_asked_for_by_that() {
    let of = |kind: &str, schema: &str| {
        format!("'{kind}': {{schema: {{$ref: '#/components/schemas/{schema}'}}}}")
    };
    let pet = |kind: &str| response(200, &of(kind, "Pet"));
    let none = "'204': {description: None.}";
    let api = "application/vnd.api+json";
    let usual = "call! { ReadPet -> Pet }";
    let answer = "call! { ReadPet -> ReadPetAnswer as answer }";
    let cases = [
        (pet(api), format!("call.set_accept(\"{api}\");\n{usual}")),
        (pet("text/json"), format!("call.set_accept(\"text/json\");\n{usual}")),
        (
            format!("{}, {none}", pet(api)),
            format!("call.set_accept(\"{api}\");\ncall! {{ ReadPet -> Option<Pet> as optional }}"),
        ),
        (
            format!("{}, {}", pet("application/json"), response(201, &of(api, "Pet"))),
            format!("call.set_accept(\"application/json, {api}\");\n{usual}"),
        ),
        (
            format!("{}, {}", pet(api), response(202, &of("application/json", "Job"))),
            format!("call.set_accept(\"{api}, application/json\");\n{answer}"),
        ),
        // The types that every call accepts.
        (pet("application/json; charset=utf-8"), usual.to_owned()),
        (pet("application/json ; charset=utf-8"), usual.to_owned()),
        (pet("application/*+json"), usual.to_owned()),
        (
            response(200, &format!("{}, {}", of(api, "Pet"), of("application/json", "Pet"))),
            usual.to_owned(),
        ),
        (
            format!("{}, {}", pet("application/json"), response(202, &json("Job"))),
            answer.to_owned(),
        ),
    ];
    for (responses, wanted) in cases {
        assert_eq!(ending(&responses), wanted, "{responses}");
    }
}

/// A server may refuse a request for what is no content type.
#[test]
fn what_is_no_content_type_stands_for_any() {
    let bytes = |kinds: &str| ending(&response(200, kinds));
    let any = "call.set_accept(\"*/*\");\ncall! { ReadPet -> Bytes as bytes }";
    assert_eq!(bytes("xls: {schema: {type: string, format: binary}}"), any);
    assert_eq!(bytes("xls: {}, ods: {}"), any);
    let beside = bytes("image/png: {}, xls: {}");
    assert_eq!(beside, "call.set_accept(\"image/png, */*\");\ncall! { ReadPet -> Bytes as bytes }");
}

#[test]
fn a_type_of_the_name_of_the_answers_keeps_it() {
    let pets = read_pet(&format!(
        "{}, {}",
        response(200, &json("ReadPetAnswer")),
        response(202, &json("Job"))
    ))
    .schemas(&format!(
        "{SCHEMAS}\n    ReadPetAnswer: {{type: object, properties: {{a: {{type: string}}}}}}"
    ));
    let text = pets.file(&[CALL]);
    assert!(text.contains("Ok(types::ReadPetAnswer) = 200"), "{text}");
    assert!(text.contains("pub enum ReadPetAnswer {"), "{text}");
}

#[test]
fn of_several_content_types_on_one_success() {
    let pet = json("Pet");
    let png = "image/png: {schema: {type: string, format: binary}}";
    let choices = [
        (format!("{pet}, {png}"), "call! { ReadPet -> Pet }"),
        (
            format!("{png}, video/mp4: {{}}, {pet}"),
            "call.set_accept(\"image/png, video/mp4\");\ncall.set_accept(\"application/json\");\ncall! { ReadPet -> Bytes as bytes }",
        ),
        (
            format!("{png}, {pet}, application/hal+json: {{}}"),
            "call.set_accept(\"image/png\");\ncall.set_accept(\"application/json\");\ncall! { ReadPet -> Bytes as bytes }",
        ),
        (
            "application/hal+json: {schema: {$ref: '#/components/schemas/Pet'}}, \
             application/json: {schema: {type: string, format: binary}}"
                .to_owned(),
            "call.set_accept(\"application/hal+json\");\ncall! { ReadPet -> Pet }",
        ),
        (format!("application/xml: {{}}, {pet}"), "call! { ReadPet -> Pet }"),
        (format!("text/html: {{}}, {pet}"), "call! { ReadPet -> Pet }"),
        (
            "text/html: {}, text/plain: {}".to_owned(),
            "call.set_accept(\"text/html, text/plain\");\ncall! { ReadPet -> String as text }",
        ),
        (
            "application/xml: {}".to_owned(),
            "call.set_accept(\"application/xml\");\ncall! { ReadPet -> Bytes as bytes }",
        ),
        ("'*/*': {schema: {type: string}}".to_owned(), "call! { ReadPet -> String }"),
        ("'*/*': {}".to_owned(), "call.set_accept(\"*/*\");\ncall! { ReadPet -> Bytes as bytes }"),
        (
            "application/json: {schema: {type: string, format: binary}}".to_owned(),
            "call.set_accept(\"application/json\");\ncall! { ReadPet -> Bytes as bytes }",
        ),
    ];
    for (content, wanted) in choices {
        assert_eq!(ending(&response(200, &content)), wanted, "{content}");
    }
}

/// Bytes that say nothing to people go before JSON that comes later.
#[test]
fn bytes_before_json() {
    for kind in [
        "image/*",
        "audio/mpeg",
        "video/mp4",
        "font/woff2",
        "application/octet-stream",
        "application/zip",
        "application/pdf",
        "application/gzip",
    ] {
        let end = ending(&response(200, &format!("{kind}: {{}}, {}", json("Pet"))));
        assert!(end.ends_with("call! { ReadPet -> Bytes as bytes }"), "{kind}: {end}");
    }
}

#[test]
fn null_is_an_answer_too() {
    let nullable =
        "application/json: {schema: {oneOf: [{$ref: '#/components/schemas/Pet'}, {type: 'null'}]}}";
    assert_eq!(ending(&response(200, nullable)), "call! { ReadPet -> Option<Pet> }");
}

#[test]
fn default_stands_for_success_where_there_is_none() {
    let any = format!("default: {{description: Any., content: {{{}}}}}", json("Pet"));
    assert_eq!(ending(&any), "call! { ReadPet -> Pet }");
    assert_eq!(ending(&format!("'204': {{description: None.}}, {any}")), "call! { ReadPet }");
    let range = format!("2XX: {{description: Good., content: {{{}}}}}", json("Pet"));
    let other = any.replace("Pet", "Job");
    assert_eq!(ending(&format!("{range}, {other}")), "call! { ReadPet -> Pet }");
}

/// A range is for the statuses that no other success is for: it is read first, and so where a
/// status is not listed.
#[test]
fn a_range_beside_statuses_in_it() {
    let range = format!("2XX: {{description: Good., content: {{{}}}}}", json("Pet"));
    let variants = |others: &str| {
        let pets = read_pet(&format!("{others}, {range}"));
        assert_eq!(pets.warnings(), "");
        let call = pets.file(&[CALL]);
        let (_, answer) = call.split_once("pub enum ReadPetAnswer {\n").unwrap();
        let (answer, _) = answer.split_once("    }\n").unwrap();
        answer.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        variants(&response(202, &json("Job"))),
        "/// 2XX: Good. Ok(Pet) = 200, /// 202: Answer 202. Accepted(Job) = 202,"
    );
    assert_eq!(
        variants(&response(200, &json("Job"))),
        "/// 2XX: Good. Created(Pet) = 201, /// 200: Answer 200. Ok(Job) = 200,"
    );
    let same = format!("{}, {range}", response(202, &json("Pet")));
    assert_eq!(ending(&same), "call! { ReadPet -> Pet }");
    let none = format!("'204': {{description: None.}}, {range}");
    assert_eq!(ending(&none), "call! { ReadPet -> Option<Pet> as optional }");
}

/// Items of an error are read as nothing else than bytes, and reported.
#[test]
fn items_of_errors_are_reported() {
    for kind in ["application/jsonl", "text/event-stream", "application/json"] {
        let item = format!("{kind}: {{itemSchema: {{$ref: '#/components/schemas/Job'}}}}");
        let responses = format!(
            "{}, '400': {{description: Bad., content: {{{item}}}}}",
            response(200, &json("Pet"))
        );
        let warnings = read_pet(&responses).openapi("3.2.0").warnings();
        let told = format!(
            "warning[left-out]: `{kind}` of an error has no type: callers read its bytes\n"
        );
        assert!(warnings.starts_with(&told), "{warnings}");
    }
}

/// Returns the docs about the errors of `readPet`, and the pets that they are of.
fn declared_errors(responses: &str) -> (String, Snippet) {
    let pets = read_pet(responses);
    let text = pets.file(&["pets/mod.rs"]);
    let lines = text.lines().map(|line| line.trim().trim_start_matches("///").trim());
    let lines = lines.skip_while(|line| *line != "# Errors").skip(2);
    let text = lines.take_while(|line| line.starts_with(|c: char| c != 'p')).collect::<Vec<_>>();
    (text.join(" "), pets)
}

#[test]
fn errors_are_typed_whatever_kind_of_json_they_are() {
    let error = |status: &str, kind: &str, schema: &str| {
        format!("'{status}': {{description: No., content: {{'{kind}': {{schema: {schema}}}}}}}")
    };
    let job = "{$ref: '#/components/schemas/Job'}";
    let inline = "{type: object, properties: {with: {type: string}}}";
    let (docs, pets) = declared_errors(
        &[
            response(200, &json("Pet")),
            error("404", "application/problem+json", job),
            error("409", "application/json; charset=utf-8", inline),
            error("418", "text/plain", "{type: string}"),
            error("5XX", "application/json", job),
            error("default", "application/json", "{$ref: '#/components/schemas/Pet'}"),
        ]
        .join(", "),
    );
    assert_eq!(
        docs,
        "See [`Error`](crate::Error). The document declares 404 ([`Job`](crate::types::Job)): No; \
         409 ([`ReadPetError409`](crate::types::ReadPetError409)): No; 418: No; \
         5XX ([`Job`](crate::types::Job)): No; any other status ([`Pet`](crate::types::Pet)): No."
    );
    assert!(pets.file(&["types/read_pet.rs"]).contains("pub with: Option<String>"));
}

/// Content of a range has a type as that of a success has.
#[test]
fn errors_of_any_content_are_typed() {
    let error = |status: &str, content: &str| {
        let errors = format!("{status}: {{description: No., content: {{{content}}}}}");
        declared_errors(&format!("{}, {errors}", response(200, &json("Pet"))))
    };
    let head = "See [`Error`](crate::Error). The document declares";
    for kind in ["'*/*'", "application/*"] {
        let job = format!("{kind}: {{schema: {{$ref: '#/components/schemas/Job'}}}}");
        let answered = ending(&response(200, &job));
        assert_eq!(answered, "call! { ReadPet -> Job }", "{kind}");
        for (status, name) in [("'404'", "404"), ("4XX", "4XX"), ("default", "any other status")] {
            let (docs, pets) = error(status, &job);
            assert_eq!(docs, format!("{head} {name} ([`Job`](crate::types::Job)): No."));
            assert_eq!(pets.warnings(), "");
        }
        // JSON as such says more.
        let (docs, _) =
            error("'404'", &format!("{kind}: {{schema: {{type: integer}}}}, {}", json("Job")));
        assert_eq!(docs, format!("{head} 404 ([`Job`](crate::types::Job)): No."));
        // Of bytes there is no type.
        let bytes = format!("{kind}: {{schema: {{type: string, format: binary}}}}");
        assert_eq!(error("'404'", &bytes).0, format!("{head} 404: No."));
    }
    // Content that is not JSON is told of and reported, whatever the status.
    let other = "text/plain: {schema: {type: string}}";
    let says = "`text/plain` of an error has no type: callers read its bytes";
    for (status, name) in [("'404'", "404"), ("default", "any other status")] {
        let (docs, pets) = error(status, other);
        assert_eq!(docs, format!("{head} {name}: No."));
        assert!(pets.warnings().contains(says), "{status}: {}", pets.warnings());
        let (docs, pets) = error(status, "application/octet-stream: {}");
        assert_eq!((docs, pets.warnings()), (format!("{head} {name}: No."), String::new()));
    }
}

/// Of several kinds of JSON the plainest is read, and else the first.
#[test]
fn the_json_of_an_error() {
    let errors = |kinds: [&str; 2]| {
        let [one, other] = kinds;
        let content = format!(
            "'{one}': {{schema: {{$ref: '#/components/schemas/Job'}}}}, '{other}': {{schema: {{$ref: '#/components/schemas/Pet'}}}}"
        );
        declared_errors(&format!(
            "{}, '404': {{description: No., content: {{{content}}}}}",
            response(204, "")
        ))
        .0
    };
    let job =
        "See [`Error`](crate::Error). The document declares 404 ([`Job`](crate::types::Job)): No.";
    let pet =
        "See [`Error`](crate::Error). The document declares 404 ([`Pet`](crate::types::Pet)): No.";
    assert_eq!(errors(["application/hal+json", "application/problem+json"]), job);
    assert_eq!(errors(["application/hal+json", "application/json; charset=utf-8"]), pet);
    assert_eq!(errors(["application/json", "application/json; charset=utf-8"]), job);
    let any = "'404': {description: No., content: {application/json: {}, text/plain: {schema: {type: string, maxLength: 9}}}}";
    let warnings = declared_errors(&format!("{}, {any}", response(204, ""))).1.warnings();
    assert!(
        warnings.contains("`text/plain` of an error has no type: callers read its bytes"),
        "{warnings}"
    );
}

/// Content that says the same in another format is nothing that is lost.
#[test]
fn content_of_an_error_that_is_not_read_is_reported() {
    let content = |kind: &str, name: &str| {
        format!("{kind}: {{schema: {{type: object, properties: {{{name}: {{type: string}}}}}}}}")
    };
    let content = [
        content("application/json", "a"),
        content("application/xml", "b"),
        content("application/problem+json", "a"),
        "text/html: {}".to_owned(),
    ];
    let error = format!("'400': {{description: Bad., content: {{{}}}}}", content.join(", "));
    let warnings = read_pet(&format!("'204': {{description: Done.}}, {error}")).warnings();
    let wanted = "`application/xml` of an error has no type: callers read its bytes";
    assert!(warnings.contains(wanted), "{warnings}");
    assert_eq!(warnings.matches("warning[").count(), 1, "{warnings}");
}

#[test]
fn what_stands_for_all_is_no_error_where_it_is_the_answer_or_says_nothing() {
    let default = format!("default: {{description: Any., content: {{{}}}}}", json("Pet"));
    assert_eq!(declared_errors(&default).0, "See [`Error`](crate::Error).");
    let empty = format!("{}, default: {{description: Any.}}", response(200, &json("Pet")));
    assert_eq!(declared_errors(&empty).0, "See [`Error`](crate::Error).");
}

/// Returns `watchPets`, whose body asks for the events of its response.
fn watch_pets(body: &str, content: &str) -> Snippet {
    Snippet::post(&format!(
        "
        operationId: watchPets
        tags: [pets]
        requestBody:
          required: true
          content: {{application/json: {{schema: {{type: object, properties: {{{body}}}}}}}}}
        responses: {{'200': {{description: Pets., content: {{{content}}}}}}}
        "
    ))
    .schemas(SCHEMAS)
}

const EVENTS: &str = "text/event-stream: {schema: {$ref: '#/components/schemas/PetEvent'}}";
const WATCH: &str = "pets/watch_pets.rs";

#[test]
fn declared_events_beside_json() {
    let body = "room: {type: string}, stream: {type: boolean, nullable: true}";
    let pets = watch_pets(body, &format!("{}, {EVENTS}", json("Pet")));
    assert_snapshot!(pets.file(&[WATCH, "types/pet_event.rs", "pets/mod.rs"]));
}

/// A property that is required is for the caller to set.
#[test]
fn a_required_property_asks_for_no_events() {
    let events = "text/event-stream: {schema: {$ref: '#/components/schemas/PetEvent'}}";
    let of = |required: &str| {
        let schema =
            format!("{{type: object, {required}properties: {{stream: {{type: boolean}}}}}}");
        Snippet::post(&format!(
            "
            operationId: watchPets
            tags: [pets]
            requestBody: {{required: true, content: {{application/json: {{schema: {schema}}}}}}}
            responses: {{'200': {{description: Pets., content: {{{events}}}}}}}
            "
        ))
        .schemas(SCHEMAS)
        .file(&["pets/watch_pets.rs"])
    };
    assert_ne!(of(""), of("required: [stream], "));
    assert!(of("required: [stream], ").contains("call.set_accept(\"text/event-stream\");"));
}

#[test]
fn nothing_but_events() {
    let pets = watch_pets("room: {type: string}", EVENTS);
    assert_snapshot!(pets.file(&[WATCH]));
}

#[test]
fn events_without_a_type_of_their_own_are_values() {
    for schema in ["schema: {type: string}", "schema: {}", ""] {
        let pets = watch_pets("", &format!("text/event-stream: {{{schema}}}"));
        let text = pets.file(&[WATCH]);
        assert!(text.contains("streams! { WatchPets -> Value }"), "{text}");
    }
    let alias = "text/event-stream: {schema: {$ref: '#/components/schemas/PetEventAlias'}}";
    let pets = watch_pets("", alias);
    assert!(pets.file(&[WATCH]).contains("streams! { WatchPets -> PetEvent }"));
    assert!(
        pets.file(&["types/pet_event.rs"]).contains("data_events! { PetEvent, error = \"error\" }")
    );
}

/// The variant of an event that is an error is for those who read it elsewhere.
#[test]
fn an_event_that_reports_an_error_comes_as_one() {
    let note =
        "        /// In a stream it comes as an `Err` of the kind `Api`, not as this variant.";
    let variant = |name: &str, config: &str| {
        let schemas = SCHEMAS.replace("pet.left", name);
        let pets = watch_pets("", EVENTS).schemas(&schemas).config(config);
        let text = pets.file(&["types/pet_event.rs"]);
        (
            text.contains(&format!("        /// `{name}`\n        ///\n{note}\n")),
            text.contains(note),
        )
    };
    assert_eq!(variant("error", ""), (true, true));
    assert_eq!(variant("failed", ""), (false, false));
    let config = "
        streams:
        - {operations: [watchPets], error: failed, end: {event: done, data: '[END]'}}
    ";
    assert_eq!(variant("failed", config), (true, true));
    assert_eq!(variant("error", config), (false, false));
}

#[test]
fn an_event_that_is_described_says_something() {
    let events = |name: &str| {
        let schemas = SCHEMAS.replace("pet.left", name);
        watch_pets("", EVENTS).schemas(&schemas).file(&["types/pet_event.rs"])
    };
    assert!(events("ping").contains(", error = \"error\", ping = \"\" }"));
    assert!(events("pong").contains(", error = \"error\" }"));
    // It is mapped to the arm that any other event is of as well.
    let schemas = SCHEMAS.replace(
        "      oneOf:\n      - {type: object, required: [type], properties: {type: {const: pet.entered}",
        "      discriminator: {propertyName: type, mapping: {ping: Ping}, defaultMapping: Ping}\n      \
         oneOf:\n      - {$ref: '#/components/schemas/Ping'}\n      - {type: object, required: [type], \
         properties: {type: {const: pet.entered}",
    );
    let schemas =
        format!("{schemas}\n    Ping: {{type: object, properties: {{type: {{type: string}}}}}}\n");
    let events = |schemas: &str| {
        let pets = watch_pets("", EVENTS).openapi("3.2.0").schemas(schemas);
        pets.file(&["types/pet_event.rs"])
    };
    let mapped = events(&schemas);
    assert!(mapped.contains("Ping(Ping) = default,"), "{mapped}");
    assert!(mapped.contains(", error = \"error\", ping = \"\" }"), "{mapped}");
    let other = events(&schemas.replace("{ping: Ping}", "{pong: Ping}"));
    assert!(other.contains(", error = \"error\" }"), "{other}");
}

#[test]
fn events_are_asked_for_as_the_configuration_says() {
    let body = "format: {type: string, enum: [audio, sse]}, stream: {type: boolean}";
    let audio = "audio/mpeg: {schema: {type: string, format: binary}}";
    let pets = watch_pets(body, &format!("{audio}, {EVENTS}")).config(
        "
        streams:
        - operations: [watchPets]
          property: format
          value: sse
          error: failed
          end: {event: done, data: '[END]'}
        ",
    );
    assert_snapshot!(pets.file(&[WATCH, "types/pet_event.rs"]));
}

#[test]
fn streams_that_the_configuration_does_not_say_whole() {
    let stream = |entry: &str, content: &str| {
        let config = format!("streams: [{{operations: [watchPets], {entry}}}]");
        watch_pets("stream: {type: boolean}", content).config(&config).refusal()
    };
    assert_snapshot!(stream("property: stream", &json("Pet")));
    assert_snapshot!(stream("events: PetEvent", EVENTS));
    assert_snapshot!(stream("property: flow", EVENTS));
    assert_snapshot!(stream("property: stream, value: sse", EVENTS));
}

#[test]
fn what_has_no_rule_is_left_with_a_warning() {
    let range = "2XX: {description: Good.}";
    let pets = read_pet(&format!("{}, {range}", response(200, &json("Pet"))));
    assert_snapshot!(pets.refusal());
    assert!(pets.not_of_record().file(&[CALL]).contains("call! { ReadPet -> Pet }"));
    let pets = read_pet(&response(200, "application/json: {}"));
    assert_snapshot!(pets.refusal());
    assert!(pets.not_of_record().file(&[CALL]).contains("call! { ReadPet -> Value }"));
}

/// The text about an answer without a type is its method's; of one of several, its variant's.
#[test]
fn answers_without_a_type_of_their_own() {
    let list = "application/json: {schema: {type: array, description: The ids., minItems: 1, \
                deprecated: true, items: {type: string, maxLength: 9}}}";
    let number = "application/json: {schema: {type: integer, description: The job., minimum: 3}}";
    let pets = read_pet(&response(200, list)).file(&["pets/mod.rs"]);
    let said = "/// The answer: The ids. At least 1 item. Each item: at most 9 characters. \
                **Deprecated.**\n";
    assert!(pets.contains(said), "{pets}");
    let both = format!("{}, {}", response(200, list), response(202, number));
    let call = read_pet(&both).file(&[CALL]);
    let said = "        /// 202: Answer 202.\n        ///\n        /// The job. At least 3.\n";
    assert!(call.contains(said), "{call}");
    let item = "application/jsonl: {itemSchema: {type: integer, description: One., minimum: 3}}";
    let lines = read_pet(&response(200, item)).openapi("3.2.0").file(&["pets/mod.rs"]);
    assert!(lines.contains("/// Each item: One. At least 3.\n"), "{lines}");
    let named = read_pet(&response(200, &json("Pet")));
    assert!(!named.file(&["pets/mod.rs"]).contains("The answer:"));
}
