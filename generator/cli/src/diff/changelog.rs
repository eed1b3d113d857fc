//! A comparison for a changelog.

use openapi_loom_generator::diff::{Change, Class, Diff, Growth, Kind};

use super::{markdown, words};
use crate::report::count;

const HEADINGS: [&str; 6] =
    ["Breaking", "May be refused", "Added", "Changed", "Deprecated", "Documentation"];

/// Writes the text of an entry below its version: what was compared, which step
/// that is, the checksum of the document, and the changes by their headings. Other
/// words in descriptions are only counted.
pub fn entry(diff: &Diff, step: Growth, sum: &str) -> String {
    let mut text = format!(
        "{}. {}.\nVersion step: {}. Document: sha256 `{sum}`.\n",
        markdown::escaped(&words::title(diff)),
        words::totals(diff),
        step.name()
    );
    let is_text = |change: &&Change| change.kind == Kind::Description;
    let texts = diff.changes.iter().filter(is_text).count();
    for wanted in HEADINGS {
        let mut items: Vec<String> = diff
            .changes
            .iter()
            .filter(|change| heading(change) == wanted && !is_text(change))
            .map(|change| format!("- {}\n", markdown::told(change)))
            .collect();
        if wanted == "Documentation" && texts > 0 {
            items.push(format!("- {} described in other words\n", count(texts, "place")));
        }
        if !items.is_empty() {
            text.push_str(&format!("\n### {wanted}\n\n{}", items.concat()));
        }
    }
    text
}

/// Returns one of [`HEADINGS`].
fn heading(change: &Change) -> &'static str {
    match (change.class, change.kind) {
        (Class::Breaking, _) => "Breaking",
        (Class::Refused, _) => "May be refused",
        (_, Kind::Deprecated | Kind::Sunset) => "Deprecated",
        (Class::Docs, _) => "Documentation",
        (
            Class::Compatible,
            Kind::OperationAdded
            | Kind::BodyAdded
            | Kind::AnswerAdded
            | Kind::ErrorAdded
            | Kind::StreamAdded
            | Kind::PagesAdded
            | Kind::PollAdded
            | Kind::StructuredAdded
            | Kind::ToolsAdded
            | Kind::ParameterAdded
            | Kind::TypeAdded
            | Kind::PropertyAdded
            | Kind::ValueAdded
            | Kind::ArmAdded
            | Kind::EventAdded
            | Kind::HeaderAdded
            | Kind::WebhookAdded
            | Kind::CallbackAdded
            | Kind::ScopesOffered
            | Kind::RustAdded,
        ) => "Added",
        (Class::Compatible, _) => "Changed",
    }
}
