//! Groups that are always there beside groups that are features: small YAML in, exact
//! Rust out.

use insta::assert_snapshot;
use workspace_tests::snippet::Snippet;

/// Pets, toys and shops: pets and toys share `Size`, toys and shops share `Street`.
fn pets() -> Snippet {
    let reads = |schema: &str| {
        format!(
            "{{'200': {{description: It., content: {{application/json: {{schema: {{$ref: '#/components/schemas/{schema}'}}}}}}}}}}"
        )
    };
    Snippet::paths(&format!(
        "
        /pets: {{get: {{operationId: getPet, tags: [pets], responses: {}}}}}
        /toys: {{get: {{operationId: getToy, tags: [Toy Box], responses: {}}}}}
        /shops:
          post:
            operationId: openShop
            tags: [shops]
            requestBody:
              required: true
              content: {{multipart/form-data: {{schema: {{$ref: '#/components/schemas/NewShop'}}}}}}
            responses: {}
        /shops/{{id}}/picture:
          get:
            operationId: getPicture
            tags: [shops]
            parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}]
            responses: {{'200': {{description: It., content: {{image/png: {{schema: {{type: string, format: binary}}}}}}}}}}
        ",
        reads("Pet"),
        reads("Toy"),
        reads("Shop"),
    ))
    .schemas(
        "
        Pet: {type: object, properties: {size: {$ref: '#/components/schemas/Size'}}}
        Toy: {type: object, properties: {size: {$ref: '#/components/schemas/Size'}, street: {$ref: '#/components/schemas/Street'}}}
        Shop: {type: object, properties: {street: {$ref: '#/components/schemas/Street'}}}
        NewShop: {type: object, required: [sign], properties: {sign: {type: string, format: binary}}}
        Size: {type: object, properties: {height: {type: integer}}}
        Street: {type: object, properties: {name: {type: string}}}
        ",
    )
}

const CONFIG: &str = "
    groups: [pets]
    optional_groups: [toy_box, shops]
    headers:
      X-Kind:
      - {groups: [pets, shops], value: v2}
";

/// A type that the groups which are always there reach has no condition, whoever else reaches
/// it; what two optional ones share is there with any of them; and what the runtime
/// needs for one of them comes with its feature.
#[test]
fn beside_a_group_that_is_always_there() {
    let pets = pets().config(CONFIG);
    assert_snapshot!(pets.file(&["types/mod.rs", "lib.rs", "client.rs"]));
    let output = pets.run().unwrap();
    assert_snapshot!(output.manifest);
    let features = [
        "full = [\"shops\", \"toy_box\"]",
        "shops = [\"openapi-loom-runtime/forms\"]",
        "toy_box = []",
    ];
    assert_eq!(output.features, features);
    assert!(output.runtime_features.is_empty(), "{:?}", output.runtime_features);
}

/// The call that an example shows is there without a feature.
#[test]
fn in_the_pages_of_the_crate() {
    let pets = pets().config(CONFIG);
    let features = pets.region("README.md", "features");
    let rows: Vec<&str> = features.lines().skip_while(|line| !line.contains("`full`")).collect();
    let expected = [
        "| `full` | all groups |",
        "| `toy_box` | `client.toy_box()` |",
        "| `shops` | `client.shops()` |",
    ];
    assert_eq!(rows, expected);
    let operations = pets.region("reference.md", "operations");
    assert!(operations.contains("## `client.shops()`\n\nWith the feature `shops`.\n\n###"));
    assert!(operations.contains("## `client.pets()`\n\n###"), "{operations}");
    let calls = pets.region("README.md", "calls");
    assert!(calls.contains("client.pets()") && !calls.contains("client.shops()"), "{calls}");
}

/// Without `optional_groups`, each of several groups is a feature, and the crate has
/// all of them by default.
#[test]
fn where_none_is_always_there() {
    let output = pets().run().unwrap();
    let features = [
        "full = [\"pets\", \"shops\", \"toy-box\"]",
        "pets = []",
        "shops = [\"openapi-loom-runtime/forms\"]",
        "toy-box = []",
    ];
    assert_eq!(output.features, features);
    assert!(output.manifest.contains("\ndefault = [\"tls\", \"full\"]\n"), "{}", output.manifest);
}

/// Optional ones beside all others; a name that cargo does not take is changed, and so
/// is one that every crate has.
#[test]
fn beside_all_others() {
    let features = |groups: &str| {
        let config = format!("optional_groups: [{groups}]");
        pets().config(&config).run().unwrap().features
    };
    assert_eq!(features("shops")[1..], ["shops = [\"openapi-loom-runtime/forms\"]"]);
    assert_eq!(features("Toy Box")[1..], ["toy-box = []"]);
    assert_eq!(features("Toy_Box")[1..], ["Toy_Box = []"]);
    let paths = "/a: {get: {tags: [tracing], responses: {'204': {description: ok}}}}
        \n/b: {get: {tags: [pets], responses: {'204': {description: ok}}}}";
    let tracing = Snippet::paths(paths).config("optional_groups: [tracing]");
    assert_eq!(tracing.run().unwrap().features[1..], ["tracing-group = []"]);
}

/// No feature brings forms where a group that is always there needs them.
#[test]
fn what_the_runtime_needs_is_said_once() {
    let output = pets().config("groups: [shops]\noptional_groups: [pets]").run().unwrap();
    assert_eq!(output.features, ["full = [\"pets\"]", "pets = []"]);
    assert_eq!(output.runtime_features, ["forms"]);
}

/// The parts of a union of events, which have become those of the whole, are there where
/// the union is, if no feature is needed for what they hold.
#[test]
fn what_no_group_needs() {
    let types = |first: &str, second: &str| {
        let stream = |name: &str, event: &str| {
            format!(
                "
        /{name}:
          post:
            operationId: watch_{name}
            tags: [{name}]
            requestBody: {{content: {{application/json: {{schema: {{type: object, properties: {{stream: {{type: boolean}}}}}}}}}}}}
            responses: {{'200': {{description: It., content: {{application/json: {{schema: {{$ref: '#/components/schemas/{event}Data'}}}}}}}}}}"
            )
        };
        let config = |name: &str, event: &str| {
            format!(
                "
    - operations: [watch_{name}]
      property: stream
      events: {event}
      error: error
      end: {{event: done, data: '[DONE]'}}"
            )
        };
        let schemas = |event: &str| {
            format!(
                "
        {event}: {{oneOf: [{{$ref: '#/components/schemas/{event}Part'}}, {{$ref: '#/components/schemas/{event}Error'}}, {{$ref: '#/components/schemas/{event}Done'}}]}}
        {event}Part: {{oneOf: [{{$ref: '#/components/schemas/{event}New'}}]}}
        {event}New: {{type: object, required: [event, data], properties: {{event: {{const: new}}, data: {{$ref: '#/components/schemas/{event}Data'}}}}}}
        {event}Error: {{type: object, required: [event, data], properties: {{event: {{const: error}}, data: {{type: string}}}}}}
        {event}Done: {{type: object, required: [event, data], properties: {{event: {{const: done}}, data: {{const: '[DONE]'}}}}}}
        {event}Data: {{type: object, properties: {{id: {{type: string}}}}}}"
            )
        };
        let snippet = Snippet::paths(&(stream("pets", "Pet") + &stream("toys", "Toy")))
            .schemas(&(schemas("Pet") + &schemas("Toy")))
            .config(&format!(
                "groups: [{first}]\noptional_groups: [{second}]\nstreams:{}{}",
                config("pets", "Pet"),
                config("toys", "Toy")
            ));
        snippet.file(&["types/mod.rs"])
    };
    assert_snapshot!(types("pets", "toys"));
}

/// A type of one feature converts into what is sent with it, unless what is sent is
/// there only with the same.
#[test]
fn conversions_need_what_is_read() {
    let conversions = |config: &str| {
        let path = |name: &str, tag: &str, sent: &str, read: &str| {
            let content = |name: &str| {
                format!(
                    "content: {{application/json: {{schema: {{$ref: '#/components/schemas/{name}'}}}}}}"
                )
            };
            format!(
                "/{name}: {{post: {{operationId: {name}, tags: [{tag}], requestBody: {{required: true, {}}}, \
                 responses: {{'200': {{description: It., {}}}}}}}}}\n",
                content(sent),
                content(read)
            )
        };
        let object = |name: &str| {
            format!(
                "{name}: {{type: object, properties: {{name: {{type: string}}, age: {{type: integer}}}}}}\n"
            )
        };
        let paths = [
            path("addCat", "cats", "NewCat", "Cat"),
            path("addDog", "dogs", "NewCat", "Dog"),
            path("addBoth", "birds", "Names", "Names"),
        ];
        let schemas = ["NewCat", "Cat", "Dog", "Names"].map(object).concat();
        let text = Snippet::paths(&paths.concat())
            .schemas(&schemas)
            .config(config)
            .file(&["types/new_cat.rs"]);
        let lines = text.lines().map(str::trim);
        let lines = lines.filter(|line| line.starts_with("#[cfg(") || line.starts_with("super::"));
        lines.map(|line| line.trim_end_matches(", |value| {").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        conversions("groups: [birds]\noptional_groups: [cats, dogs]"),
        [
            "#[cfg(feature = \"cats\")]",
            "super::Cat => NewCat",
            "#[cfg(feature = \"dogs\")]",
            "super::Dog => NewCat"
        ]
    );
    assert_eq!(conversions("groups: [birds]\noptional_groups: [cats]"), ["super::Cat => NewCat"]);
    assert_eq!(
        conversions("groups: [birds, cats]\noptional_groups: [dogs]"),
        ["super::Cat => NewCat", "#[cfg(feature = \"dogs\")]", "super::Dog => NewCat"]
    );
}

/// Types of messages to webhooks are there with that feature, which no group has, and what the
/// runtime needs for them always.
#[test]
fn messages_to_webhooks_have_a_feature_of_their_own() {
    let posted = pets().document()
        + "
webhooks:
  born:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
                size: {$ref: '#/components/schemas/Size'}
                street: {$ref: '#/components/schemas/Street'}
                day: {type: string, format: date}
";
    let conditions = |config: &str| {
        let snippet = pets().config(config);
        let output = snippet.run_document(posted.as_bytes()).unwrap();
        let types = output.files.iter().find(|file| file.path == "types/mod.rs").unwrap();
        let text = types.text.split_once("types! {").unwrap().1.to_owned();
        (text, output.runtime_features)
    };
    assert_snapshot!(conditions("formats: {date: jiff}").0);
    assert_eq!(conditions("formats: {date: jiff}").1, ["jiff"]);
    assert_snapshot!(conditions("optional_groups: [toy_box, shops]").0);
}
