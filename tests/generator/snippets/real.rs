//! Things that documents in the wild have beyond what the standard asks for: small YAML
//! in, exact Rust or exact warnings out.

use insta::assert_snapshot;
use workspace_tests::snippet::Snippet;

fn properties(properties: &str) -> Snippet {
    Snippet::both(&format!(
        "Pet:\n  type: object\n  properties:\n    {}",
        properties.trim().replace('\n', "\n    ")
    ))
}

#[test]
fn keywords_that_are_none_are_notes() {
    let pets = properties("age: {type: integer, optional: true, minimun: 1}");
    assert_snapshot!(pets.pet());
    assert_snapshot!(pets.warnings());
}

#[test]
fn references_to_the_inside_of_things() {
    let pets = Snippet::both(
        "
        Pet:
          type: object
          properties:
            home: {type: object, properties: {street: {type: string}, next: {$ref: '#/components/schemas/Pet/properties/home'}}}
            den: {$ref: '#/components/schemas/Pet/properties/home'}
            chip: {$ref: '#/components/schemas/Pet/$defs/Chip'}
            tag: {$ref: '#/$defs/Chip'}
            answer: {$ref: '#/paths/~1pets/get/responses/200/content/application~1json/schema'}
          $defs:
            Chip: {type: object, properties: {id: {type: string}}}
        ",
    );
    assert_snapshot!(pets.file(&["types/pet.rs", "types/pet_home.rs", "types/pet_chip.rs"]));
    assert_eq!(pets.warnings(), "");
}

#[test]
fn references_by_id_and_anchor() {
    let pets = Snippet::read(
        "
        Pet: {type: object, properties: {id: {$ref: '/schemas/details#pet_id'}, more: {$ref: /schemas/details}, name: {$ref: '/schemas/details#/properties/name'}}}
        Details:
          $id: /schemas/details
          type: object
          properties: {id: {$anchor: pet_id, type: integer}, name: {type: object, properties: {first: {type: string}}}}
        ",
    );
    assert_snapshot!(pets.pet());
    assert_eq!(pets.warnings(), "");
}

/// A relative reference is one beside the `$id` of the schema around it, before a file.
#[test]
fn references_beside_an_id() {
    let field = |pet: &str, reference: &str| {
        let pets = Snippet::read(&format!(
            "
        Pet: {{$id: {pet}, type: object, properties: {{n: {{$ref: '{reference}'}}}}}}
        Node:
          $id: https://example.com/a/node#
          type: object
          properties: {{v: {{$anchor: value, type: integer}}}}
          $defs:
            Inner: {{$id: inner, type: object, properties: {{deep: {{type: boolean}}}}}}
        Urn: {{$id: 'urn:example:node', type: object, properties: {{u: {{type: string}}}}}}
        Path: {{$id: /own/path, type: object, properties: {{p: {{type: string}}}}}}
        "
        ));
        assert_eq!(pets.warnings(), "", "{reference}");
        let pet = pets.pet();
        let (_, rest) = pet.split_once("pub n: Option<").unwrap_or_else(|| panic!("{pet}"));
        rest.split_once(">,\n").unwrap().0.to_owned()
    };
    let strict = "https://example.com/a/strict";
    for (pet, reference, wanted) in [
        (strict, "node", "Node"),
        (strict, "./node", "Node"),
        (strict, "../a/node", "Node"),
        (strict, "/a/node", "Node"),
        (strict, "https://example.com/a/node", "Node"),
        (strict, "node#value", "NodeV"),
        (strict, "node#/properties/v", "NodeV"),
        (strict, "inner", "NodeInner"),
        (strict, "urn:example:node", "Urn"),
        ("https://example.com/b/strict", "../a/node", "Node"),
        ("'urn:example:pet'", "urn:example:node", "Urn"),
        ("/own/pet", "path", "Path"),
    ] {
        assert_eq!(field(pet, reference), wanted, "{pet} {reference}");
    }
    let other = Snippet::read(
        "
        Pet: {$id: https://example.com/b/strict, type: object, properties: {n: {$ref: node}}}
        Node: {$id: https://example.com/a/node, type: object}
        ",
    );
    assert!(other.refusal().starts_with("error[external-reference]: `node` "));
}

/// A discriminator, a part of an `allOf` and a component that is nothing but a reference lead to
/// a schema by its `$id` as by its name.
#[test]
fn references_by_id_of_other_things_than_properties() {
    let both = |to_cat: &str, to_base: &str, alias: &str| {
        let pets = Snippet::read(&format!(
            "
        Pet:
          oneOf: [{{$ref: '#/components/schemas/Cat'}}, {{$ref: '#/components/schemas/Dog'}}]
          discriminator: {{propertyName: kind, mapping: {{feline: '{to_cat}', canine: Dog}}}}
        Other:
          oneOf: [{{$ref: '#/components/schemas/Cat'}}, {{$ref: '#/components/schemas/Dog'}}]
          discriminator: {{propertyName: kind, mapping: {{canine: Dog}}, defaultMapping: '{to_cat}'}}
        Cat: {{$id: https://example.com/animals/feline, $anchor: cat, type: object, properties: {{kind: {{type: string}}, of: {{$ref: '#/components/schemas/Base'}}, nick: {{$ref: '#/components/schemas/Alias'}}}}}}
        Dog: {{type: object, properties: {{kind: {{type: string}}, bone: {{type: string}}}}}}
        Alias: {{$ref: '{alias}'}}
        Base: {{$id: https://example.com/base, type: object, discriminator: {{propertyName: sort}}, required: [sort], properties: {{sort: {{type: string}}}}}}
        Child: {{allOf: [{{$ref: '{to_base}'}}, {{type: object, properties: {{more: {{type: integer}}}}}}]}}
        Holder: {{type: object, properties: {{nick: {{$id: https://example.com/nick, type: object, properties: {{n: {{type: string}}}}}}}}}}
        "
        ));
        assert_eq!(pets.warnings(), "", "{to_cat} {to_base} {alias}");
        let files = pets.files().into_iter().filter(|(path, _)| path.starts_with("types/"));
        files.collect::<Vec<_>>()
    };
    let base = "#/components/schemas/Base";
    let nick = "#/components/schemas/Holder/properties/nick";
    let wanted = both("Cat", base, nick);

    let has = |wanted_path: &str, arm: &str| {
        let mut found = wanted.iter().filter(|(path, _)| path == wanted_path);
        assert!(found.any(|(_, text)| text.contains(arm)), "{arm}: {wanted:#?}");
    };
    has("types/pet.rs", "Feline(Cat) = \"feline\"");
    has("types/pet.rs", "Canine(Dog) = \"canine\"");
    has("types/other.rs", "Cat(Cat) = default");
    has("types/base.rs", "Child(Child) = \"Child\"");
    for to_cat in ["#/components/schemas/Cat", "https://example.com/animals/feline", "#cat"] {
        assert_eq!(both(to_cat, base, nick), wanted, "{to_cat}");
    }
    assert_eq!(both("Cat", "https://example.com/base", nick), wanted);
    assert_eq!(both("Cat", base, "https://example.com/nick"), wanted);
}

#[test]
fn references_into_operations() {
    let pets = Snippet::paths(
        "
        /pets/{id}:
          get:
            operationId: readPet
            tags: [pets]
            parameters: [{name: id, in: path, required: true, schema: {type: string}}]
            responses:
              '200':
                description: It.
                content: {application/json: {schema: {type: object, properties: {name: {type: string}, next: {$ref: '#/paths/~1pets~1%7Bid%7D/get/responses/200/content/application~1json/schema'}}}}}
        ",
    );
    let names: Vec<String> = pets.files().into_iter().map(|(path, _)| path).collect();
    assert!(names.contains(&"types/pets_id_get_responses200.rs".to_owned()), "{names:?}");
    assert_eq!(pets.warnings(), "");
}

#[test]
fn recursive_and_dynamic_references() {
    let pets = Snippet::both(
        "
        Pet:
          $recursiveAnchor: true
          $dynamicAnchor: pet
          type: object
          properties:
            mother: {$recursiveRef: '#'}
            father: {$dynamicRef: '#pet'}
            friend: {$ref: '#'}
        ",
    );
    assert_snapshot!(pets.pet());
    assert_eq!(pets.warnings(), "");
    assert_snapshot!(
        Snippet::read("Pet: {type: object, properties: {a: {$dynamicRef: '#dog'}}}").refusal()
    );
}

#[test]
fn types_of_other_notations() {
    let pets = properties(
        "
a: {type: int64}
b: {type: float}
c: {type: bool}
d: {type: [str, 'null']}
e: {type: file}
f: {type: any}
g: {type: animal}
h: {type: 'null'}
i: {type: String}
",
    );
    assert_snapshot!(pets.pet());
    assert_snapshot!(pets.warnings());
}

#[test]
fn values_of_several_types() {
    let pets = properties(
        "
a: {enum: [auto, 1, 2]}
b: {enum: [1, 2.5]}
c: {enum: [{a: 1}, {a: 2}]}
d: {enum: ['', a, a]}
e: {enum: [null]}
f: {type: string, enum: []}
",
    );
    assert_snapshot!(pets.pet());
    let warnings = pets.warnings();
    assert!(warnings.starts_with("warning[left-out]: a list or an object among listed values"));
    assert!(warnings.contains("warning[left-out]: an `enum` without values takes none"));
    assert_eq!(warnings.matches("warning").count(), 2, "{warnings}");
}

#[test]
fn types_that_their_values_contradict() {
    let pets = properties(
        "
a: {type: string, enum: [1, 2.5, true]}
b: {type: integer, enum: ['1', '2']}
c: {type: array, items: {type: string}, enum: [x, y]}
d: {type: object, enum: [x, y]}
e: {type: boolean, enum: [yes, no]}
",
    );
    assert_snapshot!(pets.pet());
    assert_snapshot!(pets.warnings());
}

#[test]
fn odds_and_ends() {
    let pets = properties(
        "
a: {type: object, additionalProperties: {}}
b: {type: object, additionalProperties: false, required: []}
c: {type: object, properties: {}}
d: {nullable: true, $ref: '#/components/schemas/Pet'}
e: {type: string, pattern: '^(?=.*[a-z])(?!x).+$', default: 7, format: date-time}
f: {type: number, exclusiveMinimum: 0, maximum: 1.0e+400}
g: true
h: {type: array, items: false, prefixItems: [{type: string}]}
i: {type: object, patternProperties: {'^x-': {type: integer}}}
j: {type: array}
k: {type: integer, enum: [18446744073709551615, 5]}
l.m/n o: {type: string}
",
    );
    let document = pets.document().replace("1.0e+400", "1.0e+300");
    let output = pets.run_document(document.as_bytes()).unwrap();
    assert_eq!(output.warnings, []);
    let pet = output.files.iter().find(|file| file.path == "types/pet.rs").unwrap();
    assert_snapshot!(pet.text);
}

#[test]
fn keywords_without_a_value_and_out_of_place() {
    let pets = Snippet::read(
        "
        Pet:
          type: object
          required:
          description:
          properties:
            name: {type: string, required: true}
        ",
    );
    assert_snapshot!(pets.pet());
    assert_snapshot!(pets.warnings());
}

#[test]
fn broken_schemas_of_other_documents_are_warnings() {
    let pets = Snippet::read(
        "Pet: {type: object, properties: {age: {type: integer, minimum: a}, name: {type: string, maxLength: -1}}}",
    )
    .not_of_record();
    assert_snapshot!(pets.warnings());
}

/// Returns the client of a document with this at its top.
fn client(head: &str) -> String {
    let operation = "operationId: a\ntags: [pets]\nresponses: {'204': {description: Done.}}";
    let document = Snippet::get(operation).document();
    let document = document.replace("servers: [{url: https://pets.example/v1}]", head);
    let output = Snippet::get(operation).run_document(document.as_bytes()).unwrap();
    assert_eq!(output.warnings, []);
    let file = output.files.iter().find(|file| file.path == "client.rs").unwrap();
    file.text.split_once("#[allow").map_or(file.text.as_str(), |(text, _)| text).to_owned()
}

/// Returns what a client says of its server.
fn said(head: &str) -> String {
    let text = client(head);
    let about = |line: &&str| {
        let line = line.trim();
        ["base_url:", "/// It is served", "/// There is no server"]
            .iter()
            .any(|start| line.starts_with(start))
    };
    let lines: Vec<&str> = text.lines().filter(about).map(str::trim).collect();
    lines.join("\n")
}

#[test]
fn where_the_service_is() {
    let all = [
        "x-none: 1",
        "servers: []",
        "servers: [{url: /v1}]",
        "servers: [{url: /v1/}, {url: https://a.example}]",
        "servers: [{url: /, description: Here.}]",
        "servers: [{url: //c.example/v2}, {url: //d.example}]",
        "servers: [{url: v1.0/pets}, {url: a.b:pets}, {url: ..c.example}]",
        "servers: [{url: 'https://{region}.pets.example:{port}/{base}', variables: {region: {default: eu, enum: [eu, us]}, port: {default: 443}, base: {enum: [v2]}}}, {url: https://b.example, description: Tests.}]",
    ];
    let said: Vec<String> =
        all.iter().map(|servers| format!("{servers}\n{}", said(servers))).collect();
    assert_snapshot!(said.join("\n\n"));
}

/// A URL that begins with a host lacks its scheme.
#[test]
fn hosts_without_a_scheme() {
    let served = |url: &'static str| {
        let operation = "operationId: a\ntags: [pets]\nresponses: {'204': {description: Done.}}";
        let pets = Snippet::get(operation).server(url).not_of_record();
        let client = pets.file(&["client.rs"]);
        let (_, base) = client.split_once("base_url: \"").unwrap();
        let warning = pets.warnings().lines().next().unwrap_or_default().to_owned();
        (base.split('"').next().unwrap().to_owned(), warning)
    };
    for (url, whole) in [
        ("pets.example", "https://pets.example"),
        ("a-b.pets.example:8000/v1?a=b", "https://a-b.pets.example:8000/v1?a=b"),
        ("localhost:8000/v1", "http://localhost:8000/v1"),
        ("127.0.0.1", "http://127.0.0.1"),
    ] {
        let told =
            format!("warning[server]: the URL of a server has no scheme: `{whole}` is taken");
        assert_eq!(served(url), (whole.to_owned(), told), "{url}");
    }
    for path in ["v1.0/pets", "v1", "pets.example:v1", "..pets.example", "10.0.0.1", "a_b.example"]
    {
        assert_eq!(served(path), (path.to_owned(), String::new()), "{path}");
    }
}

#[test]
fn variables_of_further_servers() {
    let servers = "servers: [{url: 'https://a.example'}, {url: 'https://{region}.{zone}.example', \
                   description: Near., variables: {zone: {default: '', description: The zone.}, \
                   region: {default: eu, enum: [eu, us, ap]}}}]";
    let text = client(servers).replace("\n    /// ", " ");
    assert!(
        text.contains(
            "also at `https://eu..example` (Near; `zone` is empty: The zone; `region` is `eu` or `us`, `ap`)."
        ),
        "{text}"
    );
}

/// A client has one address unless it is given another: an operation that is not served
/// there says so, also where the document's other servers have it.
#[test]
fn operations_that_are_served_elsewhere() {
    let elsewhere = |own: &str, of_path: &str| {
        let get = format!(
            "get: {{operationId: a, tags: [pets], {own} responses: {{'204': {{description: Done.}}}}}}"
        );
        let pets = Snippet::paths(&format!("/pets: {{{of_path} {get}}}"));
        let servers = "servers: [{url: https://a.example}, {url: https://b.example}]";
        let document =
            pets.document().replace("servers: [{url: https://pets.example/v1}]", servers);
        let output = pets.not_of_record().run_document(document.as_bytes()).unwrap();
        let file = output.files.iter().find(|file| file.path == "pets/mod.rs").unwrap();
        let text = file.text.replace("\n    /// ", " ");
        let said = text.split_once("It is served at ").map(|(_, text)| text);
        let said = said.map(|text| text.split_once(".\n").unwrap().0.to_owned());
        let is_told = output.warnings.iter().any(|it| it.rule == "other-server");
        assert_eq!(is_told, said.as_ref().is_some_and(|said| said.contains("`base_url`")));
        said
    };
    let servers = |hosts: &[&str]| {
        let urls = hosts.iter().map(|host| format!("{{url: https://{host}.example}}"));
        format!("servers: [{}],", urls.collect::<Vec<_>>().join(", "))
    };
    let (a, b, c) = (&*servers(&["a"]), &*servers(&["b"]), &*servers(&["c"]));
    for (own, of_path, said) in [
        ("", "", None),
        (a, "", None),
        (b, "", Some("`https://b.example`: give that as `base_url`")),
        ("", b, Some("`https://b.example`: give that as `base_url`")),
        (c, b, Some("`https://c.example`: give that as `base_url`")),
        (a, b, None),
        (b, a, Some("`https://b.example`: give that as `base_url`")),
        (&servers(&["b", "a"]), "", None),
        (
            &servers(&["c", "b"]),
            "",
            Some("`https://c.example` and `https://b.example`: give one of them as `base_url`"),
        ),
        (
            "servers: [{url: 'https://{zone}.example', name: far, description: Far away., \
             variables: {zone: {default: c, enum: [c, d]}}}],",
            "",
            Some(
                "`https://c.example` (`far`: Far away; `zone` is `c` or `d`): give that as `base_url`",
            ),
        ),
        (
            "servers: [{url: https://a.example, description: As usual.}],",
            "",
            Some("`https://a.example` (As usual)"),
        ),
        (&servers(&["a", "b"]), "", None),
        ("servers: [{url: //a.example}],", "", None),
        (
            "servers: [{url: //c.example}],",
            "",
            Some("`https://c.example`: give that as `base_url`"),
        ),
        ("servers: [{url: /c}],", "", Some("`/c`: give a `base_url` with that path")),
        (
            "servers: [{url: https://c.example}, {url: /c}],",
            "",
            Some(
                "`https://c.example` and `/c`: give one of them as `base_url`, a path behind its host",
            ),
        ),
        (&servers(&["a", "c"]), "", Some("`https://a.example` and `https://c.example`")),
        ("servers: [],", b, Some("`https://b.example`: give that as `base_url`")),
    ] {
        assert_eq!(elsewhere(own, of_path).as_deref(), said, "{own} {of_path}");
    }
}

#[test]
fn paths_that_are_shared_or_lack_a_slash() {
    let pets = Snippet::paths(
        "
        pets/{id}:
          summary: Pets.
          parameters: [{name: id, in: path, required: true, schema: {type: string}}]
          get: {operationId: readPet, tags: [pets], responses: {'204': {description: Done.}}}
        /animals/{id}: {$ref: '#/components/pathItems/Animal'}
        ",
    );
    let item = "
components:
  pathItems:
    Animal:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      get: {operationId: readAnimal, tags: [pets], responses: {'204': {description: Done.}}}
";
    let output = pets.run_document(format!("{}{item}", pets.document()).as_bytes()).unwrap();
    let told: Vec<&str> = output.warnings.iter().map(|found| found.message.as_str()).collect();
    assert_eq!(told, ["a path begins with a `/`; this is taken for `/pets/{id}`"]);
    for (file, path) in [("read_pet", "/pets/{id}"), ("read_animal", "/animals/{id}")] {
        let file = format!("pets/{file}.rs");
        let text = &output.files.iter().find(|found| found.path == file).unwrap().text;
        assert!(text.contains(&format!("\"{path}\"")), "{text}");
    }
}

/// The object nearest to the path counts; what another one says of the same is told of.
#[test]
fn paths_that_are_shared_and_say_more() {
    let pets = Snippet::paths("/cats/{id}:
        $ref: '#/components/pathItems/Cat'
        servers: [{url: 'https://cats.example'}]
        parameters: [{name: id, in: path, required: true, description: Of the cat., schema: {type: integer}}]
        post: {operationId: makeCat, tags: [pets], responses: {'204': {description: Done.}}}
    ");
    let items = "
components:
  pathItems:
    Cat:
      $ref: '#/components/pathItems/Pet'
      put: {operationId: putCat, tags: [pets], responses: {'204': {description: Done.}}}
    Pet:
      servers: [{url: 'https://pets.example'}]
      parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
      - {name: limit, in: query, schema: {type: integer}}
      get: {operationId: readPet, tags: [pets], responses: {'204': {description: Done.}}}
      post: {operationId: makePet, tags: [pets], responses: {'204': {description: Done.}}}
";
    let document = format!("{}{items}", pets.document());
    let output = pets.run_document(document.as_bytes()).unwrap();
    let found: Vec<String> = output.warnings.iter().map(ToString::to_string).collect();
    let calls = output.files.iter().filter(|file| file.path.starts_with("pets/"));
    let calls: Vec<&str> = calls.map(|file| file.text.as_str()).collect();
    assert_snapshot!(format!("{}\n\n{}", found.join("\n\n"), calls.join("\n")));
}

#[test]
fn broken_operations_of_other_documents_are_warnings() {
    let pets = Snippet::get(
        "operationId: listPets\ntags: [pets]\nparameters: {}\nresponses: {'204': {description: Done.}}",
    )
    .not_of_record();
    assert_snapshot!(pets.warnings());
}

#[test]
fn schemas_that_no_operation_reaches() {
    let pets = Snippet::read(
        "
        Pet: {type: object, properties: {name: {type: string}}}
        PetSold: {type: object, properties: {pet: {$ref: '#/components/schemas/Pet'}, to: {$ref: '#/components/schemas/Buyer'}}}
        Buyer: {type: object, properties: {name: {type: string}}}
        PetLost: {type: object, properties: {by: {$ref: '#/components/schemas/Nobody'}, at: {$ref: '#/components/schemas/Place'}}}
        PetFound: {type: object, properties: {lost: {$ref: '#/components/schemas/PetLost'}}}
        Place: {type: object, properties: {name: {type: string}}}
        ",
    );
    let types = |pets: &Snippet| -> Vec<String> {
        let paths = pets.files().into_iter().map(|(path, _)| path);
        paths.filter(|path| path.starts_with("types/") && !path.ends_with("mod.rs")).collect()
    };
    let all = ["types/buyer.rs", "types/pet.rs", "types/pet_sold.rs", "types/place.rs"];
    assert_eq!(types(&pets), all);
    assert_snapshot!(pets.warnings());

    let of_a_group = pets.config("groups: [pets]");
    assert_eq!(types(&of_a_group), ["types/pet.rs"]);
    assert_eq!(of_a_group.warnings(), "");
}

#[test]
fn types_beside_arms_and_null_in_odd_words() {
    let pets = Snippet::both(
        "
        Pet:
          type: object
          properties:
            tag: {oneOf: [{type: string}, {type: array, items: {type: string}}], type: ['null', string, array]}
            home: {oneOf: [{type: string}, {type: object, properties: {street: {type: string}}}], type: ['null', string, object]}
            owner: {anyOf: [{$ref: '#/components/schemas/Pet'}, {nullable: true}]}
            friend: {anyOf: [{$ref: '#/components/schemas/Pet'}, {enum: [null], nullable: true}]}
            noise: {type: string, default: null}
            size: {oneOf: [{type: string}, {type: integer}, {type: number}]}
            links: {type: object, format: uri-map}
            name: {type: object, format: x, properties: {first: {type: string}}}
            nothing: {type: object, additionalProperties: false}
        ",
    );
    assert_snapshot!(pets.pet());
    assert_eq!(pets.warnings(), "");
}

/// By JSON Schema they mean nothing; who wrote them meant something.
#[test]
fn keywords_about_values_of_other_types_are_reported() {
    let said = |keyword: &str, ty: &str| {
        let pet = format!("Pet: {{type: object, properties: {{a: {{type: {ty}, {keyword}}}}}}}");
        Snippet::read(&pet).not_of_record().warnings().contains("says nothing of values of type")
    };
    for (keyword, about, others) in [
        ("properties: {a: {type: string}}", "object", ["string", "array"]),
        ("required: [a]", "object", ["string", "array"]),
        ("additionalProperties: {type: string}", "object", ["integer", "array"]),
        ("maxProperties: 3", "object", ["boolean", "array"]),
        ("items: {type: string}", "array", ["object", "string"]),
        ("prefixItems: [{type: string}]", "array", ["object", "string"]),
        ("uniqueItems: true", "array", ["object", "string"]),
        ("maxItems: 3", "array", ["object", "string"]),
        ("maxLength: 3", "string", ["integer", "array"]),
        ("pattern: a", "string", ["number", "object"]),
        ("contentEncoding: base64", "string", ["integer", "array"]),
        ("minimum: 3", "number", ["string", "array"]),
        ("multipleOf: 3", "integer", ["string", "boolean"]),
        ("dependentSchemas: {a: {required: [b]}}", "object", ["string", "array"]),
    ] {
        for other in others {
            assert!(said(keyword, other), "{keyword} of {other}");
            assert!(!said(keyword, &format!("[{other}, {about}]")), "{keyword} of {other}, too");
            assert!(said(keyword, &format!("[{other}, 'null']")), "{keyword} of {other} or null");
        }
        assert!(!said(keyword, about), "{keyword}");
    }
    // What says nothing anywhere, and what says the type again.
    for nothing in
        ["minLength: 0", "uniqueItems: false", "minItems:", "required: []", "required: true"]
    {
        assert!(!said(nothing, "boolean"), "{nothing}");
    }
    let two = "{type: object, properties: {a: {type: [boolean, integer], maxLength: 3}}}";
    let warnings = Snippet::read(&format!("Pet: {two}")).not_of_record().warnings();
    let message = "`maxLength` says nothing of values of type `boolean` or `integer`";
    assert!(warnings.contains(message), "{warnings}");
}

/// The functions that a struct is made by keep their names, and a tag that may be left
/// out is sent.
#[test]
fn properties_that_would_be_in_the_way() {
    let pets = Snippet::sent(
        "
        Pet:
          type: object
          properties:
            default: {type: boolean}
            new: {type: string}
            kind: {type: string, const: pet, default: pet}
            '+1': {type: integer}
            '-1': {type: integer}
            since<: {type: string}
            since>: {type: string}
        ",
    );
    assert_snapshot!(pets.pet());
    assert_eq!(pets.warnings(), "");
}

/// The property that tells the arms apart is sent, although it may be left out; elsewhere
/// a default is left to the server.
#[test]
fn what_tells_an_arm_of_a_union_apart_is_preset() {
    let pets = Snippet::sent(
        "
        Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}
        Cat: {type: object, properties: {kind: {type: string, enum: [cat]}, kennel: {$ref: '#/components/schemas/Kennel'}}}
        Dog: {type: object, properties: {kind: {type: string, enum: [dog]}, bird: {$ref: '#/components/schemas/Bird'}}}
        Kennel: {type: object, properties: {kind: {type: string, enum: [kennel], default: kennel}}}
        Bird:
          oneOf: [{$ref: '#/components/schemas/Owl'}, {$ref: '#/components/schemas/Eagle'}, {$ref: '#/components/schemas/Gull'}, {$ref: '#/components/schemas/Duck'}, {$ref: '#/components/schemas/Finch'}]
          discriminator:
            propertyName: kind
            mapping: {owl: '#/components/schemas/Owl', eagle: '#/components/schemas/Eagle', gull: '#/components/schemas/Gull', mew: '#/components/schemas/Gull', duck: '#/components/schemas/Duck'}
        Owl: {type: object, properties: {kind: {type: string}, size: {type: string, enum: [large], default: large}}}
        Finch: {type: object, properties: {kind: {$ref: '#/components/schemas/Kind'}}}
        Kind: {type: string}
        Eagle: {type: object, properties: {kind: {type: string, enum: [chick, eagle]}, size: {type: string, enum: [large]}}}
        Gull: {type: object, properties: {kind: {type: string}}}
        Duck: {type: object, properties: {kind: {type: string, enum: [swan]}}}
        ",
    )
    .not_of_record();
    let preset = |file: &str| {
        let text = pets.file(&[file]);
        let made = text.split("pub fn new() -> Self {").nth(1);
        let made = made.and_then(|it| it.split("\n    }").next());
        let lines = made.unwrap_or_else(|| panic!("{text}")).lines().map(str::trim);
        let set = lines.filter(|line| line.contains(": Some("));
        set.map(|line| line.trim_start_matches("Self { ").trim_end_matches(" }"))
            .collect::<String>()
    };
    assert_eq!(preset("types/cat.rs"), r#"kind: Some("cat".into()),"#);
    assert_eq!(preset("types/dog.rs"), r#"kind: Some("dog".into()),"#);
    assert_eq!(preset("types/kennel.rs"), "", "it is no arm");
    let owl = r#"kind: Some("owl".into()),size: Some("large".into()),"#;
    assert_eq!(preset("types/owl.rs"), owl);
    assert_eq!(preset("types/eagle.rs"), "", "its own two texts tell it apart");
    assert_eq!(preset("types/gull.rs"), "", "two texts tell it apart");
    assert_eq!(preset("types/finch.rs"), r#"kind: Some("Finch".into())"#);
    assert_eq!(preset("types/duck.rs"), r#"kind: Some("swan".into())"#);
}

/// A required tag is no argument: the union says what it is. One that the object does not
/// declare, the union writes.
#[test]
fn what_tells_an_arm_apart_is_sent_without_being_asked() {
    let pets = Snippet::both(
        "
        Pet:
          oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}, {$ref: '#/components/schemas/Bird'}]
          discriminator:
            propertyName: kind
            mapping: {cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog', owl: '#/components/schemas/Bird', jay: '#/components/schemas/Bird'}
        Cat: {type: object, required: [kind, lives], properties: {kind: {type: string}, lives: {type: integer}}}
        Dog: {type: object, properties: {barks: {type: boolean}}}
        Bird: {type: object, required: [kind], properties: {kind: {type: string}}}
        ",
    )
    .not_of_record();
    assert_snapshot!(pets.file(&["types/cat.rs", "types/dog.rs", "types/pet.rs"]));
    let bird = pets.file(&["types/bird.rs"]);
    assert!(bird.contains("pub fn new<M>(kind: impl IntoValue<String, M>)"), "{bird}");
}

/// A union writes its own tag, whatever other unions call the object.
#[test]
fn what_unions_write() {
    let union = |tag: &str, text: &str| {
        format!(
            "oneOf: [{{$ref: '#/components/schemas/Cat'}}, {{$ref: '#/components/schemas/Dog'}}, {{type: string, enum: [none]}}]
          discriminator: {{propertyName: {tag}, mapping: {{{text}: '#/components/schemas/Cat', {text}er: '#/components/schemas/Cat', dog: '#/components/schemas/Dog'}}}}"
        )
    };
    let pets = |cat: &str, other: &str| {
        let pets = Snippet::both(&format!(
            "
        Pet: {{type: object, properties: {{a: {{$ref: '#/components/schemas/A'}}, b: {{$ref: '#/components/schemas/B'}}, alone: {{$ref: '#/components/schemas/Cat'}}}}}}
        A:
          {}
        B:
          {}
        Cat: {{type: object, properties: {{lives: {{type: integer}}{cat}}}}}
        Dog: {{type: object, required: [kind, sort], properties: {{kind: {{type: string}}, sort: {{type: string}}}}}}
        ",
            union("kind", "cat"),
            union(other, "tom"),
        ))
        .not_of_record();
        let written = ["types/a.rs", "types/b.rs"].map(|file| {
            let text = pets.file(&[file]);
            text.lines()
                .map(str::trim)
                .filter(|line| line.starts_with("#[written"))
                .collect::<String>()
        });
        (written.join(" "), pets.file(&["types/cat.rs"]))
    };
    // Both tell the cat apart by two texts: callers may say which.
    let (written, cat) = pets("", "kind");
    assert_eq!(written, r#"#[written = "cat"] #[written = "tom"]"#);
    assert!(cat.contains("pub kind: Option<String>") && !cat.contains("Some("), "{cat}");
    let (written, cat) = pets("", "sort");
    assert_eq!(written, r#"#[written = "cat"] #[written = "tom"]"#);
    assert!(cat.contains("pub kind: Option<") && cat.contains("pub sort: Option<"), "{cat}");
    // Of a tag that is declared, it says what each text means; one that is always there is not
    // written.
    let (written, _) = pets(", kind: {type: string}", "kind");
    assert_eq!(written, " ");
    let (written, _) = pets(", kind: {type: string, const: cat}", "sort");
    assert_eq!(written, r#" #[written = "tom"]"#);
    // By two unions that each have one text for it, it is written.
    let schemas = |property: &str| {
        let arms =
            "oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]";
        format!(
            "
        Pet: {{type: object, properties: {{a: {{$ref: '#/components/schemas/A'}}, b: {{$ref: '#/components/schemas/B'}}}}}}
        A: {{{arms}, discriminator: {{propertyName: kind, mapping: {{cat: '#/components/schemas/Cat'}}}}}}
        B: {{{arms}, discriminator: {{propertyName: kind, mapping: {{tom: '#/components/schemas/Cat'}}}}}}
        Cat: {{type: object, properties: {{kind: {property}}}}}
        Dog: {{type: object, required: [kind], properties: {{kind: {property}}}}}
        "
        )
    };
    let written = |property: &str| {
        let file = Snippet::both(&schemas(property)).not_of_record().file(&["types/a.rs"]);
        file.contains("#[written = \"cat\"]")
    };
    assert!(written("{type: string}") && written("{type: [string, 'null']}"));
    for other in ["{type: boolean}", "{}", "{type: integer}"] {
        assert!(!written(other), "{other}");
    }
}

/// An object that is sent by itself as well says nothing that only a union wants; nor does one
/// get a property whose name another one has.
#[test]
fn what_is_sent_elsewhere_says_no_more_than_it_declares() {
    let pets = Snippet::both(
        "
        Pet:
          type: object
          properties:
            all:
              type: array
              items:
                oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}, {$ref: '#/components/schemas/Owl'}, {$ref: '#/components/schemas/Bird'}]
                discriminator: {propertyName: kind, mapping: {cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog', owl: '#/components/schemas/Owl', jay: '#/components/schemas/Bird', tit: '#/components/schemas/Bird'}}
            cat: {$ref: '#/components/schemas/Cat'}
            dog: {$ref: '#/components/schemas/Dog'}
        Cat: {type: object, required: [kind], properties: {kind: {type: string}}}
        Dog: {type: object, properties: {barks: {type: boolean}}}
        Owl: {type: object, properties: {Kind: {type: string}}}
        Bird: {type: object, properties: {sings: {type: boolean}}}
        ",
    )
    .not_of_record();
    let cat = pets.file(&["types/cat.rs"]);
    assert!(cat.contains("pub fn new<M>(kind: impl IntoValue<String, M>)"), "{cat}");
    for none in ["types/dog.rs", "types/owl.rs"] {
        let text = pets.file(&[none]);
        assert!(!text.contains("wire(optional = \"kind\")"), "{text}");
    }
    // Which of the two it is, its caller knows.
    let bird = pets.file(&["types/bird.rs"]);
    assert!(
        bird.contains("pub kind: Option<String>") && bird.contains("Self::default()"),
        "{bird}"
    );
}

/// A union that is only read says nothing of what is sent.
#[test]
fn nothing_is_preset_for_a_union_that_is_only_read() {
    let schema = |name: &str| {
        format!("application/json: {{schema: {{$ref: '#/components/schemas/{name}'}}}}")
    };
    let pets = Snippet::paths(&format!(
        "
        /pets:
          post:
            operationId: sendCat
            tags: [pets]
            requestBody: {{required: true, content: {{{}}}}}
            responses: {{'200': {{description: ok, content: {{{}}}}}}}
        ",
        schema("Cat"),
        schema("Pet")
    ))
    .schemas(
        "
        Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}
        Cat: {type: object, properties: {kind: {type: string, enum: [cat]}}}
        Dog: {type: object, properties: {kind: {type: string, enum: [dog]}}}
        ",
    );
    assert!(!pets.file(&["types/cat.rs"]).contains("kind: Some("));
}

#[test]
fn parameters_that_are_too_many_or_too_few() {
    let pets = Snippet::paths(
        "
        /pets/{pet_id}:
          put:
            operationId: findPets
            tags: [pets]
            parameters:
            - {name: lost, in: path, required: true, schema: {type: string}}
            - {name: Authorization, in: header, required: true, schema: {type: string}}
            - {name: Content-Type, in: header, required: true, schema: {type: string}}
            - {name: accept, in: header, required: true, schema: {type: string}}
            servers: [{url: https://files.example}]
            responses: {'204': {description: Done., content: {application/json: {schema: {}}}}}
        ",
    )
    .not_of_record();
    assert_snapshot!(pets.file(&["pets/mod.rs", "pets/find_pets.rs"]));
    assert_snapshot!(pets.warnings());
}

#[test]
fn the_plainest_json_is_the_answer() {
    let pets = Snippet::get(
        "
        operationId: findPets
        tags: [pets]
        responses:
          '200':
            description: It.
            content:
              application/vnd.pets+json: {schema: {type: array, items: {type: integer}}}
              application/json: {schema: {type: array, items: {type: string}}}
        ",
    );
    let call = pets.file(&["pets/find_pets.rs"]);
    assert!(call.contains("Vec<String>") && !call.contains("Vec<i64>"), "{call}");
}

/// Lists and maps of themselves have no name in Rust; a null among choices, and
/// what only the server says, are as they are meant.
#[test]
fn schemas_of_frameworks() {
    let pets = Snippet::both(
        "
        Pet:
          type: object
          required: [id, name]
          properties:
            id: {type: integer, readOnly: true}
            name: {type: string}
            mood: {oneOf: [{$ref: '#/components/schemas/Mood'}, {$ref: '#/components/schemas/Blank'}, {$ref: '#/components/schemas/Nothing'}], nullable: true}
            tree: {$ref: '#/components/schemas/Tree'}
        Mood: {type: string, enum: [calm, wild]}
        Blank: {enum: ['']}
        Nothing: {enum: [null]}
        Tree: {type: array, items: {$ref: '#/components/schemas/Tree'}}
        ",
    );
    assert_snapshot!(pets.file(&["types/pet.rs", "types/tree.rs"]));
    assert_eq!(pets.warnings(), "");
}

/// A property that only the server says has no setter of a call; what was read keeps it.
#[test]
fn what_only_the_server_says() {
    let pets = Snippet::both(
        "
        Pet:
          type: object
          required: [id, name]
          properties:
            id: {type: integer, readOnly: true, example: 7}
            made: {type: string, readOnly: true}
            name: {type: string}
            hint: {type: string}
        ",
    );
    let call = pets.file(&["pets/send_pet.rs"]);
    let setters =
        ["id", "made", "name", "hint"].map(|name| call.contains(&format!("pub fn {name}")));
    assert_eq!(setters, [false, false, false, true], "{call}");
    let pet = pets.pet();
    let field = "/// Set by the server alone.\n        #[wire(optional = \"id\")]\n        pub id: Option<i64>,";
    assert!(pet.contains(field) && pet.contains("pub fn id<M>("), "{pet}");
}

/// A property that is asked of callers, and not answered, is not sent again as empty.
#[test]
fn what_only_callers_say() {
    let schemas = "
        Pet:
          type: object
          required: [name, key, code, chip, notes, kind]
          properties:
            name: {type: string}
            key: {type: string, writeOnly: true}
            code: {type: integer, nullable: true, writeOnly: true}
            chip: {allOf: [{$ref: '#/components/schemas/Chip'}], writeOnly: true}
            notes: {type: array, items: {type: string}, writeOnly: true}
            kind: {type: string, enum: [pet], writeOnly: true}
            hint: {type: string, writeOnly: true}
        Chip: {type: object, properties: {of: {$ref: '#/components/schemas/Pet'}}}
    ";
    let pets = Snippet::both(schemas);
    assert_snapshot!(pets.file(&["types/pet.rs"]));
    assert_eq!(pets.warnings(), "");
    // Where it is only sent, it is what it was.
    let sent = Snippet::sent(schemas).pet();
    assert!(sent.contains("#[wire(required = \"key\")]\n        pub key: String,"), "{sent}");
}

#[test]
fn responses_without_a_description_and_lists_of_examples() {
    let pets = Snippet::get(
        "
        operationId: findPets
        tags: [lib]
        parameters: [{name: age, in: query, schema: {type: integer}, examples: [1, 2]}]
        responses:
          '200': {content: {application/json: {schema: {type: string}, examples: [a]}}}
        ",
    );
    let call = pets.file(&["lib_group/find_pets.rs"]);
    assert!(
        call.contains("call! { FindPets -> String }")
            && call.contains("age: impl IntoOptional<i64, M>"),
        "{call}"
    );
    assert_eq!(pets.warnings(), "");
}

/// Mistakes in parts that nobody refers to cost nothing; in a part that somebody refers
/// to they do.
#[test]
fn malformed_definitions_that_nobody_refers_to() {
    for (version, key) in [("3.0.0", "definitions"), ("3.1.0", "$defs"), ("3.1.0", "definitions")] {
        let item = |refers: &str| {
            let schemas = format!(
                "
        Item:
          type: object
          properties: {{kind: {{$ref: '#/components/schemas/Item/{key}/{refers}'}}}}
          {key}:
            kind: {{type: string, enum: [a]}}
            itemType: {{type: {{description: x, enum: [a]}}}}
            other: {{$ref: '#/components/schemas/Item/{key}/itemType'}}
            none: 3
                "
            );
            Snippet::both(&schemas).openapi(version)
        };
        let well = item("kind");
        assert_eq!(well.warnings(), "", "{key}");
        assert!(well.file(&["types/item.rs"]).contains("kind: Option<ItemKind>"), "{key}");
        assert!(item("other").refusal().contains("the name of a type should be here"), "{key}");
    }
}

/// Limits that leave no value are left out, each pair with a warning that names both.
#[test]
fn limits_that_leave_no_value() {
    let cases = [
        ("type: string, minLength: 4, maxLength: 1", "`minLength` 4 and `maxLength` 1"),
        ("type: array, minItems: 2, maxItems: 1", "`minItems` 2 and `maxItems` 1"),
        (
            "type: object, minProperties: 2, maxProperties: 1",
            "`minProperties` 2 and `maxProperties` 1",
        ),
        ("type: integer, minimum: 2, maximum: 1", "`minimum` 2 and `maximum` 1"),
        (
            "type: number, exclusiveMinimum: 1.5, maximum: 1.5",
            "`exclusiveMinimum` 1.5 and `maximum` 1.5",
        ),
        (
            "type: integer, minimum: 1, maximum: 1, exclusiveMaximum: true",
            "`minimum` 1 and `maximum` 1",
        ),
    ];
    for (schema, wanted) in cases {
        let pet = Snippet::read(&format!("Pet: {{properties: {{a: {{{schema}}}}}}}"));
        let warnings = pet.warnings();
        let wanted = format!("warning[left-out]: no value is within {wanted}: both are left out\n");
        assert!(warnings.starts_with(&wanted), "{schema}: {warnings}");
        assert!(!pet.pet().contains(" to "), "{schema}");
    }
    let pet = "Pet: {properties: {a: {type: number, minimum: 0, exclusiveMinimum: 5, maximum: 3}}}";
    let wanted = "no value is within `exclusiveMinimum` 5 and `maximum` 3: both are left out";
    assert!(Snippet::read(pet).warnings().contains(wanted));
    for schema in
        ["type: string, minLength: 1, maxLength: 1", "type: integer, minimum: 1, maximum: 1"]
    {
        assert_eq!(
            Snippet::read(&format!("Pet: {{properties: {{a: {{{schema}}}}}}}")).warnings(),
            ""
        );
    }
}

/// A keyword that is null says nothing, and a warning says so unless it may well be empty.
#[test]
fn keywords_that_are_null() {
    let warnings = |schema: &str| {
        let warnings =
            Snippet::read(&format!("Pet: {{properties: {{a: {{{schema}}}}}}}")).warnings();
        warnings.lines().next().unwrap_or_default().to_owned()
    };
    for (schema, key) in [
        ("type: integer, minimum: null", "minimum"),
        ("type: array, items: null", "items"),
        ("type: string, enum: null", "enum"),
    ] {
        let wanted =
            format!("warning[left-out]: `{key}` is null, which says nothing: it is left out");
        assert_eq!(warnings(schema), wanted);
    }
    assert_eq!(warnings("type: string, description: null, title: null, properties: null"), "");
    assert_eq!(
        warnings("type: string, enum: []"),
        "warning[left-out]: an `enum` without values takes none: it is left out"
    );
}

/// Of two lists of names for listed values one is taken, whichever comes first.
#[test]
fn two_names_of_listed_values() {
    let lists = ["x-enum-varnames: [First]", "x-enumNames: [Other]"];
    for [one, other] in [[lists[0], lists[1]], [lists[1], lists[0]]] {
        let pet = Snippet::both(&format!("Pet: {{type: string, enum: [b], {one}, {other}}}"));
        let warnings = pet.warnings();
        let wanted =
            "warning[left-out]: `x-enumNames` is left out: `x-enum-varnames` names the values\n";
        assert!(warnings.starts_with(wanted), "{warnings}");
        let text = pet.pet();
        assert!(text.contains("First = \"b\""), "{text}");
    }
    let same = lists.map(|list| list.replace("Other", "First")).join(", ");
    let pet = Snippet::both(&format!("Pet: {{type: string, enum: [b], {same}}}"));
    assert_eq!(pet.warnings(), "");
}
