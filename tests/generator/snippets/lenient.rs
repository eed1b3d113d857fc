//! References that lead nowhere, in documents of others: any value, with a
//! warning for each.

use insta::assert_snapshot;
use workspace_tests::snippet::Snippet;

const SCHEMAS: &str = "
    Pet:
      type: object
      properties:
        home: {$ref: '#/components/schemas/Home'}
        friend: {$ref: 'friends.yaml#/Friend'}
        den: {$ref: '#/paths/~1pets/get/responses'}
        again: {$ref: '#/components/schemas/Again'}
        name: {type: string}
    Again: {$ref: '#/components/schemas/Twice'}
    Twice: {$ref: '#/components/schemas/Again'}
";

#[test]
fn schemas() {
    let pets = Snippet::both(SCHEMAS).lenient();
    assert_snapshot!(pets.warnings());
    assert_snapshot!(pets.pet());
}

/// The same is an error in any other document.
#[test]
fn schemas_of_a_document_that_is_to_be_right() {
    let refusal = Snippet::both(SCHEMAS).not_of_record().refusal();
    for rule in ["unknown-reference", "external-reference", "reference", "circular-alias"] {
        assert!(refusal.contains(&format!("error[{rule}]")), "{rule}: {refusal}");
    }
}

const PATHS: &str = "
    /gone: {$ref: 'gone.yaml'}
    /none: {$ref: '#/info/title'}
    /one: {$ref: '#/paths/~1two'}
    /two: {$ref: '#/paths/~1one'}
    /cats:
      $ref: '#/components/pathItems/Cat'
      post: {operationId: makeCat, tags: [pets], responses: {'204': {description: Done.}}}
";

/// A path item keeps what stands beside a reference that leads nowhere.
#[test]
fn path_items() {
    let pets = Snippet::paths(PATHS).lenient();
    assert_snapshot!(pets.warnings());
    assert!(pets.file(&["pets/mod.rs"]).contains("pub fn make_cat(&self)"));
    let refusal = Snippet::paths(PATHS).refusal();
    for place in ["~1gone/$ref", "~1none/$ref", "~1one", "~1cats/$ref"] {
        assert!(refusal.contains(&format!("--> document /paths/{place}\n")), "{place}: {refusal}");
    }
}

/// A path that might have an operation of a group, or none, stops no run of groups.
#[test]
fn path_items_beside_those_of_a_group() {
    let paths = Snippet::paths(PATHS).config("groups: [pets]");
    assert_eq!(paths.warnings().matches("warning[").count(), 5);
}

/// A body and an answer are there, whatever they are; a parameter without a
/// name is not.
#[test]
fn parts_of_operations() {
    let pets = Snippet::post(
        "
        operationId: sendPet
        tags: [pets]
        parameters: [{$ref: 'shared.yaml#/Limit'}]
        requestBody: {$ref: '#/components/requestBodies/Pet'}
        responses:
          '200': {$ref: '#/paths/~1pets/post/responses/200'}
        ",
    )
    .lenient();
    assert_snapshot!(pets.warnings());
    assert_snapshot!(pets.file(&["pets/mod.rs", "pets/send_pet.rs"]));
}
