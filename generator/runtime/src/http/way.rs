//! Ways into JSON.
//!
//! A way is the names of properties with dots between them; lists on it are looked
//! into. In brackets, a name may say which objects are meant, by the property that
//! tells them apart and its values: `output[type=message].content`.

use serde_json::Value;

/// Returns the values at the end of a way, but for those that are null.
pub(crate) fn reach<'v>(from: &'v Value, way: &str) -> Vec<&'v Value> {
    let mut places = vec![from];
    for step in way.split('.').filter(|step| !step.is_empty()) {
        let (name, only) =
            step.split_once('[').map_or((step, None), |(name, only)| (name, Some(only)));
        let only = only.and_then(|only| only.trim_end_matches(']').split_once('='));
        let found = places.into_iter().filter_map(|place| place.get(name)).collect();
        places = flat(found);
        if let Some((tag, values)) = only {
            let is_meant = |place: &&Value| {
                let tag = place.get(tag).and_then(Value::as_str);
                tag.is_some_and(|tag| values.split('|').any(|value| value == tag))
            };
            places.retain(is_meant);
        }
    }
    places
}

/// Returns the texts at the end of a way; none if there is no way.
pub(crate) fn texts<'v>(from: &'v Value, way: &str) -> Vec<&'v str> {
    match way {
        "" => Vec::new(),
        way => reach(from, way).into_iter().filter_map(Value::as_str).collect(),
    }
}

/// Returns the values with the items of lists in their places.
fn flat(values: Vec<&Value>) -> Vec<&Value> {
    let mut flat = Vec::new();
    for value in values {
        match value {
            Value::Array(items) => flat.extend(items),
            Value::Null => {}
            value => flat.push(value),
        }
    }
    flat
}

/// Fills in a value in JSON: in the place of a text that is a name in braces, what
/// `given` has for that name.
pub(crate) fn fill(shape: &str, given: &dyn Fn(&str) -> Option<Value>) -> Value {
    // It was JSON when the crate was generated.
    let mut shape = serde_json::from_str(shape).unwrap_or_default();
    fill_in(&mut shape, given);
    shape
}

fn fill_in(shape: &mut Value, given: &dyn Fn(&str) -> Option<Value>) {
    match shape {
        Value::Object(object) => object.values_mut().for_each(|value| fill_in(value, given)),
        Value::Array(items) => items.iter_mut().for_each(|item| fill_in(item, given)),
        Value::String(text) => {
            let name = text.strip_prefix('{').and_then(|text| text.strip_suffix('}'));
            if let Some(value) = name.and_then(given) {
                *shape = value;
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn ways_go_through_lists_and_tell_objects_apart() {
        let answer = json!({"output": [
            {"type": "thought", "content": [{"type": "text", "text": "Hm."}]},
            {"type": "message", "content": [
                {"type": "text", "text": "Bl"},
                {"type": "refusal", "text": "No."},
                {"type": "verse", "text": "ue"},
                {"type": "text", "text": null},
            ]},
            {"type": "message", "content": null},
            {"type": 7},
            7,
        ]});
        let way = "output[type=message].content[type=text|verse].text";
        assert_eq!(texts(&answer, way), ["Bl", "ue"]);
        assert_eq!(texts(&answer, "output.content.text"), ["Hm.", "Bl", "No.", "ue"]);
        assert_eq!(texts(&answer, "output[type=message].none.text"), Vec::<&str>::new());
        assert_eq!(texts(&answer, ""), Vec::<&str>::new());
        assert_eq!(reach(&answer, "output[type=message]").len(), 2);
    }

    #[test]
    fn names_in_braces_are_filled_in() {
        let given = |name: &str| (name == "name").then(|| json!(["n"]));
        let filled = fill(r#"{"a": ["{name}", "{other}", "x{name}"], "name": 1}"#, &given);
        assert_eq!(filled, json!({"a": [["n"], "{other}", "x{name}"], "name": 1}));
    }
}
