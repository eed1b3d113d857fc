//! The method and the call for each kind of body: small YAML in, exact Rust out.

use insta::assert_snapshot;
use workspace_tests::snippet::Snippet;

const MOD: &str = "pets/mod.rs";

/// Returns `createPet` with this `content` of its body.
fn create_pet(content: &str) -> Snippet {
    Snippet::post(&format!(
        "
        operationId: createPet
        tags: [pets]
        summary: Creates a pet.
        requestBody: {{required: true, content: {{{content}}}}}
        responses: {{'204': {{description: Done.}}}}
        "
    ))
    .schemas(
        "
        NewPet:
          type: object
          required: [photo]
          properties:
            photo: {type: string, format: binary, description: What it looks like.}
            name: {type: string}
            papers: {type: array, items: {type: string, format: binary}}
            home: {type: object, properties: {street: {type: string}}}
        PlainPet: {type: object, required: [name], properties: {name: {type: string}}}
        ",
    )
}

#[test]
fn form_with_files() {
    let pets = create_pet(
        "multipart/form-data: {schema: {$ref: '#/components/schemas/NewPet'}, \
         encoding: {home: {contentType: application/json}, photo: {contentType: 'image/png, image/jpeg'}}}",
    );
    assert_snapshot!(pets.file(&[MOD, "pets/create_pet.rs", "types/new_pet.rs", "lib.rs"]));
    assert!(pets.run().unwrap().manifest.contains("features = [\"forms\"]"));
}

#[test]
fn file_by_the_words_of_openapi_3_1() {
    let pets = create_pet(
        "multipart/form-data: {schema: {type: object, properties: {
           photo: {contentMediaType: image/png},
           icon: {type: [string, 'null'], contentMediaType: image/png},
           note: {type: string, contentMediaType: text/plain},
           data: {type: string, contentMediaType: application/json},
           film: {type: string, contentEncoding: binary},
           code: {type: string, contentMediaType: image/png, contentEncoding: base64}}}}",
    );
    assert_snapshot!(pets.file(&["types/create_pet.rs"]));
}

#[test]
fn bytes_in_json_are_text() {
    let pets = create_pet("application/json: {schema: {$ref: '#/components/schemas/NewPet'}}");
    assert_snapshot!(pets.file(&["types/new_pet.rs"]));
    assert!(!pets.file(&["lib.rs"]).contains("File"));
}

#[test]
fn urlencoded() {
    let pets = create_pet(
        "application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/PlainPet'}}",
    );
    assert_snapshot!(pets.file(&[MOD, "pets/create_pet.rs"]));
}

#[test]
fn bytes_as_they_are() {
    let pets = create_pet("image/png: {schema: {type: string, format: binary}}");
    assert_snapshot!(pets.file(&[MOD, "pets/create_pet.rs"]));
}

#[test]
fn text_is_sent_as_it_is() {
    let call = |content: &str| create_pet(content).file(&["pets/create_pet.rs"]);
    assert!(call("text/csv: {schema: {type: string}}").contains(".bytes(\"text/csv\", self.body)"));
    assert!(call("image/*: {}").contains(".bytes(\"application/octet-stream\", self.body)"));
    // No content type at all.
    assert!(call("xls: {}").contains(".bytes(\"application/octet-stream\", self.body)"));
    assert!(
        call("'application/xml': {schema: {$ref: '#/components/schemas/PlainPet'}}")
            .contains(".bytes(\"application/xml\", self.body)")
    );
    let limited = create_pet("text/plain: {schema: {type: string, maxLength: 9}}");
    assert_eq!(limited.warnings(), "");
    assert!(limited.file(&[MOD]).contains("- `body`: At most 9 characters."));
    let listed = create_pet("text/plain: {schema: {type: string, enum: [a]}}").warnings();
    assert!(listed.starts_with("warning[left-out]: `text/plain` of a body has no type"));
    // Events are, too, where nothing is said of each.
    assert_eq!(create_pet("text/event-stream: {schema: {type: string}}").warnings(), "");
}

/// Returns the line about further content types, and the warnings.
fn others(content: &str) -> (String, String) {
    let pets = create_pet(content);
    let docs = pets.file(&[MOD]);
    let docs = docs.replace("\n    /// ", " ");
    let line = docs.lines().find_map(|line| line.split_once("It can be ")).unwrap_or_default().1;
    let line = line.split_once(" as well").unwrap_or_default().0;
    (line.to_owned(), pets.warnings().lines().next().unwrap_or_default().to_owned())
}

#[test]
fn content_types_that_callers_tell_of() {
    let both = |line: &str, warning: &str| (line.to_owned(), warning.to_owned());
    let plain = "{schema: {$ref: '#/components/schemas/PlainPet'}}";
    let new = "{schema: {$ref: '#/components/schemas/NewPet'}}";
    assert_eq!(
        others("image/png: {}, image/jpeg: {}, image/*: {}"),
        both("`image/jpeg` or any `image/*`", "")
    );
    assert_eq!(others("image/*: {}"), both("any `image/*`", ""));
    assert_eq!(others("'*/*': {}"), both("anything else", ""));
    assert_eq!(
        others("application/octet-stream: {}, image/png: {schema: {type: string, format: binary}}"),
        both("`image/png`", "")
    );
    assert_eq!(others("image/png: {}"), both("", ""));
    assert_eq!(others(&format!("application/*+json: {plain}")), both("", ""));
    assert_eq!(
        others(&format!("application/json: {plain}, application/vnd.pet+json: {plain}")),
        both("`application/vnd.pet+json`", "")
    );
    assert_eq!(
        others(&format!("application/json: {plain}, application/merge-patch+json: {new}")),
        both(
            "",
            "warning[left-out]: `application/merge-patch+json` is not sent: `application/json` is, \
             which is something else"
        )
    );
    // The boundary of parts is no caller's.
    assert_eq!(
        others(&format!("multipart/form-data: {new}, multipart/mixed: {new}")).1,
        "warning[left-out]: `multipart/mixed` is not sent: `multipart/form-data` is, which is something else"
    );
}

#[test]
fn schemas_of_what_is_sent_as_it_is() {
    let warning = |content: &str| others(content).1;
    let untyped = |kind: &str| {
        format!("warning[left-out]: `{kind}` of a body has no type: callers write its bytes")
    };
    let plain = "application/xml: {schema: {$ref: '#/components/schemas/PlainPet'}}";
    assert_eq!(warning(plain), untyped("application/xml"));
    assert_eq!(
        warning("text/plain: {schema: {type: string, enum: [a, b]}}"),
        untyped("text/plain")
    );
    assert_eq!(warning("text/plain: {schema: {type: string, description: A text.}}"), "");
    assert_eq!(warning("image/png: {schema: {format: binary}}"), "");
}

#[test]
fn json_of_other_names() {
    let merge = create_pet(
        "application/merge-patch+json: {schema: {$ref: '#/components/schemas/PlainPet'}}",
    );
    assert_snapshot!(merge.file(&["pets/create_pet.rs"]));
    let any = create_pet("'*/*': {schema: {$ref: '#/components/schemas/PlainPet'}}");
    assert!(any.file(&["pets/create_pet.rs"]).contains("self.call.json(&self.body)"));
    let parameters = create_pet(
        "application/json; charset=utf-8: {schema: {$ref: '#/components/schemas/PlainPet'}}",
    );
    assert!(parameters.file(&["pets/create_pet.rs"]).contains("self.call.json(&self.body)"));
}

/// Any kind is JSON unless its schema says bytes.
#[test]
fn any_kind_by_its_schema() {
    let sent = |schema: &str| {
        let kind = format!("'*/*': {{schema: {schema}}}");
        create_pet(&kind).file(&["pets/create_pet.rs"])
    };
    let bytes = sent("{type: string, format: binary}");
    assert!(bytes.contains("body: Bytes"), "{bytes}");
    let json = sent("{$ref: '#/components/schemas/PlainPet'}");
    assert!(json.contains("self.call.json(&self.body)"), "{json}");
    for content in [
        "'*/*': {}",
        "multipart/*: {schema: {$ref: '#/components/schemas/NewPet'}}",
        "application/json: {schema: {type: string, format: binary}}",
    ] {
        let bytes = create_pet(content).not_of_record().file(&["pets/create_pet.rs"]);
        assert!(bytes.contains("body: Bytes"), "{bytes}");
    }
}

/// A range of kinds is no kind that could be sent.
#[test]
fn any_json_is_sent_as_plain_json() {
    let kind = "application/*+json: {schema: {$ref: '#/components/schemas/PlainPet'}}";
    let call = create_pet(kind).file(&["pets/create_pet.rs"]);
    assert!(call.contains("self.call.json(&self.body)\n"), "{call}");
    assert!(!call.contains("content-type"), "{call}");
}

#[test]
fn each_other_kind_of_body_is_a_method_of_its_own() {
    let pets = create_pet(
        "multipart/form-data: {schema: {$ref: '#/components/schemas/NewPet'}}, \
         application/json: {schema: {type: object, required: [url], properties: {url: {type: string}}}}, \
         application/octet-stream: {}",
    );
    assert_snapshot!(pets.file(&[
        MOD,
        "pets/create_pet_json.rs",
        "pets/create_pet_raw.rs",
        "types/create_pet_json.rs"
    ]));
    let account = pets.run().unwrap().summary.account;
    assert_eq!(account.operations, 1, "they are one operation of the document");
    assert!(pets.file(&["lib.rs"]).contains("version 1.0.0: 1 operation."));
}

/// Returns the kinds of bodies that become methods, by their suffixes.
fn methods(kinds: &[(&str, &str)]) -> Vec<String> {
    let content: Vec<String> = kinds
        .iter()
        .map(|(kind, schema)| {
            format!("{kind}: {{schema: {{$ref: '#/components/schemas/{schema}'}}}}")
        })
        .collect();
    let text = create_pet(&content.join(", ")).file(&[MOD]);
    let names = text.lines().filter_map(|line| line.trim().strip_prefix("pub fn "));
    let names = names.filter_map(|rest| rest.split(['(', '<']).next());
    names.filter(|name| !name.ends_with("_with")).map(str::to_owned).collect()
}

#[test]
fn what_says_nothing_else_is_no_method() {
    const JSON: &str = "application/json";
    const FORM: &str = "multipart/form-data";
    const URLENCODED: &str = "application/x-www-form-urlencoded";
    let same = methods(&[(JSON, "PlainPet"), (URLENCODED, "PlainPet"), (FORM, "PlainPet")]);
    assert_eq!(same, ["create_pet"]);
    let first = methods(&[(URLENCODED, "PlainPet"), (JSON, "PlainPet")]);
    assert_eq!(first, ["create_pet"]);
    // Pairs are what is left of an object, if there is another way to send it.
    let sent = |kinds: [&str; 2]| {
        let schema = "{schema: {$ref: '#/components/schemas/PlainPet'}}";
        let content = kinds.map(|kind| format!("{kind}: {schema}")).join(", ");
        create_pet(&content).file(&["pets/create_pet.rs"])
    };
    assert!(sent([URLENCODED, JSON]).contains("self.call.json(&self.body)"));
    assert!(sent([URLENCODED, FORM]).contains("self.call.form(&self.body, &[])"));
    let other = methods(&[(JSON, "PlainPet"), (URLENCODED, "NewPet")]);
    assert_eq!(other, ["create_pet", "create_pet_urlencoded"]);
    // Without its photo there is no pet.
    let with_files = methods(&[(JSON, "NewPet"), (FORM, "NewPet")]);
    assert_eq!(with_files, ["create_pet"]);
    let files_first = methods(&[(FORM, "NewPet"), (JSON, "NewPet")]);
    assert_eq!(files_first, ["create_pet"]);
}

/// A value that is a file or a text is a file: `File::text` makes one of a text.
#[test]
fn a_file_or_a_text() {
    let pet = |schema: &str| {
        let body = format!(
            "multipart/form-data: {{schema: {{type: object, properties: {{photo: {schema}}}}}}}"
        );
        let pets = create_pet(&body).schemas("Named: {type: string, enum: [none]}");
        let file = pets.file(&["types/create_pet.rs"]);
        let (_, field) = file.split_once("#[wire(optional = \"photo\")]").unwrap();
        let said = file.lines().map(str::trim).filter(|line| line.contains("File::text"));
        (said.collect::<String>(), field.trim().lines().next().unwrap().to_owned())
    };
    let optional = |ty: &str| format!("pub photo: Option<{ty}>,");
    let (file, binary) = (optional("File"), "{type: string, format: binary}");
    let told = |more: &str| format!("/// `File::text` gives a text in the stead of a file{more}.");
    for text in ["{type: string, format: uri}", "{type: string}"] {
        assert_eq!(pet(&format!("{{anyOf: [{binary}, {text}]}}")), (told(""), file.clone()));
    }
    for auto in ["{type: string, enum: [auto]}", "{const: auto}"] {
        let named = "{$ref: '#/components/schemas/Named'}";
        assert_eq!(
            pet(&format!("{{oneOf: [{auto}, {binary}, {named}]}}")),
            (told(": one of `\"auto\"`, `\"none\"`"), file.clone())
        );
    }
    assert_eq!(pet(&format!("{{oneOf: [{binary}, {binary}]}}")), (String::new(), file));
    let beside = format!("{{oneOf: [{binary}, {{type: string}}, {{type: integer}}]}}");
    let (arm, field) = pet(&beside);
    assert_eq!((arm.replace("A file. ", ""), field), (told(""), optional("CreatePetRequestPhoto")));
}

/// JSON has no files, and so no setters for them where a form has the same schema.
#[test]
fn files_of_a_form_in_json() {
    let schema = "{schema: {$ref: '#/components/schemas/Book'}}";
    let pets = create_pet(&format!("application/json: {schema}, multipart/form-data: {schema}"))
        .schemas(
            "
            Cover: {type: string, format: binary}
            Book:
              type: object
              properties:
                title: {type: string}
                cover: {$ref: '#/components/schemas/Cover'}
                papers: {type: [array, 'null'], items: {type: string, format: binary}}
            ",
        );
    let setters = |call: &str| {
        let text = pets.file(&[call]);
        let names = text.lines().filter_map(|line| line.trim().strip_prefix("pub fn "));
        names
            .filter_map(|name| name.split(['(', '<']).next())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(setters("pets/create_pet.rs"), ["title"]);
    assert_eq!(setters("pets/create_pet_form.rs"), ["title", "cover", "papers"]);
    let warnings = pets.run().unwrap().warnings;
    let warnings: Vec<&str> = warnings.iter().map(|warning| warning.message.as_str()).collect();
    assert_eq!(
        warnings,
        ["cover", "papers"].map(|name| format!(
            "a body of `application/json` cannot have the file `{name}`, as a form can"
        ))
    );
}

/// OpenAPI 3.1 says of bytes nothing but their content type.
#[test]
fn files_that_only_an_encoding_tells() {
    let pets = create_pet(
        "multipart/form-data: {schema: {type: object, required: [photo], properties: {photo: {}, pages: {type: array, items: {}}, note: {}, data: {}, size: {type: integer}}}, encoding: {photo: {contentType: 'image/png, image/jpeg'}, pages: {contentType: application/pdf}, note: {contentType: text/plain}, size: {contentType: image/png}}}",
    );
    let file = pets.file(&["types/create_pet.rs"]);
    let fields =
        file.lines().map(str::trim).filter(|line| line.starts_with("pub ") && line.ends_with(','));
    assert_eq!(
        fields.collect::<Vec<_>>(),
        [
            "pub photo: File,",
            "pub pages: Option<Vec<File>>,",
            "pub note: Option<Value>,",
            "pub data: Option<Value>,",
            "pub size: Option<i64>,",
        ]
    );
    let untyped = pets.api().unwrap().untyped;
    let places: Vec<String> = untyped.keys().map(|at| at.to_string()).collect();
    assert_eq!(places.len(), 2, "{places:?}");
}

#[test]
fn a_file_inside_a_property_of_a_form() {
    let pets = create_pet(
        "multipart/form-data: {schema: {type: object, properties: {meta: {type: object, properties: {photo: {type: string, format: binary}}}, photos: {type: array, items: {type: string, format: binary}}}}}",
    )
    .not_of_record();
    assert_eq!(
        pets.warnings(),
        "warning[left-out]: `meta` is written as JSON in a form, so that a file inside it cannot be \
         sent\n  --> document /paths/~1pets/post/requestBody/content/multipart~1form-data/schema\
         /properties/meta\n  help: set `brackets: true` in the configuration, if the server reads \
         `meta[file]`"
    );
    assert_eq!(pets.config("    brackets: true").warnings(), "");
}

/// Nobody is left to find out that null does not arrive.
#[test]
fn null_in_a_form() {
    let line = "A form has no null: it is left out.";
    let docs = |content: &str| {
        let schema =
            "{schema: {type: object, required: [a], properties: {a: {type: [string, 'null']},
            b: {type: [string, 'null'], description: A note.}, c: {type: string}}}}";
        let pets = create_pet(&format!("{content}: {schema}"));
        (pets.file(&[MOD]), pets.file(&["pets/create_pet.rs"]))
    };
    for form in ["multipart/form-data", "application/x-www-form-urlencoded"] {
        let (method, call) = docs(form);
        assert!(method.contains(&format!("/// - `a`: In the body. {line}\n")), "{method}");
        let setter = format!("    /// A note.\n    ///\n    /// {line}\n    pub fn b");
        assert!(call.contains(&setter) && call.matches(line).count() == 1, "{call}");
    }
    let (method, call) = docs("application/json");
    assert!(!format!("{method}{call}").contains(line));
}

#[test]
fn a_body_without_content_is_none() {
    let pets = create_pet("");
    assert!(pets.file(&[MOD]).contains("pub fn create_pet(&self) -> CreatePet"));
}

#[test]
fn what_has_no_rule_is_bytes_with_a_warning() {
    for content in [
        "multipart/mixed: {schema: {type: string}}",
        "multipart/form-data: {schema: {type: array, items: {type: string}}}",
    ] {
        let pets = create_pet(content);
        assert_snapshot!(pets.refusal());
        let pets = pets.not_of_record();
        assert!(pets.warnings().starts_with("warning[unsupported-operation]: "));
        let text = pets.file(&[MOD]);
        assert!(text.contains("body: impl IntoValue<Bytes, M>"));
        assert!(text.contains("use openapi_loom_runtime::value::IntoValue;"));
    }
}

/// A body that can hold nothing is an object all the same, and can be made.
#[test]
fn an_object_without_properties() {
    let pets = Snippet::post(
        "
        operationId: createPet
        tags: [pets]
        requestBody: {content: {application/json: {schema: {type: object, additionalProperties: false}}}}
        responses: {'204': {description: Done.}}
        ",
    );
    let body = pets.file(&["types/create_pet.rs"]);
    assert!(body.contains("pub fn new() -> Self"), "{body}");
}

#[test]
fn urlencoded_with_brackets() {
    let pets = create_pet(
        "application/x-www-form-urlencoded: {schema: {type: object, properties: {home: {type: object}}}, \
         encoding: {home: {style: deepObject, explode: true}}}",
    );
    let call = pets.file(&["pets/create_pet.rs"]);
    assert!(call.contains("self.call.urlencoded_with_brackets(&self.body)"), "{call}");
}

/// Shows how a body of these properties is sent, with this `encoding`.
#[track_caller]
fn sent(kind: &str, properties: &str, encoding: &str) -> String {
    let pets = create_pet(&format!(
        "{kind}: {{schema: {{type: object, properties: {{{properties}}}}}, encoding: {{{encoding}}}}}"
    ));
    assert_eq!(pets.clone().not_of_record().warnings(), "");
    let text = pets.file(&["pets/create_pet.rs"]);
    let call = text.split_once("fn into_call(self) -> Call {").unwrap().1;
    let call = call.split_once("\n    }\n").unwrap().0;
    let line = call.split_whitespace().collect::<Vec<_>>().join(" ");
    line.replace(" .", ".")
        .replace("( ", "(")
        .replace(", )", ")")
        .replace("[ ", "[")
        .replace(", ]", "]")
}

/// A form is the body where it alone can have a required file; other content is not sent.
#[test]
fn a_file_that_only_the_form_can_have() {
    let json = "application/json: {schema: {$ref: '#/components/schemas/Doc'}}";
    let form = "multipart/form-data: {schema: {$ref: '#/components/schemas/Doc'}}";
    let pairs = "application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/Doc'}}";
    let pets = |content: &[&str], required: &str| {
        create_pet(&content.join(", "))
            .schemas(&format!(
                "Doc: {{type: object, {required} properties: {{file: {{type: string, format: binary}}, name: {{type: string}}}}}}"
            ))
            .not_of_record()
    };
    let sent = |pets: &Snippet| {
        let text = pets.file(&["pets/create_pet.rs"]);
        let call = text.split_once("fn into_call(self) -> Call {").unwrap().1;
        call.trim().lines().next().unwrap().to_owned()
    };
    let told = "warning[left-out]: `application/json` is not sent: it has no files, and the form beside it has\n";
    for content in [&[json, pairs, form][..], &[form, json], &[json, form]] {
        let pets = pets(content, "required: [file],");
        assert_eq!(sent(&pets), "self.call.form(&self.body, &[])");
        let warnings = pets.warnings();
        assert!(warnings.starts_with(told), "{warnings}");
        assert!(!pets.files().iter().any(|(path, _)| path.contains("create_pet_form")));
    }
    // One that may be left out is none of JSON.
    let optional = pets(&[json, form], "");
    assert_eq!(sent(&optional), "self.call.json(&self.body)");
    assert!(optional.files().iter().any(|(path, _)| path.contains("create_pet_form")));
    // Alone, JSON is what there is.
    assert_eq!(sent(&pets(&[json], "required: [file],")), "self.call.json(&self.body)");
}

/// An encoding counts for a property that is declared, or that may be there.
#[test]
fn encodings_of_properties_that_nothing_declares() {
    let of = |kind: &str, more: &str| {
        let pets = create_pet(&format!(
            "{kind}: {{schema: {{type: object, properties: {{name: {{type: string}}}}{more}}}, \
             encoding: {{gone: {{contentType: text/csv}}}}}}"
        ));
        let is_sent = pets.file(&["pets/create_pet.rs"]).contains("Encoding::of(\"gone\")");
        (is_sent, pets.not_of_record().warnings())
    };
    let told = "warning[no-effect]: nothing declares a property `gone`: its encoding is left out\n";
    for kind in ["application/x-www-form-urlencoded", "multipart/form-data"] {
        let (is_sent, warnings) = of(kind, "");
        assert!(!is_sent && warnings.starts_with(told), "{kind} {warnings}");
        let rest = of(kind, ", additionalProperties: {type: string}");
        assert_eq!(rest, (true, String::new()), "{kind}");
    }
}

#[test]
fn each_property_by_its_own_encoding() {
    const PROPERTIES: &str = "name: {type: string}, tags: {items: {type: string}}, \
                              home: {type: object, properties: {city: {type: string}}}";
    const PAIRS: &str = "application/x-www-form-urlencoded";
    let of = |encodings: &str| format!("self.call.urlencoded_as(&self.body, &[{encodings}])");
    let cases = [
        ("", "self.call.urlencoded(&self.body)".to_owned()),
        ("tags: {explode: true}", of("Encoding::of(\"tags\").style(QueryStyle::Form)")),
        ("tags: {explode: false}", of("Encoding::of(\"tags\").style(QueryStyle::FormJoined)")),
        (
            "tags: {style: pipeDelimited}, home: {style: deepObject, explode: true}",
            of("Encoding::of(\"tags\").style(QueryStyle::PipeDelimited), \
                Encoding::of(\"home\").style(QueryStyle::DeepObject)"),
        ),
        (
            "home: {contentType: application/json}",
            of("Encoding::of(\"home\").content_type(\"application/json\")"),
        ),
        ("name: {allowReserved: true}", of("Encoding::of(\"name\").reserved()")),
        // Reserved characters are none of brackets.
        (
            "home: {style: deepObject, allowReserved: true}, tags: {style: deepObject}",
            of("Encoding::of(\"home\").style(QueryStyle::DeepObject).reserved(), \
                Encoding::of(\"tags\").style(QueryStyle::DeepObject)"),
        ),
        // Only one of two that have something inside is in brackets.
        ("home: {style: deepObject}", of("Encoding::of(\"home\").style(QueryStyle::DeepObject)")),
        (
            "home: {style: deepObject}, tags: {style: deepObject}",
            "self.call.urlencoded_with_brackets(&self.body)".to_owned(),
        ),
        (
            "name: {contentType: 'text/plain, text/csv'}",
            of("Encoding::of(\"name\").content_type(\"text/plain, text/csv\")"),
        ),
    ];
    for (encoding, wanted) in cases {
        assert_eq!(sent(PAIRS, PROPERTIES, encoding), wanted, "{encoding}");
    }
    // One of some values is written as it is.
    assert_eq!(
        sent(
            PAIRS,
            "kind: {type: string, enum: [cat, dog]}, home: {type: object, properties: {city: {type: string}}}",
            "home: {style: deepObject}"
        ),
        "self.call.urlencoded_with_brackets(&self.body)"
    );
    assert_eq!(
        sent(
            PAIRS,
            "den: {type: object, properties: {at: {type: string}}}, home: {type: object, properties: {city: {type: string}}}",
            "home: {style: deepObject}"
        ),
        of("Encoding::of(\"home\").style(QueryStyle::DeepObject)")
    );
    // And two of three.
    assert_eq!(
        sent(
            PAIRS,
            &format!("{PROPERTIES}, toys: {{items: {{type: string}}}}"),
            "home: {style: deepObject}, tags: {style: deepObject}"
        ),
        of("Encoding::of(\"home\").style(QueryStyle::DeepObject), \
            Encoding::of(\"tags\").style(QueryStyle::DeepObject)")
    );
    assert_eq!(
        sent(
            "multipart/form-data",
            PROPERTIES,
            "tags: {style: form, explode: false}, name: {contentType: text/csv}"
        ),
        "self.call.form(&self.body, &[Encoding::of(\"tags\").style(QueryStyle::FormJoined), \
         Encoding::of(\"name\").content_type(\"text/csv\")])"
    );
}

/// An object is not written as XML, and so it is not sent as JSON either.
#[test]
fn a_part_that_is_no_json() {
    let pets = create_pet(
        "multipart/form-data: {schema: {type: object, properties: {
           home: {type: object, properties: {city: {type: string}}},
           homes: {items: {type: object, properties: {city: {type: string}}}},
           text: {type: string}, texts: {items: {type: string}}}},
         encoding: {home: {contentType: application/xml}, homes: {contentType: application/xml},
           text: {contentType: application/xml}, texts: {contentType: application/xml}}}",
    );
    assert_snapshot!(pets.refusal());
}

/// A value of several content types is written as the first that fits, if there is one.
#[test]
fn parts_of_several_types() {
    let warning = |kinds: &str, content: &str| {
        let content = content.replace("KINDS", &format!("{{contentType: '{kinds}'}}"));
        let warnings = create_pet(&content).not_of_record().run().unwrap().warnings;
        warnings.iter().map(|warning| warning.message.clone()).collect::<Vec<_>>().join("\n")
    };
    let form = "multipart/form-data: {schema: {type: object, properties: {
        text: {type: string}, file: {type: string, format: binary}, any: {}}},
        encoding: {text: KINDS, file: KINDS, any: KINDS}}";
    let whole = "multipart/form-data: {schema: {type: object, properties: {
        home: {type: object, properties: {city: {type: string}}}}}, encoding: {home: KINDS}}";
    let items = "multipart/mixed: {schema: {items: {type: object}}, itemEncoding: KINDS}";
    for (kinds, of_form, of_whole) in [
        ("text/*, image/png", "", "a list or an object"),
        ("image/*, image/png", "", "a list or an object"),
        ("image/*", "a text", "a list or an object"),
        ("text/csv, application/problem+json", "", ""),
        ("application/*", "a text", ""),
        ("*/*", "", ""),
    ] {
        let wanted = |what: &str, place: &str| match what {
            "" => String::new(),
            what => format!("{what} that is {kinds}, in {place} is not understood"),
        };
        assert_eq!(warning(kinds, form), wanted(of_form, "a form"), "{kinds}");
        assert_eq!(warning(kinds, whole), wanted(of_whole, "a form"), "{kinds}");
        assert_eq!(warning(kinds, items), wanted(of_whole, "parts"), "{kinds}");
    }
}

#[test]
fn maps_in_a_form_that_are_no_json() {
    let pets = create_pet(
        "multipart/form-data: {schema: {type: object, properties: {
           map: {type: object, additionalProperties: {type: string}}, any: {type: object},
           said: {type: object}}},
         encoding: {map: {contentType: application/xml}, any: {contentType: application/xml},
           said: {contentType: application/xml, style: form}, other: {contentType: application/xml}}}",
    );
    let warnings = pets.not_of_record().warnings();
    let reported = "a list or an object that is application/xml, in a form is not understood";
    assert_eq!(warnings.matches(reported).count(), 2, "{warnings}");
    for name in ["map", "any"] {
        assert!(warnings.contains(&format!("encoding/{name}\n")), "{warnings}");
    }
}

/// An object of any properties can be a form, too.
#[test]
fn forms_of_any_properties() {
    for (schema, ty) in [
        ("", "Value"),
        ("schema: {type: object}", "Map<String, Value>"),
        (
            "schema: {type: object, additionalProperties: {type: string}}",
            "BTreeMap<String, String>",
        ),
    ] {
        let content = format!("application/x-www-form-urlencoded: {{{schema}}}");
        let call = create_pet(&content).not_of_record().file(&["pets/create_pet.rs"]);
        assert!(call.contains(&format!("body: {ty},")), "{call}");
        assert!(call.contains("self.call.urlencoded(&self.body)"), "{call}");
    }
}

/// A body of which nothing has to be given may be left out.
#[test]
fn bodies_that_need_not_be_given() {
    let is_reported = |content: &str| {
        let pets = Snippet::post(&format!(
            "operationId: createPet\ntags: [pets]\nrequestBody: {{content: {{{content}}}}}\n\
             responses: {{'204': {{description: Done.}}}}"
        ));
        let warnings = pets.warnings();
        let reported = "the body is optional, and cannot be left out here: every call sends it";
        assert!(!warnings.contains("in 2 places"), "{warnings}");
        warnings.contains(reported)
    };
    let json = |schema: &str| format!("application/json: {{schema: {{{schema}}}}}");
    let name = "type: object, properties: {name: {type: string}, note: {type: string}}";
    assert!(!is_reported(&json(name)));
    let required = format!("{name}, required: [name]");
    assert!(is_reported(&json(&required)));
    assert!(!is_reported(&json("type: object, additionalProperties: false")));
    assert!(is_reported(&json("type: array, items: {type: string}")));
    let more = format!("{}, text/csv: {{}}", json(&required));
    assert!(is_reported(&more));
    let more = format!("{}, text/csv: {{}}", json(name));
    assert!(!is_reported(&more));
}

/// The docs say what is sent of a body that may be left out, where nothing of it is set.
#[test]
fn bodies_of_which_nothing_is_set() {
    let docs = |required: bool, kind: &str, schema: &str| {
        let pets = Snippet::post(&format!(
            "operationId: createPet\ntags: [pets]\nrequestBody: {{required: {required}, content: \
             {{{kind}: {{schema: {{{schema}}}}}}}}}\nresponses: {{'204': {{description: Done.}}}}"
        ));
        pets.file(&[MOD])
    };
    let optional = "type: object, properties: {name: {type: string}}";
    let said = docs(false, "application/json", optional);
    assert!(said.contains("/// The body: `{}` is sent where nothing is set.\n"), "{said}");
    let said = docs(false, "multipart/form-data", optional);
    assert!(said.contains("A form without fields is sent where nothing is set.\n"), "{said}");
    let needed = format!("{optional}, required: [name]");
    for (required, schema) in [(true, optional), (true, &needed), (false, &needed)] {
        let unsaid = docs(required, "application/json", schema);
        assert!(!unsaid.contains("nothing is set"), "{unsaid}");
    }
}

/// The boundary of parts is ours.
#[test]
fn parts_with_a_boundary() {
    let parts = "multipart/mixed; boundary=x: {schema: {type: array, items: {type: string, format: binary}}}";
    let call = create_pet(parts).file(&["pets/create_pet.rs"]);
    assert!(!call.contains("boundary") && call.contains("\"multipart/mixed\""), "{call}");
}

#[test]
fn plain_json_before_other_json_and_xml() {
    let pets = create_pet(
        "application/xml: {schema: {$ref: '#/components/schemas/PlainPet'}}, \
         application/*+json: {schema: {$ref: '#/components/schemas/PlainPet'}}, \
         application/json: {schema: {$ref: '#/components/schemas/PlainPet'}}",
    );
    let call = pets.file(&["pets/create_pet.rs"]);
    assert!(call.contains("self.call.json(&self.body)"), "{call}");
    // What comes before something else is meant to be first.
    let pets = create_pet(
        "application/merge-patch+json: {schema: {$ref: '#/components/schemas/PlainPet'}}, \
         multipart/form-data: {schema: {$ref: '#/components/schemas/NewPet'}}, \
         application/json: {schema: {$ref: '#/components/schemas/PlainPet'}}",
    );
    let call = pets.file(&["pets/create_pet.rs"]);
    assert!(call.contains("\"content-type\", \"application/merge-patch+json\""), "{call}");
    let pets = create_pet(
        "application/xml: {schema: {$ref: '#/components/schemas/PlainPet'}}, \
         text/plain: {schema: {type: string}}, \
         application/json: {schema: {$ref: '#/components/schemas/PlainPet'}}",
    );
    let call = pets.file(&["pets/create_pet.rs"]);
    assert!(!call.contains("self.call.json(&self.body)"), "{call}");
}

/// Media types may be shared too, whatever they say.
#[test]
fn a_media_type_that_is_referred_to() {
    let post = "operationId: sendPet\ntags: [pets]\nrequestBody: {required: true, content: \
                {application/json: {$ref: '#/components/mediaTypes/Pet'}}}\nresponses: {'200': \
                {description: A., content: {application/json: {$ref: '#/components/mediaTypes/Pet'}}}}";
    let pets = |media: &str| {
        let document = Snippet::post(post).openapi("3.2.0").document();
        let document = format!("{document}components: {{mediaTypes: {{Pet: {media}}}}}\n");
        match Snippet::paths("").not_of_record().run_document(document.as_bytes()) {
            Ok(output) => {
                let found: Vec<_> = output.warnings.iter().map(ToString::to_string).collect();
                found.join("\n")
            }
            Err(failure) => panic!("{failure}"),
        }
    };
    assert_eq!(pets("{schema: {type: integer}}"), "");
    assert_eq!(pets("{schema: {}}"), "");
    let without = pets("{example: 1}");
    // It is said once, however many refer to it.
    assert_eq!(without.matches("`application/json` has no schema").count(), 1, "{without}");
    let none = pets("7");
    assert!(none.contains("a media type should be here"), "{none}");
}

/// A list is sent in parts: the first ones as `prefixEncoding` says of each, the
/// others as `itemEncoding` does.
#[test]
fn a_list_in_parts() {
    let pets = create_pet(
        "multipart/mixed: {schema: {type: array, prefixItems: [{$ref: '#/components/schemas/PlainPet'}],
           items: {type: string, format: binary}},
         prefixEncoding: [{contentType: application/merge-patch+json}],
         itemEncoding: {contentType: 'image/*', headers: {Content-Disposition: {schema: {const: inline}}}}}",
    );
    assert_snapshot!(pets.file(&[MOD, "pets/create_pet.rs", "types/create_pet.rs"]));
    assert!(pets.run().unwrap().manifest.contains("features = [\"forms\"]"));
}

/// Parts of which nothing is said but that they are bytes are files.
#[test]
fn bytes_in_parts() {
    let items = |content: &str| {
        let pets = create_pet(&format!("multipart/mixed: {{{content}}}"));
        let module = pets.file(&[MOD]);
        let (_, items) = module.split_once("impl IntoList<").unwrap_or_else(|| panic!("{module}"));
        let item = items.split([',', '>']).next().unwrap().to_owned();
        (item, pets.api().unwrap().untyped.len())
    };
    for files in [
        "schema: {type: array, items: {}}, itemEncoding: {contentType: image/png}",
        "itemSchema: {$comment: An image.}, itemEncoding: {contentType: 'image/png, image/jpeg'}",
        "schema: {type: array, prefixItems: [{}, {}]}, \
         prefixEncoding: [{contentType: application/pdf}, {contentType: 'image/*'}]",
    ] {
        assert_eq!(items(files), ("File".to_owned(), 0), "{files}");
    }
    for values in [
        "schema: {type: array, items: {}}, itemEncoding: {contentType: application/json}",
        "schema: {type: array, items: {}}, itemEncoding: {contentType: 'image/png, text/csv'}",
        "schema: {type: array, items: {}}, itemEncoding: {}",
        "schema: {type: array, items: {}}",
    ] {
        assert_eq!(items(values), ("Value".to_owned(), 1), "{values}");
    }
    // Behind a first item that is none, a file has to be said by its schema.
    let behind = |items: &str| {
        let media = format!(
            "schema: {{type: array, prefixItems: [{{type: object, properties: {{a: {{type: string}}}}}}], items: {items}}}, \
             prefixEncoding: [{{contentType: application/json}}], itemEncoding: {{contentType: 'image/*'}}"
        );
        create_pet(&format!("multipart/mixed: {{{media}}}")).not_of_record().warnings()
    };
    let told = "warning[left-out]: items of bytes are any value here, and cannot be files";
    assert!(behind("{}").starts_with(told), "{}", behind("{}"));
    assert_eq!(behind("{type: string, format: binary}"), "");
}

/// Returns what a call sends of a body.
fn sent_by(content: &str) -> String {
    let pets = create_pet(content);
    let call = pets.file(&["pets/create_pet.rs"]);
    let call = call.split_once("fn into_call(self) -> Call {").unwrap().1;
    let call = call.split_once("\n    }").unwrap().0;
    let call = call.split_whitespace().collect::<Vec<_>>().join(" ");
    let call =
        [("self .call .", "self.call."), ("( ", "("), (", )", ")"), (" )", ")"), ("[ ", "[")]
            .iter()
            .fold(call, |call, (from, to)| call.replace(from, to));
    call.replace(",]", "]").replace(" .", ".")
}

#[test]
fn kinds_of_parts() {
    let plain = "Encoding::of_part()";
    for (content, sent) in [
        (
            "multipart/mixed: {schema: {type: array, items: {type: string}}}",
            format!("self.call.parts(\"multipart/mixed\", &self.body, &[], {plain})"),
        ),
        (
            "multipart/batch: {itemSchema: {$ref: '#/components/schemas/PlainPet'}}",
            format!("self.call.parts(\"multipart/batch\", &self.body, &[], {plain})"),
        ),
        (
            "'multipart/form-data; boundary=x': {schema: {$ref: '#/components/schemas/NewPet'}}",
            "self.call.form(&self.body, &[])".to_owned(),
        ),
        (
            "multipart/related: {schema: {$ref: '#/components/schemas/NewPet'}}",
            "self.call.form_as(\"multipart/related\", &self.body, &[])".to_owned(),
        ),
        (
            "multipart/form-data: {schema: {$ref: '#/components/schemas/NewPet'}, \
             encoding: {name: {headers: {X-A: {schema: {enum: [7]}}, content-type: {schema: {const: no}}}}}}",
            "self.call.form(&self.body, &[Encoding::of(\"name\").headers(&[(\"X-A\", \"7\")])])".to_owned(),
        ),
        (
            "multipart/form-data: {schema: {type: array, items: {type: string}}, itemEncoding: \
             {headers: {content-disposition: {schema: {const: form-data; name=a}}}}}",
            "self.call.parts(\"multipart/form-data\", &self.body, &[], Encoding::of_part().headers(\
             &[(\"content-disposition\", \"form-data; name=a\")]))"
                .to_owned(),
        ),
    ] {
        assert_eq!(sent_by(content), sent, "{content}");
    }
}

/// A header of a file's part that has no single value is for callers to give.
#[test]
fn headers_of_files() {
    let sent = |schema: &str, header: &str| {
        let content = format!(
            "multipart/form-data: {{schema: {{type: object, properties: {{f: {schema}}}}}, \
             encoding: {{f: {{headers: {{X-Rate: {header}, X-A: {{schema: {{const: a}}}}}}}}}}}}"
        );
        (sent_by(&content), create_pet(&content).warnings())
    };
    let file = "{type: string, format: binary}";
    let files = "{type: array, items: {type: string, format: binary}}";
    let fixed = "Encoding::of(\"f\").headers(&[(\"X-A\", \"a\")])";
    for schema in [file, files] {
        let (needed, warnings) = sent(schema, "{required: true, schema: {type: integer}}");
        let call = format!("self.call.form(&self.body, &[{fixed}.needs(&[\"X-Rate\"])])");
        assert_eq!(needed, call);
        let says = "`X-Rate` of a part has to be given by callers, with `File::with_header`";
        assert!(warnings.contains(says), "{warnings}");
        let (optional, warnings) = sent(schema, "{schema: {type: integer}}");
        assert_eq!(optional, format!("self.call.form(&self.body, &[{fixed}])"));
        let says = "`X-Rate` of a part is sent if callers give it, by `File::with_header`";
        assert!(warnings.contains(says), "{warnings}");
    }
    // A text takes no header.
    let (text, warnings) = sent("{type: string}", "{required: true, schema: {type: integer}}");
    assert_eq!(text, format!("self.call.form(&self.body, &[{fixed}])"));
    assert!(warnings.contains("`X-Rate` of a part is left out"), "{warnings}");
    // Nor has one that is the same each time to be given.
    let (same, warnings) = sent(file, "{required: true, schema: {const: b}}");
    assert!(!same.contains("needs") && warnings.is_empty(), "{same}\n{warnings}");
    let parts = "multipart/mixed: {schema: {type: array, items: {type: string, format: binary}}, \
                 itemEncoding: {headers: {X-Rate: {required: true, schema: {type: integer}}}}}";
    let part = "Encoding::of_part().needs(&[\"X-Rate\"])";
    assert!(sent_by(parts).contains(part), "{}", sent_by(parts));
}

/// Each thing that is said of parts and not sent is reported.
#[test]
fn what_is_not_sent_of_parts() {
    let list = "schema: {type: array, items: {type: string}}";
    for (content, message) in [
        (
            format!("multipart/mixed: {{{list}, encoding: {{a: {{contentType: text/csv}}}}}}"),
            "`encoding` of a list that is `multipart/mixed` is not understood",
        ),
        (
            format!("multipart/mixed: {{{list}, itemEncoding: {{headers: {{X-A: {{schema: {{enum: [a, b]}}}}}}}}}}"),
            "the header `X-A` of a part is left out: only one that has a single value, by `const`, is sent",
        ),
        (
            "multipart/form-data: {schema: {$ref: '#/components/schemas/NewPet'}, \
             encoding: {name: {headers: {X-A: {schema: {type: string}}}}}}"
                .to_owned(),
            "the header `X-A` of a part is left out: only one that has a single value",
        ),
        (
            "application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/PlainPet'}, \
             encoding: {name: {headers: {X-A: {schema: {const: a}}}}}}"
                .to_owned(),
            "the header `X-A` of a part is left out: there are none here but those of content",
        ),
        (
            "multipart/mixed: {schema: {$ref: '#/components/schemas/NewPet'}, itemEncoding: {contentType: text/csv}}"
                .to_owned(),
            "`itemEncoding` of `multipart/mixed` in a request is not understood",
        ),
        (
            format!("multipart/form-data: {{{list}, itemEncoding: {{contentType: text/csv}}}}"),
            "a request body of multipart/form-data without properties is not understood",
        ),
    ] {
        let warnings = create_pet(&content).not_of_record().warnings();
        assert!(warnings.contains(message), "{content}: {warnings}");
    }
}

/// The JSON of each item of a list, one after the other: of `itemSchema`, or of a list.
#[test]
fn sequences_of_json() {
    let item = "{$ref: '#/components/schemas/PlainPet'}";
    let lines = create_pet(&format!("application/jsonl: {{itemSchema: {item}}}"));
    assert_snapshot!(lines.file(&[MOD, "pets/create_pet.rs"]));
    for (kind, schema) in [
        ("application/x-ndjson", format!("schema: {{type: array, items: {item}}}")),
        ("application/json-seq", format!("itemSchema: {item}")),
    ] {
        let call = create_pet(&format!("{kind}: {{{schema}}}")).file(&["pets/create_pet.rs"]);
        let method = if kind.ends_with("seq") { "json_records" } else { "json_lines" };
        assert!(call.contains("body: Vec<PlainPet>"), "{call}");
        assert!(call.contains(&format!("self.call.{method}(\"{kind}\", &self.body)")), "{call}");
    }
    let item = format!("{{anyOf: [{item}, {{type: 'null'}}]}}");
    let nulls = create_pet(&format!("application/jsonl: {{itemSchema: {item}}}"));
    assert!(nulls.file(&["pets/create_pet.rs"]).contains("body: Vec<Option<PlainPet>>"));
}

/// Its documentation is that of the argument; an object has its own.
#[test]
fn bodies_that_are_no_objects() {
    let docs = |content: &str| {
        let text = create_pet(content).file(&[MOD]);
        text.lines().find_map(|line| Some(line.split_once("- `body`: ")?.1.to_owned()))
    };
    let json = |schema: &str| docs(&format!("application/json: {{schema: {schema}}}"));
    let said = |text: &str| Some(text.to_owned());
    assert_eq!(
        json(
            "{type: array, description: All of them., maxItems: 3, items: {type: string, format: uuid}}"
        ),
        said("All of them. Each item: in the format `uuid`. At most 3 items.")
    );
    assert_eq!(
        json("{type: object, additionalProperties: {type: string, maxLength: 3}}"),
        said("Each value: at most 3 characters.")
    );
    assert_eq!(
        docs("text/plain: {schema: {type: string, maxLength: 3}}"),
        said("At most 3 characters.")
    );
    assert_eq!(
        docs("application/jsonl: {itemSchema: {type: integer, description: One., minimum: 2}}"),
        said("Each item: One. Each item: at least 2.")
    );
    assert_eq!(json("{type: string, deprecated: true}"), said("**Deprecated.**"));
    assert_eq!(json("{type: string}"), None);
    assert_eq!(json("{$ref: '#/components/schemas/PlainPet'}"), None);
}

/// Null in the place of an object is a method of the call; other values are optional.
#[test]
fn bodies_that_may_be_null() {
    let json = |schema: &str| create_pet(&format!("application/json: {{schema: {schema}}}"));
    for schema in [
        "{type: [object, 'null'], properties: {a: {type: string}}, required: [a]}",
        "{anyOf: [{$ref: '#/components/schemas/PlainPet'}, {type: 'null'}]}",
    ] {
        let call = json(schema).file(&["pets/create_pet.rs"]);
        assert!(call.contains("pub fn null_body(mut self) -> Self {"), "{call}");
        let method = json(schema).file(&[MOD]);
        assert!(method.contains("[`null_body`](CreatePet::null_body) sends null"), "{method}");
    }
    for (schema, ty) in [
        ("{type: [string, 'null']}", "body: impl IntoNullable<String, M>"),
        (
            "{type: [array, 'null'], items: {type: string}}",
            "body: impl IntoNullableList<String, M>",
        ),
    ] {
        let method = json(schema).file(&[MOD]);
        assert!(method.contains(ty), "{method}");
        let call = json(schema).file(&["pets/create_pet.rs"]);
        assert!(!call.contains("null_body"), "{call}");
    }
    let call = json("{type: object, properties: {a: {type: string}}}");
    assert!(!call.file(&["pets/create_pet.rs"]).contains("null_body"));
    // A property of that name has a setter of another one.
    let named = json("{type: [object, 'null'], properties: {null_body: {type: string}}}");
    let call = named.file(&["pets/create_pet.rs"]);
    assert!(call.contains("pub fn set_null_body<"), "{call}");
}

/// The text about a body is that of its argument, or, of an object, of its own.
#[test]
fn bodies_have_a_text_of_their_own() {
    let methods = |schema: &str| {
        let body = format!(
            "{{required: true, description: What to add., content: {{application/json: {{schema: {schema}}}}}}}"
        );
        let operation = format!("post: {{operationId: addPet, tags: [pets], requestBody: {body}}}");
        Snippet::paths(&format!("/pets: {{{operation}}}")).file(&[MOD])
    };
    let text = methods("{type: string, description: The name.}");
    assert!(text.contains("/// - `body`: What to add. The name.\n"), "{text}");
    let object = methods("{type: object, properties: {a: {type: string}}}");
    assert!(object.contains("    /// The body: What to add.\n"), "{object}");
}

#[test]
fn what_may_be_the_schema_of_an_item_is_taken_for_it() {
    let item = "{$ref: '#/components/schemas/PlainPet'}";
    let pets = create_pet(&format!("application/jsonl: {{schema: {item}}}")).not_of_record();
    assert!(pets.file(&["pets/create_pet.rs"]).contains("body: Vec<PlainPet>"));
    let message = "`schema` of `application/jsonl` is taken for that of each item";
    assert!(pets.warnings().contains(message), "{}", pets.warnings());
    let text = create_pet("application/jsonl: {schema: {type: string}}");
    assert!(text.file(&["pets/create_pet.rs"]).contains("body: Bytes"));
}

/// A sequence that says what JSON says is no method of its own.
#[test]
fn sequences_beside_json() {
    let list = "schema: {type: array, items: {$ref: '#/components/schemas/PlainPet'}}";
    let item = "itemSchema: {$ref: '#/components/schemas/PlainPet'}";
    let names = |lines: &str, records: &str| {
        let content = format!(
            "application/json: {{{list}}}, application/jsonl: {{{lines}}}, \
             application/json-seq: {{{records}}}"
        );
        let file = create_pet(&content).file(&[MOD]);
        let names = file.lines().filter_map(|line| line.trim().strip_prefix("pub fn create_pet"));
        names
            .filter_map(|rest| rest.split(['(', '<']).next())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(names(list, list), [""]);
    assert_eq!(names(item, list), ["", "_lines"]);
    let other = "itemSchema: {type: string}";
    assert_eq!(names(item, other), ["", "_lines", "_records"]);
}

/// A word of the operation that not all arms have tells one from the others.
#[test]
fn arms_of_a_body_that_have_the_verb_of_the_operation() {
    let schemas = "
        ReplacePetDto: {type: object, required: [a], properties: {a: {type: string}}}
        UpdatePetDto: {type: object, required: [b], properties: {b: {type: string}}}
    ";
    let arms =
        ["Replace", "Update"].map(|one| format!("{{$ref: '#/components/schemas/{one}PetDto'}}"));
    let body =
        format!("{{content: {{application/json: {{schema: {{oneOf: [{}]}}}}}}}}", arms.join(", "));
    let types = Snippet::paths(&format!(
        "/pets: {{put: {{operationId: updatePet, tags: [pets], requestBody: {body}}}}}"
    ))
    .schemas(schemas)
    .file(&["types/update_pet.rs"]);
    assert!(types.contains("ReplaceDto(ReplacePetDto)"), "{types}");
    assert!(types.contains("UpdateDto(UpdatePetDto)"), "{types}");
}
