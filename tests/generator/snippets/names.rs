//! Names and descriptions that Rust would stumble over, and documents that say
//! the same in other words.

use insta::assert_snapshot;
use openapi_loom_generator::ir::{Shape, TypeId};
use openapi_loom_generator::source::Files;
use openapi_loom_generator::{Inputs, api, generate};
use serde_json::Value;
use workspace_tests::snippet::{Snippet, checked};
use workspace_tests::synthetic::alone;

/// An item of a list has the name of the list in the singular. Where that is the same word, or
/// none, it is called an item.
#[test]
fn items_in_the_singular() {
    for (list, item) in [
        ("boxes", "PetBox"),
        ("classes", "PetClass"),
        ("matches", "PetMatch"),
        ("entries", "PetEntry"),
        ("names", "PetName"),
        ("status", "PetStatusItem"),
        ("s", "PetSItem"),
        ("toy", "PetToyItem"),
    ] {
        let items = "{type: array, items: {type: object, properties: {a: {type: string}}}}";
        let pets = Snippet::both(&format!("Pet: {{properties: {{{list}: {items}}}}}")).pet();
        assert!(pets.contains(&format!("Option<Vec<{item}>>")), "{list}:\n{pets}");
    }
}

#[test]
fn fields_that_are_keywords() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          type: object
          required: [type]
          properties:
            type: {type: string}
            self: {type: string}
            crate: {type: string}
            async: {type: boolean}
            gen: {type: boolean}
            new: {type: boolean}
            3d: {type: boolean}
            camelCase: {type: boolean}
            include[]: {type: boolean}
            $schema: {type: boolean}
            grün: {type: boolean}
        "
        )
        .pet()
    );
}

/// Returns the names that public items of these files have behind a word.
fn names_behind(word: &str, text: &str) -> Vec<String> {
    let name = |line: &str| {
        line.trim().strip_prefix(word)?.split_once(['(', ':']).map(|(name, _)| name.to_owned())
    };
    text.lines().filter_map(name).collect()
}

/// Terms and plurals of what is in capitals are words, and step aside as any others.
#[test]
fn capitals_within_words() {
    for (one, other, wanted) in [
        ("listVMs", "listVms", ["get_pets", "get_pets_old"]),
        ("getIPv4", "getIpv4", ["get_pets", "get_pets_old"]),
        ("listVMs", "list_vms", ["get_pets", "list_vms"]),
        ("listVMs", "listVMsOf", ["list_vms", "list_vms_of"]),
    ] {
        let operation = |id: &str, tag: &str| {
            format!(
                "get: {{operationId: {id}, tags: [{tag}], responses: {{'204': {{description: Done.}}}}}}"
            )
        };
        let paths = format!(
            "\n/pets: {{{}}}\n/pets/old: {{{}}}",
            operation(one, "UserIDs"),
            operation(other, "user-ids")
        );
        let methods = names_behind("pub fn ", &Snippet::paths(&paths).file(&["user_ids/mod.rs"]));
        assert_eq!(methods, wanted);
    }
    let pet = "Pet: {type: object, properties: {ownerIDs: {type: string}, URLs: {type: string}, owner_ids: {type: string}}}";
    let fields = names_behind("pub ", &Snippet::read(pet).file(&["types/pet.rs"]));
    assert_eq!(fields, ["owner_ids_camel", "urls", "owner_ids"]);
}

#[test]
fn setters_hide_no_method_that_every_type_has() {
    let fields = ["clone", "default", "eq", "from", "into", "new", "owner", "try_into"];
    let properties: Vec<String> =
        fields.iter().map(|name| format!("{name}: {{type: string}}")).collect();
    let properties = properties.join(", ");
    let pet = Snippet::both(&format!("Pet: {{type: object, properties: {{{properties}}}}}")).pet();
    let setters = pet.lines().filter_map(|line| line.split_once("pub fn set_"));
    let setters: Vec<&str> = setters.filter_map(|(_, rest)| rest.split('<').next()).collect();
    assert_eq!(setters, ["clone", "default", "eq", "into", "new", "try_into"]);
}

#[test]
fn variants_that_are_keywords_or_collide() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          type: string
          enum: [self, Self, type, other, gpt-4.1, gpt-41, GPT-41, '1024', '', <=, é, None, ok]
        "
        )
        .pet()
    );
}

#[test]
fn tags_that_collide() {
    assert_snapshot!(
        Snippet::both(
            "
        Pet:
          oneOf:
          - {type: object, required: [kind], properties: {kind: {type: string, const: other}}}
          - {type: object, required: [kind], properties: {kind: {type: string, const: big_cat}}}
          - {type: object, required: [kind], properties: {kind: {type: string, const: self}}}
        "
        )
        .pet()
    );
}

#[test]
fn types_named_as_those_of_the_prelude() {
    let pet = Snippet::both(
        "
        Pet:
          type: object
          properties:
            a: {$ref: '#/components/schemas/Option'}
            b: {$ref: '#/components/schemas/String'}
            c: {$ref: '#/components/schemas/self'}
            d: {$ref: '#/components/schemas/type'}
        Option: {type: object, properties: {a: {type: string}}}
        String: {type: object, properties: {a: {type: string}}}
        self: {type: object, properties: {a: {type: string}}}
        type: {type: object, properties: {a: {type: string}}}
        ",
    );
    assert_snapshot!(pet.file(&[
        "types/mod.rs",
        "types/option.rs",
        "types/pet.rs",
        "types/self_.rs"
    ]));
}

/// A type keeps its name, whatever calls and handles are called: what is added elsewhere does not
/// rename it.
#[test]
fn types_of_the_names_of_calls_and_handles() {
    let ping = |id: &str| {
        format!(
            "/ping: {{get: {{operationId: {id}, tags: [report], responses: {{'204': {{description: Done.}}}}}}}}"
        )
    };
    let pets = |ping: &str| {
        Snippet::paths(&format!(
            "/reports:
  get:
    operationId: getReports
    tags: [report]
    responses:
      '200': {{description: All., content: {{application/json: {{schema: {{type: array, items: {{$ref: '#/components/schemas/Report'}}}}}}}}}}
{ping}"
        ))
        .schemas("Report: {type: object, properties: {id: {type: string}}}")
    };
    let (alone, beside) = (pets(&ping("ping")), pets(&ping("report")));
    for pets in [&alone, &beside] {
        assert!(pets.file(&["types/report.rs"]).contains("pub struct Report {"));
        assert_eq!(pets.warnings(), "");
        let call = pets.file(&["report/get_reports.rs"]);
        assert!(call.contains("use crate::types;\n"), "{call}");
        assert!(call.contains("call! { GetReports -> Vec<types::Report> }"), "{call}");
    }
    assert!(beside.file(&["report/report_call.rs"]).contains("pub struct ReportCall {"));
}

#[test]
fn types_named_as_those_of_the_runtime() {
    let pet = Snippet::post(
        "
        operationId: sendPet
        tags: [pets]
        requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Call'}}}}
        responses: {'200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/SendPet'}}}}}
        ",
    )
    .schemas(
        "
        Call: {type: object, required: [a], properties: {a: {$ref: '#/components/schemas/Pets'}}}
        Pets: {type: string, enum: [a]}
        SendPet: {type: object, properties: {a: {type: string}}}
        ",
    );
    assert_snapshot!(pet.file(&["pets/mod.rs", "pets/send_pet.rs"]));
}

#[test]
fn undeclared_required_is_a_warning() {
    let pet = Snippet::both(
        "Pet: {type: object, required: [id, name], properties: {name: {type: string}}}",
    );
    assert_snapshot!(pet.warnings());
    assert_snapshot!(pet.pet());
}

#[test]
fn markdown_hazards() {
    assert_snapshot!(Snippet::both(
        r#"
        Pet:
          type: object
          description: |
            A Vec<Pet> of [pets], see [the guide](/docs/pets) and https://pets.example/a?b=c.

            # Example

            - one
            - two that is so long that it has to be wrapped, because a line of documentation is at most that wide
            1. first

            ```
            let x = 1;
            ```

            | a | b |
            |---|---|

            In `code<T>` and <b>bold</b> and <x>tags</x> and *stars*.

            An odd ` alone.
          properties:
            name: {type: string, description: "*/ } fn pwned() {} /*", default: '`', pattern: '^[`a-z]$'}
            age: {type: integer, deprecated: true, default: 3}
        "#
    )
    .config("link_base: https://pets.example/")
    .pet());
}

#[test]
fn both_spellings_of_nullability_give_the_same_bytes() {
    let of = |version, schemas| Snippet::both(schemas).openapi(version).files();
    let old = of(
        "3.0.3",
        "
        Pet:
          type: object
          required: [owner, kind]
          properties:
            owner: {type: string, nullable: true}
            kind: {type: string, enum: [cat]}
            age: {type: integer, minimum: 0, exclusiveMinimum: true, nullable: true}
            mood: {type: string, nullable: true, enum: [good, bad, null]}
            home: {nullable: true, allOf: [{$ref: '#/components/schemas/Home'}]}
            toy: {nullable: true, oneOf: [{type: string}, {type: array, items: {type: string}}]}
        Home: {type: object, properties: {street: {type: string}}}
        ",
    );
    let new = of(
        "3.1.0",
        "
        Pet:
          type: object
          required: [owner, kind]
          properties:
            owner: {type: [string, 'null']}
            kind: {const: cat}
            age: {type: [integer, 'null'], exclusiveMinimum: 0}
            mood: {type: [string, 'null'], enum: [good, bad, null]}
            home: {oneOf: [{$ref: '#/components/schemas/Home'}, {type: 'null'}]}
            toy: {oneOf: [{type: 'null'}, {type: string}, {type: array, items: {type: string}}]}
        Home: {type: object, properties: {street: {type: string}}}
        ",
    );
    assert_eq!(old, new);
}

const PETS: &str = "
    Pet:
      type: object
      required: [kind]
      properties:
        kind: {$ref: '#/components/schemas/Kind'}
        friends: {type: array, items: {$ref: '#/components/schemas/Pet'}}
        best: {$ref: '#/components/schemas/Friend'}
    Kind: {type: string, enum: [dog, cat]}
    Friend:
      oneOf: [{type: string}, {$ref: '#/components/schemas/Pet'}]
";

#[test]
fn yaml_and_json_give_the_same_bytes() {
    let pets = Snippet::both(PETS);
    let document = openapi_loom_generator::document(pets.document().as_bytes()).unwrap();
    let tree = document.value();
    for json in [serde_json::to_vec(tree).unwrap(), serde_json::to_vec_pretty(tree).unwrap()] {
        assert_eq!(checked(&pets.run_document(&json).unwrap()), pets.files());
    }
}

#[test]
fn two_runs_give_the_same_bytes() {
    let pets = Snippet::both(PETS);
    assert_eq!(pets.files(), pets.files());
}

#[test]
fn the_order_of_components_does_not_matter() {
    let pets = Snippet::both(PETS);
    let document = openapi_loom_generator::document(pets.document().as_bytes()).unwrap();
    let mut tree = document.value().clone();
    let schemas = tree["components"]["schemas"].as_object_mut().unwrap();
    let mut reversed: Vec<(String, Value)> = std::mem::take(schemas).into_iter().collect();
    reversed.reverse();
    schemas.extend(reversed);
    let reordered = serde_json::to_vec(&tree).unwrap();
    assert_eq!(checked(&pets.run_document(&reordered).unwrap()), pets.files());
}

#[test]
fn groups_that_are_called_as_what_a_client_is_made_of() {
    let groups = ["auth", "service", "client", "credential", "variable", "scheme"];
    for group in groups {
        let operation = format!(
            "operationId: a\ntags: [{group}]\nresponses: {{'204': {{description: Done.}}}}"
        );
        let client = Snippet::get(&operation).file(&["client.rs"]);
        let imports = client.lines().filter(|line| line.starts_with("use ")).collect::<String>();
        assert!(!imports.contains(&format!("crate::{group}::")), "{client}");
    }
}

/// A type of a name that the root has for something else is pointed out: a glob of each would
/// make it ambiguous.
#[test]
fn names_that_the_root_has_too() {
    let row = |name: &str| {
        let root = Snippet::read(&format!("{name}: {{type: object}}")).file(&["lib.rs"]);
        let row = root.lines().find(|line| line.starts_with("//! - [`types`]")).unwrap();
        row.to_owned()
    };
    assert_eq!(row("Pet"), "//! - [`types`]: what is sent and read");
    assert_eq!(
        row("Response"),
        "//! - [`types`]: what is sent and read; what is called `Response` there is another thing than"
    );
}

/// Schemas of other files are found by their anchors, from within the files, too.
#[test]
fn anchors_of_other_files() {
    let of = |reference: &str| {
        let document = format!(
            "openapi: 3.1.0\ninfo: {{title: A, version: '1'}}\npaths: {{/a: {{get: {{tags: [pets], responses: {{'200': {{description: It., content: {{application/json: {{schema: {{$ref: '{reference}'}}}}}}}}}}}}}}}}"
        );
        let load = |name: &str| {
            let text = match name {
                "x/pets.yaml" => {
                    "Pet: {$anchor: pet, properties: {toy: {$ref: '#toy'}, tail: {$ref: 'tails.yaml#tail'}}}\nToy: {$anchor: toy, type: object}\n"
                }
                _ => "$defs: {all: [{$anchor: tail, type: integer, enum: [7]}]}\n",
            };
            Ok(text.into())
        };
        let files = Some(Files { name: "api.yaml", load: &load });
        api(&Inputs { files, ..alone(document.as_bytes()) })
    };
    let named = of("x/pets.yaml#pet").unwrap();
    let origins = named.types.values().map(|def| def.origin.to_string());
    assert_eq!(
        origins.collect::<Vec<_>>(),
        ["x/pets.yaml#/Pet", "x/pets.yaml#/Toy", "x/tails.yaml#/$defs/all/0"]
    );
    let failure = of("x/pets.yaml#tail").unwrap_err();
    assert_eq!(failure.found[0].message, "no schema of `x/pets.yaml` has the anchor `tail`");
}

/// A component that is nothing but a reference to a file is what is in the file, by its own
/// name, whichever of the two is referred to. Another component that is the same stays another
/// name; one that says more is a type of its own.
#[test]
fn components_that_are_in_files() {
    let document = "\
openapi: 3.1.0
info: {title: A, version: '1'}
paths:
  /a: {get: {tags: [pets], responses: {'200': {description: It., content: {application/json: {schema: {$ref: pet.yaml}}}}}}}
  /b: {get: {tags: [pets], responses: {'200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Animal'}}}}}}}
components:
  schemas:
    Animal: {$ref: pet.yaml}
    Beast: {$ref: pet.yaml}
    Cat: {$ref: cat.yaml}
    Toy: {$ref: toy.yaml, description: One.}
";
    let load = |name: &str| {
        let text = match name {
            "pet.yaml" => {
                "discriminator: {propertyName: kind}\nproperties: {kind: {type: string}, toy: {$ref: toy.yaml}}\n"
            }
            "cat.yaml" => {
                "allOf: [{$ref: pet.yaml}, {properties: {like: {$ref: 'api.yaml#/components/schemas/Cat'}}}]\n"
            }
            _ => "properties: {owner: {$ref: pet.yaml}}\n",
        };
        Ok(text.into())
    };
    let files = Some(Files { name: "api.yaml", load: &load });
    let api = api(&Inputs { files, ..alone(document.as_bytes()) }).unwrap();
    let types = api.types.iter().map(|(id, def)| format!("{} {}", id.0.join("."), def.origin));
    assert_eq!(
        types.collect::<Vec<_>>(),
        [
            "Animal pet.yaml#",
            "Animal.Animal pet.yaml#/discriminator",
            "Beast /components/schemas/Beast",
            "Cat cat.yaml#",
            "Toy /components/schemas/Toy",
            "Toy2 toy.yaml#",
        ]
    );
    let Shape::Union(union) = &api.types[&TypeId(vec!["Animal".to_owned()])].shape else {
        panic!("{:?}", api.types);
    };
    assert!(union.arms.iter().any(|arm| arm.key.is_tagged("Cat")), "{:?}", union.arms);
}

/// Returns the values of each tagged union where an answer is what a reference to files leads to.
fn tags_in_files(reference: &str, files: &[(&str, &str)]) -> Vec<String> {
    let document = format!(
        "openapi: 3.1.0\ninfo: {{title: A, version: '1'}}\npaths: {{/a: {{get: {{tags: [pets], \
         responses: {{'200': {{description: It., content: {{application/json: {{schema: {{$ref: \
         '{reference}'}}}}}}}}}}}}}}}}\n\
         components: {{schemas: {{Bird: {{type: object, properties: {{b: {{type: string}}}}}}}}}}\n"
    );
    let load = |name: &str| {
        let file = files.iter().find(|(known, _)| *known == name);
        file.map(|(_, text)| text.as_bytes().to_vec()).ok_or_else(|| "none".to_owned())
    };
    let files = Some(Files { name: "api.yaml", load: &load });
    let inputs = Inputs { files, ..alone(document.as_bytes()) };
    let warnings = generate(&inputs).unwrap().warnings;
    let vain: Vec<&str> =
        warnings.iter().filter(|it| it.rule == "discriminator").map(|it| &*it.message).collect();
    assert_eq!(vain, [""; 0]);
    let api = api(&inputs).unwrap();
    let unions = api.types.iter().filter_map(|(id, def)| match &def.shape {
        Shape::Union(union) => Some((id, union)),
        _ => None,
    });
    let tags =
        ["Cat", "Dog", "bird", "cat", "event.cat", "Kid", "Grand", "Base", "PetsCat", "SchemasCat"];
    unions
        .map(|(id, union)| {
            let has = |tag: &&&str| union.arms.iter().any(|arm| arm.key.is_tagged(tag));
            let known: Vec<&str> = tags.iter().filter(has).copied().collect();
            format!("{}: {}", id.0.join(" "), known.join(" "))
        })
        .collect()
}

/// The value that stands for a schema of another file is its name there, and not that of its
/// type; so is the name in a mapping.
#[test]
fn values_that_stand_for_schemas_of_files() {
    let arm = |letter: char| {
        format!(
            "{{type: object, required: [k], properties: {{k: {{type: string}}, {letter}: {{type: \
             string}}}}}}"
        )
    };
    let pets = format!(
        "components: {{schemas: {{Pet: {{oneOf: [{{$ref: '#/components/schemas/Cat'}}, {{$ref: \
         '#/components/schemas/Dog'}}, {{$ref: '#/components/schemas/Bird'}}], discriminator: \
         {{propertyName: k, mapping: {{bird: Bird}}}}}}, Cat: {}, Dog: {}, Bird: {}}}}}",
        arm('c'),
        arm('d'),
        arm('b'),
    );
    let of =
        tags_in_files("models/pets.yaml#/components/schemas/Pet", &[("models/pets.yaml", &pets)]);
    assert_eq!(of, ["PetsPet: Cat Dog bird"]);
    let flat = format!(
        "D: {{oneOf: [{{$ref: '#/Cat'}}, {{$ref: cat.yaml}}], discriminator: {{propertyName: k}}}}\n\
         Cat: {}\n",
        arm('c')
    );
    let of = tags_in_files("schemas.yaml#/D", &[("schemas.yaml", &flat), ("cat.yaml", &arm('d'))]);
    assert_eq!(of, ["SchemasD: Cat cat"]);
    let flat = flat.replace("cat.yaml", "event.cat.yaml");
    let files = [("schemas.yaml", flat.as_str()), ("event.cat.yaml", &arm('d'))];
    assert_eq!(tags_in_files("schemas.yaml#/D", &files), ["SchemasD: Cat event.cat"]);
}

/// A parent in another file is its children there, whether or not something refers to these.
#[test]
fn children_in_files() {
    let base = "{type: object, required: [t], properties: {t: {type: string}}, discriminator: {propertyName: t}}";
    let more = "{properties: {m: {type: integer}}}";
    let pets = format!(
        "components: {{schemas: {{Base: {base}, Kid: {{allOf: [{{$ref: '#/components/schemas/Base'}}, \
         {more}]}}, Grand: {{allOf: [{{$ref: '#/components/schemas/Kid'}}, {more}]}}}}}}"
    );
    let of = tags_in_files("pets.yaml#/components/schemas/Base", &[("pets.yaml", &pets)]);
    assert_eq!(of, ["PetsBase: Kid Grand Base"]);
    let mapped = pets.replace("propertyName: t}", "propertyName: t, mapping: {cat: Kid}}");
    let of = tags_in_files("pets.yaml#/components/schemas/Base", &[("pets.yaml", &mapped)]);
    assert_eq!(of, ["PetsBase: cat Grand Base"]);
    let flat = format!("Base: {base}\nKid: {{allOf: [{{$ref: '#/Base'}}, {more}]}}\n");
    let of = tags_in_files("schemas.yaml#/Base", &[("schemas.yaml", &flat)]);
    assert_eq!(of, ["SchemasBase: Kid Base"]);
}

/// Returns what the schemas of files are called, where paths refer to these in this order.
fn names_of_files(files: &[&str]) -> Vec<String> {
    let path = |file: &&str| {
        let stem = file.replace(['/', '.'], "-");
        format!(
            "  /{stem}:\n    get:\n      tags: [pets]\n      responses: {{'200': {{description: It., \
             content: {{application/json: {{schema: {{$ref: {file}}}}}}}}}}}\n"
        )
    };
    let paths: String = files.iter().map(path).collect();
    let document = format!("openapi: 3.1.0\ninfo: {{title: A, version: '1'}}\npaths:\n{paths}");
    let load = |name: &str| Ok(format!("type: object\ndescription: {name}").into_bytes());
    let files = Some(Files { name: "api.yaml", load: &load });
    let api = api(&Inputs { files, ..alone(document.as_bytes()) }).unwrap();
    let types = api.types.iter();
    types.map(|(id, def)| format!("{}: {}", id.0.join(" "), def.origin)).collect()
}

/// Files that are called the same have their directories in their names, whichever is met
/// first, and a number where that says nothing either.
#[test]
fn schemas_that_are_files() {
    let mut files = [
        "schemas/Pet/index.yaml",
        "schemas/Toy/index.yaml",
        "schemas/Pet.yaml",
        "a/日本.yaml",
        "b/x.v1.json",
        "b/x.v1.yaml",
        "b/x.v2.yaml",
    ];
    let names = names_of_files(&files);
    assert_eq!(
        names,
        [
            "BXV1: b/x.v1.json#",
            "BXV12: b/x.v1.yaml#",
            "BXV2: b/x.v2.yaml#",
            "Pet: schemas/Pet.yaml#",
            "SchemasPetIndex: schemas/Pet/index.yaml#",
            "SchemasToyIndex: schemas/Toy/index.yaml#",
            "日本: a/日本.yaml#",
        ]
    );
    files.reverse();
    assert_eq!(names_of_files(&files), names);
}
