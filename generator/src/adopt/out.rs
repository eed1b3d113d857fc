//! The values to be written, and their form in YAML.

use super::patch::{self, Notes};
use crate::source::{Node, NodeKind, is_plain_text};

/// The text in the place of words that are still to be found.
pub const NEEDS_WORDS: &str = "<needs words>";

/// A value that is to be written.
#[derive(Clone, Debug)]
pub(super) enum Out<'d> {
    /// A scalar as it stands outside of brackets, and inside of them.
    Scalar { block: String, flow: String },
    /// An object.
    Map(Vec<OutMember<'d>>),
    /// A list.
    List(Vec<Self>),
    /// A list in brackets of what needs no quotes there.
    Flow(Vec<String>),
    /// A value that our document has already, as it is written there.
    Same(Node<'d>),
    /// A value with the comments that a member or an item of our document has.
    Noted(Node<'d>, Box<Self>),
    /// A value that has the comments of an item of our document in its first lines.
    Led(Node<'d>, Box<Self>),
}

/// A member of an object that is to be written.
#[derive(Clone, Debug)]
pub(super) enum OutMember<'d> {
    /// A key and its value.
    New(String, Out<'d>),
    /// A member that our document has already, with its key.
    Same(Node<'d>),
}

impl OutMember<'_> {
    pub(super) fn key(&self) -> &str {
        match self {
            Self::New(key, _) => key,
            Self::Same(node) => node.key().unwrap_or_default(),
        }
    }
}

impl Out<'_> {
    /// Returns a text.
    pub(super) fn text(text: &str) -> Self {
        Self::Scalar { block: quoted(text, None, false), flow: quoted(text, None, true) }
    }

    /// Returns a scalar of a document.
    pub(super) fn scalar(node: Node<'_>) -> Self {
        let block = scalar(node, None, false);
        Self::Scalar { block, flow: scalar(node, None, true) }
    }
}

/// Returns a value of any kind, with all that is in it.
pub(super) fn plain<'d>(node: Node<'_>) -> Out<'d> {
    match node.kind() {
        NodeKind::Object => {
            let entries = node.entries();
            Out::Map(
                entries.map(|(key, node)| OutMember::New(key.to_owned(), plain(node))).collect(),
            )
        }
        NodeKind::List => Out::List(node.items().map(plain).collect()),
        _ => Out::scalar(node),
    }
}

/// Returns a scalar in YAML, in the quotes that were there, if it needs any.
pub(super) fn scalar(node: Node<'_>, quotes: Option<char>, flow: bool) -> String {
    match node.kind() {
        NodeKind::Null => "null".to_owned(),
        NodeKind::Bool => node.as_bool().unwrap_or_default().to_string(),
        NodeKind::Number => node.text().unwrap_or("0").to_owned(),
        _ => quoted(node.as_str().unwrap_or_default(), quotes, flow),
    }
}

/// Returns a text in YAML: plain where that is read as the same text, else in the quotes
/// that were there, or in single ones.
pub(super) fn quoted(text: &str, quotes: Option<char>, flow: bool) -> String {
    let is_simple = !text.chars().any(char::is_control);
    match quotes {
        None if is_simple && is_safe(text, flow) => text.to_owned(),
        Some('"') => in_double_quotes(text),
        _ if is_simple => format!("'{}'", text.replace('\'', "''")),
        _ => in_double_quotes(text),
    }
}

/// Returns the quotes that a text would not be written without.
pub(super) fn quotes_of(written: &str) -> Option<char> {
    written.chars().next().filter(|first| matches!(first, '\'' | '"'))
}

/// Returns any text as JSON writes it, which YAML reads as well.
fn in_double_quotes(text: &str) -> String {
    let mut quoted = "\"".to_owned();
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

/// Tells whether a text is read as itself where it stands without quotes, by
/// YAML 1.1 too.
fn is_safe(text: &str, flow: bool) -> bool {
    const INDICATORS: &str = "-?:,[]{}#&*!|>'\"%@`=";
    const WORDS: [&str; 8] = ["y", "n", "yes", "no", "on", "off", "<<", "..."];
    let Some(first) = text.chars().next() else { return false };
    let is_word = WORDS.iter().any(|word| text.eq_ignore_ascii_case(word));
    // Dates, times and numbers of YAML 1.1.
    let is_digits = text.chars().all(|c| c.is_ascii_digit() || "-:_+. TZ".contains(c));
    let is_other = first.is_ascii_digit() && is_digits && text.contains(['-', ':', '_']);
    let has_bracket = flow && text.contains([',', '[', ']', '{', '}']);
    is_plain_text(text)
        && text.trim() == text
        && !INDICATORS.contains(first)
        && !is_word
        && !is_other
        && !has_bracket
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
}

/// Writes values in the layout of a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout<'d> {
    pub(super) text: &'d str,
    /// By how much what is in an object stands further in.
    pub(super) step: usize,
    /// The same of the items of a list.
    pub(super) dash: usize,
}

impl<'d> Layout<'d> {
    /// Returns the lines of a member, from the column of its key.
    pub(super) fn entry(&self, entry: &OutMember<'d>) -> Vec<String> {
        match entry {
            OutMember::Same(node) => {
                let lines = self.written(patch::member(self.text, *node));
                noted(patch::notes(self.text, *node), lines, patch::is_block(self.text, *node))
            }
            OutMember::New(key, Out::Noted(node, value)) => {
                let written = node.spans().0.filter(|_| node.key() == Some(key));
                let key = written
                    .map_or_else(|| quoted(key, None, false), |span| self.text[span].to_owned());
                let lines = self.new_entry(&key, value);
                noted(patch::notes(self.text, *node), lines, self.is_block(value))
            }
            OutMember::New(key, value) => self.new_entry(&quoted(key, None, false), value),
        }
    }

    /// Writes what follows the colon of a key in the place of another value: the comment beside
    /// the key stays.
    pub(super) fn value_of(&self, node: Node<'d>, value: &Out<'d>) -> Vec<String> {
        let lines = self.after_key(value);
        if !patch::is_block(self.text, node) {
            return lines;
        }
        let beside = patch::notes(self.text, node).beside;
        noted(Notes { above: Vec::new(), beside }, lines, self.is_block(value))
    }

    fn new_entry(&self, key: &str, value: &Out<'d>) -> Vec<String> {
        let mut lines = self.after_key(value);
        if let Some(first) = lines.first_mut() {
            *first = format!("{key}:{first}");
        }
        lines
    }

    /// Tells whether a value stands below its key.
    fn is_block(&self, value: &Out<'d>) -> bool {
        match value {
            Out::Map(entries) => !entries.is_empty(),
            Out::List(items) => !items.is_empty(),
            Out::Same(node) => patch::is_block(self.text, *node),
            Out::Noted(_, value) => self.is_block(value),
            Out::Led(node, value) => !self.lead(*node).is_empty() || self.is_block(value),
            Out::Scalar { .. } | Out::Flow(_) => false,
        }
    }

    /// Writes what follows the colon of a key, with the lines after it from its
    /// column.
    fn after_key(&self, value: &Out<'d>) -> Vec<String> {
        let mut lines = self.value(value);
        if !self.is_block(value) {
            if let Some(first) = lines.first_mut() {
                first.insert(0, ' ');
            }
            return lines;
        }
        let is_list = match value {
            Out::Same(node) => node.is_list(),
            value => matches!(value, Out::List(_)),
        };
        let by = if is_list { self.dash } else { self.step };
        [String::new()].into_iter().chain(indented(lines, by)).collect()
    }

    /// Returns the lines of a value, from its own column.
    pub(super) fn value(&self, value: &Out<'d>) -> Vec<String> {
        match value {
            Out::Map(entries) if !entries.is_empty() => {
                entries.iter().flat_map(|entry| self.entry(entry)).collect()
            }
            Out::List(items) if !items.is_empty() => {
                items.iter().flat_map(|item| self.item(item)).collect()
            }
            Out::Scalar { block, .. } => vec![block.clone()],
            Out::Same(node) => self.written(patch::with_comments(self.text, *node)),
            Out::Noted(_, value) => self.value(value),
            Out::Led(node, value) => self.led(self.lead(*node), value),
            _ => vec![self.flow(value)],
        }
    }

    /// Returns the comments at the dash of an item, as lines of their own.
    fn lead(&self, item: Node<'d>) -> Vec<String> {
        let Notes { mut above, beside, .. } = patch::notes(self.text, item);
        above.extend(beside.map(|beside| beside.trim().to_owned()));
        above
    }

    /// Puts comments above a value; brackets around its members give way to lines.
    fn led(&self, lead: Vec<String>, value: &Out<'d>) -> Vec<String> {
        let lines = match value {
            Out::Same(node) if !lead.is_empty() && !patch::is_block(self.text, *node) => {
                self.value(&Out::Map(node.entries().map(|(_, it)| OutMember::Same(it)).collect()))
            }
            value => self.value(value),
        };
        lead.into_iter().chain(lines).collect()
    }

    /// Returns the lines of an item, from the column of its dash.
    pub(super) fn item(&self, item: &Out<'d>) -> Vec<String> {
        if let Out::Noted(node, value) = item {
            let notes = patch::notes(self.text, *node);
            return noted(notes, self.item(value), false);
        }
        let mut lines = indented(self.value(item), 2);
        if let Some(first) = lines.first_mut() {
            *first = format!("- {}", first.trim_start());
        }
        lines
    }

    /// Returns a value in one line.
    pub(super) fn flow(&self, value: &Out<'d>) -> String {
        match value {
            Out::Scalar { flow, .. } => flow.clone(),
            Out::Map(entries) => {
                let entries: Vec<String> = entries.iter().map(|it| self.flow_entry(it)).collect();
                format!("{{{}}}", entries.join(", "))
            }
            Out::List(items) => {
                let items: Vec<String> = items.iter().map(|item| self.flow(item)).collect();
                format!("[{}]", items.join(", "))
            }
            Out::Flow(items) => format!("[{}]", items.join(", ")),
            Out::Same(node) => self.flow(&plain(*node)),
            Out::Noted(_, value) | Out::Led(_, value) => self.flow(value),
        }
    }

    /// Returns a member in one line.
    pub(super) fn flow_entry(&self, entry: &OutMember<'d>) -> String {
        match entry {
            OutMember::New(key, value) => {
                format!("{}: {}", quoted(key, None, true), self.flow(value))
            }
            OutMember::Same(node) => {
                let key = quoted(node.key().unwrap_or_default(), None, true);
                format!("{key}: {}", self.flow(&plain(*node)))
            }
        }
    }

    /// Lines of the document, moved to the first column.
    fn written(&self, range: std::ops::Range<usize>) -> Vec<String> {
        let before = &self.text[..range.start];
        let column = before.len() - before.rfind('\n').map_or(0, |end| end + 1);
        let lines = self.text[range].lines().enumerate();
        let moved = lines.map(|(number, line)| {
            let blank = line.len() - line.trim_start_matches(' ').len();
            let cut = if number == 0 { 0 } else { blank.min(column) };
            line[cut..].to_owned()
        });
        moved.collect()
    }
}

/// Puts comments around the lines of a member or an item: one beside it goes behind its first
/// line where something stands below, and behind the last one otherwise.
fn noted(notes: Notes, mut lines: Vec<String>, is_block: bool) -> Vec<String> {
    let line = if is_block { lines.first_mut() } else { lines.last_mut() };
    if let (Some(line), Some(beside)) = (line, notes.beside) {
        line.push_str(&beside);
    }
    notes.above.into_iter().chain(lines).collect()
}

fn indented(lines: Vec<String>, by: usize) -> Vec<String> {
    let pad = " ".repeat(by);
    let indent = |line: String| if line.is_empty() { line } else { format!("{pad}{line}") };
    lines.into_iter().map(indent).collect()
}
