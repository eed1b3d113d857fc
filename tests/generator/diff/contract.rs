//! Changes of who is let in, and until when.

use super::support::{PETS, check, told};

#[test]
fn security_of_an_operation() {
    check(
        "security: [{key: []}]\n",
        "security: [{}, {key: []}]\n",
        &["compatible: listPets: security-optional key -> nothing, key"],
    );
    let removed = told(PETS, &PETS.replace("security: [{key: []}]\n", "security: []\n"));
    assert_eq!(removed.last().unwrap(), "compatible: listPets: security-removed key");
    let optional = PETS.replace("security: [{key: []}]\n", "security: [{}, {key: []}]\n");
    assert_eq!(
        told(&optional, PETS),
        ["may be refused: listPets: security-required nothing, key -> key"]
    );
    let open = PETS.replace("security: [{key: []}]\n", "");
    assert_eq!(
        told(&open, PETS),
        [
            "may be refused: listPets: security-added -> key",
            // With a second scheme each of them has a method.
            "compatible: scheme key: item-added | ClientBuilder::key:  -> fn key for the credential of key",
            "compatible: scheme oauth: item-added | ClientBuilder::oauth:  -> fn oauth for the credential of oauth",
        ]
    );
    check(
        "security: [{oauth: [read]}]",
        "security: [{oauth: [read]}, {key: []}]",
        &["compatible: makePet: security-changed oauth (read) -> oauth (read), key"],
    );
    check(
        "security: [{oauth: [read]}]",
        "security: [{key: []}]",
        &[
            "breaking: scheme key: item-changed | ClientBuilder::key: fn key for the credential of key -> gone",
            "breaking: scheme oauth: item-changed | ClientBuilder::oauth: fn oauth for the credential of oauth -> gone",
            "may be refused: makePet: security-changed oauth (read) -> key",
        ],
    );
    check(
        "security: [{oauth: [read]}]",
        "security: [{oauth: [read], key: []}]",
        &["may be refused: makePet: security-changed oauth (read) -> key + oauth (read)"],
    );
}

#[test]
fn scopes() {
    check(
        "oauth: [read]}]",
        "oauth: [read, write]}]",
        &["may be refused: makePet: scopes-changed oauth (read) -> oauth (read, write)"],
    );
    check(
        "oauth: [read]}]",
        "oauth: []}]",
        &["compatible: makePet: scopes-changed oauth (read) -> oauth"],
    );
    check(", write: Writes.", "", &["may be refused: scheme oauth: scopes-removed write"]);
    check(
        ", write: Writes.",
        ", write: Writes., all: All.",
        &["compatible: scheme oauth: scopes-added -> all"],
    );
}

#[test]
fn security_schemes() {
    check(
        "https://pets.example/token",
        "https://login.example/token",
        &[
            "may be refused: scheme oauth: security-url-changed clientCredentials tokenUrl https://pets.example/token -> clientCredentials tokenUrl https://login.example/token",
        ],
    );
    check(
        "{type: http, scheme: bearer}",
        "{type: http, scheme: digest}",
        &[
            "breaking: scheme key: security-scheme-changed http bearer -> http digest",
            "breaking: scheme oauth: item-changed | ClientBuilder::oauth: fn oauth for the credential of oauth -> gone",
        ],
    );
    // The same by another name, but for the method that sets it.
    let renamed = PETS.replace("key: []", "token: []").replace("    key: {", "    token: {");
    assert_eq!(
        told(PETS, &renamed),
        [
            "breaking: scheme key: item-changed | ClientBuilder::key: fn key for the credential of key -> gone",
            "compatible: scheme token: item-added | ClientBuilder::token:  -> fn token for the credential of token",
        ]
    );
}

/// Parts that should no longer be used, by name where they have no place of their own.
#[test]
fn deprecations() {
    let check = |from: &str, to: &str, place: &str, what: &str| {
        let new = PETS.replacen(from, to, 1);
        let there = format!("docs only: {place}: deprecated -> {what}");
        let back = format!("docs only: {place}: no-longer-deprecated {what}");
        let line = |text: &str| text.trim_end_matches([' ', '-', '>']).to_owned();
        assert_eq!(told(PETS, &new), [line(&there)]);
        assert_eq!(told(&new, PETS), [line(&back)]);
    };
    let header = "X-Hint: {schema: {type: string}}";
    let now = "X-Hint: {deprecated: true, schema: {type: string}}";
    check(header, now, "listPets(header x-hint)", "");
    let key = "{type: http, scheme: bearer}";
    let now = "{type: http, scheme: bearer, deprecated: true}";
    check(key, now, "scheme key", "");
    let (hook, now) = ("fed:\n    post:\n", "fed:\n    post:\n      deprecated: true\n");
    check(hook, now, "webhook fed", "POST");
    let callback = "'{$request.body#/url}':\n            post:\n";
    let now = format!("{callback}              deprecated: true\n");
    check(callback, &now, "makePet", "callback POST born {$request.body#/url}");
    // A call follows a redirect, and gives no headers of it.
    let with = |deprecated: &str| {
        let header = format!("X-Way: {{{deprecated}schema: {{type: string}}}}");
        let redirect = format!("'303': {{description: There., headers: {{{header}}}}}");
        let done = "responses: {'204': {description: Done.}";
        PETS.replacen(done, &format!("{done}, {redirect}"), 1)
    };
    let (old, new) = (with(""), with("deprecated: true, "));
    let line = "docs only: makePet(header x-way): ";
    assert_eq!(told(&old, &new), [format!("{line}deprecated")]);
    assert_eq!(told(&new, &old), [format!("{line}no-longer-deprecated")]);
}

#[test]
fn sunset_of_parts() {
    let with = |from: &str, day: &str| {
        let (name, rest) = from.split_once('{').unwrap();
        PETS.replacen(from, &format!("{name}{{x-sunset: '{day}', {rest}"), 1)
    };
    for (from, place, sooner) in [
        ("- {name: limit", "listPets(limit)", "may be refused"),
        ("colour: {", "NewPet.colour", "may be refused"),
        ("id: {type: string, maxLength: 9}", "Pet.id", "docs only"),
    ] {
        let (old, new) = (with(from, "2030-01-01"), with(from, "2029-12-31"));
        let line = |class: &str, days: &str| format!("{class}: {place}: sunset-changed {days}");
        assert_eq!(told(PETS, &old), [line("docs only", "-> 2030-01-01")]);
        assert_eq!(told(&old, &new), [line(sooner, "2030-01-01 -> 2029-12-31")]);
        assert_eq!(told(&new, &old), [line("docs only", "2029-12-31 -> 2030-01-01")]);
    }
}

/// Texts about the ways to say who one is, and about what a token is good for.
#[test]
fn texts_of_security_schemes() {
    let bearer = "{type: http, scheme: bearer}";
    let said = |text: &str| format!("{{type: http, scheme: bearer, description: {text}}}");
    let line = "docs only: scheme key: description-changed";
    check(bearer, &said("A token."), &[&format!("{line} -> A token.")]);
    let old = PETS.replace(bearer, &said("A token."));
    let new = PETS.replace(bearer, &said("Your token."));
    assert_eq!(told(&old, &new), [format!("{line} A token. -> Your token.")]);
    assert_eq!(told(&old, PETS), [format!("{line} A token.")]);
    check(
        "read: Reads.",
        "read: Reads all.",
        &["docs only: scheme oauth: description-changed read: Reads -> read: Reads all"],
    );
}

/// Texts about the parts of a server's URL that callers choose.
#[test]
fn texts_of_server_variables() {
    let api = |more: &str| {
        let servers = format!(
            "servers: [{{url: 'https://{{in}}.example', variables: {{in: {{default: eu{more}}}}}}}]\n"
        );
        PETS.replacen("paths:\n", &format!("{servers}paths:\n"), 1)
    };
    let (old, new) = (api(""), api(", description: The region."));
    let line = "docs only: document: description-changed";
    assert_eq!(told(&old, &new), [format!("{line} -> {{in}}: The region.")]);
    assert_eq!(told(&new, &old), [format!("{line} {{in}}: The region.")]);
    // The text of another value is told beside the values.
    assert_eq!(
        told(&new, &api(", enum: [eu, us], description: Which region.")),
        [
            "breaking: document: server-variable-changed {in} -> {in}, eu, us".to_owned(),
            format!("{line} {{in}}: The region. -> {{in}}: Which region."),
        ]
    );
}

/// Texts about the API's groups and servers.
#[test]
fn texts_of_the_whole() {
    let api = |servers: &str, tags: &str| {
        PETS.replacen("paths:\n", &format!("servers: [{servers}]\ntags: [{tags}]\npaths:\n"), 1)
    };
    let (us, eu) = ("{url: 'https://us.example'}", "{url: 'https://eu.example'}");
    let said = |url: &str, text: &str| url.replace('}', &format!(", description: {text}}}"));
    let one = api(us, "");
    let two = api(&format!("{us}, {eu}"), "");
    assert_eq!(told(&one, &two), ["docs only: document: servers-changed -> https://eu.example"]);
    assert_eq!(told(&two, &one), ["docs only: document: servers-changed https://eu.example"]);
    let text = "docs only: document: description-changed";
    assert_eq!(told(&one, &api(&said(us, "Old."), "")), [format!("{text} -> Old")]);
    let (old, new) = (api(us, "{name: pets}"), api(us, "{name: Pets, description: All pets.}"));
    assert_eq!(told(&old, &new), [format!("{text} -> All pets.")]);
    assert_eq!(told(&new, &old), [format!("{text} All pets.")]);
    // Another first server says more than those beside it.
    let other = api(&format!("{eu}, {us}"), "");
    assert_eq!(
        told(&two, &other),
        ["breaking: document: base-url-changed https://us.example -> https://eu.example"]
    );
}

#[test]
fn sunset() {
    let get = "operationId: listPets\n";
    let with = |day: &str| PETS.replace(get, &format!("{get}      x-sunset: '{day}'\n"));
    let (old, new) = (with("2030-01-01"), with("2029-12-31"));
    assert_eq!(told(PETS, &old), ["docs only: listPets: sunset-changed -> 2030-01-01"]);
    assert_eq!(told(&old, PETS), ["docs only: listPets: sunset-changed 2030-01-01"]);
    assert_eq!(told(&new, &old), ["docs only: listPets: sunset-changed 2029-12-31 -> 2030-01-01"]);
    // Sooner than was said.
    assert_eq!(
        told(&old, &new),
        ["may be refused: listPets: sunset-changed 2030-01-01 -> 2029-12-31"]
    );
    assert_eq!(
        told(&with("this winter"), &with("next summer")),
        ["docs only: listPets: sunset-changed this winter -> next summer"]
    );
}
