//! Conversions of what is read into what is sent.

use std::fmt::Write;

use super::any_of;
use crate::rust::{Carried, CarriedVariant, Carrying, Conversion, Only, Slot, Way};

/// The maximum length of two types in one line.
const MOST: usize = 76;

/// Returns a conversion, in its macro.
pub(super) fn conversion(item: &Conversion) -> String {
    let Conversion { docs, features, from, to, refuses, how } = item;
    let mut text = String::new();
    if !features.is_empty() {
        _ = writeln!(text, "#[cfg({})]", any_of(features));
    }
    text.push_str("openapi_loom_runtime::converts! {\n");
    for line in docs {
        _ = writeln!(text, "    {}", format!("/// {line}").trim_end());
    }
    let arrow = if *refuses { "=>?" } else { "=>" };
    let is_long = from.len() + to.len() > MOST;
    let gap = if is_long { "\n        " } else { " " };
    _ = write!(text, "    {from} {arrow}{gap}{to}");
    match how {
        Carrying::Texts(refused) if refused.is_empty() => text.push_str(", texts\n"),
        Carrying::Texts(refused) => {
            let refused: Vec<String> = refused.iter().map(|text| format!("{text:?}")).collect();
            _ = writeln!(text, ", texts but {}", refused.join(", "));
        }
        Carrying::Text { field, refused } => {
            text.push_str(", |value| {\n");
            guards(refused, &mut text);
            _ = writeln!(text, "        value.{field}\n    }}");
        }
        Carrying::Fields { refused, only, fields, is_part } => {
            text.push_str(", |value| {\n");
            guards(refused, &mut text);
            for Only { field, wire, text: wanted } in only {
                _ = writeln!(text, "        value.{field}.only::<Self>({wire:?}, {wanted:?})?;");
            }
            if fields.is_empty() {
                text.push_str("        Self::empty()\n    }\n}\n");
                return text;
            }
            text.push_str("        Self {\n");
            for field in fields {
                _ = writeln!(text, "            {}", self::field(field));
            }
            if *is_part {
                text.push_str("            ..Self::empty()\n");
            }
            text.push_str("        }\n    }\n");
        }
        Carrying::Variant(name, way) => {
            let tried = if way.refuses() { "?" } else { "" };
            let value = by(way, "value");
            _ = writeln!(text, ", |value| {{\n        Self::{name}({value}{tried})\n    }}");
        }
        Carrying::Variants(variants) => {
            text.push_str(", |value| {\n        match value {\n");
            for variant in variants {
                _ = writeln!(text, "            {}", self::variant(variant));
            }
            text.push_str("        }\n    }\n");
        }
    }
    text.push_str("}\n");
    text
}

/// Writes the checks that the refused fields are empty.
fn guards(refused: &[(String, String)], text: &mut String) {
    for (field, wire) in refused {
        _ = writeln!(text, "        value.{field}.none::<Self>({wire:?})?;");
    }
}

/// Returns a field of a struct expression.
fn field(field: &Carried) -> String {
    let Carried { from, from_slot, to, to_slot, wire, way } = field;
    let value = carried_value(&format!("value.{from}"), *from_slot, *to_slot, way, wire);
    if *to == value { format!("{to},") } else { format!("{to}: {value},") }
}

fn carried_value(value: &str, from: Slot, to: Slot, way: &Way, wire: &str) -> String {
    let at = format!(".at({wire:?})?");
    let tried = |value: String| if way.refuses() { format!("{value}{at}") } else { value };
    match (from, to) {
        (Slot::Plain, Slot::Plain) => tried(by(way, value)),
        (Slot::Plain, Slot::Nullable) => format!("Nullable::Value({})", tried(by(way, value))),
        (Slot::Plain, _) => format!("Some({})", tried(by(way, value))),
        (_, Slot::Plain) => {
            let option = option(value, from);
            tried(by(way, &format!("{option}.needed::<Self>({wire:?})?")))
        }
        (Slot::Nullable, Slot::Nullable) if !way.refuses() => mapped(way, value),
        _ => {
            let option = mapped(way, &option(value, from));
            let option = if way.refuses() { format!("{option}.transpose(){at}") } else { option };
            if to == Slot::Nullable { format!("{option}.nullable()") } else { option }
        }
    }
}

/// Returns the option that a field is, or becomes.
fn option(value: &str, slot: Slot) -> String {
    if slot == Slot::Nullable { format!("{value}.into_value()") } else { value.to_owned() }
}

/// Writes the conversion of a value that may be missing.
fn mapped(way: &Way, value: &str) -> String {
    match way {
        Way::Same => value.to_owned(),
        Way::Into { refuses: false } => format!("{value}.map(Into::into)"),
        Way::Into { refuses: true } => format!("{value}.map(TryInto::try_into)"),
        Way::Read => format!("{value}.map(read)"),
        Way::Variant(path, inner) if **inner == Way::Same => format!("{value}.map({path})"),
        way => format!("{value}.map(|value| {})", by(way, "value")),
    }
}

/// Returns a value, or the result of trying.
fn by(way: &Way, value: &str) -> String {
    match way {
        Way::Same => value.to_owned(),
        Way::Declared => format!("{value}.declared()"),
        Way::Into { refuses: false } => format!("{value}.into()"),
        Way::Into { refuses: true } => format!("{value}.try_into()"),
        Way::Each { refuses: false } => format!("{value}.each()"),
        Way::Each { refuses: true } => format!("{value}.try_each()"),
        Way::Constant => format!("{value}.as_str().into()"),
        Way::Read => format!("read({value})"),
        Way::Variant(path, inner) if inner.refuses() => format!("{}.map({path})", by(inner, value)),
        Way::Variant(path, inner) => format!("{path}({})", by(inner, value)),
    }
}

/// Returns an arm of a match. The macro calls what is read `Read`.
fn variant(variant: &CarriedVariant) -> String {
    let name = &variant.from;
    match &variant.to {
        Err(word) => {
            let held = if variant.holds { "(_)" } else { "" };
            format!("Read::{name}{held} => {word:?}.refused::<Self>()?,")
        }
        Ok((to, _)) if !variant.holds => format!("Read::{name} => Self::{to},"),
        Ok((to, way)) => {
            let value = by(way, "value");
            let tried = if way.refuses() { "?" } else { "" };
            format!("Read::{name}(value) => Self::{to}({value}{tried}),")
        }
    }
}
