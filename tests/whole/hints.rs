//! The compiler's words for arguments that do not convert, in a crate of a caller.

use std::path::Path;

use insta::assert_snapshot;
use workspace_tests::crates::OnDisk;
use workspace_tests::snippet::Snippet;

const SCHEMAS: &str = "
    Note:
      type: object
      required: [content]
      properties:
        content:
          oneOf:
          - {type: string}
          - {type: array, items: {$ref: '#/components/schemas/Part'}}
        parts: {type: array, items: {$ref: '#/components/schemas/Part'}}
        labels: {type: object, additionalProperties: {type: string}}
        level: {type: string, enum: [low, high]}
        more: {type: object, additionalProperties: true}
    Part:
      oneOf: [{$ref: '#/components/schemas/Words'}, {$ref: '#/components/schemas/Picture'}]
    Words:
      type: object
      required: [kind, words]
      properties: {kind: {const: words}, words: {type: string}}
    Picture:
      type: object
      required: [kind, url]
      properties: {kind: {const: picture}, url: {type: string}}
";

const WRITTEN: &str = r#"
use pets::types::{Note, NoteLevel, Words};

fn main() {
    let words = || Words::new("a");
    let _ = Note::new(vec![words()]);
    let _ = Note::new("a").parts(words());
    let _ = Note::new("a").labels(7);
    let _ = Note::new("a").level(7);
    let _ = Note::new("a").more(7);
    let _ = NoteLevel::from(7);
}
"#;

/// The same program with what the hints say to write instead.
const MENDED: &str = r#"
use pets::types::{Note, NoteLevel, Words};

fn main() {
    let words = || Words::new("a");
    let _ = Note::new([words()]);
    let _ = Note::new(&vec![words()]);
    let _ = Note::new("a").parts([words()]);
    let _ = Note::new("a").labels([("a", "b")]);
    let _ = Note::new("a").level("low");
    let _ = Note::new("a").more([("a", 7)]);
    let _ = NoteLevel::from("low");
}
"#;

#[test]
fn what_does_not_convert_is_told_with_what_does() {
    let output = Snippet::sent(SCHEMAS).run().unwrap();
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance");
    let with = |text: &str| {
        let examples = [("written.rs".to_owned(), text.to_owned())];
        OnDisk::write(&home, "hints", &output, &examples)
    };
    with(MENDED).cargo(&["check", "--example", "written"]);
    let said = with(WRITTEN).refused(&["check", "--example", "written"]);
    // Our words alone: what stands around them is the compiler's.
    let begins = ["error[E0277]: ", "^ ", "= note: "];
    let compilers = [
        "required ",
        "the full name ",
        "consider using ",
        "this error originates ",
        "`Option<U>`",
        "`&Option<U>`",
    ];
    let lines = said.lines().filter_map(|line| {
        let words = begins.iter().find_map(|begin| Some(line.split_once(begin)?.1))?;
        (!compilers.iter().any(|begin| words.starts_with(begin))).then_some(words)
    });
    assert_snapshot!(lines.collect::<Vec<_>>().join("\n"));
}
