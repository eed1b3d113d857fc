//! Keywords that no one defines. By the rule of JSON Schema they are annotations,
//! but one may be a slip of the pen.

use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostic, Report};
use crate::pointer::Pointer;
use crate::remedy::similar;

/// Keywords that are understood.
const UNDERSTOOD: [&str; 54] = [
    "$ref",
    "type",
    "enum",
    "const",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "allOf",
    "oneOf",
    "anyOf",
    "discriminator",
    "nullable",
    "format",
    "default",
    "title",
    "description",
    "deprecated",
    "example",
    "examples",
    "readOnly",
    "writeOnly",
    "externalDocs",
    "xml",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "$comment",
    "$id",
    "$schema",
    "$anchor",
    "$defs",
    "definitions",
    "contentMediaType",
    "contentEncoding",
    "contentSchema",
    "patternProperties",
    "prefixItems",
    "additionalItems",
    "$vocabulary",
    "$recursiveRef",
    "$recursiveAnchor",
    "$dynamicRef",
    "$dynamicAnchor",
];

/// Keywords that only narrow the values of a type, so that the type holds
/// without them.
pub(super) const NARROWING: [&str; 13] = [
    "not",
    "if",
    "then",
    "else",
    "dependentRequired",
    "dependentSchemas",
    "dependencies",
    "contains",
    "minContains",
    "maxContains",
    "propertyNames",
    "unevaluatedProperties",
    "unevaluatedItems",
];

/// Reports each keyword that is none.
pub(super) fn check(schema: &Map<String, Value>, at: &Pointer, report: &mut Report) {
    for key in schema.keys() {
        let known = UNDERSTOOD.contains(&key.as_str())
            || NARROWING.contains(&key.as_str())
            || key.starts_with("x-");
        if known {
            continue;
        }
        let message = format!("`{key}` is no keyword of a schema; it is taken for a note");
        let at = at.child(key);
        let why = format!("`{key}` is no keyword of a schema.");
        let warning =
            Diagnostic::warning("unknown-keyword", &at, message).settled_without(&at, why);
        report.push(match similar(key, UNDERSTOOD.iter().chain(&NARROWING).copied()) {
            Some(meant) => warning.help(format!("write `{meant}`, if that is meant")),
            None => warning,
        });
    }
}
