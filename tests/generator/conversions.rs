//! Conversions of what callers read into what they send.

use insta::assert_snapshot;
use openapi_loom_generator::ir::{Api, Conversion, Goal, Link, TypeId};
use workspace_tests::snippet::Snippet;
use workspace_tests::vendor::Vendor;

/// The conversions of an API, a line each: `→` always succeeds, `→?` refuses some values.
fn lines(api: &Api) -> Vec<String> {
    api.conversions.iter().map(|conversion| line(api, conversion)).collect()
}

fn line(api: &Api, conversion: &Conversion) -> String {
    let name = |id: &TypeId| id.0.join(".");
    let Conversion { from, to, link, how: _, refuses } = conversion;
    let to = match to {
        Goal::Type(to) => name(to),
        Goal::Text => "text".to_owned(),
    };
    let why = match link {
        Link::Operation(id) => format!("call {id}"),
        Link::Arm(id) => format!("arm {}", name(id)),
        Link::Property(property) => format!("property {property}"),
        Link::Within(owner) => format!("in {}", name(owner)),
        Link::Holds(arm) => format!("as {}", name(arm)),
    };
    let arrow = if *refuses { "→?" } else { "→" };
    let notes = conversion.notes(&api.types[from].shape);
    let notes: String = notes.iter().map(|note| format!(" {note}")).collect();
    format!("{} {arrow} {to} [{why}]{notes}", name(from))
}

#[track_caller]
fn converted(snippet: &Snippet) -> Vec<String> {
    lines(&snippet.api().unwrap_or_else(|failure| panic!("{failure}")))
}

/// One operation that is asked by `NewPet` and answers with a `Pet`.
const PETS: &str = "
/pets:
  post: {operationId: addPet, tags: [pets], requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/NewPet'}}}}, responses: {'200': {description: A pet., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}}
";

fn pets(schemas: &str) -> Snippet {
    Snippet::paths(PETS).schemas(schemas)
}

/// The same of these properties, in YAML.
fn of(pet: &str, new: &str, more: &str) -> Snippet {
    pets(&format!(
        "
        Pet: {{type: object, required: [id, name], properties: {{id: {{type: string}}, name: {{type: string}}, {pet}}}}}
        NewPet: {{type: object, required: [name], properties: {{name: {{type: string}}, {new}}}}}
        {more}"
    ))
}

/// The conversions of a file as they are written.
fn written(snippet: &Snippet, file: &str) -> String {
    let text = snippet.file(&[file]);
    let parts = text.split("\n\n").filter(|part| part.contains("converts!"));
    parts.collect::<Vec<_>>().join("\n\n")
}

const SCHEMAS: &str = "
Pet:
  type: object
  required: [id, object, name, kind, tags, size, notes, home]
  properties:
    id: {type: string}
    object: {const: pet}
    name: {type: string}
    kind: {type: string, enum: [cat, dog, ghost]}
    mood: {type: string, enum: [good, bad]}
    breed: {type: string}
    tags: {type: array, items: {type: string}}
    size: {type: integer, format: int32}
    weight: {type: integer}
    owner: {type: [string, 'null']}
    notes: {type: array, items: {$ref: '#/components/schemas/Note'}}
    home: {$ref: '#/components/schemas/Home'}
    chip: {type: object, required: [id, maker], properties: {id: {type: string}, maker: {type: string}}}
    food: {$ref: '#/components/schemas/Food'}
NewPet:
  type: object
  required: [name, kind, tags, home, owner]
  properties:
    name: {type: string}
    kind: {type: string, enum: [cat, dog]}
    mood: {type: string, enum: [good, bad, new]}
    breed: {anyOf: [{type: string}, {type: string, enum: [tabby]}]}
    tags: {anyOf: [{type: string}, {type: array, items: {type: string}}]}
    size: {type: integer}
    weight: {type: integer, format: int32}
    owner: {type: string}
    notes: {type: array, items: {type: string}}
    home: {$ref: '#/components/schemas/Home'}
    chip: {type: object, required: [id], properties: {id: {type: string}}}
    food: {$ref: '#/components/schemas/NewFood'}
    secret: {type: string}
Note: {type: object, required: [value, marks], properties: {value: {type: string}, marks: {type: array, items: {type: string}}}}
Home: {type: object, required: [town], properties: {town: {type: string}}}
Food:
  oneOf: [{$ref: '#/components/schemas/Fish'}, {$ref: '#/components/schemas/Meat'}, {$ref: '#/components/schemas/Air'}]
NewFood:
  oneOf: [{$ref: '#/components/schemas/NewMeat'}, {$ref: '#/components/schemas/Fish'}]
Fish: {type: object, required: [type], properties: {type: {const: fish}}}
Meat: {type: object, required: [type, of], properties: {type: {const: meat}, of: {type: string}, at: {type: string}}}
NewMeat: {type: object, required: [type, of], properties: {type: {const: meat}, of: {type: string}}}
Air: {type: object, required: [type], properties: {type: {const: air}}}
";

#[test]
fn an_answer_becomes_the_request_again() {
    assert_snapshot!(converted(&pets(SCHEMAS)).join("\n"));
    for (name, file) in [("object", "new_pet"), ("union", "new_food"), ("text", "note")] {
        assert_snapshot!(name, written(&pets(SCHEMAS), &format!("types/{file}.rs")));
    }
}

#[test]
fn nothing_is_refused_where_nothing_could_be_lost() {
    let same = of("tag: {type: string}", "tag: {type: string}", "");
    assert_eq!(converted(&same), ["Pet → NewPet [call addPet] `id` stays behind."]);
    // A value that may be missing is left out, one that may be null is not said.
    let perhaps = of("tag: {type: [string, 'null']}", "tag: {type: string}", "");
    assert_eq!(converted(&perhaps), converted(&same));
    // A value more that is sent is no harm; one that is only read is.
    let tags = |read: &str, sent: &str| {
        let of_one = |values: &str| format!("tag: {{type: string, enum: [{values}]}}");
        converted(&of(&of_one(read), &of_one(sent), ""))[1].clone()
    };
    assert_eq!(tags("a, b", "a, b, c"), "Pet.tag → NewPet.tag [in Pet]");
    assert_eq!(tags("a, b, c", "a, b"), "Pet.tag →? NewPet.tag [in Pet] An error for `c`.");
}

#[test]
fn what_is_required_may_be_missing() {
    let schemas = "
        Pet: {type: object, properties: {name: {type: string}, tag: {type: string}}}
        NewPet: {type: object, required: [name], properties: {name: {type: string}, tag: {type: string}}}";
    let expected = ["Pet →? NewPet [call addPet] An error without `name`."];
    assert_eq!(converted(&pets(schemas)), expected);
    // A property that is never there is no reason to try.
    let never = schemas.replacen("name: {type: string}, ", "", 1);
    assert_eq!(converted(&pets(&never)), [""; 0]);
}

#[test]
fn a_request_that_says_little_of_the_answer_is_about_something_else() {
    let two = "tag: {type: string}";
    assert_eq!(converted(&of(two, two, "")).len(), 1);
    let other = "a: {type: string}, b: {type: string}, c: {type: string}";
    assert_eq!(converted(&of(two, &format!("{two}, {other}"), "")), [""; 0]);
    assert_eq!(converted(&of(two, "", "")), [""; 0]);
}

#[test]
fn what_is_of_another_type_has_no_place() {
    let types = [
        ("{type: boolean}", "{type: string}"),
        ("{type: string}", "{type: integer}"),
        ("{type: number}", "{type: integer}"),
        (
            "{type: object, required: [a], properties: {a: {type: string}}}",
            "{type: object, required: [b], properties: {b: {type: string}}}",
        ),
        ("{type: array, items: {type: string}}", "{type: string}"),
        ("{type: string, enum: [a]}", "{type: string, enum: [b]}"),
        (
            "{type: object, required: [a, b], properties: {a: {type: string}, b: {type: string}}}",
            "{type: string}",
        ),
    ];
    let shared = "age: {type: integer}";
    for (read, sent) in types {
        // A value that may be missing is refused if it is there; else nothing converts.
        let snippet = of(&format!("{shared}, of: {read}"), &format!("{shared}, of: {sent}"), "");
        let expected =
            ["Pet →? NewPet [call addPet] `id` stays behind. An error unless `of` is empty."];
        assert_eq!(converted(&snippet), expected, "{read} {sent}");
        let always =
            snippet.document().replacen("required: [id, name]", "required: [id, name, of]", 1);
        let api = Snippet::paths("").api_of(always.as_bytes()).unwrap();
        // A list may be empty all the same.
        let is_list = read.contains("array");
        assert_eq!(!lines(&api).is_empty(), is_list, "{read} {sent}");
    }
}

#[test]
fn numbers_go_where_all_of_them_fit() {
    let sized = |read: &str, sent: &str| {
        let [read, sent] = [read, sent].map(|ty| format!("age: {{type: integer}}, size: {{{ty}}}"));
        let numbers = "numbers: {int32: i32, uint32: u32, float: f32}";
        converted(&of(&read, &sent, "").config(numbers).not_of_record())
    };
    let [int32, uint32] = ["int32", "uint32"].map(|it| format!("type: integer, format: {it}"));
    let always = ["Pet → NewPet [call addPet] `id` stays behind."];
    let perhaps = [
        "Pet →? NewPet [call addPet] `id` stays behind. An error if something in `size` is refused.",
    ];
    let unless =
        ["Pet →? NewPet [call addPet] `id` stays behind. An error unless `size` is empty."];
    assert_eq!(sized(&int32, "type: integer"), always);
    assert_eq!(sized(&uint32, "type: integer"), always);
    assert_eq!(sized("type: integer", &int32), perhaps);
    assert_eq!(sized(&int32, &uint32), perhaps);
    assert_eq!(sized(&uint32, &int32), perhaps);
    assert_eq!(sized("type: number, format: float", "type: number"), always);
    assert_eq!(sized("type: number", "type: number, format: float"), unless);
    assert_eq!(sized("type: object", ""), always);
}

#[test]
fn what_is_always_the_same_goes_where_it_may_be_said() {
    let tagged = |read: &str, sent: &str| {
        let schemas = format!(
            "
            Pet: {{type: object, required: [name, age, tag], properties: {{name: {{type: string}}, age: {{type: integer}}, tag: {read}}}}}
            NewPet: {{type: object, required: [name, tag], properties: {{name: {{type: string}}, age: {{type: integer}}, tag: {sent}}}}}"
        );
        let snippet = pets(&schemas);
        let lines = converted(&snippet);
        let text = written(&snippet, "types/new_pet.rs");
        (lines, text.lines().filter(|line| line.contains("tag")).collect::<String>())
    };
    let converts = || vec!["Pet → NewPet [call addPet]".to_owned()];
    let (lines, text) = tagged("{const: a}", "{type: string}");
    assert_eq!((lines, text.trim()), (converts(), "tag: value.tag.as_str().into(),"));
    let (lines, text) = tagged("{const: a}", "{type: string, enum: [a, b]}");
    assert_eq!((lines, text.trim()), (converts(), "tag: value.tag.as_str().into(),"));
    let (lines, text) = tagged("{const: a}", "{const: a}");
    assert_eq!((lines, text.trim()), (converts(), ""));
    for (read, sent) in [
        ("{const: a}", "{const: b}"),
        ("{const: a}", "{type: string, enum: [b, c]}"),
        ("{type: string, enum: [a, b]}", "{const: a}"),
    ] {
        assert_eq!(tagged(read, sent).0, [""; 0], "{read} {sent}");
    }
}

/// Two operations: the one answers with `Pet`, the other is asked by `NewPet`.
fn apart(schemas: &str) -> Snippet {
    let paths = "
/pets:
  get: {operationId: readPet, tags: [pets], responses: {'200': {description: A pet., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}}
/new:
  post: {operationId: sendPet, tags: [pets], requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/NewPet'}}}}, responses: {'204': {description: Done.}}}
";
    Snippet::paths(paths).schemas(schemas)
}

const UNIONS: &str = "
Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}
NewPet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/NewDog'}]}
Cat: {type: object, required: [kind], properties: {kind: {const: cat}}}
Dog: {type: object, required: [kind, name, id], properties: {kind: {const: dog}, name: {type: string}, id: {type: string}}}
NewDog: {type: object, required: [kind, name], properties: {kind: {const: dog}, name: {type: string}}}
";

#[test]
fn unions_that_share_an_arm_are_one_thing() {
    let dog = "Dog → NewDog [in Pet] `id` stays behind.";
    assert_eq!(converted(&apart(UNIONS)), [dog, "Pet → NewPet [arm Cat]"]);
    // Unions that only look alike are not.
    let twin = UNIONS.replacen(
        "NewPet: {oneOf: [{$ref: '#/components/schemas/Cat'}",
        "NewPet: {oneOf: [{$ref: '#/components/schemas/NewCat'}",
        1,
    );
    let twin = format!(
        "{twin}NewCat: {{type: object, required: [kind], properties: {{kind: {{const: cat}}}}}}"
    );
    assert_eq!(converted(&apart(&twin)), [""; 0]);
    // An arm that has no place is refused; more than half of them, and nothing converts.
    let other = UNIONS
        .replace("const: dog}, name: {type: string}}}", "const: wolf}, name: {type: string}}}");
    assert_eq!(converted(&apart(&other)), ["Pet →? NewPet [arm Cat] An error for `dog`."]);
    let more = other.replacen("Dog'}]}", "Dog'}, {$ref: '#/components/schemas/Cow'}]}\nCow: {type: object, required: [kind], properties: {kind: {const: cow}}}", 1);
    assert_eq!(converted(&apart(&more)), [""; 0]);
}

#[test]
fn what_is_sent_itself_is_not_what_was_read() {
    let both = format!(
        "{UNIONS}Both: {{type: object, properties: {{a: {{$ref: '#/components/schemas/Pet'}}, b: {{$ref: '#/components/schemas/NewPet'}}}}}}",
    );
    let document = apart(&both).document();
    let sent = "requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/";
    let both = document.replace(&format!("{sent}NewPet"), &format!("{sent}Both"));
    assert_ne!(both, document);
    let api = Snippet::paths("").api_of(both.as_bytes()).unwrap();
    assert_eq!(lines(&api), [""; 0]);
}

const TAGGED: &str = "
Pet: {type: object, required: [role, toys, name], properties: {role: {const: pet}, name: {type: string}, toys: {type: array, items: {$ref: '#/components/schemas/Toy'}}, marks: {type: array, items: {type: string}}}}
NewPet: {oneOf: [{$ref: '#/components/schemas/Sent'}, {$ref: '#/components/schemas/Keeper'}]}
Sent: {type: object, required: [role], properties: {role: {const: pet}, name: {type: string}, toys: {type: array, items: {$ref: '#/components/schemas/Toy'}}}}
Keeper: {type: object, required: [role], properties: {role: {const: keeper}, toys: {type: array, items: {$ref: '#/components/schemas/Toy'}}}}
Toy: {type: object, required: [id], properties: {id: {type: string}}}
";

#[test]
fn objects_of_one_tag_that_share_a_type_are_one_thing() {
    let expected = [
        "Pet →? Sent [property toys] An error unless `marks` is empty.",
        "Pet →? NewPet [as Sent]",
    ];
    assert_eq!(converted(&apart(TAGGED)), expected);
    // The tag alone is not enough, nor is the type.
    let apart_from = |from: &str, to: &str| converted(&apart(&TAGGED.replacen(from, to, 1)));
    assert_eq!(apart_from("role: {const: pet}", "role: {const: guest}"), [""; 0]);
    assert_eq!(
        apart_from("items: {$ref: '#/components/schemas/Toy'}", "items: {type: string}"),
        [""; 0]
    );
}

/// A note of which nothing can be sent is the server's; a text could be the caller's.
#[test]
fn what_only_the_server_says_stays_behind() {
    let of = |mark: &str, kind: &str| {
        let marks = "marks: {type: array, items: {type: string}}";
        let read = TAGGED.replacen(marks, &format!("marks: {kind}"), 1);
        let schemas = format!("{read}Mark: {{type: object, properties: {{by: {mark}}}}}");
        converted(&apart(&schemas))[0].clone()
    };
    let mark = "{$ref: '#/components/schemas/Mark'}";
    let list = format!("{{type: array, items: {mark}}}");
    let map = format!("{{type: object, additionalProperties: {mark}}}");
    let behind = "Pet → Sent [property toys] `marks` stays behind.";
    let refused = "Pet →? Sent [property toys] An error unless `marks` is empty.";
    for kind in [mark, &list, &map] {
        assert_eq!(of("{type: string}", kind), behind, "{kind}");
        // Callers can send a toy.
        assert_eq!(of("{$ref: '#/components/schemas/Toy'}", kind), refused, "{kind}");
    }
    for kind in ["{type: string, enum: [good, bad]}", "{type: object}"] {
        assert_eq!(of("{type: string}", kind), refused, "{kind}");
    }
}

#[test]
fn what_becomes_an_arm_becomes_the_union() {
    assert_snapshot!(written(&apart(TAGGED), "types/new_pet.rs"), @r"
    openapi_loom_runtime::converts! {
        super::Pet =>? NewPet, |value| {
            Self::Pet(value.try_into()?)
        }
    }
    ");
    // A list of the arm is no arm, and what is an arm itself is that.
    let sent = "{oneOf: [{$ref: '#/components/schemas/Sent'}";
    for other in [
        "{oneOf: [{type: array, items: {$ref: '#/components/schemas/Sent'}}",
        "{oneOf: [{$ref: '#/components/schemas/Pet'}, {$ref: '#/components/schemas/Sent'}",
    ] {
        let lines = converted(&apart(&TAGGED.replacen(sent, other, 1)));
        assert!(!lines.iter().any(|line| line.contains("NewPet")), "{other}: {lines:?}");
    }
}

/// An arm that is in many unions says nothing about them.
#[test]
fn an_arm_that_is_everywhere_links_nothing() {
    let with = |count: usize| {
        let mut schemas = UNIONS.replacen("NewPet: {oneOf", "Union0: {oneOf", 1);
        for number in 1..count {
            schemas.push_str(&format!("Union{number}: {{oneOf: [{{$ref: '#/components/schemas/Cat'}}, {{$ref: '#/components/schemas/NewDog'}}]}}\n"));
        }
        let fields: Vec<String> = (0..count)
            .map(|number| format!("u{number}: {{$ref: '#/components/schemas/Union{number}'}}"))
            .collect();
        schemas.push_str(&format!(
            "NewPet: {{type: object, properties: {{{}}}}}\n",
            fields.join(", ")
        ));
        converted(&apart(&schemas)).len()
    };
    assert_eq!(with(16), 17);
    assert_eq!(with(17), 0);
}

#[test]
fn what_the_vendors_document_converts() {
    let Some(vendor) = Vendor::whole().into_iter().find(|vendor| vendor.date == "2026-08-21")
    else {
        return;
    };
    assert_snapshot!(lines(&vendor.api()).join("\n"));
}
