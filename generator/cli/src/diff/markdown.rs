//! A comparison for a pull request.

use openapi_loom_generator::diff::{Change, Class, Diff};

use super::told::Told;
use super::words;
use crate::report::count;

/// Returns a list per class; other words in descriptions are folded away.
pub(super) fn render(diff: &Diff, told: &[Told<'_>], alarms: &[String]) -> String {
    let mut text = format!("## {}\n", escaped(&words::title(diff)));
    if !alarms.is_empty() {
        text.push_str("\n> [!CAUTION]\n");
        text.extend(alarms.iter().map(|alarm| format!("> {alarm}\n")));
    }
    let of = |class: Class| told.iter().filter(move |told| told.change.class == class);
    for (class, title) in [
        (Class::Breaking, "Breaking"),
        (Class::Refused, "May be refused"),
        (Class::Compatible, "Compatible"),
        (Class::Docs, "Docs only"),
    ] {
        let changes: Vec<String> = of(class).filter(|told| !told.is_text()).map(item).collect();
        if !changes.is_empty() {
            text.push_str(&format!("\n### {title}\n\n{}", changes.concat()));
        }
    }
    let texts: Vec<String> = told.iter().filter(|told| told.is_text()).map(item).collect();
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

/// Returns a change with its class.
fn item(item: &Told<'_>) -> String {
    let mut text = format!("- {}: {}", item.change.class.name(), told(item.change));
    let places = item.places().map(|places| escaped(&places));
    let name = item.fingerprint.as_ref().map(|name| format!("`{name}`"));
    let parts: Vec<String> = places.into_iter().chain(name).collect();
    if !parts.is_empty() {
        text.push_str(&format!(" ({})", parts.join(", ")));
    }
    if let Some(reason) = item.approved {
        text.push_str(&format!(" — approved: {}", escaped(reason)));
    }
    text.push('\n');
    text
}

/// Returns a change without it.
pub(super) fn told(change: &Change) -> String {
    let (what, concern) = words::parts(change);
    let concern = if concern.is_empty() { concern } else { format!(" \\[{concern}]") };
    format!("**{}**: {what}{concern}", escaped(&words::place(&change.place)))
}

/// Returns text without what Markdown would take for its own.
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
