//! What people wrote: where their sentences end, and what they say twice.

use workspace_tests::snippet::Snippet;

/// Returns the documentation of a method, with this said of its operation.
#[track_caller]
fn method(about: &str) -> String {
    let text = Snippet::get(&format!(
        "
        operationId: getPets
        tags: [pets]
        {about}
        responses: {{'204': {{description: Done.}}}}
        "
    ))
    .file(&["pets/mod.rs"]);
    let (_, docs) = text.split_once("impl Pets {\n").unwrap();
    let (docs, _) = docs.split_once("    ///\n    /// `GET ").unwrap();
    docs.lines()
        .map(|line| line.trim().trim_start_matches("///").trim_start())
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn a_summary_that_a_description_begins_with_is_not_said_twice() {
    let check = |summary: &str, description: &str, told: &str| {
        assert_eq!(
            method(&format!("summary: '{summary}'\n        description: {description:?}")),
            told
        );
    };
    check("Lists pets", "Lists pets.", "Lists pets.");
    check("Lists pets.", "Lists pets", "Lists pets");
    check("Lists pets", "Lists pets. All of them.", "Lists pets. All of them.");
    check("Lists pets", "\nLists pets\n\nAll of them.", "Lists pets\n\nAll of them.");
    // It is no sentence of its own there.
    check("Lists pets", "Lists pets of all.", "Lists pets\n\nLists pets of all.");
    check(
        "Lists pets of v1",
        "Lists pets of v1.2 too.",
        "Lists pets of v1\n\nLists pets of v1.2 too.",
    );
    check("Lists pets", "Lists pets\nof all.", "Lists pets\n\nLists pets of all.");
    check("Lists pets", "All of them.", "Lists pets\n\nAll of them.");
}

/// An error is told by its first sentence where there is a list after it.
#[test]
fn a_sentence_does_not_end_with_an_abbreviation() {
    let check = |text: &str, told: &str| {
        let described = format!("{text}\\n- a\\n- b");
        let pets = Snippet::get(&format!(
            "
            operationId: getPets
            tags: [pets]
            responses: {{'204': {{description: Done.}}, '400': {{description: \"{described}\"}}}}
            "
        ));
        let text = pets.file(&["pets/mod.rs"]);
        let docs: Vec<_> =
            text.lines().map(|line| line.trim().trim_start_matches("/// ")).collect();
        let docs = docs.join(" ");
        assert!(docs.contains(&format!("declares 400: {told} ")), "{told}: {docs}");
    };
    check("A name, e.g. Rex, is missing. Two.", "A name, e.g. Rex, is missing.");
    check("A name (i.e. `Rex`) is missing. Two.", "A name (i.e. `Rex`) is missing.");
    check("Names etc. are missing. Two.", "Names etc. are missing.");
    check("It knows names etc. Two.", "It knows names etc.");
}
