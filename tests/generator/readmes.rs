//! The pages of maintainers: what they name is there, and what there is they name.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use workspace_tests::shared::{read_workspace, workspace};

/// The page about the generator.
const GENERATOR: &str = "generator/README.md";

/// The heading of its examples.
const EXAMPLES: &str = "## Five changes, step by step\n";

/// The programs of many modules.
const PROGRAMS: [&str; 4] = ["generator", "client", "runtime", "whole"];

/// Returns the texts in backquotes, but for blocks of code.
fn quoted(markdown: &str) -> Vec<&str> {
    let prose = markdown.split("```").step_by(2);
    prose.flat_map(|text| text.split('`').skip(1).step_by(2)).collect()
}

/// Tells whether a text in backquotes is the path of a file or a directory.
fn is_path(quoted: &str) -> bool {
    let is_of_paths = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    let is_file = [".rs", ".yaml", ".toml"].iter().any(|end| quoted.ends_with(end));
    quoted.chars().all(is_of_paths) && (is_file || quoted.contains('/'))
}

/// Finds what the page about the generator calls by a path.
fn found(path: &str) -> Option<PathBuf> {
    let roots = ["generator/src", "generator", "."];
    roots.iter().map(|root| workspace(root).join(path)).find(|path| path.exists())
}

/// Tells whether a text has a name: as a function if it is written as one.
fn has(text: &str, name: &str) -> bool {
    let Some(function) = name.strip_suffix("()") else { return text.contains(name) };
    ["(", "<"].iter().any(|next| text.contains(&format!("fn {function}{next}")))
}

/// Returns the names in a step that none of its files has.
fn unknown(step: &str) -> Vec<&str> {
    let (paths, mut names): (Vec<&str>, Vec<&str>) =
        quoted(step).into_iter().partition(|quoted| is_path(quoted));
    let files = paths.into_iter().filter_map(found).filter(|path| path.is_file());
    let texts: Vec<String> = files.filter_map(|path| std::fs::read_to_string(path).ok()).collect();
    names.retain(|name| !texts.iter().any(|text| has(text, name)));
    names
}

/// Returns the steps of an example.
fn steps(example: &str) -> impl Iterator<Item = &str> {
    let is_first = |line: &str| line.starts_with(|c: char| c.is_ascii_digit());
    let list = example.split("\n\n").find(|paragraph| is_first(paragraph)).unwrap_or_default();
    let ends = list.match_indices('\n').map(|(at, _)| at + 1).filter(|at| is_first(&list[*at..]));
    let mut begin = 0;
    let ends = ends.chain([list.len()]).collect::<Vec<_>>();
    ends.into_iter().map(move |end| &list[std::mem::replace(&mut begin, end)..end])
}

/// Collects the modules below a directory that have tests, and the programs if they are alone.
fn tested(directory: &Path, above: &str, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        if path.is_dir() {
            tested(&path, &format!("{above}{name}::"), found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let begins = ["#[test]", "#[tokio::test", "proptest! {"];
            if text.lines().any(|line| begins.iter().any(|begin| line.starts_with(begin))) {
                let module = if name == "mod" { above.trim_end_matches("::") } else { name };
                let above = if name == "mod" { "" } else { above };
                found.insert(format!("{above}{module}"));
            }
        }
    }
}

/// Returns the names at the beginnings of the rows below a heading.
fn rows(markdown: &str, heading: &str) -> BTreeSet<String> {
    let (_, section) = markdown.split_once(&format!("\n## `{heading}/`")).unwrap();
    let section = section.split("\n## ").next().unwrap_or_default();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    rows.map(|(name, _)| name.to_owned()).collect()
}

#[test]
fn what_the_page_about_the_generator_names_is_there() {
    let page = read_workspace(GENERATOR);
    let (_, examples) = page.split_once(EXAMPLES).unwrap();
    let examples = examples.split("\n## ").next().unwrap();
    let mut paths = quoted(&page);
    paths.retain(|quoted| is_path(quoted) && found(quoted).is_none());
    assert_eq!(paths, [""; 0], "{GENERATOR}: no such file");
    let examples: Vec<&str> = examples.split("\n### ").skip(1).collect();
    assert_eq!(examples.len(), 5);
    for example in examples {
        let title = example.lines().next().unwrap();
        assert!(steps(example).count() > 3, "{title}");
        assert!(steps(example).last().is_some_and(|step| step.contains("tests/")), "{title}");
        for step in steps(example) {
            assert_eq!(unknown(step), [""; 0], "{GENERATOR}: not in the files of the step: {step}");
        }
    }
}

/// The first page leads to each package, and to nothing that is not there.
#[test]
fn the_first_page_names_every_package() {
    let page = read_workspace("README.md");
    let (_, table) = page.split_once("## Where things are\n\n").unwrap();
    let rows = table.lines().take_while(|line| line.starts_with('|')).skip(2);
    let links: Vec<&str> = rows.map(|row| row.split(['(', ')']).nth(1).unwrap()).collect();
    for link in &links {
        assert!(workspace(link).exists(), "README.md: no `{link}`");
    }
    let manifest = read_workspace("Cargo.toml");
    let (_, members) = manifest.split_once("members = [").unwrap();
    let members = members.split(']').next().unwrap().split('"').skip(1).step_by(2);
    for member in members {
        let row = format!("| [`{member}/`](");
        assert!(page.contains(&row), "README.md: no row for `{member}`");
    }
}

#[test]
fn the_page_about_tests_names_every_module() {
    let page = read_workspace("tests/README.md");
    for program in PROGRAMS.into_iter().chain(["alone"]) {
        let mut modules = BTreeSet::new();
        tested(&workspace("tests").join(program), "", &mut modules);
        assert!(!modules.is_empty(), "{program}");
        assert_eq!(
            rows(&page, program),
            modules,
            "tests/README.md, `{program}/`: left, tests: right"
        );
    }
}

#[test]
fn every_page_of_the_guide_is_listed() {
    let guide = workspace("generator/runtime/src/guide");
    let pages = fs::read_dir(guide).unwrap().map(|page| page.unwrap().path());
    let names = pages.map(|page| page.file_stem().unwrap().to_str().unwrap().to_owned());
    let names: BTreeSet<String> = names.filter(|name| name != "mod").collect();
    for (path, start) in
        [("generated/src/lib.rs", "[`guide`]: "), ("generated/README.md", "a page each on ")]
    {
        let text = read_workspace(path);
        let list = text.split_once(start).unwrap().1.split("\n\n").next().unwrap();
        let line = list.replace("\n//!", " ").replace('\n', " ");
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        // What stands in brackets explains the name before it.
        let outside =
            |part: &str| part.split_once(')').map_or(part.to_owned(), |it| it.1.to_owned());
        let line: String = line.split('(').map(outside).collect();
        let line = line.trim_end_matches('.').replace("what is beyond the document", "beyond");
        let listed = line.split(", ").flat_map(|name| name.split(" and "));
        let listed: BTreeSet<String> = listed.map(|name| name.trim().to_owned()).collect();
        assert_eq!(listed, names, "{path}");
    }
}

/// Names of the features in a manifest.
fn features(manifest: &str) -> BTreeSet<String> {
    let manifest = read_workspace(manifest);
    let list = manifest.split_once("\n[features]\n").unwrap().1.split("\n\n").next().unwrap();
    let names = list.lines().filter_map(|line| line.split_once(" = [").map(|(name, _)| name));
    names.filter(|name| *name != "default").map(str::to_owned).collect()
}

/// Names in the first cells of a table, in backquotes, but for marks of a comment.
fn first_cells(text: &str) -> BTreeSet<String> {
    let rows = text.lines().filter_map(|line| line.trim_start_matches("//! ").strip_prefix("| `"));
    let cells = rows.map(|row| format!("`{}", row.split('|').next().unwrap()));
    cells
        .flat_map(|cell| quoted(&cell).into_iter().map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

#[test]
fn every_feature_is_explained() {
    // What a crate turns on where its operations need it, and nobody else.
    let own = ["forms", "fs", "jiff", "rust_decimal", "uuid"].map(str::to_owned);
    let mut runtime = features("generator/runtime/Cargo.toml");
    assert!(own.iter().all(|name| runtime.remove(name)));
    let guide = first_cells(&read_workspace("generator/runtime/src/guide/features.rs"));
    assert_eq!(guide, runtime);

    let client = features("generated/Cargo.toml");
    let readme = read_workspace("generated/README.md");
    let table = first_cells(readme.split_once("\n## Features\n").unwrap().1);
    assert_eq!(table, client);
    // No operation of it asks for a model's answers.
    let passed_on: BTreeSet<String> = client.intersection(&runtime).cloned().collect();
    runtime.remove("schemars");
    assert_eq!(passed_on, runtime);
}

#[test]
fn what_is_not_there_is_noticed() {
    let step = "1. `ir/page.rs`: `Turn` has `words()`, `other_words()` and `Turning`.\n";
    assert_eq!(unknown(step), ["other_words()", "Turning"]);
    let step = "2. `ir/pages.rs`: `Turn`.";
    assert_eq!(unknown(step), ["Turn"]);
    assert!(found("ir/pages.rs").is_none() && is_path("ir/pages.rs") && !is_path("Key::used"));
    let example = "A keyword\n\nText.\n\n1. `a`\n   b\n2. `c`\n\nMore.\n";
    assert_eq!(steps(example).collect::<Vec<_>>(), ["1. `a`\n   b\n", "2. `c`"]);
    assert_eq!(quoted("a `b` c\n```text\n`d`\n```\n`e`"), ["b", "e"]);
    let page = "# A\n\n## `one/`: b\n\n| `x::y` | `z` |\n\n## `two/`: c\n\n| `v` | w |\n";
    assert_eq!(rows(page, "one"), BTreeSet::from(["x::y".to_owned()]));
}
