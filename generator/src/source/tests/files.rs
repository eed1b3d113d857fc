use std::collections::BTreeMap;
use std::sync::Mutex;

use super::*;

/// Returns a document of several files, and the names that the loader was asked for.
fn document(files: &[(&str, &str)]) -> (Document, Vec<String>) {
    let (name, text) = files[0];
    let others: BTreeMap<&str, &str> = files[1..].iter().copied().collect();
    let asked = Mutex::new(Vec::new());
    let load = |name: &str| {
        asked.lock().unwrap().push(name.to_owned());
        let text = others.get(name).ok_or_else(|| "there is no such file".to_owned())?;
        Ok(text.as_bytes().to_vec())
    };
    let document = Document::parse_with(text.as_bytes(), &Files { name, load: &load }).unwrap();
    (document, asked.into_inner().unwrap())
}

/// Returns what a reference at a place leads to.
fn resolved(document: &Document, at: &str) -> String {
    let from = document.find(&Pointer::from_text(at)).unwrap();
    let reference = from.get("$ref").unwrap_or(from);
    match document.resolve(from, reference.as_str().unwrap()) {
        Ok(node) => format!("{} {}", node.at(), node.to_value()),
        Err(error) => error.to_string(),
    }
}

#[test]
fn references_lead_from_file_to_file() {
    let (document, asked) = document(&[
        (
            "api.yaml",
            "a: {$ref: 'schemas/Pet.yaml#/x'}\nb: {$ref: './schemas/../schemas/Pet.yaml'}\n\
             c: {$ref: '#/d/e~1f%20g'}\nd: {e/f g: 1}\nh: {$ref: 'data.json#/l/1'}\n\
             self: {$ref: '#'}\n",
        ),
        (
            "schemas/Pet.yaml",
            "x: {$ref: '../api.yaml#/d'}\ny: {$ref: '#/z'}\nz: 2\nw: {$ref: Toy.yaml}\n",
        ),
        ("schemas/Toy.yaml", "- {$ref: Pet.yaml#/z}\n- {$ref: '#/0'}\n"),
        ("data.json", "{\"l\": [1, \"\\u00e4\"]}"),
    ]);
    assert_eq!(asked, ["data.json", "schemas/Pet.yaml", "schemas/Toy.yaml"]);
    assert_eq!(resolved(&document, "/a"), "schemas/Pet.yaml#/x {\"$ref\":\"../api.yaml#/d\"}");
    assert!(resolved(&document, "/b").starts_with("schemas/Pet.yaml# {\"x\":"));
    assert_eq!(resolved(&document, "/c"), "/d/e~1f g 1");
    assert_eq!(resolved(&document, "/h"), "data.json#/l/1 \"ä\"");
    assert!(resolved(&document, "/self").starts_with("/ {\"a\":"));
    assert_eq!(resolved(&document, "schemas/Pet.yaml#/x"), "/d {\"e/f g\":1}");
    assert_eq!(resolved(&document, "schemas/Pet.yaml#/y"), "schemas/Pet.yaml#/z 2");
    assert_eq!(resolved(&document, "schemas/Toy.yaml#/0"), "schemas/Pet.yaml#/z 2");
    let names: Vec<&str> = document.files().iter().map(|file| file.name).collect();
    assert_eq!(names, ["data.json", "schemas/Pet.yaml", "schemas/Toy.yaml"]);
    assert!(document.files().iter().all(|file| file.sha256.len() == 64));
    // A place in another file is found by its name, and is written there.
    let node = document.find(&Pointer::from_text("schemas/Pet.yaml#/z")).unwrap();
    assert_eq!(node.at().as_str(), "schemas/Pet.yaml#/z");
    assert_eq!(node.origin().file, Some("schemas/Pet.yaml"));
    assert_eq!(&node.origin().text[node.spans().1], "2");
}

#[test]
fn what_leads_nowhere_says_why() {
    let (document, asked) = document(&[
        (
            "api.yaml",
            "a: {$ref: 'gone.yaml#/x'}\nb: {$ref: '../x.yaml'}\nc: {$ref: 'https://x.org/a.yaml'}\n\
             d: {$ref: '#anchor'}\ne: {$ref: '#/nothing'}\nf: {$ref: 'broken.yaml'}\n\
             g: {$ref: 'x/y.yaml#/nothing'}\n",
        ),
        ("broken.yaml", "a: 1\nb: 2\nc: [\n"),
        ("x/y.yaml", "a: 1\n"),
    ]);
    assert_eq!(asked, ["broken.yaml", "gone.yaml", "x/y.yaml"]);
    for (at, expected) in [
        ("/a", "`gone.yaml` cannot be read: there is no such file"),
        ("/b", "it leads out of the directory of the document"),
        ("/c", "it is an address, and nothing is read from the network"),
        ("/d", "what comes after its `#` does not begin with `/`"),
        ("/e", "the document has nothing there"),
        ("/g", "`x/y.yaml` has nothing there"),
    ] {
        assert_eq!(resolved(&document, at), expected);
    }
    let broken = resolved(&document, "/f");
    assert!(broken.starts_with("`broken.yaml` cannot be read: not readable"), "{broken}");
    assert!(broken.ends_with(", in line 3"), "{broken}");
    let alone = parse("a: {$ref: 'b.yaml'}\n");
    assert_eq!(resolved(&alone, "/a"), "`b.yaml` is another file");
}

#[test]
fn mappings_and_names_of_its_own_are_references_too() {
    let (document, asked) = document(&[(
        "api.yaml",
        "$self: https://x.org/api.yaml\nd:\n  discriminator:\n    mapping: {a: Pet, b: dogs/Dog.yaml, \
         c: '#/d'}\nr: {$ref: 'https://x.org/api.yaml#/d/discriminator/mapping/a'}\nmapping: {x: no.yaml}\n",
    )]);
    assert_eq!(asked, ["dogs/Dog.yaml"]);
    assert_eq!(resolved(&document, "/r"), "/d/discriminator/mapping/a \"Pet\"");
    assert_eq!(
        resolved(&document, "/d/discriminator/mapping/c"),
        format!("/d {}", document.root().get("d").unwrap().to_value())
    );
}

/// Relative references are resolved by it, and files are found beside the document.
#[test]
fn a_document_may_have_another_name_than_its_file() {
    let (document, asked) = document(&[
        (
            "download.yaml",
            "$self: https://x.org/v1/my%20api.json\na: {$ref: 'my%20api.json#/d'}\n\
             b: {$ref: 'https://x.org/v1/my%20api.json#/d'}\nc: {$ref: 'parts/c.yaml#/up'}\nd: 1\n",
        ),
        ("parts/c.yaml", "up: {$ref: '../my api.json#/d'}\nbeside: {$ref: 'my api.json#/d'}\n"),
    ]);
    assert_eq!(asked, ["parts/c.yaml", "parts/my api.json"]);
    for at in ["/a", "/b", "parts/c.yaml#/up"] {
        assert_eq!(resolved(&document, at), "/d 1", "{at}");
    }
    let beside = resolved(&document, "parts/c.yaml#/beside");
    assert!(beside.starts_with("`parts/my api.json` cannot be read"), "{beside}");
}

#[test]
fn a_file_may_be_the_document_or_a_circle() {
    let (document, asked) = document(&[
        ("api.yaml", "a: {$ref: 'b.yaml'}\nc: {$ref: 'api.yaml#/a'}\n"),
        ("b.yaml", "$ref: b.yaml\n"),
    ]);
    assert_eq!(asked, ["b.yaml"]);
    assert_eq!(resolved(&document, "/c"), "/a {\"$ref\":\"b.yaml\"}");
    assert!(resolved(&document, "b.yaml#").starts_with("b.yaml# {"));
}
