//! Texts of documents: the ends of their sentences, what they say twice, and their HTML.

use insta::assert_snapshot;
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
        let schema = format!(
            "{{type: object, required: [name], properties: {{name: {{type: string, description: \"{described}\"}}}}}}"
        );
        let body =
            format!("{{required: true, content: {{application/json: {{schema: {schema}}}}}}}");
        let pets = Snippet::post(&format!(
            "operationId: makePet\ntags: [pets]\nrequestBody: {body}\nresponses: {{'204': {{description: Done.}}}}"
        ));
        let text = pets.file(&["pets/mod.rs"]);
        let docs: Vec<_> =
            text.lines().map(|line| line.trim().trim_start_matches("/// ")).collect();
        let docs = docs.join(" ");
        assert!(docs.contains(&format!("- `name`: {told} ///")), "{told}: {docs}");
    };
    check("A name, e.g. Rex, is missing. Two.", "A name, e.g. Rex, is missing.");
    check("A name (i.e. `Rex`) is missing. Two.", "A name (i.e. `Rex`) is missing.");
    check("Names etc. are missing. Two.", "Names etc. are missing.");
    check("It knows names etc. Two.", "It knows names etc.");
}

/// Texts about arguments, bodies, errors and the header of an idempotency key are told as a whole:
/// paragraphs in a line, and what is more below it.
#[test]
fn texts_with_lists_are_told_whole() {
    let said = |what: &str| {
        format!("\"{what}. It is one of:\\n\\n- a\\n- b\\n\\n```\\nrust()\\n```\\n\\nAnd more.\"")
    };
    let [path, body, list, error, key] =
        ["A path", "A body", "A list", "An error", "A key"].map(said);
    let pets = Snippet::paths(&format!(
        "/pets/{{id}}:
  post:
    operationId: makePet
    tags: [pets]
    parameters:
      - {{name: id, in: path, required: true, description: {path}, schema: {{type: string, maxLength: 9}}}}
      - {{name: Idempotency-Key, in: header, description: {key}, schema: {{type: string}}}}
    requestBody:
      required: true
      description: {body}
      content: {{application/json: {{schema: {{type: object, properties: {{name: {{type: string}}}}}}}}}}
    responses: {{'204': {{description: Done.}}, '400': {{description: {error}}}, '401': {{description: ''}}}}
  put:
    operationId: putPets
    tags: [pets]
    parameters: [{{name: id, in: path, required: true, description: '# Of it', schema: {{type: string}}}}]
    requestBody:
      required: true
      content: {{application/json: {{schema: {{type: array, items: {{type: string}}, description: {list}}}}}}}
    responses: {{'204': {{description: Done.}}, '404': {{description: \"Nothing `here`\\n\\nNothing at all.\"}}}}
"
    ));
    let text = pets.file(&["pets/mod.rs"]);
    let (_, text) = text.split_once("impl Pets {").unwrap();
    let lines = text.lines().map(str::trim).filter(|line| line.starts_with("///"));
    assert_snapshot!(lines.collect::<Vec<_>>().join("\n"));
}

/// A union of one arm has the words of both; what is said of null is told beside them.
#[test]
fn texts_of_only_arms_and_of_null() {
    let docs = |schema: &str| {
        let pet = Snippet::read(&format!("Pet: {{properties: {{it: {schema}}}}}")).pet();
        let (docs, _) = pet.split_once("#[wire(").unwrap();
        let lines = docs.lines().map(str::trim).filter_map(|line| line.strip_prefix("/// "));
        lines.skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    let arm = "{type: string, title: Name of it, description: Inside.}";
    let null = "{type: 'null', title: None, description: Nothing.}";
    for key in ["oneOf", "anyOf"] {
        let both = ["Name of it.", "Outside.", "Inside."];
        assert_eq!(docs(&format!("{{{key}: [{arm}], description: Outside.}}")), both);
        let all = ["Name of it.", "Outside.", "Inside.", "`null`: Nothing."];
        assert_eq!(docs(&format!("{{{key}: [{null}, {arm}], description: Outside.}}")), all);
        let two = format!("{{{key}: [{arm}, {null}, {{type: integer}}]}}");
        assert_eq!(docs(&two), ["`null`: Nothing."]);
    }
    // Limits are none of null, which is told last.
    let limited = format!("{{anyOf: [{null}, {{type: string, maxLength: 3}}], default: a}}");
    assert_eq!(docs(&limited), ["At most 3 characters. Default: `a`. `null`: Nothing."]);
    // A component is still told by its own words.
    let pet = Snippet::read(&format!(
        "Pet: {{properties: {{it: {{anyOf: [{{$ref: '#/components/schemas/Home'}}, {null}]}}}}}}\n\
         Home: {{type: object, description: Where it lives., properties: {{a: {{type: string}}}}}}"
    ))
    .pet();
    assert!(pet.contains("/// Where it lives. `null`: Nothing.\n"), "{pet}");
    let listed = "{enum: [a, null], x-enum-descriptions: [Of it., Nothing.]}";
    assert_eq!(docs(listed), ["`null`: Nothing."]);
    let constants = "{oneOf: [{const: a}, {const: null, title: Nothing.}]}";
    assert_eq!(docs(constants), ["`null`: Nothing."]);
    assert_eq!(docs("{anyOf: [{type: string}, {type: 'null'}]}"), [""; 0]);
}

/// A text that is the name once more, or the status that it is about, says nothing.
#[test]
fn texts_that_repeat_names() {
    let pets = Snippet::paths(
        "/pets/{petId}:
  get:
    operationId: getPet
    tags: [pets]
    parameters:
      - {name: petId, in: path, required: true, description: pet ID, schema: {type: string, maxLength: 9}}
      - {name: max, in: query, description: Max, schema: {type: integer, minimum: 1}}
      - {name: min, in: query, description: Min!., schema: {type: integer}}
    responses:
      '204': {description: Done.}
      '400': {description: '400: Wrong'}
      '404': {description: 404 - `it` is not there}
      '405': {description: '405'}
      '500': {description: 5000 things}
",
    );
    let lines = |file: &[&str]| -> Vec<String> {
        let text = pets.file(file);
        let lines = text.lines().map(str::trim).filter(|line| line.starts_with("///"));
        lines.map(|line| line.trim_start_matches(['/', ' ']).to_owned()).collect()
    };
    let of_group = lines(&["pets/mod.rs"]);
    assert!(
        of_group.contains(&"- `pet_id`: In the path as `petId`. At most 9 characters.".to_owned()),
        "{of_group:?}"
    );
    let declared = "declares 400: Wrong; 404: `it` is not there; 405; 500: 5000 things.";
    assert!(of_group.join(" ").contains(declared), "{of_group:?}");
    let of_call = lines(&["pets/get_pet.rs"]);
    assert!(of_call.contains(&"In the query. At least 1.".to_owned()), "{of_call:?}");
    assert!(!of_call.iter().any(|line| line.starts_with("Max") || line.starts_with("Min")));
}

/// Returns the lines of the documentation of a property that is described so.
#[track_caller]
fn lines(description: &str) -> Vec<String> {
    let schema = format!(
        "Pet: {{type: object, properties: {{name: {{type: string, description: {description:?}}}}}}}"
    );
    let text = Snippet::read(&schema).file(&["types/pet.rs"]);
    let (_, docs) = text.split_once("pub struct Pet {\n").unwrap();
    let (docs, _) = docs.split_once("        #[wire").unwrap();
    let line =
        |line: &str| line.trim_start().trim_start_matches("///").trim_start_matches(' ').to_owned();
    let indented = |of: &str| of.trim_start().trim_start_matches("/// ").to_owned();
    docs.lines().map(|of| if of.contains("///   ") { indented(of) } else { line(of) }).collect()
}

#[test]
fn paragraphs_lists_and_headings_of_html() {
    let check = |html: &str, wanted: &[&str]| assert_eq!(lines(html), wanted, "{html}");
    check("<p>One.</p> <p>Two.</p>", &["One.", "", "Two."]);
    check("One.<br/>Two.<BR >\n<br>Three.</br>", &["One.", "", "Two.", "", "Three."]);
    check("<div class='a > b'>One.</div>Two.<hr>", &["One.", "", "Two."]);
    check("<h3>Title</h3>Text.", &["### Title", "", "Text."]);
    check(
        "See:<ul><li>a</li> <li> b<li><p>c</p></ul>After.",
        &["See:", "", "- a", "- b", "- c", "", "After."],
    );
    check("<ol><li>a</li><li>b</li></ol>", &["1. a", "2. b"]);
    check("<ul><li>a<p>more</p></li><li>b</li></ul>", &["- a", "", "  more", "- b"]);
    check(
        "<table><tr><th>Key</th><th> Is</th></tr><tr><td>a</td>\n  <td><p>one<br>two</td></tr></table>End.",
        &["- Key | Is", "- a | one two", "", "End."],
    );
    // Lists of Markdown, and what belongs to their items.
    check(
        "Any of<br>- a<br>more<br>again<br>- b",
        &["Any of", "", "- a", "", "  more", "", "  again", "- b"],
    );
    check("| a |\n|---|\n| b<br>c |", &["| a |", "|---|", "| b c |"]);
    check(
        "<pre><code>let a = &lt;b&gt;;\n  c\n</code></pre>End.",
        &["```text", "let a = <b>;", "  c", "```", "", "End."],
    );
    check("<pre>a<br>b</pre>", &["```text", "a", "b", "```"]);
}

#[test]
fn words_of_html_within_a_paragraph() {
    let check = |html: &str, wanted: &str| assert_eq!(lines(html), [wanted], "{html}");
    check("<b>A</b>, <strong>b </strong>c <em>d</em>.", "**A**, **b** c *d*.");
    check("<code>Max&lt;T&gt;</code> or <tt>a`b</tt><code> </code>", "`Max<T>` or ``a`b``");
    check("<span style='a'>One</span> <font>two</font>.", "One two.");
    check(
        "<a href=\"https://x.example/a (b)\">A <b>pet</b></a>.",
        "[A **pet**](https://x.example/a%20%28b%29).",
    );
    check("<a target=_blank href=https://x.example>x</a>", "[x](https://x.example)");
    check("<a href='https://x.example'>https://x.ex…</a>", "<https://x.example>");
    check("<a href='#here'>here</a> <a name='a'>a</a> <a href='https://x.example'></a>", "here a");
    check("<a href='https://x.example'>a[0]</a>", r"a\[0\]");
    // A letter behind it would keep the second mark from being one.
    check("<b>Note:</b>text <b>No</b>te", "**Note:** text **No**te");
    // Marks within marks say nothing more.
    check("<b>A <i>b</i></b> <b>2 * 3</b>", "A *b* 2 * 3");
    check("<b></b>A", "A");
    assert_eq!(lines("<b>One<br>two</b> three"), ["One", "", "two three"]);
    assert_eq!(lines("<i>One\n\ntwo</i>"), ["One", "", "two"]);
}

#[test]
fn what_is_no_html_stays_text() {
    let check = |html: &str, wanted: &str| assert_eq!(lines(html), [wanted], "{html}");
    check("Gets /pets/<code>, a Vec<i>", r"Gets /pets/\<code\>, a Vec\<i\>");
    check("Ends </b> only", r"Ends \</b\> only");
    check("<i>a<b>c</i>d</b>", r"*a\<b\>c*d\</b\>");
    check("a < b, <broken, <pet>, <br", r"a \< b, \<broken, \<pet\>, \<br");
    check("`<p>` and ``<b>x</b>``", "`<p>` and ``<b>x</b>``");
}
