//! The reasons why a value is held apart.

use openapi_loom_generator::{Inputs, explainer};
use workspace_tests::snippet::Snippet;
use workspace_tests::synthetic::alone;

/// Explains the first of so many types that hold one another.
fn first(links: usize) -> Vec<String> {
    let link = |number: usize| {
        let next = number % links + 1;
        let next = format!("next: {{$ref: '#/components/schemas/Link{next}'}}");
        let next = if number == links { "end: {type: string}" } else { &next };
        format!("Link{number}: {{type: object, properties: {{{next}}}}}\n")
    };
    let document = Snippet::read(&(1..=links).map(link).collect::<String>()).document();
    let inputs = Inputs { of_record: true, ..alone(document.as_bytes()) };
    explainer(&inputs).unwrap().explain("Link1.next").unwrap().reasons
}

#[test]
fn the_chain_is_the_reason() {
    let reason = "types hold one another in a long chain here: `Apart` keeps the compiler from \
                  following it to its limit";
    assert!(first(13).iter().any(|line| line == reason), "{:#?}", first(13));
    assert!(!first(12).iter().any(|line| line == reason));
}
