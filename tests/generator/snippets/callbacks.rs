//! Callbacks of operations: what each brings has a type.

use insta::assert_snapshot;
use workspace_tests::snippet::Snippet;

/// Returns a document with an operation of these callbacks, another one that shares one of them,
/// and these schemas.
fn subscribe(callbacks: &str, schemas: &str) -> Snippet {
    let paths = format!(
        "/subscriptions:
  post:
    operationId: subscribe
    tags: [subscriptions]
    responses: {{'204': {{description: Done.}}}}
    callbacks: {callbacks}
"
    );
    Snippet::paths(&paths).schemas(schemas)
}

/// Returns the callback `born` with posts of this content.
fn born(content: &str) -> String {
    format!(
        "{{born: {{'{{$request.body#/url}}': {{post: {{requestBody: {{content: {{{content}}}}}}}}}}}}}"
    )
}

/// Bodies of their own, of a component, and without a type of their own; requests without any; and
/// a callback that operations share.
#[test]
fn types_of_what_callbacks_bring() {
    let document = "openapi: 3.1.0
info: {title: Pets, version: '1'}
servers: [{url: https://pets.example}]
paths:
  /subscriptions:
    post:
      operationId: subscribe
      tags: [subscriptions]
      responses: {'204': {description: Done.}}
      callbacks:
        born:
          '{$request.query.url}/born':
            summary: Tells of births.
            post:
              description: A pet is born.
              requestBody:
                content:
                  text/plain: {schema: {type: string}}
                  application/json:
                    schema:
                      type: object
                      required: [pet]
                      properties: {pet: {$ref: '#/components/schemas/Pet'}, fur: {type: string, enum: [long, short]}}
            get: {description: Is anybody there?}
        sold:
          '{$request.query.url}/sold':
            post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Sale'}}}}}
            put: {requestBody: {content: {application/json: {schema: {type: array, maxItems: 9, items: {type: string}}}}}}
        ended: {$ref: '#/components/callbacks/Ended'}
  /more:
    post:
      operationId: subscribeAgain
      tags: [subscriptions]
      responses: {'204': {description: Done.}}
      callbacks: {end: {$ref: '#/components/callbacks/Ended'}, x-none: true}
components:
  callbacks:
    Ended:
      '{$request.query.url}':
        delete: {requestBody: {content: {application/json: {schema: {type: object, properties: {why: {type: string}}}}}}}
  schemas:
    Pet: {type: object, properties: {name: {type: string}}}
    Sale: {type: object, description: A sale., properties: {price: {type: integer}}}
";
    let output = Snippet::paths("").run_document(document.as_bytes()).unwrap();
    let found = output.warnings.iter().map(|found| format!("{found}\n\n"));
    let is_told = |path: &str| {
        path == "subscriptions/mod.rs" || path.starts_with("types/") && !path.ends_with("mod.rs")
    };
    let files = output.files.iter().filter(|file| is_told(&file.path));
    let files = files.map(|file| format!("// {}\n{}\n", file.path, file.text));
    let page = workspace_tests::snippet::region(&output, "reference.md", "operations");
    assert_snapshot!(found.chain(files).chain([page]).collect::<String>());
}

/// Two requests of one callback are told apart by their method and where they go.
#[test]
fn names_of_several_requests_of_a_callback() {
    let body = |key: &str| {
        let schema =
            format!("{{type: object, required: [{key}], properties: {{{key}: {{type: string}}}}}}");
        format!("{{requestBody: {{content: {{application/json: {{schema: {schema}}}}}}}}}")
    };
    let two = format!("{{born: {{'{{$url}}/a': {{post: {}, put: {}}}}}}}", body("a"), body("b"));
    let api = subscribe(&two, "").api().unwrap();
    let ids: Vec<String> = api.types.keys().map(|id| id.0.join(" ")).collect();
    assert_eq!(
        ids,
        ["subscribe born callback POST {$url}/a", "subscribe born callback PUT {$url}/a"]
    );
}

/// One that operations share is named after itself, and known as a whole; what it brings may be any
/// value, and null.
#[test]
fn callbacks_that_operations_share() {
    let shared = |items: &str| {
        let operation = |path: &str, id: &str| {
            format!(
                "/{path}:
  post:
    operationId: {id}
    tags: [all]
    responses: {{'204': {{description: Done.}}}}
    callbacks: {{one: {{$ref: '#/components/callbacks/Ended'}}, two: {{$ref: '#/components/callbacks/Ended'}}}}
"
            )
        };
        let paths = operation("a", "readA") + &operation("b", "readB");
        let document = Snippet::paths(&paths).document();
        format!("{document}components: {{callbacks: {{Ended: {{'{{$url}}': {items}}}}}}}\n")
    };
    let body = |schema: &str| {
        format!("{{requestBody: {{content: {{application/json: {{schema: {schema}}}}}}}}}")
    };
    let types = |items: &str| -> Vec<String> {
        let api = Snippet::paths("").api_of(shared(items).as_bytes()).unwrap();
        let of_callbacks = api.operations.iter().flat_map(|one| &one.contract.callbacks);
        of_callbacks.map(|hook| format!("{:?}", hook.ty.as_ref().unwrap())).collect()
    };
    let object =
        |key: &str| body(&format!("{{type: object, properties: {{{key}: {{type: string}}}}}}"));
    assert_snapshot!(
        "shared_callbacks",
        types(&format!("{{post: {}, put: {}}}", object("a"), object("b"))).join("\n")
    );
    for (schema, ty) in [
        ("{}", "Any"),
        ("{type: object}", "FreeForm"),
        ("{type: array, items: {}}", "List(Any)"),
        ("{type: [array, 'null'], items: {type: string}}", "Nullable(List(String))"),
    ] {
        assert_eq!(types(&format!("{{post: {}}}", body(schema))), [ty; 4], "{schema}");
    }
}

/// Faults of callbacks stop no run: the request is there, without a type.
#[test]
fn callbacks_that_are_not_sound() {
    let of_body = |schema: &str| born(&format!("application/json: {{schema: {schema}}}"));
    let schemas = "
        Ring: {allOf: [{$ref: '#/components/schemas/Ring'}]}
        Odd: {properties: {a: 5, b: {$ref: '#/components/schemas/Part'}}}
        Part: {type: object}
        Both: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
        A: {properties: {a: {}}}
        B: {properties: {a: {}}}
        Pet: {type: object}
    ";
    let url = "'{$url}'";
    let mut told = Vec::new();
    for callbacks in [
        of_body("{$ref: '#/components/schemas/Nowhere'}"),
        of_body("{properties: {a: 5, b: {$ref: '#/components/schemas/Pet'}}}"),
        of_body("{type: string, minLength: long}"),
        of_body("{$ref: '#/components/schemas/Odd'}"),
        of_body("{$ref: '#/components/schemas/Ring'}"),
        of_body("{$ref: '#/components/schemas/Both'}"),
        "{born: {$ref: '#/components/callbacks/Nowhere'}, sold: 5}".to_owned(),
        "[]".to_owned(),
        "{born: 5, sold: null, x-none: 5, x-born: {'{$url}': {post: {parametrs: []}}}}".to_owned(),
        format!("{{born: {{{url}: [], x-none: 5}}}}"),
        format!("{{born: {{{url}: {{post: Text.}}}}}}"),
        format!(
            "{{born: {{{url}: {{post: {{requestBody: {{content: {{text/plain: {{}}}}}}}}}}}}}}"
        ),
        format!("{{born: {{{url}: {{post: {{parameters: [], odd: 1}}}}}}}}"),
    ] {
        let pets = subscribe(&callbacks, schemas).config("groups: [subscriptions]");
        let output = pets.run().unwrap_or_else(|failure| panic!("{callbacks}: {failure}"));
        let of_group = output.files.iter().find(|file| file.path == "subscriptions/mod.rs");
        let lines = of_group.unwrap().text.lines().map(str::trim);
        let listed = lines.filter(|line| line.starts_with("/// - ")).map(|line| &line[4..]);
        let types = output.files.iter().map(|file| file.path.as_str());
        let types = types.filter(|path| path.starts_with("types/") && *path != "types/mod.rs");
        told.push(callbacks.clone());
        told.extend(listed.chain(types).map(str::to_owned));
        told.extend(output.warnings.iter().map(|found| {
            let found = found.to_string();
            found.split_once("\n  help: ").map_or(found.clone(), |(found, _)| found.to_owned())
        }));
        told.push(String::new());
    }
    assert_snapshot!(told.join("\n"));
}

/// Components that only a callback of a chosen group reaches are there; webhooks are not, even
/// one with the same path item.
#[test]
fn callbacks_of_a_group() {
    let document = format!(
        "openapi: 3.1.0
info: {{title: Pets, version: '1'}}
servers: [{{url: https://pets.example}}]
paths:
  /a: {{post: {{operationId: a, tags: [a], responses: {{'204': {{description: Done.}}}}, callbacks: {{c: {{'{{$url}}': {item}}}}}}}}}
  /b: {{post: {{operationId: b, tags: [b], responses: {{'204': {{description: Done.}}}}}}}}
webhooks: {{w: {item}}}
components:
  pathItems: {{I: {{post: {{requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/Pet'}}}}}}}}}}}}}}
  schemas: {{Pet: {{type: object}}, Home: {{type: object}}}}
",
        item = "{$ref: '#/components/pathItems/I'}",
    );
    let types = |config: &str| -> Vec<String> {
        let api = Snippet::paths("").config(config).api_of(document.as_bytes()).unwrap();
        api.types.keys().map(|id| id.0.join(" ")).collect()
    };
    assert_eq!(types("groups: [a]"), ["Pet"]);
    assert_eq!(types("groups: [b]"), [""; 0]);
    assert_eq!(types(""), ["Home", "Pet", "WebhookEvent"]);
}

/// The feature of a group has the types that only its callbacks reach; what is not sound is any
/// value where a document is taken leniently.
#[test]
fn callbacks_of_an_optional_group() {
    let schema = |name: &str| {
        format!("application/json: {{schema: {{$ref: '#/components/schemas/{name}'}}}}")
    };
    let named = |name: &str, schema_name: &str| {
        let callback = born(&schema(schema_name)).replacen("born", name, 1);
        callback[1..callback.len() - 1].to_owned()
    };
    let callbacks = format!("{{{}, {}}}", named("born", "Only"), named("gone", "Gone"));
    let pets = subscribe(&callbacks, "Only: {type: object}\nOther: {type: object}");
    let other = "  /homes: {get: {operationId: getHomes, tags: [homes], responses: {'200': {description: A., content: {application/json: {schema: {$ref: '#/components/schemas/Other'}}}}}}}\ncomponents:";
    let document = pets.document().replacen("components:", other, 1);
    let output = pets.lenient().run_document(document.as_bytes()).unwrap();
    let file = |path: &str| &output.files.iter().find(|file| file.path == path).unwrap().text;
    let types = file("types/mod.rs");
    assert!(
        types.contains("types! { feature = \"subscriptions\" =>\n    only(Only),\n}"),
        "{types}"
    );
    let of_group = file("subscriptions/mod.rs");
    assert!(of_group.contains("- `gone`: `POST {$request.body#/url}` with `Value`."), "{of_group}");
}
