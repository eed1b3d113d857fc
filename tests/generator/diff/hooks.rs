//! The requests that the server makes of callers: webhooks and callbacks.

use openapi_loom_generator::diff::{Version, diff};
use openapi_loom_generator::{Groups, Inputs};

use super::support::{PETS, check, inputs, line, told};

#[test]
fn callbacks() {
    check(
        "        born:\n",
        "        died:\n",
        &[
            "breaking: makePet: callback-removed POST born {$request.body#/url} - MakePetBornCallback",
            "compatible: makePet: callback-added -> POST died {$request.body#/url} + MakePetDiedCallback",
        ],
    );
    check(
        ", on: {type: string, format: date}",
        "",
        &["breaking: MakePetBornCallback.on: property-removed Option<String>"],
    );
    check(
        ", on: {type: string, format: date}",
        ", on: {type: string, format: date}, by: {type: string}",
        &["compatible: MakePetBornCallback.by: property-added -> Option<String>"],
    );
}

/// The types of what callbacks bring, and what is said of values without a type of their own.
#[test]
fn types_of_callbacks() {
    let object = "{type: object, properties: {pet: {$ref: '#/components/schemas/Pet'}, on: {type: string, format: date}}}";
    let of = |schema: &str| PETS.replacen(object, schema, 1);
    let check = |old: &str, new: &str, wanted: &[&str]| assert_eq!(told(old, new), wanted);
    let callback = "POST born {$request.body#/url}";
    let list = |more: &str| of(&format!("{{type: array, items: {{type: string}}{more}}}"));
    let [before, after] = [(PETS, "MakePetBornCallback"), (&list(""), "Vec<String>")];
    let line = |class: &str, rest: &str| format!("{class}: makePet: {rest}");
    let changed = format!("callback-changed {callback}, {} -> {callback}, {}", before.1, after.1);
    let gone = line("breaking", &format!("{changed} - {}", before.1));
    check(before.0, after.0, &[&gone]);
    // What had no type was read by nobody.
    let untyped = of("{}");
    let typed = format!("callback-changed {callback}, Value -> {callback}, {}", before.1);
    check(&untyped, PETS, &[&line("breaking", &format!("{typed} + {}", before.1))]);
    let bare = PETS.replacen(
        &format!("application/json: {{schema: {object}}}"),
        "application/json: {}",
        1,
    );
    let typed = format!("callback-changed {callback} -> {callback}, {}", before.1);
    check(&bare, PETS, &[&line("compatible", &format!("{typed} + {}", before.1))]);
    let limits = format!("limits-changed {callback} -> {callback}, at most 3 items");
    check(&list(""), &list(", maxItems: 3"), &[&line("docs only", &limits)]);
    let post = "'{$request.body#/url}':\n            post:\n";
    let described = format!("{post}              description: It is born.\n");
    let said = format!("description-changed {callback} -> {callback}, It is born.");
    let body = |more: &str| {
        PETS.replacen("requestBody: {content: {application/json: {schema: {type: object, properties: {pet", &format!("requestBody: {{{more}content: {{application/json: {{schema: {{type: object, properties: {{pet"), 1)
    };
    check(PETS, &body("description: It is born., "), &[&line("docs only", &said)]);
    // One that is mended breaks nobody.
    let [faulty, sound] = ["5", "{type: integer}"].map(|of| {
        PETS.replacen("pet: {$ref: '#/components/schemas/Pet'}, on", &format!("pet: {of}, on"), 1)
    });
    let [added] = &told(&faulty, &sound)[..] else { panic!() };
    assert!(added.starts_with("compatible: makePet: callback-changed"), "{added}");
    check(PETS, &PETS.replacen(post, &described, 1), &[&line("docs only", &said)]);
}

/// There is no type of what a callback brings that is no JSON, or takes for an answer, that tells
/// its texts and limits.
#[test]
fn texts_and_limits_of_callbacks() {
    let callback = "POST born {$request.body#/url}";
    let pets = PETS.replacen(
        "{content: {application/json: {schema: {type: object, properties: {pet",
        "{content: {application/xml: {schema: {type: object, properties: {pet",
        1,
    );
    let check = |from: &str, old: &str, new: &str, class: &str, wanted: [&str; 3]| {
        let of = |words: &str| if words.is_empty() { String::new() } else { format!(", {words}") };
        let [kind, before, after] = wanted;
        let (before, after) = (of(before), of(after));
        let line = format!("{class}: makePet: {kind} {callback}{before} -> {callback}{after}");
        let [old, new] = [old, new].map(|text| pets.replacen(from, text, 1));
        assert_eq!(told(&old, &new), [line]);
    };
    let on = |more: &str| format!("on: {{type: string, format: date{more}}}");
    let (text, limits) = ("description-changed", "limits-changed");
    let (short, plain) = (on(", maxLength: 9"), on(""));
    let nine = "application/xml on: maxLength 9";
    check(&plain, &plain, &short, "docs only", [limits, "", nine]);
    check(&plain, &short, &plain, "docs only", [limits, nine, ""]);
    let words = |when: &str| on(&format!(", description: {when}"));
    let [before, after] = ["application/xml on: At.", "application/xml on: When."];
    check(&plain, &words("At."), &words("When."), "docs only", [text, before, after]);
    // What callers answer may be refused.
    let answer = "responses: {'204': {description: Done.}}\nwebhooks";
    let limited = |most: &str| {
        let schema = format!("{{type: string{most}}}");
        let content = format!("content: {{text/plain: {{schema: {schema}}}}}");
        answer.replace("description: Done.", &format!("description: Done., {content}"))
    };
    let (open, short) = (limited(""), limited(", maxLength: 5"));
    let five = "204 text/plain: maxLength 5";
    check(answer, &open, &short, "may be refused", [limits, "", five]);
    check(answer, &short, &open, "docs only", [limits, five, ""]);
    // A component that nothing else reaches has no type, either.
    let with = |most: &str| {
        let day = open.replace("{type: string}", "{$ref: '#/components/schemas/Day'}");
        let named = pets.replacen(answer, &day, 1);
        named.replacen(
            "  schemas:\n",
            &format!("  schemas:\n    Day: {{properties: {{a: {{type: integer{most}}}}}}}\n"),
            1,
        )
    };
    let line =
        format!("may be refused: makePet: {limits} {callback} -> {callback}, Day a: minimum 1");
    assert_eq!(told(&with(""), &with(", minimum: 1")), [line]);
}

#[test]
fn webhooks() {
    check(
        "  fed:\n",
        "  washed:\n",
        &[
            "breaking: webhook fed: webhook-removed POST",
            "compatible: webhook washed: webhook-added -> POST",
        ],
    );
    check(
        "at: {type: string}",
        "at: {type: integer}",
        &[
            "breaking: webhook fed: webhook-changed application/json at: string -> application/json at: integer",
        ],
    );
    check(
        "at: {type: string}",
        "at: {type: string}, by: {type: string}",
        &["compatible: webhook fed: webhook-changed -> application/json by: string"],
    );
    // A value of a format is read as any other.
    check(
        "at: {type: string}",
        "at: {type: string, format: date}",
        &[
            "compatible: webhook fed: webhook-changed application/json at: string -> application/json at: string (date)",
        ],
    );
    // One of another group is none of the crate's.
    let other = PETS.replace(
        "      tags: [pets]\n      requestBody: {content",
        "      tags: [homes]\n      requestBody: {content",
    );
    let changed = other.replace("at: {type: string}", "at: {type: integer}");
    assert_eq!(told(&other, &changed), [""; 0]);
}

/// Returns a document with a webhook and a callback, whose operations say this beside their
/// bodies, and their path items that.
fn asked(of_operation: &str, of_item: &str) -> String {
    let (before, mut hooks) = PETS
        .split_once("      callbacks:")
        .map(|(before, hooks)| (before, format!("      callbacks:{hooks}")))
        .unwrap();
    for indent in ["            ", "    "] {
        let lines = |text: &str, more: &str| -> String {
            text.lines().map(|line| format!("\n{indent}{more}{line}")).collect()
        };
        hooks = hooks
            .replace(&lines(DONE, "  "), &lines(of_operation, "  "))
            .replace(&lines("post:", ""), &lines(&format!("{of_item}\npost:"), ""));
    }
    format!("{before}{hooks}")
}

/// Checks what is told of a webhook and of a callback alike.
#[track_caller]
fn check_both(old: (&str, &str), new: (&str, &str), class: &str, kind: &str, lines: [&str; 2]) {
    let callback = "POST born {$request.body#/url}";
    let [before, after] = lines;
    let words = |sign: &str, words: &str| match words {
        "" => String::new(),
        words => format!(" {sign}{words}"),
    };
    let named = |words: &str| match words {
        "" => callback.to_owned(),
        words => format!("{callback}, {words}"),
    };
    let found = told(&asked(old.0, old.1), &asked(new.0, new.1));
    let expected = [
        format!("{class}: makePet: callback-{kind} {} -> {}", named(before), named(after)),
        format!("{class}: webhook fed: webhook-{kind}{}{}", words("", before), words("-> ", after)),
    ];
    assert_eq!(found, expected);
}

const DONE: &str = "responses: {'204': {description: Done.}}";

/// The parameters that webhooks and callbacks come with, those of their path item included.
#[test]
fn parameters_that_are_brought() {
    let with = |parameters: &str| format!("parameters: [{parameters}]\n{DONE}");
    let check = |old: &str, new: &str, class: &str, lines: [&str; 2]| {
        check_both((&with(old), ""), (&with(new), ""), class, "changed", lines);
    };
    let signed = "{name: X-Sig, in: header, required: true, schema: {type: string}}";
    check("", signed, "compatible", ["", "header x-sig: string required"]);
    check(signed, "", "breaking", ["header x-sig: string required", ""]);
    let maybe = "{name: x-sig, in: header, schema: {type: string}}";
    check(signed, maybe, "breaking", ["header x-sig: string required", "header x-sig: string"]);
    let number = "{name: x-sig, in: header, schema: {type: integer}}";
    check(maybe, number, "breaking", ["header x-sig: string", "header x-sig: integer"]);
    let json = "{name: of, in: query, content: {application/json: {schema: {properties: {a: {type: string}}}}}}";
    check(
        "",
        json,
        "compatible",
        ["", "query of application/json, query of application/json a: string"],
    );
    check("", "{name: of, in: query}", "compatible", ["", "query of"]);
    // Those that HTTP itself needs are no parameters.
    let own = "{name: Authorization, in: header, required: true, schema: {type: string}}";
    let [without, with_own] = [signed.to_owned(), format!("{signed}, {own}")];
    assert_eq!(told(&asked(&with(&without), ""), &asked(&with(&with_own), "")), [""; 0]);
    let item = "parameters: [{name: X-Sig, in: header, schema: {type: string}}]";
    check_both((DONE, ""), (DONE, item), "compatible", "changed", ["", "header x-sig: string"]);
    // What the operation says counts before what its path item says.
    check_both(
        (&with(signed), item),
        (&with(""), item),
        "breaking",
        "changed",
        ["header x-sig: string required", "header x-sig: string"],
    );
}

#[test]
fn bodies_that_are_always_there() {
    let (before, hooks) = PETS.split_at(PETS.find("      callbacks:").unwrap());
    let hooks = hooks.replace("requestBody: {content", "requestBody: {required: true, content");
    let always = format!("{before}{hooks}");
    let kind = "application/json: object";
    let of_callback =
        |words: &str| format!("POST born {{$request.body#/url}}, application/json{words}");
    let (maybe, required) = (of_callback(""), of_callback(": required"));
    assert_eq!(
        told(PETS, &always),
        [
            format!("compatible: makePet: callback-changed {maybe} -> {required}"),
            format!("compatible: webhook fed: webhook-changed {kind} -> {kind} required"),
        ]
    );
    assert_eq!(
        told(&always, PETS),
        [
            format!("breaking: makePet: callback-changed {required} -> {maybe}"),
            format!("breaking: webhook fed: webhook-changed {kind} required -> {kind}"),
        ]
    );
}

/// The answers that the server takes to webhooks and callbacks.
#[test]
fn answers_that_are_taken() {
    let check = |old: &str, new: &str, class: &str, lines: [&str; 2]| {
        let with = |answers: &str| format!("responses: {{{answers}}}");
        check_both((&with(old), ""), (&with(new), ""), class, "answer-changed", lines);
    };
    let done = "'204': {description: Done.}";
    let gone = format!("{done}, '410': {{description: Gone.}}");
    check(done, &gone, "compatible", ["", "410: nothing"]);
    check(&gone, done, "may be refused", ["410: nothing", ""]);
    let said = |schema: &str| {
        format!(
            "'200': {{description: Done., content: {{application/json: {{schema: {schema}}}}}}}"
        )
    };
    let ok = said("{type: object, required: [ok], properties: {ok: {type: boolean}}}");
    let all =
        "200: content, 200 application/json: object, 200 application/json ok: boolean required";
    check(done, &format!("{done}, {ok}"), "compatible", ["", all]);
    check("'200': {description: Done.}", &ok, "may be refused", ["200: nothing", all]);
    let text = said("{type: object, required: [ok], properties: {ok: {type: string}}}");
    check(
        &ok,
        &text,
        "may be refused",
        ["200 application/json ok: boolean required", "200 application/json ok: string required"],
    );
    let maybe = said("{type: object, properties: {ok: {type: boolean}}}");
    let (always, at_times) =
        ("200 application/json ok: boolean required", "200 application/json ok: boolean");
    check(&ok, &maybe, "compatible", [always, at_times]);
    check(&maybe, &ok, "may be refused", [at_times, always]);
    let listed = |values: &str| said(&format!("{{type: string, enum: [{values}]}}"));
    let words = |values: &str| format!("200 application/json: string one of {values}");
    let (few, many) = (words("\"a\""), words("\"a\", \"b\""));
    check(&listed("a"), &listed("a, b"), "compatible", [&few, &many]);
    check(&listed("a, b"), &listed("a"), "may be refused", [&many, &few]);
    let other = said("{type: string}");
    let any = "200 application/json: string";
    check(&listed("a"), &other, "compatible", [&few, any]);
    check(&other, &listed("a"), "may be refused", [any, &few]);
    let dated = said("{type: string, format: date}");
    check(&other, &dated, "may be refused", [any, &format!("{any} (date)")]);
    check(&dated, &other, "compatible", [&format!("{any} (date)"), any]);
    let null = said("{type: [string, 'null']}");
    check(&other, &null, "compatible", [any, &format!("{any} or null")]);
    check(&null, &other, "may be refused", [&format!("{any} or null"), any]);
    // A header beside an answer, and what is in something that is new itself.
    let header = |required: bool| {
        format!(
            "'204': {{description: Done., headers: {{X-Ok: {{required: {required}, schema: {{type: string}}}}}}}}"
        )
    };
    check(done, &header(true), "may be refused", ["", "204 header x-ok: string required"]);
    check(done, &header(false), "compatible", ["", "204 header x-ok: string"]);
    let inner = said(
        "{type: object, properties: {of: {type: object, required: [a], properties: {a: {type: string}}}}}",
    );
    check(
        &said("{type: object}"),
        &inner,
        "compatible",
        ["", "200 application/json of: object, 200 application/json of a: string required"],
    );
}

/// A change in what webhooks bring is told by the component that says it: by its
/// type, if operations reach it.
#[test]
fn components_that_webhooks_bring() {
    check(
        "maxLength: 9}, born",
        "maxLength: 9}, name: {type: string}, born",
        &["compatible: Pet.name: property-added -> Option<String>"],
    );
    let fur = |from: &str, to: &str, line: &str| check(from, to, &[line]);
    fur(
        "soft: {type: boolean}",
        "soft: {type: string}",
        "breaking: webhook fed: webhook-changed Fur soft: boolean -> Fur soft: string",
    );
    fur(
        "const: fur",
        "const: hair",
        "breaking: webhook fed: webhook-changed Fur kind: one of \"fur\" required -> Fur kind: one of \"hair\" required",
    );
    fur(
        "const: fur",
        "enum: [fur, hair]",
        "compatible: webhook fed: webhook-changed Fur kind: one of \"fur\" required -> Fur kind: one of \"fur\", \"hair\" required",
    );
    fur(
        "required: [kind]",
        "required: [kind, soft]",
        "compatible: webhook fed: webhook-changed Fur soft: boolean -> Fur soft: boolean required",
    );
    fur(
        "required: [kind]",
        "required: []",
        "breaking: webhook fed: webhook-changed Fur kind: one of \"fur\" required -> Fur kind: one of \"fur\"",
    );
    fur(
        "soft: {type: boolean}",
        "soft: {type: [boolean, 'null']}",
        "breaking: webhook fed: webhook-changed Fur soft: boolean -> Fur soft: boolean or null",
    );
    // The same in other words is the same.
    check("soft: {type: boolean}", "soft: {description: Or not., type: [boolean]}", &[]);
    check("length: {type: integer}", "length: {allOf: [{type: integer}]}", &[]);
    let nullable = PETS.replace("length: {type: integer}", "length: {type: [integer, 'null']}");
    let other = PETS
        .replace("length: {type: integer}", "length: {anyOf: [{type: integer}, {type: 'null'}]}");
    let lines = told(&nullable, &other);
    assert_eq!(lines, [""; 0]);
    // With all groups it has a type.
    let changed = PETS.replace("soft: {type: boolean}", "soft: {type: string}");
    let lines: Vec<String> = diff(&all(PETS), &all(&changed)).changes.iter().map(line).collect();
    assert_eq!(lines, ["breaking: Fur.soft: type-changed bool -> String"]);
}

/// Every keyword that holds schemas leads to what webhooks bring, by what it says
/// of the value.
#[test]
fn keywords_of_components_that_webhooks_bring() {
    let told = |schema: &str| {
        let [old, new] = ["string", "integer"].map(|ty| {
            let schema = schema.replace("INNER", &format!("{{type: {ty}}}"));
            PETS.replace("soft: {type: boolean}", &format!("soft: {schema}"))
        });
        let lines = told(&old, &new);
        let [line] = lines.as_slice() else { panic!("{schema}: {lines:?}") };
        let line = line.strip_prefix("breaking: webhook fed: webhook-changed Fur soft");
        line.unwrap_or_else(|| panic!("{schema}: {lines:?}")).to_owned()
    };
    for (schema, line) in [
        ("{additionalProperties: INNER}", " *: string -> Fur soft *: integer"),
        ("{unevaluatedProperties: INNER}", " *: string -> Fur soft *: integer"),
        (
            "{patternProperties: {'^x': INNER}}",
            " matching ^x: string -> Fur soft matching ^x: integer",
        ),
        ("{items: INNER}", " []: string -> Fur soft []: integer"),
        ("{items: [{}, INNER]}", " [1]: string -> Fur soft [1]: integer"),
        ("{prefixItems: [INNER]}", " [0]: string -> Fur soft [0]: integer"),
        ("{additionalItems: INNER}", " []: string -> Fur soft []: integer"),
        ("{unevaluatedItems: INNER}", " []: string -> Fur soft []: integer"),
        ("{contentSchema: INNER}", " decoded: string -> Fur soft decoded: integer"),
        ("{then: INNER}", ": string -> Fur soft: integer"),
        ("{else: {properties: {a: INNER}}}", " a: string -> Fur soft a: integer"),
        ("{dependentSchemas: {b: {properties: {a: INNER}}}}", " a: string -> Fur soft a: integer"),
        (
            "{dependencies: {c: [d], b: {properties: {a: INNER}}}}",
            " a: string -> Fur soft a: integer",
        ),
        ("{oneOf: [INNER, {type: boolean}]}", " (1): string -> Fur soft (1): integer"),
        ("{anyOf: [INNER, {type: 'null'}]}", ": string or null -> Fur soft: integer or null"),
        (
            "{$ref: '#/components/schemas/Pet', properties: {own: INNER}}",
            " own: string -> Fur soft own: integer",
        ),
    ] {
        assert_eq!(told(schema), line, "{schema}");
    }
    // A definition that is not used is not brought; a keyword that narrows brings
    // nothing.
    for keyword in ["$defs: {A: INNER}", "if: INNER", "not: INNER", "x-note: INNER"] {
        let [old, new] = ["string", "integer"].map(|ty| {
            let keyword = keyword.replace("INNER", &format!("{{type: {ty}}}"));
            PETS.replace("soft: {type: boolean}", &format!("soft: {{{keyword}}}"))
        });
        assert_eq!(self::told(&old, &new), [""; 0], "{keyword}");
    }
}

/// A component that several webhooks and callbacks lead to is told by each of
/// them, and those that do not lead to it say nothing.
#[test]
fn components_that_several_lead_to() {
    let more = PETS.replace(
        "webhooks:\n",
        "webhooks:
  brushed: {post: {tags: [pets], requestBody: {content: {application/json: {schema: {properties: {coat: {$ref: '#/components/schemas/Coat'}}}}}}, responses: {}}}
  seen: {post: {tags: [pets], requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Place'}}}}, responses: {}}}
",
    );
    let more = more.replace(
        "    Fur:",
        "    Coat: {properties: {fur: {$ref: '#/components/schemas/Fur'}}}
    Place: {properties: {name: {type: string}}}
    Fur:",
    );
    let changed = more.replace("soft: {type: boolean}", "soft: {type: string}");
    assert_eq!(
        told(&more, &changed),
        [
            "breaking: webhook brushed: webhook-changed Fur soft: boolean -> Fur soft: string",
            "breaking: webhook fed: webhook-changed Fur soft: boolean -> Fur soft: string",
        ]
    );
    // A component that is no longer led to is told where it was named.
    let apart = more.replace(
        "Coat: {properties: {fur: {$ref: '#/components/schemas/Fur'}}}",
        "Coat: {properties: {fur: {type: string}}}",
    );
    assert_eq!(
        told(&more, &apart),
        ["breaking: webhook brushed: webhook-changed Coat fur: Fur -> Coat fur: string"]
    );
    let alone = PETS.replace("fur: {$ref: '#/components/schemas/Fur'}", "fur: {type: string}");
    assert_eq!(
        told(PETS, &alone),
        [
            "breaking: webhook fed: webhook-changed application/json fur: Fur -> application/json fur: string"
        ]
    );
}

/// Components in a circle, and many that refer to each other.
#[test]
fn webhooks_without_end() {
    let ring = PETS.replace(
        "length: {type: integer}",
        "length: {type: integer}, under: {$ref: '#/components/schemas/Fur'}, all: {type: array, items: {$ref: '#/components/schemas/Fur'}}",
    );
    let changed = ring.replace("length: {type: integer}", "length: {type: number}");
    assert_eq!(
        told(&ring, &changed),
        ["breaking: webhook fed: webhook-changed Fur length: integer -> Fur length: number"]
    );
}

fn all(document: &str) -> Version {
    let inputs = Inputs { groups: Groups::All, ..inputs(document, "") };
    openapi_loom_generator::version(&inputs).unwrap_or_else(|failure| panic!("{failure}"))
}
