//! Operations that upstream has at another place.

use openapi_loom_generator::Inputs;
use openapi_loom_generator::adopt::adopt;

use super::{adopted, changes, inputs, tried};

const OURS: &str = "\
openapi: 3.1.0
info: {title: Pets, version: 1.0.0}
paths:
  # Of pets.
  /pets/{id}/stop:   # One of them.
    # Stops it.
    post:
      operationId: stopPet
      tags: [pets]
      summary: Stop a pet.
      parameters:
        # Unique.
        - name: id
          in: path
          required: true
          description: Id of the pet.
          schema: {type: string}
      responses:
        '204': {description: Done.}   # Or not.
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      responses: {'204': {description: All.}}
";

/// Returns what upstream says, in its own words.
fn theirs() -> String {
    let mut text = OURS.to_owned();
    for words in ["Stop a pet.", "Id of the pet.", "Done.", "All."] {
        text = text.replace(words, "Theirs.");
    }
    text
}

#[track_caller]
fn check(theirs: &str, expected: &str, told: &[&str]) {
    for removes in [false, true] {
        let adopted = adopted(OURS, theirs, removes);
        assert_eq!(adopted.text, expected);
        assert_eq!(changes(&adopted), told);
        assert_eq!(adopted.unworded, []);
    }
}

#[test]
fn a_path_has_another_name() {
    check(
        &theirs().replace("/stop:", "/cancel:"),
        &OURS.replace("/stop:", "/cancel:"),
        &["Moved 7 /paths/~1pets~1{id}~1cancel/post: from /paths/~1pets~1{id}~1stop/post"],
    );
    // And says something else besides.
    check(
        &theirs()
            .replace("/stop:", "/cancel:")
            .replace("{type: string}", "{type: string, maxLength: 9}"),
        &OURS
            .replace("/stop:", "/cancel:")
            .replace("{type: string}", "{type: string, maxLength: 9}"),
        &[
            "New 17 /paths/~1pets~1{id}~1cancel/post/parameters/0/schema/maxLength: ",
            "Moved 7 /paths/~1pets~1{id}~1cancel/post: from /paths/~1pets~1{id}~1stop/post",
        ],
    );
}

/// One path, whatever its parameters are called; so the `operationId` may be another one, too.
#[test]
fn a_parameter_of_a_path_has_another_name() {
    let renamed = |text: &str| text.replace("{id}", "{pet_id}").replace("name: id", "name: pet_id");
    let name = "Changed 13 /paths/~1pets~1{pet_id}~1stop/post/parameters/0/name: id → pet_id";
    let moved = "Moved 7 /paths/~1pets~1{pet_id}~1stop/post: from /paths/~1pets~1{id}~1stop/post";
    check(&renamed(&theirs()), &renamed(OURS), &[name, moved]);
    let other = |text: &str| renamed(text).replace("stopPet", "haltPet");
    let id = "Changed 8 /paths/~1pets~1{pet_id}~1stop/post/operationId: stopPet → haltPet";
    check(&other(&theirs()), &other(OURS), &[id, name, moved]);
    // With the parameter beside the operations.
    let parameter = "      parameters:
        # Unique.
        - name: id
          in: path
          required: true
          description: Id of the pet.
          schema: {type: string}
";
    let outside = parameter.replace("\n  ", "\n").replacen("  ", "", 1);
    let ours = OURS.replace(parameter, "").replace("    # Stops", &format!("{outside}    # Stops"));
    let adopted = adopted(&ours, &renamed(&ours).replace("Id of", "Theirs of"), true);
    assert_eq!(adopted.text, renamed(&ours));
}

/// The operation is written anew where others stay, or another method calls it.
#[test]
fn an_operation_moves_alone() {
    let theirs =
        theirs().replace("/stop:   # One of them.\n", ":\n").replace("    post:", "    delete:");
    let (before, rest) = OURS.split_once("  # Of pets.\n").unwrap();
    let after = rest.split_once("  /pets:\n").unwrap().1;
    let expected = format!(
        "{before}  /pets/{{id}}:
    # Stops it.
    delete:
      operationId: stopPet
      tags: [pets]
      summary: Stop a pet.
      parameters:
        # Unique.
        - name: id
          in: path
          required: true
          description: Id of the pet.
          schema: {{type: string}}
      responses:
        '204':   # Or not.
          description: Done.
  /pets:\n{after}"
    );
    let told = "Moved 6 /paths/~1pets~1{id}/delete: from /paths/~1pets~1{id}~1stop/post";
    let adopted = adopted(OURS, &theirs, false);
    assert_eq!(adopted.text, expected);
    assert_eq!(
        changes(&adopted),
        [
            told,
            "Unplaced 4 /paths/~1pets~1{id}~1stop: # Of pets.",
            "Unplaced 5 /paths/~1pets~1{id}~1stop: # One of them.",
        ]
    );
}

/// To a path that ours has, or with one that is new beside it.
#[test]
fn an_operation_moves_to_others() {
    let make = "    put: {operationId: makePet, tags: [pets], responses: {'204': {description: Theirs.}}}\n";
    let theirs = theirs().replace("/stop:", "/cancel:").replace("    # Stops it.\n", make);
    let adopted = adopted(OURS, &theirs, true);
    let made = "    put:\n      operationId: makePet\n      tags:\n        - pets\n      responses:\n        '204':\n          description: <needs words>\n";
    let expected = OURS
        .replace("/stop:", "/cancel:")
        .replace("    # Stops it.\n", &format!("{made}    # Stops it.\n"));
    assert_eq!(adopted.text, expected);

    let (before, rest) = OURS.split_once("    post:\n").unwrap();
    let (post, list) = rest.split_once("  /pets:\n").unwrap();
    let before = before.split_once("  # Of pets.\n").unwrap().0;
    let theirs = format!("{before}  /pets:\n    post:\n{post}{}", list);
    let text = super::adopted(OURS, &theirs, false).text;
    assert!(text.starts_with(&format!("{before}  /pets:\n")), "{text}");
    assert!(text.contains("      summary: Stop a pet.\n"), "{text}");
    assert_eq!(text.matches("stopPet").count(), 1, "{text}");
}

/// An operation that is still there is not moved, nor is one without an id, at another path.
#[test]
fn operations_that_do_not_move() {
    let other = theirs().replace("stopPet", "haltPet");
    let added = "  /pets/{id}/end:\n    post: {operationId: stopPet, tags: [pets], responses: {'204': {description: Theirs.}}}\n";
    let adopted = adopted(OURS, &(other + added), false);
    assert_eq!(
        changes(&adopted),
        [
            "Changed 8 /paths/~1pets~1{id}~1stop/post/operationId: stopPet → haltPet",
            "New 25 /paths/~1pets~1{id}~1end: ",
        ]
    );
    let ours = OURS.replace("      operationId: stopPet\n", "");
    let theirs = theirs().replace("      operationId: stopPet\n", "").replace("/stop:", "/end:");
    let adopted = super::adopted(&ours, &theirs, false);
    assert!(changes(&adopted).contains(&"Gone 5 /paths/~1pets~1{id}~1stop: path".to_owned()));
}

/// A document whose paths have other names for their parameters alone is known.
#[test]
fn paths_with_other_names_are_known() {
    let ours = OURS.replace("stopPet", "a").replace("listPets", "b");
    let theirs =
        theirs().replace("stopPet", "c").replace("listPets", "d").replace("/pets:", "/dogs:");
    let theirs = theirs.replace("{id}", "{pet_id}").replace("name: id", "name: pet_id");
    assert_eq!(tried(&ours, &theirs, true).map(|_| ()), Ok(()));
}

/// Its path stays where upstream has operations there, and so do the comments of that.
#[test]
fn an_operation_leaves_a_path_that_stays() {
    let done = "        '204': {description: Done.}   # Or not.\n";
    let apart = "        '204':   # Or not.\n          description: Done.\n";
    check(
        &theirs().replace("    post:", "    delete:"),
        &OURS.replace("    post:", "    delete:").replace(done, apart),
        &["Moved 7 /paths/~1pets~1{id}~1stop/delete: from /paths/~1pets~1{id}~1stop/post"],
    );
    // It goes to another path, and a new one takes its place.
    let (head, paths) = OURS.split_once("  # Of pets.\n").unwrap();
    let (_, list) = paths.split_once("  /pets:\n").unwrap();
    let list = list.replace("All.", "Theirs.");
    let stop = "    put: {operationId: stopPet, tags: [pets], summary: Theirs., responses: {'204': {description: Theirs.}}}\n";
    let halt = "  /pets/{id}/stop:\n    get: {operationId: haltPet, tags: [pets], parameters: [{name: id, in: path, required: true, schema: {type: string}}], responses: {'204': {description: Theirs.}}}\n";
    let adopted = adopted(OURS, &format!("{head}  /pets:\n{list}{stop}{halt}"), true);
    let expected = format!(
        "{head}  # Of pets.
  /pets/{{id}}/stop:   # One of them.
    get:
      operationId: haltPet
      tags:
        - pets
      parameters:
        - name: id
          in: path
          required: true
          schema:
            type: string
      responses:
        '204':
          description: <needs words>
  /pets:
{}    # Stops it.
    put:
      operationId: stopPet
      tags: [pets]
      summary: Stop a pet.
      responses:
        '204':   # Or not.
          description: Done.
",
        list.replace("Theirs.", "All.")
    );
    assert_eq!(adopted.text, expected);
    let told = changes(&adopted);
    assert!(!told.iter().any(|line| line.starts_with("Gone")), "{told:?}");
}

/// The same of an operation that is gone.
#[test]
fn an_operation_is_gone_from_a_path_that_stays() {
    let (before, rest) = OURS.split_once("    # Stops it.\n").unwrap();
    let (stop, list) = rest.split_once("  /pets:\n").unwrap();
    let halt = "    delete:\n      operationId: haltPet\n      tags:\n        - pets\n      responses:\n        '204':\n          description: <needs words>\n";
    let own = "    parameters:\n      - {name: id, in: path, required: true, description: Id of the pet., schema: {type: string}}\n";
    let (ours, theirs) = (
        format!("{before}{own}    # Stops it.\n{stop}  /pets:\n{list}"),
        format!("{before}{own}{halt}  /pets:\n{list}").replace("<needs words>", "Theirs."),
    );
    let stays = adopted(&ours, &theirs, false);
    assert_eq!(stays.text, format!("{before}{own}{halt}    # Stops it.\n{stop}  /pets:\n{list}"));
    let gone = "Gone 16 /paths/~1pets~1{id}~1stop/post: operation";
    assert!(changes(&stays).contains(&gone.to_owned()), "{:?}", changes(&stays));
    let removed = adopted(&ours, &theirs, true);
    assert_eq!(removed.text, format!("{before}{own}{halt}  /pets:\n{list}"));
    // Alone at its path.
    let theirs = format!("{before}{halt}  /pets:\n{list}").replace("{id}", "id");
    let ours =
        OURS.replace("{id}", "id").replace("in: path\n          required: true", "in: query");
    let removed = adopted(&ours, &theirs, true);
    let expected = format!("{before}{halt}  /pets:\n{list}").replace("{id}", "id");
    assert_eq!(removed.text, expected);
}

/// Parameters and servers beside the operations of a new path are there once.
#[test]
fn a_new_path_has_several_operations() {
    let operation = |method: &str, id: &str| {
        format!(
            "    {method}:\n      operationId: {id}\n      tags:\n        - pets\n      responses:\n        '204':\n          description: <needs words>\n"
        )
    };
    let beside = "    parameters:\n      - name: id\n        in: path\n        required: true\n        description: <needs words>\n        schema:\n          type: string\n    servers:\n      - url: https://toys.example\n";
    let (get, put) = (operation("get", "getToy"), operation("put", "putToy"));
    let delete = operation("delete", "deleteToy");
    let added = format!("{OURS}  /toys/{{id}}:\n{get}{beside}{put}{delete}");
    let theirs = added.replace("<needs words>", "Theirs.");
    for removes in [false, true] {
        let adopted = adopted(OURS, &theirs, removes);
        assert_eq!(adopted.text, added);
        let told: Vec<String> = changes(&adopted);
        assert_eq!(
            told,
            [
                "New 25 /paths/~1toys~1{id}: ",
                "New 42 /paths/~1toys~1{id}/put: ",
                "New 49 /paths/~1toys~1{id}/delete: ",
            ]
        );
    }
}

/// Comments at the name of a group stay where its operation moves alone.
#[test]
fn the_group_of_an_operation_that_moves_keeps_its_comments() {
    let before = "\
openapi: 3.1.0
info: {title: Pets, version: 1.0.0}
servers: [{url: 'https://pets.example/v1'}]
paths:
  /pets:
    get:
      operationId: listPets
      x-api: {group: pets}
      responses: {'204': {description: None.}}
";
    let group = "      # Above it.
      x-api:   # Beside it.
        # Above the group.
        group: pets   # Beside the group.
";
    let stop = "      operationId: stopPets
      responses: {'204': {description: Stopped.}}
";
    let ours = format!("{before}    post:\n{stop}{group}");
    let theirs = format!(
        "{before}  /pets/stop:\n    put:\n{stop}      x-api: {{group: pets, name: Stop}}\n"
    );
    let inputs = Inputs { config: "group_key: [x-api, group]\ngroups: [pets]\n", ..inputs(&ours) };
    let adopted = adopt(&inputs, theirs.as_bytes(), false).unwrap();
    let response = "      responses:\n        '204':\n          description: Stopped.\n";
    let put = stop.replace("      responses: {'204': {description: Stopped.}}\n", response);
    assert_eq!(adopted.text, format!("{before}  /pets/stop:\n    put:\n{put}{group}"));
}
