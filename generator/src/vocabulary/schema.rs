//! The keywords of schemas.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::objects::{LOCATES, READERS, XML};
use super::said::ANY_NAME;
use super::{Described, Holds, Key, ObjectKind};

/// The loss with a keyword that only keeps values out.
pub(crate) const NARROWS: &str = "it is not checked, and left to the server";

const OBJECTS: &[&str] = &["object"];
const LISTS: &[&str] = &["array"];
const TEXTS: &[&str] = &["string"];
const NUMBERS: &[&str] = &["number", "integer"];

/// The keywords of schemas: of OpenAPI 3.0, 3.1 and 3.2, and of JSON Schema
/// 2020-12 and the drafts before it that are still written.
pub(crate) static KEYWORDS: [Key; 72] = [
    // References.
    Key::used("$ref"),
    Key::used("$dynamicRef"),
    Key::used("$recursiveRef"),
    Key::harmless("$id", LOCATES),
    Key::harmless("$anchor", LOCATES),
    Key::harmless("$dynamicAnchor", LOCATES),
    Key::harmless("$recursiveAnchor", LOCATES),
    Key::shared("$defs").holding(Holds::Named),
    Key::shared("definitions").holding(Holds::Named),
    Key::harmless("$schema", "all dialects are read alike"),
    Key::harmless("$vocabulary", "it is for schemas of schemas"),
    Key::harmless("$comment", READERS),
    // Values.
    Key::used("type"),
    Key::used("enum"),
    Key::used("const"),
    Key::used("format"),
    Key::used("nullable").or("false"),
    Key::used("contentMediaType").about(TEXTS),
    Key::used("contentEncoding").about(TEXTS),
    Key::used("contentSchema").about(TEXTS).holding(Holds::One).of(Described::Content),
    // Objects.
    Key::used("properties").about(OBJECTS).holding(Holds::Named).of(Described::Property),
    Key::used("required").about(OBJECTS).or("[]"),
    Key::used("additionalProperties")
        .about(OBJECTS)
        .holding(Holds::One)
        .of(Described::OtherProperties),
    Key::used("patternProperties").about(OBJECTS).holding(Holds::Named).of(Described::Matching),
    Key::used("unevaluatedProperties")
        .about(OBJECTS)
        .holding(Holds::One)
        .of(Described::OtherProperties),
    Key::used("dependentSchemas").about(OBJECTS).holding(Holds::Named).of(Described::ValueAtTimes),
    Key::used("dependencies")
        .about(OBJECTS)
        .holding(Holds::NamedOrNames)
        .of(Described::ValueAtTimes),
    Key::reported("dependentRequired", NARROWS),
    Key::reported("propertyNames", NARROWS).or(ANY_NAME),
    Key::used("minProperties").limiting(OBJECTS).or("0"),
    Key::used("maxProperties").limiting(OBJECTS),
    // Lists.
    Key::used("items").about(LISTS).holding(Holds::OneOrListed).of(Described::Items),
    Key::used("prefixItems").about(LISTS).holding(Holds::Listed).of(Described::Items),
    Key::used("additionalItems").about(LISTS).holding(Holds::One).of(Described::Items),
    Key::used("unevaluatedItems").about(LISTS).holding(Holds::One).of(Described::Items),
    Key::reported("contains", NARROWS),
    Key::reported("minContains", NARROWS),
    Key::reported("maxContains", NARROWS),
    Key::used("minItems").limiting(LISTS).or("0"),
    Key::used("maxItems").limiting(LISTS),
    Key::used("uniqueItems").limiting(LISTS).or("false"),
    // Texts and numbers.
    Key::used("pattern").limiting(TEXTS),
    Key::used("minLength").limiting(TEXTS).or("0"),
    Key::used("maxLength").limiting(TEXTS),
    Key::used("minimum").limiting(NUMBERS),
    Key::used("maximum").limiting(NUMBERS),
    Key::used("exclusiveMinimum").limiting(NUMBERS).or("false"),
    Key::used("exclusiveMaximum").limiting(NUMBERS).or("false"),
    Key::used("multipleOf").limiting(NUMBERS),
    // Combinations.
    Key::used("allOf").holding(Holds::Listed),
    Key::used("oneOf").holding(Holds::Listed).of(Described::ValueOrElse),
    Key::used("anyOf").holding(Holds::Listed).of(Described::ValueOrElse),
    Key::reported("not", NARROWS),
    Key::harmless("if", "`then` and `else` say what it tells apart; its properties may be there")
        .holding(Holds::One),
    Key::used("then").holding(Holds::One).of(Described::ValueAtTimes),
    Key::used("else").holding(Holds::One).of(Described::ValueAtTimes),
    Key::used("discriminator").holding(Holds::Part(ObjectKind::Discriminator)),
    // Texts for people.
    Key::used("title"),
    Key::used("description"),
    Key::used("default"),
    Key::used("deprecated").or("false"),
    Key::used("readOnly").or("false"),
    Key::used("writeOnly").or("false"),
    Key::harmless("example", "it shows a value, for examples of calls, and says nothing of others"),
    Key::harmless("examples", "they show values, for examples of calls, and say nothing of others"),
    Key::used("externalDocs").holding(Holds::Part(ObjectKind::ExternalDocs)),
    Key::harmless("xml", XML).holding(Holds::Part(ObjectKind::Xml)),
    // Extensions that many generators know.
    Key::used("x-enum-varnames"),
    Key::used("x-enumNames"),
    Key::used("x-enum-descriptions"),
    Key::used("x-ms-enum").holding(Holds::Part(ObjectKind::MsEnum)),
    // An extension of this generator.
    Key::used("x-terminal"),
];

/// Returns the keyword of that name.
pub(crate) fn keyword(name: &str) -> Option<&'static Key> {
    // It is asked for each key of each schema, so that no list is searched.
    static BY_NAME: LazyLock<HashMap<&str, &Key>> =
        LazyLock::new(|| KEYWORDS.iter().map(|key| (key.name, key)).collect());
    BY_NAME.get(name).copied()
}
