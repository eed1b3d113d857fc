//! The interface between generated code and the runtime, which has a number: code that was
//! generated when it got that number compiles with the runtime as it is.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use openapi_loom_generator::{Groups, Inputs, Output, SourceFile, generate};
use workspace_tests::crates::OnDisk;
use workspace_tests::shared::{read_workspace, workspace};

use self::calls::{Calls, defined};

mod calls;

const DOCUMENT: &str = include_str!("../data/interface/openapi.yaml");
const CONFIG: &str = include_str!("../data/interface/config.yaml");

/// The line before each file of a frozen crate.
const FILE: &str = "==== ";

/// The variable by which the crate of a new number is written.
const FREEZE: &str = "FREEZE_INTERFACE";

/// Returns the crate as it is generated now.
fn present() -> Output {
    let inputs = Inputs {
        document: DOCUMENT.as_bytes(),
        overlay: None,
        config: CONFIG,
        groups: Groups::Configured,
        of_record: true,
        package: None,
        lenient: false,
        files: None,
    };
    generate(&inputs).unwrap()
}

/// Returns the two numbers of the interface that a crate is generated for.
fn numbers(output: &Output) -> (u32, u32) {
    let root = output.files.iter().find(|file| file.path == "lib.rs").unwrap();
    let (_, after) = root.text.split_once("::interface!(").unwrap();
    let (first, second) = after.split(')').next().unwrap().split_once('.').unwrap();
    (first.parse().unwrap(), second.parse().unwrap())
}

/// Returns the path of the crate that is kept for a first number.
fn kept(number: u32) -> PathBuf {
    workspace("tests/data/interface").join(format!("{number}.txt"))
}

/// Writes a crate as one text.
fn frozen(output: &Output) -> String {
    let manifest = ("Cargo.toml", output.manifest.as_str());
    let files = output.files.iter().map(|file| (file.path.as_str(), file.text.as_str()));
    [manifest]
        .into_iter()
        .chain(files)
        .map(|(path, text)| format!("{FILE}{path}\n{text}"))
        .collect()
}

/// Reads a crate from its text; what is not in it is as it is generated now.
fn thawed(text: &str, present: Output) -> Output {
    let files = text.split(FILE).skip(1).map(|file| {
        let (path, text) = file.split_once('\n').unwrap();
        SourceFile { path: path.to_owned(), text: text.to_owned() }
    });
    let mut files: Vec<SourceFile> = files.collect();
    let manifest = files.remove(0).text;
    Output { files, manifest, ..present }
}

/// Returns the macros that a crate calls, by name.
fn macros<'t>(texts: impl IntoIterator<Item = &'t str>) -> BTreeSet<&'t str> {
    let called = |line: &'t str| {
        let (name, _) = line.trim_start().split_once('!')?;
        let name = name.rsplit("::").next()?;
        name.bytes().all(|byte| byte == b'_' || byte.is_ascii_lowercase()).then_some(name)
    };
    let names = texts.into_iter().flat_map(str::lines).filter_map(called);
    names.filter(|name| !name.is_empty()).collect()
}

/// Returns the files of an extension below a directory.
fn texts(directory: &Path, extension: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(texts(&path, extension));
        } else if path.extension().is_some_and(|own| own == extension) {
            found.push(fs::read_to_string(path).unwrap());
        }
    }
    found
}

/// If it fails, the interface is another one: raise its first number, in `interface!` of the runtime
/// and in the generator, and write the crate anew, as the message says.
#[test]
fn code_that_was_generated_for_the_interface_compiles() {
    let present = present();
    let (number, _) = numbers(&present);
    let path = kept(number);
    if std::env::var_os(FREEZE).is_some() && !path.exists() {
        fs::write(&path, frozen(&present)).unwrap();
    }
    let text = fs::read_to_string(&path).unwrap_or_else(|_| {
        panic!("no crate is frozen for interface {number}: run this test with `{FREEZE}=1`")
    });
    eprintln!(
        "if what was generated for interface {number} does not compile, raise the number, remove \
         {}, and run this test with `{FREEZE}=1`",
        path.display()
    );
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance");
    let on_disk = OnDisk::write(&home, "interface", &thawed(&text, present), &[]);
    on_disk.cargo(&["check", "--lib", "--features", "full,blocking,schemars,webhooks"]);
}

/// The frozen crate is an example of all that the crate of record asks of the runtime.
#[test]
fn the_frozen_crate_calls_all_macros() {
    let frozen = fs::read_to_string(kept(numbers(&present()).0)).unwrap();
    let record = texts(&workspace("generated/src"), "rs");
    let called = macros([frozen.as_str()]);
    let wanted = macros(record.iter().map(String::as_str));
    assert!(wanted.contains("tagged_union") && wanted.contains("converts"), "{wanted:?}");
    let missing: Vec<&&str> = wanted.difference(&called).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// If it fails, code calls what a runtime of the same numbers may not have: raise the second
/// number, in `INTERFACE` of the generator and in `interface!` of the runtime, which gets an arm
/// for it, and run this with `FREEZE_INTERFACE=1`. A list without lines is written anew. A word of
/// a document in these tests that the runtime has too is no call; take another one there.
#[test]
fn what_generated_code_calls_is_listed_for_the_number_of_the_interface() {
    let present = present();
    let (first, second) = numbers(&present);
    let path = workspace("tests/data/interface/calls.txt");
    let mut listed = Calls::read(&fs::read_to_string(&path).unwrap(), first);

    let defined = defined(&texts(&workspace("generator/runtime/src"), "rs"));
    let mut emitted: Vec<String> = present.files.into_iter().map(|file| file.text).collect();
    emitted.extend(texts(&workspace("generated/src"), "rs"));
    emitted.extend(texts(&workspace("tests"), "snap"));
    let called = calls::called(&emitted, &defined);
    if std::env::var_os(FREEZE).is_some() && listed.last() < Some(second) {
        listed.extend(&called, second);
        fs::write(&path, listed.text(first)).unwrap();
    }
    let missing = listed.missing(&called);
    assert!(
        missing.is_empty(),
        "generated code calls what interface {first}.{second} does not have: raise the second \
         number, and run this test with `{FREEZE}=1`: {missing:#?}"
    );
    assert_eq!(listed.last(), Some(second), "the last line is new in {first}.{second}");
}

/// The runtime has its arms and its message by hand.
#[test]
fn the_runtime_takes_the_interface_and_what_is_less() {
    let (first, second) = numbers(&present());
    let root = read_workspace("generator/runtime/src/lib.rs");
    let (_, rules) = root.split_once("macro_rules! interface {\n").unwrap();
    let arms: Vec<&str> = rules.lines().take_while(|line| !line.contains("$other")).collect();
    let wanted = (0..=second).map(|second| format!("    ({first}.{second}) => {{}};"));
    assert_eq!(arms, wanted.collect::<Vec<_>>());
    assert!(rules.contains(&format!("the runtime in Cargo.lock has interface {first}.{second}:")));
}
