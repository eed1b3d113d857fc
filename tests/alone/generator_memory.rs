//! Twice as large a document costs twice as much and not more: by what is
//! allocated, which no clock and no other program has a part in.

use allocation_counter::{AllocationInfo, measure};
use openapi_loom_generator::diff::diff;
use openapi_loom_generator::{api, generate, version};
use serde_json::{Map, Value, json};
use workspace_tests::synthetic;

/// The number of things in the smaller document.
const SIZE: usize = 100;

/// Measures what generating allocates, but for writing the files, which has
/// threads of its own.
fn cost(document: &[u8]) -> AllocationInfo {
    let inputs = synthetic::alone(document);
    measure(|| {
        generate(&inputs).unwrap();
    })
}

/// Checks that twice the document costs twice as much.
#[track_caller]
fn is_linear(name: &str, document: impl Fn(usize) -> Vec<u8>, size: usize) {
    // Things that are done once are done before it is measured.
    cost(&document(1));
    let (once, twice) = (cost(&document(size)), cost(&document(2 * size)));
    let figures = |of: &dyn Fn(&AllocationInfo) -> u64| (of(&once), of(&twice));
    let counts = figures(&|cost| cost.count_total);
    let bytes = figures(&|cost| cost.bytes_total);
    let peak = figures(&|cost| cost.bytes_max);
    eprintln!("{name}: allocations {counts:?}, bytes {bytes:?}, bytes at once {peak:?}");
    for (what, (once, twice)) in [("allocations", counts), ("bytes", bytes), ("peak", peak)] {
        // A tenth is for tables that double, and for longer numbers.
        assert!(twice * 10 <= once * 22, "{name}, {what}: {once} and then {twice}");
        assert!(twice * 10 >= once * 15, "{name}, {what}: {once} and then {twice} tells nothing");
    }
}

#[test]
fn twice_the_document_allocates_twice_as_much() {
    is_linear("things", synthetic::document, SIZE);
}

#[test]
fn twice_the_listed_values_allocate_twice_as_much() {
    let document = |values: Vec<Value>| synthetic::schema(json!({ "enum": values }));
    is_linear(
        "texts",
        |size| document((0..size).map(|number| json!(format!("value {number}"))).collect()),
        1000,
    );
    is_linear("integers", |size| document((0..size).map(|number| json!(number)).collect()), 1000);
    is_linear(
        "texts that collide",
        |size| document(synthetic::colliding(size).map(Value::from).collect()),
        1000,
    );
}

#[test]
fn twice_the_names_that_collide_allocate_twice_as_much() {
    let text = json!({"type": "string"});
    let object = json!({"type": "object", "properties": {"a": {"type": "string"}}});
    let named = |size: usize, schema: &Value| -> Map<String, Value> {
        synthetic::colliding(size).map(|name| (name, schema.clone())).collect()
    };
    is_linear("fields", |size| synthetic::schema(json!({ "properties": named(size, &text) })), 500);
    is_linear(
        "inline types",
        |size| synthetic::schema(json!({ "properties": named(size, &object) })),
        500,
    );
    is_linear("components", |size| synthetic::components(named(size, &object)), 500);
    is_linear("parameters", |size| synthetic::parameters(synthetic::colliding(size)), 500);
    is_linear("operations", equal_operations, 500);
}

/// Returns a document of operations that all have one id.
fn equal_operations(size: usize) -> Vec<u8> {
    let operation = json!({"get": {
        "operationId": "read",
        "tags": ["things"],
        "responses": {"204": {"description": "None."}},
    }});
    let paths: Map<String, Value> =
        (0..size).map(|number| (format!("/things/{number}"), operation.clone())).collect();
    synthetic::of(paths, Map::new())
}

/// Schemas, the first of which is read.
fn read(schemas: impl IntoIterator<Item = (String, String)>) -> String {
    let schemas: Vec<String> =
        schemas.into_iter().map(|(name, schema)| format!("    {name}: {schema}\n")).collect();
    format!(
        "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\n\
         paths:\n  /a:\n    get:\n      operationId: a\n      responses:\n        '200':\n          \
         description: It.\n          content: {{application/json: {{schema: {}}}}}\n\
         components:\n  schemas:\n{}",
        to("A0"),
        schemas.concat()
    )
}

fn to(name: &str) -> String {
    format!("{{$ref: '#/components/schemas/{name}'}}")
}

/// Schemas, each of which is made of the next, and one at the end.
fn chain(length: usize, link: impl Fn(usize, String) -> String) -> String {
    let links = (0..length).map(|at| (format!("A{at}"), link(at, to(&format!("A{}", at + 1)))));
    let end = "{type: object, required: [k], properties: {k: {const: end}}}".to_owned();
    read(links.chain([(format!("A{length}"), end)]))
}

/// Returns a union of objects.
fn union(arms: usize, arm: impl Fn(usize) -> String) -> String {
    let names: Vec<String> = (1..=arms).map(|at| to(&format!("A{at}"))).collect();
    let union = ("A0".to_owned(), format!("{{oneOf: [{}]}}", names.join(", ")));
    read([union].into_iter().chain((1..=arms).map(|at| (format!("A{at}"), arm(at)))))
}

/// Unions of eight levels, each of which has all of the next for its arms.
fn lattice(width: usize) -> String {
    let level = |level: usize| {
        let arms = (0..width).map(move |at| to(&format!("L{}_{at}", level + 1)));
        let arms: Vec<String> = match level {
            8 => vec!["{type: string}".to_owned(), "{type: array, items: {}}".to_owned()],
            _ => arms.collect(),
        };
        (0..width)
            .map(move |at| (format!("L{level}_{at}"), format!("{{oneOf: [{}]}}", arms.join(", "))))
    };
    let arms = format!(
        "{{oneOf: [{{type: object, properties: {{p: {}}}}}, {{type: object, properties: {{p: {}, q: {{}}}}}}]}}",
        to("L0_0"),
        to("L0_1")
    );
    read([("A0".to_owned(), arms)].into_iter().chain((0..=8).flat_map(level)))
}

/// Asserts that understanding a document allocates no more for each byte of a
/// longer one.
#[track_caller]
fn grows_with_the_document(what: &str, document: impl Fn(usize) -> String, size: usize) {
    let cost = |size: usize| {
        let document = document(size);
        let inputs = synthetic::alone(document.as_bytes());
        let allocated = measure(|| drop(api(&inputs).unwrap())).bytes_total;
        (u64::try_from(document.len()).unwrap(), allocated)
    };
    cost(2);
    let ((length, once), (longer, twice)) = (cost(size), cost(2 * size));
    eprintln!("{what}: {once} bytes for {length}, {twice} for {longer}");
    // A quarter is for tables that double.
    assert!(twice * length * 4 <= once * longer * 5, "{what}: {once}, {twice}");
}

#[test]
fn chains_allocate_as_much_as_they_are_long() {
    let told = |at: usize, next: String| {
        let own = format!("{{type: object, required: [k], properties: {{k: {{const: v{at}}}}}}}");
        format!("{{oneOf: [{own}, {next}]}}")
    };
    grows_with_the_document("aliases", |size| chain(size, |_, next| next), 400);
    grows_with_the_document(
        "notes",
        |size| chain(size, |_, next| format!("{{allOf: [{next}], description: It.}}")),
        400,
    );
    grows_with_the_document(
        "nulls",
        |size| chain(size, |_, next| format!("{{oneOf: [{next}, {{type: 'null'}}]}}")),
        400,
    );
    grows_with_the_document(
        "lists",
        |size| chain(size, |_, next| format!("{{type: array, items: {next}}}")),
        400,
    );
    // Each would take in all after it.
    grows_with_the_document("unions", |size| chain(size, told), 800);
}

/// Words of positions and of patterns beside the type that has to hold all of them: neither takes
/// a copy of all that is inside the other at each level.
#[test]
fn lists_by_position_and_maps_by_pattern_allocate_as_much_as_they_are_deep() {
    let [text, number] = ["{type: string}", "{type: integer}"];
    let nested = |size: usize, level: &dyn Fn(String) -> String| {
        let inside = (0..size).fold(text.to_owned(), |inside, _| level(inside));
        read([("A0".to_owned(), format!("{{properties: {{a: {inside}}}}}"))])
    };
    let levels: [(&str, &dyn Fn(String) -> String); 6] = [
        ("first", &|inside| format!("{{type: array, prefixItems: [{inside}, {number}]}}")),
        ("second", &|inside| format!("{{type: array, prefixItems: [{number}, {inside}]}}")),
        ("rest", &|inside| format!("{{type: array, prefixItems: [{number}], items: {inside}}}")),
        ("between", &|inside| {
            format!("{{type: array, prefixItems: [{{type: array, items: {inside}}}, {number}]}}")
        }),
        ("pattern", &|inside| format!("{{patternProperties: {{^a: {inside}, ^b: {number}}}}}")),
        ("closed", &|inside| {
            format!(
                "{{patternProperties: {{^a: {inside}, ^b: false}}, additionalProperties: false}}"
            )
        }),
    ];
    for (what, level) in levels {
        let cost = |size: usize| {
            let document = nested(size, level);
            let inputs = synthetic::alone(document.as_bytes());
            measure(|| drop(api(&inputs))).bytes_total
        };
        cost(2);
        let (once, twice) = (cost(14), cost(28));
        eprintln!("{what}: {once} bytes for 14 levels, {twice} for 28");
        // Names are as long as the levels are deep, and so are texts.
        assert!(twice < 5 * once, "{what}: {once}, {twice}");
        // It may be too deep, but is no more work for that.
        cost(60);
    }
    for link in ["prefixItems: [NEXT, {type: integer}]", "prefixItems: [{type: integer}, NEXT]"] {
        let link = |_, next: String| format!("{{type: array, {}}}", link.replace("NEXT", &next));
        grows_with_the_document("positions", |size| chain(size, link), 60);
    }
}

/// The address that references are relative to is put together once, however many schemas with
/// one are around them.
#[test]
fn references_allocate_no_more_for_addresses_around_them() {
    let cost = |depth: usize, reference: &str, id: &str| {
        let property = |number| format!("p{number}: {{$ref: '{reference}'}}");
        let properties = (0..500).map(property).collect::<Vec<_>>().join(", ");
        let inside = format!("{{{id} properties: {{{properties}}}}}");
        let within = |inside, _| format!("{{{id} properties: {{a: {inside}}}}}");
        let deep = (1..depth).fold(inside, within);
        let root = format!("{{$id: 'https://example.com/', properties: {{a: {deep}}}}}");
        let leaf = "{$id: 'https://example.com/leaf', properties: {v: {type: string}}}".to_owned();
        let document = read([("A0".to_owned(), root), ("Leaf".to_owned(), leaf)]);
        let inputs = synthetic::alone(document.as_bytes());
        measure(|| drop(api(&inputs).unwrap())).count_total
    };
    cost(2, "/leaf", "$id: a/,");
    for depth in [10, 40] {
        let by_name = cost(depth, "#/components/schemas/Leaf", "");
        let by_address = cost(depth, "/leaf", "$id: a/,");
        eprintln!("{depth} deep: {by_name} allocations by name, {by_address} by address");
        assert!(by_address <= by_name, "{depth}: {by_name}, {by_address}");
    }
}

/// Asserts that generating allocates no more for each byte that is written for a longer
/// document.
#[track_caller]
fn grows_with_the_output(what: &str, document: impl Fn(usize) -> String, size: usize) {
    let cost = |size: usize| {
        let document = document(size);
        let inputs = synthetic::alone(document.as_bytes());
        let mut written = 0;
        let allocated = measure(|| {
            let output = generate(&inputs).unwrap();
            written = output.files.iter().map(|file| file.text.len()).sum();
        });
        let written = u64::try_from(written).unwrap();
        [allocated.count_total, allocated.bytes_total].map(|work| (written, work))
    };
    cost(2);
    let (once, twice) = (cost(size), cost(2 * size));
    for ((length, once), (longer, twice)) in once.into_iter().zip(twice) {
        eprintln!("{what}: {once} for {length} bytes, {twice} for {longer}");
        // A quarter is for tables that double.
        assert!(twice * length * 4 <= once * longer * 5, "{what}: {once}, {twice}");
    }
}

/// A struct has the properties of all that it extends, so that the output grows by the square
/// of a chain in which each adds one; the work grows no faster than that.
#[test]
fn chains_that_add_properties_allocate_as_much_as_is_written() {
    let own = |at: usize| format!("{{type: object, properties: {{p{at}: {{type: string}}}}}}");
    grows_with_the_output(
        "properties",
        |size| chain(size, |at, next| format!("{{allOf: [{next}, {}]}}", own(at))),
        80,
    );
    let parent = "{type: object, required: [t], properties: {t: {type: string}}, discriminator: {propertyName: t}}";
    let child = |at: usize| {
        (format!("A{}", at + 1), format!("{{allOf: [{}, {}]}}", to(&format!("A{at}")), own(at)))
    };
    let family = |size: usize| {
        read([("A0".to_owned(), parent.to_owned())].into_iter().chain((0..size).map(child)))
    };
    grows_with_the_output("children", family, 40);
}

#[test]
fn unions_allocate_as_much_as_their_arms_are_long() {
    let list = |names: Vec<String>| names.join(", ");
    // As many properties as arms.
    let apart = |arms: usize| {
        union(arms, |arm| {
            let own = (0..arms).map(|at| format!("p{arm}_{at}: {{type: string}}"));
            format!("{{type: object, properties: {{{}}}}}", list(own.collect()))
        })
    };
    let alike = |arms: usize| {
        union(arms, |arm| {
            let shared = (0..arms).map(|at| format!("p{at}: {{type: string}}"));
            let own = format!("q{arm}: {{type: string}}");
            format!("{{type: object, properties: {{{}, {own}}}}}", list(shared.collect()))
        })
    };
    let kinds = |arms: usize| {
        let all: Vec<String> = (0..=arms).map(|at| format!("v{at}")).collect();
        union(arms, |arm| {
            let own = format!("k: {{type: string, enum: [v{arm}]}}");
            format!("{{type: object, required: [k], properties: {{{own}}}}}")
        }) + &format!("    Kinds: {{type: string, enum: [{}]}}\n", all.join(", "))
    };
    // Too much alike to be told apart, so that any value is taken.
    let one_property = |arms: usize| {
        union(arms, |arm| {
            format!("{{type: object, properties: {{x: {{type: string, maxLength: {arm}}}}}}}")
        })
    };
    grows_with_the_document("one property in each", one_property, 1000);
    let overlapping = |arms: usize| {
        let arm = |arm| format!("{{properties: {{x: {{type: string, maxLength: {arm}}}}}}}");
        let arms: Vec<String> = (0..arms).map(arm).collect();
        read([("A0".to_owned(), format!("{{anyOf: [{}]}}", list(arms)))])
    };
    grows_with_the_document("one property said in each way", overlapping, 500);
    grows_with_the_document("apart", apart, 40);
    grows_with_the_document("alike", alike, 40);
    grows_with_the_document("kinds", kinds, 200);
    grows_with_the_document("unions of unions", lattice, 3);
}

/// A part that no operation needs is left out where it leads to a fault,
/// however many parts lead there.
#[test]
fn chains_that_end_in_a_fault_allocate_as_much_as_they_are_long() {
    let broken = |length: usize| {
        let link = |at: usize| {
            (
                format!("B{at}"),
                format!("{{type: object, properties: {{next: {}}}}}", to(&format!("B{}", at + 1))),
            )
        };
        let first = ("A0".to_owned(), "{type: string}".to_owned());
        read([first].into_iter().chain((0..length).map(link)))
    };
    grows_with_the_document("components", broken, 400);
}

/// Asserts that comparing documents allocates twice as much for twice the changes.
#[track_caller]
fn comparing_is_linear(what: &str, document: impl Fn(usize, &str) -> String, words: [&str; 2]) {
    let cost = |size: usize| {
        let versions =
            words.map(|word| version(&synthetic::alone(document(size, word).as_bytes())).unwrap());
        let [old, new] = &versions;
        let mut found = 0;
        let allocated = measure(|| found = diff(old, new).changes.len()).bytes_total;
        assert_eq!(found, size, "{what}");
        allocated
    };
    let (once, twice) = (cost(200), cost(400));
    eprintln!("comparing {what}: {once} bytes, {twice}");
    assert!(twice * 10 <= once * 22, "{what}: {once}, {twice}");
}

/// A chain that is led to from everywhere is read once, and compared once.
#[test]
fn webhooks_allocate_as_much_as_they_lead_to() {
    // They end in a fault, so that no types are generated of them.
    let document = |length: usize, kind: &str| {
        let next = |at: usize| to(&format!("B{}", at + 1));
        let link = |at: usize| {
            (format!("B{at}"), format!("{{type: object, properties: {{next: {}}}}}", next(at)))
        };
        let hook = |at: usize| {
            format!(
                "  h{at}: {{post: {{requestBody: {{content: {{application/json: {{schema: \
                 {{properties: {{a: {{type: {kind}}}, b: {}}}}}}}}}}}}}}}\n",
                to(&format!("B{at}"))
            )
        };
        let first = ("A0".to_owned(), "{type: string}".to_owned());
        let hooks: String = (0..length).map(hook).collect();
        read([first].into_iter().chain((0..length).map(link))) + "webhooks:\n" + &hooks
    };
    grows_with_the_document("payloads", |size| document(size, "string"), 200);
    comparing_is_linear("payloads", document, ["string", "integer"]);
}

/// Each operation changes in a way of its own, so that none is told with another.
#[test]
fn many_changes_allocate_as_much_as_they_are() {
    let moves = |size: usize, start: &str| {
        operations(size, |at| (format!("/b/{at}/{start}"), format!("b{at}"), String::new()))
    };
    comparing_is_linear("moves", moves, ["old", "new"]);
    let names = |size: usize, start: &str| {
        operations(size, |at| (format!("/b/{at}"), format!("{start}{at}"), String::new()))
    };
    comparing_is_linear("names", names, ["old", "new"]);
}

/// Each operation reaches the rest of a chain in which nothing changes.
#[test]
fn what_does_not_change_is_not_listed_for_what_reaches_it() {
    let document = |size: usize, start: &str| {
        let link = |at: usize| {
            let next = to(&format!("A{}", at + 1));
            format!("    A{at}: {{type: object, properties: {{next: {next}}}}}\n")
        };
        let links: String = (0..size).map(link).collect();
        let chain = format!("components:\n  schemas:\n{links}    A{size}: {{type: string}}\n");
        let content = |at: usize| {
            format!(", content: {{application/json: {{schema: {}}}}}", to(&format!("A{at}")))
        };
        operations(size, |at| (format!("/b/{at}/{start}"), format!("b{at}"), content(at))) + &chain
    };
    comparing_is_linear("what is shared", document, ["old", "new"]);
}

/// Returns a document of operations, each with its path, its id, and what its answer has.
fn operations(size: usize, each: impl Fn(usize) -> (String, String, String)) -> String {
    let operation = |at: usize| {
        let (path, id, content) = each(at);
        format!(
            "  {path}: {{get: {{operationId: {id}, responses: {{'200': {{description: \
             Done.{content}}}}}}}}}\n"
        )
    };
    let paths: String = (0..size).map(operation).collect();
    format!("openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths:\n{paths}")
}
