//! `use` declarations: sorted, one per path, grouped by where they come from.

use std::collections::{BTreeMap, BTreeSet};

/// Returns the declarations of a file.
pub(super) fn declarations(imports: &[String]) -> String {
    let mut groups: BTreeMap<usize, BTreeMap<&str, BTreeSet<&str>>> = BTreeMap::new();
    for import in imports {
        let Some((path, name)) = import.rsplit_once("::") else { continue };
        groups.entry(group(path)).or_default().entry(path).or_default().insert(name);
    }
    let groups: Vec<String> = groups.values().map(|paths| lines(paths)).collect();
    groups.join("\n")
}

/// Returns the standard library, other crates, this crate.
fn group(path: &str) -> usize {
    match path.split("::").next() {
        Some("std") => 0,
        Some("crate") => 2,
        _ => 1,
    }
}

fn lines(paths: &BTreeMap<&str, BTreeSet<&str>>) -> String {
    paths.iter().map(|(path, names)| declaration(path, names)).collect()
}

/// Returns one declaration, as rustfmt would write it.
pub(super) fn declaration(path: &str, names: &BTreeSet<&str>) -> String {
    let mut names: Vec<&str> = names.iter().copied().collect();
    // The module itself comes first.
    names.sort_by_key(|name| *name != "self");
    match names.as_slice() {
        ["self"] => format!("use {path};\n"),
        [name] => format!("use {path}::{name};\n"),
        names => {
            let line = format!("use {path}::{{{}}};\n", names.join(", "));
            if line.len() <= 97 { line } else { format!("use {path}::{{\n{}}};\n", wrapped(names)) }
        }
    }
}

/// Names on lines that are as full as rustfmt makes them.
pub(super) fn wrapped(names: &[&str]) -> String {
    let mut text = String::new();
    let mut line = String::from("   ");
    for name in names {
        if line.len() + name.len() + 2 > 100 {
            text.push_str(&line);
            text.push('\n');
            line = String::from("   ");
        }
        line.push_str(&format!(" {name},"));
    }
    text.push_str(&line);
    text.push('\n');
    text
}
