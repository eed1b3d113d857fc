//! Numbers, listed values and formats: small YAML in, exact Rust out.

use insta::assert_snapshot;
use workspace_tests::snippet::Snippet;

/// Returns the type of the field `n` of this schema.
#[track_caller]
fn field(schema: &str) -> String {
    field_with(schema, "")
}

/// Returns the same with this configuration.
#[track_caller]
fn field_with(schema: &str, config: &str) -> String {
    let schemas = format!("Pet: {{type: object, properties: {{n: {schema}}}}}");
    let pet = Snippet::read(&schemas).config(config).pet();
    let (_, rest) = pet.split_once("pub n: Option<").unwrap_or_else(|| panic!("{pet}"));
    rest.split_once(">,\n").unwrap().0.to_owned()
}

#[test]
fn widths_of_integers() {
    let rows = [
        ("{type: integer}", "i64"),
        ("{type: integer, format: int32}", "i64"),
        ("{type: integer, format: uint32}", "i64"),
        ("{type: integer, format: uint64}", "u64"),
        ("{type: integer, minimum: 0, maximum: 18446744073709551615}", "u64"),
        ("{type: integer, minimum: 1, maximum: 1e19}", "u64"),
        ("{type: integer, minimum: 0}", "i64"),
        ("{type: integer, minimum: 0, maximum: 9223372036854775807}", "i64"),
        ("{type: integer, maximum: 18446744073709551615}", "i64"),
        ("{type: integer, minimum: -1, maximum: 18446744073709551615}", "i64"),
        ("{type: integer, minimum: 9223372036854775808, maximum: 18446744073709551615}", "u64"),
        ("{type: integer, minimum: 9223372036854775808}", "u64"),
        ("{type: integer, minimum: 0, maximum: 340282366920938463463374607431768211455}", "u64"),
        ("{type: integer, default: 18446744073709551615}", "u64"),
        ("{type: integer, minimum: -1, default: 18446744073709551615}", "i64"),
        // A count in memory.
        ("{type: integer, format: uint, minimum: 0}", "u64"),
        ("{type: integer, format: uint128}", "u64"),
        ("{type: integer, format: int128}", "i64"),
        // The greatest `i64`, as JavaScript writes it.
        ("{type: integer, minimum: 0, maximum: 9223372036854776000}", "i64"),
        ("{type: integer, format: unix-time}", "UnixTime"),
        ("{type: number}", "f64"),
        ("{type: number, format: float}", "f64"),
        // A number that its format says is whole is an integer.
        ("{type: number, format: int64}", "i64"),
        ("{type: number, format: uint64}", "u64"),
        ("{type: [number, 'null'], format: long}", "i64"),
        ("{type: number, format: int64, enum: [1, 1.5]}", "f64"),
        ("{type: number, format: integral}", "f64"),
        // So is one that is a multiple of an integer, unless its format says otherwise.
        ("{type: number, multipleOf: 1}", "i64"),
        ("{type: [number, 'null'], multipleOf: 10.0}", "i64"),
        ("{type: number, multipleOf: 1, minimum: 0, maximum: 18446744073709551615}", "u64"),
        ("{type: number, multipleOf: 1, enum: [1, 2.0]}", "PetN"),
        ("{type: number, multipleOf: 1, enum: [1, 1.5]}", "f64"),
        ("{type: number, multipleOf: 1, format: double}", "f64"),
        ("{type: number, multipleOf: 0.5}", "f64"),
        ("{type: number, multipleOf: 1, maximum: 1.0e+30}", "f64"),
        ("{type: number, multipleOf: 1.0e+300}", "f64"),
        ("{type: number, multipleOf: 0}", "f64"),
        ("{enum: [1, 18446744073709551615]}", "u64"),
        ("{type: integer, enum: [0, 9223372036854775808]}", "u64"),
        ("{type: integer, enum: [-1, 9223372036854775808]}", "i64"),
        ("{type: integer, enum: [1, 9223372036854775807]}", "PetN"),
    ];
    for (schema, wanted) in rows {
        assert_eq!(field(schema), wanted, "{schema}");
    }
}

/// Numbers that are integers by all that is said of them, in one object or in several parts in
/// any order.
#[test]
fn integers_by_what_several_parts_say() {
    let rows: [(&[&str], &str); 13] = [
        (&["type: number", "multipleOf: 1"], "i64"),
        (&["type: number", "format: int64"], "i64"),
        (&["type: number", "multipleOf: 1", "format: double"], "f64"),
        (&["type: number, multipleOf: 1", "format: double"], "f64"),
        (&["type: number, multipleOf: 1", "type: number, format: double"], "f64"),
        (&["type: number, multipleOf: 1", "maximum: 1.0e+30"], "f64"),
        (&["type: number, multipleOf: 0.5", "multipleOf: 2"], "i64"),
        (&["type: integer", "format: double"], "i64"),
        (&["type: integer", "type: number, multipleOf: 1", "format: double"], "i64"),
        (&["type: number, format: int64", "maximum: 1.0e+30"], "i64"),
        (&["type: number", "multipleOf: 1", "minimum: 0, maximum: 18446744073709551615"], "u64"),
        (&["type: integer", "minimum: 0", "maximum: 18446744073709551615"], "u64"),
        (&["type: number, format: int32", "type: number, format: double"], "i64"),
    ];
    for (parts, wanted) in rows {
        let mut orders = vec![parts.to_vec()];
        orders.push(parts.iter().rev().copied().collect());
        for parts in orders {
            let inline = parts.iter().map(|part| format!("{{{part}}}"));
            let inline = format!("{{allOf: [{}]}}", inline.collect::<Vec<_>>().join(", "));
            assert_eq!(field(&inline), wanted, "{inline}");
            let (first, rest) = parts.split_first().unwrap();
            let rest = rest.iter().map(|part| format!("{{{part}}}")).collect::<Vec<_>>();
            let beside = format!("{{{first}, allOf: [{}]}}", rest.join(", "));
            assert_eq!(field(&beside), wanted, "{beside}");
            let of_one = format!("{{{first}, oneOf: [{{allOf: [{}]}}]}}", rest.join(", "));
            assert_eq!(field(&of_one), wanted, "{of_one}");
            let declared = parts.iter().map(|part| format!("{{properties: {{n: {{{part}}}}}}}"));
            let declared = declared.collect::<Vec<_>>().join(", ");
            let pet = Snippet::read(&format!("Pet: {{allOf: [{declared}]}}")).pet();
            assert!(pet.contains(&format!("pub n: Option<{wanted}>")), "{declared}: {pet}");
        }
        // In one object, unless a keyword would be there twice.
        let one = parts.join(", ");
        let keys = one.split(", ").filter_map(|part| part.split_once(": ")).map(|(key, _)| key);
        let keys: Vec<&str> = keys.collect();
        if keys.iter().all(|key| keys.iter().filter(|other| other == &key).count() == 1) {
            assert_eq!(field(&format!("{{{one}}}")), wanted, "{one}");
        }
    }
}

/// Reads the words and the type of the first property of `Pet`, which is optional and called `n`.
fn words_and_type(schemas: &str) -> String {
    let snippet = Snippet::read(schemas);
    assert_eq!(snippet.warnings(), "", "{schemas}");
    let pet = snippet.pet();
    let (_, rest) = pet.split_once("pub struct Pet {\n").unwrap();
    let (rest, _) = rest.split_once(">,\n").unwrap();
    let lines = rest.lines().map(|line| line.trim().trim_start_matches("///").trim());
    let lines = lines.filter(|line| !line.starts_with("#[") && !line.is_empty());
    lines.collect::<Vec<_>>().join(" ").replace("pub n: Option<", "")
}

/// Listed integers and other numbers are numbers that keep both exact, with all that is said of
/// each.
#[test]
fn integers_and_other_numbers_that_are_listed() {
    let said = |schema: &str| {
        words_and_type(&format!("Pet: {{type: object, properties: {{n: {schema}}}}}"))
    };
    for schema in [
        "{enum: [1, 1.5]}",
        "{oneOf: [{const: 1}, {const: 1.5}]}",
        "{anyOf: [{type: integer, enum: [1]}, {const: 1.5}]}",
        "{oneOf: [{const: 1}, {type: number, enum: [1.5]}]}",
    ] {
        assert_eq!(said(schema), "One of `1`, `1.5`. JsonNumber", "{schema}");
    }
    let several = "{oneOf: [{enum: [1, 2], description: Few.}, {const: 1.5}]}";
    assert_eq!(said(several), "Few. One of `1`, `2`, `1.5`. JsonNumber");
    let titled = "{oneOf: [{const: 1, title: Whole}, {const: 1.5, description: More.}]}";
    let wanted = "`1`: Titled `Whole`. `1.5`: More. One of `1`, `1.5`. JsonNumber";
    assert_eq!(said(titled), wanted);
    let open = "{oneOf: [{const: 1, description: First.}, {type: number, minimum: 0.5}]}";
    assert_eq!(said(open), "`1`: First. Other values: at least 0.5. JsonNumber");
}

/// The same of words beside an `allOf` or a union of references, and in one of several parts.
#[test]
fn integers_by_what_references_say() {
    let components = "
            Dbl: {type: number, format: double}
            Whole: {type: number, multipleOf: 1}
            Int: {type: integer}
            Halves: {type: number, enum: [1, 1.5]}
            Big: {type: number, minimum: -1.0e+30}
            ";
    let of = |pet: &str| {
        let pet = Snippet::read(&format!("{components}Pet: {pet}")).pet();
        let (_, rest) = pet.split_once("pub n: Option<").unwrap_or_else(|| panic!("{pet}"));
        rest.split_once(">,\n").unwrap().0.to_owned()
    };
    let rows = [
        ("type: number, multipleOf: 1", "Dbl", "Dbl"),
        ("type: number, format: int64", "Halves", "Halves"),
        ("type: number, multipleOf: 1", "Big", "Big"),
        ("type: integer", "Dbl", "i64"),
        ("format: double", "Whole", "f64"),
        ("maximum: 1.0e+30", "Whole", "f64"),
        ("format: double", "Int", "Int"),
        ("multipleOf: 2", "Whole", "Whole"),
    ];
    for (words, name, wanted) in rows {
        let reference = format!("{{$ref: '#/components/schemas/{name}'}}");
        for n in [
            format!("{{allOf: [{reference}, {{{words}}}]}}"),
            format!("{{allOf: [{{{words}}}, {reference}]}}"),
            format!("{{{words}, allOf: [{reference}]}}"),
            format!("{{{words}, oneOf: [{reference}]}}"),
            format!("{{{words}, anyOf: [{reference}]}}"),
        ] {
            let pet = format!("{{type: object, properties: {{n: {n}}}}}");
            assert_eq!(of(&pet), wanted, "{n}");
        }
    }
}

/// Of two formats of one property that no type stands beside, the later one counts.
#[test]
fn formats_that_several_parts_say_of_a_property() {
    for (first, later) in [("email", "hostname"), ("hostname", "email"), ("float", "double")] {
        let parts = [first, later].map(|it| format!("{{properties: {{n: {{format: {it}}}}}}}"));
        let several = format!("Pet: {{type: object, allOf: [{}]}}", parts.join(", "));
        let one = format!("Pet: {{type: object, properties: {{n: {{format: {later}}}}}}}");
        assert_eq!(Snippet::read(&several).pet(), Snippet::read(&one).pet(), "{several}");
    }
}

/// Limits of a part that says no type hold beside the type or the reference of another one.
#[test]
fn limits_that_another_part_says_of_a_property() {
    let components = "
            Num: {type: number}
            Text: {type: string}
            Word: {type: string, enum: [a, b]}
            ";
    let rows = [
        ("type: string", "maxLength: 7", "At most 7 characters. String"),
        ("$ref: '#/components/schemas/Text'", "maxLength: 7", "At most 7 characters. Text"),
        ("$ref: '#/components/schemas/Word'", "maxLength: 7", "At most 7 characters. Word"),
        ("$ref: '#/components/schemas/Num'", "minimum: 3", "At least 3. Num"),
        ("type: number", "format: int32", "In the format `int32`. i64"),
        ("type: string", "description: A name", "A name String"),
        ("type: number, multipleOf: 1", "enum: [1, 1.5]", "One of `1`, `1.5`. JsonNumber"),
        ("type: number, format: int64", "enum: [1, 1.5]", "One of `1`, `1.5`. JsonNumber"),
    ];
    for (typed, limits, wanted) in rows {
        for (first, second) in [(typed, limits), (limits, typed)] {
            let parts = [first, second].map(|it| format!("{{properties: {{n: {{{it}}}}}}}"));
            let pet = format!("{components}Pet: {{type: object, allOf: [{}]}}", parts.join(", "));
            assert_eq!(words_and_type(&pet), wanted, "{pet}");
        }
    }
}

/// An integer without room costs the answer, so that it is told.
#[test]
fn integers_without_room() {
    let warnings =
        |schema: &str| Snippet::read(&format!("Pet: {{properties: {{n: {schema}}}}}")).warnings();
    let wide = [
        "{type: integer, maximum: 18446744073709551615}",
        "{type: integer, minimum: -1, maximum: 18446744073709551615}",
        "{type: integer, minimum: 0, maximum: 340282366920938463463374607431768211455}",
        "{type: integer, minimum: -1, default: 18446744073709551615}",
        "{type: integer, enum: [-1, 9223372036854775808]}",
        "{type: integer, format: uint128}",
        "{type: integer, format: int256}",
    ];
    for schema in wide {
        assert!(warnings(schema).starts_with("warning[wide-integer]: some of these"), "{schema}");
    }
    let others = [
        "{type: integer, format: int128, minimum: 0, maximum: 100}",
        "{type: integer, minimum: 0, maximum: 18446744073709551615}",
        // The greatest `u64` and `i64`, as JavaScript writes them.
        "{type: integer, minimum: 0, maximum: 18446744073709552000}",
        "{type: integer, minimum: 0, maximum: 9223372036854776000}",
        "{type: integer, format: uint, minimum: 0, default: 0}",
        "{type: integer, minimum: -1e300, maximum: 4}",
    ];
    for schema in others {
        assert_eq!(warnings(schema), "", "{schema}");
    }
    assert_snapshot!(warnings(wide[1]));
    let of_both_signs = warnings("{type: integer, enum: [18446744073709551615, -1]}");
    assert!(of_both_signs.contains("have no room in `i64`"), "{of_both_signs}");
}

#[test]
fn formats_that_the_type_does_not_say() {
    let docs = |schema: &str| {
        let pet =
            Snippet::read(&format!("Pet: {{type: object, properties: {{n: {schema}}}}}")).pet();
        let (_, line) = pet.split_once("/// In the format ").unwrap_or_default();
        line.lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!(docs("{type: integer, format: int64}"), "");
    assert_eq!(docs("{type: number, format: double}"), "");
    assert_eq!(docs("{type: integer, format: unix-time}"), "");
    assert_eq!(docs("{type: string, format: binary}"), "");
    assert_eq!(docs("{type: integer, format: int32}"), "`int32`.");
    assert_eq!(docs("{type: integer, format: double}"), "`double`.");
    assert_eq!(docs("{type: number, format: binary}"), "`binary`.");
    assert_eq!(docs("{type: string, format: int64}"), "`int64`.");
    assert_eq!(docs("{type: string, format: unix-time}"), "`unix-time`.");
    // Formats of types that have none of their own are those of the document.
    assert_eq!(docs("{type: object, format: geo}"), "`geo`.");
    assert_eq!(docs("{type: object, format: binary}"), "`binary`.");
    assert_eq!(docs("{type: object, format: geo, properties: {a: {type: string}}}"), "`geo`.");
    assert_eq!(docs("{type: array, format: csv, items: {type: string}}"), "`csv`.");
    assert_eq!(docs("{type: boolean, format: flag}"), "`flag`.");
    for kind in ["string", "integer", "number", "boolean", "object", "array"] {
        assert_eq!(docs(&format!("{{type: {kind}, format: {kind}}}")), "", "{kind}");
        assert_eq!(docs(&format!("{{type: {kind}, format: ''}}")), "", "{kind}");
    }
}

/// A value that one `enum` or several list twice has the words of both, and the first name.
#[test]
fn values_that_are_listed_again() {
    let again = |schema: &str| {
        let pet = Snippet::read(&format!("Pet: {{properties: {{n: {schema}}}}}")).pet();
        let (_, values) = pet.split_once("pub enum PetN {").unwrap();
        values.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let said = "x-enum-descriptions: [One., Two., Again.]";
    let texts = again(&format!(
        "{{type: string, enum: [a, b, a], {said}, x-enum-varnames: ['', Second, Last]}}"
    ));
    assert_eq!(
        texts,
        "/// One. /// /// Again. Last = \"a\", /// Two. #[doc(alias = \"b\")] Second = \"b\", } }"
    );
    let numbers = "/// One. /// /// Again. V1 = 1, /// Two. V2 = 2, } }";
    assert_eq!(again(&format!("{{type: integer, enum: [1, 2, 1], {said}}}")), numbers);
    let arms = "{type: integer, enum: [1], description: One.}, \
                {type: integer, enum: [1, 2], x-enum-descriptions: [Again., Two.]}";
    assert_eq!(again(&format!("{{oneOf: [{arms}]}}")), numbers);
}

#[test]
fn lists_and_objects_that_are_listed() {
    let warnings =
        |schema: &str| Snippet::read(&format!("Pet: {{properties: {{n: {schema}}}}}")).warnings();
    let left_out =
        "warning[left-out]: a list or an object among listed values: none of these is told apart";
    assert!(warnings("{enum: [1, [2]]}").starts_with(left_out));
    assert!(warnings("{const: {a: [1]}}").starts_with(left_out));
    assert!(warnings("{const: {}}").starts_with(left_out));
    assert!(warnings("{const: {a: 1}, properties: {a: {}}}").starts_with(left_out));
    assert!(warnings("{const: {a: 1}, type: [object, 'null']}").starts_with(left_out));
    assert_eq!(warnings("{const: {a: 1}}"), "");
    assert!(!warnings("{enum: [1, two]}").contains("left-out"));
}

#[test]
fn types_of_numbers_that_the_configuration_chooses() {
    let rows = [
        ("{type: integer, format: int32}", "numbers: {int32: i32}", "i32"),
        ("{type: integer, format: uint8}", "numbers: {uint8: u8}", "u8"),
        ("{type: integer, format: uint}", "numbers: {uint: u64}", "u64"),
        ("{type: integer, format: uint64}", "numbers: {uint64: i64}", "i64"),
        ("{type: number, format: float}", "numbers: {float: f32}", "f32"),
        // All that the limits allow has to fit.
        ("{type: integer, format: int32, maximum: 4294967295}", "numbers: {int32: i32}", "i64"),
        ("{type: integer, format: int32, minimum: 0, maximum: 9}", "numbers: {int32: i32}", "i32"),
        ("{type: number, format: int32}", "numbers: {int32: i32}", "i32"),
        // A choice for the other kind of numbers is none.
        ("{type: integer, format: float}", "numbers: {float: f32}", "i64"),
    ];
    for (schema, config, wanted) in rows {
        assert_eq!(field_with(schema, config), wanted, "{schema}");
    }
}

#[test]
fn unions_of_numbers() {
    let rows = [
        ("{anyOf: [{type: integer}, {type: number}]}", "JsonNumber"),
        ("{type: [integer, number]}", "JsonNumber"),
        ("{type: [number, integer, 'null']}", "JsonNumber"),
        ("{enum: [1, 2.5]}", "JsonNumber"),
        ("{oneOf: [{type: integer, enum: [-1]}, {type: number}]}", "JsonNumber"),
        ("{oneOf: [{type: integer}, {type: integer, format: uint64}]}", "JsonNumber"),
        ("{oneOf: [{type: number}, {type: number, format: double}]}", "f64"),
        ("{type: number, enum: [1, 2.5]}", "f64"),
        ("{oneOf: [{type: integer}, {type: integer, format: int32}]}", "i64"),
        ("{oneOf: [{type: integer}, {type: integer, format: unixtime}]}", "i64"),
        ("{oneOf: [{type: integer, format: unixtime}, {type: 'null'}]}", "UnixTime"),
    ];
    for (schema, wanted) in rows {
        assert_eq!(field(schema), wanted, "{schema}");
    }
    let widths = "numbers: {uint8: u8, int16: i16, float: f32, uint64: u64}";
    let both = "{oneOf: [{type: integer, format: uint8}, {type: integer, format: int16}]}";
    let pet = |schema: &str| Snippet::read(schema).config(widths).not_of_record().pet();
    let of = |schema: &str| pet(&format!("Pet: {{type: object, properties: {{n: {schema}}}}}"));
    assert!(of(both).contains("pub n: Option<i16>"));
    let floats = "{oneOf: [{type: number, format: float}, {type: number}]}";
    assert!(of(floats).contains("pub n: Option<f64>"));
}

/// Texts of one format or another are of its type where that is one.
#[test]
fn unions_of_formats() {
    let formats = "formats: {date-time: jiff, uuid: uuid}";
    let date = "{type: string, format: date-time}";
    let same = format!("{{anyOf: [{date}, {{type: string, format: date-time, maxLength: 9}}]}}");
    let other = format!("{{anyOf: [{date}, {{type: string, format: uuid}}]}}");
    let field = |schema: &str| {
        let pet = format!(
            "Pet: {{type: object, properties: {{d: {date}, n: {schema}, u: {{type: string, format: uuid}}}}}}"
        );
        let pet = Snippet::read(&pet).config(formats).pet();
        let (_, rest) = pet.split_once("pub n: Option<").unwrap_or_else(|| panic!("{pet}"));
        rest.split_once(">,\n").unwrap().0.to_owned()
    };
    assert_eq!(field(&same), "Parsed<jiff::Timestamp>");
    assert_eq!(field(&other), "String");
}

/// Arguments, fields, setters, parameters, lists and maps.
#[test]
fn integers_that_literals_are_not_at_once() {
    let pets = Snippet::paths(
        "
        /pets/{serial}:
          post:
            operationId: sendPet
            tags: [pets]
            parameters:
            - {name: serial, in: path, required: true, schema: {$ref: '#/components/schemas/Serial'}}
            - {name: since, in: query, schema: {$ref: '#/components/schemas/Serial'}}
            - {name: ids, in: query, schema: {type: array, items: {$ref: '#/components/schemas/Serial'}}}
            - {name: joined, in: query, explode: false, schema: {type: array, items: {type: integer, format: uint64}}}
            - {name: trace, in: header, schema: {type: integer, format: uint64}}
            - {name: score, in: query, schema: {type: [integer, number]}}
            requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
            responses: {'204': {description: None.}}
        ",
    )
    .schemas(
        "
        Serial: {type: integer, format: uint64}
        Pet:
          type: object
          required: [serial]
          properties:
            serial: {$ref: '#/components/schemas/Serial'}
            mother: {$ref: '#/components/schemas/Serial'}
            father: {type: [integer, 'null'], format: uint64}
            friends: {type: array, items: {$ref: '#/components/schemas/Serial'}}
            foes: {type: [array, 'null'], items: {type: integer, format: uint64}}
            marks: {type: object, additionalProperties: {type: integer, format: uint64}}
            notes: {type: [object, 'null'], additionalProperties: {type: integer, format: uint64}}
            score: {type: [integer, number, 'null']}
        ",
    );
    let files = ["pets/mod.rs", "pets/send_pet.rs", "types/pet.rs", "types/serial.rs"];
    assert_snapshot!(pets.file(&files));
}

#[test]
fn numbers_beside_other_kinds_are_exact_unless_a_format_says_otherwise() {
    let arm = |number: &str| {
        let schema = format!("Pet: {{anyOf: [{{type: string}}, {{{number}}}]}}");
        let pet = Snippet::read(&schema).pet();
        let arm = pet.lines().find(|line| line.contains("Number("));
        arm.map(|line| line.trim().to_owned()).unwrap_or(pet)
    };
    assert_eq!(arm("type: number"), "Number(JsonNumber) = exact_numbers,");
    assert_eq!(arm("type: number, format: double"), "Number(f64) = numbers,");
}

/// A number that no 64 bits can hold is left out where it is, in YAML as in JSON.
#[test]
fn numbers_beyond_64_bits() {
    let pets = Snippet::sent(
        "
        Pet:
          type: object
          properties:
            limited: {type: number, maximum: 1e400, minimum: 2}
            negative: {type: integer, minimum: -1e400}
            toys: {type: array, items: {type: string}, maxItems: 1e400}
            listed: {type: number, enum: [1.5, 1e400]}
            only: {type: number, enum: [1e400]}
            constant: {type: number, const: 1e400}
            preset: {type: number, default: 1e400}
            # Text is text.
            text: {type: string, enum: [1e400, abc]}
        ",
    )
    .not_of_record();
    assert_snapshot!(pets.warnings());
    assert_snapshot!(pets.pet());
    let yaml = pets.document();
    let root: serde_json::Value = serde_yaml::from_str(&yaml).unwrap();
    let in_json = root.to_string().replace("\"1e400\"", "1e400").replace("\"-1e400\"", "-1e400");
    assert!(in_json.contains(":1e400,") && in_json.contains(":-1e400}"), "{in_json}");
    let json = pets.run_document(in_json.as_bytes()).unwrap();
    assert_eq!(json.files, pets.run().unwrap().files);
}

/// Numbers that YAML has and JSON has not are left out where they are, too.
#[test]
fn numbers_that_json_does_not_have() {
    let pets = |limit: &str, count: &str, value: &str, step: &str| {
        Snippet::sent(&format!(
            "
            Pet:
              type: object
              properties:
                a: {{type: number{limit}}}
                b: {{type: array, items: {{type: string}}{count}}}
                c: {{type: number, enum: [1.5{value}]}}
                d: {{type: number{step}}}
                # Text is text.
                e: {{type: string, enum: [.inf]}}
            "
        ))
    };
    let limit = ", minimum: -.inf, maximum: .NaN";
    let written = pets(limit, ", maxItems: .INF", ", +.Inf", ", multipleOf: !!float .inf");
    let told: Vec<_> =
        written.run().unwrap().warnings.into_iter().map(|found| found.message).collect();
    let left_out = |text: &str| format!("`{text}` is not a number of JSON; it is left out");
    assert_eq!(told, ["-.inf", ".NaN", ".INF", "+.Inf", ".inf"].map(left_out));
    assert_eq!(written.pet(), pets("", "", "", "").pet());
    assert!(written.pet().contains("\".inf\""));
}

#[test]
fn times_beside_a_text_are_made_of_integers() {
    let pet = Snippet::sent(
        "
        Pet: {anyOf: [{type: string, enum: [now]}, {type: integer, format: unix-time}]}
        ",
    )
    .pet();
    assert!(pet.contains("Integer(UnixTime) = integers,"), "{pet}");
}

#[test]
fn listed_integers() {
    let pet = Snippet::both(
        "
        Pet:
          type: object
          required: [kind, version]
          properties:
            kind: {$ref: '#/components/schemas/Kind'}
            version: {type: integer, const: 2}
            level: {type: integer, enum: [0, 1, -1]}
            named:
              type: integer
              enum: [1, 2, 3]
              x-enum-varnames: [One, TWO_OR_MORE, other]
              x-enum-descriptions: [Just one., '', 'The [rest](/docs).']
            dotnet: {type: integer, enum: [7, 8], x-enumNames: [Seven, Eight]}
            wide: {type: integer, enum: [1.0, 2.0e0]}
            alike: {type: integer, enum: [1, 2, 3], x-enum-varnames: [same, same, Same]}
            or_any: {anyOf: [{type: integer}, {type: integer, enum: [5, 6]}]}
            or_kind: {oneOf: [{type: integer}, {$ref: '#/components/schemas/Kind'}]}
            two_lists: {oneOf: [{type: integer, enum: [1, 2]}, {type: integer, enum: [2, 3]}]}
            or_text: {oneOf: [{type: string}, {type: integer, enum: [1]}]}
            auto: {enum: [auto, 1, 2.5]}
            beyond: {type: integer, format: uint64, enum: [1, 18446744073709551615]}
            switch: {type: boolean, enum: [true]}
        Kind:
          type: integer
          description: What it is.
          oneOf:
          - {const: 0, title: GUILD_TEXT, description: A text channel}
          - {const: 1, title: DM}
          - {const: 2, title: 'A channel, of voice.'}
          - {const: 3, title: Group DM}
        ",
    );
    assert_snapshot!(pet.file(&["types/kind.rs", "types/pet.rs"]));
}

/// A number that is written as one and beyond all that there are is left out, also where no type
/// is named; in quotes it is text.
#[test]
fn values_beyond_all_numbers_without_a_type() {
    for (schema, left_out, wanted) in [
        ("{const: 1e999}", &["const"][..], "Value"),
        ("{const: -1e999, description: It.}", &["const"], "Value"),
        ("{const: .inf}", &["const"], "Value"),
        ("{enum: [1e999, -1e999]}", &["enum/0", "enum/1"], "Value"),
        ("{enum: [1e999, 2]}", &["enum/0"], "PetN"),
        ("{const: '1e999'}", &[], "PetN"),
        // A tag says what the scalar is, quoted or not.
        ("{const: !!str 1e999}", &[], "PetN"),
        ("{const: &it !!str 1e999}", &[], "PetN"),
        ("{const: !<tag:yaml.org,2002:str> .inf}", &[], "PetN"),
        ("{enum: [!!str 1e999, !!str .nan]}", &[], "PetN"),
        ("{const: ! 1e999}", &[], "PetN"),
        ("{const: !!float 1e999}", &["const"], "Value"),
        ("{const: !!float '1e999'}", &["const"], "Value"),
        ("{enum: [!!float .inf, 2]}", &["enum/0"], "PetN"),
        ("{const: &it 1e999}", &["const"], "Value"),
        ("{const: !!str 5}", &[], "PetN"),
        ("{const: !!float 5}", &[], "f64"),
        ("{const: !!int '5'}", &[], "PetN"),
        ("{const: !!bool 'true'}", &[], "bool"),
        ("{enum: [\"1e999\", '-1e999']}", &[], "PetN"),
        ("{enum: [1e999, a]}", &[], "PetN"),
    ] {
        assert_eq!(field(schema), wanted, "{schema}");
        let pet = format!("Pet: {{type: object, properties: {{n: {schema}}}}}");
        let told = Snippet::read(&pet).not_of_record().warnings();
        assert_eq!(told.matches("is left out").count(), left_out.len(), "{schema}: {told}");
        for place in left_out {
            let place = format!("/components/schemas/Pet/properties/n/{place}\n");
            assert!(told.contains(&place), "{schema}: {told}");
        }
    }
    // The same in JSON.
    for (value, is_number) in [("1e999", true), ("\"1e999\"", false)] {
        let document = format!(
            r#"{{"openapi":"3.1.0","info":{{"title":"t","version":"1"}},"paths":{{}},"components":
            {{"schemas":{{"Pet":{{"type":"object","properties":{{"n":{{"const":{value}}}}}}}}}}}}}"#
        );
        let shown = Snippet::pets().not_of_record().run_document(document.as_bytes());
        let output = shown.unwrap_or_else(|failure| panic!("{failure}"));
        let told = output.warnings.iter().any(|one| {
            one.to_string().contains("`1e999` is beyond all numbers of 64 bits; it is left out")
        });
        assert_eq!(told, is_number, "{value}");
    }
}

/// Titles of the arms beside an `enum` name its values, as they do without it.
#[test]
fn titles_beside_listed_values() {
    let kind = |said: &str| Snippet::read(&format!("Pet: {{{said}}}")).pet();
    let arms = "[{const: 1, title: One}, {const: 2, title: Two, description: More.}]";
    let alone = kind(&format!("type: integer, oneOf: {arms}"));
    assert!(alone.contains("        One = 1,\n"), "{alone}");
    for enum_beside in ["enum: [1, 2]", "enum: [1.0, 2, 3]"] {
        for key in ["oneOf", "anyOf"] {
            let said = format!("type: integer, {enum_beside}, {key}: {arms}");
            assert_eq!(kind(&said), alone, "{said}");
        }
    }
    // Only a value that both list is one; the order is that of `enum`.
    let two = kind(&format!("type: integer, enum: [2], oneOf: {arms}"));
    assert!(two.contains("    /// - `2`: Two: More.\n    pub enum Pet {\n"), "{two}");
    assert!(!two.contains("One"), "{two}");
    let [forth, back] = ["1, 2", "2, 1"].map(|values| {
        let pet = kind(&format!("type: integer, enum: [{values}], oneOf: {arms}"));
        pet.find("One =").unwrap() < pet.find("Two =").unwrap()
    });
    assert!(forth && !back);
    // Words that are the value say nothing, and a title of many words is no name.
    let same = "oneOf: [{const: 1, title: '1'}, {const: 2, description: '2'}, {const: 3, title: Of all that there are}]";
    let same = kind(&format!("type: integer, {same}"));
    assert!(same.contains("/// - `1`\n    /// - `2`\n    /// - `3`: Of all that"), "{same}");
    assert!(same.contains("V3 = 3,"), "{same}");
    let text = kind("type: string, enum: [a, b], oneOf: [{const: a, title: First}, {const: b}]");
    assert!(text.contains("/// - `a`: First\n    /// - `b`\n"), "{text}");
    let deprecated = "[{const: 1, title: One, deprecated: true}, {const: 2}]";
    let pet = kind(&format!("type: integer, enum: [1, 2], oneOf: {deprecated}"));
    assert_eq!(pet, kind(&format!("type: integer, oneOf: {deprecated}")));
}

#[test]
fn listed_integers_in_parameters() {
    let pets = Snippet::paths(
        "
        /pets/{level}:
          get:
            operationId: findPets
            tags: [pets]
            parameters:
            - {name: level, in: path, required: true, schema: {$ref: '#/components/schemas/Level'}}
            - {name: levels, in: query, schema: {type: array, items: {$ref: '#/components/schemas/Level'}}}
            - {name: not, in: query, schema: {$ref: '#/components/schemas/Level'}}
            - {name: X-Level, in: header, schema: {$ref: '#/components/schemas/Level'}}
            responses: {'204': {description: None.}}
        ",
    )
    .schemas("Level: {type: integer, enum: [1, 2]}");
    assert_snapshot!(pets.file(&["pets/find_pets.rs"]));
}

/// A blank name is none.
#[test]
fn blank_names_of_listed_integers() {
    let pet = Snippet::read("Pet: {type: integer, enum: [1, 2], x-enum-varnames: ['', Two]}").pet();
    assert!(pet.contains("V1 = 1,") && pet.contains("Two = 2,"), "{pet}");
}

#[test]
fn names_of_listed_texts() {
    let pet = Snippet::read(
        "
        Pet:
          type: object
          properties:
            sort:
              type: string
              enum: [id, -id, +id]
              x-enum-varnames: [ById, ByIdDescending, ByIdAscending]
              x-enum-descriptions: [As it comes., The last first., The first first.]
            plain: {type: string, enum: [a, b]}
        ",
    );
    assert_snapshot!(pet.pet());
}

/// The names and descriptions of values as AutoRest has them.
#[test]
fn names_of_values_by_value() {
    let pet = Snippet::read(
        "
        Pet:
          type: object
          properties:
            size:
              type: integer
              enum: [20, 10, 30]
              x-ms-enum:
                name: PetSize
                values:
                - {value: 10, name: Regular, description: The usual.}
                - {value: 20, name: Spot}
                - {value: 40, name: Unheard}
        ",
    );
    let text = pet.pet();
    let (_, listed) = text.split_once("pub enum PetSize {").unwrap();
    let listed: Vec<&str> = listed.split('}').next().unwrap().lines().map(str::trim).collect();
    let wanted = ["", "Spot = 20,", "/// The usual.", "Regular = 10,", "V30 = 30,", ""];
    assert_eq!(listed, wanted, "{text}");
}

#[test]
fn names_that_do_not_fit_the_values() {
    let pet = Snippet::read(
        "
        Pet:
          type: object
          properties:
            text: {type: string, enum: [a, b], x-enum-varnames: [First]}
            integer: {type: integer, enum: [1], x-enumNames: [One, Two]}
        ",
    );
    assert_snapshot!(pet.shown());
    let text = pet.pet();
    assert!(text.contains("A = \"a\"") && text.contains("V1 = 1"), "{text}");
}

#[test]
fn formats_as_types_of_libraries() {
    let schemas = "
        Pet:
          type: object
          required: [born, id]
          properties:
            born: {type: string, format: date-time}
            fed: {type: [string, 'null'], format: date-time}
            day: {type: string, format: date}
            at: {type: string, format: clock}
            age: {type: string, format: duration}
            id: {type: string, format: uuid}
            photo: {type: string, format: byte}
            price: {type: string, format: money}
            days: {type: array, items: {type: string, format: date}}
            link: {type: string, format: uri}
            phase: {type: string, format: date-time, enum: [early, late]}
            either: {oneOf: [{type: string, format: uuid}, {type: integer}]}
        ";
    let formats = "
        formats:
          date-time: jiff
          date: jiff
          clock: jiff::civil::Time
          duration: jiff
          uuid: uuid
          byte: bytes
          money: rust_decimal
        ";
    let pet = Snippet::both(schemas).config(formats);
    assert_snapshot!(pet.pet());
    let output = pet.run().unwrap();
    let line = output.manifest.lines().find(|line| line.starts_with("openapi-loom-runtime"));
    assert_snapshot!(line.unwrap());
    let root = pet.file(&["lib.rs"]);
    let root = root.split_whitespace().collect::<Vec<_>>().join(" ");
    let libraries = "UnixTime, convert, convert_with_extra, guide, jiff, rust_decimal, uuid,";
    assert!(root.contains(libraries), "{root}");
    // By default they are text.
    let plain = Snippet::both(schemas);
    assert!(!plain.pet().contains("Parsed") && !plain.file(&["lib.rs"]).contains("jiff"));
}

#[test]
fn formats_in_parameters() {
    let pets = Snippet::paths(
        "
        /pets/{id}:
          get:
            operationId: findPets
            tags: [pets]
            parameters:
            - {name: id, in: path, required: true, schema: {type: string, format: uuid}}
            - {name: since, in: query, schema: {type: string, format: date-time}}
            - {name: days, in: query, schema: {type: array, items: {type: string, format: date}}}
            - {name: Tag, in: header, schema: {type: string, format: byte}}
            responses: {'204': {description: None.}}
        ",
    )
    .config("formats: {uuid: uuid, date-time: jiff, date: jiff, byte: bytes}");
    assert_snapshot!(pets.file(&["pets/find_pets.rs", "pets/mod.rs"]));
}

/// A schema, an operation or a group of the name of something that is used.
#[test]
fn names_of_the_runtime_are_taken() {
    let pet = Snippet::both(
        "
        Pet: {type: object, properties: {a: {$ref: '#/components/schemas/JsonNumber'}, b: {$ref: '#/components/schemas/Parsed'}, c: {$ref: '#/components/schemas/Timestamp'}}}
        JsonNumber: {type: object, properties: {n: {type: [integer, number]}}}
        Parsed: {type: object, properties: {t: {type: string, format: date-time}}}
        Timestamp: {type: object, properties: {t: {type: string, format: date-time}}}
        ",
    )
    .config("formats: {date-time: jiff}");
    assert_snapshot!(pet.file(&["types/json_number.rs", "types/parsed.rs", "types/timestamp.rs"]));
    let group =
        Snippet::get("operationId: a\ntags: [uuid]\nresponses: {'204': {description: None.}}");
    assert!(group.file(&["lib.rs"]).contains("pub mod uuid_group;"));
}

#[test]
fn bounds_of_integers_that_are_written_otherwise() {
    assert_snapshot!(
        Snippet::read(
            "
        Pet:
          type: object
          properties:
            half: {type: integer, minimum: 0.5}
            between: {type: integer, exclusiveMinimum: -1.5, exclusiveMaximum: 3.5}
            above: {type: integer, exclusiveMinimum: 2, multipleOf: 1.5}
            beside: {allOf: [{type: integer, exclusiveMinimum: -1e300}, {type: integer, minimum: 3}]}
            thousand: {type: integer, minimum: -1e3, maximum: 1.0e3}
            most: {type: integer, minimum: 1, maximum: 9223372036854775808}
            least: {type: integer, minimum: -9223372036854775808.0, maximum: 3}
            far: {type: integer, minimum: -1e300, maximum: 4}
        "
        )
        .pet()
    );
}

#[test]
fn listed_values_of_none_of_several_types() {
    let snippet = Snippet::read(
        "
        Pet:
          type: object
          properties:
            size: {type: [string, integer], enum: [a, 1, 1.5]}
            rate: {type: [string, integer, 'null'], enum: [a, 1.0, null]}
            only: {type: [string, integer], const: 1.5}
            none: {type: [integer, 'null'], enum: [a, b, null]}
            whole: {type: integer, enum: [1.0, 2]}
        ",
    );
    assert_snapshot!(snippet.warnings());
    assert_snapshot!(snippet.pet());
}

#[test]
fn listed_values_that_are_written_as_another_type() {
    let snippet = Snippet::read(
        "
        Pet:
          type: object
          properties:
            name: {type: string, enum: [1, null, a]}
            kind: {type: string, const: 1}
            size: {type: integer, enum: [1, '2', 3.0, null]}
            huge: {type: integer, enum: ['1e30', 1]}
            rate: {type: number, enum: ['1.5', 2]}
            odd: {type: number, enum: ['inf', 2]}
        ",
    );
    assert_snapshot!(snippet.warnings());
    assert_snapshot!(snippet.pet());
}

/// Returns the documentation of a field.
fn docs_of(pet: &str, field: &str) -> String {
    let lines: Vec<&str> = pet.lines().map(str::trim).collect();
    let declared = lines.iter().position(|line| line.starts_with(&format!("pub {field}: ")));
    let before = lines[..declared.unwrap()].iter().rev().skip(1);
    let docs = before.take_while(|line| line.starts_with("///")).copied();
    docs.collect::<Vec<_>>().into_iter().rev().collect()
}

/// Values beyond `i64` are no enum: documentation lists them. One beyond all integers is left out.
#[test]
fn listed_integers_beyond_64_bits() {
    let pets = Snippet::both(
        "
        Pet:
          type: object
          properties:
            big: {type: integer, enum: [1, 2, 18446744073709551615]}
            all: {type: array, items: {type: integer, enum: [1, 18446744073709551615]}}
            only: {type: integer, const: 18446744073709551615}
            over: {type: integer, enum: [18446744073709551616, 1]}
        ",
    )
    .not_of_record();
    let pet = pets.pet();
    assert_eq!(docs_of(&pet, "big"), "/// One of `1`, `2`, `18446744073709551615`.");
    assert_eq!(docs_of(&pet, "all"), "/// Each item: one of `1`, `18446744073709551615`.");
    assert_eq!(docs_of(&pet, "only"), "/// Always `18446744073709551615`.");
    assert!(pet.contains("pub big: Option<u64>,"), "{pet}");
    assert!(pet.contains("pub over: Option<PetOver>,"), "{pet}");
    let warnings = pets.warnings();
    let wanted = "`18446744073709551616` is beyond all integers of 64 bits; it is left out";
    assert!(warnings.contains(wanted) && !warnings.contains("not every value"), "{warnings}");
}

/// Large and small numbers have an exponent, and a pattern is shown as it is.
#[test]
fn limits_as_documentation_writes_them() {
    let pet = Snippet::both(
        "
        Pet:
          type: object
          properties:
            large: {type: number, maximum: 1e300}
            less: {type: number, maximum: 1e30}
            whole: {type: integer, maximum: 1e30}
            plain: {type: number, minimum: -0.0005, maximum: 1000000000000}
            long: {type: number, minimum: 123456789012345678901}
            factor: {type: number, multipleOf: 1e30}
            one: {type: string, pattern: 'a`b'}
            two: {type: string, pattern: '`a``'}
        ",
    )
    .pet();
    let docs = |field: &str| docs_of(&pet, field);
    assert_eq!(docs("large"), "/// At most 1e300.");
    assert_eq!(docs("less"), "/// At most 1e30.");
    assert_eq!(docs("whole"), "/// At most 1e30.");
    assert_eq!(docs("plain"), "/// -0.0005 to 1000000000000.");
    assert_eq!(docs("long"), "/// At least 123456789012345680000.");
    assert_eq!(docs("factor"), "/// A multiple of 1e30.");
    assert_eq!(docs("one"), "/// Matches ``a`b``.");
    assert_eq!(docs("two"), "/// Matches ``` `a`` ```.");
}

#[test]
fn several_limits_hold_together() {
    let pet = Snippet::both(
        "
        Pet:
          type: object
          properties:
            above: {type: number, exclusiveMinimum: 5, minimum: 3, maximum: 9, exclusiveMaximum: 9}
            least: {type: number, minimum: 3, exclusiveMinimum: 1, exclusiveMaximum: 12, maximum: 9.5}
            noted: {allOf: [{type: integer, minimum: 3}, {exclusiveMinimum: true}]}
            exact: {allOf: [{type: integer, minimum: 9223372036854775806}, {minimum: 9223372036854775807}]}
            counts:
              allOf:
              - {type: array, items: {type: string}, minItems: 1, maxItems: 4, uniqueItems: false}
              - {type: array, minItems: 2, maxItems: 3, uniqueItems: true}
            texts: {allOf: [{type: string, minLength: 2, maxLength: 9}, {minLength: 1, maxLength: 2}]}
            objects: {allOf: [{type: object, additionalProperties: {type: string}, minProperties: 1}, {minProperties: 2, maxProperties: 2}]}
            codes: {allOf: [{type: string, pattern: '^a'}, {pattern: 'z$'}, {pattern: '^a'}]}
            steps: {allOf: [{type: integer, multipleOf: 4}, {multipleOf: 6}]}
        ",
    )
    .pet();
    let docs = |field: &str| docs_of(&pet, field);
    assert_eq!(docs("above"), "/// Above 5, below 9.");
    assert_eq!(docs("least"), "/// 3 to 9.5.");
    assert_eq!(docs("noted"), "/// Above 3.");
    assert_eq!(docs("exact"), "/// At least 9223372036854775807.");
    assert_eq!(docs("counts"), "/// 2 to 3 items. No item twice.");
    assert_eq!(docs("texts"), "/// Exactly 2 characters.");
    assert_eq!(docs("objects"), "/// Exactly 2 keys.");
    assert_eq!(docs("codes"), "/// Matches `^a`. Matches `z$`.");
    assert_eq!(docs("steps"), "/// A multiple of 4. A multiple of 6.");
}

#[test]
fn numbers_whose_listed_values_are_names_are_either() {
    let pets = Snippet::both(
        "
        Pet:
          type: object
          properties:
            state: {type: integer, format: int32, minimum: 0, nullable: true, enum: [0 (None), 1 (Created), null]}
            share: {type: number, enum: [half, all]}
            lists: {type: integer, enum: [[1], [2]]}
        ",
    );
    assert_snapshot!(format!("{}\n{}", pets.shown(), pets.pet()));
}

/// Documentation says of which single values that have no type of their own it is that they are
/// deprecated; a default of integers is one, however it is written.
#[test]
fn marks_of_numbers_in_the_docs() {
    let pet = Snippet::both(
        "
        Pet:
          type: object
          properties:
            one: {oneOf: [{type: number, enum: [1.5], deprecated: true}, {type: number, enum: [2.5]}]}
            each: {type: array, items: {oneOf: [{type: number, const: 1.5, deprecated: true}, {type: number, const: 2.5}]}}
            default: {type: integer, default: 3.0}
            exact: {type: number, default: 3.0}
            odd: {type: integer, default: 3.5}
            inner: {type: array, items: {type: integer, default: 4.0}}
            other: {$ref: '#/components/schemas/Count', default: 5.0}
        Count: {type: integer, default: 6.0, minimum: 1}
        ",
    )
    .pet();
    for (field, said) in [
        ("one", "/// `1.5` is deprecated. One of `1.5`, `2.5`."),
        ("each", "/// Each item: `1.5` is deprecated. Each item: one of `1.5`, `2.5`."),
        ("default", "/// Default: `3`."),
        ("exact", "/// Default: `3.0`."),
        ("odd", "/// Default: `3.5`."),
        ("inner", "/// Each item: default `4`."),
        ("other", "/// At least 1. Default: `5`."),
    ] {
        assert_eq!(docs_of(&pet, field), said, "{field}");
    }
}

#[test]
fn listed_numbers_and_booleans_are_in_the_docs() {
    let many: Vec<String> = (0..45).map(|number| format!("{number}.5")).collect();
    let pet = Snippet::both(&format!(
        "
        Pet:
          type: object
          properties:
            only: {{const: 1.5}}
            some: {{type: number, enum: [0.5, 1]}}
            yes: {{const: true}}
            any: {{type: boolean, enum: [true, false]}}
            no: {{type: array, items: {{type: boolean, enum: [false]}}}}
            each: {{type: array, items: {{type: number, enum: [0.5]}}}}
            many: {{type: number, enum: [{}]}}
            what: {{type: array, items: {{description: Anything.}}}}
        ",
        many.join(", ")
    ))
    .pet();
    let docs = |field: &str| docs_of(&pet, field);
    for (field, said) in [
        ("only", "Always `1.5`."),
        ("some", "One of `0.5`, `1`."),
        ("yes", "Always `true`."),
        ("no", "Each item: always `false`."),
        ("each", "Each item: always `0.5`."),
        ("what", "Each item: Anything."),
    ] {
        assert!(docs(field).ends_with(said), "{field}: {}", docs(field));
    }
    assert!(docs("many").ends_with("`39.5`, and of 5 more."), "{}", docs("many"));
    assert!(!docs("any").contains("One of"), "{}", docs("any"));
}
