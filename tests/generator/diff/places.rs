//! The places of changes in both documents.

use openapi_loom_generator::diff::{Change, diff};

use super::support::{PETS, written};

/// The older place and the newer one, each in its own document: of what is in
/// one only, the other one has its owner, or the place where it would be.
#[test]
fn places() {
    let new = PETS
        .replace("maxLength: 10}", "maxLength: 8}\n        size: {type: string}")
        .replace("X-Left", "X-Right")
        .replace("  fed:\n", "  washed:\n")
        .replace("        - {name: sizes, in: query", "        - {name: tall, in: query");
    let found = diff(&written(PETS), &written(&new));
    let place = |at: &Option<openapi_loom_generator::source::Pointer>| {
        at.as_ref().map(ToString::to_string).unwrap_or_default()
    };
    let places: Vec<_> = found
        .changes
        .iter()
        .map(|change| (change.kind.name(), place(&change.old), place(&change.new)))
        .collect();
    let places: Vec<_> =
        places.iter().map(|(kind, old, new)| (*kind, old.as_str(), new.as_str())).collect();
    let get = "/paths/~1pets/get";
    let within = |rest: &str| format!("{get}/{rest}");
    let (parameter, headers) = (within("parameters/1"), within("responses/200/headers"));
    let [left, right] = ["X-Left", "X-Right"].map(|name| format!("{headers}/{name}"));
    let pet = "/components/schemas/NewPet";
    let [name, size] = ["name", "size"].map(|name| format!("{pet}/properties/{name}"));
    assert_eq!(
        places,
        [
            ("parameter-removed", &*parameter, get),
            ("response-header-removed", &left, get),
            ("webhook-removed", "/webhooks/fed/post", "/webhooks/fed/post"),
            ("limits-tightened", &name, &name),
            ("parameter-added", get, &parameter),
            ("response-header-added", get, &right),
            ("property-added", pet, &size),
            ("webhook-added", "/webhooks/washed/post", "/webhooks/washed/post"),
        ]
    );
}

/// A part that has another name is found by the one that it had.
#[test]
fn places_of_what_is_renamed() {
    let tags = "tags: {type: array, maxItems: 3, items: {type: string, pattern: '^a'}}";
    let old = PETS.replace(tags, "home: {$ref: '#/components/schemas/Home'}").replace(
        "    Code: {",
        "    Home: {type: object, properties: {street: {type: string, maxLength: 9}}}\n    Code: {",
    );
    let parameter = "parameters: [{name: in, in: path, required: true, schema: {type: string}}]";
    let old = old.replace("  /pets:\n", &format!("  /pets/{{in}}:\n    {parameter}\n"));
    let new = old
        .replace("/pets/{in}", "/pets/{of}")
        .replace("name: in,", "name: of,")
        .replace("operationId: listPets", "operationId: allPets")
        .replace("default: 20", "default: 30")
        .replace("schemas/Home", "schemas/House")
        .replace("    Home: {", "    House: {")
        .replace("maxLength: 9}}}", "maxLength: 8}}}");
    let found = diff(&written(&old), &written(&new));
    let place = |kind: &str| {
        let is_it = |change: &&Change| change.kind.name() == kind;
        let change = found.changes.iter().find(is_it).unwrap();
        [&change.old, &change.new].map(|at| at.as_ref().unwrap().to_string())
    };
    let get = ["in", "of"].map(|name| format!("/paths/~1pets~1{{{name}}}/get"));
    assert_eq!(place("operation-renamed"), get);
    assert_eq!(place("default-changed"), get.map(|get| format!("{get}/parameters/0")));
    let street =
        ["Home", "House"].map(|name| format!("/components/schemas/{name}/properties/street"));
    assert_eq!(place("limits-tightened"), street);
}

/// The method that sets a credential is told of where the scheme is.
#[test]
fn places_of_credentials() {
    let new = PETS.replace("security: [{oauth: [read]}]", "security: [{key: []}]");
    let found = diff(&written(PETS), &written(&new));
    for name in ["key", "oauth"] {
        let method = format!("ClientBuilder::{name}");
        let is_its = |change: &&Change| change.broken.iter().any(|broken| broken.item == method);
        let change = found.changes.iter().find(is_its).unwrap();
        let scheme = format!("/components/securitySchemes/{name}");
        let places = [&change.old, &change.new].map(|at| at.as_ref().unwrap().to_string());
        assert_eq!(places, [scheme.clone(), scheme]);
    }
}
