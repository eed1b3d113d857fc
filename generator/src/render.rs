//! A finding as people read it: the line it is about, what is wrong there, and
//! what to write to settle it.

use std::sync::OnceLock;

use annotate_snippets::{AnnotationKind, Element, Level, Origin, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Input, Related, Severity, Spot};
use crate::place::{Place, Source};
use crate::pointer::printable;
use crate::{Groups, Inputs};

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

/// The texts of a run's inputs, to show findings in.
#[derive(Debug)]
pub struct Texts<'a> {
    inputs: Inputs<'a>,
    names: Names,
    /// The document, the overlay and the configuration, when they are needed.
    sources: [OnceLock<Source>; 3],
}

impl<'a> Texts<'a> {
    /// The texts of these inputs.
    pub fn new(inputs: Inputs<'a>, names: Names) -> Self {
        Self { inputs, names, sources: Default::default() }
    }

    /// Reads where everything is in the document, which is done otherwise when
    /// the first finding is shown.
    pub fn read_document(&self) {
        self.source(Input::Document);
    }

    /// Where a finding is in the text of its input; none for one about an
    /// option.
    pub fn place(&self, found: &Diagnostic) -> Option<(&Source, Place)> {
        if self.group(found).is_some() {
            return None;
        }
        let source = self.source(found.written.input);
        let place =
            found.offset.map_or_else(|| source.find(&found.written.at), |offset| source.at(offset));
        Some((source, place))
    }

    /// Where something is written: the name of that input, and the place in its
    /// text.
    pub fn spot(&self, spot: &Spot) -> (&str, Place) {
        (self.name(spot.input), self.source(spot.input).find(&spot.at))
    }

    /// The finding as text for a terminal, with colours.
    pub fn render(&self, found: &Diagnostic) -> String {
        let level = match found.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let mut elements = match (self.place(found), self.group(found)) {
            (Some((source, place)), _) => {
                let label = found.at.last().filter(|_| !place.exact);
                let label = label.map(|key| format!("`{}` would be in here", printable(&key)));
                let name = self.name(found.written.input);
                vec![line(source, name, &place, AnnotationKind::Primary, label)]
            }
            (None, group) => {
                let option = format!("{} {}", self.names.group, group.unwrap_or_default());
                vec![Origin::path(option).into()]
            }
        };
        for Related { written, label, .. } in &found.related {
            let source = self.source(written.input);
            let place = source.find(&written.at);
            let (name, label) = (self.name(written.input), Some((*label).to_owned()));
            elements.push(line(source, name, &place, AnnotationKind::Context, label));
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
        let mut text = Renderer::styled().render(&[title.elements(elements)]);
        for action in &found.actions {
            // As it is to be pasted, so without a margin.
            text.push('\n');
            text.push_str(&printable(&action.to_string()));
        }
        text
    }

    fn name(&self, input: Input) -> &str {
        match input {
            Input::Document => &self.names.document,
            Input::Overlay => &self.names.overlay,
            Input::Config => &self.names.config,
        }
    }

    fn source(&self, input: Input) -> &Source {
        let (cell, bytes) = match input {
            Input::Document => (&self.sources[0], self.inputs.document),
            Input::Overlay => {
                (&self.sources[1], self.inputs.overlay.unwrap_or_default().as_bytes())
            }
            Input::Config => (&self.sources[2], self.inputs.config.as_bytes()),
        };
        cell.get_or_init(|| Source::new(bytes))
    }

    /// The group among the options that a finding is about. The options take
    /// the place of the configuration's list, so what is found there is about
    /// them.
    fn group(&self, found: &Diagnostic) -> Option<&'a str> {
        let Spot { input, at } = &found.written;
        let mut keys = at.keys();
        let about_groups = *input == Input::Config && keys.next().as_deref() == Some("groups");
        let index: usize = keys.next().filter(|_| about_groups)?.parse().ok()?;
        let Groups::Named(groups) = self.inputs.groups else { return None };
        groups.get(index).map(String::as_str)
    }
}

/// The line of a place, with the place underlined.
fn line<'s>(
    source: &'s Source,
    name: &str,
    place: &Place,
    kind: AnnotationKind,
    label: Option<String>,
) -> Element<'s> {
    let text = source.text();
    let start = text[..place.span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[place.span.end..].find('\n').map_or(text.len(), |at| place.span.end + at);
    let span = place.span.start - start..place.span.end - start;
    Snippet::source(&text[start..end])
        .path(name.to_owned())
        .line_start(place.line)
        .annotation(kind.span(span).label(label))
        .into()
}
