//! Types that hold one another in long chains: what is held apart, and that
//! nothing else is.

use workspace_tests::snippet::Snippet;

/// Returns the schemas of a chain, each with the next one as this property; callers send
/// and read the first.
fn chain(length: usize, next: impl Fn(&str) -> String) -> String {
    let reference = |number: usize| format!("{{$ref: '#/components/schemas/Link{number}'}}");
    let mut schemas = String::new();
    for number in 1..length {
        let next = next(&reference(number + 1));
        schemas.push_str(&format!("Link{number}: {{type: object, {next}}}\n"));
    }
    schemas.push_str(&format!(
        "Link{length}: {{type: object, properties: {{end: {{type: string}}}}}}\n"
    ));
    schemas
}

fn property(next: &str) -> String {
    format!("properties: {{next: {next}}}")
}

/// Returns the definitions of what is held apart, in the order of the files.
fn apart(schemas: &str) -> Vec<String> {
    let files = Snippet::both(schemas).files();
    let lines =
        files.iter().filter(|(path, _)| path.starts_with("types/")).flat_map(|(path, text)| {
            let held = text.lines().filter(|line| line.contains("Apart<"));
            held.map(move |line| format!("{path}: {}", line.trim()))
        });
    lines.collect()
}

#[test]
fn the_thirteenth_type_is_held_apart() {
    assert_eq!(apart(&chain(12, property)), [""; 0]);
    assert_eq!(apart(&chain(13, property)), ["types/link1.rs: pub next: Option<Apart<Link2>>,"]);
    assert_eq!(
        apart(&chain(37, property)),
        [
            "types/link1.rs: pub next: Option<Apart<Link2>>,",
            "types/link13.rs: pub next: Option<Apart<Link14>>,",
            "types/link25.rs: pub next: Option<Apart<Link26>>,",
        ]
    );
}

#[test]
fn constructors_and_setters_take_the_value_itself() {
    let schemas = chain(13, |next| {
        format!(
            "required: [first, second], properties: {{first: {next}, second: {{oneOf: [{next}, \
             {{type: 'null'}}]}}, third: {{type: array, items: {next}}}, fourth: {{oneOf: \
             [{next}, {{type: 'null'}}]}}}}, additionalProperties: {next}"
        )
    });
    insta::assert_snapshot!(Snippet::both(&schemas).file(&["types/link1.rs"]));
}

#[test]
fn the_root_re_exports_it_and_raises_its_own_limit() {
    let lines = |length| -> Vec<String> {
        let root = Snippet::both(&chain(length, property)).file(&["lib.rs"]);
        let told = root.lines().filter(|line| line.contains("Apart") || line.contains("recursion"));
        told.map(str::to_owned).collect()
    };
    assert_eq!(lines(12), [""; 0]);
    assert_eq!(
        lines(13),
        [
            "#![recursion_limit = \"256\"]",
            "    Apart, ConversionError, Nullable, UnixTime, convert, convert_with_extra, guide,"
        ]
    );
}

#[test]
fn lists_maps_and_other_names_are_on_the_way() {
    for (next, ty) in [
        ("{type: array, items: NEXT}", "Option<Apart<Vec<Link2>>>"),
        ("{type: object, additionalProperties: NEXT}", "Option<Apart<BTreeMap<String, Link2>>>"),
    ] {
        let schemas = chain(13, |link| property(&next.replace("NEXT", link)));
        assert_eq!(apart(&schemas), [format!("types/link1.rs: pub next: {ty},")]);
    }
    let mut schemas = String::from(
        "Link0: {type: object, properties: {next: {$ref: '#/components/schemas/Links'}}}\n\
         Links: {type: array, items: {$ref: '#/components/schemas/Link1'}}\n",
    );
    schemas.push_str(&chain(12, property));
    assert_eq!(apart(&schemas), ["types/link0.rs: pub next: Option<Apart<Links>>,"]);
}

#[test]
fn further_properties_and_arms_are_on_the_way() {
    let rest = chain(13, |next| {
        format!("additionalProperties: {next}, properties: {{a: {{type: string}}}}")
    });
    assert_eq!(apart(&rest), ["types/link1.rs: pub rest: Apart<BTreeMap<String, Link2>>,"]);
    let reference = |number| format!("{{$ref: '#/components/schemas/Link{number}'}}");
    let mut arms = String::new();
    for number in 1..13 {
        arms.push_str(&format!(
            "Link{number}: {{oneOf: [{{type: string}}, {{type: array, items: {}}}]}}\n",
            reference(number + 1)
        ));
    }
    arms.push_str("Link13: {type: object, properties: {end: {type: string}}}\n");
    assert_eq!(apart(&arms), ["types/link1.rs: List(Apart<Vec<Link2>>) = list,"]);
}

/// The compiler stops where it has been before: few types that lead to each
/// other end nothing, but all of them count.
#[test]
fn circles_count_as_a_whole() {
    let ring = |length: usize, then: &str| -> String {
        let link = |number: usize| {
            let next = number % length + 1;
            let more = if number == length { then } else { "" };
            format!(
                "Ring{number}: {{type: object, properties: {{next: {{type: array, items: {{$ref: \
                 '#/components/schemas/Ring{next}'}}}}{more}}}}}\n"
            )
        };
        (1..=length).map(link).collect()
    };
    assert_eq!(apart(&ring(12, "")), [""; 0]);
    // The link that leads back is apart, and the one that is too deep then.
    assert_eq!(
        apart(&ring(13, "")),
        [
            "types/ring1.rs: pub next: Option<Apart<Vec<Ring2>>>,",
            "types/ring13.rs: pub next: Option<Apart<Vec<Ring1>>>,",
        ]
    );
    let then = ", then: {$ref: '#/components/schemas/Link1'}";
    let both = |length| ring(4, then) + &chain(length, property);
    assert_eq!(apart(&both(8)), [""; 0]);
    assert_eq!(apart(&both(9)), ["types/ring4.rs: pub then: Option<Apart<Link1>>,"]);
}

/// A chain that leads back at each link is one whichever way the compiler goes.
#[test]
fn what_leads_back_in_a_long_chain_is_held_apart() {
    let link = |number: usize| {
        format!(
            "Link{number:02}: {{type: object, properties: {{last: {{type: array, items: {{$ref: \
             '#/components/schemas/Link{:02}'}}}}, next: {{type: array, items: {{$ref: \
             '#/components/schemas/Link{:02}'}}}}}}}}\n",
            number.saturating_sub(1),
            (number + 1).min(13)
        )
    };
    let schemas: String = (0..14).map(link).collect();
    let held = apart(&schemas);
    let last = held.iter().filter(|line| line.contains("pub last"));
    assert_eq!(last.count(), 14, "{held:#?}");
}

/// Returns the types down which the compiler is led, in order.
fn led(schemas: &str) -> Vec<String> {
    let root = Snippet::both(schemas).file(&["lib.rs"]);
    let lines = root.lines().filter_map(|line| line.trim().strip_prefix("reads_back::<types::"));
    lines.map(|line| line.trim_end_matches(">,").to_owned()).collect()
}

#[test]
fn the_compiler_is_led_down_more_than_a_hundred_types() {
    assert_eq!(led(&chain(100, property)), [""; 0]);
    assert_eq!(
        led(&chain(102, property)),
        ["Link91", "Link79", "Link67", "Link55", "Link43", "Link31", "Link19", "Link7"]
    );
}
