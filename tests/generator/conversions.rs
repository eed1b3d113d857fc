//! Conversions of what callers read into what they send.

use insta::assert_snapshot;
use openapi_loom_generator::ir::{Api, Conversion, Goal, Link, TypeId};
use workspace_tests::snippet::Snippet;
use workspace_tests::vendor::Vendor;

/// Returns the conversions of an API, a line each: `→` always succeeds, `→?` refuses some values.
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
        Link::Named(property) => format!("named {property}"),
        Link::Becomes(arm) => format!("becomes {}", name(arm)),
        Link::Within(owner) => format!("in {}", name(owner)),
        Link::Holds(arm) => format!("as {}", name(arm)),
        Link::Lists => "has its texts".to_owned(),
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

/// Returns the same of these properties, in YAML.
fn of(pet: &str, new: &str, more: &str) -> Snippet {
    pets(&format!(
        "
        Pet: {{type: object, required: [id, name], properties: {{id: {{type: string}}, name: {{type: string}}, {pet}}}}}
        NewPet: {{type: object, required: [name], properties: {{name: {{type: string}}, {new}}}}}
        {more}"
    ))
}

/// Returns the conversions of a file as they are written.
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
    assert_eq!(sized(&uint32, "type: integer, format: uint64"), always);
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
        ("{type: string, enum: [b, c]}", "{const: a}"),
        ("{type: integer}", "{const: a}"),
    ] {
        assert_eq!(tagged(read, sent).0, [""; 0], "{read} {sent}");
    }
    // What may be another text converts where it is the one.
    for read in ["{type: string, enum: [a, b]}", "{type: string}"] {
        let (lines, text) = tagged(read, "{const: a}");
        assert_eq!(lines, ["Pet →? NewPet [call addPet] An error unless `tag` is `a`."], "{read}");
        assert!(text.contains(r#"value.tag.only::<Self>("tag", "a")?;"#), "{text}");
    }
}

/// Any value becomes whatever is asked for, if it reads as that.
#[test]
fn any_value_is_read() {
    let toy = "Toy: {type: object, properties: {name: {type: string}}}";
    for (sent, reads) in [
        ("{$ref: '#/components/schemas/Toy'}", true),
        ("{oneOf: [{$ref: '#/components/schemas/Toy'}, {type: string}]}", true),
        ("{type: object}", true),
        ("{type: object, additionalProperties: {type: string}}", true),
        // Text could stand for anything.
        ("{type: string}", false),
    ] {
        let snippet = of("thing: {}", &format!("thing: {sent}"), toy);
        let lines = converted(&snippet);
        let refused = lines.iter().any(|line| line.contains("if something in `thing` is refused"));
        assert_eq!(refused, reads, "{sent} {lines:?}");
        let text = written(&snippet, "types/new_pet.rs");
        let read = "thing: value.thing.map(read).transpose().at(\"thing\")?,";
        assert_eq!(text.contains(read), reads, "{sent} {text}");
    }
}

/// Returns two operations: the one answers with `Pet`, the other is asked by `NewPet`.
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

/// An arm that any other object is of too is that of the texts that are mapped to it.
#[test]
fn objects_of_a_text_that_is_mapped_to_the_default_arm() {
    let sent = "[{$ref: '#/components/schemas/Sent'}, {$ref: '#/components/schemas/Keeper'}]";
    let of = |mapping: &str| {
        let mapped = format!("{sent}, discriminator: {{propertyName: role, {mapping}}}");
        converted(&apart(&TAGGED.replacen(sent, &mapped, 1)).openapi("3.2.0"))
    };
    let mapping = "mapping: {pet: Sent, keeper: Keeper}";
    assert_eq!(of(&format!("{mapping}, defaultMapping: Sent")), converted(&apart(TAGGED)));
    assert_eq!(of(&format!("{mapping}, defaultMapping: Keeper")), converted(&apart(TAGGED)));
    assert_eq!(of("mapping: {keeper: Keeper}, defaultMapping: Sent"), [""; 0]);
}

const STRATEGIES: &str = "
Pet: {type: object, properties: {plan: {oneOf: [{$ref: '#/components/schemas/Fixed'}, {$ref: '#/components/schemas/Unknown'}]}}}
NewPet: {type: object, properties: {plan: {oneOf: [{$ref: '#/components/schemas/Auto'}, {$ref: '#/components/schemas/NewFixed'}]}}}
Fixed: {type: object, required: [type, meals], properties: {type: {const: fixed}, meals: {$ref: '#/components/schemas/Meals'}}}
NewFixed: {type: object, required: [type, meals], properties: {type: {const: fixed}, meals: {$ref: '#/components/schemas/Meals'}}}
Unknown: {type: object, required: [type], properties: {type: {const: unknown}}}
Auto: {type: object, required: [type], properties: {type: {const: auto}}}
Meals: {type: object, required: [count], properties: {count: {type: integer}}}
";

#[test]
fn unions_with_one_tag_are_one_thing_where_an_arm_becomes_another() {
    let expected = [
        "Fixed → NewFixed [property meals]",
        "Pet.plan →? NewPet.plan [becomes Fixed] An error for `unknown`.",
        "Fixed → NewPet.plan [as NewFixed]",
    ];
    assert_eq!(converted(&apart(STRATEGIES)), expected);
    // One of three arms: another only looks like one that is sent, and would have a place.
    let plain = "{type: object, required: [type], properties: {type: {const: auto}}}";
    let more = "schemas/Unknown'}, {$ref: '#/components/schemas/Plain'}]";
    let more = STRATEGIES.replacen("schemas/Unknown'}]", more, 1) + &format!("Plain: {plain}\n");
    assert_eq!(converted(&apart(&more)), [expected[0], expected[2]]);
    // Another property tells the arms apart.
    let other = STRATEGIES
        .replace(
            "properties: {type: {const: fixed}, meals: {$ref: '#/components/schemas/Meals'}}}\nUnk",
            "properties: {kind: {const: fixed}, meals: {$ref: '#/components/schemas/Meals'}}}\nUnk",
        )
        .replace(
            "NewFixed: {type: object, required: [type,",
            "NewFixed: {type: object, required: [kind,",
        )
        .replace(
            "Auto: {type: object, required: [type], properties: {type:",
            "Auto: {type: object, required: [kind], properties: {kind:",
        );
    assert_eq!(converted(&apart(&other)), [""; 0]);
}

#[test]
fn enums_of_a_property_that_is_asked_for_and_answered() {
    let document = |answered: &str, content: &str| {
        let paths = PETS.replace(
            "{application/json: {schema: {$ref: '#/components/schemas/NewPet'}}}",
            &format!("{{{content}: {{schema: {{$ref: '#/components/schemas/NewPet'}}}}}}"),
        );
        Snippet::paths(&paths).schemas(&format!(
            "
Pet: {{type: object, required: [id, kind], properties: {{id: {{type: string}}, kind: {{enum: [{answered}]}}}}}}
NewPet: {{type: object, required: [photo, kind], properties: {{photo: {{type: string, format: binary}}, kind: {{enum: [cat, dog, cow]}}}}}}
"
        ))
    };
    let form = "multipart/form-data";
    assert_eq!(
        converted(&document("cat, dog, ghost", form)),
        ["Pet.kind →? NewPet.kind [named kind] An error for `ghost`."]
    );
    assert_eq!(converted(&document("cat, dog", form)), ["Pet.kind → NewPet.kind [named kind]"]);
    assert_eq!(converted(&document("cat, ghost, elf", form)), [""; 0]);
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
    // The document may say so.
    assert_eq!(of("{type: string}", "{type: string, readOnly: true}"), behind);
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

/// Sizes, and what the document makes of them and of more.
const SIZES: &str = "
        Size: {anyOf: [{type: string}, {type: string, enum: [small, large]}]}
        Level: {type: string, enum: [low, high]}";

/// Returns a body with a size of its own, a level and this choice, where the answer has sizes too.
fn chosen(choice: &str) -> Snippet {
    let properties = "size: {$ref: '#/components/schemas/Size'}, level: {$ref: '#/components/schemas/Level'}, choice: {$ref: '#/components/schemas/Choice'}";
    pets(&format!(
        "
        Pet: {{type: object, required: [id], properties: {{id: {{type: string}}, size: {{$ref: '#/components/schemas/Size'}}}}}}
        NewPet: {{type: object, properties: {{{properties}}}}}
        Choice: {choice}
        {SIZES}"
    ))
}

/// An enum becomes what the document makes of it: an enum of more, or a union with its texts.
#[test]
fn enums_become_what_has_their_texts() {
    let [size, level, toy] =
        ["Size", "Level", "Toy"].map(|name| format!("{{$ref: '#/components/schemas/{name}'}}"));
    let toy_is =
        "{type: object, required: [type], properties: {type: {type: string, enum: [toy]}}}";
    let of = |choice: &str| converted(&chosen(&choice.replace(&toy, toy_is)));
    let both = ["Level → Choice [has its texts]", "Size → Choice [has its texts]"];
    assert_eq!(of(&format!("{{anyOf: [{size}, {{type: string, enum: [tiny]}}]}}")), both[1..]);
    assert_eq!(of(&format!("{{anyOf: [{size}, {level}]}}")), both);
    assert_eq!(of(&format!("{{anyOf: [{size}, {toy}]}}")), both[1..]);
    assert_eq!(of(&format!("{{oneOf: [{level}, {toy}]}}")), both[..1]);
    assert_eq!(of(&format!("{{oneOf: [{level}, {{type: integer}}, {toy}]}}")), both[..1]);
    // The arm, or the type itself, is the enum.
    assert_eq!(of(&format!("{{oneOf: [{{type: string}}, {level}, {toy}]}}")), [""; 0]);
    assert_eq!(of(&format!("{{anyOf: [{level}, {{type: 'null'}}]}}")), [""; 0]);
    assert_snapshot!(
        written(&chosen(&format!("{{anyOf: [{size}, {toy_is}]}}")), "types/choice.rs"),
        @r"
    openapi_loom_runtime::converts! {
        super::Size => Choice, texts
    }
    "
    );
}

/// Enums make no type that is only read.
#[test]
fn enums_become_nothing_that_is_only_read() {
    let read = "
        Pet: {type: object, required: [id], properties: {id: {type: string}, choice: {$ref: '#/components/schemas/Choice'}}}
        NewPet: {type: object, properties: {size: {$ref: '#/components/schemas/Size'}}}
        Choice: {anyOf: [{$ref: '#/components/schemas/Size'}, {type: string, enum: [tiny]}]}
        ";
    assert_eq!(converted(&pets(&format!("{read}{SIZES}"))), [""; 0]);
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

/// Of the sets of properties one of which is asked for, what was read has one, and nothing
/// of another where only one may be given.
#[test]
fn sets_of_properties_that_are_asked_for() {
    let converts = |read: &[&str], sets: &str| {
        let property = |name: &&str| format!("{name}: {{type: integer}}");
        let properties = |names: &[&str]| names.iter().map(property).collect::<Vec<_>>().join(", ");
        let document = of(&properties(read), &properties(&["tag", "age", "size"]), "").document();
        let asked = format!("NewPet: {{type: object, {sets}, required");
        let document = document.replacen("NewPet: {type: object, required", &asked, 1);
        let api = Snippet::paths("").api_of(document.as_bytes()).unwrap();
        !lines(&api).is_empty()
    };
    let either = "[{required: [tag]}, {required: [age]}]";
    assert!(converts(&["tag"], &format!("oneOf: {either}")));
    assert!(!converts(&["tag", "age"], &format!("oneOf: {either}")));
    assert!(!converts(&["size"], &format!("oneOf: {either}")));
    assert!(converts(&["tag"], &format!("anyOf: {either}")));
    assert!(converts(&["tag", "age"], &format!("anyOf: {either}")));
    assert!(!converts(&["size"], &format!("anyOf: {either}")));
    let several = "[{required: [tag, size]}, {required: [age, size]}]";
    assert!(!converts(&["tag"], &format!("anyOf: {several}")));
    let mixed = "[{required: [tag]}, {required: [age, size]}]";
    assert!(converts(&["tag"], &format!("oneOf: {mixed}")));
    assert!(!converts(&["tag", "age"], &format!("oneOf: {mixed}")));
}

/// Properties that callers cannot give are not missing, and no place for what was read.
#[test]
fn properties_that_only_the_server_gives() {
    let age = "age: {type: integer}";
    let mark = of(
        &format!("{age}, mark: {{type: string}}"),
        &format!("{age}, mark: {{type: string, readOnly: true}}"),
        "",
    );
    assert_eq!(converted(&mark), ["Pet → NewPet [call addPet] `id`, `mark` stay behind."]);
    let more = |count: usize, kind: &str| {
        let more = (0..count).map(|number| format!(", more{number}: {kind}"));
        converted(&of(age, &format!("{age}{}", more.collect::<String>()), "")).len()
    };
    assert_eq!(more(2, "{type: string}"), 1);
    assert_eq!(more(3, "{type: string}"), 0);
    assert_eq!(more(3, "{type: string, readOnly: true}"), 1);
    let fixed = "a: {const: x}, b: {const: y}, c: {const: z}";
    let document = of(age, &format!("{age}, {fixed}"), "").document();
    let document = document.replacen(
        "NewPet: {type: object, required: [name",
        "NewPet: {type: object, required: [name, a, b, c",
        1,
    );
    assert_eq!(lines(&Snippet::paths("").api_of(document.as_bytes()).unwrap()).len(), 1);
    // With a name and an age, three of six are half of them.
    let size = "size: {type: integer}";
    let of_six = "a: {type: string}, b: {type: string}, c: {type: string}";
    assert_eq!(
        converted(&of(&format!("{age}, {size}"), &format!("{age}, {size}, {of_six}"), "")).len(),
        1
    );
}

#[test]
fn objects_that_do_not_convert() {
    let age = "age: {type: integer}";
    let pets = |read: &str, sent: &str| {
        converted(&pets(&format!(
            "
            Pet: {{type: object, properties: {{name: {{type: string}}, {age}}}, {read}}}
            NewPet: {{type: object, properties: {{name: {{type: string}}, {age}, key: {{type: string}}}}, {sent}}}"
        )))
    };
    assert_eq!(pets("required: [name]", "required: [name]").len(), 1);
    // What is required was not answered; properties of any name go nowhere.
    assert_eq!(pets("required: [name]", "required: [key]"), [""; 0]);
    let any = "additionalProperties: {type: string}";
    assert_eq!(pets(any, any), [""; 0]);
}

/// Returns `Pet` that holds a thing of this type, which callers send as another one.
fn things(read: &str, sent: &str, schemas: &str) -> Snippet {
    of(
        &format!("age: {{type: integer}}, thing: {read}"),
        &format!("age: {{type: integer}}, thing: {sent}"),
        schemas,
    )
}

/// Returns what becomes of the thing.
#[track_caller]
fn thing(read: &str, sent: &str, schemas: &str) -> String {
    let text = written(&things(read, sent, schemas), "types/new_pet.rs");
    let lines = text.lines().map(str::trim).filter(|line| line.contains("thing"));
    lines.collect::<Vec<_>>().join(" ")
}

const REFUSED: &str = "/// `id` stays behind. An error unless `thing` is empty. value.thing.none::<Self>(\"thing\")?;";

#[test]
fn texts_of_a_list_and_any_text() {
    let listed = "{type: string, enum: [a, b]}";
    let list = |items: &str| format!("{{type: array, items: {items}}}");
    let text = "{type: string}";
    assert_eq!(thing(listed, text, ""), "thing: value.thing.map(Into::into),");
    assert_eq!(thing(text, listed, ""), "thing: value.thing.map(Into::into),");
    assert_eq!(
        thing(&list(listed), &list(text), ""),
        "thing: value.thing.map(|value| value.each()),"
    );
    assert_eq!(thing(&list(text), &list("{type: integer}"), ""), REFUSED);
    let object = "{type: object, required: [a], properties: {a: {type: string}}}";
    assert_eq!(thing(text, object, ""), REFUSED);
}

const TOYS: &str = "
        Toy: {type: object, required: [kind], properties: {kind: {const: toy}, name: {type: string}}}
        NewToy: {type: object, required: [kind], properties: {kind: {const: toy}, name: {type: string}, price: {type: integer}}}
        Cup: {type: object, required: [kind], properties: {kind: {const: cup}}}
        Note: {type: object, required: [text], properties: {text: {type: string}, at: {type: integer}}}
        NewNote: {type: object, required: [text], properties: {text: {type: string}}}
";

/// An object that is one of the arms, or of the tag of one, becomes that arm.
#[test]
fn values_that_become_an_arm() {
    let [toy, new, cup, note, other] = ["Toy", "NewToy", "Cup", "Note", "NewNote"]
        .map(|name| format!("{{$ref: '#/components/schemas/{name}'}}"));
    let to =
        |read: &str, arms: &[&str]| thing(read, &format!("{{oneOf: [{}]}}", arms.join(", ")), TOYS);
    assert_eq!(
        to(&toy, &[&cup, &toy]),
        "thing: value.thing.map(|value| super::NewPetThing::Toy(value.declared())),"
    );
    assert_eq!(
        to(&toy, &[&cup, &new]),
        "thing: value.thing.map(|value| super::NewPetThing::Toy(value.into())),"
    );
    assert_eq!(to(&toy, &[&cup, "{type: string}"]), REFUSED);
    assert_eq!(
        to("{type: string}", &["{type: string}", "{type: integer}"]),
        "thing: value.thing.map(super::NewPetThing::Text),"
    );
    // Nothing says of an object without a tag that it is the other one.
    assert_eq!(to(&note, &[&other, "{type: string}"]), REFUSED);
    let list = "{type: array, items: {type: string}}";
    assert_eq!(
        to(list, &["{type: string, enum: [all, none]}", list]),
        "thing: value.thing.map(super::NewPetThing::List),"
    );
    let listed = "{type: array, items: {type: string, enum: [a, b]}}";
    assert_eq!(
        to(listed, &["{type: string, enum: [all, none]}", list]),
        "thing: value.thing.map(|value| super::NewPetThing::List(value.each())),"
    );
}

/// The default arm becomes another one where all that is of it is of that one.
#[test]
fn default_arms_that_become_another() {
    let schemas = "
        Cat: {type: object, required: [kind], properties: {kind: {type: string}, name: {type: string}}}
        Dog: {type: object, required: [kind], properties: {kind: {type: string}, age: {type: integer}}}
        NewCat: {type: object, required: [kind], properties: {kind: {type: string}, name: {type: string}}}
        NewDog: {type: object, required: [kind], properties: {kind: {type: string}, age: {type: integer}}}
        Emu: {type: object, required: [kind], properties: {kind: {type: string}}}
";
    let union = |arms: &[&str], mapping: &str, default: &str| {
        let arms = arms.iter().map(|name| format!("{{$ref: '#/components/schemas/{name}'}}"));
        let arms = arms.collect::<Vec<_>>().join(", ");
        let default = if default.is_empty() { "" } else { &format!(", defaultMapping: {default}") };
        let mapping = format!("propertyName: kind, mapping: {{{mapping}}}{default}");
        format!("{{oneOf: [{arms}], discriminator: {{{mapping}}}}}")
    };
    let arms = |default: &str, sent: &str| {
        let read = union(&["Cat", "Dog"], "cat: Cat, dog: Dog", default);
        let text = written(&things(&read, sent, schemas).openapi("3.2.0"), "types/new_pet.rs");
        let lines = text.lines().map(str::trim).filter(|line| line.starts_with("Read::"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let new = |default: &str| union(&["NewCat", "NewDog"], "cat: NewCat, dog: NewDog", default);
    let both = [
        "Read::Cat(value) => Self::Cat(value.into()),",
        "Read::Dog(value) => Self::Dog(value.into()),",
    ];
    assert_eq!(arms("Cat", &new("NewCat")), both);
    let unlisted = "Read::Other(_) => \"what the document does not list\".refused::<Self>()?,";
    assert_eq!(arms("", &new("NewCat")), [both[0], both[1], unlisted]);
    // Others are of an arm for them alone, or of none.
    let more = "cat: NewCat, dog: NewDog, emu: Emu";
    let more = union(&["NewCat", "NewDog", "Emu"], more, "NewCat");
    for sent in [&new(""), &new("NewDog"), &more] {
        let arms = arms("Cat", sent);
        assert!(arms[0].contains(".refused::<Self>()?"), "{sent}: {arms:?}");
        assert_eq!(arms[1..], both[1..], "{sent}");
    }
}

/// An arm becomes the one of its tag, of its kind, or of its tests.
#[test]
fn arms_that_become_another() {
    let union = |arms: &[&str]| format!("{{oneOf: [{}]}}", arms.join(", "));
    let arms = |read: &[&str], sent: &[&str]| {
        let text = written(&things(&union(read), &union(sent), TOYS), "types/new_pet.rs");
        let lines = text.lines().map(str::trim).filter(|line| line.starts_with("Read::"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let object = |properties: &str, required: &str| {
        format!("{{type: object, required: [{required}], properties: {{{properties}}}}}")
    };
    let tagged =
        |values: &str, more: &str| object(&format!("kind: {{enum: [{values}]}}{more}"), "kind");
    let named = ", name: {type: string}";
    let [cat, cats, fish] = [tagged("cat", named), tagged("cat, lion", named), tagged("fish", "")];
    assert_eq!(
        arms(&[&cat, &fish], &[&fish, &cats]),
        [
            "Read::Cat(value) => Self::Cat(value.into()),",
            "Read::Fish(value) => Self::Fish(value.into()),",
            "Read::Other(value) => Self::Other(value),"
        ]
    );
    assert_eq!(
        arms(&[&cats, &fish], &[&fish, &cat]),
        [
            "Read::Cat(_) => \"cat` or `lion\".refused::<Self>()?,",
            "Read::Fish(value) => Self::Fish(value.into()),",
            "Read::Other(value) => Self::Other(value),"
        ]
    );
    // What says only what it is has a place where more may be said, but more has none where
    // nothing but that is said.
    assert_eq!(
        arms(&[&tagged("cat", ""), &fish], &[&fish, &cat]),
        [
            "Read::Cat(value) => Self::Cat(value.into()),",
            "Read::Fish(value) => Self::Fish(value.into()),",
            "Read::Other(value) => Self::Other(value),"
        ]
    );
    assert_eq!(
        arms(&[&cat, &fish], &[&fish, &tagged("cat", ", age: {type: integer}")]),
        [
            "Read::Cat(_) => \"cat\".refused::<Self>()?,",
            "Read::Fish(value) => Self::Fish(value.into()),",
            "Read::Other(value) => Self::Other(value),"
        ]
    );
    let tiger = tagged("cat, tiger", named);
    assert_eq!(
        arms(&[&cats, &fish], &[&fish, &tiger]),
        [
            "Read::Cat(_) => \"cat` or `lion\".refused::<Self>()?,",
            "Read::Fish(value) => Self::Fish(value.into()),",
            "Read::Other(value) => Self::Other(value),"
        ]
    );
    assert_eq!(
        arms(&[&cat, &fish, "{type: boolean}"], &["{type: boolean}", &fish, &cats]),
        [
            "Read::Boolean(value) => Self::Boolean(value),",
            "Read::Cat(value) => Self::Cat(value.into()),",
            "Read::Fish(value) => Self::Fish(value.into()),",
            "Read::Other(value) => Self::Other(value),"
        ]
    );
    // What the document does not list has no place among arms of which one takes any.
    let any = object("size: {type: integer}", "");
    assert_eq!(
        arms(&[&cat, &fish], &[&fish, &cats, &any]),
        [
            "Read::Cat(value) => Self::Cat(value.into()),",
            "Read::Fish(value) => Self::Fish(value.into()),",
            "Read::Other(_) => \"what the document does not list\".refused::<Self>()?,"
        ]
    );
    let refused = things(&union(&[&cat, &fish]), &union(&[&fish, &cats, &any]), "");
    assert_eq!(
        converted(&refused),
        [
            "Pet →? NewPet [call addPet] `id` stays behind. An error if something in `thing` is refused.",
            "Pet.thing →? NewPet.thing [in Pet] An error for what the document does not list.",
            "Pet.thing.cat → NewPet.thing.cat [in Pet.thing]",
            "Pet.thing.fish → NewPet.thing.fish [in Pet.thing]"
        ]
    );
    // By another property they are other arms.
    let both = |kind: &str| {
        object(
            &format!("kind: {{const: {kind}}}, type: {{const: {kind}}}, name: {{type: string}}"),
            "kind, type",
        )
    };
    let by_type =
        |kind: &str| object(&format!("type: {{const: {kind}}}, name: {{type: string}}"), "type");
    assert_eq!(arms(&[&cat, &fish], &[&by_type("cat"), &by_type("fish")]), [""; 0]);
    assert_eq!(arms(&[&both("cat"), &fish], &[&by_type("cat"), &by_type("fish")]), [""; 0]);
    let list = |items: &str| format!("{{type: array, items: {items}}}");
    let [few, any] = ["{type: string, enum: [a, b]}", "{type: string}"].map(list);
    assert_eq!(
        arms(&[&few, "{type: boolean}"], &["{type: boolean}", "{type: integer}", &any]),
        [
            "Read::Boolean(value) => Self::Boolean(value),",
            "Read::List(value) => Self::List(value.each()),"
        ]
    );
    let [note, other] =
        ["Note", "NewNote"].map(|name| format!("{{$ref: '#/components/schemas/{name}'}}"));
    assert_eq!(
        arms(&[&note, "{type: boolean}"], &["{type: boolean}", &other]),
        [
            "Read::Boolean(value) => Self::Boolean(value),",
            "Read::Note(_) => \"Note\".refused::<Self>()?,"
        ]
    );
    let ruled =
        |name: &str, note: &str| object(&format!("{name}: {{type: integer}}, note: {note}"), name);
    assert_eq!(
        arms(
            &[&ruled("one", &few), &ruled("two", &few)],
            &[&ruled("two", &any), &ruled("one", &any)]
        ),
        [
            "Read::One(value) => Self::One(value.into()),",
            "Read::Two(value) => Self::Two(value.into()),",
            "Read::Other(value) => Self::Other(value),"
        ]
    );
    assert_eq!(
        arms(
            &[&ruled("one", &few), &ruled("two", &few)],
            &[&ruled("two", &any), &ruled("other", &any)]
        ),
        [
            "Read::One(_) => \"Pet.thing.one\".refused::<Self>()?,",
            "Read::Two(value) => Self::Two(value.into()),",
            "Read::Other(value) => Self::Other(value),"
        ]
    );
    assert_eq!(
        arms(
            &["{type: string, enum: [a, b]}", "{type: boolean}"],
            &["{type: boolean}", "{type: string, enum: [b, a]}"]
        ),
        [
            "Read::A => Self::A,",
            "Read::B => Self::B,",
            "Read::Boolean(value) => Self::Boolean(value),",
            "Read::Other(value) => Self::Other(value),"
        ]
    );
}

/// An object becomes its only text where nothing else has to be there.
#[test]
fn objects_that_become_a_text() {
    let note = |required: &str, properties: &str| {
        let schemas = format!(
            "Note: {{type: object, required: [{required}], properties: {{text: {{type: string}}{properties}}}"
        );
        let of = |more: &str| {
            thing(
                "{$ref: '#/components/schemas/Note'}",
                "{type: string}",
                &format!("{schemas}{more}}}"),
            )
        };
        (of(""), of(", additionalProperties: {type: integer}"))
    };
    let text = |found: &str| found.to_owned();
    assert_eq!(note("text", "").0, text("thing: value.thing.map(Into::into),"));
    assert_eq!(note("text", "").1, text(REFUSED));
    assert_eq!(
        note("text", ", at: {type: integer}").0,
        text(
            "/// `id` stays behind. An error if something in `thing` is refused. thing: value.thing.map(TryInto::try_into).transpose().at(\"thing\")?,"
        )
    );
    assert_eq!(
        note("", "").0,
        text(
            "/// `id` stays behind. An error unless `thing` is empty. value.thing.none::<Self>(\"thing\")?;"
        )
    );
    assert_eq!(note("text, at", ", at: {type: integer}, of: {type: integer}").0, text(REFUSED));
    assert_eq!(note("text, of", ", of: {type: string}").0, text(REFUSED));
    let constant = "Note: {type: object, required: [kind], properties: {kind: {const: note}}}";
    assert_eq!(thing("{$ref: '#/components/schemas/Note'}", "{type: string}", constant), REFUSED);
}

/// The name of an object within stays behind, and so does its constant.
#[test]
fn objects_within_that_say_what_they_are() {
    let of = |read: &str, required: &str| {
        let read = format!(
            "{{type: object, required: [name, {required}], properties: {{name: {{type: string}}, {read}}}}}"
        );
        converted(&things(
            &read,
            "{type: object, properties: {name: {type: string}, size: {type: integer}}}",
            "",
        ))
    };
    assert_eq!(
        of("kind: {const: toy}", "kind"),
        ["Pet → NewPet [call addPet] `id` stays behind.", "Pet.thing → NewPet.thing [in Pet]"]
    );
    assert_eq!(
        of("id: {type: string}", "id"),
        [
            "Pet → NewPet [call addPet] `id` stays behind.",
            "Pet.thing → NewPet.thing [in Pet] `id` stays behind."
        ]
    );
    assert_eq!(
        of("id: {type: integer}", "id"),
        ["Pet →? NewPet [call addPet] `id` stays behind. An error unless `thing` is empty."]
    );
}

/// Undeclared properties that were read are no longer there in what is sent; declared ones
/// of any name are.
#[test]
fn undeclared_properties_within() {
    let home = |rest: &str| {
        let home = format!("Home: {{type: object, properties: {{town: {{type: string}}}}{rest}}}");
        let of = "{$ref: '#/components/schemas/Home'}";
        thing(of, of, &home)
    };
    assert_eq!(home(""), "thing: value.thing.map(|value| value.declared()),");
    assert_eq!(home(", additionalProperties: true"), "thing: value.thing,");
}

/// A type that is answered and sent elsewhere is sent as it is.
#[test]
fn what_is_sent_elsewhere_converts_into_nothing() {
    let age = "age: {type: integer}";
    assert_eq!(converted(&of(age, age, "")).len(), 1);
    let kin = format!("{age}, kin: {{$ref: '#/components/schemas/Pet'}}");
    assert_eq!(converted(&of(age, &kin, "")), [""; 0]);
    // What is sent and read is made of more than what it declares.
    let path = "/new: {get: {operationId: readNew, tags: [pets], responses: {'200': {description: A \
                pet., content: {application/json: {schema: {$ref: '#/components/schemas/NewPet'}}}}}}}";
    let both = of(age, age, "").document().replacen("paths:\n", &format!("paths:\n  {path}\n"), 1);
    let output = Snippet::paths("")
        .run_document(both.as_bytes())
        .unwrap_or_else(|failure| panic!("{failure}\n{both}"));
    let file = output.files.iter().find(|file| file.path == "types/new_pet.rs").unwrap();
    assert!(file.text.contains("..Self::empty()"), "{}", file.text);
    let document = of(age, age, "").document();
    let any = "NewPet: {type: object, additionalProperties: {type: string}, required";
    let any = document.replacen("NewPet: {type: object, required", any, 1);
    let output = Snippet::paths("")
        .run_document(any.as_bytes())
        .unwrap_or_else(|failure| panic!("{failure}"));
    let file = output.files.iter().find(|file| file.path == "types/new_pet.rs").unwrap();
    assert!(file.text.contains("..Self::empty()"), "{}", file.text);
    assert!(!written(&of(age, age, ""), "types/new_pet.rs").contains("empty()"));
}

/// Unions are one thing by an arm that they share, not by the call.
#[test]
fn unions_of_one_call() {
    let schemas = "
        Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}
        NewPet: {oneOf: [{$ref: '#/components/schemas/NewCat'}, {$ref: '#/components/schemas/NewDog'}]}
        Cat: {type: object, required: [kind], properties: {kind: {const: cat}}}
        Dog: {type: object, required: [kind], properties: {kind: {const: dog}}}
        NewCat: {type: object, required: [kind], properties: {kind: {const: cat}}}
        NewDog: {type: object, required: [kind], properties: {kind: {const: dog}}}";
    assert_eq!(converted(&pets(schemas)), [""; 0]);
}

/// An arm that holds the union itself is at another place in one that does not.
#[test]
fn arms_that_hold_a_union() {
    let union = "{oneOf: [{$ref: '#/components/schemas/Box'}, {$ref: '#/components/schemas/Cup'}]}";
    let schemas = format!(
        "
Pet: {union}
NewPet: {union}
Box: {{type: object, required: [kind], properties: {{kind: {{const: box}}, of: {{$ref: '#/components/schemas/NewPet'}}}}}}
Cup: {{type: object, required: [kind], properties: {{kind: {{const: cup}}}}}}
"
    );
    assert_eq!(converted(&apart(&schemas)), ["Pet →? NewPet [arm Box] An error for `box`."]);
}

/// A refusal of an arm is one of the union.
#[test]
fn an_arm_that_refuses_something() {
    let schemas = UNIONS.replace(
        "Dog: {type: object, required: [kind, name, id]",
        "Dog: {type: object, required: [kind, id]",
    );
    assert_eq!(
        converted(&apart(&schemas)),
        [
            "Dog →? NewDog [in Pet] `id` stays behind. An error without `name`.",
            "Pet →? NewPet [arm Cat] An error if something in `dog` is refused."
        ]
    );
}

/// A property that an answer may lack is there in what is sent, if it has only one value.
#[test]
fn the_only_value_of_a_property() {
    let read = |value: &str, required: &str| {
        let schemas = format!(
            "
            Pet: {{type: object, required: [name{required}], properties: {{name: {{type: string}}, age: {{type: integer}}, tag: {{const: {value}}}}}}}
            NewPet: {{type: object, required: [name, tag], properties: {{name: {{type: string}}, age: {{type: integer}}, tag: {{const: a}}}}}}"
        );
        converted(&pets(&schemas))
    };
    assert_eq!(read("a", ""), ["Pet → NewPet [call addPet]"]);
    assert_eq!(read("a", ", tag"), ["Pet → NewPet [call addPet]"]);
    assert_eq!(read("b", ""), ["Pet →? NewPet [call addPet] An error unless `tag` is empty."]);
}

/// Objects within objects of their kind convert where they are in lists.
#[test]
fn objects_that_hold_their_own_kind() {
    let of_kin = |read: &str, sent: &str| {
        let pet = |name: &str, kin: &str| {
            format!(
                "{name}: {{type: object, required: [name], properties: {{name: {{type: string}}, age: {{type: integer}}, kin: {kin}}}}}\n"
            )
        };
        converted(&pets(&format!("{}{}", pet("Pet", read), pet("NewPet", sent))))
    };
    let [read, sent] =
        ["Pet", "NewPet"].map(|name| format!("{{$ref: '#/components/schemas/{name}'}}"));
    let list = |items: &str| format!("{{type: array, items: {items}}}");
    assert_eq!(of_kin(&list(&read), &list(&sent)), ["Pet → NewPet [call addPet]"]);
    assert_eq!(of_kin(&read, &sent), [""; 0]);
    assert_eq!(
        of_kin(&sent, &sent),
        ["Pet →? NewPet [call addPet] An error unless `kin` is empty."]
    );
}

/// Maps and lists may be empty, and so may be left behind, or refused, although they are
/// required.
#[test]
fn maps_that_have_no_place() {
    let map = "{type: object, additionalProperties: {type: string}}";
    let snippet = things(map, "{type: integer}", "");
    let always =
        snippet.document().replacen("required: [id, name]", "required: [id, name, thing]", 1);
    let api = Snippet::paths("").api_of(always.as_bytes()).unwrap();
    assert_eq!(
        lines(&api),
        ["Pet →? NewPet [call addPet] `id` stays behind. An error unless `thing` is empty."]
    );
}

/// Properties that are only read stay behind where they may be missing; one that is always there is
/// lost.
#[test]
fn what_the_server_always_says_is_not_left_behind() {
    let marks = "marks: {type: array, items: {type: string}}";
    let schemas = TAGGED.replacen(marks, "marks: {$ref: '#/components/schemas/Mark'}", 1);
    let mark = "Mark: {type: object, properties: {by: {$ref: '#/components/schemas/Mood'}}}\n\
                Mood: {type: string, enum: [good, bad]}\n";
    let toy = "properties: {id: {type: string}, mood: {$ref: '#/components/schemas/Mood'}}}";
    let schemas = schemas.replacen("properties: {id: {type: string}}}", toy, 1) + mark;
    // Callers can send a mood, which is no part that a mark is made of.
    assert_eq!(converted(&apart(&schemas))[0], "Pet → Sent [property toys] `marks` stays behind.");
    let always =
        schemas.replacen("required: [role, toys, name]", "required: [role, toys, name, marks]", 1);
    assert_eq!(converted(&apart(&always)), [""; 0]);
}

/// Only an object that both have makes two unions one thing.
#[test]
fn unions_that_share_no_object() {
    let schemas = "
Pet: {anyOf: [{$ref: '#/components/schemas/Level'}, {type: array, items: {type: string}}]}
NewPet: {anyOf: [{$ref: '#/components/schemas/Level'}, {type: string}, {type: array, items: {type: string}}]}
Level: {type: integer, enum: [1, 2]}
";
    assert_eq!(converted(&apart(schemas)), [""; 0]);
}

/// A property that the objects of many tagged arms have says nothing about them.
#[test]
fn a_property_that_is_everywhere_links_nothing() {
    let with = |count: usize| {
        let sent = "{type: object, required: [role], properties: {role: {const: pet}, name: {type: string}, toys: {type: array, items: {$ref: '#/components/schemas/Toy'}}}}";
        let union = |number: usize| {
            format!(
                "Union{number}: {{oneOf: [{{$ref: '#/components/schemas/Sent{number}'}}, {{$ref: '#/components/schemas/Keeper'}}]}}\nSent{number}: {sent}\n"
            )
        };
        let fields: Vec<String> = (0..count)
            .map(|number| format!("u{number}: {{$ref: '#/components/schemas/Union{number}'}}"))
            .collect();
        let new = format!("NewPet: {{type: object, properties: {{{}}}}}\n", fields.join(", "));
        let (before, after) = TAGGED.split_once("NewPet: ").unwrap();
        let after = after.split_once("Keeper: ").unwrap().1;
        let unions: String = (0..count).map(union).collect();
        converted(&apart(&format!("{before}{new}{unions}Keeper: {after}"))).len()
    };
    assert_eq!(with(16), 32);
    assert_eq!(with(17), 0);
}

/// Whatever holds the arm comes in the order of the names.
#[test]
fn unions_that_hold_an_arm_are_in_order() {
    let names: Vec<String> = (10..27).map(|number| format!("Den{number}")).collect();
    let union = |name: &String| {
        format!(
            "{name}: {{oneOf: [{{$ref: '#/components/schemas/Sent'}}, {{$ref: '#/components/schemas/Keeper'}}]}}\n"
        )
    };
    let field = |name: &String| format!(", {name}: {{$ref: '#/components/schemas/{name}'}}");
    let fields: String = names.iter().map(field).collect();
    let keeper = "Keeper: {type: object, required: [role], properties: {role: {const: keeper}";
    let schemas = TAGGED.replacen(keeper, &format!("{keeper}{fields}"), 1);
    let schemas = schemas + &names.iter().map(union).collect::<String>();
    let mut wanted =
        vec!["Pet →? Sent [property toys] An error unless `marks` is empty.".to_owned()];
    wanted.extend(names.iter().map(|name| format!("Pet →? {name} [as Sent]")));
    wanted.push("Pet →? NewPet [as Sent]".to_owned());
    assert_eq!(converted(&apart(&schemas)), wanted);
}

/// A type that is only read is none that could be sent, although the same text tells it apart.
#[test]
fn unions_that_are_only_read_link_nothing() {
    let seen = "{oneOf: [{$ref: '#/components/schemas/Seen'}, {$ref: '#/components/schemas/Toy'}]}";
    let schemas =
        TAGGED.replacen("marks: {type: array, items: {type: string}}", &format!("seen: {seen}"), 1);
    let seen = "Seen: {type: object, required: [role], properties: {role: {const: pet}, toys: {type: array, items: {$ref: '#/components/schemas/Toy'}}}}\n";
    let lines = converted(&apart(&(schemas + seen)));
    assert_eq!(
        lines,
        [
            "Pet →? Sent [property toys] An error unless `seen` is empty.",
            "Seen → Sent [property toys]",
            "Pet →? NewPet [as Sent]",
            "Seen → NewPet [as Sent]"
        ]
    );
}

#[test]
fn what_the_vendors_document_converts() {
    let Some(vendor) = Vendor::whole().into_iter().find(|vendor| vendor.date == "2026-08-21")
    else {
        return;
    };
    assert_snapshot!(lines(&vendor.api()).join("\n"));
}
