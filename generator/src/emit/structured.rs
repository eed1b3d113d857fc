//! The methods of calls for callers' types.

use proc_macro2::Ident;
use serde_json::Value;

use crate::ir::{Cut, Kept, Once, Other};
use crate::rust::{CallStructured, CallTools};

/// Writes the macro by which a call can be asked for a value of a type.
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

/// Writes the macro by which a call goes on until a model calls no more
/// functions.
pub(super) fn tools(call: &Ident, tools: &CallTools) -> String {
    let CallTools { notes, answer, item, event, how } = tools;
    let kept = how.kept.iter().map(|Kept { at, next }| {
        let next = next.as_deref().unwrap_or_default();
        format!("({at:?}, {next:?})")
    });
    let others = how.others.iter().map(|Other { at, values }| format!("({at:?}, &{values:?})"));
    let only = how.only.iter().map(|(name, value)| format!("({name:?}, {})", json(value)));
    let once = how.once.iter().map(|Once { name, tag, kept }| {
        let kept = kept.iter().map(|(text, over)| match over.is_empty() {
            true => format!("({text:?}, \"\")"),
            false => format!("({text:?}, {})", json(&over.clone().into())),
        });
        let kept = kept.collect::<Vec<_>>().join(", ");
        format!("({name:?}, {:?}, &[{kept}])", tag.as_deref().unwrap_or_default())
    });
    let text = how.text.as_ref().map_or_else(|| "\"\"".to_owned(), json);
    let lines = [
        format!("tools: {:?},", how.tools),
        format!("tool: {},", json(&how.tool)),
        format!("calls: {:?},", how.calls),
        format!("id: {:?},", how.id),
        format!("name: {:?},", how.name),
        format!("arguments: {:?},", how.arguments),
        format!("foreign: {:?},", how.foreign.as_deref().unwrap_or_default()),
        list("others", others),
        format!("input: {:?},", how.input),
        format!("text: {text},"),
        format!("items: {:?},", how.items),
        format!("output: {},", json(&how.output)),
        list("kept", kept),
        list("only", only),
        list("once", once),
        cuts(&how.cut),
    ];
    let notes = notes.iter().map(|line| format!("{}\n    ", format!("/// {line}").trim_end()));
    let notes: String = notes.collect();
    let event = event.iter().map(|event| format!(", {event}")).collect::<String>();
    in_macro("tools", &format!("{notes}{call} -> {answer}, {item}{event}"), &lines)
}

/// Returns a macro that is given lines in braces.
fn in_macro(name: &str, head: &str, lines: &[String]) -> String {
    let lines: String = lines.iter().map(|line| format!("        {line}\n")).collect();
    format!("{name}! {{\n    {head} {{\n{lines}    }}\n}}\n")
}

fn cuts(cuts: &[Cut]) -> String {
    list("cut", cuts.iter().map(cut))
}

/// Returns a field that is a list of these.
fn list(name: &str, of: impl Iterator<Item = String>) -> String {
    format!("{name}: &[{}],", of.collect::<Vec<_>>().join(", "))
}

fn cut(Cut { at, values, reason }: &Cut) -> String {
    format!("({at:?}, &{values:?}, {:?})", reason.as_deref().unwrap_or_default())
}

/// Returns JSON as a literal without escapes.
fn json(value: &Value) -> String {
    let json = value.to_string();
    let mut fence = String::from("#");
    while json.contains(&format!("\"{fence}")) {
        fence.push('#');
    }
    format!("r{fence}\"{json}\"{fence}")
}
