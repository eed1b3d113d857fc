//! Each action that a finding offers, pasted into the overlay, settles it.

use std::collections::BTreeSet;

use openapi_loom_generator::report::{Finding, Input};
use workspace_tests::snippet::Snippet;

/// Returns the schema of a response.
fn pet(schema: &str) -> Snippet {
    Snippet::read(&format!("Pet:\n  {}", schema.trim().replace('\n', "\n  ")))
}

/// Makes a document whose operation has these keys.
fn get(operation: &str) -> Snippet {
    Snippet::get(&format!("operationId: getPet\ntags: [pets]\n{operation}"))
}

const EVENTS: &str = "
    streams:
    - {operations: [sendPet], property: stream, events: PetEvent, error: error, end: {event: done, data: '[DONE]'}}
";

/// Returns two unions of too many objects, both of which hold.
fn many_unions() -> String {
    let arms = |key: &str| {
        let arm = |n| format!("{{properties: {{{key}: {{const: '{n}'}}}}}}");
        (0..30).map(arm).collect::<Vec<_>>().join(", ")
    };
    format!("Pet: {{allOf: [{{oneOf: [{}]}}, {{oneOf: [{}]}}]}}", arms("a"), arms("b"))
}

/// Returns an operation whose parameter is one by a chain of so many references.
fn chain_of_parameters(length: usize) -> Snippet {
    let reference = |at: usize| format!("{{$ref: '#/paths/~1pets/x-chain/p{at}'}}");
    let links = (1..length).map(|at| format!("p{at}: {}", reference(at + 1)));
    let end = format!("p{length}: {{name: a, in: query, schema: {{type: string}}}}");
    let chain: Vec<String> = links.chain([end]).collect();
    Snippet::paths(&format!(
        "/pets: {{x-chain: {{{}}}, get: {{operationId: a, parameters: [{}], responses: {{'204': {{description: None.}}}}}}}}",
        chain.join(", "),
        reference(1)
    ))
}

/// A chain of references that ends is not said to lead nowhere, however long it is.
#[test]
fn chains_of_references_that_end() {
    for (length, said) in [(15, ""), (16, "reference-chain"), (500, "reference-chain")] {
        let found = chain_of_parameters(length).not_of_record().shown();
        assert!(found.contains(said) && !found.contains("nowhere"), "{length}: {found}");
        assert_eq!(found.is_empty(), said.is_empty(), "{length}: {found}");
    }
}

/// Documents with something wrong that an overlay can settle, by the rule.
fn bad() -> Vec<(&'static str, Snippet)> {
    let none = "responses: {'204': {description: None.}}";
    vec![
        ("unknown-keyword", pet("{type: object, properties: {age: {type: integer, minimun: 1}}}")),
        ("shape", pet("7")),
        ("shape", pet("{type: object, properties: {age: 7, name: [], size: a}}")),
        ("shape", pet("{type: object, properties: {home: {$ref: [1]}}}")),
        ("shape", Snippet::paths("/pets: {get: 7, put: {operationId: a, responses: {}}}")),
        ("shape", get("parameters: {}\nresponses: {}")),
        ("shape", get("parameters: [{name: b, in: query, schema: {}}, {name: a, in: body, schema: {}}]")),
        ("shape", get("responses: {'200': {content: {}}}\nrequestBody: []")),
        ("schema", pet("{type: object, properties: {a: {type: integer, minimum: a, maximum: b}, b: {items: 3}}}")),
        ("schema", pet("{type: object, required: name, properties: {name: {type: string}}}")),
        ("schema", pet("{oneOf: [{type: 'null'}, {type: array, items: {pattern: [3]}}]}")),
        ("unknown-reference", pet("{type: object, properties: {home: {$ref: '#/components/schemas/Home'}}}")),
        ("unknown-reference", Snippet::read("Pets: {items: {$ref: '#/components/schemas/Pte'}}\nPet: {type: string}")),
        ("unknown-reference", get(&format!("parameters: [{{$ref: '#/components/parameters/a'}}]\n{none}"))),
        ("external-reference", pet("{type: object, properties: {home: {$ref: other.yaml}}}")),
        ("external-reference", get(&format!("parameters: [{{$ref: other.yaml}}]\n{none}"))),
        ("body", Snippet::post("operationId: sendPet\ntags: [pets]\nrequestBody: {content: {application/json: {schema: {type: integer}}}}\nresponses: {'204': {description: None.}}")),
        ("header", get("responses: {'200': {description: A., headers: {X-A: {description: B.}}}}")),
        ("header", get("responses: {'204': {description: A., headers: {X-A: {schema: {type: integer}}}}, '400': {description: B., headers: {X-A: {schema: {type: string}}}}}")),
        ("left-out", get("responses: {'302': {description: A., headers: {X-A: {schema: {type: integer}}}}}")),
        ("left-out", pet("{type: object, properties: {a: {type: string, contentMediaType: application/json, contentSchema: {type: integer}}}}")),
        ("reference-loop", get("responses: {'200': {$ref: '#/paths/~1pets/get/responses/200'}}")),
        ("reference-chain", chain_of_parameters(20)),
        ("reference", pet("{properties: {a: {}, den: {$ref: '#/paths/~1pets/get/responses'}}}")),
        ("unknown-reference", pet("{properties: {den: {$dynamicRef: '#home'}}}")),
        ("too-many-arms", Snippet::read(&many_unions())),
        ("unknown-type", pet("{properties: {a: {type: int64}, b: {type: animal}, c: {type: [Str, 'null']}}}")),
        ("misplaced-required", pet("{properties: {a: {type: string, required: true}}}")),
        ("contradicted-type", pet("{properties: {a: {type: string, oneOf: [{type: string}, {type: integer}]}, b: {allOf: [{type: object}, {type: integer}]}}}")),
        ("contradicted-type", pet("{properties: {a: {type: array, enum: [a]}, b: {type: string, enum: [1]}, c: {type: boolean, const: a}}}")),
        ("all-of-conflict", pet("{allOf: [{properties: {a: {type: integer}}}, {title: A}, {properties: {a: {type: string}}}]}")),
        ("all-of-conflict", Snippet::read(
            "Pet: {allOf: [{$ref: '#/components/schemas/Old'}, {properties: {a: {type: string}}}]}\nOld: {properties: {a: {type: integer}}}",
        )),
        ("unsupported-schema", pet("{allOf: [{properties: {a: {type: integer}}}, {type: string, enum: [a]}]}")),
        ("unsettled-union", pet("{oneOf: [{type: 'null'}, {type: array, items: {type: string, minLength: 1}}, {type: array, items: {type: string}}]}")),
        ("unsettled-union", Snippet::read(
            "Pet: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}\nA: {properties: {a: {}}}\nB: {properties: {a: {}}}",
        )),
        ("unknown-key", get(&format!("respones: {{}}\n{none}"))),
        ("left-out", get(&format!("callbacks: {{done: {{'{{$url}}': {{post: {{callbacks: {{}}}}}}}}}}\n{none}"))),
        ("left-out", get("responses: {'200': {description: A., content: {application/jsonl: {itemSchema: {type: string}, schema: {type: array, maxItems: 3}}}}}").openapi("3.2.0")),
        ("left-out", get("responses: {'200': {description: A., content: {text/event-stream: {itemSchema: {oneOf: [{properties: {event: {const: a}, data: {type: string}}}, {properties: {event: {const: ping}}}]}}}}}").openapi("3.2.0")),
        ("unknown-key", get("externalDocs: {url: https://pets.example, title: A}\nresponses: {'204': {description: None., links: {next: {operationid: getPet}}}}")),
        ("near-reference", pet("{properties: {a: {$defs: {B: {type: string}}, properties: {b: {$ref: '#/$defs/B'}}}}}")),
        ("unknown-key", Snippet::paths("/a: {gett: {operationId: a}, get: {operationId: b}}\n/b: {gett: {operationId: c}}")),
        ("shape", get("parameters: [{name: a, in: query, required: 'yes', explode: maybe, schema: {type: string}}]\nresponses: {'204': {description: None.}}")),
        ("shape", get("parameters: [{name: a, in: qery, schema: {type: string}}]\nresponses: {'204': {description: None.}}")),
        ("repeated-parameter", get("parameters: [{name: a, in: query, schema: {type: string}}, {name: a, in: query, schema: {type: string}}]\nresponses: {'204': {description: None.}}")),
        ("unknown-reference", pet("{type: object, properties: {home: {$ref: '#components/schemas/Pet'}}}")),
        ("unknown-type", pet("{properties: {a: {type: strng}}}")),
        ("unknown-style", get(&format!("parameters: [{{name: a, in: query, style: wide, schema: {{type: string}}}}]\n{none}"))),
        ("left-out", pet("{properties: {a: {type: string, minLength: 4, maxLength: 1}, b: {type: array, items: {minimum: 2, exclusiveMaximum: 2}, minItems: 2, maxItems: 1}}}")),
        ("left-out", pet("{properties: {a: {allOf: [{type: string, format: date}, {type: string, format: uuid}]}}}")),
        ("left-out", pet("{properties: {a: {allOf: [{type: string, default: b}, {type: string, default: c}]}}}")),
        ("left-out", pet("{properties: {a: {anyOf: [{type: object, properties: {b: {type: string}}}, {}]}}}")),
        ("left-out", pet("{minProperties: 2, maxProperties: 1, properties: {a: {type: string}}}")),
        ("left-out", pet("{properties: {a: {enum: []}, b: {type: integer, minimum: null}}}")),
        ("left-out", pet("{properties: {a: {enum: [b], x-enum-varnames: [C], x-enumNames: [D]}}}")),
        ("left-out", pet("{properties: {a: {enum: [b], x-enum-varnames: [C], x-ms-enum: {values: [{value: b, name: D}]}}}}")),
        ("no-effect", Snippet::post("operationId: sendPet\ntags: [pets]\nrequestBody: {content: {multipart/form-data: {schema: {properties: {a: {type: string}}}, encoding: {b: {contentType: text/csv}}}}}\nresponses: {'204': {description: None.}}")),
        ("undeclared-required", pet("{type: object, required: [a, b], properties: {a: {}}}")),
        ("undeclared-required", pet("{allOf: [{type: object, required: [a], properties: {b: {}}}, {description: A.}]}")),
        ("undeclared-required", pet("{type: object, required: [a], properties: {b: {}}, oneOf: [{properties: {a: {}}}, {properties: {c: {}}}]}")),
        ("impossible-required", pet("{type: object, required: [a, b], properties: {a: false, b: {}}}")),
        ("circular-alias", Snippet::read(
            "Pet: {$ref: '#/components/schemas/Animal'}\nAnimal: {$ref: '#/components/schemas/Pet', description: A.}",
        )),
        ("circular-alias", Snippet::read(
            "Pet: {$ref: '#/components/schemas/Animal'}\nAnimal: {allOf: [{$ref: '#/components/schemas/Pet'}], description: A.}",
        )),
        ("event-shape", Snippet::sent(
            "Pet: {properties: {stream: {type: boolean}}}\nPetEvent: {oneOf: [{properties: {event: {const: a}, data: {}}}, {properties: {data: {}}}]}",
        ).config(EVENTS)),
        ("path-parameter", Snippet::paths("/pets/{pet_id}: {get: {operationId: a}}")),
        ("path-parameter", get(&format!("parameters: [{{name: a, in: path, required: true, schema: {{type: string}}}}]\n{none}"))),
        ("server", get(none).server("pets.example")),
        ("other-server", get(&format!("servers: [{{url: https://files.example}}]\n{none}"))),
        ("no-effect", get(&format!("servers: [{{url: https://files.example, variables: {{zone: {{default: a}}}}}}]\n{none}"))),
        ("no-effect", get(&format!("parameters: [{{name: a, in: query, schema: {{type: string}}, content: {{application/json: {{}}}}}}]\n{none}"))),
        ("path-parameter", Snippet::paths(
            "/pets/{a}/{b}: {get: {operationId: a, parameters: [{name: a, in: path, required: true, schema: {type: string}}]}}",
        )),
        ("unsupported-operation", get("parameters: [{name: a, in: header, content: {text/csv: {schema: {type: object}}}}]")),
        ("unsupported-operation", get("parameters: [{name: a, in: query, content: {text/csv: {schema: {items: {type: string}}}}}]")),
        ("parameter-style", get(&format!("parameters: [{{name: a, in: cookie, schema: {{type: object}}}}]\n{none}"))),
        ("parameter-style", get(&format!("parameters: [{{name: a, in: query, style: matrix, schema: {{type: string}}}}]\n{none}"))),
        ("left-out", Snippet::paths(&format!("/a/{{b}}: {{get: {{operationId: a, parameters: [{{name: b, in: path, required: true, allowReserved: true, schema: {{type: string}}}}], {none}}}}}"))),
        ("answer", get(
            "responses: {'200': {description: A., content: {application/json: {schema: {}}, application/hal+json: {schema: {type: string}}}}}",
        )),
        ("unsupported-operation", get(
            "responses: {'200': {description: A., content: {application/json: {schema: {}}}}, 2XX: {description: B.}}",
        )),
        ("unsupported-operation", get("responses: {'200': {description: A., content: {application/json: {}}}}")),
        ("unsupported-operation", Snippet::paths(
            "/a: {get: {operationId: a}}\n/b: {post: {operationId: b, requestBody: {content: {multipart/mixed: {schema: {type: string}}}}}}",
        )),
        ("unsupported-operation", Snippet::paths(
            "/a: {get: {operationId: a}}\n/b: {post: {operationId: b, requestBody: {content: {multipart/form-data: {schema: {type: string}}}}}}",
        )),
        ("left-out", Snippet::paths(
            "/a: {post: {operationId: a, requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/B'}}, multipart/form-data: {schema: {$ref: '#/components/schemas/B'}}}}}}",
        ).schemas("B: {type: object, properties: {c: {type: string, format: binary}}}")),
        ("unsupported-operation", Snippet::paths(
            "/a: {post: {operationId: a, requestBody: {content: {multipart/form-data: {schema: {properties: {b: {type: object}, c: {type: string}}}, encoding: {b: {contentType: 'text/csv, text/plain'}, c: {contentType: 'image/*'}}}}}}}",
        )),
        ("unsupported-operation", Snippet::paths(
            "/a: {post: {operationId: a, requestBody: {content: {multipart/mixed: {schema: {items: {type: object}}, itemEncoding: {contentType: 'image/*'}}}}}}",
        )),
        ("content-type", Snippet::post("operationId: a\nrequestBody: {content: {\"text/é\": {}, \"image / png\": {}}}\nresponses: {'200': {content: {\"text/plain\\n\": {}, xls: {}, \"text/html \": {}, text/html: {}}}}")),
        ("content-type", Snippet::paths(
            "/a: {post: {operationId: a, requestBody: {content: {multipart/form-data: {schema: {properties: {b: {type: string, format: binary}, c: {type: string, format: binary}}}, encoding: {b: {contentType: 'image/é'}, c: {contentType: 'image/é, image/ png'}}}}}}}",
        )),
        ("header-name", get("parameters: [{name: X A, in: header, schema: {type: string}}, {name: 'X-B ', in: header, schema: {type: string}}]\nresponses: {'204': {description: A., headers: {X Ä: {schema: {type: integer}}, 'X-C ': {schema: {type: integer}}}}}")),
        ("part-header", Snippet::paths(
            "/a: {post: {operationId: a, requestBody: {content: {multipart/form-data: {schema: {properties: {b: {type: string, format: binary}}}, encoding: {b: {headers: {X-A: {required: true, schema: {type: integer}}, X-B: {schema: {type: integer}}}}}}}}}}",
        )),
        ("left-out", Snippet::paths(
            "/a: {post: {operationId: a, requestBody: {content: {multipart/form-data: {schema: {properties: {b: {type: string}}}, encoding: {b: {headers: {X-A: {schema: {const: \"a\\nb\"}}}}}}}}}}",
        )),
        ("method", Snippet::paths(
            "/a: {get: {operationId: a}, additionalOperations: {'NO METHOD': {operationId: b}}}",
        ).openapi("3.2.0")),
        ("default-mapping", Snippet::read(
            "Pet: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}], discriminator: {propertyName: a, defaultMapping: C}}\nA: {properties: {a: {const: A}}}\nB: {properties: {a: {const: B}}}",
        )),
        ("default-mapping", Snippet::read(
            "Pet: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}], discriminator: {propertyName: a}}\nA: {properties: {a: {const: A}}}\nB: {properties: {a: {const: B}}, required: [a]}",
        ).openapi("3.2.0")),
        ("discriminator", Snippet::read(
            "Pet: {allOf: [{$ref: '#/components/schemas/Page'}]}\nPage: {properties: {a: {type: array, items: {}}}, discriminator: {propertyName: a}}",
        )),
        ("discriminator", Snippet::read(
            "Pet: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}], discriminator: {propertyName: a, mapping: {x: A, y: Gone}}}\nA: {required: [a], properties: {a: {type: string}}}\nB: {required: [a], properties: {a: {type: string}}}",
        )),
        ("discriminator", Snippet::read(
            "Pet: {properties: {a: {oneOf: [{$ref: '#/components/schemas/A'}], discriminator: {propertyName: a, mapping: {b: A, c: Gone}}}, b: {oneOf: [{$ref: '#/components/schemas/A'}], discriminator: {propertyName: b}}}}\nA: {required: [a], properties: {a: {const: a}}}",
        )),
        ("discriminator", Snippet::read(
            "Pet: {properties: {a: {$ref: '#/components/schemas/A'}}}\nA: {required: [a], properties: {a: {type: string}}, discriminator: {propertyName: a, mapping: {b: B}}}\nB: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {a: {default: c}}}]}",
        )),
        ("contradicted-constant", pet("{type: string, enum: [a], const: b}")),
        ("dialect", pet("{type: string}")
            .openapi("3.1.0\njsonSchemaDialect: http://json-schema.org/draft-04/schema#")),
        ("enum-names", pet("{type: string, enum: [a, b], x-enum-varnames: [First]}")),
        ("enum-names", pet("{properties: {a: {enum: [1], x-enum-descriptions: one}}}")),
        ("terminal", pet("{properties: {a: {enum: [b, c], x-terminal: [d]}}}")),
        ("name-collision", pet("{properties: {boxs: {items: {properties: {a: {}}}}, boxes: {items: {properties: {b: {}}}}}}")),
        ("name-collision", Snippet::read(
            "Pet: {properties: {a: {$ref: '#/components/schemas/cat_home'}, b: {$ref: '#/components/schemas/CatHome'}}}\ncat_home: {properties: {a: {}}}\nCatHome: {properties: {a: {}}}",
        )),
        ("name-collision", Snippet::read(
            "Pet: {properties: {home: {properties: {a: {$ref: '#/components/schemas/PetHome'}}}}}\nPetHome: {properties: {a: {}}}",
        )),
        ("name-collision", Snippet::paths("/a: {get: {operationId: listPets, tags: [p]}}\n/b: {get: {operationId: list_pets, tags: [p]}}")),
        ("name-collision", Snippet::paths("/a: {get: {operationId: list, tags: [p]}}\n/b: {get: {operationId: list, tags: [p]}}")),
        ("name-collision", Snippet::paths(
            "/a: {post: {operationId: a, tags: [p], requestBody: {content: {application/json: {schema: {type: object, properties: {b: {}}}}}}}}\n/b: {get: {operationId: aWith, tags: [p]}}",
        )),
    ]
}

/// Returns everything found in a document.
fn found(snippet: &Snippet) -> Vec<Finding> {
    match snippet.run() {
        Ok(output) => output.warnings,
        Err(failure) => failure.found,
    }
}

/// Returns the actions in a message, as people would copy them.
fn actions(message: &str) -> Option<&str> {
    message.find("\n  - target: ").map(|start| &message[start..])
}

#[test]
fn every_action_settles_what_it_is_offered_for() {
    for (rule, snippet) in bad() {
        let all = found(&snippet);
        let about: Vec<&Finding> = all.iter().filter(|found| found.rule == rule).collect();
        assert!(!about.is_empty(), "no {rule} in\n{}\n{all:#?}", snippet.document());
        for about in about {
            let message = about.to_string();
            // What settles several findings of a place is offered once.
            let is_earlier = message.contains("the actions of an earlier finding at this place");
            let earlier = all.iter().find(|found| is_earlier && found.at == about.at);
            let earlier = earlier.map(ToString::to_string);
            let Some(actions) = actions(earlier.as_ref().unwrap_or(&message)) else {
                panic!("nothing settles\n{message}\nin\n{}", snippet.document());
            };

            let after = found(&snippet.clone().actions(actions));

            let left = after.iter().find(|left| {
                (left.rule, &left.at, &left.message) == (about.rule, &about.at, &about.message)
                    || left.input == Input::Overlay
            });
            if let Some(left) = left {
                panic!(
                    "{message}\nstays, or has another in its place:\n{left}\nin\n{}",
                    snippet.document()
                );
            }
        }
    }
}

/// With all actions of all findings, again and again, something is generated.
#[test]
fn all_actions_together_settle_everything() {
    for (rule, snippet) in bad() {
        let mut pasted = String::new();
        for _ in 0..8 {
            let mended =
                if pasted.is_empty() { snippet.clone() } else { snippet.clone().actions(&pasted) };
            let left = found(&mended);
            let Some(first) = left.first() else { break };
            let message = first.to_string();
            let more = actions(&message);
            pasted.push_str(more.unwrap_or_else(|| panic!("{rule}: nothing settles\n{message}")));
        }
        assert!(snippet.clone().actions(&pasted).run().is_ok(), "{rule}:\n{pasted}");
    }
}

/// The rules about a document for which no action can be offered, and why.
const WITHOUT: [(&str, &str); 18] = [
    ("syntax", "there is no document that an overlay could correct"),
    ("number", "there is no document that an overlay could correct"),
    ("duplicate-key", "there is no document that an overlay could correct"),
    ("no-operations", "nobody but its author knows the operations"),
    ("security", "which keys are sent is for the caller to know"),
    ("nothing-in-common", "only the author knows which of the two lists is meant"),
    ("merge-key", "it is an error of the text"),
    ("item-schema", "what is taken is most likely right"),
    ("too-many-conditions", "only the author knows which of the properties are meant to be fields"),
    ("endless", "only the author knows which of the properties ends the circle, and how"),
    ("wide-integer", "only the author knows which integers there are"),
    ("depth", "it depends on the order in which schemas are met; the action is there all the same"),
    ("adopt", "nothing is generated: a document takes over the facts of another one"),
    ("shared", "nothing is generated: a document takes over the facts of another one"),
    ("accounting", "it is a defect of the generator"),
    ("no-rust", "it is a defect of the generator"),
    ("path", "it is the key of all that is at the path, which no action renames"),
    ("version", "the document has to be converted as a whole"),
];

/// Every rule in the sources is either in the table or has a reason not to be.
#[test]
fn no_rule_is_forgotten() {
    let tested: BTreeSet<&str> = bad().iter().map(|(rule, _)| *rule).collect();
    let known: BTreeSet<&str> =
        tested.iter().chain(WITHOUT.iter().map(|(rule, _)| rule)).copied().collect();
    let mut rules = BTreeSet::new();
    let mut pending = vec![workspace_tests::shared::workspace("generator/src")];
    while let Some(path) = pending.pop() {
        if path.is_dir() {
            pending.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        for kind in ["Diagnostic::error(", "Diagnostic::warning("] {
            rules.extend(text.split(kind).skip(1).filter_map(|rest| {
                let rule = rest.trim_start().strip_prefix('"')?.split('"').next()?;
                Some(rule.to_owned())
            }));
        }
    }
    rules.retain(|rule| !rule.starts_with("config-") && !rule.starts_with("overlay-"));
    assert!(rules.len() > 10, "{rules:?}");
    let forgotten: Vec<&String> =
        rules.iter().filter(|rule| !known.contains(rule.as_str())).collect();
    assert!(forgotten.is_empty(), "{forgotten:?}");
}
