//! The method and the call of an operation: small YAML in, exact Rust out.

use insta::assert_snapshot;
use workspace_tests::snippet::{Snippet, checked};

const MOD: &str = "pets/mod.rs";

#[test]
fn path_query_and_header_parameters() {
    let pets = Snippet::paths(
        "
        /owners/{owner_id}/pets/{pet-id}:
          parameters:
          - {name: owner_id, in: path, required: true, description: Whose it is., schema: {type: string}}
          get:
            operationId: findPet
            tags: [pets]
            summary: Finds a pet.
            parameters:
            - {name: pet-id, in: path, required: true, schema: {type: integer}}
            - {name: season, in: query, required: true, schema: {type: string, enum: [summer, winter]}}
            - {name: 'include[]', in: query, description: What else to say., schema: {type: array, items: {type: string}}}
            - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 100, default: 20}}
            - {name: X-Trace, in: header, schema: {type: string}}
            responses: {'204': {description: None.}}
        ",
    );
    assert_snapshot!(pets.file(&[MOD, "pets/find_pet.rs"]));
}

#[test]
fn without_body_and_without_answer() {
    let pets = Snippet::get(
        "
        operationId: touchPets
        tags: [pets]
        responses: {'200': {description: Nothing to read.}}
        ",
    );
    assert_snapshot!(pets.file(&[MOD, "pets/touch_pets.rs"]));
}

const BODY: &str = "
    operationId: createPet
    tags: [pets]
    summary: Creates a pet.
    description: It is there at once.
    requestBody:
      required: REQUIRED
      content: {application/json: {schema: {$ref: '#/components/schemas/NewPet'}}}
    responses:
      '201': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      '409': {description: Known already., content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}
      '429': {description: Too many.}
";

const NEW_PET: &str = "
    NewPet:
      type: object
      required: [name]
      properties:
        name: {type: string, description: 'What to call it. It can be changed.', maxLength: 64}
        age: {type: integer, description: Years.}
        tags: {type: array, items: {type: string}, nullable: true}
    Pet: {type: object, required: [id], properties: {id: {type: string}}}
    Problem: {type: object, properties: {text: {type: string}}}
";

#[test]
fn with_body() {
    let pets = Snippet::post(&BODY.replace("REQUIRED", "true")).schemas(NEW_PET);
    assert_snapshot!(pets.file(&[MOD, "pets/create_pet.rs", "types/new_pet.rs"]));
}

#[test]
fn with_optional_body() {
    let schemas = NEW_PET.replace("required: [name]", "required: []");
    let pets = Snippet::post(&BODY.replace("REQUIRED", "false")).schemas(&schemas);
    assert_snapshot!(pets.file(&[MOD, "pets/create_pet.rs"]));
}

#[test]
fn with_body_that_is_no_object() {
    let pets = Snippet::post(
        "
        operationId: namePets
        tags: [pets]
        requestBody:
          required: true
          content: {application/json: {schema: {type: array, items: {type: string}}}}
        responses: {'200': {description: All., content: {application/json: {schema: {type: array, items: {type: integer}}}}}}
        ",
    );
    assert_snapshot!(pets.file(&[MOD, "pets/name_pets.rs"]));
}

#[test]
fn inline_schemas_are_named_by_their_owner() {
    let pets = Snippet::post(
        "
        operationId: createPet
        tags: [pets]
        parameters: [{name: mode, in: query, schema: {type: string, enum: [fast, slow]}}]
        requestBody:
          content:
            application/json:
              schema:
                type: object
                properties:
                  houses: {type: array, items: {type: object, properties: {street: {type: string}}}}
                  mood: {type: object, properties: {state: {type: string, enum: [good, bad]}}}
        responses:
          '200':
            description: It.
            content: {application/json: {schema: {type: object, properties: {ok: {type: boolean}}}}}
        ",
    );
    assert_snapshot!(pets.file(&["types/create_pet.rs"]));
}

#[test]
fn array_items_are_named_in_the_singular() {
    assert_snapshot!(Snippet::read(
        "
        Pet:
          type: object
          properties:
            entries: {type: array, items: {type: object, properties: {a: {type: string}}}}
            boxes: {type: array, items: {type: object, properties: {a: {type: string}}}}
            status: {type: array, items: {type: object, properties: {a: {type: string}}}}
            data: {type: array, items: {type: object, properties: {a: {type: string}}}}
            grids: {type: array, items: {type: array, items: {type: object, properties: {a: {type: string}}}}}
        "
    )
    .pet());
}

#[test]
fn without_id_and_without_tag() {
    let pets = Snippet::paths(
        "
        /pets/{id}/toys:
          get:
            parameters: [{name: id, in: path, required: true, schema: {type: string}}]
            responses: {'204': {description: None.}}
        ",
    );
    assert_snapshot!(pets.file(&[MOD]));
}

#[test]
fn two_groups_are_two_handles() {
    let pets = Snippet::paths(
        "
        /pets: {get: {operationId: listPets, tags: [pets], responses: {'204': {description: None.}}}}
        /toys: {get: {operationId: listToys, tags: [Toy Box], responses: {'204': {description: None.}}}}
        ",
    );
    assert_snapshot!(pets.file(&["client.rs", "lib.rs", "toy_box/mod.rs"]));
}

/// A group is a feature: what only one of them reaches is there with it, and
/// what all reach is always there.
#[test]
fn two_groups_that_share_a_type() {
    let reads = |schema: &str| {
        format!(
            "{{'200': {{description: It., content: {{application/json: {{schema: {{$ref: '#/components/schemas/{schema}'}}}}}}}}}}"
        )
    };
    let pets = Snippet::paths(&format!(
        "
        /pets: {{get: {{operationId: getPet, tags: [pets], responses: {}}}}}
        /toys: {{get: {{operationId: getToy, tags: [Toy Box], responses: {}}}}}
        /default: {{get: {{operationId: getLast, tags: [default], responses: {}}}}}
        ",
        reads("Pet"),
        reads("Toy"),
        reads("Size"),
    ))
    .schemas(
        "
        Pet: {type: object, properties: {size: {$ref: '#/components/schemas/Size'}, home: {$ref: '#/components/schemas/Home'}}}
        Home: {type: object, properties: {size: {$ref: '#/components/schemas/Size'}, street: {$ref: '#/components/schemas/Street'}}}
        Street: {type: object, properties: {name: {type: string}}}
        Toy: {type: object, properties: {size: {$ref: '#/components/schemas/Size'}, street: {$ref: '#/components/schemas/Street'}}}
        Size: {type: object, properties: {height: {type: integer}}}
        ",
    );
    assert_snapshot!(pets.file(&["types/mod.rs", "lib.rs", "client.rs"]));
    assert_snapshot!(pets.run().unwrap().manifest);
}

const STREAM: &str = "
    streams:
    - operations: [watchPets]
      property: stream
      events: PetEvent
      error: error
      end: {event: done, data: '[DONE]'}
";

#[test]
fn stream_of_a_union_of_unions() {
    let pets = Snippet::post(
        "
        operationId: watchPets
        tags: [pets]
        requestBody:
          required: true
          content: {application/json: {schema: {$ref: '#/components/schemas/Watch'}}}
        responses:
          '200': {description: A pet., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
        ",
    )
    .schemas(
        "
        Watch: {type: object, properties: {room: {type: string}, stream: {type: [boolean, 'null']}}}
        Pet: {type: object, properties: {name: {type: string}}}
        PetEvent:
          description: What a pet does.
          oneOf:
          - {$ref: '#/components/schemas/RoomEvent'}
          - type: object
            properties: {event: {type: string, const: error}, data: {type: string}}
          - type: object
            properties: {event: {type: string, const: done}, data: {type: string, const: '[DONE]'}}
        RoomEvent:
          oneOf:
          - type: object
            description: It comes in.
            required: [event, data]
            properties: {event: {type: string, const: pet.entered}, data: {$ref: '#/components/schemas/Pet'}}
          - type: object
            required: [event, data]
            properties:
              event: {type: string, enum: [pet.meowed]}
              data: {type: object, properties: {volume: {type: number}}}
        ",
    )
    .config(STREAM);
    assert_snapshot!(pets.file(&[
        "types/pet_event.rs",
        "types/room_event.rs",
        "pets/watch_pets.rs"
    ]));
}

#[test]
fn pages() {
    let pets = Snippet::get(
        "
        operationId: listPets
        tags: [pets]
        parameters:
        - {name: after, in: query, description: A cursor., schema: {type: string}}
        - {name: limit, in: query, schema: {type: integer, default: 20}}
        responses:
          '200': {description: A page., content: {application/json: {schema: {$ref: '#/components/schemas/PetList'}}}}
        ",
    )
    .schemas(
        "
        PetList:
          type: object
          required: [data, has_more]
          properties:
            data: {type: array, items: {$ref: '#/components/schemas/Pet'}}
            has_more: {type: boolean}
        Pet: {type: object, required: [id], properties: {id: {type: string}}}
        ",
    )
    .config("pages: [{operations: [listPets], cursor: after, size: limit, items: data, more: has_more, item_cursor: id}]");
    assert_snapshot!(pets.file(&["pets/list_pets.rs", "types/pet_list.rs"]));
}

#[test]
fn headers_that_tell_of_limits_and_when_to_try_again() {
    let pets = "operationId: listPets\ntags: [pets]\nresponses: {'204': {description: None.}}";
    let client = |config: &str| Snippet::get(pets).config(config).file(&["client.rs"]);
    let limited = client(
        "
        well_known_headers: {should_retry: x-again, retry_after_ms: x-wait-ms}
        rate_limits: {walks: {limit: x-walks, reset: x-walks-reset}}
        ",
    );
    for expected in [
        "should_retry_header: Some(\"x-again\")",
        "retry_after_ms_header: Some(\"x-wait-ms\")",
        "name: \"walks\"",
        "limit: Some(\"x-walks\")",
        "remaining: None",
        "reset: Some(\"x-walks-reset\")",
    ] {
        assert!(limited.contains(expected), "{expected}: {limited}");
    }
    // Without a word there are none, and nothing is imported for them.
    let plain = client("");
    for expected in ["should_retry_header: None", "retry_after_ms_header: None", "rate_limits: &[]"]
    {
        assert!(plain.contains(expected), "{expected}: {plain}");
    }
    assert!(!plain.contains("RateLimitHeaders"), "{plain}");
}

#[test]
fn options_of_the_client_and_of_each_call() {
    let pets = Snippet::get("operationId: listPets\ntags: [pets]\nresponses: {'204': {description: None.}}").config(
        "
        crate: pet-shop
        environment: {api_key: PET_KEY, base_url: PET_URL}
        headers: {Pet-Version: '2'}
        options: {kennel: {header: Pet-Kennel, environment: PET_KENNEL, description: the kennel that is asked}}
        operation_url: https://pets.example/docs/{group}/{operation}
        ",
    );
    assert_snapshot!(pets.file(&["client.rs", MOD]));
}

const DEPRECATED: &str = "
    /pets:
      get: {operationId: listPets, tags: [pets], deprecated: true, responses: {'204': {description: None.}}}
      post:
        operationId: sendPet
        tags: [pets]
        deprecated: true
        requestBody: {content: {application/json: {schema: {type: object, properties: {name: {type: string}}}}}}
        responses: {'204': {description: None.}}
      delete: {operationId: freePets, tags: [pets], responses: {'204': {description: None.}}}
";

/// All methods of the operation; the example is of one that may be used.
#[test]
fn deprecated() {
    assert_snapshot!(Snippet::paths(DEPRECATED).file(&["pets/mod.rs"]));
    assert!(Snippet::paths(DEPRECATED).file(&["lib.rs"]).contains("client.pets().free_pets()"));
}

#[test]
fn deprecated_but_not_for_the_compiler() {
    let off = Snippet::paths(DEPRECATED).config("deprecated: {off: [Pets]}");
    assert!(!off.file(&["pets/mod.rs"]).contains("#[deprecated]"));
    assert!(off.file(&["pets/mod.rs"]).contains("/// **Deprecated.**"));
    assert!(off.file(&["lib.rs"]).contains("client.pets().free_pets()"));
}

#[test]
fn an_example_is_of_a_deprecated_operation_where_all_are() {
    let paths =
        DEPRECATED.replace("freePets, tags: [pets]", "freePets, tags: [pets], deprecated: true");
    let pets = Snippet::paths(&paths).config("deprecated: {off: [Pets]}");
    assert!(pets.file(&["lib.rs"]).contains("client.pets().list_pets()"));
}

const OLD_PARTS: &str = "
    /pets:
      post:
        operationId: sendPet
        tags: [pets]
        parameters:
          - {name: dry, in: query, deprecated: true, schema: {type: boolean}}
          - {name: '+', in: query, schema: {type: boolean}}
        requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
        responses: {'204': {description: None.}}
    /toys:
      get:
        operationId: getToy
        tags: [toys]
        responses: {'200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Toy'}}}}}
";

const OLD_TYPES: &str = "
    Pet:
      properties:
        name: {type: string, deprecated: true}
        kennel: {$ref: '#/components/schemas/Kennel'}
        'self': {type: string}
        $id: {type: string}
        sort: {type: string, enum: ['-age', age, '1d'], x-enum-varnames: [oldest, youngest, day]}
    Kennel: {deprecated: true, properties: {size: {type: integer}}}
    Toy: {deprecated: true, properties: {size: {type: integer, deprecated: true}}}
";

/// Parts that are deprecated, and names by which nobody would find what they search.
#[test]
fn deprecated_parts() {
    let pets = Snippet::paths(OLD_PARTS).schemas(OLD_TYPES);
    assert_snapshot!(pets.file(&["types/pet.rs", "types/kennel.rs", "pets/send_pet.rs"]));
    assert!(pets.file(&["lib.rs"]).contains("#![allow(deprecated, reason = "));
    // Nothing warns of what only such groups reach that are switched off.
    let off = pets.clone().config("deprecated: {off: [pets]}");
    let text = off.file(&["types/pet.rs", "types/kennel.rs", "pets/send_pet.rs"]);
    assert!(!text.contains("#[deprecated]") && text.contains("**Deprecated.**"), "{text}");
    assert_eq!(off.file(&["types/toy.rs"]).matches("#[deprecated]").count(), 2);
    // A crate without deprecated parts allows nothing.
    let none = Snippet::paths(OLD_PARTS).schemas("{Pet: {type: object}, Toy: {type: object}}");
    assert!(!none.file(&["lib.rs"]).contains("allow(deprecated"));
}

/// Values and arms that are deprecated, in enums of texts and integers, and in unions
/// by a tag and by the JSON kind.
#[test]
fn deprecated_values_and_arms() {
    let old = "const: lazy, deprecated: true";
    let schemas = format!(
        "
        Pet:
          type: object
          properties:
            mood: {{oneOf: [{{const: happy}}, {{{old}}}]}}
            size: {{oneOf: [{{const: 1, title: small}}, {{const: 9, title: huge, deprecated: true}}]}}
            food:
              oneOf:
              - {{type: object, properties: {{kind: {{const: fish}}}}, required: [kind]}}
              - {{type: object, properties: {{kind: {{const: meat}}}}, required: [kind], deprecated: true}}
            toy: {{oneOf: [{{type: string}}, {{type: integer, deprecated: true}}]}}
        "
    );
    let marked = |text: &str| {
        let marked = text.split("#[deprecated]").skip(1);
        let lines = marked.filter_map(|rest| rest.lines().find(|line| !line.trim().is_empty()));
        lines.map(|line| line.trim().to_owned()).collect::<Vec<_>>()
    };
    let pets = Snippet::read(&schemas);
    let text = pets.file(&["types/pet.rs"]);
    assert_eq!(
        marked(&text),
        [
            "Meat(PetFoodMeat) = \"meat\",",
            "Lazy = \"lazy\",",
            "Huge = 9,",
            "Integer(i64) = integer,"
        ],
        "{text}"
    );
    assert_eq!(text.matches("/// **Deprecated.**").count(), 5, "{text}");
    assert!(pets.file(&["lib.rs"]).contains("#![allow(deprecated, reason = "));
    let off = pets.config("deprecated: {off: [pets]}").file(&["types/pet.rs"]);
    assert_eq!(marked(&off), [""; 0]);
}

/// A file cannot have the name of the directory that it is in, and two files not
/// the same.
#[test]
fn operations_that_are_called_as_their_group_is() {
    let modules = |group: &str, ids: &[&str]| {
        let path = |id: &&str| {
            format!("/{id}: {{get: {{operationId: {id}, tags: [{group}], responses: {{}}}}}}")
        };
        let files = Snippet::paths(&ids.iter().map(path).collect::<Vec<_>>().join("\n")).files();
        let mut names: Vec<String> = files
            .iter()
            .filter_map(|(path, _)| path.strip_suffix(".rs"))
            .filter(|path| path.contains('/') && !path.starts_with("types/"))
            .filter(|path| !path.ends_with("/mod"))
            .map(str::to_owned)
            .collect();
        names.sort();
        names
    };
    assert_eq!(modules("pets", &["pets", "petsCall"]), ["pets/pets_call", "pets/pets_call_call"]);
    // Whichever of them is there, and with whatever else.
    assert_eq!(modules("pets", &["petsCall"]), ["pets/pets_call_call"]);
    assert_eq!(modules("pets", &["petsCalls", "call"]), ["pets/call", "pets/pets_calls"]);
    let twice = ["petsCall", "petsCallCall"];
    let expected = ["pets_call/pets_call_call", "pets_call/pets_call_call_call"];
    assert_eq!(modules("pets_call", &twice), expected);
    assert_eq!(modules("type", &["type", "typeCall"]), ["type_/type_call", "type_/type_call_call"]);
}

/// Features are there once, whatever groups are called.
#[test]
fn groups_called_like_features_of_every_crate() {
    let names = ["webhooks", "native-tls", "tracing", "full", "default"];
    let operation = |name: &&str| {
        let responses = "responses: {'204': {description: ok}}";
        format!("/{name}: {{get: {{operationId: call-{name}, tags: [{name}], {responses}}}}}\n")
    };
    let paths: String = names.iter().map(operation).collect();
    let manifest = Snippet::paths(&paths).run().unwrap().manifest;
    let (_, features) = manifest.split_once("[features]\n").unwrap();
    let (features, _) = features.split_once("\n[").unwrap();
    let lines = features.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let mut keys: Vec<&str> = lines.filter_map(|line| line.split(" = ").next()).collect();
    for name in names {
        assert!(keys.contains(&format!("{name}-group").as_str()), "{keys:?}");
    }
    let all = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), all, "{keys:?}");
}

/// The types of what operations declare themselves are their own.
#[test]
fn a_path_that_refers_to_another_has_types_of_its_own() {
    let schema = "schema: {type: object, properties: {at: {type: string}}}";
    let listed = "schema: {type: string, enum: [near, far]}";
    let answer = |content: &str| {
        format!("responses: {{'200': {{description: Found., content: {{{content}}}}}}}")
    };
    for operation in [
        answer(&format!("application/json: {{{schema}}}")),
        answer(&format!("text/event-stream: {{{schema}}}")),
        answer(&format!("application/jsonl: {{item{}}}", schema.replacen('s', "S", 1))),
        answer(&format!("image/png: {{}}, application/json: {{{schema}}}")),
        format!(
            "responses: {{'404': {{description: None., content: {{application/json: {{{schema}}}}}}}}}"
        ),
        format!("responses: {{'204': {{description: Done., headers: {{X-At: {{{listed}}}}}}}}}"),
        format!(
            "requestBody: {{content: {{application/json: {{{schema}}}}}}}, responses: {{'204': {{description: Done.}}}}"
        ),
        format!(
            "parameters: [{{name: at, in: query, {listed}}}], responses: {{'204': {{description: Done.}}}}"
        ),
    ] {
        let pets = Snippet::paths(&format!(
            "/rooms: {{post: {{tags: [pets], {operation}}}}}\n/pets: {{$ref: '#/paths/~1rooms'}}"
        ));
        let files = pets.openapi("3.2.0").file(&["types/post_rooms.rs", "types/post_pets.rs"]);
        assert!(
            files.contains("pub struct PostRooms") || files.contains("pub enum PostRooms"),
            "{files}"
        );
        assert!(
            files.contains("pub struct PostPets") || files.contains("pub enum PostPets"),
            "{files}"
        );
    }
}

/// A component that several operations refer to is one type, whichever of them is
/// first.
#[test]
fn what_operations_share_has_one_type() {
    let operation = |id: &str, tag: &str| {
        format!(
            "
    post:
      operationId: {id}
      tags: [{tag}]
      parameters: [{{$ref: '#/components/parameters/Order'}}]
      requestBody: {{$ref: '#/components/requestBodies/Toy'}}
      responses:
        '200': {{$ref: '#/components/responses/Toys'}}
        '401': {{$ref: '#/components/responses/ErrorResponse'}}
        '500': {{description: Own., content: {{application/json: {{schema: {{type: object, properties: {{a: {{type: string}}}}}}}}}}}}
"
        )
    };
    let document = |first: &str, second: &str| {
        format!(
            "
openapi: 3.1.0
info: {{title: Pets, version: '1'}}
paths:
  /a:{}
  /b:{}
components:
  parameters:
    Order: {{name: order, in: query, schema: {{type: string, enum: [up, down]}}}}
  requestBodies:
    Toy: {{required: true, content: {{application/json: {{schema: {{type: object, required: [name], properties: {{name: {{type: string}}, of: {{type: object, properties: {{a: {{type: string}}}}}}}}}}}}}}}}
  responses:
    Toys:
      description: Toys.
      headers: {{X-Kind: {{$ref: '#/components/headers/Kind'}}}}
      content: {{application/json: {{schema: {{type: array, items: {{type: object, properties: {{toy: {{$ref: '#/components/schemas/Toy'}}}}}}}}}}}}
    ErrorResponse:
      description: Refused.
      content: {{application/json: {{schema: {{type: object, properties: {{error: {{type: object, properties: {{code: {{type: integer}}}}}}}}}}}}}}
  headers:
    Kind: {{schema: {{type: string, enum: [a, b]}}}}
  schemas:
    Toy: {{type: object, properties: {{id: {{type: string}}}}}}
",
            operation(first, "pets"),
            operation(second, "toys")
        )
    };
    let types = |document: &str| {
        let files = checked(&Snippet::paths("").run_document(document.as_bytes()).unwrap());
        let types = files.iter().filter(|(path, _)| path.starts_with("types/"));
        let items = types.flat_map(|(path, text)| {
            let is_item = |line: &&str| {
                line.starts_with("//! What is")
                    || line.trim_start().starts_with("pub struct ")
                    || line.trim_start().starts_with("pub enum ")
            };
            let lines: Vec<String> =
                text.lines().filter(is_item).map(str::trim).map(str::to_owned).collect();
            [path.clone()].into_iter().chain(lines)
        });
        items.collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(types(&document("one", "two")));
    assert_eq!(types(&document("one", "two")), types(&document("two", "one")));
}

/// The text of a path is about each of its operations: it stands behind what these say.
#[test]
fn the_text_of_a_path() {
    let pets = Snippet::paths(
        "
        /pets:
          summary: Pets.
          description: All about pets.
          get: {operationId: readPets, tags: [pets], responses: {'204': {description: A.}}}
          put: {operationId: putPets, tags: [pets], summary: Puts pets., responses: {'204': {description: A.}}}
          post: {operationId: addPet, tags: [pets], description: Adds one., responses: {'204': {description: A.}}}
        ",
    )
    .file(&["pets/mod.rs"]);
    let of_path = "/// Pets.\n    ///\n    /// All about pets.\n    ///\n    /// ";
    assert!(pets.contains(&format!("    {of_path}`GET /pets`")), "{pets}");
    assert!(pets.contains(&format!("/// Puts pets.\n    ///\n    {of_path}`PUT /pets`")), "{pets}");
    assert!(pets.contains(&format!("/// Adds one.\n    ///\n    {of_path}`POST /pets`")), "{pets}");
}
