//! Every public item of the generated crate can be explained, and what it says
//! it comes from is there.

use std::collections::BTreeSet;
use std::fs;

use openapi_loom_generator::explain::{Explainer, Explanation};
use openapi_loom_generator::report::Input;
use openapi_loom_generator::{Groups, Inputs, explainer};
use workspace_tests::outline::outline;
use workspace_tests::shared::workspace;

/// The inputs of record, read.
struct Record {
    explainer: Explainer,
    document: String,
}

impl Record {
    fn read() -> Self {
        let read = |name: &str| fs::read_to_string(workspace("spec").join(name)).unwrap();
        let [document, overlay, config] = ["openai.yaml", "overlay.yaml", "config.yaml"].map(read);
        let inputs = Inputs {
            document: document.as_bytes(),
            overlay: Some(&overlay),
            config: &config,
            groups: Groups::Configured,
            of_record: true,
            package: None,
            lenient: false,
            files: None,
        };
        Self { explainer: explainer(&inputs).unwrap(), document }
    }

    #[track_caller]
    fn explain(&self, name: &str) -> Explanation {
        self.explainer.explain(name).unwrap_or_else(|unknown| panic!("{unknown:?}"))
    }

    /// Returns the line that the first place is on.
    #[track_caller]
    fn line<'e>(&self, explanation: &'e Explanation) -> &'e str {
        let place = &explanation.places[0].place;
        assert_ne!(place.input, Input::Overlay, "the overlay puts nothing into the document");
        assert!(place.exact, "{explanation:?}");
        &place.text
    }
}

/// A public item of the crate, from its line in the outline.
enum Item {
    Type(String),
    /// A field, and its property.
    Field(String, String),
    /// The field of what is not declared, and its type.
    Extra(String, String),
    /// A variant, its text, and the type of what it holds.
    Variant(String, Option<String>, Option<String>),
    Setter(String),
    Method(String),
}

/// Lists the items that callers can name.
fn items() -> Vec<Item> {
    outline(&workspace("generated/src")).lines().filter_map(item).collect()
}

fn item(line: &str) -> Option<Item> {
    let (module, item) = line.split_once(": ")?;
    let path = item.split([' ', '(']).next()?.trim_end_matches(':').to_owned();
    let quoted = item.split('"').nth(1).map(str::to_owned);
    let (is_type, is_function) = (module == "types", item.contains("fn(") || item.contains("fn<"));
    // Items that each type or each stream has come from no place of their own.
    if item.starts_with("impl ") || path.ends_with("::new") || path.ends_with("::idle_timeout") {
        return None;
    }
    if is_function {
        let is_setter = path.contains("::") && item.ends_with("-> Self");
        let is_of_handle = HANDLES.iter().any(|handle| path.starts_with(handle));
        let is_method = !is_type && is_of_handle && !is_setter;
        return is_setter
            .then(|| Item::Setter(path.clone()))
            .or_else(|| is_method.then_some(Item::Method(path)));
    }
    if !is_type {
        return None;
    }
    if let Some((owner, _)) = path.split_once('.').filter(|_| item.ends_with(": Extra")) {
        return Some(Item::Extra(path.clone(), owner.to_owned()));
    }
    if path.contains('.') {
        let wire = quoted.unwrap_or_else(|| path.rsplit('.').next().unwrap().to_owned());
        return Some(Item::Field(path, wire));
    }
    if path.contains("::") {
        let payload = item.split_once('(').and_then(|(_, held)| held.split(')').next());
        return Some(Item::Variant(path, quoted, payload.map(str::to_owned)));
    }
    let mut words = item.split(' ').skip_while(|word| !["struct", "enum", "type"].contains(word));
    let name = words.nth(1)?.trim_end_matches(':');
    Some(Item::Type(name.to_owned()))
}

/// The handles of groups.
const HANDLES: [&str; 6] =
    ["Assistants::", "Files::", "Models::", "Threads::", "Uploads::", "VectorStores::"];

#[test]
fn every_public_item_has_its_place_and_a_reason() {
    let record = Record::read();
    let mut count = [0; 6];
    let mut corrected = Vec::new();
    for item in items() {
        let name = match &item {
            Item::Type(name)
            | Item::Field(name, _)
            | Item::Extra(name, _)
            | Item::Variant(name, ..) => name,
            Item::Setter(name) | Item::Method(name) => name,
        };
        let explained = record.explain(name);
        assert!(!explained.reasons.is_empty(), "{name}");
        assert!(explained.reasons.iter().all(|reason| !reason.trim().is_empty()), "{explained:?}");
        if explained.places[0].place.input == Input::Overlay {
            corrected.push(name.clone());
            continue;
        }
        let line = record.line(&explained).trim();
        let fits = match &item {
            Item::Type(name) => {
                count[0] += 1;
                is_of_type(line, name)
            }
            Item::Extra(_, owner) => {
                count[5] += 1;
                is_of_type(line, owner)
            }
            Item::Field(_, wire) => {
                count[1] += 1;
                line.starts_with(&format!("{wire}:"))
            }
            Item::Variant(_, text, payload) => {
                count[2] += 1;
                is_of_variant(&record, &explained, text.as_deref(), payload.as_deref())
            }
            Item::Setter(name) => {
                count[3] += 1;
                let setter = name.rsplit("::").next().unwrap().trim_start_matches("r#");
                line.starts_with(&format!("{setter}:"))
                    || line == format!("- name: {setter}[]")
                    || line == format!("- name: {setter}")
            }
            Item::Method(_) => {
                count[4] += 1;
                ["get:", "post:", "delete:"].contains(&line)
            }
        };
        assert!(fits, "{name}: `{line}`\n{explained:#?}");
    }
    let of_overlay = ["List", "Text"];
    let of_overlay =
        of_overlay.map(|arm| format!("VectorStoreSearchResultsPageSearchQuery::{arm}"));
    assert_eq!(corrected, of_overlay, "items that the overlay puts into the document");
    assert!(
        count.iter().zip([90, 250, 150, 80, 18, 70]).all(|(count, least)| *count >= least),
        "{count:?}"
    );
}

/// Tells whether a line is where a type should be: a schema's own, or the one that
/// an inline type is named after.
fn is_of_type(line: &str, name: &str) -> bool {
    let key = line.trim_start_matches("- ").split(':').next().unwrap();
    let word = key.replace('_', "").to_lowercase();
    let word = word.trim_end_matches('s');
    // A schema that a list, a union or an operation holds inline has no key of its
    // own.
    let is_unnamed = ["items", "schema", "type", "enum", "additionalProperties"].contains(&key);
    key == name || is_unnamed || name.to_lowercase().contains(word)
}

fn is_of_variant(
    record: &Record,
    explained: &Explanation,
    text: Option<&str>,
    payload: Option<&str>,
) -> bool {
    let line = record.line(explained).trim();
    let start = explained.places[0].place.line - 1;
    let inside = || record.document.lines().skip(start).take(15);
    match (text, payload) {
        (Some(text), None) => {
            line.trim_start_matches("const: ").trim_matches(['-', ' ', '\'', '"']) == text
        }
        (Some(text), Some(payload)) => {
            // A long reference is on a line of its own.
            let names = |line: &str| line.trim_end_matches('\'').ends_with(&format!("/{payload}"));
            let at = explained.places[0].at.to_string();
            match line.split(['$', ':']).nth(1) {
                Some("ref") => inside().take(2).any(names),
                // It refers to the component that it is in.
                Some("recursiveRef") => at.contains(&format!("/schemas/{payload}/")),
                _ => inside().any(|line| line.contains(text)),
            }
        }
        (None, Some(_)) => line.starts_with("- ") || line.ends_with(':'),
        (None, None) => line.ends_with(':'),
    }
}

#[test]
fn names_are_told_apart_and_explained_under_themselves() {
    let record = Record::read();
    let names: Vec<&str> = record.explainer.names().collect();
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    for name in names {
        assert_eq!(record.explain(name).name, name);
    }
}
