//! Documents outside of their schemas: what each part says is used, or reported. Small YAML in,
//! exact Rust or exact messages out.

use openapi_loom_generator::report::Failure;
use openapi_loom_generator::source::Files;
use openapi_loom_generator::{Groups, Inputs, Output, generate};
use workspace_tests::snippet::Snippet;
use workspace_tests::synthetic::alone;

/// Returns a document of OpenAPI 3.2 with these keys at its root.
fn document(root: &str) -> String {
    format!("openapi: 3.2.0\ninfo: {{title: Pets, version: '1'}}\n{root}")
}

fn run(document: &str) -> Result<Output, Failure> {
    generate(&Inputs { groups: Groups::All, ..alone(document.as_bytes()) })
}

/// Returns the rules, the places and the words of what is found.
fn found(output: &Output) -> Vec<String> {
    let found = output.warnings.iter();
    found.map(|found| format!("{} {}: {}", found.rule, found.at, found.message)).collect()
}

/// Returns what is found in a document with these keys at its root.
#[track_caller]
fn told(root: &str) -> Vec<String> {
    found(&run(&document(root)).unwrap())
}

/// Returns what is found in a document of these operations of `/pets`, by their methods.
#[track_caller]
fn told_of(operations: &str) -> Vec<String> {
    told(&format!("paths: {{/pets: {{{operations}}}}}"))
}

/// Returns a file of a document with these keys at its root.
#[track_caller]
fn file(root: &str, path: &str) -> String {
    text(&run(&document(root)).unwrap(), path)
}

#[track_caller]
fn text(output: &Output, path: &str) -> String {
    let mut files = output.files.iter();
    files.find(|file| file.path == path).map(|file| file.text.clone()).unwrap()
}

/// Returns the lines of documentation before a line.
fn docs_before(text: &str, line: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let at = lines.iter().position(|found| found.starts_with(line)).unwrap();
    let docs = lines[..at].iter().rev().take_while(|line| line.starts_with("///"));
    let docs = docs.map(|line| line.trim_start_matches("///").trim().to_owned());
    docs.collect::<Vec<_>>().into_iter().rev().collect()
}

const DONE: &str = "responses: {'204': {description: Done.}}";

#[test]
fn no_name_depends_on_the_order_of_answers() {
    let ok = "'200': {description: A., content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}";
    let made = "'201': {description: B., content: {application/json: {schema: {type: object, properties: {b: {type: string}}}}}}";
    let of = |first: &str, second: &str| {
        let paths = format!(
            "paths: {{/pets: {{get: {{operationId: readPets, responses: {{{first}, {second}}}}}}}}}"
        );
        file(&paths, "types/read_pets.rs")
    };
    let types = of(ok, made);
    assert_eq!(types, of(made, ok));
    assert!(types.contains("pub struct ReadPetsResponse {"), "{types}");
    assert!(types.contains("pub struct ReadPetsResponse201 {"), "{types}");
}

/// Since 3.2 an example says by `dataValue` what it is; and it can be one that is shared.
#[test]
fn examples_by_the_words_of_3_2() {
    let shown = |examples: &str| {
        let call = format!(
            "paths: {{/pets: {{get: {{operationId: readPets, parameters: [{{name: q, in: query, required: true, schema: {{type: string}}, examples: {examples}}}], {DONE}}}}}}}\n\
             components: {{examples: {{One: {{value: shared}}}}}}"
        );
        let text = file(&call, "pets/mod.rs");
        let line = text.lines().find(|line| line.contains(".read_pets(")).unwrap();
        line.trim().trim_start_matches("/// ").to_owned()
    };
    assert_eq!(
        shown("{a: {serializedValue: no}, b: {dataValue: data, serializedValue: no}}"),
        "client.pets().read_pets(\"data\").await?;"
    );
    assert_eq!(
        shown("{a: {$ref: '#/components/examples/One'}}"),
        "client.pets().read_pets(\"shared\").await?;"
    );
}

/// Since 3.2 an operation can ask for a scheme by a reference to it.
#[test]
fn a_scheme_by_reference() {
    let root = format!(
        "paths: {{/pets: {{get: {{operationId: readPets, security: [{{'#/components/securitySchemes/key': []}}], {DONE}}}, put: {{operationId: putPets, security: [], {DONE}}}}}}}\n\
         components: {{securitySchemes: {{key: {{type: apiKey, in: header, name: X-Key}}}}}}"
    );
    assert_eq!(told(&root), [""; 0]);
    let client = file(&root, "client.rs");
    assert!(client.contains("auth: Auth::header(\"X-Key\"),"), "{client}");
    assert!(client.contains("security: &[&[\"key\"]],"), "{client}");
    let call = file(&root, "pets/put_pets.rs");
    assert!(call.contains(".secured(&[])"), "{call}");
}

#[test]
fn a_part_of_a_path_is_always_there() {
    let of = |parameter: &str| {
        told(&format!(
            "paths: {{'/pets/{{id}}': {{get: {{operationId: readPet, parameters: [{{name: id, in: path, {parameter}}}], {DONE}}}}}}}"
        ))
    };
    assert_eq!(of("required: true, schema: {type: string}"), [""; 0]);
    assert_eq!(of("schema: {type: string}"), [""; 0]);
    assert_eq!(
        of("required: false, schema: {type: string}"),
        ["no-effect /paths/~1pets~1{id}/get/parameters/0/required: \
          a part of a path cannot be left out: it is asked for"]
    );
    assert_eq!(
        of("required: true, schema: {type: [string, 'null']}"),
        ["left-out /paths/~1pets~1{id}/get/parameters/0: \
          a null cannot be written here: callers have to give another value"]
    );
}

/// A parameter that can be left out is left out where it would be null.
#[test]
fn null_in_a_parameter() {
    let of = |parameter: &str| {
        told_of(&format!(
            "get: {{operationId: readPets, parameters: [{{name: q, in: query, {parameter}}}], {DONE}}}"
        ))
    };
    let told = ["left-out /paths/~1pets/get/parameters/0: \
                 a null cannot be written here: callers have to give another value"];
    assert_eq!(of("schema: {type: [string, 'null']}"), [""; 0]);
    assert_eq!(of("required: true, schema: {anyOf: [{type: string}, {type: 'null'}]}"), told);
    assert_eq!(
        of("required: true, content: {application/json: {schema: {type: [object, 'null']}}}"),
        told
    );
}

#[test]
fn a_style_that_is_not_exploded() {
    let of = |style: &str| {
        told_of(&format!(
            "get: {{operationId: readPets, parameters: [{{name: q, in: query, {style}, schema: {{type: array, items: {{type: string}}}}}}], {DONE}}}"
        ))
    };
    assert_eq!(of("style: pipeDelimited"), [""; 0]);
    assert_eq!(of("style: spaceDelimited, explode: false"), [""; 0]);
    assert_eq!(
        of("style: pipeDelimited, explode: true"),
        ["parameter-style /paths/~1pets/get/parameters/0/style: \
          a query has no such `style` with `explode: true`; it is written as `form`"]
    );
}

#[test]
fn names_like_those_of_extensions() {
    let answer = "{description: ok, headers: {x-id: {odd: 1, schema: {type: string}}}}";
    assert_eq!(
        told(&format!(
            "servers: [{{url: 'https://e.example', variables: {{x-zone: {{default: a}}}}}}]\n\
             paths: {{/pets: {{get: {{operationId: readPets, requestBody: {{required: true, content: {{x-of/us: {{odd: 1}}}}}}, \
             responses: {{x-note: {{odd: 1}}, '200': {answer}}}}}}}, x-note: {{odd: 1}}}}\n\
             webhooks: {{x-fed: {{odd: 1}}, x-note: true}}"
        )),
        [
            "no-effect /servers/0/variables/x-zone: the URL has no `{x-zone}`: this variable is ignored",
            "unknown-key /paths/~1pets/get/requestBody/content/x-of~1us/odd: `odd` is no key of a media type; it is ignored",
            "unknown-key /paths/~1pets/get/responses/200/headers/x-id/odd: `odd` is no key of a header; it is ignored",
            "unknown-key /webhooks/x-fed/odd: `odd` is no key of a path item; it is ignored",
        ]
    );
}

/// A server without a whole URL is no default; what is said of it is told all the same.
#[test]
fn words_of_a_server_without_a_whole_url() {
    let docs = |server: &str| {
        let root = format!(
            "servers: [{server}]\npaths: {{/pets: {{get: {{operationId: readPets, {DONE}}}}}}}"
        );
        let text = file(&root, "client.rs");
        let line = text.lines().find(|line| line.contains("no server by default")).unwrap();
        line.trim().to_owned()
    };
    assert_eq!(
        docs("{url: /, description: Beside the document.}"),
        "/// There is no server by default: set the base URL. The API's document knows `/` (Beside the"
    );
    assert_eq!(docs("{url: /}"), "/// There is no server by default: set the base URL.");
}

#[test]
fn what_says_nothing_without_a_key() {
    assert_eq!(
        told(&format!(
            "servers: [{{url: 'https://e.example'}}, {{description: Elsewhere}}, {{}}]\n\
             tags: [{{description: Of no name}}]\n\
             paths: {{/pets: {{get: {{operationId: readPets, externalDocs: {{description: More}}, {DONE}}}}}}}"
        )),
        [
            "shape /tags/0: a tag needs `name`; this is left out",
            "shape /servers/1: a server needs `url`; this is left out",
            "shape /servers/2: a server needs `url`; this is left out",
            "shape /paths/~1pets/get/externalDocs: `externalDocs` needs `url`; this is left out",
        ]
    );
    assert_eq!(
        told_of(&format!(
            "put: {{operationId: putPets, requestBody: {{required: true, content: {{}}}}, {DONE}}}"
        )),
        [
            "no-effect /paths/~1pets/put/requestBody: a body without content is none: nothing is sent"
        ]
    );
}

/// Tags that are the same in Rust are one group, of which each says something; a tag that others
/// are part of is told of if it says more than a name.
#[test]
fn tags_of_one_group() {
    let root = format!(
        "tags: [{{name: pets, description: All pets, parent: Animals}}, {{name: Pets, summary: More of them}}, {{name: Animals, summary: All of them}}, {{name: unused, summary: None}}]\n\
         paths: {{/pets: {{get: {{operationId: readPets, tags: [pets], {DONE}}}}}}}"
    );
    let group = file(&root, "pets/mod.rs");
    assert_eq!(
        docs_before(&group, "#[derive")[2..7],
        ["All pets", "", "It is part of `Animals`.", "", "More of them"]
    );
    assert_eq!(
        told(&root),
        ["no-effect /tags/2: no group is named after the tag \"Animals\": what it says is ignored"]
    );
}

#[test]
fn a_method_that_a_path_has_twice() {
    let own = format!("get: {{operationId: readPets, {DONE}}}");
    let more = format!(
        "additionalOperations: {{GET: {{operationId: again, {DONE}}}, COPY: {{operationId: copyPets, {DONE}}}}}"
    );
    for operations in [format!("{own}, {more}"), format!("{more}, {own}")] {
        assert_eq!(
            told_of(&operations),
            ["left-out /paths/~1pets/additionalOperations/GET: \
              `GET` is left out: the path item has its own"]
        );
    }
}

const EVENT_OF_JSON: &str =
    "contentMediaType: application/json, contentSchema: {properties: {x: {type: string}}}";

/// Data that is no text has no content.
#[test]
fn data_of_events_that_is_no_text() {
    let of = |first: &str, second: &str| {
        let event = |name: &str, data: &str| {
            format!("{{properties: {{event: {{const: {name}}}, data: {{{data}}}}}}}")
        };
        let items = format!("{{oneOf: [{}, {}]}}", event("a", first), event("b", second));
        let root = format!(
            "paths: {{/pets: {{get: {{operationId: watch, responses: {{'200': {{description: A., content: {{text/event-stream: {{itemSchema: {items}}}}}}}}}}}}}}}"
        );
        let output = run(&document(&root)).unwrap();
        let text = text(&output, "types/watch.rs");
        let variants = text.lines().map(str::trim).filter(|line| line.contains(") = \""));
        (variants.map(str::to_owned).collect::<Vec<_>>(), found(&output))
    };
    let at = "/paths/~1pets/get/responses/200/content/text~1event-stream/itemSchema/oneOf";
    let text = format!("type: string, {EVENT_OF_JSON}");
    let (variants, told) = of(&text, "type: string");
    assert_eq!(variants, ["A(WatchEventAData) = \"a\",", "B(String) = \"b\" as text,"]);
    assert_eq!(told, [""; 0]);
    let (variants, told) =
        of(&format!("type: integer, {EVENT_OF_JSON}"), "type: [integer, 'null']");
    assert_eq!(variants, ["A(i64) = \"a\",", "B(Option<i64>) = \"b\","]);
    assert_eq!(
        told,
        [format!(
            "left-out {at}/0/properties/data/contentSchema: \
             `contentSchema` says nothing of values of type `integer`"
        )]
    );
    let nullable = EVENT_OF_JSON.replace("{properties", "{type: [object, 'null'], properties");
    let (variants, told) = of(&nullable, "type: string");
    assert_eq!(variants, ["A(Option<WatchEventAData>) = \"a\",", "B(String) = \"b\" as text,"]);
    assert_eq!(told, [""; 0]);
    let (variants, told) = of(&format!("type: [string, 'null'], {EVENT_OF_JSON}"), "type: string");
    assert_eq!(variants, ["A(WatchEventAData) = \"a\",", "B(String) = \"b\" as text,"]);
    assert_eq!(
        told,
        [format!(
            "left-out {at}/0/properties/data: null is left out: the data of an event is text"
        )]
    );
}

/// Returns what is generated of a parent of two schemas that a discriminator tells apart by a
/// property of this type.
fn children(kind: &str, mapping: &str) -> Output {
    let get = "{get: {operationId: readPet, responses: {'200': {description: A., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}}}";
    let child = |name: &str| {
        format!(
            "{{allOf: [{{$ref: '#/components/schemas/Pet'}}, {{properties: {{{name}: {{type: string}}}}}}]}}"
        )
    };
    let (cat, dog) = (child("purrs"), child("barks"));
    let pet = format!(
        "{{required: [kind], properties: {{kind: {{type: {kind}}}}}, discriminator: {{propertyName: kind{mapping}}}}}"
    );
    let schemas = format!("{{Pet: {pet}, Cat: {cat}, Dog: {dog}}}");
    run(&document(&format!("paths: {{/pets: {get}}}\ncomponents: {{schemas: {schemas}}}"))).unwrap()
}

const NUMBERED: &str = ", mapping: {'1': '#/components/schemas/Cat', '2': Dog}";

/// A discriminator whose property is no text has values of its type.
#[test]
fn children_by_numbers() {
    let output = children("integer", NUMBERED);
    assert_eq!(found(&output), [""; 0]);
    let pet = text(&output, "types/pet.rs");
    assert!(pet.contains("        Cat(Cat) = \"1\",\n"), "{pet}");
    assert!(pet.contains("        Dog(Dog) = \"2\",\n    }\n"), "{pet}");
    let cat = text(&output, "types/cat.rs");
    assert!(
        cat.contains("#[wire(fixed = \"kind\")]\n        #[otherwise = 1]\n        pub kind: i64,"),
        "{cat}"
    );
    assert!(text(&children("string", NUMBERED), "types/cat.rs").contains("#[always = \"1\"]"));
}

#[test]
fn values_of_a_discriminator_that_its_property_does_not_have() {
    let at = "/components/schemas/Pet/discriminator";
    let unnamed = "where `kind` is no text, a schema is not told by its name";
    assert_eq!(found(&children("string", "")), [""; 0]);
    assert_eq!(found(&children("integer", "")), [format!("discriminator {at}: {unnamed}")]);
    let mapped = |value: &str| {
        format!(
            "discriminator {at}/mapping/{value}: `{value}` is mapped to what takes only other \
             values of `kind`"
        )
    };
    assert_eq!(found(&children("boolean", NUMBERED)), [mapped("1"), mapped("2")]);
}

/// A schema of a file is told by the name that it is referred to by, also if it stands for what is
/// in another file or has another name.
#[test]
fn arms_by_the_names_that_they_are_referred_to_by() {
    let document = document(
        "paths: {/pets: {get: {operationId: readPet, responses: {'200': {description: A., content: {application/json: {schema: {$ref: 'lib.yaml#/components/schemas/Pet'}}}}}}}}",
    );
    let load = |name: &str| {
        let text = match name {
            "lib.yaml" => {
                "components: {schemas: {Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind}}, \
                 Cat: {$ref: the-cat.yaml}, Dog: {$ref: '#/components/schemas/Hound'}, Hound: {required: [kind], properties: {kind: {type: string}, b: {type: string}}}}}"
            }
            _ => "{required: [kind], properties: {kind: {type: string}, a: {type: string}}}",
        };
        Ok(text.into())
    };
    let files = Some(Files { name: "api.yaml", load: &load });
    let output =
        generate(&Inputs { files, groups: Groups::All, ..alone(document.as_bytes()) }).unwrap();
    let pet = text(&output, "types/lib_pet.rs");
    let variants = pet.lines().map(str::trim).filter(|line| line.contains(") = \""));
    assert_eq!(
        variants.collect::<Vec<_>>(),
        ["Cat(TheCat) = \"Cat\",", "Dog(LibHound) = \"Dog\","]
    );
}

/// A value of another shape than its key says is left out, and told.
#[test]
fn keys_of_another_shape() {
    let shapes = |operation: &str| {
        let none = "responses: {'204': {description: None.}}";
        let operation = if operation.contains("responses") {
            operation.to_owned()
        } else {
            format!("{operation}\n{none}")
        };
        let pets = Snippet::get(&operation).not_of_record();
        let warnings = pets.run().unwrap().warnings;
        let shapes = warnings.iter().filter(|warning| warning.rule == "shape");
        shapes
            .map(|warning| {
                let at = warning.at.to_string();
                let at = at.trim_start_matches("/paths/~1pets/get/").to_owned();
                (at, warning.message.trim_end_matches("; this is left out").to_owned())
            })
            .collect::<Vec<_>>()
    };
    let one = |at: &str, wanted: &str| vec![(at.to_owned(), format!("{wanted} should be here"))];
    for (operation, at, wanted) in [
        ("tags: pets", "tags", "a list"),
        ("summary: [x]", "summary", "a text"),
        ("description: {a: b}", "description", "a text"),
        ("operationId: [x]", "operationId", "a text"),
        ("servers: https://other.example", "servers", "a list"),
        ("responses: [{description: x}]", "responses", "an object"),
        (
            "responses: {'200': {description: A., content: application/json}}",
            "responses/200/content",
            "an object",
        ),
        (
            "responses: {'204': {description: A., headers: [X-A]}}",
            "responses/204/headers",
            "an object",
        ),
        ("requestBody: {content: [application/json]}", "requestBody/content", "an object"),
    ] {
        assert_eq!(shapes(operation), one(at, wanted), "{operation}");
    }
    for fine in ["tags: [pets]", "summary: 1.0", "servers: []", "description:"] {
        assert_eq!(shapes(fine), [], "{fine}");
    }
}
