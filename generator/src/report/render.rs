//! A finding as people read it: the line it is about, what is wrong there, and
//! what to write to settle it.

use std::path::Path;

use annotate_snippets::{AnnotationKind, Element, Level, Origin, Renderer, Snippet};

use super::diagnostic::{Input, Severity};
use super::finding::{Finding, Related, Spot, TextPlace};
use crate::source::pointer::printable;
use crate::{Groups, Inputs};

/// The number of errors, and of warnings, that are shown of one run.
const SHOWN: usize = 100;

/// The names of the inputs, as people know them.
#[derive(Clone, Debug)]
pub struct Names {
    /// The document's file.
    pub document: String,
    /// The overlay's file.
    pub overlay: String,
    /// The configuration's file.
    pub config: String,
    /// The option that names a group.
    pub group: String,
}

/// The names and texts of a run's inputs as people know them, to show findings in.
#[derive(Clone, Debug)]
pub struct Texts<'a> {
    groups: Groups<'a>,
    names: Names,
}

impl<'a> Texts<'a> {
    /// Makes the inputs, with what people call them.
    pub fn new(inputs: Inputs<'a>, names: Names) -> Self {
        Self { groups: inputs.groups, names }
    }

    /// Returns a place as people write it: the file, the line and the column.
    pub fn place(&self, place: &TextPlace) -> String {
        format!("{}:{}:{}", self.name(place), place.line, place.column)
    }

    /// Returns the findings, one after the other, and how many more there are when they
    /// are many.
    pub fn render_all<'f>(&self, found: impl IntoIterator<Item = &'f Finding>) -> String {
        let mut text = String::new();
        let mut left = [0, 0];
        let mut shown = [0, 0];
        for finding in found {
            let kind = usize::from(!finding.is_error());
            if shown[kind] < SHOWN {
                shown[kind] += 1;
                text.push_str(&format!("{}\n\n", self.render(finding)));
            } else {
                left[kind] += 1;
            }
        }
        let count = |number: usize, thing: &str| {
            let end = if number == 1 { "" } else { "s" };
            (number > 0).then(|| format!("{number} more {thing}{end}"))
        };
        let left = [count(left[0], "error"), count(left[1], "warning")];
        let left: Vec<String> = left.into_iter().flatten().collect();
        if !left.is_empty() {
            text.push_str(&format!("note: not shown: {}\n\n", left.join(", ")));
        }
        text
    }

    /// Returns the finding as text for a terminal, with colours.
    pub fn render(&self, found: &Finding) -> String {
        let level = match found.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let mut elements = match self.group(found) {
            None => {
                let place = &found.place;
                let label = found.at.last().filter(|_| !place.exact);
                let label = label.map(|key| format!("`{}` would be in here", printable(&key)));
                self.line(place, AnnotationKind::Primary, label)
            }
            Some(group) => vec![Origin::path(format!("{} {group}", self.names.group)).into()],
        };
        for Related { place, label, .. } in &found.related {
            let label = Some((*label).to_owned());
            elements.extend(self.line(place, AnnotationKind::Context, label));
        }
        if self.group(found).is_none() {
            elements.push(Level::NOTE.with_name("at").message(found.at.to_string()).into());
        }
        if found.written.input != found.input {
            let message = format!("{} of the overlay made it so", found.written.at);
            elements.push(Level::NOTE.message(message).into());
        }
        if let Some(help) = found.advice() {
            elements.push(Level::HELP.message(help).into());
        }
        let title = level.primary_title(found.message.as_str()).id(found.rule);
        let text = Renderer::styled().render(&[title.elements(elements)]);
        // A place without a name of its own is that of the line above.
        let mut text = text.lines().filter(|line| !is_bare(line)).collect::<Vec<_>>().join("\n");
        for action in &found.actions {
            // As it is to be pasted, so without a margin.
            text.push('\n');
            text.push_str(&printable(&action.to_string()));
        }
        text
    }

    /// Returns the file that a place is in.
    pub fn name(&self, place: &TextPlace) -> String {
        match (place.input, &place.file) {
            (Input::Document, None) => self.names.document.clone(),
            (Input::Document, Some(file)) => {
                let beside = Path::new(&self.names.document).with_file_name(file);
                beside.to_string_lossy().into_owned()
            }
            (Input::Overlay, _) => self.names.overlay.clone(),
            (Input::Config, _) => self.names.config.clone(),
        }
    }

    /// Returns the line of a place, with the place underlined.
    fn line<'f>(
        &self,
        place: &'f TextPlace,
        kind: AnnotationKind,
        label: Option<String>,
    ) -> Vec<Element<'f>> {
        let TextPlace { line, column, text, underlined, .. } = place;
        let snippet = Snippet::source(text)
            .line_start(*line)
            .annotation(kind.span(underlined.clone()).label(label));
        // Of a line that was cut, the column is not that in what is left.
        let shown = text[..underlined.start].chars().count() + 1;
        if shown == *column {
            return vec![snippet.path(self.name(place)).into()];
        }
        let origin = Origin::path(self.name(place)).line(*line).char_column(*column);
        vec![origin.into(), snippet.into()]
    }

    /// Returns the group among the options that a finding is about. The options take
    /// the place of the configuration's list, so what is found there is about
    /// them.
    fn group(&self, found: &Finding) -> Option<&'a str> {
        let Spot { input, at } = &found.written;
        let mut keys = at.keys();
        let about_groups = *input == Input::Config && keys.next().as_deref() == Some("groups");
        let index: usize = keys.next().filter(|_| about_groups)?.parse().ok()?;
        let Groups::Named(groups) = self.groups else { return None };
        groups.get(index).map(String::as_str)
    }
}

/// Tells whether a line of a finding, colours aside, is nothing but the sign for a place.
fn is_bare(line: &str) -> bool {
    let mut rest = line.split('\u{1b}');
    let first = rest.next().unwrap_or_default();
    let rest = rest.map(|part| part.split_once('m').map_or("", |(_, text)| text));
    first.chars().chain(rest.flat_map(str::chars)).collect::<String>().trim() == ":::"
}
