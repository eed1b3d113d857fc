//! The ways in which a client is told who calls: the schemes, and what each
//! operation asks for.

use insta::assert_snapshot;
use openapi_loom_generator::source::Files;
use openapi_loom_generator::{Groups, Inputs, Output, generate};
use workspace_tests::snippet::{Snippet, checked};
use workspace_tests::synthetic::alone;

/// Returns a document of these schemes and operations: the name of each, which is its
/// path too, and what it says.
fn document(root: &str, schemes: &str, operations: &[(&str, &str)]) -> String {
    let responses = "responses: {'204': {description: Done.}}";
    let paths = operations.iter().map(|(name, says)| {
        format!("  /{name}: {{get: {{operationId: {name}, tags: [pets], {says}{responses}}}}}\n")
    });
    format!(
        "openapi: 3.1.0\ninfo: {{title: Pets, version: '1'}}\nservers: [{{url: https://p.example}}]\n\
         {root}\npaths:\n{}components: {{securitySchemes: {{{schemes}}}}}\n",
        paths.collect::<String>()
    )
}

#[track_caller]
fn run(document: &str, config: &str) -> Output {
    match Snippet::paths("").config(config).not_of_record().run_document(document.as_bytes()) {
        Ok(output) => output,
        Err(failure) => panic!("nothing is generated:\n{failure}\n\nfrom\n{document}"),
    }
}

#[track_caller]
fn file(output: &Output, path: &str) -> String {
    let files = checked(output);
    files.into_iter().find(|(name, _)| name == path).map(|(_, text)| text).unwrap()
}

fn warnings(output: &Output) -> String {
    output.warnings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n\n")
}

/// Returns what follows `start` in a text, up to `end`.
fn after<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let rest = text.split_once(start).unwrap_or_else(|| panic!("no `{start}` in\n{text}")).1;
    rest.split_once(end).unwrap_or_else(|| panic!("no `{end}` in\n{rest}")).0
}

/// Returns the schemes of a client in their order, what all operations ask for, and
/// what single ones do.
#[track_caller]
fn asked(root: &str, schemes: &str, operations: &[(&str, &str)]) -> String {
    asked_with(&run(&document(root, schemes, operations), ""), operations)
}

#[track_caller]
fn asked_with(output: &Output, operations: &[(&str, &str)]) -> String {
    let client = file(output, "client.rs");
    let names = client.lines().filter_map(|line| line.trim().strip_prefix("name: \""));
    let names: Vec<&str> = names.filter_map(|name| name.strip_suffix("\",")).collect();
    let mut said = vec![format!("{}: {}", names.join(" "), after(&client, "security: ", ",\n"))];
    for (name, _) in operations {
        let call = file(output, &format!("pets/{name}.rs"));
        let text: String = call.split_whitespace().collect();
        if let Some((_, own)) = text.split_once(".secured(") {
            said.push(format!("{name} {}", own.split_once(");").unwrap().0));
        }
    }
    said.join("; ")
}

const KEYS: &str = "one: {type: apiKey, in: header, name: X-One}, \
                    two: {type: apiKey, in: query, name: two}, \
                    sid: {type: apiKey, in: cookie, name: s}, \
                    bearer: {type: http, scheme: bearer}, \
                    login: {type: http, scheme: basic}, \
                    oauth: {type: oauth2, flows: {}}, \
                    oidc: {type: openIdConnect, openIdConnectUrl: 'https://p.example'}";

/// A document's security, its operations with what each of them says, and what
/// comes of that.
type Case<'c> = (&'c str, &'c [(&'c str, &'c str)], &'c str);

#[test]
fn several_at_once_none_and_another() {
    let operations = [
        ("foo", ""),
        ("open", "security: [], "),
        ("admin", "security: [{bearer: []}, {login: []}, {}], "),
    ];
    let output = run(&document("security: [{one: [], sid: []}]", KEYS, &operations), "");
    assert_eq!(warnings(&output), "");
    let files = ["client.rs", "pets/mod.rs", "pets/admin.rs", "pets/open.rs", "pets/foo.rs"];
    let texts = files.map(|path| format!("// {path}\n{}", file(&output, path)));
    assert_snapshot!(texts.join("\n"));
}

/// The security that most ask for stands with the client, and costs no line of
/// theirs.
#[test]
fn what_all_ask_for_is_said_once() {
    let both = "security: [{one: [], two: []}], ";
    let cases: [Case<'_>; 6] = [
        ("security: [{one: []}]", &[("a", ""), ("b", "")], "one: &[&[\"one\"]]"),
        // By their own words, whatever the document says.
        ("", &[("a", both), ("b", both)], "one two: &[&[\"one\", \"two\"]]"),
        ("security: [{sid: []}]", &[("a", both), ("b", both)], "one two: &[&[\"one\", \"two\"]]"),
        // Most do.
        ("", &[("a", ""), ("b", both), ("c", both)], "one two: &[&[\"one\", \"two\"]]; a &[]"),
        // But what the document says of all stands with all.
        (
            "security: [{one: []}]",
            &[("a", ""), ("b", both), ("c", both)],
            "one two: &[&[\"one\"]]; b &[&[\"one\",\"two\"]]; c &[&[\"one\",\"two\"]]",
        ),
        ("security: []", &[("a", ""), ("b", "")], "one: &[]"),
    ];
    for (root, operations, wanted) in cases {
        assert_eq!(asked(root, KEYS, operations), wanted, "{root} {operations:?}");
    }
}

#[test]
fn which_scheme_is_the_api_key() {
    let cases: [Case<'_>; 6] = [
        // The one that most operations ask for.
        (
            "security: [{one: []}]",
            &[("a", ""), ("b", "security: [{two: []}], "), ("c", "security: [{two: []}], ")],
            "two one",
        ),
        // Of several: what all inherit, what is enough by itself, the first.
        ("security: [{one: []}]", &[("a", ""), ("b", "security: [{bearer: []}], ")], "one bearer"),
        ("security: [{two: [], one: []}, {oidc: []}]", &[("a", "")], "oidc one two"),
        ("security: [{two: [], one: []}]", &[("a", "")], "two one"),
        ("", &[("a", "security: [{oauth: [x]}], ")], "oauth"),
        // One that no selected operation asks for is not there.
        ("security: [{}]", &[("a", "security: [{login: []}], ")], "login"),
    ];
    for (root, operations, wanted) in cases {
        let asked = asked(root, KEYS, operations);
        assert_eq!(asked.split_once(':').unwrap().0, wanted, "{root} {operations:?}");
    }
}

#[test]
fn the_configuration_can_say_which() {
    let operations = [("a", "")];
    let document = document("security: [{one: [], two: []}]", KEYS, &operations);
    let config = "
        environment: {api_key: PET_KEY}
        security: {api_key: two, environment: {one: PET_ONE}}
        ";
    let output = run(&document, config);
    assert_eq!(asked_with(&output, &operations), "two one: &[&[\"one\", \"two\"]]");
    let client = file(&output, "client.rs");
    assert_snapshot!(after(&client, "    schemes: ", "    base_url_env"));
    assert!(client.contains("/// The environment variables are `PET_KEY`, `PET_ONE`."), "{client}");
    // One that no operation asks for is no variable of the client.
    let alone = self::document("security: [{two: []}]", KEYS, &operations);
    let client = file(&run(&alone, config), "client.rs");
    assert!(client.contains("/// The environment variables are `PET_KEY`."), "{client}");

    let config = "security: {api_key: three, environment: {tls: X}}";
    let record = Snippet::paths("").config(config);
    let document =
        document.replace("securitySchemes: {", "securitySchemes: {tls: {type: mutualTLS}, ");
    assert_snapshot!(record.run_document(document.as_bytes()).unwrap_err().to_string());
    // Names of another document's schemes need not fit.
    assert!(warnings(&run(&document, config)).contains("no security scheme `three`"));
}

/// A scheme that is not supported is never taken for something else.
#[test]
fn what_is_not_supported_is_reported() {
    let schemes = "tls: {type: mutualTLS}, digest: {type: http, scheme: Digest}, \
                   old: {type: basic}, nameless: {type: apiKey, in: header, name: ''}, \
                   spaced: {type: apiKey, in: header, name: X One}, \
                   one: {type: apiKey, in: header, name: X-One}, \
                   lost: {$ref: '#/components/securitySchemes/none'}";
    let operations = [
        ("a", "security: [{tls: [], one: []}], "),
        ("b", "security: [{digest: []}], "),
        ("c", "security: [{digest: []}, {one: []}, {old: []}], "),
        ("d", "security: [{unknown: []}], "),
    ];
    let output = run(&document("", schemes, &operations), "");
    assert_eq!(
        asked_with(&output, &operations),
        "one old: &[&[]]; a &[&[\"one\"]]; c &[&[],&[\"one\"],&[\"old\"]]"
    );
    assert_snapshot!(warnings(&output));
    // Then there is no scheme for an API key either.
    let output =
        run(&document("security: [{tls: []}]", "tls: {type: mutualTLS}", &[("a", "")]), "");
    assert_eq!(asked_with(&output, &[("a", "")]), ": &[&[]]");
    let client = file(&output, "client.rs");
    assert!(client.contains("    schemes: &[],"), "{client}");
    assert!(client.contains("use openapi_loom_runtime::http::Service;"), "{client}");
    assert!(client.contains("/// No security scheme of the API is supported"), "{client}");
}

/// One request has one value in a place.
/// Schemes of other files: by a reference of a component, by a reference of what asks, and by the
/// name in the file that asks.
#[test]
fn schemes_of_other_files() {
    let operation = |name: &str, asked: &str| {
        format!(
            "{{get: {{operationId: {name}, tags: [pets], security: [{{{asked}: []}}], responses: {{'204': {{description: Done.}}}}}}}}"
        )
    };
    let outcome = |asked: &str, in_file: &str| {
        let schemes = "key: {$ref: 'schemes.yaml#/key'}, two: {type: http, scheme: basic}";
        let paths =
            format!("paths: {{/a: {}, /b: {{$ref: 'paths.yaml#/b'}}}}", operation("a", asked));
        let document = document("", schemes, &[]).replace("paths:\n", &format!("{paths}\n"));
        let load = |name: &str| match name {
            "paths.yaml" => Ok(format!(
                "b: {}\ncomponents: {{securitySchemes: {{\
                 key: {{type: apiKey, in: header, name: X-Of-Paths}}, \
                 own: {{type: apiKey, in: cookie, name: own}}}}}}",
                operation("b", in_file)
            )
            .into_bytes()),
            "schemes.yaml" => Ok("key: {type: apiKey, in: header, name: X-Key, old: true}\n\
                                  two: {type: apiKey, in: query, name: two}\n\
                                  other: {$ref: '#/two'}"
                .into()),
            "whole.yaml" => Ok("{type: apiKey, in: cookie, name: whole}".into()),
            _ => Err("it is not there".to_owned()),
        };
        let files = Some(Files { name: "api.yaml", load: &load });
        let inputs = Inputs { files, groups: Groups::All, ..alone(document.as_bytes()) };
        let output = generate(&inputs).unwrap();
        let client = file(&output, "client.rs");
        let schemes = client.split("Scheme {").skip(1).filter(|text| text.contains("auth:"));
        let schemes: Vec<String> = schemes
            .map(|text| {
                let part = |start, end| after(text, start, end);
                format!("{} {}", part("name: \"", "\""), part("auth: Auth::", ",\n"))
            })
            .collect();
        format!("{}\n{}", schemes.join(", "), warnings(&output))
    };
    let odd = "warning[unknown-key]: `old` is no key of a security scheme; it is ignored";
    let cases = [
        ("key", "key", "key header(\"X-Key\")"),
        ("'schemes.yaml#/key'", "key", "key header(\"X-Key\")"),
        ("key", "own", "key header(\"X-Key\"), own cookie(\"own\")"),
        ("key", "'#/components/securitySchemes/own'", "key header(\"X-Key\"), own cookie(\"own\")"),
        ("whole.yaml", "whole.yaml", "whole cookie(\"whole\")"),
        ("'schemes.yaml#/other'", "'schemes.yaml#/other'", "other query(\"two\")"),
        // A component is called so, or another one.
        ("key", "'schemes.yaml#/two'", "key header(\"X-Key\"), schemes.yaml#/two query(\"two\")"),
        (
            "'#/components/securitySchemes/key'",
            "'#/components/securitySchemes/key'",
            "key header(\"X-Key\"), paths.yaml#/components/securitySchemes/key header(\"X-Of-Paths\")",
        ),
    ];
    for (asked, in_file, wanted) in cases {
        let found = outcome(asked, in_file);
        let (schemes, warnings) = found.split_once('\n').unwrap();
        assert_eq!(schemes, wanted, "{asked} {in_file}");
        assert!(warnings.starts_with(odd) && warnings.matches("warning[").count() == 1, "{found}");
    }
    let nowhere = outcome("'none.yaml#/key'", "'schemes.yaml#/none'");
    for message in [
        "`security` asks for `none.yaml#/key`, which leads nowhere (`none.yaml` cannot be read: it \
         is not there): nothing is sent for it",
        "`security` asks for `schemes.yaml#/none`, which leads nowhere (`schemes.yaml` has nothing \
         there): nothing is sent for it",
    ] {
        assert!(nowhere.contains(message), "{nowhere}");
    }
}

#[test]
fn schemes_of_one_place() {
    let schemes = "t: {type: http, scheme: bearer}, bas: {type: http, scheme: basic}, \
                   one: {type: apiKey, in: header, name: X-Key}, \
                   two: {type: apiKey, in: header, name: x-key}, \
                   three: {type: apiKey, in: header, name: X-KEY}, \
                   sid: {type: apiKey, in: cookie, name: s}, \
                   sid2: {type: apiKey, in: cookie, name: s}, \
                   q: {type: apiKey, in: query, name: k}, r: {type: apiKey, in: query, name: k}";
    let found = |asked: &str| {
        warnings(&run(&document("", schemes, &[("a", &format!("security: [{asked}], "))]), ""))
    };
    assert_snapshot!(found("{t: [], one: [], bas: []}"));
    for (asked, place) in [
        ("{one: [], two: []}", "`one` and `two` at once, which go into one header `x-key`"),
        ("{one: [], two: [], three: []}", "`one`, `two` and `three` at once, which go into one"),
        ("{sid: [], sid2: []}", "`sid` and `sid2` at once, which go into one cookie `s`"),
    ] {
        let found = found(asked);
        assert!(found.contains(place), "{found}");
    }
    // Alternatives, other places, and a query that has both.
    for asked in ["{t: []}, {bas: []}", "{t: [], one: [], sid: []}", "{q: [], r: []}"] {
        assert_eq!(found(asked), "", "{asked}");
    }
    // The alternatives that are offered are what is asked for then.
    let both = format!(
        "openapi: 3.1.0\ninfo: {{title: Pets, version: '1'}}\nservers: [{{url: https://p.example}}]\n\
        paths: {{/a: {{get: {{operationId: a, tags: [pets], security: [{{t: [], one: [], bas: []}}], responses: {{'204': {{description: Done.}}}}}}}}}}\n\
        components: {{securitySchemes: {{{schemes}}}}}"
    );
    let pets = Snippet::paths("").not_of_record();
    let shown = pets.shown_document(both.as_bytes());
    let actions = shown.split_once("\n  - target: ").unwrap().1;
    let actions = format!("  - target: {actions}");
    let mended = pets.actions(&actions).run_document(both.as_bytes()).unwrap();
    assert_eq!(warnings(&mended), "");
    let asked = asked_with(&mended, &[("a", "")]);
    assert!(
        asked.contains("&[&[\"t\",\"one\"],&[\"one\",\"bas\"]]")
            || asked.contains("&[&[\"t\", \"one\"], &[\"one\", \"bas\"]]"),
        "{asked}"
    );
}

#[test]
fn a_document_need_not_ask_for_anything() {
    // Without schemes there is an optional bearer token, whatever is asked for.
    let optional = "api_key: &[&[], &[\"api_key\"]]";
    assert_eq!(asked("", "", &[("a", "")]), optional);
    let output = run(&document("security: [{x: []}]", "", &[("a", "")]), "");
    assert_eq!(asked_with(&output, &[("a", "")]), optional);
    assert_snapshot!(warnings(&output));
    // Schemes that nothing asks for are a guess, which is announced.
    let output = run(&document("", "one: {type: http, scheme: bearer}", &[("a", "")]), "");
    assert_eq!(asked_with(&output, &[("a", "")]), "one: &[&[], &[\"one\"]]");
    assert_snapshot!(warnings(&output));
    // An operation that says nothing is no guess where others say something.
    let operations = [("a", ""), ("b", "security: [{one: []}], ")];
    let output = run(&document("", "one: {type: http, scheme: bearer}", &operations), "");
    assert_eq!(warnings(&output), "");
    assert_eq!(asked_with(&output, &operations), "one: &[]; b &[&[\"one\"]]");
}

/// All credentials that are set are sent where nobody says which: one in each place. The key is the
/// scheme that is called so.
#[test]
fn schemes_that_nothing_asks_for() {
    let asked = |schemes: &[&str]| asked("", &schemes.join(", "), &[("a", "")]);
    let host = "host: {type: apiKey, in: header, name: X-Host}";
    let key = "apiKey: {type: apiKey, in: header, name: X-Key}";
    let (bearer, basic) = ("one: {type: http, scheme: bearer}", "two: {type: http, scheme: basic}");
    assert_eq!(
        asked(&[host, key]),
        "apiKey host: &[&[], &[\"host\", \"apiKey\"], &[\"host\"], &[\"apiKey\"]]"
    );
    assert_eq!(asked(&[bearer, basic]), "one two: &[&[], &[\"one\"], &[\"two\"]]");
    assert_eq!(
        asked(&[bearer, basic, host]),
        "one two host: &[&[], &[\"one\", \"host\"], &[\"two\", \"host\"], &[\"one\"], &[\"two\"], \
         &[\"host\"]]"
    );
    // Of many, no choice is an alternative but all of them and each.
    let many: Vec<String> =
        (1..=5).map(|it| format!("k{it}: {{type: apiKey, in: query, name: k{it}}}")).collect();
    let client = file(&run(&document("", &many.join(", "), &[("a", "")]), ""), "client.rs");
    let client = client.split_whitespace().collect::<Vec<_>>().join(" ");
    let all = "&[\"k1\", \"k2\", \"k3\", \"k4\", \"k5\"]";
    let each = "&[\"k1\"], &[\"k2\"], &[\"k3\"], &[\"k4\"], &[\"k5\"]";
    assert!(client.contains(&format!("security: &[ &[], {all}, {each}, ]")), "{client}");
}

#[test]
fn where_tokens_come_from() {
    let flows = "flows: {clientCredentials: {tokenUrl: https://p.example/token, scopes: {}}}";
    let schemes = format!("oauth: {{type: oauth2, {flows}}}");
    let client =
        file(&run(&document("security: [{oauth: []}]", &schemes, &[("a", "")]), ""), "client.rs");
    let wanted = "    /// Tokens for `oauth` come from `https://p.example/token`: see\n    \
                  /// `Credential::client_credentials`.\n";
    assert!(client.contains(wanted), "{client}");
}

#[test]
fn variables_of_the_base_url() {
    let server = "servers: [{url: 'https://{sub}.{site}/v{ver}{none}', variables: {sub: {default: api}, \
                  site: {default: a.example, enum: [a.example, b.example], description: Which site.}, \
                  ver: {default: 1}, header: {default: x}, unused: {default: y}}}]";
    let document = document("", "", &[("a", "")]);
    let document = document.replace("servers: [{url: https://p.example}]", server);
    let client = file(&run(&document, ""), "client.rs");
    let service = after(&client, "static SERVICE: Service = Service {", "    schemes:");
    let setters = after(&client, "impl ClientBuilder {", "/// The setters of");
    assert_snapshot!(format!("{service}\n{setters}"));
    // One that is called as a method that is there.
    let document = document.replace("{sub}", "{header}");
    let client = file(&run(&document, ""), "client.rs");
    assert!(client.contains("pub fn header_variable(self, value: impl AsRef<str>)"), "{client}");
}

/// Returns the methods that set credentials.
#[track_caller]
fn setters(schemes: &str, asked: &str, config: &str) -> String {
    let document = document(&format!("security: [{{{asked}}}]"), schemes, &[("a", "")]);
    let client = file(&run(&document, config), "client.rs");
    let calls = client.split_once("macro_rules!").unwrap();
    let names = |text: &str| {
        let lines = text.lines().filter_map(|line| line.trim().strip_prefix("pub fn "));
        lines.map(|line| line.split_once('(').unwrap().0.to_owned()).collect::<Vec<_>>()
    };
    let of_builder = names(calls.0.split_once("impl ClientBuilder").map_or("", |(_, text)| text));
    assert_eq!(of_builder, names(calls.1));
    of_builder.join(" ")
}

#[test]
fn methods_are_named_after_schemes() {
    let key = |name: &str| format!("{name}: {{type: apiKey, in: header, name: X-{}}}", name.len());
    let schemes =
        |names: &[&str]| names.iter().map(|name| key(name)).collect::<Vec<_>>().join(", ");
    let all = |names: &[&str]| {
        names.iter().map(|name| format!("{name}: []")).collect::<Vec<_>>().join(", ")
    };
    let cases: [(&[&str], &str); 6] = [
        (&["one"], ""),
        (&["appKeyAuth", "two-keys"], "app_key_auth two_keys"),
        // `api_key` is that of the scheme which is called so.
        (&["api_key", "two"], "two"),
        (&["two", "apiKey"], "two"),
        // No method of the builder or of a call is in the way.
        (&["header", "build", "type"], "header_credential build_credential r#type"),
        (&["a", "A", "a_credential"], "a a_upper_credential a_credential"),
    ];
    for (names, wanted) in cases {
        assert_eq!(setters(&schemes(names), &all(names), ""), wanted, "{names:?}");
    }
    let chosen = "security: {api_key: two}";
    let names = ["two", "apiKey"];
    assert_eq!(setters(&schemes(&names), &all(&names), chosen), "two api_key_credential");
    let login = "login: {type: http, scheme: basic}";
    assert_eq!(setters(login, "login: []", ""), "login login_credential");
    // The second one of a scheme gives way as well.
    let both = format!("{login}, login_credential: {{type: http, scheme: bearer}}");
    let names = setters(&both, "login: [], login_credential: []", "");
    assert_eq!(names.split(' ').collect::<std::collections::BTreeSet<_>>().len(), 3, "{names}");
    let config = "options: {two: {header: X-Own, description: the other}}";
    let names = ["one", "two"];
    assert_eq!(setters(&schemes(&names), &all(&names), config), "two one two_credential");
    // The parameter of a call gives way.
    let says = "parameters: [{name: two, in: query, schema: {type: string}}], ";
    let document =
        document(&format!("security: [{{{}}}]", all(&names)), &schemes(&names), &[("a", says)]);
    let call = file(&run(&document, ""), "pets/a.rs");
    assert!(
        call.contains("pub fn set_two<M>(mut self, two: impl IntoOptional<String, M>)"),
        "{call}"
    );
}

#[test]
fn security_that_is_no_list_of_objects_is_left_out() {
    let operations =
        [("a", "security: {one: []}, "), ("b", "security: [one], "), ("c", "security: null, ")];
    let output = run(&document("security: [{one: []}]", KEYS, &operations), "");
    assert_eq!(asked_with(&output, &operations), "one: &[&[\"one\"]]; b &[]");
    assert_snapshot!(warnings(&output));
}

#[test]
fn what_is_asked_for_and_not_supported_is_said_at_the_call() {
    let schemes = "tls: {type: mutualTLS}, one: {type: apiKey, in: header, name: X-One}";
    let operations = [
        ("a", "security: [{one: []}], "),
        ("b", "security: [{tls: []}], "),
        ("c", "security: [], "),
    ];
    let output = run(&document("", schemes, &operations), "");
    let handle = file(&output, "pets/mod.rs");
    assert!(
        handle.contains("It asks for `tls`, of which nothing is supported: none is sent."),
        "{handle}"
    );
    assert!(handle.contains("It needs no credential, and none is sent."), "{handle}");
}

#[test]
fn scopes_and_where_tokens_come_from_are_documented() {
    let schemes = "oauth: {type: oauth2, deprecated: true, flows: {authorizationCode: {authorizationUrl: 'https://p.example/a', tokenUrl: 'https://p.example/t', scopes: {read: Reads pets., write: ''}}, implicit: {authorizationUrl: 'https://p.example/i', scopes: {read: Reads them., write: Writes pets.}}, password: {tokenUrl: 'https://p.example/p', scopes: {read: Reads pets, write: ''}}}}";
    let operations =
        [("a", "security: [{oauth: [read]}, {}], "), ("b", "security: [{oauth: [read, write]}], ")];
    let output = run(&document("", schemes, &operations), "");
    let handle = file(&output, "pets/mod.rs");
    assert!(handle.contains("Asks for `oauth` with the scope `read`, or nothing."), "{handle}");
    assert!(handle.contains("Asks for `oauth` with the scopes `read`, `write`."), "{handle}");
    let client = file(&output, "client.rs");
    assert_snapshot!(after(&client, "client! {\n", "Client, ClientBuilder"));
}

#[test]
fn what_the_document_says_of_schemes_is_in_the_docs_of_the_client() {
    let schemes = "
        token: {type: apiKey, in: header, name: Authorization, description: 'The text `OAuth`, and the token.'},
        other: {type: apiKey, in: query, name: key, description: \"One.\\n\\n- A\\n- B\"},
        list: {type: apiKey, in: query, name: l, description: '- See [there](/keys).'},
        bare: {type: http, scheme: bearer, description: ' '}";
    let output = run(&document("", schemes, &[("a", "")]), "link_base: 'https://p.example'");
    let client = file(&output, "client.rs");
    assert_snapshot!(after(&client, "client! {\n", "Client, ClientBuilder"));
}

#[test]
fn the_first_example_makes_a_client_with_the_credential_that_calls_need() {
    let made = |scheme: &str, config: &str| {
        let schemes = format!("one: {{{scheme}}}");
        let output = run(&document("security: [{one: []}]", &schemes, &[("a", "")]), config);
        after(&file(&output, "lib.rs"), "let client = pets::", ";").to_owned()
    };
    assert_eq!(made("type: http, scheme: bearer", ""), "Client::new(\"token\")?");
    assert_eq!(made("type: openIdConnect, openIdConnectUrl: /a", ""), "Client::new(\"token\")?");
    assert_eq!(made("type: apiKey, in: query, name: k", ""), "Client::new(\"key\")?");
    let basic = "Client::builder().one(\"user\", \"password\").build()?";
    assert_eq!(made("type: http, scheme: basic", ""), basic);
    assert_eq!(made("type: mutualTLS", ""), "Client::builder().build()?");
    let config = "environment: {api_key: PETS_KEY}";
    assert_eq!(made("type: http, scheme: bearer", config), "Client::from_env()?");
}

#[test]
fn the_first_example_sets_all_keys_that_calls_need_at_once() {
    let made = |root: &str, config: &str| {
        let schemes = "key: {type: apiKey, in: header, name: x-key}, app: {type: apiKey, in: \
                       query, name: app}, user: {type: http, scheme: basic}";
        let output = run(&document(root, schemes, &[("a", "")]), config);
        let made = after(&file(&output, "lib.rs"), "let client = pets::", ";").to_owned();
        for (path, text) in checked(&output) {
            let lines = text.lines().filter_map(|line| line.split_once("let client = pets::"));
            let mut lines = lines.filter(|(_, line)| line.contains("Client"));
            let wanted = format!("{made};");
            assert!(lines.all(|(_, line)| line == wanted), "{path}:\n{text}");
        }
        made
    };
    let of = |setters: &str| format!("Client::builder(){setters}.build()?");
    let both = r#".key("key").app("key")"#;
    assert_eq!(made("security: [{key: [], app: []}]", ""), of(both));
    let basic = r#".key("key").user("user", "password")"#;
    assert_eq!(made("security: [{key: [], user: []}]", ""), of(basic));
    // One is enough, or none is needed.
    assert_eq!(made("security: [{key: [], app: []}, {key: []}]", ""), "Client::new(\"key\")?");
    assert_eq!(made("security: [{key: [], app: []}, {}]", ""), of(""));
    // A variable sets each, or only one of them.
    let one = "environment: {api_key: PETS_KEY}";
    assert_eq!(made("security: [{key: [], app: []}]", one), of(both));
    let each = format!("{one}\nsecurity: {{environment: {{app: PETS_APP}}}}");
    assert_eq!(made("security: [{key: [], app: []}]", &each), "Client::from_env()?");
}

/// A key that nothing asks for is not in the way of the first call.
#[test]
fn the_first_example_makes_a_client_without_a_credential_if_no_call_needs_one() {
    let bearer = "one: {type: http, scheme: bearer}";
    let made = |root: &str, schemes: &str, operations: &[(&str, &str)], config: &str| {
        let output = run(&document(root, schemes, operations), config);
        after(&file(&output, "lib.rs"), "let client = pets::", ";").to_owned()
    };
    let open = "security: [], ";
    let (with, without) = ("Client::new(\"token\")?", "Client::builder().build()?");
    let cases = [
        ("", "", [("a", ""), ("b", "")], without),
        ("", bearer, [("a", ""), ("b", "")], without),
        ("security: []", bearer, [("a", ""), ("b", "")], without),
        ("security: [{one: []}, {}]", bearer, [("a", ""), ("b", open)], without),
        ("security: [{one: []}]", bearer, [("a", open), ("b", open)], without),
        ("security: [{one: []}]", bearer, [("a", open), ("b", "")], with),
        ("", bearer, [("a", ""), ("b", "security: [{one: []}], ")], with),
    ];
    for (root, schemes, operations, wanted) in cases {
        assert_eq!(made(root, schemes, &operations, ""), wanted, "{root} {schemes} {operations:?}");
    }
    let config = "environment: {api_key: PETS_KEY}";
    assert_eq!(made("", "", &[("a", "")], config), "Client::from_env()?");
}

/// Of what the document does not say where it is, callers have to.
#[test]
fn the_first_example_makes_a_client_with_an_address_if_there_is_none() {
    let made = |scheme: &str, servers: &str| {
        let schemes = format!("one: {{{scheme}}}");
        let document = document("security: [{one: []}]", &schemes, &[("a", "")]);
        let document = document.replace("servers: [{url: https://p.example}]", servers);
        after(&file(&run(&document, ""), "lib.rs"), "let client = pets::", ";").to_owned()
    };
    let at = |path: &str| format!(".base_url(\"https://api.example.com{path}\").build()?");
    for (servers, path) in [
        ("", ""),
        ("servers: [{url: /}]", ""),
        ("servers: [{url: /v1/}]", "/v1"),
        ("servers: []", ""),
    ] {
        let address = at(path);
        let builder = |setter: &str| format!("Client::builder(){setter}{address}");
        let bearer = made("type: http, scheme: bearer", servers);
        assert_eq!(bearer, builder(".api_key(\"token\")"), "{servers}");
        let key = made("type: apiKey, in: query, name: k", servers);
        assert_eq!(key, builder(".api_key(\"key\")"), "{servers}");
        let basic = made("type: http, scheme: basic", servers);
        assert_eq!(basic, builder(".one(\"user\", \"password\")"), "{servers}");
        assert_eq!(made("type: mutualTLS", servers), builder(""), "{servers}");
    }
    let config = "environment: {api_key: PETS_KEY}";
    let schemes = "one: {type: http, scheme: bearer}";
    let document = document("security: [{one: []}]", schemes, &[("a", "")]);
    let document = document.replace("servers: [{url: https://p.example}]", "");
    let from = |config| {
        after(&file(&run(&document, config), "lib.rs"), "let client = pets::", ";").to_owned()
    };
    assert_eq!(from(config), format!("Client::builder().api_key(\"token\"){}", at("")));
    let both = "environment: {api_key: PETS_KEY, base_url: PETS_URL}";
    assert_eq!(from(both), "Client::from_env()?");
    let served = made("type: http, scheme: bearer", "servers: [{url: https://a.example}]");
    assert_eq!(served, "Client::new(\"token\")?");
}
