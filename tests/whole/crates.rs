//! The crates of whole documents compile without a warning, with any of their
//! groups, and a group brings the types that it reaches and no others.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use openapi_loom_generator::Output;
use workspace_tests::crates::OnDisk;

use crate::runs::{RUNS, Run};

/// The largest document, and the number of its groups.
const LARGEST: (&str, usize) = ("2026-08-21", 38);

/// Groups of the largest document that are compiled alone.
const ALONE: [&str; 4] = ["files", "vector-stores", "responses", "threads"];

#[test]
fn the_crate_of_each_whole_document_compiles_without_a_warning() {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance");
    for Run { document, output, .. } in &*RUNS {
        let features = features(output);
        let on_disk =
            OnDisk::write(&home, &format!("whole-checked-{}", document.date), output, &[]);
        let check = |features: &str| on_disk.cargo(&["check", "--lib", "--features", features]);
        // Clippy's warnings are among the compiler's, which need no run of
        // their own then.
        let all = if features.is_empty() { "" } else { "full" };
        on_disk.cargo(&["clippy", "--lib", "--features", all]);
        check("");
        if document.date == LARGEST.0 {
            for group in ALONE {
                assert!(features.contains(group), "{group}");
                check(group);
            }
        }
        eprintln!("{}: compiles without a warning", document.date);
    }
}

#[test]
fn a_group_brings_the_types_that_it_reaches_and_no_others() {
    for Run { document, output, .. } in &*RUNS {
        let features = features(output);
        if document.date == LARGEST.0 {
            assert_eq!(features.len(), LARGEST.1, "{features:?}");
        }
        let crates = Sources::of(output);
        let conditions = conditions(crates.text("types/mod.rs"));
        for group in &features {
            let reached = crates.reached(group);
            let brought: BTreeSet<&str> = conditions
                .iter()
                .filter(|(_, features)| features.contains(group))
                .map(|(module, _)| module.as_str())
                .collect();
            // Some are there with any group, which says nothing of this one.
            let only_with_some: BTreeSet<&str> =
                reached.iter().copied().filter(|module| conditions.contains_key(*module)).collect();
            let unlike: Vec<_> = brought.symmetric_difference(&only_with_some).collect();
            assert!(!reached.is_empty(), "{}: {group} reaches nothing", document.date);
            assert!(unlike.is_empty(), "{}: {group}: {unlike:?}", document.date);
        }
        let modules = crates.modules.values().collect::<BTreeSet<_>>().len();
        eprintln!(
            "{}: {} groups, {modules} modules, {} with some groups",
            document.date,
            features.len(),
            conditions.len()
        );
    }
}

/// Returns the groups that are features; none where there is just one group.
fn features(output: &Output) -> BTreeSet<String> {
    let full = output.manifest.lines().find_map(|line| line.strip_prefix("full = ["));
    let names = full.unwrap_or_default().trim_end_matches(']').split(", ");
    names.filter(|name| !name.is_empty()).map(|name| name.trim_matches('"').to_owned()).collect()
}

/// Returns the modules of types that are only there with some features, with these.
fn conditions(index: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut conditions = BTreeMap::new();
    for block in index.split("types! {").skip(1) {
        let (condition, rest) = block.split_once("=>").unwrap();
        let (modules, _) = rest.split_once('}').unwrap();
        let features: BTreeSet<String> =
            condition.split('"').skip(1).step_by(2).map(str::to_owned).collect();
        let names = modules.split(')').filter_map(|module| module.split_once('('));
        let modules = names.map(|(module, _)| module.trim_matches([',', ' ', '\n']));
        conditions.extend(modules.map(|module| (module.to_owned(), features.clone())));
    }
    conditions
}

/// The files of a crate, read as text.
struct Sources<'a> {
    files: BTreeMap<&'a str, &'a str>,
    /// The modules of types, by the names of the types.
    modules: BTreeMap<&'a str, &'a str>,
}

impl<'a> Sources<'a> {
    fn of(output: &'a Output) -> Self {
        let files: BTreeMap<&str, &str> =
            output.files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
        let mut modules = BTreeMap::new();
        for (path, text) in &files {
            let module = path.strip_prefix("types/").and_then(|name| name.strip_suffix(".rs"));
            if let Some(module) = module.filter(|module| *module != "mod") {
                let names = text.lines().filter_map(|line| {
                    let line = line.trim_start();
                    let kinds = ["pub struct ", "pub enum ", "pub type "];
                    let rest = kinds.iter().find_map(|kind| line.strip_prefix(kind))?;
                    rest.split(|c: char| !c.is_alphanumeric()).next()
                });
                modules.extend(names.map(|name| (name, module)));
            }
        }
        Self { files, modules }
    }

    fn text(&self, path: &str) -> &'a str {
        self.files[path]
    }

    /// Returns the modules of types that a file names.
    fn named(&self, text: &'a str) -> Vec<&'a str> {
        // Errors are named by links alone.
        let uses = text.split("crate::types::").skip(1);
        let uses = uses.map(|rest| rest.split([';', ')']).next().unwrap());
        let names = uses.flat_map(|list| list.split(|c: char| !c.is_alphanumeric()));
        names.filter_map(|name| self.modules.get(name).copied()).collect()
    }

    /// Returns the modules of types that the files of a group name, and that those name
    /// in turn.
    fn reached(&self, group: &str) -> BTreeSet<&'a str> {
        let directory = format!("{}/", group.trim_end_matches("-group").replace('-', "_"));
        let own = self.files.iter().filter(|(path, _)| path.starts_with(&directory));
        let mut pending: Vec<&str> = own.flat_map(|(_, text)| self.named(text)).collect();
        let mut reached = BTreeSet::new();
        while let Some(module) = pending.pop() {
            if reached.insert(module) {
                pending.extend(self.named(self.text(&format!("types/{module}.rs"))));
            }
        }
        reached
    }
}
