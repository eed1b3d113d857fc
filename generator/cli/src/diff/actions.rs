//! A comparison for GitHub Actions: an annotation for each change.

use openapi_loom_generator::diff::{Class, Diff};

use super::told::Told;
use super::words;

/// Writes workflow commands, and a line of the log that sums up. Unless `docs` says
/// so, there is none for other words in descriptions.
pub(super) fn render(diff: &Diff, told: &[Told<'_>], alarms: &[String], docs: bool) -> String {
    let mut text = String::new();
    for alarm in alarms {
        text.push_str(&format!("::warning::{}\n", data(alarm)));
    }
    for told in told.iter().filter(|told| docs || !told.is_text()) {
        text.push_str(&command(told));
    }
    let step = words::step(diff);
    text.push_str(&format!("{}. Version step: {step}.\n", words::totals(diff)));
    text
}

fn command(told: &Told<'_>) -> String {
    let Told { change, at: [old, new], approved, fingerprint } = told;
    let level = match change.class {
        _ if approved.is_some() => "notice",
        Class::Breaking => "error",
        Class::Refused => "warning",
        Class::Compatible | Class::Docs => "notice",
    };
    // A review shows the newer document.
    let place = new.as_ref().or(old.as_ref());
    let place = place.map(|at| format!("file={},line={},", property(&at.file), at.line));
    let message = format!("{}: {}", words::place(&change.place), words::change(change));
    let mut more: Vec<String> = Vec::new();
    if let (Some(old), Some(_)) = (old, new) {
        more.push(format!("before: {}:{}", old.file, old.line));
    }
    more.extend(approved.map(|reason| format!("approved: {reason}")));
    more.extend(fingerprint.as_ref().map(|name| format!("fingerprint: {name}")));
    let more: String = more.iter().map(|line| format!("\n{line}")).collect();
    format!(
        "::{level} {}title={}::{}\n",
        place.unwrap_or_default(),
        property(change.class.name()),
        data(&(message + &more))
    )
}

/// Returns the message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Returns a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
