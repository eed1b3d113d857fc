//! The names by which changes are known from one comparison to the next.

use openapi_loom_generator::diff::diff;

use super::support::{PETS, written};

/// Of changes that mean the same, and only of these.
#[test]
fn fingerprints() {
    let prints = |old: &str, new: &str| -> Vec<String> {
        let found = diff(&written(old), &written(new));
        found.changes.iter().map(|change| change.fingerprint()).collect()
    };
    let new = PETS.replace("maxLength: 10}", "maxLength: 8}");
    let first = prints(PETS, &new);
    // Other lines, other words, another version.
    let moved = |text: &str| {
        text.replace(
            "info: {title: Pets, version: '1'}",
            "# Moved.\ninfo: {version: '2', title: Pets}",
        )
        .replace("Done.", "It is done.")
    };
    assert_eq!(prints(&moved(PETS), &moved(&new)), first);
    assert_ne!(prints(PETS, &PETS.replace("maxLength: 10}", "maxLength: 7}")), first);
    // One of several operations that change alike, before or after the other.
    let two = |old: &str| {
        let moved = old.replace("/pets:\n    get:", "/all:\n    get:");
        let from = moved.find("    post:\n      operationId").unwrap();
        format!("{}  /pets:\n{}", &moved[..from], &moved[from..])
    };
    let apart = two(PETS);
    let asked = |text: &str| {
        text.replace("listPets\n", "listPets\n      x-sunset: 2030-01-01\n")
            .replace("makePet\n", "makePet\n      x-sunset: 2030-01-01\n")
    };
    let swapped = |text: &str| {
        let (all, pets, end) = (
            text.find("  /all:").unwrap(),
            text.find("  /pets:").unwrap(),
            text.find("webhooks:").unwrap(),
        );
        [&text[..all], &text[pets..end], &text[all..pets], &text[end..]].concat()
    };
    let both = prints(&apart, &asked(&apart));
    assert_eq!(both.len(), 1);
    assert_eq!(prints(&swapped(&apart), &swapped(&asked(&apart))), both);
    // Never a number to YAML.
    assert!(first.iter().all(|name| name.starts_with('x')), "{first:?}");
}
