//! What calls have for callers' types.

use proc_macro2::Ident;
use serde_json::Value;

use crate::ir::{Cut, Kept};
use crate::rust::{CallStructured, CallTools};

/// That a call can be asked for a value of a type.
pub(super) fn structured(call: &Ident, structured: &CallStructured) -> String {
    let CallStructured { answer, is_first, how } = structured;
    let parsed = if *is_first { ", parsed" } else { "" };
    let lines = [
        format!("at: {:?},", how.at),
        format!("format: {},", json(&how.format)),
        format!("text: {:?},", how.text),
        format!("refusal: {:?},", how.refusal.as_deref().unwrap_or_default()),
        cuts(&how.cut),
    ];
    in_macro("structured", &format!("{call} -> {answer}{parsed}"), &lines)
}

/// That a call goes on until a model calls no more functions.
pub(super) fn tools(call: &Ident, tools: &CallTools) -> String {
    let CallTools { answer, item, how } = tools;
    let kept = how.kept.iter().map(|Kept { at, next }| {
        let next = next.as_deref().unwrap_or_default();
        format!("({at:?}, {next:?})")
    });
    let kept: Vec<String> = kept.collect();
    let text = how.text.as_ref().map_or_else(|| "\"\"".to_owned(), json);
    let lines = [
        format!("tools: {:?},", how.tools),
        format!("tool: {},", json(&how.tool)),
        format!("calls: {:?},", how.calls),
        format!("id: {:?},", how.id),
        format!("name: {:?},", how.name),
        format!("arguments: {:?},", how.arguments),
        format!("input: {:?},", how.input),
        format!("text: {text},"),
        format!("items: {:?},", how.items),
        format!("output: {},", json(&how.output)),
        format!("kept: &[{}],", kept.join(", ")),
        cuts(&how.cut),
    ];
    in_macro("tools", &format!("{call} -> {answer}, {item}"), &lines)
}

/// A macro that is given lines in braces.
fn in_macro(name: &str, head: &str, lines: &[String]) -> String {
    let lines: String = lines.iter().map(|line| format!("        {line}\n")).collect();
    format!("{name}! {{\n    {head} {{\n{lines}    }}\n}}\n")
}

fn cuts(cuts: &[Cut]) -> String {
    let cuts: Vec<String> = cuts.iter().map(cut).collect();
    format!("cut: &[{}],", cuts.join(", "))
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
