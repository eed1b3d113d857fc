//! `cargo xtask adopt` from the outside: two documents in, one of them changed.

use crate::support::{Ran, xtask};
use crate::workplace::{DOCUMENT, Workplace};

/// Makes a newer document, in which something is new, something changed, and
/// something gone.
fn newer() -> String {
    DOCUMENT
        .replace("version: 1.2.3", "version: 1.3.0")
        .replace(
            "        id: {type: string}\n",
            "        id: {type: string}\n        age: {type: integer, description: Theirs.}\n",
        )
        .replace("            name: {type: string}\n", "            title: {type: string}\n")
}

fn adopt(place: &Workplace, options: &[&str]) -> Ran {
    let inputs = "adopt newer.yaml --spec pets.yaml --overlay overlay.yaml --config config.yaml";
    let arguments: Vec<&str> = inputs.split(' ').chain(options.iter().copied()).collect();
    xtask(place.dir.path(), &arguments)
}

#[test]
fn what_became_of_facts_is_listed_and_written() {
    let place = Workplace::new();
    place.put("newer.yaml", &newer());
    let check = adopt(&place, &["--check"]);
    assert_eq!((check.code, place.text("pets.yaml").as_str()), (1, DOCUMENT));

    let ran = adopt(&place, &[]);
    assert_eq!(
        (ran.code, ran.stdout.as_str()),
        (
            0,
            "\
changed:
  pets.yaml:2 /info/version: 1.2.3 → 1.3.0
new:
  pets.yaml:24 /components/schemas/Pet/properties/age
  pets.yaml:31 /components/schemas/Pet/properties/owner/properties/title
gone upstream, kept:
  pets.yaml:30 /components/schemas/Pet/properties/owner/properties/name
needs words:
  pets.yaml:26 /components/schemas/Pet/properties/age/description

`pets.yaml` is changed: 1 changed, 2 new, 1 gone in `newer.yaml`; 1 place to be worded
"
        )
    );
    let text = place.text("pets.yaml");
    assert!(
        text.contains(
            "        age:\n          type: integer\n          description: <needs words>\n"
        ),
        "{text}"
    );

    // The same facts, but not the words.
    let again = adopt(&place, &["--check"]);
    assert_eq!((again.code, place.text("pets.yaml")), (1, text.clone()));
    place.put("pets.yaml", &text.replace("<needs words>", "How old it is."));
    assert_eq!(adopt(&place, &["--check"]).code, 0);
    assert_eq!(adopt(&place, &["--remove", "--check"]).code, 1);
    assert_eq!(adopt(&place, &["--remove"]).code, 0);
    assert!(!place.text("pets.yaml").contains("            name: {type: string}"));
    assert_eq!(adopt(&place, &["--remove", "--check"]).code, 0);
}

#[test]
fn nothing_is_written_where_an_input_is_wrong() {
    let place = Workplace::new();
    place.put("newer.yaml", "openapi: [");
    let ran = adopt(&place, &[]);
    assert_eq!((ran.code, place.text("pets.yaml").as_str()), (1, DOCUMENT));
    assert!(ran.stderr.contains("newer.yaml:1"), "{}", ran.stderr);
    assert!(ran.stderr.ends_with("note: nothing was changed\n"), "{}", ran.stderr);

    place.put("newer.yaml", &newer());
    place.put(
        "pets.yaml",
        &DOCUMENT
            .replace("id: {type: string}", "id: &id {type: string}\n        other: *id")
            .replace("{type: string, other", ""),
    );
    let theirs = newer().replace("id: {type: string}", "id: {type: string, maxLength: 3}");
    place.put("newer.yaml", &theirs);
    let ran = adopt(&place, &[]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("`&id` shares with other places"), "{}", ran.stderr);
}

#[test]
fn a_document_of_another_api_is_not_adopted() {
    let place = Workplace::new();
    place.put(
        "newer.yaml",
        &DOCUMENT.replace("/pets/{pet_id}", "/b/{pet_id}").replace("getPet", "b"),
    );
    for options in [&[][..], &["--remove"], &["--check"]] {
        let ran = adopt(&place, options);
        assert_eq!((ran.code, place.text("pets.yaml").as_str()), (1, DOCUMENT));
        assert_eq!(
            ran.stderr,
            "error: of 1 operation in `pets.yaml`, `newer.yaml` has 0\n  \
             help: nothing was changed; name a document of the same API\n"
        );
    }
}
