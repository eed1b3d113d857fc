//! Code for things of which the document says nothing.

use insta::assert_snapshot;
use workspace_tests::snippet::Snippet;

/// Returns an API, with `about` said of all that is sent.
fn pets(about: &str) -> Snippet {
    Snippet::paths(&format!(
        "
        /pets/{{petId}}:
          parameters: [{{name: petId, in: path, required: true, schema: {{type: string}}}}]
          get:
            operationId: getPet
            tags: [pets]
            parameters:
            - {{name: 'include[]', in: query, schema: {{type: array, items: {{type: string}}}}}}
            - {{name: X-Trace, in: header, schema: {{type: string, maxLength: 9}}}}
            - {{name: level, in: query, schema: {{$ref: '#/components/schemas/Level'}}}}
            responses: {{'200': {{description: It., content: {{application/json: {{schema: {{$ref: '#/components/schemas/Pet'}}}}}}}}}}
          post:
            operationId: createPet
            {about}
            tags: [pets]
            requestBody: {{required: true, content: {{application/json: {{schema: {{$ref: '#/components/schemas/NewPet'}}}}}}}}
            responses: {{'200': {{description: It., content: {{application/json: {{schema: {{$ref: '#/components/schemas/Pet'}}}}}}}}}}
        "
    ))
    .schemas(&format!(
        "
        Level: {{description: 'How loud. In steps.', type: string, enum: [low, high]}}
        Names: {{type: array, items: {{type: string}}}}
        NewPet: {{type: object, {about}, required: [name, level, since], properties: {{name: {{type: string, maxLength: 10, {about}}}, level: {{$ref: '#/components/schemas/Level', {about}}}, since: {{type: string, {about}}}, age: {{type: integer, default: 1, {about}}}, names: {{$ref: '#/components/schemas/Names', {about}}}}}}}
        Pet: {{type: object, properties: {{name: {{type: string}}, old: {{type: boolean, deprecated: true}}}}}}
        "
    ))
}

#[test]
fn it_is_what_is_known_and_not_the_name() {
    assert_snapshot!(pets("deprecated: false").file(&[
        "pets/mod.rs",
        "pets/get_pet.rs",
        "pets/create_pet.rs",
        "types/new_pet.rs",
        "types/pet.rs",
        "types/names.rs"
    ]));
}

/// Nothing is allowed to have no documentation where all of it has one.
#[test]
fn what_the_document_says_comes_first() {
    let text = pets("description: Says it.").file(&["pets/create_pet.rs", "types/new_pet.rs"]);
    assert!(!text.contains("missing_docs"), "{text}");
    for known in ["In the body", "How loud", "What `createPet` takes"] {
        assert!(!text.contains(known), "{known}: {text}");
    }
    let with_limit = "/// Says it.\n        ///\n        /// At most 10 characters.\n";
    assert!(text.contains(with_limit), "{text}");
}

/// A list is no sentence, and would not be one item.
#[test]
fn a_type_that_begins_with_a_list_says_nothing_of_what_has_it() {
    let text = Snippet::paths(
        "
        /pets:
          get:
            operationId: getPets
            tags: [pets]
            parameters: [{name: level, in: query, schema: {$ref: '#/components/schemas/Level'}}]
            responses: {'204': {description: None.}}
        ",
    )
    .schemas("Level: {description: \"- `low`: quiet\\n- `high`: loud\", type: string, enum: [low, high]}")
    .file(&["pets/get_pets.rs"]);
    assert!(text.contains("/// In the query.\n"), "{text}");
}

/// A type that calls do not have says so: it is there with all groups, and is part of others
/// at most. What is posted to webhooks has its use, and so has all of a document of types.
#[test]
fn a_type_that_no_call_has_says_so() {
    let document = |paths: &str| {
        format!(
            "
openapi: 3.1.0
info: {{title: Pets, version: '1'}}
{paths}
webhooks:
  born: {{post: {{requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/Born'}}}}}}}}}}}}
components:
  schemas:
    Pet: {{allOf: [{{$ref: '#/components/schemas/Named'}}, {{type: object, properties: {{toy: {{$ref: '#/components/schemas/Toy'}}}}}}]}}
    Named: {{description: What has a name., type: object, properties: {{name: {{type: string}}, mood: {{type: object, properties: {{calm: {{type: boolean}}}}}}}}}}
    Toy: {{type: object, properties: {{kind: {{type: string}}}}}}
    Born: {{type: object, properties: {{at: {{type: string}}}}}}
"
        )
    };
    let told = |paths: &str| {
        let output = Snippet::paths("").run_document(document(paths).as_bytes()).unwrap();
        let is_told = |text: &str| text.contains("/// No call takes this type or answers with it.");
        let told = output.files.into_iter().filter(|file| is_told(&file.text));
        told.map(|file| file.path).collect::<Vec<_>>()
    };
    let get = "paths: {/pets: {get: {operationId: getPet, tags: [pets], responses: {'200': {description: It., \
               content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}}}}";
    assert_eq!(told(get), ["types/named.rs"]);
    assert_eq!(told(""), [""; 0]);
}

/// A list after the first sentence belongs to the type's own docs.
#[test]
fn the_first_sentence_about_a_type_comes_before_its_list() {
    let said = |about: &str| {
        let level = format!("Level: {{type: string, description: \"{about}\"}}");
        let pet = "Pet: {type: object, properties: {level: {$ref: '#/components/schemas/Level', default: low}}}";
        let text =
            Snippet::read(&format!("        {level}\n        {pet}")).file(&["types/pet.rs"]);
        let docs = text.lines().find(|line| line.contains("Default: `low`.")).unwrap();
        docs.trim().to_owned()
    };
    assert_eq!(said("How loud.\\n- low\\n- high"), "/// How loud. Default: `low`.");
    assert_eq!(said("One of:\\n- low\\n- high"), "/// Default: `low`.");
}
