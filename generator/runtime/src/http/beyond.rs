//! Fields that callers send beyond the document: those of a body that it does not
//! declare.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

/// Fields that go over those of a body, in the order in which they were set.
pub(crate) type Fields = Map<String, Value>;

/// Returns JSON of an object with fields of the caller's: one of a name that the object
/// has stands in its place, the others come after it. The rest stays as it is
/// written.
pub(crate) fn into_json(json: &[u8], fields: &Fields) -> Result<Vec<u8>, String> {
    let object: Object<'_> = serde_json::from_slice(json).map_err(|_| not_an_object(fields))?;
    serde_json::to_vec(&Merged { object: &object, fields }).map_err(|error| error.to_string())
}

/// Returns the fields with values within JSON of an object, each set by the names that lead to
/// it, joined by dots. What is missing on the way, or null, becomes an object.
pub(crate) fn with_inner(
    json: &[u8],
    fields: &Fields,
    within: &[(&'static str, Value)],
) -> Result<Fields, String> {
    let mut fields = fields.clone();
    let object: Object<'_> = serde_json::from_slice(json).map_err(|error| error.to_string())?;
    for (way, value) in within {
        let first = way.split('.').next().unwrap_or_default();
        let known = object.0.iter().find(|(name, _)| name == first);
        if let Some((_, known)) = known.filter(|_| !fields.contains_key(first)) {
            let known = serde_json::from_str(known.get()).map_err(|error| error.to_string())?;
            fields.insert(first.to_owned(), known);
        }
        let set = set(&mut fields, way, value.clone());
        set.map_err(|name| format!("`{name}` of the body is no object, to set `{way}`"))?;
    }
    Ok(fields)
}

/// Sets a value at the end of a way.
///
/// # Errors
///
/// Returns the name of a property on the way that is neither an object nor null.
fn set<'w>(object: &mut Map<String, Value>, way: &'w str, value: Value) -> Result<(), &'w str> {
    let Some((first, rest)) = way.split_once('.') else {
        object.insert(way.to_owned(), value);
        return Ok(());
    };
    match object.entry(first).or_insert(Value::Null) {
        Value::Object(inner) => set(inner, rest, value),
        place @ Value::Null => {
            let mut inner = Map::new();
            set(&mut inner, rest, value)?;
            *place = inner.into();
            Ok(())
        }
        _ => Err(first),
    }
}

/// Merges the fields into a body that is written as something else.
pub(crate) fn into_value(
    body: &(impl Serialize + ?Sized),
    fields: &Fields,
) -> Result<Value, String> {
    match serde_json::to_value(body).map_err(|error| error.to_string())? {
        Value::Object(mut object) => {
            object.extend(fields.clone());
            Ok(Value::Object(object))
        }
        _ => Err(not_an_object(fields)),
    }
}

/// Says that fields cannot be set where the body has none.
pub(crate) fn not_an_object(fields: &Fields) -> String {
    let name = fields.keys().next().map_or("", String::as_str);
    format!("the body is no object, so that it has no field `{name}`: set the whole body instead")
}

/// The entries of an object, with their values as they are written.
pub(crate) struct Object<'a>(pub(crate) Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Object<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> Visitor<'de> for Entries {
            type Value = Object<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object<'de>, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Object(entries))
            }
        }

        deserializer.deserialize_map(Entries)
    }
}

struct Merged<'a> {
    object: &'a Object<'a>,
    fields: &'a Fields,
}

impl Serialize for Merged<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { object: Object(entries), fields } = self;
        let mut map = serializer.serialize_map(None)?;
        for (name, value) in entries {
            match fields.get(name) {
                Some(field) => map.serialize_entry(name, field)?,
                None => map.serialize_entry(name, value)?,
            }
        }
        let is_new = |name: &&String| !entries.iter().any(|(known, _)| known == *name);
        for (name, field) in fields.iter().filter(|(name, _)| is_new(name)) {
            map.serialize_entry(name, field)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_set_within_a_body() {
        let body =
            br#"{"text": {"verbosity": "low", "n": 1.50}, "none": null, "list": [], "n": 1e400}"#;
        let fields = Fields::from_iter([("own".to_owned(), json!({"a": 1}))]);
        let within = [
            ("text.format", json!(1)),
            ("none.a.b", json!(2)),
            ("own.b", json!(3)),
            ("new", json!(4)),
        ];
        let with = with_inner(body, &fields, &within).unwrap();
        let expected = json!({
            "own": {"a": 1, "b": 3}, "text": {"verbosity": "low", "n": 1.5, "format": 1},
            "none": {"a": {"b": 2}}, "new": 4,
        });
        assert_eq!(Value::Object(with), expected);
        let wrong = with_inner(body, &fields, &[("list.a", json!(1))]);
        assert_eq!(wrong.unwrap_err(), "`list` of the body is no object, to set `list.a`");
    }
}
