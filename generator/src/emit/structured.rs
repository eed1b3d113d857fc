//! What calls have for callers' types.

use proc_macro2::Ident;
use serde_json::Value;

use crate::ir::Cut;
use crate::rust::CallStructured;

/// That a call can be asked for a value of a type.
pub(super) fn structured(call: &Ident, structured: &CallStructured) -> String {
    let CallStructured { answer, is_first, how } = structured;
    let parsed = if *is_first { ", parsed" } else { "" };
    let cut: Vec<String> = how.cut.iter().map(cut).collect();
    let lines = [
        format!("at: {:?},", how.at),
        format!("format: {},", json(&how.format)),
        format!("text: {:?},", how.text),
        format!("refusal: {:?},", how.refusal.as_deref().unwrap_or_default()),
        format!("cut: &[{}],", cut.join(", ")),
    ];
    in_macro("structured", &format!("{call} -> {answer}{parsed}"), &lines)
}

/// A macro that is given lines in braces.
fn in_macro(name: &str, head: &str, lines: &[String]) -> String {
    let lines: String = lines.iter().map(|line| format!("        {line}\n")).collect();
    format!("{name}! {{\n    {head} {{\n{lines}    }}\n}}\n")
}

fn cut(Cut { at, values, reason }: &Cut) -> String {
    format!("({at:?}, &{values:?}, {:?})", reason.as_deref().unwrap_or_default())
}

/// JSON as a literal without escapes.
fn json(value: &Value) -> String {
    let json = value.to_string();
    let mut fence = String::from("#");
    while json.contains(&format!("\"{fence}")) {
        fence.push('#');
    }
    format!("r{fence}\"{json}\"{fence}")
}
