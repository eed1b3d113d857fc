//! The vendor's documents, and states of our own that never were.

use std::collections::BTreeSet;

use fastrand::Rng;
use openapi_loom_generator::Inputs;
use openapi_loom_generator::adopt::{Adopted, NEEDS_WORDS, adopt};
use openapi_loom_generator::diff::{Class, diff};
use serde_json::{Map, Value};
use workspace_tests::vendor::Vendor;

fn adopted(ours: &str, theirs: &[u8], removes: bool) -> Adopted {
    let record = Vendor::of_record();
    let inputs = Inputs { document: ours.as_bytes(), ..record.inputs() };
    adopt(&inputs, theirs, removes).unwrap_or_else(|refusal| panic!("{refusal:#?}"))
}

fn text(vendor: &Vendor) -> String {
    String::from_utf8(vendor.bytes.clone()).unwrap()
}

/// Returns the words of a document, by their places.
fn words(text: &str) -> BTreeSet<(String, String)> {
    let document = openapi_loom_generator::document(text.as_bytes()).unwrap();
    let mut pending = vec![(String::new(), document.value())];
    let mut found = BTreeSet::new();
    while let Some((at, value)) = pending.pop() {
        match value {
            Value::Object(members) => {
                for (key, child) in members {
                    match (key.as_str(), child) {
                        ("description" | "summary", Value::String(said)) => {
                            found.insert((format!("{at}/{key}"), said.clone()));
                        }
                        _ => pending.push((format!("{at}/{key}"), child)),
                    }
                }
            }
            Value::Array(items) => {
                let items = items.iter().enumerate();
                pending.extend(items.map(|(index, item)| (format!("{at}/{index}"), item)));
            }
            _ => {}
        }
    }
    found
}

#[test]
fn the_document_of_record_is_up_to_date() {
    let Some(vendor) = Vendor::of("2026-08-21") else { return };
    let ours = text(&Vendor::of_record());
    let adopted = adopted(&ours, &vendor.bytes, true);
    assert_eq!(adopted.changes, []);
    assert_eq!(adopted.text, ours);
}

/// Back in time, and forth again. No words come from the vendor, and ours stay
/// where the place does.
#[test]
fn from_date_to_date() {
    let Some(newest) = Vendor::of("2026-08-21") else { return };
    let ours = text(&Vendor::of_record());
    for date in ["2025-03-22", "2024-06-17"] {
        let Some(vendor) = Vendor::of(date) else { continue };
        let kept = adopted(&ours, &vendor.bytes, false);
        let missing = words(&ours).difference(&words(&kept.text)).cloned().collect::<Vec<_>>();
        assert_eq!(missing, [], "{date}");

        let older = adopted(&ours, &vendor.bytes, true);
        assert_eq!(facts(&older.text, &vendor), Vec::<String>::new(), "{date}");
        assert_eq!(adopted(&older.text, &vendor.bytes, true).text, older.text);

        let back = adopted(&older.text, &newest.bytes, true);
        assert_eq!(facts(&back.text, &newest), Vec::<String>::new(), "{date}");
        let known = words(&ours);
        let new = words(&back.text).difference(&known).cloned().collect::<Vec<_>>();
        let is_ours = |said: &str| known.iter().any(|(_, known)| known == said);
        let foreign = new.iter().filter(|(_, said)| said != NEEDS_WORDS && !is_ours(said));
        assert_eq!(foreign.collect::<Vec<_>>(), Vec::<&(String, String)>::new());
    }
}

/// Lists the differences for callers between a text and a document of the vendor.
fn facts(text: &str, vendor: &Vendor) -> Vec<String> {
    let record = Vendor::of_record();
    let version = |document| {
        let inputs = Inputs { document, of_record: false, ..record.inputs() };
        openapi_loom_generator::version(&inputs).unwrap()
    };
    let found = diff(&version(text.as_bytes()), &version(&vendor.bytes)).changes.into_iter();
    found.filter(|it| it.class != Class::Docs).map(|it| format!("{it:?}")).collect()
}

/// States of our own document that never were, there and back: what is changed
/// comes back as it was, and what was taken out comes back without its words.
#[test]
fn there_and_back() {
    let record = Vendor::of_record();
    let ours = text(&record);
    for seed in 0..6 {
        let mut rng = Rng::with_seed(seed);
        let mut root = record.root();
        let changed: Vec<String> = (0..6).map(|_| change(&mut root, &mut rng)).collect();
        let theirs = root.to_string();
        let there = adopted(&ours, theirs.as_bytes(), true);
        assert_eq!(adopted(&there.text, theirs.as_bytes(), true).text, there.text, "{changed:?}");
        let words_there = words(&there.text);
        let back = adopted(&there.text, ours.as_bytes(), true);
        let unworded = back.unworded.len();
        // A place that was there all the time has the words that it had.
        let known: BTreeSet<_> = words(&ours).intersection(&words_there).cloned().collect();
        let lost = known.difference(&words(&back.text)).cloned().collect::<Vec<_>>();
        assert_eq!(lost, [], "seed {seed}: {changed:?}");
        let gone = words(&ours).difference(&words_there).count();
        assert!(unworded <= gone, "seed {seed}: {unworded} of {gone}, {changed:?}");
        if gone == 0 && changed.iter().all(|change| change.starts_with("limit")) {
            assert_eq!(back.text, ours, "seed {seed}: {changed:?}");
        }
    }
}

/// Changes something at random, and says what.
fn change(root: &mut Value, rng: &mut Rng) -> String {
    let schemas = root.pointer("/components/schemas").unwrap();
    let mut places = Vec::new();
    collect(schemas, "/components/schemas".to_owned(), &mut places);
    let place = &places[rng.usize(..places.len())];
    let schema = root.pointer_mut(place).unwrap().as_object_mut().unwrap();
    changed(schema, place, rng)
}

fn changed(schema: &mut Map<String, Value>, place: &str, rng: &mut Rng) -> String {
    let is_text = schema.get("type").is_some_and(|kind| kind == "string");
    let has_properties = schema.contains_key("properties");
    let is_free = is_text && !schema.contains_key("const");
    if let Some(values) = schema.get_mut("enum").and_then(Value::as_array_mut) {
        if rng.bool() && values.len() > 2 {
            let gone = values.remove(rng.usize(..values.len()));
            return format!("value gone from {place}: {gone}");
        }
        let at = rng.usize(..=values.len());
        values.insert(at, format!("new value {}", rng.u8(..)).into());
        return format!("value at {place}");
    }
    match rng.u8(..4) {
        0 if has_properties => {
            let new = serde_json::json!({"type": "string", "description": "Theirs."});
            let properties = schema["properties"].as_object_mut().unwrap();
            properties.insert("brand_new".to_owned(), new);
            format!("property of {place}")
        }
        1 if has_properties => {
            let properties = schema["properties"].as_object_mut().unwrap();
            let names: Vec<String> = properties.keys().cloned().collect();
            let is_free = |name: &&String| !is_marked(&properties[*name]);
            let free: Vec<&String> = names.iter().filter(is_free).collect();
            let Some(name) = free.get(rng.usize(..free.len().max(1))) else {
                return "nothing".to_owned();
            };
            properties.shift_remove(name.as_str());
            if let Some(required) = schema.get_mut("required").and_then(Value::as_array_mut) {
                required.retain(|known| known != name.as_str());
            }
            format!("property {name} gone from {place}")
        }
        2 if is_free => {
            schema.insert("type".to_owned(), serde_json::json!(["string", "null"]));
            format!("null at {place}")
        }
        _ if is_free => {
            schema.insert("maxLength".to_owned(), rng.u32(1..1000).into());
            format!("limit of {place}")
        }
        _ => {
            schema.insert("deprecated".to_owned(), true.into());
            format!("deprecated {place}")
        }
    }
}

/// Tells whether a property tells arms of unions apart.
fn is_marked(property: &Value) -> bool {
    property.get("const").is_some() || property.get("enum").is_some()
}

/// Collects the places of objects and texts among schemas.
fn collect(value: &Value, at: String, places: &mut Vec<String>) {
    let Value::Object(members) = value else {
        if let Value::Array(items) = value {
            for (index, item) in items.iter().enumerate() {
                collect(item, format!("{at}/{index}"), places);
            }
        }
        return;
    };
    if members.get("type").is_some_and(Value::is_string) {
        places.push(at.clone());
    }
    for (key, child) in members.iter().filter(|(key, _)| *key != "default") {
        collect(child, format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), places);
    }
}
