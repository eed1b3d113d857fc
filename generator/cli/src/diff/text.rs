//! A comparison for the terminal.

use anstyle::{AnsiColor, Style};
use openapi_loom_generator::diff::{Class, Diff};

use super::told::Told;
use super::words;
use crate::report::count;

/// The least width of the column of classes.
const WIDTH: usize = 10;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const ALARM: Style = AnsiColor::Red.on_default().bold();

/// Returns a line per change. Unless `docs` says so, other words in descriptions are
/// only counted: a document may rewrite them all.
pub(super) fn render(diff: &Diff, told: &[Told<'_>], alarms: &[String], docs: bool) -> String {
    let mut text = format!("{BOLD}{}{BOLD:#}\n", words::title(diff));
    for alarm in alarms {
        text.push_str(&format!("{ALARM}warning: {alarm}{ALARM:#}\n"));
    }
    text.push('\n');
    let classes = diff.changes.iter().map(|change| change.class.name().len());
    let width = classes.chain([WIDTH]).max().unwrap_or(WIDTH);
    let is_hidden = |told: &&Told<'_>| !docs && told.is_text();
    for told in told.iter().filter(|told| !is_hidden(told)) {
        let Told { change, approved, at: _, fingerprint: _ } = told;
        let approved = approved.map(|reason| format!(" [approved: {reason}]")).unwrap_or_default();
        let what = format!("{}{approved}{}", words::change(change), suffix(told));
        text.push_str(&line(width, change.class, &words::place(&change.place), &what));
    }
    let hidden = told.iter().filter(is_hidden).count();
    if hidden > 0 {
        let what = "described in other words; `--docs` lists them";
        text.push_str(&line(width, Class::Docs, &count(hidden, "place"), what));
    }
    if diff.changes.is_empty() {
        text.push_str("no changes\n");
    }
    text.push_str(&format!("\n{}\n", words::totals(diff)));
    text.push_str(&format!("version step: {BOLD}{}{BOLD:#}\n", words::step(diff)));
    text
}

/// Names the places of a change, and the fingerprint for an approval.
fn suffix(told: &Told<'_>) -> String {
    let parts: Vec<String> = told.places().into_iter().chain(told.fingerprint.clone()).collect();
    match parts.as_slice() {
        [] => String::new(),
        parts => format!("  {DIM}{}{DIM:#}", parts.join("  ")),
    }
}

fn line(width: usize, class: Class, place: &str, what: &str) -> String {
    let style = match class {
        Class::Breaking => AnsiColor::Red.on_default().bold(),
        Class::Refused => AnsiColor::Yellow.on_default().bold(),
        Class::Compatible => AnsiColor::Green.on_default(),
        Class::Docs => Style::new().dimmed(),
    };
    format!("{style}{:width$}{style:#}  {BOLD}{place}{BOLD:#}: {what}\n", class.name())
}
