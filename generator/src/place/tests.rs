use super::*;

fn pointer(text: &str) -> Pointer {
    Pointer::from_reference(&format!("#{text}")).unwrap()
}

/// What is underlined, and whether it is just what was asked for.
#[track_caller]
fn found(source: &Source, at: &str) -> (String, bool) {
    let place = source.find(&pointer(at));
    (source.text()[place.span].to_owned(), place.exact)
}

fn exactly(text: &str) -> (String, bool) {
    (text.to_owned(), true)
}

fn inside_of(text: &str) -> (String, bool) {
    (text.to_owned(), false)
}

#[test]
fn yaml() {
    let text = "openapi: 3.1.0\npaths:\n  '/a/{b}': {get: {tags: [x, \"y\"]}}\nlist:\n- a: 1\n  b: 2\n-\n  c: |\n    3\n    4\n";
    let source = Source::new(text.as_bytes());

    assert_eq!(found(&source, ""), exactly("openapi: 3.1.0"));
    assert_eq!(found(&source, "/openapi"), exactly("openapi: 3.1.0"));
    assert_eq!(found(&source, "/paths"), exactly("paths"));
    assert_eq!(found(&source, "/paths/~1a~1{b}"), exactly("'/a/{b}'"));
    assert_eq!(found(&source, "/paths/~1a~1{b}/get/tags/1"), exactly("\"y\""));
    assert_eq!(found(&source, "/list/0"), exactly("a: 1"));
    assert_eq!(found(&source, "/list/1/c"), exactly("c"));
    assert_eq!(found(&source, "/list/2/c"), inside_of("list"));
    assert_eq!(found(&source, "/paths/~1a~1{b}/post/tags"), inside_of("'/a/{b}'"));
    let place = source.find(&pointer("/list/1/c"));
    assert_eq!((place.line, place.column), (8, 3));
}

#[test]
fn aliases_and_repeated_anchors() {
    let source = Source::new(
        b"a: &x {n: 1}\nb: &x {n: 2}\nc: *x\nd: &y [*y]\n? [k]\n: v\ne: {*x : 1, f: 2}",
    );

    assert_eq!(found(&source, "/c"), exactly("c: *x"));
    assert_eq!(found(&source, "/c/n"), exactly("n: 2"));
    assert_eq!(source.find(&pointer("/c/n")).line, 2);
    assert_eq!(found(&source, "/d/0/0/0"), exactly("*y"));
    assert_eq!(found(&source, "/e/f"), exactly("f: 2"));
}

#[test]
fn the_last_of_repeated_keys() {
    let source = Source::new(b"a: 1\nb: 2\na: 3");
    assert_eq!(found(&source, "/a"), exactly("a: 3"));
    let source = Source::new(b"{\"a\": 1, \"a\": 3}");
    assert_eq!(found(&source, "/a"), exactly("\"a\": 3"));
}

#[test]
fn json() {
    let text =
        "\u{feff}\n{\t\"a\\\"\\u00e4\" :\t[1, {\"\\\\\": \"x\"},\n\"\u{1f980}\\ud83e\\udd80\"]}";
    let source = Source::new(text.as_bytes());

    assert_eq!(found(&source, "/a\"ä"), exactly("\"a\\\"\\u00e4\""));
    assert_eq!(found(&source, "/a\"ä/1"), exactly("{\"\\\\\": \"x\"}"));
    assert_eq!(found(&source, "/a\"ä/1/\\"), exactly("\"\\\\\": \"x\""));
    assert_eq!(found(&source, "/a\"ä/2"), exactly("\"\u{1f980}\\ud83e\\udd80\""));
    assert_eq!(found(&source, "/b"), inside_of("{\t\"a\\\"\\u00e4\" :\t[1, {\"\\\\\": \"x\"},"));
}

#[test]
fn what_is_broken_is_read_as_far_as_it_goes() {
    let source = Source::new(b"a: 1\nb: {c: 2}\nd: [}\n");
    assert_eq!(found(&source, "/b/c"), exactly("c: 2"));
    let source = Source::new(b"");
    assert_eq!((found(&source, "/a"), source.find(&Pointer::root()).line), (inside_of(""), 1));
    let source = Source::new(b"{\"a\": ");
    assert_eq!(found(&source, "/a"), inside_of("{\"a\":"));
}

#[test]
fn bytes() {
    let source = Source::new("a: \u{1f980}é\nb\n\n".as_bytes());
    let place = source.at(7);
    assert_eq!((place.line, place.column, &source.text()[place.span]), (1, 5, "é"));
    let place = source.at(8);
    assert_eq!((place.line, place.column), (1, 5));
    let place = source.at(1000);
    assert_eq!((place.line, place.column), (2, 2));
}
