//! Groups, operations, schemas, properties, values and settings that are called like what
//! generated code uses: the crate compiles, and its documentation is built.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use openapi_loom_generator::{Groups, Inputs, Output, generate};
use proc_macro2::{TokenStream, TokenTree};
use serde_json::{Map, Value, json};
use workspace_tests::crates::OnDisk;
use workspace_tests::shared::workspace;

const DEPOT: &str = include_str!("../data/operations.yaml");

/// The names that no declaration imports, since they are known everywhere: types and
/// traits, what traits have, operators, keywords, modules, macros and attributes.
const KNOWN: [&str; 56] = [
    "Box", "Clone", "Copy", "Debug", "Default", "Drop", "Err", "Error", "Eq", "Fn", "From", "Item",
    "M", "M1", "None", "Ok", "Option", "Ord", "Other", "Output", "Result", "Self", "Send", "Some",
    "State", "String", "Target", "TryFrom", "Vec", "core", "crate", "derive", "doc", "drop", "fn",
    "format", "main", "mod", "self", "std", "str", "test", "type", "u8", "vec", "write", "add",
    "sub", "mul", "div", "rem", "bitand", "bitor", "bitxor", "shl", "shr",
];

#[test]
fn what_is_called_like_a_part_of_generated_code_compiles() {
    let depot = generate(&inputs(DEPOT)).unwrap();
    let words = imported(&depot);
    assert!(["File", "IntoValue", "Nullable", "Page"].iter().all(|word| words.contains(*word)));
    let functions = functions();
    assert!(["retry_budget", "to_builder", "stream"].iter().all(|word| functions.contains(*word)));
    let words: Vec<&str> =
        words.iter().chain(&functions).map(String::as_str).chain(KNOWN).collect();
    let output = generate(&inputs(&document(&words).to_string())).unwrap();
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance");
    let on_disk = OnDisk::write(&home, "names", &output, &[]);
    on_disk.cargo(&["clippy", "--lib", "--features", "full"]);
    on_disk.cargo(&["doc", "--lib", "--no-deps", "--features", "full"]);
}

/// The settings are in crates of their own: every call has all of them.
#[test]
fn settings_that_are_called_like_methods_compile() {
    let (words, none) = (functions(), BTreeSet::new());
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance");
    for [schemes, variables, options] in
        [[&words, &none, &none], [&none, &words, &none], [&none, &none, &words]]
    {
        let document = settings(schemes, variables).to_string();
        let config = json!({"crate": "names", "options": headers(options)}).to_string();
        let output = generate(&Inputs { config: &config, ..inputs(&document) }).unwrap();
        let caller = ("caller.rs".to_owned(), CALLER.to_owned());
        let on_disk = OnDisk::write(&home, "settings", &output, &[caller]);
        on_disk.cargo(&["clippy", "--lib", "--examples"]);
    }
}

/// A caller who uses what builders and calls have by traits.
const CALLER: &str = "
fn main() -> names::Result<()> {
    let builder = names::ClientBuilder::default().clone();
    let client = builder.build()?.to_builder().build()?;
    let call = client.pets().watch();
    drop((call.clone().into_future(), call));
    Ok(())
}
";

/// Returns a document of one call that streams, with schemes and variables that are called so.
fn settings(schemes: &BTreeSet<String>, variables: &BTreeSet<String>) -> Value {
    let scheme = |word: &String| {
        (word.clone(), json!({"type": "apiKey", "in": "header", "name": format!("x-{word}")}))
    };
    let hosts: Vec<String> = variables.iter().map(|word| format!("{{{word}}}")).collect();
    let variable = |word: &String| (word.clone(), json!({"default": "a"}));
    json!({
        "openapi": "3.1.0",
        "info": {"title": "Names", "version": "1"},
        "servers": [{
            "url": format!("https://pets.example/{}", hosts.join("/")),
            "variables": variables.iter().map(variable).collect::<Map<String, Value>>()
        }],
        "security": schemes.iter().map(|word| json!({word: []})).collect::<Vec<Value>>(),
        "paths": {"/pets": {"get": {
            "operationId": "watch",
            "tags": ["pets"],
            "responses": {"200": {
                "description": "They.",
                "content": {"text/event-stream": {"schema": {"type": "string"}}}
            }}
        }}},
        "components": {
            "securitySchemes": schemes.iter().map(scheme).collect::<Map<String, Value>>()
        }
    })
}

/// Returns the configuration of headers that are called so.
fn headers(words: &BTreeSet<String>) -> Map<String, Value> {
    let option = |word: &String| {
        let header = json!({"header": format!("x-{word}"), "description": "the setting"});
        (word.clone(), header)
    };
    words.iter().map(option).collect()
}

/// Returns the names of the functions that the runtime's macros define, and of those that
/// what they define has by traits.
fn functions() -> BTreeSet<String> {
    let mut names: BTreeSet<String> =
        ["clone", "clone_from", "eq", "fmt", "into", "ne", "to_owned", "try_from", "try_into"]
            .map(str::to_owned)
            .into();
    let mut pending = vec![workspace("generator/runtime/src")];
    while let Some(path) = pending.pop() {
        if path.is_dir() {
            pending.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        }
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let file = syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap();
        let macros = file.items.into_iter().filter_map(|item| match item {
            syn::Item::Macro(it) => Some(it),
            _ => None,
        });
        let is_exported =
            |it: &syn::ItemMacro| it.attrs.iter().any(|it| it.path().is_ident("macro_export"));
        macros.filter(is_exported).for_each(|it| gather(it.mac.tokens, &mut names));
    }
    names
}

/// Adds the names that follow upon `fn`.
fn gather(tokens: TokenStream, names: &mut BTreeSet<String>) {
    let mut follows = false;
    for token in tokens {
        match &token {
            TokenTree::Ident(name) if follows => _ = names.insert(name.to_string()),
            TokenTree::Group(group) => gather(group.stream(), names),
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
        follows = matches!(&token, TokenTree::Ident(word) if word == "fn");
    }
}

fn inputs(document: &str) -> Inputs<'_> {
    Inputs {
        document: document.as_bytes(),
        overlay: None,
        config: "crate: names\n",
        groups: Groups::All,
        of_record: false,
        package: None,
        lenient: false,
        files: None,
    }
}

/// Returns the names that the files of a crate import from others.
fn imported(output: &Output) -> BTreeSet<String> {
    let lines = output.files.iter().flat_map(|file| file.text.split(';'));
    let others = ["use openapi_loom_runtime::", "use serde_json::", "use std::"];
    let imports = lines.filter_map(|line| others.iter().find_map(|of| line.split_once(of)));
    let words = imports.flat_map(|(_, names)| names.split(|sign: char| !sign.is_alphanumeric()));
    words.filter(|word| word.starts_with(char::is_uppercase)).map(str::to_owned).collect()
}

/// Returns a group for each word, with an operation, a form and a schema of that name; and a
/// schema with a property, an enum with a value and a union with an arm for each.
fn document(words: &[&str]) -> Value {
    let mut paths = Map::new();
    let mut schemas = Map::new();
    let read = |schema: &str| {
        let schema = json!({"$ref": format!("#/components/schemas/{schema}")});
        json!({"200": {"description": "It.", "content": {"application/json": {"schema": schema}}}})
    };
    for (number, word) in words.iter().enumerate() {
        let sent = json!({"$ref": format!("#/components/schemas/{word}")});
        let form = json!({
            "type": "object",
            "required": ["file"],
            "properties": {"file": {"type": "string", "format": "binary"}}
        });
        let operations = json!({
            "post": {
                "operationId": word,
                "tags": [word],
                "parameters": [{"name": word, "in": "query", "schema": {"type": "string"}}],
                "requestBody": {"required": true, "content": {"application/json": {"schema": sent}}},
                "responses": read(word)
            },
            "put": {
                "operationId": format!("put_{word}"),
                "tags": [word],
                "requestBody": {"required": true, "content": {"multipart/form-data": {"schema": form}}},
                "responses": {"204": {"description": "Done."}}
            }
        });
        paths.insert(format!("/{number}"), operations);
        let properties = json!({
            *word: {"type": "string"},
            "id": {"type": "string"},
            "again": {"$ref": format!("#/components/schemas/{word}")},
            "many": {"type": "array", "items": {"$ref": format!("#/components/schemas/{word}")}}
        });
        let schema =
            json!({"type": "object", "required": ["id", word, "many"], "properties": properties});
        schemas.insert((*word).to_owned(), schema);
    }
    // Types that are read have a value and an arm that cannot be sent, so that a
    // conversion may fail.
    for (role, more) in [("read", Some("unheard")), ("sent", None)] {
        let values: Vec<&str> = words.iter().copied().chain(more).collect();
        let arms: Vec<Value> = values.iter().map(|word| arm(word)).collect();
        let properties: Map<String, Value> =
            values.iter().map(|word| ((*word).to_owned(), json!({"type": "string"}))).collect();
        let all = json!({
            "type": "object",
            "properties": {
                "value": {"type": "string", "enum": values},
                "arm": {"oneOf": arms, "discriminator": {"propertyName": "kind"}},
                "properties": {"type": "object", "properties": properties}
            }
        });
        schemas.insert(format!("all_{role}"), all);
    }
    let sent = json!({"$ref": "#/components/schemas/all_sent"});
    let all = json!({"post": {
        "operationId": "sendAll",
        "tags": ["all"],
        "requestBody": {"required": true, "content": {"application/json": {"schema": sent}}},
        "responses": read("all_read")
    }});
    paths.insert("/all".to_owned(), all);
    json!({
        "openapi": "3.1.0",
        "info": {"title": "Names", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas}
    })
}

fn arm(word: &str) -> Value {
    json!({
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"const": word}, "text": {"type": "string"}}
    })
}
