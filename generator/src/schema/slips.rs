//! Slips of the pen in what a schema says of its type, each with what is meant.

use serde_json::{Number, Value};

use super::limits::Limit;
use super::model::{Additional, At, Listed, Schema, Type};
use super::read::takes_none;
use super::spelling::{Draft, again, integer};
use crate::diagnostic::{Diagnostic, Report};
use crate::ir::Limits;
use crate::source::{Node, Pointer, is_of_yaml_alone, is_out_of_range};
use crate::vocabulary::{self, Fate, NARROWS};
use crate::words::similar;

/// Names of types that other notations have, by what JSON Schema calls them;
/// those that take any value are by nothing.
const MEANT: [(Option<Type>, &[&str]); 7] = [
    (
        Some(Type::Integer),
        &["int", "int32", "int64", "long", "short", "uint", "uint32", "uint64", "bigint"],
    ),
    (Some(Type::Number), &["float", "float32", "float64", "double", "decimal", "numeric"]),
    (Some(Type::Boolean), &["bool"]),
    (
        Some(Type::String),
        &[
            "str",
            "text",
            "date",
            "datetime",
            "date-time",
            "uuid",
            "uri",
            "url",
            "file",
            "binary",
            "byte",
            "bytes",
            "password",
            "email",
            "char",
        ],
    ),
    (Some(Type::Array), &["list"]),
    (Some(Type::Object), &["dict", "map", "hash", "struct", "json"]),
    (None, &["any", "mixed", "*"]),
];

/// Reports what is said of further items, where no items are left of which it could be, or what
/// they are is not known.
pub(super) fn further_items(node: Node<'_>, draft: &mut Draft, report: &mut Report) {
    let Some(key) = ["additionalItems", "unevaluatedItems"]
        .into_iter()
        .find_map(|key| node.get(key))
        .filter(|_| draft.prefix.is_empty())
    else {
        return;
    };
    let has = |name: &str| node.get(name).is_some();
    let name = key.key().unwrap_or_default();
    let why = if name == "additionalItems" {
        "it is about items after the first ones, and there are none of these"
    } else if has("items") {
        "`items` is about all items"
    } else if ["oneOf", "anyOf", "if", "contains"].into_iter().any(has) {
        NARROWS
    } else if draft.schema.is_alone() {
        return;
    } else if takes_none(key) {
        (draft.schema.ended, draft.further_items) = (true, None);
        return;
    } else {
        "further items are read as the first ones are"
    };
    report.push_counted(vocabulary::left_out("a schema", name, key, why));
    draft.further_items =
        node.get("items").filter(|items| takes_none(*items)).map(|_| Additional::Any(false));
}

/// Tells whether null is a value like any other of a keyword.
pub(super) fn takes_null(key: &str) -> bool {
    matches!(key, "default" | "const" | "example" | "examples")
}

/// Warns of a keyword whose value is null, as if nothing followed it, unless that says what is so
/// without it.
pub(super) fn null(key: &str, node: Node<'_>, report: &mut Report) {
    let Some(keyword) = vocabulary::keyword(key) else { return };
    let is_empty = matches!(keyword.fate, Fate::Harmless(_)) || EMPTY.contains(&key);
    if !is_empty {
        let at = node.at();
        let message = format!("`{key}` is null, which says nothing: it is left out");
        let found = Diagnostic::warning("left-out", &at, message);
        report.push_counted(found.settled_without(&at, "It says nothing."));
    }
}

/// The keywords that may well have no words, or nothing in them.
const EMPTY: [&str; 11] = [
    "$defs",
    "definitions",
    "properties",
    "required",
    "title",
    "description",
    "deprecated",
    "nullable",
    "readOnly",
    "writeOnly",
    "externalDocs",
];

/// Warns of a default where that of another part of the same value is taken.
pub(super) fn other_default(at: &Pointer) -> Diagnostic {
    let message = "a default is left out: it gives way to that of another part";
    let found = Diagnostic::warning("left-out", at, message);
    found.settled_without(at, "Another default is assumed.")
}

/// Leaves out limits of which no value is within both, and warns of them.
pub(super) fn contrary_limits(node: Node<'_>, limits: &mut Limits, report: &mut Report) {
    // OpenAPI 3.0 says by a flag that the number itself is not taken.
    let is_flag = |key: &str| node.get(key).is_some_and(|flag| flag.as_bool().is_some());
    let with_number = |(key, number): Limit| match key {
        "exclusiveMinimum" if is_flag(key) => ("minimum", number),
        "exclusiveMaximum" if is_flag(key) => ("maximum", number),
        key => (key, number),
    };
    for contrary in limits.contrary() {
        let contrary = contrary.map(with_number);
        let at = node.at().child(contrary[0].0);
        let found = no_value(&contrary, "", &at);
        report.push(found.settled_without(&at, "No value would be valid."));
        limits.leave_out(&contrary);
    }
}

/// Warns that two limits leave no value.
pub(super) fn no_value([least, most]: &[Limit; 2], of: &str, at: &Pointer) -> Diagnostic {
    let said = |(keyword, number): &Limit| format!("`{keyword}` {number}");
    let (least, most) = (said(least), said(most));
    let message = format!("no value is within {least} and {most}{of}: both are left out");
    Diagnostic::warning("left-out", at, message)
}

/// Reads the types that a schema names.
pub(super) fn types(node: Node<'_>, draft: &mut Draft, report: &mut Report) {
    if let Some(name) = node.as_str() {
        draft.null = name == "null";
        if !draft.null {
            let kind = named(name, node, draft, report);
            draft.types.extend(kind.map(|kind| (0, kind)));
        }
        return;
    }
    if !node.is_list() {
        let at = node.at();
        let error = Diagnostic::error("schema", &at, "the name of a type should be here");
        report.push(error.settled_without(&at, "No schema can have this here."));
        return;
    }
    for (number, item) in node.items().enumerate() {
        let name = item.text().unwrap_or("null");
        if name == "null" {
            draft.null = true;
            draft.schema.nullable = true;
            continue;
        }
        match named(name, item, draft, report) {
            Some(kind) if draft.types.iter().any(|(_, other)| *other == kind) => {}
            Some(kind) => draft.types.push((number, kind)),
            None => {
                // One of them takes any value.
                draft.types.clear();
                draft.null = false;
                return;
            }
        }
    }
}

/// Returns the type that a name means; none for any value.
fn named(name: &str, node: Node<'_>, draft: &mut Draft, report: &mut Report) -> Option<Type> {
    if let Some(kind) = Type::named(name) {
        return Some(kind);
    }
    let lower = name.to_lowercase();
    let meant = || MEANT.iter().find(|(_, names)| names.contains(&lower.as_str()))?.0;
    let kind = Type::named(&lower).or_else(meant);
    let message = match kind {
        Some(kind) => format!("there is no type `{name}`; it is taken for `{}`", kind.name()),
        None => format!("there is no type `{name}`; any value is taken"),
    };
    let at = node.at();
    let warning = Diagnostic::warning("unknown-type", &at, message);
    report.push(match kind {
        Some(kind) => {
            let kind = kind.name();
            warning.settled_with(&at, kind.into(), format!("`{kind}` is meant."))
        }
        None => match similar(&lower, Type::ALL.into_iter().map(Type::name)) {
            Some(meant) => warning.settled_with(&at, meant.into(), format!("`{meant}` is meant.")),
            None => warning.settled_without(&at, "Any value is meant."),
        },
    });
    if lower == "file" && draft.schema.format.is_none() {
        draft.schema.format = Some("binary".to_owned());
    }
    kind
}

/// Reports `required: true` of a property, whose object it is that should list
/// it.
pub(super) fn misplaced_required(node: Node<'_>, report: &mut Report) {
    let message = "`required` is the list of an object's properties; here it is ignored";
    let at = node.at();
    let warning = Diagnostic::warning("misplaced-required", &at, message);
    report.push(warning.settled_without(&at, "Not the list of an object's properties."));
}

/// Mends what can be of the values and the default, with a warning.
pub(super) fn mend(
    node: Node<'_>,
    draft: &mut Draft,
    default: Option<&(Value, Option<String>)>,
    report: &mut Report,
) {
    misplaced_enum(node, draft, report);
    contradicted(node, draft, report);
    constant_apart(node, draft, report);
    let Some((value, text)) = default else { return };
    let is_text = draft.types.iter().any(|(_, kind)| *kind == Type::String);
    draft.null_by_default = value.is_null();
    match text {
        // A plain scalar is text where text is meant.
        Some(text) if is_text && draft.types.len() == 1 && !value.is_null() => {
            draft.schema.about.default = Some(Value::String(text.clone()));
        }
        _ => draft.schema.about.default = Some(value.clone()),
    }
}

/// Mends `{type: array, enum: […]}` where the values are those of the items.
fn misplaced_enum(node: Node<'_>, draft: &mut Draft, report: &mut Report) {
    let is_list = matches!(draft.types.as_slice(), [(_, Type::Array)]) && !draft.null;
    let Some(values) = draft
        .schema
        .values
        .take_if(|values| is_list && !values.iter().any(|listed| listed.value.is_array()))
    else {
        return;
    };
    let message = "the values are no lists; they are taken for those of the items";
    let at = place(node, "enum");
    let warning = Diagnostic::warning("contradicted-type", &at, message);
    report.push(warning.settled_without(&at, "The values are those of the items."));
    let unsaid = || Box::new(Schema::any(node.at().child("items")));
    let items = draft.schema.items.get_or_insert_with(unsaid);
    if items.component().is_none() && items.values.is_none() {
        let with_values = Schema { values: Some(values), ..(**items).clone() };
        **items = again(with_values);
    }
}

/// Settles `type` beside values of another type: what is written as text is meant as
/// it is, and what else does not fit speaks for the values.
fn contradicted(node: Node<'_>, draft: &mut Draft, report: &mut Report) {
    let types: Vec<Type> = draft.types.iter().map(|(_, kind)| *kind).collect();
    if is_number(&types) || types.is_empty() && lists_numbers(node, draft) {
        numbers_beyond(node, draft, types.as_slice() == [Type::Integer], report);
    }
    if types.is_empty() {
        return;
    }
    let key = if draft.constant.is_some() { "const" } else { "enum" };
    let mut values: Vec<&mut Listed> = match &mut draft.constant {
        Some(constant) => vec![constant],
        None => draft.schema.values.iter_mut().flatten().collect(),
    };
    let fits_one = |value: &Value| types.iter().any(|kind| kind.takes(value));
    if values.iter().all(|listed| listed.value.is_null() || fits_one(&integer(&listed.value))) {
        return;
    }
    let at = place(node, key);
    let written = node.get(key);
    let is_left = |text: &Option<&str>| !is_number(&types) || !text.is_some_and(is_out_of_range);
    let written: Vec<Option<&str>> = match written {
        Some(list) if key == "enum" => list.items().map(Node::text).filter(is_left).collect(),
        value => vec![value.and_then(Node::text)],
    };
    // A plain scalar is of the type that is meant, if just one is.
    let respelled: Option<Vec<Value>> = match *types.as_slice() {
        [kind] => values
            .iter()
            .zip(written)
            .map(|(listed, text)| respelled(&listed.value, text, kind))
            .collect(),
        _ => None,
    };
    let names = types.iter().map(|kind| format!("`{}`", kind.name()));
    let names = names.collect::<Vec<_>>().join(" or ");
    let are_texts = key == "enum"
        && values.iter().all(|listed| listed.value.is_string() || listed.value.is_null());
    let what = match respelled {
        Some(respelled) => {
            values.iter_mut().zip(respelled).for_each(|(listed, meant)| listed.value = meant);
            "each is taken as if it were written so"
        }
        None if is_number(&types) && are_texts && draft.schema.is_alone() => {
            both(draft, types[0]);
            "both are taken"
        }
        None => {
            draft.types.clear();
            draft.schema.nullable |= std::mem::take(&mut draft.null);
            if types.len() == 1 {
                "the type is not taken into account"
            } else {
                "the types are not taken into account"
            }
        }
    };
    let message = format!("not every value is of type {names}; {what}");
    let warning = Diagnostic::warning("contradicted-type", &at, message);
    report.push(warning.settled_without(&at, format!("Any value of type {names} is taken.")));
}

/// Takes numbers out of the values that are beyond all that there are; `are_whole` if all that
/// there are is integers.
fn numbers_beyond(node: Node<'_>, draft: &mut Draft, are_whole: bool, report: &mut Report) {
    let mut is_left = |one: &Listed| {
        if are_whole && is_beyond_integers(&one.value) {
            let written = node.document().find(&one.at).and_then(Node::text);
            let text = written.map_or_else(|| one.value.to_string(), str::to_owned);
            report.push(left_out(&text, "beyond all integers of 64 bits", &one.at));
            return false;
        }
        let text = one.value.as_str().filter(|text| is_out_of_range(text));
        text.inspect(|text| report.push(beyond(text, &one.at))).is_none()
    };
    draft.constant.take_if(|one| !is_left(one));
    let Some(values) = &mut draft.schema.values else { return };
    values.retain(is_left);
    draft.schema.values.take_if(|left| left.is_empty());
}

/// Tells whether all values are numbers, of which some may be out of range: as texts where others
/// are not, or written as numbers.
fn lists_numbers(node: Node<'_>, draft: &Draft) -> bool {
    let values = draft.schema.values.as_deref().unwrap_or_default();
    let is_out = |one: &Listed| one.value.as_str().is_some_and(is_out_of_range);
    let are_numbers = values.iter().any(|one| one.value.is_number())
        && values.iter().all(|one| one.value.is_number() || is_out(one));
    let is_written = |one: Node<'_>| one.is_number() || one.is_number_beyond();
    let mut listed = node.get("enum").into_iter().flat_map(Node::items).peekable();
    let are_written = listed.peek().is_some() && listed.all(is_written);
    are_numbers || are_written || node.get("const").is_some_and(Node::is_number_beyond)
}

/// Says that a number is left out, being beyond all that there are.
pub(super) fn beyond(text: &str, at: &Pointer) -> Diagnostic {
    let what = match is_of_yaml_alone(text) {
        true => "not a number of JSON",
        false => "beyond all numbers of 64 bits",
    };
    left_out(text, what, at)
}

/// Tells whether a number is whole, and greater or less than all integers that there are.
fn is_beyond_integers(value: &Value) -> bool {
    let float = value.as_f64().filter(|_| value.is_f64());
    float.is_some_and(|it| it.fract() == 0.0 && !(i64::MIN as f64..u64::MAX as f64).contains(&it))
}

/// Says that a number is left out, and why.
fn left_out(text: &str, what: &str, at: &Pointer) -> Diagnostic {
    let message = format!("`{text}` is {what}; it is left out");
    Diagnostic::warning("schema", at, message).settled_without(at, "There is no such number.")
}

/// Reports a constant that is none of the values beside it: no value is both.
fn constant_apart(node: Node<'_>, draft: &Draft, report: &mut Report) {
    let (Some(constant), Some(values)) = (&draft.constant, &draft.schema.values) else { return };
    if !values.iter().any(|listed| integer(&listed.value) == integer(&constant.value)) {
        let at = place(node, "enum");
        let message = "`const` is none of these values; they are left out";
        let warning = Diagnostic::warning("contradicted-constant", &at, message);
        let warning = warning.related(&constant.at, "the only value that is taken");
        report.push(warning.settled_without(&at, "`const` says which value is taken."));
    }
}

/// Tells whether the only type is one of numbers. Some list the names of the
/// numbers that they send.
fn is_number(types: &[Type]) -> bool {
    matches!(types, [Type::Integer | Type::Number])
}

/// Makes a type and values of others two arms.
fn both(draft: &mut Draft, kind: Type) {
    draft.types.clear();
    let schema = &mut draft.schema;
    schema.nullable |= std::mem::take(&mut draft.null);
    let (format, limits) = (schema.format.take(), std::mem::take(&mut schema.limits));
    let of_type = Schema {
        at: At(schema.at.child("type")),
        kind: Some(kind),
        format,
        limits,
        ..Schema::default()
    };
    let listed = Schema {
        at: At(schema.at.child("enum")),
        values: schema.values.take(),
        ..Schema::default()
    };
    schema.any_of = Some(vec![again(of_type), again(listed)]);
}

fn place(node: Node<'_>, key: &str) -> Pointer {
    node.at().child(key)
}

/// Returns the value that is meant by one of another type.
fn respelled(value: &Value, text: Option<&str>, kind: Type) -> Option<Value> {
    if value.is_null() || kind.takes(value) {
        return Some(value.clone());
    }
    let text = text?;
    match kind {
        Type::String => Some(text.into()),
        Type::Boolean => text.parse::<bool>().ok().map(Value::Bool),
        Type::Integer => {
            let whole = text
                .parse::<i64>()
                .map(Value::from)
                .or_else(|_| text.parse::<u64>().map(Value::from));
            let whole = whole.ok().or_else(|| number(text).map(|number| integer(&number)));
            whole.filter(|whole| kind.takes(whole))
        }
        Type::Number => number(text),
        Type::Array | Type::Object => None,
    }
}

/// Returns the number that a text is.
fn number(text: &str) -> Option<Value> {
    text.parse::<f64>().ok().and_then(Number::from_f64).map(Value::Number)
}
