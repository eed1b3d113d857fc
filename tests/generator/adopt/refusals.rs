//! Documents that are not changed, with the exact message.

use super::{adopted, changes, document, tried};

const THEIRS: &str = "\
Pet:
  type: object
  properties:
    a: {type: string, maxLength: 3}
    b: {type: string, maxLength: 3}
";

#[track_caller]
fn refused(ours: &str, theirs: &str, expected: &str) {
    let found = tried(&document(ours), &document(theirs), false);
    assert_eq!(found.err().as_deref(), Some(expected));
}

#[test]
fn what_is_shared_by_an_anchor() {
    refused(
        "Pet:\n  type: object\n  properties:\n    a: &name {type: string}\n    b: *name\n",
        THEIRS,
        "ours: 19: upstream says something else here, which `&name` shares with other places: \
         /components/schemas/Pet/properties/a (write it out at each place, without `&`, `*` and `<<`)\n\
         20: upstream says something else here, which `*name` shares with other places: \
         /components/schemas/Pet/properties/b (write it out at each place, without `&`, `*` and `<<`)",
    );
}

#[test]
fn what_is_merged() {
    refused(
        "Base: &base\n  maxLength: 2\nPet:\n  type: object\n  properties:\n    a:\n      <<: *base\n      type: string\n    b: {type: string, maxLength: 3}\n",
        THEIRS,
        "ours: 17: upstream says something else here, which `<<` shares with other places: \
         /components/schemas/Pet/properties/a/maxLength (write it out at each place, without `&`, `*` and `<<`)",
    );
}

/// Nor is what is refused the same where theirs is written elsewhere.
#[test]
fn what_is_shared_in_a_part_that_is_a_reference() {
    let response = |schema: &str, other: &str| {
        format!(
            "{{description: Made., headers: {{X-A: {{schema: {schema}}}, X-B: {{schema: {other}}}}}}}"
        )
    };
    let made = "'204': {description: Made.}";
    let ours = document(THEIRS)
        .replace(made, &format!("'204': {}", response("&name {type: string}", "*name")));
    let longer = "{type: string, maxLength: 3}";
    let theirs =
        document(THEIRS).replace(made, "'204': {$ref: '#/components/responses/Made'}").replace(
            "components:\n",
            &format!("components:\n  responses:\n    Made: {}\n", response(longer, longer)),
        );
    let text = tried(&ours, &theirs, false).unwrap().text;
    assert!(text.contains("'204':\n          $ref: '#/components/responses/Made'\n"), "{text}");
}

/// Anchors are no obstacle where nothing changes.
#[test]
fn what_is_shared_and_the_same_is_no_obstacle() {
    let ours = document(
        "Pet:\n  type: object\n  properties:\n    a: &name {type: string}\n    b: *name\n",
    );
    let theirs = document(
        "Pet: {type: object, properties: {a: {type: string}, b: {type: string}, c: {type: string}}}\n",
    );
    let text = tried(&ours, &theirs, false).unwrap().text;
    assert_eq!(text, ours + "        c:\n          type: string\n");
}

/// The place is that in theirs, which can be read, and not in a text that is not written.
#[test]
fn what_cannot_be_generated() {
    let ours = THEIRS.replace("b:", "c:");
    let theirs = THEIRS.replace(
        "    b: {type: string, maxLength: 3}\n",
        "    b: {$ref: '#/components/schemas/Gone'}\n",
    );
    refused(
        &ours,
        &theirs,
        "theirs: 20: `#/components/schemas/Gone` refers to nothing in the document: \
         /components/schemas/Pet/properties/b/$ref ()",
    );
}

#[test]
fn a_document_in_brackets() {
    let ours = "{openapi: 3.1.0, info: {title: Pets, version: 1.0.0}, paths: {}}";
    let theirs = document(THEIRS);
    assert_eq!(
        tried(ours, &theirs, false).unwrap_err(),
        "ours: 1: facts are taken over into YAML, and this document is written in brackets: / \
         (write it in YAML, without brackets around all of it)"
    );
}

#[test]
fn documents_that_are_none() {
    let ours = document(THEIRS);
    assert_eq!(
        tried(&ours, "a: [", false).unwrap_err().split(": ").take(3).collect::<Vec<_>>(),
        ["theirs", "1", "not readable as YAML"]
    );
}

/// Returns a document of a pet shop with these operations, each by its path.
fn shop(paths: &[&str]) -> String {
    let path = |path: &&str| {
        format!(
            "  /{path}:\n    get:\n      operationId: {path}\n      tags: [pets]\n      \
             responses: {{'204': {{description: Done.}}}}\n"
        )
    };
    let paths: String = paths.iter().map(path).collect();
    format!("openapi: 3.1.0\ninfo: {{title: Pets, version: 1.0.0}}\npaths:\n{paths}")
}

#[test]
fn documents_of_another_api() {
    let ours = shop(&["a", "b", "c"]);
    let check = |theirs: &str, kept: Option<&str>, removed: Option<&str>| {
        assert_eq!(tried(&ours, theirs, false).err().as_deref(), kept);
        assert_eq!(tried(&ours, theirs, true).err().as_deref(), removed);
    };
    let none = Some("foreign: 0 of 3");
    check(&shop(&["x", "y", "z"]), none, none);
    check(&ours.replace("[pets]", "[homes]"), none, none);
    check(&shop(&["a", "x", "y"]), None, Some("foreign: 1 of 3"));
    check(&shop(&["a", "b"]), None, None);
    // A path may have another name.
    check(&ours.replace("  /", "  /v2/"), None, None);
}

/// Operations of a group that is retired upstream are kept.
#[test]
fn a_group_that_is_gone() {
    let ours = shop(&["a", "b"]);
    let theirs = ours.replacen("[pets]", "[homes]", 1);
    let adopted = adopted(&ours, &theirs, false);
    assert_eq!(adopted.text, ours);
    assert_eq!(changes(&adopted), ["Gone 4 /paths/~1a: path"]);
}
