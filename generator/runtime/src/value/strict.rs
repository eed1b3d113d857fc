//! JSON Schema of a caller's type, as servers take it that write JSON by a schema.

use std::error::Error;
use std::fmt;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

/// The place of definitions, as references name it.
const DEFS: &str = "#/$defs/";

/// The formats of texts that a strict schema may have.
const FORMATS: [&str; 9] =
    ["date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"];

/// Keywords that stay as they are.
const KEPT: [&str; 12] = [
    "type",
    "enum",
    "const",
    "description",
    "pattern",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
];

/// Keywords that are left out: they say something to people, or narrow what the type
/// checks by itself when the answer is read.
const DROPPED: [&str; 18] = [
    "$schema",
    "$id",
    "$defs",
    "$comment",
    "title",
    "default",
    "examples",
    "deprecated",
    "readOnly",
    "writeOnly",
    "minLength",
    "maxLength",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "unevaluatedProperties",
    "contentEncoding",
    "contentMediaType",
];

/// Makes the strict JSON Schema of a type: the part of JSON Schema that servers
/// accept which write JSON by a schema alone.
///
/// Each object is closed and has all of its properties; what is an `Option` may be
/// null. Enums are an `anyOf`. Types that are named in several places, or in
/// themselves, stand below `$defs`. Limits that strict schemas do not have, such as
/// the length of a text, are left to the type itself, which reads the answer.
///
/// ```
/// use openapi_loom_runtime::strict_schema;
/// use schemars::JsonSchema;
/// use serde_json::json;
///
/// #[derive(JsonSchema)]
/// struct Person {
///     name: String,
///     age: Option<u8>,
/// }
///
/// let schema = json!({
///     "type": "object",
///     "properties": {
///         "name": {"type": "string"},
///         "age": {"type": ["integer", "null"], "minimum": 0, "maximum": 255},
///     },
///     "required": ["name", "age"],
///     "additionalProperties": false,
/// });
/// assert_eq!(strict_schema::<Person>().unwrap(), schema);
/// ```
///
/// # Errors
///
/// Fails if there is none: the type is no struct, or has a map, a tuple or any JSON
/// somewhere. The error names the field.
pub fn strict_schema<T: JsonSchema + ?Sized>() -> Result<Value, SchemaError> {
    strict(&root_schema::<T>(), &T::schema_name())
}

/// Returns the strict schema of a function's arguments; of none, for `()`, that of an object
/// without properties.
pub(crate) fn arguments_schema<T: JsonSchema>() -> Result<Value, SchemaError> {
    let whole = root_schema::<T>();
    match whole["type"] == "null" {
        true => Ok(json!({
            "type": "object", "properties": {}, "required": [], "additionalProperties": false,
        })),
        false => strict(&whole, &T::schema_name()),
    }
}

fn root_schema<T: JsonSchema + ?Sized>() -> Value {
    let generator = SchemaSettings::draft2020_12().into_generator();
    generator.into_root_schema_for::<T>().to_value()
}

/// Makes the schema of a type of that name strict.
fn strict(whole: &Value, name: &str) -> Result<Value, SchemaError> {
    let no_defs = Map::new();
    let defs = whole.get("$defs").and_then(Value::as_object).unwrap_or(&no_defs);
    let mut strict = Strict { defs, used: Vec::new() };
    let mut root = strict.schema(whole, name)?;
    let is_object = root.get("type").is_some_and(|kind| kind == "object");
    let Some(object) = root.as_object_mut().filter(|_| is_object) else {
        return Err(SchemaError::at(name, "is no struct: write one that has it in a field"));
    };
    let (mut done, mut made) = (0, Map::new());
    // Each may name others.
    while let Some(used) = strict.used.get(done).cloned() {
        done += 1;
        if let Some(definition) = strict.defs.get(&used) {
            made.insert(used.clone(), strict.schema(definition, &used)?);
        }
    }
    if !made.is_empty() {
        object.insert("$defs".to_owned(), made.into());
    }
    Ok(root)
}

/// Returns the name of a type as schemas are named: of letters, digits, `_` and `-`, and at
/// most 64 of them.
pub(crate) fn schema_name<T: JsonSchema + ?Sized>() -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "_-".contains(letter);
    let plain = |letter| if is_plain(letter) { letter } else { '_' };
    T::schema_name().chars().map(plain).take(64).collect()
}

/// The reason why a type has no strict schema, and the part of it that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaError {
    place: String,
    reason: String,
}

impl SchemaError {
    fn at(place: &str, reason: impl Into<String>) -> Self {
        Self { place: place.to_owned(), reason: reason.into() }
    }

    /// Returns the part: a type and the way from it, as `Person.tags`.
    pub fn place(&self) -> &str {
        &self.place
    }
}

impl fmt::Display for SchemaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no strict schema: `{}` {}", self.place, self.reason)
    }
}

impl Error for SchemaError {}

/// The definitions of a schema, and those of them that are named so far.
struct Strict<'a> {
    defs: &'a Map<String, Value>,
    used: Vec<String>,
}

impl Strict<'_> {
    fn schema(&mut self, schema: &Value, place: &str) -> Result<Value, SchemaError> {
        let Some(schema) = schema.as_object() else { return Err(any(place)) };
        let mut schema = schema.clone();
        if let Some(reference) = schema.remove("$ref") {
            // Keywords that are dropped anyway may stand beside the reference.
            schema.retain(|key, _| !DROPPED.contains(&key.as_str()));
            let own = schema.keys().find(|key| *key != "description");
            if own.is_none() {
                let reference = self.reference(reference);
                return Ok(match schema.remove("description") {
                    Some(about) => json!({"description": about, "anyOf": [reference]}),
                    None => reference,
                });
            }
            self.merge(&mut schema, &reference, place)?;
        }
        if let Some(Value::Array(all)) = schema.remove("allOf") {
            for part in &all {
                match (part.get("$ref"), part.as_object()) {
                    (Some(reference), _) => self.merge(&mut schema, reference, place)?,
                    (None, Some(part)) => merge(&mut schema, part, place)?,
                    (None, None) => return Err(any(place)),
                }
            }
        }
        self.closed(schema, place)
    }

    /// Returns a reference, whose definition is wanted.
    fn reference(&mut self, reference: Value) -> Value {
        if let Some(name) = reference.as_str().and_then(|text| text.strip_prefix(DEFS)) {
            let name = decoded(name);
            if !self.used.contains(&name) {
                self.used.push(name);
            }
        }
        json!({"$ref": reference})
    }

    /// Takes what is defined into an object that has more.
    fn merge(
        &self,
        schema: &mut Map<String, Value>,
        reference: &Value,
        place: &str,
    ) -> Result<(), SchemaError> {
        let name = reference.as_str().and_then(|text| text.strip_prefix(DEFS)).map(decoded);
        let defined = name.and_then(|name| self.defs.get(&name)).and_then(Value::as_object);
        match defined {
            Some(defined) => merge(schema, defined, place),
            None => Err(SchemaError::at(place, "holds itself together with other properties")),
        }
    }

    /// Returns the same with objects that are closed and require all they have.
    fn closed(&mut self, schema: Map<String, Value>, place: &str) -> Result<Value, SchemaError> {
        let is = |kind: &str| match schema.get("type") {
            Some(Value::Array(kinds)) => kinds.iter().any(|known| known == kind),
            known => known.is_some_and(|known| known == kind),
        };
        let (is_object, is_list) = (is("object") || schema.contains_key("properties"), is("array"));
        let is_said = ["type", "enum", "const", "anyOf", "oneOf", "properties"]
            .iter()
            .any(|key| schema.contains_key(*key));
        if !is_said || is_list && !schema.contains_key("items") {
            let is_tuple = schema.contains_key("prefixItems");
            return Err(if is_tuple { tuple(place) } else { any(place) });
        }
        let mut strict = Map::new();
        let mut properties = Map::new();
        for (key, value) in schema {
            match (key.as_str(), value) {
                ("properties", Value::Object(known)) => {
                    for (name, of) in known {
                        let of = self.schema(&of, &format!("{place}.{name}"))?;
                        properties.insert(name, of);
                    }
                }
                ("additionalProperties", Value::Bool(false)) | ("required", _) => {}
                ("additionalProperties" | "patternProperties", _) => return Err(map(place)),
                ("prefixItems", _) => return Err(tuple(place)),
                ("items", of) => {
                    strict.insert(key, self.schema(&of, &format!("{place}[]"))?);
                }
                ("anyOf" | "oneOf", Value::Array(arms)) => {
                    let arms = arms.iter().map(|arm| self.schema(arm, place));
                    let arms = arms.collect::<Result<Vec<_>, _>>()?;
                    strict.insert("anyOf".to_owned(), arms.into());
                }
                ("format", Value::String(format)) => {
                    if FORMATS.contains(&format.as_str()) {
                        strict.insert(key, format.into());
                    }
                }
                (_, value) if KEPT.contains(&key.as_str()) => {
                    strict.insert(key, value);
                }
                _ if DROPPED.contains(&key.as_str()) || key.starts_with("x-") => {}
                _ => {
                    let reason =
                        format!("has the keyword `{key}`, which strict schemas do not have");
                    return Err(SchemaError::at(place, reason));
                }
            }
        }
        if is_object {
            if strict.contains_key("anyOf") {
                let reason = "has properties beside those of an enum: give the enum a field of \
                              its own, without `#[serde(flatten)]`";
                return Err(SchemaError::at(place, reason));
            }
            let required: Vec<Value> = properties.keys().map(|name| name.as_str().into()).collect();
            strict.insert("properties".to_owned(), properties.into());
            strict.insert("required".to_owned(), required.into());
            strict.insert("additionalProperties".to_owned(), false.into());
        }
        Ok(strict.into())
    }
}

/// Adds to an object what a part of it says, unless it says that itself.
fn merge(
    schema: &mut Map<String, Value>,
    part: &Map<String, Value>,
    place: &str,
) -> Result<(), SchemaError> {
    for (key, value) in part {
        let known = schema.get_mut(key);
        match (key.as_str(), known, value) {
            ("properties", Some(Value::Object(known)), Value::Object(more)) => {
                for (name, value) in more {
                    known.entry(name.clone()).or_insert_with(|| value.clone());
                }
            }
            ("anyOf" | "oneOf" | "$ref" | "allOf", _, _) => {
                let reason = "is an enum together with other properties: give the enum a field \
                              of its own";
                return Err(SchemaError::at(place, reason));
            }
            (_, Some(_), _) => {}
            (_, None, value) => {
                schema.insert(key.clone(), value.clone());
            }
        }
    }
    Ok(())
}

/// Returns a name as a pointer in a reference has it, in plain.
fn decoded(name: &str) -> String {
    let bytes = percent_encoding::percent_decode_str(name).decode_utf8_lossy();
    bytes.replace("~1", "/").replace("~0", "~")
}

fn any(place: &str) -> SchemaError {
    SchemaError::at(place, "may be anything: write a type that says what it is")
}

fn map(place: &str) -> SchemaError {
    let reason = "is a map or takes any properties: write a struct of those that there are, or a \
                  list of pairs, each a struct of a key and a value";
    SchemaError::at(place, reason)
}

fn tuple(place: &str) -> SchemaError {
    SchemaError::at(place, "is a tuple: write a struct that names its parts")
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use super::*;

    #[derive(JsonSchema)]
    #[expect(dead_code)]
    struct Person {
        /// What people call them.
        name: String,
        #[serde(default)]
        nick: String,
        #[schemars(length(max = 3), inner(length(max = 9)))]
        tags: Vec<String>,
        /// Where they live.
        home: Address,
        work: Option<Address>,
        friends: Vec<Person>,
        score: Option<f64>,
        seen: HashSet<u32>,
    }

    /// A place.
    #[derive(JsonSchema)]
    #[expect(dead_code)]
    struct Address {
        city: String,
        kind: Kind,
    }

    #[derive(JsonSchema)]
    #[serde(rename_all = "snake_case")]
    #[expect(dead_code)]
    enum Kind {
        House,
        Flat,
    }

    #[derive(JsonSchema)]
    #[serde(tag = "kind")]
    #[expect(dead_code)]
    enum Shape {
        Circle { radius: f64 },
        Placed(Address2),
        Nothing,
    }

    #[derive(JsonSchema)]
    #[expect(dead_code)]
    struct Address2 {
        street: String,
    }

    #[derive(JsonSchema)]
    #[expect(dead_code)]
    struct Drawing {
        shape: Shape,
        other: Either,
    }

    #[derive(JsonSchema)]
    #[expect(dead_code)]
    enum Either {
        /// A number.
        Number(i64),
        Text {
            text: String,
        },
        Neither,
    }

    #[test]
    fn objects_are_closed_and_have_all_properties() {
        let address = json!({"$ref": "#/$defs/Address"});
        let whole = json!({
            "type": "object",
            "properties": {
                "name": {"description": "What people call them.", "type": "string"},
                "nick": {"type": "string"},
                "tags": {"type": "array", "items": {"type": "string"}, "maxItems": 3},
                "home": {"description": "Where they live.", "anyOf": [address]},
                "work": {"anyOf": [address, {"type": "null"}]},
                "friends": {"type": "array", "items": {"$ref": "#"}},
                "score": {"type": ["number", "null"]},
                "seen": {"type": "array", "items": {"type": "integer", "minimum": 0}},
            },
            "required": ["name", "nick", "tags", "home", "work", "friends", "score", "seen"],
            "additionalProperties": false,
            "$defs": {
                "Address": {
                    "description": "A place.",
                    "type": "object",
                    "properties": {
                        "city": {"type": "string"},
                        "kind": {"$ref": "#/$defs/Kind"},
                    },
                    "required": ["city", "kind"],
                    "additionalProperties": false,
                },
                "Kind": {"type": "string", "enum": ["house", "flat"]},
            },
        });
        let made = strict_schema::<Person>().unwrap();
        assert_eq!(made, whole, "{made:#}");
    }

    #[test]
    fn enums_are_any_of_their_variants() {
        let object = |properties: Value| {
            let names: Vec<&String> = properties.as_object().unwrap().keys().collect();
            let required = json!(names);
            json!({
                "type": "object", "properties": properties, "required": required,
                "additionalProperties": false,
            })
        };
        let kind = |name: &str| json!({"type": "string", "const": name});
        let mut number = object(json!({"Number": {"type": "integer"}}));
        number["description"] = "A number.".into();
        let mut whole = object(json!({
            "shape": {"$ref": "#/$defs/Shape"}, "other": {"$ref": "#/$defs/Either"},
        }));
        whole["$defs"] = json!({
            "Shape": {"anyOf": [
                object(json!({"kind": kind("Circle"), "radius": {"type": "number"}})),
                object(json!({"kind": kind("Placed"), "street": {"type": "string"}})),
                object(json!({"kind": kind("Nothing")})),
            ]},
            "Either": {"anyOf": [
                {"type": "string", "enum": ["Neither"]},
                number,
                object(json!({"Text": object(json!({"text": {"type": "string"}}))})),
            ]},
        });
        let made = strict_schema::<Drawing>().unwrap();
        assert_eq!(made, whole, "{made:#}");
    }

    #[test]
    fn a_struct_without_fields_is_an_object_without_properties() {
        #[derive(JsonSchema)]
        struct Nothing {}

        let empty = json!({
            "type": "object", "properties": {}, "required": [], "additionalProperties": false,
        });
        assert_eq!(strict_schema::<Nothing>().unwrap(), empty);
    }

    #[test]
    fn a_flattened_struct_is_part_of_the_object() {
        #[derive(JsonSchema)]
        #[expect(dead_code)]
        struct More {
            #[serde(flatten)]
            address: Address2,
            number: u8,
        }

        let made = strict_schema::<More>().unwrap();
        assert_eq!(made["required"], json!(["street", "number"]), "{made:#}");
    }

    #[test]
    fn what_has_no_strict_schema_is_named() {
        #[derive(JsonSchema)]
        #[expect(dead_code)]
        struct Holds<T> {
            inner: Inner<T>,
        }
        #[derive(JsonSchema)]
        #[expect(dead_code)]
        struct Inner<T> {
            field: T,
        }
        #[derive(JsonSchema)]
        #[expect(dead_code)]
        struct Flat {
            #[serde(flatten)]
            either: Either,
            more: u8,
        }

        #[derive(JsonSchema)]
        #[expect(dead_code)]
        struct Documented {
            /// Whatever it is.
            more: Value,
        }
        #[derive(JsonSchema)]
        #[expect(dead_code)]
        struct Begun {
            #[schemars(extend("prefixItems" = [{"type": "string"}]))]
            more: Vec<u8>,
        }
        #[derive(JsonSchema)]
        #[schemars(extend("not" = {"required": ["more"]}))]
        struct Not {}
        #[derive(JsonSchema)]
        #[expect(dead_code)]
        struct Open {
            more: u8,
            #[serde(flatten)]
            rest: HashMap<String, u8>,
        }

        let told = |made: Result<Value, SchemaError>| made.unwrap_err().to_string();
        let map = "is a map or takes any properties: write a struct of those that there are, or \
                   a list of pairs, each a struct of a key and a value";
        assert_eq!(
            told(strict_schema::<Holds<HashMap<String, u8>>>()),
            format!("no strict schema: `Inner.field` {map}")
        );
        assert_eq!(
            told(strict_schema::<Holds<Vec<Value>>>()),
            "no strict schema: `Inner.field[]` may be anything: write a \
             type that says what it is"
        );
        assert_eq!(
            told(strict_schema::<Holds<(u8, String)>>()),
            "no strict schema: `Inner.field` is a tuple: write a \
             struct that names its parts"
        );
        assert_eq!(
            told(strict_schema::<Documented>()),
            "no strict schema: `Documented.more` may be anything: write a type that says what it is"
        );
        assert_eq!(
            told(strict_schema::<Begun>()),
            "no strict schema: `Begun.more` is a tuple: write a struct that names its parts"
        );
        assert_eq!(strict_schema::<Begun>().unwrap_err().place(), "Begun.more");
        assert_eq!(told(strict_schema::<Open>()), format!("no strict schema: `Open` {map}"));
        assert_eq!(
            told(strict_schema::<Not>()),
            "no strict schema: `Not` has the keyword `not`, which strict schemas do not have"
        );
        assert_eq!(
            told(strict_schema::<Vec<u8>>()),
            "no strict schema: `Array_of_uint8` is no struct: write one that has it in a field"
        );
        assert_eq!(
            told(strict_schema::<Kind>()),
            "no strict schema: `Kind` is no struct: write one that has it in a field"
        );
        assert_eq!(
            told(strict_schema::<Flat>()),
            "no strict schema: `Flat` has properties beside those of an enum: give the enum a \
             field of its own, without `#[serde(flatten)]`"
        );
    }

    #[test]
    fn names_are_plain() {
        assert_eq!(schema_name::<Person>(), "Person");
        assert_eq!(schema_name::<HashMap<String, Vec<Person>>>(), "Map_of_Array_of_Person");
        #[derive(JsonSchema)]
        #[schemars(rename = "Größe: ein langer Name, länger als Namen von Schemas je sein dürfen")]
        struct Long;
        let name = schema_name::<Long>();
        assert_eq!(name, "Gr__e__ein_langer_Name__l_nger_als_Namen_von_Schemas_je_sein_d_r");
        assert_eq!(name.len(), 64);
    }
}
