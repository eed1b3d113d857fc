//! Content types and names of headers that HTTP cannot carry.

use insta::assert_snapshot;
use workspace_tests::snippet::Snippet;

const MOD: &str = "pets/mod.rs";

/// Returns an operation that sends and answers content of these types.
fn pets(sent: &str, answered: &str) -> Snippet {
    Snippet::post(&format!(
        "operationId: sendPet\ntags: [pets]\n\
         requestBody: {{required: true, content: {{{sent}}}}}\n\
         responses: {{'200': {{description: It., content: {{{answered}}}}}}}"
    ))
    .not_of_record()
}

/// Returns what a call sends, asks for and gives, and the warnings.
#[track_caller]
fn call(sent: &str, answered: &str) -> (String, String) {
    let pets = pets(sent, answered);
    let text = pets.file(&["pets/send_pet.rs"]);
    let starts = ["call! ", "call.set_accept(", "self.call.bytes(", "let call = self.call."];
    let lines = text.lines().map(str::trim);
    let lines = lines.filter(|line| starts.iter().any(|start| line.starts_with(start)));
    (lines.collect::<Vec<_>>().join("\n"), pets.warnings())
}

const BYTES: &str = "image/png: {schema: {type: string, format: binary}}";
const TEXT: &str = "text/plain: {schema: {type: string}}";

#[test]
fn content_types_are_mended_or_left_out() {
    let bytes = |kind: &str| format!("{kind}: {{schema: {{type: string, format: binary}}}}");
    let (usual, none) = call(BYTES, TEXT);
    assert_eq!(none, "");
    for (sent, answered) in [
        ("\"image / png\"", "\"text/plain\\n\""),
        ("\" image/png\"", "\"text/plain; charset=é\""),
        ("\"image/png; a\"", "\"text/plain , text/html\""),
    ] {
        let text = format!("{answered}: {{schema: {{type: string}}}}");
        let (mended, warnings) = call(&bytes(sent), &text);
        assert_eq!(mended, usual, "{sent} {answered}");
        for taken in ["`image/png` is taken", "`text/plain` is taken"] {
            assert!(warnings.contains(taken), "{taken} is not in\n{warnings}");
        }
        assert_eq!(warnings.matches("[content-type]").count(), 2, "{warnings}");
    }
    let (_, warnings) = call(BYTES, "\"text/plain\\n\": {schema: {type: string}}");
    let says = "`text/plain\\n` is no content type that HTTP can carry: `text/plain` is taken\n";
    assert!(warnings.contains(says), "{warnings}");
    // What turns the direction of reading is spelled out once, as what does not print is.
    let (_, warnings) = call(BYTES, "\"text/\\u202Ecsv\": {schema: {type: string}}");
    assert!(warnings.contains("`text/\\u{202e}csv` is no content type"), "{warnings}");
    // What cannot be mended is left out, and so is what is there already.
    let (left, warnings) = call(BYTES, &format!("\"text/é\": {{}}, \"text/plain \": {{}}, {TEXT}"));
    assert_eq!(left, usual);
    assert_eq!(warnings.matches("HTTP can carry: this content is left out").count(), 2);
    let (left, _) = call("\"image/\\u0001png\": {}", TEXT);
    assert!(!left.contains("bytes("), "{left}");
}

/// Whatever stands in a document, what is sound is taken as it is written.
#[test]
fn sound_content_types_are_taken_as_they_are() {
    for kind in [
        "text/csv; charset=utf-8",
        "text/csv ;header=present",
        "'multipart/x; boundary=\"a b;c\"'",
        "application/vnd.a+b.v1",
        "'*/*'",
        "x/*",
    ] {
        let bytes = format!("{kind}: {{schema: {{type: string, format: binary}}}}");
        assert!(!call(&bytes, &bytes).1.contains("[content-type]"), "{kind}");
    }
}

#[test]
fn what_is_no_content_type_at_all_is_reported() {
    let (_, warnings) = call(BYTES, "xls: {schema: {type: string, format: binary}}");
    assert!(warnings.contains("`xls` is no content type: it stands for any"), "{warnings}");
}

#[test]
fn names_of_headers() {
    let says = "operationId: readPet\ntags: [pets]\n\
        parameters:\n\
        - {name: 'X Bad', in: header, required: true, schema: {type: string}}\n\
        - {name: ' X-Good ', in: header, schema: {type: string}}\n\
        - {name: 'X Query', in: query, schema: {type: string}}\n\
        responses: {'204': {description: Done., headers: {X-Ümlaut: {schema: {type: string}}, \
        'X-Left ': {schema: {type: integer}}}}}";
    let pets = Snippet::get(says).not_of_record();
    let text = pets.file(&["pets/read_pet.rs"]);
    assert!(text.contains("\"X-Good\"") && text.contains("\"X Query\""), "{text}");
    assert!(
        text.contains("\"x-left\"") && !text.contains("Bad") && !text.contains("mlaut"),
        "{text}"
    );
    assert_snapshot!(pets.shown());
}

/// A header whose name is there already when it is mended is left out.
#[test]
fn headers_of_one_name() {
    let header = |name: &str| format!("{name}: {{schema: {{const: {}}}}}", name.len());
    for (names, taken, left_out) in [
        (["X-B", "'X-B '"], "(\"X-B\", \"3\")", "`X-B ` is no name"),
        (["'X-B '", "X-B"], "(\"X-B\", \"3\")", "`X-B ` is no name"),
        (["'X-B '", "x-b"], "(\"x-b\", \"3\")", "`X-B ` is no name"),
        (["' X-B'", "'x-b  '"], "(\"X-B\", \"6\")", "`x-b  ` is no name"),
    ] {
        let headers = names.map(header).join(", ");
        let schema = "{type: object, properties: {f: {type: string, format: binary}}}";
        let sent = format!(
            "multipart/form-data: {{schema: {schema}, encoding: {{f: {{headers: {{{headers}}}}}}}}}"
        );
        let pets = pets(&sent, TEXT);
        let text = pets.file(&["pets/send_pet.rs"]);
        assert_eq!(text.to_lowercase().matches("\"x-b\"").count(), 1, "{text}");
        assert!(text.contains(taken), "{taken} is not in\n{text}");
        let warnings = pets.warnings();
        let says = format!("{left_out} that a header of HTTP can have; it is left out\n");
        assert!(warnings.contains(&says), "{warnings}");
    }
}

#[test]
fn heads_of_parts() {
    let part = |encoding: &str| {
        let schema = "{type: object, properties: {f: {type: string, format: binary}}}";
        let sent =
            format!("multipart/form-data: {{schema: {schema}, encoding: {{f: {encoding}}}}}");
        let pets = pets(&sent, TEXT);
        (pets.file(&[MOD]) + &pets.file(&["pets/send_pet.rs"]), pets.warnings())
    };
    let (text, warnings) = part("{contentType: 'image/é, image/ png'}");
    assert!(text.contains(".content_type(\"image/png\")"), "{text}");
    assert!(warnings.contains("HTTP can carry: `image/png` is taken"), "{warnings}");
    let (text, warnings) = part("{contentType: 'image/é'}");
    assert!(!text.contains("content_type(\"image"), "{text}");
    assert!(warnings.contains("HTTP can carry; it is left out"), "{warnings}");
    let (_, none) = part("{contentType: 'image/png, image/jpeg; q=1'}");
    assert_eq!(none, "");
    let header = |name: &str, value: &str| {
        part(&format!("{{headers: {{{name}: {{schema: {{const: {value}}}}}}}}}"))
    };
    let (text, warnings) = header("'Bad Name'", "a");
    assert!(!text.contains("Bad Name"), "{text}");
    assert!(
        warnings.contains("`Bad Name` is no name that a header of HTTP can have"),
        "{warnings}"
    );
    let (text, warnings) = header("X-A", "\"a\\r\\nb\"");
    assert!(!text.contains("X-A"), "{text}");
    assert!(warnings.contains("`X-A` of a part is left out: no header can have its value"));
    let (text, none) = header("X-A", "\"a b\"");
    assert!(text.contains("(\"X-A\", \"a b\")") && none.is_empty(), "{text}\n{none}");
}
