//! The plan carries what is explained: each item has its own line, whatever became
//! of its neighbours.

use openapi_loom_generator::explainer;
use workspace_tests::snippet::Snippet;
use workspace_tests::synthetic::alone;

/// Returns the places in the document of what has this name, and why it is so.
fn explained(pets: &Snippet, name: &str) -> (String, String) {
    let document = pets.document();
    let explanation = explainer(&alone(document.as_bytes())).unwrap().explain(name).unwrap();
    let places: Vec<String> = explanation.places.iter().map(|place| place.at.to_string()).collect();
    (places.join(" "), explanation.reasons.join("; "))
}

/// Of two arms that hold the same, one is a variant.
#[test]
fn a_variant_after_one_that_is_left_out() {
    let pets = Snippet::both(
        "
        Pet:
          oneOf: [{type: boolean}, {$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Lion'}, {$ref: '#/components/schemas/Dog'}]
          discriminator: {propertyName: kind}
        Cat: {type: object, additionalProperties: true}
        Lion: {type: object, additionalProperties: true}
        Dog: {type: object, required: [kind], properties: {kind: {type: string}}}
        ",
    );
    let text = pets.pet();
    assert!(text.contains("Cat(Cat) = (\"Cat\" | \"Lion\"),"), "{text}");
    let (at, reasons) = explained(&pets, "Pet.Dog");
    assert_eq!(at, "/components/schemas/Pet/oneOf/3");
    assert!(reasons.contains("an object whose `kind` is `Dog`"), "{reasons}");
    assert_eq!(explained(&pets, "Pet.Boolean").0, "/components/schemas/Pet/oneOf/0");
}

/// Names stay as they are written, wherever they stand in a sentence.
#[test]
fn a_conversion_and_what_it_leaves_behind() {
    let of = |required: &str| {
        let pets = Snippet::post(
            "
            operationId: addPet
            tags: [pets]
            requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/NewPet'}}}}
            responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
            ",
        );
        let schemas = format!(
            "
            Pet: {{type: object, properties: {{name: {{type: string}}, home: {{type: string}}, Answer: {{type: string}}}}}}
            NewPet: {{type: object, required: [{required}], properties: {{name: {{type: string}}, home: {{type: string}}}}}}
            "
        );
        explained(&pets.schemas(&schemas), "Pet").1
    };
    let left = of("");
    assert!(left.ends_with("; `Answer` stays behind"), "{left}");
    let refused = of("home");
    assert!(refused.ends_with("; `Answer` stays behind; an error without `home`"), "{refused}");
}

#[test]
fn a_property_that_is_required_and_never_read() {
    let schema =
        "Pet: {type: object, required: [key], properties: {key: {type: string, writeOnly: true}}}";
    let reasons = |pets: Snippet| explained(&pets, "Pet.key").1;
    assert!(reasons(Snippet::both(schema)).contains(
        "required and `writeOnly`: an argument of the constructor; what was read does not have it, \
         and is sent again without it"
    ));
    assert!(reasons(Snippet::sent(schema)).contains("required: an argument of the constructor"));
}

#[test]
fn a_property_that_is_required_and_never_sent() {
    let schema =
        "Pet: {type: object, required: [key], properties: {key: {type: string, readOnly: true}}}";
    let reasons = |pets: Snippet| explained(&pets, "Pet.key").1;
    let why = "`readOnly`: only the server says it, so that callers are not asked for it even if \
               it is required, and no call has a setter for it";
    assert!(reasons(Snippet::both(schema)).contains(why));
    assert!(!reasons(Snippet::read(schema)).contains(why));
}

#[test]
fn a_parameter_that_asks_for_events() {
    let pets = Snippet::paths(
        "
        /pets:
          get:
            operationId: watchPets
            tags: [pets]
            parameters: [{name: stream, in: query, schema: {type: boolean}}]
            responses: {'200': {description: ok, content: {text/event-stream: {schema: {$ref: '#/components/schemas/Pet'}}}}}
        ",
    )
    .schemas("Pet: {type: object, properties: {name: {type: string}}}");
    let (at, reasons) = explained(&pets, "watch_pets.stream");
    assert_eq!(at, "/paths/~1pets/get/parameters/0");
    assert!(reasons.contains("`.stream()` sets it, and nothing else does"), "{reasons}");
}

#[test]
fn parameters_of_one_name() {
    let pets = Snippet::post(
        "
        operationId: sendPet
        tags: [pets]
        parameters:
        - {name: pet, in: query, schema: {type: string}}
        - {name: pet, in: header, schema: {type: integer}}
        responses: {'204': {description: Done.}}
        ",
    );
    let of = |name| explained(&pets, name);
    let (query, header) = (of("send_pet.pet_query"), of("send_pet.pet_header"));
    assert_eq!(query.0, "/paths/~1pets/post/parameters/0");
    assert_eq!(header.0, "/paths/~1pets/post/parameters/1");
    assert!(query.1.contains("in the query") && header.1.contains("in a header"), "{query:?}");
}

#[test]
fn listed_values_have_places_of_their_own() {
    let pets = Snippet::both(
        "
        Pet: {type: object, properties: {kind: {$ref: '#/components/schemas/Kind'}, size: {enum: [1, 2], x-enum-varnames: [Small, Large]}, age: {oneOf: [{type: integer}, {enum: [young, old]}]}}}
        Kind: {type: string, enum: [cat, dog], x-enum-varnames: [Feline, Canine]}
        ",
    );
    let at = |name| explained(&pets, name).0;
    assert_eq!(at("Kind.Canine"), "/components/schemas/Kind/enum/1");
    assert_eq!(at("PetSize.Large"), "/components/schemas/Pet/properties/size/enum/1");
    assert_eq!(at("PetAge.Old"), "/components/schemas/Pet/properties/age/oneOf/1/enum/1");
}
