//! A comparison for a pull request.

use openapi_client_generator::diff::{Change, Class, Diff, Kind};

use super::words;
use crate::report::count;

/// A list per class; other words in descriptions are folded away.
pub(super) fn render(diff: &Diff, alarms: &[String]) -> String {
    let mut text = format!("## {}\n", escaped(&words::title(diff)));
    if !alarms.is_empty() {
        text.push_str("\n> [!CAUTION]\n");
        text.extend(alarms.iter().map(|alarm| format!("> {alarm}\n")));
    }
    let of = |class: Class| diff.changes.iter().filter(move |change| change.class == class);
    let is_text = |change: &&Change| change.kind == Kind::Description;
    for (class, title) in [
        (Class::Breaking, "Breaking"),
        (Class::Compatible, "Compatible"),
        (Class::Docs, "Docs only"),
    ] {
        let changes: Vec<String> = of(class).filter(|change| !is_text(change)).map(item).collect();
        if !changes.is_empty() {
            text.push_str(&format!("\n### {title}\n\n{}", changes.concat()));
        }
    }
    let texts: Vec<String> = diff.changes.iter().filter(is_text).map(item).collect();
    if !texts.is_empty() {
        let places = count(texts.len(), "place");
        text.push_str(&format!(
            "\n<details>\n<summary>docs only: {places} described in other words</summary>\n\n{}\n</details>\n",
            texts.concat()
        ));
    }
    if diff.changes.is_empty() {
        text.push_str("\nNo changes.\n");
    }
    text.push_str(&format!(
        "\n{}. Version step: **{}**.\n",
        words::totals(diff),
        words::step(diff)
    ));
    text
}

/// A change with its class.
fn item(change: &Change) -> String {
    format!("- {}: {}\n", change.class.name(), told(change))
}

/// A change without it.
pub(super) fn told(change: &Change) -> String {
    format!(
        "**{}**: {}",
        escaped(&words::place(&change.place)),
        words::change(change).replace('[', "\\[")
    )
}

/// Text without what Markdown would take for its own.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        if matches!(c, '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '`' | '#' | '|') {
            escaped.push('\\');
        }
        escaped.push(if c.is_whitespace() { ' ' } else { c });
    }
    escaped
}
