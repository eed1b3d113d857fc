//! The values that are taken: limits, formats and defaults.

use serde_json::{Value, json};

use super::support::{PETS, check, document, lines, schemas, told};

#[test]
fn limits_of_parameters() {
    let tighter = |to: &str, words: &str| {
        let line = format!("may be refused: listPets(limit): limits-tightened 1 to 100 -> {words}");
        check("minimum: 1, maximum: 100", to, &[&line]);
    };
    tighter("minimum: 2, maximum: 100", "2 to 100");
    tighter("minimum: 1, maximum: 99", "1 to 99");
    tighter("minimum: 0, maximum: 99", "0 to 99");
    tighter("minimum: 1, exclusiveMaximum: 100", "at least 1, below 100");
    tighter("minimum: 1, maximum: 100, multipleOf: 5", "1 to 100, a multiple of 5");
    let looser = |to: &str, words: &str| {
        let line = format!("compatible: listPets(limit): limits-loosened 1 to 100 -> {words}");
        check("minimum: 1, maximum: 100", to, &[&line]);
    };
    looser("minimum: 0, maximum: 100", "0 to 100");
    looser("minimum: 1", "at least 1");
    check(
        "items: {type: string, maxLength: 3}",
        "items: {type: string, maxLength: 2}",
        &[
            "may be refused: listPets(sizes): limits-tightened each item: at most 3 characters -> each item: at most 2 characters",
        ],
    );
}

#[test]
fn limits_of_what_is_sent() {
    check(
        "name: {type: string, maxLength: 10}",
        "name: {type: string, maxLength: 10, pattern: '^[a-z]'}",
        &[
            "may be refused: NewPet.name: limits-tightened at most 10 characters -> at most 10 characters, matches ^[a-z]",
        ],
    );
    check(
        "enum: [2, 4.5]",
        "enum: [2, 3.5]",
        &["may be refused: NewPet.weight: limits-tightened one of 2, 4.5 -> one of 2, 3.5"],
    );
    check(
        "enum: [2, 4.5]",
        "enum: [2, 4.5, 6]",
        &["compatible: NewPet.weight: limits-loosened one of 2, 4.5 -> one of 2, 4.5, 6"],
    );
    // A type of its own tells of its values by itself.
    check("enum: [2, 4]", "enum: [2, 4, 6]", &["compatible: NewPetLegs: values-added -> 6"]);
    check(
        "multipleOf: 2}",
        "multipleOf: 1}",
        &["compatible: NewPet.step: limits-loosened a multiple of 2 -> a multiple of 1"],
    );
    check(
        "multipleOf: 2}",
        "multipleOf: 4}",
        &["may be refused: NewPet.step: limits-tightened a multiple of 2 -> a multiple of 4"],
    );
    check(
        "maxItems: 3, items: {type: string, pattern: '^a'}",
        "maxItems: 4, uniqueItems: true, items: {type: string}",
        &[
            "may be refused: NewPet.tags: limits-tightened at most 3 items, each item: matches ^a -> at most 4 items, no item twice",
        ],
    );
    // Several hold together.
    check(
        "name: {type: string, maxLength: 10}",
        "name: {allOf: [{type: string, maxLength: 10, pattern: a}, {pattern: b}]}",
        &[
            "may be refused: NewPet.name: limits-tightened at most 10 characters -> at most 10 characters, matches a, matches b",
        ],
    );
    // A multiple of 0.3 is one of 0.1, whatever is lost in dividing.
    check(
        "multipleOf: 0.3}",
        "multipleOf: 0.1}",
        &["compatible: NewPet.share: limits-loosened a multiple of 0.3 -> a multiple of 0.1"],
    );
    // Large numbers are as they are.
    check(
        "minimum: 9007199254740993",
        "minimum: 9007199254740992",
        &[
            "compatible: NewPet.serial: limits-loosened at least 9007199254740993 -> at least 9007199254740992",
        ],
    );
    check(
        "minimum: 9007199254740993",
        "minimum: 9007199254740994",
        &[
            "may be refused: NewPet.serial: limits-tightened at least 9007199254740993 -> at least 9007199254740994",
        ],
    );
    // A property that is only read cannot be refused.
    check(
        "id: {type: string, maxLength: 9}",
        "id: {type: string, maxLength: 8}",
        &["docs only: Pet.id: limits-changed at most 9 characters -> at most 8 characters"],
    );
}

/// Checks what is told when callers send, and read, a pet with the second property `a` in the
/// place of the first: a line each, or none.
#[track_caller]
fn check_property(old: &Value, new: &Value, sent: &[&str], read: &[&str]) {
    let pet = |usage, a: &Value| {
        schemas(usage, &json!({"Pet": {"type": "object", "properties": {"a": a}}}))
    };
    let told = |usage| lines(&pet(usage, old), &pet(usage, new));
    assert_eq!(told("sent"), sent, "{old} -> {new}");
    assert_eq!(told("read"), read, "{old} -> {new}");
}

/// Limits that keep no value out are no limits, and one limit of integers is the same in all of
/// its spellings.
#[test]
fn limits_that_limit_nothing() {
    let text = json!({"type": "string"});
    let number = json!({"type": "integer"});
    let with = |schema: &Value, more: Value| {
        let mut all = schema.clone();
        all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        all
    };
    let list = json!({"type": "array", "items": text});
    let map = json!({"type": "object", "additionalProperties": text});
    for (plain, limit) in [
        (&text, json!({"minLength": 0})),
        (&list, json!({"minItems": 0})),
        (&list, json!({"uniqueItems": false})),
        (&map, json!({"minProperties": 0})),
    ] {
        let limited = with(plain, limit);
        check_property(plain, &limited, &[], &[]);
        check_property(&limited, plain, &[], &[]);
    }
    // What documentation says of it is other words.
    let long = with(&number, json!({"format": "int64"}));
    let above = with(&number, json!({"exclusiveMinimum": 0}));
    for (one, other, words) in [
        (&text, with(&text, json!({"pattern": ".*"})), "-> matches .*"),
        (&number, with(&number, json!({"multipleOf": 1})), "-> a multiple of 1"),
        (&above, with(&number, json!({"minimum": 1})), "above 0 -> at least 1"),
        (&long, with(&long, json!({"minimum": i64::MIN})), "-> at least -9223372036854775808"),
    ] {
        let line = format!("docs only: Pet.a: limits-changed {words}");
        check_property(one, &other, &[&line], &[&line]);
    }
    // The bounds of a format are limits where the other document has another format.
    let [short, long] = ["int32", "int64"]
        .map(|format| with(&number, json!({"format": format, "maximum": i32::MAX})));
    let format = "compatible: Pet.a: format-changed int32 -> int64";
    check_property(&short, &long, &[format], &[format]);
    let unlimited = with(&number, json!({"format": "int64"}));
    check_property(
        &unlimited,
        &long,
        &["may be refused: Pet.a: limits-tightened -> at most 2147483647"],
        &["docs only: Pet.a: limits-changed -> at most 2147483647"],
    );
    // An object that declares no property holds values like one that says nothing of any.
    let values = |most: u64| {
        let values = json!({"type": "string", "maxLength": most});
        json!({"type": "object", "properties": {}, "additionalProperties": values})
    };
    let words = "each value: at most 3 characters -> each value: at most 2 characters";
    check_property(
        &values(3),
        &values(2),
        &[&format!("may be refused: Pet.a: limits-tightened {words}")],
        &[&format!("docs only: Pet.a: limits-changed {words}")],
    );
}

/// Of several limits, one of which holds, more is looser, fewer is tighter, and another order is
/// the same.
#[test]
fn one_or_another_limit() {
    let [short, a, b] =
        [json!({"maxLength": 3}), json!({"pattern": "^a"}), json!({"pattern": "^b"})];
    let text = |limit: &Value| {
        let mut text = limit.clone();
        text["type"] = json!("string");
        text
    };
    let any = |limits: &[&Value]| json!({"oneOf": limits.iter().map(|limit| text(limit)).collect::<Vec<_>>()});
    let two = "either at most 3 characters, or matches ^a";
    let three = "either at most 3 characters, or matches ^a, or matches ^b";
    type Hold = fn(Value) -> Value;
    let held: [(&str, Hold); 3] = [
        ("", |text| text),
        ("each item: ", |text| json!({"type": "array", "items": text})),
        ("each value: ", |text| json!({"type": "object", "additionalProperties": text})),
    ];
    for (each, hold) in held {
        let check = |old: Value, new: Value, sent: &str, words: [&str; 2]| {
            let words = words.map(|words| match words {
                "" => String::new(),
                words => format!(" {each}{words}"),
            });
            let words = match &words[1] {
                none if none.is_empty() => words[0].clone(),
                after => format!("{} ->{after}", words[0]),
            };
            let read = format!("docs only: Pet.a: limits-changed{words}");
            check_property(&hold(old), &hold(new), &[&format!("{sent}{words}")], &[&read]);
        };
        let (tighter, looser) =
            ("may be refused: Pet.a: limits-tightened", "compatible: Pet.a: limits-loosened");
        check(any(&[&short, &a]), any(&[&short, &a, &b]), looser, [two, three]);
        check(any(&[&short, &a, &b]), any(&[&short, &a]), tighter, [three, two]);
        check(
            any(&[&short, &a]),
            any(&[&short, &b]),
            tighter,
            [two, "either at most 3 characters, or matches ^b"],
        );
        check(text(&short), any(&[&short, &a]), looser, ["at most 3 characters", two]);
        check(any(&[&short, &a]), text(&short), tighter, [two, "at most 3 characters"]);
        check(text(&json!({})), any(&[&short, &a]), tighter, ["", two]);
        check(any(&[&short, &a]), text(&json!({})), looser, [two, ""]);
        check_property(&hold(any(&[&short, &a])), &hold(any(&[&a, &short])), &[], &[]);
    }
    let numbers = |all: &[f64]| {
        let arms = all.iter().map(|one| json!({"type": "number", "enum": [one]}));
        json!({"oneOf": arms.collect::<Vec<_>>()})
    };
    check_property(
        &numbers(&[0.5, 1.5]),
        &numbers(&[0.5, 1.5, 2.5]),
        &["compatible: Pet.a: limits-loosened one of 0.5, 1.5 -> one of 0.5, 1.5, 2.5"],
        &["docs only: Pet.a: limits-changed one of 0.5, 1.5 -> one of 0.5, 1.5, 2.5"],
    );
    check_property(
        &numbers(&[0.5, 1.5, 2.5]),
        &numbers(&[0.5, 1.5]),
        &["may be refused: Pet.a: limits-tightened one of 0.5, 1.5, 2.5 -> one of 0.5, 1.5"],
        &["docs only: Pet.a: limits-changed one of 0.5, 1.5, 2.5 -> one of 0.5, 1.5"],
    );
}

/// The side that writes a value is told beside another format of it.
#[test]
fn formats_and_who_writes_them() {
    let [only_read, free] = [json!({"readOnly": true}), json!({})].map(|mut schema| {
        schema["type"] = json!("string");
        schema
    });
    let of = |schema: &Value, format: &str| {
        let mut of = schema.clone();
        of["format"] = json!(format);
        of
    };
    check_property(
        &of(&only_read, "date"),
        &of(&free, "uuid"),
        &[
            "may be refused: Pet.a: format-changed date -> uuid",
            "compatible: Pet.a: no-longer-read-only",
        ],
        &[
            "compatible: Pet.a: format-changed date -> uuid",
            "docs only: Pet.a: form-changed set by the server alone",
        ],
    );
    let holding = |kind: &str, format: &str| {
        let mut of = of(&free, format);
        of["contentMediaType"] = json!(kind);
        of
    };
    check_property(
        &holding("text/csv", "date"),
        &holding("text/html", "uuid"),
        &[
            "may be refused: Pet.a: format-changed date -> uuid",
            "docs only: Pet.a: form-changed holds text/csv -> holds text/html",
        ],
        &[
            "compatible: Pet.a: format-changed date -> uuid",
            "docs only: Pet.a: form-changed holds text/csv -> holds text/html",
        ],
    );
}

/// Patterns are told as they are written.
#[test]
fn patterns_with_marks() {
    let name = |pattern: &str| {
        let name = format!("name: {{type: string, maxLength: 10, pattern: {pattern}}}");
        PETS.replacen("name: {type: string, maxLength: 10}", &name, 1)
    };
    assert_eq!(
        told(&name("'^[`a]+  $'"), &name("\"^\\n`$\"")),
        [
            "may be refused: NewPet.name: limits-tightened at most 10 characters, matches ^[`a]+  $ -> at most 10 characters, matches ^\n`$"
        ]
    );
}

/// A body that is no object has no type of its own to tell of it.
#[test]
fn limits_of_bodies() {
    let sent = |kind: &str, schemas: &[Value]| {
        let of = |(number, schema): (usize, &Value)| {
            let body = json!({"required": true, "content": {kind: {"schema": schema}}});
            let answers = json!({"204": {"description": "Done."}});
            let post = json!({"operationId": format!("send{number}"), "tags": ["pets"], "requestBody": body, "responses": answers});
            (format!("/{number}"), json!({"post": post}))
        };
        document(schemas.iter().enumerate().map(of).collect(), json!({}))
    };
    let text = json!({"type": "string"});
    let check = |kind: &str, schema: Value, change: &str| {
        let (old, new) = (sent(kind, std::slice::from_ref(&text)), sent(kind, &[schema]));
        assert_eq!(lines(&old, &new), [format!("may be refused: body of send0: {change}")]);
    };
    check(
        "application/json",
        json!({"type": "string", "maxLength": 3}),
        "limits-tightened -> at most 3 characters",
    );
    check(
        "application/json",
        json!({"type": "string", "format": "uuid"}),
        "format-changed -> uuid",
    );
    check(
        "text/plain",
        json!({"type": "string", "maxLength": 3}),
        "limits-tightened -> at most 3 characters",
    );
    let list = |most: u64| json!({"type": "array", "maxItems": 9, "items": {"type": "string", "maxLength": most}});
    let map = |most: u64| json!({"type": "object", "additionalProperties": {"type": "integer", "maximum": most}});
    let all = |most| sent("application/json", &[list(most), list(most), map(most)]);
    assert_eq!(
        lines(&all(3), &all(4)),
        [
            "compatible: body of send0+send1: limits-loosened at most 9 items, each item: at most 3 characters -> at most 9 items, each item: at most 4 characters",
            "compatible: body of send2: limits-loosened each value: at most 3 -> each value: at most 4",
        ]
    );
}

/// Rules that keep values out, and that nothing is made of, are left to the server.
#[test]
fn rules_of_what_is_sent() {
    let pet = |said: &[(&str, Value)]| {
        let tags = json!({"type": "array", "items": {"type": "string"}});
        let words = json!({"type": "object", "additionalProperties": {"type": "string"}});
        let properties = json!({"age": {"type": "integer"}, "tags": tags, "words": words, "toy": {"$ref": "#/components/schemas/Toy"}});
        let mut schemas = json!({
            "Pet": {"type": "object", "properties": properties},
            "Toy": {"allOf": [{"$ref": "#/components/schemas/Thing"}, {"type": "object", "properties": {"of": {"type": "string"}}}]},
            "Thing": {"type": "object", "properties": {"size": {"type": "integer"}}},
        });
        for (at, rule) in said {
            let (of, key) = at.rsplit_once('/').unwrap();
            schemas.pointer_mut(of).unwrap()[key] = rule.clone();
        }
        schemas
    };
    let check = |at: &str, rule: Value, place: &str, words: &str| {
        let (old, new) = (pet(&[]), pet(&[(at, rule)]));
        let told = |usage, old, new| lines(&schemas(usage, old), &schemas(usage, new));
        let tighter = format!("may be refused: {place}: limits-tightened -> {words}");
        let looser = format!("compatible: {place}: limits-loosened {words}");
        assert_eq!(told("both", &old, &new), [tighter], "{at}");
        assert_eq!(told("both", &new, &old), [looser], "{at}");
        // The documentation of a type says that it has no other properties.
        let read: &[&str] = match at.ends_with("Properties") {
            true => &["docs only: Pet: limits-changed -> no other properties"],
            false => &[],
        };
        assert_eq!(told("read", &old, &new), read, "{at}");
    };
    let needs = r#"dependentRequired: {"age":["toy"]}, dependentRequired: {"age":["tags"]}"#;
    check("/Pet/dependentRequired", json!({"age": ["toy", "tags"]}), "Pet", needs);
    // As older drafts say it.
    check("/Pet/dependencies", json!({"age": ["toy", "tags"]}), "Pet", needs);
    check("/Pet/not", json!({"required": ["age"]}), "Pet", r#"not: {"required":["age"]}"#);
    check("/Pet/additionalProperties", json!(false), "Pet", "additionalProperties: false");
    check("/Pet/unevaluatedProperties", json!(false), "Pet", "unevaluatedProperties: false");
    let tags = "/Pet/properties/tags";
    check(
        &format!("{tags}/contains"),
        json!({"const": "a"}),
        "Pet.tags",
        r#"contains: {"const":"a"}"#,
    );
    check(
        &format!("{tags}/items/not"),
        json!({"const": "a"}),
        "Pet.tags",
        r#"each: not: {"const":"a"}"#,
    );
    let names = r#"propertyNames: {"pattern":"^x"}"#;
    check("/Pet/properties/words/propertyNames", json!({"pattern": "^x"}), "Pet.words", names);
    // A part of a type that is no type itself.
    check("/Thing/not", json!({"required": ["of"]}), "Toy", r#"not: {"required":["of"]}"#);
    check("/Toy/allOf/1/not", json!({"required": ["of"]}), "Toy", r#"not: {"required":["of"]}"#);
    // One of several that another one needs.
    let [old, new] = [json!(["toy", "tags"]), json!(["tags"])]
        .map(|all| schemas("sent", &pet(&[("/Pet/dependentRequired", json!({"age": all}))])));
    assert_eq!(
        lines(&old, &new),
        [r#"compatible: Pet: limits-loosened dependentRequired: {"age":["toy"]}"#]
    );
    // The same in another order.
    let not = |not: Value| schemas("sent", &pet(&[("/Pet/not", not)]));
    let (old, new) =
        (json!({"title": "A", "type": "string"}), json!({"type": "string", "title": "A"}));
    assert_eq!(lines(&not(old), &not(new)), [""; 0]);
    // That the map of the rest is gone says it.
    let open = schemas("sent", &pet(&[("/Pet/additionalProperties", json!(true))]));
    let closed = schemas("sent", &pet(&[("/Pet/additionalProperties", json!(false))]));
    assert_eq!(lines(&open, &closed), ["breaking: Pet.*: property-removed Map<String, Value>"]);
}

/// Numbers of items that are alike are compared as numbers, and a property that is to be given
/// and is not declared is a rule, too.
#[test]
fn rules_that_are_numbers_or_names() {
    let list = |more: Value| {
        let mut list = json!({"type": "array", "items": {"type": "string"}});
        list.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        list
    };
    let contains = |key: &str, number: u64| list(json!({"contains": {"const": "a"}, key: number}));
    let plain = list(json!({"contains": {"const": "a"}}));
    let check = |old: &Value, new: &Value, line: &[&str]| check_property(old, new, line, &[]);
    let (least, most) =
        (|number| contains("minContains", number), |number| contains("maxContains", number));
    check(&plain, &least(1), &[]);
    check(&plain, &least(2), &["may be refused: Pet.a: limits-tightened -> minContains: 2"]);
    check(&least(2), &plain, &["compatible: Pet.a: limits-loosened minContains: 2"]);
    check(&plain, &least(0), &["compatible: Pet.a: limits-loosened -> minContains: 0"]);
    check(&least(0), &plain, &["may be refused: Pet.a: limits-tightened minContains: 0"]);
    let line = "may be refused: Pet.a: limits-tightened minContains: 2 -> minContains: 3";
    check(&least(2), &least(3), &[line]);
    let line = "compatible: Pet.a: limits-loosened minContains: 3 -> minContains: 2";
    check(&least(3), &least(2), &[line]);
    check(&plain, &most(2), &["may be refused: Pet.a: limits-tightened -> maxContains: 2"]);
    check(&most(0), &plain, &["compatible: Pet.a: limits-loosened maxContains: 0"]);
    let line = "compatible: Pet.a: limits-loosened maxContains: 2 -> maxContains: 3";
    check(&most(2), &most(3), &[line]);
    // Without `contains` it says nothing.
    check(&list(json!({})), &list(json!({"minContains": 2})), &[]);
    let two = |first: u64, second: u64| {
        let one = |of: u64, least: u64| json!({"contains": {"const": of}, "minContains": least});
        list(json!({"allOf": [one(1, first), one(2, second)]}))
    };
    let line = "may be refused: Pet.a: limits-tightened minContains: 5, minContains: 2 -> \
                minContains: 2, minContains: 4";
    check(&two(5, 2), &two(2, 4), &[line]);
    let object = |more: Value| {
        let mut object = json!({"type": "object", "properties": {"x": {"type": "string"}}});
        object.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        object
    };
    let free = object(json!({}));
    let needing = object(json!({"required": ["q"]}));
    check(&free, &needing, &["may be refused: PetA: limits-tightened -> required: \"q\""]);
    check(&needing, &free, &["compatible: PetA: limits-loosened required: \"q\""]);
    let declaring = json!({"x": {"type": "string"}, "q": {"type": "string"}});
    let both = object(json!({"required": ["q"], "properties": declaring}));
    let told = [
        "breaking: PetA.q: property-added -> String, required",
        "breaking: PetA: item-changed | types::PetA: Default: impl Default -> gone",
    ];
    let read = "compatible: PetA.q: property-added -> String, required";
    check_property(&needing, &both, &told, &[read]);
    // What another part, or a condition, declares has a field that says it.
    let parts = |more: Value| json!({"allOf": [object(more), {"type": "object", "properties": {"q": {"type": "string"}}}]});
    let then = |required: Value| {
        let then = json!({"properties": {"q": {"type": "string"}}});
        object(json!({"if": {"required": ["x"]}, "then": then, "required": required}))
    };
    for (old, new) in [
        (parts(json!({})), parts(json!({"required": ["q"]}))),
        (then(json!([])), then(json!(["q"]))),
    ] {
        let pet = |a: &Value| {
            schemas("sent", &json!({"Pet": {"type": "object", "properties": {"a": a}}}))
        };
        let told = lines(&pet(&old), &pet(&new));
        assert!(told[0].starts_with("breaking: PetA.q: newly-required"), "{told:#?}");
        assert!(!told.iter().any(|line| line.contains("limits")), "{told:#?}");
    }
}

/// The content of a parameter has rules, and a body of text without a type has values.
#[test]
fn rules_of_content_and_values_of_text() {
    let sent = |content: Value, text: Value| {
        let parameter = json!({"name": "x", "in": "query", "content": {"application/json": {"schema": content}}});
        let body = json!({"required": true, "content": {"text/plain": {"schema": text}}});
        let answers = json!({"204": {"description": "Done."}});
        let post = json!({"operationId": "send", "tags": ["pets"], "parameters": [parameter], "requestBody": body, "responses": answers});
        document(json!({"/": {"post": post}}), json!({}))
    };
    let text = json!({"type": "string"});
    let no_x = json!({"type": "string", "not": {"const": "x"}});
    assert_eq!(
        lines(&sent(text.clone(), text.clone()), &sent(no_x, text.clone())),
        [r#"may be refused: send(x): limits-tightened -> not: {"const":"x"}"#]
    );
    let [two, three] = [json!(["a", "b"]), json!(["a", "b", "c"])]
        .map(|values| sent(text.clone(), json!({"type": "string", "enum": values})));
    let words = [r#"one of "a", "b""#, r#"one of "a", "b", "c""#];
    assert_eq!(
        lines(&two, &three),
        [format!("compatible: body of send: limits-loosened {} -> {}", words[0], words[1])]
    );
    assert_eq!(
        lines(&three, &two),
        [format!("may be refused: body of send: limits-tightened {} -> {}", words[1], words[0])]
    );
}

/// Rules under a condition, or for names that match a pattern, are no types either.
#[test]
fn rules_under_a_condition_and_for_names() {
    let pet = |more: Value| {
        let name = json!({"$ref": "#/components/schemas/Name"});
        let mut pet = json!({"type": "object", "properties": {"kind": {"type": "string"}, "name": name, "home": {"type": "object", "properties": {"city": {"type": "string"}}}}});
        for (key, value) in more.as_object().unwrap() {
            pet[key] = value.clone();
        }
        json!({"Pet": pet, "Name": {"type": "string"}})
    };
    let then = |then: Value| json!({"if": {"required": ["kind"]}, "then": then});
    let when = r#"if {"required":["kind"]} then"#;
    let check = |old: Value, new: Value, place: &str, words: &str| {
        let (old, new) = (pet(old), pet(new));
        let told = |usage, old, new| lines(&schemas(usage, old), &schemas(usage, new));
        let tighter = format!("may be refused: {place}: limits-tightened -> {words}");
        let looser = format!("compatible: {place}: limits-loosened {words}");
        assert_eq!(told("both", &old, &new), [tighter]);
        assert_eq!(told("both", &new, &old), [looser]);
        // Of what is read, the documentation tells the type of names alone.
        let pattern = "names that match ^x: a text";
        let is_of_names = words.starts_with("names");
        let docs = is_of_names.then(|| {
            format!(
                "docs only: {place}: limits-changed {pattern} -> {pattern}, at most 3 characters"
            )
        });
        assert_eq!(told("read", &old, &new), docs.as_slice());
    };
    let name = |schema: Value| then(json!({"properties": {"name": schema}}));
    check(json!({}), name(json!({"minLength": 2})), "Pet", &format!("{when} name minLength: 2"));
    check(
        then(json!({})),
        then(json!({"required": ["name"]})),
        "Pet",
        &format!("{when} required: \"name\""),
    );
    check(
        json!({}),
        json!({"dependentSchemas": {"kind": {"required": ["name"]}}}),
        "Pet",
        "if there is kind, required: \"name\"",
    );
    let city = json!({"properties": {"home": {"properties": {"city": {"pattern": "a"}}}}});
    check(then(json!({})), then(city), "Pet", &format!("{when} home city pattern: \"a\""));
    check(
        json!({"patternProperties": {"^x": {"type": "string"}}}),
        json!({"patternProperties": {"^x": {"type": "string", "maxLength": 3}}}),
        "Pet",
        "names that match ^x maxLength: 3",
    );
    // The condition itself.
    let [old, new] = ["kind", "home"].map(|key| {
        let condition = json!({"if": {"required": [key]}, "then": {"required": ["name"]}});
        schemas("sent", &pet(condition))
    });
    let told = lines(&old, &new);
    assert_eq!(
        told,
        [
            r#"may be refused: Pet: limits-tightened if {"required":["kind"]} then required: "name" -> if {"required":["home"]} then required: "name""#
        ]
    );
    // Words are no rules, and a property that is added is in the type.
    let [old, new] = ["Before.", "After."]
        .map(|text| schemas("sent", &pet(name(json!({"minLength": 2, "description": text})))));
    assert_eq!(lines(&old, &new), [""; 0]);
    let [old, new] = [json!({}), json!({"properties": {"lives": {"type": "integer"}}})]
        .map(|added| schemas("sent", &pet(then(added))));
    assert_eq!(lines(&old, &new), ["compatible: Pet.lives: property-added -> Option<i64>"]);
}

/// The only pattern of names is told as the one of all, beside the type of the values.
#[test]
fn the_only_pattern_of_names() {
    let [old, new] = ["^a", "^b"].map(|pattern| {
        let map = json!({"type": "object", "patternProperties": {pattern: {"type": "string"}}, "additionalProperties": false});
        json!({"Pet": {"type": "object", "properties": {"a": map}}})
    });
    let told = |usage| lines(&schemas(usage, &old), &schemas(usage, &new));
    let words = "each name: \"^a\" -> each name: \"^b\"";
    assert_eq!(told("both"), [format!("may be refused: Pet.a: limits-tightened {words}")]);
    let words = "each name matches ^a -> each name matches ^b";
    assert_eq!(told("read"), [format!("docs only: Pet.a: limits-changed {words}")]);
}

/// A text that is mapped to the arm of all other objects, too, is told as one of any arm.
#[test]
fn texts_of_the_arm_of_all_other_objects() {
    let pets = |mapping: Value| {
        let kind = json!({"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}});
        let arms = ["Cat", "Dog"].map(|it| json!({"$ref": format!("#/components/schemas/{it}")}));
        let discriminator =
            json!({"propertyName": "kind", "mapping": mapping, "defaultMapping": "Cat"});
        let pet = json!({"oneOf": arms, "discriminator": discriminator});
        let mut pets = schemas("read", &json!({"Pet": pet, "Cat": kind, "Dog": kind}));
        pets["openapi"] = json!("3.2.0");
        pets
    };
    let [cat, kitty] = ["cat", "kitty"].map(|text| pets(json!({text: "Cat", "dog": "Dog"})));
    let words = "compatible: Pet.default: arm-tags-changed cat, any other -> kitty, any other";
    assert_eq!(lines(&cat, &kitty), [words]);
}

/// The order of first items is what they mean: it is told, and what is sent may be refused.
#[test]
fn positions_of_first_items() {
    let pet = |list: Value| {
        json!({
            "Pet": {"type": "object", "properties": {"a": list}},
            "Cat": {"type": "object", "required": ["claws"], "properties": {"claws": {"type": "integer"}}},
            "Dog": {"type": "object", "required": ["tail"], "properties": {"tail": {"type": "integer"}}},
        })
    };
    let told = |usage, old: &Value, new: &Value| {
        lines(&schemas(usage, &pet(old.clone())), &schemas(usage, &pet(new.clone())))
    };
    let (text, number) = (json!({"type": "string"}), json!({"type": "integer"}));
    let [cat, dog] = ["Cat", "Dog"].map(|it| json!({"$ref": format!("#/components/schemas/{it}")}));
    let (low, high) =
        (json!({"type": "number", "minimum": 1}), json!({"type": "number", "minimum": 2}));
    let types = ["type: \"string\"", "type: \"integer\""];
    for (first, second, [one, two], [this, that]) in [
        (&text, &number, types, ["a text", "an integer"]),
        (&low, &high, ["minimum: 1", "minimum: 2"], ["at least 1", "at least 2"]),
        (
            &cat,
            &dog,
            ["$ref: \"#/components/schemas/Cat\"", "$ref: \"#/components/schemas/Dog\""],
            ["Cat", "Dog"],
        ),
    ] {
        let list = |first: &Value, second: &Value| json!({"type": "array", "prefixItems": [first, second]});
        let (old, new) = (list(first, second), list(second, first));
        let form = format!(
            "docs only: Pet.a: form-changed item 1: {this}, item 2: {that} -> item 1: {that}, item 2: {this}"
        );
        let told = |usage| told(usage, &old, &new);
        let refused = format!(
            "may be refused: Pet.a: limits-tightened item 1 {one}, item 2 {two} -> item 1 {two}, item 2 {one}"
        );
        assert_eq!(told("both"), [refused, form.clone()]);
        assert_eq!(told("read"), [form]);
    }
    // One that words alone tell apart, and lists in lists.
    let [east, north] = ["East", "North"].map(|it| json!({"type": "number", "description": it}));
    let list = |items: [&Value; 2]| json!({"type": "array", "prefixItems": items});
    let form =
        "docs only: Pet.a: form-changed item 1: East, item 2: North -> item 1: North, item 2: East";
    assert_eq!(told("both", &list([&east, &north]), &list([&north, &east])), [form]);
    let lists = |items| json!({"type": "array", "items": list(items)});
    let said = told("both", &lists([&text, &number]), &lists([&number, &text]));
    assert!(
        said[0].starts_with("may be refused: Pet.a: limits-tightened each: item 1 type"),
        "{said:?}"
    );
    // A rule of one item is told once, and a change of the type says the positions.
    let no_x = json!({"type": "string", "not": {"const": "x"}});
    let rule = r#"item 1: not: {"const":"x"}"#;
    assert_eq!(
        told("both", &list([&text, &text]), &list([&no_x, &text])),
        [format!("may be refused: Pet.a: limits-tightened -> {rule}")]
    );
    assert_eq!(
        told("both", &list([&no_x, &text]), &list([&text, &no_x])),
        [format!("may be refused: Pet.a: limits-tightened {rule} -> {}", rule.replace('1', "2"))]
    );
    let other = json!({"type": "boolean"});
    assert_eq!(
        told("read", &list([&text, &number]), &list([&text, &text])),
        ["breaking: Pet.a: type-changed Vec<PetAItem> -> Vec<String> - PetAItem"]
    );
    assert_eq!(
        told("read", &list([&text, &text]), &list([&other, &other])),
        ["breaking: Pet.a: type-changed Vec<String> -> Vec<bool>"]
    );
    // Of items that are all the same, the limits are those of each.
    let all = |most: u64| {
        let item = json!({"type": "string", "maxLength": most});
        list([&item, &item])
    };
    assert_eq!(
        told("both", &all(7), &all(8)),
        [
            "compatible: Pet.a: limits-loosened each item: at most 7 characters -> each item: at most 8 characters"
        ]
    );
}

/// Objects without names that change places are told by their properties, and so are properties
/// that go from one to another. What comes, goes or changes where it is, its type tells.
#[test]
fn objects_at_positions() {
    let pet = |items: [Value; 2]| {
        let object = |properties| json!({"type": "object", "properties": properties});
        let list = json!({"type": "array", "prefixItems": items.map(object)});
        json!({"Pet": {"type": "object", "properties": {"a": list}}})
    };
    let told = |usage, old: [Value; 2], new: [Value; 2]| {
        lines(&schemas(usage, &pet(old)), &schemas(usage, &pet(new)))
    };
    let (text, number) = (json!({"type": "string"}), json!({"type": "integer"}));
    let [tail, claws] = [json!({"tail": text}), json!({"claws": text})];
    let (old, new) = ([tail.clone(), claws.clone()], [claws.clone(), tail.clone()]);
    let form = "docs only: Pet.a: form-changed item 1: an object with tail, item 2: an object with claws -> item 1: an object with claws, item 2: an object with tail";
    let refused = r#"may be refused: Pet.a: limits-tightened item 1 property: {"tail":{"type":"string"}}, item 2 property: {"claws":{"type":"string"}} -> item 1 property: {"claws":{"type":"string"}}, item 2 property: {"tail":{"type":"string"}}"#;
    assert_eq!(told("both", old.clone(), new.clone()), [refused, form]);
    assert_eq!(told("read", old, new), [form]);
    // Those of which only the type of a property differs.
    let [short, long] = [json!({"tail": text}), json!({"tail": number})];
    let said = told("both", [short.clone(), long.clone()], [long, short]);
    assert_eq!(
        said,
        [
            r#"may be refused: Pet.a: limits-tightened item 1 property: {"tail":{"type":"string"}}, item 2 property: {"tail":{"type":"integer"}} -> item 1 property: {"tail":{"type":"integer"}}, item 2 property: {"tail":{"type":"string"}}"#,
            "docs only: Pet.a: form-changed item 1: an object with tail (a text), item 2: an object with tail (an integer) -> item 1: an object with tail (an integer), item 2: an object with tail (a text)",
        ]
    );
    let both = json!({"tail": text, "claws": text});
    let form = "docs only: Pet.a: form-changed item 1: an object with tail, item 2: an object with claws -> item 1: an object with tail and claws, item 2: an object with claws";
    let more = r#"item 1 property: {"claws":{"type":"string"}}"#;
    let (old, new) = ([tail.clone(), claws.clone()], [both, claws.clone()]);
    assert_eq!(
        told("both", old.clone(), new.clone()),
        [format!("may be refused: Pet.a: limits-tightened -> {more}"), form.to_owned()]
    );
    let said = told("both", new, old);
    assert_eq!(said[0], format!("compatible: Pet.a: limits-loosened {more}"));
    // What the type tells.
    let said =
        told("both", [tail.clone(), claws.clone()], [tail.clone(), json!({"claws": number})]);
    assert_eq!(said, ["breaking: PetAItem.claws: type-changed String -> i64"]);
    let said =
        told("both", [tail.clone(), claws.clone()], [tail, json!({"claws": text, "age": text})]);
    assert_eq!(said[0], "compatible: PetAItem.age: property-added -> Option<String>");
    assert_eq!(said.len(), 2, "{said:#?}");
    assert!(said[1].starts_with("docs only: Pet.a: form-changed"), "{said:#?}");
    // Words are no rules.
    let said = [json!({"tail": {"type": "string", "description": "A."}}), claws.clone()];
    assert_eq!(told("both", said, [json!({"tail": text}), claws]).len(), 1);
}

/// Limits beside a reference are told of where it is, whatever it leads to.
#[test]
fn limits_beside_a_reference_in_a_list_or_a_map() {
    let pet = |holder: &str, most: u64| {
        let name = "#/components/schemas/Name";
        let beside = json!({"$ref": name, "maxLength": most});
        let parts = json!({"allOf": [{"$ref": name}, {"maxLength": most}]});
        let held = match holder {
            "list" => json!({"type": "array", "items": beside}),
            "parts" => json!({"type": "array", "items": parts}),
            _ => json!({"type": "object", "additionalProperties": beside}),
        };
        let pet = json!({"type": "object", "properties": {"a": held}});
        schemas("sent", &json!({"Pet": pet, "Name": {"type": "string"}}))
    };
    for (holder, each) in [("list", "each item"), ("parts", "each item"), ("map", "each value")] {
        let [before, after] = [7, 6].map(|most| format!("{each}: at most {most} characters"));
        assert_eq!(
            lines(&pet(holder, 7), &pet(holder, 6)),
            [format!("may be refused: Pet.a: limits-tightened {before} -> {after}")]
        );
    }
}

/// The same of a value without a type of its own: of a parameter, and of a body.
#[test]
fn rules_of_parameters_and_bodies() {
    let sent = |schema: Value| {
        let body = json!({"required": true, "content": {"application/json": {"schema": schema}}});
        let parameter = json!({"name": "ids", "in": "query", "schema": schema});
        let answers = json!({"204": {"description": "Done."}});
        let post = json!({"operationId": "send", "tags": ["pets"], "parameters": [parameter], "requestBody": body, "responses": answers});
        document(json!({"/": {"post": post}}), json!({}))
    };
    let list = json!({"type": "array", "items": {"type": "string"}});
    let mut rule = list.clone();
    rule["contains"] = json!({"const": "a"});
    assert_eq!(
        lines(&sent(list), &sent(rule)),
        [
            r#"may be refused: send(ids): limits-tightened -> contains: {"const":"a"}"#,
            r#"may be refused: body of send: limits-tightened -> contains: {"const":"a"}"#,
        ]
    );
}

/// Patterns and factors of several parts: one more takes less, one less takes more.
#[test]
fn limits_of_several_parts() {
    let class = |old: Value, new: Value| {
        let pet = |parts: Value| {
            let id = json!({"allOf": parts});
            schemas("sent", &json!({"Pet": {"type": "object", "properties": {"id": id}}}))
        };
        let lines = told(&pet(old).to_string(), &pet(new).to_string());
        let [line] = lines.as_slice() else { panic!("{lines:?}") };
        line.split(": ").next().unwrap_or_default().to_owned()
    };
    let texts = |patterns: &[&str]| {
        let parts = patterns.iter().map(|pattern| json!({"type": "string", "pattern": pattern}));
        Value::from_iter(parts)
    };
    let numbers = |factors: &[u64]| {
        let parts = factors.iter().map(|factor| json!({"type": "integer", "multipleOf": factor}));
        Value::from_iter(parts)
    };
    for (more, fewer) in [
        (texts(&["a", "b"]), texts(&["a"])),
        (texts(&["a", "b", "c"]), texts(&["c", "a"])),
        (numbers(&[2, 3]), numbers(&[3])),
        (numbers(&[4, 9]), numbers(&[2, 3])),
        (numbers(&[4, 9]), numbers(&[6])),
    ] {
        assert_eq!(class(fewer.clone(), more.clone()), "may be refused", "{fewer} -> {more}");
        assert_eq!(class(more.clone(), fewer.clone()), "compatible", "{more} -> {fewer}");
    }
    assert_eq!(class(texts(&["a", "b"]), texts(&["a", "c"])), "may be refused");
    assert_eq!(class(numbers(&[4, 3]), numbers(&[4, 5])), "may be refused");
    assert_eq!(class(numbers(&[2, 3]), numbers(&[6])), "compatible");
}

/// The limits of a component hold wherever that is used, and are told once.
#[test]
fn limits_of_shared_schemas() {
    check(
        "pattern: '^c', minLength: 1}",
        "pattern: '^c', minLength: 2}",
        &[
            "may be refused: Code: limits-tightened at least 1 character, matches ^c -> at least 2 characters, matches ^c",
        ],
    );
    let code = "code: {$ref: '#/components/schemas/Code'}";
    check(code, "code: {type: string, minLength: 1, pattern: '^c'}", &[]);
    check(
        code,
        "code: {type: string}",
        &["compatible: NewPet.code: limits-loosened at least 1 character, matches ^c"],
    );
}

#[test]
fn formats() {
    check(
        "mail: {type: string, format: email}",
        "mail: {type: string, format: uri}",
        &["may be refused: NewPet.mail: format-changed email -> uri"],
    );
    check(
        "mail: {type: string, format: email}",
        "mail: {type: string}",
        &["compatible: NewPet.mail: format-changed email"],
    );
    check(
        "born: {type: string, format: date}",
        "born: {type: string, format: time}",
        &["compatible: Pet.born: format-changed date -> time"],
    );
    check(
        "format: int64, ",
        "format: int32, ",
        &["may be refused: listPets(limit): format-changed int64 -> int32"],
    );
    // A number of 32 bits is one of 64 bits as well.
    check(
        "format: int32}",
        "format: int64}",
        &["compatible: NewPet.age: format-changed int32 -> int64"],
    );
    check(
        "items: {type: string, maxLength: 3}",
        "items: {type: string, maxLength: 3, format: uuid}",
        &["may be refused: listPets(sizes): format-changed -> each: uuid"],
    );
}

#[test]
fn defaults() {
    check("default: 20", "default: 50", &["breaking: listPets(limit): default-changed 20 -> 50"]);
    check(", default: 20", "", &["docs only: listPets(limit): default-changed 20"]);
    check(
        "default: red",
        "default: blue",
        &["breaking: NewPet.colour: default-changed \"red\" -> \"blue\""],
    );
    // A parameter that is always sent is not left out, so its default does not
    // matter.
    let required = PETS.replace("limit, in: query,", "limit, in: query, required: true,");
    let other = required.replace("default: 20", "default: 50");
    assert_eq!(told(&required, &other), ["docs only: listPets(limit): default-changed 20 -> 50"]);
    let required = PETS.replace("    NewPet:\n", "    NewPet:\n      required: [colour]\n");
    let other = required.replace("default: red", "default: blue");
    assert_eq!(
        told(&required, &other),
        ["docs only: NewPet.colour: default-changed \"red\" -> \"blue\""]
    );
    // Neither is what is only read.
    let read = PETS.replace("id: {type: string, maxLength: 9}", "id: {type: string, default: a}");
    let other = read.replace("default: a}", "default: b}");
    assert_eq!(told(&read, &other), ["docs only: Pet.id: default-changed \"a\" -> \"b\""]);
}
